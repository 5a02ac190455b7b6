//! IRG007: height and width barriers beyond the law.

use crate::finding::Confidence;
use crate::rules::phrase::phrase;
use crate::rules::sense::Sense;
use crate::rules::statement::{Say, Scope, statements, tell};
use crate::rules::{Context, Findings, Trigger, declare_rule};
use regex::Regex;
use std::sync::LazyLock;

declare_rule! {
    /// ## 检查什么
    /// 文件在国道、省道、县道设限高限宽设施，由村、企业设置，锁闭或者要求救护、消防车提前报批，或者不留应急通行；大范围禁止外地车辆、货车通行。
    ///
    /// ## 为什么是问题
    /// 限高限宽设施只能由县级交通运输主管部门或者乡级政府设在乡道、村道出入口，不得影响消防和卫生急救通行，不得收费。
    ///
    /// ## 例
    /// ```text,finding,规范性文件
    /// 第五条 县道危桥由所在镇自行安装限高架。
    /// ```
    /// ```text,finding,规范性文件
    /// 第六条 限高杆夜间锁闭，救护车通过应当提前报村委会同意。
    /// ```
    ///
    /// ## 不报告
    /// 依照条例在乡道、村道出入口设置并保证应急通行的；拆除违规设施；公安机关按流量限行。
    /// ```text,clean,规范性文件
    /// 第七条 乡政府可以在村道的出入口设置必要的限高、限宽设施，不得影响消防和卫生急救等应急通行，不得收费。
    /// ```
    /// ```text,clean,规范性文件
    /// 第八条 国道、省道上的限高架限期拆除。
    /// ```
    ///
    /// ## 限度
    /// 公路行业技术规范规定的桥涵限高标志不在此判断。没有地方行政文件的真实语料，只在自拟文书上核对过（未复核）。
    ///
    /// ## 依据
    /// - 《公路安全保护条例》第三十四条；《中华人民共和国道路交通安全法》第三十九条
    code: "IRG007", name: "height-barrier", kind: CampaignIrregular,
    severity: Error, confidence: High, trigger: Trigger::Document
}

static WHAT: LazyLock<Regex> = LazyLock::new(|| {
    phrase(
        r"(?:国道|省道|县道|国省(?:干线|道)|干线公路|主干道|高速公路|城市道路|公路桥) [^。；\n]{0,60} (?:设置|增设|安装|设立|加装|架设|修建|增加|砌筑|埋设|焊接|搭建|建设|堆放|浇筑) ‥12 (?:限高|限宽|限行) (?:架|杆|墩|桩|设施|门|栏|龙门架)?
        | (?:设置|增设|安装|设立|加装|架设|修建) ‥12 (?:限高|限宽|限行) (?:架|杆|墩|桩|设施|门|栏)? ‥10 (?:国道|省道|县道)
        | (?:限高|限宽|限行) ‥20 (?:锁闭|锁死|焊死|焊固|封死|永久封闭|全天封闭|上锁)
        | (?:锁闭|上锁|锁定|关闭) …30 (?:救护车|消防车|急救|应急车辆) …20 (?:提前|事先|报 ‥14 (?:同意|批准)|申请|登记)
        | (?:救护车?|消防车?|急救|应急车辆|抢险车?|120|119) …24 (?:提前|事先|事前) ‥24 (?:报|申请|预约|联系|登记|同意|批准|通知|电话)
        | (?:村民委员会|村委会|村集体|行政村|各村|物业|村民小组|企业|业主) …24 (?:可以?|自行|有权|应当?|要) ‥20 (?:限高|限宽|限行|石墩|水泥墩) (?:架|杆|墩|桩|设施|门|栏)?
        | (?:全县|全市|全区|全域|境内|辖区|县域) ‥10 (?:公路|道路|路段)? ‥8 (?:禁止|限制|不准) ‥14 (?:外地|外籍|货车|载货汽车|货运车辆|过境|摩托车|三轮车|大型车) ‥16 (?:通行|行驶|驶入|进入|上路)
        | (?:救护车?|消防车?|急救|应急车辆|抢险车?|120|119) ‥20 (?:需|须|应当?|要) ‥4 (?:电话|预约|申请|报批|登记|经 ‥12 同意)",
    )
});
static UNLESS: LazyLock<Regex> = LazyLock::new(|| {
    phrase(
        r"拆除|清理|排查|整改|高度不低于|应急通行需要|不得影响消防|船|公安机关|重污染|高考|施工期间",
    )
});
/// The same in other words.
static SENSES: LazyLock<Vec<Sense>> = LazyLock::new(|| {
    vec![
        Sense::new(
            &[
                r"(?:路口|乡道|村道|县道|公路|道路|桥头|入口)",
                r"(?:水泥墩|石墩|水泥柱|隔离墩|路障|土堆|限高|限宽)",
                r"(?:浇筑|堆放|埋设|设置|安装|砌)",
                r"(?:只留|仅留|只准|仅容|一律不|禁止 ‥6 通行|不得 ‥2 驶入)",
            ],
            60,
        )
        .unless(r"拆除|清理|公安|施工期间|应急|防汛|必要的|根据 ‥16 需要")
        .negative(),
    ]
});
const SAY: Say = Say {
    what: "违法设置限高限宽限行",
    why: "限高、限宽设施只可设在乡道、村道的出入口，由县级交通运输主管部门或者乡级人民政府设置，不得影响消防和卫生急救等应急通行，不得收费。",
    counter: "",
    basis: &[
        ("公路安全保护条例", "第三十四条", &["限高、限宽设施"]),
        ("中华人民共和国道路交通安全法", "第三十九条", &["限制通行"]),
    ],
    fix: "删去，或者改为依照《公路安全保护条例》第三十四条设置并保证应急通行",
    delete: false,
};

/// A barrier in a paper that nowhere leaves the way to the fire brigade.
static SET: LazyLock<Regex> =
    LazyLock::new(|| phrase(r"(?:设置|增设|安装|设立|加装|架设) ‥12 (?:限高|限宽) ‥8"));
static RESCUE: LazyLock<Regex> = LazyLock::new(|| phrase(r"应急|消防|急救|救护|抢险"));

fn check(cx: &Context<'_>, out: &mut Findings<'_>) {
    if !Scope::Papers.holds(cx) {
        return;
    }
    let rescue = RESCUE.is_match(&cx.document.text);
    for s in statements(cx.document) {
        if UNLESS.is_match(s.text) {
            continue;
        }
        if let Some(hit) = s.find(cx, &WHAT, true) {
            tell(cx, out, &hit, &SAY, None);
        } else if let Some(hit) = SENSES.iter().find_map(|x| x.find(cx, &s)) {
            tell(cx, out, &hit, &SAY, None);
        } else if !rescue && let Some(hit) = s.find(cx, &SET, false) {
            tell(cx, out, &hit, &SAY, Some(Confidence::Medium));
        }
    }
}
