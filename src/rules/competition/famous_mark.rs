//! CMP011: local titles of famous marks.

use crate::rules::phrase::phrase;
use crate::rules::statement::{Say, Scope, hits, tell};
use crate::rules::{Context, Findings, Trigger, declare_rule};
use regex::Regex;
use std::sync::LazyLock;

declare_rule! {
    /// ## 检查什么
    /// 条文认定、奖励、特别保护“著名商标”“知名商号”。
    ///
    /// ## 为什么是问题
    /// 以政府信用为企业背书、扭曲竞争，地方认定制度已要求全面清理。
    ///
    /// ## 例
    /// ```text,finding,地方性法规
    /// 第五条 对获得省著名商标的企业，给予奖励。
    /// ```
    /// ```text,finding,规范性文件
    /// 第六条 企业可以申请认定县知名商号。
    /// ```
    ///
    /// ## 不报告
    /// 禁止评选认定的；驰名商标的司法认定；有一定影响的标识。
    /// ```text,clean,规范性文件
    /// 第七条 不得评选认定著名商标。
    /// ```
    ///
    /// ## 限度
    /// 只看这几个称号。
    ///
    /// ## 依据
    /// - 《优化营商环境条例》第十二条；《中华人民共和国商标法》第十四条
    code: "CMP011", name: "famous-brand-award", kind: Competition,
    severity: Warning, confidence: High, trigger: Trigger::Document
}

static WHAT: LazyLock<Regex> = LazyLock::new(|| phrase(r"著名商标|知名商标|著名商号|知名商号"));
static UNLESS: LazyLock<Regex> = LazyLock::new(|| phrase(r"禁止|不得|停止|取消"));
const SAY: Say = Say {
    what: "认定、优待著名商标等称号",
    why: "地方认定著名商标、知名商号并给予奖励、特别保护，扭曲公平竞争，已要求清理。",
    counter: "",
    basis: &[
        ("优化营商环境条例", "第十二条", &["歧视性政策措施"]),
        (
            "中华人民共和国商标法",
            "第十四条",
            &["驰名商标应当根据当事人的请求"],
        ),
    ],
    fix: "删去，或者改为“注册商标、有一定影响的商业标识”",
    delete: false,
};

fn check(cx: &Context<'_>, out: &mut Findings<'_>) {
    for hit in hits(cx, Scope::Local, &WHAT, Some(&UNLESS)) {
        tell(cx, out, &hit, &SAY, None);
    }
}
