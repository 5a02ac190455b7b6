//! A document: its text, its tree, what it says of itself, and what could not be placed.
//!
//! The text is normalised once ([`crate::text::normalize`]); every place in a document is a span
//! of it. The tree is a flat list in document order, each node with its parent; a node's words
//! are one contiguous span. Every non-space character of the text lies in exactly one node (its
//! label or its words) or in the list of problems: [`Document::unaccounted`] proves it.

pub mod block;
mod body;
pub mod describe;
pub mod meta;
pub mod number;
pub mod outline;
pub mod place;
pub mod rank;
pub mod region;
pub mod tree;

pub use block::{Block, BlockKind};
pub use meta::Meta;
pub use number::Number;
pub use place::Place;
pub use rank::{Rank, Status};
pub use tree::{Kind, Node, NodeId, Part};

use crate::text::Span;
use serde::{Deserialize, Serialize};

/// Something about a document that a reader must know: text that has no place in the tree, a
/// number out of order, a doubtful heading.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// What is wrong, in Chinese.
    pub what: String,
    /// Where.
    pub span: Span,
}

/// A parsed document.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Document {
    /// What the text says of itself.
    pub meta: Meta,
    /// The normalised text; all spans count in it.
    pub text: String,
    /// The tree in document order.
    pub nodes: Vec<Node>,
    /// The papers in the file: 正文, 附件1 …
    pub parts: Vec<Part>,
    /// What a reader must know.
    pub problems: Vec<Problem>,
}

impl Document {
    /// The words a span covers.
    pub fn slice(&self, span: Span) -> &str {
        span.slice(&self.text)
    }

    /// A node by id.
    pub fn node(&self, id: NodeId) -> &Node {
        &self.nodes[id.0 as usize]
    }

    /// Ids of all nodes in document order.
    pub fn ids(&self) -> impl Iterator<Item = NodeId> + use<> {
        (0..u32::try_from(self.nodes.len()).unwrap_or(u32::MAX)).map(NodeId)
    }

    /// The words of a node, without its label.
    pub fn words(&self, id: NodeId) -> &str {
        self.slice(self.node(id).span)
    }

    /// The printed number of a node: 第八条, （一）, 一、; empty when it has none.
    pub fn label(&self, id: NodeId) -> &str {
        self.slice(self.node(id).label)
    }

    /// Ids of the direct children of a node, in order.
    pub fn children(&self, id: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        self.ids()
            .skip(id.0 as usize + 1)
            .take_while(move |&c| self.node(c).parent.is_some_and(|p| p >= id))
            .filter(move |&c| self.node(c).parent == Some(id))
    }

    /// Ids of all nodes under a node (not itself), in order.
    pub fn descendants(&self, id: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        self.ids()
            .skip(id.0 as usize + 1)
            .take_while(move |&c| self.node(c).parent.is_some_and(|p| p >= id))
    }

    /// The nearest ancestor (or the node itself) of a kind.
    pub fn ancestor(&self, id: NodeId, kind: Kind) -> Option<NodeId> {
        let mut at = Some(id);
        while let Some(i) = at {
            if self.node(i).kind == kind {
                return Some(i);
            }
            at = self.node(i).parent;
        }
        None
    }

    /// Ids of the articles (条), in order.
    pub fn articles(&self) -> impl Iterator<Item = NodeId> + '_ {
        self.ids().filter(|&i| self.node(i).kind == Kind::Article)
    }

    /// Ids of the articles of the main part that are in force (not marked deleted), in order.
    pub fn living_articles(&self) -> impl Iterator<Item = NodeId> + '_ {
        let main = self.main_part();
        self.articles().filter(move |&i| {
            let n = self.node(i);
            n.part == main && !n.dead
        })
    }

    /// The article with this number in a part (0 is the main part); the living one first.
    pub fn article(&self, part: u16, number: Number) -> Option<NodeId> {
        let mut dead = None;
        for id in self.articles() {
            let n = self.node(id);
            if n.part == part && n.number == Some(number) {
                if !n.dead {
                    return Some(id);
                }
                dead = dead.or(Some(id));
            }
        }
        dead
    }

    /// From the start of a node's label to the end of its last descendant.
    pub fn full_span(&self, id: NodeId) -> Span {
        let n = self.node(id);
        let start = if n.label.is_empty() {
            n.span.start
        } else {
            n.label.start
        };
        let end = self
            .descendants(id)
            .map(|d| self.node(d).span.end)
            .max()
            .unwrap_or(n.span.end)
            .max(n.span.end);
        Span::new(start, end)
    }

    /// The node whose words or label hold the byte at `at`.
    pub fn node_at(&self, at: usize) -> Option<NodeId> {
        let holds = |n: &Node| {
            (n.span.start <= at && at < n.span.end) || (n.label.start <= at && at < n.label.end)
        };
        // Nodes are sorted by position; the last one that starts at or before `at` holds it, but
        // empty nodes (条 without words of its own) may stand in between.
        let i = self.nodes.partition_point(|n| n.first_byte() <= at);
        self.nodes[..i]
            .iter()
            .enumerate()
            .rev()
            .take(8)
            .find(|(_, n)| holds(n))
            .map(|(i, _)| NodeId(u32::try_from(i).unwrap_or(u32::MAX)))
    }

    /// Spans of non-space text that lie in no node and no problem; empty for a sound document.
    pub fn unaccounted(&self) -> Vec<Span> {
        let mut seen: Vec<Span> = self
            .nodes
            .iter()
            .flat_map(|n| [n.label, n.span])
            .chain(self.problems.iter().map(|p| p.span))
            .filter(|s| !s.is_empty())
            .collect();
        seen.sort();
        let mut lost = Vec::new();
        let mut at = 0;
        for s in seen
            .into_iter()
            .chain([Span::new(self.text.len(), self.text.len())])
        {
            if s.start > at {
                let gap = Span::new(at, s.start).trim(&self.text);
                if !gap.is_empty() {
                    lost.push(gap);
                }
            }
            at = at.max(s.end);
        }
        lost
    }
}
