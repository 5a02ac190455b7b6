//! What a law is here: titles and their keys, regions, and what stands above what.

pub mod above;
pub mod region;
pub mod title;

pub use above::{Above, Standing, above};
