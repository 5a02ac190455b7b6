//! What several tests share.

use std::io::Write;

/// Says loudly that a check could not run: straight to standard error, for the test harness keeps
/// back what a passing test prints.
pub(crate) fn skip(why: &str) {
    let _ = writeln!(std::io::stderr(), "\n{why}（本项没有核对）");
}
