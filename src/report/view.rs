//! What a report shows of a run, computed once for all formats.

use super::campaign::Summary;
use crate::check::{Authority, Checked, NotChecked, Run};
use crate::document::{Document, Kind as NodeKind, NodeId, Rank, Status};
use crate::finding::{Baseline, Basis, Confidence, Finding, Kind, Outcome, Severity};
use crate::proposal::{self, Clause};
use crate::text::Span;
use std::collections::BTreeMap;

/// Stands on every output.
pub const DISCLAIMER: &str = "辅助意见，以制定机关决定为准";

/// Severities in the order of a report.
pub const SEVERITIES: [Severity; 3] = [Severity::Error, Severity::Warning, Severity::Info];
/// Confidences in the order of a report.
pub const CONFIDENCES: [Confidence; 3] = [Confidence::High, Confidence::Medium, Confidence::Low];
/// Outcomes in the order of a report.
pub const OUTCOMES: [Outcome; 5] = [
    Outcome::Retain,
    Outcome::Amend,
    Outcome::Repeal,
    Outcome::Lapse,
    Outcome::NotNormative,
];

/// Who may decide, as a reader sees it.
pub const fn authority(a: Authority) -> &'static str {
    match a {
        Authority::Decide => "本机关决定",
        Authority::DecideJointly => "会同决定",
        Authority::Propose => "提请制定机关决定",
        Authority::Report => "报告上级机关",
        Authority::NotOurs => "不属本机关权限",
        Authority::Unknown => "未配置本机关",
    }
}

/// The state against last time, as a reader sees it.
pub const fn baseline(b: Baseline) -> &'static str {
    match b {
        Baseline::New => "新增",
        Baseline::Unchanged => "未变",
        Baseline::Reappeared => "复发",
    }
}

/// The state of a document, as a reader sees it.
pub const fn status(s: Status) -> &'static str {
    match s {
        Status::Unknown => "未知",
        s => s.name(),
    }
}

/// What the check says of a document: three answers, not two.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Coverage {
    /// Something was found.
    Found,
    /// All rules ran, nothing was found.
    Clean,
    /// Nothing was found, but some rule could not judge.
    Partly,
    /// The document could not be checked.
    NotChecked,
}

impl Coverage {
    /// In the order of a report.
    pub const ALL: [Coverage; 4] = [
        Coverage::Found,
        Coverage::Clean,
        Coverage::Partly,
        Coverage::NotChecked,
    ];

    /// As a reader sees it.
    pub const fn shown(self) -> &'static str {
        match self {
            Coverage::Found => "发现问题",
            Coverage::Clean => "未发现问题",
            Coverage::Partly => "部分规则未检查",
            Coverage::NotChecked => "未能检查",
        }
    }
}

/// A run as a report shows it.
#[derive(Debug)]
pub struct View<'a> {
    /// The run.
    pub run: &'a Run,
    /// Its documents.
    pub documents: Vec<DocumentView<'a>>,
    /// Findings by severity.
    pub severities: [usize; 3],
    /// Findings by severity and confidence.
    pub grid: [[usize; 3]; 3],
    /// Findings by kind, most first, each by severity.
    pub kinds: Vec<(Kind, [usize; 3])>,
    /// Documents by suggested outcome.
    pub outcomes: [usize; 5],
    /// Documents by coverage.
    pub coverage: [usize; 4],
    /// What was not checked, whole documents first.
    pub not_checked: Vec<&'a NotChecked>,
    /// The campaign's part, where the report is one of a campaign.
    pub campaign: Option<Summary<'a>>,
}

/// A document as a report shows it.
#[derive(Debug)]
pub struct DocumentView<'a> {
    /// Its count from 1.
    pub number: usize,
    /// The check's result.
    pub checked: &'a Checked,
    /// Findings by severity.
    pub severities: [usize; 3],
    /// Three answers.
    pub coverage: Coverage,
    /// Who may decide.
    pub authority: &'static str,
    /// Findings of one rule with the same words together.
    pub cards: Vec<Card<'a>>,
    /// Rules that could not judge it.
    pub not_checked: Vec<&'a NotChecked>,
}

impl DocumentView<'_> {
    /// Its title, or its path where it has none.
    pub fn title(&self) -> &str {
        if self.checked.title.trim().is_empty() {
            &self.checked.path
        } else {
            &self.checked.title
        }
    }

    /// Its issuer, or that it is unknown.
    pub fn issuer(&self) -> &str {
        if self.checked.issuer.is_empty() {
            "未知"
        } else {
            &self.checked.issuer
        }
    }

    /// Its rank as a reader sees it.
    pub fn rank(&self) -> &'static str {
        Rank::shown(self.checked.rank)
    }
}

/// One opinion: a finding, or several that differ only in the place.
#[derive(Debug)]
pub struct Card<'a> {
    /// The first of them: its rule, message, grounds and bases stand for all.
    pub lead: &'a Finding,
    /// The places.
    pub places: Vec<Occurrence<'a>>,
}

/// One place of an opinion.
#[derive(Debug)]
pub struct Occurrence<'a> {
    /// Its finding.
    pub finding: &'a Finding,
    /// The clause it stands in, line by line, the found words marked.
    pub lines: Vec<Line>,
    /// What its fix changes.
    pub changes: Vec<Clause>,
}

/// A line of a clause: runs of words, marked or not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Whether it only leads to the clause (the sentence before a list).
    pub lead: bool,
    /// Runs of words; true for the found ones.
    pub runs: Vec<(bool, String)>,
}

/// Text in runs, true for the words that make the difference in a finding's table.
pub fn differing(text: &str, words: &[&str]) -> Vec<(bool, String)> {
    let mut spans: Vec<(usize, usize)> = words
        .iter()
        .filter(|w| !w.is_empty())
        .flat_map(|w| text.match_indices(w).map(|(i, m)| (i, i + m.len())))
        .collect();
    spans.sort_unstable();
    let mut out = Vec::new();
    let mut at = 0;
    for (from, to) in spans {
        let from = from.max(at);
        if from >= to {
            continue;
        }
        if at < from {
            out.push((false, text[at..from].to_string()));
        }
        out.push((true, text[from..to].to_string()));
        at = to;
    }
    if at < text.len() {
        out.push((false, text[at..].to_string()));
    }
    out
}

/// The cells of a finding's table in which the texts differ: the local ones, the higher ones.
pub fn differing_cells(f: &Finding) -> (Vec<&str>, Vec<&str>) {
    f.comparison
        .iter()
        .filter(|r| r.differs)
        .map(|r| (r.local.as_str(), r.higher.as_str()))
        .unzip()
}

/// Position of a severity in a report.
pub const fn severity_index(s: Severity) -> usize {
    match s {
        Severity::Error => 0,
        Severity::Warning => 1,
        Severity::Info => 2,
    }
}

const fn confidence_index(c: Confidence) -> usize {
    match c {
        Confidence::High => 0,
        Confidence::Medium => 1,
        Confidence::Low => 2,
    }
}

const fn outcome_index(o: Outcome) -> usize {
    match o {
        Outcome::Retain => 0,
        Outcome::Amend => 1,
        Outcome::Repeal => 2,
        Outcome::Lapse => 3,
        Outcome::NotNormative => 4,
    }
}

impl<'a> View<'a> {
    /// Computes it.
    pub fn of(run: &'a Run) -> Self {
        let mut missing: BTreeMap<&str, Vec<&NotChecked>> = BTreeMap::new();
        for n in &run.not_checked {
            missing.entry(&n.path).or_default().push(n);
        }
        let mut view = View {
            run,
            documents: Vec::with_capacity(run.documents.len()),
            severities: [0; 3],
            grid: [[0; 3]; 3],
            kinds: Vec::new(),
            outcomes: [0; 5],
            coverage: [0; 4],
            not_checked: run.not_checked.iter().collect(),
            campaign: None,
        };
        view.not_checked
            .sort_by_key(|n| (n.rule.is_some(), &n.path, &n.rule));
        let mut kinds: BTreeMap<Kind, [usize; 3]> = BTreeMap::new();
        for (i, checked) in run.documents.iter().enumerate() {
            let not_checked = missing.remove(checked.path.as_str()).unwrap_or_default();
            let mut severities = [0; 3];
            for f in &checked.findings {
                let s = severity_index(f.severity);
                severities[s] += 1;
                view.grid[s][confidence_index(f.confidence)] += 1;
                kinds.entry(f.kind).or_default()[s] += 1;
            }
            for (all, own) in view.severities.iter_mut().zip(severities) {
                *all += own;
            }
            let coverage = if !checked.findings.is_empty() {
                Coverage::Found
            } else if not_checked.is_empty() {
                Coverage::Clean
            } else {
                Coverage::Partly
            };
            view.coverage[coverage as usize] += 1;
            view.outcomes[outcome_index(checked.disposition)] += 1;
            view.documents.push(DocumentView {
                number: i + 1,
                checked,
                severities,
                coverage,
                authority: match checked.authority {
                    Authority::Unknown if run.organ.is_some() => "制定机关未知",
                    a => authority(a),
                },
                cards: cards(checked),
                not_checked,
            });
        }
        view.coverage[Coverage::NotChecked as usize] += view.lost().count();
        view.kinds = kinds.into_iter().collect();
        view.kinds
            .sort_by_key(|(k, n)| (std::cmp::Reverse(n.iter().sum::<usize>()), *k));
        view
    }

    /// Documents that never came to be checked, each once.
    pub fn lost(&self) -> impl Iterator<Item = &'a NotChecked> + '_ {
        let known = self.read();
        let mut last = None;
        self.not_checked.iter().copied().filter(move |n| {
            let new = n.rule.is_none() && !known.contains(n.path.as_str()) && last != Some(&n.path);
            if new {
                last = Some(&n.path);
            }
            new
        })
    }

    /// The paths of the documents that were read.
    pub fn read(&self) -> std::collections::BTreeSet<&'a str> {
        let paths = self.documents.iter().map(|d| d.checked.path.as_str());
        paths.collect()
    }

    /// All findings.
    pub fn findings(&self) -> usize {
        self.severities.iter().sum()
    }

    /// All documents, also those that could not be checked.
    pub fn all_documents(&self) -> usize {
        self.coverage.iter().sum()
    }
}

/// What something that was not checked is about: a rule, how a file was read, or a whole file.
pub fn scope(n: &NotChecked, read: bool) -> String {
    match &n.rule {
        Some(rule) => format!("规则 {rule}"),
        None if read => "读取".into(),
        None => "整件".into(),
    }
}

/// The reason and the next step of something that was not checked.
pub fn reason_and_next(n: &NotChecked) -> (&str, &str) {
    if let Some((reason, next)) = n.reason.split_once("。下一步：") {
        return (reason, next);
    }
    let next = if n.rule.is_some() {
        "由承办人员就该规则所涉事项人工审查"
    } else {
        "对照原件核对，或者换成能完整读取的文件（如 .docx）后重新检查"
    };
    (&n.reason, next)
}

fn cards(checked: &Checked) -> Vec<Card<'_>> {
    let mut out: Vec<Card<'_>> = Vec::new();
    let mut seen: BTreeMap<_, usize> = BTreeMap::new();
    for f in &checked.findings {
        let grade = f.fix.as_ref().map(|x| (x.grade, x.title.as_str()));
        let key = (
            (f.rule.as_str(), f.kind, f.severity, f.confidence),
            (f.message.as_str(), f.why.as_str(), f.counter.as_str()),
            (&f.basis, &f.comparison, grade, f.baseline, f.asks),
        );
        let place = occurrence(&checked.document, f);
        if let Some(&i) = seen.get(&key) {
            out[i].places.push(place);
        } else {
            seen.insert(key, out.len());
            out.push(Card {
                lead: f,
                places: vec![place],
            });
        }
    }
    out
}

fn occurrence<'a>(document: &Document, f: &'a Finding) -> Occurrence<'a> {
    let marked = Span::new(f.place.start, f.place.end);
    let mut lines = Vec::new();
    if marked.slice(&document.text) == f.place.quote {
        for (lead, span) in clause(document, marked) {
            push_lines(&document.text, lead, span, marked, &mut lines);
        }
    } else {
        // Without the document's text only the quote is known.
        lines.push(Line {
            lead: false,
            runs: vec![(true, f.place.quote.clone())],
        });
    }
    let changes = match &f.fix {
        Some(fix) if !document.text.is_empty() => proposal::clauses(document, &fix.edits),
        _ => Vec::new(),
    };
    Occurrence {
        finding: f,
        lines,
        changes,
    }
}

/// The full clause around a span: the sentence that leads a list, then the 款, 项 or 目.
fn clause(document: &Document, span: Span) -> Vec<(bool, Span)> {
    let own = proposal::clause_span(document, span);
    let mut out = Vec::new();
    let mut at: Option<NodeId> = document.node_at(span.start);
    while let Some(id) = at {
        let node = document.node(id);
        at = node.parent;
        let leads = matches!(
            node.kind,
            NodeKind::Paragraph | NodeKind::Item | NodeKind::Level1 | NodeKind::Level2
        );
        let words = Span::new(node.first_byte(), node.span.end.max(node.label.end));
        if leads && !words.is_empty() && words.end <= own.start {
            out.push((true, words));
        }
    }
    out.reverse();
    out.push((false, own));
    out
}

fn push_lines(text: &str, lead: bool, span: Span, marked: Span, out: &mut Vec<Line>) {
    let mut at = span.start;
    for line in span.slice(text).split('\n') {
        let end = at + line.len();
        let cut = |p: usize| p.clamp(at, end);
        let (from, to) = (cut(marked.start), cut(marked.end));
        let runs: Vec<(bool, String)> = [(false, at, from), (true, from, to), (false, to, end)]
            .into_iter()
            .filter(|(_, a, b)| a < b)
            .map(|(m, a, b)| (m, text.get(a..b).unwrap_or("").to_string()))
            .collect();
        if !line.trim().is_empty() {
            out.push(Line { lead, runs });
        }
        at = end + 1;
    }
}

/// How a report names the provision a finding rests on: 《…》第七十六条第一款. What an editor put
/// behind a title (the day of its amendment) and words that are no title stay outside the 《》.
pub fn provision(b: &Basis) -> String {
    let law = b.law.trim_matches(['《', '》']);
    let (title, behind) = match law.rfind('（') {
        Some(i) if i > 0 && law.ends_with('）') && law[i..].contains('年') => law.split_at(i),
        _ => (law, ""),
    };
    let mut s = if title.contains('：') || matches!(title, "国务院批复" | "民政部批复") {
        title.to_string()
    } else {
        format!("《{title}》")
    };
    s.push_str(behind);
    if let Some(a) = &b.article {
        s.push_str(a);
        if let Some(p) = b.paragraph {
            s.push_str(&format!(
                "第{}款",
                crate::text::numeral::format(u64::from(p))
            ));
        }
    }
    s
}

/// Bases of one provision together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ground<'a> {
    /// The first of them: its provision and version stand for all.
    pub lead: &'a Basis,
    /// Their quotes in order, each once.
    pub quotes: Vec<&'a str>,
    /// Where facts come from, each once.
    pub sources: Vec<&'a str>,
}

/// The provisions a finding rests on, each once.
pub fn grounds(list: &[Basis]) -> Vec<Ground<'_>> {
    let mut out: Vec<Ground<'_>> = Vec::new();
    for b in list {
        let same = |g: &Ground<'_>| {
            (&g.lead.law, &g.lead.version) == (&b.law, &b.version)
                && (&g.lead.article, g.lead.paragraph) == (&b.article, b.paragraph)
        };
        let at = out.iter().position(same).unwrap_or_else(|| {
            out.push(Ground {
                lead: b,
                quotes: Vec::new(),
                sources: Vec::new(),
            });
            out.len() - 1
        });
        let g = &mut out[at];
        if let Some(q) = b.quote.as_deref().filter(|q| !g.quotes.contains(q)) {
            g.quotes.push(q);
        }
        if let Some(s) = b.source.as_deref().filter(|s| !g.sources.contains(s)) {
            g.sources.push(s);
        }
    }
    out
}
