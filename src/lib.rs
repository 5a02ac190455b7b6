//! # qingli（清理）: a linter for law
//!
//! ```text
//!  bytes ──parse──▶ Document (tree + text) ──corpus──▶ library: works, versions, in force on a day
//!                                                         │ derived: repeals, successors, renames, moves
//!                                                         ▼
//!                         citation ─ index ─ norm ─ align   (what a clause says; which higher clauses speak of it)
//!                                                         ▼
//!               rules (pure functions of a Context, in parallel) ──▶ findings ──▶ proposals ──▶ report
//! ```
//!
//! The modules below stand in reading order; one may use only those above it (`tests/layers.rs`).

pub mod check;
pub mod citation;
pub mod cli;
pub mod corpus;
pub mod document;
pub mod error;
pub mod finding;
pub mod index;
pub mod law;
pub mod parse;
pub mod proposal;
pub mod registry;
pub mod report;
pub mod rules;
pub mod text;
