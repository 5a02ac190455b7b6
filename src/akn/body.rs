//! The tree of one paper: preface, body, conclusions.

use super::{Ids, Out, of_conclusions, of_preface, strays};
use crate::document::{Document, Kind, NodeId};
use crate::text::Span;
use std::collections::{BTreeMap, BTreeSet};

/// One of the papers in a file.
pub(super) struct Paper<'a> {
    document: &'a Document,
    /// Its nodes that hang under none of its own, in order.
    top: Vec<NodeId>,
    children: BTreeMap<NodeId, Vec<NodeId>>,
    /// Text in no node, before the node it stands before.
    strays: BTreeMap<NodeId, Vec<Span>>,
    /// What is left at the end of the last paper.
    left: Vec<Span>,
    prefix: &'a str,
    ids: &'a mut Ids,
    counts: BTreeMap<String, u32>,
}

/// The element of a kind and the word of its eId; none for kinds that have no element.
const fn element(kind: Kind) -> Option<(&'static str, &'static str)> {
    Some(match kind {
        Kind::Book => ("book", "book"),
        Kind::Chapter => ("chapter", "chp"),
        Kind::Section => ("section", "sec"),
        Kind::Article => ("article", "art"),
        Kind::Paragraph => ("paragraph", "para"),
        Kind::Item => ("point", "point"),
        Kind::Subitem => ("indent", "indent"),
        Kind::Level1 | Kind::Level2 | Kind::Level3 | Kind::Level4 => ("level", "level"),
        _ => return None,
    })
}

/// The parents of the nodes of one paper. A node that stands in the middle of another's children (a
/// note in an article) hangs there too, so that the order of the text stays.
fn parents(document: &Document, own: &BTreeSet<NodeId>) -> BTreeMap<NodeId, NodeId> {
    let mut out = BTreeMap::new();
    // Parents of the nodes behind the one looked at.
    let mut open: BTreeSet<NodeId> = BTreeSet::new();
    for id in own.iter().rev() {
        let parent = document.node(*id).parent.filter(|p| own.contains(p));
        let around = open.range(..*id).next_back().copied();
        if let Some(p) = parent.max(around) {
            out.insert(*id, p);
            open.insert(p);
        }
    }
    out
}

impl<'a> Paper<'a> {
    pub(super) fn new(
        document: &'a Document,
        part: u16,
        prefix: &'a str,
        ids: &'a mut Ids,
    ) -> Self {
        let own: BTreeSet<NodeId> = document
            .ids()
            .filter(|id| document.node(*id).part == part)
            .collect();
        let parents = parents(document, &own);
        let mut top = Vec::new();
        let mut children: BTreeMap<NodeId, Vec<NodeId>> = BTreeMap::new();
        for id in &own {
            match parents.get(id) {
                Some(p) => children.entry(*p).or_default().push(*id),
                None => top.push(*id),
            }
        }
        let mut stray: BTreeMap<NodeId, Vec<Span>> = BTreeMap::new();
        let mut left = Vec::new();
        let last = document.nodes.last().map(|n| n.part);
        for (before, span) in strays(document) {
            match before {
                Some(id) if own.contains(&id) => stray.entry(id).or_default().push(span),
                None if last == Some(part) => left.push(span),
                _ => {}
            }
        }
        Self {
            document,
            top,
            children,
            strays: stray,
            left,
            prefix,
            ids,
            counts: BTreeMap::new(),
        }
    }

    /// Writes preface, body and conclusions.
    pub(super) fn write(mut self, out: &mut Out, act: bool) {
        let top = std::mem::take(&mut self.top);
        let kind = |id: &NodeId| self.document.node(*id).kind;
        let plain = |id: &NodeId| !self.children.contains_key(id) && !self.strays.contains_key(id);
        let head = top
            .iter()
            .take_while(|id| of_preface(kind(id)) && plain(id))
            .count();
        let tail = top[head..]
            .iter()
            .rev()
            .take_while(|id| of_conclusions(kind(id)) && plain(id))
            .count();
        let tail = if self.left.is_empty() { tail } else { 0 };
        let (preface, rest) = top.split_at(head);
        let (middle, end) = rest.split_at(rest.len() - tail);
        if !preface.is_empty() {
            self.preface(out, preface);
        }
        let name = if act { "body" } else { "mainBody" };
        out.open(name, "");
        for id in middle {
            self.node(out, *id, self.prefix);
        }
        let left = std::mem::take(&mut self.left);
        for span in &left {
            self.loose(out, "未归入结构", *span, self.prefix);
        }
        if middle.is_empty() && left.is_empty() {
            self.loose(out, "空", Span::new(0, 0), self.prefix);
        }
        out.close(name);
        if !end.is_empty() {
            out.open("conclusions", "");
            for id in end {
                out.lines(self.document.node(*id).kind.name(), &self.whole(*id));
            }
            out.close("conclusions");
        }
    }

    fn preface(&mut self, out: &mut Out, nodes: &[NodeId]) {
        out.open("preface", "");
        let mut contents = false;
        for id in nodes {
            let kind = self.document.node(*id).kind;
            if contents != (kind == Kind::Contents) {
                if contents {
                    out.close("container");
                } else {
                    let id = self.ids.take(format!("{}container_1", self.prefix));
                    out.open("container", &format!("eId=\"{id}\" name=\"目录\""));
                }
                contents = !contents;
            }
            let words = self.whole(*id);
            if kind == Kind::Title {
                let id = self.ids.take(format!("{}longtitle", self.prefix));
                out.open("longTitle", &format!("eId=\"{id}\""));
                for line in words.split('\n') {
                    out.open("p", "");
                    out.words("docTitle", "", line.trim());
                    out.close("p");
                }
                out.close("longTitle");
            } else if kind == Kind::DocNumber {
                out.open("p", &format!("class=\"{}\"", kind.name()));
                out.words("docNumber", "", &words);
                out.close("p");
            } else {
                out.lines(kind.name(), &words);
            }
        }
        if contents {
            out.close("container");
        }
        out.close("preface");
    }

    /// Label and words of a node.
    fn whole(&self, id: NodeId) -> String {
        let label = self.document.label(id);
        let words = self.document.words(id);
        if label.is_empty() {
            words.to_string()
        } else {
            format!("{label}　{words}")
        }
    }

    /// The eId of a node under a prefix: its number, else its count among its kind.
    fn id(&mut self, id: NodeId, word: &str, prefix: &str) -> String {
        let node = self.document.node(id);
        let count = self.counts.entry(format!("{prefix}{word}")).or_default();
        *count += 1;
        let number = match node.number {
            Some(n) if n.main > 0 => n.to_string(),
            _ => count.to_string(),
        };
        self.ids.take(format!("{prefix}{word}_{number}"))
    }

    fn node(&mut self, out: &mut Out, id: NodeId, prefix: &str) {
        for span in self.strays.remove(&id).unwrap_or_default() {
            self.loose(out, "未归入结构", span, prefix);
        }
        let document = self.document;
        let kind = document.node(id).kind;
        let mut children = self.children.remove(&id).unwrap_or_default();
        let Some((name, word)) = element(kind) else {
            self.other(out, id, &children, prefix);
            return;
        };
        // Articles count through the paper: their eId needs no chapter.
        let under = if kind == Kind::Article {
            self.prefix
        } else {
            prefix
        };
        let eid = self.id(id, word, under);
        let dead = if document.node(id).dead {
            " status=\"removed\""
        } else {
            ""
        };
        out.open(name, &format!("eId=\"{eid}\"{dead}"));
        let label = document.label(id);
        if !label.is_empty() {
            out.words("num", "", label);
        }
        let words = document.words(id);
        let heads = matches!(kind, Kind::Book | Kind::Chapter | Kind::Section);
        if heads && !words.trim().is_empty() {
            out.words("heading", "", words);
        }
        if kind == Kind::Article
            && let Some(first) = children.first().copied()
            && document.node(first).kind == Kind::Caption
            && !self.children.contains_key(&first)
            && !self.strays.contains_key(&first)
        {
            out.words("heading", "", &self.whole(first));
            children.remove(0);
        }
        let own = !heads && !words.trim().is_empty();
        if children.is_empty() {
            if !heads {
                out.open("content", "");
                out.lines("", words);
                out.close("content");
            }
        } else {
            if own {
                out.open("intro", "");
                out.lines("", words);
                out.close("intro");
            }
            let inner = format!("{eid}__");
            for c in children {
                self.node(out, c, &inner);
            }
        }
        out.close(name);
    }

    /// What has no element of its own: a container that says what it is.
    fn other(&mut self, out: &mut Out, id: NodeId, children: &[NodeId], prefix: &str) {
        let document = self.document;
        let kind = document.node(id).kind;
        let eid = self.id(id, "hcontainer", prefix);
        out.open(
            "hcontainer",
            &format!("eId=\"{eid}\" name=\"{}\"", kind.name()),
        );
        let inner = format!("{eid}__");
        let is_row = |c: &NodeId| document.node(*c).kind == Kind::Row;
        let rows: Vec<NodeId> = children.iter().copied().filter(is_row).collect();
        let bare = |c: &NodeId| !self.children.contains_key(c) && !self.strays.contains_key(c);
        if kind == Kind::Table && rows.len() == children.len() && rows.iter().all(bare) {
            out.open("content", "");
            let words = self.whole(id);
            if !words.trim().is_empty() {
                out.lines("", &words);
            }
            self.table(out, &rows, &inner);
            out.close("content");
        } else if children.is_empty() {
            out.open("content", "");
            if kind == Kind::Row {
                self.table(out, &[id], &inner);
            } else {
                out.lines("", &self.whole(id));
            }
            out.close("content");
        } else {
            let words = self.whole(id);
            if !words.trim().is_empty() {
                out.open("intro", "");
                out.lines("", &words);
                out.close("intro");
            }
            for c in children {
                self.node(out, *c, &inner);
            }
        }
        out.close("hcontainer");
    }

    fn table(&mut self, out: &mut Out, rows: &[NodeId], prefix: &str) {
        let id = self.ids.take(format!("{prefix}table_1"));
        out.open("table", &format!("eId=\"{id}\""));
        for row in rows {
            out.open("tr", "");
            for cell in self.whole(*row).split(" | ") {
                out.open("td", "");
                out.lines("", cell);
                out.close("td");
            }
            out.close("tr");
        }
        if rows.is_empty() {
            out.open("tr", "");
            out.open("td", "");
            out.lines("", "");
            out.close("td");
            out.close("tr");
        }
        out.close("table");
    }

    fn loose(&mut self, out: &mut Out, name: &str, span: Span, prefix: &str) {
        let count = self
            .counts
            .entry(format!("{prefix}hcontainer"))
            .or_default();
        *count += 1;
        let wanted = format!("{prefix}hcontainer_{count}");
        let eid = self.ids.take(wanted);
        out.open("hcontainer", &format!("eId=\"{eid}\" name=\"{name}\""));
        out.open("content", "");
        out.lines("", self.document.slice(span));
        out.close("content");
        out.close("hcontainer");
    }
}
