//! Ranks of legal documents (位阶) and their states.

use serde::{Deserialize, Serialize};

/// What kind of law a document is. Decided from issuer, adoption clause, number and kind of
/// paper, never from 办法/规定 in the title.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
pub enum Rank {
    /// 宪法
    #[serde(rename = "宪法")]
    Constitution,
    /// 法律
    #[serde(rename = "法律")]
    Law,
    /// 行政法规
    #[serde(rename = "行政法规")]
    AdministrativeRegulation,
    /// 监察法规
    #[serde(rename = "监察法规")]
    SupervisionRegulation,
    /// 司法解释
    #[serde(rename = "司法解释")]
    JudicialInterpretation,
    /// 部门规章
    #[serde(rename = "部门规章")]
    DepartmentalRule,
    /// 地方性法规
    #[serde(rename = "地方性法规")]
    LocalRegulation,
    /// 经济特区法规
    #[serde(rename = "经济特区法规")]
    SpecialZoneRegulation,
    /// 浦东新区法规
    #[serde(rename = "浦东新区法规")]
    PudongRegulation,
    /// 海南自由贸易港法规
    #[serde(rename = "海南自由贸易港法规")]
    HainanPortRegulation,
    /// 自治条例
    #[serde(rename = "自治条例")]
    AutonomyRegulation,
    /// 单行条例
    #[serde(rename = "单行条例")]
    SeparateRegulation,
    /// 地方政府规章
    #[serde(rename = "地方政府规章")]
    LocalRule,
    /// 规范性文件
    #[serde(rename = "规范性文件")]
    Normative,
    /// 党内文件
    #[serde(rename = "党内文件")]
    PartyDocument,
    /// 其他: minutes, replies to one addressee, personnel papers, policy papers without norms.
    #[serde(rename = "其他")]
    Other,
    /// The text doesn't say.
    #[default]
    #[serde(rename = "unknown")]
    Unknown,
}

impl Rank {
    /// All ranks, highest first.
    pub const ALL: [Rank; 17] = [
        Rank::Constitution,
        Rank::Law,
        Rank::AdministrativeRegulation,
        Rank::SupervisionRegulation,
        Rank::JudicialInterpretation,
        Rank::DepartmentalRule,
        Rank::LocalRegulation,
        Rank::SpecialZoneRegulation,
        Rank::PudongRegulation,
        Rank::HainanPortRegulation,
        Rank::AutonomyRegulation,
        Rank::SeparateRegulation,
        Rank::LocalRule,
        Rank::Normative,
        Rank::PartyDocument,
        Rank::Other,
        Rank::Unknown,
    ];

    /// The name in CONTRACT's list: 法律, 地方性法规 …, unknown.
    pub const fn name(self) -> &'static str {
        match self {
            Rank::Constitution => "宪法",
            Rank::Law => "法律",
            Rank::AdministrativeRegulation => "行政法规",
            Rank::SupervisionRegulation => "监察法规",
            Rank::JudicialInterpretation => "司法解释",
            Rank::DepartmentalRule => "部门规章",
            Rank::LocalRegulation => "地方性法规",
            Rank::SpecialZoneRegulation => "经济特区法规",
            Rank::PudongRegulation => "浦东新区法规",
            Rank::HainanPortRegulation => "海南自由贸易港法规",
            Rank::AutonomyRegulation => "自治条例",
            Rank::SeparateRegulation => "单行条例",
            Rank::LocalRule => "地方政府规章",
            Rank::Normative => "规范性文件",
            Rank::PartyDocument => "党内文件",
            Rank::Other => "其他",
            Rank::Unknown => "unknown",
        }
    }

    /// The name a user reads: 未知 instead of unknown.
    pub const fn shown(self) -> &'static str {
        match self {
            Rank::Unknown => "未知",
            r => r.name(),
        }
    }

    /// Reads a name of [`Rank::name`] (or 未知).
    pub fn from_name(s: &str) -> Option<Rank> {
        Rank::ALL
            .into_iter()
            .find(|r| r.name() == s || r.shown() == s)
    }

    /// Whether it applies in the whole country (宪法, 法律, 行政法规, 监察法规, 司法解释, 部门规章).
    pub const fn is_national(self) -> bool {
        matches!(
            self,
            Rank::Constitution
                | Rank::Law
                | Rank::AdministrativeRegulation
                | Rank::SupervisionRegulation
                | Rank::JudicialInterpretation
                | Rank::DepartmentalRule
        )
    }

    /// Whether a people's congress made it (地方性法规 and its special kinds).
    pub const fn is_local_regulation(self) -> bool {
        matches!(
            self,
            Rank::LocalRegulation
                | Rank::SpecialZoneRegulation
                | Rank::PudongRegulation
                | Rank::HainanPortRegulation
                | Rank::AutonomyRegulation
                | Rank::SeparateRegulation
        )
    }

    /// Whether it may vary higher law (ARCHITECTURE decision 4): findings against it are for review.
    pub const fn may_vary(self) -> bool {
        matches!(
            self,
            Rank::SpecialZoneRegulation
                | Rank::PudongRegulation
                | Rank::HainanPortRegulation
                | Rank::AutonomyRegulation
                | Rank::SeparateRegulation
        )
    }
}

/// The state of a document on a day.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
pub enum Status {
    /// 现行有效
    #[serde(rename = "现行有效")]
    InForce,
    /// 尚未施行
    #[serde(rename = "尚未施行")]
    NotYet,
    /// 已修改: a newer version stands beside it.
    #[serde(rename = "已修改")]
    Amended,
    /// 已废止
    #[serde(rename = "已废止")]
    Repealed,
    /// 已失效: validity ran out.
    #[serde(rename = "已失效")]
    Lapsed,
    /// Not known.
    #[default]
    #[serde(rename = "unknown")]
    Unknown,
}

impl Status {
    /// The name in CONTRACT's list.
    pub const fn name(self) -> &'static str {
        match self {
            Status::InForce => "现行有效",
            Status::NotYet => "尚未施行",
            Status::Amended => "已修改",
            Status::Repealed => "已废止",
            Status::Lapsed => "已失效",
            Status::Unknown => "unknown",
        }
    }

    /// Reads a name of [`Status::name`] (or 未知).
    pub fn from_name(s: &str) -> Option<Status> {
        [
            Status::InForce,
            Status::NotYet,
            Status::Amended,
            Status::Repealed,
            Status::Lapsed,
            Status::Unknown,
        ]
        .into_iter()
        .find(|x| x.name() == s || (s == "未知" && *x == Status::Unknown))
    }
}
