//! The papers a clean-up must produce (PRODUCT, "Forms"), from a run and what people decided.
//!
//! ```text
//!  Run + Decisions + Campaign ──case──▶ one file a form ──▶ Paper (title, headings, tables) ──write──▶ one file a format
//! ```
//!
//! Everything is computed once in the model; the writers know no law. Nothing reads a clock: the
//! day is the day of judgment, so the same input gives the same bytes.

mod accept;
pub mod carry;
mod letter;
mod case;
mod columns;
pub mod directory;
pub mod model;
pub mod opinion;
pub mod rectify;
pub mod sides;
pub mod statistics;
pub mod summary;
pub mod write;

pub use columns::{ColumnConfig, FormConfig, MoreConfig};
pub use write::Format;

use crate::campaign::Campaign;
use crate::check::{Decisions, Run};
use crate::error::Result;
use crate::finding::{Finding, Kind};
use crate::report::view::{DISCLAIMER, View};
use crate::text::{Date, date};
use case::Case;
use model::Paper;
use serde::Deserialize;

/// What `qingli.toml` says of the papers.
#[derive(Debug, Clone, PartialEq, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PaperConfig {
    /// The 文号 of the report, as it shall stand: 岫清办〔2026〕3号.
    #[serde(default, alias = "文号")]
    pub number: Option<String>,
    /// To whom the report goes.
    #[serde(default, alias = "主送")]
    pub addressee: Option<String>,
}

/// How the papers are wanted.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Settings {
    /// What is wanted otherwise in single forms.
    pub forms: Vec<FormConfig>,
    /// What is wanted otherwise in all.
    pub paper: PaperConfig,
}

/// What the papers are made from.
pub struct Work<'a> {
    /// The run.
    pub run: &'a Run,
    /// The run as reports show it.
    pub view: &'a View<'a>,
    /// What people decided.
    pub decisions: &'a Decisions,
    /// The campaign, where one is named.
    pub campaign: Option<&'a Campaign>,
    /// How the papers are wanted.
    pub settings: &'a Settings,
    /// The day of judgment.
    pub as_of: Date,
}

/// The forms, in the order of PRODUCT.
pub const FORMS: [&str; 6] = [
    opinion::NAME,
    directory::NAME,
    sides::NAME,
    statistics::NAME,
    rectify::NAME,
    summary::NAME,
];

/// Tables within a form whose columns may be configured on their own.
pub const TABLES: [&str; 2] = [statistics::BY_KIND, statistics::BY_PRIORITY];

/// The papers of a run: those of the whole run, and those that are made for each document.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Papers {
    /// Of the whole run. A form that has one paper a document is a list here.
    pub whole: Vec<Paper>,
    /// One a document.
    pub each: Vec<Paper>,
}

/// Makes the papers of the named forms.
///
/// # Errors
/// A configured column that the form has not; a total that does not add up.
pub fn papers(work: &Work<'_>, forms: &[&str]) -> Result<Papers> {
    let cases: Vec<Case<'_>> = work
        .view
        .documents
        .iter()
        .map(|d| Case::of(d, work.decisions))
        .collect();
    let mut out = Papers::default();
    for form in forms {
        match *form {
            opinion::NAME => {
                out.whole.push(opinion::list(work, &cases)?);
                out.each.extend(opinion::each(work, &cases)?);
            }
            directory::NAME => out.whole.push(directory::paper(work, &cases)?),
            sides::NAME => {
                let (list, each) = sides::papers(work, &cases)?;
                out.whole.push(list);
                out.each.extend(each);
            }
            statistics::NAME => out.whole.push(statistics::paper(work, &cases)?),
            summary::NAME => out.whole.push(summary::paper(work, &cases)?),
            rectify::NAME => out.whole.push(rectify::paper(work, &cases)?),
            _ => {}
        }
    }
    Ok(out)
}

impl Work<'_> {
    /// Why papers about these documents are a draft; none when all are decided.
    fn undecided(&self, cases: &[Case<'_>]) -> Option<String> {
        let n = cases.iter().filter(|c| !c.is_decided()).count();
        (n > 0).then(|| format!("{n}件文件的处理意见尚未审定"))
    }

    /// The line under every table: by whom, on which day, and what it is worth.
    fn footing(&self) -> String {
        let organ = match &self.run.organ {
            Some(o) => format!("制表机关：{o}　"),
            None => String::new(),
        };
        format!(
            "{organ}审查基准日：{}　{DISCLAIMER}。",
            date::chinese(self.as_of)
        )
    }

    /// The priorities by name: the campaign's, else the five of the kinds.
    fn priorities(&self) -> Vec<String> {
        match self.campaign {
            Some(c) => c.priorities.iter().map(|p| p.name.clone()).collect(),
            None => FIVE.iter().map(|k| k.shown().to_string()).collect(),
        }
    }

    /// The first priority a finding belongs to, by its place in the plan.
    fn priority_of(&self, f: &Finding) -> Option<usize> {
        match self.campaign {
            Some(c) => c.priorities.iter().position(|p| p.rules.contains(&f.rule)),
            None => FIVE.iter().position(|k| *k == f.kind),
        }
    }

    /// The stem of a document's own file in a form's folder.
    fn file_of(&self, form: &str, c: &Case<'_>) -> String {
        format!(
            "{form}/{:04} {}",
            c.view.number,
            write::file_name(&c.title(), 60)
        )
    }
}

/// The five priorities as kinds of findings.
const FIVE: [Kind; 5] = [
    Kind::CampaignProfit,
    Kind::CampaignIrregular,
    Kind::CampaignRigid,
    Kind::CampaignRough,
    Kind::CampaignRent,
];
