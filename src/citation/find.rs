//! Finds the citations of a document.

use super::Citation;
use crate::document::Document;

/// Every citation of the document, in order of their place.
pub fn find(_document: &Document) -> Vec<Citation> {
    Vec::new()
}
