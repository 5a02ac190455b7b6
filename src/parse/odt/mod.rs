//! OpenDocument text (.odt, .fodt is not taken): zip and quick-xml with our own walk.
//!
//! No crate reads .odt with list numbers and tracked changes, so the walk is ours: lists are
//! counted from their list styles, changes are taken as accepted or as original, comments are
//! left out, footnotes become notes, text boxes follow the paragraph they hang on.

mod numbers;
mod styles;

use super::element::{self, Element, Node};
use super::package::Package;
use super::{Blocks, PAGE_HEADER, View};
use crate::document::{Block, BlockKind};
use crate::error::{Error, Result};
use crate::text::normalize::normalize;
use numbers::Lists;
use std::collections::BTreeMap;
use styles::Styles;

/// How often a repeated row, cell or blank is written out at most.
const MAX_REPEAT: usize = 64;

/// Reads an .odt.
///
/// # Errors
/// Encrypted, broken or oversized files.
pub fn read(bytes: &[u8], view: View) -> Result<Blocks> {
    let mut package = Package::open(bytes)?;
    if let Some(manifest) = package.read("META-INF/manifest.xml")?
        && manifest
            .windows(15)
            .any(|w| w == b"encryption-data".as_slice())
    {
        return Err(Error::unreadable(
            "文件加了打开密码",
            "用密码打开，去掉密码后另存再试",
        ));
    }
    let content = package.read("content.xml")?.ok_or_else(|| {
        Error::unreadable(
            "文件里没有正文部件 content.xml",
            "文件可能已损坏，向提供者再要一份",
        )
    })?;
    let content = element::read(&content, "content.xml")?;
    let common = match package.read("styles.xml")? {
        Some(part) => Some(element::read(&part, "styles.xml")?),
        None => None,
    };
    let title = match package.read("meta.xml")? {
        Some(part) => element::read(&part, "meta.xml")
            .ok()
            .and_then(|m| Some(m.path(&["meta", "title"])?.text()))
            .filter(|t| !t.trim().is_empty()),
        None => None,
    };
    let body = content.path(&["body", "text"]).ok_or_else(|| {
        Error::unreadable(
            "文件里没有文字正文（可能是演示、图形或者电子表格）",
            "正文另存为 .odt 或者 .docx 后重试",
        )
    })?;
    let styles = Styles::new(common.as_ref(), &content);
    let mut walk = Walk {
        lists: Lists::new(&styles),
        styles: &styles,
        view,
        regions: regions(body),
        blocks: Vec::new(),
        paragraph: None,
        joining: false,
        inserted: 0,
        cells: Vec::new(),
        later: Vec::new(),
        notes: Vec::new(),
        tables: 0,
        hidden: 0,
        objects: 0,
    };
    walk.flow(body);
    walk.flush();
    let mut losses = Vec::new();
    if walk.hidden > 0 {
        losses.push(format!("有隐藏文字{}字，没有读入", walk.hidden));
    }
    if walk.objects > 0 {
        losses.push(format!("有{}个嵌入的对象没有读取", walk.objects));
    }
    let margins = common.as_ref().map(margins).unwrap_or_default();
    Ok(Blocks {
        blocks: walk.blocks,
        title,
        losses,
        claims: margins,
    })
}

/// The text of page headers and footers.
fn margins(styles: &Element) -> Vec<(String, String)> {
    [
        "header",
        "header-first",
        "header-left",
        "footer",
        "footer-first",
        "footer-left",
    ]
    .iter()
    .flat_map(|name| styles.all(name))
    .flat_map(|e| e.all("p"))
    .map(plain)
    .filter(|t| !t.trim().is_empty())
    .map(|t| (PAGE_HEADER.to_string(), t))
    .collect()
}

/// All text below an element.
fn plain(e: &Element) -> String {
    e.children
        .iter()
        .map(|c| match c {
            Node::Text(t) => t.clone(),
            Node::Element(e) if e.name == "s" || e.name == "tab" => " ".to_string(),
            Node::Element(e) => plain(e),
        })
        .collect()
}

/// A tracked change.
enum Region<'a> {
    /// The words between its marks are new.
    Insertion,
    /// The words that stood at its mark.
    Deletion(Vec<&'a Element>),
}

fn regions(body: &Element) -> BTreeMap<&str, Region<'_>> {
    let mut found = BTreeMap::new();
    for changes in body.elements().filter(|e| e.name == "tracked-changes") {
        for region in changes.elements() {
            let Some(id) = region.attribute("id") else {
                continue;
            };
            if region.child("insertion").is_some() {
                found.insert(id, Region::Insertion);
            } else if let Some(deletion) = region.child("deletion") {
                let mut lines = Vec::new();
                paragraphs(deletion, &mut lines);
                found.insert(id, Region::Deletion(lines));
            }
        }
    }
    found
}

fn paragraphs<'a>(e: &'a Element, out: &mut Vec<&'a Element>) {
    for child in e.elements() {
        if matches!(child.name.as_str(), "p" | "h") {
            out.push(child);
        } else {
            paragraphs(child, out);
        }
    }
}

/// A paragraph being read.
#[derive(Default)]
struct Open {
    text: String,
    kind: BlockKind,
    centered: bool,
}

struct Walk<'a> {
    styles: &'a Styles,
    lists: Lists<'a>,
    view: View,
    regions: BTreeMap<&'a str, Region<'a>>,
    blocks: Vec<Block>,
    paragraph: Option<Open>,
    /// The last paragraph mark was inserted and does not count: the next paragraph goes on.
    joining: bool,
    /// Open insertions that this view leaves out.
    inserted: usize,
    /// Texts of the open table cells, innermost last.
    cells: Vec<String>,
    /// Text boxes of the open paragraph.
    later: Vec<&'a Element>,
    /// Footnotes of the open paragraph.
    notes: Vec<String>,
    tables: u32,
    hidden: usize,
    objects: usize,
}

impl<'a> Walk<'a> {
    /// Paragraphs, lists, tables and sections in order.
    fn flow(&mut self, parent: &'a Element) {
        for e in parent.elements() {
            match e.name.as_str() {
                "p" | "h" => self.paragraph(e, None),
                "list" => self.list(e, None, 1),
                "table" => self.table(e),
                "tracked-changes" | "sequence-decls" | "variable-decls" | "user-field-decls"
                | "forms" | "scripts" => {}
                "change" | "change-start" | "change-end" => self.change(e),
                "frame" | "text-box" => self.shape(e),
                _ => self.flow(e),
            }
        }
    }

    fn list(&mut self, list: &'a Element, outer: Option<usize>, level: usize) {
        let state = self.lists.enter(list, outer);
        for item in list.elements() {
            let counted = item.name == "list-item";
            if let Some(start) = item.attribute("start-value").and_then(|v| v.parse().ok()) {
                self.lists.restart(state, level, start);
            }
            let mut first = counted;
            for e in item.elements() {
                match e.name.as_str() {
                    "p" | "h" => {
                        let label = first.then_some((state, level));
                        first = false;
                        self.paragraph(e, label);
                    }
                    "list" if level < 20 => self.list(e, Some(state), level + 1),
                    "table" => self.table(e),
                    "change" | "change-start" | "change-end" => self.change(e),
                    _ => {}
                }
            }
        }
    }

    fn paragraph(&mut self, e: &'a Element, item: Option<(usize, usize)>) {
        let style = e.attribute("style-name").unwrap_or_default();
        let heading = (e.name == "h").then(|| {
            e.attribute("outline-level")
                .and_then(|l| l.parse::<u8>().ok())
                .unwrap_or(1)
                .clamp(1, 9)
        });
        if self.joining && self.paragraph.is_some() {
            self.joining = false;
        } else {
            self.flush();
            // A paragraph that begins inside an insertion does not exist in the original.
            let label = match (item, heading) {
                (Some((state, level)), _) => self.lists.label(state, level),
                (None, Some(level)) => self.lists.outline(usize::from(level)),
                (None, None) => String::new(),
            };
            self.paragraph = Some(Open {
                text: if self.inserted > 0 {
                    String::new()
                } else {
                    label
                },
                kind: heading.map_or(BlockKind::Paragraph, BlockKind::Heading),
                centered: self.styles.centered(style),
            });
        }
        let hidden = self.styles.hidden(style);
        self.inline(e, hidden);
        if self.inserted > 0 {
            self.joining = true;
        } else {
            self.flush();
        }
    }

    fn inline(&mut self, e: &'a Element, hidden: bool) {
        for child in &e.children {
            match child {
                Node::Text(t) => self.say(&collapse(t), hidden),
                Node::Element(e) => match e.name.as_str() {
                    "s" => {
                        let n = e
                            .attribute("c")
                            .and_then(|c| c.parse().ok())
                            .unwrap_or(1usize);
                        self.say(&" ".repeat(n.min(MAX_REPEAT)), hidden);
                    }
                    "tab" => self.say("\t", hidden),
                    "line-break" => self.say("\n", hidden),
                    "change" | "change-start" | "change-end" => self.change(e),
                    "note" => {
                        if let Some(body) = e.child("note-body") {
                            let text = plain(body);
                            if !text.trim().is_empty() && self.inserted == 0 {
                                self.notes.push(text);
                            }
                        }
                    }
                    "annotation" | "annotation-end" | "soft-page-break" | "tracked-changes"
                    | "ruby-text" => {}
                    "frame" | "custom-shape" | "g" | "text-box" => self.later.push(e),
                    "span" => {
                        let style = e.attribute("style-name").unwrap_or_default();
                        let hidden = hidden || self.styles.hidden(style);
                        self.inline(e, hidden);
                    }
                    _ => self.inline(e, hidden),
                },
            }
        }
    }

    fn say(&mut self, text: &str, hidden: bool) {
        if self.inserted > 0 {
            return;
        }
        if hidden {
            self.hidden += text.chars().filter(|c| !c.is_whitespace()).count();
            return;
        }
        if let Some(p) = &mut self.paragraph {
            p.text.push_str(text);
        }
    }

    fn change(&mut self, mark: &'a Element) {
        if self.view == View::Accepted {
            return;
        }
        let Some(id) = mark.attribute("change-id") else {
            return;
        };
        match (mark.name.as_str(), self.regions.get(id)) {
            ("change-start", Some(Region::Insertion)) => self.inserted += 1,
            ("change-end", Some(Region::Insertion)) => {
                self.inserted = self.inserted.saturating_sub(1);
            }
            (_, Some(Region::Deletion(lines))) => {
                for (i, line) in lines.clone().into_iter().enumerate() {
                    if i > 0 {
                        let (kind, centered) = self
                            .paragraph
                            .as_ref()
                            .map_or_else(Default::default, |p| (p.kind, p.centered));
                        self.flush();
                        self.paragraph = Some(Open {
                            text: String::new(),
                            kind,
                            centered,
                        });
                    }
                    self.inline(line, false);
                }
            }
            _ => {}
        }
    }

    /// Ends the open paragraph: it becomes a block or a line of the open cell.
    fn flush(&mut self) {
        self.joining = false;
        let Some(p) = self.paragraph.take() else {
            return;
        };
        let text = normalize(&p.text);
        let text = text.trim();
        if !text.is_empty() {
            if let Some(cell) = self.cells.last_mut() {
                if !cell.is_empty() {
                    cell.push('\n');
                }
                cell.push_str(text);
            } else {
                self.blocks.push(Block {
                    text: text.to_string(),
                    kind: p.kind,
                    centered: p.centered,
                    apart: true,
                });
            }
        }
        for note in std::mem::take(&mut self.notes) {
            self.blocks.push(Block {
                text: normalize(note.trim()),
                kind: BlockKind::Note,
                apart: true,
                ..Block::default()
            });
        }
        for shape in std::mem::take(&mut self.later) {
            self.shape(shape);
        }
    }

    /// A frame: its text box is read, an embedded object is counted.
    fn shape(&mut self, e: &'a Element) {
        if e.name != "text-box" && e.elements().any(|c| c.name.starts_with("object")) {
            self.objects += 1;
            return;
        }
        self.flow(e);
    }

    fn table(&mut self, table: &'a Element) {
        self.flush();
        let mut rows = Vec::new();
        rows_of(table, &mut rows);
        let single = rows.iter().all(|r| {
            r.elements()
                .filter(|c| c.name.ends_with("table-cell"))
                .count()
                <= 1
        });
        if single || !self.cells.is_empty() {
            // A frame around paragraphs, or a table inside a cell: its text in order.
            for row in rows {
                for cell in row.elements() {
                    self.flow(cell);
                    self.flush();
                }
            }
            return;
        }
        self.tables += 1;
        let number = self.tables;
        // Cells that go on below: first column, rows still to come.
        let mut below: Vec<(usize, usize)> = Vec::new();
        for row in rows {
            let mut texts = Vec::new();
            let mut column = 0usize;
            let mut spans = Vec::new();
            for cell in row.elements().filter(|c| c.name.ends_with("table-cell")) {
                let repeat = cell
                    .attribute("number-columns-repeated")
                    .and_then(|n| n.parse::<usize>().ok())
                    .unwrap_or(1)
                    .min(MAX_REPEAT);
                self.cells.push(String::new());
                self.flow(cell);
                self.flush();
                let text = self.cells.pop().unwrap_or_default();
                let at = column;
                column = column.saturating_add(repeat);
                if cell.name == "covered-table-cell" && text.is_empty() {
                    // Covered from above: empty here, so that columns stay in place; once for a
                    // cell that is also wide, as in the row where it begins.
                    let begins = below.iter().filter(|b| (at..column).contains(&b.0)).count();
                    texts.extend(std::iter::repeat_n(String::new(), begins));
                    continue;
                }
                let rows = cell
                    .attribute("number-rows-spanned")
                    .and_then(|n| n.parse::<usize>().ok())
                    .unwrap_or(1);
                if rows > 1 {
                    spans.push((at, rows));
                }
                texts.extend(std::iter::repeat_n(text, repeat));
            }
            below.extend(spans);
            below.retain_mut(|b| {
                b.1 = b.1.saturating_sub(1);
                b.1 > 0
            });
            if texts.iter().any(|t| !t.is_empty()) {
                self.blocks.push(Block::row(number, &texts));
            }
        }
    }
}

fn rows_of<'a>(e: &'a Element, out: &mut Vec<&'a Element>) {
    for child in e.elements() {
        match child.name.as_str() {
            "table-row" => out.push(child),
            "table-header-rows" | "table-rows" | "table-row-group" => rows_of(child, out),
            _ => {}
        }
    }
}

/// White space as OpenDocument means it: a run of it is one blank (U+3000 is not white space).
fn collapse(t: &str) -> String {
    let mut out = String::with_capacity(t.len());
    for c in t.chars() {
        if matches!(c, ' ' | '\t' | '\n' | '\r') {
            if !out.ends_with(' ') {
                out.push(' ');
            }
        } else {
            out.push(c);
        }
    }
    out
}

#[cfg(test)]
mod tests;
