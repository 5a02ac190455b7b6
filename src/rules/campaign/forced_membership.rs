//! RNT007: membership of an association is forced.

use crate::finding::Confidence;
use crate::rules::phrase::phrase;
use crate::rules::sense::{Sense, senses};
use crate::rules::statement::{Say, Scope, hits_or, is_local_regulation, tell};
use crate::rules::{Context, Findings, Trigger, declare_rule};
use regex::Regex;
use std::sync::LazyLock;

declare_rule! {
    /// ## 检查什么
    /// 条文要求经营者加入协会、商会，或者以不入会为由不评等次、不给指标、不予办理。
    ///
    /// ## 为什么是问题
    /// 除法律、法规另有规定外，市场主体自主决定加入或者退出行业协会商会，任何单位和个人不得干预。
    ///
    /// ## 例
    /// ```text,finding,规范性文件
    /// 第五条 经营者应当加入县汽修行业协会。
    /// ```
    /// ```text,finding,规范性文件
    /// 第六条 未加入行业协会的，不予年度评优。
    /// ```
    /// ```text,finding,地方性法规
    /// 第七条 房产经纪人应当加入市经纪人协会。
    /// ```
    ///
    /// ## 不报告
    /// 自愿加入；律师、公证员、注册会计师等法律规定的；协会的职责。
    /// ```text,clean,规范性文件
    /// 第八条 经营者可以自愿加入行业协会，任何单位不得强制入会。
    /// ```
    ///
    /// ## 限度
    /// 地方性法规属于“法规另有规定”，只提示必要性，置信度低。
    ///
    /// ## 依据
    /// - 《优化营商环境条例》第十七条、第六十四条
    code: "RNT007", name: "forced-membership", kind: CampaignRent,
    severity: Error, confidence: High, trigger: Trigger::Document
}

static WHAT: LazyLock<Regex> = LazyLock::new(|| {
    phrase(
        r"(?:应当|必须|须|一律|统一|均应|要) (?:依法)? (?:加入|参加) [^，。；]{0,16} (?:协会|商会|学会|公会|联合会)
        | (?:企业|经营者|业户|商户|驾驶员|店) ‥10 (?:应当|必须|须|统一|按时) ‥6 (?:缴纳|交纳) ‥6 会费",
    )
});
/// Here negative words are the offence.
static OWN: LazyLock<Regex> = LazyLock::new(|| {
    phrase(
        r"(?:未|不|没有) ‥2 (?:加入|入会|参加 ‥8 (?:协会|商会|公会)) ‥12 (?:的)? [^。；\n]{0,30} (?:不予|不得|取消|不能|暂停|限制|降低|不给|不享受)",
    )
});
static UNLESS: LazyLock<Regex> = LazyLock::new(|| {
    phrase(r"法律、法规|律师|公证|注册会计师|自愿|会员(?:应当|大会)|按照章程|依照章程|党费")
});
/// The same in other words.
static SENSES: LazyLock<Vec<Sense>> = LazyLock::new(|| {
    vec![
        Sense::new(
            &[
                r"(?:个体|车主|司机|驾驶员|经营户|业户|货车|客车|车辆|出租车)",
                r"(?:应当?|必须|须|一律|统一)",
                r"(?:挂靠|挂户)",
                r"(?:公司|企业|管理费)",
            ],
            44,
        )
        .unless(r"不得|禁止|严禁|清理|取消|危险"),
    ]
});
const SAY: Say = Say {
    what: "强制入会",
    why: "是否参加行业协会商会由企业自己决定，行政机关强制参加没有依据。",
    counter: "",
    basis: &[
        ("优化营商环境条例", "第十七条", &["行业协会商会"]),
        ("优化营商环境条例", "第六十四条", &["减损市场主体"]),
    ],
    fix: "“应当加入”改为“可以自愿加入”",
    delete: false,
};

static OUGHT: LazyLock<Regex> = LazyLock::new(|| phrase(r"应当加入|必须加入|须加入"));

fn check(cx: &Context<'_>, out: &mut Findings<'_>) {
    let local = is_local_regulation(cx);
    for hit in senses(cx, Scope::Papers, &SENSES, &[]) {
        tell(cx, out, &hit, &SAY, None);
    }
    for hit in hits_or(cx, Scope::Local, &WHAT, &OWN, Some(&UNLESS)) {
        if local && !OUGHT.is_match(hit.words) {
            continue;
        }
        tell(cx, out, &hit, &SAY, local.then_some(Confidence::Low));
    }
}
