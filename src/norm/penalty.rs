//! Sentences with sanctions: walked piece by piece (，；), carrying tier, object and bracket along.

use super::amount;
use super::{
    Amount, Basis, Bracket, Consequence, Limit, Object, Sanction, SanctionKind, Tier, Unit,
};
use crate::text::{Span, regex};
use regex::Regex;
use std::sync::LazyLock;

/// What a walk over the consequence of a sentence gives.
#[derive(Debug, Default)]
pub(super) struct Walk {
    pub(super) sanctions: Vec<Sanction>,
    pub(super) other: Vec<(Consequence, Span)>,
    pub(super) used: Vec<Span>,
    /// Acts named after the first, each with the index of its first sanction.
    pub(super) acts: Vec<(Span, usize)>,
    /// 责令改正: its words.
    pub(super) order: Option<Span>,
    /// Where the first consequence begins.
    pub(super) start: Option<usize>,
}

/// Words without which a sentence sets no sanction.
pub(super) const SIGNS: [&str; 14] = [
    "罚款",
    "警告",
    "通报批评",
    "没收",
    "吊销",
    "暂扣",
    "停产",
    "停业",
    "关闭",
    "拘留",
    "责令停止",
    "降低资质",
    "限制从业",
    "年内不",
];

/// Whether a sentence may set a sanction.
pub(super) fn may_set(s: &str) -> bool {
    SIGNS.iter().any(|w| s.contains(w)) || (s.contains("罚") && s.contains('元'))
}

/// Cuts a span at `marks` outside brackets and quotation marks.
pub(super) fn cut(text: &str, span: Span, marks: &[char]) -> Vec<Span> {
    let words = span.slice(text);
    let mut out = Vec::new();
    let (mut depth, mut from) = (0usize, 0usize);
    for (i, c) in words.char_indices() {
        match c {
            '（' | '(' | '《' | '“' | '〔' => depth += 1,
            '）' | ')' | '》' | '”' | '〕' => depth = depth.saturating_sub(1),
            c if depth == 0 && marks.contains(&c) => {
                out.push(Span::new(span.start + from, span.start + i));
                from = i + c.len_utf8();
            }
            _ => {}
        }
    }
    out.push(Span::new(span.start + from, span.end));
    out.retain(|s| !s.trim(text).is_empty());
    out
}

static TIER: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?P<extreme>(?:情节|后果|危害)(?:特别|极其)严重|造成特别(?:严重|重大))|(?P<serious>情节(?:较为|比较)?(?:严重|较重|恶劣)|情节较重)|(?P<refuse>(?:拒不|逾期(?:仍|未|不|拒不|后仍)?|仍不|仍未|经责令|未在(?:规定|限定)的?期限内|到期)[^，；。]{0,14}?(?:改正|整改|拆除|清除|治理|停止|补办|恢复|办理|缴纳|备案|执行|达到|搬迁|清理|履行|登记|补种|报告|改|完成)|拒不[\p{Han}]{1,8}的|逾期[\p{Han}]{0,6}的)|(?P<repeat>(?:再次|两次以上|二次以上|三次以上|多次|屡次|累计[\p{Han}]{0,6}次|(?P<n>[一二两三1-9半])(?:个)?(?P<u>年|月)(?:度)?(?:之)?内[^，；。]{0,14}(?:次|再)))|(?P<minor>情节(?:较轻|轻微|显著轻微)|(?:尚未|尚不|未)造成[^，；。]{0,16}(?:后果|损害|损失|污染|损坏|影响|危害)|情节一般)|(?P<damage>造成[^，；。]{0,20}(?:后果|损害|损失|污染|事故|损坏|影响|破坏|伤亡|危害|危险)|致使|导致[^，；。]{0,20}(?:事故|后果|损失|损坏))",
    )
});

/// The tier a piece names, with its words.
pub(super) fn tier(words: &str) -> Option<(Tier, Span)> {
    if ![
        "严重",
        "较重",
        "恶劣",
        "逾期",
        "拒不",
        "仍不",
        "仍未",
        "再次",
        "次",
        "造成",
        "致使",
        "导致",
        "较轻",
        "轻微",
        "尚不",
        "尚未",
        "经责令",
        "未在",
        "到期",
        "再",
        "一般",
    ]
    .iter()
    .any(|w| words.contains(w))
    {
        return None;
    }
    let c = TIER.captures(words)?;
    let m = c.get(0)?;
    let t = if c.name("extreme").is_some() {
        Tier::Extreme
    } else if c.name("serious").is_some() {
        Tier::Serious
    } else if c.name("refuse").is_some() {
        Tier::Refuses
    } else if c.name("repeat").is_some() {
        let months = c.name("n").and_then(|n| {
            let k = crate::text::numeral::parse(n.as_str())?;
            let k = u32::try_from(k).ok()?;
            Some(if c.name("u")?.as_str() == "年" {
                k * 12
            } else {
                k
            })
        });
        Tier::Repeat(months)
    } else if c.name("damage").is_some() {
        Tier::Damage
    } else {
        Tier::Minor
    };
    Some((t, Span::new(m.start(), m.end())))
}

static OBJECT: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?:^|对|，|、|其中|属于|属)(?:其|该|违法的?|有关|责任|未[\p{Han}]{1,8}的|当事)*(?:(?P<resp>直接负责的主管人员|主要负责人|(?:其他)?直接责任人员|直接责任人|法定代表人|负有责任的主管人员|项目负责人|有关责任人)|(?P<house>个体工商户)|(?P<person>个人|公民|自然人|行为人|非经营[\p{Han}]{0,4}个人)|(?P<unit>(?:[\p{Han}]{0,4})?(?:单位|法人|企业|机构|组织)))(?:和[\p{Han}]{2,12}|或者[\p{Han}]{2,8})?(?:违反[^，；。]{0,12}|有前[\p{Han}]{0,8}行为)?(?:的|可以|并|处|给予|，|$)",
    )
});

/// The class of persons a piece speaks of.
fn object(words: &str) -> Option<Object> {
    if ![
        "个人",
        "公民",
        "自然人",
        "行为人",
        "单位",
        "法人",
        "企业",
        "人员",
        "责任人",
        "工商户",
        "负责人",
        "机构",
        "组织",
        "法定代表人",
    ]
    .iter()
    .any(|w| words.contains(w))
    {
        return None;
    }
    // 对单位的法定代表人: the person, not the unit.
    let own = words.rfind('对').map_or(words, |i| &words[i..]);
    let to = own.find(['处', '罚']).unwrap_or(own.len());
    if words.contains('对')
        && has(
            &own[..to],
            &["主管人员", "责任人", "法定代表人", "主要负责人", "负责人员"],
        )
    {
        return Some(Object::Responsible);
    }
    for (w, o) in [
        ("为个人", Object::Person),
        ("系个人", Object::Person),
        ("是个人", Object::Person),
        ("属个人", Object::Person),
        ("属于个人", Object::Person),
        ("为单位", Object::Unit),
        ("系单位", Object::Unit),
        ("是单位", Object::Unit),
        ("等单位的", Object::Unit),
    ] {
        if words.contains(w) {
            return Some(o);
        }
    }
    let Some(c) = OBJECT.captures(words) else {
        // 对检验检测人员处…: any other person named.
        let who = own.strip_prefix('对')?;
        let to = ["可以", "并", "处", "给予", "没收", "予以"]
            .iter()
            .filter_map(|w| who.find(w))
            .min()?;
        let who = who[..to].trim();
        let n = who.chars().count();
        if !(2..=24).contains(&n) || who.contains('的') {
            return None;
        }
        return if who.ends_with("人员") || who.ends_with('员') || who.ends_with('人') {
            Some(Object::Worker(who.to_string()))
        } else if ["机构", "单位", "企业", "公司", "组织"]
            .iter()
            .any(|w| who.ends_with(w))
        {
            Some(Object::Unit)
        } else {
            None
        };
    };
    Some(if c.name("resp").is_some() {
        Object::Responsible
    } else if c.name("house").is_some() {
        Object::Household
    } else if c.name("person").is_some() {
        Object::Person
    } else {
        Object::Unit
    })
}

static ORDER: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"责令[^，；。]{0,24}?(?:改正|整改|拆除|清除|恢复|补种|治理|补办|停止违法|停止侵害|采取|消除|清理|退还|限期|缴纳|补缴|赔偿|更正|收回|改|停止)|限期(?:改正|整改|拆除|补办|清除|治理|恢复|缴纳)|予以纠正|责令其?(?:立即|限期)",
    )
});

static CONSEQUENCE: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"由[^，；。：]{2,60}?(?:责令|收缴|撤销|取消|取缔|注销|停止|降低|通报|追缴|代为|强制|处|给予|没收|吊销|予以|依照|依法|按照|暂扣|警告|根据|视|分别|对其)|责令|给予(?:警告|[^，；。]{0,8}处罚)|可以?并?处以?|处以?[^，；。]{0,40}(?:罚款|元|拘留|警告)|并?没收|吊销|暂扣|罚款|警告|通报批评|拘留|依照刑法|暂停其|依法(?:给予|予以|追究|承担)|依照[^，；。]{2,40}处罚|予以(?:处罚|警告|没收|取缔|通报|收缴)|不予(?:受理|办理)|取消[^，；。]{0,8}资格|收缴|(?:其)?中标无效|降低[^，；。]{0,6}资质|暂停[^，；。]{0,14}(?:业务|资格|许可|执业)|(?:按|并|可)[^，；。]{0,24}罚款",
    )
});

/// Words that begin a case of the same act: 尚可采取改正措施的, 无法拆除的.
const BRANCHES: [&str; 11] = [
    "尚可",
    "尚不",
    "尚未",
    "无法",
    "不能",
    "可以采取",
    "没有",
    "未造成",
    "难以",
    "属于",
    "构成",
];

/// Where the consequence begins in a piece, if it does.
pub(super) fn consequence(words: &str) -> Option<usize> {
    let lead = words.trim_start();
    if lead.starts_with('由')
        && has(
            lead,
            &[
                "部门",
                "机关",
                "机构",
                "政府",
                "委员会",
                "法院",
                "执法",
                "海事局",
                "办事处",
            ],
        )
    {
        return Some(words.len() - lead.len());
    }
    let m = CONSEQUENCE.find(words)?;
    // 公安机关处, 主管部门给予: the body without 由 belongs to the consequence.
    let head = &words[..m.start()];
    if ["部门", "机关", "机构", "政府", "委员会", "法院"]
        .iter()
        .any(|w| {
            head.trim_end_matches("可以")
                .trim_end_matches("依法")
                .ends_with(w)
        })
        && !head.contains(['的', '对', '向', '被', '与', '由'])
        && head.chars().count() <= 40
    {
        return Some(0);
    }
    // 对单位处…: the person belongs to the consequence.
    if let Some(i) = head.rfind('对')
        && head[i..].chars().count() <= 30
        && [
            "单位",
            "个人",
            "人员",
            "负责人",
            "责任人",
            "法定代表人",
            "机构",
            "企业",
            "公民",
            "经营者",
        ]
        .iter()
        .any(|w| head.trim_end().ends_with(w))
        && head[..i].trim().is_empty()
    {
        return Some(i);
    }
    Some(m.start())
}

static BAN: LazyLock<Regex> = LazyLock::new(|| {
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

/// The state carried from piece to piece.
#[derive(Clone, Default)]
struct State {
    tier: Option<(Tier, Span)>,
    object: Option<Object>,
    bracket: Option<Bracket>,
    ordered: bool,
}

/// Walks a sentence from its first byte to its last.
pub(super) fn walk(text: &str, span: Span) -> Walk {
    let mut out = Walk::default();
    let mut st = State::default();
    for (k, segment) in cut(text, span, &['；', ';']).into_iter().enumerate() {
        if k > 0 {
            // A new segment is a new case, the order to correct stands.
            st = State {
                ordered: st.ordered,
                ..State::default()
            };
        }
        let mut pending: Option<Span> = None;
        let mut loose: Option<Span> = None;
        for piece in cut(text, segment, &['，', ',']) {
            let words = piece.slice(text);
            let begins = consequence(words).or_else(|| {
                (out.start.is_some() && has(words, &["年内", "个月内", "终身", "年以内"]))
                    .then(|| BAN.find(words).map(|m| m.start()))
                    .flatten()
            });
            let head = &words[..begins.unwrap_or(words.len())];
            let before = out.start.is_none() && begins.is_none();
            // What comes before the first consequence is the act itself, unless it is a tier only.
            if let Some((t, s)) = tier(head) {
                let alone = head.trim().chars().count() <= 24
                    && head.trim_end().ends_with(['的', '罚', '，'])
                    || begins.is_some_and(|b| b > 0 && head.trim().chars().count() <= 16);
                // Before any order nothing can be refused: the words are the act's own.
                let again = t == Tier::Refuses && s.start == 0 && has(head, &["改正", "整改"]);
                if (!before && (t != Tier::Refuses || st.ordered || out.start.is_some() || k > 0))
                    || (before && alone && (t != Tier::Refuses || again))
                {
                    st.tier = Some((t, s.shift(piece.start)));
                    if k > 0 || out.start.is_some() {
                        st.bracket = None;
                        st.object = None;
                    }
                }
            }
            if let Some((b, used)) = amount::bracket(head, piece.start) {
                st.bracket = Some(b);
                out.used.extend(used);
            }
            if let Some(o) = object(if begins.is_some() { words } else { head }) {
                let short = head.trim().chars().count() <= 28;
                if begins.is_some() && words.contains('对')
                    || out.start.is_some() && (begins.is_some() || short)
                    || words.trim_start().starts_with('对') && short
                {
                    st.object = Some(o);
                }
            }
            if begins.is_none() {
                if out.start.is_some() && tier(words).is_none() && words.trim_end().ends_with('的')
                {
                    let from = pending.map_or(piece.start, |p: Span| p.start);
                    pending = Some(Span::new(from, piece.end));
                } else if out.start.is_some()
                    && pending.is_none()
                    && k > 0
                    && out.sanctions.iter().all(|s| s.span.start < segment.start)
                {
                    pending = Some(piece);
                }
                leftover(words, piece, &mut out);
                others(words, piece.start, &mut out);
                loose = Some(piece);
                continue;
            }
            if out.start.is_none() {
                out.start = begins.map(|b| b + piece.start);
            } else if let Some(p) = pending.take() {
                let p = p.trim(text);
                if p.slice(text).ends_with('的')
                    && tier(p.slice(text)).is_none()
                    && amount::bracket(p.slice(text), p.start).is_none()
                    && object(p.slice(text)).is_none()
                    && !BRANCHES.iter().any(|w| p.slice(text).starts_with(w))
                    && p.slice(text).chars().count() >= 5
                {
                    out.acts.push((p, out.sanctions.len()));
                    st.object = object(words);
                }
            }
            if let Some(m) = ORDER.find(words) {
                st.ordered = true;
                let at = Span::new(piece.start + m.start(), piece.start + m.end());
                out.order = out.order.or(Some(at));
            }
            let before = out.sanctions.len();
            sanctions(text, piece, loose.take(), &mut st, &mut out);
            if out.sanctions.len() == before {
                loose = Some(piece);
            }
            leftover(words, piece, &mut out);
            others(words, piece.start, &mut out);
        }
    }
    out
}

/// Consequences that are no administrative sanction.
fn others(words: &str, at: usize, out: &mut Walk) {
    const TABLE: [(&str, Consequence); 15] = [
        ("处分", Consequence::Discipline),
        ("政务处分", Consequence::Discipline),
        ("记过", Consequence::Discipline),
        ("降级", Consequence::Discipline),
        ("撤职", Consequence::Discipline),
        ("开除", Consequence::Discipline),
        ("追究刑事责任", Consequence::Criminal),
        ("构成犯罪", Consequence::Criminal),
        ("民事责任", Consequence::Civil),
        ("赔偿责任", Consequence::Civil),
        ("赔偿损失", Consequence::Civil),
        ("依法赔偿", Consequence::Civil),
        ("承担赔偿", Consequence::Civil),
        ("治安管理处罚", Consequence::PublicOrder),
        ("治安处罚", Consequence::PublicOrder),
    ];
    for (w, c) in TABLE {
        if let Some(i) = words.find(w)
            && !out
                .other
                .iter()
                .any(|(o, s)| *o == c && s.overlaps(Span::new(at, at + words.len())))
        {
            out.other.push((c, Span::new(at + i, at + i + w.len())));
        }
    }
}

/// Figures that set no range: the cap of the fine before, “按一万元计算”, 滞纳金, 加处罚款.
fn leftover(words: &str, piece: Span, out: &mut Walk) {
    let figures = amount::figures(words);
    if figures.is_empty() {
        return;
    }
    let reckoned = words.contains("计算") && has(words, &["按", "以"]) && !words.contains("罚款");
    let low = (words.contains("不足") || words.contains("不满") || words.contains("超过"))
        && words.trim_end().ends_with('的');
    let other = has(
        words,
        &["滞纳金", "加处", "加收", "收购", "扣减", "数额的", "保证金"],
    ) && (!words.contains("罚款") || words.contains("加处"));
    if reckoned || low || other {
        out.used
            .extend(figures.iter().map(|f| f.span.shift(piece.start)));
        return;
    }
    // 但最高不超过十万元.
    if has(words, &["不超过", "不得超过", "不得超出", "为限"])
        && (!words.contains("罚款")
            || has(words, &["罚款总额", "罚款最高", "罚款数额", "罚款金额"]))
        && let Some(f) = figures.iter().find(|f| f.what == amount::What::Yuan)
        && let Some(last) = out
            .sanctions
            .iter_mut()
            .rev()
            .find(|s| s.kind == SanctionKind::Fine)
        && let Some(a) = last.amount.as_mut()
    {
        a.cap = Some(f.value);
        out.used.push(f.span.shift(piece.start));
    }
}

/// The sanctions of one piece; `loose` is the piece before, if it held no consequence.
fn sanctions(text: &str, piece: Span, loose: Option<Span>, st: &mut State, out: &mut Walk) {
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
        s.amount = Some(am);
        out.used.extend(used);
        found.push(s);
        from = end;
    }
    for (i, w) in words.match_indices("警告") {
        let next = &words[i + w.len()..];
        let near = next.find("罚款").map_or(next, |j| &next[..j]);
        if has(near, &["处分", "记过", "降级", "撤职"]) {
            continue;
        }
        if ["标", "牌", "信", "语", "装", "灯", "区", "线", "说", "用"]
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
        const YIELD: [&str; 4] = ["所得", "收入", "收益", "利润"];
        let yielded = has(thing, &YIELD);
        // 没收猎获物、工具和违法所得; 没收全部储存、运输收入 is one thing.
        let first = thing
            .split("以及")
            .flat_map(|t| t.split(['和', '及', '、']))
            .next()
            .unwrap_or(thing);
        let last = thing
            .split("以及")
            .flat_map(|t| t.split(['和', '及', '、', '并']))
            .last()
            .unwrap_or(thing);
        let joined = has(thing, &["和", "及"]);
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
        ("降低", SanctionKind::LowerGrade),
    ] {
        for (i, _) in words.match_indices(w) {
            let rest = &words[i + w.len()..];
            let want: &[&str] = match kind {
                SanctionKind::LowerGrade => &["资质"],
                _ if w == "取消" => &["资格"],
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
        if let Some(i) = words.find(w) {
            if !found.iter().any(|s| s.kind == SanctionKind::StopBusiness)
                && !words[..i].ends_with('未')
            {
                let mut s = base(SanctionKind::StopBusiness, i, i + w.len(), st);
                s.period = period(words, piece.start);
                found.push(s);
            }
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
    for w in ["责令关闭", "予以关闭", "责令其关闭"] {
        if let Some(i) = words.find(w) {
            found.push(base(SanctionKind::CloseDown, i, i + w.len(), st));
        }
    }
    if let Some(i) = words.find("拘留")
        && !has(&words[..i], &["刑事", "被", "司法"])
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

/// Whether one of the words stands in `s`.
pub(super) fn has(s: &str, words: &[&str]) -> bool {
    words.iter().any(|w| s.contains(w))
}
