//! The run as SARIF 2.1.0, for code-review tools and editors.
//!
//! Own structs, for the few parts of the format that a check fills: the crate `serde-sarif` builds
//! its types from the schema at compile time (a minute and a half, an old `syn`), which a project
//! of this size can't ask of everybody who builds it. Its schema is what the output was validated
//! against; `tests/sarif.rs` does it again where the schema is at hand.
//!
//! Lines and columns count in the normalised text (what `qingli parse` and `show --raw` print): a
//! .docx has no lines of its own. For the same reason no SARIF `fixes` are written: their
//! replacements would be applied to the file's bytes.

use super::view::{DISCLAIMER, provision, reason_and_next};
use crate::check::{Checked, Run};
use crate::error::{Error, Result};
use crate::finding::{Baseline, Finding, Severity};
use crate::rules::{Page, RULES, by_code};
use serde::Serialize;
use serde_json::{Map, Value, json};

const SCHEMA: &str = "https://raw.githubusercontent.com/oasis-tcs/sarif-spec/master/Schemata/sarif-schema-2.1.0.json";

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Text {
    text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    markdown: Option<String>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Descriptor {
    id: &'static str,
    name: &'static str,
    short_description: Text,
    help: Text,
    default_configuration: Value,
    properties: Value,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Location {
    #[serde(skip_serializing_if = "Option::is_none")]
    physical_location: Option<Physical>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    logical_locations: Vec<Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<Text>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Physical {
    artifact_location: Value,
    #[serde(skip_serializing_if = "Option::is_none")]
    region: Option<Region>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: usize,
    start_column: usize,
    end_line: usize,
    end_column: usize,
    snippet: Text,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Found {
    rule_id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    rule_index: Option<usize>,
    level: &'static str,
    message: Text,
    locations: Vec<Location>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Location>,
    partial_fingerprints: Value,
    #[serde(skip_serializing_if = "Option::is_none")]
    baseline_state: Option<&'static str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    suppressions: Vec<Value>,
    properties: Map<String, Value>,
}

/// The name under which the fingerprint stands; its number goes up with the way it is reckoned.
const FINGERPRINT: &str = "qingliFinding/v1";

/// Renders the run.
///
/// # Errors
/// Never for a sound run.
pub fn render(run: &Run) -> Result<String> {
    let mut results = Vec::new();
    for d in &run.documents {
        for f in &d.findings {
            results.push(result(Some(d), f));
        }
        for s in &d.suppressed {
            let mut r = result(Some(d), &s.finding);
            r.suppressions = vec![json!({"kind": "external", "status": "accepted",
                "justification": format!("{}（至{}）", s.reason, s.until)})];
            results.push(r);
        }
    }
    for f in &run.resolved {
        let mut r = result(None, f);
        r.baseline_state = Some("absent");
        results.push(r);
    }
    let artifacts: Vec<Value> = run
        .documents
        .iter()
        .map(|d| {
            json!({"location": {"uri": uri(&d.path)}, "description": {"text": d.title},
            "properties": {"rank": d.rank, "issuer": d.issuer, "region": d.region,
                "status": d.status, "disposition": d.disposition, "decided": d.decided,
                "authority": d.authority, "why": d.why}})
        })
        .collect();
    let notifications: Vec<Value> = run.not_checked.iter().map(notification).collect();
    let descriptors: Vec<Descriptor> = RULES.iter().map(|r| descriptor(r)).collect();
    let log = json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {"name": run.tool.name, "version": run.tool.version,
                "semanticVersion": run.tool.version, "language": "zh-CN",
                "rules": descriptors}},
            "language": "zh-CN",
            "columnKind": "unicodeCodePoints",
            "invocations": [{"executionSuccessful": true,
                "toolExecutionNotifications": notifications}],
            "artifacts": artifacts,
            "results": results,
            "properties": {"asOf": run.as_of, "organ": run.organ, "library": run.library,
                "disclaimer": DISCLAIMER,
                "regions": "行、列按规范化文本计数（qingli parse 打印的文本）"}
        }]
    });
    serde_json::to_string_pretty(&log)
        .map(|s| s + "\n")
        .map_err(|e| Error::internal(format!("检查结果不能写成 SARIF：{e}")))
}

fn plain(text: impl Into<String>) -> Text {
    Text {
        text: text.into(),
        markdown: None,
    }
}

const fn level(s: Severity) -> &'static str {
    match s {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

fn descriptor(r: &crate::rules::Rule) -> Descriptor {
    let page = Page::of(r);
    Descriptor {
        id: r.code,
        name: r.name,
        short_description: plain(page.summary.clone()),
        help: Text {
            text: page.summary,
            markdown: Some(page.markdown),
        },
        default_configuration: json!({"level": level(r.severity)}),
        properties: json!({"kind": r.kind, "confidence": r.confidence}),
    }
}

fn notification(n: &crate::check::NotChecked) -> Value {
    let (reason, next) = reason_and_next(n);
    let mut v = json!({
        "level": "warning",
        "message": {"text": format!("没有检查：{reason}。下一步：{next}")},
        "locations": [{"physicalLocation": {"artifactLocation": {"uri": uri(&n.path)}}}],
    });
    if let (Some(rule), Some(o)) = (&n.rule, v.as_object_mut()) {
        o.insert("associatedRule".into(), json!({"id": rule}));
    }
    v
}

fn result(d: Option<&Checked>, f: &Finding) -> Found {
    let mut said = f.message.clone();
    for (name, words) in [("理由", &f.why), ("可能的异议", &f.counter)] {
        if !words.is_empty() {
            said.push_str(&format!("\n{name}：{words}"));
        }
    }
    let mut properties = Map::new();
    properties.insert("kind".into(), json!(f.kind));
    properties.insert("confidence".into(), json!(f.confidence));
    properties.insert("basis".into(), json!(f.basis));
    for (name, value) in [
        ("fix", f.fix.as_ref().map(|x| json!(x))),
        ("asks", f.asks.map(|x| json!(x))),
        ("baseline", f.baseline.map(|x| json!(x))),
        (
            "comparison",
            (!f.comparison.is_empty()).then(|| json!(f.comparison)),
        ),
    ] {
        if let Some(v) = value {
            properties.insert(name.into(), v);
        }
    }
    let place = f.place.place.to_string();
    let name = d.map_or_else(|| place.clone(), |d| format!("{} {place}", d.title));
    Found {
        rule_index: by_code(&f.rule).and_then(|r| RULES.iter().position(|x| std::ptr::eq(*x, r))),
        rule_id: f.rule.clone(),
        level: level(f.severity),
        message: plain(said),
        locations: vec![Location {
            physical_location: d.map(|d| Physical {
                artifact_location: json!({"uri": uri(&d.path)}),
                region: region(d, f),
            }),
            logical_locations: vec![
                json!({"name": place, "fullyQualifiedName": name, "kind": "provision"}),
            ],
            message: None,
        }],
        related_locations: f
            .basis
            .iter()
            .map(|b| {
                let name = provision(b);
                let words = b.quote.as_deref().unwrap_or("库中无原文");
                Location {
                    physical_location: None,
                    message: Some(plain(format!("{name}：{words}"))),
                    logical_locations: vec![
                        json!({"fullyQualifiedName": name, "kind": "provision"}),
                    ],
                }
            })
            .collect(),
        partial_fingerprints: json!({FINGERPRINT: f.fingerprint}),
        // SARIF knows no “back again”; the property `baseline` does.
        baseline_state: f.baseline.map(|b| match b {
            Baseline::New | Baseline::Reappeared => "new",
            Baseline::Unchanged => "unchanged",
        }),
        suppressions: Vec::new(),
        properties,
    }
}

/// Lines and columns, from 1, in the normalised text; none without it.
fn region(d: &Checked, f: &Finding) -> Option<Region> {
    let text = &d.document.text;
    let at = |byte: usize| {
        let before = text.get(..byte)?;
        let line = before.matches('\n').count() + 1;
        let from = before.rfind('\n').map_or(0, |i| i + 1);
        Some((line, before[from..].chars().count() + 1))
    };
    if text.get(f.place.start..f.place.end) != Some(f.place.quote.as_str()) {
        return None;
    }
    let (start_line, start_column) = at(f.place.start)?;
    let (end_line, end_column) = at(f.place.end)?;
    Some(Region {
        start_line,
        start_column,
        end_line,
        end_column,
        snippet: plain(f.place.quote.clone()),
    })
}

/// A path as a relative reference: everything but the unreserved and `/` in percent signs.
fn uri(path: &str) -> String {
    let mut out = String::new();
    for b in path.bytes() {
        match b {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                out.push(b as char);
            }
            _ => out.push_str(&format!("%{b:02X}")),
        }
    }
    out
}
