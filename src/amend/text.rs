//! The old text as a tree that can be edited and printed again: untouched, it prints the bytes it
//! was read from.
//!
//! The top is flat (title, chapters, articles, annexes in order); an article holds its 款, these
//! their 项 and 目. Words remember which references in them count in the old numbers.

use super::Wording;
use crate::citation::{self, Named, Provision};
use crate::document::{Block, Document, Kind, Node, NodeId, Number, outline};
use crate::text::{Span, normalize, numeral};

/// A reference inside words, to a provision of the same text in its old numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Ref {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) to: Provision,
}

/// Words with the references that stand in them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Words {
    pub(crate) text: String,
    pub(crate) refs: Vec<Ref>,
}

impl Words {
    /// Words of the decision: their references are in new numbers already.
    pub(crate) fn fresh(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            refs: Vec::new(),
        }
    }

    /// Replaces a range; references in it go, later ones move.
    pub(crate) fn splice(&mut self, start: usize, end: usize, new: &str) {
        self.text.replace_range(start..end, new);
        self.refs.retain(|r| r.end <= start || r.start >= end);
        for r in &mut self.refs {
            if r.start >= end {
                r.start = r.start - (end - start) + new.len();
                r.end = r.end - (end - start) + new.len();
            }
        }
    }

    /// Where `needle` stands, white space and the width of marks aside; not overlapping.
    pub(crate) fn find(&self, needle: &str) -> Vec<(usize, usize)> {
        let want: Vec<char> = needle
            .chars()
            .filter(|c| !c.is_whitespace())
            .map(alike)
            .collect();
        if want.is_empty() {
            return Vec::new();
        }
        let have: Vec<(usize, char)> = self
            .text
            .char_indices()
            .filter(|(_, c)| !c.is_whitespace())
            .collect();
        let mut out = Vec::new();
        let mut i = 0;
        while i + want.len() <= have.len() {
            if want
                .iter()
                .zip(&have[i..])
                .all(|(w, (_, h))| *w == alike(*h))
            {
                let (last, c) = have[i + want.len() - 1];
                out.push((have[i].0, last + c.len_utf8()));
                i += want.len();
            } else {
                i += 1;
            }
        }
        out
    }
}

/// One form for marks that sources print in many.
fn alike(c: char) -> char {
    match normalize::fold_char(c) {
        '“' | '”' | '‘' | '’' | '＂' => '"',
        '—' | '–' | '－' => '-',
        '《' | '〈' => '《',
        '》' | '〉' => '》',
        c => c,
    }
}

/// A node that can be edited.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Unit {
    pub(crate) kind: Kind,
    /// Its number in the old text; none for what the decision puts in.
    pub(crate) old: Option<Number>,
    /// Its number in the new text, where the decision says it.
    pub(crate) pin: Option<Number>,
    /// Deleted.
    pub(crate) gone: bool,
    /// Part of the file.
    pub(crate) part: u16,
    /// White space (and what the outline couldn't place) before it.
    pub(crate) lead: String,
    pub(crate) label: String,
    /// Between label and words.
    pub(crate) gap: String,
    pub(crate) words: Words,
    pub(crate) children: Vec<Unit>,
}

impl Unit {
    pub(crate) fn new(kind: Kind, words: Words) -> Self {
        Self {
            kind,
            old: None,
            pin: None,
            gone: false,
            part: 0,
            lead: "\n".into(),
            label: String::new(),
            gap: String::new(),
            words,
            children: Vec::new(),
        }
    }

    fn print(&self, out: &mut String) {
        if self.gone {
            return;
        }
        out.push_str(&self.lead);
        out.push_str(&self.label);
        out.push_str(&self.gap);
        out.push_str(&self.words.text);
        for c in &self.children {
            c.print(out);
        }
    }

    /// This unit and those under it, one a line, white space aside.
    pub(crate) fn body(&self, out: &mut String) {
        if self.gone {
            return;
        }
        let label = normalize::squeeze(&self.label);
        let words = normalize::squeeze(&self.words.text);
        if !label.is_empty() || !words.is_empty() {
            out.push_str(&label);
            out.push('\t');
            out.push_str(&words);
            out.push('\n');
        }
        for c in &self.children {
            c.body(out);
        }
    }

    /// Calls `f` on this unit's words and those of all under it.
    pub(crate) fn each(&mut self, f: &mut dyn FnMut(&mut Words)) {
        f(&mut self.words);
        for c in &mut self.children {
            if !c.gone {
                c.each(f);
            }
        }
    }
}

/// The whole text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Tree {
    pub(crate) top: Vec<Unit>,
    tail: String,
    /// A paper without 条, whose 一、 count as articles.
    pub(crate) levels: bool,
}

impl Tree {
    /// The tree of a document.
    pub(crate) fn of(document: &Document) -> Self {
        let levels = document.articles().next().is_none();
        let mut tree = Tree {
            levels,
            ..Tree::default()
        };
        let refs = references(document);
        let mut at = 0;
        // Path of indices of the open nodes: (id, kind).
        let mut open: Vec<NodeId> = Vec::new();
        for id in document.ids() {
            let n = document.node(id);
            let first = n.first_byte().max(at);
            let lead = document.text.get(at..first).unwrap_or("").to_string();
            let (label, gap) = if n.label.is_empty() {
                (String::new(), String::new())
            } else {
                (
                    document.slice(n.label).to_string(),
                    document
                        .text
                        .get(n.label.end..n.span.start)
                        .unwrap_or("")
                        .to_string(),
                )
            };
            let mut words = Words::fresh(document.slice(n.span));
            words.refs = refs
                .iter()
                .filter(|(s, _)| n.span.contains(*s))
                .map(|(s, p)| Ref {
                    start: s.start - n.span.start,
                    end: s.end - n.span.start,
                    to: *p,
                })
                .collect();
            at = if n.label.is_empty() {
                n.span.end.max(at)
            } else {
                n.span.end.max(n.label.end)
            };
            let mut unit = Unit {
                kind: kind(n, levels),
                old: n.number,
                pin: None,
                gone: false,
                part: n.part,
                lead,
                label,
                gap,
                words,
                children: Vec::new(),
            };
            if levels && n.kind == Kind::Level1 {
                // 一、words: the number is the article's, the words its first 款.
                let mut first = Unit::new(Kind::Paragraph, std::mem::take(&mut unit.words));
                first.lead = std::mem::take(&mut unit.gap);
                first.old = Some(Number::new(1));
                unit.children.push(first);
            }
            while let Some(&last) = open.last() {
                if n.parent == Some(last) {
                    break;
                }
                open.pop();
            }
            let nests = matches!(
                unit.kind,
                Kind::Caption | Kind::Paragraph | Kind::Item | Kind::Subitem
            );
            if nests && tree.hang(unit.clone()).is_some() {
                open.push(id);
                continue;
            }
            open.push(id);
            tree.top.push(unit);
        }
        tree.tail = document.text.get(at..).unwrap_or("").to_string();
        super::mend::mend(&mut tree.top);
        tree
    }

    /// Hangs a 款, 项 or 目 under the last unit that can hold it.
    fn hang(&mut self, mut unit: Unit) -> Option<()> {
        let article = self.top.last_mut().filter(|u| u.kind == Kind::Article)?;
        match unit.kind {
            Kind::Caption => article.children.push(unit),
            Kind::Paragraph => {
                if self.levels {
                    let n = article
                        .children
                        .iter()
                        .filter(|c| c.kind == Kind::Paragraph)
                        .count();
                    unit.old = Some(Number::new(u32::try_from(n).unwrap_or(0) + 1));
                }
                article.children.push(unit);
            }
            Kind::Item => {
                let p = article
                    .children
                    .last_mut()
                    .filter(|p| p.kind == Kind::Paragraph);
                match p {
                    Some(p) => p.children.push(unit),
                    None => article.children.push(unit),
                }
            }
            _ => {
                let p = article.children.last_mut()?;
                match p.children.last_mut() {
                    Some(i) => i.children.push(unit),
                    None => p.children.push(unit),
                }
            }
        }
        Some(())
    }

    /// The text.
    pub(crate) fn print(&self) -> String {
        let mut out = String::new();
        for u in &self.top {
            u.print(&mut out);
        }
        out.push_str(&self.tail);
        out.trim_start_matches('\n').to_string()
    }

    /// The normalised body ([`super::body`]).
    pub(crate) fn body(&self) -> String {
        let mut out = String::new();
        let mut titles = 0;
        for u in &self.top {
            // A title printed once more after the contents says nothing new.
            titles += usize::from(u.kind == Kind::Title);
            let again = u.kind == Kind::Title && titles > 1;
            if !again && !matches!(u.kind, Kind::History | Kind::Note | Kind::Contents) {
                u.body(&mut out);
            }
        }
        out
    }

    /// Index of the living article with an old number in the main part.
    pub(crate) fn article(&self, number: Number) -> Option<usize> {
        let mut dead = None;
        for (i, u) in self.top.iter().enumerate() {
            if u.kind == Kind::Article && u.old == Some(number) && u.part == self.part() {
                if !u.gone {
                    return Some(i);
                }
                dead = Some(i);
            }
        }
        dead
    }

    /// The part that holds the law: the first with articles.
    pub(crate) fn part(&self) -> u16 {
        self.top
            .iter()
            .find(|u| u.kind == Kind::Article)
            .map_or(0, |u| u.part)
    }
}

/// What a node counts as.
fn kind(n: &Node, levels: bool) -> Kind {
    if !levels {
        return n.kind;
    }
    match n.kind {
        Kind::Level1 => Kind::Article,
        Kind::Level2 => Kind::Item,
        Kind::Level3 => Kind::Subitem,
        Kind::Para => Kind::Paragraph,
        k => k,
    }
}

/// References of a document to itself that print a number.
fn references(document: &Document) -> Vec<(Span, Provision)> {
    let mut out: Vec<(Span, Provision)> = Vec::new();
    for c in citation::find(document) {
        if c.named != Named::This {
            continue;
        }
        for p in &c.provisions {
            let words = document.slice(p.span);
            if p.article.is_none() || !words.contains('第') || words.contains(['至', '到']) {
                continue;
            }
            out.push((p.span, *p));
        }
    }
    out.sort_by_key(|x| x.0);
    out.dedup_by_key(|x| x.0);
    out
}

/// Quoted wording as units: articles with their 款 when it prints article numbers, else 款 and 项.
///
/// The outline reads it, so that wording and old text fall into the same parts.
pub(crate) fn units(wording: &Wording, like: &Style) -> Vec<Unit> {
    let numbered = wording
        .lines
        .iter()
        .any(|l| article_label(l).is_some() || division_label(l));
    let mut lines: Vec<String> = Vec::new();
    for l in &wording.lines {
        // “第四十四条村级…”: a label without a space after it.
        match article_label(l) {
            Some(end) if numbered => {
                lines.push(format!("{}　{}", &l[..end], l[end..].trim_start()));
            }
            _ => lines.push(l.trim().to_string()),
        }
    }
    if !numbered {
        return body(&lines, like);
    }
    let mut out: Vec<Unit> = Vec::new();
    let mut own: Vec<String> = Vec::new();
    let close = |out: &mut Vec<Unit>, own: &mut Vec<String>| {
        if !own.is_empty()
            && let Some(a) = out.last_mut()
        {
            a.children = body(own, like);
            own.clear();
        }
    };
    for l in &lines {
        if division_label(l) {
            close(&mut out, &mut own);
            let (label, name) = l.split_once([' ', '　']).unwrap_or((l, ""));
            let kind = match label.chars().last() {
                Some('节') => Kind::Section,
                Some('编') => Kind::Book,
                _ => Kind::Chapter,
            };
            let mut u = Unit::new(kind, Words::fresh(name.trim()));
            u.label = label.to_string();
            u.gap.clone_from(&like.gap);
            u.pin = Number::parse(label.trim_end_matches(['章', '节', '编']));
            out.push(u);
        } else if let Some(end) = article_label(l) {
            close(&mut out, &mut own);
            let mut u = Unit::new(Kind::Article, Words::default());
            u.label = l[..end].to_string();
            u.pin = Number::parse(&l[..end]);
            out.push(u);
            own.push(l[end..].trim_start().to_string());
        } else {
            own.push(l.clone());
        }
    }
    close(&mut out, &mut own);
    out
}

/// 款 with their 项 out of lines.
fn body(lines: &[String], like: &Style) -> Vec<Unit> {
    let mut blocks = Vec::new();
    for (i, l) in lines.iter().enumerate() {
        blocks.push(Block::paragraph(if i == 0 {
            format!("第一条　{l}")
        } else {
            l.clone()
        }));
    }
    let only_items = lines.first().is_some_and(|l| item_label(l).is_some());
    let document = outline::build(&blocks);
    let mut tree = Tree::of(&document);
    let sound = document.articles().count() == 1
        && tree.top.last().is_some_and(|u| u.kind == Kind::Article)
        && document
            .nodes
            .iter()
            .all(|n| n.kind != Kind::Title || n.span.is_empty());
    let mut out = if sound && !only_items {
        tree.top.pop().map(|u| u.children).unwrap_or_default()
    } else {
        plain(lines)
    };
    settle(&mut out, like);
    if let Some(first) = out.first_mut() {
        first.lead.clone_from(&like.gap);
    }
    out
}

/// Lines as they stand: one that opens with （一） is a 项 of the 款 before it.
fn plain(lines: &[String]) -> Vec<Unit> {
    let mut out: Vec<Unit> = Vec::new();
    for l in lines {
        if let Some(end) = item_label(l) {
            let mut u = Unit::new(Kind::Item, Words::fresh(l[end..].trim_start()));
            u.label = l[..end].to_string();
            match out.last_mut().filter(|p| p.kind == Kind::Paragraph) {
                Some(p) => p.children.push(u),
                None => out.push(u),
            }
        } else {
            out.push(Unit::new(Kind::Paragraph, Words::fresh(l.as_str())));
        }
    }
    out
}

/// Marks units as the decision's: no old numbers, no old references, line breaks as the text has.
fn settle(units: &mut [Unit], like: &Style) {
    for u in units {
        u.old = None;
        u.words.refs.clear();
        u.lead.clone_from(&like.lead);
        u.part = like.part;
        settle(&mut u.children, like);
    }
}

/// How the old text sets its provisions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Style {
    /// Before a line.
    pub(crate) lead: String,
    /// Between an article's number and its words.
    pub(crate) gap: String,
    pub(crate) part: u16,
    /// 第38条 instead of 第三十八条.
    pub(crate) digits: bool,
}

impl Style {
    /// The style of a text.
    pub(crate) fn of(tree: &Tree) -> Self {
        let first = tree.top.iter().find(|u| u.kind == Kind::Article);
        let gap = first
            .and_then(|u| u.children.first())
            .map_or("　", |p| p.lead.as_str());
        Self {
            lead: "\n".into(),
            gap: if gap.contains('\n') { "　" } else { gap }.into(),
            part: tree.part(),
            digits: first.is_some_and(|u| u.label.contains(|c: char| c.is_ascii_digit())),
        }
    }
}

/// Where 第X条（之Y） at the start of a line ends.
pub(crate) fn article_label(line: &str) -> Option<usize> {
    let rest = line.strip_prefix('第')?;
    let mut at = '第'.len_utf8();
    let digits: usize = rest
        .chars()
        .take_while(|&c| numeral::is_numeral(c) && !matches!(c, '两' | '万' | '亿'))
        .map(char::len_utf8)
        .sum();
    if digits == 0 || !line[at + digits..].starts_with('条') {
        return None;
    }
    at += digits + '条'.len_utf8();
    if let Some(sub) = line[at..].strip_prefix('之') {
        let n: usize = sub
            .chars()
            .take_while(|&c| numeral::is_numeral(c))
            .map(char::len_utf8)
            .sum();
        if n > 0 {
            at += '之'.len_utf8() + n;
        }
    }
    // 第三条第二款规定的…, 第三条、第四条 are references.
    let after = line[at..].chars().next();
    (!matches!(
        after,
        Some('第' | '、' | '，' | '和' | '至' | '的' | '规' | '中' | '所' | '及' | '或' | '与')
    ))
    .then_some(at)
}

fn division_label(line: &str) -> bool {
    let Some(rest) = line.strip_prefix('第') else {
        return false;
    };
    let digits: usize = rest
        .chars()
        .take_while(|&c| numeral::is_numeral(c))
        .map(char::len_utf8)
        .sum();
    digits > 0
        && rest[digits..].starts_with(['章', '节', '编'])
        && line.chars().count() < 40
        && !line.ends_with('。')
}

/// Where （一） at the start of a line ends.
pub(crate) fn item_label(line: &str) -> Option<usize> {
    let open = line.chars().next().filter(|c| matches!(c, '（' | '('))?;
    let inner = &line[open.len_utf8()..];
    let close = inner.find(['）', ')'])?;
    numeral::parse(&inner[..close])?;
    let c = inner[close..].chars().next()?;
    Some(open.len_utf8() + close + c.len_utf8())
}
