//! REV010: fireworks banned in the whole territory.

use crate::rules::hold::below_regulations;
use crate::rules::said::{Ends, said};
use crate::rules::{Context, Findings, Trigger, declare_rule};
use crate::text::regex;
use regex::Regex;
use std::sync::LazyLock;

declare_rule! {
    /// ## 检查什么
    /// 在全部行政区域、全年全面禁止销售、燃放烟花爆竹。
    ///
    /// ## 为什么是问题
    /// 上位法只授权县级以上政府确定限制或者禁止的时间、地点和种类，没有授权全面禁止；2023年备案审查认定全面禁售禁燃与上位法不一致。
    ///
    /// ## 例
    /// ```text,finding,地方性法规
    /// 第九条 本市行政区域内禁止燃放烟花爆竹。
    /// ```
    /// 改为：
    /// ```text,clean,地方性法规
    /// 第九条 市、县人民政府可以划定并公布限制或者禁止燃放烟花爆竹的时间和地点。
    /// ```
    ///
    /// ## 不报告
    /// 下列区域、时段、场所禁止；重污染天气预警期间；罚则。
    /// ```text,clean,地方性法规
    /// 第九条 本市下列区域禁止燃放烟花爆竹：
    /// ```
    /// ```text,clean,地方性法规
    /// 第九条 下列时间内，本市行政区域内禁止燃放烟花爆竹：
    /// ```
    /// ```text,clean,地方性法规
    /// 第九条 重污染天气预警期间，本市行政区域内禁止燃放烟花爆竹。
    /// ```
    ///
    /// ## 限度
    /// 以分项列举全部区的写法不判断。
    ///
    /// ## 依据
    /// - 《烟花爆竹安全管理条例》第二十八条
    /// - 全国人大常委会法制工作委员会2023年备案审查工作情况报告（未核原文）
    code: "REV010", name: "fireworks-banned-everywhere", kind: RightReduced,
    severity: Warning, confidence: Medium, trigger: Trigger::Document
}

static SAYS: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?:(?:本市|本省|本县|全市|全省|全县|行政区域(?:范围)?内?|全域)[^。；，：]{0,6}(?:全面)?禁止[^。；，]{0,14}(?:销售|燃放)[^。；，]{0,8}烟花爆竹)|(?:禁止在(?:本市|本省|全市|全省|本县|全县)(?:行政区域)?(?:内)?[^。；，]{0,10}(?:销售|燃放)[^。；，]{0,8}烟花爆竹)",
    )
});
static UNLESS: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"重污染|适用本|区域由|应急|预警|下列|以下|时间|时段|期间|违反|场所|地点|[中心主老市县]城区|建成区|禁放区|划定|确定|范围|公布|公告|非法|除[^。；]{0,20}外|未经|超标|专业燃放|不符合|伪劣|种类|规格|擅自|禁止燃放烟花爆竹的?(?:区域|规定|管理|工作)|环境质量|街道|道路|环路|公约|禁止燃放区|禁止销售、燃放区",
    )
});

fn check(cx: &Context<'_>, out: &mut Findings<'_>) {
    let Some(hold) = below_regulations(cx, out) else {
        return;
    };
    for s in said(cx.document, Ends::Sentence, &SAYS, &UNLESS) {
        let report = out
            .report(s.span, "在全部行政区域全面禁止销售、燃放烟花爆竹")
            .why("上位法只授权县级以上政府确定限制或者禁止的时间、地点和种类，没有授权全面禁止；2023年备案审查认定全面禁售禁燃与上位法不一致。")
            .basis(cx.law_basis("烟花爆竹安全管理条例", "第二十八条", &["时间、地点和种类"]));
        drop(hold.on(report));
    }
}
