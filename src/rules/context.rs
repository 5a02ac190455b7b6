//! What a rule sees: the document, its citations resolved, the library and the registry, the day.

use super::Rule;
use crate::citation::Citation;
use crate::corpus::{Library, Resolved};
use crate::document::{Document, NodeId, Place};
use crate::finding::{
    Basis, Confidence, Edit, Finding, Fix, Grade, Kind, Outcome, Quoted, Severity, fingerprint,
};
use crate::law::Standing;
use crate::text::{Date, Span};
use std::collections::BTreeMap;

/// A citation with where it leads.
#[derive(Debug, Clone)]
pub struct Cited {
    /// What the text says.
    pub citation: Citation,
    /// Where it leads on the day of judgment.
    pub resolved: Resolved,
}

/// What a rule sees; no disk, no clock.
#[derive(Debug)]
pub struct Context<'a> {
    /// The document under review.
    pub document: &'a Document,
    /// Its standing (rank, issuer, region).
    pub standing: &'a Standing,
    /// Its citations, in order.
    pub citations: &'a [Cited],
    /// The library of law.
    pub library: &'a Library,
    /// The day of judgment.
    pub as_of: Date,
}

/// Collects the findings of one rule; made by the engine, so a rule can't report under another's code.
#[derive(Debug)]
pub struct Findings<'a> {
    rule: &'static Rule,
    document: &'a Document,
    list: Vec<Finding>,
    not_checked: Vec<String>,
    nth: BTreeMap<String, usize>,
}

impl<'a> Findings<'a> {
    /// For one rule and one document.
    pub fn new(rule: &'static Rule, document: &'a Document) -> Self {
        Self {
            rule,
            document,
            list: Vec::new(),
            not_checked: Vec::new(),
            nth: BTreeMap::new(),
        }
    }

    /// Starts a finding at a span (trimmed of white space), shown at the node that holds it. A
    /// span without words is not reported.
    pub fn report(&mut self, span: Span, message: impl Into<String>) -> Report<'_, 'a> {
        let span = span.trim(&self.document.text);
        let place = self
            .document
            .node_at(span.start)
            .map_or_else(Place::default, |n| self.document.place(n));
        Report {
            findings: self,
            draft: Some(Draft {
                span,
                place,
                message: message.into(),
                why: String::new(),
                counter: String::new(),
                kind: None,
                severity: None,
                confidence: None,
                basis: Vec::new(),
                fix: None,
                asks: None,
            }),
        }
    }

    /// Says that the rule could not judge this document, and why (in Chinese).
    pub fn not_checked(&mut self, reason: impl Into<String>) {
        self.not_checked.push(reason.into());
    }

    /// The findings and the reasons for not checking.
    pub fn into_parts(self) -> (Vec<Finding>, Vec<String>) {
        (self.list, self.not_checked)
    }
}

#[derive(Debug)]
struct Draft {
    span: Span,
    place: Place,
    message: String,
    why: String,
    counter: String,
    kind: Option<Kind>,
    severity: Option<Severity>,
    confidence: Option<Confidence>,
    basis: Vec<Basis>,
    fix: Option<Fix>,
    asks: Option<Outcome>,
}

/// A finding being made; it is reported when dropped.
#[derive(Debug)]
pub struct Report<'f, 'a> {
    findings: &'f mut Findings<'a>,
    draft: Option<Draft>,
}

impl Report<'_, '_> {
    fn with(mut self, change: impl FnOnce(&mut Draft)) -> Self {
        if let Some(d) = self.draft.as_mut() {
            change(d);
        }
        self
    }

    /// Why it is wrong.
    #[must_use]
    pub fn why(self, why: impl Into<String>) -> Self {
        self.with(|d| d.why = why.into())
    }

    /// What could be said against it.
    #[must_use]
    pub fn counter(self, counter: impl Into<String>) -> Self {
        self.with(|d| d.counter = counter.into())
    }

    /// Another kind than the rule's own.
    #[must_use]
    pub fn kind(self, kind: Kind) -> Self {
        self.with(|d| d.kind = Some(kind))
    }

    /// Another severity than the rule's own.
    #[must_use]
    pub fn severity(self, severity: Severity) -> Self {
        self.with(|d| d.severity = Some(severity))
    }

    /// Another confidence than the rule's own.
    #[must_use]
    pub fn confidence(self, confidence: Confidence) -> Self {
        self.with(|d| d.confidence = Some(confidence))
    }

    /// A provision it rests on.
    #[must_use]
    pub fn basis(self, basis: Basis) -> Self {
        self.with(|d| d.basis.push(basis))
    }

    /// What would make it right.
    #[must_use]
    pub fn fix(self, grade: Grade, title: impl Into<String>, edits: Vec<Edit>) -> Self {
        self.with(|d| {
            d.fix = Some(Fix {
                grade,
                edits,
                title: title.into(),
            });
        })
    }

    /// The outcome it asks for the whole document.
    #[must_use]
    pub fn asks(self, outcome: Outcome) -> Self {
        self.with(|d| d.asks = Some(outcome))
    }

    /// Shows the finding at another node (a whole document's finding at its title).
    #[must_use]
    pub fn at(self, node: NodeId) -> Self {
        let place = self.findings.document.place(node);
        self.with(|d| d.place = place)
    }
}

impl Drop for Report<'_, '_> {
    fn drop(&mut self) {
        let Some(d) = self.draft.take() else { return };
        if d.span.is_empty() {
            return;
        }
        let f = &mut *self.findings;
        let quote = f.document.slice(d.span).to_string();
        let seen = fingerprint::of(f.rule.code, &d.place, &quote, 0);
        let nth = f.nth.entry(seen).or_insert(0);
        let print = fingerprint::of(f.rule.code, &d.place, &quote, *nth);
        *nth += 1;
        f.list.push(Finding {
            rule: f.rule.code.to_string(),
            kind: d.kind.unwrap_or(f.rule.kind),
            severity: d.severity.unwrap_or(f.rule.severity),
            confidence: d.confidence.unwrap_or(f.rule.confidence),
            message: d.message,
            why: d.why,
            counter: d.counter,
            place: Quoted {
                place: d.place,
                quote,
                start: d.span.start,
                end: d.span.end,
            },
            basis: d.basis,
            fix: d.fix,
            baseline: None,
            fingerprint: print,
            asks: d.asks,
        });
    }
}
