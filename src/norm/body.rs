//! The bodies that act: their names, levels and systems.

use super::penalty::has;
use super::{Actor, Level};
use crate::text::{Span, regex};
use regex::Regex;
use std::sync::LazyLock;

/// What the name of a body ends with.
const BODIES: [&str; 11] = [
    "部门",
    "机关",
    "机构",
    "人民政府",
    "委员会",
    "国务院",
    "办事处",
    "管理局",
    "执法局",
    "海事局",
    "公安局",
];

static BY: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"由([^，；。：]{2,60}?(?:办事处|管理处|市管处)?)(?:责令|处以|处[一二三四五六七八九十\d每]|收回|收缴|撤销|取消|取缔|注销|给予|没收|吊销|予以|可以|依照|依法|按照|按|暂扣|警告|负责|根据|视情|对|批准|审批|核发|决定|处罚|组织|会同|制定|规定|统一|公布|处|代为|强制)",
    )
});

/// The bodies that act in a sentence, after 由 or before the modality.
pub(super) fn actors(text: &str, span: Span, modal: Option<Span>) -> Vec<Actor> {
    let words = span.slice(text);
    let mut out: Vec<Actor> = Vec::new();
    fn push(out: &mut Vec<Actor>, s: &str, at: usize) {
        let lead = s.len() - s.trim_start().len();
        let s = s.trim();
        if s.is_empty() {
            return;
        }
        let span = Span::new(at + lead, at + lead + s.len());
        if out.iter().all(|a| a.span != span) {
            out.push(Actor {
                span,
                text: s.to_string(),
                level: level(s),
                system: system(s),
            });
        }
    }
    if words.contains('由') {
        for c in BY.captures_iter(words) {
            if let Some(m) = c.get(1)
                && has(
                    m.as_str(),
                    &[
                        "部门",
                        "机关",
                        "机构",
                        "政府",
                        "委员会",
                        "局",
                        "院",
                        "办事处",
                        "执法",
                        "组织",
                    ],
                )
            {
                push(&mut out, m.as_str(), span.start + m.start());
            }
        }
    }
    if out.is_empty()
        && let Some(m) = modal
        && let Some(head) = words.get(..m.start)
    {
        let from = head.rfind(['，', ',', '；']).map_or(0, |i| {
            i + head[i..].chars().next().map_or(1, char::len_utf8)
        });
        let own = &head[from..];
        if has(
            own,
            &["部门", "机关", "机构", "政府", "委员会", "国务院", "办事处"],
        ) && !own.trim_start().starts_with('向')
            && let Some(end) = body_end(own)
        {
            let whole = &own[..end];
            push(&mut out, whole, span.start + from);
        }
    }
    out
}

/// Where the name of the first body in `words` ends: 县级人民政府水务主管部门 is one name.
fn body_end(words: &str) -> Option<usize> {
    let mut ends: Vec<usize> = BODIES
        .iter()
        .flat_map(|w| words.match_indices(w).map(|(i, w)| i + w.len()))
        .collect();
    ends.sort_unstable();
    let mut ends = ends.into_iter();
    let mut end = ends.next()?;
    for next in ends {
        let gap = &words[end..next];
        if gap.chars().count() > 24
            || has(
                gap,
                &["对", "向", "在", "于", "将", "按", "会同", "的", "负责"],
            )
        {
            break;
        }
        end = next;
    }
    Some(end)
}

/// Whether `s` ends with one of the words.
pub(super) fn has_end(s: &str, words: &[&str]) -> bool {
    words.iter().any(|w| s.ends_with(w))
}

/// The body a piece names: 经县级人民政府水务部门 批准.
pub(super) fn body(words: &str, at: usize) -> Option<Actor> {
    let end = BODIES
        .iter()
        .filter_map(|w| words.rfind(w).map(|i| i + w.len()))
        .max()?;
    let head = &words[..end];
    let from = [
        "征得", "告知", "报请", "报经", "经由", "经过", "书面", "依法", "经", "向", "报", "由",
        "应当", "与", "征求",
    ]
    .iter()
    .filter_map(|w| head.rfind(w).map(|i| i + w.len()))
    .filter(|&i| i < end)
    .max()
    .unwrap_or(0);
    let name = head[from..].trim();
    (name.chars().count() <= 40 && name.chars().count() >= 2).then(|| Actor {
        span: Span::new(at + end - name.len(), at + end),
        text: name.to_string(),
        level: level(name),
        system: system(name),
    })
}

/// The level a body's name says.
pub(super) fn level(s: &str) -> Level {
    if s.contains("国务院") || s.starts_with("国家") {
        Level::State
    } else if has(s, &["设区的市以上", "设区的市级以上", "市级以上"]) {
        Level::CityUp
    } else if has(s, &["县级以上", "县以上", "区以上"]) {
        Level::CountyUp
    } else if has(s, &["乡镇", "乡（镇）", "乡、镇", "镇人民政府", "街道"]) {
        Level::Town
    } else if has(s, &["省、自治区", "省级", "省人民政府"]) || s.starts_with("省") {
        Level::Province
    } else if has(s, &["设区的市", "市级", "市人民政府"]) || s.starts_with("市") {
        Level::City
    } else if has(s, &["县级", "县（", "县人民政府", "区人民政府", "县、"])
        || s.starts_with(['县', '区'])
    {
        Level::County
    } else {
        Level::Unsaid
    }
}

/// The system a body belongs to: the words before 主管部门 and the like, without the government.
fn system(s: &str) -> String {
    let tail = s.rsplit("人民政府").next().unwrap_or(s);
    let tail = if tail.is_empty() {
        return "人民政府".into();
    } else {
        tail
    };
    let mut t = tail;
    for w in [
        "行政主管部门",
        "主管部门",
        "行政管理部门",
        "监督管理部门",
        "管理部门",
        "行政部门",
        "行政执法部门",
        "管理机构",
        "部门",
        "机关",
        "机构",
    ] {
        if let Some(i) = t.find(w) {
            t = &t[..i];
            break;
        }
    }
    for w in [
        "县级以上",
        "地方",
        "国务院",
        "设区的市级",
        "设区的市",
        "所在地",
        "省",
        "市",
        "县",
        "区",
        "、",
    ] {
        t = t.trim_start_matches(w);
    }
    t.to_string()
}
