//! PRC005: fewer than sixty days for review.

use crate::finding::Grade;
use crate::rules::hold::below_laws;
use crate::rules::said::{Ends, said};
use crate::rules::{Context, Findings, Trigger, declare_rule};
use crate::text::regex;
use regex::Regex;
use std::sync::LazyLock;

declare_rule! {
    /// ## 检查什么
    /// 条文规定申请行政复议的期限少于六十日。
    ///
    /// ## 为什么是问题
    /// 复议申请期限是六十日，只有法律可以规定更长；地方立法和文件写十五日、三十日的，减损了当事人的权利。
    ///
    /// ## 例
    /// ```text,finding,地方性法规
    /// 第九条 当事人对处罚决定不服的，可以自收到决定书之日起十五日内申请行政复议。
    /// ```
    /// 改为：
    /// ```text,clean,地方性法规
    /// 第九条 当事人对处罚决定不服的，可以自知道该决定之日起六十日内申请行政复议。
    /// ```
    ///
    /// ## 不报告
    /// 六十日以上的；集会游行示威许可等法律另有规定的；法院、检察、鉴定、事故认定的复议复核；不服复议决定起诉的十五日。
    /// ```text,clean,地方性法规
    /// 第九条 不服复议决定的，自收到复议决定书之日起十五日内可以起诉。
    /// ```
    /// ```text,clean,地方性法规
    /// 第九条 对主管机关不许可集会的决定不服的，可以自接到通知之日起三日内申请复议。
    /// ```
    ///
    /// ## 限度
    /// 只判断写明的日数。
    ///
    /// ## 依据
    /// - 《中华人民共和国行政复议法》第二十条
    code: "PRC005", name: "short-review-period", kind: TimeLimit,
    severity: Error, confidence: High, trigger: Trigger::Document
}

static SAYS: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?:(?:之日起|日起|后|起|在)(?:的)?(?:十五|十|三十|七|15|10|30|7|五|5|三|3|二十|20|四十五|45)个?(?:工作)?(?:日|天)(?:以)?(?:内|之内)?[，,]?[^。；]{0,40}?(?:申请|提出|要求)(?:行政)?复议)|(?:(?:之日起|后|起)一个?月(?:以)?内[^。；]{0,40}?申请(?:行政)?复议)",
    )
});
static UNLESS: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"人民法院[^。；]{0,12}申请复议|鉴定|集会|游行|侦查|事故认定|仲裁|复议机关应当|检察|送达|告知申请人|答复|举行听证",
    )
});

fn check(cx: &Context<'_>, out: &mut Findings<'_>) {
    let Some(hold) = below_laws(cx) else {
        return;
    };
    for s in said(cx.document, Ends::Part, &SAYS, &UNLESS) {
        let report = out
            .report(s.span, "申请行政复议的期限应为六十日")
            .why("复议申请期限是六十日，只有法律可以规定更长；地方立法和文件写十五日、三十日的，减损了当事人的权利。")
            .basis(cx.law_basis("中华人民共和国行政复议法", "第二十条", &["六十日内提出行政复议申请"]))
            .fix(Grade::Display, "改为“可以依法申请行政复议”，或者写六十日", Vec::new());
        drop(hold.on(report));
    }
}
