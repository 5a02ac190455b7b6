//! From letters at places on pages to paragraphs and table rows; for .pdf and .ofd.
//!
//! ```text
//!  letters ──lines──▶ lines in reading order, rows of ruled tables
//!          ──furniture──▶ without running headers, footers, page numbers
//!          ──paragraphs──▶ blocks: wrapped lines joined, over pages and columns too
//! ```
//!
//! Lengths are in the units of the format; only their relations count. `y` grows downwards.

mod furniture;
mod lines;
mod paragraphs;
mod radicals;
mod tables;

use crate::document::Block;
pub(super) use radicals::letter;

/// A letter on a page.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Glyph {
    /// The letter.
    pub c: char,
    /// Its left edge.
    pub x0: f32,
    /// Its right edge.
    pub x1: f32,
    /// The base line.
    pub y: f32,
    /// The size of its type.
    pub size: f32,
}

/// A drawn line or thin bar, or one edge of a drawn box: from corner to corner.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rule {
    /// Left.
    pub x0: f32,
    /// Top.
    pub y0: f32,
    /// Right.
    pub x1: f32,
    /// Bottom.
    pub y1: f32,
}

/// A page as the format gives it.
#[derive(Debug, Clone, Default)]
pub struct Page {
    /// Its width.
    pub width: f32,
    /// Its height.
    pub height: f32,
    /// The letters in the order of the file.
    pub glyphs: Vec<Glyph>,
    /// The drawn lines.
    pub rules: Vec<Rule>,
}

/// A line of text in reading order.
#[derive(Debug, Clone, PartialEq, Default)]
struct Line {
    text: String,
    x0: f32,
    x1: f32,
    y: f32,
    size: f32,
    page: usize,
    /// The column, from 0; lines over the whole width are in column 0.
    column: usize,
    /// Whether the page (or this stretch of it) has columns.
    columns: bool,
}

/// What stands on a page, in reading order.
#[derive(Debug, Clone, PartialEq)]
enum Item {
    Line(Line),
    /// A table's rows, each with its cells, and the left edge of its columns.
    Table {
        rows: Vec<Vec<String>>,
        edges: Vec<f32>,
        page: usize,
    },
}

/// Collects pages and makes blocks of them.
#[derive(Debug, Default)]
pub struct Layout {
    items: Vec<Item>,
    heights: Vec<f32>,
    loose: usize,
}

impl Layout {
    /// Adds the next page.
    pub fn add(&mut self, page: &Page) {
        let number = self.heights.len();
        self.heights.push(page.height);
        let read = lines::read(page, number);
        let columns = read.iter().any(|i| matches!(i, Item::Line(l) if l.columns));
        if page.rules.is_empty() && !columns {
            self.loose += lines::loose(page);
        }
        self.items.extend(read);
    }

    /// A word on lines that look like rows of a table without drawn lines: their cells can't be
    /// told apart surely and were read as running text.
    pub fn doubt(&self) -> Option<String> {
        (self.loose >= 3).then(|| {
            format!(
                "有{}行像是没有画线的表格，各栏的文字连在一起读入，请对照原件",
                self.loose
            )
        })
    }

    /// The blocks of all pages, and the texts of running headers and footers.
    pub fn finish(mut self) -> (Vec<Block>, Vec<String>) {
        let margins = furniture::remove(&mut self.items, &self.heights);
        (paragraphs::join(self.items), margins)
    }
}

#[cfg(test)]
mod tests;
