//! The report as a web page that needs nothing else: it opens from a disk without a network.
//!
//! Up to [`SINGLE`] documents stand in one file. Above that the first page holds numbers, charts
//! and the list, and each document has its own page in a folder beside it: one file of thousands
//! of findings would be tens of megabytes and slow on an office PC.

mod campaign;
mod charts;
mod document;

pub(super) use document::pieces;

use super::eval::{Counts, Score, group_shown, shown};
use super::view::{
    Coverage, DISCLAIMER, DocumentView, OUTCOMES, SEVERITIES, View, reason_and_next, scope,
};
use crate::register::{self, Reconciliation};
use maud::{DOCTYPE, Markup, PreEscaped, html};
use std::collections::BTreeMap;

pub(super) const STYLE: &str = include_str!("style.css");
pub(super) const SCRIPT: &str = include_str!("script.js");

/// Up to this many documents stand in one file.
pub const SINGLE: usize = 100;
/// The folder of the documents' own pages.
pub const FOLDER: &str = "清理报告_逐件";
/// The first page.
pub const INDEX: &str = "清理报告.html";

/// A report's pages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pages {
    /// The first page.
    pub index: String,
    /// File name in [`FOLDER`] and page, one a document; empty where one file holds all.
    pub documents: Vec<(String, String)>,
}

/// Renders the report.
pub fn render(v: &View<'_>, score: Option<&Score>) -> Pages {
    let split = v.documents.len() > SINGLE;
    Pages {
        index: index(v, score, split),
        documents: if split {
            v.documents
                .iter()
                .map(|d| (file(d), single(v, d)))
                .collect()
        } else {
            Vec::new()
        },
    }
}

fn file(d: &DocumentView<'_>) -> String {
    format!("{:04}.html", d.number)
}

/// A whole page. Nothing from outside may load, whatever the texts contain.
pub(super) fn page(title: &str, content: &Markup) -> String {
    html! {
        (DOCTYPE)
        html lang="zh-CN" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'";
                title { (title) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                (content)
                script { (PreEscaped(SCRIPT)) }
            }
        }
    }
    .into_string()
}

fn top(v: &View<'_>, title: &str, nav: &Markup) -> Markup {
    let r = v.run;
    html! {
        header.top { div.wrap {
            div.head { h1 { (title) } span.stamp { (DISCLAIMER) } }
            dl.facts {
                div { dt { "判断日" } dd { (r.as_of) } }
                div { dt { "本机关" } dd { (r.organ.as_deref().unwrap_or("未配置")) } }
                div { dt { "上位法库" } dd {
                    (r.library.documents) " 份文本"
                    @if !r.library.digest.is_empty() { "，摘要 " (short(&r.library.digest)) }
                } }
                div { dt { "程序" } dd { (r.tool.name) " " (r.tool.version) "，规则 " (r.tool.rules) " 条" } }
            }
            (nav)
        } }
    }
}

fn short(digest: &str) -> String {
    digest.chars().take(16).collect()
}

fn index(v: &View<'_>, score: Option<&Score>, split: bool) -> String {
    let nav = html! {
        nav.toc {
            a href="#overview" { "总体情况" }
            @if v.campaign.is_some() { a href="#campaign" { "专项整治" } }
            a href="#list" { "文件清单" }
            @if !split { a href="#opinions" { "逐件审查意见" } }
            a href="#missing" { "没有检查的内容" }
            @if v.run.register.is_some() { a href="#register" { "登记表核对" } }
            @if score.is_some() { a href="#score" { "准确率" } }
        }
    };
    let content = html! {
        (top(v, "法规规章规范性文件清理报告", &nav))
        main.wrap {
            h2 #overview style="margin-top:8px" { "总体情况" }
            (numbers(v))
            (charts::charts(v))
            @if let Some(s) = &v.campaign {
                h2 #campaign { "专项整治" }
                (campaign::section(s, &|n| link(n, split)))
            }
            h2 #list { "文件清单" }
            (list(v, split))
            @if !split {
                h2 #opinions { "逐件审查意见" }
                (tools())
                @for d in &v.documents { (document::section(d, false)) }
                @if v.documents.is_empty() { p.quiet { "没有检查任何文件。" } }
            }
            h2 #missing { "没有检查的内容" }
            (missing(v))
            @if let Some(r) = &v.run.register { h2 #register { "登记表核对" } (registers(r)) }
            @if let Some(s) = score { h2 #score { "准确率（在已标注文件上测得）" } (scored(s)) }
            (bottom(v))
        }
    };
    page("清理报告", &content)
}

/// One document's own page.
fn single(v: &View<'_>, d: &DocumentView<'_>) -> String {
    let nav = html! {
        nav.toc {
            a href={ "../" (INDEX) "#list" } { "← 返回文件清单" }
            @if d.number > 1 { a href={ (format!("{:04}.html", d.number - 1)) } { "上一件" } }
            @if d.number < v.documents.len() { a href={ (format!("{:04}.html", d.number + 1)) } { "下一件" } }
        }
    };
    let content = html! {
        (top(v, d.title(), &nav))
        main.wrap {
            (tools())
            (document::section(d, true))
            (bottom(v))
        }
    };
    page(d.title(), &content)
}

fn bottom(v: &View<'_>) -> Markup {
    html! {
        footer.bottom {
            (DISCLAIMER) "。本报告由 " (v.run.tool.name) " " (v.run.tool.version)
            " 生成，引文均与所存文本逐字核对；“库中无原文”表示上位法库没有该文本，须人工查对。"
        }
    }
}

fn numbers(v: &View<'_>) -> Markup {
    html! {
        div.cells {
            div { b { (v.all_documents()) } span { "件文件" } }
            div { b { (v.findings()) } span { "条意见" } }
            @for (s, (n, c)) in SEVERITIES.iter().zip(v.severities.iter().zip(["red", "amber", "slate"])) {
                div { b class=(c) { (n) } span { (s.shown()) (severity_note(*s)) } }
            }
            div { b.green { (v.coverage[Coverage::Clean as usize]) } span { "件未发现问题" } }
        }
        @if !v.run.resolved.is_empty() {
            p.quiet style="margin-top:8px" { "与上次相比已解决 " (v.run.resolved.len()) " 条。" }
        }
    }
}

const fn severity_note(s: crate::finding::Severity) -> &'static str {
    use crate::finding::Severity;
    match s {
        Severity::Error => "（与上位法不一致）",
        Severity::Warning => "（须人工判断）",
        Severity::Info => "（形式问题）",
    }
}

fn tools() -> Markup {
    html! {
        div.tools {
            "显示："
            @for s in SEVERITIES {
                label {
                    input type="checkbox" checked data-severity=(document::class(s));
                    span class={ "tag " (document::class(s)) } { (s.shown()) }
                }
            }
            span.right {}
            button type="button" data-open="1" { "全部展开" }
            button type="button" data-open="0" { "全部收起" }
        }
    }
}

fn list(v: &View<'_>, split: bool) -> Markup {
    let mut titles: BTreeMap<&str, usize> = BTreeMap::new();
    for d in &v.documents {
        *titles.entry(d.title()).or_default() += 1;
    }
    let ranks: Vec<&str> = crate::document::Rank::ALL
        .into_iter()
        .filter(|r| v.documents.iter().any(|d| d.checked.rank == *r))
        .map(crate::document::Rank::shown)
        .collect();
    let head = |name: &str, number: bool| {
        html! { th.n[number] scope="col" { button type="button" { (name) } } }
    };
    html! {
        div.tools {
            input type="search" placeholder="标题、机关、文件名" aria-label="按文字筛选" data-filter="text";
            select aria-label="按位阶筛选" data-filter="rank" {
                option value="" { "全部位阶" }
                @for r in ranks { option value=(r) { (r) } }
            }
            select aria-label="按清理意见筛选" data-filter="outcome" {
                option value="" { "全部清理意见" }
                @for (o, n) in OUTCOMES.iter().zip(v.outcomes) { @if n > 0 { option value=(o.shown()) { (o.shown()) } } }
            }
            select aria-label="按检查结果筛选" data-filter="coverage" {
                option value="" { "全部检查结果" }
                @for (c, n) in Coverage::ALL.iter().zip(v.coverage) { @if n > 0 { option value=(c.shown()) { (c.shown()) } } }
            }
            label { input type="checkbox" data-filter="error"; "只看有“错误”的" }
            button type="button" id="clear" { "清除筛选" }
            span #shown .right {}
        }
        div.scroll { table #documents {
            thead { tr {
                th.n scope="col" { button type="button" { "序号" } }
                (head("文件名称", false)) (head("位阶", false)) (head("制定机关", false))
                (head("错误", true)) (head("警告", true)) (head("提示", true))
                (head("建议", false)) (head("由谁决定", false))
            } }
            tbody {
                @for d in &v.documents { (row(d, split, titles.get(d.title()).is_some_and(|n| *n > 1))) }
                @for (i, n) in v.lost().enumerate() { (lost(n, v.documents.len() + i + 1)) }
            }
        } }
    }
}

/// Where a document's opinions stand, seen from the first page.
fn link(number: usize, split: bool) -> String {
    if split {
        format!("{FOLDER}/{number:04}.html")
    } else {
        format!("#d{number}")
    }
}

/// A document's row; with its path where several files have its title.
fn row(d: &DocumentView<'_>, split: bool, shared: bool) -> Markup {
    let c = d.checked;
    let link = link(d.number, split);
    let suggested = if d.coverage == Coverage::NotChecked {
        "未能检查"
    } else {
        c.disposition.shown()
    };
    html! {
        tr data-text={ (d.title()) " " (c.issuer) " " (c.path) } data-rank=(d.rank()) data-outcome=(suggested)
            data-coverage=(d.coverage.shown()) data-error=(if d.severities[0] > 0 { "1" } else { "0" }) {
            td.n { (d.number) }
            td { a href=(link) { (d.title()) } @if shared { div.quiet { (c.path) } } }
            td.nowrap { (d.rank()) }
            td { (d.issuer()) }
            @for n in d.severities { td.n.zero[n == 0] { (n) } }
            td { (document::outcome(d)) }
            td.nowrap { (d.authority) }
        }
    }
}

/// The row of a document that never came to be checked.
fn lost(n: &crate::check::NotChecked, number: usize) -> Markup {
    html! {
        tr data-text=(n.path) data-rank="" data-outcome="" data-coverage=(Coverage::NotChecked.shown()) data-error="0" {
            td.n { (number) }
            td { a href="#missing" { (n.path) } }
            td.nowrap { "—" }
            td { "—" }
            @for _ in 0..3 { td.n data-key="0" { "—" } }
            td { span.tag { (Coverage::NotChecked.shown()) } }
            td { "—" }
        }
    }
}

fn missing(v: &View<'_>) -> Markup {
    html! {
        @if v.not_checked.is_empty() { p.quiet { "全部文件和规则都已检查。" } }
        @else {
            @let read = v.read();
            p.quiet style="margin-bottom:8px" { "下列内容没有结论，不能视为没有问题。“读取”是已经检查、但读取时有需要核对之处的。" }
            div.scroll { table {
                thead { tr { th { "文件" } th { "范围" } th { "原因" } th { "下一步" } } }
                tbody { @for n in &v.not_checked {
                    @let (reason, next) = reason_and_next(n);
                    tr {
                        td { (n.path) }
                        td.nowrap { (scope(n, read.contains(n.path.as_str()))) }
                        td { (reason) }
                        td { (next) }
                    }
                } }
            } }
        }
    }
}

fn registers(r: &Reconciliation) -> Markup {
    html! {
        p.quiet style="margin-bottom:8px" { (register::verdict(r)) }
        @for t in register::tables(r) {
            h3 { (t.caption) }
            div.scroll { table {
                thead { tr { @for h in t.head { th { (h) } } } }
                tbody { @for row in &t.rows { tr { @for c in row { td { (c) } } } } }
            } }
        }
    }
}

fn scored(s: &Score) -> Markup {
    let row = |name: &str, c: &Counts, recall: bool| {
        html! { tr {
            td { (name) }
            td.n { (c.found) } td.n { (c.located) } td.n { (c.agreed) }
            td.n { @if recall { (c.certain) } @else { "-" } } td.n { (c.hit) }
            td.n { (shown(c.precision())) } td.n { (shown(c.agreement())) }
            td.n { (shown(c.basis())) } td.n { (shown(c.recall())) }
        } }
    };
    html! {
        p.quiet style="margin-bottom:8px" {
            (s.documents) " 件已标注文件；清理意见正确 " (s.dispositions_right) " 件，应判 " (s.dispositions) " 件。"
            "精确率：检出的意见中落在标注条款上的比例；一致率：种类也一致的比例；召回率：确定的标注中被检出的比例。"
        }
        div.scroll { table {
            thead { tr {
                th { "类别、种类、规则" }
                @for h in ["检出", "命中标注", "种类一致", "应检", "已检", "精确率", "一致率", "依据率", "召回率"] { th.n { (h) } }
            } }
            tbody {
                (row("实质问题合计", &s.substance, true))
                (row("名称用语合计", &s.term, true))
                @for r in &s.groups { (row(&format!("类别　{}", group_shown(&r.name)), &r.counts, true)) }
                @for r in &s.kinds { (row(&format!("种类　{}", group_shown(&r.name)), &r.counts, true)) }
                @for r in &s.rules { (row(&format!("规则　{}", r.name), &r.counts, false)) }
            }
        } }
    }
}
