//! What stands round a record: its chapter and its law, scored as texts of their own.
//!
//! An everyday question names its subject in words that stand all over a chapter and seldom in the
//! article that answers it. So every term also counts in the chapter and in the law as wholes. They
//! need no postings of their own: records of one chapter follow one another in a segment, and a pass
//! over the postings of their articles adds up to the chapter's.

use super::score::{FieldStats, K1, float};
use super::{Index, Result};
use tantivy::fieldnorm::FieldNormReader;

/// How much the length of a chapter or a law counts.
const B: f32 = 0.5;

/// Runs of records that belong together.
#[derive(Default)]
pub(crate) struct Runs {
    /// By record.
    pub(crate) of: Vec<u32>,
    /// By run: k1 · (1 − b + b · length / mean).
    norm: Vec<f32>,
}

/// The chapters and laws of one segment.
#[derive(Default)]
pub(crate) struct Around {
    pub(crate) chapters: Runs,
    pub(crate) laws: Runs,
}

impl Runs {
    fn take(&mut self, new: bool, length: f32) {
        if new || self.norm.is_empty() {
            self.norm.push(0.0);
        }
        if let Some(last) = self.norm.last_mut() {
            *last += length;
        }
        self.of
            .push(u32::try_from(self.norm.len() - 1).unwrap_or(u32::MAX));
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.norm.len()
    }

    /// The share of a term that stands `tf` times in a run.
    pub(crate) fn share(&self, run: u32, tf: f32) -> f32 {
        let norm = self.norm.get(run as usize).copied().unwrap_or(1.0);
        (1.0 + K1) * tf / (tf + norm)
    }
}

/// Lengths become what BM25 divides by.
fn settle<'a>(runs: impl Iterator<Item = &'a mut Runs>) {
    let mut runs: Vec<&mut Runs> = runs.collect();
    let count = runs.iter().map(|r| r.len() as u64).sum::<u64>();
    let sum: f32 = runs.iter().flat_map(|r| &r.norm).sum();
    let mean = (sum / float(count.max(1))).max(1.0);
    for r in &mut runs {
        for n in &mut r.norm {
            *n = K1 * (1.0 - B + B * *n / mean);
        }
    }
}

/// Works out the chapters and laws of an index.
pub(crate) fn of(index: &Index) -> Result<Vec<Around>> {
    let mut out = Vec::new();
    for (segment, reader) in index.searcher.segment_readers().iter().enumerate() {
        let chapter = reader
            .fast_fields()
            .u64("chapter")
            .map_err(super::score::broken)?;
        let norms = reader
            .get_fieldnorms_reader(index.schema.text)
            .map_err(super::score::broken)?;
        let mut a = Around::default();
        let mut last = (u32::MAX, u64::MAX);
        for doc in 0..reader.max_doc() {
            let here = (index.slot(segment, doc), chapter.first(doc).unwrap_or(0));
            let length = float(u64::from(FieldNormReader::id_to_fieldnorm(
                norms.fieldnorm_id(doc),
            )));
            a.chapters.take(here != last, length);
            a.laws.take(here.0 != last.0, length);
            last = here;
        }
        out.push(a);
    }
    settle(out.iter_mut().map(|a| &mut a.chapters));
    settle(out.iter_mut().map(|a| &mut a.laws));
    Ok(out)
}

/// Scores of the chapters and laws of one segment, grown term by term.
pub(crate) struct Wholes<'a> {
    around: &'a Around,
    pub(crate) chapters: Vec<f32>,
    pub(crate) laws: Vec<f32>,
}

impl<'a> Wholes<'a> {
    pub(crate) fn new(around: &'a Around) -> Self {
        Self {
            around,
            chapters: vec![0.0; around.chapters.len()],
            laws: vec![0.0; around.laws.len()],
        }
    }

    /// Reads the postings of a term once: its share in every article goes to `each`, its shares in
    /// chapters and laws are kept here.
    pub(crate) fn term(
        &mut self,
        text: &FieldStats,
        segment: usize,
        term: &str,
        (idf, whole): (f32, f32),
        mut each: impl FnMut(u32, f32),
    ) -> Result<()> {
        let mut chapter = (u32::MAX, 0.0f32);
        let mut law = (u32::MAX, 0.0f32);
        let a = self.around;
        let (chapters, laws) = (&mut self.chapters, &mut self.laws);
        text.each_counted(segment, term, idf, |doc, share, tf| {
            each(doc, share);
            let here = a.chapters.of[doc as usize];
            if here != chapter.0 {
                if chapter.1 > 0.0 {
                    chapters[chapter.0 as usize] += whole * a.chapters.share(chapter.0, chapter.1);
                }
                chapter = (here, 0.0);
            }
            chapter.1 += tf;
            let here = a.laws.of[doc as usize];
            if here != law.0 {
                if law.1 > 0.0 {
                    laws[law.0 as usize] += whole * a.laws.share(law.0, law.1);
                }
                law = (here, 0.0);
            }
            law.1 += tf;
        })?;
        if chapter.1 > 0.0 {
            chapters[chapter.0 as usize] += whole * a.chapters.share(chapter.0, chapter.1);
        }
        if law.1 > 0.0 {
            laws[law.0 as usize] += whole * a.laws.share(law.0, law.1);
        }
        Ok(())
    }
}
