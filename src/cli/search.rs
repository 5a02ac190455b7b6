//! `qingli search QUERY`: provisions with the words found, as text or JSON; `--queries` measures.

use super::common::{self, Common};
use crate::document::{Rank, Status};
use crate::error::{Error, Result};
use crate::index::{Filter, Hit, Hits, Index, Kind, Query, snippet};
use crate::text::{Date, date};
use std::fmt::Write as _;
use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

/// Arguments of `search`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// 检索词；引号里的词逐字检索，“行政处罚法第六十三条”直接找到该条
    query: Option<String>,
    /// 位阶（法律、行政法规、地方性法规……），可以多次使用
    #[arg(long)]
    rank: Vec<String>,
    /// 地区（全国、山东省、山东省/济南市）
    #[arg(long)]
    region: Option<String>,
    /// 制定机关名称中的字
    #[arg(long)]
    issuer: Option<String>,
    /// 效力状态（现行有效、尚未施行、已修改、已废止、已失效、未知），可以多次使用
    #[arg(long)]
    status: Vec<String>,
    /// 只找这一天有效的文本
    #[arg(long, value_name = "日期")]
    in_force_on: Option<String>,
    /// 显示几条
    #[arg(long, default_value_t = 10)]
    limit: usize,
    /// text 或者 json
    #[arg(long, default_value = "text")]
    format: String,
    #[command(flatten)]
    common: Common,
    /// 逐条通读全部条文，核对逐字检索的结果
    #[arg(long)]
    verify: bool,
    /// 测速：文件里一行一个检索词
    #[arg(long, value_name = "文件")]
    queries: Option<PathBuf>,
    /// 测速的轮数
    #[arg(long, default_value_t = 1)]
    rounds: usize,
    /// 直接用这个文件夹里的索引，不问它属于哪个库
    #[arg(long, hide = true)]
    index: Option<PathBuf>,
}

/// Runs the command.
pub fn run(args: &Args) -> ExitCode {
    match answer(args) {
        Ok(text) => common::print(&text),
        Err(e) => common::fail(&e),
    }
}

/// Digest of the library in a folder, read without opening it.
pub(crate) fn digest(library: &Path) -> Result<String> {
    crate::corpus::Library::digest_of(library)
}

fn answer(args: &Args) -> Result<String> {
    let index = match &args.index {
        Some(dir) => Index::open_whatever(dir)?,
        None => {
            let library = super::index::library_dir(&args.common)?;
            Index::open(&super::index::folder(&library), &digest(&library)?)?
        }
    };
    let filter = filter(args)?;
    let day = args.common.as_of(&args.common.config()?)?;
    let query = |text: &str| Query {
        text: text.to_string(),
        filter: filter.clone(),
        limit: args.limit,
        day,
    };
    if let Some(file) = &args.queries {
        return measure(&index, file, args.rounds, &query);
    }
    let Some(text) = &args.query else {
        return Err(Error::usage(
            "没有检索词",
            "写出检索词，例如 qingli search 行政处罚法63",
        ));
    };
    if args.verify {
        return verified(&index, text);
    }
    let start = Instant::now();
    let hits = index.search(&query(text))?;
    let took = start.elapsed().as_micros();
    // The program ends here; giving the memory back piece by piece would only cost time.
    std::mem::forget(index);
    match args.format.as_str() {
        "json" => Ok(format!("{}\n", json(text, &hits, took))),
        "text" => Ok(shown(&hits, std::io::stdout().is_terminal())),
        other => Err(Error::usage(
            format!("没有这种格式：{other}"),
            "--format 用 text 或者 json",
        )),
    }
}

fn day(text: &str) -> Result<Date> {
    date::parse(text)
        .ok_or_else(|| Error::usage(format!("不是日期：{text}"), "日期写成 2026-11-24"))
}

fn filter(args: &Args) -> Result<Filter> {
    let ranks = args
        .rank
        .iter()
        .map(|r| {
            Rank::from_name(r).ok_or_else(|| {
                let all: Vec<&str> = Rank::ALL.iter().map(|r| r.shown()).collect();
                Error::usage(
                    format!("没有这个位阶：{r}"),
                    format!("用 {}", all.join("、")),
                )
            })
        })
        .collect::<Result<_>>()?;
    let statuses = args
        .status
        .iter()
        .map(|s| {
            Status::from_name(s).ok_or_else(|| {
                Error::usage(
                    format!("没有这种效力状态：{s}"),
                    "用 现行有效、尚未施行、已修改、已废止、已失效、未知",
                )
            })
        })
        .collect::<Result<_>>()?;
    Ok(Filter {
        ranks,
        region: args.region.clone(),
        issuer: args.issuer.clone(),
        statuses,
        in_force_on: args.in_force_on.as_deref().map(day).transpose()?,
        works: None,
        except: None,
    })
}

/// `round⇥query⇥hits⇥microseconds`, queries counted from 0.
fn measure(
    index: &Index,
    file: &Path,
    rounds: usize,
    query: &dyn Fn(&str) -> Query,
) -> Result<String> {
    let text = std::fs::read_to_string(file)
        .map_err(|e| Error::io("读取检索词文件失败", &e).about_file(file))?;
    let queries: Vec<Query> = text
        .lines()
        .map(str::trim)
        .filter(|l| !l.is_empty() && !l.starts_with('#'))
        .map(query)
        .collect();
    let mut out = String::new();
    for round in 0..rounds {
        for (i, q) in queries.iter().enumerate() {
            let start = Instant::now();
            let hits = index.search(q)?;
            let took = start.elapsed().as_nanos();
            let _ = writeln!(
                out,
                "{round}\t{i}\t{}\t{}.{}",
                hits.total,
                took / 1000,
                took % 1000 / 100
            );
        }
    }
    Ok(out)
}

fn verified(index: &Index, text: &str) -> Result<String> {
    let v = index.verify(text)?;
    if v.scan == 0 && crate::index::query::parse(text).exact.is_empty() {
        return Err(Error::usage(
            "只有引号里的词可以核对",
            "把检索词放进引号，例如 qingli search '\"没收违法所得\"' --verify",
        ));
    }
    let line = format!(
        "通读 {} 条，含检索词的 {} 条；索引漏掉 {} 条，多出 {} 条\n",
        v.records, v.scan, v.lost, v.wrong
    );
    if v.lost + v.wrong > 0 {
        return Err(Error::internal(format!("逐字检索与通读不一致：{line}")));
    }
    Ok(line)
}

/// CONTRACT's JSON.
fn json(query: &str, hits: &Hits, took: u128) -> serde_json::Value {
    let list: Vec<serde_json::Value> = hits
        .hits
        .iter()
        .map(|h| {
            serde_json::json!({
                "title": h.title,
                "version": h.date.map(|d| d.to_string()),
                "rank": h.rank.name(),
                "region": h.region,
                "issuer": h.issuer,
                "article": h.place,
                "heading": h.heading,
                "text": h.text,
                "highlights": h.highlights.iter().map(|s| [s.start, s.end]).collect::<Vec<_>>(),
                "score": (f64::from(h.score) * 1000.0).round() / 1000.0,
                "status": h.status.name(),
                "versions": h.others + 1,
            })
        })
        .collect();
    serde_json::json!({
        "schema": 1,
        "query": query,
        "kind": match hits.kind { Kind::Citation => "citation", Kind::Exact => "exact", Kind::Ranked => "ranked" },
        "total": hits.total,
        "undated": hits.undated,
        "note": hits.note,
        "took_us": u64::try_from(took).unwrap_or(u64::MAX),
        "hits": list,
    })
}

/// The answer for a reader.
fn shown(hits: &Hits, colour: bool) -> String {
    let (open, close) = if colour {
        ("\x1b[1;31m", "\x1b[0m")
    } else {
        ("【", "】")
    };
    let mut out = String::new();
    if let Some(n) = &hits.note {
        let _ = writeln!(out, "注意：{n}");
    }
    let kind = match hits.kind {
        Kind::Citation => "按条文号",
        Kind::Exact => "逐字检索",
        Kind::Ranked => "按相关程度",
    };
    if hits.hits.is_empty() {
        let _ = writeln!(out, "没有找到");
    } else {
        let _ = writeln!(
            out,
            "{kind}：{} 条（各版本分别计数），显示 {} 条",
            hits.total,
            hits.hits.len()
        );
    }
    for (i, h) in hits.hits.iter().enumerate() {
        let _ = writeln!(out, "\n{}. {}", i + 1, head(h));
        let start = if h.snippet.start > 0 { "……" } else { "" };
        let end = if h.snippet.end < h.text.trim_end().len() {
            "……"
        } else {
            ""
        };
        let _ = writeln!(
            out,
            "   {start}{}{end}",
            snippet::marked(&h.text, h.snippet, &h.highlights, open, close).trim()
        );
    }
    if hits.undated > 0 {
        let _ = writeln!(
            out,
            "\n另有 {} 个文本没有日期，无法判断当日是否有效，没有列入",
            hits.undated
        );
    }
    out
}

/// 《…》第…条（法律，2021年1月22日，现行有效；另有 2 个版本）
fn head(h: &Hit) -> String {
    let mut facts = Vec::new();
    if h.rank != Rank::Unknown {
        facts.push(h.rank.name().to_string());
    }
    if let Some(d) = h.date {
        facts.push(date::chinese(d));
    }
    facts.push(match h.status {
        Status::Unknown => "效力未知".into(),
        s => s.name().to_string(),
    });
    let others = if h.others > 0 {
        format!("；另有 {} 个版本", h.others)
    } else {
        String::new()
    };
    format!("《{}》{}（{}{others}）", h.title, h.place, facts.join("，"))
}
