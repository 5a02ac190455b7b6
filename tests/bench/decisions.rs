//! Every decision on hand, read and carried out: the share of its instructions that are understood,
//! and the consolidated text against the official one, national and local apart.
//!
//! `cargo run --release --example decisions [-- --unread] [--diff]` reads `../shared`: the decisions,
//! the database of laws, and whatever in the corpus is a decision by its title. The text before and
//! the official one after are found by title and date; `eval/score_text.py` compares them.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    clippy::print_stderr
)]

use qingli::amend;
use qingli::document::Document;
use qingli::law::title;
use qingli::parse;
use qingli::text::Date;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// Where a version of a law lies.
#[derive(Clone)]
enum Source {
    File(PathBuf),
    Made(Box<Document>),
}

impl Source {
    fn read(&self) -> Option<Document> {
        match self {
            Self::File(p) => parse::document(&p.to_string_lossy(), &std::fs::read(p).ok()?).ok(),
            Self::Made(d) => Some((**d).clone()),
        }
    }
}

/// Versions of laws by loose title, each by its day.
type Shelf = BTreeMap<String, BTreeMap<Date, Source>>;

#[derive(Default)]
struct Sum {
    decisions: usize,
    laws: usize,
    repeals: usize,
    said: usize,
    read: usize,
    texts: usize,
    left_out: usize,
    touched: (usize, usize),
    kept: (usize, usize),
    /// Operations of the decisions on texts with a before, and those our draft has too.
    official: usize,
    same: usize,
    /// Decisions, a law each, of which our draft has all operations and no other.
    alike: (usize, usize),
    /// The same by article: (shared, official).
    by_article: (usize, usize),
    /// Why the other operations differ.
    causes: BTreeMap<&'static str, usize>,
}

/// Why our draft hasn't an operation of the official decision.
fn cause(official: &str, ours: &BTreeSet<String>) -> &'static str {
    let (kind, place) = official.split_once(' ').unwrap_or((official, ""));
    let article = place
        .find('条')
        .map_or(place, |i| &place[..i + '条'.len_utf8()]);
    // Operations of ours on the same article, by their kinds and places.
    let here: Vec<(&str, &str)> = ours
        .iter()
        .filter_map(|s| s.split_once(' '))
        .filter(|(_, p)| p.contains(article))
        .collect();
    let has = |k: &str| here.iter().any(|h| h.0 == k);
    match kind {
        "replace" if has("words") || has("delete") || has("insert") => {
            "theirs: the whole wording where a part of it changes"
        }
        "replace" if has("replace") => "theirs: the article where some of its 款 change",
        "words" if here.iter().any(|h| h.0 == "words" && h.1 != place) => {
            "theirs: the article named where the words stand in one 款"
        }
        "words" if has("replace") => "ours: the 款 replaced where theirs changes its words",
        "merge" | "split" => "theirs: 合并 or 拆分 where ours deletes and changes",
        "renumber" | "insert" => "the same change paired otherwise (numbers, new 款)",
        _ if here.is_empty() => "the same text either way: ours says it of another place",
        _ => "other",
    }
}

/// A signature without what lies below the article, and whether an article's change is told by its
/// words or by its new wording: a draft is to be minimal, official decisions often are not.
fn coarse(all: &BTreeSet<String>) -> BTreeSet<String> {
    all.iter()
        .map(|s| {
            s.replace("words ", "change ")
                .replace("replace ", "change ")
        })
        .map(|s| match s.find('条') {
            Some(i) if !s.starts_with("renumber") => s[..i].to_string(),
            _ => s,
        })
        .collect()
}

/// The kind of an operation and its place: what a draft has in common with the official decision.
fn signature(a: &amend::Action) -> Vec<String> {
    use amend::Action as A;
    let at = |kind: &str, p: &amend::Place| format!("{kind} {}", p.shown());
    match a {
        A::Replace { place, .. } => vec![at("replace", place)],
        A::Insert { new, level, .. } => new
            .iter()
            .map(|p| at(&format!("insert {}", level.unit()), p))
            .collect(),
        A::Delete { place } => vec![at("delete", place)],
        A::Substitute { place, .. } | A::Add { place, .. } | A::Extend { place, .. } => {
            vec![at("words", place)]
        }
        A::Renumber { from, to } => vec![format!("renumber {} {}", from.shown(), to.shown())],
        A::Merge { from, .. } => from.iter().map(|p| at("merge", p)).collect(),
        A::Split { from, .. } => vec![at("split", from)],
        A::Rename { .. } => vec!["rename".into()],
    }
}

/// The operations of a part, each once: several words in one place are one.
fn signatures(part: &amend::Amendment) -> BTreeSet<String> {
    part.ops.iter().flat_map(|o| signature(&o.action)).collect()
}

fn amends(name: &str) -> bool {
    (name.contains("修改") || name.contains("废止") || name.contains("修订"))
        && (name.contains("决定") || name.contains("部分"))
        || name.contains("修正案")
}

fn printed(text: &str) -> String {
    text.lines()
        .filter(|l| !l.trim().is_empty())
        .collect::<Vec<_>>()
        .join("\n\n")
}

/// Why a pair of texts is no test of the decision: some of its words are left out, an amendment
/// lies between, or the text before is a fragment.
fn unfit(
    decision: &Document,
    law: &str,
    before: &Document,
    after: &Document,
    from: Date,
    to: Date,
) -> Option<String> {
    let text = &decision.text;
    let at = text
        .rfind(&format!("《{law}》第"))
        .or_else(|| text.rfind(law))
        .unwrap_or(0);
    let start = text[..at].rfind('\n').unwrap_or(0);
    let section: String = text[start..]
        .lines()
        .filter(|l| !l.trim().is_empty())
        .enumerate()
        .take_while(|(i, l)| {
            *i == 0
                || l.split('、')
                    .next()
                    .is_none_or(|n| qingli::text::numeral::parse(n).is_none())
        })
        .map(|x| x.1)
        .collect();
    if section.contains("略）") {
        return Some("the excerpt leaves words out".into());
    }
    if let Some(e) = after
        .meta
        .history
        .iter()
        .find(|e| from < e.date && e.date < to)
    {
        return Some(format!("{} amended it between", e.date));
    }
    let n = |d: &Document| d.articles().count();
    (n(before) * 2 < n(after))
        .then(|| format!("text before has {} articles, after {}", n(before), n(after)))
}

/// (touched, exact, untouched, exact) and what differs.
fn score(root: &Path, made: &str, after: &str, before: &str) -> Option<([usize; 4], String)> {
    let dir = std::env::temp_dir().join(format!("qingli-decisions-{}", std::process::id()));
    std::fs::create_dir_all(&dir).ok()?;
    let file = |name: &str, text: &str| {
        let p = dir.join(name);
        std::fs::write(&p, printed(text)).unwrap();
        p
    };
    let out = std::process::Command::new("python3")
        .arg(root.join("eval/score_text.py"))
        .arg(file("made.md", made))
        .arg(file("after.md", after))
        .arg("--before")
        .arg(file("before.md", before))
        .arg("--diff")
        .output()
        .ok()?;
    let said = String::from_utf8_lossy(&out.stdout).into_owned();
    let line = said.lines().find(|l| l.starts_with("touched "))?;
    let n: Vec<usize> = line
        .split_whitespace()
        .filter_map(|w| w.parse().ok())
        .collect();
    let diff = said
        .lines()
        .filter(|l| !l.starts_with("touched ") && !l.starts_with("articles "))
        .collect::<Vec<_>>()
        .join("\n");
    Some(([n[0], n[1], n[2], n[3]], diff))
}

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let flag = |f: &str| args.iter().any(|a| a == f);
    let only = args.iter().find(|a| !a.starts_with("--"));
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    if !root.exists() {
        println!("没有 ../shared");
        return;
    }
    let mut shelf = Shelf::new();
    let mut decisions: Vec<(String, Document, Vec<Date>)> = Vec::new();
    for part in ["amendments", "corpus"] {
        for f in walkdir::WalkDir::new(root.join(part)).sort_by_file_name() {
            let f = f.unwrap();
            let p = f.path();
            if p.extension().is_none_or(|x| x != "md") {
                continue;
            }
            let stem = p.file_stem().unwrap().to_string_lossy().into_owned();
            let day = title::name_date(&stem).or_else(|| {
                let i = stem.find(|c: char| c.is_ascii_digit())?;
                qingli::text::date::parse(stem.get(i..i + 10)?)
            });
            let source = Source::File(p.to_path_buf());
            let decision = p.parent().is_some_and(|d| d.ends_with("decisions")) || amends(&stem);
            if decision {
                if let Some(d) = source.read() {
                    decisions.push((stem, d, day.into_iter().collect()));
                }
                continue;
            }
            let named = if p.components().any(|c| c.as_os_str() == "pairs") {
                p.parent()
                    .unwrap()
                    .file_name()
                    .unwrap()
                    .to_string_lossy()
                    .into_owned()
            } else {
                stem.split(['(', '（'])
                    .next()
                    .filter(|t| !t.is_empty())
                    .unwrap_or(&stem)
                    .to_string()
            };
            // The criminal code has no date in its name: the text as of the twelfth amendment.
            let day = day.or_else(|| {
                (stem == "刑法")
                    .then(|| qingli::text::date::make(2023, 12, 29))
                    .flatten()
            });
            if let Some(day) = day {
                shelf
                    .entry(title::loose(&named))
                    .or_default()
                    .entry(day)
                    .or_insert(source);
            }
        }
    }
    for (_, blocks) in parse::sqlite::read_laws(&root.join("corpus/laws.db")).unwrap_or_default() {
        let d = parse::built(&blocks);
        let day = blocks
            .claims
            .iter()
            .find(|c| c.0 == "version_date")
            .and_then(|c| qingli::text::date::parse(&c.1));
        let name = blocks.title.clone().unwrap_or_default();
        if amends(&name) {
            decisions.push((format!("laws.db {name}"), d, day.into_iter().collect()));
        } else if let Some(day) = day {
            shelf
                .entry(title::loose(&name))
                .or_default()
                .entry(day)
                .or_insert(Source::Made(Box::new(d)));
        }
    }
    let mut sums: BTreeMap<&str, Sum> = BTreeMap::new();
    let mut seen = BTreeSet::new();
    for (name, document, mut days) in decisions {
        if only.is_some_and(|o| !name.contains(o.as_str()))
            || !seen.insert(title::loose(&document.meta.title))
        {
            continue;
        }
        let m = &document.meta;
        days.extend(
            [&m.adopted, &m.published, &m.version]
                .into_iter()
                .flatten()
                .map(|f| f.value),
        );
        let decision = amend::read(&document);
        let organ = format!("{}{name}", m.title);
        let national = [
            "全国",
            "国务院",
            "最高人民",
            "中华人民共和国",
            "刑法",
            "宪法",
            "npcsc",
            "gwy",
        ]
        .iter()
        .any(|w| organ.contains(w));
        let sum = sums
            .entry(if national { "national" } else { "local" })
            .or_default();
        sum.decisions += 1;
        sum.laws += decision.laws.len();
        sum.repeals += decision.repeals.len();
        println!(
            "{name}: {} laws, {} repeals",
            decision.laws.len(),
            decision.repeals.len()
        );
        for part in &decision.laws {
            let said = part.sentences as usize;
            let read = said - part.unread.len().min(said);
            sum.said += said;
            sum.read += read;
            let mut line = format!("  {}: {read} of {said}", part.law);
            let versions = shelf.get(&title::loose(&part.law));
            let pair = versions.and_then(|v| {
                let after = days.iter().find_map(|d| v.get_key_value(d))?;
                let before = v.range(..*after.0).next_back()?;
                Some((before.1.read()?, after.1.read()?, *before.0, *after.0))
            });
            let mut more = String::new();
            match pair {
                None => line.push_str(", no pair of texts"),
                Some((before, after, day, on)) => {
                    if let Some(why) = unfit(&document, &part.law, &before, &after, day, on) {
                        println!("{line}, from {day} not scored: {why}");
                        continue;
                    }
                    let a = amend::apply(&before, &decision, part, None);
                    let left = a.notes.iter().filter(|n| n.left_out).count();
                    let made = parse::document("a.md", printed(&a.text).as_bytes()).ok();
                    let plain = parse::document("a.md", printed(&before.text).as_bytes()).ok();
                    if let (0, Some(made), Some(plain)) = (left, made, plain)
                        && let Ok(d) = qingli::draft::draft(&plain, &made, &Default::default())
                        && let Ok(ours) = parse::document("a.txt", d.text.as_bytes())
                    {
                        let ours = amend::read(&ours);
                        let (x, y) = (
                            signatures(part),
                            ours.laws.first().map(signatures).unwrap_or_default(),
                        );
                        sum.official += x.len();
                        sum.same += x.intersection(&y).count();
                        sum.alike.1 += 1;
                        let (p, q) = (coarse(&x), coarse(&y));
                        sum.by_article.0 += p.intersection(&q).count();
                        sum.by_article.1 += p.len();
                        sum.alike.0 += usize::from(x == y);
                        for o in x.difference(&y) {
                            *sum.causes.entry(cause(o, &y)).or_default() += 1;
                        }
                        if flag("--operations") {
                            println!(
                                "   only official: {:?}",
                                x.difference(&y).collect::<Vec<_>>()
                            );
                            println!("   only ours: {:?}", y.difference(&x).collect::<Vec<_>>());
                        }
                    }
                    sum.left_out += left;
                    if let Some((n, diff)) = score(&root, &a.text, &after.text, &before.text) {
                        sum.texts += 1;
                        sum.touched.0 += n[1];
                        sum.touched.1 += n[0];
                        sum.kept.0 += n[3];
                        sum.kept.1 += n[2];
                        line.push_str(&format!(
                            ", from {day}: touched {}/{}, untouched {}/{}, left out {left}",
                            n[1], n[0], n[3], n[2]
                        ));
                        more = diff;
                        for n in a.notes.iter().filter(|n| n.left_out) {
                            more.push_str(&format!("\n   left out: {}", n.why));
                        }
                    }
                }
            }
            println!("{line}");
            if flag("--unread") {
                for u in &part.unread {
                    println!(
                        "    unread: {}",
                        document.slice(u.span).replace('\n', " ¶ ")
                    );
                }
            }
            if flag("--diff") && !more.is_empty() {
                println!("{more}");
            }
        }
    }
    let ratio = |(a, b): (usize, usize)| format!("{a}/{b} {:.3}", a as f64 / b.max(1) as f64);
    println!(
        "\n| | decisions | laws | repeals | instructions read | texts scored | touched exact | untouched exact | left out | operations our draft has too | by article | drafts with the same |\n|---|---|---|---|---|---|---|---|---|---|---|---|"
    );
    for (kind, s) in &sums {
        println!(
            "| {kind} | {} | {} | {} | {} | {} | {} | {} | {} | {} | {} | {} |",
            s.decisions,
            s.laws,
            s.repeals,
            ratio((s.read, s.said)),
            s.texts,
            ratio(s.touched),
            ratio(s.kept),
            s.left_out,
            ratio((s.same, s.official)),
            ratio(s.by_article),
            ratio(s.alike)
        );
    }
    println!("\n| operations our draft says otherwise | |\n|---|---|");
    for s in sums.values() {
        for (why, n) in &s.causes {
            println!("| {why} | {n} |");
        }
    }
}
