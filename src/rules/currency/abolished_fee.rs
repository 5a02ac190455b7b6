//! FEE001: a fee that is abolished.

use crate::document::{Document, Kind};
use crate::registry::{Certainty, Present, Told, registry};
use crate::rules::clause::{Clause, clauses, sentence};
use crate::rules::{Context, Findings, Trigger, declare_rule};
use crate::text::{Span, date, regex};
use regex::Regex;
use std::sync::LazyLock;

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
    /// ```text,finding
    /// 第五条 住宿经营者应当按营业额缴纳价格调节基金。
    /// ```
    ///
    /// ## 不报告
    /// 取消、免收、清算旧费的；设立、使用基金而不征收的；只列名称的。
    /// ```text,clean
    /// 第六条 取消养路费以后，原有欠费依法清算。
    /// ```
    /// ```text,clean
    /// 第七条 县人民政府可以设立价格调节基金，用于平抑粮油价格。
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

static PRESENT: LazyLock<Present> = LazyLock::new(|| {
    Present::new(&registry().fees, |r| {
        r.forms
            .iter()
            .chain(&r.activities)
            .map(String::as_str)
            .collect()
    })
});

/// Somebody pays it or takes it.
static LEVIES: LazyLock<Regex> =
    LazyLock::new(|| regex(r"[征缴]|(?:收|提|计)取|加收|收费|交纳|交付|支付|标准"));

/// Whether a level says nothing but the name (98.船舶登记费): a heading or a list of names levies
/// nothing. A row of a table of fees does.
fn only_named(document: &Document, unit: Clause, words: &str, form: &str) -> bool {
    document.node(unit.node).kind != Kind::Row
        && words
            .trim_matches(|c: char| !c.is_alphabetic())
            .trim_start_matches([
                '一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '、',
            ])
            == form
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
        let words = cx.document.slice(unit.span);
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
            let form = &masked[i..i + len];
            let (pre, post) = (&masked[..i], &masked[i + form.len()..]);
            if row.innocent_between(pre, post) || only_named(cx.document, unit, &masked, form) {
                continue;
            }
            let at = unit.span.start + i;
            let s = sentence(cx.document, at).slice(&cx.document.text);
            // A fund may be set up, fed from the budget and spent; only its levy is abolished.
            if form.ends_with("基金") && !LEVIES.is_match(s) {
                continue;
            }
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
                        "“{}”{}{}",
                        if by_form { form } else { row.old.as_str() },
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
