//! Searches that a person keeps, by name, in `searches.json` beside the library's other files.

use crate::error::{Error, Result};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// One search: what was typed.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Saved {
    pub(crate) query: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) rank: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) region: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) issuer: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) field: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) status: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) year: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) in_force_on: Option<String>,
    pub(crate) sort: String,
    #[serde(default)]
    pub(crate) similar: bool,
}

fn file(library: &Path) -> PathBuf {
    library.join("searches.json")
}

fn all(library: &Path) -> Result<BTreeMap<String, Saved>> {
    let path = file(library);
    let text = match std::fs::read_to_string(&path) {
        Ok(t) => t,
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => return Ok(BTreeMap::new()),
        Err(e) => return Err(Error::io("读取存下的检索失败", &e).about_file(&path)),
    };
    serde_json::from_str(&text).map_err(|e| {
        Error::usage(
            format!("存下的检索读不懂（{e}）"),
            "改正这个文件，或者删除它",
        )
        .about_file(&path)
    })
}

/// The search of this name.
///
/// # Errors
/// When there is none.
pub(crate) fn get(library: &Path, name: &str) -> Result<Saved> {
    all(library)?.remove(name).ok_or_else(|| {
        Error::usage(
            format!("没有存过名为“{name}”的检索"),
            "用 qingli search --saved 列出全部",
        )
    })
}

/// Keeps a search; one of the same name is replaced.
///
/// # Errors
/// When it has no name or no words, or the file can't be written.
pub(crate) fn put(library: &Path, name: &str, search: Saved) -> Result<()> {
    if name.is_empty() || search.query.is_empty() {
        return Err(Error::usage(
            "要存的检索没有名称或者没有检索词",
            "例如 qingli search 渡口登记 --save 渡口",
        ));
    }
    let mut all = all(library)?;
    all.insert(name.to_string(), search);
    let text = serde_json::to_string_pretty(&all)
        .map_err(|e| Error::internal(format!("检索写不出（{e}）")))?;
    let path = file(library);
    let part = path.with_extension("part");
    std::fs::write(&part, text)
        .and_then(|()| std::fs::rename(&part, &path))
        .map_err(|e| Error::io("存下检索失败", &e).about_file(&path))
}

/// All kept searches, one a line.
///
/// # Errors
/// When the file can't be read.
pub(crate) fn list(library: &Path) -> Result<String> {
    let all = all(library)?;
    if all.is_empty() {
        return Ok("没有存下的检索\n".into());
    }
    let mut out = String::new();
    for (name, s) in all {
        let _ = writeln!(out, "{name}：{}", s.query);
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_search_is_kept_by_name() {
        let dir = tempfile::tempdir().unwrap();
        assert!(get(dir.path(), "渡口").is_err());
        let s = Saved {
            query: "渡口 登记".into(),
            sort: "date".into(),
            ..Saved::default()
        };
        put(dir.path(), "渡口", s.clone()).unwrap();
        assert_eq!(get(dir.path(), "渡口").unwrap(), s);
        assert_eq!(list(dir.path()).unwrap(), "渡口：渡口 登记\n");
        assert!(put(dir.path(), "", s).is_err());
    }
}
