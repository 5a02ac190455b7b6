//! The documents a command works on: files, folders, or JSON Lines on standard input.

use crate::check::Input;

use crate::error::{Error, Result};
use crate::text::normalize;
use rayon::prelude::*;
use std::io::BufRead;
use std::path::{Path, PathBuf};

/// Endings of files that are looked at when a folder is named.
const KNOWN: [&str; 17] = [
    "md", "markdown", "txt", "html", "htm", "docx", "doc", "wps", "odt", "rtf", "pdf", "ofd",
    "docm", "xlsx", "xls", "mht", "et",
];

/// Reads everything that the paths name; what can't be read stands in the list with its error.
///
/// # Errors
/// When a path doesn't exist or a folder can't be listed.
pub fn read(paths: &[PathBuf]) -> Result<Vec<Input>> {
    let mut files: Vec<PathBuf> = Vec::new();
    let mut out = Vec::new();
    for p in paths {
        if p.as_os_str() == "-" {
            out.extend(json_lines(std::io::stdin().lock())?);
            continue;
        }
        let meta = std::fs::metadata(p).map_err(|e| Error::io("读取失败", &e).about_file(p))?;
        if meta.is_dir() {
            files.extend(folder(p));
        } else {
            files.push(p.clone());
        }
    }
    files.sort();
    files.dedup();
    out.par_extend(files.into_par_iter().map(|f| one(&f)));
    Ok(out)
}

/// Files of a folder in order; links are not followed, hidden files and READMEs are left out.
pub fn folder(dir: &Path) -> Vec<PathBuf> {
    walkdir::WalkDir::new(dir)
        .follow_links(false)
        .max_depth(64)
        .sort_by_file_name()
        .into_iter()
        .filter_entry(|e| e.depth() == 0 || !e.file_name().to_string_lossy().starts_with('.'))
        .filter_map(std::result::Result::ok)
        .filter(|e| e.file_type().is_file())
        .map(walkdir::DirEntry::into_path)
        .filter(|p| {
            let name = p
                .file_name()
                .map(|n| n.to_string_lossy().to_string())
                .unwrap_or_default();
            let ending = p
                .extension()
                .map(|e| e.to_string_lossy().to_ascii_lowercase())
                .unwrap_or_default();
            KNOWN.contains(&ending.as_str())
                && !name.eq_ignore_ascii_case("readme.md")
                && name != "_index.md"
                && !name.starts_with("~$")
        })
        .collect()
}

/// As [`folder`], with databases of laws.
pub fn folder_all(dir: &Path) -> Vec<PathBuf> {
    let mut files = folder(dir);
    files.extend(
        walkdir::WalkDir::new(dir)
            .follow_links(false)
            .max_depth(64)
            .sort_by_file_name()
            .into_iter()
            .filter_map(std::result::Result::ok)
            .filter(|e| {
                e.file_type().is_file()
                    && e.path()
                        .extension()
                        .is_some_and(|x| x.eq_ignore_ascii_case("db"))
            })
            .map(walkdir::DirEntry::into_path),
    );
    files
}

/// Reads one file.
pub fn one(path: &Path) -> Input {
    let name = shown(path);
    let document = bytes(path).and_then(|b| crate::parse::document(&name, &b));
    Input {
        id: None,
        path: name,
        document,
    }
}

/// A path as users name it, with `/`.
pub fn shown(path: &Path) -> String {
    path.to_string_lossy()
        .replace('\\', "/")
        .trim_start_matches("./")
        .to_string()
}

/// The bytes of a file of at most 100 MB; special files are refused.
///
/// # Errors
/// When it can't be read or is too large.
pub fn bytes(path: &Path) -> Result<Vec<u8>> {
    const LIMIT: u64 = 100 * 1024 * 1024;
    let meta = std::fs::metadata(path).map_err(|e| Error::io("读取文件失败", &e))?;
    if !meta.is_file() {
        return Err(Error::unreadable("不是普通文件", "换成文件的实际路径"));
    }
    if meta.len() > LIMIT {
        return Err(Error::unreadable(
            format!("文件有{} MB，超过100 MB的上限", meta.len() / 1024 / 1024),
            "拆分文件，或者删去其中的图片后重试",
        ));
    }
    std::fs::read(path).map_err(|e| Error::io("读取文件失败", &e))
}

#[derive(serde::Deserialize)]
struct Line {
    #[serde(default)]
    id: Option<serde_json::Value>,
    #[serde(default)]
    path: Option<String>,
    text: String,
    #[serde(default)]
    title: Option<String>,
    #[serde(default)]
    rank: Option<String>,
    #[serde(default)]
    issuer: Option<String>,
    #[serde(default)]
    region: Option<String>,
    #[serde(default)]
    date: Option<String>,
}

/// CONTRACT's JSON Lines: one document a line.
fn json_lines(input: impl BufRead) -> Result<Vec<Input>> {
    let mut out = Vec::new();
    for (i, line) in input.lines().enumerate() {
        let line = line.map_err(|e| Error::io("读取标准输入失败", &e))?;
        if line.trim().is_empty() {
            continue;
        }
        let n = i + 1;
        let at = format!("标准输入第{n}行");
        match serde_json::from_str::<Line>(&line) {
            Ok(l) => out.push(from_line(l, n)),
            Err(e) => out.push(Input {
                id: None,
                path: at,
                document: Err(Error::unreadable(
                    format!("不是一行JSON：{e}"),
                    "每行一个对象，至少有 text 字段",
                )),
            }),
        }
    }
    Ok(out)
}

fn from_line(l: Line, n: usize) -> Input {
    use crate::document::Rank;
    use crate::document::meta::Fact;
    let path = l.path.unwrap_or_else(|| format!("标准输入第{n}行"));
    let document = crate::parse::document("stdin.txt", normalize::normalize(&l.text).as_bytes())
        .map(|mut d| {
            let said = "输入字段";
            if let Some(t) = l.title.filter(|t| !t.is_empty()) {
                d.meta.title = t;
            }
            if let Some(r) = l.rank.as_deref().and_then(Rank::from_name) {
                d.meta.rank = Some(Fact::new(r, said));
            }
            if let Some(i) = l.issuer.filter(|i| !i.is_empty()) {
                d.meta.issuers.insert(0, Fact::new(i, said));
            }
            if let Some(r) = l.region.filter(|r| !r.is_empty()) {
                d.meta.region = Some(Fact::new(r, said));
            }
            if let Some(day) = l.date.as_deref().and_then(crate::text::date::parse) {
                d.meta.version = Some(Fact::new(day, said));
                d.meta.published.get_or_insert_with(|| Fact::new(day, said));
            }
            d
        });
    Input {
        id: l.id,
        path,
        document,
    }
}
