//! REV017: service dogs let in only as guide dogs of the blind.

use crate::document::Kind;
use crate::rules::hold::below_laws;
use crate::rules::said::{Ends, phrase, said};
use crate::rules::{Context, Findings, Trigger, declare_rule};
use crate::text::regex;
use regex::Regex;
use std::sync::LazyLock;

declare_rule! {
    /// ## 检查什么
    /// 公共场所、公共交通工具禁止携犬的例外只写导盲犬，或者只写导盲犬和扶助犬，没有导听犬、辅助犬等服务犬。
    ///
    /// ## 为什么是问题
    /// 无障碍环境建设法要求公共场所和交通工具为残疾人携带导盲犬、导听犬、辅助犬等服务犬提供便利；例外写窄，就把听力、肢体等残疾人的服务犬挡在门外。
    ///
    /// ## 例
    /// ```text,finding,地方性法规
    /// 第九条 禁止携带犬只进入医院、学校、商场等公共场所，但盲人携带导盲犬的除外。
    /// ```
    /// ```text,finding,地方性法规
    /// 第九条 乘客不得携带下列物品进站乘车：
    /// （一）猫、狗（导盲犬除外）等动物；
    /// （二）活禽。
    /// ```
    /// 改为：
    /// ```text,clean,地方性法规
    /// 第九条 禁止携带犬只进入医院、学校、商场等公共场所，但残疾人携带导盲犬、导听犬、辅助犬等服务犬的除外。
    /// ```
    ///
    /// ## 不报告
    /// 写明服务犬、导听犬的；免费、登记、标识、禁养品种等与进入场所无关的。
    /// ```text,clean,地方性法规
    /// 第九条 盲人饲养导盲犬的，免收登记费。
    /// ```
    /// ```text,clean,地方性法规
    /// 第九条 导盲犬应当佩戴导盲鞍。
    /// ```
    ///
    /// ## 限度
    /// 2023年9月1日无障碍环境建设法施行前制定的条文多只写导盲犬，扩大例外即可。
    ///
    /// ## 依据
    /// - 《中华人民共和国无障碍环境建设法》第四十六条
    code: "REV017", name: "service-dogs", kind: RightReduced,
    severity: Warning, confidence: Medium, trigger: Trigger::Document
}

static SAYS: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?:盲人|视力残疾人?)[^。；]{0,12}导盲犬[^。；]{0,16}(?:除外|不受[^。；，]{0,12}限制|不适用)|导盲犬(?:以外|除外)|导盲犬(?:和|、|或者|以及)[^。；]{0,20}(?:扶助犬|辅助犬)[^。；]{0,8}(?:除外|不受[^。；，]{0,12}限制)",
    )
});
static UNLESS: LazyLock<Regex> =
    LazyLock::new(|| regex(r"服务犬|导听犬|工作犬|军用|警用|烈性|禁养|收费|登记|只数|一只|一条"));
/// What the exception is to: dogs brought in somewhere.
static BROUGHT: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?:携|带|牵|乘|入|进)[^。；]{0,20}(?:犬|狗|动物|宠物)|(?:犬|狗|动物|宠物)[^。；]{0,20}(?:进入|乘坐|出入|乘车|上车)",
    )
});

fn check(cx: &Context<'_>, out: &mut Findings<'_>) {
    let Some(hold) = below_laws(cx) else {
        return;
    };
    for s in said(cx.document, Ends::Part, &SAYS, &UNLESS) {
        // The exception may stand in a 款 of its own: 不受前款规定限制.
        let article = cx
            .document
            .ancestor(s.clause.node, Kind::Article)
            .map_or(s.clause.span, |a| cx.document.full_span(a));
        let text = cx.document.slice(article);
        if !BROUGHT.is_match(text) || text.contains("导听犬") || text.contains("服务犬") {
            continue;
        }
        let report = out
            .report(phrase(cx.document, s.span), "禁止携犬的例外只有导盲犬，窄于法律规定的服务犬")
            .why("无障碍环境建设法规定，公共场所、公共交通工具应当为残疾人携带导盲犬、导听犬、辅助犬等服务犬提供便利。")
            .basis(cx.law_basis("中华人民共和国无障碍环境建设法", "第四十六条", &["服务犬"]));
        drop(hold.on(report));
    }
}
