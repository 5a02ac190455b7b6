//! Places as a decision names them: 第十条第一款第（一）项, 第三项至第五项, 第二章标题, 序言.
//!
//! What a number leaves unsaid is inherited inside one list (第十条第一款、第二款); what the list
//! leaves unsaid is filled from the sentence before ([`Place::within`]).

use crate::document::Number;
use crate::text::numeral;

mod scan;

pub(super) use scan::{LAST, list, region};

/// Levels of a provision.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// 编
    Book,
    /// 章
    Chapter,
    /// 节
    Section,
    /// 条
    Article,
    /// 款, 自然段
    Paragraph,
    /// 项
    Item,
    /// 目
    Subitem,
    /// 句
    Sentence,
}

impl Level {
    /// The Chinese unit.
    pub const fn unit(self) -> &'static str {
        match self {
            Self::Book => "编",
            Self::Chapter => "章",
            Self::Section => "节",
            Self::Article => "条",
            Self::Paragraph => "款",
            Self::Item => "项",
            Self::Subitem => "目",
            Self::Sentence => "句",
        }
    }
}

/// What a place means of the provision named.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Aspect {
    /// The provision.
    #[default]
    Whole,
    /// 标题, 章名, 条旨
    Heading,
    /// 条首, 引导语: the words before the items.
    Lead,
    /// 开头
    Begin,
    /// 末尾
    End,
}

/// A part of a paper that has no number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Region {
    /// 序言, 引言
    Preamble,
    /// 标题, 名称
    Title,
    /// 目录
    Contents,
    /// 附件N (0 where not numbered)
    Annex(u32),
    /// 全文
    All,
}

/// A place by its printed numbers; what isn't named is absent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Place {
    /// A part without a number.
    pub region: Option<Region>,
    /// 编
    pub book: Option<u32>,
    /// 章
    pub chapter: Option<u32>,
    /// 节
    pub section: Option<u32>,
    /// 条
    pub article: Option<Number>,
    /// 款
    pub paragraph: Option<u32>,
    /// 项
    pub item: Option<Number>,
    /// 目
    pub subitem: Option<u32>,
    /// 句
    pub sentence: Option<u32>,
    /// What of it.
    pub aspect: Aspect,
}

impl Place {
    /// An article.
    pub fn article(number: Number) -> Self {
        Self {
            article: Some(number),
            ..Self::default()
        }
    }

    /// The number at a level.
    pub fn number(&self, level: Level) -> Option<Number> {
        match level {
            Level::Book => self.book.map(Number::new),
            Level::Chapter => self.chapter.map(Number::new),
            Level::Section => self.section.map(Number::new),
            Level::Article => self.article,
            Level::Paragraph => self.paragraph.map(Number::new),
            Level::Item => self.item,
            Level::Subitem => self.subitem.map(Number::new),
            Level::Sentence => self.sentence.map(Number::new),
        }
    }

    /// The lowest level named.
    pub fn lowest(&self) -> Option<Level> {
        LEVELS.into_iter().rev().find(|&l| self.number(l).is_some())
    }

    /// The highest level named.
    pub fn highest(&self) -> Option<Level> {
        LEVELS.into_iter().find(|&l| self.number(l).is_some())
    }

    /// The same place with another number at a level; what lies below is cleared.
    #[must_use]
    pub fn with(mut self, level: Level, number: Number) -> Self {
        if level <= Level::Section {
            self.article = None;
        }
        match level {
            Level::Book => {
                self.book = Some(number.main);
                self.chapter = None;
                self.section = None;
            }
            Level::Chapter => {
                self.chapter = Some(number.main);
                self.section = None;
            }
            Level::Section => self.section = Some(number.main),
            Level::Article => {
                self.article = Some(number);
                (self.book, self.chapter, self.section) = (None, None, None);
            }
            Level::Paragraph => self.paragraph = Some(number.main),
            Level::Item => self.item = Some(number),
            Level::Subitem => self.subitem = Some(number.main),
            Level::Sentence => self.sentence = Some(number.main),
        }
        if level < Level::Paragraph {
            self.paragraph = None;
        }
        if level < Level::Item {
            self.item = None;
        }
        if level < Level::Subitem {
            self.subitem = None;
        }
        if level < Level::Sentence {
            self.sentence = None;
        }
        self
    }

    /// The place with what it leaves unsaid taken from the place spoken of before: 第二款 after
    /// 第八条 is 第八条第二款.
    #[must_use]
    pub fn within(self, context: &Place) -> Self {
        let Some(high) = self.highest() else {
            return if self.region.is_some() {
                self
            } else {
                Self {
                    aspect: self.aspect,
                    ..*context
                }
            };
        };
        let mut out = self;
        if out.region.is_none() && high > Level::Section {
            out.region = context.region;
        }
        if high > Level::Article {
            out.article = context.article;
            (out.book, out.chapter, out.section) = (context.book, context.chapter, context.section);
        }
        if high > Level::Paragraph {
            out.paragraph = context.paragraph;
        }
        if high > Level::Item {
            out.item = context.item;
        }
        if high > Level::Subitem {
            out.subitem = context.subitem;
        }
        if high == Level::Article {
            out.region = None;
        }
        out
    }

    /// The place as a decision prints it.
    pub fn shown(&self) -> String {
        let mut s = String::new();
        match self.region {
            Some(Region::Preamble) => s.push_str("序言"),
            Some(Region::Title) => s.push_str("标题"),
            Some(Region::Contents) => s.push_str("目录"),
            Some(Region::Annex(0)) => s.push_str("附件"),
            Some(Region::Annex(n)) => s.push_str(&format!("附件{n}")),
            Some(Region::All) => s.push_str("全文"),
            None => {}
        }
        for level in LEVELS {
            if let Some(n) = self.number(level) {
                if level == Level::Sentence && n.main == LAST {
                    s.push_str("最后一句");
                } else if level == Level::Article {
                    s.push_str(&n.article());
                } else {
                    s.push_str(&format!(
                        "第{}{}",
                        numeral::format(u64::from(n.main)),
                        level.unit()
                    ));
                }
            }
        }
        s.push_str(match self.aspect {
            Aspect::Whole => "",
            Aspect::Heading => "标题",
            Aspect::Lead => "引导语",
            Aspect::Begin => "开头",
            Aspect::End => "末尾",
        });
        s
    }
}

/// All levels from the top.
pub(super) const LEVELS: [Level; 8] = [
    Level::Book,
    Level::Chapter,
    Level::Section,
    Level::Article,
    Level::Paragraph,
    Level::Item,
    Level::Subitem,
    Level::Sentence,
];
