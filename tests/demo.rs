//! The shipped demo is a test: its findings are committed (`tests/demo/findings.txt`), so a change
//! of a rule shows its reach. `UPDATE=1 cargo test --test demo` writes them anew.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use qingli::check::{Settings, run};
use qingli::cli::{import, inputs};
use qingli::corpus;
use qingli::corpus::Library;
use qingli::text::date;
use std::path::{Path, PathBuf};

fn demo(threads: usize) -> String {
    let dir = tempfile::tempdir().unwrap();
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(threads)
        .build()
        .unwrap();
    pool.install(|| {
        let law = import::sources(&[PathBuf::from("corpus/demo/law")]).unwrap();
        corpus::import(dir.path(), law, &|_| ()).unwrap();
        let library = Library::open(dir.path()).unwrap();
        let files: Vec<PathBuf> = inputs::folder(Path::new("corpus/demo"))
            .into_iter()
            .filter(|p| !p.starts_with("corpus/demo/law"))
            .collect();
        assert!(files.len() >= 15, "演示文件不少于十五件");
        let r = run(
            inputs::take(&files, &|_, _| ()).unwrap().documents,
            &library,
            &Settings::on(date::parse("2025-12-31").unwrap()),
            &|_| (),
        )
        .unwrap();
        let mut out = String::new();
        for d in &r.documents {
            out.push_str(&format!(
                "{}\t{}\t{}\n",
                d.path,
                d.rank.name(),
                d.disposition.shown()
            ));
            for f in &d.findings {
                assert_eq!(
                    d.document.text.get(f.place.start..f.place.end),
                    Some(f.place.quote.as_str())
                );
                out.push_str(&format!(
                    "\t{}\t{}\t{}\n",
                    f.rule,
                    f.place.place,
                    f.place.quote.replace('\n', "⏎")
                ));
            }
        }
        for n in &r.not_checked {
            out.push_str(&format!(
                "未检查\t{}\t{}\t{}\n",
                n.path,
                n.rule.as_deref().unwrap_or("整件"),
                n.reason
            ));
        }
        out
    })
}

#[test]
fn findings_on_the_demo_are_the_committed_ones() {
    let path = Path::new("tests/demo/findings.txt");
    let now = demo(2);
    if std::env::var_os("UPDATE").is_some() {
        std::fs::create_dir_all("tests/demo").unwrap();
        std::fs::write(path, &now).unwrap();
    }
    let committed = std::fs::read_to_string(path).unwrap_or_default();
    assert!(committed.lines().count() > 60, "有已提交的结果可比");
    for (a, b) in committed.lines().zip(now.lines()) {
        assert_eq!(a, b, "与已提交的结果不同；确认无误后用 UPDATE=1 重写");
    }
    assert_eq!(committed, now);
}

#[test]
fn the_same_bytes_on_one_and_on_eight_threads() {
    assert_eq!(demo(1), demo(8));
}
