//! PRC003: limits of the summary procedure as the law of 1996 had them.

use crate::rules::hold::below_laws;
use crate::rules::said::{Ends, phrase, said};
use crate::rules::{Context, Findings, Trigger, declare_rule};
use crate::text::regex;
use regex::Regex;
use std::sync::LazyLock;

declare_rule! {
    /// ## 检查什么
    /// 当场处罚仍按旧限额：对公民五十元以下、对单位一千元以下罚款。
    ///
    /// ## 为什么是问题
    /// 行政处罚法2021年把当场处罚的限额改为公民二百元、单位三千元；旧限额改变了法定程序。
    ///
    /// ## 例
    /// ```text,finding,地方性法规
    /// 第九条 对公民处以五十元以下、对单位处以一千元以下罚款的，可以当场作出处罚决定。
    /// ```
    /// 改为：
    /// ```text,clean,地方性法规
    /// 第九条 对公民处以二百元以下、对单位处以三千元以下罚款的，可以当场作出处罚决定。
    /// ```
    ///
    /// ## 不报告
    /// 与现行限额一致的；法律另有规定的道路交通等领域的二百元。
    /// ```text,clean,地方性法规
    /// 第九条 对二百元以下罚款，交通警察可以当场作出处罚决定。
    /// ```
    ///
    /// ## 限度
    /// 当场收缴的限额另有规则（PRC012）。
    ///
    /// ## 依据
    /// - 《中华人民共和国行政处罚法》第五十一条
    code: "PRC003", name: "old-simple-procedure", kind: Procedure,
    severity: Warning, confidence: High, trigger: Trigger::Document
}

static SAYS: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?:(?:五十|50|一千|1000)元以下[^。；]{0,30}当场(?:作出|处罚|给予|决定))|(?:当场(?:作出|处罚|给予)[^。；]{0,40}(?:五十|50|一千|1000)元以下)",
    )
});
static UNLESS: LazyLock<Regex> = LazyLock::new(|| regex(r"行政处罚法|收缴"));

fn check(cx: &Context<'_>, out: &mut Findings<'_>) {
    let Some(hold) = below_laws(cx) else {
        return;
    };
    for s in said(cx.document, Ends::Part, &SAYS, &UNLESS) {
        let report = out
            .report(phrase(cx.document, s.span), "当场处罚的限额是旧法的，现为公民二百元、单位三千元")
            .why("行政处罚法2021年把当场处罚的限额改为公民二百元、单位三千元；旧限额改变了法定程序。")
            .basis(cx.law_basis("中华人民共和国行政处罚法", "第五十一条", &["当场作出行政处罚决定"]));
        drop(hold.on(report));
    }
}
