//! The papers that carry an outcome out (PRODUCT): which ones are due, by the document's rank, by
//! what the organ is to the one that made it, and by what is decided ([`due`], a table); and each
//! one's fixed wording ([`text`]).
//!
//! What only the organ knows (sessions, days, numbers, names) is left blank as 　, as on a form.

mod table;
mod text;

pub use table::{Act, Drafter, Kind, Relation, due};
pub use text::{Case, write};

#[cfg(test)]
mod tests;
