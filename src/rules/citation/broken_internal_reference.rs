//! CIT004: a reference inside the document that leads nowhere.

use super::missing_article_citation::provision;
use crate::citation::{Citation, Mode, Named, Provision};
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
    /// 承接同一句中前面所引条文的款、项；同款内以“前款”指前一句的。
    /// ```text,clean
    /// 第一条 摊贩应当领取登记卡。
    /// 登记卡载明下列事项：
    /// （一）姓名；
    /// （二）品种。
    /// 第二条 申请人应当提交本办法第一条规定的登记卡（其中第二款第二项只需说明），由镇人民政府受理。
    /// ```
    /// ```text,clean
    /// 第一条 摊贩应当领取登记卡。前款规定的登记卡不收费。
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
        let broken: Vec<&Provision> = c
            .provisions
            .iter()
            .zip(&cited.resolved.provisions)
            .filter(|(p, r)| match r {
                Err(Unresolved::NoArticle) => complete,
                Err(Unresolved::NoPart) => provable(d, c, p) && !carried(cx, c),
                _ => false,
            })
            .map(|(p, _)| p)
            .collect();
        // One reference, one finding, however many provisions its range names.
        let Some(first) = broken.first() else {
            continue;
        };
        let whole = first
            .article
            .is_some_and(|n| d.article(d.node(c.node).part, n).is_none());
        let span = if broken.len() > 1 || first.span.is_empty() {
            c.span
        } else {
            first.span
        };
        let names: Vec<String> = broken.iter().map(|p| provision(p)).collect();
        let _ = out
            .report(
                span,
                format!(
                    "本文件没有{}，“{}”引用落空",
                    names.join("、"),
                    d.slice(span)
                ),
            )
            .confidence(if whole {
                Confidence::High
            } else {
                Confidence::Medium
            })
            .why("内部引用应当指向本文件现有的条、款、项。");
    }
}

/// Whether “前款” stands in the words of an article's first 款: nothing stands before it. In an
/// item it may mean the words that lead the list, in a later sentence the sentence before.
fn before_the_first(d: &Document, c: &Citation) -> bool {
    let node = d.node(c.node);
    node.kind == Kind::Paragraph
        && node.number == Some(Number::new(1))
        && c.provisions
            .iter()
            .all(|p| p.paragraph.is_none() && p.item.is_none())
        && d.slice(c.span).starts_with('前')
        && !d.text[node.span.start..c.span.start].contains('。')
        && d.slice(c.span).contains('款')
}

/// Whether a 款 or 项 without its 条 (其中第二款第五项) goes on from an article that the same
/// sentence names before it.
fn carried(cx: &Context<'_>, c: &Citation) -> bool {
    let d = cx.document;
    let own = d.slice(c.span);
    own.starts_with('第')
        && !own.contains('条')
        && cx.citations.iter().any(|o| {
            o.citation.node == c.node
                && o.citation.span.end <= c.span.start
                && d.slice(o.citation.span).contains('条')
                && !d.text[o.citation.span.end..c.span.start].contains('。')
        })
}

/// Whether the text can prove that a 款 or 项 is missing: its own numbering of the article has no
/// gap, and the reference is not an elliptical one (违反第三款, in an item under a lead that names
/// the article).
fn provable(d: &Document, c: &Citation, p: &Provision) -> bool {
    let elliptical = d.node(c.node).kind != Kind::Paragraph && d.slice(c.span).starts_with('第');
    let Some(article) = p.article.and_then(|n| d.article(d.node(c.node).part, n)) else {
        return false;
    };
    let whole = d.full_span(article);
    let mended = d.problems.iter().any(|x| whole.contains(x.span));
    let mut expected = 1;
    let mut regular = true;
    let mut lead = false;
    for id in d.descendants(article) {
        let n = d.node(id);
        match n.kind {
            Kind::Paragraph => {
                // “…：” with no item below: the source has lost the numbers of the list.
                regular &= !lead;
                lead = n.span.slice(&d.text).trim_end().ends_with(['：', ':']);
                expected = 1;
                regular &= n
                    .span
                    .slice(&d.text)
                    .trim_end()
                    .ends_with(['。', '：', ':', '；', '”', '）', '！']);
            }
            Kind::Item => {
                lead = false;
                regular &= n.number == Some(Number::new(expected));
                expected += 1;
            }
            _ => {}
        }
    }
    regular && !lead && !mended && !elliptical
}

/// Whether the text ends as a complete text does: its last article tells of force or of who
/// explains it.
fn ends_properly(cx: &Context<'_>) -> bool {
    let d = cx.document;
    d.articles().last().is_some_and(|a| {
        let s = d.full_span(a).slice(&d.text);
        ["施行", "实施", "试行", "生效", "解释"]
            .iter()
            .any(|w| s.contains(w))
    })
}
