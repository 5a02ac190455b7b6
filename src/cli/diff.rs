//! `qingli diff A B`: two files, or two versions in the library, article by article.

use super::common::{self, Common};
use super::inputs;
use crate::corpus::Library;
use crate::document::Document;
use crate::error::{Error, Result};
use crate::law::Standing;
use crate::proposal::compare::compare;
use crate::report::compare::{Side, json, page, text};
use crate::text::date;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Arguments of `diff`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// 旧文本：文件，或者库中法律的名称，可以加@版本日期，如 公路法@2017-11-04
    old: String,
    /// 新文本
    new: String,
    /// 输出格式：text、json、html
    #[arg(long, default_value = "text", value_parser = ["text", "json", "html"])]
    format: String,
    /// 写到这个文件（默认：标准输出）
    #[arg(short, long, value_name = "FILE")]
    out: Option<PathBuf>,
    #[command(flatten)]
    common: Common,
}

/// Runs the command.
pub fn run(args: &Args) -> ExitCode {
    let made = make(args).and_then(|s| match &args.out {
        Some(p) => common::write_whole(p, s.as_bytes())
            .map(|()| None)
            .map_err(|e| Error::io("写文件失败", &e).about_file(p)),
        None => Ok(Some(s)),
    });
    match made {
        Ok(Some(s)) => common::print(&s),
        Ok(None) => ExitCode::SUCCESS,
        Err(e) => common::fail(&e),
    }
}

fn make(args: &Args) -> Result<String> {
    let mut library = None;
    let old = read(&args.old, &args.common, &mut library)?;
    let new = read(&args.new, &args.common, &mut library)?;
    let (a, b) = (Side::of(&args.old, &old), Side::of(&args.new, &new));
    let c = compare(&old, &new);
    match args.format.as_str() {
        "json" => json(&a, &b, &c),
        "html" => Ok(page(&a, &b, &c)),
        _ => Ok(text(&a, &b, &c)),
    }
}

/// A file, or a law of the library with its newest version or the one of a day.
pub(super) fn read(
    name: &str,
    options: &Common,
    library: &mut Option<Library>,
) -> Result<Document> {
    let path = Path::new(name);
    if path.exists() {
        return inputs::one(path).document.map_err(|e| e.about(name));
    }
    let (title, day) = match name.rsplit_once('@') {
        Some((t, d)) => {
            let day = date::parse(d)
                .ok_or_else(|| Error::usage(format!("“{d}”不是日期"), "写成 2017-11-04 这样"))?;
            (t, Some(day))
        }
        None => (name, None),
    };
    let library: &Library = match library {
        Some(l) => l,
        None => library.insert(options.open_library(&options.config()?)?),
    };
    let near = Standing::of_region("");
    for work in library.find(title, &near) {
        let version = library
            .work(work)
            .versions
            .iter()
            .rev()
            .find(|&&v| day.is_none() || library.version(v).date == day);
        if let Some(&v) = version {
            return library.document(v).map(|d| (*d).clone());
        }
    }
    Err(Error::usage(
        "既不是文件，也不是库中的法律或者版本",
        "检查路径，或者用 qingli search 查名称",
    )
    .about(name))
}
