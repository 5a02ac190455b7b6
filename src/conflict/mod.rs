//! Where a local clause and the higher clause on the same act part.
//!
//! [`Acts`] holds what higher law punishes. [`pairs`] finds for each penal norm of a document the
//! higher norm on the same act; [`compare`] names the differences, key by key (act, object, tier).

pub mod acts;
pub mod compare;
pub mod judge;
pub mod pair;

pub use acts::{Act, Acts};
pub use compare::{Difference, Gap};
pub use judge::{Conflict, Floors, judge};
pub use pair::{Local, Pair, Prior};

use crate::law::title;

/// The matter of a title: without region, 中华人民共和国, 实施, and the kind of instrument.
pub(crate) fn core(printed: &str, region: &str) -> String {
    let mut s = title::key(printed);
    for part in region.split('/').filter(|p| !p.is_empty()) {
        s = s.replace(part, "");
    }
    if let Some(i) = s.find(['省', '市', '州', '盟', '县'])
        && s[..i].chars().count() <= 6
    {
        s = s[i..].chars().skip(1).collect();
    }
    for w in [
        "实施办法",
        "实施细则",
        "实施条例",
        "若干规定",
        "管理条例",
        "管理办法",
        "管理规定",
        "条例",
        "办法",
        "规定",
        "实施",
        "管理",
        "中华人民共和国",
    ] {
        s = s.replace(w, "");
    }
    s.strip_suffix('法').unwrap_or(&s).to_string()
}
