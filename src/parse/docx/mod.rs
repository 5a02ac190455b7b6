//! Word (.docx) → blocks: the text as it is printed, in the view wanted.
//!
//! No ready reader writes out automatic numbers, and a draft with them would lose every 第…条; so
//! this one is our own. It goes by namespaces' local names (transitional, strict, odd prefixes),
//! follows the relations to the parts, and never opens anything outside the package.

mod body;
mod numbering;
mod props;
mod spell;
mod styles;
mod table;
#[cfg(test)]
mod tests;
mod words;

use crate::error::{Error, Result};
use crate::parse::package::Package;
use crate::parse::xml::{self, Event, Xml};
use crate::parse::{Blocks, PAGE_HEADER, View};
use body::Body;
use numbering::Numbering;
use std::collections::BTreeMap;
use styles::Styles;
pub(crate) use words::{NOWHERE, follow};

/// Where the characters of the text stand in the package.
#[derive(Debug, Clone, Default)]
pub(crate) struct Trace {
    /// The path of the main part.
    pub(crate) part: String,
    /// The main part as text.
    pub(crate) xml: String,
    /// For each block, for each of its characters: the byte of [`Trace::xml`] at which it, or the
    /// element that makes it, begins; [`NOWHERE`] for numbers, separators and notes.
    pub(crate) from: Vec<Vec<usize>>,
}

/// Reads a document in the view wanted.
///
/// # Errors
/// A damaged package, a package without text, a bomb.
pub fn read(bytes: &[u8], view: View) -> Result<Blocks> {
    Ok(traced(bytes, view)?.0)
}

/// As [`read`], with the places of all characters.
///
/// # Errors
/// As [`read`].
pub(crate) fn traced(bytes: &[u8], view: View) -> Result<(Blocks, Trace)> {
    let mut package = Package::open(bytes)?;
    let mut out = Blocks::default();
    let main = main_part(&mut package)?;
    let (dir, file) = main.rsplit_once('/').unwrap_or(("", &main));
    let parts = relations(&mut package, &format!("{dir}/_rels/{file}.rels"), dir)?;
    let of_kind = |kind: &str| {
        parts
            .iter()
            .filter(|p| p.0 == kind)
            .map(|p| p.1.as_str())
            .collect::<Vec<_>>()
    };
    let styles = match part(&mut package, of_kind("styles").first().copied(), &mut out)? {
        Some(text) => Styles::read(&text)?,
        None => Styles::default(),
    };
    let numbering = match part(
        &mut package,
        of_kind("numbering").first().copied(),
        &mut out,
    )? {
        Some(text) => Numbering::read(&text)?,
        None => Numbering::default(),
    };
    let mut notes = BTreeMap::new();
    for kind in ["footnotes", "endnotes"] {
        if let Some(text) = part(&mut package, of_kind(kind).first().copied(), &mut out)? {
            let mut reader = Body::new(view, &styles, Numbering::default());
            reader.notes_part(&text, kind, &mut notes)?;
        }
    }
    for header in of_kind("header").into_iter().chain(of_kind("footer")) {
        if let Some(text) = part(&mut package, Some(header), &mut out)? {
            let mut reader = Body::new(view, &styles, Numbering::default());
            for block in reader.part(&text)? {
                out.claims.push((PAGE_HEADER.into(), block.block.text));
            }
        }
    }
    let text = part(&mut package, Some(&main), &mut out)?.ok_or_else(no_text)?;
    let mut reader = Body::new(view, &styles, numbering);
    reader.notes = notes;
    let mut from = Vec::new();
    for placed in reader.part(&text)? {
        out.blocks.push(placed.block);
        from.push(placed.from);
    }
    reader.tell(&mut out);
    inventory(&package, &mut out);
    let trace = Trace {
        part: main,
        xml: text,
        from,
    };
    Ok((out, trace))
}

fn no_text() -> Error {
    Error::unreadable(
        "Word 文件里没有正文部分",
        "文件不完整或者已损坏：重新取一份，或者用 Word、WPS 打开后另存",
    )
}

/// The path of the main part: what the package's relations say, else where it usually is.
fn main_part(package: &mut Package<'_>) -> Result<String> {
    let found = relations(package, "_rels/.rels", "")?
        .into_iter()
        .find(|r| r.0 == "officeDocument")
        .map(|r| r.1)
        .filter(|p| package.has(p));
    match found {
        Some(path) => Ok(path),
        None if package.has("word/document.xml") => Ok("word/document.xml".into()),
        None => Err(no_text()),
    }
}

/// The relations of a part that lead into the package: kind (the last word of its type), path.
pub(crate) fn relations(
    package: &mut Package<'_>,
    rels: &str,
    dir: &str,
) -> Result<Vec<(String, String)>> {
    let mut out = Vec::new();
    let Some(bytes) = package.read(rels)? else {
        return Ok(out);
    };
    let (text, _) = xml::decode(&bytes);
    let mut xml = Xml::new(&text);
    loop {
        match xml.event()? {
            Event::Open(e) if e.name == "Relationship" => {
                let (Some(kind), Some(target)) = (e.get("Type"), e.get("Target")) else {
                    continue;
                };
                if e.get("TargetMode") == Some("External") {
                    continue;
                }
                let kind = kind.rsplit('/').next().unwrap_or(kind).to_string();
                out.push((kind, resolve(dir, target)));
            }
            Event::End => return Ok(out),
            _ => {}
        }
    }
}

/// A target relative to the folder of the part; `..` never leaves the package.
fn resolve(dir: &str, target: &str) -> String {
    if let Some(absolute) = target.strip_prefix('/') {
        return absolute.to_string();
    }
    let mut path: Vec<&str> = dir.split('/').filter(|s| !s.is_empty()).collect();
    for step in target.split('/') {
        match step {
            "" | "." => {}
            ".." => {
                path.pop();
            }
            step => path.push(step),
        }
    }
    path.join("/")
}

/// The text of a part.
fn part(package: &mut Package<'_>, path: Option<&str>, out: &mut Blocks) -> Result<Option<String>> {
    let Some(path) = path else { return Ok(None) };
    let Some(bytes) = package.read(path)? else {
        return Ok(None);
    };
    let (text, bad) = xml::decode(&bytes);
    if bad {
        out.lose("文件里有读不出的字节，以“\u{fffd}”代替");
    }
    Ok(Some(text.into_owned()))
}

/// Says what else is in the package that was not read.
fn inventory(package: &Package<'_>, out: &mut Blocks) {
    let embedded = package
        .names()
        .iter()
        .filter(|n| n.contains("/embeddings/") && !n.ends_with('/'))
        .count();
    if embedded > 0 {
        out.lose(format!(
            "文件里嵌有 {embedded} 个别的文件（附件、表格等），没有读；是附件的，请另存后单独检查"
        ));
    }
    if package
        .names()
        .iter()
        .any(|n| n.ends_with("vbaProject.bin"))
    {
        out.lose("文件含有宏，没有运行");
    }
}
