//! Pairs a penal norm of a local document with the higher norm on the same act.

use super::acts::{self, Acts, Bag, Bags, Common};
use super::sort;
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
    pub(super) grams: Vec<Gram>,
    pub(super) mass: f32,
    pub(super) bags: Bags,
}

/// What a document brings to all its clauses.
#[derive(Debug, Clone)]
pub struct Prior {
    /// How each source stands to the document.
    pub relation: Vec<Option<Above>>,
    /// How near each source's matter is, from 0 to 1: by its title, by being cited, by several shared
    /// acts.
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
    /// How likely the local clause speaks of this act, from 0 to 1; 0 where nobody asked.
    pub likely: f32,
}

/// The norms of each living article of a document, in order.
pub type Norms = Vec<(NodeId, Vec<Norm>)>;

/// Reads the norms of a document; what is said of them is said of these.
pub fn norms(document: &Document) -> Norms {
    document
        .living_articles()
        .map(|a| (a, norm::read(document, a)))
        .collect()
}

/// The penal norms of a document, one act each.
pub fn locals(document: &Document, acts: &Acts) -> Vec<Local> {
    penal(document, acts, &norms(document))
}

/// The same from norms at hand.
pub(super) fn penal(document: &Document, acts: &Acts, norms: &Norms) -> Vec<Local> {
    locals_of(document, acts, norms, |n| !n.sanctions.is_empty())
}

/// The norms of a document that are asked for, one act each.
pub(super) fn locals_of(
    document: &Document,
    acts: &Acts,
    norms: &Norms,
    wanted: impl Fn(&Norm) -> bool,
) -> Vec<Local> {
    let mut out = Vec::new();
    for (article, own) in norms {
        for n in own {
            if !wanted(n) {
                continue;
            }
            let e = norm::expand(document, n);
            for (text, borrowed) in acts::acts_of(document, n, &e) {
                let grams = terms(&text);
                out.push(Local {
                    node: n.nodes.last().copied().unwrap_or(*article),
                    mass: acts.mass(&grams),
                    grams,
                    bags: Bags::default(),
                    text,
                    borrowed,
                    sanctions: n.sanctions.clone(),
                    norm: n.clone(),
                });
            }
        }
    }
    // Words that all acts of the document hold count for little.
    let common = Common::of(out.iter().map(|l| l.grams.as_slice()));
    for l in &mut out {
        l.bags = acts.bags(&l.text, &common);
    }
    out
}

/// So many shared acts (their likeness squared) make a law one on the document's matter.
const ENOUGH: f32 = 1.2;

/// Rivers and regions that have laws of their own.
const BASINS: &[&str] = &[
    "长江",
    "黄河",
    "淮河",
    "太湖",
    "海河",
    "珠江",
    "青藏高原",
    "三峡",
    "南水北调",
    "海南",
    "香港",
    "澳门",
    "深圳",
];

/// Whether a law leaves the matter of a document to the provinces.
#[allow(clippy::cast_precision_loss)]
fn leaves(source: &acts::Source, core: &[Gram]) -> bool {
    let own: Vec<Gram> = core
        .iter()
        .filter(|g| source.core.binary_search(g).is_err())
        .copied()
        .collect();
    source.delegates.iter().any(|d| {
        let hit = own.iter().filter(|g| d.binary_search(g).is_ok()).count();
        hit >= 2 && hit as f32 >= own.len() as f32 * 0.25
    })
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
    let core_mass = acts.mass(&core);
    let said = |key: &str| named.get(key).copied().unwrap_or(0.0);
    let mut near: Vec<f32> = acts
        .sources
        .iter()
        .map(|s| {
            let shared = acts.shared(&core, &s.core);
            let title = if core.is_empty() || s.core.is_empty() {
                0.0
            } else {
                shared / core_mass.min(s.core_mass).max(1e-6)
            };
            title
                .min(1.0)
                .max(said(&s.key) * 0.9)
                .max(s.follows.iter().map(|k| said(k)).fold(0.0, f32::max) * 0.8)
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
        // An act speaks for the laws that know it best; 伪造许可证 is known to all.
        let most = best.values().copied().fold(0.0, f32::max);
        for (s, f) in best {
            if f > 0.25 && f >= most * 0.85 {
                sum[s as usize] += f * f;
            }
        }
    }
    let top = sum.iter().copied().fold(0.0, f32::max).max(1e-6);
    for (n, s) in near.iter_mut().zip(&sum) {
        // One shared act is chance; several make a law one on the document's matter.
        *n = n.max((s / top).sqrt() * (s / ENOUGH).min(1.0).sqrt() * 0.8);
    }
    let mut relation = relation;
    let elsewhere: Vec<&str> = BASINS
        .iter()
        .copied()
        .filter(|b| !document.text.contains(b))
        .collect();
    for (r, s) in relation.iter_mut().zip(&acts.sources) {
        // Laws of one river or region reach no further, and what a law leaves to the provinces isn't
        // held against it.
        if elsewhere.iter().any(|b| s.title.contains(b)) || leaves(s, &core) {
            *r = None;
        }
    }
    Prior { relation, near }
}

/// What an extra word costs: on the local side, on the higher side. A place, a manner or a further
/// condition makes an act a case of the other, not another act.
const EXTRA: (f32, f32) = (0.45, 0.45);
/// What the likeness of two ways counts for beside that of the whole.
const WAY: f32 = 0.9;
/// What is left of the likeness of two acts of different sorts.
const OTHER_SORT: f32 = 0.6;

fn likeness_of(a: &Bag, b: &Bag) -> (f32, f32, f32) {
    if a.mass <= 0.0 || b.mass <= 0.0 {
        return (0.0, 0.0, 0.0);
    }
    let s = a.shared(b);
    let like = s / (s + EXTRA.0 * (a.mass - s) + EXTRA.1 * (b.mass - s)).max(1e-6);
    (like, s / a.mass, s / b.mass)
}

/// The likeness of two acts: of the whole, or of their likest ways.
pub(super) fn likeness_of_bags(l: &Bags, h: &Bags) -> (f32, f32, f32) {
    if sort::apart(l.classes, h.classes) {
        return (0.0, 0.0, 0.0);
    }
    let mut best = likeness_of(&l.body, &h.body);
    for a in &l.ways {
        for b in &h.ways {
            let f = likeness_of(a, b);
            if f.0 * WAY > best.0 {
                best = (f.0 * WAY, f.1, f.2);
            }
        }
    }
    if l.of_another_sort(h) {
        best.0 *= OTHER_SORT;
    }
    best
}

/// So many pairs tell that an act is one that a law leaves to the provinces.
const LEFT: usize = 2;

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
    // An act of those whom a law leaves to the provinces (小作坊, 摊贩) is none of the law's.
    let left = |s: &acts::Source| {
        l.grams
            .iter()
            .filter(|g| s.left.binary_search(g).is_ok())
            .count()
            >= LEFT
    };
    let theirs: Vec<bool> = acts.sources.iter().map(left).collect();
    let mut pool: Vec<(u32, f32)> = acts
        .touched(&l.grams)
        .into_iter()
        .filter_map(|(a, shared)| {
            let h = &acts.acts[a as usize];
            let relation = prior.relation[h.source as usize]?;
            if only.is_some_and(|o| o != relation) || theirs[h.source as usize] {
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
    // An article on 机动车 says nothing of 非机动车, also where one of its acts leaves the word out.
    let excluded = |h: &acts::Act| {
        l.bags.classes != [0; 3]
            && acts
                .of(h.source)
                .iter()
                .any(|a| a.article == h.article && sort::apart(l.bags.classes, a.bags.classes))
    };
    let mut out: Vec<Pair> = pool
        .into_iter()
        .filter(|(a, _)| !excluded(&acts.acts[*a as usize]))
        .map(|(a, _)| {
            let h = &acts.acts[a as usize];
            let (like, covered, covers) = likeness_of_bags(&l.bags, &h.bags);
            let near = prior.near[h.source as usize];
            Pair {
                local: k,
                act: a,
                like,
                covered,
                covers,
                near,
                score: like * (0.4 + 0.6 * near),
                likely: 0.0,
            }
        })
        .collect();
    out.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.act.cmp(&b.act)));
    out.truncate(n);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn acts_of_another_sort_are_less_alike() {
        let bag = Bag {
            pairs: vec![(1, 2.0), (2, 3.0)],
            mass: 5.0,
        };
        let bags = |sorts| Bags {
            body: bag.clone(),
            sorts,
            ..Bags::default()
        };
        let like = |a, b| likeness_of_bags(&bags(a), &bags(b)).0;
        assert!((like(1, 1) - 1.0).abs() < 1e-6 && (like(0, 2) - 1.0).abs() < 1e-6);
        assert!(like(1, 2) < like(1, 1) * 0.9);
    }
}
