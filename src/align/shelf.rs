//! The provisions of one law, made ready for questions: a unit for every 款, and one for every 项
//! with the words that lead it. A penalty clause carries the words of the articles whose breach it
//! punishes.

use super::content::content;
use super::defined::{self, Defined};
use super::grams::{self, Gram};
use super::order::{Order, Sorts};
use super::query::penal;
use crate::citation::{self, Citation, Named, Provision};
use crate::document::{Document, Kind, NodeId, Number};
use crate::norm::{self, Norm};
use std::collections::BTreeMap;

/// How much the words count by where they stand.
pub(super) const OWN: f32 = 1.0;
/// Those that lead a list, for its items.
pub(super) const LEAD: f32 = 0.5;
/// Those of the provisions pointed to.
pub(super) const POINTED: f32 = 0.7;
/// Headings and the law's title.
pub(super) const CONTEXT: f32 = 0.25;
/// Those of the duty whose breach a penalty punishes without naming it.
const IMPLIED: f32 = 0.4;
/// How much of a penalty's words that duty must hold.
const SAME: f32 = 0.3;
/// What a defined term means.
pub(super) const DEFINED: f32 = 0.25;

/// The units that hold a pair, with the weight it has in each.
pub(super) type List<'a> = &'a [(u32, f32)];

/// A 款, or a 项 with its lead.
#[derive(Debug, Clone)]
pub(super) struct Unit {
    /// The 款 or 项.
    pub(super) node: NodeId,
    /// Its article.
    pub(super) article: Option<NodeId>,
    /// What it orders.
    pub(super) order: Order,
    /// Whether it speaks to those who make local law.
    pub(super) addressed: bool,
    /// Whether it is a 项.
    pub(super) item: bool,
    /// Whether it points to other provisions of its law.
    points: bool,
    /// The weight of all its words.
    pub(super) mass: f32,
}

/// A unit with its pairs.
type Made = (Unit, Vec<(Gram, f32)>);

/// A law's units and where each pair of characters stands in them.
#[derive(Debug)]
pub(super) struct Shelf {
    pub(super) units: Vec<Unit>,
    grams: Vec<Gram>,
    starts: Vec<u32>,
    postings: Vec<(u32, f32)>,
}

/// The words of a node with those under it that live.
pub(super) fn words(document: &Document, node: NodeId) -> String {
    let mut s = document.words(node).to_string();
    for d in document.descendants(node) {
        if !document.node(d).dead {
            s.push('\n');
            s.push_str(document.words(d));
        }
    }
    s
}

/// The headings a node stands under.
pub(super) fn headings(document: &Document, node: NodeId) -> String {
    let mut out = String::new();
    let mut at = document.node(node).parent;
    while let Some(i) = at {
        let n = document.node(i);
        if matches!(n.kind, Kind::Book | Kind::Chapter | Kind::Section) {
            out.push_str(document.words(i));
            out.push('\n');
        }
        at = n.parent;
    }
    out
}

/// The articles of a document by part and number, the living first.
pub(super) fn articles(document: &Document) -> BTreeMap<(u16, Number), NodeId> {
    let mut out = BTreeMap::new();
    for a in document.articles() {
        let n = document.node(a);
        if let Some(number) = n.number {
            let held = out.entry((n.part, number)).or_insert(a);
            if document.node(*held).dead && !n.dead {
                *held = a;
            }
        }
    }
    out
}

/// The nodes that a provision of the same document names: an article, its 款, or its 项.
fn targets(document: &Document, article: NodeId, p: &Provision) -> Vec<NodeId> {
    let mut at: Vec<NodeId> = vec![article];
    if let Some(k) = p.paragraph {
        at = document
            .children(article)
            .filter(|&x| document.node(x).number.map(|n| n.main) == Some(k))
            .filter(|&x| document.node(x).kind == Kind::Paragraph)
            .collect();
    }
    if let Some(i) = p.item {
        at = at
            .iter()
            .flat_map(|&x| document.descendants(x))
            .filter(|&x| document.node(x).kind == Kind::Item && document.node(x).number == Some(i))
            .collect();
    }
    at
}

/// Adds what the defined terms in a unit's words mean.
fn meant(defined: &[Defined], words: &str, terms: &mut Vec<(Gram, f32)>) {
    for d in defined.iter().filter(|d| words.contains(&d.term)) {
        for &g in &d.meaning {
            if let Err(i) = terms.binary_search_by_key(&g, |t| t.0) {
                terms.insert(i, (g, DEFINED));
            }
        }
    }
}

/// A penalty that names no provision punishes the breach of the duty whose words it has: it carries
/// that duty's words too.
fn implied(made: &mut [Made]) {
    let mut df: BTreeMap<Gram, usize> = BTreeMap::new();
    for (_, terms) in made.iter() {
        for t in terms {
            *df.entry(t.0).or_insert(0) += 1;
        }
    }
    let n = made.len();
    let weight = |g: &Gram| idf(n, df.get(g).copied().unwrap_or(0));
    let own = |terms: &[(Gram, f32)]| -> Vec<Gram> {
        terms.iter().filter(|t| t.1 >= LEAD).map(|t| t.0).collect()
    };
    let duties: Vec<Vec<Gram>> = made
        .iter()
        .filter(|(u, _)| !u.item && !u.order.sorts.has(Sorts::PENALTY))
        .map(|(_, t)| own(t))
        .collect();
    for (unit, terms) in made.iter_mut() {
        if unit.points || !unit.order.sorts.has(Sorts::PENALTY) {
            continue;
        }
        let act = own(terms);
        let all: f32 = act.iter().map(weight).sum();
        let best = duties
            .iter()
            .map(|d| {
                let shared: f32 = act
                    .iter()
                    .filter(|g| d.binary_search(g).is_ok())
                    .map(weight)
                    .sum();
                (shared / all.max(1e-6), d)
            })
            .max_by(|a, b| a.0.total_cmp(&b.0));
        let Some((_, duty)) = best.filter(|b| b.0 >= SAME) else {
            continue;
        };
        for &g in duty {
            if let Err(i) = terms.binary_search_by_key(&g, |t| t.0) {
                terms.insert(i, (g, IMPLIED));
            }
        }
    }
}

impl Shelf {
    /// Reads a law.
    pub(super) fn of(document: &Document, title: &str, region: &str) -> Self {
        let citations: Vec<Citation> = citation::find(document)
            .into_iter()
            .filter(|c| matches!(c.named, Named::This))
            .collect();
        let articles = articles(document);
        let main = document.main_part();
        let title = crate::law::title::matter(title, region);
        let defined = defined::terms(document);
        let mut made: Vec<Made> = Vec::new();
        // Clauses of one chapter follow one another: what they stand under, and what it is about.
        let mut above: (String, String) = (String::new(), content(&title, false));
        for node in document.ids() {
            let n = document.node(node);
            if n.kind != Kind::Paragraph || n.dead || n.part != main {
                continue;
            }
            let article = document.ancestor(node, Kind::Article);
            let headings = headings(document, node);
            if headings != above.0 {
                let about = content(&format!("{headings}{title}"), false);
                above = (headings, about);
            }
            let context = above.1.as_str();
            let pointed = |at: NodeId| -> String {
                let span = document.full_span(at);
                let from = citations.partition_point(|c| c.span.start < span.start);
                let mut out = String::new();
                for c in citations.iter().skip(from) {
                    if c.span.end > span.end {
                        break;
                    }
                    for p in &c.provisions {
                        let Some(&a) = p.article.and_then(|x| articles.get(&(main, x))) else {
                            continue;
                        };
                        if Some(a) == article && p.paragraph.is_none() {
                            continue;
                        }
                        for t in targets(document, a, p) {
                            out.push_str(&words(document, t));
                            out.push('\n');
                        }
                    }
                }
                out
            };
            let norms: Vec<Norm> = norm::read(document, node);
            let mut unit = |at: NodeId, lead: &str, own: &str, pointed: &str| {
                let order = Order::of(norms.iter().filter(|n| n.nodes.contains(&at)));
                let cut = order.sorts.has(Sorts::PENALTY) || penal(own) || penal(lead);
                let (own_words, lead_words) = (content(own, cut), content(lead, cut));
                let pointed_words = content(pointed, penal(pointed));
                let texts = [
                    (own_words.as_str(), OWN),
                    (lead_words.as_str(), LEAD),
                    (pointed_words.as_str(), POINTED),
                    (context, CONTEXT),
                ];
                let mut terms = grams::weighted(&texts);
                let words = format!("{lead}\n{own}\n{pointed}");
                meant(&defined, &words, &mut terms);
                made.push((
                    Unit {
                        node: at,
                        article,
                        order,
                        addressed: ["地方性法规", "法规、规章"]
                            .iter()
                            .any(|w| words.contains(w)),
                        item: !lead.is_empty(),
                        points: !pointed.is_empty(),
                        mass: 0.0,
                    },
                    terms,
                ));
            };
            let items: Vec<NodeId> = document
                .children(node)
                .filter(|&i| document.node(i).kind == Kind::Item && !document.node(i).dead)
                .collect();
            unit(node, "", &words(document, node), &pointed(node));
            if !items.is_empty() {
                let lead = document.words(node);
                let span = n.span;
                // What the lead points to is the act of all items.
                let of_lead: String = {
                    let from = citations.partition_point(|c| c.span.start < span.start);
                    let first = citations.get(from).filter(|c| c.span.end <= span.end);
                    first.map_or(String::new(), |_| pointed(node))
                };
                for i in items {
                    let own = pointed(i);
                    let own = if own.is_empty() { &of_lead } else { &own };
                    unit(i, lead, &words(document, i), own);
                }
            }
        }
        implied(&mut made);
        Self::index(made)
    }

    /// Inverts the units' terms.
    #[allow(clippy::cast_precision_loss)]
    fn index(made: Vec<Made>) -> Self {
        let mut all: Vec<(Gram, u32, f32)> = Vec::new();
        let mut units = Vec::with_capacity(made.len());
        for (i, (unit, terms)) in made.into_iter().enumerate() {
            let i = u32::try_from(i).unwrap_or(u32::MAX);
            all.extend(terms.into_iter().map(|(g, w)| (g, i, w)));
            units.push(unit);
        }
        all.sort_unstable_by_key(|t| (t.0, t.1));
        let mut out = Self {
            units,
            grams: Vec::new(),
            starts: vec![0],
            postings: Vec::with_capacity(all.len()),
        };
        for group in all.chunk_by(|a, b| a.0 == b.0) {
            out.grams.extend(group.first().map(|t| t.0));
            let idf = idf(out.units.len(), group.len());
            for &(_, u, w) in group {
                out.units[u as usize].mass += w * idf;
                out.postings.push((u, w));
            }
            out.starts
                .push(u32::try_from(out.postings.len()).unwrap_or(u32::MAX));
        }
        out
    }

    /// The units that hold a pair, with their weights, searching from the place `from` of the last
    /// pair asked; pairs are asked in order.
    pub(super) fn postings(&self, gram: Gram, from: &mut usize) -> List<'_> {
        let rest = self.grams.get(*from..).unwrap_or(&[]);
        match rest.binary_search(&gram) {
            Ok(i) => {
                let i = *from + i;
                *from = i + 1;
                &self.postings[self.starts[i] as usize..self.starts[i + 1] as usize]
            }
            Err(i) => {
                *from += i;
                &[]
            }
        }
    }
}

/// How telling a pair is that stands in `df` of `n` units.
#[allow(clippy::cast_precision_loss)]
pub(super) fn idf(n: usize, df: usize) -> f32 {
    let (n, df) = (n as f32, df as f32);
    (1.0 + (n - df + 0.5) / (df + 0.5)).ln()
}
