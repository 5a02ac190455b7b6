//! Which papers are due, as data: one row a case of PRODUCT's table.

use crate::document::Rank;

/// A kind of paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// 修改决定（草案）
    Amending,
    /// 废止决定（草案）
    Repealing,
    /// 重新印发稿
    Reissue,
    /// 说明
    Explanation,
    /// 公告: a congress publishes its decision.
    Proclamation,
    /// 政府令: a government publishes its decision on a rule.
    Order,
    /// 公布公告 of a clean-up with its directories.
    Notice,
    /// 议案
    Motion,
    /// 报请批准的报告: a city's regulation goes to the province.
    Approval,
    /// 请示
    Request,
    /// 报告
    Report,
    /// 函
    Letter,
}

impl Kind {
    /// Its name, as a file's and a list's.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Amending => "修改决定",
            Self::Repealing => "废止决定",
            Self::Reissue => "重新印发稿",
            Self::Explanation => "说明",
            Self::Proclamation => "公告",
            Self::Order => "政府令",
            Self::Notice => "公布公告",
            Self::Motion => "议案",
            Self::Approval => "报请批准的报告",
            Self::Request => "请示",
            Self::Report => "报告",
            Self::Letter => "函",
        }
    }
}

/// What the organ is to the document's maker.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Relation {
    /// 本机关决定, alone or with others.
    Ours,
    /// The maker is the congress or government of the organ's own place.
    Proposes,
    /// The maker stands above.
    Reports,
    /// A level body, another place's, one below.
    Apart,
}

/// What kind of body drafts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Drafter {
    /// 人大常委会 of a province.
    Congress,
    /// 人大常委会 of a city: its regulations need the province's approval (立法法第八十一条).
    CityCongress,
    /// 人民政府
    Government,
    /// 部门
    Department,
}

impl Drafter {
    /// By the organ's name; a congress counts as a city's where its name names a 市 or 州 and no
    /// municipality.
    pub fn of(organ: &str) -> Self {
        if organ.contains("人民代表大会") || organ.contains("人大常委会") {
            let seat = organ.split("人").next().unwrap_or("");
            let own = ["北京市", "天津市", "上海市", "重庆市"].contains(&seat);
            return if !own && seat.ends_with(['市', '州']) {
                Self::CityCongress
            } else {
                Self::Congress
            };
        }
        let body = ["办公厅", "办公室"]
            .iter()
            .find_map(|s| organ.strip_suffix(s))
            .unwrap_or(organ);
        if body.ends_with("人民政府") {
            Self::Government
        } else {
            Self::Department
        }
    }
}

/// What is decided on the document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Act {
    /// 修改
    Amend,
    /// 废止
    Repeal,
    /// 宣布失效
    Lapse,
}

/// Ranks that share papers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Class {
    Regulation,
    Rule,
    Normative,
    Above,
}

const fn class(rank: Rank) -> Class {
    match rank {
        Rank::LocalRegulation
        | Rank::SpecialZoneRegulation
        | Rank::PudongRegulation
        | Rank::HainanPortRegulation
        | Rank::AutonomyRegulation
        | Rank::SeparateRegulation => Class::Regulation,
        Rank::LocalRule | Rank::DepartmentalRule => Class::Rule,
        Rank::Normative | Rank::Other | Rank::Unknown | Rank::PartyDocument => Class::Normative,
        _ => Class::Above,
    }
}

/// One row: the class of the document, the relation, the drafting bodies, and the papers in the
/// order in which they are used; `Amending` stands for the decision, whichever it is.
type Row = (Class, Relation, &'static [Drafter], &'static [Kind]);

use Drafter::{CityCongress, Congress, Department, Government};
use Kind::{Amending, Approval, Explanation, Letter, Motion, Notice, Order, Proclamation, Request};

const ROWS: &[Row] = &[
    (
        Class::Regulation,
        Relation::Ours,
        &[Congress],
        &[Amending, Explanation, Proclamation],
    ),
    (
        Class::Regulation,
        Relation::Ours,
        &[CityCongress],
        &[Amending, Explanation, Approval, Proclamation],
    ),
    (
        Class::Regulation,
        Relation::Proposes,
        &[Government],
        &[Motion, Amending, Explanation],
    ),
    (
        Class::Regulation,
        Relation::Proposes,
        &[Department],
        &[Request, Amending, Explanation],
    ),
    (
        Class::Rule,
        Relation::Ours,
        &[Government, Department],
        &[Order, Amending, Explanation],
    ),
    (
        Class::Rule,
        Relation::Proposes,
        &[Department],
        &[Request, Amending, Explanation],
    ),
    (
        Class::Normative,
        Relation::Ours,
        &[Congress, CityCongress, Government, Department],
        &[Amending, Kind::Reissue, Notice],
    ),
    (
        Class::Normative,
        Relation::Proposes,
        &[Government, Department],
        &[Request, Amending, Explanation],
    ),
];

/// The papers due, in the order in which they are used.
///
/// A body above gets a 报告, a body apart a 函, whatever the rank; what no row names (a
/// government's proposal on its own rule) goes as 报告 too. A paper that is repealed or lapses is
/// not issued anew.
pub fn due(rank: Rank, relation: Relation, drafter: Drafter, act: Act) -> Vec<Kind> {
    match relation {
        Relation::Reports => return vec![Kind::Report],
        Relation::Apart => return vec![Letter],
        _ => {}
    }
    let row = ROWS
        .iter()
        .find(|r| r.0 == class(rank) && r.1 == relation && r.2.contains(&drafter));
    let Some(row) = row else {
        return vec![Kind::Report];
    };
    row.3
        .iter()
        .filter(|k| act == Act::Amend || **k != Kind::Reissue)
        .map(|&k| match (k, act) {
            (Kind::Amending, Act::Repeal | Act::Lapse) => Kind::Repealing,
            (k, _) => k,
        })
        .collect()
}
