//! What a run is asked to do.

use super::authority::Organ;
use super::paths::{self, PathRule};
use super::select::Selection;
use super::suppress::Suppressions;
use crate::finding::{Confidence, Finding, Kind, Severity};
use crate::text::Date;

/// What to run, on which day, for whom.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The day of judgment.
    pub as_of: Date,
    /// 本机关
    pub organ: Option<Organ>,
    /// Which rules and kinds.
    pub selection: Selection,
    /// Findings less severe are dropped.
    pub min_severity: Severity,
    /// Findings less sure are dropped.
    pub min_confidence: Confidence,
    /// What holds for some paths only.
    pub paths: Vec<PathRule>,
    /// What a person has judged already.
    pub suppressions: Suppressions,
    /// Runs every rule on every document, whatever its trigger: a proof of the triggers.
    pub ungated: bool,
}

impl Settings {
    /// All rules on a day.
    pub fn on(as_of: Date) -> Self {
        Self {
            as_of,
            organ: None,
            selection: Selection::default(),
            min_severity: Severity::Info,
            min_confidence: Confidence::Low,
            paths: Vec::new(),
            suppressions: Suppressions::default(),
            ungated: false,
        }
    }

    /// Whether findings of this rule and kind are wanted at this path.
    pub(super) fn takes(&self, path: &str, rule: &str, kind: Kind) -> bool {
        self.selection.takes(rule, kind) && paths::takes(&self.paths, path, rule, kind)
    }

    /// Whether this finding is wanted.
    pub(super) fn wants(&self, path: &str, f: &Finding) -> bool {
        f.severity >= self.min_severity
            && f.confidence >= self.min_confidence
            && self.takes(path, &f.rule, f.kind)
    }
}
