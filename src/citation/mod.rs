//! Citations: 《…》第…条第…款, 前款, 本条例第…条, 该法. Found without a library.
//!
//! Two passes: laws first (titles in 《》, defined short names, 本法, 该条例), then the provisions
//! after them, relative to the law found before. Relative citations (前款, 前条) become absolute
//! places. Whether the target exists is [`crate::corpus`]'s question.

mod amend;
mod cursor;
pub mod find;
mod layout;
mod mode;
mod provision;
mod refer;
mod title;

pub use find::find;

use crate::document::{NodeId, Number};
use crate::text::Span;

/// Which instrument a citation names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Named {
    /// A title in 《》, or a short name that the document defines for one.
    Title {
        /// The full title as the document gives it (after following its own 以下简称), no 《》.
        title: String,
        /// The document number printed with it (国务院令第586号), if any.
        number: Option<String>,
    },
    /// The document itself (本条例, 本办法第三条, 前款).
    This,
    /// A document number alone (国务院令第586号, 国发〔2014〕17号).
    Number(String),
}

/// A provision pointed at; all absent means the instrument as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Provision {
    /// 条
    pub article: Option<Number>,
    /// 款
    pub paragraph: Option<u32>,
    /// 项
    pub item: Option<Number>,
    /// 目
    pub subitem: Option<u32>,
    /// The words of this provision inside the citation.
    pub span: Span,
}

/// What the sentence does with the citation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// 根据《…》制定: the basis.
    Basis,
    /// 依照《…》第…条的规定处罚: a pointer, nothing is set here.
    Pointer,
    /// 违反《…》第…条: names the act.
    Violation,
    /// 《…》同时废止.
    Repeal,
    /// 原《…》, history, transition.
    Historical,
    /// Anything else.
    Other,
}

/// One citation: an instrument and the provisions named of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Citation {
    /// The whole citation's words.
    pub span: Span,
    /// The words naming the instrument (with 《》); empty for 前款.
    pub title_span: Span,
    /// The instrument.
    pub named: Named,
    /// Whether it names a legal instrument: false for certificates, forms, standards in 《》.
    pub law: bool,
    /// The provisions; ranges are written out, empty for a title alone.
    pub provisions: Vec<Provision>,
    /// The node it stands in.
    pub node: NodeId,
    /// What the sentence does with it.
    pub mode: Mode,
}
