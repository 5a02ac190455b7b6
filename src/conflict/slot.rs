//! The slots of a clause that is no penalty, read from the local sentence and the higher one:
//! modality, limit, exception, licence, level.

use super::clauses::Clause;
use super::part::alike;
use crate::norm::{Level, LicenceRank, Limit, Modality, Unit};
use crate::text::Span;

/// Whether the higher sentence speaks of the state's or the province's organs and the local one of
/// its own: the same rule at another level.
pub(super) fn counterpart(local: &str, higher: &str) -> bool {
    let organs = |t: &str| {
        [
            "法律案",
            "法规案",
            "法律草案",
            "法规草案",
            "决算",
            "预算",
            "代表大会会议",
            "代表大会例会",
        ]
        .iter()
        .any(|w| t.contains(w))
    };
    if organs(local) && organs(higher) {
        return true;
    }
    // “一般应当” leaves room, and a temporary licence has limits of its own.
    let soft = higher.contains("一般应当") || higher.contains("原则上");
    soft || local.contains("临时") && !higher.contains("临时")
}

/// Sentences that leave the matter to higher law.
pub(super) fn defers(words: &str) -> bool {
    [
        "法律、行政法规规定",
        "法律、行政法规的规定",
        "法律、法规规定",
        "法律、法规的规定",
        "另有规定的",
        "从其规定",
        "按照国家有关规定",
        "按照国家规定",
        "依照国家有关规定",
        "依法",
    ]
    .iter()
    .any(|w| words.contains(w))
}

/// The first two characters behind the modality: what is ordered or allowed.
fn behind(c: &Clause) -> Option<String> {
    let s = c.norm.modality_span;
    let from = s.end.checked_sub(c.norm.span.start)?;
    let rest: String = c.words.get(from..)?.chars().take(2).collect();
    (rest.chars().count() == 2).then_some(rest)
}

fn binds(m: Modality) -> bool {
    matches!(m, Modality::Must | Modality::Should | Modality::MustNot)
}

fn frees(m: Modality) -> bool {
    matches!(m, Modality::May | Modality::Encourage | Modality::NeedNot)
}

pub(super) fn weaker(local: &Clause, higher: &Clause) -> Option<String> {
    (frees(local.norm.modality) && binds(higher.norm.modality))
        .then(|| behind(local))
        .flatten()
        .filter(|b| behind(higher).as_ref() == Some(b))
        .map(|_| higher.slice(higher.norm.modality_span).to_string())
}

pub(super) fn same_modality(local: &Clause, higher: &Clause) -> bool {
    frees(higher.norm.modality) && frees(local.norm.modality)
}

/// Hours, a working day taken as seven fifths of a day.
fn hours(n: u64, unit: Unit) -> Option<u64> {
    Some(match unit {
        Unit::Minute => return None,
        Unit::Hour => n,
        Unit::Day => n.checked_mul(24)?,
        Unit::Workday => n.checked_mul(34)?,
        Unit::Month => n.checked_mul(730)?,
        Unit::Year => n.checked_mul(8760)?,
    })
}

fn figure(l: &Limit) -> Option<u64> {
    if l.min.is_some() && l.max.is_some() && l.min != l.max {
        return None;
    }
    hours(l.max.or(l.min)?, l.unit)
}

pub(super) fn same_limit(a: &Limit, b: &Limit) -> bool {
    match (figure(a), figure(b)) {
        // Twenty days and fifteen working days are about the same.
        (Some(x), Some(y)) => {
            x == y || a.unit != b.unit && x.abs_diff(y) * 8 <= x.max(y) && a.before == b.before
        }
        _ => (a.min, a.max, a.unit) == (b.min, b.max, b.unit),
    }
}

/// Whether an authority is the subject at a place in the sentence.
fn authority(c: &Clause, at: usize) -> bool {
    let at = at.saturating_sub(c.norm.span.start).min(c.words.len());
    let head = c.words.get(..at).unwrap_or("");
    let last = head.rsplit(['，', '。', '；']).next().unwrap_or(head);
    ["部门", "机关", "人民政府", "管理机构", "委员会", "人民法院"]
        .iter()
        .any(|w| last.contains(w))
}

/// A limit that higher law sets otherwise to the party's disadvantage: the higher words.
pub(super) fn worse_limit(local: &Clause, l: &Limit, higher: &Clause) -> Option<String> {
    let mine = figure(l)?;
    let candidates: Vec<&Limit> = higher
        .norm
        .limits
        .iter()
        .filter(|h| h.before == l.before && figure(h).is_some())
        .collect();
    // One limit against one: with several, which answers to which isn't known.
    let [h] = candidates.as_slice() else {
        return None;
    };
    if local.norm.limits.len() != 1 {
        return None;
    }
    let theirs = figure(h)?;
    let worse = if authority(local, l.span.start) {
        if l.before {
            mine < theirs
        } else {
            mine > theirs
        }
    } else if l.before {
        mine != theirs
    } else {
        mine < theirs
    };
    (worse && mine != theirs).then(|| higher.slice(h.span).to_string())
}

/// The same figure, but running from acceptance where higher law counts from receipt.
pub(super) fn later_start(local: &Clause, l: &Limit, higher: &Clause) -> Option<String> {
    let from = l.from.map(|s| local.slice(s))?;
    if !from.contains("受理") {
        return None;
    }
    let h = higher.norm.limits.iter().find(|h| same_limit(l, h))?;
    let other = h.from.map(|s| higher.slice(s))?;
    (other.contains("收到") || other.contains("接到")).then(|| higher.slice(h.span).to_string())
}

/// An exception of higher law for which the local sentence has none, and how like the two are
/// without it.
pub(super) fn left_out(local: &Clause, higher: &Clause) -> Option<(String, f32)> {
    if !local.norm.exceptions.is_empty()
        || local.words.contains("除外")
        || local.words.contains("另有")
        || local.words.contains("但")
    {
        return None;
    }
    let words = higher
        .exceptions
        .iter()
        .find(|w| !w.contains("另有规定") && !w.contains("从其规定") && !w.contains("另有约定"))?;
    let rest = higher.words.replace(words.as_str(), "");
    Some((words.clone(), alike(&local.words, &rest)))
}

fn rank(l: Level) -> Option<u8> {
    match l {
        Level::State => Some(0),
        Level::Province => Some(1),
        Level::City => Some(2),
        Level::County => Some(3),
        Level::Town => Some(4),
        Level::CountyUp | Level::CityUp | Level::Unsaid => None,
    }
}

/// A lower level than the higher clause's decides: the local body's words and the higher ones.
pub(super) fn other_level(local: &Clause, higher: &Clause) -> Option<(Span, String)> {
    let gives = |c: &Clause| -> Option<(Level, Span, String)> {
        let l = c
            .norm
            .licences
            .iter()
            .find(|l| l.rank == LicenceRank::Approve && !l.negated && l.by.is_some())?;
        let by = l.by.as_ref()?;
        Some((by.level, by.span, by.text.clone()))
    };
    let (mine, span, _) = gives(local)?;
    let (theirs, _, words) = gives(higher)?;
    (rank(mine)? > rank(theirs)?).then_some((span, words))
}

/// Where a sentence makes a citizen's act hang on an approval.
pub(super) fn approval(c: &Clause) -> Option<Span> {
    if authority(c, c.norm.modality_span.start)
        && !c.words.contains('经')
        && !c.words.contains("报")
    {
        return None;
    }
    let asks = ["应当", "须", "必须", "需经", "不得", "方可", "应"]
        .iter()
        .any(|w| c.words.contains(w));
    let l = c
        .norm
        .licences
        .iter()
        .find(|l| l.rank == LicenceRank::Approve && !l.negated)?;
    let verb = c.slice(l.span);
    (asks
        && ["批准", "同意", "许可", "核准", "审批"]
            .iter()
            .any(|w| verb.contains(w)))
    .then_some(l.span)
}

pub(super) fn approves(c: &Clause) -> bool {
    let bare = |t: &str| {
        [
            "原许可机关",
            "许可机关",
            "原审批机关",
            "审批机关",
            "批准机关",
        ]
        .iter()
        .fold(t.to_string(), |t, w| t.replace(w, "机关"))
    };
    let (words, lead) = (bare(&c.words), bare(&c.lead));
    [
        "批准", "同意", "许可", "核准", "审批", "审查", "审核", "申请",
    ]
    .iter()
    .any(|w| words.contains(w) || lead.contains(w))
}

/// The words by which a sentence wants an act filed, reported or made known, and no more.
pub(super) fn files(c: &Clause) -> Option<String> {
    if approves(c) || authority(c, c.norm.modality_span.start) {
        return None;
    }
    c.norm
        .licences
        .iter()
        .filter(|l| {
            !l.negated
                && l.rank < LicenceRank::Approve
                && !["征求", "通知"].iter().any(|w| c.slice(l.span).contains(w))
        })
        .max_by_key(|l| l.rank)
        .map(|l| c.slice(l.span).to_string())
}
