//! CIT004: a reference inside the document that leads nowhere.

use super::missing_article_citation::provision;
use crate::citation::{Citation, Mode, Named};
use crate::corpus::Unresolved;
use crate::document::{Document, Kind, Number};
use crate::finding::Confidence;
use crate::rules::{Context, Findings, Trigger, declare_rule};

declare_rule! {
    /// ## 检查什么
    /// 文件内部的引用落空：“本办法第三十条”而全文只有二十条；第一款写“前款”。
    ///
    /// ## 为什么是问题
    /// 内部引用错误会使罚则、例外找不到对应的行为。
    ///
    /// ## 例
    /// ```text,finding
    /// 第一条 违反本办法第九条规定的，责令改正。
    /// 第二条 本办法自公布之日起施行。
    /// ```
    /// 改为：
    /// ```text,clean
    /// 第一条 违反本办法第二条规定的，责令改正。
    /// 第二条 经营者应当亮照经营。
    /// ```
    ///
    /// ```text,finding
    /// 第一条 前款规定适用于摊贩。
    /// 第二条 本办法自公布之日起施行。
    /// ```
    ///
    /// ## 不报告
    /// 文本残缺的（条号中断、截断）。
    /// ```text,clean
    /// 第一条 经营者应当亮照经营。
    /// 前款规定适用于摊贩。
    /// ```
    ///
    /// ## 限度
    /// 款的数目依文本分段，分段有误的来源可能误报，所以款、项落空只作中等把握。
    ///
    /// ## 依据
    /// - 立法技术规范（试行）（一）（全国人大常委会法工委，2009年）关于引用条款的规定
    code: "CIT004", name: "broken-internal-reference", kind: CitationInternal,
    severity: Error, confidence: High, trigger: Trigger::Citations
}

fn check(cx: &Context<'_>, out: &mut Findings<'_>) {
    let d = cx.document;
    // A text that was cut short can't prove that an article is missing.
    let complete = d.problems.is_empty() && ends_properly(cx);
    for cited in cx.citations {
        let c = &cited.citation;
        if c.named != Named::This
            || c.mode == Mode::Historical
            || !d.node(c.node).kind.is_normative()
            || d.node(c.node).dead
        {
            continue;
        }
        if before_the_first(d, c) {
            let _ = out
                .report(
                    c.span,
                    format!("本条第一款之前没有款，“{}”引用落空", d.slice(c.span)),
                )
                .confidence(Confidence::Medium)
                .why("“前款”指本条的上一款；第一款之前没有款。");
            continue;
        }
        for (p, r) in c.provisions.iter().zip(&cited.resolved.provisions) {
            let Err(why) = r else { continue };
            let whole = match why {
                Unresolved::NoArticle => true,
                Unresolved::NoPart => false,
                _ => continue,
            };
            if whole && !complete {
                continue;
            }
            let span = if p.span.is_empty() { c.span } else { p.span };
            let words = d.slice(span);
            let _ = out
                .report(
                    if span.is_empty() { c.span } else { span },
                    format!("本文件没有{}，“{words}”引用落空", provision(p)),
                )
                .confidence(if whole {
                    Confidence::High
                } else {
                    Confidence::Medium
                })
                .why("内部引用应当指向本文件现有的条、款、项。");
        }
    }
}

/// Whether “前款” stands in the words of an article's first 款: nothing stands before it. In an
/// item it may mean the words that lead the list.
fn before_the_first(d: &Document, c: &Citation) -> bool {
    let node = d.node(c.node);
    node.kind == Kind::Paragraph
        && node.number == Some(Number::new(1))
        && c.provisions
            .iter()
            .all(|p| p.paragraph.is_none() && p.item.is_none())
        && d.slice(c.span).starts_with('前')
        && d.slice(c.span).contains('款')
}

/// Whether the text ends as a complete text does (a closing provision on its coming into force).
fn ends_properly(cx: &Context<'_>) -> bool {
    let d = cx.document;
    d.meta.effective.is_some()
        || d.articles().last().is_some_and(|a| {
            let s = d.full_span(a).slice(&d.text);
            s.contains("施行") || s.contains("实施") || s.contains("解释")
        })
}
