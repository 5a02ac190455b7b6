//! The sentences of a text as units that can be matched, and an index that finds the likest.
//!
//! An item (项) is a unit of its own and knows the sentence that leads its list. Wording that all
//! clauses of a kind share is left out ([`crate::align::terms`]), so that likeness means the same
//! act.

use crate::align::{Gram, terms};
use crate::document::{Document, Kind, NodeId, Number};
use crate::text::Span;
use crate::text::normalize::squeeze;
use std::collections::BTreeMap;

/// Below this many pairs a sentence says too little to be matched.
const LEAST: usize = 6;

/// A sentence, or an item.
#[derive(Debug, Clone)]
pub(super) struct Sentence {
    /// Index of the text it stands in.
    pub text: usize,
    /// The article.
    pub article: Option<Number>,
    /// The 款, 项 or 目.
    pub node: NodeId,
    /// Its words.
    pub span: Span,
    /// Lead and words, without blanks.
    pub full: String,
    /// What it is about.
    pub grams: Vec<Gram>,
}

impl Sentence {
    /// Whether it says enough to be matched.
    pub(super) fn tells(&self) -> bool {
        self.grams.len() >= LEAST
    }
}

/// The sentences of the living provisions of a document's main part.
pub(super) fn sentences(text: usize, d: &Document) -> Vec<Sentence> {
    let main = d.main_part();
    let mut out = Vec::new();
    for id in d.ids() {
        let n = d.node(id);
        if n.part != main || n.dead || !n.kind.is_normative() {
            continue;
        }
        let article = d.ancestor(id, Kind::Article);
        if article.is_some_and(|a| d.node(a).dead) {
            continue;
        }
        let lead = if matches!(n.kind, Kind::Item | Kind::Subitem) {
            n.parent
                .map(|p| d.words(p))
                .and_then(|w| w.rsplit('。').find(|s| !s.trim().is_empty()))
                .unwrap_or("")
        } else {
            ""
        };
        for span in cut(d, n.span) {
            let words = span.slice(&d.text);
            out.push(Sentence {
                text,
                article: article.and_then(|a| d.node(a).number),
                node: id,
                span,
                full: squeeze(&format!("{lead}{words}")),
                grams: terms(words),
            });
        }
    }
    out
}

/// The sentences of a span, trimmed.
fn cut(d: &Document, span: Span) -> Vec<Span> {
    let mut out = Vec::new();
    let mut at = span.start;
    for (i, c) in span.slice(&d.text).char_indices() {
        if c == '。' || c == '\n' {
            let end = span.start + i + c.len_utf8();
            out.push(Span::new(at, end));
            at = end;
        }
    }
    out.push(Span::new(at, span.end));
    out.into_iter()
        .map(|s| s.trim(&d.text))
        .filter(|s| !s.is_empty())
        .collect()
}

/// The sentence of a node that holds a span.
pub(super) fn around(d: &Document, node: NodeId, span: Span) -> Span {
    let n = d.node(node).span;
    cut(d, n)
        .into_iter()
        .find(|s| s.start <= span.start && span.end <= s.end)
        .unwrap_or(span)
}

/// Sentences with an index over what they are about.
#[derive(Debug, Default)]
pub(super) struct Pool {
    /// The sentences.
    pub all: Vec<Sentence>,
    postings: BTreeMap<Gram, (Vec<u32>, f32)>,
    masses: Vec<f32>,
    rarest: f32,
}

impl Pool {
    #[allow(clippy::cast_precision_loss)] // counts of sentences
    pub(super) fn new(all: Vec<Sentence>) -> Self {
        let mut lists: BTreeMap<Gram, Vec<u32>> = BTreeMap::new();
        for (i, s) in (0u32..).zip(&all) {
            for &g in &s.grams {
                lists.entry(g).or_default().push(i);
            }
        }
        let n = all.len() as f32;
        let mut out = Self {
            postings: lists
                .into_iter()
                .map(|(g, l)| {
                    let w = (1.0 + n / l.len() as f32).ln();
                    (g, (l, w))
                })
                .collect(),
            masses: Vec::new(),
            rarest: (1.0 + n).ln(),
            all,
        };
        out.masses = out.all.iter().map(|s| out.mass(&s.grams)).collect();
        out
    }

    fn mass(&self, grams: &[Gram]) -> f32 {
        grams
            .iter()
            .map(|g| self.postings.get(g).map_or(self.rarest, |p| p.1))
            .sum()
    }

    /// The sentences alike from `least` on (0 to 1) with their likeness, best first; of equals the
    /// first.
    pub(super) fn like(&self, s: &Sentence, least: f32) -> Vec<(usize, f32)> {
        if !s.tells() {
            return Vec::new();
        }
        let mass = self.mass(&s.grams);
        let mut shared = vec![0.0f32; self.all.len()];
        for g in &s.grams {
            if let Some((list, w)) = self.postings.get(g) {
                for &i in list {
                    shared[i as usize] += w;
                }
            }
        }
        let mut out: Vec<(usize, f32)> = shared
            .into_iter()
            .enumerate()
            .filter(|&(i, s)| s > 0.0 && self.all[i].tells())
            .map(|(i, s)| (i, 2.0 * s / (mass + self.masses[i]).max(1e-6)))
            .filter(|&(_, l)| l >= least)
            .collect();
        out.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        out
    }
}
