//! Dates as legal texts write them: 2021年1月1日, 二〇二一年一月一日, 2021-01-01.

use crate::text::numeral;
use crate::text::span::Span;
use regex::Regex;
use std::sync::LazyLock;

/// A day in the civil calendar.
pub type Date = jiff::civil::Date;

static DATE: LazyLock<Regex> = LazyLock::new(|| {
    crate::text::regex(
        r"([0-9０-９]{4}|[一二三四五六七八九〇○零O０]{4})\s*年\s*([0-9０-９]{1,2}|[一二三四五六七八九十]{1,3})\s*月\s*([0-9０-９]{1,2}|[一二三四五六七八九十]{1,3})\s*日|([0-9]{4})[-./]([0-9]{1,2})[-./]([0-9]{1,2})",
    )
});

/// Makes a date, or nothing when the calendar has no such day.
pub fn make(year: u64, month: u64, day: u64) -> Option<Date> {
    Date::new(
        i16::try_from(year).ok()?,
        i8::try_from(month).ok()?,
        i8::try_from(day).ok()?,
    )
    .ok()
}

/// The first date in `s` with its place.
///
/// ```
/// use qingli::text::date;
/// assert_eq!(date::find("二〇二一年一月十五日通过").map(|d| d.0.to_string()), Some("2021-01-15".into()));
/// assert_eq!(date::find("自2021年2月30日起施行"), None);
/// ```
pub fn find(s: &str) -> Option<(Date, Span)> {
    find_all(s).into_iter().next()
}

/// Every date in `s`, in order.
pub fn find_all(s: &str) -> Vec<(Date, Span)> {
    DATE.captures_iter(s)
        .filter_map(|c| {
            let whole = c.get(0)?;
            let part = |a: usize, b: usize| {
                let m = c.get(a).or_else(|| c.get(b))?;
                numeral::parse(&m.as_str().replace(['○', 'O'], "〇"))
            };
            let date = make(part(1, 4)?, part(2, 5)?, part(3, 6)?)?;
            Some((date, Span::new(whole.start(), whole.end())))
        })
        .collect()
}

/// Reads exactly one date, in any of the forms.
pub fn parse(s: &str) -> Option<Date> {
    find(s.trim()).map(|d| d.0)
}

/// The date as statutes print it: 2021年1月1日.
pub fn chinese(d: Date) -> String {
    format!("{}年{}月{}日", d.year(), d.month(), d.day())
}
