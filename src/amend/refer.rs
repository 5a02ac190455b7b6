//! References inside the text that must follow the new numbers.

use super::text::{Tree, Words};
use crate::document::{Kind, Number};
use crate::text::numeral;
use std::collections::BTreeMap;

/// Where old provisions went.
#[derive(Debug, Default)]
pub(super) struct Map {
    /// Article → new number; none when deleted.
    pub(super) articles: BTreeMap<Number, Option<Number>>,
    /// (article, 款) → new 款.
    pub(super) paragraphs: BTreeMap<(Number, u32), Option<u32>>,
    /// (article, 款, 项) → new 项.
    pub(super) items: BTreeMap<(Number, u32, u32), Option<u32>>,
}

/// A reference that could not follow.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Lost {
    pub(super) words: String,
}

/// Rewrites the references of the old words by the map; gives those that point at what is gone.
pub(super) fn rewrite(tree: &mut Tree, map: &Map, write: bool) -> (u32, Vec<Lost>) {
    let mut changed = 0;
    let mut lost = Vec::new();
    for u in &mut tree.top {
        if u.gone || matches!(u.kind, Kind::Title | Kind::History | Kind::Note) {
            continue;
        }
        u.each(&mut |w| words(w, map, write, &mut changed, &mut lost));
    }
    (changed, lost)
}

fn words(w: &mut Words, map: &Map, write: bool, changed: &mut u32, lost: &mut Vec<Lost>) {
    let refs = std::mem::take(&mut w.refs);
    // The reference to the right: where it begins, what it was and what it says now.
    let mut right: Option<(usize, String, String)> = None;
    for r in refs.iter().rev() {
        let Some(article) = r.to.article else {
            continue;
        };
        let printed = w.text.get(r.start..r.end).unwrap_or("").to_string();
        let new_article = match map.articles.get(&article) {
            None => article,
            Some(Some(n)) => *n,
            Some(None) => {
                lost.push(Lost { words: printed });
                continue;
            }
        };
        let paragraph = r.to.paragraph.unwrap_or(1);
        let new_paragraph = match map.paragraphs.get(&(article, paragraph)) {
            Some(Some(n)) => Some(*n),
            Some(None) if r.to.paragraph.is_some() => {
                lost.push(Lost { words: printed });
                continue;
            }
            _ => None,
        };
        let new_item = r.to.item.and_then(|i| {
            map.items
                .get(&(article, paragraph, i.main))
                .copied()
                .flatten()
        });
        let new = renumbered(&printed, (article, new_article), new_paragraph, new_item);
        if new != printed || right.as_ref().is_some_and(|x| x.2 == new) {
            *changed += u32::from(new != printed);
            if write {
                // 第四条、第五条 that became one provision are named once.
                if let Some((start, was, now)) = &right
                    && *now == new
                    && *was != printed
                    && w.text.get(r.end..*start).is_some_and(joins)
                {
                    w.text.replace_range(r.end..start + now.len(), "");
                }
                w.text.replace_range(r.start..r.end, &new);
            } else if new != printed {
                lost.push(Lost {
                    words: printed.clone(),
                });
            }
        }
        right = Some((r.start, printed, new));
    }
}

/// Whether words only join two references.
fn joins(between: &str) -> bool {
    matches!(
        between.trim(),
        "、" | "和" | "或" | "或者" | "及" | "以及" | "与"
    )
}

/// The printed reference with other numbers: 第八条第二款 → 第九条第三款.
fn renumbered(
    printed: &str,
    article: (Number, Number),
    paragraph: Option<u32>,
    item: Option<u32>,
) -> String {
    let mut out = String::new();
    let mut at = 0;
    while at < printed.len() {
        let rest = &printed[at..];
        let Some(c) = rest.chars().next() else { break };
        let (digits, unit) = number(rest);
        if digits == 0 {
            out.push(c);
            at += c.len_utf8();
            continue;
        }
        let old = &rest[..digits];
        let new = match unit {
            Some('条') if article.0 != article.1 => Some(article.1.main),
            Some('款') => paragraph,
            Some('项') => item,
            _ => None,
        };
        match new {
            Some(n) => out.push_str(&restyle(old, n)),
            None => out.push_str(old),
        }
        at += digits;
        if unit == Some('条') && article.0 != article.1 {
            // 之一 goes or comes with the number.
            out.push('条');
            at += printed[at..].find('条').map_or(0, |i| i + '条'.len_utf8());
            if article.0.sub > 0
                && let Some(r) = printed[at..].strip_prefix('之')
            {
                at += '之'.len_utf8() + number(r).0;
            }
            if article.1.sub > 0 {
                out.push_str(&format!("之{}", numeral::format(u64::from(article.1.sub))));
            }
        }
    }
    out
}

/// Length of the numeral at the start and the unit after it (brackets aside).
fn number(s: &str) -> (usize, Option<char>) {
    let digits: usize = s
        .chars()
        .take_while(|&c| numeral::is_numeral(c))
        .map(char::len_utf8)
        .sum();
    let unit = s[digits..]
        .chars()
        .find(|c| !c.is_whitespace() && !matches!(c, '）' | ')'));
    (digits, unit)
}

/// A number in the writing of another: 十二 → 十三, 12 → 13.
pub(super) fn restyle(old: &str, new: u32) -> String {
    if old.chars().all(|c| c.is_ascii_digit()) {
        new.to_string()
    } else if old.chars().all(|c| ('０'..='９').contains(&c)) {
        new.to_string()
            .chars()
            .filter_map(|c| char::from_u32(c as u32 - '0' as u32 + '０' as u32))
            .collect()
    } else {
        numeral::format(u64::from(new))
    }
}

/// A label with another number: （三） → （四）, 3. → 4.
pub(super) fn relabel(label: &str, new: Number) -> String {
    let circled = label.chars().next().filter(|c| ('①'..='⑳').contains(c));
    if circled.is_some() && (1..=20).contains(&new.main) {
        return char::from_u32('①' as u32 + new.main - 1)
            .map_or_else(|| label.into(), String::from);
    }
    let Some(start) = label.find(numeral::is_numeral) else {
        return label.to_string();
    };
    let digits: usize = label[start..]
        .chars()
        .take_while(|&c| numeral::is_numeral(c))
        .map(char::len_utf8)
        .sum();
    let old = &label[start..start + digits];
    let mut after = &label[start + digits..];
    let mut out = format!("{}{}", &label[..start], restyle(old, new.main));
    if let Some(r) = after.trim_start().strip_prefix('条') {
        out.push('条');
        after = r;
        if let Some(r) = after.strip_prefix('之') {
            after = &r[number(r).0..];
        }
        if new.sub > 0 {
            out.push_str(&format!("之{}", numeral::format(u64::from(new.sub))));
        }
    }
    out.push_str(after);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn printed_references_keep_their_writing() {
        let a = (Number::new(8), Number::new(9));
        assert_eq!(renumbered("第八条第二款", a, Some(3), None), "第九条第三款");
        assert_eq!(renumbered("第8条", a, None, None), "第9条");
        assert_eq!(
            renumbered("第八条第一款第（二）项", a, None, Some(3)),
            "第九条第一款第（三）项"
        );
        assert_eq!(relabel("（三）", Number::new(12)), "（十二）");
        assert_eq!(relabel("第三条", Number::inserted(3, 1)), "第三条之一");
        assert_eq!(relabel("3.", Number::new(4)), "4.");
    }
}
