//! CMP010: commercial insurance is made a duty by a paper.

use crate::rules::phrase::phrase;
use crate::rules::statement::{Say, Scope, hits, is_local_regulation, tell};
use crate::rules::{Context, Findings, Trigger, declare_rule};
use regex::Regex;
use std::sync::LazyLock;

declare_rule! {
    /// ## 检查什么
    /// 文件强制经营者、个人投保商业保险，没有法律、行政法规依据。
    ///
    /// ## 为什么是问题
    /// 投保自愿；非投不可的险种只有法律、行政法规能定。
    ///
    /// ## 例
    /// ```text,finding,规范性文件
    /// 第五条 电梯使用单位应当投保电梯安全责任保险。
    /// ```
    ///
    /// ## 不报告
    /// 社会保险、工伤保险、交强险、承运人责任险等法定强制险；鼓励投保；政府为工作人员、志愿者投保。
    /// ```text,clean,规范性文件
    /// 第六条 鼓励电梯使用单位投保电梯安全责任保险。
    /// ```
    /// ```text,clean,规范性文件
    /// 第七条 用人单位应当参加工伤保险。
    /// ```
    ///
    /// ## 限度
    /// 法定强制险以白名单排除，可能漏列；地方性法规只看建筑施工意外伤害保险（建筑法已改为鼓励），其余命中真的不到二成，不报。没有地方行政文件的真实语料，只在自拟文书上核对过（未复核）。
    ///
    /// ## 依据
    /// - 《中华人民共和国保险法》第十一条
    code: "CMP010", name: "forced-insurance", kind: RightReduced,
    severity: Error, confidence: Medium, trigger: Trigger::Document
}

static WHAT: LazyLock<Regex> = LazyLock::new(|| {
    phrase(
        r"(?:应当|必须|须|一律|统一) ‥4 (?:参加|办理|投保|购买|为) ‥20 (?:责任险|责任保险|意外伤害保险|意外伤害险|意外险|商业保险|人身保险|综合险|财产保险|统筹保险|安全统筹)",
    )
});
static UNLESS: LazyLock<Regex> = LazyLock::new(|| {
    phrase(
        r"社会保险|工伤|医疗保险|养老保险|失业|生育|交强险|第三者责任强制|强制保险|承运人责任|鼓励|法律、行政法规|志愿|慈善|救援|扑救|护林|辅警|学生|学校|煤矿|矿山|旅行社|危险|消防员|高危|安全生产责任|实习|运动员|国家规定|海员|船舶|油污|工作者|工作人员|本单位|所属单位|自愿|依照《|依据《|网络预约|道路运输条例",
    )
});
const SAY: Say = Say {
    what: "强制商业保险",
    why: "投保自愿；非投不可的险种只有法律、行政法规能定。",
    counter: "法律、行政法规规定该强制险的，写明依据即可。",
    basis: &[
        ("中华人民共和国保险法", "第十一条", &["自愿订立"]),
        (
            "中华人民共和国建筑法",
            "第四十八条",
            &["鼓励企业为从事危险作业的职工"],
        ),
    ],
    fix: "“应当投保”改为“鼓励投保”",
    delete: false,
};

/// 建筑法第四十八条 only encourages it, also for regulations.
static BUILDING: LazyLock<Regex> =
    LazyLock::new(|| phrase(r"(?:应当|必须) ‥4 (?:为|办理|参加) ‥24 建筑施工 ‥8 意外伤害保险"));

fn check(cx: &Context<'_>, out: &mut Findings<'_>) {
    if is_local_regulation(cx) {
        for hit in hits(cx, Scope::Local, &BUILDING, None) {
            tell(cx, out, &hit, &SAY, None);
        }
        return;
    }
    for hit in hits(cx, Scope::Papers, &WHAT, Some(&UNLESS)) {
        tell(cx, out, &hit, &SAY, None);
    }
}
