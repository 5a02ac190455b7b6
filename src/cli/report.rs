//! `qingli report [PATH…] -o DIR`: checks, then writes the report.

use super::common::{self, Common};
use super::judging::{self, Judging};
use super::{check, eval, inputs, papers};
use crate::error::{Error, Result};
use crate::report::{self, eval::Score};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// The documents shipped with the program, and their day of judgment (their README).
const DEMO: &str = "corpus/demo";
const DEMO_DAY: &str = "2025-12-31";

/// Arguments of `report`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// 要检查的文件、文件夹（默认：corpus/demo 的演示文件，按演示的判定日）
    paths: Vec<PathBuf>,
    /// 报告写到这个文件夹
    #[arg(short, long, value_name = "DIR", default_value = "qingli-report")]
    out: PathBuf,
    /// 已标注文件，报告中附准确率
    #[arg(long, value_name = "GOLD.jsonl")]
    gold: Vec<PathBuf>,
    #[command(flatten)]
    judging: Judging,
    #[command(flatten)]
    papers: papers::Options,
    #[command(flatten)]
    common: Common,
}

/// Runs the command.
pub fn run(args: &Args) -> ExitCode {
    match make(args) {
        Ok(code) => code,
        Err(e) => common::fail(&e),
    }
}

fn make(args: &Args) -> Result<ExitCode> {
    let mut options = args.common.clone();
    let mut paths = args.paths.clone();
    let mut shelf = None;
    if paths.is_empty() {
        paths = demo()?;
        options.as_of.get_or_insert_with(|| DEMO_DAY.into());
        // The demo brings its own fictional law; its library lives as long as the command.
        if options.library.is_empty() {
            let dir = tempfile::tempdir().map_err(|e| Error::io("建立临时文件夹失败", &e))?;
            let law = super::import::sources(&[Path::new(DEMO).join("law")])?;
            crate::corpus::import(dir.path(), law, &|_| ())?;
            options.library = vec![dir.path().to_path_buf()];
            shelf = Some(dir);
        }
    }
    let config = options.config()?;
    let settings = args.judging.settings(&options, &config)?;
    let plan = papers::Plan::of(&args.papers, &config)?;
    let library = options.open_library(&config)?;
    let mut run = check::perform(&paths, &settings, &options)?;
    args.judging.compare(&mut run, &settings, &options)?;
    for lost in plan.decisions().apply(&mut run) {
        options.say(&lost);
    }
    let run = run;
    let score: Option<Score> = if args.gold.is_empty() {
        None
    } else {
        let answers = report::eval::Answers::from_run(&run)?;
        let gold = eval::gold(&args.gold)?;
        Some(report::eval::score(
            &answers,
            &gold,
            settings.min_confidence,
        ))
    };
    let quotes = |b: &crate::finding::Basis| library.holds(b);
    let written = report::write(&run, &quotes, score.as_ref(), plan.campaign(), &args.out)?;
    let made = papers::make(&plan, &run, settings.as_of, &args.out)?;
    let found: usize = run.documents.iter().map(|d| d.findings.len()).sum();
    let mut said = format!(
        "检查 {} 件，意见 {found} 条，未检查 {} 项；判断日 {}。\n报告：{}\n",
        run.documents.len(),
        run.not_checked.len(),
        run.as_of,
        inputs::shown(&written.page)
    );
    for f in written.files.iter().skip(1) {
        said.push_str(&format!("　　　{}\n", inputs::shown(f)));
    }
    if let Some(made) = &made {
        said.push_str(&papers::said(made));
    }
    said.push_str(report::view::DISCLAIMER);
    said.push_str("。\n");
    drop(shelf);
    let code = common::print(&said);
    judging::say_notes(&run, &options);
    let mut left_out = false;
    for line in run.told() {
        left_out = true;
        options.say(&line);
    }
    left_out |= made.as_ref().is_some_and(|m| !m.undrafted.is_empty());
    if let Some(e) = made.and_then(|m| m.left_out) {
        return Err(e);
    }
    // What the demo leaves out is part of the demo.
    Ok(if left_out && !args.paths.is_empty() {
        ExitCode::from(2)
    } else {
        code
    })
}

/// The demo's documents under review; its `law/` is their library, not under review.
fn demo() -> Result<Vec<PathBuf>> {
    let dir = Path::new(DEMO);
    let list: Vec<PathBuf> = inputs::folder(dir)
        .into_iter()
        .filter(|p| !p.starts_with(dir.join("law")))
        .collect();
    if list.is_empty() {
        return Err(Error::usage(
            "没有要检查的文件",
            "写明文件或者文件夹，例如 qingli report 文件夹 -o 报告",
        ));
    }
    Ok(list)
}
