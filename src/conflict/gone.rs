//! Acts that a law once punished and no longer does: read from the version before the one in force.
//!
//! What the higher law struck out, the local clause lost its model for (行政处罚法 第十二条).

use super::acts::{self, Act, Acts, Bags, Common};
use super::pair::{self, Local, Pair, Prior};
use crate::align::{Gram, dice, held};
use crate::corpus::{Library, VersionId, WorkId};
use crate::document::{Document, Number};
use crate::law::Above;
use crate::text::Date;
use std::collections::BTreeSet;

/// An act that is punished no more.
#[derive(Debug, Clone)]
pub struct Gone {
    /// The law: index into [`Acts::sources`].
    pub source: u32,
    /// The day of the version that punished it.
    pub was: Option<Date>,
    /// Its article there.
    pub article: Number,
    /// The article of today's version that took its place, where one did.
    pub now: Option<Number>,
    /// The act.
    pub text: String,
    /// The sentence as printed then.
    pub words: String,
    pub(super) grams: Vec<Gram>,
    pub(super) bags: Bags,
}

/// A local act that higher law punishes no more.
#[derive(Debug, Clone)]
pub struct Dropped {
    /// The local norm.
    pub local: Local,
    /// What was struck out: index into [`Acts::gone`].
    pub gone: usize,
    /// How like the acts are, from 0 to 1.
    pub like: f32,
}

/// Acts of today's version that share this much of their pairs are the old act still.
const STILL: f32 = 0.45;
/// An old act of which this much stands in a longer one of today is punished still.
const WHOLE: f32 = 0.7;
/// Acts less alike are not held to be the same.
const LIKE: f32 = 0.45;
/// The law must be of the document's own matter.
const NEAR: f32 = 0.7;

/// The acts that the version before today's punished and today's doesn't.
pub(super) fn read(
    library: &Library,
    work: WorkId,
    version: VersionId,
    today: &[Act],
) -> Vec<Gone> {
    let date = library.version(version).date;
    let before = library
        .work(work)
        .versions
        .iter()
        .copied()
        .filter(|&v| {
            v != version && library.version(v).date.is_some() && library.version(v).date < date
        })
        .max_by_key(|&v| library.version(v).date);
    let Some(before) = before else {
        return Vec::new();
    };
    if today.is_empty() {
        return Vec::new();
    }
    let Ok(document) = library.document(before) else {
        return Vec::new();
    };
    acts::read_all(&document)
        .into_iter()
        .filter(|a| {
            !a.borrowed
                && a.grams.len() >= 4
                && today
                    .iter()
                    .all(|t| dice(&a.grams, &t.grams) < STILL && held(&a.grams, &t.grams) < WHOLE)
        })
        .map(|a| Gone {
            source: 0,
            was: library.version(before).date,
            article: a.article,
            now: library.moved(before, version, a.article).map(|m| m.0),
            text: a.text,
            words: a.words,
            grams: a.grams,
            bags: Bags::default(),
        })
        .collect()
}

/// Weighs the acts of each law.
pub(super) fn weigh(acts: &Acts, gone: &mut [Gone]) {
    let mut at = 0;
    while at < gone.len() {
        let source = gone[at].source;
        let end = at + gone[at..].partition_point(|g| g.source == source);
        let common = Common::of(
            gone[at..end]
                .iter()
                .map(|g| g.grams.as_slice())
                .chain(acts.of(source).iter().map(|a| a.grams.as_slice())),
        );
        for g in &mut gone[at..end] {
            g.bags = acts.bags(&g.text, &common);
        }
        at = end;
    }
}

/// The local acts that higher law punishes no more.
pub fn dropped(acts: &Acts, document: &Document, locals: &[Local], prior: &Prior) -> Vec<Dropped> {
    let mut out: Vec<Dropped> = Vec::new();
    for (k, l) in locals.iter().enumerate() {
        if l.borrowed || super::judge::yields(document, l) {
            continue;
        }
        let best = acts
            .gone
            .iter()
            .enumerate()
            .filter(|(_, g)| {
                let s = g.source as usize;
                prior.relation[s] == Some(Above::Above) && prior.near[s] >= NEAR
            })
            .map(|(i, g)| (i, pair::likeness_of_bags(&l.bags, &g.bags).0))
            .max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)));
        let Some((i, like)) = best else { continue };
        if like < LIKE {
            continue;
        }
        // A living act, of this law or another, that is as like clears it.
        let living: Vec<Pair> = pair::rank(acts, locals, k, prior, None, 3);
        if living.iter().any(|p| p.like >= like * 0.75) {
            continue;
        }
        out.push(Dropped {
            local: l.clone(),
            gone: i,
            like,
        });
    }
    let mut seen = BTreeSet::new();
    out.retain(|d| seen.insert((d.local.node, d.local.norm.span)));
    out
}
