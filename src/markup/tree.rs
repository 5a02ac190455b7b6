//! The elements of a part with the bytes they stand at, so that a change can be put in and every
//! other byte stays.

use crate::error::{Error, Result};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::collections::BTreeSet;
use std::ops::Range;

/// An element and where it stands.
#[derive(Debug, Clone)]
pub(super) struct El {
    /// Index of the element around it; its own for the root.
    pub(super) parent: usize,
    /// The name without prefix; empty when the prefix is not the root's.
    pub(super) name: String,
    /// The opening tag; the whole element when it closes itself.
    pub(super) open: Range<usize>,
    /// The closing tag; empty when the element closes itself.
    pub(super) close: Range<usize>,
    /// The elements directly in it.
    pub(super) children: Vec<usize>,
    /// How many elements are around it.
    pub(super) depth: usize,
}

impl El {
    /// From its first to its last byte.
    pub(super) fn whole(&self) -> Range<usize> {
        self.open.start..self.close.end
    }

    /// What stands between its tags.
    pub(super) fn inner(&self) -> Range<usize> {
        self.open.end..self.close.start
    }

    /// Whether it has no closing tag.
    pub(super) fn closes_itself(&self) -> bool {
        self.close.is_empty()
    }
}

/// All elements of a part, in document order.
#[derive(Debug, Clone)]
pub(super) struct Tree<'a> {
    pub(super) xml: &'a str,
    pub(super) els: Vec<El>,
    /// The prefix of the root with its colon; empty when it has none.
    pub(super) prefix: String,
    /// The values of all attributes named `id` that are numbers.
    pub(super) ids: BTreeSet<u32>,
}

fn broken() -> Error {
    Error::unreadable("文件里的 XML 已损坏", "用 Word 或者 WPS 打开后另存再试")
}

impl<'a> Tree<'a> {
    /// Reads a part.
    ///
    /// # Errors
    /// XML that is not well-formed.
    pub(super) fn read(xml: &'a str) -> Result<Self> {
        let mut reader = Reader::from_str(xml);
        reader.config_mut().check_end_names = true;
        let mut out = Self {
            xml,
            els: Vec::new(),
            prefix: String::new(),
            ids: BTreeSet::new(),
        };
        let mut open: Vec<usize> = Vec::new();
        let at = |r: &Reader<&[u8]>| usize::try_from(r.buffer_position()).unwrap_or(usize::MAX);
        loop {
            let start = at(&reader);
            let event = reader.read_event().map_err(|_| broken())?;
            let end = at(&reader);
            match event {
                Event::Start(e) => {
                    let id = out.push(&e, start..end, end..end, open.last().copied());
                    open.push(id);
                }
                Event::Empty(e) => {
                    out.push(&e, start..end, end..end, open.last().copied());
                }
                Event::End(_) => {
                    let id = open.pop().ok_or_else(broken)?;
                    out.els[id].close = start..end;
                }
                Event::Eof => break,
                _ => {}
            }
        }
        if out.els.is_empty() || !open.is_empty() {
            return Err(broken());
        }
        Ok(out)
    }

    fn push(
        &mut self,
        e: &BytesStart<'_>,
        open: Range<usize>,
        close: Range<usize>,
        parent: Option<usize>,
    ) -> usize {
        let qualified = self
            .xml
            .get(open.clone())
            .unwrap_or("")
            .trim_start_matches('<')
            .split([' ', '\t', '\r', '\n', '/', '>'])
            .next()
            .unwrap_or("")
            .to_string();
        let (prefix, local) = match qualified.split_once(':') {
            Some((p, l)) => (format!("{p}:"), l),
            None => (String::new(), qualified.as_str()),
        };
        let id = self.els.len();
        if id == 0 {
            self.prefix.clone_from(&prefix);
        }
        for a in e.attributes().with_checks(false).flatten() {
            if a.key.local_name().into_inner() == "id"
                && let Ok(n) = a.value.parse()
            {
                self.ids.insert(n);
            }
        }
        self.els.push(El {
            parent: parent.unwrap_or(id),
            name: if prefix == self.prefix {
                local.to_string()
            } else {
                String::new()
            },
            open,
            close,
            children: Vec::new(),
            depth: parent.map_or(0, |p| self.els[p].depth + 1),
        });
        if let Some(p) = parent {
            self.els[p].children.push(id);
        }
        id
    }

    /// The innermost element that holds a byte.
    pub(super) fn at(&self, byte: usize) -> Option<usize> {
        let mut i = self
            .els
            .partition_point(|e| e.open.start <= byte)
            .checked_sub(1)?;
        while self.els[i].close.end <= byte {
            let up = self.els[i].parent;
            if up == i {
                return None;
            }
            i = up;
        }
        Some(i)
    }

    /// The elements around one, from the inside.
    pub(super) fn above(&self, id: usize) -> impl Iterator<Item = usize> + '_ {
        let mut at = id;
        std::iter::from_fn(move || {
            let up = self.els[at].parent;
            (up != at).then(|| {
                at = up;
                up
            })
        })
    }

    /// The nearest element of a name around one, or itself.
    pub(super) fn up_to(&self, id: usize, name: &str) -> Option<usize> {
        std::iter::once(id)
            .chain(self.above(id))
            .find(|i| self.els[*i].name == name)
    }

    /// The first child of a name.
    pub(super) fn child(&self, id: usize, name: &str) -> Option<usize> {
        self.els[id]
            .children
            .iter()
            .copied()
            .find(|c| self.els[*c].name == name)
    }

    /// All elements below one, in order.
    pub(super) fn below(&self, id: usize) -> impl Iterator<Item = usize> + '_ {
        let end = self.els[id].close.end;
        (id + 1..self.els.len()).take_while(move |i| self.els[*i].open.start < end)
    }

    /// The words of a range.
    pub(super) fn slice(&self, range: Range<usize>) -> &'a str {
        self.xml.get(range).unwrap_or("")
    }

    /// An attribute's value as written, by its name with the root's prefix.
    pub(super) fn attribute(&self, id: usize, name: &str) -> Option<&'a str> {
        let tag = self.slice(self.els[id].open.clone());
        let wanted = format!("{}{name}=", self.prefix);
        let i = tag
            .match_indices(&wanted)
            .find(|(i, _)| tag[..*i].ends_with([' ', '\t', '\r', '\n']))?
            .0;
        let rest = &tag[i + wanted.len()..];
        let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        rest[1..].split(quote).next()
    }
}

/// The characters of an element that holds only text, each with the byte at which it begins.
/// Nothing when something else stands in it.
pub(super) fn characters(xml: &str, inner: Range<usize>) -> Option<Vec<(usize, char)>> {
    let raw = xml.get(inner.clone())?;
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(c) = raw[at..].chars().next() {
        let place = inner.start + at;
        match c {
            '<' => return None,
            '&' => {
                let end = raw[at..].find(';')?;
                let name = &raw[at + 1..at + end];
                let code = match name.strip_prefix('#') {
                    Some(n) => match n.strip_prefix(['x', 'X']) {
                        Some(hex) => u32::from_str_radix(hex, 16).ok(),
                        None => n.parse().ok(),
                    }
                    .and_then(char::from_u32),
                    None => {
                        quick_xml::escape::resolve_xml_entity(name).and_then(|t| t.chars().next())
                    }
                };
                out.push((place, code?));
                at += end + 1;
            }
            c => {
                out.push((place, c));
                at += c.len_utf8();
            }
        }
    }
    Some(out)
}

/// Puts strings in place of ranges of a text. Ranges do not overlap; of several at one place the
/// earlier comes first.
pub(super) fn patched(text: &str, mut patches: Vec<(Range<usize>, String)>) -> String {
    patches.sort_by_key(|p| (p.0.start, p.0.end));
    let mut out = String::with_capacity(text.len() + 4096);
    let mut at = 0;
    for (range, new) in patches {
        out.push_str(text.get(at..range.start).unwrap_or(""));
        out.push_str(&new);
        at = range.end.max(at);
    }
    out.push_str(text.get(at..).unwrap_or(""));
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_know_their_bytes() {
        let xml = "<?xml version='1.0'?><w:a xmlns:w='u'><w:b w:val=\"3\"/><x:b/><w:c id='7'>甲&lt;</w:c></w:a>";
        let t = Tree::read(xml).unwrap();
        let names: Vec<&str> = t.els.iter().map(|e| e.name.as_str()).collect();
        assert_eq!(names, ["a", "b", "", "c"]);
        assert_eq!(t.attribute(1, "val"), Some("3"));
        assert!(t.ids.contains(&7));
        let c = &t.els[3];
        assert_eq!(t.slice(c.inner()), "甲&lt;");
        let chars = characters(xml, c.inner()).unwrap();
        assert_eq!(chars[1], (c.open.end + 3, '<'));
        assert_eq!(t.at(c.open.end + 3), Some(3));
        assert_eq!(t.at(t.els[0].open.start), Some(0));
    }

    #[test]
    fn patches_leave_every_other_byte() {
        let p = vec![
            (3..3, "乙".into()),
            (0..3, "丙".into()),
            (3..3, "丁".into()),
        ];
        assert_eq!(patched("甲x", p), "丙乙丁x");
    }
}
