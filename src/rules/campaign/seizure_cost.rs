//! PFT006: the cost of a seizure or tow is put on the party.

use crate::finding::Confidence;
use crate::rules::phrase::phrase;
use crate::rules::powers::seizure_costs;
use crate::rules::statement::{Say, Scope, is_local_regulation, provision, statements, tell};
use crate::rules::{Context, Findings, Trigger, declare_rule};
use regex::Regex;
use std::sync::LazyLock;

declare_rule! {
    /// ## 检查什么
    /// 文件让当事人承担扣押、拖移、卸载、锁车产生的停车费、保管费、拖车费，或者以缴费为放行条件。
    ///
    /// ## 为什么是问题
    /// 因查封、扣押发生的保管费用由行政机关承担；拖移机动车不得向当事人收费；扣车收费是变相处罚。
    ///
    /// ## 例
    /// ```text,finding,规范性文件
    /// 第五条 暂扣车辆的停车费、拖车费由当事人承担。
    /// ```
    /// ```text,finding,地方性法规
    /// 第六条 暂扣的物品应当妥善保管，不得在告知处理的时限内收取或者变相收取保管费。
    /// ```
    ///
    /// ## 不报告
    /// 不得收取的；解除扣押后逾期不领取的；交通事故救援、停车场正常收费。
    /// ```text,clean,规范性文件
    /// 第七条 扣押的车辆应当妥善保管，不得收取或者变相收取保管费用。
    /// ```
    /// ```text,clean,规范性文件
    /// 第八条 停车场应当公示停车费标准。
    /// ```
    ///
    /// ## 限度
    /// 同一句只报一次：规范性文件、政府规章中由本规则报，地方性法规中PWR022能报的由它报。“时限内不得收取”反过来允许时限外收取，一并提示。地方性法规中真实命中少，置信度低。
    ///
    /// ## 依据
    /// - 《中华人民共和国行政强制法》第二十六条；《中华人民共和国道路运输条例》第六十二条；《中华人民共和国道路交通安全法》第九十三条
    code: "PFT006", name: "seizure-cost-on-party", kind: Fee,
    severity: Error, confidence: High, trigger: Trigger::Document
}

static WHAT: LazyLock<Regex> = LazyLock::new(|| {
    phrase(
        r"(?:扣押|扣留|暂扣|查扣|滞留|拖移|拖离|拖走|卸载|卸货|锁车|锁定|封存|被扣|查封) …60 (?:停车|停放|保管|看管|看护|仓储|拖车|拖移|清障|施救|吊装|解锁|卸货|卸载|场地|搬运)费用? …24 (?:由 ‥8 (?:<相对人>|违法|驾驶|承运|其) ‥4 (?:承担|负担|支付|缴纳|自理)|自行承担|自理|自负|缴纳|交纳|付清|结清|缴清|交清|方可|后 ‥2 (?:领取|放行|取车))
        | (?:缴纳|交纳|结清|缴清|交清|付清|支付|收取) ‥16 (?:停车|看车|停放|保管|看管|看护|拖车|拖移|清障|施救|解锁|卸货|吊装|场地) (?:看护)? 费用? …12 (?:方可|后 ‥4 (?:领取|领回|提车|放车|放行|取|解锁)|领取|领回|提车|予以 ‥4 (?:解锁|放行|发还)|元)
        | (?:车辆|设备|物品|船舶)? (?:停车|停放|保管|看管|拖移|拖车|清障) 费用? ‥16 由 <相对人> ‥2 (?:承担|负担|支付|缴纳)
        | (?:逾期|超期) ‥12 (?:收取|缴纳|交纳|计收) ‥6 (?:保管|看护|看管|停车|停放|场地) ‥4 费
        | (?:扣押|扣留|暂扣|查扣|滞留|拖移|被扣|卸载|拖离) …40 (?:加收|收取|计收|收) ‥10 (?:保管|看护|看管|停车|停放|拖移|拖车|场地) ‥4 费
        | (?:时限|期限)内 ‥12 收取 (?:或者变相收取)? 保管费",
    )
});
static UNLESS: LazyLock<Regex> = LazyLock::new(|| {
    phrase(
        r"免收|免费|不收取|由[^。；，]{0,12}(?:机关|部门|财政)承担|逾期不(?:领取|认领|接受处理)|逾期未领取|事故|停车人|泊位|租赁|寄存|快递|托运|养犬|犬只",
    )
});
const SAY: Say = Say {
    what: "扣押、拖移费用由当事人承担",
    why: "查封、扣押发生的保管费用由行政机关承担，拖移机动车不得收费；以缴费为取车条件没有依据。",
    counter: "解除扣押后通知领取而逾期不领取的费用，各地做法不一。",
    basis: &[
        (
            "中华人民共和国行政强制法",
            "第二十六条",
            &["保管费用由行政机关承担"],
        ),
        (
            "中华人民共和国道路运输条例",
            "第六十二条",
            &["不得收取或者变相收取保管费用"],
        ),
        (
            "中华人民共和国道路交通安全法",
            "第九十三条",
            &["不得向当事人收取费用"],
        ),
    ],
    fix: "改为“因查封、扣押发生的保管费用由行政机关承担，不得收取或者变相收取”",
    delete: true,
};

/// “…时限内不得收取”: forbids within a time, and so allows after it.
static WITHIN: LazyLock<Regex> =
    LazyLock::new(|| phrase(r"(?:时限|期限)内 ‥12 收取 (?:或者变相收取)? 保管费"));

/// Whether the words speak of the costs of a seizure (for the rule on fees).
pub(in crate::rules) fn says(words: &str) -> bool {
    WHAT.is_match(words)
}

fn check(cx: &Context<'_>, out: &mut Findings<'_>) {
    if !Scope::Local.holds(cx) {
        return;
    }
    for s in statements(cx.document) {
        let within = WITHIN.is_match(s.text);
        if !within && UNLESS.is_match(s.text) {
            continue;
        }
        let hit = if within {
            s.forced(cx, &WITHIN)
        } else {
            s.find(cx, &WHAT, false)
        };
        let Some(hit) = hit else { continue };
        if is_local_regulation(cx) && seizure_costs::says(s.text) {
            continue;
        }
        // Clearing the road after an accident is no seizure.
        if provision(cx.document, s.node).contains("交通事故") {
            continue;
        }
        let sure = if within || is_local_regulation(cx) {
            Some(Confidence::Low)
        } else {
            None
        };
        tell(cx, out, &hit, &SAY, sure);
    }
}
