//! Numbered lines (编 to 目, 一、 to （1）) and the unnumbered text that hangs under them.

use super::head;
use super::lead::{self, Label, Lead};
use super::line::{ends_sentence, looks_like_heading};
use super::parts::ANNEX;
use super::{Builder, empty, nonempty};
use crate::document::block::BlockKind;
use crate::document::tree::{Kind, Node, NodeId};
use crate::document::{Number, Problem};
use crate::text::{Span, regex};
use regex::Regex;
use std::sync::LazyLock;

pub(super) static DEAD: LazyLock<Regex> = LazyLock::new(|| {
    regex(r"[（(]\s*\d{4}年\d{1,2}月\d{1,2}日[^（(）)]{0,20}(?:删除|删去|废止)\s*[)）]\s*$")
});
static TAIL: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"^(?:本(?:方案|通知|公告|通告|意见|办法|规定|细则|措施|纪要|文件|制度|计划|规则|标准|基准)|特此|以上|此复|请各|各(?:单位|部门|乡镇|镇|县|区|市|街道).{0,24}(?:认真|遵照|贯彻|结合|按照)|过去|此前|《)",
    )
});

/// Whether 第二章 with these words after it is spoken of in a sentence: 第二章规定的条件. After a
/// blank it is a heading, whatever its first word (第二章　规划和建设).
fn refers_to_division(rest: &str, apart: bool) -> bool {
    !apart
        && (rest.starts_with(['的', '、', '和', '至', '或', '及', '所', '中'])
            || rest.starts_with("规定"))
}

impl Builder<'_> {
    pub(super) fn numbered(&mut self, i: usize, label: Label) -> Option<usize> {
        match label.lead {
            Lead::Book | Lead::Chapter | Lead::Section => self.division(i, label),
            Lead::Article => self.article_line(i, label),
            _ if self.article.is_some() => self.in_article(i, label),
            _ => self.level(i, label),
        }
    }

    pub(super) fn division(&mut self, i: usize, label: Label) -> Option<usize> {
        let span = self.lines[i].span;
        let words = self.words(i);
        let rest = words[label.len..].trim_start();
        let sentence = words.trim_end().ends_with(['。', '；', '，', '：'])
            || refers_to_division(rest, label.apart)
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
    pub(super) fn expected_division(&self, label: Label) -> Option<()> {
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

    pub(super) fn article_line(&mut self, i: usize, label: Label) -> Option<usize> {
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
        ]) && !["中华", "中国", "中央"]
            .iter()
            .any(|w| follows.starts_with(w))
            && (!label.apart
                || !follows.starts_with([
                    '以', '所', '中', '与', '规', '第', '及', '或', '改', '增', '修',
                ]));
        // Numbers that come twice or run backwards are kept as they stand, and told.
        let clean = label.apart && !refers && self.quotes <= 0 && self.ended(i);
        let crooked = clean
            && self
                .last
                .is_some_and(|n| label.number == n || self.backwards(n, label.number));
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
            && !crooked
            && self.quotes <= 0
            && self.ended(i)
            && !refers;
        if restart {
            self.start_part("附文");
            self.problems.push(Problem {
                what: "条文从第一条重新开始，前面没有标题".into(),
                span,
            });
        } else if !heading && !crooked {
            return None;
        }
        if let Some(n) = self.last
            && !expected
            && !restart
        {
            let what = if n == label.number {
                format!("条号重复：{}出现两次", n.article())
            } else {
                format!(
                    "条号不连续：{}之后是{}",
                    n.article(),
                    label.number.article()
                )
            };
            self.problems.push(Problem {
                what,
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

    /// Whether the articles run backwards: 第二十条, 第十九条, 第十八条. One step back after steps
    /// forward is a reference that lost its mark, not a heading.
    fn backwards(&self, last: Number, next: Number) -> bool {
        let mut before = self
            .nodes
            .iter()
            .rev()
            .filter(|n| n.kind == Kind::Article)
            .skip(1)
            .filter_map(|n| n.number);
        let falling = before.next().is_none_or(|b| b.main == last.main + 1);
        falling && next.main + 1 == last.main && last.main > 1
    }

    pub(super) fn open_paragraph(&mut self, span: Span) {
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

    pub(super) fn count_quotes(&mut self, span: Span) {
        let words = span.slice(self.text);
        let open = i32::try_from(words.matches('“').count()).unwrap_or(0);
        let close = i32::try_from(words.matches('”').count()).unwrap_or(0);
        self.quotes = (self.quotes + open - close).max(0);
    }

    /// 项 and 目 under the open article.
    pub(super) fn in_article(&mut self, i: usize, label: Label) -> Option<usize> {
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
    pub(super) fn level(&mut self, i: usize, label: Label) -> Option<usize> {
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

    pub(super) fn plain(&mut self, i: usize) -> usize {
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
    pub(super) fn tail(&self, i: usize) -> bool {
        !self.lines[i + 1..]
            .iter()
            .take_while(|l| {
                !ANNEX.is_match(l.span.slice(self.text))
                    && !head::is_date_line(l.span.slice(self.text))
            })
            .any(|l| l.label.is_some())
    }

    pub(super) fn plain_in_article(&mut self, i: usize) {
        let span = self.lines[i].span;
        let Some(last) = self.nodes.last() else {
            return;
        };
        let before = last.span.slice(self.text);
        let last_id = NodeId(u32::try_from(self.nodes.len() - 1).unwrap_or(u32::MAX));
        if let Some(n) = self.lost_number(i) {
            let kind = Kind::Item;
            let item = self.push(
                kind,
                Some(Number::new(n)),
                empty(span),
                span,
                self.paragraph,
            );
            self.item = Some(item);
            self.subitem = None;
            self.problems.push(Problem {
                what: format!("来源缺第{}项的编号", Number::new(n).item()),
                span: empty(span),
            });
            self.count_quotes(span);
            return;
        }
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

    /// The number of an item whose printed number a source has lost: the line after “…：” with
    /// （二） next, or a single line between （三） and （五）.
    fn lost_number(&self, i: usize) -> Option<u32> {
        let next = self.lines.get(i + 1)?.label?;
        if next.lead != Lead::CnParen {
            return None;
        }
        let last = self.nodes.last()?;
        let before = match last.kind {
            Kind::Paragraph if last.span.slice(self.text).trim_end().ends_with(['：', ':']) => 0,
            Kind::Item if !last.label.is_empty() => last.number?.main,
            _ => return None,
        };
        (next.number.main == before + 2).then_some(before + 1)
    }

    /// After an item, an unnumbered paragraph belongs to it when the list goes on below.
    pub(super) fn item_goes_on(&self, i: usize) -> bool {
        let Some(item) = self.item else { return false };
        let node = &self.nodes[item.0 as usize];
        let Some(n) = node.number else { return false };
        let style = lead::read(node.label.slice(self.text)).map_or(Lead::CnParen, |l| l.lead);
        for l in &self.lines[i + 1..] {
            match l.label {
                Some(x) if x.lead == Lead::Article || x.lead == Lead::Chapter => return false,
                Some(x) if x.lead == style => return x.number.main == n.main + 1,
                _ => {}
            }
            if ANNEX.is_match(l.span.slice(self.text)) {
                return false;
            }
        }
        false
    }
}
