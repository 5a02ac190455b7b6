//! Alignment: which provisions of higher law speak of the same act as a local clause.
//!
//! [`Engine`] holds a light inverted index of character pairs over the 款 of every work of the
//! library in force on the day (no dictionary, BM25 with all query terms), and ranks what it finds
//! by named features. `law::above` decides what may be a candidate. Below the threshold it says
//! nothing rather than force a match.

mod grams;
mod query;
mod rank;
pub mod synonyms;

pub use query::{Query, query};
pub use rank::{Candidate, Features};

use crate::corpus::{Library, VersionId, WorkId};
use crate::document::{Document, Kind, NodeId};
use crate::law::Standing;
use crate::text::Date;
use grams::Grams;

/// A 款 of a law in force, with its items.
#[derive(Debug, Clone)]
struct Unit {
    law: u32,
    node: NodeId,
    length: u32,
    marks: query::Marks,
}

/// A law in the index.
#[derive(Debug, Clone)]
struct Law {
    work: WorkId,
    version: VersionId,
    standing: Standing,
    title: String,
    key: String,
    core: Vec<u64>,
}

/// The index over higher law on one day.
#[derive(Debug)]
pub struct Engine {
    on: Date,
    laws: Vec<Law>,
    units: Vec<Unit>,
    grams: Vec<u64>,
    starts: Vec<u32>,
    postings: Vec<(u32, u8)>,
    mean: f32,
}

impl Engine {
    /// Builds the index from the works of the library in force on a day. Works whose text can't
    /// be read are left out.
    pub fn build(library: &Library, on: Date) -> Self {
        let mut laws = Vec::new();
        let mut units = Vec::new();
        let mut pairs: Vec<(u64, u32)> = Vec::new();
        for (i, work) in library.works.iter().enumerate() {
            let id = WorkId(u32::try_from(i).unwrap_or(u32::MAX));
            if work.repeal.as_ref().is_some_and(|r| r.on <= on) {
                continue;
            }
            let Some(version) = library.in_force(id, on) else {
                continue;
            };
            let Ok(document) = library.document(version) else {
                continue;
            };
            let law = u32::try_from(laws.len()).unwrap_or(u32::MAX);
            laws.push(Law {
                work: id,
                version,
                standing: library.standing(version),
                title: work.title.clone(),
                key: work.key.clone(),
                core: grams::sorted(&query::core(&work.title, &work.region)),
            });
            let main = document.main_part();
            for node in document.ids() {
                let n = document.node(node);
                if n.kind != Kind::Paragraph || n.dead || n.part != main {
                    continue;
                }
                let words = query::words(&document, node);
                let list = Grams::of(&words);
                let unit = u32::try_from(units.len()).unwrap_or(u32::MAX);
                units.push(Unit {
                    law,
                    node,
                    length: u32::try_from(list.len()).unwrap_or(u32::MAX),
                    marks: query::Marks::of(&words),
                });
                pairs.extend(list.map(|g| (g, unit)));
            }
        }
        pairs.sort_unstable();
        let mut grams = Vec::new();
        let mut starts = Vec::new();
        let mut postings: Vec<(u32, u8)> = Vec::new();
        let mut last = None;
        for (g, u) in pairs {
            if last == Some((g, u)) {
                if let Some(p) = postings.last_mut() {
                    p.1 = p.1.saturating_add(1);
                }
                continue;
            }
            if grams.last() != Some(&g) {
                grams.push(g);
                starts.push(u32::try_from(postings.len()).unwrap_or(u32::MAX));
            }
            postings.push((u, 1));
            last = Some((g, u));
        }
        starts.push(u32::try_from(postings.len()).unwrap_or(u32::MAX));
        let total: f64 = units.iter().map(|u: &Unit| f64::from(u.length)).sum();
        #[allow(clippy::cast_possible_truncation, clippy::cast_precision_loss)]
        let mean = (total / units.len().max(1) as f64).max(1.0) as f32;
        Self {
            on,
            laws,
            units,
            grams,
            starts,
            postings,
            mean,
        }
    }

    /// How many 款 the index holds.
    pub fn len(&self) -> usize {
        self.units.len()
    }

    /// Whether it holds none.
    pub fn is_empty(&self) -> bool {
        self.units.is_empty()
    }

    /// The postings of a pair and its weight (idf).
    fn posting(&self, gram: u64) -> Option<(&[(u32, u8)], f32)> {
        let i = self.grams.binary_search(&gram).ok()?;
        let list = self
            .postings
            .get(self.starts[i] as usize..self.starts[i + 1] as usize)?;
        #[allow(clippy::cast_precision_loss)]
        let (n, df) = (self.units.len() as f32, list.len() as f32);
        Some((list, (1.0 + (n - df + 0.5) / (df + 0.5)).ln()))
    }
}

/// What a document brings to all its clauses: its standing, the laws it rests on, its field.
#[derive(Debug)]
pub struct Prior {
    relation: Vec<Option<crate::law::Above>>,
    parent: Vec<bool>,
    title: Vec<f32>,
    affinity: Vec<f32>,
}

impl Engine {
    /// Reads what a document brings to all its clauses, once a document.
    pub fn prior(&self, document: &Document, standing: &Standing) -> Prior {
        rank::prior(self, document, standing)
    }

    /// The provisions of higher law on the act of a clause, best first, one a article; empty when
    /// nothing is like it enough.
    pub fn align(&self, query: &Query, prior: &Prior, library: &Library) -> Vec<Candidate> {
        rank::align(self, query, prior, library)
    }
}
