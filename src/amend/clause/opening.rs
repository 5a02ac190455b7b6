//! How an instruction opens: its purpose, a clause that only announces others, a bare number.

use super::cursor::Cursor;
use crate::amend::Wording;
use crate::amend::place::{Place, list};
use crate::amend::token::{Tok, Token, Word};

/// Where an instruction begins that tells its purpose first: 为了…，将第三条修改为.
pub(super) fn purpose(tokens: &[Token]) -> usize {
    let says = |w: &str| {
        ["为了", "为", "根据", "鉴于", "由于", "考虑到"]
            .iter()
            .any(|p| w.starts_with(p))
    };
    // 条文顺序作相应调整：“第八条”调整为“第七条”…
    let order = tokens
        .iter()
        .position(|t| matches!(t.tok, Tok::Pause('：' | ':')))
        .filter(|&k| {
            let ours = |t: &Token| {
                matches!(
                    t.tok,
                    Tok::Other(_) | Tok::Word(Word::In | Word::Take | Word::Content)
                )
            };
            tokens[..k].iter().all(ours)
                && tokens[..k].iter().any(
                    |t| matches!(&t.tok, Tok::Other(w) if w.contains("顺序") || w.contains("序号")),
                )
        });
    if let Some(k) = order {
        return k + 1;
    }
    if !matches!(tokens.first().map(|t| &t.tok), Some(Tok::Other(w)) if says(w)) {
        return 0;
    }
    let quote = tokens
        .iter()
        .position(|t| matches!(t.tok, Tok::Quote(_)))
        .unwrap_or(tokens.len());
    tokens[..quote]
        .windows(2)
        .position(|w| {
            matches!(w[0].tok, Tok::Pause('，' | ','))
                && matches!(
                    w[1].tok,
                    Tok::Word(Word::Take | Word::Delete | Word::Add) | Tok::Places(_)
                )
        })
        .map_or(0, |k| k + 1)
}

/// Where a clause ends that only announces others: 对第十条进行修改，…; 对部分条文作如下修改：….
pub(super) fn introduction(c: &Cursor<'_>) -> Option<usize> {
    if c.peek() != Some(&Tok::Word(Word::Take)) {
        return None;
    }
    let mut n = 1;
    loop {
        match c.peek_at(n)? {
            Tok::Places(_) | Tok::Other(_) | Tok::Pause('、') | Tok::Word(Word::In | Word::Its) => {
                n += 1;
            }
            Tok::Word(Word::Amend) => break,
            _ => return None,
        }
    }
    match c.peek_at(n + 1) {
        None => None,
        Some(Tok::Pause(_)) => Some(c.at + n + 2),
        Some(Tok::Word(Word::Content)) => Some(c.at + n + 2),
        Some(_) => None,
    }
}

/// Wording that is but a number: “第八条”.
pub(super) fn number(w: &Wording) -> Option<Place> {
    let [line] = w.lines.as_slice() else {
        return None;
    };
    let (places, end) = list(line, 0)?;
    match places.as_slice() {
        [one] if end == line.len() => Some(*one),
        _ => None,
    }
}
