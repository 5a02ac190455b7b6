//! The readers against real files: nothing visible is lost, trees are exactly right.
//!
//! The data lie in `../shared` (or `QINGLI_SHARED`); without them the tests say so and pass.

#![allow(clippy::unwrap_used, clippy::print_stdout)]

mod support;

use qingli::document::{BlockKind, Document};
use qingli::parse::{View, blocks, document, document_with, sqlite};
use std::path::{Path, PathBuf};

/// The folder with the data, or a word that there is none.
fn shared(sub: &str) -> Option<PathBuf> {
    let root = std::env::var_os("QINGLI_SHARED").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared"),
        PathBuf::from,
    );
    let path = root.join(sub);
    if path.exists() {
        return Some(path);
    }
    support::skip(&format!("跳过：没有 ../shared/{sub}"));
    None
}

fn files(dir: &Path, ext: &str) -> Vec<PathBuf> {
    let mut out: Vec<PathBuf> = walkdir::WalkDir::new(dir)
        .into_iter()
        .filter_map(|e| e.ok())
        .map(|e| e.into_path())
        .filter(|p| p.is_file() && p.extension().is_some_and(|e| e == ext))
        .collect();
    out.sort();
    out
}

fn squeeze(s: &str) -> String {
    s.chars().filter(|c| !c.is_whitespace()).collect()
}

/// What of Markdown a reader sees: letters, digits and Chinese punctuation, without front matter
/// and the addresses of links.
fn visible(markdown: &str) -> String {
    let text = qingli::text::normalize::normalize(markdown);
    let body = match text
        .strip_prefix("---\n")
        .and_then(|t| t.split_once("\n---\n"))
    {
        Some((_, body)) => body.to_string(),
        None => text,
    };
    // A tag of HTML has an ASCII name; <中华人民共和国公路法> is text.
    let tag = regex::Regex::new(r"</?[A-Za-z][^<>\n]*>").unwrap();
    let body = tag.replace_all(&body, "");
    let link = regex::Regex::new(r"\]\([^)\s]*\)").unwrap();
    let wiki = regex::Regex::new(r"\[\[[^\[\]|]*\|([^\[\]|]*)\]\]").unwrap();
    words(&wiki.replace_all(&link.replace_all(&body, "]"), "$1"))
}

fn words(s: &str) -> String {
    s.chars()
        .filter(|c| {
            c.is_alphanumeric()
                || matches!(*c, '\u{3001}'..='\u{303f}' | '\u{ff01}'..='\u{ff5e}' | '“' | '”' | '‘' | '’' | '…' | '—' | '·' | '×' | '℃' | '%')
        })
        .collect()
}

#[test]
fn every_markdown_file_of_the_corpus_keeps_its_visible_characters() {
    let Some(dir) = shared("corpus") else { return };
    let (mut read, mut empty, mut bad) = (0, 0, Vec::new());
    for path in files(&dir, "md") {
        let bytes = std::fs::read(&path).unwrap();
        let raw = visible(&String::from_utf8(bytes.clone()).unwrap());
        match blocks(&path.to_string_lossy(), &bytes, View::Accepted) {
            Ok(got) => {
                read += 1;
                let got = words(
                    &got.blocks
                        .iter()
                        .map(|b| b.text.as_str())
                        .collect::<String>(),
                );
                if got != raw {
                    let at = got
                        .chars()
                        .zip(raw.chars())
                        .take_while(|(a, b)| a == b)
                        .count();
                    let near = |s: &str| {
                        s.chars()
                            .skip(at.saturating_sub(4))
                            .take(16)
                            .collect::<String>()
                    };
                    bad.push(format!(
                        "{}: {} | {}",
                        path.display(),
                        near(&raw),
                        near(&got)
                    ));
                }
            }
            Err(e) if raw.is_empty() => {
                assert!(e.is_unreadable());
                empty += 1;
            }
            Err(e) => bad.push(format!("{}: {e}", path.display())),
        }
    }
    println!("{read} files read, {empty} empty");
    assert!(read > 3000, "only {read} files were read");
    assert!(
        bad.is_empty(),
        "{} files differ:\n{}",
        bad.len(),
        bad.join("\n")
    );
}

/// A tree as `truth.json` has it: kind, number, text, without white space; 款 without number.
fn tree(d: &Document) -> Vec<(String, String, String)> {
    d.ids()
        .map(|id| {
            let n = d.node(id);
            let kind = n.kind.name().to_string();
            let number = match kind.as_str() {
                "款" | "表" | "表行" => String::new(),
                _ => squeeze(d.label(id)),
            };
            (kind, number, squeeze(d.words(id)))
        })
        .filter(|(kind, _, _)| kind != "表")
        .collect()
}

fn truth(path: &Path) -> (Vec<(String, String, String)>, serde_json::Value) {
    let v: serde_json::Value =
        serde_json::from_slice(&std::fs::read(path.join("truth.json")).unwrap()).unwrap();
    let s = |v: &serde_json::Value| squeeze(v.as_str().unwrap_or(""));
    let nodes = v["tree"]
        .as_array()
        .unwrap()
        .iter()
        .map(|n| {
            let kind = s(&n["kind"]);
            let number = match kind.as_str() {
                "款" | "表" | "表行" => String::new(),
                _ => s(&n["number"]),
            };
            (kind, number, s(&n["text"]))
        })
        .filter(|(kind, _, _)| kind != "表")
        .collect();
    (nodes, v)
}

const TEXTS: [&str; 3] = ["1-daolu", "2-guifan", "3-xingfa"];
const FILES: [&str; 13] = [
    "text.md",
    "text.utf8.txt",
    "text.gb18030.txt",
    "text.utf16le.txt",
    "clean.html",
    "gov.html",
    "gov-gbk-br.html",
    "python-docx.docx",
    "autonumber.docx",
    "libreoffice.docx",
    "autonumber-libreoffice.docx",
    "pandoc.docx",
    "tracked.docx",
];

#[test]
fn every_file_of_the_three_texts_gives_exactly_the_true_tree() {
    let Some(dir) = shared("formats/faithful") else {
        return;
    };
    for text in TEXTS {
        let (want, _) = truth(&dir.join(text));
        for file in FILES {
            let bytes = std::fs::read(dir.join(text).join(file)).unwrap();
            let got = tree(&document(file, &bytes).unwrap());
            for (g, w) in got.iter().zip(&want) {
                assert_eq!(g, w, "{text}/{file}");
            }
            assert_eq!(got.len(), want.len(), "{text}/{file}");
        }
    }
}

#[test]
fn the_original_view_gives_the_text_before_the_changes() {
    let Some(dir) = shared("formats/faithful") else {
        return;
    };
    let mut seen = 0;
    for text in TEXTS {
        let (_, truth) = truth(&dir.join(text));
        let bytes = std::fs::read(dir.join(text).join("tracked.docx")).unwrap();
        let whole = |view| squeeze(&document_with("a.docx", &bytes, view).unwrap().text);
        let (before, after) = (whole(View::Original), whole(View::Accepted));
        for c in truth["tracked"]["changes"].as_array().unwrap() {
            let get = |k: &str| squeeze(c[k].as_str().unwrap());
            let (original, accepted) = (get("original"), get("accepted"));
            assert!(
                before.contains(&original) && after.contains(&accepted),
                "{text}: {c}"
            );
            if original.is_empty() {
                assert!(!before.contains(&accepted), "{text}: {c}");
            } else {
                assert!(!after.contains(&original), "{text}: {c}");
            }
            seen += 1;
        }
        assert!(!before.contains("批注") && !after.contains("批注"));
    }
    assert_eq!(seen, 18);
}

#[test]
fn plain_text_papers_keep_a_paragraph_a_line() {
    let Some(dir) = shared("gold/normative-dev") else {
        return;
    };
    let mut seen = 0;
    for path in files(&dir, "txt") {
        let bytes = std::fs::read(&path).unwrap();
        let raw = String::from_utf8(bytes.clone()).unwrap();
        let got = blocks("a.txt", &bytes, View::Accepted).unwrap();
        let lines = raw.lines().filter(|l| !l.trim().is_empty()).count();
        assert_eq!(got.blocks.len(), lines, "{}", path.display());
        assert!(got.losses.is_empty(), "{}", path.display());
        seen += 1;
    }
    assert!(seen >= 12);
}

#[test]
fn the_database_of_laws_gives_every_law_with_all_its_words() {
    let Some(path) = shared("corpus/laws.db") else {
        return;
    };
    let laws = sqlite::read_laws(&path).unwrap();
    assert_eq!(laws.len(), 378);
    let db = rusqlite::Connection::open_with_flags(
        format!("file:{}?immutable=1", path.display()),
        rusqlite::OpenFlags::SQLITE_OPEN_READ_ONLY | rusqlite::OpenFlags::SQLITE_OPEN_URI,
    )
    .unwrap();
    let mut articles = 0;
    for (id, law) in &laws {
        let got = words(
            &law.blocks
                .iter()
                .map(|b| b.text.as_str())
                .collect::<String>(),
        );
        let mut at = 0;
        let mut find = db
            .prepare("SELECT article_text FROM articles WHERE law_id = ? ORDER BY id")
            .unwrap();
        let texts: Vec<String> = find
            .query_map([id], |r| r.get(0))
            .unwrap()
            .map(|t| t.unwrap())
            .collect();
        for text in texts {
            let text = words(&qingli::text::normalize::normalize(&text));
            let found = got[at..].find(&text);
            assert!(found.is_some(), "{id}: {text}");
            at += found.unwrap() + text.len();
            articles += 1;
        }
        assert!(matches!(law.blocks[0].kind, BlockKind::Heading(1)));
        assert!(law.claims.iter().any(|c| c.0 == "status"), "{id}");
    }
    assert_eq!(articles, 26_196);
}

/// Small files written by hand as programs of offices and of websites write them; each with its
/// tree beside it (`NAME.tree`, read by eye when it was made; 條 for 条 is not read yet). Invented texts.
#[test]
fn files_of_many_writers_give_the_tree_beside_them() {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/formats");
    let mut paths: Vec<PathBuf> = std::fs::read_dir(&dir)
        .unwrap()
        .map(|e| e.unwrap().path())
        .filter(|p| p.extension().is_none_or(|e| e != "tree"))
        .collect();
    paths.sort();
    assert!(paths.len() >= 30, "only {} files", paths.len());
    for path in paths {
        let name = path.file_name().unwrap().to_string_lossy().to_string();
        let bytes = std::fs::read(&path).unwrap();
        for (view, ending) in [(View::Accepted, "tree"), (View::Original, "original.tree")] {
            let beside = dir.join(format!("{name}.{ending}"));
            if view == View::Original && !name.starts_with("tracked") {
                continue;
            }
            let d = document_with(&name, &bytes, view).unwrap();
            let mut got = String::new();
            for (kind, number, text) in tree(&d) {
                got.push_str(&format!("{kind}[{number}] {text}\n"));
            }
            for p in &d.problems {
                got.push_str(&format!("! {}\n", p.what));
            }
            if std::env::var_os("UPDATE").is_some() {
                std::fs::write(&beside, &got).unwrap();
            }
            let want = std::fs::read_to_string(&beside).unwrap_or_default();
            assert_eq!(got, want, "{name}");
        }
    }
}
