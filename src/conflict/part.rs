//! Where a clause that is no penalty parts from the higher clause on the same matter: a duty that
//! became a choice, another limit, a licence for what is only filed, an exception left out, another
//! level's competence, a condition added.
//!
//! Only slots are compared, and only between sentences that are about the same thing; a clause that
//! agrees with another higher one on the slot is cleared by it.

use super::acts::Acts;
use super::clauses::{self, Clause};
use super::pair::{Norms, Prior};
use super::{conditions, slot};
use crate::align::{dice, held, terms};
use crate::corpus::Library;
use crate::document::Document;
use crate::law::Above;
use crate::norm::Limit;
use crate::text::Span;
use std::collections::BTreeSet;

/// What parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Slot {
    /// 应当 became 可以; 不得 became 可以.
    Weaker,
    /// Another figure for the same limit.
    Limit,
    /// The limit runs from acceptance (受理) instead of receipt (收到).
    LimitFrom,
    /// Approval for what higher law only wants filed or reported.
    Licence,
    /// An exception of higher law is left out.
    Exception,
    /// Another level decides.
    Level,
    /// A condition that higher law doesn't ask for.
    Condition,
}

/// A clause that parts from a higher one.
#[derive(Debug, Clone)]
pub struct Parting {
    /// What parts.
    pub slot: Slot,
    /// The local words.
    pub local: Span,
    /// The higher clause's source: index into [`Acts::sources`].
    pub source: u32,
    /// The higher clause.
    pub higher: Clause,
    /// The higher words that differ; empty where they are missing.
    pub words: String,
    /// How like the two sentences are, from 0 to 1.
    pub like: f32,
    /// How near the higher law's matter is.
    pub near: f32,
}

/// The higher laws whose clauses are read for a document: those nearest to its matter.
const LAWS: usize = 8;
/// Laws less near are not read.
const NEAR: f32 = 0.45;
/// Sentences less alike are not held to be about the same thing.
const SAME: f32 = 0.62;
/// For a licence the wording differs with its rank: less is asked for.
const LICENCE: f32 = 0.55;
/// Another level decides: but for the bodies the sentences must be all but the same.
const LEVEL: f32 = 0.9;

struct Candidate<'a> {
    source: u32,
    /// Its number on the shelf.
    at: usize,
    clause: &'a Clause,
    like: f32,
    near: f32,
}

/// The partings of a document's clauses, in order of place.
pub fn part(
    acts: &Acts,
    library: &Library,
    document: &Document,
    norms: &Norms,
    prior: &Prior,
) -> Vec<Parting> {
    let mut laws: Vec<usize> = (0..acts.sources.len())
        .filter(|&s| prior.relation[s] == Some(Above::Above) && prior.near[s] >= NEAR)
        .collect();
    laws.sort_by(|&a, &b| prior.near[b].total_cmp(&prior.near[a]).then(a.cmp(&b)));
    laws.truncate(LAWS);
    let shelves: Vec<_> = laws
        .iter()
        .filter_map(|&s| Some((s, acts.shelves.get(acts, s, library)?)))
        .collect();
    let mut out = Vec::new();
    if shelves.is_empty() {
        return out;
    }
    for local in &clauses::told(document, acts, norms) {
        let mut found: Vec<Candidate<'_>> = Vec::new();
        for &(s, shelf) in &shelves {
            let source = u32::try_from(s).unwrap_or(u32::MAX);
            shelf.touched(&local.bag, |i, pairs, shared| {
                if pairs < 3 && local.conditions.is_empty() {
                    return;
                }
                let clause = &shelf.clauses[i];
                found.push(Candidate {
                    source,
                    at: i,
                    clause,
                    like: 2.0 * shared / (local.bag.mass + clause.bag.mass).max(1e-6),
                    near: prior.near[s],
                });
            });
        }
        likest(&mut found, 12);
        slots(local, &found, &mut out);
        if !local.conditions.is_empty() {
            for &(s, shelf) in &shelves {
                let from = u32::try_from(s).unwrap_or(u32::MAX);
                conditions::added(local, from, &shelf.clauses, prior.near[s], &mut out);
            }
        }
    }
    let mut seen: BTreeSet<(Span, Slot)> = BTreeSet::new();
    out.sort_by(|a, b| {
        (a.local, a.slot)
            .cmp(&(b.local, b.slot))
            .then(b.like.total_cmp(&a.like))
    });
    out.retain(|p| seen.insert((p.local, p.slot)));
    out
}

/// The likest candidates, best first; of those as like, the earlier.
fn likest(found: &mut Vec<Candidate<'_>>, n: usize) {
    let order = |a: &Candidate<'_>, b: &Candidate<'_>| {
        b.like
            .total_cmp(&a.like)
            .then((a.source, a.clause.node).cmp(&(b.source, b.clause.node)))
            .then(a.at.cmp(&b.at))
    };
    if found.len() > n {
        found.select_nth_unstable_by(n, order);
        found.truncate(n);
    }
    found.sort_by(order);
}

fn slots(local: &Clause, found: &[Candidate<'_>], out: &mut Vec<Parting>) {
    let Some(top) = found.first() else { return };
    if slot::defers(&local.words) {
        return;
    }
    let mut add = |slot: Slot, span: Span, c: &Candidate<'_>, words: String| {
        out.push(Parting {
            slot,
            local: span,
            source: c.source,
            higher: c.clause.clone(),
            words,
            like: c.like,
            near: c.near,
        });
    };
    // Without its exception the higher sentence must be the local one; no like sentence without.
    for c in found.iter().take(3) {
        if let Some((words, like)) = slot::left_out(local, c.clause)
            && like >= 0.75
            && !found
                .iter()
                .any(|o| o.clause.norm.exceptions.is_empty() && o.like >= 0.8)
        {
            add(Slot::Exception, local.norm.span, c, words);
            break;
        }
    }
    // What binds the organs of the state has its counterpart at each level, not its rule.
    if slot::counterpart(&local.words, &top.clause.words) {
        return;
    }
    let peers: Vec<&Candidate<'_>> = found
        .iter()
        .filter(|c| c.like >= (top.like * 0.8).max(0.35))
        .collect();
    if top.like >= SAME {
        if let Some(words) = slot::weaker(local, top.clause)
            && !peers.iter().any(|c| slot::same_modality(local, c.clause))
        {
            add(Slot::Weaker, local.norm.modality_span, top, words);
        }
        if let Some((span, words)) = slot::other_level(local, top.clause)
            && alike(
                &local.words.replace(local.slice(span), "，"),
                &top.clause.words.replace(words.as_str(), "，"),
            ) >= LEVEL
        {
            add(Slot::Level, span, top, words);
        }
    }
    for l in &local.norm.limits {
        limit(local, l, found, &mut add);
    }
    if top.like >= LICENCE
        && let Some(span) = slot::approval(local)
        && !peers.iter().any(|c| slot::approves(c.clause))
        && let Some(words) = slot::files(top.clause)
    {
        add(Slot::Licence, span, top, words);
    }
}

/// A limit against those of the likest sentences, the figures left out of the likeness.
fn limit<'a>(
    local: &Clause,
    l: &Limit,
    found: &[Candidate<'a>],
    add: &mut impl FnMut(Slot, Span, &Candidate<'a>, String),
) {
    let own = local.words.replace(local.slice(l.span), "，");
    let near: Vec<&Candidate<'a>> = found
        .iter()
        .take(4)
        .filter(|c| {
            c.like >= SAME
                || c.clause.norm.limits.iter().any(|h| {
                    let rest = c.clause.words.replace(c.clause.slice(h.span), "，");
                    alike(&own, &rest) >= SAME
                })
        })
        .collect();
    let Some(first) = near.first() else { return };
    let agrees = |c: &Clause| c.norm.limits.iter().any(|h| slot::same_limit(l, h));
    if found
        .iter()
        .filter(|c| c.like >= first.like * 0.8)
        .any(|c| agrees(c.clause))
    {
        if let Some((c, words)) = near
            .iter()
            .find_map(|c| Some((c, slot::later_start(local, l, c.clause)?)))
        {
            add(Slot::LimitFrom, l.span, c, words);
        }
        return;
    }
    if let Some((c, words)) = near
        .iter()
        .find_map(|c| Some((c, slot::worse_limit(local, l, c.clause)?)))
    {
        add(Slot::Limit, l.span, c, words);
    }
}

/// How alike two texts are by the pairs of their content.
pub(super) fn alike(a: &str, b: &str) -> f32 {
    dice(&terms(a), &terms(b))
}

/// The share of the first text's content found in the second.
pub(super) fn within(a: &str, b: &str) -> f32 {
    held(&terms(a), &terms(b))
}
