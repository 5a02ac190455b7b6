//! FEE001: a fee that is abolished.

use crate::registry::{Certainty, registry};
use crate::rules::clause::{clauses, sentence};
use crate::rules::{Context, Findings, Trigger, declare_rule};
use crate::text::{Span, date};

/// What a fee needs (优化营商环境条例 第二十五条, 2020-01-01).
const BASIS: (&str, &str, &str) = (
    "优化营商环境条例",
    "第二十五条",
    "应当有法律、行政法规依据或者经国务院批准",
);

declare_rule! {
    /// ## 检查什么
    /// 条文仍规定征收已经取消、停征的收费、基金（养路费、运管费、社会抚养费等）。
    ///
    /// ## 为什么是问题
    /// 收费项目已经取消，继续征收没有依据。
    ///
    /// ## 例
    /// ```text,finding
    /// 第五条 车辆所有人应当按月缴纳养路费。
    /// ```
    ///
    /// ## 不报告
    /// 取消、免收、清算旧费的。
    /// ```text,clean
    /// 第六条 取消养路费以后，原有欠费依法清算。
    /// ```
    ///
    /// ## 限度
    /// 收费沿革是事实表（`corpus/registry/fees.toml`），每行有依据和日期。
    ///
    /// ## 依据
    /// - 表中各行所列决定
    /// - 《优化营商环境条例》第二十五条
    code: "FEE001", name: "abolished-fee", kind: Fee,
    severity: Warning, confidence: High, trigger: Trigger::Document
}

fn check(cx: &Context<'_>, out: &mut Findings<'_>) {
    let rows = &registry().fees;
    if !cx.document.text.contains('费')
        && !cx.document.text.contains('金')
        && !cx.document.text.contains('税')
    {
        return;
    }
    for unit in clauses(cx.document) {
        let masked = crate::registry::mask(cx.document.slice(unit.span));
        for row in rows
            .iter()
            .filter(|r| r.date <= cx.as_of && r.certainty != Certainty::Innocent)
        {
            let Some((i, form)) = row
                .forms
                .iter()
                .filter_map(|f| masked.find(f.as_str()).map(|i| (i, f)))
                .max_by_key(|(_, f)| f.len())
            else {
                continue;
            };
            let (pre, post) = (&masked[..i], &masked[i + form.len()..]);
            if row.innocent_between(pre, post) {
                continue;
            }
            let at = unit.span.start + i;
            let s = sentence(cx.document, at).slice(&cx.document.text);
            if [
                "不得收取",
                "不再征收",
                "免收",
                "取消",
                "清算",
                "已缴",
                "停止征收",
                "不得征收",
                "停征",
                "免征",
            ]
            .iter()
            .any(|w| s.contains(w))
            {
                continue;
            }
            let certain = row.is_certain();
            let mut r = out
                .report(
                    Span::new(at, at + form.len().max(1)),
                    format!(
                        "“{form}”{}{}",
                        // Stopped, reduced to nothing or merged is not abolished.
                        if certain {
                            "已经取消"
                        } else {
                            "已停止征收或者已作调整"
                        },
                        if row.new.is_empty() || row.new.starts_with('（') {
                            String::new()
                        } else {
                            format!("，现由{}替代", row.new)
                        }
                    ),
                )
                .why(format!("{}（{}）。", row.source, date::chinese(row.date)))
                .graded(certain)
                .basis(cx.basis_or_source(
                    &row.source,
                    row.article.as_deref(),
                    &row.new,
                    "收费沿革表",
                ));
            for b in &row.rests {
                r = r.basis(cx.law_basis(&b.law, &b.article, &[&b.words]));
            }
            let _ = r.basis(cx.law_basis(BASIS.0, BASIS.1, &[BASIS.2]));
        }
    }
}
