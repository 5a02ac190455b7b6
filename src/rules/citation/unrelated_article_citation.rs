//! CIT006: a cited article that doesn't speak of what the clause says.

use super::historical;
use crate::citation::{Mode, Named};
use crate::document::{Document, Kind as Node, Number, Status};
use crate::finding::{Basis, Confidence};
use crate::rules::{Cited, Context, Findings, Trigger, declare_rule};
use crate::text::{Span, normalize};
use std::collections::BTreeSet;

declare_rule! {
    /// ## 检查什么
    /// “依照《…》第几条……”所引的条文与本句所说的事项几乎没有共同文字，而同一部法律的另一条与本句明显相近。
    ///
    /// ## 为什么是问题
    /// 引错条文，执法时会援引不相干的依据。
    ///
    /// ## 例
    /// 须与库中文本对照，没有单句示例；见 `tests/library.rs`。
    ///
    /// ## 不报告
    /// 所引条文是程序性、授权性规定的，另一条也不够接近的，一律不报。行为写在各项里的，连同各项比较；写在本文件别条里的，不比较。
    ///
    /// ## 限度
    /// 只按文字相近判断，所以只作中等把握，须由人核对；“最接近”的条文只是线索，不一定是应当引用的条文。
    ///
    /// ## 依据
    /// - 所引法律的现行文本
    code: "CIT006", name: "unrelated-article-citation", kind: CitationMoved,
    severity: Warning, confidence: Medium, trigger: Trigger::Citations
}

fn check(cx: &Context<'_>, out: &mut Findings<'_>) {
    for cited in cx.citations {
        let c = &cited.citation;
        let Named::Title { title, .. } = &c.named else {
            continue;
        };
        let [p] = c.provisions.as_slice() else {
            continue;
        };
        let (Some(number), true) = (p.article, c.law && c.mode == Mode::Pointer) else {
            continue;
        };
        if historical(cx, c.span) {
            continue;
        }
        let (Ok(work), Some(version)) = (cited.resolved.work, cited.resolved.version) else {
            continue;
        };
        let held = cx.library.version(version);
        if held.doubtful.is_some() || cx.library.status(work, cx.as_of).0 == Status::Repealed {
            continue;
        }
        let Ok(law) = cx.library.document(version) else {
            continue;
        };
        let (Some(said), Some(cited)) = (
            words_about(cx, c.span, false),
            law.article(law.main_part(), number),
        ) else {
            continue;
        };
        if said.len() < 14 {
            continue;
        }
        // Where a list follows, its items say the act: they must be as strange to the article.
        let own = words_about(cx, c.span, true)
            .map_or(0.0, |s| share(&s, &law, cited))
            .max(share(&said, &law, cited));
        let best = law
            .articles()
            .filter(|&a| law.node(a).part == law.main_part() && !law.node(a).dead)
            .map(|a| (share(&said, &law, a), a))
            .max_by(|x, y| x.0.total_cmp(&y.0).then(y.1.cmp(&x.1)));
        let Some((like, to)) = best else { continue };
        // Purposes and definitions hold everybody's words.
        let general = law.node(to).number.is_some_and(|n| n.main <= 3);
        if own > 0.14 || like < 0.42 || general {
            continue;
        }
        let to_number = law.node(to).number.unwrap_or(Number::new(0));
        let quote = law
            .descendants(to)
            .filter(|&d| law.node(d).kind == Node::Paragraph)
            .map(|d| law.words(d))
            .next()
            .map(|w| {
                w.split_inclusive('。')
                    .next()
                    .unwrap_or(w)
                    .trim()
                    .to_string()
            })
            .filter(|q| !q.is_empty());
        let _ = out
            .report(
                c.span,
                format!(
                    "《{title}》{}与本句所说事项不相关，用语最接近的是{}",
                    number.article(),
                    to_number.article()
                ),
            )
            .why(format!(
                "本句的用语在{}中出现{:.0}%，在{}中出现{:.0}%。",
                number.article(),
                own * 100.0,
                to_number.article(),
                like * 100.0
            ))
            .counter("所引条文以概括的方式包括本事项的，不是引错。")
            .confidence(Confidence::Medium)
            .basis(Basis {
                law: cx.library.work(work).title.clone(),
                version: held.date.map(|d| d.to_string()),
                article: Some(to_number.article()),
                paragraph: None,
                quote,
                source: None,
            });
    }
}

/// Pairs of characters of the ；-part around a citation, without the citation and words of form;
/// with those of the items that the sentence leads, if `listed`. None where the act stands in
/// articles of this document that the sentence names.
fn words_about(cx: &Context<'_>, citation: Span, listed: bool) -> Option<BTreeSet<(char, char)>> {
    let d = cx.document;
    let text = &d.text;
    let mark = |c: char| matches!(c, '。' | '；' | '\n' | '：');
    let start = text[..citation.start].rfind(mark).map_or(0, |i| {
        i + text[i..].chars().next().map_or(1, char::len_utf8)
    });
    let end = text[citation.end..]
        .find(mark)
        .map_or(text.len(), |i| citation.end + i);
    let own = |c: &Cited| {
        let (c, at) = (&c.citation, c.citation.span);
        c.named == Named::This && !c.provisions.is_empty() && start <= at.start && at.end <= end
    };
    if cx.citations.iter().any(own) {
        return None;
    }
    let mut words = format!(
        "{}\n{}",
        &text[start..citation.start],
        &text[citation.end..end]
    );
    if text[end..].starts_with('：') && listed {
        let whole = d.full_span(d.node_at(citation.start)?);
        words.push_str(&text[end.min(whole.end)..whole.end]);
    }
    // Titles of other laws are not what the clause is about.
    words = crate::registry::mask(&words);
    for form in [
        "依照",
        "按照",
        "根据",
        "依据",
        "的规定",
        "规定",
        "处罚",
        "处理",
        "予以",
        "给予",
        "进行",
        "有关",
        "应当",
        "可以",
        "责令改正",
        "罚款",
        "以上",
        "以下",
        "主管部门",
        "人民政府",
        "部门",
    ] {
        words = words.replace(form, "\n");
    }
    Some(pairs(&words))
}

fn pairs(s: &str) -> BTreeSet<(char, char)> {
    let c: Vec<char> = s.chars().map(normalize::fold_char).collect();
    c.windows(2)
        .filter(|w| w.iter().all(|c| c.is_alphanumeric()))
        .map(|w| (w[0], w[1]))
        .collect()
}

/// How much of what is said stands in an article, 0 to 1.
#[allow(clippy::cast_precision_loss)]
fn share(said: &BTreeSet<(char, char)>, law: &Document, article: crate::document::NodeId) -> f64 {
    let held = pairs(law.full_span(article).slice(&law.text));
    said.intersection(&held).count() as f64 / said.len().max(1) as f64
}
