//! Runs the rules over the documents.

use super::baseline::Baseline;
use super::run::{Checked, LibraryInfo, NotChecked, Run, Tool};
use super::settings::Settings;
use super::{authority, outcome, paths};
use crate::citation;
use crate::conflict::Acts;
use crate::corpus::Library;
use crate::document::{Document, Status};
use crate::error::{Error, Result};
use crate::finding::{Finding, Kind, Severity, verify};
use crate::law::{Standing, title};
use crate::norm;
use crate::rules::{Cited, Context, Findings, RepealedHere, Rule, Trigger};
use crate::text::{Date, date};
use aho_corasick::AhoCorasick;
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// One document to check, or the reason why it could not be read.
#[derive(Debug)]
pub struct Input {
    /// An id of the caller's.
    pub id: Option<serde_json::Value>,
    /// Its path as the user named it.
    pub path: String,
    /// The document.
    pub document: Result<Document>,
}

/// Checks the documents. Progress is told after each one.
///
/// # Errors
/// When a selection names no rule.
pub fn run(
    inputs: Vec<Input>,
    library: &Library,
    settings: &Settings,
    progress: &(dyn Fn(usize) + Sync),
) -> Result<Run> {
    let rules = settings.selection.rules();
    if rules.is_empty() {
        return Err(Error::usage(
            "没有选中任何规则",
            "用 qingli rules 查看规则编号，改正 --select 和 --ignore",
        ));
    }
    let gate = Gate::new(&rules, settings.ungated);
    let here = repeals_in_run(&inputs);
    // What higher law punishes is read once a run, and only where a rule compares with it.
    let acts = rules
        .iter()
        .any(|r| matches!(r.trigger, Trigger::Penal | Trigger::Clauses))
        .then(|| Acts::build(library, settings.as_of));
    let done = std::sync::atomic::AtomicUsize::new(0);
    let mut checked: Vec<(Option<Checked>, Vec<NotChecked>, Vec<usize>)> = inputs
        .into_par_iter()
        .map(|input| {
            let out = one(
                input,
                library,
                settings,
                &rules,
                &gate,
                &here,
                acts.as_ref(),
            );
            progress(done.fetch_add(1, std::sync::atomic::Ordering::Relaxed) + 1);
            out
        })
        .collect();
    let mut documents = Vec::new();
    let mut not_checked = Vec::new();
    let mut used = settings.suppressions.counts();
    for (d, n, counts) in checked.drain(..) {
        documents.extend(d);
        not_checked.extend(n);
        for (all, own) in used.iter_mut().zip(counts) {
            *all += own;
        }
    }
    documents.sort_by(|a: &Checked, b: &Checked| a.path.cmp(&b.path));
    not_checked.sort();
    let paths: Vec<&str> = documents
        .iter()
        .map(|d: &Checked| d.path.as_str())
        .collect();
    let notes = settings
        .suppressions
        .notes(settings.as_of, &used, &paths, &rules);
    Ok(Run {
        schema: 1,
        tool: Tool {
            name: "qingli".into(),
            version: env!("CARGO_PKG_VERSION").into(),
            rules: rules.len(),
        },
        as_of: settings.as_of.to_string(),
        organ: settings.organ.as_ref().map(|o| o.name.clone()),
        library: LibraryInfo {
            documents: library.versions.len(),
            digest: library.digest().to_string(),
        },
        documents,
        resolved: Vec::new(),
        suppressions: notes,
        not_checked,
        register: None,
    })
}

fn one(
    input: Input,
    library: &Library,
    settings: &Settings,
    rules: &[&'static Rule],
    gate: &Gate,
    here: &[RepealedHere],
    acts: Option<&Acts>,
) -> (Option<Checked>, Vec<NotChecked>, Vec<usize>) {
    let mut used = settings.suppressions.counts();
    let path = input.path;
    let mut document = match input.document {
        Ok(d) => d,
        Err(e) => {
            let reason = if e.next_step().is_empty() {
                e.reason().to_string()
            } else {
                format!("{}。下一步：{}", e.reason(), e.next_step())
            };
            return (
                None,
                vec![NotChecked {
                    path,
                    rule: None,
                    reason,
                }],
                used,
            );
        }
    };
    paths::apply(&settings.paths, &path, &mut document);
    let not = |rule: Option<&Rule>, reason: String| NotChecked {
        path: path.clone(),
        rule: rule.map(|r| r.code.to_string()),
        reason,
    };
    let mut not_checked = Vec::new();
    let standing = Standing::of(&document);
    let cited = catch_unwind(AssertUnwindSafe(|| {
        citation::find(&document)
            .into_iter()
            .map(|c| {
                let resolved = library.resolve(&document, &c, &standing, settings.as_of);
                Cited {
                    citation: c,
                    resolved,
                }
            })
            .collect::<Vec<_>>()
    }));
    let citations = match cited {
        Ok(c) => c,
        Err(_) => {
            not_checked.push(not(None, "引用识别出错，引用类规则没有运行".into()));
            Vec::new()
        }
    };
    let cx = Context {
        document: &document,
        standing: &standing,
        citations: &citations,
        library,
        as_of: settings.as_of,
        repealed_here: here,
        acts,
        compared: std::cell::OnceCell::new(),
    };
    let open = gate.open(&document.text, !citations.is_empty());
    let mut findings: Vec<Finding> = Vec::new();
    for (k, rule) in rules.iter().enumerate() {
        if !open[k] {
            continue;
        }
        let mut f = Findings::new(rule, &document);
        if catch_unwind(AssertUnwindSafe(|| (rule.check)(&cx, &mut f))).is_err() {
            not_checked.push(not(
                Some(rule),
                "规则运行出错，本条规则对本文件没有结论；请把文件交给维护者".into(),
            ));
            continue;
        }
        let (list, reasons) = f.into_parts();
        let wanted = settings.takes(&path, rule.code, rule.kind);
        for reason in reasons.into_iter().filter(|_| wanted) {
            not_checked.push(not(Some(rule), reason));
        }
        for f in list {
            match verify::finding(&f, &document.text, |b| library.holds(b)) {
                Ok(()) => findings.push(f),
                Err(e) => not_checked.push(not(Some(rule), e.reason().to_string())),
            }
        }
    }
    findings.retain(|f| settings.wants(&path, f));
    findings.sort_by(|a, b| {
        (a.place.start, &a.rule, a.place.end, &a.message).cmp(&(
            b.place.start,
            &b.rule,
            b.place.end,
            &b.message,
        ))
    });
    let (findings, suppressed) =
        settings
            .suppressions
            .split(&path, findings, settings.as_of, &mut used);
    for p in document
        .problems
        .iter()
        .filter(|p| p.span == crate::text::Span::default())
    {
        not_checked.push(not(None, p.what.clone()));
    }
    let newer = newer_text(&document, library, &standing, settings.as_of);
    if let Some(day) = newer {
        not_checked.push(not(
            None,
            format!(
                "库中有{}的新文本，本次检查的是旧文本。下一步：换用新文本检查",
                date::chinese(day)
            ),
        ));
    }
    let status = match status(&document, settings.as_of, &findings) {
        Status::InForce if newer.is_some() => Status::Amended,
        s => s,
    };
    let suggestion = outcome::suggest(&document, &findings, settings.as_of);
    let checked = Checked {
        id: input.id,
        path: path.clone(),
        title: document.meta.title.clone(),
        rank: document.meta.rank(),
        issuer: document.meta.issuer().to_string(),
        region: standing.region.clone(),
        status,
        disposition: suggestion.outcome,
        decided: None,
        authority: authority::of(&document, settings.organ.as_ref()),
        why: suggestion.why,
        findings,
        suppressed,
        document,
    };
    (Some(checked), not_checked, used)
}

/// The day of a newer text of the same law that is in force, where the library holds one.
fn newer_text(
    document: &Document,
    library: &Library,
    standing: &Standing,
    on: Date,
) -> Option<Date> {
    let own = document.meta.version.as_ref()?.value;
    let title = &document.meta.title;
    let work = library.find(title, standing).into_iter().next()?;
    let same = title::key(&library.work(work).title) == title::key(title);
    let held = library.version(library.in_force(work, on)?);
    held.date
        .filter(|d| same && *d > own && held.doubtful.is_none())
}

fn status(document: &Document, on: Date, findings: &[Finding]) -> Status {
    let m = &document.meta;
    if findings.iter().any(|f| {
        f.asks == Some(crate::finding::Outcome::Repeal)
            && f.kind == Kind::Expiry
            && f.severity == Severity::Error
    }) {
        return Status::Repealed;
    }
    if m.expires.as_ref().is_some_and(|e| e.value < on) {
        return Status::Lapsed;
    }
    let from = m
        .version_effective
        .as_ref()
        .or(m.effective.as_ref())
        .or(m.version.as_ref());
    match from {
        Some(d) if d.value > on => Status::NotYet,
        Some(_) => Status::InForce,
        None => Status::Unknown,
    }
}

/// Marks the run's findings against an earlier baseline, lists what is resolved, and gives the
/// baseline for next time. The settings must be those of the run.
pub fn compare(run: &mut Run, before: &Baseline, settings: &Settings) -> Baseline {
    let rules = settings.selection.rules();
    let checked: BTreeSet<String> = run.documents.iter().map(|d| d.path.clone()).collect();
    let not_checked: BTreeSet<(String, String)> = run
        .not_checked
        .iter()
        .filter_map(|n| Some((n.path.clone(), n.rule.clone()?)))
        .collect();
    before.compare(run, &|path, f| {
        checked.contains(path)
            && rules.iter().any(|r| r.code == f.rule)
            && settings.wants(path, f)
            && !not_checked.contains(&(path.to_string(), f.rule.clone()))
    })
}

/// Repeals that the documents of this run make of each other (“《…》同时废止”).
fn repeals_in_run(inputs: &[Input]) -> Vec<RepealedHere> {
    let mut out: Vec<RepealedHere> = Vec::new();
    for input in inputs {
        let Ok(d) = &input.document else { continue };
        if !d.text.contains("废止") {
            continue;
        }
        for c in citation::find(d) {
            if c.mode != citation::Mode::Repeal || !c.provisions.is_empty() {
                continue;
            }
            let citation::Named::Title { title, number } = &c.named else {
                continue;
            };
            // （该章已由《…》废止）: the title repeals.
            if d.text[..c.span.start].trim_end().ends_with(['由', '被']) {
                continue;
            }
            out.push(RepealedHere {
                title: title.clone(),
                number: number.clone(),
                by: d.meta.title.clone(),
                by_path: input.path.clone(),
                on: d
                    .meta
                    .effective
                    .as_ref()
                    .or(d.meta.published.as_ref())
                    .map(|f| f.value),
                words: d.words(c.node).to_string(),
            });
        }
    }
    out.sort_by(|a, b| (&a.title, &a.by_path).cmp(&(&b.title, &b.by_path)));
    out
}

/// One automaton over the literals of all rules: a rule whose words don't occur isn't run.
struct Gate {
    ac: Option<AhoCorasick>,
    owner: Vec<usize>,
    triggers: Vec<Trigger>,
}

impl Gate {
    fn new(rules: &[&'static Rule], open: bool) -> Self {
        let mut words: Vec<&str> = Vec::new();
        let mut owner = Vec::new();
        for (k, r) in rules.iter().enumerate() {
            if let Trigger::Literals(l) = r.trigger {
                for w in l {
                    words.push(w);
                    owner.push(k);
                }
            }
        }
        Self {
            ac: AhoCorasick::new(&words).ok(),
            owner,
            triggers: rules
                .iter()
                .map(|r| if open { Trigger::Document } else { r.trigger })
                .collect(),
        }
    }

    fn open(&self, text: &str, cites: bool) -> Vec<bool> {
        let mut open: Vec<bool> = self
            .triggers
            .iter()
            .map(|t| match t {
                Trigger::Document => true,
                Trigger::Citations => cites,
                Trigger::Penal => norm::may_set(text),
                Trigger::Clauses => true,
                Trigger::Literals(_) => self.ac.is_none(),
            })
            .collect();
        if let Some(ac) = &self.ac {
            for m in ac.find_overlapping_iter(text) {
                open[self.owner[m.pattern().as_usize()]] = true;
            }
        }
        open
    }
}
