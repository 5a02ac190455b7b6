//! PRC006: less than six months for a suit brought at once.

use crate::finding::Grade;
use crate::rules::hold::below_laws;
use crate::rules::said::{Ends, said};
use crate::rules::{Context, Findings, Trigger, declare_rule};
use crate::text::regex;
use regex::Regex;
use std::sync::LazyLock;

declare_rule! {
    /// ## 检查什么
    /// 条文规定直接向人民法院起诉的期限少于六个月（十五日、三十日、三个月）。
    ///
    /// ## 为什么是问题
    /// 行政诉讼法2015年起规定直接起诉的期限是六个月，法律另有规定的除外；下位规定无权缩短。
    ///
    /// ## 例
    /// ```text,finding,地方性法规
    /// 第九条 当事人对处罚决定不服的，可以自接到处罚通知之日起三个月内直接向人民法院起诉。
    /// ```
    /// 改为：
    /// ```text,clean,地方性法规
    /// 第九条 当事人对处罚决定不服的，可以自知道该决定之日起六个月内直接向人民法院起诉。
    /// ```
    ///
    /// ## 不报告
    /// 对复议决定不服的十五日；权属争议、仲裁、调解、民事争议。
    /// ```text,clean,地方性法规
    /// 第九条 不服复议决定的，自收到复议决定书之日起十五日内可以向法院起诉。
    /// ```
    /// ```text,clean,地方性法规
    /// 第九条 当事人对土地权属争议的处理决定不服的，可以自接到通知之日起三十日内向人民法院起诉。
    /// ```
    ///
    /// ## 限度
    /// 法律（土地管理法、森林法等）对权属争议另有规定，一概不报。
    ///
    /// ## 依据
    /// - 《中华人民共和国行政诉讼法》第四十六条
    code: "PRC006", name: "short-suit-period", kind: TimeLimit,
    severity: Error, confidence: High, trigger: Trigger::Document
}

static SAYS: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?:(?:之日起|日起|后|起|在)(?:的)?(?:十五|三十|六十|15|30|60|九十|90)个?(?:工作)?(?:日|天)(?:以)?内[，,]?(?:依法)?(?:也可以|可以)?(?:直接)?(?:依法)?向[^，。；]{0,12}法院(?:提起|起诉|提出))|(?:(?:三个|3个|三|3|一个|两个|二个)月(?:以)?内[，,]?(?:依法)?(?:也可以|可以)?(?:直接)?(?:依法)?(?:向[^，。；]{0,12}法院(?:提起|起诉|提出)|提起行政诉讼))|(?:(?:之日起|后)(?:十五|三十|15|30)(?:日|天)内(?:直接)?(?:依法)?(?:提起行政诉讼))",
    )
});
static UNLESS: LazyLock<Regex> = LazyLock::new(|| {
    regex(r"仲裁|调解|裁决|权属|确权|林权|民事|赔偿(?:争议|纠纷)|所有权和使用权|争议")
});

fn check(cx: &Context<'_>, out: &mut Findings<'_>) {
    let Some(hold) = below_laws(cx) else {
        return;
    };
    for s in said(cx.document, Ends::Part, &SAYS, &UNLESS) {
        // Fifteen days after a decision on review are the law's own.
        let head = &cx.document.text[s.sentence.start..s.span.start];
        let near: String = head
            .chars()
            .rev()
            .take(30)
            .collect::<Vec<_>>()
            .into_iter()
            .rev()
            .collect();
        let article = cx
            .document
            .ancestor(s.clause.node, crate::document::Kind::Article)
            .map_or(s.clause.span, |a| cx.document.full_span(a))
            .slice(&cx.document.text);
        if near.contains("复议决定")
            || near.contains("复议机关")
            || near.contains("复议申请")
            || ["权属", "争议", "所有权", "承包经营权"]
                .iter()
                .any(|w| article.contains(w))
        {
            continue;
        }
        let report = out
            .report(s.span, "直接起诉的期限应为六个月")
            .why("行政诉讼法2015年起规定直接起诉的期限是六个月，法律另有规定的除外；下位规定无权缩短。")
            .basis(cx.law_basis("中华人民共和国行政诉讼法", "第四十六条", &["六个月内提出"]))
            .fix(Grade::Display, "改为“可以依法提起行政诉讼”，或者写六个月", Vec::new());
        drop(hold.on(report));
    }
}
