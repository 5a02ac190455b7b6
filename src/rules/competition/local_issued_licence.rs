//! CMP014: a licence counts only where it was issued here.

use crate::finding::Kind;
use crate::rules::hold::below_regulations;
use crate::rules::said::{Ends, phrase, said};
use crate::rules::{Context, Findings, Trigger, declare_rule};
use crate::text::regex;
use regex::Regex;
use std::sync::LazyLock;

declare_rule! {
    /// ## 检查什么
    /// 以驾驶证、资格证等由本地机关核发为条件，或者要求持外地证件的人另行备案。
    ///
    /// ## 为什么是问题
    /// 法律、行政法规设定的许可没有地域限制的，在全国范围内有效；只认本地核发的证件，或者对持外地证件的人加设备案，是地域歧视。
    ///
    /// ## 例
    /// ```text,finding,地方性法规
    /// 第九条 驾驶员应当具备下列条件：
    /// （一）持有本市车管机构颁发的驾驶证；
    /// （二）身体健康。
    /// ```
    /// ```text,finding,地方性法规
    /// 第九条 单位招用持有外省驾驶证的驾驶人的，应当在五日内报公安机关备案。
    /// ```
    /// 改为：
    /// ```text,clean,地方性法规
    /// 第九条 驾驶员应当具备下列条件：
    /// （一）有相应准驾车型的机动车驾驶证；
    /// （二）身体健康。
    /// ```
    ///
    /// ## 不报告
    /// 补发、换发本地证件；境外证件；地方自己设定、只在本地有效的证件。
    /// ```text,clean,地方性法规
    /// 第九条 遗失本市核发的许可证的，应当申请补发。
    /// ```
    /// ```text,clean,地方性法规
    /// 第九条 持境外驾驶证的，应当换领机动车驾驶证。
    /// ```
    ///
    /// ## 限度
    /// 证件是不是全国有效，由人核对。
    ///
    /// ## 依据
    /// - 《中华人民共和国行政许可法》第十五条、第四十一条
    code: "CMP014", name: "local-issued-licence", kind: LicenceAdded,
    severity: Warning, confidence: Medium, trigger: Trigger::Document
}

static SAYS: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?:有|持有|具有|取得)(?:本市|本省|本地|当地|本县)[^，。；]{0,14}(?:核发|颁发|发放|签发)的[^，。；]{0,12}(?:驾驶证|执业证|职业资格证)|(?:招用|聘用|雇用|录用)?持有?(?:外省|外地|外市|异地|省外|市外)[^，。；]{0,10}(?:驾驶证|执业证|资格证)[^。；]{0,50}(?:备案|登记|审核|换领|报告)",
    )
});
static UNLESS: LazyLock<Regex> =
    LazyLock::new(|| regex(r"境外|国外|港|补发|换发|遗失|不得(?:要求|限制)|学生|无须|不需要"));

fn check(cx: &Context<'_>, out: &mut Findings<'_>) {
    let Some(hold) = below_regulations(cx, out) else {
        return;
    };
    for s in said(cx.document, Ends::Part, &SAYS, &UNLESS) {
        // A burden on the holders of others' licences is a duty, not a condition.
        let burden = !cx.document.slice(s.span).contains("发的");
        let mut report = out
            .report(phrase(cx.document, s.span), "证件在全国有效，不能只认本地核发的或者另加备案")
            .why("法律、行政法规设定的行政许可，适用范围没有地域限制的，在全国范围内有效；不得限制其他地区的个人来本地从业。")
            .basis(cx.law_basis("中华人民共和国行政许可法", "第四十一条", &["全国范围内有效"]))
            .basis(cx.law_basis("中华人民共和国行政许可法", "第十五条", &["不得限制其他地区"]));
        if burden {
            report = report.kind(Kind::RightReduced);
        }
        drop(hold.on(report));
    }
}
