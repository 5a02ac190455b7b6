//! PDF with a text layer.
//!
//! On hayro-syntax: it repairs broken cross-reference tables, opens files with an empty user
//! password, has no dependencies to speak of. lopdf and pdf-extract were weighed: neither repairs,
//! and both give text without the places that columns, tables and running headers need. So the
//! letters are placed here, and [`super::layout`] makes paragraphs of them.

mod cmap;
mod content;
mod font;

use super::Blocks;
use super::PAGE_HEADER;
use super::layout::Layout;
use crate::error::{Error, Result};
use content::Interpreter;
use hayro_syntax::{LoadPdfError, Pdf};

/// How many pages a file may have.
const MAX_PAGES: usize = 20_000;

/// Reads a PDF.
///
/// # Errors
/// Encrypted or broken files, scans without text, fonts without a character map.
pub fn read(bytes: &[u8]) -> Result<Blocks> {
    let pdf = Pdf::new(bytes.to_vec()).map_err(|e| match e {
        LoadPdfError::Decryption(_) => Error::unreadable(
            "PDF 加了打开密码",
            "用密码打开，另存（打印）为不加密的 PDF，或者改用 Word 原件",
        ),
        LoadPdfError::Invalid => damaged(),
    })?;
    let pages = pdf.pages();
    if pages.is_empty() {
        return Err(damaged());
    }
    let mut layout = Layout::default();
    let mut reader = Interpreter::default();
    let mut empty = Vec::new();
    for (i, page) in pages.iter().take(MAX_PAGES).enumerate() {
        let read = reader.page(page);
        let letters = read.glyphs.iter().filter(|g| !g.c.is_whitespace()).count();
        if letters < 2 && reader.pictures_on_page {
            empty.push(i + 1);
        }
        layout.add(&read);
    }
    let count = pages.len();
    if reader.letters == 0 && reader.unmapped == 0 {
        return Err(Error::unreadable(
            format!("这份 PDF 共{count}页，没有文字，是扫描件或者图片"),
            "先做文字识别（OCR），或者改用 Word 原件",
        ));
    }
    if reader.unmapped * 20 > reader.letters {
        return Err(Error::unreadable(
            "这份 PDF 的字体没有字符对照表，文字读出来是乱码，没有读取",
            "改用 Word 原件，或者打印成图片后做文字识别（OCR）",
        ));
    }
    let doubt = layout.doubt();
    let (blocks, margins) = layout.finish();
    let mut out = Blocks {
        blocks,
        claims: margins
            .into_iter()
            .map(|t| (PAGE_HEADER.to_string(), t))
            .collect(),
        ..Blocks::default()
    };
    if let Some(said) = doubt {
        out.lose(said);
    }
    if count > MAX_PAGES {
        out.lose(format!("共{count}页，只读了前{MAX_PAGES}页"));
    }
    if !empty.is_empty() {
        out.lose(format!(
            "共{count}页，其中第{}页是图片、没有文字，没有读到；需要先做文字识别（OCR）",
            ranges(&empty)
        ));
    }
    if reader.unmapped > 0 {
        out.lose(format!("有 {} 个字符没有对照，没有读到", reader.unmapped));
    }
    if reader.slanted > 0 {
        out.lose(format!(
            "有 {} 个斜排的字符（多为水印），没有读入",
            reader.slanted
        ));
    }
    if reader.invisible * 2 > reader.letters {
        out.lose("文字来自扫描件的文字识别（OCR），可能有错字，请对照图片核对");
    }
    if reader.exhausted {
        out.lose("页面内容过多，超过上限的部分没有读到");
    }
    if !bytes[bytes.len().saturating_sub(2048)..]
        .windows(5)
        .any(|w| w == b"%%EOF")
    {
        out.lose("文件没有结尾标志，可能不完整，后面的页可能没有读到");
    }
    Ok(out)
}

fn damaged() -> Error {
    Error::unreadable(
        "PDF 已损坏或者不完整，读不出页面",
        "重新下载或者向提供者再要一份",
    )
}

/// 2-3、7
fn ranges(pages: &[usize]) -> String {
    let mut out: Vec<(usize, usize)> = Vec::new();
    for &p in pages {
        match out.last_mut() {
            Some((_, end)) if *end + 1 == p => *end = p,
            _ => out.push((p, p)),
        }
    }
    let parts: Vec<String> = out
        .into_iter()
        .map(|(a, b)| {
            if a == b {
                a.to_string()
            } else {
                format!("{a}-{b}")
            }
        })
        .collect();
    parts.join("、")
}
