//! The sanctions of the old and the new texts act by act, and the clauses that agree with the old
//! ones and not with the new: likely.

use super::changes::{Fate, Map, Shift};
use super::cites::hit;
use super::sides::Sides;
use super::{Hit, Link, Local};
use crate::citation::Citation;
use crate::conflict::acts::{Act, Acts};
use crate::conflict::compare::differences;
use crate::conflict::{Pair, pair};
use crate::document::{Kind, Number};
use crate::finding::Confidence;
use crate::law::{Above, Standing};
use crate::norm::{Amount, Sanction, SanctionKind};
use crate::text::Date;

/// From here on two acts are the same …
const LIKE: f32 = 0.45;
/// … and each holds so much of the other.
const PART: f32 = 0.3;
/// The law is near the document's matter.
const NEAR: f32 = 0.5;
/// An old act this near to the best one, with the very figures of the clause, is its own.
const RIVAL: f32 = 0.85;
/// An act punished for the first time must be this like.
const FRESH: f32 = 0.75;
/// Surely the same act.
const SURE: f32 = 0.65;
/// Norms of one article this near to the best one are on the same act.
const SIBLING: f32 = 0.75;
/// Two acts of old and new text are one from this likeness on.
const KEPT: f32 = 0.5;
/// How many likely acts are looked at.
const PEERS: usize = 40;

/// The penal norms of all texts; the new text is the last source.
#[derive(Debug)]
pub(super) struct Punished {
    acts: Acts,
    new: u32,
}

impl Punished {
    pub(super) fn of(sides: &Sides, on: Date) -> Self {
        let timeless = |s: &Standing| Standing {
            from: None,
            until: None,
            ..s.clone()
        };
        let list: Vec<_> = sides
            .texts()
            .map(|t| (timeless(&t.standing), &*t.document))
            .collect();
        Self {
            acts: Acts::of_documents(&list, on),
            new: u32::try_from(sides.old.len()).unwrap_or(u32::MAX),
        }
    }

    fn article(&self, source: u32, n: Number) -> impl Iterator<Item = &Act> {
        self.acts.of(source).iter().filter(move |a| a.article == n)
    }

    /// The sanctions that changed between an old article and the new one, where both are read in
    /// full.
    pub(super) fn shifts(&self, text: usize, old: Number, new: Number) -> Vec<Shift> {
        let text = u32::try_from(text).unwrap_or(u32::MAX);
        let mut out: Vec<Shift> = Vec::new();
        for a in self.article(text, old) {
            let best = self
                .article(self.new, new)
                .map(|b| (b, a.bags.body.like(&b.bags.body)))
                .filter(|b| b.1 >= KEPT)
                .fold(None, |best: Option<(&Act, f32)>, b| match best {
                    Some(x) if x.1 >= b.1 => Some(x),
                    _ => Some(b),
                });
            let Some((b, _)) = best else { continue };
            if !a.norm.complete || !b.norm.complete {
                continue;
            }
            for s in shifted(a, b) {
                if !out.contains(&s) {
                    out.push(s);
                }
            }
        }
        out
    }

    /// The clauses of a document that punish as the old text did.
    pub(super) fn hits(
        &self,
        sides: &Sides,
        map: &Map,
        l: &Local,
        citations: &[Citation],
        on: Date,
    ) -> Vec<Hit> {
        let d = &*l.document;
        let locals = pair::locals(d, &self.acts);
        let citations: Vec<&Citation> = citations.iter().collect();
        let prior = pair::prior(&self.acts, d, &l.standing, &citations, &locals, on);
        let mut out: Vec<Hit> = Vec::new();
        for k in 0..locals.len() {
            let local = &locals[k];
            if !local.norm.exceptions.is_empty() || !local.norm.complete {
                continue;
            }
            let ranked = pair::rank(&self.acts, &locals, k, &prior, Some(Above::Above), PEERS);
            let holds =
                |p: &&Pair| p.near >= NEAR && p.like >= LIKE && p.covered.min(p.covers) >= PART;
            let olds: Vec<&Pair> = ranked
                .iter()
                .filter(holds)
                .filter(|p| self.act(p).source < self.new)
                .collect();
            let old = olds
                .iter()
                .filter(|p| p.score >= olds[0].score * RIVAL)
                .find(|p| {
                    let theirs = &self.act(p).sanctions;
                    local.sanctions.iter().any(|s| equal(theirs.iter(), s))
                })
                .or(olds.first())
                .copied();
            let new = ranked
                .iter()
                .filter(holds)
                .find(|p| self.act(p).source == self.new);
            let case = Case {
                all: self,
                sides,
                map,
                l,
                local,
                ranked: &ranked,
            };
            out.extend(match (old, new) {
                (Some(o), n) => case.revised(o, n),
                (None, Some(n)) => case.fresh(n),
                (None, None) => None,
            });
        }
        out
    }

    fn act(&self, p: &Pair) -> &Act {
        &self.acts.acts[p.act as usize]
    }
}

/// A local penal norm with the acts that may be its own.
struct Case<'a> {
    all: &'a Punished,
    sides: &'a Sides,
    map: &'a Map,
    l: &'a Local,
    local: &'a pair::Local,
    ranked: &'a [Pair],
}

impl<'a> Case<'a> {
    /// The sanctions of all norms on the act in its article.
    fn sanctions(&self, top: &Pair) -> Vec<&'a Sanction> {
        let head = self.all.act(top);
        let mut out = Vec::new();
        for p in self.ranked {
            let h = self.all.act(p);
            if (h.source, h.article) == (head.source, head.article) && p.like >= top.like * SIBLING
            {
                out.extend(
                    h.sanctions
                        .iter()
                        .filter(|s| !out.contains(s))
                        .collect::<Vec<_>>(),
                );
            }
        }
        out
    }

    /// Whether another new provision on an act as like allows the sanction.
    fn cleared(&self, top: &Pair, sanction: usize) -> bool {
        self.ranked
            .iter()
            .filter(|p| self.all.act(p).source == self.all.new && p.like >= top.like * 0.85)
            .any(|p| {
                let own: Vec<&Sanction> = self.all.act(p).sanctions.iter().collect();
                differences(&self.local.sanctions, &own, true)
                    .iter()
                    .all(|d| d.sanction != sanction)
            })
    }

    fn provision(&self, p: &Pair) -> super::Provision {
        let a = self.all.act(p);
        let t = self
            .sides
            .texts()
            .nth(a.source as usize)
            .unwrap_or(&self.sides.new);
        let quote = if a.lead_words.is_empty() {
            a.words.trim().to_string()
        } else {
            format!("{} {}", a.lead_words.trim(), a.words.trim())
        };
        t.provision(a.article.article(), quote)
    }

    fn revised(&self, o: &Pair, n: Option<&Pair>) -> Option<Hit> {
        let a = self.all.act(o);
        let (old, here) = (self.sanctions(o), &self.local.sanctions);
        let to = self
            .map
            .articles
            .get(&(a.source as usize, a.article))
            .copied();
        let Some(n) = n else {
            // Nothing in the new text is on the act.
            if to.is_some() || !self.sides.revised || o.like < SURE {
                return None;
            }
            let action = format!(
                "《{}》不再对这一行为规定处罚，核对本条是否还有依据。",
                self.sides.new.title
            );
            return Some(self.hit(Link::PenaltyGone, Fate::Vanished, Some(o), None, action));
        };
        let b = self.all.act(n);
        // Two acts that aren't each other's counterparts say nothing of a change.
        if to.is_some_and(|t| t != b.article) && a.bags.body.like(&b.bags.body) < KEPT {
            return None;
        }
        let new = self.sanctions(n);
        let complete = a.norm.complete && b.norm.complete;
        let before = differences(here, &old, complete);
        let d = differences(here, &new, complete).into_iter().find(|d| {
            before.iter().all(|x| x.sanction != d.sanction) && !self.cleared(n, d.sanction)
        });
        let fate = Fate::of(false, self.sides.revised && a.article == b.article);
        if let Some(d) = d {
            // It is said to fit the old text: a range there must hold it, and none of the new be the same.
            let s = &here[d.sanction];
            let fine = s.kind == SanctionKind::Fine;
            if fine
                && (!old.iter().any(|o| within(s, o)) || new.iter().any(|n| amount(n) == amount(s)))
            {
                return None;
            }
            let words = self.l.document.slice(d.local);
            let now = d.higher.and_then(|s| words_of(&self.all.acts, b, s));
            let action = match now {
                Some(w) => format!(
                    "本条“{words}”合于旧规定，不合于现行的“{w}”，按《{}》{}修改。",
                    self.sides.new.title,
                    b.article.article()
                ),
                None => format!(
                    "本条“{words}”合于旧规定，现行《{}》{}对这一行为不再有这种处罚，核对后修改。",
                    self.sides.new.title,
                    b.article.article()
                ),
            };
            let mut h = self.hit(Link::Penalty, fate, Some(o), Some(n), action);
            if o.like.min(n.like) < SURE || !d.clear || self.local.borrowed {
                h.confidence = Confidence::Medium;
            }
            return Some(h);
        }
        // The very figures of the old text, still inside the new range.
        let kept = here.iter().find(|s| {
            let any = new.iter().any(|n| amount(n) == amount(s));
            equal(old.iter().copied(), s) && !any
        })?;
        if !before.is_empty()
            || o.like.min(n.like) < SURE
            || new.iter().all(|s| s.kind != SanctionKind::Fine)
        {
            return None;
        }
        let action = format!(
            "本条“{}”与旧规定的幅度相同，《{}》{}的幅度已改；仍在新的幅度之内，研究是否随之调整。",
            self.l.document.slice(kept.span),
            self.sides.new.title,
            b.article.article()
        );
        let mut h = self.hit(Link::Penalty, fate, Some(o), Some(n), action);
        h.confidence = Confidence::Medium;
        Some(h)
    }

    /// An act that the old texts didn't punish.
    fn fresh(&self, n: &Pair) -> Option<Hit> {
        let b = self.all.act(n);
        let old = self.map.articles.values().any(|a| *a == b.article);
        if n.like < FRESH || self.local.borrowed || old && !self.sides.old.is_empty() {
            return None;
        }
        let complete = b.norm.complete;
        let d = differences(&self.local.sanctions, &self.sanctions(n), complete)
            .into_iter()
            .find(|d| !self.cleared(n, d.sanction))?;
        let action = format!(
            "《{}》{}对这一行为规定了处罚，本条“{}”与之不同，核对后修改。",
            self.sides.new.title,
            b.article.article(),
            self.l.document.slice(d.local)
        );
        let mut h = self.hit(Link::PenaltyNew, Fate::New, None, Some(n), action);
        h.confidence = Confidence::Medium;
        Some(h)
    }

    fn hit(
        &self,
        link: Link,
        fate: Fate,
        o: Option<&Pair>,
        n: Option<&Pair>,
        action: String,
    ) -> Hit {
        let d = &self.l.document;
        let node = self.local.node;
        let span = if d.node(node).kind == Kind::Item {
            d.node(node).span
        } else {
            self.local.norm.span
        }
        .trim(&d.text);
        let sides = (o.map(|p| self.provision(p)), n.map(|p| self.provision(p)));
        hit(d, node, span, link, fate, sides, action)
    }
}

/// Floor, cap and how it is reckoned.
fn amount(s: &Sanction) -> Option<(u64, Option<u64>, Option<u64>)> {
    let Amount {
        min,
        max,
        cap,
        basis,
        ..
    } = s.amount.as_ref()?;
    (min.is_some() || max.is_some()).then_some((min.unwrap_or(0) * 16 + *basis as u64, *max, *cap))
}

/// Whether a fine's figures lie within another's, reckoned the same way.
fn within(s: &Sanction, outer: &Sanction) -> bool {
    let (Some(a), Some(b)) = (s.amount.as_ref(), outer.amount.as_ref()) else {
        return false;
    };
    let end = |x: &Amount| x.max.unwrap_or(u64::MAX);
    (a.basis == b.basis || a.min.is_none() != b.min.is_none() && a.max.is_some())
        && a.min.unwrap_or(0) >= b.min.unwrap_or(0)
        && end(a) <= end(b)
}

/// Whether a fine of the list has the very figures of this one, on the same tier.
fn equal<'s>(mut list: impl Iterator<Item = &'s Sanction>, s: &Sanction) -> bool {
    s.kind == SanctionKind::Fine
        && amount(s).is_some()
        && list.any(|o| o.kind == s.kind && o.tier == s.tier && amount(o) == amount(s))
}

/// The words of a sanction of the act's article.
fn words_of(acts: &Acts, a: &Act, span: crate::text::Span) -> Option<String> {
    acts.of(a.source)
        .iter()
        .filter(|x| x.article == a.article)
        .find_map(|x| {
            let i = x.sanctions.iter().position(|s| s.span == span)?;
            x.sanction_words.get(i).cloned()
        })
}

/// Sanction by sanction: same kind, tier and object.
fn shifted(a: &Act, b: &Act) -> Vec<Shift> {
    let like =
        |x: &Sanction, y: &Sanction| x.kind == y.kind && x.tier == y.tier && x.object == y.object;
    let said = |x: &Act, i: usize| x.sanction_words.get(i).cloned();
    let shift = |s: &Sanction, old, new| Shift {
        act: a.text.clone(),
        kind: s.kind.shown().to_string(),
        tier: s.tier.shown().to_string(),
        old,
        new,
    };
    let mut out = Vec::new();
    for (i, s) in a.sanctions.iter().enumerate() {
        let there: Vec<usize> = (0..b.sanctions.len())
            .filter(|&j| like(s, &b.sanctions[j]))
            .collect();
        if there.iter().any(|&j| amount(s) == amount(&b.sanctions[j])) {
            continue;
        }
        out.push(shift(
            s,
            said(a, i),
            there.first().and_then(|&j| said(b, j)),
        ));
    }
    for (j, s) in b.sanctions.iter().enumerate() {
        if !a.sanctions.iter().any(|x| like(x, s)) {
            out.push(shift(s, None, said(b, j)));
        }
    }
    out
}
