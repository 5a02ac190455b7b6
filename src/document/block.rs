//! What every format becomes first: a list of blocks, one a paragraph or table row.
//!
//! A format's reader makes blocks; [`super::outline`] makes the tree from them. So each format is
//! one file, and all of them give the same document.

/// What a block is, as far as the format itself says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum BlockKind {
    /// A paragraph.
    #[default]
    Paragraph,
    /// A heading with its level from 1 (Markdown #, HTML h1, a heading style).
    Heading(u8),
    /// A row of the table with this count from 1; the cells are joined with “ | ”.
    Row(u32),
    /// An editor's note (a Markdown comment, a status line), not the document's words.
    Note,
}

/// One paragraph, heading or table row, with normalised text and no line break at its ends.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Block {
    /// The normalised text; a `\n` inside is a hard line break.
    pub text: String,
    /// What it is.
    pub kind: BlockKind,
    /// Whether the format centres it.
    pub centered: bool,
    /// Whether a blank line or a new paragraph of the format stands before it. A plain text file
    /// with wrapped lines has blocks of one line each, where only this tells paragraphs apart.
    pub apart: bool,
}

impl Block {
    /// A paragraph.
    pub fn paragraph(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            apart: true,
            ..Self::default()
        }
    }

    /// A heading of a level from 1.
    pub fn heading(level: u8, text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            kind: BlockKind::Heading(level),
            apart: true,
            ..Self::default()
        }
    }

    /// A table row.
    pub fn row(table: u32, cells: &[String]) -> Self {
        Self {
            text: cells
                .iter()
                .map(|c| c.trim())
                .collect::<Vec<_>>()
                .join(" | "),
            kind: BlockKind::Row(table),
            apart: true,
            ..Self::default()
        }
    }
}
