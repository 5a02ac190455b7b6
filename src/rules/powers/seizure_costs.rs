//! PWR022: costs of seizure charged to the party.

use crate::rules::campaign::seizure_cost;
use crate::rules::hold::below_laws;
use crate::rules::said::{Ends, phrase, said};
use crate::rules::statement::Scope;
use crate::rules::{Context, Findings, Trigger, declare_rule};
use crate::text::regex;
use regex::Regex;
use std::sync::LazyLock;

declare_rule! {
    /// ## 检查什么
    /// 扣押、查封、拖移的保管费、停车费、检验鉴定费由当事人承担。
    ///
    /// ## 为什么是问题
    /// 因查封、扣押发生的保管费用和检测、鉴定费用由行政机关承担；不得向当事人收取。
    ///
    /// ## 例
    /// ```text,finding,地方性法规
    /// 第九条 车辆被扣押的，停车费由当事人承担。
    /// ```
    /// 改为：
    /// ```text,clean,地方性法规
    /// 第九条 因扣押发生的保管费用，由行政机关承担。
    /// ```
    ///
    /// ## 不报告
    /// 当事人逾期不领取所产生的费用；代履行费用；复检费；不得收取。
    /// ```text,clean,地方性法规
    /// 第九条 解除扣押后当事人逾期不领取的，逾期之日起的保管费用由当事人承担。
    /// ```
    /// ```text,clean,地方性法规
    /// 第九条 不得向当事人收取扣押车辆的停车费。
    /// ```
    ///
    /// ## 限度
    /// 规范性文件、政府规章中PFT006已报的句子，本规则不再报；地方性法规中反过来，由本规则报。代履行的费用（行政强制法第五十一条）不报；拖移违法停放车辆的，依道路交通安全法第九十三条不得收费。未复核：现有语料中没有真实的例子。
    ///
    /// ## 依据
    /// - 《中华人民共和国行政强制法》第二十六条
    /// - 《中华人民共和国行政强制法》第二十五条
    code: "PWR022", name: "seizure-costs-charged", kind: Fee,
    severity: Error, confidence: Low, trigger: Trigger::Document,
    reviewed: false
}

static SAYS: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?:(?:扣押|暂扣|扣留|查封|拖移|拖离|拖车|拖曳)[^。；]{0,60}(?:保管费|停车费|拖车费|拖移费|保管费用|停放费|检验费|鉴定费|所需费用|费用)[^。；]{0,15}由[^。；，]{0,8}(?:当事人|违法|行为人|所有人|车主|责任|驾驶|机动车))|(?:(?:扣押|暂扣|扣留|拖移|拖离)[^。；]{0,40}(?:缴纳|交纳|支付|须缴|缴清|承担)[^。；，]{0,14}(?:停车费|保管费|拖移费|拖车费|看管费))|(?:(?:被|所)(?:扣押|暂扣|扣留)[^。；]{0,40}收取[^。；，]{0,8}(?:停车费|保管费|看管费))",
    )
});
static UNLESS: LazyLock<Regex> = LazyLock::new(|| {
    regex(r"逾期(?:之日|不领取|未领|未来|仍不)|代履行|不得|无需|行政机关承担|免|部门承担|财政|合同")
});

/// Whether the words are this rule's (for the campaign's rule on the same costs).
pub(in crate::rules) fn says(words: &str) -> bool {
    SAYS.is_match(words) && !UNLESS.is_match(words)
}

fn check(cx: &Context<'_>, out: &mut Findings<'_>) {
    let Some(hold) = below_laws(cx) else {
        return;
    };
    for s in said(cx.document, Ends::Part, &SAYS, &UNLESS) {
        if Scope::Papers.holds(cx) && seizure_cost::says(cx.document.slice(s.sentence)) {
            continue;
        }
        let report = out
            .report(phrase(cx.document, s.span), "扣押、拖移的费用由当事人承担")
            .why("因查封、扣押发生的保管费用和检测、鉴定费用由行政机关承担；不得向当事人收取。")
            .basis(cx.law_basis(
                "中华人民共和国行政强制法",
                "第二十六条",
                &["保管费用由行政机关承担"],
            ))
            .basis(cx.law_basis(
                "中华人民共和国行政强制法",
                "第二十五条",
                &["费用由行政机关承担"],
            ));
        drop(hold.on(report));
    }
}
