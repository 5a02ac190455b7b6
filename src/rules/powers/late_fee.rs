//! PWR017: a late fee set by local law.

use crate::finding::Grade;
use crate::rules::higher;
use crate::rules::hold::local_law;
use crate::rules::said::{Ends, phrase, said};
use crate::rules::{Context, Findings, Trigger, declare_rule};
use crate::text::regex;
use regex::Regex;
use std::sync::LazyLock;

declare_rule! {
    /// ## 检查什么
    /// 地方性法规、规章自己设定滞纳金。
    ///
    /// ## 为什么是问题
    /// 滞纳金是行政强制执行的方式，行政强制执行只能由法律设定，且不得超过本金。
    ///
    /// ## 例
    /// ```text,finding,地方性法规
    /// 第九条 未按时缴纳加价水费的，自逾期之日起按日加收千分之五的滞纳金。
    /// ```
    /// 改为：
    /// ```text,clean,地方性法规
    /// 第九条 未按时缴纳加价水费的，责令限期缴纳；逾期不缴纳的，依法申请人民法院强制执行。
    /// ```
    ///
    /// ## 不报告
    /// 转引法律的；税款、社会保险费等法律已有规定的；物业、供水、供热等合同的违约责任；上位法对同一行为写明滞纳金的。
    /// ```text,clean,地方性法规
    /// 第九条 未按时缴纳非税收入的，按照法律、法规的规定加收滞纳金。
    /// ```
    /// ```text,clean,地方性法规
    /// 第九条 用户未按照供用水合同约定支付水费的，按照合同约定支付滞纳金。
    /// ```
    ///
    /// ## 限度
    /// 行政法规自己设定的滞纳金是否有法律依据，不在此判断；引用的行政法规已有规定的，本件不报。
    ///
    /// ## 依据
    /// - 《中华人民共和国行政强制法》第十二条
    /// - 《中华人民共和国行政强制法》第十三条
    /// - 《中华人民共和国行政强制法》第四十五条
    code: "PWR017", name: "local-sets-late-fee", kind: Coercion,
    severity: Error, confidence: Medium, trigger: Trigger::Document
}

static SAYS: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?:(?:加收|加处|收取|缴纳|交纳|核收|扣收|计收|按日|每日|每月|每逾|加缴|征收)[^，。；]{0,30}滞纳金)|(?:滞纳金[^，。；]{0,12}(?:按日|每日|每天))",
    )
});
static UNLESS: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"税款|税收|社会保险|失业保险|养老保险|医疗保险|工伤保险|生育保险|住房公积金|物业|水资源费|水土保持补偿费|合同|约定|矿业权|残疾人就业保障金|违约|(?:按照|依照|依据|根据)[^，。；]{0,10}(?:法律|法规|国家|《)|依法|免|不得|不予|减|土地出让|出让金|利息",
    )
});
static RATE: LazyLock<Regex> =
    LazyLock::new(|| regex(r"按日|每日|每天|每月|每逾|千分之|万分之|百分之|‰|%|％"));

fn check(cx: &Context<'_>, out: &mut Findings<'_>) {
    let Some(hold) = local_law(cx, out) else {
        return;
    };
    for s in said(cx.document, Ends::Part, &SAYS, &UNLESS) {
        let clause = cx.document.slice(s.clause.span);
        if ["残疾人就业保障金", "社会保险费", "税款", "住房公积金"]
            .iter()
            .any(|w| clause.contains(w))
            || !RATE.is_match(cx.document.slice(s.sentence))
            || higher::sets(cx, &["滞纳金"], cx.document.slice(s.sentence), 0.3).is_some()
        {
            continue;
        }
        let report = out
            .report(
                phrase(cx.document, s.span),
                "自行设定滞纳金，滞纳金只能由法律设定",
            )
            .why("滞纳金是行政强制执行的方式，行政强制执行只能由法律设定，且不得超过本金。")
            .basis(cx.law_basis("中华人民共和国行政强制法", "第十二条", &["滞纳金"]))
            .basis(cx.law_basis(
                "中华人民共和国行政强制法",
                "第十三条",
                &["行政强制执行由法律设定"],
            ))
            .basis(cx.law_basis(
                "中华人民共和国行政强制法",
                "第四十五条",
                &["不得超出金钱给付义务的数额"],
            ))
            .fix(
                Grade::Display,
                "删去滞纳金，改为依法申请人民法院强制执行",
                Vec::new(),
            );
        drop(hold.on(report));
    }
}
