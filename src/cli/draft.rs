//! `qingli draft OLD NEW`: the 修改决定 that makes the accepted text, proved before it is written;
//! with `--papers` all papers that are due beside it. Without NEW: the papers of a 废止.

use super::common::{self, Common};
use super::diff;
use crate::draft::letters::{self, Act, Case, Drafter, Kind, Relation};
use crate::draft::{self, Heading};
use crate::error::{Error, Result};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Arguments of `draft`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// 修改前的文本：文件，或者库中的名称，可以加@版本日期
    old: String,
    /// 采纳的修改后文本；废止、宣布失效的不写
    #[arg(required_unless_present_any = ["repeal", "lapse"])]
    new: Option<String>,
    /// 废止（拟废止决定）
    #[arg(long, conflicts_with = "new")]
    repeal: bool,
    /// 宣布失效（拟宣布失效的决定）
    #[arg(long, conflicts_with_all = ["new", "repeal"])]
    lapse: bool,
    /// 把这一处理所需的全部文稿写到这个文件夹：决定、说明、公告、议案、请示、报告、函等
    #[arg(long, value_name = "DIR")]
    papers: Option<PathBuf>,
    /// 本机关与制定机关的关系
    #[arg(long, value_name = "RELATION", default_value = "决定", value_parser = ["决定", "提请", "报告", "建议"])]
    relation: String,
    /// 文稿的主送机关（默认：制定机关）
    #[arg(long, value_name = "NAME")]
    addressee: Option<String>,
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
    let organ = args.common.organ.clone().unwrap_or(config.organ.name);
    let new = match &args.new {
        Some(n) => Some(diff::read(n, &args.common, &mut library)?),
        None => None,
    };
    let from = args.from.clone().unwrap_or_default();
    let mut decision = None;
    if let Some(new) = &new {
        let heading = Heading {
            // The maker decides, whoever drafts.
            organ: if args.relation == "决定" {
                organ.clone()
            } else {
                String::new()
            },
            from: from.clone(),
        };
        let made = draft::draft(&old, new, &heading).map_err(|reasons| {
            Error::usage(
                format!("没有写出修改决定：{}", reasons.join("；")),
                "按上面的原因处理：附件、表格另拟，或者改用重新公布全文的办法",
            )
            .about(args.new.as_deref().unwrap_or_default())
        })?;
        args.common.say(&format!(
            "修改事项{}项；读回并执行后与采纳的文本逐字一致",
            made.operations
        ));
        decision = Some(made.text);
    }
    let case = Case {
        old: &old,
        act: if args.repeal {
            Act::Repeal
        } else if args.lapse {
            Act::Lapse
        } else {
            Act::Amend
        },
        organ: &organ,
        to: args.addressee.as_deref().unwrap_or_default(),
        decision: decision.as_deref(),
        new: new.as_ref(),
        reasons: &[],
        from: &from,
    };
    if let Some(dir) = &args.papers {
        all(args, dir, &case)?;
        return Ok(String::new());
    }
    let text = match decision {
        Some(text) => text,
        None => letters::write(Kind::Repealing, &case).unwrap_or_default(),
    };
    match &args.out {
        Some(path) => {
            put(args, path, &text)?;
            Ok(String::new())
        }
        None => Ok(text),
    }
}

fn put(args: &Args, path: &Path, text: &str) -> Result<()> {
    common::write_whole(path, text.as_bytes())
        .map_err(|e| Error::io("写文件失败", &e).about_file(path))?;
    args.common.say(&format!("已写出：{}", path.display()));
    Ok(())
}

/// Writes all papers that are due, numbered in the order in which they are used.
fn all(args: &Args, dir: &Path, case: &Case<'_>) -> Result<()> {
    let relation = match args.relation.as_str() {
        "提请" => Relation::Proposes,
        "报告" => Relation::Reports,
        "建议" => Relation::Apart,
        _ => Relation::Ours,
    };
    let list = letters::due(
        case.old.meta.rank(),
        relation,
        Drafter::of(case.organ),
        case.act,
    );
    std::fs::create_dir_all(dir).map_err(|e| Error::io("建文件夹失败", &e).about_file(dir))?;
    for (k, kind) in list.into_iter().enumerate() {
        if let Some(text) = letters::write(kind, case) {
            let name = format!("{}-{}.md", k + 1, kind.name());
            put(args, &dir.join(name), &text)?;
        }
    }
    Ok(())
}
