//! Fuzzing of every reader, of the outline and of the reader of decisions: mutated files in, no
//! panic, no lost text out.
//!
//! cargo-fuzz needs a nightly compiler, so this is a mutational fuzzer of our own on stable, in
//! the process: seeds are small files of every format made here or written by other programs from
//! an invented text (`seeds`; where `../shared` is there, larger ones besides); packages and
//! compound files are mutated inside, part by part, so that mutants get past checksums. The
//! outline and decisions get sequences of lines and of instructions put together. Runs are
//! reproducible: a number is the whole state.
//!
//! A plain test run makes few mutants; `FUZZ_SECONDS=600 FUZZ_TARGET=doc cargo test --release
//! --test fuzz mutants -- --nocapture` goes on with one target, and writes what failed to
//! `target/tmp/fuzz-*`. Inputs that once failed lie in `regressions` and are tried first.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    clippy::print_stderr
)]

mod mutate;
mod seeds;
#[path = "../support/mod.rs"]
mod support;

use mutate::Dice;
use qingli::amend;
use qingli::document::Document;
use qingli::parse::sniff::{self, Format};
use qingli::parse::{
    self, Blocks, View, doc, docx, html, markdown, odt, ofd, pdf, rtf, sqlite, text,
};
use qingli::register;
use seeds::{LAW, seeds};
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::time::{Duration, Instant};

/// Reads bytes with the reader of a format itself (the door would catch its panics), and through
/// the door; whatever tree comes out accounts for its text.
fn try_one(ext: &str, bytes: &[u8]) {
    let check = |read: qingli::error::Result<Blocks>| {
        if let Ok(blocks) = read {
            whole(&parse::built(&blocks));
        }
    };
    match ext {
        "md" => check(markdown::read(bytes)),
        "html" => check(html::read(bytes)),
        "rtf" => check(rtf::read(bytes, View::Accepted)),
        "docx" => {
            check(docx::read(bytes, View::Accepted));
            check(docx::read(bytes, View::Original));
        }
        "doc" => {
            check(doc::read(bytes, View::Accepted));
            check(doc::read(bytes, View::Original));
        }
        "odt" => {
            check(odt::read(bytes, View::Accepted));
            check(odt::read(bytes, View::Original));
        }
        "ofd" => check(ofd::read(bytes)),
        "pdf" => check(pdf::read(bytes)),
        "xlsx" => drop(register::read("a", Format::Xlsx, bytes)),
        "xls" => drop(register::read("a", Format::Xls, bytes)),
        "ods" => drop(register::read("a", Format::Ods, bytes)),
        "csv" => drop(register::read("a", Format::Csv, bytes)),
        "db" => return database(bytes),
        "amend" => return amended(&String::from_utf8_lossy(bytes)),
        _ => check(text::read(bytes)),
    }
    let name = format!("a.{ext}");
    let _ = sniff::sniff(&name, bytes);
    check(parse::blocks(&name, bytes, View::Accepted));
}

/// Every character stands in the tree once, parents come before their children.
fn whole(d: &Document) {
    assert!(d.unaccounted().is_empty(), "text lost");
    for id in d.ids() {
        assert!(
            d.node(id).parent.is_none_or(|p| p < id),
            "parent after child"
        );
        let _ = (d.words(id), d.label(id));
    }
}

fn database(bytes: &[u8]) {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("a.db");
    std::fs::write(&path, bytes).unwrap();
    for (_, law) in sqlite::read_laws(&path).unwrap_or_default() {
        whole(&parse::built(&law));
    }
}

/// A decision read and carried out on a law; the law as amended reads as a document again.
fn amended(text: &str) {
    let Ok(document) = parse::document("a.txt", text.as_bytes()) else {
        return;
    };
    let old = parse::document("a.txt", LAW.as_bytes()).unwrap();
    let decision = amend::read(&document);
    for part in &decision.laws {
        for op in &part.ops {
            let _ = document.slice(op.span);
        }
        let made = amend::apply(&old, &decision, part, Some("（2020年）"));
        if let Ok(new) = parse::document("a.txt", made.text.as_bytes()) {
            whole(&new);
        }
    }
}

/// Processor time of this process so far, in hundredths of a second (Linux; elsewhere 0).
fn processor() -> u64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after = stat.rsplit(')').next().unwrap_or_default();
    after
        .split_whitespace()
        .skip(11)
        .take(2)
        .filter_map(|n| n.parse::<u64>().ok())
        .sum()
}

#[test]
fn inputs_that_once_failed() {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz/regressions");
    let mut files: Vec<_> = std::fs::read_dir(&dir)
        .unwrap()
        .map(|e| e.unwrap().path())
        .collect();
    files.sort();
    for f in files {
        let ext = f
            .extension()
            .unwrap_or_default()
            .to_string_lossy()
            .to_string();
        if ext != "gitkeep" {
            let begun = Instant::now();
            try_one(&ext, &std::fs::read(&f).unwrap());
            let took = begun.elapsed();
            assert!(took < Duration::from_secs(60), "{}: {took:?}", f.display());
        }
    }
}

fn number(name: &str, otherwise: u64) -> u64 {
    std::env::var(name)
        .ok()
        .and_then(|s| s.parse().ok())
        .unwrap_or(otherwise)
}

#[test]
fn mutants() {
    let seconds = number("FUZZ_SECONDS", 0);
    let first = number("FUZZ_SEED", 1);
    let only = std::env::var("FUZZ_TARGET").ok();
    let out = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let mut seeds = seeds();
    seeds.retain(|(ext, _)| only.as_ref().is_none_or(|o| o == ext));
    assert!(!seeds.is_empty(), "no such target: {only:?}");
    let mut runs: BTreeMap<&str, (u64, Duration, u64)> = BTreeMap::new();
    let mut n = first;
    if seconds > 0 {
        std::panic::set_hook(Box::new(|_| {}));
    }
    let start = Instant::now();
    loop {
        for (i, (ext, seed)) in seeds.iter().enumerate() {
            let mut dice = Dice(n.wrapping_mul(1_000_003).wrapping_add(i as u64));
            let bytes = seed.mutant(&mut dice);
            if seconds > 0 {
                // What ends the whole process is found here.
                std::fs::write(out.join(format!("fuzz-now.{ext}")), &bytes).unwrap();
            }
            let begun = Instant::now();
            let failed = catch_unwind(AssertUnwindSafe(|| try_one(ext, &bytes))).is_err();
            let took = begun.elapsed();
            let slow = took > Duration::from_secs(5);
            let r = runs.entry(ext).or_default();
            *r = (r.0 + 1, r.1.max(took), r.2 + u64::from(failed || slow));
            if failed || slow {
                let kind = if failed { "panic" } else { "slow" };
                std::fs::write(out.join(format!("fuzz-{kind}-{n}-{i}.{ext}")), &bytes).unwrap();
                assert!(seconds > 0, "mutant {n} of seed {i} ({ext}): {kind}");
            }
        }
        n += 1;
        let enough = if seconds > 0 {
            start.elapsed().as_secs() >= seconds
        } else {
            n >= first + 30
        };
        if enough {
            break;
        }
    }
    let failures: u64 = runs.values().map(|r| r.2).sum();
    for (ext, (count, most, bad)) in &runs {
        println!("{ext:>7}: {count} mutants, slowest {most:?}, failures {bad}");
    }
    println!(
        "processor time {}.{:02} s, next seed {n}",
        processor() / 100,
        processor() % 100
    );
    assert_eq!(failures, 0, "see target/tmp/fuzz-*");
}
