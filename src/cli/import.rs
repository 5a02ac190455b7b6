//! `qingli import PATH…`: takes documents or collections into the library.

use super::common::{self, Common};
use super::inputs;
use crate::corpus::{self, Source};
use crate::error::{Error, Result};
use crate::text::hash;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

/// Arguments of `import`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// 要导入的文件、文件夹或者 laws.db
    #[arg(required = true)]
    paths: Vec<PathBuf>,
    #[command(flatten)]
    common: Common,
}

/// Runs the command.
pub fn run(args: &Args) -> ExitCode {
    match import(args) {
        Ok(code) => code,
        Err(e) => common::fail(&e),
    }
}

fn import(args: &Args) -> Result<ExitCode> {
    args.common.threads();
    let config = args.common.config()?;
    let dir = args
        .common
        .library_dirs(&config)
        .into_iter()
        .next()
        .unwrap_or_else(|| PathBuf::from("corpus/library"));
    let sources = sources(&args.paths)?;
    let bar = common::bar(sources.len(), "导入", args.common.quiet);
    let s = corpus::import(&dir, sources, &|n| bar.set_position(n as u64))?;
    bar.finish_and_clear();
    super::index::of_library(&args.common, &dir, &super::index::folder(&dir))?;
    report(&args.common, &dir, &s)
}

/// Everything that the paths name, ready to be taken in.
///
/// # Errors
/// When a path doesn't exist or a database can't be read.
pub fn sources(paths: &[PathBuf]) -> Result<Vec<Source>> {
    let mut sources = Vec::new();
    for p in paths {
        let meta = std::fs::metadata(p).map_err(|e| Error::io("读取失败", &e).about_file(p))?;
        if meta.is_dir() {
            for f in inputs::folder_all(p) {
                let name = f.strip_prefix(p).unwrap_or(&f);
                let name = match p.file_name() {
                    Some(top) => PathBuf::from(top).join(name),
                    None => name.to_path_buf(),
                };
                add(&f, &inputs::shown(&name), &mut sources)?;
            }
        } else {
            let name = p
                .file_name()
                .map_or_else(|| inputs::shown(p), |n| n.to_string_lossy().to_string());
            add(p, &name, &mut sources)?;
        }
    }
    Ok(sources)
}

fn report(common: &Common, dir: &Path, s: &corpus::Summary) -> Result<ExitCode> {
    for r in &s.refused {
        common.say(&format!("未导入 {}：{}", r.name, r.reason));
    }
    let text = format!(
        "法律库：{}\n新读入{}件，未变{}件，未能导入{}件。\n共{}件，{}条；{}部法律文件，{}个版本；已知废止{}件；未归入结构的文字{}字；来源与正文不一致{}处（见 facts.jsonl）。\n",
        dir.display(),
        s.taken,
        s.unchanged,
        s.refused.len(),
        s.documents,
        s.articles,
        s.works,
        s.versions,
        s.repeals,
        s.lost,
        s.remarks
    );
    let code = common::print(&text);
    if code == ExitCode::SUCCESS && !s.refused.is_empty() {
        return Ok(ExitCode::from(2));
    }
    Ok(code)
}

fn add(path: &Path, name: &str, sources: &mut Vec<Source>) -> Result<()> {
    let is_db = path
        .extension()
        .is_some_and(|e| e.eq_ignore_ascii_case("db") || e.eq_ignore_ascii_case("sqlite"));
    if is_db {
        for (id, blocks) in crate::parse::sqlite::read_laws(path).map_err(|e| e.about_file(path))? {
            let raw = hash::of(&[format!("{blocks:?}").as_bytes()]);
            let blocks = Arc::new(blocks);
            sources.push(Source {
                name: format!("{name}#{id}"),
                raw,
                read: Box::new(move || Ok(crate::parse::built(&blocks))),
            });
        }
        return Ok(());
    }
    let (path, shown) = (path.to_path_buf(), name.to_string());
    let bytes = inputs::bytes(&path);
    let raw = bytes
        .as_ref()
        .map_or_else(|_| String::new(), |b| hash::of(&[b]));
    sources.push(Source {
        name: name.to_string(),
        raw,
        read: Box::new(move || {
            inputs::bytes(&path).and_then(|b| crate::parse::document(&shown, &b))
        }),
    });
    Ok(())
}
