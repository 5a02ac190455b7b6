//! The nodes of a document's tree.

use super::number::Number;
use crate::text::Span;
use serde::{Deserialize, Serialize};

/// Index of a node in [`super::Document::nodes`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct NodeId(pub u32);

/// Kinds of nodes. The Chinese name of each is what `qingli parse` prints.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Kind {
    /// 标题
    Title,
    /// 题注: a line of the history under the title.
    History,
    /// 发文机关标志: the red head of an official paper.
    Letterhead,
    /// 文号
    DocNumber,
    /// 主送机关
    Addressee,
    /// 目录 (a line of the table of contents)
    Contents,
    /// 编
    Book,
    /// 章
    Chapter,
    /// 节
    Section,
    /// 条; has no words of its own.
    Article,
    /// 条旨: the caption of an article in brackets on its own line (第一条（目的和依据）).
    Caption,
    /// 款
    Paragraph,
    /// 项
    Item,
    /// 目
    Subitem,
    /// 层一: 一、
    Level1,
    /// 层二: （一）
    Level2,
    /// 层三: 1.
    Level3,
    /// 层四: （1）
    Level4,
    /// 段: an unnumbered paragraph outside articles.
    Para,
    /// 表
    Table,
    /// 表行
    Row,
    /// 表题: the caption of a table.
    TableTitle,
    /// 附件 (its heading line)
    Annex,
    /// 附件说明: the list of annexes at the end of the main part.
    AnnexNote,
    /// 落款
    Signature,
    /// 日期 (of the signature)
    DateLine,
    /// 公开: the line of publicity, copies and print.
    Publicity,
    /// 注: an editor's note, not the law's words.
    Note,
}

impl Kind {
    /// The Chinese name.
    pub const fn name(self) -> &'static str {
        match self {
            Kind::Title => "标题",
            Kind::History => "题注",
            Kind::Letterhead => "发文机关标志",
            Kind::DocNumber => "文号",
            Kind::Addressee => "主送",
            Kind::Contents => "目录",
            Kind::Book => "编",
            Kind::Chapter => "章",
            Kind::Section => "节",
            Kind::Article => "条",
            Kind::Caption => "条旨",
            Kind::Paragraph => "款",
            Kind::Item => "项",
            Kind::Subitem => "目",
            Kind::Level1 => "层一",
            Kind::Level2 => "层二",
            Kind::Level3 => "层三",
            Kind::Level4 => "层四",
            Kind::Para => "段",
            Kind::Table => "表",
            Kind::Row => "表行",
            Kind::TableTitle => "表题",
            Kind::Annex => "附件",
            Kind::AnnexNote => "附件说明",
            Kind::Signature => "落款",
            Kind::DateLine => "日期",
            Kind::Publicity => "公开",
            Kind::Note => "注",
        }
    }

    /// Whether the node's words are normative text a rule may judge (not title, history, contents,
    /// signature, notes).
    pub const fn is_normative(self) -> bool {
        matches!(
            self,
            Kind::Paragraph
                | Kind::Item
                | Kind::Subitem
                | Kind::Level1
                | Kind::Level2
                | Kind::Level3
                | Kind::Level4
                | Kind::Para
                | Kind::Row
        )
    }
}

/// One node: a label (第八条, （一）), words, and where it hangs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Node {
    /// What it is.
    pub kind: Kind,
    /// Its number, where it has one; a 款's number is counted, not printed.
    pub number: Option<Number>,
    /// The printed number; empty where there is none.
    pub label: Span,
    /// Its own words, without label and children.
    pub span: Span,
    /// The node it hangs under.
    pub parent: Option<NodeId>,
    /// Which of the papers in the file it belongs to; index into [`super::Document::parts`].
    pub part: u16,
    /// Whether the text marks it as deleted (“（2010年12月23日删除）”).
    pub dead: bool,
}

impl Node {
    /// Where the node begins in the text.
    pub fn first_byte(&self) -> usize {
        if self.label.is_empty() {
            self.span.start
        } else {
            self.label.start
        }
    }
}

/// One of the papers in a file: the main text, an annexed 办法, an annex.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// 正文, 附件1, or for a paper printed after the notice that issues it 方案, 办法 ….
    pub name: String,
    /// Its title, as printed.
    pub title: String,
}
