//! RNT004: an enterprise punishes or coerces.

use crate::finding::Confidence;
use crate::rules::phrase::phrase;
use crate::rules::statement::{Say, Scope, hits, is_local_regulation, tell};
use crate::rules::{Context, Findings, Trigger, declare_rule};
use regex::Regex;
use std::sync::LazyLock;

declare_rule! {
    /// ## 检查什么
    /// 条文让企业、运营单位、协会、物业罚款、扣押、锁车、收缴罚款，或者把执法委托给企业。
    ///
    /// ## 为什么是问题
    /// 处罚权在行政机关和法律、法规授权的管理公共事务的组织，机关只能委托符合条件的组织，强制措施权不得委托。
    ///
    /// ## 例
    /// ```text,finding,规范性文件
    /// 第五条 委托停车公司对违法停放车辆实施查扣。
    /// ```
    /// ```text,finding,地方性法规
    /// 第六条 擅自在车站内拍摄广告的，由轨道交通经营单位处一万元以下罚款。
    /// ```
    ///
    /// ## 不报告
    /// 企业制止、劝阻并报告；由主管部门处罚企业。
    /// ```text,clean,规范性文件
    /// 第七条 运营单位有权制止，并报告交通运输主管部门依法处理。
    /// ```
    /// ```text,clean,规范性文件
    /// 第八条 企业违反规定的，由主管部门依法处以罚款。
    /// ```
    ///
    /// ## 限度
    /// 地方性法规可以授权管理公共事务的组织（行政处罚法第十九条），是否当授有争议，置信度低、供研究。未复核：读过的真实命中没有一处能定为正确。
    ///
    /// ## 依据
    /// - 《中华人民共和国行政处罚法》第十七条、第十九条、第二十条；《中华人民共和国行政强制法》第十七条
    code: "RNT004", name: "enterprise-enforcement", kind: CampaignRent,
    severity: Error, confidence: Low, trigger: Trigger::Document,
    reviewed: false
}

static WHAT: LazyLock<Regex> = LazyLock::new(|| {
    phrase(
        r"由 ‥14 (?:运营单位|经营单位|运营企业|轨道交通企业|公司|第三方|物业服务企业|物业企业|协会|集团) (?:责令 ‥6 [，,]|‥14) (?:可以|并可|可|处|实施|予以|每次|每车|按次|对 ‥14) ‥20 (?:罚款|扣押|查扣|锁车|没收)
        | (?:^|[，；]) [^，。；对责令]{0,12} (?:运营单位|经营单位|轨道交通企业|物业服务企业|管理公司) 可?以? (?:处|对 ‥16 处) ‥20 罚款
        | 由 ‥14 (?:运营单位|经营单位|轨道交通企业) 按照下列规定 (?:进行)? (?:处罚|处理)
        | (?:委托|授权|聘请|交由|外包给) ‥14 (?:企业|公司|第三方|社会组织|协会|保安|物业|集团) ‥16 (?:执法|处罚|罚款|扣押|查扣|强制|拖移|锁车|收缴|抓拍取证|检查 ‥6 处罚)",
    )
});
static UNLESS: LazyLock<Regex> = LazyLock::new(|| {
    phrase(
        r"主管部门|行政部门|行政机关|公安机关|登记机关|交通警察|人民政府|对 ‥10 企业 ‥6 处|企业(?:违反|未)|评估|监督机关|执法人员依法|执法身份|规划",
    )
});
const SAY: Say = Say {
    what: "由企业实施处罚、强制",
    why: "行政处罚由行政机关或者法律、法规授权的具有管理公共事务职能的组织实施，行政强制措施权不得委托。",
    counter: "法律、法规授权具有管理公共事务职能的组织实施处罚的，可以成立。",
    basis: &[
        (
            "中华人民共和国行政处罚法",
            "第二十条",
            &["不得委托其他组织或者个人"],
        ),
        (
            "中华人民共和国行政处罚法",
            "第十九条",
            &["管理公共事务职能"],
        ),
        ("中华人民共和国行政强制法", "第十七条", &["不得委托"]),
    ],
    fix: "改为“由主管部门依法处罚；运营单位发现的，应当制止并报告”",
    delete: false,
};

fn check(cx: &Context<'_>, out: &mut Findings<'_>) {
    for hit in hits(cx, Scope::Local, &WHAT, Some(&UNLESS)) {
        let sure = is_local_regulation(cx).then_some(Confidence::Low);
        tell(cx, out, &hit, &SAY, sure);
    }
}
