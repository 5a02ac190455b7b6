//! A run while it is cut into pieces of different fates.

use super::write::Writer;
use crate::text::xml::escaped;

/// A run while it is cut.
pub(super) struct Cut {
    pub(super) open: String,
    pub(super) form: String,
    pub(super) w: String,
    pub(super) out: String,
    pub(super) content: String,
    pub(super) words: String,
    pub(super) struck: bool,
}

impl Cut {
    pub(super) fn turn(&mut self, by: &mut Writer<'_, '_>, struck: bool) {
        if self.struck != struck {
            self.flush(by);
            self.struck = struck;
        }
    }

    pub(super) fn raw(&mut self, by: &mut Writer<'_, '_>, struck: bool, xml: &str) {
        self.turn(by, struck);
        self.end_words();
        self.content.push_str(xml);
    }

    pub(super) fn end_words(&mut self) {
        let words = std::mem::take(&mut self.words);
        if words.is_empty() {
            return;
        }
        let (w, t) = (&self.w, if self.struck { "delText" } else { "t" });
        self.content.push_str(&format!(
            "<{w}{t} xml:space=\"preserve\">{}</{w}{t}>",
            escaped(&words)
        ));
    }

    /// Writes the piece so far.
    pub(super) fn flush(&mut self, by: &mut Writer<'_, '_>) {
        self.end_words();
        let content = std::mem::take(&mut self.content);
        if content.is_empty() {
            return;
        }
        let w = &self.w;
        let run = format!("{}{}{content}</{w}r>", self.open, self.form);
        if self.struck {
            let stamp = by.stamped();
            self.out
                .push_str(&format!("<{w}del {stamp}>{run}</{w}del>"));
        } else {
            self.out.push_str(&run);
        }
    }
}
