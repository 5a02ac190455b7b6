//! Where the articles of one text went in another: aligned by likeness of words, in order first.
//!
//! Likeness is the cosine of pairs of characters, rare pairs weighing more. The best alignment
//! that keeps the order comes first (inserted and deleted articles shift the numbers of all that
//! follow); what finds no place in it may have been moved elsewhere, if it is alike enough.

use crate::document::Number;
use std::collections::BTreeMap;

/// Article → where it went, and how alike from 0 to 1.
pub(super) type Moves = BTreeMap<Number, (Number, f64)>;

/// Below this two articles in order are not the same article.
const IN_ORDER: f64 = 0.25;
/// Below this an article out of order is not the same article.
const ELSEWHERE: f64 = 0.45;

type Vector = Vec<((char, char), f64)>;

/// Aligns the articles of two texts, given in order with their words.
#[allow(clippy::cast_precision_loss)]
pub(super) fn align(old: &[(Number, String)], new: &[(Number, String)]) -> Moves {
    let counts = |s: &str| -> BTreeMap<(char, char), f64> {
        let c: Vec<char> = s.chars().filter(|c| !c.is_whitespace()).collect();
        let mut m = BTreeMap::new();
        for w in c.windows(2) {
            *m.entry((w[0], w[1])).or_insert(0.0) += 1.0;
        }
        m
    };
    let a: Vec<_> = old.iter().map(|(_, s)| counts(s)).collect();
    let b: Vec<_> = new.iter().map(|(_, s)| counts(s)).collect();
    let mut seen: BTreeMap<(char, char), f64> = BTreeMap::new();
    for m in a.iter().chain(&b) {
        for k in m.keys() {
            *seen.entry(*k).or_insert(0.0) += 1.0;
        }
    }
    let all = (a.len() + b.len()) as f64;
    let weigh = |m: &BTreeMap<(char, char), f64>| -> Vector {
        let mut v: Vector = m
            .iter()
            .map(|(k, n)| {
                let rare = (1.0 + all / seen.get(k).copied().unwrap_or(1.0)).ln();
                (*k, (1.0 + n.ln()) * rare)
            })
            .collect();
        let norm = v.iter().map(|x| x.1 * x.1).sum::<f64>().sqrt();
        if norm > 0.0 {
            for x in &mut v {
                x.1 /= norm;
            }
        }
        v
    };
    let a: Vec<Vector> = a.iter().map(weigh).collect();
    let b: Vec<Vector> = b.iter().map(weigh).collect();
    let like = likenesses(&a, &b);
    let mut out = Moves::new();
    let mut taken = vec![false; new.len()];
    for (i, j) in in_order(&like, old.len(), new.len()) {
        out.insert(old[i].0, (new[j].0, like[i][j].min(1.0)));
        taken[j] = true;
    }
    let mut rest: Vec<(usize, usize)> = (0..old.len())
        .filter(|&i| !out.contains_key(&old[i].0))
        .flat_map(|i| (0..new.len()).map(move |j| (i, j)))
        .filter(|&(i, j)| !taken[j] && like[i][j] >= ELSEWHERE)
        .collect();
    rest.sort_by(|x, y| like[y.0][y.1].total_cmp(&like[x.0][x.1]).then(x.cmp(y)));
    for (i, j) in rest {
        if !taken[j] && !out.contains_key(&old[i].0) {
            out.insert(old[i].0, (new[j].0, like[i][j].min(1.0)));
            taken[j] = true;
        }
    }
    out
}

/// Cosines of all pairs, through the pairs of characters they share.
fn likenesses(a: &[Vector], b: &[Vector]) -> Vec<Vec<f64>> {
    let mut holders: BTreeMap<(char, char), Vec<(usize, f64)>> = BTreeMap::new();
    for (j, v) in b.iter().enumerate() {
        for &(k, w) in v {
            holders.entry(k).or_default().push((j, w));
        }
    }
    a.iter()
        .map(|v| {
            let mut row = vec![0.0; b.len()];
            for (k, w) in v {
                for &(j, x) in holders.get(k).map_or(&[][..], Vec::as_slice) {
                    row[j] += w * x;
                }
            }
            row
        })
        .collect()
}

/// The pairs of the alignment that keeps the order and is most alike in sum.
fn in_order(like: &[Vec<f64>], n: usize, m: usize) -> Vec<(usize, usize)> {
    let mut best = vec![vec![0.0f64; m + 1]; n + 1];
    for i in (0..n).rev() {
        for j in (0..m).rev() {
            let pair = if like[i][j] >= IN_ORDER {
                best[i + 1][j + 1] + like[i][j]
            } else {
                0.0
            };
            best[i][j] = pair.max(best[i + 1][j]).max(best[i][j + 1]);
        }
    }
    let (mut i, mut j) = (0, 0);
    let mut out = Vec::new();
    while i < n && j < m {
        if like[i][j] >= IN_ORDER && best[i][j] <= best[i + 1][j + 1] + like[i][j] {
            out.push((i, j));
            i += 1;
            j += 1;
        } else if best[i][j] <= best[i + 1][j] {
            i += 1;
        } else {
            j += 1;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(articles: &[&str]) -> Vec<(Number, String)> {
        (1u32..)
            .zip(articles)
            .map(|(n, s)| (Number::new(n), (*s).to_string()))
            .collect()
    }

    const SHIP: &str = "渡船应当按照核定的载客定额载客，不得超载。";
    const BELL: &str = "开航前船员应当鸣钟三次，提醒乘客坐稳。";
    const FINE: &str = "违反规定超载的，由渡口管理机构处二百元罚款。";
    const DOGS: &str = "携带犬只乘船的，应当为犬只佩戴嘴套。";

    fn went(m: &Moves, n: u32) -> Option<u32> {
        m.get(&Number::new(n)).map(|x| x.0.main)
    }

    /// An inserted article shifts those after it.
    #[test]
    fn an_inserted_article_shifts_the_rest() {
        let m = align(&text(&[SHIP, BELL, FINE]), &text(&[SHIP, DOGS, BELL, FINE]));
        assert_eq!(
            (went(&m, 1), went(&m, 2), went(&m, 3)),
            (Some(1), Some(3), Some(4))
        );
        assert!(m[&Number::new(2)].1 > 0.99);
    }

    /// A deleted article went nowhere; the next one doesn't take its place.
    #[test]
    fn a_deleted_article_went_nowhere() {
        let m = align(&text(&[SHIP, DOGS, FINE]), &text(&[SHIP, FINE]));
        assert_eq!(
            (went(&m, 1), went(&m, 2), went(&m, 3)),
            (Some(1), None, Some(2))
        );
    }

    /// An article set elsewhere is found there; a reworded one stays in its place.
    #[test]
    fn moved_elsewhere_and_reworded() {
        let reworded = "违反规定超载的，由交通运输主管部门处五百元罚款。";
        let m = align(&text(&[BELL, SHIP, FINE]), &text(&[SHIP, reworded, BELL]));
        assert_eq!(
            (went(&m, 1), went(&m, 2), went(&m, 3)),
            (Some(3), Some(1), Some(2))
        );
        let like = m[&Number::new(3)].1;
        assert!(like > 0.25 && like < 0.99, "{like}");
    }

    #[test]
    fn nothing_to_align() {
        assert!(align(&[], &text(&[SHIP])).is_empty());
    }
}
