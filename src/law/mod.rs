//! What a law is here: titles and their keys, regions, and what stands above what.

pub mod above;
pub mod title;

pub use crate::document::region;
pub use above::{Above, Standing, above};
