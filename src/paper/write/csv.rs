//! A table as .csv: UTF-8 with the mark that spreadsheets look for, CRLF, and no cell that one
//! would compute. Quoting is the `csv` crate's.

use crate::error::{Error, Result};
use crate::paper::model::{Cell, Table};

/// The file.
///
/// # Errors
/// Never for a sound table.
pub fn render(t: &Table) -> Result<Vec<u8>> {
    let failed = |e: &dyn std::fmt::Display| Error::internal(format!("表格写不出（{e}）"));
    let mut out = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer("\u{feff}".as_bytes().to_vec());
    let head = t.columns.iter().map(|c| inert(c.heading.clone()));
    out.write_record(head).map_err(|e| failed(&e))?;
    for row in &t.rows {
        out.write_record(row.iter().map(cell))
            .map_err(|e| failed(&e))?;
    }
    out.into_inner().map_err(|e| failed(&e))
}

fn cell(c: &Cell) -> String {
    match c {
        Cell::Number(n) => n.to_string(),
        Cell::Words(_) => inert(c.text()),
    }
}

/// A cell that no spreadsheet computes: .csv has no types, so an apostrophe stands before what
/// would begin a formula.
pub fn inert(cell: String) -> String {
    let first = cell.trim_start().chars().next();
    let risky = |c: char| "=+-@＝＋－＠".contains(c);
    if first.is_some_and(risky) || cell.starts_with(['\t', '\r', '\n']) {
        format!("'{cell}")
    } else {
        cell
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::paper::model::Column;

    #[test]
    fn a_cell_that_would_be_computed_gets_an_apostrophe() {
        for s in ["=1+1", "+1", "-1", "@SUM(A1)", " =1", "\t=1", "＝1"] {
            assert_eq!(inert(s.into()), format!("'{s}"));
        }
        for s in ["第三条", "", "1.5", "—"] {
            assert_eq!(inert(s.into()), s);
        }
    }

    #[test]
    fn the_file_is_one_that_excel_opens_with_chinese_intact() {
        let t = Table {
            columns: ["名称", "备注"]
                .map(|h| Column {
                    heading: h.into(),
                    width: 8.0,
                })
                .to_vec(),
            rows: vec![vec![Cell::words("渡口\n“办法”,一"), Cell::count(3)]],
            ..Table::default()
        };
        let bytes = render(&t).unwrap();
        assert!(bytes.starts_with(&[0xEF, 0xBB, 0xBF]));
        let text = String::from_utf8(bytes).unwrap();
        assert_eq!(
            text.trim_start_matches('\u{feff}'),
            "名称,备注\r\n\"渡口\n“办法”,一\",3\r\n"
        );
    }
}
