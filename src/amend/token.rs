//! A paragraph of a decision → tokens: places, verbs, quoted wording, marks. What is none of these
//! stays as words, and a clause with such words in the wrong place isn't understood.

use super::Wording;
use super::place::{self, Level, Place, Region};
use super::quote::{Paragraph, Piece};
use crate::text::{Span, numeral};

/// Words that steer a clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Word {
    /// 将, 把, 在, 对
    Take,
    /// 修改为, 改为, 调整为
    Change,
    /// 删去
    Delete,
    /// 增加
    Add,
    /// 一条, 两款
    Count(Level, u32),
    /// 作为
    As,
    /// 后
    After,
    /// 前
    Before,
    /// 之间
    Between,
    /// 中的
    In,
    /// 合并
    Merge,
    /// 分为
    Split,
    /// 移至
    Move,
    /// 其中, 该条
    Its,
    /// 作如下修改, 修改: says that something follows.
    Amend,
    /// 内容为, 规定: opens the wording.
    Content,
    /// 废止
    Repeal,
}

/// A token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Tok {
    Places(Vec<Place>),
    Quote(Wording),
    Law(String),
    Word(Word),
    /// 。 or ；
    Stop,
    /// ， ： 、
    Pause(char),
    Other(String),
}

/// A token with its place in the decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) tok: Tok,
    pub(super) span: Span,
}

/// Steering words, longer ones first where one begins another.
const WORDS: &[(&str, Option<Word>)] = &[
    ("修改后的", None),
    ("修改后", None),
    ("修正后的", None),
    ("作如下修改", Some(Word::Amend)),
    ("作出如下修改", Some(Word::Amend)),
    ("作以下修改", Some(Word::Amend)),
    ("作出以下修改", Some(Word::Amend)),
    ("作出修改", Some(Word::Amend)),
    ("进行修改", Some(Word::Amend)),
    ("予以修改", Some(Word::Amend)),
    ("作下列修改", Some(Word::Amend)),
    ("的修改", Some(Word::Amend)),
    ("合并修改为", Some(Word::Merge)),
    ("合并为", Some(Word::Merge)),
    ("合并", Some(Word::Merge)),
    ("修改表述为", Some(Word::Change)),
    ("修改调整为", Some(Word::Change)),
    ("修改补充为", Some(Word::Change)),
    ("修改并改为", Some(Word::Change)),
    ("修改为", Some(Word::Change)),
    ("修改成", Some(Word::Change)),
    ("修订为", Some(Word::Change)),
    ("修正为", Some(Word::Change)),
    ("更改为", Some(Word::Change)),
    ("变更为", Some(Word::Change)),
    ("替换为", Some(Word::Change)),
    ("更换为", Some(Word::Change)),
    ("调整为", Some(Word::Change)),
    ("改写为", Some(Word::Change)),
    ("表述为", Some(Word::Change)),
    ("改为", Some(Word::Change)),
    ("改成", Some(Word::Change)),
    ("单独作为", Some(Word::Move)),
    ("单列为", Some(Word::Move)),
    ("单列", Some(Word::Move)),
    ("独立成", Some(Word::Move)),
    ("移至", Some(Word::Move)),
    ("移到", Some(Word::Move)),
    ("移作", Some(Word::Move)),
    ("调整至", Some(Word::Move)),
    ("调整到", Some(Word::Move)),
    ("拆分为", Some(Word::Split)),
    ("拆为", Some(Word::Split)),
    ("分为", Some(Word::Split)),
    ("分成", Some(Word::Split)),
    ("包括", Some(Word::Split)),
    ("删去", Some(Word::Delete)),
    ("删除", Some(Word::Delete)),
    ("删掉", Some(Word::Delete)),
    ("去掉", Some(Word::Delete)),
    ("增加规定", Some(Word::Add)),
    ("增加", Some(Word::Add)),
    ("新增", Some(Word::Add)),
    ("增写", Some(Word::Add)),
    ("增列", Some(Word::Add)),
    ("增设", Some(Word::Add)),
    ("添加", Some(Word::Add)),
    ("补充", Some(Word::Add)),
    ("加上", Some(Word::Add)),
    ("作为", Some(Word::As)),
    ("列为", Some(Word::As)),
    ("之间", Some(Word::Between)),
    ("之后", Some(Word::After)),
    ("后面", Some(Word::After)),
    ("后", Some(Word::After)),
    ("之前", Some(Word::Before)),
    ("前面", Some(Word::Before)),
    ("前", Some(Word::Before)),
    ("其中的", Some(Word::Its)),
    ("其中", Some(Word::Its)),
    ("该条中的", Some(Word::Its)),
    ("该条", Some(Word::Its)),
    ("该款", Some(Word::Its)),
    ("该项", Some(Word::Its)),
    ("该章", Some(Word::Its)),
    ("这一自然段", Some(Word::Its)),
    ("这一款", Some(Word::Its)),
    ("这一项", Some(Word::Its)),
    ("此条", Some(Word::Its)),
    ("此款", Some(Word::Its)),
    ("这一条", Some(Word::Its)),
    ("本条", Some(Word::Its)),
    ("规定中的", Some(Word::In)),
    ("规定的", Some(Word::In)),
    ("所列的", Some(Word::In)),
    ("里的", Some(Word::In)),
    ("中的", Some(Word::In)),
    ("中", Some(Word::In)),
    ("的", Some(Word::In)),
    ("内容如下", Some(Word::Content)),
    ("内容为", Some(Word::Content)),
    ("内容是", Some(Word::Content)),
    ("章名为", Some(Word::Content)),
    ("节名为", Some(Word::Content)),
    ("名称为", Some(Word::Content)),
    ("标题为", Some(Word::Content)),
    ("题为", Some(Word::Content)),
    ("具体为", Some(Word::Content)),
    ("规定", Some(Word::Content)),
    ("如下", Some(Word::Content)),
    ("废止", Some(Word::Repeal)),
    ("修改", Some(Word::Amend)),
    ("将", Some(Word::Take)),
    ("把", Some(Word::Take)),
    ("对", Some(Word::Take)),
    ("在", Some(Word::Take)),
    ("从", Some(Word::Take)),
    // Words that change nothing.
    ("拟", None),
    ("涉及的", None),
    ("涉及", None),
    ("表述的", None),
    ("相应地", None),
    ("相应", None),
    ("统一", None),
    ("分别", None),
    ("依次", None),
    ("一并", None),
    ("一律", None),
    ("全部", None),
    ("均", None),
    ("都", None),
    ("予以", None),
    ("并且", None),
    ("并", None),
    ("同时", None),
    ("以及", None),
    ("及", None),
    ("和", None),
    ("与", None),
    ("且", None),
    ("原来的", None),
    ("原", None),
    ("其", None),
    ("字样", None),
    ("表述", None),
    ("内容", None),
    ("文字", None),
    ("一词", None),
    ("二字", None),
    ("一语", None),
    ("分别地", None),
    ("等", None),
    ("一字", None),
    ("两字", None),
    ("三字", None),
    ("四字", None),
    ("字", None),
];

/// What a decision calls the amended text in passing: 条例中的, 本办法第三条.
const OWN: [&str; 14] = [
    "本条例",
    "该条例",
    "条例",
    "本办法",
    "该办法",
    "办法",
    "本规定",
    "该规定",
    "本法",
    "该法",
    "《解释》",
    "《规定》",
    "本细则",
    "细则",
];

/// The tokens of a paragraph. `short` are bare names of the amended law (刑法, 宪法).
pub(super) fn tokens(text: &str, paragraph: &Paragraph, short: &[String]) -> Vec<Token> {
    let mut out = Vec::new();
    for piece in &paragraph.pieces {
        match piece {
            Piece::Quote(w, span) => out.push(Token {
                tok: Tok::Quote(w.clone()),
                span: *span,
            }),
            Piece::Words(span) => words(text, *span, short, &mut out),
        }
    }
    out
}

fn words(text: &str, span: Span, short: &[String], out: &mut Vec<Token>) {
    let all = &text[..span.end];
    let mut at = span.start;
    while at < span.end {
        let Some(c) = all[at..].chars().next() else {
            break;
        };
        if c.is_whitespace() {
            at += c.len_utf8();
            continue;
        }
        let (tok, end) = one(all, at, c, short);
        match (tok, out.last_mut()) {
            (None, _) => {}
            (
                Some(Tok::Other(w)),
                Some(Token {
                    tok: Tok::Other(before),
                    span,
                }),
            ) if span.end == at => {
                before.push_str(&w);
                span.end = end;
            }
            (Some(tok), _) => out.push(Token {
                tok,
                span: Span::new(at, end),
            }),
        }
        at = end;
    }
}

fn one(text: &str, at: usize, c: char, short: &[String]) -> (Option<Tok>, usize) {
    let rest = &text[at..];
    match c {
        '。' | '；' | ';' => return (Some(Tok::Stop), at + c.len_utf8()),
        '，' | '：' | '、' | ':' | ',' => return (Some(Tok::Pause(c)), at + c.len_utf8()),
        '第' => {
            if let Some((p, end)) = place::list(text, at) {
                return (Some(Tok::Places(p)), end);
            }
        }
        '（' | '(' => {
            // （以下简称…） and other asides.
            if let Some(i) = rest.find(['）', ')'])
                && rest[..i].chars().count() < 60
            {
                return (
                    None,
                    at + i
                        + '）'
                            .len_utf8()
                            .min(rest[i..].chars().next().map_or(1, char::len_utf8)),
                );
            }
        }
        _ => {}
    }
    for own in OWN {
        if let Some(r) = rest.strip_prefix(own) {
            let end = at + own.len();
            let next = r.trim_start();
            if next.starts_with('第') || place::region(next, 0).is_some() {
                return (None, end);
            }
            if next.starts_with('中') {
                let all = Place {
                    region: Some(Region::All),
                    ..Place::default()
                };
                return (Some(Tok::Places(vec![all])), end);
            }
        }
    }
    // 增加一条为第六条.
    if rest.starts_with("为第") || rest.starts_with("即第") {
        return (Some(Tok::Word(Word::As)), at + '为'.len_utf8());
    }
    // 附则中的第五十条: the chapter tells nothing that the number does not.
    for part in ["总则", "附则"] {
        if let Some(r) = rest.strip_prefix(part) {
            let inner = ["中的", "部分的", "部分", "中", "的", ""]
                .into_iter()
                .find_map(|g| r.strip_prefix(g).filter(|r| r.starts_with('第')));
            if let Some(r) = inner {
                return (None, at + rest.len() - r.len());
            }
        }
    }
    // 将十一条修改为: the 第 is missing.
    if let Some((Level::Article, n, end)) = count(text, at)
        && n > 2
        && text[..at].ends_with(['将', '对', '、'])
        && ["修改为", "改为", "第", "中的“"]
            .iter()
            .any(|w| text[end..].starts_with(w))
    {
        return (
            Some(Tok::Places(vec![Place::article(
                crate::document::Number::new(n),
            )])),
            end,
        );
    }
    for s in short {
        if let Some(r) = rest.strip_prefix(s.as_str())
            && (r.trim_start().starts_with('第') || place::region(r.trim_start(), 0).is_some())
        {
            return (None, at + s.len());
        }
    }
    if c == '《'
        && let Some(end) = title_end(rest)
    {
        let title = rest['《'.len_utf8()..end].to_string();
        return (Some(Tok::Law(title)), at + end + '》'.len_utf8());
    }
    if let Some((p, end)) = place::region(text, at) {
        return (Some(Tok::Places(vec![p])), end);
    }
    if let Some((level, n, end)) = count(text, at) {
        return (Some(Tok::Word(Word::Count(level, n))), end);
    }
    for (w, word) in WORDS {
        if rest.starts_with(w) {
            return (word.map(Tok::Word), at + w.len());
        }
    }
    (Some(Tok::Other(c.to_string())), at + c.len_utf8())
}

/// Where the 》 stands that closes the 《 at the start.
pub(super) fn title_end(s: &str) -> Option<usize> {
    let mut depth = 0;
    for (i, c) in s.char_indices() {
        match c {
            '《' => depth += 1,
            '》' => {
                depth -= 1;
                if depth == 0 {
                    return Some(i);
                }
            }
            '\n' | '。' => return None,
            _ => {}
        }
    }
    None
}

/// 一条, 两款, 三项.
fn count(text: &str, at: usize) -> Option<(Level, u32, usize)> {
    let rest = &text[at..];
    let digits: String = rest
        .chars()
        .take_while(|&c| numeral::digit(c).is_some() || c == '十')
        .collect();
    let n = u32::try_from(numeral::parse(&digits)?).ok()?;
    let after = &rest[digits.len()..];
    let after_unit = after.strip_prefix('个').unwrap_or(after);
    let level = match after_unit.chars().next()? {
        '编' => Level::Book,
        '章' => Level::Chapter,
        '节' => Level::Section,
        '条' => Level::Article,
        '款' | '段' => Level::Paragraph,
        '项' => Level::Item,
        '目' => Level::Subitem,
        '句' => Level::Sentence,
        _ => return None,
    };
    let unit = after_unit.chars().next().map_or(0, char::len_utf8);
    let mut end = at + digits.len() + (after.len() - after_unit.len()) + unit;
    if text[end..].starts_with('话') {
        end += '话'.len_utf8();
    }
    Some((level, n, end))
}
