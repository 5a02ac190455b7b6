//! Everyday questions: how often the articles that answer them are among the first ten and the
//! first hundred provisions, and how early the first of them stands.
//!
//! `QINGLI_LIBRARY=DIR cargo test --release --test lay -- --nocapture`; `LAY_MISSES=1` lists what
//! was not found. The questions are parted in two by the hash of their numbers; what is developed
//! on one half is reported on the other.

#[path = "../support/mod.rs"]
mod support;

use qingli::corpus::{Library, VersionId};
use qingli::document::Number;
use qingli::index::{Filter, Index, Query, Shares, records};
use qingli::law::title;
use qingli::text::date::make;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// A provision: the key of the law's title, the number of the article.
type Provision = (String, Option<Number>);

struct Question {
    id: u64,
    text: String,
    gold: BTreeSet<Provision>,
}

/// What one half scores.
#[derive(Default)]
struct Sum {
    questions: f64,
    at_10: f64,
    at_100: f64,
    first: f64,
    /// Share of the wanted articles that the library has at all.
    there: f64,
}

fn key(law: &str) -> String {
    title::loose(law)
}

fn questions(file: &Path) -> Option<Vec<Question>> {
    let text = std::fs::read_to_string(file).ok()?;
    Some(
        text.lines()
            .filter_map(|l| serde_json::from_str::<serde_json::Value>(l).ok())
            .map(|v| Question {
                id: v["id"].as_u64().unwrap_or(0),
                text: v["query"].as_str().unwrap_or("").to_string(),
                gold: v["gold"]
                    .as_array()
                    .into_iter()
                    .flatten()
                    .map(|g| {
                        (
                            key(g["law"].as_str().unwrap_or("")),
                            Number::parse(g["article"].as_str().unwrap_or("")),
                        )
                    })
                    .collect(),
            })
            .collect(),
    )
}

/// Every article of every version in the library.
fn provisions(library: &Library) -> BTreeMap<String, BTreeSet<Option<Number>>> {
    let mut out: BTreeMap<String, BTreeSet<Option<Number>>> = BTreeMap::new();
    for (i, v) in (0u32..).zip(&library.versions) {
        let work = library.work(v.work);
        let Ok(doc) = library.document(VersionId(i)) else {
            continue;
        };
        let numbers: BTreeSet<Option<Number>> = records(&doc).iter().map(|r| r.number).collect();
        let titles = [work.title.as_str(), v.meta.title.as_str()];
        for t in titles
            .into_iter()
            .chain(work.former_titles.iter().map(String::as_str))
        {
            out.entry(key(t)).or_default().extend(numbers.iter());
        }
    }
    out
}

#[test]
fn everyday_questions() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let file = root.join("../shared/queries/lay-questions.jsonl");
    let (Some(questions), Some(dir)) = (
        questions(&file),
        std::env::var_os("QINGLI_LIBRARY").map(PathBuf::from),
    ) else {
        support::skip("没有 ../shared/queries，或者没有用 QINGLI_LIBRARY 指明法规库");
        return;
    };
    let library = Library::open(&dir).unwrap();
    let there = provisions(&library);
    let mut index = match std::env::var_os("LAY_INDEX") {
        Some(dir) => Index::open_whatever(Path::new(&dir)),
        None => Index::open_whatever(&dir.join("index")),
    }
    .unwrap();
    let mut shares = Shares::default();
    let tune = std::env::var("LAY_SHARES").unwrap_or_default();
    for (name, value) in tune.split(',').filter_map(|p| p.split_once('=')) {
        let field = match name {
            "inner" => &mut shares.inner,
            "pair" => &mut shares.pair,
            "title" => &mut shares.title,
            "heading" => &mut shares.heading,
            "chapter" => &mut shares.chapter,
            "law" => &mut shares.law,
            "beside" => &mut shares.beside,
            "synonym" => &mut shares.synonym,
            "synonym_pair" => &mut shares.synonym_pair,
            "cover" => &mut shares.cover,
            other => panic!("{other}"),
        };
        *field = value.parse().unwrap();
    }
    index.set_shares(shares);
    let misses = std::env::var_os("LAY_MISSES").is_some();
    let mut halves: [Sum; 2] = Default::default();
    let mut absent: BTreeMap<Provision, usize> = BTreeMap::new();
    for q in &questions {
        let hash = qingli::text::hash::of(&[q.id.to_string().as_bytes()]);
        let half = usize::from(u8::from_str_radix(&hash[..2], 16).unwrap() % 2);
        let found = index
            .search(&Query {
                text: q.text.clone(),
                filter: Filter::default(),
                limit: 100,
                day: make(2026, 11, 24).unwrap(),
                ..Query::default()
            })
            .unwrap();
        let list: Vec<Provision> = found
            .hits
            .iter()
            .map(|h| (key(&h.title), Number::parse(&h.place)))
            .collect();
        let ranks: Vec<Option<usize>> = q
            .gold
            .iter()
            .map(|g| list.iter().position(|p| p == g))
            .collect();
        let share = |n: usize| {
            ranks.iter().filter(|r| r.is_some_and(|r| r < n)).count() as f64 / q.gold.len() as f64
        };
        let sum = &mut halves[half];
        sum.questions += 1.0;
        sum.at_10 += share(10);
        sum.at_100 += share(100);
        sum.first += ranks
            .iter()
            .flatten()
            .min()
            .map_or(0.0, |&r| 1.0 / (r + 1) as f64);
        for (g, r) in q.gold.iter().zip(&ranks) {
            let has = there.get(&g.0).is_some_and(|n| n.contains(&g.1));
            if has {
                sum.there += 1.0 / q.gold.len() as f64;
            } else {
                *absent.entry(g.clone()).or_default() += 1;
            }
            if misses && half == 0 && has && r.is_none_or(|r| r >= 10) {
                println!(
                    "{}\t{}\t{}{}\t{}",
                    q.id,
                    q.text,
                    g.0,
                    g.1.map_or(String::new(), |n| n.article()),
                    r.map_or("-".into(), |r| (r + 1).to_string()),
                );
            }
        }
    }
    if misses {
        for ((law, article), n) in &absent {
            println!(
                "没有\t{n}\t{law}\t{}",
                article.map_or(String::new(), |a| a.article())
            );
        }
    }
    for (name, s) in ["甲半", "乙半"].iter().zip(&halves) {
        println!(
            "{name}：{} 问；库中有的条文 {:.3}；R@10 {:.3}；R@100 {:.3}；MRR {:.3}",
            s.questions,
            s.there / s.questions,
            s.at_10 / s.questions,
            s.at_100 / s.questions,
            s.first / s.questions
        );
    }
}
