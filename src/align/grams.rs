//! Pairs of neighbouring characters, the terms of the index: no dictionary needed.

/// A pair of characters.
pub type Gram = u32;

/// Two characters as one term. Characters beyond the first plane share terms; they are names.
fn pair(a: char, b: char) -> Gram {
    (u32::from(a) & 0xffff) << 16 | (u32::from(b) & 0xffff)
}

/// Whether a character is a letter or a digit; most are ideographs, which need no table.
fn letter(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}') || c.is_alphanumeric()
}

/// Pairs of neighbouring letters, in order; marks and blanks part them.
pub(super) fn each(text: &str, mut take: impl FnMut(Gram)) {
    let mut last: Option<char> = None;
    for c in text.chars() {
        if !letter(c) {
            last = None;
            continue;
        }
        if let Some(l) = last {
            take(pair(l, c));
        }
        last = Some(c);
    }
}

/// The different pairs of a text, sorted.
pub(super) fn sorted(text: &str) -> Vec<Gram> {
    let mut v = Vec::with_capacity(text.len() / 3);
    each(text, |g| v.push(g));
    v.sort_unstable();
    v.dedup();
    v
}

/// The different pairs of a text with how often they stand there, sorted.
pub(super) fn counted(text: &str) -> Vec<(Gram, u32)> {
    let mut v = Vec::with_capacity(text.len() / 3);
    each(text, |g| v.push(g));
    v.sort_unstable();
    let mut out: Vec<(Gram, u32)> = Vec::new();
    for g in v {
        match out.last_mut() {
            Some(l) if l.0 == g => l.1 += 1,
            _ => out.push((g, 1)),
        }
    }
    out
}

/// The different pairs of several texts with the weight of the heaviest text they stand in, sorted.
pub(super) fn weighted(texts: &[(&str, f32)]) -> Vec<(Gram, f32)> {
    let mut v: Vec<(Gram, f32)> = Vec::new();
    for &(t, w) in texts {
        each(t, |g| v.push((g, w)));
    }
    v.sort_unstable_by(|a, b| a.0.cmp(&b.0).then(b.1.total_cmp(&a.1)));
    v.dedup_by_key(|p| p.0);
    v
}

/// How many pairs two sorted lists share.
fn shared(a: &[Gram], b: &[Gram]) -> usize {
    a.iter().filter(|g| b.binary_search(g).is_ok()).count()
}

/// Twice the shared over all, from 0 to 1.
#[allow(clippy::cast_precision_loss)]
pub fn dice(a: &[Gram], b: &[Gram]) -> f32 {
    if a.is_empty() || b.is_empty() {
        return 0.0;
    }
    2.0 * shared(a, b) as f32 / (a.len() + b.len()) as f32
}

/// The share of the first list found in the second, from 0 to 1.
#[allow(clippy::cast_precision_loss)]
pub fn held(a: &[Gram], b: &[Gram]) -> f32 {
    if a.is_empty() {
        return 0.0;
    }
    shared(a, b) as f32 / a.len() as f32
}
