//! REV012: a management fee for keeping dogs.

use crate::rules::hold::local_law;
use crate::rules::said::{Ends, phrase, said};
use crate::rules::{Context, Findings, Trigger, declare_rule};
use crate::text::regex;
use regex::Regex;
use std::sync::LazyLock;

declare_rule! {
    /// ## 检查什么
    /// 养犬登记附收管理服务费、登记费、年检费。
    ///
    /// ## 为什么是问题
    /// 实施许可和监督检查不得收费，法律、行政法规另有规定的除外；养犬管理费没有这样的依据。
    ///
    /// ## 例
    /// ```text,finding,地方性法规
    /// 第九条 养犬人应当每年缴纳养犬管理服务费。
    /// ```
    /// 改为：
    /// ```text,clean,地方性法规
    /// 第九条 办理养犬登记，不收取费用。
    /// ```
    ///
    /// ## 不报告
    /// 免收；免疫、诊疗的费用由养犬人承担；收容所寄养费。
    /// ```text,clean,地方性法规
    /// 第九条 盲人饲养导盲犬的，免收养犬管理服务费。
    /// ```
    /// ```text,clean,地方性法规
    /// 第九条 犬只免疫的费用由养犬人承担。
    /// ```
    ///
    /// ## 限度
    /// 同一件只在规定收费的句子报。
    ///
    /// ## 依据
    /// - 《中华人民共和国行政许可法》第五十八条
    code: "REV012", name: "dog-fee", kind: Fee,
    severity: Error, confidence: Medium, trigger: Trigger::Document
}

static SAYS: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?:犬[^。；]{0,14}(?:管理服务费|管理费|登记费|年检费|注册费|年度检验费))|(?:养犬[^。；，]{0,10}(?:应当|须|必须|每年)?(?:缴纳|交纳)[^。；]{0,12}(?:服务费|管理费|登记费))|(?:(?:缴纳|交纳|收取|征收)(?:[^。；，]{0,8})(?:管理服务费|养犬费|养犬管理费))",
    )
});
static UNLESS: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"免收|免交|免缴|减半|减免|减收|不收取|不得收取|取消|政府承担|财政承担|用于|收费标准由|免",
    )
});

fn check(cx: &Context<'_>, out: &mut Findings<'_>) {
    let Some(hold) = local_law(cx, out) else {
        return;
    };
    for s in said(cx.document, Ends::Part, &SAYS, &UNLESS) {
        if !cx.document.meta.title.contains('犬') && !s.whole(cx.document).contains('犬') {
            continue;
        }
        let report = out
            .report(phrase(cx.document, s.span), "养犬登记收费没有法律、行政法规依据")
            .why("实施许可和监督检查不得收费，法律、行政法规另有规定的除外；养犬管理费没有这样的依据。")
            .basis(cx.law_basis("中华人民共和国行政许可法", "第五十八条", &["不得收取任何费用"]));
        drop(hold.on(report));
        // One report tells the whole document's.
        break;
    }
}
