//! How numbers and symbols stand in the text.

use super::numbering::Printed;
use super::words::Words;
use crate::parse::xml::Element;

/// A number before its words. Between 1. and 2万元 a blank must stand, or they read as 1.2.
pub(super) fn with_number(n: &Printed, words: &Words) -> Words {
    let words = words.trimmed(false);
    let last = n.label.chars().last().unwrap_or(' ');
    let digit = words.text.starts_with(|c: char| c.is_ascii_digit());
    let gap = match n.suffix.as_str() {
        "nothing" if digit && (last == '.' || last.is_ascii_digit()) => " ",
        "nothing" => "",
        "space" => " ",
        _ if matches!(last, '条' | '章' | '节' | '编') => "\u{3000}",
        _ if last.is_ascii() || crate::text::numeral::is_numeral(last) => " ",
        _ => "",
    };
    let mut out = Words::bare(&format!("{}{gap}", n.label));
    out.push(&words);
    out
}

/// A character given by font and code; the common ones of the symbol fonts by what they show.
pub(super) fn symbol(e: &Element) -> String {
    let code = e
        .get("char")
        .and_then(|c| u32::from_str_radix(c, 16).ok())
        .unwrap_or(0);
    let font = e.get("font").unwrap_or("").to_lowercase();
    let low = if (0xf000..=0xf0ff).contains(&code) {
        code - 0xf000
    } else {
        code
    };
    let known = match (font.as_str(), low) {
        ("wingdings", 0xfe | 0x52) | ("wingdings 2", 0x52) => Some('☑'),
        ("wingdings", 0xa8 | 0x6f | 0x71 | 0x72) | ("wingdings 2", 0xa3) => Some('□'),
        ("wingdings", 0xfc) | ("wingdings 2", 0x50) => Some('✓'),
        ("wingdings", 0xfd) => Some('☒'),
        ("wingdings", 0x6c) => Some('●'),
        ("wingdings", 0x6e) => Some('■'),
        ("wingdings", 0x75) => Some('◆'),
        ("wingdings", 0xd8) => Some('➢'),
        ("symbol", 0xb7) => Some('•'),
        ("symbol", 0xb4) => Some('×'),
        ("symbol", 0xa3) => Some('≤'),
        ("symbol", 0xb3) => Some('≥'),
        ("symbol", 0xb1) => Some('±'),
        ("symbol", 0xb0) => Some('°'),
        ("symbol", 0x20..=0x7e) => char::from_u32(low),
        _ => None,
    };
    known
        .or_else(|| char::from_u32(code).filter(|c| *c != '\0'))
        .unwrap_or('\u{fffd}')
        .to_string()
}
