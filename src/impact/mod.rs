//! What a new or changed law means for the law below it.
//!
//! ```text
//! Sides      the new text and the texts whose place it takes: an earlier version, or the laws that
//!            it repeals; none for a wholly new law
//! Changes    article by article: reworded, moved, vanished, new; sanctions that changed, act by act
//! Hits       the clauses below that cite a changed place (certain), that punish an act as the old
//!            text did, or that still have its words (likely)
//! ```
//!
//! Pure: reads the texts given. A clause that only speaks of the same matter is not touched.

mod changes;
mod cites;
mod mirrors;
mod penal;
mod sentences;
mod sides;
mod words;

pub use changes::{Article, Change, Fate, Shift};
pub use sides::{Sides, Text};
pub use words::Stale;

use crate::document::{Document, Place};
use crate::finding::Confidence;
use crate::law::{Above, Standing, above, title};
use crate::text::Date;
use rayon::prelude::*;
use serde::Serialize;
use std::collections::BTreeMap;
use std::sync::Arc;

/// What a law means for the documents below it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Impact {
    /// The day of judgment.
    pub as_of: String,
    /// The texts that end.
    pub old: Vec<Named>,
    /// The new text.
    pub new: Named,
    /// What became of the articles, in the order of the new text; a vanished one stands behind its
    /// old neighbour, or last where several laws end.
    pub changes: Vec<Change>,
    /// How many articles stayed as they were, number and words.
    pub same: usize,
    /// The documents with clauses that are touched, by path.
    pub documents: Vec<Touched>,
    /// How many documents were read.
    pub read: usize,
    /// How many of them stand below the law.
    pub below: usize,
    /// Documents below that name the law as a whole and have no clause touched.
    pub naming: Vec<String>,
}

/// A text by its name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Named {
    /// Title.
    pub title: String,
    /// The day of this text.
    pub version: Option<String>,
    /// In force from.
    pub from: Option<String>,
    /// In force until (exclusive).
    pub until: Option<String>,
}

/// A document under review.
#[derive(Debug, Clone)]
pub struct Local {
    /// Its path, or the source of the library.
    pub path: String,
    /// The document.
    pub document: Arc<Document>,
    /// Its standing.
    pub standing: Standing,
    /// The day of its text.
    pub date: Option<Date>,
}

/// A document with the clauses touched.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Touched {
    /// Its path, or the source of the library.
    pub path: String,
    /// Title.
    pub title: String,
    /// Its rank.
    pub rank: crate::document::Rank,
    /// Its region.
    pub region: String,
    /// The day of its text.
    pub version: Option<String>,
    /// The clauses, by place.
    pub hits: Vec<Hit>,
}

/// How a clause is tied to a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Link {
    /// It cites the provision.
    Cites,
    /// It cites a law that ended.
    CitesEnded,
    /// It cites by number, and was adopted before the new text; the old one isn't at hand.
    CitesUnseen,
    /// Its sanction agrees with the old provision on the act, not with the new one.
    Penalty,
    /// It punishes what the new text no longer punishes.
    PenaltyGone,
    /// The new text punishes the act for the first time, otherwise than the clause.
    PenaltyNew,
    /// It still has words of the old text.
    Words,
    /// It follows a sentence that is gone.
    WordsGone,
}

impl Link {
    /// All, in the order of a summary.
    pub const ALL: [Self; 8] = [
        Self::Cites,
        Self::CitesEnded,
        Self::CitesUnseen,
        Self::Penalty,
        Self::PenaltyGone,
        Self::PenaltyNew,
        Self::Words,
        Self::WordsGone,
    ];

    /// What a reader is told.
    pub const fn shown(self) -> &'static str {
        match self {
            Self::Cites => "引用变动的条文",
            Self::CitesEnded => "引用被取代的法律",
            Self::CitesUnseen => "按旧条号引用",
            Self::Penalty => "处罚合于旧规定",
            Self::PenaltyGone => "处罚的依据已删去",
            Self::PenaltyNew => "处罚与新设的不同",
            Self::Words => "沿用旧条文的文字",
            Self::WordsGone => "沿用已删去的条文",
        }
    }
}

/// Words of higher law.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Provision {
    /// Title.
    pub law: String,
    /// The day of the text.
    pub version: Option<String>,
    /// 第三条; empty for the law as a whole.
    pub article: String,
    /// A slice of the text; empty for the law as a whole.
    pub quote: String,
}

/// A clause that is touched, and why.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Hit {
    /// Where it stands.
    pub place: Place,
    /// A slice of the document.
    pub quote: String,
    /// Its first byte.
    pub start: usize,
    /// Behind its last byte.
    pub end: usize,
    /// How it is tied.
    pub link: Link,
    /// What became of the provision.
    pub fate: Fate,
    /// The old words of higher law.
    pub old: Option<Provision>,
    /// The new ones.
    pub new: Option<Provision>,
    /// Old words that the clause still has.
    pub stale: Vec<Stale>,
    /// How sure it is that the change reaches the clause.
    pub confidence: Confidence,
    /// Why, and what a reviewer has to do.
    pub action: String,
}

/// Works out what a law means for documents.
pub fn impact(sides: &Sides, locals: &[Local], on: Date) -> Impact {
    let map = changes::Map::of(sides);
    let punished = penal::Punished::of(sides, on);
    let law = Standing {
        from: None,
        until: None,
        ..sides.new.standing.clone()
    };
    let read: Vec<Option<(bool, Vec<Hit>)>> = locals
        .par_iter()
        .map(|l| {
            (above(&law, &l.standing, on) == Above::Above && !title::is_decision(&title_of(l)))
                .then(|| hits(sides, &map, &punished, l, on))
        })
        .collect();
    let below = read.iter().flatten().count();
    let mut documents = Vec::new();
    let mut naming = Vec::new();
    for (l, r) in locals.iter().zip(read) {
        match r {
            Some((_, hits)) if !hits.is_empty() => documents.push(Touched {
                path: l.path.clone(),
                title: title_of(l),
                rank: l.standing.rank,
                region: l.standing.region.clone(),
                version: l.date.map(|d| d.to_string()),
                hits,
            }),
            Some((true, _)) => naming.push(l.path.clone()),
            _ => {}
        }
    }
    documents.sort_by(|a, b| a.path.cmp(&b.path));
    naming.sort();
    let (mut changes, same) = changes::told(sides, &map, &punished);
    count(&mut changes, &documents);
    Impact {
        as_of: on.to_string(),
        old: sides.old.iter().map(Text::named).collect(),
        new: sides.new.named(),
        changes,
        same,
        documents,
        read: locals.len(),
        below,
        naming,
    }
}

fn title_of(l: &Local) -> String {
    l.document.meta.title.clone()
}

/// The clauses of a document that are touched, by place; and whether it names the law at all.
fn hits(
    sides: &Sides,
    map: &changes::Map,
    punished: &penal::Punished,
    l: &Local,
    on: Date,
) -> (bool, Vec<Hit>) {
    let citations = crate::citation::find(&l.document);
    let (named, mut out) = cites::hits(sides, map, l, &citations);
    let penal = punished.hits(sides, map, l, &citations, on);
    let near = named || sides.texts().any(|t| same_matter(t, l));
    out.extend(mirrors::hits(sides, map, l, near));
    // A sentence whose sanction is told once isn't told again for its words.
    out.retain(|h| {
        !matches!(h.link, Link::Words | Link::WordsGone)
            || !penal.iter().any(|p| {
                p.start < h.end && h.start < p.end && p.fate == h.fate && h.stale.is_empty()
            })
    });
    out.extend(penal);
    out.sort_by(|a, b| {
        (a.start, a.end, a.link)
            .cmp(&(b.start, b.end, b.link))
            .then_with(|| a.action.cmp(&b.action))
    });
    out.dedup_by(|a, b| (a.start, a.link, &a.action) == (b.start, b.link, &b.action));
    (named, out)
}

/// Whether the title of one names the matter of the other.
fn same_matter(t: &Text, l: &Local) -> bool {
    let a = title::matter(&t.title, &t.standing.region);
    let b = title::matter(&l.document.meta.title, &l.standing.region);
    let long = |s: &str| s.chars().count() >= 2;
    long(&a) && long(&b) && (a.contains(&b) || b.contains(&a))
}

/// How many clauses each change touches.
fn count(changes: &mut [Change], documents: &[Touched]) {
    let mut by: BTreeMap<(&str, Option<&str>, &str), usize> = BTreeMap::new();
    for h in documents.iter().flat_map(|d| &d.hits) {
        if let Some(p) = h.old.as_ref().or(h.new.as_ref()) {
            *by.entry((&p.law, p.version.as_deref(), &p.article))
                .or_insert(0) += 1;
        }
    }
    for c in changes {
        c.touches = c.old.as_ref().or(c.new.as_ref()).map_or(0, |a| {
            by.get(&(a.law.as_str(), a.version.as_deref(), a.article.as_str()))
                .copied()
                .unwrap_or(0)
        });
    }
}
