//! RGH005: force beyond the law.

use crate::rules::phrase::phrase;
use crate::rules::sense::{Sense, senses};
use crate::rules::statement::{Say, Scope, hits, tell};
use crate::rules::{Context, Findings, Trigger, declare_rule};
use regex::Regex;
use std::sync::LazyLock;

declare_rule! {
    /// ## 检查什么
    /// 文件授权执法人员强行破拆、撬锁、登车、带离、搜查，对不配合的当场扣车、砸毁。
    ///
    /// ## 为什么是问题
    /// 强制须有法律依据，非强制手段能达到目的的不得强制；执法应当文明。
    ///
    /// ## 例
    /// ```text,finding,规范性文件
    /// 第五条 当事人拒绝开门的，可以强行破拆车门。
    /// ```
    /// ```text,finding,规范性文件
    /// 第六条 不配合检查的当场扣押车辆。
    /// ```
    ///
    /// ## 不报告
    /// 人民警察依法带离；抢险救援；机关依法申请法院执行。
    /// ```text,clean,规范性文件
    /// 第七条 公安机关可以依法将扰乱秩序的人员强行带离现场。
    /// ```
    /// ```text,clean,规范性文件
    /// 第八条 不得强行破拆车门。
    /// ```
    ///
    /// ## 限度
    /// 没有地方行政文件的真实语料，只在自拟文书上核对过（未复核）。
    ///
    /// ## 依据
    /// - 《中华人民共和国行政强制法》第五条、第十三条；《中华人民共和国行政处罚法》第四十二条
    code: "RGH005", name: "excessive-force", kind: CampaignRough,
    severity: Error, confidence: Low, trigger: Trigger::Document,
    reviewed: false
}

static WHAT: LazyLock<Regex> = LazyLock::new(|| {
    phrase(
        r"(?:可以?|有权|应当|一律|予以|立即|当场|由 ‥12) ‥12 (?:强行|强制|直接) ‥6 (?:破拆|撬锁|撬开|带离|搜查|驶离|打开|登车|登船|破窗|砸毁|砸|推平|拖走|拖离|没收)
        | (?:不配合|拒绝|不服从|拒不 ‥6 |不听劝阻|顶撞) ‥14 (?:当场|立即|一律|直接|强行) ‥6 (?:扣押|扣车|扣留|查扣|暂扣|带离|拘留|控制|砸|没收)
        | (?:可以?|有权|应当|立即|一律|当场) ‥6 (?:强行|强制|直接) ‥8 (?:拖下|拖出|拽|带离|控制|开门|进入|搜|拔)",
    )
});
static UNLESS: LazyLock<Regex> = LazyLock::new(|| {
    phrase(r"依法强制|公安机关|人民警察|民警|集会|游行|救援|抢险|消防|法院|疫情|犬|依法申请")
});
/// The same in other words.
static SENSES: LazyLock<Vec<Sense>> = LazyLock::new(|| {
    vec![
        Sense::new(
            &[
                r"<执法>",
                r"(?:追赶|追击|追截|追逐|尾追|追缉|追车|逼停|截停|别停|围堵|围追|强行拦)",
            ],
            40,
        )
        .unless(r"公安机关|人民警察|民警|犯罪|逃犯"),
        Sense::new(
            &[
                r"(?:破门|撬锁|撬门|撬棍|砸门|砸锁|翻墙|破窗|铁锤|强行(?:进入|入户|闯入))",
                r"(?:检查|商户|企业|店|住|户|不配合|拒|取证|查)",
            ],
            40,
        )
        .unless(r"救援|抢险|消防|火灾|逃生|公安机关|被困|人民法院"),
    ]
});
const SAY: Say = Say {
    what: "超越限度使用强制",
    why: "不用强制也能管住的，不应强制；执法须文明。",
    counter: "",
    basis: &[
        ("中华人民共和国行政强制法", "第五条", &["非强制手段"]),
        ("中华人民共和国行政处罚法", "第四十二条", &["文明执法"]),
    ],
    fix: "改为“应当文明执法，采用非强制手段能够达到目的的，不得实施行政强制”",
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
