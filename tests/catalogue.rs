//! The catalogue of general law read in place: every true example of a rule we built is found,
//! every trap stays quiet; both are counted, and the counts may only rise.
//!
//! The catalogue and the texts are no part of the repository; without them the test says so.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    clippy::print_stderr
)]

mod support;

use qingli::check::{Input, Settings, run};
use qingli::cli::import;
use qingli::corpus::{self, Library};
use qingli::finding::Finding;
use qingli::text::date;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

/// Rules of the catalogue and ours that answer for them.
const OURS: &[(&str, &[&str])] = &[
    ("PEN-001", &["PWR001"]),
    ("PEN-002", &["PWR010"]),
    ("PEN-003", &["PWR011"]),
    ("PEN-004", &["PWR012"]),
    ("PEN-006", &["PWR013"]),
    ("PEN-008", &["PWR014"]),
    ("PEN-009", &["PWR015"]),
    ("PEN-011", &["PWR016"]),
    ("LIC-001", &["PWR002"]),
    ("LIC-003", &["PWR030"]),
    ("LIC-004", &["PWR031"]),
    ("LIC-006", &["PWR032"]),
    ("LIC-007", &["PWR035"]),
    ("LIC-008", &["PWR033", "LIC001"]),
    ("LIC-009", &["LIC001"]),
    ("LIC-010", &["PWR034"]),
    ("ENF-001", &["PWR020"]),
    ("ENF-003", &["PWR018"]),
    ("ENF-004", &["PWR019"]),
    ("ENF-005", &["PWR017"]),
    ("ENF-006", &["PWR022"]),
    ("ENF-007", &["PWR023"]),
    ("ENF-008", &["PWR024"]),
    ("LEG-001", &["PWR040"]),
    ("LEG-002", &["PWR041"]),
    ("LEG-003", &["PWR042"]),
    ("LEG-004", &["PWR043"]),
    ("PRO-001", &["PRC001"]),
    ("PRO-002", &["PRC002"]),
    ("PRO-003", &["PRC003", "PRC012"]),
    ("PRO-004", &["PRC004"]),
    ("PRO-005", &["PRC005"]),
    ("PRO-006", &["PRC006"]),
    ("PRO-007", &["PRC007"]),
    ("PRO-008", &["PRC008"]),
    ("PRO-009", &["PRC009"]),
    ("PRO-010", &["PRC010"]),
    ("PRO-011", &["PRC011"]),
    ("ORG-001", &["SUB001"]),
    ("ORG-002", &["SUB001"]),
    ("ORG-003", &["SUB001"]),
    ("ORG-004", &["SUB001"]),
    ("ORG-005", &["SUB001"]),
    ("ORG-006", &["SUB001"]),
    ("ORG-007", &["SUB001"]),
    ("ORG-008", &["SUB001"]),
    ("ORG-009", &["SUB001"]),
    ("ORG-010", &["SUB001"]),
    ("ORG-011", &["SUB001"]),
    ("ORG-012", &["SUB001"]),
    ("ORG-013", &["SUB001"]),
    ("ORG-014", &["SUB001"]),
    ("ORG-015", &["TRM001"]),
    ("CUR-001", &["EXP001"]),
    ("CUR-004", &["FEE001"]),
    ("CUR-005", &["PWR012", "TRM001", "LIC001"]),
    ("CUR-007", &["EXP003"]),
    ("REV-001", &["REV001"]),
    ("REV-002", &["REV002"]),
    ("REV-003", &["REV003"]),
    ("REV-004", &["REV004"]),
    ("REV-005", &["REV005"]),
    ("REV-006", &["REV006", "FEE001"]),
    ("REV-007", &["REV007"]),
    ("REV-008", &["REV008"]),
    ("REV-009", &["PWR018"]),
    ("REV-010", &["REV010"]),
    ("REV-011", &["REV011"]),
    ("REV-012", &["REV012"]),
    ("REV-013", &["REV013"]),
    ("REV-014", &["REV014"]),
    ("REV-015", &["REV015"]),
    ("REV-016", &["REV016"]),
];

#[derive(Deserialize)]
struct Catalogue {
    rules: Vec<Entry>,
}

#[derive(Deserialize)]
struct Entry {
    id: String,
    #[serde(default)]
    true_examples: Vec<Example>,
    #[serde(default)]
    traps: Vec<Example>,
}

#[derive(Deserialize)]
struct Example {
    file: String,
    article: String,
    text: String,
}

fn squeezed(s: &str) -> String {
    s.chars()
        .filter(|c| !c.is_whitespace())
        .map(|c| match c {
            ',' => '，',
            ';' => '；',
            ':' => '：',
            '(' => '（',
            ')' => '）',
            c => c,
        })
        .collect()
}

/// The national laws that the texts or the catalogue's bases name, by file.
fn laws(corpus: &Path, texts: &[String]) -> Vec<PathBuf> {
    let wanted: BTreeSet<String> = texts
        .iter()
        .flat_map(|t| t.split('《').skip(1))
        .filter_map(|t| t.split('》').next())
        .map(|t| t.trim_start_matches("中华人民共和国").to_string())
        .flat_map(|t| {
            let bare = t.split_once(['省', '市']).map(|(_, b)| b.to_string());
            [Some(t), bare]
        })
        .flatten()
        .collect();
    walkdir::WalkDir::new(corpus.join("national"))
        .sort_by_file_name()
        .into_iter()
        .filter_map(std::result::Result::ok)
        .map(|e| e.path().to_path_buf())
        .filter(|p| {
            let stem = p.file_stem().unwrap_or_default().to_string_lossy();
            let stem = stem.split(['(', '（']).next().unwrap_or("");
            wanted.contains(stem.trim_start_matches("中华人民共和国"))
        })
        .collect()
}

#[test]
fn examples_are_found_and_traps_are_quiet() {
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    let (folder, corpus) = (shared.join("rules/general"), shared.join("corpus"));
    if !folder.is_dir() || !corpus.is_dir() {
        support::skip("没有 ../shared/rules/general 和 ../shared/corpus");
        return;
    }
    let mut entries: Vec<Entry> = Vec::new();
    let mut files: Vec<PathBuf> = fs::read_dir(&folder)
        .unwrap()
        .map(|e| e.unwrap().path())
        .filter(|p| p.extension().is_some_and(|x| x == "yaml"))
        .collect();
    files.sort();
    for f in files {
        let c: Catalogue = serde_saphyr::from_str(&fs::read_to_string(&f).unwrap()).unwrap();
        entries.extend(c.rules);
    }
    let ours: BTreeMap<&str, &[&str]> = OURS.iter().copied().collect();
    let docs: BTreeSet<&str> = entries
        .iter()
        .filter(|e| ours.contains_key(e.id.as_str()))
        .flat_map(|e| e.true_examples.iter().chain(&e.traps))
        .map(|x| x.file.as_str())
        .filter(|f| corpus.join(f).is_file())
        .collect();
    let texts: Vec<String> = docs
        .iter()
        .map(|d| fs::read_to_string(corpus.join(d)).unwrap())
        .collect();
    let dir = tempfile::tempdir().unwrap();
    let law = import::sources(&laws(&corpus, &texts)).unwrap();
    corpus::import(dir.path(), law, &|_| ()).unwrap();
    let library = Library::open(dir.path()).unwrap();
    let inputs: Vec<Input> = docs
        .iter()
        .zip(&texts)
        .map(|(d, t)| Input {
            id: None,
            path: (*d).to_string(),
            document: qingli::parse::document(d, t.as_bytes()),
        })
        .collect();
    let run = run(
        inputs,
        &library,
        &Settings::on(date::parse("2026-11-24").unwrap()),
        &|_| (),
    )
    .unwrap();
    let found: BTreeMap<&str, &[Finding]> = run
        .documents
        .iter()
        .map(|d| (d.path.as_str(), d.findings.as_slice()))
        .collect();
    let hit = |x: &Example, codes: &[&str]| {
        let text = squeezed(&x.text);
        found.get(x.file.as_str()).is_some_and(|list| {
            list.iter().any(|f| {
                let quote = squeezed(&f.place.quote);
                codes.contains(&f.rule.as_str())
                    && f.place.place.article.as_deref() == Some(x.article.as_str())
                    && (text.contains(&quote) || quote.contains(&text))
            })
        })
    };
    let (mut right, mut all, mut quiet, mut traps) = (0, 0, 0, 0);
    let mut lines = Vec::new();
    for e in &entries {
        let Some(codes) = ours.get(e.id.as_str()) else {
            continue;
        };
        for x in e
            .true_examples
            .iter()
            .filter(|x| docs.contains(x.file.as_str()))
        {
            all += 1;
            if hit(x, codes) {
                right += 1;
            } else {
                lines.push(format!("漏 {} {} {}", e.id, x.file, x.article));
            }
        }
        for x in e.traps.iter().filter(|x| docs.contains(x.file.as_str())) {
            traps += 1;
            if hit(x, codes) {
                lines.push(format!("误 {} {} {}", e.id, x.file, x.article));
            } else {
                quiet += 1;
            }
        }
    }
    let _ = writeln!(
        std::io::stderr(),
        "\n通用法规则目录：例 {right}/{all}，陷阱安静 {quiet}/{traps}\n{}",
        lines.join("\n")
    );
    assert!(right >= 66, "例 {right}/{all}\n{}", lines.join("\n"));
    assert!(
        quiet + 3 >= traps,
        "陷阱 {quiet}/{traps}\n{}",
        lines.join("\n")
    );
}
