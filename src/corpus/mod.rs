//! The library of law on disk: works and their versions, which one was in force on a day, and
//! what the texts say of each other (repeals, successors, renames, moved articles).
//!
//! `import` reads documents and writes the store, the manifest and what each text says of others
//! ([`extract`]); [`works`] derives works, versions and repeals from them; [`Library`] answers.

pub mod extract;
mod facts;
mod import;
mod library;
mod manifest;
mod moves;
mod quoted;
mod resolve;
mod store;
mod types;
mod works;

pub use facts::aliases;
pub use import::{Refused, Source, Summary, import};
pub use library::Library;
pub use types::{Evidence, Repeal, Resolved, Unresolved, Version, VersionId, Work, WorkId};
