//! When a document comes into force, and when its validity ends.

use crate::document::Document;
use crate::document::meta::Fact;
use crate::document::tree::Kind;
use crate::text::{Date, date, numeral, regex};
use regex::Regex;
use std::sync::LazyLock;

static FORCE: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?:自|从|于)\s*((?:\d{4}|[一二三四五六七八九〇○零]{4})\s*年\s*[\d一二三四五六七八九十]{1,3}\s*月\s*[\d一二三四五六七八九十]{1,3}\s*日)\s*(?:起|开始|日起)?\s*(?:正式)?\s*(?:施行|实施|执行|生效|试行|启用)",
    )
});
static FORCE_ON_ISSUE: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"自\s*(?:公布|发布|颁布|印发|通过|下发|发文|批准|签发)\s*之日起\s*(?:\d+日后)?(?:正式)?(?:施行|实施|执行|生效|试行)",
    )
});
static UNTIL: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?:有效期\s*(?:限)?\s*(?:截止|截至|至|到|为\s*至)|施行，?\s*(?:有效期)?至|至)\s*((?:\d{4}|[一二三四五六七八九〇○零]{4})\s*年\s*[\d一二三四五六七八九十]{1,3}\s*月\s*[\d一二三四五六七八九十]{1,3}\s*日)\s*(?:止|。|；|，|$)",
    )
});
static YEARS: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?:有效期限?(?:为)?|试行期限?(?:为)?|试行|暂行)\s*([\d一二三四五六七八九十两]{1,3})\s*(年|个月)",
    )
});

/// The day of force with its words, and whether it stands in the text's own closing provision.
pub(super) fn effective(document: &Document, history: &str) -> (Option<Fact<Date>>, bool) {
    let main = document.main_part();
    let own: Vec<&str> = document
        .nodes
        .iter()
        .filter(|n| {
            n.kind.is_normative()
                && n.kind != Kind::Row
                && (n.part == main || n.part == 0)
                && !n.dead
        })
        .map(|n| document.slice(n.span))
        .collect();
    for words in own.iter().rev().take(25) {
        // Only sentences about the text itself: 本办法自…起施行.
        if !words.contains("施行")
            && !words.contains("实施")
            && !words.contains("执行")
            && !words.contains("试行")
            && !words.contains("生效")
        {
            continue;
        }
        let about_itself =
            words.contains('本') || words.starts_with('自') || words.contains("现予公布");
        if !about_itself {
            continue;
        }
        if let Some(c) = FORCE.captures(words)
            && let Some(day) = c.get(1).and_then(|m| date::parse(m.as_str()))
        {
            return (Some(Fact::new(day, c[0].to_string())), true);
        }
        if let Some(m) = FORCE_ON_ISSUE.find(words)
            && let Some(p) = document
                .meta
                .published
                .as_ref()
                .or(document.meta.version.as_ref())
        {
            // A revised text speaks of its own publication.
            let day = document
                .meta
                .history
                .iter()
                .filter(|e| {
                    matches!(
                        e.act,
                        crate::document::meta::Act::Revised | crate::document::meta::Act::Published
                    )
                })
                .map(|e| e.date)
                .max()
                .unwrap_or(p.value);
            return (Some(Fact::new(day, m.as_str().to_string())), true);
        }
    }
    if let Some(c) = FORCE.captures(history)
        && let Some(day) = c.get(1).and_then(|m| date::parse(m.as_str()))
    {
        return (Some(Fact::new(day, c[0].to_string())), true);
    }
    static BARE: LazyLock<Regex> =
        LazyLock::new(|| regex(r"(\d{4}年\d{1,2}月\d{1,2}日)\s*(?:起)?\s*施行"));
    if let Some(c) = BARE.captures(history)
        && let Some(day) = date::parse(&c[1])
    {
        return (Some(Fact::new(day, c[0].to_string())), true);
    }
    if let Some(m) = FORCE_ON_ISSUE.find(history)
        && let Some(p) = document.meta.published.as_ref()
    {
        return (Some(Fact::new(p.value, m.as_str().to_string())), true);
    }
    (None, false)
}

/// Fills `expires` and `validity`.
pub(super) fn validity(document: &mut Document) {
    let main = document.main_part();
    let title = document.meta.title.clone();
    let own: Vec<String> = document
        .nodes
        .iter()
        .filter(|n| {
            (n.kind.is_normative() && n.kind != Kind::Row || n.kind == Kind::Title)
                && (n.part == main || n.part == 0)
        })
        .map(|n| document.slice(n.span).to_string())
        .collect();
    let from = document
        .meta
        .effective
        .as_ref()
        .or(document.meta.published.as_ref())
        .map(|f| f.value);
    for words in own.iter().rev().take(30) {
        let about_itself = [
            "本办法",
            "本规定",
            "本通知",
            "本方案",
            "本公告",
            "本通告",
            "本意见",
            "本细则",
            "本措施",
            "本规则",
            "本文件",
            "本标准",
            "本制度",
            "本决定",
            "本条例",
            "本基准",
            "本实施",
            "本暂行",
            "本计划",
        ]
        .iter()
        .any(|w| words.contains(w))
            || words.starts_with("有效期")
            || words.starts_with('自');
        if !about_itself || words.contains("许可证") || words.contains("证书") {
            continue;
        }
        if let Some(c) = UNTIL.captures(words)
            && let Some(day) = c.get(1).and_then(|m| date::parse(m.as_str()))
            && from.is_none_or(|f| day > f)
            && !of_something_else(words, &c[0])
        {
            document.meta.expires = Some(Fact::new(day, c[0].to_string()));
            return;
        }
        if let Some(c) = YEARS.captures(words)
            && let Some(n) = numeral::parse(&c[1]).filter(|n| (1..=30).contains(n))
            && (words.contains("施行")
                || words.contains("有效期")
                || words.contains("试行")
                || words.contains("执行"))
        {
            let words = c[0].to_string();
            let Some(f) = from else {
                document.meta.validity = Some(words);
                return;
            };
            let n = i64::try_from(n).unwrap_or(0);
            let span = if &c[2] == "年" {
                jiff::Span::new().years(n)
            } else {
                jiff::Span::new().months(n)
            };
            if let Ok(end) = f.checked_add(span).and_then(|d| d.yesterday()) {
                document.meta.expires = Some(Fact::new(end, words));
            }
            return;
        }
    }
    if title.contains("试行") || title.contains("暂行") {
        document.meta.validity = Some(
            if title.contains("试行") {
                "试行"
            } else {
                "暂行"
            }
            .to_string(),
        );
    }
}

/// Whether the day ends a transition, a protection or an old paper's validity, not the text's own.
fn of_something_else(words: &str, until: &str) -> bool {
    let head = words.split(until).next().unwrap_or(words);
    let own = head.rsplit(['，', '；', '。']).next().unwrap_or(head);
    ["过渡期", "保护期", "资质", "延"]
        .iter()
        .any(|w| own.contains(w) || until.contains(w))
}
