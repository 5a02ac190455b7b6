//! The sanctions of one piece of a sentence: 罚款, 没收, 吊销, 停业, 拘留, 限制从业.

use super::amount;
use super::penalty::{State, Walk, has, object};
use super::{Amount, Basis, Limit, Sanction, SanctionKind, Tier, Unit};
use crate::text::{Span, regex};
use regex::Regex;
use std::sync::LazyLock;

pub(super) static BAN: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?P<life>终身(?:不得|禁止)|永久不得)|(?:在)?(?P<n>[一二两三四五六七八九十0-9]+)(?P<u>年|个月)(?:以?内)?(?:不得|不予|禁止)(?P<thing>[^，；。]{2,40})|禁止其?在?(?P<n2>[一二两三四五六七八九十0-9]+)年(?:以?内)?从事",
    )
});

static PERIOD: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?P<a>[0-9一二两三四五六七八九十]+)\s*(?P<u1>日|天|个月|年)?\s*(?:以上|至|-|—)\s*(?P<b>[0-9一二两三四五六七八九十]+)\s*(?P<u>日|天|个月|年)(?:以下)?|(?P<c>[0-9一二两三四五六七八九十]+)\s*(?P<v>日|天|个月|年)(?P<d>以下)?",
    )
});

fn unit(s: &str) -> Unit {
    match s {
        "年" => Unit::Year,
        "个月" => Unit::Month,
        _ => Unit::Day,
    }
}

/// A period in a piece: 五日以上十日以下.
fn period(words: &str, at: usize) -> Option<Limit> {
    let c = PERIOD.captures(words)?;
    let n = |k: &str| crate::text::numeral::parse(c.name(k)?.as_str());
    let m = c.get(0)?;
    let (min, max, u) = if c.name("a").is_some() {
        (n("a"), n("b"), c.name("u")?.as_str())
    } else if c.name("d").is_some() {
        (None, n("c"), c.name("v")?.as_str())
    } else {
        (n("c"), n("c"), c.name("v")?.as_str())
    };
    Some(Limit {
        span: Span::new(m.start() + at, m.end() + at),
        min,
        max,
        unit: unit(u),
        from: None,
        before: false,
    })
}

/// The sanctions of one piece; `loose` is the piece before, if it held no consequence.
pub(super) fn sanctions(
    text: &str,
    piece: Span,
    loose: Option<Span>,
    st: &mut State,
    out: &mut Walk,
) {
    let words = piece.slice(text);
    let base = |kind: SanctionKind, from: usize, to: usize, st: &State| {
        let lead = &words[..from];
        let tail = lead.rfind(['、']).map_or(lead, |i| &lead[i..]);
        Sanction {
            kind,
            span: Span::new(piece.start + from, piece.start + to),
            amount: None,
            period: None,
            may: tail.contains("可以")
                || tail.contains("可处")
                || tail.contains("可并处")
                || lead.trim_end().ends_with('可'),
            together: tail.contains("并处")
                || tail.contains("并可处")
                || tail.contains("并给予")
                || tail.trim_end().ends_with('并'),
            tier: st.tier.map_or(Tier::First, |t| t.0),
            tier_span: st.tier.map_or(Span::new(piece.start, piece.start), |t| t.1),
            object: st.object.clone(),
            after_order: st.ordered,
            by: None,
            thing: None,
        }
    };
    let mut found: Vec<Sanction> = Vec::new();
    // 罚款 with what stands before it, or after it (罚款五百元).
    let mut from = 0usize;
    for (i, w) in words.match_indices("罚款") {
        let end = i + w.len();
        let lead = &words[from..i];
        let next = &words[end..];
        if names_only(lead, next) {
            continue;
        }
        // The lead begins after the sanction before it.
        let cutat = ["警告", "没收违法所得", "所得并", "通报批评"]
            .iter()
            .filter_map(|w| lead.rfind(w).map(|j| j + w.len()))
            .max()
            .unwrap_or(0);
        let cutat = if lead[..cutat].ends_with("违法所得")
            && !lead[..cutat].ends_with("没收违法所得")
        {
            0
        } else {
            cutat
        };
        let own_from = from + cutat;
        let own = &words[own_from..i];
        let read = amount::read(own, piece.start + own_from);
        let (am, used, start, stop) = match read {
            Some((a, u)) => {
                let s = own
                    .rfind(['处', '按', '并', '可', '罚'])
                    .filter(|&j| j + own_from < a.span.start - piece.start)
                    .map_or(a.span.start - piece.start, |j| {
                        own_from + first_verb(own, j)
                    });
                (Some(a), u, s, end)
            }
            None => {
                // 罚款五百元以上…
                let stop = next.find(['、', '并', '或']).unwrap_or(next.len());
                match amount::read(&next[..stop], piece.start + end) {
                    Some((a, u)) => {
                        let e = a.span.end - piece.start;
                        (Some(a), u, i, e.max(end))
                    }
                    None => (None, Vec::new(), i, end),
                }
            }
        };
        // 处违法收入二至四倍、最高不超过七万元的罚款: the piece before holds the amount.
        let capped = am
            .as_ref()
            .filter(|a| a.basis == Basis::UpTo && own.contains("超过"));
        let multiple = capped.and_then(|c| {
            let l = loose?;
            let (mut a, mut u) = amount::read(l.slice(text), l.start)?;
            if !matches!(a.basis, Basis::Multiple | Basis::Percent | Basis::PerUnit) {
                if !l.slice(text).contains('每') {
                    return None;
                }
                a.basis = Basis::PerUnit;
            }
            a.cap = c.max;
            u.extend(used.iter().copied());
            Some((a, u))
        });
        let (am, used) = match multiple {
            Some((a, u)) => (Some(a), u),
            None => (am, used),
        };
        let (am, used, start) = match am {
            Some(a) => (Some(a), used, start),
            None => {
                // 按照每人一千元的标准计算，处以罚款.
                let before = loose
                    .filter(|l| l.slice(text).contains("标准") || l.slice(text).contains("计算"))
                    .and_then(|l| amount::read(l.slice(text), l.start));
                match before {
                    Some((a, u)) => (Some(a), u, start),
                    None if imposes(own) => (None, Vec::new(), start),
                    None => continue,
                }
            }
        };
        let mut s = base(SanctionKind::Fine, start.min(i), stop, st);
        s.may |= has(own, &["可以", "可处", "可并处", "并可", "可单处", "也可"])
            || own.trim_end().ends_with('可');
        // 对个人处…、对单位处…: each fine has its own.
        if let Some(i) = own.rfind('对')
            && let Some(o) = object(&own[i..])
        {
            s.object = Some(o);
        }
        s.together |= has(own, &["并处", "并可处", "可并处"]);
        let mut am = am.unwrap_or(Amount {
            span: s.span,
            basis: Basis::Unsaid,
            min: None,
            max: None,
            base: String::new(),
            cap: None,
            bracket: None,
        });
        am.bracket = st.bracket.clone();
        // 一倍以上三倍以下或者一千元以上一万元以下罚款: two ways to reckon it.
        let second = (am.span.end > piece.start + own_from)
            .then(|| words.get(am.span.end - piece.start..i))
            .flatten()
            .filter(|rest| rest.contains("或者") || rest.starts_with('或'))
            .and_then(|rest| amount::read(rest, am.span.end));
        s.amount = Some(am);
        out.used.extend(used);
        found.push(s.clone());
        if let Some((mut a, u)) = second {
            a.bracket = st.bracket.clone();
            out.used.extend(u);
            s.span = Span::new(a.span.start, s.span.end);
            s.amount = Some(a);
            found.push(s);
        }
        from = end;
    }
    for (i, w) in words.match_indices("警告") {
        let next = &words[i + w.len()..];
        let near = next.find("罚款").map_or(next, |j| &next[..j]);
        if has(near, &["处分", "记过", "降级", "撤职"]) {
            continue;
        }
        if [
            "标", "牌", "信", "语", "装", "灯", "区", "线", "说", "用", "后",
        ]
        .iter()
        .any(|x| next.starts_with(x))
        {
            continue;
        }
        found.push(base(SanctionKind::Warning, i, i + w.len(), st));
    }
    for (i, w) in words.match_indices("通报批评") {
        found.push(base(SanctionKind::Criticism, i, i + w.len(), st));
    }
    for (i, w) in words.match_indices("没收") {
        let rest = &words[i + w.len()..];
        let stop = [
            "并处", "，", "可以", "处以", "罚款", "吊销", "责令", "，处", "给予",
        ]
        .iter()
        .filter_map(|x| rest.find(x))
        .min()
        .unwrap_or(rest.len());
        let thing = &rest[..stop];
        let to = i + w.len() + thing.len();
        // 没收实物的，由…: spoken of.
        if thing.ends_with('的') && thing.chars().count() <= 6 {
            continue;
        }
        const YIELD: [&str; 4] = ["所得", "收入", "收益", "利润"];
        let bare = thing.trim_end_matches(['：', ':', ' ']).is_empty();
        let yielded = has(thing, &YIELD) || bare && words[..i].contains("违法所得");
        // 没收猎获物、工具和违法所得; 没收全部储存、运输收入 is one thing.
        let first = thing
            .split("以及")
            .flat_map(|t| t.split("或者"))
            .flat_map(|t| t.split(['和', '及', '、']))
            .next()
            .unwrap_or(thing);
        let last = thing
            .split("以及")
            .flat_map(|t| t.split("或者"))
            .flat_map(|t| t.split(['和', '及', '、', '并']))
            .last()
            .unwrap_or(thing);
        let joined = has(thing, &["和", "及", "或者"])
            || ["违法所得", "非法所得", "违法收入"]
                .iter()
                .any(|w| last.trim_start().starts_with(w));
        let things = !yielded
            || (!has(last, &YIELD) && last.chars().count() >= 2)
            || (joined && !has(first, &YIELD));
        if yielded {
            let mut s = base(SanctionKind::ForfeitYield, i, to, st);
            s.thing = Some(Span::new(piece.start + i + w.len(), piece.start + to));
            found.push(s);
        }
        if things {
            let mut s = base(SanctionKind::ForfeitThings, i, to, st);
            s.thing = Some(Span::new(piece.start + i + w.len(), piece.start + to));
            found.push(s);
        }
    }
    for (w, kind) in [
        ("吊销", SanctionKind::RevokeLicence),
        ("暂扣", SanctionKind::SuspendLicence),
        ("取消", SanctionKind::RevokeLicence),
        ("撤销", SanctionKind::RevokeLicence),
        ("降低", SanctionKind::LowerGrade),
    ] {
        for (i, _) in words.match_indices(w) {
            let rest = &words[i + w.len()..];
            let want: &[&str] = match kind {
                SanctionKind::LowerGrade => &["资质"],
                _ if w == "取消" => &["资格"],
                _ if w == "撤销"
                    && !["处", "或者", "直至"]
                        .iter()
                        .any(|x| words[..i].ends_with(x)) =>
                {
                    &[]
                }
                _ if w == "撤销" => &["许可", "资格"],
                _ => &[
                    "证",
                    "照",
                    "许可",
                    "资格",
                    "资质",
                    "批准文件",
                    "登记",
                    "文号",
                    "经营权",
                ],
            };
            if !has(rest, want) || words[..i].ends_with("被") {
                continue;
            }
            let mut s = base(kind, i, words.len(), st);
            s.thing = Some(Span::new(piece.start + i + w.len(), piece.end));
            if kind == SanctionKind::SuspendLicence {
                s.period = period(rest, piece.start + i + w.len())
                    .or_else(|| period(&words[..i], piece.start));
            }
            found.push(s);
        }
    }
    for w in [
        "责令停产停业",
        "停产停业",
        "停业整顿",
        "停产整顿",
        "停产整治",
        "责令停业",
        "责令停产",
        "停止营业",
        "停工整顿",
        "停止招生",
    ] {
        if let Some(i) = words.find(w)
            && !found.iter().any(|s| s.kind == SanctionKind::StopBusiness)
            && !words[..i].ends_with('未')
        {
            let mut s = base(SanctionKind::StopBusiness, i, i + w.len(), st);
            s.period = period(words, piece.start);
            found.push(s);
        }
    }
    for w in ["责令停止", "责令立即停止", "责令其停止"] {
        if let Some(i) = words.find(w) {
            let rest = &words[i + w.len()..];
            if !has(rest, &["违法", "侵害", "该行为", "行为", "营业", "招生"]) && !rest.is_empty()
            {
                let stop = ["并", "，", "处", "、"]
                    .iter()
                    .filter_map(|x| rest.find(x))
                    .min()
                    .unwrap_or(rest.len());
                let mut s = base(SanctionKind::StopAct, i, i + w.len() + stop, st);
                s.thing = Some(Span::new(
                    piece.start + i + w.len(),
                    piece.start + i + w.len() + stop,
                ));
                found.push(s);
            }
        }
    }
    for w in [
        "责令关闭",
        "予以关闭",
        "责令其关闭",
        "停业、关闭",
        "停产、关闭",
        "停业或者关闭",
        "停产停业或者关闭",
        "予以取缔",
        "依法取缔",
    ] {
        if let Some(i) = words.find(w) {
            found.push(base(SanctionKind::CloseDown, i, i + w.len(), st));
        }
    }
    if let Some(i) = words.find("拘留")
        && !has(&words[..i], &["刑事", "被", "司法", "需要"])
        && !["期", "所", "的", "决定"]
            .iter()
            .any(|w| words[i + "拘留".len()..].starts_with(w))
        && has(&words[..i], &["日", "处", "行政", "或者", "并"])
    {
        let mut s = base(SanctionKind::Detain, i, i + "拘留".len(), st);
        let lead_from = words[..i].rfind("罚款").map_or(0, |j| j + 6).min(i);
        s.period = period(&words[lead_from..i], piece.start + lead_from);
        found.push(s);
    }
    if has(
        words,
        &["年内", "个月内", "年以内", "终身", "禁止其", "禁止从事"],
    ) && let Some(c) = BAN.captures(words)
        && let Some(m) = c.get(0)
    {
        let mut s = base(SanctionKind::BanTrade, m.start(), m.end(), st);
        s.period = period(m.as_str(), piece.start + m.start());
        s.thing = c
            .name("thing")
            .map(|t| Span::new(piece.start + t.start(), piece.start + t.end()));
        found.push(s);
    }
    for w in ["暂停"] {
        if let Some(i) = words.find(w)
            && has(&words[i..], &["业务", "执业", "资格", "许可", "从业"])
            && !words[..i].ends_with("经")
        {
            let mut s = base(
                SanctionKind::Restrict,
                i,
                words.trim_end_matches(['：', ':']).len(),
                st,
            );
            s.period = period(&words[i..], piece.start + i);
            found.push(s);
        }
    }
    for w in ["限制从业", "限制开展生产经营"] {
        if let Some(i) = words.find(w) {
            let kind = if w == "限制从业" {
                SanctionKind::BanTrade
            } else {
                SanctionKind::Restrict
            };
            found.push(base(kind, i, i + w.len(), st));
        }
    }
    found.sort_by_key(|s| (s.span.start, s.kind));
    out.sanctions.append(&mut found);
}

/// Whether 罚款 is only spoken of: 缴纳罚款, 罚款决定, 加处罚款.
fn names_only(lead: &str, next: &str) -> bool {
    const BEFORE: [&str; 14] = [
        "加处",
        "缴纳",
        "交纳",
        "缴",
        "支付",
        "抵缴",
        "当场",
        "收缴",
        "的原",
        "行政",
        "受到",
        "未缴",
        "拒绝缴纳",
        "减免",
    ];
    const AFTER: [&str; 14] = [
        "决定",
        "收据",
        "数额",
        "缴",
        "票据",
        "金额",
        "额",
        "处罚的",
        "处罚数",
        "收入",
        "时，",
        "总额",
        "倍数",
        "期限",
    ];
    BEFORE.iter().any(|w| lead.ends_with(w)) && !lead.contains('元')
        || AFTER.iter().any(|w| next.starts_with(w))
        || next.trim() == "的"
        || lead.starts_with('对')
            && lead.trim_end().ends_with("以下")
            && !lead.contains(['处', '罚'])
}

/// Whether the words before 罚款 without a figure impose it.
fn imposes(own: &str) -> bool {
    let own = own.trim_end().trim_end_matches('的');
    [
        "处", "处以", "并处", "给予", "可以", "以", "单处", "、", "或者", "和", "并", "警告",
    ]
    .iter()
    .any(|w| own.ends_with(w))
        && !has(own, &["被处", "对破产"])
}

/// The first verb of the run of verbs that ends at `j`: 可以并处 from 处.
fn first_verb(own: &str, j: usize) -> usize {
    let head = &own[..j];
    for w in [
        "可以单处或者并",
        "可以并",
        "并可以",
        "并可",
        "可以",
        "可并",
        "并",
        "可",
        "或者",
    ] {
        if head.ends_with(w) {
            return j - w.len();
        }
    }
    j
}
