//! IRG003: vehicles in normal motion are stopped one and all.

use crate::rules::phrase::phrase;
use crate::rules::statement::{Say, Scope, hits, tell};
use crate::rules::{Context, Findings, Trigger, declare_rule};
use regex::Regex;
use std::sync::LazyLock;

declare_rule! {
    /// ## 检查什么
    /// 文件要求、授权拦截正常行驶的车辆，逐车检查，过往车辆一律停车受检。
    ///
    /// ## 为什么是问题
    /// 不得随意拦截正常行驶的道路运输车辆；检查应当有违法嫌疑，引导至安全地点进行。
    ///
    /// ## 例
    /// ```text,finding,规范性文件
    /// 第五条 稽查人员可以对过往货车逐一拦停检查。
    /// ```
    ///
    /// ## 不报告
    /// 拦截有违法嫌疑的车辆；公安机关执行紧急公务；疫情防控等应急查验。
    /// ```text,clean,规范性文件
    /// 第六条 不得拦截正常行驶的车辆，但有违法经营嫌疑的除外。
    /// ```
    /// ```text,clean,规范性文件
    /// 第七条 安装卡口拦截系统，加强智能管控。
    /// ```
    ///
    /// ## 限度
    /// 没有地方行政文件的真实语料，只在自拟文书上核对过（未复核）。
    ///
    /// ## 依据
    /// - 《中华人民共和国道路运输条例》第五十八条；《公路安全保护条例》第七十三条
    code: "IRG003", name: "vehicle-interception", kind: CampaignIrregular,
    severity: Error, confidence: Medium, trigger: Trigger::Document
}

static WHAT: LazyLock<Regex> = LazyLock::new(|| {
    phrase(
        r"(?:可以?|有权|应当|要|须|必须|负责|一律|采取|实行|坚持|单独) ‥20 (?:拦截|拦停|截停|拦检|逐车(?:检查|查验|登记)|拦车)
        | (?:所有|过往|途经|来往|进出|过境|经过) ‥14 (?:车辆|货车|客车|车|船舶) ‥16 (?:逐一|逐车|逐辆|一律|全部|必须|均须|均应|100%|每车必) ‥8 (?:检查|查验|拦|登记|停车|受检|盘查|查)
        | (?:随机|上路|沿路|随时) ‥6 (?:拦车|拦截|拦停) ‥10 (?:检查|执法|稽查|抽查)?",
    )
});
static UNLESS: LazyLock<Regex> = LazyLock::new(|| {
    phrase(
        r"非法|嫌疑|涉嫌|举报|卡口拦截|疫情|防疫|疫区|防火|护林|公安机关|交警|人民警察|安检|乘客|票|停车收费|逃犯|犯罪",
    )
});
const SAY: Say = Say {
    what: "随意拦截车辆",
    why: "在公路上检查不得随意拦截正常行驶的车辆。",
    counter: "",
    basis: &[
        (
            "中华人民共和国道路运输条例",
            "第五十八条",
            &["不得随意拦截正常行驶"],
        ),
        (
            "公路安全保护条例",
            "第七十三条",
            &["拦截、检查正常行驶的车辆"],
        ),
    ],
    fix: "改为“不得随意拦截正常行驶的车辆；对有违法嫌疑的车辆，引导至安全地点检查”",
    delete: false,
};

fn check(cx: &Context<'_>, out: &mut Findings<'_>) {
    for hit in hits(cx, Scope::Papers, &WHAT, Some(&UNLESS)) {
        tell(cx, out, &hit, &SAY, None);
    }
}
