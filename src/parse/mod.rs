//! Bytes → Document: the only door. One file a format; each makes blocks, the outline makes the tree.

use crate::document::{Block, Document, outline};
use crate::error::Result;

/// What a format's reader gives.
#[derive(Debug, Clone, Default)]
pub struct Blocks {
    /// The blocks in document order.
    pub blocks: Vec<Block>,
    /// Title from the format's own metadata (HTML meta, front matter), if any.
    pub title: Option<String>,
    /// Facts from outside the text: front matter, a database's columns; (name, value).
    pub claims: Vec<(String, String)>,
    /// What the reader could not read, in Chinese; becomes problems of the document.
    pub losses: Vec<String>,
}

/// Reads a document. `name` is the file's name: a hint for the format, never for facts.
///
/// # Errors
/// Unreadable input, with the reason and the next step in Chinese.
pub fn document(name: &str, bytes: &[u8]) -> Result<Document> {
    let _ = name;
    let t = crate::text::normalize::normalize(&String::from_utf8_lossy(bytes));
    let mut apart = true;
    let mut blocks = Vec::new();
    let mut table = 0;
    let mut in_table = false;
    for l in t.lines() {
        let s = l.trim();
        if s.is_empty() {
            apart = true;
            continue;
        }
        let n = s.len() - s.trim_start_matches('#').len();
        if s.contains(" | ") {
            if !in_table {
                table += 1;
            }
            in_table = true;
            blocks.push(Block::row(
                table,
                &s.split(" | ").map(str::to_string).collect::<Vec<_>>(),
            ));
            continue;
        }
        in_table = false;
        if s.starts_with("<!--") {
            blocks.push(Block {
                text: s.into(),
                kind: crate::document::BlockKind::Note,
                ..Block::default()
            });
        } else if n > 0 {
            blocks.push(Block::heading(n as u8, s[n..].trim()));
        } else {
            blocks.push(Block {
                text: l.into(),
                apart: apart || l.starts_with('　'),
                ..Block::default()
            });
        }
        apart = false;
    }
    let mut d = outline::build(&blocks);
    crate::document::describe::describe(&mut d, None, &[]);
    Ok(d)
}
