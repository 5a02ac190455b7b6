//! Alignment on invented law: the right provision first, through pointers on both sides, down to the
//! 项; the same result every time. And a measurement for developers: where the right article stands.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    clippy::print_stderr
)]

mod support;

use qingli::align::{self, Engine};
use qingli::citation;
use qingli::corpus::{Library, Source, import};
use qingli::document::{Document, Kind, NodeId, Number};
use qingli::law::Standing;
use std::collections::BTreeMap;
use std::path::Path;

/// The 款 of an article (or the one wanted).
fn clauses(d: &Document, article: &str, paragraph: Option<u64>) -> Vec<NodeId> {
    let Some(a) = Number::parse(article).and_then(|n| d.article(d.main_part(), n)) else {
        return Vec::new();
    };
    d.children(a)
        .filter(|&n| d.node(n).kind == Kind::Paragraph)
        .filter(|&n| {
            paragraph.is_none() || d.node(n).number.map(|x| u64::from(x.main)) == paragraph
        })
        .collect()
}

const LAW: &str = "# 演示国花圃管理法\n\n2020年3月1日 演示国第三届全国人民代表大会常务委员会第八次会议通过\n\n第一章 总则\n\n第一条 为了管理花圃，保护花卉，制定本法。\n\n第二条 县级以上人民政府园林主管部门负责花圃的监督管理。\n\n第二章 花圃\n\n第三条 开办花圃的，应当在开办后十日内向县级人民政府园林主管部门备案。\n\n第四条 花圃应当每月清洗温棚玻璃，并留存清洗记录。\n\n第五条 花圃不得使用染色水浇灌盆栽。\n\n第三章 法律责任\n\n第六条 违反本法第四条规定的，由县级以上人民政府园林主管部门责令限期改正；逾期不改正的，处五百元以上二千元以下的罚款。\n\n第七条 违反本法规定，有下列行为之一的，由县级以上人民政府园林主管部门责令改正，处一千元以上五千元以下的罚款：\n\n（一）使用染色水浇灌盆栽的；\n\n（二）出租花圃登记牌的；\n\n（三）在温棚内焚烧枯枝的。\n\n第八条 本法自2020年6月1日起施行。\n";
const OTHER: &str = "# 演示国渡口管理法\n\n2019年3月1日 演示国第三届全国人民代表大会常务委员会第二次会议通过\n\n第一条 为了管理渡口，制定本法。\n\n第二条 渡口应当备有救生圈。\n\n第三条 违反本法第二条规定的，由县级以上人民政府渡口主管部门责令限期改正；逾期不改正的，处五百元以上二千元以下的罚款。\n\n第四条 本法自2019年6月1日起施行。\n";
const LOCAL: &str = "# 演示市花圃管理条例\n\n2021年3月1日 演示市第三届人民代表大会常务委员会第九次会议通过\n\n第一条 为了管理花圃，根据《演示国花圃管理法》，制定本条例。\n\n第二条 花圃应当按月清洗温棚玻璃。\n\n第三条 开办花圃的，应当经县级人民政府园林主管部门批准。\n\n第四条 违反本条例第二条规定的，由县级以上人民政府园林主管部门责令限期改正，处三千元以上五千元以下的罚款。\n\n第五条 在温棚里焚烧枯枝的，由县级以上人民政府园林主管部门处三百元罚款。\n\n第六条 本条例自2021年6月1日起施行。\n";

/// What stands first for an article of [`LOCAL`]: law, place, and the order feature.
fn first(article: &str) -> Option<(String, String, align::Features)> {
    let dir = tempfile::tempdir().unwrap();
    let list = [("法律/花圃.md", LAW), ("法律/渡口.md", OTHER)];
    let sources = list
        .iter()
        .map(|&(name, text)| Source {
            name: name.to_string(),
            raw: qingli::text::hash::of(&[text.as_bytes()]),
            read: Box::new(move || qingli::parse::document(name, text.as_bytes())),
        })
        .collect();
    import(dir.path(), sources, &|_| ()).unwrap();
    let library = Library::open(dir.path()).unwrap();
    let engine = Engine::build(&library, qingli::text::date::parse("2026-11-24").unwrap());
    let d = qingli::parse::document("演示.md", LOCAL.as_bytes()).unwrap();
    let prior = engine.prior(&d, &Standing::of(&d));
    let query = align::query(&d, &citation::find(&d), &clauses(&d, article, None));
    let found = engine.align(&query, &prior, &library);
    let again: Vec<_> = engine.align(&query, &prior, &library);
    let told =
        |l: &[align::Candidate]| -> Vec<String> { l.iter().map(|c| format!("{c:?}")).collect() };
    assert_eq!(told(&found), told(&again));
    found
        .into_iter()
        .next()
        .map(|c| (c.title, c.place.to_string(), c.features))
}

/// Neither clause names its act: 第四条 points to 第二条, 第六条 of the law to its 第四条. Without the
/// words pointed to nothing but the sanction's wording would be shared.
#[test]
fn both_sides_point() {
    let (law, place, features) = first("第四条").unwrap();
    assert_eq!(
        (law.as_str(), place.as_str()),
        ("演示国花圃管理法", "第六条第一款")
    );
    assert!(features.act > 0.4 && features.parent, "{features:?}");
}

/// A duty goes before the penalty for its breach when a duty is asked, and the other way round.
#[test]
fn the_same_sort_of_order_first() {
    assert_eq!(first("第二条").unwrap().1, "第四条第一款");
    assert_eq!(first("第三条").unwrap().1, "第三条第一款");
}

/// The very 项 is named.
#[test]
fn down_to_the_item() {
    assert_eq!(first("第五条").unwrap().1, "第七条第一款第（三）项");
}

/// Where nothing higher speaks of the act, nothing is forced: the day of effect is no act.
#[test]
fn nothing_of_another_trade() {
    assert!(first("第五条").is_some_and(|f| f.0 == "演示国花圃管理法"));
    let all = ["第二条", "第三条", "第四条", "第五条"];
    assert!(
        all.iter()
            .all(|a| first(a).is_some_and(|f| f.0 != "演示国渡口管理法"))
    );
}

/// `qingli align --format json` tells the clause's norms with tier and range.
#[test]
fn norms_are_told() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("演示市花圃管理条例.md");
    std::fs::write(&file, LOCAL).unwrap();
    let lib = dir.path().join("library");
    let list = vec![Source {
        name: "法律/花圃.md".into(),
        raw: qingli::text::hash::of(&[LAW.as_bytes()]),
        read: Box::new(|| qingli::parse::document("法律/花圃.md", LAW.as_bytes())),
    }];
    import(&lib, list, &|_| ()).unwrap();
    let out = std::process::Command::new(env!("CARGO_BIN_EXE_qingli"))
        .args(["align".as_ref(), file.as_os_str()])
        .args([
            "第四条",
            "--format",
            "json",
            "--as-of",
            "2026-11-24",
            "--library",
        ])
        .arg(&lib)
        .output()
        .unwrap();
    let v: serde_json::Value = serde_json::from_slice(&out.stdout).unwrap();
    let n = &v["norms"][0];
    assert!(n["act"].as_str().unwrap().contains("清洗温棚玻璃"), "{v}");
    assert_eq!(n["tier"], "一般情形");
    let s = &n["sanctions"][0];
    assert_eq!(
        (&s["kind"], &s["min"], &s["max"], &s["unit"]),
        (&"罚款".into(), &3000.into(), &5000.into(), &"元".into())
    );
    assert_eq!(v["candidates"][0]["article"], "第六条");
    assert!(v["candidates"][0]["features"]["act"].as_f64().unwrap() > 0.4);
}

/// Developers only: `QINGLI_PAIRS=pairs.jsonl QINGLI_LIBRARY=dir QINGLI_CORPUS=dir cargo test
/// --release --test align measure -- --ignored --nocapture` prints, for every pair
/// `{set, id, doc, article, paragraph, want: [[law, article]]}`, where the right article stands,
/// with its features and those of the winner; `QINGLI_OUT=file` takes all candidates as JSON lines.
#[test]
#[ignore = "a measurement for developers"]
#[allow(clippy::print_stdout, clippy::too_many_lines)]
fn measure() {
    use std::io::Write;
    let (Ok(pairs), Ok(lib), Ok(corpus)) = (
        std::env::var("QINGLI_PAIRS"),
        std::env::var("QINGLI_LIBRARY"),
        std::env::var("QINGLI_CORPUS"),
    ) else {
        support::skip("没有给出对照表、库和语料的位置");
        return;
    };
    let mut out = std::env::var("QINGLI_OUT")
        .ok()
        .and_then(|p| std::fs::File::create(p).ok())
        .map(std::io::BufWriter::new);
    let library = Library::open(Path::new(&lib)).unwrap();
    let clock = std::time::Instant::now();
    let engine = Engine::build(&library, qingli::text::date::parse("2026-11-24").unwrap());
    println!("build {:?} units {}", clock.elapsed(), engine.len());
    let mut docs: BTreeMap<String, _> = BTreeMap::new();
    let mut shares: BTreeMap<String, [f64; 5]> = BTreeMap::new();
    let (mut spent, mut priors, mut n) = (std::time::Duration::ZERO, std::time::Duration::ZERO, 0);
    for line in std::fs::read_to_string(pairs).unwrap().lines() {
        let p: serde_json::Value = serde_json::from_str(line).unwrap();
        let doc = p["doc"].as_str().unwrap().to_string();
        let path = Path::new(&corpus).join(&doc);
        let (d, citations, prior) = docs.entry(doc.clone()).or_insert_with(|| {
            let d = qingli::parse::document(&doc, &std::fs::read(path).unwrap()).unwrap();
            let clock = std::time::Instant::now();
            let prior = engine.prior(&d, &Standing::of(&d));
            priors += clock.elapsed();
            (d.clone(), citation::find(&d), prior)
        });
        let nodes = clauses(d, p["article"].as_str().unwrap(), p["paragraph"].as_u64());
        let want: Vec<(String, String)> = serde_json::from_value(p["want"].clone()).unwrap();
        let set = p["set"].as_str().unwrap().to_string();
        let clock = std::time::Instant::now();
        let found = engine.align(&align::query(d, citations, &nodes), prior, &library);
        spent += clock.elapsed();
        n += 1;
        let is = |c: &align::Candidate| {
            want.iter().any(|(l, a)| {
                let title = qingli::law::title::key(&c.title);
                (title == *l || title.split('（').next() == Some(l))
                    && c.place.article.as_deref() == Some(a.as_str())
            })
        };
        let at = found.iter().position(is);
        let s = shares.entry(set.clone()).or_default();
        s[0] += 1.0;
        if let Some(i) = at {
            s[1] += f64::from(u8::from(i == 0));
            s[2] += f64::from(u8::from(i < 3));
            s[3] += f64::from(u8::from(i < 10));
            s[4] += 1.0 / (i + 1) as f64;
        }
        println!(
            "{set} {} {}{}{} 在第{} {}",
            p["id"].as_str().unwrap(),
            doc,
            p["article"].as_str().unwrap(),
            p["paragraph"],
            at.map_or("—".to_string(), |i| (i + 1).to_string()),
            p["norm"]
        );
        if at != Some(0) {
            println!("   要 {want:?}");
            for (i, c) in found
                .iter()
                .enumerate()
                .filter(|(i, _)| *i < 3 || at == Some(*i))
            {
                println!(
                    "   {} {}{} {:.3} {}",
                    i + 1,
                    c.title,
                    c.place,
                    c.score,
                    serde_json::to_string(&c.features).unwrap()
                );
            }
        }
        if let Some(f) = &mut out {
            let list: Vec<_> = found
                .iter()
                .map(|c| {
                    serde_json::json!({"right": is(c), "score": c.score, "features": c.features,
                        "law": c.title, "place": c.place.to_string()})
                })
                .collect();
            writeln!(f, "{}", serde_json::json!({"set": set, "id": p["id"], "doc": doc, "kind": p["kind"], "found": list})).unwrap();
        }
    }
    println!("priors {priors:?} align {spent:?} over {n}");
    for (k, s) in shares {
        println!(
            "{k}: {} 首位 {:.3} 前三 {:.3} 前十 {:.3} MRR {:.3}",
            s[0],
            s[1] / s[0],
            s[2] / s[0],
            s[3] / s[0],
            s[4] / s[0]
        );
    }
}
