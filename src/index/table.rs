//! The table of versions beside tantivy's files.
//!
//! A record in tantivy knows only the number of its slot; everything that can change without its
//! words changing (in force until, repealed, rank, region) stands here. So a new law that repeals
//! ten others rewrites this table and adds its own articles, nothing more; and a filter is a set of
//! slots, worked out once a query. Every query reads the table: its words lie in one text, its days
//! are numbers, and nothing in it is parsed.

use super::query::Filter;
use super::slots::{Ended, Slot};
use crate::corpus::{VersionId, WorkId};
use crate::document::{Rank, Status};
use crate::law::region;
use crate::text::normalize::fold;
use crate::text::{Date, date};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A piece of the table's text.
type Words = (u32, u32);

/// One version, packed.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Row {
    version: VersionId,
    work: WorkId,
    title: Words,
    key: Words,
    names: Vec<Words>,
    rank: u8,
    region: Words,
    issuer: Words,
    /// Days as 20210122; 0 where unknown.
    date: u32,
    from: u32,
    until: u32,
    ended: Option<Ended>,
    expires: u32,
    number: Words,
    cited: u32,
}

/// All versions.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct Table {
    text: String,
    /// By slot; none where a version was removed.
    rows: Vec<Option<Row>>,
    /// Place of each slot among all, highest rank and newest version first: settles equal scores.
    pub(crate) order: Vec<u32>,
}

/// Pairs of characters of titles, sorted, each with the slots that have it.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct Titles {
    pairs: Vec<(String, Vec<u32>)>,
}

/// One version as the table holds it.
#[derive(Clone, Copy)]
pub(crate) struct View<'a> {
    table: &'a Table,
    row: &'a Row,
}

fn pack(day: Option<Date>) -> u32 {
    day.and_then(|d| {
        let (y, m, d) = (
            u32::try_from(d.year()).ok()?,
            u32::try_from(d.month()).ok()?,
            u32::try_from(d.day()).ok()?,
        );
        Some(y * 10_000 + m * 100 + d)
    })
    .unwrap_or(0)
}

fn unpack(day: u32) -> Option<Date> {
    date::make(
        u64::from(day / 10_000),
        u64::from(day / 100 % 100),
        u64::from(day % 100),
    )
}

impl Table {
    /// Packs the slots.
    pub(crate) fn new(slots: &[Option<Slot>]) -> Self {
        let mut by: Vec<usize> = (0..slots.len()).collect();
        let place = |i: usize| {
            slots[i].as_ref().map(|s| {
                (
                    s.rank,
                    &s.key,
                    std::cmp::Reverse(s.date.or(s.from)),
                    &s.content,
                )
            })
        };
        by.sort_by(|&a, &b| match (place(a), place(b)) {
            (Some(x), Some(y)) => x.cmp(&y),
            (x, y) => y.is_some().cmp(&x.is_some()),
        });
        let mut order = vec![0u32; slots.len()];
        for (place, &i) in (0u32..).zip(&by) {
            order[i] = place;
        }
        let mut text = String::new();
        let mut seen: BTreeMap<String, Words> = BTreeMap::new();
        let mut put = |s: &str| -> Words {
            *seen.entry(s.to_string()).or_insert_with(|| {
                let at = u32::try_from(text.len()).unwrap_or(u32::MAX);
                text.push_str(s);
                (at, u32::try_from(text.len()).unwrap_or(u32::MAX))
            })
        };
        let rows = slots
            .iter()
            .map(|s| {
                s.as_ref().map(|s| Row {
                    version: s.version,
                    work: s.work,
                    title: put(&s.title),
                    key: put(&s.key),
                    names: s.names.iter().map(|n| put(n)).collect(),
                    rank: Rank::ALL
                        .iter()
                        .position(|r| *r == s.rank)
                        .and_then(|i| u8::try_from(i).ok())
                        .unwrap_or(u8::MAX),
                    region: put(&s.region),
                    issuer: put(&s.issuer),
                    date: pack(s.date),
                    from: pack(s.from),
                    until: pack(s.until),
                    ended: s.ended,
                    expires: pack(s.expires),
                    number: put(&s.number),
                    cited: s.cited,
                })
            })
            .collect();
        Self { text, rows, order }
    }

    /// How many slots there are, the empty ones too.
    pub(crate) fn len(&self) -> usize {
        self.rows.len()
    }

    /// A slot by number.
    pub(crate) fn get(&self, slot: u32) -> Option<View<'_>> {
        let row = self.rows.get(slot as usize)?.as_ref()?;
        Some(View { table: self, row })
    }

    /// All slots in order.
    pub(crate) fn views(&self) -> impl Iterator<Item = Option<View<'_>>> {
        self.rows
            .iter()
            .map(|r| r.as_ref().map(|row| View { table: self, row }))
    }

    /// Which slots a filter lets through.
    pub(crate) fn allowed(&self, filter: &Filter, day: Date) -> Vec<bool> {
        self.views()
            .map(|s| s.is_some_and(|s| filter.admits(s, day)))
            .collect()
    }
}

impl<'a> View<'a> {
    fn words(self, at: Words) -> &'a str {
        self.table
            .text
            .get(at.0 as usize..at.1 as usize)
            .unwrap_or("")
    }

    /// The version in the library.
    pub(crate) fn version(self) -> VersionId {
        self.row.version
    }

    /// Its work.
    pub(crate) fn work(self) -> WorkId {
        self.row.work
    }

    /// Title of this version.
    pub(crate) fn title(self) -> &'a str {
        self.words(self.row.title)
    }

    /// Key of the title.
    pub(crate) fn key(self) -> &'a str {
        self.words(self.row.key)
    }

    /// Keys of other titles of the work.
    pub(crate) fn names(self) -> impl Iterator<Item = &'a str> {
        self.row.names.iter().map(move |&n| self.words(n))
    }

    /// Rank.
    pub(crate) fn rank(self) -> Rank {
        Rank::ALL
            .get(self.row.rank as usize)
            .copied()
            .unwrap_or_default()
    }

    /// Region path.
    pub(crate) fn region(self) -> &'a str {
        self.words(self.row.region)
    }

    /// Leading issuer.
    pub(crate) fn issuer(self) -> &'a str {
        self.words(self.row.issuer)
    }

    /// The day of this text.
    pub(crate) fn date(self) -> Option<Date> {
        unpack(self.row.date)
    }

    /// Key of its document number; empty if unknown.
    pub(crate) fn number(self) -> &'a str {
        self.words(self.row.number)
    }

    /// The day of this text as a number that grows with it; 0 where unknown.
    pub(crate) fn day_key(self) -> u32 {
        self.row.date
    }

    /// In how many places other works cite its work.
    pub(crate) fn cited(self) -> u32 {
        self.row.cited
    }

    /// Its state on a day.
    pub(crate) fn status(self, on: Date) -> Status {
        let r = self.row;
        let on = pack(Some(on));
        if r.from > on {
            return Status::NotYet;
        }
        if r.until > 0 && r.until <= on {
            return match r.ended {
                Some(Ended::Repealed) => Status::Repealed,
                Some(Ended::Lapsed) => Status::Lapsed,
                _ => Status::Amended,
            };
        }
        if r.expires > 0 && r.expires < on {
            return Status::Lapsed;
        }
        if r.from == 0 && (r.date == 0 || r.date > on) {
            return Status::Unknown;
        }
        Status::InForce
    }
}

impl Titles {
    /// Works out the pairs.
    pub(crate) fn new(slots: &[Option<Slot>]) -> Self {
        let mut pairs: BTreeMap<String, Vec<u32>> = BTreeMap::new();
        for (i, s) in (0u32..).zip(slots) {
            let Some(s) = s else { continue };
            for p in super::grams::pairs(&fold(&s.key)) {
                pairs.entry(p).or_default().push(i);
            }
        }
        Self {
            pairs: pairs.into_iter().collect(),
        }
    }

    /// The slots whose title has this pair of characters.
    pub(crate) fn with_pair(&self, pair: &str) -> &[u32] {
        self.pairs
            .binary_search_by(|(p, _)| p.as_str().cmp(pair))
            .map_or(&[], |i| self.pairs[i].1.as_slice())
    }
}

impl Filter {
    /// Whether a version passes; `day` is the day for which its state is judged.
    pub(crate) fn admits(&self, slot: View<'_>, day: Date) -> bool {
        (self.ranks.is_empty() || self.ranks.contains(&slot.rank()))
            && self.region.as_deref().is_none_or(|r| {
                // 全国 as a filter means national law, not everything.
                slot.region() == r || (r != "全国" && region::within(slot.region(), r))
            })
            && self
                .issuer
                .as_deref()
                .is_none_or(|i| slot.issuer().contains(i))
            && (self.fields.is_empty()
                || super::fields::of(slot.title())
                    .iter()
                    .any(|f| self.fields.iter().any(|w| w == f)))
            && (self.statuses.is_empty() || self.statuses.contains(&slot.status(day)))
            && self
                .in_force_on
                .is_none_or(|d| slot.status(d) == Status::InForce)
            && self
                .years
                .is_none_or(|(from, to)| (from..=to).contains(&(slot.day_key() / 10_000)))
            && self.works.as_ref().is_none_or(|w| w.contains(&slot.work()))
            && !self
                .except
                .as_ref()
                .is_some_and(|w| w.contains(&slot.work()))
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::law::title;
    use crate::text::date::make;

    impl Slot {
        fn status(&self, on: Date) -> Status {
            let table = Table::new(&[Some(self.clone())]);
            table.get(0).map(|v| v.status(on)).unwrap_or_default()
        }
    }

    /// A national law of this title, in force since 2020.
    pub(crate) fn slot(title: &str) -> Slot {
        Slot {
            content: title.to_string(),
            version: VersionId(0),
            work: WorkId(0),
            title: title.to_string(),
            key: title::key(title),
            names: Vec::new(),
            rank: Rank::Law,
            region: "全国".into(),
            issuer: "全国人民代表大会常务委员会".into(),
            date: make(2019, 10, 1),
            from: make(2020, 1, 1),
            until: None,
            ended: None,
            expires: None,
            number: String::new(),
            cited: 0,
        }
    }

    /// The first version of a table.
    pub(crate) fn view(table: &Table) -> View<'_> {
        table.get(0).unwrap_or_else(|| panic!("empty table"))
    }

    fn day(y: u64, m: u64, d: u64) -> Date {
        make(y, m, d).unwrap_or_default()
    }

    #[test]
    fn the_state_of_a_version_depends_on_the_day() {
        let mut s = slot("渡口管理法");
        assert_eq!(s.status(day(2019, 12, 31)), Status::NotYet);
        assert_eq!(s.status(day(2020, 1, 1)), Status::InForce);
        s.until = make(2024, 7, 1);
        s.ended = Some(Ended::Amended);
        assert_eq!(s.status(day(2024, 6, 30)), Status::InForce);
        assert_eq!(s.status(day(2024, 7, 1)), Status::Amended);
        s.ended = Some(Ended::Repealed);
        assert_eq!(s.status(day(2025, 1, 1)), Status::Repealed);
        s.until = None;
        s.expires = make(2022, 12, 31);
        assert_eq!(s.status(day(2022, 12, 31)), Status::InForce);
        assert_eq!(s.status(day(2023, 1, 1)), Status::Lapsed);
        s.expires = None;
        s.from = None;
        s.date = None;
        assert_eq!(s.status(day(2023, 1, 1)), Status::Unknown);
    }

    #[test]
    fn the_region_filter_holds_what_lies_inside() {
        let mut s = slot("犬只管理办法");
        s.region = "山东省/济南市".into();
        let table = Table::new(&[Some(s)]);
        let passes = |r: &str| {
            Filter {
                region: Some(r.into()),
                ..Filter::default()
            }
            .admits(view(&table), day(2024, 1, 1))
        };
        assert!(passes("山东省"));
        assert!(passes("山东省/济南市"));
        assert!(!passes("浙江省"));
        assert!(!passes("全国"));
    }

    #[test]
    fn titles_are_found_by_pairs() {
        let slots = [Some(slot("渡口管理法")), None, Some(slot("渡口条例"))];
        let t = Titles::new(&slots);
        assert_eq!(t.with_pair("渡口"), [0, 2]);
        assert_eq!(t.with_pair("管理"), [0]);
        assert!(t.with_pair("桥梁").is_empty());
        assert_eq!(
            Table::new(&slots).allowed(&Filter::default(), day(2024, 1, 1)),
            [true, false, true]
        );
    }
}
