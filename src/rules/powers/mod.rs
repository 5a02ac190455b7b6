//! Rules of the family powers.
