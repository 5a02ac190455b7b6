//! # qingli（清理）: a linter for law
//!
//! ```text
//!  bytes ──parse──▶ Document (tree + text) ──corpus──▶ library: works, versions, in force on a day
//!                                                         │ derived: repeals, successors, renames, moves
//!                                                         ▼
//!                         citation ─ index ─ norm ─ align   (what a clause says; which higher clauses speak of it)
//!                                                         ▼
//!               rules (pure functions of a Context, in parallel) ──▶ findings ──▶ proposals ──▶ report
//!                                                         │ decisions of people (check::Decisions)
//!                                                         ▼
//!               paper: 清理意见表, 目录, 新旧对照表, 统计表, 整改清单, 总报告 ──▶ docx xlsx csv html md pdf
//! ```
//!
//! The modules below stand in reading order; one may use only those above it (`tests/layers.rs`).

pub mod error;
pub mod text;
pub mod document;
pub mod finding;
pub mod parse;
pub mod law;
pub mod register;
pub mod citation;
pub mod amend;
pub mod registry;
pub mod akn;
pub mod corpus;
pub mod index;
pub mod norm;
pub mod align;
pub mod conflict;
pub mod rules;
pub mod campaign;
pub mod check;
pub mod proposal;
pub mod impact;
pub mod draft;
pub mod markup;
pub mod report;
pub mod paper;
pub mod cli;
