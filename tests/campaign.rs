//! The catalogue of the enforcement rectification and of fair competition, read in place: every
//! true example is found by some rule, every negative and every trap is left alone.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    clippy::print_stderr
)]

mod support;

use qingli::citation;
use qingli::corpus::Library;
use qingli::document::meta::Fact;
use qingli::document::{Block, Rank, describe, outline};
use qingli::law::Standing;
use qingli::rules::{Cited, Context, Findings, RULES};
use std::fs;
use std::path::Path;

/// An example of the catalogue.
#[derive(Debug, Default, Clone)]
struct Example {
    rule: String,
    section: String,
    file: String,
    article: String,
    text: Vec<String>,
}

/// The examples of one file: the catalogue's shape is regular, so lines and their indents do.
fn examples(yaml: &str) -> Vec<Example> {
    let mut out: Vec<Example> = Vec::new();
    let (mut rule, mut section) = (String::new(), String::new());
    let mut in_text = false;
    for line in yaml.lines() {
        let indent = line.len() - line.trim_start().len();
        let words = line.trim();
        if let Some(id) = words.strip_prefix("- id: ") {
            rule = id.to_string();
            section.clear();
            continue;
        }
        if indent == 2 && !words.starts_with('-') && words.contains(':') {
            section = words.split(':').next().unwrap_or("").to_string();
            in_text = false;
            continue;
        }
        if !["true_examples", "synthetic_negatives", "traps"].contains(&section.as_str()) {
            continue;
        }
        if indent == 2 && words.starts_with("- ") {
            out.push(Example {
                rule: rule.clone(),
                section: section.clone(),
                ..Example::default()
            });
            in_text = false;
        }
        let Some(e) = out.last_mut() else { continue };
        let field = words.strip_prefix("- ").unwrap_or(words);
        let value = |v: &str| v.trim().trim_matches('\'').to_string();
        if let Some(v) = field.strip_prefix("file: ") {
            e.file = value(v);
        } else if let Some(v) = field.strip_prefix("article: ") {
            e.article = value(v);
        } else if let Some(v) = field.strip_prefix("text:") {
            if !v.trim().is_empty() {
                e.text.push(value(v));
            }
            in_text = v.trim().is_empty();
        } else if in_text && words.starts_with("- ") {
            e.text.push(value(field));
        } else if field.contains(": ") || field.ends_with(':') {
            in_text = false;
        } else if in_text || !e.text.is_empty() && indent > 4 && !words.starts_with('-') {
            // A folded line.
            if let Some(last) = e.text.last_mut() {
                last.push_str(words);
            }
        }
    }
    out.retain(|e| !e.text.is_empty());
    out
}

/// The codes that report something in the example.
fn reported(e: &Example) -> Vec<&'static str> {
    let first = e.text.concat();
    let (rank, strip) = if first.starts_with("（规范性文件）") {
        (Rank::Normative, "（规范性文件）")
    } else if first.starts_with("（规章）") {
        (Rank::LocalRule, "（规章）")
    } else if e.file.contains("local/") {
        (Rank::LocalRegulation, "（规范性文件）")
    } else {
        (Rank::Normative, "（规范性文件）")
    };
    let number = if e.article.starts_with('第') {
        e.article.as_str()
    } else {
        "第五条"
    };
    let text = e.text.join("\n").replace(strip, "");
    let blocks: Vec<Block> = format!("{number} {text}")
        .lines()
        .map(Block::paragraph)
        .collect();
    let mut d = outline::build(&blocks);
    describe::describe(&mut d, None, &[]);
    d.meta.rank = Some(Fact::new(rank, "示例"));
    let library = Library::default();
    let as_of = qingli::text::date::make(2026, 11, 24).unwrap();
    let standing = Standing::of(&d);
    let citations: Vec<Cited> = citation::find(&d)
        .into_iter()
        .map(|c| Cited {
            resolved: library.resolve(&d, &c, &standing, as_of),
            citation: c,
        })
        .collect();
    let cx = Context {
        document: &d,
        standing: &standing,
        citations: &citations,
        library: &library,
        as_of,
        repealed_here: &[],
        acts: None,
        compared: std::cell::OnceCell::new(),
    };
    RULES
        .iter()
        .filter(|r| {
            let mut f = Findings::new(r, &d);
            (r.check)(&cx, &mut f);
            !f.into_parts().0.is_empty()
        })
        .map(|r| r.code)
        .collect()
}

/// Rules of the two families.
fn ours(code: &str) -> bool {
    ["PFT", "IRG", "RGD", "RGH", "RNT", "CMP"]
        .iter()
        .any(|f| code.starts_with(f))
}

#[test]
fn the_catalogue_is_found_and_its_traps_are_not() {
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/rules");
    let mut files: Vec<_> = ["1-zhuli", "2-buguifan", "3-jianghua", "4-cubao", "5-xunzu"]
        .iter()
        .map(|f| shared.join(format!("campaign/{f}.yaml")))
        .collect();
    files.push(shared.join("general/06-fair-competition.yaml"));
    let (mut found, mut positives, mut quiet, mut negatives) = (0, 0, 0, 0);
    let mut wrong = Vec::new();
    for file in files {
        let Ok(yaml) = fs::read_to_string(&file) else {
            support::skip("没有 ../shared/rules，规则目录的例子");
            return;
        };
        for e in examples(&yaml) {
            let codes = reported(&e);
            if e.section == "true_examples" {
                positives += 1;
                if codes.is_empty() {
                    wrong.push(format!("漏 {} {} {}", e.rule, e.article, e.text.concat()));
                } else {
                    found += 1;
                }
            } else {
                negatives += 1;
                let loud: Vec<_> = codes.into_iter().filter(|c| ours(c)).collect();
                if loud.is_empty() {
                    quiet += 1;
                } else {
                    wrong.push(format!(
                        "误 {} {loud:?} {} {}",
                        e.rule,
                        e.article,
                        e.text.concat()
                    ));
                }
            }
        }
    }
    eprintln!("真例 {found}/{positives}，反例 {quiet}/{negatives}");
    assert!(positives > 90 && negatives > 60, "{positives} {negatives}");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
