//! PWR016: fines paid to the local finance department instead of the state treasury.

use crate::rules::clause::of_the_centre;
use crate::rules::hold::below_laws;
use crate::rules::said::{Ends, said};
use crate::rules::{Context, Findings, Trigger, declare_rule};
use crate::text::regex;
use regex::Regex;
use std::sync::LazyLock;

declare_rule! {
    /// ## 检查什么
    /// 规定罚没款“上缴财政”“上缴同级财政”。
    ///
    /// ## 为什么是问题
    /// 罚款、没收的违法所得必须全部上缴国库。
    ///
    /// ## 例
    /// ```text,finding,地方性法规
    /// 第九条 罚没款全额上缴同级财政。
    /// ```
    /// 改为：
    /// ```text,clean,地方性法规
    /// 第九条 罚没款全部上缴国库。
    /// ```
    ///
    /// ## 不报告
    /// 同时写国库的；按照国家规定上缴的。
    /// ```text,clean,地方性法规
    /// 第九条 罚没收入全部上缴国库，由财政部门监督。
    /// ```
    /// ```text,clean,地方性法规
    /// 第九条 罚款按照国家有关规定上缴财政。
    /// ```
    /// ```text,clean,地方性法规
    /// 第九条 罚没款收入按照规定上缴财政。
    /// ```
    ///
    /// ## 限度
    /// 属表述问题，随修改一并规范。
    ///
    /// ## 依据
    /// - 《中华人民共和国行政处罚法》第七十四条
    code: "PWR016", name: "fines-to-local-finance", kind: Procedure,
    severity: Info, confidence: Medium, trigger: Trigger::Document
}

static SAYS: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?:罚款|罚没(?:收入|款|物|款项|所得)?)[^。；]{0,25}(?:上缴|上交|缴入|纳入|缴)[^。；国]{0,10}财政",
    )
});
static UNLESS: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"国库|(?:按照|依照|按)(?:国家|有关|行政处罚)|罚[^，。；]{0,10}(?:按照|依照|按)[^，。；]{0,10}规定|财政部门(?:统一)?(?:印制|制发|监制|备案|指定)|票据",
    )
});

fn check(cx: &Context<'_>, out: &mut Findings<'_>) {
    let Some(hold) = below_laws(cx) else {
        return;
    };
    // 国务院 speaks of the state's own treasury.
    if of_the_centre(cx) {
        return;
    }
    for s in said(cx.document, Ends::Sentence, &SAYS, &UNLESS) {
        let report = out
            .report(s.span, "罚没款应当上缴国库")
            .why("罚款、没收的违法所得必须全部上缴国库。")
            .basis(cx.law_basis("中华人民共和国行政处罚法", "第七十四条", &["上缴国库"]));
        drop(hold.on(report));
    }
}
