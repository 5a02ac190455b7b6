//! What any sentence may hold: modality, licence verbs, limits, fees, distances, exceptions.

use super::body::{body, has_end};
use super::penalty::has;
use super::{Definition, Distance, Fee, Licence, LicenceRank, Limit, Modality, Unit};
use crate::text::{Span, numeral, regex};
use aho_corasick::{AhoCorasick, MatchKind};
use regex::Regex;
use std::sync::LazyLock;

/// The modality of a sentence, with its words: the first that stands outside brackets.
pub(super) fn modality(words: &str) -> Option<(Modality, Span)> {
    const TABLE: [(&str, Modality); 22] = [
        ("不得", Modality::MustNot),
        ("禁止", Modality::MustNot),
        ("严禁", Modality::MustNot),
        ("不准", Modality::MustNot),
        ("不应当", Modality::MustNot),
        ("必须", Modality::Must),
        ("应当", Modality::Should),
        ("无需", Modality::NeedNot),
        ("不需要", Modality::NeedNot),
        ("免予", Modality::NeedNot),
        ("可以不", Modality::NeedNot),
        ("可以", Modality::May),
        ("有权", Modality::May),
        ("鼓励", Modality::Encourage),
        ("支持", Modality::Encourage),
        ("提倡", Modality::Encourage),
        ("倡导", Modality::Encourage),
        ("须经", Modality::Should),
        ("方可", Modality::Should),
        ("应予", Modality::Should),
        ("应按", Modality::Should),
        ("不予", Modality::MustNot),
    ];
    static WORDS: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
        AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .build(TABLE.iter().map(|t| t.0))
            .ok()
    });
    let m = WORDS.as_ref()?.find(words)?;
    Some((
        TABLE[m.pattern().as_usize()].1,
        Span::new(m.start(), m.end()),
    ))
}

/// Licence verbs; `span` is the sentence.
pub(super) fn licences(text: &str, span: Span) -> Vec<Licence> {
    const VERBS: [(&str, LicenceRank); 18] = [
        ("批准", LicenceRank::Approve),
        ("许可", LicenceRank::Approve),
        ("核准", LicenceRank::Approve),
        ("审批", LicenceRank::Approve),
        ("同意", LicenceRank::Approve),
        ("审查", LicenceRank::Approve),
        ("审核", LicenceRank::Approve),
        ("提出申请", LicenceRank::Approve),
        ("备案", LicenceRank::Record),
        ("登记", LicenceRank::Record),
        ("报告", LicenceRank::Report),
        ("告知", LicenceRank::Report),
        ("征求", LicenceRank::Report),
        ("征得", LicenceRank::Approve),
        ("通知", LicenceRank::Report),
        ("公告", LicenceRank::Publish),
        ("公示", LicenceRank::Publish),
        ("通告", LicenceRank::Publish),
    ];
    let words = span.slice(text);
    let mut out: Vec<Licence> = Vec::new();
    if !words.contains([
        '批', '许', '准', '审', '意', '申', '备', '登', '告', '征', '通', '示',
    ]) {
        return out;
    }
    for (w, rank) in VERBS {
        for (i, _) in words.match_indices(w) {
            let head = &words[..i];
            let tail = &words[i + w.len()..];
            // The name of a certificate or body is no verb.
            let certificate = w == "许可"
                && tail.starts_with('证')
                && has(head, &["取得", "领取", "申领", "办理"]);
            if rank == LicenceRank::Approve
                && ["证", "机关", "条件", "文件", "事项", "期限", "范围", "部门"]
                    .iter()
                    .any(|x| tail.starts_with(x))
                && w != "审查"
                && !certificate
            {
                continue;
            }
            if (w == "登记" || w == "报告")
                && ["机关", "部门", "簿", "证", "书", "制度"]
                    .iter()
                    .any(|x| tail.starts_with(x))
            {
                continue;
            }
            let from = head.rfind(['，', '；', '、', '：', '（']).map_or(0, |j| {
                j + head[j..].chars().next().map_or(1, char::len_utf8)
            });
            let own_words = &head[from..];
            // 不予许可, 注销许可, 许可的期限: spoken of, not asked for.
            let asked = has(
                own_words,
                &["取得", "申请", "办理", "报", "当经", "须经", "未经"],
            ) || own_words.starts_with('经') && !own_words.starts_with("经营")
                || own_words.ends_with('经') && !own_words.ends_with("已经");
            if rank == LicenceRank::Approve
                && (has_end(own_words, &["不予", "作出", "许可或者不予", "准予"])
                    || has_end(own_words, &["予以", "已经", "依法", "实施", "被", "行政"])
                        && !asked
                    || has(own_words, &["注销", "撤销", "撤回", "吊销", "实施"])
                    || tail.starts_with("的") && !asked)
            {
                continue;
            }
            let own = Span::new(span.start + from, span.start + i);
            let stop = tail.find(['，', '；', '。', '、']).unwrap_or(tail.len());
            out.push(Licence {
                span: Span::new(span.start + i, span.start + i + w.len()),
                rank,
                object: (!own.trim(text).is_empty()).then(|| own.trim(text)),
                by: body(own_words, own.start)
                    .or_else(|| body(&tail[..stop], span.start + i + w.len())),
                negated: has(
                    own_words,
                    &["无需", "不再", "不需", "不得要求", "取消", "免予", "不得"],
                ),
            });
        }
    }
    out.sort_by_key(|l| l.span);
    out
}

static LIMIT: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?P<n>[0-9０-９一二两三四五六七八九十百]+)\s*(?P<g>个)?(?P<u>工作日|小时|分钟|日|天|月|年)(?P<end>以?内|之内|前|以前|以上|以下)?",
    )
});

/// Time limits of a sentence; dates (2020年1月1日) are none.
pub(super) fn limits(text: &str, span: Span) -> Vec<Limit> {
    let words = span.slice(text);
    let mut out = Vec::new();
    if !words.contains(['日', '天', '月', '年', '时', '钟']) {
        return out;
    }
    for c in LIMIT.captures_iter(words) {
        let (Some(m), Some(n), Some(u)) = (c.get(0), c.name("n"), c.name("u")) else {
            continue;
        };
        let unit = match u.as_str() {
            "工作日" => Unit::Workday,
            "小时" => Unit::Hour,
            "分钟" => Unit::Minute,
            "月" => Unit::Month,
            "年" => Unit::Year,
            _ => Unit::Day,
        };
        let head = &words[..m.start()];
        let tail = &words[m.end()..];
        let dated = unit == Unit::Month && c.name("g").is_none()
            || unit == Unit::Year && tail.starts_with(|c: char| numeral::is_numeral(c))
            || unit == Unit::Day && head.ends_with('月');
        let Some(v) = numeral::parse(n.as_str()) else {
            continue;
        };
        if dated || unit == Unit::Year && v > 100 {
            continue;
        }
        let end = c.name("end").map_or("", |e| e.as_str());
        // 自受理之日起…: the start stands in the same piece, or the one before its comma.
        let own = head.rfind(['；', '。']).map_or(0, |i| i + '。'.len_utf8());
        let from = head[own..]
            .trim_end_matches(['，', '在', '的'])
            .strip_suffix('起')
            .and_then(|h| h.rfind(['自', '从']).map(|i| (i, h.len())))
            .map(|(i, k)| Span::new(span.start + own + i, span.start + own + k + '起'.len_utf8()));
        let ahead = ["提前", "之前", "前"].iter().find(|w| head.ends_with(**w));
        let before = ahead.is_some() || end.ends_with('前');
        if end.is_empty()
            && !before
            && from.is_none()
            && !head.ends_with("为")
            && !head.ends_with("超过")
        {
            continue;
        }
        let start = from.map_or_else(
            || span.start + m.start() - ahead.map_or(0, |w| w.len()),
            |f| f.start,
        );
        out.push(Limit {
            span: Span::new(start, span.start + m.end()).trim(text),
            min: (end == "以上").then_some(v),
            max: (end != "以上").then_some(v),
            unit,
            from,
            before,
        });
    }
    out
}

static DISTANCE: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?P<origin>[\p{Han}]{0,16}?(?:外缘|边缘|边线|外侧|两侧|中心线|周围|周边|上游|下游|上下游|隔离栅|围墙|用地界)[\p{Han}]{0,6}?)?(?:各|起|向外|不少于|不小于|不得小于|距离|的)*\s*(?P<n>[0-9０-９一二两三四五六七八九十百千点.]+)\s*(?P<u>公里|千米|米|厘米)",
    )
});

/// Distances of a sentence.
pub(super) fn distances(text: &str, span: Span) -> Vec<Distance> {
    let words = span.slice(text);
    let mut out = Vec::new();
    for c in DISTANCE.captures_iter(words) {
        let (Some(m), Some(n), Some(u)) = (c.get(0), c.name("n"), c.name("u")) else {
            continue;
        };
        let Some(v) = numeral::parse(n.as_str()) else {
            continue;
        };
        let scale = match u.as_str() {
            "公里" | "千米" => 100_000,
            "米" => 100,
            _ => 1,
        };
        out.push(Distance {
            span: Span::new(span.start + m.start(), span.start + m.end()).trim(text),
            centimetres: v.saturating_mul(scale),
            origin: c
                .name("origin")
                .filter(|o| !o.is_empty())
                .map(|o| Span::new(span.start + o.start(), span.start + o.end())),
        });
    }
    out
}

/// Fees and deposits.
pub(super) fn fees(text: &str, span: Span) -> Vec<Fee> {
    let words = span.slice(text);
    let mut out = Vec::new();
    for (w, deposit) in [
        ("保证金", true),
        ("押金", true),
        ("收取", false),
        ("缴纳", false),
        ("交纳", false),
    ] {
        for (i, _) in words.match_indices(w) {
            let tail = &words[i + w.len()..];
            let stop = tail.find(['，', '；', '。']).unwrap_or(tail.len());
            let thing = &tail[..stop];
            let named = deposit || thing.contains(['费', '金']);
            if !named || thing.contains("罚款") {
                continue;
            }
            let end = if deposit {
                0
            } else {
                thing.rfind(['费', '金', '用']).map_or(0, |j| j + 3)
            };
            let head = &words[..i];
            let own = head.rfind(['，', '；', '。']).unwrap_or(0);
            out.push(Fee {
                span: Span::new(span.start + i, span.start + i + w.len() + end),
                deposit,
                negated: has(&head[own..], &["不得", "禁止", "免", "不予", "严禁"]),
            });
        }
    }
    out.sort_by_key(|f| f.span);
    out
}

static DEFINITION: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?:所称的?|所指的?)(?P<term>[^，；。]{1,40}?)(?:，)?(?:是指|系指|指|包括)(?P<meaning>[^。]{2,})",
    )
});

/// 本条例所称…，是指….
pub(super) fn definition(text: &str, span: Span) -> Option<Definition> {
    let words = span.slice(text);
    if !words.contains("所称") && !words.contains("所指") {
        return None;
    }
    let c = DEFINITION.captures(words)?;
    let (t, m) = (c.name("term")?, c.name("meaning")?);
    Some(Definition {
        term: Span::new(span.start + t.start(), span.start + t.end()),
        meaning: Span::new(span.start + m.start(), span.start + m.end()),
    })
}

/// 另有规定的除外 and its like.
pub(super) fn exceptions(text: &str, span: Span) -> Vec<Span> {
    let words = span.slice(text);
    let mut out = Vec::new();
    for w in ["除外", "从其规定", "另有规定"] {
        for (i, _) in words.match_indices(w) {
            let head = &words[..i];
            let from = head.rfind(['，', '。', '；', '（']).map_or(0, |j| {
                j + head[j..].chars().next().map_or(1, char::len_utf8)
            });
            let s = Span::new(span.start + from, span.start + i + w.len());
            if out.iter().all(|o: &Span| !o.overlaps(s)) {
                out.push(s);
            }
        }
    }
    out.sort();
    out
}
