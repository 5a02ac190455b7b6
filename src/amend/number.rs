//! Where what a decision puts in comes to stand, and the numbers that follow from it.
//!
//! Old provisions keep their order; each new one stands where its number says; the others count
//! on from there. So numbers shifted by earlier insertions and deletions come out by themselves,
//! and a number that the decision states must agree with the count.

use crate::document::Number;
use std::collections::VecDeque;

/// A provision to be numbered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Entry {
    /// Old number; none for a new provision.
    pub(super) old: Option<Number>,
    /// Number that the decision states.
    pub(super) pin: Option<Number>,
    pub(super) gone: bool,
}

/// The new order: indices of the entries with their numbers.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Order {
    pub(super) list: Vec<(usize, Number)>,
    /// Entries whose stated number differs from the count: index, counted.
    pub(super) odd: Vec<(usize, u32)>,
}

/// Orders and numbers. Without `renumber`, old provisions keep their numbers.
pub(super) fn order(entries: &[Entry], renumber: bool) -> Order {
    let mut moved = Vec::new();
    let mut best = pass(entries, renumber, &moved);
    // A stated number off the count may be a move: try each.
    for _ in 0..8 {
        let Some(next) = best
            .odd
            .iter()
            .map(|o| o.0)
            .filter(|i| !moved.contains(i))
            .map(|i| {
                let mut m = moved.clone();
                m.push(i);
                (pass(entries, renumber, &m), m)
            })
            .filter(|(o, _)| {
                o.odd.len() + 1 < best.odd.len() || o.odd.is_empty() && !best.odd.is_empty()
            })
            .min_by_key(|(o, _)| o.odd.len())
        else {
            break;
        };
        (best, moved) = next;
    }
    best
}

fn pass(entries: &[Entry], renumber: bool, moved: &[usize]) -> Order {
    let mut new: Vec<(usize, Number)> = entries
        .iter()
        .enumerate()
        .filter(|(i, e)| !e.gone && (e.old.is_none() || moved.contains(i)))
        .filter_map(|(i, e)| Some((i, e.pin?)))
        .collect();
    new.sort_by_key(|x| x.1);
    let mut new: VecDeque<(usize, Number)> = new.into();
    let mut out = Order::default();
    let mut shift: i64 = 0;
    let mut last = Number::new(0);
    for (i, e) in entries.iter().enumerate() {
        let Some(old) = e.old else {
            if e.pin.is_none() && !e.gone {
                // Placed beside a neighbour: counts on from it.
                last = Number::new(last.main + 1);
                shift += 1;
                out.list.push((i, last));
            }
            continue;
        };
        if e.gone || moved.contains(&i) {
            if renumber && old.sub == 0 {
                shift -= 1;
            }
            continue;
        }
        let counted = |shift: i64, last: Number| -> Number {
            if !renumber {
                return old;
            }
            if old.sub > 0 {
                return Number::inserted(last.main, old.sub);
            }
            Number::new(u32::try_from(i64::from(old.main) + shift).unwrap_or(1))
        };
        loop {
            let here = e.pin.unwrap_or_else(|| counted(shift, last));
            let Some(&(k, n)) = new.front() else { break };
            let before = if e.pin.is_some() || old.sub > 0 || n.sub > 0 {
                n < here
            } else {
                n <= here
            };
            if !before {
                break;
            }
            new.pop_front();
            check(&mut out, moved, last, (k, n));
            if n.sub == 0 && renumber {
                shift += 1;
            }
            last = n;
            out.list.push((k, n));
        }
        let number = match e.pin {
            Some(pin) => {
                let counted = i64::from(old.main) + shift;
                if renumber && old.sub == 0 && pin.sub == 0 && counted != i64::from(pin.main) {
                    out.odd.push((i, u32::try_from(counted).unwrap_or(0)));
                }
                if old.sub > 0 && pin.sub == 0 {
                    // 第十条之一改为第十一条 takes a number of its own.
                    shift += 1;
                } else {
                    shift = i64::from(pin.main) - i64::from(old.main);
                }
                pin
            }
            None => {
                if old.sub > 0 && renumber {
                    Number::inserted(last.main, old.sub)
                } else {
                    counted(shift, last)
                }
            }
        };
        last = number;
        out.list.push((i, number));
    }
    for x in new {
        check(&mut out, moved, last, x);
        last = x.1;
        out.list.push(x);
    }
    out
}

/// A moved provision must come to stand right after the number before its own.
fn check(out: &mut Order, moved: &[usize], last: Number, (k, n): (usize, Number)) {
    if moved.contains(&k) && n.sub == 0 && n.main != last.main + 1 {
        out.odd.push((k, last.main + 1));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn old(n: u32) -> Entry {
        Entry {
            old: Some(Number::new(n)),
            pin: None,
            gone: false,
        }
    }

    fn new(n: u32) -> Entry {
        Entry {
            old: None,
            pin: Some(Number::new(n)),
            gone: false,
        }
    }

    fn shown(entries: &[Entry]) -> (String, usize) {
        let o = order(entries, true);
        let s: Vec<String> = o
            .list
            .iter()
            .map(|&(i, n)| match entries[i].old {
                Some(old) => format!("{old}→{n}"),
                None => format!("+{n}"),
            })
            .collect();
        (s.join(" "), o.odd.len())
    }

    #[test]
    fn insertions_and_deletions_shift_what_follows() {
        let e = [
            old(1),
            Entry {
                gone: true,
                ..old(2)
            },
            old(3),
            old(4),
            new(3),
            new(5),
        ];
        assert_eq!(shown(&e), ("1→1 3→2 +3 4→4 +5".into(), 0));
        // One is taken and another put in its place.
        let e = [
            old(1),
            Entry {
                gone: true,
                ..old(2)
            },
            old(3),
            new(2),
        ];
        assert_eq!(shown(&e), ("1→1 +2 3→3".into(), 0));
    }

    #[test]
    fn a_stated_number_must_agree_with_the_count() {
        let e = [
            old(1),
            Entry {
                pin: Some(Number::new(3)),
                ..old(2)
            },
            old(3),
            new(2),
        ];
        assert_eq!(shown(&e), ("1→1 +2 2→3 3→4".into(), 0));
        let e = [
            old(1),
            Entry {
                pin: Some(Number::new(4)),
                ..old(2)
            },
            old(3),
            new(2),
        ];
        assert_eq!(shown(&e).1, 0, "第二条 moved behind the old 第三条");
        let e = [
            old(1),
            Entry {
                pin: Some(Number::new(5)),
                ..old(2)
            },
            old(3),
            new(2),
        ];
        assert_eq!(shown(&e).1, 1);
    }
}
