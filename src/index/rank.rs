//! Ranking by words: what a query means, and how much of it a record says.
//!
//! A query becomes *ideas*: its words, each with the statute words that mean the same. A record's
//! score is BM25 over words, over the words inside long words, and over pairs of characters, plus
//! what the law's title says. How much of the query a record covers decides what counts as a hit:
//! first three fifths of its weight, and less only when nothing says that much.

use super::around::Wholes;
use super::score::float;
use super::synonyms;
use super::{Index, grams, words};
use crate::error::Result;
use crate::text::Span;
use crate::text::normalize::fold;

/// What each kind of evidence is worth beside the others.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Shares {
    /// A pair of characters that is a word inside a longer word.
    pub inner: f32,
    /// Any pair of characters.
    pub pair: f32,
    /// The law's title.
    pub title: f32,
    /// The headings above the article.
    pub heading: f32,
    /// The chapter as a whole.
    pub chapter: f32,
    /// The law as a whole.
    pub law: f32,
    /// The better of the articles before and after it.
    pub beside: f32,
    /// A statute word that stands for an everyday one, as one idea.
    pub synonym: f32,
    /// The pairs of such a statute word.
    pub synonym_pair: f32,
    /// What covering the whole query is worth, beside covering nothing of it.
    pub cover: f32,
}

impl Default for Shares {
    /// Measured with `tests/bench/lay.rs` on one half of the questions.
    fn default() -> Self {
        Self {
            inner: 0.5,
            pair: 0.5,
            title: 0.3,
            heading: 0.3,
            chapter: 0.3,
            law: 0.2,
            beside: 0.1,
            synonym: 0.9,
            synonym_pair: 0.5,
            cover: 0.5,
        }
    }
}

/// How much of a query's weight a hit covers, from strict to anything.
pub(super) const COVER: [f32; 4] = [0.6, 0.4, 0.2, 0.0];

/// One way of saying an idea: words or exact phrases that must all stand in the record.
type Way = Vec<String>;

/// A part of a query's meaning.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Idea {
    pub(super) ways: Vec<Way>,
    pub(super) weight: f32,
}

/// A query's meaning.
#[derive(Debug, Clone, Default)]
pub(super) struct Meaning {
    pub(super) ideas: Vec<Idea>,
    /// All pairs of characters of what is meant, each with its share.
    pub(super) pairs: Vec<(String, f32)>,
}

impl Meaning {
    /// The sum of the ideas' weights.
    pub(super) fn weight(&self) -> f32 {
        self.ideas.iter().map(|i| i.weight).sum()
    }
}

/// Scores of one segment.
pub(super) struct Scores {
    pub(super) score: Vec<f32>,
    pub(super) cover: Vec<f32>,
}

impl Index {
    /// In how many articles a word stands at most; 0 when it is none.
    pub(super) fn count_word(&self, word: &str) -> u64 {
        if word.chars().count() > 1 && self.words().has(word) {
            self.count_phrase(word)
        } else {
            0
        }
    }

    /// In how many articles a phrase stands at most: the count of its rarest pair.
    fn count_phrase(&self, phrase: &str) -> u64 {
        grams::cover(phrase)
            .iter()
            .map(|(_, p)| self.text.count(p))
            .min()
            .unwrap_or(0)
    }

    /// What a query's free words mean.
    pub(super) fn meaning(&self, runs: &[String]) -> Meaning {
        let mut out = Meaning::default();
        if runs.is_empty() {
            return out;
        }
        let table = synonyms::table();
        let count = |w: &str| self.count_word(w);
        let mut alone = Vec::new();
        let mut expanded = Vec::new();
        for run in runs {
            let rows = table.within(run);
            let mut at = 0;
            let mut stretch = String::new();
            for word in words::cut(run, &count) {
                let span = Span::new(at, at + word.len());
                at = span.end;
                if table.is_asking(&word) {
                    take_pairs(&mut out.pairs, &mut stretch);
                    continue;
                }
                stretch.push_str(&word);
                let inside = rows
                    .iter()
                    .any(|r| r.0 <= span.start && span.end <= r.0 + r.1);
                if word.chars().count() == 1 {
                    alone.push(word);
                } else if !inside {
                    let found = self.count_phrase(&word);
                    if found > 0 {
                        let weight = self.text.idf(found);
                        push(
                            &mut out.ideas,
                            Idea {
                                ways: vec![vec![word]],
                                weight,
                            },
                        );
                    }
                }
            }
            take_pairs(&mut out.pairs, &mut stretch);
            for (from, len, statute) in rows {
                let mut ways: Vec<Way> = vec![words::cut(&run[from..from + len], &count)];
                ways.extend(
                    statute
                        .iter()
                        .map(|s| s.split_whitespace().map(fold).collect()),
                );
                ways.retain(|w| !w.is_empty());
                for word in statute.iter().flat_map(|s| s.split_whitespace()) {
                    expanded.extend(grams::pairs(&fold(word)));
                }
                let weight = ways
                    .iter()
                    .map(|w| self.weight_of(w))
                    .filter(|w| *w > 0.0)
                    .fold(f32::MAX, f32::min);
                if weight < f32::MAX {
                    push(&mut out.ideas, Idea { ways, weight });
                }
            }
        }
        for p in expanded {
            if !out.pairs.iter().any(|(q, _)| *q == p) {
                out.pairs.push((p, self.shares.synonym_pair));
            }
        }
        if out.ideas.is_empty() {
            // Single characters mean something only where nothing else does.
            for c in alone {
                push(
                    &mut out.ideas,
                    Idea {
                        ways: vec![vec![c]],
                        weight: 1.0,
                    },
                );
            }
        }
        out
    }

    /// What a way weighs: its rarest part; 0 when a part stands nowhere.
    fn weight_of(&self, way: &Way) -> f32 {
        let mut most = 0.0f32;
        for part in way.iter().filter(|p| p.chars().count() > 1) {
            let found = self.count_phrase(part);
            if found == 0 {
                return 0.0;
            }
            most = most.max(self.text.idf(found));
        }
        most
    }

    /// Scores every record of a segment.
    pub(super) fn scores(&self, segment: usize, meaning: &Meaning) -> Result<Scores> {
        let count = self
            .searcher
            .segment_reader(u32::try_from(segment).unwrap_or(0))
            .max_doc() as usize;
        let mut out = Scores {
            score: vec![0.0; count],
            cover: vec![0.0; count],
        };
        // An idea that is one pair is counted where the pair is read.
        let mut single: Vec<(&str, f32)> = Vec::new();
        for idea in &meaning.ideas {
            if let [way] = idea.ways.as_slice()
                && let [word] = way.as_slice()
                && word.chars().count() == 2
            {
                single.push((word, idea.weight));
                continue;
            }
            let mut best: Vec<(u32, f32)> = Vec::new();
            for (i, way) in idea.ways.iter().enumerate() {
                let share = if i == 0 { 1.0 } else { self.shares.synonym };
                let found = self.way(segment, way)?;
                best.extend(found.into_iter().map(|(d, s)| (d, s * share)));
            }
            best.sort_by(|a, b| a.0.cmp(&b.0).then(b.1.total_cmp(&a.1)));
            best.dedup_by_key(|x| x.0);
            for (doc, s) in best {
                out.score[doc as usize] += s;
                out.cover[doc as usize] += idea.weight;
            }
        }
        let around = self.around()?;
        let mut wholes = Wholes::new(&around[segment]);
        let mut headings = vec![0.0f32; count];
        for (p, share) in &meaning.pairs {
            let idf = self.text.idf(self.text.count(p)) * share;
            let covers = single.iter().find(|x| x.0 == p).map(|x| x.1);
            let own = match covers {
                Some(_) => 1.0 + self.shares.pair,
                None if self.words().has(p) => self.shares.inner + self.shares.pair,
                None => self.shares.pair,
            };
            wholes.term(&self.text, segment, p, (idf * own, idf), |doc, s| {
                out.score[doc as usize] += s;
                out.cover[doc as usize] += covers.unwrap_or(0.0);
            })?;
            self.heading
                .each(segment, p, idf, |doc, s| headings[doc as usize] += s)?;
        }
        let beside = beside(&out.score, &around[segment].laws.of);
        for (doc, score) in out.score.iter_mut().enumerate() {
            *score += self.shares.beside * beside[doc];
            if *score > 0.0 {
                *score += self.shares.heading * headings[doc]
                    + self.shares.chapter
                        * wholes.chapters[around[segment].chapters.of[doc] as usize]
                    + self.shares.law * wholes.laws[around[segment].laws.of[doc] as usize];
            }
        }
        Ok(out)
    }

    /// The records of a segment that say all parts of a way, with their scores, ascending.
    fn way(&self, segment: usize, way: &Way) -> Result<Vec<(u32, f32)>> {
        let mut found: Option<Vec<(u32, f32)>> = None;
        for part in way {
            let here = if part.chars().count() == 2 {
                let mut v = Vec::new();
                let idf = self.text.idf(self.text.count(part));
                self.text.each(segment, part, idf, |d, s| v.push((d, s)))?;
                v
            } else {
                let mut v = self
                    .text
                    .exact(&self.searcher, segment, std::slice::from_ref(part))?;
                // The engine gives a phrase the weights of all its pairs; here it is one word.
                let all: f32 = self
                    .text
                    .cover(part)
                    .iter()
                    .map(|(_, p)| self.text.idf(self.text.count(p)))
                    .sum();
                let share = self.text.idf(self.count_phrase(part)) / all.max(1.0);
                v.iter_mut().for_each(|x| x.1 *= share);
                v
            };
            found = Some(match found {
                None => here,
                Some(before) => both(&before, &here),
            });
        }
        // Several words that together mean one thing weigh like one.
        let parts = float(way.len().max(1) as u64);
        Ok(found
            .unwrap_or_default()
            .into_iter()
            .map(|(d, s)| (d, s / parts.sqrt()))
            .collect())
    }

    /// What each slot's title adds.
    pub(super) fn title_scores(&self, meaning: &Meaning) -> Result<Vec<f32>> {
        let mut hit: Vec<(f32, f32)> = vec![(0.0, 0.0); self.table.len()];
        if meaning.pairs.is_empty() {
            return Ok(vec![0.0; self.table.len()]);
        }
        let all = float(self.table.views().flatten().count() as u64);
        let titles = self.titles()?;
        for (p, share) in &meaning.pairs {
            let slots = titles.with_pair(p);
            let n = float(slots.len() as u64);
            let idf = (1.0 + (all - n + 0.5) / (n + 0.5)).ln() * share;
            for &s in slots {
                if let Some(h) = hit.get_mut(s as usize) {
                    h.0 += idf;
                    h.1 += 1.0;
                }
            }
        }
        Ok(hit
            .iter()
            .zip(self.table.views())
            .map(|(&(sum, n), s)| {
                let length = s.map_or(1, |s| s.key().chars().count().max(2) - 1);
                self.shares.title * sum * (n / float(length as u64)).sqrt()
            })
            .collect())
    }

    /// Places in a text of the words of a meaning.
    pub(super) fn marks(&self, text: &str, meaning: &Meaning) -> Vec<Span> {
        let mut out = Vec::new();
        for idea in &meaning.ideas {
            for way in &idea.ways {
                let found: Vec<Vec<Span>> = way.iter().map(|p| grams::find_all(text, p)).collect();
                if found.iter().all(|f| !f.is_empty()) {
                    out.extend(found.into_iter().flatten());
                }
            }
        }
        if out.is_empty() {
            for (w, _) in &meaning.pairs {
                out.extend(grams::find_all(text, w));
            }
        }
        super::snippet::merge(out)
    }
}

/// The better of the scores of the records before and after each one in its law: provisions on one
/// matter stand together, and the first names it for all.
fn beside(score: &[f32], law: &[u32]) -> Vec<f32> {
    let at = |i: usize, own: u32| match (score.get(i), law.get(i)) {
        (Some(&s), Some(&l)) if l == own => s,
        _ => 0.0,
    };
    law.iter()
        .enumerate()
        .map(|(i, &own)| {
            let before = i.checked_sub(1).map_or(0.0, |b| at(b, own));
            before.max(at(i + 1, own))
        })
        .collect()
}

/// Adds an idea once.
fn push(ideas: &mut Vec<Idea>, idea: Idea) {
    if !ideas.iter().any(|i| i.ways == idea.ways) {
        ideas.push(idea);
    }
}

/// The pairs of a stretch of words that belong together.
fn take_pairs(pairs: &mut Vec<(String, f32)>, stretch: &mut String) {
    for p in grams::pairs(stretch) {
        if !pairs.iter().any(|(q, _)| *q == p) {
            pairs.push((p, 1.0));
        }
    }
    stretch.clear();
}

/// Records in both lists, scores added.
fn both(a: &[(u32, f32)], b: &[(u32, f32)]) -> Vec<(u32, f32)> {
    let mut out = Vec::new();
    let (mut i, mut j) = (0, 0);
    while i < a.len() && j < b.len() {
        match a[i].0.cmp(&b[j].0) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                out.push((a[i].0, a[i].1 + b[j].1));
                i += 1;
                j += 1;
            }
        }
    }
    out
}
