//! The table case by case, and the wording of the papers.

use super::{Act, Case, Drafter, Kind, Relation, due, write};
use crate::document::{Document, Rank};

fn names(rank: Rank, relation: Relation, organ: &str, act: Act) -> String {
    due(rank, relation, Drafter::of(organ), act)
        .iter()
        .map(|k| k.name())
        .collect::<Vec<_>>()
        .join(" ")
}

#[test]
fn the_table_by_rank_relation_and_organ() {
    use Act::{Amend, Lapse, Repeal};
    use Rank::{Law, LocalRegulation, LocalRule, Normative};
    use Relation::{Apart, Ours, Proposes, Reports};
    let rows = [
        (
            LocalRegulation,
            Ours,
            "岚江省人民代表大会常务委员会",
            Amend,
            "修改决定 说明 公告",
        ),
        (
            LocalRegulation,
            Ours,
            "清源市人民代表大会常务委员会",
            Repeal,
            "废止决定 说明 报请批准的报告 公告",
        ),
        (
            LocalRegulation,
            Proposes,
            "清源市人民政府",
            Amend,
            "议案 修改决定 说明",
        ),
        (
            LocalRegulation,
            Proposes,
            "清源市交通运输局",
            Repeal,
            "请示 废止决定 说明",
        ),
        (LocalRegulation, Reports, "清源市交通运输局", Amend, "报告"),
        (LocalRegulation, Apart, "清源市交通运输局", Amend, "函"),
        (
            LocalRule,
            Ours,
            "清源市人民政府",
            Amend,
            "政府令 修改决定 说明",
        ),
        (
            LocalRule,
            Proposes,
            "清源市交通运输局",
            Amend,
            "请示 修改决定 说明",
        ),
        (
            Normative,
            Ours,
            "清源市交通运输局",
            Amend,
            "修改决定 重新印发稿 公布公告",
        ),
        (
            Normative,
            Ours,
            "清源市人民政府办公室",
            Lapse,
            "废止决定 公布公告",
        ),
        (
            Normative,
            Proposes,
            "清源市交通运输局",
            Amend,
            "请示 修改决定 说明",
        ),
        (Normative, Reports, "清源市交通运输局", Repeal, "报告"),
        (Normative, Apart, "清源市交通运输局", Amend, "函"),
        (Law, Reports, "清源市人民政府", Amend, "报告"),
    ];
    for (rank, relation, organ, act, want) in rows {
        assert_eq!(
            names(rank, relation, organ, act),
            want,
            "{rank:?} {relation:?} {organ}"
        );
    }
}

#[test]
fn every_case_has_a_paper() {
    for rank in Rank::ALL {
        for relation in [
            Relation::Ours,
            Relation::Proposes,
            Relation::Reports,
            Relation::Apart,
        ] {
            for drafter in [
                Drafter::Congress,
                Drafter::CityCongress,
                Drafter::Government,
                Drafter::Department,
            ] {
                for act in [Act::Amend, Act::Repeal, Act::Lapse] {
                    let list = due(rank, relation, drafter, act);
                    assert!(!list.is_empty());
                    assert!(act == Act::Amend || !list.contains(&Kind::Amending));
                }
            }
        }
    }
}

fn old() -> Option<Document> {
    crate::parse::document(
        "办法.txt",
        "清源市停车场管理办法\n\n（2015年3月1日清源市人民政府令第12号公布）\n\n第一条　为了规范停车场管理，制定本办法。\n\n第二条　经营者应当公布收费标准。\n\n第三条　本办法自2015年5月1日起施行。"
            .as_bytes(),
    )
    .ok()
}

fn papers(act: Act) -> Vec<(Kind, String)> {
    let Some(old) = old() else { return Vec::new() };
    let reasons = [("第二条".to_string(), "与上位法的规定不一致。".to_string())];
    let case = Case {
        old: &old,
        act,
        organ: "清源市交通运输局",
        to: "清源市人民政府",
        decision: Some("决定的全文"),
        new: Some(&old),
        reasons: &reasons,
        from: "",
    };
    [
        Kind::Amending,
        Kind::Repealing,
        Kind::Reissue,
        Kind::Explanation,
        Kind::Proclamation,
        Kind::Order,
        Kind::Notice,
        Kind::Motion,
        Kind::Approval,
        Kind::Request,
        Kind::Report,
        Kind::Letter,
    ]
    .into_iter()
    .filter_map(|k| write(k, &case).map(|t| (k, t)))
    .collect()
}

#[test]
fn each_paper_has_its_fixed_wording() {
    let wording = [
        (Kind::Motion, "现提请审议。"),
        (Kind::Request, "妥否，请批示。"),
        (Kind::Report, "特此报告。"),
        (Kind::Letter, "函复。"),
        (Kind::Proclamation, "现予公布，自公布之日起施行。"),
        (Kind::Order, "令\n"),
        (Kind::Reissue, "同时废止。"),
        (Kind::Approval, "现报请批准。"),
        (Kind::Explanation, "（一）第二条。与上位法的规定不一致。"),
        (Kind::Notice, "目录"),
    ];
    let made = papers(Act::Amend);
    assert_eq!(made.len(), 12);
    for (kind, want) in wording {
        let text = made.iter().find(|m| m.0 == kind).map_or("", |m| &m.1);
        assert!(text.contains(want), "{kind:?}: {text}");
        assert!(text.contains("清源市停车场管理办法"), "{kind:?}: {text}");
    }
}

#[test]
fn a_repealing_decision_is_read_back() {
    for (kind, text) in papers(Act::Repeal) {
        if kind == Kind::Repealing {
            let read =
                crate::parse::document("决定.txt", text.as_bytes()).map(|d| crate::amend::read(&d));
            let titles: Vec<String> = read
                .map(|d| d.repeals.into_iter().map(|r| r.0).collect())
                .unwrap_or_default();
            assert_eq!(titles, ["清源市停车场管理办法"], "{text}");
        }
    }
}
