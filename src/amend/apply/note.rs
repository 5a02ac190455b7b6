//! The line under the title that tells of the amendment.

use crate::amend::text::{Tree, Unit, Words};
use crate::document::meta::Act;
use crate::document::{Document, Kind};
use crate::text::numeral;

/// Adds `by` (根据…《…》) to the history with 修正 or 修订 and its count.
pub(super) fn history(tree: &mut Tree, old: &Document, by: &str) {
    let before = old
        .meta
        .history
        .iter()
        .filter(|e| e.act == Act::Amended || e.act == Act::Revised && !e.decision.is_empty())
        .count();
    let word = if tree.top.iter().any(|u| {
        u.kind == Kind::History && u.words.text.contains("修订") && !u.words.text.contains("修正")
    }) {
        "修订"
    } else {
        "修正"
    };
    let line = if before == 0 {
        format!("{by}{word}")
    } else {
        let n = u64::try_from(before).unwrap_or(0) + 1;
        format!("{by}第{}次{word}", numeral::format(n))
    };
    let last = tree.top.iter().rposition(|u| u.kind == Kind::History);
    if let Some(i) = last {
        let words = &mut tree.top[i].words.text;
        let close = words.chars().last().filter(|c| matches!(c, '）' | ')'));
        let open = tree.top[i].words.text.starts_with(['（', '('])
            || tree.top[..i].iter().any(|u| {
                u.kind == Kind::History
                    && u.words.text.starts_with(['（', '('])
                    && !u.words.text.ends_with(['）', ')'])
            });
        if let (Some(c), true) = (close, open) {
            let words = &mut tree.top[i].words.text;
            let at = words.len() - c.len_utf8();
            words.insert_str(at, &format!("　{line}"));
            return;
        }
        tree.top
            .insert(i + 1, Unit::new(Kind::History, Words::fresh(line)));
        return;
    }
    if let Some(i) = tree.top.iter().position(|u| u.kind == Kind::Title) {
        tree.top.insert(
            i + 1,
            Unit::new(Kind::History, Words::fresh(format!("（{line}）"))),
        );
    }
}
