//! PRC014: recusal only for a direct interest.

use crate::rules::hold::below_laws;
use crate::rules::said::{Ends, said};
use crate::rules::{Context, Findings, Trigger, declare_rule};
use crate::text::regex;
use regex::Regex;
use std::sync::LazyLock;

declare_rule! {
    /// ## 检查什么
    /// 执法人员的回避只写有直接利害关系，没有“有其他关系可能影响公正执法”。
    ///
    /// ## 为什么是问题
    /// 行政处罚法规定的回避情形有两类：与案件有直接利害关系，或者有其他关系可能影响公正执法；只写前者，当事人申请回避的权利就窄了。
    ///
    /// ## 例
    /// ```text,finding,地方性法规
    /// 第九条 检查人员同被查单位存在直接利害关系的，须回避。
    /// ```
    /// 改为：
    /// ```text,clean,地方性法规
    /// 第九条 检查人员同被查单位存在直接利害关系，或者其他关系可能妨碍公正的，须回避。
    /// ```
    ///
    /// ## 不报告
    /// 另写其他关系、近亲属、可能影响公正的；信访、评审、仲裁、鉴定等不是执法的。
    /// ```text,clean,地方性法规
    /// 第九条 接访人员同来访人存在直接利害关系的，须回避。
    /// ```
    /// ```text,clean,地方性法规
    /// 第九条 评审专家与项目有直接利害关系的，应当回避。
    /// ```
    ///
    /// ## 限度
    /// 只看执法、检查、监察、调查人员。
    ///
    /// ## 依据
    /// - 《中华人民共和国行政处罚法》第四十三条
    code: "PRC014", name: "narrow-recusal", kind: Procedure,
    severity: Warning, confidence: Medium, trigger: Trigger::Document
}

static SAYS: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?:执法|检查|监察|监督|调查|办案|稽查|处罚)(?:的)?[^。；，]{0,6}人?员[^。；]{0,24}直接利害关系[^。；，]{0,10}的?，?(?:应当|必须|须)?[^。；，]{0,6}回避",
    )
});
static UNLESS: LazyLock<Regex> = LazyLock::new(|| {
    regex(r"其他关系|其他利害|近亲属|亲属|影响公正|可能影响|信访|评审|仲裁|鉴定|专家|考试")
});

fn check(cx: &Context<'_>, out: &mut Findings<'_>) {
    let Some(hold) = below_laws(cx) else {
        return;
    };
    if cx.document.meta.title.contains("信访") {
        return;
    }
    for s in said(cx.document, Ends::Clause, &SAYS, &UNLESS) {
        let report = out
            .report(s.span, "回避只限直接利害关系，窄于行政处罚法")
            .why("执法人员与案件有直接利害关系或者有其他关系可能影响公正执法的，都应当回避，当事人有权申请回避。")
            .basis(cx.law_basis("中华人民共和国行政处罚法", "第四十三条", &["有其他关系可能影响公正执法"]));
        drop(hold.on(report));
    }
}
