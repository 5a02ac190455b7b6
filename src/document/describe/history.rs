//! Events of a document's history, from the lines under its title.

use crate::document::meta::{Act, Event};
use crate::text::{date, regex};
use regex::Regex;
use std::sync::LazyLock;

static AMENDED: LazyLock<Regex> = LazyLock::new(|| {
    regex(r"第[一二三四五六七八九十\d]+次(?:修正|修改|修订)|修正|修改的?决定》?(?:[^。]{0,6}修改)?")
});

/// Reads the events out of the history's words: each runs from one date to the next.
pub(super) fn events(words: &str) -> Vec<Event> {
    let dates = date::find_all(words);
    let mut out: Vec<Event> = Vec::new();
    for (i, (day, span)) in dates.iter().enumerate() {
        let end = dates.get(i + 1).map_or(words.len(), |d| d.1.start);
        let after = &words[span.end..end];
        let before = words[..span.start].trim_end();
        // “自2010年1月1日起施行” is no event of the text.
        if before.ends_with('自')
            || before.ends_with('从')
            || after.trim_start().starts_with(['起'])
        {
            continue;
        }
        let Some((act, by, decision)) = read(after) else {
            continue;
        };
        // A date inside a decision's title is no event.
        if before
            .rfind('《')
            .is_some_and(|o| before.rfind('》').is_none_or(|c| c < o))
        {
            continue;
        }
        out.push(Event {
            date: *day,
            act,
            by,
            decision,
            words: words[span.start..end].trim().to_string(),
        });
    }
    // “2017年12月1日…批准的2017年10月27日…《…决定》修正”: one amendment, told in two dates.
    out.sort_by_key(|e| e.date);
    out
}

/// What the words after a date say: act, who, by which decision.
fn read(after: &str) -> Option<(Act, String, String)> {
    let decision = after
        .find('《')
        .and_then(|o| matching(&after[o..]).map(|c| after[o + '《'.len_utf8()..o + c].to_string()))
        .unwrap_or_default();
    let by_end = [
        "通过", "批准", "公布", "发布", "颁布", "修正", "修订", "修改", "审议", "《", "印发", "令",
        "公告", "发",
    ]
    .iter()
    .filter_map(|w| after.find(w))
    .min()
    .unwrap_or(0);
    let by = after[..by_end]
        .trim()
        .trim_start_matches(['由', '经', '，', '、'])
        .split_whitespace()
        .collect::<String>();
    // What stands outside the decision's title decides.
    let outside = match after.find('《') {
        Some(o) => match matching(&after[o..]) {
            Some(c) => format!("{}《》{}", &after[..o], &after[o + c + '》'.len_utf8()..]),
            None => after[..o].to_string(),
        },
        None => after.to_string(),
    };
    let act = if outside.contains("修订") && !outside.contains("修正") {
        Act::Revised
    } else if outside.contains("修正")
        || AMENDED.is_match(&outside)
        || (outside.contains("修改") && !decision.is_empty())
    {
        Act::Amended
    } else if outside.contains("废止") && !outside.contains("通过") {
        Act::Repealed
    } else if outside.contains("批准") {
        Act::Approved
    } else if outside.contains("通过") {
        // “…通过的《关于修改…的决定》” with the amending word cut off is an amendment.
        if decision.contains("修改") && !outside.contains("通过 ") {
            Act::Amended
        } else {
            Act::Adopted
        }
    } else if ["公布", "发布", "颁布", "印发", "令", "公告", "号"]
        .iter()
        .any(|w| outside.contains(w))
    {
        Act::Published
    } else if decision.contains("修改") {
        Act::Amended
    } else {
        return None;
    };
    Some((act, by, decision))
}

/// The place of the 》 that closes the 《 at the start of `s`.
fn matching(s: &str) -> Option<usize> {
    let mut depth = 0;
    for (i, c) in s.char_indices() {
        match c {
            '《' => depth += 1,
            '》' => {
                depth -= 1;
                if depth == 0 {
                    return Some(i);
                }
            }
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(words: &str) -> Vec<(String, Act)> {
        events(words)
            .into_iter()
            .map(|e| (e.date.to_string(), e.act))
            .collect()
    }

    #[test]
    fn adoption_approval_and_amendments() {
        assert_eq!(
            told(
                "（2006年3月1日甲市第十三届人民代表大会常务委员会第二次会议通过 2006年5月20日乙省第十届人民代表大会常务委员会第五次会议批准 根据2018年9月3日甲市第十五届人民代表大会常务委员会第九次会议通过的《关于修改〈甲市养犬条例〉的决定》第一次修正 自2006年7月1日起施行）"
            ),
            vec![
                ("2006-03-01".into(), Act::Adopted),
                ("2006-05-20".into(), Act::Approved),
                ("2018-09-03".into(), Act::Amended)
            ]
        );
    }

    #[test]
    fn orders() {
        assert_eq!(
            told("(2011年6月24日某某部令第7号公布 自2011年8月1日起施行)"),
            vec![("2011-06-24".into(), Act::Published)]
        );
        assert_eq!(
            told("2016年7月29日 甲省第十二届人民代表大会常务委员会第三十一次会议修订"),
            vec![("2016-07-29".into(), Act::Revised)]
        );
    }
}
