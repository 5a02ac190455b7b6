//! REV020: a discharge permit shorter than five years.

use crate::rules::hold::below_regulations;
use crate::rules::said::{Ends, said};
use crate::rules::{Context, Findings, Trigger, declare_rule};
use crate::text::regex;
use regex::Regex;
use std::sync::LazyLock;

declare_rule! {
    /// ## 检查什么
    /// 规定排污许可证的有效期短于五年，或者最长不超过五年由机关酌定。
    ///
    /// ## 为什么是问题
    /// 排污许可证的有效期由上位法定为五年；允许核发更短的许可证，减损排污单位的权益。
    ///
    /// ## 例
    /// ```text,finding,地方性法规
    /// 第九条 排污许可证的期限由主管部门按排放情况核定，最长不超过五年。
    /// ```
    /// ```text,finding,地方性法规
    /// 第九条 排污许可证有效期为三年。
    /// ```
    /// 改为：
    /// ```text,clean,地方性法规
    /// 第九条 排污许可证的有效期为五年。
    /// ```
    ///
    /// ## 不报告
    /// 写五年的；届满延续的期限；城镇排水许可。
    /// ```text,clean,地方性法规
    /// 第九条 临时排污许可证有效期不超过一年。
    /// ```
    /// ```text,clean,地方性法规
    /// 第九条 排污许可证有效期届满六十日前，应当申请延续。
    /// ```
    ///
    /// ## 限度
    /// 城镇污水排入排水管网许可证是另一种许可。
    ///
    /// ## 依据
    /// - 《排污许可管理条例》第十四条
    /// - 《中华人民共和国生态环境法典》第一百八十二条
    code: "REV020", name: "discharge-permit-term", kind: TimeLimit,
    severity: Warning, confidence: Medium, trigger: Trigger::Document
}

static SAYS: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?:排污许可证|污染物排放许可证)[^。；]{0,8}(?:有效期|期限)[^。；]{0,40}(?:不超过(?:一|二|两|三|四|五|[1-5])年|为(?:一|二|两|三|四|[1-4])年)",
    )
});
static UNLESS: LazyLock<Regex> = LazyLock::new(|| regex(r"临时|排入|排水|过渡"));

fn check(cx: &Context<'_>, out: &mut Findings<'_>) {
    let Some(hold) = below_regulations(cx, out) else {
        return;
    };
    for s in said(cx.document, Ends::Part, &SAYS, &UNLESS) {
        let report = out
            .report(s.span, "排污许可证有效期与上位法规定的五年不一致")
            .why("上位法规定排污许可证有效期为五年，不由机关酌定。")
            .basis(cx.law_basis(
                "中华人民共和国生态环境法典",
                "第一百八十二条",
                &["有效期为五年"],
            ))
            .basis(cx.law_basis("排污许可管理条例", "第十四条", &["有效期为5年"]));
        drop(hold.on(report));
    }
}
