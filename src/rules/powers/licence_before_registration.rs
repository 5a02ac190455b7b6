//! PWR030: a licence asked for before a business may register.

use crate::rules::hold::place_law;
use crate::rules::said::{Ends, said};
use crate::rules::{Context, Findings, Trigger, declare_rule};
use crate::text::regex;
use regex::Regex;
use std::sync::LazyLock;

declare_rule! {
    /// ## 检查什么
    /// 要求先取得许可证、批准文件，再向市场监督管理部门办理登记、领取营业执照。
    ///
    /// ## 为什么是问题
    /// 地方性法规和规章不得设定企业设立登记的前置许可；除法律、行政法规规定的领域外，涉企许可不得作为登记的前置条件。
    ///
    /// ## 例
    /// ```text,finding,地方性法规
    /// 第九条 经营者持主管部门的批准文件到工商行政管理部门办理登记手续，领取营业执照。
    /// ```
    /// 改为：
    /// ```text,clean,地方性法规
    /// 第九条 经营者依法取得营业执照后，向主管部门申请许可。
    /// ```
    ///
    /// ## 不报告
    /// 先照后证；民办学校等法律规定的先证；依法须经批准的。
    /// ```text,clean,地方性法规
    /// 第九条 经营者取得营业执照后，应当向主管部门备案。
    /// ```
    /// ```text,clean,地方性法规
    /// 第九条 民办学校取得办学许可证后，办理法人登记。
    /// ```
    ///
    /// ## 限度
    /// 法律、行政法规、国务院决定规定的前置许可（约三十项）须人工核对。
    ///
    /// ## 依据
    /// - 《中华人民共和国行政许可法》第十五条
    /// - 《优化营商环境条例》第十九条
    code: "PWR030", name: "licence-before-registration", kind: LicenceAdded,
    severity: Error, confidence: Medium, trigger: Trigger::Document
}

static SAYS: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?:持|凭|取得|领取|经)[^。；]{0,60}(?:许可证|资质证书|批准文件|批准书|批准证书|合格证|审查同意|审核同意|资格证书|批准)[^。；]{0,40}(?:向|到|报)[^。；，]{0,14}(?:工商|市场监督|市场监管|登记机关)[^。；，]{0,16}(?:申请|办理|申领|领取|核发)[^。；，]{0,14}(?:登记|营业执照|执照)",
    )
});
static UNLESS: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"依法取得|民办学校|办学许可|分支机构|法律、行政法规|社会团体|民办非企业|变更登记|注销|土地登记|事业单位|房屋(?:产权|所有权)|抵押|婚姻|船舶|身份证明|户籍|不动产|广告发布|股权|邮政|快递|检疫|枪|外商投资|发证登记|原(?:发证)?登记机关|集体经济组织",
    )
});

fn check(cx: &Context<'_>, out: &mut Findings<'_>) {
    let Some(hold) = place_law(cx, out) else {
        return;
    };
    for s in said(cx.document, Ends::Part, &SAYS, &UNLESS) {
        let report = out
            .report(s.span, "以许可、批准作为市场主体登记的前置条件")
            .why("地方性法规和规章不得设定企业设立登记的前置许可；除法律、行政法规规定的领域外，涉企许可不得作为登记的前置条件。")
            .basis(cx.law_basis("中华人民共和国行政许可法", "第十五条", &["不得设定企业或者其他组织的设立登记"]))
            .basis(cx.law_basis("优化营商环境条例", "第十九条", &["不得作为企业登记的前置条件"]));
        drop(hold.on(report));
    }
}
