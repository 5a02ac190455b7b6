//! New articles and chapters come in, and everything gets its number.

use super::marks::finish;
use super::{Coming, Done, Work};
use crate::amend::number::{Entry, order};
use crate::amend::place::{Level, Place};
use crate::amend::refer::{Map, relabel};
use crate::amend::text::{Unit, Words};
use crate::amend::{Anchor, Wording};
use crate::document::{Kind, Number};
use crate::text::numeral;

/// An article with the headings before it and the tables after it.
struct Slot {
    /// For a new article: the chapter or section it is to stand in.
    home: Option<Place>,
    before: Vec<Unit>,
    article: Unit,
    after: Vec<Unit>,
}

impl Work {
    pub(super) fn insert_articles(
        &mut self,
        count: u32,
        anchor: &Anchor,
        new: &[Place],
        wording: &Wording,
    ) -> Done {
        let made = self.units(wording);
        let arrived = self.new.len();
        let home = match anchor {
            Anchor::Inside(p) if p.chapter.is_some() || p.section.is_some() => Some(*p),
            _ => None,
        };
        let beside = match anchor {
            Anchor::After(p) | Anchor::Before(p) if p.article.is_some() && new.is_empty() => {
                let path = self.find(Place::article(p.article.unwrap_or(Number::new(0))))?;
                Some((path.top, matches!(anchor, Anchor::After(_))))
            }
            _ => None,
        };
        if made.iter().any(|u| u.kind == Kind::Article) {
            for mut u in made {
                if u.kind == Kind::Article {
                    finish(&mut u.children);
                    self.come(u, beside);
                } else {
                    return Err("引号内有章节标题，未执行".into());
                }
            }
            for c in &mut self.new[arrived..] {
                c.home = home;
            }
            return Ok(());
        }
        let mut list: Vec<Vec<Unit>> = if count > 1 && made.len() == count as usize {
            made.into_iter().map(|u| vec![u]).collect()
        } else if count <= 1 {
            vec![made]
        } else {
            return Err(format!("要增加{count}条，引号内分不出{count}条"));
        };
        if new.is_empty() && beside.is_none() {
            return Err("没有说明作为第几条".into());
        }
        for (k, parts) in list.iter_mut().enumerate() {
            let mut u = Unit::new(Kind::Article, Words::default());
            u.children = std::mem::take(parts);
            if let Some(first) = u.children.first_mut() {
                first.lead.clone_from(&self.style.gap);
            }
            finish(&mut u.children);
            u.pin = new.get(k).and_then(|p| p.article);
            self.come(u, beside);
        }
        for c in &mut self.new[arrived..] {
            c.home = home;
        }
        Ok(())
    }

    pub(super) fn insert_division(
        &mut self,
        level: Level,
        new: &[Place],
        heading: Option<&str>,
        wording: &Wording,
    ) -> Done {
        let kind = match level {
            Level::Book => Kind::Book,
            Level::Section => Kind::Section,
            _ => Kind::Chapter,
        };
        let number = new.iter().find_map(|p| p.number(level));
        let mut made = self.units(wording);
        let own = made.iter().position(|u| u.kind == kind);
        let mut head = match own {
            Some(i) => made.remove(i),
            None => {
                let name = heading.ok_or("没有新章（节）的名称")?;
                Unit::new(kind, Words::fresh(name))
            }
        };
        let Some(number) = number.or(head.pin) else {
            return Err("没有说明作为第几章（节）".into());
        };
        head.label = format!(
            "第{}{}",
            numeral::format(u64::from(number.main)),
            level.unit()
        );
        // As the text prints its own: 第二章　名称.
        head.gap = self
            .tree
            .top
            .iter()
            .find(|u| u.kind == kind && !u.gap.is_empty())
            .or_else(|| self.tree.top.iter().find(|u| u.kind == Kind::Chapter))
            .map_or_else(|| "　".to_string(), |u| u.gap.clone());
        head.pin = Some(number);
        let first = made
            .iter()
            .find(|u| u.kind == Kind::Article)
            .and_then(|u| u.pin)
            .or_else(|| new.iter().find_map(|p| p.article));
        let Some(first) = first else {
            return Err("没有说明新章（节）从第几条开始".into());
        };
        self.heads.push((head, first));
        let mut waiting: Option<Unit> = None;
        for mut u in made {
            if u.kind == Kind::Article {
                if let (Some(h), Some(n)) = (waiting.take(), u.pin) {
                    self.heads.push((h, n));
                }
                finish(&mut u.children);
                self.come(u, None);
            } else if matches!(u.kind, Kind::Chapter | Kind::Section) {
                waiting = Some(u);
            }
        }
        Ok(())
    }

    /// Puts new articles in, orders and numbers; gives where the old ones went.
    pub(super) fn arrange(&mut self, renumber: bool) -> Map {
        let mut map = Map::default();
        for i in 0..self.tree.top.len() {
            if self.tree.top[i].kind == Kind::Article {
                self.article_inside(i, &mut map);
            }
        }
        let mut coming = std::mem::take(&mut self.new);
        for c in &mut coming {
            self.inside(&mut c.unit, None, &mut Map::default());
        }
        let (mut head, slots, tail) = self.slots();
        let mut all: Vec<Slot> = Vec::new();
        let mut beside: Vec<(usize, Slot)> = Vec::new();
        let mut pinned: Vec<Slot> = Vec::new();
        for Coming {
            unit,
            beside: at,
            home,
        } in coming
        {
            let slot = Slot {
                home,
                before: Vec::new(),
                article: unit,
                after: Vec::new(),
            };
            match (at, slot.article.pin) {
                (Some((top, after)), None) => beside.push((top * 2 + usize::from(after), slot)),
                _ => pinned.push(slot),
            }
        }
        for (top, slot) in slots {
            let (now, later): (Vec<_>, Vec<_>) =
                beside.into_iter().partition(|(k, _)| *k <= top * 2);
            all.extend(now.into_iter().map(|x| x.1));
            beside = later;
            all.push(slot);
        }
        all.extend(beside.into_iter().map(|x| x.1));
        all.extend(pinned);
        let entries: Vec<Entry> = all
            .iter()
            .map(|s| Entry {
                old: s.article.old,
                pin: s.article.pin,
                gone: s.article.gone,
            })
            .collect();
        let order = order(&entries, renumber);
        for &(i, counted) in &order.odd {
            let (old, pin) = (entries[i].old, entries[i].pin);
            if let (Some(old), Some(pin)) = (old, pin) {
                self.look(format!(
                    "{}改为{}：按增删计算应当是{}，以决定写明的为准",
                    old.article(),
                    pin.article(),
                    Number::new(counted).article()
                ));
            }
        }
        self.place(all, &entries, &order.list, &mut head, &mut map);
        self.tree.top = head;
        self.tree.top.extend(tail);
        self.divisions();
        map
    }

    /// Cuts the top into what stands before the first article, the articles, and the rest.
    fn slots(&mut self) -> (Vec<Unit>, Vec<(usize, Slot)>, Vec<Unit>) {
        let top = std::mem::take(&mut self.tree.top);
        let part = top
            .iter()
            .find(|u| u.kind == Kind::Article)
            .map_or(0, |u| u.part);
        let mut head = Vec::new();
        let mut slots: Vec<(usize, Slot)> = Vec::new();
        let mut loose: Vec<Unit> = Vec::new();
        let mut tail = Vec::new();
        let mut over = false;
        for (i, u) in top.into_iter().enumerate() {
            if over || u.part != part && !slots.is_empty() {
                over = true;
                tail.push(u);
                continue;
            }
            match u.kind {
                Kind::Article if u.part == part => slots.push((
                    i,
                    Slot {
                        home: None,
                        before: std::mem::take(&mut loose),
                        article: u,
                        after: Vec::new(),
                    },
                )),
                Kind::Book | Kind::Chapter | Kind::Section => loose.push(u),
                _ if slots.is_empty() => {
                    head.append(&mut loose);
                    head.push(u);
                }
                _ => match slots.last_mut() {
                    Some((_, s)) if loose.is_empty() => s.after.push(u),
                    _ => loose.push(u),
                },
            }
        }
        // Headings after the last article, with nothing under them.
        loose.extend(tail);
        (head, slots, loose)
    }

    /// Prints the new order into `out`.
    fn place(
        &mut self,
        mut all: Vec<Slot>,
        entries: &[Entry],
        list: &[(usize, Number)],
        out: &mut Vec<Unit>,
        map: &mut Map,
    ) {
        let mut heads = std::mem::take(&mut self.heads);
        // Headings before a deleted article go to the next living one in the old order.
        let mut carried: Vec<Unit> = Vec::new();
        // Headings of which all articles go, and new ones come that name them; each with its chapter.
        let mut waiting: Vec<(Unit, Option<Number>)> = Vec::new();
        let mut chapter = None;
        let homes: Vec<Place> = all.iter().filter_map(|s| s.home).collect();
        let headed: Vec<bool> = all.iter().map(|s| !s.before.is_empty()).collect();
        for (i, s) in all.iter_mut().enumerate() {
            let moved = entries[i].old.is_none();
            if moved {
                continue;
            }
            for h in &s.before {
                if h.kind == Kind::Chapter {
                    chapter = h.old;
                }
            }
            if s.article.gone {
                carried.append(&mut s.before);
                let named = carried
                    .iter()
                    .any(|h| !h.gone && homes.iter().any(|p| is_home(h, *p, chapter)));
                if named && ends_here(entries, i, &headed) {
                    waiting.extend(carried.drain(..).map(|h| (h, chapter)));
                }
            } else if !carried.is_empty() {
                carried.append(&mut s.before);
                s.before = std::mem::take(&mut carried);
            }
        }
        let mut slots: Vec<Option<Slot>> = all.into_iter().map(Some).collect();
        let order: Vec<usize> = list.iter().map(|x| x.0).collect();
        for (k, &(i, number)) in list.iter().enumerate() {
            // A new article at the border of two chapters on liability opens the later one.
            if entries[i].old.is_none() {
                // The next old article, past other new ones, has the headings of the border.
                let next = order[k + 1..]
                    .iter()
                    .copied()
                    .find(|&n| entries[n].old.is_some());
                let upto = opens(slots[i].as_ref(), next.and_then(|n| slots[n].as_ref()));
                if upto > 0
                    && let Some(n) = next.and_then(|n| slots[n].as_mut())
                {
                    let heads: Vec<Unit> = n.before.drain(..upto).collect();
                    if let Some(s) = slots[i].as_mut() {
                        s.before = heads;
                    }
                }
            }
            let Some(mut slot) = slots[i].take() else {
                continue;
            };
            if let Some(k) = slot
                .home
                .and_then(|p| waiting.iter().position(|(h, c)| is_home(h, p, *c)))
            {
                slot.before.extend(waiting.drain(..=k).map(|x| x.0));
            }
            while let Some(j) = heads.iter().position(|(_, n)| *n == number) {
                let (h, _) = heads.remove(j);
                slot.before.push(h);
            }
            let a = &mut slot.article;
            if let Some(old) = a.old {
                map.articles.insert(old, Some(number));
                if number != old {
                    a.label = relabel(&a.label, number);
                }
            } else {
                a.label = if self.tree.levels {
                    format!("{}、", numeral::format(u64::from(number.main)))
                } else if self.style.digits && number.sub == 0 {
                    format!("第{}条", number.main)
                } else {
                    number.article()
                };
                a.lead.clone_from(&self.style.lead);
            }
            out.append(&mut slot.before);
            out.push(slot.article);
            out.append(&mut slot.after);
        }
        for s in slots.into_iter().flatten() {
            if let Some(old) = s.article.old {
                map.articles.insert(old, None);
            }
            if s.article.gone {
                // Tables after a deleted article went with it.
                continue;
            }
            out.push(s.article);
        }
        out.extend(waiting.into_iter().map(|x| x.0));
        out.append(&mut carried);
        for (h, n) in heads {
            self.look(format!(
                "新增的“{}”应当从{}开始，没有这一条",
                h.words.text,
                n.article()
            ));
        }
        for (from, to) in std::mem::take(&mut self.alias) {
            let new = map.articles.get(&to).copied().flatten();
            map.articles.insert(from, new);
        }
    }

    fn article_inside(&mut self, i: usize, map: &mut Map) {
        let mut unit = std::mem::replace(
            &mut self.tree.top[i],
            Unit::new(Kind::Article, Words::default()),
        );
        let old = unit.old;
        // All its 款 went elsewhere: nothing is left of it.
        let mut own = unit
            .children
            .iter()
            .filter(|c| c.kind == Kind::Paragraph)
            .peekable();
        if own.peek().is_some() && own.all(|c| c.gone) {
            unit.gone = true;
        }
        self.inside(&mut unit, old, map);
        self.tree.top[i] = unit;
    }

    /// Orders the 款 of an article and the 项 of each.
    fn inside(&mut self, article: &mut Unit, name: Option<Number>, map: &mut Map) {
        let gap = article
            .children
            .first()
            .map_or_else(|| self.style.gap.clone(), |c| c.lead.clone());
        let caption = article.children.iter().any(|c| c.kind == Kind::Caption);
        let changed = self.list(&mut article.children, Kind::Paragraph, |old, new| {
            if let (Some(a), Some(o)) = (name, old) {
                map.paragraphs.insert((a, o.main), new.map(|n| n.main));
            }
        });
        if changed && !caption {
            let lead = self.style.lead.clone();
            for (k, c) in article.children.iter_mut().filter(|c| !c.gone).enumerate() {
                if k == 0 {
                    c.lead.clone_from(&gap);
                } else if !c.lead.contains('\n') {
                    c.lead.clone_from(&lead);
                }
            }
        }
        for p in &mut article.children {
            let number = p.old.map_or(0, |n| n.main);
            self.list(&mut p.children, Kind::Item, |old, new| {
                if let (Some(a), Some(o)) = (name, old) {
                    map.items.insert((a, number, o.main), new.map(|n| n.main));
                }
            });
        }
    }

    /// Orders and numbers siblings of a kind; whether anything changed.
    fn list(
        &mut self,
        list: &mut Vec<Unit>,
        kind: Kind,
        mut told: impl FnMut(Option<Number>, Option<Number>),
    ) -> bool {
        let touched = list
            .iter()
            .any(|u| u.kind == kind && (u.gone || u.pin.is_some() || u.old.is_none()));
        let fresh = list
            .iter()
            .all(|u| u.kind != kind || u.old.is_none() && u.pin.is_none());
        if !touched || fresh {
            return false;
        }
        let mut others: Vec<Unit> = Vec::new();
        let mut own: Vec<Unit> = Vec::new();
        for u in std::mem::take(list) {
            if u.kind == kind {
                &mut own
            } else {
                &mut others
            }
            .push(u);
        }
        let entries: Vec<Entry> = own
            .iter()
            .map(|u| Entry {
                old: u.old,
                pin: u.pin,
                gone: u.gone,
            })
            .collect();
        let order = order(&entries, true);
        for &(i, counted) in &order.odd {
            if let (Some(o), Some(p)) = (entries[i].old, entries[i].pin) {
                let unit = if kind == Kind::Item { "项" } else { "款" };
                self.look(format!(
                    "第{}{unit}改为第{}{unit}：按增删计算应当是第{}{unit}",
                    numeral::format(u64::from(o.main)),
                    numeral::format(u64::from(p.main)),
                    numeral::format(u64::from(counted))
                ));
            }
        }
        let mut own: Vec<Option<Unit>> = own.into_iter().map(Some).collect();
        let mut out = others;
        for (k, &(i, _)) in order.list.iter().enumerate() {
            let Some(mut u) = own[i].take() else { continue };
            // Numbers are counted from the start: 款 have none printed.
            let n = Number::new(u32::try_from(k).unwrap_or(0) + 1);
            told(u.old, Some(n));
            if kind == Kind::Item && u.old.is_none_or(|o| o != n) {
                u.label = relabel(&u.label, n);
            }
            out.push(u);
        }
        for u in own.into_iter().flatten() {
            told(u.old, None);
            if !u.gone {
                out.push(u);
            }
        }
        *list = out;
        true
    }

    /// Chapters and sections count on when one came or went.
    fn divisions(&mut self) {
        for kind in [Kind::Book, Kind::Chapter, Kind::Section] {
            let touched = self
                .tree
                .top
                .iter()
                .any(|u| u.kind == kind && (u.gone || u.pin.is_some()));
            if !touched {
                continue;
            }
            let mut shift = 0i64;
            // The number of one that came in, until the next old one is numbered.
            let mut came: Option<u32> = None;
            for u in &mut self.tree.top {
                // Sections begin anew in each chapter.
                if kind == Kind::Section && u.kind == Kind::Chapter {
                    shift = 0;
                    came = None;
                }
                if u.kind != kind {
                    continue;
                }
                match (u.old, u.pin) {
                    (None, Some(p)) => came = Some(p.main),
                    (Some(_), _) if u.gone => shift -= 1,
                    (Some(old), pin) => {
                        // One that fills a gap of the old numbers moves nothing.
                        if let Some(p) = came.take() {
                            let next = i64::from(old.main) + shift;
                            shift += (i64::from(p) + 1 - next).max(0);
                        }
                        let counted = u32::try_from(i64::from(old.main) + shift).unwrap_or(1);
                        let n = pin.map_or(counted, |p| p.main);
                        shift = i64::from(n) - i64::from(old.main);
                        if n != old.main {
                            u.label = relabel(&u.label, Number::new(n));
                        }
                    }
                    _ => {}
                }
            }
        }
    }
}

/// Whether a place names this heading, which stands in this chapter.
fn is_home(h: &Unit, home: Place, chapter: Option<Number>) -> bool {
    let number = |n: Option<u32>| n.map(Number::new);
    match h.kind {
        Kind::Chapter => {
            home.section.is_none() && home.chapter.is_some() && h.old == number(home.chapter)
        }
        Kind::Section => {
            home.section.is_some()
                && h.old == number(home.section)
                && (home.chapter.is_none() || chapter.is_none() || chapter == number(home.chapter))
        }
        _ => false,
    }
}

/// Whether the deleted article at `i` is the last under its headings: all of them go.
fn ends_here(entries: &[Entry], i: usize, headed: &[bool]) -> bool {
    let next = (i + 1..entries.len()).find(|&k| entries[k].old.is_some());
    next.is_none_or(|k| headed[k])
}

/// How many of the headings before the next old article a new one at the border of two chapters
/// stands under: those up to its own where the decision says it, all where it punishes and the
/// later chapter is the one on liability.
fn opens(new: Option<&Slot>, next: Option<&Slot>) -> usize {
    let (Some(new), Some(next)) = (new, next) else {
        return 0;
    };
    if let Some(home) = new.home {
        return next
            .before
            .iter()
            .rposition(|h| is_home(h, home, None))
            .map_or(0, |i| i + 1);
    }
    let liability = |h: &Unit| h.words.text.contains("责任") || h.words.text.contains("罚则");
    let punishes = new
        .article
        .children
        .first()
        .is_some_and(|p| p.words.text.starts_with("违反"));
    if punishes && next.before.iter().any(liability) {
        next.before.len()
    } else {
        0
    }
}
