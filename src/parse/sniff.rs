//! Which format the bytes are in: by what they are first, by the file's name second.

use crate::error::{Error, Result};
use crate::parse::{decode, package};

/// The formats the door knows, read or not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Plain text.
    Text,
    /// Markdown.
    Markdown,
    /// A web page.
    Html,
    /// Word, OOXML.
    Docx,
    /// A spreadsheet, OOXML.
    Xlsx,
    /// A spreadsheet of Excel 97–2003 or WPS.
    Xls,
    /// OpenDocument table.
    Ods,
    /// Values separated by commas or tabs.
    Csv,
    /// OpenDocument text.
    Odt,
    /// OFD, the national layout format.
    Ofd,
    /// Word 97–2003 or WPS: an OLE file with a WordDocument stream.
    Doc,
    /// Rich text.
    Rtf,
    /// PDF.
    Pdf,
    /// A SQLite database.
    Sqlite,
}

impl Format {
    /// What users call it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Text => "纯文本",
            Self::Markdown => "Markdown",
            Self::Html => "网页",
            Self::Docx => "Word（.docx）",
            Self::Xlsx => "电子表格（.xlsx）",
            Self::Xls => "旧版电子表格（.xls、.et）",
            Self::Ods => "OpenDocument 表格（.ods）",
            Self::Csv => "逗号分隔的表格（.csv）",
            Self::Odt => "OpenDocument（.odt）",
            Self::Ofd => "版式文件（.ofd）",
            Self::Doc => "旧版 Word 或者 WPS（.doc、.wps）",
            Self::Rtf => "RTF",
            Self::Pdf => "PDF",
            Self::Sqlite => "数据库",
        }
    }

    /// The extensions that go with it.
    const fn extensions(self) -> &'static [&'static str] {
        match self {
            Self::Text => &["txt", "text", "md", "markdown", ""],
            Self::Markdown => &["md", "markdown", "txt"],
            Self::Html => &["html", "htm", "xhtml", "shtml", "mht"],
            Self::Docx => &["docx", "docm", "dotx", "dotm", "wps", "wpt"],
            Self::Xlsx => &["xlsx", "xlsm", "et"],
            Self::Xls => &["xls", "et", "ett", "xlt"],
            Self::Ods => &["ods", "ots"],
            Self::Csv => &["csv", "tsv"],
            Self::Odt => &["odt", "ott", "fodt"],
            Self::Ofd => &["ofd"],
            Self::Doc => &["doc", "dot", "wps", "wpt"],
            Self::Rtf => &["rtf"],
            Self::Pdf => &["pdf"],
            Self::Sqlite => &["db", "sqlite", "sqlite3"],
        }
    }
}

/// The lower-case extension of a file's name.
pub fn extension(name: &str) -> String {
    let base = name.rsplit(['/', '\\']).next().unwrap_or(name);
    match base.rsplit_once('.') {
        Some((stem, ext)) if !stem.is_empty() => ext.to_lowercase(),
        _ => String::new(),
    }
}

/// The format of the bytes, and a word to the user where the file's name says another.
///
/// # Errors
/// Empty, encrypted, truncated and foreign files, each with its own message.
pub fn sniff(name: &str, bytes: &[u8]) -> Result<(Format, Option<String>)> {
    let ext = extension(name);
    let format = by_bytes(&ext, bytes)?;
    let told = !ext.is_empty() && !format.extensions().contains(&ext.as_str());
    let mismatch = (told && known(&ext)).then(|| {
        format!(
            "文件名的后缀是 .{ext}，内容其实是{}，已按内容读取",
            format.name()
        )
    });
    Ok((format, mismatch))
}

/// Whether an extension names a format at all (办法.2023 does not).
fn known(ext: &str) -> bool {
    [
        Format::Text,
        Format::Markdown,
        Format::Html,
        Format::Docx,
        Format::Xlsx,
        Format::Xls,
        Format::Ods,
        Format::Csv,
        Format::Odt,
        Format::Ofd,
        Format::Doc,
        Format::Rtf,
        Format::Pdf,
        Format::Sqlite,
    ]
    .iter()
    .any(|f| f.extensions().contains(&ext))
}

fn by_bytes(ext: &str, bytes: &[u8]) -> Result<Format> {
    if bytes.is_empty() {
        return Err(Error::unreadable(
            "文件是空的（0 字节）",
            "确认选对了文件，或者重新导出、下载",
        ));
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return package::kind(bytes);
    }
    if bytes.starts_with(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") {
        return ole(bytes);
    }
    let head = &bytes[..bytes.len().min(1024)];
    if find(head, b"%PDF-").is_some() {
        return Ok(Format::Pdf);
    }
    if bytes.starts_with(b"SQLite format 3\0") {
        return Ok(Format::Sqlite);
    }
    if bytes.starts_with(b"{\\rtf") {
        return Ok(Format::Rtf);
    }
    if let Some(what) = foreign(bytes) {
        return Err(Error::unreadable(
            format!("这是{what}，里面没有可以读取的文字"),
            "扫描件和照片请先做文字识别（OCR），存为 .docx 或者 .txt",
        ));
    }
    let head = ascii_of(&bytes[..bytes.len().min(4096)]);
    let start = head.trim_start();
    if start.starts_with("mime-version:") || head.contains("content-type: multipart/related") {
        return Err(Error::unreadable(
            "这是单个文件的网页（MHTML），还不能直接读",
            "用 Word、WPS 或者浏览器打开，另存为 .docx 或者 .html",
        ));
    }
    if start.starts_with("<?xml") && head.contains("<office:document") {
        return Ok(Format::Odt);
    }
    if is_html(start) {
        return Ok(Format::Html);
    }
    if start.starts_with("<?xml") {
        return Err(Error::unreadable(
            "这是 XML 数据（例如 Word 2003 XML、标文通），不能直接读",
            "用 Word 或者 WPS 打开，另存为 .docx",
        ));
    }
    // What is left is text, or nothing we know; decode says which.
    match ext {
        "md" | "markdown" => Ok(Format::Markdown),
        "html" | "htm" | "xhtml" | "shtml" if head.contains('<') => Ok(Format::Html),
        "csv" | "tsv" => {
            decode::text(bytes)?;
            Ok(Format::Csv)
        }
        _ => {
            decode::text(bytes).map_err(|e| match ext {
                "docx" | "docm" | "doc" | "wps" | "xlsx" | "pdf" | "odt" | "ofd" | "rtf" => {
                    Error::unreadable(
                        format!("后缀是 .{ext}，内容却不是这种文件，也不是文本"),
                        "文件可能没有下载完整或者已损坏：重新取一份，能打开的另存为 .docx",
                    )
                }
                _ => e,
            })?;
            Ok(Format::Text)
        }
    }
}

fn find(hay: &[u8], needle: &[u8]) -> Option<usize> {
    hay.windows(needle.len()).position(|w| w == needle)
}

/// The ASCII letters of the head in lower case, zero bytes left out (so that UTF-16 reads too).
fn ascii_of(head: &[u8]) -> String {
    head.iter()
        .filter(|b| b.is_ascii() && **b != 0)
        .map(|b| b.to_ascii_lowercase() as char)
        .collect()
}

/// Whether the text starts as a web page does. `<` may also start a line of plain text.
fn is_html(start: &str) -> bool {
    let mut rest = start;
    // Comments and an XML declaration may stand before the first tag.
    for _ in 0..8 {
        if let Some(after) = rest.strip_prefix("<!--") {
            match after.split_once("-->") {
                Some((note, _)) if note.trim() == "info end" => return false,
                Some((_, more)) => rest = more.trim_start(),
                None => return false,
            }
        } else if rest.starts_with("<?xml") {
            match rest.split_once("?>") {
                Some((_, more)) => rest = more.trim_start(),
                None => return false,
            }
        } else {
            break;
        }
    }
    const TAGS: [&str; 24] = [
        "<!doctype",
        "<html",
        "<head",
        "<body",
        "<meta",
        "<title",
        "<div",
        "<p",
        "<table",
        "<span",
        "<center",
        "<h1",
        "<h2",
        "<h3",
        "<br",
        "<font",
        "<script",
        "<style",
        "<link",
        "<section",
        "<article",
        "<ul",
        "<ol",
        "<b",
    ];
    TAGS.iter().any(|t| {
        rest.strip_prefix(t).is_some_and(|more| {
            more.starts_with(|c: char| c.is_whitespace() || matches!(c, '>' | '/' | '<'))
        })
    })
}

/// Pictures and other binary formats that users hand over by mistake.
fn foreign(bytes: &[u8]) -> Option<&'static str> {
    const MAGIC: [(&[u8], &str); 11] = [
        (b"\x89PNG", "图片（PNG）"),
        (b"\xff\xd8\xff", "图片（JPEG）"),
        (b"GIF8", "图片（GIF）"),
        (b"II*\0", "图片（TIFF）"),
        (b"MM\0*", "图片（TIFF）"),
        (b"Rar!\x1a\x07", "压缩包（RAR）"),
        (b"7z\xbc\xaf\x27\x1c", "压缩包（7z）"),
        (b"\x1f\x8b\x08", "压缩包（gzip）"),
        (b"MZ\x90\0", "程序"),
        (b"\x7fELF", "程序"),
        (b"AT&TFORM", "图片（DjVu）"),
    ];
    MAGIC
        .iter()
        .find(|(magic, _)| bytes.starts_with(magic))
        .map(|(_, what)| *what)
}

/// An OLE container: a Word 97–2003 document, an encrypted OOXML package, or something else. The
/// names of its streams stand in the directory as UTF-16.
fn ole(bytes: &[u8]) -> Result<Format> {
    let has = |name: &str| {
        let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        // Directory entries are 128 bytes, the name at the start of each.
        bytes
            .chunks(128)
            .any(|entry| entry.starts_with(&wide) && entry.len() > wide.len())
    };
    if has("EncryptedPackage") {
        return Err(Error::unreadable(
            "文件加了打开密码",
            "用 Word 或者 WPS 打开，去掉密码后另存再试",
        ));
    }
    if has("WordDocument") {
        return Ok(Format::Doc);
    }
    if has("Workbook") || has("Book") {
        return Ok(Format::Xls);
    }
    if has("PowerPoint Document") {
        return Err(Error::unreadable(
            "这是演示文稿（.ppt），不能读",
            "把文字另存为 .docx 或者 .txt",
        ));
    }
    Err(Error::unreadable(
        "文件已损坏，或者不是 Word、WPS 文档",
        "重新取一份；能打开的，用 Word 或者 WPS 另存为 .docx",
    ))
}

/// The message for a format that is known but has no reader here.
pub fn no_reader(format: Format) -> Error {
    if matches!(
        format,
        Format::Xlsx | Format::Xls | Format::Ods | Format::Csv
    ) {
        return Error::unreadable(
            format!("这是{}，不是一件文书", format.name()),
            "登记表和文件一起交给 qingli check 或者 qingli report，程序会互相核对；是文件正文的，另存为 .docx",
        );
    }
    let next = match format {
        Format::Doc | Format::Odt | Format::Rtf => "用 Word 或者 WPS 打开，另存为 .docx",
        Format::Pdf | Format::Ofd => {
            "有 Word 原件的请用原件；没有的，用阅读器另存为文本，扫描件先做文字识别（OCR）"
        }
        _ => "另存为 .docx、.txt、.md 或者 .html",
    };
    Error::unreadable(format!("还不能读{}", format.name()), next)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is(name: &str, bytes: &[u8]) -> Format {
        sniff(name, bytes).unwrap().0
    }

    #[test]
    fn the_bytes_decide_and_a_wrong_name_is_told() {
        assert_eq!(is("办法.docx", b"%PDF-1.5\n"), Format::Pdf);
        assert_eq!(is("办法.doc", b"{\\rtf1\\ansi"), Format::Rtf);
        assert_eq!(
            is("a.doc", "<html><body><p>第一条".as_bytes()),
            Format::Html
        );
        assert_eq!(is("a.txt", "<P>第一条".as_bytes()), Format::Html);
        assert_eq!(is("laws.db", b"SQLite format 3\0..."), Format::Sqlite);
        assert_eq!(is("a.md", "# 办法".as_bytes()), Format::Markdown);
        let (format, said) = sniff("a.docx", "第一条　本办法。".as_bytes()).unwrap();
        assert_eq!(format, Format::Text);
        assert!(said.unwrap().contains(".docx"));
        assert!(sniff("办法.2023", "第一条".as_bytes()).unwrap().1.is_none());
    }

    #[test]
    fn text_that_starts_with_an_angle_bracket_is_text() {
        assert_eq!(is("a.txt", "<关于修改的决定>".as_bytes()), Format::Text);
        assert_eq!(
            is("a.md", "<!-- INFO END -->\n第一条".as_bytes()),
            Format::Markdown
        );
    }

    #[test]
    fn each_unreadable_kind_has_its_own_message() {
        let said = |name: &str, bytes: &[u8]| sniff(name, bytes).unwrap_err().to_string();
        assert!(said("a.docx", b"").contains("空"));
        assert!(said("a.jpg", b"\xff\xd8\xff\xe0....").contains("OCR"));
        assert!(said("a.doc", b"MIME-Version: 1.0\r\n").contains("MHTML"));
        assert!(said("a.doc", b"<?xml version='1.0'?><w:wordDocument>").contains("XML"));
        let mut ole = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec();
        ole.resize(1024, 0);
        assert!(said("a.doc", &ole).contains("损坏"));
        for (i, b) in "EncryptedPackage".bytes().enumerate() {
            ole[512 + 2 * i] = b;
        }
        assert!(said("a.docx", &ole).contains("密码"));
        assert!(said("a.docx", b"\x00\x01\x02\x03\x04\x05\x06\x07").contains(".docx"));
    }
}
