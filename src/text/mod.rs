//! Chinese text that maps back: spans, normalisation, numerals, dates.

pub mod date;
pub mod hash;
pub mod normalize;
pub mod numeral;
pub mod span;
pub mod xml;

pub use date::Date;
pub use span::Span;

/// Compiles a pattern of ours. A pattern that doesn't compile is a mistake in the program; every
/// pattern is compiled by a test, so this never fails for a user.
#[allow(clippy::expect_used)]
pub fn regex(pattern: &str) -> regex::Regex {
    regex::Regex::new(pattern).expect("a pattern written in this program compiles")
}
