//! Subjects: places and the words quoted of them.

use super::opening::number;
use super::{Cursor, Reader};
use crate::amend::place::{Level, Place, Region};
use crate::amend::token::{Tok, Word};
use crate::amend::{Action, Wording};
use crate::document::Number;
use crate::text::numeral;

/// A part of a subject: places (or the context) and words quoted of them.
#[derive(Debug, Default, Clone)]
pub(super) struct Part {
    pub(super) places: Vec<Place>,
    pub(super) quotes: Vec<Wording>,
    /// Words inside which the quoted ones stand: “甲”中的“乙”.
    outer: Option<Wording>,
}

impl Part {
    pub(super) fn of(place: Place) -> Self {
        Self {
            places: vec![place],
            ..Self::default()
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.places.is_empty() && self.quotes.is_empty()
    }
}

/// Words between a place and what is quoted of it that only describe it.
fn describes(w: &str) -> bool {
    w.chars().count() <= 30
        && !w.contains(['除', '非', '或', '不', '等'])
        && !w.contains("以外")
        && !w.contains("之外")
}

impl Reader {
    /// Places and the words quoted of them: 第三条、第四条中的“甲”、“乙”.
    pub(super) fn part(&mut self, c: &mut Cursor<'_>) -> Part {
        let mut part = Part::default();
        let mut described = false;
        loop {
            match c.peek() {
                Some(Tok::Places(_)) if part.quotes.is_empty() => {
                    let p = c.places().unwrap_or_default();
                    if std::mem::take(&mut described) {
                        // 第六十七条…职权第二十项: one place, told in two steps.
                        part.places.pop();
                    }
                    let p = self.fill(p);
                    self.set(&p);
                    part.places.extend(p);
                }
                // 名称由《甲》: the old title, told once more.
                Some(Tok::Other(w))
                    if w == "由" && title(&part) && matches!(c.peek_at(1), Some(Tok::Law(_))) =>
                {
                    c.at += 2;
                }
                Some(Tok::Other(w))
                    if part.quotes.is_empty() && !part.places.is_empty() && describes(w) =>
                {
                    let last = part.places.last().and_then(Place::lowest);
                    let mut n = 1;
                    while matches!(c.peek_at(n), Some(Tok::Word(Word::In | Word::Its))) {
                        n += 1;
                    }
                    match c.peek_at(n) {
                        Some(Tok::Quote(_)) => {}
                        Some(Tok::Places(p))
                            if p.iter().all(|p| p.region.is_none() && p.highest() > last) =>
                        {
                            described = true;
                        }
                        _ => break,
                    }
                    c.at += n;
                }
                Some(Tok::Word(Word::Its | Word::In)) => c.at += 1,
                // 第三条：“甲。”修改为：“乙。”; 第七自然段后两句：“…”
                Some(Tok::Word(Word::After))
                    if matches!(
                        c.peek_at(1),
                        Some(Tok::Word(Word::Count(Level::Sentence, _)))
                    ) && matches!(
                        c.peek_at(2),
                        Some(Tok::Pause('：' | ':') | Tok::Quote(_))
                    ) =>
                {
                    c.at += 2;
                }
                Some(Tok::Pause('：' | ':'))
                    if !part.places.is_empty() && part.quotes.is_empty() && old_quoted(c) =>
                {
                    c.at += 1;
                }
                Some(Tok::Quote(_)) => {
                    let q = c.quote();
                    part.quotes.extend(q);
                    self.scope(c, &mut part);
                }
                // “甲”后的“乙”: the first names where the second stands.
                Some(Tok::Word(w @ (Word::After | Word::Before)))
                    if part.quotes.len() == 1
                        && part.outer.is_none()
                        && c.peek_at(1) == Some(&Tok::Word(Word::In))
                        && matches!(c.peek_at(2), Some(Tok::Quote(_))) =>
                {
                    c.at += 2;
                    let (mark, words) = (part.quotes.pop(), c.quote());
                    if let (Some(mark), Some(words)) = (mark, words) {
                        let (m, q) = (mark.text(), words.text());
                        part.outer = Some(Wording {
                            lines: vec![if *w == Word::After {
                                format!("{m}{q}")
                            } else {
                                format!("{q}{m}")
                            }],
                        });
                        part.quotes.push(words);
                    }
                }
                Some(Tok::Law(_)) if title(&part) => c.at += 1,
                // “甲”的规定, “甲”一句
                Some(Tok::Word(Word::Content | Word::Count(Level::Sentence, _)))
                    if !part.quotes.is_empty() =>
                {
                    c.at += 1;
                }
                Some(Tok::Pause('、')) => {
                    let ok = match c.peek_at(1) {
                        Some(Tok::Quote(_)) => !part.quotes.is_empty(),
                        Some(Tok::Places(_)) => part.quotes.is_empty() && !part.places.is_empty(),
                        _ => false,
                    };
                    if !ok {
                        break;
                    }
                    c.at += 1;
                }
                Some(Tok::Law(_)) if part.is_empty() => c.at += 1,
                _ => break,
            }
        }
        if part.places.is_empty() && !part.quotes.is_empty() && self.context != Place::default() {
            part.places.push(self.context);
        }
        part
    }

    /// “二、职责”中的“甲”: the words before name the place; “甲”中的“乙”: they hold the others.
    fn scope(&mut self, c: &mut Cursor<'_>, part: &mut Part) {
        let inside = part.quotes.len() == 1
            && part.outer.is_none()
            && c.peek() == Some(&Tok::Word(Word::In))
            && matches!(c.peek_at(1), Some(Tok::Quote(_)));
        if !inside {
            return;
        }
        let Some(w) = part.quotes.pop() else { return };
        match level(&w).or_else(|| number(&w)) {
            Some(place) if part.places.is_empty() => {
                let places = [place];
                self.set(&places);
                part.places.extend(places);
            }
            _ => part.outer = Some(w),
        }
    }

    /// Words of places for other words; no new words delete.
    pub(super) fn substitute(&mut self, part: &Part, new: &[Wording]) -> Option<()> {
        let news: Vec<String> = new.iter().map(Wording::text).collect();
        let places = if part.places.is_empty() {
            vec![Place {
                region: Some(Region::All),
                ..Place::default()
            }]
        } else {
            part.places.clone()
        };
        let n = part.quotes.len();
        if n == 0 || !(news.len() <= 1 || news.len() == n) {
            return None;
        }
        for p in places {
            for (i, q) in part.quotes.iter().enumerate() {
                let new = match news.as_slice() {
                    [] => String::new(),
                    [one] => one.clone(),
                    many => many[i].clone(),
                };
                let (mut old, mut new) = (q.text(), new);
                if let Some(outer) = &part.outer {
                    let outer = outer.text();
                    if outer.matches(&old).count() != 1 {
                        return None;
                    }
                    new = outer.replacen(&old, &new, 1);
                    old = outer;
                }
                self.push(Action::Substitute { place: p, old, new });
            }
        }
        Some(())
    }
}

/// Whether a part is the amended text's title.
fn title(part: &Part) -> bool {
    matches!(part.places.as_slice(), [p] if p.region == Some(Region::Title))
        && part.quotes.is_empty()
}

/// Whether quoted old words follow the ： at the cursor, and what they become.
fn old_quoted(c: &Cursor<'_>) -> bool {
    let mut n = 1;
    while matches!(c.peek_at(n), Some(Tok::Quote(_))) {
        n += 1;
    }
    n > 1 && c.peek_at(n) == Some(&Tok::Word(Word::Change))
}

/// “二、职责分工” and “二、（三）” as a place of a paper without 条.
fn level(w: &Wording) -> Option<Place> {
    let [line] = w.lines.as_slice() else {
        return None;
    };
    let (n, rest) = line.split_once('、')?;
    let article = Number::new(u32::try_from(numeral::parse(n)?).ok()?);
    let mut place = Place::article(article);
    let item = rest
        .strip_prefix(['（', '('])
        .and_then(|r| r.split_once(['）', ')']))
        .and_then(|(n, _)| numeral::parse(n));
    if let Some(n) = item {
        place.item = Some(Number::new(u32::try_from(n).ok()?));
    }
    Some(place)
}

/// Wording that prints the numbers of all these articles, in their order: what each becomes.
pub(super) fn by_label(places: &[Place], wording: &Wording) -> Option<Vec<Wording>> {
    let mut out: Vec<Wording> = Vec::new();
    let mut k = 0;
    for line in &wording.lines {
        if let Some((p, _)) = crate::amend::place::list(line, 0)
            && let [one] = p.as_slice()
            && places.get(k).is_some_and(|p| p == one)
        {
            out.push(Wording::default());
            k += 1;
        }
        out.last_mut()?.lines.push(line.clone());
    }
    (k == places.len()).then_some(out)
}
