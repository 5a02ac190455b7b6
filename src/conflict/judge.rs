//! The penal clauses of a document that part from higher law on the same act.

use super::acts::{Act, Acts};
use super::coerce::{self, Wider};
use super::compare::{self, Difference, Gap};
use super::gone::{self, Dropped};
use super::pair::{self, Local, Pair, Prior};
use super::part::Parting;
use crate::citation::Citation;
use crate::corpus::Library;
use crate::document::{Document, Kind, NodeId};
use crate::law::{Above, Standing};
use crate::norm::Sanction;
use crate::text::{Date, Span};
use std::collections::BTreeSet;

/// From where on two acts are held to be the same. Set by a sweep over labelled regulations
/// (`tests/bench/conflict.rs`) and by reading findings over all local regulations.
#[derive(Debug, Clone, Copy)]
pub struct Floors {
    /// Laws from here on are of the document's matter.
    pub near: f32,
    /// In them, acts less alike are not held to be the same.
    pub like: f32,
    /// And each must hold so much of the other.
    pub part: f32,
    /// Laws less near than this have nothing to say …
    pub far: f32,
    /// … those between speak for acts from this likeness on …
    pub alike: f32,
    /// … in which each side holds so much of the other.
    pub whole: f32,
    /// From here on the acts count as surely the same …
    pub sure: f32,
    /// … in a law that is surely of the document's matter.
    pub firm: f32,
}

impl Default for Floors {
    fn default() -> Self {
        Self {
            near: 0.60,
            like: 0.36,
            part: 0.25,
            far: 0.30,
            alike: 0.70,
            whole: 0.60,
            sure: 0.65,
            firm: 0.80,
        }
    }
}

impl Floors {
    /// Whether the two acts of a pair may be one.
    fn hold(&self, p: &Pair) -> bool {
        if p.near >= self.near {
            p.like >= self.like && p.covered.min(p.covers) >= self.part
        } else {
            p.near >= self.far && p.like >= self.alike && p.covered.min(p.covers) >= self.whole
        }
    }
}

/// Laws less near say nothing of an added kind of sanction.
const KIND_NEAR: f32 = 0.45;
/// Norms of one article this near to the best one are on the same act.
const SIBLING: f32 = 0.75;

/// A kind of sanction that a provision on an act this near to the best one's sets is not added.
const KNOWN_ELSEWHERE: f32 = 0.7;

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

/// How many higher acts are looked at for one that clears the clause.
const PEERS: usize = 30;
/// How many of them may be the one it is held against.
const RIVALS: usize = 12;

/// A local norm's higher act with what else stands near it.
struct Match<'a> {
    acts: &'a Acts,
    local: &'a Local,
    /// All likely higher acts, best first.
    ranked: Vec<Pair>,
    /// Those that may be on the same act, best first.
    rivals: Vec<Pair>,
}

impl<'a> Match<'a> {
    fn act(&self, p: &Pair) -> &'a Act {
        &self.acts.acts[p.act as usize]
    }

    fn same_article(&self, a: &Act, b: &Act) -> bool {
        (a.source, a.article) == (b.source, b.article)
    }

    /// The sanctions of all norms on this act in the head's article: 情节严重 may stand in a 款 of
    /// its own.
    fn sanctions(&self, top: &Pair) -> Vec<&'a Sanction> {
        let mut out: Vec<&Sanction> = Vec::new();
        for p in &self.rivals {
            let h = self.act(p);
            if self.same_article(h, self.act(top)) && p.like >= top.like * SIBLING {
                for s in &h.sanctions {
                    if !out.contains(&s) {
                        out.push(s);
                    }
                }
            }
        }
        out
    }

    /// 取消资格 is no kind of 行政处罚法第九条; where higher law says another word, that one counts.
    fn disqualified(&self, document: &Document, top: &Pair, found: &mut Vec<Difference>) {
        let head = self.act(top);
        let says = self.rivals.iter().any(|p| {
            let h = self.act(p);
            self.same_article(h, head)
                && (h.words.contains("取消") || h.lead_words.contains("取消"))
        });
        if says {
            return;
        }
        for (i, s) in self.local.sanctions.iter().enumerate() {
            let words = document.slice(s.span);
            if words.contains("取消")
                && words.contains("资格")
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
    }

    /// Takes out what another provision or another case of the same article clears.
    fn clear(&self, top: &Pair, floors: Floors, found: &mut Vec<Difference>) {
        let (acts, head) = (self.acts, self.act(top));
        // A kind that any case of the article sets is known to it.
        let on_matter = top.near >= KIND_NEAR;
        let known = |d: &Difference| {
            acts.of(head.source)
                .iter()
                .any(|a| a.article == head.article && a.sanctions.iter().any(|s| s.kind == d.kind))
        };
        found.retain(|d| d.gap != Gap::Kind || on_matter && !known(d));
        for p in &self.ranked {
            let h = self.act(p);
            let same = self.same_article(h, head);
            // A law clears what only a 行政法规 says otherwise: the law counts (立法法 第九十九条).
            let outranks = acts.source(h).standing.rank < acts.source(head).standing.rank;
            let sibling = same && p.like >= top.like * SIBLING;
            if sibling || p.near < floors.far || p.like < top.like * 0.5 {
                continue;
            }
            let ranges = outranks || same || p.like >= top.like * 0.85;
            let kinds = p.like >= top.like * KNOWN_ELSEWHERE;
            let own: Vec<&Sanction> = h.sanctions.iter().collect();
            let other = compare::differences(&self.local.sanctions, &own, true);
            found.retain(|d| {
                let weighed = if d.gap == Gap::Kind { kinds } else { ranges };
                !weighed || other.iter().any(|o| o.sanction == d.sanction)
            });
        }
    }
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
    let ranked = pair::rank(acts, locals, k, prior, Some(Above::Above), PEERS);
    let rivals = ranked
        .iter()
        .take(RIVALS)
        .filter(|p| floors.hold(p))
        .cloned()
        .collect();
    let m = Match {
        acts,
        local,
        ranked,
        rivals,
    };
    let Some(top) = m.rivals.first() else { return };
    let complete = m.act(top).norm.complete && local.norm.complete;
    let mut found = compare::differences(&local.sanctions, &m.sanctions(top), complete);
    m.disqualified(document, top, &mut found);
    m.clear(top, floors, &mut found);
    let item = document.node(local.node).kind == Kind::Item;
    for d in found {
        out.push(Conflict {
            sure: top.like >= floors.sure
                && top.covered.min(top.covers) >= floors.whole
                && top.near >= floors.firm
                && !local.borrowed
                && d.clear
                && d.same_tier
                && d.gap != Gap::Kind,
            local: local.clone(),
            pair: top.clone(),
            item: item && !document.full_span(local.node).contains(d.local),
            difference: d,
        });
    }
}
