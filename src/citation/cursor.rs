//! Steps through text by byte offsets that always lie on characters.

/// The character at a byte offset.
pub(super) fn char_at(text: &str, at: usize) -> Option<char> {
    text.get(at..)?.chars().next()
}

/// The offset after the character at `at`.
pub(super) fn next(text: &str, at: usize) -> usize {
    at + char_at(text, at).map_or(0, char::len_utf8)
}

/// The character before a byte offset.
pub(super) fn before(text: &str, at: usize) -> Option<char> {
    text.get(..at)?.chars().next_back()
}

/// The offset after white space.
pub(super) fn skip_space(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or("");
    at + (rest.len() - rest.trim_start().len())
}

/// The last `chars` characters before `at`, not before `from`.
pub(super) fn look_back(text: &str, from: usize, at: usize, chars: usize) -> &str {
    let piece = text.get(from..at).unwrap_or("");
    match piece.char_indices().rev().nth(chars.saturating_sub(1)) {
        Some((i, _)) if chars > 0 => &piece[i..],
        _ => piece,
    }
}

/// The first `chars` characters from `at`.
pub(super) fn look_ahead(text: &str, at: usize, chars: usize) -> &str {
    let piece = text.get(at..).unwrap_or("");
    match piece.char_indices().nth(chars) {
        Some((i, _)) => &piece[..i],
        None => piece,
    }
}

/// Whether `c` is a Han character.
pub(super) fn is_han(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}' | '〇' | '\u{3400}'..='\u{4dbf}')
}
