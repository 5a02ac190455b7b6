//! REV011: fewer acts banned in nature reserves than the regulation bans.

use crate::rules::hold::local_law;
use crate::rules::said::{Ends, said};
use crate::rules::{Context, Findings, Trigger, declare_rule};
use crate::text::regex;
use regex::Regex;
use std::sync::LazyLock;

declare_rule! {
    /// ## 检查什么
    /// 列举自然保护区内的禁止行为，少于自然保护区条例列举的十种（挖沙、采石、开矿、烧荒、开垦、采药、捕捞、狩猎、放牧、砍伐）。
    ///
    /// ## 为什么是问题
    /// 下位法列举少于上位法，等于放行没有列举的行为（甘肃祁连山案）。
    ///
    /// ## 例
    /// ```text,finding,地方性法规
    /// 第九条 禁止在自然保护区内砍伐、放牧、狩猎、开垦、烧荒、采石。
    /// ```
    /// 改为：
    /// ```text,clean,地方性法规
    /// 第九条 禁止在自然保护区内挖沙、采石、开矿、烧荒、开垦、采药、捕捞、狩猎、放牧、砍伐。
    /// ```
    ///
    /// ## 不报告
    /// 列举齐全的；转引上位法的；湿地、风景名胜区；补充列举（还禁止）。
    /// ```text,clean,地方性法规
    /// 第九条 在自然保护区内，除禁止法律、行政法规规定的行为外，还禁止挖塘、狩猎、放牧、采石。
    /// ```
    /// ```text,clean,地方性法规
    /// 第九条 自然保护区内的湿地，禁止开垦、占用。
    /// ```
    ///
    /// ## 限度
    /// 列举少于四种的视为就特定事项作规定，不报。
    ///
    /// ## 依据
    /// - 《中华人民共和国自然保护区条例》第二十六条
    /// - 自然保护区条例修订和国家公园法施行后的条文，须按基准日核对
    code: "REV011", name: "fewer-reserve-bans", kind: RightReduced,
    severity: Error, confidence: Medium, trigger: Trigger::Document
}

static SAYS: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?:自然保护区[^。]{0,40}(?:禁止|不得)[^。]{0,60}(?:砍伐|放牧|狩猎|捕捞|采药|开垦|烧荒|开矿|采石|挖沙|挖砂))|(?:(?:禁止|不得)[^。；]{0,6}在[^。；]{0,20}自然保护区[^。]{0,60}(?:砍伐|放牧|狩猎|捕捞|采药|开垦|烧荒|开矿|采石|挖沙|挖砂))",
    )
});
static UNLESS: LazyLock<Regex> =
    LazyLock::new(|| regex(r"还禁止|自然保护区条例|除(?:遵守|禁止|法律)|海洋特别|违反"));

fn check(cx: &Context<'_>, out: &mut Findings<'_>) {
    let Some(hold) = local_law(cx, out) else {
        return;
    };
    for s in said(cx.document, Ends::Sentence, &SAYS, &UNLESS) {
        let words = cx.document.slice(s.sentence);
        let (missing, listed) = absent(words);
        if missing.is_empty() || listed < 4 {
            continue;
        }
        let report = out
            .report(
                s.span,
                format!("列举的禁止行为少于上位法，缺少：{}", missing.join("、")),
            )
            .why("下位法列举少于上位法，等于放行没有列举的行为（甘肃祁连山案）。")
            .basis(cx.law_basis(
                "中华人民共和国自然保护区条例",
                "第二十六条",
                &["砍伐、放牧、狩猎"],
            ));
        drop(hold.on(report));
    }
}

/// The acts of 第二十六条 that the words don't name, and how many they do.
fn absent(words: &str) -> (Vec<&'static str>, usize) {
    const ACTS: [(&str, &[&str]); 10] = [
        ("砍伐", &["砍伐", "采伐", "伐木"]),
        ("放牧", &["放牧"]),
        ("狩猎", &["狩猎", "猎捕", "捕猎"]),
        ("捕捞", &["捕捞"]),
        ("采药", &["采药"]),
        ("开垦", &["开垦"]),
        ("烧荒", &["烧荒"]),
        ("开矿", &["开矿", "采矿"]),
        ("采石", &["采石"]),
        ("挖沙", &["挖沙", "挖砂", "采沙", "采砂"]),
    ];
    let missing: Vec<&str> = ACTS
        .iter()
        .filter(|(_, forms)| !forms.iter().any(|f| words.contains(f)))
        .map(|(name, _)| *name)
        .collect();
    let listed = ACTS.len() - missing.len();
    (missing, listed)
}
