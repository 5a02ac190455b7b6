//! REV001: the audit as the basis of settlement.

use crate::finding::Grade;
use crate::rules::hold::below_laws;
use crate::rules::said::{Ends, said_once};
use crate::rules::{Context, Findings, Trigger, declare_rule};
use crate::text::regex;
use regex::Regex;
use std::sync::LazyLock;

declare_rule! {
    /// ## 检查什么
    /// 规定以审计结果作为工程结算的依据，或者应当在合同中这样约定，或者未经审计不得结算。
    ///
    /// ## 为什么是问题
    /// 结算由合同约定，行政机关不得强制要求以审计结果作为结算依据；国家备案审查已要求清理（2017年）。
    ///
    /// ## 例
    /// ```text,finding,地方性法规
    /// 第九条 政府投资项目应当以审计机关的审计结果作为竣工结算的依据。
    /// ```
    /// 改为：
    /// ```text,clean,地方性法规
    /// 第九条 政府投资项目的建设单位可以与承包人依法约定结算的依据。
    /// ```
    ///
    /// ## 不报告
    /// “可以约定”；禁止强制要求。
    /// ```text,clean,地方性法规
    /// 第九条 建设单位可以在合同中约定以审计结果作为工程结算的依据。
    /// ```
    /// ```text,clean,地方性法规
    /// 第九条 发包机关不得强制要求以审计结果作为结算依据。
    /// ```
    ///
    /// ## 限度
    /// 审计机关对财政资金的审计监督不受影响。未复核：现有语料中没有真实的例子。
    ///
    /// ## 依据
    /// - 《保障中小企业款项支付条例》第十二条
    /// - 《中华人民共和国建筑法》第十八条
    /// - 全国人大常委会法制工作委员会2017年备案审查工作情况报告（未核原文）
    code: "REV001", name: "audit-as-settlement", kind: RightReduced,
    severity: Error, confidence: Low, trigger: Trigger::Document,
    reviewed: false
}

static SAYS: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?:审计[^。；，]{0,40}(?:作为|为)[^。；]{0,20}(?:结算|价款|工程款)[^。；]{0,10}(?:依据|基础))|(?:(?:结算|价款)[^。；]{0,30}以[^。；]{0,20}审计[^。；]{0,20}(?:结果|结论|报告|意见)?为准)|(?:未经[^。；，]{0,8}审计[^。；]{0,20}不得[^。；]{0,10}(?:结算|办理(?:竣工|价款)?结算))",
    )
});
static UNLESS: LazyLock<Regex> =
    LazyLock::new(|| regex(r"不得(?:强制)?要求|不得以|除合同另有约定|可以|鼓励|不以"));

fn check(cx: &Context<'_>, out: &mut Findings<'_>) {
    let Some(hold) = below_laws(cx) else {
        return;
    };
    for s in said_once(cx.document, Ends::Part, &SAYS, &UNLESS) {
        let report = out
            .report(s.span, "强制以审计结果作为工程结算的依据")
            .why("结算由合同约定，行政机关不得强制要求以审计结果作为结算依据；国家备案审查已要求清理（2017年）。")
            .basis(cx.law_basis("保障中小企业款项支付条例", "第十二条", &["不得强制要求以审计"]))
            .basis(cx.law_basis("中华人民共和国建筑法", "第十八条", &["在合同中约定"]))
            .fix(Grade::Display, "删去，或者改为“可以依法约定”", Vec::new());
        drop(hold.on(report));
    }
}
