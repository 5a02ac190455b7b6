//! PDF fonts as far as text needs them: codes to letters and widths.

use super::cmap::{CMap, number};
use super::content::decoded;
use encoding_rs::Encoding;
use hayro_syntax::object::{Array, Dict, Name, Number, Object, Stream};
use std::collections::BTreeMap;

/// How codes are cut from a string and what they mean without a ToUnicode map.
#[derive(Debug, Default)]
enum Codes {
    /// One byte; the table of the font's encoding.
    #[default]
    Single,
    /// Two bytes; the meaning stands in ToUnicode only.
    Identity,
    /// UTF-16 itself.
    Wide,
    /// A code page of one or two bytes.
    Page(&'static Encoding),
    /// An embedded map says how long codes are.
    Embedded(CMap),
}

/// A font.
#[derive(Debug, Default)]
pub(super) struct Font {
    codes: Codes,
    unicode: CMap,
    names: BTreeMap<u8, String>,
    /// The encoding of single bytes above ASCII is known (WinAnsi, MacRoman).
    western: bool,
    widths: BTreeMap<u32, f32>,
    default_width: f32,
}

/// A letter (or none, if the font does not say), with its width in thousandths of the size.
pub(super) struct Shown {
    pub(super) text: Option<String>,
    pub(super) width: f32,
    /// The code is one byte 32: word spacing applies.
    pub(super) space: bool,
}

impl Font {
    pub(super) fn new(dict: &Dict<'_>, budget: &mut u64) -> Self {
        let mut font = Self {
            default_width: 500.0,
            ..Self::default()
        };
        if let Some(map) = dict.get::<Stream<'_>>("ToUnicode") {
            font.unicode = CMap::parse(&decoded(&map, budget));
        }
        let composite = dict
            .get::<Name<'_>>("Subtype")
            .is_some_and(|n| n.as_ref() == b"Type0");
        if composite {
            font.composite(dict, budget);
        } else {
            font.simple(dict);
        }
        font
    }

    fn composite(&mut self, dict: &Dict<'_>, budget: &mut u64) {
        self.default_width = 1000.0;
        self.codes = Codes::Identity;
        if let Some(name) = dict.get::<Name<'_>>("Encoding") {
            let name = String::from_utf8_lossy(name.as_ref()).into_owned();
            self.codes = if name.contains("UCS2") || name.contains("UTF16") {
                Codes::Wide
            } else if name.starts_with("GB") {
                Codes::Page(encoding_rs::GB18030)
            } else if name.contains("B5") || name.contains("ETen") {
                Codes::Page(encoding_rs::BIG5)
            } else {
                Codes::Identity
            };
        } else if let Some(map) = dict.get::<Stream<'_>>("Encoding") {
            self.codes = Codes::Embedded(CMap::parse(&decoded(&map, budget)));
        }
        let below = dict
            .get::<Array<'_>>("DescendantFonts")
            .and_then(|a| a.iter::<Dict<'_>>().next());
        let Some(below) = below else { return };
        if let Some(w) = below.get::<Number>("DW") {
            self.default_width = w.as_f32();
        }
        let Some(w) = below.get::<Array<'_>>("W") else {
            return;
        };
        let mut held: Vec<f32> = Vec::new();
        for item in w.iter::<Object<'_>>() {
            match item {
                Object::Number(n) => {
                    held.push(n.as_f32());
                    if let [first, last, width] = held[..] {
                        let (first, last) = (first.max(0.0) as u32, last.max(0.0) as u32);
                        for code in first..=last.min(first.saturating_add(65_535)) {
                            self.widths.insert(code, width);
                        }
                        held.clear();
                    }
                }
                Object::Array(list) => {
                    let first = held.first().copied().unwrap_or(0.0).max(0.0) as u32;
                    for (i, n) in list.iter::<Number>().take(65_536).enumerate() {
                        self.widths
                            .insert(first.saturating_add(i as u32), n.as_f32());
                    }
                    held.clear();
                }
                _ => {}
            }
            if self.widths.len() > 200_000 {
                return;
            }
        }
    }

    fn simple(&mut self, dict: &Dict<'_>) {
        let first = dict
            .get::<Number>("FirstChar")
            .map_or(0, |n| n.as_f32().max(0.0) as u32);
        if let Some(widths) = dict.get::<Array<'_>>("Widths") {
            for (i, w) in widths.iter::<Number>().take(256).enumerate() {
                self.widths.insert(first + i as u32, w.as_f32());
            }
        }
        match dict.get::<Object<'_>>("Encoding") {
            Some(Object::Name(_)) => self.western = true,
            Some(Object::Dict(d)) => {
                self.western = d.get::<Name<'_>>("BaseEncoding").is_some();
                if let Some(list) = d.get::<Array<'_>>("Differences") {
                    let mut code = 0u32;
                    for item in list.iter::<Object<'_>>().take(1024) {
                        match item {
                            Object::Number(n) => code = n.as_f32().max(0.0) as u32,
                            Object::Name(n) => {
                                if let (Ok(b), Some(text)) = (
                                    u8::try_from(code),
                                    glyph_name(&String::from_utf8_lossy(n.as_ref())),
                                ) {
                                    self.names.insert(b, text);
                                }
                                code += 1;
                            }
                            _ => {}
                        }
                    }
                }
            }
            _ => {}
        }
        let embedded = dict.get::<Dict<'_>>("FontDescriptor").is_some_and(|d| {
            ["FontFile", "FontFile2", "FontFile3"]
                .iter()
                .any(|k| d.contains_key(*k))
        });
        // A font that is not in the file is one of the standard fonts.
        self.western |= !embedded && dict.get::<Stream<'_>>("ToUnicode").is_none();
    }

    /// The letters of a shown string.
    pub(super) fn show(&self, bytes: &[u8], mut each: impl FnMut(Shown)) {
        let mut at = 0;
        while at < bytes.len() {
            let rest = &bytes[at..];
            let length = match &self.codes {
                Codes::Single => 1,
                Codes::Identity => 2,
                Codes::Wide => {
                    if rest.len() >= 4 && (0xd8..0xdc).contains(&rest[0]) {
                        4
                    } else {
                        2
                    }
                }
                Codes::Page(_) => {
                    if rest[0] >= 0x81 && rest[0] != 0xff {
                        2
                    } else {
                        1
                    }
                }
                Codes::Embedded(map) => map.length(rest).unwrap_or(2),
            }
            .min(rest.len());
            let code = &rest[..length];
            at += length;
            let n = number(code);
            let width = match self.codes {
                // Widths go by glyph numbers that these codes do not give: half and full width.
                Codes::Wide | Codes::Page(_) => {
                    if n < 0x80 {
                        500.0
                    } else {
                        self.default_width
                    }
                }
                _ => self.widths.get(&n).copied().unwrap_or(self.default_width),
            };
            each(Shown {
                text: self.text(code, n).filter(|t| readable(t)),
                width,
                space: code == b" ",
            });
        }
    }

    fn text(&self, code: &[u8], n: u32) -> Option<String> {
        if let Some(text) = self.unicode.get(n) {
            return Some(text);
        }
        match &self.codes {
            Codes::Wide => {
                let units: Vec<u16> = code
                    .chunks(2)
                    .map(|c| u16::from_be_bytes([c[0], c.get(1).copied().unwrap_or(0)]))
                    .collect();
                String::from_utf16(&units).ok()
            }
            Codes::Page(encoding) => encoding
                .decode_without_bom_handling_and_without_replacement(code)
                .map(|t| t.into_owned()),
            Codes::Single => {
                let b = *code.first()?;
                if let Some(text) = self.names.get(&b) {
                    return Some(text.clone());
                }
                if !self.unicode.is_empty() || !self.western {
                    // A subset with its own numbers: only blanks are sure.
                    return (b == b' ').then(|| " ".to_string());
                }
                let (text, _) = encoding_rs::WINDOWS_1252.decode_without_bom_handling(code);
                Some(text.into_owned())
            }
            Codes::Identity | Codes::Embedded(_) => None,
        }
    }
}

/// Whether a map's answer is text: not private, not a replacement.
fn readable(text: &str) -> bool {
    !text.is_empty()
        && !text
            .chars()
            .any(|c| matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{fffd}' | '\0'))
}

/// The letter of a glyph name of the Adobe list, as far as papers need it.
fn glyph_name(name: &str) -> Option<String> {
    let base = name.split('.').next().unwrap_or(name);
    if let Some(hex) = base.strip_prefix("uni") {
        let n = u32::from_str_radix(hex.get(..4)?, 16).ok()?;
        return char::from_u32(n).map(String::from);
    }
    let mut chars = base.chars();
    if let (Some(c), None) = (chars.next(), chars.next()) {
        return Some(c.to_string());
    }
    const NAMES: [(&str, char); 41] = [
        ("space", ' '),
        ("zero", '0'),
        ("one", '1'),
        ("two", '2'),
        ("three", '3'),
        ("four", '4'),
        ("five", '5'),
        ("six", '6'),
        ("seven", '7'),
        ("eight", '8'),
        ("nine", '9'),
        ("period", '.'),
        ("comma", ','),
        ("colon", ':'),
        ("semicolon", ';'),
        ("hyphen", '-'),
        ("endash", '–'),
        ("emdash", '—'),
        ("parenleft", '('),
        ("parenright", ')'),
        ("bracketleft", '['),
        ("bracketright", ']'),
        ("slash", '/'),
        ("percent", '%'),
        ("plus", '+'),
        ("equal", '='),
        ("less", '<'),
        ("greater", '>'),
        ("quoteleft", '‘'),
        ("quoteright", '’'),
        ("quotedblleft", '“'),
        ("quotedblright", '”'),
        ("asterisk", '*'),
        ("ampersand", '&'),
        ("numbersign", '#'),
        ("at", '@'),
        ("underscore", '_'),
        ("exclam", '!'),
        ("question", '?'),
        ("bullet", '•'),
        ("quotesingle", '\''),
    ];
    if let Some((_, c)) = NAMES.iter().find(|(n, _)| *n == base) {
        return Some(c.to_string());
    }
    let n = u32::from_str_radix(base.strip_prefix('u')?, 16).ok()?;
    char::from_u32(n).map(String::from)
}
