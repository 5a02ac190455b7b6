//! Old workbooks (.xls, .et): calamine reads them, but only after a look at what it would hold.
//!
//! calamine makes a full rectangle of every sheet, copies a shared string into every cell that
//! names it, and follows chains of sectors in a circle. A file of a few kilobytes could so ask for
//! any amount of memory. Here the stream is taken out with cfb (which checks chains), put into a
//! container of its own without the cells beyond [`MAX_COLUMNS`], and what is left is counted
//! before it is read.

use super::broken;
use super::grid::{MAX_COLUMNS, MAX_TEXT};
use crate::error::{Error, Result};
use crate::parse::ole::Ole;
use std::io::{Cursor, Write};

/// Cells of all rectangles together.
const MAX_CELLS: u64 = 8_000_000;
/// Records looked at for all sheets together.
const MAX_RECORDS: usize = 30_000_000;
/// A record that no reader knows.
const NOTHING: u16 = 0xffff;

/// The workbook's stream in a container of its own, fit to be read.
///
/// # Errors
/// A broken or encrypted file; one that would unpack to more than can be held.
pub(super) fn screened(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut ole = Ole::open(bytes).map_err(|_| broken())?;
    if ole.has("EncryptedPackage") {
        return Err(encrypted());
    }
    let stream = match ole.read("Workbook").map_err(|_| broken())? {
        Some(s) => Some(s),
        None => ole.read("Book").map_err(|_| broken())?,
    };
    let mut stream = stream.ok_or_else(broken)?;
    let book = prune(&mut stream)?;
    let mut left = Left {
        cells: MAX_CELLS,
        text: MAX_TEXT as u64,
        records: MAX_RECORDS,
    };
    for at in &book.sheets {
        if !book.starts.contains(at) {
            return Err(broken());
        }
        left.sheet(&stream, *at, &book.strings)?;
    }
    contained(&stream).map_err(|_| broken())
}

pub(super) fn encrypted() -> Error {
    Error::unreadable(
        "文件加了打开密码",
        "用 Excel 或者 WPS 打开，去掉密码后另存再试",
    )
}

fn too_large() -> Error {
    Error::unreadable(
        "电子表格里有数据的范围太大，没有读",
        "删去用不到的行、列和重复的长文字，另存为 .xlsx 再试",
    )
}

fn contained(stream: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new()))?;
    file.create_stream("Workbook")?.write_all(stream)?;
    Ok(file.into_inner().into_inner())
}

fn u16_at(b: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(b.get(at..at + 2)?.try_into().ok()?))
}

fn u32_at(b: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(b.get(at..at + 4)?.try_into().ok()?))
}

/// A record: its kind, and the places of its head, its data and its end.
#[derive(Debug, Clone, Copy)]
struct Record {
    kind: u16,
    head: usize,
    end: usize,
}

/// The record at a place; `None` at the end and where the stream is cut.
fn record(b: &[u8], head: usize) -> Option<Record> {
    let end = head + 4 + usize::from(u16_at(b, head + 2)?);
    (end <= b.len()).then_some(Record {
        kind: u16_at(b, head)?,
        head,
        end,
    })
}

/// First and last column of a record that makes cells.
fn columns(b: &[u8], r: Record) -> Option<(u16, u16, u16)> {
    let (row, first) = (u16_at(b, r.head + 4)?, u16_at(b, r.head + 6)?);
    match r.kind {
        0x0006 | 0x0203..=0x0205 | 0x00d6 | 0x00fd | 0x027e => Some((row, first, first)),
        0x00bd => Some((row, first, u16_at(b, r.end.checked_sub(2)?)?)),
        _ => None,
    }
}

#[derive(Debug, Default)]
struct Workbook {
    /// Where the sheets say they begin.
    sheets: Vec<usize>,
    /// Where streams of records begin.
    starts: Vec<usize>,
    /// The longest each shared string can be, in bytes of UTF-8.
    strings: Vec<u32>,
}

/// Takes out what is not to be read, and gives what must be known to count the rest.
fn prune(b: &mut [u8]) -> Result<Workbook> {
    let mut book = Workbook::default();
    let mut at = 0;
    let mut dropped = false;
    while let Some(r) = record(b, at) {
        let mut kind = r.kind;
        match r.kind {
            0x0809 => book.starts.push(r.head),
            0x002f => return Err(encrypted()),
            0x0085 => {
                let place = u32_at(b, r.head + 4).ok_or_else(broken)? as usize;
                if book.sheets.contains(&place) || book.sheets.len() >= 1000 {
                    return Err(broken());
                }
                book.sheets.push(place);
            }
            0x00fc => book.strings = strings(b, r),
            // A claim of the sheet's size; the string that a formula gave follows its formula.
            0x0200 => kind = NOTHING,
            0x0207 if dropped => kind = NOTHING,
            _ => {}
        }
        if let Some((_, first, last)) = columns(b, r) {
            let limit = MAX_COLUMNS as u16;
            dropped = first >= limit && r.kind == 0x0006;
            if first >= limit {
                kind = NOTHING;
            } else if last >= limit {
                cut(b, r, limit - first);
            }
        }
        b[r.head..r.head + 2].copy_from_slice(&kind.to_le_bytes());
        at = r.end;
    }
    Ok(book)
}

/// Cuts a run of numbers down to its first `keep` cells; the rest becomes a record of nothing.
fn cut(b: &mut [u8], r: Record, keep: u16) {
    let Some(first) = u16_at(b, r.head + 6) else {
        return;
    };
    let data = 4 + 6 * usize::from(keep) + 2;
    let rest = r.head + 4 + data;
    let Some(left) = r.end.checked_sub(rest + 4) else {
        return;
    };
    let mut put = |at: usize, v: u16| b[at..at + 2].copy_from_slice(&v.to_le_bytes());
    put(r.head + 2, data as u16);
    put(rest - 2, first + keep - 1);
    put(rest, NOTHING);
    put(rest + 2, left as u16);
}

/// The longest that each shared string can be. Where the table can't be followed, what is left of
/// it is taken for one string of the greatest length.
fn strings(b: &[u8], first: Record) -> Vec<u32> {
    let mut out = Vec::new();
    let mut part = (first.head + 12, first.end);
    loop {
        if part.0 >= part.1 {
            match record(b, part.1).filter(|r| r.kind == 0x3c) {
                Some(r) => part = (r.head + 4, r.end),
                None => return out,
            }
            continue;
        }
        let Some(size) = string(b, &mut part) else {
            out.push(u32::MAX);
            return out;
        };
        out.push(size);
    }
}

/// Goes over a string, into the records that continue it.
fn string(b: &[u8], part: &mut (usize, usize)) -> Option<u32> {
    let count = u16_at(b, part.0)?;
    let flags = *b.get(part.0 + 2)?;
    part.0 += 3;
    let mut after = 0usize;
    if flags & 8 != 0 {
        after += 4 * usize::from(u16_at(b, part.0)?);
        part.0 += 2;
    }
    if flags & 4 != 0 {
        after = after.checked_add(u32_at(b, part.0)? as usize)?;
        part.0 += 4;
    }
    let mut width = 1 + usize::from(flags & 1);
    let mut left = usize::from(count);
    loop {
        let here = part.1.checked_sub(part.0)?;
        let taken = left.min(here / width);
        left -= taken;
        part.0 += taken * width;
        if left == 0 {
            break;
        }
        let next = record(b, part.1).filter(|r| r.kind == 0x3c)?;
        width = 1 + usize::from(b.get(next.head + 4)? & 1);
        *part = (next.head + 5, next.end);
    }
    while after > 0 {
        let taken = after.min(part.1.checked_sub(part.0)?);
        after -= taken;
        part.0 += taken;
        if after > 0 {
            let next = record(b, part.1).filter(|r| r.kind == 0x3c)?;
            *part = (next.head + 4, next.end);
        }
    }
    Some(u32::from(count) * 3)
}

/// What may still be held.
struct Left {
    cells: u64,
    text: u64,
    records: usize,
}

impl Left {
    /// Counts what reading the sheet that begins at a place would hold.
    fn sheet(&mut self, b: &[u8], from: usize, strings: &[u32]) -> Result<()> {
        let mut span: Option<(u16, u16, u16, u16)> = None;
        let (mut at, mut depth, mut begun) = (from, 0u32, false);
        while let Some(r) = record(b, at) {
            self.records = self.records.checked_sub(1).ok_or_else(too_large)?;
            at = r.end;
            match r.kind {
                0x0809 if begun => depth += 1,
                0x0809 => begun = true,
                0x000a if depth == 0 => break,
                0x000a => depth -= 1,
                0x00fd if depth == 0 => {
                    let index = u32_at(b, r.head + 10).unwrap_or(0) as usize;
                    let size = strings.get(index).copied().unwrap_or(0);
                    self.text = self
                        .text
                        .checked_sub(u64::from(size))
                        .ok_or_else(too_large)?;
                }
                _ => {}
            }
            if depth == 0
                && let Some((row, first, last)) = columns(b, r)
            {
                let s = span.unwrap_or((row, row, first, last));
                span = Some((s.0.min(row), s.1.max(row), s.2.min(first), s.3.max(last)));
            }
        }
        let cells = span.map_or(0, |s| {
            u64::from(s.1 - s.0 + 1) * (u64::from(s.3.max(s.2)) - u64::from(s.2) + 1)
        });
        self.cells = self.cells.checked_sub(cells).ok_or_else(too_large)?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn put(out: &mut Vec<u8>, kind: u16, data: &[u8]) {
        out.extend(kind.to_le_bytes());
        out.extend((data.len() as u16).to_le_bytes());
        out.extend(data);
    }

    fn words(all: &[u16]) -> Vec<u8> {
        all.iter().flat_map(|w| w.to_le_bytes()).collect()
    }

    /// A workbook of one sheet with a shared string of so many characters.
    fn book(chars: u16, cells: impl Fn(&mut Vec<u8>)) -> Vec<u8> {
        let mut out = Vec::new();
        put(&mut out, 0x0809, &words(&[0x600, 5]));
        let mut sst = words(&[1, 0, 1, 0, chars]);
        sst.push(0);
        sst.extend(vec![b'a'; usize::from(chars)]);
        put(&mut out, 0x00fc, &sst);
        let at = out.len() + 4 + 4 + 2 + 2 + 1 + 4;
        let mut bound = (at as u32).to_le_bytes().to_vec();
        bound.extend([0, 0, 1, 0, b'a']);
        put(&mut out, 0x0085, &bound);
        put(&mut out, 0x000a, &[]);
        assert_eq!(out.len(), at);
        put(&mut out, 0x0809, &words(&[0x600, 0x10]));
        put(
            &mut out,
            0x0200,
            &words(&[0, 0, 0xffff, 0xffff, 0, 0xffff, 0]),
        );
        cells(&mut out);
        put(&mut out, 0x000a, &[]);
        contained(&out).unwrap()
    }

    fn shared(out: &mut Vec<u8>, row: u16, column: u16) {
        put(out, 0x00fd, &words(&[row, column, 0, 0, 0]));
    }

    #[test]
    fn a_sheet_is_read_and_far_cells_are_left_out() {
        let file = book(3, |out| {
            shared(out, 0, 0);
            shared(out, 65535, 65535);
            // 70 numbers from column 1 on, of which 63 count.
            let mut run = words(&[1, 1]);
            for _ in 0..70 {
                run.extend(words(&[0, 2, 0]));
            }
            run.extend(words(&[70]));
            put(out, 0x00bd, &run);
        });
        let grid = &super::super::grid::xls(&file).unwrap().grids[0];
        assert_eq!(grid.rows.len(), 2);
        assert_eq!(grid.rows[0].cells.len(), 1);
        assert_eq!(grid.rows[1].cells.len(), 63);
    }

    #[test]
    fn what_would_unpack_to_more_than_can_be_held_is_refused() {
        // 8,000 cells of 32,000 characters; 40 sheets' worth of rectangles.
        let long = book(32_000, |out| (0..8_000).for_each(|r| shared(out, r, 0)));
        let e = screened(&long).unwrap_err();
        assert!(e.reason().contains("太大"), "{e}");
        let short = book(3, |out| (0..8_000).for_each(|r| shared(out, r, 0)));
        assert!(screened(&short).is_ok());
    }

    #[test]
    fn a_chain_in_a_circle_is_a_broken_file() {
        let mut file = book(3, |out| (0..8_000).for_each(|r| shared(out, r, 0)));
        // Every entry of the first table of sectors points to itself.
        let fat = u32_at(&file, 0x4c).unwrap() as usize;
        let at = (fat + 1) << u16_at(&file, 0x1e).unwrap();
        for i in 0..128u32 {
            let p = at + 4 * i as usize;
            file[p..p + 4].copy_from_slice(&i.to_le_bytes());
        }
        assert!(super::super::grid::xls(&file).is_err());
    }
}
