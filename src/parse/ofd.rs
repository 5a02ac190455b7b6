//! OFD (GB/T 33190), the layout format of official papers in China: zip, XML, letters at places.
//!
//! No kept crate reads OFD, so the walk is ours. Elements are found by local name whatever their
//! namespace, and sizes may stand where the standard has them or not: writers differ. Letters go
//! to [`super::layout`]; signatures, seals and attachments are not read.

use super::element::{self, Element};
use super::layout::{Glyph, Layout, Page, Rule, letter};
use super::package::Package;
use super::{Blocks, PAGE_HEADER};
use crate::error::{Error, Result};

/// How many pages a file may have.
const MAX_PAGES: usize = 5_000;
/// How many letters one text code may place by a repeated step.
const MAX_STEPS: usize = 10_000;

/// Reads an .ofd.
///
/// # Errors
/// Broken files, encrypted ones, pages without text (scans, letters drawn as paths).
pub fn read(bytes: &[u8]) -> Result<Blocks> {
    let mut package = Package::open(bytes)?;
    let root = part(&mut package, "OFD.xml")?;
    if root.all("Encryptions").iter().any(|_| true) || package.has("Encryptions.xml") {
        return Err(Error::unreadable(
            "OFD 文件已加密",
            "用阅读器打开，另存为不加密的文件，或者改用 Word 原件",
        ));
    }
    let bodies = root.all("DocRoot");
    let mut sheets = Vec::new();
    let mut pictures = 0usize;
    let mut missing = 0usize;
    let mut total = 0usize;
    for body in &bodies {
        let path = resolve("", body.text().trim());
        let document = part(&mut package, &path)?;
        let size = document
            .path(&["CommonData", "PageArea"])
            .and_then(physical)
            .unwrap_or((210.0, 297.0));
        let pages: Vec<&Element> = document
            .path(&["Pages"])
            .map(|p| p.elements().filter(|e| e.name == "Page").collect())
            .unwrap_or_default();
        total += pages.len();
        for page in pages.into_iter().take(MAX_PAGES) {
            let at = resolve(&path, page.attribute("BaseLoc").unwrap_or_default());
            let Some(content) = package.read(&at)? else {
                missing += 1;
                continue;
            };
            let content = element::read(&content, &at)?;
            let mut sheet = Page {
                width: size.0,
                height: size.1,
                ..Page::default()
            };
            let own = content
                .path(&["Area"])
                .or_else(|| content.path(&["Content", "PageArea"]))
                .and_then(physical);
            if let Some((w, h)) = own {
                (sheet.width, sheet.height) = (w, h);
            }
            walk(&content, &mut sheet, &mut pictures, 0);
            sheets.push(sheet);
        }
    }
    if total == 0 {
        return Err(Error::unreadable(
            "OFD 文件里没有页面",
            "文件可能已损坏，向提供者再要一份",
        ));
    }
    let letters = |s: &Page| s.glyphs.iter().filter(|g| !g.c.is_whitespace()).count();
    if sheets.iter().map(letters).sum::<usize>() == 0 {
        return Err(Error::unreadable(
            format!("这份 OFD 共{total}页，没有文字（是图片，或者字都画成了图形）"),
            "先做文字识别（OCR），或者改用 Word 原件",
        ));
    }
    // Some writers state a page size that has nothing to do with where the letters stand.
    let lowest = sheets
        .iter()
        .flat_map(|s| &s.glyphs)
        .map(|g| g.y)
        .fold(0.0, f32::max);
    let mut layout = Layout::default();
    let mut empty = 0usize;
    for mut sheet in sheets {
        if sheet.height < lowest || sheet.height > 1.6 * lowest {
            sheet.height = lowest * 1.03;
        }
        empty += usize::from(letters(&sheet) == 0);
        layout.add(&sheet);
    }
    let doubt = layout.doubt();
    let (blocks, margins) = layout.finish();
    let mut out = Blocks {
        blocks,
        claims: margins
            .into_iter()
            .map(|t| (PAGE_HEADER.to_string(), t))
            .collect(),
        ..Blocks::default()
    };
    if let Some(said) = doubt {
        out.lose(said);
    }
    if missing > 0 {
        out.lose(format!(
            "共{total}页，其中{missing}页的内容不在文件里，没有读到"
        ));
    }
    if empty > 0 {
        out.lose(format!(
            "共{total}页，其中{empty}页没有文字，没有读到；是图片的需要先做文字识别（OCR）"
        ));
    }
    if total > MAX_PAGES {
        out.lose(format!("共{total}页，只读了前{MAX_PAGES}页"));
    }
    Ok(out)
}

fn part(package: &mut Package<'_>, name: &str) -> Result<Element> {
    let bytes = package.read(name)?.ok_or_else(|| {
        Error::unreadable(
            format!("文件里没有部件 {name}"),
            "文件可能已损坏，向提供者再要一份",
        )
    })?;
    element::read(&bytes, name)
}

/// The place of a part named in another one.
fn resolve(from: &str, name: &str) -> String {
    if let Some(absolute) = name.strip_prefix('/') {
        return absolute.to_string();
    }
    match from.rsplit_once('/') {
        Some((folder, _)) => format!("{folder}/{name}"),
        None => name.to_string(),
    }
}

fn numbers(text: &str) -> Vec<f32> {
    text.split_whitespace()
        .filter_map(|n| n.parse::<f32>().ok())
        .filter(|n| n.is_finite())
        .collect()
}

fn physical(area: &Element) -> Option<(f32, f32)> {
    let v = numbers(&area.child("PhysicalBox")?.text());
    match v[..] {
        [_, _, w, h] if w > 0.0 && h > 0.0 => Some((w, h)),
        _ => None,
    }
}

/// Text, drawn lines and pictures below an element, in the order of the file.
fn walk(e: &Element, sheet: &mut Page, pictures: &mut usize, depth: usize) {
    if depth > 100 {
        return;
    }
    for child in e.elements() {
        match child.name.as_str() {
            "TextObject" => text_object(child, sheet),
            "PathObject" => path_object(child, sheet),
            "ImageObject" => *pictures += 1,
            _ => walk(child, sheet, pictures, depth + 1),
        }
    }
}

fn text_object(e: &Element, sheet: &mut Page) {
    let size = e
        .attribute("Size")
        .or_else(|| e.attribute("size"))
        .and_then(|s| s.parse::<f32>().ok())
        .filter(|s| s.is_finite() && *s > 0.0)
        .unwrap_or(4.0);
    let bounds = numbers(e.attribute("Boundary").unwrap_or_default());
    let (left, top) = match bounds[..] {
        [x, y, ..] => (x, y),
        _ => (0.0, 0.0),
    };
    let m = match numbers(e.attribute("CTM").unwrap_or_default())[..] {
        [a, b, c, d, x, y] => [a, b, c, d, x, y],
        _ => [1.0, 0.0, 0.0, 1.0, 0.0, 0.0],
    };
    let scale = (m[2] * m[2] + m[3] * m[3]).sqrt();
    let (mut x, mut y) = (0.0f32, 0.0f32);
    for code in e.elements().filter(|c| c.name == "TextCode") {
        if let Some(v) = code.attribute("X").and_then(|v| v.parse().ok()) {
            x = v;
        }
        if let Some(v) = code.attribute("Y").and_then(|v| v.parse().ok()) {
            y = v;
        }
        let across = steps(code.attribute("DeltaX").unwrap_or_default());
        let down = steps(code.attribute("DeltaY").unwrap_or_default());
        let text: Vec<char> = code.text().trim_matches(['\n', '\r']).chars().collect();
        let (mut at, mut line) = (x, y);
        for (i, &c) in text.iter().enumerate() {
            let usual = if c.is_ascii() { 0.5 * size } else { size };
            let step = across
                .get(i)
                .copied()
                .unwrap_or(if down.is_empty() { usual } else { 0.0 });
            let px = at * m[0] + line * m[2] + m[4] + left;
            let py = at * m[1] + line * m[3] + m[5] + top;
            sheet.glyphs.push(Glyph {
                c: letter(c),
                x0: px,
                x1: px + step.min(usual).max(0.3 * usual) * m[0].abs().max(0.01),
                y: py,
                size: size * scale.max(0.01),
            });
            at += step;
            line += down.get(i).copied().unwrap_or(0.0);
        }
    }
}

/// Steps between letters: `g 3 4.9` is 4.9 three times.
fn steps(text: &str) -> Vec<f32> {
    let mut out = Vec::new();
    let mut words = text.split_whitespace();
    while let Some(w) = words.next() {
        if out.len() > MAX_STEPS {
            break;
        }
        if w == "g" {
            let count = words.next().and_then(|n| n.parse::<usize>().ok());
            let step = words.next().and_then(|n| n.parse::<f32>().ok());
            if let (Some(count), Some(step)) = (count, step) {
                out.extend(std::iter::repeat_n(step, count.min(MAX_STEPS)));
            }
        } else if let Ok(step) = w.parse() {
            out.push(step);
        }
    }
    out
}

/// Straight lines of a path.
fn path_object(e: &Element, sheet: &mut Page) {
    let bounds = numbers(e.attribute("Boundary").unwrap_or_default());
    let [x, y, w, h] = bounds[..] else { return };
    if w.min(h) <= 1.2 {
        sheet.rules.push(Rule {
            x0: x,
            y0: y,
            x1: x + w,
            y1: y + h,
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::package::tests::zipped;

    fn ofd(page: &str) -> Vec<u8> {
        let page = format!(
            "<o:Page xmlns:o='x'><o:Content><o:Layer>{page}</o:Layer></o:Content></o:Page>"
        );
        zipped(&[
            ("OFD.xml", b"<o:OFD xmlns:o='x'><o:DocBody><o:DocRoot>Doc_0/Document.xml</o:DocRoot></o:DocBody></o:OFD>"),
            ("Doc_0/Document.xml", b"<o:Document xmlns:o='x'><o:Pages><o:Page BaseLoc='P/C.xml'/></o:Pages></o:Document>"),
            ("Doc_0/P/C.xml", page.as_bytes()),
        ])
    }

    #[test]
    fn text_objects_are_placed_and_joined_to_lines() {
        let file = ofd(
            "<o:TextObject Size='5' Boundary='60 50 100 5'><o:TextCode X='0' Y='5' DeltaX='g 3 5'>以下罚款</o:TextCode></o:TextObject>\
             <o:TextObject Size='5' Boundary='30 50 30 5'><o:TextCode X='0' Y='5' DeltaX='5 5 5 5 5'>处一千元的，</o:TextCode></o:TextObject>",
        );
        let read = read(&file).unwrap();
        assert_eq!(read.blocks[0].text, "处一千元的，以下罚款");
    }

    #[test]
    fn pages_of_paths_have_no_text() {
        let e = read(&ofd("<o:PathObject Boundary='1 1 9 9'/>")).unwrap_err();
        assert!(e.next_step().contains("OCR"), "{e}");
    }
}
