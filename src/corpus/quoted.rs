//! Whether a basis' quote stands in the library's text, in the very provision that the basis names.

use super::Library;
use crate::document::{Document, Kind, NodeId};
use crate::finding::Basis;
use crate::law::Standing;

impl Library {
    /// Whether a basis' quote is a slice of the text held for it, and lies in the article (款, 项)
    /// that the basis names; none when the text isn't held.
    pub fn holds(&self, basis: &Basis) -> Option<bool> {
        let quote = basis.quote.as_deref()?;
        let near = Standing::of_region("");
        let mut seen = false;
        for w in self.find(&basis.law, &near) {
            for &v in &self.work(w).versions {
                let date = self.version(v).date.map(|d| d.to_string());
                if basis.version.is_some() && date != basis.version {
                    continue;
                }
                let Ok(d) = self.document(v) else { continue };
                seen = true;
                if stands(&d, basis, quote) {
                    return Some(true);
                }
            }
        }
        seen.then_some(false)
    }
}

/// Whether the quote stands in the provision that the basis names: begins and ends in it.
fn stands(d: &Document, basis: &Basis, quote: &str) -> bool {
    let words = quote.trim_end();
    if words.is_empty() {
        return false;
    }
    d.text.match_indices(words).any(|(start, _)| {
        let last = words.chars().next_back().map_or(1, char::len_utf8);
        [start, start + words.len() - last].iter().all(|&at| {
            d.node_at(at)
                .is_some_and(|n| named(d, n, basis.article.as_deref(), basis.paragraph))
        })
    })
}

/// Whether a node lies in the provision named by an article, perhaps with 款 and 项 behind it, and
/// a 款.
fn named(d: &Document, node: NodeId, article: Option<&str>, paragraph: Option<u32>) -> bool {
    let place = d.place(node);
    if let Some(article) = article {
        let own = place.article.as_deref().unwrap_or_default();
        let Some(rest) = article.strip_prefix(own).filter(|_| !own.is_empty()) else {
            return false;
        };
        if !rest.is_empty() {
            let clause = place
                .paragraph
                .map(|n| format!("第{}款", crate::text::numeral::format(u64::from(n))));
            let rest = clause
                .as_deref()
                .and_then(|c| rest.strip_prefix(c))
                .unwrap_or(rest);
            let item = place.item.as_deref().map(|i| format!("第{i}项"));
            if !rest.is_empty() && Some(rest) != item.as_deref() {
                return false;
            }
        }
    }
    // An article with one 款 only doesn't number it.
    let own = d
        .ancestor(node, Kind::Paragraph)
        .and_then(|p| d.node(p).number)
        .map_or(1, |n| n.main);
    paragraph.is_none_or(|p| p == own)
}
