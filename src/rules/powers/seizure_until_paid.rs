//! PWR023: things seized until the party pays or submits.

use crate::finding::Grade;
use crate::rules::hold::below_regulations;
use crate::rules::said::{Ends, said};
use crate::rules::{Context, Findings, Trigger, declare_rule};
use crate::text::regex;
use regex::Regex;
use std::sync::LazyLock;

declare_rule! {
    /// ## 检查什么
    /// 以履行处罚决定、接受处理、改正为返还扣押物的条件，或者因拒缴罚款、拒不改正而扣押。
    ///
    /// ## 为什么是问题
    /// 扣押是为制止违法、防止证据损毁，期限届满或者作出处理决定后应当解除；把它当作催缴罚款的担保，超出了行政强制法。
    ///
    /// ## 例
    /// ```text,finding,地方性法规
    /// 第九条 执法部门可以暂扣运输工具，要求当事人到指定地点接受处理；处理后，发还运输工具。
    /// ```
    /// ```text,finding,地方性法规
    /// 第九条 逾期不缴纳罚款的，可以扣押其经营工具。
    /// ```
    /// 改为：
    /// ```text,clean,地方性法规
    /// 第九条 执法部门依法扣押运输工具的，应当及时查清事实，在法定期限内作出处理决定；对不再需要扣押的，立即解除扣押。
    /// ```
    ///
    /// ## 不报告
    /// 公安机关对拒绝接受罚款处罚的非机动车驾驶人（道路交通安全法第八十九条）；犬只；暂扣、吊销许可证的处罚。
    /// ```text,clean,地方性法规
    /// 第九条 骑车人拒绝接受罚款处罚的，可以扣留其非机动车。
    /// ```
    /// ```text,clean,地方性法规
    /// 第九条 情节严重的，处一千元罚款；拒不改正的，暂扣或者吊销许可证。
    /// ```
    ///
    /// ## 限度
    /// 法律对扣留证件、车辆的返还另有规定的（道路交通安全法），须核对。
    ///
    /// ## 依据
    /// - 《中华人民共和国行政强制法》第二十七条
    /// - 《中华人民共和国行政强制法》第二十八条
    /// - 《中华人民共和国行政强制法》第二条
    code: "PWR023", name: "seizure-until-performance", kind: Coercion,
    severity: Error, confidence: Medium, trigger: Trigger::Document
}

static SAYS: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?:(?:接受处理|处理完毕|处理|履行[^，。；]{0,10}决定|缴纳罚款|缴清罚款|改正)后[，,]?[^，。；]{0,20}(?:发还|返还|退还|归还|取回|领回|领取|放行|解除(?:扣押|暂扣|扣留)))|(?:(?:按期|已经|及时)?(?:履行|缴纳)[^。；，]{0,12}(?:决定|罚款)的?[，,][^。；]{0,24}(?:解除扣押|归还|返还|发还|退还)[^。；，]{0,8})|(?:(?:拒绝|拒不|逾期不|逾期未)[^，。；]{0,14}(?:接受处罚|处罚|罚款|接受处理|缴纳|交纳|改正)(?:的)?[，,]?[^。；]{0,25}?(?:扣留|暂扣|扣押))",
    )
});
static UNLESS: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"许可证|驾驶证|资格证|执照|营运证|行驶证|非机动车|自行车|犬|暂扣或者吊销|不得|依照[^，。；]{0,30}(?:法|条例)|治安|人民法院|逾期不(?:领|来)|检验证书|临时扣留凭证|违禁|擅自|启用|逃避",
    )
});

fn check(cx: &Context<'_>, out: &mut Findings<'_>) {
    let Some(hold) = below_regulations(cx, out) else {
        return;
    };
    for s in said(cx.document, Ends::Sentence, &SAYS, &UNLESS) {
        let own = cx.document.slice(s.clause.span);
        if !["扣押", "暂扣", "扣留"].iter().any(|w| own.contains(w)) {
            continue;
        }
        let report = out
            .report(s.span, "以履行、接受处理作为返还扣押物的条件，或者因拒缴罚款而扣押")
            .why("扣押是为制止违法、防止证据损毁，期限届满或者作出处理决定后应当解除；把它当作催缴罚款的担保，超出了行政强制法。")
            .basis(cx.law_basis("中华人民共和国行政强制法", "第二十七条", &["作出处理决定"]))
            .basis(cx.law_basis("中华人民共和国行政强制法", "第二十八条", &["解除查封、扣押"]))
            .basis(cx.law_basis("中华人民共和国行政强制法", "第二条", &["制止违法行为"]))
            .fix(Grade::Display, "删去以履行为条件的表述，改为依照行政强制法解除扣押", Vec::new());
        drop(hold.on(report));
    }
}
