//! What paragraphs and runs say of themselves, in the view wanted.

use super::body::Body;
use super::styles::{NumRef, on};
use crate::error::Result;
use crate::parse::View;
use crate::parse::xml::{Event, Xml};

/// What a paragraph says of itself.
#[derive(Debug, Clone, Default)]
pub(super) struct Props {
    pub(super) style: Option<String>,
    pub(super) number: Option<NumRef>,
    pub(super) centered: Option<bool>,
    pub(super) outline: Option<u8>,
    pub(super) inserted_mark: bool,
    pub(super) deleted_mark: bool,
}

/// What a run's properties say.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct RunProps {
    pub(super) hidden: bool,
    pub(super) faint: bool,
}

impl Body<'_> {
    pub(super) fn props(&mut self, xml: &mut Xml<'_>) -> Result<Props> {
        let mut p = Props::default();
        let mut number_inserted = false;
        let mut in_number = false;
        let mut in_mark = false;
        let mut depth = 1usize;
        while depth > 0 {
            match xml.event()? {
                Event::Open(e) => {
                    depth += 1;
                    let val = e.get("val");
                    match e.name.as_str() {
                        "pStyle" => p.style = val.map(str::to_string),
                        "numPr" => {
                            in_number = true;
                            p.number = Some(NumRef::default());
                        }
                        "numId" => {
                            p.number.get_or_insert_default().num = val.and_then(|v| v.parse().ok());
                        }
                        "ilvl" => {
                            p.number.get_or_insert_default().level =
                                val.and_then(|v| v.parse().ok());
                        }
                        "jc" => p.centered = Some(val == Some("center")),
                        "outlineLvl" => p.outline = val.and_then(|v| v.parse().ok()),
                        "rPr" => in_mark = true,
                        "ins" | "moveTo" if in_mark => p.inserted_mark = true,
                        "del" | "moveFrom" if in_mark => p.deleted_mark = true,
                        "ins" if in_number => number_inserted = true,
                        "pPrChange" => {
                            if self.view == View::Original {
                                let old = self.old_props(xml)?;
                                p = Props {
                                    inserted_mark: p.inserted_mark,
                                    deleted_mark: p.deleted_mark,
                                    ..old
                                };
                                number_inserted = false;
                            } else {
                                xml.skip()?;
                            }
                            depth -= 1;
                        }
                        "rPrChange" | "sectPr" | "numberingChange" => {
                            xml.skip()?;
                            depth -= 1;
                        }
                        _ => {}
                    }
                }
                Event::Close => {
                    depth -= 1;
                    if depth <= 1 {
                        (in_number, in_mark) = (false, false);
                    }
                }
                Event::End => break,
                Event::Text(_) => {}
            }
        }
        if number_inserted && self.view == View::Original {
            p.number = Some(NumRef {
                num: Some(0),
                level: None,
            });
        }
        Ok(p)
    }

    /// The properties before a tracked change of them.
    fn old_props(&mut self, xml: &mut Xml<'_>) -> Result<Props> {
        let mut old = Props::default();
        loop {
            match xml.event()? {
                Event::Open(e) if e.name == "pPr" => old = self.props(xml)?,
                Event::Open(_) => xml.skip()?,
                Event::Close | Event::End => return Ok(old),
                Event::Text(_) => {}
            }
        }
    }

    pub(super) fn run_props(&self, xml: &mut Xml<'_>) -> Result<RunProps> {
        let mut run = RunProps::default();
        let (mut white, mut tiny) = (false, false);
        let mut depth = 1usize;
        while depth > 0 {
            match xml.event()? {
                Event::Open(e) => {
                    depth += 1;
                    match e.name.as_str() {
                        "vanish" => run.hidden = on(&e),
                        "rStyle" => run.hidden |= self.styles.hidden(e.get("val")),
                        "color" => {
                            white = e
                                .get("val")
                                .is_some_and(|v| v.eq_ignore_ascii_case("ffffff"));
                        }
                        "sz" => {
                            tiny = e
                                .get("val")
                                .and_then(|v| v.parse::<u32>().ok())
                                .is_some_and(|v| v <= 4);
                        }
                        "rPrChange" => {
                            xml.skip()?;
                            depth -= 1;
                        }
                        _ => {}
                    }
                }
                Event::Close => depth -= 1,
                Event::End => break,
                Event::Text(_) => {}
            }
        }
        run.faint = white || tiny;
        Ok(run)
    }
}
