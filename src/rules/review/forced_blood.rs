//! REV014: blood donation forced by quotas, deposits and levies.

use crate::rules::hold::below_laws;
use crate::rules::said::{Ends, phrase, said_once};
use crate::rules::{Context, Findings, Trigger, declare_rule};
use crate::text::regex;
use regex::Regex;
use std::sync::LazyLock;

declare_rule! {
    /// ## 检查什么
    /// 向未完成献血计划的单位征收补偿金，向用血者收取用血互助金、保证金，或者下达献血指标。
    ///
    /// ## 为什么是问题
    /// 国家实行自愿无偿献血，公民临床用血只交付采集、储存、分离、检验等费用。
    ///
    /// ## 例
    /// ```text,finding,地方性法规
    /// 第九条 未完成献血计划的单位，应当缴纳献血补偿金。
    /// ```
    /// ```text,finding,地方性法规
    /// 第九条 公民用血时应当交纳用血互助金。
    /// ```
    /// 改为：
    /// ```text,clean,地方性法规
    /// 第九条 公民临床用血，只交付采集、储存、分离、检验等费用。
    /// ```
    ///
    /// ## 不报告
    /// 编制献血规划、动员；精神文明考核；自愿互助献血；免交。
    /// ```text,clean,地方性法规
    /// 第九条 县人民政府应当根据临床用血需求编制献血规划。
    /// ```
    /// ```text,clean,地方性法规
    /// 第九条 献血工作纳入文明单位的考核指标。
    /// ```
    ///
    /// ## 限度
    /// 退还、免交的条款随主条款清理，不单独报免交。
    ///
    /// ## 依据
    /// - 《中华人民共和国献血法》第十四条
    /// - 《中华人民共和国献血法》第二条
    code: "REV014", name: "forced-blood-donation", kind: Fee,
    severity: Error, confidence: Medium, trigger: Trigger::Document
}

static SAYS: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?:(?:用血互助金|用血保证金|献血补偿金|用血押金|献血保证金|用血补偿金))|(?:(?:未|没有|未能)(?:按[^，。；]{0,6})?完成[^。；，]{0,12}献血(?:计划|任务|指标))|(?:(?:下达|分配|安排)[^。；，]{0,16}献血(?:计划)?(?:指标|任务))",
    )
});
static UNLESS: LazyLock<Regex> =
    LazyLock::new(|| regex(r"免交|免缴|免收|取消|不得收取|考核指标|宣传|应当用于|减免|退还"));

fn check(cx: &Context<'_>, out: &mut Findings<'_>) {
    let Some(hold) = below_laws(cx) else {
        return;
    };
    for s in said_once(cx.document, Ends::Part, &SAYS, &UNLESS) {
        let report = out
            .report(
                phrase(cx.document, s.span),
                "以指标、互助金、补偿金强制献血",
            )
            .why("国家实行自愿无偿献血，公民临床用血只交付采集、储存、分离、检验等费用。")
            .basis(cx.law_basis("中华人民共和国献血法", "第十四条", &["只交付"]))
            .basis(cx.law_basis("中华人民共和国献血法", "第二条", &["自愿献血"]));
        drop(hold.on(report));
    }
}
