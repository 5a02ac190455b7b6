//! Invented laws for the tests of the index, and how they are built and asked.

use qingli::corpus::{VersionId, WorkId};
use qingli::document::{Number, Rank};
use qingli::index::{Ended, Filter, Hits, Index, Query, Record, Slot};
use qingli::law::title;
use qingli::text::Date;
use qingli::text::date::make;
use std::path::Path;

pub(crate) fn day(y: u64, m: u64, d: u64) -> Date {
    make(y, m, d).unwrap()
}

/// A version with its articles.
#[derive(Clone)]
pub(crate) struct Law {
    pub(crate) slot: Slot,
    pub(crate) articles: Vec<(&'static str, String)>,
}

pub(crate) fn law(
    work: u32,
    title: &str,
    rank: Rank,
    region: &str,
    from: Date,
    articles: &[(&'static str, &str)],
) -> Law {
    let text: String = articles.iter().map(|a| a.1).collect();
    Law {
        slot: Slot {
            content: qingli::text::hash::of(&[title.as_bytes(), text.as_bytes()]),
            version: VersionId(0),
            work: WorkId(work),
            title: title.to_string(),
            key: title::key(title),
            names: Vec::new(),
            rank,
            region: region.to_string(),
            issuer: format!("{region}某机关"),
            date: Some(from),
            from: Some(from),
            until: None,
            ended: None,
            expires: None,
            number: String::new(),
            cited: 0,
        },
        articles: articles
            .iter()
            .map(|(n, t)| (*n, (*t).to_string()))
            .collect(),
    }
}

/// Four laws of an imaginary country, one of them in two versions.
pub(crate) fn laws() -> Vec<Law> {
    let mut old = law(
        1,
        "中华人民共和国渡口管理法",
        Rank::Law,
        "全国",
        day(2005, 1, 1),
        &[
            ("第一条", "第一条　为了加强渡口管理，制定本法。"),
            (
                "第八条",
                "第八条　渡船超过核定人数载客的，由渡口管理机构责令改正，处五十元以上二百元以下罚款。",
            ),
        ],
    );
    old.slot.until = Some(day(2021, 7, 1));
    old.slot.ended = Some(Ended::Amended);
    let new = law(
        1,
        "中华人民共和国渡口管理法",
        Rank::Law,
        "全国",
        day(2021, 7, 1),
        &[
            (
                "第一条",
                "第一条　为了加强渡口管理，保障乘客安全，制定本法。",
            ),
            (
                "第九条",
                "第九条　渡船超过核定人数载客的，由渡口管理机构责令改正，处二百元以上一千元以下\n　　罚款。\n渡工无证驾驶的,依照前款（一）处罚。",
            ),
            ("第九条之一", "第九条之一　网络预约渡船的经营者应当登记。"),
        ],
    );
    let mut lapsed = law(
        2,
        "某省渡口管理办法",
        Rank::LocalRule,
        "某省",
        day(2010, 3, 1),
        &[
            ("第九条", "第九条　渡口管理机构可以扣留渡船。"),
            (
                "第十条",
                "第十条　未取得渡口经营许可，擅自摆渡的，没收违法所得。",
            ),
        ],
    );
    lapsed.slot.until = Some(day(2020, 1, 1));
    lapsed.slot.ended = Some(Ended::Repealed);
    let city = law(
        3,
        "某省某市犬只管理条例",
        Rank::LocalRegulation,
        "某省/某市",
        day(2019, 5, 1),
        &[
            ("第三条", "第三条　饲养犬只应当登记。"),
            ("第四条", "第四条　携带犬只乘坐渡船的，应当为犬只戴嘴套。"),
        ],
    );
    let mut all = vec![old, new, lapsed, city];
    for (i, l) in (0u32..).zip(&mut all) {
        l.slot.version = VersionId(i);
    }
    all
}

pub(crate) fn build(dir: &Path, digest: &str, laws: &[Law]) -> qingli::index::Summary {
    let load = |i: usize| {
        Ok((0u32..)
            .zip(&laws[i].articles)
            .map(|(node, (place, text))| Record {
                node,
                place: (*place).to_string(),
                number: Number::parse(place),
                text: text.clone(),
                ..Record::default()
            })
            .collect())
    };
    let wanted = laws.iter().map(|l| l.slot.clone()).collect();
    Index::build_from(dir, digest, wanted, &load, &|_, _| {}).unwrap()
}

pub(crate) fn built() -> (tempfile::TempDir, Index) {
    let dir = tempfile::tempdir().unwrap();
    build(dir.path(), "a", &laws());
    let index = Index::open(dir.path(), "a").unwrap();
    (dir, index)
}

pub(crate) fn query(text: &str) -> Query {
    Query {
        text: text.into(),
        filter: Filter::default(),
        limit: 10,
        day: day(2026, 11, 24),
        ..Query::default()
    }
}

/// Title and place of the hits.
pub(crate) fn places(hits: &Hits) -> Vec<String> {
    hits.hits
        .iter()
        .map(|h| format!("{}{}", title::key(&h.title), h.place))
        .collect()
}

pub(crate) fn search(index: &Index, text: &str) -> Vec<String> {
    places(&index.search(&query(text)).unwrap())
}
