//! `qingli export LAW|FILE --format akn`: a document with its versions as Akoma Ntoso.

use super::common::{self, Common};
use super::inputs;
use crate::akn::{self, Work};
use crate::corpus::{Library, WorkId};
use crate::document::Document;
use crate::error::{Error, Result};
use crate::law::Standing;
use crate::text::Date;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Arguments of `export`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// 文件，或者库中的名称
    law: String,
    /// 格式：akn（Akoma Ntoso 3.0）
    #[arg(long, default_value = "akn", value_parser = ["akn"])]
    format: String,
    /// 写到这个文件夹，库中每个版本一个文件（默认：基准日有效的版本写到标准输出）
    #[arg(short, long, value_name = "DIR")]
    out: Option<PathBuf>,
    #[command(flatten)]
    common: Common,
}

/// Runs the command.
pub fn run(args: &Args) -> ExitCode {
    match export(args) {
        Ok(text) => common::print(&text),
        Err(e) => common::fail(&e),
    }
}

fn export(args: &Args) -> Result<String> {
    let config = args.common.config()?;
    let day = args.common.as_of(&config)?;
    let path = Path::new(&args.law);
    if path.exists() {
        let document = inputs::one(path).document.map_err(|e| e.about(&args.law))?;
        let xml = akn::render(&document, &Work::default(), day);
        let Some(dir) = &args.out else {
            return Ok(xml);
        };
        let stem = path
            .file_stem()
            .map_or_else(|| "文件".into(), |s| s.to_string_lossy().into_owned());
        let file = save(dir, &stem, &xml)?;
        return Ok(format!("已写出：{}\n", inputs::shown(&file)));
    }
    let library = args.common.open_library(&config)?;
    let near = Standing::of_region(&config.organ.region);
    let id = library
        .find(&args.law, &near)
        .first()
        .copied()
        .ok_or_else(|| {
            Error::usage(
                "既不是文件，也不是库中的法律",
                "检查路径，或者用 qingli search 查名称",
            )
            .about(&args.law)
        })?;
    let Some(dir) = &args.out else {
        let version = library
            .in_force(id, day)
            .or_else(|| library.work(id).versions.last().copied())
            .ok_or_else(|| {
                Error::library("库中没有它的正文", "用 qingli import 导入它的正文").about(&args.law)
            })?;
        let document = library.document(version)?;
        return Ok(akn::render(&document, &work(&library, id, version), day));
    };
    let mut said = String::new();
    for version in &library.work(id).versions {
        let document: &Document = &*library.document(*version)?;
        let xml = akn::render(document, &work(&library, id, *version), day);
        let of = library.version(*version);
        let at = of
            .date
            .map_or_else(|| of.hash.chars().take(8).collect(), |d| d.to_string());
        let file = save(dir, &format!("{}@{at}", library.work(id).title), &xml)?;
        let _ = writeln!(said, "已写出：{}", inputs::shown(&file));
        if let Some(why) = &of.doubtful {
            let _ = writeln!(said, "  注意：这个版本的文本有疑问：{why}");
        }
    }
    Ok(said)
}

/// What the library knows of a version's work.
fn work(library: &Library, id: WorkId, version: crate::corpus::VersionId) -> Work {
    let w = library.work(id);
    let of = library.version(version);
    let mut versions: Vec<Date> = w
        .versions
        .iter()
        .filter_map(|v| library.version(*v).date)
        .collect();
    versions.sort_unstable();
    versions.dedup();
    Work {
        title: w.title.clone(),
        version: of.date,
        versions,
        from: of.from,
        until: of.until,
        // A day on which it was only seen ended is no day of the end.
        repeal: w
            .repeal
            .as_ref()
            .filter(|r| r.exact)
            .map(|r| (r.on, r.by.clone())),
    }
}

fn save(dir: &Path, name: &str, xml: &str) -> Result<PathBuf> {
    let name: String = name
        .chars()
        .map(|c| if "/\\:*?\"<>|".contains(c) { '_' } else { c })
        .collect();
    let path = dir.join(format!("{name}.xml"));
    let fail = |e: std::io::Error| Error::io("写文件失败", &e).about_file(&path);
    common::write_whole(&path, xml.as_bytes()).map_err(fail)?;
    Ok(path)
}
