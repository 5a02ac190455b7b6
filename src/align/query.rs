//! A clause as a question: its own words, the words of the provisions it points to inside its
//! document (违反本条例第X条), and what sort of order it gives.

use super::synonyms;
use crate::citation::{self, Citation, Named};
use crate::document::{Document, Kind, NodeId};
use crate::law::title;

/// What a clause orders, by its words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Marks {
    /// 罚款, 没收, 吊销 …
    pub penalty: bool,
    /// 许可, 批准, 备案 …
    pub licence: bool,
    /// 扣押, 查封 …
    pub coercion: bool,
    /// 收取, 费
    pub fee: bool,
}

impl Marks {
    /// Reads them.
    pub fn of(text: &str) -> Self {
        let any = |list: &[&str]| list.iter().any(|w| text.contains(w));
        Self {
            penalty: any(&["罚款", "吊销", "没收", "停业整顿", "给予警告", "处警告"]),
            licence: any(&[
                "许可", "批准", "备案", "审批", "核准", "同意", "报告", "登记", "申请",
            ]),
            coercion: any(&["扣押", "暂扣", "扣留", "查封", "滞留", "强制"]),
            fee: any(&["收取", "费用", "收费", "缴纳", "滞纳金"]),
        }
    }
}

/// A clause as a question.
#[derive(Debug, Clone)]
pub struct Query {
    /// Its own words, folded.
    pub own: String,
    /// Words of the provisions of the same document it points to, folded.
    pub pointed: String,
    /// What it orders.
    pub marks: Marks,
    /// Keys of laws it cites, with the article if named.
    pub cited: Vec<(String, Option<crate::document::Number>)>,
}

/// The words of a 款 with its items, folded.
pub(super) fn words(document: &Document, node: NodeId) -> String {
    let mut s = document.words(node).to_string();
    for d in document.descendants(node) {
        if !document.node(d).dead {
            s.push('\n');
            s.push_str(document.words(d));
        }
    }
    synonyms::fold(&s)
}

/// The matter of a title: without region, 中华人民共和国, 实施, and the kind of instrument.
pub(super) fn core(printed: &str, region: &str) -> String {
    let mut s = title::key(printed);
    for part in region.split('/').filter(|p| !p.is_empty()) {
        s = s.replace(part, "");
    }
    for w in [
        "实施办法",
        "实施细则",
        "实施条例",
        "若干规定",
        "管理条例",
        "管理办法",
        "管理规定",
        "条例",
        "办法",
        "规定",
        "实施",
    ] {
        s = s.replace(w, "");
    }
    s.strip_suffix('法').unwrap_or(&s).to_string()
}

/// The question that the clauses `nodes` (款 of one article) put. `citations` are those of the
/// whole document.
pub fn query(document: &Document, citations: &[Citation], nodes: &[NodeId]) -> Query {
    let mut own = String::new();
    let mut pointed = String::new();
    let mut cited = Vec::new();
    for &node in nodes {
        own.push_str(&words(document, node));
        own.push('\n');
        let whole = document.full_span(node);
        for c in citations
            .iter()
            .filter(|c| whole.start <= c.span.start && c.span.end <= whole.end)
        {
            match &c.named {
                Named::This => {
                    for p in &c.provisions {
                        let Some(article) = p
                            .article
                            .and_then(|n| document.article(document.node(node).part, n))
                        else {
                            continue;
                        };
                        if document.ancestor(node, Kind::Article) == Some(article) {
                            continue;
                        }
                        let all: Vec<NodeId> = document
                            .children(article)
                            .filter(|&k| document.node(k).kind == Kind::Paragraph)
                            .filter(|&k| {
                                p.paragraph.is_none()
                                    || document.node(k).number.map(|n| n.main) == p.paragraph
                            })
                            .collect();
                        for k in all {
                            pointed.push_str(&words(document, k));
                            pointed.push('\n');
                        }
                    }
                }
                Named::Title { title: t, .. } if c.law => {
                    cited.push((title::key(t), c.provisions.first().and_then(|p| p.article)));
                }
                _ => {}
            }
        }
    }
    Query {
        marks: Marks::of(&own),
        own,
        pointed,
        cited,
    }
}

/// All 款 of a document, each as a question.
pub(super) fn all(document: &Document) -> Vec<Query> {
    let citations = citation::find(document);
    let main = document.main_part();
    document
        .ids()
        .filter(|&i| {
            let n = document.node(i);
            n.kind == Kind::Paragraph && !n.dead && n.part == main
        })
        .map(|i| query(document, &citations, &[i]))
        .collect()
}
