//! PWR036: the conditions of a licence left to a department.

use crate::rules::hold::place_law;
use crate::rules::said::{Ends, said};
use crate::rules::{Context, Findings, Trigger, declare_rule};
use crate::text::regex;
use regex::Regex;
use std::sync::LazyLock;

declare_rule! {
    /// ## 检查什么
    /// 把许可、准入、资质的条件和程序交给政府部门另行规定。
    ///
    /// ## 为什么是问题
    /// 设定行政许可，应当规定许可的实施机关、条件、程序、期限；交部门以文件规定，等于由没有设定权的机关设定条件。
    ///
    /// ## 例
    /// ```text,finding,地方性法规
    /// 第九条 渣土运输企业的准入条件和申请程序，由市城市管理部门制定。
    /// ```
    /// 改为：
    /// ```text,clean,地方性法规
    /// 第九条 渣土运输企业应当具备下列条件：
    /// ```
    ///
    /// ## 不报告
    /// 政府规章对许可条件的具体规定；表格、格式、标准；国务院部门依法规定；非许可事项的条件。
    /// ```text,clean,地方性法规
    /// 第九条 许可申请书的格式，由市城市管理部门规定。
    /// ```
    /// ```text,clean,地方性法规
    /// 第九条 申请补贴的条件，由市财政部门规定。
    /// ```
    ///
    /// ## 限度
    /// 由省级政府或者其规章规定的，须看法律有无授权；本规则只提示。
    ///
    /// ## 依据
    /// - 《中华人民共和国行政许可法》第十八条
    /// - 《中华人民共和国行政许可法》第十六条
    code: "PWR036", name: "delegated-licence-conditions", kind: LicenceAdded,
    severity: Warning, confidence: Medium, trigger: Trigger::Document
}

static SAYS: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?:准入|许可|经营|资质|资格|从业)(?:的)?(?:具体)?(?:条件|准入条件)[^。；]{0,60}由[^。；，]{0,30}(?:部门|局|委员会|机构|委|办公室)[^。；]{0,50}(?:制定|规定|确定|另行规定)",
    )
});
static UNLESS: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"国务院|补贴|补助|奖励|救助|保障性|住房|职称|称号|人才|享受|扶持|志愿|评选|优惠|招标|资助|减免|社会保险|救济|基金|示范|科技|荣誉|贷款|调解|落户|法律、行政法规|国家有关部门|报考|专家|政府采购|行政执法资格|按照(?:国家)?规定|依法规定",
    )
});

fn check(cx: &Context<'_>, out: &mut Findings<'_>) {
    let Some(hold) = place_law(cx, out) else {
        return;
    };
    for s in said(cx.document, Ends::Part, &SAYS, &UNLESS) {
        let report = out
            .report(s.span, "许可、准入的条件交由部门另行规定")
            .why("设定行政许可，应当规定许可的实施机关、条件、程序、期限；交部门以文件规定，等于由没有设定权的机关设定条件。")
            .basis(cx.law_basis("中华人民共和国行政许可法", "第十八条", &["行政许可的实施机关、条件、程序、期限"]))
            .basis(cx.law_basis("中华人民共和国行政许可法", "第十六条", &["不得增设违反上位法的其他条件"]));
        drop(hold.on(report));
    }
}
