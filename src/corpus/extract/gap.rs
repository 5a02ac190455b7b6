//! What the words around a title in 《》 make of it: whether a list goes on, whether the verb at the
//! end of a clause speaks of it, whether it is only named.

use crate::text::{Span, regex};
use regex::Regex;
use std::sync::LazyLock;

/// “自…起” with a day of its own.
pub(super) static FROM_DAY: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"自\s*(\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日|[一二三四五六七八九〇○零]{4}年[一二三四五六七八九十]{1,3}月[一二三四五六七八九十]{1,3}日)\s*起?",
    )
});

/// A title with where it stands in its sentence.
pub(super) struct Titled {
    /// With 《》.
    pub(super) whole: Span,
    /// Without.
    pub(super) title: String,
}

/// Titles in 《》 of a text, outermost only.
pub(super) fn titles(s: &str) -> Vec<Titled> {
    let mut out = Vec::new();
    let mut depth = 0usize;
    let mut start = 0;
    for (i, c) in s.char_indices() {
        match c {
            '《' => {
                if depth == 0 {
                    start = i;
                }
                depth += 1;
            }
            '》' if depth > 0 => {
                depth -= 1;
                if depth == 0 {
                    let whole = Span::new(start, i + c.len_utf8());
                    let inner = &s[start + '《'.len_utf8()..i];
                    let title: String = inner.chars().filter(|c| !c.is_whitespace()).collect();
                    if (3..=120).contains(&title.chars().count()) {
                        out.push(Titled { whole, title });
                    }
                }
            }
            _ => {}
        }
    }
    out
}

/// Whether a title in 《》 is that of a certificate or form, which may become void but is no law.
pub(super) fn is_paper(title: &str) -> bool {
    [
        "证",
        "证明",
        "证书",
        "执照",
        "批件",
        "批准书",
        "通知书",
        "申请书",
        "申请表",
        "登记表",
        "合同",
        "协议",
        "协议书",
        "收据",
        "发票",
        "回执",
        "牌照",
    ]
    .iter()
    .any(|w| title.ends_with(w))
}

/// Whether a clause opens a list of laws that end.
pub(super) fn is_lead(words: &str) -> bool {
    let w = words.trim_end();
    (w.ends_with('：') || w.ends_with(':') || w.ends_with('。'))
        && w.contains("废止")
        && ["下列", "以下", "如下", "目录", "名单"]
            .iter()
            .any(|x| w.contains(x))
        && !w.contains("条款")
        && titles(w).is_empty()
}

/// Sentences of a paragraph: up to 。 or ； outside quotation marks and 《》.
pub(super) fn sentences(s: &str) -> Vec<Span> {
    let mut out = Vec::new();
    let (mut start, mut depth) = (0, 0i32);
    for (i, c) in s.char_indices() {
        match c {
            '《' | '“' | '（' | '(' => depth += 1,
            '》' | '”' | '）' | ')' => depth = (depth - 1).max(0),
            '。' | '；' | '\n' if depth == 0 => {
                out.push(Span::new(start, i + c.len_utf8()));
                start = i + c.len_utf8();
            }
            _ => {}
        }
    }
    if start < s.len() {
        out.push(Span::new(start, s.len()));
    }
    out
}

/// What may follow the verb that ends a law; anything else makes another statement of it
/// (同时废止的规定, 废止前, 废止后).
pub(super) fn closes(after: &str) -> bool {
    let a = after.trim_start();
    a.is_empty() || a.starts_with(['。', '；', '，', '、', '\n', '）', ')']) || a.starts_with("。")
}

/// Words that turn a statement into a plan, a condition or a denial.
pub(super) fn denied(before: &str) -> bool {
    [
        "不得",
        "不予",
        "未",
        "建议",
        "可以",
        "应当及时",
        "及时",
        "或者",
        "需要",
        "拟",
        "尚未",
        "是否",
        "经",
        "提出",
        "研究",
        "申请",
        "有权",
        "按规定",
        "被",
        "已经",
        "已",
        "修改、",
        "修订、",
        "注销",
    ]
    .iter()
    .any(|w| before.ends_with(w))
}

/// Whether the words between two titles only join them: 、 和 及 以及, brackets, a date and a maker.
pub(super) fn list_gap(gap: &str) -> bool {
    let g = strip_brackets(gap);
    let g = g.trim();
    g.is_empty()
        || g.starts_with(['、', '，', '；', '和', '及'])
        || g.starts_with("以及")
        || g.starts_with("与")
}

/// A text without what stands in round brackets.
pub(super) fn strip_brackets(s: &str) -> String {
    let mut depth = 0;
    s.chars()
        .filter(|c| match c {
            '（' | '(' => {
                depth += 1;
                false
            }
            '）' | ')' => {
                depth -= 1;
                false
            }
            _ => depth <= 0,
        })
        .collect()
}

/// Whether what follows a title shows that only a part of it is meant.
pub(super) fn partial(after: &str) -> bool {
    let a = strip_brackets(
        after
            .get(..after.len().min(160))
            .unwrap_or(after_floor(after)),
    );
    let a = a.trim_start();
    [
        "中",
        "第",
        "有关",
        "关于",
        "所附",
        "附件",
        "附表",
        "的有关",
        "部分",
        "内",
        "里",
        "涉及",
    ]
    .iter()
    .any(|w| a.starts_with(w))
}

/// The first 160 bytes of a text, on a character.
pub(super) fn after_floor(s: &str) -> &str {
    let mut end = s.len().min(160);
    while !s.is_char_boundary(end) {
        end -= 1;
    }
    &s[..end]
}

/// Whether the words between the last title and the verb let the verb speak of the title.
pub(super) fn verb_gap(gap: &str) -> bool {
    let g = strip_brackets(gap);
    let g = FROM_DAY.replace_all(&g, "");
    let g = g.trim_matches(|c: char| c.is_whitespace() || matches!(c, '，' | '、' | '“' | '”'));
    let g = g
        .trim_start_matches('等')
        .trim_start_matches(|c: char| {
            crate::text::numeral::is_numeral(c) || matches!(c, '件' | '个' | '项' | '部')
        })
        .trim_matches(|c: char| c.is_whitespace() || c == '，');
    [
        "",
        "自本法施行之日起",
        "自本条例施行之日起",
        "自本办法施行之日起",
        "自本规定施行之日起",
        "自本细则施行之日起",
        "自本法实施之日起",
        "也",
        "应",
        "应当",
        "将",
        "亦",
        "及其实施细则",
        "及实施细则",
        "及其补充规定",
        "规章",
        "法规",
        "文件",
        "司法解释",
        "地方性法规",
        "行政法规",
        "自本规则施行之日起",
        "自本解释施行之日起",
        "自公布之日起",
        "自发布之日起",
        "自即日起",
        "及其有关规定",
        "及有关规定",
        "从即日起",
        "于同日",
        "自同日起",
        "从同日起",
        "及其附件",
        "自本决定施行之日起",
    ]
    .contains(&g)
}

/// Whether the words between two titles keep the list going.
pub(super) fn between(gap: &str) -> bool {
    let g = strip_brackets(gap);
    let g = g.trim();
    if g.is_empty() {
        return true;
    }
    // 、1995年3月1日国务院发布的《…》
    let joined = g.starts_with(['、', '，', '和', '及', '与', '；']) || g.starts_with("以及");
    joined
        && ![
            "施行",
            "实施",
            "规定",
            "生效",
            "执行，",
            "废止",
            "根据",
            "依据",
        ]
        .iter()
        .any(|w| g.contains(w))
}

/// Whether the title before `gap` is only named: 根据《甲》制定的《乙》, 《甲》施行之日起.
pub(super) fn basis(before: &str, gap: &str) -> bool {
    let b = before.trim_end();
    let named = [
        "根据", "依据", "依照", "按照", "违反", "适用", "自", "执行", "以", "见",
    ]
    .iter()
    .any(|w| b.ends_with(w));
    let g = gap.trim_start();
    (named && !b.ends_with("不再适用"))
        || [
            "施行",
            "实施之",
            "制定",
            "公布之",
            "的规定",
            "规定的",
            "生效",
            "的决定》",
        ]
        .iter()
        .any(|w| g.starts_with(w))
}
