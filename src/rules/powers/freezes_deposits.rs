//! PWR020: deposits frozen or taken by local law.

use crate::rules::hold::local_law;
use crate::rules::said::{Ends, phrase, said};
use crate::rules::{Context, Findings, Trigger, declare_rule};
use crate::text::regex;
use regex::Regex;
use std::sync::LazyLock;

declare_rule! {
    /// ## 检查什么
    /// 地方性法规、规章规定行政机关可以冻结、划拨、扣缴存款。
    ///
    /// ## 为什么是问题
    /// 冻结存款、汇款只能由法律设定；划拨是行政强制执行，也只能由法律设定。
    ///
    /// ## 例
    /// ```text,finding,地方性法规
    /// 第九条 单位逾期不缴纳的，可以通知其开户银行从账户中扣缴。
    /// ```
    /// 改为：
    /// ```text,clean,地方性法规
    /// 第九条 单位逾期不缴纳的，依法申请人民法院强制执行。
    /// ```
    ///
    /// ## 不报告
    /// 申请人民法院；公安机关依法律办理；社会保险、税收法律规定的划拨；财政资金、土地划拨；禁止冻结。
    /// ```text,clean,地方性法规
    /// 第九条 可以申请人民法院冻结其存款。
    /// ```
    /// ```text,clean,地方性法规
    /// 第九条 任何单位不得冻结、划拨社会团体的账户资金。
    /// ```
    ///
    /// ## 限度
    /// 法律授权以领域法为准，须核对。未复核：现有语料中没有真实的例子。
    ///
    /// ## 依据
    /// - 《中华人民共和国行政强制法》第十条
    /// - 《中华人民共和国行政强制法》第十三条
    code: "PWR020", name: "local-freezes-deposits", kind: Coercion,
    severity: Error, confidence: Low, trigger: Trigger::Document,
    reviewed: false
}

static SAYS: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?:(?:可以|有权|应当|予以|由)[^。；]{0,24}(?:冻结|划拨|扣划|划扣|扣缴)[^。；，]{0,14}(?:存款|账户|帐户|汇款))|(?:通(?:过|知)[^。；，]{0,20}(?:开户银行|开户行|金融机构)[^。；]{0,12}(?:扣交|扣缴|划拨|代扣|扣款|划扣|扣划))",
    )
});
static UNLESS: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"法院|公安机关|申请|国家机关|不得|禁止|财政|社会保险|税务|维修资金|公积金|预售资金|监管账户|约定|协议|农民工|工资|保证金|依照[^，。；]{0,20}法|税|通知书",
    )
});

fn check(cx: &Context<'_>, out: &mut Findings<'_>) {
    let Some(hold) = local_law(cx, out) else {
        return;
    };
    for s in said(cx.document, Ends::Part, &SAYS, &UNLESS) {
        let report = out
            .report(phrase(cx.document, s.span), "自行设定冻结、划拨存款")
            .why("冻结存款、汇款只能由法律设定；划拨是行政强制执行，也只能由法律设定。")
            .basis(cx.law_basis(
                "中华人民共和国行政强制法",
                "第十条",
                &["地方性法规可以设定"],
            ))
            .basis(cx.law_basis(
                "中华人民共和国行政强制法",
                "第十三条",
                &["行政强制执行由法律设定"],
            ));
        drop(hold.on(report));
    }
}
