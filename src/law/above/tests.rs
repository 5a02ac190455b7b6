//! Every rank against every other, at home and elsewhere, before and after force.
#![allow(clippy::unwrap_used, clippy::expect_used)]

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
