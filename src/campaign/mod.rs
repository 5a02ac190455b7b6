//! Campaigns: what a rectification is about, as a file. A campaign names its priorities with the
//! rules that look for each, its forms and its dates; `corpus/campaigns/*.toml` ships some, and a
//! further one is a further file in that shape, without code.

use crate::document::Rank;
use crate::error::{Error, Result};
use crate::finding::Finding;
use crate::rules;
use crate::text::{Date, date};
use serde::{Deserialize, Serialize};
use std::fs;
use std::path::Path;

/// Mentions of a field's words in a text that make it one of the field.
const MENTIONS: usize = 3;

/// A campaign.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Campaign {
    /// Its short name, by which a user calls it.
    pub name: String,
    /// Its full title.
    pub title: String,
    /// First day, YYYY-MM-DD.
    pub from: String,
    /// Last day.
    pub to: String,
    /// Ranks of the documents it clears, by their Chinese names.
    #[serde(default)]
    pub scope: Vec<String>,
    /// Words that mark its field; empty for all fields.
    #[serde(default)]
    pub field: Vec<String>,
    /// What it is about, in the order of its plan.
    #[serde(rename = "priority", default)]
    pub priorities: Vec<Priority>,
    /// The tables it asks for.
    #[serde(rename = "form", default)]
    pub forms: Vec<Form>,
    /// What is due each month.
    #[serde(rename = "date", default)]
    pub dates: Vec<Due>,
}

/// One priority with the rules that look for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Priority {
    /// 逐利执法
    pub name: String,
    /// The plan's own words.
    #[serde(default)]
    pub terms: Vec<String>,
    /// Codes of rules.
    pub rules: Vec<String>,
}

/// A table of the campaign.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Form {
    /// 线索台账
    pub name: String,
    /// Its columns.
    pub columns: Vec<String>,
}

/// Something due on days of the month.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Due {
    /// What.
    pub what: String,
    /// On these days.
    pub days: Vec<u8>,
    /// On what ground: the plan's provision.
    pub basis: String,
}

/// Whether a campaign clears a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Covers {
    /// It does.
    Yes,
    /// Its rank is unknown: a person must say.
    Unclear,
    /// It doesn't.
    No,
}

impl Campaign {
    /// Reads a campaign and checks it.
    ///
    /// # Errors
    /// When the text is no campaign, names a rule that doesn't exist, a rank that doesn't, or a
    /// day that is none.
    pub fn parse(text: &str) -> Result<Campaign> {
        let c: Campaign = toml::from_str(text)
            .map_err(|e| Error::usage(format!("整治方案读不懂：{e}"), "对照随带的方案改正"))?;
        let wrong = c.mistakes();
        if wrong.is_empty() {
            Ok(c)
        } else {
            Err(Error::usage(
                format!("整治方案“{}”有误：{}", c.name, wrong.join("；")),
                "用 qingli rules 查看规则编号，改正方案文件",
            ))
        }
    }

    /// The campaign that a user names: a file, or the name or title of a shipped one.
    ///
    /// # Errors
    /// When there is none of that name, or the file is no campaign.
    pub fn named(asked: &str) -> Result<Campaign> {
        let path = Path::new(asked);
        if path.is_file() {
            let text = fs::read_to_string(path)
                .map_err(|e| Error::io("读取整治方案失败", &e).about_file(path))?;
            return Campaign::parse(&text);
        }
        let all = Campaign::shipped()?;
        let names: Vec<String> = all.iter().map(|c| c.name.clone()).collect();
        all.into_iter()
            .find(|c| c.name == asked || c.title == asked)
            .ok_or_else(|| {
                Error::usage(
                    format!("没有整治方案“{asked}”"),
                    format!("写方案文件的路径，或者随带方案之一：{}", names.join("、")),
                )
            })
    }

    /// Reads every `*.toml` of a folder, by file name.
    ///
    /// # Errors
    /// When the folder or a campaign in it can't be read.
    pub fn read_folder(folder: &Path) -> Result<Vec<Campaign>> {
        let cannot = |e: &dyn std::fmt::Display| {
            Error::usage(
                format!("读不到整治方案 {}：{e}", folder.display()),
                "确认文件夹存在并且可以读取",
            )
        };
        let mut paths: Vec<_> = fs::read_dir(folder)
            .map_err(|e| cannot(&e))?
            .filter_map(|e| e.ok().map(|e| e.path()))
            .filter(|p| p.extension().is_some_and(|x| x == "toml"))
            .collect();
        paths.sort();
        paths
            .iter()
            .map(|p| Campaign::parse(&fs::read_to_string(p).map_err(|e| cannot(&e))?))
            .collect()
    }

    /// The campaigns built into the program.
    ///
    /// # Errors
    /// Never, as long as the tests pass.
    pub fn shipped() -> Result<Vec<Campaign>> {
        [
            include_str!("../../corpus/campaigns/2023-transport-enforcement.toml"),
            include_str!("../../corpus/campaigns/2025-business-environment.toml"),
        ]
        .iter()
        .map(|t| Campaign::parse(t))
        .collect()
    }

    /// What is wrong with it, in Chinese.
    fn mistakes(&self) -> Vec<String> {
        let mut wrong = Vec::new();
        if self.priorities.is_empty() {
            wrong.push("没有重点".to_string());
        }
        for p in &self.priorities {
            if p.rules.is_empty() {
                wrong.push(format!("重点“{}”没有规则", p.name));
            }
            for code in &p.rules {
                if rules::by_code(code).is_none() {
                    wrong.push(format!("重点“{}”的规则 {code} 不存在", p.name));
                }
            }
        }
        for rank in &self.scope {
            if crate::document::Rank::from_name(rank).is_none() {
                wrong.push(format!("没有“{rank}”这种效力位阶"));
            }
        }
        let days: Vec<_> = [&self.from, &self.to]
            .iter()
            .map(|d| d.parse::<crate::text::Date>())
            .collect();
        match (&days[0], &days[1]) {
            (Ok(a), Ok(b)) if a <= b => {}
            (Ok(_), Ok(_)) => wrong.push("结束日期早于开始日期".to_string()),
            _ => wrong.push("日期应写作 2023-03-01".to_string()),
        }
        for d in &self.dates {
            if d.days.is_empty() || d.days.iter().any(|&n| n == 0 || n > 31) {
                wrong.push(format!("“{}”的日期不在一个月内", d.what));
            }
            if d.basis.trim().is_empty() {
                wrong.push(format!("“{}”没有依据", d.what));
            }
        }
        wrong
    }

    /// Whether it clears a document: of its ranks, and of its field by the title or by three
    /// mentions in the text.
    pub fn covers(&self, rank: Rank, title: &str, text: &str) -> Covers {
        let ours = self.scope.is_empty() || self.scope.iter().any(|s| s == rank.name());
        if !ours && rank != Rank::Unknown {
            return Covers::No;
        }
        let field = self.field.is_empty()
            || self.field.iter().any(|w| title.contains(w.as_str()))
            || self
                .field
                .iter()
                .map(|w| text.matches(w.as_str()).count())
                .sum::<usize>()
                >= MENTIONS;
        match (field, ours) {
            (false, _) => Covers::No,
            (true, true) => Covers::Yes,
            (true, false) => Covers::Unclear,
        }
    }

    /// The next day from `on` on which something is due, within the campaign.
    pub fn next(&self, due: &Due, on: Date) -> Option<Date> {
        let (from, to) = (date::parse(&self.from)?, date::parse(&self.to)?);
        let mut day = on.max(from);
        while day <= to {
            if due
                .days
                .iter()
                .any(|&d| i64::from(d) == i64::from(day.day()))
            {
                return Some(day);
            }
            day = day.tomorrow().ok()?;
        }
        None
    }

    /// The priorities that a finding belongs to, in the plan's order.
    pub fn priorities_of(&self, finding: &Finding) -> impl Iterator<Item = &Priority> {
        let code = finding.rule.clone();
        self.priorities
            .iter()
            .filter(move |p| p.rules.contains(&code))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SMALL: &str = r#"
name = "试"
title = "试"
from = "2024-01-01"
to = "2024-06-30"
[[priority]]
name = "收费"
rules = ["PWR004"]
"#;

    #[test]
    fn the_shipped_campaigns_name_rules_that_exist() {
        let all = Campaign::shipped().unwrap();
        assert_eq!(all.len(), 2);
        assert_eq!(all[0].priorities.len(), 5);
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/campaigns");
        assert_eq!(Campaign::read_folder(&folder).unwrap(), all);
    }

    #[test]
    fn a_further_campaign_is_a_further_file() {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join("a.toml"), SMALL).unwrap();
        fs::write(dir.path().join("readme.txt"), "x").unwrap();
        let read = Campaign::read_folder(dir.path()).unwrap();
        assert_eq!(read.len(), 1);
        assert_eq!(read[0].priorities[0].rules, ["PWR004"]);
    }

    #[test]
    fn a_rule_that_does_not_exist_is_refused() {
        let e = Campaign::parse(&SMALL.replace("PWR004", "PWR999")).unwrap_err();
        assert!(e.reason().contains("PWR999"), "{}", e.reason());
        assert!(Campaign::parse(&SMALL.replace("2024-06-30", "2023-06-30")).is_err());
        assert!(Campaign::parse(&SMALL.replace("title", "titel")).is_err());
    }

    #[test]
    fn a_campaign_clears_its_ranks_and_its_field() {
        let c = &Campaign::shipped().unwrap()[0];
        let title = "演示县道路运输管理办法";
        assert_eq!(c.covers(Rank::Normative, title, ""), Covers::Yes);
        assert_eq!(c.covers(Rank::Unknown, title, ""), Covers::Unclear);
        assert_eq!(c.covers(Rank::Law, title, ""), Covers::No);
        assert_eq!(c.covers(Rank::Normative, "演示县养犬办法", ""), Covers::No);
        let text = "公路。公路。公路。";
        assert_eq!(c.covers(Rank::Normative, "通知", text), Covers::Yes);
    }

    #[test]
    fn the_next_day_lies_within_the_campaign() {
        let c = &Campaign::shipped().unwrap()[0];
        let due = Due {
            what: "进展".into(),
            days: vec![8, 31],
            basis: "方案".into(),
        };
        let next = |on: &str| {
            c.next(&due, date::parse(on).unwrap())
                .map(|d| d.to_string())
        };
        assert_eq!(next("2022-01-01").as_deref(), Some("2023-03-08"));
        assert_eq!(next("2023-04-09").as_deref(), Some("2023-05-08"));
        assert_eq!(next("2023-10-31").as_deref(), Some("2023-10-31"));
        assert_eq!(next("2023-11-01"), None);
        let without = format!("{SMALL}[[date]]\nwhat = \"月报\"\ndays = [1]\nbasis = \"\"\n");
        assert!(
            Campaign::parse(&without)
                .unwrap_err()
                .reason()
                .contains("依据")
        );
    }

    #[test]
    fn every_rule_of_the_five_priorities_has_its_place() {
        let all = Campaign::shipped().unwrap();
        for r in rules::RULES {
            if ["PFT", "IRG", "RGD", "RGH", "RNT"].contains(&&r.code[..3]) {
                let n = all[0]
                    .priorities
                    .iter()
                    .filter(|p| p.rules.iter().any(|c| c == r.code))
                    .count();
                assert_eq!(n, 1, "{}", r.code);
            }
        }
    }
}
