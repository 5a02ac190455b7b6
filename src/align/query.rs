//! A clause as questions, one an act: its own words, the words that lead its list, the words of
//! the provisions whose breach it punishes, and what sort of order it gives.

use super::content::content;
use super::grams::{self, Gram};
use super::order::{Order, Sorts};
use super::shelf::{CONTEXT, LEAD, OWN, POINTED, headings, words};
use crate::citation::{Citation, Named};
use crate::document::{Document, NodeId, Number};
use crate::law::title;
use crate::norm::{self, Norm, ReferenceKind};

/// How many sentences of what a clause points to are asked one by one.
const SENTENCES: usize = 10;

/// Whether a text threatens sanctions, by its words.
pub(super) fn penal(text: &str) -> bool {
    [
        "罚款",
        "吊销",
        "没收",
        "停业整顿",
        "给予警告",
        "处警告",
        "予以警告",
        "停产停业",
    ]
    .iter()
    .any(|w| text.contains(w))
}

/// One act of a clause as a question.
#[derive(Debug, Clone)]
pub struct Question {
    /// Its terms with their weights, sorted.
    pub(super) terms: Vec<(Gram, f32)>,
    /// What the clause orders of it.
    pub(super) order: Order,
    /// The terms of the act's own words, sorted.
    pub(super) own: Vec<Gram>,
    /// Whether it is one sentence of what the clause points to.
    pub(super) sentence: bool,
}

/// A clause as questions.
#[derive(Debug, Clone, Default)]
pub struct Query {
    /// One an act.
    pub(super) questions: Vec<Question>,
    /// Keys of laws it cites, with the article if named.
    pub(super) cited: Vec<(String, Option<Number>)>,
    /// All its words and those it points to.
    pub(super) text: String,
}

/// The sentences of the provisions that a norm points to.
fn pointed(document: &Document, norm: &Norm) -> (Vec<String>, String) {
    let mut out: Vec<String> = Vec::new();
    let mut context = String::new();
    if let Some(&n) = norm.nodes.first() {
        context.push_str(&headings(document, n));
    }
    for r in norm.references.iter().filter(|r| r.title.is_none()) {
        if !matches!(r.kind, ReferenceKind::Violated | ReferenceKind::ActOf) {
            continue;
        }
        for &t in &r.targets {
            context.push_str(&headings(document, t));
            for s in words(document, t).split(['。', '；', '\n']) {
                let s = s.trim();
                if s.chars().count() > 4 && !out.iter().any(|o| o == s) {
                    out.push(s.to_string());
                }
            }
        }
    }
    (out, context)
}

/// The questions that a norm puts: the whole of it, then every sentence it points to.
fn questions(document: &Document, norm: &Norm, alone: bool) -> Vec<Question> {
    let sentence = document.slice(norm.span);
    let lead = norm.lead.map_or("", |l| document.slice(l));
    let order = Order::of(std::iter::once(norm));
    let penal = order.sorts.has(Sorts::PENALTY) || self::penal(sentence) || self::penal(lead);
    let (pointed, context) = pointed(document, norm);
    // Of a sentence with several acts only the words of this one are its own.
    let (own, rest) = if alone || norm.act.text.is_empty() {
        (sentence, "")
    } else {
        (norm.act.text.as_str(), sentence)
    };
    // A list of conditions is one norm; its conditions are what it is about.
    let mut own = own.to_string();
    for c in &norm.conditions {
        own.push('\n');
        own.push_str(document.slice(*c));
    }
    let (own, rest, lead) = (
        content(&own, penal),
        content(rest, penal),
        content(lead, penal),
    );
    let context = content(&context, false);
    let acts: Vec<String> = pointed.iter().map(|p| content(p, self::penal(p))).collect();
    let all = acts.join("\n");
    let base = [
        (own.as_str(), OWN),
        (rest.as_str(), CONTEXT),
        (lead.as_str(), LEAD),
        (context.as_str(), CONTEXT),
    ];
    let put = |more: &[(&str, f32)], sentence| {
        let all = [&base, more].concat();
        let heavy: Vec<(&str, f32)> = all.iter().copied().filter(|t| t.1 >= POINTED).collect();
        Question {
            terms: grams::weighted(&all),
            order: order.clone(),
            own: grams::weighted(&heavy).into_iter().map(|t| t.0).collect(),
            sentence,
        }
    };
    let mut out = vec![put(&[(&all, POINTED)], false)];
    if acts.len() > 1 {
        out.extend(
            acts.iter()
                .take(SENTENCES)
                .map(|a| put(&[(a, OWN), (&all, CONTEXT)], true)),
        );
    }
    out
}

/// The laws that the words of nodes cite.
fn cited(
    document: &Document,
    citations: &[Citation],
    nodes: &[NodeId],
) -> Vec<(String, Option<Number>)> {
    let mut out = Vec::new();
    for &node in nodes {
        let whole = document.full_span(node);
        for c in citations
            .iter()
            .filter(|c| whole.start <= c.span.start && c.span.end <= whole.end)
        {
            if let Named::Title { title: t, .. } = &c.named
                && c.law
            {
                out.push((title::key(t), c.provisions.first().and_then(|p| p.article)));
            }
        }
    }
    out
}

/// All the words of nodes, of what their norms point to, and of the headings above.
fn text(document: &Document, norms: &[Norm], nodes: &[NodeId]) -> String {
    let mut out = String::new();
    for &n in nodes {
        out.push_str(&headings(document, n));
        out.push_str(&words(document, n));
        out.push('\n');
    }
    for n in norms {
        let (pointed, context) = pointed(document, n);
        for p in pointed {
            out.push_str(&p);
            out.push('\n');
        }
        out.push_str(&context);
    }
    out
}

/// The questions that the clauses `nodes` (款 of one article) put. `citations` are those of the
/// whole document.
pub fn query(document: &Document, citations: &[Citation], nodes: &[NodeId]) -> Query {
    let norms: Vec<Norm> = nodes
        .iter()
        .flat_map(|&n| norm::read(document, n))
        .collect();
    let mut questions: Vec<Question> = Vec::new();
    for n in &norms {
        let alone = norms.iter().filter(|o| o.span == n.span).count() == 1;
        for q in self::questions(document, n, alone) {
            if !q.terms.is_empty() && questions.iter().all(|o| o.terms != q.terms) {
                questions.push(q);
            }
        }
    }
    Query {
        questions,
        cited: cited(document, citations, nodes),
        text: text(document, &norms, nodes),
    }
}

/// The question that one norm puts (see [`crate::norm::read`]).
pub fn query_norm(document: &Document, citations: &[Citation], norm: &Norm) -> Query {
    let at: Vec<NodeId> = norm.nodes.last().copied().into_iter().collect();
    Query {
        questions: self::questions(document, norm, false),
        cited: cited(document, citations, &at),
        text: text(document, std::slice::from_ref(norm), &at),
    }
}
