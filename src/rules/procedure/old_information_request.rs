//! PRC010: requests for government information as the regulation of 2007 had them.

use crate::rules::hold::below_laws;
use crate::rules::said::{Ends, phrase, said};
use crate::rules::{Context, Findings, Trigger, declare_rule};
use crate::text::regex;
use regex::Regex;
use std::sync::LazyLock;

declare_rule! {
    /// ## 检查什么
    /// 政府信息公开仍用旧规定：申请须出于自身生产、生活、科研特殊需要；十五个工作日答复；收取检索、复制、邮寄费。
    ///
    /// ## 为什么是问题
    /// 政府信息公开条例2019年删除了“三需要”，答复期限改为二十个工作日，依申请提供信息不收费。
    ///
    /// ## 例
    /// ```text,finding,规范性文件
    /// 第九条 公民可以根据自身生产、生活、科研等特殊需要，申请获取政府信息。
    /// ```
    /// 改为：
    /// ```text,clean,规范性文件
    /// 第九条 公民、法人或者其他组织可以依法申请获取政府信息。
    /// ```
    ///
    /// ## 不报告
    /// 与信息公开无关的“特殊需要”。
    /// ```text,clean,规范性文件
    /// 第九条 科研机构因特殊需要饲养大型犬的，应当登记。
    /// ```
    /// ```text,clean,规范性文件
    /// 第九条 受理投诉后应当在十五个工作日内答复。
    /// ```
    ///
    /// ## 限度
    /// 十五个工作日、二十个工作日均从收到申请起算。
    ///
    /// ## 依据
    /// - 《中华人民共和国政府信息公开条例》第三十三条
    /// - 《中华人民共和国政府信息公开条例》第四十二条
    code: "PRC010", name: "old-information-request", kind: Procedure,
    severity: Warning, confidence: Medium, trigger: Trigger::Document
}

static SAYS: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?:自身(?:的)?生产、?生活、?科研等?(?:的)?(?:特殊)?需要)|(?:政府信息[^。；]{0,60}(?:十五|15)个工作日[^。；]{0,14}(?:答复|提供))|(?:(?:申请|提供|公开|获取)(?:的)?政府信息[^。；]{0,40}(?:检索|复制|邮寄)[^。；]{0,10}(?:费|成本))",
    )
});
static UNLESS: LazyLock<Regex> = LazyLock::new(|| regex(r"不收取|取消|不得收取|投诉"));

fn check(cx: &Context<'_>, out: &mut Findings<'_>) {
    let Some(hold) = below_laws(cx) else {
        return;
    };
    for s in said(cx.document, Ends::Part, &SAYS, &UNLESS) {
        let report = out
            .report(phrase(cx.document, s.span), "政府信息公开的旧规定")
            .why("政府信息公开条例2019年删除了“三需要”，答复期限改为二十个工作日，依申请提供信息不收费。")
            .basis(cx.law_basis("中华人民共和国政府信息公开条例", "第三十三条", &["20个工作日"]))
            .basis(cx.law_basis("中华人民共和国政府信息公开条例", "第四十二条", &["不收取费用"]));
        drop(hold.on(report));
    }
}
