//! The registry: facts about law that no legal text says (renamed bodies, outdated words,
//! cancelled licences, abolished fees, divisions). The tables under `corpus/registry` are built
//! into the program; each row has its source and date. A test holds their form.

mod present;
mod scan;
mod told;

pub use present::Present;
pub use scan::{Hit, Place, Scan, mask_titles as mask, scan};
pub use told::Told;

use crate::text::Date;
use serde::Deserialize;
use std::sync::LazyLock;

/// How far a row's fact reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Certainty {
    /// Holds for everybody.
    #[default]
    Certain,
    /// Needs a look.
    Arguable,
    /// Swallows its form and reports nothing.
    Innocent,
}

/// Whether a reform is nationwide or usual only.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Scope {
    /// 依法全国一律
    #[default]
    National,
    /// 一般如此，地方可有不同安排
    Usual,
}

/// A form still in use in some region.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Kept {
    /// Region's name.
    pub region: String,
    /// The form that still denotes a body there.
    pub form: String,
    /// The body it denotes.
    #[serde(default)]
    pub is_now: String,
    /// The decision that kept it.
    #[serde(default)]
    pub source: String,
}

/// A provision in force, with words by which it is found there.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(from = "(String, String, String)")]
pub struct Rest {
    /// The law's full title.
    pub law: String,
    /// The article: 第…条.
    pub article: String,
    /// A few words of it.
    pub words: String,
}

impl From<(String, String, String)> for Rest {
    fn from((law, article, words): (String, String, String)) -> Self {
        Self {
            law,
            article,
            words,
        }
    }
}

/// One row of bodies, terms, licences or fees; the columns that a table lacks stay empty.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Row {
    /// The old name, word, licence or fee.
    #[serde(alias = "name")]
    pub old: String,
    /// What stands in its place now.
    #[serde(default, alias = "replacement")]
    pub new: String,
    /// The day of the change.
    #[serde(deserialize_with = "day")]
    pub date: Date,
    /// The decision, plan or law that made it.
    pub source: String,
    /// The article, where the source has one.
    #[serde(default)]
    pub article: Option<String>,
    /// How far it reaches.
    #[serde(default)]
    pub scope: Scope,
    /// How sure it is.
    #[serde(default)]
    pub certainty: Certainty,
    /// Printed forms.
    #[serde(default)]
    pub forms: Vec<String>,
    /// Short forms that mean the body only in an enumeration of departments.
    #[serde(default)]
    pub list_forms: Vec<String>,
    /// Words right before the form that make it innocent.
    #[serde(default)]
    pub not_before: Vec<String>,
    /// Words right after the form that make it innocent.
    #[serde(default)]
    pub not_after: Vec<String>,
    /// The duty is split among several bodies.
    #[serde(default)]
    pub split: bool,
    /// Where the change hangs on a duty.
    #[serde(default)]
    pub duty: Vec<String>,
    /// One of these must stand in the sentence.
    #[serde(default)]
    pub needs: Vec<String>,
    /// Laws in force that still use the old name.
    #[serde(default)]
    pub still_used_by: Vec<String>,
    /// Only where the document's basis or title names one of these.
    #[serde(default)]
    pub only_if_basis: Vec<String>,
    /// Only the first occurrence in a document.
    #[serde(default)]
    pub once: bool,
    /// Regions that keep the form.
    #[serde(default)]
    pub kept: Vec<Kept>,
    /// Activities which together with `with_words` in one sentence mean the licence.
    #[serde(default)]
    pub activities: Vec<String>,
    /// See `activities`.
    #[serde(default)]
    pub with_words: Vec<String>,
    /// Words that make `activities` innocent.
    #[serde(default)]
    pub unless: Vec<String>,
    /// abolished, to_filing, moved
    #[serde(default)]
    pub state: String,
    /// The decision that changed it.
    #[serde(default)]
    pub by: Option<String>,
    /// Provisions in force on which the state of today rests.
    #[serde(default)]
    pub rests: Vec<Rest>,
    /// Checked against a text of the corpus.
    #[serde(default)]
    pub verified: bool,
    /// A remark.
    #[serde(default)]
    pub note: Option<String>,
}

impl Row {
    /// Whether the words right before or right after a form make it innocent.
    pub fn innocent_between(&self, before: &str, after: &str) -> bool {
        let some = |list: &[String], hit: &dyn Fn(&str) -> bool| {
            list.iter().any(|w| !w.is_empty() && hit(w))
        };
        some(&self.not_before, &|w| before.ends_with(w))
            || some(&self.not_after, &|w| after.starts_with(w))
    }

    /// Whether the fact holds for everybody.
    pub fn is_certain(&self) -> bool {
        self.certainty == Certainty::Certain
    }
}

/// A division that is gone.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Division {
    /// The province.
    #[serde(rename = "in")]
    pub province: String,
    /// Old name.
    pub old: String,
    /// New name.
    pub new: String,
    /// The day.
    #[serde(deserialize_with = "day")]
    pub date: Date,
    /// The reply of the State Council.
    pub source: String,
}

/// A municipality without counties.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct NoCounties {
    /// The municipality.
    pub place: String,
    /// Since when.
    #[serde(deserialize_with = "day")]
    pub since: Date,
    /// Forms that speak of counties.
    #[serde(default)]
    pub forms: Vec<String>,
    /// What to write instead.
    #[serde(default)]
    pub new: String,
    /// The reply of the State Council.
    #[serde(default)]
    pub source: String,
}

fn day<'de, D: serde::Deserializer<'de>>(d: D) -> Result<Date, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Day {
        Text(String),
        Toml(toml::value::Datetime),
    }
    let s = match Day::deserialize(d)? {
        Day::Text(s) => s,
        Day::Toml(t) => t.to_string(),
    };
    crate::text::date::parse(&s).ok_or_else(|| serde::de::Error::custom(format!("日期不对：{s}")))
}

/// All tables.
#[derive(Debug, Default)]
pub struct Registry {
    /// Renamed and abolished bodies.
    pub bodies: Vec<Row>,
    /// Outdated words.
    pub terms: Vec<Row>,
    /// Cancelled licences.
    pub licences: Vec<Row>,
    /// Abolished fees.
    pub fees: Vec<Row>,
    /// Divisions that are gone.
    pub divisions: Vec<Division>,
    /// Municipalities without counties.
    pub no_counties: Vec<NoCounties>,
}

#[derive(Deserialize)]
struct Bodies {
    body: Vec<Row>,
}
#[derive(Deserialize)]
struct Terms {
    term: Vec<Row>,
}
#[derive(Deserialize)]
struct Licences {
    licence: Vec<Row>,
}
#[derive(Deserialize)]
struct Fees {
    fee: Vec<Row>,
}
#[derive(Deserialize)]
struct Divisions {
    division: Vec<Division>,
    no_counties: Vec<NoCounties>,
}

static REGISTRY: LazyLock<Registry> = LazyLock::new(|| read().unwrap_or_default());

/// The registry built into the program.
pub fn registry() -> &'static Registry {
    &REGISTRY
}

/// Reads the tables; an error is a mistake in a table of ours, found by a test.
fn read() -> Result<Registry, toml::de::Error> {
    let bodies: Bodies = toml::from_str(include_str!("../../corpus/registry/institutions.toml"))?;
    let terms: Terms = toml::from_str(include_str!("../../corpus/registry/terms.toml"))?;
    let licences: Licences = toml::from_str(include_str!("../../corpus/registry/licences.toml"))?;
    let fees: Fees = toml::from_str(include_str!("../../corpus/registry/fees.toml"))?;
    let divisions: Divisions =
        toml::from_str(include_str!("../../corpus/registry/divisions.toml"))?;
    Ok(Registry {
        bodies: bodies.body,
        terms: terms.term,
        licences: licences.licence,
        fees: fees.fee,
        divisions: divisions.division,
        no_counties: divisions.no_counties,
    })
}

#[cfg(test)]
mod tests {
    #[test]
    fn tables_are_read_and_every_row_has_source_and_forms() {
        let r = super::read().unwrap_or_else(|e| panic!("{e}"));
        assert!(
            r.bodies.len() > 50 && r.terms.len() > 20 && r.licences.len() > 20 && r.fees.len() > 10
        );
        for row in r
            .bodies
            .iter()
            .chain(&r.terms)
            .chain(&r.licences)
            .chain(&r.fees)
        {
            assert!(!row.source.trim().is_empty(), "{} 没有依据", row.old);
            assert!(
                !row.forms.is_empty() || !row.list_forms.is_empty() || !row.activities.is_empty(),
                "{} 没有写法",
                row.old
            );
        }
    }
}
