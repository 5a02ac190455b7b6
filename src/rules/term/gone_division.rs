//! TRM002: a county or district that is gone.

use crate::finding::{Basis, Confidence, Severity};
use crate::registry::registry;
use crate::rules::clause::clauses;
use crate::rules::{Context, Findings, Trigger, declare_rule};
use crate::text::{Span, date};

declare_rule! {
    /// ## 检查什么
    /// 条文写了已经撤销的县、区，或者在不再设县的直辖市写“区、县”。
    ///
    /// ## 为什么是问题
    /// 行政区划已经变更，条文所列主体或者范围不存在。
    ///
    /// ## 例
    /// ```text,finding,上海市
    /// 第四条 区、县人民政府负责本行政区域内的献血工作。
    /// ```
    /// 改为：
    /// ```text,clean,上海市
    /// 第四条 区人民政府负责本行政区域内的献血工作。
    /// ```
    ///
    /// ## 不报告
    /// 仍设县的省、直辖市。
    /// ```text,clean,重庆市
    /// 第四条 区、县人民政府负责本行政区域内的献血工作。
    /// ```
    ///
    /// ## 限度
    /// 只按区划沿革表（`corpus/registry/divisions.toml`）所列省级区划判断；属表述问题，不影响效力。
    ///
    /// ## 依据
    /// - 表中各行所列国务院批复
    code: "TRM002", name: "gone-division", kind: Term,
    severity: Info, confidence: Low, trigger: Trigger::Document
}

fn check(cx: &Context<'_>, out: &mut Findings<'_>) {
    let region = cx.standing.region.as_str();
    let r = registry();
    let inside = |place: &str| region.split('/').any(|x| x == place);
    let counties: Vec<_> = r
        .no_counties
        .iter()
        .filter(|n| inside(&n.place) && n.since <= cx.as_of)
        .collect();
    let gone: Vec<_> = r
        .divisions
        .iter()
        .filter(|d| inside(&d.province) && d.date <= cx.as_of)
        .collect();
    if counties.is_empty() && gone.is_empty() {
        return;
    }
    for unit in clauses(cx.document) {
        let masked = crate::registry::mask(cx.document.slice(unit.span));
        let at = |s: usize, e: usize| Span::new(unit.span.start + s, unit.span.start + e);
        for n in &counties {
            let hit = [
                "区、县",
                "区（县）",
                "区(县)",
                "县（区）",
                "区或者县",
                "区县",
            ]
            .iter()
            .filter_map(|f| masked.find(f).map(|i| (i, f.len())))
            .min();
            if let Some((i, len)) = hit {
                let more: usize = masked[i + len..]
                    .chars()
                    .take(4)
                    .take_while(|c| !matches!(c, '，' | '。' | '；' | '\n'))
                    .map(char::len_utf8)
                    .sum();
                let mut report = out
                    .report(
                        at(i, i + len + more),
                        format!("{}已不再设县，“区、县”的表述过时", n.place),
                    )
                    .why(format!(
                        "{}自{}起不再有县。",
                        n.place,
                        date::chinese(n.since)
                    ))
                    .severity(Severity::Info)
                    .confidence(Confidence::Low);
                // The reply that ended the last counties, else the table's own word for it.
                let last: Vec<&str> = gone
                    .iter()
                    .filter(|d| d.date == n.since)
                    .map(|d| d.source.as_str())
                    .collect();
                for source in if last.is_empty() {
                    vec![n.source.as_str()]
                } else {
                    last
                } {
                    report = report.basis(listed(source));
                }
                drop(report);
            }
        }
        for d in &gone {
            let Some(i) = masked.find(&d.old) else {
                continue;
            };
            if masked[..i].ends_with('原') {
                continue;
            }
            let _ = out
                .report(
                    at(i, i + d.old.len()),
                    format!("{}已撤销，现为{}", d.old, d.new),
                )
                .why(format!("{}（{}）。", d.source, date::chinese(d.date)))
                .basis(listed(&d.source));
        }
    }
}

/// A row of the table as basis.
fn listed(source: &str) -> Basis {
    Basis {
        law: source.to_string(),
        version: None,
        article: None,
        paragraph: None,
        quote: None,
        source: Some("区划沿革表".into()),
    }
}
