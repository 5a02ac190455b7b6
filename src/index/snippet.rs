//! What is shown of a hit: the sentence with the words found, and where they stand.

use crate::text::Span;

/// Characters shown round the words found.
const WIDTH: usize = 96;

/// Marks of equal words that touch or overlap become one; sorted.
pub fn merge(mut marks: Vec<Span>) -> Vec<Span> {
    marks.retain(|m| !m.is_empty());
    marks.sort();
    let mut out: Vec<Span> = Vec::new();
    for m in marks {
        match out.last_mut() {
            Some(last) if m.start <= last.end => last.end = last.end.max(m.end),
            _ => out.push(m),
        }
    }
    out
}

/// The part of a text worth showing: it begins at a sentence or clause, holds as many of the
/// marks ([`merge`]d) as fit, and ends at a clause.
pub fn window(text: &str, marks: &[Span]) -> Span {
    let whole = Span::new(0, text.len()).trim(text);
    if whole.slice(text).chars().count() <= WIDTH {
        return whole;
    }
    // The start that brings the most marked bytes within the width.
    let far = |start: usize| {
        text[start..]
            .char_indices()
            .nth(WIDTH)
            .map_or(text.len(), |(i, _)| start + i)
    };
    let mut best = (0, whole.start);
    for m in marks {
        let from = clause_start(text, m.start);
        let end = far(from).max(m.end);
        let first = marks.partition_point(|x| x.start < from);
        let held: usize = marks[first..]
            .iter()
            .take_while(|x| x.end <= end)
            .map(|x| x.len())
            .sum();
        if held > best.0 {
            best = (held, from);
        }
    }
    let start = best.1;
    let last = marks
        .iter()
        .filter(|m| m.start >= start && m.end <= far(start))
        .map(|m| m.end)
        .max()
        .unwrap_or(start);
    let mut end = far(start).max(last);
    // Back to the end of a clause, but never into a mark.
    if end < whole.end
        && let Some((i, c)) = text[last.max(start)..end]
            .char_indices()
            .rev()
            .find(|(_, c)| matches!(c, '。' | '；' | '，' | '\n' | '：'))
    {
        end = last.max(start) + i + c.len_utf8();
    }
    Span::new(start, end.min(whole.end)).trim(text)
}

/// Where the sentence round a byte begins; a clause when the sentence began too far back.
fn clause_start(text: &str, at: usize) -> usize {
    let near = text[..at]
        .char_indices()
        .rev()
        .nth(WIDTH / 2)
        .map_or(0, |(i, _)| i);
    let after = |marks: &[char]| {
        text[near..at]
            .char_indices()
            .rev()
            .find(|(_, c)| marks.contains(c))
            .map(|(i, c)| near + i + c.len_utf8())
    };
    if near == 0 {
        return after(&['。', '\n', '；']).unwrap_or(0);
    }
    after(&['。', '\n', '；'])
        .or_else(|| after(&['，', '：', '、']))
        .unwrap_or(at)
}

/// A part of a text with its marks written into it; line breaks become spaces.
pub fn marked(text: &str, part: Span, marks: &[Span], open: &str, close: &str) -> String {
    let mut out = String::new();
    let mut at = part.start;
    let plain =
        |s: &str| -> String { s.chars().map(|c| if c == '\n' { ' ' } else { c }).collect() };
    for m in marks {
        if m.start < at || m.end > part.end {
            continue;
        }
        out.push_str(&plain(&text[at..m.start]));
        out.push_str(open);
        out.push_str(&plain(m.slice(text)));
        out.push_str(close);
        at = m.end;
    }
    out.push_str(&plain(text.get(at..part.end).unwrap_or("")));
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::grams::find_all;

    #[test]
    fn it_begins_at_a_sentence() {
        let mut text = "渡口管理人员应当佩戴标志。".repeat(12);
        text.push_str("渡船超过核定人数的，由渡口管理机构责令改正；拒不改正的，处二百元罚款。");
        text.push_str(&"本办法由渡口管理机构解释。".repeat(12));
        let marks = find_all(&text, "核定人数");
        let shown = window(&text, &marks);
        assert!(
            shown.slice(&text).starts_with("渡船超过"),
            "{}",
            shown.slice(&text)
        );
        assert!(shown.slice(&text).ends_with(['。', '；', '，']));
        assert_eq!(
            &marked(&text, shown, &marks, "【", "】")[..45],
            "渡船超过【核定人数】的，由渡口"
        );
    }

    #[test]
    fn a_short_text_is_shown_whole_and_marks_join() {
        let text = "渡船应当\n登记。";
        assert_eq!(window(text, &[]).slice(text), text);
        let marks = merge(vec![Span::new(3, 9), Span::new(0, 6)]);
        assert_eq!(marks, [Span::new(0, 9)]);
        assert_eq!(
            marked(text, Span::new(0, text.len()), &marks, "<", ">"),
            "<渡船应>当 登记。"
        );
    }
}
