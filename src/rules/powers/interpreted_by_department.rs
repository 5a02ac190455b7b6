//! PWR043: a rule interpreted by somebody else than its maker.

use crate::rules::said::{Ends, phrase, said};
use crate::rules::{Context, Findings, Trigger, declare_rule};
use crate::text::regex;
use regex::Regex;
use std::sync::LazyLock;

declare_rule! {
    /// ## 检查什么
    /// 规章规定由政府部门负责解释。
    ///
    /// ## 为什么是问题
    /// 规章解释权属于规章制定机关。
    ///
    /// ## 例
    /// ```text,finding,地方政府规章
    /// 第九条 本办法由市城市管理局负责解释。
    /// ```
    /// 改为：
    /// ```text,clean,地方政府规章
    /// 第九条 本办法由市人民政府负责解释。
    /// ```
    ///
    /// ## 不报告
    /// 地方性法规的具体应用问题；由制定机关解释；规范性文件。
    /// ```text,clean,地方性法规
    /// 第九条 本条例的具体应用问题，由市城市管理局负责解释。
    /// ```
    /// ```text,clean,规范性文件
    /// 第九条 本办法由市城市管理局负责解释。
    /// ```
    ///
    /// ## 限度
    /// 部门规章由本部门解释，不报。未复核：样本太少。
    ///
    /// ## 依据
    /// - 《规章制定程序条例》第三十三条
    /// - 全国人大常委会关于加强法律解释工作的决议（1981年6月10日）（未核原文）
    code: "PWR043", name: "rule-interpreted-by-department", kind: Subject,
    severity: Warning, confidence: Low, trigger: Trigger::Document
}

static SAYS: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?:本办法|本规定|本细则|本规则)[^。；]{0,20}由[^。；]{2,40}(?:局|厅|委员会|委|部门|办公室|办|处)(?:负责)?解释",
    )
});
static UNLESS: LazyLock<Regex> = LazyLock::new(|| regex(r"常务委员会|人大|代表大会"));

fn check(cx: &Context<'_>, out: &mut Findings<'_>) {
    if cx.standing.rank != crate::document::Rank::LocalRule {
        return;
    }
    for s in said(cx.document, Ends::Part, &SAYS, &UNLESS) {
        drop(
            out.report(
                phrase(cx.document, s.span),
                "规章由部门解释，解释权属于制定机关",
            )
            .why("规章解释权属于规章制定机关。")
            .basis(cx.law_basis(
                "规章制定程序条例",
                "第三十三条",
                &["规章解释权属于规章制定机关"],
            )),
        );
    }
}
