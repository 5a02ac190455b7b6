//! Lines: the units that the outline places. A block is one line, unless a source has run several
//! articles or items together; then it is split where their numbers stand.

use super::lead::{self, Label, Lead};
use crate::document::block::{Block, BlockKind};
use crate::text::Span;

/// One unit to place.
#[derive(Debug, Clone)]
pub(super) struct Line {
    /// Without white space at its ends.
    pub span: Span,
    pub kind: BlockKind,
    pub label: Option<Label>,
    pub centered: bool,
}

/// The text of all blocks, one a line, and the lines.
pub(super) fn lines(blocks: &[Block]) -> (String, Vec<Line>) {
    let mut text = String::with_capacity(blocks.iter().map(|b| b.text.len() + 1).sum());
    let mut out = Vec::with_capacity(blocks.len());
    for b in blocks {
        if b.text.trim().is_empty() {
            continue;
        }
        let start = text.len();
        text.push_str(&b.text);
        let whole = Span::new(start, text.len()).trim(&text);
        text.push('\n');
        for span in split(&text, whole, b.kind) {
            out.push(Line {
                label: match b.kind {
                    BlockKind::Row(_) | BlockKind::Note => None,
                    _ => lead::read(span.slice(&text)),
                },
                span,
                kind: b.kind,
                centered: b.centered,
            });
        }
    }
    if text.ends_with('\n') {
        text.pop();
    }
    (text, out)
}

/// Cuts a paragraph that holds several articles (…。第六条　…) or, led by one, several items
/// (（一）…；（二）…).
fn split(text: &str, whole: Span, kind: BlockKind) -> Vec<Span> {
    if !matches!(kind, BlockKind::Paragraph) {
        return vec![whole];
    }
    let words = whole.slice(text);
    let mut cuts = vec![0];
    if let Some(first) = lead::read(words)
        && first.lead == Lead::Article
        && first.apart
    {
        let mut expected = first.number.main + 1;
        for (i, _) in words.match_indices('第') {
            let Some(l) = lead::read(&words[i..]) else {
                continue;
            };
            if l.lead == Lead::Article
                && l.apart
                && l.number.sub == 0
                && l.number.main == expected
                && words[..i].trim_end().ends_with(['。', '；', '：', ':'])
                && words[i + l.len..].starts_with(char::is_whitespace)
            {
                cuts.push(i);
                expected += 1;
            }
        }
    }
    cuts.push(words.len());
    let mut out = Vec::new();
    for pair in cuts.windows(2) {
        out.extend(items(
            text,
            Span::new(whole.start + pair[0], whole.start + pair[1]).trim(text),
        ));
    }
    out
}

/// Cuts a run of items （一）…；（二）…；（三）… that stand in one paragraph.
fn items(text: &str, whole: Span) -> Vec<Span> {
    let words = whole.slice(text);
    let mut starts: Vec<(usize, u32)> = Vec::new();
    for (i, c) in words.char_indices() {
        if !matches!(c, '（' | '(') {
            continue;
        }
        let Some(l) = lead::read(&words[i..]) else {
            continue;
        };
        if l.lead != Lead::CnParen {
            continue;
        }
        let before = words[..i].trim_end();
        let fits = match starts.last() {
            None => before.is_empty() || before.ends_with(['：', ':']),
            Some((_, n)) => l.number.main == n + 1 && before.ends_with(['；', ';', '。', '，']),
        };
        if fits {
            starts.push((i, l.number.main));
        }
    }
    if starts.len() < 2 || starts[0].1 != 1 && starts[0].0 != 0 {
        return vec![whole];
    }
    let mut cuts: Vec<usize> = starts.iter().map(|s| s.0).filter(|&i| i > 0).collect();
    cuts.insert(0, 0);
    cuts.push(words.len());
    cuts.windows(2)
        .map(|p| Span::new(whole.start + p[0], whole.start + p[1]).trim(text))
        .filter(|s| !s.is_empty())
        .collect()
}

/// Whether a paragraph's end closes a sentence or a clause of a list.
pub(super) fn ends_sentence(words: &str) -> bool {
    words.trim_end().ends_with([
        '。', '；', '：', '！', '？', '”', '）', '】', '》', '…', '.', ';', ':', ')', '!', '?',
        '"', '」', '』',
    ])
}

/// A short line without the end of a sentence: it may be a title or a heading.
pub(super) fn looks_like_heading(words: &str) -> bool {
    let n = words.chars().filter(|c| !c.is_whitespace()).count();
    (2..=60).contains(&n)
        && !words
            .trim_end()
            .ends_with(['。', '；', '：', '，', '、', ':', ';', '！', '？'])
}
