//! Scores: BM25 read straight from the postings, term by term.
//!
//! Every term of a query is one pass over its postings into one array of scores; no term is ever
//! left out for speed, and the same index gives the same sums in the same order.

use crate::error::{Error, Result};
use tantivy::fieldnorm::FieldNormReader;
use tantivy::postings::TermInfo;
use tantivy::query::{
    Bm25StatisticsProvider, BooleanQuery, EnableScoring, Occur, PhraseQuery, Query as _, TermQuery,
};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocId, InvertedIndexReader, Searcher, TERMINATED, Term};

/// How fast a repeated term stops counting.
pub(crate) const K1: f32 = 1.2;
const B: f32 = 0.75;

/// What the search engine reports, in our words.
pub(crate) fn broken(e: impl std::fmt::Display) -> Error {
    Error::library(format!("索引读取失败（{e}）"), "运行 qingli index 重建索引")
}

/// A number as a float; counts here stay far below where that matters.
#[allow(clippy::cast_precision_loss)]
pub(crate) fn float(n: u64) -> f32 {
    n as f32
}

/// The length of a field over all its documents, each as its length code says. The engine's own sum
/// is an estimate once documents were removed, and scores must not depend on an index's past.
pub(crate) fn tokens(searcher: &Searcher, field: Field) -> Result<u64> {
    let mut sum = 0;
    for s in searcher.segment_readers() {
        let norms = s.get_fieldnorms_reader(field).map_err(broken)?;
        sum += s
            .doc_ids_alive()
            .map(|d| u64::from(norms.fieldnorm(d)))
            .sum::<u64>();
    }
    Ok(sum)
}

impl Bm25StatisticsProvider for FieldStats {
    fn total_num_tokens(&self, _: Field) -> tantivy::Result<u64> {
        Ok(self.tokens)
    }

    fn total_num_docs(&self) -> tantivy::Result<u64> {
        Ok(self.documents)
    }

    fn doc_freq(&self, term: &Term) -> tantivy::Result<u64> {
        let mut sum = 0;
        for r in &self.readers {
            sum += u64::from(r.doc_freq(term)?);
        }
        Ok(sum)
    }
}

/// One field over all segments.
pub(crate) struct FieldStats {
    field: Field,
    readers: Vec<std::sync::Arc<InvertedIndexReader>>,
    norms: Vec<FieldNormReader>,
    documents: u64,
    tokens: u64,
    /// By length code: k1 · (1 − b + b · length / mean).
    norm: Vec<f32>,
}

impl FieldStats {
    /// `tokens` is [`tokens`] of the whole field.
    pub(crate) fn new(searcher: &Searcher, field: Field, tokens: u64) -> Result<Self> {
        let mut readers = Vec::new();
        let mut norms = Vec::new();
        let mut documents = 0u64;
        for s in searcher.segment_readers() {
            let r = s.inverted_index(field).map_err(broken)?;
            documents += u64::from(s.max_doc());
            readers.push(r);
            norms.push(s.get_fieldnorms_reader(field).map_err(broken)?);
        }
        let mean = float(tokens.max(1)) / float(documents.max(1));
        let norm = (0..=255u8)
            .map(|id| {
                let length = float(u64::from(FieldNormReader::id_to_fieldnorm(id)));
                K1 * (1.0 - B + B * length / mean)
            })
            .collect();
        Ok(Self {
            field,
            readers,
            norms,
            documents,
            tokens,
            norm,
        })
    }

    /// The articles with a term, over all segments.
    pub(crate) fn count(&self, term: &str) -> u64 {
        self.readers
            .iter()
            .filter_map(|r| r.terms().get(term.as_bytes()).ok().flatten())
            .map(|i| u64::from(i.doc_freq))
            .sum()
    }

    /// ln(1 + (N − n + ½) / (n + ½)).
    pub(crate) fn idf(&self, count: u64) -> f32 {
        let n = float(count);
        let all = float(self.documents.max(count));
        (1.0 + (all - n + 0.5) / (n + 0.5)).ln()
    }

    /// The pairs that prove a phrase, the rarest that do.
    pub(crate) fn cover(&self, phrase: &str) -> Vec<(usize, String)> {
        super::grams::cheap_cover(phrase, &|p| self.count(p))
    }

    fn info(&self, segment: usize, term: &str) -> Result<Option<TermInfo>> {
        self.readers[segment]
            .terms()
            .get(term.as_bytes())
            .map_err(broken)
    }

    /// Calls `each` with every article of the segment that has the term and its BM25 share.
    pub(crate) fn each(
        &self,
        segment: usize,
        term: &str,
        idf: f32,
        mut each: impl FnMut(DocId, f32),
    ) -> Result<()> {
        self.each_counted(segment, term, idf, |doc, share, _| each(doc, share))
    }

    /// As [`Self::each`]; `each` also gets how often the term stands in the article.
    pub(crate) fn each_counted(
        &self,
        segment: usize,
        term: &str,
        idf: f32,
        mut each: impl FnMut(DocId, f32, f32),
    ) -> Result<()> {
        let Some(info) = self.info(segment, term)? else {
            return Ok(());
        };
        let mut postings = self.readers[segment]
            .read_block_postings_from_terminfo(&info, IndexRecordOption::WithFreqs)
            .map_err(broken)?;
        let weight = idf * (1.0 + K1);
        let norms = &self.norms[segment];
        while postings.block_len() > 0 {
            for (&doc, &tf) in postings.docs().iter().zip(postings.freqs()) {
                let tf = float(u64::from(tf));
                let norm = self.norm[usize::from(norms.fieldnorm_id(doc))];
                each(doc, weight * tf / (tf + norm), tf);
            }
            postings.advance();
        }
        Ok(())
    }

    /// As [`Self::each`], for the articles in `docs` (ascending) only; `each` gets the index in it.
    pub(crate) fn each_of(
        &self,
        segment: usize,
        term: &str,
        idf: f32,
        docs: &[DocId],
        mut each: impl FnMut(usize, f32),
    ) -> Result<()> {
        let Some(info) = self.info(segment, term)? else {
            return Ok(());
        };
        let mut postings = self.readers[segment]
            .read_block_postings_from_terminfo(&info, IndexRecordOption::WithFreqs)
            .map_err(broken)?;
        let weight = idf * (1.0 + K1);
        let norms = &self.norms[segment];
        for (i, &doc) in docs.iter().enumerate() {
            let at = postings.seek(doc);
            if at >= postings.block_len() {
                break;
            }
            if postings.doc(at) == doc {
                let tf = float(u64::from(postings.freq(at)));
                let norm = self.norm[usize::from(norms.fieldnorm_id(doc))];
                each(i, weight * tf / (tf + norm));
            }
        }
        Ok(())
    }

    /// The articles of a segment in which a character stands, ascending.
    fn with_char(&self, segment: usize, c: &str) -> Result<Vec<DocId>> {
        let reader = &self.readers[segment];
        let mut after = c.as_bytes().to_vec();
        // The first string that no longer begins with the character.
        after.push(0xff);
        let mut stream = reader
            .terms()
            .range()
            .ge(c.as_bytes())
            .lt(&after)
            .into_stream()
            .map_err(broken)?;
        let mut seen = Vec::new();
        while stream.advance() {
            let mut postings = reader
                .read_block_postings_from_terminfo(stream.value(), IndexRecordOption::Basic)
                .map_err(broken)?;
            while postings.block_len() > 0 {
                seen.extend_from_slice(postings.docs());
                postings.advance();
            }
        }
        seen.sort_unstable();
        seen.dedup();
        Ok(seen)
    }

    /// The articles of a segment in which every phrase (folded) stands word for word, ascending,
    /// each with its score.
    pub(crate) fn exact(
        &self,
        searcher: &Searcher,
        segment: usize,
        phrases: &[String],
    ) -> Result<Vec<(DocId, f32)>> {
        let mut clauses: Vec<(Occur, Box<dyn tantivy::query::Query>)> = Vec::new();
        let mut single = Vec::new();
        for p in phrases {
            let mut terms: Vec<(usize, Term)> = self
                .cover(p)
                .into_iter()
                .map(|(at, pair)| (at, Term::from_field_text(self.field, &pair)))
                .collect();
            match terms.len() {
                0 => single.push(self.with_char(segment, p)?),
                1 => clauses.push((
                    Occur::Must,
                    Box::new(TermQuery::new(
                        terms.remove(0).1,
                        IndexRecordOption::WithFreqs,
                    )),
                )),
                _ => clauses.push((Occur::Must, Box::new(PhraseQuery::new_with_offset(terms)))),
            }
        }
        let mut found: Vec<(DocId, f32)> = Vec::new();
        if clauses.is_empty() {
            if let Some(first) = single.pop() {
                found.extend(first.into_iter().map(|d| (d, 1.0)));
            }
        } else {
            let query: Box<dyn tantivy::query::Query> = if clauses.len() == 1 {
                clauses.remove(0).1
            } else {
                Box::new(BooleanQuery::new(clauses))
            };
            let weight = query
                .weight(EnableScoring::enabled_from_statistics_provider(
                    self, searcher,
                ))
                .map_err(broken)?;
            let reader = searcher.segment_reader(u32::try_from(segment).unwrap_or(0));
            let mut scorer = weight.scorer(reader, 1.0).map_err(broken)?;
            let mut doc = scorer.doc();
            while doc != TERMINATED {
                found.push((doc, scorer.score()));
                doc = scorer.advance();
            }
        }
        for s in single {
            found.retain(|(d, _)| s.binary_search(d).is_ok());
        }
        Ok(found)
    }
}
