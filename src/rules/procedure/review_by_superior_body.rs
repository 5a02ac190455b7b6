//! PRC004: review asked of the superior department.

use crate::finding::Grade;
use crate::rules::hold::below_laws;
use crate::rules::said::{Ends, phrase, said};
use crate::rules::{Context, Findings, Trigger, declare_rule};
use crate::text::regex;
use regex::Regex;
use std::sync::LazyLock;

declare_rule! {
    /// ## 检查什么
    /// 条文要求向作出决定机关的上一级主管部门申请行政复议。
    ///
    /// ## 为什么是问题
    /// 2024年1月1日起，对地方政府工作部门的行政行为不服的，统一由本级人民政府管辖；指错机关会使当事人走错门、误期。
    ///
    /// ## 例
    /// ```text,finding,地方性法规
    /// 第九条 当事人对处罚决定不服的，可以向作出决定机关的上一级主管部门申请复议。
    /// ```
    /// 改为：
    /// ```text,clean,地方性法规
    /// 第九条 当事人对处罚决定不服的，可以依法申请行政复议或者提起行政诉讼。
    /// ```
    ///
    /// ## 不报告
    /// 海关、税务、金融、外汇、国家安全等垂直领导机关；人民法院的复议；向上一级人民政府申请复议。
    /// ```text,clean,地方性法规
    /// 第九条 当事人对县人民政府的处罚决定不服的，可以向上一级人民政府申请行政复议。
    /// ```
    /// ```text,clean,地方性法规
    /// 第九条 当事人可以向作出裁定的人民法院的上级机关申请复议一次。
    /// ```
    /// ```text,clean,地方性法规
    /// 第九条 对税务机关的决定不服的，向上一级税务机关申请行政复议。
    /// ```
    ///
    /// ## 限度
    /// 司法行政部门的行政行为仍可以选择向上一级司法行政部门申请（第二十八条）。
    ///
    /// ## 依据
    /// - 《中华人民共和国行政复议法》第二十四条
    /// - 《中华人民共和国行政复议法》第二十七条
    code: "PRC004", name: "review-by-superior-body", kind: Procedure,
    severity: Error, confidence: High, trigger: Trigger::Document
}

static SAYS: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?:(?:上一级|上级)[^，。；、府]{0,16}(?:机关|部门|机构|局)[^，。；]{0,14}(?:申请|提出|要求)(?:行政)?复议)|(?:向[^，。；、]{0,24}(?:主管部门|主管机关|管理机关|行政部门)[^，。；]{0,8}申请(?:行政)?复议)|(?:申请(?:行政)?复议的?[，,][^。；]{0,6}向[^，。；]{0,20}上一级(?:行政|主管)?(?:机关|部门))|(?:(?:上一级|上级)[^，。；府]{0,12}(?:机关|部门)[^，。；]{0,10}(?:是|为|作为)(?:行政)?复议机关)",
    )
});
static UNLESS: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"海关|税务|国家安全|外汇|人民法院|检察|鉴定|认定书|金融|银行|出入境边防|司法行政|烟草|海事|气象|邮政|地震|事故责任|本级人民政府|仲裁",
    )
});

fn check(cx: &Context<'_>, out: &mut Findings<'_>) {
    let Some(hold) = below_laws(cx) else {
        return;
    };
    for s in said(cx.document, Ends::Part, &SAYS, &UNLESS) {
        let report = out
            .report(phrase(cx.document, s.span), "复议机关写为上一级主管部门，现统一由本级人民政府管辖")
            .why("2024年1月1日起，对地方政府工作部门的行政行为不服的，统一由本级人民政府管辖；指错机关会使当事人走错门、误期。")
            .basis(cx.law_basis("中华人民共和国行政复议法", "第二十四条", &["对本级人民政府工作部门作出的行政行为不服"]))
            .basis(cx.law_basis("中华人民共和国行政复议法", "第二十七条", &["垂直领导"]))
            .fix(Grade::Display, "改为“可以依法申请行政复议或者提起行政诉讼”", Vec::new());
        drop(hold.on(report));
    }
}
