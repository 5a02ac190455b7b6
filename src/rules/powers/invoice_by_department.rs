//! PWR044: invoices printed or managed by somebody else than the tax authority.

use crate::finding::Kind;
use crate::rules::hold::below_regulations;
use crate::rules::said::{Ends, said_once};
use crate::rules::{Context, Findings, Trigger, declare_rule};
use crate::text::regex;
use regex::Regex;
use std::sync::LazyLock;

declare_rule! {
    /// ## 检查什么
    /// 规定行业统一发票，或者由税务机关以外的部门印制、监制发票。
    ///
    /// ## 为什么是问题
    /// 税务机关是发票的主管机关；发票由税务机关确定的企业印制。
    ///
    /// ## 例
    /// ```text,finding,地方性法规
    /// 第九条 经营者应当使用由市交通行政部门印制的车费发票。
    /// ```
    /// ```text,finding,规范性文件
    /// 第九条 停车场应当使用由市交通部门印制的停车发票。
    /// ```
    /// 改为：
    /// ```text,clean,地方性法规
    /// 第九条 经营者应当使用税务机关监制的发票。
    /// ```
    ///
    /// ## 不报告
    /// 税务机关监制的；要求开具发票的。
    /// ```text,clean,地方性法规
    /// 第九条 经营者应当向乘客出具税务机关监制的车费发票。
    /// ```
    /// ```text,clean,地方性法规
    /// 第九条 经营者应当向消费者开具发票。
    /// ```
    ///
    /// ## 限度
    /// 财政票据不是发票。
    ///
    /// ## 依据
    /// - 《中华人民共和国税收征收管理法》第二十一条
    code: "PWR044", name: "invoice-by-department", kind: Subject,
    severity: Warning, confidence: Medium, trigger: Trigger::Document
}

static SAYS: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?:(?:由|经)[^。；，]{0,30}(?:部门|机构|局|处)[^。；，]{0,8}(?:会同[^。；，]{0,14})?(?:统一)?(?:监制|印制|印发|制发|核发)的?[^。；，]{0,10}发票)|(?:(?:运输|服务|行业|水路|客运|货运|专用)[^。；，]{0,10}统一发票)|(?:(?:部门|机构)(?:会同[^。；，]{0,14})?(?:规定|指定)的[^。；，]{0,16}发票)",
    )
});
static UNLESS: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"税务(?:机关|部门|局)(?:规定|指定|统一)|由[^。；，会]{0,6}税务(?:机关|部门|局)?(?:统一)?(?:监制|印制)|伪造|虚开|国家税务",
    )
});

fn check(cx: &Context<'_>, out: &mut Findings<'_>) {
    let Some(hold) = below_regulations(cx, out) else {
        return;
    };
    for s in said_once(cx.document, Ends::Part, &SAYS, &UNLESS) {
        // A department that prints or fines takes the tax authority's place; a trade's own invoice
        // is a thing that is gone.
        let part = cx.document.slice(s.sentence);
        let body = ["印制", "监制", "制发", "核发", "罚款"]
            .iter()
            .any(|w| part.contains(w));
        let report = out
            .report(s.span, "发票由税务机关主管，其他部门无权印制、监制")
            .kind(if body { Kind::Subject } else { Kind::Other })
            .why("税务机关是发票的主管机关；发票由税务机关确定的企业印制。")
            .basis(cx.law_basis(
                "中华人民共和国税收征收管理法",
                "第二十一条",
                &["税务机关是发票的主管机关"],
            ));
        drop(hold.on(report));
    }
}
