//! Every set of proposals over a corpus, accepted as it stands: does a decision draft it, and does
//! the decision give the accepted text?
//!
//! `qingli check ../shared/corpus/local --format jsonl > RUN`, then
//! `cargo run --release --example proposals RUN`. A fix that overlaps one already taken is left for
//! the next round, as in the product. Refusals are listed with their reasons.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    clippy::print_stderr
)]

use qingli::document::Document;
use qingli::draft::{Heading, draft};
use std::collections::BTreeMap;

/// A replacement in a document's text.
type Edit = (usize, usize, String);

fn edits(finding: &serde_json::Value) -> Vec<Edit> {
    let list = finding["fix"]["edits"]
        .as_array()
        .cloned()
        .unwrap_or_default();
    list.iter()
        .filter_map(|e| {
            let at = |k: &str| usize::try_from(e[k].as_u64()?).ok();
            Some((at("start")?, at("end")?, e["new"].as_str()?.to_string()))
        })
        .collect()
}

fn read(name: &str, text: &str) -> Option<Document> {
    qingli::parse::document(name, text.replace('\n', "\n\n").as_bytes()).ok()
}

fn main() {
    let run = std::fs::read_to_string(std::env::args().nth(1).unwrap()).unwrap();
    let mut count: BTreeMap<&str, usize> = BTreeMap::new();
    let mut operations = 0;
    for line in run.lines() {
        let v: serde_json::Value = serde_json::from_str(line).unwrap();
        let path = v["path"].as_str().unwrap_or_default();
        let findings = v["findings"].as_array().cloned().unwrap_or_default();
        let Some(old) = std::fs::read(path)
            .ok()
            .and_then(|b| qingli::parse::document(path, &b).ok())
        else {
            continue;
        };
        let mut taken: Vec<Edit> = Vec::new();
        for f in &findings {
            let mut fix = edits(f);
            fix.retain(|e| !taken.contains(e));
            let clash = fix.iter().any(|e| {
                taken
                    .iter()
                    .any(|t| e.0 < t.1.max(t.0 + 1) && t.0 < e.1.max(e.0 + 1))
            });
            if !clash {
                taken.extend(fix);
            }
        }
        if taken.is_empty() {
            *count.entry("nothing proposed").or_default() += 1;
            continue;
        }
        taken.sort();
        let mut text = old.text.clone();
        for (start, end, new) in taken.iter().rev() {
            text.replace_range(*start..*end, new);
        }
        // The text itself must come back when it is written and read, else nothing can be compared.
        let (Some(again), Some(new)) = (read("a.md", &old.text), read("a.md", &text)) else {
            *count.entry("text does not read back").or_default() += 1;
            continue;
        };
        if qingli::amend::body(&again) == qingli::amend::body(&new) {
            *count.entry("nothing changes in the body").or_default() += 1;
            continue;
        }
        match draft(&again, &new, &Heading::default()) {
            Ok(d) => {
                operations += d.operations;
                *count.entry("proved").or_default() += 1;
            }
            Err(e) => {
                *count.entry("refused").or_default() += 1;
                println!("refused {path} ({} edits): {}", taken.len(), e.join("；"));
            }
        }
    }
    println!("{count:?}, {operations} operations");
}
