//! Accepted new text → the 修改决定 that makes it, in the field's fixed wording and order.
//!
//! The draft is as small as can be: a changed phrase is quoted, an article is replaced whole only
//! when that is shorter. And it proves itself: [`crate::amend`] reads the drafted decision,
//! carries it out on the old text, and must get the accepted text, provision for provision;
//! otherwise nothing is drafted and the reasons are given.

mod align;
pub mod bundle;
mod clause;
pub mod letters;
mod phrase;
mod structure;
mod write;

use crate::amend;
use crate::amend::text::{Tree, Unit};
use crate::document::{Document, Kind};
use clause::Grain;
use std::collections::BTreeMap;

/// Who decides, and when the decision takes force.
#[derive(Debug, Clone, Default)]
pub struct Heading {
    /// The deciding organ, as it names itself.
    pub organ: String,
    /// 自2026年1月1日起 or 自公布之日起.
    pub from: String,
}

/// A drafted decision that proved itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drafted {
    /// The decision's text.
    pub text: String,
    /// The text it makes out of the old one.
    pub made: String,
    /// Operations our reader finds in it.
    pub operations: usize,
    /// Its instructions, without their numbers.
    pub items: Vec<String>,
    /// Articles replaced whole, by their old numbers.
    pub whole: Vec<String>,
}

/// The title a decision on a document names: of a 办法 that a 通知 prints, the 办法's own.
pub fn named(document: &Document) -> &str {
    let main = document.articles().next().map(|id| document.node(id).part);
    main.filter(|part| *part != 0)
        .and_then(|part| {
            document
                .nodes
                .iter()
                .find(|n| n.part == part && n.kind == Kind::Title)
        })
        .map(|n| document.slice(n.span))
        .filter(|t| !t.contains('\n') && !t.is_empty())
        .unwrap_or(&document.meta.title)
}

/// Where the text that [`named`] names begins: behind the 通知 that prints it.
pub fn begins(document: &Document) -> usize {
    let main = document.articles().next().map(|id| document.node(id).part);
    let first = |part: u16| document.nodes.iter().find(|n| n.part == part);
    main.filter(|part| *part != 0)
        .and_then(first)
        .map_or(0, crate::document::Node::first_byte)
}

/// Drafts the decision that makes `new` out of `old`.
///
/// # Errors
/// The reasons why none could be proved, in Chinese.
pub fn draft(old: &Document, new: &Document, heading: &Heading) -> Result<Drafted, Vec<String>> {
    let (a, b) = (Tree::of(old), Tree::of(new));
    let (plan, wrong) = structure::plan(&a, &b);
    // What changes outside the articles may be references that follow the numbers: the proof says.
    if !wrong.is_empty() && plan.gone.is_empty() && plan.come.is_empty() {
        return Err(wrong);
    }
    let mut grains: BTreeMap<usize, Grain> = BTreeMap::new();
    let mut stated: Vec<usize> = Vec::new();
    let mut reasons = Vec::new();
    for _ in 0..7 {
        let items = write::items(old, &a, &b, &plan, &grains, &stated);
        let text = write::print(old, &items, heading);
        let made = match prove(old, new, &text) {
            Ok(made) => {
                let whole = plan
                    .pairs
                    .iter()
                    .filter(|p| write::replaces_whole(&a, &b, &plan, p, &grains))
                    .map(|p| a.top[p.0].label.clone())
                    .collect();
                return Ok(Drafted {
                    whole,
                    items,
                    ..made
                });
            }
            Err(w) => w,
        };
        reasons = made.0;
        let Some(tree) = made.1 else { break };
        // Say more where the text comes out wrong.
        let mut more = false;
        let wrong = differing(&tree, &b);
        for p in &plan.pairs {
            if !wrong.contains(&p.1) {
                continue;
            }
            let g = grains.entry(p.1).or_insert(Grain::Alike);
            match g {
                Grain::Alike => *g = Grain::Words,
                Grain::Words => *g = Grain::Provisions,
                Grain::Provisions => *g = Grain::Article,
                Grain::Article => {
                    if !stated.contains(&p.1) {
                        stated.push(p.1);
                    } else {
                        continue;
                    }
                }
            }
            more = true;
        }
        if !more {
            break;
        }
    }
    if !wrong.is_empty() {
        return Err(wrong);
    }
    if reasons.is_empty() {
        reasons.push("拟出的决定不能还原为采纳的文本".into());
    }
    Err(reasons)
}

/// Indices in the new top of the articles that `made` has not or has otherwise.
fn differing(made: &Tree, new: &Tree) -> Vec<usize> {
    let body = |u: &Unit| {
        let mut s = String::new();
        u.body(&mut s);
        s
    };
    let mut have: BTreeMap<String, String> = BTreeMap::new();
    for u in &made.top {
        if u.kind == Kind::Article && !u.gone && u.part == made.part() {
            have.insert(crate::text::normalize::squeeze(&u.label), body(u));
        }
    }
    new.top
        .iter()
        .enumerate()
        .filter(|(_, u)| u.kind == Kind::Article && u.part == new.part())
        .filter(|(_, u)| have.get(&crate::text::normalize::squeeze(&u.label)) != Some(&body(u)))
        .map(|x| x.0)
        .collect()
}

type Wrong = (Vec<String>, Option<Tree>);

/// Reads the decision, carries it out, compares.
fn prove(old: &Document, new: &Document, text: &str) -> Result<Drafted, Wrong> {
    let document = crate::parse::document("决定.txt", text.as_bytes())
        .map_err(|e| (vec![format!("拟出的决定读不回来：{e}")], None))?;
    let decision = amend::read(&document);
    let Some(part) = decision.on(named(old)) else {
        return Err((vec!["拟出的决定读不出修改事项".into()], None));
    };
    let applied = amend::apply(old, &decision, part, None);
    let mut reasons: Vec<String> = part
        .unread
        .iter()
        .map(|u| format!("拟出的文字读不回来：{}", document.slice(u.span)))
        .collect();
    reasons.extend(
        applied
            .notes
            .iter()
            .filter(|n| n.left_out)
            .map(|n| format!("{}：{}", document.slice(n.span), n.why)),
    );
    let want = amend::body(new);
    if reasons.is_empty() && applied.body == want {
        return Ok(Drafted {
            text: text.to_string(),
            made: applied.text,
            operations: part.ops.len(),
            items: Vec::new(),
            whole: Vec::new(),
        });
    }
    if applied.body != want {
        let first = applied
            .body
            .lines()
            .zip(want.lines())
            .find(|(a, b)| a != b)
            .map_or_else(
                || "末尾".to_string(),
                |(a, b)| format!("得到“{a}”，应为“{b}”"),
            );
        reasons.push(format!("还原后与采纳的文本不同：{first}"));
    }
    let (tree, _, _) = amend::carry(old, part);
    Err((reasons, Some(tree)))
}

#[cfg(test)]
mod tests {
    use super::{Heading, draft, prove};
    use crate::document::Document;

    fn read(second: &str) -> Option<Document> {
        let text = format!(
            "清源市温棚管理条例\n\n第一条 为了管理温棚，制定本条例。\n\n第二条 {second}\n\n第三条 本条例自2020年1月1日起施行。\n"
        );
        crate::parse::document("温棚.txt", text.as_bytes()).ok()
    }

    #[test]
    fn a_decision_that_makes_another_text_is_no_proof() {
        let (Some(old), Some(new), Some(other)) = (
            read("温棚应当每月清洗。"),
            read("温棚应当每周清洗。"),
            read("温棚应当每日清洗。"),
        ) else {
            panic!("示例读得进来");
        };
        let made = draft(&old, &new, &Heading::default()).map(|d| d.text);
        let Ok(text) = made else {
            panic!("{made:?}");
        };
        assert!(prove(&old, &new, &text).is_ok());
        let Err((reasons, _)) = prove(&old, &other, &text) else {
            panic!("另一文本也被当作证明");
        };
        assert!(reasons[0].contains("还原后与采纳的文本不同"), "{reasons:?}");
    }

    #[test]
    fn a_phrase_that_articles_change_alike_is_said_of_them_without_their_paragraphs() {
        let text = |office: &str| {
            let text = format!(
                "清源市温棚管理条例\n\n第一条 温棚由{office}登记。\n\n{office}应当公布登记的温棚。\n\n第二条 温棚应当每月清洗。\n\n没有清洗的，{office}可以封闭温棚。\n\n第三条 本条例自2020年1月1日起施行。\n"
            );
            crate::parse::document("温棚.txt", text.as_bytes()).ok()
        };
        let (Some(old), Some(new)) = (text("园艺部门"), text("种植部门")) else {
            panic!("示例读得进来");
        };
        let made = draft(&old, &new, &Heading::default()).map(|d| d.items);
        assert_eq!(
            made,
            Ok(vec![
                "将第一条、第二条中的“园艺”统一修改为“种植”。".to_string()
            ])
        );
    }
}
