//! `qingli parse FILE`: the document's tree as JSON.

use std::path::PathBuf;
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
    let name = args.file.to_string_lossy();
    let result = std::fs::read(&args.file)
        .map_err(|e| crate::error::Error::io("读取文件失败", &e))
        .and_then(|bytes| {
            let view = match args.view.as_str() {
                "original" => crate::parse::View::Original,
                _ => crate::parse::View::Accepted,
            };
            crate::parse::document_with(&name, &bytes, view)
        });
    match result {
        Ok(document) => {
            println!("{}", tree_json(&document));
            ExitCode::SUCCESS
        }
        Err(e) => {
            eprintln!("{}", e.about_file(&args.file));
            ExitCode::from(2)
        }
    }
}

/// CONTRACT's JSON of a document.
fn tree_json(document: &crate::document::Document) -> serde_json::Value {
    let tree: Vec<serde_json::Value> = document
        .ids()
        .map(|id| {
            let n = document.node(id);
            let label = document.label(id);
            let number = if label.is_empty() {
                n.number.map(|x| x.to_string())
            } else {
                Some(label.split_whitespace().collect::<String>())
            };
            serde_json::json!({
                "kind": n.kind.name(),
                "number": number,
                "text": document.words(id),
                "part": document.parts.get(n.part as usize).map_or("正文", |p| p.name.as_str()),
                "start": n.span.start,
                "end": n.span.end,
                "dead": n.dead,
            })
        })
        .collect();
    let problems: Vec<serde_json::Value> = document
        .problems
        .iter()
        .map(|p| serde_json::json!({"what": p.what, "start": p.span.start, "end": p.span.end}))
        .collect();
    serde_json::json!({"schema": 1, "meta": document.meta, "tree": tree, "problems": problems})
}
