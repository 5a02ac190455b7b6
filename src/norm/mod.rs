//! What a clause orders: who must, may or may not do what, and what follows.
//!
//! [`read`] takes an article (or a level, paragraph or row of a paper without articles) and gives
//! its norms: one an act. An item inherits the sentence that leads its list. A fine has three keys
//! (act, object, tier), so every [`Sanction`] carries its own object and tier. [`expand`] makes
//! the two hops: “违反本条例第十条规定的” to the words of 第十条, “依照前款规定处罚” to the sanctions
//! of the 款 before. Everything is a span of the document's text; nothing here needs a library.

mod amount;
mod body;
mod coerce;
mod duty;
mod expand;
mod penalty;
mod list;
mod read;
mod sanction;
mod shown;
mod terms;

pub use expand::node_of;
pub use penalty::may_set;

use crate::document::{Document, NodeId};
use crate::text::Span;

/// One norm: an act with what is ordered of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Norm {
    /// The nodes it is read from: the 款 (or level), then the 项 where the act is an item's.
    pub nodes: Vec<NodeId>,
    /// The sentence; for an item, the item's words.
    pub span: Span,
    /// The sentence that leads the list, where the act is an item's.
    pub lead: Option<Span>,
    /// What kind of sentence it is.
    pub form: Form,
    /// Who acts: the bodies named, with their level.
    pub actors: Vec<Actor>,
    /// Whose act it is, where that stands before “违反…规定”: 道路旅客运输企业.
    pub subject: Option<Span>,
    /// What the sentence does with the act.
    pub modality: Modality,
    /// The words of the modality (应当, 不得), empty where there are none.
    pub modality_span: Span,
    /// The act.
    pub act: Act,
    /// Whom the act concerns: 个人, 单位, 经营者, kinds of vehicle and trade.
    pub objects: Vec<Object>,
    /// 责令改正, 限期整改: the words of the order that comes first or alone.
    pub order: Option<Span>,
    /// What may be imposed, each with its tier and object.
    pub sanctions: Vec<Sanction>,
    /// Administrative coercion ordered or allowed.
    pub measures: Vec<Measure>,
    /// 批准, 备案, 报告 and the like that the sentence asks for.
    pub licences: Vec<Licence>,
    /// The conditions of a list “应当具备下列条件”, one a span.
    pub conditions: Vec<Span>,
    /// Time limits.
    pub limits: Vec<Limit>,
    /// Fees and deposits.
    pub fees: Vec<Fee>,
    /// Distances with their origin.
    pub distances: Vec<Distance>,
    /// 本条例所称…，是指…
    pub definition: Option<Definition>,
    /// 另有规定的除外, 从其规定: the words.
    pub exceptions: Vec<Span>,
    /// Provisions of this document or other laws that the sentence points to.
    pub references: Vec<Reference>,
    /// 处分, criminal and civil consequences: recognised and set apart.
    pub other: Vec<(Consequence, Span)>,
    /// Whether every figure of the sentence was attributed; confidence rests on it.
    pub complete: bool,
    /// Figures that were not.
    pub unread: Vec<Span>,
}

/// The kinds of sentences.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Form {
    /// Sanctions for an act.
    Penalty,
    /// An act forbidden: 不得, 禁止.
    Prohibition,
    /// An act ordered: 应当, 必须.
    Duty,
    /// An act allowed or encouraged: 可以, 鼓励.
    Permission,
    /// 主管, 负责: whose task it is.
    Competence,
    /// 本条例所称…是指.
    Definition,
    /// Anything else.
    Statement,
}

/// What a sentence does with its act.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Modality {
    /// 必须
    Must,
    /// 应当, 应
    Should,
    /// 不得, 禁止, 严禁, 不准
    MustNot,
    /// 可以, 有权
    May,
    /// 不需要, 无需: freed of a duty.
    NeedNot,
    /// 鼓励, 支持, 提倡, 倡导
    Encourage,
    /// None of them.
    None,
}

/// A body or person who acts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    /// The words.
    pub span: Span,
    /// The same as text: 县级以上人民政府交通运输主管部门.
    pub text: String,
    /// The level, where the words say it.
    pub level: Level,
    /// The system: 交通运输, 公安, 生态环境, 人民政府; empty where the words don't tell.
    pub system: String,
}

/// Levels of government, from the top.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// 国务院 and its departments
    State,
    /// 省
    Province,
    /// 设区的市
    City,
    /// 县, 区, 县级以上 taken alone as 县
    County,
    /// 县级以上
    CountyUp,
    /// 设区的市以上, 市级以上
    CityUp,
    /// 乡镇, 街道
    Town,
    /// Not said.
    Unsaid,
}

/// An act: its words and the terms that make it comparable.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Act {
    /// The words: “未取得许可从事客运经营的”, without the citation before them.
    pub span: Span,
    /// The same as text.
    pub text: String,
    /// Content words, normalised, without stop words, in order of appearance.
    pub terms: Vec<String>,
    /// 擅自, 未经批准, 未按照规定, 故意 …: the words that qualify it.
    pub qualifiers: Vec<String>,
    /// Where the words stand; another provision's node after [`expand`].
    pub node: Option<NodeId>,
    /// Whether the act is a breach (未…, 违反…, 不…) or the thing done itself.
    pub negative: bool,
}

/// A class of persons or things.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Object {
    /// 个人, 公民
    Person,
    /// 单位, 法人, 企业
    Unit,
    /// 个体工商户
    Household,
    /// 直接负责的主管人员和其他直接责任人员
    Responsible,
    /// 驾驶员, 驾驶人, 从业人员: the words.
    Worker(String),
    /// 经营者 of a trade: the words.
    Operator(String),
    /// A kind of vehicle or ship: the words.
    Vehicle(String),
}

/// The tier of a sanction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tier {
    /// The act itself.
    First,
    /// 拒不改正, 逾期不改正
    Refuses,
    /// 再次, N年内…次: within how many months, where said.
    Repeat(Option<u32>),
    /// 造成…后果, 损害
    Damage,
    /// 情节严重
    Serious,
    /// 情节特别严重, 后果特别严重
    Extreme,
    /// 情节较轻, 尚不严重
    Minor,
}

/// A sanction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sanction {
    /// Which.
    pub kind: SanctionKind,
    /// The words: “处三千元以上三万元以下罚款”.
    pub span: Span,
    /// How much, for a fine; 没收, 暂扣 and 限制从业 have none or a period in `period`.
    pub amount: Option<Amount>,
    /// For 暂扣, 拘留, 限制从业: from and to, in the unit said.
    pub period: Option<Limit>,
    /// 可以处, 可以并处: the body may leave it out.
    pub may: bool,
    /// 并处, 可以并处: besides another sanction.
    pub together: bool,
    /// The tier.
    pub tier: Tier,
    /// The words of the tier: “拒不改正的”; empty for First.
    pub tier_span: Span,
    /// 对单位…, 对个人…: none means the actor of the act.
    pub object: Option<Object>,
    /// 责令改正 or 限期改正 comes first.
    pub after_order: bool,
    /// 由…: index into [`Norm::actors`].
    pub by: Option<usize>,
    /// The object of 没收, 吊销, 暂扣, 责令停止: its words.
    pub thing: Option<Span>,
}

/// Kinds of administrative sanctions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum SanctionKind {
    /// 警告
    Warning,
    /// 通报批评
    Criticism,
    /// 罚款
    Fine,
    /// 没收违法所得
    ForfeitYield,
    /// 没收非法财物
    ForfeitThings,
    /// 暂扣许可证件
    SuspendLicence,
    /// 降低资质等级
    LowerGrade,
    /// 吊销许可证件
    RevokeLicence,
    /// 限制开展生产经营活动
    Restrict,
    /// 责令停产停业, 停业整顿
    StopBusiness,
    /// 责令停止(施工、使用、建设)
    StopAct,
    /// 责令关闭
    CloseDown,
    /// 限制从业
    BanTrade,
    /// 行政拘留
    Detain,
}

/// The amount of a fine, in 元 where the basis is money.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Amount {
    /// The words.
    pub span: Span,
    /// How it is reckoned.
    pub basis: Basis,
    /// The floor (元, or thousandths of the base for [`Basis::Multiple`] and [`Basis::Percent`]);
    /// none where there is no floor.
    pub min: Option<u64>,
    /// The cap, in the same unit; none where there is no cap.
    pub max: Option<u64>,
    /// The base of a multiple or percentage: 违法所得, 货值金额, 票价; 每辆次 for [`Basis::PerUnit`].
    pub base: String,
    /// 最高不超过…元: the cap in 元 over a multiple or per-unit amount.
    pub cap: Option<u64>,
    /// “违法所得不足五万元的”: when this amount applies.
    pub bracket: Option<Bracket>,
}

/// How an amount is reckoned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Basis {
    /// 处五百元罚款
    Fixed,
    /// 三千元以上三万元以下
    Range,
    /// 三万元以下
    UpTo,
    /// 三万元以上 without a cap
    AtLeast,
    /// 一倍以上五倍以下: of `base`, in thousandths
    Multiple,
    /// 百分之五以上百分之十以下: of `base`, in thousandths
    Percent,
    /// 每吨, 每日, 每辆次: 元 for each `base`
    PerUnit,
    /// 罚款 without a figure
    Unsaid,
}

/// A bracket by yield or value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bracket {
    /// The words: 没有违法所得或者违法所得不足二万元的.
    pub span: Span,
    /// From, in 元, included.
    pub from: Option<u64>,
    /// Below, in 元.
    pub below: Option<u64>,
    /// 没有违法所得, 无法计算 is included.
    pub none: bool,
}

/// A coercive measure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Measure {
    /// Which.
    pub kind: MeasureKind,
    /// Its words.
    pub span: Span,
    /// What is seized: its words.
    pub object: Option<Span>,
    /// On which condition: “无法当场提供其他有效证明的”.
    pub condition: Option<Span>,
    /// 可以.
    pub may: bool,
    /// By whom: index into [`Norm::actors`].
    pub by: Option<usize>,
    /// 不得扣押: forbids it.
    pub negated: bool,
}

/// Kinds of coercion; 扣押 stands for 扣留, 暂扣车辆, 滞留 as well.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum MeasureKind {
    /// 扣押, 扣留, 暂扣, 滞留 of things; 先行登记保存 is evidence and not here.
    Seize,
    /// 查封
    Seal,
    /// 冻结
    Freeze,
    /// 拖移, 拖离, 清障
    Tow,
    /// 强制拆除
    Demolish,
    /// 强制执行, 强行…
    Enforce,
    /// 代履行: 代为…, 费用由…承担
    Substitute,
    /// 加处罚款
    DailyFine,
    /// 滞纳金
    LateFee,
    /// 停水停电停热停气
    CutOff,
    /// 收缴, 追缴
    Collect,
    /// 限制人身自由: 约束, 强制隔离, 强制传唤
    Restrain,
}

/// A licence verb.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Licence {
    /// The verb's words.
    pub span: Span,
    /// Its rank.
    pub rank: LicenceRank,
    /// What is asked for: the words around it, “开工许可”.
    pub object: Option<Span>,
    /// Who gives it, or is told, where the words say so.
    pub by: Option<Actor>,
    /// 无需, 不再, 不得要求: it is not asked for.
    pub negated: bool,
}

/// How heavy a licence verb is; greater is heavier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum LicenceRank {
    /// 公告, 公示
    Publish,
    /// 报告, 告知, 通知, 征求意见
    Report,
    /// 备案, 登记
    Record,
    /// 批准, 许可, 核准, 审批, 审查, 同意
    Approve,
}

/// A time limit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limit {
    /// The words: 自受理之日起二十日内.
    pub span: Span,
    /// At least, where a range is given.
    pub min: Option<u64>,
    /// At most (or the figure).
    pub max: Option<u64>,
    /// The unit.
    pub unit: Unit,
    /// From when: the words.
    pub from: Option<Span>,
    /// Whether it counts backwards (提前十日, 十日前).
    pub before: bool,
}

/// Units of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unit {
    /// 分钟
    Minute,
    /// 小时
    Hour,
    /// 日, 天
    Day,
    /// 工作日
    Workday,
    /// 月
    Month,
    /// 年
    Year,
}

/// A fee or deposit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fee {
    /// The words: 保管费, 保证金.
    pub span: Span,
    /// Whether it is a deposit.
    pub deposit: bool,
    /// 不得收取.
    pub negated: bool,
}

/// A distance and where it is measured from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Distance {
    /// The words.
    pub span: Span,
    /// In centimetres.
    pub centimetres: u64,
    /// 公路用地外缘: its words.
    pub origin: Option<Span>,
}

/// A definition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Definition {
    /// The term's words.
    pub term: Span,
    /// The words that say what it is.
    pub meaning: Span,
}

/// A pointer to a provision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    /// Its words.
    pub span: Span,
    /// What it does.
    pub kind: ReferenceKind,
    /// The title in 《》; none for this document.
    pub title: Option<String>,
    /// The nodes of this document it names; empty for other laws or where there are none.
    pub targets: Vec<NodeId>,
}

/// What a reference does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ReferenceKind {
    /// 违反…规定: the act stands there.
    Violated,
    /// 依照…处罚: the sanction stands there, nothing is set here.
    Sanction,
    /// 前款规定的行为: the act stands there, the sanction here.
    ActOf,
    /// Anything else.
    Other,
}

/// Consequences that are no administrative sanction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Consequence {
    /// 处分, 记过, 降级, 开除
    Discipline,
    /// 追究刑事责任
    Criminal,
    /// 赔偿, 民事责任
    Civil,
    /// 治安管理处罚 (pointed to)
    PublicOrder,
}

/// A norm with its two hops made.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Expanded {
    /// The acts: the norm's own words, or those of the provisions it names.
    pub acts: Vec<Act>,
    /// The sanctions, its own or those of the 款 it points to; their spans are in the same text.
    pub sanctions: Vec<Sanction>,
    /// False when a provision named was not found.
    pub complete: bool,
}

/// The norms of an article, or of a level, paragraph or row of a paper without articles.
pub fn read(document: &Document, article: NodeId) -> Vec<Norm> {
    read::read(document, article)
}

/// Follows a norm's two hops in its own document: to the acts of the provisions it says are
/// violated, and to the sanctions it borrows.
pub fn expand(document: &Document, norm: &Norm) -> Expanded {
    expand::expand(document, norm)
}
