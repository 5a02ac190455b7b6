//! Carries a decision out on the old text.
//!
//! Every operation finds its place by the old numbers; structure is settled at the end
//! ([`super::number`]), then the references in words that the decision left alone follow
//! ([`super::refer`]), where it orders the order of articles to be adjusted.

use super::place::{Aspect, Place, Region};
use super::text::{Style, Tree, Unit, Words, units};
use super::{Action, Amendment, Decision, Wording, refer};
use crate::document::{Document, Kind, Number};
use crate::text::Span;

mod arrange;
mod insert;
mod locate;
mod marks;
mod merge;
mod note;

use locate::Path;
use marks::{finish, joined, tidy};

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
    /// The new text's body, as [`super::body`] gives it.
    pub body: String,
}

/// Carries out a decision's part on one law. With `history`, the line under the title is added.
pub fn apply(
    old: &Document,
    decision: &Decision,
    amendment: &Amendment,
    history: Option<&str>,
) -> Applied {
    let _ = decision;
    let (mut tree, notes, done) = carry(old, amendment);
    if let Some(line) = history {
        note::history(&mut tree, old, line);
    }
    Applied {
        body: tree.body(),
        text: tree.print(),
        done,
        notes,
    }
}

/// The new tree, the notes, and the number of operations carried out.
pub(crate) fn carry(old: &Document, amendment: &Amendment) -> (Tree, Vec<Note>, usize) {
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
        && (amendment.reorder
            || amendment.adjust && super::read::structural(amendment)
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
        w.look(format!(
            "“{}”所指的条款已经删去或者变动，没有改，请核对",
            l.words
        ));
    }
    w.notes.sort_by_key(|n| (n.span.start, n.span.end));
    (w.tree, w.notes, done)
}

/// An article to be put in.
#[derive(Debug)]
struct Coming {
    unit: Unit,
    /// Old article (index in the top) it stands beside, and whether after it.
    beside: Option<(usize, bool)>,
    /// The chapter or section it belongs to, where the decision says it.
    home: Option<Place>,
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
            if let Some(mark) = u
                .words
                .text
                .chars()
                .last()
                .filter(|c| matches!(c, '：' | ':'))
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
                    && !wording
                        .lines
                        .first()
                        .is_some_and(|l| l.starts_with(['（', '【', '[']))
                {
                    made.insert(0, c);
                    if let Some(p) = made.get_mut(1) {
                        p.lead = unit
                            .children
                            .get(1)
                            .map_or_else(|| "\n".into(), |c| c.lead.clone());
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
            [u] if matches!(u.kind, Kind::Item | Kind::Subitem) || u.children.is_empty() => {
                made.remove(0)
            }
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
        if old.contains('\n') || new.contains('\n') {
            return self.paragraphs_for(place, old, new);
        }
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
        // 作为第二句: before what is the second one now.
        if let Some(n) = place.sentence
            && let Ok((start, _)) = self.sentence(path, n)
        {
            let mut words = words.to_string();
            if !words.ends_with(['。', '；', '，']) {
                words.push('。');
            }
            self.unit_mut(path).words.splice(start, start, &words);
            return Ok(());
        }
        let unit = self.unit_mut(path);
        let unit = if unit.kind == Kind::Article {
            let mut list = unit
                .children
                .iter_mut()
                .filter(|c| c.kind == Kind::Paragraph && !c.gone);
            if at_end {
                list.next_back()
            } else {
                list.next()
            }
            .ok_or("这一条没有文字")?
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
}

fn shown(place: Place) -> String {
    let s = place.shown();
    if s.is_empty() { "全文".into() } else { s }
}
