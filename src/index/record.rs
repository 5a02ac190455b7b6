//! Records: what one hit of a search is — an article, a piece of a paper without articles, or
//! what stands around them.
//!
//! A record's text is a slice of the document (the head and the signature: the slices of their
//! lines, one a line). Tables of contents and editors' notes are no words of the law and make no
//! record; headings of chapters go along with their articles.

use crate::document::{Document, Kind, NodeId, Number};
use crate::text::Span;
use serde::{Deserialize, Serialize};

/// Pieces of papers without articles are kept whole up to this many bytes (some 600 characters).
const WHOLE: usize = 1800;

/// A 款, 项 or 目 inside a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Piece {
    /// 款 1, 项 2, 目 3.
    pub level: u8,
    /// Its number.
    pub number: Number,
    /// Its bytes in the record's text, with everything under it.
    pub span: Span,
}

/// One searchable text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Record {
    /// The node it begins at.
    pub node: u32,
    /// 第八条, 三、（二）, 标题 …; with 附件1 before it where it stands in an annex.
    pub place: String,
    /// The number of the article; none outside articles.
    pub number: Option<Number>,
    /// 编, 章 and 节 above it.
    pub heading: String,
    /// The words.
    pub text: String,
    /// 款, 项, 目 in it, in order.
    pub pieces: Vec<Piece>,
}

/// Children and extents of all nodes, worked out once.
struct Shape<'a> {
    doc: &'a Document,
    children: Vec<Vec<u32>>,
    /// The last byte of each node with all that hangs under it.
    end: Vec<usize>,
}

impl Shape<'_> {
    fn span(&self, i: u32) -> Span {
        let start = self.doc.nodes[i as usize].first_byte();
        Span::new(start, self.end[i as usize].max(start)).trim(&self.doc.text)
    }

    fn heading(&self, i: u32) -> String {
        let mut words = Vec::new();
        let mut at = self.doc.nodes[i as usize].parent;
        while let Some(p) = at {
            let n = self.doc.node(p);
            if matches!(n.kind, Kind::Book | Kind::Chapter | Kind::Section) {
                words.push(format!(
                    "{} {}",
                    self.doc.label(p).trim(),
                    self.doc.words(p).trim()
                ));
            }
            at = n.parent;
        }
        words.reverse();
        words.join(" ").trim().to_string()
    }
}

/// The records of a document, in its order.
pub fn records(doc: &Document) -> Vec<Record> {
    let count = doc.nodes.len();
    let mut shape = Shape {
        doc,
        children: vec![Vec::new(); count],
        end: doc
            .nodes
            .iter()
            .map(|n| n.span.end.max(n.label.end))
            .collect(),
    };
    let mut roots = Vec::new();
    for (i, n) in doc.nodes.iter().enumerate().rev() {
        let id = u32::try_from(i).unwrap_or(u32::MAX);
        match n.parent {
            Some(p) if (p.0 as usize) < i => {
                shape.end[p.0 as usize] = shape.end[p.0 as usize].max(shape.end[i]);
                shape.children[p.0 as usize].push(id);
            }
            _ => roots.push(id),
        }
    }
    for c in &mut shape.children {
        c.reverse();
    }
    roots.reverse();
    let mut out = Vec::new();
    let (mut head, mut tail) = (Vec::new(), Vec::new());
    let mut open = roots.into_iter().rev().collect::<Vec<u32>>();
    while let Some(i) = open.pop() {
        let n = &doc.nodes[i as usize];
        let below = &shape.children[i as usize];
        match n.kind {
            Kind::Contents | Kind::Note => {}
            Kind::Title | Kind::History | Kind::Letterhead | Kind::DocNumber | Kind::Addressee => {
                head.push(i);
                open.extend(below.iter().rev());
            }
            Kind::Signature | Kind::DateLine | Kind::Publicity | Kind::AnnexNote => {
                tail.push(i);
                open.extend(below.iter().rev());
            }
            Kind::Article => out.push(article(&shape, i)),
            Kind::Book | Kind::Chapter | Kind::Section => open.extend(below.iter().rev()),
            _ if shape.span(i).len() <= WHOLE || below.is_empty() => {
                out.push(piece(&shape, i, shape.span(i)));
            }
            _ => {
                let own = Span::new(n.first_byte(), n.span.end.max(n.label.end)).trim(&doc.text);
                if !own.is_empty() {
                    out.push(piece(&shape, i, own));
                }
                open.extend(below.iter().rev());
            }
        }
    }
    out.extend(lines(&shape, &head, "标题"));
    out.extend(lines(&shape, &tail, "落款"));
    out.retain(|r| !r.text.is_empty());
    out.sort_by_key(|r| r.node);
    out
}

/// The place of a node as a person writes it.
fn place(doc: &Document, i: u32) -> String {
    let place = doc.place(NodeId(i));
    crate::document::Place {
        paragraph: None,
        item: None,
        subitem: None,
        ..place
    }
    .to_string()
}

fn article(shape: &Shape<'_>, i: u32) -> Record {
    let doc = shape.doc;
    let whole = shape.span(i);
    let mut pieces = Vec::new();
    let mut open: Vec<u32> = shape.children[i as usize].iter().rev().copied().collect();
    while let Some(c) = open.pop() {
        open.extend(shape.children[c as usize].iter().rev());
        let n = &doc.nodes[c as usize];
        let level = match n.kind {
            Kind::Paragraph => 1,
            Kind::Item => 2,
            Kind::Subitem => 3,
            _ => continue,
        };
        let span = shape.span(c);
        if let (Some(number), true) = (n.number, whole.contains(span)) {
            pieces.push(Piece {
                level,
                number,
                span: Span::new(span.start - whole.start, span.end - whole.start),
            });
        }
    }
    Record {
        node: i,
        place: place(doc, i),
        number: doc.nodes[i as usize].number,
        heading: shape.heading(i),
        text: doc.slice(whole).to_string(),
        pieces,
    }
}

fn piece(shape: &Shape<'_>, i: u32, span: Span) -> Record {
    Record {
        node: i,
        place: place(shape.doc, i),
        heading: shape.heading(i),
        text: shape.doc.slice(span).to_string(),
        ..Record::default()
    }
}

/// One record of several lines.
fn lines(shape: &Shape<'_>, nodes: &[u32], place: &str) -> Option<Record> {
    let first = *nodes.first()?;
    let text = nodes
        .iter()
        .map(|&i| {
            let n = &shape.doc.nodes[i as usize];
            let own = Span::new(n.first_byte(), n.span.end.max(n.label.end));
            shape.doc.slice(own.trim(&shape.doc.text))
        })
        .filter(|s| !s.is_empty())
        .collect::<Vec<_>>()
        .join("\n");
    Some(Record {
        node: first,
        place: place.to_string(),
        text,
        ..Record::default()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Block, outline};

    fn of(lines: &[&str]) -> Vec<Record> {
        let blocks: Vec<Block> = lines.iter().map(|l| Block::paragraph(*l)).collect();
        records(&outline::build(&blocks))
    }

    #[test]
    fn an_article_is_one_record_with_its_parts() {
        let all = of(&[
            "某市渡口管理办法",
            "第一章　总则",
            "第一条　为了管理渡口，制定本办法。",
            "第二章　罚则",
            "第二条　违反本办法的，按照下列规定处罚：",
            "（一）超载的，处二百元罚款；",
            "（二）无证的，处五百元罚款。",
            "情节轻微的，免予处罚。",
        ]);
        let places: Vec<&str> = all.iter().map(|r| r.place.as_str()).collect();
        assert_eq!(places, ["标题", "第一条", "第二条"]);
        let second = &all[2];
        assert_eq!(second.number, Some(Number::new(2)));
        assert_eq!(second.heading, "第二章 罚则");
        assert!(second.text.starts_with("第二条") && second.text.ends_with("免予处罚。"));
        let part = |level, number| {
            second
                .pieces
                .iter()
                .find(|p| p.level == level && p.number.main == number)
                .map(|p| p.span.slice(&second.text))
        };
        assert_eq!(part(2, 2), Some("（二）无证的，处五百元罚款。"));
        assert_eq!(part(1, 2), Some("情节轻微的，免予处罚。"));
        assert!(part(1, 1).is_some_and(|t| t.contains("超载")));
    }

    #[test]
    fn a_paper_without_articles_is_cut_at_its_levels() {
        let long = "各渡口应当在每日开航前检查渡船。".repeat(30);
        let all = of(&[
            "关于加强渡口安全的通知",
            "各镇人民政府：",
            "为了加强渡口安全，现通知如下：",
            "一、加强检查",
            &format!("（一）{long}"),
            &format!("（二）{long}"),
            "二、落实责任",
        ]);
        let text: String = all.iter().map(|r| r.text.as_str()).collect();
        for words in [
            "关于加强渡口安全的通知",
            "各镇人民政府",
            "现通知如下",
            "加强检查",
            "落实责任",
        ] {
            assert_eq!(text.matches(words).count(), 1, "{words}: {all:?}");
        }
        assert!(all.iter().all(|r| r.text.len() < 2 * WHOLE));
        assert!(all.iter().any(|r| r.place == "一、（二）"), "{all:?}");
        assert!(of(&[]).is_empty());
    }
}
