//! Findings → edits → new text; the difference of two texts and of two documents.
//!
//! A fix is all or nothing: when one of its edits overlaps an edit already taken, the whole fix
//! is dropped with the reason, and [`converge`] tries it again on the new text.

pub mod compare;
pub mod diff;
mod segment;

use crate::document::{Document, Kind, NodeId, Place};
use crate::error::{Error, Result};
use crate::finding::{Edit, Finding};
use crate::text::Span;
use diff::Piece;
use std::cmp::Reverse;

/// A fix that was not applied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dropped {
    /// Index of its finding in the list given.
    pub finding: usize,
    /// Why, in Chinese.
    pub reason: String,
}

/// A text with fixes applied.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Applied {
    /// The new text.
    pub text: String,
    /// The edits made, sorted, not overlapping.
    pub edits: Vec<Edit>,
    /// Indices of the findings whose fixes are in, sorted.
    pub taken: Vec<usize>,
    /// The fixes left out, by index.
    pub dropped: Vec<Dropped>,
}

/// Applies the fixes of accepted findings to the text they were found in. Where two fixes want
/// the same words, the one of the graver, then surer, then earlier finding is taken; equal edits
/// are made once and count for both.
pub fn apply(text: &str, accepted: &[&Finding]) -> Applied {
    let mut order: Vec<usize> = (0..accepted.len()).collect();
    order.sort_by_key(|&i| {
        let f = accepted[i];
        (
            Reverse(f.severity),
            Reverse(f.confidence),
            f.place.start,
            f.rule.clone(),
            i,
        )
    });
    let mut out = Applied::default();
    // With each edit the index of the finding that brought it.
    let mut made: Vec<(Edit, usize)> = Vec::new();
    for i in order {
        let Some(fix) = &accepted[i].fix else {
            continue;
        };
        match clash(text, &fix.edits, &made, accepted) {
            Some(reason) => out.dropped.push(Dropped { finding: i, reason }),
            None => {
                for e in &fix.edits {
                    if !made.iter().any(|(m, _)| m == e) {
                        made.push((e.clone(), i));
                    }
                }
                out.taken.push(i);
            }
        }
    }
    made.sort();
    out.taken.sort_unstable();
    out.dropped.sort_by_key(|d| d.finding);
    out.edits = made.into_iter().map(|(e, _)| e).collect();
    out.text = replace(text, Span::new(0, text.len()), &out.edits);
    out
}

/// Why a fix can't be made beside the edits already made; none when it can.
fn clash(
    text: &str,
    edits: &[Edit],
    made: &[(Edit, usize)],
    accepted: &[&Finding],
) -> Option<String> {
    if edits.is_empty() {
        return Some("没有修改内容".into());
    }
    let mut last = 0;
    for e in edits {
        if e.start < last || e.end < e.start || text.get(e.start..e.end).is_none() {
            return Some("修改位置不在正文内，或者先后颠倒".into());
        }
        if text.get(e.start..e.end) == Some(e.new.as_str()) {
            return Some("修改后与原文相同".into());
        }
        last = e.end;
        if let Some((_, by)) = made.iter().find(|(m, _)| m != e && overlap(m, e)) {
            let by = accepted[*by];
            return Some(format!(
                "与 {} 对{}的修改重叠，先按后者修改，本项在修改后的文本上另行处理",
                by.rule, by.place.place
            ));
        }
    }
    None
}

/// Whether two edits want the same words. Two insertions at one point do: their order is a
/// question for a person.
const fn overlap(a: &Edit, b: &Edit) -> bool {
    let insert = a.start == a.end || b.start == b.end;
    if insert {
        // An insertion at the edge of a replacement is well defined; inside it is not.
        (a.start == b.start && a.end == b.end)
            || (a.start < b.start && b.start < a.end)
            || (b.start < a.start && a.start < b.end)
    } else {
        a.start < b.end && b.start < a.end
    }
}

/// The words of a span after the edits that lie in it; the edits are sorted and do not overlap.
fn replace(text: &str, within: Span, edits: &[Edit]) -> String {
    let mut s = String::with_capacity(within.len() + 64);
    let mut at = within.start;
    for e in edits {
        if e.start < at || e.end > within.end {
            continue;
        }
        s.push_str(text.get(at..e.start).unwrap_or(""));
        s.push_str(&e.new);
        at = e.end;
    }
    s.push_str(text.get(at..within.end).unwrap_or(""));
    s
}

/// A clause with its change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clause {
    /// Where it stands.
    pub place: Place,
    /// Its old words, label included.
    pub span: Span,
    /// What becomes of them.
    pub pieces: Vec<Piece>,
}

impl Clause {
    /// Whether nothing is left of the clause.
    pub fn is_deleted(&self) -> bool {
        diff::new_text(&self.pieces).trim().is_empty()
    }
}

/// The clauses that sorted, non-overlapping edits change, in order, each with its minimal diff. A
/// clause is the 款, 项 or 目 an edit lies in, or all of those that one edit spans.
pub fn clauses(document: &Document, edits: &[Edit]) -> Vec<Clause> {
    let mut spans: Vec<Span> = Vec::new();
    for e in edits {
        let s = clause_span(document, Span::new(e.start, e.end));
        match spans.last_mut() {
            Some(last) if s.start < last.end => last.end = last.end.max(s.end),
            _ => spans.push(s),
        }
    }
    spans
        .into_iter()
        .map(|span| {
            let inside: Vec<Edit> = edits
                .iter()
                .filter(|e| span.start <= e.start && e.end <= span.end)
                .cloned()
                .collect();
            let first = inside.first().map_or(span, |e| Span::new(e.start, e.end));
            let place =
                node_near(document, first).map_or_else(Place::default, |n| document.place(n));
            Clause {
                place,
                span,
                pieces: edited(&document.text, span, &inside),
            }
        })
        .collect()
}

/// A span with its edits as pieces: the words outside the edits stay, inside each only what differs
/// is marked.
fn edited(text: &str, span: Span, edits: &[Edit]) -> Vec<Piece> {
    let mut out: Vec<Piece> = Vec::new();
    let mut push = |p: Piece| match out.last_mut() {
        _ if p.text.is_empty() => {}
        Some(last) if last.op == p.op && last.moved.is_none() && p.moved.is_none() => {
            last.text.push_str(&p.text);
        }
        _ => out.push(p),
    };
    let mut at = span.start;
    for e in edits {
        push(Piece::new(
            diff::Op::Equal,
            text.get(at..e.start).unwrap_or(""),
        ));
        let old = text.get(e.start..e.end).unwrap_or("");
        diff::pieces(old, &e.new).into_iter().for_each(&mut push);
        at = e.end.max(at);
    }
    push(Piece::new(
        diff::Op::Equal,
        text.get(at..span.end).unwrap_or(""),
    ));
    out
}

/// The node at the start of a span, or just before it for a point at a node's end.
fn node_near(document: &Document, span: Span) -> Option<NodeId> {
    document.node_at(span.start).or_else(|| {
        let before = document.text.get(..span.start)?.char_indices().next_back();
        document.node_at(before?.0)
    })
}

/// From the first byte of the node a span begins in to the last byte of the node it ends in.
pub fn clause_span(document: &Document, span: Span) -> Span {
    let first = node_near(document, span);
    let last_char = document
        .text
        .get(..span.end)
        .and_then(|s| s.char_indices().next_back())
        .map_or(span.start, |(i, _)| i.max(span.start));
    let last = document.node_at(last_char).or(first);
    let own = |n: NodeId| {
        let node = document.node(n);
        Span::new(node.first_byte(), node.span.end.max(node.label.end))
    };
    let (Some(first), Some(last)) = (first, last) else {
        return span;
    };
    let mut start = own(first).start;
    // The first 款 of an article carries the article's number.
    if let Some(article) = document.ancestor(first, Kind::Article) {
        let head = document.node(article);
        let between = document.text.get(head.label.end..start).unwrap_or("");
        if between.chars().all(char::is_whitespace) && !head.label.is_empty() {
            start = head.label.start;
        }
    }
    Span::new(start.min(span.start), own(last).end.max(span.end))
}

/// What came of repeated checking and fixing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Converged {
    /// The last text.
    pub text: String,
    /// How often the text changed.
    pub rounds: usize,
}

/// How often [`converge`] may change the text.
const ROUNDS: usize = 10;

/// Checks and fixes until no accepted fix is left. `check` gives the findings of a text whose
/// fixes are accepted; fixes dropped for an overlap come again on the new text.
///
/// # Errors
/// When the text still changes after ten rounds: then two fixes undo each other.
pub fn converge(text: &str, mut check: impl FnMut(&str) -> Vec<Finding>) -> Result<Converged> {
    let mut text = text.to_string();
    for rounds in 0..=ROUNDS {
        let found = check(&text);
        let list: Vec<&Finding> = found.iter().collect();
        let applied = apply(&text, &list);
        if applied.taken.is_empty() || applied.text == text {
            return Ok(Converged { text, rounds });
        }
        if rounds == ROUNDS {
            let rules: std::collections::BTreeSet<&str> = applied
                .taken
                .iter()
                .map(|&i| found[i].rule.as_str())
                .collect();
            return Err(Error::internal(format!(
                "修改 {ROUNDS} 次后仍有新的修改：{}",
                rules.into_iter().collect::<Vec<_>>().join("、")
            )));
        }
        text = applied.text;
    }
    Ok(Converged {
        text,
        rounds: ROUNDS,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::{Confidence, Fix, Grade, Kind, Quoted, Severity};

    fn finding(rule: &str, severity: Severity, text: &str, old: &str, new: &str) -> Finding {
        let start = text.find(old).unwrap();
        let end = start + old.len();
        Finding {
            rule: rule.into(),
            kind: Kind::Term,
            severity,
            confidence: Confidence::High,
            message: String::new(),
            why: String::new(),
            counter: String::new(),
            place: Quoted {
                place: Place::default(),
                quote: old.into(),
                start,
                end,
            },
            basis: vec![],
            comparison: vec![],
            fix: Some(Fix {
                grade: Grade::Safe,
                edits: vec![Edit {
                    start,
                    end,
                    new: new.into(),
                }],
                title: String::new(),
            }),
            baseline: None,
            fingerprint: String::new(),
            asks: None,
        }
    }

    const TEXT: &str = "由县运管所负责，处三千元以上三万元以下罚款。";

    #[test]
    fn fixes_apart_from_each_other_are_all_made() {
        let a = finding("TER001", Severity::Info, TEXT, "运管所", "交通运输局");
        let b = finding("PEN301", Severity::Error, TEXT, "三万元", "一万元");
        let out = apply(TEXT, &[&b, &a]);
        assert_eq!(out.text, "由县交通运输局负责，处三千元以上一万元以下罚款。");
        assert_eq!((out.taken, out.dropped.len()), (vec![0, 1], 0));
    }

    #[test]
    fn of_two_overlapping_fixes_the_graver_is_made_and_the_other_named() {
        let a = finding("TER001", Severity::Info, TEXT, "县运管所", "县交通运输局");
        let b = finding(
            "SUB101",
            Severity::Error,
            TEXT,
            "运管所负责",
            "交通运输主管部门负责",
        );
        let out = apply(TEXT, &[&a, &b]);
        assert_eq!(
            out.text,
            "由县交通运输主管部门负责，处三千元以上三万元以下罚款。"
        );
        assert_eq!(out.dropped.len(), 1);
        assert_eq!(out.dropped[0].finding, 0);
        assert!(
            out.dropped[0].reason.contains("SUB101"),
            "{:?}",
            out.dropped
        );
    }

    #[test]
    fn the_same_edit_from_two_rules_is_made_once() {
        let a = finding("TER001", Severity::Info, TEXT, "运管所", "交通运输局");
        let b = finding("SUB101", Severity::Error, TEXT, "运管所", "交通运输局");
        let out = apply(TEXT, &[&a, &b]);
        assert_eq!(out.text, "由县交通运输局负责，处三千元以上三万元以下罚款。");
        assert_eq!(out.taken, vec![0, 1]);
    }

    #[test]
    fn a_fix_outside_the_text_is_dropped() {
        let mut a = finding("TER001", Severity::Info, TEXT, "运管所", "交通运输局");
        a.fix.as_mut().unwrap().edits[0].end = TEXT.len() + 1;
        let out = apply(TEXT, &[&a]);
        assert_eq!(out.text, TEXT);
        assert_eq!(out.dropped.len(), 1);
    }

    #[test]
    fn checking_and_fixing_converges() {
        let check = |t: &str| {
            let mut v = Vec::new();
            if t.contains("县运管所") {
                v.push(finding("A", Severity::Info, t, "县运管所", "县交通局"));
            }
            if t.contains("县交通局负责") {
                v.push(finding(
                    "B",
                    Severity::Error,
                    t,
                    "交通局负责",
                    "交通运输主管部门负责",
                ));
            }
            v
        };
        let out = converge(TEXT, check).unwrap();
        assert_eq!(
            out.text,
            "由县交通运输主管部门负责，处三千元以上三万元以下罚款。"
        );
        assert_eq!(out.rounds, 2);
        let err = converge("甲", |t| {
            let (a, b) = if t == "甲" {
                ("甲", "乙")
            } else {
                ("乙", "甲")
            };
            vec![finding("X", Severity::Info, t, a, b)]
        });
        assert!(err.unwrap_err().reason().contains('X'));
    }
}
