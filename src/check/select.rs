//! Which findings are wanted: by rule code, beginning of a code, rule name, or kind of problem.

use crate::error::{Error, Result};
use crate::finding::Kind;
use crate::rules::{RULES, Rule};

/// One word of `--select` or `--ignore`.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Selector {
    /// A code, its beginning, or a name.
    Rules(Vec<&'static str>),
    /// A kind of problem, whichever rule reports it.
    Kind(Kind),
}

impl Selector {
    fn parse(word: &str) -> Result<Self> {
        if let Some(k) = kind(word) {
            return Ok(Self::Kind(k));
        }
        let upper = word.to_ascii_uppercase();
        let codes: Vec<&'static str> = RULES
            .iter()
            .filter(|r| r.code.starts_with(&upper) || r.name == word)
            .map(|r| r.code)
            .collect();
        if codes.is_empty() {
            return Err(Error::usage(
                format!("没有规则或者问题种类“{word}”"),
                "用 qingli rules 查看规则编号、名称和问题种类",
            ));
        }
        Ok(Self::Rules(codes))
    }

    fn takes(&self, rule: &str, kind: Kind) -> bool {
        match self {
            Self::Rules(codes) => codes.contains(&rule),
            Self::Kind(k) => *k == kind,
        }
    }
}

/// A kind by its name in JSON (`penalty_range`) or as a user reads it (处罚幅度).
pub fn kind(word: &str) -> Option<Kind> {
    Kind::ALL.into_iter().find(|k| {
        k.shown() == word
            || serde_json::to_value(k)
                .is_ok_and(|v| v.as_str().is_some_and(|s| s.eq_ignore_ascii_case(word)))
    })
}

/// What is wanted and what is not; the latter wins. Without `select` everything is wanted.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Selection {
    select: Vec<Selector>,
    ignore: Vec<Selector>,
}

impl Selection {
    /// Reads the words of `--select` and `--ignore`.
    ///
    /// # Errors
    /// Names a word that is no rule and no kind.
    pub fn parse(select: &[String], ignore: &[String]) -> Result<Self> {
        let read = |words: &[String]| {
            words
                .iter()
                .map(|w| w.trim())
                .filter(|w| !w.is_empty())
                .map(Selector::parse)
                .collect::<Result<Vec<_>>>()
        };
        Ok(Self {
            select: read(select)?,
            ignore: read(ignore)?,
        })
    }

    /// Whether a finding of this rule and kind is wanted.
    pub fn takes(&self, rule: &str, kind: Kind) -> bool {
        (self.select.is_empty() || self.select.iter().any(|s| s.takes(rule, kind)))
            && !self.ignore.iter().any(|s| s.takes(rule, kind))
    }

    /// The rules that may report something wanted. A rule may report another kind than its own,
    /// so a wanted kind runs all that are not left out by code.
    pub fn rules(&self) -> Vec<&'static Rule> {
        let left_out = |r: &Rule| {
            self.ignore
                .iter()
                .any(|s| matches!(s, Selector::Rules(c) if c.contains(&r.code)))
        };
        let wanted = |r: &Rule| {
            self.select.is_empty()
                || self.select.iter().any(|s| match s {
                    Selector::Rules(c) => c.contains(&r.code),
                    Selector::Kind(_) => true,
                })
        };
        RULES
            .iter()
            .copied()
            .filter(|r| wanted(r) && !left_out(r))
            .collect()
    }
}
