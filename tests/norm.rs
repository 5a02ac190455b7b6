//! What clauses order: sentences a lawyer can read, and what is read from them.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stderr)]

mod support;

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
        "第一条 在水池边堆放杂物的，责令改正，对单位处一千元以上六千元以下罚款，对个人处二百元以下罚款。",
    ]);
    let o: Vec<_> = n[0]
        .sanctions
        .iter()
        .map(|s| (s.object.clone(), s.amount.as_ref().unwrap().max))
        .collect();
    assert_eq!(
        o,
        [
            (Some(Object::Unit), Some(6000)),
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

/// One sentence form a row: text, then what is read of its sanctions.
#[test]
fn the_forms_of_penalty_sentences() {
    type Row<'a> = (&'a str, &'a [(K, Option<u64>, Option<u64>, Tier)]);
    let rows: &[Row<'_>] = &[
        (
            "未修水池的，处五百元罚款。",
            &[(K::Fine, Some(500), Some(500), Tier::First)],
        ),
        (
            "未修水池的，处以1000元以上5000元以下的罚款。",
            &[(K::Fine, Some(1000), Some(5000), Tier::First)],
        ),
        (
            "未修水池的，可以并处三万元以下的罚款。",
            &[(K::Fine, None, Some(30_000), Tier::First)],
        ),
        (
            "未修水池的，罚款五十元至二百元。",
            &[(K::Fine, Some(50), Some(200), Tier::First)],
        ),
        (
            "未修水池的，处警告或者二十元以上二百元以下罚款。",
            &[
                (K::Warning, None, None, Tier::First),
                (K::Fine, Some(20), Some(200), Tier::First),
            ],
        ),
        (
            "未修水池的，没收违法所得，并处违法所得一倍以上五倍以下罚款。",
            &[
                (K::ForfeitYield, None, None, Tier::First),
                (K::Fine, Some(1000), Some(5000), Tier::First),
            ],
        ),
        (
            "未修水池的，没收水泵和违法所得。",
            &[
                (K::ForfeitYield, None, None, Tier::First),
                (K::ForfeitThings, None, None, Tier::First),
            ],
        ),
        (
            "未修水池的，责令改正；逾期不改正的，责令停业整顿；造成严重后果的，吊销供水许可证。",
            &[
                (K::StopBusiness, None, None, Tier::Refuses),
                (K::RevokeLicence, None, None, Tier::Damage),
            ],
        ),
        (
            "未修水池的，责令停止供水经营，处二万元以下罚款。",
            &[
                (K::StopAct, None, None, Tier::First),
                (K::Fine, None, Some(20_000), Tier::First),
            ],
        ),
        (
            "未修水池的，处一千元罚款；一年内两次以上未修的，处二千元罚款。",
            &[
                (K::Fine, Some(1000), Some(1000), Tier::First),
                (K::Fine, Some(2000), Some(2000), Tier::Repeat(Some(12))),
            ],
        ),
        (
            "未修水池的，处一千元罚款；情节轻微的，处警告。",
            &[
                (K::Fine, Some(1000), Some(1000), Tier::First),
                (K::Warning, None, None, Tier::Minor),
            ],
        ),
        (
            "未修水池的，处五日以上十日以下拘留。",
            &[(K::Detain, None, None, Tier::First)],
        ),
        (
            "未修水池的，处一万元以上不满十万元的罚款。",
            &[(K::Fine, Some(10_000), Some(100_000), Tier::First)],
        ),
        (
            "未修水池的，由水务部门按照每人一百元以上五百元以下的标准计算，处以罚款。",
            &[(K::Fine, Some(100), Some(500), Tier::First)],
        ),
        (
            "未修水池的，处修理费一倍以上三倍以下或者一千元以上一万元以下罚款。",
            &[
                (K::Fine, Some(1000), Some(3000), Tier::First),
                (K::Fine, Some(1000), Some(10_000), Tier::First),
            ],
        ),
        (
            "未修水池的，责令补种毁坏株数三倍的树木，处五千元以下罚款。",
            &[(K::Fine, None, Some(5000), Tier::First)],
        ),
        (
            "未修水池的，给予警告；警告后仍不改正的，处二百元罚款。",
            &[
                (K::Warning, None, None, Tier::First),
                (K::Fine, Some(200), Some(200), Tier::Refuses),
            ],
        ),
        (
            "未修水池的，处五千元以下罚款，五年内不得从事供水经营。",
            &[
                (K::Fine, None, Some(5000), Tier::First),
                (K::BanTrade, None, None, Tier::First),
            ],
        ),
    ];
    for (text, want) in rows {
        let (d, n) = norms(&[&format!("第一条 {text}")]);
        assert_eq!(n.len(), 1, "{text}");
        assert_eq!(&sanctions(&n[0]), want, "{text}");
        assert!(n[0].complete, "{text}: {:?}", n[0].unread);
        assert!(
            n[0].act.text.starts_with("未修水池"),
            "{text}: {}",
            n[0].act.text
        );
        for s in &n[0].sanctions {
            assert!(!d.slice(s.span).is_empty(), "{text}");
        }
    }
}

#[test]
fn brackets_caps_and_units() {
    let (_, n) = norms(&[
        "第一条 擅自卖水，违法所得超过二万元的，处违法所得二倍以上十倍以下罚款，但最高不超过五十万元；没有违法所得或者违法所得不足二万元的，处一万元以上十万元以下罚款。",
    ]);
    assert_eq!(n[0].act.text, "擅自卖水");
    let a: Vec<_> = n[0]
        .sanctions
        .iter()
        .map(|s| s.amount.clone().unwrap())
        .collect();
    assert_eq!(
        (a[0].basis, a[0].base.as_str(), a[0].cap),
        (Basis::Multiple, "违法所得", Some(500_000))
    );
    assert_eq!(a[0].bracket.as_ref().unwrap().from, Some(20_000));
    let b = a[1].bracket.as_ref().unwrap();
    assert_eq!(
        (a[1].basis, b.below, b.none),
        (Basis::Range, Some(20_000), true)
    );
    // The cap may stand between the multiple and the word 罚款.
    let (_, n) = norms(&[
        "第一条 无证卖水的，没收卖水所得，并处以违法收入一倍至三倍，但至多不超过十万元的罚款；超范围卖水的，处三千元至三万元的罚款。",
    ]);
    let a = n[0].sanctions[1].amount.clone().unwrap();
    assert_eq!(
        (a.basis, a.min, a.max, a.cap),
        (Basis::Multiple, Some(1000), Some(3000), Some(100_000))
    );
    assert!(n.len() == 2 && n.iter().all(|n| n.complete));
    let (_, n) = norms(&["第一条 占用水池的，按照占用面积处每平方米五十元罚款。"]);
    let a = n[0].sanctions[0].amount.clone().unwrap();
    assert_eq!(
        (a.basis, a.base.as_str(), a.max),
        (Basis::PerUnit, "每平方米", Some(50))
    );
}

#[test]
fn figures_that_set_no_fine_are_told_apart() {
    for text in [
        "第一条 到期不缴纳罚款的，每日按罚款数额的百分之三加处罚款。",
        "第一条 工作人员收受财物的，给予警告、记过处分。",
        "第一条 罚款收据由财政部门统一印制。",
        "第一条 水池边应当设置警告标志。",
        "第一条 当场作出二百元以下罚款决定的，应当出示证件。",
    ] {
        let (_, n) = norms(&[text]);
        assert!(n.iter().all(|n| n.sanctions.is_empty()), "{text}: {n:#?}");
    }
    // A figure that fits nowhere is said.
    let (_, n) = norms(&["第一条 放养家禽的，处每只鸡二十元、每头牛五十元罚款。"]);
    assert!(!n[0].complete && !n[0].unread.is_empty());
}

#[test]
fn several_acts_in_one_sentence() {
    let (_, n) = norms(&[
        "第一条 擅自移动界桩的，责令改正，处一百元罚款；损坏界桩标识设施的，处五百元以上一千元以下罚款。",
    ]);
    assert_eq!(n.len(), 2);
    assert_eq!(n[1].act.text, "损坏界桩标识设施的");
    assert_eq!(
        sanctions(&n[0]),
        [(K::Fine, Some(100), Some(100), Tier::First)]
    );
    assert_eq!(
        sanctions(&n[1]),
        [(K::Fine, Some(500), Some(1000), Tier::First)]
    );
}

#[test]
fn a_sentence_for_the_responsible_keeps_the_act() {
    let (_, n) =
        norms(&["第一条 供水企业断水的，处一万元罚款。对直接负责的主管人员处一千元罚款。"]);
    assert_eq!(n[1].act.text, n[0].act.text);
    assert_eq!(n[1].sanctions[0].object, Some(Object::Responsible));
}

#[test]
fn items_of_a_provision_cited() {
    let d = document(&[
        "第一条 在水池周围禁止下列行为：",
        "（一）洗衣；",
        "（二）放牧；",
        "（三）钓鱼；",
        "（四）取土。",
        "第二条 违反本条例第一条第二项至第四项规定的，处二百元罚款。",
    ]);
    let a: Vec<NodeId> = d.articles().collect();
    let n = norm::read(&d, a[1]);
    let e = norm::expand(&d, &n[0]);
    let acts: Vec<_> = e.acts.iter().map(|a| a.text.as_str()).collect();
    assert!(
        ["放牧", "钓鱼", "取土"].iter().all(|w| acts.contains(w)),
        "{acts:?}"
    );
    assert!(!acts.contains(&"洗衣"));
    // Items inherit the polarity of their lead.
    let n = norm::read(&d, a[0]);
    assert_eq!(n.len(), 4);
    assert!(
        n.iter()
            .all(|n| n.modality == norm::Modality::MustNot && n.form == Form::Prohibition)
    );
}

#[test]
fn coercion_limits_distances_definitions() {
    let (d, n) = norms(&["第一条 对无法当场提供有效证明的送水车，水务主管部门可以予以暂扣。"]);
    let m = &n[0].measures[0];
    assert_eq!(m.kind, norm::MeasureKind::Seize);
    assert!(
        m.may
            && d.slice(m.condition.unwrap())
                .contains("无法当场提供有效证明")
    );
    let (d, n) = norms(&["第一条 水务主管部门应当自受理申请之日起二十个工作日内作出决定。"]);
    let l = &n[0].limits[0];
    assert_eq!((l.max, l.unit), (Some(20), norm::Unit::Workday));
    assert!(d.slice(l.from.unwrap()).contains("受理申请之日"));
    let (d, n) = norms(&["第一条 水池用地外缘起向外三十米范围内不得取土。"]);
    assert_eq!(n[0].distances[0].centimetres, 3000);
    assert!(
        d.slice(n[0].distances[0].origin.unwrap())
            .contains("用地外缘")
    );
    let (d, n) = norms(&["第一条 本条例所称水池，是指储存饮用水的设施。"]);
    assert_eq!(n[0].form, Form::Definition);
    assert_eq!(d.slice(n[0].definition.as_ref().unwrap().term), "水池");
    let (d, n) = norms(&[
        "第一条 从事送水经营的，应当具备下列条件：",
        "（一）有送水车；",
        "（二）有水源。",
    ]);
    assert_eq!((n.len(), n[0].conditions.len()), (1, 2));
    assert_eq!(d.slice(n[0].conditions[1]), "有水源。");
}

#[test]
fn duties_are_split_and_exceptions_kept() {
    let (d, n) = norms(&[
        "第一条 供水企业应当连续供水；暂停供水的，应当经县级人民政府水务主管部门同意，并于三日前通知用户。法律另有规定的除外。",
    ]);
    assert_eq!(n.len(), 2, "{n:#?}");
    let l = &n[1].licences[0];
    assert_eq!(l.rank, LicenceRank::Approve);
    assert_eq!(l.by.as_ref().unwrap().text, "县级人民政府水务主管部门");
    assert_eq!((n[1].limits[0].max, n[1].limits[0].before), (Some(3), true));
    assert_eq!(d.slice(n[1].exceptions[0]), "法律另有规定的除外");
    let (_, n) = norms(&["第一条 县级以上人民政府水务主管部门负责本行政区域内的供水管理工作。"]);
    assert_eq!(n[0].form, Form::Competence);
    assert_eq!(
        (n[0].actors[0].level, n[0].actors[0].system.as_str()),
        (norm::Level::CountyUp, "水务")
    );
}

#[test]
fn a_licence_spoken_of_is_not_asked_for() {
    for text in [
        "第一条 水务主管部门应当作出许可或者不予许可的决定。",
        "第一条 水务主管部门应当注销供水许可。",
    ] {
        let (_, n) = norms(&[text]);
        assert!(n[0].licences.is_empty(), "{text}: {:#?}", n[0].licences);
    }
}

#[test]
fn a_sanction_of_a_lead_may_name_its_items() {
    let (_, n) = norms(&[
        "第一条 有下列行为之一的，责令改正，处一百元罚款；有第二项行为，情节严重的，吊销供水许可证：",
        "（一）洗衣的；",
        "（二）断水的。",
    ]);
    assert_eq!(
        sanctions(&n[0]),
        [(K::Fine, Some(100), Some(100), Tier::First)]
    );
    assert_eq!(
        sanctions(&n[1]),
        [
            (K::Fine, Some(100), Some(100), Tier::First),
            (K::RevokeLicence, None, None, Tier::Serious)
        ]
    );
    let (_, n) = norms(&[
        "第一条 有下列行为之一的，责令限期改正；逾期不改正的，按照下列规定处罚：",
        "（一）洗衣的，处一百元罚款；",
        "（二）放牧的，处二百元罚款。",
    ]);
    assert!(
        n.iter()
            .all(|n| n.sanctions[0].tier == Tier::Refuses && n.sanctions[0].after_order)
    );
}

#[test]
fn each_fine_has_its_own_person() {
    let (_, n) =
        norms(&["第一条 断水的，可以对个人处五百元以下的罚款、对单位处一万元至五万元的罚款。"]);
    let o: Vec<_> = n[0].sanctions.iter().map(|s| s.object.clone()).collect();
    assert_eq!(o, [Some(Object::Person), Some(Object::Unit)]);
}

mod generated {
    use super::*;
    use proptest::prelude::*;
    use qingli::text::numeral;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(256))]

        /// What is written as a penalty sentence is read back the same.
        #[test]
        fn penalty_sentences_are_read_back(
            low in 1u64..99, more in 1u64..99, chinese in any::<bool>(),
            tier in 0usize..4, order in any::<bool>(), may in any::<bool>(), list in any::<bool>(),
        ) {
            let (min, max) = (low * 100, (low + more) * 100);
            let w = |n: u64| if chinese { numeral::format(n) } else { n.to_string() };
            let tiers = [("", Tier::First), ("情节严重的，", Tier::Serious), ("拒不改正的，", Tier::Refuses), ("造成水源污染的，", Tier::Damage)];
            let order_words = if order || tier == 2 { "责令改正" } else { "给予警告" };
            let verb = if may { "可以处" } else { "处" };
            let fine = format!("{}{verb}{}元以上{}元以下罚款", tiers[tier].0, w(min), w(max));
            let join = if tier == 0 { "，" } else { "；" };
            let lines: Vec<String> = if list {
                vec![format!("第一条 有下列行为之一的，由水务主管部门{order_words}{join}{fine}："), "（一）填埋水池；".into(), "（二）洗衣。".into()]
            } else {
                vec![format!("第一条 填埋水池的，由水务主管部门{order_words}{join}{fine}。")]
            };
            let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
            let (d, n) = norms(&lines);
            prop_assert_eq!(n.len(), if list { 2 } else { 1 });
            for x in &n {
                let fines: Vec<_> = x.sanctions.iter().filter(|s| s.kind == K::Fine).collect();
                prop_assert_eq!(fines.len(), 1);
                let a = fines[0].amount.as_ref().unwrap();
                prop_assert_eq!((a.basis, a.min, a.max), (Basis::Range, Some(min), Some(max)));
                prop_assert_eq!(fines[0].tier, tiers[tier].1);
                prop_assert_eq!(fines[0].may, may);
                prop_assert!(x.complete);
                prop_assert!(d.text.get(fines[0].span.start..fines[0].span.end).is_some());
            }
        }

        /// Words in any order never stop the reader, and every span is a slice.
        #[test]
        fn soup_is_harmless(words in prop::collection::vec(prop::sample::select(vec![
            "罚款", "处", "三万元以上", "以下", "没收", "违法所得", "的，", "；", "。", "由", "责令", "改正", "第一条", "前款", "（一）",
            "吊销", "许可证", "一年内", "不得", "对个人", "百分之", "倍", "《水法》", "本条例", "第二款", "自", "之日起", "三十日内", "米", "外缘",
            "1.5万元", "至", "暂扣", "拘留", "暂停", "业务", "\n", " ", "𠮷", "é", "最高不超过", "第、项", "元", "加处", "所称", "是指",
        ]), 0..60)) {
            let text = format!("第一条 {}", words.concat());
            let d = document(&text.lines().collect::<Vec<_>>());
            for id in d.ids() {
                for n in norm::read(&d, id) {
                    for s in n.sanctions.iter().flat_map(|s| [s.span, s.tier_span])
                        .chain(n.limits.iter().map(|l| l.span)).chain(n.references.iter().map(|r| r.span))
                        .chain([n.span, n.act.span, n.modality_span]).chain(n.measures.iter().flat_map(|m| [Some(m.span), m.object, m.condition]).flatten())
                        .chain(n.unread.iter().copied())
                    {
                        prop_assert!(d.text.get(s.start..s.end).is_some(), "{:?} in {:?}", s, d.text);
                    }
                    let _ = norm::expand(&d, &n);
                }
            }
        }
    }
}

/// Over a fifth of the real regulations and laws: nearly every article with a fine and a figure
/// is read, and nearly all of these in full.
#[test]
fn fines_of_real_law_are_read() {
    let root = std::env::var_os("QINGLI_SHARED").map_or_else(
        || std::path::PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared"),
        std::path::PathBuf::from,
    );
    if !root.join("corpus").is_dir() {
        support::skip("跳过：没有 ../shared");
        return;
    }
    let mut files: Vec<_> = ["national", "local"]
        .iter()
        .flat_map(|d| walkdir::WalkDir::new(root.join("corpus").join(d)).sort_by_file_name())
        .map(|e| e.unwrap().into_path())
        .filter(|p| p.extension().is_some_and(|x| x == "md"))
        .collect();
    files.sort();
    let (mut all, mut read, mut full) = (0, 0, 0);
    for f in files.iter().step_by(5) {
        let name = f.file_name().unwrap().to_string_lossy();
        let Ok(d) = qingli::parse::document(&name, &std::fs::read(f).unwrap()) else {
            continue;
        };
        for a in d.articles() {
            let words = d.slice(d.full_span(a));
            if !(words.contains("罚款") && (words.contains(['元', '倍']) || words.contains("分之")))
            {
                continue;
            }
            all += 1;
            let n = norm::read(&d, a);
            let got = n.iter().flat_map(|n| &n.sanctions).any(|s| {
                s.kind == K::Fine
                    && s.amount
                        .as_ref()
                        .is_some_and(|a| a.min.is_some() || a.max.is_some())
            });
            read += usize::from(got);
            full += usize::from(got && n.iter().all(|n| n.complete));
        }
    }
    eprintln!("articles with a fine and a figure {all}, read {read}, in full {full}");
    assert!(all > 500, "the corpus was read");
    assert!(read * 1000 >= all * 985, "{read} of {all}");
    assert!(full * 1000 >= all * 970, "{full} of {all}");
}

/// The acts of each norm of the document's second article, its two hops made.
fn acts_of_second(lines: &[&str]) -> Vec<Vec<String>> {
    let d = document(lines);
    let second = d.articles().nth(1).unwrap();
    norm::read(&d, second)
        .iter()
        .map(|n| {
            norm::expand(&d, n)
                .acts
                .iter()
                .map(|a| a.text.clone())
                .collect()
        })
        .collect()
}

#[test]
fn an_item_with_a_number_of_the_provision_its_lead_names() {
    let acts = acts_of_second(&[
        "第一条 在水库内，禁止下列行为：",
        "（一）清洗车辆；",
        "（二）倾倒渣土；",
        "（三）游泳。",
        "第二条 违反本办法第一条规定，有下列行为之一的，按照下列规定处理：",
        "（一）违反第二项规定的，责令改正，处一千元以上五千元以下罚款；",
        "（二）违反第三项规定的，责令改正，处五十元以上二百元以下罚款。",
    ]);
    assert_eq!(acts, [["在水库内倾倒渣土"], ["在水库内游泳"]], "{acts:?}");
}

#[test]
fn what_a_lead_has_done_to_the_things_it_lists() {
    let acts = acts_of_second(&[
        "第一条 禁止转让、出借下列证件：",
        "（一）游船驾驶证；",
        "（二）潜水教练证。",
        "第二条 违反本办法第一条第二项规定的，责令改正，处一千元以下罚款。",
    ]);
    assert_eq!(acts, [["转让、出借潜水教练证"]], "{acts:?}");
}

#[test]
fn each_case_of_a_sentence_has_its_own_item() {
    let acts = acts_of_second(&[
        "第一条 公园内禁止下列行为：",
        "（一）攀折花木；",
        "（二）遛犬；",
        "第二条 违反第一条第一项规定的，处五十元以上一百元以下罚款；违反第一条第二项规定的，处一百元以上二百元以下罚款。",
    ]);
    assert_eq!(acts, [["攀折花木"], ["遛犬"]], "{acts:?}");
    let below = acts_of_second(&[
        "第一条 公园按照规划建设。",
        "第二条 公园内禁止下列行为：",
        "（一）攀折花木；",
        "（二）遛犬；",
        "（三）焚烧垃圾。",
        "违反前款第（一）项规定的，处五十元以下罚款；违反前款第（二）项、第（三）项规定的，对个人处一百元以下罚款，对单位处二百元以上五百元以下罚款。",
    ]);
    assert_eq!(
        below[3..],
        [vec!["攀折花木"], vec!["遛犬", "焚烧垃圾"]],
        "{below:?}"
    );
}

#[test]
fn what_leads_a_list_is_no_act() {
    let acts = acts_of_second(&[
        "第一条 公园内禁止下列行为：",
        "（一）攀折花木；",
        "（二）遛犬。",
        "第二条 违反本办法第一条规定的，处五十元以上一百元以下罚款。",
    ]);
    assert_eq!(acts, [["攀折花木", "遛犬"]], "{acts:?}");
}
