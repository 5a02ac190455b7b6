//! The table of contents, annexes, further papers in one file, and what closes a paper.

use super::head;
use super::lead::Lead;
use super::line::{Line, ends_sentence, looks_like_heading};
use super::{Builder, empty, part_name};
use crate::document::Number;
use crate::document::block::BlockKind;
use crate::document::tree::{Kind, Part};
use crate::text::{Span, normalize, regex};
use regex::Regex;
use std::sync::LazyLock;

pub(super) static ANNEX: LazyLock<Regex> = LazyLock::new(|| {
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
impl Builder<'_> {
    /// 目录 with its lines, or a run of chapter lines that come again later.
    pub(super) fn contents(&mut self, i: usize) -> Option<usize> {
        let named = normalize::squeeze(self.words(i)) == "目录";
        let first = if named { i + 1 } else { i };
        let heading = |l: &Line| {
            l.label
                .is_some_and(|l| matches!(l.lead, Lead::Book | Lead::Chapter | Lead::Section))
        };
        let first_heading =
            (first..self.lines.len().min(first + 3)).find(|&k| heading(&self.lines[k]));
        // Behind articles a chapter's first section is no contents.
        if !named && (first_heading != Some(i) || self.article.is_some() || self.last.is_some()) {
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

    pub(super) fn annex_heading(&mut self, i: usize) -> Option<usize> {
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

    pub(super) fn start_part(&mut self, name: &str) {
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

    pub(super) fn leave_article(&mut self) {
        self.article = None;
        self.paragraph = None;
        self.item = None;
        self.subitem = None;
    }

    /// A title in the middle of the file: the paper that a notice issues, or a second text.
    pub(super) fn new_paper(&mut self, i: usize) -> Option<usize> {
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
    pub(super) fn ended(&self, i: usize) -> bool {
        i == 0 || ends_sentence(self.words(i - 1)) || looks_like_heading(self.words(i - 1))
    }

    pub(super) fn close(&mut self, i: usize) -> Option<usize> {
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

    pub(super) fn annex_follows(&self, i: usize) -> bool {
        self.lines
            .get(i)
            .is_some_and(|_| ANNEX.is_match(self.words(i)) || ANNEX_TITLED.is_match(self.words(i)))
    }
}
