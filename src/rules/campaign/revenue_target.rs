//! PFT004: fees are set as a target.

use crate::rules::phrase::phrase;
use crate::rules::statement::{Say, Scope, hits, tell};
use crate::rules::{Context, Findings, Trigger, declare_rule};
use regex::Regex;
use std::sync::LazyLock;

declare_rule! {
    /// ## 检查什么
    /// 文件下达非税收入、规费、通行费、执法收入的任务、指标，或者以征缴率计分。
    ///
    /// ## 为什么是问题
    /// 各级政府不得向预算收入征收单位下达收入指标；收费应当应收尽收、依法减免。
    ///
    /// ## 例
    /// ```text,finding,规范性文件
    /// 第五条 全年非税收入任务五百万元，完不成的扣减公用经费。
    /// ```
    ///
    /// ## 不报告
    /// 禁止性规定；税收、社会保险费的征收管理；收入情况的说明。
    /// ```text,clean,规范性文件
    /// 第六条 不得向执收单位下达非税收入指标。
    /// ```
    /// ```text,clean,规范性文件
    /// 第七条 非税收入应当及时足额上缴国库。
    /// ```
    ///
    /// ## 限度
    /// 只看写明任务、指标、完成率的。没有地方行政文件的真实语料，只在自拟文书上核对过（未复核）。
    ///
    /// ## 依据
    /// - 《中华人民共和国预算法》第五十五条
    code: "PFT004", name: "revenue-target", kind: CampaignProfit,
    severity: Error, confidence: Low, trigger: Trigger::Document,
    reviewed: false
}

static WHAT: LazyLock<Regex> = LazyLock::new(|| {
    phrase(
        r"(?:非税收入|行政事业性收费|规费|通行费|执法收入|收费收入|运管费|年票) (?:征收|收缴|入库|收入)? ‥12 (?:任务|指标|目标|基数|包干|(?:征缴|收缴|完成)率|定额)
        | 收费 (?:任务|指标|定额任务)
        | (?:非税收入|规费|通行费|执法收入|收费收入) ‥10 (?:<不少于>|增长|递增|上浮|突破) ‥8 <数> \s* (?:万|亿)? (?:元|%|％)
        | 征缴率 …12 (?:得满分|[加扣减得计]\s*<数>\s*分|考核|不低于|达到)",
    )
});
static UNLESS: LazyLock<Regex> = LazyLock::new(|| {
    phrase(r"社会保险|医保|养老保险|水费|物业|税费|电费|供热|党费|绩效目标|实际完成|工会经费")
});
const SAY: Say = Say {
    what: "下达收入指标",
    why: "预算法不许下达收入指标；以收费任务考核执法、执收单位，会催生乱收费。",
    counter: "",
    basis: &[("中华人民共和国预算法", "第五十五条", &["下达收入指标"])],
    fix: "改为“依法征收、应收尽收、应免尽免，不下达收入指标”",
    delete: true,
};

fn check(cx: &Context<'_>, out: &mut Findings<'_>) {
    for hit in hits(cx, Scope::Papers, &WHAT, Some(&UNLESS)) {
        tell(cx, out, &hit, &SAY, None);
    }
}
