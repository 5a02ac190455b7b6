//! Where the nodes of a document stand: article, 款, 项, looked up without walking the tree again.

use crate::document::{Document, Kind, NodeId, Number};
use std::collections::{BTreeMap, BTreeSet};

/// Where a node stands.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Spot {
    /// Index into [`Layout::articles`].
    pub(super) article: Option<usize>,
    pub(super) paragraph: Option<u32>,
    pub(super) item: Option<Number>,
    pub(super) subitem: Option<u32>,
    pub(super) part: u16,
}

/// One article, or in a paper without articles one heading 一、.
#[derive(Debug)]
pub(super) struct Article {
    pub(super) part: u16,
    pub(super) number: Number,
    pub(super) dead: bool,
    /// Its 款.
    pub(super) paragraphs: BTreeSet<u32>,
    /// Its 项 by 款.
    pub(super) items: BTreeSet<(u32, Number)>,
}

/// The index.
#[derive(Debug, Default)]
pub(super) struct Layout {
    spots: Vec<Spot>,
    pub(super) articles: Vec<Article>,
    by_number: BTreeMap<(u16, Number), usize>,
}

impl Layout {
    pub(super) fn new(doc: &Document) -> Self {
        let with_articles: BTreeSet<u16> = doc
            .nodes
            .iter()
            .filter(|n| n.kind == Kind::Article)
            .map(|n| n.part)
            .collect();
        let mut out = Self::default();
        for id in doc.ids() {
            let n = doc.node(id);
            let mut spot = n
                .parent
                .and_then(|p| out.spots.get(p.0 as usize).copied())
                .unwrap_or_default();
            spot.part = n.part;
            let headed = !with_articles.contains(&n.part);
            match n.kind {
                Kind::Article => spot = out.open(n.part, n.number, n.dead),
                Kind::Level1 if headed => {
                    spot = out.open(n.part, n.number, n.dead);
                    out.paragraph(&mut spot, 1);
                }
                Kind::Para if headed && spot.article.is_some() => {
                    let count = spot
                        .article
                        .and_then(|a| out.articles.get(a))
                        .and_then(|a| a.paragraphs.last().copied())
                        .unwrap_or(0);
                    out.paragraph(&mut spot, count + 1);
                    spot.item = None;
                }
                Kind::Level2 if headed => {
                    // 项 of a heading belong to the 款 before them.
                    let last = spot
                        .article
                        .and_then(|a| out.articles.get(a))
                        .and_then(|a| a.paragraphs.last().copied());
                    spot.paragraph = last.or(Some(1));
                    out.item(&mut spot, n.number);
                }
                Kind::Paragraph => {
                    let number = n.number.map_or(1, |x| x.main);
                    spot.item = None;
                    out.paragraph(&mut spot, number);
                }
                Kind::Item => {
                    if spot.paragraph.is_none() {
                        out.paragraph(&mut spot, 1);
                    }
                    out.item(&mut spot, n.number);
                }
                Kind::Subitem => spot.subitem = n.number.map(|x| x.main),
                _ => {}
            }
            out.spots.push(spot);
        }
        out
    }

    fn open(&mut self, part: u16, number: Option<Number>, dead: bool) -> Spot {
        let number = number.unwrap_or(Number::new(0));
        let at = self.articles.len();
        self.articles.push(Article {
            part,
            number,
            dead,
            paragraphs: BTreeSet::new(),
            items: BTreeSet::new(),
        });
        // The living article of a number goes before a deleted one.
        let known = self.by_number.get(&(part, number)).copied();
        if known.is_none_or(|k| self.articles[k].dead && !dead) {
            self.by_number.insert((part, number), at);
        }
        Spot {
            article: Some(at),
            part,
            ..Spot::default()
        }
    }

    fn paragraph(&mut self, spot: &mut Spot, number: u32) {
        spot.paragraph = Some(number);
        if let Some(a) = spot.article.and_then(|a| self.articles.get_mut(a)) {
            a.paragraphs.insert(number);
        }
    }

    fn item(&mut self, spot: &mut Spot, number: Option<Number>) {
        spot.item = number;
        if let (Some(a), Some(n)) = (spot.article.and_then(|a| self.articles.get_mut(a)), number) {
            a.items.insert((spot.paragraph.unwrap_or(1), n));
        }
    }

    pub(super) fn spot(&self, id: NodeId) -> Spot {
        self.spots.get(id.0 as usize).copied().unwrap_or_default()
    }

    pub(super) fn article(&self, at: Option<usize>) -> Option<&Article> {
        self.articles.get(at?)
    }

    pub(super) fn numbered(&self, part: u16, number: Number) -> Option<&Article> {
        self.articles.get(*self.by_number.get(&(part, number))?)
    }

    /// The number of the living article `back` places before the one at `at`.
    pub(super) fn earlier(&self, at: usize, back: u32) -> Option<Number> {
        let here = self.articles.get(at)?;
        self.articles[..at]
            .iter()
            .rev()
            .take_while(|a| a.part == here.part)
            .filter(|a| !a.dead)
            .nth(back.checked_sub(1)? as usize)
            .map(|a| a.number)
    }
}

impl Article {
    /// The 款 that holds the item, the nearest one up to `near`, else the first.
    pub(super) fn paragraph_of(&self, item: Number, near: Option<u32>) -> Option<u32> {
        let holding = || self.items.iter().filter(|(_, n)| *n == item).map(|x| x.0);
        let near = near.unwrap_or(u32::MAX);
        holding().rfind(|&p| p <= near).or_else(|| holding().next())
    }

    pub(super) fn has_item(&self, paragraph: Option<u32>, item: Number) -> bool {
        match paragraph {
            Some(p) => self.items.contains(&(p, item)),
            None => self.items.iter().any(|(_, n)| *n == item),
        }
    }
}
