//! Clauses that order something other than a penalty: duties, licences, limits, lists of
//! conditions. Those of a higher law are read when a document first needs them.

use super::acts::{Acts, Bag, Common};
use super::pair::{self, Norms};
use crate::align::{Gram, terms};
use crate::corpus::Library;
use crate::document::{Document, NodeId, Number};
use crate::norm::{Form, Norm};
use crate::text::Span;
use std::sync::OnceLock;

/// A clause with the words by which it is compared.
#[derive(Debug, Clone)]
pub struct Clause {
    /// The article.
    pub article: Number,
    /// The 款.
    pub paragraph: Option<u32>,
    /// The 款 or 项.
    pub node: NodeId,
    /// The norm read from it.
    pub norm: Norm,
    /// Its sentence, as printed.
    pub words: String,
    /// The sentence that leads its list, as printed; empty where there is none.
    pub lead: String,
    /// The conditions of a list “应当具备下列条件”, as printed.
    pub conditions: Vec<String>,
    /// Its exceptions (…的除外), as printed; they may stand in a sentence of their own.
    pub exceptions: Vec<String>,
    /// Content pairs.
    pub grams: Vec<Gram>,
    /// The same, weighed.
    pub bag: Bag,
}

impl Clause {
    /// Words of the norm: of its sentence or of the lead.
    pub fn slice(&self, span: Span) -> &str {
        let within = |outer: Span, words: &'_ str| -> Option<(usize, usize)> {
            (outer.start <= span.start && span.end <= outer.start + words.len())
                .then(|| (span.start - outer.start, span.end - outer.start))
        };
        if let Some((a, b)) = within(self.norm.span, &self.words) {
            return self.words.get(a..b).unwrap_or("");
        }
        if let Some(lead) = self.norm.lead
            && let Some((a, b)) = within(lead, &self.lead)
        {
            return self.lead.get(a..b).unwrap_or("");
        }
        ""
    }
}

/// The clauses of one law with an index over their content.
#[derive(Debug, Default)]
pub struct Shelf {
    /// The clauses, in order of place.
    pub clauses: Vec<Clause>,
    /// The pairs, sorted, each with where its postings start.
    grams: Vec<Gram>,
    starts: Vec<u32>,
    /// The clauses that hold the pair, each with the pair's weight in it.
    postings: Vec<(u32, f32)>,
}

impl Shelf {
    /// Tells of each clause that shares a pair with the bag, in order: its number, how many pairs
    /// it shares and what they weigh ([`Bag::shared`]).
    pub fn touched(&self, bag: &Bag, mut tell: impl FnMut(usize, u32, f32)) {
        // A place for each clause is faster than a map: common pairs stand in most.
        let mut shared = vec![(0_u32, 0.0_f32); self.clauses.len()];
        for &(g, weight) in &bag.pairs {
            let Ok(k) = self.grams.binary_search(&g) else {
                continue;
            };
            for &(i, own) in &self.postings[self.starts[k] as usize..self.starts[k + 1] as usize] {
                let s = &mut shared[i as usize];
                s.0 += 1;
                s.1 += weight.min(own);
            }
        }
        for (i, (pairs, weight)) in shared.into_iter().enumerate() {
            if pairs > 0 {
                tell(i, pairs, weight);
            }
        }
    }
}

/// The shelves of all sources, filled as they are asked for.
#[derive(Debug, Default)]
pub struct Shelves(Vec<OnceLock<Shelf>>);

impl Shelves {
    /// Empty ones.
    pub fn new(n: usize) -> Self {
        Self((0..n).map(|_| OnceLock::new()).collect())
    }

    /// The shelf of a source; read from the library the first time.
    pub fn get(&self, acts: &Acts, source: usize, library: &Library) -> Option<&Shelf> {
        let cell = self.0.get(source)?;
        Some(cell.get_or_init(|| {
            library
                .document(acts.sources[source].version)
                .map_or_else(|_| Shelf::default(), |d| shelf(&d, acts))
        }))
    }

    /// Puts a document on the shelf of a source (examples, tests).
    pub fn put(&self, acts: &Acts, source: usize, document: &Document) {
        if let Some(cell) = self.0.get(source) {
            let _ = cell.set(shelf(document, acts));
        }
    }
}

/// The clauses of a document that are no penalties.
pub fn read(document: &Document, acts: &Acts) -> Vec<Clause> {
    told(document, acts, &pair::norms(document))
}

/// The same from norms at hand.
pub(super) fn told(document: &Document, acts: &Acts, norms: &Norms) -> Vec<Clause> {
    let mut out = Vec::new();
    for (article, own) in norms {
        let article = *article;
        let Some(number) = document.node(article).number else {
            continue;
        };
        for n in own {
            if n.form == Form::Penalty || !n.sanctions.is_empty() {
                continue;
            }
            let words = document.slice(n.span).to_string();
            let lead = n.lead.map_or("", |s| document.slice(s)).to_string();
            let grams = terms(&words);
            if grams.len() < 4 && n.conditions.is_empty() {
                continue;
            }
            let node = n.nodes.last().copied().unwrap_or(article);
            out.push(Clause {
                article: number,
                paragraph: document.place(node).paragraph,
                node,
                conditions: n
                    .conditions
                    .iter()
                    .map(|s| document.slice(*s).to_string())
                    .collect(),
                exceptions: n
                    .exceptions
                    .iter()
                    .map(|s| document.slice(*s).to_string())
                    .collect(),
                norm: n.clone(),
                words,
                lead,
                grams,
                bag: Bag::default(),
            });
        }
    }
    let common = Common::of(out.iter().map(|c| c.grams.as_slice()));
    for c in &mut out {
        c.bag = acts.weighed(&c.grams, &common);
    }
    out
}

fn shelf(document: &Document, acts: &Acts) -> Shelf {
    let clauses = read(document, acts);
    let mut held: Vec<(Gram, u32, f32)> = Vec::new();
    for (i, c) in clauses.iter().enumerate() {
        let i = u32::try_from(i).unwrap_or(u32::MAX);
        held.extend(c.bag.pairs.iter().map(|&(g, weight)| (g, i, weight)));
    }
    held.sort_unstable_by_key(|h| (h.0, h.1));
    let mut out = Shelf {
        clauses,
        ..Shelf::default()
    };
    let at = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    for (g, i, weight) in held {
        if out.grams.last() != Some(&g) {
            out.grams.push(g);
            out.starts.push(at(out.postings.len()));
        }
        out.postings.push((i, weight));
    }
    out.starts.push(at(out.postings.len()));
    out
}
