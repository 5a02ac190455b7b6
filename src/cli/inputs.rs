//! What a command works on: documents and registers, as files, folders, or JSON Lines on standard
//! input.

use super::shelf;
use crate::check::{Input, NotChecked};
use crate::error::{Error, Result};
use crate::parse::sniff::{self, Format};
use crate::register::{self, Register};
use crate::text::normalize;
use rayon::prelude::*;
use std::io::BufRead;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

/// What the paths of a command hold.
#[derive(Debug, Default)]
pub struct Taken {
    /// The documents; what can't be read stands among them with its error.
    pub documents: Vec<Input>,
    /// The registers.
    pub registers: Vec<Register>,
    /// What was not opened at all.
    pub skipped: Vec<NotChecked>,
}

enum Read {
    Document(Box<Input>),
    Register(Box<Register>),
}

/// Reads everything that the paths name. Progress is told as files read and files in all.
///
/// # Errors
/// When a path doesn't exist.
pub fn take(paths: &[PathBuf], progress: &(dyn Fn(usize, usize) + Sync)) -> Result<Taken> {
    let mut files: Vec<PathBuf> = Vec::new();
    let mut out = Taken::default();
    for p in paths {
        if p.as_os_str() == "-" {
            out.documents.extend(json_lines(std::io::stdin().lock())?);
            continue;
        }
        let meta = std::fs::metadata(p).map_err(|e| Error::io("读取失败", &e).about_file(p))?;
        if meta.is_dir() {
            let (list, not) = shelf::list(p);
            files.extend(list);
            out.skipped.extend(not);
        } else {
            files.push(p.clone());
        }
    }
    files.sort();
    files.dedup();
    let (done, all) = (AtomicUsize::new(0), files.len());
    let read: Vec<Read> = files
        .into_par_iter()
        .map(|f| {
            let read = any(&f);
            progress(done.fetch_add(1, Ordering::Relaxed) + 1, all);
            read
        })
        .collect();
    for r in read {
        match r {
            Read::Document(d) => out.documents.push(*d),
            Read::Register(r) => out.registers.push(*r),
        }
    }
    out.skipped.sort();
    out.skipped.dedup();
    Ok(out)
}

/// Reads a file, document or register.
fn any(path: &Path) -> Read {
    let name = shown(path);
    let bytes = match bytes(path) {
        Ok(b) => b,
        Err(e) => return unread(name, e),
    };
    match sniff::sniff(&name, &bytes) {
        Ok((format, _)) if register::is_register(format) => {
            match register::read(&name, format, &bytes) {
                Ok(r) => Read::Register(Box::new(r)),
                Err(e) => unread(name, e),
            }
        }
        Ok((Format::Sqlite, _)) => {
            let e = database(path);
            unread(name, e)
        }
        _ => Read::Document(Box::new(Input {
            id: None,
            document: crate::parse::document(&name, &bytes),
            path: name,
        })),
    }
}

fn unread(path: String, e: Error) -> Read {
    Read::Document(Box::new(Input {
        id: None,
        path,
        document: Err(e),
    }))
}

/// Why a database is no document: it is damaged, no collection of law, or one to import.
fn database(path: &Path) -> Error {
    match crate::parse::sqlite::read_laws(path) {
        Err(e) => e,
        Ok(laws) => Error::unreadable(
            format!("这是法规数据库（{} 件），不是一件文书", laws.len()),
            "用 qingli import 导入法律库",
        ),
    }
}

/// The documents of a folder in order, for collections: links are not followed, hidden files and
/// READMEs are left out.
pub fn folder(dir: &Path) -> Vec<PathBuf> {
    shelf::documents(dir)
}

/// As [`folder`], with databases of laws.
pub fn folder_all(dir: &Path) -> Vec<PathBuf> {
    let mut files = folder(dir);
    files.extend(shelf::databases(dir));
    files
}

/// Reads one file as a document.
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
    shelf::shown(path)
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
