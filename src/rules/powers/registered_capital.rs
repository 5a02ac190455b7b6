//! PWR037: registered capital as a condition of a licence.

use crate::rules::higher;
use crate::rules::hold::below_regulations;
use crate::rules::said::{Ends, said};
use crate::rules::{Context, Findings, Trigger, declare_rule};
use crate::text::regex;
use regex::Regex;
use std::sync::LazyLock;

declare_rule! {
    /// ## 检查什么
    /// 以注册资本、注册资金数额作为许可、备案、参加经营的条件，或者要求验资。
    ///
    /// ## 为什么是问题
    /// 2014年注册资本改为认缴登记，不再实行最低限额和验资；除法律、行政法规、国务院决定另有规定外，不得以注册资本为条件。
    ///
    /// ## 例
    /// ```text,finding,地方性法规
    /// 第九条 申请从事客运经营的，应当具备下列条件：注册资本不低于五百万元。
    /// ```
    /// 改为：
    /// ```text,clean,地方性法规
    /// 第九条 申请从事客运经营的，应当有与其经营业务相适应的车辆。
    /// ```
    ///
    /// ## 不报告
    /// 法律、行政法规规定注册资本的；登记事项；不得要求。
    /// ```text,clean,地方性法规
    /// 第九条 企业的名称、住所、注册资本等登记事项发生变更的，应当备案。
    /// ```
    /// ```text,clean,地方性法规
    /// 第九条 不得以注册资本规模限制投标人。
    /// ```
    ///
    /// ## 限度
    /// 引用的法律、行政法规写有注册资本条件的（融资担保、典当、保险代理等），不报。
    ///
    /// ## 依据
    /// - 《中华人民共和国公司法》第四十七条
    /// - 国务院关于印发注册资本登记制度改革方案的通知（国发〔2014〕7号）（未核原文）
    code: "PWR037", name: "registered-capital", kind: LicenceAdded,
    severity: Warning, confidence: Medium, trigger: Trigger::Document
}

static SAYS: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?:(?:有|具有|具备|不低于|不少于)[^，。；、]{0,20}(?:注册资金|注册资本))|(?:(?:注册资金|注册资本)(?:金)?[^，。；]{0,8}(?:不低于|不少于|不得低于|不得少于|在?[\d一二三四五六七八九十百千]+万元以上))|(?:(?:提交|提供|具有|附)[^，。；]{0,12}验资(?:证明|报告))",
    )
});
static UNLESS: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"不得|无需|无须|不需|不再|不要求|法律、行政法规|国务院|变更|担保|典当|小额贷款|融资|银行|保险|证券|基金|拍卖|取消|投资者|外商|会计师|优惠|奖励|未缴|抽逃|虚报|合作社|学校|财政|名称|减少|审计|调解",
    )
});

fn check(cx: &Context<'_>, out: &mut Findings<'_>) {
    let Some(hold) = below_regulations(cx, out) else {
        return;
    };
    for s in said(cx.document, Ends::Part, &SAYS, &UNLESS) {
        if higher::says(cx, &["注册资本", "注册资金"]) {
            continue;
        }
        let report = out
            .report(s.span, "以注册资本作为许可或者经营的条件")
            .why("2014年注册资本改为认缴登记，不再实行最低限额和验资；除法律、行政法规、国务院决定另有规定外，不得以注册资本为条件。")
            .basis(cx.law_basis("中华人民共和国公司法", "第四十七条", &["认缴的出资额"]));
        drop(hold.on(report));
    }
}
