//! The library on invented law: versions by day, repeals with their words, dead citations found
//! by the rules, the same bytes whatever the number of threads.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use qingli::check::{Input, Run, Settings, run};
use qingli::corpus::{Library, Source, import};
use qingli::document::{Rank, Status};
use qingli::finding::Outcome;
use qingli::law::Standing;
use qingli::text::date;

const LAW_2010: &str = "# 演示集市法\n\n2010年3月1日 演示国第一届全国人民代表大会常务委员会第二次会议通过\n\n第一条 为了管理集市，制定本法。\n\n第二条 摊主应当按月缴纳摊位登记费，费额由集市所在地的镇决定。\n\n第三条 开办集市，应当事先申领集市开办证，并在入口公示。\n\n第四条 本法自2010年6月1日起施行。\n";
const LAW_2020: &str = "# 演示集市法\n\n2010年3月1日 演示国第一届全国人民代表大会常务委员会第二次会议通过\n\n2020年3月1日 演示国第三届全国人民代表大会常务委员会第八次会议修订\n\n第一条 为了管理集市，制定本法。\n\n第二条 集市应当设立公平秤，公平秤由开办人定期校验。\n\n第三条 集市应当按时清扫，垃圾分类存放。\n\n第四条 开办集市，应当事先申领集市开办证，并在入口公示。\n\n第五条 本法自2020年6月1日起施行。《演示摊贩法》同时废止。\n";
const STALLS: &str = "# 演示摊贩法\n\n2001年5月1日 演示国第一届全国人民代表大会常务委员会第一次会议通过\n\n第一条 摊贩应当亮照经营。\n\n第二条 本法自2001年6月1日起施行。\n";

fn sources(list: &[(&'static str, &'static str)]) -> Vec<Source> {
    list.iter()
        .map(|&(name, text)| Source {
            name: name.to_string(),
            raw: qingli::text::hash::of(&[text.as_bytes()]),
            read: Box::new(move || qingli::parse::document(name, text.as_bytes())),
        })
        .collect()
}

fn library(dir: &std::path::Path) -> Library {
    let list = [
        ("法律/演示集市法(2010).md", LAW_2010),
        ("法律/演示集市法(2020).md", LAW_2020),
        ("法律/演示摊贩法.md", STALLS),
    ];
    let s = import(dir, sources(&list), &|_| ()).unwrap();
    assert_eq!((s.taken, s.refused.len(), s.lost), (3, 0, 0));
    Library::open(dir).unwrap()
}

fn near() -> Standing {
    Standing {
        rank: Rank::Normative,
        issuer: String::new(),
        region: "演示县".into(),
        from: None,
        until: None,
    }
}

fn paper(text: &str) -> Input {
    Input {
        id: None,
        path: "演示文件.txt".into(),
        document: qingli::parse::document("演示文件.txt", text.as_bytes()),
    }
}

fn check(inputs: Vec<Input>, library: &Library, on: &str) -> Run {
    run(
        inputs,
        library,
        &Settings::on(date::parse(on).unwrap()),
        &|_| (),
    )
    .unwrap()
}

#[test]
fn the_version_in_force_is_that_of_the_day() {
    let dir = tempfile::tempdir().unwrap();
    let l = library(dir.path());
    let w = l.find("演示集市法", &near())[0];
    let on = |d: &str| {
        l.in_force(w, date::parse(d).unwrap())
            .map(|v| l.version(v).date.unwrap().to_string())
    };
    assert_eq!(on("2009-01-01"), None);
    assert_eq!(on("2020-05-31").as_deref(), Some("2010-03-01"));
    assert_eq!(on("2020-06-01").as_deref(), Some("2020-03-01"));
}

#[test]
fn a_repeal_is_derived_with_its_words_and_holds_from_its_day() {
    let dir = tempfile::tempdir().unwrap();
    let l = library(dir.path());
    let w = l.find("演示摊贩法", &near())[0];
    assert_eq!(
        l.status(w, date::parse("2020-05-31").unwrap()).0,
        Status::InForce
    );
    let (status, proof) = l.status(w, date::parse("2020-06-01").unwrap());
    assert_eq!(status, Status::Repealed);
    let proof = proof.unwrap();
    assert!(LAW_2020.contains(proof.quote.as_deref().unwrap()));
    // The law that repeals by its own name in a later text isn't dead itself.
    let own = l.find("演示集市法", &near())[0];
    assert_eq!(
        l.status(own, date::parse("2026-01-01").unwrap()).0,
        Status::InForce
    );
}

#[test]
fn a_text_made_after_the_repeal_is_another_law() {
    let again = "# 演示摊贩法\n\n2024年5月1日 演示国第四届全国人民代表大会常务委员会第一次会议通过\n\n第一条 摊贩应当亮照经营，并公示价格。\n\n第二条 本法自2024年6月1日起施行。\n";
    let dir = tempfile::tempdir().unwrap();
    let list = [
        ("法律/演示集市法(2020).md", LAW_2020),
        ("法律/演示摊贩法(2024).md", again),
    ];
    let leaked: Vec<(&'static str, &'static str)> = list
        .iter()
        .map(|&(a, b)| (a, &*Box::leak(b.to_string().into_boxed_str())))
        .collect();
    import(dir.path(), sources(&leaked), &|_| ()).unwrap();
    let l = Library::open(dir.path()).unwrap();
    let w = l.find("演示摊贩法", &near())[0];
    assert_eq!(
        l.status(w, date::parse("2025-01-01").unwrap()).0,
        Status::InForce
    );
}

#[test]
fn citations_of_dead_moved_and_missing_provisions_are_found() {
    let dir = tempfile::tempdir().unwrap();
    let l = library(dir.path());
    let text = "演示县集市管理局关于集市秩序的通知\n演集发〔2015〕2号\n各镇：\n一、摊贩依照《演示摊贩法》第一条亮照经营。\n二、开办集市依照《演示集市法》第三条办理。\n三、清扫依照《演示集市法》第九条办理。\n演示县集市管理局\n2015年3月1日\n";
    let r = check(vec![paper(text)], &l, "2026-01-01");
    let seen: Vec<(&str, &str)> = r.documents[0]
        .findings
        .iter()
        .map(|f| (f.rule.as_str(), f.place.quote.as_str()))
        .collect();
    assert!(
        seen.contains(&("CIT001", "《演示摊贩法》第一条")),
        "{seen:?}"
    );
    assert!(seen.contains(&("CIT002", "第三条")), "{seen:?}");
    assert!(seen.contains(&("CIT003", "第九条")), "{seen:?}");
    // On a day before the change nothing is wrong but the article that never was.
    let r = check(vec![paper(text)], &l, "2016-01-01");
    let rules: Vec<&str> = r.documents[0]
        .findings
        .iter()
        .map(|f| f.rule.as_str())
        .collect();
    assert_eq!(rules, ["CIT003"]);
}

#[test]
fn an_article_that_does_not_speak_of_the_matter_is_found_without_the_old_text() {
    let dir = tempfile::tempdir().unwrap();
    let l = library(dir.path());
    let text = |n: &str| {
        format!(
            "演示县集市管理局关于集市秩序的通知\n演集发〔2024〕2号\n各镇：\n一、开办集市没有事先申领集市开办证并在入口公示的，依照《演示集市法》{n}的规定处理。\n演示县集市管理局\n2024年3月1日\n"
        )
    };
    let rules = |t: String| -> Vec<String> {
        check(vec![paper(&t)], &l, "2026-01-01").documents[0]
            .findings
            .iter()
            .map(|f| f.rule.clone())
            .collect()
    };
    assert_eq!(rules(text("第三条")), ["CIT006"]);
    assert_eq!(rules(text("第四条")), Vec::<String>::new());
}

#[test]
fn outcomes_follow_their_grounds() {
    let l = Library::default();
    let lapsed = "演示县集市管理局关于集市秩序的通知\n演集发〔2015〕2号\n各镇：\n一、摊主应当亮照经营。\n本通知自2015年3月1日起施行，有效期至2018年2月28日。\n演示县集市管理局\n2015年3月1日\n";
    let minutes = "演示县人民政府\n专题会议纪要\n〔2020〕14号\n关于集市秩序的会议纪要\n会议议定事项如下。\n一、集市按时收摊。\n";
    let fine = "演示县集市管理局关于集市卫生的通知\n演集发〔2024〕2号\n各镇：\n一、集市应当每日清扫。\n演示县集市管理局\n2024年3月1日\n";
    let r = check(vec![paper(lapsed)], &l, "2026-01-01");
    assert_eq!(
        (r.documents[0].disposition, r.documents[0].status),
        (Outcome::Lapse, Status::Lapsed)
    );
    let r = check(vec![paper(lapsed)], &l, "2017-01-01");
    assert_eq!(r.documents[0].disposition, Outcome::Retain);
    assert_eq!(
        check(vec![paper(minutes)], &l, "2026-01-01").documents[0].disposition,
        Outcome::NotNormative
    );
    assert_eq!(
        check(vec![paper(fine)], &l, "2026-01-01").documents[0].disposition,
        Outcome::Retain
    );
}

#[test]
fn equal_words_in_one_place_have_fingerprints_of_their_own_that_survive_a_new_paragraph() {
    let l = Library::default();
    let text = |extra: &str| {
        format!(
            "演示县集市管理局关于集市秩序的通知\n演集发〔2024〕2号\n各镇：\n{extra}一、占道的，处二百元罚款。占道的，处二百元罚款。\n演示县集市管理局\n2024年3月1日\n"
        )
    };
    let prints = |t: String| -> Vec<String> {
        check(vec![paper(&t)], &l, "2026-01-01").documents[0]
            .findings
            .iter()
            .filter(|f| f.rule == "PWR001")
            .map(|f| f.fingerprint.clone())
            .collect()
    };
    let a = prints(text(""));
    assert_eq!(a.len(), 2);
    assert_ne!(a[0], a[1]);
    assert_eq!(a, prints(text("集市是便民场所。\n")));
}

#[test]
fn a_file_that_cannot_be_read_is_named_and_the_run_goes_on() {
    let l = Library::default();
    let broken = Input {
        id: None,
        path: "空.txt".into(),
        document: qingli::parse::document("空.txt", b""),
    };
    let good = paper(
        "演示县集市管理局关于集市卫生的通知\n演集发〔2024〕2号\n各镇：\n一、集市应当每日清扫。\n演示县集市管理局\n2024年3月1日\n",
    );
    let r = check(vec![broken, good], &l, "2026-01-01");
    assert_eq!(r.documents.len(), 1);
    let n = r.not_checked.iter().find(|n| n.path == "空.txt").unwrap();
    assert!(n.rule.is_none() && n.reason.contains("下一步"));
}

#[test]
fn a_quote_is_held_only_in_the_provision_that_the_basis_names() {
    let dir = tempfile::tempdir().unwrap();
    let l = library(dir.path());
    let basis = |article: Option<&str>, paragraph, quote: &str| qingli::finding::Basis {
        law: "演示集市法".into(),
        version: Some("2020-03-01".into()),
        article: article.map(Into::into),
        paragraph,
        quote: Some(quote.into()),
        source: None,
    };
    let words = "集市应当按时清扫，垃圾分类存放。";
    assert_eq!(l.holds(&basis(Some("第三条"), None, words)), Some(true));
    assert_eq!(l.holds(&basis(Some("第三条"), Some(1), words)), Some(true));
    assert_eq!(l.holds(&basis(None, None, words)), Some(true));
    // The words stand in the law, but in another provision.
    assert_eq!(l.holds(&basis(Some("第二条"), None, words)), Some(false));
    assert_eq!(l.holds(&basis(Some("第三条"), Some(2), words)), Some(false));
    assert_eq!(
        l.holds(&basis(Some("第三条之一"), None, words)),
        Some(false)
    );
    let other = qingli::finding::Basis {
        law: "演示无此法".into(),
        ..basis(Some("第三条"), None, words)
    };
    assert_eq!(l.holds(&other), None);
}

/// The paper's citations corrected as proposed, all of them at once.
fn corrected(run: &Run) -> String {
    let d = &run.documents[0];
    let mut edits: Vec<_> = d
        .findings
        .iter()
        .filter_map(|f| f.fix.as_ref())
        .flat_map(|f| f.edits.clone())
        .collect();
    edits.sort_by_key(|e| std::cmp::Reverse(e.start));
    let mut text = d.document.text.clone();
    for e in edits {
        text.replace_range(e.start..e.end, &e.new);
    }
    text
}

#[test]
fn equal_successors_in_one_list_are_named_once() {
    let law = "# 演示贸易法\n\n2020年3月1日 演示国第三届全国人民代表大会常务委员会第八次会议通过\n\n第一条 为了规范贸易，制定本法。\n\n第二条 本法自2020年6月1日起施行。《演示摊贩法》《演示夜市法》同时废止。\n";
    let night = "# 演示夜市法\n\n2002年5月1日 演示国第一届全国人民代表大会常务委员会第一次会议通过\n\n第一条 夜市应当亮灯经营。\n\n第二条 本法自2002年6月1日起施行。\n";
    let dir = tempfile::tempdir().unwrap();
    let list = [
        ("法律/演示贸易法.md", law),
        ("法律/演示摊贩法.md", STALLS),
        ("法律/演示夜市法.md", night),
    ];
    import(dir.path(), sources(&list), &|_| ()).unwrap();
    let library = Library::open(dir.path()).unwrap();
    for (old, new) in [
        ("《演示摊贩法》、《演示夜市法》", "《演示贸易法》"),
        ("《演示摊贩法》和《演示夜市法》", "《演示贸易法》"),
        ("《演示贸易法》、《演示夜市法》", "《演示贸易法》"),
        ("《演示夜市法》、《演示贸易法》", "《演示贸易法》"),
        (
            "《演示夜市法》第一条、《演示摊贩法》第一条",
            "《演示贸易法》第一条、《演示贸易法》第一条",
        ),
    ] {
        let text = format!(
            "演示县集市管理办法\n\n第一条 为了管理集市，制定本办法。\n\n第二条 集市经营者违反{old}的，依法处理。\n"
        );
        let run = check(vec![paper(&text)], &library, "2026-11-24");
        let made = corrected(&run);
        assert!(
            made.contains(&format!("违反{new}的")),
            "{old}: {made}\n{:?}",
            run.documents[0].findings
        );
    }
}

#[test]
fn a_dead_law_named_without_marks_is_seen_where_it_is_certain() {
    let dir = tempfile::tempdir().unwrap();
    let l = library(dir.path());
    let found = |words: &str| {
        let text = format!(
            "演示县集市管理办法\n\n第一条 为了管理集市，制定本办法。\n\n第二条 摊主应当{words}经营。\n"
        );
        let run = check(vec![paper(&text)], &l, "2026-11-24");
        run.documents[0]
            .findings
            .iter()
            .filter(|f| f.rule == "CIT007")
            .count()
    };
    assert_eq!(found("依照演示摊贩法的规定"), 1);
    assert_eq!(found("按照国家有关演示摊贩法的规定"), 1);
    // A matter that a living law still holds, a living law, the past.
    assert_eq!(found("按照演示集市的有关规定"), 0);
    assert_eq!(found("依照演示集市法的规定"), 0);
    assert_eq!(found("依照原演示摊贩法的规定"), 0);
    assert_eq!(found("依照《演示摊贩法》的规定"), 0);
}
