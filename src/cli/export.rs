//! The hits of a search as a table: .xlsx, .csv or .json.
//!
//! `rust_xlsxwriter` writes workbooks and `csv` quotes. Words of a law or of a query must never
//! become a formula: in a workbook they are strings by type; in .csv, which has no types, a cell
//! that a spreadsheet would compute gets an apostrophe before it.

use crate::document::Status;
use crate::error::{Error, Result};
use crate::index::Hits;
use crate::paper::write::csv::inert;
use crate::text::Date;
use std::path::Path;

/// The columns.
const HEAD: [&str; 11] = [
    "序号",
    "名称",
    "章节",
    "条",
    "原文",
    "位阶",
    "效力",
    "文本日期",
    "地区",
    "制定机关",
    "另有版本",
];
/// Their widths in a workbook, in characters.
const WIDTHS: [f64; 11] = [
    6.0, 36.0, 24.0, 12.0, 80.0, 12.0, 10.0, 12.0, 14.0, 24.0, 9.0,
];

/// Writes the hits; the file's ending says how.
///
/// # Errors
/// When the ending is none of the three, or the file can't be written.
pub(crate) fn write(file: &Path, hits: &Hits, day: Date, query: &str) -> Result<()> {
    let bytes = match file.extension().and_then(|e| e.to_str()) {
        Some("xlsx") => workbook(hits, day, query)?,
        Some("csv") => csv(hits)?,
        Some("json") => json(hits)?,
        _ => {
            return Err(Error::usage(
                format!("不知道把结果存成什么：{}", file.display()),
                "文件名以 .xlsx、.csv 或者 .json 结尾",
            ));
        }
    };
    super::common::write_whole(file, &bytes)
        .map_err(|e| Error::io("写入表格失败", &e).about_file(file))
}

fn rows(hits: &Hits) -> impl Iterator<Item = [String; 11]> {
    hits.hits.iter().zip(1usize..).map(|(h, n)| {
        [
            n.to_string(),
            h.title.clone(),
            h.heading.clone(),
            h.place.clone(),
            h.text.clone(),
            h.rank.shown().to_string(),
            match h.status {
                Status::Unknown => "未知".into(),
                s => s.name().to_string(),
            },
            h.date.map(|d| d.to_string()).unwrap_or_default(),
            h.region.clone(),
            h.issuer.clone(),
            h.others.to_string(),
        ]
    })
}

fn failed(e: impl std::fmt::Display) -> Error {
    Error::internal(format!("表格写不出（{e}）"))
}

fn workbook(hits: &Hits, day: Date, query: &str) -> Result<Vec<u8>> {
    use rust_xlsxwriter::{Format, FormatAlign, Workbook};
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let head = Format::new().set_bold();
    let cell = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    let about = format!("检索词：{query}；审查基准日：{day}；共 {} 条", hits.total);
    sheet.write_string(0, 0, about).map_err(failed)?;
    for ((at, name), width) in (0u16..).zip(HEAD).zip(WIDTHS) {
        sheet
            .write_string_with_format(1, at, name, &head)
            .map_err(failed)?;
        sheet.set_column_width(at, width).map_err(failed)?;
    }
    for (line, row) in (2u32..).zip(rows(hits)) {
        for (at, words) in (0u16..).zip(row) {
            sheet
                .write_string_with_format(line, at, words, &cell)
                .map_err(failed)?;
        }
    }
    sheet.set_freeze_panes(2, 0).map_err(failed)?;
    // The day of judgment, not the clock: the same search gives the same bytes.
    let made = rust_xlsxwriter::ExcelDateTime::from_ymd(
        u16::try_from(day.year()).unwrap_or(2000),
        u8::try_from(day.month()).unwrap_or(1),
        u8::try_from(day.day()).unwrap_or(1),
    )
    .map_err(failed)?;
    book.set_properties(&rust_xlsxwriter::DocProperties::new().set_creation_datetime(&made));
    book.save_to_buffer().map_err(failed)
}

fn csv(hits: &Hits) -> Result<Vec<u8>> {
    // Spreadsheets take a .csv for UTF-8 only with this mark.
    let mut out = csv::Writer::from_writer("\u{feff}".as_bytes().to_vec());
    out.write_record(HEAD).map_err(failed)?;
    for row in rows(hits) {
        out.write_record(row.map(inert)).map_err(failed)?;
    }
    out.into_inner().map_err(failed)
}

/// Counts are numbers to a program that reads them.
fn value(name: &str, words: String) -> serde_json::Value {
    match words.parse::<usize>() {
        Ok(n) if matches!(name, "序号" | "另有版本") => n.into(),
        _ => words.into(),
    }
}

fn json(hits: &Hits) -> Result<Vec<u8>> {
    let list: Vec<serde_json::Value> = rows(hits)
        .map(|row| {
            HEAD.iter()
                .zip(row)
                .map(|(name, words)| ((*name).to_string(), value(name, words)))
                .collect::<serde_json::Map<_, _>>()
                .into()
        })
        .collect();
    serde_json::to_vec_pretty(&list).map_err(failed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::{VersionId, WorkId};
    use crate::document::{NodeId, Rank};
    use crate::index::{Hit, Kind};
    use crate::text::Span;

    fn hits(title: &str) -> Hits {
        Hits {
            kind: Kind::Ranked,
            total: 1,
            hits: vec![Hit {
                version: VersionId(0),
                work: WorkId(0),
                node: NodeId(0),
                title: title.into(),
                date: None,
                rank: Rank::Law,
                region: "全国".into(),
                issuer: String::new(),
                place: "第一条".into(),
                heading: String::new(),
                text: "渡船应当登记，\n\"渡工\"应当持证。".into(),
                highlights: Vec::new(),
                snippet: Span::new(0, 0),
                score: 1.0,
                status: Status::InForce,
                others: 0,
            }],
            undated: 0,
            note: None,
            suggested: Vec::new(),
            facets: None,
        }
    }

    #[test]
    fn counts_are_numbers_in_json() {
        let list: serde_json::Value =
            serde_json::from_slice(&json(&hits("2019")).unwrap()).unwrap();
        assert_eq!(list[0]["序号"], 1);
        assert_eq!(list[0]["另有版本"], 0);
        assert_eq!(list[0]["名称"], "2019");
    }

    #[test]
    fn no_cell_is_a_formula() {
        let evil = "=HYPERLINK(\"http://x\",\"渡口\")";
        let text = String::from_utf8(csv(&hits(evil)).unwrap()).unwrap();
        assert!(text.contains("\"'=HYPERLINK"), "{text}");
        let day = crate::text::date::make(2026, 11, 24).unwrap();
        let book = workbook(&hits(evil), day, evil).unwrap();
        let mut zip = zip::ZipArchive::new(std::io::Cursor::new(&book)).unwrap();
        let mut sheet = String::new();
        let mut file = zip.by_name("xl/worksheets/sheet1.xml").unwrap();
        std::io::Read::read_to_string(&mut file, &mut sheet).unwrap();
        assert!(!sheet.contains("<f>"), "{sheet}");
        drop(file);
        assert_eq!(book, workbook(&hits(evil), day, evil).unwrap());
    }
}
