//! Reads places from the words of a decision.

use super::{Aspect, Level, Place, Region};
use crate::document::Number;
use crate::text::numeral;

fn char_at(text: &str, at: usize) -> Option<char> {
    text.get(at..)?.chars().next()
}

fn skip(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or("");
    at + rest.len() - rest.trim_start().len()
}

/// A numeral, bracketed or not; where it ends.
fn numeral_at(text: &str, at: usize) -> Option<(u32, usize)> {
    let mut pos = skip(text, at);
    let open = matches!(char_at(text, pos), Some('（' | '('));
    if open {
        pos = skip(text, pos + char_at(text, pos)?.len_utf8());
    }
    let start = pos;
    while let Some(c) = char_at(text, pos) {
        if !numeral::is_numeral(c) || matches!(c, '两' | '万' | '亿') {
            break;
        }
        pos += c.len_utf8();
    }
    let value = u32::try_from(numeral::parse(text.get(start..pos)?)?).ok()?;
    if open {
        pos = skip(text, pos);
        let c = char_at(text, pos)?;
        if !matches!(c, '）' | ')') {
            return None;
        }
        pos += c.len_utf8();
    }
    (1..10_000).contains(&value).then_some((value, pos))
}

/// The unit at `at` and where it ends.
fn unit_at(text: &str, at: usize) -> Option<(Level, usize)> {
    let pos = skip(text, at);
    let rest = text.get(pos..)?;
    if rest.starts_with("自然段") {
        return Some((Level::Paragraph, pos + "自然段".len()));
    }
    // 第一部分: the outline, too, reads it as the level above the chapters.
    if rest.starts_with("部分") {
        return Some((Level::Book, pos + "部分".len()));
    }
    if let Some(r) = rest.strip_prefix('段') {
        return (!r.starts_with(['落'])).then_some((Level::Paragraph, pos + 3));
    }
    let c = rest.chars().next()?;
    let level = match c {
        '编' => Level::Book,
        '章' => Level::Chapter,
        '节' => Level::Section,
        '条' => Level::Article,
        '款' => Level::Paragraph,
        '项' => Level::Item,
        '目' => Level::Subitem,
        '句' => Level::Sentence,
        _ => return None,
    };
    let end = pos + c.len_utf8();
    let after = char_at(text, end);
    let other = match level {
        Level::Article => matches!(after, Some('例' | '款')),
        Level::Item => matches!(after, Some('目')),
        Level::Subitem => matches!(after, Some('录' | '标' | '的')),
        _ => false,
    };
    (!other).then_some((level, end))
}

/// A group of numbers that share a unit: 第六、七项; 第十二条之一; 第一至三项.
fn group(text: &str, at: usize, bare: bool) -> Option<(Level, Vec<Number>, usize)> {
    let mut pos = skip(text, at);
    match char_at(text, pos) {
        Some('第') => pos += '第'.len_utf8(),
        _ if !bare => return None,
        _ => {}
    }
    let (n, end) = numeral_at(text, pos)?;
    let mut numbers = vec![Number::new(n)];
    pos = end;
    loop {
        if let Some((level, end)) = unit_at(text, pos) {
            pos = end;
            if level == Level::Article
                && text[pos..].starts_with('之')
                && let Some((sub, end)) = numeral_at(text, pos + '之'.len_utf8())
                && let Some(last) = numbers.last_mut()
            {
                last.sub = sub;
                pos = end;
            }
            if level == Level::Sentence && text[pos..].starts_with('话') {
                pos += '话'.len_utf8();
            }
            return Some((level, numbers, pos));
        }
        // 第（一）（二）项: brackets alone part the numbers.
        let (mark, range) = match char_at(text, pos) {
            Some('（' | '(') => (pos, false),
            _ => mark(text, pos)?,
        };
        let mut from = skip(text, mark);
        if char_at(text, from) == Some('第') {
            from += '第'.len_utf8();
        }
        let (n, end) = numeral_at(text, from)?;
        if range {
            let last = numbers.last()?.main;
            numbers.extend((last + 1..n).map(Number::new));
        }
        numbers.push(Number::new(n));
        pos = end;
    }
}

/// 、 和 至 …: where it ends, and whether it spans a range.
fn mark(text: &str, at: usize) -> Option<(usize, bool)> {
    let pos = skip(text, at);
    let rest = text.get(pos..)?;
    for word in ["至", "到", "—", "－", "～", "-"] {
        if rest.starts_with(word) {
            return Some((pos + word.len(), true));
        }
    }
    let mut end = pos;
    if rest.starts_with('、') {
        end += '、'.len_utf8();
    }
    for word in ["以及", "及", "和", "与"] {
        if text[end..].starts_with(word) {
            end += word.len();
            break;
        }
    }
    (end > pos).then_some((end, false))
}

/// A list of places that begins at `at` with 第; where it ends.
pub(in crate::amend) fn list(text: &str, at: usize) -> Option<(Vec<Place>, usize)> {
    let (level, numbers, mut pos) = group(text, at, false)?;
    let mut out: Vec<Place> = numbers
        .iter()
        .map(|&n| Place::default().with(level, n))
        .collect();
    loop {
        // Lower levels of the last one: 第十条 + 第一款, 第十条中第一款.
        let last = *out.last()?;
        let low = last.lowest()?;
        let glue = ["中的", "的", "中", "规定的", "规定中的", ""]
            .into_iter()
            .find_map(|g| {
                let from = pos + g.len();
                (text.get(pos..from)? == g)
                    .then(|| group(text, from, false))
                    .flatten()
                    .filter(|x| x.0 > low)
            });
        if let Some((level, numbers, end)) = glue {
            out.pop();
            out.extend(numbers.iter().map(|&n| last.with(level, n)));
            pos = end;
            continue;
        }
        let Some((m, range)) = mark(text, pos) else {
            break;
        };
        let next = group(text, m, false).or_else(|| {
            group(text, m, true).filter(|g| {
                g.0 == low
                    && text[m..]
                        .trim_start()
                        .chars()
                        .next()
                        .is_some_and(numeral::is_numeral)
            })
        });
        let Some((level, numbers, end)) = next else {
            break;
        };
        if range && let (Some(a), Some(b)) = (last.number(level), numbers.first()) {
            let from = if a.main < b.main { a.main + 1 } else { b.main };
            out.extend((from..b.main).map(|n| last.with(level, Number::new(n))));
        }
        out.extend(numbers.iter().map(|&n| last.with(level, n)));
        pos = end;
    }
    let end = aspect(text, pos, &mut out);
    Some((out, end))
}

/// The last sentence of a provision, as a number.
pub(in crate::amend) const LAST: u32 = u32::MAX;

/// Sentences named without a number; longer words first where one begins another.
const SENTENCES: [(&str, u32); 8] = [
    ("第一句话", 1),
    ("首句话", 1),
    ("首句", 1),
    ("最后一句话", LAST),
    ("最后一句", LAST),
    ("末句话", LAST),
    ("末句", LAST),
    ("尾句", LAST),
];

/// Words after a place that say what of it is meant.
fn aspect(text: &str, at: usize, places: &mut [Place]) -> usize {
    let words = [
        ("的标题", Aspect::Heading),
        ("章标题", Aspect::Heading),
        ("标题", Aspect::Heading),
        ("的名称", Aspect::Heading),
        ("的章名", Aspect::Heading),
        ("的节名", Aspect::Heading),
        ("章名", Aspect::Heading),
        ("节名", Aspect::Heading),
        ("条标", Aspect::Heading),
        ("条旨", Aspect::Heading),
        ("名称", Aspect::Heading),
        ("题目", Aspect::Heading),
        ("条首部分", Aspect::Lead),
        ("条首", Aspect::Lead),
        ("引导语", Aspect::Lead),
        ("引语", Aspect::Lead),
        ("序言部分", Aspect::Lead),
        ("首部", Aspect::Lead),
        ("前半段", Aspect::Lead),
        ("开始部分", Aspect::Begin),
        ("开头", Aspect::Begin),
        ("句首", Aspect::Begin),
        ("末尾", Aspect::End),
        ("结尾", Aspect::End),
    ];
    let pos = skip(text, at);
    // 首句, 最后一句: sentences without a number.
    let glue = ["中的", "中", "的", ""].into_iter().find(|g| {
        SENTENCES.iter().any(|(w, _)| {
            text[pos..]
                .strip_prefix(g)
                .is_some_and(|r| r.starts_with(w))
        })
    });
    if let Some(from) = glue.map(|g| pos + g.len())
        && let Some((word, n)) = SENTENCES.iter().find(|(w, _)| text[from..].starts_with(w))
    {
        for p in places.iter_mut() {
            p.sentence = Some(*n);
        }
        return from + word.len();
    }
    if text[pos..].starts_with("最后") {
        for p in places.iter_mut() {
            p.aspect = Aspect::End;
        }
        return pos + "最后".len();
    }
    for (word, aspect) in words {
        if text[pos..].starts_with(word) {
            // 标题 belongs to chapters; of an article it is the caption.
            for p in places.iter_mut() {
                p.aspect = aspect;
            }
            return pos + word.len();
        }
    }
    at
}

/// A part without a number at `at`: 序言, 题目, 附件1.
pub(in crate::amend) fn region(text: &str, at: usize) -> Option<(Place, usize)> {
    let rest = text.get(at..)?;
    let words = [
        ("序言", Region::Preamble),
        ("引言", Region::Preamble),
        ("前言", Region::Preamble),
        ("题目", Region::Title),
        ("标题", Region::Title),
        ("法规名称", Region::Title),
        ("条例名称", Region::Title),
        ("名称", Region::Title),
        ("目录", Region::Contents),
        ("全文", Region::All),
        ("其他条款", Region::All),
        ("其他条文", Region::All),
        ("其余条款", Region::All),
        ("其余条文", Region::All),
        ("其他有关条款", Region::All),
        ("其他相关条款", Region::All),
        ("相关条款", Region::All),
        ("相关条文", Region::All),
        ("有关条款", Region::All),
        ("有关条文", Region::All),
        ("部分条款", Region::All),
        ("部分条文", Region::All),
        ("各条款", Region::All),
        ("正文", Region::All),
        ("文中", Region::All),
        ("附件", Region::Annex(0)),
        ("附表", Region::Annex(0)),
        ("附录", Region::Annex(0)),
    ];
    for (word, region) in words {
        if !rest.starts_with(word) {
            continue;
        }
        let mut end = at + word.len();
        let mut region = region;
        // 名称为“…” opens wording.
        if region == Region::Title && text[end..].starts_with('为') {
            return None;
        }
        if region == Region::Annex(0)
            && let Some((n, e)) = numeral_at(text, end)
        {
            region = Region::Annex(n);
            end = e;
        }
        let mut place = Place {
            region: Some(region),
            ..Place::default()
        };
        if let Some((Level::Paragraph, n, e)) = group(text, end, false)
            && let Some(n) = n.first()
        {
            // 正文第一段: paragraphs of a paper without numbers.
            if word == "正文" {
                place.region = Some(Region::Preamble);
            }
            if place.region == Some(Region::Preamble) {
                place.paragraph = Some(n.main);
                end = e;
            }
        }
        // 附件2第三项, 附件第五条第二款.
        if let Some(Region::Annex(_)) = place.region {
            let from = ["中的", "中", "的", ""].into_iter().find_map(|g| {
                text[end..]
                    .strip_prefix(g)
                    .map(|_| end + g.len())
                    .filter(|&f| text[f..].starts_with('第'))
            });
            if let Some((inner, e)) = from.and_then(|f| list(text, f))
                && let [one] = inner.as_slice()
            {
                place = Place {
                    region: place.region,
                    ..*one
                };
                end = e;
            }
        }
        return Some((place, end));
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(s: &str) -> String {
        let (p, end) = list(s, 0).unwrap();
        let list: Vec<String> = p.iter().map(Place::shown).collect();
        format!("{}|{}", list.join(" "), &s[end..])
    }

    #[test]
    fn lists_inherit() {
        assert_eq!(
            shown("第二条第二款、第二十三条第三项、第二十五条中的"),
            "第二条第二款 第二十三条第三项 第二十五条|中的"
        );
        assert_eq!(
            shown("第五条第一款、第三款修改为"),
            "第五条第一款 第五条第三款|修改为"
        );
        assert_eq!(
            shown("第九条第一款第（四）项、第十条"),
            "第九条第一款第四项 第十条|"
        );
        assert_eq!(shown("第三条至第五条"), "第三条 第四条 第五条|");
        assert_eq!(shown("第六、七项"), "第六项 第七项|");
        assert_eq!(shown("第十七条之一修改"), "第十七条之一|修改");
        assert_eq!(shown("第二章标题“"), "第二章标题|“");
    }
}
