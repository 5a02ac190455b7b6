//! The clauses that still have the words of an old sentence where the new text says otherwise:
//! likely.

use super::changes::{Fate, Map};
use super::cites::hit;
use super::sentences::{Sentence, sentences};
use super::sides::Sides;
use super::words::{orders, stale};
use super::{Hit, Link, Local};
use crate::document::NodeId;
use crate::finding::Confidence;
use crate::proposal::diff;
use crate::text::normalize::squeeze;
use std::collections::BTreeSet;

/// From this likeness on a clause follows a sentence: in a document that names the law or is of its
/// matter, and in any other.
const NEAR: f32 = 0.6;
const AFAR: f32 = 0.78;
/// Old and new sentence are one, reworded, from this likeness on.
const REWORDED: f64 = 0.6;
/// What vanished must be followed as closely as this.
const GONE: f32 = 0.75;

pub(super) fn hits(sides: &Sides, map: &Map, l: &Local, near: bool) -> Vec<Hit> {
    let d = &*l.document;
    let least = if near { NEAR } else { AFAR };
    let mut out = Vec::new();
    if sides.old.is_empty() {
        return out;
    }
    // A change of the sentence that leads a list is told at its first item.
    let mut told: BTreeSet<(Option<NodeId>, Option<usize>, String)> = BTreeSet::new();
    for s in sentences(0, d) {
        if !s.tells() || framing(&s.full) {
            continue;
        }
        let Some(&(i, like)) = map.old.like(&s, least).first() else {
            continue;
        };
        // What the new text says in words as like or liker is settled there.
        if let Some(&(n, now)) = map.new.like(&s, least).first()
            && (now > like + 0.02 || map.new.all[n].full == s.full)
        {
            continue;
        }
        let Some(h) = follows(sides, map, l, &s, i, like) else {
            continue;
        };
        let own = h.stale.iter().any(|w| squeeze(&h.quote).contains(&w.old));
        let list = d
            .node(s.node)
            .parent
            .filter(|_| !own && !h.stale.is_empty());
        let lead = list.map_or(Some(i), |_| None);
        if told.insert((list, lead, h.action.clone())) {
            out.push(h);
        }
    }
    out
}

/// 为了…制定本条例; 本条例自…起施行: no norm.
fn framing(words: &str) -> bool {
    words.contains("制定本") || words.contains("起施行") || words.contains("所称")
}

fn follows(sides: &Sides, map: &Map, l: &Local, s: &Sentence, i: usize, like: f32) -> Option<Hit> {
    let o = &map.old.all[i];
    let t = &sides.old[o.text];
    let article = |s: &Sentence| s.article.map_or_else(String::new, |a| a.article());
    let old = Some(t.provision(article(o), t.document.slice(o.span).to_string()));
    let make = |link, fate, new, action| {
        hit(
            &l.document,
            s.node,
            s.span,
            link,
            fate,
            (old.clone(), new),
            action,
        )
    };
    let name = &sides.new.title;
    let Some(n) = map.went[i].map(|n| &map.new.all[n]) else {
        // A revision struck it out; what a code leaves out may stand in other law.
        if !sides.revised || like < GONE || !orders(&o.full) || sides.seen_by(l.date) {
            return None;
        }
        let mut h = make(
            Link::WordsGone,
            Fate::Vanished,
            None,
            format!("上位法的这一规定在《{name}》中已删去，核对本条是否还有依据、是否还需要。"),
        );
        h.confidence = Confidence::Medium;
        return Some(h);
    };
    if n.full == o.full || s.full.contains(&n.full) || diff::likeness(&o.full, &n.full) < REWORDED {
        return None;
    }
    let kept = stale(&diff::pieces(&o.full, &n.full), &s.full, &n.full);
    if kept.is_empty() {
        return None;
    }
    let words: Vec<String> = kept.iter().map(super::Stale::shown).collect();
    let same = sides.revised && n.article == o.article;
    let new = Some(
        sides
            .new
            .provision(article(n), sides.new.document.slice(n.span).to_string()),
    );
    let mut h = make(
        Link::Words,
        Fate::of(false, same),
        new,
        format!(
            "本条仍用旧规定的{}，按《{name}》{}修改，或者说明保留的理由。",
            words.join("、"),
            article(n)
        ),
    );
    h.stale = kept;
    h.confidence = Confidence::Medium;
    Some(h)
}
