//! Words that a document defines: “本条例所称…，是指…”, “…（以下简称…）”. Where the term stands, what it
//! means is meant too, so that 花圃经营者 is found by what the law says it is.

use super::content::content;
use super::grams::{self, Gram};
use crate::document::{Document, Kind};
use crate::norm;

/// A term of a document.
#[derive(Debug, Clone)]
pub(super) struct Defined {
    /// Its words.
    pub(super) term: String,
    /// Their pairs, sorted.
    pub(super) grams: Vec<Gram>,
    /// The pairs of what it means, sorted.
    pub(super) meaning: Vec<Gram>,
}

/// The longest meaning, in characters, of an abbreviation.
const LONGEST: usize = 24;
/// The most pairs that a meaning may add.
const MOST: usize = 60;

/// A term with the words that say what it is.
fn make(term: &str, meaning: &str) -> Option<Defined> {
    let term: String = term
        .trim_matches(|c: char| !c.is_alphanumeric())
        .to_string();
    let meaning = grams::sorted(&content(meaning, false));
    let grams = grams::sorted(&term);
    let told = !grams.is_empty() && !meaning.is_empty() && meaning.len() <= MOST;
    told.then_some(Defined {
        term,
        grams,
        meaning,
    })
}

/// The abbreviations in a text: the words before （以下简称…） mean the same.
fn short(text: &str, out: &mut Vec<Defined>) {
    for (i, _) in text.match_indices("以下") {
        let tail = &text[i..];
        let Some(rest) = ["以下简称", "以下统称", "以下称"]
            .iter()
            .find_map(|w| tail.strip_prefix(w))
        else {
            continue;
        };
        let end = rest.find(['）', ')', '，', '。']).unwrap_or(rest.len());
        let head = text[..i].trim_end_matches(['（', '(']);
        let from = head
            .char_indices()
            .rev()
            .take(LONGEST)
            .take_while(|(_, c)| !matches!(c, '，' | '。' | '；' | '\n' | '：'))
            .last()
            .map_or(head.len(), |(i, _)| i);
        out.extend(make(&rest[..end], &head[from..]));
    }
}

/// The terms that a document defines.
pub(super) fn terms(document: &Document) -> Vec<Defined> {
    let mut out = Vec::new();
    let main = document.main_part();
    for node in document.ids() {
        let n = document.node(node);
        if n.kind != Kind::Paragraph || n.dead || n.part != main {
            continue;
        }
        let text = document.full_span(node).slice(&document.text);
        if text.contains("以下") {
            short(text, &mut out);
        }
        if text.contains("所称") || text.contains("是指") {
            for d in norm::read(document, node)
                .into_iter()
                .filter_map(|n| n.definition)
            {
                out.extend(make(document.slice(d.term), document.slice(d.meaning)));
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::terms;

    #[test]
    fn definitions_and_abbreviations() {
        let text = "# 演示市花圃条例\n\n第一条 本条例所称花卉企业，是指种植盆栽的单位。\n\n第二条 温棚玻璃清洗记录（以下简称清洗记录）应当留存。\n";
        let Ok(d) = crate::parse::document("演示.md", text.as_bytes()) else {
            unreachable!()
        };
        let found: Vec<String> = terms(&d).into_iter().map(|t| t.term).collect();
        assert_eq!(found, ["花卉企业", "清洗记录"]);
    }
}
