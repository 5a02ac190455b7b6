//! Rows below a header → what they say of documents; what can't be taken as it stands is told.

use super::grid::{Cell, Grid, Row, Value};
use super::header::{Column, Header};
use super::{Entry, Sheet};
use crate::text::{Date, date, normalize};
use regex::Regex;
use std::sync::LazyLock;

/// A 文号: 清政办发〔2014〕17号 with any brackets, or 市政府令第57号.
static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
    crate::text::regex(
        r"[\p{Han}A-Za-z]{1,20}[〔\[［【（(]\s*[12][0-9]{3}\s*[〕\]］】）)]\s*(?:第)?\s*[0-9]{1,5}\s*号|[\p{Han}]{0,20}令\s*(?:[〔\[［【（(]\s*[12][0-9]{3}\s*[〕\]］】）)])?\s*第?\s*[0-9一二三四五六七八九十百]{1,6}\s*号",
    )
});

/// Reads the rows below a header.
pub(super) fn read(grid: &Grid, head: &Header) -> Sheet {
    let mut sheet = Sheet {
        name: grid.name.clone(),
        header: head.rows,
        columns: head
            .columns
            .iter()
            .map(|(c, m)| (letter(*c), m.shown().to_string()))
            .collect(),
        entries: Vec::new(),
        remarks: grid.remarks.clone(),
    };
    for row in &grid.rows[head.below..] {
        let mut reader = RowReader {
            grid,
            head,
            row,
            sheet: &mut sheet,
        };
        if let Some(entry) = reader.entry() {
            sheet.entries.push(entry);
        }
    }
    sheet.remarks.sort();
    sheet.remarks.dedup();
    sheet
}

/// The letter of a column: 0 is A.
fn letter(column: u32) -> String {
    let mut n = column + 1;
    let mut out = Vec::new();
    while n > 0 {
        n -= 1;
        out.push(char::from(b'A' + u8::try_from(n % 26).unwrap_or(0)));
        n /= 26;
    }
    out.iter().rev().collect()
}

struct RowReader<'a> {
    grid: &'a Grid,
    head: &'a Header,
    row: &'a Row,
    sheet: &'a mut Sheet,
}

impl RowReader<'_> {
    fn say(&mut self, what: String) {
        self.sheet.remarks.push(super::Remark {
            row: Some(self.row.number),
            what,
        });
    }

    fn cell(&self, column: Column) -> Option<&Cell> {
        let at = self.head.columns.iter().find(|c| c.1 == column)?.0;
        self.row.cell(at)
    }

    fn entry(&mut self) -> Option<Entry> {
        let title = self.words(Column::Title);
        let number = self.words(Column::Number);
        let (title, number) = match (title, number) {
            (None, None) => {
                // 合计, notes below the table, empty rows: no document.
                let broken = self.cell(Column::Title).is_some();
                if broken {
                    self.say("没有可用的文件名称，这一行没有读".to_string());
                }
                return None;
            }
            (None, Some(n)) => {
                self.say(format!("有文号“{n}”，没有文件名称"));
                (String::new(), Some(n))
            }
            (Some(t), n) => (t, n),
        };
        let squeezed = normalize::squeeze(&title);
        if number.is_none() && not_a_title(&squeezed) {
            return None;
        }
        let mut entry = Entry {
            row: self.row.number,
            title,
            number,
            issuer: self.words(Column::Issuer),
            published: self.day(Column::Published),
            effective: self.day(Column::Effective),
            validity: self.shown(Column::Validity),
            outcome: self.words(Column::Outcome),
        };
        if let Some(both) = self.words(Column::IssuerNumber) {
            if let Some(m) = NUMBER.find(&both) {
                entry.number = Some(m.as_str().to_string());
            } else {
                entry.issuer = Some(both);
            }
        }
        if self.row.hidden {
            self.say("这一行是隐藏的，已照常读取".to_string());
        }
        Some(entry)
    }

    /// The words of a cell; a value that is none is told.
    fn words(&mut self, column: Column) -> Option<String> {
        let cell = self.cell(column)?.clone();
        let name = column.shown();
        match cell.value {
            Value::Text(t) => {
                let t: String = t.split_whitespace().collect::<Vec<_>>().join(" ");
                if cell.formula && t.starts_with('=') {
                    self.say(format!("{name}是公式“{t}”，没有计算，文件里也没有存值"));
                } else if cell.formula {
                    self.say(format!("{name}是公式，没有计算，用的是文件里存的值“{t}”"));
                } else if t.starts_with(['=', '+', '-', '@', '#']) {
                    self.say(format!("{name}“{t}”像公式或者出错的值，只当作文字"));
                }
                Some(t)
            }
            Value::Number(n) => Some(n.to_string()),
            Value::Day(d) => Some(d.to_string()),
            Value::Error => {
                self.say(if cell.formula {
                    format!("{name}是公式，没有计算，文件里也没有存值")
                } else {
                    format!("{name}是出错的值（如 #REF!）")
                });
                None
            }
        }
    }

    /// A cell as it is shown, without remarks.
    fn shown(&self, column: Column) -> Option<String> {
        match &self.cell(column)?.value {
            Value::Text(t) => Some(t.clone()),
            Value::Number(n) => serial(*n, self.grid.from_1904)
                .map(|d| d.to_string())
                .or_else(|| Some(n.to_string())),
            Value::Day(d) => Some(d.to_string()),
            Value::Error => None,
        }
    }

    /// The day of a cell; a value that is none is told.
    fn day(&mut self, column: Column) -> Option<String> {
        let cell = self.cell(column)?.clone();
        let name = column.shown();
        let day = match &cell.value {
            Value::Day(d) => Some(*d),
            Value::Number(n) => day_number(*n).or_else(|| serial(*n, self.grid.from_1904)),
            Value::Text(t) => {
                let squeezed = normalize::squeeze(t);
                if squeezed.is_empty()
                    || matches!(squeezed.as_str(), "—" | "-" | "/" | "无" | "不详")
                {
                    return None;
                }
                match exact(&squeezed) {
                    Some(d) => Some(d),
                    // A year or a month says less, but nothing wrong.
                    None if partial(&squeezed) => return None,
                    None => None,
                }
            }
            Value::Error => None,
        };
        if day.is_none() {
            let said = match &cell.value {
                Value::Text(t) => t.clone(),
                Value::Number(n) => n.to_string(),
                _ => "出错的值或者没有存值的公式".to_string(),
            };
            self.say(format!("{name}“{said}”不是日历上的日期"));
        }
        day.map(|d| d.to_string())
    }
}

/// 合计, 填表人：… and notes are no documents.
fn not_a_title(squeezed: &str) -> bool {
    [
        "合计",
        "总计",
        "小计",
        "注：",
        "备注：",
        "说明：",
        "填表",
        "审核",
        "填报",
        "联系",
    ]
    .iter()
    .any(|w| squeezed.starts_with(w))
        || squeezed.chars().count() < 2
}

/// A day written out, nothing else in the cell.
fn exact(s: &str) -> Option<Date> {
    let s = s.replace(['／', '/'], "-").replace(['．'], ".");
    if s.len() == 8 && s.bytes().all(|b| b.is_ascii_digit()) {
        return s.parse::<u32>().ok().and_then(day_number);
    }
    let (found, span) = date::find(&s)?;
    let rest = format!("{}{}", &s[..span.start], &s[span.end..]);
    let time = !rest.is_empty()
        && rest
            .chars()
            .all(|c| c.is_ascii_digit() || matches!(c, ':' | 'T' | '.' | 'Z' | '+' | '-'));
    let note = [
        "印发",
        "发布",
        "公布",
        "施行",
        "起",
        "实施",
        "自",
        "起施行",
        "（",
        "(",
    ]
    .iter()
    .any(|w| rest.starts_with(w));
    // 2016-01-234 is no day with a rest of “4”.
    (rest.is_empty() || (time && rest.len() > 3) || note).then_some(found)
}

/// 20180206 as a number.
fn day_number(n: impl Into<f64>) -> Option<Date> {
    let n: f64 = n.into();
    if !(19_000_101.0..=21_001_231.0).contains(&n) || n.fract() != 0.0 {
        return None;
    }
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let n = n as u64;
    date::make(n / 10_000, n / 100 % 100, n % 100)
}

/// A count of days, as table programs keep dates.
fn serial(n: f64, from_1904: bool) -> Option<Date> {
    // From 1927 to 2100; smaller numbers are counts of something else.
    if !(10_000.0..73_415.0).contains(&n) {
        return None;
    }
    #[allow(clippy::cast_possible_truncation)]
    let days = n.floor() as i64;
    let from = if from_1904 {
        Date::constant(1904, 1, 1)
    } else {
        Date::constant(1899, 12, 30)
    };
    from.checked_add(jiff::Span::new().try_days(days).ok()?)
        .ok()
}

/// 2014年3月, 2014.3, 2014: a month or a year only.
fn partial(s: &str) -> bool {
    static PARTIAL: LazyLock<Regex> = LazyLock::new(|| {
        crate::text::regex(
            r"^(?:19|20)[0-9]{2}(?:年|[-./](?:0?[1-9]|1[0-2])|年(?:0?[1-9]|1[0-2])月)?$",
        )
    });
    PARTIAL.is_match(s)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_in_the_forms_of_tables() {
        let day = |s: &str| exact(s).map(|d| d.to_string());
        for s in [
            "2016.5.1",
            "2016/5/1",
            "2016-05-01",
            "2016年5月1日",
            "二〇一六年五月一日",
            "20160501",
            "2016-05-01T00:00:00",
        ] {
            assert_eq!(day(s).as_deref(), Some("2016-05-01"), "{s}");
        }
        for s in [
            "2016/13/45",
            "2012-02-30",
            "15-Mar-09",
            "20161345",
            "2016-05-012",
        ] {
            assert_eq!(day(s), None, "{s}");
        }
        assert!(partial("2014年3月") && partial("2014") && !partial("2014.13"));
        assert_eq!(serial(41703.0, false).unwrap().to_string(), "2014-03-05");
        assert_eq!(serial(41643.0, true).unwrap().to_string(), "2018-01-05");
        assert_eq!(serial(7.0, false), None);
    }

    #[test]
    fn columns_have_letters() {
        assert_eq!(
            (letter(0), letter(25), letter(26)),
            ("A".into(), "Z".into(), "AA".into())
        );
    }
}
