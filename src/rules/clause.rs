//! Clauses: the units in which rules read a document, a 款 with its items, or a numbered or plain
//! paragraph of a paper without articles.

use super::Context;
use crate::document::{Document, Kind, NodeId};
use crate::text::Span;

/// One unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Clause {
    /// The 款, level, paragraph or row.
    pub node: NodeId,
    /// Its words, with those of its items.
    pub span: Span,
}

/// The living clauses of a document in order; dead provisions and quoted amendments are left out.
pub fn clauses(document: &Document) -> Vec<Clause> {
    document
        .ids()
        .filter_map(|id| {
            let n = document.node(id);
            if n.dead {
                return None;
            }
            let span = match n.kind {
                Kind::Paragraph => {
                    let whole = document.full_span(id);
                    Span::new(n.span.start, whole.end)
                }
                Kind::Level1
                | Kind::Level2
                | Kind::Level3
                | Kind::Level4
                | Kind::Para
                | Kind::Row => n.span,
                _ => return None,
            };
            (!span.is_empty()).then_some(Clause { node: id, span })
        })
        .collect()
}

/// The words of the basis: 第一条 or the preamble (before the first level), and the title.
pub fn basis_words(document: &Document) -> String {
    let main = document.main_part();
    let mut words = document.meta.title.clone();
    if main != 0
        && let Some(p) = document.parts.get(main as usize)
    {
        words.push_str(&p.title);
    }
    for n in document.nodes.iter().filter(|n| n.part == main) {
        match n.kind {
            Kind::Paragraph => {
                words.push_str(document.slice(n.span));
                return words;
            }
            Kind::Para => words.push_str(document.slice(n.span)),
            Kind::Level1 | Kind::Article if n.kind == Kind::Level1 => {
                return words;
            }
            _ => {}
        }
    }
    words
}

/// The sentence (。；\n to 。；\n) that holds the byte at `at`, as a span of the document.
pub fn sentence(document: &Document, at: usize) -> Span {
    let text = &document.text;
    let start = text[..at].rfind(['。', '；', '\n']).map_or(0, |i| {
        i + text[i..].chars().next().map_or(1, char::len_utf8)
    });
    let end = text[at..]
        .find(['。', '；', '\n'])
        .map_or(text.len(), |i| at + i);
    Span::new(start, end)
}

/// Whether the document is a paper that has no power to set penalties, licences and the like.
pub fn is_paper(cx: &Context<'_>) -> bool {
    use crate::document::Rank;
    matches!(
        cx.standing.rank,
        Rank::Normative | Rank::Other | Rank::PartyDocument
    )
}

/// Papers of 国务院 and 党中央 are no business of the rules on papers: a decision of the former may set
/// licences, and both speak of powers without taking any.
pub fn of_the_centre(cx: &Context<'_>) -> bool {
    let issuer = cx.document.meta.issuer();
    let title = &cx.document.meta.title;
    ["国务院", "中共中央", "中央"]
        .iter()
        .any(|w| issuer.starts_with(w) && !issuer.contains("部") || title.starts_with(w))
}
