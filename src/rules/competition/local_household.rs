//! CMP012: a trade or registration needs local household registration.

use crate::finding::Kind;
use crate::rules::phrase::phrase;
use crate::rules::statement::{Say, Scope, draft, hits};
use crate::rules::{Context, Findings, Trigger, declare_rule};
use regex::Regex;
use std::sync::LazyLock;

declare_rule! {
    /// ## 检查什么
    /// 条文以本地户籍作为从业、登记、经营的条件，没有给居住证、居住登记的选择。
    ///
    /// ## 为什么是问题
    /// 户籍与能力无关，属不合理的准入条件和就业歧视。
    ///
    /// ## 例
    /// ```text,finding,地方性法规
    /// 第五条 申请从事出租汽车驾驶的人员应当具备下列条件：
    /// （一）有本市常住户口；
    /// （二）身体健康。
    /// ```
    /// ```text,finding,规范性文件
    /// 第六条 驾驶员应当具有本市户籍。
    /// ```
    ///
    /// ## 不报告
    /// 入学、救助、养老、选举等属地公共服务；户籍或者居住证择一；养犬。
    /// ```text,clean,地方性法规
    /// 第七条 驾驶员应当具有本市户籍或者有效的居住证。
    /// ```
    /// ```text,clean,地方性法规
    /// 第八条 具有本市户籍的老年人免费乘车。
    /// ```
    ///
    /// ## 限度
    /// 同条另列居住证、居住登记的不报。
    ///
    /// ## 依据
    /// - 《公平竞争审查条例》第八条；《中华人民共和国就业促进法》第二十六条、第三十一条
    code: "CMP012", name: "local-household", kind: Competition,
    severity: Error, confidence: High, trigger: Trigger::Document
}

static WHAT: LazyLock<Regex> = LazyLock::new(|| {
    phrase(
        r"(?:具有|持有|有|须为|应当是|应当具有|限于?|具备) (?:本市|本省|本地|当地|本市市区|市区|本县|本区|城区|本市城区|我县|我市) [^，。；]{0,6} (?:户籍|户口)",
    )
});
static UNLESS: LazyLock<Regex> = LazyLock::new(|| {
    phrase(
        r"学龄|适龄|儿童|义务教育|入学|高中|公民|救助|低保|最低生活|养老|老年|残疾人(?:家庭|享)|选民|选举|社会保险|献血|见义勇为|兵|犬|居住证|居住登记|身份信息登记|生育|军人|家庭|住房|共同居住|承租|征收|近亲属|精神|华侨|流动人口|居民|购房|农村集体|成员|优待|免费|补贴|殡葬|墓",
    )
});
const SAY: Say = Say {
    what: "以本地户籍为条件",
    why: "户籍与服务能力无关，不得作为从业、登记的条件。",
    counter: "",
    basis: &[
        ("公平竞争审查条例", "第八条", &["准入"]),
        (
            "中华人民共和国就业促进法",
            "第二十六条",
            &["不得实施就业歧视"],
        ),
        ("中华人民共和国就业促进法", "第三十一条", &["歧视性限制"]),
    ],
    fix: "删去，或者改为“具有本市户籍或者居住证（居住登记）”",
    delete: false,
};

/// The lead of a list of conditions.
static CONDITIONS: LazyLock<Regex> =
    LazyLock::new(|| phrase(r"(?:具备|符合|具有|满足) (?:下列|以下) ‥4 条件"));
/// Services that follow the household by law stand in the title or the lead.
static PUBLIC: LazyLock<Regex> = LazyLock::new(|| {
    phrase(r"养犬|见义勇为|表彰|殡葬|救助|养老|义务教育|选举|计划生育|户籍管理|住房|老年|社会保险")
});

fn check(cx: &Context<'_>, out: &mut Findings<'_>) {
    if PUBLIC.is_match(&cx.document.meta.title) {
        return;
    }
    for hit in hits(cx, Scope::Local, &WHAT, Some(&UNLESS)) {
        if !hit.statement.led_by(&PUBLIC) && !hit.statement.led_by(&UNLESS) {
            let report = draft(cx, out, &hit, &SAY, None);
            // Among the conditions of a licence it is one more condition.
            drop(if hit.statement.led_by(&CONDITIONS) {
                report.kind(Kind::LicenceAdded)
            } else {
                report
            });
        }
    }
}
