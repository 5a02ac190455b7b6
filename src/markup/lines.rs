//! Lines of two texts: which of them are the same line changed, and the changes between two texts.

use super::Change;
use crate::document::Document;
use crate::finding::Edit;
use crate::proposal::diff::{self, Op};
use crate::text::{Span, normalize};
use similar::{Algorithm, DiffOp, capture_diff_slices};

/// The old and new lines that are one line changed, in order. Where the first old line begins
/// outside what is looked at (`head`), or the last one ends there (`tail`), they are the first and
/// the last of the new ones too.
pub(super) fn alike(olds: &[&str], news: &[&str], head: bool, tail: bool) -> Vec<(usize, usize)> {
    const ALIKE: f64 = 0.5;
    const MOST: usize = 200;
    let (k, m) = (olds.len(), news.len());
    if k == 0 || m == 0 || k > MOST || m > MOST {
        return Vec::new();
    }
    let like = |i: usize, j: usize| -> f64 {
        let old = (head && i == 0, tail && i == k - 1);
        let new = (head && j == 0, tail && j == m - 1);
        if old != new {
            return 0.0;
        }
        if old.0 || old.1 {
            return 100.0;
        }
        let d = diff::likeness(olds[i], news[j]);
        if d < ALIKE { 0.0 } else { d }
    };
    let mut best = vec![vec![0.0f64; m + 1]; k + 1];
    for i in (0..k).rev() {
        for j in (0..m).rev() {
            let with = like(i, j);
            let both = if with > 0.0 {
                with + best[i + 1][j + 1]
            } else {
                0.0
            };
            best[i][j] = both.max(best[i + 1][j]).max(best[i][j + 1]);
        }
    }
    let (mut i, mut j) = (0, 0);
    let mut out = Vec::new();
    while i < k && j < m {
        let with = like(i, j);
        if with > 0.0 && with + best[i + 1][j + 1] >= best[i][j] {
            out.push((i, j));
            (i, j) = (i + 1, j + 1);
        } else if best[i + 1][j] >= best[i][j + 1] {
            i += 1;
        } else {
            j += 1;
        }
    }
    out
}

/// The changes that make one text into another, each as small as can stand alone. Blanks that
/// differ within lines are left: they are form, and differ between formats.
pub fn between(old: &Document, new: &Document) -> Vec<Change> {
    let olds = spans(&old.text);
    let news: Vec<&str> = spans(&new.text)
        .into_iter()
        .map(|s| s.slice(&new.text))
        .collect();
    let key = |s: &str| normalize::squeeze(s);
    let a: Vec<String> = olds.iter().map(|s| key(s.slice(&old.text))).collect();
    let b: Vec<String> = news.iter().map(|s| key(s)).collect();
    let mut edits = Vec::new();
    for op in capture_diff_slices(Algorithm::Myers, &a, &b) {
        if matches!(op, DiffOp::Equal { .. }) {
            continue;
        }
        let (gone, come) = (op.old_range(), op.new_range());
        let texts: Vec<&str> = olds[gone.clone()]
            .iter()
            .map(|s| s.slice(&old.text))
            .collect();
        let mut pairs = alike(&texts, &news[come.clone()], false, false);
        pairs.push((gone.len(), come.len()));
        let (mut o, mut n) = (gone.start, come.start);
        for (i, j) in pairs {
            let (i, j) = (gone.start + i, come.start + j);
            edits.extend(lines(&olds, o..i, &news[n..j]));
            if i < gone.end && j < come.end {
                words(&old.text, olds[i], news[j], &mut edits);
            }
            (o, n) = (i + 1, j + 1);
        }
    }
    edits.into_iter().map(|e| named(old, e)).collect()
}

/// The lines of a text.
fn spans(text: &str) -> Vec<Span> {
    let mut at = 0;
    text.split('\n')
        .map(|l| {
            let span = Span::new(at, at + l.len());
            at = span.end + 1;
            span
        })
        .filter(|s| !s.slice(text).trim().is_empty())
        .collect()
}

/// The edit that replaces whole lines.
fn lines(olds: &[Span], gone: std::ops::Range<usize>, come: &[&str]) -> Option<Edit> {
    let new = come.join("\n");
    let before = gone.start.checked_sub(1).and_then(|i| olds.get(i));
    let (start, end, new) = match (gone.is_empty(), come.is_empty()) {
        (true, true) => return None,
        (false, false) => (olds[gone.start].start, olds[gone.end - 1].end, new),
        (true, false) => match (before, olds.get(gone.start)) {
            (Some(b), _) => (b.end, b.end, format!("\n{new}")),
            (None, Some(next)) => (next.start, next.start, format!("{new}\n")),
            (None, None) => return None,
        },
        (false, true) => match (before, olds.get(gone.end)) {
            (Some(b), _) => (b.end, olds[gone.end - 1].end, String::new()),
            (None, Some(next)) => (olds[gone.start].start, next.start, String::new()),
            (None, None) => return None,
        },
    };
    Some(Edit { start, end, new })
}

/// The edits within one line.
fn words(text: &str, span: Span, new: &str, edits: &mut Vec<Edit>) {
    let mut at = span.start;
    let mut open: Option<Edit> = None;
    let mut close = |open: &mut Option<Edit>| {
        if let Some(e) = open.take() {
            let old = text.get(e.start..e.end).unwrap_or("");
            if normalize::squeeze(old) != normalize::squeeze(&e.new) {
                edits.push(e);
            }
        }
    };
    for p in diff::pieces(span.slice(text), new) {
        if p.op == Op::Equal {
            close(&mut open);
            at += p.text.len();
            continue;
        }
        let e = open.get_or_insert(Edit {
            start: at,
            end: at,
            new: String::new(),
        });
        if p.op == Op::Delete {
            at += p.text.len();
            e.end = at;
        } else {
            e.new.push_str(&p.text);
        }
    }
    close(&mut open);
}

/// A change with the name that a user finds it by.
fn named(old: &Document, e: Edit) -> Change {
    let break_first = old
        .text
        .get(e.start..e.end)
        .is_some_and(|s| s.starts_with('\n'));
    let place = old
        .node_at(e.start + usize::from(break_first))
        .or_else(|| old.node_at(e.start.checked_sub(3)?))
        .map_or_else(|| "正文".to_string(), |n| old.place(n).to_string());
    let short = |s: &str| -> String {
        let s = s.trim().replace('\n', " ");
        match s.char_indices().nth(20) {
            Some((i, _)) => format!("{}…", &s[..i]),
            None => s,
        }
    };
    let about = Span::new(e.start, e.end);
    let name = match (about.is_empty(), e.new.is_empty()) {
        (true, _) if e.new.starts_with('\n') => {
            format!("{place}之后：增加一行“{}”", short(&e.new))
        }
        (true, _) => format!("{place}：增加“{}”", short(&e.new)),
        (_, true) => format!("{place}：删去“{}”", short(about.slice(&old.text))),
        _ => format!(
            "{place}：“{}”改为“{}”",
            short(about.slice(&old.text)),
            short(&e.new)
        ),
    };
    Change {
        name,
        edits: vec![e],
        about,
        comment: Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_changes_between_two_texts_make_the_one_of_the_other() {
        let read = |s: &str| crate::parse::document("a.txt", s.as_bytes()).unwrap();
        let old = read(
            "清源市温棚条例\n第一条　甲机关负责登记。\n第二条　乙机关负责检查。\n第三条　丙。",
        );
        let new =
            read("清源市温棚条例\n新的一段。\n第一条 甲机关主管登记。\n第三条　丙。\n第四条　丁。");
        let list = between(&old, &new);
        let mut text = old.text.clone();
        for c in list.iter().rev() {
            let e = &c.edits[0];
            text.replace_range(e.start..e.end, &e.new);
        }
        assert_eq!(normalize::squeeze(&text), normalize::squeeze(&new.text));
        assert_eq!(text.lines().count(), new.text.lines().count());
        assert!(
            list.iter()
                .any(|c| c.name == "第一条第一款：“负责”改为“主管”"),
            "{list:?}"
        );
        assert!(
            list.iter().any(|c| c.name.starts_with("第二条：删去")),
            "{list:?}"
        );
        assert!(between(&old, &old).is_empty());
    }
}
