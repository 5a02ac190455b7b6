//! The header of a register: which row, which column means what.
//!
//! Headers have one to three rows (文件 over 名称 and 文号), may stand under a caption and a line
//! 填报单位：…; a column's name is made of all header rows above it.

use super::grid::{Grid, MAX_COLUMNS, Row, Value};
use crate::text::normalize;

/// How far down a header may begin.
const SEARCH: usize = 30;
/// How many rows a header may have.
const HEIGHT: usize = 3;

/// What a column means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Column {
    /// 文件名称
    Title,
    /// 文号
    Number,
    /// 发布机关及文号 in one cell
    IssuerNumber,
    /// 制定机关
    Issuer,
    /// 印发、公布日期
    Published,
    /// 施行日期
    Effective,
    /// 有效期
    Validity,
    /// 清理意见、效力状态
    Outcome,
}

impl Column {
    /// What users call it.
    pub(super) const fn shown(self) -> &'static str {
        match self {
            Self::Title => "文件名称",
            Self::Number => "文号",
            Self::IssuerNumber => "发布机关及文号",
            Self::Issuer => "制定机关",
            Self::Published => "公布日期",
            Self::Effective => "施行日期",
            Self::Validity => "有效期",
            Self::Outcome => "清理意见",
        }
    }
}

/// A header that was found.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Header {
    /// Index of the first row below it.
    pub(super) below: usize,
    /// First and last row by number.
    pub(super) rows: (u32, u32),
    /// Column and meaning; each meaning once.
    pub(super) columns: Vec<(u32, Column)>,
}

/// Finds the header: the rows in which most columns have a known name, a document's name among
/// them; the fewest rows where several do as well.
pub(super) fn find(grid: &Grid) -> Option<Header> {
    let mut best: Option<Header> = None;
    for at in 0..grid.rows.len().min(SEARCH) {
        for height in 1..=HEIGHT.min(grid.rows.len() - at) {
            let rows = &grid.rows[at..at + height];
            if rows.iter().skip(1).any(|r| !heads(r)) {
                break;
            }
            let columns = columns(rows);
            let has = |c: Column| columns.iter().any(|x| x.1 == c);
            let enough = has(Column::Title) && columns.len() >= 2;
            let better = best.as_ref().is_none_or(|b| {
                let tall = |rows: (u32, u32)| rows.1 - rows.0;
                let own = (rows[0].number, rows[height - 1].number);
                (columns.len(), tall(b.rows)) > (b.columns.len(), tall(own))
            });
            if enough && better {
                best = Some(Header {
                    below: at + height,
                    rows: (rows[0].number, rows[height - 1].number),
                    columns,
                });
            }
        }
    }
    best
}

/// Whether a row may belong to a header: short words, no numbers, no days.
fn heads(row: &Row) -> bool {
    row.cells.iter().all(|c| match &c.value {
        Value::Text(t) => t.chars().count() <= 20 && !t.contains('〔'),
        _ => false,
    })
}

fn columns(rows: &[Row]) -> Vec<(u32, Column)> {
    let mut out: Vec<(u32, Column)> = Vec::new();
    for column in 0..MAX_COLUMNS {
        let mut parts: Vec<String> = Vec::new();
        for row in rows {
            if let Some(Value::Text(t)) = row.cell(column).map(|c| &c.value) {
                let t = name(t);
                if !t.is_empty() && parts.last() != Some(&t) {
                    parts.push(t);
                }
            }
        }
        // A title row merged over the whole table is no name of a column.
        if let Some(meaning) = meaning(&parts)
            && !out.iter().any(|x| x.1 == meaning)
        {
            out.push((column, meaning));
        }
    }
    out
}

/// A header's words without white space and notes in brackets.
fn name(s: &str) -> String {
    let s: String = normalize::squeeze(s)
        .chars()
        .map(|c| match c {
            '(' => '（',
            ')' => '）',
            c => c,
        })
        .collect();
    let mut out = String::new();
    let mut depth = 0usize;
    for c in s.chars() {
        match c {
            '（' => depth += 1,
            '）' => depth = depth.saturating_sub(1),
            '：' | ':' | '*' => {}
            c if depth == 0 => out.push(c),
            _ => {}
        }
    }
    out
}

/// What the words of a column's header mean.
fn meaning(parts: &[String]) -> Option<Column> {
    let last = parts.last()?;
    let all = parts.concat();
    if all.chars().count() > 24 {
        return None;
    }
    let any = |list: &[&str]| list.iter().any(|w| all.contains(w));
    let body = any(&["机关", "单位", "部门", "主体", "机构"]);
    let day = any(&["日期", "时间", "年月"]);
    if any(&["依据", "上位法", "修改内容", "联系", "责任人"]) {
        return None;
    }
    if last.contains("文号") || last.ends_with("字号") || last == "文件编号" {
        return Some(if body {
            Column::IssuerNumber
        } else {
            Column::Number
        });
    }
    if any(&["有效期", "失效"]) {
        return Some(Column::Validity);
    }
    if day || parts.len() > 1 || last.ends_with("日") {
        if any(&["施行", "实施", "生效", "执行"]) && !body {
            return Some(Column::Effective);
        }
        if any(&[
            "印发", "发布", "公布", "发文", "成文", "颁布", "制定", "通过", "出台",
        ]) && !body
            && (day || ["印发", "发布", "公布", "发文", "成文"].contains(&last.as_str()))
        {
            return Some(Column::Published);
        }
    }
    if body {
        return any(&["制定", "发布", "发文", "印发", "公布", "颁布", "制发"])
            .then_some(Column::Issuer);
    }
    if last.ends_with("名称")
        || last.ends_with("标题")
        || last.ends_with("题目")
        || last == "文件名"
    {
        return Some(Column::Title);
    }
    if any(&[
        "清理意见",
        "清理结果",
        "处理意见",
        "清理结论",
        "效力",
        "状态",
        "清理建议",
    ]) {
        return Some(Column::Outcome);
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn means(parts: &[&str]) -> Option<Column> {
        let parts: Vec<String> = parts.iter().map(|p| name(p)).collect();
        meaning(&parts)
    }

    #[test]
    fn names_of_columns_are_known_in_the_forms_that_offices_use() {
        assert_eq!(means(&["文件名称"]), Some(Column::Title));
        assert_eq!(means(&["文　件", "名　称"]), Some(Column::Title));
        assert_eq!(means(&["规范性文件标题"]), Some(Column::Title));
        assert_eq!(means(&["发文字号"]), Some(Column::Number));
        assert_eq!(means(&["发布机关及文号"]), Some(Column::IssuerNumber));
        assert_eq!(means(&["日期", "印发"]), Some(Column::Published));
        assert_eq!(means(&["公布日期（年月日）"]), Some(Column::Published));
        assert_eq!(means(&["日期", "施行"]), Some(Column::Effective));
        assert_eq!(means(&["有效期至"]), Some(Column::Validity));
        assert_eq!(means(&["制定机关"]), Some(Column::Issuer));
        assert_eq!(means(&["制定机关名称"]), Some(Column::Issuer));
        assert_eq!(means(&["主要依据名称"]), None);
        assert_eq!(means(&["序号"]), None);
    }
}
