//! Why a provision is a candidate: every feature named, with its weight.

use super::order::Sorts;
use serde::Serialize;

/// Why a provision is a candidate.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Default)]
pub struct Features {
    /// Share of the question's weight that the provision's words hold.
    pub act: f32,
    /// The same where words that few laws have weigh more.
    pub rare: f32,
    /// Share of the provision's weight that the question's words hold.
    pub mutual: f32,
    /// How near the law is to the whole document, against the nearest law.
    pub affinity: f32,
    /// How much of the clause the law says of its own scope (title, definitions, headings), against
    /// the law that says most.
    pub scope: f32,
    /// The document rests on this law (第一条, 实施《…》).
    pub parent: bool,
    /// The clause cites this law.
    pub cited: bool,
    /// Law of the whole country, not only of the province.
    pub national: bool,
    /// Above the document, not only informing.
    pub binding: bool,
    /// The law says what local law may set for this sort of order (行政处罚法 for sanctions).
    pub general: bool,
    /// And the provision speaks to those who make local law.
    pub addressed: bool,
    /// How far the same kinds of sanction are threatened.
    pub kinds: f32,
    /// How far the fines have the same figures.
    pub figures: f32,
    /// The provision is a 项.
    pub item: bool,
    /// The question is one sentence of the provisions that the clause points to. Told, not weighed.
    pub sentence: bool,
    /// Sorts of order that the clause gives and the provision doesn't.
    pub lacking: Sorts,
    /// Sorts of order that the provision gives and the clause doesn't.
    pub further: Sorts,
}

/// The weights are those of a conditional logit (which provision, of all that share words with the
/// question), fitted to three sorts of pairs: labelled clauses of transport law (half of the
/// documents; the other half held back), labelled clauses of other fields, and clauses copied from
/// national law in part, found by their runs of five characters. Rounded.
const ACT: f32 = 0.72;
const RARE: f32 = 0.98;
const MUTUAL: f32 = 1.22;
const AFFINITY: f32 = 2.01;
const SCOPE: f32 = 0.17;
const PARENT: f32 = 0.40;
const NATIONAL: f32 = 3.01;
const BINDING: f32 = 5.35;
const GENERAL: f32 = 2.48;
const ADDRESSED: f32 = 1.83;
const KINDS: f32 = 0.21;
const FIGURES: f32 = 1.42;
const ITEM: f32 = -1.04;
/// For each sort of order: the weight where only the clause gives it, and where only the provision.
const SORTS: [(Sorts, f32, f32); 6] = [
    (Sorts::PENALTY, -2.84, -1.24),
    (Sorts::LICENCE, -1.11, 0.69),
    (Sorts::COERCION, -0.14, -0.14),
    (Sorts::FEE, -0.70, 0.23),
    (Sorts::LIMIT, -0.50, 0.75),
    (Sorts::BAN, -0.85, -0.07),
];

impl Features {
    /// The part of the weight that rests on the unit being a 项: it counts between articles, not
    /// between an article's own units.
    pub(super) fn place(&self) -> f32 {
        if self.item { ITEM } else { 0.0 }
    }

    /// How much speaks for the provision, against others for the same question.
    pub(super) fn weight(&self) -> f32 {
        let share = |x: f32| x.max(0.02).ln();
        let near = |x: f32| (0.1 + 0.9 * x).ln();
        let flag = |b: bool, w: f32| if b { w } else { 0.0 };
        let sorts: f32 = SORTS
            .iter()
            .map(|&(s, lacking, further)| {
                flag(self.lacking.has(s), lacking) + flag(self.further.has(s), further)
            })
            .sum();
        ACT * share(self.act)
            + RARE * share(self.rare)
            + MUTUAL * share(self.mutual)
            + AFFINITY * near(self.affinity)
            + SCOPE * near(self.scope)
            + flag(self.parent || self.cited, PARENT)
            + flag(self.national, NATIONAL)
            + flag(self.binding, BINDING)
            + flag(self.general, GENERAL)
            + flag(self.addressed, ADDRESSED)
            + KINDS * self.kinds
            + FIGURES * self.figures
            + self.place()
            + sorts
    }
}
