//! Which laws a document has to do with: whole documents compared with whole laws, so that a
//! clause is then asked of a few dozen laws instead of all.

use super::grams::{self, Gram};
use rayon::prelude::*;

/// An inverted index of whole laws.
#[derive(Debug)]
pub(super) struct Field {
    laws: usize,
    grams: Vec<Gram>,
    starts: Vec<u32>,
    entries: Vec<(u32, f32)>,
}

/// Pairs in more than this share of the laws tell nothing.
const COMMON: f32 = 0.3;

/// The weight of a pair in a text where it stands `count` times.
#[allow(clippy::cast_precision_loss)]
fn weight(count: u32, laws: usize, df: usize) -> f32 {
    (1.0 + (count as f32).ln()) * (1.0 + laws as f32 / df as f32).ln()
}

impl Field {
    /// Indexes the counted pairs of the laws.
    #[allow(clippy::cast_precision_loss)]
    pub(super) fn new(texts: &[Vec<(Gram, u32)>]) -> Self {
        // Gram, law and count in one number, so that sorting is cheap.
        let mut all: Vec<u64> = Vec::with_capacity(texts.iter().map(Vec::len).sum());
        for (law, list) in texts.iter().enumerate() {
            let law = u64::try_from(law).unwrap_or(u64::MAX) & 0xff_ffff;
            all.extend(
                list.iter()
                    .map(|&(g, n)| u64::from(g) << 32 | law << 8 | u64::from(n.min(255))),
            );
        }
        all.par_sort_unstable();
        let mut out = Self {
            laws: texts.len(),
            grams: Vec::new(),
            starts: vec![0],
            entries: Vec::new(),
        };
        let most = (texts.len() as f32 * COMMON).max(8.0);
        let mut norms = vec![0.0_f32; texts.len()];
        for group in all.chunk_by(|a, b| a >> 32 == b >> 32) {
            if group.len() as f32 > most {
                continue;
            }
            for &v in group {
                let law = u32::try_from((v >> 8) & 0xff_ffff).unwrap_or(0);
                let count = u32::try_from(v & 0xff).unwrap_or(1);
                let w = weight(count, out.laws, group.len());
                norms[law as usize] += w * w;
                out.entries.push((law, w));
            }
            out.grams
                .extend(group.first().and_then(|v| u32::try_from(v >> 32).ok()));
            out.starts
                .push(u32::try_from(out.entries.len()).unwrap_or(u32::MAX));
        }
        for (law, w) in &mut out.entries {
            *w /= norms[*law as usize].sqrt().max(1e-6);
        }
        out
    }

    /// How rare a pair is among the laws, from 0 (in most) to 1 (in one).
    #[allow(clippy::cast_precision_loss)]
    pub(super) fn rarity(&self, gram: Gram) -> f32 {
        match self.grams.binary_search(&gram) {
            Ok(i) => {
                let df = (self.starts[i + 1] - self.starts[i]) as f32;
                (self.laws as f32 / df).ln() / (self.laws as f32).ln().max(1e-6)
            }
            // In nearly all laws, or in none.
            Err(_) => 0.1,
        }
    }

    /// How near every law is to a text: the cosine of their pairs.
    pub(super) fn near(&self, text: &str) -> Vec<f32> {
        let mut out = vec![0.0_f32; self.laws];
        let mut norm = 0.0_f32;
        for (g, n) in grams::counted(text) {
            let Ok(i) = self.grams.binary_search(&g) else {
                continue;
            };
            let list = &self.entries[self.starts[i] as usize..self.starts[i + 1] as usize];
            let w = weight(n, self.laws, list.len());
            norm += w * w;
            for &(law, v) in list {
                out[law as usize] += w * v;
            }
        }
        let norm = norm.sqrt().max(1e-6);
        for x in &mut out {
            *x /= norm;
        }
        out
    }
}
