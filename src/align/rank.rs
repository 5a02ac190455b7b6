//! Scores: BM25, likeness, and what the document and the laws' titles say; every feature named.

use super::grams::{self, Grams};
use super::query::{self, Query};
use super::{Engine, Law, Prior};
use crate::citation::{self, Mode, Named};
use crate::corpus::{Library, VersionId, WorkId};
use crate::document::{Document, Kind, NodeId, Place};
use crate::law::{Above, Standing, above, title};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// Below this score nothing is said.
const THRESHOLD: f32 = 0.30;
/// How many 款 of the first stage are scored by all features.
const POOL: usize = 300;

/// Why a provision is a candidate.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Default)]
pub struct Features {
    /// The clause cites this law.
    pub cited: bool,
    /// The document rests on this law (第一条, 实施《…》).
    pub parent: bool,
    /// Likeness of the titles' matter.
    pub title: f32,
    /// How much of the whole document this law speaks of, against the law that does so most.
    pub affinity: f32,
    /// BM25 over character pairs, against the best candidate.
    pub bm25: f32,
    /// Share of the clause's weight that the provision's words hold.
    pub act: f32,
    /// The same sort of order: penalty, licence, coercion, fee.
    pub order: f32,
}

impl Features {
    fn score(&self) -> f32 {
        0.36 * self.bm25
            + 0.30 * self.act
            + 0.06 * f32::from(u8::from(self.cited))
            + 0.05 * f32::from(u8::from(self.parent))
            + 0.06 * self.title
            + 0.14 * self.affinity
            + 0.10 * self.order
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
    /// The best 款 of the article.
    pub node: NodeId,
    /// Its place.
    pub place: Place,
    /// Above, or it only informs.
    pub relation: Above,
    /// Weighted sum of the features.
    pub score: f32,
    /// The features.
    pub features: Features,
}

/// First-stage BM25 over all 款: (unit, score), and the weight of all terms of the question.
fn bm25(engine: &Engine, q: &Query, relation: &[Option<Above>]) -> (Vec<f32>, Vec<f32>, f32) {
    const K: f32 = 1.2;
    const B: f32 = 0.6;
    let mut weights: BTreeMap<u64, f32> = BTreeMap::new();
    let pointed = if q.own.chars().count() < 90 {
        0.7
    } else {
        0.45
    };
    for g in Grams::of(&q.own) {
        let w = weights.entry(g).or_insert(0.0);
        *w = (*w + 1.0).min(1.5);
    }
    for g in Grams::of(&q.pointed) {
        weights.entry(g).or_insert(pointed);
    }
    let mut score = vec![0.0_f32; engine.units.len()];
    let mut held = vec![0.0_f32; engine.units.len()];
    let mut all = 0.0;
    for (g, w) in weights {
        let Some((list, idf)) = engine.posting(g) else {
            continue;
        };
        all += w * idf;
        for &(u, tf) in list {
            let i = u as usize;
            let unit = &engine.units[i];
            if relation[unit.law as usize].is_none() {
                continue;
            }
            let tf = f32::from(tf);
            #[allow(clippy::cast_precision_loss)]
            let norm = K * (1.0 - B + B * unit.length as f32 / engine.mean);
            score[i] += w * idf * tf * (K + 1.0) / (tf + norm);
            held[i] += w * idf;
        }
    }
    (score, held, all.max(1e-6))
}

/// The best units, by score then place.
fn best(score: &[f32], n: usize) -> Vec<usize> {
    let mut list: Vec<usize> = (0..score.len()).filter(|&i| score[i] > 0.0).collect();
    let order = |a: &usize, b: &usize| score[*b].total_cmp(&score[*a]).then(a.cmp(b));
    if list.len() > n {
        list.select_nth_unstable_by(n, order);
        list.truncate(n);
    }
    list.sort_unstable_by(order);
    list
}

/// What a document brings to all its clauses.
pub(super) fn prior(engine: &Engine, document: &Document, standing: &Standing) -> Prior {
    let own = title::key(&document.meta.title);
    let relation: Vec<Option<Above>> = engine
        .laws
        .iter()
        .map(|l: &Law| {
            if l.key == own {
                return None;
            }
            match above(&l.standing, standing, engine.on) {
                r @ (Above::Above | Above::Informs) => Some(r),
                _ => None,
            }
        })
        .collect();
    let named: BTreeSet<String> = citation::find(document)
        .iter()
        .filter(|c| c.mode == Mode::Basis)
        .filter_map(|c| match &c.named {
            Named::Title { title: t, .. } if c.law => Some(title::key(t)),
            _ => None,
        })
        .collect();
    let parent = engine
        .laws
        .iter()
        .map(|l| named.contains(&l.key) || (!l.key.is_empty() && own.contains(&l.key)))
        .collect();
    let core = grams::sorted(&query::core(&document.meta.title, &standing.region));
    let titles = engine
        .laws
        .iter()
        .map(|l| grams::dice(&l.core, &core))
        .collect();
    let mut affinity = vec![0.0_f32; engine.laws.len()];
    for q in query::all(document) {
        let (score, held, all) = bm25(engine, &q, &relation);
        for i in best(&score, 6) {
            affinity[engine.units[i].law as usize] += (held[i] / all).powi(2);
        }
    }
    let top = affinity.iter().copied().fold(0.0, f32::max).max(1e-6);
    for a in &mut affinity {
        *a = (*a / top).sqrt();
    }
    Prior {
        relation,
        parent,
        title: titles,
        affinity,
    }
}

/// The share of the sorts of order in which two clauses agree.
fn order(a: query::Marks, b: query::Marks) -> f32 {
    let pairs = [
        (a.penalty, b.penalty, 2.0),
        (a.licence, b.licence, 1.0),
        (a.coercion, b.coercion, 1.0),
        (a.fee, b.fee, 0.5),
    ];
    let all: f32 = pairs.iter().map(|p| p.2).sum();
    pairs
        .iter()
        .filter(|p| p.0 == p.1)
        .map(|p| p.2)
        .sum::<f32>()
        / all
}

/// Ranks the provisions for a question.
pub(super) fn align(
    engine: &Engine,
    q: &Query,
    prior: &Prior,
    library: &Library,
) -> Vec<Candidate> {
    let (score, held, all) = bm25(engine, q, &prior.relation);
    let pool = best(&score, POOL);
    let top = pool.first().map_or(1.0, |&i| score[i]).max(1e-6);
    let mut out: Vec<Candidate> = Vec::new();
    for i in pool {
        let unit = &engine.units[i];
        let l = unit.law as usize;
        let law = &engine.laws[l];
        let Some(relation) = prior.relation[l] else {
            continue;
        };
        let features = Features {
            cited: q.cited.iter().any(|(k, _)| *k == law.key),
            parent: prior.parent[l],
            title: prior.title[l],
            affinity: prior.affinity[l],
            bm25: score[i] / top,
            act: (held[i] / all).min(1.0),
            order: order(q.marks, unit.marks),
        };
        let score = features.score() * if relation == Above::Above { 1.0 } else { 0.8 };
        if score < THRESHOLD {
            continue;
        }
        out.push(Candidate {
            work: law.work,
            version: law.version,
            title: law.title.clone(),
            node: unit.node,
            place: Place::default(),
            relation,
            score,
            features,
        });
    }
    out.sort_by(|a, b| {
        b.score
            .total_cmp(&a.score)
            .then_with(|| (a.version, a.node).cmp(&(b.version, b.node)))
    });
    let mut seen = BTreeSet::new();
    out.retain_mut(|c| {
        if seen.len() >= 20 {
            return false;
        }
        let Ok(d) = library.document(c.version) else {
            return false;
        };
        c.place = d.place(c.node);
        seen.insert((c.version, d.ancestor(c.node, Kind::Article)))
    });
    out
}
