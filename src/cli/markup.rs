//! `qingli markup FILE.docx… -o DIR`: the checked Word files themselves with tracked changes and
//! comments, for accepted proposals, for all, or towards an accepted text.

use super::common::{self, Common};
use super::judging::Judging;
use super::{check, diff, inputs};
use crate::error::{Error, Result};
use crate::finding::Finding;
use crate::markup::{self, By, Marked, Refused};
use crate::text::Date;
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Arguments of `markup`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// 要写入修订的 Word 文件（.docx）或者文件夹
    #[arg(required = true)]
    paths: Vec<PathBuf>,
    /// 修订稿写到这个文件夹
    #[arg(short, long, value_name = "DIR")]
    out: PathBuf,
    /// 采纳的意见：每行一个 fingerprint（见 check --format json）；其余意见只写批注
    #[arg(long, value_name = "FILE", conflicts_with_all = ["all", "to"])]
    accepted: Option<PathBuf>,
    /// 所有修改建议都写成修订
    #[arg(long, conflicts_with = "to")]
    all: bool,
    /// 不检查，写成改到这个文本的修订：文件，或者库中的名称，可以加@版本日期
    #[arg(long, value_name = "NEW")]
    to: Option<String>,
    /// 修订和批注的作者（默认：本机关，没有时为 qingli）
    #[arg(long, value_name = "NAME")]
    author: Option<String>,
    #[command(flatten)]
    judging: Judging,
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

/// What became of the files.
#[derive(Default)]
struct Told {
    said: String,
    left_out: bool,
    names: BTreeSet<String>,
}

fn make(args: &Args) -> Result<ExitCode> {
    let config = args.common.config()?;
    let day = args.common.as_of(&config)?;
    let organ = args.common.organ(&config).map(|o| o.name);
    let by = By {
        author: args
            .author
            .clone()
            .or(organ)
            .unwrap_or_else(|| "qingli".into()),
        day,
    };
    let mut told = Told::default();
    if let Some(new) = &args.to {
        towards(args, new, &by, &mut told)?;
    } else {
        proposals(args, &by, day, &mut told)?;
    }
    let code = common::print(&told.said);
    Ok(if told.left_out {
        ExitCode::from(2)
    } else {
        code
    })
}

/// Tracked changes towards an accepted text.
fn towards(args: &Args, new: &str, by: &By, told: &mut Told) -> Result<()> {
    let [path] = args.paths.as_slice() else {
        return Err(Error::usage(
            "--to 一次只写一个文件",
            "例如 qingli markup 原文.docx --to 新文.docx -o 修订稿",
        ));
    };
    let name = inputs::shown(path);
    let bytes = inputs::bytes(path).map_err(|e| e.about(&name))?;
    let old = crate::parse::document(&name, &bytes).map_err(|e| e.about(&name))?;
    let new = diff::read(new, &args.common, &mut None)?;
    let changes = markup::between(&old, &new);
    if changes.is_empty() {
        told.said.push_str("两个文本相同，没有写修订稿。\n");
        return Ok(());
    }
    let marked = markup::write(&name, &bytes, &old.text, &changes, by)?;
    finish(&args.out, path, &marked, &[], told)
}

/// Tracked changes for the proposals of a check.
fn proposals(args: &Args, by: &By, day: Date, told: &mut Told) -> Result<()> {
    let mut wanted = match (&args.accepted, args.all) {
        (Some(file), _) => Some(fingerprints(file)?),
        (None, true) => None,
        (None, false) => {
            return Err(Error::usage(
                "没有说明写入哪些修改",
                "用 --accepted 文件 给出采纳的意见，用 --all 写入全部修改建议，或者用 --to 新文 给出采纳的文本",
            ));
        }
    };
    let config = args.common.config()?;
    let settings = args.judging.settings(&args.common, &config)?;
    let mut run = check::perform(&args.paths, &settings, &args.common)?;
    args.judging.compare(&mut run, &settings, &args.common)?;
    for line in run.told() {
        told.left_out = true;
        args.common.say(&line);
    }
    let mut seen = BTreeSet::new();
    for d in &run.documents {
        if d.findings.is_empty() {
            let _ = writeln!(told.said, "{}：没有意见，没有写修订稿", d.path);
            continue;
        }
        // What is not accepted is a comment only.
        let findings: Vec<Finding> = d
            .findings
            .iter()
            .map(|f| {
                let yes = wanted.as_ref().is_none_or(|w| w.contains(&f.fingerprint));
                if yes {
                    seen.insert(f.fingerprint.clone());
                    return f.clone();
                }
                Finding {
                    fix: None,
                    ..f.clone()
                }
            })
            .collect();
        let list: Vec<&Finding> = findings.iter().collect();
        let (changes, dropped) = markup::proposed(&d.document.text, &list);
        let path = Path::new(&d.path);
        let marked = inputs::bytes(path)
            .and_then(|b| markup::write(&d.path, &b, &d.document.text, &changes, by));
        match marked {
            Ok(m) => finish(&args.out, path, &m, &dropped, told)?,
            Err(e) => {
                told.left_out = true;
                let _ = writeln!(told.said, "没有写修订稿 {}", e.about(&d.path));
            }
        }
    }
    if let Some(w) = &mut wanted {
        for f in w.difference(&seen) {
            told.left_out = true;
            let _ = writeln!(told.said, "采纳清单中的 {f} 不在这次的意见里");
        }
    }
    let _ = writeln!(
        told.said,
        "审查基准日{}。{}。",
        day,
        crate::report::view::DISCLAIMER
    );
    Ok(())
}

/// The first words of the lines of a file; `#` begins a remark.
fn fingerprints(file: &Path) -> Result<BTreeSet<String>> {
    let text = std::fs::read_to_string(file)
        .map_err(|e| Error::io("读取采纳清单失败", &e).about_file(file))?;
    Ok(text
        .lines()
        .filter_map(|l| l.split('#').next()?.split_whitespace().next())
        .map(str::to_string)
        .collect())
}

/// Writes a file and says what is in it and what is not.
fn finish(
    dir: &Path,
    from: &Path,
    marked: &Marked,
    dropped: &[Refused],
    told: &mut Told,
) -> Result<()> {
    let stem = from
        .file_stem()
        .map_or_else(String::new, |s| s.to_string_lossy().into_owned());
    let name = (1..)
        .map(|n| match n {
            1 => format!("{stem}（修订稿）.docx"),
            n => format!("{stem}（修订稿{n}）.docx"),
        })
        .find(|n| !told.names.contains(n))
        .unwrap_or_default();
    told.names.insert(name.clone());
    let path = dir.join(name);
    let fail = |e: std::io::Error| Error::io("写修订稿失败", &e).about_file(&path);
    std::fs::create_dir_all(dir).map_err(fail)?;
    let mut file = tempfile::NamedTempFile::new_in(dir).map_err(fail)?;
    file.write_all(&marked.bytes).map_err(fail)?;
    crate::report::readable(file.path()).map_err(fail)?;
    file.persist(&path).map_err(|e| fail(e.error))?;
    let _ = writeln!(
        told.said,
        "{}：写入修改{}项、批注{}条；已读回核对：全部接受为修改后的文字，全部拒绝为原文",
        inputs::shown(&path),
        marked.taken.len(),
        marked.comments
    );
    for r in dropped.iter().chain(&marked.refused) {
        told.left_out = true;
        let _ = writeln!(told.said, "  未写入 {}：{}", r.name, r.why);
    }
    for n in &marked.notes {
        let _ = writeln!(told.said, "  注意：{n}");
    }
    Ok(())
}
