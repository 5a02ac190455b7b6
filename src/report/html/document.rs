//! One document in the report: grounds, opinions, what was not checked.

use crate::finding::{ComparisonRow, Severity};
use crate::proposal::diff::{Op, Piece};
use crate::report::view::{
    self, Card, Coverage, DocumentView, Ground, Line, Occurrence, SEVERITIES, provision,
    reason_and_next, scope,
};
use maud::{Markup, html};

/// Places of one opinion shown before the rest is folded away.
const PLACES: usize = 4;

/// The class of a severity.
pub(super) const fn class(s: Severity) -> &'static str {
    match s {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "info",
    }
}

/// The class of a suggested outcome.
pub(super) const fn outcome_class(o: crate::finding::Outcome) -> &'static str {
    use crate::finding::Outcome;
    match o {
        Outcome::Retain => "retain",
        Outcome::Amend => "amend",
        Outcome::Repeal => "repeal",
        Outcome::Lapse => "lapse",
        Outcome::NotNormative => "none",
    }
}

/// The suggested outcome as a tag; none for what could not be checked.
pub(super) fn outcome(d: &DocumentView<'_>) -> Markup {
    html! {
        @if d.coverage == Coverage::NotChecked { span.tag { "未能检查" } }
        @else if let Some(o) = d.checked.decided {
            span class={ "tag " (outcome_class(o)) } { "已决定：" (o.shown()) }
        } @else {
            span class={ "tag " (outcome_class(d.checked.disposition)) } { (d.checked.disposition.shown()) }
            @if d.coverage == Coverage::Partly { " " span.tag { "部分未检查" } }
        }
    }
}

/// The document's section, folded.
pub(super) fn section(d: &DocumentView<'_>, open: bool) -> Markup {
    html! {
        details.doc id={ "d" (d.number) } open[open] {
            summary {
                h3 { (d.number) ". " (d.title()) }
                span.meta {
                    @for (s, n) in SEVERITIES.iter().zip(d.severities) {
                        @if n > 0 { span class={ "tag " (class(*s)) } { (s.shown()) " " (n) } }
                    }
                    (outcome(d))
                }
            }
            div.body { (body(d)) }
        }
    }
}

/// What the section holds.
pub(super) fn body(d: &DocumentView<'_>) -> Markup {
    let c = d.checked;
    html! {
        dl.facts style="margin:0 0 10px" {
            div { dt { "位阶" } dd { (d.rank()) } }
            div { dt { "制定机关" } dd { (d.issuer()) } }
            @if !c.region.is_empty() { div { dt { "地域" } dd { (c.region) } } }
            div { dt { "效力状态" } dd { (view::status(c.status)) } }
            div { dt { "由谁决定" } dd { (d.authority) } }
            div { dt { "文件" } dd { (c.path) } }
        }
        div.grounds {
            b { "建议：" (outcome(d)) }
            @if c.decided.is_none() && d.coverage != Coverage::NotChecked { " " span.tag { "未审" } }
            @if c.why.is_empty() { p.quiet { "未提出理由。" } }
            @else { ol { @for w in &c.why { li { (w) } } } }
        }
        @for (i, card) in d.cards.iter().enumerate() { (opinion(card, d.number, i + 1)) }
        @if d.cards.is_empty() {
            p.quiet {
                @match d.coverage {
                    Coverage::Clean => "适用的规则都已检查，未发现问题。",
                    Coverage::Partly => "已检查的规则未发现问题；下列规则没有检查，不能视为没有问题。",
                    _ => "未能检查，不能视为没有问题。",
                }
            }
        }
        @if !d.not_checked.is_empty() {
            details.more open[d.cards.is_empty()] {
                summary { "没有检查或者要核对的 " (d.not_checked.len()) " 项" }
                table { tbody {
                    @for n in &d.not_checked {
                        @let (reason, next) = reason_and_next(n);
                        tr {
                            td.nowrap { (scope(n, true)) }
                            td { (reason) }
                            td { "下一步：" (next) }
                        }
                    }
                } }
            }
        }
    }
}

fn opinion(card: &Card<'_>, document: usize, number: usize) -> Markup {
    let f = card.lead;
    let first = &f.place.place;
    let (_, higher) = view::differing_cells(f);
    html! {
        article class={ "card " (class(f.severity)) } id={ "d" (document) "-" (number) } {
            header {
                div.line {
                    span.where {
                        (first)
                        @if card.places.len() > 1 { " 等 " (card.places.len()) " 处" }
                    }
                    span class={ "tag " (class(f.severity)) } { (f.severity.shown()) }
                    span.tag { "把握" (f.confidence.shown()) }
                    span { (f.kind.shown()) }
                    @if let Some(b) = f.baseline { span.tag { (view::baseline(b)) } }
                    @if let Some(o) = f.asks { span class={ "tag " (outcome_class(o)) } { "全文：" (o.shown()) } }
                    span.rule { (f.rule) }
                }
                p.message { (f.message) }
            }
            div.both {
                div {
                    div.col { "本文件" }
                    (places(card))
                }
                div {
                    div.col { "依据" }
                    @if f.basis.is_empty() { p.quiet { "没有引用上位法条文，见理由。" } }
                    @for g in view::grounds(&f.basis) { (basis(&g, &higher)) }
                }
            }
            (comparison(&f.comparison))
            @if !f.why.is_empty() || !f.counter.is_empty() {
                div.say { dl {
                    @if !f.why.is_empty() { dt { "理由" } dd { (paragraphs(&f.why)) } }
                    @if !f.counter.is_empty() { dt { "可能的异议" } dd { (paragraphs(&f.counter)) } }
                } }
            }
            (fix(card))
        }
    }
}

fn paragraphs(s: &str) -> Markup {
    html! { @for (i, l) in s.lines().enumerate() { @if i > 0 { br; } (l) } }
}

fn places(card: &Card<'_>) -> Markup {
    let many = card.places.len() > 1;
    let (local, _) = view::differing_cells(card.lead);
    let one = |o: &Occurrence<'_>| {
        html! {
            div.place {
                @if many { div.at { (o.finding.place.place) } }
                @for l in &o.lines { (line(l, &local)) }
            }
        }
    };
    html! {
        @for o in card.places.iter().take(PLACES) { (one(o)) }
        @if card.places.len() > PLACES {
            details.more {
                summary { "其余 " (card.places.len() - PLACES) " 处" }
                @for o in &card.places[PLACES..] { (one(o)) }
            }
        }
    }
}

fn line(l: &Line, differs: &[&str]) -> Markup {
    html! {
        p.law.lead[l.lead] {
            @for (marked, words) in &l.runs {
                @if *marked { mark { (differing(words, differs)) } } @else { (words) }
            }
        }
    }
}

fn differing(text: &str, words: &[&str]) -> Markup {
    html! {
        @for (differs, run) in view::differing(text, words) {
            @if differs { b.differs { (run) } } @else { (run) }
        }
    }
}

fn comparison(rows: &[ComparisonRow]) -> Markup {
    let cell = |s: &str| {
        html! { @if s.is_empty() { td.quiet { "未规定" } } @else { td { (s) } } }
    };
    html! {
        @if !rows.is_empty() {
            div.compared {
                table {
                    thead { tr { th { "比较" } th { "本文件" } th { "上位法" } th { "结论" } } }
                    tbody {
                        @for r in rows {
                            tr.differs[r.differs] {
                                th { (r.label) }
                                (cell(&r.local))
                                (cell(&r.higher))
                                td.nowrap { @if r.differs { "不一致" } @else { "—" } }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn basis(g: &Ground<'_>, differs: &[&str]) -> Markup {
    html! {
        div.basis {
            div.name {
                (provision(g.lead))
                @if let Some(v) = &g.lead.version { small.nowrap { (v) " 版本" } }
            }
            @for q in &g.quotes {
                @for l in q.lines().filter(|l| !l.trim().is_empty()) { p.law { (differing(l, differs)) } }
            }
            @if g.quotes.is_empty() { span.absent { "库中无原文" } }
            @if !g.sources.is_empty() { div.col { "事实来源：" (g.sources.join("；")) } }
        }
    }
}

fn fix(card: &Card<'_>) -> Markup {
    let Some(fix) = &card.lead.fix else {
        return html! {};
    };
    let changed: Vec<&Occurrence<'_>> = card
        .places
        .iter()
        .filter(|o| !o.changes.is_empty())
        .collect();
    let one = |o: &Occurrence<'_>| {
        html! {
            @for c in &o.changes {
                div.place {
                    div.at {
                        (c.place)
                        @if c.is_deleted() { "（整段删去）" }
                    }
                    p.law { (pieces(&c.pieces)) }
                }
            }
        }
    };
    html! {
        div.fix {
            div.line {
                span.where { "修改建议" }
                span.tag { (fix.grade.shown()) }
                @if !fix.title.is_empty() { span { (fix.title) } }
            }
            @for o in changed.iter().take(PLACES) { (one(o)) }
            @if changed.len() > PLACES {
                details.more {
                    summary { "其余 " (changed.len() - PLACES) " 处" }
                    @for o in &changed[PLACES..] { (one(o)) }
                }
            }
            @if changed.is_empty() { p.quiet { "没有可以自动作出的修改，由承办人员起草。" } }
        }
    }
}

/// A difference as marked text.
pub(in crate::report) fn pieces(list: &[Piece]) -> Markup {
    html! {
        @for p in list {
            @match (p.op, p.moved) {
                (Op::Equal, _) => (breaks(&p.text)),
                (Op::Delete, None) => del { (breaks(&p.text)) },
                (Op::Insert, None) => ins { (breaks(&p.text)) },
                (Op::Delete, Some(n)) => del.moved title={ "移走 " (n) } { (breaks(&p.text)) },
                (Op::Insert, Some(n)) => ins.moved title={ "移来 " (n) } { (breaks(&p.text)) },
            }
        }
    }
}

fn breaks(s: &str) -> Markup {
    html! { @for (i, l) in s.split('\n').enumerate() { @if i > 0 { br; } (l) } }
}
