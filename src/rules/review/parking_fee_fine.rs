//! REV016: a fine for an unpaid parking fee.

use crate::rules::hold::below_regulations;
use crate::rules::said::{Ends, said};
use crate::rules::{Context, Findings, Trigger, declare_rule};
use crate::text::regex;
use regex::Regex;
use std::sync::LazyLock;

declare_rule! {
    /// ## 检查什么
    /// 对不缴纳停车费的停车人处以罚款、加倍收费。
    ///
    /// ## 为什么是问题
    /// 停车费是价款或者行政收费，逾期不缴可以依法追缴；以罚款担保收费，过罚不当，也没有上位法依据。
    ///
    /// ## 例
    /// ```text,finding,地方性法规
    /// 第九条 停车人逾期不缴纳道路停车费的，处停车费五倍的罚款。
    /// ```
    /// 改为：
    /// ```text,clean,地方性法规
    /// 第九条 停车人逾期不缴纳道路停车费的，责令限期补缴。
    /// ```
    ///
    /// ## 不报告
    /// 经营者违规收费的处罚；公路通行费。
    /// ```text,clean,地方性法规
    /// 第九条 停车场经营者未按照规定标准收取停车费的，处五百元罚款。
    /// ```
    ///
    /// ## 限度
    /// 未复核：现有语料中没有真实的例子。
    ///
    /// ## 依据
    /// - 《中华人民共和国行政处罚法》第五条
    code: "REV016", name: "parking-fee-fine", kind: PenaltyKind,
    severity: Warning, confidence: Low, trigger: Trigger::Document,
    reviewed: false
}

static SAYS: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?:(?:停车费|停车服务费|停放服务费|停放费|停车费用)[^。]{0,50}(?:逾期|拒不|未|不)[^。；]{0,16}(?:缴纳|交纳|支付|补缴)[^。；]{0,40}(?:罚款|倍))|(?:(?:未|不|拒不|逾期)[^。；，]{0,14}(?:缴纳|交纳|支付|补缴)[^。；，]{0,10}(?:停车费|停放费|停车服务费)[^。；]{0,60}(?:处[^。；]{0,20}罚款|倍))",
    )
});
static UNLESS: LazyLock<Regex> = LazyLock::new(|| {
    regex(r"经营者|管理者|收费单位|未按照规定(?:标准)?收取|违规收取|通行费|收费人员")
});

fn check(cx: &Context<'_>, out: &mut Findings<'_>) {
    let Some(hold) = below_regulations(cx, out) else {
        return;
    };
    for s in said(cx.document, Ends::Sentence, &SAYS, &UNLESS) {
        let report = out
            .report(s.span, "对不缴停车费的停车人处以罚款")
            .why("停车费是价款或者行政收费，逾期不缴可以依法追缴；以罚款担保收费，过罚不当，也没有上位法依据。")
            .basis(cx.law_basis("中华人民共和国行政处罚法", "第五条", &["社会危害程度相当"]));
        drop(hold.on(report));
    }
}
