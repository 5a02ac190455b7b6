//! The deliverables: one file a format, the same content, the same bytes for the same run.
//!
//! Before anything is written every quote is read again against the stored texts; a wrong one
//! stops the report ([`verify`]). Files appear whole or not at all.

pub mod campaign;
pub mod compare;
pub mod eval;
pub mod html;
pub mod impact;
pub mod json;
pub mod markdown;
pub mod sarif;
pub mod view;

use crate::campaign::Campaign;
use crate::check::Run;
use crate::error::{Error, Result};
use crate::finding::{self, Basis};
use eval::Score;
use std::io::Write;
use std::path::{Path, PathBuf};

/// Whether a basis quote is in the text held for it; none where no text is held.
pub type Quotes<'a> = dyn Fn(&Basis) -> Option<bool> + 'a;

/// Reads every quote of a run again.
///
/// # Errors
/// Names the document, the rule and the first quote that is not in the stored text.
pub fn verify(run: &Run, quotes: &Quotes<'_>) -> Result<()> {
    for d in &run.documents {
        for f in &d.findings {
            finding::verify::finding(f, &d.document.text, quotes).map_err(|e| {
                let place = &f.place.place;
                e.about(format!("{} {place}", d.path))
            })?;
        }
    }
    Ok(())
}

/// What was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// The page to open.
    pub page: PathBuf,
    /// All files, the page first; a folder stands for the files in it.
    pub files: Vec<PathBuf>,
}

/// Verifies, then writes 清理报告.html, 清理报告.md and findings.json into a folder.
///
/// # Errors
/// A wrong quote (then nothing is written), or the disk.
pub fn write(
    run: &Run,
    quotes: &Quotes<'_>,
    score: Option<&Score>,
    campaign: Option<&Campaign>,
    dir: &Path,
) -> Result<Written> {
    verify(run, quotes)?;
    let mut view = view::View::of(run);
    view.campaign = campaign.map(|c| campaign::Summary::of(c, run));
    let pages = html::render(&view, score);
    let files = [
        (html::INDEX, pages.index),
        ("清理报告.md", markdown::render(&view, score)),
        (
            "findings.json",
            json::render_with(run, view.campaign.as_ref())?,
        ),
    ];
    let fail = |e: std::io::Error| Error::io("写报告失败", &e).about_file(dir);
    std::fs::create_dir_all(dir).map_err(fail)?;
    // First everything beside its place, then each by a rename.
    let mut ready = Vec::new();
    for (name, text) in &files {
        let mut t = tempfile::NamedTempFile::new_in(dir).map_err(fail)?;
        t.write_all(text.as_bytes()).map_err(fail)?;
        readable(t.path()).map_err(fail)?;
        ready.push((t, dir.join(name)));
    }
    let folder = dir.join(html::FOLDER);
    let mut out = Vec::new();
    if pages.documents.is_empty() {
        clear(&folder).map_err(fail)?;
    } else {
        let temp = tempfile::tempdir_in(dir).map_err(fail)?;
        let fresh = temp.path().join("new");
        std::fs::create_dir(&fresh).map_err(fail)?;
        for (name, text) in &pages.documents {
            std::fs::write(fresh.join(name), text).map_err(fail)?;
        }
        clear(&folder).map_err(fail)?;
        std::fs::rename(&fresh, &folder).map_err(fail)?;
    }
    for (t, to) in ready {
        t.persist(&to).map_err(|e| fail(e.error))?;
        out.push(to);
    }
    if !pages.documents.is_empty() {
        out.push(folder);
    }
    Ok(Written {
        page: dir.join(html::INDEX),
        files: out,
    })
}

/// A temporary file is the owner's alone; a report is for colleagues too.
///
/// # Errors
/// When the system refuses.
pub fn readable(path: &Path) -> std::io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o644))?;
    }
    let _ = path;
    Ok(())
}

/// Removes an earlier report's pages; a file that isn't one of them stays and is an error.
fn clear(folder: &Path) -> std::io::Result<()> {
    let list = match std::fs::read_dir(folder) {
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => return Ok(()),
        other => other?,
    };
    for entry in list {
        let name = entry?.file_name();
        let own = name
            .to_str()
            .and_then(|n| n.strip_suffix(".html"))
            .is_some_and(|n| n.len() >= 4 && n.bytes().all(|b| b.is_ascii_digit()));
        if own {
            std::fs::remove_file(folder.join(name))?;
        }
    }
    std::fs::remove_dir(folder)
}
