//! Re-reads every quote of a finding against the stored texts.

use super::Finding;
use crate::error::{Error, Result};

/// Checks that the place's quote is exactly the slice of `text`, that it is not empty, and that
/// every basis quote is in the text that `library` holds for it.
///
/// # Errors
/// An internal error naming the finding and the first wrong quote.
pub fn finding(
    f: &Finding,
    text: &str,
    library: impl Fn(&super::Basis) -> Option<bool>,
) -> Result<()> {
    let q = &f.place;
    if q.quote.is_empty() || text.get(q.start..q.end) != Some(q.quote.as_str()) {
        return Err(Error::internal(format!(
            "{} 的引文与正文不符：{}",
            f.rule, q.quote
        )));
    }
    for b in &f.basis {
        if let Some(quote) = &b.quote
            && (quote.is_empty() || library(b) != Some(true))
        {
            return Err(Error::internal(format!(
                "{} 的依据引文与库中原文不符：《{}》{}",
                f.rule,
                b.law,
                b.article.as_deref().unwrap_or("")
            )));
        }
    }
    let mut last = 0;
    for e in f.fix.iter().flat_map(|x| &x.edits) {
        if e.start < last || e.end < e.start || text.get(e.start..e.end).is_none() {
            return Err(Error::internal(format!("{} 的修改位置不在正文内", f.rule)));
        }
        last = e.end;
    }
    Ok(())
}
