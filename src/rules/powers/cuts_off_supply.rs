//! PWR019: water and power cut off to enforce a decision.

use crate::finding::Grade;
use crate::rules::hold::local_law;
use crate::rules::said::{Ends, phrase, said};
use crate::rules::{Context, Findings, Trigger, declare_rule};
use crate::text::regex;
use regex::Regex;
use std::sync::LazyLock;

declare_rule! {
    /// ## 检查什么
    /// 以停止供水、供电、供热、供气，或者不予办理水电手续，迫使当事人履行行政决定。
    ///
    /// ## 为什么是问题
    /// 不得对居民生活采取停水停电等方式；对生产经营单位的，也属行政强制执行，须由法律设定（如安全生产法第七十条）。
    ///
    /// ## 例
    /// ```text,finding,地方性法规
    /// 第九条 排污单位拒不执行停产决定的，县人民政府可以作出停止向其供水、供电的决定。
    /// ```
    /// 改为：
    /// ```text,clean,地方性法规
    /// 第九条 排污单位拒不执行停产决定的，依法申请人民法院强制执行。
    /// ```
    ///
    /// ## 不报告
    /// 安全生产法规定的停电停供民用爆炸物品；检修、事故、欠费停供；禁止停水停电。
    /// ```text,clean,地方性法规
    /// 第九条 物业服务人不得以停止供电、供水方式催交物业费。
    /// ```
    /// ```text,clean,地方性法规
    /// 第九条 有发生生产安全事故的现实危险的，可以采取通知有关单位停止供电的措施。
    /// ```
    /// ```text,clean,地方性法规
    /// 第九条 供水企业因设备检修需要停止供水的，应当提前公告。
    /// ```
    ///
    /// ## 限度
    /// 限定为生产经营用电、且引用法律依据的不报。
    ///
    /// ## 依据
    /// - 《中华人民共和国行政强制法》第四十三条
    /// - 《中华人民共和国行政强制法》第十三条
    code: "PWR019", name: "local-cuts-off-supply", kind: Coercion,
    severity: Error, confidence: Medium, trigger: Trigger::Document
}

static SAYS: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?:(?:停止|限制|中止|暂停|中断|停止或者限制)(?:向(?:其|排污单位|当事人|违法[^，。；]{0,6}|[^，。；]{0,8}单位))?(?:供应)?(?:供)?(?:水|电|热|气)[^。；]{0,12}的?(?:决定|措施))|(?:(?:违法建(?:设|筑)|违章建筑|违法用地|拒不|逾期不)[^。；]{0,60}(?:停止|不得|不予|暂停)(?:为其|向其)?(?:办理|提供|供应)?[^，。；]{0,8}(?:供水|供电|供应水|用水|用电|供气))",
    )
});
static UNLESS: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"安全生产|生产安全|民用爆炸|检修|事故|欠费|擅自停|窃电|盗|无故|被拆迁人|不得(?:采取|以|因)|物业服务|生产经营(?:业务)?用电|依照[^，。；]{0,20}法|违反[^。；]{0,30}(?:中断|停止)供|应急|抢险|节约用水|超计划|水费|电费|电梯|解除|燃气(?:经营|用户|企业)|合同",
    )
});

fn check(cx: &Context<'_>, out: &mut Findings<'_>) {
    let Some(hold) = local_law(cx, out) else {
        return;
    };
    for s in said(cx.document, Ends::Sentence, &SAYS, &UNLESS) {
        let title = &cx.document.meta.title;
        if [
            "燃气",
            "供热",
            "供水",
            "供用电",
            "电力",
            "用水",
            "安全生产",
            "电梯",
        ]
        .iter()
        .any(|w| title.contains(w))
        {
            continue;
        }
        let report = out
            .report(phrase(cx.document, s.span), "以停水停电等方式迫使履行行政决定")
            .why("不得对居民生活采取停水停电等方式；对生产经营单位的，也属行政强制执行，须由法律设定（如安全生产法第七十条）。")
            .basis(cx.law_basis("中华人民共和国行政强制法", "第四十三条", &["停止供水、供电"]))
            .basis(cx.law_basis("中华人民共和国行政强制法", "第十三条", &["行政强制执行由法律设定"]))
            .fix(Grade::Display, "删去，或者限定为法律规定的情形并写明依据", Vec::new());
        drop(hold.on(report));
    }
}
