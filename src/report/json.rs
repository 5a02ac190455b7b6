//! The run as CONTRACT's JSON.

use super::campaign::Summary;
use crate::check::Run;
use crate::error::{Error, Result};
use serde::Serialize;

/// The JSON, indented, with a line end.
///
/// # Errors
/// Never for a sound run.
pub fn render(run: &Run) -> Result<String> {
    render_with(run, None)
}

/// The JSON with the campaign's part under `campaign`, where there is one.
///
/// # Errors
/// Never for a sound run.
pub fn render_with(run: &Run, campaign: Option<&Summary<'_>>) -> Result<String> {
    #[derive(Serialize)]
    struct Whole<'a> {
        #[serde(flatten)]
        run: &'a Run,
        #[serde(skip_serializing_if = "Option::is_none")]
        campaign: Option<&'a Summary<'a>>,
    }
    let mut s = serde_json::to_string_pretty(&Whole { run, campaign })
        .map_err(|e| Error::internal(format!("检查结果不能写成 JSON：{e}")))?;
    s.push('\n');
    Ok(s)
}
