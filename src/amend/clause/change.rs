//! What is done to the words at a place: …修改为…, …前增加…, 分别修改为….

use super::opening::number;
use super::{Cursor, Part, Reader};
use crate::amend::place::{Aspect, Level, Place, Region};
use crate::amend::token::{Tok, Word};
use crate::amend::{Action, Wording};

/// 第二章、第三章标题: the headings of all; none where not every place can have one.
fn headings(from: &[Place]) -> Option<Vec<Place>> {
    let last = from.last().filter(|p| p.aspect == Aspect::Heading)?;
    let level = last.lowest()?;
    let alike = |p: &Place| {
        p.lowest() == Some(level) && matches!(p.aspect, Aspect::Whole | Aspect::Heading)
    };
    (from.len() > 1 && level <= Level::Section && from.iter().all(alike)).then(|| {
        from.iter()
            .map(|p| Place {
                aspect: Aspect::Heading,
                ..*p
            })
            .collect()
    })
}

impl Reader {
    /// One wording for each of these places, in order: 分别修改为“甲”、“乙”.
    fn each(&mut self, c: &mut Cursor<'_>, places: &[Place], first: Wording) -> Option<()> {
        let mut all = vec![first];
        while all.len() < places.len() {
            c.pauses();
            all.push(c.quote()?);
        }
        for (p, w) in places.iter().zip(all) {
            self.replace(vec![*p], w)?;
        }
        Some(())
    }

    /// After 修改为: a number, wording, or words.
    pub(super) fn change(
        &mut self,
        c: &mut Cursor<'_>,
        parts: &[Part],
        quoted: bool,
    ) -> Option<()> {
        if !quoted {
            let from: Vec<Place> = parts.iter().flat_map(|p| p.places.clone()).collect();
            if matches!(c.peek(), Some(Tok::Places(_))) {
                let to = c.places()?;
                self.renumber(&from, to)?;
                // 将第二条修改为第六条：“…”
                let save = c.at;
                c.pauses();
                if let Some(w) = c.quote() {
                    return self.replace(from, w);
                }
                c.at = save;
                return Some(());
            }
            if let Some(Tok::Word(Word::Count(level, _))) = c.peek() {
                // 修改为两款，作为第一款、第二款：“…”; an article in two 款 stays one article.
                let lower = from.iter().all(|p| p.lowest().is_some_and(|l| l < *level));
                if from.len() > 1 {
                    return self.merge(c, parts.to_vec());
                }
                if !lower {
                    return self.split(c, parts);
                }
                c.at += 1;
                c.pauses();
                if c.word(Word::As) {
                    c.places()?;
                }
            }
            if let (Some(Tok::Law(title)), [one]) = (c.peek(), from.as_slice())
                && one.region == Some(Region::Title)
            {
                c.at += 1;
                let title = title.clone();
                self.push(Action::Rename { title });
                return Some(());
            }
            let w = self.wording(c)?;
            if let Some(heads) = headings(&from) {
                return self.each(c, &heads, w);
            }
            return self.replace(from, w);
        }
        while matches!(
            c.peek(),
            Some(Tok::Pause('：' | ':' | '，') | Tok::Word(Word::Content))
        ) {
            c.at += 1;
        }
        let mut new = vec![c.quote()?];
        let many: usize = parts.iter().map(|p| p.quotes.len()).sum();
        // 将“甲”、“乙”分别修改为“丙”、“丁”.
        while many > new.len() {
            let save = c.at;
            c.pauses();
            match c.peek() {
                Some(Tok::Quote(_))
                    if !matches!(
                        c.peek_at(1),
                        Some(Tok::Word(Word::Change | Word::After | Word::Before))
                    ) =>
                {
                    new.extend(c.quote());
                }
                _ => {
                    c.at = save;
                    break;
                }
            }
        }
        // 第三条、第六条中的“甲”分别修改为“乙”、“丙”: one for each place.
        if let [part] = parts
            && part.quotes.len() == 1
            && part.places.len() > 1
            && matches!(c.peek(), Some(Tok::Quote(_)) | Some(Tok::Pause('、')))
        {
            let save = c.at;
            let mut each = new.clone();
            loop {
                let here = c.at;
                c.pauses();
                match c.quote() {
                    Some(w) => each.push(w),
                    None => {
                        c.at = here;
                        break;
                    }
                }
            }
            if each.len() == part.places.len() {
                for (p, w) in part.places.iter().zip(each) {
                    let mut one = part.clone();
                    one.places = vec![*p];
                    self.substitute(&one, &[w])?;
                }
                return Some(());
            }
            c.at = save;
        }
        // “第八条”调整为“第七条”: a number in marks.
        if let ([part], [one]) = (parts, new.as_slice())
            && part.quotes.len() == 1
            && let (Some(a), Some(b)) = (number(&part.quotes[0]), number(one))
            && part.places.iter().all(|p| p.article.is_none())
        {
            return self.renumber(&[a], vec![b]);
        }
        // 第二章标题“甲”修改为“乙” and 第三条第一款“甲”修改为“乙” alike are words for words.
        if parts.len() > 1 && new.len() == many && new.len() > 1 {
            let mut rest = new.as_slice();
            for p in parts {
                let (a, b) = rest.split_at(p.quotes.len().min(rest.len()));
                self.substitute(p, a)?;
                rest = b;
            }
            return Some(());
        }
        // A part without quotes of its own shares those of the next (第三条中、第四条中的“甲”).
        let mut waiting: Vec<Place> = Vec::new();
        for p in parts {
            if p.quotes.is_empty() {
                waiting.extend(p.places.iter().copied());
                continue;
            }
            let mut p = p.clone();
            let mut places = std::mem::take(&mut waiting);
            places.append(&mut p.places);
            p.places = places;
            self.substitute(&p, &new)?;
        }
        waiting.is_empty().then_some(())
    }
}
