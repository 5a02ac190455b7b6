//! The table behind [`super::above`]: classes of rank, places, and what 立法法 says of each pair.

use super::Above;
use crate::document::Rank;

/// Classes of rank between which 立法法 speaks alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    /// 宪法
    Constitution,
    /// 法律
    Law,
    /// 行政法规
    Regulation,
    /// 监察法规
    Supervision,
    /// 司法解释
    Interpretation,
    /// 部门规章
    Ministry,
    /// 地方性法规
    Local,
    /// 经济特区法规, 浦东新区法规, 海南自由贸易港法规, 自治条例, 单行条例
    Varying,
    /// 地方政府规章
    LocalRule,
    /// 规范性文件
    Normative,
    /// 党内文件
    Party,
    /// 其他, unknown
    None,
}

impl Class {
    /// The class of a rank.
    pub const fn of(rank: Rank) -> Self {
        match rank {
            Rank::Constitution => Class::Constitution,
            Rank::Law => Class::Law,
            Rank::AdministrativeRegulation => Class::Regulation,
            Rank::SupervisionRegulation => Class::Supervision,
            Rank::JudicialInterpretation => Class::Interpretation,
            Rank::DepartmentalRule => Class::Ministry,
            Rank::LocalRegulation => Class::Local,
            Rank::SpecialZoneRegulation
            | Rank::PudongRegulation
            | Rank::HainanPortRegulation
            | Rank::AutonomyRegulation
            | Rank::SeparateRegulation => Class::Varying,
            Rank::LocalRule => Class::LocalRule,
            Rank::Normative => Class::Normative,
            Rank::PartyDocument => Class::Party,
            Rank::Other | Rank::Unknown => Class::None,
        }
    }
}

/// Where `b`'s region lies, seen from `a`'s.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// The same region.
    Own,
    /// `b`'s region lies inside `a`'s.
    Inside,
    /// `a`'s region lies inside `b`'s.
    Outside,
    /// Neither.
    Other,
}

use Place::{Inside, Other, Outside, Own};

/// One row: between these classes, in these places, this follows from this article.
#[derive(Debug, Clone, Copy)]
pub struct Row {
    /// Class of `a`.
    pub a: Class,
    /// Classes of `b`.
    pub b: &'static [Class],
    /// Where `b` may lie.
    pub places: &'static [Place],
    /// What follows.
    pub result: Above,
    /// The article of 立法法 (2023), or where it comes from.
    pub basis: &'static str,
}

const ANY: &[Place] = &[Own, Inside, Outside, Other];
const BELOW: &[Place] = &[Own, Inside];

pub(super) const LOWER_RANK: Above = Above::Unrelated("位阶低于被审查的文件，不能作为上位依据");
pub(super) const OTHER_REGION: Above = Above::Unrelated("其他地方的规定，在本地没有效力");
pub(super) const HIGHER_REGION: Above = Above::Unrelated("下级地方的规定，不约束上级");

const fn row(
    a: Class,
    b: &'static [Class],
    places: &'static [Place],
    result: Above,
    basis: &'static str,
) -> Row {
    Row {
        a,
        b,
        places,
        result,
        basis,
    }
}

/// The table; the first row that fits decides. What no row names is lower in rank.
pub const ROWS: &[Row] = &[
    row(
        Class::Constitution,
        &[Class::Constitution],
        ANY,
        Above::Same,
        "第九十八条",
    ),
    row(
        Class::Constitution,
        &[
            Class::Law,
            Class::Regulation,
            Class::Supervision,
            Class::Interpretation,
            Class::Ministry,
            Class::Local,
            Class::Varying,
            Class::LocalRule,
            Class::Normative,
            Class::Party,
        ],
        ANY,
        Above::Above,
        "第九十八条",
    ),
    row(
        Class::Law,
        &[Class::Law],
        ANY,
        Above::Same,
        "第一百零三条、第一百零五条第一款",
    ),
    row(
        Class::Law,
        &[
            Class::Regulation,
            Class::Ministry,
            Class::Local,
            Class::LocalRule,
            Class::Normative,
        ],
        ANY,
        Above::Above,
        "第九十九条第一款",
    ),
    row(
        Class::Law,
        &[Class::Supervision],
        ANY,
        Above::Above,
        "第一百一十八条",
    ),
    row(
        Class::Law,
        &[Class::Interpretation],
        ANY,
        Above::Above,
        "第一百一十九条第一款",
    ),
    // 变通规定在本地方适用：只能提请复核，不能认定抵触。
    row(
        Class::Law,
        &[Class::Varying],
        ANY,
        Above::Informs,
        "第八十四条、第八十五条第二款、第一百零一条",
    ),
    row(
        Class::Law,
        &[Class::Party],
        ANY,
        Above::Informs,
        "立法法不调整党内文件",
    ),
    row(
        Class::Regulation,
        &[Class::Regulation],
        ANY,
        Above::Same,
        "第一百零三条、第一百零五条第二款",
    ),
    row(
        Class::Regulation,
        &[
            Class::Ministry,
            Class::Local,
            Class::LocalRule,
            Class::Normative,
        ],
        ANY,
        Above::Above,
        "第九十九条第二款",
    ),
    row(
        Class::Regulation,
        &[Class::Varying],
        ANY,
        Above::Informs,
        "第八十四条、第八十五条第二款、第一百零一条",
    ),
    row(
        Class::Regulation,
        &[Class::Supervision, Class::Interpretation, Class::Party],
        ANY,
        Above::Informs,
        "立法法未规定其间的效力等级",
    ),
    row(
        Class::Supervision,
        &[Class::Supervision],
        ANY,
        Above::Same,
        "第一百一十八条",
    ),
    row(
        Class::Supervision,
        &[
            Class::Regulation,
            Class::Interpretation,
            Class::Ministry,
            Class::Local,
            Class::Varying,
            Class::LocalRule,
            Class::Normative,
            Class::Party,
        ],
        ANY,
        Above::Informs,
        "第一百一十八条；立法法未规定其间的效力等级",
    ),
    row(
        Class::Interpretation,
        &[Class::Interpretation],
        ANY,
        Above::Same,
        "第一百一十九条",
    ),
    row(
        Class::Interpretation,
        &[
            Class::Regulation,
            Class::Supervision,
            Class::Ministry,
            Class::Local,
            Class::Varying,
            Class::LocalRule,
            Class::Normative,
            Class::Party,
        ],
        ANY,
        Above::Informs,
        "第一百一十九条；立法法未规定其间的效力等级",
    ),
    row(
        Class::Ministry,
        &[Class::Ministry, Class::LocalRule],
        ANY,
        Above::Same,
        "第一百零二条",
    ),
    row(
        Class::Ministry,
        &[Class::Local, Class::Varying],
        ANY,
        Above::Informs,
        "第一百零六条第一款第二项",
    ),
    row(
        Class::Ministry,
        &[Class::Normative],
        ANY,
        Above::Above,
        "第九十一条（规章对本领域的规范性文件有约束力）",
    ),
    // 地方性法规。设区的市的法规不得同本省、自治区的法规相抵触。
    row(
        Class::Local,
        &[Class::Local],
        &[Own],
        Above::Same,
        "第一百零三条、第一百零六条第一款第一项",
    ),
    row(
        Class::Local,
        &[Class::Local],
        &[Inside],
        Above::Above,
        "第八十一条第一款",
    ),
    row(
        Class::Local,
        &[Class::Varying],
        BELOW,
        Above::Informs,
        "第一百零一条",
    ),
    row(
        Class::Local,
        &[Class::LocalRule],
        BELOW,
        Above::Above,
        "第一百条第一款",
    ),
    row(
        Class::Local,
        &[Class::LocalRule],
        &[Outside],
        Above::Informs,
        "第一百条第一款",
    ),
    row(
        Class::Local,
        &[Class::Normative],
        BELOW,
        Above::Above,
        "第一百条第一款（规范性文件不得高于规章）",
    ),
    row(
        Class::Local,
        &[Class::Ministry],
        &[Outside],
        Above::Informs,
        "第一百零六条第一款第二项",
    ),
    // 经济特区法规、自治条例等在自己的区域内，对规章和规范性文件与地方性法规同。
    row(
        Class::Varying,
        &[Class::Varying, Class::Local],
        &[Own],
        Above::Same,
        "第八十四条、第八十五条",
    ),
    row(
        Class::Varying,
        &[Class::Varying],
        &[Inside],
        Above::Informs,
        "第一百零一条",
    ),
    row(
        Class::Varying,
        &[Class::Local],
        &[Inside],
        Above::Above,
        "第八十一条第一款",
    ),
    row(
        Class::Varying,
        &[Class::LocalRule, Class::Normative],
        BELOW,
        Above::Above,
        "第一百条第一款、第一百零一条",
    ),
    row(
        Class::Varying,
        &[Class::LocalRule],
        &[Outside],
        Above::Informs,
        "第一百条第一款",
    ),
    row(
        Class::Varying,
        &[Class::Ministry],
        &[Outside],
        Above::Informs,
        "第一百零一条",
    ),
    // 地方政府规章。
    row(
        Class::LocalRule,
        &[Class::LocalRule],
        &[Own],
        Above::Same,
        "第一百零三条",
    ),
    row(
        Class::LocalRule,
        &[Class::LocalRule],
        &[Inside],
        Above::Above,
        "第一百条第二款",
    ),
    row(
        Class::LocalRule,
        &[Class::Local, Class::Varying],
        &[Inside],
        Above::Informs,
        "第八十一条第二款",
    ),
    row(
        Class::LocalRule,
        &[Class::Normative],
        BELOW,
        Above::Above,
        "第九十三条（规章对本行政区域的规范性文件有约束力）",
    ),
    row(
        Class::LocalRule,
        &[Class::Ministry],
        &[Outside],
        Above::Same,
        "第一百零二条",
    ),
    // 规范性文件：上级的决定要执行，但不是上位法。
    row(
        Class::Normative,
        &[Class::Normative],
        &[Own],
        Above::Same,
        "立法法不调整规范性文件",
    ),
    row(
        Class::Normative,
        &[Class::Normative],
        &[Inside],
        Above::Informs,
        "立法法不调整规范性文件",
    ),
    row(
        Class::Party,
        &[Class::Normative, Class::LocalRule, Class::Party],
        BELOW,
        Above::Informs,
        "立法法不调整党内文件",
    ),
];
