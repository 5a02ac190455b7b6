//! What sort of order a clause gives, from its norms: so that a sanction is held against a sanction,
//! a licence against a licence, coercion against coercion.

use crate::norm::{Modality, Norm};
use serde::{Serialize, Serializer};
use std::collections::BTreeSet;

/// Sorts of order, one bit each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Sorts(u16);

/// The sorts in the order of their bits.
const NAMES: [&str; 7] = [
    "penalty",
    "licence",
    "coercion",
    "fee",
    "limit",
    "ban",
    "conditions",
];

impl Sorts {
    /// Sanctions.
    pub(super) const PENALTY: Self = Self(1);
    /// 批准, 备案, 报告 …
    pub(super) const LICENCE: Self = Self(1 << 1);
    /// 扣押, 查封 …
    pub(super) const COERCION: Self = Self(1 << 2);
    /// Fees and deposits.
    pub(super) const FEE: Self = Self(1 << 3);
    /// Time limits.
    pub(super) const LIMIT: Self = Self(1 << 4);
    /// 不得, 禁止
    pub(super) const BAN: Self = Self(1 << 5);
    /// 应当具备下列条件
    pub(super) const CONDITIONS: Self = Self(1 << 6);

    /// Whether all of `other` is in it.
    pub(super) fn has(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// Whether any of `other` is in it.
    pub(super) fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether the sort with this bit is in it.
    pub(super) fn at(self, bit: usize) -> bool {
        self.0 & 1 << bit != 0
    }

    /// Those not in `other`.
    pub(super) fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// Adds some, if `on`.
    pub(super) fn add(&mut self, other: Self, on: bool) {
        if on {
            self.0 |= other.0;
        }
    }
}

impl Serialize for Sorts {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_seq(
            NAMES
                .iter()
                .enumerate()
                .filter(|(i, _)| self.at(*i))
                .map(|(_, n)| n),
        )
    }
}

/// What a clause orders.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Order {
    /// The sorts.
    pub(super) sorts: Sorts,
    /// Kinds of sanction, one bit each.
    kinds: u32,
    /// The figures of its fines, sorted.
    figures: Vec<u64>,
}

/// Both over all, from 0 to 1.
#[allow(clippy::cast_precision_loss)]
fn share(both: usize, all: usize) -> f32 {
    if all == 0 {
        0.0
    } else {
        both as f32 / all as f32
    }
}

impl Order {
    /// Of these norms together.
    pub(super) fn of<'a>(norms: impl Iterator<Item = &'a Norm>) -> Self {
        let mut out = Self::default();
        let mut figures = BTreeSet::new();
        for n in norms {
            let s = &mut out.sorts;
            s.add(Sorts::PENALTY, !n.sanctions.is_empty());
            s.add(Sorts::LICENCE, !n.licences.is_empty());
            s.add(Sorts::COERCION, !n.measures.is_empty());
            s.add(Sorts::FEE, !n.fees.is_empty());
            s.add(Sorts::LIMIT, !n.limits.is_empty());
            s.add(Sorts::BAN, n.modality == Modality::MustNot);
            s.add(Sorts::CONDITIONS, !n.conditions.is_empty());
            for x in &n.sanctions {
                out.kinds |= 1 << (x.kind as u32);
                if let Some(a) = &x.amount {
                    figures.extend([a.min, a.max].into_iter().flatten());
                }
            }
        }
        out.figures = figures.into_iter().collect();
        out
    }

    /// How far two orders threaten the same kinds of sanction.
    pub(super) fn kinds(&self, other: &Self) -> f32 {
        let (both, all) = (self.kinds & other.kinds, self.kinds | other.kinds);
        share(both.count_ones() as usize, all.count_ones() as usize)
    }

    /// How far their fines have the same figures.
    pub(super) fn figures(&self, other: &Self) -> f32 {
        let both = self
            .figures
            .iter()
            .filter(|f| other.figures.binary_search(f).is_ok())
            .count();
        share(both, self.figures.len() + other.figures.len() - both)
    }
}
