//! 清理目录: one table an outcome. Only decided documents make a directory that may be published;
//! with an undecided document, an unread file or an open difference to the register it is a draft,
//! and says why.

use super::Work;
use super::case::{Case, UNSAID, day};
use super::columns::{Layout, Standard};
use super::model::{Block, Cell, Column, Paper, Table};
use crate::error::Result;
use crate::register;
use crate::report::view;

/// The form's name.
pub const NAME: &str = "清理目录";

/// PRODUCT's columns.
pub(super) const COLUMNS: Standard = &[
    ("序号", 6.0),
    ("文件名称", 25.0),
    ("发布机关及文号", 18.0),
    ("公布日期", 15.0),
    ("说明(理由)", 27.0),
];

/// The five directories and what stands against them.
pub(super) fn paper(work: &Work<'_>, cases: &[Case<'_>]) -> Result<Paper> {
    let layout = Layout::of(NAME, COLUMNS, &work.settings.forms, None)?;
    let mut blocks = Vec::new();
    for (outcome, n) in view::OUTCOMES.into_iter().zip(1u64..) {
        let mut own: Vec<&Case<'_>> = cases.iter().filter(|c| c.outcome() == outcome).collect();
        own.sort_by_key(|c| {
            (
                c.view.checked.rank,
                c.published(),
                c.view.checked.path.clone(),
            )
        });
        let rows: Vec<Vec<Cell>> = own.iter().zip(1usize..).map(|(c, n)| row(c, n)).collect();
        blocks.push(Block::Heading(
            1,
            format!(
                "{}、{}的文件目录（{}件）",
                crate::text::numeral::format(n),
                outcome.shown(),
                rows.len()
            ),
        ));
        if rows.is_empty() {
            blocks.push(Block::Note("无".into()));
        }
        blocks.push(Block::Table(layout.table(outcome.shown(), &rows)));
    }
    let lost = unread(work);
    if !lost.rows.is_empty() {
        blocks.push(Block::Heading(
            1,
            format!("未能检查的文件（{}件）", lost.rows.len()),
        ));
        blocks.push(Block::Table(lost));
    }
    if let Some(r) = &work.run.register {
        blocks.push(Block::Heading(1, "登记表与文件的核对".into()));
        blocks.push(Block::Paragraph(register::verdict(r)));
        for t in register::tables(r) {
            blocks.push(Block::Heading(2, t.caption.to_string()));
            blocks.push(Block::Table(Table {
                caption: t.caption.into(),
                columns: t
                    .head
                    .iter()
                    .map(|h| Column {
                        heading: (*h).to_string(),
                        width: 18.0,
                    })
                    .collect(),
                rows: t
                    .rows
                    .into_iter()
                    .map(|r| r.into_iter().map(Cell::words).collect())
                    .collect(),
                ..Table::default()
            }));
        }
    }
    blocks.push(Block::Note(work.footing()));
    // An empty directory has no table; its heading says so.
    blocks.retain(|b| !matches!(b, Block::Table(t) if t.rows.is_empty()));
    Ok(Paper {
        form: NAME,
        file: NAME.into(),
        annex: layout.annex.clone().filter(|a| !a.is_empty()),
        title: layout
            .title
            .clone()
            .unwrap_or_else(|| "文件清理目录".into()),
        draft: reason(work, cases),
        blocks,
        ..Paper::default()
    })
}

/// Why the directories are a draft.
fn reason(work: &Work<'_>, cases: &[Case<'_>]) -> Option<String> {
    let mut why: Vec<String> = Vec::new();
    why.extend(work.undecided(cases));
    let lost = work.view.lost().count();
    if lost > 0 {
        why.push(format!("{lost}件文件未能检查"));
    }
    if work.run.register.as_ref().is_some_and(|r| r.draft) {
        why.push("登记表与文件没有核清".into());
    }
    (!why.is_empty()).then(|| why.join("；"))
}

/// The files that could not be checked.
pub(super) fn unread(work: &Work<'_>) -> Table {
    let column = |heading: &str, width: f64| Column {
        heading: heading.into(),
        width,
    };
    Table {
        caption: "未能检查的文件".into(),
        columns: vec![
            column("序号", 4.0),
            column("文件", 30.0),
            column("原因", 26.0),
            column("下一步", 26.0),
        ],
        rows: work
            .view
            .lost()
            .zip(1usize..)
            .map(|(n, i)| {
                let (reason, next) = view::reason_and_next(n);
                vec![
                    Cell::count(i),
                    Cell::words(n.path.clone()),
                    Cell::words(reason),
                    Cell::words(next),
                ]
            })
            .collect(),
        ..Table::default()
    }
}

fn row(c: &Case<'_>, n: usize) -> Vec<Cell> {
    let mut why = c.view.checked.why.join("；");
    if !c.is_decided() {
        why = format!("（未审，建议{}）{why}", c.outcome().shown());
    } else if c.outcome() != c.view.checked.disposition {
        // The grounds are those of another outcome: a person has to give his own.
        why = c.said.map(|s| s.note.clone()).unwrap_or_default();
    }
    vec![
        Cell::count(n),
        Cell::words(c.title()),
        Cell::words(format!(
            "{}\n{}",
            c.issuers(),
            c.number().unwrap_or("文号未载明")
        )),
        Cell::words(
            c.published()
                .map_or_else(|| UNSAID.into(), |_| day(c.published())),
        ),
        Cell::words(why),
    ]
}
