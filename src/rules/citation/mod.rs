//! Citations: of dead laws, moved or missing articles, broken internal references.

pub mod broken_internal_reference;
pub mod dead_basis;
pub mod dead_law_citation;
pub mod dead_name;
pub mod missing_article_citation;
pub mod moved_article_citation;
pub mod unrelated_article_citation;

use super::{Cited, Context};
use crate::citation::{Mode, Named};
use crate::corpus::{Evidence, Unresolved};
use crate::document::Status;
use crate::finding::{Edit, Fix, Grade};
use crate::law;
use crate::text::Span;

/// A cited law that is no longer in force on the day of judgment.
pub(super) struct Dead<'a> {
    pub title: &'a str,
    pub told: String,
    pub by: &'a str,
    pub successor: Option<&'a str>,
    pub evidence: &'a Evidence,
}

/// Whether the citation names a law that is dead, and not on purpose (repeal clause, history).
pub(super) fn dead<'a>(cx: &Context<'a>, cited: &'a Cited) -> Option<Dead<'a>> {
    if !cited.citation.law || matches!(cited.citation.mode, Mode::Repeal | Mode::Historical) {
        return None;
    }
    let Named::Title { title, .. } = &cited.citation.named else {
        return None;
    };
    let work = cited.resolved.work.ok()?;
    if cx.library.status(work, cx.as_of).0 != Status::Repealed {
        return None;
    }
    // A transition speaks of the text that this document itself repeals.
    let own = |c: &Cited| c.citation.mode == Mode::Repeal && c.resolved.work.ok() == Some(work);
    if cx.citations.iter().any(own) {
        return None;
    }
    let w = cx.library.work(work);
    let r = w.repeal.as_ref()?;
    if r.on > cx.as_of || historical(cx, cited.citation.span) {
        return None;
    }
    Some(Dead {
        title,
        told: r.told(),
        by: &r.by,
        successor: r.successor.as_deref(),
        evidence: &r.evidence,
    })
}

/// The successor's title in a dead title's place. Where another title of the same list already
/// leads to that law (an earlier dead one, or its living name), the dead one goes:
/// 《甲》、《乙》 → 《丙》.
pub(super) fn renamed(cx: &Context<'_>, cited: &Cited, successor: &str) -> Fix {
    let text = cx.document.text.as_str();
    let title = cited.citation.title_span;
    let edit = |start, end, new: String| vec![Edit { start, end, new }];
    let lives = |c: &Cited| {
        matches!(&c.citation.named, Named::Title { title, .. }
            if law::title::key(title) == law::title::key(successor))
    };
    let leads =
        |c: &Cited| dead(cx, c).map_or_else(|| lives(c), |d| d.successor == Some(successor));
    let whole = |c: &&Cited| !c.citation.title_span.is_empty();
    let listed = |a: &Cited, b: &Cited| {
        let (a, b) = (a.citation.title_span, b.citation.title_span);
        a.end <= b.start && LIST.contains(&text[a.end..b.start].trim())
    };
    let doubled = |edits| Fix {
        grade: Grade::Review,
        title: "接替的法律在同一列举中已经列明，删去重复的一项".into(),
        edits,
    };
    // A title with 第…条 behind it keeps its place: the number must be looked up.
    if cited.citation.provisions.is_empty() {
        let mut next = cited;
        for c in cx.citations.iter().rev().filter(whole) {
            if c.citation.title_span.end > next.citation.title_span.start {
                continue;
            }
            if !c.citation.provisions.is_empty() || !listed(c, next) {
                break;
            }
            if leads(c) {
                // The mark before the title goes with it.
                let marks = ['、', '和', '与', '及', '或', '者', '以', ' '];
                let start = text[..title.start].trim_end_matches(marks).len();
                return doubled(edit(start, title.end, String::new()));
            }
            next = c;
        }
        let (mut last, mut after) = (cited, None);
        for c in cx.citations.iter().filter(whole) {
            if c.citation.title_span.start < last.citation.title_span.end {
                continue;
            }
            if !listed(last, c) {
                break;
            }
            after = after.or(Some(c.citation.title_span.start));
            if let Some(end) = after.filter(|_| lives(c) && c.citation.provisions.is_empty()) {
                return doubled(edit(title.start, end, String::new()));
            }
            last = c;
        }
    }
    Fix {
        grade: Grade::Review,
        title: "换为接替的法律名称，条号须人工核对".into(),
        edits: edit(title.start, title.end, format!("《{successor}》")),
    }
}

/// What may stand between two titles of one list.
const LIST: [&str; 8] = ["", "、", "和", "与", "及", "以及", "或", "或者"];

/// Whether the text speaks of the law's past on purpose: 原《…》, repeal clauses, the document's
/// own history.
pub(super) fn historical(cx: &Context<'_>, span: Span) -> bool {
    let d = cx.document;
    let before = &d.text[..span.start];
    if before.trim_end().ends_with(['原', '旧']) {
        return true;
    }
    let s = super::clause::sentence(d, span.start).slice(&d.text);
    if [
        "同时废止",
        "予以废止",
        "废止后",
        "停止执行",
        "即行废止",
        "不再执行",
        "施行前",
        "修订前",
        "修改前",
    ]
    .iter()
    .any(|w| s.contains(w))
    {
        return true;
    }
    d.node_at(span.start)
        .is_some_and(|n| !d.node(n).kind.is_normative() || d.node(n).dead)
}

/// Titles of cited laws that the library doesn't hold, sorted.
pub(super) fn unheld(cx: &Context<'_>) -> Vec<String> {
    let mut titles: Vec<String> = cx
        .citations
        .iter()
        .filter(|c| c.citation.law && c.resolved.work == Err(Unresolved::NotHeld))
        .filter_map(|c| match &c.citation.named {
            Named::Title { title, .. }
                if !cx
                    .document
                    .parts
                    .iter()
                    .any(|p| p.title.contains(title.as_str())) =>
            {
                Some(format!("《{title}》"))
            }
            _ => None,
        })
        .collect();
    titles.sort();
    titles.dedup();
    if titles.len() > 8 {
        let n = titles.len();
        titles.truncate(8);
        titles.push(format!("等{n}件"));
    }
    titles
}
