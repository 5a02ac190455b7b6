//! The grammar of provisions: 第十条第一款第（一）项、第三项至第五项和第十二条.
//!
//! Works on a piece of text and byte offsets in it; knows no law and no tree. What a number leaves
//! unsaid is inherited from the number before it: in 第十条第一款、第二款 both are of 第十条.

use super::cursor::{self, char_at, next, skip_space};
use crate::document::Number;
use crate::text::{Span, numeral};

/// The members of one range beyond which only its ends are kept.
const LONGEST_RANGE: u32 = 400;

/// 条, 款, 项, 目.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Level {
    Article,
    Paragraph,
    Item,
    Subitem,
}

impl Level {
    fn of(c: char) -> Option<Self> {
        Some(match c {
            '条' => Self::Article,
            '款' => Self::Paragraph,
            '项' => Self::Item,
            '目' => Self::Subitem,
            _ => return None,
        })
    }
}

/// A provision as printed; what is not printed or inherited is absent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Raw {
    pub(super) article: Option<Number>,
    pub(super) paragraph: Option<u32>,
    pub(super) item: Option<Number>,
    pub(super) subitem: Option<u32>,
    /// Its words.
    pub(super) span: Span,
}

impl Raw {
    /// The same provision with one number more; what lies below that level is cleared.
    fn with(mut self, level: Level, number: Number, span: Span) -> Self {
        match level {
            Level::Article => {
                self = Self {
                    article: Some(number),
                    ..Self::default()
                }
            }
            Level::Paragraph => {
                self.paragraph = Some(number.main);
                self.item = None;
                self.subitem = None;
            }
            Level::Item => {
                self.item = Some(number);
                self.subitem = None;
            }
            Level::Subitem => self.subitem = Some(number.main),
        }
        self.span = span;
        self
    }

    fn number(self, level: Level) -> Option<Number> {
        match level {
            Level::Article => self.article,
            Level::Paragraph => self.paragraph.map(Number::new),
            Level::Item => self.item,
            Level::Subitem => self.subitem.map(Number::new),
        }
    }

    /// The lowest level that is set.
    pub(super) fn lowest(self) -> Option<Level> {
        [
            Level::Subitem,
            Level::Item,
            Level::Paragraph,
            Level::Article,
        ]
        .into_iter()
        .find(|&l| self.number(l).is_some())
    }
}

/// 第一项, 第（一）（二）项, 第一、二、四项, 第（二）至（四）项: numbers that share one unit.
struct Group {
    level: Level,
    numbers: Vec<(Number, Span)>,
    end: usize,
}

/// One number: 十七, 17, （三）, (3). Returns it, whether it is bracketed, and where it ends.
fn number(text: &str, at: usize) -> Option<(Number, bool, usize)> {
    let mut pos = skip_space(text, at);
    let open = matches!(char_at(text, pos), Some('（' | '('));
    if open {
        pos = skip_space(text, next(text, pos));
    }
    let start = pos;
    while let Some(c) = char_at(text, pos) {
        let fits = numeral::is_numeral(c) && !matches!(c, '两' | '万' | '亿' | '壹' | '贰' | '叁');
        if !fits || pos - start > 24 {
            break;
        }
        pos += c.len_utf8();
    }
    let value = numeral::parse(&text[start..pos])?;
    let value = u32::try_from(value)
        .ok()
        .filter(|v| (1..10_000).contains(v))?;
    if open {
        pos = skip_space(text, pos);
        if !matches!(char_at(text, pos), Some('）' | ')')) {
            return None;
        }
        pos = next(text, pos);
    }
    Some((Number::new(value), open, pos))
}

/// 至, 到, —, ～ … : where it ends.
fn range_mark(text: &str, at: usize) -> Option<usize> {
    let mut pos = skip_space(text, at);
    let c = char_at(text, pos)?;
    if !matches!(
        c,
        '至' | '到' | '—' | '–' | '―' | '－' | '-' | '～' | '~' | '〜'
    ) {
        return None;
    }
    while char_at(text, pos) == Some(c) {
        pos += c.len_utf8();
    }
    Some(pos)
}

/// 、 和 及 以及 与 或 或者 ， and pairs of them (、和): where it ends.
pub(super) fn list_mark(text: &str, at: usize) -> Option<usize> {
    let mut pos = skip_space(text, at);
    let begin = pos;
    if matches!(char_at(text, pos), Some('、' | '，' | ',')) {
        pos = skip_space(text, next(text, pos));
    }
    for word in ["以及", "或者", "和", "及", "与", "或", "并"] {
        if text[pos..].starts_with(word) {
            pos += word.len();
            break;
        }
    }
    (pos > begin).then_some(pos)
}

/// A group from `at`. With `bare`, the leading 第 is missing (第一项至五项).
fn group(text: &str, at: usize, bare: bool) -> Option<Group> {
    let begin = skip_space(text, at);
    let mut pos = begin;
    if !bare {
        if char_at(text, pos) != Some('第') {
            return None;
        }
        pos = next(text, pos);
    }
    let (first, mut bracketed, end) = number(text, pos)?;
    let mut numbers = vec![(first, Span::new(begin, end))];
    pos = end;
    loop {
        let at_unit = skip_space(text, pos);
        let unit = char_at(text, at_unit).and_then(Level::of);
        if let Some(level) = unit {
            pos = next(text, at_unit);
            let mut sub = None;
            if level == Level::Article
                && text[pos..].starts_with('之')
                && let Some((n, false, end)) = number(text, next(text, pos))
            {
                sub = Some(n.main);
                pos = end;
            }
            if !unit_stands(text, pos, level) {
                return None;
            }
            if let Some(last) = numbers.last_mut() {
                last.1.end = pos;
                last.0.sub = sub.unwrap_or(0);
            }
            return Some(Group {
                level,
                numbers,
                end: pos,
            });
        }
        // No unit yet: another number of the same unit must follow.
        let (mark, range) = if let Some(m) = range_mark(text, pos) {
            (m, true)
        } else if let Some(m) = list_mark(text, pos) {
            (m, false)
        } else if bracketed && matches!(char_at(text, at_unit), Some('（' | '(')) {
            (at_unit, false)
        } else {
            return None;
        };
        let from = skip_space(text, mark);
        let digits = if char_at(text, from) == Some('第') {
            next(text, from)
        } else {
            from
        };
        let (n, b, end) = number(text, digits)?;
        bracketed = b;
        let last = numbers.last().map(|x| x.0)?;
        let span = Span::new(from, end);
        if range {
            fill(last, n, |m| numbers.push((m, span)));
        }
        numbers.push((n, span));
        pos = end;
        if numbers.len() > 1000 {
            return None;
        }
    }
}

/// Calls `put` for every number strictly between `a` and `b`.
fn fill(a: Number, b: Number, mut put: impl FnMut(Number)) {
    if a.main == b.main && a.sub < b.sub {
        for s in a.sub + 1..b.sub.min(a.sub + LONGEST_RANGE) {
            put(Number::inserted(a.main, s));
        }
    } else if a.main < b.main && b.main - a.main <= LONGEST_RANGE {
        for m in a.main + 1..b.main {
            put(Number::new(m));
        }
        for s in 0..b.sub.min(LONGEST_RANGE) {
            put(Number::inserted(b.main, s));
        }
    }
}

/// Whether the unit before `pos` is a unit and not the start of another word (第一项目, 第三条例).
fn unit_stands(text: &str, pos: usize, level: Level) -> bool {
    let after = char_at(text, pos);
    match level {
        Level::Article => !matches!(after, Some('例' | '款' | '线' | '道' | '路' | '街' | '船')),
        Level::Paragraph => !matches!(after, Some('项' | '式')),
        Level::Item => after != Some('目'),
        Level::Subitem => !matches!(after, Some('标' | '的' | '录' | '前')),
    }
}

/// Words that may stand between 前款 and its 项: 前款规定的第一项, 第十条第一款中的第二项.
fn glue(text: &str, at: usize) -> usize {
    let pos = skip_space(text, at);
    for word in [
        "所规定的",
        "规定的",
        "规定中的",
        "规定中",
        "所列举的",
        "列举的",
        "所列的",
        "所列",
        "中的",
        "中",
        "的",
    ] {
        if text[pos..].starts_with(word) {
            return pos + word.len();
        }
    }
    pos
}

/// Extends `list`, whose last entry ends at `at`: lower levels of the last one, then what follows
/// after 、 和 至 and the like. Returns the end.
pub(super) fn extend(text: &str, at: usize, list: &mut Vec<Raw>) -> usize {
    let mut pos = descend(text, at, list);
    loop {
        let Some(&last) = list.last() else { return pos };
        let Some(level) = last.lowest() else {
            return pos;
        };
        if let Some(mark) = range_mark(text, pos) {
            let to = group(text, mark, false)
                .or_else(|| group(text, mark, true).filter(|g| g.level == level));
            let Some(g) = to else { return pos };
            let before = list.len();
            add(list, last, &g);
            between(list, last, before, g.level);
            pos = descend(text, g.end, list);
            continue;
        }
        let mark = list_mark(text, pos);
        let found = match mark {
            Some(m) => group(text, m, false).or_else(|| {
                group(text, m, true).filter(|g| {
                    // 第三条、五条: the 第 is missing; the number must go on rising.
                    g.level == level && last.number(level).is_some_and(|l| l < g.numbers[0].0)
                })
            }),
            // 第一项第二项: no mark at all.
            None => group(text, pos, false).filter(|g| g.level == level && level > Level::Article),
        };
        let Some(g) = found else { return pos };
        add(list, last, &g);
        pos = descend(text, g.end, list);
        if list.len() > 2000 {
            return pos;
        }
    }
}

/// A list of provisions that begins at `at` with 第.
pub(super) fn list(text: &str, at: usize) -> Option<(Vec<Raw>, usize)> {
    let at = skip_chapter(text, at);
    let g = group(text, at, false)?;
    let mut out = Vec::new();
    add(&mut out, Raw::default(), &g);
    let end = extend(text, g.end, &mut out);
    Some((out, end))
}

/// 第三章第二节 before 第二十条 is passed over.
fn skip_chapter(text: &str, at: usize) -> usize {
    let mut pos = skip_space(text, at);
    while char_at(text, pos) == Some('第') {
        let Some((_, false, end)) = number(text, next(text, pos)) else {
            break;
        };
        let end = skip_space(text, end);
        if !matches!(char_at(text, end), Some('编' | '章' | '节')) {
            break;
        }
        pos = skip_space(text, next(text, end));
    }
    pos
}

fn add(list: &mut Vec<Raw>, base: Raw, g: &Group) {
    // A level above the lowest of `base` clears what is below; a lower one hangs under it.
    for &(n, span) in &g.numbers {
        list.push(base.with(g.level, n, span));
    }
}

/// Lower levels directly after the last provision: 第一款 → 第一款第三项.
fn descend(text: &str, at: usize, list: &mut Vec<Raw>) -> usize {
    let mut pos = at;
    while let Some(&last) = list.last() {
        let Some(level) = last.lowest() else {
            return pos;
        };
        let lower = |from: usize| group(text, from, false).filter(|g| g.level > level);
        let Some(g) = lower(pos).or_else(|| lower(glue(text, pos))) else {
            return pos;
        };
        list.pop();
        add(list, last, &g);
        let first = list.len() - g.numbers.len();
        list[first].span.start = last.span.start;
        pos = g.end;
    }
    pos
}

/// Puts the members between `from` and the entry at `at` (a range's end of this level) into the list.
fn between(list: &mut Vec<Raw>, from: Raw, at: usize, level: Level) {
    let Some(&to) = list.get(at) else { return };
    // 第三款第一项至第四款: the range is one of 款, whatever the first one names below.
    let (Some(a), Some(b)) = (from.number(level), to.number(level)) else {
        return;
    };
    let span = Span::new(from.span.start, to.span.end);
    let mut middle = Vec::new();
    fill(a, b, |n| middle.push(from.with(level, n, span)));
    list.splice(at..at, middle);
}

/// Where the word for a number before 款 or 条 ends: 前两款, 前三条; 1 for 前款.
pub(super) fn count(text: &str, at: usize) -> (u32, usize) {
    let pos = skip_space(text, at);
    let Some(c) = char_at(text, pos) else {
        return (1, pos);
    };
    match numeral::digit(c) {
        Some(n @ 1..=9) => (u32::try_from(n).unwrap_or(1), pos + c.len_utf8()),
        _ if c == '十' => (10, pos + c.len_utf8()),
        _ => (1, pos),
    }
}

/// The level named by the character at `at`, where it stands as a unit.
pub(super) fn unit(text: &str, at: usize) -> Option<(Level, usize)> {
    let pos = cursor::skip_space(text, at);
    let level = Level::of(char_at(text, pos)?)?;
    let end = next(text, pos);
    unit_stands(text, end, level).then_some((level, end))
}
