//! PRC011: auxiliaries, property managers and committees who punish or seize.

use crate::rules::campaign::auxiliary_enforcement;
use crate::rules::hold::below_laws;
use crate::rules::said::{Ends, phrase, said};
use crate::rules::statement::Scope;
use crate::rules::{Context, Findings, Trigger, declare_rule};
use crate::text::regex;
use regex::Regex;
use std::sync::LazyLock;

declare_rule! {
    /// ## 检查什么
    /// 条文授权协管员、辅助人员、物业服务人、居（村）民委员会等实施处罚、扣押。
    ///
    /// ## 为什么是问题
    /// 处罚由具有执法资格的执法人员实施，不得委托其他组织或者个人；强制措施权不得委托。
    ///
    /// ## 例
    /// ```text,finding,地方性法规
    /// 第九条 市容协管员可以对乱扔垃圾的行为人当场处以罚款。
    /// ```
    /// 改为：
    /// ```text,clean,地方性法规
    /// 第九条 市容协管员可以对乱扔垃圾的行为予以劝阻，并报告执法部门依法处理。
    /// ```
    ///
    /// ## 不报告
    /// 协助、劝阻、报告；不得实施处罚。
    /// ```text,clean,地方性法规
    /// 第九条 协管员不得实施行政处罚和扣押。
    /// ```
    /// ```text,clean,地方性法规
    /// 第九条 物业服务人应当劝阻、制止，并协助执法人员依法处罚。
    /// ```
    /// ```text,clean,地方性法规
    /// 第九条 监督员负责报告违法行为，由执法部门依法处罚。
    /// ```
    ///
    /// ## 限度
    /// 规范性文件、政府规章中RNT003已报的句子，本规则不再报。符合行政处罚法第二十一条条件的事业组织可以受委托，不报。未复核：现有语料中没有真实的例子。
    ///
    /// ## 依据
    /// - 《中华人民共和国行政处罚法》第二十条
    /// - 《中华人民共和国行政强制法》第十七条
    /// - 《中华人民共和国行政处罚法》第四十二条
    code: "PRC011", name: "auxiliaries-enforce", kind: Subject,
    severity: Error, confidence: Low, trigger: Trigger::Document,
    reviewed: false
}

static SAYS: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?:协管员|协管人员|辅助人员|辅警|监督员|巡查员|协查员|志愿者|物业服务企业|物业服务人|居民委员会|村民委员会|行业协会)(?:[^。；，]{0,6}(?:可以|有权|负责)|[^。；，]{0,10}(?:可以|有权)对)[^。；，]{0,24}(?:处以|处|实施|予以|给予)?[^。；，]{0,8}(?:行政处罚|处罚|罚款|扣押|暂扣|没收)",
    )
});
static UNLESS: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"治安管理处罚法|不得|举报|配合|协助|报告|劝阻|建议|由[^。；，]{2,20}处罚|村规民约|自治章程|管理规约",
    )
});

fn check(cx: &Context<'_>, out: &mut Findings<'_>) {
    let Some(hold) = below_laws(cx) else {
        return;
    };
    for s in said(cx.document, Ends::Part, &SAYS, &UNLESS) {
        if Scope::Papers.holds(cx) && auxiliary_enforcement::says(cx.document.slice(s.sentence)) {
            continue;
        }
        let report = out
            .report(
                phrase(cx.document, s.span),
                "由没有执法资格的人员或者组织实施处罚、强制",
            )
            .why("处罚由具有执法资格的执法人员实施，不得委托其他组织或者个人；强制措施权不得委托。")
            .basis(cx.law_basis(
                "中华人民共和国行政处罚法",
                "第二十条",
                &["不得委托其他组织或者个人"],
            ))
            .basis(cx.law_basis("中华人民共和国行政强制法", "第十七条", &["不得委托"]))
            .basis(cx.law_basis("中华人民共和国行政处罚法", "第四十二条", &["执法资格"]));
        drop(hold.on(report));
    }
}
