//! Last time's findings, kept so that this time tells what is new, unchanged, back again or gone.
//!
//! A finding is known by its content: first by its fingerprint, then (its article may have been
//! renumbered) by document, rule and words. A finding counts as resolved only where this run could
//! have seen it: its document was checked, its rule ran, and it was wanted.

use super::run::Run;
use crate::error::{Error, Result};
use crate::finding::{Baseline as State, Finding};
use crate::text::normalize;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Whether the finding was there last time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Was {
    Open,
    Resolved,
}

/// One finding of the past.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Entry {
    state: Was,
    /// The day of judgment on which it was first seen.
    since: String,
    /// The day on which it was seen to be gone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    resolved: Option<String>,
    path: String,
    title: String,
    finding: Finding,
}

/// Findings of earlier runs.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Baseline {
    schema: u32,
    /// The day of judgment of the run that wrote it.
    as_of: String,
    baseline: Vec<Entry>,
}

impl Baseline {
    /// Reads a baseline, or the JSON of an earlier check.
    ///
    /// # Errors
    /// When the text is neither.
    pub fn parse(text: &str) -> Result<Self> {
        let wrong = |e: serde_json::Error| {
            Error::usage(
                format!("不是基线文件，也不是检查结果：{e}"),
                "用 qingli check --baseline 文件 --update-baseline 生成",
            )
        };
        let value: serde_json::Value = serde_json::from_str(text).map_err(wrong)?;
        if value.get("baseline").is_some() {
            return serde_json::from_value(value).map_err(wrong);
        }
        let run: Run = serde_json::from_value(value).map_err(wrong)?;
        let mut entries = Vec::new();
        for d in run.documents {
            for finding in d.findings {
                entries.push(Entry {
                    state: Was::Open,
                    since: run.as_of.clone(),
                    resolved: None,
                    path: d.path.clone(),
                    title: d.title.clone(),
                    finding,
                });
            }
        }
        Ok(Self {
            schema: 1,
            as_of: run.as_of,
            baseline: entries,
        })
    }

    /// How many findings it holds as open.
    pub fn open(&self) -> usize {
        let open = |e: &&Entry| e.state == Was::Open;
        self.baseline.iter().filter(open).count()
    }

    /// Its JSON.
    ///
    /// # Errors
    /// Never for a sound baseline.
    pub fn render(&self) -> Result<String> {
        serde_json::to_string_pretty(self)
            .map(|s| s + "\n")
            .map_err(|e| Error::internal(format!("基线不能写成 JSON：{e}")))
    }

    /// Marks the run's findings against this baseline, lists the resolved ones, and gives the
    /// baseline for next time. `judged` tells whether this run could have seen a finding at a path.
    pub fn compare(&self, run: &mut Run, judged: &dyn Fn(&str, &Finding) -> bool) -> Baseline {
        let mut taken = vec![false; self.baseline.len()];
        let total = run.documents.iter().map(|d| d.findings.len()).sum();
        let mut found: Vec<Option<usize>> = vec![None; total];
        // Exact ones first, so that a loose one can't take an entry away from them.
        for name in [exact, loose] {
            let mut known: BTreeMap<String, Vec<usize>> = BTreeMap::new();
            for (i, e) in self.baseline.iter().enumerate() {
                known.entry(name(&e.title, &e.finding)).or_default().push(i);
            }
            let all = run.documents.iter();
            let all = all.flat_map(|d| d.findings.iter().map(move |f| (d, f)));
            for (slot, (d, f)) in found.iter_mut().zip(all) {
                if slot.is_some() {
                    continue;
                }
                let Some(list) = known.get(&name(&d.title, f)) else {
                    continue;
                };
                let free = |i: &&usize| !taken[**i];
                let own = |i: &&usize| self.baseline[**i].path == d.path;
                let mut here = list.iter().filter(free).filter(own);
                if let Some(&i) = here.next().or_else(|| list.iter().find(free)) {
                    taken[i] = true;
                    *slot = Some(i);
                }
            }
        }
        let mut next = Vec::new();
        let mut k = 0;
        for d in &mut run.documents {
            for f in &mut d.findings {
                let before = found[k].map(|i| &self.baseline[i]);
                k += 1;
                f.baseline = Some(match before.map(|e| e.state) {
                    None => State::New,
                    Some(Was::Open) => State::Unchanged,
                    Some(Was::Resolved) => State::Reappeared,
                });
                let mut finding = f.clone();
                finding.baseline = None;
                next.push(Entry {
                    state: Was::Open,
                    since: before.map_or_else(|| run.as_of.clone(), |e| e.since.clone()),
                    resolved: None,
                    path: d.path.clone(),
                    title: d.title.clone(),
                    finding,
                });
            }
        }
        run.resolved.clear();
        for (e, taken) in self.baseline.iter().zip(taken) {
            if taken {
                continue;
            }
            let mut e = e.clone();
            let kept_back = run.documents.iter().any(|d| {
                d.suppressed
                    .iter()
                    .any(|s| s.finding.fingerprint == e.finding.fingerprint)
            });
            if e.state == Was::Open && !kept_back && judged(&e.path, &e.finding) {
                e.state = Was::Resolved;
                e.resolved = Some(run.as_of.clone());
                run.resolved.push(e.finding.clone());
            }
            next.push(e);
        }
        next.sort_by(|a, b| {
            let key = |e: &Entry| {
                (
                    e.path.clone(),
                    e.finding.place.start,
                    e.finding.rule.clone(),
                )
            };
            key(a).cmp(&key(b))
        });
        Baseline {
            schema: 1,
            as_of: run.as_of.clone(),
            baseline: next,
        }
    }
}

fn exact(_: &str, f: &Finding) -> String {
    f.fingerprint.clone()
}

fn loose(title: &str, f: &Finding) -> String {
    [
        normalize::fold(title).as_str(),
        &f.rule,
        &f.place.place.part,
        &normalize::fold(&f.place.quote),
    ]
    .join("\u{0}")
}
