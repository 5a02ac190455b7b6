//! REV002: vehicle inspection tied to settled violations.

use crate::rules::hold::below_laws;
use crate::rules::said::{Ends, said};
use crate::rules::{Context, Findings, Trigger, declare_rule};
use crate::text::regex;
use regex::Regex;
use std::sync::LazyLock;

declare_rule! {
    /// ## 检查什么
    /// 把处理完交通违法作为机动车检验、核发检验合格标志的前提。
    ///
    /// ## 为什么是问题
    /// 道路交通安全法规定提供行驶证和强制保险单的应当检验，任何单位不得附加其他条件。
    ///
    /// ## 例
    /// ```text,finding,地方性法规
    /// 第九条 机动车有交通违法行为未处理完毕的，不予核发检验合格标志。
    /// ```
    /// 改为：
    /// ```text,clean,地方性法规
    /// 第九条 机动车有交通违法行为未处理的，应当告知其依法处理。
    /// ```
    ///
    /// ## 不报告
    /// 驾驶证审验、记分教育；信息通报。
    /// ```text,clean,地方性法规
    /// 第九条 驾驶人在违法行为处理完毕后，可以申请参加安全教育。
    /// ```
    /// ```text,clean,地方性法规
    /// 第九条 检验机构应当告知机动车所有人有未处理的违法记录。
    /// ```
    ///
    /// ## 限度
    /// 部门规章机动车登记规定自身保留登记前处理违法的要求；本规则只报检验，登记的不报。未复核：现有语料中没有真实的例子。
    ///
    /// ## 依据
    /// - 《中华人民共和国道路交通安全法》第十三条
    code: "REV002", name: "violation-before-inspection", kind: RightReduced,
    severity: Warning, confidence: Low, trigger: Trigger::Document,
    reviewed: false
}

static SAYS: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?:(?:检验合格标志|安全技术检验|检验等手续|机动车检验|年检|登记、检验)[^。；]{0,60}(?:违法|违章)[^。；]{0,30}(?:处理完毕|处理的))|(?:(?:违法|违章)[^。；]{0,30}(?:未处理|未接受处理|处理完毕|逾期不处理)[^。；]{0,60}(?:不予|不得|暂停|停止|暂缓)[^。；]{0,16}(?:检验|年检|检验合格标志))",
    )
});
static UNLESS: LazyLock<Regex> =
    LazyLock::new(|| regex(r"驾驶证审验|驾驶证的审验|安全教育|告知|船舶"));

fn check(cx: &Context<'_>, out: &mut Findings<'_>) {
    let Some(hold) = below_laws(cx) else {
        return;
    };
    for s in said(cx.document, Ends::Sentence, &SAYS, &UNLESS) {
        let report = out
            .report(s.span, "把处理交通违法作为机动车检验的前提")
            .why("道路交通安全法规定提供行驶证和强制保险单的应当检验，任何单位不得附加其他条件。")
            .basis(cx.law_basis(
                "中华人民共和国道路交通安全法",
                "第十三条",
                &["不得附加其他条件"],
            ))
            .counter("部门规章机动车登记规定对登记保留了类似的要求，检验的前提以法律为准。");
        drop(hold.on(report));
    }
}
