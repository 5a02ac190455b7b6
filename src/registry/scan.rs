//! Finds the registry's names and words in a clause: full forms, and short names in enumerations
//! of departments (“工商、质监、环保等部门”), with the contexts that make them innocent.

use super::{Certainty, Row, registry};
use crate::text::{Date, Span, regex};
use aho_corasick::{AhoCorasick, MatchKind};
use regex::Regex;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// How a name stands in the clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// A full form.
    Form,
    /// An element of an enumeration; hits of one enumeration share the number.
    List(usize),
}

/// A name or word found.
#[derive(Debug, Clone)]
pub struct Hit {
    /// Where, in the clause's text.
    pub span: Span,
    /// The fact.
    pub row: &'static Row,
    /// Whether it is a body (not a word).
    pub body: bool,
    /// How it stands.
    pub place: Place,
}

/// What a clause is read against.
#[derive(Debug, Clone)]
pub struct Scan<'a> {
    /// Region path of the document.
    pub region: &'a str,
    /// Day of judgment.
    pub as_of: Date,
    /// Words of the basis (第一条, preamble) and the title.
    pub basis: &'a str,
    /// Short names that the document defines for a stale body.
    pub defined: &'a [(String, &'static Row)],
}

struct Automaton {
    ac: AhoCorasick,
    rows: Vec<(&'static Row, bool)>,
    lists: BTreeMap<&'static str, &'static Row>,
}

static AUTOMATON: LazyLock<Option<Automaton>> = LazyLock::new(|| {
    let r = registry();
    let mut forms: Vec<&'static str> = Vec::new();
    let mut rows = Vec::new();
    let mut seen = std::collections::BTreeSet::new();
    for (row, body) in r
        .bodies
        .iter()
        .map(|b| (b, true))
        .chain(r.terms.iter().map(|t| (t, false)))
    {
        for f in &row.forms {
            if seen.insert(f.as_str()) {
                forms.push(f);
                rows.push((row, body));
            }
        }
    }
    let mut lists = BTreeMap::new();
    for row in r
        .bodies
        .iter()
        .filter(|b| b.certainty != Certainty::Innocent)
    {
        for f in &row.list_forms {
            lists.entry(f.as_str()).or_insert(row);
        }
    }
    let ac = AhoCorasick::builder()
        .match_kind(MatchKind::LeftmostLongest)
        .build(&forms)
        .ok()?;
    Some(Automaton { ac, rows, lists })
});

/// Names with 和 or 与 inside: never cut there.
const COMPOUND: [&str; 31] = [
    "文化和旅游",
    "住房和城乡建设",
    "自然资源和规划",
    "规划和自然资源",
    "经济和信息化",
    "经济与信息化",
    "卫生和计划生育",
    "人口和计划生育",
    "人口与计划生育",
    "发展和改革",
    "工业和信息化",
    "人力资源和社会保障",
    "粮食和物资储备",
    "市容和环境卫生",
    "林业和草原",
    "农业和农村",
    "劳动和社会保障",
    "劳动与社会保障",
    "绿化和市容",
    "海洋与渔业",
    "海洋和渔业",
    "民族和宗教",
    "国土资源和规划",
    "规划和国土资源",
    "测绘与地理信息",
    "文化和广播影视",
    "科技和信息化",
    "卫生与计划生育",
    "市场和质量",
    "审批与服务",
    "城市管理和综合执法",
];

static ENUMERATION: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"((?:[\p{Han}（）※《》]{1,40}?、)+[\p{Han}（）]{1,20}?(?:(?:和|以及|及|与)[\p{Han}（）]{1,16}?)?)(?:等(?:有关|相关|其他有关|各有关|其他相关|其他)?(?:行政主管|行政管理|主管|管理|行政|职能|监督管理|行政监督|政府|工作|专业)?(?:部门|机关|机构|单位)|(?:有关|相关|其他有关|各有关|其他相关|其他)?(?:行政主管|行政管理|主管|管理|行政|职能|监督管理|行政监督|政府|工作|专业)?(?:部门|机关|局))",
    )
});
static SINGLE: LazyLock<Regex> = LazyLock::new(|| {
    let mut forms: Vec<&str> = AUTOMATON
        .as_ref()
        .map_or(Vec::new(), |a| a.lists.keys().copied().collect());
    forms.sort_by_key(|f| std::cmp::Reverse(f.len()));
    regex(&format!(
        r"(?:^|[，。；由向经报与和及对市县区省府同])({})等(?:有关|相关|其他)?(?:行政主管|行政管理|行政|主管|管理|职能)?部门",
        forms
            .iter()
            .map(|f| regex::escape(f))
            .collect::<Vec<_>>()
            .join("|")
    ))
});
static LEAD: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"^(?:.*(?:人民政府|会同|组织|协调|应当|政府|同级|各级|有关的?|当地|本市|全市|[，。；：,]|县级以上|市级|省级|以上地方|地方|由|向|经|报|按照|对|将|同|以及|或者|其他|所在地|相关))?(?:的)?(?:省|市|县|区|（市、区）|（市）|（区）|（县）|、|区县|乡镇|街道)*(?:的)?",
    )
});
static FORMER: LazyLock<Regex> = LazyLock::new(|| {
    regex(r"原(?:省|市|州|县|区|地区|国家|省级|市级)?(?:[\p{Han}]{1,6}、)?原?(?:省|市|县|区)?$")
});
static FORMER_SHORT: LazyLock<Regex> = LazyLock::new(|| regex(r"原(?:省|市|县|区)?$"));

/// The clause with the words inside 《》 masked, byte for byte.
pub fn mask_titles(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut depth = 0u32;
    for c in text.chars() {
        match c {
            '《' => {
                depth += 1;
                out.push(c);
            }
            '》' => {
                depth = depth.saturating_sub(1);
                out.push(c);
            }
            '\n' => {
                depth = 0;
                out.push(c);
            }
            c if depth > 0 && c.len_utf8() == 3 => out.push('※'),
            c if depth > 0 && c.len_utf8() == 1 => out.push('_'),
            c => out.push(c),
        }
    }
    out
}

/// All hits in a clause, in order; hits inside a longer hit are gone.
pub fn scan(clause: &str, cx: &Scan<'_>) -> Vec<Hit> {
    let Some(a) = AUTOMATON.as_ref() else {
        return Vec::new();
    };
    let text = mask_titles(clause);
    let mut hits = Vec::new();
    for m in a.ac.find_iter(&text) {
        let (row, body) = a.rows[m.pattern().as_usize()];
        let span = Span::new(m.start(), m.end());
        if row.certainty == Certainty::Innocent || innocent(&text, span, row, cx) {
            continue;
        }
        hits.push(Hit {
            span,
            row,
            body,
            place: Place::Form,
        });
    }
    for (name, row) in cx.defined {
        for (i, _) in text.match_indices(name.as_str()) {
            let span = Span::new(i, i + name.len());
            if !FORMER.is_match(before(&text, i, 12)) {
                hits.push(Hit {
                    span,
                    row,
                    body: true,
                    place: Place::Form,
                });
            }
        }
    }
    enumerations(&text, a, cx, &mut hits);
    hits.retain(|h| h.row.date <= cx.as_of);
    hits.sort_by_key(|h| (h.span.start, std::cmp::Reverse(h.span.end)));
    let mut out: Vec<Hit> = Vec::new();
    for h in hits {
        if out.iter().any(|o| o.span.contains(h.span)) {
            continue;
        }
        out.push(h);
    }
    out
}

/// At most `n` characters before byte `at`.
fn before(text: &str, at: usize, n: usize) -> &str {
    let start = text[..at]
        .char_indices()
        .rev()
        .take(n)
        .last()
        .map_or(at, |(i, _)| i);
    &text[start..at]
}

fn innocent(text: &str, span: Span, row: &Row, cx: &Scan<'_>) -> bool {
    let pre = before(text, span.start, 12);
    let post = &text[span.end..];
    let form = span.slice(text);
    if row.innocent_between(pre, post) || FORMER.is_match(pre) {
        return true;
    }
    if !row.needs.is_empty() {
        let start = text[..span.start].rfind(['。', '；', '\n']).unwrap_or(0);
        let end = post
            .find(['。', '；', '\n'])
            .map_or(text.len(), |i| span.end + i);
        if !row
            .needs
            .iter()
            .any(|w| text[start..end].contains(w.as_str()))
        {
            return true;
        }
    }
    if !row.only_if_basis.is_empty()
        && !row
            .only_if_basis
            .iter()
            .any(|w| cx.basis.contains(w.as_str()))
    {
        return true;
    }
    row.kept.iter().any(|k| {
        cx.region.split('/').any(|r| r == k.region)
            && form == k.form
            && !pre.contains("国务院")
            && !pre.contains("国家")
    })
}

fn enumerations(text: &str, a: &Automaton, cx: &Scan<'_>, hits: &mut Vec<Hit>) {
    // Both patterns are dear; most clauses enumerate no departments.
    let listed = text.contains('、')
        && ["部门", "机关", "机构", "单位", "局"]
            .iter()
            .any(|w| text.contains(w));
    if listed {
        listed_departments(text, a, cx, hits);
    }
    if a.lists.is_empty() || !text.contains("部门") || !text.contains('等') {
        return;
    }
    for m in SINGLE.captures_iter(text) {
        let Some(form) = m.get(1) else { continue };
        let Some(&row) = a.lists.get(form.as_str()) else {
            continue;
        };
        // 文化和旅游等部门: the last half of a compound name is no name.
        let head = &text[..form.end()];
        if COMPOUND.iter().any(|c| head.ends_with(c))
            || listed_innocent(text, form.start(), form.as_str(), row, cx)
        {
            continue;
        }
        hits.push(Hit {
            span: Span::new(form.start(), form.end()),
            row,
            body: true,
            place: Place::List(form.start()),
        });
    }
}

/// “工商、质监、环保等部门”.
fn listed_departments(text: &str, a: &Automaton, cx: &Scan<'_>, hits: &mut Vec<Hit>) {
    for m in ENUMERATION.captures_iter(text) {
        let Some(list) = m.get(1) else { continue };
        let mut items = elements(list.as_str(), list.start());
        // What stands before a long element or one with 的 is no department.
        for k in (1..items.len()).rev() {
            let core = core(items[k].slice(text));
            if core.chars().count() > 16
                || core.contains('的')
                || PLANS.iter().any(|p| core.ends_with(p))
            {
                items.drain(..=k);
                break;
            }
        }
        if items.len() < 2 {
            continue;
        }
        for (k, item) in items.iter().enumerate() {
            let words = item.slice(text);
            let c = core(words);
            let Some((form, row)) = match_list(c, k == 0, a) else {
                continue;
            };
            let start = item.end - form.len();
            if listed_innocent(text, start, form, row, cx) {
                continue;
            }
            hits.push(Hit {
                span: Span::new(start, item.end),
                row,
                body: true,
                place: Place::List(list.start()),
            });
        }
    }
}

/// Endings of subjects of a plan, not of departments.
const PLANS: [&str; 5] = ["规范", "标准", "设施", "服务", "专项规划"];

fn core(words: &str) -> &str {
    LEAD.find(words).map_or(words, |m| &words[m.end()..])
}

/// The elements of an enumeration, cut at 、和以及与或者 outside compound names.
fn elements(list: &str, at: usize) -> Vec<Span> {
    let protected: Vec<(usize, usize)> = COMPOUND
        .iter()
        .flat_map(|c| list.match_indices(c).map(|(i, s)| (i, i + s.len())))
        .collect();
    static SEP: LazyLock<Regex> = LazyLock::new(|| regex(r"、|和|以及|及其|及|与|或者"));
    let mut out = Vec::new();
    let mut start = 0;
    for m in SEP.find_iter(list) {
        if protected.iter().any(|&(s, e)| s < m.start() && m.end() < e) {
            continue;
        }
        if m.start() > start {
            out.push(Span::new(at + start, at + m.start()));
        }
        start = m.end();
    }
    if start < list.len() {
        out.push(Span::new(at + start, at + list.len()));
    }
    out
}

fn match_list(core: &str, first: bool, a: &Automaton) -> Option<(&'static str, &'static Row)> {
    if let Some((f, r)) = a.lists.get_key_value(core) {
        return Some((f, r));
    }
    let mut best: Option<(&'static str, &'static Row)> = None;
    for (f, r) in &a.lists {
        let Some(rest) = core.strip_suffix(f) else {
            continue;
        };
        let lead = matches!(
            rest,
            "市" | "省" | "县" | "区" | "国家" | "地方" | "区县" | "有关"
        ) || first
            && rest.ends_with([
                '由', '市', '县', '区', '省', '府', '同', '及', '对', '向', '经', '与',
            ]);
        if lead && best.is_none_or(|b| f.len() > b.0.len()) {
            best = Some((f, r));
        }
    }
    best
}

fn listed_innocent(text: &str, start: usize, form: &str, row: &Row, cx: &Scan<'_>) -> bool {
    let pre = before(text, start, 12);
    let rest = &text[start..];
    row.kept.iter().any(|k| {
        cx.region.split('/').any(|r| r == k.region)
            && (form == k.form || rest.starts_with(k.form.as_str()))
    }) || FORMER_SHORT.is_match(pre)
        || row.innocent_between(pre, &rest[form.len()..])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(clause: &str) -> Vec<String> {
        let cx = Scan {
            region: "某省/某市",
            as_of: crate::text::date::make(2026, 1, 1).unwrap_or_default(),
            basis: "",
            defined: &[],
        };
        scan(clause, &cx)
            .into_iter()
            .map(|h| h.span.slice(clause).to_string())
            .collect()
    }

    #[test]
    fn full_forms() {
        assert_eq!(
            found("由县工商行政管理部门责令改正。"),
            ["工商行政管理部门"]
        );
        assert_eq!(found("向县工商联报告。"), Vec::<String>::new());
        assert_eq!(
            found("原工商行政管理部门核发的执照继续有效。"),
            Vec::<String>::new()
        );
        assert_eq!(
            found("依照《工商行政管理部门处理投诉办法》办理。"),
            Vec::<String>::new()
        );
    }

    #[test]
    fn neighbours_make_a_form_innocent() {
        assert_eq!(found("由县卫生行政主管部门抽查。"), ["卫生行政主管部门"]);
        assert_eq!(
            found("由县市容环境卫生行政主管部门抽查。"),
            Vec::<String>::new()
        );
    }

    #[test]
    fn enumerations_of_departments() {
        assert_eq!(
            found("公安、工商、环保、财政等部门按照职责分工做好工作。"),
            ["工商", "环保"]
        );
        assert_eq!(
            found("文化和旅游、住房和城乡建设等部门应当配合。"),
            Vec::<String>::new()
        );
        assert_eq!(found("发展农业、旅游和文化产业。"), Vec::<String>::new());
    }
}
