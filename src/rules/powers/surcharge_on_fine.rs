//! PWR015: the daily surcharge on an unpaid fine.

use crate::finding::Grade;
use crate::rules::hold::below_laws;
use crate::rules::said::{Ends, said};
use crate::rules::{Context, Findings, Trigger, declare_rule};
use crate::text::regex;
use regex::Regex;
use std::sync::LazyLock;

declare_rule! {
    /// ## 检查什么
    /// 逾期不缴罚款的加处罚款，比例不是每日百分之三，或者没有写不得超出罚款数额。
    ///
    /// ## 为什么是问题
    /// 行政处罚法第七十二条的加处罚款是每日百分之三，总数不得超出罚款数额。
    ///
    /// ## 例
    /// ```text,finding,地方性法规
    /// 第九条 到期不缴纳罚款的，每日按罚款数额的百分之五加处罚款。
    /// ```
    /// 改为：
    /// ```text,clean,地方性法规
    /// 第九条 逾期不缴罚款的，每日按罚款数额的百分之三加处罚款，总数不得超出罚款数额。
    /// ```
    ///
    /// ## 不报告
    /// 同条写明上限且比例相同的；转引行政处罚法的；税款、社会保险费。
    /// ```text,clean,地方性法规
    /// 第九条 逾期不缴纳罚款的，依照《中华人民共和国行政处罚法》的规定加处罚款。
    /// ```
    /// ```text,clean,地方性法规
    /// 第九条 用人单位逾期不缴纳社会保险费的，每日加收万分之五的滞纳金。
    /// ```
    ///
    /// ## 限度
    /// 只重述百分之三、没有写上限的，为提示。
    ///
    /// ## 依据
    /// - 《中华人民共和国行政处罚法》第七十二条
    code: "PWR015", name: "surcharge-on-fine", kind: Coercion,
    severity: Info, confidence: Medium, trigger: Trigger::Document
}

static SAYS: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?:(?:每日|按日|每逾(?:期)?一[日天]|每超过一[日天]|每天)[^。；]{0,24}(?:百分之|千分之|万分之|%|％|‰|\d)[^。；]{0,20}(?:加处|加罚|加收|加缴)[^，。；]{0,8}(?:罚款|滞纳金)?)|(?:(?:每日|按日|每逾(?:期)?一[日天]|每天)[^。；，]{0,8}(?:加处|加罚|加收)[^。；]{0,16}(?:百分之|千分之|万分之|%|％|‰))",
    )
});
static UNLESS: LazyLock<Regex> =
    LazyLock::new(|| regex(r"不(?:得)?超(?:出|过)|行政处罚法|税|社会保险|保险费|滞纳"));

fn check(cx: &Context<'_>, out: &mut Findings<'_>) {
    let Some(hold) = below_laws(cx) else {
        return;
    };
    for s in said(cx.document, Ends::Sentence, &SAYS, &UNLESS) {
        if !cx.document.slice(s.sentence).contains("罚款") {
            continue;
        }
        let whole = cx.document.slice(s.clause.span);
        if whole.contains("不得超出罚款") || whole.contains("不得超过罚款") {
            continue;
        }
        let report = out
            .report(s.span, "加处罚款的比例或者上限与行政处罚法不一致")
            .why("行政处罚法第七十二条的加处罚款是每日百分之三，总数以罚款数额为限。")
            .basis(cx.law_basis(
                "中华人民共和国行政处罚法",
                "第七十二条",
                &["百分之三加处罚款"],
            ))
            .fix(
                Grade::Display,
                "改为每日百分之三，总数以罚款数额为限",
                Vec::new(),
            );
        drop(hold.on(report));
    }
}
