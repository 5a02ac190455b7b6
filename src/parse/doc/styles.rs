//! Properties of paragraphs and characters of a .doc, and the style sheet they build on.

use super::bytes::{place_at, sprms, u8_at, u16_at};

/// What a paragraph's properties say that matters here.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Para {
    pub(super) level: Option<u8>,
    /// The use of a list, from 1; 0 is none.
    pub(super) list: Option<u16>,
    pub(super) in_table: bool,
    /// The mark that ends a row.
    pub(super) row_end: bool,
    /// How many tables it stands in, when said.
    pub(super) depth: u32,
    pub(super) centered: bool,
    /// Outline level from 0; 9 is body text.
    pub(super) outline: Option<u8>,
}

/// What a character's properties say that matters here.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Char {
    pub(super) deleted: bool,
    pub(super) inserted: bool,
    pub(super) hidden: bool,
    pub(super) symbol: Option<u16>,
}

/// Applies a list of paragraph properties.
pub(super) fn apply_para(p: &mut Para, list: &[u8], data: &[u8]) {
    let mut huge = None;
    sprms(list, |code, v| {
        let byte = v.first().copied().unwrap_or(0);
        match code {
            0x260a => p.level = Some(byte),
            0x460b => p.list = u16_at(v, 0),
            0x2416 => p.in_table = byte != 0,
            0x2417 => p.row_end = byte != 0,
            0x6649 => p.depth = super::bytes::u32_at(v, 0).unwrap_or(0),
            0x2403 | 0x2461 => p.centered = byte == 1,
            0x2640 => p.outline = Some(byte),
            // A property list too long for its page stands in the Data stream.
            0x6645 | 0x6646 => huge = place_at(v, 0),
            _ => {}
        }
    });
    if let Some(at) = huge
        && let Some(list) = u16_at(data, at).and_then(|n| data.get(at + 2..at + 2 + usize::from(n)))
    {
        // One step only: a list in the Data stream may not point on.
        apply_para(p, list, &[]);
    }
}

/// Applies a list of character properties.
pub(super) fn apply_char(c: &mut Char, list: &[u8]) {
    sprms(list, |code, v| {
        let on = v.first().is_some_and(|b| *b == 1 || *b == 0x81);
        match code {
            0x0800 => c.deleted = on,
            0x0801 => c.inserted = on,
            0x083c => c.hidden = on,
            0x6a09 => c.symbol = u16_at(v, 2),
            _ => {}
        }
    });
}

#[derive(Debug, Clone, Default)]
struct Style {
    base: usize,
    para: Vec<u8>,
}

/// The style sheet.
#[derive(Debug, Default)]
pub(super) struct Styles {
    styles: Vec<Style>,
}

impl Styles {
    pub(super) fn new(sheet: &[u8]) -> Self {
        let mut s = Self::default();
        if s.read(sheet).is_none() {
            s.styles.shrink_to_fit();
        }
        s
    }

    fn read(&mut self, b: &[u8]) -> Option<()> {
        let head = usize::from(u16_at(b, 0)?);
        let count = usize::from(u16_at(b, 2)?);
        let base_size = usize::from(u16_at(b, 4)?);
        let mut at = 2 + head;
        for _ in 0..count {
            let size = usize::from(u16_at(b, at)?);
            at += 2;
            let std = b.get(at..at + size)?;
            self.styles
                .push(Self::style(std, base_size).unwrap_or_default());
            at += size;
        }
        Some(())
    }

    fn style(std: &[u8], base_size: usize) -> Option<Style> {
        let kind = u16_at(std, 2)?;
        let base = usize::from(kind >> 4);
        let name = usize::from(u16_at(std, base_size)?);
        let mut at = base_size + 2 + name * 2 + 2;
        at += at % 2;
        let mut style = Style {
            base,
            para: Vec::new(),
        };
        if kind & 15 == 1 {
            // A paragraph style: the first property list is that of the paragraph, after its number.
            let size = usize::from(u16_at(std, at)?);
            if size > 2 {
                style.para = std.get(at + 4..at + 2 + size)?.to_vec();
            }
        }
        Some(style)
    }

    /// The properties of a style with those of its bases.
    pub(super) fn para(&self, number: usize, data: &[u8]) -> Para {
        let mut chain = Vec::new();
        let mut at = number;
        while let Some(style) = self.styles.get(at) {
            chain.push(style);
            if chain.len() > 16 {
                break;
            }
            at = style.base;
        }
        let mut p = Para::default();
        for style in chain.into_iter().rev() {
            apply_para(&mut p, &style.para, data);
        }
        p
    }
}

/// The property lists of a file by place: sorted ranges of the WordDocument stream.
#[derive(Debug, Default)]
pub(super) struct Runs {
    /// First byte, byte after the last, place of the list in the stream, its length.
    ranges: Vec<(usize, usize, usize, usize)>,
}

impl Runs {
    /// Reads the pages that a bin table names. `paragraphs`: the lists are those of paragraphs.
    pub(super) fn new(main: &[u8], bins: &[u8], paragraphs: bool) -> Self {
        let mut ranges = Vec::new();
        let count = bins.len().saturating_sub(4) / 8;
        for i in 0..count {
            let Some(page) = place_at(bins, (count + 1) * 4 + i * 4) else {
                break;
            };
            let from = (page & 0x3f_ffff).saturating_mul(512);
            let Some(page) = main.get(from..from.saturating_add(512)) else {
                continue;
            };
            let runs = usize::from(page[511]);
            let entry = if paragraphs { 13 } else { 1 };
            for r in 0..runs {
                let (Some(start), Some(end)) = (place_at(page, r * 4), place_at(page, r * 4 + 4))
                else {
                    break;
                };
                let Some(offset) = u8_at(page, (runs + 1) * 4 + r * entry) else {
                    break;
                };
                let at = usize::from(offset) * 2;
                let (list, len) = match (offset, u8_at(page, at)) {
                    (0, _) | (_, None) => (0, 0),
                    (_, Some(0)) if paragraphs => {
                        (at + 2, usize::from(u8_at(page, at + 1).unwrap_or(0)) * 2)
                    }
                    (_, Some(n)) if paragraphs => (at + 1, usize::from(n) * 2 - 1),
                    (_, Some(n)) => (at + 1, usize::from(n)),
                };
                if start < end && list + len <= 511 {
                    ranges.push((start, end, from + list, len));
                }
            }
        }
        ranges.sort_unstable();
        Self { ranges }
    }

    /// The property list that holds at a place, with the range it holds for.
    pub(super) fn at<'m>(&self, main: &'m [u8], place: usize) -> (&'m [u8], usize, usize) {
        let i = self.ranges.partition_point(|r| r.0 <= place);
        let next = self.ranges.get(i).map_or(usize::MAX, |r| r.0);
        match i.checked_sub(1).and_then(|i| self.ranges.get(i)) {
            Some(&(start, end, list, len)) if place < end => {
                (main.get(list..list + len).unwrap_or_default(), start, end)
            }
            _ => (&[], place, next),
        }
    }
}
