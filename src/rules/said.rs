//! Sentences that say a thing: the shape that most rules of general law share.

use super::clause::{Clause, clauses};
use crate::document::{Document, Kind};
use crate::text::Span;
use regex::Regex;

/// A sentence that says it.
#[derive(Debug, Clone, Copy)]
pub struct Said {
    /// The words that say it.
    pub span: Span,
    /// The sentence they stand in.
    pub sentence: Span,
    /// The sentence that leads the list, where the words are an item's.
    pub lead: Option<Span>,
    /// The clause.
    pub clause: Clause,
}

impl Said {
    /// The sentence with its lead before it, as one text.
    pub fn whole(&self, document: &Document) -> String {
        let own = document.slice(self.sentence);
        match self.lead {
            Some(l) => format!("{}{own}", document.slice(l)),
            None => own.to_string(),
        }
    }
}

/// Where a sentence ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ends {
    /// At 。；and the end of the line.
    Part,
    /// At 。and the end of the line.
    Sentence,
    /// With the clause.
    Clause,
}

/// The living sentences in which `yes` stands and `no` doesn't (neither in the sentence nor, for
/// an item, in its lead), one hit a sentence.
pub fn said(document: &Document, ends: Ends, yes: &Regex, no: &Regex) -> Vec<Said> {
    let mut out = Vec::new();
    for clause in clauses(document) {
        let text = document.slice(clause.span);
        if !yes.is_match(text) {
            continue;
        }
        let mut start = clause.span.start;
        let pieces: Vec<&str> = match ends {
            Ends::Part => text.split_inclusive(['。', '；', ';', '\n']).collect(),
            Ends::Sentence => text.split_inclusive(['。', '\n']).collect(),
            Ends::Clause => vec![text],
        };
        for piece in pieces {
            let sentence = Span::new(start, start + piece.len());
            start = sentence.end;
            let Some(m) = yes.find(piece) else { continue };
            let span = Span::new(sentence.start + m.start(), sentence.start + m.end());
            let lead = lead(document, clause, span.start);
            if no.is_match(piece) || lead.is_some_and(|l| no.is_match(document.slice(l))) {
                continue;
            }
            out.push(Said {
                span,
                sentence,
                lead,
                clause,
            });
        }
    }
    out
}

/// The same, one hit a clause.
pub fn said_once(document: &Document, ends: Ends, yes: &Regex, no: &Regex) -> Vec<Said> {
    let mut out = said(document, ends, yes, no);
    out.dedup_by_key(|s| s.clause.node);
    out
}

/// The sentence that leads the list, where the byte lies in an item of the clause.
fn lead(document: &Document, clause: Clause, at: usize) -> Option<Span> {
    let node = document.node_at(at)?;
    let inside = document.ancestor(node, Kind::Item).is_some();
    (inside && document.node(clause.node).kind == Kind::Paragraph)
        .then(|| document.node(clause.node).span)
        .filter(|s| !s.is_empty() && s.end <= at)
}

/// The words around a hit, from the mark before it to the mark after it (，；。：).
pub fn phrase(document: &Document, span: Span) -> Span {
    let text = &document.text;
    let mark = |c: char| matches!(c, '，' | '；' | '。' | '：' | '\n' | ',' | ';' | ':');
    let from = text[..span.start]
        .char_indices()
        .rev()
        .find(|(_, c)| mark(*c))
        .map_or(0, |(i, c)| i + c.len_utf8());
    // The label of a provision is no part of its words.
    let from = document.node_at(span.start).map_or(from, |n| {
        from.max(document.node(n).span.start.min(span.start))
    });
    let to = text[span.end..]
        .find(mark)
        .map_or(text.len(), |i| span.end + i);
    Span::new(from, to)
}
