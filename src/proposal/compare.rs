//! Two documents article by article: paired by likeness and number, since numbers shift between
//! editions and a like number alone pairs nonsense.

use super::diff::{self, Op, Piece, dice, pairs, pieces};
use crate::document::{Document, Kind, NodeId};
use crate::text::Span;
use crate::text::normalize::squeeze;
use rustc_hash::FxHashMap;
use serde::Serialize;
use std::collections::BTreeMap;

/// What became of an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    /// Its words are unchanged.
    Same,
    /// Its words changed.
    Changed,
    /// Only in the new document.
    Added,
    /// Only in the old document.
    Deleted,
}

/// One article, or one heading, title or paragraph outside articles.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Unit {
    /// 正文, 附件1 …
    pub part: String,
    /// 第三条, 标题, 第二章, “三、（二）”.
    pub name: String,
    /// Its words without the article's number.
    pub span: Span,
    #[serde(skip)]
    kind: Kind,
    #[serde(skip)]
    words: String,
}

impl Unit {
    /// Its words without the article's number.
    pub fn words(&self) -> &str {
        &self.words
    }

    /// Whether it is an article (条).
    pub fn is_article(&self) -> bool {
        self.kind == Kind::Article
    }
}

/// An article in both documents, or in one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Pair {
    /// What became of it.
    pub state: State,
    /// Whether its number changed.
    pub renumbered: bool,
    /// Whether it stands in another order than its neighbours.
    pub moved: bool,
    /// In the old document.
    pub old: Option<Unit>,
    /// In the new document.
    pub new: Option<Unit>,
    /// The difference of the words; empty where they are the same.
    pub pieces: Vec<Piece>,
}

impl Pair {
    /// The name of the new article, or of the old one where it was deleted.
    pub fn name(&self) -> &str {
        self.new
            .as_ref()
            .or(self.old.as_ref())
            .map_or("", |u| u.name.as_str())
    }

    /// What a reader is told: 修改, 新增, 条号变动 …
    pub fn shown(&self) -> String {
        let mut s = match self.state {
            State::Added => return "新增".into(),
            State::Deleted => return "删除".into(),
            State::Changed => vec!["修改"],
            State::Same => vec![],
        };
        if self.moved {
            s.push("移动");
        } else if self.renumbered {
            s.push("条号变动");
        }
        if s.is_empty() {
            return "未改".into();
        }
        s.join("、")
    }

    /// Whether a reader has to look at it: words changed, added, deleted or moved.
    pub fn is_change(&self) -> bool {
        self.state != State::Same || self.moved
    }
}

/// Counts of articles by what became of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Summary {
    /// Unchanged words.
    pub same: usize,
    /// Changed words.
    pub changed: usize,
    /// New.
    pub added: usize,
    /// Gone.
    pub deleted: usize,
    /// With another number.
    pub renumbered: usize,
    /// In another order.
    pub moved: usize,
}

/// The comparison of two documents, in the order of the new one; what was deleted stands behind
/// its old neighbour.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Comparison {
    /// Counts over articles and other units.
    pub summary: Summary,
    /// All units of both.
    pub pairs: Vec<Pair>,
}

/// Unpaired below this likeness, whatever the number.
const LEAST: f64 = 0.3;
/// Below this likeness only a like number pairs.
const LIKE: f64 = 0.5;
/// A sentence of at least this many characters that stands in another article has moved there.
const SENTENCE: usize = 10;

/// Compares two documents.
pub fn compare(old: &Document, new: &Document) -> Comparison {
    let (a, b) = (units(old), units(new));
    let partner = partners(&a, &b);
    let mut pairs = arrange(a, b, &partner);
    sentences(&mut pairs);
    let mut summary = Summary::default();
    for p in &pairs {
        *match p.state {
            State::Same => &mut summary.same,
            State::Changed => &mut summary.changed,
            State::Added => &mut summary.added,
            State::Deleted => &mut summary.deleted,
        } += 1;
        summary.renumbered += usize::from(p.renumbered);
        summary.moved += usize::from(p.moved);
    }
    Comparison { summary, pairs }
}

/// The units of a document in order; together they hold all its words.
fn units(d: &Document) -> Vec<Unit> {
    let mut out: Vec<Unit> = Vec::new();
    for id in d.ids() {
        let node = d.node(id);
        let article = d.ancestor(id, Kind::Article);
        if article.is_some_and(|a| a != id) {
            continue;
        }
        let span = if article == Some(id) {
            let whole = d.full_span(id);
            Span::new(node.label.end.max(whole.start), whole.end)
        } else {
            Span::new(node.first_byte(), node.span.end.max(node.label.end))
        }
        .trim(&d.text);
        if span.is_empty() && article != Some(id) {
            continue;
        }
        out.push(Unit {
            part: d
                .parts
                .get(node.part as usize)
                .map_or_else(|| "正文".into(), |p| p.name.clone()),
            name: name(d, id),
            span,
            kind: node.kind,
            words: span.slice(&d.text).to_string(),
        });
    }
    out
}

fn name(d: &Document, id: NodeId) -> String {
    let place = d.place(id);
    place.article.unwrap_or(place.part)
}

/// Which kinds may pair.
const fn class(kind: Kind) -> u8 {
    match kind {
        Kind::Article => 0,
        Kind::Title => 1,
        Kind::History => 2,
        Kind::Book | Kind::Chapter | Kind::Section => 3,
        Kind::Contents => 4,
        Kind::Letterhead
        | Kind::DocNumber
        | Kind::Addressee
        | Kind::Signature
        | Kind::DateLine
        | Kind::Publicity => 5,
        Kind::Row | Kind::Table | Kind::TableTitle => 6,
        _ => 7,
    }
}

/// For each old unit the index of the new one it became.
#[allow(clippy::cast_precision_loss)] // counts of articles
fn partners(a: &[Unit], b: &[Unit]) -> Vec<Option<usize>> {
    let mut to: Vec<Option<usize>> = vec![None; a.len()];
    let mut taken = vec![false; b.len()];
    let bare = |list: &[Unit]| -> Vec<String> { list.iter().map(|u| squeeze(&u.words)).collect() };
    let (bare_a, bare_b) = (bare(a), bare(b));
    // Unchanged words first: with the same name, then with another one, in order.
    for named in [true, false] {
        let name = |u: &'_ Unit| -> String { if named { u.name.clone() } else { String::new() } };
        let mut left: FxHashMap<(u8, String, &str), std::collections::VecDeque<usize>> =
            FxHashMap::default();
        for (j, u) in b.iter().enumerate().filter(|(j, _)| !taken[*j]) {
            let key = (class(u.kind), name(u), bare_b[j].as_str());
            left.entry(key).or_default().push_back(j);
        }
        for (i, u) in a.iter().enumerate() {
            if to[i].is_none()
                && let Some(j) = left
                    .get_mut(&(class(u.kind), name(u), bare_a[i].as_str()))
                    .and_then(|q| q.pop_front())
            {
                to[i] = Some(j);
                taken[j] = true;
            }
        }
    }
    // Then the most alike.
    let gist: Vec<_> = b
        .iter()
        .zip(&taken)
        .map(|(u, taken)| if *taken { Vec::new() } else { pairs(&u.words) })
        .collect();
    let mut found: Vec<(f64, usize, usize)> = Vec::new();
    for (i, x) in a.iter().enumerate().filter(|(i, _)| to[*i].is_none()) {
        let g = pairs(&x.words);
        for (j, y) in b.iter().enumerate().filter(|(j, _)| !taken[*j]) {
            if class(x.kind) != class(y.kind) {
                continue;
            }
            let same = x.name == y.name && x.part == y.part;
            // The shorter one can't share more than all of itself.
            let most =
                2.0 * g.len().min(gist[j].len()) as f64 / (g.len() + gist[j].len()).max(1) as f64;
            if most < LEAST && !matches!(x.kind, Kind::Title) {
                continue;
            }
            let d = dice(&g, &gist[j]);
            let sure = same && matches!(x.kind, Kind::Title);
            if d >= LIKE || same && d >= LEAST || sure {
                let near = (i as f64 / a.len() as f64 - j as f64 / b.len() as f64).abs();
                let bonus = if same { 0.15 } else { 0.0 };
                found.push((d + bonus - 0.1 * near, i, j));
            }
        }
    }
    found.sort_by(|x, y| y.0.total_cmp(&x.0).then(x.1.cmp(&y.1)).then(x.2.cmp(&y.2)));
    for (_, i, j) in found {
        if to[i].is_none() && !taken[j] {
            to[i] = Some(j);
            taken[j] = true;
        }
    }
    to
}

/// The pairs in the order of the new document.
fn arrange(a: Vec<Unit>, b: Vec<Unit>, to: &[Option<usize>]) -> Vec<Pair> {
    let mut from: Vec<Option<usize>> = vec![None; b.len()];
    for (i, j) in to.iter().enumerate() {
        if let Some(j) = j {
            from[*j] = Some(i);
        }
    }
    let kept = in_order(&from.iter().flatten().copied().collect::<Vec<_>>());
    // Old units without partner, behind the last old unit before them that has one and kept its
    // order (None: at the head).
    let mut gone: BTreeMap<Option<usize>, Vec<usize>> = BTreeMap::new();
    let mut last = None;
    for (i, j) in to.iter().enumerate() {
        match j {
            Some(_) if kept.contains(&i) => last = Some(i),
            Some(_) => {}
            None => gone.entry(last).or_default().push(i),
        }
    }
    let mut old: Vec<Option<Unit>> = a.into_iter().map(Some).collect();
    let mut out = Vec::new();
    let mut delete = |key: Option<usize>, old: &mut Vec<Option<Unit>>, out: &mut Vec<Pair>| {
        for i in gone.remove(&key).unwrap_or_default() {
            let unit = old[i].take();
            out.push(Pair {
                state: State::Deleted,
                renumbered: false,
                moved: false,
                pieces: unit
                    .iter()
                    .filter(|u| !u.words.is_empty())
                    .map(|u| Piece::new(Op::Delete, u.words.as_str()))
                    .collect(),
                old: unit,
                new: None,
            });
        }
    };
    delete(None, &mut old, &mut out);
    for (unit, i) in b.into_iter().zip(from) {
        let Some(i) = i else {
            out.push(Pair {
                state: State::Added,
                renumbered: false,
                moved: false,
                pieces: Some(Piece::new(Op::Insert, unit.words.as_str()))
                    .into_iter()
                    .filter(|p| !p.text.is_empty())
                    .collect(),
                old: None,
                new: Some(unit),
            });
            continue;
        };
        let before = old[i].take();
        let words = before.as_ref().map_or("", |u| u.words.as_str());
        let same = squeeze(words) == squeeze(&unit.words);
        out.push(Pair {
            state: if same { State::Same } else { State::Changed },
            renumbered: before.as_ref().is_some_and(|u| u.name != unit.name),
            moved: !kept.contains(&i),
            pieces: if same {
                Vec::new()
            } else {
                pieces(words, &unit.words)
            },
            old: before,
            new: Some(unit),
        });
        if kept.contains(&i) {
            delete(Some(i), &mut old, &mut out);
        }
    }
    out
}

/// The members of the longest rising subsequence.
fn in_order(v: &[usize]) -> std::collections::BTreeSet<usize> {
    let mut tails: Vec<usize> = Vec::new(); // positions in v
    let mut before: Vec<Option<usize>> = vec![None; v.len()];
    for (at, &x) in v.iter().enumerate() {
        let k = tails.partition_point(|&t| v[t] < x);
        if k > 0 {
            before[at] = Some(tails[k - 1]);
        }
        if k == tails.len() {
            tails.push(at);
        } else {
            tails[k] = at;
        }
    }
    let mut out = std::collections::BTreeSet::new();
    let mut at = tails.last().copied();
    while let Some(i) = at {
        out.insert(v[i]);
        at = before[i];
    }
    out
}

/// Marks sentences that left one article and stand unchanged in another.
fn sentences(list: &mut [Pair]) {
    let cut = |p: &Piece| -> Vec<Piece> {
        p.text
            .split_inclusive(['。', '\n', '；'])
            .map(|s| Piece::new(p.op, s))
            .collect()
    };
    let key = |s: &str| squeeze(s.trim_end_matches(['。', '\n', '；']));
    let long = |k: &str| k.chars().count() >= SENTENCE;
    let mut gone: BTreeMap<String, Vec<(usize, usize, usize)>> = BTreeMap::new();
    let mut next = 1;
    for (i, pair) in list.iter().enumerate() {
        for (j, p) in pair.pieces.iter().enumerate() {
            next = next.max(p.moved.map_or(0, |m| m + 1));
            if p.op == Op::Delete && p.moved.is_none() {
                for (k, s) in cut(p).iter().enumerate() {
                    let key = key(&s.text);
                    if long(&key) {
                        gone.entry(key).or_default().push((i, j, k));
                    }
                }
            }
        }
    }
    // (pair, piece, sentence) → number
    let mut marks: BTreeMap<(usize, usize, usize), u32> = BTreeMap::new();
    for (i, pair) in list.iter().enumerate() {
        for (j, p) in pair.pieces.iter().enumerate() {
            if p.op != Op::Insert || p.moved.is_some() {
                continue;
            }
            for (k, s) in cut(p).iter().enumerate() {
                let Some(from) = gone.get_mut(&key(&s.text)).filter(|v| !v.is_empty()) else {
                    continue;
                };
                marks.insert(from.remove(0), next);
                marks.insert((i, j, k), next);
                next += 1;
            }
        }
    }
    for (i, pair) in list.iter_mut().enumerate() {
        let mut out: Vec<Piece> = Vec::new();
        for (j, p) in std::mem::take(&mut pair.pieces).into_iter().enumerate() {
            if p.op == Op::Equal || p.moved.is_some() {
                out.push(p);
                continue;
            }
            for (k, mut s) in cut(&p).into_iter().enumerate() {
                s.moved = marks.get(&(i, j, k)).copied();
                match out.last_mut() {
                    Some(l) if l.op == s.op && l.moved.is_none() && s.moved.is_none() => {
                        l.text.push_str(&s.text);
                    }
                    _ => out.push(s),
                }
            }
        }
        pair.pieces = out;
    }
}

/// The change of a pair as one line ([`diff::marked`]).
pub fn marked(pair: &Pair) -> String {
    if pair.pieces.is_empty() {
        return pair
            .new
            .as_ref()
            .map_or_else(String::new, |u| u.words.clone());
    }
    diff::marked(&pair.pieces)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Node, Number, Part};

    /// A document of articles from lines 第…条 words.
    fn law(lines: &[&str]) -> Document {
        let mut d = Document {
            parts: vec![Part {
                name: "正文".into(),
                title: String::new(),
            }],
            ..Document::default()
        };
        for line in lines {
            let (label, words) = line.split_once('　').unwrap();
            let start = d.text.len();
            d.text.push_str(line);
            d.text.push('\n');
            let label = Span::new(start, start + label.len());
            let at = label.end + '　'.len_utf8();
            let parent = NodeId(u32::try_from(d.nodes.len()).unwrap());
            let node = |kind, number, label, span, parent| Node {
                kind,
                number,
                label,
                span,
                parent,
                part: 0,
                dead: false,
            };
            d.nodes.push(node(
                Kind::Article,
                Number::parse(label.slice(&d.text)),
                label,
                Span::new(at, at),
                None,
            ));
            d.nodes.push(node(
                Kind::Paragraph,
                None,
                Span::default(),
                Span::new(at, at + words.len()),
                Some(parent),
            ));
        }
        d
    }

    fn lines(c: &Comparison) -> Vec<String> {
        c.pairs
            .iter()
            .map(|p| {
                let old = p.old.as_ref().map_or("—", |u| u.name.as_str());
                let new = p.new.as_ref().map_or("—", |u| u.name.as_str());
                format!("{old}→{new} {}", p.shown())
            })
            .collect()
    }

    #[test]
    fn articles_pair_by_likeness_where_numbers_shift() {
        let old = law(&[
            "第一条　为了加强农村渡口管理，制定本办法。",
            "第二条　渡口经营者应当购买乘客人身意外保险。",
            "第三条　渡船应当悬挂载客定额标志牌。",
        ]);
        let new = law(&[
            "第一条　为了加强农村渡口管理，制定本办法。",
            "第二条　县级人民政府应当保障渡口改造资金。",
            "第三条　渡口经营者应当为乘客购买人身意外伤害保险。",
            "第四条　渡船应当悬挂载客定额标志牌。",
        ]);
        assert_eq!(
            lines(&compare(&old, &new)),
            [
                "第一条→第一条 未改",
                "—→第二条 新增",
                "第二条→第三条 修改、条号变动",
                "第三条→第四条 条号变动",
            ]
        );
    }

    #[test]
    fn a_deleted_article_stands_behind_its_old_neighbour() {
        let old = law(&[
            "第一条　渡口设置应当经县人民政府批准。",
            "第二条　禁止夜间摆渡运输危险货物。",
            "第三条　本办法自公布之日起施行。",
        ]);
        let new = law(&[
            "第一条　渡口设置应当经县人民政府批准。",
            "第二条　本办法自公布之日起施行。",
        ]);
        assert_eq!(
            lines(&compare(&old, &new)),
            [
                "第一条→第一条 未改",
                "第二条→— 删除",
                "第三条→第二条 条号变动"
            ]
        );
    }

    #[test]
    fn a_moved_article_and_a_moved_sentence_are_recognised() {
        let old = law(&[
            "第一条　渡船应当悬挂载客定额标志牌，不得超员。",
            "第二条　渡工应当持证上岗。渡工每两年至少参加一次安全培训并考核合格。",
            "第三条　乡镇人民政府设渡口安全员，负责日常巡查。",
        ]);
        let new = law(&[
            "第一条　乡镇人民政府设渡口安全员，负责日常巡查。渡工每两年至少参加一次安全培训并考核合格。",
            "第二条　渡船应当悬挂载客定额标志牌，不得超员。",
            "第三条　渡工应当持证上岗。",
        ]);
        let c = compare(&old, &new);
        assert!(c.pairs.iter().any(|p| p.moved), "{:?}", lines(&c));
        let all: String = c.pairs.iter().map(marked).collect();
        assert!(all.contains("[~1 渡工每两年"), "{all}");
        assert!(all.contains("{~1 渡工每两年"), "{all}");
    }
}
