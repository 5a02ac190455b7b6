//! A finding: what a rule saw, where, on which words of higher law, and what would make it right.
//!
//! Its JSON is CONTRACT's. A finding without a quoted place can't be built; every quote is a
//! slice of a stored text ([`verify`] re-reads them before a report is written).

pub mod fingerprint;
pub mod verify;

use crate::document::Place;
use serde::{Deserialize, Serialize};

/// What sort of problem a finding names (CONTRACT `kind`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// 罚则幅度
    PenaltyRange,
    /// 处罚种类
    PenaltyKind,
    /// 处罚行为
    PenaltyAct,
    /// 增设许可或者条件
    LicenceAdded,
    /// 许可已经取消
    LicenceAbolished,
    /// 行政强制
    Coercion,
    /// 收费
    Fee,
    /// 期限
    TimeLimit,
    /// 程序
    Procedure,
    /// 减损权利、增加义务
    RightReduced,
    /// 主体
    Subject,
    /// 引用失效
    CitationDead,
    /// 引用条文移动
    CitationMoved,
    /// 内部引用
    CitationInternal,
    /// 定义
    Definition,
    /// 公平竞争
    Competition,
    /// 逐利执法
    CampaignProfit,
    /// 执法不规范
    CampaignIrregular,
    /// 方式简单僵化
    CampaignRigid,
    /// 执法粗暴
    CampaignRough,
    /// 执法寻租
    CampaignRent,
    /// 有效期
    Expiry,
    /// 用语
    Term,
    /// 其他
    Other,
}

impl Kind {
    /// All kinds in CONTRACT's order.
    pub const ALL: [Kind; 24] = [
        Kind::PenaltyRange,
        Kind::PenaltyKind,
        Kind::PenaltyAct,
        Kind::LicenceAdded,
        Kind::LicenceAbolished,
        Kind::Coercion,
        Kind::Fee,
        Kind::TimeLimit,
        Kind::Procedure,
        Kind::RightReduced,
        Kind::Subject,
        Kind::CitationDead,
        Kind::CitationMoved,
        Kind::CitationInternal,
        Kind::Definition,
        Kind::Competition,
        Kind::CampaignProfit,
        Kind::CampaignIrregular,
        Kind::CampaignRigid,
        Kind::CampaignRough,
        Kind::CampaignRent,
        Kind::Expiry,
        Kind::Term,
        Kind::Other,
    ];

    /// The name a user reads.
    pub const fn shown(self) -> &'static str {
        match self {
            Kind::PenaltyRange => "处罚幅度",
            Kind::PenaltyKind => "处罚种类",
            Kind::PenaltyAct => "处罚行为",
            Kind::LicenceAdded => "增设许可或者条件",
            Kind::LicenceAbolished => "许可已取消",
            Kind::Coercion => "行政强制",
            Kind::Fee => "收费",
            Kind::TimeLimit => "期限",
            Kind::Procedure => "程序",
            Kind::RightReduced => "减损权利、增加义务",
            Kind::Subject => "主体名称或者权限",
            Kind::CitationDead => "引用失效文件",
            Kind::CitationMoved => "引用条文不符",
            Kind::CitationInternal => "内部引用错误",
            Kind::Definition => "定义",
            Kind::Competition => "公平竞争",
            Kind::CampaignProfit => "逐利执法",
            Kind::CampaignIrregular => "执法不规范",
            Kind::CampaignRigid => "方式简单僵化",
            Kind::CampaignRough => "执法粗暴",
            Kind::CampaignRent => "执法寻租",
            Kind::Expiry => "有效期",
            Kind::Term => "用语",
            Kind::Other => "其他",
        }
    }
}

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// 提示: form.
    Info,
    /// 警告: must be looked at.
    Warning,
    /// 错误: contrary to higher law.
    Error,
}

impl Severity {
    /// The name a user reads.
    pub const fn shown(self) -> &'static str {
        match self {
            Severity::Info => "提示",
            Severity::Warning => "警告",
            Severity::Error => "错误",
        }
    }
}

/// How sure it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Confidence {
    /// 低
    Low,
    /// 中
    Medium,
    /// 高
    High,
}

impl Confidence {
    /// The name a user reads.
    pub const fn shown(self) -> &'static str {
        match self {
            Confidence::Low => "低",
            Confidence::Medium => "中",
            Confidence::High => "高",
        }
    }
}

/// A place with the words there.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Quoted {
    /// Part, article, paragraph, item, subitem.
    #[serde(flatten)]
    pub place: Place,
    /// Exactly `text[start..end]`, never empty.
    pub quote: String,
    /// First byte in the normalised text.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

/// The provision a finding rests on.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Basis {
    /// The law's full title.
    pub law: String,
    /// The version's day, where the library holds it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<String>,
    /// 第七十六条
    #[serde(default)]
    pub article: Option<String>,
    /// 款
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paragraph: Option<u32>,
    /// Exactly a slice of the library's text; absent where the library lacks it (库中无原文).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quote: Option<String>,
    /// Where a fact of the registry comes from, when no law's text says it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
}

/// One line of the table that sets a local provision beside the higher one: 行为, 对象, 情节, 处罚种类, 幅度.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct ComparisonRow {
    /// What is compared, in Chinese.
    pub label: String,
    /// What the local text says; empty where it says nothing.
    pub local: String,
    /// What the higher text says; empty where it says nothing.
    pub higher: String,
    /// Whether this is where they differ.
    pub differs: bool,
}

impl ComparisonRow {
    /// A line in which both agree, or which only tells what is compared.
    pub fn same(
        label: impl Into<String>,
        local: impl Into<String>,
        higher: impl Into<String>,
    ) -> Self {
        Self {
            label: label.into(),
            local: local.into(),
            higher: higher.into(),
            differs: false,
        }
    }

    /// A line in which they differ; words that stand in the quotes are marked there.
    pub fn differs(
        label: impl Into<String>,
        local: impl Into<String>,
        higher: impl Into<String>,
    ) -> Self {
        Self {
            differs: true,
            ..Self::same(label, local, higher)
        }
    }
}

/// How far a fix may be trusted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Grade {
    /// 可直接修改: form only.
    Safe,
    /// 须人工确认: changes what is ordered.
    Review,
    /// 仅供参考: shows the direction.
    Display,
}

impl Grade {
    /// The name a user reads.
    pub const fn shown(self) -> &'static str {
        match self {
            Grade::Safe => "可直接修改",
            Grade::Review => "须人工确认",
            Grade::Display => "仅供参考",
        }
    }
}

/// One replacement in the normalised text.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Edit {
    /// First byte replaced.
    pub start: usize,
    /// One past the last byte replaced.
    pub end: usize,
    /// The new words; empty deletes.
    pub new: String,
}

/// What would make it right.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Fix {
    /// How far it may be trusted.
    pub grade: Grade,
    /// Sorted, not overlapping.
    pub edits: Vec<Edit>,
    /// What the fix does, in Chinese; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub title: String,
}

/// State against last time's findings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Baseline {
    /// 新增
    New,
    /// 未变
    Unchanged,
    /// 复发
    Reappeared,
}

/// What the document as a whole needs, if this finding is right (PRODUCT, "The outcomes").
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// 继续有效
    Retain,
    /// 修改
    Amend,
    /// 废止
    Repeal,
    /// 宣布失效
    Lapse,
    /// 不属于规范性文件
    NotNormative,
}

impl Outcome {
    /// The name a user reads.
    pub const fn shown(self) -> &'static str {
        match self {
            Outcome::Retain => "继续有效",
            Outcome::Amend => "修改",
            Outcome::Repeal => "废止",
            Outcome::Lapse => "宣布失效",
            Outcome::NotNormative => "不属于规范性文件",
        }
    }
}

/// A finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// The rule's code.
    pub rule: String,
    /// The sort of problem.
    pub kind: Kind,
    /// How bad.
    pub severity: Severity,
    /// How sure.
    pub confidence: Confidence,
    /// What is wrong, one sentence.
    pub message: String,
    /// Why it is wrong.
    #[serde(default)]
    pub why: String,
    /// What could be said against the finding.
    #[serde(default)]
    pub counter: String,
    /// Where.
    pub place: Quoted,
    /// On what.
    #[serde(default)]
    pub basis: Vec<Basis>,
    /// Both provisions side by side; empty where nothing is compared.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub comparison: Vec<ComparisonRow>,
    /// What would make it right.
    #[serde(default)]
    pub fix: Option<Fix>,
    /// Against last time; absent without a baseline.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub baseline: Option<Baseline>,
    /// Survives a re-parse and a year: [`fingerprint::of`].
    pub fingerprint: String,
    /// The outcome the finding asks for the whole document, where it asks one beyond 修改.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub asks: Option<Outcome>,
}
