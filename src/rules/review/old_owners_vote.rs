//! REV008: owners’ votes counted as before the civil code.

use crate::rules::hold::below_laws;
use crate::rules::said::{Ends, said};
use crate::rules::{Context, Findings, Trigger, declare_rule};
use crate::text::regex;
use regex::Regex;
use std::sync::LazyLock;

declare_rule! {
    /// ## 检查什么
    /// 业主共同决定事项仍按“占建筑物总面积过半数（三分之二）且占总人数过半数（三分之二）的业主同意”表决。
    ///
    /// ## 为什么是问题
    /// 民法典第二百七十八条改为按参与表决的业主计算，并把更换使用用途等事项提高到四分之三。
    ///
    /// ## 例
    /// ```text,finding,地方性法规
    /// 第九条 动用维修资金，应当经专有部分占建筑物总面积三分之二以上的业主同意，且占总人数三分之二以上。
    /// ```
    /// 改为：
    /// ```text,clean,地方性法规
    /// 第九条 筹集专项维修资金，依照《中华人民共和国民法典》第二百七十八条的规定表决。
    /// ```
    ///
    /// ## 不报告
    /// “参与表决”的新规则；第二百七十八条以外的事项（区域划分与合并、前期物业、首次业主大会的召集）。
    /// ```text,clean,地方性法规
    /// 第九条 业主大会投票，面积和人数都有三分之二参加，参加者面积和人数各过半同意，决定有效。
    /// ```
    /// ```text,clean,地方性法规
    /// 第九条 两个小区，各自区域内专有部分占建筑物总面积过半数且占总人数过半数的业主同意后，可以合并为一个物业管理区域。
    /// ```
    ///
    /// ## 限度
    /// 国务院物业管理条例第十二条自身仍是旧规则，以民法典为准。
    ///
    /// ## 依据
    /// - 《中华人民共和国民法典》第二百七十八条
    code: "REV008", name: "old-owners-vote", kind: Procedure,
    severity: Error, confidence: Medium, trigger: Trigger::Document
}

static SAYS: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"占?(?:建筑物|该单元[^，。；]{0,8}|物业管理区域[^，。；]{0,6})?(?:总)?(?:建筑)?面积(?:的)?(?:过半数|二分之一|三分之二|2/3|四分之三)(?:以上)?(?:的)?[^。；]{0,14}且[^。；]{0,12}占?总?(?:人数|户数)(?:的)?(?:过半数|二分之一|三分之二|2/3|四分之三)(?:以上)?[^。；]{0,30}",
    )
});
static UNLESS: LazyLock<Regex> = LazyLock::new(|| {
    regex(r"参与表决|参加表决|合并|划分|划定|首次|筹备|前期物业|百分之|提议|书面要求|联名")
});

fn check(cx: &Context<'_>, out: &mut Findings<'_>) {
    let Some(hold) = below_laws(cx) else {
        return;
    };
    for s in said(cx.document, Ends::Part, &SAYS, &UNLESS) {
        if !["同意", "通过", "决定", "投票", "表决"]
            .iter()
            .any(|w| cx.document.slice(s.sentence).contains(w))
        {
            continue;
        }
        let report = out
            .report(s.span, "业主表决规则是物权法的旧规则")
            .why("民法典第二百七十八条改为按参与表决的业主计算，并把更换使用用途等事项提高到四分之三。")
            .basis(cx.law_basis("中华人民共和国民法典", "第二百七十八条", &["参与表决"]));
        drop(hold.on(report));
    }
}
