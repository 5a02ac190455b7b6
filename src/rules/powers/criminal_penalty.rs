//! PWR042: criminal penalties in law below 法律.

use crate::rules::hold::below_regulations;
use crate::rules::said::{Ends, phrase, said};
use crate::rules::{Context, Findings, Trigger, declare_rule};
use crate::text::regex;
use regex::Regex;
use std::sync::LazyLock;

declare_rule! {
    /// ## 检查什么
    /// 法律以外的规定设定刑罚。
    ///
    /// ## 为什么是问题
    /// 犯罪和刑罚只能由法律规定。
    ///
    /// ## 例
    /// ```text,finding,地方性法规
    /// 第九条 情节恶劣的，处三年以下有期徒刑。
    /// ```
    /// 改为：
    /// ```text,clean,地方性法规
    /// 第九条 构成犯罪的，依法追究刑事责任。
    /// ```
    ///
    /// ## 不报告
    /// 被判处刑罚的状态描述；罚没收入的定义；依照刑法。
    /// ```text,clean,地方性法规
    /// 第九条 被判处有期徒刑正在服刑的，停止其代表资格。
    /// ```
    /// ```text,clean,地方性法规
    /// 第九条 构成犯罪的，依法追究刑事责任。
    /// ```
    ///
    /// ## 限度
    /// 未复核：现有语料中没有真实的例子；作为守门规则保留。
    ///
    /// ## 依据
    /// - 《中华人民共和国立法法》第十一条
    code: "PWR042", name: "local-criminal-penalty", kind: PenaltyKind,
    severity: Error, confidence: Low, trigger: Trigger::Document,
    reviewed: false
}

static SAYS: LazyLock<Regex> =
    LazyLock::new(|| regex(r"(?:处|判处)[^，。；]{0,8}(?:有期徒刑|无期徒刑|拘役|管制|罚金)"));
static UNLESS: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"被(?:依法)?(?:判)?处|判处[^。；]{0,24}(?:的|以上|期间|人员|刑罚|缓刑|假释)|曾|(?:依照|依据|根据)|刑事处罚|收入|受过|因[^，。；]{0,14}判处|执行|罚金额",
    )
});

fn check(cx: &Context<'_>, out: &mut Findings<'_>) {
    let Some(hold) = below_regulations(cx, out) else {
        return;
    };
    for s in said(cx.document, Ends::Part, &SAYS, &UNLESS) {
        let report = out
            .report(phrase(cx.document, s.span), "设定刑罚，刑罚只能由法律规定")
            .why("犯罪和刑罚只能由法律规定。")
            .basis(cx.law_basis("中华人民共和国立法法", "第十一条", &["犯罪和刑罚"]));
        drop(hold.on(report));
    }
}
