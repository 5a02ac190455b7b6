//! PWR045: a licence withdrawn (撤销) or a standing cancelled (取消资格) as a penalty.

use crate::document::Rank;
use crate::rules::hold::local_law;
use crate::rules::said::{Ends, phrase, said};
use crate::rules::{Context, Findings, Trigger, declare_rule};
use crate::text::regex;
use regex::Regex;
use std::sync::LazyLock;

declare_rule! {
    /// ## 检查什么
    /// 法律责任条款以撤销许可、撤销批准文件、取消经营资格作为对违法行为的制裁。
    ///
    /// ## 为什么是问题
    /// 撤销许可适用于许可的作出本身违法或者以欺骗、贿赂取得的情形，不是处罚；取消资格不是行政处罚法第九条列举的种类，属于吊销许可证件、限制从业等处罚的，应当用法定的名称和程序，并有上位法依据。
    ///
    /// ## 例
    /// ```text,finding,地方性法规
    /// 第九条 擅自改变岸线用途的，责令限期改正；逾期不改正的，撤销岸线使用许可，并处一万元以上五万元以下罚款。
    /// ```
    /// ```text,finding,地方性法规
    /// 第九条 出厂未经检验的产品的，没收产品，由主管部门取消其定点生产资格。
    /// ```
    /// 改为：
    /// ```text,clean,地方性法规
    /// 第九条 擅自改变岸线用途的，责令限期改正；逾期不改正的，处一万元以上五万元以下罚款。
    /// ```
    ///
    /// ## 不报告
    /// 以不正当手段取得的；不再具备条件的；评审专家、补贴、评优、投标等资格；依法撤销的。
    /// ```text,clean,地方性法规
    /// 第九条 以欺骗、贿赂等不正当手段取得许可的，撤销许可，处一万元以下罚款。
    /// ```
    /// ```text,clean,地方性法规
    /// 第九条 专家库成员评分不公的，取消其评分资格。
    /// ```
    ///
    /// ## 限度
    /// 上位法对该行为用了同样的词的，须人工核对。
    ///
    /// ## 依据
    /// - 《中华人民共和国行政处罚法》第九条、第十二条
    /// - 《中华人民共和国行政许可法》第六十九条
    code: "PWR045", name: "licence-taken-as-penalty", kind: PenaltyKind,
    severity: Warning, confidence: Medium, trigger: Trigger::Penal
}

static SAYS: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"撤销(?:其|该|原)?[^。；，、]{0,10}(?:使用|经营|生产|从业|开采|设置|运营|营运)[^。；，、]{0,6}(?:许可|许可证|批准文件|批准书|资格)|取消(?:其)?[^。；，]{0,16}(?:经营|营运|生产|屠宰|检验|编制|服务|运营|从业|承运|施工|加工)[^。；，]{0,8}资格",
    )
});
static UNLESS: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"欺骗|贿赂|不正当|隐瞒|虚假|骗取|玩忽|滥用|超越|依法(?:撤销|取消)|被(?:撤销|取消)|不再(?:具备|符合)|专家|评标|投标|补贴|补助|资助|贷款|评优|试点|参展|注销|(?:依照|按照|根据)[^，。；]{0,40}(?:法|条例)",
    )
});

/// Whether some law or 行政法规 takes the same thing away in the same words (取消其检验资格): the words
/// are its own.
fn said_above(cx: &Context<'_>, words: &str) -> bool {
    let thing = words
        .trim_start_matches("撤销")
        .trim_start_matches("取消")
        .trim_start_matches('其');
    let takes = |text: &str| {
        text.match_indices(thing).any(|(i, _)| {
            let before: String = text[..i].chars().rev().take(4).collect();
            ["消取", "销撤"].iter().any(|verb| before.contains(verb))
        })
    };
    cx.acts.is_some_and(|acts| {
        acts.acts.iter().any(|a| {
            acts.source(a).standing.rank <= Rank::AdministrativeRegulation
                && [&a.words, &a.lead_words].into_iter().any(|w| takes(w))
        })
    })
}

fn check(cx: &Context<'_>, out: &mut Findings<'_>) {
    let Some(hold) = local_law(cx, out) else {
        return;
    };
    for s in said(cx.document, Ends::Part, &SAYS, &UNLESS) {
        let whole = cx.document.slice(s.clause.span);
        // A penalty stands among penalties.
        if !["罚款", "责令", "没收"].iter().any(|w| whole.contains(w)) {
            continue;
        }
        let words = cx.document.slice(s.span);
        let verb = if words.starts_with("撤销") {
            "撤销"
        } else {
            "取消"
        };
        if said_above(cx, words) {
            continue;
        }
        let what = if verb == "撤销" {
            "以撤销许可作为制裁，撤销只适用于许可的作出违法"
        } else {
            "取消资格不是法定的行政处罚种类"
        };
        let mut report = out.report(phrase(cx.document, s.span), what).why(
            "对违法行为取消许可、资格的，只能用行政处罚法规定的种类，并在上位法规定的行为、种类和幅度以内。",
        );
        if verb == "撤销" {
            report = report.basis(cx.law_basis(
                "中华人民共和国行政许可法",
                "第六十九条",
                &["可以撤销行政许可"],
            ));
        }
        report = report
            .basis(cx.law_basis("中华人民共和国行政处罚法", "第九条", &["吊销许可证件"]))
            .basis(cx.law_basis(
                "中华人民共和国行政处罚法",
                "第十二条",
                &["给予行政处罚的行为、种类和幅度的范围内规定"],
            ));
        drop(hold.on(report));
    }
}
