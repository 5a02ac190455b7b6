//! The grammar of amendment: a 修改决定, 修正案 or 废止决定 ⇄ typed operations; the operations
//! carried out on the old text.
//!
//! ```text
//!  decision ──quote──▶ paragraphs with quoted wording ──token──▶ tokens ──clause──▶ operations
//!                                                                                      │
//!  old text ──text──▶ editable tree ──apply──▶ ──number──▶ ──refer──▶ consolidated text + notes
//! ```
//!
//! Numbers in a decision are those of the text before it, save after 作为 and 改为. A sentence
//! that isn't understood is listed ([`Unread`]); what can't be carried out is listed ([`Note`]);
//! neither is ever guessed.

pub mod apply;
mod clause;
mod mend;
mod number;
pub mod place;
mod quote;
pub mod read;
mod refer;
mod shares;
pub(crate) mod text;
mod token;

pub(crate) use apply::carry;
pub use apply::{Applied, Note, apply};
pub use place::{Level, Place};
pub use read::read;

use crate::document::Document;

use crate::text::Span;

/// What a decision puts in: quoted wording, one entry a paragraph.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Wording {
    /// The paragraphs, without the quotation marks of the decision.
    pub lines: Vec<String>,
}

impl Wording {
    /// The words as one string, paragraphs with line breaks between.
    pub fn text(&self) -> String {
        self.lines.join("\n")
    }
}

/// Where an insertion goes, when the decision says it beside or instead of a number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Anchor {
    /// After this provision.
    After(Place),
    /// Before this provision.
    Before(Place),
    /// Inside this provision; its number says where.
    Inside(Place),
    /// Nothing but the number.
    None,
}

/// One operation. Places are those of the text before the decision, unless called new.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Action {
    /// 将…修改为“…”
    Replace { place: Place, wording: Wording },
    /// 增加一条（款、项、章），作为…：“…”
    Insert {
        level: Level,
        count: u32,
        anchor: Anchor,
        /// The new numbers; empty when the decision names none.
        new: Vec<Place>,
        /// The heading quoted apart (增加一章“…”).
        heading: Option<String>,
        wording: Wording,
    },
    /// 删去…
    Delete { place: Place },
    /// 将…中的“…”修改为“…”; an empty `new` deletes the words.
    Substitute {
        place: Place,
        old: String,
        new: String,
    },
    /// 在…中的“…”后增加“…”
    Add {
        place: Place,
        mark: String,
        after: bool,
        words: String,
    },
    /// 在…开头（末尾）增加“…”
    Extend {
        place: Place,
        at_end: bool,
        words: String,
    },
    /// 将第X条改为第Y条
    Renumber { from: Place, to: Place },
    /// 将…合并，作为…，修改为“…”
    Merge {
        from: Vec<Place>,
        to: Place,
        wording: Option<Wording>,
    },
    /// 将第X条分为两条，作为第A条、第B条：“…”
    Split {
        from: Place,
        to: Vec<Place>,
        wording: Wording,
    },
    /// 将题目修改为“…”
    Rename { title: String },
}

/// An operation with the words that order it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Op {
    /// What is done.
    pub action: Action,
    /// The clause of the decision, a span of its text.
    pub span: Span,
}

/// A sentence that orders something we don't understand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unread {
    /// A span of the decision's text.
    pub span: Span,
}

/// The part of a decision on one law.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Amendment {
    /// The law's title as the decision prints it, without 《》.
    pub law: String,
    /// The operations in the decision's order.
    pub ops: Vec<Op>,
    /// Sentences that order something, understood or not.
    pub sentences: u32,
    /// Those not understood.
    pub unread: Vec<Unread>,
    /// Whether the decision orders the numbers of the other provisions to follow.
    pub reorder: bool,
    /// Whether the decision orders or allows other consequential corrections (作相应修改).
    pub adjust: bool,
}

/// A decision, read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Decision {
    /// Its title.
    pub title: String,
    /// The amended laws in order.
    pub laws: Vec<Amendment>,
    /// Titles of repealed instruments, with their places.
    pub repeals: Vec<(String, Span)>,
    /// 本决定自…起施行, as printed.
    pub in_force: Option<String>,
}

/// The normalised body of a text: every provision on a line, white space aside; without the
/// history under the title, contents and editors' notes. Two texts with one body say the same.
pub fn body(document: &Document) -> String {
    text::Tree::of(document).body()
}

impl Decision {
    /// The part on the law with this title; the only part, when there is but one.
    pub fn on(&self, title: &str) -> Option<&Amendment> {
        use crate::law::title::{key, loose};
        let by = |same: &dyn Fn(&str, &str) -> bool| self.laws.iter().find(|l| same(&l.law, title));
        by(&|a, b| key(a) == key(b))
            .or_else(|| by(&|a, b| loose(a) == loose(b)))
            .or(match self.laws.as_slice() {
                [only] => Some(only),
                _ => None,
            })
    }
}
