//! RNT002: an intermediary's report is made a condition.

use crate::rules::phrase::phrase;
use crate::rules::statement::{Say, Scope, hits, tell};
use crate::rules::{Context, Findings, Trigger, declare_rule};
use regex::Regex;
use std::sync::LazyLock;

declare_rule! {
    /// ## 检查什么
    /// 文件没有法律法规依据，把中介机构的评估、鉴定、检测报告作为办事前提。
    ///
    /// ## 为什么是问题
    /// 作为审批条件的中介服务事项须有法律、法规或者国务院决定依据。
    ///
    /// ## 例
    /// ```text,finding,规范性文件
    /// 第五条 申请人应当提交有资质的机构出具的安全评估报告，否则不予受理。
    /// ```
    ///
    /// ## 不报告
    /// 法律法规规定的报告；由机关委托并承担费用的。
    /// ```text,clean,规范性文件
    /// 第六条 依照法律、行政法规的规定应当提交的评价报告，按照规定提交。
    /// ```
    ///
    /// ## 限度
    /// 看不到该报告有无上位法依据，一律低置信度，须人工核对。没有地方行政文件的真实语料，只在自拟文书上核对过（未复核）。
    ///
    /// ## 依据
    /// - 《优化营商环境条例》第四十三条
    code: "RNT002", name: "intermediary-report", kind: CampaignRent,
    severity: Warning, confidence: Low, trigger: Trigger::Document,
    reviewed: false
}

static WHAT: LazyLock<Regex> = LazyLock::new(|| {
    phrase(
        r"(?:提交|提供|附送|出具|委托|持) …20 (?:评估报告|评价报告|鉴定报告|检测报告|论证报告|审计报告|检验报告|评估意见) …20 (?:方可|后 ‥4 方|否则|不予(?:受理|办理|审批))",
    )
});
static UNLESS: LazyLock<Regex> =
    LazyLock::new(|| phrase(r"法律、|法规|财政承担|由本局|本机关|免费|依照《|根据《|本单位自行"));
const SAY: Say = Say {
    what: "以中介报告为前置条件",
    why: "没有法律、法规或者国务院决定依据的中介服务事项，不得作为办理行政审批的条件。",
    counter: "法律、法规对该报告有规定的，写明依据即可。",
    basis: &[("优化营商环境条例", "第四十三条", &["没有依据的，不得作为"])],
    fix: "删去，或者写明依据",
    delete: false,
};

fn check(cx: &Context<'_>, out: &mut Findings<'_>) {
    for hit in hits(cx, Scope::Papers, &WHAT, Some(&UNLESS)) {
        tell(cx, out, &hit, &SAY, None);
    }
}
