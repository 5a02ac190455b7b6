//! `qingli draft OLD NEW`: the 修改决定 that makes the accepted text, proved before it is written.

use super::common::{self, Common};
use super::diff;
use crate::draft::{self, Heading};
use crate::error::{Error, Result};
use std::path::PathBuf;
use std::process::ExitCode;

/// Arguments of `draft`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// 修改前的文本：文件，或者库中的名称，可以加@版本日期
    old: String,
    /// 采纳的修改后文本
    new: String,
    /// 施行时间，如 自2026年1月1日起（默认：自公布之日起）
    #[arg(long, value_name = "WHEN")]
    from: Option<String>,
    /// 写到这个文件（默认：标准输出）
    #[arg(short, long, value_name = "FILE")]
    out: Option<PathBuf>,
    #[command(flatten)]
    common: Common,
}

/// Runs the command.
pub fn run(args: &Args) -> ExitCode {
    match make(args) {
        Ok(text) => common::print(&text),
        Err(e) => common::fail(&e),
    }
}

fn make(args: &Args) -> Result<String> {
    let config = args.common.config()?;
    let mut library = None;
    let old = diff::read(&args.old, &args.common, &mut library)?;
    let new = diff::read(&args.new, &args.common, &mut library)?;
    let heading = Heading {
        organ: args.common.organ.clone().unwrap_or(config.organ.name),
        from: args.from.clone().unwrap_or_default(),
    };
    let made = draft::draft(&old, &new, &heading).map_err(|reasons| {
        Error::usage(
            format!("没有写出修改决定：{}", reasons.join("；")),
            "按上面的原因处理：附件、表格另拟，或者改用重新公布全文的办法",
        )
        .about(&args.new)
    })?;
    args.common.say(&format!(
        "修改事项{}项；读回并执行后与采纳的文本逐字一致",
        made.operations
    ));
    match &args.out {
        Some(path) => {
            std::fs::write(path, &made.text)
                .map_err(|e| Error::io("写文件失败", &e).about_file(path))?;
            args.common.say(&format!("已写出：{}", path.display()));
            Ok(String::new())
        }
        None => Ok(made.text),
    }
}
