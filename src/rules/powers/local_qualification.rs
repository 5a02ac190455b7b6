//! PWR031: a certificate that local law asks of workers.

use crate::rules::hold::place_law;
use crate::rules::said::{Ends, said};
use crate::rules::{Context, Findings, Trigger, declare_rule};
use crate::text::regex;
use regex::Regex;
use std::sync::LazyLock;

declare_rule! {
    /// ## 检查什么
    /// 地方立法要求从业人员考核合格、取得上岗证方可从业，没有指明国家规定。
    ///
    /// ## 为什么是问题
    /// 应当由国家统一确定的公民资格，地方性法规和规章不得设定；国家职业资格目录之外不得许可和认定职业资格。
    ///
    /// ## 例
    /// ```text,finding,地方性法规
    /// 第九条 客房服务员应当经公安机关考核合格，持证上岗。
    /// ```
    /// 改为：
    /// ```text,clean,地方性法规
    /// 第九条 经营者应当对客房服务员进行业务培训。
    /// ```
    ///
    /// ## 不报告
    /// 按照国家规定取得资格的；特种作业、特种设备、道路运输、船员、导游、消防设施操作等国家设定的资格；用人单位培训。
    /// ```text,clean,地方性法规
    /// 第九条 特种作业人员应当按照国家有关规定取得资格证书，方可上岗。
    /// ```
    /// ```text,clean,地方性法规
    /// 第九条 用人单位应当组织培训，培训合格后上岗。
    /// ```
    ///
    /// ## 限度
    /// 是否属于国家职业资格目录由人核对。
    ///
    /// ## 依据
    /// - 《中华人民共和国行政许可法》第十五条
    /// - 国家职业资格目录（2021年版）（未核原文）
    code: "PWR031", name: "local-qualification", kind: LicenceAdded,
    severity: Warning, confidence: Low, trigger: Trigger::Document
}

static SAYS: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?:(?:取得|持有|领取|具有|核发|发给|获得)[^，。；]{0,24}(?:上岗证|上岗证书|资格证|资格证书|岗位证书|培训合格证|服务资格证|服务证|服务卡|操作证|合格证书)[^。；]{0,12}(?:方可|方能|后，?方|才能|始得|后上岗|后从事))|(?:(?:考核|考试|培训)[^。；]{0,24}(?:持证上岗|持证从业|凭证上岗))|(?:(?:人员|员工|工作人员|从业人员)[^。；]{0,30}(?:应当|必须|须|并)持证上岗)",
    )
});
static UNLESS: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"国家|依法|法律、行政法规|法律、法规(?:的)?规定|特种|导游|(?:按照|依照|根据)[^，。；]{0,14}(?:规定|法)|执法|行政执法|船员|驾驶|电工|焊|锅炉|压力容器|医师|护士|教师|律师|兽医|会计|消防设施|自动消防|无线电|爆破|潜水|押运|保安员|保安服务|注册|执业|危险|电梯|安全生产|司机|检疫|计量|监理|建造师|枪|管制|食品从业|健康|检查证|执业药师|海员|人工影响天气|职业资格|设备",
    )
});

fn check(cx: &Context<'_>, out: &mut Findings<'_>) {
    let Some(hold) = place_law(cx, out) else {
        return;
    };
    for s in said(cx.document, Ends::Part, &SAYS, &UNLESS) {
        let report = out
            .report(s.span, "地方设定从业资格、持证上岗的要求")
            .why("应当由国家统一确定的公民资格，地方性法规和规章不得设定；国家职业资格目录之外不得许可和认定职业资格。")
            .basis(cx.law_basis("中华人民共和国行政许可法", "第十五条", &["资格、资质的行政许可"]));
        drop(hold.on(report));
    }
}
