//! REV006: sanctions and approvals of births that the law of 2021 removed.

use crate::rules::hold::below_laws;
use crate::rules::said::{Ends, said};
use crate::rules::{Context, Findings, Trigger, declare_rule};
use crate::text::regex;
use regex::Regex;
use std::sync::LazyLock;

declare_rule! {
    /// ## 检查什么
    /// 因生育子女多于旧规定而处分、开除、解除合同、限制录用和评优，或者规定再生育须经批准。
    ///
    /// ## 为什么是问题
    /// 人口与计划生育法2021年规定可以生育三个子女，删除了社会抚养费和相应的制裁；相关的处罚、限制和审批都应当清理。
    ///
    /// ## 例
    /// ```text,finding,地方性法规
    /// 第九条 违反计划生育规定生育子女的职工，由所在单位予以开除。
    /// ```
    /// ```text,finding,地方性法规
    /// 第九条 符合下列情形之一的夫妻，经批准可以再生育一个子女。
    /// ```
    /// 改为：
    /// ```text,clean,地方性法规
    /// 第九条 夫妻生育子女的，可以依法办理生育登记。
    /// ```
    ///
    /// ## 不报告
    /// 生育登记服务；胎儿性别鉴定的禁令；取消社会抚养费。社会抚养费本身由收费沿革表报告（FEE001）。
    /// ```text,clean,地方性法规
    /// 第九条 生育子女实行生育登记服务制度。
    /// ```
    /// ```text,clean,地方性法规
    /// 第九条 禁止非医学需要的胎儿性别鉴定。
    /// ```
    ///
    /// ## 限度
    /// 同一条有数处的，各报一处。
    ///
    /// ## 依据
    /// - 《中华人民共和国人口与计划生育法》第十八条
    /// - 全国人大常委会法制工作委员会关于超生处分规定的审查意见（未核原文）
    code: "REV006", name: "birth-sanctions", kind: RightReduced,
    severity: Error, confidence: Medium, trigger: Trigger::Document
}

static SAYS: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?:(?:超生|计划外生育|违法生育|违反(?:本条例|计划生育|人口与计划生育|国家和|国家|本省|省|法律)?[^，。；]{0,16}生育(?:子女|第[二三]|的)|不符合[^，。；]{0,12}规定(?:条件)?(?:的)?生育|政策外生育|多生育)[^。]{0,120}(?:处分|开除|辞退|解除|解聘|不得|取消|限制|降级|撤职|职务|不予|追究|一票否决|评优|评先|终止|处罚|罚款))|(?:经(?:[^，。；]{0,12})?(?:批准|审批)(?:后)?[，,]?(?:可以|方可|允许)?(?:再)?生育(?:第[二三]个?|一个|两个)?子女)|(?:提倡一对夫妻生育(?:一个|两个|一至两个)子女)|(?:不再?批准其?生育)|(?:违反(?:计划生育|人口与计划生育)(?:法律|法规|政策|规定)[^。；，]{0,8}(?:生育|超))",
    )
});
static UNLESS: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"取消社会抚养费|不得征收|收养|性别鉴定|生育登记服务|辅助生殖|生育保险待遇|可以生育三个|期间",
    )
});

fn check(cx: &Context<'_>, out: &mut Findings<'_>) {
    let Some(hold) = below_laws(cx) else {
        return;
    };
    for s in said(cx.document, Ends::Part, &SAYS, &UNLESS) {
        if cx.document.text.contains("生育三个子女") && cx.document.slice(s.span).contains("批准")
        {
            continue;
        }
        let report = out
            .report(s.span, "2021年修法已经删除的生育限制和制裁")
            .why("人口与计划生育法2021年规定可以生育三个子女，删除了社会抚养费和相应的制裁；相关的处罚、限制和审批都应当清理。")
            .basis(cx.law_basis("中华人民共和国人口与计划生育法", "第十八条", &["可以生育三个子女"]));
        drop(hold.on(report));
    }
}
