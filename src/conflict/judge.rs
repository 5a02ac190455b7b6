//! The penal clauses of a document that part from higher law on the same act.

use super::acts::{Act, Acts};
use super::coerce::{self, Wider};
use super::compare::{self, Difference, Gap};
use super::gone::{self, Dropped};
use super::likely::Reader;
use super::pair::{self, Local, Pair, Prior};
use super::part::Parting;
use super::result;
use crate::align::Gram;
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
    /// Pairs less likely are not held to be on the same act …
    pub likely: f32,
    /// … nor acts less alike …
    pub alike: f32,
    /// … nor those of a law less near than this …
    pub near: f32,
    /// … unless they are so likely, or the acts surely alike.
    pub even: f32,
    /// From here on they surely are …
    pub sure: f32,
    /// … where the acts' words are so much alike …
    pub like: f32,
    /// … each side holds so much of the other …
    pub whole: f32,
    /// … and the law is surely of the document's matter.
    pub firm: f32,
}

impl Default for Floors {
    fn default() -> Self {
        Self {
            likely: 0.25,
            alike: 0.20,
            near: 0.05,
            even: 0.50,
            sure: 0.50,
            like: 0.65,
            whole: 0.60,
            firm: 0.80,
        }
    }
}

impl Floors {
    /// Whether the two acts of a pair may be one.
    fn hold(&self, p: &Pair) -> bool {
        p.likely >= self.likely
            && p.like >= self.alike
            && (p.near >= self.near || p.likely >= self.even || p.like >= self.like)
    }
}

/// Laws less near say nothing of an added kind of sanction.
const KIND_NEAR: f32 = 0.45;
/// Norms of one article this near to the best one are on the same act.
const SIBLING: f32 = 0.75;

/// So much of the best pair's likeness a rival must have to clear a clause.
const RIVAL: f32 = 0.6;

/// Other provisions so likely clear a fine that they allow.
const AS_LIKELY: f32 = 0.6;

/// A pair less likely is no copy with a word left out.
const COPIED: f32 = 0.5;

/// Laws less near clear nothing.
const FAR: f32 = 0.30;

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
    /// Whether the higher act is everybody's, or of the local one's subject.
    pub of_all: bool,
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
    let norms = pair::norms(document);
    let locals = pair::penal(document, acts, &norms);
    let prior = pair::prior(acts, document, standing, citations, &locals, on);
    let mut reader = Reader::new(acts, document, standing, citations);
    Compared {
        penal: penal(&mut reader, &locals, &prior, Floors::default()),
        clauses: super::part(acts, library, document, &norms, &prior),
        dropped: gone::dropped(acts, document, &locals, &prior),
        wider: coerce::wider(acts, library, document, &norms, &prior),
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
    let mut reader = Reader::new(acts, document, standing, citations);
    penal(&mut reader, &locals, &prior, floors)
}

fn penal(
    reader: &mut Reader<'_>,
    locals: &[Local],
    prior: &Prior,
    floors: Floors,
) -> Vec<Conflict> {
    let mut out: Vec<Conflict> = Vec::new();
    for k in 0..locals.len() {
        one(reader, locals, k, prior, floors, &mut out);
    }
    // One finding for a sanction of a norm and a gap: the best pair tells it.
    out.sort_by(|a, b| {
        (a.local.node, a.difference.local, a.difference.gap)
            .cmp(&(b.local.node, b.difference.local, b.difference.gap))
            .then(b.pair.likely.total_cmp(&a.pair.likely))
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

    /// Whether the higher act is everybody's, or of the local one's subject: what only 施工单位 do is
    /// another act.
    fn of_all(&self, p: &Pair) -> bool {
        let (h, l) = (self.act(p), self.local);
        let whose = &h.bags.subject;
        let own = |g: &Gram| l.grams.binary_search(g).is_ok();
        let person = h.text.starts_with("个人") && !l.text.contains("个人");
        !person && (whose.is_empty() || whose.iter().any(own))
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

    /// 取消资格 and 取缔 are no kinds of 行政处罚法第九条, and 撤销许可 is no sanction
    /// (行政许可法第六十九条); where higher law says another word, that one counts.
    fn misnamed(&self, document: &Document, top: &Pair, found: &mut Vec<Difference>) {
        const NAMES: [(&str, &str); 3] = [("取消", "资格"), ("取缔", ""), ("撤销", "许可")];
        let head = self.act(top);
        let says = |w: &str| {
            self.acts
                .of(head.source)
                .iter()
                .filter(|h| h.article == head.article)
                .any(|h| h.words.contains(w) || h.lead_words.contains(w))
        };
        for (i, s) in self.local.sanctions.iter().enumerate() {
            let words = document.slice(s.span);
            let named = NAMES
                .iter()
                .any(|(verb, thing)| words.contains(verb) && words.contains(thing) && !says(verb));
            if named && found.iter().all(|d| d.sanction != i) {
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

    /// A fine taken over without the result that the higher act ends with.
    fn result_left_out(&self, top: &Pair) -> Option<Difference> {
        if top.likely < COPIED || top.near < KIND_NEAR {
            return None;
        }
        let (own, act) = (&self.local.text, &self.act(top).text);
        result::left_out(&self.local.sanctions, own, act, &self.sanctions(top))
    }

    /// Takes out what another provision or another case of the same article clears.
    fn clear(&self, top: &Pair, found: &mut Vec<Difference>) {
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
            let heard = p.near >= FAR || p.likely >= top.likely * 0.5;
            // A law on the act needs less likeness than a rival of the same rank.
            let law = outranks && p.likely >= top.likely * 0.5;
            if sibling || !heard || !law && p.like < top.like * RIVAL {
                continue;
            }
            let ranges = law || same || p.likely >= top.likely * AS_LIKELY;
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
    reader: &mut Reader<'_>,
    locals: &[Local],
    k: usize,
    prior: &Prior,
    floors: Floors,
    out: &mut Vec<Conflict>,
) {
    let (acts, document, local) = (reader.acts, reader.document, &locals[k]);
    if yields(document, local) {
        return;
    }
    let mut ranked = pair::rank(acts, locals, k, prior, Some(Above::Above), PEERS);
    reader.read(local, &mut ranked);
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
    m.clear(top, &mut found);
    m.misnamed(document, top, &mut found);
    if found.is_empty() {
        found.extend(m.result_left_out(top));
    }
    let item = document.node(local.node).kind == Kind::Item;
    let of_all = m.of_all(top);
    for d in found {
        out.push(Conflict {
            of_all,
            sure: top.likely >= floors.sure
                && top.like >= floors.like
                && top.covered.min(top.covers) >= floors.whole
                && top.near >= floors.firm
                && of_all
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
