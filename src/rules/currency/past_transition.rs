//! EXP004: a transition counted from the day of force that is long over.

use crate::finding::Confidence;
use crate::rules::said::{Ends, phrase, said};
use crate::rules::{Context, Findings, Trigger, declare_rule};
use crate::text::regex;
use regex::Regex;
use std::sync::LazyLock;

declare_rule! {
    /// ## 检查什么
    /// 条文要求自施行之日起若干日、月、年内完成的过渡事项，期限早已届满。
    ///
    /// ## 为什么是问题
    /// 一次性的过渡安排已经履行完毕，不再有适用对象，应当删除。
    ///
    /// ## 例
    /// ```text,finding,地方性法规
    /// 第九条 已经从事客运经营的，应当自本条例施行之日起六个月内补办手续。
    /// 第十条 本条例自2011年3月1日起施行。
    /// ```
    /// 改为：
    /// ```text,clean,地方性法规
    /// 第九条 从事客运经营的，应当依法办理手续。
    /// 第十条 本条例自2011年3月1日起施行。
    /// ```
    ///
    /// ## 不报告
    /// 期限未满的；施行日期不明的；从其他日子起算的。
    /// ```text,clean,地方性法规
    /// 第九条 已经从事客运经营的，应当自本条例施行之日起六个月内补办手续。
    /// 第十条 本条例自2026年10月1日起施行。
    /// ```
    /// ```text,clean,地方性法规
    /// 第九条 申请人应当自收到通知之日起六个月内补办手续。
    /// 第十条 本条例自2011年3月1日起施行。
    /// ```
    ///
    /// ## 限度
    /// 届满不足一年的不报。政府和部门自己的任务（制定配套规定、编制规划）可信度低。
    ///
    /// ## 依据
    /// - 《中华人民共和国立法法》第八十二条
    code: "EXP004", name: "past-transition", kind: Expiry,
    severity: Info, confidence: Medium, trigger: Trigger::Document
}

static SAYS: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?:自|在)?本(?:条例|办法|规定|细则|决定|法)(?:施行|实施|生效|公布|发布)(?:之日起?|后|起)[^。；，]{0,3}?([\d一二三四五六七八九十两]{1,3})(个?月|年|日|个工作日)(?:以)?(?:之)?内",
    )
});
static UNLESS: LazyLock<Regex> =
    LazyLock::new(|| regex(r"复议|诉讼|起诉|有效期|继续有效|评估|报告"));
static GOVERNMENT: LazyLock<Regex> =
    LazyLock::new(|| regex(r"人民政府|主管部门|制定|编制|划定|公布"));

fn check(cx: &Context<'_>, out: &mut Findings<'_>) {
    let Some(from) = cx.document.meta.effective.as_ref().map(|f| f.value) else {
        out.not_checked("施行日期不明，不能判断过渡期限是否届满");
        return;
    };
    for s in said(cx.document, Ends::Part, &SAYS, &UNLESS) {
        let over = SAYS
            .captures(cx.document.slice(s.sentence))
            .and_then(|c| {
                let n = i64::try_from(crate::text::numeral::parse(c.get(1)?.as_str())?).ok()?;
                let span = match c.get(2)?.as_str() {
                    "年" => jiff::Span::new().years(n),
                    "日" | "个工作日" => jiff::Span::new().days(n),
                    _ => jiff::Span::new().months(n),
                };
                from.checked_add(span)
                    .ok()?
                    .checked_add(jiff::Span::new().years(1))
                    .ok()
            })
            .is_some_and(|end| end < cx.as_of);
        if !over {
            continue;
        }
        drop(
            out.report(
                phrase(cx.document, s.span),
                "自施行之日起计算的过渡期限早已届满",
            )
            .why("一次性的过渡安排已经履行完毕，不再有适用对象，应当删除。")
            .basis(cx.law_basis(
                "中华人民共和国立法法",
                "第八十二条",
                &["及时予以修改或者废止"],
            ))
            .confidence(if GOVERNMENT.is_match(cx.document.slice(s.sentence)) {
                Confidence::Low
            } else {
                Confidence::Medium
            }),
        );
    }
}
