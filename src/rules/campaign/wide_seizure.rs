//! IRG004: certificates and vehicles seized beyond the law of road transport.

use crate::document::Rank;
use crate::rules::phrase::phrase;
use crate::rules::statement::{Say, is_local_regulation, provision, statements, tell};
use crate::rules::{Context, Findings, Trigger, declare_rule};
use regex::Regex;
use std::sync::LazyLock;

declare_rule! {
    /// ## 检查什么
    /// 地方性法规、政府规章在交通运输领域规定暂扣证件，或者对没有证照以外的情形扣押车辆、设备。
    ///
    /// ## 为什么是问题
    /// 道路运输条例只准暂扣既无营运证、当场又拿不出别的证明的车辆；法律对强制措施的对象、条件作了规定的，下位法不得扩大。
    ///
    /// ## 例
    /// ```text,finding,地方性法规
    /// 第五条 对不能现场处理的道路运输违法行为，可以暂扣其车辆营运证。
    /// ```
    /// ```text,finding,地方性法规
    /// 第六条 对未经许可从事道路运输经营的，可以扣押车辆和设备。
    /// ```
    ///
    /// ## 不报告
    /// 条件与道路运输条例相同的；禁止扣押的；公安机关依道路交通安全法扣留。
    /// ```text,clean,地方性法规
    /// 第七条 车辆没有车辆营运证又无法当场提供其他有效证明的，可以暂扣该车。
    /// ```
    /// ```text,clean,地方性法规
    /// 第八条 不得违法扣留车辆、证件。
    /// ```
    ///
    /// ## 限度
    /// 没有与上位法逐项比较，真实命中中真的不到一半，一律低置信度；规范性文件见 PWR003。
    ///
    /// ## 依据
    /// - 《中华人民共和国行政强制法》第十条、第十一条；《中华人民共和国道路运输条例》第六十二条
    code: "IRG004", name: "wide-seizure", kind: CampaignIrregular,
    severity: Warning, confidence: Low, trigger: Trigger::Document
}

static WHAT: LazyLock<Regex> = LazyLock::new(|| {
    phrase(
        r"(?:可以?|应当|先予|有权|先行) ‥20 (?:暂扣|扣留|扣押) ‥24 (?:营运证|线路牌|行驶证|驾驶证|证照|证件|许可证|从业资格证)
        | (?:未经许可|无证经营|未取得|不能提供|拒不接受|擅自从事|损坏路产) …60 (?:扣押|暂扣|扣留) ‥14 (?:车辆|设备|机具|设施)",
    )
});
static UNLESS: LazyLock<Regex> = LazyLock::new(|| {
    phrase(r"并处|无法当场|不能当场|公安机关|交警|非机动车|电动|依法扣留|妥善保管|出具|拼装|报废")
});
const SAY: Say = Say {
    what: "扩大扣押的对象、条件",
    why: "上位法已经划定扣押的对象和条件，地方性法规不能再放宽；规章无权设定。",
    counter: "尚无上位法规定的地方性事务，地方性法规可以设定扣押。",
    basis: &[
        (
            "中华人民共和国行政强制法",
            "第十一条",
            &["不得作出扩大规定"],
        ),
        ("中华人民共和国道路运输条例", "第六十二条", &["予以暂扣"]),
    ],
    fix: "改为上位法规定的对象和条件",
    delete: false,
};

/// Road transport is meant.
static TRANSPORT: LazyLock<Regex> = LazyLock::new(|| {
    phrase(
        r"道路运输|运输经营|车辆营运证|营运|公路|出租汽车|交通运输综合行政执法|线路牌|机动车行驶证",
    )
});

fn check(cx: &Context<'_>, out: &mut Findings<'_>) {
    if !is_local_regulation(cx) && cx.standing.rank != Rank::LocalRule {
        return;
    }
    for s in statements(cx.document) {
        let whole = provision(cx.document, s.node);
        if UNLESS.is_match(s.text) && !s.text.contains("出具") || !TRANSPORT.is_match(whole) {
            continue;
        }
        if let Some(hit) = s.find(cx, &WHAT, true) {
            tell(cx, out, &hit, &SAY, None);
        }
    }
}
