//! Carries a decision out on the old text.
//!
//! Every operation finds its place by the old numbers; structure is settled at the end
//! ([`super::number`]), then the references in words that the decision left alone follow
//! ([`super::refer`]), where it orders the order of articles to be adjusted.

use super::place::{Aspect, Level, Place, Region};
use super::text::{Style, Tree, Unit, Words, units};
use super::{Action, Amendment, Anchor, Decision, Wording, refer};
use crate::document::{Document, Kind, Number};
use crate::text::Span;

mod arrange;
mod locate;
mod note;

use locate::Path;

/// What could not be carried out, or was and deserves a look.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// The clause of the decision; empty when it is about the whole.
    pub span: Span,
    /// In Chinese.
    pub why: String,
    /// Whether something the decision orders is missing from the text.
    pub left_out: bool,
}

/// The consolidated text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Applied {
    /// The normalised text.
    pub text: String,
    /// Operations carried out.
    pub done: usize,
    /// What was not, and what to look at.
    pub notes: Vec<Note>,
}

/// Carries out a decision's part on one law. With `history`, the line under the title is added.
pub fn apply(
    old: &Document,
    decision: &Decision,
    amendment: &Amendment,
    history: Option<&str>,
) -> Applied {
    let tree = Tree::of(old);
    let style = Style::of(&tree);
    let mut w = Work {
        tree,
        style,
        new: Vec::new(),
        alias: Vec::new(),
        heads: Vec::new(),
        notes: Vec::new(),
        span: Span::default(),
    };
    let mut done = 0;
    let mut i = 0;
    while i < amendment.ops.len() {
        let op = &amendment.ops[i];
        w.span = op.span;
        let next = amendment.ops.get(i + 1).map(|o| &o.action);
        let mut used = 1;
        let made = match (&op.action, next) {
            // 第三十七条第一款改为第四十三条，修改为“…”: the new words at the new place.
            (Action::Renumber { from, to }, Some(Action::Replace { place, wording }))
                if place == from && from.lowest() != to.lowest() =>
            {
                used = 2;
                w.remake(*from, *to, wording)
            }
            (a, _) => w.one(a),
        };
        match made {
            Ok(()) => done += used,
            Err(why) => w.leave(why),
        }
        i += used;
    }
    for u in &amendment.unread {
        w.notes.push(Note {
            span: u.span,
            why: "没有读懂，未执行".into(),
            left_out: true,
        });
    }
    let renumber = !w.tree.levels
        && (amendment.reorder || amendment.adjust && super::read::structural(amendment)
            || super::read::structural(amendment));
    let map = w.arrange(renumber);
    w.span = Span::default();
    let (changed, lost) = refer::rewrite(&mut w.tree, &map, amendment.reorder || amendment.adjust);
    if changed > 0 && !(amendment.reorder || amendment.adjust) {
        w.look(format!(
            "有{changed}处内部引用指向已经变动的条款，决定没有要求相应调整，未改"
        ));
    }
    for l in lost {
        w.look(format!("“{}”所指的条款已经删去或者变动，没有改，请核对", l.words));
    }
    if let Some(line) = history {
        note::history(&mut w.tree, old, line);
    }
    let _ = decision;
    w.notes.sort_by_key(|n| (n.span.start, n.span.end));
    Applied {
        text: w.tree.print(),
        done,
        notes: w.notes,
    }
}

/// An article to be put in.
#[derive(Debug)]
struct Coming {
    unit: Unit,
    /// Old article (index in the top) it stands beside, and whether after it.
    beside: Option<(usize, bool)>,
}

struct Work {
    tree: Tree,
    style: Style,
    new: Vec<Coming>,
    /// Old articles that went into another: (old, index of the top unit).
    alias: Vec<(Number, Number)>,
    /// New chapter headings with the number of the first article under each.
    heads: Vec<(Unit, Number)>,
    notes: Vec<Note>,
    span: Span,
}

type Done = Result<(), String>;

impl Work {
    fn leave(&mut self, why: String) {
        self.notes.push(Note {
            span: self.span,
            why,
            left_out: true,
        });
    }

    fn look(&mut self, why: String) {
        self.notes.push(Note {
            span: self.span,
            why,
            left_out: false,
        });
    }

    fn one(&mut self, action: &Action) -> Done {
        match action {
            Action::Replace { place, wording } => self.replace(*place, wording),
            Action::Delete { place } => self.delete(*place),
            Action::Substitute { place, old, new } => self.substitute(*place, old, new),
            Action::Add {
                place,
                mark,
                after,
                words,
            } => self.add(*place, mark, *after, words),
            Action::Extend {
                place,
                at_end,
                words,
            } => self.extend(*place, *at_end, words),
            Action::Insert {
                level,
                count,
                anchor,
                new,
                heading,
                wording,
            } => self.insert(*level, *count, anchor, new, heading.as_deref(), wording),
            Action::Renumber { from, to } => self.renumber(*from, *to),
            Action::Merge { from, to, wording } => self.merge(from, *to, wording.as_ref()),
            Action::Split { from, to, wording } => self.split(*from, to, wording),
            Action::Rename { title } => {
                let unit = self.tree.top.iter_mut().find(|u| u.kind == Kind::Title);
                let unit = unit.ok_or("旧文本没有标题")?;
                unit.words = Words::fresh(title.as_str());
                Ok(())
            }
        }
    }

    fn units(&self, wording: &Wording) -> Vec<Unit> {
        units(wording, &self.style)
    }

    /// 将…修改为“…”
    fn replace(&mut self, place: Place, wording: &Wording) -> Done {
        if let Some(path) = self.heading(place) {
            let text = wording.text();
            let name = text
                .split_once([' ', '　'])
                .filter(|(l, _)| l.starts_with('第') && l.ends_with(['章', '节', '编']))
                .map_or(text.as_str(), |(_, n)| n.trim());
            let unit = &mut self.tree.top[path];
            if wording.lines.len() > 1 {
                return Err("整章（节）修改，未执行".into());
            }
            unit.words = Words::fresh(name);
            return Ok(());
        }
        if place.region.is_some() && place.article.is_none() {
            return self.replace_region(place, wording);
        }
        let path = self.find(place)?;
        if place.aspect == Aspect::Heading {
            let a = self.unit_mut(path);
            let caption = a
                .children
                .iter_mut()
                .find(|c| c.kind == Kind::Caption)
                .ok_or("这一条没有条旨")?;
            caption.words = Words::fresh(wording.text());
            return Ok(());
        }
        if place.aspect == Aspect::Lead {
            let u = self.unit_mut(path);
            let u = if u.kind == Kind::Article {
                u.children
                    .iter_mut()
                    .find(|c| c.kind == Kind::Paragraph && !c.gone)
                    .ok_or("这一条没有文字")?
            } else {
                u
            };
            let mut words = wording.text();
            // 条首 keeps the mark that opens its list.
            if let Some(mark) = u.words.text.chars().last().filter(|c| matches!(c, '：' | ':'))
                && !words.ends_with(['：', ':'])
            {
                words.push(mark);
            }
            u.words = Words::fresh(words);
            return Ok(());
        }
        if let Some(n) = place.sentence {
            let (s, e) = self.sentence(path, n)?;
            let mut words = wording.text();
            if !words.ends_with(['。', '；', '！', '？', '”']) {
                words.push('。');
            }
            self.unit_mut(path).words.splice(s, e, &words);
            return Ok(());
        }
        let mut made = self.units(wording);
        match self.unit_mut(path).kind {
            Kind::Article => {
                // “第十二条　…”: the label is the article's own.
                if let [only] = made.as_mut_slice()
                    && only.kind == Kind::Article
                {
                    made = std::mem::take(&mut only.children);
                }
                if made.iter().any(|u| u.kind == Kind::Article) {
                    return Err("引号内有多条，未执行".into());
                }
                finish(&mut made);
                let unit = self.unit_mut(path);
                let caption = unit
                    .children
                    .iter()
                    .find(|c| c.kind == Kind::Caption)
                    .cloned();
                if let Some(c) = caption
                    && !made.iter().any(|u| u.kind == Kind::Caption)
                    && !wording.lines.first().is_some_and(|l| l.starts_with(['（', '【', '[']))
                {
                    made.insert(0, c);
                    if let Some(p) = made.get_mut(1) {
                        p.lead = unit.children.get(1).map_or_else(|| "\n".into(), |c| c.lead.clone());
                    }
                }
                unit.children = made;
                Ok(())
            }
            Kind::Paragraph => self.replace_paragraph(path, made),
            _ => self.replace_item(path, made),
        }
    }

    fn replace_paragraph(&mut self, path: Path, mut made: Vec<Unit>) -> Done {
        if made.iter().any(|u| u.kind != Kind::Paragraph) {
            return Err("引号内不是款，未执行".into());
        }
        finish(&mut made);
        let unit = self.unit_mut(path);
        let mut rest = made.into_iter();
        let mut first = rest.next().ok_or("引号内没有文字")?;
        first.lead.clone_from(&unit.lead);
        first.old = unit.old;
        first.pin = unit.pin;
        let open = first.words.text.ends_with(['：', ':']);
        if first.children.is_empty() && open {
            first.children = std::mem::take(&mut unit.children);
        }
        *unit = first;
        let more: Vec<Unit> = rest
            .map(|mut u| {
                u.lead.clone_from(&self.style.lead);
                u
            })
            .collect();
        if !more.is_empty() {
            let Path { top, child, .. } = path;
            let at = child.unwrap_or(0) + 1;
            self.tree.top[top].children.splice(at..at, more);
        }
        Ok(())
    }

    fn replace_item(&mut self, path: Path, mut made: Vec<Unit>) -> Done {
        let mut one = match made.as_mut_slice() {
            [u] if matches!(u.kind, Kind::Item | Kind::Subitem) || u.children.is_empty() => made.remove(0),
            [u, ..] if matches!(u.kind, Kind::Item) => {
                // An item with lines of its own below it.
                let mut first = made.remove(0);
                for mut m in made {
                    if m.kind == Kind::Item {
                        return Err("引号内有多项，未执行".into());
                    }
                    m.kind = Kind::Subitem;
                    first.children.push(m);
                }
                first
            }
            _ => return Err("引号内不是一项，未执行".into()),
        };
        let unit = self.unit_mut(path);
        let mark = unit.words.text.chars().last();
        if !one.words.text.ends_with(['。', '；', ';', '：', ':', '，'])
            && one.children.is_empty()
            && let Some(m) = mark.filter(|m| matches!(m, '。' | '；' | ';'))
        {
            one.words.text.push(m);
        }
        unit.words = std::mem::take(&mut one.words);
        if !one.children.is_empty() || !unit.words.text.ends_with(['：', ':']) {
            unit.children = one.children;
        }
        Ok(())
    }

    fn replace_region(&mut self, place: Place, wording: &Wording) -> Done {
        if place.region != Some(Region::Preamble) {
            return Err("附件、目录整体修改，未执行".into());
        }
        let list = self.preamble();
        let (Some(&first), lines) = (list.first(), &wording.lines) else {
            return Err("旧文本没有引言".into());
        };
        if let Some(n) = place.paragraph {
            let i = *list
                .get(n.saturating_sub(1) as usize)
                .ok_or("引言没有这一自然段")?;
            self.tree.top[i].words = Words::fresh(wording.text());
            return Ok(());
        }
        for &i in &list[1..] {
            self.tree.top[i].gone = true;
        }
        self.tree.top[first].words = Words::fresh(lines.join("\n"));
        Ok(())
    }

    /// 删去…
    fn delete(&mut self, place: Place) -> Done {
        if let Some(i) = self.division(place) {
            let rank = |k: Kind| match k {
                Kind::Book => 0,
                Kind::Chapter => 1,
                Kind::Section => 2,
                _ => 9,
            };
            let own = rank(self.tree.top[i].kind);
            self.tree.top[i].gone = true;
            for u in &mut self.tree.top[i + 1..] {
                if rank(u.kind) <= own || matches!(u.kind, Kind::Annex | Kind::Signature) {
                    break;
                }
                u.gone = true;
            }
            return Ok(());
        }
        if let Some(n) = place.sentence {
            let path = self.find(place)?;
            let (s, e) = self.sentence(path, n)?;
            self.unit_mut(path).words.splice(s, e, "");
            return Ok(());
        }
        if place.region.is_some() && place.article.is_none() {
            return Err("删去附件、目录，未执行".into());
        }
        let path = self.find(place)?;
        let kind = self.unit_mut(path).kind;
        self.unit_mut(path).gone = true;
        if kind == Kind::Item {
            self.relist(path);
        }
        Ok(())
    }

    /// Words for other words.
    fn substitute(&mut self, place: Place, old: &str, new: &str) -> Done {
        let n = self.each_words(place, &mut |w| {
            let hits = w.find(old);
            for &(s, e) in hits.iter().rev() {
                w.splice(s, e, new);
                if new.is_empty() {
                    tidy(w, s);
                }
            }
            hits.len()
        })?;
        if n == 0 {
            return Err(format!("{}没有“{old}”", shown(place)));
        }
        Ok(())
    }

    /// Words beside other words.
    fn add(&mut self, place: Place, mark: &str, after: bool, words: &str) -> Done {
        let n = self.each_words(place, &mut |w| {
            let hits = w.find(mark);
            for &(s, e) in hits.iter().rev() {
                let at = if after { e } else { s };
                let joined = joined(&w.text, (s, e), after, words);
                w.splice(at, at, &joined);
            }
            hits.len()
        })?;
        if n == 0 {
            return Err(format!("{}没有“{mark}”", shown(place)));
        }
        Ok(())
    }

    fn extend(&mut self, place: Place, at_end: bool, words: &str) -> Done {
        let path = self.find(place)?;
        let unit = self.unit_mut(path);
        let unit = if unit.kind == Kind::Article {
            let mut list = unit
                .children
                .iter_mut()
                .filter(|c| c.kind == Kind::Paragraph && !c.gone);
            if at_end { list.next_back() } else { list.next() }.ok_or("这一条没有文字")?
        } else {
            unit
        };
        let mut words = words.to_string();
        if !words.ends_with(['。', '；', '，']) {
            words.push('。');
        }
        let at = if at_end { unit.words.text.len() } else { 0 };
        unit.words.splice(at, at, &words);
        Ok(())
    }

    /// 增加…
    fn insert(
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
                    if u.pin.is_none() && let Some(last) = new.last().and_then(|p| p.paragraph) {
                        u.pin = Some(Number::new(last + u32::try_from(k + 1 - new.len()).unwrap_or(0)));
                    }
                    article.children.insert(at.min(article.children.len()), u);
                    at += 1;
                }
                Ok(())
            }
            _ => self.insert_items(anchor, new, wording),
        }
    }

    fn insert_items(&mut self, anchor: &Anchor, new: &[Place], wording: &Wording) -> Done {
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
            && let Some(i) = par.children.iter().position(|c| c.old == p.item && p.item.is_some())
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

    fn renumber(&mut self, from: Place, to: Place) -> Done {
        if let (Some(i), true) = (self.division(from), to.article.is_none()) {
            let level = to.lowest().ok_or("没有新的编号")?;
            let n = to.number(level).ok_or("没有新的编号")?;
            self.tree.top[i].pin = Some(n);
            return Ok(());
        }
        if from.lowest() != to.lowest() || from.lowest() != Some(Level::Article) && from.article != to.article
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
    fn shift(&mut self, from: Place, to: Place) -> Done {
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
    fn remake(&mut self, from: Place, to: Place, wording: &Wording) -> Done {
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

/// Settles the marks at the end of new provisions: a sentence ends with 。, items with ； or 。.
fn finish(units: &mut [Unit]) {
    for u in units.iter_mut() {
        if u.kind == Kind::Paragraph && u.children.is_empty() {
            close(&mut u.words.text, '。');
        }
        let n = u.children.len();
        for (i, c) in u.children.iter_mut().enumerate() {
            if c.kind == Kind::Item && c.children.is_empty() {
                close(&mut c.words.text, if i + 1 == n { '。' } else { '；' });
            }
        }
    }
}

fn close(text: &mut String, mark: char) {
    if text
        .chars()
        .last()
        .is_some_and(|c| c.is_alphanumeric() || matches!(c, '）' | '》' | ')' | '”') && !text.contains(['。', '；']))
    {
        text.push(mark);
    }
}

/// After words were taken out at `at`: two marks in a row say nothing, the stronger one stays.
fn tidy(w: &mut Words, at: usize) {
    let before = w.text[..at].chars().next_back();
    let after = w.text[at..].chars().next();
    let weight = |c: char| match c {
        '、' => 1,
        '，' | ',' => 2,
        '；' | ';' => 3,
        '：' | ':' => 4,
        '。' => 5,
        _ => 0,
    };
    match (before, after) {
        (Some(b), Some(a)) if weight(b) > 0 && weight(a) > 0 => {
            if weight(b) <= weight(a) {
                w.splice(at - b.len_utf8(), at, "");
            } else {
                w.splice(at, at + a.len_utf8(), "");
            }
        }
        (None, Some(a)) if (1..=3).contains(&weight(a)) => w.splice(0, a.len_utf8(), ""),
        _ => {}
    }
}

/// 在“商业银行”后增加“非银行支付机构”: members of a list have a pause mark between them, which
/// decisions leave out. They are members where a list stands around, or where both name things
/// of one kind (they share two characters in a row).
fn joined(text: &str, (s, e): (usize, usize), after: bool, words: &str) -> String {
    let mark = |c: char| matches!(c, '、' | '，' | '；' | '。' | '：');
    if words.starts_with(mark)
        || words.ends_with(mark)
        || words.starts_with(['和', '或', '及', '的', '并', '与', '等'])
    {
        return words.to_string();
    }
    let (before, behind) = (text[..s].ends_with('、'), text[e..].starts_with('、'));
    let pairs = |s: &str| -> Vec<(char, char)> { s.chars().zip(s.chars().skip(1)).collect() };
    let mine = pairs(words);
    let alike = pairs(&text[s..e]).iter().any(|p| mine.contains(p));
    if !(before || behind || alike) {
        return words.to_string();
    }
    if after {
        format!("、{words}")
    } else {
        format!("{words}、")
    }
}

fn shown(place: Place) -> String {
    let s = place.shown();
    if s.is_empty() { "全文".into() } else { s }
}
