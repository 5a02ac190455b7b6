//! CMP007: rewards for local purchase, local taxes, named firms.

use crate::rules::phrase::phrase;
use crate::rules::statement::{Say, Scope, hits, tell};
use crate::rules::{Context, Findings, Trigger, declare_rule};
use regex::Regex;
use std::sync::LazyLock;

declare_rule! {
    /// ## 检查什么
    /// 文件对采购本地产品、在本地注册纳税的给予补贴奖励，按纳税额返还奖励，或者只给指定企业财政优惠。
    ///
    /// ## 为什么是问题
    /// 没有法律、行政法规依据或者国务院批准，不得给予特定经营者税收优惠、选择性差异化财政奖补。
    ///
    /// ## 例
    /// ```text,finding,规范性文件
    /// 第五条 企业缴纳的增值税地方留成部分，按百分之五十奖励企业。
    /// ```
    /// ```text,finding,规范性文件
    /// 第六条 采购本县产品超过一百万元的，给予百分之二补贴。
    /// ```
    ///
    /// ## 不报告
    /// 普惠、公开申报；国家规定的补贴；禁止性规定。
    /// ```text,clean,规范性文件
    /// 第七条 补贴资金面向所有符合条件的企业公开申报。
    /// ```
    /// ```text,clean,规范性文件
    /// 第八条 不得按照纳税额给予企业奖励。
    /// ```
    ///
    /// ## 限度
    /// 看不到上级批准文件，须人工核对。没有地方行政文件的真实语料，只在自拟文书上核对过（未复核）。
    ///
    /// ## 依据
    /// - 《公平竞争审查条例》第九条、第十条
    code: "CMP007", name: "selective-subsidy", kind: Competition,
    severity: Warning, confidence: Low, trigger: Trigger::Document,
    reviewed: false
}

static WHAT: LazyLock<Regex> = LazyLock::new(|| {
    phrase(
        r"(?:采购|使用|购买|选用|消费|配套) ‥10 <本地> ‥14 (?:产品|商品|企业|建材|材料|汽车|车辆) [^。；\n]{0,30} (?:补贴|补助|奖励|奖补|优惠|给予)
        | (?:税收|纳税|地方(?:财政)?(?:留成|贡献)|经济贡献|增值税|所得税|税款|缴税额|缴纳 ‥8 税) [^。；\n]{0,40} (?:返还|奖励|奖补|返补|先征后返|全额补助|补贴|给予 ‥6 扶持)
        | (?:给予|享受|发放|予以|按) ‥24 (?:补贴|补助|奖励|奖补|扶持|优惠) [^。；\n]{0,24} (?:仅限|限于|只限) ‥10 (?:<本地>|注册|国有|指定)
        | (?:仅限|限于|只限) ‥8 (?:<本地>|国有|指定) ‥12 (?:企业|经营者|车辆) [^。；\n]{0,20} (?:补贴|补助|奖励|优惠|享受|申报)",
    )
});
static UNLESS: LazyLock<Regex> = LazyLock::new(|| {
    phrase(
        r"税务机关|退税政策|出口退税|举报|依法纳税的(?:先进|表彰)|税法|国家规定|国务院|个人所得税专项|表彰|农民|居民|人才|纳税信用",
    )
});
const SAY: Say = Say {
    what: "选择性补贴、按税返还",
    why: "没有法律、行政法规依据或者国务院批准，不得给予特定经营者税收优惠或者选择性、差异化的财政奖励、补贴。",
    counter: "上级明确批准的普惠政策，写明依据即可。",
    basis: &[
        ("公平竞争审查条例", "第十条", &["税收优惠", "财政奖励"]),
        ("公平竞争审查条例", "第九条", &["补贴"]),
    ],
    fix: "改为面向全部符合条件的经营者的普惠政策，删去与注册地、纳税额挂钩的内容",
    delete: false,
};

fn check(cx: &Context<'_>, out: &mut Findings<'_>) {
    for hit in hits(cx, Scope::Papers, &WHAT, Some(&UNLESS)) {
        tell(cx, out, &hit, &SAY, None);
    }
}
