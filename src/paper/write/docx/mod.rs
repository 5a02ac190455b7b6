//! A paper as .docx in the format of official documents (公文格式, GB/T 9704): A4, margins
//! 37 / 35 / 28 / 26 mm, lines of 28 pt (22 a page, 28 characters each), the four fonts by name,
//! the page number as — n — at the outer edge.
//!
//! Written as OOXML by our own few elements through `quick-xml` and `zip`, which the readers use
//! already. `docx-rs` (0.4) was looked at and left: it numbers paragraphs from a counter of the
//! whole process, so a file's bytes depend on what was written before it and by which thread;
//! and it brings a second `zip` (0.6) and a second XML writer.

mod body;
mod head;
mod parts;
mod xml;

use crate::error::{Error, Result};
use crate::paper::model::{Head, Paper};
use crate::text::Date;
use std::io::{Cursor, Write};
use zip::write::{SimpleFileOptions, ZipWriter};

/// The file. No time but the day of judgment is in it, and no id that is not counted from the
/// paper itself.
///
/// # Errors
/// Never for a sound paper.
pub fn render(paper: &Paper, organ: &str, day: Date) -> Result<Vec<u8>> {
    let failed = |e: &dyn std::fmt::Display| Error::internal(format!("Word 文件写不出（{e}）"));
    let draft = paper.draft.is_some();
    let letter = matches!(paper.head, Some(Head::Letter(_)));
    let members: Vec<(&str, Vec<u8>)> = vec![
        ("[Content_Types].xml", parts::content_types(draft, letter)),
        ("_rels/.rels", parts::RELS.as_bytes().to_vec()),
        ("docProps/core.xml", parts::core(paper, organ, day)),
        ("word/document.xml", body::document(paper)),
        (
            "word/_rels/document.xml.rels",
            parts::document_rels(draft, letter),
        ),
        ("word/styles.xml", parts::styles()),
        ("word/settings.xml", parts::SETTINGS.as_bytes().to_vec()),
        ("word/fontTable.xml", parts::fonts()),
        ("word/footer1.xml", parts::footer("right")),
        ("word/footer2.xml", parts::footer("left")),
    ]
    .into_iter()
    .chain(letter.then(|| ("word/footer3.xml", head::last_line())))
    .chain(draft.then(|| ("word/header1.xml", parts::header())))
    .collect();
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    // 1980-01-01: the format's first day, never the clock's.
    let options = SimpleFileOptions::default().last_modified_time(zip::DateTime::default());
    for (name, bytes) in members {
        zip.start_file(name, options).map_err(|e| failed(&e))?;
        zip.write_all(&bytes).map_err(|e| failed(&e))?;
    }
    Ok(zip.finish().map_err(|e| failed(&e))?.into_inner())
}
