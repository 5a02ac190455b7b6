//! What lies in a folder: the files to read, and by name whatever is not read.
//!
//! Links are not followed, pipes and sockets not opened; nothing is passed over in silence but
//! hidden files, lock files of Word and the README of a collection.

use crate::check::NotChecked;
use std::path::{Path, PathBuf};

/// The deepest folder that is looked into.
const MAX_DEPTH: usize = 100;

/// Endings of documents.
const DOCUMENTS: [&str; 15] = [
    "md", "markdown", "txt", "html", "htm", "docx", "doc", "wps", "odt", "rtf", "pdf", "ofd",
    "docm", "mht", "wpt",
];

/// Endings of data and programs: their text is no document even where it is Chinese.
const DATA: [&str; 30] = [
    "json",
    "jsonl",
    "ndjson",
    "toml",
    "yaml",
    "yml",
    "xml",
    "xsd",
    "py",
    "pyc",
    "rs",
    "sh",
    "bat",
    "ps1",
    "js",
    "ts",
    "css",
    "log",
    "ini",
    "cfg",
    "conf",
    "lock",
    "sql",
    "map",
    "db-wal",
    "db-shm",
    "sqlite-wal",
    "sqlite-shm",
    "tmp",
    "svg",
];

/// A folder's files in order, and what in it was not read.
pub fn list(dir: &Path) -> (Vec<PathBuf>, Vec<NotChecked>) {
    let mut files = Vec::new();
    let mut not = Vec::new();
    let mut say = |path: &Path, what: String| {
        not.push(NotChecked {
            path: shown(path),
            rule: None,
            reason: what,
        });
    };
    let walk = walkdir::WalkDir::new(dir)
        .follow_links(false)
        .max_depth(MAX_DEPTH)
        .sort_by_file_name()
        .into_iter()
        .filter_entry(|e| e.depth() == 0 || !passed_over(&e.file_name().to_string_lossy()));
    for entry in walk {
        let entry = match entry {
            Ok(e) => e,
            Err(e) => {
                let at = e.path().unwrap_or(dir).to_path_buf();
                say(&at, failure(&e));
                continue;
            }
        };
        let (path, kind) = (entry.path(), entry.file_type());
        if kind.is_symlink() {
            say(
                path,
                "这是链接（快捷方式），没有跟随。下一步：把它指向的文件直接交给程序".into(),
            );
        } else if kind.is_dir() {
            if entry.depth() == MAX_DEPTH {
                say(
                    path,
                    format!(
                        "文件夹套了 {MAX_DEPTH} 层以上，里面的没有读。下一步：把里面的文件夹单独交给程序"
                    ),
                );
            }
        } else if !kind.is_file() {
            say(
                path,
                "不是普通文件（管道、套接字或者设备），没有打开。下一步：换成文件本身".into(),
            );
        } else if DATA.contains(&ending(path).as_str()) {
            let ending = ending(path);
            say(
                path,
                format!(
                    "后缀是 .{ending}，不是文书的格式，没有读。下一步：是文书的，另存为 .docx 或者 .txt"
                ),
            );
        } else {
            files.push(path.to_path_buf());
        }
    }
    (files, not)
}

/// The documents of a folder by their endings, for collections of law.
pub fn documents(dir: &Path) -> Vec<PathBuf> {
    let mut files = list(dir).0;
    files.retain(|p| DOCUMENTS.contains(&ending(p).as_str()));
    files
}

/// The databases of a folder.
pub fn databases(dir: &Path) -> Vec<PathBuf> {
    let mut files = list(dir).0;
    files.retain(|p| ending(p) == "db");
    files
}

/// Hidden files (“..办法.txt” is none), Word's and LibreOffice's lock files, the README.
fn passed_over(name: &str) -> bool {
    let hidden = name.starts_with('.') && !name.starts_with("..");
    hidden
        || name.starts_with("~$")
        || name.eq_ignore_ascii_case("readme.md")
        || name == "_index.md"
}

fn ending(path: &Path) -> String {
    path.extension()
        .map(|e| e.to_string_lossy().to_lowercase())
        .unwrap_or_default()
}

fn failure(e: &walkdir::Error) -> String {
    let why = match e.io_error().map(std::io::Error::kind) {
        Some(std::io::ErrorKind::PermissionDenied) => "没有权限，没有读".to_string(),
        Some(std::io::ErrorKind::NotFound) => "已经不在了，没有读".to_string(),
        Some(std::io::ErrorKind::InvalidFilename) => {
            "路径太长，系统打不开，里面的没有读".to_string()
        }
        _ => match e.io_error() {
            Some(e) => format!("打不开，没有读（{e}）"),
            None => "链接成环，没有读".to_string(),
        },
    };
    format!("{why}。下一步：检查权限和路径后重试")
}

/// A path as users name it, with `/`; what no reader sees in it is shown as ⟨U+202E⟩, bytes that
/// are no characters as \xB0.
pub fn shown(path: &Path) -> String {
    let mut out = String::new();
    for chunk in path.as_os_str().as_encoded_bytes().utf8_chunks() {
        for c in chunk.valid().chars() {
            match c {
                '\\' if cfg!(windows) => out.push('/'),
                '\u{200b}'
                | '\u{2060}'
                | '\u{feff}'
                | '\u{200e}'
                | '\u{200f}'
                | '\u{202a}'..='\u{202e}'
                | '\u{2066}'..='\u{2069}' => {
                    out.push_str(&format!("⟨U+{:04X}⟩", u32::from(c)));
                }
                c if c.is_control() => out.push_str(&format!("⟨U+{:04X}⟩", u32::from(c))),
                c => out.push(c),
            }
        }
        for b in chunk.invalid() {
            out.push_str(&format!("\\x{b:02X}"));
        }
    }
    out.trim_start_matches("./").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_read_is_named() {
        let dir = tempfile::tempdir().unwrap();
        for name in [
            "办法.txt",
            "..办法..txt",
            ".隐藏.txt",
            "~$办法.docx",
            "a.json",
            "b",
            "README.md",
        ] {
            std::fs::write(dir.path().join(name), "第一条　登记。").unwrap();
        }
        let (files, not) = list(dir.path());
        let names: Vec<_> = files
            .iter()
            .map(|p| p.file_name().unwrap().to_string_lossy().to_string())
            .collect();
        assert_eq!(names, ["..办法..txt", "b", "办法.txt"]);
        assert_eq!(not.len(), 1);
        assert!(not[0].path.ends_with("a.json"));
        assert_eq!(documents(dir.path()).len(), 2);
    }

    #[cfg(unix)]
    #[test]
    fn links_are_named_and_not_followed() {
        let dir = tempfile::tempdir().unwrap();
        std::fs::write(dir.path().join("办法.txt"), "第一条　登记。").unwrap();
        for (to, name) in [
            ("/dev/zero", "zero.txt"),
            ("无.txt", "dangling.txt"),
            (".", "self"),
        ] {
            std::os::unix::fs::symlink(to, dir.path().join(name)).unwrap();
        }
        let (files, not) = list(dir.path());
        assert_eq!(files.len(), 1);
        assert_eq!(not.len(), 3);
        assert!(not.iter().all(|n| n.reason.contains("链接")));
    }

    #[test]
    fn a_name_shows_what_it_hides() {
        assert_eq!(
            shown(Path::new("./办法\u{202e}txt.exe")),
            "办法⟨U+202E⟩txt.exe"
        );
        assert_eq!(shown(Path::new("a\nb")), "a⟨U+000A⟩b");
    }
}
