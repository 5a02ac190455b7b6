//! Lines to paragraphs: which line goes on where the last one broke off.
//!
//! Print in China indents the first line of a paragraph by two characters and sets the rest flush
//! left; a line that does not reach the right margin ends its paragraph. Where nothing is
//! indented, the marks at line starts and ends decide.

use super::{Item, Line};
use crate::document::Block;
use crate::text::{numeral, regex};
use regex::Regex;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// A line start that begins a paragraph: 第三条, （一）, 一、, 1., ① …
static MARK: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"^(?:第[零〇一二三四五六七八九十百千万\d]+[编章节条]|[（(][一二三四五六七八九十\d]{1,4}[）)]|[一二三四五六七八九十]{1,3}、|\d{1,2}[.．、]|[①-⑳]|附件|附表|附则)",
    )
});

/// A line of the history under a title.
static DATE: LazyLock<Regex> = LazyLock::new(|| regex(r"^[（(]?\d{4}年\d{1,2}月"));

/// A table that may go on on the next page: its column edges, its rows, its last page.
type OpenTable = (Vec<f32>, Vec<Vec<String>>, usize);

/// The margins of a column.
#[derive(Debug, Clone, Copy, Default)]
struct Margins {
    left: f32,
    right: f32,
    /// Whether a sentence goes on past the right margin, or several lines end there; else it is
    /// only the longest line's end.
    known: bool,
}

/// Whether lines indent, and how far lines stand apart inside a paragraph.
struct Habits {
    margins: BTreeMap<(bool, usize, bool), Margins>,
    all: BTreeMap<(usize, bool), Margins>,
    indents: bool,
    pitch: f32,
    size: f32,
}

/// Joins lines to paragraphs, and tables that go on over a page.
pub(super) fn join(items: Vec<Item>) -> Vec<Block> {
    let habits = Habits::of(&items);
    let mut out: Vec<Block> = Vec::new();
    let mut last: Option<Line> = None;
    let mut table = 0u32;
    let mut open: Option<OpenTable> = None;
    for item in items {
        match item {
            Item::Table {
                rows, edges, page, ..
            } => {
                match &mut open {
                    Some((before, all, at))
                        if page == *at + 1 && same_edges(before, &edges, habits.size) =>
                    {
                        go_on(all, rows);
                        *at = page;
                    }
                    _ => {
                        flush(&mut open, &mut table, &mut out);
                        open = Some((edges, rows, page));
                    }
                }
                last = None;
            }
            Item::Line(line) => {
                flush(&mut open, &mut table, &mut out);
                let joined = last.as_ref().is_some_and(|l| habits.joins(l, &line));
                match out.last_mut() {
                    Some(block) if joined => {
                        glue(&mut block.text, &line.text);
                    }
                    _ => out.push(Block {
                        centered: habits.centered(&line),
                        ..Block::paragraph(line.text.clone())
                    }),
                }
                last = Some(line);
            }
        }
    }
    flush(&mut open, &mut table, &mut out);
    out
}

fn flush(open: &mut Option<OpenTable>, table: &mut u32, out: &mut Vec<Block>) {
    if let Some((_, rows, _)) = open.take() {
        *table += 1;
        out.extend(rows.iter().map(|r| Block::row(*table, r)));
    }
}

fn same_edges(a: &[f32], b: &[f32], size: f32) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| (a - b).abs() < 0.6 * size)
}

/// Appends the rows of a table's next page: without its repeated head, and with a row that the
/// page cut in two put together.
fn go_on(all: &mut Vec<Vec<String>>, mut rows: Vec<Vec<String>>) {
    if !all.is_empty() && all.first() == rows.first() {
        rows.remove(0);
    }
    if let (Some(last), Some(first)) = (all.last_mut(), rows.first()) {
        let cut = last.len() == first.len()
            && first.len() > 1
            && first[0].is_empty()
            && first.iter().any(|c| !c.is_empty())
            && last
                .iter()
                .zip(first)
                .all(|(l, f)| f.is_empty() || !l.is_empty());
        if cut {
            for (l, f) in last.iter_mut().zip(first) {
                l.push_str(f);
            }
            rows.remove(0);
        }
    }
    all.extend(rows);
}

/// Puts a line behind another: without a blank, except between words of letters.
fn glue(text: &mut String, line: &str) {
    if text.ends_with(|c: char| c.is_ascii_alphabetic())
        && line.starts_with(|c: char| c.is_ascii_alphabetic())
    {
        text.push(' ');
    }
    text.push_str(line);
}

impl Habits {
    fn of(items: &[Item]) -> Self {
        let lines: Vec<&Line> = items
            .iter()
            .filter_map(|i| match i {
                Item::Line(l) => Some(l),
                Item::Table { .. } => None,
            })
            .collect();
        let mut groups: BTreeMap<(bool, usize, bool), Vec<&Line>> = BTreeMap::new();
        let mut all: BTreeMap<(usize, bool), Vec<&Line>> = BTreeMap::new();
        for l in &lines {
            groups
                .entry((l.page.is_multiple_of(2), l.column, l.columns))
                .or_default()
                .push(l);
            all.entry((l.column, l.columns)).or_default().push(l);
        }
        let all: BTreeMap<_, _> = all.into_iter().map(|(k, v)| (k, margins(&v))).collect();
        let margins: BTreeMap<_, _> = groups
            .into_iter()
            .filter(|(_, v)| v.len() >= 40)
            .map(|(k, v)| (k, margins(&v)))
            .collect();
        let mut sizes: Vec<f32> = lines.iter().map(|l| l.size).collect();
        sizes.sort_by(f32::total_cmp);
        let size = sizes.get(sizes.len() / 2).copied().unwrap_or(1.0);
        let mut habits = Self {
            margins,
            all,
            indents: false,
            pitch: f32::MAX,
            size,
        };
        habits.pitch = habits.usual_pitch(&lines);
        let flush = lines
            .iter()
            .filter(|l| habits.indent(l) < 0.5 * l.size)
            .count();
        let indented = lines
            .iter()
            .filter(|l| (1.2..3.5).contains(&(habits.indent(l) / l.size.max(1e-3))))
            .count();
        habits.indents = indented * 8 > flush;
        habits
    }

    /// How far apart two lines of one paragraph stand: after a full line, the next one flush left.
    fn usual_pitch(&self, lines: &[&Line]) -> f32 {
        // A break inside a sentence is surely one inside a paragraph.
        let mut steps = self.steps(lines, true);
        if steps.is_empty() {
            steps = self.steps(lines, false);
        }
        steps.sort_by(f32::total_cmp);
        steps.get(steps.len() / 2).copied().unwrap_or(f32::MAX)
    }

    fn steps(&self, lines: &[&Line], inside: bool) -> Vec<f32> {
        lines
            .windows(2)
            .filter(|w| {
                (!inside || !ends_sentence(&w[0].text) && !MARK.is_match(&w[1].text))
                    && w[0].page == w[1].page
                    && w[0].column == w[1].column
                    && self.full(w[0], w[1])
                    && self.indent(w[1]) < 0.5 * w[1].size
                    && w[1].y > w[0].y
                    && (w[0].size - w[1].size).abs() < 0.1 * w[1].size
                    && (w[1].size - self.size).abs() < 0.1 * self.size
            })
            .map(|w| w[1].y - w[0].y)
            .collect()
    }

    fn margins(&self, l: &Line) -> Margins {
        self.margins
            .get(&(l.page.is_multiple_of(2), l.column, l.columns))
            .or_else(|| self.all.get(&(l.column, l.columns)))
            .copied()
            .unwrap_or_default()
    }

    fn indent(&self, l: &Line) -> f32 {
        l.x0 - self.margins(l).left
    }

    /// Whether `next`'s first word would not have fitted behind `line`.
    fn full(&self, line: &Line, next: &Line) -> bool {
        self.margins(line).right - line.x1 < (first_word(&next.text) + 1.3) * line.size
    }

    fn centered(&self, l: &Line) -> bool {
        let m = self.margins(l);
        let (left, right) = (l.x0 - m.left, m.right - l.x1);
        // Two characters on the left may be an indent; so may an even fraction of one.
        let far =
            left > 2.3 * l.size && right > 1.5 * l.size && (left - right).abs() < 1.6 * l.size;
        let near = left > 0.25 * l.size && (left - right).abs() < 0.35 * l.size;
        far || (near && left < 1.7 * l.size)
    }

    /// Whether `next`'s first word would not have fitted beside a line in the middle.
    fn filled(&self, line: &Line, next: &Line) -> bool {
        let m = self.margins(line);
        let free = (line.x0 - m.left) + (m.right - line.x1);
        free < (first_word(&next.text) + 1.6) * line.size
    }

    fn joins(&self, last: &Line, next: &Line) -> bool {
        if (last.size - next.size).abs() > 0.12 * last.size {
            return false;
        }
        let together = last.page == next.page && last.column == next.column;
        let step = next.y - last.y;
        let scale = (last.size / self.size.max(1e-3)).max(1.0);
        if together && self.pitch < f32::MAX && (step > 1.3 * self.pitch * scale || step < 0.0) {
            return false;
        }
        let ends = ends_sentence(&last.text);
        let mark = MARK.is_match(&next.text);
        if self.centered(next) {
            // A title's lines are often broken by sense, not where they are full.
            let title = together
                && next.size > 1.15 * self.size
                && self.centered(last)
                && !last.text.ends_with("文件");
            return !ends
                && !mark
                && !DATE.is_match(&next.text)
                && (title || self.filled(last, next));
        }
        if self.centered(last) {
            return false;
        }
        if !self.full(last, next) {
            return false;
        }
        // In a text so short that no two lines are full, a sentence's end is a paragraph's end.
        if ends && !self.margins(last).known {
            return false;
        }
        let indent = self.indent(next);
        if indent > 0.9 * next.size {
            // A block that is indented as a whole.
            return (next.x0 - last.x0).abs() < 0.5 * next.size && !ends && !mark;
        }
        if self.indents {
            return true;
        }
        !(ends && mark)
    }
}

fn ends_sentence(text: &str) -> bool {
    text.ends_with(['。', '；', '：', '！', '？', ';', ':', '.'])
}

/// The left and right margin of a column: edges that lines share.
fn margins(lines: &[&Line]) -> Margins {
    let mut left: Vec<f32> = lines.iter().map(|l| l.x0).collect();
    let mut right: Vec<f32> = lines.iter().map(|l| l.x1).collect();
    left.sort_by(f32::total_cmp);
    right.sort_by(f32::total_cmp);
    right.reverse();
    let size = lines.first().map_or(1.0, |l| l.size);
    let need = (lines.len() / 33).max(2);
    let shared = |edges: &[f32]| {
        edges
            .iter()
            .find(|e| {
                edges
                    .iter()
                    .filter(|o| (*o - *e).abs() < 0.4 * size)
                    .count()
                    >= need
            })
            .or(edges.first())
            .copied()
            .unwrap_or(0.0)
    };
    let mut edge = shared(&right);
    // A short text may have one full line only: where a long line breaks off in a sentence, there
    // the margin is.
    if let Some(longest) = lines.iter().max_by(|a, b| a.x1.total_cmp(&b.x1))
        && longest.x1 - edge > 2.0 * size
        && longest.text.chars().count() > 20
        && !ends_sentence(&longest.text)
        && lines
            .iter()
            .any(|l| l.page == longest.page && l.y > longest.y && l.x0 < longest.x0 + size)
    {
        edge = longest.x1;
    }
    let there: Vec<&&Line> = lines
        .iter()
        .filter(|l| (l.x1 - edge).abs() < 0.4 * size)
        .collect();
    let broken = there.iter().any(|l| !ends_sentence(&l.text));
    Margins {
        left: shared(&left),
        right: edge,
        known: broken || there.len() > 2,
    }
}

/// The width of what cannot be broken at the start of a line, in characters.
fn first_word(text: &str) -> f32 {
    let chars: Vec<char> = text.chars().take(40).collect();
    let closing = |c: char| "，。；：、）》”’！？】〕%％".contains(c);
    let mut width = 0.0;
    let mut i = 0;
    while chars.get(i).is_some_and(|c| "（《“‘【〔".contains(*c)) {
        width += 1.0;
        i += 1;
    }
    match chars.get(i) {
        Some(c) if c.is_ascii_alphanumeric() => {
            while chars.get(i).is_some_and(char::is_ascii_alphanumeric) {
                width += 0.55;
                i += 1;
            }
        }
        Some(c) if numeral::digit(*c).is_some() || !c.is_whitespace() => {
            width += 1.0;
            i += 1;
        }
        _ => {}
    }
    while chars.get(i).is_some_and(|c| closing(*c)) {
        width += 1.0;
        i += 1;
    }
    width
}
