//! Clauses that make provisions: 增加, 合并, 分为.

use super::{Cursor, Part, Reader};
use crate::amend::place::{Aspect, Level, Place};
use crate::amend::token::{Tok, Word};
use crate::amend::{Action, Anchor, Wording};

impl Reader {
    /// After 增加.
    pub(super) fn add(&mut self, c: &mut Cursor<'_>, anchor: Anchor) -> Option<()> {
        let named = match c.peek() {
            // 增加第三章“…”, 增加第二款：“…”
            Some(Tok::Places(p)) => {
                let level = p.first()?.lowest()?;
                p.iter()
                    .all(|p| p.lowest() == Some(level))
                    .then(|| (level, u32::try_from(p.len()).unwrap_or(0), p.clone()))
            }
            _ => None,
        };
        let counted = match c.peek() {
            Some(Tok::Word(Word::Count(level, count))) => Some((*level, *count, Vec::new())),
            _ => named,
        };
        let Some((level, count, mut new)) = counted else {
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
            // 第十一条增加规定：“…。”: a 款 of its own, at the end.
            if let (Anchor::Inside(p), Some(Tok::Pause('：' | ':')), Some(Tok::Quote(w))) =
                (&anchor, c.peek(), c.peek_at(1))
                && p.lowest() == Some(Level::Article)
                && w.text().ends_with('。')
            {
                let wording = self.wording(c)?;
                self.push(Action::Insert {
                    level: Level::Paragraph,
                    count: u32::try_from(wording.lines.len()).unwrap_or(1),
                    anchor: Anchor::Inside(*p),
                    new: Vec::new(),
                    heading: None,
                    wording,
                });
                return Some(());
            }
            return None;
        };
        c.at += 1;
        if level == Level::Sentence {
            let (Anchor::Inside(p) | Anchor::After(p)) = &anchor else {
                return None;
            };
            let mut p = *p;
            let save = c.at;
            c.pauses();
            if c.word(Word::As) {
                p.sentence = c.places()?.first()?.sentence;
            } else {
                c.at = save;
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
            if whole {
                return Some(());
            }
            // 增加五条，分别作为第十条至第十四条。内容如下：“…”
            if new.is_empty() || c.peek().is_some() || level != Level::Article {
                return None;
            }
            let action = Action::Insert {
                level,
                count,
                anchor,
                new,
                heading: None,
                wording: Wording::default(),
            };
            self.pending = Some((action, crate::text::Span::default()));
            return Some(());
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

    /// Gives the insertion that waits for it its wording.
    pub(super) fn complete(&mut self, w: Wording) -> Option<()> {
        let (mut action, _) = self.pending.take()?;
        if let Action::Insert { wording, .. } = &mut action {
            *wording = w;
        }
        self.push(action);
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
        // 第一款分为两款: its wording has more paragraphs now.
        if from.lowest() == Some(Level::Paragraph) {
            return self.replace(vec![from], wording?);
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
