//! Zip packages (docx, xlsx, odt, ofd) read in memory, with limits on what they unpack to.
//!
//! Nothing is ever written to disk, and no size that a header claims is believed: what is really
//! unpacked is counted.

use crate::error::{Error, Result};
use crate::parse::sniff::Format;
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// The most bytes one package may unpack to.
const MAX_UNPACKED: u64 = 200 * 1024 * 1024;
/// The most members a package may have.
const MAX_MEMBERS: usize = 10_000;

/// An open package.
pub struct Package<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    names: Vec<String>,
    left: u64,
}

fn damaged() -> Error {
    Error::unreadable(
        "文件不完整或者已损坏（像是下载、复制时中断）",
        "重新取一份再试",
    )
}

impl<'a> Package<'a> {
    /// Opens the directory of a package.
    ///
    /// # Errors
    /// A truncated package, too many members, the same member twice.
    pub fn open(bytes: &'a [u8]) -> Result<Self> {
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| damaged())?;
        if zip.len() > MAX_MEMBERS {
            return Err(Error::unreadable(
                format!("压缩包里有 {} 个成员，超过上限 {MAX_MEMBERS} 个", zip.len()),
                "这不像正常的文档，请确认来源",
            ));
        }
        if zip.has_duplicate_names() {
            return Err(Error::unreadable(
                "压缩包里有同名的两份内容，不知道哪一份是真的",
                "用 Word 或者 WPS 打开核对后另存再试",
            ));
        }
        let names = (0..zip.len())
            .map(|i| match zip.name_for_index(i) {
                Some(Ok(name)) => name.replace('\\', "/"),
                _ => String::new(),
            })
            .collect();
        Ok(Self {
            zip,
            names,
            left: MAX_UNPACKED,
        })
    }

    /// The names of the members, in the order of the directory.
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// Whether there is a member of this name (as OOXML has it: without regard to case).
    pub fn has(&self, name: &str) -> bool {
        self.index(name).is_some()
    }

    fn index(&self, name: &str) -> Option<usize> {
        let name = name.trim_start_matches('/');
        self.names
            .iter()
            .position(|n| n == name)
            .or_else(|| self.names.iter().position(|n| n.eq_ignore_ascii_case(name)))
    }

    /// The bytes of a member, if there is one.
    ///
    /// # Errors
    /// A damaged or encrypted member; more unpacked than allowed.
    pub fn read(&mut self, name: &str) -> Result<Option<Vec<u8>>> {
        let Some(index) = self.index(name) else {
            return Ok(None);
        };
        let file = self.zip.by_index(index).map_err(|e| match e {
            zip::result::ZipError::UnsupportedArchive(why) if why.contains("assword") => {
                Error::unreadable("文件加了密码", "去掉密码后另存再试")
            }
            _ => damaged(),
        })?;
        let mut out = Vec::new();
        file.take(self.left + 1)
            .read_to_end(&mut out)
            .map_err(|_| damaged())?;
        let size = out.len() as u64;
        if size > self.left {
            return Err(Error::unreadable(
                format!(
                    "解压后超过 {} MB，可能是压缩炸弹",
                    MAX_UNPACKED / 1024 / 1024
                ),
                "这不像正常的文档，请确认来源；确有这样大的文档，删去图片后另存",
            ));
        }
        self.left -= size;
        Ok(Some(out))
    }
}

/// The format of a zip package, by its members.
///
/// # Errors
/// A truncated package; a zip that is no document.
pub fn kind(bytes: &[u8]) -> Result<Format> {
    let mut package = Package::open(bytes)?;
    let has_dir = |p: &Package, dir: &str| p.names().iter().any(|n| n.starts_with(dir));
    if package.has("OFD.xml") {
        return Ok(Format::Ofd);
    }
    if let Some(mime) = package.read("mimetype").unwrap_or(None) {
        let mime = String::from_utf8_lossy(&mime).trim().to_string();
        if mime.contains("opendocument.text") {
            return Ok(Format::Odt);
        }
        if mime.contains("opendocument.spreadsheet") {
            return Ok(Format::Ods);
        }
        if mime.contains("opendocument") {
            return Err(Error::unreadable(
                "这是 OpenDocument 演示文稿或者图画，不能读",
                "把文字另存为 .docx",
            ));
        }
    }
    if package.has("[Content_Types].xml") || package.has("_rels/.rels") {
        if has_dir(&package, "xl/") {
            return Ok(Format::Xlsx);
        }
        if has_dir(&package, "ppt/") {
            return Err(Error::unreadable(
                "这是演示文稿（.pptx），不能读",
                "把文字另存为 .docx 或者 .txt",
            ));
        }
        return Ok(Format::Docx);
    }
    Err(Error::unreadable(
        "这是压缩包，不是一件文书",
        "解压后把里面的文件逐个或者整个文件夹交给程序",
    ))
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use std::io::Write;
    use zip::write::{SimpleFileOptions, ZipWriter};

    /// A zip with these members, for tests of all package formats.
    pub(crate) fn zipped(members: &[(&str, &[u8])]) -> Vec<u8> {
        let mut w = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in members {
            w.start_file(*name, SimpleFileOptions::default()).unwrap();
            w.write_all(bytes).unwrap();
        }
        w.finish().unwrap().into_inner()
    }

    #[test]
    fn members_are_read_and_counted() {
        let bytes = zipped(&[("a.xml", b"one"), ("b/c.xml", b"two")]);
        let mut p = Package::open(&bytes).unwrap();
        assert_eq!(p.read("/B/c.xml").unwrap().unwrap(), b"two");
        assert!(p.read("d").unwrap().is_none());
    }

    #[test]
    fn a_bomb_is_refused_while_unpacking() {
        let big = vec![0u8; MAX_UNPACKED as usize + 1];
        let bytes = zipped(&[("word/document.xml", &big)]);
        drop(big);
        assert!(bytes.len() < 1024 * 1024);
        let e = Package::open(&bytes)
            .unwrap()
            .read("word/document.xml")
            .unwrap_err();
        assert!(e.reason().contains("炸弹"), "{e}");
    }

    #[test]
    fn a_cut_package_is_damaged_and_a_plain_zip_is_no_document() {
        let bytes = zipped(&[("a.txt", "第一条".as_bytes())]);
        assert!(kind(&bytes).unwrap_err().reason().contains("压缩包"));
        let e = kind(&bytes[..bytes.len() - 30]).unwrap_err();
        assert!(e.reason().contains("不完整"), "{e}");
        let odt = zipped(&[(
            "mimetype",
            b"application/vnd.oasis.opendocument.text".as_slice(),
        )]);
        assert_eq!(kind(&odt).unwrap(), Format::Odt);
    }
}
