//! What the library holds: works, versions, repeals with their proof.

use crate::document::{Meta, Rank};
use crate::text::Date;

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
    /// Whether the day is that of the end itself, not only one on which it was seen ended.
    pub exact: bool,
    /// What ended it.
    pub by: String,
    /// The work that took its place, as a title, where it is known.
    pub successor: Option<String>,
    /// Proof.
    pub evidence: Evidence,
}

impl Repeal {
    /// “已于2021年1月1日废止”, or that it ended before the day on which it was seen ended.
    pub fn told(&self) -> String {
        let day = crate::text::date::chinese(self.on);
        if self.exact {
            format!("已于{day}废止")
        } else {
            format!("已废止（{day}前，具体日期库中没有）")
        }
    }
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
    /// Index of its entry in the manifest.
    pub entry: u32,
    /// Hash of the stored document.
    pub blob: String,
    /// Articles.
    pub articles: u32,
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
