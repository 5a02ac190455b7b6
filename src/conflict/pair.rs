//! Pairs a penal norm of a local document with the higher norm on the same act.

use super::acts::{self, Act, Acts};
use crate::align::{Gram, terms};
use crate::citation::{Citation, Named};
use crate::document::{Document, NodeId};
use crate::law::{Above, Standing, above, title};
use crate::norm::{self, Norm, Sanction};
use crate::text::Date;
use std::collections::BTreeMap;

/// A penal norm of the document under review, one act of it.
#[derive(Debug, Clone)]
pub struct Local {
    /// The norm.
    pub norm: Norm,
    /// The 款 or 项.
    pub node: NodeId,
    /// The act's words, its own or of the provision it names.
    pub text: String,
    /// Whether the words stand in another provision.
    pub borrowed: bool,
    /// Its sanctions.
    pub sanctions: Vec<Sanction>,
    grams: Vec<Gram>,
    parts: Vec<Vec<Gram>>,
    mass: f32,
}

/// What a document brings to all its clauses.
#[derive(Debug, Clone)]
pub struct Prior {
    /// How each source stands to the document.
    pub relation: Vec<Option<Above>>,
    /// How near each source's matter is, from 0 to 1.
    pub near: Vec<f32>,
}

/// A pair.
#[derive(Debug, Clone)]
pub struct Pair {
    /// Index into the locals.
    pub local: usize,
    /// Index into [`Acts::acts`].
    pub act: u32,
    /// Likeness of the acts, from 0 to 1.
    pub like: f32,
    /// Share of the local act's weight found in the higher one.
    pub covered: f32,
    /// Share of the higher act's weight found in the local one.
    pub covers: f32,
    /// How near the higher law's matter is.
    pub near: f32,
    /// What the pairs are ranked by.
    pub score: f32,
}

/// The penal norms of a document, one act each.
pub fn locals(document: &Document, acts: &Acts) -> Vec<Local> {
    let main = document.main_part();
    let mut out = Vec::new();
    for article in document.articles() {
        let n = document.node(article);
        if n.dead || n.part != main {
            continue;
        }
        for n in norm::read(document, article) {
            if n.sanctions.is_empty() {
                continue;
            }
            let e = norm::expand(document, &n);
            for (text, borrowed) in acts::acts_of(document, &n, &e) {
                let grams = terms(&text);
                out.push(Local {
                    node: n.nodes.last().copied().unwrap_or(article),
                    mass: acts.mass(&grams),
                    parts: acts::alternatives(&text),
                    grams,
                    text,
                    borrowed,
                    sanctions: n.sanctions.clone(),
                    norm: n.clone(),
                });
            }
        }
    }
    out
}

/// How near the matter of each source is to the document's: titles, the laws it rests on, and how
/// many of its acts the source punishes.
pub fn prior(
    acts: &Acts,
    document: &Document,
    standing: &Standing,
    citations: &[&Citation],
    locals: &[Local],
    on: Date,
) -> Prior {
    let own = title::key(&document.meta.title);
    let relation: Vec<Option<Above>> = acts
        .sources
        .iter()
        .map(|s| {
            if s.key == own {
                return None;
            }
            match above(&s.standing, standing, on) {
                r @ (Above::Above | Above::Informs) => Some(r),
                _ => None,
            }
        })
        .collect();
    let core = terms(&title::matter(&document.meta.title, &standing.region));
    let mut named: BTreeMap<String, f32> = BTreeMap::new();
    for c in citations {
        if let Named::Title { title: t, .. } = &c.named
            && c.law
        {
            let w = if c.mode == crate::citation::Mode::Basis {
                1.0
            } else {
                0.5
            };
            let e = named.entry(title::key(t)).or_insert(0.0);
            *e = e.max(w);
        }
    }
    let mut near: Vec<f32> = acts
        .sources
        .iter()
        .map(|s| {
            let shared = acts.shared(&core, &s.core);
            let title = if core.is_empty() || s.core.is_empty() {
                0.0
            } else {
                let (a, b) = (acts.mass(&core), acts.mass(&s.core));
                shared / a.min(b).max(1e-6)
            };
            title
                .min(1.0)
                .max(named.get(&s.key).copied().unwrap_or(0.0) * 0.9)
        })
        .collect();
    // Laws whose acts are the document's acts are near it, whatever they are called.
    let mut sum = vec![0.0_f32; acts.sources.len()];
    for l in locals {
        let mut best: BTreeMap<u32, f32> = BTreeMap::new();
        for (a, shared) in acts.touched(&l.grams) {
            let h = &acts.acts[a as usize];
            if relation[h.source as usize].is_none() {
                continue;
            }
            let f = 2.0 * shared / (l.mass + h.mass).max(1e-6);
            let e = best.entry(h.source).or_insert(0.0);
            *e = e.max(f);
        }
        for (s, f) in best {
            if f > 0.25 {
                sum[s as usize] += f * f;
            }
        }
    }
    let top = sum.iter().copied().fold(0.0, f32::max).max(1e-6);
    for (n, s) in near.iter_mut().zip(&sum) {
        *n = n.max((s / top).sqrt() * 0.8);
    }
    Prior { relation, near }
}

fn f1(acts: &Acts, a: &[Gram], b: &[Gram]) -> (f32, f32, f32) {
    let (ma, mb) = (acts.mass(a), acts.mass(b));
    if ma <= 0.0 || mb <= 0.0 {
        return (0.0, 0.0, 0.0);
    }
    let s = acts.shared(a, b);
    (2.0 * s / (ma + mb), s / ma, s / mb)
}

/// The likeness of two acts: of the whole, or of their likest alternatives.
fn likeness(acts: &Acts, l: &Local, h: &Act) -> (f32, f32, f32) {
    let whole = f1(acts, &l.grams, &h.grams);
    let mut best = whole;
    let one = [l.grams.clone()];
    let other = [h.grams.clone()];
    let left: &[Vec<Gram>] = if l.parts.is_empty() { &one } else { &l.parts };
    let right: &[Vec<Gram>] = if h.parts.is_empty() { &other } else { &h.parts };
    if !(l.parts.is_empty() && h.parts.is_empty()) {
        for a in left {
            for b in right {
                let f = f1(acts, a, b);
                if f.0 * 0.95 > best.0 {
                    best = (f.0 * 0.95, f.1, f.2);
                }
            }
        }
    }
    best
}

/// The higher acts like a local one, best first; of one relation only where one is asked for.
pub fn rank(
    acts: &Acts,
    locals: &[Local],
    k: usize,
    prior: &Prior,
    only: Option<Above>,
    n: usize,
) -> Vec<Pair> {
    let l = &locals[k];
    let mut pool: Vec<(u32, f32)> = acts
        .touched(&l.grams)
        .into_iter()
        .filter_map(|(a, shared)| {
            let h = &acts.acts[a as usize];
            let relation = prior.relation[h.source as usize]?;
            if only.is_some_and(|o| o != relation) {
                return None;
            }
            let near = prior.near[h.source as usize];
            let f =
                shared / l.mass.min(h.mass).max(1e-6) * 0.5 + shared / (l.mass + h.mass).max(1e-6);
            Some((a, f * (0.4 + 0.6 * near)))
        })
        .collect();
    pool.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    pool.truncate(60);
    let mut out: Vec<Pair> = pool
        .into_iter()
        .map(|(a, _)| {
            let h = &acts.acts[a as usize];
            let (like, covered, covers) = likeness(acts, l, h);
            let near = prior.near[h.source as usize];
            Pair {
                local: k,
                act: a,
                like,
                covered,
                covers,
                near,
                score: like * (0.4 + 0.6 * near),
            }
        })
        .collect();
    out.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.act.cmp(&b.act)));
    out.truncate(n);
    out
}
