//! Blocks → tree.

use super::{Block, Document};

/// Builds the document's tree. Never fails.
pub fn build(_blocks: &[Block]) -> Document {
    Document::default()
}
