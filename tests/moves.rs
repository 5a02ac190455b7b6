//! Articles that moved between real versions: checked on `../shared`, skipped loudly without it.
#![allow(clippy::unwrap_used, clippy::print_stderr)]

mod support;

use qingli::corpus::{self, Library, Source, VersionId};
use qingli::document::{Number, Rank};
use qingli::law::Standing;
use qingli::text::date;
use std::path::PathBuf;

fn shared() -> Option<PathBuf> {
    let dir = std::env::var_os("QINGLI_SHARED").map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared"),
        PathBuf::from,
    );
    let found = dir.join("corpus").is_dir();
    if !found {
        support::skip("跳过：没有 ../shared");
    }
    found.then_some(dir)
}

fn library(files: &[&str]) -> Option<(tempfile::TempDir, Library)> {
    let root = shared()?.join("corpus");
    let dir = tempfile::tempdir().unwrap();
    let sources = files
        .iter()
        .map(|f| {
            let path = root.join(f);
            let name = (*f).to_string();
            Source {
                name: name.clone(),
                raw: name.clone(),
                read: Box::new(move || {
                    qingli::parse::document(&name, &std::fs::read(&path).unwrap())
                }),
            }
        })
        .collect();
    let s = corpus::import(dir.path(), sources, &|_| {}).unwrap();
    assert_eq!(s.taken, files.len());
    let l = Library::open(dir.path()).unwrap();
    Some((dir, l))
}

fn anywhere() -> Standing {
    Standing {
        rank: Rank::Unknown,
        issuer: String::new(),
        region: "全国".into(),
        from: None,
        until: None,
    }
}

fn moved(l: &Library, from: VersionId, to: VersionId) -> Vec<(u32, Option<u32>)> {
    (1..=u32::from(u16::MAX))
        .take_while(|&n| l.article(from, Number::new(n)).is_ok())
        .map(|n| (n, l.moved(from, to, Number::new(n)).map(|m| m.0.main)))
        .collect()
}

/// 道路运输条例: 2022 → 2023 took one article out.
#[test]
fn road_transport_regulation() {
    let Some((_dir, l)) = library(&[
        "national/行政法规/道路运输条例(2022-03-29).md",
        "national/行政法规/道路运输条例(2023-07-20).md",
    ]) else {
        return;
    };
    let w = l.find("道路运输条例", &anywhere())[0];
    let v = &l.work(w).versions;
    assert_eq!(v.len(), 2);
    let map = moved(&l, v[0], v[1]);
    let gone: Vec<u32> = map.iter().filter(|m| m.1.is_none()).map(|m| m.0).collect();
    eprintln!("{map:?}");
    assert_eq!(map.len(), 83);
    assert_eq!(gone.len(), 1, "{gone:?}");
    // What stands after the article taken out moved up by one; the rest stayed.
    for (n, to) in map.iter().filter(|m| m.0 != gone[0]) {
        let expected = if *n > gone[0] { n - 1 } else { *n };
        assert_eq!(*to, Some(expected), "第{n}条");
    }
}

/// 水污染防治法 → 生态环境法典: from the repeal in the code's own closing article to its articles.
#[test]
fn a_law_taken_into_a_code() {
    let Some((_dir, l)) = library(&[
        "national/行政法/水污染防治法(2017-06-27).md",
        "updates/法律/行政法/生态环境法典(2026).md",
    ]) else {
        return;
    };
    let w = l.find("水污染防治法", &anywhere())[0];
    let on = date::parse("2026-11-24").unwrap();
    let from = l.work(w).versions[0];
    assert!(l.in_force(w, date::parse("2026-08-14").unwrap()).is_some());
    assert_eq!(l.status(w, on).0.name(), "已废止");
    let found: Vec<(u32, u32, f64)> = (1..=103)
        .filter_map(|n| {
            let (_, to, like) = l.moved_across(from, Number::new(n), on)?;
            Some((n, to.main, like))
        })
        .collect();
    eprintln!("{found:?}");
    // The code took over most of the law, and in its order.
    assert!(found.len() >= 60, "{}", found.len());
}
