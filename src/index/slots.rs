//! The versions that are indexed, one slot each: what a builder gives for each of them.

use crate::corpus::{Library, VersionId, WorkId};
use crate::document::Rank;
use crate::law::title;
use crate::text::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Why a version is in force no longer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Ended {
    /// A newer version took its place.
    Amended,
    /// The work was repealed.
    Repealed,
    /// Its validity ran out.
    Lapsed,
}

/// One version: what a hit shows and what filters ask.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slot {
    /// Names the words of the version, over all builds: hash of its text and title.
    pub content: String,
    /// The version in the library this table was made from.
    pub version: VersionId,
    /// Its work.
    pub work: WorkId,
    /// Title of this version.
    pub title: String,
    /// [`title::key`] of it.
    pub key: String,
    /// Keys of other titles under which the work is cited.
    pub names: Vec<String>,
    /// Rank.
    pub rank: Rank,
    /// Region path.
    pub region: String,
    /// Leading issuer.
    pub issuer: String,
    /// The day of this text.
    pub date: Option<Date>,
    /// In force from.
    pub from: Option<Date>,
    /// In force until (exclusive).
    pub until: Option<Date>,
    /// Why it ends at `until`.
    pub ended: Option<Ended>,
    /// The last day of validity.
    pub expires: Option<Date>,
    /// Key of the number under which it was issued ([`super::query::number_key`]); empty if unknown.
    pub number: String,
    /// In how many places other works cite its work.
    pub cited: u32,
}

/// The slots of a library, in the order of its versions.
pub(crate) fn of(library: &Library) -> Vec<Slot> {
    let mut seen: BTreeMap<String, u32> = BTreeMap::new();
    let cited: Vec<u32> = (0u32..)
        .zip(&library.works)
        .map(|(i, _)| u32::try_from(library.cited_by(WorkId(i), None).len()).unwrap_or(u32::MAX))
        .collect();
    library
        .versions
        .iter()
        .enumerate()
        .map(|(i, v)| {
            let w = library.work(v.work);
            let own = if v.meta.title.is_empty() {
                w.title.clone()
            } else {
                v.meta.title.clone()
            };
            let mut content = crate::text::hash::of(&[v.hash.as_bytes(), own.as_bytes()]);
            // The same text may stand in two works; each has its slot.
            let again = seen.entry(content.clone()).or_default();
            if *again > 0 {
                content = format!("{content}-{again}");
            }
            *again += 1;
            let expires = v.meta.expires.as_ref().map(|e| e.value);
            let ended = v.until.map(|u| match &w.repeal {
                Some(r) if r.on == u => Ended::Repealed,
                _ if expires.and_then(|e| e.tomorrow().ok()) == Some(u) => Ended::Lapsed,
                _ => Ended::Amended,
            });
            let key = title::key(&own);
            let cited = cited.get(v.work.0 as usize).copied().unwrap_or(0);
            let mut names: Vec<String> = w
                .former_titles
                .iter()
                .map(|t| title::key(t))
                .chain([w.key.clone()])
                .filter(|n| *n != key && !n.is_empty())
                .collect();
            names.sort();
            names.dedup();
            Slot {
                content,
                version: VersionId(u32::try_from(i).unwrap_or(u32::MAX)),
                work: v.work,
                title: own,
                key,
                names,
                rank: w.rank,
                region: w.region.clone(),
                issuer: w.issuer.clone(),
                date: v.date,
                from: v.from,
                until: v.until,
                ended,
                expires,
                number: v
                    .meta
                    .number
                    .as_ref()
                    .and_then(|n| super::query::number_key(&n.value))
                    .unwrap_or_default(),
                cited,
            }
        })
        .collect()
}
