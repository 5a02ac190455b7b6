//! Marks: what ends a provision, what is left over after words were taken out, what joins a list.

use crate::amend::text::{Unit, Words};
use crate::document::Kind;

/// Settles the marks at the end of new provisions: a sentence ends with 。, items with ； or 。.
pub(super) fn finish(units: &mut [Unit]) {
    for u in units.iter_mut() {
        if u.kind == Kind::Paragraph && u.children.is_empty() {
            close(&mut u.words.text, '。');
        }
        let n = u.children.len();
        for (i, c) in u.children.iter_mut().enumerate() {
            if c.kind == Kind::Item && c.children.is_empty() {
                close(&mut c.words.text, if i + 1 == n { '。' } else { '；' });
            }
        }
    }
}

fn close(text: &mut String, mark: char) {
    if text.chars().last().is_some_and(|c| {
        c.is_alphanumeric() || matches!(c, '）' | '》' | ')' | '”') && !text.contains(['。', '；'])
    }) {
        text.push(mark);
    }
}

/// After words were taken out at `at`: two marks in a row say nothing, the stronger one stays.
pub(super) fn tidy(w: &mut Words, at: usize) {
    let before = w.text[..at].chars().next_back();
    let after = w.text[at..].chars().next();
    let weight = |c: char| match c {
        '、' => 1,
        '，' | ',' => 2,
        '；' | ';' => 3,
        '：' | ':' => 4,
        '。' => 5,
        _ => 0,
    };
    match (before, after) {
        (Some(b), Some(a)) if weight(b) > 0 && weight(a) > 0 => {
            if weight(b) <= weight(a) {
                w.splice(at - b.len_utf8(), at, "");
            } else {
                w.splice(at, at + a.len_utf8(), "");
            }
        }
        (None, Some(a)) if (1..=3).contains(&weight(a)) => w.splice(0, a.len_utf8(), ""),
        _ => {}
    }
}

/// 在“商业银行”后增加“非银行支付机构”: members of a list have a pause mark between them, which
/// decisions leave out. They are members where a list stands around, or where both name things
/// of one kind (they share two characters in a row).
pub(super) fn joined(text: &str, (s, e): (usize, usize), after: bool, words: &str) -> String {
    let mark = |c: char| matches!(c, '、' | '，' | '；' | '。' | '：');
    if words.starts_with(mark)
        || words.ends_with(mark)
        || words.starts_with(['和', '或', '及', '的', '并', '与', '等'])
    {
        return words.to_string();
    }
    let (before, behind) = (text[..s].ends_with('、'), text[e..].starts_with('、'));
    let pairs = |s: &str| -> Vec<(char, char)> { s.chars().zip(s.chars().skip(1)).collect() };
    let mine = pairs(words);
    let alike = pairs(&text[s..e]).iter().any(|p| mine.contains(p));
    if !(before || behind || alike) {
        return words.to_string();
    }
    if after {
        format!("、{words}")
    } else {
        format!("{words}、")
    }
}
