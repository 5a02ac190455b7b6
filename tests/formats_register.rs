//! Registers: read as tables, never as documents, and held against the texts of a run.

#![allow(clippy::unwrap_used)]

use qingli::cli::inputs;
use qingli::document::Document;
use qingli::parse::{self, sniff::Format};
use qingli::register::{self, Reconciliation, Register};
use std::io::{Cursor, Write};
use std::path::Path;
use zip::write::{SimpleFileOptions, ZipWriter};

#[path = "support/archive.rs"]
mod archive;
mod support;

/// An .xlsx file with one sheet of these cells (reference, XML inside `<c>`) and merged areas.
fn xlsx(cells: &[(&str, &str)], merges: &[&str], from_1904: bool) -> Vec<u8> {
    let mut rows: std::collections::BTreeMap<u32, String> = std::collections::BTreeMap::new();
    for (at, inner) in cells {
        let row: u32 = at.trim_start_matches(char::is_alphabetic).parse().unwrap();
        let (kind, inner) = match inner.strip_prefix('#') {
            Some(number) => ("n", format!("<v>{number}</v>")),
            None if inner.starts_with('<') => ("str", (*inner).to_string()),
            None => ("inlineStr", format!("<is><t>{inner}</t></is>")),
        };
        rows.entry(row)
            .or_default()
            .push_str(&format!("<c r=\"{at}\" t=\"{kind}\">{inner}</c>"));
    }
    let rows: String = rows
        .iter()
        .map(|(n, c)| {
            format!(
                "<row r=\"{n}\"{}>{c}</row>",
                if *n == 9 { " hidden=\"1\"" } else { "" }
            )
        })
        .collect();
    let merges: String = merges
        .iter()
        .map(|m| format!("<mergeCell ref=\"{m}\"/>"))
        .collect();
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let props = if from_1904 {
        "<workbookPr date1904=\"1\"/>"
    } else {
        ""
    };
    let parts = [
        ("[Content_Types].xml", "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/></Types>".to_string()),
        ("_rels/.rels", format!("<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"{rel}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>")),
        ("xl/workbook.xml", format!("<workbook xmlns=\"{main}\" xmlns:r=\"{rel}\">{props}<sheets><sheet name=\"目录\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>")),
        ("xl/_rels/workbook.xml.rels", format!("<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"{rel}/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>")),
        ("xl/worksheets/sheet1.xml", format!("<worksheet xmlns=\"{main}\"><sheetData>{rows}</sheetData><mergeCells>{merges}</mergeCells></worksheet>")),
    ];
    let mut w = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        w.start_file(name, SimpleFileOptions::default()).unwrap();
        w.write_all(text.as_bytes()).unwrap();
    }
    w.finish().unwrap().into_inner()
}

/// A caption, a header of two rows with merged cells, days as numbers and in words, a formula.
fn ledger() -> Vec<u8> {
    xlsx(
        &[
            ("A1", "霁川市行政规范性文件台账（截至2025年底）"),
            ("A2", "序号"),
            ("B2", "文件"),
            ("D2", "日期"),
            ("F2", "制定机关"),
            ("B3", "名　称"),
            ("C3", "文号"),
            ("D3", "印发"),
            ("E3", "施行"),
            ("A4", "#1"),
            ("B4", "霁川市渡口管理办法"),
            ("C4", "霁政发[2014]3号"),
            ("D4", "#41703"),
            ("E4", "2014年4月1日"),
            ("F4", "市政府"),
            ("A5", "#2"),
            ("B5", "霁川市停车管理规定"),
            ("C5", "霁政发〔2015〕9号"),
            ("D5", "2015.3.9"),
            ("E5", "2012-02-30"),
            ("A6", "#3"),
            ("B6", "霁川市码头管理办法"),
            ("C6", "霁政发〔2016〕1号"),
            ("D6", "2016/5/1"),
            ("F6", "市交通运输局"),
            ("A7", "#4"),
            ("B7", "<f>cmd|'/c calc'!A1</f>"),
            ("C7", "霁政发〔2017〕2号"),
            ("A8", "#5"),
            ("B8", "霁川市渡口管理办法"),
            ("C8", "霁政发〔2014〕3号"),
            ("A9", "#6"),
            ("B9", "霁川市航道养护办法"),
            ("C9", "霁政发〔2018〕4号"),
            ("B10", "合计"),
            ("C10", "<v></v>"),
        ],
        &["A1:F1", "A2:A3", "B2:C2", "D2:E2", "F2:F3", "F4:F5"],
        false,
    )
}

fn read(bytes: &[u8], format: Format) -> Register {
    register::read("台账.xlsx", format, bytes).unwrap()
}

#[test]
fn a_register_under_merged_headers_is_read() {
    let r = read(&ledger(), Format::Xlsx);
    let sheet = &r.sheets[0];
    assert_eq!(sheet.header, (2, 3));
    let first = &sheet.entries[0];
    assert_eq!(first.title, "霁川市渡口管理办法");
    assert_eq!(first.published.as_deref(), Some("2014-03-05"));
    assert_eq!(first.effective.as_deref(), Some("2014-04-01"));
    // 制定机关 is merged over two rows.
    assert_eq!(sheet.entries[1].issuer.as_deref(), Some("市政府"));
    assert_eq!(sheet.entries[1].published.as_deref(), Some("2015-03-09"));
    assert_eq!(sheet.entries[1].effective, None);
    assert_eq!(sheet.entries.len(), 6, "{:#?}", sheet.entries);
    let said = |row: u32, words: &str| {
        sheet
            .remarks
            .iter()
            .any(|m| m.row == Some(row) && m.what.contains(words))
    };
    assert!(said(5, "不是日历上的日期"), "{:#?}", sheet.remarks);
    assert!(said(7, "公式"));
    assert!(said(9, "隐藏"));
    assert!(!said(4, ""));
}

#[test]
fn days_from_1904_are_days_from_1904() {
    let bytes = xlsx(
        &[
            ("A1", "名称"),
            ("B1", "印发日期"),
            ("A2", "霁川市渡口管理办法"),
            ("B2", "#41643"),
        ],
        &[],
        true,
    );
    let r = read(&bytes, Format::Xlsx);
    assert_eq!(
        r.sheets[0].entries[0].published.as_deref(),
        Some("2018-01-05")
    );
}

#[test]
fn a_cell_at_the_end_of_the_world_costs_nothing() {
    let bytes = xlsx(
        &[
            ("A1", "名称"),
            ("B1", "文号"),
            ("A2", "霁川市渡口管理办法"),
            ("XFD1048576", "远"),
        ],
        &["A1:XFD1048576"],
        false,
    );
    let r = read(&bytes, Format::Xlsx);
    assert_eq!(r.sheets[0].entries.len(), 1);
}

#[test]
fn a_table_without_names_of_documents_is_no_register() {
    let bytes = xlsx(&[("A1", "姓名"), ("B1", "电话"), ("A2", "某")], &[], false);
    let e = register::read("a.xlsx", Format::Xlsx, &bytes).unwrap_err();
    assert!(e.reason().contains("表头"), "{e}");
    let e = parse::document("a.xlsx", &bytes).unwrap_err();
    assert!(e.next_step().contains("核对"), "{e}");
}

#[test]
fn a_csv_in_gbk_is_read_and_crooked_rows_are_told() {
    let text = "名称,文号,印发日期\n\"霁川市停车,管理办法\",霁政发〔2014〕3号,2014/3/5\n缺列\n";
    let bytes = encoding_rs::GB18030.encode(text).0.into_owned();
    let r = read(&bytes, Format::Csv);
    assert_eq!(r.sheets[0].entries[0].title, "霁川市停车,管理办法");
    assert_eq!(r.sheets[0].entries.len(), 2);
    assert!(r.sheets[0].remarks.iter().any(|m| m.row == Some(3)));
}

fn paper(title: &str, number: &str, day: &str, from: &str) -> Document {
    let text = format!(
        "霁川市人民政府\n{number}\n{title}\n第一条　为了加强管理，制定本办法。\n第二条　本办法自{from}起施行。\n霁川市人民政府\n{day}\n"
    );
    parse::document("a.txt", text.as_bytes()).unwrap()
}

fn held(registers: &[Register], papers: &[(&str, Document)]) -> Reconciliation {
    register::reconcile(registers, papers.iter().map(|(p, d)| (*p, &d.meta))).unwrap()
}

#[test]
fn register_and_texts_are_held_against_each_other() {
    let papers = [
        (
            "1.txt",
            paper(
                "霁川市渡口管理办法",
                "霁政发〔2014〕3号",
                "2014年3月5日",
                "2014年4月1日",
            ),
        ),
        (
            "2.txt",
            paper(
                "霁川市停车管理规定",
                "霁政发〔2015〕19号",
                "2015年3月9日",
                "2015年4月1日",
            ),
        ),
        (
            "3.txt",
            paper(
                "霁川市码头管理办法",
                "霁政发〔2016〕1号",
                "2016年5月2日",
                "2016年6月1日",
            ),
        ),
        (
            "4.txt",
            paper(
                "霁川市养犬管理办法",
                "霁政发〔2019〕8号",
                "2019年1月1日",
                "2019年2月1日",
            ),
        ),
        (
            "4副本.txt",
            paper(
                "霁川市养犬管理办法",
                "霁政发〔2019〕8号",
                "2019年1月1日",
                "2019年2月1日",
            ),
        ),
    ];
    let r = held(&[read(&ledger(), Format::Xlsx)], &papers);
    let missing: Vec<u32> = r.without_text.iter().map(|m| m.row).collect();
    assert_eq!(missing, [7, 9], "{r:#?}");
    let unlisted: Vec<&str> = r.without_entry.iter().map(|u| u.path.as_str()).collect();
    assert_eq!(unlisted, ["4.txt", "4副本.txt"]);
    let differs: Vec<(&str, &str)> = r
        .differing
        .iter()
        .map(|d| (d.document.as_str(), d.field.as_str()))
        .collect();
    assert_eq!(differs, [("2.txt", "文号"), ("3.txt", "公布日期")]);
    let same: Vec<&str> = r.duplicates.iter().map(|d| d.same.as_str()).collect();
    assert_eq!(same, ["名称、文号", "文本"], "{:#?}", r.duplicates);
    assert!(r.draft);
    assert!(register::verdict(&r).contains("草稿"));
}

#[test]
fn a_register_that_fits_has_no_open_difference() {
    let bytes = "名称,文号\n关于印发《霁川市渡口管理办法》的通知,霁政发〔2014〕3号\n".as_bytes();
    let papers = [(
        "1.txt",
        paper(
            "霁川市渡口管理办法",
            "霁政发〔2014〕3号",
            "2014年3月5日",
            "2014年4月1日",
        ),
    )];
    let r = held(&[read(bytes, Format::Csv)], &papers);
    assert!(!r.draft, "{r:#?}");
    assert!(register::reconcile(&[], papers.iter().map(|(p, d)| (*p, &d.meta))).is_none());
}

#[test]
fn a_register_among_the_inputs_is_no_document() {
    let dir = tempfile::tempdir().unwrap();
    std::fs::write(dir.path().join("台账.xlsx"), ledger()).unwrap();
    std::fs::write(
        dir.path().join("办法.txt"),
        "霁川市渡口管理办法\n第一条　登记。\n",
    )
    .unwrap();
    let taken = inputs::take(&[dir.path().to_path_buf()], &|_, _| ()).unwrap();
    assert_eq!(taken.documents.len(), 1);
    assert_eq!(taken.registers.len(), 1);
    assert!(taken.skipped.is_empty());
}

#[test]
fn registers_of_other_programs() {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/formats");
    if !dir.exists() {
        return support::skip("没有 ../shared/formats，外来程序写的登记表没有核对");
    }
    let file =
        flate2::read::GzDecoder::new(std::fs::File::open(dir.join("hostile.tar.gz")).unwrap());
    let mut seen = 0;
    for (name, bytes) in archive::untar(file) {
        let format = match name.as_str() {
            "register-formulas.xlsx" | "register-1904-hidden.xlsx" => Format::Xlsx,
            "register.ods" => Format::Ods,
            "register-gbk.csv" => Format::Csv,
            _ => continue,
        };
        seen += 1;
        let r = register::read(&name, format, &bytes).unwrap();
        let day = r.sheets[0].entries[0].published.as_deref();
        let want = if name.contains("1904") {
            "2018-01-05"
        } else {
            "2014-03-05"
        };
        assert_eq!(day, Some(want), "{name}");
    }
    assert_eq!(seen, 4);
}
