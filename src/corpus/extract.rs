//! What one document says of other laws, in its own words: which it ends, which it renames, which
//! provisions it cites. Read once at import; what follows from all of them together is `derive`'s.

use crate::citation;
use crate::document::{Document, Kind, NodeId, Number};
use crate::law::title;
use crate::text::{Date, Span, date, regex};
use regex::Regex;
use serde::{Deserialize, Serialize};
use std::sync::LazyLock;

/// What a document says of others.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Extract {
    /// Laws it ends.
    pub ends: Vec<End>,
    /// Renames it tells of.
    pub renames: Vec<Rename>,
    /// Provisions it cites.
    pub cites: Vec<Cite>,
}

/// “《…》同时废止”, one for each title.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct End {
    /// Title of the law that ends, without 《》.
    pub title: String,
    /// The day, where the words say one; else the day the document itself came into force.
    pub on: Option<Date>,
    /// The date printed with the title (1994年8月18日国务院发布的《…》): tells which text is meant.
    pub dated: Option<Date>,
    /// Whether the document takes the ended law's place (its own 附则 ends it), not a decision
    /// that only repeals.
    pub replaces: bool,
    /// 第八十条, or the place.
    pub article: String,
    /// The words: a slice of the text.
    pub quote: String,
}

/// A title that was changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rename {
    /// Before, without 《》.
    pub from: String,
    /// After; empty when the document itself is the one renamed.
    pub to: String,
    /// The words that say so.
    pub quote: String,
}

/// A provision cited: an edge of the table “who cites it”.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cite {
    /// Where it is cited.
    pub node: NodeId,
    /// The cited title; empty for the document itself.
    pub title: String,
    /// The article; none for the law as a whole.
    pub article: Option<Number>,
}

/// Reads all of it from a document.
pub fn extract(document: &Document) -> Extract {
    let mut out = Extract {
        ends: ends(document),
        renames: renames(document),
        cites: Vec::new(),
    };
    for c in citation::find(document) {
        let title = match &c.named {
            citation::Named::Title { title, .. } => title.clone(),
            citation::Named::This => continue,
            citation::Named::Number(n) => n.clone(),
        };
        if c.provisions.is_empty() {
            out.cites.push(Cite {
                node: c.node,
                title: title.clone(),
                article: None,
            });
        }
        for p in &c.provisions {
            let cite = Cite {
                node: c.node,
                title: title.clone(),
                article: p.article,
            };
            if out.cites.last() != Some(&cite) {
                out.cites.push(cite);
            }
        }
    }
    out
}

/// A verb that ends laws, at the end of its clause.
static ENDING: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?:同时|即行|一并|随之|相应|即|均|现|现行|全部)?(?:予以|宣布|自行)?(?:废止|停止执行|停止施行|停止适用|停止使用|不再执行|不再施行|失效|失去效力|作废)",
    )
});

/// “自…起” with a day of its own.
static FROM_DAY: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"自\s*(\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日|[一二三四五六七八九〇○零]{4}年[一二三四五六七八九十]{1,3}月[一二三四五六七八九十]{1,3}日)\s*起?",
    )
});

/// “自…起施行” of the document itself.
static STARTS: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"自\s*(\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日|[一二三四五六七八九〇○零]{4}年[一二三四五六七八九十]{1,3}月[一二三四五六七八九十]{1,3}日)\s*起\s*(?:正式)?(?:施行|实施|执行|生效)",
    )
});

/// A title with where it stands in its sentence.
struct Titled {
    /// With 《》.
    whole: Span,
    /// Without.
    title: String,
}

/// Titles in 《》 of a text, outermost only.
fn titles(s: &str) -> Vec<Titled> {
    let mut out = Vec::new();
    let mut depth = 0usize;
    let mut start = 0;
    for (i, c) in s.char_indices() {
        match c {
            '《' => {
                if depth == 0 {
                    start = i;
                }
                depth += 1;
            }
            '》' if depth > 0 => {
                depth -= 1;
                if depth == 0 {
                    let whole = Span::new(start, i + c.len_utf8());
                    let inner = &s[start + '《'.len_utf8()..i];
                    let title: String = inner.chars().filter(|c| !c.is_whitespace()).collect();
                    if (3..=120).contains(&title.chars().count()) {
                        out.push(Titled { whole, title });
                    }
                }
            }
            _ => {}
        }
    }
    out
}

/// The laws a document ends.
fn ends(document: &Document) -> Vec<End> {
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

/// Whether a title in 《》 is that of a certificate or form, which may become void but is no law.
fn is_paper(title: &str) -> bool {
    [
        "证",
        "证明",
        "证书",
        "执照",
        "批件",
        "批准书",
        "通知书",
        "申请书",
        "申请表",
        "登记表",
        "合同",
        "协议",
        "协议书",
        "收据",
        "发票",
        "回执",
        "牌照",
    ]
    .iter()
    .any(|w| title.ends_with(w))
}

/// Whether a clause opens a list of laws that end.
fn is_lead(words: &str) -> bool {
    let w = words.trim_end();
    (w.ends_with('：') || w.ends_with(':') || w.ends_with('。'))
        && w.contains("废止")
        && ["下列", "以下", "如下", "目录", "名单"]
            .iter()
            .any(|x| w.contains(x))
        && !w.contains("条款")
        && titles(w).is_empty()
}

/// Sentences of a paragraph: up to 。 or ； outside quotation marks and 《》.
fn sentences(s: &str) -> Vec<Span> {
    let mut out = Vec::new();
    let (mut start, mut depth) = (0, 0i32);
    for (i, c) in s.char_indices() {
        match c {
            '《' | '“' | '（' | '(' => depth += 1,
            '》' | '”' | '）' | ')' => depth = (depth - 1).max(0),
            '。' | '；' | '\n' if depth == 0 => {
                out.push(Span::new(start, i + c.len_utf8()));
                start = i + c.len_utf8();
            }
            _ => {}
        }
    }
    if start < s.len() {
        out.push(Span::new(start, s.len()));
    }
    out
}

/// What may follow the verb that ends a law; anything else makes another statement of it
/// (同时废止的规定, 废止前, 废止后).
fn closes(after: &str) -> bool {
    let a = after.trim_start();
    a.is_empty() || a.starts_with(['。', '；', '，', '、', '\n', '）', ')']) || a.starts_with("。")
}

/// Words that turn a statement into a plan, a condition or a denial.
fn denied(before: &str) -> bool {
    [
        "不得",
        "不予",
        "未",
        "建议",
        "可以",
        "应当及时",
        "及时",
        "或者",
        "需要",
        "拟",
        "尚未",
        "是否",
        "经",
        "提出",
        "研究",
        "申请",
        "有权",
        "按规定",
        "被",
        "已经",
        "已",
        "修改、",
        "修订、",
        "注销",
    ]
    .iter()
    .any(|w| before.ends_with(w))
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

/// Whether the words between two titles only join them: 、 和 及 以及, brackets, a date and a maker.
fn list_gap(gap: &str) -> bool {
    let g = strip_brackets(gap);
    let g = g.trim();
    g.is_empty()
        || g.starts_with(['、', '，', '；', '和', '及'])
        || g.starts_with("以及")
        || g.starts_with("与")
}

/// A text without what stands in round brackets.
fn strip_brackets(s: &str) -> String {
    let mut depth = 0;
    s.chars()
        .filter(|c| match c {
            '（' | '(' => {
                depth += 1;
                false
            }
            '）' | ')' => {
                depth -= 1;
                false
            }
            _ => depth <= 0,
        })
        .collect()
}

/// Whether what follows a title shows that only a part of it is meant.
fn partial(after: &str) -> bool {
    let a = strip_brackets(
        after
            .get(..after.len().min(160))
            .unwrap_or(after_floor(after)),
    );
    let a = a.trim_start();
    [
        "中",
        "第",
        "有关",
        "关于",
        "所附",
        "附件",
        "附表",
        "的有关",
        "部分",
        "内",
        "里",
        "涉及",
    ]
    .iter()
    .any(|w| a.starts_with(w))
}

/// The first 160 bytes of a text, on a character.
fn after_floor(s: &str) -> &str {
    let mut end = s.len().min(160);
    while !s.is_char_boundary(end) {
        end -= 1;
    }
    &s[..end]
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
        if !joins || partial(gap) || basis(&s[..t.whole.start], gap) {
            break;
        }
        out.push(t);
        next = t.whole.start;
    }
    out.reverse();
    out
}

/// Whether the words between the last title and the verb let the verb speak of the title.
fn verb_gap(gap: &str) -> bool {
    let g = strip_brackets(gap);
    let g = FROM_DAY.replace_all(&g, "");
    let g = g.trim_matches(|c: char| c.is_whitespace() || matches!(c, '，' | '、' | '“' | '”'));
    let g = g
        .trim_start_matches('等')
        .trim_start_matches(|c: char| {
            crate::text::numeral::is_numeral(c) || matches!(c, '件' | '个' | '项' | '部')
        })
        .trim_matches(|c: char| c.is_whitespace() || c == '，');
    [
        "",
        "自本法施行之日起",
        "自本条例施行之日起",
        "自本办法施行之日起",
        "自本规定施行之日起",
        "自本细则施行之日起",
        "自本法实施之日起",
        "也",
        "应",
        "应当",
        "将",
        "亦",
        "及其实施细则",
        "及实施细则",
        "及其补充规定",
        "规章",
        "法规",
        "文件",
        "司法解释",
        "地方性法规",
        "行政法规",
        "自本规则施行之日起",
        "自本解释施行之日起",
        "自公布之日起",
        "自发布之日起",
        "自即日起",
        "及其有关规定",
        "及有关规定",
        "从即日起",
        "于同日",
        "自同日起",
        "从同日起",
        "及其附件",
        "自本决定施行之日起",
    ]
    .contains(&g)
}

/// Whether the words between two titles keep the list going.
fn between(gap: &str) -> bool {
    let g = strip_brackets(gap);
    let g = g.trim();
    if g.is_empty() {
        return true;
    }
    // 、1995年3月1日国务院发布的《…》
    let joined = g.starts_with(['、', '，', '和', '及', '与', '；']) || g.starts_with("以及");
    joined
        && ![
            "施行",
            "实施",
            "规定",
            "生效",
            "执行，",
            "废止",
            "根据",
            "依据",
        ]
        .iter()
        .any(|w| g.contains(w))
}

/// Whether the title before `gap` is only named: 根据《甲》制定的《乙》, 《甲》施行之日起.
fn basis(before: &str, gap: &str) -> bool {
    let b = before.trim_end();
    let named = [
        "根据", "依据", "依照", "按照", "违反", "适用", "自", "执行", "以", "见",
    ]
    .iter()
    .any(|w| b.ends_with(w));
    let g = gap.trim_start();
    (named && !b.ends_with("不再适用"))
        || [
            "施行",
            "实施之",
            "制定",
            "公布之",
            "的规定",
            "规定的",
            "生效",
            "的决定》",
        ]
        .iter()
        .any(|w| g.starts_with(w))
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

/// “将《甲》名称修改为《乙》”, “《甲》修改为《乙》” in a decision.
static RENAMED: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?:将|把)?《([^《》]{3,80})》(?:的)?(?:名称|标题|题目)?(?:修改|更名|改)为[：:]?[“\x22]?《([^《》]{3,80})》",
    )
});

/// Titles the history says were changed: the decision that changed the text named it otherwise.
fn renames(document: &Document) -> Vec<Rename> {
    let mut out: Vec<Rename> = Vec::new();
    let own = title::key(&document.meta.title);
    for e in &document.meta.history {
        let decision = e.decision.as_str();
        let mut names = inner(decision);
        names.retain(|n| n.chars().count() >= 4);
        if let [one] = names.as_slice()
            && !decision.contains("等")
            && title::key(one) != own
            && !title::key(one).is_empty()
            && same_kind(one, &document.meta.title)
            && title::likeness(one, &document.meta.title) >= 0.55
        {
            push(&mut out, one, "", &e.words);
        }
    }
    if title::is_decision(&document.meta.title) {
        for id in document.ids() {
            if !document.node(id).kind.is_normative() {
                continue;
            }
            for c in RENAMED.captures_iter(document.words(id)) {
                if let (Some(a), Some(b), Some(w)) = (c.get(1), c.get(2), c.get(0)) {
                    push(&mut out, a.as_str(), b.as_str(), w.as_str());
                }
            }
        }
    }
    out
}

/// Whether a title may be an earlier one of another: a 法 doesn't become the 办法 or 条例 that
/// carries it out, and law of the whole country not that of a place.
fn same_kind(old: &str, new: &str) -> bool {
    let law = |s: &str| s.ends_with('法') && !s.ends_with("办法");
    let (old, new) = (title::key(old), title::key(new));
    law(&old) == law(&new) && old.contains("实施") == new.contains("实施")
}

fn push(out: &mut Vec<Rename>, from: &str, to: &str, quote: &str) {
    let clean = |s: &str| s.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    let r = Rename {
        from: clean(from),
        to: clean(to),
        quote: quote.to_string(),
    };
    if !out.iter().any(|o| o.from == r.from && o.to == r.to) {
        out.push(r);
    }
}

/// The titles in 〈〉 or 《》 inside a decision's title.
fn inner(decision: &str) -> Vec<String> {
    let mut out = Vec::new();
    let mut at: Option<usize> = None;
    for (i, c) in decision.char_indices() {
        match c {
            '〈' | '《' | '<' => at = Some(i + c.len_utf8()),
            '〉' | '》' | '>' => {
                if let Some(s) = at.take() {
                    out.push(decision[s..i].to_string());
                }
            }
            _ => {}
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document(text: &str) -> Document {
        crate::parse::document("甲.md", text.as_bytes()).unwrap_or_default()
    }

    fn ended(text: &str) -> Vec<(String, Option<String>, bool)> {
        ends(&document(text))
            .into_iter()
            .map(|e| (e.title, e.on.map(|d| d.to_string()), e.replaces))
            .collect()
    }

    /// A closing provision ends every law of its list, on the day it starts.
    #[test]
    fn a_closing_provision_ends_its_list() {
        let found = ended(
            "# 甲省渡船条例\n\n第一条 为了渡船安全，制定本条例。\n\n第二条 本条例自2021年5月1日起施行。1998年3月2日甲省人民政府发布的《甲省渡船管理办法》、《甲省渡口管理规定》（甲政发〔1999〕1号）同时废止。\n",
        );
        let day = Some("2021-05-01".to_string());
        assert_eq!(
            found,
            [
                ("甲省渡船管理办法".to_string(), day.clone(), true),
                ("甲省渡口管理规定".to_string(), day, true)
            ]
        );
    }

    /// What only looks like it: a part of a law, a duty to clean up, a condition, a certificate,
    /// the law that is only the basis.
    #[test]
    fn what_only_looks_like_a_repeal() {
        for words in [
            "《甲省渡船管理办法》中有关收费的规定同时废止。",
            "与《甲省渡船管理办法》同时废止的规定，由省人民政府公布。",
            "制定机关应当清理《甲省渡船管理办法》，并及时废止。",
            "《渡船适航证书》自期满之日起失效，《渡船适航证书》失效。",
            "市人民政府可以提请将《甲省渡船管理办法》修改或者废止。",
        ] {
            let text =
                format!("# 甲省渡船条例\n\n第一条 为了渡船安全，制定本条例。\n\n第二条 {words}\n");
            assert_eq!(ended(&text), [], "{words}");
        }
    }

    /// A law doesn't become the local rules that carry it out.
    #[test]
    fn a_law_is_no_earlier_title_of_local_rules() {
        assert!(!same_kind(
            "中华人民共和国渡船法",
            "甲省实施《中华人民共和国渡船法》办法"
        ));
        assert!(!same_kind("渡船安全法", "甲省渡船安全条例"));
        assert!(same_kind("渡船管理暂行办法", "渡船管理办法"));
        assert!(same_kind("渡船安全法", "渡船法"));
    }
}
