//! CMP002: local goods and firms come first.

use crate::rules::phrase::phrase;
use crate::rules::sense::{Sense, senses};
use crate::rules::statement::{Say, Scope, hits, tell};
use crate::rules::{Context, Findings, Trigger, declare_rule};
use regex::Regex;
use std::sync::LazyLock;

declare_rule! {
    /// ## 检查什么
    /// 文件优先采购、使用本地产品、企业，或者给本地产品、企业加分。
    ///
    /// ## 为什么是问题
    /// 不得排斥、限制外地经营者参加本地采购、招标；产品产地不是条件。
    ///
    /// ## 例
    /// ```text,finding,规范性文件
    /// 第五条 政府投资项目应当优先使用本县企业生产的水泥。
    /// ```
    /// ```text,finding,规范性文件
    /// 第六条 投标人为本市企业的，评标加二分。
    /// ```
    ///
    /// ## 不报告
    /// 本地乡土树种、农产品保护；同等对待；禁止地方保护。
    /// ```text,clean,规范性文件
    /// 第七条 绿化应当优先选用本地乡土树种。
    /// ```
    /// ```text,clean,规范性文件
    /// 第八条 不得优先采购本地产品。
    /// ```
    ///
    /// ## 限度
    /// 没有地方行政文件的真实语料，只在自拟文书上核对过（未复核）。
    ///
    /// ## 依据
    /// - 《公平竞争审查条例》第九条；《优化营商环境条例》第十三条
    code: "CMP002", name: "local-preference", kind: Competition,
    severity: Error, confidence: Low, trigger: Trigger::Document,
    reviewed: false
}

static WHAT: LazyLock<Regex> = LazyLock::new(|| {
    phrase(
        r"优先 ‥14 (?:采购|购买|使用|选用|推荐|订购|选购|聘用|考虑|安排|选择|支持|录用|租用) ‥12 <本地> ‥12 (?:产品|企业|商品|生产|服务|材料|品牌|施工队|建材|农产品|车辆|单位|供应商|公司|劳务)
        | (?:采购|使用|选用|购买) ‥8 <本地> ‥12 (?:产品|企业|商品|材料|品牌|建材) ‥16 (?:不低于|不少于|比例|%|优先|占比)
        | (?:采购|招标|投标|评标|中标|发包|工程|项目|选用|承包)? …20 <本地> ‥14 (?:企业|产品|施工队|供应商|经营者|投标人|单位) …24 (?:优先 ‥4 (?:采购|中标|选用|承接|进场|参与|考虑|购买|使用|供应)|优先权|加 ‥2 <数> ‥1 分|加分|价格扣除)
        | (?:招标|采购|发包|投标|工程|项目) …20 优先 ‥12 <本地> ‥10 (?:企业|产品|施工|公司|供应|材料|劳务)
        | <本地> ‥14 (?:农产品|产品|商品|货物|生产|企业|品牌) ‥14 [^。；\n]{0,16} 优先 (?:采购|采用|使用|选用|购买|进场|供应|安排)
        | 投标人 ‥6 为 <本地> ‥8 …12 加
        | (?:应为|须为|必须是|应是|限于?|仅限) ‥6 <本地> ‥6 (?:国有|本土|注册)? ‥4 (?:企业|单位|公司|经营者|施工队|供应商)",
    )
});
static UNLESS: LazyLock<Regex> = LazyLock::new(|| {
    phrase(
        r"可循环|可再生|规范|标准|渔民|贷款|先进|评选|树种|植物|乡土|地方戏|非遗|就业困难|贫困|脱贫|残疾|招录|村民|移民|少数民族|学生|学区|志愿者|本地区特色",
    )
});
/// The same in other words.
static SENSES: LazyLock<Vec<Sense>> = LazyLock::new(|| {
    vec![
        Sense::new(
            &[
                r"(?:应当?|必须|须|一律|只能|原则上|均应)",
                r"(?:从|向|在|到) ‥6 <本地> ‥8 (?:企业|厂家|商家|供应商|商户|公司|市场)",
                r"(?:采购|购买|选购|订购|租用|选用|订制)",
            ],
            40,
        )
        .unless(r"不得|平等|脱贫|公开招标|农产品|应急"),
    ]
});
const SAY: Say = Say {
    what: "本地企业、产品优先",
    why: "不得以产地、注册地优先采购、加分，排斥、限制外地经营者参加政府采购和招标投标。",
    counter: "",
    basis: &[
        ("公平竞争审查条例", "第九条", &["政府采购、招标投标"]),
        ("优化营商环境条例", "第十三条", &["产品产地来源"]),
    ],
    fix: "删去“本地”等地域条件",
    delete: false,
};

fn check(cx: &Context<'_>, out: &mut Findings<'_>) {
    let found = hits(cx, Scope::Papers, &WHAT, Some(&UNLESS));
    for hit in found
        .iter()
        .chain(&senses(cx, Scope::Papers, &SENSES, &found))
    {
        tell(cx, out, hit, &SAY, None);
    }
}
