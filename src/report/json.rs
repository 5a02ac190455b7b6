//! The run as CONTRACT's JSON.

use crate::check::Run;
use crate::error::{Error, Result};

/// The JSON, indented, with a line end.
///
/// # Errors
/// Never for a sound run.
pub fn render(run: &Run) -> Result<String> {
    let mut s = serde_json::to_string_pretty(run)
        .map_err(|e| Error::internal(format!("检查结果不能写成 JSON：{e}")))?;
    s.push('\n');
    Ok(s)
}
