//! PWR032: a fee for a licence, registration or certificate.

use crate::rules::higher;
use crate::rules::hold::place_law;
use crate::rules::said::{Ends, said};
use crate::rules::{Context, Findings, Trigger, declare_rule};
use crate::text::regex;
use regex::Regex;
use std::sync::LazyLock;

declare_rule! {
    /// ## 检查什么
    /// 实施许可、登记、发证收取工本费、手续费、登记费、管理费，没有法律、行政法规依据。
    ///
    /// ## 为什么是问题
    /// 行政机关实施行政许可和监督检查不得收取任何费用，法律、行政法规另有规定的除外；地方性法规不是收费的依据。
    ///
    /// ## 例
    /// ```text,finding,地方性法规
    /// 第九条 领取准运证应当缴纳工本费。
    /// ```
    /// 改为：
    /// ```text,clean,地方性法规
    /// 第九条 办理准运证，不得收取费用。
    /// ```
    ///
    /// ## 不报告
    /// 不得收取、免收；按照国家规定收取；城市道路占用挖掘费等行政法规有规定的；引用的法律、行政法规写明该费用的；民事合同的费用。
    /// ```text,clean,地方性法规
    /// 第九条 发放证书不得收取工本费。
    /// ```
    /// ```text,clean,地方性法规
    /// 第九条 占用城市道路的，按照国家规定缴纳城市道路占用费。
    /// ```
    ///
    /// ## 限度
    /// 国家和省的收费目录不在库中，是否列入须核对。
    ///
    /// ## 依据
    /// - 《中华人民共和国行政许可法》第五十八条
    /// - 《优化营商环境条例》第二十五条
    code: "PWR032", name: "licence-fee", kind: Fee,
    severity: Error, confidence: Medium, trigger: Trigger::Document
}

static SAYS: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?:(?:许可证|准运证|资格证|营运证|登记证|证件|证照|证书|号牌|登记)[^。；]{0,24}(?:工本费|手续费|证照费|登记费|审批费))|(?:(?:应当|必须|可以|需|须|按规定|按照规定)[^，。；]{0,6}(?:缴纳|交纳|收取|征收)[^，。；]{0,10}(?:工本费|手续费|登记费|管理服务费|占道费|临时占道费|管理费|注册费|审验费|审批费))|(?:号牌(?:号码)?[^。；，]{0,20}(?:竞价|拍卖|有偿使用))|(?:(?:出租(?:汽)?车|客运)[^。；，]{0,12}(?:经营权|营运权)[^。；]{0,20}(?:有偿(?:使用|出让)|拍卖|使用费|出让金))",
    )
});
static UNLESS: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"不得|不收|只收|只能收|免收|免缴|禁止|取消|减免|免交|减半|分割|物业|捐赠|法律、行政法规|复制|复印|查阅|国家(?:有关)?规定|国家和省|国务院|诉讼|合同|约定|已缴|停止|无偿|工会|集体|代办|处罚|招标|会员|中介|收费管理|暂停|违反|擅自|挪用|截留|犬|采砂|营业税|养路费",
    )
});

fn check(cx: &Context<'_>, out: &mut Findings<'_>) {
    let Some(hold) = place_law(cx, out) else {
        return;
    };
    for s in said(cx.document, Ends::Part, &SAYS, &UNLESS) {
        let fee = [
            "工本费",
            "手续费",
            "登记费",
            "管理费",
            "占道费",
            "注册费",
            "审验费",
            "有偿使用",
            "使用费",
        ]
        .into_iter()
        .filter(|f| cx.document.slice(s.span).contains(f))
        .collect::<Vec<_>>();
        if !fee.is_empty() && higher::says(cx, &fee) {
            continue;
        }
        let report = out
            .report(s.span, "许可、登记、发证收费没有法律、行政法规依据")
            .why("行政机关实施行政许可和监督检查不得收取任何费用，法律、行政法规另有规定的除外；地方性法规不是收费的依据。")
            .basis(cx.law_basis("中华人民共和国行政许可法", "第五十八条", &["不得收取任何费用"]))
            .basis(cx.law_basis("优化营商环境条例", "第二十五条", &["法律、行政法规依据"]));
        drop(hold.on(report));
    }
}
