//! From letters at places on pages to paragraphs and table rows; for .pdf and .ofd.
//!
//! ```text
//!  letters ──lines──▶ lines in reading order, rows of ruled tables
//!          ──furniture──▶ without running headers, footers, page numbers
//!          ──paragraphs──▶ blocks: wrapped lines joined, over pages and columns too
//! ```
//!
//! Lengths are in the units of the format; only their relations count. `y` grows downwards.

mod aligned;
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
    /// Whether it has a wide gap inside.
    gap: bool,
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
        top: f32,
    },
}

/// Collects pages and makes blocks of them.
#[derive(Debug, Default)]
pub struct Layout {
    items: Vec<Item>,
    heights: Vec<f32>,
    loose: usize,
    aligned: usize,
    /// The columns of a table at the end of the last page.
    open: Option<Vec<f32>>,
    /// The lines of the last page, and its height.
    last: (Vec<Vec<Glyph>>, f32),
}

impl Layout {
    /// Adds the next page.
    pub fn add(&mut self, page: &Page) {
        let number = self.heights.len();
        self.heights.push(page.height);
        let mut got = lines::read(page, number, self.open.as_deref());
        if self.open.is_none()
            && let Some(columns) = got.first.take()
            && self.begin_before(&columns, number)
        {
            got = lines::read(page, number, Some(&columns));
        }
        let read = got.items;
        let columns = read.iter().any(|i| matches!(i, Item::Line(l) if l.columns));
        if page.rules.is_empty() && !columns {
            // Running heads have words on the left and on the right.
            let body = 0.12 * page.height..0.9 * page.height;
            self.loose += read
                .iter()
                .filter(|i| matches!(i, Item::Line(l) if l.gap && body.contains(&l.y)))
                .count();
        }
        self.last = (got.lines, page.height);
        self.aligned += got.aligned;
        self.open = read
            .iter()
            .rev()
            .find(|i| !matches!(i, Item::Line(l) if l.y > 0.9 * page.height))
            .and_then(|i| match i {
                Item::Table { edges, .. } => Some(edges.clone()),
                Item::Line(_) => None,
            });
        self.items.extend(read);
    }

    /// Where a page begins with a table, the rows of it that stand at the end of the page before;
    /// whether there are any.
    fn begin_before(&mut self, columns: &[f32], number: usize) -> bool {
        let (lines, height) = &self.last;
        let Some(region) = aligned::before(lines, *height, columns) else {
            return false;
        };
        let base = |l: &Vec<Glyph>| l.iter().map(|g| g.y).fold(f32::MIN, f32::max);
        let (top, bottom) = (base(&lines[region.from]), base(&lines[region.to - 1]));
        let mine = |i: &Item| matches!(i, Item::Line(l) if l.page + 1 == number && (top..=bottom).contains(&l.y));
        let Some(at) = self.items.iter().position(mine) else {
            return false;
        };
        self.items.retain(|i| !mine(i));
        self.items.insert(
            at,
            Item::Table {
                rows: region.rows,
                edges: region.edges,
                page: number - 1,
                top,
            },
        );
        true
    }

    /// A word on tables without drawn lines: read by where the words stand, or, where their cells
    /// can't be told apart, as running text.
    pub fn doubt(&self) -> Option<String> {
        let loose = format!(
            "有{}行像是没有画线的表格，各栏的文字连在一起读入，请对照原件",
            self.loose
        );
        let aligned = format!(
            "有{}处没有画线的表格，按文字的位置分栏读入，请对照原件",
            self.aligned
        );
        match (self.aligned > 0, self.loose >= 3) {
            (true, true) => Some(format!("{aligned}；另{loose}")),
            (true, false) => Some(aligned),
            (false, true) => Some(loose),
            (false, false) => None,
        }
    }

    /// The blocks of all pages, and the texts of running headers and footers.
    pub fn finish(mut self) -> (Vec<Block>, Vec<String>) {
        let margins = furniture::remove(&mut self.items, &self.heights);
        (paragraphs::join(self.items), margins)
    }
}

#[cfg(test)]
mod tests;
