//! A paper as one web page that needs nothing else: it opens from a disk without a network, looks
//! like the printed paper and prints as one (A4, page numbers, heads of tables on every page).

use crate::paper::model::{Block, Cell, Head, Mark, Paper, Run, Table};
use maud::{DOCTYPE, Markup, PreEscaped, html};

const STYLE: &str = include_str!("paper.css");
/// The stamp on every printed page.
const STAMP: &str = "@page { @top-right { content: \"草　稿\"; color: #c00000; border: 1.5pt solid #c00000; padding: 0 6pt; margin: auto 0 auto auto; width: 58pt; height: 26pt; text-align: center; white-space: nowrap; font: 18pt/26pt 黑体, SimHei, \"Noto Sans CJK SC\", sans-serif } }";
/// Lying on its side.
const WIDE: &str = "@page { size: A4 landscape; margin: 28mm 37mm 26mm 35mm }";

/// The page.
pub fn render(p: &Paper) -> String {
    html! {
        (DOCTYPE)
        html lang="zh-CN" {
            head {
                meta charset="utf-8";
                // Nothing from outside may load, whatever the texts contain.
                meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'";
                title { (p.shown_title()) }
                style { (PreEscaped(STYLE)) @if p.landscape { (PreEscaped(WIDE)) } @if p.draft.is_some() { (PreEscaped(STAMP)) } }
            }
            body class=[p.landscape.then_some("wide")] {
                @if p.draft.is_some() { div.stamp { "草稿" } }
                @if let Some(a) = &p.annex { p.annex { (a) } }
                @if let Some(h) = &p.head { (head(h, p.number.as_deref().unwrap_or(""))) }
                @else if let Some(n) = &p.number { p.number { (n) } }
                @if !p.title.is_empty() { h1 { (p.shown_title()) } }
                @if let Some(why) = &p.draft { p.note { "草稿：" (why) "。" } }
                @for b in &p.blocks { (block(b)) }
                @if let Some((organ, day)) = &p.signature {
                    div.signature { p { (organ) } p { (day) } }
                }
                @if let Some((title, lines)) = p.behind.split_first() {
                    h1.behind { (title) }
                    @for l in lines { p { (l.trim_start()) } }
                }
                @if let Some(i) = &p.imprint {
                    div.imprint {
                        @if i.copies { p { "抄送：　　　　。" } }
                        p { span { (i.organ) } span { "　　年　月　日印发" } }
                    }
                }
            }
        }
    }
    .into_string()
}

/// The organ's name in red, with the number.
fn head(h: &Head, number: &str) -> Markup {
    html! {
        @match h {
            Head::File(name) => { p.mark { (name) } p.number.line { (number) } },
            Head::Upward(name) => {
                p.mark { (name) }
                p.number.line.upward { span { (number.trim_start()) } span { "签发人：　　　" } }
            },
            Head::Letter(name) => { p.mark.letter { (name) } p.number.right { (number.trim_start()) } },
            Head::Order(name) => { p.mark { (name) } p.number { (number) } },
        }
    }
}

fn block(b: &Block) -> Markup {
    html! {
        @match b {
            Block::Heading(1, s) => h2 { (s) },
            Block::Heading(2, s) => h3 { (s) },
            Block::Heading(_, s) => h4 { (s) },
            Block::Addressee(s) => p.addressee { (s) },
            Block::Paragraph(s) => p { (s) },
            Block::Note(s) => p.note { (s) },
            Block::Table(t) if t.form => (form(t)),
            Block::Table(t) => (list(t)),
        }
    }
}

fn list(t: &Table) -> Markup {
    let all: f64 = t.columns.iter().map(|c| c.width).sum();
    html! {
        table {
            colgroup {
                @for c in &t.columns { col style=(format!("width:{:.1}%", c.width / all * 100.0)); }
            }
            thead { tr { @for c in &t.columns { th { (c.heading) } } } }
            tbody {
                @for (i, row) in t.rows.iter().enumerate() {
                    tr class=[(t.total && i + 1 == t.rows.len()).then_some("total")] {
                        @for c in row { (cell(c)) }
                    }
                }
            }
        }
    }
}

fn form(t: &Table) -> Markup {
    html! {
        @for row in &t.rows {
            table {
                colgroup { col style="width:20%"; col; }
                tbody {
                    @for (c, value) in t.columns.iter().zip(row) {
                        tr { th { (c.heading) } (cell(value)) }
                    }
                }
            }
        }
    }
}

fn cell(c: &Cell) -> Markup {
    html! {
        @match c {
            Cell::Number(n) => td.count { (n) },
            Cell::Words(runs) => td { @for r in runs { (run(r)) } },
        }
    }
}

fn run(r: &Run) -> Markup {
    html! {
        @match r.mark {
            Mark::Plain => (r.text),
            Mark::Deleted => del { (r.text) },
            Mark::Inserted => ins { (r.text) },
        }
    }
}
