//! `qingli rules` and `qingli explain RULE`.

use super::common;
use crate::error::Error;
use crate::rules::{Page, RULES, by_code};
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
    /// 规则编号，如 CIT001
    rule: String,
}

/// Lists the rules.
pub fn list(args: &RulesArgs) -> ExitCode {
    if args.format == "json" {
        let all: Vec<serde_json::Value> = RULES
            .iter()
            .map(|r| {
                serde_json::json!({"code": r.code, "name": r.name, "kind": r.kind, "severity": r.severity,
                    "confidence": r.confidence, "summary": Page::of(r).summary})
            })
            .collect();
        return common::print(&format!("{}\n", serde_json::Value::from(all)));
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

/// Prints a rule's page.
pub fn explain(args: &ExplainArgs) -> ExitCode {
    match by_code(&args.rule) {
        Some(r) => common::print(&Page::of(r).markdown),
        None => common::fail(&Error::usage(
            format!("没有规则“{}”", args.rule),
            "用 qingli rules 查看全部规则编号",
        )),
    }
}
