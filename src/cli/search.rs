//! `qingli search QUERY`: provisions with the words found, as text or JSON; `--queries` measures.
//! Hits go to tables by [`super::export`], searches are kept by [`super::saved`].

use super::common::{self, Common};
use super::{export, saved};
use crate::document::{Rank, Status};
use crate::error::{Error, Result};
use crate::index::{Facets, Filter, Hit, Hits, Index, Kind, Query, Sort, fields, snippet};
use crate::law::title::nested;
use crate::text::{Date, date};
use std::fmt::Write as _;
use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

/// Arguments of `search`.
#[derive(Debug, Clone, clap::Args)]
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
    /// 领域（交通运输、生态环境……，按名称推定），可以多次使用
    #[arg(long)]
    field: Vec<String>,
    /// 效力状态（现行有效、尚未施行、已修改、已废止、已失效、未知），可以多次使用
    #[arg(long)]
    status: Vec<String>,
    /// 文本的年份，如 2021 或者 2015-2021
    #[arg(long, value_name = "年")]
    year: Option<String>,
    /// 只找这一天有效的文本
    #[arg(long, value_name = "日期")]
    in_force_on: Option<String>,
    /// 次序：relevance（相关程度）、date（日期）、rank（位阶）
    #[arg(long, default_value = "relevance")]
    sort: String,
    /// 列出各位阶、地区、领域、机关、年份、效力各有几条
    #[arg(long)]
    facets: bool,
    /// 找与检索词这一整段话相似的条文
    #[arg(long)]
    similar: bool,
    /// 把结果另存为表格：.xlsx、.csv 或者 .json
    #[arg(long, value_name = "文件")]
    export: Option<PathBuf>,
    /// 把这次检索的词和条件存下来，取这个名字
    #[arg(long, value_name = "名称")]
    save: Option<String>,
    /// 用存下来的检索；不写名称则列出全部
    #[arg(long, value_name = "名称", num_args = 0..=1, default_missing_value = "")]
    saved: Option<String>,
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
    match kept(args) {
        Ok(text) => common::print(&text),
        Err(e) => common::fail(&e),
    }
}

/// Digest of the library in a folder, read without opening it.
pub(crate) fn digest(library: &Path) -> Result<String> {
    crate::corpus::Library::digest_of(library)
}

/// Takes a kept search, keeps this one, or simply answers.
fn kept(args: &Args) -> Result<String> {
    if args.saved.is_none() && args.save.is_none() {
        return answer(args);
    }
    let library = super::index::library_dir(&args.common)?;
    match args.saved.as_deref() {
        Some("") => saved::list(&library),
        Some(name) => {
            let s = saved::get(&library, name)?;
            answer(&Args {
                query: Some(s.query),
                rank: s.rank,
                region: s.region,
                issuer: s.issuer,
                field: s.field,
                status: s.status,
                year: s.year,
                in_force_on: s.in_force_on,
                sort: s.sort,
                similar: s.similar,
                ..args.clone()
            })
        }
        None => {
            let done = answer(args)?;
            let search = saved::Saved {
                query: args.query.clone().unwrap_or_default(),
                rank: args.rank.clone(),
                region: args.region.clone(),
                issuer: args.issuer.clone(),
                field: args.field.clone(),
                status: args.status.clone(),
                year: args.year.clone(),
                in_force_on: args.in_force_on.clone(),
                sort: args.sort.clone(),
                similar: args.similar,
            };
            saved::put(&library, args.save.as_deref().unwrap_or(""), search)?;
            Ok(done)
        }
    }
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
    let sort = match args.sort.as_str() {
        "relevance" => Sort::Relevance,
        "date" => Sort::Date,
        "rank" => Sort::Rank,
        other => {
            return Err(Error::usage(
                format!("没有这种次序：{other}"),
                "--sort 用 relevance、date 或者 rank",
            ));
        }
    };
    let day = args.common.as_of(&args.common.config()?)?;
    let query = |text: &str| Query {
        text: text.to_string(),
        filter: filter.clone(),
        limit: args.limit,
        day,
        sort,
        facets: args.facets,
    };
    if let Some(file) = &args.queries {
        return measure(&index, file, args.rounds, &query);
    }
    let Some(text) = args.query.as_deref().filter(|t| !t.trim().is_empty()) else {
        return Err(Error::usage(
            "没有检索词",
            "写出检索词，例如 qingli search 行政处罚法63",
        ));
    };
    if args.verify {
        return verified(&index, text);
    }
    let start = Instant::now();
    let hits = if args.similar {
        index.alike(&query(text))?
    } else {
        index.search(&query(text))?
    };
    let took = start.elapsed().as_micros();
    // The program ends here; giving the memory back piece by piece would only cost time.
    std::mem::forget(index);
    if let Some(file) = &args.export {
        export::write(file, &hits, day, text)?;
    }
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

/// 2021 or 2015-2021.
fn years(text: &str) -> Result<(u32, u32)> {
    let (from, to) = text.split_once(['-', '—', '至']).unwrap_or((text, text));
    let year = |s: &str| {
        let s = s.trim().trim_end_matches('年');
        (s.len() == 4).then(|| s.parse().ok()).flatten()
    };
    match (year(from), year(to)) {
        (Some(a), Some(b)) if a <= b => Ok((a, b)),
        _ => Err(Error::usage(
            format!("不是年份：{text}"),
            "写成 2021 或者 2015-2021",
        )),
    }
}

/// A field by its name or a part of it.
fn field(name: &str) -> Result<String> {
    let all: Vec<&str> = fields::names().collect();
    let like = |fits: &dyn Fn(&str) -> bool| -> Vec<&str> {
        all.iter().copied().filter(|n| fits(n)).collect()
    };
    // 交通 is sooner 交通运输 than 公安和道路交通安全.
    let found = [
        like(&|n| n == name),
        like(&|n| n.starts_with(name)),
        like(&|n| n.contains(name)),
    ];
    match found.iter().find(|f| !f.is_empty()).map(Vec::as_slice) {
        Some([one]) => Ok((*one).to_string()),
        _ => Err(Error::usage(
            format!("没有这个领域，或者不止一个：{name}"),
            format!("用 {}", all.join("；")),
        )),
    }
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
    let fields = args
        .field
        .iter()
        .map(|f| field(f))
        .collect::<Result<Vec<String>>>()?;
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
        fields,
        statuses,
        in_force_on: args.in_force_on.as_deref().map(day).transpose()?,
        years: args.year.as_deref().map(years).transpose()?,
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
        "kind": match hits.kind {
            Kind::Citation => "citation",
            Kind::Exact => "exact",
            Kind::Ranked => "ranked",
            Kind::Similar => "similar",
        },
        "total": hits.total,
        "undated": hits.undated,
        "note": hits.note,
        "suggested": hits.suggested,
        "facets": hits.facets.as_ref().map(counted),
        "took_us": u64::try_from(took).unwrap_or(u64::MAX),
        "hits": list,
    })
}

/// How many values of a facet the text form shows.
const FACETS: usize = 8;

/// The facets as words.
fn counts(f: &Facets) -> [(&'static str, Vec<(String, usize)>); 6] {
    [
        (
            "位阶",
            f.ranks
                .iter()
                .map(|(r, n)| (r.shown().into(), *n))
                .collect(),
        ),
        ("地区", f.regions.clone()),
        ("领域", f.fields.clone()),
        ("机关", f.issuers.clone()),
        (
            "年份",
            f.years.iter().map(|(y, n)| (y.to_string(), *n)).collect(),
        ),
        (
            "效力",
            f.statuses
                .iter()
                .map(|(s, n)| (state(*s).to_string(), *n))
                .collect(),
        ),
    ]
}

/// A state in words.
fn state(status: Status) -> &'static str {
    match status {
        Status::Unknown => "效力未知",
        s => s.name(),
    }
}

/// The facets as JSON.
fn counted(f: &Facets) -> serde_json::Value {
    let names = ["rank", "region", "field", "issuer", "year", "status"];
    names
        .iter()
        .zip(counts(f))
        .map(|(name, (_, list))| {
            let list: Vec<serde_json::Value> = list
                .into_iter()
                .map(|(what, n)| serde_json::json!({"value": what, "count": n}))
                .collect();
            ((*name).to_string(), serde_json::Value::from(list))
        })
        .collect::<serde_json::Map<_, _>>()
        .into()
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
        Kind::Similar => "按相似程度",
    };
    if hits.note.is_none() && !hits.suggested.is_empty() {
        let titles: Vec<String> = hits.suggested.iter().map(|t| nested(t)).collect();
        let _ = writeln!(out, "您是不是要找《{}》？", titles.join("》《"));
    }
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
    if let Some(f) = &hits.facets {
        for (name, counts) in counts(f) {
            let list: Vec<String> = counts
                .iter()
                .take(FACETS)
                .map(|(what, n)| format!("{what} {n}"))
                .collect();
            if !list.is_empty() {
                let _ = writeln!(out, "{name}：{}", list.join("，"));
            }
        }
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
    facts.push(state(h.status).to_string());
    let others = if h.others > 0 {
        format!("；另有 {} 个版本", h.others)
    } else {
        String::new()
    };
    let path = if h.heading.is_empty() {
        String::new()
    } else {
        format!(" {} ", h.heading)
    };
    format!(
        "《{}》{path}{}（{}{others}）",
        nested(&h.title),
        h.place,
        facts.join("，")
    )
}

#[cfg(test)]
mod tests {
    use super::field;

    #[test]
    fn a_field_is_named_by_its_beginning_or_a_part() {
        let named = |n: &str| field(n).ok();
        assert_eq!(named("交通").as_deref(), Some("交通运输"));
        assert_eq!(named("道路交通").as_deref(), Some("公安和道路交通安全"));
        assert_eq!(named("水利").as_deref(), Some("水利"));
        assert_eq!(named("天文"), None);
    }
}
