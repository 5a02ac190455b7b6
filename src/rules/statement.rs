//! Statements: what a paper says, one a ；-part or table row, with the words that lead it, and
//! whether a found phrase is said in earnest. “不得下达罚没指标”, “有下列行为之一的，给予处分：” and
//! “重点整治以下问题：” turn the words that follow into their opposite.

use super::clause::of_the_centre;
use super::{Context, Findings, Report};
use crate::document::{Document, Kind, NodeId, Rank};
use crate::finding::{Confidence, Edit, Grade, Severity};
use crate::text::{Span, regex};
use regex::Regex;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

/// Where a rule looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scope {
    /// Papers, government rules and texts of unknown rank.
    Papers,
    /// These and local regulations.
    Local,
}

impl Scope {
    /// Whether the document is in it.
    pub(super) fn holds(self, cx: &Context<'_>) -> bool {
        let paper = matches!(
            cx.standing.rank,
            Rank::Normative | Rank::Other | Rank::PartyDocument | Rank::LocalRule
        ) || cx.standing.rank == Rank::Unknown && !looks_like_regulation(cx);
        paper && !of_the_centre(cx) || self == Scope::Local && is_local_regulation(cx)
    }
}

/// Whether the document is a local regulation of any kind.
pub(super) fn is_local_regulation(cx: &Context<'_>) -> bool {
    matches!(
        cx.standing.rank,
        Rank::LocalRegulation
            | Rank::SpecialZoneRegulation
            | Rank::PudongRegulation
            | Rank::HainanPortRegulation
            | Rank::AutonomyRegulation
            | Rank::SeparateRegulation
    ) || cx.standing.rank == Rank::Unknown && looks_like_regulation(cx)
}

/// A text that doesn't say its rank, but is no paper: a 条例, or one that names the congress that
/// adopted it.
fn looks_like_regulation(cx: &Context<'_>) -> bool {
    let title = &cx.document.meta.title;
    let head: String = cx.document.text.chars().take(400).collect();
    title.ends_with("条例")
        || title.contains("人民代表大会")
        || title.starts_with("中华人民共和国")
        || head.contains("人民代表大会")
}

/// One statement.
#[derive(Debug, Clone)]
pub(super) struct Statement<'a> {
    /// The node it stands in.
    pub(super) node: NodeId,
    /// Its place.
    pub(super) span: Span,
    /// Its words.
    pub(super) text: &'a str,
    /// The words that lead it: the 款 above an item, the heading, the sentence before ：.
    pub(super) leads: Vec<&'a str>,
    /// For a row: caption, title of the annex, head of the table.
    pub(super) table: String,
    /// Whether the node holds other statements.
    shared: bool,
}

/// A phrase found, said in earnest.
#[derive(Debug, Clone)]
pub(super) struct Hit<'a> {
    /// The statement.
    pub(super) statement: Statement<'a>,
    /// The phrase.
    pub(super) words: &'a str,
    /// The phrase, widened to the marks around it.
    pub(super) quote: Span,
}

static STRONG: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"不得|不准|不许|不应|不能|禁止|严禁|不再|不以|不将|不把|不与|不按|不搞|不下达|不设|不区分|不要求|不实行|不作为|不因|无权|是否|有无|有没有|不存在|停止(?:执行|实施|下达)|不需要",
    )
});
static WEAK: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"防止|避免|杜绝|遏制|纠正|纠治|查纠|克服|制止|废止|反对|破除|摒弃|叫停|谨防|整改|消除|(?:坚决|着力|重点|严肃|全面|持续|深入|清理)(?:整治|治理|清理|查处|解决|取消|规范)|整治(?:以|将|把|通过|违规|随意|乱|逐利|变相|下达)|取消(?:原|以|违规|各类)",
    )
});
/// Negative words that aren't: 不得少于, 不能完成.
static HARMLESS: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"不得(?:少|低|高|超|多)于|不得超过|不应[少低]于|不能(?:完成|按期|按时|达到|达标|当场|现场)|不得突破上限|(?:不论|无论|不管|不问)(?:是否|有无|有没有)|不得不",
    )
});
/// A comma after which the prohibition no longer reaches.
static RESTART: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"[，：](?:但|而|应当|必须|须|要|可以?|由|一律|每|确保|力争|完成|对|凡|否则|违者|逾期|未|年|月|季|实行|按照?|各|其|统一|在)",
    )
});
static AFTER: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"^[^，。；]{0,24}?(?:等[^，。；]{0,8}(?:问题|现象|做法|行为|情形|情况)|的，不(?:受)?影响|[^，。；]{0,8}的(?:适用)?(?:条件|情形|标准|范围)|的(?:错误)?(?:问题|现象|做法|倾向|行为|规定)(?:[，。；]|一律|予以|全部|立即|自|进行|要|应|$))",
    )
});
static BLAMED: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"^[^。；]{0,60}的，[^。；]{0,40}(?:处分|追责|问责|追究|约谈|通报批评|严肃处理|责令[^。；，]{0,8}改正|予以纠正|依纪|依规处理)",
    )
});
/// Failing a target is blamed in earnest: 未完成任务的，通报批评.
static FAILING: LazyLock<Regex> = LazyLock::new(|| {
    regex(r"未|不能|没有|低于|完不成|不足|少于|达不到|排名|末位|倒数|垫底|靠后|零|后[一二三两\d]")
});
/// A lead that turns its list into the opposite.
static TURNED: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?:不得|禁止|严禁|不准|杜绝|防止)[^。]{0,16}(?:下列|以下|如下|：)|(?:下列|以下)[^。]{0,60}(?:处分|追责|问责|追究|责令[^。；]{0,10}改正|严肃处理|移送)|(?:整治|纠治|纠正|查纠|排查|清理|自查|检查|查找|查摆|监督)[^。，]{0,24}(?:下列|以下|问题|情形|内容|是否)[^。]{0,12}：|(?:突出|主要|重点|存在的?)问题[^。]{0,8}：|(?:处分|追责|问责|责任追究|纪律)[^。]{0,10}：|下列[^。]{0,40}(?:属于|视为|构成|及时纠正|撤销|无效|不得)",
    )
});
/// A heading that does.
static LISTED: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"问题(?:表现|清单)?[。：]?$|负面清单|禁止(?:行为|事项|性)|不准|严禁|(?:逐利|趋利|粗暴|不规范|随意)(?:性)?执法|责任追究",
    )
});

/// The statements of a document in order.
pub(super) fn statements(document: &Document) -> Vec<Statement<'_>> {
    let mut out = Vec::new();
    // The last paragraph under a parent that ends with ：, which leads what follows.
    let mut leading: BTreeMap<Option<NodeId>, Option<NodeId>> = BTreeMap::new();
    for id in document.ids() {
        let n = document.node(id);
        if n.dead || !n.kind.is_normative() || n.span.is_empty() {
            continue;
        }
        let words = document.slice(n.span);
        let mut leads = leads_of(document, id);
        if n.kind == Kind::Para {
            leading.insert(
                n.parent,
                words.trim_end().ends_with(['：', ':']).then_some(id),
            );
        } else if let Some(Some(p)) = leading.get(&n.parent) {
            leads.push(document.words(*p));
        }
        if n.kind == Kind::Row {
            out.push(Statement {
                node: id,
                span: n.span,
                text: words,
                leads,
                table: table_words(document, id),
                shared: false,
            });
            continue;
        }
        let parts = parts(words);
        let shared = parts.len() > 1;
        let mut colon: Option<Range<usize>> = None;
        for part in parts {
            if words[..part.start].ends_with(['。', '\n']) {
                colon = None;
            }
            let mut own = leads.clone();
            if let Some(c) = &colon {
                own.push(&words[c.clone()]);
            }
            out.push(Statement {
                node: id,
                span: Span::new(n.span.start + part.start, n.span.start + part.end),
                text: &words[part.clone()],
                leads: own,
                table: String::new(),
                shared,
            });
            if let Some((i, mark)) = words[part.clone()]
                .char_indices()
                .rfind(|(_, c)| matches!(c, '：' | ':'))
            {
                colon = Some(part.start..part.start + i + mark.len_utf8());
            }
        }
    }
    out
}

/// The ；- and 。-parts of a node's words, each with its mark.
fn parts(words: &str) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut start = 0;
    for piece in words.split_inclusive(['。', '；', ';', '\n']) {
        let range = start..start + piece.len();
        start += piece.len();
        if !piece.trim().is_empty() {
            out.push(range);
        }
    }
    out
}

fn leads_of(document: &Document, id: NodeId) -> Vec<&str> {
    let mut out = Vec::new();
    let mut at = document.node(id).parent;
    while let Some(p) = at {
        let n = document.node(p);
        if n.kind.is_normative() {
            out.push(document.slice(n.span));
        }
        at = n.parent;
    }
    out
}

fn table_words(document: &Document, row: NodeId) -> String {
    let n = document.node(row);
    let mut out = document
        .parts
        .get(n.part as usize)
        .map_or_else(String::new, |p| p.title.clone());
    for i in document.ids().take_while(|&i| i < row) {
        let m = document.node(i);
        if m.part == n.part
            && (m.kind == Kind::TableTitle || m.kind == Kind::Row && m.parent == n.parent)
            && (m.kind == Kind::TableTitle || !out.contains('\u{1}'))
        {
            out.push('\n');
            out.push_str(document.slice(m.span));
            if m.kind == Kind::Row {
                out.push('\u{1}');
            }
        }
    }
    out
}

impl<'a> Statement<'a> {
    /// Whether the words at `at` (in the statement) are said in earnest. `own` allows negative
    /// words within the phrase itself.
    pub(super) fn earnest(&self, at: Range<usize>, own: bool) -> bool {
        if self.leads.iter().any(|l| turns(l)) {
            return false;
        }
        let head = HARMLESS.replace_all(&self.text[..at.start], "…");
        if let Some(m) = STRONG.find_iter(&head).last()
            && !RESTART.is_match(&head[m.end()..])
        {
            return false;
        }
        if let Some(m) = WEAK.find_iter(&head).last()
            && !head[m.end()..].contains('，')
            && !self.text[at.start..].starts_with('，')
        {
            return false;
        }
        let within = HARMLESS.replace_all(&self.text[at.clone()], "…");
        if !own && (STRONG.is_match(&within) || WEAK.is_match(&within)) {
            return false;
        }
        let tail = &self.text[at.end..];
        if AFTER.is_match(tail) {
            return false;
        }
        let near: String = last_chars(&self.text[..at.start], 6);
        if BLAMED.is_match(tail) && !FAILING.is_match(&near) && !FAILING.is_match(&within) {
            return false;
        }
        true
    }

    /// The first phrase of `what` said in earnest.
    pub(super) fn find(&self, cx: &Context<'a>, what: &Regex, own: bool) -> Option<Hit<'a>> {
        let m = what
            .find_iter(self.text)
            .find(|m| self.earnest(m.range(), own))?;
        Some(self.hit(cx, m.range()))
    }

    /// The first phrase of `what`, however it is said.
    pub(super) fn forced(&self, cx: &Context<'a>, what: &Regex) -> Option<Hit<'a>> {
        Some(self.hit(cx, what.find(self.text)?.range()))
    }

    /// The words at `at` as a hit.
    pub(super) fn hit(&self, cx: &Context<'a>, at: Range<usize>) -> Hit<'a> {
        let (start, end) = (self.span.start + at.start, self.span.start + at.end);
        Hit {
            words: &self.text[at],
            quote: around(cx.document, self.span, start, end),
            statement: self.clone(),
        }
    }

    /// Whether any lead or the table's head says one of these words.
    pub(super) fn led_by(&self, what: &Regex) -> bool {
        what.is_match(&self.table) || self.leads.iter().any(|l| what.is_match(l))
    }
}

/// Whether a lead inverts what follows.
fn turns(lead: &str) -> bool {
    let lead = &lead.trim().replace(':', "：");
    let last = lead.rsplit(['。', '\n']).next().unwrap_or(lead);
    if lead.ends_with('：') {
        return ![
            "通知如下：",
            "公告如下：",
            "通告如下：",
            "纪要如下：",
            "意见如下：",
        ]
        .iter()
        .any(|w| lead.ends_with(w))
            && TURNED.is_match(last);
    }
    let heading = lead.split(['。', '：']).next().unwrap_or(lead);
    heading.chars().count() <= 24 && LISTED.is_match(heading)
}

fn last_chars(s: &str, n: usize) -> String {
    let mut v: Vec<char> = s.chars().rev().take(n).collect();
    v.reverse();
    v.into_iter().collect()
}

/// From the mark before to the mark after, within the statement.
fn around(document: &Document, statement: Span, start: usize, end: usize) -> Span {
    let text = &document.text;
    let mark = |c: char| matches!(c, '，' | '；' | ';' | '。' | '：' | '\n');
    let from = text[statement.start..start]
        .char_indices()
        .rev()
        .find(|(_, c)| mark(*c))
        .map_or(statement.start, |(i, c)| statement.start + i + c.len_utf8());
    let to = text[end..statement.end]
        .find(mark)
        .map_or(statement.end, |i| end + i);
    Span::new(from, to)
}

/// The words of the article (or the level) that holds a node, for what must not be missing there.
pub(super) fn provision(document: &Document, node: NodeId) -> &str {
    let holder = document
        .ancestor(node, Kind::Article)
        .or_else(|| document.ancestor(node, Kind::Level1))
        .unwrap_or(node);
    document.slice(document.full_span(holder))
}

/// The hits of a pattern, one a statement. `unless` looks at the whole statement.
pub(super) fn hits<'a>(
    cx: &Context<'a>,
    scope: Scope,
    what: &Regex,
    unless: Option<&Regex>,
) -> Vec<Hit<'a>> {
    if !scope.holds(cx) {
        return Vec::new();
    }
    statements(cx.document)
        .iter()
        .filter(|s| unless.is_none_or(|u| !u.is_match(s.text)))
        .filter_map(|s| s.find(cx, what, false))
        .collect()
}

/// The same with a second pattern in which negative words are the offence (不再告知).
pub(super) fn hits_or<'a>(
    cx: &Context<'a>,
    scope: Scope,
    what: &Regex,
    own: &Regex,
    unless: Option<&Regex>,
) -> Vec<Hit<'a>> {
    if !scope.holds(cx) {
        return Vec::new();
    }
    statements(cx.document)
        .iter()
        .filter(|s| unless.is_none_or(|u| !u.is_match(s.text)))
        .filter_map(|s| s.find(cx, what, false).or_else(|| s.find(cx, own, true)))
        .collect()
}

/// What a rule says of a hit.
#[derive(Debug, Clone, Copy)]
pub(super) struct Say {
    /// Before the phrase, in brackets.
    pub(super) what: &'static str,
    /// Why it is wrong.
    pub(super) why: &'static str,
    /// What could be said against it; may be empty.
    pub(super) counter: &'static str,
    /// Law, article, words of the sentence wanted.
    pub(super) basis: &'static [(&'static str, &'static str, &'static [&'static str])],
    /// What would make it right.
    pub(super) fix: &'static str,
    /// Whether the statement can simply go.
    pub(super) delete: bool,
}

/// Reports a quota. A paper that sets the tasks themselves (考核办法, 责任书) has them for its
/// content and asks to be repealed.
pub(super) fn tell_quota(cx: &Context<'_>, out: &mut Findings<'_>, hit: &Hit<'_>, say: &Say) {
    static TASKS: LazyLock<Regex> =
        LazyLock::new(|| regex(r"考核|考评|责任书|责任状|奖惩|目标任务|绩效|竞赛"));
    let document = cx.document;
    let main = document.main_part() as usize;
    let title = document.parts.get(main).map_or("", |p| p.title.as_str());
    let tasks = TASKS.is_match(title) || TASKS.is_match(&document.meta.title);
    let report = draft(cx, out, hit, say, None);
    if tasks {
        let _ = report.asks(crate::finding::Outcome::Repeal);
    }
}

/// Reports a hit.
pub(super) fn tell(
    cx: &Context<'_>,
    out: &mut Findings<'_>,
    hit: &Hit<'_>,
    say: &Say,
    confidence: Option<Confidence>,
) {
    let _ = draft(cx, out, hit, say, confidence);
}

/// The report of a hit, not yet made.
pub(super) fn draft<'f, 'a>(
    cx: &Context<'_>,
    out: &'f mut Findings<'a>,
    hit: &Hit<'_>,
    say: &Say,
    confidence: Option<Confidence>,
) -> Report<'f, 'a> {
    let mut report = out
        .report(hit.quote, format!("{}：“{}”", say.what, hit.words.trim()))
        .why(say.why)
        .counter(say.counter);
    for (law, article, words) in say.basis {
        report = report.basis(cx.law_basis(law, article, words));
    }
    if let Some(c) = confidence {
        report = report.confidence(c);
        if c == Confidence::Low {
            report = report.severity(Severity::Info);
        }
    }
    let s = &hit.statement;
    // A statement ended by 。 or ；, with others beside it, can go without touching the numbers.
    let whole = s.shared && s.text.trim_end().ends_with('。') && !s.text.contains('：');
    let edits = if say.delete && whole {
        vec![Edit {
            start: s.span.start,
            end: s.span.end,
            new: String::new(),
        }]
    } else {
        Vec::new()
    };
    let grade = if edits.is_empty() {
        Grade::Display
    } else {
        Grade::Review
    };
    report.fix(grade, say.fix, edits)
}
