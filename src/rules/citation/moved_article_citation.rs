//! CIT002: a cited article that has moved: the number now says something else.

use super::historical;
use crate::citation::{Mode, Named};
use crate::document::{Document, Number, Status};
use crate::finding::{Basis, Confidence, Edit, Grade};
use crate::rules::{Context, Findings, Trigger, declare_rule};
use crate::text::{Date, normalize};
use std::collections::BTreeSet;

declare_rule! {
    /// ## 检查什么
    /// 引用某法第几条，该法在本文件制定（最后修改）以后修订，原来的内容已移到别的条，所引条号现在说的是另一件事。
    ///
    /// ## 为什么是问题
    /// 条号照旧而内容已变，按现行文本查到的是不相干的条文。
    ///
    /// ## 例
    /// 须与库中两个版本对照，没有单句示例。
    ///
    /// ## 不报告
    /// 内容没有移动的；库中没有制定当时版本的，不判断。
    ///
    /// ## 限度
    /// 新旧条文按文字相似度配对，相似度写入理由；相似度不高的只作中等把握。
    ///
    /// ## 依据
    /// - 所引法律的新旧两个版本
    code: "CIT002", name: "moved-article-citation", kind: CitationMoved,
    severity: Error, confidence: High, trigger: Trigger::Citations
}

fn check(cx: &Context<'_>, out: &mut Findings<'_>) {
    let m = &cx.document.meta;
    let Some(made) = m.version.as_ref().or(m.published.as_ref()).map(|f| f.value) else {
        return;
    };
    for cited in cx.citations {
        let c = &cited.citation;
        let Named::Title { title, .. } = &c.named else {
            continue;
        };
        if !c.law || matches!(c.mode, Mode::Repeal | Mode::Historical) || historical(cx, c.span) {
            continue;
        }
        let (Ok(work), Some(now)) = (cited.resolved.work, cited.resolved.version) else {
            continue;
        };
        if cx.library.status(work, cx.as_of).0 == Status::Repealed {
            continue;
        }
        let Some(then) = version_then(cx, work, made) else {
            continue;
        };
        if then == now {
            continue;
        }
        let (Ok(old), Ok(new)) = (cx.library.document(then), cx.library.document(now)) else {
            continue;
        };
        let mut seen: BTreeSet<Number> = BTreeSet::new();
        for p in &c.provisions {
            let Some(n) = p.article.filter(|n| seen.insert(*n)) else {
                continue;
            };
            let (Some(a), Some(b)) = (article_text(&old, n), article_text(&new, n)) else {
                continue;
            };
            let same = likeness(&a, &b);
            if same >= 0.35 {
                continue;
            }
            let Some((to, like)) = cx.library.moved(then, now, n) else {
                continue;
            };
            if to == n || like < 0.5 || like < same + 0.2 {
                continue;
            }
            let span = if p.span.is_empty() { c.span } else { p.span };
            let held = cx.library.version(now);
            let quote = new
                .article(new.main_part(), to)
                .and_then(|id| {
                    new.descendants(id)
                        .map(|d| new.words(d))
                        .find(|w| !w.is_empty())
                })
                .map(|w| {
                    w.split_inclusive('。')
                        .next()
                        .unwrap_or(w)
                        .trim()
                        .to_string()
                });
            let old_label = n.article();
            let words = cx.document.slice(span);
            let mut report = out
                .report(
                    span,
                    format!(
                        "《{title}》修订后，原{}的内容现为{}",
                        old_label,
                        to.article()
                    ),
                )
                .why(format!(
                    "{}的文本中{}与{}起文本的{}相似度{:.0}%，与现行{}相似度仅{:.0}%。",
                    cx.library
                        .version(then)
                        .date
                        .map_or(String::new(), |d| d.to_string()),
                    old_label,
                    held.date.map_or(String::new(), |d| d.to_string()),
                    to.article(),
                    like * 100.0,
                    old_label,
                    same * 100.0
                ))
                .confidence(if like >= 0.7 {
                    Confidence::High
                } else {
                    Confidence::Medium
                })
                .basis(Basis {
                    law: cx.library.work(work).title.clone(),
                    version: held.date.map(|d| d.to_string()),
                    article: Some(to.article()),
                    paragraph: None,
                    quote,
                    source: None,
                });
            // Where a 款 or 项 follows, its number may have moved as well: no mechanical fix.
            if let Some(i) = words.find(&old_label)
                && p.paragraph.is_none()
                && p.item.is_none()
            {
                report = report.fix(
                    Grade::Review,
                    "换为现行条号",
                    vec![Edit {
                        start: span.start + i,
                        end: span.start + i + old_label.len(),
                        new: to.article(),
                    }],
                );
            }
            drop(report);
        }
    }
}

/// The version that was in force, or just adopted, when the document was made.
fn version_then(
    cx: &Context<'_>,
    work: crate::corpus::WorkId,
    made: Date,
) -> Option<crate::corpus::VersionId> {
    let adopted = cx
        .library
        .work(work)
        .versions
        .iter()
        .copied()
        .filter(|&v| {
            cx.library.version(v).date.is_some_and(|d| d <= made)
                && cx.library.version(v).doubtful.is_none()
        })
        .max_by_key(|&v| cx.library.version(v).date);
    cx.library
        .in_force(work, made)
        .filter(|v| cx.library.version(*v).date.is_some_and(|d| d <= made))
        .or(adopted)
}

fn article_text(d: &Document, n: Number) -> Option<String> {
    let id = d.article(d.main_part(), n)?;
    Some(normalize::squeeze(d.full_span(id).slice(&d.text)))
}

/// Dice coefficient of character bigrams.
fn likeness(a: &str, b: &str) -> f64 {
    let grams = |s: &str| {
        let c: Vec<char> = s.chars().collect();
        c.windows(2).map(|w| (w[0], w[1])).collect::<BTreeSet<_>>()
    };
    let (x, y) = (grams(a), grams(b));
    if x.is_empty() || y.is_empty() {
        return 0.0;
    }
    #[allow(clippy::cast_precision_loss)]
    {
        2.0 * x.intersection(&y).count() as f64 / (x.len() + y.len()) as f64
    }
}
