//! RGH003: first and slight offences are punished all the same.

use crate::rules::phrase::phrase;
use crate::rules::sense::{Sense, senses};
use crate::rules::statement::{Say, Scope, hits_or, tell};
use crate::rules::{Context, Findings, Trigger, declare_rule};
use regex::Regex;
use std::sync::LazyLock;

declare_rule! {
    /// ## 检查什么
    /// 文件规定首次、轻微违法也一律处罚，排除首违不罚、轻微不罚，或者取消教育、责令改正的前置。
    ///
    /// ## 为什么是问题
    /// 轻微并及时改正、没有后果的不予处罚，首次轻微的可以不罚，是法律规定，文件不能取消。
    ///
    /// ## 例
    /// ```text,finding,规范性文件
    /// 第五条 首次违法一律处罚。
    /// ```
    /// ```text,finding,规范性文件
    /// 第六条 本领域不适用首违不罚。
    /// ```
    ///
    /// ## 不报告
    /// 可以不予处罚的规定；不予处罚清单。
    /// ```text,clean,规范性文件
    /// 第七条 初次违法、后果轻微且当场改正的，可以不予处罚。
    /// ```
    ///
    /// ## 限度
    /// 没有地方行政文件的真实语料，只在自拟文书上核对过（未复核）。
    ///
    /// ## 依据
    /// - 《中华人民共和国行政处罚法》第三十三条、第六条
    code: "RGH003", name: "first-offence-punished", kind: CampaignRough,
    severity: Error, confidence: Low, trigger: Trigger::Document,
    reviewed: false
}

static WHAT: LazyLock<Regex> = LazyLock::new(|| {
    phrase(
        r"(?:首次|初次|轻微|第一次|初犯) ‥14 (?:一律|也应|均应|同样|照样|也要|亦应|均|直接|即) ‥6 (?:处罚|罚款|罚|立案|从重|扣)
        | (?:一律|直接) ‥8 (?:先罚款|罚款为主|重处罚)",
    )
});
/// Here negative words are the offence.
static OWN: LazyLock<Regex> = LazyLock::new(|| {
    phrase(
        r"(?:不适用|不再适用|不执行|不实行|取消|暂停适用) ‥12 (?:首违不罚|首次不罚|轻微不罚|轻微免罚|不予处罚|免罚清单|柔性执法|首违免罚|说服教育)
        | (?:不再|无需|不必|不) ‥4 (?:先行教育|教育警告|责令改正|警告教育|给予警告|限期整改|给予教育|教育) ‥6 [^。；\n]{0,10} (?:直接)? (?:处罚|罚款|立案)
        | (?:首次|初次|轻微|第一次) ‥10 (?:不得|不予) ‥4 (?:免罚|从轻|减轻|免予处罚)
        | (?:首违不罚|首次不罚|轻微不罚|不予处罚|免罚|包容免罚) ‥2 (?:清单|制度|规定)? ‥16 (?:暂不|不再|停止|暂停|不) ‥2 (?:执行|适用|实行)",
    )
});
static UNLESS: LazyLock<Regex> =
    LazyLock::new(|| phrase(r"可以不予|应当不予|依法不予|可以免|可不予|依法免"));
/// The same in other words.
static SENSES: LazyLock<Vec<Sense>> = LazyLock::new(|| {
    vec![
        Sense::new(
            &[
                r"(?:再轻|轻微|首次|初次|第一次|初犯|情节较轻|轻重)",
                r"(?:必须|一律|也要|都要|均应|均须|照样|也应)",
                r"(?:罚款|处罚|立案|罚)",
            ],
            36,
        )
        .unless(r"不予处罚|可以不|免予|免罚|从轻|减轻")
        .negative(),
    ]
});
const SAY: Say = Say {
    what: "排除首违不罚、轻微不罚",
    why: "违法行为轻微并及时改正、没有造成危害后果的，不予处罚；初次违法且后果轻微并及时改正的，可以不予处罚。",
    counter: "",
    basis: &[
        ("中华人民共和国行政处罚法", "第三十三条", &["不予行政处罚"]),
        ("中华人民共和国行政处罚法", "第六条", &["处罚与教育相结合"]),
    ],
    fix: "改为依照行政处罚法第三十三条不予处罚，并进行教育",
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
