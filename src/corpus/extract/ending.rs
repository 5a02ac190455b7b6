//! Statements that end laws: 同时废止, 停止执行, lists in a decision.

use super::End;
use super::gap::*;
use crate::document::{Document, Kind, NodeId};
use crate::law::title;
use crate::text::{Date, Span, date, regex};
use regex::Regex;
use std::sync::LazyLock;

/// A verb that ends laws, at the end of its clause.
static ENDING: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?:同时|即行|一并|随之|相应|即|均|现|现行|全部)?(?:予以|宣布|自行)?(?:废止|停止执行|停止施行|停止适用|停止使用|不再执行|不再施行|失效|失去效力|作废)",
    )
});

/// “自…起施行” of the document itself.
static STARTS: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"自\s*(\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日|[一二三四五六七八九〇○零]{4}年[一二三四五六七八九十]{1,3}月[一二三四五六七八九十]{1,3}日)\s*起\s*(?:正式)?(?:施行|实施|执行|生效)",
    )
});

/// The laws a document ends.
pub(super) fn ends(document: &Document) -> Vec<End> {
    let own = &document.meta.title;
    let decision = title::is_decision(own) || own.contains("废止");
    let mut out: Vec<End> = Vec::new();
    // A lead (“决定废止下列规章：”) lends its verb to the list below it.
    let mut lead: Option<(NodeId, Option<Date>)> = None;
    for id in document.ids() {
        let node = document.node(id);
        if !node.kind.is_normative() || node.dead {
            continue;
        }
        let words = document.words(id);
        if decision {
            if is_lead(words) {
                lead = Some((id, from_day(words)));
                continue;
            }
            if let Some((at, on)) = lead {
                let listed = node.parent == Some(at)
                    || document.node(at).parent == node.parent
                    || node.kind == Kind::Row
                    || matches!(
                        node.kind,
                        Kind::Item | Kind::Level1 | Kind::Level2 | Kind::Level3
                    );
                let title = titles(words).into_iter().next();
                match title {
                    Some(t) if listed && words[..t.whole.start].chars().count() <= 12 => {
                        if !partial(&words[t.whole.end..]) {
                            out.push(End {
                                dated: dated_after(&words[t.whole.end..]),
                                title: t.title,
                                on,
                                replaces: false,
                                article: place(document, id),
                                quote: words.to_string(),
                            });
                        }
                        continue;
                    }
                    _ => lead = None,
                }
            }
        }
        if !words.contains('》') || !ENDING.is_match(words) {
            continue;
        }
        for sentence in sentences(words) {
            in_sentence(document, id, words, sentence, decision, &mut out);
        }
    }
    out.retain(|e| !e.title.is_empty() && !is_paper(&e.title));
    out
}

/// Statements of one sentence.
fn in_sentence(
    document: &Document,
    id: NodeId,
    words: &str,
    sentence: Span,
    decision: bool,
    out: &mut Vec<End>,
) {
    let s = sentence.slice(words);
    let named = titles(s);
    if named.is_empty() {
        return;
    }
    let inside = |at: usize| {
        named
            .iter()
            .any(|t| t.whole.start <= at && at < t.whole.end)
    };
    let mut floor = 0;
    for verb in ENDING.find_iter(s) {
        if inside(verb.start()) {
            continue;
        }
        let before = &s[..verb.start()];
        let after = &s[verb.end()..];
        // 废止《甲》、《乙》: the verb first, in a decision.
        let follows: Vec<&Titled> = if decision && after.trim_start().starts_with('《') {
            let mut v = Vec::new();
            let mut end = verb.end();
            for t in named.iter().filter(|t| t.whole.start >= verb.end()) {
                let gap = &s[end..t.whole.start];
                if v.is_empty() && !gap.trim().is_empty() || !list_gap(gap) {
                    break;
                }
                end = t.whole.end;
                v.push(t);
            }
            v
        } else {
            Vec::new()
        };
        if !follows.is_empty() {
            if denied(before) || before.ends_with("不") {
                continue;
            }
            let on = from_day(before).or_else(|| from_day(after));
            for t in follows {
                if partial(&s[t.whole.end..]) {
                    continue;
                }
                out.push(End {
                    title: t.title.clone(),
                    on,
                    dated: dated_after(&s[t.whole.end..]),
                    replaces: false,
                    article: place(document, id),
                    quote: s.trim().to_string(),
                });
            }
            continue;
        }
        if !closes(after) || denied(before) {
            continue;
        }
        // 《甲》、《乙》同时废止: the titles before the verb, back to the last that is no list.
        let list = list_before(s, &named, floor, verb.start());
        floor = verb.end();
        // 自…起废止: a day of its own stands between the last title and the verb.
        let tail = list.last().map_or("", |t| &s[t.whole.end..verb.start()]);
        let own_day = from_day(tail);
        for t in list {
            out.push(End {
                title: t.title.clone(),
                on: own_day.or_else(|| starts(document, id, words, s)),
                dated: dated_before(s, &named, t).or_else(|| dated_after(&s[t.whole.end..])),
                replaces: !decision,
                article: place(document, id),
                quote: s.trim().to_string(),
            });
        }
    }
}

/// The titles before the verb that it ends, in order.
fn list_before<'t>(s: &str, named: &'t [Titled], floor: usize, verb: usize) -> Vec<&'t Titled> {
    let mut out: Vec<&Titled> = Vec::new();
    let mut next = verb;
    for t in named.iter().rev() {
        if t.whole.end > verb {
            continue;
        }
        if t.whole.start < floor {
            break;
        }
        let gap = &s[t.whole.end..next];
        let joins = if next == verb {
            verb_gap(gap)
        } else {
            between(gap)
        };
        // （该章已由《乙》废止）: the title ends another.
        let agent = s[..t.whole.start].trim_end().ends_with(['由', '被']);
        if !joins || agent || partial(gap) || basis(&s[..t.whole.start], gap) {
            break;
        }
        out.push(t);
        next = t.whole.start;
    }
    out.reverse();
    out
}

/// The day after 自 in these words.
fn from_day(s: &str) -> Option<Date> {
    FROM_DAY
        .captures_iter(s)
        .last()
        .and_then(|c| date::parse(c.get(1)?.as_str()))
}

/// The day on which the document says that it comes into force: in this sentence, in the
/// paragraph, in the article.
fn starts(document: &Document, id: NodeId, words: &str, sentence: &str) -> Option<Date> {
    let one = |s: &str| {
        STARTS
            .captures(s)
            .and_then(|c| date::parse(c.get(1)?.as_str()))
    };
    one(sentence).or_else(|| one(words)).or_else(|| {
        let article = document.ancestor(id, Kind::Article)?;
        one(document.slice(document.full_span(article)))
    })
}

/// The date printed before a title, back to the title before it.
fn dated_before(s: &str, named: &[Titled], t: &Titled) -> Option<Date> {
    let from = named
        .iter()
        .filter(|o| o.whole.end <= t.whole.start)
        .map(|o| o.whole.end)
        .max()
        .unwrap_or(0);
    let before = &s[from..t.whole.start];
    let clause = before
        .rfind(['，', '、', '。'])
        .map_or(before, |i| &before[i..]);
    if clause.contains("起") {
        return None;
    }
    date::find_all(clause).pop().map(|d| d.0)
}

/// The date in the bracket that follows a title.
fn dated_after(after: &str) -> Option<Date> {
    let a = after.trim_start();
    if !a.starts_with(['（', '(']) {
        return None;
    }
    let end = a.find(['）', ')'])?;
    date::find(&a[..end]).map(|d| d.0)
}

/// The place of a node in words.
fn place(document: &Document, id: NodeId) -> String {
    document
        .place(id)
        .article
        .unwrap_or_else(|| document.label(id).to_string())
}
