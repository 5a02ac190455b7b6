//! REV013: the regime of house demolition that 2011 replaced.

use crate::rules::hold::below_laws;
use crate::rules::said::{Ends, said_once};
use crate::rules::{Context, Findings, Trigger, declare_rule};
use crate::text::regex;
use regex::Regex;
use std::sync::LazyLock;

declare_rule! {
    /// ## 检查什么
    /// 仍规定房屋拆迁制度：拆迁人、拆迁许可证、强制拆迁。
    ///
    /// ## 为什么是问题
    /// 2011年国有土地上房屋征收与补偿条例取代了城市房屋拆迁管理条例；拆迁人、拆迁许可已不存在，强制搬迁须申请人民法院执行。
    ///
    /// ## 例
    /// ```text,finding,地方性法规
    /// 第九条 拆迁人应当与被拆迁人订立补偿协议。
    /// ```
    /// 改为：
    /// ```text,clean,地方性法规
    /// 第九条 房屋征收部门应当与被征收人订立补偿协议。
    /// ```
    ///
    /// ## 不报告
    /// 废止条款；与征收并列的惯用语；买卖、赠与、拆迁补偿等取得房屋的方式。
    /// ```text,clean,地方性法规
    /// 第九条 基于买卖、赠与、拆迁补偿等行为已经合法占有专有部分的，认定为业主。
    /// ```
    /// ```text,clean,地方性法规
    /// 第九条 《某市城市房屋拆迁管理条例》同时废止。
    /// ```
    ///
    /// ## 限度
    /// 集体土地上的“拆迁补偿”惯用语只提示。
    ///
    /// ## 依据
    /// - 《国有土地上房屋征收与补偿条例》第三十五条
    /// - 《国有土地上房屋征收与补偿条例》第二十八条
    code: "REV013", name: "demolition-regime", kind: RightReduced,
    severity: Warning, confidence: Medium, trigger: Trigger::Document
}

static SAYS: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?:房屋拆迁(?:管理|许可|的规定|补偿|人|单位|当事人)?|拆迁人|被拆迁人|拆迁许可证|强制拆迁|行政强制拆迁|拆迁补偿安置)",
    )
});
static UNLESS: LazyLock<Regex> = LazyLock::new(|| {
    regex(r"废止|征收|买卖|赠与|继承|拆迁安置房|安置住房|集体土地|搬迁|军事|同时|管线拆迁|文物")
});

fn check(cx: &Context<'_>, out: &mut Findings<'_>) {
    let Some(hold) = below_laws(cx) else {
        return;
    };
    for s in said_once(cx.document, Ends::Part, &SAYS, &UNLESS) {
        let report = out
            .report(s.span, "房屋拆迁制度已由征收与补偿制度取代")
            .why("2011年国有土地上房屋征收与补偿条例取代了城市房屋拆迁管理条例；拆迁人、拆迁许可已不存在，强制搬迁须申请人民法院执行。")
            .basis(cx.law_basis("国有土地上房屋征收与补偿条例", "第三十五条", &["强制拆迁"]))
            .basis(cx.law_basis("国有土地上房屋征收与补偿条例", "第二十八条", &["申请人民法院强制执行"]));
        drop(hold.on(report));
    }
}
