//! What clauses order: sentences a lawyer can read, and what is read from them.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stderr)]

use qingli::document::{Block, Document, Kind, NodeId, outline};
use qingli::norm::{self, Basis, Form, LicenceRank, Norm, Object, SanctionKind as K, Tier};

fn document(lines: &[&str]) -> Document {
    let blocks: Vec<Block> = lines.iter().map(|l| Block::paragraph(*l)).collect();
    outline::build(&blocks)
}

fn first(d: &Document) -> NodeId {
    d.articles().next().unwrap()
}

fn norms(lines: &[&str]) -> (Document, Vec<Norm>) {
    let d = document(lines);
    let n = norm::read(&d, first(&d));
    (d, n)
}

/// (kind, min, max, tier) of every sanction of the first norm.
fn sanctions(n: &Norm) -> Vec<(K, Option<u64>, Option<u64>, Tier)> {
    n.sanctions
        .iter()
        .map(|s| {
            let a = s.amount.as_ref();
            (s.kind, a.and_then(|a| a.min), a.and_then(|a| a.max), s.tier)
        })
        .collect()
}

#[test]
fn an_act_with_three_tiers() {
    let (d, n) = norms(&[
        "第一条 违反本条例规定，未按照规定清洗水池的，由县级以上人民政府水务主管部门责令限期改正，给予警告；拒不改正的，处三千元以上三万元以下罚款；情节严重的，吊销供水许可证。",
    ]);
    assert_eq!(n.len(), 1, "{n:#?}");
    assert_eq!(
        sanctions(&n[0]),
        [
            (K::Warning, None, None, Tier::First),
            (K::Fine, Some(3000), Some(30_000), Tier::Refuses),
            (K::RevokeLicence, None, None, Tier::Serious),
        ]
    );
    assert_eq!(n[0].act.text, "未按照规定清洗水池的");
    assert_eq!(n[0].actors[0].text, "县级以上人民政府水务主管部门");
    assert_eq!(
        d.slice(n[0].sanctions[1].span),
        "处三千元以上三万元以下罚款"
    );
    assert!(n[0].complete && n[0].sanctions.iter().all(|s| s.after_order));
    assert_eq!(n[0].form, Form::Penalty);
}

#[test]
fn units_and_persons() {
    let (_, n) = norms(&[
        "第一条 在水池边堆放杂物的，责令改正，对单位处一千元以上五千元以下罚款，对个人处二百元以下罚款。",
    ]);
    let o: Vec<_> = n[0]
        .sanctions
        .iter()
        .map(|s| (s.object.clone(), s.amount.as_ref().unwrap().max))
        .collect();
    assert_eq!(
        o,
        [
            (Some(Object::Unit), Some(5000)),
            (Some(Object::Person), Some(200))
        ]
    );
}

#[test]
fn a_list_gives_a_norm_an_item() {
    let (_, n) = norms(&[
        "第一条 有下列行为之一的，由水务主管部门责令改正，可以并处五百元罚款：",
        "（一）在水池内洗涤衣物；",
        "（二）擅自移动界桩的。",
    ]);
    assert_eq!(n.len(), 2);
    assert_eq!(n[1].act.text, "擅自移动界桩的。".trim_end_matches('。'));
    for x in &n {
        assert_eq!(sanctions(x), [(K::Fine, Some(500), Some(500), Tier::First)]);
        assert!(x.sanctions[0].may && x.lead.is_some() && x.nodes.len() == 2);
        assert_eq!(x.sanctions[0].amount.as_ref().unwrap().basis, Basis::Fixed);
    }
}

#[test]
fn two_hops() {
    let d = document(&[
        "第一条 禁止在水池内洗涤衣物。",
        "用水单位应当每年清洗水池。",
        "第二条 违反本条例第一条第一款规定的，处二百元罚款。",
        "有前款规定的行为，造成水池损坏的，处一千元罚款。",
    ]);
    let a: Vec<NodeId> = d.articles().collect();
    let n = norm::read(&d, a[1]);
    let e = norm::expand(&d, &n[0]);
    assert!(e.complete);
    assert!(e.acts.iter().any(|x| x.text.contains("洗涤衣物")), "{e:#?}");
    assert!(!e.acts.iter().any(|x| x.text.contains("每年清洗")));
    assert_eq!(d.node(n[1].references[0].targets[0]).kind, Kind::Paragraph);
}

#[test]
fn licence_verbs_have_ranks() {
    for (text, rank) in [
        (
            "第一条 建设单位应当报水务主管部门批准。",
            LicenceRank::Approve,
        ),
        (
            "第一条 建设单位应当向水务主管部门备案。",
            LicenceRank::Record,
        ),
        (
            "第一条 建设单位应当及时报告水务主管部门。",
            LicenceRank::Report,
        ),
        ("第一条 水务主管部门应当向社会公告。", LicenceRank::Publish),
    ] {
        let (_, n) = norms(&[text]);
        assert_eq!(n[0].licences[0].rank, rank, "{text}");
    }
}

#[test]
fn discipline_is_no_sanction() {
    let (_, n) =
        norms(&["第一条 工作人员玩忽职守的，依法给予处分；构成犯罪的，依法追究刑事责任。"]);
    assert!(n[0].sanctions.is_empty() && n[0].other.len() >= 2);
}
