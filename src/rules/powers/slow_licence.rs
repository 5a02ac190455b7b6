//! PWR035: a licence decided in more than twenty days by rules and papers.

use crate::rules::said::{Ends, said};
use crate::rules::{Context, Findings, Trigger, declare_rule};
use crate::text::regex;
use regex::Regex;
use std::sync::LazyLock;

declare_rule! {
    /// ## 检查什么
    /// 规章、规范性文件规定许可决定的期限超过二十日。
    ///
    /// ## 为什么是问题
    /// 行政许可决定的期限是受理之日起二十日（工作日），法律、法规另有规定的除外；规章和文件不能延长。
    ///
    /// ## 例
    /// ```text,finding,地方政府规章
    /// 第九条 主管部门应当自受理申请之日起四十五日内作出是否许可的决定。
    /// ```
    /// 改为：
    /// ```text,clean,地方政府规章
    /// 第九条 主管部门应当自受理申请之日起二十日内作出是否许可的决定。
    /// ```
    ///
    /// ## 不报告
    /// 地方性法规（可以另行规定）；复议、复核、鉴定；法律、法规写明更长期限的。
    /// ```text,clean,地方性法规
    /// 第九条 主管部门应当自受理申请之日起三十日内作出是否许可的决定。
    /// ```
    /// ```text,clean,地方政府规章
    /// 第九条 主管部门应当自收到复核申请之日起三十日内作出复核决定。
    /// ```
    ///
    /// ## 限度
    /// 上位法对该许可另有更长期限的，须人工核对。未复核：样本太少。
    ///
    /// ## 依据
    /// - 《中华人民共和国行政许可法》第四十二条
    code: "PWR035", name: "slow-licence", kind: TimeLimit,
    severity: Warning, confidence: Low, trigger: Trigger::Document,
    reviewed: false
}

static SAYS: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?:(?:受理|收到|接到)[^，。；]{0,16}申请[^，。；]{0,16}(?:之日起|后|起)[，,]?(?:三十|四十五|六十|九十|四十|五十|30|45|60|90|40|50)个?(?:工作)?(?:日|天)(?:以)?内?[^。；]{0,24}(?:许可|批准|核发|审批))|(?:(?:受理|收到)[^，。；]{0,10}之日起(?:三十|四十五|六十|九十|30|45|60|90)个?(?:工作)?日内[^。；]{0,16}(?:许可|批准|核发))",
    )
});
static UNLESS: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"复议|复核|鉴定|认定书|事故|仲裁|答复|争议|备案|补贴|工伤|养老|法律|行政法规|条例|国务院|延长|职称|资助|不得超过",
    )
});

fn check(cx: &Context<'_>, out: &mut Findings<'_>) {
    if !matches!(
        cx.standing.rank,
        crate::document::Rank::LocalRule | crate::document::Rank::Normative
    ) {
        return;
    }
    for s in said(cx.document, Ends::Part, &SAYS, &UNLESS) {
        drop(out
            .report(s.span, "许可决定期限超过二十日，规章和文件不能延长")
            .why("行政许可决定的期限是受理之日起二十日（工作日），法律、法规另有规定的除外；规章和文件不能延长。")
            .basis(cx.law_basis("中华人民共和国行政许可法", "第四十二条", &["二十日内作出行政许可决定"])));
    }
}
