//! References without a title in 《》: 本条例第三条, 前款, 该条, 第二款, 刑法第五条.
//!
//! Here those that name the document itself and what all share; `back` looks back (前款, 该条),
//! `bare` has nothing before it.

mod back;
mod bare;

use back::{each, every};
pub(super) use back::{pronoun, relative};
pub(super) use bare::plain;

use crate::citation::cursor::{before, char_at, is_han, look_back, skip_space};
use crate::citation::find::{Draft, Finder, Meaning};
use crate::citation::provision::{self, Level, Raw};
use crate::citation::{Named, Provision};
use crate::document::{Kind, Number};
use crate::text::Span;

/// Nouns by which a document calls itself or another, longest first.
const NOUNS: [&str; 34] = [
    "暂行条例",
    "暂行规定",
    "暂行办法",
    "若干规定",
    "实施办法",
    "实施细则",
    "实施条例",
    "实施规定",
    "补充规定",
    "管理办法",
    "管理规定",
    "议事规则",
    "条例",
    "办法",
    "规定",
    "规则",
    "细则",
    "决定",
    "决议",
    "规范",
    "制度",
    "规程",
    "准则",
    "标准",
    "意见",
    "通则",
    "解释",
    "通知",
    "方案",
    "章程",
    "导则",
    "指引",
    "法典",
    "法",
];

/// The noun at `at`, and where it ends; 法院, 法律 and the like are none.
pub(super) fn noun(text: &str, at: usize) -> Option<(&'static str, usize)> {
    let word = NOUNS.iter().copied().find(|n| text[at..].starts_with(n))?;
    let end = at + word.len();
    let after = char_at(text, end);
    let other = match word {
        "法" => matches!(
            after,
            Some(
                '律' | '规'
                    | '院'
                    | '定'
                    | '人'
                    | '官'
                    | '制'
                    | '师'
                    | '案'
                    | '学'
                    | '治'
                    | '庭'
                    | '医'
            )
        ),
        "规定" => after == Some('书'),
        "决定" => after == Some('书'),
        "通知" => after == Some('书'),
        _ => false,
    };
    (!other).then_some((word, end))
}

/// 本条例第十条, 本《细则》, 本条第二款, 本款第（三）项, 本章第五条.
pub(in crate::citation) fn own(f: &mut Finder<'_>, at: usize) -> Option<usize> {
    let text = f.text;
    let from = f.after(at);
    // 本《细则》
    if char_at(text, from) == Some('《') {
        let q = super::title::quoted(text, from)?;
        let known = matches!(
            f.defined.get(&q.title).and_then(|m| m.first()),
            Some(Meaning::This)
        );
        if !known && !NOUNS.contains(&q.title.as_str()) {
            return None;
        }
        let (provisions, end) = f
            .articles(q.span.end)
            .unwrap_or_else(|| (Vec::new(), q.span.end));
        let named = f.this();
        return put(f, at, Span::new(at, q.span.end), named, provisions, end);
    }
    if let Some((_, end)) = noun(text, from) {
        // 本实施细则（以下简称《细则》）
        if let Some(a) = super::title::aside(text, end)
            && !a.shorts.is_empty()
        {
            for name in a.shorts {
                f.defined.insert(name, vec![Meaning::This]);
            }
            return put(f, at, Span::new(at, end), Named::This, Vec::new(), a.end);
        }
        let (provisions, stop) = f.articles(end)?;
        let named = f.this();
        return put(f, at, Span::new(at, end), named, provisions, stop);
    }
    let c = char_at(text, from)?;
    let after = skip_space(text, f.after(from));
    match c {
        '章' | '节' | '编' => {
            if char_at(text, after) == Some('各') {
                return each(f, at, after);
            }
            let (provisions, end) = provision::list(text, after)?;
            provisions[0].article?;
            let named = f.this();
            put(f, at, Span::new(at, at), named, provisions, end)
        }
        '条' => {
            if char_at(text, after) == Some('前') {
                return relative(f, at, after);
            }
            if text[after..].starts_with("各款") || text[after..].starts_with("各项") {
                return every(f, at, after);
            }
            let (list, end) = provision::list(text, after)?;
            if list[0].article.is_some() {
                return None;
            }
            let (named, number, _) = here(f, at)?;
            let mut list = list;
            for r in list.iter_mut().take_while_unset() {
                r.article = Some(number);
            }
            settle_items(f, &mut list);
            put(f, at, Span::new(at, at), named, list, end)
        }
        '款' => {
            let (mut list, end) = provision::list(text, after)?;
            if list[0].article.is_some() || list[0].paragraph.is_some() {
                return None;
            }
            let (named, number, paragraph) = here(f, at)?;
            for r in list.iter_mut().take_while_unset() {
                r.article = Some(number);
                r.paragraph = r.paragraph.or(paragraph);
            }
            put(f, at, Span::new(at, at), named, list, end)
        }
        _ => None,
    }
}

/// The entries up to the first that names its own article.
pub(super) trait TakeUnset<'r> {
    fn take_while_unset(self) -> Box<dyn Iterator<Item = &'r mut Raw> + 'r>;
}

impl<'r, I: Iterator<Item = &'r mut Raw> + 'r> TakeUnset<'r> for I {
    fn take_while_unset(self) -> Box<dyn Iterator<Item = &'r mut Raw> + 'r> {
        Box::new(self.take_while(|r| r.article.is_none()))
    }
}

/// The instrument, article and 款 of the words at hand: of the tree, or of the wording that an
/// amending paper quotes.
pub(super) fn here(f: &Finder<'_>, at: usize) -> Option<(Named, Number, Option<u32>)> {
    if let Some(a) = f.amended.as_ref() {
        let (article, paragraph) = a.place(&f.text[..at])?;
        return Some((f.this(), article, Some(paragraph)));
    }
    let article = f.layout.article(f.spot.article)?;
    Some((Named::This, article.number, f.spot.paragraph))
}

pub(super) fn put(
    f: &mut Finder<'_>,
    begin: usize,
    title: Span,
    named: Named,
    provisions: Vec<Raw>,
    end: usize,
) -> Option<usize> {
    f.emit(Draft {
        span: Span::new(begin, end),
        title,
        named,
        law: true,
        provisions,
    });
    Some(end)
}

/// Items of the article at hand without a 款: the 款 that holds them.
pub(super) fn settle_items(f: &Finder<'_>, list: &mut [Raw]) {
    let Some(article) = f.layout.article(f.spot.article) else {
        return;
    };
    for r in list {
        if r.article == Some(article.number)
            && r.paragraph.is_none()
            && let Some(item) = r.item
        {
            r.paragraph = article.paragraph_of(item, f.spot.paragraph);
        }
    }
}
