//! Builds the index: adds the versions that are new, removes those that are gone, keeps the rest.
//!
//! The folder holds tantivy's files, `slots-….bin` (the table of versions) and `BUILD.json`, which
//! is written last: whoever reads it finds an index that is whole.

use super::record::Record;
use super::score::broken;
use super::slots::Slot;
use super::table::{Table, Titles};
use super::{SCHEMA, Schema, words};
use crate::error::{Error, Result};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use tantivy::indexer::{NoMergePolicy, UserOperation};
use tantivy::{IndexWriter, TantivyDocument, Term};

/// What `BUILD.json` says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Build {
    /// Number of the layout of the index.
    pub schema: u32,
    /// Digest of the library it was made from.
    pub library: String,
    /// Hash of everything that decides the terms of a text.
    pub analyzer: String,
    /// The engine's files belong to this version of it.
    pub engine: String,
    /// Versions in the index.
    pub versions: usize,
    /// Records in the index.
    pub records: u64,
    /// Length of all texts, in terms.
    pub length: u64,
    /// Length of all headings, in terms.
    pub headings: u64,
    /// Name of the table's file holds this; tantivy's commit carries it too.
    pub table: String,
}

/// What a build did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Summary {
    /// Versions added.
    pub added: usize,
    /// Versions removed.
    pub removed: usize,
    /// Versions kept as they were.
    pub kept: usize,
    /// Records in the index now.
    pub records: u64,
}

/// The engine whose files these are.
const ENGINE: &str = "tantivy 0.27";
/// Memory of one thread that makes postings.
const HEAP: usize = 400_000_000;
/// So many segments may stand side by side before they are made one.
const SEGMENTS: usize = 6;

/// Beginnings of the names of the tables that belong to a build.
const TABLES: [&str; 4] = ["slots-", "titles-", "contents-", "words-"];

fn packed<T: Serialize>(table: &T) -> Result<Vec<u8>> {
    postcard::to_stdvec(table).map_err(|e| Error::internal(format!("索引表写不出（{e}）")))
}

/// Reads `BUILD.json`.
pub(crate) fn read(dir: &Path) -> Result<Build> {
    let path = dir.join("BUILD.json");
    let text = std::fs::read_to_string(&path)
        .map_err(|_| Error::library("没有索引", REBUILD).about_file(dir))?;
    serde_json::from_str(&text)
        .map_err(|_| Error::library("不是本程序的索引", REBUILD).about_file(dir))
}

/// The way out of every trouble with an index.
pub(crate) const REBUILD: &str = "运行 qingli index 重建索引";

/// Whether an index can be read by this program, whatever library it was made from.
pub(crate) fn readable(build: &Build) -> Result<()> {
    if build.schema != SCHEMA || build.engine != ENGINE {
        return Err(Error::library("索引是本程序另一个版本建的", REBUILD));
    }
    if build.analyzer != words::analyzer() {
        return Err(Error::library("建索引后分词词表已经改动", REBUILD));
    }
    Ok(())
}

/// Reads the table of versions.
pub(crate) fn table(dir: &Path, build: &Build) -> Result<Table> {
    part(dir, "slots", build)
}

/// Reads the pairs of titles.
pub(crate) fn titles(dir: &Path, build: &Build) -> Result<Titles> {
    part(dir, "titles", build)
}

/// Reads one of the tables that belong to a build.
fn part<T: serde::de::DeserializeOwned>(dir: &Path, kind: &str, build: &Build) -> Result<T> {
    let broken = || Error::library("索引不完整", REBUILD).about_file(dir);
    let path = dir.join(format!("{kind}-{}.bin", build.table));
    let bytes = std::fs::read(path).map_err(|_| broken())?;
    postcard::from_bytes(&bytes).map_err(|_| broken())
}

/// Reads the list of words.
pub(crate) fn lexicon(dir: &Path, build: &Build) -> Result<words::Lexicon> {
    std::fs::read(dir.join(format!("words-{}.bin", build.table)))
        .map(|text| words::Lexicon { text })
        .map_err(|_| Error::library("索引不完整", REBUILD).about_file(dir))
}

/// Makes the index in `dir` hold exactly `wanted`; `load` gives the records of one of them.
pub(crate) fn run(
    dir: &Path,
    library: &str,
    wanted: Vec<Slot>,
    load: &dyn Fn(usize) -> Result<Vec<Record>>,
    progress: &dyn Fn(usize, usize),
) -> Result<Summary> {
    let schema = Schema::new();
    let old = read(dir)
        .ok()
        .filter(|b| readable(b).is_ok())
        .and_then(|b| {
            let contents: Vec<Option<String>> = part(dir, "contents", &b).ok()?;
            Some((b, contents))
        })
        .and_then(|(b, t)| {
            let known = lexicon(dir, &b).ok()?;
            let index = tantivy::Index::open_in_dir(dir).ok()?;
            let whole = index.load_metas().ok()?.payload.as_deref() == Some(b.table.as_str());
            whole.then_some((index, t, known))
        });
    let (index, contents, known) = match old {
        Some((index, contents, known)) => (index, contents, known),
        None => {
            clear(dir)?;
            std::fs::create_dir_all(dir)
                .map_err(|e| Error::io("建立索引文件夹失败", &e).about_file(dir))?;
            let index = tantivy::Index::create_in_dir(dir, schema.schema.clone()).map_err(|e| {
                Error::library(
                    format!("建立索引失败（{e}）"),
                    "检查文件夹的权限和磁盘空间后重试",
                )
                .about_file(dir)
            })?;
            (index, Vec::new(), words::Lexicon::default())
        }
    };

    // Whoever was there before keeps its slot; the rest is new.
    let mut slots: Vec<Option<Slot>> = vec![None; contents.len()];
    let mut before: BTreeMap<String, usize> = contents
        .into_iter()
        .enumerate()
        .filter_map(|(i, c)| Some((c?, i)))
        .collect();
    let mut summary = Summary::default();
    let mut new = Vec::new();
    for (i, slot) in wanted.into_iter().enumerate() {
        if let Some(at) = before.remove(&slot.content) {
            slots[at] = Some(slot);
            summary.kept += 1;
        } else {
            new.push((i, slots.len()));
            slots.push(Some(slot));
        }
    }
    summary.added = new.len();
    summary.removed = before.len();

    Schema::register(&index);
    let mut finder = words::Finder::new(&known);
    let threads = std::thread::available_parallelism().map_or(1, |n| n.get().min(4));
    let mut writer: IndexWriter = index
        .writer_with_num_threads(threads, threads * HEAP)
        .map_err(|_| {
            Error::library(
                "索引正由另一个程序改写",
                "等它完成后重试；确定没有时删除索引文件夹再运行 qingli index",
            )
            .about_file(dir)
        })?;
    writer.set_merge_policy(Box::new(NoMergePolicy));
    for gone in before.values() {
        writer.delete_term(Term::from_field_u64(schema.slot, *gone as u64));
    }
    let total = new.len();
    for (done, (i, slot)) in new.into_iter().enumerate() {
        progress(done, total);
        let records = load(i)?;
        for r in &records {
            finder.read(r.node, &r.text);
        }
        let mut chapters = Chapters::default();
        let documents: Vec<UserOperation> = records
            .into_iter()
            .map(|r| {
                let chapter = chapters.of(&r.heading);
                Ok(UserOperation::Add(document(&schema, slot, chapter, r)?))
            })
            .collect::<Result<_>>()?;
        writer.run(documents).map_err(broken)?;
    }
    progress(total, total);

    let table = packed(&Table::new(&slots))?;
    let name = crate::text::hash::of(&[library.as_bytes(), &table]);
    let write = |file: &str, bytes: &[u8]| super::write_whole(&dir.join(file), bytes);
    write(&format!("slots-{name}.bin"), &table)?;
    write(
        &format!("titles-{name}.bin"),
        &packed(&Titles::new(&slots))?,
    )?;
    let contents: Vec<Option<&str>> = slots
        .iter()
        .map(|s| s.as_ref().map(|s| s.content.as_str()))
        .collect();
    write(&format!("contents-{name}.bin"), &packed(&contents)?)?;
    let mut commit = writer.prepare_commit().map_err(broken)?;
    commit.set_payload(&name);
    commit.commit().map_err(broken)?;
    // Many small segments slow every query; removed records would count in the scores.
    let segments = index.searchable_segment_metas().map_err(broken)?;
    if segments.len() > SEGMENTS || segments.iter().any(|s| s.has_deletes()) {
        let ids: Vec<_> = segments.iter().map(|s| s.id()).collect();
        writer.merge(&ids).wait().map_err(broken)?;
        writer.garbage_collect_files().wait().map_err(broken)?;
    }
    writer.wait_merging_threads().map_err(broken)?;
    summary.records = index
        .searchable_segment_metas()
        .map_err(broken)?
        .iter()
        .map(|s| u64::from(s.num_docs()))
        .sum();
    let (pairs, length, headings) = pairs(&index, &schema)?;
    let words = finder.finish(&pairs);
    write(&format!("words-{name}.bin"), &words.text)?;
    let build = Build {
        schema: SCHEMA,
        library: library.to_string(),
        analyzer: words::analyzer(),
        engine: ENGINE.into(),
        versions: slots.iter().flatten().count(),
        records: summary.records,
        length,
        headings,
        table: name.clone(),
    };
    let text = serde_json::to_string_pretty(&build)
        .map_err(|e| Error::internal(format!("BUILD.json 写不出（{e}）")))?;
    write("BUILD.json", text.as_bytes())?;
    // Tables of earlier builds.
    if let Ok(entries) = std::fs::read_dir(dir) {
        for e in entries.flatten() {
            let file = e.file_name().to_string_lossy().into_owned();
            if TABLES.iter().any(|t| file.starts_with(t)) && !file.contains(&name) {
                let _ = std::fs::remove_file(e.path());
            }
        }
    }
    Ok(summary)
}

/// Empties the folder of an index. Refuses a folder that holds anything else.
pub(crate) fn clear(dir: &Path) -> Result<()> {
    let Ok(entries) = std::fs::read_dir(dir) else {
        return Ok(());
    };
    let mut files = Vec::new();
    for e in entries.flatten() {
        let name = e.file_name().to_string_lossy().into_owned();
        let ours = name == "BUILD.json"
            || TABLES.iter().any(|t| name.starts_with(t))
            || name.starts_with('.')
            || name == "meta.json"
            || name
                .split('.')
                .next()
                .is_some_and(|s| s.len() == 32 && s.chars().all(|c| c.is_ascii_hexdigit()));
        if !ours {
            return Err(Error::library(
                format!("文件夹里有不属于索引的文件（{name}），没有动它"),
                "换一个文件夹，或者自己清空它",
            )
            .about_file(dir));
        }
        files.push(e.path());
    }
    for f in files {
        std::fs::remove_file(&f).map_err(|e| Error::io("删除旧索引失败", &e).about_file(&f))?;
    }
    Ok(())
}

/// Numbers the chapters of a version in the order in which they come.
#[derive(Default)]
struct Chapters {
    last: String,
    ordinal: u64,
}

impl Chapters {
    /// The ordinal of the chapter of the next record.
    fn of(&mut self, heading: &str) -> u64 {
        if self.last != heading {
            self.last = heading.to_string();
            self.ordinal += 1;
        }
        self.ordinal
    }
}

/// The pairs of letters of an index, and the length of its texts and of its headings.
fn pairs(index: &tantivy::Index, schema: &Schema) -> Result<(BTreeSet<String>, u64, u64)> {
    let reader: tantivy::IndexReader = index
        .reader_builder()
        .reload_policy(tantivy::ReloadPolicy::Manual)
        .try_into()
        .map_err(broken)?;
    let mut out = BTreeSet::new();
    let searcher = reader.searcher();
    for s in searcher.segment_readers() {
        let inverted = s.inverted_index(schema.text).map_err(broken)?;
        let mut terms = inverted.terms().stream().map_err(broken)?;
        while terms.advance() {
            if let Ok(t) = std::str::from_utf8(terms.key()) {
                let mut chars = t.chars();
                if chars.all(char::is_alphabetic) && t.chars().count() == 2 {
                    out.insert(t.to_string());
                }
            }
        }
    }
    let length = |field| super::score::tokens(&searcher, field);
    Ok((out, length(schema.text)?, length(schema.heading)?))
}

fn document(schema: &Schema, slot: usize, chapter: u64, record: Record) -> Result<TantivyDocument> {
    let mut d = TantivyDocument::default();
    let heading = record.heading.clone();
    let info = super::Info {
        place: record.place,
        heading: record.heading,
        pieces: record.pieces,
    };
    let info =
        postcard::to_stdvec(&info).map_err(|e| Error::internal(format!("条文写不出（{e}）")))?;
    d.add_u64(schema.slot, slot as u64);
    d.add_u64(schema.node, u64::from(record.node));
    if let Some(n) = record.number {
        d.add_u64(schema.number, super::number_key(n));
    }
    d.add_text(schema.text, record.text);
    d.add_u64(schema.chapter, chapter);
    if !heading.is_empty() {
        d.add_text(schema.heading, heading);
    }
    d.add_bytes(schema.info, &info);
    Ok(d)
}
