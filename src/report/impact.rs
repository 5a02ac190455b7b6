//! The impact of a law, as text, JSON, Markdown and a web page: what changed, the clauses touched,
//! old, new and local words side by side.

use super::html;
use super::markdown;
use super::view::DISCLAIMER;
use crate::error::{Error, Result};
use crate::impact::{Change, Fate, Hit, Impact, Link, Named, Provision, Shift, Touched};
use crate::proposal::diff::{Op, Piece, marked};
use maud::{Markup, html};

fn named(n: &Named) -> String {
    n.version
        .as_ref()
        .map_or_else(|| n.title.clone(), |v| format!("{}（{v}）", n.title))
}

fn ended(n: &Named) -> String {
    let until = n
        .until
        .as_ref()
        .map_or_else(String::new, |u| format!("，施行至{u}前"));
    format!("{}{until}", named(n))
}

fn begun(n: &Named) -> String {
    let from = n
        .from
        .as_ref()
        .map_or_else(String::new, |f| format!("，自{f}起施行"));
    format!("{}{from}", named(n))
}

/// 第三条 → 第四条, with the old law's name where several laws end.
fn names(i: &Impact, c: &Change) -> String {
    let new = c.new.as_ref().map_or("", |a| a.article.as_str());
    let old = match &c.old {
        Some(a) if i.old.len() > 1 => format!("《{}》{}", a.law, a.article),
        Some(a) => a.article.clone(),
        None => String::new(),
    };
    match (old.as_str(), new) {
        (a, "") => a.to_string(),
        ("", b) => b.to_string(),
        (a, b) if a == b => a.to_string(),
        (a, b) => format!("{a} → {b}"),
    }
}

/// The fates that are told, in the order of the summary.
const FATES: [Fate; 5] = [
    Fate::Reworded,
    Fate::Moved,
    Fate::MovedReworded,
    Fate::Vanished,
    Fate::New,
];

/// The counts of what changed, in words.
pub fn changed(i: &Impact) -> String {
    let counts: Vec<String> = FATES
        .iter()
        .map(|f| {
            let n = i.changes.iter().filter(|c| c.fate == *f).count();
            format!("{} {n} 条", f.shown())
        })
        .collect();
    format!("{}，未改 {} 条", counts.join("，"), i.same)
}

/// The counts of what is touched, in words.
pub fn touched(i: &Impact) -> String {
    let clauses: usize = i.documents.iter().map(|d| d.hits.len()).sum();
    let by: Vec<String> = Link::ALL
        .iter()
        .filter_map(|l| {
            let n = i
                .documents
                .iter()
                .flat_map(|d| &d.hits)
                .filter(|h| h.link == *l)
                .count();
            (n > 0).then(|| format!("{} {n}", l.shown()))
        })
        .collect();
    let detail = if by.is_empty() {
        String::new()
    } else {
        format!("（{}）", by.join("，"))
    };
    format!(
        "读 {} 件，其中 {} 件在其下位；受影响 {} 件、{clauses} 处{detail}；另有 {} 件提到这部法律而没有条款受影响",
        i.read,
        i.below,
        i.documents.len(),
        i.naming.len()
    )
}

fn place(p: &Provision) -> String {
    format!("《{}》{}", p.law, p.article)
}

fn title(d: &Touched) -> String {
    d.version.as_ref().map_or_else(
        || format!("《{}》", d.title),
        |v| format!("《{}》（{v}）", d.title),
    )
}

/// What may be imposed for an act, before → now.
fn shift(s: &Shift) -> String {
    let side = |w: &Option<String>| w.clone().unwrap_or_else(|| "（无）".into());
    format!(
        "“{}”，{}（{}）：{} → {}",
        s.act,
        s.kind,
        s.tier,
        side(&s.old),
        side(&s.new)
    )
}

fn one_line(s: &str) -> String {
    s.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// As text; `all` shows the changes that touch nothing too.
pub fn text(i: &Impact, all: bool) -> String {
    let mut out = String::new();
    for o in &i.old {
        out.push_str(&format!("旧：{}\n", ended(o)));
    }
    out.push_str(&format!(
        "新：{}\n基准日 {}　{DISCLAIMER}\n条文：{}。\n{}。\n",
        begun(&i.new),
        i.as_of,
        changed(i),
        touched(i)
    ));
    out.push_str("\n一、条文的变化（标记：[-删去-] {+新增+}）\n");
    let mut left = 0;
    for c in &i.changes {
        if c.fate == Fate::Same || !all && c.touches == 0 {
            left += usize::from(c.fate != Fate::Same);
            continue;
        }
        out.push_str(&format!(
            "\n{}　{}　涉及 {} 处\n",
            names(i, c),
            c.fate.shown(),
            c.touches
        ));
        for s in &c.sanctions {
            out.push_str(&format!("  处罚：{}\n", one_line(&shift(s))));
        }
        if !c.pieces.is_empty() {
            out.push_str(&format!("{}\n", marked(&c.pieces)));
        } else if let (Some(a), None) | (None, Some(a)) = (&c.old, &c.new) {
            out.push_str(&format!("{}\n", a.words));
        }
    }
    if left > 0 {
        out.push_str(&format!(
            "\n另有 {left} 条的变化不涉及所读的文件（--all 一并列出）。\n"
        ));
    }
    out.push_str("\n二、受影响的条款\n");
    for d in &i.documents {
        out.push_str(&format!("\n{}　{}\n", title(d), d.path));
        for h in &d.hits {
            out.push_str(&format!(
                "  {}　{}　把握：{}\n    本条：{}\n",
                h.place,
                h.link.shown(),
                h.confidence.shown(),
                one_line(&h.quote)
            ));
            for (label, p) in sides(h) {
                out.push_str(&format!(
                    "    {label}：{}　{}\n",
                    place(p),
                    one_line(&p.quote)
                ));
            }
            out.push_str(&format!("    要做：{}\n", h.action));
        }
    }
    out
}

/// The old and the new words of a hit.
fn sides(h: &Hit) -> impl Iterator<Item = (&'static str, &Provision)> {
    [("旧", h.old.as_ref()), ("新", h.new.as_ref())]
        .into_iter()
        .filter_map(|(l, p)| Some((l, p?)))
}

/// As JSON.
///
/// # Errors
/// Never for a sound result.
pub fn json(i: &Impact) -> Result<String> {
    let mut v =
        serde_json::to_value(i).map_err(|e| Error::internal(format!("结果不能写成 JSON：{e}")))?;
    if let Some(o) = v.as_object_mut() {
        o.insert("schema".into(), 1.into());
    }
    serde_json::to_string_pretty(&v)
        .map(|s| s + "\n")
        .map_err(|e| Error::internal(format!("结果不能写成 JSON：{e}")))
}

/// As Markdown: a table of changes, then the clauses by document.
pub fn markdown(i: &Impact) -> String {
    let cell = |s: &str| markdown::plain(&one_line(s));
    let mut out = format!("# 影响分析：{}\n\n{DISCLAIMER}\n\n", named(&i.new));
    for o in &i.old {
        out.push_str(&format!("- 旧：{}\n", ended(o)));
    }
    out.push_str(&format!(
        "- 新：{}\n- 基准日：{}\n- 条文：{}\n- 文件：{}\n",
        begun(&i.new),
        i.as_of,
        changed(i),
        touched(i)
    ));
    out.push_str("\n## 条文的变化\n\n| 条文 | 变化 | 涉及 | 处罚的变化 |\n|---|---|---|---|\n");
    for c in i.changes.iter().filter(|c| c.fate != Fate::Same) {
        let shifts: Vec<String> = c.sanctions.iter().map(shift).collect();
        out.push_str(&format!(
            "| {} | {} | {} | {} |\n",
            cell(&names(i, c)),
            c.fate.shown(),
            c.touches,
            cell(&shifts.join("；"))
        ));
    }
    out.push_str("\n## 受影响的条款\n");
    for d in &i.documents {
        out.push_str(&format!(
            "\n### {}\n\n{}\n\n| 条款 | 关系 | 把握 | 本条 | 旧规定 | 新规定 | 要做 |\n|---|---|---|---|---|---|---|\n",
            title(d),
            d.path
        ));
        for h in &d.hits {
            let side = |p: &Option<Provision>| {
                p.as_ref()
                    .map_or_else(String::new, |p| cell(&format!("{}　{}", place(p), p.quote)))
            };
            out.push_str(&format!(
                "| {} | {} | {} | {} | {} | {} | {} |\n",
                cell(&h.place.to_string()),
                h.link.shown(),
                h.confidence.shown(),
                cell(&h.quote),
                side(&h.old),
                side(&h.new),
                cell(&h.action)
            ));
        }
    }
    out
}

/// As a web page that needs nothing else.
pub fn page(i: &Impact) -> String {
    let content = html! {
        header.top { div.wrap {
            div.head { h1 { "影响分析" } span.stamp { (DISCLAIMER) } }
            dl.facts {
                div { dt { "新" } dd { (begun(&i.new)) } }
                div { dt { "旧" } dd { @if i.old.is_empty() { "（无）" } @for (k, o) in i.old.iter().enumerate() { @if k > 0 { "；" } (ended(o)) } } }
                div { dt { "基准日" } dd { (i.as_of) } }
            }
            dl.facts { div { dt { "条文" } dd { (changed(i)) } } div { dt { "文件" } dd { (touched(i)) } } }
        } }
        main.wrap {
            h2 { "受影响的条款" }
            @for d in &i.documents {
                h3 { (title(d)) }
                p.quiet { (d.path) }
                @for h in &d.hits { (clause(h)) }
            }
            h2 { "条文的变化" }
            @for c in i.changes.iter().filter(|c| c.fate != Fate::Same) { (change(i, c)) }
        }
    };
    html::page(&format!("影响分析：{}", named(&i.new)), &content)
}

fn clause(h: &Hit) -> Markup {
    html! {
        section.pair {
            header { b { (h.place) } span.tag { (h.link.shown()) } span.tag { "把握：" (h.confidence.shown()) } }
            div.both {
                div { p.quiet { "本条" } p.law { (h.quote) } p { b { "要做：" } (h.action) } }
                div {
                    @for (label, p) in sides(h) {
                        p.quiet { (label) "：" (place(p)) }
                        @if !p.quote.is_empty() { p.law { (p.quote) } }
                    }
                }
            }
        }
    }
}

fn change(i: &Impact, c: &Change) -> Markup {
    let without =
        |op: Op| -> Vec<Piece> { c.pieces.iter().filter(|x| x.op != op).cloned().collect() };
    html! {
        section.pair {
            header { b { (names(i, c)) } span.tag { (c.fate.shown()) } span.quiet { "涉及 " (c.touches) " 处" } }
            @if !c.sanctions.is_empty() {
                ul { @for s in &c.sanctions { li { (shift(s)) } } }
            }
            @if !c.pieces.is_empty() {
                div.both {
                    div { p.law { (html::pieces(&without(Op::Insert))) } }
                    div { p.law { (html::pieces(&without(Op::Delete))) } }
                }
            } @else {
                @let words = c.new.as_ref().or(c.old.as_ref()).map_or("", |a| a.words.as_str());
                details { summary { "条文" } p.law { (words) } }
            }
        }
    }
}
