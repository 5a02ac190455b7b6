//! Precision and recall of the citation finder on the labelled passages (`tests/citation`). The
//! passages are read in place from the shared corpus; without it the test says so and passes.

use qingli::citation::{self, Citation, Named, Provision};
use qingli::document::{Document, Kind, Number};
use qingli::law::title;
use qingli::text::Span;
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

#[derive(serde::Deserialize)]
struct Passage {
    path: String,
    article: String,
    occurrence: usize,
    sha: String,
}

#[derive(serde::Deserialize, Debug, Clone)]
struct Target {
    law: String,
    article: Option<String>,
    paragraph: Option<u32>,
    item: Option<String>,
    subitem: Option<String>,
}

#[derive(serde::Deserialize, Debug, Clone)]
struct Label {
    path: String,
    article: String,
    #[serde(default = "one")]
    occurrence: usize,
    quote: String,
    nth: usize,
    form: String,
    targets: Vec<Target>,
    #[serde(default)]
    optional: bool,
}

fn one() -> usize {
    1
}

fn shared() -> Option<PathBuf> {
    let dir = std::env::var_os("QINGLI_SHARED")
        .map(PathBuf::from)
        .unwrap_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared"));
    dir.join("corpus").is_dir().then_some(dir)
}

fn lines<T: serde::de::DeserializeOwned>(file: &str) -> Vec<T> {
    std::fs::read_to_string(file)
        .unwrap()
        .lines()
        .filter(|l| !l.trim().is_empty())
        .map(|l| serde_json::from_str(l).unwrap())
        .collect()
}

fn sha(text: &str) -> String {
    use std::fmt::Write;
    let squeezed: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let hash = <sha2::Sha256 as sha2::Digest>::digest(squeezed.as_bytes());
    hash.iter().take(6).fold(String::new(), |mut s, b| {
        let _ = write!(s, "{b:02x}");
        s
    })
}

/// The span of a passage: a 条, the part before 第一条, or a heading with what follows.
fn passage(d: &Document, p: &Passage) -> Option<Span> {
    let squeeze = |s: &str| s.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    let candidates: Vec<Span> = if p.article.starts_with('第') {
        d.articles()
            .filter(|&a| squeeze(d.label(a)) == p.article)
            .map(|a| d.full_span(a))
            .collect()
    } else if p.article == "前言" {
        let end = d
            .nodes
            .iter()
            .find(|n| {
                matches!(
                    n.kind,
                    Kind::Article | Kind::Level1 | Kind::Chapter | Kind::Book
                )
            })
            .map_or(d.text.len(), |n| n.first_byte());
        vec![Span::new(0, end)]
    } else {
        d.ids()
            .filter(|&i| {
                matches!(
                    d.node(i).kind,
                    Kind::Level1 | Kind::Level2 | Kind::Item | Kind::Para
                )
            })
            .filter(|&i| {
                let place = d.place(i).article.unwrap_or_default();
                place == p.article
                    || p.article.ends_with(&squeeze(d.label(i))) && !d.label(i).is_empty()
            })
            .map(|i| d.full_span(i))
            .collect()
    };
    candidates
        .iter()
        .copied()
        .find(|s| sha(s.slice(&d.text)) == p.sha)
        .or_else(|| candidates.get(p.occurrence - 1).copied())
}

type Unit = (
    String,
    Option<Number>,
    Option<u32>,
    Option<u32>,
    Option<u32>,
);

fn law_key(law: &str) -> String {
    if law == "本文件" {
        law.to_string()
    } else {
        title::key(law)
    }
}

fn wanted(l: &Label) -> BTreeSet<Unit> {
    l.targets
        .iter()
        .map(|t| {
            (
                law_key(&t.law),
                t.article.as_deref().and_then(Number::parse),
                t.paragraph,
                t.item
                    .as_deref()
                    .and_then(|i| Number::parse(i.trim_matches(['（', '）'])))
                    .map(|n| n.main),
                t.subitem.as_deref().and_then(|i| i.parse().ok()),
            )
        })
        .collect()
}

fn got(c: &Citation) -> BTreeSet<Unit> {
    let law = match &c.named {
        Named::Title { title, .. } => title::key(title),
        Named::This => "本文件".to_string(),
        Named::Number(n) => title::key(n),
    };
    let unit = |p: &Provision| {
        (
            law.clone(),
            p.article,
            p.paragraph,
            p.item.map(|n| n.main),
            p.subitem,
        )
    };
    if c.provisions.is_empty() {
        return [(law.clone(), None, None, None, None)].into();
    }
    c.provisions.iter().map(unit).collect()
}

#[derive(Default)]
struct Count {
    labels: usize,
    hit: usize,
    found: usize,
    right: usize,
}

#[test]
fn precision_and_recall_on_the_labelled_passages() {
    let Some(shared) = shared() else {
        eprintln!("跳过：没有 ../shared，引用识别的准确率没有核对");
        return;
    };
    let passages: Vec<Passage> = lines("tests/citation/sample.jsonl");
    let labels: Vec<Label> = lines("tests/citation/labels.jsonl");
    let show = std::env::var_os("SHOW").is_some();
    let mut per: BTreeMap<String, Count> = BTreeMap::new();
    let mut lost = Vec::new();
    let mut documents: BTreeMap<String, (Document, Vec<Citation>)> = BTreeMap::new();
    for p in &passages {
        let (d, citations) = documents.entry(p.path.clone()).or_insert_with(|| {
            let bytes = std::fs::read(shared.join("corpus").join(&p.path)).unwrap();
            let d = qingli::parse::document(&p.path, &bytes).unwrap();
            let c = citation::find(&d);
            (d, c)
        });
        let Some(span) = passage(d, p) else {
            lost.push(format!("{} {}", p.path, p.article));
            continue;
        };
        if sha(span.slice(&d.text)) != p.sha {
            lost.push(format!("{} {}（文字不符）", p.path, p.article));
        }
        let here: Vec<(&Label, Span)> = labels
            .iter()
            .filter(|l| l.path == p.path && l.article == p.article && l.occurrence == p.occurrence)
            .filter_map(|l| {
                let text = span.slice(&d.text);
                let at = text.match_indices(l.quote.as_str()).nth(l.nth - 1)?.0 + span.start;
                Some((l, Span::new(at, at + l.quote.len())))
            })
            .collect();
        let found: Vec<&Citation> = citations
            .iter()
            .filter(|c| c.law && span.contains(c.span))
            .collect();
        for (l, at) in &here {
            if l.form == "not-law" || l.optional {
                continue;
            }
            let count = per.entry(l.form.clone()).or_default();
            count.labels += 1;
            let units: BTreeSet<Unit> = found
                .iter()
                .filter(|c| c.span.overlaps(*at))
                .flat_map(|c| got(c))
                .collect();
            if units == wanted(l) {
                count.hit += 1;
            } else if show {
                eprintln!(
                    "missed [{}] {} {} {} want {:?} got {:?}",
                    l.form,
                    p.path,
                    p.article,
                    l.quote,
                    wanted(l),
                    units
                );
            }
        }
        for c in &found {
            let on: Vec<&(&Label, Span)> =
                here.iter().filter(|(_, at)| c.span.overlaps(*at)).collect();
            if on.iter().any(|(l, _)| l.optional) {
                continue;
            }
            let form = on
                .first()
                .map_or("none".to_string(), |(l, _)| l.form.clone());
            let count = per.entry(form).or_default();
            count.found += 1;
            let right = on
                .iter()
                .any(|(l, _)| l.form != "not-law" && got(c).is_subset(&wanted(l)));
            if right {
                count.right += 1;
            } else if show {
                eprintln!(
                    "false {} {} {} got {:?}",
                    p.path,
                    p.article,
                    c.span.slice(&d.text),
                    got(c)
                );
            }
        }
    }
    let mut sum = Count::default();
    println!(
        "{:<26}{:>8}{:>8}{:>8}{:>8}",
        "form", "labels", "hit", "found", "right"
    );
    for (form, c) in &per {
        println!(
            "{form:<26}{:>8}{:>8}{:>8}{:>8}",
            c.labels, c.hit, c.found, c.right
        );
        sum.labels += c.labels;
        sum.hit += c.hit;
        sum.found += c.found;
        sum.right += c.right;
    }
    let recall = sum.hit as f64 / sum.labels.max(1) as f64;
    let precision = sum.right as f64 / sum.found.max(1) as f64;
    println!(
        "precision {precision:.4} ({}/{}) recall {recall:.4} ({}/{})",
        sum.right, sum.found, sum.hit, sum.labels
    );
    println!(
        "passages not found as labelled: {} of {}: {lost:#?}",
        lost.len(),
        passages.len()
    );
    assert!(sum.labels > 400, "有标注可核对");
    assert!(precision >= 0.99, "precision {precision}");
    assert!(recall >= 0.98, "recall {recall}");
}
