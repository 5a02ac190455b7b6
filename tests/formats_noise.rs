//! Damaged files of every format: read or refused, never a panic. The door catches panics of
//! foreign parsers, so the readers are called directly here.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod support;

use proptest::prelude::*;
use qingli::parse::{View, doc, odt, ofd, pdf, rtf};
use std::path::PathBuf;

/// Files of a format under ../shared, or none with a loud word.
fn files(extensions: &[&str]) -> Vec<Vec<u8>> {
    let shared = std::env::var("QINGLI_SHARED").map_or_else(
        |_| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared"),
        PathBuf::from,
    );
    let folder = shared.join("formats/faithful/2-guifan");
    let Ok(entries) = std::fs::read_dir(&folder) else {
        support::skip("跳过：没有 ../shared");
        return Vec::new();
    };
    let mut paths: Vec<PathBuf> = entries.flatten().map(|e| e.path()).collect();
    paths.sort();
    paths
        .into_iter()
        .filter(|p| {
            p.extension()
                .is_some_and(|e| extensions.iter().any(|x| e == *x))
        })
        .filter_map(|p| std::fs::read(p).ok())
        .collect()
}

fn damage(bytes: &[u8], hits: &[(usize, u8)], cut: usize) -> Vec<u8> {
    let mut out = bytes.to_vec();
    for (at, value) in hits {
        let n = out.len();
        out[at % n] = *value;
    }
    if cut.is_multiple_of(4) {
        out.truncate(cut % out.len());
    }
    out
}

fn noise(extensions: &[&str], cases: u32, read: impl Fn(&[u8])) {
    let files = files(extensions);
    if files.is_empty() {
        return;
    }
    let strategy = (
        0..files.len(),
        prop::collection::vec((any::<usize>(), any::<u8>()), 1..30),
        any::<usize>(),
    );
    let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig {
        cases,
        failure_persistence: None,
        ..ProptestConfig::default()
    });
    runner
        .run(&strategy, |(i, hits, cut)| {
            read(&damage(&files[i], &hits, cut));
            Ok(())
        })
        .unwrap();
}

#[test]
fn word_97() {
    noise(&["doc", "wps"], 200, |b| {
        let _ = doc::read(b, View::Accepted);
    });
}

#[test]
fn open_document() {
    noise(&["odt"], 60, |b| {
        let _ = odt::read(b, View::Original);
    });
}

#[test]
fn rich_text() {
    noise(&["rtf"], 60, |b| {
        let _ = rtf::read(b, View::Accepted);
    });
}

#[test]
fn portable_document() {
    noise(&["pdf"], 60, |b| {
        let _ = pdf::read(b);
    });
}

#[test]
fn open_fixed_layout() {
    noise(&["ofd"], 60, |b| {
        let _ = ofd::read(b);
    });
}
