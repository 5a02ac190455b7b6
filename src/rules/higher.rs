//! Whether the law that a document rests on sets a measure itself for the same act.
//!
//! A local text may repeat what its law sets. The laws are those the document cites; an article
//! of theirs counts when it says the measure and shares the words of the act. This is a guard
//! against false alarms, no comparison of clauses.

use super::Context;
use crate::citation::{Mode, Named};
use crate::corpus::WorkId;
use crate::document::Rank;
use crate::law::Standing;
use crate::law::region::NATION;
use std::collections::BTreeSet;

/// The first article of a cited law (法律 or 行政法规) that says one of `words` of this act:
/// (title, article). `share` is the part of the act's pairs of characters that must stand there.
pub fn sets(cx: &Context<'_>, words: &[&str], act: &str, share: f64) -> Option<(String, String)> {
    let want = pairs(act);
    for work in laws(cx) {
        let Some(version) = cx.library.in_force(work, cx.as_of) else {
            continue;
        };
        let Ok(d) = cx.library.document(version) else {
            continue;
        };
        for article in d.articles() {
            let text = d.full_span(article).slice(&d.text);
            if !words.iter().any(|w| text.contains(w)) {
                continue;
            }
            let held = want.iter().filter(|p| text.contains(p.as_str())).count();
            #[allow(clippy::cast_precision_loss)] // a sentence has few pairs
            if want.is_empty() || held as f64 >= share * want.len() as f64 {
                return Some((
                    cx.library.work(work).title.clone(),
                    d.label(article).trim().to_string(),
                ));
            }
        }
    }
    None
}

/// Whether a cited law says one of `words` at all.
pub fn says(cx: &Context<'_>, words: &[&str]) -> bool {
    sets(cx, words, "", 0.0).is_some()
}

/// The law that the document rests on (根据《…》制定, its title) whose text in force says `word`.
pub fn field_says(cx: &Context<'_>, word: &str) -> Option<String> {
    for c in cx.citations.iter().filter(|c| c.citation.law) {
        let head = cx
            .document
            .node_at(c.citation.span.start)
            .is_some_and(|n| !cx.document.node(n).kind.is_normative());
        if c.citation.mode != Mode::Basis && !head {
            continue;
        }
        let Ok(work) = c.resolved.work else { continue };
        if !matches!(
            cx.library.work(work).rank,
            Rank::Law | Rank::AdministrativeRegulation
        ) {
            continue;
        }
        let said = cx
            .library
            .in_force(work, cx.as_of)
            .and_then(|v| cx.library.document(v).ok())
            .is_some_and(|d| d.text.contains(word));
        if said {
            return Some(cx.library.work(work).title.clone());
        }
    }
    None
}

/// The laws and regulations that the document cites; for rules and papers 地方性法规 too.
fn laws(cx: &Context<'_>) -> Vec<WorkId> {
    let mut seen = BTreeSet::new();
    let mut out = Vec::new();
    for c in cx.citations.iter().filter(|c| c.citation.law) {
        let Ok(work) = c.resolved.work else { continue };
        let rank = cx.library.work(work).rank;
        let above = matches!(rank, Rank::Law | Rank::AdministrativeRegulation)
            || rank.is_local_regulation() && !cx.standing.rank.is_local_regulation();
        if above && seen.insert(work) {
            out.push(work);
        }
    }
    // A place's regulation of the same name as a national one implements it: 某省物业管理条例.
    let titles = cx
        .citations
        .iter()
        .filter_map(|c| match &c.citation.named {
            Named::Title { title, .. } if c.citation.law => Some(title.as_str()),
            _ => None,
        })
        .chain([cx.document.meta.title.as_str()]);
    for title in titles {
        let Some((_, bare)) = title.split_once(['省', '市', '区', '县']) else {
            continue;
        };
        let nation = Standing {
            region: NATION.to_string(),
            ..cx.standing.clone()
        };
        for &work in cx.library.find(bare, &nation).iter().take(1) {
            let rank = cx.library.work(work).rank;
            if matches!(rank, Rank::Law | Rank::AdministrativeRegulation) && seen.insert(work) {
                out.push(work);
            }
        }
    }
    out
}

/// Pairs of characters of an act, without those that every liability clause has.
fn pairs(act: &str) -> BTreeSet<String> {
    const COMMON: [&str; 26] = [
        "违反", "本条", "条例", "本办", "办法", "规定", "责令", "改正", "限期", "逾期", "行政",
        "主管", "部门", "可以", "应当", "处以", "罚款", "情节", "严重", "予以", "由县", "以上",
        "以下", "万元", "千元", "机关",
    ];
    let chars: Vec<char> = act.chars().filter(|c| !c.is_whitespace()).collect();
    chars
        .windows(2)
        .filter(|w| w.iter().all(|c| ('\u{4e00}'..='\u{9fff}').contains(c)))
        .map(|w| w.iter().collect::<String>())
        .filter(|p| !COMMON.contains(&p.as_str()) && !p.starts_with('第') && !p.ends_with('条'))
        .collect()
}
