//! PRC015: bus routes between places given by tender only.

use crate::rules::hold::below_regulations;
use crate::rules::said::{Ends, phrase, said};
use crate::rules::{Context, Findings, Trigger, declare_rule};
use crate::text::regex;
use regex::Regex;
use std::sync::LazyLock;

declare_rule! {
    /// ## 检查什么
    /// 规定班车客运线路、客运班线的经营权一律以招标方式授予。
    ///
    /// ## 为什么是问题
    /// 道路运输条例规定班线客运依申请审查、作出许可决定，同一线路有三个以上申请人时才可以招标；一律招标改变了法定的许可程序。
    ///
    /// ## 例
    /// ```text,finding,地方性法规
    /// 第九条 客运班线的经营权一律通过招标确定。
    /// ```
    /// 改为：
    /// ```text,clean,地方性法规
    /// 第九条 同一客运班线的申请人有三个以上时，许可机关可以组织招标。
    /// ```
    ///
    /// ## 不报告
    /// 城市公共汽电车线路；三个以上申请人的；可以招标的。
    /// ```text,clean,地方性法规
    /// 第九条 公共汽车线路经营权应当采取招标方式授予。
    /// ```
    /// ```text,clean,地方性法规
    /// 第九条 同一线路有三个以上申请人的，应当通过招标作出许可决定。
    /// ```
    ///
    /// ## 限度
    /// 包车、旅游客运不看。
    ///
    /// ## 依据
    /// - 《中华人民共和国道路运输条例》第十条、第十二条
    code: "PRC015", name: "route-by-tender", kind: Procedure,
    severity: Warning, confidence: Medium, trigger: Trigger::Document
}

static SAYS: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?:班车客运|客运班线|班线客运|客运班车|道路客运班线)[^。；，]{0,16}(?:应当|必须|一律|均)[^。；，]{0,16}(?:招标|招投标|竞价|拍卖)",
    )
});
static UNLESS: LazyLock<Regex> =
    LazyLock::new(|| regex(r"公共汽车|公交|(?:三|3)个以上|可以(?:采取|通过|采用)"));

fn check(cx: &Context<'_>, out: &mut Findings<'_>) {
    let Some(hold) = below_regulations(cx, out) else {
        return;
    };
    for s in said(cx.document, Ends::Part, &SAYS, &UNLESS) {
        let report = out
            .report(
                phrase(cx.document, s.span),
                "班线经营权一律招标，改变了法定的许可程序",
            )
            .why("同一线路有三个以上申请人时，可以通过招标的形式作出许可决定；其余的依申请审查。")
            .basis(cx.law_basis("中华人民共和国道路运输条例", "第十二条", &["招标"]))
            .basis(cx.law_basis("中华人民共和国道路运输条例", "第十条", &["审查完毕"]));
        drop(hold.on(report));
    }
}
