//! Akoma Ntoso of real texts: well-formed, no eId twice, every character of the text in it once and
//! in order. Skipped loudly where the texts are not there.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod support;

use qingli::akn::{self, Work};
use qingli::parse::element::{self, Element, Node};
use qingli::text::{Date, normalize::squeeze};
use std::collections::BTreeSet;
use std::path::Path;

fn walk(e: &Element, text: &mut String, ids: &mut Vec<String>) {
    ids.extend(e.attribute("eId").map(str::to_string));
    for c in &e.children {
        match c {
            Node::Text(t) => text.push_str(t),
            Node::Element(e) if e.name == "meta" => walk(e, &mut String::new(), ids),
            Node::Element(e) => walk(e, text, ids),
        }
    }
}

#[test]
fn every_character_of_real_texts_is_in_their_akoma_ntoso() {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus");
    if !dir.exists() {
        return support::skip("没有 ../shared/corpus");
    }
    let files: Vec<_> = walkdir::WalkDir::new(&dir)
        .sort_by_file_name()
        .into_iter()
        .map(|e| e.unwrap().into_path())
        .filter(|p| p.extension().is_some_and(|x| x == "md"))
        .collect();
    let mut seen = 0;
    for path in files.iter().step_by(29) {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let Ok(document) = qingli::parse::document(&name, &std::fs::read(path).unwrap()) else {
            continue;
        };
        let xml = akn::render(&document, &Work::default(), Date::constant(2026, 3, 2));
        let root = element::read(xml.as_bytes(), "测试").unwrap();
        let (mut text, mut ids) = (String::new(), Vec::new());
        walk(&root, &mut text, &mut ids);
        let own: BTreeSet<&String> = ids.iter().collect();
        assert_eq!(own.len(), ids.len(), "{name}");
        let want = squeeze(&document.text.replace(" | ", ""));
        let got = squeeze(&text);
        let at = got
            .chars()
            .zip(want.chars())
            .take_while(|(a, b)| a == b)
            .count();
        let near = |s: &str| s.chars().skip(at).take(12).collect::<String>();
        assert!(
            got == want,
            "{name}：“{}”，应为“{}”",
            near(&got),
            near(&want)
        );
        seen += 1;
    }
    assert!(seen > 20, "{seen}");
}
