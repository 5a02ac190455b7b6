//! Words that remember where in the part they stand, character by character.

use crate::error::Result;
use crate::parse::xml::{Event, Xml};
use crate::text::normalize;

/// The origin of a character that stands nowhere in the part: of a number, a separator, a note.
pub(crate) const NOWHERE: usize = usize::MAX;

/// A text with the byte of the part at which each of its characters, or the element that makes it,
/// begins.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Words {
    pub(super) text: String,
    pub(super) from: Vec<usize>,
}

impl Words {
    /// Words of one element at a place.
    pub(super) fn at(text: &str, place: usize) -> Self {
        Self {
            text: text.to_string(),
            from: text.chars().map(|_| place).collect(),
        }
    }

    /// Words that stand nowhere in the part.
    pub(super) fn bare(text: &str) -> Self {
        Self::at(text, NOWHERE)
    }

    pub(super) fn push(&mut self, other: &Self) {
        self.text.push_str(&other.text);
        self.from.extend_from_slice(&other.from);
    }

    /// Without white space before the first and, if asked, behind the last word.
    pub(super) fn trimmed(&self, end: bool) -> Self {
        let text = self.text.trim_start();
        let skip = self.text.chars().count() - text.chars().count();
        let text = if end { text.trim_end() } else { text };
        Self {
            text: text.to_string(),
            from: self
                .from
                .iter()
                .skip(skip)
                .take(text.chars().count())
                .copied()
                .collect(),
        }
    }

    /// With every occurrence of `old` replaced; what is put in stands nowhere.
    pub(super) fn replaced(&self, old: &str, new: &str) -> Self {
        let mut out = Self::default();
        let (mut at, mut chars) = (0, 0);
        let mut keep = |out: &mut Self, upto: usize, skip: usize| {
            let text = self.text.get(at..upto).unwrap_or("");
            let count = text.chars().count();
            out.text.push_str(text);
            out.from
                .extend(self.from.iter().skip(chars).take(count).copied());
            (at, chars) = (upto + skip, chars + count + old.chars().count());
        };
        let found: Vec<usize> = self.text.match_indices(old).map(|m| m.0).collect();
        for i in found {
            keep(&mut out, i, old.len());
            out.push(&Self::bare(new));
        }
        keep(&mut out, self.text.len(), 0);
        out
    }

    /// Several texts with the same words between them.
    pub(super) fn joined(list: &[Self], between: &str) -> Self {
        let mut out = Self::default();
        for (i, w) in list.iter().enumerate() {
            if i > 0 {
                out.push(&Self::bare(between));
            }
            out.push(w);
        }
        out
    }
}

/// The text of an element that holds only text.
pub(super) fn words(xml: &mut Xml<'_>) -> Result<Words> {
    let mut out = Words::default();
    loop {
        match xml.event()? {
            Event::Text(t) => {
                let mut place = xml.at();
                // Line ends and CDATA are read otherwise than they are written.
                let same = xml.raw() == t;
                let one = t.chars().count() == 1 && xml.raw().starts_with('&');
                for c in t.chars() {
                    out.from.push(if same || one { place } else { NOWHERE });
                    place += c.len_utf8();
                }
                out.text.push_str(&t);
            }
            Event::Open(_) => xml.skip()?,
            Event::Close | Event::End => return Ok(out),
        }
    }
}

/// The places of a normalised text's characters, where those of the raw text are known: normalising
/// changes white space and leaves characters out, so that each comes from the next one like it.
pub(crate) fn follow(raw: &str, from: &[usize], normal: &str) -> Vec<usize> {
    let mut raw = raw.chars().zip(from.iter().copied());
    normal
        .chars()
        .map(|c| {
            raw.find(|(r, _)| {
                *r == c || normalize::normalize(r.encode_utf8(&mut [0; 4])).starts_with(c)
            })
            .map_or(NOWHERE, |found| found.1)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_keep_their_places_through_every_change() {
        let mut xml = Xml::new("<t> 甲&amp;乙 | 丙 </t>");
        xml.event().unwrap();
        let w = words(&mut xml).unwrap();
        assert_eq!(w.text, " 甲&乙 | 丙 ");
        let t = w.trimmed(true);
        assert_eq!(
            (t.text.as_str(), t.from[0], t.from[1], t.from[2]),
            ("甲&乙 | 丙", 4, 7, 12)
        );
        let r = t.replaced(" | ", "\t");
        assert_eq!(r.text, "甲&乙\t丙");
        assert_eq!(r.from, [4, 7, 12, NOWHERE, 18]);
        let j = Words::joined(&[r.clone(), r], " | ");
        assert_eq!(j.text.chars().count(), j.from.len());
    }

    #[test]
    fn a_normalised_text_keeps_the_places() {
        let raw = " \u{200b}甲\u{a0} \n \n乙";
        let from: Vec<usize> = (0..raw.chars().count()).collect();
        assert_eq!(follow(raw, &from, "甲\n乙"), [2, 5, 8]);
        assert_eq!(follow("甲\u{a0}乙", &[0, 1, 2], "甲 乙"), [0, 1, 2]);
    }

    #[test]
    fn what_is_not_written_as_it_reads_has_no_place() {
        let mut xml = Xml::new("<t><![CDATA[甲]]></t>");
        xml.event().unwrap();
        assert_eq!(words(&mut xml).unwrap().from, [NOWHERE]);
    }
}
