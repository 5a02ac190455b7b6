//! `qingli eval GOLD.jsonl…`: precision and recall on labelled documents.

use super::check;
use super::common::{self, Common};
use crate::check::Settings;
use crate::error::{Error, Result};
use crate::report::eval::{Answers, Gold, score, table};
use std::path::PathBuf;
use std::process::ExitCode;

/// Arguments of `eval`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// 标注文件（.jsonl），其后可以写要检查的文件、文件夹
    #[arg(required = true)]
    paths: Vec<PathBuf>,
    /// 已有的检查结果（check --format json）
    #[arg(long, value_name = "F.json")]
    findings: Option<PathBuf>,
    /// 最低把握：high、medium、low
    #[arg(long = "min-confidence", default_value = "low", value_parser = ["high", "medium", "low"])]
    min_confidence: String,
    /// 列出漏检的确定标注
    #[arg(long)]
    misses: bool,
    /// 列出没有落在标注上的意见
    #[arg(long)]
    extras: bool,
    /// 输出格式：text、json
    #[arg(long, default_value = "text", value_parser = ["text", "json"])]
    format: String,
    #[command(flatten)]
    common: Common,
}

/// Runs the command.
pub fn run(args: &Args) -> ExitCode {
    match measure(args) {
        Ok(out) => common::print(&out),
        Err(e) => common::fail(&e),
    }
}

/// Reads labelled documents.
///
/// # Errors
/// Names the file that can't be read.
pub fn gold(paths: &[PathBuf]) -> Result<Gold> {
    let mut gold = Gold::default();
    for p in paths {
        let text =
            std::fs::read_to_string(p).map_err(|e| Error::io("读取标注失败", &e).about_file(p))?;
        gold.add(&text).map_err(|e| e.about_file(p))?;
    }
    Ok(gold)
}

fn measure(args: &Args) -> Result<String> {
    let (labels, documents): (Vec<PathBuf>, Vec<PathBuf>) = args
        .paths
        .iter()
        .cloned()
        .partition(|p| p.extension().is_some_and(|e| e == "jsonl"));
    if labels.is_empty() {
        return Err(Error::usage("没有标注文件", "写明 .jsonl 标注文件"));
    }
    let gold = gold(&labels)?;
    let answers = match &args.findings {
        Some(p) => {
            let text = std::fs::read_to_string(p)
                .map_err(|e| Error::io("读取检查结果失败", &e).about_file(p))?;
            Answers::from_json(&text).map_err(|e| e.about_file(p))?
        }
        None if documents.is_empty() => {
            return Err(Error::usage(
                "没有检查结果，也没有要检查的文件",
                "用 --findings 给出检查结果，或者在标注文件后写明文件、文件夹",
            ));
        }
        None => {
            let config = args.common.config()?;
            let settings = Settings {
                organ: args.common.organ(&config),
                ..Settings::on(args.common.as_of(&config)?)
            };
            Answers::from_run(&check::perform(&documents, &settings, &args.common)?)?
        }
    };
    let s = score(
        &answers,
        &gold,
        super::judging::confidence(&args.min_confidence)?,
    );
    if args.format == "json" {
        return serde_json::to_string_pretty(&s)
            .map(|j| j + "\n")
            .map_err(|e| Error::internal(format!("写JSON失败：{e}")));
    }
    let mut out = table(&s);
    for (wanted, name, list) in [
        (args.misses, "漏检", &s.missed),
        (args.extras, "未落在标注上", &s.extra),
    ] {
        if wanted {
            for l in list {
                out.push_str(&format!("{name}　{}\n", l.replace('\n', " ")));
            }
        }
    }
    Ok(out)
}
