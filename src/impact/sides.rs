//! The texts of a change: the new one and those whose place it takes.

use super::{Named, Provision};
use crate::corpus::{Library, VersionId, WorkId};
use crate::document::Document;
use crate::error::Result;
use crate::law::{Standing, title};
use crate::text::Date;
use std::sync::Arc;

/// A text of higher law.
#[derive(Debug, Clone)]
pub struct Text {
    /// Title.
    pub title: String,
    /// [`title::key`] of it and of its former titles.
    pub keys: Vec<String>,
    /// The day of the text.
    pub date: Option<Date>,
    /// In force from.
    pub from: Option<Date>,
    /// In force until (exclusive).
    pub until: Option<Date>,
    /// Its standing.
    pub standing: Standing,
    /// The text.
    pub document: Arc<Document>,
}

impl Text {
    /// Of a version of the library.
    ///
    /// # Errors
    /// When the store is broken.
    pub fn of(library: &Library, id: VersionId) -> Result<Self> {
        let v = library.version(id);
        let w = library.work(v.work);
        let mut keys = vec![w.key.clone()];
        keys.extend(w.former_titles.iter().cloned());
        Ok(Self {
            title: w.title.clone(),
            keys,
            date: v.date,
            from: v.from,
            until: v.until,
            standing: library.standing(id),
            document: library.document(id)?,
        })
    }

    /// Of a document at hand.
    pub fn at_hand(document: Arc<Document>) -> Self {
        let standing = Standing::of(&document);
        Self {
            title: document.meta.title.clone(),
            keys: vec![title::key(&document.meta.title)],
            date: document.meta.version.as_ref().map(|v| v.value),
            from: standing.from,
            until: None,
            standing,
            document,
        }
    }

    /// Words of it.
    pub(super) fn provision(&self, article: String, quote: String) -> Provision {
        Provision {
            law: self.title.clone(),
            version: self.date.map(|d| d.to_string()),
            article,
            quote,
        }
    }

    pub(super) fn named(&self) -> Named {
        Named {
            title: self.title.clone(),
            version: self.date.map(|d| d.to_string()),
            from: self.from.map(|d| d.to_string()),
            until: self.until.map(|d| d.to_string()),
        }
    }
}

/// The new text and the texts whose place it takes.
#[derive(Debug, Clone)]
pub struct Sides {
    /// The earlier version, or the laws that the new one repeals; none for a wholly new law.
    pub old: Vec<Text>,
    /// The new text.
    pub new: Text,
    /// Whether the old text is an earlier version of the new one.
    pub revised: bool,
}

impl Sides {
    /// Of texts at hand.
    pub fn of_texts(old: Vec<Text>, new: Text) -> Self {
        let revised = old.len() == 1 && old[0].keys.iter().any(|k| new.keys.contains(k));
        Self { old, new, revised }
    }

    /// Of a version of the library: with the version before it, or where there is none, with the
    /// laws whose place the work takes.
    ///
    /// # Errors
    /// When the store is broken.
    pub fn of_version(library: &Library, new: VersionId) -> Result<Self> {
        let work = library.version(new).work;
        let versions = &library.work(work).versions;
        let before = versions
            .iter()
            .take_while(|&&v| v != new)
            .filter(|&&v| library.version(v).doubtful.is_none())
            .last();
        let old = match before {
            Some(&v) => vec![v],
            None => predecessors(library, work, new),
        };
        let old = old
            .into_iter()
            .map(|v| Text::of(library, v))
            .collect::<Result<Vec<_>>>()?;
        Ok(Self {
            revised: before.is_some(),
            old,
            new: Text::of(library, new)?,
        })
    }

    /// All texts, the new one last.
    pub(super) fn texts(&self) -> impl Iterator<Item = &Text> {
        self.old.iter().chain([&self.new])
    }

    /// Whether a text of this day was made with the new one in view.
    pub(super) fn seen_by(&self, date: Option<Date>) -> bool {
        matches!((date, self.new.date.or(self.new.from)), (Some(a), Some(b)) if a >= b)
    }
}

/// The last versions of the works that a law ends.
fn predecessors(library: &Library, work: WorkId, new: VersionId) -> Vec<VersionId> {
    let w = library.work(work);
    let date = library.version(new).date;
    library
        .works
        .iter()
        .filter(|o| {
            o.key != w.key
                && o.repeal.as_ref().is_some_and(|r| {
                    let names = |t: &str| title::key(t) == w.key;
                    (names(&r.by) || r.successor.as_deref().is_some_and(names))
                        && (r.evidence.version.is_none()
                            || date.is_none()
                            || r.evidence.version == date)
                })
        })
        .filter_map(|o| o.versions.last().copied())
        .collect()
}
