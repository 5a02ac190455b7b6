//! PWR046: performance by others for what only looks bad.

use crate::rules::hold::local_law;
use crate::rules::said::{Ends, phrase, said};
use crate::rules::{Context, Findings, Trigger, declare_rule};
use crate::text::regex;
use regex::Regex;
use std::sync::LazyLock;

declare_rule! {
    /// ## 检查什么
    /// 地方立法对外立面不整洁、设施陈旧等只影响观瞻的情形规定行政机关代为清洗、粉刷、整修，费用由当事人承担。
    ///
    /// ## 为什么是问题
    /// 代履行只适用于后果已经或者将危害交通安全、造成环境污染或者破坏自然资源的情形；其余的须由法律规定或者申请人民法院强制执行。
    ///
    /// ## 例
    /// ```text,finding,地方性法规
    /// 第九条 建筑物外立面不整洁的，由城市管理部门责令改正；逾期不改的，由其代为粉刷，费用由房屋所有人承担。
    /// ```
    /// 改为：
    /// ```text,clean,地方性法规
    /// 第九条 建筑物外立面不整洁的，由城市管理部门责令改正；拒不改正的，处五百元以上二千元以下罚款。
    /// ```
    ///
    /// ## 不报告
    /// 写明危害交通安全、污染环境、破坏自然资源的；物业服务人依约代修；乱涂写张贴的清除。
    /// ```text,clean,地方性法规
    /// 第九条 物业服务企业可以按照管理规约代为维修，费用由业主承担。
    /// ```
    /// ```text,clean,地方性法规
    /// 第九条 路面破损不修复，危害交通安全的，可以代为修复，费用由责任人承担。
    /// ```
    ///
    /// ## 限度
    /// 同一条可能兼有污染环境的情形，由人判断。
    ///
    /// ## 依据
    /// - 《中华人民共和国行政强制法》第十三条、第五十条
    code: "PWR046", name: "performance-for-looks", kind: Coercion,
    severity: Warning, confidence: Medium, trigger: Trigger::Document
}

static SAYS: LazyLock<Regex> = LazyLock::new(|| {
    regex(r"(?:代为|代其)(?:予以)?(?:清洗|粉刷|修饰|整修|油饰|粉饰|装饰|整饰|装修)")
});
static UNLESS: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"法院|交通安全|污染|自然资源|物业|业主|行政强制法|依法|同意|委托[^，。；]{0,8}代为|涂写|张贴|刻画",
    )
});

fn check(cx: &Context<'_>, out: &mut Findings<'_>) {
    let Some(hold) = local_law(cx, out) else {
        return;
    };
    for s in said(cx.document, Ends::Sentence, &SAYS, &UNLESS) {
        let words = cx.document.slice(s.sentence);
        // An order comes before it, the party pays: it is execution.
        if !["拒不", "逾期", "不改正", "未改正"]
            .iter()
            .any(|w| words.contains(w))
            || !words.contains("费用")
        {
            continue;
        }
        let report = out
            .report(phrase(cx.document, s.span), "只影响观瞻的不属于可以代履行的情形")
            .why("代履行限于后果危害交通安全、造成环境污染或者破坏自然资源的情形；行政强制执行由法律设定。")
            .basis(cx.law_basis("中华人民共和国行政强制法", "第五十条", &["代履行"]))
            .basis(cx.law_basis("中华人民共和国行政强制法", "第十三条", &["行政强制执行由法律设定"]));
        drop(hold.on(report));
    }
}
