//! A whole run and its JSON (CONTRACT, `check --format json`).

use super::suppress::{EntryNote, Suppressed};
use crate::document::{Document, Rank, Status};
use crate::finding::{Finding, Outcome};
use crate::register::Reconciliation;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Something that was not checked: a whole document, or one rule on it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct NotChecked {
    /// The document's path.
    pub path: String,
    /// The rule that could not judge; none for the whole document.
    pub rule: Option<String>,
    /// Why, in Chinese.
    pub reason: String,
}

impl Run {
    /// What must be told of whole documents, a line each: those that were not read, and what is to
    /// be looked at in those that were.
    pub fn told(&self) -> Vec<String> {
        let read: BTreeSet<&str> = self.documents.iter().map(|d| d.path.as_str()).collect();
        self.not_checked
            .iter()
            .filter(|n| n.rule.is_none())
            .map(|n| {
                let word = if read.contains(n.path.as_str()) {
                    "请核对"
                } else {
                    "未检查"
                };
                format!("{word} {}：{}", n.path, n.reason)
            })
            .collect()
    }
}

/// Who may decide on a document (PRODUCT).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Authority {
    /// 本机关决定
    Decide,
    /// 会同决定
    DecideJointly,
    /// 提请制定机关
    Propose,
    /// 报告上级
    Report,
    /// 不属本机关
    NotOurs,
    /// Without `[本机关]`.
    #[default]
    Unknown,
}

/// A document after the check.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Checked {
    /// The id given with the document on standard input.
    pub id: Option<serde_json::Value>,
    /// Its path as the user named it, with `/`.
    pub path: String,
    /// Title.
    pub title: String,
    /// Rank.
    pub rank: Rank,
    /// Leading issuer.
    pub issuer: String,
    /// Region path.
    pub region: String,
    /// State on the day.
    pub status: Status,
    /// Suggested outcome.
    pub disposition: Outcome,
    /// A person's decision; none until there is one.
    pub decided: Option<Outcome>,
    /// Who may decide.
    pub authority: Authority,
    /// Grounds of the suggestion, in PRODUCT's order.
    pub why: Vec<String>,
    /// Findings by place, then rule.
    pub findings: Vec<Finding>,
    /// Findings that a person's list keeps back.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub suppressed: Vec<Suppressed>,
    /// The parsed document; not part of the JSON.
    #[serde(skip)]
    pub document: Document,
}

/// The library a run used.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct LibraryInfo {
    /// Versions held.
    pub documents: usize,
    /// Digest of its manifest.
    pub digest: String,
}

/// The program that ran.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tool {
    /// qingli
    pub name: String,
    /// The crate's version.
    pub version: String,
    /// How many rules ran.
    pub rules: usize,
}

/// A whole run: CONTRACT's `check --format json`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Run {
    /// 1
    pub schema: u32,
    /// The program.
    pub tool: Tool,
    /// The day of judgment.
    pub as_of: String,
    /// 本机关, if configured.
    pub organ: Option<String>,
    /// The library.
    pub library: LibraryInfo,
    /// Documents by path.
    pub documents: Vec<Checked>,
    /// Findings of the baseline that are gone.
    pub resolved: Vec<Finding>,
    /// Entries of the list of suppressions that need tending.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub suppressions: Vec<EntryNote>,
    /// What was not checked.
    pub not_checked: Vec<NotChecked>,
    /// Registers against texts, where a register was among the inputs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub register: Option<Reconciliation>,
}
