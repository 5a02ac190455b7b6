//! Blocks → tree. Never fails: what finds no place is a problem with its words.
//!
//! One pass over the lines of a paper. A line's number says what it may be; the sequence of
//! numbers, open quotation marks and the end of the line before say whether it is (a
//! cross-reference at a line's start is no heading, a hard break no new 款). Papers after the
//! first (an annexed 办法, 附件2) are parts of their own and may begin again at 第一条.

mod head;
mod lead;
mod line;

use super::block::{Block, BlockKind};
use super::tree::{Kind, Node, NodeId, Part};
use super::{Document, Number, Problem};
use crate::text::{Span, normalize, regex};
use lead::{Label, Lead};
use line::{Line, ends_sentence, looks_like_heading};
use regex::Regex;
use std::sync::LazyLock;

/// Builds the document's tree; the meta stays empty ([`super::describe`] fills it).
pub fn build(blocks: &[Block]) -> Document {
    let (text, lines) = line::lines(blocks);
    let mut b = Builder::new(&text, &lines);
    b.run();
    let (nodes, parts, problems) = (b.nodes, b.parts, b.problems);
    let mut document = Document {
        text,
        nodes,
        parts,
        problems,
        ..Document::default()
    };
    mark_dead(&mut document);
    for span in document.unaccounted() {
        document.problems.push(Problem {
            what: "未能归入结构的文字".into(),
            span,
        });
    }
    document
}

static ANNEX: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"^(?:附\s*件|附\s*表|附\s*录|附)\s*[：:]?\s*(?:[\d０-９]{1,2}|[一二三四五六七八九十]{1,3})?\s*[：:.．、]?\s*$",
    )
});
static ANNEX_TITLED: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"^((?:附\s*件|附\s*表|附\s*录)\s*(?:[\d０-９]{1,2}|[一二三四五六七八九十]{1,3})?)\s*(?:[：:]|[\s　]+)\s*[^\s\d：:（(]",
    )
});
static ANNEX_NOTE: LazyLock<Regex> =
    LazyLock::new(|| regex(r"^附\s*(?:件|表)?\s*[：:]\s*(?:[\d０-９]{1,2}\s*[.．、]\s*)?\S"));
static PUBLICITY: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"^(?:[（(]\s*此件|抄\s*[送报]|主题词|[（(]?\s*公开(?:方式|属性)|.{0,30}(?:办公室|局|厅|委员会)[\s　].{0,12}\d{4}年.{1,8}日印发|[（(]联系)",
    )
});
static DEAD: LazyLock<Regex> = LazyLock::new(|| {
    regex(r"[（(]\s*\d{4}年\d{1,2}月\d{1,2}日[^（(）)]{0,20}(?:删除|删去|废止)\s*[)）]\s*$")
});
static TAIL: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"^(?:本(?:方案|通知|公告|通告|意见|办法|规定|细则|措施|纪要|文件|制度|计划|规则|标准|基准)|特此|以上|此复|请各|各(?:单位|部门|乡镇|镇|县|区|市|街道).{0,24}(?:认真|遵照|贯彻|结合|按照)|过去|此前|《)",
    )
});

struct Builder<'a> {
    text: &'a str,
    lines: &'a [Line],
    nodes: Vec<Node>,
    parts: Vec<Part>,
    problems: Vec<Problem>,
    part: u16,
    book: Option<NodeId>,
    chapter: Option<NodeId>,
    section: Option<NodeId>,
    article: Option<NodeId>,
    paragraph: Option<NodeId>,
    item: Option<NodeId>,
    subitem: Option<NodeId>,
    levels: [Option<NodeId>; 4],
    annex: Option<NodeId>,
    /// Number of the last article of this part.
    last: Option<Number>,
    /// Opening minus closing quotation marks since the last certain heading.
    quotes: i32,
    table: Option<(u32, NodeId)>,
    tables: u32,
    /// A signature with its date closed the main text of this part.
    signed: bool,
}

impl<'a> Builder<'a> {
    fn new(text: &'a str, lines: &'a [Line]) -> Self {
        Self {
            text,
            lines,
            nodes: Vec::new(),
            parts: vec![Part {
                name: "正文".into(),
                title: String::new(),
            }],
            problems: Vec::new(),
            part: 0,
            book: None,
            chapter: None,
            section: None,
            article: None,
            paragraph: None,
            item: None,
            subitem: None,
            levels: [None; 4],
            annex: None,
            last: None,
            quotes: 0,
            table: None,
            tables: 0,
            signed: false,
        }
    }

    fn words(&self, i: usize) -> &'a str {
        self.lines[i].span.slice(self.text)
    }

    fn push(
        &mut self,
        kind: Kind,
        number: Option<Number>,
        label: Span,
        span: Span,
        parent: Option<NodeId>,
    ) -> NodeId {
        let id = NodeId(u32::try_from(self.nodes.len()).unwrap_or(u32::MAX));
        self.nodes.push(Node {
            kind,
            number,
            label,
            span,
            parent,
            part: self.part,
            dead: false,
        });
        id
    }

    fn run(&mut self) {
        let mut i = self.paper(0);
        while i < self.lines.len() {
            i = self.line(i);
        }
    }

    /// The head of the paper that begins at line `from`; gives the first line of its body.
    fn paper(&mut self, from: usize) -> usize {
        let (kinds, body) = head::head(self.text, self.lines, from);
        let mut k = 0;
        while k < kinds.len() {
            let (i, kind) = kinds[k];
            let mut span = self.lines[i].span;
            k += 1;
            // The lines of one title are one node.
            while kind == Kind::Title && k < kinds.len() && kinds[k].1 == Kind::Title {
                span.end = self.lines[kinds[k].0].span.end;
                k += 1;
            }
            if kind == Kind::Title {
                self.parts[self.part as usize].title = normalize::squeeze(span.slice(self.text));
            }
            self.push(
                kind,
                None,
                Span::new(span.start, span.start),
                span,
                self.annex,
            );
        }
        body.max(from)
    }

    /// Places line `i` (and what belongs to it); gives the next line.
    fn line(&mut self, i: usize) -> usize {
        let line = &self.lines[i];
        let words = self.words(i);
        match line.kind {
            BlockKind::Note => {
                self.push(Kind::Note, None, empty(line.span), line.span, None);
                return i + 1;
            }
            BlockKind::Row(t) => return self.row(i, t),
            _ => self.table = None,
        }
        if let Some(next) = self.contents(i) {
            return next;
        }
        if let Some(next) = self.annex_heading(i) {
            return next;
        }
        if let Some(label) = line.label
            && let Some(next) = self.numbered(i, label)
        {
            return next;
        }
        if let Some(next) = self.new_paper(i) {
            return next;
        }
        if let Some(next) = self.close(i) {
            return next;
        }
        if self.caption_of_table(i) {
            self.push(Kind::TableTitle, None, empty(line.span), line.span, None);
            return i + 1;
        }
        let _ = words;
        self.plain(i)
    }

    // ---- tables ------------------------------------------------------------------------------

    fn row(&mut self, i: usize, t: u32) -> usize {
        let span = self.lines[i].span;
        let table = match self.table {
            Some((n, id)) if n == t => id,
            _ => {
                self.tables += 1;
                let parent = self.container();
                let id = self.push(
                    Kind::Table,
                    Some(Number::new(self.tables)),
                    empty(span),
                    empty(span),
                    parent,
                );
                self.table = Some((t, id));
                id
            }
        };
        self.push(Kind::Row, None, empty(span), span, Some(table));
        i + 1
    }

    /// A short line right before a table, outside a sentence.
    fn caption_of_table(&self, i: usize) -> bool {
        self.lines
            .get(i + 1)
            .is_some_and(|l| matches!(l.kind, BlockKind::Row(_)))
            && looks_like_heading(self.words(i))
            && self.words(i).chars().count() <= 40
    }

    /// The innermost node that unnumbered text hangs under outside articles.
    fn container(&self) -> Option<NodeId> {
        self.paragraph
            .or(self.levels.iter().rev().flatten().next().copied())
            .or(self.annex)
            .or(self.section)
            .or(self.chapter)
            .or(self.book)
    }

    // ---- contents ----------------------------------------------------------------------------

    /// 目录 with its lines, or a run of chapter lines that come again later.
    fn contents(&mut self, i: usize) -> Option<usize> {
        let named = normalize::squeeze(self.words(i)) == "目录";
        let first = if named { i + 1 } else { i };
        let heading = |l: &Line| {
            l.label
                .is_some_and(|l| matches!(l.lead, Lead::Book | Lead::Chapter | Lead::Section))
        };
        let first_heading =
            (first..self.lines.len().min(first + 3)).find(|&k| heading(&self.lines[k]));
        if !named && (first_heading != Some(i) || self.article.is_some()) {
            return None;
        }
        let Some(h) = first_heading else {
            if named {
                let span = self.lines[i].span;
                self.push(Kind::Contents, None, empty(span), span, None);
                return Some(i + 1);
            }
            return None;
        };
        let key = |k: usize| {
            let l = self.lines[k].label;
            l.map(|l| (l.lead, l.number))
        };
        // The same first heading again, with nothing but short lines between, ends the contents.
        let end = (h + 1..self.lines.len().min(h + 400))
            .take_while(|&k| {
                !self.lines[k]
                    .label
                    .is_some_and(|l| l.lead == Lead::Article && l.apart)
                    || key(k).is_some_and(|x| Some(x) == key(h))
            })
            .find(|&k| key(k) == key(h));
        let end = match end {
            Some(e) if named || e > h + 1 => e,
            _ if named => (h..self.lines.len())
                .find(|&k| !heading(&self.lines[k]) && !looks_like_heading(self.words(k)))
                .unwrap_or(self.lines.len()),
            _ => return None,
        };
        for k in i..end {
            let span = self.lines[k].span;
            self.push(Kind::Contents, None, empty(span), span, None);
        }
        Some(end)
    }

    // ---- annexes and further papers ----------------------------------------------------------

    fn annex_heading(&mut self, i: usize) -> Option<usize> {
        let words = self.words(i);
        if !words.starts_with('附') || words.chars().count() > 60 || self.quotes > 0 {
            return None;
        }
        let alone = ANNEX.is_match(words);
        let ahead = |n: usize| {
            (i + 1..self.lines.len().min(i + 1 + n)).find(|&k| head::is_date_line(self.words(k)))
        };
        // “附件：1.…” before the signature is a list of annexes.
        if ANNEX_NOTE.is_match(words) && !alone && !self.signed {
            let note =
                ahead(12).is_some_and(|d| (i..d).all(|k| self.words(k).chars().count() < 60));
            let later = (i + 1..self.lines.len()).any(|k| {
                let w = self.words(k);
                w.starts_with("附件") && (ANNEX.is_match(w) || ANNEX_TITLED.is_match(w))
            });
            if note || later || self.last.is_none() && self.parts.len() == 1 {
                let mut k = i;
                while k < self.lines.len()
                    && (k == i
                        || self.lines[k].label.is_some_and(|l| l.lead == Lead::Arabic)
                            && self.words(k).chars().count() < 60)
                {
                    let span = self.lines[k].span;
                    self.push(Kind::AnnexNote, None, empty(span), span, None);
                    k += 1;
                }
                return Some(k);
            }
        }
        // The list of annexes may stand under a bare “附件：”.
        if alone
            && words.trim_end().ends_with(['：', ':'])
            && !self.signed
            && self.lines.get(i + 1).is_some_and(|l| {
                l.label
                    .is_some_and(|l| l.lead == Lead::Arabic && l.number.main == 1)
            })
            && ahead(14).is_some()
        {
            let mut k = i;
            while k < self.lines.len()
                && (k == i || self.lines[k].label.is_some_and(|l| l.lead == Lead::Arabic))
            {
                let span = self.lines[k].span;
                self.push(Kind::AnnexNote, None, empty(span), span, None);
                k += 1;
            }
            return Some(k);
        }
        let titled = ANNEX_TITLED.captures(words);
        if !alone && titled.is_none() {
            return None;
        }
        if let Some(t) = &titled
            && !alone
            && (!looks_like_heading(words)
                || t.get(1).is_none_or(|m| m.as_str().chars().count() < 2))
        {
            return None;
        }
        let span = self.lines[i].span;
        let label_len = if alone {
            words.len()
        } else {
            titled
                .and_then(|t| t.get(1))
                .map_or(words.len(), |m| m.end())
        };
        let label = Span::new(span.start, span.start + label_len);
        let name: String = normalize::squeeze(label.slice(self.text))
            .trim_end_matches(['：', ':', '.', '．', '、'])
            .to_string();
        self.start_part(&name);
        let digits: String = name
            .chars()
            .skip_while(|c| !crate::text::numeral::is_numeral(*c))
            .collect();
        let number = crate::text::numeral::parse(&digits)
            .and_then(|n| u32::try_from(n).ok())
            .map(Number::new);
        let annex = self.push(
            Kind::Annex,
            number,
            label,
            Span::new(label.end, label.end),
            None,
        );
        self.annex = Some(annex);
        let rest = Span::new(label.end, span.end);
        let rest_words = rest.slice(self.text);
        let rest = Span::new(
            rest.start
                + (rest_words.len()
                    - rest_words
                        .trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '：' | ':'))
                        .len()),
            rest.end,
        );
        if rest.start > label.end {
            // The colon between number and title belongs to the label.
            self.nodes[annex.0 as usize].label.end = rest.start;
            self.nodes[annex.0 as usize].span = Span::new(rest.start, rest.start);
        }
        if !rest.is_empty() {
            self.parts[self.part as usize].title = normalize::squeeze(rest.slice(self.text));
            self.push(Kind::Title, None, empty(rest), rest, Some(annex));
            return Some(i + 1);
        }
        // The next short line is the annex's title.
        if let Some(next) = self.lines.get(i + 1)
            && matches!(next.kind, BlockKind::Paragraph | BlockKind::Heading(_))
            && next.label.is_none()
            && looks_like_heading(self.words(i + 1))
        {
            return Some(self.paper(i + 1));
        }
        Some(i + 1)
    }

    fn start_part(&mut self, name: &str) {
        self.parts.push(Part {
            name: name.to_string(),
            title: String::new(),
        });
        self.part = u16::try_from(self.parts.len() - 1).unwrap_or(u16::MAX);
        self.book = None;
        self.chapter = None;
        self.section = None;
        self.leave_article();
        self.levels = [None; 4];
        self.annex = None;
        self.last = None;
        self.quotes = 0;
        self.table = None;
        self.signed = false;
    }

    fn leave_article(&mut self) {
        self.article = None;
        self.paragraph = None;
        self.item = None;
        self.subitem = None;
    }

    /// A title in the middle of the file: the paper that a notice issues, or a second text.
    fn new_paper(&mut self, i: usize) -> Option<usize> {
        let words = self.words(i);
        if i == 0 || self.quotes > 0 || !looks_like_heading(words) || head::is_date_line(words) {
            return None;
        }
        let heading = matches!(self.lines[i].kind, BlockKind::Heading(1)) || self.lines[i].centered;
        let title = head::is_title(words)
            || self.lines.get(i + 1).is_some_and(|l| {
                l.label.is_none()
                    && head::is_title(l.span.slice(self.text))
                    && head::is_body_name(words)
            });
        // A body follows: 第一条, 第一章 or 一、 within some lines.
        let body = (i + 1..self.lines.len().min(i + 25)).find_map(|k| {
            let l = self.lines[k].label?;
            match l.lead {
                Lead::Article | Lead::Chapter | Lead::Book if l.number == Number::new(1) => {
                    Some(Lead::Article)
                }
                Lead::Article | Lead::Chapter | Lead::Book => None,
                Lead::Cn if l.number.main == 1 => Some(Lead::Cn),
                _ => None,
            }
        });
        let first_article_next = body == Some(Lead::Article);
        let starts = if self.signed {
            title || heading
        } else if self.last.is_some() {
            title && first_article_next
        } else {
            // A notice without a signature may still be followed by the paper it issues.
            title
                && first_article_next
                && !self.levels.iter().any(Option::is_some)
                && self.part == 0
        };
        if !starts || !(self.ended(i) || self.signed) {
            return None;
        }
        let name = part_name(words);
        self.start_part(&name);
        Some(self.paper(i))
    }

    /// Whether the text before line `i` is complete.
    fn ended(&self, i: usize) -> bool {
        i == 0 || ends_sentence(self.words(i - 1)) || looks_like_heading(self.words(i - 1))
    }

    // ---- signature and what follows ----------------------------------------------------------

    fn close(&mut self, i: usize) -> Option<usize> {
        let line = &self.lines[i];
        let words = self.words(i);
        if self.quotes > 0 {
            return None;
        }
        if PUBLICITY.is_match(words) && self.nodes.len() > 2 {
            self.push(Kind::Publicity, None, empty(line.span), line.span, None);
            return Some(i + 1);
        }
        let has_body = self
            .nodes
            .iter()
            .any(|n| n.part == self.part && n.kind.is_normative());
        if !has_body {
            return None;
        }
        if head::is_date_line(words) {
            self.push(Kind::DateLine, None, empty(line.span), line.span, None);
            self.leave_article();
            self.signed = true;
            return Some(i + 1);
        }
        // Names of bodies, up to six lines of them, then a date.
        let run = (i..self.lines.len().min(i + 6))
            .take_while(|&k| self.lines[k].label.is_none() && head::is_body_name(self.words(k)))
            .count();
        let dated = run > 0
            && self
                .lines
                .get(i + run)
                .is_some_and(|_| head::is_date_line(self.words(i + run)));
        let last = run > 0
            && (i + run == self.lines.len() || self.annex_follows(i + run))
            && self.part == 0
            && self.last.is_none();
        if (dated || last) && self.ended(i) {
            for k in i..i + run {
                let span = self.lines[k].span;
                self.push(Kind::Signature, None, empty(span), span, None);
            }
            self.leave_article();
            return Some(i + run);
        }
        // “清源县交通局 2010年3月1日” on one line.
        if let Some((_, d)) = crate::text::date::find(words)
            && words[d.end..].trim().is_empty()
            && head::is_body_name(words[..d.start].trim())
            && self.ended(i)
        {
            let cut = line.span.start + d.start;
            let name = Span::new(line.span.start, cut).trim(self.text);
            self.push(Kind::Signature, None, empty(name), name, None);
            let day = Span::new(cut, line.span.end);
            self.push(Kind::DateLine, None, empty(day), day, None);
            self.leave_article();
            self.signed = true;
            return Some(i + 1);
        }
        None
    }

    fn annex_follows(&self, i: usize) -> bool {
        self.lines
            .get(i)
            .is_some_and(|_| ANNEX.is_match(self.words(i)) || ANNEX_TITLED.is_match(self.words(i)))
    }

    // ---- numbered lines ----------------------------------------------------------------------

    fn numbered(&mut self, i: usize, label: Label) -> Option<usize> {
        match label.lead {
            Lead::Book | Lead::Chapter | Lead::Section => self.division(i, label),
            Lead::Article => self.article_line(i, label),
            _ if self.article.is_some() => self.in_article(i, label),
            _ => self.level(i, label),
        }
    }

    fn division(&mut self, i: usize, label: Label) -> Option<usize> {
        let span = self.lines[i].span;
        let words = self.words(i);
        let rest = words[label.len..].trim_start();
        let sentence = words.trim_end().ends_with(['。', '；', '，', '：'])
            || rest.starts_with(['的', '、', '和', '至', '或', '及', '所', '中', '规'])
            || words.chars().count() > 60;
        let marked = matches!(self.lines[i].kind, BlockKind::Heading(_));
        if sentence || (!marked && self.quotes > 0 && self.expected_division(label).is_none()) {
            return None;
        }
        self.leave_article();
        self.levels = [None; 4];
        self.quotes = 0;
        let mut end = i + 1;
        let printed = Span::new(span.start, span.start + label.len);
        let mut own = Span::new(printed.end, span.end).trim(self.text);
        if own.is_empty() {
            own = empty(Span::new(printed.end, printed.end));
            // The title stands on the next line.
            if let Some(next) = self.lines.get(i + 1)
                && next.label.is_none()
                && matches!(next.kind, BlockKind::Paragraph | BlockKind::Heading(_))
                && looks_like_heading(self.words(i + 1))
                && self.words(i + 1).chars().count() <= 30
            {
                own = next.span;
                end = i + 2;
            }
        }
        let number = Some(label.number);
        match label.lead {
            Lead::Book => {
                self.book = Some(self.push(Kind::Book, number, printed, own, None));
                self.chapter = None;
                self.section = None;
            }
            Lead::Chapter => {
                self.chapter = Some(self.push(Kind::Chapter, number, printed, own, self.book));
                self.section = None;
            }
            _ => {
                let parent = self.chapter.or(self.book);
                self.section = Some(self.push(Kind::Section, number, printed, own, parent));
            }
        }
        Some(end)
    }

    /// Whether a division's number continues the one before.
    fn expected_division(&self, label: Label) -> Option<()> {
        let last = match label.lead {
            Lead::Book => self.book,
            Lead::Chapter => self.chapter,
            _ => self.section,
        };
        let n = last
            .and_then(|id| self.nodes[id.0 as usize].number)
            .map_or(0, |n| n.main);
        (label.number.main == n + 1 || label.number.main == 1).then_some(())
    }

    fn article_line(&mut self, i: usize, label: Label) -> Option<usize> {
        let span = self.lines[i].span;
        let words = self.words(i);
        let rest = &words[label.len..];
        let expected = match self.last {
            None => label.number == Number::new(1),
            Some(n) => {
                label.number == Number::new(n.main + 1)
                    || label.number == Number::inserted(n.main, n.sub + 1)
            }
        };
        let follows = rest.trim_start();
        let refers = follows.starts_with([
            '第', '、', '，', '和', '及', '至', '或', '规', '中', '款', '所', '与', '以', '的',
            '之', '修', '改', '增',
        ]) && (!label.apart
            || !follows.starts_with([
                '以', '所', '中', '与', '规', '第', '及', '或', '改', '增', '修',
            ]));
        let heading = if label.apart {
            let later = self
                .last
                .is_none_or(|n| label.number > n && label.number.main <= n.main + 40);
            expected
                || (later && !refers && self.quotes <= 0 && self.ended(i))
                || (later
                    && self.quotes <= 0
                    && matches!(self.lines[i].kind, BlockKind::Heading(_)))
        } else {
            expected && !refers && self.quotes <= 0 && self.ended(i)
        };
        // A text that begins anew at 第一条 without a title of its own.
        let restart = label.apart
            && label.number == Number::new(1)
            && self.last.is_some_and(|n| n.main > 1)
            && self.quotes <= 0
            && self.ended(i)
            && !refers;
        if restart {
            self.start_part("附文");
            self.problems.push(Problem {
                what: "条文从第一条重新开始，前面没有标题".into(),
                span,
            });
        } else if !heading {
            return None;
        }
        if let Some(n) = self.last
            && !expected
            && !restart
        {
            self.problems.push(Problem {
                what: format!(
                    "条号不连续：{}之后是{}",
                    n.article(),
                    label.number.article()
                ),
                span: Span::new(span.start, span.start + label.len),
            });
        }
        self.leave_article();
        self.levels = [None; 4];
        self.quotes = 0;
        self.last = Some(label.number);
        let parent = self.section.or(self.chapter).or(self.book).or(self.annex);
        let printed = Span::new(span.start, span.start + label.len);
        let id = self.push(
            Kind::Article,
            Some(label.number),
            printed,
            empty(Span::new(printed.end, printed.end)),
            parent,
        );
        self.article = Some(id);
        let own = Span::new(printed.end, span.end).trim(self.text);
        if own.is_empty() {
            return Some(i + 1);
        }
        let own_words = own.slice(self.text);
        // 第一条（目的和依据） / 第一条【…】 alone on the line: the caption, not a 款.
        if own_words.starts_with(['（', '(', '【'])
            && own_words.ends_with(['）', ')', '】'])
            && own_words.chars().count() <= 40
            && !DEAD.is_match(own_words)
            && !own_words.contains("删")
            && self
                .lines
                .get(i + 1)
                .is_some_and(|l| l.label.is_none_or(|l| l.lead != Lead::Article))
        {
            self.push(Kind::Caption, None, empty(own), own, Some(id));
            return Some(i + 1);
        }
        self.open_paragraph(own);
        Some(i + 1)
    }

    fn open_paragraph(&mut self, span: Span) {
        let Some(article) = self.article else { return };
        let n = self
            .nodes
            .iter()
            .rev()
            .take_while(|n| n.kind != Kind::Article)
            .filter(|n| n.kind == Kind::Paragraph)
            .count();
        let number = Number::new(u32::try_from(n + 1).unwrap_or(1));
        let id = self.push(
            Kind::Paragraph,
            Some(number),
            empty(span),
            span,
            Some(article),
        );
        self.paragraph = Some(id);
        self.item = None;
        self.subitem = None;
        self.count_quotes(span);
    }

    fn count_quotes(&mut self, span: Span) {
        let words = span.slice(self.text);
        let open = i32::try_from(words.matches('“').count()).unwrap_or(0);
        let close = i32::try_from(words.matches('”').count()).unwrap_or(0);
        self.quotes = (self.quotes + open - close).max(0);
    }

    /// 项 and 目 under the open article.
    fn in_article(&mut self, i: usize, label: Label) -> Option<usize> {
        let span = self.lines[i].span;
        let printed = Span::new(span.start, span.start + label.len);
        let own = Span::new(printed.end, span.end).trim(self.text);
        let node = |b: &Self, id: Option<NodeId>| id.map(|id| b.nodes[id.0 as usize].clone());
        let item = node(self, self.item);
        let same_style = |n: &Node, b: &Self| {
            lead::read(n.label.slice(b.text)).is_some_and(|l| l.lead == label.lead)
        };
        let (kind, parent) = match label.lead {
            // 一、 in an article: an old-style item after a colon or in sequence; else the text is over.
            Lead::Cn => {
                let continues = item.as_ref().is_some_and(|n| {
                    same_style(n, self) && n.number.is_some_and(|x| x.main + 1 == label.number.main)
                });
                let begins = label.number.main == 1
                    && node(self, self.paragraph)
                        .is_some_and(|p| p.span.slice(self.text).trim_end().ends_with(['：', ':']));
                if !continues && !begins {
                    if self.ended(i) && self.quotes <= 0 && label.number.main == 1 {
                        self.leave_article();
                        return self.level(i, label);
                    }
                    return None;
                }
                (Kind::Item, self.paragraph)
            }
            Lead::CnParen => {
                // A sub-list （一） under old-style items 一、.
                match &item {
                    Some(n)
                        if lead::read(n.label.slice(self.text))
                            .is_some_and(|l| l.lead == Lead::Cn) =>
                    {
                        (Kind::Subitem, self.item)
                    }
                    _ => (Kind::Item, self.paragraph),
                }
            }
            _ => match &item {
                Some(n) if !same_style(n, self) => (Kind::Subitem, self.item),
                Some(_) if label.number.main > 1 => (Kind::Item, self.paragraph),
                _ => (Kind::Item, self.paragraph),
            },
        };
        if parent.is_none() {
            // Items right after 第…条: an empty 款 carries them.
            self.open_paragraph(Span::new(printed.start, printed.start));
        }
        let parent = parent.or(self.paragraph);
        let id = self.push(
            kind,
            Some(label.number),
            printed,
            nonempty(own, printed),
            parent,
        );
        if kind == Kind::Item {
            self.item = Some(id);
            self.subitem = None;
        } else {
            self.subitem = Some(id);
        }
        self.count_quotes(own);
        Some(i + 1)
    }

    /// 一、 （一） 1. （1） in a paper without articles.
    fn level(&mut self, i: usize, label: Label) -> Option<usize> {
        let span = self.lines[i].span;
        let depth = match label.lead {
            Lead::Cn => 0,
            Lead::CnParen => 1,
            Lead::Arabic => 2,
            _ => 3,
        };
        if self.quotes > 0 {
            // Inside a quotation only the next number of the outermost list is ours.
            let next = self.levels[depth]
                .and_then(|id| self.nodes[id.0 as usize].number)
                .is_some_and(|n| n.main + 1 == label.number.main);
            if !(depth == 0 && next) {
                return None;
            }
            self.quotes = 0;
        }
        let printed = Span::new(span.start, span.start + label.len);
        let own = Span::new(printed.end, span.end).trim(self.text);
        let kind = [Kind::Level1, Kind::Level2, Kind::Level3, Kind::Level4][depth];
        let parent = self.levels[..depth]
            .iter()
            .rev()
            .flatten()
            .next()
            .copied()
            .or(self.annex);
        let id = self.push(
            kind,
            Some(label.number),
            printed,
            nonempty(own, printed),
            parent,
        );
        self.levels[depth] = Some(id);
        for deeper in &mut self.levels[depth + 1..] {
            *deeper = None;
        }
        self.count_quotes(own);
        Some(i + 1)
    }

    // ---- unnumbered text ---------------------------------------------------------------------

    fn plain(&mut self, i: usize) -> usize {
        let span = self.lines[i].span;
        let words = self.words(i);
        if self.article.is_some() {
            self.plain_in_article(i);
            return i + 1;
        }
        // A paragraph that a source broke in two.
        if let Some(last) = self.nodes.last_mut()
            && matches!(
                last.kind,
                Kind::Para | Kind::Level1 | Kind::Level2 | Kind::Level3 | Kind::Level4
            )
            && last.part == self.part
        {
            let before = last.span.slice(self.text);
            let open = self.quotes > 0 && last.kind == Kind::Para;
            if open
                || (before.chars().count() > 30
                    && !ends_sentence(before)
                    && !looks_like_heading(before))
            {
                last.span.end = span.end;
                self.count_quotes(span);
                return i + 1;
            }
        }
        let parent = if TAIL.is_match(words) && self.tail(i) {
            None
        } else {
            self.levels
                .iter()
                .rev()
                .flatten()
                .next()
                .copied()
                .or(self.annex)
                .or(self.chapter)
        };
        self.push(Kind::Para, None, empty(span), span, parent);
        self.count_quotes(span);
        i + 1
    }

    /// Whether no numbered line follows in this paper.
    fn tail(&self, i: usize) -> bool {
        !self.lines[i + 1..]
            .iter()
            .take_while(|l| {
                !ANNEX.is_match(l.span.slice(self.text))
                    && !head::is_date_line(l.span.slice(self.text))
            })
            .any(|l| l.label.is_some())
    }

    fn plain_in_article(&mut self, i: usize) {
        let span = self.lines[i].span;
        let Some(last) = self.nodes.last() else {
            return;
        };
        let before = last.span.slice(self.text);
        let last_id = NodeId(u32::try_from(self.nodes.len() - 1).unwrap_or(u32::MAX));
        let grows = match last.kind {
            Kind::Paragraph => {
                self.quotes > 0 && self.words(i).starts_with('“')
                    || (!before.is_empty() && !ends_sentence(before))
            }
            Kind::Item | Kind::Subitem => {
                !ends_sentence(before)
                    && before.chars().count() > 1
                    && before.trim_end().ends_with(['，', '、'])
                    || self.item_goes_on(i)
            }
            _ => false,
        };
        if grows {
            self.nodes[last_id.0 as usize].span.end = span.end;
            self.count_quotes(span);
        } else {
            self.open_paragraph(span);
        }
    }

    /// After an item, an unnumbered paragraph belongs to it when the list goes on below.
    fn item_goes_on(&self, i: usize) -> bool {
        let Some(item) = self.item else { return false };
        let node = &self.nodes[item.0 as usize];
        let Some(n) = node.number else { return false };
        let Some(style) = lead::read(node.label.slice(self.text)) else {
            return false;
        };
        for l in &self.lines[i + 1..] {
            match l.label {
                Some(x) if x.lead == Lead::Article || x.lead == Lead::Chapter => return false,
                Some(x) if x.lead == style.lead => return x.number.main == n.main + 1,
                _ => {}
            }
            if ANNEX.is_match(l.span.slice(self.text)) {
                return false;
            }
        }
        false
    }
}

fn empty(span: Span) -> Span {
    Span::new(span.start, span.start)
}

fn nonempty(own: Span, label: Span) -> Span {
    if own.is_empty() {
        Span::new(label.end, label.end)
    } else {
        own
    }
}

/// 方案, 办法 … after the last word of a title.
fn part_name(title: &str) -> String {
    let t = normalize::fold(title);
    let t = t.split('（').next().unwrap_or(&t);
    for end in [
        "实施方案",
        "方案",
        "办法",
        "规定",
        "细则",
        "意见",
        "规则",
        "制度",
        "措施",
        "条例",
        "标准",
        "预案",
        "规程",
        "规范",
        "要点",
        "计划",
        "规划",
        "纲要",
        "公告",
        "通告",
        "基准",
    ] {
        if t.ends_with(end) {
            return end.trim_start_matches("实施").to_string();
        }
    }
    "附文".to_string()
}

/// Marks provisions that the text itself calls deleted; an article all of whose 款 are dead is dead.
fn mark_dead(document: &mut Document) {
    if !document.text.contains("删除")
        && !document.text.contains("删去")
        && !document.text.contains("废止")
    {
        return;
    }
    let dead: Vec<bool> = document
        .nodes
        .iter()
        .map(|n| {
            let words = n.span.slice(&document.text).trim();
            matches!(n.kind, Kind::Paragraph | Kind::Item | Kind::Subitem)
                && (DEAD.is_match(words)
                    || matches!(
                        words,
                        "删除" | "（删除）" | "删去" | "（删去）" | "删除。" | "（已删除）"
                    ))
        })
        .collect();
    for (n, d) in document.nodes.iter_mut().zip(&dead) {
        n.dead = *d;
    }
    let articles: Vec<NodeId> = document.articles().collect();
    for a in articles {
        let children: Vec<NodeId> = document
            .children(a)
            .filter(|&c| document.node(c).kind == Kind::Paragraph)
            .collect();
        if !children.is_empty() && children.iter().all(|&c| document.node(c).dead) {
            for d in document.descendants(a).collect::<Vec<_>>() {
                document.nodes[d.0 as usize].dead = true;
            }
            document.nodes[a.0 as usize].dead = true;
        }
    }
}
