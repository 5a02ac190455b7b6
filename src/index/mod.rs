//! The index: articles in tantivy, exact and ranked.
