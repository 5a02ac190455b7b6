//! The manifest: one line a document taken in, sorted and canonical, so that two imports of the
//! same files give the same bytes.

use super::store;
use crate::document::Meta;
use crate::error::{Error, Result};
use serde::{Deserialize, Serialize};
use std::path::Path;

/// Number of the parser's edition: a rise makes `import` read unchanged files again.
pub(crate) const EDITION: u32 = 2;

/// The first line.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Head {
    /// Says what the file is.
    qingli: String,
    schema: u32,
    edition: u32,
    documents: usize,
}

/// One document taken in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Entry {
    /// Path below the imported folder, or `laws.db#id`.
    pub(crate) source: String,
    /// Hash of the bytes read.
    pub(crate) raw: String,
    /// Hash of the stored document.
    pub(crate) blob: String,
    /// Hash of the normalised text.
    pub(crate) text: String,
    /// Articles.
    pub(crate) articles: u32,
    /// 款 and 项: what is lost when a source breaks a text down.
    pub(crate) parts: u32,
    /// Characters.
    pub(crate) chars: u32,
    /// Problems of the outline.
    pub(crate) problems: u32,
    /// The date in the file's name or the database's column; a claim.
    pub(crate) claimed: Option<crate::text::Date>,
    /// What the document says of itself.
    pub(crate) meta: Meta,
    /// Why the text is doubtful.
    pub(crate) doubtful: Option<String>,
}

/// The manifest's bytes; entries in order of their source.
pub(crate) fn write(entries: &[Entry]) -> Result<Vec<u8>> {
    let line = |v: std::result::Result<String, serde_json::Error>| {
        v.map_err(|e| Error::internal(format!("写不成清单：{e}")))
    };
    let head = Head {
        qingli: "library".into(),
        schema: store::SCHEMA,
        edition: EDITION,
        documents: entries.len(),
    };
    let mut out = line(serde_json::to_string(&head))?;
    out.push('\n');
    for e in entries {
        out.push_str(&line(serde_json::to_string(e))?);
        out.push('\n');
    }
    Ok(out.into_bytes())
}

/// Reads a manifest; second: whether this program's parser made it.
pub(crate) fn read(path: &Path) -> Result<(Vec<Entry>, bool)> {
    let text = std::fs::read_to_string(path).map_err(|_| store::broken(path))?;
    let mut lines = text.lines();
    let head: Head = lines
        .next()
        .and_then(|l| serde_json::from_str(l).ok())
        .filter(|h: &Head| h.qingli == "library")
        .ok_or_else(|| store::broken(path))?;
    if head.schema != store::SCHEMA {
        return Err(store::broken(path));
    }
    let entries: Vec<Entry> = lines
        .map(serde_json::from_str)
        .collect::<std::result::Result<_, _>>()
        .map_err(|_| store::broken(path))?;
    if entries.len() != head.documents {
        return Err(store::broken(path));
    }
    Ok((entries, head.edition == EDITION))
}
