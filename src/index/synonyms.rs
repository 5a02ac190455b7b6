//! Everyday words and the words that statutes use for them (`index/synonyms.toml`).

use crate::text::normalize::fold;
use serde::Deserialize;
use std::sync::LazyLock;

/// One row.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Row {
    /// What people say.
    pub(crate) everyday: Vec<String>,
    /// What statutes say; parts between white space must all stand in the article.
    pub(crate) statute: Vec<String>,
    /// Why.
    #[serde(rename = "reason")]
    pub(crate) _reason: String,
}

/// The file.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Synonyms {
    /// Words of asking, which say nothing about the law asked for.
    #[serde(default)]
    pub(crate) asking: Vec<String>,
    /// The rows.
    #[serde(default)]
    pub(crate) row: Vec<Row>,
}

/// The committed table; a test reads it, so that it can't be broken for a user.
static TABLE: LazyLock<Synonyms> =
    LazyLock::new(|| toml::from_str(include_str!("../../index/synonyms.toml")).unwrap_or_default());

/// The table.
pub(crate) fn table() -> &'static Synonyms {
    &TABLE
}

impl Synonyms {
    /// Rows whose everyday word stands in a folded run: where it begins, its length in bytes, and
    /// the statute words. The longest word at a place counts.
    pub(crate) fn within<'a>(&'a self, run: &str) -> Vec<(usize, usize, &'a [String])> {
        let mut out: Vec<(usize, usize, &[String])> = Vec::new();
        for row in &self.row {
            for word in &row.everyday {
                let word = fold(word);
                for (at, _) in run.match_indices(word.as_str()) {
                    out.push((at, word.len(), &row.statute));
                }
            }
        }
        out.sort_by_key(|&(at, len, _)| (at, std::cmp::Reverse(len)));
        let mut end = 0;
        let mut start = 0;
        out.retain(|&(at, len, _)| {
            let keep = at >= end || (at == start && at + len == end);
            if keep {
                start = at;
                end = at + len;
            }
            keep
        });
        out
    }

    /// Whether a word only asks.
    pub(crate) fn is_asking(&self, word: &str) -> bool {
        self.asking.iter().any(|w| w == word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_has_words_and_a_reason() {
        let t: Synonyms = toml::from_str(include_str!("../../index/synonyms.toml"))
            .unwrap_or_else(|e| panic!("{e}"));
        assert!(!t.row.is_empty() && !t.asking.is_empty());
        for r in &t.row {
            assert!(!r.everyday.is_empty() && !r.statute.is_empty(), "{r:?}");
            assert!(r._reason.chars().count() > 3, "{r:?}");
        }
    }

    #[test]
    fn the_longest_word_counts() {
        let t: Synonyms = toml::from_str(
            "[[row]]\neveryday=['车']\nstatute=['车辆']\nreason='试验'\n[[row]]\neveryday=['网约车']\nstatute=['网络预约出租汽车']\nreason='试验'\n",
        )
        .unwrap_or_default();
        let found = t.within("开网约车");
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].2, ["网络预约出租汽车"]);
        assert_eq!(t.within("开车").len(), 1);
    }
}
