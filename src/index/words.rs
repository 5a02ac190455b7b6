//! Words: which pairs and runs of characters in a query are words.
//!
//! Documents are not cut. A word of two characters is a pair, and a longer word is a phrase of
//! pairs, so the field of pairs answers for words too: measured on everyday questions it ranks as
//! well as a second field of jieba's words, at half the work of building. What is needed is a list
//! of the words there are. It is made when the index is built, with jieba's dictionary and
//! `index/terms.txt`: of two characters every pair of the index that is a word; longer ones from
//! jieba's cut of every fourth record. Loading jieba's own dictionary would cost each query a
//! tenth of a second; the list is read in a fraction of a millisecond.

use crate::text::normalize::fold;
use std::collections::BTreeSet;

/// Words added to the segmenter's dictionary, one a line.
const TERMS: &str = include_str!("../../index/terms.txt");

/// The longest word looked for in a query, in characters.
const LONGEST: usize = 12;
/// One record in so many is cut to find long words.
const SAMPLE: u32 = 4;

/// The lines of `terms.txt` that are words.
fn terms() -> impl Iterator<Item = &'static str> {
    TERMS
        .lines()
        .map(str::trim)
        .filter(|l| !l.is_empty() && !l.starts_with('#'))
}

/// Hash of everything that decides terms and words.
pub(crate) fn analyzer() -> String {
    let words: Vec<&str> = terms().collect();
    crate::text::hash::of(&[
        super::grams::RULE.as_bytes(),
        b"jieba-rs 0.11, no hmm, folded",
        words.join("\n").as_bytes(),
    ])
}

/// Finds the words of texts while an index is built.
pub(crate) struct Finder {
    jieba: jieba_rs::Jieba,
    long: BTreeSet<String>,
}

impl Finder {
    /// With jieba's dictionary and ours; `known` are long words found before.
    pub(crate) fn new(known: &Lexicon) -> Self {
        let mut jieba = jieba_rs::Jieba::new();
        for w in terms() {
            jieba.add_word(w, Some(100_000), None);
        }
        Self {
            jieba,
            long: known
                .words()
                .map(str::to_string)
                .chain(terms().map(str::to_string))
                .filter(|w| w.chars().count() > 2)
                .collect(),
        }
    }

    /// Takes the long words of a record, if it belongs to the sample.
    pub(crate) fn read(&mut self, node: u32, text: &str) {
        if !node.is_multiple_of(SAMPLE) {
            return;
        }
        let folded = fold(text);
        for t in self.jieba.cut(&folded, false) {
            let size = t.word.chars().count();
            if (3..=LONGEST).contains(&size)
                && t.word.chars().all(|c| c.is_alphabetic() && !c.is_ascii())
                && !self.long.contains(t.word)
            {
                self.long.insert(t.word.to_string());
            }
        }
    }

    /// The list: `pairs` are the pairs of the index.
    pub(crate) fn finish(self, pairs: &BTreeSet<String>) -> Lexicon {
        let mut words: BTreeSet<String> = self
            .long
            .into_iter()
            .filter(|w| {
                super::grams::cover(w)
                    .iter()
                    .all(|(_, p)| pairs.contains(p))
            })
            .collect();
        words.extend(
            pairs
                .iter()
                .filter(|p| self.jieba.has_word(p) || terms().any(|t| t == p.as_str()))
                .cloned(),
        );
        let mut text = String::new();
        for w in words {
            text.push_str(&w);
            text.push('\n');
        }
        Lexicon {
            text: text.into_bytes(),
        }
    }
}

/// The words of an index, sorted, one a line.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Lexicon {
    pub(crate) text: Vec<u8>,
}

impl Lexicon {
    fn words(&self) -> impl Iterator<Item = &str> {
        self.text
            .split(|&b| b == b'\n')
            .filter_map(|w| std::str::from_utf8(w).ok())
            .filter(|w| !w.is_empty())
    }

    /// Whether the list has a word.
    pub(crate) fn has(&self, word: &str) -> bool {
        let bytes = self.text.as_slice();
        let (mut low, mut high) = (0, bytes.len());
        while low < high {
            let middle = usize::midpoint(low, high);
            let start = bytes[..middle]
                .iter()
                .rposition(|&b| b == b'\n')
                .map_or(0, |i| i + 1);
            let end = bytes[middle..]
                .iter()
                .position(|&b| b == b'\n')
                .map_or(bytes.len(), |i| middle + i);
            match bytes[start..end].cmp(word.as_bytes()) {
                std::cmp::Ordering::Equal => return true,
                std::cmp::Ordering::Less => low = end + 1,
                std::cmp::Ordering::Greater => high = start,
            }
        }
        false
    }
}

/// Cuts a folded run of characters into words by the most probable path; `count` says in how many
/// articles a word stands at most (0: no word).
pub(crate) fn cut(run: &str, count: &dyn Fn(&str) -> u64) -> Vec<String> {
    let bounds: Vec<usize> = run
        .char_indices()
        .map(|(i, _)| i)
        .chain([run.len()])
        .collect();
    let n = bounds.len() - 1;
    // best[i]: the probability of the best cut from character i on, and where its first word ends.
    let mut best: Vec<(f64, usize)> = vec![(0.0, n); n + 1];
    for i in (0..n).rev() {
        let mut choice = (f64::NEG_INFINITY, i + 1);
        for j in i + 1..=n.min(i + LONGEST) {
            let word = &run[bounds[i]..bounds[j]];
            let known = if j == i + 1 { 1 } else { count(word) };
            if known == 0 {
                continue;
            }
            #[allow(clippy::cast_precision_loss)]
            let p = (known as f64 / 1e7).ln() + best[j].0;
            if p > choice.0 {
                choice = (p, j);
            }
        }
        best[i] = choice;
    }
    let mut out = Vec::new();
    let mut i = 0;
    while i < n {
        let j = best[i].1;
        out.push(run[bounds[i]..bounds[j]].to_string());
        i = j;
    }
    // Digits and Latin letters belong together.
    let mut joined: Vec<String> = Vec::new();
    for w in out {
        let ascii = |s: &str| s.chars().all(|c| c.is_ascii_alphanumeric());
        match joined.last_mut() {
            Some(last) if ascii(last) && ascii(&w) => last.push_str(&w),
            _ => joined.push(w),
        }
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lexicon(texts: &[&str]) -> Lexicon {
        let mut finder = Finder::new(&Lexicon::default());
        let mut pairs = BTreeSet::new();
        for t in texts {
            finder.read(0, t);
            pairs.extend(crate::index::grams::pairs(&fold(t)));
        }
        finder.finish(&pairs)
    }

    #[test]
    fn a_query_is_cut_by_the_words_of_the_index() {
        let count = |w: &str| match w {
            "道路" => 900,
            "运输" => 800,
            "道路运输" => 300,
            "经营许可" => 50,
            "许可" => 700,
            "经营" => 900,
            _ => 0,
        };
        assert_eq!(cut("道路运输经营许可", &count), ["道路运输", "经营许可"]);
        assert_eq!(cut("囧", &count), ["囧"]);
        assert_eq!(cut("用POS机", &count), ["用", "POS", "机"]);
        assert_eq!(cut("", &count), Vec::<String>::new());
    }

    #[test]
    fn the_list_holds_the_words_of_the_texts_and_no_others() {
        let l = lexicon(&["未取得网络预约出租汽车\n经营许可（无证）", "渡口"]);
        for w in ["网络预约出租汽车", "网络", "出租", "经营", "许可", "渡口"] {
            assert!(l.has(w), "{w}: {l:?}");
        }
        for w in ["约出", "听证", "道路运输经营许可证", "", "（无", "渡"] {
            assert!(!l.has(w), "{w}: {l:?}");
        }
        // Every word is found, from the first to the last.
        assert!(l.words().all(|w| l.has(w)));
        assert!(!Lexicon::default().has("渡口"));
    }
}
