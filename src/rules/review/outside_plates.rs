//! REV005: vehicles barred by the place of their plates.

use crate::rules::hold::below_regulations;
use crate::rules::said::{Ends, said};
use crate::rules::{Context, Findings, Trigger, declare_rule};
use crate::text::regex;
use regex::Regex;
use std::sync::LazyLock;

declare_rule! {
    /// ## 检查什么
    /// 以车辆在外地登记为由禁止、限制其通行。
    ///
    /// ## 为什么是问题
    /// 机动车号牌、驾驶证在全国有效；以登记地区别对待，涉及平等对待和许可效力，应当改为不区分登记地的管理措施。
    ///
    /// ## 例
    /// ```text,finding,地方性法规
    /// 第九条 外省市号牌的摩托车，不得在本市道路上行驶。
    /// ```
    /// 改为：
    /// ```text,clean,地方性法规
    /// 第九条 摩托车不得在市人民政府公告的路段、时段行驶。
    /// ```
    ///
    /// ## 不报告
    /// 排放标准、安全标准的限制；适用范围；备案。
    /// ```text,clean,地方性法规
    /// 第九条 在本市行驶的外地号牌机动车的排气污染防治，适用本条例。
    /// ```
    ///
    /// ## 限度
    /// 公安机关交通管理部门依道路交通安全法第三十九条采取的交通管制须公告，是否必要由人判断。未复核：读过的真实命中没有一处能定为正确。
    ///
    /// ## 依据
    /// - 《中华人民共和国行政许可法》第四十一条
    /// - 《中华人民共和国道路交通安全法》第三十九条
    /// - 全国人大常委会法制工作委员会关于车辆限行的审查案例（未核原文）
    code: "REV005", name: "outside-plates", kind: Competition,
    severity: Warning, confidence: Low, trigger: Trigger::Document,
    reviewed: false
}

static SAYS: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?:外地|异地|市外|外埠|非本市|非本省|本市以外|外省市?)[^。；，]{0,10}(?:号牌|牌照|籍)的?[^。；，]{0,20}(?:摩托|电动自行车|电动车|拖拉机|货车|非机动车|机动车|车辆|客车|轿车)[^。；]{0,40}(?:不得|禁止|限制)",
    )
});
static UNLESS: LazyLock<Regex> =
    LazyLock::new(|| regex(r"排放|黄标|尾气|排气|备案|适用|超标|危险"));

fn check(cx: &Context<'_>, out: &mut Findings<'_>) {
    let Some(hold) = below_regulations(cx, out) else {
        return;
    };
    for s in said(cx.document, Ends::Sentence, &SAYS, &UNLESS) {
        let report = out
            .report(s.span, "以外地号牌为由限制通行")
            .why("机动车号牌、驾驶证在全国有效；以登记地区别对待，涉及平等对待和许可效力，应当改为不区分登记地的管理措施。")
            .basis(cx.law_basis("中华人民共和国行政许可法", "第四十一条", &["全国范围内有效"]))
            .basis(cx.law_basis("中华人民共和国道路交通安全法", "第三十九条", &["限制通行"]));
        drop(hold.on(report));
    }
}
