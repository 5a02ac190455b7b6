//! Documents × rules in parallel; the order restored; what was not checked and why.

mod engine;
pub mod outcome;
mod run;

pub use engine::{Input, Settings, run};
pub use run::{Authority, Checked, LibraryInfo, NotChecked, Run, Tool};
