//! A penalty taken over from higher law without the result that higher law asks for: “损害航道通航
//! 条件的” left out while the fine stayed the same.
//!
//! 行政处罚法（2021）第十二条第二款: the acts too are those of higher law; an act punished without
//! the result is another, wider one.

use super::compare::{Difference, Gap};
use crate::align::{held, terms};
use crate::norm::{Amount, Basis, Sanction, SanctionKind, Tier};

/// Verbs that tell a result.
const RESULTS: &[&str] = &[
    "损害", "造成", "影响", "危害", "危及", "导致", "致使", "妨碍", "妨害", "威胁", "引起", "损坏",
];

/// So much of a result's words in an act tell it.
const OTHERWISE: f32 = 0.4;

/// The result with which an act ends: the words behind its last comma, where they tell one.
fn result(act: &str) -> Option<&str> {
    let act = act.trim_end_matches('的');
    let (head, last) = act.rsplit_once('，')?;
    (head.chars().count() >= 4 && RESULTS.iter().any(|v| last.starts_with(v))).then_some(last)
}

/// Whether an act tells a result of its own, or this one in other words (超过排放标准).
fn tells(act: &str, result: &str) -> bool {
    RESULTS.iter().any(|v| act.contains(v))
        || act.contains("后果")
        || held(&terms(result), &terms(act)) >= OTHERWISE
}

/// A range with both ends: a figure alone may be the same by chance.
fn range(s: &Sanction) -> Option<&Amount> {
    s.amount
        .as_ref()
        .filter(|a| s.kind == SanctionKind::Fine && a.basis == Basis::Range)
}

/// The fine that is the higher one's, where the higher act ends with a result and the local act
/// tells none.
pub(super) fn left_out(
    local: &[Sanction],
    own: &str,
    act: &str,
    higher: &[&Sanction],
) -> Option<Difference> {
    if tells(own, result(act)?) {
        return None;
    }
    local.iter().enumerate().find_map(|(i, l)| {
        let a = range(l).filter(|_| l.tier == Tier::First)?;
        let same = higher.iter().find(|h| {
            range(h).is_some_and(|b| (a.min, a.max) == (b.min, b.max)) && h.tier <= Tier::Damage
        })?;
        Some(Difference {
            gap: Gap::Result,
            local: l.span,
            sanction: i,
            higher: Some(same.span),
            kind: SanctionKind::Fine,
            tier: l.tier,
            same_tier: false,
            clear: false,
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_result_ends_the_act() {
        assert_eq!(result("在航道内采砂，损害通航条件的"), Some("损害通航条件"));
        assert_eq!(result("在航道内采砂、取土的"), None);
        assert_eq!(result("未经批准，擅自采砂的"), None);
        assert!(tells("采砂，影响行洪的", "损害通航条件"));
        assert!(tells("超过限值排放烟尘的", "致使超过限值排放烟尘"));
        assert!(!tells("采砂、取土的", "损害通航条件"));
    }
}
