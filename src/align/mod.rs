//! Alignment: which provisions of higher law speak of the same act as a local clause.
//!
//! ```text
//! Engine::build        laws in force on the day, whole laws indexed (field)
//! engine.prior         once a document: the few dozen laws it has to do with, and why
//! query / query_norm   a clause as questions, one an act, with the words it points to
//! engine.align         the provisions of those laws that speak of the act, by named features
//! ```
//!
//! The laws asked are those near the document, those near the clause alone, and the laws that say what
//! local law may set (行政处罚法, 行政许可法, 行政强制法), known by their own words.
//!
//! Terms are pairs of characters, so no dictionary is needed; wording that every clause of its kind
//! shares (sanctions, bodies, references) is left out on both sides ([`content`]). A law's provisions
//! are made ready when a document first asks for them ([`shelf`]). `law::above` decides what may be
//! a candidate. Below the threshold it says nothing rather than force a match.

mod content;
mod defined;
mod features;
mod field;
mod grams;
mod order;
mod query;
mod rank;
mod shelf;
pub mod synonyms;

pub use features::Features;
pub use order::Sorts;
pub use query::{Query, Question, query, query_norm};
pub use rank::Candidate;

use crate::citation::Citation;
use crate::corpus::{Library, VersionId, WorkId};
use crate::document::{Document, Kind, Rank};
use crate::law::{Standing, title};
use crate::text::Date;
use field::Field;
pub use grams::{Gram, dice, held};
use rayon::prelude::*;
use shelf::Shelf;
use std::sync::{Arc, OnceLock};

/// The terms of what a text is about: its content's pairs, sorted, without repeats.
pub fn terms(text: &str) -> Vec<Gram> {
    grams::sorted(&content::content(text, false))
}

/// A law in force.
#[derive(Debug)]
struct Law {
    work: WorkId,
    version: VersionId,
    standing: Standing,
    title: String,
    key: String,
    core: Vec<Gram>,
    /// What it says of its scope: title, definitions, headings.
    scope: Vec<Gram>,
    governs: Sorts,
    document: Arc<Document>,
    shelf: OnceLock<Shelf>,
}

impl Law {
    /// Its provisions, read when first asked for.
    fn shelf(&self) -> &Shelf {
        self.shelf
            .get_or_init(|| Shelf::of(&self.document, &self.title, &self.standing.region))
    }
}

/// The sorts of order of which a law says what local law may set: it has a sentence on 地方性法规 and
/// 设定, and its title names the sort.
fn governs(standing: &Standing, title: &str, text: &str) -> Sorts {
    let mut out = Sorts::default();
    if standing.rank != Rank::Law {
        return out;
    }
    for (word, sorts) in [
        ("处罚", &[Sorts::PENALTY][..]),
        ("许可", &[Sorts::LICENCE, Sorts::CONDITIONS]),
        ("强制", &[Sorts::COERCION]),
    ] {
        if title.contains(word) {
            sorts.iter().for_each(|&s| out.add(s, true));
        }
    }
    let sets = out != Sorts::default()
        && text
            .split(['。', '\n'])
            .any(|s| s.contains("地方性法规") && s.contains("设定"));
    if sets { out } else { Sorts::default() }
}

/// What a law says of its own scope: its title, its headings, its second article and the sentences
/// that define.
fn scope(document: &Document, title: &str, region: &str) -> Vec<Gram> {
    let mut out = title::matter(title, region);
    let main = document.main_part();
    for node in document.ids() {
        let n = document.node(node);
        let told = match n.kind {
            Kind::Book | Kind::Chapter | Kind::Section => true,
            Kind::Paragraph => {
                document.words(node).contains("所称")
                    || document
                        .ancestor(node, Kind::Article)
                        .and_then(|a| document.node(a).number)
                        .is_some_and(|a| a.main == 2)
            }
            _ => false,
        };
        if told && n.part == main && !n.dead {
            out.push('\n');
            out.push_str(document.words(node));
        }
    }
    grams::sorted(&content::content(&out, false))
}

/// A law with the counted pairs of its text.
type Read = (Law, Vec<(Gram, u32)>);

fn read(
    (work, version): (WorkId, VersionId),
    (title, region): (&str, &str),
    standing: Standing,
    document: Arc<Document>,
) -> Read {
    let counted = grams::counted(&synonyms::fold(&document.text));
    let law = Law {
        work,
        version,
        scope: scope(&document, title, region),
        governs: governs(&standing, title, &document.text),
        standing,
        title: title.to_string(),
        key: title::key(title),
        core: grams::sorted(&synonyms::fold(&title::matter(title, region))),
        document,
        shelf: OnceLock::new(),
    };
    (law, counted)
}

/// The laws in force on one day.
#[derive(Debug)]
pub struct Engine {
    on: Date,
    laws: Vec<Law>,
    field: Field,
}

impl Engine {
    /// Reads the works of the library in force on a day. Works whose text can't be read are left
    /// out.
    pub fn build(library: &Library, on: Date) -> Self {
        let read: Vec<Read> = library
            .works
            .par_iter()
            .enumerate()
            .filter_map(|(i, work)| {
                let id = WorkId(u32::try_from(i).unwrap_or(u32::MAX));
                if work.repeal.as_ref().is_some_and(|r| r.on <= on) {
                    return None;
                }
                let version = library.in_force(id, on)?;
                let document = library.document(version).ok()?;
                let standing = library.standing(version);
                let title = (work.title.as_str(), work.region.as_str());
                Some(read((id, version), title, standing, document))
            })
            .collect();
        Self::of(read, on)
    }

    /// Of documents at hand (examples, tests): each with its standing, works in the order given.
    pub fn of_documents(documents: &[(Standing, &Document)], on: Date) -> Self {
        let read = (0..).zip(documents).map(|(i, (standing, d))| {
            let title = (d.meta.title.as_str(), standing.region.as_str());
            let id = (WorkId(i), VersionId(i));
            read(id, title, standing.clone(), Arc::new((*d).clone()))
        });
        Self::of(read.collect(), on)
    }

    fn of(read: Vec<Read>, on: Date) -> Self {
        let (laws, texts): (Vec<Law>, Vec<_>) = read.into_iter().unzip();
        Self {
            on,
            field: Field::new(&texts),
            laws,
        }
    }

    /// How many laws it holds.
    pub fn len(&self) -> usize {
        self.laws.len()
    }

    /// Whether it holds none.
    pub fn is_empty(&self) -> bool {
        self.laws.is_empty()
    }

    /// Reads what a document brings to all its clauses, once a document.
    pub fn prior(&self, document: &Document, standing: &Standing, citations: &[Citation]) -> Prior {
        rank::prior(self, document, standing, citations)
    }

    /// The provisions of higher law on the act of a clause, best first, one an article; empty when
    /// nothing is like it enough.
    pub fn align(&self, query: &Query, prior: &Prior) -> Vec<Candidate> {
        rank::align(self, query, prior)
    }
}

/// What a document brings to all its clauses: the laws it has to do with.
#[derive(Debug)]
pub struct Prior {
    laws: Vec<rank::Near>,
    context: Vec<Gram>,
    defined: Vec<defined::Defined>,
    key: String,
    standing: Standing,
    near: Vec<f32>,
}
