//! Titles that changed: told by a decision, or by the name under which a decision changed the text.

use super::Rename;
use crate::document::Document;
use crate::law::title;
use crate::text::regex;
use regex::Regex;
use std::sync::LazyLock;

/// “将《甲》名称修改为《乙》”, “《甲》修改为《乙》” in a decision.
static RENAMED: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?:将|把)?《([^《》]{3,80})》(?:的)?(?:名称|标题|题目)?(?:修改|更名|改)为[：:]?[“\x22]?《([^《》]{3,80})》",
    )
});

/// Titles the history says were changed: the decision that changed the text named it otherwise.
pub(super) fn renames(document: &Document) -> Vec<Rename> {
    let mut out: Vec<Rename> = Vec::new();
    let own = title::key(&document.meta.title);
    for e in &document.meta.history {
        let decision = e.decision.as_str();
        let mut names = inner(decision);
        names.retain(|n| n.chars().count() >= 4);
        if let [one] = names.as_slice()
            && !decision.contains("等")
            && title::key(one) != own
            && !title::key(one).is_empty()
            && same_kind(one, &document.meta.title)
            && title::likeness(one, &document.meta.title) >= 0.55
        {
            push(&mut out, one, "", &e.words);
        }
    }
    if title::is_decision(&document.meta.title) {
        for id in document.ids() {
            if !document.node(id).kind.is_normative() {
                continue;
            }
            for c in RENAMED.captures_iter(document.words(id)) {
                if let (Some(a), Some(b), Some(w)) = (c.get(1), c.get(2), c.get(0)) {
                    push(&mut out, a.as_str(), b.as_str(), w.as_str());
                }
            }
        }
    }
    out
}

/// Whether a title may be an earlier one of another: a 法 doesn't become the 办法 or 条例 that
/// carries it out, and law of the whole country not that of a place.
pub(super) fn same_kind(old: &str, new: &str) -> bool {
    let law = |s: &str| s.ends_with('法') && !s.ends_with("办法");
    let (old, new) = (title::key(old), title::key(new));
    law(&old) == law(&new) && old.contains("实施") == new.contains("实施")
}

fn push(out: &mut Vec<Rename>, from: &str, to: &str, quote: &str) {
    let clean = |s: &str| s.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    let r = Rename {
        from: clean(from),
        to: clean(to),
        quote: quote.to_string(),
    };
    if !out.iter().any(|o| o.from == r.from && o.to == r.to) {
        out.push(r);
    }
}

/// The titles in 〈〉 or 《》 inside a decision's title.
fn inner(decision: &str) -> Vec<String> {
    let mut out = Vec::new();
    let mut at: Option<usize> = None;
    for (i, c) in decision.char_indices() {
        match c {
            '〈' | '《' | '<' => at = Some(i + c.len_utf8()),
            '〉' | '》' | '>' => {
                if let Some(s) = at.take() {
                    out.push(decision[s..i].to_string());
                }
            }
            _ => {}
        }
    }
    out
}
