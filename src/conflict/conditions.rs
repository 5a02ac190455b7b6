//! Lists of conditions (应当具备下列条件): what the local list asks for and the higher list on the
//! same licence doesn't.

use super::clauses::Clause;
use super::part::{Parting, Slot, alike, within};
use crate::align::terms;
use crate::text::Span;

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

/// The higher list on the same licence or matter, and how surely it is that.
fn counterpart<'c>(local: &Clause, shelf: &'c [Clause]) -> Option<(f32, &'c Clause)> {
    let (mine, names) = (matter(&local.words), licence_names(&local.words));
    let mut best: Option<(f32, &Clause)> = None;
    for c in shelf {
        if c.conditions.len() < 2 || !c.words.contains("条件") {
            continue;
        }
        let lead = alike(&mine, &matter(&c.words));
        let named = licence_names(&c.words).iter().any(|n| names.contains(n));
        let met = local
            .conditions
            .iter()
            .filter(|l| c.conditions.iter().any(|h| alike(l, h) >= 0.5))
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
    best
}

/// The parts of a condition that the higher list lacks: places in it, the whole of it or members of
/// its lists.
fn lacking(condition: &str, higher: &Clause, all: &str) -> Vec<(usize, usize)> {
    let whole = vec![(0, condition.len())];
    if other_rules(condition) {
        // 其他条件 may be set by law and 行政法规 only (行政许可法 第十六条).
        let narrower = higher
            .conditions
            .iter()
            .any(|h| other_rules(h) && !h.contains("规章"));
        return if condition.contains("规章") && narrower {
            whole
        } else {
            Vec::new()
        };
    }
    if condition.contains("法律、行政法规")
        || condition.contains("国家规定")
        || terms(condition).len() < 2
    {
        return Vec::new();
    }
    let nearest = higher
        .conditions
        .iter()
        .map(|h| alike(condition, h))
        .fold(0.0, f32::max);
    if nearest < 0.3 && within(condition, all) < 0.5 {
        return whole;
    }
    // Higher law leaves a choice (…或者…) of which the local condition keeps one.
    let narrowed = !condition.contains("或者")
        && higher.conditions.iter().any(|h| {
            h.split_once("或者")
                .is_some_and(|(a, b)| alike(condition, a) >= 0.6 && within(b, condition) < 0.9)
        });
    if narrowed {
        return whole;
    }
    if nearest < 0.4 {
        return Vec::new();
    }
    // Members of a list (…间、…间) that the higher condition lacks.
    members(condition)
        .into_iter()
        .filter(|(_, m)| terms(m).len() >= 3 && within(m, all) < 0.34)
        .map(|(at, m)| (at, at + m.len()))
        .collect()
}

/// Conditions of a local list that the higher list on the same matter lacks.
pub(super) fn added(
    local: &Clause,
    source: u32,
    shelf: &[Clause],
    near: f32,
    out: &mut Vec<Parting>,
) {
    if !local.words.contains("条件") {
        return;
    }
    let Some((score, higher)) = counterpart(local, shelf) else {
        return;
    };
    let all = higher.conditions.join("，");
    for (l, span) in local.conditions.iter().zip(&local.norm.conditions) {
        for (from, to) in lacking(l, higher, &all) {
            out.push(Parting {
                slot: Slot::Condition,
                local: Span::new(span.start + from, span.start + to),
                source,
                higher: higher.clone(),
                words: higher.words.clone(),
                like: (score / 1.6).min(1.0),
                near,
            });
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
