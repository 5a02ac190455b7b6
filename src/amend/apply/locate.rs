//! Finds the provision an operation speaks of, by its old numbers.

use super::{Coming, Done, Work};
use crate::amend::place::{Aspect, Level, Place, Region};
use crate::amend::text::{Unit, Words};
use crate::document::{Kind, Number};

/// Where a unit stands in the tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Path {
    pub(super) top: usize,
    pub(super) child: Option<usize>,
    pub(super) item: Option<usize>,
    pub(super) sub: Option<usize>,
}

impl Path {
    const fn top(top: usize) -> Self {
        Self {
            top,
            child: None,
            item: None,
            sub: None,
        }
    }
}

/// Index of the unit with an old number; a living one first.
fn with_number(list: &[Unit], kind: Kind, n: Number) -> Option<usize> {
    let hit = |u: &Unit| u.kind == kind && u.old == Some(n);
    list.iter()
        .position(|u| hit(u) && !u.gone)
        .or_else(|| list.iter().position(hit))
}

impl Work {
    pub(super) fn unit_mut(&mut self, path: Path) -> &mut Unit {
        let mut u = &mut self.tree.top[path.top];
        for i in [path.child, path.item, path.sub].into_iter().flatten() {
            u = &mut u.children[i];
        }
        u
    }

    fn unit(&self, path: Path) -> &Unit {
        let mut u = &self.tree.top[path.top];
        for i in [path.child, path.item, path.sub].into_iter().flatten() {
            u = &u.children[i];
        }
        u
    }

    /// The unit of a place.
    pub(super) fn find(&self, place: Place) -> Result<Path, String> {
        let name = Place {
            aspect: Aspect::Whole,
            ..place
        }
        .shown();
        let Some(article) = place.article else {
            return Err(format!("没有说明是哪一条（{name}）"));
        };
        let top = self
            .tree
            .article(article)
            .ok_or_else(|| format!("旧文本没有{}", article.article()))?;
        let mut path = Path::top(top);
        let unit = &self.tree.top[top];
        if unit.gone {
            return Err(format!("{}已被本决定删去", article.article()));
        }
        if let Some(n) = place.paragraph {
            let n = Number::new(n);
            let i = with_number(&unit.children, Kind::Paragraph, n)
                .ok_or_else(|| format!("旧文本没有{name}"))?;
            path.child = Some(i);
        }
        if let Some(item) = place.item {
            if path.child.is_none() {
                let holders: Vec<usize> = unit
                    .children
                    .iter()
                    .enumerate()
                    .filter(|(_, c)| {
                        !c.gone && with_number(&c.children, Kind::Item, item).is_some()
                    })
                    .map(|x| x.0)
                    .collect();
                match holders.as_slice() {
                    [one] => path.child = Some(*one),
                    [] => {
                        // Items that hang on the article itself.
                        let i = with_number(&unit.children, Kind::Item, item)
                            .ok_or_else(|| format!("旧文本没有{name}"))?;
                        path.child = Some(i);
                        return self.living(path, &name);
                    }
                    _ => return Err(format!("{name}：这一条有几款分项，没有说明哪一款")),
                }
            }
            let holder = self.unit(path);
            let i = with_number(&holder.children, Kind::Item, item)
                .ok_or_else(|| format!("旧文本没有{name}"))?;
            path.item = Some(i);
        }
        if let Some(n) = place.subitem {
            let holder = self.unit(path);
            let i = with_number(&holder.children, Kind::Subitem, Number::new(n))
                .ok_or_else(|| format!("旧文本没有{name}"))?;
            path.sub = Some(i);
        }
        if place.sentence.is_some() && place.paragraph.is_none() && place.item.is_none() {
            let living: Vec<usize> = (0..unit.children.len())
                .filter(|&i| unit.children[i].kind == Kind::Paragraph && !unit.children[i].gone)
                .collect();
            match living.as_slice() {
                [one] => path.child = Some(*one),
                _ => return Err(format!("{name}：没有说明是哪一款")),
            }
        }
        self.living(path, &name)
    }

    fn living(&self, path: Path, name: &str) -> Result<Path, String> {
        if self.unit(path).gone {
            return Err(format!("{name}已被本决定删去"));
        }
        Ok(path)
    }

    /// The bytes of the n-th sentence of a unit's own words.
    pub(super) fn sentence(&self, path: Path, n: u32) -> Result<(usize, usize), String> {
        let text = &self.unit(path).words.text;
        if n == crate::amend::place::LAST {
            let body = text.strip_suffix('。').unwrap_or(text);
            let start = body.rfind('。').map_or(0, |i| i + '。'.len_utf8());
            return Ok((start, text.len()));
        }
        let mut start = 0;
        let mut k = 0;
        for (i, c) in text.char_indices() {
            if c == '。' || i + c.len_utf8() == text.len() {
                k += 1;
                let end = i + c.len_utf8();
                if k == n {
                    return Ok((start, end));
                }
                start = end;
            }
        }
        Err(format!("没有第{n}句"))
    }

    /// Index of the chapter heading that a place names, with or without 标题.
    pub(super) fn division(&self, place: Place) -> Option<usize> {
        if place.article.is_some() {
            return None;
        }
        let (kind, n) = match place.lowest()? {
            Level::Book => (Kind::Book, place.book?),
            Level::Chapter => (Kind::Chapter, place.chapter?),
            Level::Section => (Kind::Section, place.section?),
            _ => return None,
        };
        let mut inside = place.lowest() != Some(Level::Section) || place.chapter.is_none();
        for (i, u) in self.tree.top.iter().enumerate() {
            if u.kind == Kind::Chapter && place.lowest() == Some(Level::Section) {
                inside = place.chapter.is_none() || u.old.map(|n| n.main) == place.chapter;
            }
            if inside && u.kind == kind && u.old == Some(Number::new(n)) && !u.gone {
                return Some(i);
            }
        }
        // 第一部分 of a paper that prints 一、.
        if kind == Kind::Book {
            return self
                .tree
                .top
                .iter()
                .position(|u| u.kind == Kind::Level1 && u.old == Some(Number::new(n)) && !u.gone);
        }
        None
    }

    /// As [`Work::division`], for an operation on the heading's words.
    pub(super) fn heading(&self, place: Place) -> Option<usize> {
        self.division(place)
    }

    /// Indices of the paragraphs before the first chapter or article.
    pub(super) fn preamble(&self) -> Vec<usize> {
        let mut out = Vec::new();
        for (i, u) in self.tree.top.iter().enumerate() {
            match u.kind {
                Kind::Chapter | Kind::Article | Kind::Book if !u.label.is_empty() => break,
                Kind::Para | Kind::Paragraph => out.push(i),
                _ => {}
            }
        }
        out
    }

    /// Runs `f` on all words of a place; gives the sum of what it returns.
    pub(super) fn each_words(
        &mut self,
        place: Place,
        f: &mut dyn FnMut(&mut Words) -> usize,
    ) -> Result<usize, String> {
        let mut n = 0;
        if place.article.is_none() {
            let part = self.tree.part();
            let whole: Vec<usize> = match (self.division(place), place.region) {
                (Some(i), _) => vec![i],
                (None, Some(Region::Preamble)) => {
                    let list = self.preamble();
                    match place.paragraph {
                        Some(k) => vec![
                            *list
                                .get(k.saturating_sub(1) as usize)
                                .ok_or("引言没有这一自然段")?,
                        ],
                        None => list,
                    }
                }
                (None, Some(Region::Title)) => (0..self.tree.top.len())
                    .filter(|&i| self.tree.top[i].kind == Kind::Title)
                    .collect(),
                (None, Some(Region::All)) | (None, None) if place.lowest().is_none() => {
                    (0..self.tree.top.len())
                        .filter(|&i| {
                            let u = &self.tree.top[i];
                            !u.gone
                                && u.part == part
                                && !matches!(
                                    u.kind,
                                    Kind::Title | Kind::History | Kind::Note | Kind::Contents
                                )
                        })
                        .collect()
                }
                (None, Some(Region::Annex(_))) if place.lowest().is_none() => {
                    (0..self.tree.top.len())
                        .filter(|&i| {
                            let u = &self.tree.top[i];
                            u.part != part && !u.gone && u.kind != Kind::Note
                        })
                        .collect()
                }
                _ => return Err(format!("旧文本没有{}", place.shown())),
            };
            for i in whole {
                self.tree.top[i].each(&mut |w| n += f(w));
            }
            return Ok(n);
        }
        let path = self.find(place)?;
        let unit = self.unit_mut(path);
        match place.aspect {
            Aspect::Lead => {
                let u = if unit.kind == Kind::Article {
                    unit.children
                        .iter_mut()
                        .find(|c| c.kind == Kind::Paragraph && !c.gone)
                        .ok_or("这一条没有文字")?
                } else {
                    unit
                };
                n += f(&mut u.words);
            }
            Aspect::Heading => {
                for c in &mut unit.children {
                    if c.kind == Kind::Caption {
                        n += f(&mut c.words);
                    }
                }
            }
            _ => unit.each(&mut |w| n += f(w)),
        }
        Ok(n)
    }

    pub(super) fn come(&mut self, mut unit: Unit, beside: Option<(usize, bool)>) {
        unit.part = self.style.part;
        self.new.push(Coming {
            unit,
            beside,
            home: None,
        });
    }

    /// Makes room in a list of items: the last one ends with 。, the others with ；.
    pub(super) fn relist(&mut self, path: Path) {
        let holder = self.unit_mut(Path {
            item: None,
            sub: None,
            ..path
        });
        // The new order is by stated numbers where there are any.
        let mut order: Vec<usize> = (0..holder.children.len())
            .filter(|&i| !holder.children[i].gone)
            .collect();
        let key = |i: usize, u: &Unit| match (u.pin, u.old) {
            (Some(p), None) => (p.main, 0, i),
            (_, Some(o)) => (o.main, 1, i),
            _ => (u32::MAX, 0, i),
        };
        order.sort_by_key(|&i| key(i, &holder.children[i]));
        let n = order.len();
        for (k, i) in order.into_iter().enumerate() {
            let u = &mut holder.children[i];
            if u.kind != Kind::Item || !u.children.is_empty() {
                continue;
            }
            let text = &mut u.words.text;
            let last = k + 1 == n;
            match text.chars().last() {
                Some('。') if !last => {
                    text.pop();
                    text.push('；');
                }
                Some(c @ ('；' | ';')) if last => {
                    text.truncate(text.len() - c.len_utf8());
                    text.push('。');
                }
                Some('。' | '；' | ';' | '，' | '：' | ':') | None => {}
                Some(_) => text.push(if last { '。' } else { '；' }),
            }
        }
    }

    /// Refuses what isn't one living article.
    pub(super) fn whole(&self, place: Place) -> Done {
        self.find(place).map(|_| ())
    }
}
