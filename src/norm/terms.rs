//! The words of an act: cut at function words, qualifiers told apart. No dictionary needed.

use super::Act;
use crate::document::NodeId;
use crate::text::Span;
use aho_corasick::{AhoCorasick, MatchKind};
use std::sync::LazyLock;

/// Words that say how an act offends, not what it is.
const QUALIFIERS: [&str; 26] = [
    "未经批准",
    "未经许可",
    "未经同意",
    "未按照规定",
    "未按规定",
    "未依法",
    "未依照规定",
    "不按照规定",
    "不按规定",
    "未取得",
    "未办理",
    "未经",
    "未按照",
    "未按",
    "未及时",
    "擅自",
    "拒不",
    "拒绝",
    "逾期",
    "故意",
    "非法",
    "违法",
    "违规",
    "私自",
    "无正当理由",
    "强行",
];

/// Words at which content is cut, longest first.
const STOPS: [&str; 66] = [
    "违反本条例规定",
    "违反本法规定",
    "违反本办法规定",
    "违反规定",
    "有下列行为之一",
    "有下列情形之一",
    "下列行为",
    "按照规定",
    "依照规定",
    "按照有关规定",
    "依照有关规定",
    "的规定",
    "规定的",
    "国家规定",
    "有关规定",
    "任何单位和个人",
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
    "进行",
    "从事",
    "实施",
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
    "因为",
    "由于",
    "属于",
    "以上",
    "以下",
    "之一",
    "行为",
    "情形",
    "等",
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
    "于",
    "地",
];

static STOP_WORDS: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
    AhoCorasick::builder()
        .match_kind(MatchKind::LeftmostLongest)
        .build(STOPS)
        .ok()
});

/// The act of the words a span covers.
pub(super) fn act(text: &str, span: Span, node: NodeId) -> Act {
    let mut span = span.trim(text);
    let words = span.slice(text);
    let kept = words.trim_end_matches(['。', '；', ';', '，', '：', ':']);
    span.end = span.start + kept.len();
    let words = span.slice(text);
    let mut qualifiers = Vec::new();
    let mut rest = crate::text::normalize::fold(words);
    for q in QUALIFIERS {
        if rest.contains(q) {
            qualifiers.push(q.to_string());
            rest = rest.replace(q, "，");
        }
    }
    let negative = words.contains('未')
        || words.contains('不')
        || words.contains("拒")
        || words.contains("违反");
    let mut terms: Vec<String> = Vec::new();
    for chunk in rest.split(|c: char| !c.is_alphanumeric()) {
        let mut push = |w: &str| {
            if w.chars().nth(1).is_some() && !terms.iter().any(|t| t == w) {
                terms.push(w.to_string());
            }
        };
        let mut from = 0;
        if let Some(stops) = STOP_WORDS.as_ref() {
            for m in stops.find_iter(chunk) {
                push(&chunk[from..m.start()]);
                from = m.end();
            }
        }
        push(&chunk[from..]);
    }
    Act {
        span,
        text: words.to_string(),
        terms,
        qualifiers,
        node: Some(node),
        negative,
    }
}
