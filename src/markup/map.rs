//! The document's text, character by character, with the place of each in the part: what can be
//! edited, what belongs to a field, which paragraph a line is.

use super::tree::{Tree, characters};
use crate::document::BlockKind;
use crate::parse::Blocks;
use crate::parse::docx::{NOWHERE, Trace};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// A field: what it does, and the elements that make it.
#[derive(Debug, Clone, Default)]
pub(super) struct Field {
    pub(super) code: String,
    /// Its marks and its code.
    pub(super) els: Vec<usize>,
    /// The field around it.
    outer: Option<usize>,
    result: bool,
}

/// A line of the text, or the part of one that stands in one cell: a paragraph's words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Line {
    /// First character.
    pub(super) start: usize,
    /// The first character behind the automatic number.
    pub(super) words: usize,
    /// One past the last character.
    pub(super) end: usize,
    /// The block it is of.
    pub(super) block: usize,
    /// Whether it stands in a table.
    pub(super) row: bool,
}

/// The map of one document.
pub(super) struct Map<'a> {
    pub(super) tree: Tree<'a>,
    /// The text in which edits count.
    pub(super) text: String,
    pub(super) chars: Vec<char>,
    /// The byte of the text at which each character begins, and the length.
    bytes: Vec<usize>,
    /// The byte of the part at which each character stands.
    pub(super) from: Vec<usize>,
    pub(super) lines: Vec<Line>,
    pub(super) fields: Vec<Field>,
    /// The innermost field of an element.
    field_of: BTreeMap<usize, usize>,
}

impl<'a> Map<'a> {
    pub(super) fn new(tree: Tree<'a>, blocks: &Blocks, trace: &Trace) -> Self {
        let mut out = Self {
            tree,
            text: String::new(),
            chars: Vec::new(),
            bytes: Vec::new(),
            from: Vec::new(),
            lines: Vec::new(),
            fields: Vec::new(),
            field_of: BTreeMap::new(),
        };
        for (k, (block, from)) in blocks.blocks.iter().zip(&trace.from).enumerate() {
            if k > 0 {
                out.say('\n', NOWHERE);
            }
            let start = out.chars.len();
            for (c, f) in block.text.chars().zip(from) {
                out.say(c, *f);
            }
            out.cut(start, k, matches!(block.kind, BlockKind::Row(_)));
        }
        out.bytes.push(out.text.len());
        out.find_fields();
        out
    }

    fn say(&mut self, c: char, from: usize) {
        self.bytes.push(self.text.len());
        self.text.push(c);
        self.chars.push(c);
        self.from.push(from);
    }

    /// Cuts a block where a new paragraph or a new cell begins.
    fn cut(&mut self, start: usize, block: usize, row: bool) {
        let end = self.chars.len();
        let mut begin = start;
        let mut i = start;
        while i < end {
            let gap = if self.from[i] != NOWHERE || !row {
                0
            } else if self.chars[i] == '\n' {
                1
            } else if self.chars[i..end].starts_with(&[' ', '|', ' ']) {
                3
            } else {
                0
            };
            if gap > 0 {
                self.line(begin, i, block, row);
                begin = i + gap;
            }
            i += gap.max(1);
        }
        self.line(begin, end, block, row);
    }

    fn line(&mut self, start: usize, end: usize, block: usize, row: bool) {
        let words = (start..end)
            .find(|i| self.from[*i] != NOWHERE)
            .unwrap_or(end);
        self.lines.push(Line {
            start,
            words,
            end,
            block,
            row,
        });
    }

    fn find_fields(&mut self) {
        let mut open: Vec<usize> = Vec::new();
        for i in 0..self.tree.els.len() {
            let name = self.tree.els[i].name.as_str();
            match name {
                "fldChar" => match self.tree.attribute(i, "fldCharType") {
                    Some("begin") => {
                        self.fields.push(Field {
                            outer: open.last().copied(),
                            ..Field::default()
                        });
                        open.push(self.fields.len() - 1);
                        self.own(&open, i);
                    }
                    Some("separate") => {
                        if let Some(f) = open.last() {
                            self.fields[*f].result = true;
                        }
                        self.own(&open, i);
                    }
                    _ => {
                        self.own(&open, i);
                        open.pop();
                    }
                },
                "instrText" => {
                    let code = self.tree.slice(self.tree.els[i].inner());
                    if let Some(f) = open.last() {
                        self.fields[*f].code.push_str(code);
                    }
                    self.own(&open, i);
                }
                "t" | "br" | "cr" | "tab" | "sym" | "noBreakHyphen" => {
                    if let Some(f) = open.last() {
                        self.field_of.insert(i, *f);
                    }
                }
                _ => {}
            }
        }
    }

    fn own(&mut self, open: &[usize], el: usize) {
        for f in open {
            self.fields[*f].els.push(el);
        }
        if let Some(f) = open.last() {
            self.field_of.insert(el, *f);
        }
    }

    /// The fields around an element, from the inside.
    pub(super) fn fields_of(&self, el: usize) -> Vec<usize> {
        let mut out = Vec::new();
        let mut at = self.field_of.get(&el).copied();
        while let Some(f) = at {
            out.push(f);
            at = self.fields[f].outer;
        }
        out
    }

    /// The characters of a range of bytes of the text.
    pub(super) fn range(&self, start: usize, end: usize) -> Option<Range<usize>> {
        let a = self.bytes.binary_search(&start).ok()?;
        let b = self.bytes.binary_search(&end).ok()?;
        (a <= b).then_some(a..b)
    }

    /// The words of a range of characters.
    pub(super) fn slice(&self, range: Range<usize>) -> &str {
        self.text
            .get(self.bytes[range.start]..self.bytes[range.end])
            .unwrap_or("")
    }

    /// The line that a character, or the place before one, is in: of two lines that meet at a place
    /// the one that ends there.
    pub(super) fn line_at(&self, at: usize) -> Option<usize> {
        let i = self.lines.partition_point(|l| l.end < at);
        let l = self.lines.get(i)?;
        (l.start <= at).then_some(i)
    }

    /// The element that makes a character.
    pub(super) fn el(&self, char: usize) -> Option<usize> {
        let from = self.from.get(char).copied()?;
        (from != NOWHERE).then(|| self.tree.at(from)).flatten()
    }

    /// The run that a character is in.
    pub(super) fn run(&self, char: usize) -> Option<usize> {
        self.tree.up_to(self.el(char)?, "r")
    }

    /// The paragraph that a character is in.
    pub(super) fn paragraph(&self, char: usize) -> Option<usize> {
        self.tree.up_to(self.run(char)?, "p")
    }

    /// The paragraph of a line: that of its last word.
    pub(super) fn paragraph_of(&self, line: &Line) -> Option<usize> {
        (line.words..line.end).rev().find_map(|i| self.paragraph(i))
    }

    /// Why a character can't be changed; nothing when it can.
    pub(super) fn fixed(&self, char: usize) -> Option<String> {
        let (Some(el), Some(run)) = (self.el(char), self.run(char)) else {
            return Some("这里的文字在文件中没有单独的位置（公式、域或者特殊写法）".into());
        };
        let tree = &self.tree;
        if tree.els[el].parent != run {
            return Some("文字在公式、注音或者图形里".into());
        }
        let mut outside = false;
        for up in tree.above(run) {
            let e = &tree.els[up];
            match e.name.as_str() {
                "p" => outside = true,
                "ins" | "hyperlink" | "smartTag" | "customXml" | "sdtContent" | "dir" | "bdo" => {}
                "sdt" if self.bound(up) => {
                    return Some("文字由绑定数据的内容控件生成，打开文件时会变回".into());
                }
                "fldSimple" => {
                    let code = tree.attribute(up, "instr").unwrap_or("");
                    if !is_link(code) {
                        return Some(computed(code));
                    }
                }
                "moveTo" => return Some("文字在尚未接受的“移动”修订里".into()),
                "" if tree.slice(e.open.clone()).contains(":AlternateContent") => {
                    return Some("这里的文字在文件中有两种写法，改一处会与另一处不一致".into());
                }
                "sdt" => {}
                _ if !outside => return Some("文字在公式、注音或者图形里".into()),
                _ => {}
            }
        }
        None
    }

    /// Whether a content control shows data from elsewhere.
    fn bound(&self, sdt: usize) -> bool {
        let tree = &self.tree;
        tree.child(sdt, "sdtPr")
            .is_some_and(|p| tree.child(p, "dataBinding").is_some())
    }

    /// White space of a paragraph that is not in the text, for readers drop it at the ends of lines:
    /// before its first word, and behind its last. Each with its element.
    pub(super) fn blanks(&self, p: usize) -> [Vec<(usize, usize, char)>; 2] {
        let words: BTreeSet<usize> = self.from.iter().copied().collect();
        let mut out = [Vec::new(), Vec::new()];
        let mut seen = false;
        for i in self.tree.below(p) {
            let e = &self.tree.els[i];
            if self.tree.up_to(i, "p") != Some(p) {
                continue;
            }
            let chars = match e.name.as_str() {
                "t" => characters(self.tree.xml, e.inner()).unwrap_or_default(),
                "tab" if self.tree.els[e.parent].name == "r" => vec![(e.open.start, '\t')],
                _ => continue,
            };
            if ["del", "moveFrom"]
                .iter()
                .any(|n| self.tree.up_to(i, n).is_some())
            {
                continue;
            }
            for (at, c) in chars {
                if words.contains(&at) {
                    seen = true;
                    out[1].clear();
                } else if c.is_whitespace() {
                    out[usize::from(seen)].push((i, at, c));
                }
            }
        }
        out
    }

    /// Whether a character can be part of a change that does not take its whole field.
    pub(super) fn of_computed_field(&self, char: usize) -> Option<usize> {
        let el = self.el(char)?;
        self.fields_of(el)
            .into_iter()
            .find(|f| !is_link(&self.fields[*f].code))
    }

    /// All characters of a field's result that are in the text.
    pub(super) fn result_of(&self, field: usize) -> BTreeSet<usize> {
        (0..self.chars.len())
            .filter(|i| {
                self.el(*i)
                    .is_some_and(|e| self.fields_of(e).contains(&field))
            })
            .collect()
    }
}

/// Whether a field only links: its result is typed text.
pub(super) fn is_link(code: &str) -> bool {
    code.trim_start()
        .to_ascii_uppercase()
        .starts_with("HYPERLINK")
}

/// Why a field's result is not changed.
pub(super) fn computed(code: &str) -> String {
    let name = code.split_whitespace().next().unwrap_or("");
    format!("文字由域（{name}）自动生成，更新域时会变回")
}
