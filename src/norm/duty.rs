//! What any sentence may hold: modality, bodies, licence verbs, measures, limits, fees, distances.

use super::penalty::has;
use super::{
    Actor, Definition, Distance, Fee, Level, Licence, LicenceRank, Limit, Measure, MeasureKind,
    Modality, Unit,
};
use crate::text::{Span, numeral, regex};
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
    TABLE
        .iter()
        .filter_map(|&(w, m)| words.find(w).map(|i| (i, m, w.len())))
        .min_by_key(|&(i, _, n)| (i, usize::MAX - n))
        .map(|(i, m, n)| (m, Span::new(i, i + n)))
}

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
        r"由([^，；。：]{2,60}?(?:办事处|管理处|市管处)?)(?:责令|处以|处[一二三四五六七八九十\d每]|收回|收缴|撤销|取消|取缔|注销|给予|没收|吊销|予以|可以|依照|依法|按照|按|暂扣|警告|负责|根据|视|对|批准|审批|核发|决定|处罚|组织|会同|制定|规定|统一|公布|处|代为|强制)",
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
fn has_end(s: &str, words: &[&str]) -> bool {
    words.iter().any(|w| s.ends_with(w))
}

/// The body a piece names: 经县级人民政府水务部门 批准.
fn body(words: &str, at: usize) -> Option<Actor> {
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
            if rank == LicenceRank::Approve
                && ["证", "机关", "条件", "文件", "事项", "期限", "范围", "部门"]
                    .iter()
                    .any(|x| tail.starts_with(x))
                && w != "审查"
            {
                if !(w == "许可"
                    && tail.starts_with('证')
                    && has(head, &["取得", "领取", "申领", "办理"]))
                {
                    continue;
                }
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

/// Coercive measures.
pub(super) fn measures(text: &str, span: Span) -> Vec<Measure> {
    const VERBS: [(&str, MeasureKind); 22] = [
        ("扣押", MeasureKind::Seize),
        ("扣留", MeasureKind::Seize),
        ("暂扣", MeasureKind::Seize),
        ("滞留", MeasureKind::Seize),
        ("查封", MeasureKind::Seal),
        ("冻结", MeasureKind::Freeze),
        ("拖移", MeasureKind::Tow),
        ("拖离", MeasureKind::Tow),
        ("拖至", MeasureKind::Tow),
        ("强制拆除", MeasureKind::Demolish),
        ("强行拆除", MeasureKind::Demolish),
        ("依法拆除", MeasureKind::Demolish),
        ("强制执行", MeasureKind::Enforce),
        ("代履行", MeasureKind::Substitute),
        ("代为", MeasureKind::Substitute),
        ("加处", MeasureKind::DailyFine),
        ("滞纳金", MeasureKind::LateFee),
        ("停止供水", MeasureKind::CutOff),
        ("停止供电", MeasureKind::CutOff),
        ("收缴", MeasureKind::Collect),
        ("强制隔离", MeasureKind::Restrain),
        ("约束至", MeasureKind::Restrain),
    ];
    let words = span.slice(text);
    let mut out: Vec<Measure> = Vec::new();
    if !words.contains([
        '扣', '留', '封', '冻', '拖', '拆', '强', '代', '处', '滞', '停', '收', '束',
    ]) {
        return out;
    }
    for (w, kind) in VERBS {
        for (i, _) in words.match_indices(w) {
            let (head, tail) = (&words[..i], &words[i + w.len()..]);
            let own = head.rfind(['，', '；', '。']).map_or(0, |j| {
                j + head[j..].chars().next().map_or(1, char::len_utf8)
            });
            if w == "暂扣"
                && tail
                    .split(['，', '；', '。', '、'])
                    .next()
                    .is_some_and(|t| has(t, &["证", "照", "许可"]))
            {
                continue;
            }
            // 查封、扣押设施: both have the object that stands last.
            let mut rest = tail;
            while let Some(r) = [
                "、", "或者", "和", "查封", "扣押", "扣留", "暂扣", "冻结", "滞留",
            ]
            .iter()
            .find_map(|x| rest.strip_prefix(*x))
            {
                rest = r;
            }
            // 被扣押的财物, 暂扣手续: spoken of.
            const MENTION: [&str; 15] = [
                "的", "手续", "决定", "期间", "期限", "凭证", "清单", "通知", "措施", "公告",
                "延误", "时间", "或未", "效力", "程序",
            ];
            let proper = match kind {
                MeasureKind::Substitute => {
                    w == "代履行"
                        || has(
                            rest.split(['，', '；']).next().unwrap_or(rest),
                            &[
                                "履行义务",
                                "修复",
                                "清除",
                                "治理",
                                "恢复",
                                "拆除",
                                "处置",
                                "清理",
                                "补种",
                                "改正",
                                "整改",
                                "处理",
                                "清运",
                                "修剪",
                                "种植",
                            ],
                        )
                }
                MeasureKind::CutOff => has(&head[own..], &["通知", "责令", "要求", "采取", "决定"]),
                MeasureKind::Seize if w == "滞留" => has(rest, &["车", "船", "证"]),
                MeasureKind::Demolish if w == "依法拆除" => false,
                _ => true,
            };
            let papers = w == "暂扣"
                && has(
                    rest.split(['，', '；', '。']).next().unwrap_or(rest),
                    &["证书", "证件", "执照"],
                );
            if !proper
                || papers
                || head[own..].contains("解除")
                || has_end(head, &["被", "对", "所", "已", "解除", "经"])
                || MENTION.iter().any(|x| rest.starts_with(x))
            {
                continue;
            }
            let skipped = tail.len() - rest.len();
            let stop = rest
                .find(['，', '；', '。', '：', ':', '并'])
                .unwrap_or(rest.len());
            let begin = span.start + i + w.len() + skipped;
            let after = Span::new(begin, begin + stop).trim(text);
            // 对…的车辆，可以予以暂扣: the object stands before, with its condition.
            let sentence = head.rfind(['；', '。']).map_or(0, |j| j + '。'.len_utf8());
            let before = head[sentence..].find('对').and_then(|j| {
                let from = sentence + j + '对'.len_utf8();
                let part = &head[from..];
                let to = [
                    "，可以",
                    "，应当",
                    "，有权",
                    "可以",
                    "应当",
                    "，由",
                    "依法",
                    "予以",
                    "实施",
                    "，",
                ]
                .iter()
                .filter_map(|x| {
                    if *x == "，" {
                        part.rfind(x)
                    } else {
                        part.find(x)
                    }
                })
                .min()
                .unwrap_or(part.len());
                let s = Span::new(span.start + from, span.start + from + to).trim(text);
                (!s.is_empty()).then_some(s)
            });
            let condition = before.or_else(|| {
                head.rfind("的，").map(|j| {
                    let k = head[..j].rfind(['，', '；', '。']).map_or(0, |k| {
                        k + head[k..].chars().next().map_or(1, char::len_utf8)
                    });
                    Span::new(span.start + k, span.start + j + "的".len())
                })
            });
            // The thing itself is what follows the last 的 of the words before.
            let thing = before.map(|b| {
                let words = b.slice(text);
                let at = words.rfind('的').map_or(0, |i| i + '的'.len_utf8());
                let s = Span::new(b.start + at, b.end);
                if s.is_empty() { b } else { s }
            });
            out.push(Measure {
                kind,
                span: Span::new(span.start + i, span.start + i + w.len()),
                object: (!after.is_empty()).then_some(after).or(thing),
                condition,
                may: head[own..].contains("可以"),
                by: None,
                negated: has(&head[own..], &["不得", "禁止", "严禁", "不予"]),
            });
        }
    }
    out.sort_by_key(|m| (m.span, m.kind));
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
            if !deposit && !(thing.contains('费') || thing.contains("金")) || thing.contains("罚款")
            {
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
