//! `qingli index [--library DIR]`: rebuilds the index of the library.

use super::common::{self, Common};
use crate::corpus::{Library, VersionId, WorkId};
use crate::document::{Number, Rank};
use crate::error::{Error, Result};
use crate::index::{Index, Record, Slot, Summary};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Arguments of `index`.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    common: Common,
    /// 丢掉旧索引，从头重建
    #[arg(long)]
    afresh: bool,
    /// 不用法规库，用一张表（序号、路径、标题、条号、正文，以制表符隔开）建索引，供比较速度
    #[arg(long, hide = true)]
    records: Option<PathBuf>,
    /// 索引放在这里
    #[arg(long, hide = true)]
    into: Option<PathBuf>,
}

/// Where the index of a library lies.
pub(crate) fn folder(library: &Path) -> PathBuf {
    library.join("index")
}

/// The folder of the library that is meant.
pub(crate) fn library_dir(common: &Common) -> Result<PathBuf> {
    let dirs = common.library_dirs(&common.config()?);
    dirs.into_iter()
        .next()
        .ok_or_else(|| Error::library("没有法律库", "先运行 qingli import"))
}

/// Runs the command.
pub fn run(args: &Args) -> ExitCode {
    match build(args) {
        Ok(s) => common::print(&format!(
            "索引已建好：共 {} 条；新增 {} 个文本，删除 {} 个，未变 {} 个\n",
            s.records, s.added, s.removed, s.kept
        )),
        Err(e) => common::fail(&e),
    }
}

fn build(args: &Args) -> Result<Summary> {
    let library = library_dir(&args.common)?;
    let dir = args.into.clone().unwrap_or_else(|| folder(&library));
    if args.afresh {
        crate::index::discard(&dir)?;
    }
    if let Some(table) = &args.records {
        return of_table(table, &dir, &|_, _| ());
    }
    of_library(&args.common, &library, &dir)
}

/// Brings the index in `dir` up to the library: what didn't change is kept.
///
/// # Errors
/// When the library or the index can't be read or written.
pub(crate) fn of_library(common: &Common, library: &Path, dir: &Path) -> Result<Summary> {
    let progress = |done: usize, total: usize| {
        if total > 0 && (done == total || done.is_multiple_of(500)) {
            common.say(&format!("建索引：{done}/{total}"));
        }
    };
    let digest = super::search::digest(library)?;
    Index::build(&Library::open(library)?, &digest, dir, &progress)
}

/// An index of a table of articles: for benchmarks, where every tool gets the same records.
fn of_table(table: &Path, dir: &Path, progress: &dyn Fn(usize, usize)) -> Result<Summary> {
    let text = std::fs::read_to_string(table)
        .map_err(|e| Error::io("读取表格失败", &e).about_file(table))?;
    let mut slots: Vec<Slot> = Vec::new();
    let mut rows: Vec<Vec<(&str, &str)>> = Vec::new();
    let mut last = "";
    for line in text.lines() {
        let mut cells = line.split('\t').skip(1);
        let (Some(path), Some(title), Some(number), Some(body)) =
            (cells.next(), cells.next(), cells.next(), cells.next())
        else {
            continue;
        };
        if path != last {
            last = path;
            let id = u32::try_from(slots.len()).unwrap_or(u32::MAX);
            slots.push(Slot {
                content: crate::text::hash::of(&[path.as_bytes(), title.as_bytes()]),
                version: VersionId(id),
                work: WorkId(id),
                title: title.to_string(),
                key: crate::law::title::key(title),
                names: Vec::new(),
                rank: Rank::Unknown,
                region: String::new(),
                issuer: String::new(),
                date: None,
                from: None,
                until: None,
                ended: None,
                expires: None,
                number: String::new(),
                cited: 0,
            });
            rows.push(Vec::new());
        }
        if let Some(r) = rows.last_mut() {
            r.push((number, body));
        }
    }
    let load = |i: usize| {
        Ok((0u32..)
            .zip(&rows[i])
            .map(|(node, (number, body))| Record {
                node,
                place: (*number).to_string(),
                number: Number::parse(number),
                text: (*body).to_string(),
                ..Record::default()
            })
            .collect())
    };
    Index::build_from(dir, "table", slots, &load, progress)
}
