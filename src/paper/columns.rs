//! The columns of the forms and what `qingli.toml` makes of them: provinces differ.
//!
//! ```toml
//! [[form]]
//! name = "清理意见表"
//! title = "行政规范性文件清理意见表"
//! columns = ["文件名称", "文号", { column = "清理意见", heading = "拟办意见" }, { blank = "分管领导意见" }]
//! ```

use super::model::{Cell, Column, Table};
use crate::error::{Error, Result};
use serde::Deserialize;

/// What a user wants otherwise in one form.
#[derive(Debug, Clone, PartialEq, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FormConfig {
    /// Which form.
    #[serde(alias = "名称")]
    pub name: String,
    /// Another title.
    #[serde(default, alias = "标题")]
    pub title: Option<String>,
    /// The mark above the title; empty for none.
    #[serde(default, alias = "附件")]
    pub annex: Option<String>,
    /// The columns, in order; all of the form's where absent.
    #[serde(default, alias = "列")]
    pub columns: Vec<ColumnConfig>,
}

/// One column: a name, or more about it.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(untagged)]
pub enum ColumnConfig {
    /// A column as it is.
    Name(String),
    /// A column under another heading, or an empty one to be filled in by hand.
    More(MoreConfig),
}

/// A column under another heading, or an empty one.
#[derive(Debug, Clone, PartialEq, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MoreConfig {
    /// The form's name for it.
    #[serde(default, alias = "列")]
    pub column: Option<String>,
    /// The heading of an empty column.
    #[serde(default, alias = "空列")]
    pub blank: Option<String>,
    /// Another heading.
    #[serde(default, alias = "标题")]
    pub heading: Option<String>,
    /// Another width, in Chinese characters.
    #[serde(default, alias = "宽")]
    pub width: Option<f64>,
}

/// A form's own columns: name and width in Chinese characters.
pub(super) type Standard = &'static [(&'static str, f64)];

/// A form as it is to be made.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Layout {
    /// Its title, where the user gives one.
    pub(super) title: Option<String>,
    /// The mark above the title, where the user gives one.
    pub(super) annex: Option<String>,
    /// Where each column comes from (none: left empty), its heading and width.
    columns: Vec<(Option<usize>, Column)>,
}

impl Layout {
    /// A form's columns as configured.
    ///
    /// # Errors
    /// When a column is named that the form has not.
    pub(super) fn of(
        name: &str,
        standard: Standard,
        config: &[FormConfig],
        plan: Option<&[String]>,
    ) -> Result<Self> {
        let own = config.iter().find(|f| f.name == name);
        let wanted: Vec<ColumnConfig> = match (own.filter(|f| !f.columns.is_empty()), plan) {
            (Some(f), _) => f.columns.clone(),
            (None, Some(plan)) => plan.iter().cloned().map(ColumnConfig::Name).collect(),
            (None, None) => standard
                .iter()
                .map(|(n, _)| ColumnConfig::Name((*n).to_string()))
                .collect(),
        };
        let find = |column: &str| {
            standard
                .iter()
                .position(|(n, _)| same(n, column))
                .ok_or_else(|| {
                    let names: Vec<&str> = standard.iter().map(|(n, _)| *n).collect();
                    Error::usage(
                        format!("{name}没有“{column}”一列"),
                        format!(
                            "改成其中之一：{}；要留空待填的，写成 {{ blank = \"{column}\" }}",
                            names.join("、")
                        ),
                    )
                })
        };
        let mut columns = Vec::new();
        for c in &wanted {
            let more = match c {
                ColumnConfig::Name(n) => MoreConfig {
                    column: Some(n.clone()),
                    ..MoreConfig::default()
                },
                ColumnConfig::More(m) => m.clone(),
            };
            let (from, heading, width) = match (&more.column, &more.blank) {
                (Some(n), None) => {
                    let i = find(n)?;
                    // A plan's own spelling of a heading stands.
                    (Some(i), n.clone(), standard[i].1)
                }
                (None, Some(b)) => (None, b.clone(), 10.0),
                _ => {
                    return Err(Error::usage(
                        format!("{name}的一列既没有写明取哪一列，也没有写明是空列"),
                        "写成 { column = \"清理意见\", heading = \"拟办意见\" } 或者 { blank = \"签字\" }",
                    ));
                }
            };
            columns.push((
                from,
                Column {
                    heading: more.heading.unwrap_or(heading),
                    width: more.width.unwrap_or(width).clamp(2.0, 120.0),
                },
            ));
        }
        Ok(Self {
            title: own.and_then(|f| f.title.clone()),
            annex: own.and_then(|f| f.annex.clone()),
            columns,
        })
    }

    /// A table of rows that have a cell for each of the form's own columns.
    pub(super) fn table(&self, caption: impl Into<String>, rows: &[Vec<Cell>]) -> Table {
        let pick = |row: &Vec<Cell>| {
            self.columns
                .iter()
                .map(|(from, _)| {
                    from.and_then(|i| row.get(i))
                        .cloned()
                        .unwrap_or_else(|| Cell::words(""))
                })
                .collect()
        };
        Table {
            caption: caption.into(),
            columns: self.columns.iter().map(|(_, c)| c.clone()).collect(),
            rows: rows.iter().map(pick).collect(),
            form: false,
            total: false,
        }
    }
}

/// Whether two headings name one column: 问题类别 is 问题类别(五个方面).
fn same(own: &str, asked: &str) -> bool {
    let bare = |s: &str| s.split(['(', '（']).next().unwrap_or(s).trim().to_string();
    own == asked || bare(own) == asked || own == bare(asked)
}

#[cfg(test)]
mod tests {
    use super::*;

    const OWN: Standard = &[
        ("序号", 4.0),
        ("文件名称", 20.0),
        ("问题类别(五个方面)", 10.0),
    ];

    fn row() -> Vec<Cell> {
        ["1", "渡口管理办法", "逐利执法"].map(Cell::words).to_vec()
    }

    #[test]
    fn columns_come_in_the_order_and_under_the_headings_asked_for() {
        let config: FormConfig = toml::from_str(
            "name = \"清单\"\ncolumns = [\"问题类别\", { blank = \"签字\" }, { column = \"文件名称\", heading = \"名称\", width = 30 }]",
        )
        .unwrap();
        let t = Layout::of("清单", OWN, &[config], None)
            .unwrap()
            .table("清单", &[row()]);
        let heads: Vec<&str> = t.columns.iter().map(|c| c.heading.as_str()).collect();
        assert_eq!(heads, ["问题类别", "签字", "名称"]);
        let cells: Vec<String> = t.rows[0].iter().map(Cell::text).collect();
        assert_eq!(cells, ["逐利执法", "", "渡口管理办法"]);
        assert!((t.columns[2].width - 30.0).abs() < 0.1);
    }

    #[test]
    fn a_column_the_form_has_not_is_refused_with_those_it_has() {
        let config = FormConfig {
            name: "清单".into(),
            columns: vec![ColumnConfig::Name("签字".into())],
            ..FormConfig::default()
        };
        let e = Layout::of("清单", OWN, &[config], None).unwrap_err();
        assert!(e.reason().contains("签字") && e.next_step().contains("文件名称"));
    }

    #[test]
    fn without_a_configuration_the_plan_then_the_form_decides() {
        let plan = ["文件名称".to_string(), "序号".to_string()];
        let t = Layout::of("清单", OWN, &[], Some(&plan))
            .unwrap()
            .table("清单", &[row()]);
        assert_eq!(t.columns[0].heading, "文件名称");
        let t = Layout::of("清单", OWN, &[], None)
            .unwrap()
            .table("清单", &[row()]);
        assert_eq!(t.columns.len(), 3);
    }
}
