//! Ranking by words: what a query means, and how much of it a record says.
//!
//! A query becomes *ideas*: its words, each with the statute words that mean the same. A record's
//! score is BM25 over words, over the words inside long words, and over pairs of characters, plus
//! what the law's title says. How much of the query a record covers decides what counts as a hit:
//! first three fifths of its weight, and less only when nothing says that much.

use super::score::float;
use super::synonyms;
use super::{Index, grams, words};
use crate::error::Result;
use crate::text::Span;
use crate::text::normalize::fold;

/// Share of the words inside long words.
const INNER: f32 = 0.5;
/// Share of pairs of characters.
const PAIRS: f32 = 0.5;
/// Share of the law's title.
const TITLE: f32 = 1.0;
/// Share of a statute word that stands for an everyday one.
const SYNONYM: f32 = 0.9;
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
    /// All pairs of characters of what is meant.
    pub(super) pairs: Vec<String>,
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
        let mut pairs: Vec<&String> = meaning.pairs.iter().collect();
        for idea in &meaning.ideas {
            if let ([way], true) = (idea.ways.as_slice(), idea.ways[0].len() == 1) {
                let word = &way[0];
                if word.chars().count() == 2 {
                    // The pair is read once, as a word and as a pair.
                    let idf = self.text.idf(self.text.count(word)) * (1.0 + PAIRS);
                    self.text.each(segment, word, idf, |doc, s| {
                        out.score[doc as usize] += s;
                        out.cover[doc as usize] += idea.weight;
                    })?;
                    pairs.retain(|p| *p != word);
                    continue;
                }
            }
            let mut best: Vec<(u32, f32)> = Vec::new();
            for (i, way) in idea.ways.iter().enumerate() {
                let share = if i == 0 { 1.0 } else { SYNONYM };
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
        for p in pairs {
            let share = if self.words().has(p) { INNER } else { 0.0 } + PAIRS;
            let idf = self.text.idf(self.text.count(p)) * share;
            self.text
                .each(segment, p, idf, |doc, s| out.score[doc as usize] += s)?;
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
                let all: f32 = grams::cover(part)
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
        for p in &meaning.pairs {
            let slots = titles.with_pair(p);
            let n = float(slots.len() as u64);
            let idf = (1.0 + (all - n + 0.5) / (n + 0.5)).ln();
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
                TITLE * sum * (n / float(length as u64)).sqrt()
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
            for w in &meaning.pairs {
                out.extend(grams::find_all(text, w));
            }
        }
        super::snippet::merge(out)
    }
}

/// Adds an idea once.
fn push(ideas: &mut Vec<Idea>, idea: Idea) {
    if !ideas.iter().any(|i| i.ways == idea.ways) {
        ideas.push(idea);
    }
}

/// The pairs of a stretch of words that belong together.
fn take_pairs(pairs: &mut Vec<String>, stretch: &mut String) {
    for p in grams::pairs(stretch) {
        if !pairs.contains(&p) {
            pairs.push(p);
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
