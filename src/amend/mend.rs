//! Lines that the print broke: the second line of a chapter's name, the title said again before the
//! text, the second line of the history. They belong to what they continue; nothing is lost.

use super::text::Unit;
use crate::document::Kind;
use crate::text::normalize::squeeze;

/// A chapter's name has at most so many characters on its second line.
const NAME: usize = 25;

/// Puts broken lines back.
pub(super) fn mend(top: &mut Vec<Unit>) {
    headings(top);
    front(top);
}

fn plain(u: &Unit) -> bool {
    matches!(u.kind, Kind::Para | Kind::Paragraph) && u.label.is_empty() && u.children.is_empty()
}

const fn division(kind: Kind) -> bool {
    matches!(kind, Kind::Book | Kind::Chapter | Kind::Section)
}

/// 第四章　外商投资经营⏎运输的特别规定: one name.
fn headings(top: &mut Vec<Unit>) {
    let mut i = 0;
    while i + 2 < top.len() {
        let words = &top[i + 1].words.text;
        let goes_on = division(top[i].kind)
            && plain(&top[i + 1])
            && top[i].part == top[i + 1].part
            && words.chars().count() <= NAME
            && !words.contains(['。', '；', '：', ':', ';'])
            && !top[i].words.text.is_empty()
            && (top[i + 2].kind == Kind::Article || division(top[i + 2].kind));
        if goes_on {
            let line = top.remove(i + 1);
            let name = &mut top[i].words.text;
            name.push_str(&line.lead);
            name.push_str(&line.words.text);
        }
        i += 1;
    }
}

/// Before the first provision: lines of the title, and of the history, over again.
fn front(top: &mut [Unit]) {
    let first = top
        .iter()
        .position(|u| u.kind == Kind::Article || division(u.kind))
        .unwrap_or(0);
    let title = top
        .iter()
        .find(|u| u.kind == Kind::Title)
        .map(|u| squeeze(&u.words.text))
        .unwrap_or_default();
    let mut past = false;
    let mut seen = 0;
    for u in &mut top[..first] {
        let words = squeeze(&u.words.text);
        past |= u.kind == Kind::History;
        if !u.label.is_empty() || u.kind == Kind::Title || words.is_empty() {
            continue;
        }
        // The lines together are the title, in order.
        let at = title[seen.min(title.len())..].find(&words);
        if let Some(at) = at
            && (seen == 0 && at == 0 || seen > 0)
        {
            seen += at + words.len();
            u.kind = Kind::Note;
            continue;
        }
        let closes = words.find('》').is_some_and(|i| !words[..i].contains('《'));
        if past && closes && words.ends_with(['正', '订', '过', '布', '行']) {
            u.kind = Kind::Note;
        }
    }
}
