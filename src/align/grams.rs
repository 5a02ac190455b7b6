//! Pairs of neighbouring Chinese characters, the terms of the index.

/// The pairs of a text in order.
#[derive(Debug)]
pub(super) struct Grams {
    list: std::vec::IntoIter<u64>,
}

impl Grams {
    /// Pairs of neighbouring letters; marks and blanks part them.
    pub(super) fn of(text: &str) -> Self {
        let mut out = Vec::with_capacity(text.len() / 3);
        let mut last: Option<char> = None;
        for c in text.chars() {
            if !c.is_alphanumeric() {
                last = None;
                continue;
            }
            if let Some(l) = last {
                out.push((u64::from(u32::from(l)) << 32) | u64::from(u32::from(c)));
            }
            last = Some(c);
        }
        Self {
            list: out.into_iter(),
        }
    }
}

impl Iterator for Grams {
    type Item = u64;

    fn next(&mut self) -> Option<u64> {
        self.list.next()
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.list.size_hint()
    }
}

impl ExactSizeIterator for Grams {}

/// The different pairs of a text, sorted.
pub(super) fn sorted(text: &str) -> Vec<u64> {
    let mut v: Vec<u64> = Grams::of(text).collect();
    v.sort_unstable();
    v.dedup();
    v
}

/// Twice the shared over all, from 0 to 1.
#[allow(clippy::cast_precision_loss)]
pub(super) fn dice(a: &[u64], b: &[u64]) -> f32 {
    if a.is_empty() || b.is_empty() {
        return 0.0;
    }
    let shared = a.iter().filter(|g| b.binary_search(g).is_ok()).count();
    2.0 * shared as f32 / (a.len() + b.len()) as f32
}
