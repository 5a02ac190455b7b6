//! Word 97–2003 (.doc) and WPS (.wps of the same build): OLE, piece table, our own reader.
//!
//! No kept crate reads .doc with automatic numbers and tracked changes. This one follows
//! [MS-DOC]: the piece table gives the text, the CHPX say what was deleted or inserted, the PAPX
//! what is a list item or a table cell, the list tables how lists count.

mod bytes;
mod lists;
mod story;
mod styles;

use super::ole::{Ole, damaged};
use super::{Blocks, PAGE_HEADER, View};
use crate::error::{Error, Result};
use bytes::{place_at, u16_at};
use lists::Lists;
use story::{Piece, Story};
use styles::{Runs, Styles};

/// Reads a .doc or an old .wps.
///
/// # Errors
/// Encrypted, damaged files, and those of Word 95 and before.
pub fn read(bytes: &[u8], view: View) -> Result<Blocks> {
    let mut ole = Ole::open(bytes)?;
    if ole.has("EncryptedPackage") {
        return Err(encrypted());
    }
    let main = ole.read("WordDocument")?.ok_or_else(|| {
        Error::unreadable(
            "文件里没有 Word 正文，可能是其他程序的文件或者更早的 WPS 格式",
            "用 WPS 或者 Word 打开，另存为 .docx 后重试",
        )
    })?;
    let ident = u16_at(&main, 0).ok_or_else(damaged)?;
    let version = u16_at(&main, 2).ok_or_else(damaged)?;
    let flags = u16_at(&main, 10).ok_or_else(damaged)?;
    if ident != 0xa5ec || version < 0xc0 {
        return Err(Error::unreadable(
            "是 Word 95 或者更早的格式，不能读取",
            "用 WPS 或者 Word 打开，另存为 .docx 后重试",
        ));
    }
    if flags & 0x0100 != 0 {
        return Err(encrypted());
    }
    let name = if flags & 0x0200 != 0 {
        "1Table"
    } else {
        "0Table"
    };
    let table = ole.read(name)?.ok_or_else(damaged)?;
    let data = ole.read("Data").unwrap_or(None).unwrap_or_default();
    let part = |index: usize| -> &[u8] {
        let at = 0x9a + index * 8;
        match (place_at(&main, at), place_at(&main, at + 4)) {
            (Some(from), Some(len)) => from
                .checked_add(len)
                .and_then(|to| table.get(from..to))
                .unwrap_or_default(),
            _ => &[],
        }
    };
    let pieces = pieces(part(33)).ok_or_else(damaged)?;
    let lists_at = place_at(&main, 0x9a + 73 * 8).unwrap_or(0);
    let lists_len = place_at(&main, 0x9a + 73 * 8 + 4).unwrap_or(0);
    let lists = if lists_len > 0 {
        Lists::new(&table, lists_at, lists_len, part(74))
    } else {
        Lists::default()
    };
    // Lengths of the stories: main text, footnotes, headers, macros, comments, endnotes, boxes.
    let lengths: Vec<usize> = (0..8)
        .map(|i| place_at(&main, 0x4c + i * 4).unwrap_or(0))
        .collect();
    let mut story = Story::new(&main, &data, pieces, view);
    story.styles = Styles::new(part(1));
    story.chars = Runs::new(&main, part(12), false);
    story.paras = Runs::new(&main, part(13), true);
    story.lists = lists;

    let mut starts = vec![0usize];
    for n in &lengths {
        starts.push(starts.last().copied().unwrap_or(0).saturating_add(*n));
    }
    let range = |i: usize| starts[i]..starts[i + 1];
    let mut out = Blocks {
        blocks: story.blocks(range(0)),
        ..Blocks::default()
    };
    if story.missing > 0 {
        out.losses.push(format!(
            "文件不完整：正文共{}字，有{}字的位置超出文件，没有读到",
            lengths[0], story.missing
        ));
    }
    for i in [1, 5] {
        out.blocks.extend(story.notes(range(i)));
    }
    out.claims = story
        .lines(range(2))
        .into_iter()
        .map(|t| (PAGE_HEADER.to_string(), t))
        .collect();
    let boxes = story.blocks(range(6));
    if !boxes.is_empty() {
        out.losses.push(format!(
            "文本框里的{}段文字列在全文之后，位置请核对原件",
            boxes.len()
        ));
        out.blocks.extend(boxes);
    }
    if story.hidden > 0 {
        out.losses
            .push(format!("有隐藏文字{}字，没有读入", story.hidden));
    }
    Ok(out)
}

fn encrypted() -> Error {
    Error::unreadable("文件加了打开密码", "用密码打开，去掉密码后另存再试")
}

/// The piece table out of the Clx.
fn pieces(clx: &[u8]) -> Option<Vec<Piece>> {
    let mut at = 0;
    // Property lists of fast saves stand before the table.
    while clx.get(at) == Some(&1) {
        at += 3 + usize::from(u16_at(clx, at + 1)?);
    }
    if clx.get(at) != Some(&2) {
        return None;
    }
    let len = place_at(clx, at + 1)?;
    let table = clx.get(at + 5..(at + 5).checked_add(len)?)?;
    let count = table.len().checked_sub(4)? / 12;
    let mut out = Vec::with_capacity(count);
    for i in 0..count {
        let start = place_at(table, i * 4)?;
        let end = place_at(table, i * 4 + 4)?;
        let fc = place_at(table, (count + 1) * 4 + i * 8 + 2)?;
        if end < start {
            return None;
        }
        let compressed = fc & 0x4000_0000 != 0;
        let fc = fc & 0x3fff_ffff;
        out.push(Piece {
            start,
            end,
            at: if compressed { fc / 2 } else { fc },
            compressed,
        });
    }
    Some(out)
}
