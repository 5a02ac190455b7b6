//! Bytes → text: the encodings Chinese files come in, each decided by what is valid.
//!
//! A byte-order mark decides; then valid UTF-8; then UTF-16 without a mark; then GB18030 (of which
//! GBK and GB2312 are parts) by validity and by how common its characters are; then Big5. A file
//! of two encodings is read line by line. Nothing is replaced in silence.

use crate::error::{Error, Result};
use encoding_rs::{BIG5, Encoding, GB18030, UTF_16BE, UTF_16LE};
use std::collections::BTreeMap;

/// Decoded text.
#[derive(Debug, Clone, Default)]
pub struct Decoded {
    /// The text, not yet normalised.
    pub text: String,
    /// The encoding found, as users call it.
    pub encoding: &'static str,
    /// What was lost or doubtful, in Chinese.
    pub losses: Vec<String>,
}

/// Whether a character is a Chinese ideograph.
pub fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{323af}' | '〇')
}

/// What a character is that no reader sees and that may hide something, if it is one.
pub fn invisible(c: char) -> Option<&'static str> {
    match c {
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
            Some("改变显示顺序的双向控制符（显示的和存储的可能不同）")
        }
        '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' => None,
        c if c.is_control() => Some("控制字符"),
        _ => None,
    }
}

/// What a text holds that no reader sees, in Chinese, with counts; where the order of what is
/// shown may be another than that of what is stored, with the first place.
pub fn hidden(text: &str) -> Vec<String> {
    let mut counts: BTreeMap<&'static str, (usize, usize)> = BTreeMap::new();
    for (at, c) in text.char_indices() {
        if let Some(what) = invisible(c) {
            counts.entry(what).or_insert((0, at)).0 += 1;
        }
    }
    counts
        .into_iter()
        .map(|(what, (n, at))| {
            if what.starts_with("控制") {
                return format!("{what} {n} 处，已去掉");
            }
            let before: Vec<char> = text[..at].chars().rev().take(10).collect();
            let words = before.into_iter().rev().chain(text[at..].chars().take(20));
            let mut shown = String::new();
            for c in words {
                match invisible(c) {
                    Some(_) => shown.push_str(&format!("⟨U+{:04X}⟩", u32::from(c))),
                    None if c.is_whitespace() => shown.push(' '),
                    None => shown.push(c),
                }
            }
            format!("{what} {n} 处，已去掉；第一处存的是“{}”", shown.trim())
        })
        .collect()
}

/// Decodes a text file.
///
/// # Errors
/// Bytes that are no text, and encodings that are not known.
pub fn text(bytes: &[u8]) -> Result<Decoded> {
    decode(bytes, None)
}

/// Decodes a web page or another text that declares an encoding. The declaration is a hint: valid
/// UTF-8 is UTF-8 whatever it says, and gb2312 is read as GB18030.
///
/// # Errors
/// As [`text`].
pub fn declared(bytes: &[u8], label: Option<&str>) -> Result<Decoded> {
    decode(bytes, label.and_then(|l| Encoding::for_label(l.as_bytes())))
}

fn decode(bytes: &[u8], said: Option<&'static Encoding>) -> Result<Decoded> {
    if bytes.starts_with(b"\xff\xfe\0\0") || bytes.starts_with(b"\0\0\xfe\xff") {
        return Err(Error::unreadable(
            "文件是 UTF-32 编码，不能读",
            "另存为 UTF-8 再试",
        ));
    }
    for (mark, encoding, name) in [
        (&b"\xff\xfe"[..], UTF_16LE, "UTF-16LE"),
        (&b"\xfe\xff"[..], UTF_16BE, "UTF-16BE"),
    ] {
        if let Some(rest) = bytes.strip_prefix(mark) {
            return checked(lossy(rest, encoding, name));
        }
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let utf8 = std::str::from_utf8(bytes);
    if let Ok(text) = utf8 {
        let zeros = bytes.iter().filter(|b| **b == 0).count();
        if zeros * 20 > bytes.len()
            && let Some(found) = utf16(bytes)
        {
            return checked(found);
        }
        return checked(Decoded {
            text: text.to_string(),
            encoding: "UTF-8",
            losses: Vec::new(),
        });
    }
    if let Some(found) = utf16(bytes) {
        return checked(found);
    }
    if let Some(found) = mixed(bytes) {
        return checked(found);
    }
    let (gb, gb_bad) = GB18030.decode_without_bom_handling(bytes);
    if !gb_bad && common(bytes) >= 0.6 {
        return checked(Decoded {
            text: gb.into_owned(),
            encoding: "GB18030",
            losses: Vec::new(),
        });
    }
    let usual = traditional(bytes).then_some(BIG5);
    for encoding in [said, usual, Some(guess(bytes))].into_iter().flatten() {
        if encoding == BIG5 {
            let (text, bad) = BIG5.decode_without_bom_handling(bytes);
            if !bad && text.chars().any(is_han) {
                return checked(Decoded {
                    text: text.into_owned(),
                    encoding: "Big5",
                    losses: vec!["文件是繁体 Big5 编码，已按它读取".into()],
                });
            }
        }
    }
    if !gb_bad {
        return checked(Decoded {
            text: gb.into_owned(),
            encoding: "GB18030",
            losses: Vec::new(),
        });
    }
    // Damaged: the one of the two with fewer losses, and every loss told.
    let a = lossy(bytes, encoding_rs::UTF_8, "UTF-8");
    let b = lossy(bytes, GB18030, "GB18030");
    let lost = |d: &Decoded| d.text.chars().filter(|c| *c == '\u{fffd}').count();
    checked(if lost(&a) <= lost(&b) { a } else { b })
}

/// Whether nearly all characters of two bytes are punctuation or of Big5's first, common level.
fn traditional(bytes: &[u8]) -> bool {
    let (mut usual, mut all) = (0usize, 0usize);
    let mut at = 0;
    while let Some(&lead) = bytes.get(at) {
        if lead < 0x80 {
            at += 1;
            continue;
        }
        all += 1;
        usual += usize::from(matches!(lead, 0xa1..=0xc6));
        at += 2;
    }
    all > 0 && usual * 20 >= all * 19
}

/// Decodes with replacement characters, and says how many.
fn lossy(bytes: &[u8], encoding: &'static Encoding, name: &'static str) -> Decoded {
    let (text, bad) = encoding.decode_without_bom_handling(bytes);
    let mut out = Decoded {
        text: text.into_owned(),
        encoding: name,
        losses: Vec::new(),
    };
    if bad {
        let count = out.text.chars().filter(|c| *c == '\u{fffd}').count();
        out.losses.push(format!(
            "按 {name} 读取时有 {count} 处读不出，以“\u{fffd}”代替"
        ));
    }
    out
}

/// Refuses binary garbage.
fn checked(d: Decoded) -> Result<Decoded> {
    let (mut odd, mut all) = (0usize, 0usize);
    for c in d.text.chars() {
        all += 1;
        let private = matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..);
        if c == '\u{fffd}' || private || (c.is_control() && invisible(c).is_some()) {
            odd += 1;
        }
    }
    if odd > 4 && odd * 10 > all {
        return Err(Error::unreadable(
            "文件不是文本，或者编码认不出",
            "确认选对了文件；是文本的，另存为 UTF-8 再试",
        ));
    }
    Ok(d)
}

/// UTF-16 without a mark: nearly everything must be Chinese, ASCII or their punctuation, and there
/// must be a character that text cannot do without (a line end, a full stop, a comma, a space).
fn utf16(bytes: &[u8]) -> Option<Decoded> {
    if bytes.len() < 8 || !bytes.len().is_multiple_of(2) {
        return None;
    }
    let mut best: Option<(f64, Decoded)> = None;
    for (encoding, name) in [(UTF_16LE, "UTF-16LE"), (UTF_16BE, "UTF-16BE")] {
        let (text, bad) = encoding.decode_without_bom_handling(bytes);
        if bad {
            continue;
        }
        let (mut good, mut all, mut glue) = (0usize, 0usize, 0usize);
        for c in text.chars() {
            all += 1;
            let usual = matches!(c, '\u{4e00}'..='\u{9fa5}' | '\u{3000}'..='\u{3029}' | '\u{ff01}'..='\u{ff5e}' | ' '..='~' | '\n' | '\r' | '\t' | '\u{2010}'..='\u{2026}');
            good += usize::from(usual);
            glue += usize::from(matches!(
                c,
                '\n' | '\r' | '。' | '，' | ' ' | '、' | '\u{3000}'
            ));
        }
        let share = good as f64 / all.max(1) as f64;
        if share > 0.95
            && glue > 0
            && text.chars().any(is_han)
            && best.as_ref().is_none_or(|b| b.0 < share)
        {
            best = Some((
                share,
                Decoded {
                    text: text.into_owned(),
                    encoding: name,
                    losses: Vec::new(),
                },
            ));
        }
    }
    best.map(|b| b.1)
}

/// A file of two encodings: some lines with Chinese are valid UTF-8, the others valid GB18030.
fn mixed(bytes: &[u8]) -> Option<Decoded> {
    let mut out = String::new();
    let (mut utf8, mut gb, mut bad) = (0usize, 0usize, 0usize);
    for line in bytes.split_inclusive(|b| *b == b'\n') {
        if line.is_ascii() {
            out.push_str(&String::from_utf8_lossy(line));
            continue;
        }
        if let Ok(s) = std::str::from_utf8(line) {
            utf8 += usize::from(s.chars().filter(|c| is_han(*c)).count() >= 2);
            out.push_str(s);
            continue;
        }
        let (s, broken) = GB18030.decode_without_bom_handling(line);
        if broken || common(line) < 0.5 {
            bad += 1;
            out.push_str(&String::from_utf8_lossy(line));
        } else {
            gb += 1;
            out.push_str(&s);
        }
    }
    if utf8 == 0 || (gb == 0 && bad * 10 > utf8) || bad > utf8 + gb {
        return None;
    }
    let mut losses = Vec::new();
    if gb > 0 {
        losses.push(format!(
            "文件混用两种编码：{utf8} 行是 UTF-8，{gb} 行是 GB18030，已逐行读取，请核对"
        ));
    }
    if bad > 0 {
        losses.push(format!("有 {bad} 行读不全，读不出的以“\u{fffd}”代替"));
    }
    Some(Decoded {
        text: out,
        encoding: "UTF-8",
        losses,
    })
}

/// The share of the double bytes that are everyday characters of GB2312 (its first level and its
/// punctuation). Chinese prose has more than nine in ten.
fn common(bytes: &[u8]) -> f64 {
    let (mut good, mut all, mut i) = (0usize, 0usize, 0usize);
    while i < bytes.len() {
        if bytes[i] < 0x80 {
            i += 1;
            continue;
        }
        all += 1;
        let trail = bytes.get(i + 1).copied().unwrap_or(0);
        if matches!(bytes[i], 0xa1..=0xa3 | 0xb0..=0xd7) && trail >= 0xa1 {
            good += 1;
        }
        i += if (0x30..=0x39).contains(&trail) { 4 } else { 2 };
    }
    if all == 0 {
        return 1.0;
    }
    good as f64 / all as f64
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut d = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    d.feed(bytes, true);
    d.guess(Some(b"cn"), chardetng::Utf8Detection::Deny)
}

#[cfg(test)]
mod tests {
    use super::*;

    const LAW: &str =
        "云溪县道路货物运输管理办法\n　　第一条　为了规范道路货物运输管理，制定本办法。\n";

    fn wide(s: &str, little: bool) -> Vec<u8> {
        s.encode_utf16()
            .flat_map(|u| {
                if little {
                    u.to_le_bytes()
                } else {
                    u.to_be_bytes()
                }
            })
            .collect()
    }

    #[test]
    fn every_encoding_gives_the_same_text() {
        let gb = GB18030.encode(LAW).0.into_owned();
        let mut marked = b"\xef\xbb\xbf".to_vec();
        marked.extend(LAW.bytes());
        let mut le = b"\xff\xfe".to_vec();
        le.extend(wide(LAW, true));
        let cases: [(&str, Vec<u8>, &str); 6] = [
            ("utf8", LAW.as_bytes().to_vec(), "UTF-8"),
            ("utf8 with mark", marked, "UTF-8"),
            ("gb18030", gb, "GB18030"),
            ("utf16le with mark", le, "UTF-16LE"),
            ("utf16le", wide(LAW, true), "UTF-16LE"),
            ("utf16be", wide(LAW, false), "UTF-16BE"),
        ];
        for (what, bytes, encoding) in cases {
            let d = text(&bytes).unwrap();
            assert_eq!(d.text, LAW, "{what}");
            assert_eq!(d.encoding, encoding, "{what}");
            assert!(d.losses.is_empty(), "{what}");
        }
    }

    #[test]
    fn four_byte_characters_of_gb18030_are_kept() {
        let s = "第五条　䶮㙍𠮷三姓，依照本办法的规定办理。";
        assert_eq!(text(&GB18030.encode(s).0).unwrap().text, s);
    }

    #[test]
    fn a_wrong_declaration_does_not_win() {
        let gb = GB18030.encode(LAW).0.into_owned();
        assert_eq!(declared(&gb, Some("utf-8")).unwrap().text, LAW);
        assert_eq!(declared(LAW.as_bytes(), Some("gb2312")).unwrap().text, LAW);
        let big = "第一條　為了規範道路貨物運輸管理，制定本辦法。";
        assert_eq!(
            declared(&BIG5.encode(big).0, Some("big5")).unwrap().text,
            big
        );
    }

    #[test]
    fn big5_is_known_by_its_common_characters() {
        let text = "霽川市渡口管理辦法\r\n第一條　為了加強渡口管理，保障渡運安全，制定本辦法。\r\n第二條　渡口分為下列兩類：\r\n（一）公益渡口；\r\n（二）經營渡口。\r\n";
        let read = super::text(&BIG5.encode(text).0).unwrap();
        assert_eq!((read.text.as_str(), read.encoding), (text, "Big5"));
    }

    #[test]
    fn two_encodings_in_one_file_are_read_and_told() {
        let mut bytes = LAW.as_bytes().to_vec();
        bytes.extend(
            GB18030
                .encode("　　第二条　从事货物运输的，应当取得许可。\n")
                .0
                .iter(),
        );
        let d = text(&bytes).unwrap();
        assert!(d.text.contains("第一条　为了") && d.text.contains("第二条　从事"));
        assert!(d.losses[0].contains("两种编码"));
    }

    #[test]
    fn one_broken_byte_is_told_not_hidden() {
        let mut bytes = LAW.repeat(20).into_bytes();
        bytes.push(0xe4);
        let d = text(&bytes).unwrap();
        assert!(d.losses.iter().any(|l| l.contains('\u{fffd}')));
    }

    #[test]
    fn garbage_is_refused() {
        let noise: Vec<u8> = (0..4000u32)
            .map(|i| (i.wrapping_mul(2_654_435_761) >> 13) as u8)
            .collect();
        assert!(text(&noise).unwrap_err().is_unreadable());
        assert!(text(&[0; 64]).unwrap_err().is_unreadable());
    }
}
