//! The words that say what a clause is about: without the wording of sanctions, bodies, references
//! and legal boilerplate, which every clause of its kind shares.

use super::synonyms;
use crate::text::numeral;
use aho_corasick::{AhoCorasick, MatchKind};
use std::borrow::Cow;
use std::sync::LazyLock;

/// Phrases that stand in clauses on any act. Replaced by a break.
const COMMON: &[&str] = &[
    "县级以上地方各级人民政府",
    "县级以上地方人民政府",
    "县级以上人民政府",
    "地方各级人民政府",
    "各级人民政府",
    "省、自治区、直辖市人民政府",
    "省、自治区、直辖市",
    "设区的市级以上",
    "设区的市级",
    "设区的市",
    "县级以上",
    "市级以上",
    "省级以上",
    "国务院",
    "人民政府",
    "行政主管部门",
    "主管部门",
    "有关部门",
    "相关部门",
    "行政管理部门",
    "行政部门",
    "执法机构",
    "执法部门",
    "管理机构",
    "监督管理部门",
    "本行政区域内",
    "本行政区域",
    "行政区域",
    "法律、行政法规",
    "法律、法规和规章",
    "法律、法规、规章",
    "法律、法规",
    "国家有关规定",
    "国家规定",
    "有关规定",
    "任何单位和个人",
    "任何单位或者个人",
    "任何单位",
    "单位和个人",
    "单位或者个人",
    "任何个人",
    "有下列行为之一的",
    "有下列情形之一的",
    "有下列行为之一",
    "有下列情形之一",
    "下列行为之一",
    "下列情形之一",
    "下列行为",
    "下列情形",
    "下列规定",
    "下列条件",
    "下列要求",
    "违反规定",
    "不按照规定",
    "未按照规定",
    "不按规定",
    "未按规定",
    "按照规定",
    "依照规定",
    "按规定",
    "规定的",
    "的规定",
    "所规定",
    "情节严重的",
    "情节严重",
    "情节较轻的",
    "情节较轻",
    "情节轻微的",
    "构成犯罪的",
    "造成严重后果的",
    "后果严重的",
    "拒不改正的",
    "拒不改正",
    "另有规定的除外",
    "另有规定的",
    "从其规定",
    "法律责任",
    "应当",
    "必须",
    "不得",
    "禁止",
    "严禁",
    "可以",
    "鼓励",
    "或者",
    "以及",
    "及其",
    "及时",
    "其他",
    "其它",
    "有关",
    "相关",
    "按照",
    "依照",
    "根据",
    "依法",
    "对于",
    "其中",
    "但是",
    "并且",
    "属于",
    "以上",
    "以下",
    "之一",
    "的行为",
    "违法行为",
    "的情形",
    "的",
    "和",
    "与",
    "或",
    "及",
    "在",
    "对",
    "将",
    "把",
    "为",
    "向",
    "由",
    "其",
    "并",
    "等",
    "本条例",
    "本办法",
    "本规定",
    "本法",
    "本细则",
    "本市",
    "本省",
    "本自治区",
    "本县",
    "前款",
    "前两款",
    "前条",
    "违反",
];

static WORDS: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
    AhoCorasick::builder()
        .match_kind(MatchKind::LeftmostLongest)
        .build(COMMON)
        .ok()
});

/// Words at which the consequence of a penalty clause begins.
const CONSEQUENCES: &[&str] = &[
    "责令",
    "给予警告",
    "予以警告",
    "处警告",
    "警告",
    "处以",
    "并处",
    "处罚款",
    "处违法所得",
    "处货值",
    "罚款",
    "没收",
    "吊销",
    "撤销许可",
    "停业整顿",
    "予以处罚",
    "依法给予",
    "给予处分",
    "给予行政处罚",
    "追究刑事责任",
    "予以通报",
    "通报批评",
    "拘留",
    "予以处理",
    "限期改正",
    "违法所得",
];

static SANCTION: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
    AhoCorasick::builder()
        .match_kind(MatchKind::LeftmostFirst)
        .build(CONSEQUENCES)
        .ok()
});

/// Where the consequence begins in a comma's length of a penalty clause.
fn consequence(segment: &str) -> Option<usize> {
    let word = SANCTION
        .as_ref()
        .and_then(|s| s.find(segment))
        .map(|m| m.start());
    // 处五千元以上: the verb before a figure.
    let figure = segment.match_indices('处').find_map(|(i, w)| {
        segment[i + w.len()..]
            .chars()
            .next()
            .filter(|&c| numeral::is_numeral(c) || c.is_ascii_digit())
            .map(|_| i)
    });
    let at = match (word, figure) {
        (Some(a), Some(b)) => a.min(b),
        (a, b) => a.or(b)?,
    };
    // 由县级以上人民政府…责令: whoever imposes it goes with it.
    Some(match segment[..at].rfind('由') {
        Some(i) if segment[i..at].chars().count() < 60 => i,
        _ => at,
    })
}

/// Numbers of provisions (第二十三条第一款) and figures say nothing of the act.
fn unnumbered(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text.char_indices().peekable();
    while let Some((i, c)) = rest.next() {
        if c == '第' {
            let tail = &text[i + c.len_utf8()..];
            let digits: usize = tail
                .chars()
                .take_while(|&d| {
                    numeral::is_numeral(d)
                        || d.is_ascii_digit()
                        || matches!(d, '（' | '）' | '、' | '至')
                })
                .map(char::len_utf8)
                .sum();
            let unit = tail[digits..].chars().next();
            if digits > 0 && matches!(unit, Some('条' | '款' | '项' | '目')) {
                let end = i + c.len_utf8() + digits + unit.map_or(0, char::len_utf8);
                while rest.peek().is_some_and(|&(j, _)| j < end) {
                    rest.next();
                }
                out.push('　');
                continue;
            }
        }
        out.push(c);
    }
    out
}

/// Words with an alternative in brackets joined: 公共汽（电）车, 站（场）.
fn joined(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(i) = rest.find(['（', '(']) {
        let open = rest[i..].chars().next().map_or(1, char::len_utf8);
        out.push_str(&rest[..i]);
        let inner = &rest[i + open..];
        let end = inner.find(['）', ')']).filter(|&e| {
            e > 0 && inner[..e].chars().count() <= 2 && !inner[..e].chars().any(numeral::is_numeral)
        });
        if let Some(e) = end {
            let close = inner[e..].chars().next().map_or(1, char::len_utf8);
            out.push_str(&inner[..e]);
            rest = &inner[e + close..];
        } else {
            out.push_str(&rest[i..i + open]);
            rest = inner;
        }
    }
    out.push_str(rest);
    out
}

/// What a text is about; breaks stand for what was left out. `penal`: the clause sets sanctions, so
/// their wording goes too.
pub(super) fn content(text: &str, penal: bool) -> String {
    let folded = joined(&synonyms::fold(text));
    let mut out = String::with_capacity(folded.len());
    let bare = unnumbered(&folded);
    for segment in bare.split(['，', '；', '。', '：', ',', ';', '\n']) {
        let kept = match consequence(segment).filter(|_| penal) {
            Some(at) => Cow::Borrowed(&segment[..at]),
            None => Cow::Borrowed(segment),
        };
        let mut from = 0;
        if let Some(words) = WORDS.as_ref() {
            for m in words.find_iter(kept.as_ref()) {
                out.push_str(&kept[from..m.start()]);
                out.push('　');
                from = m.end();
            }
        }
        out.push_str(&kept[from..]);
        out.push('　');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::content;

    #[test]
    fn only_the_act_stays() {
        let words = |s: &str| -> Vec<String> {
            content(s, true)
                .split('　')
                .filter(|w| !w.is_empty())
                .map(String::from)
                .collect()
        };
        assert_eq!(
            words(
                "违反本条例第九条第二款规定，擅自搭建花棚的，由县级以上人民政府园林主管部门责令改正，处二百元以上五百元以下的罚款；情节严重的，吊销花棚证。"
            ),
            ["规定", "擅自搭建花棚"]
        );
        assert!(content("没收花棚应当登记", false).contains("没收"));
    }

    #[test]
    fn brackets_with_an_alternative_are_read_through() {
        assert_eq!(
            super::joined("花（木）圃（以下简称圃）（一）"),
            "花木圃（以下简称圃）（一）"
        );
    }
}
