//! CIT005: the basis in 第一条 is dead.

use super::{dead, renamed};
use crate::citation::Mode;
use crate::document::{Kind as Node, Number};
use crate::finding::Outcome;
use crate::rules::{Cited, Context, Findings, Trigger, declare_rule};

declare_rule! {
    /// ## 检查什么
    /// 制定依据（第一条或者前言中“根据《…》制定”）已经废止。
    ///
    /// ## 为什么是问题
    /// 依据已经废止：有接替法律的，应当修改依据并逐条核对；没有接替法律、又别无依据的，应当考虑废止。
    ///
    /// ## 例
    /// 由库中文本或者法律沿革表推出，没有单句示例。
    ///
    /// ## 不报告
    /// 制定时的依据虽已修订而名称不变的。
    ///
    /// ## 限度
    /// 是否“别无依据”只看第一条所列文件。
    ///
    /// ## 依据
    /// - 废止该文件的法律的附则、决定，或者法律沿革表所列决定
    code: "CIT005", name: "dead-basis", kind: CitationDead,
    severity: Error, confidence: High, trigger: Trigger::Citations
}

/// Whether a citation stands in the basis clause.
pub(super) fn is_basis(cx: &Context<'_>, cited: &Cited) -> bool {
    if cited.citation.mode == Mode::Basis {
        return true;
    }
    let d = cx.document;
    d.ancestor(cited.citation.node, Node::Article)
        .is_some_and(|a| {
            d.node(a).number == Some(Number::new(1))
                && d.slice(d.node(cited.citation.node).span).contains("制定")
        })
}

fn check(cx: &Context<'_>, out: &mut Findings<'_>) {
    let bases: Vec<&Cited> = cx
        .citations
        .iter()
        .filter(|c| c.citation.law && is_basis(cx, c))
        .collect();
    let living = bases.iter().filter(|c| dead(cx, c).is_none()).count();
    for cited in &bases {
        let Some(d) = dead(cx, cited) else { continue };
        let title = cited.citation.title_span;
        let span = if title.is_empty() {
            cited.citation.span
        } else {
            title
        };
        let orphan = living == 0 && d.successor.is_none();
        let mut report = out
            .report(span, format!("制定依据《{}》{}", d.title, d.told))
            .why(format!(
                "{}废止了该文件{}。",
                d.by,
                d.successor
                    .map_or("，没有发现接替的文件".to_string(), |s| format!(
                        "，现行规定见《{s}》"
                    ))
            ))
            .basis(cx.evidence_basis(d.evidence));
        if orphan {
            report = report.asks(Outcome::Repeal);
        }
        if let Some(s) = d.successor
            && !title.is_empty()
        {
            let fix = renamed(cx, cited, s);
            report = report.fix(fix.grade, fix.title, fix.edits);
        }
        drop(report);
    }
}
