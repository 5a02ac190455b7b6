//! PRC012: collection of fines on the spot up to twenty yuan.

use crate::rules::hold::below_laws;
use crate::rules::said::{Ends, phrase, said};
use crate::rules::{Context, Findings, Trigger, declare_rule};
use crate::text::regex;
use regex::Regex;
use std::sync::LazyLock;

declare_rule! {
    /// ## 检查什么
    /// 当场收缴罚款仍按旧限额二十元。
    ///
    /// ## 为什么是问题
    /// 行政处罚法2021年把可以当场收缴的数额改为一百元以下。
    ///
    /// ## 例
    /// ```text,finding,地方性法规
    /// 第九条 依法给予二十元以下罚款的，执法人员可以当场收缴。
    /// ```
    /// 改为：
    /// ```text,clean,地方性法规
    /// 第九条 依法给予一百元以下罚款的，执法人员可以当场收缴。
    /// ```
    ///
    /// ## 不报告
    /// 一百元以下的；治安、道路交通法律另有规定的。
    /// ```text,clean,地方性法规
    /// 第九条 依法给予一百元以下罚款的，执法人员可以当场收缴。
    /// ```
    ///
    /// ## 限度
    /// “不当场收缴事后难以执行”等情形不判断。
    ///
    /// ## 依据
    /// - 《中华人民共和国行政处罚法》第六十八条
    code: "PRC012", name: "old-spot-collection", kind: Procedure,
    severity: Warning, confidence: High, trigger: Trigger::Document
}

static SAYS: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?:(?:二十|20|五十|50)元以下[^。；]{0,20}当场收缴)|(?:当场收缴[^。；]{0,20}(?:二十|20)元以下)",
    )
});
static UNLESS: LazyLock<Regex> = LazyLock::new(|| regex(r"治安|行政处罚法"));

/// Whether the words name the old limit (for the rule on collection in the street).
pub(in crate::rules) fn says(words: &str) -> bool {
    SAYS.is_match(words) && !UNLESS.is_match(words)
}

fn check(cx: &Context<'_>, out: &mut Findings<'_>) {
    let Some(hold) = below_laws(cx) else {
        return;
    };
    for s in said(cx.document, Ends::Part, &SAYS, &UNLESS) {
        let report = out
            .report(
                phrase(cx.document, s.span),
                "当场收缴的限额是旧法的，现为一百元",
            )
            .why("行政处罚法2021年把可以当场收缴的数额改为一百元以下。")
            .basis(cx.law_basis("中华人民共和国行政处罚法", "第六十八条", &["一百元以下"]));
        drop(hold.on(report));
    }
}
