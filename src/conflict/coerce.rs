//! Coercive measures that a local clause allows for an act on which higher law has no such measure.
//!
//! 行政强制法（2011）第十条第三款: a local regulation may set 查封 and 扣押 only where there is no law
//! or 行政法规 yet; 第十一条: it may not widen what they set, nor set what a law on the matter did not.

use super::acts::Acts;
use super::pair::{self, Local, Norms, Pair, Prior};
use crate::align::terms;
use crate::corpus::Library;
use crate::document::{Document, Rank};
use crate::law::Above;
use crate::norm::{Measure, MeasureKind};
use crate::text::Span;
use std::collections::BTreeSet;

/// A measure that higher law on the act doesn't know.
#[derive(Debug, Clone)]
pub struct Wider {
    /// The local norm.
    pub local: Local,
    /// The measure's words.
    pub words: Span,
    /// The higher act on which the law has no such measure.
    pub pair: Pair,
}

/// Acts less alike are not held to be the same.
const LIKE: f32 = 0.45;
/// The law must govern the matter.
const NEAR: f32 = 0.5;

/// Whether a measure is 查封 or 扣押 and is allowed, not forbidden.
fn seizes(m: &Measure) -> bool {
    !m.negated && matches!(m.kind, MeasureKind::Seize | MeasureKind::Seal)
}

/// Whether the law knows the measure for such things.
fn known(acts: &Acts, library: &Library, source: usize, kind: MeasureKind, thing: &str) -> bool {
    let things = terms(thing);
    let meets = |object: &str| {
        let o = terms(object);
        things.is_empty() || o.is_empty() || o.iter().any(|g| things.binary_search(g).is_ok())
    };
    let in_clauses = acts.shelves.get(acts, source, library).is_some_and(|s| {
        s.clauses.iter().any(|c| {
            c.norm
                .measures
                .iter()
                .any(|m| !m.negated && m.kind == kind && meets(m.object.map_or("", |o| c.slice(o))))
        })
    });
    let word: &[&str] = match kind {
        MeasureKind::Seal => &["查封"],
        _ => &["扣押", "扣留", "暂扣"],
    };
    in_clauses
        || acts
            .of(u32::try_from(source).unwrap_or(u32::MAX))
            .iter()
            .any(|a| {
                word.iter().any(|w| {
                    [&a.words, &a.lead_words].iter().any(|t| {
                        t.find(w).is_some_and(|i| {
                            let after: String = t[i + w.len()..].chars().take(12).collect();
                            meets(&after) && !after.contains("证")
                        })
                    })
                })
            })
}

/// The measures of a local regulation that higher law on the same act doesn't know.
pub fn wider(
    acts: &Acts,
    library: &Library,
    document: &Document,
    norms: &Norms,
    prior: &Prior,
) -> Vec<Wider> {
    let locals = pair::locals_of(document, acts, norms, |n| n.measures.iter().any(seizes));
    let mut out: Vec<Wider> = Vec::new();
    for (k, l) in locals.iter().enumerate() {
        if l.grams.len() < 5 || super::judge::yields(document, l) {
            continue;
        }
        let Some(top) = pair::rank(acts, &locals, k, prior, Some(Above::Above), 4)
            .into_iter()
            .find(|p| p.like >= LIKE && p.near >= NEAR)
        else {
            continue;
        };
        let source = acts.acts[top.act as usize].source as usize;
        let rank = acts.sources[source].standing.rank;
        if !matches!(rank, Rank::Law | Rank::AdministrativeRegulation) {
            continue;
        }
        for m in &l.norm.measures {
            if !seizes(m) {
                continue;
            }
            let thing = m.object.map_or("", |o| document.slice(o));
            if thing.contains("证") || known(acts, library, source, m.kind, thing) {
                continue;
            }
            out.push(Wider {
                local: l.clone(),
                words: m.span,
                pair: top.clone(),
            });
        }
    }
    let mut seen = BTreeSet::new();
    out.retain(|w| seen.insert(w.words));
    out
}
