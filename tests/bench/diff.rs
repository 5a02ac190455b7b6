//! qingli as a peer of the difference benchmark: every pair of `$WORK/pairs.tsv` in one process.
//!
//! `text`: the clauses and words of the two texts as they stand; `documents`: both files read into
//! trees, articles paired, each pair compared: what `qingli diff` does. Prints the changed
//! characters and the time a pair.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stdout)]

use qingli::proposal::compare::compare;
use qingli::proposal::diff::{Op, Piece, pieces};

fn changed(list: &[Piece]) -> usize {
    list.iter()
        .filter(|p| p.op != Op::Equal)
        .map(|p| p.text.chars().count())
        .sum()
}

fn main() {
    let mode = std::env::args().nth(1).unwrap();
    let list = std::env::var("WORK").unwrap() + "/pairs.tsv";
    let mut n = 0;
    let mut times = Vec::new();
    for line in std::fs::read_to_string(list).unwrap().lines() {
        let start = std::time::Instant::now();
        let (a, b) = line.split_once('\t').unwrap();
        let (x, y) = (std::fs::read(a).unwrap(), std::fs::read(b).unwrap());
        n += match mode.as_str() {
            "text" => changed(&pieces(
                &String::from_utf8_lossy(&x),
                &String::from_utf8_lossy(&y),
            )),
            _ => {
                let old = qingli::parse::document(a, &x).unwrap();
                let new = qingli::parse::document(b, &y).unwrap();
                compare(&old, &new)
                    .pairs
                    .iter()
                    .map(|p| changed(&p.pieces))
                    .sum()
            }
        };
        times.push(start.elapsed().as_secs_f64() * 1e3);
    }
    times.sort_by(f64::total_cmp);
    println!(
        "changed characters {n}; per pair ms p50 {:.3} p99 {:.3} max {:.3}",
        times[times.len() / 2],
        times[times.len() * 99 / 100],
        times[times.len() - 1]
    );
}
