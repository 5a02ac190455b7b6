//! What became of the old provisions, article by article and sentence by sentence.
//!
//! Of a revision, the articles are paired as [`crate::proposal::compare`] pairs them. Of a code that
//! takes the place of several laws, and of articles without a pair, an article went where most of
//! its sentences went.

use super::penal::Punished;
use super::sentences::{Pool, sentences};
use super::sides::{Sides, Text};
use crate::document::{Document, Number};
use crate::proposal::compare::compare;
use crate::proposal::diff::{self, Piece};
use crate::text::Span;
use crate::text::normalize::squeeze;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// From this likeness on a sentence of the paired article is the same one, reworded; in another
/// article it must be liker.
const PAIRED: f32 = 0.35;
const ELSEWHERE: f32 = 0.6;
/// An article whose sentences went elsewhere went where at least this part of its words did.
const MOST: f32 = 0.4;

/// What became of a provision.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fate {
    /// As it was, number and words.
    Same,
    /// Other words in its place.
    Reworded,
    /// Its words stand unchanged under another number, or in the new law.
    Moved,
    /// Both.
    MovedReworded,
    /// It has no counterpart.
    Vanished,
    /// Only in the new text.
    New,
}

impl Fate {
    /// What a reader is told.
    pub const fn shown(self) -> &'static str {
        match self {
            Self::Same => "未改",
            Self::Reworded => "修改",
            Self::Moved => "移动",
            Self::MovedReworded => "移动并修改",
            Self::Vanished => "删去",
            Self::New => "新增",
        }
    }

    pub(super) const fn of(same: bool, placed: bool) -> Self {
        match (same, placed) {
            (true, true) => Self::Same,
            (true, false) => Self::Moved,
            (false, true) => Self::Reworded,
            (false, false) => Self::MovedReworded,
        }
    }
}

/// An article of one of the texts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Article {
    /// Title of the law.
    pub law: String,
    /// The day of the text.
    pub version: Option<String>,
    /// 第三条
    pub article: String,
    /// Its words, without the number.
    pub words: String,
}

/// What may be imposed for an act, before and now; the words of both texts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Shift {
    /// The act.
    pub act: String,
    /// 罚款, 吊销许可证件 …
    pub kind: String,
    /// 一般情形, 拒不改正, 情节严重 …
    pub tier: String,
    /// The old words; none where the sanction is new.
    pub old: Option<String>,
    /// The new words; none where it is gone.
    pub new: Option<String>,
}

/// What became of an article.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Change {
    /// What.
    pub fate: Fate,
    /// The old article.
    pub old: Option<Article>,
    /// The new one.
    pub new: Option<Article>,
    /// The difference of the words; empty where they are the same or one side is absent.
    pub pieces: Vec<Piece>,
    /// Sanctions that changed, where both sides are read in full.
    pub sanctions: Vec<Shift>,
    /// How many clauses below it touches.
    pub touches: usize,
}

/// Where the old provisions went.
#[derive(Debug)]
pub(super) struct Map {
    /// The old sentences.
    pub old: Pool,
    /// The new ones.
    pub new: Pool,
    /// For each old sentence the new one.
    pub went: Vec<Option<usize>>,
    /// Old text and article → new article.
    pub articles: BTreeMap<(usize, Number), Number>,
}

impl Map {
    pub(super) fn of(sides: &Sides) -> Self {
        let old = sides
            .old
            .iter()
            .enumerate()
            .flat_map(|(i, t)| sentences(i, &t.document))
            .collect();
        let mut out = Self {
            old: Pool::new(old),
            new: Pool::new(sentences(0, &sides.new.document)),
            went: Vec::new(),
            articles: BTreeMap::new(),
        };
        if sides.revised {
            out.pair(sides);
        }
        out.follow();
        out.vote();
        out
    }

    /// The articles of a revision, one to one.
    fn pair(&mut self, sides: &Sides) {
        let (old, new) = (&sides.old[0].document, &sides.new.document);
        let main = |d: &Document| d.parts.get(d.main_part() as usize).map(|p| p.name.clone());
        let (here, there) = (main(old), main(new));
        for p in compare(old, new).pairs {
            let (Some(a), Some(b)) = (p.old, p.new) else {
                continue;
            };
            if !a.is_article()
                || here.as_ref().is_some_and(|n| *n != a.part)
                || there.as_ref().is_some_and(|n| *n != b.part)
            {
                continue;
            }
            if let (Some(x), Some(y)) = (Number::parse(&a.name), Number::parse(&b.name)) {
                self.articles.entry((0, x)).or_insert(y);
            }
        }
    }

    /// The sentences: unchanged, or the likest one, first in the paired article.
    fn follow(&mut self) {
        let mut by_words: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (i, s) in self.new.all.iter().enumerate() {
            by_words.entry(&s.full).or_default().push(i);
        }
        self.went = self
            .old
            .all
            .iter()
            .map(|s| {
                let paired = s.article.and_then(|a| self.articles.get(&(s.text, a)));
                let there =
                    |i: usize| paired.is_some() && self.new.all[i].article.as_ref() == paired;
                if let Some(same) = by_words.get(s.full.as_str()) {
                    return same
                        .iter()
                        .copied()
                        .find(|&i| there(i))
                        .or_else(|| same.first().copied());
                }
                let like = self.new.like(s, PAIRED);
                like.iter()
                    .find(|&&(i, _)| there(i))
                    .or_else(|| like.first().filter(|l| l.1 >= ELSEWHERE))
                    .map(|l| l.0)
            })
            .collect();
    }

    /// Articles without a pair go where most of their words went.
    #[allow(clippy::cast_precision_loss)] // lengths of sentences
    fn vote(&mut self) {
        let mut votes: BTreeMap<(usize, Number), (f32, BTreeMap<Number, f32>)> = BTreeMap::new();
        for (s, to) in self.old.all.iter().zip(&self.went) {
            let Some(a) = s
                .article
                .filter(|a| !self.articles.contains_key(&(s.text, *a)))
            else {
                continue;
            };
            let v = votes.entry((s.text, a)).or_default();
            let words = s.full.chars().count() as f32;
            v.0 += words;
            if let Some(n) = to.and_then(|i| self.new.all[i].article) {
                *v.1.entry(n).or_default() += words;
            }
        }
        for (at, (all, to)) in votes {
            let mut best: Option<(Number, f32)> = None;
            for (n, w) in to {
                if best.is_none_or(|b| w > b.1) {
                    best = Some((n, w));
                }
            }
            if let Some((n, _)) = best.filter(|b| b.1 >= all * MOST) {
                self.articles.insert(at, n);
            }
        }
    }

    /// What became of an old article, and the new one's number.
    pub(super) fn fate(
        &self,
        sides: &Sides,
        text: usize,
        number: Number,
    ) -> (Fate, Option<Number>) {
        let Some(&to) = self.articles.get(&(text, number)) else {
            return (Fate::Vanished, None);
        };
        let same = squeeze(words(&sides.old[text].document, number))
            == squeeze(words(&sides.new.document, to));
        (Fate::of(same, sides.revised && number == to), Some(to))
    }
}

/// An article's words without its number.
pub(super) fn words(d: &Document, n: Number) -> &str {
    d.article(d.main_part(), n).map_or("", |id| {
        let whole = d.full_span(id);
        let start = d.node(id).label.end.max(whole.start);
        Span::new(start.min(whole.end), whole.end)
            .trim(&d.text)
            .slice(&d.text)
    })
}

/// The numbers of the living articles of a document's main part, in order.
fn numbers(d: &Document) -> Vec<Number> {
    let main = d.main_part();
    let mut seen = BTreeSet::new();
    d.living_articles()
        .filter(|&a| d.node(a).part == main)
        .filter_map(|a| d.node(a).number)
        .filter(|n| seen.insert(*n))
        .collect()
}

fn article(t: &Text, n: Number) -> Article {
    Article {
        law: t.title.clone(),
        version: t.date.map(|d| d.to_string()),
        article: n.article(),
        words: words(&t.document, n).to_string(),
    }
}

/// What became of the articles, and how many stayed as they were.
pub(super) fn told(sides: &Sides, map: &Map, punished: &Punished) -> (Vec<Change>, usize) {
    // By new article; a vanished one behind the new article of the one before it.
    type Key = (Option<Number>, u8, usize, usize);
    let mut list: Vec<(Key, Change)> = Vec::new();
    let mut same = 0;
    let mut reached: BTreeSet<Number> = BTreeSet::new();
    for (i, t) in sides.old.iter().enumerate() {
        let mut before = None;
        for (k, a) in numbers(&t.document).into_iter().enumerate() {
            let (fate, to) = map.fate(sides, i, a);
            let old = Some(article(t, a));
            if fate == Fate::Same {
                same += 1;
            }
            let Some(to) = to else {
                let at = if sides.revised {
                    before
                } else {
                    Some(Number::new(u32::MAX))
                };
                list.push(((at, 2, i, k), change(fate, old, None, Vec::new())));
                continue;
            };
            before = Some(to);
            reached.insert(to);
            if fate != Fate::Same {
                let shifts = punished.shifts(i, a, to);
                let new = Some(article(&sides.new, to));
                list.push(((Some(to), 1, i, k), change(fate, old, new, shifts)));
            }
        }
    }
    for n in numbers(&sides.new.document) {
        if !reached.contains(&n) {
            let new = Some(article(&sides.new, n));
            list.push(((Some(n), 0, 0, 0), change(Fate::New, None, new, Vec::new())));
        }
    }
    list.sort_by_key(|l| l.0);
    (list.into_iter().map(|l| l.1).collect(), same)
}

fn change(fate: Fate, old: Option<Article>, new: Option<Article>, sanctions: Vec<Shift>) -> Change {
    let pieces = match (&old, &new) {
        (Some(a), Some(b)) if matches!(fate, Fate::Reworded | Fate::MovedReworded) => {
            diff::pieces(&a.words, &b.words)
        }
        _ => Vec::new(),
    };
    Change {
        fate,
        old,
        new,
        pieces,
        sanctions,
        touches: 0,
    }
}
