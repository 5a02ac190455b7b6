//! The penal clauses of a document that part from higher law on the same act.

use super::acts::Acts;
use super::coerce::{self, Wider};
use super::compare::{self, Difference, Gap};
use super::gone::{self, Dropped};
use super::pair::{self, Local, Pair, Prior};
use super::part::Parting;
use crate::citation::Citation;
use crate::corpus::Library;
use crate::document::{Document, Kind, NodeId};
use crate::law::{Above, Standing};
use crate::text::{Date, Span};
use std::collections::BTreeSet;

/// From where on two acts are held to be the same. Set by a sweep over labelled regulations
/// (`tests/bench/conflict.rs`) and by reading findings over all local regulations.
#[derive(Debug, Clone, Copy)]
pub struct Floors {
    /// Acts less alike are not held to be the same.
    pub like: f32,
    /// Nor those whose likeness, weighed by the nearness of the law's matter, is below this.
    pub score: f32,
    /// Laws less near are not of the document's matter.
    pub near: f32,
    /// From here on the acts count as surely the same …
    pub sure: f32,
    /// … in a law that is surely of the document's matter.
    pub firm: f32,
}

impl Default for Floors {
    fn default() -> Self {
        Self {
            like: 0.25,
            score: 0.26,
            near: 0.30,
            sure: 0.65,
            firm: 0.80,
        }
    }
}

/// From where on a kind of sanction counts as added.
const KIND_LIKE: f32 = 0.36;
const KIND_NEAR: f32 = 0.45;

/// A local penal norm that parts from a higher one.
#[derive(Debug, Clone)]
pub struct Conflict {
    /// The local norm.
    pub local: Local,
    /// How it was paired.
    pub pair: Pair,
    /// How they part.
    pub difference: Difference,
    /// Whether the local sanction is set by the lead of a list and the act is an item's.
    pub item: bool,
    /// Whether act, object and tier are matched and the figures are read in full.
    pub sure: bool,
}

/// Whether a provision leaves other law its place: “法律、行政法规另有规定的，从其规定”.
pub(super) fn yields(document: &Document, local: &Local) -> bool {
    let says = |s: &str| {
        s.contains("另有规定的")
            || s.contains("从其规定")
            || s.contains("另有处罚规定")
            || s.contains("已有处罚规定")
            || s.contains("已有规定的")
    };
    if !local.norm.exceptions.is_empty() {
        return true;
    }
    let article = document.ancestor(local.node, Kind::Article);
    article.is_some_and(|a| says(document.full_span(a).slice(&document.text)))
}

/// Where a document's clauses part from higher law.
#[derive(Debug, Clone, Default)]
pub struct Compared {
    /// Its penal norms.
    pub penal: Vec<Conflict>,
    /// Its other clauses.
    pub clauses: Vec<Parting>,
    /// Its penal norms on acts that higher law punishes no more.
    pub dropped: Vec<Dropped>,
    /// Its coercive measures that higher law on the act doesn't know.
    pub wider: Vec<Wider>,
}

/// Holds all clauses of a document against those of higher law.
pub fn compared(
    acts: &Acts,
    library: &Library,
    document: &Document,
    standing: &Standing,
    citations: &[&Citation],
    on: Date,
) -> Compared {
    let locals = pair::locals(document, acts);
    let prior = pair::prior(acts, document, standing, citations, &locals, on);
    Compared {
        penal: penal(acts, document, &locals, &prior, Floors::default()),
        clauses: super::part(acts, library, document, &prior),
        dropped: gone::dropped(acts, document, &locals, &prior),
        wider: coerce::wider(acts, library, document, &prior),
    }
}

/// The conflicts of a document's penal norms, in order of place.
pub fn judge(
    acts: &Acts,
    document: &Document,
    standing: &Standing,
    citations: &[&Citation],
    on: Date,
    floors: Floors,
) -> Vec<Conflict> {
    let locals = pair::locals(document, acts);
    let prior = pair::prior(acts, document, standing, citations, &locals, on);
    penal(acts, document, &locals, &prior, floors)
}

fn penal(
    acts: &Acts,
    document: &Document,
    locals: &[Local],
    prior: &Prior,
    floors: Floors,
) -> Vec<Conflict> {
    let mut out: Vec<Conflict> = Vec::new();
    for k in 0..locals.len() {
        one(acts, document, locals, k, prior, floors, &mut out);
    }
    // One finding for a sanction of a norm and a gap: the best pair tells it.
    out.sort_by(|a, b| {
        (a.local.node, a.difference.local, a.difference.gap)
            .cmp(&(b.local.node, b.difference.local, b.difference.gap))
            .then(b.pair.score.total_cmp(&a.pair.score))
    });
    let mut seen: BTreeSet<(NodeId, Span)> = BTreeSet::new();
    out.retain(|c| seen.insert((c.local.node, c.difference.local)));
    out
}

fn one(
    acts: &Acts,
    document: &Document,
    locals: &[Local],
    k: usize,
    prior: &Prior,
    floors: Floors,
    out: &mut Vec<Conflict>,
) {
    let local = &locals[k];
    if yields(document, local) {
        return;
    }
    let ranked: Vec<Pair> = pair::rank(acts, locals, k, prior, Some(Above::Above), 12)
        .into_iter()
        .filter(|p| {
            let s = acts.acts[p.act as usize].source as usize;
            prior.relation[s] == Some(Above::Above)
                && p.like >= floors.like
                && p.score >= floors.score
                && p.near >= floors.near
        })
        .collect();
    let Some(top) = ranked.first() else { return };
    let head = &acts.acts[top.act as usize];
    // The norms on this act in the same article: 情节严重 may stand in a 款 of its own.
    let mut sanctions: Vec<&crate::norm::Sanction> = Vec::new();
    for p in &ranked {
        let h = &acts.acts[p.act as usize];
        if h.source == head.source && h.article == head.article && p.like >= top.like * 0.75 {
            for s in &h.sanctions {
                if !sanctions.contains(&s) {
                    sanctions.push(s);
                }
            }
        }
    }
    let complete = head.norm.complete && local.norm.complete;
    let mut found = compare::differences(&local.sanctions, &sanctions, complete);
    // 取消资格 is no kind of 行政处罚法第九条; where higher law says another word, that one counts.
    let says = |w: &str| {
        ranked.iter().any(|p| {
            let h = &acts.acts[p.act as usize];
            (h.source, h.article) == (head.source, head.article)
                && (h.words.contains(w) || h.lead_words.contains(w))
        })
    };
    for (i, s) in local.sanctions.iter().enumerate() {
        let words = document.slice(s.span);
        if words.contains("取消")
            && words.contains("资格")
            && !says("取消")
            && found.iter().all(|d| d.sanction != i)
        {
            found.push(Difference {
                gap: Gap::Kind,
                local: s.span,
                sanction: i,
                higher: None,
                kind: s.kind,
                tier: s.tier,
                same_tier: false,
                clear: false,
            });
        }
    }
    if found.is_empty() {
        return;
    }
    // An added kind is told of acts that are surely the same only.
    found.retain(|d| d.gap != Gap::Kind || top.like >= KIND_LIKE && top.near >= KIND_NEAR);
    // A kind that any case of the article sets is known to it.
    found.retain(|d| {
        d.gap != Gap::Kind
            || !acts
                .of(head.source)
                .iter()
                .any(|a| a.article == head.article && a.sanctions.iter().any(|s| s.kind == d.kind))
    });
    // Another higher provision on the act that the clause agrees with clears it, and so does
    // another case in the same article.
    for p in &pair::rank(acts, locals, k, prior, Some(Above::Above), 30) {
        let h = &acts.acts[p.act as usize];
        let same = (h.source, h.article) == (head.source, head.article);
        // A law clears what only a 行政法规 says otherwise: the law counts (立法法 第九十九条).
        let outranks = acts.source(h).standing.rank < acts.source(head).standing.rank;
        let share = if outranks || same { 0.5 } else { 0.85 };
        if p.near < floors.near || p.like < top.like * share || same && p.like >= top.like * 0.75 {
            continue;
        }
        let own: Vec<&crate::norm::Sanction> = h.sanctions.iter().collect();
        let other = compare::differences(&local.sanctions, &own, true);
        found.retain(|d| {
            d.gap == Gap::Kind && d.kind == crate::norm::SanctionKind::RevokeLicence
                || other.iter().any(|o| o.sanction == d.sanction)
        });
    }
    let item = document.node(local.node).kind == Kind::Item;
    for d in found {
        let inherited = item && !document.full_span(local.node).contains(d.local);
        out.push(Conflict {
            sure: top.like >= floors.sure
                && top.firm >= floors.firm
                && !local.borrowed
                && d.clear
                && d.same_tier
                && d.gap != Gap::Kind,
            local: local.clone(),
            pair: top.clone(),
            difference: d,
            item: inherited,
        });
    }
}
