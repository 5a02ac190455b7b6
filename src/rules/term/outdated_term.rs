//! TRM001: a word that the law has replaced.

use crate::finding::{Edit, Grade};
use crate::registry::{Scan, scan};
use crate::rules::clause::{basis_words, clauses};
use crate::rules::{Context, Findings, Trigger, declare_rule};
use crate::text::{Span, date};
use std::collections::BTreeSet;

declare_rule! {
    /// ## 检查什么
    /// 条文使用了法律已经改掉的用语（行政处分、具体行政行为、暂住人口、城市总体规划等）。
    ///
    /// ## 为什么是问题
    /// 用语与现行法律不一致，制度名称指向不明。
    ///
    /// ## 例
    /// ```text,finding
    /// 第二十条 外来暂住人员应当在十日内申报暂住证。
    /// ```
    /// 改为：
    /// ```text,clean
    /// 第二十条 外来人员应当在十日内申领居住证。
    /// ```
    ///
    /// ## 不报告
    /// 书名号内的题名。
    /// ```text,clean
    /// 第二十一条 依照《某省暂住证管理办法》已经办理的，继续有效。
    /// ```
    ///
    /// ## 限度
    /// 用语沿革是事实表（`corpus/registry/terms.toml`）；上位法仍使用旧用语或者只属规范表述的，只提示。
    ///
    /// ## 依据
    /// - 表中各行所列法律条文
    code: "TRM001", name: "outdated-term", kind: Term,
    severity: Warning, confidence: High, trigger: Trigger::Document
}

fn check(cx: &Context<'_>, out: &mut Findings<'_>) {
    let document = cx.document;
    let basis = basis_words(document);
    let scanner = Scan {
        region: cx.standing.region.as_str(),
        as_of: cx.as_of,
        basis: &basis,
        defined: &[],
    };
    let mut once: BTreeSet<&str> = BTreeSet::new();
    for unit in clauses(document) {
        let mut seen: BTreeSet<&str> = BTreeSet::new();
        for h in scan(document.slice(unit.span), &scanner) {
            let row = h.row;
            if h.body || !seen.insert(&row.old) || row.once && !once.insert(&row.old) {
                continue;
            }
            let certain = row.is_certain();
            let span = Span::new(unit.span.start + h.span.start, unit.span.start + h.span.end);
            let new = row.new.clone();
            let plain = !new.is_empty() && !new.contains(['（', '、', '，']);
            let report = out
                .report(
                    span,
                    format!("“{}”的用语已改为“{}”", span.slice(&document.text), row.new),
                )
                .why(format!(
                    "{}自{}起使用新用语。{}",
                    row.source,
                    date::chinese(row.date),
                    row.note.clone().unwrap_or_default()
                ))
                .graded(certain)
                .basis(cx.basis_or_source(
                    &row.source,
                    row.article.as_deref(),
                    &row.new,
                    &format!("用语沿革表：{}→{}", row.old, row.new),
                ));
            if plain {
                let _ = report.fix(
                    Grade::Review,
                    "换为现用语",
                    vec![Edit {
                        start: span.start,
                        end: span.end,
                        new,
                    }],
                );
            }
        }
    }
}
