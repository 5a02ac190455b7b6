//! PWR033: annual inspection as a condition of going on.

use crate::rules::higher;
use crate::rules::hold::place_law;
use crate::rules::said::{Ends, phrase, said};
use crate::rules::{Context, Findings, Trigger, declare_rule};
use crate::text::{Span, regex};
use regex::Regex;
use std::sync::LazyLock;

declare_rule! {
    /// ## 检查什么
    /// 要求经营者、许可证持有人接受年检、年审、年度审验、验证注册。
    ///
    /// ## 为什么是问题
    /// 企业年检2014年已改为年度报告公示；严禁以年检、年报等形式变相设定许可，许可证的年检须有法律、行政法规依据。
    ///
    /// ## 例
    /// ```text,finding,地方性法规
    /// 第九条 经营者应当每年接受主管部门年度审验，经审验合格，方可继续经营。
    /// ```
    /// 改为：
    /// ```text,clean,地方性法规
    /// 第九条 经营者应当依法公示年度报告。
    /// ```
    ///
    /// ## 不报告
    /// 车船、特种设备、器材等物的检验；社会团体、民办非企业单位的年度检查；不得年检；年度审计；引用的法律、行政法规规定年检的。
    /// ```text,clean,地方性法规
    /// 第九条 机动车应当按期参加年检。
    /// ```
    /// ```text,clean,地方性法规
    /// 第九条 不得以年检等形式变相设定许可。
    /// ```
    /// ```text,clean,地方性法规
    /// 第九条 社会团体应当接受年度检查。
    /// ```
    ///
    /// ## 限度
    /// 部门规章规定的年审（如从业资格、道路运输证）须核对现行规定。
    ///
    /// ## 依据
    /// - 《优化营商环境条例》第三十九条
    /// - 《中华人民共和国市场主体登记管理条例》第三十五条
    code: "PWR033", name: "annual-inspection", kind: LicenceAdded,
    severity: Warning, confidence: Medium, trigger: Trigger::Document
}

static SAYS: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"年检|年审|年度检验|年度审验|年度审查|年度验证|验证注册|审验合格|每[一二两三]年审验一次|经[^，。；]{0,8}审验",
    )
});
static UNLESS: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"机动车|车辆|船|特种设备|电梯|年检查|年检测|年度审计|设备|器材|火箭|车检|武器|枪|免收|不收|优化|简化|取消|不得|社会团体|民办|变相|游艇|计量|消防|上一年度|驾驶证|锅炉|避雷|防雷|压力|房屋|结算|疫苗|律师|公证|仲裁|会计|医师|医疗|司法|学校|校车|广告牌|设施|高龄|年检报告|退休|养老|待遇|资产|基金|预算|财政|宗教|残疾人(?:就业|证)|计划|规划|项目|犬|重要内容",
    )
});

fn check(cx: &Context<'_>, out: &mut Findings<'_>) {
    let Some(hold) = place_law(cx, out) else {
        return;
    };
    for s in said(cx.document, Ends::Part, &SAYS, &UNLESS) {
        if higher::says(cx, &["年检", "年审", "年度检验", "年度审验", "审验"]) {
            continue;
        }
        // With what hangs on it: 经审验合格，方可继续经营.
        let found = phrase(cx.document, s.span);
        let after = &cx.document.text[found.end..s.sentence.end.max(found.end)];
        let quote = if after.contains("方可") {
            Span::new(found.start, s.sentence.end)
        } else {
            found
        };
        let report = out
            .report(quote, "年检、年审没有法律、行政法规依据，属变相许可")
            .why("企业年检2014年已改为年度报告公示；严禁以年检、年报等形式变相设定许可，许可证的年检须有法律、行政法规依据。")
            .basis(cx.law_basis("优化营商环境条例", "第三十九条", &["年检"]))
            .basis(cx.law_basis("中华人民共和国市场主体登记管理条例", "第三十五条", &["公示年度报告"]));
        drop(hold.on(report));
    }
}
