//! One edit of the text → what must be done at which characters and paragraphs of the part, or why
//! it can't be done.

use super::lines::alike;
use super::map::{Line, Map, computed, is_link};
use super::write::is_range;
use crate::finding::Edit;
use crate::parse::docx::NOWHERE;
use crate::proposal::diff::{self, Op};
use std::collections::BTreeSet;
use std::ops::Range;

/// What an edit does to the part.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Plan {
    /// Characters struck out, by their index in the text.
    pub(super) struck: BTreeSet<usize>,
    /// White space struck out that is not in the text: element and byte.
    pub(super) blanks: BTreeSet<(usize, usize)>,
    /// Elements of fields struck out with their results.
    pub(super) fields: BTreeSet<usize>,
    /// What is put in at characters.
    pub(super) put: Vec<Put>,
    /// Paragraphs put in behind (`true`) or before a paragraph.
    pub(super) paragraphs: Vec<NewParagraph>,
    /// Paragraphs that are joined to the next.
    pub(super) joined: BTreeSet<usize>,
}

/// Something put in behind or before a character.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Put {
    pub(super) at: usize,
    pub(super) behind: bool,
    pub(super) what: What,
}

/// What is put in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum What {
    Words(String),
    /// The paragraph is cut in two, with these between.
    Cut(Vec<(Line, String)>),
}

/// A paragraph to put in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct NewParagraph {
    /// The paragraph beside it.
    pub(super) beside: usize,
    /// Behind it, or before it.
    pub(super) behind: bool,
    /// The line whose paragraph lends its form.
    pub(super) like: Line,
    /// Its words.
    pub(super) text: String,
}

type Done = Result<(), String>;

const NUMBER: &str = "改动涉及自动编号，编号不在文字里";
const CELLS: &str = "改动跨越表格的单元格";
const ROWS: &str = "要在表格的行与行之间增加段落";

/// Plans an edit.
pub(super) fn plan(map: &Map<'_>, edit: &Edit) -> Result<Plan, String> {
    let old = map
        .range(edit.start, edit.end)
        .ok_or("修改位置不在正文内")?;
    let mut planner = Planner {
        map,
        plan: Plan::default(),
    };
    planner.part(old, &edit.new)?;
    planner.fields()?;
    Ok(planner.plan)
}

/// The smallest changes that a change of one line comes to.
fn refined(map: &Map<'_>, old: Range<usize>, new: &str) -> Vec<(Range<usize>, String)> {
    let mut out: Vec<(Range<usize>, String)> = Vec::new();
    let mut at = old.start;
    for p in diff::pieces(map.slice(old), new) {
        let len = p.text.chars().count();
        if p.op == Op::Equal {
            at += len;
            continue;
        }
        if out.last().is_none_or(|l| l.0.end != at) {
            out.push((at..at, String::new()));
        }
        if let Some(last) = out.last_mut() {
            if p.op == Op::Delete {
                at += len;
                last.0.end = at;
            } else {
                last.1.push_str(&p.text);
            }
        }
    }
    out
}

struct Planner<'m, 'a> {
    map: &'m Map<'a>,
    plan: Plan,
}

impl Planner<'_, '_> {
    /// Plans one change: lines that are like each other are changed, the others go and come.
    fn part(&mut self, old: Range<usize>, new: &str) -> Done {
        let map = self.map;
        let mut olds: Vec<Range<usize>> = Vec::new();
        let mut start = old.start;
        for i in old.clone() {
            if map.from[i] == NOWHERE && map.chars[i] == '\n' {
                olds.push(start..i);
                start = i + 1;
            }
        }
        olds.push(start..old.end);
        let news: Vec<&str> = new.split('\n').collect();
        let edge =
            |at: usize, edge: fn(&Line) -> usize| self.line(at).is_ok_and(|l| edge(&l) != at);
        let texts: Vec<&str> = olds.iter().map(|r| map.slice(r.clone())).collect();
        let mut pairs = alike(
            &texts,
            &news,
            edge(old.start, |l| l.start),
            edge(old.end, |l| l.end),
        );
        if pairs.is_empty() {
            return self.block(&olds, &news);
        }
        pairs.push((olds.len(), news.len()));
        let (mut o, mut n) = (0, 0);
        for (i, j) in pairs {
            self.between(&olds, o..i, &news[n..j])?;
            if let (Some(old), Some(new)) = (olds.get(i), news.get(j)) {
                self.within(old.clone(), new)?;
            }
            (o, n) = (i + 1, j + 1);
        }
        Ok(())
    }

    /// Lines between two pairs: they go, come, or are replaced.
    fn between(&mut self, olds: &[Range<usize>], gone: Range<usize>, new: &[&str]) -> Done {
        let before = gone.start.checked_sub(1).map(|i| olds[i].end);
        if new.is_empty() && gone.is_empty() {
            return Ok(());
        }
        if new.is_empty() {
            return match (before, olds.get(gone.end)) {
                (Some(at), _) => self.lines(at..olds[gone.end - 1].end, ""),
                (None, Some(next)) => self.lines(olds[gone.start].start..next.start, ""),
                (None, None) => Ok(()),
            };
        }
        if !gone.is_empty() {
            return self.block(&olds[gone], new);
        }
        let mut list = new.to_vec();
        match (before, olds.get(gone.end)) {
            (Some(at), _) => {
                list.insert(0, "");
                self.paragraphs(at..at, &list)
            }
            (None, Some(next)) => {
                list.push("");
                self.paragraphs(next.start..next.start, &list)
            }
            (None, None) => Ok(()),
        }
    }

    /// Replaces lines by lines that are not like them: one by one, then those that are too many.
    fn block(&mut self, olds: &[Range<usize>], news: &[&str]) -> Done {
        let both = olds.len().min(news.len());
        for i in 0..both - 1 {
            self.within(olds[i].clone(), news[i])?;
        }
        let last = olds[both - 1].clone();
        if news.len() > both {
            self.paragraphs(last, &news[both - 1..])
        } else if olds.len() > both {
            self.lines(last.start..olds[olds.len() - 1].end, news[both - 1])
        } else {
            self.within(last, news[both - 1])
        }
    }

    fn line(&self, at: usize) -> Result<Line, String> {
        self.map
            .line_at(at)
            .map(|i| self.map.lines[i])
            .ok_or_else(|| CELLS.to_string())
    }

    /// Strikes characters of one line; of a line that goes altogether the number goes too.
    fn strike(&mut self, old: Range<usize>, whole: bool) -> Done {
        for i in old {
            if self.map.from[i] == NOWHERE {
                let line = self.line(i)?;
                if i < line.words && whole {
                    continue;
                }
                return Err(if i < line.words {
                    NUMBER.into()
                } else if line.row && self.map.line_at(i + 1).is_none() {
                    CELLS.into()
                } else {
                    "这里的文字在文件中没有单独的位置（公式、域或者特殊写法）".into()
                });
            }
            if let Some(why) = self.map.fixed(i) {
                return Err(why);
            }
            self.plan.struck.insert(i);
        }
        Ok(())
    }

    /// Changes one line into another, in as little as differs.
    fn within(&mut self, old: Range<usize>, new: &str) -> Done {
        for (range, new) in refined(self.map, old, new) {
            self.words(range, &new)?;
        }
        Ok(())
    }

    /// Replaces words within one line.
    fn words(&mut self, old: Range<usize>, new: &str) -> Done {
        let line = self.line(old.start)?;
        if old.end > line.end {
            return Err(CELLS.into());
        }
        self.strike(old.clone(), false)?;
        if new.is_empty() {
            return Ok(());
        }
        // Where the new words stand: behind what they replace, else behind the word before.
        let mut places: Vec<(usize, bool)> = if old.is_empty() {
            let mut p = Vec::new();
            if old.start > line.words {
                p.push((old.start - 1, true));
            }
            if old.start < line.end && old.start >= line.words {
                p.push((old.start, false));
            }
            p
        } else {
            old.clone().rev().map(|i| (i, true)).collect()
        };
        if places.is_empty() {
            return Err(NUMBER.into());
        }
        // Outside links and computed fields rather than inside.
        let depth = |i: usize| {
            let run = self.map.run(i).unwrap_or(0);
            self.map.tree.els[run].depth
        };
        if old.is_empty() {
            places.retain(|(i, _)| self.map.fixed(*i).is_none());
            let free = |p: &(usize, bool)| self.map.of_computed_field(p.0).is_none();
            if places.iter().any(free) {
                places.retain(free);
            }
        }
        let (i, behind) = places
            .into_iter()
            .min_by_key(|(i, _)| depth(*i))
            .ok_or("新增的文字前后没有可以放置的位置")?;
        if old.is_empty()
            && let Some(f) = self.map.of_computed_field(i)
        {
            return Err(computed(&self.map.fields[f].code));
        }
        self.put(i, behind, What::Words(new.to_string()));
        Ok(())
    }

    fn put(&mut self, at: usize, behind: bool, what: What) {
        self.plan.put.push(Put { at, behind, what });
    }

    /// The character behind which a paragraph can be cut in two.
    fn cut(&self, old: &Range<usize>, line: &Line) -> Option<usize> {
        let tree = &self.map.tree;
        let at = old.end.checked_sub(1)?;
        if line.words > line.start || old.start <= line.words || line.row {
            return None;
        }
        let run = self.map.run(at)?;
        let up = tree.els[run].parent;
        let home = if tree.els[up].name == "ins" {
            tree.els[up].parent
        } else {
            up
        };
        (Some(home) == self.map.paragraph(at) && self.map.fixed(at).is_none()).then_some(at)
    }

    /// Replaces words within one line by several lines.
    fn paragraphs(&mut self, old: Range<usize>, new: &[&str]) -> Done {
        let map = self.map;
        let at = map.line_at(old.start).ok_or(CELLS)?;
        let line = map.lines[at];
        if old.end > line.end {
            return Err(CELLS.into());
        }
        let (first, last) = (new[0], new[new.len() - 1]);
        let (head, tail) = (old.start == line.start, old.end == line.end);
        let closing = |i: usize| {
            // Whether a line is the last of a table's row, which a new line can't follow.
            map.lines[i].row
                && map
                    .lines
                    .get(i + 1)
                    .is_none_or(|n| n.block != map.lines[i].block)
        };
        if tail && !(head && old.is_empty()) {
            self.words(old.clone(), first)?;
            if closing(at) {
                return match map.lines.get(at + 1) {
                    Some(next) if !next.row && old.is_empty() => {
                        self.beside(*next, false, &new[1..])
                    }
                    _ => Err(ROWS.into()),
                };
            }
            return self.beside(line, true, &new[1..]);
        }
        if head {
            let opening = line.row && (at == 0 || map.lines[at - 1].block != line.block);
            if opening && (at == 0 || map.lines[at - 1].row || !old.is_empty()) {
                return Err(ROWS.into());
            }
            if opening {
                self.beside(map.lines[at - 1], true, &new[..new.len() - 1])?;
            } else {
                self.beside(line, false, &new[..new.len() - 1])?;
            }
            return self.words(old, last);
        }
        if let Some(cut) = self.cut(&old, &line) {
            self.strike(old, false)?;
            if !first.is_empty() {
                self.put(cut, true, What::Words(first.to_string()));
            }
            let between = new[1..new.len() - 1]
                .iter()
                .filter(|t| !t.trim().is_empty())
                .map(|t| (like(map, line, t), t.trim().to_string()))
                .collect();
            self.put(cut, true, What::Cut(between));
            if !last.is_empty() {
                self.put(cut, true, What::Words(last.to_string()));
            }
            return Ok(());
        }
        // No cut is possible there: what follows goes and comes again in a paragraph of its own.
        self.words(old.clone(), first)?;
        self.strike(old.end..line.end, false)?;
        let moved = format!("{last}{}", map.slice(old.end..line.end));
        let mut rest: Vec<&str> = new[1..new.len() - 1].to_vec();
        rest.push(&moved);
        if closing(at) {
            return Err(ROWS.into());
        }
        self.beside(line, true, &rest)
    }

    /// Puts paragraphs in before or behind the paragraph of a line.
    fn beside(&mut self, line: Line, behind: bool, new: &[&str]) -> Done {
        let at = if behind {
            self.map.paragraph_of(&line)
        } else {
            (line.words..line.end).find_map(|i| self.map.paragraph(i))
        };
        let beside = at.ok_or("旁边的段落只有自动编号，没有可以放置的位置")?;
        if let Some(why) = self.map.fixed(line.words) {
            return Err(why);
        }
        for text in new.iter().filter(|t| !t.trim().is_empty()) {
            self.plan.paragraphs.push(NewParagraph {
                beside,
                behind,
                like: like(self.map, line, text),
                text: text.trim().to_string(),
            });
        }
        Ok(())
    }

    /// Strikes a range over several lines and puts words of one line in its place.
    fn lines(&mut self, old: Range<usize>, new: &str) -> Done {
        let map = self.map;
        let (first, last) = (
            map.line_at(old.start).ok_or(CELLS)?,
            map.line_at(old.end).ok_or(CELLS)?,
        );
        let (a, b) = (map.lines[first], map.lines[last]);
        let (head, tail) = (old.start == a.start, old.end == b.end);
        if tail {
            if head && new.is_empty() {
                self.strike(a.start..a.end, true)?;
            } else {
                self.words(old.start..a.end, new)?;
            }
            return self.whole(first + 1..last + 1);
        }
        if head {
            self.whole(first..last)?;
            return self.words(b.start..old.end, new);
        }
        if a.words > a.start || b.words > b.start {
            return Err("要合并的段落有自动编号".into());
        }
        self.words(old.start..a.end, new)?;
        self.whole(first + 1..last)?;
        self.words(b.start..old.end, "")?;
        self.join(&a, &b)
    }

    fn whole(&mut self, lines: Range<usize>) -> Done {
        for l in lines {
            let line = self.map.lines[l];
            self.strike(line.start..line.end, true)?;
        }
        Ok(())
    }

    /// Joins the paragraphs from one line to another.
    fn join(&mut self, a: &Line, b: &Line) -> Done {
        let tree = &self.map.tree;
        let (Some(p), Some(q)) = (self.map.paragraph_of(a), self.map.paragraph(b.words)) else {
            return Err("要合并的段落没有文字".into());
        };
        if tree.els[p].parent != tree.els[q].parent {
            return Err("要合并的段落不在一处".into());
        }
        for c in &tree.els[tree.els[p].parent].children {
            if *c < p || *c >= q {
                continue;
            }
            match tree.els[*c].name.as_str() {
                "p" => {
                    let section = tree
                        .child(*c, "pPr")
                        .is_some_and(|x| tree.child(x, "sectPr").is_some());
                    if section {
                        return Err("要合并的段落之间有分节符".into());
                    }
                    self.plan.joined.insert(*c);
                    let [before, behind] = self.map.blanks(*c);
                    let inside = if *c == p { Vec::new() } else { before };
                    let all = inside.into_iter().chain(behind);
                    self.plan.blanks.extend(all.map(|b| (b.0, b.1)));
                }
                n if is_range(n) => {}
                _ => return Err("要合并的段落之间有表格或者别的内容".into()),
            }
        }
        let [before, _] = self.map.blanks(q);
        let all = before.into_iter().map(|b| (b.0, b.1));
        self.plan.blanks.extend(all);
        Ok(())
    }

    /// A field goes whole or not at all, but for links.
    fn fields(&mut self) -> Done {
        let mut touched = BTreeSet::new();
        for i in &self.plan.struck {
            if let Some(el) = self.map.el(*i) {
                touched.extend(self.map.fields_of(el));
            }
        }
        for f in touched {
            let all = self.map.result_of(f).is_subset(&self.plan.struck);
            let field = &self.map.fields[f];
            if all {
                self.plan.fields.extend(&field.els);
            } else if !is_link(&field.code) {
                return Err(computed(&field.code));
            }
        }
        Ok(())
    }
}

/// The line near a place whose paragraph is of the form that a new line needs: with a number of
/// the same kind; else the line itself.
fn like(map: &Map<'_>, line: Line, text: &str) -> Line {
    const NEAR: usize = 40;
    let wanted = shape(text);
    let Some(at) = map.lines.iter().position(|l| *l == line) else {
        return line;
    };
    let home = |l: &Line| map.paragraph(l.words).map(|p| map.tree.els[p].parent);
    let fits =
        |l: &&Line| !l.row && home(l) == home(&line) && shape(map.slice(l.start..l.end)) == wanted;
    let before = map.lines[at.saturating_sub(NEAR)..=at].iter().rev();
    let after = map.lines[at..(at + NEAR).min(map.lines.len())].iter();
    if line.row {
        return line;
    }
    before.chain(after).find(fits).copied().unwrap_or(line)
}

/// The kind of number that a line begins with: 第…条, （一）, 一、, 1., or none.
fn shape(text: &str) -> char {
    let text = text.trim_start();
    let mut chars = text.chars();
    let (open, number) = match chars.next() {
        Some(c @ ('第' | '（' | '(')) => (c, chars.as_str()),
        _ => (' ', text),
    };
    let rest = number.trim_start_matches(|c| crate::text::numeral::is_numeral(c) || c == ' ');
    if rest.len() == number.len() {
        return ' ';
    }
    match (open, rest.chars().next()) {
        ('第', Some(c @ ('编' | '章' | '节' | '条'))) => c,
        ('（' | '(', Some('）' | ')')) => '（',
        (' ', Some(c @ ('、' | '.' | '．'))) => c,
        _ => ' ',
    }
}
