//! Where a clause that is no penalty parts from the higher clause on the same matter: a duty that
//! became a choice, another limit, a licence for what is only filed, an exception left out, another
//! level's competence, a condition added.
//!
//! Only slots are compared, and only between sentences that are about the same thing; a clause that
//! agrees with another higher one on the slot is cleared by it.

use super::acts::{Acts, Bag};
use super::clauses::{self, Clause};
use super::pair::Prior;
use crate::align::terms;
use crate::corpus::Library;
use crate::document::Document;
use crate::law::Above;
use crate::norm::{Level, LicenceRank, Limit, Modality, Unit};
use crate::text::Span;
use std::collections::BTreeSet;

/// What parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Slot {
    /// 应当 became 可以; 不得 became 可以.
    Weaker,
    /// Another figure for the same limit.
    Limit,
    /// The limit runs from acceptance (受理) instead of receipt (收到).
    LimitFrom,
    /// Approval for what higher law only wants filed or reported.
    Licence,
    /// An exception of higher law is left out.
    Exception,
    /// Another level decides.
    Level,
    /// A condition that higher law doesn't ask for.
    Condition,
}

/// A clause that parts from a higher one.
#[derive(Debug, Clone)]
pub struct Parting {
    /// What parts.
    pub slot: Slot,
    /// The local words.
    pub local: Span,
    /// The higher clause's source: index into [`Acts::sources`].
    pub source: u32,
    /// The higher clause.
    pub higher: Clause,
    /// The higher words that differ; empty where they are missing.
    pub words: String,
    /// How like the two sentences are, from 0 to 1.
    pub like: f32,
    /// How near the higher law's matter is.
    pub near: f32,
}

/// The higher laws whose clauses are read for a document: those nearest to its matter.
const LAWS: usize = 8;
/// Laws less near are not read.
const NEAR: f32 = 0.45;
/// Sentences less alike are not held to be about the same thing.
const SAME: f32 = 0.62;
/// For a licence the wording differs with its rank: less is asked for.
const LICENCE: f32 = 0.55;
/// Another level decides: but for the bodies the sentences must be all but the same.
const LEVEL: f32 = 0.9;

#[derive(Clone, Copy)]
struct Candidate<'a> {
    source: u32,
    clause: &'a Clause,
    like: f32,
    near: f32,
}

fn like(a: &Bag, b: &Bag) -> f32 {
    let s = a.shared(b);
    2.0 * s / (a.mass + b.mass).max(1e-6)
}

/// The partings of a document's clauses, in order of place.
pub fn part(acts: &Acts, library: &Library, document: &Document, prior: &Prior) -> Vec<Parting> {
    let mut laws: Vec<usize> = (0..acts.sources.len())
        .filter(|&s| prior.relation[s] == Some(Above::Above) && prior.firm[s] >= NEAR)
        .collect();
    laws.sort_by(|&a, &b| prior.firm[b].total_cmp(&prior.firm[a]).then(a.cmp(&b)));
    laws.truncate(LAWS);
    let shelves: Vec<_> = laws
        .iter()
        .filter_map(|&s| Some((s, acts.shelves.get(acts, s, library)?)))
        .collect();
    let mut out = Vec::new();
    if shelves.is_empty() {
        return out;
    }
    for local in &clauses::read(document, acts) {
        let mut found: Vec<Candidate<'_>> = Vec::new();
        for &(s, shelf) in &shelves {
            for (i, shared) in shelf.touched(&local.grams) {
                let c = &shelf.clauses[i as usize];
                if shared < 3 && local.conditions.is_empty() {
                    continue;
                }
                found.push(Candidate {
                    source: u32::try_from(s).unwrap_or(u32::MAX),
                    clause: c,
                    like: like(&local.bag, &c.bag),
                    near: prior.firm[s],
                });
            }
        }
        found.sort_by(|a, b| {
            b.like
                .total_cmp(&a.like)
                .then((a.source, a.clause.node).cmp(&(b.source, b.clause.node)))
        });
        found.truncate(12);
        slots(local, &found, &mut out);
        if !local.conditions.is_empty() {
            for &(s, shelf) in &shelves {
                let from = u32::try_from(s).unwrap_or(u32::MAX);
                conditions(local, from, &shelf.clauses, prior.firm[s], &mut out);
            }
        }
    }
    let mut seen: BTreeSet<(Span, Slot)> = BTreeSet::new();
    out.sort_by(|a, b| {
        (a.local, a.slot)
            .cmp(&(b.local, b.slot))
            .then(b.like.total_cmp(&a.like))
    });
    out.retain(|p| seen.insert((p.local, p.slot)));
    out
}

fn slots(local: &Clause, found: &[Candidate<'_>], out: &mut Vec<Parting>) {
    let Some(top) = found.first() else { return };
    if defers(&local.words) {
        return;
    }
    let mut add = |slot: Slot, span: Span, c: &Candidate<'_>, words: String| {
        out.push(Parting {
            slot,
            local: span,
            source: c.source,
            higher: c.clause.clone(),
            words,
            like: c.like,
            near: c.near,
        });
    };
    // Without its exception the higher sentence must be the local one; no like sentence without.
    for c in found.iter().take(3) {
        if let Some((words, like)) = left_out(local, c.clause)
            && like >= 0.75
            && !found
                .iter()
                .any(|o| o.clause.norm.exceptions.is_empty() && o.like >= 0.8)
        {
            add(Slot::Exception, local.norm.span, c, words);
            break;
        }
    }
    // What binds the organs of the state has its counterpart at each level, not its rule.
    let found: Vec<Candidate<'_>> = found
        .iter()
        .filter(|c| !counterpart(&local.words, &c.clause.words))
        .copied()
        .collect();
    let found = found.as_slice();
    let Some(first) = found.first() else { return };
    if first.like < top.like {
        return;
    }
    let top = first;
    let peers: Vec<&Candidate<'_>> = found
        .iter()
        .filter(|c| c.like >= (top.like * 0.8).max(0.35))
        .collect();
    if top.like >= SAME {
        if let Some(words) = weaker(local, top.clause)
            && !peers.iter().any(|c| same_modality(local, c.clause))
        {
            add(Slot::Weaker, local.norm.modality_span, top, words);
        }
        if let Some((span, words)) = other_level(local, top.clause)
            && overlap(
                &local.words.replace(local.slice(span), "，"),
                &top.clause.words.replace(words.as_str(), "，"),
            )
            .0 >= LEVEL
        {
            add(Slot::Level, span, top, words);
        }
    }
    for l in &local.norm.limits {
        limit(local, l, found, &mut add);
    }
    if top.like >= LICENCE
        && let Some(span) = approval(local)
        && !peers.iter().any(|c| approves(c.clause))
        && let Some(words) = files(top.clause)
    {
        add(Slot::Licence, span, top, words);
    }
}

/// A limit against those of the likest sentences, the figures left out of the likeness.
fn limit<'a>(
    local: &Clause,
    l: &Limit,
    found: &[Candidate<'a>],
    add: &mut impl FnMut(Slot, Span, &Candidate<'a>, String),
) {
    let own = local.words.replace(local.slice(l.span), "，");
    let near: Vec<&Candidate<'a>> = found
        .iter()
        .take(4)
        .filter(|c| {
            c.like >= SAME
                || c.clause.norm.limits.iter().any(|h| {
                    let rest = c.clause.words.replace(c.clause.slice(h.span), "，");
                    overlap(&own, &rest).0 >= SAME
                })
        })
        .collect();
    let Some(first) = near.first() else { return };
    let agrees = |c: &Clause| c.norm.limits.iter().any(|h| same_limit(l, h));
    if found
        .iter()
        .filter(|c| c.like >= first.like * 0.8)
        .any(|c| agrees(c.clause))
    {
        if let Some((c, words)) = near
            .iter()
            .find_map(|c| Some((c, later_start(local, l, c.clause)?)))
        {
            add(Slot::LimitFrom, l.span, c, words);
        }
        return;
    }
    if let Some((c, words)) = near
        .iter()
        .find_map(|c| Some((c, worse_limit(local, l, c.clause)?)))
    {
        add(Slot::Limit, l.span, c, words);
    }
}

/// Whether the higher sentence speaks of the state's or the province's organs and the local one of
/// its own: the same rule at another level.
fn counterpart(local: &str, higher: &str) -> bool {
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
fn defers(words: &str) -> bool {
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

fn weaker(local: &Clause, higher: &Clause) -> Option<String> {
    (frees(local.norm.modality) && binds(higher.norm.modality))
        .then(|| behind(local))
        .flatten()
        .filter(|b| behind(higher).as_ref() == Some(b))
        .map(|_| higher.slice(higher.norm.modality_span).to_string())
}

fn same_modality(local: &Clause, higher: &Clause) -> bool {
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

fn same_limit(a: &Limit, b: &Limit) -> bool {
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
fn worse_limit(local: &Clause, l: &Limit, higher: &Clause) -> Option<String> {
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
fn later_start(local: &Clause, l: &Limit, higher: &Clause) -> Option<String> {
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
fn left_out(local: &Clause, higher: &Clause) -> Option<(String, f32)> {
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
    Some((words.clone(), overlap(&local.words, &rest).0))
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
fn other_level(local: &Clause, higher: &Clause) -> Option<(Span, String)> {
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
fn approval(c: &Clause) -> Option<Span> {
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

fn approves(c: &Clause) -> bool {
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
fn files(c: &Clause) -> Option<String> {
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

/// How alike two texts are by their pairs, and the share of the first found in the second.
#[allow(clippy::cast_precision_loss)]
fn overlap(a: &str, b: &str) -> (f32, f32) {
    let (x, y) = (terms(a), terms(b));
    if x.is_empty() || y.is_empty() {
        return (0.0, 0.0);
    }
    let s = x.iter().filter(|g| y.binary_search(g).is_ok()).count() as f32;
    (2.0 * s / (x.len() + y.len()) as f32, s / x.len() as f32)
}

/// What a list of conditions is for: the sentence that leads it.
fn matter(lead: &str) -> String {
    let mut out = lead.to_string();
    for w in [
        "申请",
        "申领",
        "领取",
        "颁发",
        "取得",
        "核发",
        "具备",
        "符合",
        "经营者",
        "单位",
        "企业",
    ] {
        out = out.replace(w, "，");
    }
    out
}

/// The names of licences in a sentence: what stands before 许可证, 资格证 and the like.
fn licence_names(lead: &str) -> Vec<String> {
    let mut out = Vec::new();
    for w in ["许可证", "资格证", "营运证", "合格证", "执照", "许可"] {
        for (i, _) in lead.match_indices(w) {
            let before: String = lead[..i]
                .chars()
                .rev()
                .take_while(|c| c.is_alphanumeric())
                .take(4)
                .collect::<Vec<_>>()
                .into_iter()
                .rev()
                .collect();
            if before.chars().count() >= 2 {
                let two: String = before.chars().skip(before.chars().count() - 2).collect();
                out.push(two);
            }
        }
    }
    out.retain(|n| !["取得", "行政", "申请", "颁发", "领取", "核发", "经营"].contains(&n.as_str()));
    out
}

/// Conditions of a local list that the higher list on the same matter lacks.
fn conditions(local: &Clause, source: u32, shelf: &[Clause], near: f32, out: &mut Vec<Parting>) {
    if !local.words.contains("条件") {
        return;
    }
    let (mine, names) = (matter(&local.words), licence_names(&local.words));
    let mut best: Option<(f32, &Clause)> = None;
    for c in shelf {
        if c.conditions.len() < 2 || !c.words.contains("条件") {
            continue;
        }
        let (lead, _) = overlap(&mine, &matter(&c.words));
        let named = licence_names(&c.words).iter().any(|n| names.contains(n));
        let met = local
            .conditions
            .iter()
            .filter(|l| c.conditions.iter().any(|h| overlap(l, h).0 >= 0.5))
            .count();
        if !(named || lead >= 0.5 && met >= 1) {
            continue;
        }
        #[allow(clippy::cast_precision_loss)]
        let score = lead.max(if named { 0.6 } else { 0.0 })
            + met as f32 / local.conditions.len().max(1) as f32;
        if best.is_none_or(|b| score > b.0) {
            best = Some((score, c));
        }
    }
    let Some((score, higher)) = best else { return };
    let all = higher.conditions.join("，");
    let mut add = |span: Span| {
        out.push(Parting {
            slot: Slot::Condition,
            local: span,
            source,
            higher: higher.clone(),
            words: higher.words.clone(),
            like: (score / 1.6).min(1.0),
            near,
        });
    };
    for (i, l) in local.conditions.iter().enumerate() {
        let Some(&span) = local.norm.conditions.get(i) else {
            continue;
        };
        if other_rules(l) {
            // 其他条件 may be set by law and 行政法规 only (行政许可法 第十六条).
            if l.contains("规章")
                && higher
                    .conditions
                    .iter()
                    .any(|h| other_rules(h) && !h.contains("规章"))
            {
                add(span);
            }
            continue;
        }
        if l.contains("法律、行政法规") || l.contains("国家规定") || terms(l).len() < 2 {
            continue;
        }
        let near_one = higher
            .conditions
            .iter()
            .map(|h| overlap(l, h))
            .max_by(|a, b| a.0.total_cmp(&b.0))
            .unwrap_or((0.0, 0.0));
        let held = overlap(l, &all).1;
        if near_one.0 < 0.3 && held < 0.5 {
            add(span);
            continue;
        }
        // Members of a list (…间、…间) that the higher condition lacks.
        for (from, member) in members(l) {
            let g = terms(member);
            if g.len() >= 3 && overlap(member, &all).1 < 0.34 && near_one.0 >= 0.4 {
                add(Span::new(
                    span.start + from,
                    span.start + from + member.len(),
                ));
            }
        }
        // Higher law leaves a choice (…或者…) of which the local condition keeps one.
        let narrowed = higher.conditions.iter().any(|h| {
            h.split_once("或者").is_some_and(|(a, b)| {
                !l.contains("或者") && overlap(l, a).0 >= 0.6 && overlap(b, l).1 < 0.9
            })
        });
        if narrowed {
            add(span);
        }
    }
}

/// The members of a condition's lists with their places.
fn members(condition: &str) -> Vec<(usize, &str)> {
    let mut out = Vec::new();
    if !condition.contains('、') {
        return out;
    }
    let mut at = 0;
    for piece in condition.split(['、', '，', '；', '。']) {
        let own = piece
            .split("以及")
            .next()
            .unwrap_or(piece)
            .trim_start_matches(['有', '的']);
        let from = at + piece.find(own).unwrap_or(0);
        if own.chars().count() >= 4 && own.chars().count() <= 14 {
            out.push((from, own));
        }
        at += piece.len() + '、'.len_utf8();
    }
    out
}

fn other_rules(condition: &str) -> bool {
    condition.contains("其他条件") || condition.contains("其它条件")
}
