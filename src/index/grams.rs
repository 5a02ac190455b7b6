//! Pairs of characters: the field in which exact words are found.
//!
//! A text is read as its characters without white space, brackets and digits folded
//! ([`fold_char`]); each character with its follower is one term, the last one stands alone, and
//! positions count characters. So words that stand on both sides of a line break or of U+3000 are
//! found, a phrase of n characters is a phrase of ⌈n/2⌉ terms, and what it finds is exactly what
//! a plain scan finds.

use crate::text::Span;
use crate::text::normalize::fold_char;
use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

/// Changes when the terms of a text change; part of the analyzer's hash.
pub(crate) const RULE: &str = "grams-1";

/// Makes the terms of a text.
#[derive(Clone)]
pub(crate) struct Grams;

/// The terms of one text.
pub(crate) struct GramStream<'a> {
    chars: std::str::CharIndices<'a>,
    /// The character whose term comes next, with its place.
    first: Option<(usize, char)>,
    token: Token,
}

/// The next character that counts.
fn next(chars: &mut std::str::CharIndices<'_>) -> Option<(usize, char)> {
    chars
        .find(|(_, c)| !c.is_whitespace())
        .map(|(i, c)| (i, fold_char(c)))
}

impl Tokenizer for Grams {
    type TokenStream<'a> = GramStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> GramStream<'a> {
        let mut chars = text.char_indices();
        let first = next(&mut chars);
        let token = Token {
            position: usize::MAX,
            ..Token::default()
        };
        GramStream {
            chars,
            first,
            token,
        }
    }
}

impl TokenStream for GramStream<'_> {
    fn advance(&mut self) -> bool {
        let Some((from, c)) = self.first else {
            return false;
        };
        let second = next(&mut self.chars);
        self.token.text.clear();
        self.token.text.push(c);
        self.token.offset_from = from;
        self.token.offset_to = from + c.len_utf8();
        if let Some((_, d)) = second {
            self.token.text.push(d);
        }
        self.token.position = self.token.position.wrapping_add(1);
        self.first = second;
        true
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}

/// The terms that prove a phrase (already folded) with their offsets, as few as cover every
/// character; a phrase of one character has none (its term is a prefix).
pub(crate) fn cover(phrase: &str) -> Vec<(usize, String)> {
    let chars: Vec<char> = phrase.chars().collect();
    let n = chars.len();
    if n < 2 {
        return Vec::new();
    }
    let mut out: Vec<(usize, String)> = (0..n - 1)
        .step_by(2)
        .map(|i| (i, chars[i..i + 2].iter().collect()))
        .collect();
    if n % 2 == 1 {
        out.push((n - 2, chars[n - 2..].iter().collect()));
    }
    out
}

/// As [`cover`], with the pairs that `cost` least in all: those inside words are common, those
/// across words are rare, and either prove the phrase.
pub(crate) fn cheap_cover(phrase: &str, cost: &dyn Fn(&str) -> u64) -> Vec<(usize, String)> {
    let chars: Vec<char> = phrase.chars().collect();
    let n = chars.len();
    if n < 4 {
        return cover(phrase);
    }
    let pairs: Vec<String> = chars.windows(2).map(|w| w.iter().collect()).collect();
    // best[i]: the least cost of a cover of the first characters that ends with the pair at i, and
    // the pair before it. Two pairs in a row begin one or two characters apart.
    let mut best: Vec<(u64, usize)> = Vec::with_capacity(pairs.len());
    for (i, pair) in pairs.iter().enumerate() {
        let own = cost(pair);
        let before = [i.checked_sub(2), i.checked_sub(1)]
            .into_iter()
            .flatten()
            .map(|j| (best[j].0, j))
            .min();
        best.push(match before {
            // The first character stands in the first pair only.
            Some((sum, j)) => (own.saturating_add(sum), j),
            None => (own, usize::MAX),
        });
    }
    let mut out = Vec::new();
    let mut at = pairs.len() - 1;
    while at != usize::MAX {
        out.push((at, pairs[at].clone()));
        at = best[at].1;
    }
    out.reverse();
    out
}

/// Every pair of characters of a folded text, each once, in order.
pub(crate) fn pairs(folded: &str) -> Vec<String> {
    let chars: Vec<char> = folded.chars().collect();
    let mut seen = std::collections::BTreeSet::new();
    chars
        .windows(2)
        .filter(|w| w.iter().all(|c| c.is_alphanumeric()) && seen.insert((w[0], w[1])))
        .map(|w| w.iter().collect())
        .collect()
}

/// Where a folded phrase stands in a text: the byte ranges of the text, which may hold white
/// space; they don't overlap.
pub fn find_all(text: &str, phrase: &str) -> Vec<Span> {
    let wanted: Vec<char> = phrase.chars().collect();
    let mut out = Vec::new();
    if wanted.is_empty() {
        return out;
    }
    let folded: Vec<(usize, usize, char)> = text
        .char_indices()
        .filter(|(_, c)| !c.is_whitespace())
        .map(|(i, c)| (i, i + c.len_utf8(), fold_char(c)))
        .collect();
    let mut at = 0;
    while at + wanted.len() <= folded.len() {
        let here = &folded[at..at + wanted.len()];
        if here.iter().zip(&wanted).all(|(a, b)| a.2 == *b) {
            out.push(Span::new(here[0].0, here[wanted.len() - 1].1));
            at += wanted.len();
        } else {
            at += 1;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn terms(text: &str) -> Vec<(usize, String)> {
        let mut t = Grams;
        let mut s = t.token_stream(text);
        let mut out = Vec::new();
        while s.advance() {
            out.push((s.token().position, s.token().text.clone()));
        }
        out
    }

    #[test]
    fn white_space_and_line_breaks_do_not_part_words() {
        let plain = terms("处二千元罚款");
        assert_eq!(plain.len(), 6);
        assert_eq!(plain[5], (5, "款".to_string()));
        assert_eq!(terms("处二\n　千元 罚款"), plain);
        assert_eq!(terms(""), vec![]);
    }

    #[test]
    fn half_width_brackets_are_the_same_words() {
        assert_eq!(terms("(一)停业,整顿"), terms("（一）停业，整顿"));
    }

    #[test]
    fn a_phrase_is_covered_by_pairs() {
        assert_eq!(cover("罚"), vec![]);
        assert_eq!(cover("罚款"), vec![(0, "罚款".into())]);
        assert_eq!(
            cover("罚款额"),
            vec![(0, "罚款".into()), (1, "款额".into())]
        );
        assert_eq!(
            cover("没收所得"),
            vec![(0, "没收".into()), (2, "所得".into())]
        );
    }

    #[test]
    fn rare_pairs_prove_a_phrase() {
        let cost = |p: &str| match p {
            "政府" | "人民" | "地方" => 1000,
            _ => 10,
        };
        let found = cheap_cover("地方人民政府", &cost);
        let at: Vec<usize> = found.iter().map(|x| x.0).collect();
        assert_eq!(at, [0, 1, 3, 4]);
        // Whatever the costs, every character is covered.
        for phrase in ["县级以上地方人民政府", "罚款", "听证会", "没收所得", "罚"]
        {
            for seed in 1..50u64 {
                let cost = |p: &str| p.bytes().map(u64::from).sum::<u64>() * seed % 17;
                let found = cheap_cover(phrase, &cost);
                let n = phrase.chars().count();
                let covered = |c: usize| found.iter().any(|x| x.0 == c || x.0 + 1 == c);
                assert!(n < 2 || (0..n).all(covered), "{phrase} {found:?}");
            }
        }
    }

    #[test]
    fn places_are_bytes_of_the_text_itself() {
        let text = "责令停业\n　　整顿。再次停业整顿的";
        let found = find_all(text, "停业整顿");
        assert_eq!(found.len(), 2);
        assert_eq!(found[0].slice(text), "停业\n　　整顿");
        assert_eq!(found[1].slice(text), "停业整顿");
        assert_eq!(find_all(text, "").len(), 0);
        assert_eq!(find_all("罚罚罚", "罚罚").len(), 1);
    }
}
