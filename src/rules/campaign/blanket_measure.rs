//! RGD001: one measure for all, whatever the case.

use crate::rules::phrase::phrase;
use crate::rules::sense::{Sense, senses};
use crate::rules::statement::{Say, Scope, hits, tell};
use crate::rules::{Context, Findings, Trigger, declare_rule};
use regex::Regex;
use std::sync::LazyLock;

declare_rule! {
    /// ## 检查什么
    /// 文件对一类企业、车辆不分情形一律停运、停业、关停、清退、注销、报废，或者一家出事、全行业停产停业。
    ///
    /// ## 为什么是问题
    /// 专项整治不得要求相关行业的市场主体普遍停产停业，处置应当区分情形。
    ///
    /// ## 例
    /// ```text,finding,规范性文件
    /// 第五条 发生一起事故的，全县同类企业一律停业三日。
    /// ```
    /// ```text,finding,规范性文件
    /// 第六条 城区范围内的修理店全部关停。
    /// ```
    ///
    /// ## 不报告
    /// 对违法行为依法取缔；清理机关自己的设施、做法；有利于当事人的；应急响应期间的临时措施。
    /// ```text,clean,规范性文件
    /// 第七条 不搞“一律停运”，区分情形分类处置。
    /// ```
    /// ```text,clean,规范性文件
    /// 第八条 对无证经营的，依法予以取缔。
    /// ```
    /// ```text,clean,规范性文件
    /// 第九条 各单位自设的收费项目一律停止执行。
    /// ```
    ///
    /// ## 限度
    /// 没有地方行政文件的真实语料，只在自拟文书上核对过（未复核）。
    ///
    /// ## 依据
    /// - 《优化营商环境条例》第五十五条、第五十九条
    code: "RGD001", name: "blanket-measure", kind: CampaignRigid,
    severity: Error, confidence: High, trigger: Trigger::Document
}

static WHAT: LazyLock<Regex> = LazyLock::new(|| {
    phrase(
        r"(?:一律|统统|全部|一概) (?:予以|实行|责令|给予|实施|于 ‥20)? ‥8 (?:停运|停业|停产|停工|停航|停办|停课|关停|关闭|取缔|吊销|注销|清退|报废|停止(?:营业|经营|作业|施工|运营|生产|办理|审批)|不予(?:受理|审批|办理|批准)|不再(?:受理|审批|办理|批准))
        | (?:全域|全行业|所有|同类|同行业|全县|全市|全区|辖区内|范围内) ‥24 (?:停运|停业|停产|停工|关停|取缔|清退|停止(?:营业|经营|生产|运营|施工)|暂停(?:营业|经营|生产|运营))
        | (?:凡|但凡|只要) …20 (?:事故|投诉|问题|违法|不合格) …16 (?:停运|停业|停产|停工|关停|取缔|清退|吊销)
        | (?:凡|所有|全部|全县|全市|一律|辖区内) …30 (?:先行停产|先停后|停产停业|停运整顿|停业整治|限期关闭|全部关闭|就地关停)",
    )
});
static UNLESS: LazyLock<Regex> = LazyLock::new(|| {
    phrase(
        r"无证|无照|非法|违法(?:建筑|建设)|达到报废|报废标准|应急响应|预警|台风|暴雨|重污染|疫情|地震|雷电|大风|依法(?:予以|给予|责令|取缔|吊销|关闭|停)|做法|乱收费|收费项目|违规设|设施一律|旧版|原有(?:文件|规定)|文件一律|自行停止|停课不停学|全部或者|全部或部分",
    )
});
/// The same in other words.
static SENSES: LazyLock<Vec<Sense>> = LazyLock::new(|| {
    vec![
        Sense::new(&[r"<普遍>", r"<停>", r"(?:企业|门店|商户|厂|场|矿|点|店|户|工地|项目|经营|行业|车间|养殖|加工|汽修|砖)"], 44).unless(r"无证|无照|非法|违法建|报废|应急|预警|台风|暴雨|疫情|依法|设施|验收合格|恢复|补偿|文件|收费|账户|证书|年检|到期|清单|达标"),
        Sense::new(&[r"(?:一户|一家|一车|一人|个别|一处|一企)", r"(?:全村|全镇|全行业|全部|整个|全组|同类|集体|连带|连坐|全体)", r"(?:停|不予|取消|不得|暂停|禁止|扣)"], 30).unless(r"奖励|不因|带动").negative(),
        Sense::new(&[r"(?:禁止|严禁|取消|关闭)", r"(?:一切|任何|所有|全部)", r"(?:经营|生产|施工|养殖|营业|作业)", r"(?:不分|不留|一刀切|无条件|无例外|不讲条件)"], 50).unless(r"违法|非法|无证|无照").negative(),
    ]
});
const SAY: Say = Say {
    what: "不分情形“一刀切”",
    why: "处置应当区分违法情形；除涉及生命安全、重特大事故、国家重大活动并经有权机关批准外，不得要求市场主体普遍停产停业。",
    counter: "",
    basis: &[
        ("优化营商环境条例", "第五十九条", &["普遍停产"]),
        ("优化营商环境条例", "第五十五条", &["不得简单化"]),
    ],
    fix: "改为区分情形、分类处置",
    delete: false,
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
