//! Finds the citations of a document: one walk over the nodes, laws first, then their provisions.

use super::cursor::{char_at, look_back, next, skip_space};
use super::layout::{Layout, Spot};
use super::provision::{self, Raw};
use super::{Citation, Mode, Named, Provision, amend, mode, refer, title};
use crate::document::{Document, Kind, NodeId};
use crate::law::title::key;
use crate::text::Span;
use std::collections::{BTreeMap, BTreeSet};

/// Every citation of the document, in order of their place.
///
/// A title that names no legal instrument (a certificate, a form) comes as a citation with
/// [`Citation::law`] false and no provisions. Where one short name was defined for two laws there
/// are two citations with one span.
pub fn find(document: &Document) -> Vec<Citation> {
    let mut finder = Finder::new(document);
    for id in document.ids() {
        finder.node(id);
    }
    finder.out
}

/// What a short name stands for.
#[derive(Debug, Clone)]
pub(super) enum Meaning {
    /// A full title, and whether it is a legal instrument.
    Title(String, bool),
    /// The document itself.
    This,
}

/// A citation of the text before its place is settled.
pub(super) struct Draft {
    /// In the node's words.
    pub(super) span: Span,
    /// In the node's words; empty for 前款.
    pub(super) title: Span,
    pub(super) named: Named,
    pub(super) law: bool,
    pub(super) provisions: Vec<Raw>,
}

/// The walk.
pub(super) struct Finder<'a> {
    pub(super) doc: &'a Document,
    pub(super) layout: Layout,
    /// Short names defined so far.
    pub(super) defined: BTreeMap<String, Vec<Meaning>>,
    /// Titles the text has shown to be instruments (issued, numbered).
    shown: BTreeSet<String>,
    /// Keys of the titles that stand in 《》 anywhere in the document and name an instrument.
    pub(super) cited: BTreeSet<String>,
    pub(super) out: Vec<Citation>,
    /// Citations with provisions in the article at hand, by index into `out`.
    pub(super) recent: Vec<usize>,
    /// The document's own number was met.
    own_number: Option<String>,
    pub(super) amended: Option<amend::Amended>,
    // The node at hand.
    pub(super) id: NodeId,
    pub(super) kind: Kind,
    pub(super) spot: Spot,
    pub(super) text: &'a str,
    pub(super) base: usize,
    /// Where the last citation of this node ended, in its words.
    pub(super) done: usize,
    article: Option<usize>,
}

impl<'a> Finder<'a> {
    fn new(doc: &'a Document) -> Self {
        let mut cited = BTreeSet::new();
        for (at, _) in doc.text.match_indices('《') {
            if let Some(q) = title::quoted(&doc.text, at)
                && q.title.len() < 120
                && ["法", "条例", "法典"].iter().any(|w| q.title.ends_with(w))
            {
                cited.insert(key(&q.title));
            }
        }
        // A notice issues the papers its title names.
        let mut shown = BTreeSet::new();
        let own = &doc.meta.title;
        if own.ends_with("通知") || own.contains("印发") {
            for (at, _) in own.match_indices('《') {
                if let Some(q) = title::quoted(own, at) {
                    shown.insert(key(&q.title));
                }
            }
        }
        Self {
            doc,
            layout: Layout::new(doc),
            defined: BTreeMap::new(),
            shown,
            cited,
            out: Vec::new(),
            recent: Vec::new(),
            own_number: doc.meta.number.as_ref().map(|n| fold_number(&n.value)),
            amended: amend::of(&doc.meta.title),
            id: NodeId(0),
            kind: Kind::Note,
            spot: Spot::default(),
            text: "",
            base: 0,
            done: 0,
            article: None,
        }
    }

    fn node(&mut self, id: NodeId) {
        let node = self.doc.node(id);
        self.spot = self.layout.spot(id);
        if self.spot.article != self.article {
            self.article = self.spot.article;
            self.recent.clear();
            if let Some(a) = self.amended.as_mut() {
                a.leave_article();
            }
        }
        if node.span.is_empty() || matches!(node.kind, Kind::Contents | Kind::Note) {
            return;
        }
        self.id = id;
        self.kind = node.kind;
        self.text = self.doc.words(id);
        self.base = node.span.start;
        self.done = 0;
        if let Some(a) = self.amended.as_mut() {
            a.enter(self.text);
        }
        let mut at = 0;
        while let Some(c) = char_at(self.text, at) {
            let end = match c {
                '《' => self.bracketed(at, at, None),
                '第' => refer::plain(self, at),
                '本' => refer::own(self, at),
                '该' | '同' | '各' | '上' | '其' => refer::pronoun(self, at),
                '前' => refer::relative(self, at, at),
                '令' | '〔' | '［' | '[' | '（' | '(' | '【' => self.numbered(at),
                _ => None,
            };
            at = match end {
                Some(e) if e > at => {
                    self.done = e;
                    e
                }
                _ => at + c.len_utf8(),
            };
        }
    }

    /// A title in 《》 at `at`; `begin` is where its number before it begins.
    fn bracketed(&mut self, at: usize, begin: usize, number: Option<String>) -> Option<usize> {
        let q = title::quoted(self.text, at)?;
        let mut end = q.span.end;
        let mut number = number;
        let mut shorts = Vec::new();
        // Parentheses: 国务院令第5号, 以下简称《条例》; a note of the version only before 第…条.
        while let Some(a) = title::aside(self.text, end) {
            let told = a.number.is_some() || !a.shorts.is_empty();
            if !(told || a.note && self.articles(a.end).is_some()) {
                break;
            }
            number = number.or(a.number);
            shorts.extend(a.shorts);
            end = a.end;
        }
        let mut provisions = Vec::new();
        if let Some((list, e)) = self.articles(end) {
            provisions = list;
            end = e;
        }
        let issued = self.text[..at].trim_end().ends_with("印发") || self.pair_of_issued(at);
        let evident = number.is_some() || !provisions.is_empty() || issued;
        let meanings =
            if provisions.is_empty() && shorts.is_empty() && self.promulgates(&q.title, end) {
                vec![Meaning::This]
            } else {
                self.meaning(&q.title, !shorts.is_empty())
            };
        for name in &shorts {
            self.defined.remove(name);
        }
        let mut named = Vec::new();
        for meaning in meanings {
            match meaning {
                Meaning::This => named.push((Named::This, true)),
                Meaning::Title(t, known) => {
                    let k = key(&t);
                    let law = known || title::is_instrument(&t, evident || self.shown.contains(&k));
                    if law && evident {
                        self.shown.insert(k);
                    }
                    named.push((
                        Named::Title {
                            title: t,
                            number: number.clone(),
                        },
                        law,
                    ));
                }
            }
        }
        if let Some((Named::Title { title, .. }, law)) = named.last().cloned() {
            self.define(&shorts, &title, law, at);
            if law && let Some(a) = self.amended.as_mut() {
                a.title(self.text, end, &title);
            }
        }
        for (named, law) in named {
            self.emit(Draft {
                span: Span::new(begin, end),
                title: q.span,
                named,
                law,
                provisions: if law { provisions.clone() } else { Vec::new() },
            });
        }
        Some(end)
    }

    /// Whether the words after the document's own title before its articles tell of its making:
    /// 《某办法》已经…会议通过，现予公布.
    fn promulgates(&self, name: &str, end: usize) -> bool {
        if self.spot.article.is_some() || key(name) != key(&self.doc.meta.title) {
            return false;
        }
        let rest = self.text[end..].trim_start();
        let sentence = rest.split('。').next().unwrap_or(rest);
        ["已", "经", "业经"].iter().any(|w| sentence.starts_with(w))
            && ["通过", "公布", "发布", "批准", "同意"]
                .iter()
                .any(|w| sentence.contains(w))
    }

    /// Whether the title at `at` is joined with the one before it, which a notice issues.
    fn pair_of_issued(&self, at: usize) -> bool {
        let between = self.text.get(self.done..at).unwrap_or("").trim();
        self.done > 0
            && matches!(between, "" | "、" | "和" | "及" | "与")
            && self.out.last().is_some_and(|c| {
                matches!(&c.named, Named::Title { title, .. } if self.shown.contains(&key(title)))
                    && self.doc.slice(c.title_span).ends_with('》')
                    && self.text[..self.text[..at].rfind('《').unwrap_or(0)]
                        .trim_end()
                        .ends_with("印发")
            })
    }

    /// A list of articles after a title, over 的 and 中.
    pub(super) fn articles(&self, at: usize) -> Option<(Vec<Raw>, usize)> {
        let from = skip_space(self.text, at);
        let mut starts = vec![from];
        for word in ["的", "中的", "中", "规定的", "关于"] {
            if self.text[from..].starts_with(word) {
                starts.push(from + word.len());
            }
        }
        starts
            .into_iter()
            .filter_map(|s| provision::list(self.text, s))
            .find(|(l, _)| l[0].article.is_some())
    }

    /// What a title in 《》 stands for.
    fn meaning(&self, name: &str, defines: bool) -> Vec<Meaning> {
        if !defines && let Some(m) = self.defined.get(name) {
            return m.clone();
        }
        if !defines && let Some(full) = self.undefined_short(name) {
            return vec![full];
        }
        vec![Meaning::Title(name.to_string(), false)]
    }

    /// 《条例》 without a definition: the law that the document's title carries out, else the last
    /// one cited with such a name.
    fn undefined_short(&self, name: &str) -> Option<Meaning> {
        const NOUNS: [&str; 8] = [
            "条例", "办法", "规定", "细则", "规则", "决定", "意见", "通知",
        ];
        if !NOUNS.contains(&name) {
            return None;
        }
        let own = self.doc.meta.title.as_str();
        if let Some(i) = own.find(name).filter(|&i| i > 0) {
            let rest = &own[i + name.len()..];
            if ["实施", "细则"].iter().any(|w| rest.contains(w)) {
                return Some(Meaning::Title(own[..i + name.len()].to_string(), true));
            }
        }
        self.out.iter().rev().find_map(|c| match &c.named {
            Named::Title { title, .. } if c.law && title::core(title).ends_with(name) => {
                Some(Meaning::Title(title.clone(), true))
            }
            _ => None,
        })
    }

    /// Takes note of short names; several names in one parenthesis belong to the titles before it.
    fn define(&mut self, shorts: &[String], full: &str, law: bool, at: usize) {
        let Some((last, earlier)) = shorts.split_last() else {
            return;
        };
        let mut meanings = vec![Meaning::Title(full.to_string(), law)];
        // 《甲》《乙》（以下简称《判定标准》): one name for two titles that both end with it.
        let pair = self.out.last().filter(|c| {
            c.node == self.id
                && c.law == law
                && c.span.end == self.base + self.done
                && matches!(
                    self.text.get(self.done..at).map(str::trim),
                    Some("" | "、" | "和" | "及" | "与")
                )
        });
        if earlier.is_empty()
            && last.chars().count() > 2
            && let Some(Named::Title { title: other, .. }) = pair.map(|c| &c.named)
            && title::core(other).ends_with(last.as_str())
            && title::core(full).ends_with(last.as_str())
        {
            meanings.insert(0, Meaning::Title(other.clone(), law));
        }
        self.defined.insert(last.clone(), meanings);
        let before: Vec<(String, bool)> = self
            .out
            .iter()
            .rev()
            .filter(|c| c.node == self.id)
            .filter_map(|c| match &c.named {
                Named::Title { title, .. } => Some((title.clone(), c.law)),
                _ => None,
            })
            .take(earlier.len())
            .collect();
        for (name, (title, law)) in earlier.iter().rev().zip(before) {
            self.defined
                .insert(name.clone(), vec![Meaning::Title(title, law)]);
        }
    }

    /// A document number whose 令 or bracket stands at `at`.
    fn numbered(&mut self, at: usize) -> Option<usize> {
        let n = title::number(self.text, self.done, at)?;
        let follow = skip_space(self.text, n.span.end);
        if char_at(self.text, follow) == Some('《')
            && let Some(end) = self.bracketed(follow, n.span.start, Some(n.number.clone()))
        {
            return Some(end);
        }
        let folded = fold_number(&n.number);
        let early = matches!(
            self.kind,
            Kind::History | Kind::DocNumber | Kind::Title | Kind::Letterhead | Kind::Para
        ) && self.spot.article.is_none();
        let amends = self.text[n.span.end..].chars().take(12).collect::<String>();
        let amends = ["修改", "修正", "修订"].iter().any(|w| amends.contains(w))
            || look_back(self.text, self.done, n.span.start, 14).contains("根据");
        let own = match &self.own_number {
            Some(own) => same_number(own, &folded),
            None => early && !amends,
        };
        let named = if own {
            self.own_number = Some(folded);
            Named::This
        } else {
            Named::Number(n.number)
        };
        self.emit(Draft {
            span: n.span,
            title: n.span,
            named,
            law: true,
            provisions: Vec::new(),
        });
        Some(n.span.end)
    }

    /// Puts a citation on the list.
    pub(super) fn emit(&mut self, d: Draft) {
        let shift = |s: Span| Span::new(self.base + s.start, self.base + s.end);
        let provisions: Vec<Provision> = d
            .provisions
            .iter()
            .map(|r| Provision {
                article: r.article,
                paragraph: r.paragraph,
                item: r.item,
                subitem: r.subitem,
                span: shift(r.span),
            })
            .collect();
        let mode: Mode = mode::of(self.text, d.span.start, d.span.end, self.kind);
        if !provisions.is_empty() {
            self.recent.push(self.out.len());
        }
        if let Some(a) = self.amended.as_mut() {
            a.provisions(&d.named, &d.provisions);
        }
        self.out.push(Citation {
            span: shift(d.span),
            title_span: shift(d.title),
            named: d.named,
            law: d.law,
            provisions,
            node: self.id,
            mode,
        });
    }

    /// The instrument that 本条例 and a bare 第三条 name: the document, or the law it amends.
    pub(super) fn this(&self) -> Named {
        match self.amended.as_ref().and_then(amend::Amended::law) {
            Some(title) => Named::Title {
                title,
                number: None,
            },
            None => Named::This,
        }
    }

    /// The offset after the character at `at` in the words at hand.
    pub(super) fn after(&self, at: usize) -> usize {
        next(self.text, at)
    }
}

/// A document number for comparing: folded, brackets alike, 中华人民共和国 left out.
fn fold_number(s: &str) -> String {
    crate::text::normalize::fold(s)
        .replace("中华人民共和国", "")
        .chars()
        .map(|c| match c {
            '［' | '[' | '（' | '【' => '〔',
            '］' | ']' | '）' | '】' => '〕',
            c => c,
        })
        .filter(|&c| c != '第')
        .collect()
}

fn same_number(a: &str, b: &str) -> bool {
    a == b || a.ends_with(b) || b.ends_with(a)
}
