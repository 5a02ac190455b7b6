//! RTF cut into groups, control words and bytes.

/// A piece of RTF.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// `{`
    Open,
    /// `}`
    Close,
    /// `\word` with its number.
    Word(&'a str, Option<i32>),
    /// `\` and one character that is no letter.
    Symbol(u8),
    /// `\'hh`
    Hex(u8),
    /// A byte of text.
    Byte(u8),
}

/// The pieces one after another.
pub(super) struct Tokens<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Tokens<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    /// Passes over raw bytes.
    pub(super) fn pass(&mut self, count: usize) {
        self.at = self.at.saturating_add(count).min(self.bytes.len());
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    /// The next piece; line ends between pieces mean nothing.
    pub(super) fn next(&mut self) -> Option<Token<'a>> {
        loop {
            let b = self.peek()?;
            self.at += 1;
            return Some(match b {
                b'\r' | b'\n' | 0 => continue,
                b'{' => Token::Open,
                b'}' => Token::Close,
                b'\\' => match self.peek() {
                    Some(c) if c.is_ascii_alphabetic() => self.word(),
                    Some(b'\'') => {
                        self.at += 1;
                        let digit = |i: usize| {
                            let b = self.bytes.get(self.at + i)?;
                            (*b as char).to_digit(16)
                        };
                        match (digit(0), digit(1)) {
                            (Some(a), Some(b)) => {
                                self.at += 2;
                                Token::Hex((a * 16 + b) as u8)
                            }
                            _ => continue,
                        }
                    }
                    Some(c) => {
                        self.at += 1;
                        Token::Symbol(c)
                    }
                    None => return None,
                },
                b => Token::Byte(b),
            });
        }
    }

    fn word(&mut self) -> Token<'a> {
        let from = self.at;
        while self.at - from < 40 && self.peek().is_some_and(|b| b.is_ascii_alphabetic()) {
            self.at += 1;
        }
        let word = std::str::from_utf8(&self.bytes[from..self.at]).unwrap_or_default();
        let number = self.at;
        if self.peek() == Some(b'-') {
            self.at += 1;
        }
        while self.at - number < 11 && self.peek().is_some_and(|b| b.is_ascii_digit()) {
            self.at += 1;
        }
        let value = std::str::from_utf8(&self.bytes[number..self.at])
            .ok()
            .and_then(|n| n.parse().ok());
        if self.peek() == Some(b' ') {
            self.at += 1;
        }
        Token::Word(word, value)
    }
}
