//! PWR013: a fine without any amount.

use crate::rules::hold::local_law;
use crate::rules::said::{Ends, phrase, said};
use crate::rules::{Context, Findings, Trigger, declare_rule};
use crate::text::regex;
use regex::Regex;
use std::sync::LazyLock;

declare_rule! {
    /// ## 检查什么
    /// 规定处以罚款，没有写数额、倍数或者比例，也没有指明依据。
    ///
    /// ## 为什么是问题
    /// 罚款没有幅度，等于没有限制的授权，违反处罚法定和过罚相当。
    ///
    /// ## 例
    /// ```text,finding,地方性法规
    /// 第九条 违反本办法第五条的，应当赔偿损失，并处罚款。
    /// ```
    /// 改为：
    /// ```text,clean,地方性法规
    /// 第九条 违反本办法第五条的，应当赔偿损失，并处五百元以上二千元以下罚款。
    /// ```
    ///
    /// ## 不报告
    /// 同条分项写明数额的；转引上位法、依法处以罚款的；按标准、倍数计算的；刑事罚金；程序条款。
    /// ```text,clean,地方性法规
    /// 第九条 有下列行为之一的，责令改正，并处罚款：
    /// ```
    /// ```text,clean,地方性法规
    /// 第九条 违反本条例的，依照有关法律、法规的规定处以罚款。
    /// ```
    /// ```text,clean,地方性法规
    /// 第九条 按照工程造价百分之五的标准处以罚款。
    /// ```
    ///
    /// ## 限度
    /// 同款（项中的罚款看同项和项前总句）任何一处写有数额的，视为分项列明，不报。
    ///
    /// ## 依据
    /// - 《中华人民共和国行政处罚法》第五条
    /// - 《中华人民共和国行政处罚法》第四条
    code: "PWR013", name: "fine-without-amount", kind: PenaltyRange,
    severity: Error, confidence: Medium, trigger: Trigger::Document
}

static SAYS: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?:处以?|并处|可以?处以?|给予|予以|可以?并处)(?:相应的?|适当的?|必要的?|一定数额的?)?罚款(?:处罚|的处罚|的行政处罚)?[，。；、]",
    )
});
static UNLESS: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?:依照|按照|按|根据|参照|依)[^，。；]{0,50}|依法|(?:元|倍|百分之|％|%|标准|总和)|下列|以下(?:标准|规定)|不得|缴纳|拒绝|决定|当事人|前款|被处|因|申辩|程序|罚没|票据|海关|从重|情节轻重",
    )
});
static AMOUNT: LazyLock<Regex> = LazyLock::new(|| {
    regex(r"元|倍|百分之|%|％|(?:依照|按照|依据|根据)[^，。；]{0,40}(?:法|规定|标准|条例)")
});

fn check(cx: &Context<'_>, out: &mut Findings<'_>) {
    let Some(hold) = local_law(cx, out) else {
        return;
    };
    for s in said(cx.document, Ends::Part, &SAYS, &UNLESS) {
        // The amount may stand in the other sentences of the 款, or of the item.
        let whole = match s.lead {
            Some(l) => {
                let line = cx.document.text[s.span.start..]
                    .find(char::is_control)
                    .map_or(s.sentence.end, |i| s.span.start + i);
                format!(
                    "{}{}",
                    cx.document.slice(l),
                    &cx.document.text[s.sentence.start..line]
                )
            }
            None => cx.document.slice(s.clause.span).to_string(),
        };
        if AMOUNT.is_match(&whole) {
            continue;
        }
        let report = out
            .report(phrase(cx.document, s.span), "罚款没有数额或者幅度")
            .why("罚款没有幅度，等于没有限制的授权，违反处罚法定和过罚相当。")
            .basis(cx.law_basis("中华人民共和国行政处罚法", "第五条", &["社会危害程度相当"]))
            .basis(cx.law_basis(
                "中华人民共和国行政处罚法",
                "第四条",
                &["由法律、法规、规章规定"],
            ));
        drop(hold.on(report));
    }
}
