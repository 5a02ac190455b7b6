//! `qingli parse FILE`: the document's tree as JSON; a register's rows; a database's laws.

use super::inputs;
use crate::document::Document;
use crate::error::Result;
use crate::parse::sniff::{self, Format};
use crate::parse::{self, View};
use crate::register::{self, Register};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Arguments of `parse`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// 要读取的文件
    file: PathBuf,
    /// 修订按接受后（accepted）或者原文（original）读取
    #[arg(long, default_value = "accepted", value_parser = ["accepted", "original"])]
    view: String,
}

/// Runs the command.
pub fn run(args: &Args) -> ExitCode {
    let view = match args.view.as_str() {
        "original" => View::Original,
        _ => View::Accepted,
    };
    match read(&args.file, view) {
        Ok(json) => super::common::print(&format!("{json}\n")),
        Err(e) => {
            eprintln!("{}", e.about(inputs::shown(&args.file)));
            ExitCode::from(2)
        }
    }
}

fn read(file: &Path, view: View) -> Result<Value> {
    let name = inputs::shown(file);
    let bytes = inputs::bytes(file)?;
    match sniff::sniff(&name, &bytes)?.0 {
        f if register::is_register(f) => Ok(register_json(&register::read(&name, f, &bytes)?)),
        Format::Sqlite => database_json(file),
        _ => {
            let document = parse::document_with(&name, &bytes, view)?;
            Ok(json!({
                "schema": 1,
                "meta": document.meta,
                "tree": tree(&document, None),
                "problems": problems(&document),
            }))
        }
    }
}

/// CONTRACT's nodes of a document; in a database each law is a part.
fn tree(document: &Document, law: Option<&str>) -> Vec<Value> {
    document
        .ids()
        .map(|id| {
            let n = document.node(id);
            let label = document.label(id);
            let number = if label.is_empty() {
                n.number.map(|x| x.to_string())
            } else {
                Some(label.split_whitespace().collect::<String>())
            };
            let part = document
                .parts
                .get(n.part as usize)
                .map_or("正文", |p| p.name.as_str());
            json!({
                "kind": n.kind.name(),
                "number": number,
                "text": document.words(id),
                "part": law.unwrap_or(part),
                "start": n.span.start,
                "end": n.span.end,
                "dead": n.dead,
            })
        })
        .collect()
}

fn problems(document: &Document) -> Vec<Value> {
    document
        .problems
        .iter()
        .map(|p| json!({"what": p.what, "start": p.span.start, "end": p.span.end}))
        .collect()
}

fn register_json(r: &Register) -> Value {
    let said: Vec<Value> = r
        .remarks
        .iter()
        .map(|m| json!({"what": m.what, "sheet": null, "row": null}))
        .chain(r.sheets.iter().flat_map(|s| {
            s.remarks
                .iter()
                .map(|m| json!({"what": m.what, "sheet": s.name, "row": m.row}))
        }))
        .collect();
    json!({"schema": 1, "meta": null, "tree": [], "problems": said, "register": r.sheets})
}

fn database_json(file: &Path) -> Result<Value> {
    let (mut nodes, mut said, mut laws) = (Vec::new(), Vec::new(), Vec::new());
    for (_, blocks) in parse::sqlite::read_laws(file)? {
        let d = parse::built(&blocks);
        nodes.extend(tree(&d, Some(&d.meta.title)));
        said.extend(problems(&d));
        laws.push(d.meta);
    }
    Ok(json!({"schema": 1, "meta": null, "tree": nodes, "problems": said, "laws": laws}))
}
