//! Conflicts: penal clauses held against the higher provision on the same act.
//!
//! What all rules of the family share: the words of both sides, the table, the fix.

pub mod act_struck_out;
pub mod added_condition;
pub mod added_penalty_kind;
pub mod approval_for_filing;
pub mod coercion_beyond_law;
pub mod exception_left_out;
pub mod fine_outside_range;
pub mod fine_reckoned_otherwise;
pub mod fine_without_order;
pub mod lower_body_decides;
pub mod other_limit;
pub mod result_left_out;
pub mod revokes_filed_licence;
pub mod weakened_duty;

use super::Context;
use super::context::{Findings, Report};
use crate::conflict::{Act, Conflict, Gap, Parting, Slot, former};
use crate::finding::{Basis, ComparisonRow, Confidence, Severity};
use crate::norm::{Amount, Basis as Reckoned, Object, Sanction};
use crate::text::{Span, numeral};

/// The penalty law's rule on ranges (行政处罚法 第十二条第二款, 2021).
pub(super) const LIMIT: (&str, &str, &[&str]) = (
    "中华人民共和国行政处罚法",
    "第十二条",
    &["给予行政处罚的行为、种类和幅度的范围内规定"],
);

/// No licence beyond higher law (行政许可法 第十六条第四款).
pub(super) const NO_LICENCE: (&str, &str, &[&str]) = (
    "中华人民共和国行政许可法",
    "第十六条",
    &["不得增设行政许可"],
);

/// No condition beyond higher law (行政许可法 第十六条第四款).
pub(super) const NO_CONDITION: (&str, &str, &[&str]) = (
    "中华人民共和国行政许可法",
    "第十六条",
    &["不得增设违反上位法的其他条件"],
);

/// The clauses that part from higher law in one of these slots.
pub(super) fn parts<'c>(cx: &'c Context<'_>, slots: &[Slot]) -> Vec<&'c Parting> {
    cx.partings()
        .iter()
        .filter(|p| slots.contains(&p.slot))
        .collect()
}

/// What a rule says of a clause that parts from a higher one.
pub(super) struct Wording<'w> {
    /// The message; the place of the higher clause is given.
    pub message: &'w dyn Fn(&str) -> String,
    /// What may speak for the clause.
    pub doubt: &'w str,
    /// A law that forbids the difference.
    pub law: Option<(&'w str, &'w str, &'w [&'w str])>,
    /// From this likeness on the two sentences are surely on the same matter.
    pub sure: f32,
}

/// A finding on a clause that parts from a higher one: both sentences, the bases, how sure.
pub(super) fn parted<'f, 'a>(
    cx: &Context<'_>,
    out: &'f mut Findings<'a>,
    p: &Parting,
    w: &Wording<'_>,
) -> Option<Report<'f, 'a>> {
    let source = cx.acts?.sources.get(p.source as usize)?;
    let basis = |quote: &str| Basis {
        law: source.title.clone(),
        version: source.date.map(|d| d.to_string()),
        article: Some(p.higher.article.article()),
        paragraph: p.higher.paragraph,
        quote: Some(quote.trim().to_string()),
        source: None,
    };
    let at = format!("《{}》{}", source.title, p.higher.article.article());
    let sentence = crate::rules::clause::sentence(cx.document, p.local.start);
    let mut r = out
        .report(p.local, (w.message)(&at))
        .why(format!("上位法原文：“{}”。", p.higher.words.trim()))
        .counter(w.doubt)
        .compare(vec![ComparisonRow::differs(
            "条文",
            cx.document.slice(sentence).trim().to_string(),
            p.higher.words.trim().to_string(),
        )])
        .basis(basis(&p.higher.words));
    if let Some((law, article, words)) = w.law {
        r = r.basis(cx.law_basis(law, article, words));
    }
    let confidence = if p.like >= w.sure {
        Confidence::High
    } else if p.like >= 0.7 && w.sure < 2.0 {
        Confidence::Medium
    } else {
        Confidence::Low
    };
    Some(r.confidence(confidence))
}

/// The conflicts with one of these gaps.
pub(super) fn of<'c>(cx: &'c Context<'_>, gaps: &[Gap]) -> Vec<&'c Conflict> {
    cx.conflicts()
        .iter()
        .filter(|c| gaps.contains(&c.difference.gap))
        .collect()
}

/// The higher act a conflict was paired with.
pub(super) fn higher<'c>(cx: &'c Context<'_>, c: &Conflict) -> Option<&'c Act> {
    cx.acts?.acts.get(c.pair.act as usize)
}

/// What a finding quotes: the sanction's words, or an item's words where its sanction stands in
/// the lead of the list.
fn quoted(cx: &Context<'_>, c: &Conflict) -> Span {
    if c.item {
        cx.document.node(c.local.node).span
    } else {
        c.difference.local
    }
}

/// The words of the higher sanction compared with.
pub(super) fn higher_words<'a>(h: &'a Act, c: &Conflict) -> &'a str {
    c.difference
        .higher
        .and_then(|s| h.sanctions.iter().position(|x| x.span == s))
        .and_then(|i| h.sanction_words.get(i))
        .map_or("", String::as_str)
}

/// The provision of a higher act with words of it.
fn quoted_basis(cx: &Context<'_>, h: &Act, quote: &str) -> Basis {
    let source = cx.acts.map(|a| a.source(h));
    Basis {
        law: source.map_or(String::new(), |s| s.title.clone()),
        version: source.and_then(|s| s.date).map(|d| d.to_string()),
        article: Some(h.article.article()),
        paragraph: h.paragraph,
        quote: Some(quote.trim().to_string()),
        source: None,
    }
}

/// The provision of a higher act.
pub(super) fn provision(cx: &Context<'_>, h: &Act) -> Basis {
    quoted_basis(cx, h, &h.words)
}

/// The higher provision and 行政处罚法 第十二条 as bases.
fn bases(cx: &Context<'_>, h: &Act) -> Vec<Basis> {
    let mut out = Vec::new();
    if !h.lead_words.is_empty() {
        out.push(quoted_basis(cx, h, &h.lead_words));
    }
    out.push(provision(cx, h));
    out.push(cx.law_basis(LIMIT.0, LIMIT.1, LIMIT.2));
    out
}

/// A finding of the family: both norms side by side, the bases, how sure; `doubt` is said where the
/// pair is not sure.
pub(super) fn told<'f, 'a>(
    cx: &Context<'_>,
    out: &'f mut Findings<'a>,
    c: &Conflict,
    h: &Act,
    (message, why, doubt): (String, String, &str),
) -> Report<'f, 'a> {
    // The best explanation there is: the clause follows a text that is in force no more.
    let former = cx.acts.and_then(|a| former(cx.library, a, c, h));
    let why = former.as_ref().map_or(why.clone(), |f| {
        format!(
            "{why}{}",
            f.told(cx.acts.map_or("", |a| &a.source(h).title))
        )
    });
    let mut r = out
        .report(quoted(cx, c), message)
        .why(why)
        .compare(table(cx, c, h));
    if !c.sure {
        r = r.counter(doubt);
    }
    for b in bases(cx, h) {
        r = r.basis(b);
    }
    if let Some(f) = former {
        r = r.basis(f.basis);
    }
    grade(r, c)
}

/// How sure and how bad: sure where act, object and tier are matched and the figures are read in
/// full; otherwise a person must look. The bounds were set on 224 findings over local regulations
/// that a reader had judged (`tests/verdicts`).
fn grade<'f, 'a>(r: Report<'f, 'a>, c: &Conflict) -> Report<'f, 'a> {
    let p = &c.pair;
    if c.sure {
        r.severity(Severity::Error).confidence(Confidence::High)
    } else if c.of_all && p.likely >= 0.5 && p.near >= 0.6 && p.covered.min(p.covers) >= 0.5 {
        r.severity(Severity::Warning).confidence(Confidence::Medium)
    } else {
        r.severity(Severity::Info).confidence(Confidence::Low)
    }
}

/// Whom a sanction is for.
fn whose(s: Option<&Sanction>) -> &str {
    s.and_then(|s| s.object.as_ref())
        .map_or("行为人", Object::shown)
}

/// The two norms side by side: act, object, tier, sanction.
fn table(cx: &Context<'_>, c: &Conflict, h: &Act) -> Vec<ComparisonRow> {
    let d = &c.difference;
    let local = c.local.sanctions.get(d.sanction);
    let other = d
        .higher
        .and_then(|s| h.sanctions.iter().find(|x| x.span == s));
    let row = |label: &str, a: String, b: String, differs: bool| {
        if differs {
            ComparisonRow::differs(label, a, b)
        } else {
            ComparisonRow::same(label, a, b)
        }
    };
    let kinds = h.sanction_words.join("；");
    vec![
        row("行为", c.local.text.clone(), h.text.clone(), false),
        row(
            "对象",
            whose(local).to_string(),
            other.map_or(String::new(), |o| whose(Some(o)).to_string()),
            false,
        ),
        row(
            "档次",
            d.tier.shown().to_string(),
            other.map_or(String::new(), |o| o.tier.shown().to_string()),
            other.is_some_and(|o| o.tier.shown() != d.tier.shown()),
        ),
        row(
            "处罚",
            cx.document.slice(d.local).to_string(),
            if other.is_some() {
                higher_words(h, c).to_string()
            } else {
                kinds
            },
            true,
        ),
    ]
}

/// The law and article of a higher act: 《…》第…条.
pub(super) fn place(cx: &Context<'_>, h: &Act) -> String {
    let law = cx.acts.map_or("", |a| a.source(h).title.as_str());
    format!("《{law}》{}", h.article.article())
}

/// A sum in the digits that the surrounding text uses.
fn sum(n: u64, digits: bool) -> String {
    if !digits {
        return numeral::format(n);
    }
    if n >= 10_000 && n.is_multiple_of(10_000) {
        format!("{}万", n / 10_000)
    } else {
        n.to_string()
    }
}

/// An amount as the local text would write it; none where it can't be written mechanically.
pub(super) fn written(a: &Amount, digits: bool) -> Option<String> {
    let end = |n: u64, w: &str| format!("{}元{w}", sum(n, digits));
    match a.basis {
        Reckoned::Range => Some(format!("{}{}", end(a.min?, "以上"), end(a.max?, "以下"))),
        Reckoned::UpTo => Some(end(a.max?, "以下")),
        Reckoned::Fixed => Some(end(a.min.or(a.max)?, "")),
        _ => None,
    }
}

/// The local amount's span and the words of higher law for it, in the local digits.
pub(super) fn amount_fix(cx: &Context<'_>, c: &Conflict, h: &Act) -> Option<(Span, String)> {
    let local: &Sanction = c.local.sanctions.get(c.difference.sanction)?;
    let at = local.amount.as_ref()?;
    let span = c.difference.higher?;
    let i = h.sanctions.iter().position(|x| x.span == span)?;
    let words = written(
        h.sanctions[i].amount.as_ref()?,
        cx.document
            .slice(at.span)
            .contains(|ch: char| ch.is_ascii_digit()),
    )?;
    let old = cx.document.slice(at.span);
    // Only where the span is the figures alone: 三千元以上三万元以下.
    (old.ends_with(['下', '元', '上'])
        && matches!(at.basis, Reckoned::Range | Reckoned::UpTo | Reckoned::Fixed))
    .then_some((at.span, words))
}
