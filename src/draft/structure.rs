//! What of the structure changes: articles that come and go, chapters, the title.

use super::align::align;
use super::clause::inner;
use crate::amend::text::{Tree, Unit};
use crate::document::{Kind, Number};
use crate::text::normalize::squeeze;

/// The structural part of a draft. Indices are into the tops of the old and the new tree.
#[derive(Debug, Default)]
pub(super) struct Plan {
    /// Articles that stay: (old, new).
    pub(super) pairs: Vec<(usize, usize)>,
    /// Articles that go.
    pub(super) gone: Vec<usize>,
    /// Articles that come.
    pub(super) come: Vec<usize>,
    /// Headings that stay with other words: (old, new).
    pub(super) renamed: Vec<(usize, usize)>,
    /// Headings that come: (new, numbers of the first and the last article under it).
    pub(super) headings: Vec<(usize, Number, Number)>,
    /// Headings that go with all their articles.
    pub(super) ended: Vec<usize>,
    /// Headings that stay: (old, new), all of them.
    pub(super) kept: Vec<(usize, usize)>,
    /// The new title.
    pub(super) title: Option<String>,
    /// Paragraphs of the preamble with other words, counted from 1.
    pub(super) preamble: Vec<(usize, String)>,
}

fn of_kind(t: &Tree, kinds: &[Kind]) -> Vec<usize> {
    let part = t.part();
    (0..t.top.len())
        .filter(|&i| kinds.contains(&t.top[i].kind) && t.top[i].part == part)
        .collect()
}

const HEADINGS: [Kind; 3] = [Kind::Book, Kind::Chapter, Kind::Section];

/// Compares two texts.
pub(super) fn plan(old: &Tree, new: &Tree) -> (Plan, Vec<String>) {
    let mut plan = Plan::default();
    let (a, b) = (
        of_kind(old, &[Kind::Article]),
        of_kind(new, &[Kind::Article]),
    );
    if a.is_empty() || b.is_empty() || old.levels != new.levels {
        return (Plan::default(), vec!["文本没有条，不能拟成修改决定".into()]);
    }
    let text = |t: &Tree, list: &[usize]| -> Vec<String> {
        list.iter().map(|&i| inner(&t.top[i]).join("\n")).collect()
    };
    let (mut gone, mut come) = (Vec::new(), Vec::new());
    for (i, j) in align(&text(old, &a), &text(new, &b)) {
        match (i, j) {
            (Some(i), Some(j)) => {
                in_place(&mut plan, &mut gone, &mut come);
                plan.pairs.push((a[i], b[j]));
            }
            (Some(i), None) => gone.push(a[i]),
            (None, Some(j)) => come.push(b[j]),
            (None, None) => {}
        }
    }
    in_place(&mut plan, &mut gone, &mut come);
    let mut wrong = Vec::new();
    rest(old, new, &mut plan, &mut wrong);
    headings(old, new, &mut plan, &mut wrong);
    (plan, wrong)
}

/// As many articles come as go between the same neighbours: each is replaced where it stands, as
/// decisions say it, however little of its words is left.
fn in_place(plan: &mut Plan, gone: &mut Vec<usize>, come: &mut Vec<usize>) {
    if gone.len() == come.len() {
        plan.pairs.extend(gone.drain(..).zip(come.drain(..)));
    } else {
        plan.gone.append(gone);
        plan.come.append(come);
    }
}

/// Title, preamble, and what can't be said by clauses on articles.
fn rest(old: &Tree, new: &Tree, plan: &mut Plan, wrong: &mut Vec<String>) {
    let title = |t: &Tree| {
        t.top
            .iter()
            .find(|u| u.kind == Kind::Title)
            .map(|u| squeeze(&u.words.text))
    };
    if title(old) != title(new) {
        plan.title = title(new);
    }
    let other = |t: &Tree, before: bool| -> Vec<String> {
        let first = t
            .top
            .iter()
            .position(|u| u.kind == Kind::Article)
            .unwrap_or(0);
        t.top
            .iter()
            .enumerate()
            .filter(|(i, u)| {
                (*i < first) == before
                    && !HEADINGS.contains(&u.kind)
                    && !matches!(
                        u.kind,
                        Kind::Title | Kind::History | Kind::Note | Kind::Contents
                    )
                    && (u.kind != Kind::Article || u.part != t.part())
            })
            .map(|(_, u)| {
                let mut s = String::new();
                u.body(&mut s);
                s
            })
            .filter(|s| !s.trim().is_empty())
            .collect()
    };
    let (x, y) = (other(old, true), other(new, true));
    if x != y {
        if x.len() == y.len() {
            let changed = x.iter().zip(&y).enumerate().filter(|(_, (a, b))| a != b);
            plan.preamble
                .extend(changed.map(|(k, (_, b))| (k + 1, b.trim().to_string())));
        } else {
            wrong.push("条文前面的文字（序言、题注以外）有改动，须另拟".into());
        }
    }
    let (x, y) = (other(old, false), other(new, false));
    if x != y {
        let first = x
            .iter()
            .zip(&y)
            .find(|(a, b)| a != b)
            .map(|(_, b)| b)
            .or(if x.len() > y.len() {
                x.get(y.len())
            } else {
                y.get(x.len())
            })
            .map_or("", |s| s.trim());
        wrong.push(format!(
            "附件、表格或者条文以外的文字有改动，须另拟（“{}”）",
            first.chars().take(30).collect::<String>()
        ));
    }
}

fn headings(old: &Tree, new: &Tree, plan: &mut Plan, wrong: &mut Vec<String>) {
    let (a, b) = (of_kind(old, &HEADINGS), of_kind(new, &HEADINGS));
    let text = |t: &Tree, list: &[usize]| -> Vec<String> {
        list.iter()
            .map(|&i| format!("{:?}{}", t.top[i].kind, squeeze(&t.top[i].words.text)))
            .collect()
    };
    let mut gone = Vec::new();
    let mut come = Vec::new();
    for (i, j) in align(&text(old, &a), &text(new, &b)) {
        match (i, j) {
            (Some(i), Some(j)) if old.top[a[i]].kind == new.top[b[j]].kind => {
                plan.kept.push((a[i], b[j]));
            }
            (i, j) => {
                gone.extend(i.map(|i| a[i]));
                come.extend(j.map(|j| b[j]));
            }
        }
    }
    // A heading whose words were all made anew still is the heading at its place.
    let mut k = 0;
    while k < gone.len() {
        let before = |list: &[(usize, usize)], i: usize, side: bool| {
            list.iter()
                .filter(|p| if side { p.1 < i } else { p.0 < i })
                .count()
        };
        let at = before(&plan.kept, gone[k], false);
        let twin = come.iter().position(|&j| {
            before(&plan.kept, j, true) == at && new.top[j].kind == old.top[gone[k]].kind
        });
        match twin {
            Some(t) => {
                plan.kept.push((gone.remove(k), come.remove(t)));
                plan.kept.sort_unstable();
            }
            None => k += 1,
        }
    }
    for &(i, j) in &plan.kept {
        if squeeze(&old.top[i].words.text) != squeeze(&new.top[j].words.text) {
            plan.renamed.push((i, j));
        }
    }
    for j in come {
        let under = articles_under(new, j);
        match (under.first(), under.last()) {
            (Some(&f), Some(&l)) => {
                if let (Some(f), Some(l)) = (new.top[f].old, new.top[l].old) {
                    plan.headings.push((j, f, l));
                }
            }
            _ => wrong.push(format!("新增的“{}”下没有条", new.top[j].words.text)),
        }
    }
    // What stood under a heading that goes, goes with it and comes anew.
    for i in gone {
        let under = articles_under(old, i);
        part_ways(plan, |p| under.contains(&p.0));
        plan.gone.retain(|g| !under.contains(g));
        plan.ended.push(i);
    }
    // So does an article that stands in another chapter now.
    let above = |t: &Tree, at: usize, kept: &[usize]| {
        (0..at)
            .rev()
            .find(|&k| HEADINGS.contains(&t.top[k].kind) && kept.contains(&k))
    };
    let (olds, news): (Vec<usize>, Vec<usize>) = plan.kept.iter().copied().unzip();
    let kept = plan.kept.clone();
    let crossed: Vec<(usize, usize)> = plan
        .pairs
        .iter()
        .filter(|p| {
            let (x, y) = (above(old, p.0, &olds), above(new, p.1, &news));
            match (x, y) {
                (Some(x), Some(y)) => !kept.contains(&(x, y)),
                (None, None) => false,
                _ => true,
            }
        })
        .copied()
        .collect();
    part_ways(plan, |p| crossed.contains(p));
    let _ = wrong;
}

/// Old articles that go and come anew instead of staying.
fn part_ways(plan: &mut Plan, which: impl Fn(&(usize, usize)) -> bool) {
    let (go, stay): (Vec<_>, Vec<_>) = plan.pairs.drain(..).partition(|p| which(p));
    plan.pairs = stay;
    plan.gone.extend(go.iter().map(|p| p.0));
    plan.come.extend(go.iter().map(|p| p.1));
    plan.gone.sort_unstable();
    plan.come.sort_unstable();
}

/// Indices of the articles under a heading.
fn articles_under(t: &Tree, i: usize) -> Vec<usize> {
    let rank = |k: Kind| HEADINGS.iter().position(|&h| h == k).unwrap_or(9);
    let own = rank(t.top[i].kind);
    t.top[i + 1..]
        .iter()
        .enumerate()
        .take_while(|(_, u)| rank(u.kind) > own && u.part == t.top[i].part)
        .filter(|(_, u)| u.kind == Kind::Article)
        .map(|(k, _)| i + 1 + k)
        .collect()
}

/// The old heading that a new article stands right under or right above, when it is a border.
pub(super) fn border<'a>(
    old: &'a Tree,
    new: &Tree,
    plan: &Plan,
    j: usize,
) -> Option<(&'a Unit, Option<&'a Unit>)> {
    let come = |k: usize| plan.come.contains(&k);
    // The heading above, past other new articles.
    let mut up = j;
    let home = loop {
        up = up.checked_sub(1)?;
        let u = &new.top[up];
        if HEADINGS.contains(&u.kind) {
            break up;
        }
        if u.kind == Kind::Article && !come(up) {
            // Not the first of its chapter: a border only when a heading follows.
            let mut down = j + 1;
            while down < new.top.len() && come(down) {
                down += 1;
            }
            if !new
                .top
                .get(down)
                .is_some_and(|u| HEADINGS.contains(&u.kind))
            {
                return None;
            }
            break (0..up)
                .rev()
                .find(|&k| HEADINGS.contains(&new.top[k].kind))?;
        }
    };
    let found = |k: usize| plan.kept.iter().find(|p| p.1 == k).map(|p| &old.top[p.0]);
    // A new section may open a chapter that stays.
    let mut home = home;
    while found(home).is_none()
        && let Some(above) = home
            .checked_sub(1)
            .filter(|&k| HEADINGS.contains(&new.top[k].kind))
    {
        home = above;
    }
    let head = found(home)?;
    let chapter = (head.kind == Kind::Section)
        .then(|| {
            (0..home)
                .rev()
                .find(|&k| new.top[k].kind == Kind::Chapter)
                .and_then(found)
        })
        .flatten();
    Some((head, chapter))
}
