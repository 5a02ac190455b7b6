//! `qingli rules` and `qingli explain RULE`.

use super::common;
use crate::error::Error;
use crate::rules::{Page, RULES, Trigger, by_code};
use std::process::ExitCode;

/// Arguments of `rules`.
#[derive(Debug, clap::Args)]
pub struct RulesArgs {
    /// 输出格式：text、json
    #[arg(long, default_value = "text", value_parser = ["text", "json"])]
    format: String,
}

/// Arguments of `explain`.
#[derive(Debug, clap::Args)]
pub struct ExplainArgs {
    /// 规则编号或者名称，如 CIT001
    rule: String,
}

/// Lists the rules.
pub fn list(args: &RulesArgs) -> ExitCode {
    if args.format == "json" {
        let all: Vec<serde_json::Value> = RULES
            .iter()
            .map(|r| {
                let page = Page::of(r);
                serde_json::json!({"code": r.code, "name": r.name, "kind": r.kind,
                    "severity": r.severity, "confidence": r.confidence,
                    "trigger": trigger(&r.trigger), "summary": page.summary, "page": page.markdown})
            })
            .collect();
        let out = serde_json::json!({"schema": 1, "rules": all});
        return common::print(&format!("{out}\n"));
    }
    let mut s = String::new();
    for r in RULES {
        s.push_str(&format!(
            "{}  {}  {}  {}\n",
            r.code,
            r.severity.shown(),
            r.kind.shown(),
            Page::of(r).summary
        ));
    }
    common::print(&s)
}

/// When a rule looks: words of which one must stand in the text, `citations`, `document`.
fn trigger(t: &Trigger) -> serde_json::Value {
    match t {
        Trigger::Literals(words) => serde_json::json!(words),
        Trigger::Penal => "penal".into(),
        Trigger::Clauses => "clauses".into(),
        Trigger::Citations => "citations".into(),
        Trigger::Document => "document".into(),
    }
}

/// Prints a rule's page.
pub fn explain(args: &ExplainArgs) -> ExitCode {
    let wanted = args.rule.trim();
    if let Some(r) = by_code(wanted).or_else(|| RULES.iter().copied().find(|r| r.name == wanted)) {
        return common::print(&Page::of(r).markdown);
    }
    let upper = wanted.to_ascii_uppercase();
    let near: Vec<&str> = RULES
        .iter()
        .map(|r| r.code)
        .filter(|c| !upper.is_empty() && c.starts_with(&upper))
        .collect();
    let next = if near.is_empty() {
        "用 qingli rules 查看全部规则编号".to_string()
    } else {
        format!("写完整的编号，例如 {}", near.join("、"))
    };
    common::fail(&Error::usage(format!("没有规则“{wanted}”"), next))
}
