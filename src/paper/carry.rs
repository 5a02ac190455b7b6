//! What a decided outcome takes: for a document that people decided to amend, repeal or let lapse,
//! the decision drafted from the adopted changes alone, and the papers due beside it with their
//! reasons out of the findings. A decision that does not prove itself is not written, and why is
//! said.

use super::case::{self, Case};
use super::model::Paper;
use super::{Work, accept, letter};
use crate::check::Authority;
use crate::document::{Document, Rank};
use crate::draft::bundle::{self, Member};
use crate::draft::letters::{self, Act, Drafter, Kind, Relation};
use crate::draft::{self, Drafted, Heading};
use crate::finding::Outcome;
use crate::markup::Change;
use crate::parse;
use std::collections::BTreeMap;

/// The folder of these papers.
pub const FOLDER: &str = "处理文稿";

/// A drafted paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// What it is.
    pub kind: Kind,
    /// Its name with its place in the order in which the papers are used: 2-修改决定.
    pub name: String,
    /// Its words.
    pub text: String,
}

/// What was made for one document.
#[derive(Debug, Clone, Default)]
pub struct Carried {
    /// Its path as the user named it.
    pub path: String,
    /// The folder of its papers, below that of all papers.
    pub folder: String,
    /// The papers, in the order in which they are used.
    pub papers: Vec<Letter>,
    /// The adopted changes, for the tracked file.
    pub changes: Vec<Change>,
    /// Its text, in which the changes' places count.
    pub text: String,
    /// Adopted opinions that are not in the accepted text, and what to look at.
    pub dropped: Vec<String>,
    /// Why no decision was drafted.
    pub refused: Option<String>,
    /// What a decision over several documents needs of this one.
    part: Option<Part>,
}

/// A document's share in a decision over several.
#[derive(Debug, Clone)]
struct Part {
    old: Document,
    new: Option<(Document, Drafted)>,
    authority: Authority,
}

impl Carried {
    /// The papers as pages.
    pub fn pages(&self, organ: &str) -> Vec<Paper> {
        self.papers
            .iter()
            .map(|l| {
                let file = format!("{}/{}", self.folder, l.name);
                letter::paper(l.kind, &l.text, organ, file)
            })
            .collect()
    }
}

/// Reads a file's blocks again, by its path.
pub type Blocks<'a> = &'a dyn Fn(&str) -> Option<parse::Blocks>;

/// The papers of every decided document.
pub fn carry(work: &Work<'_>, blocks: Blocks<'_>) -> Vec<Carried> {
    let mut out = Vec::new();
    for view in &work.view.documents {
        let c = Case::of(view, work.decisions);
        let act = match c.outcome() {
            Outcome::Amend => Act::Amend,
            Outcome::Repeal => Act::Repeal,
            Outcome::Lapse => Act::Lapse,
            _ => continue,
        };
        if c.is_decided() {
            out.push(one(work, &c, act, blocks));
        }
    }
    let packed = packed(work, &out);
    out.extend(packed);
    out
}

/// 打包决定: for every organ and rank with several documents, one of them amended at least, the
/// decision over all of them.
fn packed(work: &Work<'_>, all: &[Carried]) -> Vec<Carried> {
    let mut groups: BTreeMap<(String, &str), Vec<&Part>> = BTreeMap::new();
    for part in all.iter().filter_map(|c| c.part.as_ref()) {
        let meta = &part.old.meta;
        let key = (meta.issuer().to_string(), meta.rank().name());
        if !key.0.is_empty() {
            groups.entry(key).or_default().push(part);
        }
    }
    let organ = work.run.organ.as_deref().unwrap_or("");
    let mut out = Vec::new();
    for ((maker, rank), parts) in groups {
        if parts.len() < 2 || parts.iter().all(|p| p.new.is_none()) {
            continue;
        }
        let members: Vec<Member<'_>> = parts
            .iter()
            .map(|p| Member {
                old: &p.old,
                new: p.new.as_ref().map(|(new, drafted)| (new, drafted)),
            })
            .collect();
        let what = if rank == Rank::Normative.name() {
            "行政规范性文件"
        } else {
            rank
        };
        let mut one = Carried {
            path: format!("{maker}的{}件{what}", parts.len()),
            folder: FOLDER.to_string(),
            ..Carried::default()
        };
        match bundle::bundle(&members, what, &heading(parts[0].authority, organ)) {
            Ok(text) => one.papers.push(Letter {
                kind: Kind::Amending,
                name: super::write::file_name(&format!("打包决定 {maker}（{what}）"), 60),
                text,
            }),
            Err(why) => one.refused = Some(why),
        }
        out.push(one);
    }
    out
}

fn one(work: &Work<'_>, c: &Case<'_>, act: Act, blocks: Blocks<'_>) -> Carried {
    let checked = c.view.checked;
    let mut out = Carried {
        path: checked.path.clone(),
        folder: work.file_of(FOLDER, c),
        text: checked.document.text.clone(),
        ..Carried::default()
    };
    let organ = work.run.organ.as_deref().unwrap_or("");
    let mut old = checked.document.clone();
    if old.meta.title.is_empty() {
        old.meta.title.clone_from(&checked.title);
    }
    let mut made: Option<(Document, Drafted)> = None;
    if act == Act::Amend {
        let read = blocks(&checked.path);
        let accepted = match accept::accept(c, work.decisions, read.as_ref()) {
            Ok(a) => a,
            Err(why) => {
                out.refused = Some(why);
                return out;
            }
        };
        out.changes = accepted.changes;
        out.dropped = accepted.dropped;
        let title = old.meta.title;
        old = accepted.old;
        old.meta.title = title;
        let heading = heading(checked.authority, organ);
        match draft::draft(&old, &accepted.new, &heading) {
            Ok(drafted) => made = Some((accepted.new, drafted)),
            Err(why) => {
                out.refused = Some(why.join("；"));
                return out;
            }
        }
    }
    let reasons = reasons(c, act, work);
    let case = letters::Case {
        old: &old,
        act,
        organ,
        to: "",
        decision: made.as_ref().map(|m| m.1.text.as_str()),
        new: made.as_ref().map(|m| &m.0),
        reasons: &reasons,
        from: "",
    };
    for (k, kind) in due(&old, checked.authority, organ, act)
        .into_iter()
        .enumerate()
    {
        if let Some(text) = letters::write(kind, &case) {
            out.papers.push(Letter {
                kind,
                name: format!("{}-{}", k + 1, kind.name()),
                text,
            });
        }
    }
    if act != Act::Lapse {
        out.part = Some(Part {
            old,
            new: made,
            authority: checked.authority,
        });
    }
    out
}

/// Who decides: the organ where the document is its own, else the maker.
fn heading(authority: Authority, organ: &str) -> Heading {
    let ours = matches!(authority, Authority::Decide | Authority::DecideJointly);
    Heading {
        organ: if ours { organ.into() } else { String::new() },
        from: String::new(),
    }
}

/// The papers due; of a document about which nobody said who may decide, the decision and its 说明.
fn due(old: &Document, authority: Authority, organ: &str, act: Act) -> Vec<Kind> {
    let relation = match authority {
        Authority::Decide | Authority::DecideJointly => Relation::Ours,
        Authority::Propose => Relation::Proposes,
        Authority::Report => Relation::Reports,
        Authority::NotOurs => Relation::Apart,
        Authority::Unknown => {
            let decision = match act {
                Act::Amend => Kind::Amending,
                Act::Repeal | Act::Lapse => Kind::Repealing,
            };
            return vec![decision, Kind::Explanation];
        }
    };
    letters::due(old.meta.rank(), relation, Drafter::of(organ), act)
}

/// What changes and why: the adopted findings, or the grounds of the outcome.
fn reasons(c: &Case<'_>, act: Act, work: &Work<'_>) -> Vec<(String, String)> {
    let mut out: Vec<(String, String)> = Vec::new();
    let mut push = |at: String, why: String| {
        if !out.iter().any(|o| o.0 == at && o.1 == why) {
            out.push((at, why));
        }
    };
    let document = &c.view.checked.document;
    let main = document.articles().next().and_then(|id| {
        let part = document.parts.get(document.node(id).part as usize)?;
        Some(part.name.clone())
    });
    if act == Act::Amend {
        for (_, f) in c.adopted(work.decisions) {
            let bases = case::bases(f);
            let on = if bases.is_empty() {
                String::new()
            } else {
                format!("。依据：{bases}")
            };
            // Of a 办法 that a 通知 prints, the paper is on the 办法: no need to say so.
            let mut place = f.place.place.clone();
            if main.as_deref() == Some(place.part.as_str()) {
                place.part = "正文".into();
            }
            push(
                case::place(&place),
                format!("{}{on}", f.message.trim_end_matches('。')),
            );
        }
    } else if c.outcome() == c.view.checked.disposition {
        // The grounds of another outcome than the decided one are none for it.
        for why in &c.view.checked.why {
            push(format!("关于{}", c.quoted()), why.clone());
        }
    }
    out
}
