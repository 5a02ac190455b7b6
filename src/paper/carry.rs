//! What a decided outcome takes: for a document that people decided to amend, repeal or let lapse,
//! the decision drafted from the adopted changes alone, and the papers due beside it with their
//! reasons out of the findings. A decision that does not prove itself is not written, and why is
//! said.

use super::Work;
use super::case::{self, Case};
use crate::amend;
use crate::check::Authority;
use crate::document::Document;
use crate::draft::letters::{self, Act, Drafter, Kind, Relation};
use crate::draft::{self, Heading};
use crate::finding::{Finding, Outcome};
use crate::proposal;

/// The folder of these papers.
pub const FOLDER: &str = "处理文稿";

/// What was made for one document.
#[derive(Debug, Clone, Default)]
pub struct Carried {
    /// Its path as the user named it.
    pub path: String,
    /// The folder of its papers, below that of all papers.
    pub folder: String,
    /// Names and texts of the papers, in the order in which they are used.
    pub papers: Vec<(String, String)>,
    /// The adopted findings with the words adopted, for the tracked changes.
    pub adopted: Vec<Finding>,
    /// Its text, in which the findings' places count.
    pub text: String,
    /// Why no decision was drafted.
    pub refused: Option<String>,
}

/// The papers of every decided document.
pub fn carry(work: &Work<'_>) -> Vec<Carried> {
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
            out.push(one(work, &c, act));
        }
    }
    out
}

fn one(work: &Work<'_>, c: &Case<'_>, act: Act) -> Carried {
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
    let mut made = None;
    if act == Act::Amend {
        let adopted = c.adopted(work.decisions);
        let list: Vec<&Finding> = adopted.iter().map(|(own, _)| own).collect();
        let applied = proposal::apply(&checked.document.text, &list);
        out.adopted = applied
            .taken
            .iter()
            .map(|&i| adopted[i].0.clone())
            .collect();
        match drafted(&old, &applied.text, checked.authority, organ) {
            Ok((before, after, text)) => {
                old = before;
                made = Some((after, text));
            }
            Err(why) => {
                out.refused = Some(why);
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
        decision: made.as_ref().map(|m| m.1.as_str()),
        new: made.as_ref().map(|m| &m.0),
        reasons: &reasons,
        from: "",
    };
    for (k, kind) in due(&old, checked.authority, organ, act)
        .into_iter()
        .enumerate()
    {
        if let Some(text) = letters::write(kind, &case) {
            out.papers
                .push((format!("{}-{}.md", k + 1, kind.name()), text));
        }
    }
    out
}

/// The decision that makes the adopted text, with both texts as read back.
fn drafted(
    document: &Document,
    text: &str,
    authority: Authority,
    organ: &str,
) -> Result<(Document, Document, String), String> {
    if text == document.text {
        return Err("没有采纳的修改".into());
    }
    let read = |text: &str| {
        crate::parse::document("正文.md", text.replace('\n', "\n\n").as_bytes())
            .map_err(|e| format!("文本读不回来：{e}"))
    };
    let (mut old, mut new) = (read(&document.text)?, read(text)?);
    if amend::body(&old) != amend::body(document) {
        return Err("原文写出后读回来不同，须另拟".into());
    }
    old.meta = document.meta.clone();
    if new.meta.title.is_empty() {
        new.meta.title.clone_from(&document.meta.title);
    }
    let ours = matches!(authority, Authority::Decide | Authority::DecideJointly);
    let heading = Heading {
        organ: if ours { organ.into() } else { String::new() },
        from: String::new(),
    };
    let made = draft::draft(&old, &new, &heading).map_err(|r| r.join("；"))?;
    Ok((old, new, made.text))
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
    if act == Act::Amend {
        for (_, f) in c.adopted(work.decisions) {
            let bases = case::bases(f);
            let on = if bases.is_empty() {
                String::new()
            } else {
                format!("。依据：{bases}")
            };
            push(
                case::place(&f.place.place),
                format!("{}{on}", f.message.trim_end_matches('。')),
            );
        }
    } else {
        for why in &c.view.checked.why {
            push(format!("关于{}", c.quoted()), why.clone());
        }
    }
    out
}
