//! What a norm holds as a user reads it.

use super::{Object, SanctionKind, Tier};

impl Object {
    /// The name a user reads.
    pub fn shown(&self) -> &str {
        match self {
            Object::Person => "个人",
            Object::Unit => "单位",
            Object::Household => "个体工商户",
            Object::Responsible => "直接负责的主管人员和其他直接责任人员",
            Object::Worker(w) | Object::Operator(w) | Object::Vehicle(w) => w,
        }
    }
}

impl Tier {
    /// The name a user reads.
    pub const fn shown(self) -> &'static str {
        match self {
            Tier::First => "一般情形",
            Tier::Refuses => "拒不改正",
            Tier::Repeat(_) => "再次违法",
            Tier::Damage => "造成后果",
            Tier::Serious => "情节严重",
            Tier::Extreme => "情节特别严重",
            Tier::Minor => "情节较轻",
        }
    }
}

impl SanctionKind {
    /// The name a user reads (行政处罚法 第九条, 2021).
    pub const fn shown(self) -> &'static str {
        match self {
            SanctionKind::Warning => "警告",
            SanctionKind::Criticism => "通报批评",
            SanctionKind::Fine => "罚款",
            SanctionKind::ForfeitYield => "没收违法所得",
            SanctionKind::ForfeitThings => "没收非法财物",
            SanctionKind::SuspendLicence => "暂扣许可证件",
            SanctionKind::LowerGrade => "降低资质等级",
            SanctionKind::RevokeLicence => "吊销许可证件",
            SanctionKind::Restrict => "限制开展生产经营活动",
            SanctionKind::StopBusiness => "责令停产停业",
            SanctionKind::StopAct => "责令停止行为",
            SanctionKind::CloseDown => "责令关闭",
            SanctionKind::BanTrade => "限制从业",
            SanctionKind::Detain => "行政拘留",
        }
    }
}
