//! The text of a .doc put together: pieces to characters, characters to paragraphs, cells and rows.

use super::View;
use super::lists::Lists;
use super::styles::{Char, Para, Runs, Styles, apply_char, apply_para};
use crate::document::{Block, BlockKind};
use crate::text::normalize::normalize;
use std::ops::Range;

/// A stretch of text and where it stands in the file.
#[derive(Debug, Clone, Copy)]
pub(super) struct Piece {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) at: usize,
    /// One byte a character (Windows-1252), not two.
    pub(super) compressed: bool,
}

/// The reader of stories.
pub(super) struct Story<'a> {
    main: &'a [u8],
    data: &'a [u8],
    pieces: Vec<Piece>,
    view: View,
    pub(super) styles: Styles,
    pub(super) chars: Runs,
    pub(super) paras: Runs,
    pub(super) lists: Lists,
    /// Characters whose place lies outside the file.
    pub(super) missing: usize,
    /// Hidden characters that were left out.
    pub(super) hidden: usize,
    table: u32,
}

/// The text of one unit as it is collected.
#[derive(Default)]
struct Pending {
    text: Vec<u16>,
    /// Open fields: whether each is still in its instruction.
    fields: Vec<bool>,
    cell: String,
    cells: Vec<String>,
    in_table: bool,
}

impl<'a> Story<'a> {
    pub(super) fn new(main: &'a [u8], data: &'a [u8], pieces: Vec<Piece>, view: View) -> Self {
        Self {
            main,
            data,
            pieces,
            view,
            styles: Styles::default(),
            chars: Runs::default(),
            paras: Runs::default(),
            lists: Lists::default(),
            missing: 0,
            hidden: 0,
            table: 0,
        }
    }

    /// The characters of a range of the text, each with its place in the file.
    fn units(&mut self, range: Range<usize>) -> Vec<(u16, usize)> {
        let mut out = Vec::new();
        for piece in &self.pieces {
            let from = piece.start.max(range.start);
            let to = piece.end.min(range.end);
            let width = if piece.compressed { 1 } else { 2 };
            for cp in from..to {
                let at = piece
                    .at
                    .saturating_add((cp - piece.start).saturating_mul(width));
                let unit = if piece.compressed {
                    self.main.get(at).map(|b| western(*b))
                } else {
                    super::bytes::u16_at(self.main, at)
                };
                match unit {
                    Some(u) => out.push((u, at)),
                    None => {
                        // Everything after lies outside as well.
                        self.missing += to - cp;
                        break;
                    }
                }
            }
        }
        out
    }

    /// Whether a character belongs to the view.
    fn stands(&self, c: Char) -> bool {
        match self.view {
            View::Accepted => !c.deleted,
            View::Original => !c.inserted,
        }
    }

    fn para(&self, place: usize) -> Para {
        let (list, _, _) = self.paras.at(self.main, place);
        let style = super::bytes::u16_at(list, 0).unwrap_or(0);
        let mut p = self.styles.para(usize::from(style), self.data);
        apply_para(&mut p, list.get(2..).unwrap_or_default(), self.data);
        p
    }

    /// The blocks of a story.
    pub(super) fn blocks(&mut self, range: Range<usize>) -> Vec<Block> {
        let mut out = Vec::new();
        let mut now = Pending::default();
        let mut held = (0, 0, Char::default());
        let units = self.units(range);
        for (unit, at) in units {
            if !(held.0 <= at && at < held.1) {
                let (list, from, to) = self.chars.at(self.main, at);
                let mut c = Char::default();
                apply_char(&mut c, list);
                held = (from, to, c);
            }
            let c = held.2;
            if !self.stands(c) {
                continue;
            }
            match unit {
                0x0d | 0x07 | 0x0c => {
                    let p = self.para(at);
                    self.end(&mut now, unit, p, &mut out);
                }
                0x13 => now.fields.push(true),
                0x14 => {
                    if let Some(f) = now.fields.last_mut() {
                        *f = false;
                    }
                }
                0x15 => {
                    now.fields.pop();
                }
                _ if now.fields.iter().any(|f| *f) => {}
                _ if c.hidden => self.hidden += usize::from(unit > 0x20),
                0x0b | 0x0e => now.text.push(u16::from(b'\n')),
                0x1e => now.text.push(u16::from(b'-')),
                0x28 if c.symbol.is_some() => now.text.extend(c.symbol.filter(|s| *s < 0xf000)),
                0x09 | 0x20.. => now.text.push(unit),
                _ => {}
            }
        }
        if !now.text.is_empty() {
            self.end(&mut now, 0x0d, Para::default(), &mut out);
        }
        if !now.cells.is_empty() || !now.cell.is_empty() {
            self.row(&mut now, &mut out);
        }
        out
    }

    /// A paragraph, cell or row ends.
    fn end(&mut self, now: &mut Pending, mark: u16, p: Para, out: &mut Vec<Block>) {
        now.fields.clear();
        let in_table = p.in_table || p.depth > 0 || mark == 0x07;
        if p.row_end && p.depth <= 1 && in_table {
            now.text.clear();
            self.row(now, out);
            return;
        }
        let label = match p.list {
            Some(list) if list > 0 => self.lists.label(list, p.level.unwrap_or(0).min(8)),
            _ => String::new(),
        };
        let text = format!("{label}{}", String::from_utf16_lossy(&now.text));
        now.text.clear();
        let text = normalize(&text);
        let text = text.trim();
        if in_table {
            if !now.in_table {
                now.in_table = true;
                self.table += 1;
            }
            if !text.is_empty() {
                if !now.cell.is_empty() {
                    now.cell.push('\n');
                }
                now.cell.push_str(text);
            }
            if mark == 0x07 && p.depth <= 1 {
                now.cells.push(std::mem::take(&mut now.cell));
            }
            return;
        }
        if now.in_table {
            self.row(now, out);
            now.in_table = false;
        }
        if text.is_empty() {
            return;
        }
        out.push(Block {
            text: text.to_string(),
            kind: match p.outline {
                Some(n) if n < 9 => BlockKind::Heading(n + 1),
                _ => BlockKind::Paragraph,
            },
            centered: p.centered,
            apart: true,
        });
    }

    fn row(&mut self, now: &mut Pending, out: &mut Vec<Block>) {
        if !now.cell.is_empty() {
            now.cells.push(std::mem::take(&mut now.cell));
        }
        let cells = std::mem::take(&mut now.cells);
        if cells.len() == 1 {
            // A frame around paragraphs.
            out.extend(
                cells[0]
                    .split('\n')
                    .filter(|l| !l.is_empty())
                    .map(Block::paragraph),
            );
        } else if cells.iter().any(|c| !c.is_empty()) {
            out.push(Block::row(self.table, &cells));
        }
    }

    /// The lines of a story as notes.
    pub(super) fn notes(&mut self, range: Range<usize>) -> Vec<Block> {
        self.lines(range)
            .into_iter()
            .map(|text| Block {
                text,
                kind: BlockKind::Note,
                apart: true,
                ..Block::default()
            })
            .collect()
    }

    /// The lines of a story without numbers.
    pub(super) fn lines(&mut self, range: Range<usize>) -> Vec<String> {
        let units = self.units(range);
        let text: Vec<u16> = units
            .into_iter()
            .map(|(u, _)| if matches!(u, 7 | 11 | 12) { 13 } else { u })
            .filter(|u| *u >= 0x20 || matches!(*u, 9 | 13))
            .collect();
        normalize(&String::from_utf16_lossy(&text))
            .split('\n')
            .map(|l| l.trim().to_string())
            .filter(|l| !l.is_empty())
            .collect()
    }
}

/// A byte of Windows-1252.
fn western(b: u8) -> u16 {
    if b < 0x80 {
        return u16::from(b);
    }
    let byte = [b];
    let (text, _) = encoding_rs::WINDOWS_1252.decode_without_bom_handling(&byte);
    text.encode_utf16().next().unwrap_or(u16::from(b'?'))
}
