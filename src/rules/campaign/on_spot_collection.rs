//! RNT006: those who fine collect the fine.

use crate::rules::phrase::phrase;
use crate::rules::procedure::old_spot_collection;
use crate::rules::statement::{Say, Scope, hits, provision, tell};
use crate::rules::{Context, Findings, Trigger, declare_rule};
use regex::Regex;
use std::sync::LazyLock;

declare_rule! {
    /// ## 检查什么
    /// 条文扩大当场收缴罚款的范围，由执法机关、个人收款，或者罚款由本单位管理使用。
    ///
    /// ## 为什么是问题
    /// 作出罚款决定的机关应当与收缴机构分离；当场收缴只限一百元以下、事后难以执行和边远水上交通不便地区。
    ///
    /// ## 例
    /// ```text,finding,规范性文件
    /// 第五条 罚款可以现场收取。
    /// ```
    /// ```text,finding,规范性文件
    /// 第六条 罚款由大队统一管理使用。
    /// ```
    /// ```text,finding,地方性法规
    /// 第七条 对二百元以下罚款，当事人缴纳确有困难的，执法人员可以当场收缴。
    /// ```
    ///
    /// ## 不报告
    /// 重述法定情形的；当场收缴的票据要求；追责条款。
    /// ```text,clean,规范性文件
    /// 第八条 依照《中华人民共和国行政处罚法》第六十八条的规定当场收缴罚款的，应当出具财政票据。
    /// ```
    /// ```text,clean,规范性文件
    /// 第九条 罚款到指定银行缴纳，执法人员不得自行收缴。
    /// ```
    ///
    /// ## 限度
    /// 地方性法规真实命中只有一处。没有地方行政文件的真实语料，只在自拟文书上核对过（未复核）。
    ///
    /// ## 依据
    /// - 《中华人民共和国行政处罚法》第六十七条、第六十八条、第六十九条
    code: "RNT006", name: "on-spot-collection", kind: CampaignRent,
    severity: Error, confidence: Medium, trigger: Trigger::Document
}

static WHAT: LazyLock<Regex> = LazyLock::new(|| {
    phrase(
        r"(?:可以?|有权|应当|须|一律|要) …14 (?:当场|现场) (?:收缴|收取|缴纳|交纳)
        | (?:当场|现场) (?:收缴|收取|缴纳|交纳) 罚款
        | 罚款 ‥20 (?:当场|现场) (?:收缴|收取|缴纳|交纳)
        | 罚款 ‥12 由 ‥10 (?:代收|自收|管理使用|保管|统一支配|自行收)
        | 罚款 …20 (?:个人|执法人员|中队|大队) ‥10 (?:微信|支付宝|收款码|账户|账号)",
    )
});
static UNLESS: LazyLock<Regex> = LazyLock::new(|| {
    phrase(
        r"必须‥10出具|出具|注明|收据|票据|银行 ‥4 代收|第六十八条|第六十九条|一百元以下|100元以下|难以执行|边远|水上|交通不便|停车费|通行费|票价|车费|药费|检测费|保证金|会费",
    )
});
const SAY: Say = Say {
    what: "罚缴不分离",
    why: "作出罚款决定的机关应当与收缴罚款的机构分离，当场收缴只限于法定情形。",
    counter: "",
    basis: &[
        (
            "中华人民共和国行政处罚法",
            "第六十七条",
            &["与收缴罚款的机构分离"],
        ),
        (
            "中华人民共和国行政处罚法",
            "第六十八条",
            &["可以当场收缴罚款"],
        ),
    ],
    fix: "改为“依照行政处罚法第六十八条、第六十九条的规定当场收缴”",
    delete: false,
};

/// Fines are meant.
static FINE: LazyLock<Regex> = LazyLock::new(|| phrase(r"罚"));
/// The cases of the law, or a code of procedure that repeats them.
static LAWFUL: LazyLock<Regex> =
    LazyLock::new(|| phrase(r"一百元以下|100元以下|难以执行|边远|水上|交通不便|行政处罚法"));
static PROCEDURE: LazyLock<Regex> = LazyLock::new(|| phrase(r"程序"));

fn check(cx: &Context<'_>, out: &mut Findings<'_>) {
    for hit in hits(cx, Scope::Local, &WHAT, Some(&UNLESS)) {
        let whole = provision(cx.document, hit.statement.node);
        let lawful = PROCEDURE.is_match(&cx.document.meta.title) || LAWFUL.is_match(whole);
        if FINE.is_match(whole) && !lawful && !old_spot_collection::says(hit.statement.text) {
            tell(cx, out, &hit, &SAY, None);
        }
    }
}
