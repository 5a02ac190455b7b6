//! The deliverables.
pub mod eval;
pub mod view;
