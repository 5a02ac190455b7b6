//! How likely a higher act is the one that a local clause speaks of: two readings that know nothing
//! of each other, put together.
//!
//! ```text
//! pair    the words of the two acts, subject and object
//! align   the clause against every provision of the laws near its document
//! ```
//!
//! Either alone is often wrong: the acts of two laws share words by chance, and the provision nearest
//! to a clause may be on another act of the same trade. Where both agree they are seldom wrong.

use super::acts::{Act, Acts};
use super::pair::{Local, Pair};
use crate::align::{self, Candidate, Gram};
use crate::citation::Citation;
use crate::document::{Document, NodeId};
use crate::law::{Above, Standing};
use crate::text::Span;

/// The weights are those of a logistic regression on the pairs of 28 labelled regulations (whether the
/// label rests on the provision) and on 178 pairs of other regulations that a reader had judged; each
/// was tried on documents held out. Rounded.
mod weight {
    /// How near alignment holds the law to the document, from 0 to 1.
    pub(super) const AFFINITY: f32 = 0.5;
    /// The logarithm of alignment's score.
    pub(super) const SCORE: f32 = 0.85;
    /// Alignment gives the provision first.
    pub(super) const FIRST: f32 = 0.3;
    /// How near the law's matter is.
    pub(super) const NEAR: f32 = 1.0;
    /// The logarithm of the share of the local act's own words that the higher act holds …
    pub(super) const HELD: f32 = 0.6;
    /// … and of the higher act's that the local one holds.
    pub(super) const HOLDS: f32 = 0.2;
    /// What speaks against any pair.
    pub(super) const NONE: f32 = -0.45;
}
/// What is left for two acts of different sorts: 超越许可范围 is not 未取得许可.
const OTHER_SORT: f32 = 0.4;
/// What isn't there counts as this much.
const LEAST: f32 = 0.02;

/// A document with what alignment says of it.
pub(super) struct Reader<'a> {
    pub(super) acts: &'a Acts,
    pub(super) document: &'a Document,
    citations: Vec<Citation>,
    prior: Option<align::Prior>,
    last: Option<((NodeId, Span), Vec<Candidate>)>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(
        acts: &'a Acts,
        document: &'a Document,
        standing: &Standing,
        citations: &[&Citation],
    ) -> Self {
        let citations: Vec<Citation> = citations.iter().map(|&c| c.clone()).collect();
        let engine = acts.engine.as_ref();
        Self {
            acts,
            document,
            prior: engine.map(|e| e.prior(document, standing, &citations)),
            citations,
            last: None,
        }
    }

    /// The provisions above the document that speak of a norm, best first. The acts of one norm are
    /// asked for one after the other.
    fn spoken(&mut self, local: &Local) -> &[Candidate] {
        let key = (local.node, local.norm.act.span);
        if self.last.as_ref().is_none_or(|(k, _)| *k != key) {
            let mut found = Vec::new();
            if let (Some(engine), Some(prior)) = (&self.acts.engine, &self.prior) {
                let query = align::query_norm(self.document, &self.citations, &local.norm);
                found = engine.align(&query, prior);
                found.retain(|c| c.relation == Above::Above);
            }
            self.last = Some((key, found));
        }
        self.last.as_ref().map_or(&[], |(_, found)| found)
    }

    /// Says of each pair how likely it is, and puts the likeliest first.
    pub(super) fn read(&mut self, local: &Local, pairs: &mut [Pair]) {
        let acts = self.acts;
        let spoken = self.spoken(local);
        for p in pairs.iter_mut() {
            let h = &acts.acts[p.act as usize];
            let work = acts.source(h).work;
            let at = spoken
                .iter()
                .position(|c| c.work == work && c.article == Some(h.article));
            let (score, affinity) = at.map_or((0.0, 0.0), |i| {
                (spoken[i].score, spoken[i].features.affinity)
            });
            let (held, holds) = own_words(acts, local, h).unwrap_or((p.covered, p.covers));
            let share = |x: f32| x.max(LEAST).ln();
            let z = weight::NONE
                + weight::AFFINITY * affinity
                + weight::SCORE * share(score)
                + if at == Some(0) { weight::FIRST } else { 0.0 }
                + weight::NEAR * p.near.max(0.0)
                + weight::HELD * share(held)
                + weight::HOLDS * share(holds);
            p.likely = 1.0 / (1.0 + (-z).exp());
            if local.bags.of_another_sort(&h.bags) {
                p.likely *= OTHER_SORT;
            }
        }
        pairs.sort_by(|a, b| {
            b.likely
                .total_cmp(&a.likely)
                .then(b.score.total_cmp(&a.score))
                .then(a.act.cmp(&b.act))
        });
    }
}

/// How much of each act's own words the other holds: without subjects and the law's matter, which
/// every clause of a law has. None where nothing else is left.
fn own_words(acts: &Acts, local: &Local, higher: &Act) -> Option<(f32, f32)> {
    let core = &acts.source(higher).core;
    let (l, h) = (&local.bags, &higher.bags);
    let own = |words: &[Gram]| -> Vec<Gram> {
        let in_any = |g: &Gram| {
            [&l.subject, &h.subject, core]
                .iter()
                .any(|w| w.binary_search(g).is_ok())
        };
        words.iter().filter(|g| !in_any(g)).copied().collect()
    };
    let (a, b) = (own(&l.told), own(&h.told));
    if a.len() < 2 || b.len() < 2 {
        return None;
    }
    let shared = acts.shared(&a, &b);
    Some((
        shared / acts.mass(&a).max(1e-6),
        shared / acts.mass(&b).max(1e-6),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::conflict::pair;
    use crate::document::meta::Fact;
    use crate::document::{Block, Rank, describe, outline};
    use crate::text::date;

    fn read(title: &str, rank: Rank, region: &str, text: &str) -> Document {
        let blocks: Vec<Block> = text.lines().map(Block::paragraph).collect();
        let mut d = outline::build(&blocks);
        describe::describe(&mut d, None, &[]);
        d.meta.title = title.to_string();
        d.meta.rank = Some(Fact::new(rank, "测试"));
        d.meta.region = Some(Fact::new(region.to_string(), "测试"));
        d
    }

    /// How likely the best pair of a local act is, with alignment or without.
    #[allow(clippy::unwrap_used)]
    fn likely(act: &str, aligned: bool) -> f32 {
        let high = read(
            "水库管理条例",
            Rank::AdministrativeRegulation,
            "全国",
            "第一条 未取得许可证从事水库游船经营的，处一万元以上五万元以下罚款。\n第二条 在坝顶堆放石料的，处一千元以上五千元以下罚款。",
        );
        let d = read(
            "岚江省水库管理条例",
            Rank::LocalRegulation,
            "岚江省",
            &format!("第一条 {act}的，处二千元以上五千元以下罚款。"),
        );
        let on = date::make(2026, 11, 24).unwrap();
        let mut acts = Acts::of_documents(&[(Standing::of(&high), &high)], on);
        if !aligned {
            acts.engine = None;
        }
        let standing = Standing::of(&d);
        let locals = pair::locals(&d, &acts);
        let prior = pair::prior(&acts, &d, &standing, &[], &locals, on);
        let mut pairs = pair::rank(&acts, &locals, 0, &prior, Some(Above::Above), 5);
        Reader::new(&acts, &d, &standing, &[]).read(&locals[0], &mut pairs);
        pairs.first().map_or(0.0, |p| p.likely)
    }

    #[test]
    fn both_readings_count() {
        let act = "未经许可从事水库游船经营";
        assert!(likely(act, true) > 0.5, "{}", likely(act, true));
        assert!(likely(act, false) < 0.3, "{}", likely(act, false));
        // Where alignment finds the provision nearest, another act is still another act.
        let other = "在坝顶燃放烟花";
        assert!(likely(other, true) < likely(act, true) * 0.8);
    }

    #[test]
    fn another_sort_makes_a_pair_unlikely() {
        let beyond = likely("超越许可证范围从事水库游船经营", true);
        let without = likely("未经许可从事水库游船经营", true);
        assert!(beyond < without * 0.5, "{beyond} {without}");
    }
}
