//! Ranks the provisions for the questions of a clause. The weight of a provision is set against that
//! of all others for the same question, so that of a clause with several acts each act's best comes
//! before any act's second.

use super::content::content;
use super::defined;
use super::features::Features;
use super::grams::{self, Gram};
use super::order::Sorts;
use super::query::{Query, Question};
use super::shelf::{self, CONTEXT, DEFINED};
use super::{Engine, Prior, synonyms};
use crate::citation::{Citation, Mode, Named};
use crate::corpus::{VersionId, WorkId};
use crate::document::{Document, NodeId, Number, Place, Rank};
use crate::law::{Above, Standing, above, title};
use std::collections::{BTreeMap, BTreeSet};

/// Below this score nothing is said.
const THRESHOLD: f32 = 0.03;
/// How far a provision's weight is set against that of all others for its question.
const SHARED: f32 = 0.6;
/// How many laws a clause is asked of because it is near them itself.
const CLAUSE: usize = 6;
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
    /// Its article's number.
    pub article: Option<Number>,
    /// Its place.
    pub place: Place,
    /// Above, or it only informs.
    pub relation: Above,
    /// From 0 to 1.
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
pub(super) fn prior(
    engine: &Engine,
    document: &Document,
    standing: &Standing,
    citations: &[Citation],
) -> Prior {
    let own = title::key(&document.meta.title);
    let core = title::matter(&document.meta.title, &standing.region);
    let core_grams = grams::sorted(&synonyms::fold(&core));
    let (mut named, mut bases) = (BTreeSet::new(), BTreeSet::new());
    for c in citations {
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
    let near = engine.field.near(&synonyms::fold(&document.text));
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
        let always = parent || named.contains(&l.key) || l.governs != Sorts::default();
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
        defined: defined::terms(document),
        key: own,
        standing: standing.clone(),
        near: near.into_iter().map(|x| x / top).collect(),
    }
}

/// How like a unit is to a question.
#[derive(Debug, Clone, Copy, Default)]
struct Like {
    act: f32,
    rare: f32,
    mutual: f32,
}

/// How much of the question each unit of each law holds, and how much of the unit the question:
/// (position in the list, unit, likeness).
fn likeness(
    engine: &Engine,
    q: &Question,
    prior: &Prior,
    laws: &[Near],
) -> Vec<(usize, u32, Like)> {
    let mut terms = q.terms.clone();
    let mut more = |grams: &[Gram], weight: f32| {
        for &g in grams {
            if let Err(i) = terms.binary_search_by_key(&g, |t| t.0) {
                terms.insert(i, (g, weight));
            }
        }
    };
    for d in &prior.defined {
        if d.grams.iter().all(|g| q.own.binary_search(g).is_ok()) {
            more(&d.meaning, DEFINED);
        }
    }
    more(&prior.context, CONTEXT);
    let shelves: Vec<&shelf::Shelf> = laws.iter().map(|l| engine.laws[l.law].shelf()).collect();
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
    // The weight of a term, and the same by its rarity among laws.
    let weights: Vec<[f32; 2]> = terms
        .iter()
        .zip(&df)
        .map(|(t, &n)| {
            let w = t.1 * shelf::idf(units, n);
            [w, w * engine.field.rarity(t.0)]
        })
        .collect();
    let mut all = [1e-6_f32; 2];
    for w in &weights {
        for (a, x) in all.iter_mut().zip(w) {
            *a += x;
        }
    }
    let mut held = vec![[0.0_f32; 3]; units];
    for (s, t, list) in hits {
        let own = shelf::idf(shelves[s].units.len(), list.len()) * terms[t].1;
        for &(u, w) in list {
            let h = &mut held[starts[s] + u as usize];
            h[0] += weights[t][0] * w;
            h[1] += weights[t][1] * w;
            h[2] += own * w;
        }
    }
    let mut out = Vec::new();
    for (s, shelf) in shelves.iter().enumerate() {
        for (u, unit) in shelf.units.iter().enumerate() {
            let h = held[starts[s] + u];
            let general = unit.addressed && engine.laws[laws[s].law].governs.meets(q.order.sorts);
            if general || h[0] / all[0] > 0.05 {
                let like = Like {
                    act: (h[0] / all[0]).min(1.0),
                    rare: (h[1] / all[1]).min(1.0),
                    mutual: (h[2] / unit.mass.max(1e-6)).min(1.0),
                };
                out.push((s, u32::try_from(u).unwrap_or(u32::MAX), like));
            }
        }
    }
    out
}

/// The laws that a clause is asked of: those of its document, and those near the clause itself. With
/// each how much of the clause it says of its own scope, against the one that says most.
fn laws(engine: &Engine, q: &Query, prior: &Prior) -> (Vec<Near>, Vec<f32>) {
    let near = engine.field.near(&synonyms::fold(&q.text));
    let mut out = prior.laws.clone();
    let mut order: Vec<usize> = (0..engine.laws.len()).collect();
    order.sort_by(|&a, &b| near[b].total_cmp(&near[a]).then(a.cmp(&b)));
    let mut n = 0;
    for i in order {
        if n >= CLAUSE || near[i] <= 0.0 {
            break;
        }
        let law = &engine.laws[i];
        if law.key == prior.key || above(&law.standing, &prior.standing, engine.on) != Above::Above
        {
            continue;
        }
        n += 1;
        if out.iter().all(|l| l.law != i) {
            out.push(Near {
                law: i,
                relation: Above::Above,
                parent: false,
                affinity: prior.near[i],
            });
        }
    }
    out.sort_by_key(|l| l.law);
    let mut terms: Vec<Gram> = q.questions.iter().flat_map(|x| x.own.clone()).collect();
    terms.sort_unstable();
    terms.dedup();
    let scopes: Vec<f32> = out
        .iter()
        .map(|l| {
            let scope = &engine.laws[l.law].scope;
            terms
                .iter()
                .filter(|g| scope.binary_search(g).is_ok())
                .map(|&g| engine.field.rarity(g))
                .sum()
        })
        .collect();
    let top = scopes.iter().copied().fold(1e-6, f32::max);
    (out, scopes.into_iter().map(|x| x / top).collect())
}

/// A unit with the features it has for a question.
struct Row {
    law: usize,
    unit: u32,
    features: Features,
}

/// The laws asked, and for every question the units that share words with it.
fn rows(engine: &Engine, q: &Query, prior: &Prior) -> (Vec<Near>, Vec<Vec<Row>>) {
    let (laws, scope) = laws(engine, q, prior);
    let rows = q
        .questions
        .iter()
        .map(|question| {
            likeness(engine, question, prior, &laws)
                .into_iter()
                .map(|(s, u, like)| {
                    let near = &laws[s];
                    let law = &engine.laws[near.law];
                    let unit = &law.shelf().units[u as usize];
                    let (a, b) = (question.order.sorts, unit.order.sorts);
                    let general = law.governs.meets(a);
                    Row {
                        law: s,
                        unit: u,
                        features: Features {
                            act: like.act,
                            rare: like.rare,
                            mutual: like.mutual,
                            affinity: near.affinity,
                            scope: scope[s],
                            parent: near.parent,
                            cited: q.cited.iter().any(|(k, _)| *k == law.key),
                            national: law.standing.rank.is_national(),
                            binding: near.relation == Above::Above,
                            general,
                            addressed: general && unit.addressed,
                            kinds: question.order.kinds(&unit.order),
                            figures: question.order.figures(&unit.order),
                            item: unit.item,
                            sentence: question.sentence,
                            lacking: a.without(b),
                            further: b.without(a),
                        },
                    }
                })
                .collect()
        })
        .collect();
    (laws, rows)
}

/// The best of an article.
struct Best {
    score: f32,
    /// The weight of the unit told, without that of its place.
    near: f32,
    node: NodeId,
    features: Features,
}

/// Ranks the provisions for the questions of a clause; an article counts by the act it fits best.
pub(super) fn align(engine: &Engine, q: &Query, prior: &Prior) -> Vec<Candidate> {
    let (laws, rows) = rows(engine, q, prior);
    let mut best: BTreeMap<(usize, Option<NodeId>), Best> = BTreeMap::new();
    for list in rows {
        let weights: Vec<f32> = list.iter().map(|r| r.features.weight()).collect();
        let all: f32 = 1.0 + weights.iter().map(|w| w.exp()).sum::<f32>();
        for (row, weight) in list.iter().zip(weights) {
            let score = 1.0 / (1.0 + (SHARED * all.ln() - weight).exp());
            if score < THRESHOLD {
                continue;
            }
            let unit = &engine.laws[laws[row.law].law].shelf().units[row.unit as usize];
            let near = weight - row.features.place() - SHARED * all.ln();
            let held = best.entry((row.law, unit.article)).or_insert(Best {
                score,
                near,
                node: unit.node,
                features: row.features,
            });
            held.score = held.score.max(score);
            if near > held.near {
                (held.near, held.node, held.features) = (near, unit.node, row.features);
            }
        }
    }
    let mut list: Vec<_> = best.into_iter().collect();
    // What is above comes before what only informs.
    list.sort_by(|a, b| {
        b.1.features
            .binding
            .cmp(&a.1.features.binding)
            .then(b.1.score.total_cmp(&a.1.score))
            .then_with(|| a.0.cmp(&b.0))
    });
    list.truncate(GIVEN);
    list.into_iter()
        .map(|((s, article), held)| {
            let near = &laws[s];
            let law = &engine.laws[near.law];
            Candidate {
                work: law.work,
                version: law.version,
                title: law.title.clone(),
                node: held.node,
                article: article.and_then(|a| law.document.node(a).number),
                place: law.document.place(held.node),
                relation: near.relation,
                score: held.score,
                features: held.features,
            }
        })
        .collect()
}
