//! Alignment on invented law: the right provision first, through pointers on both sides, down to the
//! 项; the same result every time. Real pairs are measured by the project's `score_align.py`.
#![allow(clippy::unwrap_used)]

use qingli::align::{self, Engine};
use qingli::citation;
use qingli::corpus::{Library, Source, import};
use qingli::document::{Document, Kind, NodeId, Number};
use qingli::law::Standing;

/// The 款 of an article (or the one wanted).
fn clauses(d: &Document, article: &str, paragraph: Option<u64>) -> Vec<NodeId> {
    let Some(a) = Number::parse(article).and_then(|n| d.article(d.main_part(), n)) else {
        return Vec::new();
    };
    d.children(a)
        .filter(|&n| d.node(n).kind == Kind::Paragraph)
        .filter(|&n| {
            paragraph.is_none() || d.node(n).number.map(|x| u64::from(x.main)) == paragraph
        })
        .collect()
}

const LAW: &str = "# 演示国花圃管理法\n\n2020年3月1日 演示国第三届全国人民代表大会常务委员会第八次会议通过\n\n第一章 总则\n\n第一条 为了管理花圃，保护花卉，制定本法。\n\n第二条 县级以上人民政府园林主管部门负责花圃的监督管理。\n\n第二章 花圃\n\n第三条 开办花圃的，应当在开办后十日内向县级人民政府园林主管部门备案。\n\n第四条 花圃应当每月清洗温棚玻璃，并留存清洗记录。\n\n第五条 花圃不得使用染色水浇灌盆栽。\n\n第三章 法律责任\n\n第六条 违反本法第四条规定的，由县级以上人民政府园林主管部门责令限期改正；逾期不改正的，处五百元以上二千元以下的罚款。\n\n第七条 违反本法规定，有下列行为之一的，由县级以上人民政府园林主管部门责令改正，处一千元以上五千元以下的罚款：\n\n（一）使用染色水浇灌盆栽的；\n\n（二）出租花圃登记牌的；\n\n（三）在温棚内焚烧枯枝的。\n\n第八条 本法自2020年6月1日起施行。\n";
const OTHER: &str = "# 演示国渡口管理法\n\n2019年3月1日 演示国第三届全国人民代表大会常务委员会第二次会议通过\n\n第一条 为了管理渡口，制定本法。\n\n第二条 渡口应当备有救生圈。\n\n第三条 违反本法第二条规定的，由县级以上人民政府渡口主管部门责令限期改正；逾期不改正的，处五百元以上二千元以下的罚款。\n\n第四条 本法自2019年6月1日起施行。\n";
const LOCAL: &str = "# 演示市花圃管理条例\n\n2021年3月1日 演示市第三届人民代表大会常务委员会第九次会议通过\n\n第一条 为了管理花圃，根据《演示国花圃管理法》，制定本条例。\n\n第二条 花圃应当按月清洗温棚玻璃。\n\n第三条 开办花圃的，应当经县级人民政府园林主管部门批准。\n\n第四条 违反本条例第二条规定的，由县级以上人民政府园林主管部门责令限期改正，处三千元以上五千元以下的罚款。\n\n第五条 在温棚里焚烧枯枝的，由县级以上人民政府园林主管部门处三百元罚款。\n\n第六条 本条例自2021年6月1日起施行。\n";

const PENALTIES: &str = "# 演示国行政处罚法\n\n2018年3月1日 演示国第三届全国人民代表大会常务委员会第一次会议通过\n\n第一条 为了规范行政处罚，制定本法。\n\n第二条 地方性法规细化法律定下的行政处罚，不得超出法律给出的种类和幅度；拘留一类的行政处罚，地方性法规不得设定。\n\n第三条 行政处罚由行政机关实施。\n\n第四条 本法自2018年6月1日起施行。\n";
const RULE: &str = "# 花圃管理规定\n\n2020年5月1日 演示国园林部令第3号公布\n\n第一条 为了管理花圃，根据《演示国花圃管理法》，制定本规定。\n\n第二条 花圃应当按月清洗温棚玻璃。\n\n第三条 本规定自2020年7月1日起施行。\n";

/// What stands first for an article of [`LOCAL`]: law, place, and the features.
fn first(article: &str) -> Option<(String, String, align::Features)> {
    found(LOCAL, article).into_iter().next()
}

/// What is found for an article, best first.
fn found(local: &str, article: &str) -> Vec<(String, String, align::Features)> {
    let dir = tempfile::tempdir().unwrap();
    let list = [
        ("法律/花圃.md", LAW),
        ("法律/渡口.md", OTHER),
        ("法律/处罚.md", PENALTIES),
        ("部门规章/花圃.md", RULE),
    ];
    let sources = list
        .iter()
        .map(|&(name, text)| Source {
            name: name.to_string(),
            raw: qingli::text::hash::of(&[text.as_bytes()]),
            read: Box::new(move || qingli::parse::document(name, text.as_bytes())),
        })
        .collect();
    import(dir.path(), sources, &|_| ()).unwrap();
    let library = Library::open(dir.path()).unwrap();
    let engine = Engine::build(&library, qingli::text::date::parse("2026-11-24").unwrap());
    let d = qingli::parse::document("演示.md", local.as_bytes()).unwrap();
    let citations = citation::find(&d);
    let prior = engine.prior(&d, &Standing::of(&d), &citations);
    let query = align::query(&d, &citations, &clauses(&d, article, None));
    let found = engine.align(&query, &prior);
    let again: Vec<_> = engine.align(&query, &prior);
    let told =
        |l: &[align::Candidate]| -> Vec<String> { l.iter().map(|c| format!("{c:?}")).collect() };
    assert_eq!(told(&found), told(&again));
    found
        .into_iter()
        .map(|c| (c.title, c.place.to_string(), c.features))
        .collect()
}

/// Neither clause names its act: 第四条 points to 第二条, 第六条 of the law to its 第四条. Without the
/// words pointed to nothing but the sanction's wording would be shared.
#[test]
fn both_sides_point() {
    let (law, place, features) = first("第四条").unwrap();
    assert_eq!(
        (law.as_str(), place.as_str()),
        ("演示国花圃管理法", "第六条第一款")
    );
    assert!(features.act > 0.4 && features.parent, "{features:?}");
}

/// A duty goes before the penalty for its breach when a duty is asked, and the other way round.
#[test]
fn the_same_sort_of_order_first() {
    assert_eq!(first("第二条").unwrap().1, "第四条第一款");
    assert_eq!(first("第三条").unwrap().1, "第三条第一款");
}

/// The very 项 is named.
#[test]
fn down_to_the_item() {
    assert_eq!(first("第五条").unwrap().1, "第七条第一款第（三）项");
}

/// Where nothing higher speaks of the act, nothing is forced: the day of effect is no act.
#[test]
fn nothing_of_another_trade() {
    assert!(first("第五条").is_some_and(|f| f.0 == "演示国花圃管理法"));
    let all = ["第二条", "第三条", "第四条", "第五条"];
    assert!(
        all.iter()
            .all(|a| first(a).is_some_and(|f| f.0 != "演示国渡口管理法"))
    );
}

/// The law that says what local law may set is told where a clause sets that, and not elsewhere.
#[test]
fn the_law_on_what_may_be_set() {
    let local = LOCAL.replace(
        "处三百元罚款",
        "处三百元罚款，具体的种类和幅度由市园林主管部门规定",
    );
    let of = |article: &str| -> Vec<(String, bool)> {
        found(&local, article)
            .into_iter()
            .filter(|f| f.0 == "演示国行政处罚法")
            .map(|f| (f.1, f.2.addressed))
            .collect()
    };
    assert_eq!(of("第五条").first(), Some(&("第二条第一款".into(), true)));
    assert!(of("第二条").iter().all(|f| !f.1), "{:?}", of("第二条"));
}

/// What only informs comes after what is above, however like it is.
#[test]
fn what_informs_comes_after() {
    let list = found(LOCAL, "第二条");
    let last = list.iter().rposition(|f| f.2.binding).unwrap();
    let rule = list.iter().position(|f| f.0 == "花圃管理规定").unwrap();
    assert!(rule > last, "{list:?}");
    assert!(list[rule].2.act > list[0].2.act, "{list:?}");
}

/// A penalty that names no article carries the words of the duty whose words it has: 第三条 is found by
/// what 第二条 says of the training.
#[test]
fn the_duty_behind_a_penalty() {
    const DUTY: &str = "# 演示国苗木法\n\n2020年3月1日 演示国第三届全国人民代表大会常务委员会第八次会议通过\n\n第一条 为了管理苗木，制定本法。\n\n第二条 苗木场培训剪枝工人，应当按照统一大纲授课并满三十学时。\n\n第三条 苗木场不严格培训剪枝工人的，由县级以上人民政府园林主管部门责令改正，处一千元罚款。\n\n第四条 苗木场围墙低于二米的，由县级以上人民政府园林主管部门责令改正，处一千元罚款。\n\n第五条 本法自2020年6月1日起施行。\n";
    let dir = tempfile::tempdir().unwrap();
    let list = vec![Source {
        name: "法律/苗木.md".into(),
        raw: qingli::text::hash::of(&[DUTY.as_bytes()]),
        read: Box::new(|| qingli::parse::document("法律/苗木.md", DUTY.as_bytes())),
    }];
    import(dir.path(), list, &|_| ()).unwrap();
    let library = Library::open(dir.path()).unwrap();
    let engine = Engine::build(&library, qingli::text::date::parse("2026-11-24").unwrap());
    let local = "# 演示市苗木条例\n\n2021年3月1日 演示市第三届人民代表大会常务委员会第九次会议通过\n\n第一条 根据《演示国苗木法》，制定本条例。\n\n第二条 未按照统一大纲授课或者不满学时的，由县级以上人民政府园林主管部门处五百元罚款。\n\n第三条 本条例自2021年6月1日起施行。\n";
    let d = qingli::parse::document("演示.md", local.as_bytes()).unwrap();
    let citations = citation::find(&d);
    let prior = engine.prior(&d, &Standing::of(&d), &citations);
    let query = align::query(&d, &citations, &clauses(&d, "第二条", None));
    let found = engine.align(&query, &prior);
    assert_eq!(found[0].place.to_string(), "第三条第一款");
}

/// `qingli align --format json` tells the clause's norms with tier and range.
#[test]
fn norms_are_told() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("演示市花圃管理条例.md");
    std::fs::write(&file, LOCAL).unwrap();
    let lib = dir.path().join("library");
    let list = vec![Source {
        name: "法律/花圃.md".into(),
        raw: qingli::text::hash::of(&[LAW.as_bytes()]),
        read: Box::new(|| qingli::parse::document("法律/花圃.md", LAW.as_bytes())),
    }];
    import(&lib, list, &|_| ()).unwrap();
    let out = std::process::Command::new(env!("CARGO_BIN_EXE_qingli"))
        .args(["align".as_ref(), file.as_os_str()])
        .args([
            "第四条",
            "--format",
            "json",
            "--as-of",
            "2026-11-24",
            "--library",
        ])
        .arg(&lib)
        .output()
        .unwrap();
    let v: serde_json::Value = serde_json::from_slice(&out.stdout).unwrap();
    let n = &v["norms"][0];
    assert!(n["act"].as_str().unwrap().contains("清洗温棚玻璃"), "{v}");
    assert_eq!(n["tier"], "一般情形");
    let s = &n["sanctions"][0];
    assert_eq!(
        (&s["kind"], &s["min"], &s["max"], &s["unit"]),
        (&"罚款".into(), &3000.into(), &5000.into(), &"元".into())
    );
    assert_eq!(v["candidates"][0]["article"], "第六条");
    assert!(v["candidates"][0]["features"]["act"].as_f64().unwrap() > 0.4);
}
