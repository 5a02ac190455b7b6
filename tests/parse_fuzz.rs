//! No bytes make a reader panic, hang or overflow the stack.
//!
//! The readers are called themselves, not through the door, which would catch a panic.

#![allow(clippy::unwrap_used)]

use proptest::prelude::*;
use qingli::parse::{self, View, decode, docx, html, markdown, text};
use std::io::{Cursor, Write};
use zip::write::{SimpleFileOptions, ZipWriter};

const LAW: &str = "云溪县犬只管理办法\n　　第一条　为了规范养犬，制定本办法。\n　　第二条　犬只应当登记：\n　　（一）提交申请；\n项目\t标准\n登记\t免费\n";

/// All readers; what they give must make a document that accounts for its text.
fn all(bytes: &[u8]) {
    let _ = decode::text(bytes);
    let given = [
        text::read(bytes),
        markdown::read(bytes),
        html::read(bytes),
        docx::read(bytes, View::Accepted),
        docx::read(bytes, View::Original),
    ];
    for blocks in given.into_iter().flatten() {
        let document = parse::built(&blocks);
        assert!(document.unaccounted().is_empty());
    }
}

fn docx_of(document: &str) -> Vec<u8> {
    let mut w = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in [("word/document.xml", document), ("_rels/.rels", "<R/>")] {
        w.start_file(name, SimpleFileOptions::default()).unwrap();
        w.write_all(text.as_bytes()).unwrap();
    }
    w.finish().unwrap().into_inner()
}

/// Pieces that the readers treat specially, in any order.
fn soup(pieces: &'static [&'static str]) -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(pieces), 0..60).prop_map(|p| p.concat())
}

const MARKDOWN: &[&str] = &[
    "第一条 ",
    "# ",
    "## ",
    "1. ",
    "- ",
    "> ",
    "| a | b |\n",
    "|---|---|\n",
    "\n",
    "\n\n",
    "  \n",
    "**",
    "*",
    "_",
    "`",
    "```\n",
    "<!-- ",
    " -->",
    "<b>",
    "</b>",
    "<table><tr><td>",
    "[^1]: ",
    "[[",
    "]]",
    "](",
    "---\n",
    "===\n",
    "    ",
    "　　",
    "养犬",
    "\\",
    "&amp;",
    "\t",
    "\u{200b}",
    "\u{202e}",
];
const HTML: &[&str] = &[
    "<div>",
    "</div>",
    "<p>",
    "</p>",
    "<table>",
    "<tr>",
    "<td rowspan=9>",
    "</table>",
    "<br>",
    "<ol>",
    "<li>",
    "</ol>",
    "<h1>",
    "</h1>",
    "<center>",
    "<a href=x>",
    "</a>",
    "<script>",
    "</script>",
    "<style>",
    "</style>",
    "<!--",
    "-->",
    "第一条 养犬，登记。",
    "（一）",
    "&nbsp;",
    "&#0;",
    "&#xFFFFFFF;",
    "<div style='display:none'>",
    "<template>",
    "<svg>",
    "<pre>",
    "\n",
    "<",
    ">",
    "</",
    "<form>",
    "<select>",
    "<body>",
    "<frameset>",
    "<td>",
    "来源：",
];
const XML: &[&str] = &[
    "<w:p>",
    "</w:p>",
    "<w:r>",
    "</w:r>",
    "<w:t>",
    "</w:t>",
    "养犬",
    "<w:tbl>",
    "</w:tbl>",
    "<w:tr>",
    "</w:tr>",
    "<w:tc>",
    "</w:tc>",
    "<w:pPr>",
    "</w:pPr>",
    "<w:rPr><w:del/></w:rPr>",
    "<w:numPr><w:numId w:val='1'/></w:numPr>",
    "<w:ins>",
    "</w:ins>",
    "<w:del>",
    "</w:del>",
    "<w:fldChar w:fldCharType='begin'/>",
    "<w:fldChar w:fldCharType='separate'/>",
    "<w:fldChar w:fldCharType='end'/>",
    "<w:txbxContent>",
    "</w:txbxContent>",
    "<w:drawing>",
    "</w:drawing>",
    "&amp;",
    "&x;",
    "&#0;",
    "<w:sdt><w:sdtContent>",
    "</w:sdtContent></w:sdt>",
    "<w:br/>",
    "<w:sym w:char='zz'/>",
    "<mc:AlternateContent><mc:Choice>",
    "</mc:Choice></mc:AlternateContent>",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        all(&bytes);
    }

    #[test]
    fn a_law_with_bytes_changed(at in prop::collection::vec((0usize..400, any::<u8>()), 1..8), cut in 0usize..400) {
        for mut bytes in [LAW.as_bytes().to_vec(), encoding_rs::GB18030.encode(LAW).0.into_owned()] {
            for (i, b) in &at {
                if let Some(slot) = bytes.get_mut(*i) { *slot = *b; }
            }
            bytes.truncate(bytes.len().saturating_sub(cut % bytes.len()));
            all(&bytes);
        }
    }

    #[test]
    fn markdown_soup(s in soup(MARKDOWN)) {
        all(s.as_bytes());
    }

    #[test]
    fn html_soup(s in soup(HTML)) {
        all(s.as_bytes());
    }

    #[test]
    fn word_soup(s in soup(XML), well_formed in any::<bool>()) {
        let body = if well_formed { format!("<w:p><w:r><w:t>第一条</w:t></w:r></w:p>{s}") } else { s };
        all(&docx_of(&format!("<w:document xmlns:w='w' xmlns:mc='mc'><w:body>{body}</w:body></w:document>")));
    }

    #[test]
    fn a_package_with_bytes_changed(at in prop::collection::vec((0usize..600, any::<u8>()), 1..6), cut in 0usize..200) {
        let mut bytes = docx_of("<w:document xmlns:w='w'><w:body><w:p><w:r><w:t>第一条</w:t></w:r></w:p></w:body></w:document>");
        for (i, b) in &at {
            let len = bytes.len();
            bytes[i % len] = *b;
        }
        bytes.truncate(bytes.len() - cut % bytes.len());
        all(&bytes);
        let _ = parse::blocks("a.docx", &bytes, View::Accepted);
    }
}
