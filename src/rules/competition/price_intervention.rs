//! CMP006: prices left to the market are approved or fixed.

use crate::rules::phrase::phrase;
use crate::rules::statement::{Say, Scope, statements, tell};
use crate::rules::{Context, Findings, Trigger, declare_rule};
use regex::Regex;
use std::sync::LazyLock;

declare_rule! {
    /// ## 检查什么
    /// 文件对实行市场调节价的商品、服务要求事前审核同意、备案后执行，或者规定统一价、最低价。
    ///
    /// ## 为什么是问题
    /// 市场调节价由经营者自主制定，机关不得干预。
    ///
    /// ## 例
    /// ```text,finding,规范性文件
    /// 第五条 社会停车场实行市场调节价，调整收费标准应当报县发改局审核同意。
    /// ```
    /// ```text,finding,规范性文件
    /// 第六条 各维修企业应当执行协会制定的统一价格，不得低于最低收费标准。
    /// ```
    ///
    /// ## 不报告
    /// 政府定价、政府指导价；明码标价；公平协商。
    /// ```text,clean,规范性文件
    /// 第七条 实行市场调节价的，由经营者自主定价并明码标价。
    /// ```
    /// ```text,clean,规范性文件
    /// 第八条 政府定价的收费标准由价格主管部门核定。
    /// ```
    ///
    /// ## 限度
    /// 没有地方行政文件的真实语料，只在自拟文书上核对过（未复核）。
    ///
    /// ## 依据
    /// - 《公平竞争审查条例》第十一条；《中华人民共和国价格法》第六条
    code: "CMP006", name: "price-intervention", kind: Competition,
    severity: Error, confidence: High, trigger: Trigger::Document
}

static WHAT: LazyLock<Regex> = LazyLock::new(|| {
    phrase(
        r"市场调节价 …60 (?:审核同意|审批|报批|批准|核定|核准|审核|备案后|经 ‥16 同意|不得(?:上浮|上调|高于|低于))
        | (?:经营者|企业|行业|商户|驾校|维修厂|旅馆|酒店|业户|会员单位|各?公司) ‥20 (?:执行|按照|遵守|不得低于|统一) ‥14 (?:统一(?:价格|收费|售价|报价|标准)|最低(?:价|限价|收费)|自律价|协会 ‥8 价)
        | (?:统一|规定|限定) ‥6 (?:最低|最高|零售|销售|培训|维修) ‥2 (?:价格?|限价|售价|收费标准) ‥10 (?:执行|销售|收取)?
        | (?:收费|价格|运价|费用|标准|培训费) ‥8 由 ‥10 协会 ‥6 (?:制定|统一|确定|核定) | 不得 ‥4 (?:擅自)? ‥2 (?:降价|打折|低于协会|压价|低价)",
    )
});
static UNLESS: LazyLock<Regex> = LazyLock::new(|| {
    phrase(
        r"恶意压价|政府定价|政府指导价|控制价|招标|中标|药品|保障性|成本价|粮食|食盐|应急|哄抬|价格违法|统一收费标准的公示|评标|拍卖|征收补偿|保护价|不得低于成本|最低工资|排污",
    )
});
const SAY: Say = Say {
    what: "干预自主定价",
    why: "除依法实行政府定价、政府指导价的外，价格由经营者自主制定，不得以审核、备案、统一价干预。",
    counter: "",
    basis: &[
        ("公平竞争审查条例", "第十一条", &["政府定价", "价格"]),
        ("中华人民共和国价格法", "第六条", &["自主制定"]),
        ("优化营商环境条例", "第十一条", &["定价", "自主"]),
    ],
    fix: "改为“实行市场调节价，由经营者自主制定并明码标价”",
    delete: false,
};

/// The market price said in one sentence, the approval asked for in the next.
static MARKET: LazyLock<Regex> = LazyLock::new(|| phrase(r"市场调节价|自主定价"));
static APPROVED: LazyLock<Regex> = LazyLock::new(|| {
    phrase(
        r"(?:收费标准|价格|收费|调价) ‥30 [^。；\n]{0,12} (?:审核同意|审批|报批|批准后|核准|经 ‥16 同意|未经同意|备案后 ‥4 执行)",
    )
});

fn check(cx: &Context<'_>, out: &mut Findings<'_>) {
    if !Scope::Papers.holds(cx) {
        return;
    }
    for s in statements(cx.document) {
        if UNLESS.is_match(s.text) {
            continue;
        }
        let node = cx.document.words(s.node);
        let hit = s.find(cx, &WHAT, true).or_else(|| {
            MARKET
                .is_match(node)
                .then(|| s.find(cx, &APPROVED, true))
                .flatten()
        });
        if let Some(hit) = hit {
            tell(cx, out, &hit, &SAY, None);
        }
    }
}
