//! The page program of a PDF run for its letters and drawn lines.

use super::font::Font;
use crate::parse::layout::{Glyph, Page as Sheet, Rule, letter};
use hayro_syntax::Filter;
use hayro_syntax::content::TypedIter;
use hayro_syntax::content::ops::TypedInstruction as Op;
use hayro_syntax::object::{Dict, Name, Number, Object, ObjectIdentifier, Stream};
use hayro_syntax::page::{Page, Resources};
use std::collections::BTreeMap;
use std::io::Read;
use std::rc::Rc;

/// What all streams of a file may unpack to.
const MAX_UNPACKED: u64 = 512 << 20;
/// How many operators of a file are run.
const MAX_OPS: u64 = 60_000_000;
/// How many letters of a page are kept.
const MAX_LETTERS: usize = 400_000;

type Matrix = [f32; 6];

/// Runs pages and counts what they hold.
pub(super) struct Interpreter {
    budget: u64,
    ops: u64,
    fonts: BTreeMap<(u32, i32), Rc<Font>>,
    pub(super) letters: usize,
    pub(super) unmapped: usize,
    pub(super) slanted: usize,
    pub(super) invisible: usize,
    pub(super) exhausted: bool,
    pub(super) pictures_on_page: bool,
}

impl Default for Interpreter {
    fn default() -> Self {
        Self {
            budget: MAX_UNPACKED,
            ops: MAX_OPS,
            fonts: BTreeMap::new(),
            letters: 0,
            unmapped: 0,
            slanted: 0,
            invisible: 0,
            exhausted: false,
            pictures_on_page: false,
        }
    }
}

#[derive(Clone)]
struct State {
    ctm: Matrix,
    font: Option<Rc<Font>>,
    size: f32,
    char_space: f32,
    word_space: f32,
    scale: f32,
    leading: f32,
    mode: i64,
}

/// `a` applied first, then `b`.
fn times(a: &Matrix, b: &Matrix) -> Matrix {
    [
        a[0] * b[0] + a[1] * b[2],
        a[0] * b[1] + a[1] * b[3],
        a[2] * b[0] + a[3] * b[2],
        a[2] * b[1] + a[3] * b[3],
        a[4] * b[0] + a[5] * b[2] + b[4],
        a[4] * b[1] + a[5] * b[3] + b[5],
    ]
}

fn point(m: &Matrix, x: f32, y: f32) -> (f32, f32) {
    (x * m[0] + y * m[2] + m[4], x * m[1] + y * m[3] + m[5])
}

/// The bytes of a stream within the budget; empty when it cannot be unpacked.
pub(super) fn decoded(stream: &Stream<'_>, budget: &mut u64) -> Vec<u8> {
    let plain = stream.filters().as_slice() == [Filter::FlateDecode]
        && !stream.dict().contains_key("DecodeParms");
    let out = if plain {
        let raw = stream.raw_data();
        let mut out = Vec::new();
        // What came out before an error is kept: streams are often cut short by a byte or two.
        let _ = flate2::read::ZlibDecoder::new(raw.as_ref())
            .take(*budget)
            .read_to_end(&mut out);
        out
    } else {
        // Other filters can't be metered; a stream that could pass the budget is left out.
        let raw = stream.raw_data();
        let worst = 1032u64.saturating_pow(stream.filters().len().min(3) as u32);
        if (raw.len() as u64).saturating_mul(worst) > (*budget).saturating_mul(16) {
            return Vec::new();
        }
        stream.decoded().map(|d| d.into_owned()).unwrap_or_default()
    };
    *budget = budget.saturating_sub(out.len() as u64);
    out
}

impl Interpreter {
    /// The letters and drawn lines of a page.
    pub(super) fn page(&mut self, page: &Page<'_>) -> Sheet {
        self.pictures_on_page = false;
        let (width, height) = page.render_dimensions();
        let m = page.initial_transform(true).as_coeffs();
        let base: Matrix = m.map(|v| v as f32);
        let mut sheet = Sheet {
            width,
            height,
            ..Sheet::default()
        };
        let mut program = Vec::new();
        match page.raw().get::<Object<'_>>("Contents") {
            Some(Object::Stream(s)) => program = decoded(&s, &mut self.budget),
            Some(Object::Array(list)) => {
                for s in list.iter::<Stream<'_>>() {
                    program.extend(decoded(&s, &mut self.budget));
                    program.push(b'\n');
                }
            }
            _ => {}
        }
        if self.budget == 0 {
            self.exhausted = true;
        }
        let state = State {
            ctm: base,
            font: None,
            size: 0.0,
            char_space: 0.0,
            word_space: 0.0,
            scale: 1.0,
            leading: 0.0,
            mode: 0,
        };
        self.run(&program, page.resources(), state, &mut sheet, 0);
        sheet
    }

    fn font(&mut self, resources: &Resources<'_>, name: &Name<'_>) -> Option<Rc<Font>> {
        let dict = resources.get_font(name)?;
        let id = dict.obj_id().map(
            |ObjectIdentifier {
                 obj_number,
                 gen_number,
             }| (obj_number, gen_number),
        );
        if let Some(font) = id.and_then(|id| self.fonts.get(&id)) {
            return Some(font.clone());
        }
        let font = Rc::new(Font::new(&dict, &mut self.budget));
        if let Some(id) = id {
            self.fonts.insert(id, font.clone());
        }
        Some(font)
    }

    fn run(
        &mut self,
        program: &[u8],
        resources: &Resources<'_>,
        first: State,
        sheet: &mut Sheet,
        depth: usize,
    ) {
        let mut s = first;
        let mut saved: Vec<State> = Vec::new();
        let (mut tm, mut tlm) = (IDENTITY, IDENTITY);
        let mut path = Path::default();
        let mut ops = TypedIter::new(program);
        while let Some(op) = ops.next() {
            if self.ops == 0 || sheet.glyphs.len() > MAX_LETTERS {
                self.exhausted = true;
                return;
            }
            self.ops -= 1;
            match op {
                Op::SaveState(_) if saved.len() < 512 => saved.push(s.clone()),
                Op::RestoreState(_) => {
                    if let Some(before) = saved.pop() {
                        s = before;
                    }
                }
                Op::Transform(t) => {
                    s.ctm = times(&matrix([&t.0, &t.1, &t.2, &t.3, &t.4, &t.5]), &s.ctm);
                }
                Op::BeginText(_) => (tm, tlm) = (IDENTITY, IDENTITY),
                Op::TextFont(f) => {
                    s.font = self.font(resources, f.0);
                    s.size = f.1.as_f32();
                }
                Op::CharacterSpacing(v) => s.char_space = v.0.as_f32(),
                Op::WordSpacing(v) => s.word_space = v.0.as_f32(),
                Op::HorizontalScaling(v) => s.scale = v.0.as_f32() / 100.0,
                Op::TextLeading(v) => s.leading = v.0.as_f32(),
                Op::TextRenderingMode(v) => s.mode = v.0.as_i64(),
                Op::NextLine(v) => {
                    tlm = times(&[1.0, 0.0, 0.0, 1.0, v.0.as_f32(), v.1.as_f32()], &tlm);
                    tm = tlm;
                }
                Op::NextLineAndSetLeading(v) => {
                    s.leading = -v.1.as_f32();
                    tlm = times(&[1.0, 0.0, 0.0, 1.0, v.0.as_f32(), v.1.as_f32()], &tlm);
                    tm = tlm;
                }
                Op::SetTextMatrix(t) => {
                    tlm = matrix([&t.0, &t.1, &t.2, &t.3, &t.4, &t.5]);
                    tm = tlm;
                }
                Op::NextLineUsingLeading(_) => {
                    tlm = times(&[1.0, 0.0, 0.0, 1.0, 0.0, -s.leading], &tlm);
                    tm = tlm;
                }
                Op::ShowText(t) => self.show(t.0.as_bytes(), &s, &mut tm, sheet),
                Op::NextLineAndShowText(t) => {
                    tlm = times(&[1.0, 0.0, 0.0, 1.0, 0.0, -s.leading], &tlm);
                    tm = tlm;
                    self.show(t.0.as_bytes(), &s, &mut tm, sheet);
                }
                Op::ShowTextWithParameters(t) => {
                    s.word_space = t.0.as_f32();
                    s.char_space = t.1.as_f32();
                    tlm = times(&[1.0, 0.0, 0.0, 1.0, 0.0, -s.leading], &tlm);
                    tm = tlm;
                    self.show(t.2.as_bytes(), &s, &mut tm, sheet);
                }
                Op::ShowTexts(t) => {
                    for item in t.0.iter::<Object<'_>>() {
                        match item {
                            Object::String(text) => {
                                self.show(text.as_bytes(), &s, &mut tm, sheet);
                            }
                            Object::Number(n) => {
                                let by = -n.as_f32() / 1000.0 * s.size * s.scale;
                                tm = times(&[1.0, 0.0, 0.0, 1.0, by, 0.0], &tm);
                            }
                            _ => {}
                        }
                    }
                }
                Op::XObject(x) => self.object(resources, x.0, &s, sheet, depth),
                Op::InlineImage(_) => self.pictures_on_page = true,
                Op::MoveTo(p) => path.start(point(&s.ctm, p.0.as_f32(), p.1.as_f32())),
                Op::LineTo(p) => path.to(point(&s.ctm, p.0.as_f32(), p.1.as_f32())),
                Op::CubicTo(_) | Op::CubicStartTo(_) | Op::CubicEndTo(_) => path.curved(),
                Op::RectPath(r) => {
                    let (x, y) = (r.0.as_f32(), r.1.as_f32());
                    let (w, h) = (r.2.as_f32(), r.3.as_f32());
                    path.start(point(&s.ctm, x, y));
                    path.to(point(&s.ctm, x + w, y));
                    path.to(point(&s.ctm, x + w, y + h));
                    path.to(point(&s.ctm, x, y + h));
                    path.close();
                }
                Op::ClosePath(_) => path.close(),
                Op::StrokePath(_) | Op::FillAndStrokeNonZero(_) | Op::FillAndStrokeEvenOdd(_) => {
                    path.draw(true, sheet);
                }
                Op::CloseAndStrokePath(_)
                | Op::CloseFillAndStrokeNonZero(_)
                | Op::CloseFillAndStrokeEvenOdd(_) => {
                    path.close();
                    path.draw(true, sheet);
                }
                Op::FillPathNonZero(_)
                | Op::FillPathNonZeroCompatibility(_)
                | Op::FillPathEvenOdd(_) => path.draw(false, sheet),
                Op::EndPath(_) => path = Path::default(),
                _ => {}
            }
        }
    }

    /// A form is run; a picture is remembered.
    fn object(
        &mut self,
        resources: &Resources<'_>,
        name: &Name<'_>,
        s: &State,
        sheet: &mut Sheet,
        depth: usize,
    ) {
        let Some(stream) = resources.get_x_object(name) else {
            return;
        };
        let dict = stream.dict();
        let kind = dict.get::<Name<'_>>("Subtype");
        if kind.as_ref().is_some_and(|k| k.as_ref() == b"Image") {
            self.pictures_on_page = true;
            return;
        }
        if depth >= 12 || kind.is_none_or(|k| k.as_ref() != b"Form") {
            return;
        }
        let mut inner = s.clone();
        if let Some(m) = dict.get::<hayro_syntax::object::Array<'_>>("Matrix") {
            let v: Vec<f32> = m.iter::<Number>().take(6).map(|n| n.as_f32()).collect();
            if let Ok(m) = <Matrix>::try_from(v) {
                inner.ctm = times(&m, &s.ctm);
            }
        }
        let program = decoded(&stream, &mut self.budget);
        match dict.get::<Dict<'_>>("Resources") {
            Some(own) => self.run(&program, &Resources::new(own), inner, sheet, depth + 1),
            None => self.run(&program, resources, inner, sheet, depth + 1),
        }
    }

    fn show(&mut self, bytes: &[u8], s: &State, tm: &mut Matrix, sheet: &mut Sheet) {
        let Some(font) = s.font.clone() else {
            self.unmapped += bytes.len();
            return;
        };
        font.show(bytes, |shown| {
            let m = times(tm, &s.ctm);
            let advance = shown.width / 1000.0 * s.size;
            let (x0, y0) = (m[4], m[5]);
            let (x1, y1) = point(&m, advance * s.scale, 0.0);
            let size = s.size.abs() * (m[2] * m[2] + m[3] * m[3]).sqrt();
            match shown.text {
                None => self.unmapped += 1,
                Some(_) if (y1 - y0).abs() > 0.2 * (x1 - x0).abs() + 1e-3 => self.slanted += 1,
                Some(text) => {
                    let count = text.chars().count().max(1) as f32;
                    for (i, c) in text.chars().enumerate() {
                        let step = (x1 - x0) / count;
                        if !c.is_whitespace() {
                            self.letters += 1;
                            self.invisible += usize::from(s.mode == 3);
                        }
                        if x0.is_finite() && y0.is_finite() && x1.is_finite() && size > 0.0 {
                            sheet.glyphs.push(Glyph {
                                c: letter(c),
                                x0: x0 + step * i as f32,
                                x1: x0 + step * (i + 1) as f32,
                                y: y0,
                                size,
                            });
                        }
                    }
                }
            }
            let space = if shown.space { s.word_space } else { 0.0 };
            let by = (advance + s.char_space + space) * s.scale;
            *tm = times(&[1.0, 0.0, 0.0, 1.0, by, 0.0], tm);
        });
    }
}

const IDENTITY: Matrix = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];

fn matrix(v: [&Number; 6]) -> Matrix {
    v.map(|n| n.as_f32())
}

/// A path being made: only straight ones matter.
#[derive(Default)]
struct Path {
    parts: Vec<(Vec<(f32, f32)>, bool)>,
}

impl Path {
    fn start(&mut self, p: (f32, f32)) {
        if self.parts.len() < 20_000 {
            self.parts.push((vec![p], false));
        }
    }

    fn to(&mut self, p: (f32, f32)) {
        if let Some((points, _)) = self.parts.last_mut()
            && points.len() < 64
        {
            points.push(p);
        }
    }

    fn close(&mut self) {
        if let Some((points, _)) = self.parts.last_mut()
            && let Some(first) = points.first().copied()
        {
            points.push(first);
        }
    }

    fn curved(&mut self) {
        if let Some((_, curved)) = self.parts.last_mut() {
            *curved = true;
        }
    }

    /// Keeps the straight lines: edges of what is stroked, thin bars of what is filled.
    fn draw(&mut self, stroked: bool, sheet: &mut Sheet) {
        for (points, curved) in std::mem::take(&mut self.parts) {
            if curved || points.len() < 2 {
                continue;
            }
            let over = |f: fn(f32, f32) -> f32, g: fn(&(f32, f32)) -> f32| {
                points.iter().map(g).fold(points.first().map_or(0.0, g), f)
            };
            let whole = Rule {
                x0: over(f32::min, |p| p.0),
                y0: over(f32::min, |p| p.1),
                x1: over(f32::max, |p| p.0),
                y1: over(f32::max, |p| p.1),
            };
            let (w, h) = (whole.x1 - whole.x0, whole.y1 - whole.y0);
            if w.min(h) <= 3.0 {
                sheet.rules.push(whole);
            } else if stroked {
                for edge in points.windows(2) {
                    let (a, b) = (edge[0], edge[1]);
                    if (a.0 - b.0).abs().min((a.1 - b.1).abs()) <= 1.0 {
                        sheet.rules.push(Rule {
                            x0: a.0.min(b.0),
                            y0: a.1.min(b.1),
                            x1: a.0.max(b.0),
                            y1: a.1.max(b.1),
                        });
                    }
                }
            }
        }
    }
}
