//! 清理整改清单 (附件4): what was found under the priorities of the campaign, to be set right.

use super::Work;
use super::case::{Case, Problem};
use super::columns::{Layout, Standard};
use super::model::{Block, Cell, Paper};
use crate::check::Verdict;
use crate::error::Result;
use crate::text::date;

/// The form's name.
pub const NAME: &str = "清理整改清单";

/// PRODUCT's columns.
pub(super) const COLUMNS: Standard = &[
    ("序号", 4.0),
    ("问题类别(五个方面)", 8.0),
    ("具体表现形式", 34.0),
    ("来源渠道", 8.0),
    ("原因剖析", 24.0),
    ("整改措施", 24.0),
    ("整改时限", 9.0),
    ("责任单位", 10.0),
    ("责任人", 7.0),
    ("完成情况", 8.0),
];

/// The list.
pub(super) fn paper(work: &Work<'_>, cases: &[Case<'_>]) -> Result<Paper> {
    let plan = work
        .campaign
        .and_then(|c| c.forms.iter().find(|f| f.name == NAME))
        .map(|f| f.columns.as_slice());
    let layout = Layout::of(NAME, COLUMNS, &work.settings.forms, plan)?;
    let names = work.priorities();
    let mut found: Vec<(usize, &Case<'_>, &Problem<'_>)> = Vec::new();
    for c in cases {
        for p in &c.problems {
            if let Some(i) = work.priority_of(p.card.lead) {
                found.push((i, c, p));
            }
        }
    }
    // By priority; within one by document and place as found.
    found.sort_by_key(|(i, _, _)| *i);
    let rows: Vec<Vec<Cell>> = found
        .iter()
        .zip(1usize..)
        .map(|((i, c, p), n)| row(work, &names[*i], c, p, n))
        .collect();
    let title = layout.title.clone().unwrap_or_else(|| match work.campaign {
        Some(c) => format!("{}清理整改清单", c.title),
        None => NAME.into(),
    });
    Ok(Paper {
        form: NAME,
        file: NAME.into(),
        annex: Some(layout.annex.clone().unwrap_or_else(|| "附件4".into()))
            .filter(|a| !a.is_empty()),
        title,
        draft: work.undecided(cases),
        landscape: true,
        blocks: vec![
            Block::Table(layout.table(NAME, &rows)),
            Block::Note(work.footing()),
        ],
        ..Paper::default()
    })
}

fn row(work: &Work<'_>, priority: &str, c: &Case<'_>, p: &Problem<'_>, n: usize) -> Vec<Cell> {
    let lead = p.card.lead;
    let said = c.said.cloned().unwrap_or_default();
    let mut quotes: Vec<&str> = Vec::new();
    for (f, _) in &p.places {
        if !quotes.contains(&f.place.quote.as_str()) {
            quotes.push(&f.place.quote);
        }
    }
    let quotes: Vec<String> = quotes.iter().map(|q| format!("“{}”", q.trim())).collect();
    let shown = format!(
        "{}{}：{}（{}）",
        c.quoted(),
        p.where_shown(),
        quotes.join("、"),
        lead.message
    );
    let text = &c.view.checked.document.text;
    let measure = {
        let change = p.proposed(text, work.decisions);
        if change.is_empty() {
            if c.is_decided() {
                format!("按审定的处理意见（{}）办理", c.outcome().shown())
            } else {
                format!(
                    "由责任单位拟定（处理意见未审，建议{}）",
                    c.outcome().shown()
                )
            }
        } else {
            change
        }
    };
    vec![
        Cell::count(n),
        Cell::words(priority),
        Cell::words(shown),
        Cell::words("文件清理"),
        Cell::words(if lead.why.is_empty() {
            "由责任单位填写".to_string()
        } else {
            lead.why.clone()
        }),
        Cell::words(measure),
        Cell::words(deadline(work)),
        Cell::words(if said.department.is_empty() {
            c.issuers()
        } else {
            said.department
        }),
        Cell::words(said.person),
        Cell::words(state(p)),
    ]
}

/// The campaign's last day, as long as it lies ahead.
fn deadline(work: &Work<'_>) -> String {
    let end = work.campaign.and_then(|c| date::parse(&c.to));
    match end {
        Some(end) if end >= work.as_of => date::chinese(end),
        _ => String::new(),
    }
}

fn state(p: &Problem<'_>) -> String {
    if p.places.iter().all(|(_, v)| *v == Some(Verdict::Accept)) {
        "已采纳，待办理".into()
    } else {
        p.verdicts()
    }
}
