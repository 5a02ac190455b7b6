//! What a sentence does with the citation in it.

use super::Mode;
use super::cursor::{look_ahead, look_back};
use crate::document::Kind;

/// How far around a citation its sentence is read, in characters.
const WINDOW: usize = 160;

/// The mode of the citation from `start` to `end` of a node's words.
pub(super) fn of(text: &str, start: usize, end: usize, kind: Kind) -> Mode {
    if matches!(kind, Kind::History) {
        return Mode::Historical;
    }
    let before = look_back(text, 0, start, WINDOW);
    let head = match before.rfind(['。', '；', '！', '？', ';']) {
        Some(i) => &before[i..],
        None => before,
    };
    let after = look_ahead(text, end, WINDOW);
    let tail = match after.find(['。', '；', '！', '？', ';']) {
        Some(i) => &after[..i],
        None => after,
    };
    let tail = unquoted(tail);
    let head = unquoted(head);
    if ends(&tail) {
        return Mode::Repeal;
    }
    if head.ends_with('原')
        || head.ends_with("修订前的")
        || head.ends_with("修改前的")
        || head.ends_with("修正前的")
    {
        return Mode::Historical;
    }
    // The nearest leading word decides.
    const LEADS: [(&str, Mode); 14] = [
        ("违反", Mode::Violation),
        ("违背", Mode::Violation),
        ("不符合", Mode::Violation),
        ("未按照", Mode::Violation),
        ("未依照", Mode::Violation),
        ("根据", Mode::Pointer),
        ("依据", Mode::Pointer),
        ("依照", Mode::Pointer),
        ("按照", Mode::Pointer),
        ("按", Mode::Pointer),
        ("适用", Mode::Pointer),
        ("执行", Mode::Pointer),
        ("参照", Mode::Pointer),
        ("符合", Mode::Pointer),
    ];
    let lead = LEADS
        .iter()
        .filter_map(|&(w, m)| head.rfind(w).map(|i| (i + w.len(), w.len(), m)))
        .max_by_key(|&(end, len, _)| (end, len));
    let makes = [
        "制定本",
        "制定了本",
        "制定如下",
        "，制定",
        "特制定",
        "作出本",
        "作如下",
        "作出如下",
    ]
    .iter()
    .any(|w| tail.contains(w));
    match lead {
        Some((_, _, Mode::Pointer)) if makes => Mode::Basis,
        Some((_, _, mode)) => mode,
        None if tail.starts_with("的规定")
            && ["处罚", "办理", "执行", "追究"]
                .iter()
                .any(|w| tail.contains(w)) =>
        {
            Mode::Pointer
        }
        None if head.ends_with("施行前")
            || tail.starts_with("施行前")
            || tail.starts_with("施行以前") =>
        {
            Mode::Historical
        }
        None => Mode::Other,
    }
}

fn ends(tail: &str) -> bool {
    ["废止", "停止执行", "同时失效", "自行失效", "停止施行"]
        .iter()
        .any(|w| tail.contains(w))
}

/// The sentence without what stands in 《》.
fn unquoted(s: &str) -> String {
    let mut depth = 0usize;
    s.chars()
        .filter(|&c| {
            match c {
                '《' => depth += 1,
                '》' => {
                    depth = depth.saturating_sub(1);
                    return false;
                }
                _ => {}
            }
            depth == 0
        })
        .collect()
}
