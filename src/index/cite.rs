//! Citations: the article that a query names, and the 款, 项 or 目 in it.

use super::query::{self, Cited, Kind, Parsed, Query};
use super::score::broken;
use super::search::{Hit, Hits};
use super::{Index, Info, Result};
use crate::document::Number;
use crate::law::title::nested;
use crate::text::{Span, numeral};

/// 第二款, 第（三）项, 第四目
fn part(level: u8, number: Number) -> String {
    match level {
        1 => format!("第{}款", numeral::format(number.main.into())),
        2 => format!("第{}项", number.item()),
        _ => format!("第{}目", numeral::format(number.main.into())),
    }
}

impl Index {
    /// The answer to a query that cites a provision; none when it cites no law that is held.
    pub(super) fn cited(
        &self,
        query: &Query,
        parsed: &Parsed,
        weights: &[f32],
    ) -> Result<Option<Hits>> {
        let Some(cited) = &parsed.cited else {
            return Ok(None);
        };
        let name = cited.name();
        let mut fits: Vec<u8> = self
            .table
            .views()
            .map(|s| s.map_or(0, |s| name.fits(s)))
            .collect();
        let mut best = fits.iter().copied().max().unwrap_or(0);
        let mut suggested = Vec::new();
        if best == 0 {
            // A slip in the name: the nearest title answers, and the answer says so.
            if !cited.plain || query::named(&cited.law) {
                suggested = self.meant(&cited.law)?;
            }
            let Some(work) = suggested.first().map(|s| s.work()) else {
                // 《…法》第…条 of a law that isn't held: nothing else would be an answer.
                let law = match query::number_key(&cited.law) {
                    Some(number) => Some(format!("以“{number}”发布的文件")),
                    None if query::named(&cited.law) => Some(format!("《{}》", cited.law)),
                    None => None,
                };
                return if let (Some(law), false) = (law, cited.plain) {
                    let note = Some(format!("库中没有{law}，没有可以列出的条文"));
                    let none = |_: &str| Vec::new();
                    self.answer(Kind::Citation, query, Vec::new(), note, &none)
                        .map(Some)
                } else {
                    Ok(None)
                };
            };
            for (f, s) in fits.iter_mut().zip(self.table.views()) {
                *f = if s.is_some_and(|s| s.work() == work) {
                    3
                } else {
                    0
                };
            }
            best = 3;
        }
        // An abridgement counts only where no title holds the words.
        let least = if best >= 2 { 2 } else { 1 };
        let mut all = Vec::new();
        let term =
            tantivy::Term::from_field_u64(self.schema.number, super::number_key(cited.article));
        for (segment, reader) in self.searcher.segment_readers().iter().enumerate() {
            let inverted = reader.inverted_index(self.schema.number).map_err(broken)?;
            let Some(mut postings) = inverted
                .read_block_postings(&term, tantivy::schema::IndexRecordOption::Basic)
                .map_err(broken)?
            else {
                continue;
            };
            while postings.block_len() > 0 {
                for &doc in postings.docs() {
                    let fit = fits
                        .get(self.slot(segment, doc) as usize)
                        .copied()
                        .unwrap_or(0);
                    if fit >= least {
                        // 处罚法 is sooner 行政处罚法 than 治安管理处罚法.
                        let base = if fit == 3 {
                            100.0
                        } else {
                            name.share(self.table.get(self.slot(segment, doc)))
                        };
                        all.extend(self.candidate(segment, doc, base, weights));
                    }
                }
                postings.advance();
            }
        }
        let named = all.iter().any(|c| fits[c.slot as usize] == best);
        let note = (!named).then(|| {
            let law = self
                .table
                .views()
                .zip(&fits)
                .filter(|(_, f)| **f == best)
                .filter_map(|(s, _)| s)
                .min_by_key(|s| (s.rank(), s.key().chars().count()))
                .map_or(cited.law.as_str(), |s| s.title());
            format!("《{}》没有{}", nested(law), cited.article.article())
        });
        let slip = suggested.first().map(|s| {
            format!(
                "没有《{}》；您是不是要找《{}》？",
                cited.law,
                nested(s.title())
            )
        });
        let note = match (slip, note) {
            (Some(s), Some(n)) => Some(format!("{s}{n}")),
            (s, n) => s.or(n),
        };
        let mark = |_: &str| Vec::new();
        let mut hits = self.answer(Kind::Citation, query, all, note, &mark)?;
        hits.suggested = suggested.iter().map(|s| s.title().to_string()).collect();
        let mut missing = None;
        for (i, h) in hits.hits.iter_mut().enumerate() {
            let none = self.mark_piece(h, cited)?;
            if i == 0 {
                missing = none.map(|part| format!("《{}》{}没有{part}", nested(&h.title), h.place));
            }
        }
        hits.note = hits.note.or(missing);
        Ok(Some(hits))
    }

    /// Marks the 款, 项 or 目 of a citation in the article found; the one that isn't there comes
    /// back in words.
    fn mark_piece(&self, hit: &mut Hit, cited: &Cited) -> Result<Option<String>> {
        let Some(info) = self.info_of(hit)? else {
            return Ok(None);
        };
        let mut inside = Span::new(0, hit.text.len());
        let wanted = [
            (1, cited.paragraph.map(Number::new)),
            (2, cited.item),
            (3, cited.subitem.map(Number::new)),
        ];
        let mut found = None;
        for (level, number) in wanted {
            let Some(number) = number else { continue };
            match info
                .pieces
                .iter()
                .find(|p| p.level == level && p.number == number && inside.contains(p.span))
            {
                Some(p) => {
                    inside = p.span;
                    found = Some(p.span);
                }
                // An article of one paragraph isn't taken apart.
                None if level == 1 && number.main == 1 => {}
                None => return Ok(Some(part(level, number))),
            }
        }
        if let Some(span) = found {
            hit.highlights = vec![span];
            hit.snippet = span;
        } else {
            hit.snippet = Span::new(0, hit.text.len());
        }
        Ok(None)
    }

    fn info_of(&self, hit: &Hit) -> Result<Option<Info>> {
        let Some(slot) = self.slot_of(hit.version) else {
            return Ok(None);
        };
        for segment in 0..self.segments() {
            for doc in self.records_of(segment, slot)? {
                if self.node(segment, doc) == hit.node.0 {
                    return Ok(Some(self.stored(segment, doc)?.1));
                }
            }
        }
        Ok(None)
    }
}
