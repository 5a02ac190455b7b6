//! Where a local clause and the higher clause on the same act part.
//!
//! [`Acts`] holds what higher law punishes. [`pairs`] finds for each penal norm of a document the
//! higher norm on the same act; [`compare`] names the differences, key by key (act, object, tier).

pub mod acts;
pub mod compare;
pub mod judge;
pub mod pair;

pub use acts::{Act, Acts};
pub use compare::{Difference, Gap};
pub use judge::{Conflict, Floors, judge};
pub use pair::{Local, Pair, Prior};
