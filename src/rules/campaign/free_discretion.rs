//! IRG001: a person decides the penalty as he sees fit.

use crate::rules::phrase::phrase;
use crate::rules::statement::{Say, Scope, hits, tell};
use crate::rules::{Context, Findings, Trigger, declare_rule};
use regex::Regex;
use std::sync::LazyLock;

declare_rule! {
    /// ## 检查什么
    /// 文件授权执法人员、领导酌情决定处罚、扣押，允许突破裁量基准或者法定幅度，或者与当事人协商罚款数额。
    ///
    /// ## 为什么是问题
    /// 处罚必须与事实、性质、情节和危害程度相当，裁量应当依照公布的基准。
    ///
    /// ## 例
    /// ```text,finding,规范性文件
    /// 第五条 罚款数额由现场执法人员酌情决定。
    /// ```
    ///
    /// ## 不报告
    /// 按照基准、视情节轻重裁量；不得突破幅度的规定。
    /// ```text,clean,规范性文件
    /// 第六条 执法机关应当根据情节轻重，依照公布的裁量基准作出决定。
    /// ```
    /// ```text,clean,规范性文件
    /// 第七条 适用裁量基准，不得突破法定幅度。
    /// ```
    ///
    /// ## 限度
    /// 不判断裁量基准的档次是否过宽。没有地方行政文件的真实语料，只在自拟文书上核对过（未复核）。
    ///
    /// ## 依据
    /// - 《中华人民共和国行政处罚法》第五条、第三十四条
    code: "IRG001", name: "free-discretion", kind: CampaignIrregular,
    severity: Error, confidence: Medium, trigger: Trigger::Literals(&["酌情", "视情", "自行", "自由", "裁量", "协商", "情况", "议定", "封顶", "酌定"])
}

static WHAT: LazyLock<Regex> = LazyLock::new(|| {
    phrase(
        r"(?:视|根据|依) ‥6 (?:情况|态度|认错态度|表现|关系) ‥4 (?:决定|确定|处以|给予) ‥12 (?:罚款|处罚|扣押|扣留|扣车|减免)
        | 由 ‥14 (?:执法人员|检查人员|稽查人员|办案人员|领导|负责人|大队长?|中队长?|所长|站长|经办人) ‥10 (?:酌情|酌定|自行|视情|自主|当场决定|自由裁量|灵活掌握|掌握|研究决定) ‥14 (?:处罚|罚款|扣|数额|金额|减免|标准|幅度)?
        | (?:酌情|视情况|视情) (?:给予|处以|予以|从重|加重)? ‥6 (?:处罚|罚款|扣押|扣车)
        | (?:罚款|处罚) ‥8 (?:数额|金额|幅度|标准|额度) ‥6 (?:由 ‥16 (?:酌情|自行|掌握|商定|议定|确定|决定)|(?:与当事人|双方)? ‥4 (?:协商|面议|商定|议定))
        | (?:可以?|允许|有权) ‥8 (?:突破|高于|超出|不受) ‥10 (?:裁量|基准|幅度|上限|法定)
        | 不受 ‥10 裁量权?基准 ‥8 (?:限制|约束) | 上不封顶",
    )
});
static UNLESS: LazyLock<Regex> = LazyLock::new(|| {
    phrase(r"裁量(?:权)?(?:基准|标准)(?:的规定|作出|执行|裁量)|集体(?:讨论|研究)|情节轻重")
});
const SAY: Say = Say {
    what: "授权任意裁量",
    why: "处罚裁量应当依照公布的裁量基准，与违法事实、性质、情节和社会危害程度相当，不得由个人酌定。",
    counter: "",
    basis: &[
        ("中华人民共和国行政处罚法", "第三十四条", &["裁量基准"]),
        ("中华人民共和国行政处罚法", "第五条", &["社会危害程度相当"]),
    ],
    fix: "改为“按照公布的行政处罚裁量基准决定”",
    delete: false,
};

fn check(cx: &Context<'_>, out: &mut Findings<'_>) {
    for hit in hits(cx, Scope::Papers, &WHAT, Some(&UNLESS)) {
        tell(cx, out, &hit, &SAY, None);
    }
}
