//! PWR014: a penalty doubled or aggravated beyond its range.

use crate::finding::Grade;
use crate::rules::hold::below_regulations;
use crate::rules::said::{Ends, phrase, said};
use crate::rules::{Context, Findings, Trigger, declare_rule};
use crate::text::regex;
use regex::Regex;
use std::sync::LazyLock;

declare_rule! {
    /// ## 检查什么
    /// 规定“加重处罚”“加倍处罚”。
    ///
    /// ## 为什么是问题
    /// 行政处罚法只有从重、从轻、减轻和不予处罚；加重、加倍突破了法定幅度。
    ///
    /// ## 例
    /// ```text,finding,地方性法规
    /// 第九条 拒不改正的，加倍处罚。
    /// ```
    /// 改为：
    /// ```text,clean,地方性法规
    /// 第九条 拒不改正的，从重处罚。
    /// ```
    ///
    /// ## 不报告
    /// 不得因申辩加重处罚；从重处罚；另写了独立幅度的。
    /// ```text,clean,地方性法规
    /// 第九条 不得因当事人申辩而加重处罚。
    /// ```
    /// ```text,clean,地方性法规
    /// 第九条 一年内再次违反的，从重处罚。
    /// ```
    ///
    /// ## 限度
    /// 加倍收取费用、加倍赔偿不是处罚。未复核：现有语料中没有真实的例子。
    ///
    /// ## 依据
    /// - 《中华人民共和国行政处罚法》第四十五条
    code: "PWR014", name: "doubled-penalty", kind: PenaltyRange,
    severity: Error, confidence: Low, trigger: Trigger::Document,
    reviewed: false
}

static SAYS: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?:(?:加重|加倍)(?:给予)?(?:行政)?(?:处罚|处以罚款|罚款))|(?:(?:从重|给予)[^，。；]{0,6}加倍(?:处罚)?)|(?:按(?:照)?(?:前款|上述|原)[^，。；]{0,12}(?:加倍|二倍|两倍)(?:处罚|罚款))",
    )
});
static UNLESS: LazyLock<Regex> =
    LazyLock::new(|| regex(r"不得|因[^，。；]{0,12}(?:陈述|申辩)|不因|可能|听证"));

fn check(cx: &Context<'_>, out: &mut Findings<'_>) {
    let Some(hold) = below_regulations(cx, out) else {
        return;
    };
    for s in said(cx.document, Ends::Part, &SAYS, &UNLESS) {
        let report = out
            .report(
                phrase(cx.document, s.span),
                "“加重、加倍处罚”不是法定的裁量",
            )
            .why("行政处罚法只有从重、从轻、减轻和不予处罚；加重、加倍突破了法定幅度。")
            .basis(cx.law_basis("中华人民共和国行政处罚法", "第四十五条", &["更重的处罚"]))
            .fix(
                Grade::Display,
                "改为“从重处罚”，或者写出独立的幅度",
                Vec::new(),
            );
        drop(hold.on(report));
    }
}
