//! Clauses that make provisions: 增加, 合并, 分为.

use super::{Cursor, Part, Reader};
use crate::amend::place::{Aspect, Level, Place};
use crate::amend::token::{Tok, Word};
use crate::amend::{Action, Anchor, Wording};

impl Reader {
    /// After 增加.
    pub(super) fn add(&mut self, c: &mut Cursor<'_>, anchor: Anchor) -> Option<()> {
        let Some(Tok::Word(Word::Count(level, count))) = c.peek() else {
            // 末尾增加“…”, 开始部分增加规定：“…”
            if let Anchor::Inside(p) = &anchor
                && matches!(p.aspect, Aspect::Begin | Aspect::End)
            {
                let w = self.wording(c)?;
                self.push(Action::Extend {
                    place: Place {
                        aspect: Aspect::Whole,
                        ..*p
                    },
                    at_end: p.aspect == Aspect::End,
                    words: w.text(),
                });
                return Some(());
            }
            return None;
        };
        let (level, count) = (*level, *count);
        c.at += 1;
        if level == Level::Sentence {
            let (Anchor::Inside(p) | Anchor::After(p)) = &anchor else {
                return None;
            };
            let p = *p;
            if c.word(Word::As) {
                c.places()?;
            }
            let w = self.wording(c)?;
            self.push(Action::Extend {
                place: p,
                at_end: true,
                words: w.text(),
            });
            return Some(());
        }
        let mut heading = None;
        let mut new = Vec::new();
        let mut wording = Wording::default();
        let mut got = false;
        loop {
            let save = c.at;
            c.pauses();
            c.word(Word::Take);
            match c.peek() {
                Some(Tok::Word(Word::As)) if new.is_empty() => {
                    c.at += 1;
                    new = c.places()?;
                }
                Some(Tok::Word(Word::Content)) => c.at += 1,
                Some(Tok::Quote(w)) if !got => {
                    let named = matches!(level, Level::Book | Level::Chapter | Level::Section)
                        && w.lines.len() == 1
                        && heading.is_none()
                        && !w.lines[0].contains('。');
                    if named {
                        heading = Some(w.text());
                    } else {
                        wording = w.clone();
                        got = true;
                    }
                    c.at += 1;
                }
                // 分为四条，包括第四十二条至第四十五条
                Some(Tok::Word(Word::Split)) if heading.is_some() => {
                    c.at += 1;
                    while let Some(t) = c.peek() {
                        match t {
                            Tok::Word(Word::Count(..)) | Tok::Pause(_) | Tok::Other(_) => {}
                            Tok::Places(p) => new.extend(p.iter().copied()),
                            _ => break,
                        }
                        c.at += 1;
                    }
                }
                _ => {
                    c.at = save;
                    break;
                }
            }
            if got {
                break;
            }
        }
        if !got && heading.is_none() {
            // 增加一款作为第二款，将该条修改为：“…”: the wording of the whole follows.
            let mut ahead = (0..6)
                .filter_map(|n| c.peek_at(n))
                .skip_while(|t| matches!(t, Tok::Pause(_) | Tok::Word(Word::Take | Word::In)));
            let whole = ahead.next() == Some(&Tok::Word(Word::Its))
                && ahead.next() == Some(&Tok::Word(Word::Change));
            return whole.then_some(());
        }
        let base = match &anchor {
            Anchor::Inside(p) | Anchor::After(p) | Anchor::Before(p) => *p,
            Anchor::None => self.context,
        };
        let anchor = match anchor {
            Anchor::None if level > Level::Article => {
                if self.context.article.is_none() && self.context.region.is_none() {
                    return None;
                }
                Anchor::Inside(up(self.context, level))
            }
            Anchor::Inside(p) if level > Level::Article => Anchor::Inside(up(p, level)),
            a => a,
        };
        let new: Vec<Place> = new.into_iter().map(|p| p.within(&base)).collect();
        self.push(Action::Insert {
            level,
            count,
            anchor,
            new,
            heading,
            wording,
        });
        Some(())
    }

    pub(super) fn merge(&mut self, c: &mut Cursor<'_>, parts: Vec<Part>) -> Option<()> {
        let from: Vec<Place> = parts.into_iter().flat_map(|p| p.places).collect();
        let mut to = None;
        let mut wording = None;
        loop {
            let save = c.at;
            c.pauses();
            match c.peek() {
                Some(Tok::Word(Word::As | Word::Change)) if wording.is_none() => c.at += 1,
                Some(Tok::Word(Word::Count(..))) => c.at += 1,
                Some(Tok::Places(p)) if to.is_none() => {
                    to = p.first().copied();
                    c.at += 1;
                }
                Some(Tok::Quote(w)) if wording.is_none() => {
                    wording = Some(w.clone());
                    c.at += 1;
                }
                _ => {
                    c.at = save;
                    break;
                }
            }
        }
        let first = *from.first()?;
        let to = to.map_or(first, |t| t.within(&first));
        if from.len() < 2 {
            return None;
        }
        self.context = first;
        self.push(Action::Merge { from, to, wording });
        Some(())
    }

    pub(super) fn split(&mut self, c: &mut Cursor<'_>, parts: &[Part]) -> Option<()> {
        let from = *parts.last()?.places.last()?;
        let mut to = Vec::new();
        let mut wording = None;
        loop {
            let save = c.at;
            c.pauses();
            match c.peek() {
                Some(Tok::Word(Word::As | Word::Change | Word::Content | Word::Count(..))) => {
                    c.at += 1
                }
                Some(Tok::Places(p)) if to.is_empty() => {
                    to.clone_from(p);
                    c.at += 1;
                }
                Some(Tok::Quote(w)) if wording.is_none() => {
                    wording = Some(w.clone());
                    c.at += 1;
                }
                _ => {
                    c.at = save;
                    break;
                }
            }
        }
        let to = to.into_iter().map(|p| p.within(&from)).collect();
        self.push(Action::Split {
            from,
            to,
            wording: wording?,
        });
        Some(())
    }
}

/// The provision that holds provisions of `level`.
fn up(mut p: Place, level: Level) -> Place {
    if level <= Level::Paragraph {
        p.paragraph = None;
    }
    if level <= Level::Item {
        p.item = None;
    }
    if level <= Level::Subitem {
        p.subitem = None;
    }
    p.sentence = None;
    p.aspect = Aspect::Whole;
    p
}
