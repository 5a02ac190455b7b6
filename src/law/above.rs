//! What stands above what (ARCHITECTURE decision 4): one pure function and its table.
//!
//! 立法法 (2023) decides it: [`ROWS`] is the table, each row with the article it rests on, and a
//! test walks through all ranks, own and other regions, before and after force.

use crate::document::Rank;
use crate::law::region::within;
use crate::text::Date;

/// The standing of one document for this question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// Rank.
    pub rank: Rank,
    /// Leading issuer, as printed.
    pub issuer: String,
    /// Region path; 全国 for national law.
    pub region: String,
    /// From this day in force, where known.
    pub from: Option<Date>,
    /// Until this day (exclusive) in force, where it ended.
    pub until: Option<Date>,
}

/// How `a` stands to `b`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Above {
    /// `b` must not contradict `a`.
    Above,
    /// The same standing.
    Same,
    /// `a` is not higher law for `b`, but a reviewer wants to know it.
    Informs,
    /// Nothing follows; the reason in Chinese.
    Unrelated(&'static str),
}

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

const LOWER_RANK: Above = Above::Unrelated("位阶低于被审查的文件，不能作为上位依据");
const OTHER_REGION: Above = Above::Unrelated("其他地方的规定，在本地没有效力");
const HIGHER_REGION: Above = Above::Unrelated("下级地方的规定，不约束上级");

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

/// Whether a law of this standing binds on the day.
fn in_force(s: &Standing, on: Date) -> Option<Above> {
    if s.from.is_some_and(|from| on < from) {
        return Some(Above::Unrelated("在判断之日尚未施行"));
    }
    if s.until.is_some_and(|until| until <= on) {
        return Some(Above::Unrelated("在判断之日已经停止施行"));
    }
    None
}

/// Where `b` lies, seen from `a`.
fn place(a: &Standing, b: &Standing) -> Place {
    if a.region == b.region {
        Own
    } else if within(&b.region, &a.region) {
        Inside
    } else if within(&a.region, &b.region) {
        Outside
    } else {
        Other
    }
}

/// How `a` stands to `b` on the day `on`.
///
/// ```
/// use qingli::document::Rank;
/// use qingli::law::{Above, Standing, above};
/// let on = qingli::text::date::parse("2026-11-24").unwrap();
/// let s = |rank, region: &str| Standing {
///     rank, issuer: String::new(), region: region.into(), from: None, until: None,
/// };
/// let law = s(Rank::Law, "全国");
/// let province = s(Rank::LocalRegulation, "山东省");
/// let city = s(Rank::LocalRegulation, "山东省/济南市");
/// assert_eq!(above(&law, &city, on), Above::Above);
/// assert_eq!(above(&province, &city, on), Above::Above);
/// assert!(matches!(above(&s(Rank::LocalRegulation, "浙江省"), &city, on), Above::Unrelated(_)));
/// assert_eq!(above(&s(Rank::DepartmentalRule, "全国"), &city, on), Above::Informs);
/// ```
pub fn above(a: &Standing, b: &Standing, on: Date) -> Above {
    decide(a, b, on).0
}

/// [`above`] with the article it rests on (empty where nothing follows).
pub fn decide(a: &Standing, b: &Standing, on: Date) -> (Above, &'static str) {
    let (ca, cb) = (Class::of(a.rank), Class::of(b.rank));
    if ca == Class::None {
        return (Above::Unrelated("位阶不明"), "");
    }
    if cb == Class::None {
        return (Above::Unrelated("被审查文件的位阶不明"), "");
    }
    if let Some(no) = in_force(a, on) {
        return (no, "");
    }
    // 全国性文件的区域由位阶决定，不看登记的区域。
    let nation = |s: &Standing| Standing {
        region: if s.rank.is_national() {
            super::region::NATION.into()
        } else {
            s.region.clone()
        },
        ..s.clone()
    };
    let (a, b) = (nation(a), nation(b));
    if a.region.is_empty() {
        return (Above::Unrelated("制定机关所在区域不明"), "");
    }
    if b.region.is_empty() && !a.rank.is_national() {
        return (Above::Unrelated("被审查文件的区域不明"), "");
    }
    let place = place(&a, &b);
    for r in ROWS {
        if r.a == ca && r.b.contains(&cb) && r.places.contains(&place) {
            return (r.result, r.basis);
        }
    }
    let why = match place {
        Other => OTHER_REGION,
        Outside => HIGHER_REGION,
        Own | Inside => LOWER_RANK,
    };
    (why, "")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::date;

    fn day(s: &str) -> Date {
        date::parse(s).expect("a day")
    }

    fn standing(rank: Rank, region: &str) -> Standing {
        Standing {
            rank,
            issuer: String::new(),
            region: region.into(),
            from: Some(day("2020-01-01")),
            until: Some(day("2025-01-01")),
        }
    }

    fn short(a: Above) -> char {
        match a {
            Above::Above => '上',
            Above::Same => '同',
            Above::Informs => '参',
            Above::Unrelated(_) => '无',
        }
    }

    const LOCAL: [Rank; 8] = [
        Rank::LocalRegulation,
        Rank::SpecialZoneRegulation,
        Rank::PudongRegulation,
        Rank::HainanPortRegulation,
        Rank::AutonomyRegulation,
        Rank::SeparateRegulation,
        Rank::LocalRule,
        Rank::Normative,
    ];

    /// For national `a` the place never matters: one letter a rank of `b`, in the order of
    /// [`Rank::ALL`].
    #[test]
    fn national_law_over_everything() {
        //                       宪法律行政监司部地经浦海自单府规党其未
        for (a, expect) in [
            (Rank::Constitution, "同上上上上上上上上上上上上上上无无"),
            (Rank::Law, "无同上上上上上参参参参参上上参无无"),
            (
                Rank::AdministrativeRegulation,
                "无无同参参上上参参参参参上上参无无",
            ),
            (
                Rank::SupervisionRegulation,
                "无无参同参参参参参参参参参参参无无",
            ),
            (
                Rank::JudicialInterpretation,
                "无无参参同参参参参参参参参参参无无",
            ),
            (Rank::DepartmentalRule, "无无无无无同参参参参参参同上无无无"),
            (Rank::Other, "无无无无无无无无无无无无无无无无无"),
            (Rank::Unknown, "无无无无无无无无无无无无无无无无无"),
        ] {
            for region in ["山东省", "山东省/济南市", "浙江省"] {
                let got: String = Rank::ALL
                    .into_iter()
                    .map(|b| {
                        let b = standing(b, region);
                        short(above(&standing(a, "全国"), &b, day("2024-06-01")))
                    })
                    .collect();
                assert_eq!(got, expect, "{} 对 {region}", a.name());
            }
        }
    }

    /// Local `a` of a province over local `b`: own province, a city of it, another province, a
    /// city of another province.
    #[test]
    fn local_law_over_local_law() {
        //               地经浦海自单府规
        let table = [
            (
                Rank::LocalRegulation,
                "同参参参参参上上",
                "上参参参参参上上",
            ),
            (
                Rank::SpecialZoneRegulation,
                "同同同同同同上上",
                "上参参参参参上上",
            ),
            (
                Rank::PudongRegulation,
                "同同同同同同上上",
                "上参参参参参上上",
            ),
            (
                Rank::HainanPortRegulation,
                "同同同同同同上上",
                "上参参参参参上上",
            ),
            (
                Rank::AutonomyRegulation,
                "同同同同同同上上",
                "上参参参参参上上",
            ),
            (
                Rank::SeparateRegulation,
                "同同同同同同上上",
                "上参参参参参上上",
            ),
            (Rank::LocalRule, "无无无无无无同上", "参参参参参参上上"),
            (Rank::Normative, "无无无无无无无同", "无无无无无无无参"),
        ];
        let letters = |a: Rank, at: &str, to: &str| -> String {
            LOCAL
                .into_iter()
                .map(|b| short(above(&standing(a, at), &standing(b, to), day("2024-06-01"))))
                .collect()
        };
        for (a, own, inside) in table {
            assert_eq!(letters(a, "山东省", "山东省"), own, "{} 本省", a.name());
            assert_eq!(
                letters(a, "山东省", "山东省/济南市"),
                inside,
                "{} 本省的市",
                a.name()
            );
            for other in ["浙江省", "浙江省/宁波市"] {
                assert_eq!(
                    letters(a, "山东省", other),
                    "无无无无无无无无",
                    "{} 外省",
                    a.name()
                );
                let city = letters(a, "山东省/济南市", other);
                assert_eq!(city, "无无无无无无无无", "{} 市对外省", a.name());
            }
            let sister = letters(a, "山东省/济南市", "山东省/青岛市");
            assert_eq!(sister, "无无无无无无无无", "{} 兄弟市", a.name());
        }
        // 市的法规对省的规章只供参考，对省的法规什么也不是。
        assert_eq!(
            letters(Rank::LocalRegulation, "山东省/济南市", "山东省"),
            "无无无无无无参无"
        );
        assert_eq!(
            letters(Rank::LocalRule, "山东省/济南市", "山东省"),
            "无无无无无无无无"
        );
    }

    /// Local law never stands above national law.
    #[test]
    fn never_upwards() {
        for a in LOCAL {
            for b in Rank::ALL.into_iter().filter(|r| r.is_national()) {
                let got = above(
                    &standing(a, "山东省"),
                    &standing(b, "全国"),
                    day("2024-06-01"),
                );
                assert_ne!(got, Above::Above, "{} 对 {}", a.name(), b.name());
            }
        }
    }

    /// Every pair of ranks, every place: before and after force nothing follows.
    #[test]
    fn only_while_in_force() {
        for a in Rank::ALL {
            for b in Rank::ALL {
                for (ra, rb) in [
                    ("全国", "山东省"),
                    ("山东省", "山东省"),
                    ("山东省", "山东省/济南市"),
                    ("浙江省", "山东省"),
                ] {
                    let (a, b) = (standing(a, ra), standing(b, rb));
                    for on in ["2019-12-31", "2025-01-01"] {
                        assert!(
                            matches!(above(&a, &b, day(on)), Above::Unrelated(_)),
                            "{} 对 {}，{on}",
                            a.rank.name(),
                            b.rank.name()
                        );
                    }
                }
            }
        }
        let (a, b) = (
            standing(Rank::Law, "全国"),
            standing(Rank::LocalRule, "山东省"),
        );
        assert_eq!(above(&a, &b, day("2020-01-01")), Above::Above);
        assert_eq!(above(&a, &b, day("2024-12-31")), Above::Above);
    }

    /// Each row of the table decides something, and names its article.
    #[test]
    fn every_row_is_alive() {
        for (i, r) in ROWS.iter().enumerate() {
            assert!(!r.basis.is_empty());
            for b in r.b {
                let shadowed = ROWS[..i].iter().any(|e| {
                    e.a == r.a && e.b.contains(b) && r.places.iter().all(|p| e.places.contains(p))
                });
                assert!(!shadowed, "第 {i} 行被前面的行盖住");
            }
        }
    }

    #[test]
    fn an_unknown_region_stands_under_national_law_only() {
        let nowhere = standing(Rank::Normative, "");
        let on = day("2024-06-01");
        assert_eq!(
            above(&standing(Rank::Law, "全国"), &nowhere, on),
            Above::Above
        );
        assert!(matches!(
            above(&standing(Rank::LocalRegulation, "山东省"), &nowhere, on),
            Above::Unrelated(_)
        ));
    }
}

impl Standing {
    /// The standing a document claims by its own words.
    pub fn of(document: &crate::document::Document) -> Self {
        let m = &document.meta;
        Self {
            rank: m.rank(),
            issuer: m.issuer().to_string(),
            region: m.region().to_string(),
            from: m
                .version_effective
                .as_ref()
                .or(m.effective.as_ref())
                .map(|f| f.value),
            until: m.expires.as_ref().and_then(|e| e.value.tomorrow().ok()),
        }
    }
}
