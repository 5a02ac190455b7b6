//! Where a local clause and the higher clause on the same act part.
//!
//! [`Acts`] holds what higher law punishes. [`pairs`] finds for each penal norm of a document the
//! higher norm on the same act; [`compare`] names the differences, key by key (act, object, tier).

pub mod acts;
pub mod clauses;
pub mod coerce;
pub mod compare;
pub mod gone;
pub mod judge;
pub mod pair;
pub mod part;
pub mod wording;

pub use acts::{Act, Acts};
pub use coerce::Wider;
pub use compare::{Difference, Gap};
pub use gone::{Dropped, Gone};
pub use judge::{Compared, Conflict, Floors, compared, judge};
pub use pair::{Local, Pair, Prior};
pub use part::{Parting, Slot, part};
