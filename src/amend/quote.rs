//! A decision's lines → paragraphs: words outside quotation marks, and the quoted wording in
//! between, which may run over many lines (“…⏎“…⏎“…”).
//!
//! Sources differ: every further paragraph opens with “ or only the first; quotation marks may be
//! straight; the closing mark may be missing. A line that opens like an instruction ends wording
//! left open.

use super::Wording;
use crate::text::{Span, regex};
use regex::Regex;
use std::sync::LazyLock;

/// A piece of a paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece {
    /// Words outside quotation marks; a span of the decision's text.
    Words(Span),
    /// Quoted wording with the span of the whole, marks included.
    Quote(Wording, Span),
}

/// A paragraph of the decision.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Paragraph {
    pub(super) pieces: Vec<Piece>,
}

impl Paragraph {
    pub(super) fn span(&self) -> Span {
        let of = |p: &Piece| match p {
            Piece::Words(s) | Piece::Quote(_, s) => *s,
        };
        match (self.pieces.first(), self.pieces.last()) {
            (Some(a), Some(b)) => Span::new(of(a).start, of(b).end),
            _ => Span::default(),
        }
    }
}

/// A line that opens an instruction of its own or closes the decision.
static OPENS: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"^(?:(?:[（(][一二三四五六七八九十百零〇\d]+[）)]|[一二三四五六七八九十百零〇]+、|\d+[.．、])\s*(?:在?第[一二三四五六七八九十百零〇\d]+[条章节款项].{0,30}(?:修改|增加|删|改为|中的)|将|删|增加|修改|对《)|将第|删去第|本决定自|此外，|《.{2,60}》(?:、《.{2,60}》)*根据本决定)",
    )
});

/// Characters that may stand after a straight closing mark.
const AFTER: &str = "，。；、：:;,）)修改和后前中统分均的及以作增删之与并";

/// Cuts the text of a decision into paragraphs.
pub(super) fn paragraphs(text: &str) -> Vec<Paragraph> {
    let mut out: Vec<Paragraph> = Vec::new();
    let mut open: Option<(Wording, usize)> = None;
    let mut at = 0;
    for raw in text.split_inclusive('\n') {
        let line = Span::new(at, at + raw.len()).trim(text);
        at += raw.len();
        if line.is_empty() {
            continue;
        }
        let words = line.slice(text);
        if let Some((wording, start)) = open.take() {
            if OPENS.is_match(words) && !words.starts_with(['“', '"']) {
                push(
                    &mut out,
                    Piece::Quote(wording, Span::new(start, line.start)),
                );
            } else {
                open = resume(text, line, wording, start, &mut out);
                continue;
            }
        }
        // “…。”⏎“…。”: paragraphs of one wording, each with both marks.
        if words.starts_with(['“', '"'])
            && let Some((end, inner)) = closing(text, line.start, line.end)
            && text[end..line.end].chars().all(|c| "。；;".contains(c))
            && let Some(Piece::Quote(before, span)) =
                out.last_mut().and_then(|p| p.pieces.last_mut())
        {
            before.lines.push(plain(&inner));
            span.end = line.end;
            continue;
        }
        // 将第一条修改为：⏎“…”: the wording on a line of its own.
        let goes_on = words.starts_with(['“', '"'])
            && matches!(out.last().and_then(|p| p.pieces.last()), Some(Piece::Words(s))
                if s.slice(text).trim_end().ends_with(['：', ':']));
        if !goes_on {
            out.push(Paragraph::default());
        }
        open = scan(text, line.start, line.end, &mut out);
    }
    if let Some((wording, start)) = open {
        push(
            &mut out,
            Piece::Quote(wording, Span::new(start, text.len())),
        );
    }
    out.retain(|p| !p.pieces.is_empty());
    out
}

fn push(out: &mut [Paragraph], piece: Piece) {
    if let Some(p) = out.last_mut() {
        p.pieces.push(piece);
    }
}

/// Reads on inside wording that an earlier line opened.
fn resume(
    text: &str,
    line: Span,
    mut wording: Wording,
    start: usize,
    out: &mut [Paragraph],
) -> Option<(Wording, usize)> {
    let words = line.slice(text);
    let from = match words.chars().next() {
        Some(c @ ('“' | '"')) => line.start + c.len_utf8(),
        _ => line.start,
    };
    let straight = text[start..].starts_with('"');
    match close(text, from, line.end, straight) {
        Some(end) => {
            wording.lines.push(plain(text[from..end].trim()));
            let mark = text[end..].chars().next().map_or(0, char::len_utf8);
            push(out, Piece::Quote(wording, Span::new(start, end + mark)));
            scan(text, end + mark, line.end, out)
        }
        None => {
            wording.lines.push(plain(text[from..line.end].trim()));
            Some((wording, start))
        }
    }
}

/// Reads a line outside wording; gives the wording it leaves open.
fn scan(text: &str, from: usize, to: usize, out: &mut [Paragraph]) -> Option<(Wording, usize)> {
    let mut at = from;
    while at < to {
        let Some(i) = text[at..to].find(['“', '"']).map(|i| at + i) else {
            break;
        };
        if i > at {
            push(out, Piece::Words(Span::new(at, i)));
        }
        match closing(text, i, to) {
            Some((end, inner)) => {
                let wording = Wording {
                    lines: vec![plain(&inner)],
                };
                push(out, Piece::Quote(wording, Span::new(i, end)));
                at = end;
            }
            None => {
                let mark = text[i..].chars().next().map_or(0, char::len_utf8);
                let wording = Wording {
                    lines: vec![plain(text[i + mark..to].trim())],
                };
                return Some((wording, i));
            }
        }
    }
    if at < to {
        push(out, Piece::Words(Span::new(at, to)));
    }
    None
}

/// The end of the quotation that opens at `at`, and what stands inside.
fn closing(text: &str, at: usize, to: usize) -> Option<(usize, String)> {
    let mark = text[at..].chars().next()?;
    let from = at + mark.len_utf8();
    let end = close(text, from, to, mark == '"')?;
    let after = text[end..].chars().next().map_or(0, char::len_utf8);
    Some((end + after, text[from..end].to_string()))
}

/// Where the closing mark stands of wording open at `from`.
fn close(text: &str, from: usize, to: usize, straight: bool) -> Option<usize> {
    let mut depth = 1;
    for (i, c) in text[from..to].char_indices() {
        let at = from + i;
        match c {
            '“' if !straight => depth += 1,
            '”' if !straight => {
                depth -= 1;
                if depth == 0 {
                    return Some(at);
                }
            }
            '"' if straight => {
                let after = text[at + 1..to].chars().next();
                if depth == 1 && after.is_none_or(|c| AFTER.contains(c)) {
                    return Some(at);
                }
            }
            _ => {}
        }
    }
    None
}

/// Wording as the law prints it: marks inside marks become plain marks again.
fn plain(s: &str) -> String {
    if s.contains(['“', '”']) {
        return s.to_string();
    }
    s.chars()
        .map(|c| match c {
            '‘' => '“',
            '’' => '”',
            c => c,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quotes(text: &str) -> Vec<Vec<String>> {
        paragraphs(text)
            .into_iter()
            .flat_map(|p| p.pieces)
            .filter_map(|p| match p {
                Piece::Quote(w, _) => Some(w.lines),
                Piece::Words(_) => None,
            })
            .collect()
    }

    #[test]
    fn wording_may_run_over_lines() {
        let text =
            "一、将第四条修改为：“甲。\n“乙：\n“（一）丙；\n“（二）丁。”\n二、删去第五条中的“戊”。";
        assert_eq!(
            quotes(text),
            [vec!["甲。", "乙：", "（一）丙；", "（二）丁。"], vec!["戊"]]
        );
        let text = "一、将第四条修改为：\n“甲。\n乙。”\n二、删去第五条。";
        assert_eq!(quotes(text), [vec!["甲。", "乙。"]]);
    }

    #[test]
    fn straight_marks_and_marks_inside() {
        assert_eq!(
            quotes("将第一条中的\"甲\"修改为\"乙\"，\"丙\"修改为\"丁\"。"),
            [["甲"], ["乙"], ["丙"], ["丁"]]
        );
        assert_eq!(
            quotes("将第一条修改为：“称为‘示范站’的站点。”"),
            [["称为“示范站”的站点。"]]
        );
    }

    #[test]
    fn a_new_instruction_ends_wording_left_open() {
        let q = quotes("一、将第四条修改为：“甲。\n二、将第五条修改为：“乙。”");
        assert_eq!(q, [["甲。"], ["乙。"]]);
    }
}
