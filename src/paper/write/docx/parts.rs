//! The parts of the file besides its body: styles, fonts, page numbers, the stamp 草稿.

use super::xml::Xml;
use crate::paper::model::Paper;
use crate::text::Date;

/// The namespace of the body.
pub(super) const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
/// The namespace of relations.
pub(super) const R: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const TYPES: &str = "http://schemas.openxmlformats.org/package/2006/content-types";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";

/// 小标宋: titles.
const SONG: &str = "方正小标宋简体";
/// 仿宋: the body.
const BODY: &str = "仿宋_GB2312";
/// 黑体: headings of the first level, heads of tables.
const HEI: &str = "黑体";
/// 楷体: headings of the second level.
const KAI: &str = "楷体_GB2312";
/// 宋体: page numbers.
const PLAIN: &str = "宋体";

/// The line of the body: 28 pt exactly, in twentieths of a point.
pub(super) const LINE: &str = "560";

/// Where the package begins.
pub(super) const RELS: &str = concat!(
    r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#,
    r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">"#,
    r#"<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>"#,
    r#"<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/>"#,
    r#"</Relationships>"#
);

/// Odd and even pages differ; East Asian line breaking as in print.
pub(super) const SETTINGS: &str = concat!(
    r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#,
    r#"<w:settings xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">"#,
    r#"<w:evenAndOddHeaders/><w:characterSpacingControl w:val="compressPunctuation"/>"#,
    r#"<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>"#,
    r#"<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>"#
);

/// What each member is.
pub(super) fn content_types(draft: bool, letter: bool) -> Vec<u8> {
    const MAIN: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.";
    let mut x = Xml::new();
    x.open("Types", &[("xmlns", TYPES)]);
    x.leaf(
        "Default",
        &[
            ("Extension", "rels"),
            (
                "ContentType",
                "application/vnd.openxmlformats-package.relationships+xml",
            ),
        ],
    );
    x.leaf(
        "Default",
        &[("Extension", "xml"), ("ContentType", "application/xml")],
    );
    let mut member = |name: &str, kind: &str| {
        x.leaf("Override", &[("PartName", name), ("ContentType", kind)]);
    };
    member("/word/document.xml", &format!("{MAIN}document.main+xml"));
    member("/word/styles.xml", &format!("{MAIN}styles+xml"));
    member("/word/settings.xml", &format!("{MAIN}settings+xml"));
    member("/word/fontTable.xml", &format!("{MAIN}fontTable+xml"));
    member("/word/footer1.xml", &format!("{MAIN}footer+xml"));
    member("/word/footer2.xml", &format!("{MAIN}footer+xml"));
    if letter {
        member("/word/footer3.xml", &format!("{MAIN}footer+xml"));
    }
    if draft {
        member("/word/header1.xml", &format!("{MAIN}header+xml"));
    }
    member(
        "/docProps/core.xml",
        "application/vnd.openxmlformats-package.core-properties+xml",
    );
    x.close("Types");
    x.done()
}

/// What the body refers to.
pub(super) fn document_rels(draft: bool, letter: bool) -> Vec<u8> {
    let mut x = Xml::new();
    x.open("Relationships", &[("xmlns", PACKAGE)]);
    let mut to = |id: &str, kind: &str, target: &str| {
        x.leaf(
            "Relationship",
            &[
                ("Id", id),
                ("Type", &format!("{R}/{kind}")),
                ("Target", target),
            ],
        );
    };
    to("rId1", "styles", "styles.xml");
    to("rId2", "settings", "settings.xml");
    to("rId3", "fontTable", "fontTable.xml");
    to("rId4", "footer", "footer1.xml");
    to("rId5", "footer", "footer2.xml");
    if letter {
        to("rId7", "footer", "footer3.xml");
    }
    if draft {
        to("rId6", "header", "header1.xml");
    }
    x.close("Relationships");
    x.done()
}

/// Title, maker and day.
pub(super) fn core(paper: &Paper, organ: &str, day: Date) -> Vec<u8> {
    let mut x = Xml::new();
    x.open(
        "cp:coreProperties",
        &[
            (
                "xmlns:cp",
                "http://schemas.openxmlformats.org/package/2006/metadata/core-properties",
            ),
            ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
            ("xmlns:dcterms", "http://purl.org/dc/terms/"),
            ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
        ],
    );
    x.words("dc:title", &[], &paper.shown_title());
    x.words("dc:creator", &[], organ);
    let time = format!("{day}T00:00:00Z");
    let kind = [("xsi:type", "dcterms:W3CDTF")];
    x.words("dcterms:created", &kind, &time);
    x.words("dcterms:modified", &kind, &time);
    x.close("cp:coreProperties");
    x.done()
}

/// The fonts with those that may stand in for them.
pub(super) fn fonts() -> Vec<u8> {
    let mut x = Xml::new();
    x.open("w:fonts", &[("xmlns:w", W)]);
    for (name, others, family) in [
        (
            SONG,
            "方正小标宋_GBK,FZXiaoBiaoSong-B05S,华文中宋,宋体,SimSun,Noto Serif CJK SC",
            "roman",
        ),
        (
            BODY,
            "仿宋,FangSong,华文仿宋,STFangsong,Noto Serif CJK SC",
            "modern",
        ),
        (HEI, "SimHei,华文黑体,STHeiti,Noto Sans CJK SC", "swiss"),
        (
            KAI,
            "楷体,KaiTi,华文楷体,STKaiti,Noto Serif CJK SC",
            "modern",
        ),
        (PLAIN, "SimSun,华文宋体,STSong,Noto Serif CJK SC", "roman"),
    ] {
        x.open("w:font", &[("w:name", name)]);
        x.leaf("w:altName", &[("w:val", others)]);
        x.leaf("w:charset", &[("w:val", "86")]);
        x.leaf("w:family", &[("w:val", family)]);
        x.leaf("w:pitch", &[("w:val", "variable")]);
        x.close("w:font");
    }
    x.close("w:fonts");
    x.done()
}

/// How a paragraph looks.
struct Look {
    id: &'static str,
    name: &'static str,
    font: &'static str,
    /// Half points.
    size: &'static str,
    bold: bool,
    align: &'static str,
    /// Indent of the first line, in hundredths of a character.
    first: &'static str,
    /// Line in twentieths of a point; exact, or at least.
    line: (&'static str, &'static str),
    /// Outline level.
    level: Option<&'static str>,
    /// Space before and after, in twentieths of a point.
    around: (&'static str, &'static str),
}

const BASE: Look = Look {
    id: "Normal",
    name: "Normal",
    font: BODY,
    size: "32",
    bold: false,
    align: "both",
    first: "0",
    line: (LINE, "exact"),
    level: None,
    around: ("0", "0"),
};

const LOOKS: [Look; 15] = [
    Look {
        id: "OrganMark",
        name: "发文机关标志",
        font: SONG,
        size: "72",
        align: "center",
        line: ("960", "atLeast"),
        around: ("0", "560"),
        ..BASE
    },
    Look {
        id: "Imprint",
        name: "版记",
        size: "28",
        align: "left",
        line: ("480", "exact"),
        ..BASE
    },
    Look {
        id: "Annex",
        name: "附件标记",
        font: HEI,
        align: "left",
        ..BASE
    },
    Look {
        id: "Number",
        name: "发文字号",
        align: "center",
        ..BASE
    },
    Look {
        id: "PaperTitle",
        name: "公文标题",
        font: SONG,
        size: "44",
        align: "center",
        line: ("640", "exact"),
        around: ("0", "280"),
        ..BASE
    },
    Look {
        id: "Heading1",
        name: "heading 1",
        font: HEI,
        first: "200",
        align: "left",
        level: Some("0"),
        ..BASE
    },
    Look {
        id: "Heading2",
        name: "heading 2",
        font: KAI,
        first: "200",
        align: "left",
        level: Some("1"),
        ..BASE
    },
    Look {
        id: "Heading3",
        name: "heading 3",
        bold: true,
        first: "200",
        align: "left",
        level: Some("2"),
        ..BASE
    },
    Look {
        id: "Body",
        name: "公文正文",
        first: "200",
        ..BASE
    },
    Look {
        id: "Addressee",
        name: "主送机关",
        align: "left",
        ..BASE
    },
    Look {
        id: "Note",
        name: "表注",
        size: "21",
        align: "left",
        line: ("320", "atLeast"),
        around: ("60", "60"),
        ..BASE
    },
    Look {
        id: "TableHead",
        name: "表头",
        font: HEI,
        size: "21",
        align: "center",
        line: ("300", "atLeast"),
        ..BASE
    },
    Look {
        id: "TableText",
        name: "表文",
        size: "21",
        align: "left",
        line: ("300", "atLeast"),
        ..BASE
    },
    Look {
        id: "TableNumber",
        name: "表数",
        size: "21",
        align: "center",
        line: ("300", "atLeast"),
        ..BASE
    },
    Look {
        id: "PageNumber",
        name: "页码",
        font: PLAIN,
        size: "28",
        align: "right",
        line: ("280", "atLeast"),
        ..BASE
    },
];

/// The styles.
pub(super) fn styles() -> Vec<u8> {
    let mut x = Xml::new();
    x.open("w:styles", &[("xmlns:w", W)]);
    x.open("w:docDefaults", &[]);
    x.open("w:rPrDefault", &[]);
    x.open("w:rPr", &[]);
    font(&mut x, BODY);
    x.leaf("w:kern", &[("w:val", "2")]);
    x.leaf("w:sz", &[("w:val", "32")]);
    x.leaf("w:szCs", &[("w:val", "32")]);
    x.leaf("w:lang", &[("w:val", "en-US"), ("w:eastAsia", "zh-CN")]);
    x.close("w:rPr");
    x.close("w:rPrDefault");
    x.leaf("w:pPrDefault", &[]);
    x.close("w:docDefaults");
    style(&mut x, &BASE, true);
    for look in &LOOKS {
        style(&mut x, look, false);
    }
    x.close("w:styles");
    x.done()
}

fn style(x: &mut Xml, l: &Look, base: bool) {
    let mut attributes = vec![("w:type", "paragraph"), ("w:styleId", l.id)];
    if base {
        attributes.push(("w:default", "1"));
    }
    x.open("w:style", &attributes);
    x.leaf("w:name", &[("w:val", l.name)]);
    if !base {
        x.leaf("w:basedOn", &[("w:val", BASE.id)]);
    }
    x.leaf("w:qFormat", &[]);
    x.open("w:pPr", &[]);
    if l.level.is_some() {
        x.leaf("w:keepNext", &[]);
    }
    x.leaf("w:widowControl", &[("w:val", "0")]);
    x.leaf(
        "w:spacing",
        &[
            ("w:before", l.around.0),
            ("w:after", l.around.1),
            ("w:line", l.line.0),
            ("w:lineRule", l.line.1),
        ],
    );
    if l.first != "0" {
        x.leaf(
            "w:ind",
            &[("w:firstLineChars", l.first), ("w:firstLine", "640")],
        );
    }
    x.leaf("w:jc", &[("w:val", l.align)]);
    if let Some(level) = l.level {
        x.leaf("w:outlineLvl", &[("w:val", level)]);
    }
    x.close("w:pPr");
    x.open("w:rPr", &[]);
    font(x, l.font);
    if l.bold {
        x.leaf("w:b", &[]);
    }
    if l.size == "32" && l.align == "both" {
        // 28 characters fill a line of 156 mm.
        x.leaf("w:spacing", &[("w:val", "-5")]);
    }
    x.leaf("w:sz", &[("w:val", l.size)]);
    x.leaf("w:szCs", &[("w:val", l.size)]);
    x.close("w:rPr");
    x.close("w:style");
}

fn font(x: &mut Xml, name: &str) {
    x.leaf(
        "w:rFonts",
        &[
            ("w:ascii", name),
            ("w:eastAsia", name),
            ("w:hAnsi", name),
            ("w:cs", name),
        ],
    );
}

/// The page number, — n —, one character from the outer edge.
pub(super) fn footer(side: &str) -> Vec<u8> {
    let mut x = Xml::new();
    x.open("w:ftr", &[("xmlns:w", W)]);
    x.open("w:p", &[]);
    x.open("w:pPr", &[]);
    x.leaf("w:pStyle", &[("w:val", "PageNumber")]);
    let indent = if side == "right" {
        [("w:rightChars", "100"), ("w:right", "280")]
    } else {
        [("w:leftChars", "100"), ("w:left", "280")]
    };
    x.leaf("w:ind", &indent);
    x.leaf("w:jc", &[("w:val", side)]);
    x.close("w:pPr");
    let run = |x: &mut Xml, words: &str| {
        x.open("w:r", &[]);
        x.words("w:t", &[("xml:space", "preserve")], words);
        x.close("w:r");
    };
    run(&mut x, "— ");
    x.open("w:fldSimple", &[("w:instr", " PAGE ")]);
    run(&mut x, "1");
    x.close("w:fldSimple");
    run(&mut x, " —");
    x.close("w:p");
    x.close("w:ftr");
    x.done()
}

/// The stamp 草稿 at the head of every page.
pub(super) fn header() -> Vec<u8> {
    let mut x = Xml::new();
    x.open("w:hdr", &[("xmlns:w", W)]);
    x.open("w:p", &[]);
    x.open("w:pPr", &[]);
    x.leaf("w:jc", &[("w:val", "right")]);
    x.close("w:pPr");
    x.open("w:r", &[]);
    x.open("w:rPr", &[]);
    font(&mut x, HEI);
    x.leaf("w:color", &[("w:val", "C00000")]);
    x.leaf("w:sz", &[("w:val", "36")]);
    x.leaf(
        "w:bdr",
        &[
            ("w:val", "single"),
            ("w:sz", "12"),
            ("w:space", "0"),
            ("w:color", "C00000"),
        ],
    );
    x.close("w:rPr");
    x.words("w:t", &[("xml:space", "preserve")], "\u{a0}草　稿\u{a0}");
    x.close("w:r");
    x.close("w:p");
    x.close("w:hdr");
    x.done()
}
