//! PRC001: the matters of a hearing as the law of 1996 had them.

use crate::finding::Grade;
use crate::rules::hold::below_laws;
use crate::rules::said::{Ends, phrase, said};
use crate::rules::{Context, Findings, Trigger, declare_rule};
use crate::text::regex;
use regex::Regex;
use std::sync::LazyLock;

declare_rule! {
    /// ## 检查什么
    /// 条文列举可以要求听证的处罚，只列“责令停产停业、吊销、较大数额罚款”，没有写“等”，也没有写没收、降低资质、限制从业等。
    ///
    /// ## 为什么是问题
    /// 行政处罚法2021年扩大了听证范围；仍按旧范围列举，会使当事人失去听证的权利。
    ///
    /// ## 例
    /// ```text,finding,地方性法规
    /// 第九条 作出责令停产停业、吊销许可证、较大数额罚款的处罚决定前，应当告知当事人有要求听证的权利。
    /// ```
    /// 改为：
    /// ```text,clean,地方性法规
    /// 第九条 作出依法应当听证的处罚决定前，应当告知当事人有要求听证的权利。
    /// ```
    ///
    /// ## 不报告
    /// 开放列举（等处罚）、引用行政处罚法、许可听证。
    /// ```text,clean,地方性法规
    /// 第九条 作出责令停产停业、吊销许可证、较大数额罚款等处罚决定前，应当告知当事人有要求听证的权利。
    /// ```
    /// ```text,clean,地方性法规
    /// 第九条 依照《中华人民共和国行政处罚法》的规定，作出吊销许可证、较大数额罚款决定前，应当组织听证。
    /// ```
    ///
    /// ## 限度
    /// 只比较列举的种类，不判断“较大数额”的标准。未复核：现有语料中没有真实的例子。
    ///
    /// ## 依据
    /// - 《中华人民共和国行政处罚法》第六十三条
    code: "PRC001", name: "narrow-hearing", kind: Procedure,
    severity: Warning, confidence: Low, trigger: Trigger::Document,
    reviewed: false
}

static SAYS: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?:(?:责令停产停业|吊销|较大数额)[^。；]{0,60}听证)|(?:听证[^。；]{0,40}(?:责令停产停业|吊销[^。；]{0,10}证|较大数额))",
    )
});
static UNLESS: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"行政处罚法|等(?:重大|较重)?(?:的)?(?:行政)?(?:处罚|决定|情形)|没收|降低资质|限制从业|依法应当|法律、法规规定|许可听证|听证会公开|符合听证|其他行政处罚|依照|应当听证的其他",
    )
});

fn check(cx: &Context<'_>, out: &mut Findings<'_>) {
    let Some(hold) = below_laws(cx) else {
        return;
    };
    for s in said(cx.document, Ends::Sentence, &SAYS, &UNLESS) {
        // One kind by way of example is no list.
        let words = cx.document.slice(s.sentence);
        if !words.contains("停产停业") && !words.contains("吊销") {
            continue;
        }
        let report = out
            .report(
                phrase(cx.document, s.span),
                "听证范围按旧法列举，窄于现行规定",
            )
            .why("行政处罚法2021年扩大了听证范围；仍按旧范围列举，会使当事人失去听证的权利。")
            .basis(cx.law_basis("中华人民共和国行政处罚法", "第六十三条", &["较大数额"]))
            .fix(
                Grade::Display,
                "改为“作出依法应当听证的行政处罚决定前，应当告知当事人有要求听证的权利”",
                Vec::new(),
            );
        drop(hold.on(report));
    }
}
