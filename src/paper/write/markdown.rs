//! A paper as Markdown: for reading where there is no office program, and for comparing versions.

use crate::paper::model::{Block, Cell, Mark, Paper, Table};
use crate::report::markdown::plain;

/// The text.
pub fn render(p: &Paper) -> String {
    let mut o = String::new();
    let mut line = |s: &str| {
        o.push_str(s);
        o.push_str("\n\n");
    };
    if let Some(a) = &p.annex {
        line(&plain(a));
    }
    if let Some(n) = &p.number {
        line(&plain(n));
    }
    line(&format!("# {}", plain(&p.shown_title())));
    if let Some(why) = &p.draft {
        line(&format!("**草稿：{}。**", plain(why)));
    }
    for b in &p.blocks {
        match b {
            Block::Heading(n, s) => {
                line(&format!("{} {}", "#".repeat(usize::from(*n) + 1), plain(s)));
            }
            Block::Addressee(s) | Block::Paragraph(s) | Block::Note(s) => line(&plain(s)),
            Block::Table(t) if t.form => line(form(t).trim_end()),
            Block::Table(t) => line(list(t).trim_end()),
        }
    }
    if let Some((organ, day)) = &p.signature {
        line(&format!("{}  \n{}", plain(organ), plain(day)));
    }
    while o.ends_with("\n\n") {
        o.pop();
    }
    o
}

fn row(cells: impl Iterator<Item = String>) -> String {
    format!("| {} |\n", cells.collect::<Vec<_>>().join(" | "))
}

fn list(t: &Table) -> String {
    let mut o = row(t.columns.iter().map(|c| plain(&c.heading)));
    o.push_str(&row(t.columns.iter().map(|_| "---".to_string())));
    for r in &t.rows {
        o.push_str(&row(r.iter().map(cell)));
    }
    o
}

fn form(t: &Table) -> String {
    let mut o = row(["项目".to_string(), "内容".to_string()].into_iter());
    o.push_str(&row(["---".to_string(), "---".to_string()].into_iter()));
    for r in &t.rows {
        for (c, value) in t.columns.iter().zip(r) {
            o.push_str(&row([plain(&c.heading), cell(value)].into_iter()));
        }
    }
    o
}

fn cell(c: &Cell) -> String {
    match c {
        Cell::Number(n) => n.to_string(),
        Cell::Words(runs) => runs
            .iter()
            .map(|r| {
                let lines: Vec<String> = r.text.split('\n').map(plain).collect();
                let text = lines.join("<br>");
                match r.mark {
                    Mark::Plain => text,
                    Mark::Deleted => format!("<del>{text}</del>"),
                    Mark::Inserted => format!("<ins>{text}</ins>"),
                }
            })
            .collect(),
    }
}
