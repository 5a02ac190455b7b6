//! Seeds: small files of every format, made here or written by other programs from an invented text.

use super::mutate::{Dice, decision, line, mutate};
use super::support;
use std::io::{Cursor, Read, Write};
use std::path::Path;
use zip::write::{SimpleFileOptions, ZipWriter};

/// The text of the seeds.
pub(crate) const LAW: &str = "霁川市渡口管理办法\n（2020年5月1日市政府令第9号公布）\n第一章　总则\n第一条　为了加强渡口管理，制定本办法。\n第二条　渡口分为两类：\n（一）公益渡口；\n（二）经营渡口。\n前款所称渡口，包括附属设施。\n第二章　附则\n第三条　本办法自公布之日起施行。\n附件1\n一、范围\n（一）全市。\n1.各县。\n";

/// What a seed is: plain bytes, or a package that is mutated part by part.
pub(crate) enum Seed {
    Plain(Vec<u8>),
    Package(Vec<(String, Vec<u8>)>),
    /// A compound file (.doc, .xls), mutated stream by stream.
    Compound(Vec<(String, Vec<u8>)>),
    /// Lines as legal papers have them.
    Lines,
    /// Instructions of a decision.
    Decision,
}

impl Seed {
    pub(crate) fn mutant(&self, dice: &mut Dice) -> Vec<u8> {
        match self {
            Self::Plain(b) => {
                let mut b = b.clone();
                mutate(&mut b, dice);
                b
            }
            Self::Lines => {
                let lines: Vec<String> = (0..=dice.below(80)).map(|_| line(dice)).collect();
                lines.join("\n").into_bytes()
            }
            Self::Decision => decision(dice).into_bytes(),
            Self::Compound(parts) => {
                let mut parts = parts.clone();
                let i = dice.below(parts.len());
                mutate(&mut parts[i].1, dice);
                compound(&parts)
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

fn compound(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    for (name, bytes) in parts {
        file.create_stream(name).unwrap().write_all(bytes).unwrap();
    }
    file.into_inner().into_inner()
}

fn of_compound(bytes: &[u8]) -> Option<Seed> {
    let mut file = cfb::CompoundFile::open(Cursor::new(bytes)).ok()?;
    let names: Vec<String> = file
        .walk()
        .filter(|e| e.is_stream() && e.path().components().count() == 2)
        .map(|e| e.path().to_string_lossy().to_string())
        .filter(|n| n.ends_with("Table") || n.ends_with("Document") || n.ends_with("Workbook"))
        .collect();
    let mut parts = Vec::new();
    for name in names {
        let mut b = Vec::new();
        file.open_stream(&name).ok()?.read_to_end(&mut b).ok()?;
        parts.push((name, b));
    }
    Some(Seed::Compound(parts))
}

/// A .pdf without compression, so that what is mutated is what is read.
fn plain_pdf() -> Vec<u8> {
    let mut out = b"%PDF-1.4\n".to_vec();
    let show: String = LAW
        .lines()
        .map(|l| {
            let hex: String = l.encode_utf16().map(|u| format!("{u:04x}")).collect();
            format!("<{hex}> Tj T*\n")
        })
        .collect();
    let page = format!("BT /F1 12 Tf 50 780 Td 20 TL {show} ET");
    let map = "1 begincodespacerange <0000> <ffff> endcodespacerange 1 beginbfrange <0000> <ffff> <0000> endbfrange";
    let stream = |t: &str| format!("<</Length {}>>stream\n{t}\nendstream", t.len());
    let objects = [
        "<</Type/Catalog/Pages 2 0 R>>".to_string(),
        "<</Type/Pages/Count 1/Kids[3 0 R]>>".into(),
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 5 0 R>>>>/Contents 4 0 R>>".into(),
        stream(&page),
        "<</Type/Font/Subtype/Type0/BaseFont/Song/Encoding/Identity-H/DescendantFonts[6 0 R]/ToUnicode 7 0 R>>".into(),
        "<</Type/Font/Subtype/CIDFontType0/BaseFont/Song/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/DW 1000/W[1[500 600]20 30 700]>>".into(),
        stream(map),
    ];
    for (i, o) in objects.iter().enumerate() {
        out.extend(format!("{} 0 obj\n{o}\nendobj\n", i + 1).into_bytes());
    }
    out.extend(b"trailer<</Root 1 0 R/Size 8>>\n%%EOF\n");
    out
}

fn small_database() -> Vec<u8> {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("laws.db");
    let db = rusqlite::Connection::open(&path).unwrap();
    db.execute_batch("CREATE TABLE laws (law_id TEXT, law_name TEXT, status TEXT, effective_date TEXT); CREATE TABLE articles (id INTEGER, law_id TEXT, article_no TEXT, article_text TEXT); INSERT INTO laws VALUES ('a', '渡口管理办法', '现行有效', '2020-05-01');").unwrap();
    for (i, l) in LAW.lines().enumerate() {
        db.execute(
            "INSERT INTO articles VALUES (?, 'a', ?, ?)",
            (i as i64, format!("第{i}条"), l),
        )
        .unwrap();
    }
    drop(db);
    std::fs::read(path).unwrap()
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

pub(crate) fn seeds() -> Vec<(&'static str, Seed)> {
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
    out.extend([
        ("outline", Seed::Lines),
        ("amend", Seed::Decision),
        ("pdf", Seed::Plain(plain_pdf())),
        ("db", Seed::Plain(small_database())),
    ]);
    // Files of other programs: .doc, .xls can't be made by hand.
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    out.extend(written(&root.join("tests/fuzz/seeds")));
    let dir = root.join("../shared/formats/faithful/2-guifan");
    if !dir.exists() {
        support::skip("没有 ../shared/formats，其中文件的变异没有做");
    }
    out.extend(written(&dir));
    out
}

/// Seeds from files that other programs wrote.
fn written(dir: &Path) -> Vec<(&'static str, Seed)> {
    let names = [
        "seed.doc",
        "seed.docx",
        "seed.odt",
        "seed.pdf",
        "seed.rtf",
        "seed.xls",
        "autonumber-libreoffice.doc",
        "libreoffice.pdf",
        "weasyprint.pdf",
        "autonumber-libreoffice.rtf",
        "tracked.docx",
        "tracked-libreoffice.odt",
        "easyofd-ns2016.ofd",
        "gov.html",
    ];
    let mut out = Vec::new();
    for name in names {
        let Ok(bytes) = std::fs::read(dir.join(name)) else {
            continue;
        };
        let ext = ["doc", "pdf", "rtf", "docx", "odt", "ofd", "html", "xls"]
            .into_iter()
            .find(|e| name.ends_with(&format!(".{e}")))
            .unwrap();
        let seed = if bytes.starts_with(b"PK") {
            of_zip(&bytes)
        } else if bytes.starts_with(b"\xd0\xcf\x11\xe0") {
            out.push((ext, Seed::Plain(bytes.clone())));
            of_compound(&bytes)
        } else {
            Some(Seed::Plain(bytes))
        };
        out.extend(seed.map(|s| (ext, s)));
    }
    out
}
