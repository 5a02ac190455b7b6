//! 新旧对照表: clause by clause what stands, what shall stand, and why.

use super::Work;
use super::case::{self, Case, Change};
use super::columns::{Layout, Standard};
use super::model::{Block, Cell, Paper};
use crate::check::Verdict;
use crate::error::Result;
use crate::finding::Outcome;

/// The form's name.
pub const NAME: &str = "新旧对照表";

/// PRODUCT's columns.
pub(super) const COLUMNS: Standard = &[
    ("条款", 8.0),
    ("现行规定", 32.0),
    ("修改后", 32.0),
    ("修改理由及依据", 32.0),
];

/// The same with the document before it: all documents in one list.
const LIST: Standard = &[
    ("文件名称", 20.0),
    ("条款", 10.0),
    ("现行规定", 40.0),
    ("修改后", 40.0),
    ("修改理由及依据", 40.0),
];

/// All documents in one list, and one paper for each document with a change.
pub(super) fn papers(work: &Work<'_>, cases: &[Case<'_>]) -> Result<(Paper, Vec<Paper>)> {
    let one = Layout::of(NAME, COLUMNS, &work.settings.forms, None)?;
    let all = Layout::of(NAME, LIST, &list_config(work), None)?;
    let title = one.title.clone().unwrap_or_else(|| NAME.into());
    let annex = one.annex.clone().filter(|a| !a.is_empty());
    let mut list: Vec<Vec<Cell>> = Vec::new();
    let mut each = Vec::new();
    let mut open = 0;
    for c in cases {
        // What is repealed or lapses needs no amendment.
        if c.is_decided() && c.outcome() != Outcome::Amend {
            continue;
        }
        let changes = c.changes(work.decisions);
        if changes.is_empty() {
            continue;
        }
        let undecided = changes.iter().filter(|ch| !settled(ch)).count();
        open += undecided;
        let rows: Vec<Vec<Cell>> = changes.iter().map(row).collect();
        for r in &rows {
            let mut named = vec![Cell::words(c.title())];
            named.extend(r.iter().cloned());
            list.push(named);
        }
        each.push(Paper {
            form: NAME,
            file: work.file_of(NAME, c),
            annex: annex.clone(),
            title: format!("{}修改{title}", c.quoted()),
            draft: draft(c, undecided),
            landscape: true,
            blocks: vec![
                Block::Table(one.table(NAME, &rows)),
                Block::Note(work.footing()),
            ],
            ..Paper::default()
        });
    }
    let mut blocks = vec![Block::Table(all.table(NAME, &list))];
    if list.is_empty() {
        blocks.push(Block::Note("没有条款拟修改。".into()));
    }
    blocks.push(Block::Note(work.footing()));
    let paper = Paper {
        form: NAME,
        file: NAME.into(),
        annex,
        title,
        draft: (open > 0).then(|| format!("{open}处修改尚未审定")),
        landscape: true,
        blocks,
        ..Paper::default()
    };
    Ok((paper, each))
}

/// The user's columns, with the document's name before them.
fn list_config(work: &Work<'_>) -> Vec<super::FormConfig> {
    let mut forms = work.settings.forms.clone();
    for f in forms.iter_mut().filter(|f| f.name == NAME) {
        if !f.columns.is_empty() {
            f.columns
                .insert(0, super::ColumnConfig::Name("文件名称".into()));
        }
    }
    forms
}

fn draft(c: &Case<'_>, undecided: usize) -> Option<String> {
    let mut why = Vec::new();
    if !c.is_decided() {
        why.push("处理意见尚未审定".to_string());
    }
    if undecided > 0 {
        why.push(format!("{undecided}处修改尚未审定"));
    }
    (!why.is_empty()).then(|| why.join("；"))
}

/// Whether every finding behind a change was adopted.
fn settled(ch: &Change<'_>) -> bool {
    ch.findings.iter().all(|(_, v)| *v == Some(Verdict::Accept))
}

fn row(ch: &Change<'_>) -> Vec<Cell> {
    let (old, new) = case::sides(&ch.clause);
    let reasons: Vec<String> = ch
        .findings
        .iter()
        .map(|(f, v)| {
            let bases = case::bases(f);
            let on = if bases.is_empty() {
                String::new()
            } else {
                format!("。依据：{bases}")
            };
            let state = match v {
                Some(Verdict::Accept) => String::new(),
                v => format!("【{}】", Verdict::shown(*v)),
            };
            format!("{state}{}{on}", f.message)
        })
        .collect();
    let mut once: Vec<String> = Vec::new();
    for r in reasons {
        if !once.contains(&r) {
            once.push(r);
        }
    }
    vec![
        Cell::words(case::place(&ch.clause.place)),
        old,
        new,
        Cell::list(&once),
    ]
}
