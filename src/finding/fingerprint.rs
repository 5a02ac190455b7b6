//! The identity of a finding across re-parsing, formats and years.

use crate::document::Place;
use crate::text::{hash, normalize};

/// SHA-256 (first 16 bytes, hex) over the document's title, rule, place without 款 (a paragraph inserted before must not
/// change it), the folded quote, and `nth` for equal quotes at one place.
pub fn of(title: &str, rule: &str, place: &Place, quote: &str, nth: usize) -> String {
    let nth = nth.to_string();
    hash::of(&[
        b"qingli-finding-1",
        normalize::fold(title).as_bytes(),
        rule.as_bytes(),
        place.part.as_bytes(),
        place.article.as_deref().unwrap_or("").as_bytes(),
        place.item.as_deref().unwrap_or("").as_bytes(),
        normalize::fold(quote).as_bytes(),
        nth.as_bytes(),
    ])
}
