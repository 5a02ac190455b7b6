//! Fuzzing of every reader and of the outline: mutated files in, no panic, no lost text out.
//!
//! cargo-fuzz needs a nightly compiler, so this is a mutational fuzzer of our own on stable, in
//! the process: seeds are small files of every format made here (and, where `../shared` is there,
//! files that other programs wrote); packages are mutated inside, part by part, so that mutants
//! get past the zip's checksums. Runs are reproducible: a number is the whole state.
//!
//! A plain test run makes few mutants; `FUZZ_SECONDS=600 cargo test --release --test fuzz --
//! --nocapture` goes on, and writes what failed to `target/tmp/fuzz-*`. Inputs that once failed
//! lie in `tests/fuzz/regressions` and are tried first.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    clippy::print_stderr
)]

use qingli::parse::sniff::{self, Format};
use qingli::parse::{self, Blocks, View, doc, docx, html, markdown, odt, ofd, pdf, rtf, text};
use qingli::register;
use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::time::{Duration, Instant};
use zip::write::{SimpleFileOptions, ZipWriter};

mod support;

const LAW: &str = "霁川市渡口管理办法\n（2020年5月1日市政府令第9号公布）\n第一章　总则\n第一条　为了加强渡口管理，制定本办法。\n第二条　渡口分为两类：\n（一）公益渡口；\n（二）经营渡口。\n前款所称渡口，包括附属设施。\n第二章　附则\n第三条　本办法自公布之日起施行。\n附件1\n一、范围\n（一）全市。\n1.各县。\n";

/// A reproducible stream of numbers (splitmix64).
struct Dice(u64);

impl Dice {
    fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }
    fn below(&mut self, n: usize) -> usize {
        usize::try_from(self.roll() % (n.max(1) as u64)).unwrap()
    }
}

const TOKENS: &[&str] = &[
    "第一条　",
    "第九千九百九十九条",
    "（一）",
    "一、",
    "1.",
    "附件1",
    "\n",
    "　",
    "\u{0}",
    "\u{202e}",
    "《",
    "》",
    "〔2020〕",
    "<w:p>",
    "</w:p>",
    "<w:t>",
    "<w:tbl><w:tr><w:tc>",
    "</w:tc></w:tr></w:tbl>",
    "<w:del>",
    "<w:ins>",
    "<w:numPr/>",
    "w:val=\"-1\"",
    "w:val=\"99999999999\"",
    "<w:sdt>",
    "&#0;",
    "&x;",
    "<table:table-cell table:number-columns-repeated=\"99999999\"/>",
    "<ofd:TextCode X=\"1e308\" Y=\"-1\">",
    "DeltaX=\"g 999999 1\"",
    "<td rowspan=\"99999999\" colspan=\"99999999\">",
    "<div>",
    "</div>",
    "<!--",
    "|---|",
    "{\\rtf1",
    "\\u-30000 ",
    "\\bin999999999 ",
    "\\'b5",
    "}",
    "{",
    "BT",
    "ET",
    "Tj",
    "<FEFF>",
    "1 0 obj",
    "endobj",
    "/Kids [2 0 R]",
    "/Length 99999999",
    "stream",
    "r=\"XFD1048576\"",
    "t=\"s\"",
    "<v>1e308</v>",
    "ref=\"A1:XFD1048576\"",
];

fn mutate(bytes: &mut Vec<u8>, dice: &mut Dice) {
    for _ in 0..=dice.below(6) {
        let n = bytes.len();
        let at = dice.below(n + 1);
        match dice.below(9) {
            0 if n > 0 => bytes[at.min(n - 1)] ^= 1 << dice.below(8),
            1 if n > 0 => {
                bytes[at.min(n - 1)] = [0, 1, 0x7f, 0x80, 0xff, b'<', b'>'][dice.below(7)]
            }
            2 => bytes.truncate(at),
            3 if n > 0 => {
                let end = (at + 1 + dice.below(64)).min(n);
                bytes.drain(at.min(end)..end);
            }
            4 if n > 0 => {
                let end = (at + 1 + dice.below(256)).min(n);
                let piece = bytes[at.min(end)..end].to_vec();
                let to = dice.below(n + 1);
                for _ in 0..=dice.below(20) {
                    bytes.splice(to..to, piece.iter().copied());
                }
            }
            5 if n >= 4 => {
                let at = at.min(n - 4);
                let v = [0u32, 1, 0xffff, 0x7fff_ffff, 0xffff_ffff][dice.below(5)];
                bytes[at..at + 4].copy_from_slice(&v.to_le_bytes());
            }
            _ => {
                let token = TOKENS[dice.below(TOKENS.len())].as_bytes();
                bytes.splice(at..at, token.iter().copied());
            }
        }
        if bytes.len() > 400_000 {
            bytes.truncate(400_000);
        }
    }
}

/// What a seed is: plain bytes, or a package that is mutated part by part.
enum Seed {
    Plain(Vec<u8>),
    Package(Vec<(String, Vec<u8>)>),
}

impl Seed {
    fn mutant(&self, dice: &mut Dice) -> Vec<u8> {
        match self {
            Self::Plain(b) => {
                let mut b = b.clone();
                mutate(&mut b, dice);
                b
            }
            Self::Package(parts) => {
                let mut parts = parts.clone();
                let i = dice.below(parts.len());
                mutate(&mut parts[i].1, dice);
                let mut b = zipped(&parts);
                if dice.below(10) == 0 {
                    mutate(&mut b, dice);
                }
                b
            }
        }
    }
}

fn zipped(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut w = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, bytes) in parts {
        w.start_file(name.as_str(), stored).unwrap();
        w.write_all(bytes).unwrap();
    }
    w.finish().unwrap().into_inner()
}

fn package(parts: &[(&str, String)]) -> Seed {
    Seed::Package(
        parts
            .iter()
            .map(|(n, t)| ((*n).to_string(), t.clone().into_bytes()))
            .collect(),
    )
}

fn of_zip(bytes: &[u8]) -> Option<Seed> {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).ok()?;
    let mut parts = Vec::new();
    for i in 0..zip.len() {
        let mut f = zip.by_index(i).ok()?;
        let name = f.name().ok()?.to_string();
        let mut b = Vec::new();
        f.read_to_end(&mut b).ok()?;
        if b.len() < 300_000 {
            parts.push((name, b));
        }
    }
    Some(Seed::Package(parts))
}

fn seeds() -> Vec<(&'static str, Seed)> {
    let lines = || LAW.lines().map(str::to_string);
    let word: String = lines()
        .map(|l| format!("<w:p><w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr><w:r><w:t>{l}</w:t></w:r></w:p>"))
        .collect();
    let odf: String = lines().map(|l| format!("<text:p>{l}</text:p>")).collect();
    let page: String = lines()
        .enumerate()
        .map(|(i, l)| format!("<ofd:TextObject ID=\"{i}\" Font=\"1\" Size=\"4\" Boundary=\"10 {} 150 6\"><ofd:TextCode X=\"0\" Y=\"4\" DeltaX=\"g 20 4\">{l}</ofd:TextCode></ofd:TextObject>", 10 + 8 * i))
        .collect();
    let w = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";
    let o = "xmlns:office=\"o\" xmlns:text=\"t\" xmlns:table=\"b\"";
    let d = "xmlns:ofd=\"http://www.ofdspec.org/2016\"";
    let sheet = "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>文件名称</t></is></c><c r=\"B1\" t=\"inlineStr\"><is><t>文号</t></is></c></row><row r=\"2\" hidden=\"1\"><c r=\"A2\" t=\"str\"><f>A1</f><v>渡口办法</v></c><c r=\"B2\"><v>41703</v></c></row></sheetData><mergeCells><mergeCell ref=\"A2:A3\"/></mergeCells></worksheet>";
    let rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let mut rich = String::from("{\\rtf1\\ansi\\ansicpg936\\uc1 ");
    for l in lines() {
        for c in l.encode_utf16() {
            rich.push_str(&format!("\\u{}?", c.cast_signed()));
        }
        rich.push_str("\\par ");
    }
    rich.push('}');
    let gb = encoding_rs::GB18030.encode(LAW).0.into_owned();
    let mut out = vec![
        ("txt", Seed::Plain(LAW.as_bytes().to_vec())),
        ("txt", Seed::Plain(gb)),
        ("md", Seed::Plain(format!("# 办法\n\n{}\n\n| 甲 | 乙 |\n|---|---|\n| 一 | 二 |\n", LAW.replace('\n', "\n\n")).into_bytes())),
        ("html", Seed::Plain(format!("<html><meta charset=utf-8><body><div>{}</div><table><tr><td>甲<td>乙</table></body></html>", LAW.replace('\n', "<p>")).into_bytes())),
        ("rtf", Seed::Plain(rich.into_bytes())),
        ("docx", package(&[
            ("_rels/.rels", format!("<Relationships><Relationship Id=\"r\" Type=\"{rel}/officeDocument\" Target=\"word/document.xml\"/></Relationships>")),
            ("[Content_Types].xml", "<Types/>".into()),
            ("word/document.xml", format!("<w:document {w}><w:body>{word}<w:tbl><w:tr><w:tc><w:p><w:r><w:t>表</w:t></w:r></w:p></w:tc></w:tr></w:tbl></w:body></w:document>")),
            ("word/numbering.xml", format!("<w:numbering {w}><w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"chineseCounting\"/><w:lvlText w:val=\"第%1条\"/></w:lvl></w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num></w:numbering>")),
            ("word/styles.xml", format!("<w:styles {w}/>")),
        ])),
        ("odt", package(&[
            ("mimetype", "application/vnd.oasis.opendocument.text".into()),
            ("content.xml", format!("<office:document-content {o}><office:body><office:text>{odf}<text:list><text:list-item><text:p>目</text:p></text:list-item></text:list></office:text></office:body></office:document-content>")),
            ("styles.xml", format!("<office:document-styles {o}/>")),
        ])),
        ("ofd", package(&[
            ("OFD.xml", format!("<ofd:OFD {d}><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>")),
            ("Doc_0/Document.xml", format!("<ofd:Document {d}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea></ofd:CommonData><ofd:Pages><ofd:Page ID=\"1\" BaseLoc=\"Pages/Page_0/Content.xml\"/></ofd:Pages></ofd:Document>")),
            ("Doc_0/Pages/Page_0/Content.xml", format!("<ofd:Page {d}><ofd:Content><ofd:Layer ID=\"2\">{page}</ofd:Layer></ofd:Content></ofd:Page>")),
        ])),
        ("xlsx", package(&[
            ("_rels/.rels", format!("<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r\" Type=\"{rel}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>")),
            ("xl/workbook.xml", format!("<workbook xmlns:r=\"{rel}\"><sheets><sheet name=\"目录\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>")),
            ("xl/_rels/workbook.xml.rels", format!("<Relationships><Relationship Id=\"rId1\" Type=\"{rel}/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>")),
            ("xl/worksheets/sheet1.xml", sheet.into()),
        ])),
        ("ods", package(&[
            ("mimetype", "application/vnd.oasis.opendocument.spreadsheet".into()),
            ("content.xml", format!("<office:document-content {o}><office:body><office:spreadsheet><table:table table:name=\"目录\"><table:table-row table:number-rows-repeated=\"3\"><table:table-cell><text:p>名称</text:p></table:table-cell><table:table-cell><text:p>文号</text:p></table:table-cell></table:table-row></table:table></office:spreadsheet></office:body></office:document-content>")),
        ])),
        ("csv", Seed::Plain("名称,文号,印发日期\n\"渡口,办法\",霁政发〔2014〕3号,2014/3/5\n".as_bytes().to_vec())),
    ];
    // Files of other programs: .doc, .pdf, .xls can't be made by hand.
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/formats/faithful/2-guifan");
    if !dir.exists() {
        support::skip("没有 ../shared/formats，.doc、.pdf 的变异没有做");
    }
    for name in [
        "libreoffice.doc",
        "autonumber-libreoffice.doc",
        "libreoffice.pdf",
        "weasyprint.pdf",
        "libreoffice.rtf",
        "autonumber.docx",
        "tracked.docx",
        "autonumber-libreoffice.odt",
        "easyofd-ns2016.ofd",
        "gov.html",
    ] {
        let Ok(bytes) = std::fs::read(dir.join(name)) else {
            continue;
        };
        let ext = ["doc", "pdf", "rtf", "docx", "odt", "ofd", "html"]
            .into_iter()
            .find(|e| name.ends_with(&format!(".{e}")))
            .unwrap();
        let seed = if bytes.starts_with(b"PK") {
            of_zip(&bytes)
        } else {
            Some(Seed::Plain(bytes))
        };
        out.extend(seed.map(|s| (ext, s)));
    }
    out
}

/// Reads bytes with the reader of a format itself (the door would catch its panics), and through
/// the door; whatever tree comes out accounts for its text.
fn try_one(ext: &str, bytes: &[u8]) {
    let check = |read: qingli::error::Result<Blocks>| {
        if let Ok(blocks) = read {
            assert!(parse::built(&blocks).unaccounted().is_empty(), "text lost");
        }
    };
    match ext {
        "md" => check(markdown::read(bytes)),
        "html" => check(html::read(bytes)),
        "rtf" => check(rtf::read(bytes, View::Accepted)),
        "docx" => {
            check(docx::read(bytes, View::Accepted));
            check(docx::read(bytes, View::Original));
        }
        "doc" => check(doc::read(bytes, View::Accepted)),
        "odt" => check(odt::read(bytes, View::Original)),
        "ofd" => check(ofd::read(bytes)),
        "pdf" => check(pdf::read(bytes)),
        "xlsx" => drop(register::read("a", Format::Xlsx, bytes)),
        "ods" => drop(register::read("a", Format::Ods, bytes)),
        "csv" => drop(register::read("a", Format::Csv, bytes)),
        _ => check(text::read(bytes)),
    }
    let name = format!("a.{ext}");
    let _ = sniff::sniff(&name, bytes);
    check(parse::blocks(&name, bytes, View::Accepted));
}

#[test]
fn inputs_that_once_failed() {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz/regressions");
    let mut files: Vec<_> = std::fs::read_dir(&dir)
        .unwrap()
        .map(|e| e.unwrap().path())
        .collect();
    files.sort();
    for f in files {
        let ext = f
            .extension()
            .unwrap_or_default()
            .to_string_lossy()
            .to_string();
        if ext != "gitkeep" {
            try_one(&ext, &std::fs::read(&f).unwrap());
        }
    }
}

#[test]
fn mutants() {
    let seconds: u64 = std::env::var("FUZZ_SECONDS")
        .ok()
        .and_then(|s| s.parse().ok())
        .unwrap_or(0);
    let first: u64 = std::env::var("FUZZ_SEED")
        .ok()
        .and_then(|s| s.parse().ok())
        .unwrap_or(1);
    let out = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let (start, seeds) = (Instant::now(), seeds());
    let mut runs: BTreeMap<&str, (u64, Duration, u64)> = BTreeMap::new();
    let mut n = first;
    if seconds > 0 {
        std::panic::set_hook(Box::new(|_| {}));
    }
    loop {
        for (i, (ext, seed)) in seeds.iter().enumerate() {
            let mut dice = Dice(n.wrapping_mul(1_000_003).wrapping_add(i as u64));
            let bytes = seed.mutant(&mut dice);
            let begun = Instant::now();
            let failed = catch_unwind(AssertUnwindSafe(|| try_one(ext, &bytes))).is_err();
            let took = begun.elapsed();
            let slow = took > Duration::from_secs(5);
            let r = runs.entry(ext).or_default();
            *r = (r.0 + 1, r.1.max(took), r.2 + u64::from(failed || slow));
            if failed || slow {
                let kind = if failed { "panic" } else { "slow" };
                std::fs::write(out.join(format!("fuzz-{kind}-{n}-{i}.{ext}")), &bytes).unwrap();
                assert!(seconds > 0, "mutant {n} of seed {i} ({ext}): {kind}");
            }
        }
        n += 1;
        let enough = if seconds > 0 {
            start.elapsed().as_secs() >= seconds
        } else {
            n >= first + 40
        };
        if enough {
            break;
        }
    }
    let failures: u64 = runs.values().map(|r| r.2).sum();
    for (ext, (count, most, bad)) in &runs {
        println!("{ext:>5}: {count} mutants, slowest {most:?}, failures {bad}");
    }
    assert_eq!(failures, 0, "see target/tmp/fuzz-*");
}
