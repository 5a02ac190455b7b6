//! What a line begins with: 第三章, 第五条, 一、, （一）, 1., （1）, ①; read without context.

use crate::document::Number;
use crate::text::numeral;

/// How a line is numbered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lead {
    /// 第…编, 第…分编, 第…部分
    Book,
    /// 第…章
    Chapter,
    /// 第…节
    Section,
    /// 第…条
    Article,
    /// 一、
    Cn,
    /// （一）
    CnParen,
    /// 1. 1、 1．
    Arabic,
    /// （1） 1）
    ArabicParen,
    /// ①
    Circled,
}

/// A numbered beginning of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Label {
    pub lead: Lead,
    pub number: Number,
    /// Bytes of the printed number, after leading white space.
    pub len: usize,
    /// Whether white space, a bracket or the end follows the number.
    pub apart: bool,
}

/// Reads the numbered beginning of a line (white space before it already gone).
pub(super) fn read(line: &str) -> Option<Label> {
    let first = line.chars().next()?;
    match first {
        '第' => ordinal(line),
        '（' | '(' => bracketed(line),
        c if ('①'..='⑳').contains(&c) => Some(Label {
            lead: Lead::Circled,
            number: Number::new(c as u32 - '①' as u32 + 1),
            len: c.len_utf8(),
            apart: true,
        }),
        c if c.is_ascii_digit() || ('０'..='９').contains(&c) => arabic(line),
        c if numeral::is_numeral(c) => {
            let (n, len) = numeral_at(line, true)?;
            let rest = &line[len..];
            let dot = rest.chars().next().filter(|&c| c == '、' || c == '．')?;
            let after = rest[dot.len_utf8()..].chars().next();
            // “一、二级公路” is a list inside a sentence, not a heading.
            if after.is_some_and(|c| numeral::digit(c).is_some() && !c.is_ascii_digit())
                && numeral_at(&rest[dot.len_utf8()..], true).is_some_and(|(m, l)| {
                    m == n + 1 && !rest[dot.len_utf8() + l..].starts_with(['月', '年', '日'])
                })
            {
                return None;
            }
            Some(Label {
                lead: Lead::Cn,
                number: Number::new(u32::try_from(n).ok()?),
                len: len + dot.len_utf8(),
                apart: true,
            })
        }
        _ => None,
    }
}

/// The numeral at the start of `s`: value and length in bytes. `chinese` refuses ASCII digits.
fn numeral_at(s: &str, chinese: bool) -> Option<(u64, usize)> {
    let mut len = 0;
    for c in s.chars() {
        let digit = c.is_ascii_digit() || ('０'..='９').contains(&c);
        let ok = if chinese {
            numeral::is_numeral(c) && !digit
        } else {
            numeral::is_numeral(c)
        };
        // Typed text sometimes has a blank inside: 第 十 条.
        if !(ok || len > 0 && c == ' ') {
            break;
        }
        len += c.len_utf8();
    }
    let word = s.get(..len)?.trim_end();
    Some((numeral::parse(word)?, word.len()))
}

fn ordinal(line: &str) -> Option<Label> {
    let mut at = '第'.len_utf8();
    at += line[at..].len() - line[at..].trim_start_matches(' ').len();
    let (n, len) = numeral_at(&line[at..], false)?;
    at += len;
    at += line[at..].len() - line[at..].trim_start_matches(' ').len();
    let rest = &line[at..];
    let (lead, unit) = [
        ("分编", Lead::Book),
        ("部分", Lead::Book),
        ("编", Lead::Book),
        ("章", Lead::Chapter),
        ("节", Lead::Section),
        ("条", Lead::Article),
    ]
    .into_iter()
    .find_map(|(w, l)| rest.starts_with(w).then_some((l, w)))?;
    at += unit.len();
    let mut number = Number::new(u32::try_from(n).ok()?);
    if lead == Lead::Article
        && let Some(after) = line[at..].strip_prefix('之')
        && let Some((m, l)) = numeral_at(after, true)
    {
        number.sub = u32::try_from(m).ok()?;
        at += '之'.len_utf8() + l;
    }
    let apart = line[at..]
        .chars()
        .next()
        .is_none_or(|c| c.is_whitespace() || matches!(c, '【' | '（' | '(' | '[' | '：' | ':'));
    Some(Label {
        lead,
        number,
        len: at,
        apart,
    })
}

fn bracketed(line: &str) -> Option<Label> {
    let open = line.chars().next()?.len_utf8();
    let (close, c) = line
        .char_indices()
        .skip(1)
        .take(6)
        .find(|(_, c)| matches!(c, '）' | ')'))?;
    let inner = line[open..close].trim();
    let n = u32::try_from(numeral::parse(inner)?).ok()?;
    let ascii = inner
        .chars()
        .all(|c| c.is_ascii_digit() || ('０'..='９').contains(&c));
    if n == 0 || n > 999 {
        return None;
    }
    Some(Label {
        lead: if ascii {
            Lead::ArabicParen
        } else {
            Lead::CnParen
        },
        number: Number::new(n),
        len: close + c.len_utf8(),
        apart: true,
    })
}

fn arabic(line: &str) -> Option<Label> {
    let len: usize = line
        .chars()
        .take_while(|c| c.is_ascii_digit() || ('０'..='９').contains(c))
        .map(char::len_utf8)
        .sum();
    let n = numeral::parse(&line[..len]).filter(|n| (1..=199).contains(n))?;
    let mut rest = line[len..].chars();
    let mark = rest.next()?;
    let after = rest.next();
    let lead = match mark {
        '.' | '．' | '、' => {
            // 1.5米, 1、2号: a figure, not a number.
            if after.is_some_and(|c| c.is_ascii_digit() || ('０'..='９').contains(&c)) {
                return None;
            }
            Lead::Arabic
        }
        '）' | ')' => Lead::ArabicParen,
        _ => return None,
    };
    Some(Label {
        lead,
        number: Number::new(u32::try_from(n).ok()?),
        len: len + mark.len_utf8(),
        apart: true,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lead(s: &str) -> Option<(Lead, u32, u32)> {
        read(s).map(|l| (l.lead, l.number.main, l.number.sub))
    }

    #[test]
    fn numbered_lines() {
        assert_eq!(lead("第十七条之一　本条"), Some((Lead::Article, 17, 1)));
        assert_eq!(lead("第 三 章 附则"), Some((Lead::Chapter, 3, 0)));
        assert_eq!(lead("一、工作目标"), Some((Lead::Cn, 1, 0)));
        assert_eq!(lead("（十二）其他"), Some((Lead::CnParen, 12, 0)));
        assert_eq!(lead("(3)卸载后放行"), Some((Lead::ArabicParen, 3, 0)));
        assert_eq!(lead("2.卸载"), Some((Lead::Arabic, 2, 0)));
        assert_eq!(lead("③逾期"), Some((Lead::Circled, 3, 0)));
    }

    #[test]
    fn figures_and_lists_are_not_numbers() {
        assert_eq!(lead("1.5米以下的水域"), None);
        assert_eq!(lead("一、二级公路应当设置"), None);
        assert_eq!(lead("2021年1月1日"), None);
        assert_eq!(lead("（以下简称办法）"), None);
        assert_eq!(lead("十日内答复"), None);
    }
}
