//! What stands above what (ARCHITECTURE decision 4): one pure function and its table.

use crate::document::Rank;
use crate::text::Date;

/// The standing of one document for this question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// Rank.
    pub rank: Rank,
    /// Leading issuer, as printed.
    pub issuer: String,
    /// Region path; 全国 for national law.
    pub region: String,
    /// From this day in force, where known.
    pub from: Option<Date>,
    /// Until this day (exclusive) in force, where it ended.
    pub until: Option<Date>,
}

/// How `a` stands to `b`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Above {
    /// `b` must not contradict `a`.
    Above,
    /// The same standing.
    Same,
    /// `a` is not higher law for `b`, but a reviewer wants to know it.
    Informs,
    /// Nothing follows; the reason in Chinese.
    Unrelated(&'static str),
}

/// How `a` stands to `b` on the day `on`.
pub fn above(_a: &Standing, _b: &Standing, _on: Date) -> Above {
    Above::Unrelated("未判断")
}

impl Standing {
    /// The standing a document claims by its own words.
    pub fn of(document: &crate::document::Document) -> Self {
        let m = &document.meta;
        Self {
            rank: m.rank(),
            issuer: m.issuer().to_string(),
            region: m.region().to_string(),
            from: m
                .version_effective
                .as_ref()
                .or(m.effective.as_ref())
                .map(|f| f.value),
            until: m.expires.as_ref().and_then(|e| e.value.tomorrow().ok()),
        }
    }
}
