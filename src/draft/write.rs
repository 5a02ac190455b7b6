//! Writes the decision: articles in order, each with its number before and after; then the words
//! changed alike in several articles; then the closing sentences.

use super::Heading;
use super::clause::{Clause, Grain, clauses, inner, quote, quoted};
use super::phrase::{Swap, throughout};
use super::structure::{Plan, border};
use crate::amend::text::{Tree, Unit};
use crate::amend::{Amendment, Op, Place};
use crate::document::{Document, Kind, Number, Rank};
use crate::text::{Span, normalize, numeral};
use std::collections::BTreeMap;

/// The instructions in order, without their numbers.
pub(super) fn items(
    old: &Document,
    a: &Tree,
    b: &Tree,
    plan: &Plan,
    grains: &BTreeMap<usize, Grain>,
    stated: &[usize],
) -> Vec<String> {
    let base = base(old, a, b, plan);
    let mut items: Vec<(usize, String)> = Vec::new();
    if let Some(t) = &plan.title {
        items.push((0, format!("将名称修改为{}。", quote(t))));
    }
    for (k, p) in &plan.preamble {
        let n = numeral::format(u64::try_from(*k).unwrap_or(1));
        items.push((0, format!("将引言第{n}自然段修改为：{}。", quote(p))));
    }
    headings(a, b, plan, &mut items);
    let mut alike: Vec<(Vec<String>, String, String, usize)> = Vec::new();
    let common = common(a, b, plan, &base, grains);
    for &(i, j) in &plan.pairs {
        let (o, n) = (&a.top[i], &b.top[j]);
        let unit = base.get(&j).unwrap_or(o);
        let same = body(unit) == body(n);
        let number = number(o, n);
        if same {
            if let (true, Some(r)) = (stated.contains(&j), number) {
                items.push((j, format!("将{r}。")));
            }
            continue;
        }
        let grain = grains.get(&j).copied().unwrap_or(Grain::Alike);
        let list = match common.get(&j) {
            Some(swap) => vec![Clause::Swap(String::new(), swap.clone())],
            None => clauses(o, unit, n, grain),
        };
        // One phrase for another, the number unchanged: it may be changed alike elsewhere.
        if let ([Clause::Swap(at, (x, y))], None) = (list.as_slice(), &number) {
            let place = format!("{}{at}", label(o));
            match alike.iter_mut().find(|g| g.1 == *x && g.2 == *y) {
                Some(g) => g.0.push(place),
                None => alike.push((vec![place], x.clone(), y.clone(), j)),
            }
            continue;
        }
        items.push((j, article(o, number.as_deref(), &list)));
    }
    for (places, x, y, j) in alike {
        let at = places.join("、");
        let said = if y.is_empty() {
            format!("删去{at}中的{}。", quote(&x))
        } else if places.len() > 1 {
            format!("将{at}中的{}统一修改为{}。", quote(&x), quote(&y))
        } else {
            format!("将{at}中的{}修改为{}。", quote(&x), quote(&y))
        };
        // What concerns several stands at the end.
        items.push((if places.len() > 1 { usize::MAX } else { j }, said));
    }
    for &j in &plan.come {
        let n = &b.top[j];
        let at = border(a, b, plan, j).map_or_else(String::new, |(h, chapter)| {
            format!(
                "{}{}",
                chapter.map_or_else(String::new, |c| normalize::squeeze(&c.label)),
                normalize::squeeze(&h.label)
            )
        });
        items.push((
            j,
            format!("{at}增加一条，作为{}：{}。", label(n), quoted(&inner(n))),
        ));
    }
    gone(a, plan, &mut items);
    items.sort_by_key(|x| x.0);
    items.into_iter().map(|x| x.1).collect()
}

/// Articles, by their new indices, whose change is one phrase that several articles change alike,
/// or that stands in one several times: decisions name the articles alone, not their 款 and 项.
fn common(
    a: &Tree,
    b: &Tree,
    plan: &Plan,
    base: &BTreeMap<usize, Unit>,
    grains: &BTreeMap<usize, Grain>,
) -> BTreeMap<usize, Swap> {
    let mut by_phrase: BTreeMap<Swap, Vec<(usize, usize)>> = BTreeMap::new();
    for &(i, j) in &plan.pairs {
        let (o, n) = (&a.top[i], &b.top[j]);
        let unit = base.get(&j).unwrap_or(o);
        let first = grains.get(&j).is_none_or(|g| *g == Grain::Alike);
        if first
            && number(o, n).is_none()
            && body(unit) != body(n)
            && let Some((swap, count)) = throughout(unit, n)
        {
            by_phrase.entry(swap).or_default().push((j, count));
        }
    }
    by_phrase
        .into_iter()
        .filter(|(_, at)| at.len() > 1 || at.iter().any(|(_, count)| *count > 1))
        .flat_map(|(swap, at)| at.into_iter().map(move |(j, _)| (j, swap.clone())))
        .collect()
}

/// Whether a pair's article is replaced whole.
pub(super) fn replaces_whole(
    a: &Tree,
    b: &Tree,
    _plan: &Plan,
    p: &(usize, usize),
    grains: &BTreeMap<usize, Grain>,
) -> bool {
    let (o, n) = (&a.top[p.0], &b.top[p.1]);
    if body_inner(o) == body_inner(n) {
        return false;
    }
    let grain = grains.get(&p.1).copied().unwrap_or(Grain::Alike);
    matches!(clauses(o, o, n, grain).as_slice(), [Clause::Said(s)] if s.starts_with("修改为"))
}

fn body(u: &Unit) -> String {
    u.children.iter().fold(String::new(), |mut s, c| {
        c.body(&mut s);
        s
    })
}

fn body_inner(u: &Unit) -> String {
    body(u)
}

/// The old articles as the structural part alone leaves them, by the new ones' indices: there the
/// references have followed already.
fn base(old: &Document, a: &Tree, b: &Tree, plan: &Plan) -> BTreeMap<usize, Unit> {
    use crate::amend::{Action, Anchor, Level, Wording};
    let mut ops = Vec::new();
    let mut push = |action| {
        ops.push(Op {
            action,
            span: Span::default(),
        });
    };
    for &i in &plan.gone {
        if let Some(n) = a.top[i].old {
            push(Action::Delete {
                place: Place::article(n),
            });
        }
    }
    for &j in &plan.come {
        if let Some(n) = b.top[j].old {
            push(Action::Insert {
                level: Level::Article,
                count: 1,
                anchor: Anchor::None,
                new: vec![Place::article(n)],
                heading: None,
                wording: Wording {
                    lines: vec!["新。".into()],
                },
            });
        }
    }
    let part = Amendment {
        ops,
        reorder: true,
        adjust: true,
        ..Amendment::default()
    };
    let (tree, _, _) = crate::amend::carry(old, &part);
    let mut out = BTreeMap::new();
    for &(i, j) in &plan.pairs {
        let found = tree
            .top
            .iter()
            .find(|u| u.kind == Kind::Article && u.old == a.top[i].old && u.part == a.top[i].part);
        if let Some(u) = found {
            out.insert(j, u.clone());
        }
    }
    out
}

fn label(u: &Unit) -> String {
    match u.old {
        Some(n) => n.article(),
        None => normalize::squeeze(&u.label),
    }
}

/// 第三条改为第四条, where they differ.
fn number(old: &Unit, new: &Unit) -> Option<String> {
    (old.old != new.old).then(|| format!("{}改为{}", label(old), label(new)))
}

/// The paragraphs on one article.
fn article(old: &Unit, number: Option<&str>, list: &[Clause]) -> String {
    let name = label(old);
    let mut out: Vec<String> = Vec::new();
    let mut k = 0;
    while k < list.len() {
        // The first clause names the article; the others speak of it.
        let first = out.is_empty();
        let text = match &list[k] {
            Clause::Swap(at, _) => {
                let mut run = Vec::new();
                while let Some(Clause::Swap(next, s)) = list.get(k)
                    && next == at
                {
                    run.push(s);
                    k += 1;
                }
                swap(&name, number, first, at, &run)
            }
            Clause::Said(s) => {
                k += 1;
                said(&name, number, first, s)
            }
        };
        out.push(text);
    }
    out.join("\n\n")
}

fn swap(
    name: &str,
    number: Option<&str>,
    first: bool,
    at: &str,
    run: &[&(String, String)],
) -> String {
    let place = match (first, number, at.is_empty()) {
        (true, None, _) => format!("{name}{at}中"),
        (true, Some(_), true) | (false, _, true) => "其中".to_string(),
        _ => format!("{at}中"),
    };
    let head = match (first, number) {
        (true, Some(r)) => format!("将{r}，"),
        _ => String::new(),
    };
    let mut parts: Vec<String> = Vec::new();
    for (k, (x, y)) in run.iter().enumerate() {
        let here = if k == 0 {
            format!("{place}的")
        } else {
            String::new()
        };
        parts.push(match (y.is_empty(), k) {
            (true, 0) => format!("删去{here}{}", quote(x)),
            (true, _) => format!("删去{}", quote(x)),
            (false, 0) => format!("将{here}{}修改为{}", quote(x), quote(y)),
            (false, _) => format!("{}修改为{}", quote(x), quote(y)),
        });
    }
    format!("{head}{}。", parts.join("，"))
}

fn said(name: &str, number: Option<&str>, first: bool, s: &str) -> String {
    if !first {
        return s.to_string();
    }
    match number {
        Some(r) => format!("将{r}，{s}"),
        None => match s.strip_prefix("删去") {
            Some(rest) => format!("删去{name}{rest}"),
            None if s.starts_with("增加")
                || s.contains("增加一项，") && !s.contains("修改为：“") =>
            {
                format!("{name}{s}")
            }
            None => format!("将{name}{s}"),
        },
    }
}

fn gone(a: &Tree, plan: &Plan, items: &mut Vec<(usize, String)>) {
    let mut k = 0;
    while k < plan.gone.len() {
        let from = k;
        while k + 1 < plan.gone.len() && next_article(a, plan.gone[k]) == Some(plan.gone[k + 1]) {
            k += 1;
        }
        let names: Vec<String> = plan.gone[from..=k]
            .iter()
            .map(|&i| label(&a.top[i]))
            .collect();
        // Where it stood: after the new place of the article before it.
        let at = plan
            .pairs
            .iter()
            .filter(|p| p.0 < plan.gone[from])
            .map(|p| p.1)
            .max()
            .unwrap_or(0);
        items.push((at, format!("删去{}。", names.join("、"))));
        k += 1;
    }
}

fn next_article(t: &Tree, i: usize) -> Option<usize> {
    (i + 1..t.top.len()).find(|&k| t.top[k].kind == Kind::Article)
}

fn headings(a: &Tree, b: &Tree, plan: &Plan, items: &mut Vec<(usize, String)>) {
    let name = |t: &Tree, i: usize| -> String {
        let own = normalize::squeeze(&t.top[i].label);
        if t.top[i].kind == Kind::Section {
            let chapter = (0..i)
                .rev()
                .find(|&k| t.top[k].kind == Kind::Chapter)
                .map_or_else(String::new, |k| normalize::squeeze(&t.top[k].label));
            return format!("{chapter}{own}");
        }
        own
    };
    for &(i, j) in &plan.renamed {
        let (x, y) = (&a.top[i].words.text, &b.top[j].words.text);
        items.push((
            j,
            format!(
                "将{}标题修改为{}。",
                name(a, i),
                quote(&normalize::squeeze(y))
            ),
        ));
        let _ = x;
    }
    for &(j, first, last) in &plan.headings {
        let u = &b.top[j];
        let unit = match u.kind {
            Kind::Section => "节",
            Kind::Book => "编",
            _ => "章",
        };
        let span = |f: Number, l: Number| {
            if f == l {
                f.article()
            } else {
                format!("{}至{}", f.article(), l.article())
            }
        };
        let count = b.top[j + 1..]
            .iter()
            .take_while(|x| !matches!(x.kind, Kind::Book | Kind::Chapter | Kind::Section))
            .filter(|x| x.kind == Kind::Article)
            .count();
        items.push((
            j,
            format!(
                "增加一{unit}{}，作为{}，分为{}条，包括{}。",
                quote(&normalize::squeeze(&u.words.text)),
                normalize::squeeze(&u.label),
                numeral::format(u64::try_from(count).unwrap_or(1)),
                span(first, last)
            ),
        ));
    }
    for &i in &plan.ended {
        let at = plan
            .pairs
            .iter()
            .filter(|p| p.0 < i)
            .map(|p| p.1)
            .max()
            .unwrap_or(0);
        items.push((at, format!("删去{}。", name(a, i))));
    }
}

/// The decision's text.
pub(super) fn print(old: &Document, items: &[String], heading: &Heading) -> String {
    let title = super::named(old);
    let organ = if heading.organ.is_empty() {
        old.meta.issuer().to_string()
    } else {
        heading.organ.clone()
    };
    let from = if heading.from.is_empty() {
        "自公布之日起"
    } else {
        &heading.from
    };
    // A 规范性文件 is known by its number, 规章 and 法规 by their names.
    let number = match &old.meta.number {
        Some(n) if old.meta.rank() == Rank::Normative => format!("（{}）", n.value),
        _ => String::new(),
    };
    let inside = title.replace('《', "〈").replace('》', "〉");
    let mut out = vec![
        format!("{organ}关于修改《{inside}》的决定"),
        format!("{organ}决定对《{inside}》{number}作如下修改："),
    ];
    for (k, s) in items.iter().enumerate() {
        // Paragraphs of one wording stay on lines of their own.
        let n = numeral::format(u64::try_from(k).unwrap_or(0) + 1);
        out.push(format!("{n}、{s}").replace("\n“", "\n\n“"));
    }
    out.push(format!("本决定{from}施行。"));
    out.push(format!(
        "《{inside}》根据本决定作相应修改并对条文顺序作相应调整，重新公布。"
    ));
    let mut s = out.join("\n\n");
    s.push('\n');
    s
}
