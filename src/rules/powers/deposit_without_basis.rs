//! PWR034: a deposit asked of enterprises.

use crate::rules::higher;
use crate::rules::hold::place_law;
use crate::rules::said::{Ends, said};
use crate::rules::{Context, Findings, Trigger, declare_rule};
use crate::text::regex;
use regex::Regex;
use std::sync::LazyLock;

declare_rule! {
    /// ## 检查什么
    /// 要求企业缴存保证金、风险抵押金、物业保修金等，没有法律、行政法规依据。
    ///
    /// ## 为什么是问题
    /// 设立涉企保证金须有法律、行政法规依据或者经国务院批准；物业保修金已经国家备案审查要求纠正。
    ///
    /// ## 例
    /// ```text,finding,地方性法规
    /// 第九条 建设单位应当在竣工验收前，按照建筑安装总造价的百分之二交纳物业保修金。
    /// ```
    /// 改为：
    /// ```text,clean,地方性法规
    /// 第九条 建设单位依法承担保修责任，鼓励投保工程质量保险。
    /// ```
    ///
    /// ## 不报告
    /// 投标、履约、工程质量、农民工工资、旅行社质量等目录内的保证金；竞买保证金；当事人约定；不得收取。
    /// ```text,clean,地方性法规
    /// 第九条 施工单位应当按照规定存储农民工工资保证金。
    /// ```
    /// ```text,clean,地方性法规
    /// 第九条 不得要求经营者缴纳保证金。
    /// ```
    /// ```text,clean,地方性法规
    /// 第九条 业主可以与装修企业约定装修保证金。
    /// ```
    ///
    /// ## 限度
    /// 涉企保证金目录清单不在库中，是否列入须核对。
    ///
    /// ## 依据
    /// - 《优化营商环境条例》第二十五条
    /// - 全国人大常委会法制工作委员会关于物业保修金的审查案例（未核原文）
    code: "PWR034", name: "deposit-without-basis", kind: Fee,
    severity: Error, confidence: Medium, trigger: Trigger::Document
}

static SAYS: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?:(?:缴纳|交纳|收取|缴存|交存|预缴|提交|交付|存入|存储|预存)[^，。；]{0,24}(?:保修金|保证金|风险金|风险抵押金|押金))|(?:物业保修金|物业质量保修金|保修抵押金)|(?:(?:实行|建立|推行)[^，。；]{0,16}(?:保证金|风险抵押金|保障金)[^，。；]{0,4}制度)",
    )
});
static UNLESS: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"投标|不得|工资|旅行社|工程质量保证金|建设工程质量|维修资金|禁止|取保|竞买|竞得|替代|社会保险|退还|扣押|履约|返还|收取押金|管理规约|优化|租赁|约定|合同|法律、行政法规|国家(?:有关)?规定|住房公积金|残疾人就业保障金|期货|证券|保险公司|诉讼|行政处罚|海关|拍卖|减免|免收|降低|清理|取消|保函|电影票|自愿|最低生活|典当|社会保障|退回|招标|(?:依照|按照)[^，。；]{0,10}《|违反|擅自|挪用|侵占",
    )
});

fn check(cx: &Context<'_>, out: &mut Findings<'_>) {
    let Some(hold) = place_law(cx, out) else {
        return;
    };
    for s in said(cx.document, Ends::Part, &SAYS, &UNLESS) {
        let kind = ["保修金", "风险抵押金", "保证金", "押金"]
            .into_iter()
            .filter(|f| cx.document.slice(s.span).contains(f))
            .collect::<Vec<_>>();
        if !kind.is_empty() && higher::says(cx, &kind) {
            continue;
        }
        let report = out
            .report(s.span, "要求缴存保证金、保修金，没有法律、行政法规依据")
            .why("设立涉企保证金须有法律、行政法规依据或者经国务院批准；物业保修金已经国家备案审查要求纠正。")
            .basis(cx.law_basis("优化营商环境条例", "第二十五条", &["涉企保证金"]));
        drop(hold.on(report));
        // One report tells the whole document's.
        break;
    }
}
