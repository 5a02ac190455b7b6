//! Dependencies point one way: a module may use only those above it in `src/lib.rs`.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Modules in reading order; the same order as in `src/lib.rs`.
fn order() -> Vec<String> {
    let lib = fs::read_to_string("src/lib.rs").unwrap();
    lib.lines()
        .filter_map(|l| l.strip_prefix("pub mod ")?.strip_suffix(';'))
        .map(str::to_string)
        .collect()
}

fn files(dir: &Path) -> Vec<PathBuf> {
    if !dir.exists() {
        return Vec::new();
    }
    walkdir::WalkDir::new(dir)
        .sort_by_file_name()
        .into_iter()
        .map(Result::unwrap)
        .filter(|e| e.path().extension().is_some_and(|x| x == "rs"))
        .map(|e| e.into_path())
        .collect()
}

/// Modules named after `crate::` in a file, its doc comments and tests aside.
fn uses(text: &str) -> BTreeSet<String> {
    let mut out = BTreeSet::new();
    for line in text.lines() {
        let line = line.trim_start();
        if line.starts_with("//") {
            continue;
        }
        if line.starts_with("#[cfg(test)]") {
            break;
        }
        for part in line.split("crate::").skip(1) {
            if let Some(group) = part.strip_prefix('{') {
                for w in group.split(['{', '}', ',']) {
                    out.insert(w.trim().split("::").next().unwrap_or("").to_string());
                }
            }
            let name: String = part
                .chars()
                .take_while(|c| c.is_ascii_alphanumeric() || *c == '_')
                .collect();
            out.insert(name);
        }
    }
    out
}

#[test]
fn a_module_uses_only_those_above_it() {
    let order = order();
    assert!(order.len() > 8, "src/lib.rs lists the modules");
    let mut wrong = Vec::new();
    for (i, module) in order.iter().enumerate() {
        let dir = PathBuf::from("src").join(module);
        let mut list = files(&dir);
        let single = PathBuf::from(format!("src/{module}.rs"));
        if single.exists() {
            list.push(single);
        }
        assert!(!list.is_empty(), "module {module} has files");
        for f in list {
            for used in uses(&fs::read_to_string(&f).unwrap()) {
                if let Some(j) = order.iter().position(|m| *m == used)
                    && j > i
                {
                    wrong.push(format!("{} uses {used}", f.display()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn rules_see_no_disk_clock_or_index() {
    for f in files(Path::new("src/rules")) {
        let text = fs::read_to_string(&f).unwrap();
        for banned in [
            "std::fs",
            "std::env",
            "std::time",
            "crate::index",
            "crate::parse",
            "crate::cli",
            "File::",
        ] {
            assert!(!text.contains(banned), "{} names {banned}", f.display());
        }
    }
}

#[test]
fn only_cli_prints_or_reads_the_environment() {
    for f in files(Path::new("src")) {
        let path = f.display().to_string();
        if path.starts_with("src/cli") || path == "src/main.rs" {
            continue;
        }
        let text = fs::read_to_string(&f).unwrap();
        for banned in [
            "println!",
            "eprintln!",
            "print!(",
            "std::env::",
            "SystemTime",
            "Instant::now",
            "rand::",
        ] {
            let hit = text
                .lines()
                .any(|l| !l.trim_start().starts_with("//") && l.contains(banned));
            assert!(!hit, "{path} uses {banned}");
        }
    }
}

#[test]
fn every_file_says_what_it_is_for() {
    for f in files(Path::new("src"))
        .into_iter()
        .chain(files(Path::new("tests")))
    {
        let text = fs::read_to_string(&f).unwrap();
        assert!(text.starts_with("//!"), "{} opens with //!", f.display());
    }
}

#[test]
fn only_known_names_at_the_top() {
    let known = [
        "Cargo.toml",
        "Cargo.lock",
        "LICENSE",
        "README.md",
        "src",
        "corpus",
        "index",
        "tests",
        "target",
        "qingli-report",
    ];
    for e in fs::read_dir(".").unwrap() {
        let name = e.unwrap().file_name().to_string_lossy().to_string();
        assert!(
            name.starts_with('.') || known.contains(&name.as_str()),
            "{name} stands at the top"
        );
    }
}
