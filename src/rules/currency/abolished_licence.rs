//! LIC001: a licence that is abolished or turned into filing.

use crate::finding::{Confidence, Severity};
use crate::registry::{Certainty, Present, Told, registry};
use crate::rules::clause::{clauses, sentence};
use crate::rules::{Context, Findings, Trigger, declare_rule};
use crate::text::{Span, date};
use std::sync::LazyLock;

/// No licence outside the list (优化营商环境条例 第四十条, 2020-01-01).
const BASIS: (&str, &str, &str) = (
    "优化营商环境条例",
    "第四十条",
    "清单之外不得违法实施行政许可",
);

declare_rule! {
    /// ## 检查什么
    /// 条文仍以已经取消、改为备案的许可或者证照为条件。
    ///
    /// ## 为什么是问题
    /// 许可已经取消或者改为备案，继续要求许可等于重新设定。
    ///
    /// ## 例
    /// ```text,finding
    /// 第五条 从事机动车维修的，应当取得机动车维修经营许可证。
    /// ```
    /// 改为：
    /// ```text,clean
    /// 第五条 从事机动车维修的，应当向县交通运输主管部门备案。
    /// ```
    ///
    /// ## 不报告
    /// 说明许可已经取消的句子。
    /// ```text,clean
    /// 第六条 不再核发机动车维修经营许可证，已取得的继续有效。
    /// ```
    ///
    /// ## 限度
    /// 许可沿革是事实表（`corpus/registry/licences.toml`），每行有依据和日期。
    ///
    /// ## 依据
    /// - 表中各行所列决定和现行条文
    code: "LIC001", name: "abolished-licence", kind: LicenceAbolished,
    severity: Warning, confidence: High, trigger: Trigger::Document
}

static PRESENT: LazyLock<Present> = LazyLock::new(|| {
    Present::new(&registry().licences, |r| {
        r.forms
            .iter()
            .chain(&r.activities)
            .map(String::as_str)
            .collect()
    })
});

fn check(cx: &Context<'_>, out: &mut Findings<'_>) {
    let rows = &registry().licences;
    // An item is judged by itself: one 款 may name a licence in several of its items.
    let lines = clauses(cx.document).into_iter().flat_map(|unit| {
        let mut start = unit.span.start;
        cx.document
            .slice(unit.span)
            .split_inclusive('\n')
            .map(|l| {
                let span = Span::new(start, start + l.len());
                start = span.end;
                span
            })
            .collect::<Vec<_>>()
    });
    for line in lines {
        let words = cx.document.slice(line);
        if PRESENT.of(words).is_empty() {
            continue;
        }
        let masked = crate::registry::mask(words);
        for row in PRESENT
            .of(&masked)
            .into_iter()
            .map(|k| &rows[k])
            .filter(|r| r.date <= cx.as_of && r.certainty != Certainty::Innocent)
        {
            let Some(Told {
                at: i,
                len,
                by_form,
            }) = row.told(&masked)
            else {
                continue;
            };
            let (pre, post) = (&masked[..i], &masked[i + len..]);
            if pre.ends_with('原') || row.innocent_between(pre, post) {
                continue;
            }
            let at = line.start + i;
            let s = sentence(cx.document, at).slice(&cx.document.text);
            if [
                "继续有效",
                "统一社会信用代码",
                "取消",
                "不再",
                "停止核发",
                "停止受理",
                "停止实施",
                "停止审批",
                "不得要求",
                "不核发",
                "不是行政许可",
                "改为备案",
                "不需要",
                "无需",
            ]
            .iter()
            .any(|w| s.contains(w))
            {
                continue;
            }
            if by_form && row.state == "to_filing" {
                let says = ["许可", "审批", "核准", "方可", "批准", "证"];
                if !says.iter().any(|w| s.contains(w)) {
                    continue;
                }
            }
            let certain = row.is_certain();
            let state = match row.state.as_str() {
                "to_filing" => "已改为备案",
                "moved" => "已更名、合并或者改由其他机关实施",
                _ => "已经取消",
            };
            let mut r = out
                .report(
                    Span::new(at, at + len),
                    format!("{}{state}，现行制度：{}", row.old, row.new),
                )
                .why(format!(
                    "{}{}（{}）。",
                    row.by.clone().unwrap_or_default(),
                    row.source,
                    date::chinese(row.date)
                ))
                .severity(if certain {
                    Severity::Warning
                } else {
                    Severity::Info
                })
                .confidence(if !certain {
                    Confidence::Low
                } else if by_form {
                    Confidence::High
                } else {
                    Confidence::Medium
                })
                .basis(cx.basis_or_source(
                    &row.source,
                    row.article.as_deref(),
                    "备案",
                    "许可沿革表",
                ));
            for b in &row.rests {
                r = r.basis(cx.law_basis(&b.law, &b.article, &[&b.words]));
            }
            if row.state != "moved" {
                r = r.basis(cx.law_basis(BASIS.0, BASIS.1, &[BASIS.2]));
            }
            let _ = r;
        }
    }
}
