//! Findings that a person has judged and does not want to see again, kept in a file beside the
//! documents: each entry with its reason and the day until which it holds.
//!
//! ```toml
//! [[suppress]]
//! rule = "SUB001"                # 规则编号、编号开头或者问题种类
//! path = "docs/某办法.md"        # path、quote、fingerprint 至少写一个
//! quote = "县运输管理所"
//! reason = "三定方案保留该名称"
//! until = "2027-06-30"
//! ```
//!
//! An entry that has run out suppresses nothing, and one that nothing fits is told: a list that
//! nobody tends would hide what it was not made for.

use super::paths::PathPattern;
use super::select::Selection;
use crate::error::{Error, Result};
use crate::finding::Finding;
use crate::text::{Date, date};
use serde::{Deserialize, Serialize};

/// The entries of a file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Suppressions {
    entries: Vec<Entry>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Entry {
    rule: String,
    selection: Selection,
    path: Option<PathPattern>,
    article: Option<String>,
    quote: Option<String>,
    fingerprint: Option<String>,
    reason: String,
    until: Date,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default, alias = "不再提示")]
    suppress: Vec<Raw>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    #[serde(alias = "规则")]
    rule: String,
    #[serde(alias = "路径")]
    path: Option<String>,
    #[serde(alias = "条")]
    article: Option<String>,
    #[serde(alias = "原文")]
    quote: Option<String>,
    #[serde(alias = "指纹")]
    fingerprint: Option<String>,
    #[serde(default, alias = "理由")]
    reason: String,
    #[serde(default, alias = "期限")]
    until: String,
}

/// A finding that an entry keeps back, with that entry's reason and last day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Suppressed {
    /// The finding.
    pub finding: Finding,
    /// Why it is kept back.
    pub reason: String,
    /// Until when.
    pub until: String,
}

/// What is wrong with an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum EntryState {
    /// 已过期: its day has passed.
    Expired,
    /// 没有用到: nothing fits it.
    Unused,
}

impl EntryState {
    /// The name a user reads.
    pub const fn shown(self) -> &'static str {
        match self {
            Self::Expired => "已过期",
            Self::Unused => "没有对应的问题",
        }
    }
}

/// An entry that needs tending.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntryNote {
    /// Its count in the file, from 1.
    pub entry: usize,
    /// Its rule as written.
    pub rule: String,
    /// Its reason.
    pub reason: String,
    /// Its last day.
    pub until: String,
    /// What is wrong.
    pub state: EntryState,
}

impl Suppressions {
    /// Reads a file's text.
    ///
    /// # Errors
    /// Names the entry without reason, day or anything that narrows it.
    pub fn parse(text: &str) -> Result<Self> {
        const NEXT: &str = "对照 README 的“不再提示”一节改正";
        let file: File = toml::from_str(text)
            .map_err(|e| Error::usage(format!("不再提示的清单写法不对：{e}"), NEXT))?;
        let mut entries = Vec::new();
        for (i, r) in file.suppress.into_iter().enumerate() {
            let wrong = |what: &str| Error::usage(format!("第{}项{what}", i + 1), NEXT);
            if r.reason.trim().is_empty() {
                return Err(wrong("没有写理由（reason）"));
            }
            let until =
                date::parse(&r.until).ok_or_else(|| wrong("没有写期限（until），或者不是日期"))?;
            if r.path.is_none() && r.quote.is_none() && r.fingerprint.is_none() {
                return Err(wrong(
                    "没有写明路径（path）、原文（quote）或者指纹（fingerprint）",
                ));
            }
            if r.rule.trim().is_empty() {
                return Err(wrong("没有写规则（rule）"));
            }
            entries.push(Entry {
                selection: Selection::parse(std::slice::from_ref(&r.rule), &[])?,
                rule: r.rule,
                path: r.path.as_deref().map(PathPattern::parse).transpose()?,
                article: r.article,
                quote: r.quote,
                fingerprint: r.fingerprint,
                reason: r.reason,
                until,
            });
        }
        Ok(Self { entries })
    }

    /// Takes the findings out that an entry in force on the day keeps back. `used` counts, entry
    /// by entry, from [`Suppressions::counts`].
    pub(super) fn split(
        &self,
        path: &str,
        findings: Vec<Finding>,
        on: Date,
        used: &mut [usize],
    ) -> (Vec<Finding>, Vec<Suppressed>) {
        let mut kept = Vec::new();
        let mut out = Vec::new();
        for f in findings {
            let fitting = |e: &&(usize, &Entry)| e.1.until >= on && e.1.fits(path, &f);
            let all: Vec<(usize, &Entry)> = self.entries.iter().enumerate().collect();
            if let Some(&(i, e)) = all.iter().find(fitting) {
                used[i] += 1;
                out.push(Suppressed {
                    finding: f,
                    reason: e.reason.clone(),
                    until: e.until.to_string(),
                });
            } else {
                kept.push(f);
            }
        }
        (kept, out)
    }

    /// One count an entry, for [`Suppressions::split`].
    pub(super) fn counts(&self) -> Vec<usize> {
        vec![0; self.entries.len()]
    }

    /// Entries that have run out, and entries that fit nothing although a document of theirs was
    /// checked with a rule of theirs.
    pub(super) fn notes(
        &self,
        on: Date,
        used: &[usize],
        paths: &[&str],
        ran: &[&'static crate::rules::Rule],
    ) -> Vec<EntryNote> {
        let judged = |e: &Entry| {
            let document = e
                .path
                .as_ref()
                .is_none_or(|g| paths.iter().any(|p| g.fits(p)));
            let rules = e.selection.rules();
            document && rules.iter().all(|r| ran.iter().any(|x| x.code == r.code))
        };
        let mut out = Vec::new();
        for (i, e) in self.entries.iter().enumerate() {
            let state = if e.until < on {
                EntryState::Expired
            } else if used.get(i) == Some(&0) && judged(e) {
                EntryState::Unused
            } else {
                continue;
            };
            out.push(EntryNote {
                entry: i + 1,
                rule: e.rule.clone(),
                reason: e.reason.clone(),
                until: e.until.to_string(),
                state,
            });
        }
        out
    }
}

impl Entry {
    fn fits(&self, path: &str, f: &Finding) -> bool {
        let place = &f.place;
        self.selection.takes(&f.rule, f.kind)
            && self.path.as_ref().is_none_or(|g| g.fits(path))
            && self
                .article
                .as_ref()
                .is_none_or(|a| place.place.article.as_ref() == Some(a))
            && self
                .quote
                .as_ref()
                .is_none_or(|q| place.quote.contains(q.as_str()))
            && self
                .fingerprint
                .as_ref()
                .is_none_or(|x| *x == f.fingerprint)
    }
}
