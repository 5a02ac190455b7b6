//! Scores: every feature named, multiplied rather than added, so that no title and no field makes
//! up for words that have nothing in common.

use super::content::content;
use super::grams;
use super::query::{Marks, Query, Question};
use super::shelf::{self, CONTEXT};
use super::{Engine, Prior};
use crate::citation::{self, Mode, Named};
use crate::corpus::{Library, VersionId, WorkId};
use crate::document::{Document, NodeId, Place, Rank};
use crate::law::{Above, Standing, above, title};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// Below this score nothing is said.
const THRESHOLD: f32 = 0.01;
/// How many laws a document is asked of.
const LAWS: usize = 28;
/// How many that only inform.
const INFORMING: usize = 8;
/// How many candidates are given.
const GIVEN: usize = 20;

/// A law that a document has to do with.
#[derive(Debug, Clone)]
pub(super) struct Near {
    pub(super) law: usize,
    pub(super) relation: Above,
    pub(super) parent: bool,
    pub(super) affinity: f32,
}

/// Why a provision is a candidate.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Default)]
pub struct Features {
    /// Share of the question's weight that the provision's words hold.
    pub act: f32,
    /// Share of the provision's weight that the question's words hold.
    pub mutual: f32,
    /// How near the law is to the whole document, against the nearest law.
    pub affinity: f32,
    /// The document rests on this law (第一条, 实施《…》).
    pub parent: bool,
    /// The clause cites this law.
    pub cited: bool,
    /// How far the sort of order is the same: sanctions, licence, coercion, fee; 1 where all are.
    pub order: f32,
    /// Law of the whole country, not only of the province.
    pub national: bool,
    /// Above the document, not only informing.
    pub binding: bool,
    /// The question is one sentence of the provisions that the clause points to.
    pub sentence: bool,
}

impl Features {
    /// The product of the features, from 0 to 1. The exponents and factors are those of a conditional
    /// logit over labelled clauses, divided by that of `act` (so that it has the exponent 1) and
    /// rounded.
    fn score(&self) -> f32 {
        let flag = |on: bool, off: f32| if on { 1.0 } else { off };
        self.act.max(1e-3)
            * self.mutual.clamp(1e-3, 1.0).powf(0.12)
            * (0.1 + 0.9 * self.affinity).powf(1.15)
            * self.order
            * flag(self.parent || self.cited, 0.78)
            * flag(self.national, 0.45)
            * flag(self.binding, 0.2)
            * flag(self.sentence, 0.8)
    }
}

/// A provision of higher law.
#[derive(Debug, Clone)]
pub struct Candidate {
    /// The law.
    pub work: WorkId,
    /// Its version in force.
    pub version: VersionId,
    /// Its title.
    pub title: String,
    /// The 款 or 项 that matches best.
    pub node: NodeId,
    /// Its place.
    pub place: Place,
    /// Above, or it only informs.
    pub relation: Above,
    /// Product of the features.
    pub score: f32,
    /// The features.
    pub features: Features,
}

/// A standing that can be compared: of a document whose rank or place isn't told, that of a local
/// paper.
fn known(standing: &Standing) -> Standing {
    let mut out = standing.clone();
    if matches!(out.rank, Rank::Unknown | Rank::Other) {
        out.rank = Rank::LocalRegulation;
    }
    if out.region.is_empty() && !out.rank.is_national() {
        out.region = "地方".into();
    }
    out
}

/// What a document brings to all its clauses.
pub(super) fn prior(engine: &Engine, document: &Document, standing: &Standing) -> Prior {
    let own = title::key(&document.meta.title);
    let core = title::matter(&document.meta.title, &standing.region);
    let core_grams = grams::sorted(&core);
    let (mut named, mut bases) = (BTreeSet::new(), BTreeSet::new());
    for c in citation::find(document) {
        if let Named::Title { title: t, .. } = &c.named
            && c.law
        {
            let key = title::key(t);
            if c.mode == Mode::Basis {
                bases.insert(key.clone());
            }
            named.insert(key);
        }
    }
    // A paper that doesn't say what it is stands below national law at least.
    let standing = &known(standing);
    let near = engine.field.near(&document.text);
    let mut laws: Vec<(bool, f32, Near)> = Vec::new();
    for (i, l) in engine.laws.iter().enumerate() {
        if l.key == own {
            continue;
        }
        let relation = above(&l.standing, standing, engine.on);
        if !matches!(relation, Above::Above | Above::Informs) {
            continue;
        }
        let parent = bases.contains(&l.key) || (!l.key.is_empty() && own.contains(&l.key));
        let title = grams::dice(&l.core, &core_grams);
        let always = parent || named.contains(&l.key);
        laws.push((
            always,
            near[i] + 0.2 * title,
            Near {
                law: i,
                relation,
                parent,
                affinity: near[i],
            },
        ));
    }
    laws.sort_by(|a, b| {
        b.0.cmp(&a.0)
            .then(b.1.total_cmp(&a.1))
            .then(a.2.law.cmp(&b.2.law))
    });
    let (mut binding, mut informing) = (0, 0);
    laws.retain(|(always, _, l)| {
        let (n, most) = if l.relation == Above::Above {
            (&mut binding, LAWS)
        } else {
            (&mut informing, INFORMING)
        };
        *n += 1;
        *always || *n <= most
    });
    let mut laws: Vec<Near> = laws.into_iter().map(|l| l.2).collect();
    let top = laws
        .iter()
        .map(|l| l.affinity)
        .fold(0.0, f32::max)
        .max(1e-6);
    for l in &mut laws {
        l.affinity /= top;
    }
    laws.sort_by_key(|l| l.law);
    Prior {
        laws,
        context: grams::sorted(&content(&core, false)),
    }
}

/// How far a provision gives the same sort of order as a question. A clause that punishes is held
/// against one that punishes before the duty behind it.
fn order(question: Marks, unit: Marks) -> f32 {
    let mut out = match (question.penalty, unit.penalty) {
        (true, false) => 0.28,
        (false, true) => 0.57,
        _ => 1.0,
    };
    for (a, b, off) in [
        (question.licence, unit.licence, 0.8),
        (question.coercion, unit.coercion, 0.75),
        (question.fee, unit.fee, 0.9),
    ] {
        if a != b {
            out *= off;
        }
    }
    out
}

/// How much of the question each unit of each law holds, and how much of the unit the question:
/// (position in the prior, unit, act, mutual).
fn likeness(engine: &Engine, q: &Question, prior: &Prior) -> Vec<(usize, u32, f32, f32)> {
    let mut terms = q.terms.clone();
    for &g in &prior.context {
        if terms.binary_search_by_key(&g, |t| t.0).is_err() {
            terms.push((g, CONTEXT));
        }
    }
    terms.sort_unstable_by_key(|t| t.0);
    let shelves: Vec<&shelf::Shelf> = prior
        .laws
        .iter()
        .map(|l| engine.laws[l.law].shelf())
        .collect();
    let mut df = vec![0_usize; terms.len()];
    let mut hits: Vec<(usize, usize, shelf::List<'_>)> = Vec::new();
    let mut starts = Vec::with_capacity(shelves.len());
    let mut units = 0;
    for (s, shelf) in shelves.iter().enumerate() {
        starts.push(units);
        units += shelf.units.len();
        let mut from = 0;
        for (t, &(g, _)) in terms.iter().enumerate() {
            let list = shelf.postings(g, &mut from);
            if !list.is_empty() {
                df[t] += list.len();
                hits.push((s, t, list));
            }
        }
    }
    let weights: Vec<f32> = terms
        .iter()
        .zip(&df)
        .map(|(t, &n)| t.1 * shelf::idf(units, n))
        .collect();
    let all: f32 = weights.iter().sum::<f32>().max(1e-6);
    let mut held = vec![(0.0_f32, 0.0_f32); units];
    for (s, t, list) in hits {
        let own = shelf::idf(shelves[s].units.len(), list.len()) * terms[t].1;
        for &(u, w) in list {
            let h = &mut held[starts[s] + u as usize];
            h.0 += weights[t] * w;
            h.1 += own * w;
        }
    }
    let mut out = Vec::new();
    for (s, shelf) in shelves.iter().enumerate() {
        for (u, unit) in shelf.units.iter().enumerate() {
            let h = held[starts[s] + u];
            if h.0 / all > 0.05 {
                out.push((
                    s,
                    u32::try_from(u).unwrap_or(u32::MAX),
                    (h.0 / all).min(1.0),
                    (h.1 / unit.mass.max(1e-6)).min(1.0),
                ));
            }
        }
    }
    out
}

/// Ranks the provisions for the questions of a clause; an article counts by the act it fits best.
pub(super) fn align(
    engine: &Engine,
    q: &Query,
    prior: &Prior,
    library: &Library,
) -> Vec<Candidate> {
    // The best unit of every article.
    let mut best: BTreeMap<(usize, Option<NodeId>), (f32, NodeId, Features)> = BTreeMap::new();
    for question in &q.questions {
        for (s, u, act, mutual) in likeness(engine, question, prior) {
            let near = &prior.laws[s];
            let law = &engine.laws[near.law];
            let unit = &law.shelf().units[u as usize];
            let features = Features {
                act,
                mutual,
                affinity: near.affinity,
                parent: near.parent,
                cited: q.cited.iter().any(|(k, _)| *k == law.key),
                order: order(question.marks, unit.marks),
                national: law.standing.rank.is_national(),
                binding: near.relation == Above::Above,
                sentence: question.sentence,
            };
            let score = features.score();
            if score < THRESHOLD {
                continue;
            }
            let held = best
                .entry((s, unit.article))
                .or_insert((score, unit.node, features));
            if score > held.0 {
                *held = (score, unit.node, features);
            }
        }
    }
    let mut list: Vec<_> = best.into_iter().collect();
    list.sort_by(|a, b| b.1.0.total_cmp(&a.1.0).then_with(|| a.0.cmp(&b.0)));
    list.truncate(GIVEN);
    list.into_iter()
        .filter_map(|((s, _), (score, node, features))| {
            let near = &prior.laws[s];
            let law = &engine.laws[near.law];
            let document = library.document(law.version).ok()?;
            Some(Candidate {
                work: law.work,
                version: law.version,
                title: law.title.clone(),
                node,
                place: document.place(node),
                relation: near.relation,
                score,
                features,
            })
        })
        .collect()
}
