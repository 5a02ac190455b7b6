//! A sentence on several laws → each law's share: 将《甲》第三条、《乙》第五条中的“丙”修改为“丁”
//! says one thing of two laws.

use super::token::{Tok, Token, Word};

/// What a sentence says of one law.
#[derive(Debug, Clone)]
pub(super) struct Share {
    pub(super) law: String,
    pub(super) tokens: Vec<Token>,
}

/// Whether the law at `i` is one that the sentence amends: a place of it, or another law beside it,
/// or words quoted of it follow.
fn subject(tokens: &[Token], i: usize) -> bool {
    let before = tokens[..i].last().map(|t| &t.tok);
    let opens = matches!(
        before,
        None | Some(Tok::Pause(_) | Tok::Law(_) | Tok::Places(_) | Tok::Quote(_))
            | Some(Tok::Word(
                Word::Take | Word::Delete | Word::Add | Word::Amend | Word::In
            ))
    );
    let mut next = i + 1;
    while matches!(tokens.get(next).map(|t| &t.tok), Some(Tok::Pause('、'))) {
        next += 1;
    }
    opens
        && match tokens.get(next).map(|t| &t.tok) {
            Some(Tok::Places(_)) => true,
            Some(Tok::Law(_)) => subject(tokens, next),
            Some(Tok::Word(Word::In)) => matches!(
                tokens.get(next + 1).map(|t| &t.tok),
                Some(Tok::Places(_) | Tok::Quote(_))
            ),
            Some(Tok::Quote(_)) => true,
            _ => false,
        }
}

fn verb(t: &Tok) -> bool {
    matches!(
        t,
        Tok::Word(
            Word::Change
                | Word::Delete
                | Word::Add
                | Word::Merge
                | Word::Split
                | Word::Move
                | Word::As
        )
    )
}

/// The shares of a sentence; none when it names no law that it amends.
pub(super) fn cut(tokens: &[Token]) -> Vec<Share> {
    let laws: Vec<usize> = (0..tokens.len())
        .filter(|&i| matches!(tokens[i].tok, Tok::Law(_)) && subject(tokens, i))
        .collect();
    let Some(&first) = laws.first() else {
        return Vec::new();
    };
    // Something is said before the first law: that belongs to the law spoken of.
    if tokens[..first].iter().any(|t| {
        !matches!(
            t.tok,
            Tok::Word(Word::Take | Word::Delete | Word::Add | Word::Amend) | Tok::Pause(_)
        )
    }) {
        return Vec::new();
    }
    // Laws with no verb between them share what follows the last.
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for &i in &laws {
        match groups.last_mut() {
            Some(g)
                if g.last()
                    .is_some_and(|&l| !tokens[l..i].iter().any(|t| verb(&t.tok))) =>
            {
                g.push(i);
            }
            _ => groups.push(vec![i]),
        }
    }
    let mut out = Vec::new();
    for (k, g) in groups.iter().enumerate() {
        let end = groups
            .get(k + 1)
            .map_or(tokens.len(), |n| lead(tokens, n[0]));
        share(tokens, g, lead(tokens, g[0]), end, &mut out);
    }
    out
}

/// Where the words before a law begin that steer it: 将, 删去.
fn lead(tokens: &[Token], law: usize) -> usize {
    let mut at = law;
    while at > 0
        && matches!(
            tokens[at - 1].tok,
            Tok::Word(Word::Take | Word::Delete | Word::Amend)
        )
    {
        at -= 1;
    }
    at
}

fn share(tokens: &[Token], group: &[usize], from: usize, to: usize, out: &mut Vec<Share>) {
    let Some(&last) = group.last() else { return };
    let quoted = tokens[group[0]..last]
        .iter()
        .any(|t| matches!(t.tok, Tok::Quote(_)));
    // What is said of all begins at the quoted words, or at the verb where each law has its own.
    let tail = (last + 1..to)
        .find(|&i| match &tokens[i].tok {
            Tok::Quote(_) | Tok::Word(Word::In) => !quoted,
            t => verb(t),
        })
        .unwrap_or(to);
    for (k, &i) in group.iter().enumerate() {
        let Tok::Law(law) = &tokens[i].tok else {
            continue;
        };
        let end = group.get(k + 1).copied().unwrap_or(tail);
        let mut own: Vec<Token> = tokens[from..group[0]].to_vec();
        let mut part = tokens[i + 1..end].to_vec();
        while matches!(
            part.last().map(|t| &t.tok),
            Some(Tok::Pause(_) | Tok::Word(Word::Take))
        ) {
            part.pop();
        }
        own.append(&mut part);
        own.extend_from_slice(&tokens[tail..to]);
        while matches!(own.last().map(|t| &t.tok), Some(Tok::Pause(_))) {
            own.pop();
        }
        out.push(Share {
            law: law.clone(),
            tokens: own,
        });
    }
}
