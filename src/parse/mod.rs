//! Bytes → Document: the only door. One file a format; each makes blocks, the outline makes the tree.
//!
//! ```text
//!  bytes ──sniff──▶ format ──reader──▶ Blocks ──tidy──▶ outline ──▶ Document
//! ```
//!
//! A further format is one file with `pub fn read(bytes: &[u8]) -> Result<Blocks>`, one line in
//! [`sniff`] and one in [`blocks`]. Readers may give raw text: the door normalises it, refuses what
//! holds no Chinese, and turns a panic inside a foreign parser into an unreadable file.

pub mod counting;
pub mod decode;
pub mod doc;
pub mod docx;
pub mod element;
pub mod html;
pub mod layout;
pub mod markdown;
pub mod odt;
pub mod ofd;
pub mod ole;
pub mod package;
pub mod pdf;
pub mod rtf;
pub mod sniff;
pub mod sqlite;
pub mod text;
pub mod xml;

use crate::document::{Block, BlockKind, Document, Problem, describe, outline};
use crate::error::{Error, Result};
use crate::text::{Span, normalize, regex};
use regex::Regex;
use sniff::Format;
use std::sync::LazyLock;

/// The largest file read, in bytes.
pub const MAX_BYTES: usize = 100 * 1024 * 1024;

/// The name of the claim that holds the text of a page header or footer.
pub(crate) const PAGE_HEADER: &str = "页眉页脚";

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

impl Blocks {
    /// Says that something was not read; the same words once.
    pub fn lose(&mut self, what: impl Into<String>) {
        let what = what.into();
        if !self.losses.contains(&what) {
            self.losses.push(what);
        }
    }
}

/// Which state of a document with tracked changes is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum View {
    /// All changes accepted: the text as it will be.
    #[default]
    Accepted,
    /// All changes rejected: the text as it was.
    Original,
}

/// Reads a document, tracked changes accepted. `name` is the file's name: a hint for the format,
/// never for facts.
///
/// # Errors
/// Unreadable input, with the reason and the next step in Chinese.
pub fn document(name: &str, bytes: &[u8]) -> Result<Document> {
    document_with(name, bytes, View::Accepted)
}

/// Reads a document in the view wanted.
///
/// # Errors
/// Unreadable input, with the reason and the next step in Chinese.
pub fn document_with(name: &str, bytes: &[u8], view: View) -> Result<Document> {
    let read = blocks(name, bytes, view)?;
    guarded(|| Ok(built(&read)))
}

/// The tree of blocks that a reader gave, with what the reader lost among its problems.
pub fn built(read: &Blocks) -> Document {
    let mut document = outline::build(&read.blocks);
    describe::describe(&mut document, read.title.as_deref(), &read.claims);
    document
        .problems
        .extend(read.losses.iter().map(|what| Problem {
            what: what.clone(),
            span: Span::new(0, 0),
        }));
    document
}

/// Reads the blocks of a document: normalised, none empty.
///
/// # Errors
/// Unreadable input, with the reason and the next step in Chinese.
pub fn blocks(name: &str, bytes: &[u8], view: View) -> Result<Blocks> {
    if bytes.len() > MAX_BYTES {
        return Err(Error::unreadable(
            format!(
                "文件有 {} MB，超过上限 {} MB",
                bytes.len() / 1024 / 1024,
                MAX_BYTES / 1024 / 1024
            ),
            "拆成小一些的文件，或者删去图片后另存",
        ));
    }
    let (format, mismatch) = sniff::sniff(name, bytes)?;
    let mut read = guarded(|| match format {
        Format::Text => text::read(bytes),
        Format::Markdown => markdown::read(bytes),
        Format::Html => html::read(bytes),
        Format::Docx => docx::read(bytes, view),
        Format::Doc => doc::read(bytes, view),
        Format::Odt => odt::read(bytes, view),
        Format::Rtf => rtf::read(bytes, view),
        Format::Pdf => pdf::read(bytes),
        Format::Ofd => ofd::read(bytes),
        Format::Sqlite => Err(Error::unreadable(
            "这是数据库，不是一件文书",
            "用 qingli import 导入法规库；一件文书请给 .docx、.txt、.md 或者 .html",
        )),
        other => Err(sniff::no_reader(other)),
    })?;
    if let Some(said) = mismatch {
        read.lose(said);
    }
    tidy(read)
}

/// Reads the blocks of a Word file as [`blocks`] does, with the places of all characters.
///
/// # Errors
/// As [`blocks`]; a file of another format.
pub(crate) fn traced(name: &str, bytes: &[u8], view: View) -> Result<(Blocks, docx::Trace)> {
    if bytes.len() > MAX_BYTES || sniff::sniff(name, bytes)?.0 != Format::Docx {
        return Err(Error::usage(
            "不是 Word 文件（.docx）",
            "修订只能写进 .docx；其他格式请先用 Word 或者 WPS 另存为 .docx，再检查一遍",
        ));
    }
    let (read, mut trace) = guarded(|| docx::traced(bytes, view))?;
    let raw: Vec<String> = read.blocks.iter().map(|b| b.text.clone()).collect();
    let read = tidy(read)?;
    let mut kept = read.blocks.iter();
    trace.from = raw
        .iter()
        .zip(&trace.from)
        .filter(|(text, _)| !normalize::normalize(text).trim().is_empty())
        .filter_map(|(text, from)| Some(docx::follow(text, from, &kept.next()?.text)))
        .collect();
    Ok((read, trace))
}

/// Runs a reader; a panic inside it is an unreadable file, not the end of the run.
fn guarded<T>(work: impl FnOnce() -> Result<T>) -> Result<T> {
    std::panic::catch_unwind(std::panic::AssertUnwindSafe(work)).unwrap_or_else(|_| {
        Err(Error::unreadable(
            "读取时出错，文件可能已损坏",
            "用 Word 或者 WPS 打开后另存为 .docx 再试；能打开的，请把文件交给维护者",
        ))
    })
}

/// Normalises every block, drops the empty ones, counts what no reader sees, and refuses a file
/// without Chinese.
fn tidy(mut read: Blocks) -> Result<Blocks> {
    let mut hidden = Vec::new();
    for block in &mut read.blocks {
        if block.text.chars().any(|c| decode::invisible(c).is_some()) {
            hidden.push(block.text.clone());
        }
        let text = normalize::normalize(&block.text);
        let lines: Vec<&str> = text
            .split('\n')
            .map(str::trim)
            .filter(|l| !l.is_empty())
            .collect();
        block.text = lines.join("\n");
    }
    for said in decode::hidden(&hidden.concat()) {
        read.lose(said);
    }
    read.blocks.retain(|b| !b.text.is_empty());
    if let Some(title) = read.title.take() {
        let title = normalize::normalize(&title).trim().to_string();
        read.title = (!title.is_empty()).then_some(title);
    }
    if read.blocks.is_empty() {
        return Err(Error::unreadable(
            "没有读到任何文字",
            "文件是空的，或者只有图片：确认选对了文件；扫描件请先做文字识别（OCR）",
        ));
    }
    let seen = |b: &Block| b.kind != BlockKind::Note && b.text.chars().any(decode::is_han);
    if !read.blocks.iter().any(seen) {
        return Err(Error::unreadable(
            "读到的内容里没有汉字",
            "确认选对了文件；文件打开后是乱码的，另存为 UTF-8 再试",
        ));
    }
    if let Some(mark) = secrecy(&read) {
        return Err(Error::unreadable(
            format!("文件标有密级“{mark}”，已停止处理，没有留存内容"),
            "涉密文件不得在非涉密的计算机上处理，请按保密规定处置；确属误标的，去掉标志后再试",
        ));
    }
    Ok(read)
}

/// A mark of secrecy (机密★10年) as it stands at the head of a paper or in its page header. The word
/// in a sentence is no mark.
fn secrecy(read: &Blocks) -> Option<String> {
    static MARK: LazyLock<Regex> = LazyLock::new(|| {
        regex(r"^(?:\d{1,8})?((?:绝密|机密|秘密)★.{0,12}|(?:绝密|机密|秘密)(?:★)?)$")
    });
    let head = read.blocks.iter().take(10).map(|b| &b.text);
    let pages = read
        .claims
        .iter()
        .filter(|c| c.0 == PAGE_HEADER)
        .map(|c| &c.1);
    head.chain(pages).flat_map(|t| t.split('\n')).find_map(|t| {
        let t = normalize::squeeze(t);
        MARK.captures(&t).map(|c| c[1].to_string())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_an_unreadable_file() {
        let e = guarded::<()>(|| panic!("boom")).unwrap_err();
        assert!(e.is_unreadable());
        assert!(e.next_step().contains("另存"));
    }

    #[test]
    fn invisible_characters_go_with_a_word() {
        let read = blocks(
            "a.txt",
            "第一\u{200b}条　处一千元\u{202e}以下罚款。".as_bytes(),
            View::Accepted,
        )
        .unwrap();
        assert_eq!(read.blocks[0].text, "第一条　处一千元以下罚款。");
        assert_eq!(read.losses.len(), 1, "{:?}", read.losses);
        assert!(read.losses[0].contains("双向"));
    }

    #[test]
    fn empty_and_foreign_files_are_refused_with_a_next_step() {
        for bytes in [
            &b""[..],
            b"\xff\xfe",
            b"  \r\n\t ",
            b"hello, world",
            "\u{feff}\u{3000}\u{200b}".as_bytes(),
        ] {
            let e = blocks("a.txt", bytes, View::Accepted).unwrap_err();
            assert!(e.is_unreadable() && !e.next_step().is_empty(), "{e}");
        }
    }

    #[test]
    fn a_paper_with_a_mark_of_secrecy_is_not_read() {
        let with = |head: &str| {
            let text =
                format!("{head}\n云溪县人民政府文件\n第一条　国家秘密和机密事项，依照规定管理。");
            blocks("a.txt", text.as_bytes(), View::Accepted)
        };
        for head in ["机密★10年", "000012　机　密 ★ 长期", "秘密"] {
            let e = with(head).unwrap_err();
            assert!(e.reason().contains("密级"), "{e}");
        }
        assert!(with("关于保守国家秘密的通知").is_ok());
    }

    #[test]
    fn too_large_a_file_is_refused_by_its_size() {
        let e = blocks("a.txt", &vec![b' '; MAX_BYTES + 1], View::Accepted).unwrap_err();
        assert!(e.reason().contains("100 MB"), "{e}");
    }
}
