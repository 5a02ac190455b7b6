//! The clauses of an instruction: tokens → operations.
//!
//! A clause opens with its subject (第三条中的“甲”), with 删去 or with 增加; what it leaves unsaid
//! comes from the clause before (将第八条改为第九条，第二款修改为…).

use super::place::{Aspect, Level, Place, Region};
use super::token::{Tok, Token, Word};
use super::{Action, Anchor, Op, Wording};
use crate::text::Span;

mod change;
mod cursor;
mod opening;
mod part;
mod structure;

use cursor::Cursor;
use opening::{introduction, purpose};
use part::Part;

/// Reads the clauses of one law's instructions in order.
#[derive(Debug, Default)]
pub(super) struct Reader {
    /// The place spoken of.
    context: Place,
    pub(super) ops: Vec<Op>,
    /// An insertion whose wording is to follow in the next sentence, with its own sentence.
    pending: Option<(Action, Span)>,
}

impl Reader {
    /// Leaves the place spoken of: a new instruction begins.
    pub(super) fn forget(&mut self) {
        self.context = Place::default();
    }

    /// The sentence that announced wording which did not come.
    pub(super) fn overdue(&mut self, next: Option<&Token>) -> Option<Span> {
        let comes = next.is_some_and(|t| {
            matches!(
                t.tok,
                Tok::Word(Word::Content) | Tok::Quote(_) | Tok::Pause(_)
            )
        });
        if comes {
            return None;
        }
        self.pending.take().map(|p| p.1)
    }

    /// Reads a sentence; false when some of it isn't understood (what was, is kept).
    pub(super) fn sentence(&mut self, tokens: &[Token]) -> bool {
        let mut c = Cursor {
            tokens,
            at: purpose(tokens),
        };
        let mut before = self.ops.len();
        loop {
            while matches!(c.peek(), Some(Tok::Pause(_) | Tok::Stop)) {
                c.at += 1;
            }
            if c.peek().is_none() {
                return true;
            }
            let start = c.at;
            // Without a comma between, what can't be read belongs to the clause before.
            let parted = start == 0 || matches!(c.tokens[start - 1].tok, Tok::Pause(_) | Tok::Stop);
            let made = self.ops.len();
            let read = self.clause(&mut c).is_some() && c.at > start;
            // Words that belong to no clause change the sense of the one before.
            if !read || matches!(c.peek(), Some(Tok::Other(_))) {
                self.ops.truncate(if parted { made } else { before });
                return false;
            }
            before = made;
            let span = Span::new(tokens[start].span.start, tokens[c.at.max(1) - 1].span.end);
            for op in &mut self.ops[made..] {
                op.span = span;
            }
            if let Some(p) = &mut self.pending {
                p.1 = span;
            }
        }
    }

    fn push(&mut self, action: Action) {
        if self
            .ops
            .last()
            .is_some_and(|o| o.action == action && o.span == Span::default())
        {
            return;
        }
        self.ops.push(Op {
            action,
            span: Span::default(),
        });
    }

    fn clause(&mut self, c: &mut Cursor<'_>) -> Option<()> {
        if self.pending.is_some() {
            let start = c.at;
            if let Some(w) = self.wording(c) {
                return self.complete(w);
            }
            c.at = start;
        }
        if let Some(after) = introduction(c) {
            let places = c.tokens[c.at..after].iter().find_map(|t| match &t.tok {
                Tok::Places(p) => Some(p.clone()),
                _ => None,
            });
            if let Some(p) = places {
                let p = self.fill(p);
                self.set(&p);
            }
            c.at = after;
            return Some(());
        }
        c.word(Word::Take);
        match c.peek()? {
            Tok::Word(Word::Delete) => {
                c.at += 1;
                self.delete(c)
            }
            Tok::Word(Word::Add) => {
                c.at += 1;
                self.add(c, Anchor::None)
            }
            Tok::Word(Word::Change) => {
                c.at += 1;
                let w = self.wording(c)?;
                self.replace(vec![self.context], w)
            }
            Tok::Word(Word::As) => {
                // 作为第三款：“…” after the clause that made the provision; of a sentence put at the
                // end it tells nothing new.
                let made = matches!(
                    self.ops.last().map(|o| &o.action),
                    Some(Action::Extend { at_end: true, .. })
                );
                c.at += 1;
                let to = c.places()?;
                (made && to.iter().all(|p| p.lowest() == Some(Level::Sentence))).then_some(())
            }
            Tok::Word(w @ (Word::After | Word::Before)) => {
                // 并在其后增加…: beside what the clause before made.
                let after = *w == Word::After;
                c.at += 1;
                self.beside_last(c, after)
            }
            Tok::Word(Word::Amend) => {
                c.at += 1;
                // 修改《…》 and 修改第三条 say that something follows.
                if let Some(p) = c.places() {
                    self.set(&p);
                }
                Some(())
            }
            _ => self.subject(c),
        }
    }

    /// Makes the last of these places the one spoken of.
    fn set(&mut self, places: &[Place]) {
        if let Some(p) = places.last() {
            self.context = Place {
                aspect: Aspect::Whole,
                sentence: None,
                ..*p
            };
        }
    }

    /// Fills places from the context, the first one; the others were read in one list with it.
    fn fill(&self, places: Vec<Place>) -> Vec<Place> {
        places
            .into_iter()
            .map(|p| p.within(&self.context))
            .collect()
    }

    /// The quoted wording of a provision, after ： or a break.
    fn wording(&mut self, c: &mut Cursor<'_>) -> Option<Wording> {
        while matches!(c.peek(), Some(Tok::Pause(_) | Tok::Word(Word::Content))) {
            c.at += 1;
        }
        c.quote()
    }

    fn replace(&mut self, places: Vec<Place>, wording: Wording) -> Option<()> {
        match places.as_slice() {
            [] => None,
            [one] => {
                let place = *one;
                if place == Place::default() {
                    return None;
                }
                if place.region == Some(Region::Title) && place.lowest().is_none() {
                    if wording.lines.len() != 1 {
                        return None;
                    }
                    self.push(Action::Rename {
                        title: wording.text(),
                    });
                    return Some(());
                }
                self.push(Action::Replace { place, wording });
                Some(())
            }
            many if many.iter().any(|p| p.aspect == Aspect::Heading) => None,
            many => {
                // 将第一款、第二款修改为“甲。⏎乙。”: as many paragraphs as places.
                let low = many[0].lowest()?;
                if let Some(each) = part::by_label(many, &wording) {
                    for (p, w) in many.iter().zip(each) {
                        self.push(Action::Replace {
                            place: *p,
                            wording: w,
                        });
                    }
                    return Some(());
                }
                if low >= Level::Paragraph && many.len() == wording.lines.len() {
                    for (p, l) in many.iter().zip(wording.lines) {
                        self.push(Action::Replace {
                            place: *p,
                            wording: Wording { lines: vec![l] },
                        });
                    }
                    return Some(());
                }
                self.push(Action::Merge {
                    from: many.to_vec(),
                    to: many[0],
                    wording: Some(wording),
                });
                Some(())
            }
        }
    }

    /// 删去 …
    fn delete(&mut self, c: &mut Cursor<'_>) -> Option<()> {
        let mut any = false;
        loop {
            let start = c.at;
            c.word(Word::Take);
            let mut part = self.part(c);
            if part.is_empty() {
                c.at = start;
                break;
            }
            any = true;
            if part.quotes.is_empty() {
                if part.places.is_empty() {
                    return None;
                }
                for p in std::mem::take(&mut part.places) {
                    self.push(Action::Delete { place: p });
                }
            } else {
                self.substitute(&part, &[])?;
            }
            // The next target follows after 、 or 和.
            let save = c.at;
            c.pauses();
            if !matches!(c.peek(), Some(Tok::Places(_) | Tok::Quote(_))) || !self.goes_on_as_list(c)
            {
                c.at = save;
                break;
            }
        }
        any.then_some(())
    }

    /// Whether the places (and words) at the cursor end the clause: no verb of their own follows.
    fn goes_on_as_list(&self, c: &Cursor<'_>) -> bool {
        let mut n = 0;
        while let Some(t) = c.peek_at(n) {
            match t {
                Tok::Places(_) | Tok::Quote(_) | Tok::Word(Word::In | Word::Its) => n += 1,
                Tok::Pause('、') => n += 1,
                Tok::Stop | Tok::Pause(_) => return true,
                _ => return matches!(t, Tok::Word(Word::Delete | Word::Take | Word::Add)),
            }
        }
        true
    }

    /// A clause that opens with places or quoted words.
    fn subject(&mut self, c: &mut Cursor<'_>) -> Option<()> {
        let mut parts = Vec::new();
        loop {
            let part = self.part(c);
            if part.is_empty() {
                break;
            }
            parts.push(part);
            let save = c.at;
            c.pauses();
            c.word(Word::Take);
            if !matches!(
                c.peek(),
                Some(Tok::Places(_) | Tok::Quote(_) | Tok::Word(Word::Its))
            ) {
                c.at = save;
                break;
            }
        }
        if parts.is_empty() {
            // 该条修改为 speaks of the place before; other words we don't know.
            if c.peek() == Some(&Tok::Word(Word::Change)) && self.context != Place::default() {
                parts.push(Part::of(self.context));
            } else {
                return None;
            }
        }
        let quoted = parts.iter().any(|p| !p.quotes.is_empty());
        let save = c.at;
        c.pauses();
        match c.peek() {
            Some(Tok::Word(Word::Change)) => {
                c.at += 1;
                self.change(c, &parts, quoted)
            }
            Some(Tok::Word(Word::As)) if !quoted => {
                // 原第二款作为第三款
                c.at += 1;
                let to = c.places()?;
                let from: Vec<Place> = parts.into_iter().flat_map(|p| p.places).collect();
                self.renumber(&from, to)
            }
            Some(Tok::Word(Word::Delete)) => {
                c.at += 1;
                if quoted {
                    for p in &parts {
                        self.substitute(p, &[])?;
                    }
                } else {
                    let more = matches!(
                        c.peek(),
                        Some(Tok::Places(_) | Tok::Quote(_) | Tok::Word(Word::Its))
                    );
                    if more {
                        return self.delete(c);
                    }
                    for p in parts.iter().flat_map(|p| p.places.clone()) {
                        self.push(Action::Delete { place: p });
                    }
                }
                Some(())
            }
            Some(Tok::Word(w @ (Word::After | Word::Before))) => {
                c.at += 1;
                let after = *w == Word::After;
                c.pauses();
                if !c.word(Word::Add) {
                    return None;
                }
                self.beside(c, &parts, after)
            }
            // 在第八条与第九条之间增加一条
            Some(Tok::Word(Word::Between)) if !quoted => {
                c.at += 1;
                c.pauses();
                let first = *parts.first()?.places.first()?;
                if !c.word(Word::Add) {
                    return None;
                }
                self.add(c, Anchor::After(first))
            }
            // 原第二项、第三项顺延: the numbers follow anyway.
            Some(Tok::Other(w))
                if !quoted && ["顺延", "后移", "序号顺延"].contains(&w.as_str()) =>
            {
                c.at += 1;
                Some(())
            }
            Some(Tok::Word(Word::Add)) => {
                c.at += 1;
                if quoted {
                    return self.beside_items(c, &parts);
                }
                let place = *parts.last()?.places.last()?;
                self.add(c, Anchor::Inside(place))
            }
            Some(Tok::Word(Word::Merge)) if !quoted => {
                c.at += 1;
                self.merge(c, parts)
            }
            Some(Tok::Word(Word::Split)) if !quoted => {
                c.at += 1;
                self.split(c, &parts)
            }
            Some(Tok::Word(Word::Move)) if !quoted => {
                c.at += 1;
                // 单列一条，作为第六条
                while matches!(
                    c.peek(),
                    Some(Tok::Word(Word::Count(..) | Word::As) | Tok::Pause(_))
                ) {
                    c.at += 1;
                }
                let mut to = c.places()?;
                // 移至第五条后，作为第六条
                let beside = c.word(Word::After) || c.word(Word::Before);
                c.pauses();
                if c.word(Word::As) {
                    let last = c.places()?;
                    let base = *to.last()?;
                    to = last.into_iter().map(|p| p.within(&base)).collect();
                } else if beside {
                    return None;
                }
                let from: Vec<Place> = parts.into_iter().flat_map(|p| p.places).collect();
                self.renumber(&from, to)
            }
            Some(Tok::Word(Word::Amend)) if !quoted => {
                c.at += 1;
                let from: Vec<Place> = parts.iter().flat_map(|p| p.places.clone()).collect();
                let save = c.at;
                if c.word(Word::Content) {
                    // 第五条修改如下：“…”
                    c.pauses();
                    if let Some(w) = c.quote() {
                        return self.replace(from, w);
                    }
                    c.at = save + 1;
                }
                Some(())
            }
            // 第三条：“…”
            Some(Tok::Quote(_)) => None,
            _ => {
                c.at = save;
                None
            }
        }
    }

    fn renumber(&mut self, from: &[Place], to: Vec<Place>) -> Option<()> {
        if from.len() != to.len() || from.is_empty() {
            return None;
        }
        let context = self.context;
        for (a, b) in from.iter().zip(to) {
            let b = b.within(a);
            self.push(Action::Renumber { from: *a, to: b });
        }
        self.context = context;
        Some(())
    }

    /// 在其后增加, 在其前增加: a provision beside the one spoken of, or words beside those just put in.
    fn beside_last(&mut self, c: &mut Cursor<'_>, after: bool) -> Option<()> {
        c.pauses();
        if !c.word(Word::Add) {
            return None;
        }
        let whole = matches!(
            c.peek(),
            Some(Tok::Word(Word::Count(level, _))) if *level != Level::Sentence
        );
        if whole && self.context != Place::default() {
            let anchor = if after {
                Anchor::After(self.context)
            } else {
                Anchor::Before(self.context)
            };
            return self.add(c, anchor);
        }
        let (place, mark) = match self.ops.last().map(|o| &o.action) {
            Some(Action::Substitute { place, new, .. }) if !new.is_empty() => (*place, new.clone()),
            Some(Action::Add { place, words, .. }) => (*place, words.clone()),
            _ => return None,
        };
        let words = self.wording(c)?.text();
        self.push(Action::Add {
            place,
            mark,
            after,
            words,
        });
        Some(())
    }

    /// After 后增加 or 前增加.
    fn beside(&mut self, c: &mut Cursor<'_>, parts: &[Part], after: bool) -> Option<()> {
        let quoted = parts.iter().any(|p| !p.quotes.is_empty());
        if !quoted {
            let p = *parts.last()?.places.last()?;
            if let Some(Tok::Quote(_)) = c.peek() {
                return None;
            }
            let anchor = if after {
                Anchor::After(p)
            } else {
                Anchor::Before(p)
            };
            return self.add(c, anchor);
        }
        // 增写一句，内容为：“…”
        while matches!(
            c.peek(),
            Some(Tok::Word(Word::Count(..) | Word::Content) | Tok::Pause(_))
        ) {
            c.at += 1;
        }
        let words = c.quote()?.text();
        for part in parts {
            for p in &part.places {
                for q in &part.quotes {
                    self.push(Action::Add {
                        place: *p,
                        mark: q.text(),
                        after,
                        words: words.clone(),
                    });
                }
            }
        }
        Some(())
    }

    /// 第六条“管理单位履行下列职责”中增加一项: the quoted words only name the 款.
    fn beside_items(&mut self, c: &mut Cursor<'_>, parts: &[Part]) -> Option<()> {
        let place = *parts.last()?.places.last()?;
        if !matches!(c.peek(), Some(Tok::Word(Word::Count(..)))) {
            return None;
        }
        self.add(c, Anchor::Inside(place))
    }
}
