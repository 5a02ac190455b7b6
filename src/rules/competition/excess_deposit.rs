//! CMP009: bid and performance deposits above the limits.

use crate::finding::Confidence;
use crate::rules::phrase::phrase;
use crate::rules::statement::{Hit, Say, Scope, Statement, statements, tell};
use crate::rules::{Context, Findings, Trigger, declare_rule};
use crate::text::numeral;
use regex::Regex;
use std::sync::LazyLock;

declare_rule! {
    /// ## 检查什么
    /// 文件规定的投标保证金超过百分之二、履约保证金超过百分之十、工程质量保证金超过百分之三，只收现金，或者自设其他保证金。
    ///
    /// ## 为什么是问题
    /// 保证金的种类和上限由法律、行政法规规定，超过的部分排斥中小经营者。
    ///
    /// ## 例
    /// ```text,finding,规范性文件
    /// 第五条 投标保证金为项目估算价的百分之五。
    /// ```
    /// ```text,finding,规范性文件
    /// 第六条 履约保证金为中标合同金额的20%。
    /// ```
    /// ```text,finding,规范性文件
    /// 第七条 投标保证金只接受现金转账。
    /// ```
    ///
    /// ## 不报告
    /// 限额以内的；允许保函的。
    /// ```text,clean,规范性文件
    /// 第八条 投标保证金不超过项目估算价的2%，允许以保函提交。
    /// ```
    /// ```text,clean,规范性文件
    /// 第九条 履约保证金不超过中标合同金额的10%。
    /// ```
    ///
    /// ## 限度
    /// 其他自设保证金见 PWR004。没有地方行政文件的真实语料，只在自拟文书上核对过（未复核）。
    ///
    /// ## 依据
    /// - 《中华人民共和国招标投标法实施条例》第二十六条、第五十八条
    code: "CMP009", name: "excess-deposit", kind: Competition,
    severity: Error, confidence: Low, trigger: Trigger::Document,
    reviewed: false
}

static WHAT: LazyLock<Regex> = LazyLock::new(|| {
    phrase(
        r"(?:投标|竞买)?保证金 ‥20 (?:只|仅|必须|应当|一律) ‥6 (?:接受|以|用|采用)? ‥4 (?:现金|电汇|转账) | 不接受 ‥6 (?:保函|保险|担保) ‥12",
    )
});
static UNLESS: LazyLock<Regex> = LazyLock::new(|| phrase(r"允许|可以以|均可"));
const SAY: Say = Say {
    what: "保证金超过上限",
    why: "投标保证金不得超过项目估算价的百分之二，履约保证金不得超过中标合同金额的百分之十，并应允许以保函提交。",
    counter: "",
    basis: &[
        ("中华人民共和国招标投标法实施条例", "第二十六条", &["2%"]),
        ("中华人民共和国招标投标法实施条例", "第五十八条", &["10%"]),
    ],
    fix: "改为法定上限以内，并允许以保函、保险提交",
    delete: false,
};

/// A deposit with its share.
static SHARE: LazyLock<Regex> = LazyLock::new(|| {
    phrase(
        r"(?P<kind>投标保证金|履约保证金|质量保证金) [^。；，\d]{0,20} (?:(?P<arabic>\d+(?:\.\d+)?) \s* [%％] | 百分之 (?P<han>[一二三四五六七八九十]+))",
    )
});

fn check(cx: &Context<'_>, out: &mut Findings<'_>) {
    if !Scope::Papers.holds(cx) {
        return;
    }
    for s in statements(cx.document) {
        if let Some(hit) = excess(&s, cx) {
            tell(cx, out, &hit, &SAY, Some(Confidence::High));
        } else if !UNLESS.is_match(s.text)
            && let Some(hit) = s.find(cx, &WHAT, true)
        {
            tell(cx, out, &hit, &SAY, None);
        }
    }
}

/// A share above the limit for its kind.
fn excess<'a>(s: &Statement<'a>, cx: &Context<'a>) -> Option<Hit<'a>> {
    SHARE.captures_iter(s.text).find_map(|c| {
        let limit = match c.name("kind")?.as_str() {
            "投标保证金" => 2.0,
            "履约保证金" => 10.0,
            _ => 3.0,
        };
        let share: f64 = match (c.name("arabic"), c.name("han")) {
            (Some(a), _) => a.as_str().parse().ok()?,
            (_, Some(h)) => f64::from(u32::try_from(numeral::parse(h.as_str())?).ok()?),
            _ => return None,
        };
        let whole = c.get(0)?;
        (share > limit).then(|| s.hit(cx, whole.range()))
    })
}
