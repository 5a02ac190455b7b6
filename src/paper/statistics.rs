//! 汇总统计表: by rank and outcome, by kind, by priority. The totals are those of the findings:
//! a table that does not add up is not written.

use super::Work;
use super::case::Case;
use super::columns::{Layout, Standard};
use super::model::{Block, Cell, Paper, Table};
use crate::check::Verdict;
use crate::document::Rank;
use crate::error::{Error, Result};
use crate::finding::{Finding, Kind, Severity};
use crate::report::view;
use std::collections::BTreeMap;

/// The form's name.
pub const NAME: &str = "汇总统计表";

/// The table by kind, as the configuration names it.
pub const BY_KIND: &str = "汇总统计表-问题类型";
/// The table by priority, as the configuration names it.
pub const BY_PRIORITY: &str = "汇总统计表-整治重点";

const RANKS: Standard = &[
    ("位阶", 12.0),
    ("继续有效", 8.0),
    ("修改", 6.0),
    ("废止", 6.0),
    ("宣布失效", 8.0),
    ("不属于规范性文件", 10.0),
    ("未能检查", 8.0),
    ("合计", 6.0),
    ("其中未审", 8.0),
];

/// The columns of a count of findings, the first of them what is counted by.
macro_rules! counted {
    ($by:literal) => {
        &[
            ($by, 14.0),
            ("错误", 6.0),
            ("警告", 6.0),
            ("提示", 6.0),
            ("合计", 6.0),
            ("涉及文件", 8.0),
            ("采纳", 6.0),
            ("不采纳", 6.0),
            ("暂缓", 6.0),
            ("未审", 6.0),
        ]
    };
}

const KINDS: Standard = counted!("问题类型");

const PRIORITIES: Standard = counted!("整治重点");

/// What is counted of a group of findings.
#[derive(Debug, Clone, Default)]
pub(super) struct Count {
    /// By severity: 错误, 警告, 提示.
    pub(super) severities: [usize; 3],
    /// By verdict: 采纳, 不采纳, 暂缓, 未审.
    pub(super) verdicts: [usize; 4],
    /// Documents with one of them.
    pub(super) documents: usize,
    last: Option<usize>,
}

impl Count {
    fn add(&mut self, f: &Finding, verdict: Option<Verdict>, document: usize) {
        let s = match f.severity {
            Severity::Error => 0,
            Severity::Warning => 1,
            Severity::Info => 2,
        };
        self.severities[s] += 1;
        let v = match verdict {
            Some(Verdict::Accept) => 0,
            Some(Verdict::Reject) => 1,
            Some(Verdict::Defer) => 2,
            None => 3,
        };
        self.verdicts[v] += 1;
        if self.last != Some(document) {
            self.last = Some(document);
            self.documents += 1;
        }
    }

    /// All of them.
    pub(super) fn total(&self) -> usize {
        self.severities.iter().sum()
    }

    fn row(&self, name: &str) -> Vec<Cell> {
        let mut out = vec![Cell::words(name)];
        out.extend(self.severities.map(Cell::count));
        out.push(Cell::count(self.total()));
        out.push(Cell::count(self.documents));
        out.extend(self.verdicts.map(Cell::count));
        out
    }
}

/// Findings counted in all the ways the papers show.
pub(super) struct Counts {
    /// Together.
    pub(super) all: Count,
    /// By kind, in CONTRACT's order.
    pub(super) kinds: Vec<(Kind, Count)>,
    /// By priority in the plan's order, the rest last; each finding once, under its first one.
    pub(super) priorities: Vec<(String, Count)>,
    /// Documents by rank: the outcomes, then not checked, then undecided.
    pub(super) ranks: Vec<(&'static str, [usize; 7])>,
}

/// Stands for findings of no priority.
pub(super) const NO_PRIORITY: &str = "不属于整治重点";
const UNREAD: &str = "未能读取的文件";

impl Counts {
    /// Counts a run.
    ///
    /// # Errors
    /// When a total is not that of the findings.
    pub(super) fn of(work: &Work<'_>, cases: &[Case<'_>]) -> Result<Self> {
        let mut all = Count::default();
        let mut kinds: BTreeMap<Kind, Count> = BTreeMap::new();
        let names = work.priorities();
        let mut priorities: Vec<(String, Count)> = names
            .iter()
            .map(String::as_str)
            .chain([NO_PRIORITY])
            .map(|n| (n.to_string(), Count::default()))
            .collect();
        let mut ranks: BTreeMap<Rank, [usize; 7]> = BTreeMap::new();
        for (i, c) in cases.iter().enumerate() {
            let row = ranks.entry(c.view.checked.rank).or_default();
            let o = view::OUTCOMES
                .iter()
                .position(|o| *o == c.outcome())
                .unwrap_or(0);
            row[o] += 1;
            row[6] += usize::from(!c.is_decided());
            for f in &c.view.checked.findings {
                let verdict = work.decisions.on_finding(f).map(|d| d.verdict);
                all.add(f, verdict, i);
                kinds.entry(f.kind).or_default().add(f, verdict, i);
                let p = work.priority_of(f).unwrap_or(names.len());
                priorities[p].1.add(f, verdict, i);
            }
        }
        let mut ranks: Vec<(&'static str, [usize; 7])> =
            ranks.into_iter().map(|(r, n)| (r.shown(), n)).collect();
        let lost = work.view.lost().count();
        if lost > 0 {
            ranks.push((UNREAD, [0, 0, 0, 0, 0, lost, 0]));
        }
        let out = Self {
            all,
            kinds: kinds.into_iter().collect(),
            priorities,
            ranks,
        };
        out.reconcile(work)?;
        Ok(out)
    }

    /// Documents, also those that could not be read.
    pub(super) fn documents(&self) -> usize {
        self.ranks
            .iter()
            .map(|(_, n)| n[..6].iter().sum::<usize>())
            .sum()
    }

    /// Documents nobody has decided on.
    pub(super) fn undecided(&self) -> usize {
        self.ranks.iter().map(|(_, n)| n[6]).sum()
    }

    fn reconcile(&self, work: &Work<'_>) -> Result<()> {
        let found: usize = work.run.documents.iter().map(|d| d.findings.len()).sum();
        let kinds: usize = self.kinds.iter().map(|(_, c)| c.total()).sum();
        let priorities: usize = self.priorities.iter().map(|(_, c)| c.total()).sum();
        let verdicts: usize = self.all.verdicts.iter().sum();
        let documents = work.view.all_documents();
        if [kinds, priorities, verdicts, self.all.total()] != [found; 4]
            || self.documents() != documents
        {
            return Err(Error::internal(format!(
                "统计表与检查结果不符：问题{found}处，按类型{kinds}处，按重点{priorities}处，按审核{verdicts}处；文件{documents}件，按位阶{}件",
                self.documents()
            )));
        }
        Ok(())
    }
}

/// The three tables.
pub(super) fn paper(work: &Work<'_>, cases: &[Case<'_>]) -> Result<Paper> {
    let counts = Counts::of(work, cases)?;
    let forms = &work.settings.forms;
    let ranks = Layout::of(NAME, RANKS, forms, None)?;
    let kinds = Layout::of(BY_KIND, KINDS, forms, None)?;
    let priorities = Layout::of(BY_PRIORITY, PRIORITIES, forms, None)?;
    let mut rows: Vec<Vec<Cell>> = counts
        .ranks
        .iter()
        .map(|(name, n)| rank_row(name, n))
        .collect();
    let mut sum = [0; 7];
    for (_, n) in &counts.ranks {
        for (s, n) in sum.iter_mut().zip(n) {
            *s += n;
        }
    }
    rows.push(rank_row("合计", &sum));
    let kind_rows = with_total(
        counts.kinds.iter().map(|(k, c)| c.row(k.shown())).collect(),
        &counts.all,
    );
    let priority_rows = with_total(
        counts
            .priorities
            .iter()
            .map(|(name, c)| c.row(name))
            .collect(),
        &counts.all,
    );
    let total = |mut t: Table| {
        t.total = true;
        Block::Table(t)
    };
    let kept_back: usize = work.run.documents.iter().map(|d| d.suppressed.len()).sum();
    let mut note = format!(
        "各表的问题合计均为{}处，与检查结果一致；一处问题只计入一个类型、一个重点（同属几个重点的，计入方案中在前的一个）。涉及文件的合计按文件计，一件文件只计一次。",
        counts.all.total()
    );
    if kept_back > 0 {
        note.push_str(&format!("按清单不再提示的{kept_back}处没有计入。"));
    }
    Ok(Paper {
        form: NAME,
        file: NAME.into(),
        annex: ranks.annex.clone().filter(|a| !a.is_empty()),
        title: ranks
            .title
            .clone()
            .unwrap_or_else(|| "文件清理汇总统计表".into()),
        draft: work.undecided(cases),
        landscape: true,
        blocks: vec![
            Block::Heading(1, "一、按位阶和处理意见（件）".into()),
            total(ranks.table("位阶和处理意见", &rows)),
            Block::Heading(1, "二、按问题类型（处）".into()),
            total(kinds.table("问题类型", &kind_rows)),
            Block::Heading(1, "三、按整治重点（处）".into()),
            total(priorities.table("整治重点", &priority_rows)),
            Block::Note(note),
            Block::Note(work.footing()),
        ],
        ..Paper::default()
    })
}

fn rank_row(name: &str, n: &[usize; 7]) -> Vec<Cell> {
    let mut out = vec![Cell::words(name)];
    out.extend(n[..6].iter().map(|n| Cell::count(*n)));
    out.push(Cell::count(n[..6].iter().sum()));
    out.push(Cell::count(n[6]));
    out
}

fn with_total(mut rows: Vec<Vec<Cell>>, all: &Count) -> Vec<Vec<Cell>> {
    rows.push(all.row("合计"));
    rows
}
