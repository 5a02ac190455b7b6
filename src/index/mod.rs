//! The index: every article of every version in tantivy, exact and ranked.
//!
//! One record an article ([`record`]), whose terms are its pairs of characters with positions
//! ([`grams`]): quoted words are found in them exactly, and words are pairs or phrases of pairs
//! ([`words`]) for ranking.
//! What is true of a version and not of its words stands in a table beside ([`table`]). Nothing is
//! parsed by tantivy's query parser, which makes phrases of Chinese runs; queries are taken apart
//! here ([`query`]), scored here ([`score`]), and what is shown comes from the index alone, so that
//! one query starts in milliseconds and needs no library.
//!
//! `index/README.md` describes the files.

mod around;
mod build;
mod cite;
mod facets;
pub mod fields;
pub mod grams;
pub mod query;
mod names;
mod rank;
pub mod record;
mod score;
mod search;
mod similar;
pub mod slots;
pub mod snippet;
mod synonyms;
pub(crate) mod table;
mod words;

pub use build::{Build, Summary};
pub use facets::Facets;
pub use query::{Filter, Kind, Query, Sort};
pub use rank::Shares;
pub use record::{Piece, Record, records};
pub use search::{Hit, Hits, Verified};
pub use slots::{Ended, Slot};

use crate::corpus::Library;
use crate::document::Number;
use crate::error::{Error, Result};
use crate::text::Date;
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use tantivy::schema::{
    FAST, Field, INDEXED, IndexRecordOption, STORED, TextFieldIndexing, TextOptions,
};

/// Number of the layout: raised with every change of schema, records or table.
pub const SCHEMA: u32 = 3;

/// What is stored of a record beside its text.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct Info {
    pub(crate) place: String,
    pub(crate) heading: String,
    pub(crate) pieces: Vec<Piece>,
}

/// The fields; `index/schema.json` lists them.
#[derive(Clone)]
pub(crate) struct Schema {
    pub(crate) schema: tantivy::schema::Schema,
    /// The words themselves, stored; terms are pairs of characters with positions.
    pub(crate) text: Field,
    /// The version's slot.
    pub(crate) slot: Field,
    /// The node in the version's document.
    pub(crate) node: Field,
    /// [`number_key`] of an article.
    pub(crate) number: Field,
    /// 编, 章, 节 above the record; terms as in `text`.
    pub(crate) heading: Field,
    /// The ordinal of the record's 章 or 节 in its version.
    pub(crate) chapter: Field,
    /// [`Info`].
    pub(crate) info: Field,
}

impl Schema {
    pub(crate) fn new() -> Self {
        let pairs = TextFieldIndexing::default()
            .set_tokenizer("grams")
            .set_index_option(IndexRecordOption::WithFreqsAndPositions);
        let mut b = tantivy::schema::Schema::builder();
        let text = b.add_text_field(
            "text",
            TextOptions::default()
                .set_indexing_options(pairs)
                .set_stored(),
        );
        let slot = b.add_u64_field("slot", INDEXED | FAST);
        let node = b.add_u64_field("node", FAST);
        let number = b.add_u64_field("number", INDEXED);
        let counted = TextFieldIndexing::default()
            .set_tokenizer("grams")
            .set_index_option(IndexRecordOption::WithFreqs);
        let heading = b.add_text_field(
            "heading",
            TextOptions::default().set_indexing_options(counted),
        );
        let chapter = b.add_u64_field("chapter", FAST);
        let info = b.add_bytes_field("info", STORED);
        Self {
            schema: b.build(),
            text,
            slot,
            node,
            number,
            heading,
            chapter,
            info,
        }
    }

    /// Registers the analyzer.
    fn register(index: &tantivy::Index) {
        index.tokenizers().register("grams", grams::Grams);
    }
}

/// The schema as JSON; `index/schema.json` holds the same, so that a change of it shows in review.
///
/// # Errors
/// Never in practice.
pub fn schema_json() -> Result<serde_json::Value> {
    serde_json::to_value(serde_json::json!({
        "schema": SCHEMA,
        "fields": Schema::new().schema,
    }))
    .map_err(|e| Error::internal(format!("索引结构写不出（{e}）")))
}

/// An article's number as one term.
pub(crate) fn number_key(n: Number) -> u64 {
    u64::from(n.main) * 1000 + u64::from(n.sub.min(999))
}

/// Writes a file whole or not at all.
pub(crate) fn write_whole(path: &Path, bytes: &[u8]) -> Result<()> {
    let part = path.with_extension("part");
    std::fs::write(&part, bytes)
        .and_then(|()| std::fs::rename(&part, path))
        .map_err(|e| Error::io("写入索引失败", &e).about_file(path))
}

/// Throws an index away.
///
/// # Errors
/// When the folder holds files that are none of its own.
pub fn discard(dir: &Path) -> Result<()> {
    build::clear(dir)
}

/// An open index.
pub struct Index {
    pub(crate) schema: Schema,
    pub(crate) searcher: tantivy::Searcher,
    pub(crate) table: table::Table,
    pub(crate) text: score::FieldStats,
    pub(crate) heading: score::FieldStats,
    pub(crate) shares: Shares,
    around: OnceLock<Vec<around::Around>>,
    /// The weight of each slot on the day first asked about.
    weights: OnceLock<(Date, Vec<f32>)>,
    pub(crate) slots: Vec<tantivy::columnar::Column<u64>>,
    pub(crate) node_of: Vec<tantivy::columnar::Column<u64>>,
    build: Build,
    dir: PathBuf,
    titles: OnceLock<table::Titles>,
    words: OnceLock<words::Lexicon>,
}

impl Index {
    /// Makes the index in `dir` hold every version of the library. Versions whose words stand in
    /// it already are kept. `digest` is the library's; `progress` gets how many versions of how
    /// many are done.
    ///
    /// # Errors
    /// When a version can't be read or the folder can't be written.
    pub fn build(
        library: &Library,
        digest: &str,
        dir: &Path,
        progress: &dyn Fn(usize, usize),
    ) -> Result<Summary> {
        let wanted = slots::of(library);
        let load = |i: usize| {
            let id = crate::corpus::VersionId(u32::try_from(i).unwrap_or(u32::MAX));
            Ok(records(&*library.document(id)?))
        };
        build::run(dir, digest, wanted, &load, progress)
    }

    /// As [`Self::build`], from any source of records: `load` gives those of the slot at a place.
    ///
    /// # Errors
    /// As [`Self::build`].
    pub fn build_from(
        dir: &Path,
        digest: &str,
        wanted: Vec<Slot>,
        load: &dyn Fn(usize) -> Result<Vec<Record>>,
        progress: &dyn Fn(usize, usize),
    ) -> Result<Summary> {
        build::run(dir, digest, wanted, load, progress)
    }

    /// Opens the index of the library with this digest.
    ///
    /// # Errors
    /// When there is none, or it belongs to another library, another state of it, or another
    /// version of the program; the way out is `qingli index`.
    pub fn open(dir: &Path, digest: &str) -> Result<Self> {
        let build = build::read(dir)?;
        if build.library != digest {
            return Err(
                Error::library("索引与库不一致（库在建索引以后有变动）", build::REBUILD)
                    .about_file(dir),
            );
        }
        Self::open_whatever(dir)
    }

    /// Opens an index without asking which library it was made from.
    ///
    /// # Errors
    /// As [`Self::open`], but for the digest.
    pub fn open_whatever(dir: &Path) -> Result<Self> {
        let build = build::read(dir)?;
        build::readable(&build).map_err(|e| e.about_file(dir))?;
        let table = build::table(dir, &build)?;
        let index =
            tantivy::Index::open_in_dir(dir).map_err(|e| score::broken(e).about_file(dir))?;
        let schema = Schema::new();
        if index.schema() != schema.schema {
            return Err(Error::library("不是本程序的索引", build::REBUILD).about_file(dir));
        }
        Schema::register(&index);
        let reader: tantivy::IndexReader = index
            .reader_builder()
            .reload_policy(tantivy::ReloadPolicy::Manual)
            .num_warming_threads(0)
            .try_into()
            .map_err(|e| score::broken(e).about_file(dir))?;
        let searcher = reader.searcher();
        let (mut slots, mut node_of) = (Vec::new(), Vec::new());
        for s in searcher.segment_readers() {
            slots.push(s.fast_fields().u64("slot").map_err(score::broken)?);
            node_of.push(s.fast_fields().u64("node").map_err(score::broken)?);
        }
        let records: u64 = searcher.num_docs();
        if records != build.records {
            return Err(Error::library("索引不完整", build::REBUILD).about_file(dir));
        }
        Ok(Self {
            text: score::FieldStats::new(&searcher, schema.text, build.length)?,
            heading: score::FieldStats::new(&searcher, schema.heading, build.headings)?,
            shares: Shares::default(),
            around: OnceLock::new(),
            weights: OnceLock::new(),
            titles: OnceLock::new(),
            words: OnceLock::new(),
            dir: dir.to_path_buf(),
            schema,
            searcher,
            table,
            slots,
            node_of,
            build,
        })
    }

    /// What the index was built from.
    pub fn built(&self) -> &Build {
        &self.build
    }

    /// The list of words, read at its first use (a missing one is empty: [`Self::titles`] reports).
    pub(crate) fn words(&self) -> &words::Lexicon {
        self.words
            .get_or_init(|| build::lexicon(&self.dir, &self.build).unwrap_or_default())
    }

    /// The pairs of titles, read at their first use.
    pub(crate) fn titles(&self) -> Result<&table::Titles> {
        if let Some(t) = self.titles.get() {
            return Ok(t);
        }
        build::lexicon(&self.dir, &self.build)?;
        let read = build::titles(&self.dir, &self.build)?;
        Ok(self.titles.get_or_init(|| read))
    }

    /// Ranks with other shares than the measured ones: for measuring.
    pub fn set_shares(&mut self, shares: Shares) {
        self.shares = shares;
    }

    /// What stands round the records of a segment, worked out at the first ranked query.
    pub(crate) fn around(&self) -> Result<&[around::Around]> {
        if let Some(a) = self.around.get() {
            return Ok(a);
        }
        let made = around::of(self)?;
        Ok(self.around.get_or_init(|| made))
    }

    /// The slot of a record.
    pub(crate) fn slot(&self, segment: usize, doc: u32) -> u32 {
        u32::try_from(self.slots[segment].first(doc).unwrap_or(u64::MAX)).unwrap_or(u32::MAX)
    }

    /// The node of a record.
    pub(crate) fn node(&self, segment: usize, doc: u32) -> u32 {
        u32::try_from(self.node_of[segment].first(doc).unwrap_or(0)).unwrap_or(0)
    }

    /// How many segments there are.
    pub(crate) fn segments(&self) -> usize {
        self.slots.len()
    }

    /// Whether a record still stands.
    pub(crate) fn alive(&self, segment: usize, doc: u32) -> bool {
        let reader = self
            .searcher
            .segment_reader(u32::try_from(segment).unwrap_or(0));
        !reader.is_deleted(doc)
    }
}
