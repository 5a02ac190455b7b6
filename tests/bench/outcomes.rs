//! What real clean-ups did against what is suggested: instruments repealed or amended, judged on the
//! day before each decision with the law of that day and all rules, beside a random sample of
//! instruments untouched since 2020, judged on days drawn from the same decisions.
//! `cargo run --release --example outcomes -- LIBRARY SHARED [--list]`
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    clippy::print_stderr
)]

use qingli::check::{Checked, Input, Settings, run};
use qingli::corpus::Library;
use qingli::finding::Outcome;
use qingli::text::{Date, date};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// The seed of the sample.
const SEED: u64 = 20_261_124;
/// How many untouched instruments are drawn.
const SAMPLE: usize = 120;

/// What was done to an instrument.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Done {
    Repealed,
    Amended,
    Untouched,
}

struct Case {
    done: Done,
    path: String,
    on: Date,
}

/// Knuth's linear congruential generator; the same draw on every machine.
struct Draw(u64);

impl Draw {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % n
    }
}

fn decided(shared: &Path) -> Vec<Case> {
    std::fs::read_to_string(shared.join("cleanups/outcomes.tsv"))
        .unwrap()
        .lines()
        .skip(1)
        .filter_map(|l| {
            let c: Vec<&str> = l.split('\t').collect();
            let path = c.get(5).filter(|p| !p.is_empty())?;
            Some(Case {
                done: if c[1] == "废止" {
                    Done::Repealed
                } else {
                    Done::Amended
                },
                path: (*path).to_string(),
                on: date::parse(c[3])?.yesterday().ok()?,
            })
        })
        .collect()
}

/// Files of the same collections whose name bears a day before 2020 and no other file's bears a
/// later one, drawn by the seed.
fn untouched(shared: &Path, cases: &[Case]) -> Vec<Case> {
    let corpus = shared.join("corpus");
    let mut newest: BTreeMap<String, (String, String)> = BTreeMap::new();
    let mut dirs: Vec<PathBuf> = vec![corpus.join("national/行政法规")];
    dirs.extend(["上海", "浙江", "山东"].map(|p| corpus.join("local").join(p)));
    for dir in dirs {
        for f in std::fs::read_dir(dir).unwrap().flatten() {
            let name = f.file_name().to_string_lossy().to_string();
            let Some((title, day)) = name.trim_end_matches(".md").rsplit_once('(') else {
                continue;
            };
            let day = day.trim_end_matches(')').to_string();
            let path = f
                .path()
                .strip_prefix(&corpus)
                .unwrap()
                .to_string_lossy()
                .to_string();
            let e = newest
                .entry(title.to_string())
                .or_insert((day.clone(), path.clone()));
            if day > e.0 {
                *e = (day, path);
            }
        }
    }
    let taken: BTreeSet<&str> = cases.iter().map(|c| c.path.as_str()).collect();
    let mut pool: Vec<String> = newest
        .into_values()
        .filter(|(day, path)| day.as_str() < "2020" && !taken.contains(path.as_str()))
        .map(|x| x.1)
        .collect();
    pool.sort();
    let mut draw = Draw(SEED);
    let mut out = Vec::new();
    while out.len() < SAMPLE && !pool.is_empty() {
        let path = pool.swap_remove(draw.below(pool.len()));
        let on = cases[draw.below(cases.len())].on;
        out.push(Case {
            done: Done::Untouched,
            path,
            on,
        });
    }
    out
}

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let library = Library::open(Path::new(&args[0])).unwrap();
    let shared = PathBuf::from(&args[1]);
    let list = args.iter().any(|a| a == "--list");
    let mut cases = decided(&shared);
    let sample = untouched(&shared, &cases);
    cases.extend(sample);
    let mut by_day: BTreeMap<Date, Vec<&Case>> = BTreeMap::new();
    for c in &cases {
        by_day.entry(c.on).or_default().push(c);
    }
    let mut counts: BTreeMap<Done, BTreeMap<&str, usize>> = BTreeMap::new();
    for (on, cases) in by_day {
        let inputs = cases
            .iter()
            .map(|c| {
                let path = shared.join("corpus").join(&c.path);
                Input {
                    id: None,
                    path: c.path.clone(),
                    document: std::fs::read(&path)
                        .map_err(|e| qingli::error::Error::io("读取失败", &e))
                        .and_then(|b| qingli::parse::document(&c.path, &b)),
                }
            })
            .collect();
        let run = run(inputs, &library, &Settings::on(on), &|_| ()).unwrap();
        let found: BTreeMap<&str, &Checked> =
            run.documents.iter().map(|d| (d.path.as_str(), d)).collect();
        for c in cases {
            let Some(d) = found.get(c.path.as_str()) else {
                eprintln!("not read: {}", c.path);
                continue;
            };
            *counts
                .entry(c.done)
                .or_default()
                .entry(d.disposition.shown())
                .or_insert(0) += 1;
            if list {
                println!(
                    "{}\t{}\t{on}\t{}\t{}\t{}",
                    match c.done {
                        Done::Repealed => "废止",
                        Done::Amended => "修改",
                        Done::Untouched => "未动",
                    },
                    d.disposition.shown(),
                    c.path,
                    d.why.join("；"),
                    d.findings
                        .iter()
                        .map(|f| format!("{}{}", f.rule, f.confidence.shown()))
                        .collect::<Vec<_>>()
                        .join(" ")
                );
            }
        }
    }
    println!("seed {SEED}");
    for (done, by) in counts {
        let all: usize = by.values().sum();
        let of = |o: Outcome| by.get(o.shown()).copied().unwrap_or(0);
        let acted = all - of(Outcome::Retain);
        let right = match done {
            Done::Repealed => of(Outcome::Repeal) + of(Outcome::Lapse),
            Done::Amended => of(Outcome::Amend),
            Done::Untouched => of(Outcome::Retain),
        };
        #[allow(clippy::cast_precision_loss)]
        let share = |n: usize| 100.0 * n as f64 / all.max(1) as f64;
        println!(
            "{}\tn {all}\tnot retain {acted} ({:.0}%)\tright {right} ({:.0}%)\t{by:?}",
            match done {
                Done::Repealed => "废止",
                Done::Amended => "修改",
                Done::Untouched => "未动",
            },
            share(acted),
            share(right)
        );
    }
}
