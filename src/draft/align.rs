//! Which old provision became which new one: the pairing in order that keeps the most likeness.

use crate::proposal::diff::{dice, pairs};

/// How like two provisions must be to be one.
const LIKE: f64 = 0.4;

/// Pairs of indices in order; a provision without partner stands alone.
pub(super) type Pairs = Vec<(Option<usize>, Option<usize>)>;

/// Pairs old with new texts.
pub(super) fn align(old: &[String], new: &[String]) -> Pairs {
    let (n, m) = (old.len(), new.len());
    let mut head = 0;
    while head < n && head < m && old[head] == new[head] {
        head += 1;
    }
    let mut tail = 0;
    while tail < n - head && tail < m - head && old[n - 1 - tail] == new[m - 1 - tail] {
        tail += 1;
    }
    let mut out: Pairs = (0..head).map(|i| (Some(i), Some(i))).collect();
    middle(old, new, head, n - tail, m - tail, &mut out);
    out.extend((0..tail).rev().map(|k| (Some(n - 1 - k), Some(m - 1 - k))));
    out
}

fn middle(old: &[String], new: &[String], from: usize, n: usize, m: usize, out: &mut Pairs) {
    let x: Vec<Vec<(char, char)>> = old[from..n].iter().map(|s| pairs(s)).collect();
    let y: Vec<Vec<(char, char)>> = new[from..m].iter().map(|s| pairs(s)).collect();
    let (a, b) = (x.len(), y.len());
    let mut score = vec![vec![0f64; b]; a];
    let mut best = vec![vec![0f64; b + 1]; a + 1];
    for i in (0..a).rev() {
        for j in (0..b).rev() {
            let like = if old[from + i] == new[from + j] {
                1.1
            } else {
                dice(&x[i], &y[j])
            };
            score[i][j] = like;
            let with = if like >= LIKE {
                like - 0.2 + best[i + 1][j + 1]
            } else {
                0.0
            };
            best[i][j] = with.max(best[i + 1][j]).max(best[i][j + 1]);
        }
    }
    let (mut i, mut j) = (0, 0);
    while i < a && j < b {
        let like = score[i][j];
        #[allow(clippy::float_cmp)] // the same sum, made the same way
        if like >= LIKE && best[i][j] == like - 0.2 + best[i + 1][j + 1] {
            out.push((Some(from + i), Some(from + j)));
            i += 1;
            j += 1;
        } else if best[i + 1][j] >= best[i][j + 1] {
            out.push((Some(from + i), None));
            i += 1;
        } else {
            out.push((None, Some(from + j)));
            j += 1;
        }
    }
    out.extend((i..a).map(|i| (Some(from + i), None)));
    out.extend((j..b).map(|j| (None, Some(from + j))));
}
