//! The minimal readable difference of two texts: clauses first, then words inside like clauses.
//!
//! For any two texts `old == concat(equal + delete)` and `new == concat(equal + insert)`. No
//! deadline is used, so the same texts always give the same pieces.

use super::segment::{self, Token, clauses, tokens};
use crate::text::normalize::squeeze;
use rustc_hash::{FxBuildHasher, FxHashMap};
use serde::{Deserialize, Serialize};
use similar::{Algorithm, DiffOp, capture_diff_slices};
use std::collections::BTreeMap;

/// What happened to a piece.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Op {
    /// In both texts.
    Equal,
    /// Only in the old text.
    Delete,
    /// Only in the new text.
    Insert,
}

/// A run of words with one fate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Piece {
    /// Its fate.
    pub op: Op,
    /// Its words, never empty.
    pub text: String,
    /// The same number stands on the deletion and the insertion of a clause that only moved.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub moved: Option<u32>,
}

impl Piece {
    pub(super) fn new(op: Op, text: impl Into<String>) -> Self {
        Self {
            op,
            text: text.into(),
            moved: None,
        }
    }
}

/// Above this many cells no comparison is tried; the texts are shown as replaced.
const LIMIT: usize = 16_000_000;
/// A clause of at least this many characters that stands elsewhere unchanged has moved.
const MOVED: usize = 6;
/// So many clauses of both sides are tried as one; beyond, the work grows with the square.
const JOINT: usize = 24;
/// From this likeness on a clause is shown as changed, below it as replaced.
const LIKE: f64 = 0.5;

/// The pieces that turn `old` into `new`.
///
/// ```
/// use qingli::proposal::diff::{marked, pieces};
/// let d = pieces("由运管机构处三千元以上三万元以下罚款。", "由交通运输主管部门处三千元以上一万元以下罚款。");
/// assert_eq!(marked(&d), "由[-运管机构-]{+交通运输主管部门+}处三千元以上[-三万元-]{+一万元+}以下罚款。");
/// ```
pub fn pieces(old: &str, new: &str) -> Vec<Piece> {
    let mut out = Pieces::default();
    if old == new {
        out.push(Op::Equal, old, None);
        return out.0;
    }
    let (x, y) = (clauses(old), clauses(new));
    if x.len().saturating_mul(y.len()) > LIMIT {
        out.push(Op::Delete, old, None);
        out.push(Op::Insert, new, None);
        return out.0;
    }
    let gaps = gaps(&x, &y);
    let moved = moves(&gaps, &x, &y);
    for gap in &gaps {
        match gap {
            Gap::Equal(i) => out.push(Op::Equal, x[*i], None),
            Gap::Changed(p, q) => changed(&x, &y, p.clone(), q.clone(), &moved, &mut out),
        }
    }
    out.0
}

/// The pieces as one line of text: `[-deleted-]`, `{+inserted+}`, and a moved clause as
/// `[~1 …~]` where it was and `{~1 …~}` where it is.
pub fn marked(pieces: &[Piece]) -> String {
    let mut s = String::new();
    for p in pieces {
        match (p.op, p.moved) {
            (Op::Equal, _) => s.push_str(&p.text),
            (Op::Delete, None) => s.push_str(&format!("[-{}-]", p.text)),
            (Op::Insert, None) => s.push_str(&format!("{{+{}+}}", p.text)),
            (Op::Delete, Some(n)) => s.push_str(&format!("[~{n} {}~]", p.text)),
            (Op::Insert, Some(n)) => s.push_str(&format!("{{~{n} {}~}}", p.text)),
        }
    }
    s
}

/// The old text of the pieces.
pub fn old_text(pieces: &[Piece]) -> String {
    side(pieces, Op::Insert)
}

/// The new text of the pieces.
pub fn new_text(pieces: &[Piece]) -> String {
    side(pieces, Op::Delete)
}

fn side(pieces: &[Piece], without: Op) -> String {
    pieces
        .iter()
        .filter(|p| p.op != without)
        .map(|p| p.text.as_str())
        .collect()
}

/// How alike two texts are, from 0 to 1: shared pairs of neighbouring characters.
pub fn likeness(a: &str, b: &str) -> f64 {
    dice(&pairs(a), &pairs(b))
}

/// Sorted pairs of neighbouring non-space characters, for [`dice`].
pub(crate) fn pairs(s: &str) -> Vec<(char, char)> {
    let c: Vec<char> = s.chars().filter(|c| !c.is_whitespace()).collect();
    let mut v: Vec<(char, char)> = match c.as_slice() {
        [] => Vec::new(),
        [one] => vec![(*one, '\0')],
        _ => c.windows(2).map(|w| (w[0], w[1])).collect(),
    };
    v.sort_unstable();
    v
}

/// Dice's coefficient of two sorted lists.
#[allow(clippy::cast_precision_loss)] // lengths of texts
pub(crate) fn dice(a: &[(char, char)], b: &[(char, char)]) -> f64 {
    if a.is_empty() && b.is_empty() {
        return 1.0;
    }
    let (mut i, mut j, mut both) = (0, 0, 0usize);
    while i < a.len() && j < b.len() {
        match a[i].cmp(&b[j]) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                both += 1;
                i += 1;
                j += 1;
            }
        }
    }
    2.0 * both as f64 / (a.len() + b.len()) as f64
}

/// Pieces being made; neighbours of one fate run together.
#[derive(Default)]
struct Pieces(Vec<Piece>);

impl Pieces {
    fn push(&mut self, op: Op, text: &str, moved: Option<u32>) {
        if text.is_empty() {
            return;
        }
        if let Some(last) = self.0.last_mut()
            && last.op == op
            && last.moved == moved
        {
            last.text.push_str(text);
            return;
        }
        self.0.push(Piece {
            op,
            text: text.into(),
            moved,
        });
    }
}

type Range = std::ops::Range<usize>;

enum Gap {
    /// The old clause at this index is unchanged.
    Equal(usize),
    /// These old clauses became these new ones.
    Changed(Range, Range),
}

/// A number for each distinct token: numbers compare at once, words letter by letter.
fn ids<T: Copy + Eq + std::hash::Hash>(x: &[T], y: &[T]) -> (Vec<u32>, Vec<u32>) {
    let mut known: FxHashMap<T, u32> =
        FxHashMap::with_capacity_and_hasher(x.len() + y.len(), FxBuildHasher);
    let mut number = |list: &[T]| {
        list.iter()
            .map(|&t| {
                let next = u32::try_from(known.len()).unwrap_or(u32::MAX);
                *known.entry(t).or_insert(next)
            })
            .collect()
    };
    (number(x), number(y))
}

fn gaps(x: &[&str], y: &[&str]) -> Vec<Gap> {
    let mut out = Vec::new();
    let (a, b) = ids(x, y);
    for op in capture_diff_slices(Algorithm::Myers, &a, &b) {
        let (p, q) = (op.old_range(), op.new_range());
        if let DiffOp::Equal { .. } = op {
            out.extend(p.map(Gap::Equal));
        } else if let Some(Gap::Changed(a, b)) = out.last_mut() {
            (a.end, b.end) = (p.end, q.end);
        } else {
            out.push(Gap::Changed(p, q));
        }
    }
    out
}

/// Clauses that left one place and stand unchanged in another: index of the old one, of the new
/// one, to their number.
#[derive(Default)]
struct Moves {
    old: BTreeMap<usize, u32>,
    new: BTreeMap<usize, u32>,
}

fn bare(clause: &str) -> String {
    squeeze(clause.trim_end_matches(segment::is_break))
}

fn moves(gaps: &[Gap], x: &[&str], y: &[&str]) -> Moves {
    let mut gone: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for g in gaps {
        if let Gap::Changed(p, _) = g {
            for i in p.clone() {
                gone.entry(bare(x[i])).or_default().push(i);
            }
        }
    }
    let mut out = Moves::default();
    let mut next = 1;
    for (at, g) in gaps.iter().enumerate() {
        let Gap::Changed(_, q) = g else { continue };
        for j in q.clone() {
            let key = bare(y[j]);
            if key.chars().count() < MOVED {
                continue;
            }
            let Some(list) = gone.get_mut(&key) else {
                continue;
            };
            // Within one gap only the mark at its end may differ: that is a change, not a move,
            // unless other clauses stand between.
            let Some(k) = list.iter().position(|&i| !beside(gaps, at, i, j)) else {
                continue;
            };
            let i = list.remove(k);
            // Neighbours that moved together are one move.
            let before = i.checked_sub(1).and_then(|i| out.old.get(&i).copied());
            let with = j.checked_sub(1).and_then(|j| out.new.get(&j).copied());
            let number = before.filter(|b| with == Some(*b)).unwrap_or(next);
            out.old.insert(i, number);
            out.new.insert(j, number);
            next = next.max(number + 1);
        }
    }
    out
}

/// Whether the old clause `i` stands in the gap `at` at the same rank as the new clause `j`.
fn beside(gaps: &[Gap], at: usize, i: usize, j: usize) -> bool {
    matches!(&gaps[at], Gap::Changed(p, q) if p.contains(&i) && i - p.start == j - q.start)
}

/// Shows the change of some old clauses into some new ones.
fn changed(x: &[&str], y: &[&str], p: Range, q: Range, moved: &Moves, out: &mut Pieces) {
    let quiet = !p.clone().any(|i| moved.old.contains_key(&i))
        && !q.clone().any(|j| moved.new.contains_key(&j));
    // Many clauses at once are rewriting: they are paired, not read as one.
    if quiet && !p.is_empty() && !q.is_empty() && p.len() + q.len() <= JOINT {
        let (old, new) = (x[p.clone()].concat(), y[q.clone()].concat());
        let inner = words(&old, &new);
        if p.len() == 1 && q.len() == 1 || ratio(&inner) >= LIKE + 0.1 {
            if readable(&inner) {
                for piece in &inner {
                    out.push(piece.op, &piece.text, None);
                }
            } else {
                out.push(Op::Delete, &old, None);
                out.push(Op::Insert, &new, None);
            }
            return;
        }
    }
    let (mut i, mut j) = (p.start, q.start);
    for (a, b, inner) in partners(x, y, &p, &q, moved) {
        flush(x, y, i..a, j..b, moved, out);
        for piece in &inner {
            out.push(piece.op, &piece.text, None);
        }
        (i, j) = (a + 1, b + 1);
    }
    flush(x, y, i..p.end, j..q.end, moved, out);
}

fn flush(x: &[&str], y: &[&str], p: Range, q: Range, moved: &Moves, out: &mut Pieces) {
    for i in p {
        out.push(Op::Delete, x[i], moved.old.get(&i).copied());
    }
    for j in q {
        out.push(Op::Insert, y[j], moved.new.get(&j).copied());
    }
}

/// Like clauses of a gap in order: the pairing that keeps the most characters.
fn partners(
    x: &[&str],
    y: &[&str],
    p: &Range,
    q: &Range,
    moved: &Moves,
) -> Vec<(usize, usize, Vec<Piece>)> {
    let (n, m) = (p.len(), q.len());
    if n * m == 0 || n * m > 10_000 {
        return Vec::new();
    }
    let gist: Vec<_> = x[p.clone()].iter().map(|s| pairs(s)).collect();
    let mut inner: BTreeMap<(usize, usize), (usize, Vec<Piece>)> = BTreeMap::new();
    for j in 0..m {
        let new_gist = pairs(y[q.start + j]);
        for (i, old_gist) in gist.iter().enumerate() {
            let (a, b) = (p.start + i, q.start + j);
            if moved.old.contains_key(&a) || moved.new.contains_key(&b) {
                continue;
            }
            if dice(old_gist, &new_gist) < 0.25 {
                continue;
            }
            let w = words(x[a], y[b]);
            if readable(&w) {
                inner.insert((i, j), (kept(&w), w));
            }
        }
    }
    let mut best = vec![vec![0usize; m + 1]; n + 1];
    for i in (0..n).rev() {
        for j in (0..m).rev() {
            let with = inner
                .get(&(i, j))
                .map_or(0, |(k, _)| k + best[i + 1][j + 1]);
            best[i][j] = with.max(best[i + 1][j]).max(best[i][j + 1]);
        }
    }
    let (mut i, mut j, mut out) = (0, 0, Vec::new());
    while i < n && j < m {
        let with = inner.get(&(i, j)).map(|(k, _)| k + best[i + 1][j + 1]);
        if with == Some(best[i][j]) {
            if let Some((_, w)) = inner.remove(&(i, j)) {
                out.push((p.start + i, q.start + j, w));
            }
            i += 1;
            j += 1;
        } else if best[i + 1][j] == best[i][j] {
            i += 1;
        } else {
            j += 1;
        }
    }
    out
}

fn kept(pieces: &[Piece]) -> usize {
    pieces
        .iter()
        .filter(|p| p.op == Op::Equal)
        .map(|p| p.text.chars().count())
        .sum()
}

/// The share of characters that both sides keep.
#[allow(clippy::cast_precision_loss)] // lengths of texts
fn ratio(pieces: &[Piece]) -> f64 {
    let all: usize = pieces
        .iter()
        .map(|p| p.text.chars().count() * if p.op == Op::Equal { 2 } else { 1 })
        .sum();
    if all == 0 {
        return 1.0;
    }
    2.0 * kept(pieces) as f64 / all as f64
}

/// Whether a clause reads better with its changed words marked than replaced whole: most of it
/// stays, or it has one change between words that stay.
fn readable(pieces: &[Piece]) -> bool {
    let holes = pieces
        .iter()
        .zip(std::iter::once(None).chain(pieces.iter().map(Some)))
        .filter(|(p, before)| p.op != Op::Equal && before.is_none_or(|b| b.op == Op::Equal))
        .count();
    ratio(pieces) >= LIKE || holes == 1 && kept(pieces) >= 3
}

/// Word for word, with stray matches joined into the changes around them.
fn words(old: &str, new: &str) -> Vec<Piece> {
    let (x, y) = (tokens(old), tokens(new));
    if x.len().saturating_mul(y.len()) > LIMIT {
        return vec![Piece::new(Op::Delete, old), Piece::new(Op::Insert, new)];
    }
    let mut runs: Vec<Run<'_>> = Vec::new();
    let (s, t) = ids(&x, &y);
    for op in capture_diff_slices(Algorithm::Myers, &s, &t) {
        let (a, b) = (&x[op.old_range()], &y[op.new_range()]);
        let equal = matches!(op, DiffOp::Equal { .. });
        match runs.last_mut() {
            Some(r) if r.equal == equal => {
                r.old.extend(a);
                r.new.extend(b);
            }
            _ => runs.push(Run {
                equal,
                old: a.to_vec(),
                new: b.to_vec(),
            }),
        }
    }
    tidy(&mut runs);
    let mut out = Pieces::default();
    for r in &runs {
        let (a, b) = (text(&r.old), text(&r.new));
        if r.equal {
            out.push(Op::Equal, &a, None);
        } else {
            out.push(Op::Delete, &a, None);
            out.push(Op::Insert, &b, None);
        }
    }
    out.0
}

struct Run<'a> {
    equal: bool,
    old: Vec<Token<'a>>,
    new: Vec<Token<'a>>,
}

impl Run<'_> {
    fn chars(&self) -> usize {
        let n = |t: &[Token<'_>]| t.iter().map(|t| t.words.chars().count()).sum::<usize>();
        n(&self.old).max(n(&self.new))
    }
}

fn text(tokens: &[Token<'_>]) -> String {
    tokens.iter().map(|t| t.words).collect()
}

/// Joins a short match without a firm token into the changes on both its sides: 应[当]…当{事人}
/// says nothing to a reader.
fn tidy(runs: &mut Vec<Run<'_>>) {
    let mut i = 1;
    while i + 1 < runs.len() {
        let short = runs[i].equal && !runs[i].old.iter().any(|t| t.firm) && {
            let n = runs[i].chars();
            let around = runs[i - 1].chars().min(runs[i + 1].chars());
            n == 1 || n == 2 && around >= 2 || n == 3 && around >= 4
        };
        if !short {
            i += 1;
            continue;
        }
        let after = runs.remove(i + 1);
        let mid = runs.remove(i);
        let before = &mut runs[i - 1];
        before.old.extend(mid.old);
        before.old.extend(after.old);
        before.new.extend(mid.new);
        before.new.extend(after.new);
        i = i.saturating_sub(2).max(1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(old: &str, new: &str) -> String {
        let p = pieces(old, new);
        assert_eq!(old_text(&p), old);
        assert_eq!(new_text(&p), new);
        marked(&p)
    }

    #[test]
    fn a_changed_amount_is_one_token() {
        assert_eq!(
            shown("处二千元以上二万元以下罚款", "处一千元以上二万元以下罚款"),
            "处[-二千元-]{+一千元+}以上二万元以下罚款"
        );
    }

    #[test]
    fn a_rewritten_clause_is_replaced_whole() {
        assert_eq!(
            shown(
                "外地货车进入本县须经运管所核准登记，并缴费。",
                "各类经营者平等参与货物运输市场竞争，并缴费。",
            ),
            "[-外地货车进入本县须经运管所核准登记，-]{+各类经营者平等参与货物运输市场竞争，+}并缴费。"
        );
    }

    #[test]
    fn an_inserted_clause_leaves_the_others_alone() {
        assert_eq!(
            shown(
                "责令改正；拒不改正的，处罚款。",
                "责令改正，给予警告；拒不改正的，处罚款。"
            ),
            "责令改正{+，给予警告+}；拒不改正的，处罚款。"
        );
    }

    #[test]
    fn a_moved_clause_is_recognised() {
        let s = shown(
            "经营者应当建立台账，如实记录车辆进出情况，并每月向社会公布收费标准。",
            "经营者应当每月向社会公布收费标准，建立台账，并如实记录车辆进出情况。",
        );
        assert!(!s.is_empty());
        let s = shown(
            "站场经营者应当公布收费标准。\n站场经营者应当配备消防设施。\n站场经营者应当制止旅客携带危险品。",
            "站场经营者应当制止旅客携带危险品。\n站场经营者应当公布收费标准。\n站场经营者应当配备消防设施。",
        );
        assert!(
            s.contains("{~1 站场经营者应当制止旅客携带危险品。~}"),
            "{s}"
        );
        assert!(
            s.contains("[~1 站场经营者应当制止旅客携带危险品。~]"),
            "{s}"
        );
    }

    #[test]
    fn stray_characters_do_not_make_confetti() {
        let s = shown("由当地运管所负责", "由县交通运输主管部门负责");
        assert_eq!(s, "由[-当地运管所-]{+县交通运输主管部门+}负责");
    }

    #[test]
    fn nothing_and_something() {
        assert_eq!(pieces("", ""), []);
        assert_eq!(shown("", "新增一款。"), "{+新增一款。+}");
        assert_eq!(shown("删去一款。", ""), "[-删去一款。-]");
    }
}
