//! Rules of the family subject.
