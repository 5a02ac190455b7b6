//! Blocks → tree. Never fails: what finds no place is a problem with its words.
//!
//! One pass over the lines of a paper. A line's number says what it may be; the sequence of
//! numbers, open quotation marks and the end of the line before say whether it is (a
//! cross-reference at a line's start is no heading, a hard break no new 款). Papers after the
//! first (an annexed 办法, 附件2) are parts of their own and may begin again at 第一条.

mod head;
mod lead;
mod line;
mod parts;
mod provisions;

use super::block::{Block, BlockKind};
use super::tree::{Kind, Node, NodeId, Part};
use super::{Document, Number, Problem};
use crate::text::{Span, normalize};

use line::{Line, looks_like_heading};
use provisions::DEAD;

/// Builds the document's tree; the meta stays empty ([`super::describe`] fills it).
pub fn build(blocks: &[Block]) -> Document {
    let (text, lines) = line::lines(blocks);
    let mut b = Builder::new(&text, &lines);
    b.run();
    let (nodes, parts, problems) = (b.nodes, b.parts, b.problems);
    let mut document = Document {
        text,
        nodes,
        parts,
        problems,
        ..Document::default()
    };
    mark_dead(&mut document);
    for span in document.unaccounted() {
        document.problems.push(Problem {
            what: "未能归入结构的文字".into(),
            span,
        });
    }
    document
}

struct Builder<'a> {
    text: &'a str,
    lines: &'a [Line],
    nodes: Vec<Node>,
    parts: Vec<Part>,
    problems: Vec<Problem>,
    part: u16,
    book: Option<NodeId>,
    chapter: Option<NodeId>,
    section: Option<NodeId>,
    article: Option<NodeId>,
    paragraph: Option<NodeId>,
    item: Option<NodeId>,
    subitem: Option<NodeId>,
    levels: [Option<NodeId>; 4],
    annex: Option<NodeId>,
    /// Number of the last article of this part.
    last: Option<Number>,
    /// Opening minus closing quotation marks since the last certain heading.
    quotes: i32,
    table: Option<(u32, NodeId)>,
    tables: u32,
    /// A signature with its date closed the main text of this part.
    signed: bool,
}

impl<'a> Builder<'a> {
    fn new(text: &'a str, lines: &'a [Line]) -> Self {
        Self {
            text,
            lines,
            nodes: Vec::new(),
            parts: vec![Part {
                name: "正文".into(),
                title: String::new(),
            }],
            problems: Vec::new(),
            part: 0,
            book: None,
            chapter: None,
            section: None,
            article: None,
            paragraph: None,
            item: None,
            subitem: None,
            levels: [None; 4],
            annex: None,
            last: None,
            quotes: 0,
            table: None,
            tables: 0,
            signed: false,
        }
    }

    fn words(&self, i: usize) -> &'a str {
        self.lines[i].span.slice(self.text)
    }

    fn push(
        &mut self,
        kind: Kind,
        number: Option<Number>,
        label: Span,
        span: Span,
        parent: Option<NodeId>,
    ) -> NodeId {
        let id = NodeId(u32::try_from(self.nodes.len()).unwrap_or(u32::MAX));
        self.nodes.push(Node {
            kind,
            number,
            label,
            span,
            parent,
            part: self.part,
            dead: false,
        });
        id
    }

    fn run(&mut self) {
        let mut i = self.paper(0);
        while i < self.lines.len() {
            i = self.line(i);
        }
    }

    /// The head of the paper that begins at line `from`; gives the first line of its body.
    fn paper(&mut self, from: usize) -> usize {
        let (kinds, body) = head::head(self.text, self.lines, from);
        let mut k = 0;
        while k < kinds.len() {
            let (i, kind) = kinds[k];
            let mut span = self.lines[i].span;
            k += 1;
            // The lines of one title are one node.
            while kind == Kind::Title && k < kinds.len() && kinds[k].1 == Kind::Title {
                span.end = self.lines[kinds[k].0].span.end;
                k += 1;
            }
            if kind == Kind::Title {
                self.parts[self.part as usize].title = normalize::squeeze(span.slice(self.text));
            }
            self.push(
                kind,
                None,
                Span::new(span.start, span.start),
                span,
                self.annex,
            );
        }
        body.max(from)
    }

    /// Places line `i` (and what belongs to it); gives the next line.
    fn line(&mut self, i: usize) -> usize {
        let line = &self.lines[i];
        let words = self.words(i);
        match line.kind {
            BlockKind::Note => {
                self.push(Kind::Note, None, empty(line.span), line.span, None);
                return i + 1;
            }
            BlockKind::Row(t) => return self.row(i, t),
            _ => self.table = None,
        }
        if let Some(next) = self.contents(i) {
            return next;
        }
        if let Some(next) = self.annex_heading(i) {
            return next;
        }
        if let Some(label) = line.label
            && let Some(next) = self.numbered(i, label)
        {
            return next;
        }
        if let Some(next) = self.new_paper(i) {
            return next;
        }
        if let Some(next) = self.close(i) {
            return next;
        }
        if self.caption_of_table(i) {
            self.push(Kind::TableTitle, None, empty(line.span), line.span, None);
            return i + 1;
        }
        let _ = words;
        self.plain(i)
    }

    fn row(&mut self, i: usize, t: u32) -> usize {
        let span = self.lines[i].span;
        let table = match self.table {
            Some((n, id)) if n == t => id,
            _ => {
                self.tables += 1;
                let parent = self.container();
                let id = self.push(
                    Kind::Table,
                    Some(Number::new(self.tables)),
                    empty(span),
                    empty(span),
                    parent,
                );
                self.table = Some((t, id));
                id
            }
        };
        self.push(Kind::Row, None, empty(span), span, Some(table));
        i + 1
    }

    /// A short line right before a table, outside a sentence.
    fn caption_of_table(&self, i: usize) -> bool {
        self.lines
            .get(i + 1)
            .is_some_and(|l| matches!(l.kind, BlockKind::Row(_)))
            && looks_like_heading(self.words(i))
            && self.words(i).chars().count() <= 40
    }

    /// The innermost node that unnumbered text hangs under outside articles.
    fn container(&self) -> Option<NodeId> {
        self.paragraph
            .or(self.levels.iter().rev().flatten().next().copied())
            .or(self.annex)
            .or(self.section)
            .or(self.chapter)
            .or(self.book)
    }
}

fn empty(span: Span) -> Span {
    Span::new(span.start, span.start)
}

fn nonempty(own: Span, label: Span) -> Span {
    if own.is_empty() {
        Span::new(label.end, label.end)
    } else {
        own
    }
}

/// 方案, 办法 … after the last word of a title.
fn part_name(title: &str) -> String {
    let t = normalize::fold(title);
    let t = t.split('（').next().unwrap_or(&t);
    for end in [
        "实施方案",
        "方案",
        "办法",
        "规定",
        "细则",
        "意见",
        "规则",
        "制度",
        "措施",
        "条例",
        "标准",
        "预案",
        "规程",
        "规范",
        "要点",
        "计划",
        "规划",
        "纲要",
        "公告",
        "通告",
        "基准",
    ] {
        if t.ends_with(end) {
            return end.trim_start_matches("实施").to_string();
        }
    }
    "附文".to_string()
}

/// Marks provisions that the text itself calls deleted; an article all of whose 款 are dead is dead.
fn mark_dead(document: &mut Document) {
    if !document.text.contains("删除")
        && !document.text.contains("删去")
        && !document.text.contains("废止")
    {
        return;
    }
    let dead: Vec<bool> = document
        .nodes
        .iter()
        .map(|n| {
            let words = n.span.slice(&document.text).trim();
            matches!(n.kind, Kind::Paragraph | Kind::Item | Kind::Subitem)
                && (DEAD.is_match(words)
                    || matches!(
                        words,
                        "删除" | "（删除）" | "删去" | "（删去）" | "删除。" | "（已删除）"
                    ))
        })
        .collect();
    for (n, d) in document.nodes.iter_mut().zip(&dead) {
        n.dead = *d;
    }
    let articles: Vec<NodeId> = document.articles().collect();
    for a in articles {
        let children: Vec<NodeId> = document
            .children(a)
            .filter(|&c| document.node(c).kind == Kind::Paragraph)
            .collect();
        if !children.is_empty() && children.iter().all(|&c| document.node(c).dead) {
            for d in document.descendants(a).collect::<Vec<_>>() {
                document.nodes[d.0 as usize].dead = true;
            }
            document.nodes[a.0 as usize].dead = true;
        }
    }
}
