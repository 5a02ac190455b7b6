//! A document as Akoma Ntoso 3.0 (OASIS LegalDocML): one XML file a version.
//!
//! ```text
//!  act | doc ─ meta (FRBR work, expression, manifestation; lifecycle; references)
//!            ├ preface      title, 题注, 文号, 主送, 目录
//!            ├ body         book chapter section article paragraph point indent; level for papers
//!            │              without 条; hcontainer for what has no element of its own
//!            ├ conclusions  落款, 日期
//!            └ attachments  the further papers of the file, each a doc
//! ```
//!
//! eIds follow the naming convention (`art_17-1__para_2__point_3`) and are unique in the file; every
//! character of the tree stands in the file once, in order. Written by hand: the format is plain
//! nesting, and no crate of our kind knows it.

mod body;
mod meta;
#[cfg(test)]
mod tests;

use crate::document::{Document, Kind, NodeId, Rank};
use crate::text::xml::escaped;
use crate::text::{Date, Span};
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// What is known of the work beside the text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Work {
    /// The full title of the newest version; empty for that of the text.
    pub title: String,
    /// The day of this version, where it is known beside the text.
    pub version: Option<Date>,
    /// The days of all versions that are held, oldest first.
    pub versions: Vec<Date>,
    /// In force from.
    pub from: Option<Date>,
    /// In force until, exclusively.
    pub until: Option<Date>,
    /// The day on which the work ended, and what ended it.
    pub repeal: Option<(Date, String)>,
}

/// The document as Akoma Ntoso. `day` is the day of judgment: the manifestation's.
pub fn render(document: &Document, work: &Work, day: Date) -> String {
    let articles = document.articles().any(|a| document.node(a).part == 0);
    let kind = if articles { "act" } else { "doc" };
    let names = meta::Names::of(document, work, kind);
    let mut out = Out::default();
    out.text
        .push_str("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    out.open(
        "akomaNtoso",
        "xmlns=\"http://docs.oasis-open.org/legaldocml/ns/akn/3.0\"",
    );
    let rank = match document.meta.rank() {
        Rank::Unknown => "法律文件",
        r => r.name(),
    };
    out.open(
        kind,
        &format!("name=\"{}\" contains=\"singleVersion\"", escaped(rank)),
    );
    meta::write(&mut out, document, work, &names, "!main", day);
    let mut ids = Ids::default();
    let mut parts: Vec<u16> = document.nodes.iter().map(|n| n.part).collect();
    parts.sort_unstable();
    parts.dedup();
    let main = parts.first().copied().unwrap_or(0);
    body::Paper::new(document, main, "", &mut ids).write(&mut out, articles);
    let rest: Vec<u16> = parts.into_iter().filter(|p| *p != main).collect();
    if !rest.is_empty() {
        out.open("attachments", "");
        for (i, part) in rest.into_iter().enumerate() {
            let name = document
                .parts
                .get(part as usize)
                .map_or("附件", |p| p.name.as_str());
            let id = format!("att_{}", i + 1);
            out.open("attachment", &format!("eId=\"{id}\""));
            out.open(
                "doc",
                &format!("name=\"{}\" contains=\"singleVersion\"", escaped(name)),
            );
            meta::write(&mut out, document, work, &names, &format!("!{id}"), day);
            body::Paper::new(document, part, &format!("{id}__"), &mut ids).write(&mut out, false);
            out.close("doc");
            out.close("attachment");
        }
        out.close("attachments");
    }
    out.close(kind);
    out.close("akomaNtoso");
    out.text
}

/// The XML while it is written, indented by depth.
#[derive(Debug, Default)]
struct Out {
    text: String,
    depth: usize,
}

impl Out {
    fn indent(&mut self) {
        for _ in 0..self.depth {
            self.text.push(' ');
        }
    }

    fn open(&mut self, name: &str, attributes: &str) {
        self.indent();
        let gap = if attributes.is_empty() { "" } else { " " };
        let _ = writeln!(self.text, "<{name}{gap}{attributes}>");
        self.depth += 1;
    }

    fn close(&mut self, name: &str) {
        self.depth = self.depth.saturating_sub(1);
        self.indent();
        let _ = writeln!(self.text, "</{name}>");
    }

    fn empty(&mut self, name: &str, attributes: &str) {
        self.indent();
        let _ = writeln!(self.text, "<{name} {attributes}/>");
    }

    /// An element of one line with words, escaped.
    fn words(&mut self, name: &str, attributes: &str, words: &str) {
        self.indent();
        let gap = if attributes.is_empty() { "" } else { " " };
        let _ = writeln!(
            self.text,
            "<{name}{gap}{attributes}>{}</{name}>",
            escaped(words).replace('\n', " ")
        );
    }

    /// A paragraph a line.
    fn lines(&mut self, class: &str, words: &str) {
        let attributes = if class.is_empty() {
            String::new()
        } else {
            format!("class=\"{class}\"")
        };
        let mut any = false;
        for line in words.split('\n').filter(|l| !l.trim().is_empty()) {
            any = true;
            self.words("p", &attributes, line.trim());
        }
        if !any {
            self.words("p", &attributes, "");
        }
    }
}

/// eIds given so far; none twice.
#[derive(Debug, Default)]
struct Ids {
    used: BTreeSet<String>,
}

impl Ids {
    fn take(&mut self, wanted: String) -> String {
        let mut id = wanted.clone();
        let mut n = 1;
        while !self.used.insert(id.clone()) {
            n += 1;
            id = format!("{wanted}_{n}");
        }
        id
    }
}

/// Text of a document that is in no node: between the nodes of a list in order, by the node it
/// stands before; `None` behind the last.
fn strays(document: &Document) -> Vec<(Option<NodeId>, Span)> {
    document
        .problems
        .iter()
        .map(|p| p.span)
        .filter(|s| !s.is_empty())
        .filter(|s| {
            let inside = |n: &crate::document::Node| n.span.overlaps(*s) || n.label.overlaps(*s);
            !document.nodes.iter().any(inside)
        })
        .map(|s| {
            let next = document
                .ids()
                .find(|id| document.node(*id).first_byte() >= s.end);
            (next, s)
        })
        .collect()
}

/// Whether a node of this kind stands in the preface.
const fn of_preface(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Title
            | Kind::History
            | Kind::Letterhead
            | Kind::DocNumber
            | Kind::Addressee
            | Kind::Contents
    )
}

/// Whether a node of this kind stands in the conclusions, when it is among the last.
const fn of_conclusions(kind: Kind) -> bool {
    matches!(kind, Kind::Signature | Kind::DateLine | Kind::Publicity)
}
