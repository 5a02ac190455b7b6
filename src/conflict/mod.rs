//! Where a local clause and the higher clause on the same act part.
//!
//! ```text
//! acts, wording     what higher law punishes, each act taken apart; gone: what it once punished
//! sort              acts and things that are not each other
//! pair              the higher acts like each penal norm of a document, and how near their law is
//! likely            which of them is meant: the words of the acts and alignment together
//! judge, compare    where the two part: kind, range, method, precondition; result: the result left out
//! coerce            查封 and 扣押 that the law on the act doesn't know
//! clauses, part     the clauses that are no penalties; slot and conditions hold them side by side
//! ```

pub mod acts;
pub mod clauses;
pub mod coerce;
pub mod compare;
mod conditions;
pub mod gone;
pub mod judge;
mod likely;
pub mod pair;
pub mod part;
mod result;
mod slot;
mod sort;
pub mod versions;
pub mod wording;

pub use acts::{Act, Acts};
pub use coerce::Wider;
pub use compare::{Difference, Gap};
pub use gone::{Dropped, Gone};
pub use judge::{Compared, Conflict, Floors, compared, judge};
pub use pair::{Local, Pair, Prior};
pub use part::{Parting, Slot, part};
pub use versions::{Former, former};
