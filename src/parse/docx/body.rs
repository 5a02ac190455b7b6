//! document.xml: paragraphs, tables, fields, tracked changes, text boxes.

use super::numbering::{Numbering, Printed};
use super::styles::{NumRef, Styles, on};
use crate::document::{Block, BlockKind};
use crate::error::Result;
use crate::parse::text::starts_with_label;
use crate::parse::xml::{Element, Event, Xml};
use crate::parse::{Blocks, View};
use std::collections::BTreeMap;

/// A complex field that is open: what it does, and whether its result is being read.
#[derive(Debug, Default)]
struct Field {
    code: String,
    result: bool,
}

/// What a paragraph says of itself.
#[derive(Debug, Clone, Default)]
struct Props {
    style: Option<String>,
    number: Option<NumRef>,
    centered: Option<bool>,
    outline: Option<u8>,
    inserted_mark: bool,
    deleted_mark: bool,
}

/// A paragraph while it is read.
#[derive(Debug, Default)]
struct Para {
    props: Props,
    text: String,
    contents: bool,
    notes: Vec<String>,
    boxes: Vec<Block>,
}

/// The reader of one part.
pub(super) struct Body<'a> {
    view: View,
    styles: &'a Styles,
    numbering: Numbering,
    fields: Vec<Field>,
    pub(super) notes: BTreeMap<(String, String), String>,
    /// Text before a paragraph mark that is not there in this view.
    pending: Option<Para>,
    tables: u32,
    hidden: usize,
    faint: usize,
    pictures: usize,
    chunks: usize,
    unknown: usize,
}

/// What a run's properties say.
#[derive(Debug, Clone, Copy, Default)]
struct RunProps {
    hidden: bool,
    faint: bool,
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
    pub(super) fn part(&mut self, text: &str) -> Result<Vec<Block>> {
        let mut xml = Xml::new(text);
        let mut out = Vec::new();
        loop {
            match xml.next()? {
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
            match xml.next()? {
                Event::Open(e) if matches!(e.name.as_str(), "footnote" | "endnote") => {
                    let mut blocks = Vec::new();
                    self.blocks(&mut xml, &mut blocks)?;
                    let plain = matches!(e.get("type"), None | Some("normal"));
                    if let (Some(id), true) = (e.get("id"), plain) {
                        let text: Vec<String> = blocks
                            .into_iter()
                            .map(|b| b.text.trim().to_string())
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
    fn shown(&self, change: &str) -> bool {
        match change {
            "ins" | "moveTo" => self.view == View::Accepted,
            _ => self.view == View::Original,
        }
    }

    /// Reads blocks to the end of the element that was opened last.
    fn blocks(&mut self, xml: &mut Xml<'_>, out: &mut Vec<Block>) -> Result<()> {
        self.block_children(xml, out)?;
        if let Some(left) = self.pending.take() {
            self.emit(left, out);
        }
        Ok(())
    }

    fn block_children(&mut self, xml: &mut Xml<'_>, out: &mut Vec<Block>) -> Result<()> {
        loop {
            match xml.next()? {
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
                            match xml.next()? {
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

    fn paragraph(&mut self, xml: &mut Xml<'_>, out: &mut Vec<Block>) -> Result<()> {
        let mut para = Para::default();
        // The text box of a paragraph must not take the paragraph's own pending text.
        let outer = self.pending.take();
        self.inlines(xml, &mut para)?;
        if let Some(before) = outer {
            para.text.insert_str(0, &before.text);
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
    fn emit(&mut self, para: Para, out: &mut Vec<Block>) {
        let style = para.props.style.as_deref();
        let number = self.number(&para.props);
        let heading = match para.props.outline {
            Some(level) => (level < 9).then_some(level + 1),
            None => self.styles.heading(style),
        };
        let text = match number {
            Some(n) => with_number(&n, &para.text),
            None => para.text,
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
            out.push(Block {
                text,
                kind,
                centered,
                apart: true,
            });
        }
        out.extend(para.boxes);
        out.extend(para.notes.into_iter().map(|text| Block {
            kind: BlockKind::Note,
            ..Block::paragraph(text)
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
            match xml.next()? {
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
        let before = (para.text.len(), para.boxes.len());
        loop {
            match xml.next()? {
                Event::Open(_) if (para.text.len(), para.boxes.len()) == before => {
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
            match xml.next()? {
                Event::Open(_) => self.math(xml, para)?,
                Event::Text(t) => self.say(t.trim(), RunProps::default(), para),
                Event::Close | Event::End => return Ok(()),
            }
        }
    }

    fn props(&mut self, xml: &mut Xml<'_>) -> Result<Props> {
        let mut p = Props::default();
        let mut number_inserted = false;
        let mut in_number = false;
        let mut in_mark = false;
        let mut depth = 1usize;
        while depth > 0 {
            match xml.next()? {
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
            match xml.next()? {
                Event::Open(e) if e.name == "pPr" => old = self.props(xml)?,
                Event::Open(_) => xml.skip()?,
                Event::Close | Event::End => return Ok(old),
                Event::Text(_) => {}
            }
        }
    }

    /// Whether no open field hides what comes now.
    fn visible(&self) -> bool {
        self.fields.iter().all(|f| f.result)
    }

    fn say(&mut self, words: &str, run: RunProps, para: &mut Para) {
        if !self.visible() {
            return;
        }
        let count = words.chars().filter(|c| !c.is_whitespace()).count();
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
        para.text.push_str(words);
    }

    fn run(&mut self, xml: &mut Xml<'_>, para: &mut Para) -> Result<()> {
        self.run_with(xml, para, RunProps::default())
    }

    fn run_with(&mut self, xml: &mut Xml<'_>, para: &mut Para, start: RunProps) -> Result<()> {
        let mut run = start;
        loop {
            let e = match xml.next()? {
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
                    let code = words(xml)?;
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
                "tab" | "ptab" => self.say("\t", run, para),
                "br" | "cr" => self.say("\n", run, para),
                "noBreakHyphen" => self.say("-", run, para),
                "sym" => {
                    let c = symbol(&e);
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

    fn run_props(&self, xml: &mut Xml<'_>) -> Result<RunProps> {
        let mut run = RunProps::default();
        let (mut white, mut tiny) = (false, false);
        let mut depth = 1usize;
        while depth > 0 {
            match xml.next()? {
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

    /// The base of annotated characters, without the annotation.
    fn ruby(&mut self, xml: &mut Xml<'_>, para: &mut Para) -> Result<()> {
        loop {
            match xml.next()? {
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
            match xml.next()? {
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

    fn table(&mut self, xml: &mut Xml<'_>, out: &mut Vec<Block>) -> Result<()> {
        if let Some(left) = self.pending.take() {
            self.emit(left, out);
        }
        let mut rows = Vec::new();
        self.rows(xml, &mut rows)?;
        let articles = |cell: &Vec<Block>| {
            cell.iter()
                .filter(|b| starts_with_label(&b.text) && b.text.trim_start().starts_with('第'))
                .count()
        };
        let layout =
            rows.iter().all(|r| r.len() <= 1) || rows.iter().flatten().any(|c| articles(c) >= 2);
        if layout {
            out.extend(rows.into_iter().flatten().flatten());
            return Ok(());
        }
        self.tables += 1;
        for row in rows {
            let (mut cells, mut notes) = (Vec::new(), Vec::new());
            for cell in row {
                let mut lines = Vec::new();
                for b in cell {
                    match b.kind {
                        BlockKind::Note => notes.push(b),
                        _ => lines.push(b.text.trim().replace(" | ", "\t")),
                    }
                }
                cells.push(lines.join("\n"));
            }
            if cells.iter().any(|c: &String| !c.trim().is_empty()) {
                out.push(Block::row(self.tables, &cells));
            }
            out.extend(notes);
        }
        Ok(())
    }

    fn rows(&mut self, xml: &mut Xml<'_>, rows: &mut Vec<Vec<Vec<Block>>>) -> Result<()> {
        loop {
            match xml.next()? {
                Event::Open(e) => match e.name.as_str() {
                    "tr" => {
                        let mut row = Vec::new();
                        if self.cells(xml, &mut row)? {
                            rows.push(row);
                        }
                    }
                    "sdt" | "sdtContent" | "customXml" => self.rows(xml, rows)?,
                    "ins" | "del" | "moveTo" | "moveFrom" if self.shown(&e.name) => {
                        self.rows(xml, rows)?;
                    }
                    _ => xml.skip()?,
                },
                Event::Close | Event::End => return Ok(()),
                Event::Text(_) => {}
            }
        }
    }

    /// Reads a row; gives whether it is there in this view.
    fn cells(&mut self, xml: &mut Xml<'_>, row: &mut Vec<Vec<Block>>) -> Result<bool> {
        let mut shown = true;
        loop {
            match xml.next()? {
                Event::Open(e) => match e.name.as_str() {
                    "trPr" => {
                        let mut depth = 1usize;
                        while depth > 0 {
                            match xml.next()? {
                                Event::Open(e) => {
                                    depth += 1;
                                    if matches!(e.name.as_str(), "ins" | "del") {
                                        shown &= self.shown(&e.name);
                                    }
                                }
                                Event::Close => depth -= 1,
                                Event::End => break,
                                Event::Text(_) => {}
                            }
                        }
                    }
                    "tc" => self.cell(xml, row)?,
                    "sdt" | "sdtContent" | "customXml" => {
                        shown &= self.cells(xml, row)?;
                    }
                    _ => xml.skip()?,
                },
                Event::Close | Event::End => return Ok(shown),
                Event::Text(_) => {}
            }
        }
    }

    /// A cell; one that is merged into the cell above stays empty.
    fn cell(&mut self, xml: &mut Xml<'_>, row: &mut Vec<Vec<Block>>) -> Result<()> {
        let mut blocks = Vec::new();
        let (mut merged, mut shown) = (false, true);
        loop {
            match xml.next()? {
                Event::Open(e) => match e.name.as_str() {
                    "tcPr" => {
                        let mut depth = 1usize;
                        while depth > 0 {
                            match xml.next()? {
                                Event::Open(e) => {
                                    depth += 1;
                                    match e.name.as_str() {
                                        "vMerge" | "hMerge" => {
                                            merged |= e.get("val") != Some("restart");
                                        }
                                        "cellIns" => shown &= self.shown("ins"),
                                        "cellDel" => shown &= self.shown("del"),
                                        _ => {}
                                    }
                                }
                                Event::Close => depth -= 1,
                                Event::End => break,
                                Event::Text(_) => {}
                            }
                        }
                    }
                    "p" => self.paragraph(xml, &mut blocks)?,
                    "tbl" => self.table(xml, &mut blocks)?,
                    "sdt" | "sdtContent" | "customXml" => {
                        self.block_children(xml, &mut blocks)?;
                    }
                    "ins" | "moveTo" | "del" | "moveFrom" if self.shown(&e.name) => {
                        self.block_children(xml, &mut blocks)?;
                    }
                    _ => xml.skip()?,
                },
                Event::Close | Event::End => break,
                Event::Text(_) => {}
            }
        }
        if let Some(left) = self.pending.take() {
            self.emit(left, &mut blocks);
        }
        if merged {
            blocks.clear();
        }
        if shown {
            row.push(blocks);
        }
        Ok(())
    }
}

fn is_math(e: &Element) -> bool {
    e.space.ends_with("/math")
}

/// The text of an element that holds only text.
fn words(xml: &mut Xml<'_>) -> Result<String> {
    let mut out = String::new();
    loop {
        match xml.next()? {
            Event::Text(t) => out.push_str(&t),
            Event::Open(_) => xml.skip()?,
            Event::Close | Event::End => return Ok(out),
        }
    }
}

/// A number before its words. Between 1. and 2万元 a blank must stand, or they read as 1.2.
fn with_number(n: &Printed, words: &str) -> String {
    let words = words.trim_start();
    let last = n.label.chars().last().unwrap_or(' ');
    let digit = words.starts_with(|c: char| c.is_ascii_digit());
    let gap = match n.suffix.as_str() {
        "nothing" if digit && (last == '.' || last.is_ascii_digit()) => " ",
        "nothing" => "",
        "space" => " ",
        _ if matches!(last, '条' | '章' | '节' | '编') => "\u{3000}",
        _ if last.is_ascii() || crate::text::numeral::is_numeral(last) => " ",
        _ => "",
    };
    format!("{}{gap}{words}", n.label)
}

/// A character given by font and code; the common ones of the symbol fonts by what they show.
fn symbol(e: &Element) -> String {
    let code = e
        .get("char")
        .and_then(|c| u32::from_str_radix(c, 16).ok())
        .unwrap_or(0);
    let font = e.get("font").unwrap_or("").to_lowercase();
    let low = if (0xf000..=0xf0ff).contains(&code) {
        code - 0xf000
    } else {
        code
    };
    let known = match (font.as_str(), low) {
        ("wingdings", 0xfe | 0x52) | ("wingdings 2", 0x52) => Some('☑'),
        ("wingdings", 0xa8 | 0x6f | 0x71 | 0x72) | ("wingdings 2", 0xa3) => Some('□'),
        ("wingdings", 0xfc) | ("wingdings 2", 0x50) => Some('✓'),
        ("wingdings", 0xfd) => Some('☒'),
        ("wingdings", 0x6c) => Some('●'),
        ("wingdings", 0x6e) => Some('■'),
        ("wingdings", 0x75) => Some('◆'),
        ("wingdings", 0xd8) => Some('➢'),
        ("symbol", 0xb7) => Some('•'),
        ("symbol", 0xb4) => Some('×'),
        ("symbol", 0xa3) => Some('≤'),
        ("symbol", 0xb3) => Some('≥'),
        ("symbol", 0xb1) => Some('±'),
        ("symbol", 0xb0) => Some('°'),
        ("symbol", 0x20..=0x7e) => char::from_u32(low),
        _ => None,
    };
    known
        .or_else(|| char::from_u32(code).filter(|c| *c != '\0'))
        .unwrap_or('\u{fffd}')
        .to_string()
}
