//! What a reviewer gets: the report says the same as the run, escapes what is hostile, is the
//! same bytes every time, and is not written with a wrong quote.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod support;

#[path = "report/fixture.rs"]
mod fixture;

use fixture::{BODY, HIGHER};
use qingli::check::Run;
use qingli::finding::{Basis, Confidence};
use qingli::report::eval::{Answers, Gold, score, table};
use qingli::report::view::View;
use qingli::report::{html, json, markdown, verify, write};
use std::path::PathBuf;

/// The texts that the fixture's library holds.
fn held(b: &Basis) -> Option<bool> {
    let quote = b.quote.as_deref()?;
    Some(HIGHER.contains(quote) || BODY.contains(quote) || b.law.starts_with("岚江省"))
}

#[test]
fn the_page_holds_every_finding_with_its_words() {
    let run = fixture::run();
    let page = html::render(&View::of(&run), None).index;
    for d in &run.documents {
        for f in &d.findings {
            assert!(page.contains(&f.message), "{}", f.message);
            let plain = page
                .replace("<b class=\"differs\">", "")
                .replace("</b>", "");
            assert!(
                plain.contains(&format!("<mark>{}</mark>", f.place.quote)),
                "{}",
                f.place.quote
            );
        }
        assert!(d.why.iter().all(|w| page.contains(w)));
    }
    assert!(page.contains("库中无原文"));
    assert!(page.contains("辅助意见，以制定机关决定为准"));
    assert!(
        page.contains("处<del>三万元</del><ins>一万元</ins>以上"),
        "修改没有逐字标出"
    );
    assert!(page.contains("先做文字识别，核对后以文本重新检查"));
    // The leading sentence stands before an item.
    assert!(page.contains("货运站场经营者应当遵守下列规定："));
}

#[test]
fn the_words_that_differ_are_marked_in_both_texts_and_in_a_table() {
    let run = fixture::run();
    let view = View::of(&run);
    let page = html::render(&view, None).index;
    for words in ["三万元以上十万元以下", "一万元以上五万元以下"] {
        assert!(
            page.contains(&format!("<b class=\"differs\">{words}</b>")),
            "{words}"
        );
        assert!(page.contains(&format!("<td>{words}</td>")), "{words}");
    }
    // A cell without words says so.
    assert!(page.contains("<td class=\"quiet\">未规定</td><td>违法所得少于一万元</td>"));
    let md = markdown::render(&view, None);
    assert!(
        md.contains("<mark>处<b>三万元以上十万元以下</b>罚款</mark>"),
        "{md}"
    );
    assert!(md.contains("| 罚款 | 三万元以上十万元以下 | 一万元以上五万元以下 | 不一致 |"));
    let v: serde_json::Value = serde_json::from_str(&json::render(&run).unwrap()).unwrap();
    let all = v["documents"][0]["findings"].as_array().unwrap();
    let f = all.iter().find(|f| f["rule"] == "PEN301").unwrap();
    assert_eq!(f["comparison"][2]["differs"], true);
    let other = all.iter().find(|f| f["rule"] == "COE001").unwrap();
    assert!(other.get("comparison").is_none());
}

#[test]
fn equal_opinions_stand_together_with_all_their_places() {
    let run = fixture::run();
    let view = View::of(&run);
    let card = view.documents[0]
        .cards
        .iter()
        .find(|c| c.lead.rule == "SUB001")
        .expect("the renamed body");
    assert_eq!(card.places.len(), 6);
    let cards: usize = view
        .documents
        .iter()
        .flat_map(|d| &d.cards)
        .map(|c| c.places.len())
        .sum();
    assert_eq!(
        cards,
        run.documents
            .iter()
            .map(|d| d.findings.len())
            .sum::<usize>()
    );
}

#[test]
fn what_was_not_checked_never_looks_clean() {
    let run = fixture::run();
    let view = View::of(&run);
    // found, clean, partly, not checked
    assert_eq!(view.coverage, [2, 1, 1, 1]);
    assert_eq!(view.all_documents(), 5);
}

#[test]
fn hostile_text_is_escaped() {
    let run = fixture::run();
    let page = html::render(&View::of(&run), None).index;
    assert!(!page.contains("<script>alert"));
    assert!(!page.contains("<b onclick"));
    assert!(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;"));
    let md = markdown::render(&View::of(&run), None);
    assert!(!md.contains("<script>"));
    assert!(!md.contains("<b onclick"));
}

#[test]
fn the_page_asks_nothing_from_outside() {
    let page = html::render(&View::of(&fixture::run()), None).index;
    for outside in ["http://", "https://", "src=", "@import", "url(", "<link"] {
        assert!(!page.contains(outside), "{outside}");
    }
    assert!(page.contains("default-src 'none'"));
}

#[test]
fn the_same_run_gives_the_same_bytes() {
    let (a, b) = (fixture::run(), fixture::run());
    assert_eq!(
        html::render(&View::of(&a), None),
        html::render(&View::of(&b), None)
    );
    assert_eq!(
        markdown::render(&View::of(&a), None),
        markdown::render(&View::of(&b), None)
    );
    assert_eq!(json::render(&a).unwrap(), json::render(&b).unwrap());
}

#[test]
fn the_json_is_the_contract() {
    let run = fixture::run();
    let v: serde_json::Value = serde_json::from_str(&json::render(&run).unwrap()).unwrap();
    assert_eq!(v["schema"], 1);
    assert_eq!(v["tool"]["rules"], 117);
    assert_eq!(v["library"]["documents"], 1564);
    let d = &v["documents"][0];
    for key in [
        "id",
        "path",
        "title",
        "rank",
        "issuer",
        "region",
        "status",
        "disposition",
        "decided",
        "authority",
        "why",
        "findings",
    ] {
        assert!(d.get(key).is_some(), "{key}");
    }
    assert_eq!(d["disposition"], "lapse");
    assert_eq!(d["rank"], "规范性文件");
    let f = d["findings"]
        .as_array()
        .unwrap()
        .iter()
        .find(|f| f["rule"] == "PEN301")
        .unwrap();
    assert_eq!(f["kind"], "penalty_range");
    assert_eq!(f["place"]["article"], "第六条");
    assert_eq!(f["basis"][0]["quote"], HIGHER);
    assert_eq!(f["fix"]["grade"], "review");
    assert_eq!(v["not_checked"][1]["rule"], serde_json::Value::Null);
    let back: Run = serde_json::from_value(v).unwrap();
    assert_eq!(back.documents[0].findings, run.documents[0].findings);
}

#[test]
fn a_wrong_quote_stops_the_report_and_is_named() {
    let dir = tempfile::tempdir().unwrap();
    let out = dir.path().join("out");
    let mut run = fixture::run();
    verify(&run, &held).unwrap();
    let i = run.documents[0]
        .findings
        .iter()
        .position(|f| f.rule == "PEN301")
        .unwrap();
    run.documents[0].findings[i].basis[0].quote = Some("处一万元以上六万元以下的罚款".into());
    let e = write(&run, &held, None, None, &out)
        .unwrap_err()
        .to_string();
    assert!(
        e.contains("PEN301") && e.contains("第六十二条") && e.contains("货运站场"),
        "{e}"
    );
    assert!(!out.exists(), "引文不符时什么也不写");
    let mut run = fixture::run();
    run.documents[0].findings[i].place.quote.push('！');
    let e = write(&run, &held, None, None, &out)
        .unwrap_err()
        .to_string();
    assert!(e.contains("PEN301"), "{e}");
    // A text that the library does not hold can't vouch for a quote.
    let run = fixture::run();
    assert!(write(&run, &|_| None, None, None, &out).is_err());
}

#[test]
fn the_files_are_written_whole_and_an_old_report_is_replaced() {
    let dir = tempfile::tempdir().unwrap();
    let w = write(&fixture::large(101), &held, None, None, dir.path()).unwrap();
    let folder = dir.path().join(html::FOLDER);
    assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 101);
    assert!(
        std::fs::read_to_string(&w.page)
            .unwrap()
            .contains("清理报告_逐件/0101.html")
    );
    write(&fixture::run(), &held, None, None, dir.path()).unwrap();
    let mut names: Vec<String> = std::fs::read_dir(dir.path())
        .unwrap()
        .map(|e| e.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    assert_eq!(names, ["findings.json", "清理报告.html", "清理报告.md"]);
}

/// Size and speed at a province's scale; writes into the folder named by `QINGLI_RENDER`.
#[test]
fn a_large_run_stays_usable() {
    let start = std::time::Instant::now();
    let run = fixture::large(1100);
    let view = View::of(&run);
    let pages = html::render(&view, None);
    let bytes: usize = pages.documents.iter().map(|(_, p)| p.len()).sum();
    println!(
        "1100 件，{} 条意见：首页 {} kB，逐件共 {} kB，{} ms",
        view.findings(),
        pages.index.len() / 1000,
        bytes / 1000,
        start.elapsed().as_millis()
    );
    assert_eq!(pages.documents.len(), 1100);
    assert!(pages.index.len() < 2_000_000, "首页过大");
    if let Some(dir) = std::env::var_os("QINGLI_RENDER") {
        let dir = PathBuf::from(dir);
        write(&fixture::run(), &held, None, None, &dir.join("small")).unwrap();
        write(&run, &held, None, None, &dir.join("large")).unwrap();
    }
}

const GOLD: &str = r#"
{"doc":"x/岫政办发〔2015〕12号 货运站场.txt","article":"第六条","paragraph":null,"quote":"处三万元以上十万元以下罚款","kind":"penalty_range","basis":[{"law":"《演示道路货运条例》","article":"第六十二条"}],"certainty":"certain","note":"幅度"}
{"doc":"x/岫政办发〔2015〕12号 货运站场.txt","article":"第六条","paragraph":1,"quote":"扣押车辆并吊销驾驶证","kind":"coercion","basis":[{"law":"演示行政强制法","article":"第十一条"}],"certainty":"certain","note":"强制"}
{"doc":"x/岫政办发〔2015〕12号 货运站场.txt","article":"第六条","paragraph":1,"quote":"吊销驾驶证","kind":"penalty_kind","basis":[],"certainty":"certain","note":"漏检"}
{"doc":"x/岫政办发〔2015〕12号 货运站场.txt","article":"第二条","paragraph":1,"quote":"县道路货运管理所负责","kind":"term","basis":null,"certainty":"certain","note":"改名"}
{"doc":"x/岫政办发〔2015〕12号 货运站场.txt","article":"第五条","quote":"年度罚没任务","kind":"campaign_profit","basis":[],"certainty":"arguable","note":"任务"}
{"doc":"x/岫政办发〔2015〕12号 货运站场.txt","document_disposition":"repeal","also":["lapse"],"why":"届满"}
{"doc":"x/霁川市养犬管理条例(2020-10-30).md","document_disposition":"retain","why":""}
{"doc":"x/没有这份文件.md","article":"三、（二）","quote":"逐车拦截检查","kind":"campaign_irregular","certainty":"certain","note":"拦车"}
"#;

#[test]
fn the_score_agrees_with_the_projects_scorer() {
    let run = fixture::run();
    let mut gold = Gold::default();
    gold.add(GOLD).unwrap();
    let answers = Answers::from_run(&run).unwrap();
    let s = score(&answers, &gold, Confidence::Low);
    assert_eq!((s.dispositions_right, s.dispositions), (1, 2));
    assert_eq!(s.unanswered, ["没有这份文件.md"]);
    assert_eq!(s.substance.certain, 4);
    assert_eq!(s.substance.hit, 2);
    assert!(table(&s).contains("处罚幅度"));

    let shared = std::env::var_os("QINGLI_SHARED").map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared"),
        PathBuf::from,
    );
    let script = shared.join("eval/score_findings.py");
    if !script.exists() {
        support::skip("跳过：没有 ../shared");
        return;
    }
    let dir = tempfile::tempdir().unwrap();
    let (f, g) = (dir.path().join("f.json"), dir.path().join("g.jsonl"));
    std::fs::write(&f, json::render(&run).unwrap()).unwrap();
    std::fs::write(&g, GOLD).unwrap();
    for (name, least) in [
        ("low", Confidence::Low),
        ("medium", Confidence::Medium),
        ("high", Confidence::High),
    ] {
        let out = std::process::Command::new("python3")
            .arg(&script)
            .args([&f, &g])
            .args(["--min-confidence", name])
            .output();
        let Ok(out) = out else {
            support::skip("跳过：没有 python3");
            return;
        };
        let said = String::from_utf8_lossy(&out.stdout).to_string();
        assert!(
            out.status.success(),
            "{}",
            String::from_utf8_lossy(&out.stderr)
        );
        let s = score(&answers, &gold, least);
        assert_eq!(said.trim_end(), as_scorer(&s), "{name}");
    }
}

/// Our numbers in the scorer's print.
fn as_scorer(s: &qingli::report::eval::Score) -> String {
    use qingli::report::eval::{Counts, shown};
    let mut out = vec![format!(
        "{:<14}{:>7}{:>9}{:>8}{:>7}{:>9}{:>5}{:>11}{:>8}{:>7}{:>8}",
        "group",
        "found",
        "located",
        "agreed",
        "based",
        "certain",
        "hit",
        "precision",
        "agreed",
        "based",
        "recall"
    )];
    for r in &s.groups {
        let c = &r.counts;
        out.push(format!(
            "{:<14}{:>7}{:>9}{:>8}{:>7}{:>9}{:>5}{:>11}{:>8}{:>7}{:>8}",
            r.name,
            c.found,
            c.located,
            c.agreed,
            c.based,
            c.certain,
            c.hit,
            shown(c.precision()),
            shown(c.agreement()),
            shown(c.basis()),
            shown(c.recall())
        ));
    }
    if !s.unanswered.is_empty() {
        out.push(format!(
            "documents without an answer: {}",
            s.unanswered.join(", ")
        ));
    }
    out.push(format!(
        "dispositions right {} of {}",
        s.dispositions_right, s.dispositions
    ));
    let sum = |name: &str, c: &Counts| {
        format!(
            "{name} found {} precision {} agreed {} based {} certain {} recall {}",
            c.found,
            shown(c.precision()),
            shown(c.agreement()),
            shown(c.basis()),
            c.certain,
            shown(c.recall())
        )
    };
    out.push(sum("term", &s.term));
    out.push(sum("substance", &s.substance));
    out.join("\n")
}

const PLAN: &str = "name = \"演示整治\"\ntitle = \"演示专项整治\"\nfrom = \"2024-01-01\"\nto = \"2030-12-31\"\n[[priority]]\nname = \"演示重点甲\"\nterms = [\"演示用语\"]\nrules = [\"RULE\"]\n[[priority]]\nname = \"演示重点乙\"\nrules = [\"PFT001\"]\n[[form]]\nname = \"演示台账\"\ncolumns = [\"序号\", \"内容\"]\n[[date]]\nwhat = \"演示月报\"\ndays = [8, 18]\nbasis = \"演示方案第三部分\"\n";

#[test]
fn a_campaign_groups_the_findings_and_says_what_is_due() {
    use qingli::campaign::Campaign;
    use qingli::report::campaign::Summary;
    let run = fixture::run();
    let code = run
        .documents
        .iter()
        .flat_map(|d| &d.findings)
        .map(|f| f.rule.clone())
        .find(|r| qingli::rules::by_code(r).is_some())
        .unwrap();
    let plan = Campaign::parse(&PLAN.replace("RULE", &code)).unwrap();
    let mut view = View::of(&run);
    view.campaign = Some(Summary::of(&plan, &run));
    let s = view.campaign.clone().unwrap();
    let all: usize = run.documents.iter().map(|d| d.findings.len()).sum();
    let first: usize = s.priorities[0].severities.iter().sum();
    assert!(first > 0);
    assert_eq!(s.priorities[1].severities, [0; 3]);
    assert_eq!(first + s.other, all);
    assert_eq!(s.in_scope.len(), run.documents.len());
    let page = html::render(&view, None).index;
    let md = markdown::render(&view, None);
    let v: serde_json::Value =
        serde_json::from_str(&json::render_with(&run, view.campaign.as_ref()).unwrap()).unwrap();
    for words in [
        "演示重点甲",
        "演示用语",
        "每月8日、18日",
        "演示方案第三部分",
        "演示台账",
    ] {
        assert!(page.contains(words), "{words}");
        assert!(md.contains(words), "{words}");
    }
    assert_eq!(v["schema"], 1);
    assert_eq!(v["campaign"]["due"][0]["basis"], "演示方案第三部分");
    let prints: usize = v["campaign"]["priorities"][0]["documents"]
        .as_array()
        .unwrap()
        .iter()
        .map(|d| d["findings"].as_array().unwrap().len())
        .sum();
    assert_eq!(prints, first);
}
