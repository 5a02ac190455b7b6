//! The one error of the house: what went wrong, with which input, and what the user does next.
//!
//! Messages are Chinese because users read them. An error names its input (a file, a title, a
//! date) and ends with the next step. Programs ask questions ([`Error::is_unreadable`]) instead
//! of matching on text.

use std::fmt;
use std::path::Path;

/// What kind of thing went wrong; asked through the `is_*` methods of [`Error`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// The input exists but can't be read as a document.
    Unreadable,
    /// The disk or the operating system refused.
    Io,
    /// The command, a date, a configuration is wrong.
    Usage,
    /// The library or the index is absent, stale or foreign.
    Library,
    /// A promise of the program itself was broken; the result is not written.
    Internal,
}

/// A failure with its input, its reason and the next step, in Chinese.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Error {
    kind: Kind,
    subject: Option<String>,
    reason: String,
    next: String,
}

/// The result of anything that can fail.
pub type Result<T> = std::result::Result<T, Error>;

impl Error {
    fn new(kind: Kind, reason: impl Into<String>, next: impl Into<String>) -> Self {
        Self {
            kind,
            subject: None,
            reason: reason.into(),
            next: next.into(),
        }
    }

    /// The input can't be read as a document.
    pub fn unreadable(reason: impl Into<String>, next: impl Into<String>) -> Self {
        Self::new(Kind::Unreadable, reason, next)
    }

    /// The operating system refused; `reason` says what was tried.
    pub fn io(reason: impl Into<String>, error: &std::io::Error) -> Self {
        let said = match error.kind() {
            std::io::ErrorKind::NotFound => "文件或者文件夹不存在".to_string(),
            std::io::ErrorKind::PermissionDenied => "没有权限".to_string(),
            std::io::ErrorKind::StorageFull => "磁盘已满".to_string(),
            _ => error.to_string(),
        };
        Self::new(
            Kind::Io,
            format!("{}：{said}", reason.into()),
            "检查路径、权限和磁盘空间后重试",
        )
    }

    /// The command line, the configuration or a value in it is wrong.
    pub fn usage(reason: impl Into<String>, next: impl Into<String>) -> Self {
        Self::new(Kind::Usage, reason, next)
    }

    /// The library or the index can't be used.
    pub fn library(reason: impl Into<String>, next: impl Into<String>) -> Self {
        Self::new(Kind::Library, reason, next)
    }

    /// A promise of the program was broken; nothing is written.
    pub fn internal(reason: impl Into<String>) -> Self {
        Self::new(
            Kind::Internal,
            reason,
            "这是程序的错误，请把本行和有关文件交给维护者",
        )
    }

    /// Names the input this error is about, unless a nearer caller already did.
    #[must_use]
    pub fn about(mut self, subject: impl Into<String>) -> Self {
        if self.subject.is_none() {
            self.subject = Some(subject.into());
        }
        self
    }

    /// Names the file this error is about.
    #[must_use]
    pub fn about_file(self, path: &Path) -> Self {
        self.about(path.display().to_string())
    }

    /// Whether the input was there but could not be read as a document.
    pub fn is_unreadable(&self) -> bool {
        self.kind == Kind::Unreadable
    }

    /// Whether the library or the index is to blame.
    pub fn is_library(&self) -> bool {
        self.kind == Kind::Library
    }

    /// The reason without the input's name.
    pub fn reason(&self) -> &str {
        &self.reason
    }

    /// What the user does next.
    pub fn next_step(&self) -> &str {
        &self.next
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(subject) = &self.subject {
            write!(f, "{subject}：")?;
        }
        write!(f, "{}", self.reason)?;
        if !self.next.is_empty() {
            write!(f, "。下一步：{}", self.next)?;
        }
        Ok(())
    }
}

impl std::error::Error for Error {}
