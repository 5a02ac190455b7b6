//! Tables as rows of cells, from .xlsx and .xls (calamine) and .csv (csv).
//!
//! Only cells that exist are held, whatever a file claims of its size; the first
//! [`MAX_COLUMNS`] columns and [`MAX_ROWS`] rows count.

use super::xls::{encrypted, screened};
use super::{Remark, broken};
use crate::error::Result;
use crate::parse::decode;
use crate::parse::package::Package;
use crate::parse::xml::{self, Event, Xml};
use crate::text::{Date, date};
use calamine::{
    Data, DataRef, ExcelDateTime, Reader, SheetVisible, Xls, Xlsx, XlsxFormulaMetadata,
};
use std::collections::BTreeSet;
use std::io::Cursor;

/// Columns beyond are not part of a register.
pub(super) const MAX_COLUMNS: u32 = 64;
/// Rows beyond are told and not read.
pub(super) const MAX_ROWS: usize = 400_000;
/// Bytes of text in cells that are held: one shared string may stand in any number of cells.
pub(super) const MAX_TEXT: usize = 200_000_000;

/// What a cell shows.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Value {
    /// Words.
    Text(String),
    /// A number: in a column of dates a count of days.
    Number(f64),
    /// A day.
    Day(Date),
    /// #REF! and the like.
    Error,
}

/// A cell that holds something.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Cell {
    /// Its column from 0.
    pub(super) column: u32,
    /// What it shows.
    pub(super) value: Value,
    /// Whether a formula makes it; formulas are never computed.
    pub(super) formula: bool,
}

/// A row that holds something.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Row {
    /// Its number from 1, as the table program shows it.
    pub(super) number: u32,
    /// Whether the table program hides it.
    pub(super) hidden: bool,
    /// Its cells by column.
    pub(super) cells: Vec<Cell>,
}

impl Row {
    pub(super) fn cell(&self, column: u32) -> Option<&Cell> {
        self.cells.iter().find(|c| c.column == column)
    }
}

/// A merged area: first row and column, last row and column; rows from 1, columns from 0.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Merge {
    pub(super) top: u32,
    pub(super) left: u32,
    pub(super) bottom: u32,
    pub(super) right: u32,
}

/// A sheet.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Grid {
    pub(super) name: String,
    pub(super) rows: Vec<Row>,
    /// Whether bare numbers count days from 1904.
    pub(super) from_1904: bool,
    /// How many cells a row should have (.csv), 0 where rows may differ.
    pub(super) width: usize,
    pub(super) remarks: Vec<Remark>,
}

/// A file's sheets.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Book {
    pub(super) grids: Vec<Grid>,
    pub(super) remarks: Vec<Remark>,
}

impl Grid {
    /// Gives each cell of a merged area the value of its first one, in the rows that exist.
    pub(super) fn fill(&mut self, merges: &[Merge]) {
        // A copy costs by its length: one long text may be merged over any number of rows.
        let mut budget = 1_000_000usize;
        let short = |v: &Value| match v {
            Value::Text(t) => 1 + t.len() / 64,
            _ => 1,
        };
        for m in merges {
            let at = self.rows.partition_point(|r| r.number < m.top);
            let Some(first) = self.rows.get(at).filter(|r| r.number == m.top) else {
                continue;
            };
            let Some(lead) = first.cell(m.left).cloned() else {
                continue;
            };
            let right = m.right.min(MAX_COLUMNS - 1);
            for row in &mut self.rows[at..] {
                if row.number > m.bottom || budget == 0 {
                    break;
                }
                for column in m.left..=right {
                    budget = budget.saturating_sub(1);
                    if row.cell(column).is_none() && budget > 0 {
                        budget = budget.saturating_sub(short(&lead.value));
                        row.cells.push(Cell {
                            column,
                            ..lead.clone()
                        });
                    }
                }
                row.cells.sort_by_key(|c| c.column);
            }
        }
        if budget == 0 {
            self.say(None, "合并的单元格太多，没有全部展开，请核对");
        }
    }

    pub(super) fn say(&mut self, row: Option<u32>, what: impl Into<String>) {
        self.remarks.push(Remark {
            row,
            what: what.into(),
        });
    }

    fn push(&mut self, row: u32, cell: Cell) {
        if self.rows.last().is_none_or(|r| r.number != row) {
            self.rows.push(Row {
                number: row,
                ..Row::default()
            });
        }
        if let Some(r) = self.rows.last_mut() {
            r.cells.push(cell);
        }
    }
}

impl Book {
    pub(super) fn say(&mut self, what: impl Into<String>) {
        self.remarks.push(Remark {
            row: None,
            what: what.into(),
        });
    }
}

fn text(s: &str) -> Option<Value> {
    let s = crate::text::normalize::normalize(s);
    let s = s.trim();
    (!s.is_empty()).then(|| Value::Text(s.to_string()))
}

fn moment(d: &ExcelDateTime) -> Value {
    let (y, m, day, ..) = d.to_ymd_hms_milli();
    match date::make(y.into(), m.into(), day.into()) {
        Some(date) if d.is_datetime() => Value::Day(date),
        _ => Value::Number(d.as_f64()),
    }
}

fn iso(s: &str) -> Option<Value> {
    date::parse(s).map(Value::Day).or_else(|| text(s))
}

#[allow(clippy::cast_precision_loss)]
fn value(d: &DataRef<'_>) -> Option<Value> {
    match d {
        DataRef::Int(n) => Some(Value::Number(*n as f64)),
        DataRef::Float(n) => Some(Value::Number(*n)),
        DataRef::String(s) => text(s),
        DataRef::SharedString(s) => text(s),
        DataRef::Bool(b) => text(if *b { "是" } else { "否" }),
        DataRef::DateTime(d) => Some(moment(d)),
        DataRef::DateTimeIso(s) | DataRef::DurationIso(s) => iso(s),
        DataRef::Error(_) => Some(Value::Error),
        DataRef::Empty => None,
    }
}

#[allow(clippy::cast_precision_loss)]
fn owned(d: &Data) -> Option<Value> {
    match d {
        Data::Int(n) => Some(Value::Number(*n as f64)),
        Data::Float(n) => Some(Value::Number(*n)),
        Data::String(s) => text(s),
        Data::Bool(b) => text(if *b { "是" } else { "否" }),
        Data::DateTime(d) => Some(moment(d)),
        Data::DateTimeIso(s) | Data::DurationIso(s) => iso(s),
        Data::Error(_) => Some(Value::Error),
        Data::Empty => None,
    }
}

fn hidden_sheet(book: &mut Book, name: &str) {
    book.say(format!(
        "工作表“{name}”是隐藏的，没有读；其中有文件的，取消隐藏后再核对"
    ));
}

/// Reads an .xlsx file.
pub(super) fn xlsx(bytes: &[u8]) -> Result<Book> {
    // calamine unpacks without counting, so the parts it will read are counted first.
    let mut package = Package::open(bytes)?;
    let parts: Vec<String> = package
        .names()
        .iter()
        .filter(|n| n.ends_with(".xml") || n.ends_with(".rels"))
        .cloned()
        .collect();
    let mut book = Book::default();
    let mut hidden: Vec<(String, BTreeSet<u32>)> = Vec::new();
    for name in &parts {
        let part = package.read(name)?.unwrap_or_default();
        if name.starts_with("xl/worksheets/") && name.ends_with(".xml") {
            hidden.push((name.clone(), hidden_rows(&part)));
        }
    }
    if parts.iter().any(|n| n.starts_with("xl/externalLinks/")) {
        book.say("表中链接了别的文件，没有打开；单元格以文件里存的值为准");
    }
    if package.has("xl/vbaProject.bin") {
        book.say("文件含有宏，没有运行");
    }
    let mut file = Xlsx::new(Cursor::new(bytes)).map_err(|_| broken())?;
    let from_1904 = file.has_1904_epoch();
    let sheets: Vec<(String, SheetVisible)> = file
        .sheets_metadata()
        .iter()
        .map(|s| (s.name.clone(), s.visible))
        .collect();
    let mut room = MAX_TEXT;
    let hidden_somewhere: usize = hidden.iter().map(|h| h.1.len()).sum();
    for (name, visible) in sheets {
        if visible != SheetVisible::Visible {
            hidden_sheet(&mut book, &name);
            continue;
        }
        let mut grid = Grid {
            name: name.clone(),
            from_1904,
            ..Grid::default()
        };
        let merges = file.merge_cells_by_sheet_name(&name).unwrap_or_default();
        {
            let Ok(mut cells) = file.worksheet_cells_reader(&name) else {
                continue; // A chart sheet has no cells.
            };
            while let Some(c) = cells
                .next_cell_with_formula_metadata()
                .map_err(|_| broken())?
            {
                let (row, column) = c.pos;
                if column >= MAX_COLUMNS {
                    continue;
                }
                if grid.rows.len() >= MAX_ROWS {
                    grid.say(None, format!("超过 {MAX_ROWS} 行，后面的没有读"));
                    break;
                }
                let formula = c.formula.is_some();
                // A formula without a stored value is shown as it is written, never computed.
                let written = match &c.formula {
                    Some(XlsxFormulaMetadata::Normal { formula }) => text(&format!("={formula}")),
                    Some(_) => Some(Value::Error),
                    None => None,
                };
                if let Some(value) = value(&c.value).or(written) {
                    if let Value::Text(t) = &value {
                        room = room.saturating_sub(t.len());
                    }
                    if room == 0 {
                        grid.say(
                            None,
                            format!("第{}行起文字过多，没有读", row.saturating_add(1)),
                        );
                        break;
                    }
                    grid.push(
                        row.saturating_add(1),
                        Cell {
                            column,
                            value,
                            formula,
                        },
                    );
                }
            }
        }
        let merges: Vec<Merge> = merges
            .iter()
            .map(|m| Merge {
                top: m.start.0.saturating_add(1),
                left: m.start.1,
                bottom: m.end.0.saturating_add(1),
                right: m.end.1,
            })
            .collect();
        grid.rows.sort_by_key(|r| r.number);
        grid.fill(&merges);
        book.grids.push(grid);
    }
    // Which part a sheet stands in is calamine's own business; with one sheet it is plain.
    if let ([grid], [(_, rows)]) = (book.grids.as_mut_slice(), hidden.as_slice()) {
        for row in &mut grid.rows {
            row.hidden = rows.contains(&row.number);
        }
    } else if hidden_somewhere > 0 {
        book.say(format!(
            "表中有 {hidden_somewhere} 行是隐藏的，已照常读取，请核对"
        ));
    }
    Ok(book)
}

/// The rows of a sheet's part that are hidden.
fn hidden_rows(part: &[u8]) -> BTreeSet<u32> {
    let mut out = BTreeSet::new();
    if !part.windows(6).any(|w| w == b"hidden") {
        return out;
    }
    let (text, _) = xml::decode(part);
    let mut xml = Xml::new(&text);
    while let Ok(event) = xml.event() {
        match event {
            Event::Open(e) if e.name == "row" => {
                let hidden = matches!(e.get("hidden"), Some("1" | "true"));
                if let Some(n) = e.get("r").and_then(|r| r.parse().ok()).filter(|_| hidden) {
                    out.insert(n);
                }
            }
            Event::End => break,
            _ => {}
        }
    }
    out
}

/// Reads an .xls or .et file.
pub(super) fn xls(bytes: &[u8]) -> Result<Book> {
    let bytes = screened(bytes)?;
    let mut file = Xls::new(Cursor::new(bytes)).map_err(|e| match e {
        calamine::XlsError::Password => encrypted(),
        _ => broken(),
    })?;
    let mut book = Book::default();
    let sheets: Vec<(String, SheetVisible)> = file
        .sheets_metadata()
        .iter()
        .map(|s| (s.name.clone(), s.visible))
        .collect();
    for (name, visible) in sheets {
        if visible != SheetVisible::Visible {
            hidden_sheet(&mut book, &name);
            continue;
        }
        let Ok(range) = file.worksheet_range(&name) else {
            continue;
        };
        let mut grid = Grid {
            name: name.clone(),
            ..Grid::default()
        };
        let (top, left) = range.start().unwrap_or((0, 0));
        for (r, c, data) in range.used_cells() {
            let at =
                |base: u32, i: usize| base.saturating_add(u32::try_from(i).unwrap_or(u32::MAX));
            let (row, column) = (at(top, r), at(left, c));
            if column >= MAX_COLUMNS {
                continue;
            }
            if let Some(value) = owned(data) {
                grid.push(
                    row.saturating_add(1),
                    Cell {
                        column,
                        value,
                        formula: false,
                    },
                );
            }
        }
        let merges: Vec<Merge> = file
            .merge_cells_by_sheet_name(&name)
            .unwrap_or_default()
            .iter()
            .map(|m| Merge {
                top: m.start.0.saturating_add(1),
                left: m.start.1,
                bottom: m.end.0.saturating_add(1),
                right: m.end.1,
            })
            .collect();
        grid.fill(&merges);
        book.grids.push(grid);
    }
    Ok(book)
}

/// Reads a .csv file in whatever encoding it is, commas or tabs.
pub(super) fn csv(bytes: &[u8]) -> Result<Book> {
    let decoded = decode::text(bytes)?;
    let first = decoded.text.lines().next().unwrap_or("");
    let count = |c: char| first.matches(c).count();
    let delimiter = if count('\t') > count(',') {
        b'\t'
    } else {
        b','
    };
    let mut book = Book::default();
    for l in decoded.losses {
        book.say(l);
    }
    let mut grid = Grid::default();
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(decoded.text.as_bytes());
    let mut widths: Vec<usize> = Vec::new();
    for (number, record) in (1u32..).zip(reader.records()) {
        let Ok(record) = record else {
            return Err(broken());
        };
        if grid.rows.len() >= MAX_ROWS {
            grid.say(None, format!("超过 {MAX_ROWS} 行，后面的没有读"));
            break;
        }
        let mut row = Row {
            number,
            ..Row::default()
        };
        for (column, field) in (0..MAX_COLUMNS).zip(record.iter()) {
            if let Some(value) = text(field) {
                row.cells.push(Cell {
                    column,
                    value,
                    formula: field.trim_start().starts_with('='),
                });
            }
        }
        widths.push(record.len());
        grid.rows.push(row);
    }
    grid.width = widths.iter().copied().take(1).sum();
    let width = grid.width;
    for (i, w) in widths.into_iter().enumerate() {
        if w != width {
            let row = grid.rows[i].number;
            grid.say(
                Some(row),
                format!("有 {w} 列，表头是 {width} 列，行不完整或者多了分隔符"),
            );
        }
    }
    grid.rows.retain(|r| !r.cells.is_empty());
    book.grids.push(grid);
    Ok(book)
}
