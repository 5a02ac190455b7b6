//! Rules: pure functions of a [`Context`], one file a rule. A rule's doc comment is its page.
//!
//! [`RULES`] is the registry, one plain slice in the order of the manual; tests walk it.

pub mod citation;
pub mod clause;
pub mod currency;
pub mod powers;
pub mod subject;
pub mod term;

mod context;
mod page;

pub use context::{Cited, Context, Findings, RepealedHere, Report};
pub use page::Page;

use crate::finding::{Confidence, Kind, Severity};

/// What makes a rule look at a document at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trigger {
    /// Any of these literals stands in the text.
    Literals(&'static [&'static str]),
    /// The document cites something.
    Citations,
    /// Always: the rule reads facts about the document.
    Document,
}

/// A rule.
#[derive(Debug)]
pub struct Rule {
    /// CIT001
    pub code: &'static str,
    /// Names the pattern seen, not the cure.
    pub name: &'static str,
    /// What it reports.
    pub kind: Kind,
    /// How bad, unless a finding says otherwise.
    pub severity: Severity,
    /// How sure, unless a finding says otherwise.
    pub confidence: Confidence,
    /// When it looks.
    pub trigger: Trigger,
    /// The page: Markdown with fixed headings.
    pub page: &'static str,
    /// Looks.
    pub check: fn(&Context<'_>, &mut Findings<'_>),
}

/// All rules in the order of the manual.
pub static RULES: &[&Rule] = &[
    &citation::dead_law_citation::RULE,
    &citation::moved_article_citation::RULE,
    &citation::missing_article_citation::RULE,
    &citation::broken_internal_reference::RULE,
    &citation::dead_basis::RULE,
    &citation::unrelated_article_citation::RULE,
    &currency::repealed_document::RULE,
    &currency::expired_validity::RULE,
    &currency::finished_task::RULE,
    &currency::abolished_fee::RULE,
    &currency::abolished_licence::RULE,
    &powers::paper_penalty::RULE,
    &powers::paper_licence::RULE,
    &powers::paper_coercion::RULE,
    &powers::paper_fee::RULE,
    &subject::outdated_body::RULE,
    &term::outdated_term::RULE,
    &term::gone_division::RULE,
];

/// The rule with this code (any case).
pub fn by_code(code: &str) -> Option<&'static Rule> {
    RULES
        .iter()
        .copied()
        .find(|r| r.code.eq_ignore_ascii_case(code))
}

/// Declares `RULE`, its page being the doc comment.
///
/// ```text
/// declare_rule! {
///     /// ## 检查什么
///     /// …
///     code: "CIT001", name: "repealed-law-citation", kind: CitationDead,
///     severity: Error, confidence: High, trigger: Trigger::Citations
/// }
/// fn check(cx: &Context<'_>, out: &mut Findings<'_>) { … }
/// ```
#[allow(unused_macros)]
macro_rules! declare_rule {
    ($(#[doc = $doc:literal])+ code: $code:literal, name: $name:literal, kind: $kind:ident,
     severity: $severity:ident, confidence: $confidence:ident, trigger: $trigger:expr $(,)?) => {
        $(#[doc = $doc])+
        pub static RULE: $crate::rules::Rule = $crate::rules::Rule {
            code: $code,
            name: $name,
            kind: $crate::finding::Kind::$kind,
            severity: $crate::finding::Severity::$severity,
            confidence: $crate::finding::Confidence::$confidence,
            trigger: $trigger,
            page: concat!($($doc, "\n"),+),
            check,
        };
    };
}
#[allow(unused_imports)] // rules use it
pub(crate) use declare_rule;
