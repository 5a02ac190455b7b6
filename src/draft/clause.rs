//! The clauses that turn one old provision into the new one, finest first.

use super::align::align;
use super::phrase::{Swap, swaps};
use crate::amend::text::Unit;
use crate::document::{Kind, Number};
use crate::text::numeral;

/// How an article's change is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Grain {
    /// One phrase for another wherever the article has it, said of the article.
    Alike,
    /// Words for words, where they are few.
    Words,
    /// 款 and 项 replaced.
    Provisions,
    /// The article replaced.
    Article,
}

/// A clause on a provision named from its article (第二款第三项; empty for the article itself).
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Clause {
    /// Words for words.
    Swap(String, Swap),
    /// Anything else; the whole clause, after 将第X条….
    Said(String),
}

/// Printed lines of a unit and what is under it.
pub(super) fn lines(u: &Unit) -> Vec<String> {
    let mut out = Vec::new();
    gather(u, &mut out);
    out
}

fn gather(u: &Unit, out: &mut Vec<String>) {
    if u.gone {
        return;
    }
    let own = format!("{}{}{}", u.label, u.gap, u.words.text);
    out.extend(
        own.lines()
            .map(str::trim)
            .filter(|l| !l.is_empty())
            .map(String::from),
    );
    for c in &u.children {
        gather(c, out);
    }
}

/// Lines of an article's 款 (its own number apart).
pub(super) fn inner(article: &Unit) -> Vec<String> {
    article.children.iter().flat_map(lines).collect()
}

/// Wording in the marks of a decision: every paragraph opens, the last one closes.
pub(super) fn quoted(lines: &[String]) -> String {
    let all = lines.concat();
    // Marks inside become single ones, unless the text has those too.
    let plain = all.contains(['‘', '’']);
    let lines: Vec<String> = lines
        .iter()
        .map(|l| {
            if plain {
                l.clone()
            } else {
                l.replace('“', "‘").replace('”', "’")
            }
        })
        .collect();
    format!("“{}”", lines.join("\n“"))
}

/// Words in marks.
pub(super) fn quote(s: &str) -> String {
    quoted(&[s.to_string()])
}

fn ordinal(n: usize, unit: &str) -> String {
    format!("第{}{unit}", numeral::format(u64::try_from(n).unwrap_or(0)))
}

/// The living provisions of a kind under a unit, with their texts.
fn under(u: &Unit, kind: Kind) -> (Vec<&Unit>, Vec<String>) {
    let list: Vec<&Unit> = u
        .children
        .iter()
        .filter(|c| c.kind == kind && !c.gone)
        .collect();
    let texts = list.iter().map(|c| lines(c).join("\n")).collect();
    (list, texts)
}

/// Clauses that turn `old` into `new`, both articles; `base` is the old one as the rest of the
/// decision leaves it (its references follow the new numbers).
pub(super) fn clauses(old: &Unit, base: &Unit, new: &Unit, grain: Grain) -> Vec<Clause> {
    let whole = || vec![Clause::Said(format!("修改为：{}。", quoted(&inner(new))))];
    let caption = |u: &Unit| u.children.iter().find(|c| c.kind == Kind::Caption).cloned();
    if grain == Grain::Article || caption(base).map(|c| c.words) != caption(new).map(|c| c.words) {
        return whole();
    }
    let shaped = |u: &Unit| {
        u.children
            .iter()
            .all(|c| matches!(c.kind, Kind::Paragraph | Kind::Caption))
    };
    if !shaped(old) || !shaped(new) {
        return whole();
    }
    let (olds, _) = under(old, Kind::Paragraph);
    let (bases, base_texts) = under(base, Kind::Paragraph);
    let (news, new_texts) = under(new, Kind::Paragraph);
    if bases.len() != olds.len() {
        return whole();
    }
    let mut out = Vec::new();
    let pairs = align(&base_texts, &new_texts);
    let single = olds.len() == 1 && news.len() == 1;
    for &(i, j) in &pairs {
        match (i, j) {
            (Some(i), None) => out.push(Clause::Said(format!("删去{}。", ordinal(i + 1, "款")))),
            (None, Some(j)) => out.push(Clause::Said(format!(
                "增加一款，作为{}：{}。",
                ordinal(j + 1, "款"),
                quoted(&lines(news[j]))
            ))),
            (Some(i), Some(j)) if base_texts[i] != new_texts[j] => {
                let place = if single {
                    String::new()
                } else {
                    ordinal(i + 1, "款")
                };
                paragraph(olds[i], bases[i], news[j], &place, grain, &mut out);
            }
            _ => {}
        }
    }
    alike(base, new, &mut out);
    // Cheaper whole than in pieces; a single change of words is always said as such.
    let fine: usize = out.iter().map(length).sum();
    let coarse: usize = whole().iter().map(length).sum();
    let one = out.len() == 1 && matches!(out[0], Clause::Swap(..));
    if out.is_empty() || fine > coarse && !one {
        return whole();
    }
    out
}

/// One phrase changed alike wherever the article has it: said of the article, not 款 by 款.
fn alike(base: &Unit, new: &Unit, out: &mut Vec<Clause>) {
    let Some(Clause::Swap(_, (x, y))) = out.first().cloned() else {
        return;
    };
    let same = out.len() > 1
        && out
            .iter()
            .all(|c| matches!(c, Clause::Swap(_, (a, b)) if *a == x && *b == y));
    let count = |u: &Unit, w: &str| -> usize {
        lines(u)
            .iter()
            .map(|l| crate::amend::text::Words::fresh(l.as_str()).find(w).len())
            .sum()
    };
    // Each is one occurrence, and none is left over.
    if same && count(base, &x) == out.len() && (y.contains(&x) || count(new, &x) == 0) {
        *out = vec![Clause::Swap(String::new(), (x, y))];
    }
}

fn length(c: &Clause) -> usize {
    match c {
        Clause::Swap(p, (a, b)) => (p.chars().count() + a.chars().count() + b.chars().count()) + 12,
        Clause::Said(s) => s.chars().count() + 4,
    }
}

fn paragraph(
    old: &Unit,
    base: &Unit,
    new: &Unit,
    place: &str,
    grain: Grain,
    out: &mut Vec<Clause>,
) {
    let head = if place.is_empty() { "" } else { place };
    let whole = Clause::Said(format!("{head}修改为：{}。", quoted(&lines(new))));
    let mut fine = Vec::new();
    if parts(old, base, new, place, grain, &mut fine).is_none() {
        out.push(whole);
        return;
    }
    let n: usize = fine.iter().map(length).sum();
    let one = fine.len() == 1 && matches!(fine[0], Clause::Swap(..));
    if fine.is_empty() || n > length(&whole) && !one {
        out.push(whole);
    } else {
        out.append(&mut fine);
    }
}

/// The change of a 款 in its words and its 项; none when it must be said whole.
fn parts(
    old: &Unit,
    base: &Unit,
    new: &Unit,
    place: &str,
    grain: Grain,
    out: &mut Vec<Clause>,
) -> Option<()> {
    let flat = |u: &Unit| u.children.iter().all(|c| c.kind == Kind::Item);
    if !flat(old) || !flat(new) || old.children.is_empty() != new.children.is_empty() {
        return None;
    }
    if base.words.text != new.words.text {
        if grain > Grain::Words {
            return None;
        }
        words(old, base, new, place, out)?;
    }
    let (olds, _) = under(old, Kind::Item);
    let (bases, base_texts) = under(base, Kind::Item);
    let (news, new_texts) = under(new, Kind::Item);
    if olds.len() != bases.len() {
        return None;
    }
    // Numbers and the mark at the end follow from the place in the list.
    let bare = |u: &Unit| {
        let mut s = u.words.text.trim_end_matches(['。', '；', ';']).to_string();
        for c in &u.children {
            s.push_str(&lines(c).join("\n"));
        }
        s
    };
    let (x, y): (Vec<String>, Vec<String>) = (
        bases.iter().map(|u| bare(u)).collect(),
        news.iter().map(|u| bare(u)).collect(),
    );
    let pairs = align(&x, &y);
    let moved = pairs.iter().any(|p| p.0.is_none() || p.1.is_none());
    let own = |n: Option<Number>, i: usize| n.map_or(i + 1, |n| n.main as usize);
    for &(i, j) in &pairs {
        match (i, j) {
            (Some(i), None) => out.push(Clause::Said(format!(
                "删去{place}{}。",
                ordinal(own(olds[i].old, i), "项")
            ))),
            (None, Some(j)) => out.push(Clause::Said(format!(
                "{place}增加一项，作为{}：{}。",
                ordinal(j + 1, "项"),
                quoted(&lines(news[j]))
            ))),
            (Some(i), Some(j)) => {
                let same = x[i] == y[j] && (moved || base_texts[i] == new_texts[j]);
                if same {
                    continue;
                }
                let at = format!("{place}{}", ordinal(own(olds[i].old, i), "项"));
                if grain <= Grain::Words
                    && news[j].children.is_empty()
                    && olds[i].children.is_empty()
                    && words(olds[i], bases[i], news[j], &at, out).is_some()
                {
                    continue;
                }
                out.push(Clause::Said(format!(
                    "{at}修改为：{}。",
                    quoted(&lines(news[j]))
                )));
            }
            (None, None) => {}
        }
    }
    Some(())
}

/// Words for words in one provision; none when too much of it changes.
fn words(old: &Unit, base: &Unit, new: &Unit, place: &str, out: &mut Vec<Clause>) -> Option<()> {
    let scope = lines(old).join("\n");
    let try_from = |from: &str| -> Option<Vec<Swap>> {
        let list = swaps(from, &new.words.text, &scope)?;
        let known = list.iter().all(|(a, _)| old.words.find(a).len() == 1);
        known.then_some(list)
    };
    let list = try_from(&base.words.text).or_else(|| try_from(&old.words.text))?;
    let said: usize = list
        .iter()
        .map(|(a, b)| a.chars().count() + b.chars().count() + 10)
        .sum();
    let whole = new.words.text.chars().count() + 10;
    if list.len() > 5 || list.len() > 1 && said > whole || said > whole * 2 {
        return None;
    }
    out.extend(list.into_iter().map(|s| Clause::Swap(place.to_string(), s)));
    Some(())
}
