//! Changed words of a provision as quotations: “甲”修改为“乙”, each found once in the provision.

use crate::amend::text::Words;
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

/// Takes in words around a change until the old quotation stands once in the scope.
fn widen(old: &str, new: &str, mut h: [usize; 4], scope: &str) -> Option<[usize; 4]> {
    let scope = Words::fresh(scope);
    let mut left = true;
    for _ in 0..200 {
        let quote = &old[h[0]..h[1]];
        let enough = quote.chars().filter(|c| !c.is_whitespace()).count() >= 2
            && quote.chars().any(char::is_alphanumeric);
        if enough && balanced(quote) && balanced(&new[h[2]..h[3]]) && scope.find(quote).len() == 1 {
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
