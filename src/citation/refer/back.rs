//! References that look back: 前款, 前两条, 该条第二款, 同法, 上述条款.

use super::*;

/// 前款, 前两款, 前条第二款, 前项; `begin` is earlier for 本条前款.
pub(in crate::citation) fn relative(f: &mut Finder<'_>, begin: usize, at: usize) -> Option<usize> {
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
                // Nothing stands before. 款 run together in one paragraph: the sentences before it;
                // else the words are counted, the place is not.
                let joined = text[..begin].contains('。').then_some(here);
                list.push(Raw {
                    paragraph: joined,
                    ..base
                });
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
pub(super) fn means_provision(text: &str, at: usize) -> bool {
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
pub(in crate::citation) fn pronoun(f: &mut Finder<'_>, at: usize) -> Option<usize> {
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
            && matches!(&c.named, Named::Title { title, .. } if crate::citation::title::core(title).ends_with(word))
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
pub(super) fn each(f: &mut Finder<'_>, begin: usize, at: usize) -> Option<usize> {
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
pub(super) fn every(f: &mut Finder<'_>, begin: usize, at: usize) -> Option<usize> {
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
