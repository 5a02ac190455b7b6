//! RGH004: entrapment.

use crate::rules::phrase::phrase;
use crate::rules::sense::{Sense, senses};
use crate::rules::statement::{Say, Scope, hits, tell};
use crate::rules::{Context, Findings, Trigger, declare_rule};
use regex::Regex;
use std::sync::LazyLock;

declare_rule! {
    /// ## 检查什么
    /// 文件安排、雇用人员假扮乘客、诱导取证，按件给协查人员、线人报酬。
    ///
    /// ## 为什么是问题
    /// 非法取得的证据不能定案；引诱违法再处罚是“钓鱼”。
    ///
    /// ## 例
    /// ```text,finding,规范性文件
    /// 第五条 聘请社会人员乘坐嫌疑车辆取证。
    /// ```
    /// ```text,finding,规范性文件
    /// 第六条 协查人员每起奖励二百元。
    /// ```
    ///
    /// ## 不报告
    /// 禁止引诱取证；公众举报奖励。
    /// ```text,clean,规范性文件
    /// 第七条 不得采取引诱、欺诈等手段取证。
    /// ```
    /// ```text,clean,规范性文件
    /// 第八条 对举报重大违法行为的群众，按规定给予奖励。
    /// ```
    ///
    /// ## 限度
    /// 没有地方行政文件的真实语料，只在自拟文书上核对过（未复核）。
    ///
    /// ## 依据
    /// - 《中华人民共和国行政处罚法》第四十六条
    code: "RGH004", name: "entrapment", kind: CampaignRough,
    severity: Error, confidence: Low, trigger: Trigger::Document,
    reviewed: false
}

static WHAT: LazyLock<Regex> = LazyLock::new(|| {
    phrase(
        r"(?:雇用|雇佣|聘请|聘用|安排|组织|邀请|委托|指派|派) ‥16 (?:乘坐|乘车|体验|假扮|扮作|扮成|装扮|引诱|诱导|充当乘客|以乘客身份|冒充) …16 (?:取证|举报|查处|执法|暗访|收集证据|上车)
        | (?:协查|协助取证|协助执法|线人|耳目|配合取证|乘车取证) …16 (?:每 ‥6 (?:辆|台|起|车|件|次|例|单|宗)|按次|按件) ‥10 (?:奖励?|补助|报酬|付|给予|\d|<数>\s*元)
        | (?:假扮|扮作|扮成|冒充|以) ‥4 乘客 ‥14 (?:取证|执法|查处|诱|上车|搭乘|约车|叫车|打车|查扣|交易)
        | (?:引诱|诱导|诱使|钓鱼) ‥10 (?:载客|营运|违法|收费|执法|取证|当事人)",
    )
});
static UNLESS: LazyLock<Regex> =
    LazyLock::new(|| phrase(r"神秘顾客|服务质量暗访|满意度|消费者|吸毒|赌博|毒品"));
/// The same in other words.
static SENSES: LazyLock<Vec<Sense>> = LazyLock::new(|| {
    vec![
        Sense::new(
            &[
                r"(?:扮作|扮成|装成|装扮|伪装|假扮|假装|冒充|乔装)",
                r"(?:乘客|顾客|客户|消费者|货主|买家|买主|购买者|租车)",
                r"(?:查|扣|取证|处罚|证据|执法|抓|罚|拦)",
            ],
            50,
        )
        .unless(r"吸毒|赌博|毒品|打击"),
    ]
});
const SAY: Say = Say {
    what: "诱导取证",
    why: "非法手段取得的证据不能用来定案。",
    counter: "",
    basis: &[(
        "中华人民共和国行政处罚法",
        "第四十六条",
        &["以非法手段取得的证据"],
    )],
    fix: "改为“不得采用引诱、欺诈、胁迫等不正当手段收集证据”",
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
