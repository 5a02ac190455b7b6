//! The head of a paper: letterhead, document number, title, history, contents, addressee.

use super::lead::Lead;
use super::line::{Line, looks_like_heading};
use crate::document::Kind;
use crate::document::block::BlockKind;
use crate::document::body::is_body;
use crate::text::{date, normalize, regex};
use regex::Regex;
use std::sync::LazyLock;

/// 清政办发〔2014〕17号, 2019年第3号, 〔2020〕14号, 国务院令第406号.
pub(super) static DOC_NUMBER: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"^[（(]?[\p{Han}A-Za-z、]{0,24}\s*(?:[〔\[［【（(〈]\s*(?:19|20)\d{2}\s*[〕\]］】）)〉]\s*第?\s*\d{1,5}\s*号|(?:19|20)\d{2}年?\s*第\s*\d{1,4}\s*号|第\s*[\d一二三四五六七八九十百〇零]{1,6}\s*号)[)）]?$",
    )
});

/// Last words of titles of papers.
const TITLE_ENDS: [&str; 36] = [
    "条例", "规定", "办法", "细则", "决定", "通知", "公告", "通告", "意见", "方案", "规则", "制度",
    "措施", "纪要", "批复", "函", "报告", "请示", "通报", "法", "标准", "规程", "准则", "计划",
    "规划", "要点", "命令", "令", "解释", "答复", "章程", "基准", "预案", "指引", "指南", "清单",
];

/// The title's words without a bracketed note such as （试行）.
fn bare_title(words: &str) -> String {
    let mut s = normalize::fold(words);
    while s.ends_with('）') {
        let Some(open) = s.rfind('（') else { break };
        s.truncate(open);
    }
    s
}

/// Whether a line reads like the title of a paper.
pub(super) fn is_title(words: &str) -> bool {
    let s = bare_title(words);
    let n = s.chars().count();
    (3..=90).contains(&n)
        && TITLE_ENDS.iter().any(|e| s.ends_with(e))
        && !s.ends_with('：')
        && !s.contains('。')
}

/// Whether a line names one or more bodies: 清源县公安局　清源县交通运输局.
pub(super) fn is_body_name(words: &str) -> bool {
    let words = words.trim();
    let n = words.chars().filter(|c| !c.is_whitespace()).count();
    if !(2..=60).contains(&n) || words.contains(['，', '。', '；', '：', '《', '：']) {
        return false;
    }
    words
        .split(|c: char| c.is_whitespace() || c == '、')
        .filter(|w| !w.is_empty())
        .all(is_body)
}

/// Whether a line is nothing but a date.
pub(super) fn is_date_line(words: &str) -> bool {
    let s = words.trim().trim_matches(['（', '）', '(', ')']);
    date::find(s).is_some_and(|(_, span)| {
        s[..span.start].trim().is_empty() && s[span.end..].trim().is_empty()
    })
}

/// Whether a line under the title tells of adoption, issue or amendment.
pub(super) fn is_history(words: &str) -> bool {
    static ACT: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"通过|公布|发布|颁布|修正|修订|修改|批准|施行|实施|废止|印发|签发|令第|第\s*[\d一二三四五六七八九十百〇零]+\s*号|公告|起草|会议|备案",
        )
    });
    let has_date = date::find(words).is_some()
        || words.contains('年') && words.chars().any(|c| c.is_ascii_digit());
    let bracketed = words.starts_with(['（', '(']) || words.ends_with(['）', ')']);
    (has_date && ACT.is_match(words)) || (bracketed && (has_date || ACT.is_match(words)))
}

/// Whether a line goes on with the one before, broken inside a title: 《关于修改…第三十条 /
/// 第三十一条的决定》第一次修正.
fn closes_title(before: &str, words: &str) -> bool {
    let open = |s: &str| {
        let last = |c: char| s.rfind(c);
        last('《') > last('》')
    };
    open(before) && words.find('》').is_some_and(|i| !words[..i].contains('《'))
}

/// Kinds of the head's lines, and where the body begins. `from` is the first line of the paper.
pub(super) fn head(text: &str, lines: &[Line], from: usize) -> (Vec<(usize, Kind)>, usize) {
    let words = |i: usize| lines[i].span.slice(text);
    let mut kinds: Vec<(usize, Kind)> = Vec::new();
    // The head ends before the first numbered line or, in any case, after 40 lines.
    let limit = (from..lines.len().min(from + 40))
        .find(|&i| {
            matches!(lines[i].kind, BlockKind::Row(_))
                || lines[i].label.is_some_and(|l| {
                    !matches!(l.lead, Lead::Circled | Lead::ArabicParen)
                        && !is_history(words(i))
                        && !DOC_NUMBER.is_match(words(i))
                        && (i == from || !closes_title(words(i - 1), words(i)))
                })
                || normalize::squeeze(words(i)) == "目录"
        })
        .unwrap_or(lines.len().min(from + 40));
    // An editor's mark (<!-- INFO END -->) closes the head where the source has one.
    let mark =
        (from..limit).find(|&i| lines[i].kind == BlockKind::Note && words(i).contains("INFO END"));
    let number = (from..limit.min(from + 8)).find(|&i| DOC_NUMBER.is_match(words(i)));
    let heading =
        (from..limit.min(from + 12)).find(|&i| matches!(lines[i].kind, BlockKind::Heading(1)));
    let mut title = heading;
    if title.is_none() {
        // A number line parts letterhead from title; without one the first title-like line counts.
        let start = number.map_or(from, |n| n + 1);
        let candidates = start..limit.min(start + 5);
        title = candidates.clone().find(|&i| {
            looks_like_heading(words(i))
                && (is_title(words(i))
                    || is_body_name(words(i)) && next_continues_title(text, lines, i, limit))
        });
        if title.is_none() && number.is_some() {
            // 公告 / 〔2025〕第6号 with nothing after: the title stands before the number.
            title = (from..number.unwrap_or(from)).find(|&i| is_title(words(i)));
        }
        if title.is_none() {
            title = candidates
                .into_iter()
                .find(|&i| looks_like_heading(words(i)) && !is_date_line(words(i)));
        }
    }
    let mut i = from;
    while i < limit {
        let w = words(i);
        let kind = match title {
            Some(t) if i == t => {
                kinds.push((i, Kind::Title));
                i += 1;
                while i < limit && title_goes_on(text, lines, i) {
                    kinds.push((i, Kind::Title));
                    i += 1;
                }
                continue;
            }
            _ if lines[i].kind == BlockKind::Note => Kind::Note,
            _ if DOC_NUMBER.is_match(w) && w.chars().count() < 50 => Kind::DocNumber,
            Some(t) if i < t => Kind::Letterhead,
            None => {
                if looks_like_heading(w) && !w.ends_with('：') {
                    Kind::Letterhead
                } else {
                    break;
                }
            }
            _ if mark.is_some_and(|m| i < m) => Kind::History,
            _ if is_history(w) && w.chars().count() < 400 && !reads_as_preamble(w) => Kind::History,
            _ if is_date_line(w) => Kind::History,
            _ if matches!(kinds.last(), Some((_, Kind::History)))
                && closes_title(words(i - 1), w) =>
            {
                Kind::History
            }
            _ if is_addressee(w) => {
                kinds.push((i, Kind::Addressee));
                i += 1;
                break;
            }
            _ if is_body_name(w) && i < limit - 1 => Kind::History,
            _ => break,
        };
        kinds.push((i, kind));
        i += 1;
    }
    (kinds, i)
}

/// A second line of a title: 清源县人民政府办公室 / 关于印发…的通知.
fn title_goes_on(text: &str, lines: &[Line], i: usize) -> bool {
    let words = lines[i].span.slice(text);
    let before = lines[i - 1].span.slice(text);
    if lines[i].kind == BlockKind::Note
        || !looks_like_heading(words)
        || is_history(words)
        || DOC_NUMBER.is_match(words)
    {
        return false;
    }
    if is_title(before) {
        // A complete title; a bracketed （试行） on its own line still belongs to it.
        return matches!(words.trim(), "（试行）" | "（暂行）" | "(试行)" | "(暂行)");
    }
    is_title(words) || normalize::squeeze(words).starts_with("关于")
}

fn next_continues_title(text: &str, lines: &[Line], i: usize, limit: usize) -> bool {
    i + 1 < limit && title_goes_on(text, lines, i + 1)
}

/// “各乡镇人民政府，县直有关单位：”
pub(super) fn is_addressee(words: &str) -> bool {
    let w = words.trim();
    (w.ends_with('：') || w.ends_with(':'))
        && w.chars().count() <= 120
        && !w.contains(['。', '；', '《'])
        && ![
            "如下", "决定", "规定", "制定", "通知", "公告", "事项", "条件", "要求", "附件",
        ]
        .iter()
        .any(|x| w.contains(x))
}

/// “为了…，根据…，制定本办法。” is text, not history, though it may name a date.
fn reads_as_preamble(words: &str) -> bool {
    (words.starts_with("为") || words.starts_with("根据") || words.contains("制定本"))
        && !words.starts_with(['（', '('])
        && !words.contains("修正")
        && words.trim_end().ends_with(['。', '：', ':'])
}
