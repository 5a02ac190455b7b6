//! styles.xml: what a paragraph takes from its style and the styles that one is based on.

use crate::error::Result;
use crate::parse::xml::{Element, Event, Xml};
use std::collections::BTreeMap;

/// A reference to a list: which one, and the level in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct NumRef {
    pub num: Option<i64>,
    pub level: Option<usize>,
}

/// One style.
#[derive(Debug, Clone, Default)]
pub(super) struct Style {
    pub name: String,
    based_on: Option<String>,
    pub number: Option<NumRef>,
    outline: Option<u8>,
    centered: Option<bool>,
    hidden: Option<bool>,
}

/// All styles by id.
#[derive(Debug, Clone, Default)]
pub(super) struct Styles {
    styles: BTreeMap<String, Style>,
    default: Option<String>,
}

/// Whether an on/off property is on: present, and not said to be false.
pub(super) fn on(e: &Element) -> bool {
    !matches!(e.get("val"), Some("0" | "false" | "off" | "none"))
}

impl Styles {
    /// Reads the part.
    pub(super) fn read(text: &str) -> Result<Self> {
        let mut xml = Xml::new(text);
        let mut out = Self::default();
        loop {
            match xml.event()? {
                Event::Open(e) if e.name == "style" => {
                    let id = e.get("styleId").unwrap_or("").to_string();
                    if e.get("type") == Some("paragraph")
                        && matches!(e.get("default"), Some("1" | "true" | "on"))
                    {
                        out.default = Some(id.clone());
                    }
                    let style = Style::read(&mut xml)?;
                    out.styles.insert(id, style);
                }
                Event::End => return Ok(out),
                _ => {}
            }
        }
    }

    /// A style and all it is based on, nearest first.
    fn chain<'a>(&'a self, id: Option<&'a str>) -> impl Iterator<Item = (&'a str, &'a Style)> {
        let mut at = id.or(self.default.as_deref());
        let mut left = 32; // a style may be based on itself
        std::iter::from_fn(move || {
            let id = at?;
            let style = self.styles.get(id)?;
            left -= 1;
            at = if left == 0 {
                None
            } else {
                style.based_on.as_deref()
            };
            Some((id, style))
        })
    }

    /// The list that a style puts its paragraphs in, and the style that says so.
    pub(super) fn number(&self, id: Option<&str>) -> Option<(NumRef, String)> {
        let mut found: Option<(NumRef, String)> = None;
        for (name, style) in self.chain(id) {
            let Some(n) = style.number else { continue };
            match &mut found {
                None => found = Some((n, name.to_string())),
                Some((have, _)) => {
                    have.num = have.num.or(n.num);
                    have.level = have.level.or(n.level);
                }
            }
            if found.as_ref().is_some_and(|f| f.0.num.is_some()) {
                break;
            }
        }
        found
    }

    /// The list of a numbering style (`numStyleLink`).
    pub(super) fn list(&self, id: &str) -> Option<i64> {
        self.styles.get(id)?.number?.num
    }

    /// The level of a heading, from 1.
    pub(super) fn heading(&self, id: Option<&str>) -> Option<u8> {
        for (_, style) in self.chain(id) {
            if let Some(level) = style.outline {
                return (level < 9).then_some(level + 1);
            }
            let name = style.name.to_lowercase();
            if name == "title" || name == "标题" {
                return Some(1);
            }
            let tail = name
                .strip_prefix("heading ")
                .or_else(|| name.strip_prefix("标题 "));
            if let Some(level) = tail.and_then(|t| t.parse::<u8>().ok()) {
                return (1..=9).contains(&level).then_some(level);
            }
        }
        None
    }

    /// Whether the style centres.
    pub(super) fn centered(&self, id: Option<&str>) -> bool {
        self.chain(id)
            .find_map(|(_, s)| s.centered)
            .unwrap_or(false)
    }

    /// Whether the style hides its text.
    pub(super) fn hidden(&self, id: Option<&str>) -> bool {
        id.is_some() && self.chain(id).find_map(|(_, s)| s.hidden).unwrap_or(false)
    }

    /// Whether paragraphs of the style are lines of a table of contents.
    pub(super) fn contents(&self, id: Option<&str>) -> bool {
        id.and_then(|id| self.styles.get(id)).is_some_and(|s| {
            let name = s.name.to_lowercase();
            name.strip_prefix("toc ")
                .or_else(|| name.strip_prefix("目录 "))
                .is_some_and(|n| n.trim().parse::<u8>().is_ok())
        })
    }
}

impl Style {
    fn read(xml: &mut Xml<'_>) -> Result<Self> {
        let mut out = Self::default();
        let mut open = 1usize;
        while open > 0 {
            match xml.event()? {
                Event::Open(e) => {
                    open += 1;
                    let val = e.get("val").unwrap_or("");
                    match e.name.as_str() {
                        "name" => out.name = val.to_string(),
                        "basedOn" => out.based_on = Some(val.to_string()),
                        "numPr" => out.number = Some(NumRef::default()),
                        "numId" => {
                            out.number.get_or_insert_default().num = val.parse().ok();
                        }
                        "ilvl" => {
                            out.number.get_or_insert_default().level = val.parse().ok();
                        }
                        "outlineLvl" => out.outline = val.parse().ok(),
                        "jc" => out.centered = Some(val == "center"),
                        "vanish" => out.hidden = Some(on(&e)),
                        // Table styles format parts of tables on their own.
                        "tblStylePr" => {
                            xml.skip()?;
                            open -= 1;
                        }
                        _ => {}
                    }
                }
                Event::Close => open -= 1,
                Event::End => break,
                Event::Text(_) => {}
            }
        }
        Ok(out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_style_inherits_list_heading_and_alignment() {
        let s = Styles::read(
            r#"<w:styles xmlns:w="w"><w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>
            <w:style w:styleId="1"><w:name w:val="heading 2"/><w:pPr><w:jc w:val="center"/></w:pPr></w:style>
            <w:style w:styleId="Tiao"><w:name w:val="条"/><w:basedOn w:val="Base"/></w:style>
            <w:style w:styleId="Base"><w:name w:val="base"/><w:basedOn w:val="Tiao"/><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="7"/></w:numPr></w:pPr></w:style>
            <w:style w:styleId="Zhang"><w:name w:val="章"/><w:basedOn w:val="1"/></w:style></w:styles>"#,
        )
        .unwrap();
        let (n, from) = s.number(Some("Tiao")).unwrap();
        assert_eq!((n.num, n.level, from.as_str()), (Some(7), Some(1), "Base"));
        assert_eq!(s.heading(Some("Zhang")), Some(2));
        assert!(s.centered(Some("Zhang")));
        assert_eq!(s.heading(None), None);
    }
}
