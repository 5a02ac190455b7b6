//! Ruled tables: drawn lines make a grid, letters fall into its cells.

use super::lines::{base_lines, text_of};
use super::{Glyph, Page, Rule};

/// A table found on a page.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Table {
    pub(super) top: f32,
    pub(super) rows: Vec<Vec<String>>,
    pub(super) edges: Vec<f32>,
}

/// How many drawn lines of a page are looked at: drawings have more and are no tables.
const MAX_RULES: usize = 4_000;
/// How many rows and columns a table has at most.
const MAX_GRID: usize = 400;

/// The tables of a page, and the letters outside of them.
pub(super) fn read(page: &Page) -> (Vec<Table>, Vec<Glyph>) {
    if page.rules.is_empty() || page.rules.len() > MAX_RULES {
        return (Vec::new(), page.glyphs.clone());
    }
    let size = {
        let mut sizes: Vec<f32> = page.glyphs.iter().map(|g| g.size).collect();
        sizes.sort_by(f32::total_cmp);
        sizes.get(sizes.len() / 2).copied().unwrap_or(10.0)
    };
    let slack = 0.4 * size;
    let (across, down): (Vec<Rule>, Vec<Rule>) = page
        .rules
        .iter()
        .filter(|r| r.x1 - r.x0 > slack || r.y1 - r.y0 > slack)
        .partition(|r| r.x1 - r.x0 > r.y1 - r.y0);
    let mut tables = Vec::new();
    let mut rest = page.glyphs.clone();
    for group in groups(&across, &down, slack) {
        if let Some(table) = table(&group, &mut rest, slack) {
            tables.push(table);
        }
    }
    tables.sort_by(|a, b| a.top.total_cmp(&b.top));
    (tables, rest)
}

/// Lines that touch one another.
struct Group {
    across: Vec<Rule>,
    down: Vec<Rule>,
}

fn groups(across: &[Rule], down: &[Rule], slack: f32) -> Vec<Group> {
    let all: Vec<(Rule, bool)> = across
        .iter()
        .map(|r| (*r, true))
        .chain(down.iter().map(|r| (*r, false)))
        .collect();
    let mut owner: Vec<usize> = (0..all.len()).collect();
    fn root(owner: &mut [usize], mut i: usize) -> usize {
        while owner[i] != i {
            owner[i] = owner[owner[i]];
            i = owner[i];
        }
        i
    }
    for i in 0..all.len() {
        for j in i + 1..all.len() {
            let (a, b) = (&all[i].0, &all[j].0);
            let touch = a.x0 - slack <= b.x1
                && b.x0 - slack <= a.x1
                && a.y0 - slack <= b.y1
                && b.y0 - slack <= a.y1;
            if touch {
                let (a, b) = (root(&mut owner, i), root(&mut owner, j));
                owner[a.max(b)] = a.min(b);
            }
        }
    }
    let mut out: Vec<(usize, Group)> = Vec::new();
    for (i, (rule, flat)) in all.iter().enumerate() {
        let r = root(&mut owner, i);
        let group = match out.iter_mut().find(|(id, _)| *id == r) {
            Some((_, g)) => g,
            None => {
                out.push((
                    r,
                    Group {
                        across: Vec::new(),
                        down: Vec::new(),
                    },
                ));
                match out.last_mut() {
                    Some((_, g)) => g,
                    None => continue,
                }
            }
        };
        if *flat {
            group.across.push(*rule);
        } else {
            group.down.push(*rule);
        }
    }
    out.into_iter().map(|(_, g)| g).collect()
}

/// Places that differ by more than the slack, sorted.
fn distinct(mut at: Vec<f32>, slack: f32) -> Vec<f32> {
    at.sort_by(f32::total_cmp);
    at.dedup_by(|b, a| *b - *a <= slack);
    at
}

fn table(group: &Group, rest: &mut Vec<Glyph>, slack: f32) -> Option<Table> {
    let rows = distinct(
        group.across.iter().map(|r| (r.y0 + r.y1) / 2.0).collect(),
        slack,
    );
    let cols = distinct(
        group.down.iter().map(|r| (r.x0 + r.x1) / 2.0).collect(),
        slack,
    );
    let (n, m) = (rows.len().checked_sub(1)?, cols.len().checked_sub(1)?);
    if n < 1 || m < 2 || n > MAX_GRID || m > MAX_GRID {
        return None;
    }
    // Cells that no drawn line divides belong together.
    let mut owner: Vec<usize> = (0..n * m).collect();
    for r in 0..n {
        let y = (rows[r] + rows[r + 1]) / 2.0;
        for c in 0..m {
            let x = (cols[c] + cols[c + 1]) / 2.0;
            if c + 1 < m && !wall(&group.down, cols[c + 1], y, slack, false) {
                owner[r * m + c + 1] = owner[r * m + c];
            }
            if r + 1 < n && !wall(&group.across, rows[r + 1], x, slack, true) {
                owner[(r + 1) * m + c] = owner[r * m + c];
            }
        }
    }
    let mut cells: Vec<Vec<Glyph>> = vec![Vec::new(); n * m];
    let mut inside = Vec::new();
    let mut outside = Vec::new();
    for g in rest.iter() {
        let x = (g.x0 + g.x1) / 2.0;
        let y = g.y - 0.35 * g.size;
        let r = rows.partition_point(|e| *e <= y);
        let c = cols.partition_point(|e| *e <= x);
        if r == 0 || c == 0 || r > n || c > m {
            outside.push(*g);
        } else {
            cells[owner[(r - 1) * m + c - 1]].push(*g);
            inside.push(*g);
        }
    }
    if inside.iter().all(|g| g.c.is_whitespace()) {
        return None;
    }
    let mut out = Vec::new();
    for r in 0..n {
        let mut row = Vec::new();
        for c in 0..m {
            let i = r * m + c;
            if owner[i] == i {
                row.push(cell_text(&cells[i]));
            } else if r > 0 && owner[i] / m != r && (c == 0 || owner[i] != owner[i - 1]) {
                // Merged with the cell above: empty here, so that columns stay in place.
                row.push(String::new());
            }
        }
        if row.iter().any(|t| !t.is_empty()) {
            out.push(row);
        }
    }
    // A frame around text is no table.
    if !out.iter().any(|r| r.len() > 1) {
        return None;
    }
    *rest = outside;
    Some(Table {
        top: rows[0],
        rows: out,
        edges: cols,
    })
}

/// Whether a drawn line stands at `edge` beside `at`.
fn wall(rules: &[Rule], edge: f32, at: f32, slack: f32, across: bool) -> bool {
    rules.iter().any(|r| {
        let (place, from, to) = if across {
            ((r.y0 + r.y1) / 2.0, r.x0, r.x1)
        } else {
            ((r.x0 + r.x1) / 2.0, r.y0, r.y1)
        };
        (place - edge).abs() <= slack && from - slack <= at && at <= to + slack
    })
}

/// The text of a cell, its wrapped lines joined.
fn cell_text(glyphs: &[Glyph]) -> String {
    let mut out = String::new();
    for line in base_lines(glyphs) {
        let text = text_of(&line);
        if out.ends_with(|c: char| c.is_ascii_alphabetic())
            && text.starts_with(|c: char| c.is_ascii_alphabetic())
        {
            out.push(' ');
        }
        out.push_str(&text);
    }
    out
}
