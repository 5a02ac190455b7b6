//! The library of law on disk: works and their versions, which one was in force on a day, and
//! what the texts say of each other (repeals, successors, renames, moved articles).

use crate::citation::Citation;
use crate::document::{Document, Meta, Number, Rank, Status};
use crate::error::Result;
use crate::law::Standing;
use crate::text::Date;
use std::path::Path;
use std::sync::Arc;

/// A work: one law through all its versions. Index into [`Library::works`].
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
pub struct WorkId(pub u32);

/// A version: one text of a work. Index into [`Library::versions`].
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
pub struct VersionId(pub u32);

/// Words of a stored text that prove a fact.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Evidence {
    /// Title of the instrument whose words they are.
    pub title: String,
    /// Its version's day.
    pub version: Option<Date>,
    /// 第八十条, or the place.
    pub article: Option<String>,
    /// A slice of the stored text; absent when the fact is a registry row.
    pub quote: Option<String>,
    /// Registry row's source.
    pub source: Option<String>,
}

/// The end of a work.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Repeal {
    /// From this day no longer in force.
    pub on: Date,
    /// What ended it.
    pub by: String,
    /// The work that took its place, as a title, where it is known.
    pub successor: Option<String>,
    /// Proof.
    pub evidence: Evidence,
}

/// One law through all its versions.
#[derive(Debug, Clone, serde::Serialize, serde::Deserialize)]
pub struct Work {
    /// Full title of the newest version.
    pub title: String,
    /// [`crate::law::title::key`] of it.
    pub key: String,
    /// Rank.
    pub rank: Rank,
    /// Region path.
    pub region: String,
    /// Leading issuer.
    pub issuer: String,
    /// Versions, oldest first.
    pub versions: Vec<VersionId>,
    /// Its end, where a text or a registry row says so.
    pub repeal: Option<Repeal>,
    /// Earlier titles under which it is cited.
    pub former_titles: Vec<String>,
}

/// One text of a work.
#[derive(Debug, Clone, serde::Serialize, serde::Deserialize)]
pub struct Version {
    /// Its work.
    pub work: WorkId,
    /// The day of this text (adoption or last amendment), from the text where it says so.
    pub date: Option<Date>,
    /// In force from.
    pub from: Option<Date>,
    /// In force until (exclusive): the next version's start, or the repeal.
    pub until: Option<Date>,
    /// What the text says of itself.
    pub meta: Meta,
    /// Hash of the normalised text.
    pub hash: String,
    /// Where it was imported from (path below the imported folder, or `laws.db#id`).
    pub source: String,
    /// Whether the source's text is incomplete (truncated, empty, wrong text).
    pub doubtful: Option<String>,
}

/// Where a citation leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resolved {
    /// The work, or why there is none.
    pub work: std::result::Result<WorkId, Unresolved>,
    /// The version in force on the day, if any version is held for it.
    pub version: Option<VersionId>,
    /// One entry a provision of the citation: its node in that version's document, or why not.
    pub provisions: Vec<std::result::Result<crate::document::NodeId, Unresolved>>,
}

/// Why a citation leads nowhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unresolved {
    /// No work of this title in the library.
    NotHeld,
    /// Several works of this title and nothing decides.
    Ambiguous,
    /// Not a legal instrument (a certificate, a form, a standard).
    NotLaw,
    /// The instrument is held but its text is doubtful or has no articles.
    NoText,
    /// The article doesn't exist in that version.
    NoArticle,
    /// The article exists, the 款, 项 or 目 doesn't.
    NoPart,
}

/// The library.
#[derive(Debug, Default)]
pub struct Library {
    /// All works, sorted by key, region.
    pub works: Vec<Work>,
    /// All versions.
    pub versions: Vec<Version>,
}

impl Library {
    /// Opens the library in a folder.
    ///
    /// # Errors
    /// When there is none, or it is foreign or broken; says how to make one.
    pub fn open(_dir: &Path) -> Result<Self> {
        Ok(Self::default())
    }

    /// Digest of the manifest; empty for an empty library.
    pub fn digest(&self) -> &str {
        ""
    }

    /// Whether a basis' quote is a slice of the text held for it; none when the text isn't held.
    pub fn holds(&self, _basis: &crate::finding::Basis) -> Option<bool> {
        None
    }

    /// A work by id.
    pub fn work(&self, id: WorkId) -> &Work {
        &self.works[id.0 as usize]
    }

    /// A version by id.
    pub fn version(&self, id: VersionId) -> &Version {
        &self.versions[id.0 as usize]
    }

    /// Works of this title or former title or unambiguous short title, best first. `near` is the
    /// standing of the citing document: its own region and rank decide between namesakes.
    pub fn find(&self, _title: &str, _near: &Standing) -> Vec<WorkId> {
        Vec::new()
    }

    /// The version of a work in force on a day.
    pub fn in_force(&self, _work: WorkId, _on: Date) -> Option<VersionId> {
        None
    }

    /// The state of a work on a day, with the proof where it ended.
    pub fn status(&self, _work: WorkId, _on: Date) -> (Status, Option<&Evidence>) {
        (Status::Unknown, None)
    }

    /// The standing of a version, for [`crate::law::above`].
    pub fn standing(&self, id: VersionId) -> Standing {
        let v = self.version(id);
        let w = self.work(v.work);
        Standing {
            rank: w.rank,
            issuer: w.issuer.clone(),
            region: w.region.clone(),
            from: v.from,
            until: v.until,
        }
    }

    /// The document of a version, read once and kept.
    ///
    /// # Errors
    /// When the store is broken.
    pub fn document(&self, _id: VersionId) -> Result<Arc<Document>> {
        Err(crate::error::Error::library(
            "没有库",
            "先运行 qingli import",
        ))
    }

    /// Where a citation in `document` leads on the day `on`. `near` is the citing document's standing.
    pub fn resolve(
        &self,
        _document: &Document,
        _citation: &Citation,
        _near: &Standing,
        _on: Date,
    ) -> Resolved {
        Resolved {
            work: Err(Unresolved::NotHeld),
            version: None,
            provisions: Vec::new(),
        }
    }

    /// Where the article `number` of the version `from` went in the version `to`: the article of
    /// like words there, with the likeness from 0 to 1; none when it vanished.
    pub fn moved(
        &self,
        _from: VersionId,
        _to: VersionId,
        _number: Number,
    ) -> Option<(Number, f64)> {
        None
    }
}
