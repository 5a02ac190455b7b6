//! REV007: owners in arrears barred from the owners’ committee.

use crate::rules::hold::below_regulations;
use crate::rules::said::{Ends, said};
use crate::rules::{Context, Findings, Trigger, declare_rule};
use crate::text::regex;
use regex::Regex;
use std::sync::LazyLock;

declare_rule! {
    /// ## 检查什么
    /// 规定欠缴物业费、维修资金的业主不得参选、担任业主委员会委员。
    ///
    /// ## 为什么是问题
    /// 选举业主委员会是业主的共同管理权，欠费是合同违约；以按时缴费为参选条件与民法典不符，备案审查已发函督促修改。
    ///
    /// ## 例
    /// ```text,finding,地方性法规
    /// 第九条 欠交物业服务费的业主，不得担任业主委员会委员。
    /// ```
    /// 改为：
    /// ```text,clean,地方性法规
    /// 第九条 业主委员会委员应当是本物业管理区域内的业主。
    /// ```
    ///
    /// ## 不报告
    /// 管理规约、议事规则可以约定；公示缴费情况。
    /// ```text,clean,地方性法规
    /// 第九条 业主大会议事规则可以规定，欠交物业服务费的业主不得担任业主委员会委员。
    /// ```
    /// ```text,clean,地方性法规
    /// 第九条 业主委员会应当公示欠交物业服务费的情况。
    /// ```
    ///
    /// ## 限度
    /// 列项式的条件，按项和项前的总句判断。
    ///
    /// ## 依据
    /// - 《中华人民共和国民法典》第二百七十七条
    /// - 《中华人民共和国民法典》第二百七十八条
    /// - 全国人大常委会法制工作委员会关于业主委员会成员条件的审查案例（未核原文）
    code: "REV007", name: "debtor-owner-barred", kind: RightReduced,
    severity: Error, confidence: Medium, trigger: Trigger::Document
}

static SAYS: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?:欠交|欠缴|拖欠|未按时|未按照约定|未按规定|按时|及时|按期|按照规定|按照约定)(?:足额)?(?:缴|交)?(?:纳|付|存)?[^。；，]{0,16}(?:物业(?:服务)?(?:费|费用)|维修资金|相关费用)",
    )
});
static UNLESS: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"可以(?:规定|约定|决定)|(?:管理规约|议事规则)[^。；]{0,12}(?:规定|约定)|公示|公布|催|诉讼|仲裁|协助|督促|代",
    )
});

fn check(cx: &Context<'_>, out: &mut Findings<'_>) {
    let Some(hold) = below_regulations(cx, out) else {
        return;
    };
    for s in said(cx.document, Ends::Part, &SAYS, &UNLESS) {
        let whole = s.whole(cx.document);
        let about = (whole.contains("业主委员会") || whole.contains("业委会"))
            && (whole.contains("委员") || whole.contains("成员") || whole.contains("候选人"));
        let barred = [
            "不得",
            "不能",
            "不具备",
            "应当符合",
            "下列条件",
            "以下条件",
            "应当具备",
            "终止",
            "停止职务",
        ]
        .iter()
        .any(|w| whole.contains(w));
        if !about || !barred || UNLESS.is_match(&whole) {
            continue;
        }
        let report = out
            .report(s.span, "以欠缴费用限制业主担任业主委员会委员")
            .why("选举业主委员会是业主的共同管理权，欠费是合同违约；以按时缴费为参选条件与民法典不符，备案审查已发函督促修改。")
            .basis(cx.law_basis("中华人民共和国民法典", "第二百七十七条", &["业主可以设立业主大会"]))
            .basis(cx.law_basis("中华人民共和国民法典", "第二百七十八条", &["选举业主委员会"]));
        drop(hold.on(report));
    }
}
