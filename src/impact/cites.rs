//! The clauses that cite a changed place: certain.

use super::changes::{Fate, Map, words};
use super::sentences::around;
use super::sides::{Sides, Text};
use super::{Hit, Link, Local, Provision};
use crate::citation::{self, Citation, Mode, Named};
use crate::document::{Document, NodeId, Number};
use crate::finding::Confidence;
use crate::law::title;
use crate::norm;
use crate::text::normalize::squeeze;
use crate::text::{Span, date};

/// Whether the document names one of the texts, and its clauses that cite what changed.
pub(super) fn hits(
    sides: &Sides,
    map: &Map,
    l: &Local,
    citations: &[Citation],
) -> (bool, Vec<Hit>) {
    let d = &*l.document;
    let mut out = Vec::new();
    let mut named = false;
    for c in citations {
        let Named::Title { title: t, .. } = &c.named else {
            continue;
        };
        let key = title::key(t);
        let at = sides.old.iter().position(|o| o.keys.contains(&key));
        let is_new = sides.new.keys.contains(&key);
        named |= c.law && (is_new || at.is_some());
        if !c.law
            || matches!(c.mode, Mode::Historical | Mode::Repeal)
            || d.node(c.node).dead
            || d.slice(c.span).starts_with('原')
        {
            continue;
        }
        let cited = Cited { sides, map, d, c };
        match at {
            Some(i) if !sides.revised => out.extend(cited.ended(i)),
            // What was adopted later cites the new text.
            Some(i) => out.extend(
                cited
                    .revised(i)
                    .into_iter()
                    .filter(|_| !sides.seen_by(l.date)),
            ),
            None if is_new
                && sides.old.is_empty()
                && !sides.seen_by(l.date)
                && l.date.is_some() =>
            {
                out.extend(cited.unseen());
            }
            None => {}
        }
    }
    (named, out)
}

struct Cited<'a> {
    sides: &'a Sides,
    map: &'a Map,
    d: &'a Document,
    c: &'a Citation,
}

impl Cited<'_> {
    fn hit(
        &self,
        link: Link,
        fate: Fate,
        sides: (Option<Provision>, Option<Provision>),
        action: String,
    ) -> Hit {
        let span = around(self.d, self.c.node, self.c.span);
        hit(self.d, self.c.node, span, link, fate, sides, action)
    }

    fn new_article(&self, n: Number) -> Provision {
        let t = &self.sides.new;
        t.provision(n.article(), words(&t.document, n).to_string())
    }

    /// Citations of an article, 款 or 项 of the earlier version.
    fn revised(&self, text: usize) -> Vec<Hit> {
        let old = &self.sides.old[text];
        let mut out = Vec::new();
        for p in &self.c.provisions {
            let Some(number) = p.article else { continue };
            let before = words(&old.document, number);
            if before.is_empty() {
                continue;
            }
            let (fate, to) = self.map.fate(self.sides, text, number);
            let fate = self.part(old, p, number, to).unwrap_or(fate);
            if fate == Fate::Same {
                continue;
            }
            let quote = part_words(&old.document, p, number).unwrap_or_else(|| before.to_string());
            let said = number.article();
            let now = to.map_or_else(String::new, Number::article);
            let action = match (fate, to) {
                (Fate::Moved, _) => format!("所引{said}的内容未改，现为{now}，把条号改为{now}。"),
                (Fate::Reworded, _) => {
                    format!("所引{said}的文字已修改，核对引用所要的内容是否还在。")
                }
                (_, Some(_)) => {
                    format!("所引{said}已修改并改为{now}，改正条号，并核对引用所要的内容是否还在。")
                }
                (_, None) => format!("所引{said}已删去，删去这一引用，或者改引现行的规定。"),
            };
            let sides = (
                Some(old.provision(said, quote)),
                to.map(|n| self.new_article(n)),
            );
            out.push(self.hit(Link::Cites, fate, sides, action));
        }
        out
    }

    /// What became of the 款 or 项 cited: its words may be unchanged where the article's are not.
    fn part(
        &self,
        old: &Text,
        p: &citation::Provision,
        number: Number,
        to: Option<Number>,
    ) -> Option<Fate> {
        if p.paragraph.is_none() && p.item.is_none() {
            return None;
        }
        let to = to?;
        let before = squeeze(&part_words(&old.document, p, number)?);
        let after = part_words(&self.sides.new.document, p, to).map(|w| squeeze(&w));
        (after.as_deref() == Some(&before)).then(|| Fate::of(true, number == to))
    }

    /// Citations of a law whose place the new one takes.
    fn ended(&self, text: usize) -> Vec<Hit> {
        let old = &self.sides.old[text];
        let new = &self.sides.new;
        let since = old
            .until
            .or(new.from)
            .map_or_else(String::new, |u| format!("自{}起", date::chinese(u)));
        let mut out = Vec::new();
        for p in &self.c.provisions {
            let Some(number) = p.article else { continue };
            let (fate, to) = self.map.fate(self.sides, text, number);
            let said = number.article();
            let now = to.map_or_else(String::new, Number::article);
            let action = match fate {
                Fate::Moved => format!(
                    "《{}》{said}的内容未改，现为《{}》{now}，改引该条。",
                    old.title, new.title
                ),
                Fate::Vanished => format!(
                    "《{}》{since}由《{}》取代，{said}在其中没有找到相应的规定，核对后改引或者删去。",
                    old.title, new.title
                ),
                _ => format!(
                    "《{}》{since}由《{}》取代，{said}的相应规定在{now}，核对后改引。",
                    old.title, new.title
                ),
            };
            let sides = (
                Some(old.provision(said, words(&old.document, number).to_string())),
                to.map(|n| self.new_article(n)),
            );
            out.push(self.hit(Link::CitesEnded, fate, sides, action));
        }
        if out.is_empty() {
            let action = format!(
                "《{}》{since}由《{}》取代，改引《{}》或者删去这一引用。",
                old.title, new.title, new.title
            );
            let whole = |t: &Text| Some(t.provision(String::new(), String::new()));
            out.push(self.hit(
                Link::CitesEnded,
                Fate::MovedReworded,
                (whole(old), whole(new)),
                action,
            ));
        }
        out
    }

    /// Citations by number of a text that isn't at hand.
    fn unseen(&self) -> Vec<Hit> {
        let t = &self.sides.new;
        let mut out = Vec::new();
        for p in &self.c.provisions {
            let Some(number) = p.article else { continue };
            let now = words(&t.document, number);
            let said = number.article();
            let action = format!(
                "本文件的文本早于《{}》的现行文本，所引{said}是旧条号，库中没有旧文本；对照现行{said}核对{}。",
                t.title,
                if now.is_empty() {
                    "，现行文本没有这一条"
                } else {
                    ""
                }
            );
            let sides = (None, Some(t.provision(said, now.to_string())));
            let mut h = self.hit(Link::CitesUnseen, Fate::Reworded, sides, action);
            h.confidence = Confidence::Medium;
            out.push(h);
        }
        out
    }
}

/// The words of the 款 or 项 cited, counted in the article `number`.
fn part_words(d: &Document, p: &citation::Provision, number: Number) -> Option<String> {
    let p = citation::Provision {
        article: Some(number),
        ..*p
    };
    let node = norm::node_of(d, d.main_part(), &p)?;
    let whole = d.full_span(node);
    let start = d.node(node).label.end.max(whole.start);
    Some(
        Span::new(start.min(whole.end), whole.end)
            .trim(&d.text)
            .slice(&d.text)
            .to_string(),
    )
}

/// A hit without stale words, as sure as can be.
pub(super) fn hit(
    d: &Document,
    node: NodeId,
    span: Span,
    link: Link,
    fate: Fate,
    (old, new): (Option<Provision>, Option<Provision>),
    action: String,
) -> Hit {
    Hit {
        place: d.place(node),
        quote: d.slice(span).to_string(),
        start: span.start,
        end: span.end,
        link,
        fate,
        old,
        new,
        stale: Vec::new(),
        confidence: Confidence::High,
        action,
    }
}
