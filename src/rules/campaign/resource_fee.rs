//! PFT007: fees of traffic that no law names.

use crate::document::Rank;
use crate::rules::phrase::phrase;
use crate::rules::statement::{Say, Scope, hits, is_local_regulation, tell};
use crate::rules::{Context, Findings, Trigger, declare_rule};
use regex::Regex;
use std::sync::LazyLock;

declare_rule! {
    /// ## 检查什么
    /// 地方性法规、政府规章要求交纳港口岸线使用费、交通规费、加倍的掘路修复费、超限补偿费。
    ///
    /// ## 为什么是问题
    /// 收费须有法律、行政法规或者国家收费目录的依据；交通规费已随税费改革取消。
    ///
    /// ## 例
    /// ```text,finding,地方性法规
    /// 第五条 岸线使用人应当缴纳港口岸线使用费。
    /// ```
    /// ```text,finding,地方性法规
    /// 第六条 新建公路五年内挖掘的，交纳修复费三倍的费用。
    /// ```
    ///
    /// ## 不报告
    /// 免收的；依照法律交纳的赔偿；目录公布的收费。
    /// ```text,clean,地方性法规
    /// 第七条 任何单位不得收取岸线使用费。
    /// ```
    /// ```text,clean,地方性法规
    /// 第八条 损坏公路的，依法赔偿。
    /// ```
    ///
    /// ## 限度
    /// 看不到收费目录，一律低置信度，供核对。未复核：读过的真实命中多有两可。
    ///
    /// ## 依据
    /// - 《优化营商环境条例》第二十五条；《中华人民共和国公路法》第三十六条
    code: "PFT007", name: "resource-fee", kind: Fee,
    severity: Info, confidence: Low, trigger: Trigger::Document,
    reviewed: false
}

static WHAT: LazyLock<Regex> = LazyLock::new(|| {
    phrase(
        r"(?:缴纳|交纳|补交|收取) ‥12 (?:岸线使用费|交通规费|港务管理费|航道养护费|运输管理费|水路运输管理费)
        | (?:缴纳|交纳|补交|收取) ‥16 (?:修复费|占用费) ‥6 倍 | (?:一至五|三至五|<数>) ‥2 倍 ‥6 (?:修复费|占用费)
        | 补交 ‥14 补偿费",
    )
});
static UNLESS: LazyLock<Regex> = LazyLock::new(|| phrase(r"免|取消|赔偿"));
const SAY: Say = Say {
    what: "收费须核对依据",
    why: "行政事业性收费须有法律、行政法规依据并列入目录清单，目录以外一律不得收取。",
    counter: "列入国家、省收费目录的，可以收取。",
    basis: &[
        ("优化营商环境条例", "第二十五条", &["目录清单"]),
        ("中华人民共和国公路法", "第三十六条", &["依法征税"]),
    ],
    fix: "删去，或者写明收费目录",
    delete: false,
};

fn check(cx: &Context<'_>, out: &mut Findings<'_>) {
    for hit in hits(cx, Scope::Local, &WHAT, Some(&UNLESS)) {
        // In papers the fee is PWR004's.
        if is_local_regulation(cx) || cx.standing.rank == Rank::LocalRule {
            tell(cx, out, &hit, &SAY, None);
        }
    }
}
