//! 版头 and 版记: the organ's name in red, the number and the red line; the lines at the foot of
//! the last page.

use super::body::{paragraph, run, twips};
use super::parts::W;
use super::xml::Xml;
use crate::paper::model::{Head, Imprint, Mark};

/// The red of the organ's name and of its lines.
const RED: &str = "FF0000";
/// The width of the text, in millimetres.
const ROOM: u32 = 156;

/// The head of the first page.
pub(super) fn head(x: &mut Xml, head: &Head, number: &str) {
    match head {
        Head::File(name) => {
            mark(x, name, None);
            line(x, "center", None, number, LineAt::Below);
            paragraph(x, "Number", "");
            paragraph(x, "Number", "");
        }
        Head::Upward(name) => {
            mark(x, name, None);
            // One character from both edges.
            let right = format!("{}", twips(ROOM) - 320);
            let words = format!("{}\t签发人：　　　", number.trim_start());
            line(x, "left", Some(&right), &words, LineAt::Below);
            paragraph(x, "Number", "");
            paragraph(x, "Number", "");
        }
        Head::Letter(name) => {
            mark(x, name, Some("thickThinSmallGap"));
            line(x, "right", None, number.trim_start(), LineAt::None);
            paragraph(x, "Number", "");
        }
        Head::Order(name) => {
            mark(x, name, None);
            line(x, "center", None, number, LineAt::None);
            paragraph(x, "Number", "");
        }
    }
}

/// The organ's name; a long one in smaller type, so that it keeps to one line.
fn mark(x: &mut Xml, name: &str, double: Option<&str>) {
    let count = u32::try_from(name.chars().count())
        .unwrap_or(u32::MAX)
        .max(1);
    // Half points that let the name fill the line at most: 1 mm = 5.67 half points.
    let fits = (twips(ROOM) / 10 / count).clamp(44, 72);
    x.open("w:p", &[]);
    x.open("w:pPr", &[]);
    x.leaf("w:pStyle", &[("w:val", "OrganMark")]);
    if let Some(kind) = double {
        x.open("w:pBdr", &[]);
        x.leaf(
            "w:bottom",
            &[
                ("w:val", kind),
                ("w:sz", "24"),
                ("w:space", "4"),
                ("w:color", RED),
            ],
        );
        x.close("w:pBdr");
    }
    x.close("w:pPr");
    x.open("w:r", &[]);
    x.open("w:rPr", &[]);
    x.leaf("w:color", &[("w:val", RED)]);
    x.leaf("w:sz", &[("w:val", &fits.to_string())]);
    x.leaf("w:szCs", &[("w:val", &fits.to_string())]);
    x.close("w:rPr");
    x.words("w:t", &[("xml:space", "preserve")], name);
    x.close("w:r");
    x.close("w:p");
}

enum LineAt {
    Below,
    None,
}

/// The line of the number, with the red line under it.
fn line(x: &mut Xml, align: &str, tab: Option<&str>, words: &str, at: LineAt) {
    x.open("w:p", &[]);
    x.open("w:pPr", &[]);
    x.leaf("w:pStyle", &[("w:val", "Number")]);
    if let LineAt::Below = at {
        x.open("w:pBdr", &[]);
        x.leaf(
            "w:bottom",
            &[
                ("w:val", "single"),
                ("w:sz", "12"),
                ("w:space", "11"),
                ("w:color", RED),
            ],
        );
        x.close("w:pBdr");
    }
    if let Some(tab) = tab {
        x.open("w:tabs", &[]);
        x.leaf("w:tab", &[("w:val", "right"), ("w:pos", tab)]);
        x.close("w:tabs");
        // The red line keeps the width of the text: the one character is in the words.
    }
    x.leaf("w:jc", &[("w:val", align)]);
    x.close("w:pPr");
    if tab.is_some() {
        let (left, right) = words.split_once('\t').unwrap_or((words, ""));
        run(x, &format!("　{left}"), Mark::Plain);
        x.open("w:r", &[]);
        x.leaf("w:tab", &[]);
        x.close("w:r");
        run(x, right, Mark::Plain);
    } else {
        run(x, words, Mark::Plain);
    }
    x.close("w:p");
}

/// What the paper issues: on a new page, its title first.
pub(super) fn behind(x: &mut Xml, lines: &[String]) {
    for (k, l) in lines.iter().enumerate() {
        if k > 0 {
            paragraph(x, "Body", l.trim_start());
            continue;
        }
        x.open("w:p", &[]);
        x.open("w:pPr", &[]);
        x.leaf("w:pStyle", &[("w:val", "PaperTitle")]);
        x.leaf("w:pageBreakBefore", &[]);
        x.close("w:pPr");
        run(x, l, Mark::Plain);
        x.close("w:p");
    }
}

/// The foot of the last page: a frame that keeps to the lower edge of the text, its first and last
/// lines thick, those between thin.
pub(super) fn imprint(x: &mut Xml, i: &Imprint) {
    let mut rows: Vec<(String, String)> = Vec::new();
    if i.copies {
        rows.push(("抄送：　　　　。".into(), String::new()));
    }
    rows.push((i.organ.clone(), "　　年　月　日印发".into()));
    let last = rows.len() - 1;
    let width = twips(ROOM).to_string();
    let right = (twips(ROOM) - 280).to_string();
    for (k, (left, day)) in rows.iter().enumerate() {
        x.open("w:p", &[]);
        x.open("w:pPr", &[]);
        x.leaf("w:pStyle", &[("w:val", "Imprint")]);
        x.leaf(
            "w:framePr",
            &[
                ("w:w", &width),
                ("w:hSpace", "0"),
                ("w:wrap", "around"),
                ("w:vAnchor", "margin"),
                ("w:hAnchor", "margin"),
                ("w:xAlign", "left"),
                ("w:yAlign", "bottom"),
            ],
        );
        x.open("w:pBdr", &[]);
        border(x, "top", if k == 0 { "8" } else { "4" });
        if k == last {
            border(x, "bottom", "8");
        }
        x.close("w:pBdr");
        x.open("w:tabs", &[]);
        x.leaf("w:tab", &[("w:val", "right"), ("w:pos", &right)]);
        x.close("w:tabs");
        x.close("w:pPr");
        run(x, &format!("　{left}"), Mark::Plain);
        if !day.is_empty() {
            x.open("w:r", &[]);
            x.leaf("w:tab", &[]);
            x.close("w:r");
            run(x, day, Mark::Plain);
        }
        x.close("w:p");
    }
}

fn border(x: &mut Xml, side: &str, size: &str) {
    x.leaf(
        &format!("w:{side}"),
        &[
            ("w:val", "single"),
            ("w:sz", size),
            ("w:space", "1"),
            ("w:color", "000000"),
        ],
    );
}

/// The foot of a letter's first page: the second double line, and no page number.
pub(super) fn last_line() -> Vec<u8> {
    let mut x = Xml::new();
    x.open("w:ftr", &[("xmlns:w", W)]);
    x.open("w:p", &[]);
    x.open("w:pPr", &[]);
    x.open("w:pBdr", &[]);
    x.leaf(
        "w:top",
        &[
            ("w:val", "thinThickSmallGap"),
            ("w:sz", "24"),
            ("w:space", "1"),
            ("w:color", RED),
        ],
    );
    x.close("w:pBdr");
    x.close("w:pPr");
    x.close("w:p");
    x.close("w:ftr");
    x.done()
}
