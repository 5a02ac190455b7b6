//! `qingli check PATH…`: findings.

use super::common::{self, Common};
use super::inputs;
use crate::check::{self, Run, Settings};
use crate::error::Result;
use crate::finding::{Confidence, Severity};
use std::fmt::Write;
use std::path::PathBuf;
use std::process::ExitCode;

/// Arguments of `check`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// 要检查的文件、文件夹；“-”从标准输入读JSON Lines
    #[arg(required = true)]
    paths: Vec<PathBuf>,
    /// 只运行这些规则（编号、编号开头或者名称，可以用逗号分开）
    #[arg(long, value_delimiter = ',')]
    select: Vec<String>,
    /// 不运行这些规则
    #[arg(long, value_delimiter = ',')]
    ignore: Vec<String>,
    /// 最低把握：high、medium、low
    #[arg(long = "min-confidence", default_value = "low", value_parser = ["high", "medium", "low"])]
    min_confidence: String,
    /// 达到这个程度就以退出码1结束：error、warning、info
    #[arg(long = "fail-on", default_value = "error", value_parser = ["error", "warning", "info"])]
    fail_on: String,
    /// 有未检查的也以退出码2结束
    #[arg(long)]
    strict: bool,
    /// 输出格式：text、json、jsonl
    #[arg(long, default_value = "text", value_parser = ["text", "json", "jsonl"])]
    format: String,
    /// 按规则统计
    #[arg(long)]
    stat: bool,
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
    let inputs = inputs::read(paths)?;
    let bar = common::bar(inputs.len(), "检查", common.quiet);
    let run = check::run(inputs, &library, settings, &|n| bar.set_position(n as u64))?;
    bar.finish_and_clear();
    Ok(run)
}

fn check(args: &Args) -> Result<ExitCode> {
    let config = args.common.config()?;
    let settings = Settings {
        organ: args.common.organ(&config),
        select: args.select.clone(),
        ignore: args.ignore.clone(),
        min_confidence: confidence(&args.min_confidence),
        ..Settings::on(args.common.as_of(&config)?)
    };
    let run = perform(&args.paths, &settings, &args.common)?;
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
        _ => common::print(&text(&run, args.stat)),
    };
    for n in run.not_checked.iter().filter(|n| n.rule.is_none()) {
        args.common.say(&format!("未检查 {}：{}", n.path, n.reason));
    }
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
    let at = match args.fail_on.as_str() {
        "info" => Severity::Info,
        "warning" => Severity::Warning,
        _ => Severity::Error,
    };
    let found = run
        .documents
        .iter()
        .any(|d| d.findings.iter().any(|f| f.severity >= at));
    Ok(ExitCode::from(u8::from(found)))
}

fn json_error(e: serde_json::Error) -> crate::error::Error {
    crate::error::Error::internal(format!("写JSON失败：{e}"))
}

/// Reads a confidence name.
pub fn confidence(s: &str) -> Confidence {
    match s {
        "high" => Confidence::High,
        "medium" => Confidence::Medium,
        _ => Confidence::Low,
    }
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
                    "  {}[{}] {} {}",
                    f.severity.shown(),
                    f.rule,
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
    let mut per: std::collections::BTreeMap<&str, usize> = std::collections::BTreeMap::new();
    for f in run.documents.iter().flat_map(|d| &d.findings) {
        *per.entry(f.rule.as_str()).or_default() += 1;
    }
    let _ = writeln!(
        s,
        "共{}件，发现{total}处；未检查{}项。审查基准日{}。辅助意见，以制定机关决定为准。",
        run.documents.len(),
        run.not_checked.len(),
        run.as_of
    );
    if stat {
        for (rule, n) in per {
            let name = crate::rules::by_code(rule).map_or("", |r| r.name);
            let _ = writeln!(s, "{n:>7}  {rule} {name}");
        }
    }
    s
}
