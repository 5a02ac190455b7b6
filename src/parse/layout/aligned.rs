//! Tables without drawn lines: rows of words under one another, with white stripes between them.
//!
//! A stretch of lines is a table when stripes that no line crosses run down it, and several lines
//! have words on both sides of one. What looks like running text in columns, or like provisions
//! with a blank behind the number, is none. Told to the reader either way: places are no proof.

use super::Glyph;
use super::lines::{PROVISION, text_of};
use crate::text::regex;
use regex::Regex;
use std::sync::LazyLock;

/// A line start that never stands in a table's first column alone.
static AFTER: LazyLock<Regex> =
    LazyLock::new(|| regex(r"^(?:附件|附表|注[:：]|备注[:：]|说明[:：])"));

/// A table found among lines.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Region {
    /// Its first line, and the one after its last.
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) rows: Vec<Vec<String>>,
    /// The left edges of its columns.
    pub(super) edges: Vec<f32>,
}

/// Words of a line without a wide gap in them.
#[derive(Debug, Clone)]
struct Chunk {
    x0: f32,
    x1: f32,
    glyphs: Vec<Glyph>,
}

/// A line cut at its gaps.
#[derive(Debug, Clone)]
struct Cut {
    y: f32,
    size: f32,
    chunks: Vec<Chunk>,
    /// The widest gap, in characters.
    gap: f32,
}

/// A gap that may part columns, in characters.
const GAP: f32 = 0.6;
/// A gap that surely parts something.
const WIDE: f32 = 1.5;
/// How many columns a table has at most.
const MAX_COLUMNS: usize = 20;
/// How many lines a page has at most that is looked at: no printed page has more.
const MAX_LINES: usize = 300;

/// The tables among the lines of a page. `open` are the columns of a table at the end of the page
/// before, which may go on here.
pub(super) fn read(lines: &[Vec<Glyph>], height: f32, open: Option<&[f32]>) -> Vec<Region> {
    if lines.len() > MAX_LINES {
        return Vec::new();
    }
    let cuts: Vec<Cut> = lines.iter().map(|l| cut(l)).collect();
    let body = |c: &Cut| c.y > 0.07 * height && c.y < 0.93 * height;
    let mut out: Vec<Region> = Vec::new();
    let mut at = 0;
    while at < cuts.len() {
        let few = cuts[at].chunks.len() <= MAX_COLUMNS;
        if cuts[at].gap < 1.0 || !few || !body(&cuts[at]) {
            at += 1;
            continue;
        }
        let (end, free) = stretch(&cuts, at, &body);
        let end = trimmed(&cuts, at, end, &free);
        let before = open.filter(|_| out.is_empty());
        // The page may begin inside a cell.
        let from = match before {
            Some(edges) => begun(&cuts, at, &free, edges, &body),
            None => at,
        };
        match table(&cuts[from..end], &free, before) {
            Some((rows, edges)) => {
                out.push(Region {
                    from,
                    to: end,
                    rows,
                    edges,
                });
                at = end;
            }
            None => at += 1,
        }
    }
    out
}

/// The rows at the end of a page that begin the table which goes on on the next page with these
/// columns: too few of them to be known for a table by themselves.
pub(super) fn before(lines: &[Vec<Glyph>], height: f32, columns: &[f32]) -> Option<Region> {
    if lines.len() > MAX_LINES {
        return None;
    }
    let cuts: Vec<Cut> = lines.iter().map(|l| cut(l)).collect();
    let body = |c: &Cut| c.y > 0.07 * height && c.y < 0.93 * height;
    let last = cuts.iter().rposition(body)? + 1;
    (last.saturating_sub(12)..last).find_map(|from| {
        if cuts[from].gap < 1.0 || !body(&cuts[from]) {
            return None;
        }
        let (to, free) = stretch(&cuts, from, &body);
        let (rows, edges) = table(&cuts[from..to], &free, Some(columns)).filter(|_| to == last)?;
        same(columns, &edges, cuts[from].size).then_some(Region {
            from,
            to,
            rows,
            edges,
        })
    })
}

/// Whether tables have the same columns.
fn same(a: &[f32], b: &[f32], size: f32) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| (a - b).abs() < 0.6 * size)
}

/// The first line of a page's rest of a cell, whose row began on the page before.
fn begun(
    cuts: &[Cut],
    at: usize,
    free: &[(f32, f32)],
    edges: &[f32],
    body: &dyn Fn(&Cut) -> bool,
) -> usize {
    let mut from = at;
    while let Some(above) = from.checked_sub(1).map(|i| &cuts[i]).filter(|c| body(c)) {
        let inside = above.chunks.iter().all(|c| {
            let edge = edges.get(column(free, c)).copied().unwrap_or(f32::MIN);
            column(free, c) > 0 && (c.x0 - edge).abs() < 0.6 * above.size
        });
        if !inside || still_free(free, above).is_none() {
            break;
        }
        from -= 1;
    }
    from
}

fn cut(line: &[Glyph]) -> Cut {
    let mut sizes: Vec<f32> = line.iter().map(|g| g.size).collect();
    sizes.sort_by(f32::total_cmp);
    let size = sizes.get(sizes.len() / 2).copied().unwrap_or(1.0).max(1e-3);
    let mut chunks: Vec<Chunk> = Vec::new();
    let mut gap = 0.0f32;
    for g in line {
        match chunks.last_mut() {
            Some(c) if g.x0 - c.x1 < GAP * size => {
                c.x1 = c.x1.max(g.x1);
                c.glyphs.push(*g);
            }
            _ if g.c.is_whitespace() => {}
            last => {
                if let Some(c) = last {
                    gap = gap.max((g.x0 - c.x1) / size);
                }
                chunks.push(Chunk {
                    x0: g.x0,
                    x1: g.x1,
                    glyphs: vec![*g],
                });
            }
        }
    }
    Cut {
        y: line.iter().map(|g| g.y).fold(f32::MIN, f32::max),
        size,
        chunks,
        gap,
    }
}

/// The stripes that are left free by a line too: `None` when one of them would be lost.
fn still_free(free: &[(f32, f32)], line: &Cut) -> Option<Vec<(f32, f32)>> {
    if line.chunks.len() > MAX_COLUMNS {
        return None;
    }
    let least = GAP * line.size;
    let mut out = Vec::new();
    for &(from, to) in free {
        let mut pieces = vec![(from, to)];
        for c in &line.chunks {
            pieces = pieces
                .into_iter()
                .flat_map(|(a, b)| [(a, b.min(c.x0)), (a.max(c.x1), b)])
                .filter(|(a, b)| b - a >= least)
                .collect();
            pieces.dedup();
        }
        if pieces.is_empty() {
            return None;
        }
        out.extend(pieces);
    }
    Some(out)
}

/// From a line with a gap down to where its stripes end.
fn stretch(cuts: &[Cut], from: usize, body: &dyn Fn(&Cut) -> bool) -> (usize, Vec<(f32, f32)>) {
    let first = &cuts[from];
    let mut free: Vec<(f32, f32)> = first
        .chunks
        .windows(2)
        .map(|w| (w[0].x1, w[1].x0))
        .filter(|(a, b)| b - a >= GAP * first.size)
        .collect();
    let mut end = from + 1;
    let mut widest = 0.0f32;
    while let Some(next) = cuts.get(end) {
        let step = next.y - cuts[end - 1].y;
        let far = if widest > 0.0 {
            step > 1.6 * widest
        } else {
            step > 3.2 * first.size
        };
        if far || !body(next) || (next.size - first.size).abs() > 0.2 * first.size {
            break;
        }
        if let [only] = next.chunks.as_slice()
            && (AFTER.is_match(&text_of(&only.glyphs))
                || PROVISION.is_match(&text_of(&only.glyphs)))
        {
            break;
        }
        let Some(now) = still_free(&free, next) else {
            break;
        };
        free = now;
        widest = widest.max(step);
        end += 1;
    }
    (end, free)
}

/// The column of a chunk: how many stripes lie left of it.
fn column(free: &[(f32, f32)], c: &Chunk) -> usize {
    let middle = (c.x0 + c.x1) / 2.0;
    free.iter().filter(|(a, b)| (a + b) / 2.0 < middle).count()
}

/// Without the lines at the end that have words in the first column only.
fn trimmed(cuts: &[Cut], from: usize, mut end: usize, free: &[(f32, f32)]) -> usize {
    while end > from && cuts[end - 1].chunks.iter().all(|c| column(free, c) == 0) {
        end -= 1;
    }
    end
}

/// Rows and column edges, if the lines make a table.
fn table(
    cuts: &[Cut],
    free: &[(f32, f32)],
    open: Option<&[f32]>,
) -> Option<(Vec<Vec<String>>, Vec<f32>)> {
    let count = free.len() + 1;
    if !(2..=MAX_COLUMNS).contains(&count) || cuts.is_empty() {
        return None;
    }
    let mut cells: Vec<Vec<Vec<Glyph>>> = Vec::new();
    let mut edges = vec![f32::MAX; count];
    let mut rights = vec![f32::MIN; count];
    for c in cuts {
        let mut row = vec![Vec::new(); count];
        for chunk in &c.chunks {
            let i = column(free, chunk);
            edges[i] = edges[i].min(chunk.x0);
            rights[i] = rights[i].max(chunk.x1);
            row[i].extend(chunk.glyphs.iter().copied());
        }
        cells.push(row);
    }
    // A line with words in the first column begins a row, unless it is set as tight as the lines
    // of one cell while rows stand apart.
    let first = |r: &[Vec<Glyph>]| !r[0].is_empty();
    let step = |i: usize| cuts[i].y - cuts[i - 1].y;
    let within = (1..cuts.len())
        .filter(|&i| !first(&cells[i]))
        .map(step)
        .fold(f32::MAX, f32::min);
    let mut between: Vec<f32> = (1..cuts.len())
        .filter(|&i| first(&cells[i]))
        .map(step)
        .collect();
    between.sort_by(f32::total_cmp);
    let apart = between
        .get(between.len() / 2)
        .is_some_and(|b| *b > 1.12 * within);
    let mut rows: Vec<Vec<String>> = Vec::new();
    let mut both = 0usize;
    for (i, row) in cells.iter().enumerate() {
        let tight = i > 0 && apart && step(i) < 1.05 * within;
        let texts: Vec<String> = row.iter().map(|c| text_of(c)).collect();
        both += usize::from(texts.iter().filter(|t| !t.is_empty()).count() > 1);
        match rows.last_mut() {
            Some(last) if !first(row) || tight => {
                for (l, t) in last.iter_mut().zip(&texts) {
                    glue(l, t);
                }
            }
            _ => rows.push(texts),
        }
    }
    let goes_on = open.is_some_and(|o| same(o, &edges, cuts[0].size));
    let wide = cuts.iter().any(|c| c.gap >= WIDE);
    if !goes_on && (both < 3 || rows.len() < 3 || !wide) {
        return None;
    }
    // Provisions beside one another are columns of text; a blank behind 第一条 parts nothing.
    let numbered = rows.iter().filter(|r| PROVISION.is_match(&r[0])).count();
    let beside = rows
        .iter()
        .flat_map(|r| &r[1..])
        .any(|c| PROVISION.is_match(c));
    if beside || numbered > 0 {
        return None;
    }
    // Two wide columns whose lines are full are running text.
    let whole = rights.iter().copied().fold(f32::MIN, f32::max) - edges[0];
    let prose = (0..count).all(|i| {
        let width = rights[i] - edges[i];
        let full = cells
            .iter()
            .filter(|r| match (r[i].first(), r[i].last()) {
                (Some(a), Some(b)) => b.x1 - a.x0 > 0.85 * width,
                _ => false,
            })
            .count();
        width > 0.35 * whole && full * 2 > cells.len()
    });
    (!prose).then_some((rows, edges))
}

/// Puts the next line of a cell behind its text.
fn glue(text: &mut String, next: &str) {
    if text.ends_with(|c: char| c.is_ascii_alphabetic())
        && next.starts_with(|c: char| c.is_ascii_alphabetic())
    {
        text.push(' ');
    }
    text.push_str(next);
}
