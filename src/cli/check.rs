//! `qingli check PATH…`: findings.

use super::common::{self, Common};
use super::inputs;
use super::judging::{self, Judging};
use crate::check::{self, Run, Settings};
use crate::error::Result;
use crate::finding::Baseline;
use crate::register::{self, Reconciliation};
use crate::report::view;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::PathBuf;
use std::process::ExitCode;

/// Arguments of `check`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// 要检查的文件、文件夹；“-”从标准输入读JSON Lines
    #[arg(required = true)]
    paths: Vec<PathBuf>,
    /// 达到这个程度就以退出码1结束：error、warning、info（有基线的，只看新增和复发的）
    #[arg(long = "fail-on", default_value = "error", value_parser = ["error", "warning", "info"])]
    fail_on: String,
    /// 有未检查的也以退出码2结束
    #[arg(long)]
    strict: bool,
    /// 输出格式：text、json、jsonl、sarif
    #[arg(long, default_value = "text", value_parser = ["text", "json", "jsonl", "sarif"])]
    format: String,
    /// 只打印按规则、种类、程度的统计
    #[arg(long)]
    stat: bool,
    #[command(flatten)]
    judging: Judging,
    #[command(flatten)]
    common: Common,
}

/// Runs the command.
pub fn run(args: &Args) -> ExitCode {
    match check(args) {
        Ok(code) => code,
        Err(e) => common::fail(&e),
    }
}

/// Parses, checks; shared with `report` and `eval`.
///
/// # Errors
/// When nothing can be checked.
pub fn perform(paths: &[PathBuf], settings: &Settings, common: &Common) -> Result<Run> {
    common.threads();
    let config = common.config()?;
    let library = common.open_library(&config)?;
    let bar = common::bar(0, "读取", common.quiet);
    let taken = inputs::take(paths, &|n, all| {
        bar.set_length(all as u64);
        bar.set_position(n as u64);
    })?;
    bar.finish_and_clear();
    let bar = common::bar(taken.documents.len(), "检查", common.quiet);
    let mut run = check::run(taken.documents, &library, settings, &|n| {
        bar.set_position(n as u64);
    })?;
    bar.finish_and_clear();
    run.not_checked.extend(taken.skipped);
    run.not_checked.sort();
    // National law lying beside the texts is not what a register of ours lists.
    let ours = run.documents.iter().filter(|d| !d.rank.is_national());
    run.register = register::reconcile(
        &taken.registers,
        ours.map(|d| (d.path.as_str(), &d.document.meta)),
    );
    Ok(run)
}

fn check(args: &Args) -> Result<ExitCode> {
    let config = args.common.config()?;
    let settings = args.judging.settings(&args.common, &config)?;
    let mut run = perform(&args.paths, &settings, &args.common)?;
    args.judging.compare(&mut run, &settings, &args.common)?;
    let run = run;
    let printed = match args.format.as_str() {
        "json" => common::print(&(serde_json::to_string(&run).map_err(json_error)? + "\n")),
        "jsonl" => {
            let mut out = String::new();
            for d in &run.documents {
                out.push_str(&serde_json::to_string(d).map_err(json_error)?);
                out.push('\n');
            }
            common::print(&out)
        }
        "sarif" => common::print(&crate::report::sarif::render(&run)?),
        _ => common::print(&text(&run, args.stat)),
    };
    for line in run.told() {
        args.common.say(&line);
    }
    judging::say_notes(&run, &args.common);
    if printed != ExitCode::SUCCESS {
        return Ok(printed);
    }
    let unread = run
        .not_checked
        .iter()
        .any(|n| n.rule.is_none() && !run.documents.iter().any(|d| d.path == n.path));
    if run.documents.is_empty() && unread || args.strict && !run.not_checked.is_empty() {
        return Ok(ExitCode::from(2));
    }
    let at = judging::severity(&args.fail_on)?;
    let found = run.documents.iter().any(|d| {
        d.findings
            .iter()
            .any(|f| f.severity >= at && judging::counts(f))
    });
    Ok(ExitCode::from(u8::from(found)))
}

fn json_error(e: serde_json::Error) -> crate::error::Error {
    crate::error::Error::internal(format!("写JSON失败：{e}"))
}

/// The findings for a terminal.
fn text(run: &Run, stat: bool) -> String {
    let mut s = String::new();
    let total: usize = run.documents.iter().map(|d| d.findings.len()).sum();
    if !stat {
        for d in &run.documents {
            let _ = writeln!(
                s,
                "{}  《{}》 {} {}",
                d.path,
                d.title,
                d.rank.shown(),
                d.region
            );
            let _ = writeln!(
                s,
                "  建议：{}（{}）",
                d.disposition.shown(),
                d.why.join("；")
            );
            for f in &d.findings {
                let _ = writeln!(
                    s,
                    "  {}[{}]{} {} {}",
                    f.severity.shown(),
                    f.rule,
                    f.baseline
                        .map_or_else(String::new, |b| format!("（{}）", view::baseline(b))),
                    f.place.place,
                    f.message
                );
                let _ = writeln!(s, "      原文：{}", f.place.quote.replace('\n', " "));
                for b in &f.basis {
                    let article = b.article.as_deref().unwrap_or("");
                    let quote = b
                        .quote
                        .as_deref()
                        .map_or_else(|| "（库中无原文）".to_string(), |q| format!("：{q}"));
                    let _ = writeln!(s, "      依据：《{}》{article}{quote}", b.law);
                }
            }
            s.push('\n');
        }
    }
    if let Some(r) = &run.register {
        registers(&mut s, r);
    }
    let _ = writeln!(
        s,
        "共{}件，发现{total}处；未检查{}项。审查基准日{}。辅助意见，以制定机关决定为准。",
        run.documents.len(),
        run.not_checked.len(),
        run.as_of
    );
    let kept_back: usize = run.documents.iter().map(|d| d.suppressed.len()).sum();
    if kept_back > 0 {
        let _ = writeln!(s, "按清单不再提示{kept_back}处。");
    }
    let all = || run.documents.iter().flat_map(|d| &d.findings);
    if all().any(|f| f.baseline.is_some()) || !run.resolved.is_empty() {
        let n = |b: Baseline| all().filter(|f| f.baseline == Some(b)).count();
        let _ = writeln!(
            s,
            "与基线比较：新增{}处，未变{}处，复发{}处，已解决{}处。",
            n(Baseline::New),
            n(Baseline::Unchanged),
            n(Baseline::Reappeared),
            run.resolved.len()
        );
    }
    if stat {
        s.push_str(&statistics(run));
    }
    s
}

/// Counts by rule (error, warning, info), kind and document outcome.
fn statistics(run: &Run) -> String {
    let mut rules: BTreeMap<&str, [usize; 3]> = BTreeMap::new();
    let mut kinds: BTreeMap<crate::finding::Kind, [usize; 3]> = BTreeMap::new();
    for f in run.documents.iter().flat_map(|d| &d.findings) {
        let i = view::severity_index(f.severity);
        rules.entry(f.rule.as_str()).or_default()[i] += 1;
        kinds.entry(f.kind).or_default()[i] += 1;
    }
    let mut s = String::from("   合计   错误   警告   提示  规则\n");
    let mut row = |n: [usize; 3], name: &str| {
        let all: usize = n.iter().sum();
        let _ = writeln!(s, "{all:>7}{:>7}{:>7}{:>7}  {name}", n[0], n[1], n[2]);
    };
    for (code, n) in rules {
        let name = crate::rules::by_code(code).map_or("", |r| r.name);
        row(n, &format!("{code} {name}"));
    }
    for (k, n) in kinds {
        row(n, &format!("种类：{}", k.shown()));
    }
    s
}

/// Registers against texts, for a terminal.
fn registers(s: &mut String, r: &Reconciliation) {
    for t in register::tables(r) {
        let _ = writeln!(s, "{}（{}）", t.caption, t.rows.len());
        for row in t.rows {
            let _ = writeln!(s, "  {}", row.join("　"));
        }
    }
    let _ = writeln!(s, "{}\n", register::verdict(r));
}
