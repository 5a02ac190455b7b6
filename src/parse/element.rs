//! A small XML tree for the formats that are zipped XML (.odt, .ofd, .ods): names without prefixes,
//! no entities but the five of XML, bounded depth and size.
//!
//! On quick-xml, which is kept well and never opens external entities; a document type
//! declaration is refused, so that nothing can expand.

use crate::error::{Error, Result};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// How deep elements may nest: documents of offices stay under fifty.
const MAX_DEPTH: usize = 200;
/// How many nodes a tree may have.
const MAX_NODES: usize = 4_000_000;

/// An element: its name without prefix, attributes without prefixes, children.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Element {
    /// The name without its prefix.
    pub name: String,
    /// Attributes: name without prefix, value.
    pub attributes: Vec<(String, String)>,
    /// Elements and text in order.
    pub children: Vec<Node>,
}

/// A child of an element.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Node {
    /// An element.
    Element(Element),
    /// Text between tags.
    Text(String),
}

impl Element {
    /// The value of an attribute.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes
            .iter()
            .find(|(n, _)| n == name)
            .map(|(_, v)| v.as_str())
    }

    /// The child elements in order.
    pub fn elements(&self) -> impl Iterator<Item = &Element> {
        self.children.iter().filter_map(|c| match c {
            Node::Element(e) => Some(e),
            Node::Text(_) => None,
        })
    }

    /// The first child element of a name.
    pub fn child(&self, name: &str) -> Option<&Element> {
        self.elements().find(|e| e.name == name)
    }

    /// The child element at the end of a path of names.
    pub fn path(&self, names: &[&str]) -> Option<&Element> {
        names.iter().try_fold(self, |e, name| e.child(name))
    }

    /// All elements of a name below this one, in document order, not inside one another.
    pub fn all<'a>(&'a self, name: &str) -> Vec<&'a Element> {
        let mut found = Vec::new();
        self.collect(name, &mut found);
        found
    }

    fn collect<'a>(&'a self, name: &str, found: &mut Vec<&'a Element>) {
        for e in self.elements() {
            if e.name == name {
                found.push(e);
            } else {
                e.collect(name, found);
            }
        }
    }

    /// The text directly in this element.
    pub fn text(&self) -> String {
        self.children
            .iter()
            .filter_map(|c| match c {
                Node::Text(t) => Some(t.as_str()),
                Node::Element(_) => None,
            })
            .collect()
    }
}

/// Reads a part of a package as XML. `what` names the part in the message.
///
/// # Errors
/// XML that is not well-formed, a document type declaration, too deep or too large a tree.
pub fn read(bytes: &[u8], what: &str) -> Result<Element> {
    let text = decode(bytes);
    let broken = || {
        Error::unreadable(
            format!("文件里的 {what} 不是合规的 XML，文件可能已损坏"),
            "用 WPS 或者 Word 打开原件，另存一份后重试",
        )
    };
    let mut reader = Reader::from_str(&text);
    let mut stack = vec![Element::default()];
    let mut nodes = 0usize;
    loop {
        nodes += 1;
        if nodes > MAX_NODES || stack.len() > MAX_DEPTH {
            return Err(Error::unreadable(
                format!("文件里的 {what} 层次太深或者内容太多，不像正常的公文"),
                "核实文件来源；确为公文的，另存为 .docx 后重试",
            ));
        }
        match reader.read_event().map_err(|_| broken())? {
            Event::Start(e) => stack.push(open(&e)),
            Event::Empty(e) => {
                let e = open(&e);
                if let Some(top) = stack.last_mut() {
                    top.children.push(Node::Element(e));
                }
            }
            Event::End(_) => {
                if stack.len() < 2 {
                    return Err(broken());
                }
                if let (Some(done), Some(top)) = (stack.pop(), stack.last_mut()) {
                    top.children.push(Node::Element(done));
                }
            }
            Event::Text(t) => append(&mut stack, &t.xml10_content()),
            Event::CData(t) => append(&mut stack, &t.xml10_content()),
            Event::GeneralRef(r) => {
                let name = r.xml10_content();
                match name.as_ref() {
                    "amp" => append(&mut stack, "&"),
                    "lt" => append(&mut stack, "<"),
                    "gt" => append(&mut stack, ">"),
                    "quot" => append(&mut stack, "\""),
                    "apos" => append(&mut stack, "'"),
                    _ => {
                        if let Ok(Some(c)) = r.resolve_char_ref() {
                            append(&mut stack, c.encode_utf8(&mut [0; 4]));
                        }
                    }
                }
            }
            Event::DocType(_) => {
                return Err(Error::unreadable(
                    format!(
                        "文件里的 {what} 带有文档类型声明（DTD），正常的公文没有，可能被人做过手脚"
                    ),
                    "核实文件来源，用 WPS 或者 Word 另存一份后重试",
                ));
            }
            Event::Eof => break,
            _ => {}
        }
    }
    if stack.len() != 1 {
        return Err(broken());
    }
    let root = stack.pop().unwrap_or_default();
    root.children
        .into_iter()
        .find_map(|c| match c {
            Node::Element(e) => Some(e),
            Node::Text(_) => None,
        })
        .ok_or_else(broken)
}

/// The text of an XML part: UTF-16 with a byte-order mark, else UTF-8.
fn decode(bytes: &[u8]) -> std::borrow::Cow<'_, str> {
    let (text, _, _) = encoding_rs::UTF_8.decode(bytes);
    text
}

fn open(e: &BytesStart<'_>) -> Element {
    let attributes = e
        .attributes()
        .with_checks(false)
        .flatten()
        .map(|a| {
            let name = a.key.local_name().into_inner().to_string();
            #[allow(deprecated)]
            let value = a
                .normalized_value(quick_xml::XmlVersion::Implicit1_0)
                .map_or_else(|_| a.value.to_string(), |v| v.into_owned());
            (name, value)
        })
        .collect();
    Element {
        name: e.local_name().into_inner().to_string(),
        attributes,
        children: Vec::new(),
    }
}

fn append(stack: &mut [Element], text: &str) {
    if let Some(top) = stack.last_mut() {
        if let Some(Node::Text(t)) = top.children.last_mut() {
            t.push_str(text);
        } else {
            top.children.push(Node::Text(text.to_string()));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tree_keeps_text_order_and_entities() {
        let e = read(
            "<a:p x:k='v&amp;w'>甲&lt;乙<b/>丙&#x4e00;</a:p>".as_bytes(),
            "测试",
        )
        .unwrap();
        assert_eq!(e.name, "p");
        assert_eq!(e.attribute("k"), Some("v&w"));
        assert_eq!(e.text(), "甲<乙丙一");
    }

    #[test]
    fn a_declaration_that_could_expand_is_refused() {
        let bomb = "<!DOCTYPE a [<!ENTITY x 'xxxx'>]><a>&x;</a>";
        assert!(
            read(bomb.as_bytes(), "测试")
                .unwrap_err()
                .reason()
                .contains("DTD")
        );
    }

    #[test]
    fn depth_is_bounded() {
        let deep = "<a>".repeat(100_000);
        assert!(read(deep.as_bytes(), "测试").is_err());
        assert!(read(b"<a></a></a>", "测试").is_err());
        assert!(read(b"<a><b></a>", "测试").is_err());
    }
}
