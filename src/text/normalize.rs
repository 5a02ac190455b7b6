//! Normalisation: bytes of a text are kept as they are but for what no reader sees.
//!
//! Line ends become `\n`; byte-order marks, zero-width and control characters go; no-break and
//! other odd spaces become a plain space (U+3000 stays: it is the indent of Chinese print).
//! Letters, digits and punctuation are never changed: a quote must be the document's own words.

/// The normalised text.
pub fn normalize(raw: &str) -> String {
    let mut out = String::with_capacity(raw.len());
    let mut chars = raw.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\r' => {
                if chars.peek() != Some(&'\n') {
                    out.push('\n');
                }
            }
            '\n' | '\u{2028}' | '\u{2029}' | '\u{85}' | '\u{b}' | '\u{c}' => out.push('\n'),
            '\t' => out.push('\t'),
            '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{1680}' => {
                out.push(' ')
            }
            '\u{feff}'
            | '\u{ad}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{e000}'..='\u{e004}' => {}
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

/// `s` without any white space: the form in which texts are compared.
pub fn squeeze(s: &str) -> String {
    s.chars().filter(|c| !c.is_whitespace()).collect()
}

/// Half-width forms of the brackets, digits and punctuation that sources mix; for comparing, not
/// for quoting.
pub fn fold_char(c: char) -> char {
    match c {
        '(' => '（',
        ')' => '）',
        ',' => '，',
        ':' => '：',
        ';' => '；',
        '!' => '！',
        '?' => '？',
        '〈' => '《',
        '〉' => '》',
        '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' => {
            char::from_u32(c as u32 - 0xff10 + 0x30).unwrap_or(c)
        }
        c => c,
    }
}

/// Squeezed and folded: two texts equal under this say the same words.
pub fn fold(s: &str) -> String {
    s.chars()
        .filter(|c| !c.is_whitespace())
        .map(fold_char)
        .collect()
}
