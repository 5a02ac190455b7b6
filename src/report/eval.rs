//! Precision and recall on completely labelled documents, per kind and per rule.
//!
//! The arithmetic is that of the project's scorer `score_findings.py` (a test compares both): a
//! finding and an entry meet when they stand in the same document (by file name), article and
//! paragraph (where both say one) and their quotes overlap. *Located* findings meet some entry,
//! *agreed* ones an entry of the same group of kinds; *based* are those agreed findings that name
//! one of the entry's provisions. Recall counts the certain entries met by a finding of their group.

use crate::check::Run;
use crate::error::{Error, Result};
use crate::finding::{Confidence, Kind};
use crate::text::normalize::squeeze;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// What was counted for a group, a kind or a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Counts {
    /// Findings.
    pub found: usize,
    /// Findings that meet some entry.
    pub located: usize,
    /// Findings that meet an entry of their group.
    pub agreed: usize,
    /// Agreed findings whose entry names a basis.
    pub basable: usize,
    /// Of these, the ones that name it too.
    pub based: usize,
    /// Certain entries; for a rule there is no such number.
    pub certain: usize,
    /// Certain entries met.
    pub hit: usize,
}

impl Counts {
    fn add(&mut self, o: &Counts) {
        self.found += o.found;
        self.located += o.located;
        self.agreed += o.agreed;
        self.basable += o.basable;
        self.based += o.based;
        self.certain += o.certain;
        self.hit += o.hit;
    }

    /// located / found
    pub fn precision(&self) -> Option<f64> {
        ratio(self.located, self.found)
    }

    /// agreed / found
    pub fn agreement(&self) -> Option<f64> {
        ratio(self.agreed, self.found)
    }

    /// based / basable
    pub fn basis(&self) -> Option<f64> {
        ratio(self.based, self.basable)
    }

    /// hit / certain
    pub fn recall(&self) -> Option<f64> {
        ratio(self.hit, self.certain)
    }
}

#[allow(clippy::cast_precision_loss)] // counts of findings
fn ratio(a: usize, b: usize) -> Option<f64> {
    (b > 0).then(|| a as f64 / b as f64)
}

/// A ratio as a reader sees it: 0.87, or - where nothing was counted.
pub fn shown(r: Option<f64>) -> String {
    r.map_or_else(|| "-".into(), |r| format!("{r:.2}"))
}

/// A row of the result.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Row {
    /// The group, kind or rule.
    pub name: String,
    /// Its counts.
    #[serde(flatten)]
    pub counts: Counts,
}

/// The result.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Score {
    /// 1
    pub schema: u32,
    /// Labelled documents.
    pub documents: usize,
    /// Groups of kinds, by name.
    pub groups: Vec<Row>,
    /// Kinds, in CONTRACT's order.
    pub kinds: Vec<Row>,
    /// Rules, by code; `certain` is 0.
    pub rules: Vec<Row>,
    /// Renamed bodies and words.
    pub term: Counts,
    /// Everything else.
    pub substance: Counts,
    /// Documents whose suggested outcome is right.
    pub dispositions_right: usize,
    /// Documents that have a labelled outcome.
    pub dispositions: usize,
    /// Labelled documents that were not checked.
    pub unanswered: Vec<String>,
    /// Certain entries that no finding meets, one line each.
    pub missed: Vec<String>,
    /// Findings that meet no entry, one line each.
    pub extra: Vec<String>,
}

/// A labelled clause.
#[derive(Debug, Clone, Deserialize)]
struct Entry {
    doc: String,
    #[serde(default)]
    kind: Option<String>,
    #[serde(default)]
    article: Option<String>,
    #[serde(default)]
    paragraph: Option<u32>,
    #[serde(default)]
    quote: Option<String>,
    #[serde(default)]
    basis: Option<Vec<Named>>,
    #[serde(default)]
    certainty: Option<String>,
    #[serde(default)]
    note: Option<String>,
    #[serde(default)]
    document_disposition: Option<String>,
    #[serde(default)]
    also: Vec<Value>,
}

#[derive(Debug, Clone, Deserialize)]
struct Named {
    #[serde(default)]
    law: Option<String>,
    #[serde(default)]
    article: Option<String>,
}

impl Named {
    fn key(&self) -> (String, String) {
        (
            title(self.law.as_deref().unwrap_or("")),
            squeeze(self.article.as_deref().unwrap_or("")),
        )
    }
}

/// Labelled documents.
#[derive(Debug, Clone, Default)]
pub struct Gold {
    entries: Vec<Entry>,
    documents: BTreeSet<String>,
    outcomes: BTreeMap<String, Vec<String>>,
}

impl Gold {
    /// Adds the labels of one JSON Lines file.
    ///
    /// # Errors
    /// Names the first line that is no label.
    pub fn add(&mut self, jsonl: &str) -> Result<()> {
        for (i, line) in jsonl.lines().enumerate() {
            if line.trim().is_empty() {
                continue;
            }
            let e: Entry = serde_json::from_str(line).map_err(|e| {
                Error::usage(
                    format!("第 {} 行不是标注：{e}", i + 1),
                    "每行一个 JSON 对象，字段见标注说明",
                )
            })?;
            let name = base(&e.doc);
            self.documents.insert(name.clone());
            if let Some(d) = &e.document_disposition {
                let mut right = vec![d.clone()];
                right.extend(e.also.iter().filter_map(|v| v.as_str().map(String::from)));
                self.outcomes.insert(name, right);
            }
            if e.kind.as_deref().is_some_and(|k| !k.is_empty()) {
                self.entries.push(e);
            }
        }
        Ok(())
    }
}

/// A finding as far as scoring reads it; lenient, so that other programs' findings can be scored.
#[derive(Debug, Clone, Deserialize)]
struct Seen {
    #[serde(default)]
    rule: String,
    kind: String,
    #[serde(default)]
    confidence: Option<Confidence>,
    #[serde(default)]
    message: String,
    place: SeenPlace,
    #[serde(default)]
    basis: Option<Vec<Named>>,
}

#[derive(Debug, Clone, Default, Deserialize)]
struct SeenPlace {
    #[serde(default)]
    article: Option<String>,
    #[serde(default)]
    paragraph: Option<u32>,
    #[serde(default)]
    quote: Option<String>,
}

#[derive(Debug, Clone, Deserialize)]
struct SeenDocument {
    path: String,
    #[serde(default)]
    disposition: Option<String>,
    #[serde(default)]
    findings: Vec<Seen>,
}

/// What a program found.
#[derive(Debug, Clone, Deserialize)]
pub struct Answers {
    documents: Vec<SeenDocument>,
}

impl Answers {
    /// From the JSON that `check --format json` prints.
    ///
    /// # Errors
    /// When it is something else.
    pub fn from_json(json: &str) -> Result<Self> {
        serde_json::from_str(json).map_err(|e| {
            Error::usage(
                format!("不是检查结果的 JSON：{e}"),
                "用 qingli check --format json 生成",
            )
        })
    }

    /// From a run.
    ///
    /// # Errors
    /// Never for a sound run.
    pub fn from_run(run: &Run) -> Result<Self> {
        let json = serde_json::to_string(run)
            .map_err(|e| Error::internal(format!("检查结果不能写成 JSON：{e}")))?;
        Self::from_json(&json)
    }
}

/// The group a kind is scored in.
pub fn group(kind: &str) -> &str {
    match kind {
        "penalty_range" | "penalty_kind" | "penalty_act" => "penalty",
        "licence_added" | "licence_abolished" => "licence",
        "citation_dead" | "citation_moved" | "citation_internal" => "citation",
        "subject" | "term" => "term",
        "campaign_profit" | "campaign_irregular" | "campaign_rigid" | "campaign_rough"
        | "campaign_rent" => "campaign",
        "procedure" | "time_limit" => "procedure",
        other => other,
    }
}

/// The name of a group or kind as a reader sees it.
pub fn group_shown(name: &str) -> String {
    match name {
        "penalty" => "处罚".into(),
        "licence" => "许可".into(),
        "citation" => "引用".into(),
        "campaign" => "专项整治".into(),
        other => kind_of(other).map_or_else(|| other.to_string(), |k| k.shown().to_string()),
    }
}

fn kind_of(name: &str) -> Option<Kind> {
    serde_json::from_value(Value::String(name.into())).ok()
}

fn base(path: &str) -> String {
    path.rsplit('/').next().unwrap_or(path).to_string()
}

fn title(s: &str) -> String {
    squeeze(s)
        .replace("中华人民共和国", "")
        .replace(['《', '》'], "")
}

/// Where something stands, as far as scoring tells places apart.
struct Spot {
    document: String,
    article: String,
    paragraph: Option<u32>,
    quote: Vec<char>,
}

impl Spot {
    fn new(doc: &str, article: Option<&str>, paragraph: Option<u32>, quote: Option<&str>) -> Self {
        Self {
            document: base(doc),
            article: squeeze(article.unwrap_or("")),
            paragraph,
            quote: squeeze(quote.unwrap_or("")).chars().collect(),
        }
    }

    /// Same document, article and paragraph; a path of headings may be cut short on one side.
    fn same_clause(&self, o: &Spot) -> bool {
        let (x, y) = (&self.article, &o.article);
        let article = x == y
            || (!x.starts_with('第')
                && !x.is_empty()
                && !y.is_empty()
                && (x.starts_with(y.as_str()) || y.starts_with(x.as_str())));
        let paragraph =
            self.paragraph == o.paragraph || self.paragraph.is_none() || o.paragraph.is_none();
        self.document == o.document && article && paragraph
    }

    /// The quotes share four characters in a row, or one holds the other.
    fn overlaps(&self, o: &Spot) -> bool {
        let (a, b) = (&self.quote, &o.quote);
        if a.is_empty() || b.is_empty() {
            return false;
        }
        holds(b, a) || holds(a, b) || a.windows(4).any(|w| holds(b, w))
    }

    fn meets(&self, o: &Spot) -> bool {
        self.same_clause(o) && self.overlaps(o)
    }
}

fn holds(long: &[char], short: &[char]) -> bool {
    short.len() <= long.len() && long.windows(short.len()).any(|w| w == short)
}

/// Scores what a program found in labelled documents. Findings below `least` are left out.
pub fn score(answers: &Answers, gold: &Gold, least: Confidence) -> Score {
    let entries: Vec<(Spot, &Entry)> = gold
        .entries
        .iter()
        .map(|e| {
            let spot = Spot::new(
                &e.doc,
                e.article.as_deref(),
                e.paragraph,
                e.quote.as_deref(),
            );
            (spot, e)
        })
        .collect();
    let mut found: Vec<(Spot, &Seen)> = Vec::new();
    let mut said: BTreeMap<String, Option<&str>> = BTreeMap::new();
    for d in &answers.documents {
        let name = base(&d.path);
        if !gold.documents.contains(&name) {
            continue;
        }
        said.insert(name, d.disposition.as_deref());
        for f in &d.findings {
            if f.confidence.unwrap_or(Confidence::High) >= least {
                let p = &f.place;
                let spot = Spot::new(
                    &d.path,
                    p.article.as_deref(),
                    p.paragraph,
                    p.quote.as_deref(),
                );
                found.push((spot, f));
            }
        }
    }

    let mut groups: BTreeMap<String, Counts> = BTreeMap::new();
    let mut kinds: BTreeMap<String, Counts> = BTreeMap::new();
    let mut rules: BTreeMap<String, Counts> = BTreeMap::new();
    let mut extra = Vec::new();
    for (spot, f) in &found {
        let on: Vec<&Entry> = entries
            .iter()
            .filter(|(s, _)| spot.meets(s))
            .map(|(_, e)| *e)
            .collect();
        let same: Vec<&&Entry> = on
            .iter()
            .filter(|e| group(kind(e)) == group(&f.kind))
            .collect();
        let with_basis: Vec<&Named> = same.iter().flat_map(|e| e.basis.iter().flatten()).collect();
        let named: BTreeSet<_> = f.basis.iter().flatten().map(Named::key).collect();
        let one = Counts {
            found: 1,
            located: usize::from(!on.is_empty()),
            agreed: usize::from(!same.is_empty()),
            basable: usize::from(!with_basis.is_empty()),
            based: usize::from(with_basis.iter().any(|b| named.contains(&b.key()))),
            ..Counts::default()
        };
        groups.entry(group(&f.kind).into()).or_default().add(&one);
        kinds.entry(f.kind.clone()).or_default().add(&one);
        rules.entry(f.rule.clone()).or_default().add(&one);
        if on.is_empty() {
            extra.push(format!(
                "{} {} {} {}：{}",
                spot.document,
                place(spot),
                f.rule,
                f.place.quote.as_deref().unwrap_or(""),
                f.message
            ));
        }
    }
    let mut missed = Vec::new();
    for (spot, e) in &entries {
        if e.certainty.as_deref() != Some("certain") {
            continue;
        }
        let by: BTreeSet<&str> = found
            .iter()
            .filter(|(s, f)| group(&f.kind) == group(kind(e)) && s.meets(spot))
            .map(|(_, f)| f.rule.as_str())
            .collect();
        let one = Counts {
            certain: 1,
            hit: usize::from(!by.is_empty()),
            ..Counts::default()
        };
        groups.entry(group(kind(e)).into()).or_default().add(&one);
        kinds.entry(kind(e).into()).or_default().add(&one);
        for rule in &by {
            rules.entry((*rule).into()).or_default().hit += 1;
        }
        if by.is_empty() {
            missed.push(format!(
                "{} {} {} {}：{}",
                spot.document,
                place(spot),
                group_shown(kind(e)),
                e.quote.as_deref().unwrap_or(""),
                e.note.as_deref().unwrap_or("")
            ));
        }
    }
    let (mut term, mut substance) = (Counts::default(), Counts::default());
    for (name, c) in &groups {
        if name == "term" {
            term.add(c);
        } else {
            substance.add(c);
        }
    }
    let order = |name: &str| kind_of(name).map_or(usize::MAX, |k| k as usize);
    let mut kinds = rows(kinds);
    kinds.sort_by_key(|r| order(&r.name));
    Score {
        schema: 1,
        documents: gold.documents.len(),
        groups: rows(groups),
        kinds,
        rules: rows(rules),
        term,
        substance,
        dispositions_right: gold
            .outcomes
            .iter()
            .filter(|(d, right)| {
                let said = said.get(*d).copied().flatten();
                said.is_some_and(|s| right.iter().any(|r| r == s))
            })
            .count(),
        dispositions: gold.outcomes.len(),
        unanswered: gold
            .documents
            .iter()
            .filter(|d| !said.contains_key(*d))
            .cloned()
            .collect(),
        missed,
        extra,
    }
}

fn kind(e: &Entry) -> &str {
    e.kind.as_deref().unwrap_or("")
}

fn place(s: &Spot) -> String {
    s.paragraph.map_or_else(
        || s.article.clone(),
        |p| {
            let p = crate::text::numeral::format(u64::from(p));
            format!("{}第{p}款", s.article)
        },
    )
}

fn rows(m: BTreeMap<String, Counts>) -> Vec<Row> {
    m.into_iter()
        .map(|(name, counts)| Row { name, counts })
        .collect()
}

/// The result as a Chinese table.
pub fn table(s: &Score) -> String {
    use std::fmt::Write;
    let mut out = String::new();
    let head = [
        "检出",
        "命中标注",
        "种类一致",
        "依据一致",
        "应检",
        "已检",
        "精确率",
        "一致率",
        "依据率",
        "召回率",
    ];
    for (name, rows) in [
        ("类别", &s.groups),
        ("问题种类", &s.kinds),
        ("规则", &s.rules),
    ] {
        let _ = write!(out, "{}", pad(name, 20));
        for h in head {
            let _ = write!(out, "{}", left(h, 10));
        }
        out.push('\n');
        for r in rows {
            let shown = if name == "规则" {
                r.name.clone()
            } else {
                group_shown(&r.name)
            };
            line(&mut out, &shown, &r.counts, name != "规则");
        }
        out.push('\n');
    }
    line(&mut out, "实质问题合计", &s.substance, true);
    line(&mut out, "名称用语合计", &s.term, true);
    let _ = writeln!(
        out,
        "\n标注文件 {} 件；清理意见正确 {} 件，应判 {} 件",
        s.documents, s.dispositions_right, s.dispositions
    );
    if !s.unanswered.is_empty() {
        let _ = writeln!(out, "没有检查的文件：{}", s.unanswered.join("、"));
    }
    out
}

fn line(out: &mut String, name: &str, c: &Counts, recall: bool) {
    out.push_str(&pad(name, 20));
    for n in [c.found, c.located, c.agreed, c.based] {
        out.push_str(&left(&n.to_string(), 10));
    }
    let certain = if recall {
        c.certain.to_string()
    } else {
        "-".into()
    };
    for s in [
        certain,
        c.hit.to_string(),
        shown(c.precision()),
        shown(c.agreement()),
        shown(c.basis()),
        shown(c.recall()),
    ] {
        out.push_str(&left(&s, 10));
    }
    out.push('\n');
}

/// Columns a terminal takes: two for a Chinese character.
fn width(s: &str) -> usize {
    s.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum()
}

fn pad(s: &str, n: usize) -> String {
    format!("{s}{}", " ".repeat(n.saturating_sub(width(s))))
}

fn left(s: &str, n: usize) -> String {
    format!("{}{s}", " ".repeat(n.saturating_sub(width(s))))
}
