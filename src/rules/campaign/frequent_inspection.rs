//! IRG005: inspections without plan, by number.

use crate::rules::phrase::phrase;
use crate::rules::sense::{Sense, senses};
use crate::rules::statement::{Say, Scope, hits, tell};
use crate::rules::{Context, Findings, Trigger, declare_rule};
use regex::Regex;
use std::sync::LazyLock;

declare_rule! {
    /// ## 检查什么
    /// 文件要求执法机关随时、全天候检查企业，规定每周、每月最低检查次数，或者一般领域全覆盖检查。
    ///
    /// ## 为什么是问题
    /// 检查应当按计划、双随机进行；高频次、多头检查干扰企业正常经营。
    ///
    /// ## 例
    /// ```text,finding,规范性文件
    /// 第五条 执法中队对辖区维修企业每月检查不少于四次。
    /// ```
    ///
    /// ## 不报告
    /// 安全生产、食品药品、危险货物等重点领域；企业自查；设施巡查；减少检查的规定。
    /// ```text,clean,规范性文件
    /// 第六条 危险货物运输企业实行全覆盖检查。
    /// ```
    /// ```text,clean,规范性文件
    /// 第七条 对同一企业的检查每年不得超过一次。
    /// ```
    /// ```text,clean,规范性文件
    /// 第八条 企业应当每月开展安全自查不少于一次。
    /// ```
    ///
    /// ## 限度
    /// 一年一两次的计划检查不算。没有地方行政文件的真实语料，只在自拟文书上核对过（未复核）。
    ///
    /// ## 依据
    /// - 《优化营商环境条例》第五十四条
    code: "IRG005", name: "frequent-inspection", kind: CampaignIrregular,
    severity: Warning, confidence: Medium, trigger: Trigger::Document
}

static WHAT: LazyLock<Regex> = LazyLock::new(|| {
    phrase(
        r"(?:主管部门|执法机构|执法人员|监督机构|监管人员|大队|中队|支队|工作人员|局|所|站|队) ‥20 (?:随时|不间断|全天候|24\s*小时|二十四小时|昼夜|不分昼夜) ‥10 (?:检查|稽查|查车|上门|巡查 ‥4 企业)
        | (?:主管部门|执法机构|执法人员|大队|中队|支队|执法队|所|局|站) …30 每 (?:日|天|周|旬|月|半月) ‥12 (?:至少|不少于|不低于) ‥8 <数> \s* (?:次|家|户|遍)
        | (?:企业|经营者|业户|商户|经营户|门店|市场主体|场所|摊点|单位) ‥10 每 (?:日|天|周|旬|月|半月) ‥14 (?:检查|稽查|抽查|查) ‥8 (?:至少|不少于|不低于) ‥6 <数> \s* (?:次|遍)
        | (?:执法检查|稽查|行政检查|检查) ‥8 (?:覆盖)? 率 ‥4 (?:百分之百|100%)
        | (?:24\s*小时|全天候|不间断|昼夜|不分昼夜) ‥10 (?:上路|路面|检查|稽查|执法|查车) | 每 (?:日|天|周|旬|月) ‥10 (?:至少|不少于) ‥10 (?:上门)? (?:检查|稽查) ‥4 <数> ‥1 (?:次|遍)",
    )
});
static UNLESS: LazyLock<Regex> = LazyLock::new(|| {
    phrase(
        r"不得超过|不超过|自查|自检|危险|安全生产|食品|药品|特种设备|消防|矿|烟花|燃气|学校|校车|幼儿|养老|客运站|重点车辆|设施|桥梁|线路|病虫|疫|巡线|巡河|督查|环境卫生|值班|值守|视频|巡逻防控|无障碍|最多|至多|台帐|台账",
    )
});
/// The same in other words.
static SENSES: LazyLock<Vec<Sense>> = LazyLock::new(|| {
    vec![
        Sense::new(
            &[
                r"(?:企业|商户|经营户|门店|市场主体|摊点)",
                r"每 (?:日|天|周|旬|半月)",
                r"(?:检查|执法|抽查|稽查)",
                r"<数> \s* 次",
            ],
            44,
        )
        .unless(r"不得超过|不超过|最多|自查|自检|危险|安全|食品|消防|至多"),
    ]
});
const SAY: Say = Say {
    what: "高频次检查",
    why: "除直接涉及公共安全和生命健康的领域外，检查应当双随机，多个事项合并，不得规定最低检查次数。",
    counter: "属于重点领域、依法全覆盖监管的，不在此限。",
    basis: &[("优化营商环境条例", "第五十四条", &["双随机"])],
    fix: "改为“制定年度检查计划，实行双随机、一公开，同一对象的多个事项合并检查”",
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
