//! The body: title, paragraphs, tables, signature, and the page they stand on.

use super::head;
use super::parts::{R, W};
use super::xml::Xml;
use crate::paper::model::{Block, Cell, Head, Mark, Paper, Run, Table};

/// Millimetres to twentieths of a point.
pub(super) const fn twips(mm: u32) -> u32 {
    (mm * 14_400 + 127) / 254
}

/// The page: width, height, top, bottom, left, right, in millimetres. Lying on its side the
/// binding edge is at the top.
const fn page(landscape: bool) -> [u32; 6] {
    if landscape {
        [297, 210, 28, 26, 35, 37]
    } else {
        [210, 297, 37, 35, 28, 26]
    }
}

/// The body's part.
pub(super) fn document(paper: &Paper) -> Vec<u8> {
    let mut x = Xml::new();
    x.open("w:document", &[("xmlns:w", W), ("xmlns:r", R)]);
    x.open("w:body", &[]);
    if let Some(a) = &paper.annex {
        paragraph(&mut x, "Annex", a);
        paragraph(&mut x, "Annex", "");
    }
    match &paper.head {
        Some(head) => head::head(&mut x, head, paper.number.as_deref().unwrap_or("")),
        None => {
            if let Some(n) = &paper.number {
                paragraph(&mut x, "Number", n);
                paragraph(&mut x, "Number", "");
            }
        }
    }
    if !paper.title.is_empty() {
        paragraph(&mut x, "PaperTitle", &paper.shown_title());
    }
    if let Some(why) = &paper.draft {
        paragraph(&mut x, "Note", &format!("草稿：{why}。"));
    }
    let [width, _, _, _, left, right] = page(paper.landscape);
    let room = twips(width - left - right);
    for b in &paper.blocks {
        match b {
            Block::Heading(1, s) => paragraph(&mut x, "Heading1", s),
            Block::Heading(2, s) => paragraph(&mut x, "Heading2", s),
            Block::Heading(_, s) => paragraph(&mut x, "Heading3", s),
            Block::Addressee(s) => paragraph(&mut x, "Addressee", s),
            Block::Paragraph(s) if is_annex(s) => annex(&mut x, s),
            Block::Paragraph(s) => paragraph(&mut x, "Body", s),
            Block::Note(s) => paragraph(&mut x, "Note", s),
            Block::Table(t) if t.form => form(&mut x, t, room),
            Block::Table(t) => list(&mut x, t, room),
        }
    }
    if let Some((organ, day)) = &paper.signature {
        signature(&mut x, organ, day);
    }
    head::behind(&mut x, &paper.behind);
    if let Some(i) = &paper.imprint {
        head::imprint(&mut x, i);
    }
    section(&mut x, paper);
    x.close("w:body");
    x.close("w:document");
    x.done()
}

pub(super) fn paragraph(x: &mut Xml, style: &str, words: &str) {
    x.open("w:p", &[]);
    x.open("w:pPr", &[]);
    x.leaf("w:pStyle", &[("w:val", style)]);
    x.close("w:pPr");
    run(x, words, Mark::Plain);
    x.close("w:p");
}

/// 附件：1．… and the lines under it.
fn is_annex(words: &str) -> bool {
    words
        .strip_prefix("附件：")
        .or_else(|| words.strip_prefix("　　　"))
        .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
}

/// A line of the list of annexes: its further lines stand under the annex's name.
fn annex(x: &mut Xml, words: &str) {
    x.open("w:p", &[]);
    x.open("w:pPr", &[]);
    x.leaf("w:pStyle", &[("w:val", "Body")]);
    // Two characters, 附件： and the number: six and a half characters of 16 points.
    x.leaf(
        "w:ind",
        &[
            ("w:leftChars", "650"),
            ("w:left", "2080"),
            ("w:hangingChars", "450"),
            ("w:hanging", "1440"),
        ],
    );
    x.close("w:pPr");
    run(x, words, Mark::Plain);
    x.close("w:p");
}

/// A run of words; what is taken out is struck through, what is put in is bold and underlined.
pub(super) fn run(x: &mut Xml, words: &str, mark: Mark) {
    if words.is_empty() {
        return;
    }
    x.open("w:r", &[]);
    match mark {
        Mark::Plain => {}
        Mark::Deleted => {
            x.open("w:rPr", &[]);
            x.leaf("w:strike", &[]);
            x.leaf("w:color", &[("w:val", "C00000")]);
            x.close("w:rPr");
        }
        Mark::Inserted => {
            x.open("w:rPr", &[]);
            x.leaf("w:b", &[]);
            x.leaf("w:color", &[("w:val", "0060A0")]);
            x.leaf("w:u", &[("w:val", "single")]);
            x.close("w:rPr");
        }
    }
    for (i, line) in words.split('\n').enumerate() {
        if i > 0 {
            x.leaf("w:br", &[]);
        }
        if !line.is_empty() {
            x.words("w:t", &[("xml:space", "preserve")], line);
        }
    }
    x.close("w:r");
}

/// The organ centred over the day, the day four characters from the edge.
fn signature(x: &mut Xml, organ: &str, day: &str) {
    // In halves of a character: figures are narrow.
    let wide = |s: &str| -> u32 { s.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum() };
    let (organ_wide, day_wide) = (wide(organ), wide(day));
    let centre = 8 + day_wide / 2;
    let mut organ_right = i64::from(centre) - i64::from(organ_wide / 2);
    let mut day_right = 8i64;
    if organ_right < 4 {
        day_right += 4 - organ_right;
        organ_right = 4;
    }
    paragraph(x, "Body", "");
    for (words, right) in [(organ, organ_right), (day, day_right)] {
        x.open("w:p", &[]);
        x.open("w:pPr", &[]);
        x.leaf("w:pStyle", &[("w:val", "Addressee")]);
        x.leaf("w:ind", &[("w:right", &(right * 160).to_string())]);
        x.leaf("w:jc", &[("w:val", "right")]);
        x.close("w:pPr");
        run(x, words, Mark::Plain);
        x.close("w:p");
    }
}

/// Opens a table of columns of these widths.
fn open_table(x: &mut Xml, widths: &[u32]) {
    x.open("w:tbl", &[]);
    x.open("w:tblPr", &[]);
    let all: u32 = widths.iter().sum();
    x.leaf("w:tblW", &[("w:w", &all.to_string()), ("w:type", "dxa")]);
    x.leaf("w:jc", &[("w:val", "center")]);
    x.open("w:tblBorders", &[]);
    for side in ["top", "left", "bottom", "right", "insideH", "insideV"] {
        x.leaf(
            &format!("w:{side}"),
            &[
                ("w:val", "single"),
                ("w:sz", "4"),
                ("w:space", "0"),
                ("w:color", "000000"),
            ],
        );
    }
    x.close("w:tblBorders");
    x.leaf("w:tblLayout", &[("w:type", "fixed")]);
    x.open("w:tblCellMar", &[]);
    for side in ["left", "right"] {
        x.leaf(&format!("w:{side}"), &[("w:w", "70"), ("w:type", "dxa")]);
    }
    x.close("w:tblCellMar");
    x.close("w:tblPr");
    x.open("w:tblGrid", &[]);
    for w in widths {
        x.leaf("w:gridCol", &[("w:w", &w.to_string())]);
    }
    x.close("w:tblGrid");
}

fn open_cell(x: &mut Xml, width: u32, span: usize) {
    x.open("w:tc", &[]);
    x.open("w:tcPr", &[]);
    x.leaf("w:tcW", &[("w:w", &width.to_string()), ("w:type", "dxa")]);
    if span > 1 {
        x.leaf("w:gridSpan", &[("w:val", &span.to_string())]);
    }
    x.leaf("w:vAlign", &[("w:val", "center")]);
    x.close("w:tcPr");
}

/// A list: heads that come again on every page, then the rows.
fn list(x: &mut Xml, t: &Table, room: u32) {
    let widths = widths(t, room);
    open_table(x, &widths);
    x.open("w:tr", &[]);
    x.open("w:trPr", &[]);
    x.leaf("w:cantSplit", &[]);
    x.leaf("w:tblHeader", &[]);
    x.close("w:trPr");
    for (c, w) in t.columns.iter().zip(&widths) {
        open_cell(x, *w, 1);
        paragraph(x, "TableHead", &c.heading);
        x.close("w:tc");
    }
    x.close("w:tr");
    for (i, row) in t.rows.iter().enumerate() {
        let total = t.total && i + 1 == t.rows.len();
        x.open("w:tr", &[]);
        if lines(row, &widths) <= UNSPLIT {
            x.open("w:trPr", &[]);
            x.leaf("w:cantSplit", &[]);
            x.close("w:trPr");
        }
        for (c, w) in row.iter().zip(&widths) {
            open_cell(x, *w, 1);
            cell(x, c, if total { "TableHead" } else { "TableText" });
            x.close("w:tc");
        }
        x.close("w:tr");
    }
    x.close("w:tbl");
}

/// A form: labels and values, two short ones side by side.
fn form(x: &mut Xml, t: &Table, room: u32) {
    let label = room * 17 / 100;
    let half = room / 2 - label;
    let widths = [label, half, label, room - 2 * label - half];
    for row in &t.rows {
        open_table(x, &widths);
        let mut at = 0;
        while at < row.len() {
            let pair = at + 1 < row.len() && short(&row[at]) && short(&row[at + 1]);
            x.open("w:tr", &[]);
            let labelled = |x: &mut Xml, i: usize, width: u32, span: usize| {
                open_cell(x, label, 1);
                paragraph(x, "TableHead", t.columns.get(i).map_or("", |c| &c.heading));
                x.close("w:tc");
                open_cell(x, width, span);
                cell(x, &row[i], "TableText");
                x.close("w:tc");
            };
            if pair {
                labelled(x, at, widths[1], 1);
                labelled(x, at + 1, widths[3], 1);
                at += 2;
            } else {
                labelled(x, at, room - label, 3);
                at += 1;
            }
            x.close("w:tr");
        }
        x.close("w:tbl");
    }
}

/// Whether a value fits on one line of half the page.
fn short(c: &Cell) -> bool {
    let s = c.text();
    !s.contains('\n') && s.chars().count() <= 15
}

fn cell(x: &mut Xml, c: &Cell, style: &str) {
    match c {
        Cell::Number(n) => {
            let style = if style == "TableText" {
                "TableNumber"
            } else {
                style
            };
            paragraph(x, style, &n.to_string());
        }
        Cell::Words(runs) => {
            // Every line is a paragraph of its own: a long cell may break between pages there.
            let mut lines: Vec<Vec<Run>> = vec![Vec::new()];
            for r in runs {
                for (i, part) in r.text.split('\n').enumerate() {
                    if i > 0 {
                        lines.push(Vec::new());
                    }
                    if let (Some(last), false) = (lines.last_mut(), part.is_empty()) {
                        last.push(Run {
                            mark: r.mark,
                            text: part.to_string(),
                        });
                    }
                }
            }
            for line in lines {
                x.open("w:p", &[]);
                x.open("w:pPr", &[]);
                x.leaf("w:pStyle", &[("w:val", style)]);
                x.close("w:pPr");
                for r in &line {
                    run(x, &r.text, r.mark);
                }
                x.close("w:p");
            }
        }
    }
}

/// A row of no more lines stays on one page.
const UNSPLIT: usize = 12;

/// How many lines a row takes, about: characters of 10.5 pt in the width that the margins leave.
fn lines(row: &[Cell], widths: &[u32]) -> usize {
    row.iter()
        .zip(widths)
        .map(|(c, w)| {
            let room = (w.saturating_sub(140) / 210).max(1) as usize;
            c.text()
                .split('\n')
                .map(|l| l.chars().count().div_ceil(room).max(1))
                .sum()
        })
        .max()
        .unwrap_or(0)
}

/// The room shared out by the columns' widths, none narrower than two characters of a table.
fn widths(t: &Table, room: u32) -> Vec<u32> {
    const LEAST: f64 = 3.0;
    let wanted: Vec<f64> = t.columns.iter().map(|c| c.width.max(LEAST)).collect();
    let all: f64 = wanted.iter().sum();
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    wanted
        .iter()
        .map(|w| (w / all * f64::from(room)).floor() as u32)
        .collect()
}

fn section(x: &mut Xml, paper: &Paper) {
    let [width, height, top, bottom, left, right] = page(paper.landscape);
    x.open("w:sectPr", &[]);
    if paper.draft.is_some() {
        for kind in ["default", "even"] {
            x.leaf("w:headerReference", &[("w:type", kind), ("r:id", "rId6")]);
        }
    }
    x.leaf(
        "w:footerReference",
        &[("w:type", "default"), ("r:id", "rId4")],
    );
    x.leaf("w:footerReference", &[("w:type", "even"), ("r:id", "rId5")]);
    let letter = matches!(paper.head, Some(Head::Letter(_)));
    if letter {
        x.leaf(
            "w:footerReference",
            &[("w:type", "first"), ("r:id", "rId7")],
        );
    }
    let (w, h) = (twips(width).to_string(), twips(height).to_string());
    let mut size = vec![("w:w", w.as_str()), ("w:h", h.as_str())];
    if paper.landscape {
        size.push(("w:orient", "landscape"));
    }
    x.leaf("w:pgSz", &size);
    let margins = [top, bottom, left, right].map(|mm| twips(mm).to_string());
    // The page number's upper edge lies 7 mm below the text.
    let footer = twips(bottom.saturating_sub(7 + 6)).to_string();
    x.leaf(
        "w:pgMar",
        &[
            ("w:top", &margins[0]),
            ("w:right", &margins[3]),
            ("w:bottom", &margins[1]),
            ("w:left", &margins[2]),
            ("w:header", "850"),
            ("w:footer", &footer),
            ("w:gutter", "0"),
        ],
    );
    if letter {
        x.leaf("w:titlePg", &[]);
    }
    x.close("w:sectPr");
}
