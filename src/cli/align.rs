//! `qingli align FILE ARTICLE`: ranked provisions of higher law on the same act.

use super::common::{self, Common};
use super::inputs;
use crate::align::{self, Engine};
use crate::citation;
use crate::document::{Kind, NodeId, Number};
use crate::error::{Error, Result};
use crate::law::{Above, Standing};
use std::fmt::Write;
use std::path::PathBuf;
use std::process::ExitCode;

/// Arguments of `align`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// 地方文件
    file: PathBuf,
    /// 条，如 第六十三条 或者 63
    article: String,
    /// 款，从1数起
    #[arg(long)]
    paragraph: Option<u32>,
    /// 输出格式：text、json
    #[arg(long, default_value = "text", value_parser = ["text", "json"])]
    format: String,
    #[command(flatten)]
    common: Common,
}

/// Runs the command.
pub fn run(args: &Args) -> ExitCode {
    match align(args) {
        Ok(code) => code,
        Err(e) => common::fail(&e),
    }
}

fn align(args: &Args) -> Result<ExitCode> {
    let config = args.common.config()?;
    let on = args.common.as_of(&config)?;
    let document = inputs::one(&args.file).document?;
    let number = Number::parse(&args.article).ok_or_else(|| {
        Error::usage(
            format!("“{}”不是条的编号", args.article),
            "写成 第六十三条 或者 63",
        )
    })?;
    let article = document
        .article(document.main_part(), number)
        .ok_or_else(|| {
            Error::usage(
                format!("文件中没有{}", number.article()),
                "用 qingli parse 查看文件的条文",
            )
        })?;
    let nodes: Vec<NodeId> = document
        .children(article)
        .filter(|&n| document.node(n).kind == Kind::Paragraph)
        .filter(|&n| {
            args.paragraph.is_none() || document.node(n).number.map(|x| x.main) == args.paragraph
        })
        .collect();
    if nodes.is_empty() {
        return Err(Error::usage(
            format!("{}没有这一款", number.article()),
            "去掉 --paragraph，或者改正款的序号",
        ));
    }
    let library = args.common.open_library(&config)?;
    let engine = Engine::build(&library, on);
    let standing = Standing::of(&document);
    let prior = engine.prior(&document, &standing);
    let citations = citation::find(&document);
    let found = engine.align(
        &align::query(&document, &citations, &nodes),
        &prior,
        &library,
    );
    let place = if nodes.len() == 1 {
        document.place(nodes[0])
    } else {
        document.place(article)
    };
    if args.format == "json" {
        let candidates: Vec<serde_json::Value> = found
            .iter()
            .map(|c| {
                serde_json::json!({
                    "law": c.title,
                    "version": library.version(c.version).date.map(|d| d.to_string()),
                    "article": c.place.article,
                    "paragraph": c.place.paragraph,
                    "relation": if c.relation == Above::Above { "above" } else { "informs" },
                    "score": c.score,
                    "features": c.features,
                })
            })
            .collect();
        let out = serde_json::json!({
            "schema": 1, "as_of": on.to_string(), "place": place, "norms": [], "candidates": candidates,
        });
        return Ok(common::print(&format!("{out}\n")));
    }
    let mut out = format!("{place}　基准日 {on}\n");
    if found.is_empty() {
        out.push_str("没有找到相近的上位规定。\n");
    }
    for (i, c) in found.iter().enumerate() {
        let f = c.features;
        let _ = writeln!(
            out,
            "{}. 《{}》{}　{}　{:.2}（文字{:.2} 行为{:.2} 领域{:.2} 标题{:.2} 规定类型{:.2}{}{}）",
            i + 1,
            c.title,
            c.place,
            if c.relation == Above::Above {
                "上位"
            } else {
                "参考"
            },
            c.score,
            f.bm25,
            f.act,
            f.affinity,
            f.title,
            f.order,
            if f.parent { " 立法依据" } else { "" },
            if f.cited { " 被引用" } else { "" },
        );
    }
    Ok(common::print(&out))
}
