//! Tables as rows of cells, from .ods: our bounded tree, repeats kept as numbers.

use super::grid::{Book, Cell, Grid, MAX_COLUMNS, MAX_ROWS, MAX_TEXT, Merge, Row, Value};
use crate::error::Result;
use crate::parse::element::{self, Element, Node};
use crate::parse::package::Package;
use crate::text::{date, normalize};

/// Reads an .ods file.
pub(super) fn read(bytes: &[u8]) -> Result<Book> {
    let mut package = Package::open(bytes)?;
    let part = package.read("content.xml")?.ok_or_else(super::broken)?;
    let root = element::read(&part, "表格内容")?;
    let mut book = Book::default();
    let mut room = MAX_TEXT;
    for table in root.all("table") {
        let name = table.attribute("name").unwrap_or("").to_string();
        let mut grid = Grid {
            name,
            ..Grid::default()
        };
        let mut merges = Vec::new();
        let mut number = 1u32;
        rows(table, &mut grid, &mut merges, (&mut number, &mut room));
        grid.fill(&merges);
        book.grids.push(grid);
    }
    Ok(book)
}

/// Reads rows; `at` is the number of the next one, and the bytes of text that may still be held.
fn rows(e: &Element, grid: &mut Grid, merges: &mut Vec<Merge>, at: (&mut u32, &mut usize)) {
    let (number, room) = at;
    for child in e.elements() {
        match child.name.as_str() {
            "table-row" => row(child, grid, merges, (number, room)),
            "table-row-group" | "table-rows" | "table-header-rows" => {
                rows(child, grid, merges, (number, room));
            }
            _ => {}
        }
    }
}

fn count(e: &Element, name: &str) -> u32 {
    e.attribute(name)
        .and_then(|n| n.parse().ok())
        .unwrap_or(1)
        .max(1)
}

fn row(e: &Element, grid: &mut Grid, merges: &mut Vec<Merge>, at: (&mut u32, &mut usize)) {
    let (number, room) = at;
    let mut row = Row {
        number: *number,
        hidden: matches!(e.attribute("visibility"), Some("collapse" | "filter")),
        cells: Vec::new(),
    };
    let mut column = 0u32;
    for cell in e.elements() {
        if !matches!(cell.name.as_str(), "table-cell" | "covered-table-cell") {
            continue;
        }
        let times = count(cell, "number-columns-repeated");
        if cell.name == "table-cell"
            && let Some(value) = value(cell)
        {
            let formula = cell.attribute("formula").is_some();
            for c in column..column.saturating_add(times).min(MAX_COLUMNS) {
                if let Value::Text(t) = &value {
                    *room = room.saturating_sub(t.len());
                }
                if *room == 0 {
                    if grid.remarks.is_empty() {
                        grid.say(Some(*number), "从这一行起文字过多，没有读");
                    }
                    break;
                }
                row.cells.push(Cell {
                    column: c,
                    value: value.clone(),
                    formula,
                });
            }
            let (down, right) = (
                count(cell, "number-rows-spanned"),
                count(cell, "number-columns-spanned"),
            );
            if down > 1 || right > 1 {
                merges.push(Merge {
                    top: *number,
                    left: column,
                    bottom: number.saturating_add(down - 1),
                    right: column.saturating_add(right - 1),
                });
            }
        }
        column = column.saturating_add(times);
    }
    // A repeated row says the same thing again: once is enough.
    if !row.cells.is_empty() && grid.rows.len() < MAX_ROWS {
        grid.rows.push(row);
    } else if grid.rows.len() == MAX_ROWS && grid.remarks.is_empty() {
        grid.say(None, format!("超过 {MAX_ROWS} 行，后面的没有读"));
    }
    *number = number.saturating_add(count(e, "number-rows-repeated"));
}

fn value(cell: &Element) -> Option<Value> {
    if let Some(day) = cell.attribute("date-value").and_then(date::parse) {
        return Some(Value::Day(day));
    }
    let shown = normalize::normalize(&words(cell)).trim().to_string();
    let is_number = matches!(cell.attribute("value-type"), Some("float"));
    if is_number && let Some(n) = cell.attribute("value").and_then(|v| v.parse().ok()) {
        return Some(Value::Number(n));
    }
    if shown.starts_with("#REF!") || shown.starts_with("Err:") || shown.starts_with("#VALUE!") {
        let written = cell
            .attribute("formula")
            .map(|f| f.trim_start_matches("of:"));
        return Some(written.map_or(Value::Error, |f| Value::Text(f.to_string())));
    }
    (!shown.is_empty()).then_some(Value::Text(shown))
}

/// The words of a cell's paragraphs; comments are no words of the cell.
fn words(cell: &Element) -> String {
    let mut out = String::new();
    for child in cell.elements().filter(|c| c.name == "p") {
        if !out.is_empty() {
            out.push(' ');
        }
        inner(child, &mut out);
    }
    out
}

fn inner(e: &Element, out: &mut String) {
    for child in &e.children {
        match child {
            Node::Text(t) => out.push_str(t),
            Node::Element(e) if e.name == "s" => out.push(' '),
            Node::Element(e) if e.name == "annotation" => {}
            Node::Element(e) => inner(e, out),
        }
    }
}
