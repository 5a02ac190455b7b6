//! Rich text (.rtf, also named .doc): our own small reader.
//!
//! The crates for RTF (rtf-parser, rtf-grimoire) know neither code pages of double bytes nor list
//! texts nor revisions, all of which Chinese papers need. The format is simple enough: a stack of
//! groups, control words, text. Numbers of lists are taken from `\listtext`, which Word, WPS and
//! LibreOffice write before each numbered paragraph.

mod token;

use super::{Blocks, PAGE_HEADER, View};
use crate::document::{Block, BlockKind};
use crate::error::{Error, Result};
use encoding_rs::Encoding;
use std::collections::BTreeMap;
use token::{Token, Tokens};

/// How deep groups may nest.
const MAX_DEPTH: usize = 500;

/// Where the text of a group goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Target {
    /// The document.
    Body,
    /// The printed number of a list item.
    Label,
    /// Page headers and footers.
    Margin,
    /// Footnotes.
    Note,
    /// Names of fonts: only their code pages are kept.
    Fonts,
    /// Nowhere.
    Nothing,
}

/// The state that a group inherits and gives back.
#[derive(Debug, Clone, Copy)]
struct State {
    target: Target,
    /// How many fallback characters follow a `\u`.
    skip: usize,
    font: i32,
    hidden: bool,
    deleted: bool,
    inserted: bool,
}

/// Reads an .rtf.
///
/// # Errors
/// What is no RTF, nests without bound, or has no text.
pub fn read(bytes: &[u8], view: View) -> Result<Blocks> {
    let mut reader = Reader::new(view);
    let mut tokens = Tokens::new(bytes);
    while let Some(token) = tokens.next() {
        if reader.stack.len() > MAX_DEPTH {
            return Err(Error::unreadable(
                "RTF 的层次太深，不像正常的公文",
                "核实文件来源；确为公文的，用 WPS 或者 Word 另存为 .docx 后重试",
            ));
        }
        reader.take(token, &mut tokens);
        if reader.done {
            break;
        }
    }
    reader.finish()
}

struct Reader {
    view: View,
    stack: Vec<State>,
    now: State,
    /// The next control word opens a destination that may be skipped when unknown.
    starred: bool,
    /// Fallback characters still to pass over.
    passing: usize,
    done: bool,
    page: &'static Encoding,
    fonts: BTreeMap<i32, &'static Encoding>,
    /// Bytes of a code page not decoded yet, and the code page.
    bytes: Vec<u8>,
    encoding: &'static Encoding,
    high: Option<u16>,
    text: String,
    label: String,
    note: String,
    margin: String,
    centered: bool,
    outline: Option<u8>,
    styles_outline: BTreeMap<i32, u8>,
    style: Option<i32>,
    in_table: bool,
    cells: Vec<String>,
    cell: String,
    table: u32,
    row_before: bool,
    blocks: Vec<Block>,
    notes: Vec<String>,
    margins: Vec<String>,
    hidden: usize,
    objects: usize,
}

impl Reader {
    fn new(view: View) -> Self {
        Self {
            view,
            stack: Vec::new(),
            now: State {
                target: Target::Body,
                skip: 1,
                font: -1,
                hidden: false,
                deleted: false,
                inserted: false,
            },
            starred: false,
            passing: 0,
            done: false,
            page: encoding_rs::GB18030,
            fonts: BTreeMap::new(),
            bytes: Vec::new(),
            encoding: encoding_rs::GB18030,
            high: None,
            text: String::new(),
            label: String::new(),
            note: String::new(),
            margin: String::new(),
            centered: false,
            outline: None,
            styles_outline: BTreeMap::new(),
            style: None,
            in_table: false,
            cells: Vec::new(),
            cell: String::new(),
            table: 0,
            row_before: false,
            blocks: Vec::new(),
            notes: Vec::new(),
            margins: Vec::new(),
            hidden: 0,
            objects: 0,
        }
    }

    fn take(&mut self, token: Token<'_>, tokens: &mut Tokens<'_>) {
        match token {
            Token::Open => {
                self.decode();
                self.stack.push(self.now);
                self.starred = false;
                self.passing = 0;
            }
            Token::Close => {
                self.decode();
                self.passing = 0;
                self.starred = false;
                let Some(before) = self.stack.pop() else {
                    self.done = true;
                    return;
                };
                if self.now.target != before.target {
                    self.leave(self.now.target);
                }
                self.now = before;
                self.done = self.stack.is_empty();
            }
            Token::Byte(b) => {
                if self.passing > 0 {
                    self.passing -= 1;
                } else {
                    self.byte(b);
                }
            }
            Token::Hex(b) => {
                if self.passing > 0 {
                    self.passing -= 1;
                } else {
                    self.byte(b);
                }
            }
            Token::Symbol(c) => {
                if c == b'*' {
                    self.starred = true;
                    return;
                }
                if self.passing > 0 {
                    self.passing -= 1;
                    return;
                }
                self.decode();
                match c {
                    b'~' => self.say(" "),
                    b'_' => self.say("-"),
                    b'\\' | b'{' | b'}' => self.say(&char::from(c).to_string()),
                    b'\n' | b'\r' => self.word("par", None),
                    b'\t' => self.say("\t"),
                    _ => {}
                }
            }
            Token::Word(word, value) => {
                if word == "bin" {
                    tokens.pass(usize::try_from(value.unwrap_or(0)).unwrap_or(0));
                    return;
                }
                if word == "u" {
                    self.decode();
                    self.unicode(value.unwrap_or(0));
                    self.passing = self.now.skip;
                    return;
                }
                if self.passing > 0 {
                    self.passing -= 1;
                    return;
                }
                self.decode();
                self.word(word, value);
            }
        }
    }

    /// A byte in the code page of the font.
    fn byte(&mut self, b: u8) {
        if self.now.target == Target::Nothing {
            return;
        }
        let encoding = if b < 0x80 && self.bytes.is_empty() {
            self.encoding
        } else {
            self.fonts.get(&self.now.font).copied().unwrap_or(self.page)
        };
        if encoding != self.encoding {
            self.decode();
            self.encoding = encoding;
        }
        self.bytes.push(b);
    }

    fn decode(&mut self) {
        if self.bytes.is_empty() {
            return;
        }
        let bytes = std::mem::take(&mut self.bytes);
        let (text, _) = self.encoding.decode_without_bom_handling(&bytes);
        let text = text.into_owned();
        self.say(&text);
    }

    fn unicode(&mut self, value: i32) {
        let Ok(unit) = u16::try_from(value.rem_euclid(0x1_0000)) else {
            return;
        };
        match (self.high.take(), unit) {
            (_, 0xd800..=0xdbff) => self.high = Some(unit),
            (Some(high), 0xdc00..=0xdfff) => {
                let text = String::from_utf16_lossy(&[high, unit]);
                self.say(&text);
            }
            // Symbol fonts stand in the private area: their characters are ornaments.
            (_, 0xf000..=0xf0ff) => {}
            _ => {
                let text = String::from_utf16_lossy(&[unit]);
                self.say(&text);
            }
        }
    }

    fn say(&mut self, text: &str) {
        let dropped = match self.view {
            View::Accepted => self.now.deleted,
            View::Original => self.now.inserted,
        };
        if dropped {
            return;
        }
        if self.now.hidden && self.now.target == Target::Body {
            self.hidden += text.chars().filter(|c| !c.is_whitespace()).count();
            return;
        }
        match self.now.target {
            Target::Body => self.text.push_str(text),
            Target::Label => self.label.push_str(text),
            Target::Margin => self.margin.push_str(text),
            Target::Note => self.note.push_str(text),
            Target::Fonts | Target::Nothing => {}
        }
    }

    /// A destination ends.
    fn leave(&mut self, target: Target) {
        let keep = |held: &mut String, into: &mut Vec<String>| {
            let text = std::mem::take(held);
            if !text.trim().is_empty() {
                into.push(text.trim().to_string());
            }
        };
        match target {
            Target::Margin => keep(&mut self.margin, &mut self.margins),
            Target::Note => keep(&mut self.note, &mut self.notes),
            _ => {}
        }
    }

    fn word(&mut self, word: &str, value: Option<i32>) {
        let starred = std::mem::take(&mut self.starred);
        let on = value != Some(0);
        match word {
            "ansicpg" => self.page = code_page(value.unwrap_or(0)).unwrap_or(self.page),
            "uc" => self.now.skip = usize::try_from(value.unwrap_or(1)).unwrap_or(1).min(64),
            "f" => self.now.font = value.unwrap_or(-1),
            "fcharset" if self.now.target == Target::Fonts => {
                if let Some(e) = charset(value.unwrap_or(0)) {
                    self.fonts.insert(self.now.font, e);
                }
            }
            "v" => self.now.hidden = on,
            "deleted" => self.now.deleted = on,
            "revised" => self.now.inserted = on,
            "plain" => {
                self.now.hidden = false;
                self.now.deleted = false;
                self.now.inserted = false;
            }
            "fonttbl" => self.now.target = Target::Fonts,
            "stylesheet" if !starred => self.now.target = Target::Nothing,
            "listtext" | "pntext" => self.enter(Target::Label),
            "header" | "headerl" | "headerr" | "headerf" | "footer" | "footerl" | "footerr"
            | "footerf" => self.enter(Target::Margin),
            "footnote" => self.enter(Target::Note),
            "object" => {
                self.objects += 1;
            }
            // Shown parts of starred destinations and results of fields and objects are text.
            "shptxt" | "fldrslt" | "result" | "shpinst" | "shp" | "nonshppict" => {
                if word == "nonshppict" {
                    self.now.target = Target::Nothing;
                }
            }
            "colortbl" | "info" | "pict" | "fldinst" | "objdata" | "annotation" | "atnid"
            | "atnauthor" | "listtable" | "listoverridetable" | "revtbl" | "rsidtbl"
            | "generator" | "sp" | "xe" | "tc" | "datafield" | "template" | "bkmkstart"
            | "bkmkend" | "themedata" | "colorschememapping" | "latentstyles" | "shprslt"
            | "objclass" | "objname" | "filetbl" | "private" | "pgdsctbl" | "upr" | "ftnsep"
            | "ftnsepc" | "aftnsep" | "aftnsepc" | "nextfile" | "factoidname" | "mmathPr"
            | "xmlnstbl" | "fldtype" => self.now.target = Target::Nothing,
            _ if starred => self.now.target = Target::Nothing,
            _ if self.now.target == Target::Body => self.body_word(word, value),
            "par" | "line" | "sect" | "cell" | "row" => self.say("\n"),
            "tab" => self.say(if self.now.target == Target::Label {
                " "
            } else {
                "\t"
            }),
            _ => {
                if let Some(c) = typed(word) {
                    self.say(c);
                }
            }
        }
    }

    /// Opens a destination, unless the text goes nowhere anyway.
    fn enter(&mut self, target: Target) {
        if self.now.target != Target::Nothing {
            if target == Target::Label {
                self.label.clear();
            }
            self.now.target = target;
        }
    }

    fn body_word(&mut self, word: &str, value: Option<i32>) {
        match word {
            "par" | "sect" | "page" => {
                if word == "page" && self.text.trim().is_empty() {
                    return;
                }
                // A deleted paragraph mark joins the paragraph to the next one.
                let gone = match self.view {
                    View::Accepted => self.now.deleted,
                    View::Original => self.now.inserted,
                };
                if !gone {
                    self.paragraph();
                }
            }
            "line" | "lbr" | "softline" => self.say("\n"),
            "tab" => self.say("\t"),
            "pard" => {
                self.centered = false;
                self.outline = None;
                self.in_table = false;
                self.style = None;
            }
            "qc" => self.centered = true,
            "ql" | "qr" | "qj" | "qd" => self.centered = false,
            "s" => self.style = value,
            "outlinelevel" => {
                self.outline = value.and_then(|v| u8::try_from(v).ok()).filter(|v| *v < 9);
            }
            "intbl" => self.in_table = true,
            "cell" => {
                self.in_table = true;
                self.paragraph();
                self.cells.push(std::mem::take(&mut self.cell));
            }
            "nestcell" => self.paragraph(),
            "row" => self.row(),
            _ => {
                if let Some(c) = typed(word) {
                    self.say(c);
                }
            }
        }
    }

    fn paragraph(&mut self) {
        let label = std::mem::take(&mut self.label);
        let text = std::mem::take(&mut self.text);
        let text = format!("{}{}", label.trim_start(), text);
        let text = text.trim();
        if self.in_table || !self.cells.is_empty() {
            if !text.is_empty() {
                if !self.cell.is_empty() {
                    self.cell.push('\n');
                }
                self.cell.push_str(text);
            }
            return;
        }
        if text.is_empty() {
            return;
        }
        self.row_before = false;
        let outline = self
            .outline
            .or_else(|| self.styles_outline.get(&self.style?).copied());
        self.blocks.push(Block {
            text: text.to_string(),
            kind: outline.map_or(BlockKind::Paragraph, |n| BlockKind::Heading(n + 1)),
            centered: self.centered,
            apart: true,
        });
        self.flush_notes();
    }

    fn flush_notes(&mut self) {
        for text in std::mem::take(&mut self.notes) {
            self.blocks.push(Block {
                text,
                kind: BlockKind::Note,
                apart: true,
                ..Block::default()
            });
        }
    }

    fn row(&mut self) {
        if !self.cell.is_empty() || !self.text.trim().is_empty() {
            self.in_table = true;
            self.paragraph();
            self.cells.push(std::mem::take(&mut self.cell));
        }
        let cells = std::mem::take(&mut self.cells);
        if cells.len() == 1 {
            let lines = cells[0].split('\n').filter(|l| !l.is_empty());
            self.blocks.extend(lines.map(Block::paragraph));
            self.row_before = false;
        } else if cells.iter().any(|c| !c.is_empty()) {
            if !self.row_before {
                self.table += 1;
            }
            self.row_before = true;
            self.blocks.push(Block::row(self.table, &cells));
        }
        self.flush_notes();
    }

    fn finish(mut self) -> Result<Blocks> {
        self.decode();
        if !self.cells.is_empty() || !self.cell.is_empty() {
            self.row();
        }
        self.in_table = false;
        self.paragraph();
        self.flush_notes();
        let mut out = Blocks {
            blocks: self.blocks,
            claims: self
                .margins
                .into_iter()
                .map(|t| (PAGE_HEADER.to_string(), t))
                .collect(),
            ..Blocks::default()
        };
        if !self.done {
            out.lose("文件不完整：RTF 在中途断了，断处以后的内容没有读到");
        }
        if self.hidden > 0 {
            out.lose(format!("有隐藏文字 {} 字，没有读入", self.hidden));
        }
        if self.objects > 0 {
            out.lose(format!("有 {} 个嵌入的对象没有读取", self.objects));
        }
        Ok(out)
    }
}

/// Control words that are characters.
fn typed(word: &str) -> Option<&'static str> {
    Some(match word {
        "emdash" => "—",
        "endash" => "–",
        "lquote" => "‘",
        "rquote" => "’",
        "ldblquote" => "“",
        "rdblquote" => "”",
        "bullet" => "•",
        "emspace" | "enspace" | "qmspace" => " ",
        _ => return None,
    })
}

/// The encoding of a Windows code page.
fn code_page(number: i32) -> Option<&'static Encoding> {
    let label = match number {
        936 | 54936 => "gb18030",
        950 => "big5",
        932 => "shift_jis",
        949 => "euc-kr",
        65001 => "utf-8",
        1250..=1258 | 874 => return Encoding::for_label(format!("windows-{number}").as_bytes()),
        _ => return None,
    };
    Encoding::for_label(label.as_bytes())
}

/// The encoding of a font's character set.
fn charset(number: i32) -> Option<&'static Encoding> {
    code_page(match number {
        134 => 936,
        136 => 950,
        128 => 932,
        129 => 949,
        // Western fonts take the code page of the file: Chinese text often stands in them.
        _ => return None,
    })
}

#[cfg(test)]
mod tests;
