//! The container of .doc, .wps and .xls: a small file system in a file (OLE, [MS-CFB]).
//!
//! The cfb crate reads it: plain Rust, kept for ten years, checks chains for circles. Here only
//! the bounds are added: a stream can't be longer than the file that holds it.

use crate::error::{Error, Result};
use cfb::CompoundFile;
use std::io::{Cursor, Read};

/// An opened container.
pub struct Ole<'a> {
    file: CompoundFile<Cursor<&'a [u8]>>,
    size: u64,
}

/// The message for a container or a stream that can't be followed.
pub(super) fn damaged() -> Error {
    Error::unreadable(
        "文件已损坏或者不完整（文档结构读不出来）",
        "向提供者再要一份；能用 WPS 或者 Word 打开的，另存为 .docx 后重试",
    )
}

impl<'a> Ole<'a> {
    /// Opens a container.
    ///
    /// # Errors
    /// A container that is broken or cut short.
    pub fn open(bytes: &'a [u8]) -> Result<Self> {
        let file = CompoundFile::open(Cursor::new(bytes)).map_err(|_| damaged())?;
        Ok(Self {
            file,
            size: bytes.len() as u64,
        })
    }

    /// Whether there is a stream of this name at the top.
    pub fn has(&self, name: &str) -> bool {
        self.file.is_stream(format!("/{name}"))
    }

    /// The bytes of a stream at the top; `None` when there is none.
    ///
    /// # Errors
    /// A stream that is broken or cut short.
    pub fn read(&mut self, name: &str) -> Result<Option<Vec<u8>>> {
        let path = format!("/{name}");
        if !self.file.is_stream(&path) {
            return Ok(None);
        }
        let stream = self.file.open_stream(&path).map_err(|_| damaged())?;
        let claimed = stream.len();
        if claimed > self.size {
            return Err(damaged());
        }
        let mut out = Vec::new();
        stream
            .take(claimed)
            .read_to_end(&mut out)
            .map_err(|_| damaged())?;
        Ok(Some(out))
    }
}
