//! Similar clauses: the recall stage of the alignment engine.
//!
//! BM25 over all pairs of characters of a clause; a pair that is a word weighs more. The rare terms
//! find candidates; every candidate's score then counts every term, so that none is left out.

use super::query::Filter;
use super::{Index, grams, words};
use crate::corpus::VersionId;
use crate::document::NodeId;
use crate::error::Result;
use crate::text::Date;
use crate::text::normalize::fold;
use std::collections::BTreeMap;

/// What a pair weighs that is no word of the clause, beside one that is.
const PAIRS: f32 = 0.4;
/// Candidates for each one wanted, and at least this many.
const CANDIDATES: usize = 300;
/// Postings read to find candidates.
const POSTINGS: u64 = 400_000;

/// A term with its weight.
struct Termed {
    term: String,
    idf: f32,
    count: u64,
}

impl Index {
    /// The records most like a clause among those a filter lets through (`day` judges states),
    /// best first.
    ///
    /// # Errors
    /// When the index is broken.
    pub fn similar(
        &self,
        text: &str,
        filter: &Filter,
        day: Date,
        limit: usize,
    ) -> Result<Vec<(VersionId, NodeId, f32)>> {
        let allowed = self.table.allowed(filter, day);
        let terms = self.terms_of(text);
        let mut read = 0;
        let mut first = terms
            .iter()
            .take_while(|t| {
                read += t.count;
                read <= POSTINGS
            })
            .count();
        first = first.max(8).min(terms.len());
        let mut out: Vec<(f32, u32, u32, VersionId, NodeId)> = Vec::new();
        for segment in 0..self.segments() {
            let reader = &self.searcher.segment_readers()[segment];
            let mut scores = vec![0.0f32; reader.max_doc() as usize];
            for t in &terms[..first] {
                self.text
                    .each(segment, &t.term, t.idf, |d, s| scores[d as usize] += s)?;
            }
            let mut found: Vec<(u32, f32)> = (0u32..)
                .zip(&scores)
                .filter(|(d, s)| {
                    **s > 0.0
                        && allowed
                            .get(self.slot(segment, *d) as usize)
                            .copied()
                            .unwrap_or(false)
                        && self.alive(segment, *d)
                })
                .map(|(d, s)| (d, *s))
                .collect();
            let keep = CANDIDATES.max(limit * 4);
            if found.len() > keep {
                found.select_nth_unstable_by(keep, |a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
                found.truncate(keep);
            }
            found.sort_by_key(|x| x.0);
            let docs: Vec<u32> = found.iter().map(|x| x.0).collect();
            for t in &terms[first..] {
                self.text
                    .each_of(segment, &t.term, t.idf, &docs, |i, s| found[i].1 += s)?;
            }
            for (doc, score) in found {
                let slot = self.slot(segment, doc);
                if let Some(s) = self.table.get(slot) {
                    out.push((
                        score,
                        self.table.order[slot as usize],
                        doc,
                        s.version(),
                        NodeId(self.node(segment, doc)),
                    ));
                }
            }
        }
        out.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)).then(a.2.cmp(&b.2)));
        out.truncate(limit);
        Ok(out.into_iter().map(|x| (x.3, x.4, x.0)).collect())
    }

    /// Every pair of a clause, rarest first.
    fn terms_of(&self, text: &str) -> Vec<Termed> {
        let count = |w: &str| self.count_word(w);
        let mut pairs: BTreeMap<String, bool> = BTreeMap::new();
        for run in text.split(|c: char| !c.is_alphanumeric() && !c.is_whitespace()) {
            let run = fold(run);
            for w in words::cut(&run, &count) {
                for p in grams::pairs(&w) {
                    let word = self.words().has(&p);
                    *pairs.entry(p).or_default() |= word;
                }
            }
            for p in grams::pairs(&run) {
                pairs.entry(p).or_default();
            }
        }
        let mut out: Vec<Termed> = Vec::new();
        for (term, word) in pairs {
            let count = self.text.count(&term);
            if count > 0 {
                out.push(Termed {
                    idf: self.text.idf(count) * if word { 1.0 } else { PAIRS },
                    term,
                    count,
                });
            }
        }
        out.sort_by(|a, b| a.count.cmp(&b.count).then(a.term.cmp(&b.term)));
        out
    }
}
