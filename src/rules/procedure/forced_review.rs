//! PRC007: review required before a suit.

use crate::rules::hold::below_laws;
use crate::rules::said::{Ends, phrase, said};
use crate::rules::{Context, Findings, Trigger, declare_rule};
use crate::text::regex;
use regex::Regex;
use std::sync::LazyLock;

declare_rule! {
    /// ## 检查什么
    /// 条文规定应当先申请行政复议，才能提起行政诉讼。
    ///
    /// ## 为什么是问题
    /// 复议前置只能由法律、行政法规规定（2024年起法规也不得规定）；另设前置限制了诉权。
    ///
    /// ## 例
    /// ```text,finding,地方性法规
    /// 第九条 当事人对处罚决定不服的，应当先申请行政复议，对复议决定不服的，再依法提起行政诉讼。
    /// ```
    /// 改为：
    /// ```text,clean,地方性法规
    /// 第九条 当事人对处罚决定不服的，可以依法申请行政复议或者提起行政诉讼。
    /// ```
    ///
    /// ## 不报告
    /// 侵犯已经依法取得的自然资源权属、当场处罚、政府信息不予公开等法定前置；纳税争议。
    /// ```text,clean,地方性法规
    /// 第九条 单位认为主管部门侵犯其已经取得的林地所有权或者使用权的，应当先申请行政复议，对复议决定不服的，再提起行政诉讼。
    /// ```
    /// ```text,clean,地方性法规
    /// 第九条 当事人可以申请行政复议，也可以直接提起行政诉讼。
    /// ```
    ///
    /// ## 限度
    /// 只报写明“应当先”“必须先”的；“申请复议；对复议决定不服的……”的写法不当然排除直接起诉，不报。未复核：现有语料中没有真实的例子。
    ///
    /// ## 依据
    /// - 《中华人民共和国行政复议法》第二十三条
    code: "PRC007", name: "forced-review", kind: Procedure,
    severity: Warning, confidence: Low, trigger: Trigger::Document,
    reviewed: false
}

static SAYS: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?:(?:应当|必须|须)(?:依法)?先(?:行)?[^，。；]{0,15}(?:申请|提起|经)(?:行政)?复议)|(?:未经(?:行政)?复议[^。；]{0,10}不得[^。；]{0,8}(?:起诉|诉讼))",
    )
});
static UNLESS: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"所有权|使用权|纳税|税款|税务|当场|信息|商标|专利|海关|外汇|社会保险|法律、行政法规|法律、法规|其他应当|本条例",
    )
});

fn check(cx: &Context<'_>, out: &mut Findings<'_>) {
    let Some(hold) = below_laws(cx) else {
        return;
    };
    for s in said(cx.document, Ends::Sentence, &SAYS, &UNLESS) {
        let report = out
            .report(
                phrase(cx.document, s.span),
                "规定复议前置，超出法律、行政法规的范围",
            )
            .why("复议前置只能由法律、行政法规规定（2024年起法规也不得规定）；另设前置限制了诉权。")
            .basis(cx.law_basis(
                "中华人民共和国行政复议法",
                "第二十三条",
                &["应当先向行政复议机关申请"],
            ));
        drop(hold.on(report));
    }
}
