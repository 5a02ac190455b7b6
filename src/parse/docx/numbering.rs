//! numbering.xml: automatic numbers as they are printed.
//!
//! A paragraph names a list (`num`) and a level; the list names an abstract list with up to nine
//! levels, each with a format (一, 1, A …) and a text (第%1条). Counters belong to the abstract list;
//! a `startOverride` makes the first use of a list begin anew, a number of a level makes the deeper
//! levels begin anew.

use super::styles::Styles;
use crate::error::Result;
use crate::parse::xml::{Element, Event, Xml};
use crate::text::numeral;
use std::collections::{BTreeMap, BTreeSet};

const LEVELS: usize = 9;

/// One level of a list.
#[derive(Debug, Clone)]
struct Level {
    start: i64,
    format: String,
    text: String,
    suffix: String,
    style: Option<String>,
    legal: bool,
    restart: Option<usize>,
}

impl Default for Level {
    fn default() -> Self {
        Self {
            start: 1,
            format: "decimal".into(),
            text: String::new(),
            suffix: "tab".into(),
            style: None,
            legal: false,
            restart: None,
        }
    }
}

#[derive(Debug, Clone, Default)]
struct Abstract {
    levels: BTreeMap<usize, Level>,
    style_link: Option<String>,
}

#[derive(Debug, Clone, Default)]
struct Num {
    base: i64,
    starts: BTreeMap<usize, i64>,
    levels: BTreeMap<usize, Level>,
}

/// The lists of a document, and how far they have counted.
#[derive(Debug, Clone, Default)]
pub(super) struct Numbering {
    abstracts: BTreeMap<i64, Abstract>,
    nums: BTreeMap<i64, Num>,
    counters: BTreeMap<i64, [Option<i64>; LEVELS]>,
    used: BTreeSet<i64>,
}

/// A printed number and what stands between it and the words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Printed {
    pub label: String,
    pub suffix: String,
}

fn id(e: &Element, name: &str) -> i64 {
    e.get(name).and_then(|v| v.parse().ok()).unwrap_or(-1)
}

fn level_of(e: &Element) -> usize {
    e.get("ilvl")
        .and_then(|v| v.parse().ok())
        .unwrap_or(0usize)
        .min(LEVELS - 1)
}

impl Numbering {
    /// Reads the part.
    pub(super) fn read(text: &str) -> Result<Self> {
        let mut xml = Xml::new(text);
        let mut out = Self::default();
        loop {
            match xml.event()? {
                Event::Open(e) if e.name == "abstractNum" => {
                    let id = id(&e, "abstractNumId");
                    let mut found = Abstract::default();
                    children(&mut xml, |xml, e| {
                        match e.name.as_str() {
                            "lvl" => {
                                let level = Level::read(xml)?;
                                found.levels.insert(level_of(e), level);
                                return Ok(true);
                            }
                            "numStyleLink" => {
                                found.style_link = e.get("val").map(str::to_string);
                            }
                            _ => {}
                        }
                        Ok(false)
                    })?;
                    out.abstracts.insert(id, found);
                }
                Event::Open(e) if e.name == "num" => {
                    let num_id = id(&e, "numId");
                    let mut found = Num::default();
                    let mut level = 0;
                    children(&mut xml, |xml, e| {
                        match e.name.as_str() {
                            "abstractNumId" => found.base = id(e, "val"),
                            "lvlOverride" => level = level_of(e),
                            "startOverride" => {
                                found.starts.insert(level, id(e, "val").max(0));
                            }
                            "lvl" => {
                                let own = Level::read(xml)?;
                                found.levels.insert(level_of(e), own);
                                return Ok(true);
                            }
                            _ => {}
                        }
                        Ok(false)
                    })?;
                    out.nums.insert(num_id, found);
                }
                Event::End => return Ok(out),
                _ => {}
            }
        }
    }

    /// The list with the levels: a `numStyleLink` leads over a style to another one.
    fn base(&self, num: i64, styles: &Styles) -> Option<i64> {
        let mut base = self.nums.get(&num)?.base;
        for _ in 0..8 {
            let found = self.abstracts.get(&base)?;
            let Some(link) = &found.style_link else {
                return Some(base);
            };
            base = self.nums.get(&styles.list(link)?)?.base;
        }
        None
    }

    /// The level that a style of this list stands for.
    pub(super) fn level_of_style(&self, num: i64, style: &str, styles: &Styles) -> Option<usize> {
        let own = self.nums.get(&num)?.levels.iter();
        let base = self.abstracts.get(&self.base(num, styles)?)?.levels.iter();
        own.chain(base)
            .find(|(_, l)| l.style.as_deref() == Some(style))
            .map(|(i, _)| *i)
    }

    fn level(&self, num: i64, base: i64, level: usize) -> Option<&Level> {
        self.nums
            .get(&num)
            .and_then(|n| n.levels.get(&level))
            .or_else(|| self.abstracts.get(&base)?.levels.get(&level))
    }

    fn start(&self, num: i64, base: i64, level: usize) -> i64 {
        self.nums
            .get(&num)
            .and_then(|n| n.starts.get(&level).copied())
            .or_else(|| self.level(num, base, level).map(|l| l.start))
            .unwrap_or(1)
    }

    /// Counts a paragraph of a list and gives its number as printed; nothing for list 0 (none),
    /// for a list that is not there, and for a level without a text.
    pub(super) fn count(&mut self, num: i64, level: usize, styles: &Styles) -> Option<Printed> {
        let level = level.min(LEVELS - 1);
        let base = self.base(num, styles)?;
        let own = self.level(num, base, level)?.clone();
        let mut counters = self.counters.get(&base).copied().unwrap_or_default();
        if self.used.insert(num) {
            for at in self.nums.get(&num)?.starts.keys() {
                counters[(*at).min(LEVELS - 1)] = None;
            }
        }
        counters[level] = Some(match counters[level] {
            Some(n) => n.saturating_add(1),
            None => self.start(num, base, level),
        });
        for (deep, counter) in counters.iter_mut().enumerate().skip(level + 1) {
            // `lvlRestart` names the level (from 1) after which this one begins anew; 0: never.
            let after = self
                .level(num, base, deep)
                .and_then(|l| l.restart)
                .unwrap_or(deep);
            if level < after {
                *counter = None;
            }
        }
        self.counters.insert(base, counters);
        let label = self.spell(num, base, &own, &counters);
        (!label.is_empty()).then_some(Printed {
            label,
            suffix: own.suffix,
        })
    }

    fn spell(&self, num: i64, base: i64, own: &Level, counters: &[Option<i64>; LEVELS]) -> String {
        if own.format == "bullet" {
            // Symbol fonts keep their bullets in the private area.
            return own
                .text
                .chars()
                .map(|c| {
                    if matches!(c, '\u{e000}'..='\u{f8ff}') {
                        '●'
                    } else {
                        c
                    }
                })
                .collect();
        }
        let mut out = String::new();
        let mut chars = own.text.chars().peekable();
        while let Some(c) = chars.next() {
            let digit = chars
                .peek()
                .and_then(|d| d.to_digit(10))
                .filter(|d| (1..=9).contains(d));
            match (c, digit) {
                ('%', Some(d)) => {
                    chars.next();
                    let at = d as usize - 1;
                    let n = counters[at].unwrap_or_else(|| self.start(num, base, at));
                    let format = self
                        .level(num, base, at)
                        .map_or("decimal", |l| l.format.as_str());
                    out.push_str(&format_number(
                        n,
                        if own.legal { "decimal" } else { format },
                    ));
                }
                (c, _) => out.push(c),
            }
        }
        out
    }
}

/// Runs over the children of the element that was opened last, at any depth; the callback gives
/// whether it has read the child to its end.
fn children(
    xml: &mut Xml<'_>,
    mut child: impl FnMut(&mut Xml<'_>, &Element) -> Result<bool>,
) -> Result<()> {
    let mut open = 1usize;
    while open > 0 {
        match xml.event()? {
            Event::Open(e) => {
                if !child(xml, &e)? {
                    open += 1;
                }
            }
            Event::Close => open -= 1,
            Event::End => break,
            Event::Text(_) => {}
        }
    }
    Ok(())
}

impl Level {
    fn read(xml: &mut Xml<'_>) -> Result<Self> {
        let mut out = Self::default();
        children(xml, |xml, e| {
            let val = e.get("val").unwrap_or("");
            match e.name.as_str() {
                "start" => out.start = val.parse().unwrap_or(1),
                // Of a choice (custom formats) the fallback comes last and stays.
                "numFmt" => out.format = val.to_string(),
                "lvlText" => out.text = val.to_string(),
                "suff" => out.suffix = val.to_string(),
                "pStyle" => out.style = Some(val.to_string()),
                "isLgl" => out.legal = super::styles::on(e),
                "lvlRestart" => out.restart = val.parse().ok(),
                "rPr" | "pPr" => {
                    xml.skip()?;
                    return Ok(true);
                }
                _ => {}
            }
            Ok(false)
        })?;
        Ok(out)
    }
}

/// A number in one of the formats of OOXML; unknown formats as decimal.
fn format_number(n: i64, format: &str) -> String {
    let Ok(u) = u64::try_from(n) else {
        return n.to_string();
    };
    let table = |s: &str, every: bool| -> String {
        let chars: Vec<char> = s.chars().collect();
        match usize::try_from(u) {
            Ok(0) | Err(_) => u.to_string(),
            Ok(i) if i <= chars.len() => chars[i - 1].to_string(),
            Ok(i) if every => chars[(i - 1) % chars.len()].to_string(),
            Ok(_) => u.to_string(),
        }
    };
    let digits = |zero: char| -> String {
        u.to_string()
            .chars()
            .map(|c| match c {
                '0' => zero,
                c => "一二三四五六七八九"
                    .chars()
                    .nth(c as usize - '1' as usize)
                    .unwrap_or(c),
            })
            .collect()
    };
    match format {
        "none" => String::new(),
        "decimalZero" => format!("{u:02}"),
        "decimalFullWidth" | "decimalFullWidth2" => u
            .to_string()
            .chars()
            .map(|c| char::from_u32(c as u32 - 0x30 + 0xff10).unwrap_or(c))
            .collect(),
        "chineseCounting"
        | "chineseCountingThousand"
        | "japaneseCounting"
        | "taiwaneseCounting"
        | "taiwaneseCountingThousand"
        | "koreanCounting" => numeral::format(u),
        "chineseLegalSimplified" | "ideographLegalTraditional" | "japaneseLegal" => {
            let plain = numeral::format(u);
            let full = if plain.starts_with('十') {
                format!("一{plain}")
            } else {
                plain
            };
            full.chars()
                .map(|c| match c {
                    '一' => '壹',
                    '二' => '贰',
                    '三' => '叁',
                    '四' => '肆',
                    '五' => '伍',
                    '六' => '陆',
                    '七' => '柒',
                    '八' => '捌',
                    '九' => '玖',
                    '十' => '拾',
                    '百' => '佰',
                    '千' => '仟',
                    c => c,
                })
                .collect()
        }
        "ideographDigital" | "japaneseDigitalTenThousand" | "taiwaneseDigital" => digits('〇'),
        "ideographTraditional" => table("甲乙丙丁戊己庚辛壬癸", true),
        "ideographZodiac" => table("子丑寅卯辰巳午未申酉戌亥", true),
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => table(
            "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㉑㉒㉓㉔㉕㉖㉗㉘㉙㉚㉛㉜㉝㉞㉟㊱㊲㊳㊴㊵㊶㊷㊸㊹㊺㊻㊼㊽㊾㊿",
            false,
        ),
        "decimalEnclosedParen" => table("⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇", false),
        "decimalEnclosedFullstop" => table("⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛", false),
        "ideographEnclosedCircle" => table("㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉", false),
        "upperLetter" => letters(u, b'A'),
        "lowerLetter" => letters(u, b'a'),
        "upperRoman" => roman(u),
        "lowerRoman" => roman(u).to_lowercase(),
        "numberInDash" => format!("- {u} -"),
        _ => u.to_string(),
    }
}

/// A … Z, AA, BB … (Word repeats the letter).
fn letters(n: u64, base: u8) -> String {
    if n == 0 || n > 780 {
        return n.to_string();
    }
    let letter = char::from(base + ((n - 1) % 26) as u8);
    std::iter::repeat_n(letter, ((n - 1) / 26 + 1) as usize).collect()
}

fn roman(mut n: u64) -> String {
    if n == 0 || n > 3999 {
        return n.to_string();
    }
    let mut out = String::new();
    for (value, mark) in [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ] {
        while n >= value {
            out.push_str(mark);
            n -= value;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(xml: &str) -> Numbering {
        Numbering::read(&format!("<w:numbering xmlns:w=\"w\">{xml}</w:numbering>")).unwrap()
    }

    const LAW: &str = r#"<w:abstractNum w:abstractNumId="0">
        <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:lvlText w:val="第%1条"/></w:lvl>
        <w:lvl w:ilvl="1"><w:numFmt w:val="chineseCountingThousand"/><w:suff w:val="nothing"/><w:lvlText w:val="（%2）"/></w:lvl>
        <w:lvl w:ilvl="2"><w:numFmt w:val="decimal"/><w:isLgl/><w:lvlText w:val="%1.%3"/></w:lvl></w:abstractNum>
        <w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
        <w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="1"><w:startOverride w:val="3"/></w:lvlOverride></w:num>
        <w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:lvl w:ilvl="0"><w:start w:val="9"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1)"/></w:lvl></w:lvlOverride></w:num>"#;

    fn labels(n: &mut Numbering, of: &[(i64, usize)]) -> Vec<String> {
        let styles = Styles::default();
        of.iter()
            .map(|(num, level)| {
                n.count(*num, *level, &styles)
                    .map(|p| p.label)
                    .unwrap_or_default()
            })
            .collect()
    }

    #[test]
    fn articles_and_items_count_and_begin_anew() {
        let mut n = list(LAW);
        assert_eq!(
            labels(
                &mut n,
                &[
                    (1, 0),
                    (1, 1),
                    (1, 1),
                    (1, 0),
                    (1, 1),
                    (1, 2),
                    (1, 2),
                    (1, 0)
                ]
            ),
            [
                "第一条",
                "（一）",
                "（二）",
                "第二条",
                "（一）",
                "2.1",
                "2.2",
                "第三条"
            ]
        );
    }

    #[test]
    fn another_list_of_the_same_kind_goes_on_or_starts_where_it_says() {
        let mut n = list(LAW);
        assert_eq!(
            labels(
                &mut n,
                &[
                    (1, 0),
                    (1, 1),
                    (2, 1),
                    (2, 1),
                    (1, 0),
                    (3, 0),
                    (0, 0),
                    (99, 0)
                ]
            ),
            [
                "第一条",
                "（一）",
                "（三）",
                "（四）",
                "第二条",
                "III)",
                "",
                ""
            ]
        );
    }

    #[test]
    fn levels_that_never_restart_go_on() {
        let mut n = list(
            r#"<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="japaneseCounting"/><w:lvlText w:val="第%1章"/></w:lvl>
            <w:lvl w:ilvl="1"><w:lvlRestart w:val="0"/><w:numFmt w:val="japaneseCounting"/><w:lvlText w:val="第%2条"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>"#,
        );
        assert_eq!(
            labels(&mut n, &[(1, 0), (1, 1), (1, 0), (1, 1)]),
            ["第一章", "第一条", "第二章", "第二条"]
        );
    }

    #[test]
    fn formats() {
        for (format, n, want) in [
            ("chineseCountingThousand", 110, "一百一十"),
            ("ideographDigital", 20, "二〇"),
            ("chineseLegalSimplified", 12, "壹拾贰"),
            ("decimalEnclosedCircle", 3, "③"),
            ("ideographTraditional", 2, "乙"),
            ("lowerLetter", 28, "bb"),
            ("upperRoman", 14, "XIV"),
            ("decimalZero", 7, "07"),
            ("decimalFullWidth", 12, "１２"),
            ("none", 1, ""),
        ] {
            assert_eq!(format_number(n, format), want, "{format}");
        }
    }
}
