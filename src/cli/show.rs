//! `qingli show LAW [ARTICLE]`: a law's text on a day, its versions, its end, who cites it.

use super::common::{self, Common};
use crate::corpus::{Library, VersionId, WorkId};
use crate::document::{Document, Kind, NodeId, Number};
use crate::error::{Error, Result};
use crate::law::Standing;
use crate::text::{Date, date};
use serde_json::{Value, json};
use std::fmt::Write;
use std::process::ExitCode;

/// Arguments of `show`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// 法律文件的名称（全称、通行简称或者旧称）
    law: String,
    /// 条号，如 63、六十三、第十七条之一
    article: Option<String>,
    /// 打印规范化后的原文（引文位置所依据的文本）
    #[arg(long)]
    raw: bool,
    /// 输出格式：text、json
    #[arg(long, default_value = "text", value_parser = ["text", "json"])]
    format: String,
    #[command(flatten)]
    common: Common,
}

/// How many citing places the text form lists.
const CITERS: usize = 20;

/// Runs the command.
pub fn run(args: &Args) -> ExitCode {
    match show(args) {
        Ok(text) => common::print(&text),
        Err(e) => common::fail(&e),
    }
}

fn show(args: &Args) -> Result<String> {
    let config = args.common.config()?;
    let library = args.common.open_library(&config)?;
    let on = args.common.as_of(&config)?;
    let number = match &args.article {
        None => None,
        Some(a) => Some(Number::parse(a).ok_or_else(|| {
            Error::usage(format!("“{a}”不是条号"), "写成 63、六十三或者 第十七条之一")
        })?),
    };
    let near = Standing::of_region(&config.organ.region);
    let found = library.find(&args.law, &near);
    let Some(&id) = found.first() else {
        return Err(Error::usage(
            format!("法律库里没有“{}”", args.law),
            "核对名称，或者用 qingli search 查找，或者用 qingli import 导入",
        ));
    };
    let version = library
        .in_force(id, on)
        .or_else(|| library.work(id).versions.last().copied());
    if args.raw {
        let v = version.ok_or_else(|| no_text(&library, id))?;
        return Ok(library.document(v)?.text.clone());
    }
    let document = version.map(|v| library.document(v)).transpose()?;
    let node = match (number, &document, version) {
        (Some(n), Some(d), Some(v)) => Some(library.article(v, n).map_err(|_| {
            Error::usage(
                format!("《{}》没有{}", d.meta.title, n.article()),
                "核对条号，或者用 --as-of 指定日期，看另一个版本",
            )
        })?),
        (Some(_), _, _) => return Err(no_text(&library, id)),
        _ => None,
    };
    let page = Page {
        library: &library,
        work: id,
        version,
        document: document.as_deref(),
        node,
        number,
        on,
    };
    if args.format == "json" {
        return Ok(format!("{}\n", page.json()));
    }
    let mut text = page.text();
    if found.len() > 1 {
        let _ = writeln!(text, "\n同名的还有：");
        for &other in &found[1..] {
            let w = library.work(other);
            let _ = writeln!(text, "  {}（{}，{}）", w.title, w.rank.shown(), w.region);
        }
    }
    Ok(text)
}

fn no_text(library: &Library, id: WorkId) -> Error {
    Error::library(
        format!("库中没有《{}》的正文", library.work(id).title),
        "用 qingli import 导入它的正文",
    )
}

struct Page<'a> {
    library: &'a Library,
    work: WorkId,
    version: Option<VersionId>,
    document: Option<&'a Document>,
    node: Option<NodeId>,
    number: Option<Number>,
    on: Date,
}

/// A day or 不详.
fn day(d: Option<Date>) -> String {
    d.map_or_else(|| "不详".into(), date::chinese)
}

impl Page<'_> {
    fn citers(&self) -> Vec<(VersionId, NodeId)> {
        self.library.cited_by(self.work, self.number)
    }

    /// The place of a citing node in words.
    fn place(&self, v: VersionId, node: NodeId) -> String {
        self.library
            .document(v)
            .map_or_else(|_| String::new(), |d| d.place(node).to_string())
    }

    fn text(&self) -> String {
        let mut out = String::new();
        let w = self.library.work(self.work);
        let _ = writeln!(out, "{}", w.title);
        let _ = writeln!(
            out,
            "  {} · {} · {}",
            w.rank.shown(),
            if w.region.is_empty() {
                "区域不明"
            } else {
                &w.region
            },
            if w.issuer.is_empty() {
                "制定机关不明"
            } else {
                &w.issuer
            }
        );
        let (status, _) = self.library.status(self.work, self.on);
        let status = match status {
            crate::document::Status::Unknown => "不详",
            s => s.name(),
        };
        let _ = writeln!(out, "  {}：{status}", date::chinese(self.on));
        if !w.former_titles.is_empty() {
            let _ = writeln!(out, "  曾用名：{}", w.former_titles.join("、"));
        }
        if let Some(r) = &w.repeal {
            let _ = writeln!(out, "  自{}起废止，依据：{}", date::chinese(r.on), r.by);
            if let Some(s) = &r.successor {
                let _ = writeln!(out, "  接续：{s}");
            }
            if let Some(q) = &r.evidence.quote {
                let at = r.evidence.article.as_deref().unwrap_or("");
                let _ = writeln!(out, "  《{}》{at}：“{}”", r.evidence.title, q.trim());
            } else if let Some(s) = &r.evidence.source {
                let _ = writeln!(out, "  来源：{s}");
            }
        }
        let _ = writeln!(out, "版本：");
        if w.versions.is_empty() {
            let _ = writeln!(out, "  库中没有正文");
        }
        for &id in &w.versions {
            let v = self.library.version(id);
            let mark = if Some(id) == self.version { "→" } else { " " };
            let until = v
                .until
                .map_or_else(String::new, |u| format!("至{}前", date::chinese(u)));
            let doubt = v
                .doubtful
                .as_ref()
                .map_or_else(String::new, |d| format!("（{d}）"));
            let _ = writeln!(
                out,
                "{mark} {}，{}起施行{until}，{}条，{}{doubt}",
                day(v.date),
                day(v.from),
                v.articles,
                v.source
            );
        }
        if let Some(d) = self.document {
            let _ = writeln!(out);
            match self.node {
                Some(n) => article(&mut out, d, n),
                None => {
                    let main = d.main_part();
                    for id in d.ids().filter(|&i| d.node(i).part == main) {
                        if let Kind::Book | Kind::Chapter | Kind::Section | Kind::Level1 =
                            d.node(id).kind
                        {
                            let _ = writeln!(out, "{}　{}", d.label(id), d.words(id).trim());
                        }
                    }
                }
            }
        }
        let citers = self.citers();
        if !citers.is_empty() {
            let _ = writeln!(out, "\n引用它的有{}处：", citers.len());
            for &(v, n) in citers.iter().take(CITERS) {
                let m = &self.library.version(v).meta;
                let _ = writeln!(
                    out,
                    "  {}（{}）{}",
                    m.title,
                    day(self.library.version(v).date),
                    self.place(v, n)
                );
            }
            if citers.len() > CITERS {
                let _ = writeln!(out, "  ……其余见 --format json");
            }
        }
        out
    }

    fn json(&self) -> Value {
        let w = self.library.work(self.work);
        let (status, _) = self.library.status(self.work, self.on);
        let versions: Vec<Value> = w
            .versions
            .iter()
            .map(|&id| {
                let v = self.library.version(id);
                json!({"version": v.date.map(|d| d.to_string()), "from": v.from.map(|d| d.to_string()),
                       "until": v.until.map(|d| d.to_string()), "articles": v.articles,
                       "source": v.source, "doubtful": v.doubtful, "shown": Some(id) == self.version})
            })
            .collect();
        let nodes: Vec<Value> = match (self.document, self.node) {
            (Some(d), Some(a)) => std::iter::once(a)
                .chain(d.descendants(a))
                .map(|n| {
                    let x = d.node(n);
                    json!({"kind": x.kind.name(), "label": d.label(n), "text": d.words(n),
                           "start": x.span.start, "end": x.span.end})
                })
                .collect(),
            _ => Vec::new(),
        };
        let cited_by: Vec<Value> = self
            .citers()
            .into_iter()
            .map(|(v, n)| {
                json!({"law": self.library.version(v).meta.title,
                       "version": self.library.version(v).date.map(|d| d.to_string()),
                       "place": self.place(v, n)})
            })
            .collect();
        json!({"schema": 1, "title": w.title, "rank": w.rank.name(), "region": w.region, "issuer": w.issuer,
               "as_of": self.on.to_string(), "status": status.name(), "former_titles": w.former_titles,
               "repeal": w.repeal.as_ref().map(|r| json!({"on": r.on.to_string(), "by": r.by, "successor": r.successor, "evidence": r.evidence})),
               "versions": versions, "article": self.number.map(Number::article), "nodes": nodes, "cited_by": cited_by})
    }
}

/// An article with its 款 and 项, one a line.
fn article(out: &mut String, d: &Document, article: NodeId) {
    let mut first = true;
    let _ = write!(out, "{}", d.label(article));
    for n in d.descendants(article) {
        let node = d.node(n);
        let words = d.words(n).trim();
        match node.kind {
            Kind::Item => {
                let _ = writeln!(out, "    {}{words}", d.label(n));
            }
            Kind::Subitem => {
                let _ = writeln!(out, "      {}{words}", d.label(n));
            }
            _ if first => {
                let _ = writeln!(out, "　{words}");
            }
            _ => {
                let _ = writeln!(out, "　　{words}");
            }
        }
        first = false;
    }
    if first {
        let _ = writeln!(out);
    }
}
