//! Where a citation leads: work, version in force on the day, provision.

use super::library::Library;
use super::types::{Resolved, Unresolved};
use crate::citation::{Citation, Named, Provision};
use crate::document::{Document, Kind, NodeId};
use crate::law::Standing;
use crate::text::Date;

impl Library {
    /// Where a citation in `document` leads on the day `on`; `near` is the citing document's standing.
    pub fn resolve(
        &self,
        document: &Document,
        citation: &Citation,
        near: &Standing,
        on: Date,
    ) -> Resolved {
        let none = |why| Resolved {
            work: Err(why),
            version: None,
            provisions: citation.provisions.iter().map(|_| Err(why)).collect(),
        };
        if !citation.law {
            return none(Unresolved::NotLaw);
        }
        let works = match &citation.named {
            Named::This => {
                let part = document.node(citation.node).part;
                return Resolved {
                    work: Err(Unresolved::NotHeld),
                    version: None,
                    provisions: citation
                        .provisions
                        .iter()
                        .map(|p| within(document, part, p))
                        .collect(),
                };
            }
            Named::Title { title, number } => {
                let mut w = self.find(title, near);
                if w.is_empty()
                    && let Some(n) = number
                {
                    w = self.by_number(n);
                }
                w
            }
            Named::Number(n) => self.by_number(n),
        };
        let Some(&work) = works.first() else {
            return none(Unresolved::NotHeld);
        };
        let version = self
            .in_force(work, on)
            .or_else(|| self.work(work).versions.last().copied());
        let Some(v) = version else {
            return Resolved {
                work: Ok(work),
                version: None,
                provisions: citation
                    .provisions
                    .iter()
                    .map(|_| Err(Unresolved::NoText))
                    .collect(),
            };
        };
        let provisions = match self.document(v) {
            Ok(d) => {
                let doubtful = self.version(v).doubtful.is_some();
                citation
                    .provisions
                    .iter()
                    .map(|p| {
                        let r = within(&d, d.main_part(), p);
                        if doubtful && r.is_err() {
                            Err(Unresolved::NoText)
                        } else {
                            r
                        }
                    })
                    .collect()
            }
            Err(_) => citation
                .provisions
                .iter()
                .map(|_| Err(Unresolved::NoText))
                .collect(),
        };
        Resolved {
            work: Ok(work),
            version,
            provisions,
        }
    }
}

/// The node of a provision in a part of a document.
fn within(d: &Document, part: u16, p: &Provision) -> Result<NodeId, Unresolved> {
    let Some(number) = p.article else {
        return d
            .title_span()
            .and_then(|s| d.node_at(s.start))
            .ok_or(Unresolved::NoText);
    };
    if !d.articles().any(|a| d.node(a).part == part) {
        return Err(Unresolved::NoText);
    }
    let article = d.article(part, number).ok_or(Unresolved::NoArticle)?;
    let mut at = article;
    if let Some(k) = p.paragraph {
        at = d
            .children(article)
            .find(|&c| {
                d.node(c).kind == Kind::Paragraph && d.node(c).number.is_some_and(|n| n.main == k)
            })
            .ok_or(Unresolved::NoPart)?;
    }
    if let Some(i) = p.item {
        at = d
            .descendants(at)
            .find(|&c| d.node(c).kind == Kind::Item && d.node(c).number == Some(i))
            .or_else(|| {
                d.descendants(at)
                    .find(|&c| d.node(c).kind == Kind::Subitem && d.node(c).number == Some(i))
            })
            .ok_or(Unresolved::NoPart)?;
    }
    if let Some(s) = p.subitem {
        at = d
            .descendants(at)
            .find(|&c| {
                d.node(c).kind == Kind::Subitem && d.node(c).number.is_some_and(|n| n.main == s)
            })
            .ok_or(Unresolved::NoPart)?;
    }
    Ok(at)
}
