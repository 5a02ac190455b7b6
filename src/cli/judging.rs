//! Options of the commands that judge documents: what is wanted, what is kept back, what was there
//! last time.

use super::common::{Common, Config};
use crate::check::{self, Baseline, PathPattern, PathRule, Run, Selection, Settings, Suppressions};
use crate::document::Rank;
use crate::error::{Error, Result};
use crate::finding::{Confidence, Severity};
use std::path::{Path, PathBuf};

/// What is wanted, what is kept back, what was there last time.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct Judging {
    /// 只查这些：规则编号、编号开头、规则名称或者问题种类，可以用逗号分开
    #[arg(long, value_delimiter = ',', value_name = "规则")]
    pub select: Vec<String>,
    /// 不查这些（优先于 --select）
    #[arg(long, value_delimiter = ',', value_name = "规则")]
    pub ignore: Vec<String>,
    /// 最低程度：error、warning、info（默认 info）
    #[arg(long = "min-severity", value_parser = ["error", "warning", "info"])]
    pub min_severity: Option<String>,
    /// 最低把握：high、medium、low（默认 low）
    #[arg(long = "min-confidence", value_parser = ["high", "medium", "low"])]
    pub min_confidence: Option<String>,
    /// 不再提示的清单（TOML，每项有理由和期限）
    #[arg(long, value_name = "FILE")]
    pub suppressions: Option<PathBuf>,
    /// 与基线（上次的问题）比较：新增、未变、复发、已解决
    #[arg(long, value_name = "FILE")]
    pub baseline: Option<PathBuf>,
    /// 检查后把本次的问题写进基线（没有基线文件时新建）
    #[arg(long = "update-baseline", requires = "baseline")]
    pub update_baseline: bool,
}

/// One `[[path]]` of the configuration.
#[derive(Debug, Clone, Default, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PathConfig {
    /// Which documents: docs/**/*.md
    #[serde(alias = "路径")]
    pub glob: String,
    /// Their rank, whatever the text says.
    #[serde(default, alias = "位阶")]
    pub rank: Option<String>,
    /// Their issuer, where the text names none.
    #[serde(default, alias = "制定机关")]
    pub issuer: Option<String>,
    /// Their region, where the text names none.
    #[serde(default, alias = "区域")]
    pub region: Option<String>,
    /// Only these rules and kinds.
    #[serde(default, alias = "只查")]
    pub select: Vec<String>,
    /// Not these.
    #[serde(default, alias = "不查")]
    pub ignore: Vec<String>,
}

impl PathConfig {
    fn rule(&self) -> Result<PathRule> {
        let rank = match self.rank.as_deref() {
            None => None,
            Some(r) => Some(Rank::from_name(r).ok_or_else(|| {
                let names: Vec<&str> = Rank::ALL.iter().map(|r| r.name()).collect();
                Error::usage(
                    format!("没有位阶“{r}”"),
                    format!("写成其中之一：{}", names.join("、")),
                )
            })?),
        };
        Ok(PathRule {
            pattern: PathPattern::parse(&self.glob)?,
            rank,
            issuer: self.issuer.clone(),
            region: self.region.clone(),
            selection: Selection::parse(&self.select, &self.ignore)?,
        })
    }
}

impl Judging {
    /// The settings of a run: options, then the configuration.
    ///
    /// # Errors
    /// Names the rule, day, path or file that is wrong.
    pub fn settings(&self, common: &Common, config: &Config) -> Result<Settings> {
        let or = |own: &[String], other: &[String]| {
            if own.is_empty() {
                other.to_vec()
            } else {
                own.to_vec()
            }
        };
        let mut ignore = self.ignore.clone();
        ignore.extend(config.ignore.iter().cloned());
        let suppressions = match self.suppressions.as_ref().or(config.suppressions.as_ref()) {
            Some(p) => Suppressions::parse(&read(p, "读取不再提示的清单失败")?)
                .map_err(|e| e.about_file(p))?,
            None => Suppressions::default(),
        };
        let severity_name = self
            .min_severity
            .as_deref()
            .or(config.min_severity.as_deref());
        let confidence_name = self
            .min_confidence
            .as_deref()
            .or(config.min_confidence.as_deref());
        Ok(Settings {
            organ: common.organ(config),
            selection: Selection::parse(&or(&self.select, &config.select), &ignore)?,
            min_severity: severity(severity_name.unwrap_or("info"))?,
            min_confidence: confidence(confidence_name.unwrap_or("low"))?,
            paths: config
                .paths
                .iter()
                .map(PathConfig::rule)
                .collect::<Result<_>>()?,
            suppressions,
            ..Settings::on(common.as_of(config)?)
        })
    }

    /// Compares the run with the baseline, where one is named, and writes the new one if asked.
    ///
    /// # Errors
    /// When the file can't be read or written.
    pub fn compare(&self, run: &mut Run, settings: &Settings, common: &Common) -> Result<()> {
        let Some(path) = &self.baseline else {
            return Ok(());
        };
        let before = if path.exists() {
            Baseline::parse(&read(path, "读取基线失败")?).map_err(|e| e.about_file(path))?
        } else if self.update_baseline {
            Baseline::default()
        } else {
            return Err(Error::usage(
                "基线文件不存在",
                "加 --update-baseline 用本次检查的结果新建",
            )
            .about_file(path));
        };
        let next = check::compare(run, &before, settings);
        if self.update_baseline {
            write(path, &next.render()?)?;
            common.say(&format!(
                "基线已写入 {}：{}处",
                super::inputs::shown(path),
                next.open()
            ));
        }
        Ok(())
    }
}

/// Whether a finding counts where a baseline is known: what was there last time does not.
pub fn counts(f: &crate::finding::Finding) -> bool {
    f.baseline != Some(crate::finding::Baseline::Unchanged)
}

/// Says on standard error which entries of the list need tending.
pub fn say_notes(run: &Run, common: &Common) {
    for n in &run.suppressions {
        common.say(&format!(
            "不再提示的清单第{}项（{}，{}，至{}）{}",
            n.entry,
            n.rule,
            n.reason,
            n.until,
            n.state.shown()
        ));
    }
}

/// Reads a severity's name.
///
/// # Errors
/// Names the word.
pub fn severity(s: &str) -> Result<Severity> {
    match s {
        "error" | "错误" => Ok(Severity::Error),
        "warning" | "警告" => Ok(Severity::Warning),
        "info" | "提示" => Ok(Severity::Info),
        _ => Err(Error::usage(
            format!("没有“{s}”这个程度"),
            "写成 error、warning、info 之一",
        )),
    }
}

/// Reads a confidence's name.
///
/// # Errors
/// Names the word.
pub fn confidence(s: &str) -> Result<Confidence> {
    match s {
        "high" | "高" => Ok(Confidence::High),
        "medium" | "中" => Ok(Confidence::Medium),
        "low" | "低" => Ok(Confidence::Low),
        _ => Err(Error::usage(
            format!("没有“{s}”这个把握"),
            "写成 high、medium、low 之一",
        )),
    }
}

fn read(path: &Path, failed: &str) -> Result<String> {
    std::fs::read_to_string(path).map_err(|e| Error::io(failed, &e).about_file(path))
}

fn write(path: &Path, text: &str) -> Result<()> {
    super::common::write_whole(path, text.as_bytes())
        .map_err(|e| Error::io("写基线失败", &e).about_file(path))
}
