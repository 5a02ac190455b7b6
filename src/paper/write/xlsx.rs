//! A paper as a workbook (`rust_xlsxwriter`): a sheet a table, words as words, counts as numbers.
//!
//! No cell is a formula and no cell is a link: words are written as strings by type. The workbook
//! carries the day of judgment, not the clock's.

use crate::error::{Error, Result};
use crate::paper::model::{Block, Cell, Mark, Paper, Run, Table};
use crate::text::Date;
use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, FormatUnderline,
    Workbook, Worksheet,
};

/// A cell of a workbook holds no more characters.
const MOST: usize = 32_767;

struct Formats {
    title: Format,
    note: Format,
    head: Format,
    cell: Format,
    number: Format,
    total: Format,
    plain: Format,
    deleted: Format,
    inserted: Format,
}

impl Formats {
    fn new() -> Self {
        let base = || Format::new().set_font_name("仿宋_GB2312").set_font_size(11);
        let boxed = || base().set_border(FormatBorder::Thin).set_text_wrap();
        Self {
            title: Format::new()
                .set_font_name("方正小标宋简体")
                .set_font_size(18)
                .set_align(FormatAlign::Center)
                .set_align(FormatAlign::VerticalCenter),
            note: base(),
            head: Format::new()
                .set_font_name("黑体")
                .set_font_size(11)
                .set_border(FormatBorder::Thin)
                .set_text_wrap()
                .set_align(FormatAlign::Center)
                .set_align(FormatAlign::VerticalCenter),
            cell: boxed().set_align(FormatAlign::Top),
            number: boxed()
                .set_align(FormatAlign::Center)
                .set_align(FormatAlign::Top),
            total: boxed().set_bold().set_align(FormatAlign::Center),
            plain: base(),
            deleted: base()
                .set_font_strikethrough()
                .set_font_color(Color::RGB(0x00C0_0000)),
            inserted: base()
                .set_bold()
                .set_underline(FormatUnderline::Single)
                .set_font_color(Color::RGB(0x0000_60A0)),
        }
    }
}

/// The workbook.
///
/// # Errors
/// Never for a sound paper.
pub fn render(paper: &Paper, day: Date) -> Result<Vec<u8>> {
    let formats = Formats::new();
    let mut book = Workbook::new();
    let notes: Vec<&str> = paper
        .blocks
        .iter()
        .filter_map(|b| match b {
            Block::Note(n) if n != "无" => Some(n.as_str()),
            _ => None,
        })
        .collect();
    let mut names: Vec<String> = Vec::new();
    for t in paper.tables() {
        let name = sheet_name(&t.caption, &mut names);
        let sheet = book.add_worksheet();
        sheet.set_name(&name).map_err(failed)?;
        fill(sheet, paper, t, &notes, &formats).map_err(failed)?;
    }
    let made = ExcelDateTime::from_ymd(
        u16::try_from(day.year()).unwrap_or(2000),
        u8::try_from(day.month()).unwrap_or(1),
        u8::try_from(day.day()).unwrap_or(1),
    )
    .map_err(failed)?;
    book.set_properties(
        &DocProperties::new()
            .set_title(paper.shown_title())
            .set_creation_datetime(&made),
    );
    book.save_to_buffer().map_err(failed)
}

fn failed(e: impl std::fmt::Display) -> Error {
    Error::internal(format!("表格写不出（{e}）"))
}

/// A name Excel takes: at most 31 characters, none of its signs, no name twice.
fn sheet_name(caption: &str, names: &mut Vec<String>) -> String {
    let clean: String = caption
        .chars()
        .filter(|c| !"[]:*?/\\'".contains(*c) && !c.is_control())
        .take(28)
        .collect();
    let clean = if clean.is_empty() {
        "表".into()
    } else {
        clean
    };
    let mut name = clean.clone();
    let mut n = 2;
    while names.contains(&name) {
        name = format!("{clean}{n}");
        n += 1;
    }
    names.push(name.clone());
    name
}

fn fill(
    sheet: &mut Worksheet,
    paper: &Paper,
    t: &Table,
    notes: &[&str],
    f: &Formats,
) -> std::result::Result<(), rust_xlsxwriter::XlsxError> {
    let last = u16::try_from(t.columns.len().saturating_sub(1)).unwrap_or(u16::MAX);
    let title = if paper.tables().count() > 1 {
        format!("{}：{}", paper.shown_title(), t.caption)
    } else {
        paper.shown_title()
    };
    if last > 0 {
        sheet.merge_range(0, 0, 0, last, &title, &f.title)?;
    } else {
        sheet.write_string_with_format(0, 0, &title, &f.title)?;
    }
    sheet.set_row_height(0, 30)?;
    let mut line = 1;
    if let Some(why) = &paper.draft {
        sheet.write_string_with_format(line, 0, format!("草稿：{why}"), &f.note)?;
        line += 1;
    }
    let head = line;
    for (at, c) in (0u16..).zip(&t.columns) {
        sheet.write_string_with_format(line, at, &c.heading, &f.head)?;
        // Two narrow characters a Chinese one.
        sheet.set_column_width(at, (c.width * 2.0 + 1.0).min(100.0))?;
    }
    line += 1;
    for (i, row) in t.rows.iter().enumerate() {
        let total = t.total && i + 1 == t.rows.len();
        for (at, cell) in (0u16..).zip(row) {
            match cell {
                #[allow(clippy::cast_precision_loss)]
                Cell::Number(n) => {
                    let format = if total { &f.total } else { &f.number };
                    sheet.write_number_with_format(line, at, *n as f64, format)?;
                }
                Cell::Words(runs) => words(sheet, line, at, runs, total, f)?,
            }
        }
        line += 1;
    }
    for n in notes {
        sheet.write_string_with_format(line, 0, *n, &f.note)?;
        line += 1;
    }
    sheet.set_freeze_panes(head + 1, 0)?;
    sheet.set_repeat_rows(0, head)?;
    sheet.set_paper_size(9);
    if paper.landscape || t.columns.len() > 6 {
        sheet.set_landscape();
    }
    sheet.set_print_fit_to_pages(1, 0);
    if paper.draft.is_some() {
        sheet.set_header("&R&\"黑体\"&16草　稿");
    }
    sheet.set_footer("&C— &P —");
    Ok(())
}

fn words(
    sheet: &mut Worksheet,
    line: u32,
    at: u16,
    runs: &[Run],
    total: bool,
    f: &Formats,
) -> std::result::Result<(), rust_xlsxwriter::XlsxError> {
    let format = if total { &f.total } else { &f.cell };
    let whole: String = runs.iter().map(|r| r.text.as_str()).collect();
    let marked = runs.iter().any(|r| r.mark != Mark::Plain);
    let long = whole.chars().count() > MOST;
    let filled: Vec<(&Format, &str)> = runs
        .iter()
        .filter(|r| !r.text.is_empty())
        .map(|r| {
            let format = match r.mark {
                Mark::Plain => &f.plain,
                Mark::Deleted => &f.deleted,
                Mark::Inserted => &f.inserted,
            };
            (format, r.text.as_str())
        })
        .collect();
    if marked && !long && !filled.is_empty() {
        sheet.write_rich_string_with_format(line, at, &filled, format)?;
    } else if long {
        const MORE: &str = "……（过长，其余见报告）";
        let cut: String = whole
            .chars()
            .take(MOST - MORE.chars().count())
            .chain(MORE.chars())
            .collect();
        sheet.write_string_with_format(line, at, cut, format)?;
    } else {
        sheet.write_string_with_format(line, at, whole, format)?;
    }
    Ok(())
}
