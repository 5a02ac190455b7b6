//! What stands above what (ARCHITECTURE decision 4): one pure function and its table.
//!
//! 立法法 (2023) decides it: [`ROWS`] is the table, each row with the article it rests on, and a
//! test walks through all ranks, own and other regions, before and after force.

mod table;
#[cfg(test)]
mod tests;

pub use table::{Class, Place, ROWS, Row};

use crate::document::Rank;
use crate::law::region::within;
use crate::text::Date;
use Place::{Inside, Other, Outside, Own};
use table::{HIGHER_REGION, LOWER_RANK, OTHER_REGION};

/// The standing of one document for this question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// Rank.
    pub rank: Rank,
    /// Leading issuer, as printed.
    pub issuer: String,
    /// Region path; 全国 for national law.
    pub region: String,
    /// From this day in force, where known.
    pub from: Option<Date>,
    /// Until this day (exclusive) in force, where it ended.
    pub until: Option<Date>,
}

impl Standing {
    /// Of a text of which only the region is known, for finding a law as somebody there names it.
    pub fn of_region(region: &str) -> Self {
        Self {
            rank: Rank::Unknown,
            issuer: String::new(),
            region: region.to_string(),
            from: None,
            until: None,
        }
    }

    /// The standing a document claims by its own words.
    pub fn of(document: &crate::document::Document) -> Self {
        let m = &document.meta;
        Self {
            rank: m.rank(),
            issuer: m.issuer().to_string(),
            region: m.region().to_string(),
            from: m
                .version_effective
                .as_ref()
                .or(m.effective.as_ref())
                .map(|f| f.value),
            until: m.expires.as_ref().and_then(|e| e.value.tomorrow().ok()),
        }
    }
}

/// How `a` stands to `b`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Above {
    /// `b` must not contradict `a`.
    Above,
    /// The same standing.
    Same,
    /// `a` is not higher law for `b`, but a reviewer wants to know it.
    Informs,
    /// Nothing follows; the reason in Chinese.
    Unrelated(&'static str),
}

/// Whether a law of this standing binds on the day.
fn in_force(s: &Standing, on: Date) -> Option<Above> {
    if s.from.is_some_and(|from| on < from) {
        return Some(Above::Unrelated("在判断之日尚未施行"));
    }
    if s.until.is_some_and(|until| until <= on) {
        return Some(Above::Unrelated("在判断之日已经停止施行"));
    }
    None
}

/// Where the region `b` lies, seen from `a`.
fn place(a: &str, b: &str) -> Place {
    if a == b {
        Own
    } else if within(b, a) {
        Inside
    } else if within(a, b) {
        Outside
    } else {
        Other
    }
}

/// How `a` stands to `b` on the day `on`.
///
/// ```
/// use qingli::document::Rank;
/// use qingli::law::{Above, Standing, above};
/// let on = qingli::text::date::parse("2026-11-24").unwrap();
/// let s = |rank, region: &str| Standing {
///     rank, issuer: String::new(), region: region.into(), from: None, until: None,
/// };
/// let law = s(Rank::Law, "全国");
/// let province = s(Rank::LocalRegulation, "山东省");
/// let city = s(Rank::LocalRegulation, "山东省/济南市");
/// assert_eq!(above(&law, &city, on), Above::Above);
/// assert_eq!(above(&province, &city, on), Above::Above);
/// assert!(matches!(above(&s(Rank::LocalRegulation, "浙江省"), &city, on), Above::Unrelated(_)));
/// assert_eq!(above(&s(Rank::DepartmentalRule, "全国"), &city, on), Above::Informs);
/// ```
pub fn above(a: &Standing, b: &Standing, on: Date) -> Above {
    decide(a, b, on).0
}

/// [`above`] with the article it rests on (empty where nothing follows).
pub fn decide(a: &Standing, b: &Standing, on: Date) -> (Above, &'static str) {
    let (ca, cb) = (Class::of(a.rank), Class::of(b.rank));
    if ca == Class::None {
        return (Above::Unrelated("位阶不明"), "");
    }
    if cb == Class::None {
        return (Above::Unrelated("被审查文件的位阶不明"), "");
    }
    if let Some(no) = in_force(a, on) {
        return (no, "");
    }
    // 全国性文件的区域由位阶决定，不看登记的区域。
    fn region(s: &Standing) -> &str {
        if s.rank.is_national() {
            crate::law::region::NATION
        } else {
            &s.region
        }
    }
    let (of_a, of_b) = (region(a), region(b));
    if of_a.is_empty() {
        return (Above::Unrelated("制定机关所在区域不明"), "");
    }
    if of_b.is_empty() && !a.rank.is_national() {
        return (Above::Unrelated("被审查文件的区域不明"), "");
    }
    let place = place(of_a, of_b);
    for r in ROWS {
        if r.a == ca && r.b.contains(&cb) && r.places.contains(&place) {
            return (r.result, r.basis);
        }
    }
    let why = match place {
        Other => OTHER_REGION,
        Outside => HIGHER_REGION,
        Own | Inside => LOWER_RANK,
    };
    (why, "")
}
