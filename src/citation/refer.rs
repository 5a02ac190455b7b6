//! References without a title in 《》: 本条例第三条, 前款, 该条, 第二款, 刑法第五条.

use super::cursor::{before, char_at, is_han, look_back, skip_space};
use super::find::{Draft, Finder, Meaning};
use super::provision::{self, Level, Raw};
use super::{Named, Provision};
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
fn noun(text: &str, at: usize) -> Option<(&'static str, usize)> {
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
pub(super) fn own(f: &mut Finder<'_>, at: usize) -> Option<usize> {
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
trait TakeUnset<'r> {
    fn take_while_unset(self) -> Box<dyn Iterator<Item = &'r mut Raw> + 'r>;
}

impl<'r, I: Iterator<Item = &'r mut Raw> + 'r> TakeUnset<'r> for I {
    fn take_while_unset(self) -> Box<dyn Iterator<Item = &'r mut Raw> + 'r> {
        Box::new(self.take_while(|r| r.article.is_none()))
    }
}

/// The instrument, article and 款 of the words at hand: of the tree, or of the wording that an
/// amending paper quotes.
fn here(f: &Finder<'_>, at: usize) -> Option<(Named, Number, Option<u32>)> {
    if let Some(a) = f.amended.as_ref() {
        let (article, paragraph) = a.place(&f.text[..at])?;
        return Some((f.this(), article, Some(paragraph)));
    }
    let article = f.layout.article(f.spot.article)?;
    Some((Named::This, article.number, f.spot.paragraph))
}

fn put(
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
fn settle_items(f: &Finder<'_>, list: &mut [Raw]) {
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

/// 前款, 前两款, 前条第二款, 前项; `begin` is earlier for 本条前款.
pub(super) fn relative(f: &mut Finder<'_>, begin: usize, at: usize) -> Option<usize> {
    let text = f.text;
    if text[at..].starts_with("前述") {
        return above(f, at, at + "前述".len());
    }
    // 以前, 之前, 目前, 提前 and the like, unless a provision goes on: 以前款规定的方式.
    if let Some(c) = before(text, at)
        && matches!(
            c,
            '以' | '之' | '目' | '提' | '日' | '年' | '月' | '当' | '先'
        )
    {
        let (_, end) = provision::unit(text, provision::count(text, f.after(at)).1)?;
        let goes_on = ["规定", "所", "第", "的规定"]
            .iter()
            .any(|w| text[end..].starts_with(w));
        if !goes_on {
            return None;
        }
    }
    steps_back(f, begin, f.after(at))
}

/// 款 or 条 after 前 or 上, with a count.
fn steps_back(f: &mut Finder<'_>, begin: usize, at: usize) -> Option<usize> {
    let text = f.text;
    let (count, pos) = provision::count(text, at);
    let (level, end) = provision::unit(text, pos)?;
    let (named, number, paragraph) = here(f, at)?;
    let span = Span::new(begin, end);
    let base = Raw {
        article: Some(number),
        span,
        ..Raw::default()
    };
    let mut list = Vec::new();
    match level {
        Level::Article => {
            if char_at(text, end) == Some('件') {
                return None;
            }
            if f.amended.is_some() {
                let first = number.main.saturating_sub(count).max(1);
                for n in first..number.main {
                    list.push(Raw {
                        article: Some(Number::new(n)),
                        ..base
                    });
                }
            } else {
                let at = f.spot.article?;
                for back in (1..=count).rev() {
                    if let Some(n) = f.layout.earlier(at, back) {
                        list.push(Raw {
                            article: Some(n),
                            ..base
                        });
                    }
                }
            }
        }
        Level::Paragraph => {
            let here = paragraph.unwrap_or(1);
            let first = here.saturating_sub(count).max(1);
            for p in first..here {
                list.push(Raw {
                    paragraph: Some(p),
                    ..base
                });
            }
            if list.is_empty() {
                // Nothing stands before: the words are counted, the place is not.
                list.push(base);
            }
        }
        Level::Item => {
            if !means_provision(text, end) {
                return None;
            }
            let here = f.spot.item?;
            let first = here.main.saturating_sub(count).max(1);
            for i in first..here.main {
                list.push(Raw {
                    paragraph: f.spot.paragraph,
                    item: Some(Number::new(i)),
                    ..base
                });
            }
        }
        Level::Subitem => return None,
    }
    if list.is_empty() {
        return None;
    }
    let end = provision::extend(text, end, &mut list);
    put(f, begin, Span::new(begin, begin), named, list, end)
}

/// Whether what follows shows that a number or pronoun before it means a provision.
fn means_provision(text: &str, at: usize) -> bool {
    let rest = &text[skip_space(text, at)..];
    rest.is_empty()
        || [
            "规定", "所", "的", "第", "情形", "行为", "中", "之", "、", "，", "或", "和", "至",
            "及", "；", "。", "）", "：", "以外", "罪", "内容", "条件", "违法",
        ]
        .iter()
        .any(|w| rest.starts_with(w))
}

/// 该条, 该法第五条, 同条第二款, 各该款, 上述条款, 上款.
pub(super) fn pronoun(f: &mut Finder<'_>, at: usize) -> Option<usize> {
    let text = f.text;
    let from = f.after(at);
    match char_at(text, at)? {
        '该' => {
            if before(text, at).is_some_and(|c| c == '应') {
                return None;
            }
            same(f, at, from, true)
        }
        '同' => {
            if before(text, at).is_some_and(|c| {
                matches!(
                    c,
                    '合' | '会' | '共' | '不' | '相' | '如' | '陪' | '随' | '连' | '协'
                )
            }) {
                return None;
            }
            same(f, at, from, false)
        }
        '各' => each(f, at, at),
        '上' => {
            if text[at..].starts_with("上述") {
                return above(f, at, at + "上述".len());
            }
            let (_, unit_end) = provision::unit(text, provision::count(text, from).1)?;
            let lead = before(text, at).is_none_or(|c| {
                !is_han(c)
                    || matches!(
                        c,
                        '照' | '反' | '有' | '合' | '据' | '按' | '犯' | '因' | '除' | '对' | '于'
                    )
            });
            (lead && means_provision(text, unit_end)).then_some(())?;
            steps_back(f, at, from)
        }
        '其' => None,
        _ => None,
    }
}

/// 该条例, 该法第五条, 该条, 同条第二款. `alone` says whether it stands without a provision.
fn same(f: &mut Finder<'_>, at: usize, from: usize, alone: bool) -> Option<usize> {
    let text = f.text;
    if let Some((word, end)) = noun(text, from) {
        if char_at(text, end) == Some('》') {
            return None;
        }
        let list = f.articles(end);
        let generic = !matches!(
            word,
            "法" | "条例"
                | "办法"
                | "细则"
                | "规则"
                | "实施细则"
                | "暂行条例"
                | "实施条例"
                | "实施办法"
                | "法典"
        );
        if list.is_none() && (generic || !alone) {
            return None;
        }
        let named = antecedent(f, word, list.is_none())?;
        let (provisions, stop) = list.unwrap_or_else(|| (Vec::new(), end));
        return put(f, at, Span::new(at, end), named, provisions, stop);
    }
    let (level, end) = provision::unit(text, from)?;
    let thing = ["产品", "软件", "车", "设备", "项", "机", "游戏", "手机"]
        .iter()
        .any(|w| text[end..].starts_with(w));
    // 该款其他事项: where a 款 was just named, 该款 is that one.
    let clear = level == Level::Paragraph && !thing;
    if !(means_provision(text, end) || clear)
        || (!alone && char_at(text, skip_space(text, end)) != Some('第'))
    {
        return None;
    }
    let (named, last) = last_provision(f, level)?;
    let raw = up_to(&last, level, Span::new(at, end));
    let mut list = vec![raw];
    let stop = provision::extend(text, end, &mut list);
    put(f, at, Span::new(at, at), named, list, stop)
}

/// The last law cited whose name ends with `word`; for a bare 该办法 only in this article.
fn antecedent(f: &Finder<'_>, word: &str, near: bool) -> Option<Named> {
    let found = f.out.iter().rev().take(40).find(|c| {
        c.law
            && matches!(&c.named, Named::Title { title, .. } if super::title::core(title).ends_with(word))
    })?;
    if near && f.layout.spot(found.node).article != f.spot.article {
        return None;
    }
    Some(match &found.named {
        Named::Title { title, .. } => Named::Title {
            title: title.clone(),
            number: None,
        },
        other => other.clone(),
    })
}

/// The last citation in this article that names a provision of the level.
fn last_provision(f: &Finder<'_>, level: Level) -> Option<(Named, Provision)> {
    f.recent.iter().rev().find_map(|&i| {
        let c = &f.out[i];
        let p = *c.provisions.last()?;
        let has = match level {
            Level::Article => p.article.is_some(),
            Level::Paragraph => p.paragraph.is_some(),
            Level::Item => p.item.is_some(),
            Level::Subitem => p.subitem.is_some(),
        };
        has.then(|| (c.named.clone(), p))
    })
}

fn up_to(p: &Provision, level: Level, span: Span) -> Raw {
    Raw {
        article: p.article,
        paragraph: p.paragraph.filter(|_| level >= Level::Paragraph),
        item: p.item.filter(|_| level >= Level::Item),
        subitem: p.subitem.filter(|_| level >= Level::Subitem),
        span,
    }
}

/// 各该条, 各该款: every provision of the last citation. `at` is at 各.
fn each(f: &mut Finder<'_>, begin: usize, at: usize) -> Option<usize> {
    let rest = f.text[at..].strip_prefix("各该")?;
    let from = f.text.len() - rest.len();
    let (_, end) = provision::unit(f.text, from)?;
    all_of_last(f, begin, end)
}

fn all_of_last(f: &mut Finder<'_>, begin: usize, end: usize) -> Option<usize> {
    let &i = f.recent.last()?;
    let c = &f.out[i];
    let named = c.named.clone();
    let list = c
        .provisions
        .iter()
        .map(|p| up_to(p, Level::Subitem, Span::new(begin, end)))
        .collect();
    put(f, begin, Span::new(begin, begin), named, list, end)
}

/// 上述条款, 上述各条, 上述第五条, 上述条例第五条; 前述 likewise. `from` is after the word.
fn above(f: &mut Finder<'_>, at: usize, from: usize) -> Option<usize> {
    let text = f.text;
    if text[from..].starts_with("条款") {
        return all_of_last(f, at, from + "条款".len());
    }
    if text[from..].starts_with('各') {
        let (level, end) = provision::unit(text, f.after(from))?;
        if !f.recent.is_empty() {
            return all_of_last(f, at, end);
        }
        let here = f.spot.article?;
        let number = f.layout.articles[here].number;
        let part = f.layout.articles[here].part;
        let base = Raw {
            span: Span::new(at, end),
            ..Raw::default()
        };
        let list: Vec<Raw> = match level {
            Level::Article => f.layout.articles[..here]
                .iter()
                .filter(|a| a.part == part && !a.dead)
                .map(|a| Raw {
                    article: Some(a.number),
                    ..base
                })
                .collect(),
            Level::Paragraph => (1..f.spot.paragraph.unwrap_or(1))
                .map(|p| Raw {
                    article: Some(number),
                    paragraph: Some(p),
                    ..base
                })
                .collect(),
            _ => Vec::new(),
        };
        if list.is_empty() {
            return None;
        }
        let named = f.this();
        return put(f, at, Span::new(at, at), named, list, end);
    }
    if let Some((word, end)) = noun(text, from) {
        let (list, stop) = f.articles(end)?;
        let named = antecedent(f, word, false)?;
        return put(f, at, Span::new(at, end), named, list, stop);
    }
    let (list, stop) = provision::list(text, from)?;
    list[0].article?;
    let named = f
        .recent
        .last()
        .map_or_else(|| f.this(), |&i| f.out[i].named.clone());
    put(f, at, Span::new(at, at), named, list, stop)
}

/// 本条各款.
fn every(f: &mut Finder<'_>, begin: usize, at: usize) -> Option<usize> {
    let (level, end) = provision::unit(f.text, f.after(at))?;
    let article = f.layout.article(f.spot.article)?;
    let base = Raw {
        article: Some(article.number),
        span: Span::new(begin, end),
        ..Raw::default()
    };
    let list: Vec<Raw> = match level {
        Level::Paragraph => article
            .paragraphs
            .iter()
            .filter(|&&p| Some(p) != f.spot.paragraph)
            .map(|&p| Raw {
                paragraph: Some(p),
                ..base
            })
            .collect(),
        Level::Item => article
            .items
            .iter()
            .map(|&(p, n)| Raw {
                paragraph: Some(p),
                item: Some(n),
                ..base
            })
            .collect(),
        _ => return None,
    };
    if list.is_empty() {
        return None;
    }
    put(f, begin, Span::new(begin, begin), Named::This, list, end)
}

/// 第…条, 第二款, 第（五）项 with nothing before it, or with a law's name without 《》.
pub(super) fn plain(f: &mut Finder<'_>, at: usize) -> Option<usize> {
    let text = f.text;
    let (mut list, end) = provision::list(text, at)?;
    if list[0].article.is_some() {
        if let Some((start, name)) = unbracketed(f, at) {
            let title = Span::new(start, start + name.len());
            let named = match f.defined.get(name).and_then(|m| m.last()) {
                Some(Meaning::Title(t, _)) => Named::Title {
                    title: t.clone(),
                    number: None,
                },
                Some(Meaning::This) => Named::This,
                None => Named::Title {
                    title: name.to_string(),
                    number: None,
                },
            };
            return put(f, start, title, named, list, end);
        }
        if matches!(f.kind, Kind::Title | Kind::History) {
            return None;
        }
        let named = joined(f, at).unwrap_or_else(|| f.this());
        return put(f, at, Span::new(at, at), named, list, end);
    }
    let named = bare(f, &mut list, at, end)?;
    put(f, at, Span::new(at, at), named, list, end)
}

/// The other law that a bare 第…条 goes on with: 《甲条例》第三条的规定和第五条.
fn joined(f: &Finder<'_>, at: usize) -> Option<Named> {
    let c = f
        .out
        .last()
        .filter(|c| c.node == f.id && !c.provisions.is_empty())?;
    if !matches!(c.named, Named::Title { .. }) {
        return None;
    }
    let between = f.text.get(f.done..at)?;
    if between.chars().count() > 24 || between.contains(['。', '；', '，', ';']) {
        return None;
    }
    let tail = between.trim_end();
    ["、", "和", "及", "与", "或者", "以及", "或"]
        .iter()
        .any(|w| tail.ends_with(w))
        .then(|| c.named.clone())
}

/// Places a bare 第二款 or 第（五）项; none where nothing shows that it is a provision.
fn bare(f: &Finder<'_>, list: &mut [Raw], at: usize, end: usize) -> Option<Named> {
    let first = *list.first()?;
    let own = f.layout.article(f.spot.article);
    let sure = means_provision(f.text, end);
    let (named, article, paragraph) = if f.amended.is_some() {
        here(f, at).map(|(n, a, _)| (n, Some(a), None))?
    } else if let Some(p) = first.paragraph {
        let named_before = f.recent.iter().rev().find_map(|&i| {
            let c = &f.out[i];
            let last = c.provisions.last()?;
            (c.node == f.id && last.article.is_some())
                .then(|| (c.named.clone(), last.article, None))
        });
        let has = own.is_some_and(|a| a.paragraphs.contains(&p));
        let itself = f.spot.paragraph == Some(p) && first.item.is_none();
        let mine = own.map(|a| (Named::This, Some(a.number), None));
        if has && !(itself && named_before.is_some()) {
            mine
        } else if let Some(n) = named_before.filter(|_| sure) {
            Some(n)
        } else {
            mine.filter(|_| sure)
        }?
    } else {
        let item = first.item?;
        let earlier = f.recent.iter().rev().find_map(|&i| {
            let c = &f.out[i];
            let last = c.provisions.last()?;
            let article = f.layout.numbered(f.spot.part, last.article?)?;
            (c.named == Named::This && article.has_item(last.paragraph, item)).then_some((
                Named::This,
                last.article,
                last.paragraph,
            ))
        });
        let mine = own.filter(|a| a.has_item(None, item)).map(|a| {
            (
                Named::This,
                Some(a.number),
                a.paragraph_of(item, f.spot.paragraph),
            )
        });
        let other = || {
            let &i = f.recent.last()?;
            let c = &f.out[i];
            let last = c.provisions.last()?;
            Some((c.named.clone(), last.article, last.paragraph))
        };
        let fallback = || own.map(|a| (Named::This, Some(a.number), f.spot.paragraph));
        earlier
            .or(mine)
            .or_else(|| other().filter(|_| sure))
            .or_else(|| fallback().filter(|_| sure && before_leads(f.text, at)))?
    };
    for r in list.iter_mut().take_while_unset() {
        r.article = article;
        r.paragraph = r.paragraph.or(paragraph);
    }
    Some(named)
}

/// Whether the word before a bare item leads to a provision and not to a thing that is counted.
fn before_leads(text: &str, at: usize) -> bool {
    let head = text[..at].trim_end();
    head.is_empty()
        || [
            "反", "照", "有", "合", "据", "因", "除", "属于", "款", "条", "，", "、", "；", "（",
            "对", "于", "的",
        ]
        .iter()
        .any(|w| head.ends_with(w))
}

/// Names whose characters would be taken for the words that lead to a name.
const WITH_LEADS: [&str; 5] = [
    "对外贸易法",
    "对外关系法",
    "人口与计划生育法",
    "基本医疗卫生与健康促进法",
    "全国人民代表大会和地方各级人民代表大会选举法",
];

/// The law's name without 《》 that ends at `at`, with its start.
fn unbracketed<'t>(f: &Finder<'t>, at: usize) -> Option<(usize, &'t str)> {
    let text = f.text;
    let head = text[f.done..at].trim_end();
    let head = head.strip_suffix('的').unwrap_or(head);
    let piece = look_back(head, 0, head.len(), 44);
    let run_start = piece
        .char_indices()
        .rev()
        .take_while(|&(_, c)| is_han(c))
        .last()
        .map(|x| x.0)?;
    let run = &piece[run_start..];
    let end = f.done + head.len();
    // A name the document defined itself, or a title it cites in 《》.
    let known = f
        .defined
        .keys()
        .chain(&f.cited)
        .filter(|k| k.chars().count() > 1 && run.ends_with(k.as_str()))
        .max_by_key(|k| k.len());
    if let Some(name) = known {
        return Some((end - name.len(), &text[end - name.len()..end]));
    }
    if !["法", "条例", "法典", "细则", "法解释"]
        .iter()
        .any(|w| run.ends_with(w))
        || [
            "办法", "方法", "做法", "本法", "该法", "同法", "依法", "司法", "执法", "非法", "违法",
            "立法", "普法",
        ]
        .iter()
        .any(|w| run.ends_with(w))
        || ["本条例", "该条例", "本细则", "该细则", "同条例"]
            .iter()
            .any(|w| run.ends_with(w))
    {
        return None;
    }
    if let Some(name) = WITH_LEADS.iter().find(|n| run.ends_with(**n)) {
        return Some((end - name.len(), &text[end - name.len()..end]));
    }
    const LEADS: [&str; 37] = [
        "依照", "按照", "根据", "依据", "违反", "适用", "符合", "执行", "遵守", "具有", "构成",
        "参照", "关于", "属于", "考虑", "认定", "包括", "援引", "引用", "或者", "以及", "触犯",
        "我国", "和", "与", "及", "或", "的", "对", "由", "在", "是", "为", "以", "于", "将", "因",
    ];
    let masked = run.replace("中华人民共和国", "中华人民共咊国");
    let mut cut = LEADS
        .iter()
        .filter_map(|w| masked.rfind(w).map(|i| i + w.len()))
        .max()
        .unwrap_or(0);
    if let Some(i) = masked.rfind('有') {
        let tied = masked[i..].starts_with("有组织") || masked[..i].ends_with(['国', '所']);
        if !tied {
            cut = cut.max(i + '有'.len_utf8());
        }
    }
    let name = &run[cut..];
    let chars = name.chars().count();
    (2..=30)
        .contains(&chars)
        .then(|| (end - name.len(), &text[end - name.len()..end]))
}
