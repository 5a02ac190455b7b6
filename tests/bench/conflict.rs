//! Developer's view of the pairing: for each labelled penalty entry, where the right higher
//! article stands among the paired acts.
//! `cargo run --release --example conflict LIBRARY CORPUS GOLD…`
#![allow(
    clippy::type_complexity,
    clippy::collapsible_if,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    clippy::print_stderr
)]

use qingli::citation;
use qingli::conflict::{Acts, pair};
use qingli::corpus::Library;
use qingli::law::Standing;
use std::path::Path;

fn bare(s: &str) -> String {
    s.chars().filter(|c| !c.is_whitespace()).collect()
}

fn main() {
    let mut args = std::env::args().skip(1);
    let lib = Library::open(Path::new(&args.next().unwrap())).unwrap();
    let corpus = args.next().unwrap();
    let on = qingli::text::date::make(2026, 11, 24).unwrap();
    let t = std::time::Instant::now();
    let acts = Acts::build(&lib, on);
    eprintln!(
        "build {:?} sources {} acts {}",
        t.elapsed(),
        acts.sources.len(),
        acts.acts.len()
    );
    let mut by: std::collections::BTreeMap<String, Vec<serde_json::Value>> = Default::default();
    for f in args {
        for l in std::fs::read_to_string(&f).unwrap().lines() {
            let v: serde_json::Value = serde_json::from_str(l).unwrap();
            by.entry(v["doc"].as_str().unwrap().into())
                .or_default()
                .push(v);
        }
    }
    if std::env::var_os("SWEEP").is_some() {
        sweep(&corpus, &by, &acts, on);
        return;
    }
    let (mut n, mut first, mut three) = (0, 0, 0);
    for (doc, list) in by {
        let path = Path::new(&corpus).join(&doc);
        let bytes = std::fs::read(&path).unwrap();
        let d = qingli::parse::document(path.to_str().unwrap(), &bytes).unwrap();
        let standing = Standing::of(&d);
        let cites = citation::find(&d);
        let refs: Vec<&_> = cites.iter().collect();
        let t = std::time::Instant::now();
        let locals = pair::locals(&d, &acts);
        let prior = pair::prior(&acts, &d, &standing, &refs, &locals, on);
        let ranked: Vec<_> = (0..locals.len())
            .map(|k| {
                pair::rank(
                    &acts,
                    &locals,
                    k,
                    &prior,
                    Some(qingli::law::Above::Above),
                    8,
                )
            })
            .collect();
        println!("=== {doc} locals {} {:?}", locals.len(), t.elapsed());
        let mut near: Vec<(f32, &str)> = prior
            .near
            .iter()
            .zip(&acts.sources)
            .zip(&prior.relation)
            .filter(|x| x.1.is_some())
            .map(|((n, s), _)| (*n, s.title.as_str()))
            .collect();
        near.sort_by(|a, b| b.0.total_cmp(&a.0));
        for (n, s) in near.iter().take(8) {
            println!("    near {n:.2} {s}");
        }
        for g in list {
            let kind = g["kind"].as_str().unwrap_or("");
            if g["certainty"] != "certain" || !kind.starts_with("penalty") {
                continue;
            }
            n += 1;
            let art = bare(g["article"].as_str().unwrap());
            let quote = bare(g["quote"].as_str().unwrap());
            let want = bases(&g);
            println!(
                "--- {kind} {art} {} {} | {}",
                g["paragraph"],
                g["item"],
                &g["quote"].as_str().unwrap()
            );
            println!(
                "    want {:?} fix {}",
                want,
                g["note"].as_str().unwrap_or("")
            );
            let mut ok1 = false;
            let mut ok3 = false;
            for (k, l) in locals.iter().enumerate() {
                let place = d.place(l.node);
                if bare(&place.article.clone().unwrap_or_default()) != art {
                    continue;
                }
                if let (Some(p), Some(q)) = (place.paragraph, g["paragraph"].as_u64()) {
                    if u64::from(p) != q {
                        continue;
                    }
                }
                let mut words = bare(d.slice(l.norm.span));
                if let Some(s) = l.norm.lead {
                    words.push_str(&bare(d.slice(s)));
                }
                let item = g["item"].as_str().unwrap_or("");
                if !item.is_empty() && place.item.as_deref().unwrap_or("") != item {
                    continue;
                }
                let _ = &quote;
                println!(
                    "  L {} {} 「{}」 {}",
                    place,
                    l.borrowed,
                    l.text,
                    l.sanctions
                        .iter()
                        .map(|s| d.slice(s.span))
                        .collect::<Vec<_>>()
                        .join(" / ")
                );
                for (i, p) in ranked[k].iter().take(3).enumerate() {
                    let h = &acts.acts[p.act as usize];
                    let s = acts.source(h);
                    let hit = want
                        .contains(&(s.title.replace("中华人民共和国", ""), h.article.article()));
                    if hit && i == 0 {
                        ok1 = true;
                    }
                    if hit && i < 3 {
                        ok3 = true;
                    }
                    let hd = lib.document(s.version).unwrap();
                    println!(
                        "     {}{:.2} like {:.2} cov {:.2}/{:.2} near {:.2} {:?} 《{}》{} 「{}」 {}",
                        if hit { "*" } else { " " },
                        p.score,
                        p.like,
                        p.covered,
                        p.covers,
                        p.near,
                        prior.relation[h.source as usize].unwrap(),
                        s.title,
                        h.article.article(),
                        h.text.chars().take(60).collect::<String>(),
                        h.sanctions
                            .iter()
                            .map(|s| hd.slice(s.span))
                            .collect::<Vec<_>>()
                            .join(" / ")
                            .chars()
                            .take(110)
                            .collect::<String>()
                    );
                }
            }
            first += usize::from(ok1);
            three += usize::from(ok3);
        }
    }
    println!("entries {n} first {first} three {three}");
}

fn overlap(a: &str, b: &str) -> bool {
    let (a, b) = (bare(a), bare(b));
    if a.is_empty() || b.is_empty() {
        return false;
    }
    if a.contains(&b) || b.contains(&a) {
        return true;
    }
    let c: Vec<char> = a.chars().collect();
    c.windows(4)
        .any(|w| b.contains(&w.iter().collect::<String>()))
}

/// The laws and articles that a label rests on.
fn bases(g: &serde_json::Value) -> Vec<(String, String)> {
    g["basis"]
        .as_array()
        .unwrap()
        .iter()
        .map(|b| {
            (
                b["law"].as_str().unwrap().replace("中华人民共和国", ""),
                bare(b["article"].as_str().unwrap()),
            )
        })
        .collect()
}

/// Precision and recall of the penalty findings for many floors, in one process.
fn sweep(
    corpus: &str,
    by: &std::collections::BTreeMap<String, Vec<serde_json::Value>>,
    acts: &Acts,
    on: qingli::text::Date,
) {
    let docs: Vec<_> = by
        .iter()
        .map(|(doc, list)| {
            let path = Path::new(corpus).join(doc);
            let bytes = std::fs::read(&path).unwrap();
            let d = qingli::parse::document(path.to_str().unwrap(), &bytes).unwrap();
            let standing = Standing::of(&d);
            let cites = citation::find(&d);
            (doc, list, d, standing, cites)
        })
        .collect();
    for likely in [0.20, 0.25, 0.33, 0.40] {
        for alike in [0.15, 0.20, 0.30] {
            for near in [0.0, 0.05, 0.3] {
                let floors = qingli::conflict::Floors {
                    likely,
                    alike,
                    near,
                    ..qingli::conflict::Floors::default()
                };
                let (mut found, mut agreed, mut based, mut certain, mut hit) = (0, 0, 0, 0, 0);
                for (_, list, d, standing, cites) in &docs {
                    let refs: Vec<&_> = cites.iter().collect();
                    let got = qingli::conflict::judge(acts, d, standing, &refs, on, floors);
                    let got: Vec<(String, Option<u32>, String, (String, String))> = got
                        .iter()
                        .map(|c| {
                            let span = if c.item {
                                d.node(c.local.node).span
                            } else {
                                c.difference.local
                            };
                            let place = d.place(d.node_at(span.start).unwrap());
                            (
                                bare(&place.article.unwrap_or_default()),
                                place.paragraph,
                                d.slice(span).to_string(),
                                {
                                    let h = &acts.acts[c.pair.act as usize];
                                    let t = &acts.source(h).title;
                                    (t.replace("中华人民共和国", ""), h.article.article())
                                },
                            )
                        })
                        .collect();
                    let gold: Vec<_> = list
                        .iter()
                        .filter(|g| g["kind"].as_str().is_some_and(|k| k.starts_with("penalty")))
                        .map(|g| {
                            (
                                bare(g["article"].as_str().unwrap_or("")),
                                g["paragraph"].as_u64().map(|x| u32::try_from(x).unwrap()),
                                g["quote"].as_str().unwrap().to_string(),
                                g["certainty"] == "certain",
                                bases(g),
                            )
                        })
                        .collect();
                    let meets =
                        |f: &(String, Option<u32>, String, (String, String)),
                         g: &(String, Option<u32>, String, bool, Vec<(String, String)>)| {
                            f.0 == g.0
                                && (f.1 == g.1 || f.1.is_none() || g.1.is_none())
                                && overlap(&f.2, &g.2)
                        };
                    found += got.len();
                    agreed += got
                        .iter()
                        .filter(|f| gold.iter().any(|g| meets(f, g)))
                        .count();
                    based += got
                        .iter()
                        .filter(|f| gold.iter().any(|g| meets(f, g) && g.4.contains(&f.3)))
                        .count();
                    certain += gold.iter().filter(|g| g.3).count();
                    hit += gold
                        .iter()
                        .filter(|g| g.3 && got.iter().any(|f| meets(f, g)))
                        .count();
                }
                println!(
                    "likely {likely:.2} alike {alike:.2} near {near:.2}: found {found} agreed {agreed} based {based} certain {certain} hit {hit}"
                );
            }
        }
    }
}
