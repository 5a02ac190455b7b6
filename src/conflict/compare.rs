//! Where the sanctions of two norms on one act part: key by key (kind, tier, object), ranges only
//! against ranges reckoned the same way.
//!
//! 行政处罚法（2021）第十二条第二款: what a local regulation sets must stay within the acts, kinds
//! and ranges of higher law; a range inside the higher one is lawful, a higher floor too.

use crate::norm::{Amount, Basis, Object, Sanction, SanctionKind, Tier};
use crate::text::Span;

/// How a local sanction parts from higher law.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Gap {
    /// The cap is above the higher cap.
    Above,
    /// The floor is below the higher floor.
    Below,
    /// Both ends lie outside.
    Both,
    /// Reckoned another way: a multiple against a range.
    Method,
    /// Higher law asks for an order first (责令改正, 拒不改正).
    NoPrecondition,
    /// Higher law asks for a result (损害…的) that the local act leaves out.
    Result,
    /// A kind of sanction that higher law doesn't set for the act.
    Kind,
}

/// One difference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// Which.
    pub gap: Gap,
    /// The local sanction's words.
    pub local: Span,
    /// Index of the local sanction.
    pub sanction: usize,
    /// The words of the higher sanction compared with; none where a kind is missing there.
    pub higher: Option<Span>,
    /// The kind.
    pub kind: SanctionKind,
    /// The tier compared.
    pub tier: Tier,
    /// Whether the two tiers are the same one.
    pub same_tier: bool,
    /// Whether object and tier are matched and the figures are read in full.
    pub clear: bool,
}

/// Tiers as steps that can be compared.
fn step(t: Tier) -> u8 {
    match t {
        Tier::Minor => 0,
        Tier::First => 1,
        Tier::Refuses => 2,
        Tier::Repeat(_) => 3,
        Tier::Damage => 4,
        Tier::Serious => 5,
        Tier::Extreme => 6,
    }
}

/// Object classes that fines tell apart.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Who {
    Any,
    Person,
    Unit,
    Responsible,
}

fn who(s: &Sanction) -> Who {
    match &s.object {
        None => Who::Any,
        Some(Object::Person | Object::Household | Object::Worker(_)) => Who::Person,
        Some(Object::Responsible) => Who::Responsible,
        Some(_) => Who::Unit,
    }
}

fn compatible(a: Who, b: Who) -> bool {
    match (a, b) {
        (Who::Responsible, Who::Responsible) => true,
        (Who::Responsible, _) | (_, Who::Responsible) => false,
        (Who::Any, _) | (_, Who::Any) => true,
        (x, y) => x == y,
    }
}

/// Ways of reckoning that can be compared with each other.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Way {
    Money,
    Multiple,
    PerUnit,
    None,
}

fn way(a: &Amount) -> Way {
    match a.basis {
        Basis::Fixed | Basis::Range | Basis::UpTo | Basis::AtLeast => Way::Money,
        Basis::Multiple | Basis::Percent => Way::Multiple,
        Basis::PerUnit => Way::PerUnit,
        Basis::Unsaid => Way::None,
    }
}

fn floor(a: &Amount) -> u64 {
    match a.basis {
        Basis::Fixed => a.min.or(a.max).unwrap_or(0),
        _ => a.min.unwrap_or(0),
    }
}

fn cap(a: &Amount) -> u64 {
    match a.basis {
        Basis::Fixed => a.max.or(a.min).unwrap_or(u64::MAX),
        _ => a.max.unwrap_or(u64::MAX),
    }
}

/// Ranges by kinds that count as penalties for the comparison of kinds. Orders to stop and the
/// forfeiture of unlawful yield need no basis of their own (行政处罚法第二十八条), warnings are the
/// mildest kind.
fn compared(kind: SanctionKind) -> bool {
    !matches!(
        kind,
        SanctionKind::Warning
            | SanctionKind::Criticism
            | SanctionKind::ForfeitYield
            | SanctionKind::StopAct
    )
}

/// Kinds that stand for each other: a licence suspended where it may be revoked, business stopped
/// where it may be closed.
fn covered(kind: SanctionKind, by: SanctionKind) -> bool {
    use SanctionKind as K;
    kind == by
        || matches!(
            (kind, by),
            (
                K::StopBusiness | K::Restrict,
                K::CloseDown | K::StopBusiness
            ) | (K::CloseDown, K::StopBusiness)
                | (K::BanTrade, K::RevokeLicence)
                | (K::LowerGrade, K::RevokeLicence)
        )
}

/// The higher fines that a local fine is to be held against: same object, the likest tier, same
/// bracket where both have one.
fn against<'h>(l: &Sanction, higher: &[&'h Sanction]) -> (Vec<&'h Sanction>, bool) {
    let fines: Vec<&Sanction> = higher
        .iter()
        .copied()
        .filter(|h| {
            h.kind == SanctionKind::Fine
                && h.amount.as_ref().is_some_and(|a| way(a) != Way::None)
                && compatible(who(l), who(h))
        })
        .collect();
    let at = step(l.tier);
    let same: Vec<&Sanction> = fines
        .iter()
        .copied()
        .filter(|h| step(h.tier) == at)
        .collect();
    if !same.is_empty() {
        return (same, true);
    }
    // 拒不改正 against an act punished at once; serious against serious only.
    let near: Vec<&Sanction> = fines
        .iter()
        .copied()
        .filter(|h| match l.tier {
            // 造成损失的 may be part of the act: higher law may fine it after a refusal only.
            Tier::First | Tier::Damage => matches!(h.tier, Tier::Minor | Tier::Refuses),
            Tier::Refuses | Tier::Repeat(_) => matches!(h.tier, Tier::First),
            _ => false,
        })
        .collect();
    (near, false)
}

/// The differences between the sanctions a local norm sets and those higher law sets for the same
/// act. `higher` are the sanctions of all norms on the act in one article.
pub fn differences(local: &[Sanction], higher: &[&Sanction], complete: bool) -> Vec<Difference> {
    let mut out = Vec::new();
    let has_fine = higher.iter().any(|h| h.kind == SanctionKind::Fine);
    for (i, l) in local.iter().enumerate() {
        if l.kind == SanctionKind::Fine && has_fine {
            if let Some(d) = fine(l, i, local, higher, complete) {
                out.push(d);
            }
            continue;
        }
        if !compared(l.kind) || who(l) == Who::Responsible {
            continue;
        }
        if higher.iter().any(|h| covered(l.kind, h.kind)) {
            continue;
        }
        // 可以由…吊销 of a licence for 停业整顿 is not the same: reported.
        out.push(Difference {
            gap: Gap::Kind,
            local: l.span,
            sanction: i,
            higher: None,
            kind: l.kind,
            tier: l.tier,
            same_tier: false,
            clear: complete,
        });
    }
    out
}

fn fine(
    l: &Sanction,
    i: usize,
    all: &[Sanction],
    higher: &[&Sanction],
    complete: bool,
) -> Option<Difference> {
    let la = l.amount.as_ref()?;
    if way(la) == Way::None {
        return None;
    }
    let (hs, same_tier) = against(l, higher);
    if hs.is_empty() {
        return None;
    }
    let make = |gap, h: &Sanction, clear: bool| {
        Some(Difference {
            gap,
            local: l.span,
            sanction: i,
            higher: Some(h.span),
            kind: SanctionKind::Fine,
            tier: l.tier,
            same_tier,
            clear: clear && complete,
        })
    };
    let amounts: Vec<(&Sanction, &Amount)> = hs
        .iter()
        .filter_map(|h| Some((*h, h.amount.as_ref()?)))
        .collect();
    // The order first: the local text fines at once what higher law fines after a refusal only.
    if matches!(l.tier, Tier::First | Tier::Damage)
        && !same_tier
        && amounts.iter().all(|(h, _)| h.tier == Tier::Refuses)
    {
        return make(Gap::NoPrecondition, amounts.first()?.0, true);
    }
    // 没有违法所得或者违法所得不足二万元的: the range is the bracket's, not another method.
    let bracketed = la
        .bracket
        .as_ref()
        .is_some_and(|b| b.none || b.below.is_some());
    let like: Vec<&(&Sanction, &Amount)> =
        amounts.iter().filter(|(_, a)| way(a) == way(la)).collect();
    if like.is_empty() {
        // A multiple here, a range there. With a multiple beside it in the local text, the range is
        // the bracket's.
        let beside = all.iter().any(|o| {
            o.kind == SanctionKind::Fine
                && o.amount
                    .as_ref()
                    .is_some_and(|a| amounts.iter().any(|(_, h)| way(h) == way(a)))
        });
        if beside || bracketed || way(la) == Way::PerUnit {
            return None;
        }
        return make(Gap::Method, amounts.first()?.0, false);
    }
    // Inside any of the likely ones is lawful.
    let mixed = way(la) == Way::Money
        && !bracketed
        && amounts.iter().any(|(_, a)| way(a) == Way::Multiple)
        && !all.iter().any(|o| {
            o.amount
                .as_ref()
                .is_some_and(|a| way(a) == Way::Multiple && o.kind == SanctionKind::Fine)
        });
    let inside =
        |a: &Amount| floor(la) >= floor(a) && cap(la) <= a.cap.map_or(cap(a), |c| c.max(cap(a)));
    if like.iter().any(|(_, a)| inside(a)) {
        if mixed {
            let h = amounts.iter().find(|(_, a)| way(a) == Way::Multiple)?;
            return make(Gap::Method, h.0, true);
        }
        return None;
    }
    // The one it overlaps most, or whose figures are nearest.
    let distance = |a: &Amount| {
        let f = floor(la).abs_diff(floor(a));
        let c = if cap(la) == u64::MAX || cap(a) == u64::MAX {
            0
        } else {
            cap(la).abs_diff(cap(a))
        };
        f.saturating_add(c)
    };
    let (h, a) = like.iter().min_by_key(|(_, a)| distance(a))?;
    let below = floor(la) < floor(a);
    let above = cap(la) > cap(a);
    let clear = like.len() == 1 || like.iter().all(|(_, a)| !overlaps(la, a));
    match (below, above) {
        (true, true) => make(Gap::Both, h, clear),
        (true, false) => make(Gap::Below, h, clear),
        (false, true) => make(Gap::Above, h, clear),
        (false, false) => None,
    }
}

fn overlaps(a: &Amount, b: &Amount) -> bool {
    floor(a) <= cap(b) && floor(b) <= cap(a)
}
