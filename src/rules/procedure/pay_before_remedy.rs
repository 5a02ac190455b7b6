//! PRC008: payment as a condition of review or suit.

use crate::rules::hold::below_laws;
use crate::rules::said::{Ends, phrase, said};
use crate::rules::{Context, Findings, Trigger, declare_rule};
use crate::text::regex;
use regex::Regex;
use std::sync::LazyLock;

declare_rule! {
    /// ## 检查什么
    /// 条文以先缴纳罚款、费用作为申请复议、提起诉讼的前提。
    ///
    /// ## 为什么是问题
    /// 对行政处罚不服的，有权申请复议、提起诉讼；以缴款为前提限制了救济权，只有法律（如税收征收管理法）可以规定。
    ///
    /// ## 例
    /// ```text,finding,地方性法规
    /// 第九条 当事人对罚款决定不服的，应当先缴纳罚款，方可申请行政复议。
    /// ```
    /// 改为：
    /// ```text,clean,地方性法规
    /// 第九条 当事人对罚款决定不服的，可以依法申请行政复议。
    /// ```
    ///
    /// ## 不报告
    /// 税务争议；复议诉讼期间不停止执行。
    /// ```text,clean,地方性法规
    /// 第九条 行政复议期间，不停止罚款决定的执行。
    /// ```
    /// ```text,clean,地方性法规
    /// 第九条 纳税人对征税决定不服的，应当先缴纳税款，再申请行政复议。
    /// ```
    ///
    /// ## 限度
    /// 未复核：现有语料中没有真实的例子。
    ///
    /// ## 依据
    /// - 《中华人民共和国行政处罚法》第七条
    code: "PRC008", name: "pay-before-remedy", kind: Procedure,
    severity: Error, confidence: Low, trigger: Trigger::Document,
    reviewed: false
}

static SAYS: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?:先(?:行)?(?:缴纳|交纳|缴清|交清|履行|执行)[^。；]{0,30}(?:申请|提起|提出)[^。；]{0,6}(?:复议|诉讼))|(?:(?:未|不|拒不|没有)(?:缴纳|交纳|缴清|交清|履行|执行)[^。；，]{0,10}的?，?[^。；，]{0,8}(?:复议|诉讼|申诉)[^。；，]{0,8}(?:不予受理|不受理|不予立案))|(?:(?:缴纳|交纳|缴清|履行)(?:罚款|费用|社会抚养费|处罚决定|义务)[^。；，]{0,10}(?:后|方可|再|才能)[^。；]{0,12}(?:申请|提起)[^。；]{0,4}(?:行政)?(?:复议|诉讼))",
    )
});
static UNLESS: LazyLock<Regex> = LazyLock::new(|| regex(r"税|纳税|人民法院|保全"));

fn check(cx: &Context<'_>, out: &mut Findings<'_>) {
    let Some(hold) = below_laws(cx) else {
        return;
    };
    for s in said(cx.document, Ends::Part, &SAYS, &UNLESS) {
        let report = out
            .report(phrase(cx.document, s.span), "以先缴款作为申请救济的前提")
            .why("对行政处罚不服的，有权申请复议、提起诉讼；以缴款为前提限制了救济权，只有法律（如税收征收管理法）可以规定。")
            .basis(cx.law_basis("中华人民共和国行政处罚法", "第七条", &["申请行政复议或者提起行政诉讼"]));
        drop(hold.on(report));
    }
}
