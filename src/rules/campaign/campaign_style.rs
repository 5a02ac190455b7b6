//! RGD002: heavy and quick by campaign.

use crate::rules::phrase::phrase;
use crate::rules::statement::{Say, Scope, hits, tell};
use crate::rules::{Context, Findings, Trigger, declare_rule};
use regex::Regex;
use std::sync::LazyLock;

declare_rule! {
    /// ## 检查什么
    /// 文件要求在集中行动中从重从快、露头就打、逢车必查、快处快罚。
    ///
    /// ## 为什么是问题
    /// 处罚必须以事实为依据、过罚相当，行动期间不是法定从重情节。
    ///
    /// ## 例
    /// ```text,finding,规范性文件
    /// 第五条 专项行动期间对非法营运从重从快处罚。
    /// ```
    ///
    /// ## 不报告
    /// 依法从重从快打击犯罪；禁止以行动为由加重处罚。
    /// ```text,clean,规范性文件
    /// 第六条 不得以专项行动期间为由从重从快处罚。
    /// ```
    /// ```text,clean,规范性文件
    /// 第七条 对涉黑涉恶犯罪依法从重从快惩处。
    /// ```
    ///
    /// ## 限度
    /// 行动中的查处数量见 PFT002；“保持高压态势”之类的口号不报。没有地方行政文件的真实语料，只在自拟文书上核对过（未复核）。
    ///
    /// ## 依据
    /// - 《中华人民共和国行政处罚法》第五条；《优化营商环境条例》第五十九条
    code: "RGD002", name: "campaign-style", kind: CampaignRigid,
    severity: Warning, confidence: Low, trigger: Trigger::Document,
    reviewed: false
}

static WHAT: LazyLock<Regex> = LazyLock::new(|| {
    phrase(
        r"从重从快|从严从快|从快从重|从快从严|露头就(?:打|罚)|有案必罚|逢车必(?:查|检)|见车就(?:查|拦|扣)|快处快罚|快查快罚|一次 ‥4 重罚|重罚 ‥6 (?:到|为主|震慑)",
    )
});
static UNLESS: LazyLock<Regex> = LazyLock::new(|| {
    phrase(r"一律(?:予以)?从|依法(?:从重|从严|予以|从快)|犯罪|涉黑|走私|救灾|恐怖|诈骗")
});
const SAY: Say = Say {
    what: "运动式从重从快",
    why: "处罚轻重看违法本身，专项行动期间不是从重的法定理由。",
    counter: "",
    basis: &[
        ("中华人民共和国行政处罚法", "第五条", &["社会危害程度相当"]),
        ("优化营商环境条例", "第五十九条", &["专项整治"]),
    ],
    fix: "改为“依法查处，过罚相当”",
    delete: false,
};

fn check(cx: &Context<'_>, out: &mut Findings<'_>) {
    for hit in hits(cx, Scope::Papers, &WHAT, Some(&UNLESS)) {
        tell(cx, out, &hit, &SAY, None);
    }
}
