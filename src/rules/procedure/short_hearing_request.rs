//! PRC002: three days to ask for a hearing.

use crate::finding::Grade;
use crate::rules::hold::below_laws;
use crate::rules::said::{Ends, phrase, said};
use crate::rules::{Context, Findings, Trigger, declare_rule};
use crate::text::regex;
use regex::Regex;
use std::sync::LazyLock;

declare_rule! {
    /// ## 检查什么
    /// 条文规定当事人要求听证的期限是告知后三日。
    ///
    /// ## 为什么是问题
    /// 行政处罚法2021年把期限改为告知后五日（工作日）；写三日缩短了当事人的期限。
    ///
    /// ## 例
    /// ```text,finding,地方性法规
    /// 第九条 当事人要求听证的，应当在行政机关告知后三日内提出。
    /// ```
    /// 改为：
    /// ```text,clean,地方性法规
    /// 第九条 当事人要求听证的，应当在行政机关告知后五日内提出。
    /// ```
    ///
    /// ## 不报告
    /// 五日或者更长的；听证七日前通知；补正材料的期限。
    /// ```text,clean,地方性法规
    /// 第九条 行政机关应当在举行听证的七日前，将时间、地点通知当事人。
    /// ```
    /// ```text,clean,地方性法规
    /// 第九条 当事人应当在三日内补正材料，并可以依法要求听证。
    /// ```
    ///
    /// ## 限度
    /// 许可听证的申请期限（行政许可法第四十七条，五日）同样适用；其他听证（价格、立法）不判断。
    ///
    /// ## 依据
    /// - 《中华人民共和国行政处罚法》第六十四条
    /// - 《中华人民共和国行政处罚法》第八十五条
    code: "PRC002", name: "short-hearing-request", kind: TimeLimit,
    severity: Error, confidence: High, trigger: Trigger::Document
}

static SAYS: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?:(?:三|3|二|两|2|一|1)个?(?:工作)?日(?:以)?内[，,]?[^。；，]{0,16}(?:提出|要求|申请)[^。；，]{0,10}听证)|(?:要求(?:举行)?听证的?[^。；]{0,30}(?:三|3|二|两|2|一|1)个?(?:工作)?日(?:以)?内[^。；]{0,15}(?:提出|申请))|(?:听证[^。；，]{0,6}[，,][^。；]{0,20}(?:告知|通知|送达)[^。；，]{0,10}(?:三|3)个?(?:工作)?日(?:以)?内[^。；]{0,12}(?:提出|要求|申请))",
    )
});
static UNLESS: LazyLock<Regex> =
    LazyLock::new(|| regex(r"补正|七日前|公示期|价格|立法|主持人|确定听证|决定组织听证"));

fn check(cx: &Context<'_>, out: &mut Findings<'_>) {
    let Some(hold) = below_laws(cx) else {
        return;
    };
    for s in said(cx.document, Ends::Part, &SAYS, &UNLESS) {
        let report = out
            .report(phrase(cx.document, s.span), "要求听证的期限应为五日")
            .why("行政处罚法2021年把期限改为告知后五日（工作日）；写三日缩短了当事人的期限。")
            .basis(cx.law_basis("中华人民共和国行政处罚法", "第六十四条", &["五日内提出"]))
            .basis(cx.law_basis("中华人民共和国行政处罚法", "第八十五条", &["工作日"]))
            .fix(Grade::Display, "“三日”改为“五日”", Vec::new());
        drop(hold.on(report));
    }
}
