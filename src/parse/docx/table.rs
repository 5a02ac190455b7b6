//! Tables: rows, merged cells, tables that only frame text.

use super::body::{Body, Placed};
use super::words::Words;
use crate::document::{Block, BlockKind};
use crate::error::Result;
use crate::parse::text::starts_with_label;
use crate::parse::xml::{Event, Xml};

impl Body<'_> {
    pub(super) fn table(&mut self, xml: &mut Xml<'_>, out: &mut Vec<Placed>) -> Result<()> {
        if let Some(left) = self.pending.take() {
            self.emit(left, out);
        }
        let mut rows = Vec::new();
        self.rows(xml, &mut rows)?;
        let articles = |cell: &Vec<Placed>| {
            cell.iter()
                .filter(|b| {
                    starts_with_label(&b.block.text) && b.block.text.trim_start().starts_with('第')
                })
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
                    match b.block.kind {
                        BlockKind::Note => notes.push(b),
                        _ => {
                            let words = Words {
                                text: b.block.text,
                                from: b.from,
                            };
                            lines.push(words.trimmed(true).replaced(" | ", "\t"));
                        }
                    }
                }
                cells.push(Words::joined(&lines, "\n").trimmed(true));
            }
            if cells.iter().any(|c: &Words| !c.text.is_empty()) {
                let texts: Vec<String> = cells.iter().map(|c| c.text.clone()).collect();
                out.push(Placed {
                    block: Block::row(self.tables, &texts),
                    from: Words::joined(&cells, " | ").from,
                });
            }
            out.extend(notes);
        }
        Ok(())
    }

    fn rows(&mut self, xml: &mut Xml<'_>, rows: &mut Vec<Vec<Vec<Placed>>>) -> Result<()> {
        loop {
            match xml.event()? {
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
    fn cells(&mut self, xml: &mut Xml<'_>, row: &mut Vec<Vec<Placed>>) -> Result<bool> {
        let mut shown = true;
        loop {
            match xml.event()? {
                Event::Open(e) => match e.name.as_str() {
                    "trPr" => {
                        let mut depth = 1usize;
                        while depth > 0 {
                            match xml.event()? {
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
    fn cell(&mut self, xml: &mut Xml<'_>, row: &mut Vec<Vec<Placed>>) -> Result<()> {
        let mut blocks = Vec::new();
        let (mut merged, mut shown) = (false, true);
        loop {
            match xml.event()? {
                Event::Open(e) => match e.name.as_str() {
                    "tcPr" => {
                        let mut depth = 1usize;
                        while depth > 0 {
                            match xml.event()? {
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
