//! Whether the law that a document rests on sets a measure itself for the same act.
//!
//! A local text may repeat what its law sets. The laws are those the document cites; an article
//! of theirs counts when it says the measure and shares the words of the act. This is a guard
//! against false alarms, no comparison of clauses.

use super::Context;
use crate::corpus::WorkId;
use crate::document::Rank;
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

/// The national laws and regulations in force that the document cites.
fn laws(cx: &Context<'_>) -> Vec<WorkId> {
    let mut seen = BTreeSet::new();
    let mut out = Vec::new();
    for c in cx.citations.iter().filter(|c| c.citation.law) {
        let Ok(work) = c.resolved.work else { continue };
        if matches!(
            cx.library.work(work).rank,
            Rank::Law | Rank::AdministrativeRegulation
        ) && seen.insert(work)
        {
            out.push(work);
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
