//! Plans → the part with `w:ins`, `w:del` and the marks of comments in it. Only the runs and
//! paragraph marks that change are written anew; all else is copied byte by byte.

use super::map::{Line, Map};
use super::paragraph::anonymous;
use super::plan::{NewParagraph, Plan, What};
use super::run::Cut;
use super::tree::{characters, patched};
use crate::text::xml::escaped;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// Who makes the changes, and when.
#[derive(Debug, Clone)]
pub(super) struct Stamp {
    /// The prefix of the part's elements, with its colon.
    pub(super) w: String,
    pub(super) author: String,
    /// 2026-11-24T00:00:00Z
    pub(super) time: String,
}

/// Numbers for changes that no other has.
#[derive(Debug, Clone)]
pub(super) struct Ids {
    used: BTreeSet<u32>,
    next: u32,
}

impl Ids {
    pub(super) const fn new(used: BTreeSet<u32>) -> Self {
        Self { used, next: 1 }
    }

    pub(super) fn fresh(&mut self) -> u32 {
        while self.used.contains(&self.next) {
            self.next += 1;
        }
        self.next += 1;
        self.next - 1
    }
}

/// A comment's place: the characters it is about, and what its changes put in.
#[derive(Debug, Clone, Default)]
pub(super) struct Anchor {
    pub(super) id: u32,
    /// Characters with a place.
    pub(super) chars: BTreeSet<usize>,
    /// Indices of new paragraphs, where there are no such characters.
    pub(super) paragraphs: Vec<usize>,
}

enum Event {
    Put(What),
    Raw(String),
}

/// The part with all plans carried out.
pub(super) fn write(
    map: &Map<'_>,
    plans: &[&Plan],
    new: &[NewParagraph],
    anchors: &[Anchor],
    stamp: &Stamp,
    ids: Ids,
) -> String {
    let mut w = Writer {
        map,
        stamp,
        ids,
        struck: BTreeSet::new(),
        fields: BTreeSet::new(),
        before: BTreeMap::new(),
        behind: BTreeMap::new(),
        patches: Vec::new(),
        runs: BTreeSet::new(),
        kept: BTreeSet::new(),
        ended: BTreeSet::new(),
        apart: false,
        cuts: BTreeMap::new(),
        gone: BTreeSet::new(),
    };
    let mut joined = BTreeSet::new();
    for p in plans {
        w.take(p);
        joined.extend(&p.joined);
    }
    let mut around: BTreeMap<usize, (String, String)> = BTreeMap::new();
    for a in anchors {
        w.anchor(a, &mut around);
    }
    w.gone = w.gone(&joined);
    let cut: BTreeSet<usize> = w.cuts.keys().copied().collect();
    for p in w.gone.difference(&cut).copied().collect::<Vec<_>>() {
        w.mark(p, "del");
    }
    for p in &cut {
        w.mark(*p, "ins");
        w.without_section(*p);
    }
    w.runs();
    w.apart = true;
    w.paragraphs(new, &around);
    patched(map.tree.xml, w.patches)
}

/// The part while it is written.
pub(super) struct Writer<'m, 'a> {
    pub(super) map: &'m Map<'a>,
    pub(super) stamp: &'m Stamp,
    ids: Ids,
    /// Bytes at which struck characters stand.
    pub(super) struck: BTreeSet<usize>,
    /// Elements of fields struck.
    pub(super) fields: BTreeSet<usize>,
    before: BTreeMap<usize, Vec<Event>>,
    behind: BTreeMap<usize, Vec<Event>>,
    pub(super) runs: BTreeSet<usize>,
    /// Paragraphs with words put in.
    pub(super) kept: BTreeSet<usize>,
    /// Paragraphs with words put in at their end.
    pub(super) ended: BTreeSet<usize>,
    /// Whether whole paragraphs are being put in: they are stamped five minutes later, for what
    /// stands side by side and was put in within a minute LibreOffice takes as one, and rejecting
    /// it would lose the mark between.
    pub(super) apart: bool,
    /// How often each paragraph is still cut.
    pub(super) cuts: BTreeMap<usize, usize>,
    /// Paragraphs whose marks go.
    pub(super) gone: BTreeSet<usize>,
    pub(super) patches: Vec<(Range<usize>, String)>,
}

impl Writer<'_, '_> {
    fn take(&mut self, plan: &Plan) {
        let map = self.map;
        for i in &plan.struck {
            self.struck.insert(map.from[*i]);
            self.runs.extend(map.run(*i));
        }
        for (el, at) in &plan.blanks {
            self.strike_blank(*el, *at);
        }
        for el in &plan.fields {
            self.fields.insert(*el);
            self.runs.extend(map.tree.up_to(*el, "r"));
        }
        for p in &plan.put {
            let side = if p.behind {
                &mut self.behind
            } else {
                &mut self.before
            };
            side.entry(map.from[p.at])
                .or_default()
                .push(Event::Put(p.what.clone()));
            self.runs.extend(map.run(p.at));
            self.kept.extend(map.paragraph(p.at));
            let up = map.paragraph(p.at);
            if p.behind && up.is_some() && map.paragraph(p.at + 1) != up {
                self.ended.extend(up);
            }
            if let (What::Cut(_), Some(up)) = (&p.what, up) {
                *self.cuts.entry(up).or_default() += 1;
            }
        }
    }

    /// The marks of a comment: around characters, or around the words of new paragraphs.
    fn anchor(&mut self, a: &Anchor, around: &mut BTreeMap<usize, (String, String)>) {
        let w = &self.stamp.w;
        let id = a.id;
        let start = format!("<{w}commentRangeStart {w}id=\"{id}\"/>");
        let end = format!(
            "<{w}commentRangeEnd {w}id=\"{id}\"/><{w}r><{w}commentReference {w}id=\"{id}\"/></{w}r>"
        );
        let map = self.map;
        let by_place = |i: &&usize| map.from[**i];
        if let (Some(first), Some(last)) = (
            a.chars.iter().min_by_key(by_place),
            a.chars.iter().max_by_key(by_place),
        ) {
            // The comment begins before what others put in before this character.
            let events = self.before.entry(map.from[*first]).or_default();
            events.insert(0, Event::Raw(start));
            let events = self.behind.entry(map.from[*last]).or_default();
            events.push(Event::Raw(end));
            self.runs.extend(map.run(*first));
            self.runs.extend(map.run(*last));
        } else if let (Some(first), Some(last)) = (a.paragraphs.first(), a.paragraphs.last()) {
            around.entry(*first).or_default().0.push_str(&start);
            around.entry(*last).or_default().1.push_str(&end);
        }
    }

    /// The attributes of a change.
    pub(super) fn stamped(&mut self) -> String {
        let Stamp { w, author, time } = self.stamp;
        let time = if self.apart {
            time.replace("T00:00", "T00:05")
        } else {
            time.clone()
        };
        let id = self.ids.fresh();
        format!(
            "{w}id=\"{id}\" {w}author=\"{}\" {w}date=\"{time}\"",
            escaped(author)
        )
    }

    fn runs(&mut self) {
        for run in std::mem::take(&mut self.runs) {
            let text = self.run(run);
            self.patches.push((self.map.tree.els[run].whole(), text));
        }
    }

    /// A run cut where its characters have different fates.
    fn run(&mut self, run: usize) -> String {
        let tree = &self.map.tree;
        let w = self.stamp.w.clone();
        let el = &tree.els[run];
        let mut cut = Cut {
            open: tree.slice(el.open.clone()).to_string(),
            form: tree
                .child(run, "rPr")
                .map(|p| tree.slice(tree.els[p].whole()).to_string())
                .unwrap_or_default(),
            w: w.clone(),
            out: String::new(),
            content: String::new(),
            words: String::new(),
            struck: false,
        };
        let form = self.form(run);
        for child in el.children.clone() {
            let c = &tree.els[child];
            match c.name.as_str() {
                "rPr" => {}
                "t" => {
                    let Some(chars) = characters(tree.xml, c.inner()) else {
                        cut.raw(self, false, tree.slice(c.whole()));
                        continue;
                    };
                    for (at, ch) in chars {
                        self.events(at, false, &mut cut, &form, run);
                        cut.turn(self, self.struck.contains(&at));
                        cut.words.push(ch);
                        self.events(at, true, &mut cut, &form, run);
                    }
                }
                "instrText" if self.fields.contains(&child) => {
                    let code = format!(
                        "<{w}delInstrText xml:space=\"preserve\">{}</{w}delInstrText>",
                        tree.slice(c.inner())
                    );
                    cut.raw(self, true, &code);
                }
                "fldChar" => {
                    cut.raw(self, self.fields.contains(&child), tree.slice(c.whole()));
                }
                "lastRenderedPageBreak" | "softHyphen" => {
                    cut.raw(self, cut.struck, tree.slice(c.whole()));
                }
                _ => {
                    let at = c.open.start;
                    self.events(at, false, &mut cut, &form, run);
                    cut.raw(self, self.struck.contains(&at), tree.slice(c.whole()));
                    self.events(at, true, &mut cut, &form, run);
                }
            }
        }
        cut.flush(self);
        cut.out
    }

    /// What is put in before or behind a character.
    fn events(&mut self, at: usize, behind: bool, cut: &mut Cut, form: &str, run: usize) {
        let side = if behind {
            &mut self.behind
        } else {
            &mut self.before
        };
        let Some(events) = side.remove(&at) else {
            return;
        };
        cut.flush(self);
        for e in events {
            match e {
                Event::Raw(s) => cut.out.push_str(&s),
                Event::Put(what) => {
                    let new = match what {
                        What::Words(text) => self.inserted(form, &text),
                        What::Cut(between) => self.cut(run, &between),
                    };
                    // Within another's insertion ours is not theirs: it is opened again behind.
                    let up = self.map.tree.els[run].parent;
                    if self.map.tree.els[up].name == "ins" {
                        let again = self.again(up);
                        let w = &self.stamp.w;
                        cut.out.push_str(&format!("</{w}ins>{new}{again}"));
                    } else {
                        cut.out.push_str(&new);
                    }
                }
            }
        }
    }

    /// The end of a paragraph, paragraphs between, and the beginning of the rest: the last rest has
    /// the old mark.
    fn cut(&mut self, run: usize, between: &[(Line, String)]) -> String {
        let tree = &self.map.tree;
        let Some(p) = tree.up_to(run, "p") else {
            return String::new();
        };
        let left = self.cuts.entry(p).or_insert(1);
        *left = left.saturating_sub(1);
        let what = match (*left, self.gone.contains(&p)) {
            (0, true) => Some("del"),
            (0, false) => None,
            _ => Some("ins"),
        };
        let w = self.stamp.w.clone();
        let mut out = format!("</{w}p>");
        for (like, text) in between {
            out.push_str(&self.new_paragraph(
                p,
                like,
                text,
                false,
                &(String::new(), String::new()),
            ));
        }
        out.push_str(&anonymous(tree.slice(tree.els[p].open.clone())));
        let form = tree.child(p, "pPr").map(|f| tree.els[f].whole());
        let patches = what.map(|x| self.mark_patch(p, x)).into_iter().flatten();
        match form {
            Some(form) => {
                let own = patches
                    .map(|(r, s)| (r.start - form.start..r.end - form.start, s))
                    .collect();
                out.push_str(&patched(tree.slice(form), own));
            }
            None => patches.for_each(|(_, s)| out.push_str(&s)),
        }
        out
    }

    /// Takes the end of a section out of a paragraph that is no longer its last.
    fn without_section(&mut self, p: usize) {
        let tree = &self.map.tree;
        let section = tree.child(p, "pPr").and_then(|f| tree.child(f, "sectPr"));
        if let Some(s) = section {
            self.patches.push((tree.els[s].whole(), String::new()));
        }
    }

    /// The opening tag of an insertion once more, with a number of its own.
    fn again(&mut self, ins: usize) -> String {
        let tree = &self.map.tree;
        let tag = tree.slice(tree.els[ins].open.clone());
        let fresh = self.ids.fresh();
        match tree.attribute(ins, "id") {
            Some(id) => {
                let w = &self.stamp.w;
                tag.replacen(&format!("{w}id=\"{id}\""), &format!("{w}id=\"{fresh}\""), 1)
                    .replacen(&format!("{w}id='{id}'"), &format!("{w}id='{fresh}'"), 1)
            }
            None => tag.to_string(),
        }
    }

    /// The form of a run for words put in beside it: without the history of the form.
    pub(super) fn form(&self, run: usize) -> String {
        let tree = &self.map.tree;
        let Some(p) = tree.child(run, "rPr") else {
            return String::new();
        };
        let base = tree.els[p].open.start;
        let gone = tree.els[p]
            .children
            .iter()
            .filter(|c| matches!(tree.els[**c].name.as_str(), "rPrChange" | "ins" | "del"))
            .map(|c| {
                let r = tree.els[*c].whole();
                (r.start - base..r.end - base, String::new())
            })
            .collect();
        patched(tree.slice(tree.els[p].whole()), gone)
    }

    /// An insertion with one run.
    pub(super) fn inserted(&mut self, form: &str, text: &str) -> String {
        let stamp = self.stamped();
        let w = &self.stamp.w;
        let mut words = String::new();
        for (i, part) in text.split('\t').enumerate() {
            if i > 0 {
                words.push_str(&format!("<{w}tab/>"));
            }
            if !part.is_empty() {
                words.push_str(&format!(
                    "<{w}t xml:space=\"preserve\">{}</{w}t>",
                    escaped(part)
                ));
            }
        }
        format!("<{w}ins {stamp}><{w}r>{form}{words}</{w}r></{w}ins>")
    }

    pub(super) fn strike_blank(&mut self, el: usize, at: usize) {
        self.struck.insert(at);
        self.runs.extend(self.map.tree.up_to(el, "r"));
    }
}

/// Whether an element only marks a place among paragraphs.
pub(super) fn is_range(name: &str) -> bool {
    matches!(
        name,
        "bookmarkStart" | "bookmarkEnd" | "proofErr" | "commentRangeStart" | "commentRangeEnd"
    )
}
