//! Counts of an answer by rank, region, field, issuer, year and state: what a filter would leave.

use super::table::Table;
use crate::document::{Rank, Status};
use crate::text::Date;
use std::collections::BTreeMap;

/// Records found, by what is true of their versions. Each list is in the order in which it is shown.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facets {
    /// By rank, the highest first.
    pub ranks: Vec<(Rank, usize)>,
    /// By province (全国 for national law), most first.
    pub regions: Vec<(String, usize)>,
    /// By field, most first; a text of several fields counts in each.
    pub fields: Vec<(String, usize)>,
    /// By issuer, most first.
    pub issuers: Vec<(String, usize)>,
    /// By year of the text, newest first.
    pub years: Vec<(i16, usize)>,
    /// By state on the day of judgment.
    pub statuses: Vec<(Status, usize)>,
}

/// Most first, equal ones by name.
fn most(counts: BTreeMap<&str, usize>) -> Vec<(String, usize)> {
    let mut out: Vec<(String, usize)> = counts
        .into_iter()
        .filter(|(name, _)| !name.is_empty())
        .map(|(name, n)| (name.to_string(), n))
        .collect();
    out.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
    out
}

/// Counts the slots of the records found.
pub(super) fn of(table: &Table, slots: impl Iterator<Item = u32>, day: Date) -> Facets {
    let mut by_slot = vec![0usize; table.len()];
    for s in slots {
        if let Some(n) = by_slot.get_mut(s as usize) {
            *n += 1;
        }
    }
    let mut ranks: BTreeMap<Rank, usize> = BTreeMap::new();
    let mut statuses: BTreeMap<u8, (Status, usize)> = BTreeMap::new();
    let mut years: BTreeMap<i16, usize> = BTreeMap::new();
    let mut regions: BTreeMap<&str, usize> = BTreeMap::new();
    let mut fields: BTreeMap<&str, usize> = BTreeMap::new();
    let mut issuers: BTreeMap<&str, usize> = BTreeMap::new();
    for (slot, n) in table.views().zip(by_slot) {
        let (Some(slot), true) = (slot, n > 0) else {
            continue;
        };
        *ranks.entry(slot.rank()).or_default() += n;
        let status = slot.status(day);
        statuses.entry(status as u8).or_insert((status, 0)).1 += n;
        if let Some(d) = slot.date() {
            *years.entry(d.year()).or_default() += n;
        }
        let province = slot.region().split('/').next().unwrap_or("");
        *regions.entry(province).or_default() += n;
        for f in super::fields::of(slot.title()) {
            *fields.entry(f).or_default() += n;
        }
        *issuers.entry(slot.issuer()).or_default() += n;
    }
    Facets {
        ranks: ranks.into_iter().collect(),
        regions: most(regions),
        fields: most(fields),
        issuers: most(issuers),
        years: years.into_iter().rev().collect(),
        statuses: statuses.into_values().collect(),
    }
}
