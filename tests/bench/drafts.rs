//! Decisions drafted for real changes: how many prove themselves, how long they are, and whether
//! they say what the official decision says.
//!
//! `cargo run --release --example drafts [-- TITLE]` reads `../shared/amendments`. Pairs of versions
//! are inverted: old and new text give a decision, the decision is read and carried out, and
//! `eval` of the result is the proof itself (national and local apart; these local cases are made,
//! not found). The shortest way is counted independently of the drafting: of each changed article
//! its whole new wording or its changed words with a frame around each, whichever is shorter. Each
//! pair is drafted as it is printed, and once more with the marks of both texts in one width.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    clippy::print_stderr
)]

use qingli::amend::{self, Action};
use qingli::document::Document;
use qingli::draft::{Heading, draft};
use qingli::proposal::compare::{State, compare};
use qingli::proposal::diff::Op;
use std::collections::BTreeMap;
use std::path::Path;

/// `plain` has the marks of both texts in one width: the pairs come from different websites, one
/// of which prints (一) where the other has （一）, and no decision says such a thing.
fn read(p: &Path, plain: bool) -> Option<Document> {
    let mut text = std::fs::read_to_string(p).ok()?;
    if plain {
        for (half, full) in [("(", "（"), (")", "）"), (",", "，"), (";", "；")] {
            text = text.replace(half, full);
        }
    }
    qingli::parse::document(&p.to_string_lossy(), text.as_bytes()).ok()
}

#[derive(Default)]
struct Sum {
    pairs: usize,
    proved: usize,
    said: usize,
    read: usize,
    length: usize,
    least: usize,
    whole: usize,
    longest: (f64, String),
}

/// Characters that any decision needs for this change.
fn least(old: &Document, new: &Document) -> usize {
    let n = |s: &str| s.chars().filter(|c| !c.is_whitespace()).count();
    compare(old, new)
        .pairs
        .iter()
        .map(|p| match p.state {
            State::Same if p.renumbered => 0,
            State::Same => 0,
            // 增加一条，作为第三条：“”。 and 删去第三条。
            State::Added => 16 + p.new.as_ref().map_or(0, |u| n(u.words())),
            State::Deleted => 8,
            State::Changed => {
                let whole = 12 + p.new.as_ref().map_or(0, |u| n(u.words()));
                let (mut words, mut open) = (6, false);
                for x in &p.pieces {
                    match x.op {
                        Op::Equal => open = false,
                        _ => {
                            if !open {
                                words += 10;
                            }
                            open = true;
                            words += n(&x.text);
                        }
                    }
                }
                whole.min(words)
            }
        })
        .sum::<usize>()
        .max(1)
}

/// An article changed in one phrase only that the draft replaces whole.
fn needless(old: &Document, new: &Document, whole: &[String]) -> Vec<String> {
    compare(old, new)
        .pairs
        .iter()
        .filter(|p| p.state == State::Changed)
        .filter(|p| p.old.as_ref().is_some_and(|u| whole.contains(&u.name)))
        .filter(|p| {
            let holes = p
                .pieces
                .split(|x| x.op == Op::Equal)
                .filter(|h| !h.is_empty())
                .count();
            let changed: usize = p
                .pieces
                .iter()
                .filter(|x| x.op != Op::Equal)
                .map(|x| x.text.chars().count())
                .sum();
            let all: usize = p.pieces.iter().map(|x| x.text.chars().count()).sum();
            holes == 1 && changed * 3 < all
        })
        .map(|p| p.name().to_string())
        .collect()
}

/// The kind of an operation and its place.
pub fn signature(a: &Action) -> Vec<String> {
    let at = |kind: &str, p: &amend::Place| format!("{kind} {}", p.shown());
    match a {
        Action::Replace { place, .. } => vec![at("replace", place)],
        Action::Insert { new, level, .. } => new
            .iter()
            .map(|p| at(&format!("insert {}", level.unit()), p))
            .collect(),
        Action::Delete { place } => vec![at("delete", place)],
        Action::Substitute { place, .. }
        | Action::Add { place, .. }
        | Action::Extend { place, .. } => vec![at("words", place)],
        Action::Renumber { from, to } => vec![format!("renumber {} {}", from.shown(), to.shown())],
        Action::Merge { from, .. } => from.iter().map(|p| at("merge", p)).collect(),
        Action::Split { from, .. } => vec![at("split", from)],
        Action::Rename { .. } => vec!["rename".into()],
    }
}

fn main() {
    let only = std::env::args().nth(1);
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/amendments/pairs");
    let Ok(index) = std::fs::read_to_string(root.join("INDEX.tsv")) else {
        println!("没有 ../shared/amendments/pairs");
        return;
    };
    let mut sums: BTreeMap<&str, Sum> = BTreeMap::new();
    let lines = index.lines().skip(1);
    for (line, plain) in lines.flat_map(|l| [(l, false), (l, true)]) {
        let f: Vec<&str> = line.split('\t').collect();
        if only.as_ref().is_some_and(|o| !f[0].contains(o.as_str())) {
            continue;
        }
        let file = |day: &str| root.join(f[0]).join(format!("{day}.md"));
        let (Some(old), Some(new)) = (read(&file(f[1]), plain), read(&file(f[2]), plain)) else {
            println!("{}: no text", f[0]);
            continue;
        };
        let local = f[0].contains(['省', '市']) && !f[0].contains("最高人民");
        let s = sums
            .entry(match (local, plain) {
                (true, false) => "local (made)",
                (true, true) => "local (made), marks in one width",
                (false, false) => "national (made)",
                (false, true) => "national (made), marks in one width",
            })
            .or_default();
        s.pairs += 1;
        match draft(&old, &new, &Heading::default()) {
            Ok(d) => {
                s.proved += 1;
                let doc = qingli::parse::document("a.txt", d.text.as_bytes()).unwrap();
                let decision = amend::read(&doc);
                for l in &decision.laws {
                    s.said += l.sentences as usize;
                    s.read += l.sentences as usize - l.unread.len();
                }
                let n = d.text.chars().filter(|c| !c.is_whitespace()).count();
                // The decision's title, its first words and its last two sentences are the same
                // however it is drafted.
                let lines: Vec<&str> = d.text.lines().filter(|l| !l.trim().is_empty()).collect();
                let frame: usize = lines
                    .iter()
                    .take(2)
                    .chain(lines.iter().rev().take(2))
                    .map(|l| l.chars().count())
                    .sum();
                let m = least(&old, &new) + frame;
                let ratio = n as f64 / m as f64;
                s.length += n;
                s.least += m;
                let w = needless(&old, &new, &d.whole);
                s.whole += w.len();
                if ratio > s.longest.0 && m > 300 {
                    s.longest = (ratio, f[0].to_string());
                }
                println!(
                    "ok {} {} {n}/{m} {ratio:.2} whole for a phrase: {}",
                    f[0],
                    f[1],
                    w.join("、")
                );
                if only.is_some() {
                    println!("{}", d.text);
                }
            }
            Err(e) => println!("refused {} {}: {}", f[0], f[1], e.join("；")),
        }
    }
    println!(
        "\n| | pairs | proved | instructions read | length / shortest | worst | whole for a phrase |\n|---|---|---|---|---|---|---|"
    );
    for (k, s) in sums {
        println!(
            "| {k} | {} | {} | {}/{} | {}/{} {:.2} | {:.2} {} | {} |",
            s.pairs,
            s.proved,
            s.read,
            s.said,
            s.length,
            s.least,
            s.length as f64 / s.least.max(1) as f64,
            s.longest.0,
            s.longest.1,
            s.whole
        );
    }
}
