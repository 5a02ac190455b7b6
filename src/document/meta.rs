//! What a document says of itself, each fact with the words it rests on.

use super::rank::{Rank, Status};
use crate::text::date::Date;
use serde::{Deserialize, Serialize};

/// A fact with its evidence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fact<T> {
    /// The fact.
    pub value: T,
    /// The words it rests on, or where else it comes from (文件名, 数据库字段), in Chinese.
    pub evidence: String,
}

impl<T> Fact<T> {
    /// A fact with its evidence.
    pub fn new(value: T, evidence: impl Into<String>) -> Self {
        Self {
            value,
            evidence: evidence.into(),
        }
    }
}

/// What happened to a text on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Act {
    /// 通过
    Adopted,
    /// 批准
    Approved,
    /// 公布, 发布, 印发
    Published,
    /// 修正, 修改
    Amended,
    /// 修订: the whole text made anew.
    Revised,
    /// 废止
    Repealed,
}

/// One event of a document's history, from the lines under its title.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// The day.
    pub date: Date,
    /// What happened.
    pub act: Act,
    /// Who acted, as printed (山东省第十三届人民代表大会常务委员会第五次会议); empty if not said.
    pub by: String,
    /// The decision's title without 《》, if named.
    pub decision: String,
    /// The line's words.
    pub words: String,
}

/// What a document says of itself. What the text doesn't say is absent.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Meta {
    /// The title as the document prints it, without white space.
    pub title: String,
    /// 文号: 清政办发〔2014〕17号, 国务院令第406号.
    pub number: Option<Fact<String>>,
    /// Issuing bodies, first the leading one.
    pub issuers: Vec<Fact<String>>,
    /// Rank, with the reason.
    pub rank: Option<Fact<Rank>>,
    /// Region as a path: 山东省, 山东省/济南市; 全国 for national law.
    pub region: Option<Fact<String>>,
    /// First adoption.
    pub adopted: Option<Fact<Date>>,
    /// First publication or issue.
    pub published: Option<Fact<Date>>,
    /// The day of this version: the last event that made the text what it is.
    pub version: Option<Fact<Date>>,
    /// The day it came into force first (施行).
    pub effective: Option<Fact<Date>>,
    /// The day this version came into force, where the text or its decision says so.
    pub version_effective: Option<Fact<Date>>,
    /// The last day of validity.
    pub expires: Option<Fact<Date>>,
    /// Validity or trial in words, where no day could be computed.
    pub validity: Option<String>,
    /// The history, oldest first.
    pub history: Vec<Event>,
    /// State claimed by a source; never trusted alone.
    pub claimed_status: Option<Fact<Status>>,
}

impl Meta {
    /// The rank, unknown where nothing decides it.
    pub fn rank(&self) -> Rank {
        self.rank.as_ref().map_or(Rank::Unknown, |r| r.value)
    }

    /// The leading issuer, empty when unknown.
    pub fn issuer(&self) -> &str {
        self.issuers.first().map_or("", |i| i.value.as_str())
    }

    /// The region's path, empty when unknown.
    pub fn region(&self) -> &str {
        self.region.as_ref().map_or("", |r| r.value.as_str())
    }
}
