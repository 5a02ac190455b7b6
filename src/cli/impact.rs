//! `qingli impact OLD NEW` / `impact LAW`: what a new or changed law means for the law below it.

use super::common::{self, Common};
use super::inputs;
use crate::corpus::{Library, VersionId, WorkId};
use crate::document::Rank;
use crate::error::{Error, Result};
use crate::impact::{Local, Sides, Text, impact};
use crate::law::{Standing, title};
use crate::report::impact as shown;
use crate::text::{Date, date};
use rayon::prelude::*;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

/// Arguments of `impact`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// 新法：文件，或者库中法律的名称，可以加@版本日期；前面写的是旧文本（可以有几部）。只写一个的，
    /// 与库中的前一版本比较；没有前一版本的，与它废止的法律比较
    #[arg(required = true, value_name = "[OLD…] NEW")]
    laws: Vec<String>,
    /// 要看的文件或者文件夹，- 从标准输入读（默认：库中在其下位的现行文件）
    #[arg(long = "in", value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// 只看这一位阶的，如 地方性法规；可以重复
    #[arg(long, value_name = "RANK")]
    rank: Vec<String>,
    /// 只看这一地方的（连同其下的地方），如 山东省
    #[arg(long)]
    region: Option<String>,
    /// 只看名称中有这几个字的机关制定的
    #[arg(long)]
    issuer: Option<String>,
    /// 文字结果里，不涉及任何文件的条文变化也列出
    #[arg(long)]
    all: bool,
    /// 输出格式：text、json、html、md
    #[arg(long, default_value = "text", value_parser = ["text", "json", "html", "md"])]
    format: String,
    /// 写到这个文件（默认：标准输出）
    #[arg(short, long, value_name = "FILE")]
    out: Option<PathBuf>,
    #[command(flatten)]
    common: Common,
}

/// Runs the command.
pub fn run(args: &Args) -> ExitCode {
    args.common.threads();
    match make(args) {
        Ok((s, left)) => {
            let code = match &args.out {
                Some(p) => match common::write_whole(p, s.as_bytes()) {
                    Ok(()) => ExitCode::SUCCESS,
                    Err(e) => common::fail(&Error::io("写文件失败", &e).about_file(p)),
                },
                None => common::print(&s),
            };
            if left { ExitCode::from(2) } else { code }
        }
        Err(e) => common::fail(&e),
    }
}

/// The result, and whether something was not read.
fn make(args: &Args) -> Result<(String, bool)> {
    let config = args.common.config()?;
    let on = args.common.as_of(&config)?;
    let ranks = args
        .rank
        .iter()
        .map(|r| {
            Rank::from_name(r).ok_or_else(|| {
                Error::usage(
                    format!("没有“{r}”这一位阶"),
                    "如 法律、地方性法规、规范性文件",
                )
            })
        })
        .collect::<Result<Vec<_>>>()?;
    let files = args.laws.iter().all(|l| Path::new(l).is_file());
    let library = if files && !args.paths.is_empty() {
        Library::default()
    } else {
        args.common.open_library(&config)?
    };
    let sides = sides(&args.laws, &library)?;
    if sides.old.is_empty() {
        args.common.say(&format!(
            "提示：没有《{}》的旧文本，也没有被它废止的法律，只看对它的引用和它对处罚的规定。",
            sides.new.title
        ));
    }
    let wanted = |s: &Standing| {
        (ranks.is_empty() || ranks.contains(&s.rank))
            && args.region.as_ref().is_none_or(|r| {
                s.region.split('/').any(|p| p == r) || s.region.starts_with(r.as_str())
            })
            && args
                .issuer
                .as_ref()
                .is_none_or(|i| s.issuer.contains(i.as_str()))
    };
    let (mut locals, left) = if args.paths.is_empty() {
        (held(&library, on, &wanted)?, false)
    } else {
        taken(args)?
    };
    locals.retain(|l| wanted(&l.standing));
    let found = impact(&sides, &locals, on);
    let s = match args.format.as_str() {
        "json" => shown::json(&found)?,
        "html" => shown::page(&found),
        "md" => shown::markdown(&found),
        _ => shown::text(&found, args.all),
    };
    Ok((s, left))
}

/// The texts that the arguments name: the last is the new one.
fn sides(laws: &[String], library: &Library) -> Result<Sides> {
    let (Some(new), old) = (laws.last(), &laws[..laws.len().saturating_sub(1)]) else {
        return Err(Error::usage("没有写是哪部法律", "写出名称或者文件"));
    };
    let texts = old
        .iter()
        .map(|o| named(o, library).and_then(|n| n.text(library)))
        .collect::<Result<Vec<_>>>()?;
    let new = named(new, library)?;
    match new {
        Source::Held(v) if texts.is_empty() => Sides::of_version(library, v),
        _ => {
            let new = new.text(library)?;
            if texts.iter().any(|o| o.document.text == new.document.text) {
                return Err(Error::usage(
                    "新旧是同一个文本",
                    "用@版本日期指明两个版本，qingli show 列出全部版本",
                ));
            }
            Ok(Sides::of_texts(texts, new))
        }
    }
}

enum Source {
    File(Box<crate::document::Document>),
    Held(VersionId),
}

impl Source {
    fn text(self, library: &Library) -> Result<Text> {
        match self {
            Self::File(d) => Ok(Text::at_hand(Arc::new(*d))),
            Self::Held(v) => Text::of(library, v),
        }
    }
}

/// A file, or a law of the library: its newest version, the one of a day, or the one in force then.
fn named(name: &str, library: &Library) -> Result<Source> {
    let path = Path::new(name);
    if path.is_file() {
        let d = inputs::one(path).document.map_err(|e| e.about(name))?;
        return Ok(Source::File(Box::new(d)));
    }
    let (title, day) = match name.rsplit_once('@') {
        Some((t, d)) => {
            let day = date::parse(d)
                .ok_or_else(|| Error::usage(format!("“{d}”不是日期"), "写成 2023-07-20 这样"))?;
            (t, Some(day))
        }
        None => (name, None),
    };
    let version = |work: WorkId| {
        let of = |v: &VersionId| day.is_none() || library.version(*v).date == day;
        let versions = &library.work(work).versions;
        versions
            .iter()
            .rev()
            .copied()
            .find(of)
            .or_else(|| library.in_force(work, day?))
    };
    library
        .find(title, &Standing::of_region(""))
        .into_iter()
        .find_map(version)
        .map(Source::Held)
        .ok_or_else(|| {
            Error::usage(
                "既不是文件，也不是库中的法律或者版本",
                "检查路径，或者用 qingli search 查名称，用 qingli show 查有哪些版本",
            )
            .about(name)
        })
}

/// The documents of the paths, and whether something was not read.
fn taken(args: &Args) -> Result<(Vec<Local>, bool)> {
    let taken = inputs::take(&args.paths, &|_, _| ())?;
    let mut left = !taken.skipped.is_empty();
    for n in &taken.skipped {
        args.common
            .say(&format!("没有读：{}：{}", n.path, n.reason));
    }
    let mut out = Vec::new();
    for i in taken.documents {
        match i.document {
            Ok(d) => out.push(Local {
                path: i.path,
                standing: Standing::of(&d),
                date: d.meta.version.as_ref().map(|v| v.value),
                document: Arc::new(d),
            }),
            Err(e) => {
                left = true;
                args.common.say(&format!("没有读：{}：{e}", i.path));
            }
        }
    }
    Ok((out, left))
}

/// What the library holds in force on a day.
fn held(library: &Library, on: Date, wanted: &dyn Fn(&Standing) -> bool) -> Result<Vec<Local>> {
    let ids: Vec<VersionId> = (0..library.works.len())
        .filter_map(|i| {
            let id = WorkId(u32::try_from(i).ok()?);
            let w = library.work(id);
            let over = w.repeal.as_ref().is_some_and(|r| r.on <= on);
            (!over && !title::is_decision(&w.title)).then_some(())?;
            library
                .in_force(id, on)
                .filter(|&v| wanted(&library.standing(v)))
        })
        .collect();
    ids.par_iter()
        .map(|&v| {
            Ok(Local {
                path: library.version(v).source.clone(),
                document: library.document(v)?,
                standing: library.standing(v),
                date: library.version(v).date,
            })
        })
        .collect()
}
