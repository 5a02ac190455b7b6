//! The two hops: to the words of the provision violated, and to the sanctions of the 款 before.

use super::{Act, Expanded, Norm, Reference, ReferenceKind, terms};
use crate::citation::Provision;
use crate::document::{Document, Kind, NodeId, Number};
use crate::text::{Span, numeral, regex};
use regex::Regex;
use std::sync::LazyLock;

static PROVISION: LazyLock<Regex> = LazyLock::new(|| {
    const N: &str = "[一二三四五六七八九十百零〇0-9]+";
    let item =
        |k: &str| format!("(?:第?[（(]?(?P<{k}>{N}[）)]?(?:[、和或者至及第项（(]+{N}[）)]?)*)项)");
    let par = |k: &str| format!("(?P<{k}>{N}(?:[、和或者及]+第?{N})*)款");
    regex(&format!(
        r"第(?P<a>{N})条(?:之(?P<s>[一二三四五六七八九十]))?(?:第{p})?(?:的)?{i}?|第{p2}{i3}?|第{i2}|(?P<last>前款|前条|前两款|前二款|前三款|本条)",
        p = par("p"),
        i = item("i"),
        p2 = par("p2"),
        i3 = item("i3"),
        i2 = item("i2").replacen("(?:第?", "(?:", 1),
    ))
});

/// The numbers of a list: 二、四至六 is 2 4 5 6.
pub(super) fn numbers(s: &str) -> Vec<u32> {
    let mut out: Vec<u32> = Vec::new();
    let mut run = String::new();
    let mut through = false;
    for c in s.chars().chain(['、']) {
        if numeral::is_numeral(c) {
            run.push(c);
            continue;
        }
        if let Some(n) = numeral::parse(&run).and_then(|n| u32::try_from(n).ok()) {
            if through
                && let Some(&from) = out.last()
                && n > from
                && n - from < 60
            {
                out.extend(from + 1..n);
            }
            out.push(n);
            through = false;
        }
        run.clear();
        through |= c == '至';
    }
    out
}

/// The references of a sentence that stands in `node` (a 款, level or 项).
pub(super) fn references(document: &Document, span: Span, node: NodeId) -> Vec<Reference> {
    let text = &document.text;
    let words = span.slice(text);
    let mut out = Vec::new();
    if !words.contains('第') && !words.contains("前") && !words.contains('《') {
        return out;
    }
    // Titles: 依照《…》…处罚.
    for (i, _) in words.match_indices('《') {
        let Some(j) = words[i..].find('》') else {
            continue;
        };
        let title = words[i + '《'.len_utf8()..i + j].to_string();
        let head = &words[..i];
        let tail = &words[i + j..];
        let kind = kind(head, tail);
        out.push(Reference {
            span: Span::new(span.start + i, span.start + i + j + '》'.len_utf8()),
            kind,
            title: Some(title),
            targets: Vec::new(),
        });
    }
    let (mut article, mut paragraph): (Option<NodeId>, Option<NodeId>) = (None, None);
    let mut last_article: Option<u32> = None;
    let mut last_end = 0usize;
    let mut foreign = false;
    for c in PROVISION.captures_iter(words) {
        let Some(m) = c.get(0) else { continue };
        let head = &words[..m.start()];
        let gap = words.get(last_end..m.start()).unwrap_or("");
        if m.as_str() == "本条" && words[m.end()..].starts_with('例') {
            continue;
        }
        let own = [
            "本法",
            "本条例",
            "本办法",
            "本规定",
            "本细则",
            "本决定",
            "本规则",
        ];
        if own.iter().any(|w| head.trim_end().ends_with(w)) || c.name("last").is_some() {
            foreign = false;
        } else if ["》", "法", "条例", "办法", "细则", "规定"]
            .iter()
            .any(|w| head.trim_end().ends_with(w))
            && !head.ends_with("按照规定")
        {
            foreign = true;
        } else if gap.contains(['，', '；', '。']) || own.iter().any(|w| gap.contains(w)) {
            foreign = false;
        }
        // 前款第二项 is one place; the first words only lead to it.
        if last_end == m.start() && !foreign && m.start() > 0 {
            out.pop_if(|r: &mut Reference| {
                r.title.is_none() && r.span.end == span.start + m.start()
            });
        }
        last_end = m.end();
        if foreign {
            continue;
        }
        let n = |k: &str| numeral::parse(c.name(k)?.as_str()).and_then(|v| u32::try_from(v).ok());
        let part = document.node(node).part;
        let mut targets = Vec::new();
        let here = document.ancestor(node, Kind::Article);
        let pick_par = |a: NodeId, p: u32| {
            document.children(a).find(|&x| {
                document.node(x).kind == Kind::Paragraph
                    && document.node(x).number == Some(Number::new(p))
            })
        };
        let pick_item = |under: NodeId, i: u32| {
            document.descendants(under).find(|&x| {
                document.node(x).kind == Kind::Item
                    && document.node(x).number == Some(Number::new(i))
            })
        };
        if let Some(a) = n("a") {
            let number = match n("s") {
                Some(s) => Number::inserted(a, s),
                None => Number::new(a),
            };
            article = document.article(part, number);
            paragraph = None;
            // 第五条至第八条: those between as well.
            if gap.trim() == "至"
                && let Some(from) = last_article
            {
                for k in from + 1..a.min(from + 60) {
                    targets.extend(document.article(part, Number::new(k)));
                }
            }
            last_article = Some(a);
            let mut at: Vec<NodeId> = article.into_iter().collect();
            if let Some(p) = c.name("p") {
                at = numbers(p.as_str())
                    .into_iter()
                    .filter_map(|p| pick_par(article?, p))
                    .collect();
                paragraph = at.first().copied();
            }
            if let Some(i) = c.name("i")
                && let Some(&x) = at.first()
            {
                at = numbers(i.as_str())
                    .into_iter()
                    .filter_map(|i| pick_item(x, i))
                    .collect();
            }
            targets.extend(at);
        } else if let Some(p) = c.name("p2") {
            let base = article.or(here);
            let mut at: Vec<NodeId> = numbers(p.as_str())
                .into_iter()
                .filter_map(|p| pick_par(base?, p))
                .collect();
            paragraph = at.first().copied();
            if let Some(i) = c.name("i3")
                && let Some(&x) = at.first()
            {
                at = numbers(i.as_str())
                    .into_iter()
                    .filter_map(|i| pick_item(x, i))
                    .collect();
            }
            targets.extend(at);
        } else if let Some(i) = c.name("i2") {
            let base = paragraph.or(article).or(here);
            targets.extend(
                numbers(i.as_str())
                    .into_iter()
                    .filter_map(|i| pick_item(base?, i)),
            );
        } else if let Some(l) = c.name("last") {
            let own = document.ancestor(node, Kind::Paragraph);
            match l.as_str() {
                "前条" => {
                    if let Some(h) = here {
                        targets.extend(document.articles().take_while(|&a| a < h).last());
                        article = targets.first().copied();
                    }
                }
                "本条" => {
                    article = here;
                    targets.extend(here);
                }
                w => {
                    let count = match w {
                        "前两款" | "前二款" => 2,
                        "前三款" => 3,
                        _ => 1,
                    };
                    if let (Some(h), Some(o)) = (here, own) {
                        let before: Vec<NodeId> = document
                            .children(h)
                            .filter(|&x| x < o && document.node(x).kind == Kind::Paragraph)
                            .collect();
                        targets.extend(before.iter().rev().take(count).rev());
                        paragraph = targets.last().copied();
                    }
                }
            }
        }
        out.push(Reference {
            span: Span::new(span.start + m.start(), span.start + m.end()),
            kind: kind(head, &words[m.end()..]),
            title: None,
            targets,
        });
    }
    out.sort_by_key(|r| r.span);
    out
}

/// What a sentence does with a provision between `head` and `tail`.
fn kind(head: &str, tail: &str) -> ReferenceKind {
    let own = head.rfind(['，', '；', '。']).map_or(head, |i| &head[i..]);
    let lead = [
        ("违反", ReferenceKind::Violated),
        ("依照", ReferenceKind::Sanction),
        ("按照", ReferenceKind::Sanction),
        ("依据", ReferenceKind::Sanction),
        ("根据", ReferenceKind::Sanction),
        ("有", ReferenceKind::ActOf),
    ]
    .iter()
    .filter_map(|&(w, k)| own.rfind(w).map(|i| (i, k)))
    .max_by_key(|&(i, _)| i)
    .map(|(_, k)| k);
    let near: String = tail.chars().take(30).collect();
    match lead {
        Some(ReferenceKind::Violated) => ReferenceKind::Violated,
        Some(ReferenceKind::Sanction)
            if ["处罚", "给予", "追究", "予以"]
                .iter()
                .any(|w| near.contains(w)) =>
        {
            ReferenceKind::Sanction
        }
        Some(ReferenceKind::ActOf) | None
            if near.starts_with("规定的行为")
                || near.starts_with("规定的情形")
                || near.starts_with("行为")
                || near.starts_with("规定的违法行为")
                || near.starts_with("所列行为") =>
        {
            ReferenceKind::ActOf
        }
        _ => ReferenceKind::Other,
    }
}

/// Makes the two hops of a norm of `document`.
pub(super) fn expand(document: &Document, norm: &Norm) -> Expanded {
    let mut out = Expanded {
        complete: true,
        ..Expanded::default()
    };
    let own_words = norm.act.terms.len();
    let names = norm.references.iter().any(|r| {
        r.title.is_none() && matches!(r.kind, ReferenceKind::Violated | ReferenceKind::ActOf)
    });
    if own_words > 0 || !names {
        out.acts.push(norm.act.clone());
    }
    for r in norm.references.iter().filter(|r| r.title.is_none()) {
        match r.kind {
            ReferenceKind::Violated | ReferenceKind::ActOf => {
                if r.targets.is_empty() {
                    out.complete = false;
                }
                for &t in &r.targets {
                    out.acts.extend(acts_of(document, t));
                }
            }
            ReferenceKind::Sanction => {
                for &t in &r.targets {
                    let at = document.ancestor(t, Kind::Article).unwrap_or(t);
                    for n in super::read(document, at) {
                        if n.nodes.contains(&t) || t == at {
                            out.sanctions.extend(n.sanctions);
                        }
                    }
                }
            }
            ReferenceKind::Other => {}
        }
    }
    out.sanctions.extend(norm.sanctions.iter().cloned());
    out
}

/// The acts that a provision's words name: its 款 one by one, an item with what its lead does to it.
fn acts_of(document: &Document, target: NodeId) -> Vec<Act> {
    let text = &document.text;
    let mut out = Vec::new();
    let mut take = |id: NodeId| {
        let n = document.node(id);
        if n.dead || !n.kind.is_normative() || n.span.trim(text).is_empty() {
            return;
        }
        // What leads a list names no act of its own.
        let words = n.span.trim(text).slice(text);
        if words.ends_with(['：', ':']) && document.children(id).next().is_some() {
            return;
        }
        let mut act = terms::act(text, n.span, id);
        act.text = format!("{}{}", governing(document, id), act.text);
        out.push(act);
    };
    take(target);
    for d in document.descendants(target) {
        take(d);
    }
    out
}

/// Where and what a lead has done to the things it lists: “在库区内禁止倾倒下列物品：” is 在库区内倾倒.
/// Empty where the items are acts themselves (不得有下列行为) at any place.
fn governing(document: &Document, item: NodeId) -> String {
    static LEAD: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"(?P<place>在[^，。；：不禁]{2,24}(?:内|上|期间|区域|区))?，?(?:不得|禁止|严禁)(?P<does>[^，。；：]{0,30}?)(?:下列|以下|如下)[^，。；]{0,16}[：:]$",
        )
    });
    /// Verbs that say nothing of what is done.
    const EMPTY: [&str; 8] = ["有", "实施", "从事", "进行", "采取", "存在", "出现", "设置"];
    if !matches!(document.node(item).kind, Kind::Item | Kind::Subitem) {
        return String::new();
    }
    let Some(parent) = document.node(item).parent else {
        return String::new();
    };
    let lead = document.node(parent).span.trim(&document.text);
    let Some(c) = LEAD.captures(lead.slice(&document.text)) else {
        return String::new();
    };
    let named = |k: &str| c.name(k).map_or("", |m| m.as_str());
    let does = named("does");
    let does = if EMPTY.iter().any(|e| does.ends_with(e)) {
        ""
    } else {
        does
    };
    format!("{}{does}", named("place"))
}

/// A provision's node, for callers that hold a citation.
pub fn node_of(document: &Document, part: u16, p: &Provision) -> Option<NodeId> {
    let article = document.article(part, p.article?)?;
    let mut at = article;
    if let Some(k) = p.paragraph {
        at = document.children(at).find(|&x| {
            document.node(x).kind == Kind::Paragraph
                && document.node(x).number == Some(Number::new(k))
        })?;
    }
    if let Some(i) = p.item {
        at = document
            .descendants(at)
            .find(|&x| document.node(x).kind == Kind::Item && document.node(x).number == Some(i))?;
    }
    Some(at)
}
