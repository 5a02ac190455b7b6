//! REV015: animal products of other places made to register.

use crate::rules::hold::below_regulations;
use crate::rules::said::{Ends, said};
use crate::rules::{Context, Findings, Trigger, declare_rule};
use crate::text::regex;
use regex::Regex;
use std::sync::LazyLock;

declare_rule! {
    /// ## 检查什么
    /// 要求外地动物产品、肉品进入本地备案、报验、走指定道口。
    ///
    /// ## 为什么是问题
    /// 地方政府及其部门不得限制外地检疫、检验合格的生猪产品进入本地市场；指定通道只适用于道路运输的动物，不及动物产品。
    ///
    /// ## 例
    /// ```text,finding,地方性法规
    /// 第九条 从省外调入动物产品的，应当提前三日向动物卫生监督机构备案。
    /// ```
    /// 改为：
    /// ```text,clean,地方性法规
    /// 第九条 调入动物产品的，应当查验检疫证明。
    /// ```
    ///
    /// ## 不报告
    /// 查验检疫合格证明；信息对接；活体动物的指定通道。
    /// ```text,clean,地方性法规
    /// 第九条 从省外调入动物的，应当从指定通道进入。
    /// ```
    /// ```text,clean,地方性法规
    /// 第九条 外地生猪产品应当有检疫合格证明。
    /// ```
    ///
    /// ## 限度
    /// 动物和动物产品并列的，只有产品部分违法。
    ///
    /// ## 依据
    /// - 《生猪屠宰管理条例》第二十四条
    /// - 《中华人民共和国动物防疫法》第五十三条
    code: "REV015", name: "outside-animal-products", kind: Competition,
    severity: Warning, confidence: Medium, trigger: Trigger::Document
}

static SAYS: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?:外地|市外|省外|外埠|本市以外|本省以外)[^。；]{0,24}(?:动物产品|肉品|猪肉|生猪产品|禽产品|肉类|水产品)[^。；]{0,50}(?:备案|报验|指定道口|指定通道|准入|准销|换证|许可|登记)",
    )
});
static UNLESS: LazyLock<Regex> =
    LazyLock::new(|| regex(r"不得限制|信息对接|登记进|检疫合格|流行病|疫情"));

fn check(cx: &Context<'_>, out: &mut Findings<'_>) {
    let Some(hold) = below_regulations(cx, out) else {
        return;
    };
    // One report tells the whole document's.
    if let Some(s) = said(cx.document, Ends::Sentence, &SAYS, &UNLESS).first() {
        let report = out
            .report(s.span, "对外地动物产品设置备案、报验、指定道口")
            .why("地方政府及其部门不得限制外地检疫、检验合格的生猪产品进入本地市场；指定通道只适用于道路运输的动物，不及动物产品。")
            .basis(cx.law_basis("生猪屠宰管理条例", "第二十四条", &["不得限制外地"]))
            .basis(cx.law_basis("中华人民共和国动物防疫法", "第五十三条", &["指定通道"]));
        drop(hold.on(report));
    }
}
