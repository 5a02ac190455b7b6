//! Laws by what people type for them: document numbers, and names with a slip in them.

use super::query::{Kind, Parsed, Query, Sort, named, number_key};
use super::search::{Hit, Hits};
use super::table::View;
use super::{Index, Result, grams};
use crate::corpus::WorkId;
use crate::law::{region, title};
use crate::text::Span;
use crate::text::normalize::fold;
use std::collections::BTreeSet;

/// A law named among so many words at most is the one to look in; a question tells a story.
const NAMED_AMONG: usize = 4;
/// Titles compared letter by letter.
const NEAR: usize = 60;
/// Titles suggested.
const SUGGESTED: usize = 3;
/// The shortest name in which a slip is looked for, in characters.
const SHORTEST: usize = 4;
/// The longest.
const LONGEST: usize = 40;

impl Index {
    /// The slots whose titles are the name but for a slip (one letter in four at most), nearest
    /// first, one a work. A name that holds a region never stands for another region's law.
    pub(super) fn meant(&self, name: &str) -> Result<Vec<View<'_>>> {
        let key = title::key(name);
        let letters: Vec<char> = key.chars().collect();
        if !(SHORTEST..=LONGEST).contains(&letters.len()) {
            return Ok(Vec::new());
        }
        let place = region::of(&key);
        let titles = self.titles()?;
        let mut shared = vec![0u32; self.table.len()];
        for p in grams::pairs(&key) {
            for &s in titles.with_pair(&p) {
                if let Some(n) = shared.get_mut(s as usize) {
                    *n += 1;
                }
            }
        }
        let mut near: Vec<(u32, f64)> = (0u32..)
            .zip(shared)
            .filter(|(_, n)| *n > 0)
            .filter_map(|(s, n)| {
                let length = self.table.get(s)?.key().chars().count() + letters.len();
                #[allow(clippy::cast_precision_loss)]
                Some((s, f64::from(n) / length as f64))
            })
            .collect();
        near.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        let mut found: Vec<(usize, u32, View<'_>)> = near
            .into_iter()
            .take(NEAR)
            .filter_map(|(s, _)| {
                let slot = self.table.get(s)?;
                let other: Vec<char> = slot.key().chars().collect();
                let slips = strsim::generic_levenshtein(&letters, &other);
                let same_place = || match &place {
                    Some(p) => region::of(slot.key()).as_ref() == Some(p),
                    None => true,
                };
                (slips > 0 && slips * 4 <= letters.len().max(other.len()) && same_place())
                    .then_some((slips, self.table.order[s as usize], slot))
            })
            .collect();
        found.sort_by_key(|f| (f.0, f.1));
        let mut out: Vec<View<'_>> = Vec::new();
        for (_, _, slot) in found {
            if !out.iter().any(|o| o.work() == slot.work()) && out.len() < SUGGESTED {
                out.push(slot);
            }
        }
        Ok(out)
    }

    /// Whether a title is this name or holds it.
    fn titled(&self, name: &str) -> bool {
        let key = title::key(name);
        self.table
            .views()
            .flatten()
            .any(|s| s.key().contains(&key) || s.names().any(|n| n.contains(&key)))
    }

    /// The titles that a query of everyday words may be a slip of.
    pub(super) fn suggested(&self, parsed: &Parsed) -> Result<Vec<String>> {
        let [name] = parsed.free.as_slice() else {
            return Ok(Vec::new());
        };
        if name.chars().count() > LONGEST || self.titled(name) {
            return Ok(Vec::new());
        }
        let found = self.meant(name)?;
        Ok(found.iter().map(|s| s.title().to_string()).collect())
    }

    /// A query that names a law beside other words (渡口管理法 罚款): the places of those words in
    /// that law, and which run of the query is its name.
    fn in_law(&self, query: &Query, parsed: &Parsed) -> Option<(usize, Query)> {
        let few = (2..=NAMED_AMONG).contains(&parsed.free.len());
        if !few || parsed.asks || query.sort != Sort::Relevance {
            return None;
        }
        let works = |run: &str| -> BTreeSet<WorkId> {
            let key = title::key(run);
            let views = self.table.views().flatten();
            views
                .filter(|s| s.key() == key || s.names().any(|n| n == key))
                .map(View::work)
                .collect()
        };
        let (at, works) = parsed
            .free
            .iter()
            .enumerate()
            .filter(|(_, run)| named(run))
            .map(|(at, run)| (at, works(run)))
            .find(|(_, works)| !works.is_empty())?;
        let mut inner = query.clone();
        let wanted = inner.filter.works.get_or_insert_with(|| works.clone());
        wanted.retain(|w| works.contains(w));
        inner.facets = false;
        Some((at, inner))
    }

    /// Puts what the law that a query names says of the other words before everything else.
    pub(super) fn law_first(&self, query: &Query, parsed: &Parsed, all: Hits) -> Result<Hits> {
        let Some((at, inner)) = self.in_law(query, parsed) else {
            return Ok(all);
        };
        let mut words = parsed.free.clone();
        let name = words.remove(at);
        let words = Parsed {
            free: words,
            ..Parsed::default()
        };
        let weights = self.weights(&inner);
        let mut first = self.ranked_alone(&inner, &words, &weights)?.hits;
        let own = first.len();
        if own == 0 {
            return Ok(all);
        }
        let same = |a: &Hit, b: &Hit| a.work == b.work && a.place == b.place;
        for h in all.hits {
            if first.len() < query.limit && !first.iter().any(|f| same(f, &h)) {
                first.push(h);
            }
        }
        Ok(Hits {
            note: Some(format!(
                "前 {own} 条出自《{name}》，其后按整个问题的相关程度列出"
            )),
            hits: first,
            ..all
        })
    }

    /// What speaks of a document number under which nothing that is held was issued.
    fn mentioned(&self, query: &Query, number: &str, weights: &[f32]) -> Result<Hits> {
        let words = fold(&query.text).replace("国令", "国务院令");
        let parsed = Parsed {
            exact: vec![words],
            ..Parsed::default()
        };
        let mut hits = self.exact(query, &parsed, weights)?;
        hits.note = Some(if hits.hits.is_empty() {
            format!("库中没有以“{number}”发布的文件，也没有条文提到它")
        } else {
            format!("库中没有以“{number}”发布的文件，以下是提到它的")
        });
        Ok(hits)
    }

    /// The papers issued under the number that a query is.
    pub(super) fn numbered(&self, query: &Query, weights: &[f32]) -> Result<Option<Hits>> {
        let Some(number) = number_key(&query.text) else {
            return Ok(None);
        };
        let slots: Vec<u32> = (0u32..)
            .zip(self.table.views())
            .filter(|(_, s)| s.is_some_and(|s| s.number() == number))
            .map(|(i, _)| i)
            .collect();
        if slots.is_empty() {
            if !query.text.contains(['令', '〔', '[', '［', '【']) {
                return Ok(None);
            }
            return self.mentioned(query, &number, weights).map(Some);
        }
        let mut all = Vec::new();
        for segment in 0..self.segments() {
            for &slot in &slots {
                let docs = self.records_of(segment, slot)?;
                if let Some(&doc) = docs.iter().min_by_key(|&&d| self.node(segment, d)) {
                    all.extend(self.candidate(segment, doc, 1.0, weights));
                }
            }
        }
        let mark = |_: &str| -> Vec<Span> { Vec::new() };
        Ok(Some(self.answer(
            Kind::Citation,
            query,
            all,
            None,
            &mark,
        )?))
    }
}
