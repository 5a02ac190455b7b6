//! Sentences with sanctions: walked piece by piece (，；), carrying tier, object and bracket along.

use super::amount;
use super::sanction::{BAN, sanctions};
use super::{Bracket, Consequence, Object, Sanction, SanctionKind, Tier};
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
pub fn may_set(s: &str) -> bool {
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
        r"(?P<extreme>(?:情节|后果|危害)(?:特别|极其)严重|造成特别(?:严重|重大))|(?P<serious>情节(?:较为|比较)?(?:严重|较重|恶劣)|情节较重)|(?P<refuse>(?:拒不|逾期(?:仍|未|不|拒不|后仍)?|仍不|仍未|经责令|未在(?:规定|限定)的?期限内|在(?:规定|限定)的?(?:期限|限期)内(?:仍)?未|到期)[^，；。]{0,14}?(?:改正|整改|拆除|清除|治理|停止|补办|恢复|办理|缴纳|备案|执行|达到|搬迁|清理|履行|登记|补种|报告|改|完成)|拒不[\p{Han}]{1,8}的|^继续[\p{Han}]{1,10}的|(?:警告|劝阻|告诫|劝导|批评教育|责令改正)后?(?:仍|拒)?(?:不|未)[^，；。]{0,8}(?:改正|停止|听从|整改)|逾期[\p{Han}]{0,6}的)|(?P<repeat>(?:再次|两次以上|二次以上|三次以上|多次|屡次|累计[\p{Han}]{0,6}次|(?P<n>[一二两三1-9半])(?:个)?(?P<u>年|月)(?:度)?(?:之)?内[^，；。]{0,14}(?:次|再)))|(?P<minor>情节(?:较轻|轻微|显著轻微)|(?:尚未|尚不|未)造成[^，；。]{0,16}(?:后果|损害|损失|污染|损坏|影响|危害)|情节一般)|(?P<damage>造成[^，；。]{0,20}(?:后果|损害|损失|污染|事故|损坏|影响|破坏|伤亡|危害|危险)|致使|导致[^，；。]{0,20}(?:事故|后果|损失|损坏))",
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
        "不改",
        "继续",
        "未改",
        "劝阻",
        "警告后",
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
        r"(?:^|对|，|、|其中|属于|属)(?:其|该|违法的?|有关|责任|未[\p{Han}]{1,8}的|当事)*(?:(?P<resp>直接负责的主管人员|主要负责人|(?:其他)?直接责任人员|直接责任人|法定代表人|负有责任的主管人员|项目负责人|有关责任人)|(?P<house>个体工商户)|(?P<person>个人|公民|自然人|行为人|非经营[\p{Han}]{0,4}个人)|(?P<unit>(?:[\p{Han}]{0,4})?(?:单位|法人|企业|机构|组织)))(?:和[\p{Han}]{2,12}|或者[\p{Han}]{2,8})?(?:违反[^，；。]{0,12}|有前[\p{Han}]{0,8}行为)?(?:的|可以|并|处|给予|由|责令|，|$)",
    )
});

/// The class of persons a piece speaks of.
pub(super) fn object(words: &str) -> Option<Object> {
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
        let to = [
            "可以", "并", "处", "给予", "没收", "予以", "责令", "由", "吊销", "警告",
        ]
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

/// 责令改正 in a sentence: its place.
pub(super) fn order(words: &str) -> Option<Span> {
    if !has(words, &["责令", "限期", "纠正"]) {
        return None;
    }
    ORDER.find(words).map(|m| Span::new(m.start(), m.end()))
}

static CONSEQUENCE: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"由[^，；。：]{2,60}?(?:责令|收缴|撤销|取消|取缔|注销|停止|降低|通报|追缴|代为|强制|处|给予|没收|吊销|予以|依照|依法|按照|暂扣|警告|根据|视|分别|对其)|责令|给予(?:警告|[^，；。]{0,8}处罚)|可以?并?处以?|处以?[^，；。]{0,40}(?:罚款|元|拘留|警告)|并?没收|吊销|暂扣|罚款|警告|通报批评|拘留|依照刑法|暂停其|依法(?:给予|予以|追究|承担)|依照[^，；。]{2,40}处罚|予以(?:处罚|警告|没收|取缔|通报|收缴)|不予(?:受理|办理)|取消[^，；。]{0,20}资格|收缴|(?:其)?中标无效|降低[^，；。]{0,6}资质|暂停[^，；。]{0,14}(?:业务|资格|许可|执业)|(?:按|并|可)[^，；。]{0,24}罚款",
    )
});

/// Words that begin a case of the same act: 尚可采取改正措施的, 无法拆除的.
const BRANCHES: [&str; 12] = [
    "违法所得",
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
    let mut m = CONSEQUENCE.find(words)?;
    // 警告后仍不改正的 is a tier.
    if m.as_str() == "警告" && words[m.end()..].starts_with('后') {
        m = CONSEQUENCE.find_at(words, m.end())?;
    }
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

/// The state carried from piece to piece.
#[derive(Clone, Default)]
pub(super) struct State {
    pub(super) tier: Option<(Tier, Span)>,
    pub(super) object: Option<Object>,
    pub(super) bracket: Option<Bracket>,
    pub(super) ordered: bool,
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
            if begins.is_some()
                && words.trim_start().starts_with('由')
                && !words.contains('对')
                && has(words, &["资质", "许可证", "营业执照", "停业", "关闭"])
            {
                st.object = None;
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
        &[
            "滞纳金",
            "加处",
            "加收",
            "收购",
            "扣减",
            "数额的",
            "保证金",
            "补种",
        ],
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

/// Whether one of the words stands in `s`.
pub(super) fn has(s: &str, words: &[&str]) -> bool {
    words.iter().any(|w| s.contains(w))
}
