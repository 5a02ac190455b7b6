//! Letters to lines in reading order: base lines, columns, what lies in ruled tables apart.

use super::{Glyph, Item, Line, Page, aligned, tables};
use crate::text::regex;
use regex::Regex;
use std::sync::LazyLock;

/// A line start that a table's cell hardly has: 第三条, 第二章, （一）.
pub(super) static PROVISION: LazyLock<Regex> = LazyLock::new(|| {
    regex(r"^(?:第[零〇一二三四五六七八九十百]+[章节条]|（[一二三四五六七八九十]{1,3}）)")
});

/// A page read.
pub(super) struct Read {
    /// Lines and tables in reading order.
    pub(super) items: Vec<Item>,
    /// How many tables have no drawn lines.
    pub(super) aligned: usize,
    /// The lines outside of ruled tables, where the page has no columns.
    pub(super) lines: Vec<Vec<Glyph>>,
    /// The columns of a table without drawn lines that the page begins with.
    pub(super) first: Option<Vec<f32>>,
}

/// Reads a page. `open` are the columns of a table without drawn lines at the end of the page
/// before.
pub(super) fn read(page: &Page, number: usize, open: Option<&[f32]>) -> Read {
    let (found, rest) = tables::read(page);
    let mut lines = Vec::new();
    for group in base_lines(&rest) {
        lines.push(group);
    }
    let (mut items, aligned, first) = match gutter(&lines) {
        Some(gutter) => {
            let items = columns(&lines, gutter, number);
            lines.clear();
            (items, 0, None)
        }
        None => plain(&lines, page.height, number, open),
    };
    // A table stands before the first line below its top.
    for table in found.into_iter().rev() {
        let at = items
            .iter()
            .position(|i| match i {
                Item::Line(l) => l.y > table.top && l.column == 0 && !l.columns,
                Item::Table { top, .. } => *top > table.top,
            })
            .unwrap_or(items.len());
        items.insert(
            at,
            Item::Table {
                rows: table.rows,
                edges: table.edges,
                page: number,
                top: table.top,
            },
        );
    }
    Read {
        items,
        aligned,
        lines,
        first,
    }
}

/// The lines of a page without columns, and its tables without drawn lines: how many, and the
/// columns of the first if the page begins with it.
fn plain(
    lines: &[Vec<Glyph>],
    height: f32,
    number: usize,
    open: Option<&[f32]>,
) -> (Vec<Item>, usize, Option<Vec<f32>>) {
    let mut out = Vec::new();
    let mut at = 0;
    let regions = aligned::read(lines, height, open);
    let count = regions.len();
    let top = |l: &Vec<Glyph>| l.iter().map(|g| g.y).fold(f32::MAX, f32::min);
    let first = regions
        .first()
        .filter(|r| {
            // Before it there may be a running head, and the rest of a cell.
            lines[..r.from].iter().all(|l| {
                let start = l.iter().find(|g| !g.c.is_whitespace());
                let cell = start.is_some_and(|g| {
                    let at = |e: &f32| (g.x0 - e).abs() < 0.6 * g.size;
                    r.edges.iter().skip(1).any(at)
                });
                top(l) < 0.07 * height || cell
            })
        })
        .map(|r| r.edges.clone());
    for region in regions {
        let plain = &lines[at..region.from];
        out.extend(plain.iter().map(|l| Item::Line(line(l, number, 0, false))));
        out.push(Item::Table {
            rows: region.rows,
            edges: region.edges,
            page: number,
            top: lines[region.from]
                .iter()
                .map(|g| g.y)
                .fold(f32::MAX, f32::min),
        });
        at = region.to;
    }
    let rest = &lines[at..];
    out.extend(rest.iter().map(|l| Item::Line(line(l, number, 0, false))));
    (out, count, first)
}

/// Letters grouped by base line, top to bottom; in each group in reading order.
pub(super) fn base_lines(glyphs: &[Glyph]) -> Vec<Vec<Glyph>> {
    let mut order: Vec<usize> = (0..glyphs.len()).collect();
    order.sort_by(|&a, &b| glyphs[a].y.total_cmp(&glyphs[b].y).then(a.cmp(&b)));
    let mut groups: Vec<Vec<usize>> = Vec::new();
    let mut at = f32::MIN;
    for i in order {
        let g = &glyphs[i];
        match groups.last_mut() {
            Some(group) if g.y - at <= 0.35 * g.size.max(1e-3) => group.push(i),
            _ => {
                at = g.y;
                groups.push(vec![i]);
            }
        }
    }
    groups
        .into_iter()
        .map(|mut group| {
            group.sort_unstable();
            let in_file: Vec<Glyph> = group.iter().map(|&i| glyphs[i]).collect();
            order_line(in_file)
        })
        .filter(|g| g.iter().any(|g| !g.c.is_whitespace()))
        .collect()
}

/// The letters of a line from left to right; in file order where they lie on one another.
fn order_line(in_file: Vec<Glyph>) -> Vec<Glyph> {
    let mut sorted = in_file.clone();
    sorted.sort_by(|a, b| a.x0.total_cmp(&b.x0));
    // The same letter twice at one place is a bold face made by printing twice.
    sorted.dedup_by(|b, a| a.c == b.c && (b.x0 - a.x0).abs() < 0.25 * a.size);
    let overlaps = sorted
        .windows(2)
        .filter(|w| w[0].x1 - w[1].x0 > 0.5 * w[0].size.min(w[1].size))
        .count();
    if overlaps * 8 > sorted.len() {
        in_file
    } else {
        sorted
    }
}

/// Whether a line has a wide gap inside, as rows of a table have.
fn has_gap(glyphs: &[Glyph]) -> bool {
    let seen: Vec<&Glyph> = glyphs.iter().filter(|g| !g.c.is_whitespace()).collect();
    seen.windows(2).any(|w| w[1].x0 - w[0].x1 > 2.5 * w[1].size)
}

/// The text of letters in reading order; a wide gap is a blank.
pub(super) fn text_of(glyphs: &[Glyph]) -> String {
    let mut out = String::with_capacity(glyphs.len() * 3);
    let mut end: Option<f32> = None;
    for g in glyphs {
        if let Some(end) = end {
            let gap = g.x0 - end;
            if gap > 0.55 * g.size && !out.ends_with(char::is_whitespace) && !g.c.is_whitespace() {
                out.push(' ');
            }
        }
        out.push(g.c);
        end = Some(g.x1);
    }
    out.trim().to_string()
}

/// The size of type that most letters of a line have.
fn size_of(glyphs: &[Glyph]) -> f32 {
    let mut sizes: Vec<f32> = glyphs.iter().map(|g| g.size).collect();
    sizes.sort_by(f32::total_cmp);
    sizes.get(sizes.len() / 2).copied().unwrap_or(1.0)
}

fn line(glyphs: &[Glyph], number: usize, column: usize, columns: bool) -> Line {
    let seen = || glyphs.iter().filter(|g| !g.c.is_whitespace());
    Line {
        text: text_of(glyphs),
        x0: seen().map(|g| g.x0).fold(f32::MAX, f32::min),
        x1: seen().map(|g| g.x1).fold(f32::MIN, f32::max),
        y: glyphs.iter().map(|g| g.y).fold(f32::MIN, f32::max),
        size: size_of(glyphs),
        page: number,
        column,
        columns,
        gap: has_gap(glyphs),
    }
}

/// Puts lines in reading order: where a gutter runs down the page, the left column first.
fn columns(lines: &[Vec<Glyph>], gutter: f32, number: usize) -> Vec<Item> {
    let mut out = Vec::new();
    let mut right = Vec::new();
    for l in lines {
        let crosses = l
            .iter()
            .any(|g| !g.c.is_whitespace() && g.x0 < gutter && g.x1 > gutter);
        if crosses {
            out.append(&mut right);
            out.push(Item::Line(line(l, number, 0, false)));
            continue;
        }
        let at = |g: &Glyph| (g.x0 + g.x1) / 2.0 > gutter;
        let left: Vec<Glyph> = l.iter().copied().filter(|g| !at(g)).collect();
        let other: Vec<Glyph> = l.iter().copied().filter(at).collect();
        if left.iter().any(|g| !g.c.is_whitespace()) {
            out.push(Item::Line(line(&left, number, 0, true)));
        }
        if other.iter().any(|g| !g.c.is_whitespace()) {
            right.push(Item::Line(line(&other, number, 1, true)));
        }
    }
    out.append(&mut right);
    out
}

/// The middle of the gutter between two columns, if the page has them: a white stripe near the
/// middle which most lines leave free, with wide text on both sides.
fn gutter(lines: &[Vec<Glyph>]) -> Option<f32> {
    if lines.len() < 8 {
        return None;
    }
    let seen = || lines.iter().flatten().filter(|g| !g.c.is_whitespace());
    let left = seen().map(|g| g.x0).fold(f32::MAX, f32::min);
    let right = seen().map(|g| g.x1).fold(f32::MIN, f32::max);
    let size = size_of(&lines.concat());
    let width = right - left;
    if width.is_nan() || width <= 20.0 * size {
        return None;
    }
    // How many lines cover each narrow stripe.
    let stripes = 200usize;
    let place = |x: f32| (((x - left) / width * stripes as f32).max(0.0) as usize).min(stripes - 1);
    let mut covered = vec![0usize; stripes];
    // The page's number may stand in the gutter's way.
    let folio = |l: &[Glyph]| {
        l.iter()
            .all(|g| g.c.is_whitespace() || g.c.is_ascii_digit() || "—－-–第页共/".contains(g.c))
    };
    for l in lines.iter().filter(|l| !folio(l)) {
        let mut mine = vec![false; stripes];
        for g in l.iter().filter(|g| !g.c.is_whitespace()) {
            for m in &mut mine[place(g.x0)..=place(g.x1)] {
                *m = true;
            }
        }
        for (c, m) in covered.iter_mut().zip(mine) {
            *c += usize::from(m);
        }
    }
    let (from, to) = (stripes * 35 / 100, stripes * 65 / 100);
    let middle = covered.get(from..to)?;
    let least = *middle.iter().min()?;
    let first = middle.iter().position(|c| *c == least)?;
    let run = middle[first..].iter().take_while(|c| **c == least).count();
    let at = from + first + run / 2;
    let gap = run as f32 * width / stripes as f32;
    // Lines on each side that are nearly as wide as a column: prose, not a table's cells.
    let x = left + (at as f32 + 0.5) * width / stripes as f32;
    let wide = |side: bool| {
        let whole = if side { right - x } else { x - left };
        let widths: Vec<f32> = lines
            .iter()
            .filter_map(|l| {
                let mine = || {
                    l.iter()
                        .filter(|g| !g.c.is_whitespace() && ((g.x0 + g.x1) / 2.0 > x) == side)
                };
                let from = mine().map(|g| g.x0).reduce(f32::min)?;
                let to = mine().map(|g| g.x1).reduce(f32::max)?;
                Some(to - from)
            })
            .collect();
        let full = widths.iter().filter(|w| **w > 0.75 * whole).count();
        widths.len() >= 5 && full * 5 >= widths.len() * 2
    };
    // Or several numbered provisions on each side: a list of short items is not wide.
    let numbered = |side: bool| {
        lines
            .iter()
            .filter(|l| {
                let mine: Vec<Glyph> = l
                    .iter()
                    .copied()
                    .filter(|g| ((g.x0 + g.x1) / 2.0 > x) == side)
                    .collect();
                PROVISION.is_match(&text_of(&mine))
            })
            .count()
            >= 3
    };
    let clean = least * 6 <= lines.len();
    let prose = wide(false) && wide(true) || numbered(false) && numbered(true);
    (clean && gap > 0.8 * size && prose).then_some(x)
}
