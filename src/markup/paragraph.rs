//! Paragraphs that go, that come, and their marks.

use super::map::Line;
use super::plan::NewParagraph;
use super::tree::characters;
use super::write::{Writer, is_range};
use crate::parse::docx::NOWHERE;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

impl Writer<'_, '_> {
    /// The paragraphs whose marks go: those joined, and those of which nothing is left, with the
    /// white space in them.
    pub(super) fn gone(&mut self, joined: &BTreeSet<usize>) -> BTreeSet<usize> {
        let map = self.map;
        let mut touched: BTreeSet<usize> = BTreeSet::new();
        for i in 0..map.chars.len() {
            if map.from[i] != NOWHERE && self.struck.contains(&map.from[i]) {
                touched.extend(map.paragraph(i));
            }
        }
        let empty: BTreeSet<usize> = touched
            .into_iter()
            .filter(|p| !self.kept.contains(p) && !joined.contains(p) && self.is_empty(*p))
            .collect();
        for p in &empty {
            for (el, at, _) in map.blanks(*p).into_iter().flatten() {
                self.strike_blank(el, at);
            }
        }
        let mut out = joined.clone();
        for p in &empty {
            if self.next(*p).is_some() {
                out.insert(*p);
                continue;
            }
            // The last mark of a story stays; in its place the one before goes, which gives the
            // same paragraph where both have the same form.
            let mut before = self.previous(*p);
            while let Some(b) = before.filter(|b| empty.contains(b)) {
                before = self.previous(b);
            }
            if let Some(b) = before
                && self.form_of(b) == self.form_of(*p)
            {
                out.insert(b);
            }
        }
        out
    }

    /// The form of a paragraph without that of its mark.
    fn form_of(&self, p: usize) -> Vec<&str> {
        let tree = &self.map.tree;
        let form = tree.child(p, "pPr");
        form.map(|f| tree.els[f].children.as_slice())
            .unwrap_or_default()
            .iter()
            .filter(|c| tree.els[**c].name != "rPr")
            .map(|c| tree.slice(tree.els[*c].whole()))
            .collect()
    }

    /// Whether nothing is left of a paragraph, and it ends no section.
    fn is_empty(&self, p: usize) -> bool {
        let tree = &self.map.tree;
        if let Some(form) = tree.child(p, "pPr")
            && tree.child(form, "sectPr").is_some()
        {
            return false;
        }
        tree.below(p).all(|i| {
            let e = &tree.els[i];
            match e.name.as_str() {
                "t" => {
                    tree.up_to(i, "del").is_some()
                        || characters(tree.xml, e.inner()).is_some_and(|c| {
                            c.iter()
                                .all(|(at, c)| self.struck.contains(at) || c.is_whitespace())
                        })
                }
                "br" | "sym" => self.struck.contains(&e.open.start),
                "fldChar" => self.fields.contains(&i),
                "drawing" | "pict" | "object" | "footnoteReference" | "endnoteReference"
                | "ruby" | "" => tree
                    .up_to(i, "pPr")
                    .is_some_and(|f| tree.els[f].depth > tree.els[p].depth),
                _ => true,
            }
        })
    }

    /// The paragraph right before one.
    fn previous(&self, p: usize) -> Option<usize> {
        let tree = &self.map.tree;
        let up = tree.els[p].parent;
        tree.els[up]
            .children
            .iter()
            .copied()
            .take_while(|c| *c < p)
            .filter(|c| !is_range(&tree.els[*c].name))
            .last()
            .filter(|c| tree.els[*c].name == "p")
    }

    /// The paragraph right behind one.
    fn next(&self, p: usize) -> Option<usize> {
        let tree = &self.map.tree;
        let up = tree.els[p].parent;
        tree.els[up]
            .children
            .iter()
            .copied()
            .filter(|c| *c > p)
            .find(|c| !is_range(&tree.els[*c].name))
            .filter(|c| tree.els[*c].name == "p")
    }

    /// Marks the mark of a paragraph as put in or struck out.
    pub(super) fn mark(&mut self, p: usize, what: &str) {
        let patch = self.mark_patch(p, what);
        self.patches.extend(patch);
    }

    pub(super) fn mark_patch(&mut self, p: usize, what: &str) -> Option<(Range<usize>, String)> {
        let stamp = self.stamped();
        let tree = &self.map.tree;
        let w = &self.stamp.w;
        let mark = format!("<{w}{what} {stamp}/>");
        let whole = |i: usize| tree.els[i].whole();
        let Some(form) = tree.child(p, "pPr") else {
            let new = format!("<{w}pPr><{w}rPr>{mark}</{w}rPr></{w}pPr>");
            let end = tree.els[p].open.end;
            return Some((end..end, new));
        };
        let Some(run) = tree.child(form, "rPr") else {
            let new = format!("<{w}rPr>{mark}</{w}rPr>");
            if tree.els[form].closes_itself() {
                return Some((whole(form), format!("<{w}pPr>{new}</{w}pPr>")));
            }
            let at = ["sectPr", "pPrChange"]
                .iter()
                .filter_map(|n| tree.child(form, n))
                .map(|c| tree.els[c].open.start)
                .min()
                .unwrap_or(tree.els[form].close.start);
            return Some((at..at, new));
        };
        if tree.child(run, what).is_some() {
            return None;
        }
        if tree.els[run].closes_itself() {
            return Some((whole(run), format!("<{w}rPr>{mark}</{w}rPr>")));
        }
        let at = match tree.child(run, "ins") {
            Some(ins) if what == "del" => tree.els[ins].close.end,
            _ => tree.els[run].open.end,
        };
        Some((at..at, mark))
    }

    pub(super) fn paragraphs(
        &mut self,
        new: &[NewParagraph],
        around: &BTreeMap<usize, (String, String)>,
    ) {
        let last_behind: BTreeMap<usize, usize> = new
            .iter()
            .enumerate()
            .filter(|(_, n)| n.behind)
            .map(|(i, n)| (n.beside, i))
            .collect();
        let mut opened: BTreeSet<usize> = BTreeSet::new();
        for (i, n) in new.iter().enumerate() {
            let p = &self.map.tree.els[n.beside];
            // At the end of a story there is no mark behind that could outlive ours: then the old
            // mark goes to the last of the new paragraphs, and the old paragraph gets a new one.
            // So too where words are put in right before: what is put in is then one piece, as
            // when it is typed (LibreOffice takes the pieces as one and would lose a mark).
            let ends = n.behind
                && (self.next(n.beside).is_none() || self.ended.contains(&n.beside))
                && self.plain(n.beside)
                && !self.cuts.contains_key(&n.beside);
            if ends && opened.insert(n.beside) {
                self.mark(n.beside, "ins");
            }
            let keeps = ends && last_behind.get(&n.beside) == Some(&i);
            let none = (String::new(), String::new());
            let around = around.get(&i).unwrap_or(&none);
            let new = self.new_paragraph(n.beside, &n.like, &n.text, keeps, around);
            let at = if n.behind { p.close.end } else { p.open.start };
            self.patches.push((at..at, new));
        }
    }

    /// A whole new paragraph, with what stands around its words.
    pub(super) fn new_paragraph(
        &mut self,
        beside: usize,
        like: &Line,
        text: &str,
        keeps: bool,
        around: &(String, String),
    ) -> String {
        let map = self.map;
        let form = self.paragraph_form(beside, like, keeps);
        let run = (like.words..like.end).rev().find_map(|c| map.run(c));
        let run_form = run.map(|r| self.form(r)).unwrap_or_default();
        // Indents that are typed are typed again.
        let typed: String = map
            .paragraph_of(like)
            .map(|p| map.blanks(p)[0].iter().map(|b| b.2).collect())
            .unwrap_or_default();
        let words = self.inserted(&run_form, &format!("{typed}{text}"));
        let w = &self.stamp.w;
        format!("<{w}p>{form}{}{words}{}</{w}p>", around.0, around.1)
    }

    /// Whether a paragraph's form can be given to a new one as it is.
    fn plain(&self, p: usize) -> bool {
        let tree = &self.map.tree;
        let form = tree.child(p, "pPr");
        let has = |n| form.is_some_and(|f| tree.child(f, n).is_some());
        let numbered = self
            .map
            .lines
            .iter()
            .any(|l| l.words > l.start && self.map.paragraph_of(l) == Some(p));
        !numbered && !has("sectPr") && !has("numPr") && !has("pPrChange")
    }

    /// The form of a new paragraph: that of one like it, without its number, its section and its
    /// history; with a mark that is put in, unless it keeps the old one.
    fn paragraph_form(&mut self, beside: usize, like: &Line, keeps: bool) -> String {
        let stamp = if keeps { None } else { Some(self.stamped()) };
        let tree = &self.map.tree;
        let w = &self.stamp.w;
        let lender = if keeps {
            Some(beside)
        } else {
            self.map.paragraph_of(like)
        };
        let form = lender.and_then(|p| tree.child(p, "pPr"));
        let (mut head, mut tail, mut mark) = (String::new(), String::new(), String::new());
        for c in form
            .map(|f| tree.els[f].children.clone())
            .unwrap_or_default()
        {
            let text = tree.slice(tree.els[c].whole());
            match tree.els[c].name.as_str() {
                "numPr" | "sectPr" | "pPrChange" => {}
                "pageBreakBefore" if !keeps => {}
                "rPr" => {
                    for r in &tree.els[c].children {
                        if !matches!(
                            tree.els[*r].name.as_str(),
                            "ins" | "del" | "moveFrom" | "moveTo" | "rPrChange"
                        ) {
                            mark.push_str(tree.slice(tree.els[*r].whole()));
                        }
                    }
                }
                "pStyle" | "keepNext" | "keepLines" | "framePr" | "widowControl" => {
                    head.push_str(text);
                }
                _ => tail.push_str(text),
            }
        }
        if like.words > like.start && !keeps {
            head.push_str(&format!(
                "<{w}numPr><{w}ilvl {w}val=\"0\"/><{w}numId {w}val=\"0\"/></{w}numPr>"
            ));
        }
        if let Some(stamp) = stamp {
            mark.insert_str(0, &format!("<{w}ins {stamp}/>"));
        }
        if !mark.is_empty() {
            mark = format!("<{w}rPr>{mark}</{w}rPr>");
        }
        if head.is_empty() && tail.is_empty() && mark.is_empty() {
            return String::new();
        }
        format!("<{w}pPr>{head}{tail}{mark}</{w}pPr>")
    }
}

/// An opening tag without the names that only one paragraph may have (`w14:paraId`, `w14:textId`).
pub(super) fn anonymous(tag: &str) -> String {
    let mut out = tag.to_string();
    for name in [":paraId=", ":textId="] {
        let Some(i) = out.find(name) else { continue };
        let begin = out[..i].rfind(char::is_whitespace).unwrap_or(i);
        let rest = &out[i + name.len()..];
        let quote = rest.chars().next().unwrap_or('"');
        if let Some(len) = rest.get(1..).and_then(|r| r.find(quote)) {
            let end = i + name.len() + len + 2;
            out.replace_range(begin..end, "");
        }
    }
    out
}
