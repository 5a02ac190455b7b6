//! What a linter owes its users: choosing what is wanted, keeping back what was judged, telling
//! what is new since last time, saying it in SARIF; all by the command as users give it.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod support;

use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::Command;

const PAPER: &str = "岫云县人民政府关于加强集市管理的通知\n岫政发〔2023〕7号\n各乡镇人民政府：\n现将有关事项通知如下：\n一、经营者进场应当缴纳进场费500元。\n二、占道经营的，处2000元罚款。\n三、拒不改正的，处5000元罚款。\n岫云县人民政府\n2023年5月1日\n";

/// A folder with a paper, where the command runs.
struct Desk {
    dir: tempfile::TempDir,
}

impl Desk {
    fn new() -> Self {
        let desk = Self {
            dir: tempfile::tempdir().unwrap(),
        };
        std::fs::create_dir_all(desk.path("docs")).unwrap();
        std::fs::create_dir_all(desk.path("corpus")).unwrap();
        desk.put("docs/集市通知.txt", PAPER);
        desk
    }

    fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    fn put(&self, name: &str, text: &str) {
        std::fs::write(self.path(name), text).unwrap();
    }

    /// Exit code, standard output, standard error.
    fn qingli(&self, args: &[&str]) -> (i32, String, String) {
        let out = Command::new(env!("CARGO_BIN_EXE_qingli"))
            .args(args)
            .current_dir(self.dir.path())
            .output()
            .unwrap();
        (
            out.status.code().unwrap(),
            String::from_utf8(out.stdout).unwrap(),
            String::from_utf8(out.stderr).unwrap(),
        )
    }

    fn check(&self, day: &str, more: &[&str]) -> (i32, Value, String) {
        let mut args = vec!["check", "docs", "--as-of", day, "--format", "json"];
        args.extend(more);
        let (code, out, said) = self.qingli(&args);
        let v = serde_json::from_str(&out).unwrap_or_else(|e| panic!("{e}: {out}{said}"));
        (code, v, said)
    }

    /// The rules of the findings.
    fn rules(&self, more: &[&str]) -> Vec<String> {
        rules(&self.check("2025-12-31", more).1)
    }
}

fn findings(v: &Value) -> Vec<Value> {
    v["documents"]
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|d| d["findings"].as_array().unwrap().clone())
        .collect()
}

fn rules(v: &Value) -> Vec<String> {
    findings(v)
        .iter()
        .map(|f| f["rule"].as_str().unwrap().to_string())
        .collect()
}

fn states(v: &Value) -> Vec<String> {
    findings(v)
        .iter()
        .map(|f| f["baseline"].as_str().unwrap_or("-").to_string())
        .collect()
}

#[test]
fn rules_are_chosen_by_code_beginning_name_or_kind() {
    let d = Desk::new();
    assert_eq!(d.rules(&[]), ["PWR004", "PWR001", "PWR001"]);
    assert_eq!(d.rules(&["--select", "PWR001"]), ["PWR001", "PWR001"]);
    assert_eq!(
        d.rules(&["--select", "pwr", "--ignore", "PWR001"]),
        ["PWR004"]
    );
    assert_eq!(d.rules(&["--select", "fee"]), ["PWR004"]);
    assert_eq!(d.rules(&["--select", "收费,CIT"]), ["PWR004"]);
    assert_eq!(d.rules(&["--ignore", "收费"]), ["PWR001", "PWR001"]);
    assert!(d.rules(&["--select", "CIT"]).is_empty());
    let (code, _, said) = d.qingli(&["check", "docs", "--select", "XYZ9"]);
    assert_eq!(code, 2);
    assert!(
        said.contains("XYZ9") && said.contains("qingli rules"),
        "{said}"
    );
}

#[test]
fn thresholds_drop_what_is_less() {
    let d = Desk::new();
    let all = d.rules(&[]).len();
    assert_eq!(d.rules(&["--min-severity", "error"]).len(), all);
    d.put(
        "qingli.toml",
        "min_severity = \"error\"\nmin_confidence = \"high\"\n",
    );
    let (_, v, _) = d.check("2025-12-31", &[]);
    for f in findings(&v) {
        assert_eq!(
            (&f["severity"], &f["confidence"]),
            (&"error".into(), &"high".into())
        );
    }
    d.put("qingli.toml", "min_severity = \"grave\"\n");
    let (code, _, said) = d.qingli(&["check", "docs"]);
    assert_eq!(code, 2);
    assert!(said.contains("grave"), "{said}");
}

#[test]
fn a_path_has_its_own_rank_and_selection() {
    let d = Desk::new();
    // As a regulation of a congress the same sentences are within its powers.
    d.put(
        "qingli.toml",
        "[[path]]\nglob = \"docs/集市*.txt\"\nrank = \"地方性法规\"\n",
    );
    let (_, v, _) = d.check("2025-12-31", &[]);
    assert_eq!(v["documents"][0]["rank"], "地方性法规");
    assert!(rules(&v).is_empty(), "{:?}", rules(&v));
    d.put(
        "qingli.toml",
        "[[path]]\nglob = \"别处/**\"\nrank = \"地方性法规\"\n\n[[path]]\nglob = \"集市通知.txt\"\nignore = [\"PWR001\"]\n",
    );
    assert_eq!(d.rules(&[]), ["PWR004"]);
    d.put("qingli.toml", "[[path]]\nglob = \"*\"\nrank = \"县法规\"\n");
    let (code, _, said) = d.qingli(&["check", "docs"]);
    assert_eq!(code, 2);
    assert!(said.contains("县法规"), "{said}");
}

#[test]
fn the_configured_organ_decides_whose_the_paper_is() {
    let d = Desk::new();
    let authority = |toml: &str| {
        d.put("qingli.toml", toml);
        let (_, v, _) = d.check("2025-12-31", &[]);
        v["documents"][0]["authority"].as_str().unwrap().to_string()
    };
    assert_eq!(authority(""), "unknown");
    assert_eq!(
        authority("[\"本机关\"]\nname = \"岫云县人民政府\"\n"),
        "decide"
    );
    assert_eq!(
        authority("[\"本机关\"]\nname = \"岫云县商务局\"\n"),
        "propose"
    );
    assert_eq!(
        authority(
            "[\"本机关\"]\n\"名称\" = \"岫云县青石镇人民政府\"\n\"层级\" = \"乡\"\n\"区域\" = \"岚江省/霁川市/岫云县\"\n"
        ),
        "report"
    );
    assert_eq!(
        authority("[\"本机关\"]\nname = \"岫云区人民政府\"\nsucceeds = [\"岫云县人民政府\"]\n"),
        "decide"
    );
    assert_eq!(
        authority("[organ]\nname = \"澄湖县人民政府\"\n"),
        "not-ours"
    );
    d.put(
        "qingli.toml",
        "[organ]\nname = \"某局\"\nlevel = \"村里\"\n",
    );
    assert_eq!(d.qingli(&["check", "docs"]).0, 2);
}

const LIST: &str = "[[suppress]]\nrule = \"PWR001\"\npath = \"docs/*.txt\"\nquote = \"2000元\"\nreason = \"已列入今年立法计划\"\nuntil = \"2026-06-30\"\n";

#[test]
fn what_was_judged_is_kept_back_until_its_day_and_told() {
    let d = Desk::new();
    d.put("list.toml", LIST);
    let with = ["--suppressions", "list.toml"];
    let (code, v, said) = d.check("2025-12-31", &with);
    assert_eq!(rules(&v), ["PWR004", "PWR001"]);
    let kept = &v["documents"][0]["suppressed"][0];
    assert_eq!(kept["reason"], "已列入今年立法计划");
    assert!(
        kept["finding"]["place"]["quote"]
            .as_str()
            .unwrap()
            .contains("2000元")
    );
    assert_eq!(code, 1);
    assert!(!said.contains("清单"), "{said}");
    // Its day is past: shown again, and told.
    let (_, v, said) = d.check("2026-07-01", &with);
    assert_eq!(rules(&v).len(), 3);
    assert_eq!(v["suppressions"][0]["state"], "expired");
    assert!(said.contains("第1项") && said.contains("已过期"), "{said}");
    // Nothing fits it any more: told, unless its rule did not run or its paper was not there.
    d.put("docs/集市通知.txt", &PAPER.replace("2000元", "200元"));
    let (_, v, said) = d.check("2025-12-31", &with);
    assert_eq!(v["suppressions"][0]["state"], "unused");
    assert!(said.contains("没有对应的问题"), "{said}");
    let mut narrow = with.to_vec();
    narrow.extend(["--select", "PWR004"]);
    assert!(
        d.check("2025-12-31", &narrow)
            .1
            .get("suppressions")
            .is_none()
    );
    std::fs::rename(d.path("docs/集市通知.txt"), d.path("docs/集市通知.md")).unwrap();
    assert!(d.check("2025-12-31", &with).1.get("suppressions").is_none());
}

#[test]
fn an_entry_without_reason_day_or_place_is_refused() {
    let d = Desk::new();
    for (broken, word) in [
        (
            LIST.replace("reason = \"已列入今年立法计划\"\n", ""),
            "理由",
        ),
        (LIST.replace("until = \"2026-06-30\"\n", ""), "期限"),
        (LIST.replace("2026-06-30", "明年"), "期限"),
        (
            LIST.replace("path = \"docs/*.txt\"\nquote = \"2000元\"\n", ""),
            "路径",
        ),
        (LIST.replace("PWR001", "XYZ1"), "XYZ1"),
    ] {
        d.put("list.toml", &broken);
        let (code, _, said) = d.qingli(&["check", "docs", "--suppressions", "list.toml"]);
        assert_eq!(code, 2, "{broken}");
        assert!(said.contains(word), "{said}");
    }
}

#[test]
fn a_baseline_tells_new_unchanged_reappeared_and_resolved() {
    let d = Desk::new();
    let write = ["--baseline", "base.json", "--update-baseline"];
    let read = ["--baseline", "base.json"];
    let (code, _, said) = d.qingli(&["check", "docs", "--baseline", "base.json"]);
    assert_eq!(code, 2, "{said}");
    let (code, v, _) = d.check("2025-01-01", &write);
    assert_eq!((code, states(&v)), (1, vec!["new".to_string(); 3]));
    // Nothing new: no reason to stop.
    let (code, v, _) = d.check("2025-02-01", &read);
    assert_eq!((code, states(&v)), (0, vec!["unchanged".to_string(); 3]));
    let before = std::fs::read(d.path("base.json")).unwrap();
    d.check("2025-01-01", &write);
    assert_eq!(before, std::fs::read(d.path("base.json")).unwrap());
    // One is mended, one is added, the rest is renumbered.
    let mended = PAPER
        .replace("一、经营者进场应当缴纳进场费500元。\n", "")
        .replace("二、", "一、")
        .replace("三、", "二、")
        .replace(
            "岫云县人民政府\n2023",
            "三、乱倒垃圾的，处800元罚款。\n岫云县人民政府\n2023",
        );
    d.put("docs/集市通知.txt", &mended);
    let (code, v, _) = d.check("2025-03-01", &write);
    assert_eq!(states(&v), ["unchanged", "unchanged", "new"]);
    assert_eq!(code, 1);
    assert_eq!(v["resolved"].as_array().unwrap().len(), 1);
    assert_eq!(v["resolved"][0]["rule"], "PWR004");
    // Resolved once, it is not resolved again; back again, it has reappeared.
    let (_, v, _) = d.check("2025-04-01", &read);
    assert_eq!(v["resolved"].as_array().unwrap().len(), 0);
    d.put("docs/集市通知.txt", PAPER);
    let (code, v, _) = d.check("2025-05-01", &read);
    assert_eq!(states(&v), ["reappeared", "unchanged", "unchanged"]);
    assert_eq!((code, v["resolved"].as_array().unwrap().len()), (1, 1));
}

#[test]
fn what_this_run_could_not_have_seen_is_not_resolved() {
    let d = Desk::new();
    d.check(
        "2025-01-01",
        &["--baseline", "base.json", "--update-baseline"],
    );
    let resolved = |more: &[&str]| {
        let mut args = vec!["--baseline", "base.json"];
        args.extend(more);
        let (_, v, _) = d.check("2025-02-01", &args);
        v["resolved"].as_array().unwrap().len()
    };
    assert_eq!(resolved(&["--select", "PWR004"]), 0);
    d.put("list.toml", LIST);
    assert_eq!(resolved(&["--suppressions", "list.toml"]), 0);
    d.put("docs/另一件.txt", &PAPER.replace("集市", "夜市"));
    std::fs::write(d.path("docs/集市通知.txt"), b"").unwrap();
    assert_eq!(resolved(&[]), 0);
    d.put(
        "docs/集市通知.txt",
        "岫云县人民政府关于加强集市管理的通知\n岫政发〔2023〕7号\n一、加强管理。\n",
    );
    assert_eq!(resolved(&[]), 3);
}

#[test]
fn the_json_of_an_earlier_check_is_a_baseline_too() {
    let d = Desk::new();
    let (_, out, _) = d.qingli(&["check", "docs", "--as-of", "2025-01-01", "--format", "json"]);
    d.put("findings.json", &out);
    let (code, v, _) = d.check("2025-02-01", &["--baseline", "findings.json"]);
    assert_eq!((code, states(&v)), (0, vec!["unchanged".to_string(); 3]));
    d.put("findings.json", "{}");
    let (code, _, said) = d.qingli(&["check", "docs", "--baseline", "findings.json"]);
    assert_eq!(code, 2, "{said}");
}

fn sarif(d: &Desk) -> Value {
    d.put("list.toml", LIST);
    d.check(
        "2025-01-01",
        &["--baseline", "base.json", "--update-baseline"],
    );
    d.put(
        "docs/集市通知.txt",
        &PAPER.replace(
            "三、拒不改正的，处5000元罚款。",
            "三、屡教不改的，处三千元罚款。",
        ),
    );
    std::fs::write(d.path("docs/扫描件.pdf"), b"").unwrap();
    let (_, out, said) = d.qingli(&[
        "check",
        "docs",
        "--as-of",
        "2025-12-31",
        "--format",
        "sarif",
        "--baseline",
        "base.json",
        "--suppressions",
        "list.toml",
    ]);
    serde_json::from_str(&out).unwrap_or_else(|e| panic!("{e}: {said}"))
}

#[test]
fn sarif_says_what_the_json_says() {
    let d = Desk::new();
    let log = sarif(&d);
    assert_eq!(log["version"], "2.1.0");
    let run = &log["runs"][0];
    let results = run["results"].as_array().unwrap();
    let state = |r: &Value| r["baselineState"].as_str().unwrap_or("-").to_string();
    let states: Vec<String> = results.iter().map(state).collect();
    assert_eq!(states, ["unchanged", "new", "-", "absent"]);
    assert_eq!(results[2]["suppressions"][0]["kind"], "external");
    for r in results {
        let rule = &run["tool"]["driver"]["rules"][r["ruleIndex"].as_u64().unwrap() as usize];
        assert_eq!(rule["id"], r["ruleId"]);
        assert_eq!(
            r["partialFingerprints"]["qingliFinding/v1"]
                .as_str()
                .unwrap()
                .len(),
            32
        );
    }
    // The place: the file, its line in the text, its printed number.
    let at = &results[0]["locations"][0];
    assert_eq!(
        at["physicalLocation"]["artifactLocation"]["uri"],
        "docs/%E9%9B%86%E5%B8%82%E9%80%9A%E7%9F%A5.txt"
    );
    assert_eq!(at["logicalLocations"][0]["name"], "一、");
    let region = &at["physicalLocation"]["region"];
    assert_eq!(region["startLine"], 5);
    let text = PAPER.lines().nth(4).unwrap();
    let words: String = text
        .chars()
        .skip(region["startColumn"].as_u64().unwrap() as usize - 1)
        .take(
            (region["endColumn"].as_u64().unwrap() - region["startColumn"].as_u64().unwrap())
                as usize,
        )
        .collect();
    assert_eq!(region["snippet"]["text"], words.as_str());
    // What was not checked is told.
    let told = run["invocations"][0]["toolExecutionNotifications"]
        .as_array()
        .unwrap();
    assert!(
        told.iter()
            .any(|n| n.to_string().contains("%E6%89%AB%E6%8F%8F%E4%BB%B6.pdf"))
    );
}

/// `QINGLI_SARIF_SCHEMA` names the 2.1.0 schema (the crate `serde-sarif` carries it); python3 with
/// jsonschema reads it.
#[test]
fn sarif_keeps_its_schema() {
    let Some(schema) = std::env::var_os("QINGLI_SARIF_SCHEMA") else {
        support::skip("跳过：没有 SARIF 2.1.0 的模式文件（QINGLI_SARIF_SCHEMA）");
        return;
    };
    let d = Desk::new();
    d.put("log.sarif", &sarif(&d).to_string());
    let script = "import json,sys,jsonschema\nv=jsonschema.Draft7Validator(json.load(open(sys.argv[1])))\ne=list(v.iter_errors(json.load(open(sys.argv[2]))))\nprint(*[x.message[:300] for x in e],sep='\\n')\nsys.exit(bool(e))";
    let out = Command::new("python3")
        .args(["-c", script])
        .arg(Path::new(&schema))
        .arg(d.path("log.sarif"))
        .output()
        .unwrap();
    assert!(
        out.status.success(),
        "{}{}",
        String::from_utf8_lossy(&out.stdout),
        String::from_utf8_lossy(&out.stderr)
    );
}

#[test]
fn statistics_count_by_rule_and_kind() {
    let d = Desk::new();
    let (_, out, _) = d.qingli(&["check", "docs", "--as-of", "2025-12-31", "--stat"]);
    assert!(
        out.contains("PWR001") && out.contains("种类：收费"),
        "{out}"
    );
    assert!(!out.contains("进场费"), "{out}");
}

#[test]
fn rules_are_told_to_machines() {
    let d = Desk::new();
    let (code, out, _) = d.qingli(&["rules", "--format", "json"]);
    let v: Value = serde_json::from_str(&out).unwrap();
    let all = v["rules"].as_array().unwrap();
    assert_eq!((code, v["schema"].as_u64()), (0, Some(1)));
    assert_eq!(all.len(), qingli::rules::RULES.len());
    for r in all {
        for key in [
            "code",
            "name",
            "kind",
            "severity",
            "confidence",
            "trigger",
            "summary",
            "page",
        ] {
            assert!(r.get(key).is_some(), "{key} of {r}");
        }
    }
    let (code, page, _) = d.qingli(&["explain", "pwr001"]);
    assert_eq!(code, 0);
    assert!(page.starts_with("# PWR001"), "{page}");
    // A name does as well as a code; a wrong one is answered with what is near.
    assert_eq!(
        d.qingli(&["explain", all[0]["name"].as_str().unwrap()]).0,
        0
    );
    let (code, _, said) = d.qingli(&["explain", "PWR"]);
    assert_eq!(code, 2);
    assert!(said.contains("PWR001"), "{said}");
}
