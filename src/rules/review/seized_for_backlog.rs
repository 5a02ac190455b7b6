//! REV003: licences or vehicles seized for a number of unsettled violations.

use crate::rules::hold::below_regulations;
use crate::rules::said::{Ends, said};
use crate::rules::{Context, Findings, Trigger, declare_rule};
use crate::text::regex;
use regex::Regex;
use std::sync::LazyLock;

declare_rule! {
    /// ## 检查什么
    /// 以累积若干起违法未处理为由扣留行驶证、驾驶证、车辆。
    ///
    /// ## 为什么是问题
    /// 扣留车辆和证件的情形由道路交通安全法规定，没有“累积未处理若干起”；下位法不得扩大强制措施的条件。
    ///
    /// ## 例
    /// ```text,finding,地方性法规
    /// 第九条 机动车违法行为逾期未接受处理累积达到五起以上的，可以先予扣留行驶证。
    /// ```
    /// 改为：
    /// ```text,clean,地方性法规
    /// 第九条 机动车违法行为逾期未接受处理累积达到五起以上的，通知机动车所有人及时接受处理。
    /// ```
    ///
    /// ## 不报告
    /// 记分满分扣留驾驶证；公告、通知。
    /// ```text,clean,地方性法规
    /// 第九条 累积未处理违法行为五起以上的，公安机关应当通知机动车所有人。
    /// ```
    /// ```text,clean,地方性法规
    /// 第九条 一个记分周期内累积记分达到十二分的，扣留驾驶证。
    /// ```
    ///
    /// ## 限度
    /// 只判断写明起数的。
    ///
    /// ## 依据
    /// - 《中华人民共和国行政强制法》第十一条
    /// - 全国人大常委会法制工作委员会备案审查案例（年度未核）
    code: "REV003", name: "seized-for-backlog", kind: Coercion,
    severity: Error, confidence: Medium, trigger: Trigger::Document
}

static SAYS: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?:累积|累计|未处理|未接受处理|逾期)[^。；]{0,30}(?:五|三|十|二|\d+)(?:起|次|宗|件)(?:以上)?[^。；]{0,40}(?:扣留|扣押|暂扣|收缴|停止使用)[^。；]{0,12}(?:证|车辆|机动车|标志)",
    )
});
static UNLESS: LazyLock<Regex> =
    LazyLock::new(|| regex(r"记分|暂扣(?:或者|、)吊销|吊销|情节|转让"));

fn check(cx: &Context<'_>, out: &mut Findings<'_>) {
    let Some(hold) = below_regulations(cx, out) else {
        return;
    };
    for s in said(cx.document, Ends::Sentence, &SAYS, &UNLESS) {
        let report = out
            .report(s.span, "以累积未处理违法为由扣留证件、车辆")
            .why("扣留车辆和证件的情形由道路交通安全法规定，没有“累积未处理若干起”；下位法不得扩大强制措施的条件。")
            .basis(cx.law_basis("中华人民共和国行政强制法", "第十一条", &["不得作出扩大规定"]));
        drop(hold.on(report));
    }
}
