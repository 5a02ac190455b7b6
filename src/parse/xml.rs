//! Untrusted XML as a stream of openings, closings and text, by namespace and not by prefix.
//!
//! UTF-8 and UTF-16; entities of the five kinds and numeric ones; a document type is passed over
//! and what it defines is never expanded; nesting is limited, so that readers may recurse.

use crate::error::{Error, Result};
use encoding_rs::{GB18030, UTF_16BE, UTF_16LE};
use quick_xml::events::{BytesStart, Event as Raw};
use quick_xml::name::ResolveResult;
use quick_xml::reader::NsReader;
use std::borrow::Cow;

/// The deepest nesting of elements that is read.
pub const MAX_DEPTH: usize = 256;

/// An element's opening.
#[derive(Debug, Clone, Default)]
pub struct Element {
    /// The namespace; empty when there is none.
    pub space: String,
    /// The local name.
    pub name: String,
    /// The attributes: namespace (empty when unprefixed), local name, value.
    pub attributes: Vec<(String, String, String)>,
}

impl Element {
    /// The value of an attribute by local name, whatever its namespace.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.attributes
            .iter()
            .find(|a| a.1 == name)
            .map(|a| a.2.as_str())
    }
}

/// What the stream gives. Every opening has its closing, also for empty elements.
#[derive(Debug, Clone)]
pub enum Event {
    /// An element opens.
    Open(Element),
    /// The element opened last closes.
    Close,
    /// Text, entities resolved.
    Text(String),
    /// The end of the document.
    End,
}

/// The text of an XML part: UTF-8, UTF-16 or what its declaration says.
pub fn decode(bytes: &[u8]) -> (Cow<'_, str>, bool) {
    if let Some(rest) = bytes.strip_prefix(b"\xff\xfe") {
        return UTF_16LE.decode_without_bom_handling(rest);
    }
    if let Some(rest) = bytes.strip_prefix(b"\xfe\xff") {
        return UTF_16BE.decode_without_bom_handling(rest);
    }
    if bytes.starts_with(b"<\0") {
        return UTF_16LE.decode_without_bom_handling(bytes);
    }
    if bytes.starts_with(b"\0<") {
        return UTF_16BE.decode_without_bom_handling(bytes);
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(200)]).to_lowercase();
    let declared = head.split("?>").next().unwrap_or("");
    if declared.contains("encoding=\"gb") || declared.contains("encoding='gb") {
        return GB18030.decode_without_bom_handling(bytes);
    }
    match String::from_utf8_lossy(bytes) {
        Cow::Borrowed(s) => (Cow::Borrowed(s), false),
        Cow::Owned(s) => (Cow::Owned(s), true),
    }
}

/// The reader.
pub struct Xml<'a> {
    reader: NsReader<&'a [u8]>,
    source: &'a str,
    depth: usize,
    /// Where the last event stands in the source.
    last: std::ops::Range<usize>,
    /// Entities that were not resolved.
    pub unknown: usize,
}

fn broken() -> Error {
    Error::unreadable("文件里的 XML 已损坏", "用 Word 或者 WPS 打开后另存再试")
}

impl<'a> Xml<'a> {
    /// Reads a decoded part.
    pub fn new(text: &'a str) -> Self {
        let mut reader = NsReader::from_str(text);
        let config = reader.config_mut();
        config.expand_empty_elements = true;
        config.check_end_names = true;
        Self {
            reader,
            source: text,
            depth: 0,
            last: 0..0,
            unknown: 0,
        }
    }

    /// The next event.
    ///
    /// # Errors
    /// Malformed XML; nesting deeper than [`MAX_DEPTH`].
    pub fn event(&mut self) -> Result<Event> {
        loop {
            let start = self.position();
            let raw = self.reader.read_event().map_err(|_| broken())?;
            self.last = start..self.position();
            match raw {
                Raw::Start(start) => {
                    self.depth += 1;
                    if self.depth > MAX_DEPTH {
                        return Err(Error::unreadable(
                            format!("XML 嵌套超过 {MAX_DEPTH} 层"),
                            "这不像正常的文档，请确认来源；能打开的，另存为 .docx 再试",
                        ));
                    }
                    return Ok(Event::Open(self.element(&start)));
                }
                Raw::End(_) => {
                    self.depth = self.depth.saturating_sub(1);
                    return Ok(Event::Close);
                }
                Raw::Text(t) => return Ok(Event::Text(t.xml10_content().into_owned())),
                Raw::CData(t) => return Ok(Event::Text(t.xml10_content().into_owned())),
                Raw::GeneralRef(r) => {
                    let found = if r.is_char_ref() {
                        r.resolve_char_ref().ok().flatten()
                    } else {
                        quick_xml::escape::resolve_xml_entity(&r.xml10_content())
                            .and_then(|t| t.chars().next())
                    };
                    match found {
                        Some(c) => return Ok(Event::Text(c.to_string())),
                        None => self.unknown += 1,
                    }
                }
                Raw::Eof => {
                    if self.depth > 0 {
                        return Err(broken());
                    }
                    return Ok(Event::End);
                }
                _ => {}
            }
        }
    }

    fn position(&self) -> usize {
        usize::try_from(self.reader.buffer_position()).unwrap_or(usize::MAX)
    }

    /// The byte of the source at which the last event begins.
    pub fn at(&self) -> usize {
        self.last.start
    }

    /// The bytes of the source that the last event was made of.
    pub fn raw(&self) -> &'a str {
        self.source.get(self.last.clone()).unwrap_or("")
    }

    fn element(&self, start: &BytesStart<'_>) -> Element {
        let resolver = self.reader.resolver();
        let space = |r: ResolveResult<'_>| match r {
            ResolveResult::Bound(ns) => AsRef::<str>::as_ref(&ns).to_string(),
            _ => String::new(),
        };
        let (ns, local) = resolver.resolve_element(start.name());
        let attributes = start
            .attributes()
            .with_checks(false)
            .filter_map(|a| a.ok())
            .map(|a| {
                let (ns, local) = resolver.resolve_attribute(a.key);
                let value = a
                    .normalized_value(quick_xml::XmlVersion::Implicit1_0)
                    .map_or_else(|_| String::new(), |v| v.into_owned());
                (space(ns), local.into_inner().to_string(), value)
            })
            .collect();
        Element {
            space: space(ns),
            name: local.into_inner().to_string(),
            attributes,
        }
    }

    /// Passes over the rest of the element that was opened last.
    ///
    /// # Errors
    /// As [`Xml::event`].
    pub fn skip(&mut self) -> Result<()> {
        let mut open = 1usize;
        while open > 0 {
            match self.event()? {
                Event::Open(_) => open += 1,
                Event::Close => open -= 1,
                Event::End => return Ok(()),
                Event::Text(_) => {}
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(s: &str) -> Result<String> {
        let mut xml = Xml::new(s);
        let mut out = String::new();
        loop {
            match xml.event()? {
                Event::Text(t) => out.push_str(&t),
                Event::Open(e) => out.push_str(&format!("[{}|{}]", e.space, e.name)),
                Event::Close => out.push_str("[/]"),
                Event::End => return Ok(out),
            }
        }
    }

    #[test]
    fn namespaces_and_entities_are_resolved() {
        assert_eq!(
            texts("<x:a xmlns:x='urn:w'>一&amp;&#x3000;&lt;<x:b/></x:a>").unwrap(),
            "[urn:w|a]一&　<[urn:w|b][/][/]"
        );
    }

    #[test]
    fn entities_of_a_document_type_are_never_expanded() {
        let s = "<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>一&b;二</a>";
        assert_eq!(texts(s).unwrap(), "[|a]一二[/]");
    }

    #[test]
    fn deep_nesting_and_broken_ends_are_errors() {
        let deep = format!("{}{}", "<a>".repeat(300), "</a>".repeat(300));
        assert!(texts(&deep).unwrap_err().reason().contains("嵌套"));
        assert!(texts("<a><b></a>").is_err());
        assert!(texts("<a>一").is_err());
    }

    #[test]
    fn utf16_parts_are_read() {
        let bytes: Vec<u8> = [0xfeffu16]
            .into_iter()
            .chain("<a>条</a>".encode_utf16())
            .flat_map(u16::to_le_bytes)
            .collect();
        assert_eq!(decode(&bytes).0, "<a>条</a>");
    }
}
