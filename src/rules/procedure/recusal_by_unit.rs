//! PRC013: recusal decided by somebody else than the head of the organ.

use crate::rules::hold::below_laws;
use crate::rules::said::{Ends, phrase, said};
use crate::rules::{Context, Findings, Trigger, declare_rule};
use crate::text::regex;
use regex::Regex;
use std::sync::LazyLock;

declare_rule! {
    /// ## 检查什么
    /// 执法人员的回避由内设机构、执法机构的负责人决定。
    ///
    /// ## 为什么是问题
    /// 行政处罚法规定执法人员的回避由行政机关负责人决定；以本机关名义执法的内设机构或者受委托的机构，其负责人无权决定。
    ///
    /// ## 例
    /// ```text,finding,地方性法规
    /// 第九条 监察员的回避，由劳动监察机构负责人决定。
    /// ```
    /// 改为：
    /// ```text,clean,地方性法规
    /// 第九条 监察员的回避，由行政机关负责人决定。
    /// ```
    ///
    /// ## 不报告
    /// 由行政机关、主管部门负责人决定的；仲裁员、鉴定人、评标专家的回避。
    /// ```text,clean,地方性法规
    /// 第九条 执法人员的回避，由行政机关负责人决定。
    /// ```
    /// ```text,clean,地方性法规
    /// 第九条 仲裁员的回避，由仲裁委员会主任决定。
    /// ```
    ///
    /// ## 限度
    /// 法规授权的组织以自己的名义执法的，其负责人可以决定，须核对。
    ///
    /// ## 依据
    /// - 《中华人民共和国行政处罚法》第四十三条
    code: "PRC013", name: "recusal-by-unit", kind: Procedure,
    severity: Warning, confidence: Medium, trigger: Trigger::Document
}

static SAYS: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?:执法人员|检查人员|监察员|监督员|调查人员|办案人员|工作人员)的?回避[，,]?[^。；]{0,6}由[^。；，]{0,16}(?:机构|大队|支队|总队|站|所|中队)(?:的)?(?:主要)?负责人决定",
    )
});
static UNLESS: LazyLock<Regex> =
    LazyLock::new(|| regex(r"仲裁|鉴定|评标|专家|拍卖|考试|招|信访|援助"));

fn check(cx: &Context<'_>, out: &mut Findings<'_>) {
    let Some(hold) = below_laws(cx) else {
        return;
    };
    for s in said(cx.document, Ends::Part, &SAYS, &UNLESS) {
        if cx.document.meta.title.contains("信访") {
            continue;
        }
        let report = out
            .report(phrase(cx.document, s.span), "回避由机构负责人决定，应由行政机关负责人决定")
            .why("行政处罚法规定执法人员的回避由行政机关负责人决定；以本机关名义执法的内设机构或者受委托的机构，其负责人无权决定。")
            .basis(cx.law_basis("中华人民共和国行政处罚法", "第四十三条", &["由行政机关负责人决定"]));
        drop(hold.on(report));
    }
}
