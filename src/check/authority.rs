//! Whose document it is: what 本机关 may do with a paper that its maker alone may change
//! (谁制定、谁清理).
//!
//! | the paper's maker | 本机关 |
//! |---|---|
//! | 本机关, its office, or a body it succeeds | decides; jointly where others signed too |
//! | the congress or government of its own place | proposes (议案, 请示 with a draft) |
//! | a body of a place above, or of the country | reports upwards |
//! | a level body, a body below, another place's | not ours: 建议函 |
//!
//! Places are compared by the configured region where there is one, else by the names; a
//! configured level below the maker's (an 乡镇 under its county) makes a proposal a report.

use super::run::Authority;
use crate::document::Document;
use crate::law::region;
use serde::Deserialize;

/// `[本机关]` of the configuration: the organ that cleans up.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Organ {
    /// Full name.
    #[serde(default, alias = "名称")]
    pub name: String,
    /// Level: 国家 省 市 县 乡; empty where the name or the region tells it.
    #[serde(default, alias = "层级")]
    pub level: String,
    /// Region path: 岚江省/霁川市/岫云县.
    #[serde(default, alias = "区域")]
    pub region: String,
    /// Bodies it succeeds (机构改革前的名称): their papers are its own.
    #[serde(default, alias = "承继")]
    pub succeeds: Vec<String>,
}

/// What kind of body it is, by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Body {
    Congress,
    Government,
    Other,
}

/// Where one place stands to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stands {
    Same,
    Above,
    Apart,
}

/// Who may decide on a document.
pub(super) fn of(document: &Document, organ: Option<&Organ>) -> Authority {
    let Some(organ) = organ.filter(|o| !o.name.is_empty()) else {
        return Authority::Unknown;
    };
    let meta = &document.meta;
    let issuers: Vec<&str> = meta.issuers.iter().map(|i| i.value.as_str()).collect();
    let Some(&leading) = issuers.first() else {
        return Authority::Unknown;
    };
    let ours = |i: &&str| {
        std::iter::once(&organ.name)
            .chain(&organ.succeeds)
            .any(|o| *i == o || office_of(i) == Some(o))
    };
    if issuers.iter().any(ours) {
        // Several names that are all ours now are one maker.
        return if issuers.iter().all(ours) {
            Authority::Decide
        } else {
            Authority::DecideJointly
        };
    }
    if meta.rank().is_national() || region::of(leading).as_deref() == Some(region::NATION) {
        return Authority::Report;
    }
    let body = kind(leading);
    match stands(leading, meta.region(), organ) {
        Stands::Above => Authority::Report,
        Stands::Same if body == Body::Other => Authority::NotOurs,
        // Towards its own government a congress has no proposal to make.
        Stands::Same if body == Body::Government && kind(&organ.name) == Body::Congress => {
            Authority::NotOurs
        }
        Stands::Same if level_of(organ).is_some_and(|l| level(leading).is_some_and(|i| i < l)) => {
            Authority::Report
        }
        Stands::Same => Authority::Propose,
        Stands::Apart => Authority::NotOurs,
    }
}

/// The body whose office signs for it: 岫云县人民政府办公室 → 岫云县人民政府.
fn office_of(issuer: &str) -> Option<&str> {
    ["办公厅", "办公室"]
        .iter()
        .find_map(|s| issuer.strip_suffix(s))
}

fn kind(body: &str) -> Body {
    if body.contains("人民代表大会") || body.contains("人大常委会") {
        Body::Congress
    } else if office_of(body).unwrap_or(body).ends_with("人民政府") {
        Body::Government
    } else {
        Body::Other
    }
}

/// The place at the head of a body's name: 霁川市岫云县交通运输局 → 霁川市岫云县.
fn seat(body: &str) -> &str {
    for mark in ["人民政府", "第", "人民代表大会", "人大常委会"] {
        if let Some(i) = body.find(mark)
            && i > 0
            && kind(body) != Body::Other
        {
            return &body[..i];
        }
    }
    let mut end = 0;
    for (i, c) in body.char_indices() {
        // A place has a name before its kind: 县交通运输局 names none, nor does 城乡建设局.
        let name = &body[end..i];
        if "省市县区州旗盟镇乡".contains(c)
            && name.chars().count() >= 2
            && !name.ends_with(['城', '地', '市', '辖', '社'])
        {
            end = i + c.len_utf8();
        }
    }
    &body[..end]
}

/// Level by the last sign of a place's name: 省 1, 市 州 盟 2, 县 区 旗 3, 乡 镇 4.
fn level(body: &str) -> Option<u8> {
    let seat = seat(body);
    if seat.ends_with("自治区") {
        return Some(1);
    }
    match seat.chars().last()? {
        '省' => Some(1),
        '市' if MUNICIPALITIES.contains(&seat) => Some(1),
        '市' | '州' | '盟' => Some(2),
        '县' | '区' | '旗' => Some(3),
        '乡' | '镇' => Some(4),
        _ => None,
    }
}

/// 直辖市: provinces by level.
const MUNICIPALITIES: [&str; 4] = ["北京市", "天津市", "上海市", "重庆市"];

fn level_of(organ: &Organ) -> Option<u8> {
    match organ.level.trim().trim_end_matches('级') {
        "国家" | "中央" => Some(0),
        "省" | "自治区" | "直辖市" => Some(1),
        "市" | "地" | "州" | "设区的市" => Some(2),
        "县" | "区" | "县区" | "县级市" => Some(3),
        "乡" | "镇" | "乡镇" | "街道" => Some(4),
        _ => level(&organ.name),
    }
}

impl Organ {
    /// What is wrong with what the configuration says, in Chinese.
    pub fn wrong(&self) -> Option<String> {
        let unnamed = Organ {
            name: String::new(),
            ..self.clone()
        };
        let known = level_of(&unnamed);
        if !self.level.is_empty() && known.is_none() {
            return Some(format!("层级“{}”不是国家、省、市、县、乡之一", self.level));
        }
        if self.name.is_empty() && (!self.region.is_empty() || !self.succeeds.is_empty()) {
            return Some("没有写名称（name）".into());
        }
        None
    }
}

/// Where the maker's place stands to the organ's.
fn stands(issuer: &str, region_of_paper: &str, organ: &Organ) -> Stands {
    let derived = region::of(&organ.name).unwrap_or_default();
    let own = if organ.region.is_empty() {
        derived.as_str()
    } else {
        organ.region.trim_matches('/')
    };
    if !own.is_empty() && !region_of_paper.is_empty() {
        return by_paths(own, region_of_paper);
    }
    let theirs = seat(issuer);
    if theirs.is_empty() {
        return Stands::Apart;
    }
    // 霁川市岫云县 by its last division; the configured path may be longer than the name.
    let mut steps = own.rsplit('/').filter(|s| !s.is_empty());
    if steps.next().is_some_and(|s| theirs.ends_with(s)) {
        return Stands::Same;
    }
    if steps.any(|s| theirs.ends_with(s)) {
        return Stands::Above;
    }
    let ours = seat(&organ.name);
    if ours == theirs || ours.ends_with(theirs) && level(&organ.name) == level(issuer) {
        Stands::Same
    } else if ours.starts_with(theirs) {
        Stands::Above
    } else {
        Stands::Apart
    }
}

/// Paths may begin below the province: a paper only names its county.
fn by_paths(own: &str, paper: &str) -> Stands {
    let split = |p: &str| p.split('/').map(str::to_string).collect::<Vec<_>>();
    let (a, b) = (split(own), split(paper));
    if a.ends_with(&b) || b.ends_with(&a) {
        Stands::Same
    } else if a.windows(b.len()).any(|w| w == b) {
        Stands::Above
    } else {
        Stands::Apart
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::meta::Fact;
    use crate::document::{Document, Rank};

    fn paper(issuers: &[&str], rank: Rank) -> Document {
        let mut d = Document::default();
        d.meta.rank = Some(Fact::new(rank, ""));
        d.meta.issuers = issuers.iter().map(|i| Fact::new((*i).into(), "")).collect();
        d
    }

    fn organ(name: &str, level: &str, region: &str, succeeds: &[&str]) -> Organ {
        Organ {
            name: name.into(),
            level: level.into(),
            region: region.into(),
            succeeds: succeeds.iter().map(|s| (*s).into()).collect(),
        }
    }

    const PATH: &str = "岚江省/霁川市/岫云县";

    #[test]
    fn whose_document_it_is() {
        use Authority::{Decide, DecideJointly, NotOurs, Propose, Report};
        let bureau = || {
            organ(
                "岫云县交通运输局",
                "县",
                PATH,
                &["岫云县交通局", "岫云县道路货运管理所"],
            )
        };
        let county = || organ("岫云县人民政府", "县", PATH, &[]);
        let town = || organ("岫云县青石镇人民政府", "乡", PATH, &[]);
        let cases: &[(&[&str], Rank, Organ, Authority)] = &[
            (&["岫云县交通运输局"], Rank::Normative, bureau(), Decide),
            (&["岫云县交通局"], Rank::Normative, bureau(), Decide),
            // Both are ours today, so nobody else has to agree.
            (
                &["岫云县交通局", "岫云县道路货运管理所"],
                Rank::Normative,
                bureau(),
                Decide,
            ),
            (
                &["岫云县公安局", "岫云县交通局"],
                Rank::Normative,
                bureau(),
                DecideJointly,
            ),
            (&["岫云县公安局"], Rank::Normative, bureau(), NotOurs),
            (&["岫云县人民政府"], Rank::Normative, bureau(), Propose),
            (
                &["岫云县人民政府办公室"],
                Rank::Normative,
                bureau(),
                Propose,
            ),
            (&["岫云县人民政府办公室"], Rank::Normative, county(), Decide),
            (&["岫云县交通运输局"], Rank::Normative, county(), NotOurs),
            (&["霁川市人民政府"], Rank::LocalRule, county(), Report),
            (
                &["霁川市人民代表大会常务委员会"],
                Rank::LocalRegulation,
                bureau(),
                Report,
            ),
            (&["霁川市交通运输局"], Rank::Normative, bureau(), Report),
            (&["岚江省人民政府"], Rank::LocalRule, bureau(), Report),
            (&["澄湖市人民政府"], Rank::LocalRule, bureau(), NotOurs),
            (
                &["国务院"],
                Rank::AdministrativeRegulation,
                bureau(),
                Report,
            ),
            // A town does not propose to its county as a bureau does: it reports.
            (&["岫云县人民政府"], Rank::Normative, town(), Report),
            (
                &["霁川市人民代表大会常务委员会"],
                Rank::LocalRegulation,
                organ("霁川市人民政府", "市", "岚江省/霁川市", &[]),
                Propose,
            ),
            (
                &["霁川市人民政府"],
                Rank::LocalRule,
                organ("霁川市人民代表大会常务委员会", "市", "岚江省/霁川市", &[]),
                NotOurs,
            ),
            // By the names alone.
            (
                &["岫云县人民政府"],
                Rank::Normative,
                organ("岫云县司法局", "", "", &[]),
                Propose,
            ),
            (
                &["霁川市人民政府"],
                Rank::LocalRule,
                organ("霁川市岫云县司法局", "", "", &[]),
                Report,
            ),
            (
                &["霁川市人民政府"],
                Rank::LocalRule,
                organ("岫云县司法局", "", "", &[]),
                NotOurs,
            ),
            // The level tells that a body named after its city sits in a county.
            (
                &["霁川市人民政府"],
                Rank::LocalRule,
                organ("霁川市交通运输局岫云分局", "县", "岚江省/霁川市", &[]),
                Report,
            ),
        ];
        for (issuers, rank, organ, want) in cases {
            let got = of(&paper(issuers, *rank), Some(organ));
            assert_eq!(got, *want, "{issuers:?} for {}", organ.name);
        }
    }

    #[test]
    fn without_an_organ_or_a_maker_it_is_unknown() {
        let d = paper(&["岫云县人民政府"], Rank::Normative);
        assert_eq!(of(&d, None), Authority::Unknown);
        let o = organ("岫云县人民政府", "", "", &[]);
        assert_eq!(
            of(&paper(&[], Rank::Normative), Some(&o)),
            Authority::Unknown
        );
    }

    #[test]
    fn places_by_their_paths() {
        for (own, paper, want) in [
            (PATH, "岫云县", Stands::Same),
            ("岫云县", PATH, Stands::Same),
            (PATH, "岚江省/霁川市", Stands::Above),
            (PATH, "霁川市", Stands::Above),
            (PATH, "岚江省", Stands::Above),
            ("岚江省/霁川市", PATH, Stands::Apart),
            (PATH, "岚江省/澄湖市", Stands::Apart),
        ] {
            assert_eq!(by_paths(own, paper), want, "{own} {paper}");
        }
    }

    #[test]
    fn seats_and_levels_by_name() {
        for (name, place, l) in [
            ("霁川市岫云县交通运输局", "霁川市岫云县", Some(3)),
            ("岚江省人民政府", "岚江省", Some(1)),
            ("上海市人民政府", "上海市", Some(1)),
            ("岫云县青石镇人民政府", "岫云县青石镇", Some(4)),
            ("霁川市第三届人民代表大会", "霁川市", Some(2)),
            ("交通运输局", "", None),
            ("岫云县住房和城乡建设局", "岫云县", Some(3)),
            ("岫云县市场监督管理局", "岫云县", Some(3)),
        ] {
            assert_eq!((seat(name), level(name)), (place, l), "{name}");
        }
        let levels = |l: &str| organ("某局", l, "", &[]).wrong();
        assert!(levels("县级").is_none() && levels("").is_none());
        assert!(levels("村里").is_some());
        assert!(organ("", "", "岚江省", &[]).wrong().is_some());
    }
}
