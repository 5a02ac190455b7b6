//! Bodies: abolished, merged, renamed.

pub mod outdated_body;
