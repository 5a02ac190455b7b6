//! What people have decided: an outcome a document, 采纳 / 不采纳 / 暂缓 a finding, and what only
//! people know of a document (起草部门, 责任人, 征求意见). Kept as a TOML file that stands beside
//! the documents; whatever it does not name is 未审.
//!
//! ```toml
//! [[document]]
//! path = "docs/某办法.md"
//! decided = "修改"
//! department = "县交通运输局"
//! person = "张某"
//! opinions = "征求3个部门意见，采纳2条，不采纳1条（理由……）"
//!
//! [[finding]]
//! fingerprint = "1f3fe20c07cda8f19b7a24675373442b"
//! verdict = "采纳"          # 采纳 不采纳 暂缓
//! new = "第三条　……"        # the clause as the person would have it; absent: as proposed
//! reason = "……"
//! ```
//!
//! A plain list of fingerprints, one a line, as `qingli markup --accepted` takes it, is read as
//! well: those are 采纳.

use super::run::Run;
use crate::error::{Error, Result};
use crate::finding::{Finding, Outcome};
use serde::Deserialize;
use std::collections::BTreeMap;

/// What a person says of a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
pub enum Verdict {
    /// 采纳
    #[serde(rename = "采纳", alias = "accept")]
    Accept,
    /// 不采纳
    #[serde(rename = "不采纳", alias = "reject")]
    Reject,
    /// 暂缓
    #[serde(rename = "暂缓", alias = "defer")]
    Defer,
}

impl Verdict {
    /// The name a user reads; 未审 where nobody has spoken.
    pub const fn shown(verdict: Option<Verdict>) -> &'static str {
        match verdict {
            Some(Verdict::Accept) => "采纳",
            Some(Verdict::Reject) => "不采纳",
            Some(Verdict::Defer) => "暂缓",
            None => "未审",
        }
    }
}

/// What people say of a document.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OnDocument {
    /// Its path as in the report, or its title.
    #[serde(alias = "文件")]
    pub path: String,
    /// The outcome decided, by its Chinese name.
    #[serde(default, alias = "决定")]
    pub decided: Option<String>,
    /// 起草(实施)部门
    #[serde(default, alias = "起草部门")]
    pub department: String,
    /// 责任人
    #[serde(default, alias = "责任人")]
    pub person: String,
    /// 征求意见及采纳情况
    #[serde(default, alias = "征求意见")]
    pub opinions: String,
    /// 备注
    #[serde(default, alias = "备注")]
    pub note: String,
}

/// What a person says of a finding.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OnFinding {
    /// Which.
    #[serde(alias = "指纹")]
    pub fingerprint: String,
    /// What.
    #[serde(alias = "审核")]
    pub verdict: Verdict,
    /// The clause as the person would have it.
    #[serde(default, alias = "改为")]
    pub new: Option<String>,
    /// Why.
    #[serde(default, alias = "理由")]
    pub reason: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    document: Vec<OnDocument>,
    #[serde(default)]
    finding: Vec<OnFinding>,
}

/// What people have decided.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Decisions {
    documents: BTreeMap<String, OnDocument>,
    findings: BTreeMap<String, OnFinding>,
}

impl Decisions {
    /// Reads the file.
    ///
    /// # Errors
    /// When it is no such file, names an unknown outcome, or speaks twice of one thing.
    pub fn parse(text: &str) -> Result<Self> {
        const NEXT: &str = "对照 README 的“审核记录”一节改正";
        if let Some(findings) = list(text) {
            return Ok(Self {
                findings,
                ..Self::default()
            });
        }
        let file: File = toml::from_str(text)
            .map_err(|e| Error::usage(format!("审核记录写法不对：{e}"), NEXT))?;
        let mut out = Self::default();
        for d in file.document {
            if let Some(o) = &d.decided {
                outcome(o).ok_or_else(|| {
                    Error::usage(
                        format!("“{}”的处理意见“{o}”不认识", d.path),
                        "写成 继续有效、修改、废止、宣布失效、不属于规范性文件 之一",
                    )
                })?;
            }
            let path = d.path.clone();
            if out.documents.insert(path.clone(), d).is_some() {
                return Err(Error::usage(format!("审核记录中“{path}”有两项"), NEXT));
            }
        }
        for f in file.finding {
            let print = f.fingerprint.clone();
            if out.findings.insert(print.clone(), f).is_some() {
                return Err(Error::usage(format!("审核记录中 {print} 有两项"), NEXT));
            }
        }
        Ok(out)
    }

    /// What is said of a document, by its path, else by its title.
    pub fn on_document(&self, path: &str, title: &str) -> Option<&OnDocument> {
        self.documents
            .get(path)
            .or_else(|| self.documents.get(title))
    }

    /// What is said of a finding.
    pub fn on_finding(&self, f: &Finding) -> Option<&OnFinding> {
        self.findings.get(&f.fingerprint)
    }

    /// Writes the decided outcomes into a run; says which entries met nothing in it.
    pub fn apply(&self, run: &mut Run) -> Vec<String> {
        let mut documents: Vec<&str> = Vec::new();
        let mut findings: Vec<&str> = Vec::new();
        for d in &mut run.documents {
            if let Some(said) = self.on_document(&d.path, &d.title) {
                documents.push(&said.path);
                d.decided = said.decided.as_deref().and_then(outcome);
            }
            for f in &d.findings {
                if let Some(said) = self.on_finding(f) {
                    findings.push(&said.fingerprint);
                }
            }
        }
        let lost = |what: &str| format!("审核记录中的“{what}”在本次检查中没有对应的文件或者问题");
        let documents = self
            .documents
            .keys()
            .filter(|k| !documents.contains(&k.as_str()));
        let findings = self
            .findings
            .keys()
            .filter(|k| !findings.contains(&k.as_str()));
        documents.chain(findings).map(|k| lost(k)).collect()
    }
}

/// A plain list of adopted findings; none where the text is anything else.
fn list(text: &str) -> Option<BTreeMap<String, OnFinding>> {
    let lines: Vec<&str> = text
        .lines()
        .map(str::trim)
        .filter(|l| !l.is_empty() && !l.starts_with('#'))
        .collect();
    let print = |l: &&str| l.len() == 32 && l.bytes().all(|b| b.is_ascii_hexdigit());
    if lines.is_empty() || !lines.iter().all(print) {
        return None;
    }
    let adopted = |l: &str| OnFinding {
        fingerprint: l.to_string(),
        verdict: Verdict::Accept,
        new: None,
        reason: String::new(),
    };
    Some(
        lines
            .into_iter()
            .map(|l| (l.to_string(), adopted(l)))
            .collect(),
    )
}

/// Reads an outcome's Chinese name.
fn outcome(name: &str) -> Option<Outcome> {
    match name.trim() {
        "继续有效" | "保留" => Some(Outcome::Retain),
        "修改" => Some(Outcome::Amend),
        "废止" => Some(Outcome::Repeal),
        "宣布失效" | "失效" => Some(Outcome::Lapse),
        "不属于规范性文件" => Some(Outcome::NotNormative),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_of_fingerprints_is_a_list_of_adopted_findings() {
        let one = "1f3fe20c07cda8f19b7a24675373442b";
        let d = Decisions::parse(&format!("# 采纳\n{one}\n\n{one}\n")).unwrap();
        assert_eq!(d.findings.len(), 1);
        assert_eq!(d.findings[one].verdict, Verdict::Accept);
        assert!(Decisions::parse(&format!("{one}\n渡口\n")).is_err());
        assert_eq!(Decisions::parse("").unwrap(), Decisions::default());
    }

    #[test]
    fn what_is_not_understood_is_refused() {
        assert!(Decisions::parse("[[document]]\npath = \"a\"\ndecided = \"修改\"\n").is_ok());
        let e = Decisions::parse("[[document]]\npath = \"a\"\ndecided = \"再议\"\n").unwrap_err();
        assert!(e.reason().contains("再议"), "{e}");
        let twice = "[[document]]\npath = \"a\"\n[[document]]\npath = \"a\"\n";
        assert!(Decisions::parse(twice).is_err());
        assert!(
            Decisions::parse("[[finding]]\nfingerprint = \"x\"\nverdict = \"也许\"\n").is_err()
        );
        assert!(Decisions::parse("[[finding]]\nfingerprint = \"x\"\nverdict = \"暂缓\"\n").is_ok());
    }
}
