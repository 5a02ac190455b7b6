//! Character maps of PDF fonts (ToUnicode and embedded CMaps): codes to text.

use std::collections::BTreeMap;

/// How many codes a map may have.
const MAX_CODES: usize = 200_000;

/// A map from codes to text, with the lengths of codes.
#[derive(Debug, Default)]
pub(super) struct CMap {
    chars: BTreeMap<u32, String>,
    /// Ranges of codes whose text counts up: first, last, first letter.
    ranges: Vec<(u32, u32, u32)>,
    /// Length in bytes, first and last code of each code space.
    spaces: Vec<(usize, u32, u32)>,
}

enum Token {
    Hex(Vec<u8>),
    Word(String),
    Open,
    Close,
}

impl CMap {
    pub(super) fn parse(bytes: &[u8]) -> Self {
        let mut map = Self::default();
        let mut held: Vec<Token> = Vec::new();
        let mut at = 0;
        while let Some((token, next)) = token(bytes, at) {
            at = next;
            match token {
                Token::Word(w) => {
                    match w.as_str() {
                        "endcodespacerange" => map.spaces(&held),
                        "endbfchar" => map.bfchar(&held),
                        "endbfrange" => map.bfrange(&held),
                        _ => {}
                    }
                    held.clear();
                }
                t => {
                    if held.len() < 4 * MAX_CODES {
                        held.push(t);
                    }
                }
            }
        }
        map.ranges.sort_unstable();
        map
    }

    pub(super) fn is_empty(&self) -> bool {
        self.chars.is_empty() && self.ranges.is_empty()
    }

    fn spaces(&mut self, held: &[Token]) {
        for pair in held.chunks(2) {
            if let [Token::Hex(a), Token::Hex(b)] = pair {
                self.spaces.push((a.len(), number(a), number(b)));
            }
        }
    }

    fn bfchar(&mut self, held: &[Token]) {
        for pair in held.chunks(2) {
            if let [Token::Hex(code), Token::Hex(text)] = pair
                && self.chars.len() < MAX_CODES
            {
                self.chars.insert(number(code), wide(text));
            }
        }
    }

    fn bfrange(&mut self, held: &[Token]) {
        let mut i = 0;
        while let (Some(Token::Hex(a)), Some(Token::Hex(b))) = (held.get(i), held.get(i + 1)) {
            let (first, last) = (number(a), number(b));
            i += 2;
            match held.get(i) {
                Some(Token::Hex(text)) => {
                    i += 1;
                    let text = wide(text);
                    let mut letters = text.chars();
                    match (letters.next(), letters.next()) {
                        (Some(c), None) => self.ranges.push((first, last, c as u32)),
                        _ => {
                            self.chars.insert(first, text);
                        }
                    }
                }
                Some(Token::Open) => {
                    i += 1;
                    let mut code = first;
                    while let Some(t) = held.get(i) {
                        i += 1;
                        match t {
                            Token::Hex(text) if self.chars.len() < MAX_CODES => {
                                self.chars.insert(code, wide(text));
                                code = code.saturating_add(1);
                            }
                            Token::Close => break,
                            _ => {}
                        }
                    }
                }
                _ => return,
            }
        }
    }

    /// The text of a code.
    pub(super) fn get(&self, code: u32) -> Option<String> {
        if let Some(text) = self.chars.get(&code) {
            return Some(text.clone());
        }
        let i = self.ranges.partition_point(|r| r.0 <= code);
        let (first, last, letter) = *self.ranges.get(i.checked_sub(1)?)?;
        if code > last {
            return None;
        }
        char::from_u32(letter.checked_add(code - first)?).map(String::from)
    }

    /// How many bytes the next code has, by the code spaces.
    pub(super) fn length(&self, bytes: &[u8]) -> Option<usize> {
        (1..=4usize.min(bytes.len())).find(|&n| {
            let code = number(&bytes[..n]);
            self.spaces
                .iter()
                .any(|&(len, a, b)| len == n && a <= code && code <= b)
        })
    }
}

pub(super) fn number(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0, |n, b| (n << 8) | u32::from(*b))
}

fn wide(bytes: &[u8]) -> String {
    if let [b] = bytes {
        return char::from(*b).to_string();
    }
    let units: Vec<u16> = bytes
        .chunks(2)
        .map(|c| u16::from_be_bytes([c[0], c.get(1).copied().unwrap_or(0)]))
        .collect();
    String::from_utf16_lossy(&units)
}

fn token(b: &[u8], mut at: usize) -> Option<(Token, usize)> {
    loop {
        match *b.get(at)? {
            b'%' => {
                while !matches!(b.get(at), None | Some(b'\n' | b'\r')) {
                    at += 1;
                }
            }
            c if c.is_ascii_whitespace() || c == 0 => at += 1,
            b'<' if b.get(at + 1) == Some(&b'<') => {
                return Some((Token::Word("<<".into()), at + 2));
            }
            b'<' => {
                let mut digits = Vec::new();
                at += 1;
                while let Some(&c) = b.get(at) {
                    at += 1;
                    if c == b'>' {
                        break;
                    }
                    if let Some(d) = (c as char).to_digit(16) {
                        digits.push(d as u8);
                    }
                }
                let bytes = digits
                    .chunks(2)
                    .map(|d| d[0] * 16 + d.get(1).copied().unwrap_or(0))
                    .collect();
                return Some((Token::Hex(bytes), at));
            }
            b'[' => return Some((Token::Open, at + 1)),
            b']' => return Some((Token::Close, at + 1)),
            b'>' | b'(' | b')' | b'{' | b'}' => at += 1,
            _ => {
                let from = at;
                at += 1;
                while b
                    .get(at)
                    .is_some_and(|c| !c.is_ascii_whitespace() && !b"<>[](){}/%".contains(c))
                {
                    at += 1;
                }
                let word = String::from_utf8_lossy(&b[from..at]).into_owned();
                return Some((Token::Word(word), at));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::CMap;

    #[test]
    fn codes_lead_to_text() {
        let map = CMap::parse(
            b"1 begincodespacerange <0000> <ffff> endcodespacerange \
              1 beginbfchar <0003> <7b2c> endbfchar \
              2 beginbfrange <0010> <0012> <4e00> <0020> <0021> [<6761> <0031>] endbfrange",
        );
        assert_eq!(map.get(3).as_deref(), Some("第"));
        assert_eq!(map.get(0x11).as_deref(), Some("丁"));
        assert_eq!(map.get(0x20).as_deref(), Some("条"));
        assert_eq!(map.get(0x22), None);
        assert_eq!(map.length(b"\x00\x03\x00"), Some(2));
    }
}
