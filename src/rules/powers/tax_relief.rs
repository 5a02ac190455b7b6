//! PWR040: tax relief and rebates granted by local law.

use crate::rules::hold::below_regulations;
use crate::rules::said::{Ends, phrase, said};
use crate::rules::{Context, Findings, Trigger, declare_rule};
use crate::text::regex;
use regex::Regex;
use std::sync::LazyLock;

declare_rule! {
    /// ## 检查什么
    /// 地方规定减征、免征、返还税款，或者按纳税额、地方留成给予返还。
    ///
    /// ## 为什么是问题
    /// 税种、税率、税收征收管理只能由法律规定；任何机关不得擅自作出减税、免税、退税的决定。
    ///
    /// ## 例
    /// ```text,finding,地方性法规
    /// 第九条 开发区内的企业，自投产之日起三年内免征所得税。
    /// ```
    /// 改为：
    /// ```text,clean,地方性法规
    /// 第九条 开发区内的企业依法享受国家规定的税收优惠。
    /// ```
    ///
    /// ## 不报告
    /// 依法、按照国家规定享受税收优惠；预算科目。
    /// ```text,clean,地方性法规
    /// 第九条 企业按照国家规定享受减免所得税的优惠。
    /// ```
    /// ```text,clean,地方性法规
    /// 第九条 预算草案应当包括税收返还预算表。
    /// ```
    ///
    /// ## 限度
    /// 自治条例在法定权限内的规定不报。
    ///
    /// ## 依据
    /// - 《中华人民共和国立法法》第十一条
    /// - 《中华人民共和国税收征收管理法》第三条
    /// - 《公平竞争审查条例》第十条
    code: "PWR040", name: "local-tax-relief", kind: Other,
    severity: Error, confidence: Medium, trigger: Trigger::Document
}

static SAYS: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?:(?:免征|减征|减半征收|减免|返还|免缴|免交|先征后返)[^。；，]{0,16}(?:所得税|增值税|营业税|房产税|土地使用税|关税|消费税|地方税|农业税|特产税|契税))|(?:(?:所得税|增值税|营业税|房产税|土地使用税|地方税|税收)[^。；，]{0,20}(?:先征后返|即征即退|返还|减半|全额返还))|(?:(?:地方所得税|地方留成|财政收入地方所得|新增财政收入|缴纳税收|纳税额)[^。；]{0,30}(?:返还|奖励))",
    )
});
static UNLESS: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"依法|(?:按照|依照|按|根据)[^。；，]{0,10}(?:国家|规定|有关|法)|国家规定|国家(?:和|、|对|有关)|符合条件|税收返还(?:、|和|预算|收入|支出)|转移支付|不得|禁止|抵扣|财政部|国务院|保税",
    )
});

fn check(cx: &Context<'_>, out: &mut Findings<'_>) {
    let Some(hold) = below_regulations(cx, out) else {
        return;
    };
    for s in said(cx.document, Ends::Part, &SAYS, &UNLESS) {
        let report = out
            .report(phrase(cx.document, s.span), "自行规定减免、返还税款")
            .why("税种、税率、税收征收管理只能由法律规定；任何机关不得擅自作出减税、免税、退税的决定。")
            .basis(cx.law_basis("中华人民共和国立法法", "第十一条", &["税收基本制度"]))
            .basis(cx.law_basis("中华人民共和国税收征收管理法", "第三条", &["减税、免税"]))
            .basis(cx.law_basis("公平竞争审查条例", "第十条", &["税收优惠"]));
        drop(hold.on(report));
    }
}
