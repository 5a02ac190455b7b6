//! Papers → files: one file a format.

pub mod csv;
pub mod docx;
pub mod html;
pub mod markdown;
pub mod xlsx;

use super::model::Paper;
use super::{Papers, Work};
use crate::error::Result;

/// A format of files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Format {
    /// Word, in the format of official documents.
    Docx,
    /// A workbook; a sheet a table.
    Xlsx,
    /// A file a table.
    Csv,
    /// A page that prints.
    Html,
    /// Markdown.
    Markdown,
    /// Made outside the program, from the Word file or the page.
    Pdf,
}

impl Format {
    /// All.
    pub const ALL: [Format; 6] = [
        Format::Docx,
        Format::Xlsx,
        Format::Csv,
        Format::Html,
        Format::Markdown,
        Format::Pdf,
    ];

    /// Its name on the command line and the ending of its files.
    pub const fn name(self) -> &'static str {
        match self {
            Format::Docx => "docx",
            Format::Xlsx => "xlsx",
            Format::Csv => "csv",
            Format::Html => "html",
            Format::Markdown => "md",
            Format::Pdf => "pdf",
        }
    }

    /// Reads a name.
    pub fn from_name(s: &str) -> Option<Format> {
        Format::ALL
            .into_iter()
            .find(|f| f.name() == s.to_ascii_lowercase())
    }

    /// Whether it holds tables only: such files are made for the whole run, not for each document.
    const fn is_table(self) -> bool {
        matches!(self, Format::Xlsx | Format::Csv)
    }
}

/// The files of a format: path below the folder and bytes. Tables only have the lists of all
/// documents; the others have a file a document where the form is made for each.
///
/// # Errors
/// When a file can't be made.
pub fn files(papers: &Papers, format: Format, work: &Work<'_>) -> Result<Vec<(String, Vec<u8>)>> {
    let mut out = Vec::new();
    let forms_of_each: Vec<&str> = papers.each.iter().map(|p| p.form).collect();
    let whole = papers
        .whole
        .iter()
        .filter(|p| format.is_table() || !forms_of_each.contains(&p.form));
    let each = papers.each.iter().filter(|_| !format.is_table());
    for p in whole.chain(each) {
        let stem = stem(p);
        match format {
            Format::Docx => {
                let organ = work.run.organ.as_deref().unwrap_or("");
                out.push((format!("{stem}.docx"), docx::render(p, organ, work.as_of)?));
            }
            Format::Xlsx => {
                if p.tables().next().is_some() {
                    out.push((format!("{stem}.xlsx"), xlsx::render(p, work.as_of)?));
                }
            }
            Format::Html => out.push((format!("{stem}.html"), html::render(p).into_bytes())),
            Format::Markdown => {
                out.push((format!("{stem}.md"), markdown::render(p).into_bytes()));
            }
            // Another program's work: `cli` gives it the Word file or the page.
            Format::Pdf => {}
            Format::Csv => {
                let several = p.tables().count() > 1;
                for t in p.tables() {
                    let name = if several {
                        format!("{stem}-{}.csv", file_name(&t.caption, 40))
                    } else {
                        format!("{stem}.csv")
                    };
                    out.push((name, csv::render(t)?));
                }
            }
        }
    }
    Ok(out)
}

/// The stem of a paper's files; a draft is one by its name too.
fn stem(p: &Paper) -> String {
    if p.draft.is_some() {
        format!("{}（草稿）", p.file)
    } else {
        p.file.clone()
    }
}

/// A name that every system takes for a file, of at most `most` characters.
pub(super) fn file_name(s: &str, most: usize) -> String {
    let clean: String = s
        .chars()
        .map(|c| match c {
            '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|' => '_',
            c if c.is_control() => '_',
            c => c,
        })
        .take(most)
        .collect();
    let clean = clean.trim().trim_matches('.').trim();
    if clean.is_empty() {
        "未命名".into()
    } else {
        clean.to_string()
    }
}
