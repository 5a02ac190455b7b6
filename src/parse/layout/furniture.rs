//! Running headers, footers and page numbers: what stands at the edge of page after page.

use super::{Item, Line};
use crate::text::normalize::squeeze;
use std::collections::BTreeMap;

/// How many lines at the top and at the bottom of a page may be furniture.
const DEEP: usize = 3;

/// Takes furniture out; gives its texts, each once.
pub(super) fn remove(items: &mut Vec<Item>, heights: &[f32]) -> Vec<String> {
    let mut by_page: Vec<Vec<usize>> = vec![Vec::new(); heights.len()];
    let mut table_edges: Vec<(f32, f32)> = vec![(f32::MAX, f32::MIN); heights.len()];
    for (i, item) in items.iter().enumerate() {
        match item {
            Item::Line(l) => {
                if let Some(p) = by_page.get_mut(l.page) {
                    p.push(i);
                }
            }
            Item::Table { page, .. } => {
                if let Some(e) = table_edges.get_mut(*page) {
                    e.1 = f32::MAX;
                }
            }
        }
    }
    let line = |i: usize| match &items[i] {
        Item::Line(l) => Some(l),
        Item::Table { .. } => None,
    };
    // The outermost lines of each page, by height on the page.
    let mut edge: Vec<(usize, bool)> = Vec::new();
    for page in &by_page {
        let mut lines = page.clone();
        lines.sort_by(|&a, &b| match (line(a), line(b)) {
            (Some(a), Some(b)) => a.y.total_cmp(&b.y),
            _ => std::cmp::Ordering::Equal,
        });
        edge.extend(lines.iter().take(DEEP).map(|&i| (i, true)));
        edge.extend(lines.iter().rev().take(DEEP).map(|&i| (i, false)));
    }
    // Lines with the same words (digits aside) at the same height on several pages.
    let key = |l: &Line| {
        let words: String = squeeze(&l.text)
            .chars()
            .map(|c| if c.is_ascii_digit() { '#' } else { c })
            .collect();
        (words, (l.y / l.size.max(1e-3)).round() as i64)
    };
    let mut seen: BTreeMap<(String, i64, bool), Vec<usize>> = BTreeMap::new();
    for &(i, top) in &edge {
        if let Some(l) = line(i) {
            let (words, y) = key(l);
            let pages = seen.entry((words, y, top)).or_default();
            if !pages.contains(&l.page) {
                pages.push(l.page);
            }
        }
    }
    let enough = if heights.len() <= 3 {
        2
    } else {
        3.max(heights.len() / 8)
    };
    let mut gone = vec![false; items.len()];
    let mut texts = Vec::new();
    for &(i, top) in &edge {
        let Some(l) = line(i) else { continue };
        let height = heights.get(l.page).copied().unwrap_or(0.0);
        let (words, y) = key(l);
        let count = |y: i64| seen.get(&(words.clone(), y, top)).map_or(0, Vec::len);
        let near = if top {
            l.y < 0.16 * height
        } else {
            l.y > 0.84 * height
        };
        let repeated = near && count(y - 1) + count(y) + count(y + 1) >= enough;
        let outer = if top {
            l.y < 0.1 * height
        } else {
            l.y > 0.88 * height
        };
        if repeated || (outer && is_page_number(&l.text)) {
            gone[i] = true;
            let said = l.text.trim().to_string();
            if !texts.contains(&said) && !is_page_number(&said) && texts.len() < 200 {
                texts.push(said);
            }
        }
    }
    let mut gone = gone.into_iter();
    items.retain(|_| !gone.next().unwrap_or(false));
    texts
}

/// — 3 —, - 3 -, 3, 第3页, 第3页 共7页, 3/7, 第 3 页（共 7 页）.
fn is_page_number(text: &str) -> bool {
    let t: String = squeeze(text)
        .chars()
        .map(|c| match c {
            '０'..='９' => char::from_u32(c as u32 - 0xff10 + 0x30).unwrap_or(c),
            c => c,
        })
        .filter(|c| {
            !matches!(
                c,
                '—' | '-' | '–' | '－' | '·' | '•' | '.' | '~' | '―' | '─'
            )
        })
        .collect();
    if t.is_empty() {
        return false;
    }
    let rest = t.replace(['第', '页', '共', '/', '（', '）', '(', ')', '，', ','], "");
    !rest.is_empty() && rest.len() <= 8 && rest.chars().all(|c| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::is_page_number;

    #[test]
    fn page_numbers_in_their_forms() {
        for yes in [
            "— 3 —",
            "-12-",
            "第3页 共7页",
            "3/7",
            "７",
            "第 3 页（共 7 页）",
        ] {
            assert!(is_page_number(yes), "{yes}");
        }
        for no in ["第3条", "三", "", "——", "2014年3月6日"] {
            assert!(!is_page_number(no), "{no}");
        }
    }
}
