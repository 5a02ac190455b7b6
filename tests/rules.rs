//! What holds for every rule: registered once, documented under fixed headings, its examples do
//! what they say, its fixes silence it.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use qingli::citation;
use qingli::conflict::Acts;
use qingli::corpus::Library;
use qingli::document::meta::Fact;
use qingli::document::{Block, Document, Rank, describe, outline};
use qingli::finding::Finding;
use qingli::law::Standing;
use qingli::rules::{Cited, Context, Findings, RULES, Rule};
use std::collections::BTreeSet;
use std::fs;

/// A document from an example's lines; `tags` name a rank or a region.
fn document(text: &str, tags: &[&str]) -> Document {
    let blocks: Vec<Block> = text
        .lines()
        .filter(|l| !l.trim().is_empty())
        .map(Block::paragraph)
        .collect();
    let mut d = outline::build(&blocks);
    describe::describe(&mut d, None, &[]);
    for t in tags {
        match Rank::from_name(t) {
            Some(r) => d.meta.rank = Some(Fact::new(r, "示例")),
            None => d.meta.region = Some(Fact::new((*t).to_string(), "示例")),
        }
    }
    d
}

/// The higher law that a page brings along (“text,higher,title”), as acts to compare with.
fn higher(page: &str) -> Acts {
    let laws: Vec<Document> = examples(page)
        .iter()
        .filter(|e| e.0 == "higher")
        .map(|e| {
            let mut d = document(&e.2, &["行政法规", "全国"]);
            d.meta.title.clone_from(&e.1[0]);
            d
        })
        .collect();
    let list: Vec<(Standing, &Document)> = laws.iter().map(|d| (Standing::of(d), d)).collect();
    Acts::of_documents(&list, qingli::text::date::make(2026, 11, 24).unwrap())
}

fn findings(rule: &'static Rule, d: &Document) -> Vec<Finding> {
    let library = Library::default();
    let acts = higher(rule.page);
    let as_of = qingli::text::date::make(2026, 11, 24).unwrap();
    let standing = Standing::of(d);
    let citations: Vec<Cited> = citation::find(d)
        .into_iter()
        .map(|c| {
            let resolved = library.resolve(d, &c, &standing, as_of);
            Cited {
                citation: c,
                resolved,
            }
        })
        .collect();
    let cx = Context {
        document: d,
        standing: &standing,
        citations: &citations,
        library: &library,
        as_of,
        repealed_here: &[],
        acts: Some(&acts),
        compared: std::cell::OnceCell::new(),
    };
    let mut f = Findings::new(rule, d);
    (rule.check)(&cx, &mut f);
    f.into_parts().0
}

/// Fenced examples of a page: (finding, clean or higher; tags; text).
fn examples(page: &str) -> Vec<(&'static str, Vec<String>, String)> {
    let mut out = Vec::new();
    let mut open: Option<(&'static str, Vec<String>, String)> = None;
    for line in page.lines() {
        let line = line.strip_prefix(' ').unwrap_or(line);
        match (&mut open, line.strip_prefix("```")) {
            (None, Some(info)) => {
                let words: Vec<&str> = info.split(',').collect();
                if words.first() == Some(&"text") && words.len() > 1 {
                    let finding = match words[1] {
                        "finding" => "finding",
                        "clean" => "clean",
                        "higher" => "higher",
                        other => panic!("示例标记应为 finding 或 clean：{other}"),
                    };
                    open = Some((
                        finding,
                        words[2..].iter().map(|s| s.to_string()).collect(),
                        String::new(),
                    ));
                }
            }
            (Some(_), Some(_)) => out.extend(open.take()),
            (Some(e), None) => {
                e.2.push_str(line);
                e.2.push('\n');
            }
            _ => {}
        }
    }
    out
}

#[test]
fn doc_examples_do_what_they_say() {
    let mut seen = 0;
    let mut wrong = Vec::new();
    for rule in RULES {
        for (what, tags, text) in examples(rule.page) {
            if what == "higher" {
                continue;
            }
            let finding = what == "finding";
            seen += 1;
            let tags: Vec<&str> = tags.iter().map(String::as_str).collect();
            let mut d = document(&text, &tags);
            // The local text is on the higher law's matter.
            if let Some(h) = examples(rule.page).iter().find(|e| e.0 == "higher") {
                d.meta.title = format!("岫云市{}", h.1[0].trim_start_matches("某某"));
            }
            let f = findings(rule, &d);
            let want = usize::from(finding);
            if f.len() != want {
                wrong.push(format!(
                    "{} 的示例应有{want}处发现，实有{}：\n{text}\n{:#?}",
                    rule.code,
                    f.len(),
                    f.iter()
                        .map(|x| (&x.message, &x.place.quote))
                        .collect::<Vec<_>>()
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(seen > 20, "有示例可跑");
}

#[test]
fn a_fix_changes_the_text_and_silences_its_rule() {
    let mut seen = 0;
    for rule in RULES {
        for (what, tags, text) in examples(rule.page) {
            if what != "finding" {
                continue;
            }
            let tags: Vec<&str> = tags.iter().map(String::as_str).collect();
            let d = document(&text, &tags);
            for f in findings(rule, &d) {
                let Some(fix) = f.fix.filter(|x| !x.edits.is_empty()) else {
                    continue;
                };
                let mut new = d.text.clone();
                for e in fix.edits.iter().rev() {
                    new.replace_range(e.start..e.end, &e.new);
                }
                assert_ne!(new, d.text, "{} 的修改没有改变文字", rule.code);
                let again = findings(rule, &document(&new, &tags));
                assert!(again.is_empty(), "{} 的修改没有消除问题：{new}", rule.code);
                seen += 1;
            }
        }
    }
    assert!(seen > 0, "有修改可验");
}

#[test]
fn codes_are_unique_and_pages_have_the_headings() {
    let mut codes = BTreeSet::new();
    let mut names = BTreeSet::new();
    for r in RULES {
        assert!(codes.insert(r.code), "{} 重复", r.code);
        assert!(names.insert(r.name), "{} 重复", r.name);
        assert!(
            !r.name.starts_with("use-")
                && !r.name.starts_with("avoid-")
                && !r.name.starts_with("prefer-"),
            "{} 写的是做法",
            r.name
        );
        for h in [
            "## 检查什么",
            "## 为什么是问题",
            "## 例",
            "## 不报告",
            "## 限度",
            "## 依据",
        ] {
            assert!(r.page.contains(h), "{} 缺“{h}”", r.code);
        }
    }
}

#[test]
fn every_rule_file_is_registered() {
    let mut declared = BTreeSet::new();
    for e in walkdir::WalkDir::new("src/rules") {
        let e = e.unwrap();
        if e.path().extension().is_none_or(|x| x != "rs") {
            continue;
        }
        let text = fs::read_to_string(e.path()).unwrap();
        if !text.contains("declare_rule! {\n    ///") {
            continue;
        }
        let code = text
            .split("code: \"")
            .nth(1)
            .and_then(|s| s.split('"').next())
            .unwrap()
            .to_string();
        declared.insert(code);
    }
    let registered: BTreeSet<String> = RULES.iter().map(|r| r.code.to_string()).collect();
    assert_eq!(declared, registered);
}
