//! 增加, 改为, 移至: provisions come in, get other numbers, move.

use super::locate::Path;
use super::marks::finish;
use super::{Done, Work};
use crate::amend::place::{Level, Place};
use crate::amend::text::{Unit, Words};
use crate::amend::{Anchor, Wording};
use crate::document::{Kind, Number};

impl Work {
    /// 增加…
    pub(super) fn insert(
        &mut self,
        level: Level,
        count: u32,
        anchor: &Anchor,
        new: &[Place],
        heading: Option<&str>,
        wording: &Wording,
    ) -> Done {
        match level {
            Level::Book | Level::Chapter | Level::Section => {
                self.insert_division(level, new, heading, wording)
            }
            Level::Article => self.insert_articles(count, anchor, new, wording),
            Level::Paragraph => {
                let (Anchor::Inside(p) | Anchor::After(p) | Anchor::Before(p)) = anchor else {
                    return Err("没有说明在哪一条增加款".into());
                };
                let path = self.find(Place {
                    paragraph: None,
                    item: None,
                    subitem: None,
                    ..*p
                })?;
                let mut made = self.units(wording);
                if made.iter().any(|u| u.kind != Kind::Paragraph) {
                    return Err("引号内不是款，未执行".into());
                }
                finish(&mut made);
                if new.is_empty() && matches!(anchor, Anchor::Inside(_)) {
                    self.look("没有说明作为第几款，放在最后".into());
                }
                let lead = self.style.lead.clone();
                let article = self.unit_mut(path);
                let mut at = article.children.len();
                if let Anchor::After(p) | Anchor::Before(p) = anchor
                    && new.is_empty()
                    && let Some(n) = p.paragraph
                    && let Some(i) = article
                        .children
                        .iter()
                        .position(|c| c.kind == Kind::Paragraph && c.old == Some(Number::new(n)))
                {
                    at = i + usize::from(matches!(anchor, Anchor::After(_)));
                }
                for (k, mut u) in made.into_iter().enumerate() {
                    u.lead.clone_from(&lead);
                    u.pin = new.get(k).and_then(|p| p.paragraph).map(Number::new);
                    if u.pin.is_none()
                        && let Some(last) = new.last().and_then(|p| p.paragraph)
                    {
                        u.pin = Some(Number::new(
                            last + u32::try_from(k + 1 - new.len()).unwrap_or(0),
                        ));
                    }
                    article.children.insert(at.min(article.children.len()), u);
                    at += 1;
                }
                Ok(())
            }
            _ => self.insert_items(anchor, new, wording),
        }
    }

    pub(super) fn insert_items(
        &mut self,
        anchor: &Anchor,
        new: &[Place],
        wording: &Wording,
    ) -> Done {
        let (Anchor::Inside(p) | Anchor::After(p) | Anchor::Before(p)) = anchor else {
            return Err("没有说明在哪一款增加项".into());
        };
        let path = self.find(Place {
            item: None,
            subitem: None,
            ..*p
        })?;
        let lead = self.style.lead.clone();
        let unit = self.unit_mut(path);
        let holder = if unit.kind == Kind::Article {
            let many = unit
                .children
                .iter()
                .filter(|c| c.kind == Kind::Paragraph && !c.gone && !c.children.is_empty())
                .count();
            if many > 1 {
                return Err("这一条有几款分项，没有说明哪一款".into());
            }
            let i = unit
                .children
                .iter()
                .position(|c| c.kind == Kind::Paragraph && !c.gone && !c.children.is_empty())
                .ok_or("这一条没有分项")?;
            Path {
                child: Some(i),
                ..path
            }
        } else {
            path
        };
        let made: Vec<Unit> = self.units(wording);
        if made.is_empty() {
            return Err("引号内没有文字".into());
        }
        let par = self.unit_mut(holder);
        let (label, gap) = par
            .children
            .first()
            .map_or(("（一）".to_string(), String::new()), |c| {
                (c.label.clone(), c.gap.clone())
            });
        let mut at = par.children.len();
        if let Anchor::After(p) | Anchor::Before(p) = anchor
            && new.is_empty()
            && let Some(i) = par
                .children
                .iter()
                .position(|c| c.old == p.item && p.item.is_some())
        {
            at = i + usize::from(matches!(anchor, Anchor::After(_)));
        }
        let first = new.first().and_then(|p| p.item).map(|n| n.main);
        for (k, u) in made.into_iter().enumerate() {
            let mut item = if u.kind == Kind::Paragraph && u.children.is_empty() {
                Unit::new(Kind::Item, u.words)
            } else if u.kind == Kind::Item {
                u
            } else {
                return Err("引号内不是项，未执行".into());
            };
            let own = Number::parse(item.label.trim_matches(['（', '）', '(', ')']));
            item.label.clone_from(&label);
            item.gap.clone_from(&gap);
            item.lead.clone_from(&lead);
            let k = u32::try_from(k).unwrap_or(0);
            item.pin = first.map(|f| Number::new(f + k)).or(own);
            par.children.insert(at.min(par.children.len()), item);
            at += 1;
        }
        self.relist(Path {
            item: Some(0),
            ..holder
        });
        Ok(())
    }

    pub(super) fn renumber(&mut self, from: Place, to: Place) -> Done {
        if let (Some(i), true) = (self.division(from), to.article.is_none()) {
            let level = to.lowest().ok_or("没有新的编号")?;
            let n = to.number(level).ok_or("没有新的编号")?;
            self.tree.top[i].pin = Some(n);
            return Ok(());
        }
        if from.lowest() != to.lowest()
            || from.lowest() != Some(Level::Article) && from.article != to.article
        {
            return self.shift(from, to);
        }
        let low = to.lowest().ok_or("没有新的编号")?;
        let n = to.number(low).ok_or("没有新的编号")?;
        let path = self.find(from)?;
        self.unit_mut(path).pin = Some(n);
        Ok(())
    }

    /// Moves a provision to another place as it is.
    pub(super) fn shift(&mut self, from: Place, to: Place) -> Done {
        let path = self.find(from)?;
        let mut unit = self.unit_mut(path).clone();
        self.unit_mut(path).gone = true;
        match to.lowest() {
            Some(Level::Article) => {
                let mut article = Unit::new(Kind::Article, Words::default());
                article.pin = to.article;
                unit.kind = Kind::Paragraph;
                unit.lead.clone_from(&self.style.gap);
                unit.old = None;
                unit.label.clear();
                article.children.push(unit);
                self.come(article, None);
                Ok(())
            }
            Some(Level::Paragraph) => {
                let Some(n) = to.article else {
                    return Err("没有说明移到哪一条".into());
                };
                let target = self.find(Place::article(n))?;
                let mut parts = if unit.kind == Kind::Article {
                    unit.children
                } else {
                    vec![unit]
                };
                for (k, u) in parts.iter_mut().enumerate() {
                    u.old = None;
                    u.pin = to
                        .paragraph
                        .map(|p| Number::new(p + u32::try_from(k).unwrap_or(0)));
                    u.lead.clone_from(&self.style.lead);
                }
                self.unit_mut(target).children.extend(parts);
                Ok(())
            }
            _ => {
                self.unit_mut(path).gone = false;
                Err("移动到项或者目，未执行".into())
            }
        }
    }

    /// 第三十七条第一款改为第四十三条，修改为“…”
    pub(super) fn remake(&mut self, from: Place, to: Place, wording: &Wording) -> Done {
        let path = self.find(from)?;
        self.unit_mut(path).gone = true;
        if to.lowest() == Some(Level::Article) {
            return self.insert_articles(1, &Anchor::None, &[to], wording);
        }
        self.insert(
            to.lowest().unwrap_or(Level::Paragraph),
            1,
            &Anchor::Inside(to),
            &[to],
            None,
            wording,
        )
    }
}
