//! 清理意见表: one a document, and all documents in one list.

use super::Work;
use super::case::{Case, day};
use super::columns::{Layout, Standard};
use super::model::{Block, Cell, Paper};
use crate::error::Result;

/// The form's name.
pub const NAME: &str = "清理意见表";

/// PRODUCT's columns.
pub(super) const COLUMNS: Standard = &[
    ("文件名称", 24.0),
    ("文号", 12.0),
    ("制定机关", 14.0),
    ("起草(实施)部门", 12.0),
    ("公布日期", 10.0),
    ("施行日期", 10.0),
    ("有效期", 12.0),
    ("主要依据", 20.0),
    ("上位依据变动情况", 20.0),
    ("存在问题的条款", 30.0),
    ("问题类型", 12.0),
    ("上位法依据(条文)", 40.0),
    ("清理意见", 20.0),
    ("修改内容", 36.0),
    ("征求意见及采纳情况", 16.0),
    ("责任人", 8.0),
    ("备注", 20.0),
];

/// All documents in one list.
pub(super) fn list(work: &Work<'_>, cases: &[Case<'_>]) -> Result<Paper> {
    let layout = layout(work)?;
    let rows: Vec<Vec<Cell>> = cases.iter().map(|c| row(work, c)).collect();
    Ok(Paper {
        form: NAME,
        file: NAME.into(),
        annex: layout.annex.clone().filter(|a| !a.is_empty()),
        title: layout.title.clone().unwrap_or_else(|| NAME.into()),
        draft: work.undecided(cases),
        landscape: true,
        blocks: vec![
            Block::Table(layout.table(NAME, &rows)),
            Block::Note(work.footing()),
        ],
        ..Paper::default()
    })
}

/// One paper a document.
pub(super) fn each(work: &Work<'_>, cases: &[Case<'_>]) -> Result<Vec<Paper>> {
    let layout = layout(work)?;
    Ok(cases
        .iter()
        .map(|c| {
            let mut table = layout.table(NAME, &[row(work, c)]);
            table.form = true;
            Paper {
                form: NAME,
                file: work.file_of(NAME, c),
                annex: layout.annex.clone().filter(|a| !a.is_empty()),
                title: layout.title.clone().unwrap_or_else(|| NAME.into()),
                draft: work.undecided(std::slice::from_ref(c)),
                blocks: vec![Block::Table(table), Block::Note(work.footing())],
                ..Paper::default()
            }
        })
        .collect())
}

fn layout(work: &Work<'_>) -> Result<Layout> {
    Layout::of(NAME, COLUMNS, &work.settings.forms, None)
}

fn row(work: &Work<'_>, c: &Case<'_>) -> Vec<Cell> {
    let text = &c.view.checked.document.text;
    let said = c.said.cloned().unwrap_or_default();
    let of = |f: &dyn Fn(&super::case::Problem<'_>) -> String| -> Cell {
        let all: Vec<String> = c.problems.iter().map(f).collect();
        Cell::list(&all)
    };
    let mut opinion = vec![c.outcome_shown()];
    opinion.extend(c.view.checked.why.iter().cloned());
    vec![
        Cell::words(c.title()),
        Cell::words(c.number().unwrap_or(super::case::UNSAID)),
        Cell::words(c.issuers()),
        Cell::words(said.department),
        Cell::words(day(c.published())),
        Cell::words(day(c.effective())),
        Cell::words(c.validity()),
        Cell::list(&c.bases()),
        Cell::list(&c.moved_bases()),
        of(&|p| format!("{}：{}", p.where_shown(), p.card.lead.message)),
        of(&|p| p.card.lead.kind.shown().to_string()),
        of(&|p| or(p.bases(), "—")),
        Cell::words(opinion.join("\n")),
        of(&|p| {
            let proposed = or(p.proposed(text, work.decisions), "由承办人员拟定");
            format!("{proposed}〔{}〕", p.verdicts())
        }),
        Cell::words(said.opinions),
        Cell::words(said.person),
        Cell::words(remarks(c, &said.note)),
    ]
}

fn or(s: String, other: &str) -> String {
    if s.is_empty() { other.into() } else { s }
}

/// 备注: what a person wrote, who may decide, what was turned down, what was not checked.
fn remarks(c: &Case<'_>, note: &str) -> String {
    let mut out: Vec<String> = Vec::new();
    if !note.is_empty() {
        out.push(note.to_string());
    }
    if let Some(a) = c.authority() {
        out.push(format!("处理权限：{a}"));
    }
    if c.rejected > 0 {
        out.push(format!("经审核不采纳{}处", c.rejected));
    }
    let not = c.view.not_checked.len();
    if not > 0 {
        out.push(format!("{not}项没有检查，由承办人员人工审查"));
    }
    out.join("\n")
}
