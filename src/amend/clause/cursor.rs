//! A place among the tokens of a sentence.

use crate::amend::Wording;
use crate::amend::place::Place;
use crate::amend::token::{Tok, Token, Word};

/// The tokens of one sentence and the place reached.
pub(super) struct Cursor<'a> {
    pub(super) tokens: &'a [Token],
    pub(super) at: usize,
}

impl<'a> Cursor<'a> {
    pub(super) fn peek(&self) -> Option<&'a Tok> {
        self.tokens.get(self.at).map(|t| &t.tok)
    }

    pub(super) fn peek_at(&self, n: usize) -> Option<&'a Tok> {
        self.tokens.get(self.at + n).map(|t| &t.tok)
    }

    pub(super) fn word(&mut self, w: Word) -> bool {
        let yes = self.peek() == Some(&Tok::Word(w));
        self.at += usize::from(yes);
        yes
    }

    /// Passes over commas and colons.
    pub(super) fn pauses(&mut self) {
        while matches!(self.peek(), Some(Tok::Pause(_))) {
            self.at += 1;
        }
    }

    pub(super) fn quote(&mut self) -> Option<Wording> {
        let Some(Tok::Quote(w)) = self.peek() else {
            return None;
        };
        self.at += 1;
        let mut w = w.clone();
        // “甲。”“乙。”: paragraphs of one wording.
        while let Some(Tok::Quote(more)) = self.peek()
            && w.lines.last().is_some_and(|l| l.ends_with('。'))
        {
            w.lines.extend(more.lines.iter().cloned());
            self.at += 1;
        }
        Some(w)
    }

    pub(super) fn places(&mut self) -> Option<Vec<Place>> {
        match self.peek() {
            Some(Tok::Places(p)) => {
                self.at += 1;
                Some(p.clone())
            }
            _ => None,
        }
    }
}
