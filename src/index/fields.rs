//! Fields (领域): what a text is about as far as its title says it (`index/fields.toml`).
//!
//! The longest words of a title count, so that a word inside a longer one of another field says
//! nothing. Derived when it is asked for; nothing of it stands in the index.

use aho_corasick::{AhoCorasick, MatchKind};
use serde::Deserialize;
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// The name under which texts stand whose title says nothing.
pub const OTHER: &str = "其他";

/// One field.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    name: String,
    words: Vec<String>,
}

/// The file.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    field: Vec<Row>,
}

/// The words of all fields, ready to be looked for.
struct Fields {
    names: Vec<String>,
    /// By word: its field.
    of: Vec<usize>,
    words: Option<AhoCorasick>,
}

static FIELDS: LazyLock<Fields> = LazyLock::new(|| {
    let file: File = toml::from_str(include_str!("../../index/fields.toml")).unwrap_or_default();
    let mut of = Vec::new();
    let mut words = Vec::new();
    for (i, row) in file.field.iter().enumerate() {
        for w in &row.words {
            of.push(i);
            words.push(w.as_str());
        }
    }
    let words = AhoCorasick::builder()
        .match_kind(MatchKind::LeftmostLongest)
        .build(words)
        .ok();
    Fields {
        of,
        words,
        names: file.field.into_iter().map(|r| r.name).collect(),
    }
});

/// The names of all fields, in the order of the file, [`OTHER`] last.
pub fn names() -> impl Iterator<Item = &'static str> {
    FIELDS.names.iter().map(String::as_str).chain([OTHER])
}

/// The fields that a title names, in the order of the file; [`OTHER`] alone where it names none.
pub fn of(title: &str) -> Vec<&'static str> {
    let f = &*FIELDS;
    let found: BTreeSet<usize> = f
        .words
        .iter()
        .flat_map(|w| w.find_iter(title))
        .filter_map(|m| f.of.get(m.pattern().as_usize()).copied())
        .collect();
    if found.is_empty() {
        return vec![OTHER];
    }
    found.into_iter().map(|i| f.names[i].as_str()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_is_whole() {
        let file: File = toml::from_str(include_str!("../../index/fields.toml"))
            .unwrap_or_else(|e| panic!("{e}"));
        assert!(file.field.len() > 10);
        let mut seen = BTreeSet::new();
        for r in &file.field {
            assert!(!r.words.is_empty(), "{}", r.name);
            for w in &r.words {
                assert!(seen.insert(w.clone()), "{w} stands twice");
            }
        }
    }

    #[test]
    fn the_longest_words_of_a_title_name_its_fields() {
        assert_eq!(of("某省水路运输管理条例"), ["交通运输"]);
        assert_eq!(of("某市市容和环境卫生管理条例"), ["住房和城乡建设"]);
        assert_eq!(
            of("某市道路交通安全条例"),
            ["公安和道路交通安全"],
            "a word inside a longer one says nothing"
        );
        assert_eq!(of("某市河道渔业管理办法"), ["水利", "农业农村"]);
        assert_eq!(of("某市奖励办法"), [OTHER]);
        assert!(names().any(|n| n == OTHER));
    }
}
