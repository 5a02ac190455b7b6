//! What a user types: quoted words, a citation, everyday words; and the filters beside them.

use super::table::View;
use crate::corpus::WorkId;
use crate::document::{Number, Rank, Status};
use crate::text::Date;
use crate::text::normalize::fold;
use crate::text::numeral;
use std::collections::BTreeSet;

/// Which versions may answer. Empty means all.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Filter {
    /// One of these ranks.
    pub ranks: Vec<Rank>,
    /// This region or one inside it; 全国 means national law alone.
    pub region: Option<String>,
    /// The issuer's name holds this.
    pub issuer: Option<String>,
    /// One of these fields ([`super::fields`]).
    pub fields: Vec<String>,
    /// One of these states on the day of judgment.
    pub statuses: Vec<Status>,
    /// Texts of these years, both included.
    pub years: Option<(u32, u32)>,
    /// In force on this day.
    pub in_force_on: Option<Date>,
    /// Only these works.
    pub works: Option<BTreeSet<WorkId>>,
    /// Not these works (a document is never its own higher law).
    pub except: Option<BTreeSet<WorkId>>,
}

/// The order of the hits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sort {
    /// The likeliest first.
    #[default]
    Relevance,
    /// The newest text first.
    Date,
    /// The highest rank first.
    Rank,
}

/// How a query was answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// By the article, or the document number, that it names.
    Citation,
    /// By the words in quotation marks, all of them found.
    Exact,
    /// By likeness to words.
    Ranked,
    /// By likeness to a whole clause.
    Similar,
}

/// A search.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Query {
    /// As typed.
    pub text: String,
    /// Filters.
    pub filter: Filter,
    /// How many provisions to show.
    pub limit: usize,
    /// The day for which states are told.
    pub day: Date,
    /// The order of the hits.
    pub sort: Sort,
    /// Whether the answer is counted by rank, region, issuer, year and state.
    pub facets: bool,
}

/// A provision that the query names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cited {
    /// The law as typed, folded, without 《》.
    pub law: String,
    /// 条
    pub article: Number,
    /// 款
    pub paragraph: Option<u32>,
    /// 项
    pub item: Option<Number>,
    /// 目
    pub subitem: Option<u32>,
    /// Whether 第 or 条 was written; a bare number counts only after a law's name.
    pub plain: bool,
}

/// A query taken apart.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Parsed {
    /// Words in quotation marks, folded: each must stand in the text as it is.
    pub exact: Vec<String>,
    /// The rest: runs of characters between white space and punctuation, folded.
    pub free: Vec<String>,
    /// A citation, when the whole query may be one.
    pub cited: Option<Cited>,
    /// Whether the words outside quotation marks ask a question.
    pub asks: bool,
}

/// Opening and closing marks of exact words.
const MARKS: [(char, char); 5] = [
    ('"', '"'),
    ('“', '”'),
    ('＂', '＂'),
    ('「', '」'),
    ('”', '”'),
];

/// Whether a character is a mark of exact words.
pub(super) fn is_mark(c: char) -> bool {
    MARKS.iter().any(|m| m.0 == c || m.1 == c)
}

/// Takes a query apart. A mark that is never closed holds to the end.
pub fn parse(text: &str) -> Parsed {
    let mut out = Parsed::default();
    let mut rest = String::new();
    let mut inside: Option<(char, String)> = None;
    for c in text.chars() {
        match &mut inside {
            Some((close, words)) => {
                // A typist's “…" closes too.
                if c == *close || (*close == '”' && c == '"') || (*close == '"' && c == '”') {
                    push_exact(&mut out.exact, words);
                    inside = None;
                } else {
                    words.push(c);
                }
            }
            None => match MARKS.iter().find(|m| m.0 == c) {
                Some((_, close)) => {
                    inside = Some((*close, String::new()));
                    rest.push(' ');
                }
                None => rest.push(c),
            },
        }
    }
    if let Some((_, words)) = inside {
        push_exact(&mut out.exact, &words);
    }
    out.asks = rest.contains(['？', '?']);
    out.free = rest
        .split(|c: char| !c.is_alphanumeric())
        .map(fold)
        .filter(|r| !r.is_empty())
        .collect();
    if out.exact.is_empty() {
        out.cited = cited(&rest);
    }
    out
}

fn push_exact(exact: &mut Vec<String>, words: &str) {
    let words = fold(words);
    if !words.is_empty() && !exact.contains(&words) {
        exact.push(words);
    }
}

/// Reads the whole of a query as 《法》第…条第…款第（…）项第…目.
fn cited(text: &str) -> Option<Cited> {
    let s: String = fold(text)
        .chars()
        .filter(|c| !matches!(c, '《' | '》'))
        .collect();
    let s = s.strip_suffix("的规定").unwrap_or(&s);
    let s = s.strip_suffix("规定").unwrap_or(s);
    let mut before = None;
    for (i, c) in s.char_indices() {
        let starts =
            c == '第' || (numeral::is_numeral(c) && !before.is_some_and(numeral::is_numeral));
        if i > 0
            && starts
            && before != Some('第')
            && let Some(found) = provision(&s[..i], &s[i..])
        {
            return Some(found);
        }
        before = Some(c);
    }
    None
}

/// A number of 第…unit at the head of `s`, with what follows; brackets round it are allowed.
fn step(s: &str, unit: char) -> Option<(Number, &str)> {
    let t = s.strip_prefix('第').unwrap_or(s);
    let t = t.strip_prefix('（').unwrap_or(t);
    let end = t.find(|c: char| !numeral::is_numeral(c)).unwrap_or(t.len());
    let number = u32::try_from(numeral::parse(&t[..end])?).ok()?;
    let t = t[end..].strip_prefix('）').unwrap_or(&t[end..]);
    Some((Number::new(number), t.strip_prefix(unit)?))
}

fn provision(law: &str, tail: &str) -> Option<Cited> {
    let (mut article, mut rest, plain) = match step(tail, '条') {
        Some((n, rest)) => (n, rest, false),
        None => {
            // 行政处罚法63: digits alone.
            let end = tail
                .find(|c: char| !c.is_ascii_digit())
                .unwrap_or(tail.len());
            let number = tail[..end].parse().ok()?;
            (Number::new(number), &tail[end..], true)
        }
    };
    if article.main == 0 {
        return None;
    }
    if let Some(t) = rest.strip_prefix('之') {
        let end = t.find(|c: char| !numeral::is_numeral(c)).unwrap_or(t.len());
        article.sub = u32::try_from(numeral::parse(&t[..end])?).ok()?;
        rest = &t[end..];
    }
    let mut next = |unit| match step(rest, unit) {
        Some((n, t)) => {
            rest = t;
            Some(n)
        }
        None => None,
    };
    let paragraph = next('款').map(|n| n.main);
    let item = next('项');
    let subitem = next('目').map(|n| n.main);
    rest.is_empty().then(|| Cited {
        law: law.to_string(),
        article,
        paragraph,
        item,
        subitem,
        plain,
    })
}

/// The key of a document number (国令第586号, 国务院令第586号, 某政办发〔2014〕17号): letters and
/// digits as typed, 第 and marks left out; none where the words are no number.
pub(crate) fn number_key(text: &str) -> Option<String> {
    let key: String = fold(text)
        .chars()
        .filter(|c| c.is_alphanumeric() && *c != '第')
        .collect::<String>()
        .replace("中华人民共和国", "");
    let body = key.strip_suffix('号')?;
    let digits = body.chars().rev().take_while(char::is_ascii_digit).count();
    let issuer = body.chars().take_while(|c| !c.is_ascii_digit()).count();
    if digits == 0 || issuer < 2 || key.chars().count() > 40 {
        return None;
    }
    Some(match key.strip_prefix("国令") {
        Some(rest) => format!("国务院令{rest}"),
        None => key,
    })
}

/// What of a citation is held against every title, worked out once a query.
pub(crate) struct Name {
    key: String,
    number: Option<String>,
    /// A bare number after anything but a law's name is no citation (罚款5000).
    sum: bool,
    /// Whether the words may be an abridgement of a title.
    short: bool,
}

impl Cited {
    /// The name of the law cited, ready to be held against titles.
    pub(crate) fn name(&self) -> Name {
        let key = crate::law::title::key(&self.law);
        let named = named(&key);
        Name {
            number: number_key(&self.law),
            sum: self.plain && !named,
            short: named && key.chars().count() >= 3,
            key,
        }
    }
}

impl Name {
    /// How well a version's title answers: 3 its title or another title of the work, 2 a title
    /// that holds the words, 1 a title of which the words are an abridgement (道交法), 0 not.
    pub(crate) fn fits(&self, slot: View<'_>) -> u8 {
        let key = self.key.as_str();
        let title = slot.key();
        if title == key
            || slot.names().any(|n| n == key)
            || self.number.as_deref().is_some_and(|n| n == slot.number())
        {
            return 3;
        }
        if self.sum {
            return 0;
        }
        if title.contains(key) {
            return 2;
        }
        let mut letters = title.chars();
        let abridged = self.short
            && key.chars().last() == title.chars().last()
            && key.chars().next() == title.chars().next()
            && slot.rank().is_national()
            && key.chars().all(|c| letters.any(|l| l == c));
        u8::from(abridged)
    }

    /// How much of a title the name is.
    pub(crate) fn share(&self, slot: Option<View<'_>>) -> f32 {
        let size = |s: &str| super::score::float(s.chars().count() as u64);
        let whole = slot.map_or(1.0, |s| size(s.key())).max(1.0);
        size(&self.key) / whole
    }
}

/// Whether the words end as the names of laws do.
pub(super) fn named(key: &str) -> bool {
    [
        "法", "典", "条例", "办法", "规定", "规则", "细则", "规程", "解释", "决定", "通则", "章程",
        "意见", "通知", "标准", "准则",
    ]
    .iter()
    .any(|e| key.ends_with(e))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::table::Table;
    use crate::index::table::tests::{slot, view};

    fn table(title: &str) -> Table {
        Table::new(&[Some(slot(title))])
    }

    fn c(text: &str) -> Option<(String, Number, Option<u32>, Option<u32>)> {
        parse(text)
            .cited
            .map(|c| (c.law, c.article, c.paragraph, c.item.map(|i| i.main)))
    }

    #[test]
    fn quoted_words_are_exact_and_all_count() {
        let p = parse("\"年检\" 违法处理 “处罚 决定”");
        assert_eq!(p.exact, ["年检", "处罚决定"]);
        assert_eq!(p.free, ["违法处理"]);
        assert_eq!(parse("“没有 合上").exact, ["没有合上"]);
        assert_eq!(parse("“中文开头\"英文结尾").exact, ["中文开头"]);
        assert_eq!(parse("\"\" 听证").exact, Vec::<String>::new());
        assert_eq!(parse("\"罚\"").exact, ["罚"]);
        assert!(parse("“一船多证”怎么处罚？").asks);
        assert!(!parse("\"年检？\" 违法处理").asks);
    }

    #[test]
    fn a_citation_is_read_in_every_way_of_writing_it() {
        let law = |n| Some(("行政处罚法".to_string(), Number::new(n), None, None));
        assert_eq!(c("行政处罚法63"), law(63));
        assert_eq!(c("行政处罚法６３条"), law(63));
        assert_eq!(c("《行政处罚法》第六十三条"), law(63));
        assert_eq!(c("行政处罚法 第63条的规定"), law(63));
        assert_eq!(
            c("行政处罚法第63条第2款"),
            Some(("行政处罚法".into(), Number::new(63), Some(2), None))
        );
        assert_eq!(
            c("行政处罚法第六十三条第一款第(三)项"),
            Some(("行政处罚法".into(), Number::new(63), Some(1), Some(3)))
        );
        assert_eq!(
            c("刑法第一百三十三条之一"),
            Some(("刑法".into(), Number::inserted(133, 1), None, None))
        );
        assert_eq!(c("民法典585").map(|x| x.1), Some(Number::new(585)));
        assert_eq!(c("国务院令第586号"), None);
        assert_eq!(c("听证"), None);
        assert_eq!(c("第六十三条"), None);
        assert_eq!(c("\"行政处罚法第六十三条\""), None);
    }

    #[test]
    fn a_sum_is_no_article() {
        let cited = parse("罚款5000").cited;
        let slot = table("罚款决定与罚款收缴分离办法");
        assert_eq!(cited.map(|c| c.name().fits(view(&slot))), Some(0));
        let cited = parse("处罚法63").cited;
        let slot = table("中华人民共和国行政处罚法");
        assert_eq!(cited.map(|c| c.name().fits(view(&slot))), Some(2));
    }

    #[test]
    fn short_names_are_abridgements() {
        let slot = table("中华人民共和国道路交通安全法");
        let fits = |s: &str| parse(s).cited.map(|c| c.name().fits(view(&slot)));
        assert_eq!(fits("道路交通安全法第九十条"), Some(3));
        assert_eq!(fits("道交法第九十条"), Some(1));
        assert_eq!(fits("公路法第九十条"), Some(0));
    }
}
