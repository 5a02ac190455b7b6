//! `qingli align FILE ARTICLE`: ranked provisions of higher law on the same act.

use super::common::{self, Common};
use super::inputs;
use crate::align::{self, Engine};
use crate::citation;
use crate::document::{Document, Kind, NodeId, Number};
use crate::error::{Error, Result};
use crate::law::{Above, Standing};
use crate::norm::{self, Basis, Form, Modality, Norm, Object, Sanction, Tier};
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
    let citations = citation::find(&document);
    let prior = engine.prior(&document, &standing, &citations);
    let found = engine.align(&align::query(&document, &citations, &nodes), &prior);
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
            "schema": 1, "as_of": on.to_string(), "place": place, "norms": norms(&document, &nodes), "candidates": candidates,
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
            "{}. 《{}》{}　{}　{:.2}（行为{:.2} 少见词{:.2} 反向{:.2} 领域{:.2} 罚种{:.2} 数额{:.2}{}{}{}{}{}）",
            i + 1,
            c.title,
            c.place,
            if c.relation == Above::Above {
                "上位"
            } else {
                "参考"
            },
            c.score,
            f.act,
            f.rare,
            f.mutual,
            f.affinity,
            f.kinds,
            f.figures,
            if f.parent { " 立法依据" } else { "" },
            if f.cited { " 被引用" } else { "" },
            if f.national { "" } else { " 地方" },
            if f.general { " 设定权" } else { "" },
            if f.sentence {
                " 按所指条文的一句"
            } else {
                ""
            },
        );
    }
    Ok(common::print(&out))
}

/// The norms of the clauses, one entry an act and tier.
fn norms(document: &Document, nodes: &[NodeId]) -> Vec<serde_json::Value> {
    let mut out = Vec::new();
    for n in nodes.iter().flat_map(|&n| norm::read(document, n)) {
        let acts: Vec<String> = norm::expand(document, &n)
            .acts
            .into_iter()
            .map(|a| a.text)
            .collect();
        let mut tiers: Vec<Tier> = n.sanctions.iter().map(|s| s.tier).collect();
        tiers.sort_unstable();
        tiers.dedup();
        if tiers.is_empty() {
            out.push(entry(&n, &acts, None));
        }
        for t in tiers {
            out.push(entry(&n, &acts, Some(t)));
        }
    }
    out
}

/// One norm with the sanctions of one tier.
fn entry(n: &Norm, acts: &[String], tier: Option<Tier>) -> serde_json::Value {
    let objects: Vec<String> = n.objects.iter().map(|o| o.shown().to_string()).collect();
    let actors: Vec<&str> = n.actors.iter().map(|a| a.text.as_str()).collect();
    serde_json::json!({
        "actor": actors.join("、"),
        "modality": modality(n),
        "act": acts.join("；"),
        "object": objects.join("、"),
        "tier": tier.map(Tier::shown),
        "sanctions": n
            .sanctions
            .iter()
            .filter(|s| Some(s.tier) == tier)
            .map(sanction)
            .collect::<Vec<_>>(),
    })
}

/// A sanction with its range.
fn sanction(s: &Sanction) -> serde_json::Value {
    let (min, max, unit) = match (&s.amount, &s.period) {
        (Some(a), _) => {
            let unit = match a.basis {
                Basis::Multiple => format!("千分之一倍{}", a.base),
                Basis::Percent => format!("千分之一{}", a.base),
                Basis::PerUnit => format!("元/{}", a.base),
                _ => "元".to_string(),
            };
            (a.min, a.max, Some(unit))
        }
        (None, Some(p)) => (p.min, p.max, Some(unit_name(p.unit).to_string())),
        (None, None) => (None, None, None),
    };
    serde_json::json!({
        "kind": s.kind.shown(),
        "min": min,
        "max": max,
        "unit": unit,
        "object": s.object.as_ref().map(Object::shown),
    })
}

fn modality(n: &Norm) -> &'static str {
    match n.modality {
        Modality::Must => "必须",
        Modality::Should => "应当",
        Modality::MustNot => "不得",
        Modality::May => "可以",
        Modality::NeedNot => "无需",
        Modality::Encourage => "鼓励",
        Modality::None if n.form == Form::Penalty => "处罚",
        Modality::None => "",
    }
}

fn unit_name(u: norm::Unit) -> &'static str {
    match u {
        norm::Unit::Minute => "分钟",
        norm::Unit::Hour => "小时",
        norm::Unit::Day => "日",
        norm::Unit::Workday => "工作日",
        norm::Unit::Month => "个月",
        norm::Unit::Year => "年",
    }
}
