//! No rule speaks louder than what was read of it: `reviewed` of a rule is what the verdicts on
//! real law and the labels say.
//!
//! The rules that compare with higher law (CON…) have their own figures and are left out here.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use qingli::finding::Confidence;
use qingli::rules::RULES;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;

/// What was read of a rule.
#[derive(Debug, Default, Clone, Copy)]
struct Read {
    right: u32,
    wrong: u32,
    arguable: u32,
    labelled: u32,
}

impl Read {
    /// Borne out: at least one real positive, four of five read hits that can be told right, and
    /// no more arguable ones than right ones.
    fn bears_out(self) -> bool {
        let right = self.right + self.labelled;
        right > 0 && right >= 4 * self.wrong && self.arguable <= right
    }
}

/// The rows of a table below `tests/verdicts`, without its head.
fn rows(file: &str) -> Vec<Vec<String>> {
    fs::read_to_string(format!("tests/verdicts/{file}"))
        .unwrap()
        .lines()
        .skip(1)
        .map(|l| l.split('\t').map(str::to_string).collect())
        .collect()
}

fn read() -> BTreeMap<String, Read> {
    let mut out: BTreeMap<String, Read> = BTreeMap::new();
    for file in ["local.tsv", "departments.tsv"] {
        for row in rows(file) {
            // A mended finding says nothing of the rule as it is.
            if row[0] == "-" {
                continue;
            }
            let r = out.entry(row[1].clone()).or_default();
            match row[2].as_str() {
                "right" => r.right += 1,
                "wrong" => r.wrong += 1,
                "arguable" => r.arguable += 1,
                other => panic!("{file}：{other}"),
            }
        }
    }
    for row in rows("gold.tsv") {
        let n = |i: usize| row[i].parse::<u32>().unwrap();
        out.entry(row[0].clone()).or_default().labelled = n(1) + n(2);
    }
    out
}

#[test]
fn a_rule_speaks_no_louder_than_what_was_read() {
    let read = read();
    let mut off = Vec::new();
    for rule in RULES.iter().filter(|r| !r.code.starts_with("CON")) {
        let r = read.get(rule.code).copied().unwrap_or_default();
        if rule.reviewed != r.bears_out() {
            off.push(format!(
                "{} 写 reviewed: {}，而读过的是 {r:?}",
                rule.code, rule.reviewed
            ));
        }
        if rule.reviewed {
            continue;
        }
        if rule.confidence != Confidence::Low {
            off.push(format!("{} 未经复核，把握只能是低", rule.code));
        }
        if !rule.page.contains("未复核") {
            off.push(format!("{} 的说明没有写未复核", rule.code));
        }
    }
    assert!(off.is_empty(), "{}", off.join("\n"));
}

#[test]
fn a_finding_is_judged_once() {
    let mut seen = BTreeSet::new();
    for file in ["local.tsv", "departments.tsv"] {
        for row in rows(file) {
            assert_eq!(row.len(), 4, "{file}：{row:?}");
            assert!(
                row[0] == "-" || seen.insert(row[0].clone()),
                "{file}：{} 判了两次",
                row[0]
            );
        }
    }
}

#[test]
fn bearing_out_takes_a_positive_and_four_of_five() {
    let of = |right, wrong, arguable, labelled| Read {
        right,
        wrong,
        arguable,
        labelled,
    };
    assert!(!of(0, 0, 0, 0).bears_out());
    assert!(!of(0, 0, 3, 0).bears_out());
    assert!(of(0, 0, 0, 1).bears_out());
    assert!(of(8, 2, 0, 0).bears_out());
    assert!(!of(7, 2, 0, 0).bears_out());
    assert!(!of(3, 0, 4, 0).bears_out());
}
