//! `qingli apply DECISION --to TEXT`: the consolidated text, and what was not applied.

use super::common::{self, Common};
use super::diff;
use crate::amend::{self, Amendment, Applied, Decision};
use crate::document::Document;
use crate::error::{Error, Result};
use crate::law::title;
use crate::text::date;
use serde_json::json;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Arguments of `apply`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// 修改决定：文件，或者库中的名称
    decision: String,
    /// 修改前的文本，可以有几件（同 --to）
    #[arg(value_name = "OLD")]
    old: Vec<String>,
    /// 修改前的文本：文件，或者库中的名称，可以加@版本日期
    #[arg(long, value_name = "TEXT")]
    to: Vec<String>,
    /// 决定修改几件法规时，指定其中一件的名称（默认：与文本同名的一件）
    #[arg(long, value_name = "TITLE")]
    law: Option<String>,
    /// 写到这个文件；几件文本时是文件夹（默认：标准输出）
    #[arg(short, long, value_name = "OUT")]
    out: Option<PathBuf>,
    /// 与官方公布的修改后文本逐条核对
    #[arg(long, value_name = "TEXT")]
    official: Option<String>,
    /// 只列出读到的修改事项，不执行
    #[arg(long)]
    operations: bool,
    /// 输出格式：text 写出文本，json 写出文本和清单
    #[arg(long, default_value = "text", value_parser = ["text", "json"])]
    format: String,
    /// 不在题注中加写这次修改
    #[arg(long)]
    no_history: bool,
    #[command(flatten)]
    common: Common,
}

/// Runs the command.
pub fn run(args: &Args) -> ExitCode {
    match work(args) {
        Ok((text, whole)) => {
            let code = common::print(&text);
            if whole { code } else { ExitCode::from(2) }
        }
        Err(e) => common::fail(&e),
    }
}

/// What goes to standard output, and whether nothing was left out.
fn work(args: &Args) -> Result<(String, bool)> {
    let mut library = None;
    let source = diff::read(&args.decision, &args.common, &mut library)?;
    let decision = amend::read(&source);
    if args.operations {
        return Ok(listed(&decision, &source, args.format == "json"));
    }
    let olds: Vec<&String> = args.old.iter().chain(&args.to).collect();
    if olds.is_empty() {
        return Err(Error::usage(
            "没有指定修改前的文本",
            "用 --to 指定文件，或者用 --operations 只看修改事项",
        ));
    }
    if decision.laws.is_empty() {
        return Err(Error::usage(
            "没有读到修改事项",
            "确认这是修改决定；废止决定没有可以执行的文本修改",
        )
        .about(&args.decision));
    }
    let mut out = String::new();
    let mut whole = true;
    for name in &olds {
        let old = diff::read(name, &args.common, &mut library)?;
        let wanted = args.law.as_deref().unwrap_or(&old.meta.title);
        let part = part(&decision, wanted, args.law.is_some(), &args.common)?;
        let line = (!args.no_history).then(|| history(&source));
        let applied = amend::apply(&old, &decision, part, line.as_deref());
        whole &= !applied.notes.iter().any(|n| n.left_out);
        report(args, name, part, &applied, &source);
        let mut apart = None;
        if let Some(official) = &args.official {
            let official = diff::read(official, &args.common, &mut library)?;
            let list = divergences(&old, &applied, &official);
            differences(&list);
            apart = Some(list);
        }
        let text = if args.format == "json" {
            format!("{:#}\n", as_json(part, &applied, &source, apart.as_deref()))
        } else {
            printed(&applied.text)
        };
        match &args.out {
            Some(path) => {
                let path = if olds.len() > 1 {
                    std::fs::create_dir_all(path)
                        .map_err(|e| Error::io("建文件夹失败", &e).about_file(path))?;
                    path.join(Path::new(name.as_str()).file_name().unwrap_or_default())
                        .with_extension(if args.format == "json" { "json" } else { "md" })
                } else {
                    path.clone()
                };
                std::fs::write(&path, text)
                    .map_err(|e| Error::io("写文件失败", &e).about_file(&path))?;
                args.common.say(&format!("已写出：{}", path.display()));
            }
            None => out.push_str(&text),
        }
    }
    Ok((out, whole))
}

/// One blank line between paragraphs, so that any reader of text or Markdown keeps them apart.
pub(super) fn printed(text: &str) -> String {
    let mut s = text
        .lines()
        .map(str::trim_end)
        .filter(|l| !l.is_empty())
        .collect::<Vec<_>>()
        .join("\n\n");
    s.push('\n');
    s
}

/// The decision's part on a law.
fn part<'a>(
    decision: &'a Decision,
    wanted: &str,
    named: bool,
    common: &Common,
) -> Result<&'a Amendment> {
    let found = decision.on(wanted);
    let Some(part) = found else {
        let list: Vec<&str> = decision.laws.iter().map(|l| l.law.as_str()).collect();
        return Err(Error::usage(
            format!("决定没有修改《{wanted}》，它修改的是：{}", list.join("、")),
            "用 --law 指定其中一件的名称",
        ));
    };
    if !named && !part.law.is_empty() && title::loose(&part.law) != title::loose(wanted) {
        common.say(&format!(
            "提示：文本的名称是“{wanted}”，决定修改的是《{}》，请核对是不是同一件",
            part.law
        ));
    }
    Ok(part)
}

/// 根据2021年3月1日《…》
fn history(source: &Document) -> String {
    let m = &source.meta;
    let day = m
        .adopted
        .as_ref()
        .or(m.published.as_ref())
        .or(m.version.as_ref())
        .map(|f| date::chinese(f.value))
        .unwrap_or_default();
    let by = m
        .history
        .iter()
        .find(|e| e.by.contains("会议"))
        .map(|e| e.by.clone())
        .unwrap_or_default();
    let title = m.title.replace('《', "〈").replace('》', "〉");
    format!("根据{day}{by}《{title}》")
}

fn report(args: &Args, name: &str, part: &Amendment, applied: &Applied, source: &Document) {
    let left = applied.notes.iter().filter(|n| n.left_out).count();
    args.common.say(&format!(
        "{name}：读到修改事项{}项，执行{}项，未执行{left}项",
        part.ops.len(),
        applied.done
    ));
    for n in &applied.notes {
        let words: String = source
            .slice(n.span)
            .chars()
            .filter(|c| !c.is_whitespace())
            .take(60)
            .collect();
        let kind = if n.left_out { "未执行" } else { "请核对" };
        if words.is_empty() {
            eprintln!("  {kind}：{}", n.why);
        } else {
            eprintln!("  {kind}：{}（“{words}”）", n.why);
        }
    }
}

/// An article in which our text and the official one differ: a candidate error of one of them.
struct Divergence {
    article: String,
    made: String,
    official: String,
    /// Whose error it may be, and why, in Chinese.
    candidate: &'static str,
}

/// Articles in which our text and the official one differ.
///
/// Who may have erred is told by the text before: what the decision left alone and the official
/// text has otherwise points to the official text or to another text before.
fn divergences(old: &Document, applied: &Applied, official: &Document) -> Vec<Divergence> {
    use crate::document::Block;
    use crate::text::normalize::fold;
    let blocks: Vec<Block> = applied.text.lines().map(Block::paragraph).collect();
    let ours = crate::document::outline::build(&blocks);
    let words = |d: &Document, id| d.slice(d.full_span(id)).trim().to_string();
    // An article without its number, for another text has it under another one.
    let bare = |d: &Document, id| {
        let all = fold(&words(d, id));
        let label = fold(d.label(id));
        all.strip_prefix(&label).unwrap_or(&all).trim().to_string()
    };
    let before: std::collections::BTreeSet<String> =
        old.articles().map(|id| bare(old, id)).collect();
    let mut out = Vec::new();
    for id in official.articles().filter(|&i| official.node(i).part == 0) {
        let Some(number) = official.node(id).number else {
            continue;
        };
        let theirs = bare(official, id);
        let made = ours.article(0, number);
        let mine = made.map(|o| bare(&ours, o));
        if mine.as_ref() == Some(&theirs) {
            continue;
        }
        let candidate = match &mine {
            None => "本程序的文本没有这一条",
            Some(m) if before.contains(m) => {
                "按决定这一条没有改动，官方文本却不同：可能是官方文本的差错，也可能修改前的文本不是上一版本"
            }
            Some(_) if before.contains(&theirs) => {
                "官方文本这一条没有改动，本程序按决定改了：可能是本程序的差错，也可能是官方文本漏改"
            }
            Some(_) => "两个文本都改了，结果不同：是本程序的还是官方文本的差错，请核对",
        };
        out.push(Divergence {
            article: official.label(id).to_string(),
            made: made.map_or_else(String::new, |o| words(&ours, o)),
            official: words(official, id),
            candidate,
        });
    }
    for id in ours.articles().filter(|&i| ours.node(i).part == 0) {
        let missing = ours
            .node(id)
            .number
            .is_some_and(|n| official.article(0, n).is_none());
        if missing {
            out.push(Divergence {
                article: ours.label(id).to_string(),
                made: words(&ours, id),
                official: String::new(),
                candidate: "官方文本没有这一条",
            });
        }
    }
    out
}

/// Where two texts part: some words of each from there on.
fn parting(a: &str, b: &str) -> (String, String) {
    let bare = |s: &str| s.chars().filter(|c| !c.is_whitespace()).collect::<Vec<_>>();
    let (a, b) = (bare(a), bare(b));
    let at = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    let from = at.saturating_sub(6);
    let cut = |v: &[char]| v.iter().skip(from).take(24).collect::<String>();
    (cut(&a), cut(&b))
}

fn differences(list: &[Divergence]) {
    for d in list {
        eprintln!("  与官方文本不同：{}（{}）", d.article, d.candidate);
        if !d.made.is_empty() && !d.official.is_empty() {
            let (a, b) = parting(&d.made, &d.official);
            eprintln!("    本程序：…{a}…");
            eprintln!("    官  方：…{b}…");
        }
    }
    eprintln!("  与官方文本核对：{}条不同", list.len());
}

fn as_json(
    part: &Amendment,
    applied: &Applied,
    source: &Document,
    apart: Option<&[Divergence]>,
) -> serde_json::Value {
    let notes: Vec<_> = applied
        .notes
        .iter()
        .map(|n| {
            json!({
                "left_out": n.left_out,
                "why": n.why,
                "words": source.slice(n.span),
                "start": n.span.start,
                "end": n.span.end,
            })
        })
        .collect();
    let apart = apart.map(|list| {
        list.iter()
            .map(|d| {
                json!({
                    "article": d.article,
                    "made": d.made,
                    "official": d.official,
                    "candidate": d.candidate,
                })
            })
            .collect::<Vec<_>>()
    });
    json!({
        "schema": 1,
        "law": part.law,
        "differences": apart,
        "operations": part.ops.len(),
        "applied": applied.done,
        "notes": notes,
        "text": applied.text,
    })
}

/// The operations of a decision, for reading.
fn listed(decision: &Decision, source: &Document, as_json: bool) -> (String, bool) {
    let mut whole = true;
    let mut laws = Vec::new();
    let mut out = String::new();
    for law in &decision.laws {
        whole &= law.unread.is_empty();
        let _ = writeln!(
            out,
            "《{}》：{}句，读懂{}句，修改事项{}项",
            law.law,
            law.sentences,
            law.sentences as usize - law.unread.len().min(law.sentences as usize),
            law.ops.len()
        );
        let mut ops = Vec::new();
        for op in &law.ops {
            let said = said(&op.action);
            let _ = writeln!(out, "  {said}");
            ops.push(json!({"what": said, "words": source.slice(op.span), "start": op.span.start, "end": op.span.end}));
        }
        for u in &law.unread {
            let words: String = source.slice(u.span).chars().take(120).collect();
            let _ = writeln!(out, "  没有读懂：{}", words.replace('\n', " "));
        }
        let unread: Vec<_> = law
            .unread
            .iter()
            .map(|u| json!({"words": source.slice(u.span), "start": u.span.start, "end": u.span.end}))
            .collect();
        laws.push(json!({"law": law.law, "sentences": law.sentences, "operations": ops, "unread": unread, "reorder": law.reorder}));
    }
    for (title, _) in &decision.repeals {
        let _ = writeln!(out, "废止《{title}》");
    }
    if as_json {
        let repeals: Vec<&str> = decision.repeals.iter().map(|r| r.0.as_str()).collect();
        let v = json!({"schema": 1, "title": decision.title, "in_force": decision.in_force, "laws": laws, "repeals": repeals});
        return (format!("{v:#}\n"), whole);
    }
    (out, whole)
}

fn said(action: &amend::Action) -> String {
    use amend::Action as A;
    let short = |s: &str| -> String {
        let s: String = s.chars().filter(|c| !c.is_whitespace()).collect();
        if s.chars().count() > 24 {
            format!("{}…", s.chars().take(24).collect::<String>())
        } else {
            s
        }
    };
    let list = |p: &[amend::Place]| {
        p.iter()
            .map(amend::Place::shown)
            .collect::<Vec<_>>()
            .join("、")
    };
    match action {
        A::Replace { place, wording } => {
            format!("修改 {}：“{}”", place.shown(), short(&wording.text()))
        }
        A::Insert {
            level,
            count,
            new,
            wording,
            heading,
            ..
        } => format!(
            "增加 {count}{} {}：“{}”",
            level.unit(),
            list(new),
            short(heading.as_deref().unwrap_or(&wording.text()))
        ),
        A::Delete { place } => format!("删去 {}", place.shown()),
        A::Substitute { place, old, new } if new.is_empty() => {
            format!("删去文字 {}：“{}”", place.shown(), short(old))
        }
        A::Substitute { place, old, new } => {
            format!(
                "改文字 {}：“{}”→“{}”",
                place.shown(),
                short(old),
                short(new)
            )
        }
        A::Add {
            place,
            mark,
            after,
            words,
        } => format!(
            "加文字 {}：“{}”{}“{}”",
            place.shown(),
            short(mark),
            if *after { "后" } else { "前" },
            short(words)
        ),
        A::Extend {
            place,
            at_end,
            words,
        } => format!(
            "加文字 {}{}：“{}”",
            place.shown(),
            if *at_end { "末尾" } else { "开头" },
            short(words)
        ),
        A::Renumber { from, to } => format!("改号 {}→{}", from.shown(), to.shown()),
        A::Merge { from, to, .. } => format!("合并 {}→{}", list(from), to.shown()),
        A::Split { from, to, .. } => format!("拆分 {}→{}", from.shown(), list(to)),
        A::Rename { title } => format!("改名 “{}”", short(title)),
    }
}
