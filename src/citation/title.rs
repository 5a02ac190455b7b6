//! Titles in 《》, the parentheses after them, document numbers, and whether a title names a law.

use super::cursor::{before, char_at, is_han, look_back, next, skip_space};
use crate::text::{Span, numeral};

/// The longest title read, in bytes: some titles of decisions list a dozen laws.
const LONGEST: usize = 900;

/// A title in its brackets.
pub(super) struct Quoted {
    /// With the brackets.
    pub(super) span: Span,
    /// Without them and without white space.
    pub(super) title: String,
}

/// The title that opens at `at` with 《; brackets of the same kind may nest.
pub(super) fn quoted(text: &str, at: usize) -> Option<Quoted> {
    if char_at(text, at) != Some('《') {
        return None;
    }
    let mut depth = 0usize;
    let mut first_close = None;
    let mut inner_open = false;
    for (i, c) in text[at..].char_indices() {
        if i > LONGEST {
            break;
        }
        match c {
            '《' => {
                depth += 1;
                inner_open |= depth > 1 && first_close.is_none();
            }
            '》' => {
                depth -= 1;
                first_close = first_close.or(Some(i));
                if depth == 0 {
                    return Some(cut(text, at, at + i));
                }
            }
            // A bracket that was never closed must not swallow the next sentences.
            '。' if depth > 0 => break,
            _ => {}
        }
    }
    // Unbalanced: 《A〉… the nearest close, unless another title begins before it.
    match first_close {
        Some(i) if !inner_open => Some(cut(text, at, at + i)),
        _ => None,
    }
}

fn cut(text: &str, open: usize, close: usize) -> Quoted {
    Quoted {
        span: Span::new(open, next(text, close)),
        title: squeeze(&text[next(text, open)..close]),
    }
}

/// Without white space.
pub(super) fn squeeze(s: &str) -> String {
    s.chars().filter(|c| !c.is_whitespace()).collect()
}

/// What a parenthesis after a title says.
#[derive(Default)]
pub(super) struct Aside {
    /// Where the parenthesis ends.
    pub(super) end: usize,
    /// The document number in it.
    pub(super) number: Option<String>,
    /// The short names it defines.
    pub(super) shorts: Vec<String>,
    /// It only dates or qualifies the title: （2018年修正）, （试行）.
    pub(super) note: bool,
}

/// The parenthesis that opens at `at`.
pub(super) fn aside(text: &str, at: usize) -> Option<Aside> {
    let open = skip_space(text, at);
    if !matches!(char_at(text, open), Some('（' | '(')) {
        return None;
    }
    let mut depth = 0usize;
    let mut close = None;
    for (i, c) in text[open..].char_indices() {
        match c {
            '（' | '(' => depth += 1,
            '）' | ')' => {
                depth -= 1;
                if depth == 0 {
                    close = Some(open + i);
                    break;
                }
            }
            _ => {}
        }
        if i > 400 {
            break;
        }
    }
    let close = close?;
    let inner = &text[next(text, open)..close];
    let number = first_number(inner).map(|n| n.number);
    let shorts = short_names(inner);
    let note = inner.chars().count() <= 14
        && ["修正", "修订", "修改", "试行", "暂行", "年版"]
            .iter()
            .any(|w| inner.contains(w));
    Some(Aside {
        end: next(text, close),
        number,
        shorts,
        note,
    })
}

/// The names after 以下简称, 以下称, 简称: 《A》《B》, “A”, or plain up to the next mark.
pub(super) fn short_names(inner: &str) -> Vec<String> {
    let Some(at) = ["以下简称", "以下统称", "以下称", "以下合称", "简称"]
        .iter()
        .filter_map(|w| inner.find(w).map(|i| i + w.len()))
        .min()
    else {
        return Vec::new();
    };
    let mut names = Vec::new();
    let mut pos = skip_space(inner, at);
    while let Some(c) = char_at(inner, pos) {
        match c {
            '为' | '：' | ':' if names.is_empty() => pos = next(inner, pos),
            '、' | '和' | '及' | '与' | ' ' | '\n' if !names.is_empty() => {
                pos = next(inner, pos)
            }
            '《' | '〈' | '“' | '"' | '「' | '‘' => {
                let shut = match c {
                    '《' => '》',
                    '〈' => '〉',
                    '“' => '”',
                    '「' => '」',
                    '‘' => '’',
                    _ => '"',
                };
                let from = next(inner, pos);
                let Some(len) = inner[from..].find(shut) else {
                    return names;
                };
                let name = squeeze(&inner[from..from + len]);
                let name = name.trim_matches(['《', '》', '“', '”']).to_string();
                if !name.is_empty() {
                    names.push(name);
                }
                pos = next(inner, from + len);
            }
            c if names.is_empty() && is_han(c) => {
                let name: String = inner[pos..]
                    .chars()
                    .take_while(|&c| is_han(c) || c == '（' || c == '）')
                    .collect();
                names.push(name);
                return names;
            }
            _ => return names,
        }
    }
    names
}

/// A document number with its place: 国务院令第586号, 国发〔2014〕17号.
pub(super) struct Numbered {
    pub(super) span: Span,
    pub(super) number: String,
}

fn first_number(text: &str) -> Option<Numbered> {
    text.char_indices()
        .filter(|(_, c)| matches!(c, '令' | '〔' | '［' | '[' | '（' | '(' | '【'))
        .find_map(|(i, _)| number(text, 0, i))
}

/// The digits from `at`, skipping white space: where they end.
fn digits(text: &str, at: usize) -> Option<usize> {
    let start = skip_space(text, at);
    let mut pos = start;
    while let Some(c) = char_at(text, pos).filter(|&c| numeral::is_numeral(c)) {
        pos += c.len_utf8();
        if pos - start > 24 {
            return None;
        }
    }
    (pos > start).then_some(pos)
}

fn word(text: &str, at: usize, c: char) -> Option<usize> {
    let pos = skip_space(text, at);
    (char_at(text, pos) == Some(c)).then(|| next(text, pos))
}

/// 第17号 or 17号: where it ends.
fn serial(text: &str, at: usize) -> Option<usize> {
    let pos = word(text, at, '第').unwrap_or(at);
    word(text, digits(text, pos)?, '号')
}

/// A year in digits, with brackets or 年: where it ends.
fn year(text: &str, at: usize) -> Option<usize> {
    let pos = skip_space(text, at);
    let open = matches!(
        char_at(text, pos),
        Some('〔' | '［' | '[' | '（' | '(' | '【')
    );
    let from = if open { next(text, pos) } else { pos };
    let end = digits(text, from)?;
    let many = text[skip_space(text, from)..end].chars().count();
    if many != 4 {
        return None;
    }
    let end = word(text, end, '年').unwrap_or(end);
    if !open {
        return Some(end);
    }
    let shut = skip_space(text, end);
    matches!(
        char_at(text, shut),
        Some('〕' | '］' | ']' | '）' | ')' | '】')
    )
    .then(|| next(text, shut))
}

/// The document number whose 令 or opening bracket stands at `at`; it begins not before `from`.
pub(super) fn number(text: &str, from: usize, at: usize) -> Option<Numbered> {
    let (end, order, begin_at) = if char_at(text, at) == Some('令') {
        let after = next(text, at);
        let forward = serial(text, after)
            .or_else(|| serial(text, year(text, after)?))
            // 令 [第492号]
            .or_else(|| {
                let open = skip_space(text, after);
                matches!(char_at(text, open), Some('（' | '(' | '〔' | '['))
                    .then(|| serial(text, next(text, open)))
                    .flatten()
                    .map(|e| skip_space(text, e))
                    .filter(|&e| matches!(char_at(text, e), Some('）' | ')' | '〕' | ']')))
                    .map(|e| next(text, e))
            });
        match forward {
            Some(end) => (end, true, at),
            None => {
                // 交通运输部2016年第34号令, 人民政府第292号令
                let piece = look_back(text, from, at, 16).trim_end();
                let head = piece.strip_suffix('号')?;
                let head = head.trim_end_matches(|c| numeral::is_numeral(c) || c == ' ');
                let head = head.strip_suffix('第')?.trim_end();
                let head = match head.strip_suffix('年') {
                    Some(h) => h.trim_end_matches(numeral::is_numeral),
                    None => head,
                };
                let start = at - look_back(text, from, at, 16).len() + head.len();
                (next(text, at), true, start)
            }
        }
    } else {
        (serial(text, year(text, at)?)?, false, at)
    };
    let begin = begin(text, from, begin_at, order)?;
    Some(Numbered {
        span: Span::new(begin, end),
        number: squeeze(&text[begin..end]),
    })
}

/// Where the issuer or the code word before a document number begins.
fn begin(text: &str, from: usize, at: usize, order: bool) -> Option<usize> {
    let mut begin = at;
    let mut many = 0;
    while begin > from && many < 40 {
        let Some(c) = before(text, begin) else { break };
        if !is_han(c) || (order && c == '日') {
            break;
        }
        begin -= c.len_utf8();
        many += 1;
    }
    // Words that lead to the number and are no part of it.
    const LEADS: [&str; 26] = [
        "根据", "依据", "按照", "依照", "遵照", "执行", "落实", "贯彻", "文号", "转发", "印发",
        "经由", "以及", "或者", "参照", "关于", "原", "以", "由", "经", "见", "即", "的", "和",
        "及", "与",
    ];
    let run = &text[begin..at];
    let masked = run.replace("中华人民共和国", "中华人民共咊国");
    let mut cut = 0;
    for lead in LEADS {
        let one = lead.chars().count() == 1;
        // 住房和城乡建设部令: a single character leads only at the start of the run.
        if one {
            if cut == 0 && masked.starts_with(lead) {
                cut = lead.len();
            }
        } else if let Some(i) = masked.rfind(lead) {
            cut = cut.max(i + lead.len());
        }
    }
    if order && let Some(i) = masked.rfind('以').or_else(|| masked.rfind('由')) {
        cut = cut.max(i + '以'.len_utf8());
    }
    let rest = &run[cut..];
    let chars = rest.chars().count();
    let fits = if order {
        chars >= 2
    } else {
        (1..=14).contains(&chars)
    };
    fits.then_some(begin + cut)
}

/// Last words of titles that name a legal instrument by themselves.
const INSTRUMENTS: [&str; 30] = [
    "法",
    "法典",
    "条例",
    "规定",
    "办法",
    "细则",
    "规则",
    "决定",
    "决议",
    "意见",
    "通知",
    "通告",
    "批复",
    "解释",
    "准则",
    "通则",
    "公约",
    "协定",
    "议定书",
    "修正案",
    "命令",
    "通报",
    "答复",
    "复函",
    "纪要",
    "制度",
    "条约",
    "若干措施",
    "议事规程",
    "责任制",
];

/// Last words that end like an instrument and are none.
const NOT_INSTRUMENTS: [&str; 8] = [
    "方法",
    "做法",
    "书法",
    "用法",
    "检验法",
    "测定法",
    "试验法",
    "分析法",
];

/// Last words of papers that are law only where something shows it: a document number, an article,
/// 关于 in the title, or that another paper issues (印发) them.
const DOUBTFUL: [&str; 14] = [
    "公告",
    "函",
    "方案",
    "规范",
    "标准",
    "纲要",
    "规程",
    "章程",
    "目录",
    "计划",
    "规划",
    "要点",
    "指引",
    "办理程序",
];

/// Whether a title names a legal instrument. `shown` says that the text treats it as one: it bears
/// a document number or an article is cited, or it is issued by a notice.
pub(super) fn is_instrument(title: &str, shown: bool) -> bool {
    let core = core(title);
    let core = core.as_str();
    if NOT_INSTRUMENTS.iter().any(|w| core.ends_with(w)) {
        return false;
    }
    if INSTRUMENTS.iter().any(|w| core.ends_with(w)) {
        return true;
    }
    if DOUBTFUL.iter().any(|w| core.ends_with(w)) {
        let about = core.contains("关于") && (core.ends_with("公告") || core.ends_with('函'));
        // A trial version was issued as a paper of its own; so was a standard of judgment.
        let issued =
            title.contains("（试行）") || title.contains("（暂行）") || core.ends_with("判定标准");
        return shown || about || issued;
    }
    false
}

/// A title without trailing parentheses and quotation marks.
pub(super) fn core(title: &str) -> String {
    let mut s = title.trim().to_string();
    loop {
        let t = s.trim_end_matches(['”', '"', '’', '》', '〉', '>']).len();
        s.truncate(t);
        if !s.ends_with(['）', ')']) {
            return s;
        }
        let Some(open) = s.rfind(['（', '(']) else {
            return s;
        };
        s.truncate(open);
    }
}
