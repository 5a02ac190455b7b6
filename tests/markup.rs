//! Tracked changes in Word files made by other programs: random edits go in, and both views come
//! out as they must. Skipped loudly where the files are not there.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod support;

use qingli::finding::Edit;
use qingli::markup::{self, By, Change};
use qingli::parse::{self, View};
use qingli::text::{Date, Span};
use std::path::Path;

/// A fixed sequence of numbers: every run makes the same edits.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % n.max(1)
    }
}

fn changes(text: &str, n: &mut Numbers) -> Vec<Change> {
    let places: Vec<usize> = text.char_indices().map(|c| c.0).collect();
    let mut starts: Vec<usize> = (0..12).map(|_| n.below(places.len())).collect();
    starts.sort_unstable();
    let mut out: Vec<Change> = Vec::new();
    let mut free = 0;
    for at in starts {
        let len = [0, 1, 3, 8, 40][n.below(5)];
        let new = [
            "",
            "新增的文字",
            "改",
            "前句。\n另起的一款。",
            "\n第九百条　另一条。",
        ][n.below(5)];
        let end = (at + len).min(places.len() - 1);
        if at < free || (at == end && new.is_empty()) {
            continue;
        }
        free = end + 1;
        let (start, end) = (places[at], places[end]);
        out.push(Change {
            name: format!("{start}"),
            edits: vec![Edit {
                start,
                end,
                new: new.into(),
            }],
            about: Span::new(start, end),
            comment: vec!["理由".into()],
        });
    }
    out
}

#[test]
fn files_of_other_programs_take_random_edits() {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/formats/faithful");
    if !dir.exists() {
        return support::skip("没有 ../shared/formats/faithful");
    }
    let by = By {
        author: "清源县司法局".into(),
        day: Date::constant(2026, 3, 2),
    };
    let mut n = Numbers(7);
    let (mut files, mut taken, mut asked) = (0, 0, 0);
    for e in walkdir::WalkDir::new(&dir).sort_by_file_name() {
        let path = e.unwrap().into_path();
        if path.extension().is_none_or(|x| x != "docx") {
            continue;
        }
        files += 1;
        let bytes = std::fs::read(&path).unwrap();
        let document = parse::document("a.docx", &bytes).unwrap();
        let changes = changes(&document.text, &mut n);
        let m = markup::write("a.docx", &bytes, &document.text, &changes, &by).unwrap();
        asked += changes.len();
        taken += m.taken.len();
        assert_eq!(m.taken.len() + m.refused.len(), changes.len());
        let view = |b: &[u8], v| {
            let text = parse::document_with("a.docx", b, v).unwrap().text;
            text.lines()
                .map(|l| l.trim().to_string())
                .filter(|l| !l.is_empty())
                .collect::<Vec<_>>()
        };
        assert_eq!(
            view(&m.bytes, View::Original),
            view(&bytes, View::Original),
            "{}",
            path.display()
        );
        assert_ne!(view(&m.bytes, View::Accepted), view(&bytes, View::Accepted));
        // Where the numbers are typed everything has its place, but what runs across cells or
        // makes another table of a table.
        for r in &m.refused {
            let auto = path.to_string_lossy().contains("autonumber");
            let known = ["单元格", "行与行", "不在一处", "之间有", "自动编号", "域"]
                .iter()
                .any(|w| r.why.contains(w));
            let table = r.why.contains("全部接受") && r.why.contains(" | ");
            assert!(
                auto || known || table,
                "{}：{} {}",
                path.display(),
                r.name,
                r.why
            );
        }
    }
    assert!(
        files > 10 && taken * 10 > asked * 7,
        "{files} {taken}/{asked}"
    );
}
