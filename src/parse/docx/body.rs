//! document.xml: paragraphs, tables, fields, tracked changes, text boxes.

use super::numbering::{Numbering, Printed};
use super::props::{Props, RunProps};
use super::spell::{symbol, with_number};
use super::styles::Styles;
use super::words::{Words, words};
use crate::document::{Block, BlockKind};
use crate::error::Result;
use crate::parse::xml::{Element, Event, Xml};
use crate::parse::{Blocks, View};
use std::collections::BTreeMap;

/// A complex field that is open: what it does, and whether its result is being read.
#[derive(Debug, Default)]
struct Field {
    code: String,
    result: bool,
}

/// A block, and where in the part its characters stand.
#[derive(Debug, Clone)]
pub(super) struct Placed {
    pub(super) block: Block,
    pub(super) from: Vec<usize>,
}

/// A paragraph while it is read.
#[derive(Debug, Default)]
pub(super) struct Para {
    props: Props,
    words: Words,
    contents: bool,
    notes: Vec<String>,
    boxes: Vec<Placed>,
}

/// The reader of one part.
pub(super) struct Body<'a> {
    pub(super) view: View,
    pub(super) styles: &'a Styles,
    numbering: Numbering,
    fields: Vec<Field>,
    pub(super) notes: BTreeMap<(String, String), String>,
    /// Text before a paragraph mark that is not there in this view.
    pub(super) pending: Option<Para>,
    pub(super) tables: u32,
    hidden: usize,
    faint: usize,
    pictures: usize,
    chunks: usize,
    unknown: usize,
}

impl<'a> Body<'a> {
    pub(super) fn new(view: View, styles: &'a Styles, numbering: Numbering) -> Self {
        Self {
            view,
            styles,
            numbering,
            fields: Vec::new(),
            notes: BTreeMap::new(),
            pending: None,
            tables: 0,
            hidden: 0,
            faint: 0,
            pictures: 0,
            chunks: 0,
            unknown: 0,
        }
    }

    /// Reads a whole part (document, header).
    pub(super) fn part(&mut self, text: &str) -> Result<Vec<Placed>> {
        let mut xml = Xml::new(text);
        let mut out = Vec::new();
        loop {
            match xml.event()? {
                Event::Open(e) if matches!(e.name.as_str(), "body" | "hdr" | "ftr") => {
                    self.blocks(&mut xml, &mut out)?;
                }
                // w:background and the like; w:document itself is only entered.
                Event::Open(e) if e.name != "document" => xml.skip()?,
                Event::End => break,
                _ => {}
            }
        }
        self.unknown += xml.unknown;
        Ok(out)
    }

    /// Reads footnotes or endnotes by their ids.
    pub(super) fn notes_part(
        &mut self,
        text: &str,
        kind: &str,
        into: &mut BTreeMap<(String, String), String>,
    ) -> Result<()> {
        let mut xml = Xml::new(text);
        loop {
            match xml.event()? {
                Event::Open(e) if matches!(e.name.as_str(), "footnote" | "endnote") => {
                    let mut blocks = Vec::new();
                    self.blocks(&mut xml, &mut blocks)?;
                    let plain = matches!(e.get("type"), None | Some("normal"));
                    if let (Some(id), true) = (e.get("id"), plain) {
                        let text: Vec<String> = blocks
                            .into_iter()
                            .map(|b| b.block.text.trim().to_string())
                            .filter(|t| !t.is_empty())
                            .collect();
                        into.insert((kind.to_string(), id.to_string()), text.join("\n"));
                    }
                }
                Event::End => return Ok(()),
                _ => {}
            }
        }
    }

    /// Says what was not read.
    pub(super) fn tell(&self, out: &mut Blocks) {
        if self.hidden > 0 {
            out.lose(format!("有 {} 个字设为隐藏，没有读", self.hidden));
        }
        if self.faint > 0 {
            out.lose(format!(
                "有 {} 个字是白色或者极小，纸面上看不见，已照文字读取，请核对",
                self.faint
            ));
        }
        if self.pictures > 0 {
            out.lose(format!("有 {} 幅图片，图中的文字没有读", self.pictures));
        }
        if self.chunks > 0 {
            out.lose(format!("有 {} 处插入的外部文件，没有读", self.chunks));
        }
        if self.unknown > 0 {
            out.lose(format!("有 {} 个实体没有展开", self.unknown));
        }
        if self.fields.iter().any(|f| !f.result) {
            out.lose("有一个域没有结束，其后的文字可能没有读全");
        }
    }

    /// Whether text inside a change of this kind is there in this view.
    pub(super) fn shown(&self, change: &str) -> bool {
        match change {
            "ins" | "moveTo" => self.view == View::Accepted,
            _ => self.view == View::Original,
        }
    }

    /// Reads blocks to the end of the element that was opened last.
    fn blocks(&mut self, xml: &mut Xml<'_>, out: &mut Vec<Placed>) -> Result<()> {
        self.block_children(xml, out)?;
        if let Some(left) = self.pending.take() {
            self.emit(left, out);
        }
        Ok(())
    }

    pub(super) fn block_children(
        &mut self,
        xml: &mut Xml<'_>,
        out: &mut Vec<Placed>,
    ) -> Result<()> {
        loop {
            match xml.event()? {
                Event::Open(e) => match e.name.as_str() {
                    "p" => self.paragraph(xml, out)?,
                    "tbl" => self.table(xml, out)?,
                    "sdt" | "sdtContent" | "customXml" | "smartTag" => {
                        self.block_children(xml, out)?;
                    }
                    "ins" | "moveTo" | "del" | "moveFrom" => {
                        if self.shown(&e.name) {
                            self.block_children(xml, out)?;
                        } else {
                            xml.skip()?;
                        }
                    }
                    "AlternateContent" => {
                        let before = out.len();
                        loop {
                            match xml.event()? {
                                Event::Open(_) if out.len() == before => {
                                    self.block_children(xml, out)?;
                                }
                                Event::Open(_) => xml.skip()?,
                                Event::Text(_) => {}
                                Event::Close | Event::End => break,
                            }
                        }
                    }
                    "altChunk" => {
                        self.chunks += 1;
                        xml.skip()?;
                    }
                    _ => xml.skip()?,
                },
                Event::Close | Event::End => return Ok(()),
                Event::Text(_) => {}
            }
        }
    }

    pub(super) fn paragraph(&mut self, xml: &mut Xml<'_>, out: &mut Vec<Placed>) -> Result<()> {
        let mut para = Para::default();
        // The text box of a paragraph must not take the paragraph's own pending text.
        let outer = self.pending.take();
        self.inlines(xml, &mut para)?;
        if let Some(mut before) = outer {
            before.words.push(&para.words);
            para.words = before.words;
            para.notes.splice(0..0, before.notes);
            para.boxes.splice(0..0, before.boxes);
        }
        let gone = match self.view {
            View::Accepted => para.props.deleted_mark,
            View::Original => para.props.inserted_mark,
        };
        if gone {
            self.pending = Some(para);
        } else {
            self.emit(para, out);
        }
        Ok(())
    }

    /// Makes the block of a paragraph, with its number, and puts its boxes and notes behind it.
    pub(super) fn emit(&mut self, para: Para, out: &mut Vec<Placed>) {
        let style = para.props.style.as_deref();
        let number = self.number(&para.props);
        let heading = match para.props.outline {
            Some(level) => (level < 9).then_some(level + 1),
            None => self.styles.heading(style),
        };
        let Words { text, from } = match number {
            Some(n) => with_number(&n, &para.words),
            None => para.words,
        };
        if !text.trim().is_empty() {
            let contents = para.contents || self.styles.contents(style);
            let kind = match heading {
                _ if contents => BlockKind::Note,
                Some(level) => BlockKind::Heading(level),
                None => BlockKind::Paragraph,
            };
            let centered = para
                .props
                .centered
                .unwrap_or_else(|| self.styles.centered(style));
            let block = Block {
                text,
                kind,
                centered,
                apart: true,
            };
            out.push(Placed { block, from });
        }
        out.extend(para.boxes);
        out.extend(para.notes.into_iter().map(|text| Placed {
            from: Words::bare(&text).from,
            block: Block {
                kind: BlockKind::Note,
                ..Block::paragraph(text)
            },
        }));
    }

    /// The automatic number of a paragraph: its own list, else its style's.
    fn number(&mut self, props: &Props) -> Option<Printed> {
        let style = props.style.as_deref();
        let by_style = self.styles.number(style);
        let own = props.number.unwrap_or_default();
        let num = own
            .num
            .or_else(|| by_style.as_ref().and_then(|(n, _)| n.num))?;
        let level = own.level.or_else(|| {
            let (n, named) = by_style.as_ref()?;
            self.numbering
                .level_of_style(num, named, self.styles)
                .or(n.level)
        });
        self.numbering.count(num, level.unwrap_or(0), self.styles)
    }

    /// Reads what stands in a line, to the end of the element that was opened last.
    fn inlines(&mut self, xml: &mut Xml<'_>, para: &mut Para) -> Result<()> {
        loop {
            match xml.event()? {
                Event::Open(e) => self.inline(xml, &e, para)?,
                Event::Close | Event::End => return Ok(()),
                Event::Text(_) => {}
            }
        }
    }

    fn inline(&mut self, xml: &mut Xml<'_>, e: &Element, para: &mut Para) -> Result<()> {
        match e.name.as_str() {
            "pPr" => {
                para.props = self.props(xml)?;
                Ok(())
            }
            "r" if is_math(e) => self.math(xml, para),
            "r" => self.run(xml, para),
            "ins" | "moveTo" | "del" | "moveFrom" if !self.shown(&e.name) => xml.skip(),
            "ins" | "moveTo" | "del" | "moveFrom" | "hyperlink" | "smartTag" | "customXml"
            | "fldSimple" | "dir" | "bdo" | "sdt" | "sdtContent" => self.inlines(xml, para),
            "oMath" | "oMathPara" => self.math(xml, para),
            "AlternateContent" => self.alternate(xml, para, Self::inlines),
            _ => xml.skip(),
        }
    }

    /// Of the choices the first that gives something, else the fallback.
    fn alternate(
        &mut self,
        xml: &mut Xml<'_>,
        para: &mut Para,
        read: fn(&mut Self, &mut Xml<'_>, &mut Para) -> Result<()>,
    ) -> Result<()> {
        let before = (para.words.text.len(), para.boxes.len());
        loop {
            match xml.event()? {
                Event::Open(_) if (para.words.text.len(), para.boxes.len()) == before => {
                    let pictures = self.pictures;
                    read(self, xml, para)?;
                    // The fallback has the same picture again.
                    self.pictures = self.pictures.min(pictures + 1);
                }
                Event::Open(_) => xml.skip()?,
                Event::Text(_) => {}
                Event::Close | Event::End => return Ok(()),
            }
        }
    }

    fn math(&mut self, xml: &mut Xml<'_>, para: &mut Para) -> Result<()> {
        loop {
            match xml.event()? {
                Event::Open(_) => self.math(xml, para)?,
                Event::Text(t) => {
                    self.say(&Words::bare(t.trim()), RunProps::default(), para);
                }
                Event::Close | Event::End => return Ok(()),
            }
        }
    }

    /// Whether no open field hides what comes now.
    fn visible(&self) -> bool {
        self.fields.iter().all(|f| f.result)
    }

    fn say(&mut self, words: &Words, run: RunProps, para: &mut Para) {
        if !self.visible() {
            return;
        }
        let count = words.text.chars().filter(|c| !c.is_whitespace()).count();
        if run.hidden {
            self.hidden += count;
            return;
        }
        if run.faint {
            self.faint += count;
        }
        if self
            .fields
            .iter()
            .any(|f| f.code.trim_start().to_ascii_uppercase().starts_with("TOC"))
        {
            para.contents = true;
        }
        para.words.push(words);
    }

    fn run(&mut self, xml: &mut Xml<'_>, para: &mut Para) -> Result<()> {
        self.run_with(xml, para, RunProps::default())
    }

    fn run_with(&mut self, xml: &mut Xml<'_>, para: &mut Para, start: RunProps) -> Result<()> {
        let mut run = start;
        loop {
            let e = match xml.event()? {
                Event::Open(e) => e,
                Event::Text(_) => continue,
                Event::Close | Event::End => return Ok(()),
            };
            match e.name.as_str() {
                "rPr" => {
                    run = self.run_props(xml)?;
                    continue;
                }
                "t" | "delText" => {
                    let words = words(xml)?;
                    self.say(&words, run, para);
                    continue;
                }
                "instrText" | "delInstrText" => {
                    let code = words(xml)?.text;
                    if let Some(f) = self.fields.last_mut()
                        && !f.result
                    {
                        f.code.push_str(&code);
                    }
                    continue;
                }
                "fldChar" => match e.get("fldCharType") {
                    Some("begin") => self.fields.push(Field::default()),
                    Some("separate") => {
                        if let Some(f) = self.fields.last_mut() {
                            f.result = true;
                        }
                    }
                    Some("end") => {
                        self.fields.pop();
                    }
                    _ => {}
                },
                "tab" | "ptab" => self.say(&Words::at("\t", xml.at()), run, para),
                "br" | "cr" => self.say(&Words::at("\n", xml.at()), run, para),
                "noBreakHyphen" => self.say(&Words::at("-", xml.at()), run, para),
                "sym" => {
                    let c = Words::at(&symbol(&e), xml.at());
                    self.say(&c, run, para);
                }
                "footnoteReference" | "endnoteReference" => {
                    let kind = if e.name.starts_with('f') {
                        "footnotes"
                    } else {
                        "endnotes"
                    };
                    let id = e.get("id").unwrap_or("").to_string();
                    if let Some(note) = self.notes.get(&(kind.to_string(), id))
                        && !note.is_empty()
                    {
                        para.notes.push(note.clone());
                    }
                }
                "drawing" | "pict" | "object" => {
                    self.drawing(xml, para)?;
                    continue;
                }
                "ruby" => {
                    self.ruby(xml, para)?;
                    continue;
                }
                "AlternateContent" => {
                    self.alternate(xml, para, Self::run)?;
                    continue;
                }
                _ => {}
            }
            xml.skip()?;
        }
    }

    /// The base of annotated characters, without the annotation.
    fn ruby(&mut self, xml: &mut Xml<'_>, para: &mut Para) -> Result<()> {
        loop {
            match xml.event()? {
                Event::Open(e) if e.name == "rubyBase" => self.inlines(xml, para)?,
                Event::Open(_) => xml.skip()?,
                Event::Close | Event::End => return Ok(()),
                Event::Text(_) => {}
            }
        }
    }

    /// Pictures are counted; the paragraphs of a text box come behind the paragraph it hangs on.
    fn drawing(&mut self, xml: &mut Xml<'_>, para: &mut Para) -> Result<()> {
        loop {
            match xml.event()? {
                Event::Open(e) => match e.name.as_str() {
                    "txbxContent" => {
                        let fields = std::mem::take(&mut self.fields);
                        let mut inner = Vec::new();
                        self.blocks(xml, &mut inner)?;
                        para.boxes.extend(inner);
                        self.fields = fields;
                    }
                    "blip" | "imagedata" => {
                        self.pictures += 1;
                        xml.skip()?;
                    }
                    "AlternateContent" => self.alternate(xml, para, Self::drawing)?,
                    _ => self.drawing(xml, para)?,
                },
                Event::Close | Event::End => return Ok(()),
                Event::Text(_) => {}
            }
        }
    }
}

fn is_math(e: &Element) -> bool {
    e.space.ends_with("/math")
}
