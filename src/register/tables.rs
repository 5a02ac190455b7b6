//! A reconciliation as tables, the same for the terminal, the page and Markdown.

use super::reconcile::{Reconciliation, place};

/// A table of the report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// What it lists.
    pub caption: &'static str,
    /// Names of the columns.
    pub head: &'static [&'static str],
    /// Its rows.
    pub rows: Vec<Vec<String>>,
}

/// How many rows a table shows; a register of 200,000 rows would make a page nobody opens.
const MOST: usize = 2_000;

/// The tables of a reconciliation: the registers first, then whatever is not settled.
pub fn tables(r: &Reconciliation) -> Vec<Table> {
    let or_dash = |s: &Option<String>| s.clone().unwrap_or_else(|| "—".into());
    let mut out = vec![Table {
        caption: "登记表",
        head: &["文件", "工作表", "登记件数", "其中有文本"],
        rows: r
            .sheets
            .iter()
            .map(|s| {
                vec![
                    s.path.clone(),
                    s.sheet.clone(),
                    s.entries.to_string(),
                    s.matched.to_string(),
                ]
            })
            .collect(),
    }];
    out.push(Table {
        caption: "登记表有、没有文本",
        head: &["位置", "名称", "文号"],
        rows: r
            .without_text
            .iter()
            .map(|m| {
                vec![
                    place(&m.path, &m.sheet, m.row),
                    m.title.clone(),
                    or_dash(&m.number),
                ]
            })
            .collect(),
    });
    out.push(Table {
        caption: "有文本、登记表没有",
        head: &["文件", "名称", "文号"],
        rows: r
            .without_entry
            .iter()
            .map(|u| vec![u.path.clone(), u.title.clone(), or_dash(&u.number)])
            .collect(),
    });
    out.push(Table {
        caption: "重复",
        head: &["名称", "文号", "相同的是", "位置"],
        rows: r
            .duplicates
            .iter()
            .map(|d| {
                vec![
                    d.title.clone(),
                    or_dash(&d.number),
                    d.same.clone(),
                    d.places.join("；"),
                ]
            })
            .collect(),
    });
    out.push(Table {
        caption: "登记与文本不一致",
        head: &["位置", "文本", "项目", "登记表", "文本写的"],
        rows: r
            .differing
            .iter()
            .map(|d| {
                vec![
                    place(&d.path, &d.sheet, d.row),
                    d.document.clone(),
                    d.field.clone(),
                    d.register.clone(),
                    d.text.clone(),
                ]
            })
            .collect(),
    });
    out.push(Table {
        caption: "登记表中须核对的内容",
        head: &["位置", "问题"],
        rows: r
            .sheets
            .iter()
            .flat_map(|s| {
                s.remarks.iter().map(|m| {
                    let at = match m.row {
                        Some(row) => place(&s.path, &s.sheet, row),
                        None => s.path.clone(),
                    };
                    vec![at, m.what.clone()]
                })
            })
            .collect(),
    });
    out.retain(|t| !t.rows.is_empty());
    for t in &mut out {
        let all = t.rows.len();
        if all > MOST {
            t.rows.truncate(MOST);
            let mut more = vec![String::new(); t.head.len()];
            more[0] = format!("（共 {all} 行，其余见 findings.json）");
            t.rows.push(more);
        }
    }
    out
}

/// What the reconciliation comes to, in one sentence.
pub fn verdict(r: &Reconciliation) -> String {
    if r.draft {
        format!(
            "登记表与文件没有核清：缺文本 {} 件，未登记 {} 件，重复 {} 组，不一致 {} 处。核清以前，据此编制的目录只能标“草稿”。",
            r.without_text.len(),
            r.without_entry.len(),
            r.duplicates.len(),
            r.differing.len()
        )
    } else {
        "登记表与文件逐件相符。".to_string()
    }
}
