//! Answers a query: a citation goes to its article, quoted words are exact, the rest is ranked;
//! the versions of one provision are one hit.

use super::facets::{self, Facets};
use super::query::{self, Filter, Kind, Parsed, Query, Sort};
use super::rank::{COVER, Meaning};
use super::score::{broken, float};
use super::snippet;
use super::table::View;
use super::{Index, Info, grams};
use crate::corpus::{VersionId, WorkId};
use crate::document::{NodeId, Rank, Status};
use crate::error::Result;
use crate::text::normalize::{fold, fold_char};
use crate::text::{Date, Span};
use std::borrow::Cow;
use std::collections::BTreeSet;
use tantivy::schema::Value;
use tantivy::{DocAddress, TantivyDocument};

/// One provision.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// Its version in the library.
    pub version: VersionId,
    /// Its work.
    pub work: WorkId,
    /// Its node in the version's document.
    pub node: NodeId,
    /// Title of the version.
    pub title: String,
    /// The day of the version.
    pub date: Option<Date>,
    /// Rank.
    pub rank: Rank,
    /// Region.
    pub region: String,
    /// Issuer.
    pub issuer: String,
    /// 第六十三条, 三、（二）, 标题 …
    pub place: String,
    /// 编, 章, 节.
    pub heading: String,
    /// The record's words.
    pub text: String,
    /// Places of the words found, in bytes of `text`.
    pub highlights: Vec<Span>,
    /// The part worth showing, in bytes of `text`.
    pub snippet: Span,
    /// Score; compares within one answer only.
    pub score: f32,
    /// State of the version on the day of judgment.
    pub status: Status,
    /// Other versions of the same provision that the query found too.
    pub others: usize,
}

/// An answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Hits {
    /// How it was found.
    pub kind: Kind,
    /// Records found, all versions counted.
    pub total: usize,
    /// The best provisions.
    pub hits: Vec<Hit>,
    /// Records left out of a search by day because nobody knows when their text was in force.
    pub undated: usize,
    /// What the user must know: the article isn't there, less than all words were found.
    pub note: Option<String>,
    /// Titles that the user may have meant.
    pub suggested: Vec<String>,
    /// The answer counted, if asked for.
    pub facets: Option<Facets>,
}

/// A comparison of the index with a plain scan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Verified {
    /// Records read.
    pub records: usize,
    /// Records that the scan finds.
    pub scan: usize,
    /// Of these, not found by the index.
    pub lost: usize,
    /// Found by the index and not by the scan.
    pub wrong: usize,
}

/// A record that may be shown.
#[derive(Clone, Copy)]
pub(super) struct Candidate {
    score: f32,
    order: u32,
    segment: u32,
    doc: u32,
    pub(super) slot: u32,
}

/// One provision with the versions in which it was found.
struct Group {
    hit: Hit,
    versions: Vec<VersionId>,
}

/// What a version is worth beside another: its state, its rank, and how much other law leans on
/// its work.
fn weight(slot: View<'_>, day: Date) -> f32 {
    let state = match slot.status(day) {
        Status::InForce => 1.0,
        Status::Unknown | Status::NotYet => 0.8,
        Status::Amended | Status::Repealed | Status::Lapsed => 0.6,
    };
    let place = match slot.rank() {
        Rank::Constitution | Rank::Law | Rank::JudicialInterpretation => 1.0,
        Rank::AdministrativeRegulation | Rank::SupervisionRegulation => 0.9,
        Rank::DepartmentalRule => 0.75,
        _ => 0.6,
    };
    state * place * (1.0 + CITED * float(u64::from(slot.cited())).ln_1p())
}

/// What the logarithm of the number of citing places is worth.
const CITED: f32 = 0.1;

impl Index {
    /// Answers a query.
    ///
    /// # Errors
    /// When the index is broken.
    pub fn search(&self, query: &Query) -> Result<Hits> {
        let parsed = query::parse(&query.text);
        let weights = self.weights(query);
        let mut hits = if let Some(found) = self.numbered(query, &weights)? {
            found
        } else if let Some(found) = self.cited(query, &parsed, &weights)? {
            found
        } else if parsed.exact.is_empty() {
            self.ranked(query, &parsed, &weights)?
        } else {
            let found = self.exact(query, &parsed, &weights)?;
            if parsed.asks && found.hits.len() < query.limit {
                self.loosened(query, &parsed, &weights, found)?
            } else {
                found
            }
        };
        if query.filter.in_force_on.is_some() {
            hits.undated = self.undated(query);
        }
        Ok(hits)
    }

    /// Weight of each slot, 0 where a filter shuts it out.
    pub(super) fn weights(&self, query: &Query) -> Cow<'_, [f32]> {
        let day = query.filter.in_force_on.unwrap_or(query.day);
        let of = |s: Option<View<'_>>| s.map_or(0.0, |s| weight(s, day));
        // One day is asked about again and again: its weights are worked out once.
        let (kept, weights) = self
            .weights
            .get_or_init(|| (day, self.table.views().map(of).collect()));
        if query.filter == Filter::default() && *kept == day {
            return Cow::Borrowed(weights);
        }
        let views = self.table.views();
        views
            .map(|s| of(s.filter(|s| query.filter.admits(*s, query.day))))
            .collect()
    }

    /// Versions without any date that a search by day leaves out.
    fn undated(&self, query: &Query) -> usize {
        let open = Filter {
            in_force_on: None,
            ..query.filter.clone()
        };
        self.table
            .views()
            .flatten()
            .filter(|s| open.admits(*s, query.day) && s.status(query.day) == Status::Unknown)
            .count()
    }

    pub(super) fn candidate(
        &self,
        segment: usize,
        doc: u32,
        score: f32,
        weights: &[f32],
    ) -> Option<Candidate> {
        let slot = self.slot(segment, doc);
        let w = *weights.get(slot as usize)?;
        (w > 0.0 && self.alive(segment, doc)).then(|| Candidate {
            score: score * w,
            order: self.table.order[slot as usize],
            segment: u32::try_from(segment).unwrap_or(0),
            doc,
            slot,
        })
    }

    pub(super) fn exact(&self, query: &Query, parsed: &Parsed, weights: &[f32]) -> Result<Hits> {
        let meaning = self.meaning(&parsed.free);
        let titles = self.title_scores(&meaning)?;
        let mut all = Vec::new();
        for segment in 0..self.segments() {
            let found = self.text.exact(&self.searcher, segment, &parsed.exact)?;
            let scores = if meaning.ideas.is_empty() {
                None
            } else {
                Some(self.scores(segment, &meaning)?)
            };
            all.extend(found.into_iter().filter_map(|(doc, s)| {
                let free = scores.as_ref().map_or(0.0, |x| x.score[doc as usize]);
                let mut c = self.candidate(segment, doc, s + free, weights)?;
                c.score += titles[c.slot as usize] * weights[c.slot as usize];
                Some(c)
            }));
        }
        let mark = |text: &str| {
            let mut marks: Vec<Span> = parsed
                .exact
                .iter()
                .flat_map(|p| grams::find_all(text, p))
                .collect();
            if !meaning.ideas.is_empty() {
                marks.extend(self.marks(text, &meaning));
            }
            snippet::merge(marks)
        };
        self.answer(Kind::Exact, query, all, None, &mark)
    }

    /// A question in words with some of them in quotation marks: what holds those stands first, and
    /// the rest of the page is what the whole question is like. The count stays that of the former.
    fn loosened(
        &self,
        query: &Query,
        parsed: &Parsed,
        weights: &[f32],
        mut found: Hits,
    ) -> Result<Hits> {
        let whole = query::parse(&query.text.replace(query::is_mark, ""));
        let more = self.ranked(query, &whole, weights)?;
        let same = |a: &Hit, b: &Hit| a.work == b.work && a.place == b.place;
        let exact = found.hits.len();
        for h in more.hits {
            if found.hits.len() < query.limit && !found.hits.iter().any(|f| same(f, &h)) {
                found.hits.push(h);
            }
        }
        if found.hits.len() > exact {
            let words = parsed.exact.join("”“");
            found.note = Some(if exact == 0 {
                format!("没有条文含有“{words}”，以下按整个问题的相关程度列出")
            } else {
                format!("前 {exact} 条含有“{words}”，其后按整个问题的相关程度列出")
            });
        }
        Ok(found)
    }

    fn ranked(&self, query: &Query, parsed: &Parsed, weights: &[f32]) -> Result<Hits> {
        let mut hits = self.ranked_alone(query, parsed, weights)?;
        hits.suggested = self.suggested(parsed)?;
        self.law_first(query, parsed, hits)
    }

    /// The answer by words alone, whatever law they name.
    pub(super) fn ranked_alone(
        &self,
        query: &Query,
        parsed: &Parsed,
        weights: &[f32],
    ) -> Result<Hits> {
        let meaning = self.meaning(&parsed.free);
        let (all, total, note) = self.rank(&meaning, weights, query)?;
        let mark = |text: &str| self.marks(text, &meaning);
        let mut hits = self.answer(Kind::Ranked, query, all, note, &mark)?;
        hits.total = total;
        Ok(hits)
    }

    /// The answer that these records make.
    pub(super) fn answer(
        &self,
        kind: Kind,
        query: &Query,
        all: Vec<Candidate>,
        note: Option<String>,
        mark: &dyn Fn(&str) -> Vec<Span>,
    ) -> Result<Hits> {
        Ok(Hits {
            kind,
            total: all.len(),
            facets: query
                .facets
                .then(|| facets::of(&self.table, all.iter().map(|c| c.slot), query.day)),
            hits: self.fold(query, all, mark)?,
            undated: 0,
            note,
            suggested: Vec::new(),
        })
    }

    /// The records most like a clause, as an answer.
    ///
    /// # Errors
    /// When the index is broken.
    pub fn alike(&self, query: &Query) -> Result<Hits> {
        let pool = query.limit.saturating_mul(4).saturating_add(20);
        let found = self.similar(&query.text, &query.filter, query.day, pool)?;
        let mut all = Vec::new();
        for (version, node, score) in found {
            for segment in 0..self.segments() {
                let Some(slot) = self.slot_of(version) else {
                    continue;
                };
                let docs = self.records_of(segment, slot)?;
                let doc = docs.into_iter().find(|&d| self.node(segment, d) == node.0);
                all.extend(doc.map(|doc| Candidate {
                    score,
                    order: self.table.order[slot as usize],
                    segment: u32::try_from(segment).unwrap_or(0),
                    doc,
                    slot,
                }));
            }
        }
        let meaning = self.meaning(&query::parse(&query.text).free);
        let mark = |text: &str| self.marks(text, &meaning);
        self.answer(Kind::Similar, query, all, None, &mark)
    }

    /// The records that say enough of a meaning.
    fn rank(
        &self,
        meaning: &Meaning,
        weights: &[f32],
        query: &Query,
    ) -> Result<(Vec<Candidate>, usize, Option<String>)> {
        let titles = self.title_scores(meaning)?;
        let whole = meaning.weight();
        let mut all: Vec<(Candidate, f32)> = Vec::new();
        // Records above each level of coverage.
        let mut above = [0usize; COVER.len()];
        for segment in 0..self.segments() {
            let scores = self.scores(segment, meaning)?;
            for (doc, (&score, &cover)) in (0u32..).zip(scores.score.iter().zip(&scores.cover)) {
                if score <= 0.0 {
                    continue;
                }
                let share = if whole > 0.0 { cover / whole } else { 0.0 } + 1e-6;
                let score = score * (1.0 - self.shares.cover + self.shares.cover * share);
                if let Some(mut c) = self.candidate(segment, doc, score, weights) {
                    c.score += titles[c.slot as usize] * weights[c.slot as usize];
                    for (n, least) in above.iter_mut().zip(COVER) {
                        *n += usize::from(share >= least);
                    }
                    all.push((c, share));
                }
            }
        }
        // The strictest level that fills the page; what stands below it follows, but is not counted.
        let level = above
            .iter()
            .position(|&n| n >= query.limit)
            .unwrap_or(COVER.len() - 1);
        let note = (above[0] == 0 && !all.is_empty())
            .then(|| "没有条文包含大部分检索词，已放宽条件".to_string());
        // Another order, or a count, holds only what the query really speaks of.
        let least = if query.sort == Sort::Relevance && !query.facets {
            0.0
        } else {
            COVER[level]
        };
        let all = all
            .into_iter()
            .filter(|x| x.1 >= least)
            .map(|x| x.0)
            .collect();
        Ok((all, above[level], note))
    }

    /// The slot of a version.
    pub(super) fn slot_of(&self, version: VersionId) -> Option<u32> {
        let at = self
            .table
            .views()
            .position(|s| s.is_some_and(|s| s.version() == version))?;
        u32::try_from(at).ok()
    }

    /// Records of a slot in a segment.
    pub(super) fn records_of(&self, segment: usize, slot: u32) -> Result<Vec<u32>> {
        let term = tantivy::Term::from_field_u64(self.schema.slot, u64::from(slot));
        let reader = &self.searcher.segment_readers()[segment];
        let inverted = reader.inverted_index(self.schema.slot).map_err(broken)?;
        let mut out = Vec::new();
        if let Some(mut postings) = inverted
            .read_block_postings(&term, tantivy::schema::IndexRecordOption::Basic)
            .map_err(broken)?
        {
            while postings.block_len() > 0 {
                out.extend_from_slice(postings.docs());
                postings.advance();
            }
        }
        Ok(out)
    }

    /// The stored words of a record.
    pub(super) fn stored(&self, segment: usize, doc: u32) -> Result<(String, Info)> {
        let address = DocAddress::new(u32::try_from(segment).unwrap_or(0), doc);
        let d: TantivyDocument = self.searcher.doc(address).map_err(broken)?;
        let text = d
            .get_first(self.schema.text)
            .and_then(|v| v.as_str())
            .unwrap_or("")
            .to_string();
        let info = d
            .get_first(self.schema.info)
            .and_then(|v| v.as_bytes())
            .and_then(|b| postcard::from_bytes(b).ok())
            .unwrap_or_default();
        Ok((text, info))
    }

    /// The best provisions: best first; versions of one provision are one hit, shown by the newest
    /// in force.
    fn fold(
        &self,
        query: &Query,
        mut all: Vec<Candidate>,
        mark: &dyn Fn(&str) -> Vec<Span>,
    ) -> Result<Vec<Hit>> {
        let day = |c: &Candidate| self.table.get(c.slot).map_or(0, View::day_key);
        let rank = |c: &Candidate| self.table.get(c.slot).map_or(Rank::Unknown, View::rank);
        let best = |a: &Candidate, b: &Candidate| {
            let first = match query.sort {
                Sort::Relevance => std::cmp::Ordering::Equal,
                Sort::Date => day(b).cmp(&day(a)),
                Sort::Rank => rank(a).cmp(&rank(b)),
            };
            first
                .then(b.score.total_cmp(&a.score))
                .then(a.order.cmp(&b.order))
                .then(a.doc.cmp(&b.doc))
        };
        let pool = query.limit.saturating_mul(4).saturating_add(20);
        let mut groups: Vec<Group> = Vec::new();
        if all.len() > pool {
            all.select_nth_unstable_by(pool, best);
            let (first, rest) = all.split_at_mut(pool);
            first.sort_by(best);
            self.group(query, first, mark, &mut groups)?;
            if groups.len() < query.limit {
                rest.sort_by(best);
                self.group(query, rest, mark, &mut groups)?;
            }
        } else {
            all.sort_by(best);
            self.group(query, &all, mark, &mut groups)?;
        }
        Ok(groups.into_iter().map(|g| g.hit).collect())
    }

    /// Takes candidates, best first, into the provisions found so far.
    fn group(
        &self,
        query: &Query,
        candidates: &[Candidate],
        mark: &dyn Fn(&str) -> Vec<Span>,
        groups: &mut Vec<Group>,
    ) -> Result<()> {
        let full = |groups: &[Group]| groups.len() >= query.limit;
        for c in candidates {
            let Some(slot) = self.table.get(c.slot) else {
                continue;
            };
            let may_join =
                |g: &Group| g.hit.work == slot.work() && !g.versions.contains(&slot.version());
            if full(groups) && !groups.iter().any(may_join) {
                continue;
            }
            let (text, info) = self.stored(c.segment as usize, c.doc)?;
            let same = groups.iter().position(|g| {
                may_join(g) && (g.hit.place == info.place || like(&g.hit.text, &text))
            });
            let status = slot.status(query.day);
            match same {
                Some(i) => {
                    let g = &mut groups[i];
                    g.versions.push(slot.version());
                    let newer = (status == Status::InForce, slot.date())
                        > (g.hit.status == Status::InForce, g.hit.date);
                    if newer {
                        let score = g.hit.score;
                        g.hit = self.hit(c, slot, text, info, query, mark);
                        g.hit.score = score;
                    }
                    g.hit.others = g.versions.len() - 1;
                }
                None if !full(groups) => groups.push(Group {
                    hit: self.hit(c, slot, text, info, query, mark),
                    versions: vec![slot.version()],
                }),
                None => {}
            }
        }
        Ok(())
    }

    fn hit(
        &self,
        c: &Candidate,
        slot: View<'_>,
        text: String,
        info: Info,
        query: &Query,
        mark: &dyn Fn(&str) -> Vec<Span>,
    ) -> Hit {
        let highlights = mark(&text);
        let snippet = snippet::window(&text, &highlights);
        let node = NodeId(self.node(c.segment as usize, c.doc));
        Hit {
            version: slot.version(),
            work: slot.work(),
            node,
            title: slot.title().to_string(),
            date: slot.date(),
            rank: slot.rank(),
            region: slot.region().to_string(),
            issuer: slot.issuer().to_string(),
            place: info.place,
            heading: info.heading,
            text,
            highlights,
            snippet,
            score: c.score,
            status: slot.status(query.day),
            others: 0,
        }
    }

    /// Compares the answer to a query's quoted words with a plain scan of every stored text, and
    /// counts the differences.
    ///
    /// # Errors
    /// When the index is broken.
    pub fn verify(&self, text: &str) -> Result<Verified> {
        let parsed = query::parse(text);
        let mut out = Verified {
            records: 0,
            scan: 0,
            lost: 0,
            wrong: 0,
        };
        for segment in 0..self.segments() {
            let found: BTreeSet<u32> = if parsed.exact.is_empty() {
                BTreeSet::new()
            } else {
                self.text
                    .exact(&self.searcher, segment, &parsed.exact)?
                    .into_iter()
                    .map(|x| x.0)
                    .filter(|&d| self.alive(segment, d))
                    .collect()
            };
            let reader = &self.searcher.segment_readers()[segment];
            for doc in reader.doc_ids_alive() {
                let words = fold(&self.stored(segment, doc)?.0);
                let there = !parsed.exact.is_empty()
                    && parsed.exact.iter().all(|p| words.contains(p.as_str()));
                let by_index = found.contains(&doc);
                out.records += 1;
                out.scan += usize::from(there);
                out.lost += usize::from(there && !by_index);
                out.wrong += usize::from(!there && by_index);
            }
        }
        Ok(out)
    }
}

/// Pairs of characters of a text, sorted, for likeness.
fn shingles(text: &str) -> Vec<(char, char)> {
    let chars: Vec<char> = text
        .chars()
        .filter(|c| !c.is_whitespace())
        .map(fold_char)
        .collect();
    let mut out: Vec<(char, char)> = chars.windows(2).map(|w| (w[0], w[1])).collect();
    out.sort_unstable();
    out.dedup();
    out
}

/// Whether two texts say mostly the same: half of all their pairs are in both.
fn like(a: &str, b: &str) -> bool {
    let (a, b) = (shingles(a), shingles(b));
    let shared = a.iter().filter(|p| b.binary_search(p).is_ok()).count();
    shared * 2 >= a.len() + b.len() - shared
}
