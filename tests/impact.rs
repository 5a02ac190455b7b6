//! The impact of a law on invented law: a revision, a code that takes the place of two laws, a
//! wholly new law. `UPDATE=1` writes the snapshot anew.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use qingli::corpus::{Library, Source, import};
use qingli::document::Rank;
use qingli::finding::Confidence;
use qingli::impact::{Fate, Hit, Impact, Link, Local, Sides, impact};
use qingli::law::Standing;
use qingli::report::impact as shown;
use qingli::text::date;
use std::sync::Arc;

const FERRY_2012: &str = "# 演示渡口法\n\n2012年3月1日 演示国第一届全国人民代表大会常务委员会第二次会议通过\n\n第一条 为了管理渡口，制定本法。\n\n第二条 渡船应当按照核定的载客定额载客，并在船舷标明载重线。\n\n第三条 渡口经营人应当每年向航运管理机构报送渡船检修记录。\n\n第四条 携带犬只乘坐渡船的，应当为犬只佩戴嘴套。\n\n第五条 渡船未按照核定的载客定额载客的，由航运管理机构责令改正，处五百元以上二千元以下罚款。\n\n第六条 本法自2012年6月1日起施行。\n";
const FERRY_2023: &str = "# 演示渡口法\n\n2012年3月1日 演示国第一届全国人民代表大会常务委员会第二次会议通过\n\n2023年3月1日 演示国第三届全国人民代表大会常务委员会第八次会议修订\n\n第一条 为了管理渡口，制定本法。\n\n第二条 夜间开航的渡船应当悬挂红色号灯，号灯在二里外可以看见。\n\n第三条 渡船应当按照核定的载客定额载客，并在船舷标明载重线。\n\n第四条 渡口经营人应当每年向交通运输主管部门报送渡船检修记录。\n\n第五条 渡船未按照核定的载客定额载客的，由交通运输主管部门责令改正，处五千元以上二万元以下罚款。\n\n第六条 本法自2023年6月1日起施行。\n";
const WHARF: &str = "# 演示码头法\n\n2008年3月1日 演示国第一届全国人民代表大会常务委员会第一次会议通过\n\n第一条 为了管理码头，制定本法。\n\n第二条 码头作业人员应当佩戴救生衣，夜间作业的应当开启照明。\n\n第三条 本法自2008年6月1日起施行。\n";
const CODE: &str = "# 演示水运法典\n\n2026年3月1日 演示国第四届全国人民代表大会第四次会议通过\n\n第一条 为了管理水上运输，制定本法。\n\n第二条 码头作业人员应当佩戴救生衣，夜间作业的应当开启照明。\n\n第三条 渡船应当按照核定的载客定额载客，并在船舷标明载重线。\n\n第四条 渡船未按照核定的载客定额载客的，由交通运输主管部门责令改正，处一万元以上五万元以下罚款。\n\n第五条 水上餐馆应当设置油水分离设备，不得向水体倾倒餐厨垃圾。\n\n第六条 本法自2026年8月1日起施行。《演示渡口法》、《演示码头法》同时废止。\n";
const LOCAL: &str = "浙江省演示渡口条例\n\n（2015年5月1日浙江省人民代表大会常务委员会通过）\n\n第一条 根据《演示渡口法》，制定本条例。\n\n第二条 渡口经营人应当每年向航运管理机构报送渡船检修记录。\n\n第三条 携带犬只乘坐渡船的，应当为犬只佩戴嘴套。\n\n第四条 渡船未按照核定的载客定额载客的，由航运管理机构责令改正，处五百元以上二千元以下罚款。\n\n第五条 违反《演示渡口法》第二条规定的，记入信用记录。\n\n第六条 渡口应当设置候船亭。\n";

fn library(dir: &std::path::Path, texts: &[(&'static str, &'static str)]) -> Library {
    let sources = texts
        .iter()
        .map(|&(name, text)| Source {
            name: name.to_string(),
            raw: qingli::text::hash::of(&[text.as_bytes()]),
            read: Box::new(move || qingli::parse::document(name, text.as_bytes())),
        })
        .collect();
    import(dir, sources, &|_| ()).unwrap();
    Library::open(dir).unwrap()
}

fn local(text: &str) -> Local {
    let document = qingli::parse::document("浙江省演示渡口条例.txt", text.as_bytes()).unwrap();
    Local {
        path: "浙江省演示渡口条例.txt".into(),
        standing: Standing {
            rank: Rank::LocalRegulation,
            issuer: "浙江省人民代表大会常务委员会".into(),
            region: "浙江省".into(),
            from: None,
            until: None,
        },
        date: date::parse("2015-05-01"),
        document: Arc::new(document),
    }
}

fn of(law: &str, texts: &[(&'static str, &'static str)], locals: &[Local]) -> Impact {
    let dir = tempfile::tempdir().unwrap();
    let l = library(dir.path(), texts);
    let work = l.find(law, &Standing::of_region(""))[0];
    let newest = *l.work(work).versions.last().unwrap();
    let sides = Sides::of_version(&l, newest).unwrap();
    impact(&sides, locals, date::parse("2026-11-24").unwrap())
}

const VERSIONS: [(&str, &str); 2] = [
    ("法律/演示渡口法(2012).md", FERRY_2012),
    ("法律/演示渡口法(2023).md", FERRY_2023),
];

fn at<'a>(i: &'a Impact, article: &str) -> Vec<&'a Hit> {
    i.documents
        .iter()
        .flat_map(|d| &d.hits)
        .filter(|h| h.place.article.as_deref() == Some(article))
        .collect()
}

/// A revision: each changed, moved and lost provision finds its clauses, and only those.
#[test]
fn a_revision_finds_the_clauses_that_follow_the_old_text() {
    let i = of("演示渡口法", &VERSIONS, &[local(LOCAL)]);
    let fates: Vec<(Fate, usize)> = i.changes.iter().map(|c| (c.fate, c.touches)).collect();
    assert_eq!(
        fates,
        [
            (Fate::New, 0),
            (Fate::Moved, 1),
            (Fate::MovedReworded, 1),
            (Fate::Vanished, 1),
            (Fate::Reworded, 2),
            (Fate::Reworded, 0),
        ]
    );
    let record = at(&i, "第二条");
    assert_eq!((record.len(), record[0].link), (1, Link::Words));
    assert!(record[0].stale[0].old.contains("航运管理机构"));
    assert_eq!(at(&i, "第三条")[0].link, Link::WordsGone);
    let fine = at(&i, "第四条");
    assert!(fine.iter().any(|h| h.link == Link::Penalty
        && h.action.contains("二千元")
        && h.action.contains("第五条")));
    let cites = at(&i, "第五条");
    assert_eq!((cites[0].link, cites[0].fate), (Link::Cites, Fate::Moved));
    assert_eq!(cites[0].confidence, Confidence::High);
    assert!(cites[0].action.contains("第三条"));
    for untouched in ["第一条", "第六条"] {
        assert!(at(&i, untouched).is_empty(), "{untouched}");
    }
    // The words shown are slices of the texts.
    for h in i.documents.iter().flat_map(|d| &d.hits) {
        assert!(LOCAL.contains(&h.quote), "{}", h.quote);
        assert!(h.old.as_ref().is_none_or(|p| FERRY_2012.contains(&p.quote)));
        assert!(h.new.as_ref().is_none_or(|p| FERRY_2023.contains(&p.quote)));
    }
}

/// The change of a sanction is told act by act, in the words of both texts.
#[test]
fn what_an_act_costs_before_and_now() {
    let i = of("演示渡口法", &VERSIONS, &[]);
    let shifts: Vec<_> = i.changes.iter().flat_map(|c| &c.sanctions).collect();
    assert_eq!(shifts.len(), 1, "{shifts:?}");
    assert!(
        shifts[0]
            .old
            .as_ref()
            .unwrap()
            .contains("五百元以上二千元以下")
    );
    assert!(
        shifts[0]
            .new
            .as_ref()
            .unwrap()
            .contains("五千元以上二万元以下")
    );
}

/// A document brought up to date is not touched.
#[test]
fn a_document_that_follows_the_new_text_is_left_alone() {
    let text = LOCAL
        .replace("向航运管理机构报送", "向交通运输主管部门报送")
        .replace(
            "由航运管理机构责令改正，处五百元以上二千元以下",
            "由交通运输主管部门责令改正，处五千元以上二万元以下",
        )
        .replace("第三条 携带犬只乘坐渡船的，应当为犬只佩戴嘴套。\n\n", "")
        .replace("《演示渡口法》第二条", "《演示渡口法》第三条");
    let mut l = local(&text);
    l.date = date::parse("2024-01-01");
    let i = of("演示渡口法", &VERSIONS, &[l]);
    assert!(i.documents.is_empty(), "{:#?}", i.documents);
    assert_eq!((i.read, i.below, i.naming.len()), (1, 1, 1));
}

/// A code that repeals two laws: both are found from its closing provision, citations of the ended
/// law are led to the article of the code.
#[test]
fn a_code_takes_the_place_of_the_laws_it_repeals() {
    let texts = [
        ("法律/演示渡口法(2023).md", FERRY_2023),
        ("法律/演示码头法.md", WHARF),
        ("法律/演示水运法典.md", CODE),
    ];
    let i = of("演示水运法典", &texts, &[local(LOCAL)]);
    let mut old: Vec<&str> = i.old.iter().map(|o| o.title.as_str()).collect();
    old.sort_unstable();
    assert_eq!(old, ["演示渡口法", "演示码头法"]);
    let basis = at(&i, "第一条");
    assert_eq!((basis.len(), basis[0].link), (1, Link::CitesEnded));
    assert!(basis[0].action.contains("2026年8月1日") && basis[0].action.contains("演示水运法典"));
    let fresh: Vec<&str> = i
        .changes
        .iter()
        .filter(|c| c.fate == Fate::New)
        .filter_map(|c| c.new.as_ref())
        .map(|a| a.article.as_str())
        .collect();
    assert!(fresh.contains(&"第五条"), "{fresh:?}");
    let from_wharf = i.changes.iter().find(|c| {
        c.old
            .as_ref()
            .is_some_and(|a| a.law == "演示码头法" && a.article == "第二条")
    });
    assert_eq!(from_wharf.unwrap().fate, Fate::Moved);
}

/// A wholly new law: only what rules on its matter is shown, and nothing is said to be old.
#[test]
fn a_wholly_new_law() {
    let i = of(
        "演示渡口法",
        &[("法律/演示渡口法(2012).md", FERRY_2012)],
        &[local(
            &LOCAL.replace("五百元以上二千元以下", "三千元以上九千元以下"),
        )],
    );
    assert!(i.old.is_empty() && i.changes.iter().all(|c| c.fate == Fate::New));
    let fine = at(&i, "第四条");
    assert_eq!((fine.len(), fine[0].link), (1, Link::PenaltyNew));
    assert!(at(&i, "第六条").is_empty());
}

#[test]
fn the_forms_tell_the_same_clauses() {
    let i = of("演示渡口法", &VERSIONS, &[local(LOCAL)]);
    let hits = i.documents[0].hits.len();
    let text = shown::text(&i, true);
    assert_eq!(text.matches("要做：").count(), hits);
    assert!(text.contains("旧：《演示渡口法》第二条") && text.contains("新：《演示渡口法》第三条"));
    let page = shown::page(&i);
    assert_eq!(page.matches("要做：").count(), hits);
    assert!(page.contains("影响分析") && !page.contains("src=\"http"));
    let md = shown::markdown(&i);
    let rows = md
        .lines()
        .filter(|l| l.starts_with("| 第") && l.contains("《演示渡口法》"))
        .count();
    assert_eq!(rows, hits);
    let json: serde_json::Value = serde_json::from_str(&shown::json(&i).unwrap()).unwrap();
    assert_eq!(json["schema"], 1);
    assert_eq!(json["documents"][0]["hits"].as_array().unwrap().len(), hits);
    assert_eq!(json["documents"][0]["hits"][0]["link"], "words");
}
