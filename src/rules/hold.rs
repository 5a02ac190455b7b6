//! Whether the rank of a document binds it to a rule of power: rank decides first.

use super::{Context, Findings, Report};
use crate::document::Rank;
use crate::finding::{Confidence, Severity};

/// How a limit of power holds a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hold {
    /// It is bound.
    Bound,
    /// It may vary higher law (经济特区法规, 自治条例 …): a finding is for review.
    Varies,
}

impl Hold {
    /// What may be varied is for review, not an error.
    #[must_use]
    pub fn on<'f, 'a>(self, report: Report<'f, 'a>) -> Report<'f, 'a> {
        match self {
            Hold::Bound => report,
            Hold::Varies => report
                .severity(Severity::Info)
                .confidence(Confidence::Low)
                .counter("经济特区法规、浦东新区法规、海南自由贸易港法规、自治条例和单行条例可以依法变通，须核对本条有无变通的授权和说明。"),
        }
    }
}

/// The law of a place: 地方性法规 and 地方政府规章; an unknown rank is told.
pub fn place_law(cx: &Context<'_>, out: &mut Findings<'_>) -> Option<Hold> {
    match cx.standing.rank {
        Rank::DepartmentalRule => None,
        _ => local_law(cx, out),
    }
}

/// The law of a place, and papers.
pub fn place_law_or_paper(cx: &Context<'_>, out: &mut Findings<'_>) -> Option<Hold> {
    match cx.standing.rank {
        Rank::DepartmentalRule => None,
        _ => below_regulations(cx, out),
    }
}

/// 地方性法规 and 规章: the law below 行政法规. Papers are the business of the rules on papers; an
/// unknown rank is told.
pub fn local_law(cx: &Context<'_>, out: &mut Findings<'_>) -> Option<Hold> {
    match cx.standing.rank {
        Rank::Unknown => {
            out.not_checked("效力位阶未知，不能判断有无设定权");
            None
        }
        r if r.may_vary() => Some(Hold::Varies),
        Rank::LocalRegulation | Rank::LocalRule | Rank::DepartmentalRule => Some(Hold::Bound),
        _ => None,
    }
}

/// Everything below 行政法规, papers too; an unknown rank is told.
pub fn below_regulations(cx: &Context<'_>, out: &mut Findings<'_>) -> Option<Hold> {
    match cx.standing.rank {
        Rank::Normative => Some(Hold::Bound),
        _ => local_law(cx, out),
    }
}

/// Everything below 法律. A text of unknown rank is read too: what the rule asks for binds every
/// rank it can have, and a law that says otherwise is rare.
pub fn below_laws(cx: &Context<'_>) -> Option<Hold> {
    match cx.standing.rank {
        Rank::Constitution
        | Rank::Law
        | Rank::JudicialInterpretation
        | Rank::SupervisionRegulation
        | Rank::PartyDocument => None,
        r if r.may_vary() => Some(Hold::Varies),
        _ => Some(Hold::Bound),
    }
}
