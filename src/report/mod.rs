//! Deliverables, one file a format.
