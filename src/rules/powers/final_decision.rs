//! PWR041: a final decision that shuts the courts.

use crate::rules::hold::place_law_or_paper;
use crate::rules::said::{Ends, phrase, said};
use crate::rules::{Context, Findings, Trigger, declare_rule};
use crate::text::regex;
use regex::Regex;
use std::sync::LazyLock;

declare_rule! {
    /// ## 检查什么
    /// 规定某机关的决定、鉴定为最终，或者不得起诉、法院不予受理。
    ///
    /// ## 为什么是问题
    /// 诉讼和仲裁制度只能由法律规定；排除诉讼的规定无效。
    ///
    /// ## 例
    /// ```text,finding,地方性法规
    /// 第九条 市鉴定委员会的鉴定为终局鉴定，不得提起诉讼。
    /// ```
    /// 改为：
    /// ```text,clean,地方性法规
    /// 第九条 对鉴定意见有异议的，可以依法申请重新鉴定。
    /// ```
    ///
    /// ## 不报告
    /// 劳动争议仲裁的终局裁决；审计法规定的本级政府裁决；行政诉讼法、行政复议法规定的最终裁决。
    /// ```text,clean,地方性法规
    /// 第九条 仲裁庭对工伤待遇争议作出的裁决为终局裁决。
    /// ```
    /// ```text,clean,地方性法规
    /// 第九条 对财政收支审计决定不服的，提请本级人民政府裁决，裁决为最终决定。
    /// ```
    ///
    /// ## 限度
    /// 行业内部评审、奖项评定的“最终”不报。未复核：读过的真实命中没有一处能定为正确。
    ///
    /// ## 依据
    /// - 《中华人民共和国立法法》第十一条
    /// - 全国人大常委会关于司法鉴定管理问题的决定（2005年2月28日）（未核原文）
    code: "PWR041", name: "local-final-decision", kind: RightReduced,
    severity: Error, confidence: Low, trigger: Trigger::Document,
    reviewed: false
}

static SAYS: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?:(?:为|是)(?:本市|本省)?(?:的)?(?:终局|最终)(?:鉴定|裁决|决定|裁定|认定|结论))|(?:终局鉴定)|(?:为|是)(?:最终|终局)(?:的)?(?:处理|行政)?(?:决定|处理)|(?:群众|当事人|村民|企业)[^，。；]{0,6}不得(?:上访|信访|申诉)[^。；]{0,6}(?:起诉|诉讼)|(?:不得(?:再)?(?:向人民法院)?(?:提起)?(?:行政)?(?:起诉|诉讼)[。，；])|(?:人民法院不予受理[。，；])",
    )
});
static UNLESS: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"劳动|仲裁|审计|人大|代表大会|代表|选举|评审|奖|预算|立法|招标|行政复议法|行政诉讼法|法律规定|评标|国务院|议案|常务委员会|政府裁决|职业病",
    )
});

fn check(cx: &Context<'_>, out: &mut Findings<'_>) {
    let Some(hold) = place_law_or_paper(cx, out) else {
        return;
    };
    for s in said(cx.document, Ends::Part, &SAYS, &UNLESS) {
        if cx.document.meta.title.contains("仲裁") {
            continue;
        }
        let report = out
            .report(phrase(cx.document, s.span), "以最终决定排除诉讼")
            .why("诉讼和仲裁制度只能由法律规定；排除诉讼的规定无效。")
            .basis(cx.law_basis(
                "中华人民共和国立法法",
                "第十一条",
                &["诉讼制度和仲裁基本制度"],
            ));
        drop(hold.on(report));
    }
}
