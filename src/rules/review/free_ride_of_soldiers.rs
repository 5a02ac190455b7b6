//! REV018: free rides for some soldiers only.

use crate::rules::hold::below_laws;
use crate::rules::said::{Ends, phrase, said};
use crate::rules::{Context, Findings, Trigger, declare_rule};
use crate::text::regex;
use regex::Regex;
use std::sync::LazyLock;

declare_rule! {
    /// ## 检查什么
    /// 免费乘车的人员只写义务兵，或者把军官、士官列为优惠而不是免费。
    ///
    /// ## 为什么是问题
    /// 军人地位和权益保障法规定军人、残疾军人凭证免费乘坐市内公共汽车、电车、轮渡和轨道交通工具，军人包括军官、军士、义务兵等。
    ///
    /// ## 例
    /// ```text,finding,地方性法规
    /// 第九条 下列人员免费乘车：
    /// （一）残疾人；
    /// （二）服役的义务兵。
    /// ```
    /// ```text,finding,地方性法规
    /// 第九条 现役军官、士官凭有效证件享受半价优惠乘车。
    /// ```
    /// 改为：
    /// ```text,clean,地方性法规
    /// 第九条 下列人员免费乘车：
    /// （一）残疾人；
    /// （二）现役军人、残疾军人。
    /// ```
    ///
    /// ## 不报告
    /// 写现役军人的；与乘车无关的优待。
    /// ```text,clean,地方性法规
    /// 第九条 现役军人凭有效证件免费乘车。
    /// ```
    /// ```text,clean,地方性法规
    /// 第九条 义务兵家庭按照规定享受优待金。
    /// ```
    ///
    /// ## 限度
    /// 长途客运、铁路、民航按别的规定。
    ///
    /// ## 依据
    /// - 《中华人民共和国军人地位和权益保障法》第五十七条
    /// - 《军人抚恤优待条例》第五十二条
    code: "REV018", name: "free-ride-of-soldiers", kind: RightReduced,
    severity: Warning, confidence: Medium, trigger: Trigger::Document
}

static SAYS: LazyLock<Regex> = LazyLock::new(|| {
    regex(r"(?:现役)?(?:义务兵|士兵|士官|军士|军官|警官)(?:(?:和|或者|、)[^，。；、]{0,10})*")
});
static UNLESS: LazyLock<Regex> =
    LazyLock::new(|| regex(r"现役军人|家属|退役|转业|子女|遗属|残疾军官"));
static RIDE: LazyLock<Regex> =
    LazyLock::new(|| regex(r"乘车|乘坐[^。；]{0,16}(?:公共|公交|电车|轮渡|轨道|地铁)"));

fn check(cx: &Context<'_>, out: &mut Findings<'_>) {
    let Some(hold) = below_laws(cx) else {
        return;
    };
    for s in said(cx.document, Ends::Part, &SAYS, &UNLESS) {
        let whole = s.whole(cx.document);
        let words = cx.document.slice(s.sentence);
        let free = whole.contains("免费");
        let reduced = ["优惠", "半价", "减半"].iter().any(|w| whole.contains(w));
        // All of them named together are the soldiers of the law.
        let all = words.contains("义务兵") && (words.contains("军官") || words.contains("警官"));
        if !RIDE.is_match(&whole) || all || !(free || reduced) || free && words.contains("军官") {
            continue;
        }
        let report = out
            .report(phrase(cx.document, s.span), "免费乘车限于部分军人，窄于法律规定")
            .why("军人地位和权益保障法规定，军人、残疾军人凭证免费乘坐市内公共汽车、电车、轮渡和轨道交通工具。")
            .basis(cx.law_basis("中华人民共和国军人地位和权益保障法", "第五十七条", &["免费乘坐"]))
            .basis(cx.law_basis("军人抚恤优待条例", "第五十二条", &["免费乘坐"]));
        drop(hold.on(report));
    }
}
