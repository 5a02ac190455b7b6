//! Changed words of a provision as quotations: “甲”修改为“乙”, each found once in the provision;
//! and the one phrase that, changed wherever an article has it, is the whole change.

use crate::amend::text::{Unit, Words};
use crate::proposal::diff::{self, Op};

/// Old words and the words for them; no new words delete.
pub(super) type Swap = (String, String);

/// The changes of some words, quoted so that each old quotation stands once in `scope` (the whole
/// provision that the decision will name). None when they can't be quoted so.
pub(super) fn swaps(old: &str, new: &str, scope: &str) -> Option<Vec<Swap>> {
    // Byte ranges in old and new that differ.
    let mut holes: Vec<[usize; 4]> = Vec::new();
    let (mut i, mut j) = (0, 0);
    let mut open = false;
    for p in diff::pieces(old, new) {
        let n = p.text.len();
        match p.op {
            Op::Equal => {
                (i, j) = (i + n, j + n);
                open = false;
                continue;
            }
            _ if !open => holes.push([i, i, j, j]),
            _ => {}
        }
        open = true;
        let last = holes.last_mut()?;
        if p.op == Op::Delete {
            i += n;
            last[1] = i;
        } else {
            j += n;
            last[3] = j;
        }
    }
    let mut out: Vec<[usize; 4]> = Vec::new();
    for h in holes {
        let h = widen(old, new, h, scope)?;
        match out.last_mut() {
            // What overlaps or touches is one change.
            Some(l) if h[0] <= l[1] || h[2] <= l[3] => {
                *l = widen(
                    old,
                    new,
                    [l[0], h[1].max(l[1]), l[2], h[3].max(l[3])],
                    scope,
                )?;
            }
            _ => out.push(h),
        }
    }
    let out: Vec<Swap> = out
        .iter()
        .map(|h| (old[h[0]..h[1]].to_string(), new[h[2]..h[3]].to_string()))
        .collect();
    // A later quotation must not stand in what an earlier one puts in.
    for (k, (a, _)) in out.iter().enumerate() {
        let clash = out
            .iter()
            .enumerate()
            .any(|(l, (_, b))| l != k && !Words::fresh(b.as_str()).find(a).is_empty());
        if clash {
            return None;
        }
    }
    Some(out)
}

/// The phrase for another that turns `old` into `new` when it is changed throughout, and how
/// often it stands there; none when the change is no such one.
pub(super) fn throughout(old: &Unit, new: &Unit) -> Option<(Swap, usize)> {
    /// Characters beside the changed words that are tried to make the phrase.
    const BESIDE: usize = 8;
    let (x, y) = first_changed(old, new)?;
    let pieces = diff::pieces(x, y);
    let from = pieces.iter().position(|p| p.op != Op::Equal)?;
    let to = from
        + pieces[from..]
            .iter()
            .take_while(|p| p.op != Op::Equal)
            .count();
    let side = |op: Op| -> String {
        let hole = pieces[from..to].iter().filter(|p| p.op == op);
        hole.map(|p| p.text.as_str()).collect()
    };
    let (gone, come) = (side(Op::Delete), side(Op::Insert));
    let before: Vec<char> = from
        .checked_sub(1)
        .map_or_else(Vec::new, |k| pieces[k].text.chars().collect());
    let after: Vec<char> = pieces
        .get(to)
        .map_or_else(Vec::new, |p| p.text.chars().collect());
    let want = text(new);
    for n in 0..=BESIDE {
        for left in (0..=n).filter(|l| *l <= before.len() && n - l <= after.len()) {
            let lead: String = before[before.len() - left..].iter().collect();
            let tail: String = after[..n - left].iter().collect();
            let swap = (format!("{lead}{gone}{tail}"), format!("{lead}{come}{tail}"));
            if !quotable(&swap.0) || !balanced(&swap.1) {
                continue;
            }
            let mut made = old.clone();
            let count = change(&mut made, &swap);
            if count > 0 && text(&made) == want {
                return Some((swap, count));
            }
        }
    }
    None
}

fn text(u: &Unit) -> String {
    let mut s = String::new();
    u.body(&mut s);
    s
}

/// The first words that differ, where both have the same provisions.
fn first_changed<'a>(old: &'a Unit, new: &'a Unit) -> Option<(&'a str, &'a str)> {
    let (a, b): (Vec<&Unit>, Vec<&Unit>) = (living(old), living(new));
    if a.len() != b.len() {
        return None;
    }
    if old.words.text != new.words.text {
        return Some((&old.words.text, &new.words.text));
    }
    a.into_iter().zip(b).find_map(|(x, y)| first_changed(x, y))
}

fn living(u: &Unit) -> Vec<&Unit> {
    u.children.iter().filter(|c| !c.gone).collect()
}

/// Changes the phrase throughout; how often it stood there.
fn change(u: &mut Unit, swap: &Swap) -> usize {
    let hits = u.words.find(&swap.0);
    for &(s, e) in hits.iter().rev() {
        u.words.splice(s, e, &swap.1);
    }
    let below = u.children.iter_mut().filter(|c| !c.gone);
    hits.len() + below.map(|c| change(c, swap)).sum::<usize>()
}

/// Whether words may stand between quotation marks as what is to be changed.
fn quotable(quote: &str) -> bool {
    quote.chars().filter(|c| !c.is_whitespace()).count() >= 2
        && quote.chars().any(char::is_alphanumeric)
        && balanced(quote)
}

/// Takes in words around a change until the old quotation stands once in the scope.
fn widen(old: &str, new: &str, mut h: [usize; 4], scope: &str) -> Option<[usize; 4]> {
    let scope = Words::fresh(scope);
    let mut left = true;
    for _ in 0..200 {
        let quote = &old[h[0]..h[1]];
        if quotable(quote) && balanced(&new[h[2]..h[3]]) && scope.find(quote).len() == 1 {
            return Some(h);
        }
        let before = old[..h[0]].chars().next_back();
        let after = old[h[1]..].chars().next();
        let same_before = before.filter(|b| new[..h[2]].ends_with(*b));
        let same_after = after.filter(|a| new[h[3]..].starts_with(*a));
        match (same_before, same_after) {
            (Some(b), a) if left || a.is_none() => {
                h[0] -= b.len_utf8();
                h[2] -= b.len_utf8();
            }
            (_, Some(a)) => {
                h[1] += a.len_utf8();
                h[3] += a.len_utf8();
            }
            _ => return None,
        }
        left = !left;
    }
    None
}

/// Whether quotation marks in the words come in pairs.
fn balanced(s: &str) -> bool {
    let mut depth = 0;
    for c in s.chars() {
        match c {
            '“' => depth += 1,
            '”' => depth -= 1,
            _ => {}
        }
        if depth < 0 {
            return false;
        }
    }
    depth == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quotation_stands_once() {
        let old = "由建设部门审批，建设部门备案。";
        let new = "由住房部门审批，建设部门备案。";
        let s = swaps(old, new, old).unwrap();
        assert_eq!(s.len(), 1);
        assert_eq!(Words::fresh(old).find(&s[0].0).len(), 1, "{s:?}");
        assert_eq!(old.replacen(&s[0].0, &s[0].1, 1), new);
    }

    #[test]
    fn an_insertion_quotes_its_neighbours() {
        let (old, new) = ("责令改正。", "责令改正，给予警告。");
        let s = swaps(old, new, old).unwrap();
        assert_eq!(old.replacen(&s[0].0, &s[0].1, 1), new);
    }
}
