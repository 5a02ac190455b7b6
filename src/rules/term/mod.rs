//! Words: outdated terms, divisions that are gone.

pub mod gone_division;
pub mod outdated_term;
