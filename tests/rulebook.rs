//! The rules as a whole: the printed reference is their pages, and a rule's trigger only saves
//! time, never a finding.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    clippy::print_stderr
)]

mod support;

use qingli::check::{Run, Settings, run};
use qingli::cli::{import, inputs};
use qingli::corpus::{self, Library};
use qingli::rules::{Page, RULES};
use qingli::text::{Date, date};
use std::path::{Path, PathBuf};

const REFERENCE: &str = "src/rules/REFERENCE.md";

/// The pages in the order of the manual, each heading one step down.
fn reference() -> String {
    let mut s = String::from(
        "# 规则说明\n\n由各规则的说明生成；改规则后运行 `UPDATE=1 cargo test --test rulebook` 重写。命令 `qingli explain 规则` 打印其中一条。\n\n| 编号 | 名称 | 问题种类 | 程度 | 把握 | 检查什么 |\n|---|---|---|---|---|---|\n",
    );
    for r in RULES {
        s.push_str(&format!(
            "| [{}](#{}) | {} | {} | {} | {} | {} |\n",
            r.code,
            r.code.to_lowercase(),
            r.name,
            r.kind.shown(),
            r.severity.shown(),
            r.confidence.shown(),
            Page::of(r).summary.replace('|', "\\|")
        ));
    }
    for r in RULES {
        let page = Page::of(r).markdown;
        let mut fenced = false;
        // The heading is the code alone, so that a link to it is the code.
        s.push_str(&format!("\n## {}\n\n`{}`\n", r.code, r.name));
        for l in page.lines().skip(1) {
            fenced ^= l.starts_with("```");
            if l.starts_with('#') && !fenced {
                s.push('#');
            }
            s.push_str(l);
            s.push('\n');
        }
    }
    s
}

#[test]
fn the_reference_is_the_pages() {
    let now = reference();
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(REFERENCE, &now).unwrap();
    }
    let committed = std::fs::read_to_string(REFERENCE).unwrap_or_default();
    assert!(
        committed == now,
        "{REFERENCE} 与规则说明不同；用 UPDATE=1 cargo test --test rulebook 重写"
    );
}

/// Both runs of the same documents; the gated one must say what the other says.
fn both(files: &[PathBuf], library: &Library, on: Date) -> (Run, Run) {
    let with = |ungated: bool| {
        let settings = Settings {
            ungated,
            ..Settings::on(on)
        };
        run(
            inputs::take(files, &|_, _| ()).unwrap().documents,
            library,
            &settings,
            &|_| (),
        )
        .unwrap()
    };
    (with(false), with(true))
}

fn same(files: &[PathBuf], library: &Library, on: Date) -> usize {
    let (gated, ungated) = both(files, library, on);
    for (a, b) in gated.documents.iter().zip(&ungated.documents) {
        let told = |d: &qingli::check::Checked| -> Vec<String> {
            d.findings
                .iter()
                .map(|f| format!("{} {} {}", f.rule, f.place.place, f.place.quote))
                .collect()
        };
        assert_eq!(told(a), told(b), "{}：规则的触发词漏掉了问题", a.path);
    }
    // A rule without its words has nothing to judge; ungated it may say that it could not.
    let missing = |n: &&qingli::check::NotChecked| !ungated.not_checked.contains(n);
    assert_eq!(gated.not_checked.iter().find(missing), None);
    gated.documents.iter().map(|d| d.findings.len()).sum()
}

#[test]
fn a_trigger_loses_no_finding_on_the_demo() {
    let dir = tempfile::tempdir().unwrap();
    let law = import::sources(&[PathBuf::from("corpus/demo/law")]).unwrap();
    corpus::import(dir.path(), law, &|_| ()).unwrap();
    let library = Library::open(dir.path()).unwrap();
    let files: Vec<PathBuf> = inputs::folder(Path::new("corpus/demo"))
        .into_iter()
        .filter(|p| !p.starts_with("corpus/demo/law"))
        .collect();
    let n = same(&files, &library, date::parse("2025-12-31").unwrap());
    assert!(n > 60, "{n}");
}

#[test]
fn a_trigger_loses_no_finding_on_real_documents() {
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    let local = shared.join("corpus/local");
    if !local.exists() {
        support::skip("跳过：没有 ../shared");
        return;
    }
    // Every 25th regulation, all papers; the national law of every 10th file is library enough.
    let every = |dir: PathBuf, n: usize| -> Vec<PathBuf> {
        let mut files = inputs::folder(&dir);
        files.sort();
        files.into_iter().step_by(n).collect()
    };
    let mut files = every(local, 25);
    files.extend(every(shared.join("gold/normative-dev"), 1));
    let law = every(shared.join("corpus/national"), 10);
    let dir = tempfile::tempdir().unwrap();
    corpus::import(dir.path(), import::sources(&law).unwrap(), &|_| ()).unwrap();
    let library = Library::open(dir.path()).unwrap();
    let n = same(&files, &library, date::parse("2026-11-24").unwrap());
    assert!(n > 50, "{n}");
}
