//! PWR024: seized things sold without waiting for the remedies.

use crate::rules::hold::local_law;
use crate::rules::said::{Ends, phrase, said};
use crate::rules::{Context, Findings, Trigger, declare_rule};
use crate::text::regex;
use regex::Regex;
use std::sync::LazyLock;

declare_rule! {
    /// ## 检查什么
    /// 扣押物逾期即拍卖、变卖、抵缴，没有写复议诉讼期满和催告；没有扣押的财物，逾期不领取就由机关拍卖、变卖。
    ///
    /// ## 为什么是问题
    /// 没有强制执行权的机关，只有在当事人法定期限内不复议、不诉讼，经催告仍不履行，才可以拍卖抵缴罚款；处置当事人的财物是强制执行，只能由法律设定。
    ///
    /// ## 例
    /// ```text,finding,地方性法规
    /// 第九条 暂扣车辆后，当事人逾期不履行处罚决定的，可以将车辆拍卖。
    /// ```
    /// ```text,finding,地方性法规
    /// 第九条 卸载在检测站的货物，当事人逾期不领取的，由主管部门拍卖、变卖，所得上缴国库。
    /// ```
    /// 改为：
    /// ```text,clean,地方性法规
    /// 第九条 当事人法定期限内既不复议也不诉讼，经催告仍不履行处罚决定的，可以将扣押的车辆依法拍卖抵缴罚款。
    /// ```
    ///
    /// ## 不报告
    /// 鲜活易腐物品；无主财物经公告的；依照行政强制法。
    /// ```text,clean,地方性法规
    /// 第九条 扣押的鲜活物品不易保管的，可以先行变卖。
    /// ```
    /// ```text,clean,地方性法规
    /// 第九条 逾期不领取扣押物品的，经公告后，依法上缴国库。
    /// ```
    ///
    /// ## 限度
    /// 逾期不领取已解除扣押的财物，不是执行，不报；无主物经公告的不报。
    ///
    /// ## 依据
    /// - 《中华人民共和国行政强制法》第十三条、第四十六条
    code: "PWR024", name: "seized-things-sold", kind: Coercion,
    severity: Error, confidence: Medium, trigger: Trigger::Document
}

static SAYS: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?:逾期|超过)[^。；]{0,40}(?:不履行|不接受处理|未接受处理|拒不接受|不缴纳)[^。；]{0,40}(?:拍卖|变卖|抵缴|作价|没收)",
    )
});
static UNLESS: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"易腐|鲜活|行政强制法|法院|不易保管|催告|不领取|未领取|公告|无主|犬|依法(?:拍卖|处理|处置)|行政复议",
    )
});

/// Things that nobody seized, sold because nobody fetched them.
static UNCLAIMED: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"逾期(?:不|未)(?:领取|取走|提取)的?[^。；]{0,60}(?:拍卖|变卖)[^。；，]{0,10}[^。]{0,8}(?:处置|处理|上缴|所得)",
    )
});
static UNCLAIMED_UNLESS: LazyLock<Regex> = LazyLock::new(|| {
    regex(r"扣押|查封|暂扣|扣留|没收|公告|无主|遗失|登记保存|法院|学校|海关|寄存|邮")
});

fn check(cx: &Context<'_>, out: &mut Findings<'_>) {
    let Some(hold) = local_law(cx, out) else {
        return;
    };
    for s in said(cx.document, Ends::Sentence, &SAYS, &UNLESS) {
        let own = cx.document.slice(s.clause.span);
        if !["扣押", "暂扣", "扣留"].iter().any(|w| own.contains(w)) || own.contains("催告")
        {
            continue;
        }
        let report = out
            .report(phrase(cx.document, s.span), "扣押物逾期即拍卖、变卖，没有写救济期满和催告")
            .why("没有强制执行权的机关，只有在当事人法定期限内不复议、不诉讼，经催告仍不履行，才可以拍卖抵缴罚款。")
            .basis(cx.law_basis("中华人民共和国行政强制法", "第四十六条", &["经催告仍不履行"]));
        drop(hold.on(report));
    }
    for s in said(cx.document, Ends::Clause, &UNCLAIMED, &UNCLAIMED_UNLESS) {
        let report = out
            .report(s.span, "没有扣押的财物由机关拍卖、变卖，没有法律授权")
            .why("处置当事人的财物是行政强制执行，只能由法律设定；法律没有授权的，应当申请人民法院或者依法公告认领。")
            .basis(cx.law_basis("中华人民共和国行政强制法", "第十三条", &["行政强制执行由法律设定"]));
        drop(hold.on(report));
    }
}
