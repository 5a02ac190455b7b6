//! CIT003: a cited article, 款 or 项 that doesn't exist.

use super::historical;
use crate::citation::{Mode, Named, Provision};
use crate::corpus::Unresolved;
use crate::document::Status;
use crate::finding::{Basis, Confidence, Kind};
use crate::rules::{Context, Findings, Trigger, declare_rule};

declare_rule! {
    /// ## 检查什么
    /// 引用的法律在库中，但是现行文本没有所引的条、款、项。
    ///
    /// ## 为什么是问题
    /// 引用落空，适用者找不到依据。
    ///
    /// ## 例
    /// 须与库中文本对照，没有单句示例。
    ///
    /// ## 不报告
    /// 库中没有该法律文本的（列入“未检查”）；已经废止的法律由 CIT001 报告。
    ///
    /// ## 限度
    /// 库中文本不全的，不判断。
    ///
    /// ## 依据
    /// - 所引法律的现行文本
    code: "CIT003", name: "missing-article-citation", kind: CitationMoved,
    severity: Error, confidence: High, trigger: Trigger::Citations
}

fn check(cx: &Context<'_>, out: &mut Findings<'_>) {
    for cited in cx.citations {
        let c = &cited.citation;
        let Named::Title { title, .. } = &c.named else {
            continue;
        };
        if !c.law || matches!(c.mode, Mode::Repeal | Mode::Historical) || historical(cx, c.span) {
            continue;
        }
        let (Ok(work), Some(version)) = (cited.resolved.work, cited.resolved.version) else {
            continue;
        };
        if cx.library.status(work, cx.as_of).0 == Status::Repealed
            || cx.library.version(version).doubtful.is_some()
        {
            continue;
        }
        for (p, r) in c.provisions.iter().zip(&cited.resolved.provisions) {
            let Err(why) = r else { continue };
            let whole = match why {
                Unresolved::NoArticle => true,
                Unresolved::NoPart => false,
                _ => continue,
            };
            let held = cx.library.version(version);
            let span = if p.span.is_empty() { c.span } else { p.span };
            let _ = out
                .report(
                    span,
                    format!(
                        "《{title}》现行文本（{}）没有{}",
                        held.date
                            .map_or(String::from("日期未知"), |d| d.to_string()),
                        provision(p)
                    ),
                )
                .kind(Kind::CitationMoved)
                .confidence(if whole {
                    Confidence::High
                } else {
                    Confidence::Medium
                })
                .why("引用的条文在现行文本中不存在，可能因修订而移动或者删除，也可能是笔误。")
                .basis(Basis {
                    law: cx.library.work(work).title.clone(),
                    version: held.date.map(|d| d.to_string()),
                    article: p.article.map(|a| a.article()),
                    paragraph: p.paragraph,
                    quote: None,
                    source: Some("现行文本无此条款".into()),
                });
        }
    }
}

/// 第十条第二款第（一）项
pub(super) fn provision(p: &Provision) -> String {
    use crate::text::numeral;
    let mut s = p.article.map_or(String::new(), |a| a.article());
    if let Some(k) = p.paragraph {
        s.push_str(&format!("第{}款", numeral::format(u64::from(k))));
    }
    if let Some(i) = p.item {
        s.push_str(&format!("第{}项", i.item()));
    }
    s
}
