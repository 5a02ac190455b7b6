//! Two documents article by article, as text, JSON and a web page (新旧对照).

use super::html;
use super::view::DISCLAIMER;
use crate::document::Document;
use crate::error::{Error, Result};
use crate::proposal::compare::{Comparison, Pair, State, Summary, marked};
use crate::proposal::diff::{Op, Piece};
use maud::{Markup, html};
use serde::Serialize;

/// One side of a comparison.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Side {
    /// What the user named.
    pub name: String,
    /// The document's title.
    pub title: String,
    /// The day of its text, where it says so.
    pub version: Option<String>,
}

impl Side {
    /// Of a document.
    pub fn of(name: &str, d: &Document) -> Self {
        Self {
            name: name.into(),
            title: d.meta.title.clone(),
            version: d.meta.version.as_ref().map(|v| v.value.to_string()),
        }
    }

    fn shown(&self) -> String {
        let title = if self.title.is_empty() {
            &self.name
        } else {
            &self.title
        };
        self.version
            .as_ref()
            .map_or_else(|| title.clone(), |v| format!("{title}（{v}）"))
    }
}

/// The counts in words.
pub fn summary(s: &Summary) -> String {
    format!(
        "修改 {} 处，新增 {} 处，删除 {} 处，条号变动 {} 处，移动 {} 处，未改 {} 处",
        s.changed, s.added, s.deleted, s.renumbered, s.moved, s.same
    )
}

/// The names of an article on both sides: 第三条, 第三条 → 第四条.
fn names(p: &Pair) -> String {
    match (&p.old, &p.new) {
        (Some(a), Some(b)) if a.name != b.name => format!("{} → {}", a.name, b.name),
        _ => p.name().to_string(),
    }
}

/// As text: `[-deleted-]`, `{+inserted+}`, `[~n moved away~]`, `{~n moved here~}`.
pub fn text(old: &Side, new: &Side, c: &Comparison) -> String {
    let mut out = format!(
        "旧：{}\n新：{}\n{}\n标记：[-删去-] {{+新增+}} [~移走~] {{~移来~}}\n",
        old.shown(),
        new.shown(),
        summary(&c.summary)
    );
    for p in &c.pairs {
        let renumbered = p.renumbered && p.state == State::Same;
        if !p.is_change() && !renumbered {
            continue;
        }
        out.push_str(&format!("\n{}　{}\n", names(p), p.shown()));
        if !renumbered {
            out.push_str(&marked(p));
            out.push('\n');
        }
    }
    out
}

/// As JSON.
///
/// # Errors
/// Never for a sound comparison.
pub fn json(old: &Side, new: &Side, c: &Comparison) -> Result<String> {
    let v = serde_json::json!({
        "schema": 1, "old": old, "new": new, "summary": c.summary, "units": c.pairs,
    });
    serde_json::to_string_pretty(&v)
        .map(|s| s + "\n")
        .map_err(|e| Error::internal(format!("比较结果不能写成 JSON：{e}")))
}

/// As a web page with a list of contents.
pub fn page(old: &Side, new: &Side, c: &Comparison) -> String {
    let content = html! {
        header.top { div.wrap {
            div.head { h1 { "新旧对照" } span.stamp { (DISCLAIMER) } }
            dl.facts {
                div { dt { "旧" } dd { (old.shown()) } }
                div { dt { "新" } dd { (new.shown()) } }
            }
            dl.facts { div { dd { (summary(&c.summary)) } } div { dd { del { "删去" } " " ins { "新增" } " " span.moved { "移动" } } } }
        } }
        main.wrap {
            div.tools {
                span.right {}
                button type="button" data-open="1" { "展开未改的条文" }
                button type="button" data-open="0" { "收起" }
            }
            div.compare {
                nav.contents aria-label="目录" {
                    @for (i, p) in c.pairs.iter().enumerate() {
                        a class=(class(p)) href={ "#u" (i + 1) } { span { (names(p)) } small { (p.shown()) } }
                    }
                }
                div { @for (i, p) in c.pairs.iter().enumerate() { (pair(p, i + 1)) } }
            }
        }
    };
    html::page(&format!("新旧对照：{}", new.shown()), &content)
}

const fn class(p: &Pair) -> &'static str {
    match p.state {
        State::Same => "same",
        State::Changed => "changed",
        State::Added => "added",
        State::Deleted => "deleted",
    }
}

fn pair(p: &Pair, n: usize) -> Markup {
    let words = |u: &Option<crate::proposal::compare::Unit>| {
        u.as_ref()
            .map_or_else(String::new, |u| u.words().to_string())
    };
    if p.state == State::Same {
        return html! {
            section.pair.same id={ "u" (n) } {
                details.unit {
                    summary { b { (names(p)) } "　" (p.shown()) }
                    p.law { (words(&p.new)) }
                }
            }
        };
    }
    let side = |without: Op| -> Vec<Piece> {
        p.pieces
            .iter()
            .filter(|x| x.op != without)
            .cloned()
            .collect()
    };
    html! {
        section.pair id={ "u" (n) } {
            header { b { (names(p)) } span.tag { (p.shown()) } }
            div.both {
                div { @if p.old.is_some() { p.law { (html::pieces(&side(Op::Insert))) } } @else { p.quiet { "（无）" } } }
                div { @if p.new.is_some() { p.law { (html::pieces(&side(Op::Delete))) } } @else { p.quiet { "（删去）" } } }
            }
        }
    }
}
