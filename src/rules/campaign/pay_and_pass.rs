//! RGH001: a fine paid, and the offence goes on.

use crate::rules::phrase::phrase;
use crate::rules::sense::{Sense, senses};
use crate::rules::statement::{Say, Scope, hits_or, tell};
use crate::rules::{Context, Findings, Trigger, declare_rule};
use regex::Regex;
use std::sync::LazyLock;

declare_rule! {
    /// ## 检查什么
    /// 文件规定缴了罚款就放行、可以继续违法，实行包月、定期罚款，或者罚款后不再责令改正。
    ///
    /// ## 为什么是问题
    /// 实施处罚应当责令改正；收钱放行就是以罚代管。
    ///
    /// ## 例
    /// ```text,finding,规范性文件
    /// 第五条 超限车辆缴纳罚款后予以放行。
    /// ```
    /// ```text,finding,规范性文件
    /// 第六条 对长期占道的摊点按月收取罚款，可以继续经营。
    /// ```
    ///
    /// ## 不报告
    /// 消除违法状态后放行；禁止以罚代管。
    /// ```text,clean,规范性文件
    /// 第七条 超限车辆卸载至消除违法状态后放行。
    /// ```
    /// ```text,clean,规范性文件
    /// 第八条 严禁以罚代管、只罚不纠。
    /// ```
    ///
    /// ## 限度
    /// 没有地方行政文件的真实语料，只在自拟文书上核对过（未复核）。
    ///
    /// ## 依据
    /// - 《中华人民共和国行政处罚法》第二十八条；《中华人民共和国道路运输条例》第六十一条
    code: "RGH001", name: "pay-and-pass", kind: CampaignRough,
    severity: Error, confidence: Low, trigger: Trigger::Document,
    reviewed: false
}

static WHAT: LazyLock<Regex> = LazyLock::new(|| {
    phrase(
        r"(?:缴纳|交纳|交清|缴清|接受|履行|缴完|交了) ‥6 (?:罚款|处罚) ‥8 (?:后|的|完毕|即) ‥10 (?:放行|可以?继续|即可|准予 ‥4 (?:通行|营运|行驶)|可(?:通行|行驶|营运|施工|生产|经营))
        | (?:罚款|处罚)后 ‥6 (?:放行|可以?继续|即可|准予 ‥4 (?:通行|营运|行驶))
        | (?:年票|月票|包月|包年|按月|按季|按年|按周|每月定期|定期定额) ‥8 (?:缴纳|收取|收缴|交纳|处以)? ‥4 罚款
        | 罚款 ‥4 (?:月票|年票|包干|包月|包年) | 以罚代 ‥4
        | (?:缴纳|交纳|缴清|交清|交) …16 (?:罚款|补偿费) …20 (?:通行凭?证|放行) | (?:每月|每季|每年|按月|按季|按年) ‥4 (?:缴纳|收取|收缴|交纳|交) ‥6 罚款",
    )
});
/// Here negative words are the offence.
static OWN: LazyLock<Regex> = LazyLock::new(|| {
    phrase(
        r"(?:罚款|处罚)后 ‥6 (?:不再|免予|无需|不必|可不) ‥4 (?:责令|卸载|整改|改正|纠正|处理|卸货|追究)
        | 只罚不 ‥2
        | (?:缴纳|交纳|缴清|交清|交) …16 罚款 …20 不再 ‥2 (?:处理|处罚|检查|清理|卸载|查处|追究)",
    )
});
static UNLESS: LazyLock<Regex> =
    LazyLock::new(|| phrase(r"消除违法|卸载(?:至|后|完毕)|改正后|整改合格|恢复原状|分期缴纳|延期"));
/// The same in other words.
static SENSES: LazyLock<Vec<Sense>> = LazyLock::new(|| {
    vec![
        Sense::new(
            &[
                r"(?:交纳|缴纳|交付|凭 ‥6 凭证|预交)",
                r"(?:补偿|养护|规费|管理费|赞助|保护费|包干|费|款)",
                r"(?:免予|免于|不再|不予|免) ‥10 (?:处罚|罚款|检查|追究|超载|超限)",
            ],
            44,
        )
        .unless(r"依法|符合|轻微|整改|改正")
        .negative(),
    ]
});
const SAY: Say = Say {
    what: "以罚代管",
    why: "实施处罚应当责令当事人改正违法行为，违法状态消除前不得因缴纳罚款而放行。",
    counter: "",
    basis: &[
        (
            "中华人民共和国行政处罚法",
            "第二十八条",
            &["责令当事人改正"],
        ),
        ("中华人民共和国道路运输条例", "第六十一条", &["强制卸货"]),
    ],
    fix: "改为“作出处罚时应当责令改正；消除违法状态后方可放行”",
    delete: false,
};

fn check(cx: &Context<'_>, out: &mut Findings<'_>) {
    let found = hits_or(cx, Scope::Papers, &WHAT, &OWN, Some(&UNLESS));
    for hit in found
        .iter()
        .chain(&senses(cx, Scope::Papers, &SENSES, &found))
    {
        tell(cx, out, hit, &SAY, None);
    }
}
