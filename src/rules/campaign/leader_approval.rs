//! RNT005: a leader's word frees from a penalty.

use crate::rules::phrase::phrase;
use crate::rules::sense::{Sense, senses};
use crate::rules::statement::{Say, Scope, hits, tell};
use crate::rules::{Context, Findings, Trigger, declare_rule};
use regex::Regex;
use std::sync::LazyLock;

declare_rule! {
    /// ## 检查什么
    /// 文件规定经领导个人同意、批示、签字即可减免处罚、放行、撤案。
    ///
    /// ## 为什么是问题
    /// 减轻、不予处罚须符合法定情形，重大复杂的由负责人集体讨论；个人批示即免是人情案的来源。
    ///
    /// ## 例
    /// ```text,finding,规范性文件
    /// 第五条 经分管领导签字同意，可以减免罚款。
    /// ```
    ///
    /// ## 不报告
    /// 负责人审批立案、延期、强制措施等法定程序；集体讨论。
    /// ```text,clean,规范性文件
    /// 第六条 减轻处罚的，由行政机关负责人集体讨论决定。
    /// ```
    /// ```text,clean,规范性文件
    /// 第七条 实施扣押应当向行政机关负责人报告并经批准。
    /// ```
    ///
    /// ## 限度
    /// 没有地方行政文件的真实语料，只在自拟文书上核对过（未复核）。
    ///
    /// ## 依据
    /// - 《中华人民共和国行政处罚法》第五十七条、第五条
    code: "RNT005", name: "leader-approval", kind: CampaignRent,
    severity: Error, confidence: Low, trigger: Trigger::Document,
    reviewed: false
}

static WHAT: LazyLock<Regex> = LazyLock::new(|| {
    phrase(
        r"(?:经|由|报|凭|有) ‥14 (?:领导|局长|大队长|中队长|分管负责人|主要负责人|县长|所长|站长|主要领导|负责人) ‥8 (?:同意|批准|签字|批示|打招呼|说情|批条|签批|许可) …14 (?:减轻|减免|免予|不予处罚|放行|免罚|从轻|撤案|减收|少罚|不罚|免于|免除|结案放)
        | (?:减免|减轻|免除|从轻|撤案|放行|免罚|少罚|退还罚款) ‥10 的?，? ‥4 (?:须|应当?|由|经|报|凭) ‥10 (?:局长|领导|大队长|分管|县长|书记|主任|所长|站长) ‥8 (?:签字|批示|同意|批准|审批|签批)",
    )
});
static UNLESS: LazyLock<Regex> =
    LazyLock::new(|| phrase(r"集体(?:讨论|研究|审议)|依法|法定|裁量基准|质量|药|批产品|检疫"));
/// The same in other words.
static SENSES: LazyLock<Vec<Sense>> = LazyLock::new(|| {
    vec![
        Sense::new(
            &[
                r"(?:立案|处罚|罚款|免罚|减免|放行|撤案|结案)",
                r"(?:领导|局长|书记|镇长|乡长|县长|主任|所长|大队长|中队长|站长)",
                r"(?:口头|一支笔|说了算|点头|打招呼|个人 ‥4 (?:决定|批准)|即可)",
            ],
            40,
        )
        .unless(r"集体|备查|补办"),
        Sense::new(
            &[
                r"(?:不予处罚|免予处罚|免罚|减轻处罚|从轻处罚|减免处罚|撤销案件)",
                r"(?:须|应当?|需|必须|要)",
                r"(?:局长|书记|县长|区长|镇长|乡长|主任|大队长|站长|所长|领导)",
                r"(?:签批|签字|批准|批示|同意|审批|点头)",
            ],
            36,
        )
        .unless(r"集体|法制审核|负责人集体"),
    ]
});
const SAY: Say = Say {
    what: "个人批示减免处罚",
    why: "不予、减轻处罚应当符合法定情形，情节复杂或者重大违法行为由负责人集体讨论决定。",
    counter: "",
    basis: &[
        ("中华人民共和国行政处罚法", "第五十七条", &["集体讨论决定"]),
        ("中华人民共和国行政处罚法", "第五条", &["公正、公开"]),
    ],
    fix: "改为“减轻、不予处罚应当符合法定情形，由行政机关负责人集体讨论决定并记录”",
    delete: true,
};

fn check(cx: &Context<'_>, out: &mut Findings<'_>) {
    let found = hits(cx, Scope::Papers, &WHAT, Some(&UNLESS));
    for hit in found
        .iter()
        .chain(&senses(cx, Scope::Papers, &SENSES, &found))
    {
        tell(cx, out, hit, &SAY, None);
    }
}
