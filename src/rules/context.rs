//! What a rule sees: the document, its citations resolved, the library and the registry, the day.

use super::Rule;
use crate::citation::Citation;
use crate::conflict::{self, Acts, Compared, Conflict, Parting};
use crate::corpus::{Library, Resolved};
use crate::document::{Document, NodeId, Place};
use crate::finding::{
    Basis, ComparisonRow, Confidence, Edit, Finding, Fix, Grade, Kind, Outcome, Quoted, Severity,
    fingerprint,
};
use crate::law::Standing;
use crate::text::{Date, Span};
use std::cell::OnceCell;
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
    /// Repeals that documents of the same run make (“《…》同时废止”).
    pub repealed_here: &'a [RepealedHere],
    /// What higher law punishes; none where no rule of the run compares.
    pub acts: Option<&'a Acts>,
    /// Where the document's clauses part from higher law, once asked for.
    pub compared: OnceCell<Compared>,
}

/// A document repealed by another one of the same run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RepealedHere {
    /// The repealed title.
    pub title: String,
    /// Its number, where it is named.
    pub number: Option<String>,
    /// The title that repeals it.
    pub by: String,
    /// That document's path.
    pub by_path: String,
    /// From this day.
    pub on: Option<Date>,
    /// The repealing words.
    pub words: String,
}

impl Context<'_> {
    /// Where the document's penal clauses part from higher law.
    pub fn conflicts(&self) -> &[Conflict] {
        &self.compared().penal
    }

    /// Where its other clauses do.
    pub fn partings(&self) -> &[Parting] {
        &self.compared().clauses
    }

    /// Its penal norms on acts that higher law punishes no more.
    pub fn dropped(&self) -> &[conflict::Dropped] {
        &self.compared().dropped
    }

    /// Its coercive measures that higher law on the act doesn't know.
    pub fn wider(&self) -> &[conflict::Wider] {
        &self.compared().wider
    }

    fn compared(&self) -> &Compared {
        self.compared.get_or_init(|| {
            let Some(acts) = self.acts else {
                return Compared::default();
            };
            let citations: Vec<&Citation> = self.citations.iter().map(|c| &c.citation).collect();
            conflict::compared(
                acts,
                self.library,
                self.document,
                self.standing,
                &citations,
                self.as_of,
            )
        })
    }

    /// A provision as basis, with the sentence of the library's text that holds one of `words`;
    /// without a quote where the library lacks it.
    pub fn law_basis(&self, law: &str, article: &str, words: &[&str]) -> Basis {
        let bare = Basis {
            law: law.to_string(),
            version: None,
            article: Some(article.to_string()),
            paragraph: None,
            quote: None,
            source: None,
        };
        let Some(number) = crate::document::Number::parse(article) else {
            return bare;
        };
        let Some(&work) = self.library.find(law, self.standing).first() else {
            return bare;
        };
        let Some(version) = self.library.in_force(work, self.as_of) else {
            return bare;
        };
        let Ok(document) = self.library.document(version) else {
            return bare;
        };
        let Some(node) = document.article(document.main_part(), number) else {
            return bare;
        };
        let mut basis = bare;
        basis.law = self.library.work(work).title.clone();
        basis.version = self.library.version(version).date.map(|d| d.to_string());
        for child in document.descendants(node) {
            let text = document.words(child);
            let Some(at) = words
                .iter()
                .filter(|w| !w.is_empty())
                .find_map(|w| text.find(w))
            else {
                continue;
            };
            let start = text[..at].rfind(['。', '\n']).map_or(0, |i| {
                i + text[i..].chars().next().map_or(1, char::len_utf8)
            });
            let end = text[at..].find(['。', '\n']).map_or(text.len(), |i| {
                at + i + '。'.len_utf8().min(text.len() - at - i)
            });
            basis.quote = text
                .get(start..end)
                .map(|q| q.trim().to_string())
                .filter(|q| !q.is_empty());
            basis.paragraph = document.place(child).paragraph;
            break;
        }
        basis
    }

    /// A registry row's source as basis: a quoted provision where the library holds one that says
    /// `word`, else the source's name.
    pub fn basis_or_source(
        &self,
        source: &str,
        article: Option<&str>,
        word: &str,
        table: &str,
    ) -> Basis {
        let mut basis = match article {
            Some(a) => self.law_basis(source, a, &[word]),
            None => Basis {
                law: source.to_string(),
                version: None,
                article: None,
                paragraph: None,
                quote: None,
                source: None,
            },
        };
        if basis.quote.is_none() {
            basis.source = Some(table.to_string());
        }
        basis
    }

    /// The evidence of a derived fact as basis.
    pub fn evidence_basis(&self, e: &crate::corpus::Evidence) -> Basis {
        Basis {
            law: e.title.clone(),
            version: e.version.map(|d| d.to_string()),
            article: e.article.clone(),
            paragraph: None,
            quote: e.quote.clone(),
            source: e.source.clone(),
        }
    }
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
                comparison: Vec::new(),
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
    comparison: Vec<ComparisonRow>,
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

    /// A fact that holds for everybody is a sure warning; any other needs a look.
    #[must_use]
    pub fn graded(self, certain: bool) -> Self {
        if certain {
            self.severity(Severity::Warning)
                .confidence(Confidence::High)
        } else {
            self.severity(Severity::Info).confidence(Confidence::Low)
        }
    }

    /// A provision it rests on.
    #[must_use]
    pub fn basis(self, basis: Basis) -> Self {
        self.with(|d| d.basis.push(basis))
    }

    /// Both provisions side by side, line by line.
    #[must_use]
    pub fn compare(self, rows: impl IntoIterator<Item = ComparisonRow>) -> Self {
        self.with(|d| d.comparison.extend(rows))
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
        let seen = fingerprint::of(&f.document.meta.title, f.rule.code, &d.place, &quote, 0);
        let nth = f.nth.entry(seen).or_insert(0);
        let print = fingerprint::of(&f.document.meta.title, f.rule.code, &d.place, &quote, *nth);
        *nth += 1;
        f.list.push(Finding {
            rule: f.rule.code.to_string(),
            kind: d.kind.unwrap_or(f.rule.kind),
            severity: d.severity.unwrap_or(f.rule.severity),
            confidence: if f.rule.reviewed {
                d.confidence.unwrap_or(f.rule.confidence)
            } else {
                Confidence::Low
            },
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
            comparison: d.comparison,
            fix: d.fix,
            baseline: None,
            fingerprint: print,
            asks: d.asks,
        });
    }
}
