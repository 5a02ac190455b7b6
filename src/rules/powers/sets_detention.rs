//! PWR012: detention and abolished custody in local law.

use crate::rules::higher;
use crate::rules::hold::below_regulations;
use crate::rules::said::{Ends, phrase, said};
use crate::rules::{Context, Findings, Trigger, declare_rule};
use crate::text::regex;
use regex::Regex;
use std::sync::LazyLock;

declare_rule! {
    /// ## 检查什么
    /// 法律以外的规定设定拘留，或者仍规定劳动教养、收容教育、收容审查、收容遣送。
    ///
    /// ## 为什么是问题
    /// 限制人身自由的处罚和强制措施只能由法律设定；劳动教养、收容教育、收容遣送已经废止。
    ///
    /// ## 例
    /// ```text,finding,地方性法规
    /// 第九条 阻碍执法的，处五日以下拘留。
    /// ```
    /// ```text,finding,地方性法规
    /// 第九条 屡教不改的，送劳动教养。
    /// ```
    /// 改为：
    /// ```text,clean,地方性法规
    /// 第九条 构成违反治安管理行为的，由公安机关依法给予治安管理处罚。
    /// ```
    ///
    /// ## 不报告
    /// 受过拘留的状态描述；依照法律处罚；人民法院依法拘留；解除劳动教养人员的安置等历史用语；犬只收容。
    /// ```text,clean,地方性法规
    /// 第九条 因本条违法行为受过拘留处罚的，从重处罚。
    /// ```
    /// ```text,clean,地方性法规
    /// 第九条 构成违反治安管理行为的，依照《中华人民共和国治安管理处罚法》的规定处以拘留。
    /// ```
    /// ```text,clean,地方性法规
    /// 第九条 人民法院可以处十五日以下拘留。
    /// ```
    ///
    /// ## 限度
    /// 引用的法律对同一行为规定了拘留的重述不报。未复核：读过的真实命中没有一处能定为正确。
    ///
    /// ## 依据
    /// - 《中华人民共和国行政处罚法》第十条
    /// - 《中华人民共和国立法法》第十一条
    /// - 全国人大常委会关于废止有关劳动教养法律规定的决定（2013年12月28日）；关于废止有关收容教育法律规定和制度的决定（2019年12月28日）（未核原文）
    code: "PWR012", name: "local-sets-detention", kind: PenaltyKind,
    severity: Error, confidence: Low, trigger: Trigger::Document,
    reviewed: false
}

static SAYS: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?:(?:处|处以|给予|并处|可以处|可处)[^，。；]{0,24}拘留)|(?:警告或者[^，。；]{0,12}拘留)|(?:收容教育|收容审查|收容遣送|劳动教养|劳教)",
    )
});
static UNLESS: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"受(?:到|过)?[^，。；]{0,10}拘留|被[^，。；]{0,10}拘留|解除劳动教养|刑满|服刑|劳教人员|劳动教养人员|安置|制定本|法院|依法(?:被|予以|给予|处以|处)|(?:依照|按照|根据)[^，。；]{0,40}(?:法|条例)|刑事|监所|看守所|曾|废止|(?:被)?(?:决定|正在)(?:被)?(?:劳动教养|收容)|劳动教养(?:场所|机关|管理|单位|戒毒|期|的人|决定|学校|所)|劳教所|劳教(?:机关|部门|单位|场所)|集会|游行|拘留所|治安管理处罚|拘留[^。；，]{0,10}(?:的人员|期间)|监狱|社区矫正|归正",
    )
});

fn check(cx: &Context<'_>, out: &mut Findings<'_>) {
    let Some(hold) = below_regulations(cx, out) else {
        return;
    };
    let mut hits = said(cx.document, Ends::Part, &SAYS, &UNLESS);
    hits.retain(|s| {
        !cx.document.slice(s.span).contains("拘留")
            || higher::sets(cx, &["拘留"], &s.whole(cx.document), 0.35).is_none()
    });
    hits.dedup_by_key(|s| s.clause.node);
    for s in hits {
        let report = out
            .report(phrase(cx.document, s.span), "设定拘留或者已经废止的限制人身自由的制度")
            .why("限制人身自由的处罚和强制措施只能由法律设定；劳动教养、收容教育、收容遣送已经废止。")
            .basis(cx.law_basis("中华人民共和国行政处罚法", "第十条", &["只能由法律设定"]))
            .basis(cx.law_basis("中华人民共和国立法法", "第十一条", &["限制人身自由"]));
        drop(hold.on(report));
    }
}
