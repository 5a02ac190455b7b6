//! A run seen through a campaign: which documents it clears, what was found under each of its
//! priorities, what is due when and on what ground. Computed once for page, Markdown and JSON.

use super::view::{SEVERITIES, severity_index};
use crate::campaign::{Campaign, Covers, Form};
use crate::check::{Checked, Run};
use crate::text::date;
use serde::Serialize;

/// Places shown for a document; the rest is counted.
const PLACES: usize = 12;

/// The campaign's part of a report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Summary<'a> {
    /// Its short name.
    pub name: &'a str,
    /// Its title.
    pub title: &'a str,
    /// First day.
    pub from: &'a str,
    /// Last day.
    pub to: &'a str,
    /// Ranks it clears.
    pub scope: &'a [String],
    /// Words of its field.
    pub field: &'a [String],
    /// Paths of the documents it clears.
    pub in_scope: Vec<&'a str>,
    /// Paths of documents of which that can't be told: their rank is unknown.
    pub unclear: Vec<&'a str>,
    /// How many documents it does not clear.
    pub outside: usize,
    /// Its priorities in the plan's order, over documents in scope or unclear.
    pub priorities: Vec<Priority<'a>>,
    /// Findings in those documents under no priority.
    pub other: usize,
    /// What is due.
    pub due: Vec<Due<'a>>,
    /// The tables it asks for.
    pub forms: &'a [Form],
}

/// What was found under a priority.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Priority<'a> {
    /// 逐利执法
    pub name: &'a str,
    /// The plan's own words.
    pub terms: &'a [String],
    /// The rules that look for it.
    pub rules: &'a [String],
    /// Findings by severity: error, warning, info.
    pub severities: [usize; 3],
    /// The documents with findings, in the run's order.
    pub documents: Vec<Found<'a>>,
}

/// A document's findings under a priority.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Found<'a> {
    /// Its count in the report, from 1.
    pub number: usize,
    /// Its path.
    pub path: &'a str,
    /// Its title.
    pub title: &'a str,
    /// The findings' fingerprints.
    pub findings: Vec<&'a str>,
    /// The places, each once: 第三条第二款.
    pub places: Vec<String>,
}

/// Something due each month.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Due<'a> {
    /// What.
    pub what: &'a str,
    /// On these days of the month.
    pub days: &'a [u8],
    /// The next of them from the day of judgment on; none when the campaign is over.
    pub next: Option<String>,
    /// On what ground.
    pub basis: &'a str,
}

impl<'a> Summary<'a> {
    /// Computes it.
    pub fn of(campaign: &'a Campaign, run: &'a Run) -> Self {
        let mut out = Summary {
            name: &campaign.name,
            title: &campaign.title,
            from: &campaign.from,
            to: &campaign.to,
            scope: &campaign.scope,
            field: &campaign.field,
            in_scope: Vec::new(),
            unclear: Vec::new(),
            outside: 0,
            priorities: campaign
                .priorities
                .iter()
                .map(|p| Priority {
                    name: &p.name,
                    terms: &p.terms,
                    rules: &p.rules,
                    severities: [0; 3],
                    documents: Vec::new(),
                })
                .collect(),
            other: 0,
            due: Vec::new(),
            forms: &campaign.forms,
        };
        for (i, d) in run.documents.iter().enumerate() {
            match campaign.covers(d.rank, &d.title, &d.document.text) {
                Covers::Yes => out.in_scope.push(&d.path),
                Covers::Unclear => out.unclear.push(&d.path),
                Covers::No => {
                    out.outside += 1;
                    continue;
                }
            }
            out.take(i + 1, d);
        }
        let day = date::parse(&run.as_of);
        out.due = campaign
            .dates
            .iter()
            .map(|d| Due {
                what: &d.what,
                days: &d.days,
                next: day
                    .and_then(|on| campaign.next(d, on))
                    .map(|d| d.to_string()),
                basis: &d.basis,
            })
            .collect();
        out
    }

    fn take(&mut self, number: usize, d: &'a Checked) {
        for f in &d.findings {
            let mut placed = false;
            for p in &mut self.priorities {
                if !p.rules.contains(&f.rule) {
                    continue;
                }
                placed = true;
                p.severities[severity_index(f.severity)] += 1;
                if p.documents.last().is_none_or(|x| x.number != number) {
                    p.documents.push(Found {
                        number,
                        path: &d.path,
                        title: if d.title.trim().is_empty() {
                            &d.path
                        } else {
                            &d.title
                        },
                        findings: Vec::new(),
                        places: Vec::new(),
                    });
                }
                if let Some(x) = p.documents.last_mut() {
                    x.findings.push(&f.fingerprint);
                    let place = f.place.place.to_string();
                    if !x.places.contains(&place) {
                        x.places.push(place);
                    }
                }
            }
            self.other += usize::from(!placed);
        }
    }

    /// Head and rows of the table of priorities.
    pub fn table(&self) -> (Vec<&'static str>, Vec<Vec<String>>) {
        let mut head = vec!["重点", "方案用语", "涉及文件"];
        head.extend(SEVERITIES.iter().map(|s| s.shown()));
        head.push("意见");
        let rows = self
            .priorities
            .iter()
            .map(|p| {
                let mut row = vec![
                    p.name.to_string(),
                    p.terms.join("、"),
                    p.documents.len().to_string(),
                ];
                row.extend(p.severities.iter().map(usize::to_string));
                row.push(p.severities.iter().sum::<usize>().to_string());
                row
            })
            .collect();
        (head, rows)
    }

    /// What it clears, in a sentence.
    pub fn told(&self) -> String {
        let mut s = format!(
            "整治期间{}至{}。",
            date::parse(self.from).map_or(self.from.to_string(), date::chinese),
            date::parse(self.to).map_or(self.to.to_string(), date::chinese)
        );
        if !self.scope.is_empty() {
            s.push_str(&format!("清理范围：{}", self.scope.join("、")));
            if !self.field.is_empty() {
                s.push_str(&format!("中涉及{}的", self.field.join("、")));
            }
            s.push('。');
        }
        s.push_str(&format!(
            "本次检查的文件中，范围内{}件，范围外{}件",
            self.in_scope.len(),
            self.outside
        ));
        if !self.unclear.is_empty() {
            s.push_str(&format!(
                "，位阶未知、须人工判断是否在范围内的{}件（一并统计）",
                self.unclear.len()
            ));
        }
        s.push_str(&format!("；不属于各重点的其他意见{}条。", self.other));
        s
    }
}

impl Found<'_> {
    /// The places in one line.
    pub fn told(&self) -> String {
        let shown = self.places.iter().take(PLACES).cloned().collect::<Vec<_>>();
        let more = self.places.len().saturating_sub(PLACES);
        if more > 0 {
            format!("{}等{}处", shown.join("；"), self.places.len())
        } else {
            shown.join("；")
        }
    }
}

impl Due<'_> {
    /// 每月8日、18日、28日
    pub fn told(&self) -> String {
        let days: Vec<String> = self.days.iter().map(|d| format!("{d}日")).collect();
        format!("每月{}", days.join("、"))
    }

    /// The next day, or that there is none.
    pub fn next_told(&self) -> String {
        self.next
            .as_deref()
            .and_then(date::parse)
            .map_or_else(|| "整治期间已过".into(), date::chinese)
    }
}
