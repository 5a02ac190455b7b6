//! IRG006: one law for locals, another for outsiders.

use crate::rules::phrase::phrase;
use crate::rules::sense::{Sense, senses};
use crate::rules::statement::{Say, Scope, hits_or, tell};
use crate::rules::{Context, Findings, Trigger, declare_rule};
use regex::Regex;
use std::sync::LazyLock;

declare_rule! {
    /// ## 检查什么
    /// 文件对外地车辆、企业从严查处或者另收费用，对本地、招商引资、纳税大户免检免罚，或者检查须经领导、招商部门同意。
    ///
    /// ## 为什么是问题
    /// 处罚应当公正；在监管执法方面不得对外地经营者设置歧视性要求。
    ///
    /// ## 例
    /// ```text,finding,规范性文件
    /// 第五条 外地货车违法的从严处罚，本县车辆以教育为主。
    /// ```
    /// ```text,finding,规范性文件
    /// 第六条 招商引资企业未经县领导批准不得检查。
    /// ```
    ///
    /// ## 不报告
    /// 平等对待；将外地车辆的违法信息抄告车籍地；双随机和信用分级分类。
    /// ```text,clean,规范性文件
    /// 第七条 对本地和外地车辆应当一视同仁。
    /// ```
    /// ```text,clean,规范性文件
    /// 第八条 属于外地车辆的，将违法信息抄告车籍地。
    /// ```
    ///
    /// ## 限度
    /// 限制检查次数而不分内外的不算。没有地方行政文件的真实语料，只在自拟文书上核对过（未复核）。
    ///
    /// ## 依据
    /// - 《公平竞争审查条例》第九条；《中华人民共和国行政处罚法》第五条
    code: "IRG006", name: "selective-enforcement", kind: CampaignIrregular,
    severity: Error, confidence: Low, trigger: Trigger::Document,
    reviewed: false
}

static WHAT: LazyLock<Regex> = LazyLock::new(|| {
    phrase(
        r"(?:<外地>|过境) ‥6 (?:车辆|货车|客车|车|号牌|企业|经营者|驾驶员|驾驶人|船舶|人员|业主|施工队|商贩|户) …24 (?:从严|从重|顶格|重点(?:检查|查处|监管|打击|盘查|稽查|拦)|一律(?:扣|罚|查|不)|加倍|上限|严查|严管|重点对象)
        | (?:从严|从重|重点|严厉|集中) ‥6 (?:查处|检查|打击|处罚|稽查|查扣) ‥10 <外地> ‥6 (?:车|企业|经营|船|号牌|施工)
        | (?:<本地>|重点|招商引资|规模以上|规上|纳税(?:大户|前|重点)|骨干|挂牌保护|龙头|国有|县属|市属) ‥14 (?:企业|车辆|货车|车|项目|商户|业户|户) ‥24 (?:免于检查|不予(?:处罚|检查)|免予处罚|免罚|免检|挂牌保护|从轻|以教育为主|一般不予|先放行|只教育|网开一面|暂不)
        | (?:进入|到) ‥16 企业 ‥8 (?:检查|执法) ‥10 (?:须|应|必须) ‥10 (?:经|报) ‥16 (?:同意|批准|审批)",
    )
});
/// Here negative words are the offence.
static OWN: LazyLock<Regex> = LazyLock::new(|| {
    phrase(
        r"未经 ‥16 (?:同意|批准|许可|备案) …12 不得 ‥10 (?:进入|到|对|入) ‥16 (?:企业|园区|项目) ‥8 (?:检查|执法|收费|处罚)
        | (?:<本地>|重点|招商引资|规模以上|规上|纳税(?:大户|前|重点)|骨干|挂牌保护|龙头|国有|县属|市属) ‥14 (?:企业|车辆|货车|车|项目|商户|业户|户) ‥12 (?:未经 ‥16 不得|不得 ‥4) (?:检查|处罚|进入|查)
        | (?:入企|进企|到企业|进入企业|对企业|企业) ‥6 (?:检查|执法) ‥10 (?:须|应当?|必须|要|一律|需) ‥14 (?:优化办|优化|软环境|招商|县领导|市领导|县委|管委会|园区|政府办) ‥10 (?:批准|同意|审批|备案)",
    )
});
static UNLESS: LazyLock<Regex> =
    LazyLock::new(|| phrase(r"一视同仁|平等对待|抄告|首违|轻微|不分本地|清单所列|安静期"));
/// The same in other words.
static SENSES: LazyLock<Vec<Sense>> = LazyLock::new(|| {
    vec![
        Sense::new(
            &[
                r"(?:<外地>|外来)",
                r"(?:重点|从严|从重|严|必查)",
                r"(?:<本地>|老户)",
                r"(?:放宽|教育|照顾|从轻|免|宽|缓|提醒)",
            ],
            60,
        )
        .unless(r"不得|一视同仁|同等|平等"),
    ]
});
const SAY: Say = Say {
    what: "区别对待内外经营者",
    why: "监管执法不得对外地经营者设置歧视性要求，也不得为本地、特定企业开设免检免罚的例外。",
    counter: "",
    basis: &[
        ("公平竞争审查条例", "第九条", &["监管执法"]),
        ("中华人民共和国行政处罚法", "第五条", &["公正、公开"]),
    ],
    fix: "删去地域、身份差别，统一适用同一标准",
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
