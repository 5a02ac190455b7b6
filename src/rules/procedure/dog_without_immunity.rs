//! PRC016: a dog registered without its certificate of immunity.

use crate::rules::hold::below_laws;
use crate::rules::said::{Ends, said_once};
use crate::rules::{Context, Findings, Trigger, declare_rule};
use crate::text::regex;
use regex::Regex;
use std::sync::LazyLock;

declare_rule! {
    /// ## 检查什么
    /// 养犬登记所列的材料、条件没有狂犬病免疫证明。
    ///
    /// ## 为什么是问题
    /// 动物防疫法规定凭动物诊疗机构出具的免疫证明申请养犬登记；不以免疫证明为前提，登记程序与法律不一致。
    ///
    /// ## 例
    /// ```text,finding,地方性法规
    /// 第九条 养犬人应当持居民身份证、住所证明到公安机关办理养犬登记。
    /// ```
    /// 改为：
    /// ```text,clean,地方性法规
    /// 第九条 养犬人应当持居民身份证、住所证明和犬只免疫证明到公安机关办理养犬登记。
    /// ```
    ///
    /// ## 不报告
    /// 同一件别处规定凭免疫证明登记的；变更、注销、补办。
    /// ```text,clean,地方性法规
    /// 第九条 养犬人变更住所的，应当持养犬登记证办理变更登记。
    /// ```
    /// ```text,clean,地方性法规
    /// 第八条 犬只应当接种狂犬病疫苗，凭免疫证明办理养犬登记。
    /// 第九条 养犬人应当持居民身份证、住所证明到公安机关办理养犬登记。
    /// ```
    ///
    /// ## 限度
    /// 只看题名或者句子有“犬”的。
    ///
    /// ## 依据
    /// - 《中华人民共和国动物防疫法》第三十条
    code: "PRC016", name: "dog-without-immunity", kind: Procedure,
    severity: Warning, confidence: Medium, trigger: Trigger::Document
}

static SAYS: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?:持|提供|提交|携带|凭)[^。；]{0,8}(?:身份证|身份证明|住所证明|居住证|营业执照|房产证)[^。；]{0,60}(?:登记|领取[^。；，]{0,8}(?:犬牌|登记证))",
    )
});
static UNLESS: LazyLock<Regex> = LazyLock::new(|| regex(r"变更|注销|补办|补领|延续|换领|免疫"));
/// Elsewhere in the text the certificate opens the registration.
static IMMUNE: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"免疫(?:接种)?(?:证明|证|凭证|合格证|标识)[^。]{0,40}(?:登记|养犬证)|登记[^。]{0,80}免疫(?:接种)?(?:证明|证|凭证|合格证|标识)|未(?:经|进行|按规定)?[^。；，]{0,12}免疫[^。；]{0,16}不予(?:办理)?登记",
    )
});

fn check(cx: &Context<'_>, out: &mut Findings<'_>) {
    let Some(hold) = below_laws(cx) else {
        return;
    };
    if IMMUNE.is_match(&cx.document.text) {
        return;
    }
    for s in said_once(cx.document, Ends::Part, &SAYS, &UNLESS) {
        let of_dogs =
            cx.document.meta.title.contains('犬') || cx.document.slice(s.sentence).contains('犬');
        if !of_dogs {
            continue;
        }
        let report = out
            .report(s.span, "养犬登记没有以免疫证明为前提")
            .why("动物防疫法规定，养犬人凭动物诊疗机构出具的免疫证明申请登记。")
            .basis(cx.law_basis("中华人民共和国动物防疫法", "第三十条", &["免疫证明"]));
        drop(hold.on(report));
    }
}
