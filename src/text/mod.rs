//! Chinese text that maps back: spans, normalisation, numerals, dates.

pub mod date;
pub mod hash;
pub mod normalize;
pub mod numeral;
pub mod span;
pub mod xml;

pub use date::Date;
pub use span::Span;

/// Bytes that the states of one pattern may take, made as they are met.
const STATES: usize = 16 << 20;

/// Compiles a pattern of ours. A pattern that doesn't compile is a mistake in the program; every
/// pattern is compiled by a test, so this never fails for a user.
#[allow(clippy::expect_used)]
pub fn regex(pattern: &str) -> regex::Regex {
    // Patterns over 汉字 have more states than the default room for them: without more, the states
    // are thrown away and made anew again and again.
    regex::RegexBuilder::new(pattern)
        .dfa_size_limit(STATES)
        .build()
        .expect("a pattern written in this program compiles")
}
