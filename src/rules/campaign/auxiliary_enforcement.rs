//! RNT003: auxiliaries check, detain and punish.

use crate::rules::phrase::phrase;
use crate::rules::sense::{Sense, senses};
use crate::rules::statement::{Say, Scope, hits, tell};
use crate::rules::{Context, Findings, Trigger, declare_rule};
use regex::Regex;
use std::sync::LazyLock;

declare_rule! {
    /// ## 检查什么
    /// 文件让协管员、辅警、聘用人员、保安、网格员等单独拦车、检查、扣押、处罚、填写执法文书，或者单人执法。
    ///
    /// ## 为什么是问题
    /// 处罚、强制应当由具有执法资格的人员实施且不少于两人，辅助人员只能在其指导下做辅助工作。
    ///
    /// ## 例
    /// ```text,finding,规范性文件
    /// 第五条 协管员可以对违法停车实施处罚并开具罚单。
    /// ```
    /// ```text,finding,规范性文件
    /// 第六条 聘用人员组成巡查队，由其单独扣押违法车辆。
    /// ```
    ///
    /// ## 不报告
    /// 协助、在执法人员带领下的辅助工作；禁止性规定。
    /// ```text,clean,规范性文件
    /// 第七条 协管员在执法人员指导下协助维护秩序。
    /// ```
    /// ```text,clean,规范性文件
    /// 第八条 劝导员负责宣传，不得扣车、罚款。
    /// ```
    ///
    /// ## 限度
    /// 没有地方行政文件的真实语料，只在自拟文书上核对过（未复核）。
    ///
    /// ## 依据
    /// - 《中华人民共和国行政处罚法》第四十二条；《中华人民共和国行政强制法》第十七条
    code: "RNT003", name: "auxiliary-enforcement", kind: CampaignRent,
    severity: Error, confidence: High, trigger: Trigger::Document
}

static WHAT: LazyLock<Regex> = LazyLock::new(|| {
    phrase(
        r"<辅助> ‥24 [^。；\n]{0,24} (?:可以?|有权|负责|独立|单独|自行|实施|进行|承担|直接|由其|执行|开展|现场|对) ‥20 (?:处罚|罚款|扣押|扣留|暂扣|查扣|扣车|检查证件|检查车辆|拦截|拦车|拦停|查验证件|没收|开具|收缴|执法检查|路面执法|现场执法|开展执法|从事执法|罚单|开单|锁车|设卡|盘查|贴单|通知书|决定书|笔录|路检|路查|稽查|查处|先行登记)
        | (?:由|让|安排|抽调|组织) ‥16 <辅助> ‥10 (?:上路|单独|独立|直接|负责)? ‥8 (?:处罚|罚款|扣押|扣车|查扣|拦车|拦截|检查车辆|执法|设卡|盘查|稽查|查处|贴单)
        | (?:可|可以|允许) ‥6 (?:单人|一人|1人) ‥6 (?:执法|检查|处罚|上路|稽查)
        | (?:单人|一人|1人) (?:执法|处罚|当场处罚|上路检查)",
    )
});
static UNLESS: LazyLock<Regex> = LazyLock::new(|| {
    phrase(
        r"协助执法人员开展|协助执法人员进行|(?:指导|带领|监督|陪同)下 ‥4 (?:协助|从事|开展)|协助(?:公安|民警|交警|做好|开展|维护|维持|执法工作|执法队|主管|城管)|非法制造|伪造|制式服装|不得少于两人|不少于两人",
    )
});
/// The same in other words.
static SENSES: LazyLock<Vec<Sense>> = LazyLock::new(|| {
    vec![
        Sense::new(
            &[
                r"<辅助>",
                r"(?:独立|单独|自行|代行|代为|可以|负责|凭 ‥8 证|受托|直接)",
                r"(?:检查|查车|查验|处罚|罚款|扣押|扣车|执法|开单|罚单|巡查处罚|拦车)",
            ],
            40,
        )
        .unless(r"不得|严禁|协助|配合|带领|指导|劝导|辅助工作|配置|招用|自行检查|自查|举报|应急"),
    ]
});
const SAY: Say = Say {
    what: "由辅助人员执法",
    why: "行政处罚、行政强制应当由具有执法资格的执法人员实施，其他人员不得实施。",
    counter: "",
    basis: &[
        (
            "中华人民共和国行政处罚法",
            "第四十二条",
            &["具有行政执法资格"],
        ),
        ("中华人民共和国行政强制法", "第十七条", &["具备资格"]),
    ],
    fix: "改为“辅助人员在执法人员指导和监督下从事宣传、劝导等辅助工作，不得实施检查、处罚、强制”",
    delete: true,
};

/// Whether the words are this rule's (for the rule on local law).
pub(in crate::rules) fn says(words: &str) -> bool {
    WHAT.is_match(words) && !UNLESS.is_match(words)
}

fn check(cx: &Context<'_>, out: &mut Findings<'_>) {
    let found = hits(cx, Scope::Papers, &WHAT, Some(&UNLESS));
    for hit in found
        .iter()
        .chain(&senses(cx, Scope::Papers, &SENSES, &found))
    {
        tell(cx, out, hit, &SAY, None);
    }
}
