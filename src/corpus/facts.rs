//! The registry's facts about laws that no held text says: repeals and unusual short titles
//! (`corpus/registry/laws.toml`).

use crate::text::{Date, date};
use serde::Deserialize;
use std::sync::LazyLock;

/// A law known to be dead.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct DeadLaw {
    pub title: String,
    #[serde(default)]
    pub repealed_on: String,
    #[serde(default)]
    pub by: String,
    #[serde(default)]
    pub successor: String,
    pub source: String,
    #[serde(default)]
    pub date: String,
}

/// An unusual short title.
#[derive(Debug, Clone, Deserialize)]
pub struct Alias {
    /// The short title.
    pub alias: String,
    /// The full title.
    pub title: String,
}

#[derive(Deserialize, Default)]
struct Table {
    #[serde(default)]
    law: Vec<DeadLaw>,
    #[serde(default)]
    alias: Vec<Alias>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    toml::from_str(include_str!("../../corpus/registry/laws.toml")).unwrap_or_default()
});

/// Laws known to be dead.
pub(crate) fn dead_laws() -> &'static [DeadLaw] {
    &TABLE.law
}

/// Unusual short titles.
pub fn aliases() -> &'static [Alias] {
    &TABLE.alias
}

impl DeadLaw {
    /// The day of the end; the day it was seen dead where the day itself is not known.
    pub(crate) fn on(&self) -> Option<Date> {
        date::parse(&self.repealed_on).or_else(|| date::parse(&self.date))
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_table_is_read() {
        let t: super::Table = toml::from_str(include_str!("../../corpus/registry/laws.toml"))
            .unwrap_or_else(|e| panic!("{e}"));
        assert!(t.law.len() > 50 && t.alias.len() > 20);
        assert!(
            t.law
                .iter()
                .all(|l| !l.source.is_empty() && l.on().is_some())
        );
    }
}
