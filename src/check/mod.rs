//! Documents × rules in parallel; the order restored; what was not checked and why.

mod authority;
mod baseline;
mod decided;
mod engine;
pub mod outcome;
mod paths;
mod run;
mod select;
mod settings;
mod suppress;

pub use authority::Organ;
pub use baseline::Baseline;
pub use decided::{Decisions, OnDocument, OnFinding, Verdict};
pub use engine::{Input, compare, run};
pub use paths::{PathPattern, PathRule};
pub use run::{Authority, Checked, LibraryInfo, NotChecked, Run, Tool};
pub use select::{Selection, kind};
pub use settings::Settings;
pub use suppress::{EntryNote, EntryState, Suppressed, Suppressions};
