//! Rules of the family citation.
