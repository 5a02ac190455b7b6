//! Registers of documents (目录、台账: 序号, 名称, 文号, 印发日期 …) and their reconciliation with
//! the texts of a run.
//!
//! ```text
//!  .xlsx .xls .et .ods .csv ──grid──▶ rows of cells ──header──▶ columns ──entries──▶ Register
//!                                        Register × documents ──reconcile──▶ what differs
//! ```
//!
//! Where a notice says that what is not in the published directory is void, a paper left out of
//! it is lost: so both are compared before anyone signs. A register is no legal document: it is
//! never checked, and never "unreadable" either.
//!
//! .xlsx and .xls go through calamine, .csv through csv (both kept for years, plain Rust;
//! an .xls is counted first, for calamine unpacks without bounds); .ods
//! through our own bounded XML tree, since calamine expands repeated rows in memory. Formulas are
//! never computed, links never followed; a cell counts with the value the file shows.

mod entries;
mod grid;
mod header;
mod ods;
mod reconcile;
mod tables;
mod xls;

pub use reconcile::{
    Difference, Duplicate, Missing, Reconciliation, SheetSummary, Unlisted, reconcile,
};
pub use tables::{Table, tables, verdict};

use crate::error::{Error, Result};
use crate::parse::sniff::Format;
use serde::{Deserialize, Serialize};

/// Something about a register that a person must look at.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Remark {
    /// The row as the table program counts it, from 1; none for the whole sheet.
    pub row: Option<u32>,
    /// What is wrong, in Chinese.
    pub what: String,
}

/// One row of a register: what it says of one document.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Entry {
    /// The row as the table program counts it, from 1.
    pub row: u32,
    /// The document's name.
    pub title: String,
    /// 文号
    pub number: Option<String>,
    /// 制定机关
    pub issuer: Option<String>,
    /// 印发、公布日期
    pub published: Option<String>,
    /// 施行日期
    pub effective: Option<String>,
    /// 有效期 in the register's words
    pub validity: Option<String>,
    /// 清理意见, 效力状态 in the register's words
    pub outcome: Option<String>,
}

/// A sheet that is a register.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Sheet {
    /// The sheet's name; empty for .csv.
    pub name: String,
    /// First and last row of the header.
    pub header: (u32, u32),
    /// The columns that were recognised: letter and meaning.
    pub columns: Vec<(String, String)>,
    /// The documents listed.
    pub entries: Vec<Entry>,
    /// Rows and values that could not be taken as they stand.
    pub remarks: Vec<Remark>,
}

/// A register as a file holds it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Register {
    /// The file's path as the user named it.
    pub path: String,
    /// Its sheets that list documents.
    pub sheets: Vec<Sheet>,
    /// What must be known of the whole file: hidden sheets, links.
    pub remarks: Vec<Remark>,
}

/// Whether files of a format are read here and not as documents.
pub const fn is_register(format: Format) -> bool {
    matches!(
        format,
        Format::Xlsx | Format::Xls | Format::Ods | Format::Csv
    )
}

/// Reads a register.
///
/// # Errors
/// A broken or encrypted file; a table without a column of document names.
pub fn read(path: &str, format: Format, bytes: &[u8]) -> Result<Register> {
    let work = || read_inner(path, format, bytes);
    std::panic::catch_unwind(std::panic::AssertUnwindSafe(work)).unwrap_or_else(|_| Err(broken()))
}

fn read_inner(path: &str, format: Format, bytes: &[u8]) -> Result<Register> {
    let book = match format {
        Format::Xlsx => grid::xlsx(bytes)?,
        Format::Xls => grid::xls(bytes)?,
        Format::Ods => ods::read(bytes)?,
        _ => grid::csv(bytes)?,
    };
    let mut register = Register {
        path: path.to_string(),
        sheets: Vec::new(),
        remarks: book.remarks,
    };
    for grid in &book.grids {
        match header::find(grid) {
            Some(head) => register.sheets.push(entries::read(grid, &head)),
            None if grid.rows.is_empty() => {}
            None => register.remarks.push(Remark {
                row: None,
                what: format!(
                    "工作表“{}”没有“文件名称”一列，没有作为登记表读取",
                    grid.name
                ),
            }),
        }
    }
    if register.sheets.is_empty() {
        return Err(Error::unreadable(
            "这是电子表格，但没有找到登记表的表头（至少要有“文件名称”和“文号”或者日期两列）",
            "是登记表的，在第一行写明“文件名称”“文号”“印发日期”等列名；是文件正文的，另存为 .docx",
        ));
    }
    Ok(register)
}

fn broken() -> Error {
    Error::unreadable(
        "电子表格已损坏，读不出来",
        "用 Excel 或者 WPS 表格打开，另存为 .xlsx 再试",
    )
}
