//! Several articles made one, and one made several.

use super::marks::finish;
use super::{Done, Work};
use crate::amend::place::{Level, Place};
use crate::amend::text::{Unit, Words};
use crate::amend::{Anchor, Wording};
use crate::document::Kind;

impl Work {
    pub(super) fn merge(&mut self, from: &[Place], to: Place, wording: Option<&Wording>) -> Done {
        for p in from {
            self.whole(*p)?;
        }
        let whole = |p: &Place| p.lowest() == Some(Level::Article);
        let first = from[0];
        if to.lowest() == Some(Level::Article) {
            // The first whole article carries the joined text; the others go.
            let carrier = from
                .iter()
                .copied()
                .find(|p| whole(p) && p.article == to.article)
                .or_else(|| from.iter().copied().find(|p| whole(p)));
            let mut joined: Vec<Unit> = Vec::new();
            for p in from {
                let path = self.find(*p)?;
                let unit = self.unit_mut(path);
                if unit.kind == Kind::Article {
                    joined.extend(unit.children.iter().filter(|c| !c.gone).cloned());
                } else {
                    joined.push(unit.clone());
                }
            }
            for p in from.iter().filter(|p| Some(**p) != carrier) {
                let path = self.find(*p)?;
                self.unit_mut(path).gone = true;
                if let (true, Some(n), Some(c)) =
                    (whole(p), p.article, carrier.and_then(|c| c.article))
                {
                    self.alias.push((n, c));
                }
            }
            let mut made = match wording {
                Some(w) => self.units(w),
                None => {
                    for u in &mut joined {
                        u.old = None;
                        u.lead.clone_from(&self.style.lead);
                    }
                    if let Some(u) = joined.first_mut() {
                        u.lead.clone_from(&self.style.gap);
                    }
                    joined
                }
            };
            finish(&mut made);
            if let Some(c) = carrier {
                let path = self.find(c)?;
                let unit = self.unit_mut(path);
                unit.children = made;
                if to.article != c.article || unit.pin.is_some() {
                    unit.pin = to.article;
                }
                return Ok(());
            }
            let mut unit = Unit::new(Kind::Article, Words::default());
            unit.children = made;
            unit.pin = to.article;
            self.come(unit, None);
            return Ok(());
        }
        // 款 or 项 of one article.
        let Some(w) = wording else {
            return Err("合并款、项而没有写明新的文字，未执行".into());
        };
        for p in &from[1..] {
            let path = self.find(*p)?;
            self.unit_mut(path).gone = true;
        }
        self.replace(first, w)?;
        if to != first {
            return self.renumber(first, to);
        }
        Ok(())
    }

    /// Whole paragraphs for whole paragraphs, quoted of an article: “甲。”“乙。”修改为“丙。”
    pub(super) fn paragraphs_for(&mut self, place: Place, old: &str, new: &str) -> Done {
        let path = self.find(Place {
            paragraph: None,
            ..place
        })?;
        let unit = self.unit_mut(path);
        let bare = |s: &str| crate::text::normalize::fold(&crate::text::normalize::squeeze(s));
        let want: Vec<String> = old.lines().map(bare).collect();
        let have: Vec<(usize, String)> = unit
            .children
            .iter()
            .enumerate()
            .filter(|(_, c)| c.kind == Kind::Paragraph && !c.gone)
            .map(|(i, c)| (i, bare(&c.words.text)))
            .collect();
        let at = have
            .windows(want.len().max(1))
            .position(|w| w.iter().map(|x| &x.1).eq(&want))
            .ok_or_else(|| format!("{}没有所引的各款", place.shown()))?;
        let first = have[at].0;
        for (i, _) in &have[at + 1..at + want.len()] {
            unit.children[*i].gone = true;
        }
        let n = unit.children[first].old;
        let target = Place {
            paragraph: n.map(|n| n.main),
            sentence: None,
            ..place
        };
        let wording = Wording {
            lines: new.lines().map(String::from).collect(),
        };
        self.replace(target, &wording)
    }

    pub(super) fn split(&mut self, from: Place, to: &[Place], wording: &Wording) -> Done {
        self.whole(from)?;
        let made = self.units(wording);
        let path = self.find(from)?;
        if from.lowest() == Some(Level::Article) {
            let count = u32::try_from(to.len()).unwrap_or(0);
            self.insert_articles(count, &Anchor::None, to, wording)?;
            self.unit_mut(path).gone = true;
            return Ok(());
        }
        if from.lowest() == Some(Level::Paragraph) && made.len() == to.len() {
            return self.replace(from, wording);
        }
        Err("拆分项、目，未执行".into())
    }
}
