//! Senses: ideas which together, in any order and close to each other in one statement, make the
//! fault, whatever the wording: “罚没款” + “拨回” + “执法单位”. A rule says the ideas; where they
//! stand to each other is the statement's business.

use super::Context;
use super::phrase::phrase;
use super::statement::{Hit, Scope, Statement, statements};
use regex::Regex;
use std::ops::Range;

/// Ideas that make a fault together.
#[derive(Debug)]
pub(super) struct Sense {
    ideas: Vec<Regex>,
    unless: Option<Regex>,
    within: usize,
    own: bool,
}

impl Sense {
    /// All of `ideas` within `within` characters.
    pub(super) fn new(ideas: &[&str], within: usize) -> Self {
        Self {
            ideas: ideas.iter().map(|i| phrase(i)).collect(),
            unless: None,
            within,
            own: false,
        }
    }

    /// Not where the statement says this.
    pub(super) fn unless(mut self, words: &str) -> Self {
        self.unless = Some(phrase(words));
        self
    }

    /// Negative words belong to the fault (不再听取).
    pub(super) fn negative(mut self) -> Self {
        self.own = true;
        self
    }

    /// The first place in a statement where the ideas meet, said in earnest.
    pub(super) fn find<'a>(&self, cx: &Context<'a>, s: &Statement<'a>) -> Option<Hit<'a>> {
        if self.unless.as_ref().is_some_and(|u| u.is_match(s.text)) {
            return None;
        }
        let (first, others) = self.ideas.split_first()?;
        first.find_iter(s.text).find_map(|m| {
            let mut whole = m.range();
            let mut taken = vec![m.range()];
            for idea in others {
                let near = idea
                    .find_iter(s.text)
                    .map(|n| n.range())
                    .filter(|n| taken.iter().all(|t| n.end <= t.start || t.end <= n.start))
                    .min_by_key(|n| gap(n, &whole))?;
                whole = whole.start.min(near.start)..whole.end.max(near.end);
                taken.push(near);
            }
            let close = s.text[whole.clone()].chars().count() <= self.within;
            (close && s.earnest(whole.clone(), self.own)).then(|| s.hit(cx, whole))
        })
    }
}

/// The bytes between two ranges.
fn gap(a: &Range<usize>, b: &Range<usize>) -> usize {
    if a.end <= b.start {
        b.start - a.end
    } else {
        a.start.saturating_sub(b.end)
    }
}

/// The hits of senses in the statements that `seen` doesn't already report.
pub(super) fn senses<'a>(
    cx: &Context<'a>,
    scope: Scope,
    senses: &[Sense],
    seen: &[Hit<'_>],
) -> Vec<Hit<'a>> {
    if !scope.holds(cx) {
        return Vec::new();
    }
    statements(cx.document)
        .iter()
        .filter(|s| seen.iter().all(|h| h.statement.span != s.span))
        .filter_map(|s| senses.iter().find_map(|sense| sense.find(cx, s)))
        .collect()
}
