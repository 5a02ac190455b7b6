//! Titles of laws and the keys under which one law is one work.

use crate::law::region;
use crate::text::normalize::fold_char;

/// The key of a title: without 《》, white space, 中华人民共和国, bracketed version notes
/// (2021年修订) and （试行）/（暂行）, brackets folded; equal keys name one work of one maker.
///
/// ```
/// use qingli::law::title::key;
/// assert_eq!(key("《中华人民共和国公路法》"), key("公路法（2017年修正）"));
/// assert_ne!(key("山东省公路条例"), key("公路条例"));
/// assert_eq!(key("山东省实施《中华人民共和国公路法》办法"), key("山东省实施〈公路法〉办法"));
/// ```
pub fn key(title: &str) -> String {
    let mut s: String = title
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '《' | '》' | '〈' | '〉' | '<' | '>'))
        .map(fold_char)
        .map(|c| match c {
            '"' | '＂' | '‟' | '「' | '」' | '”' | '『' | '』' => '“',
            '﹒' | '•' | '·' | '・' => '·',
            '－' | '–' | '—' => '-',
            c => c,
        })
        .collect();
    while let Some(open) = s.rfind('（') {
        let Some(close) = s[open..].find('）').map(|i| open + i) else {
            break;
        };
        let inner = &s[open + '（'.len_utf8()..close];
        let year = inner.chars().filter(char::is_ascii_digit).count() >= 4;
        let note = ["修正", "修订", "修改", "试行", "暂行", "草案", "新修订"]
            .iter()
            .any(|w| inner.contains(w));
        let end = close + '）'.len_utf8();
        if (year || note) && end == s.len() {
            s.truncate(open);
        } else {
            break;
        }
    }
    s.replace("中华人民共和国", "")
}

/// A title as it stands inside 《》: its own marks become 〈〉.
///
/// ```
/// use qingli::law::title::nested;
/// assert_eq!(nested("甲省实施《水法》办法"), "甲省实施〈水法〉办法");
/// ```
pub fn nested(title: &str) -> String {
    title.replace('《', "〈").replace('》', "〉")
}

/// A looser key, for titles cited in another form: the maker before 关于 dropped
/// (最高人民法院关于…的解释 = 关于…的解释) and 实施《…》办法 = 《…》实施办法.
///
/// ```
/// use qingli::law::title::loose;
/// assert_eq!(loose("国务院关于预防煤矿事故的特别规定"), loose("关于预防煤矿事故的特别规定"));
/// assert_eq!(loose("浙江省实施《中华人民共和国水法》办法"), loose("浙江省《水法》实施办法"));
/// assert_ne!(loose("浙江省水法实施办法"), loose("山东省水法实施办法"));
/// ```
pub fn loose(title: &str) -> String {
    let mut s = key(title);
    if let Some(at) = s.find("关于")
        && at > 0
        && maker(&s[..at])
    {
        s.replace_range(..at, "");
    }
    for ending in ["实施办法", "实施细则"] {
        let kind = &ending["实施".len()..];
        if let Some(before) = s.strip_suffix(ending) {
            return format!("{before}{ending}");
        }
        if let Some(body) = s.strip_suffix(kind)
            && let Some(at) = body.find("实施")
            && (at == 0 || region::of(&body[..at]).is_some())
        {
            let (place, law) = (&body[..at], &body[at + "实施".len()..]);
            let law = law.strip_prefix("关于").unwrap_or(law);
            return format!("{place}{law}{ending}");
        }
    }
    s
}

/// Whether these words before 关于 name who makes national law; a local maker belongs to the title.
fn maker(s: &str) -> bool {
    s.split(['、', '，']).all(|one| {
        one.chars().count() <= 20
            && region::of(one).as_deref() == Some(region::NATION)
            && !one.contains("修改")
    })
}

/// The matter of a title: without region, 中华人民共和国, 实施, and the kind of instrument.
pub fn matter(printed: &str, region: &str) -> String {
    let mut s = key(printed);
    for part in region.split('/').filter(|p| !p.is_empty()) {
        s = s.replace(part, "");
    }
    if let Some(i) = s.find(['省', '市', '州', '盟', '县'])
        && s[..i].chars().count() <= 6
    {
        s = s[i..].chars().skip(1).collect();
    }
    for w in [
        "实施办法",
        "实施细则",
        "实施条例",
        "若干规定",
        "管理条例",
        "管理办法",
        "管理规定",
        "条例",
        "办法",
        "规定",
        "实施",
        "管理",
        "中华人民共和国",
    ] {
        s = s.replace(w, "");
    }
    s.strip_suffix('法').unwrap_or(&s).to_string()
}

/// Whether a title is that of an instrument which changes, repeals or issues others, not of a
/// standing text: 关于修改…的决定, 关于废止…的决定, …修正案.
///
/// ```
/// use qingli::law::title::is_decision;
/// assert!(is_decision("国务院关于修改和废止部分行政法规的决定"));
/// assert!(!is_decision("重大行政决策程序暂行条例"));
/// ```
pub fn is_decision(title: &str) -> bool {
    let s = key(title);
    (["修改", "废止", "宣布失效", "停止执行"]
        .iter()
        .any(|w| s.contains(w))
        && ["决定", "通知", "公告", "目录", "决议", "令"]
            .iter()
            .any(|w| s.ends_with(w)))
        || s.ends_with("修正案")
}

/// How alike two titles are, from 0 to 1: shared pairs of characters (Dice).
pub fn likeness(a: &str, b: &str) -> f64 {
    let pairs = |s: &str| -> Vec<(char, char)> {
        let c: Vec<char> = key(s).chars().collect();
        let mut p: Vec<(char, char)> = c.windows(2).map(|w| (w[0], w[1])).collect();
        p.sort_unstable();
        p.dedup();
        p
    };
    let (x, y) = (pairs(a), pairs(b));
    if x.is_empty() || y.is_empty() {
        return 0.0;
    }
    let shared = x.iter().filter(|p| y.binary_search(p).is_ok()).count();
    2.0 * shared as f64 / (x.len() + y.len()) as f64
}

/// The date that a file's name carries (…(2020-11-27).md): a claim, never a fact.
///
/// ```
/// use qingli::law::title::name_date;
/// assert_eq!(name_date("某省某某条例(2020-11-27).md").map(|d| d.to_string()), Some("2020-11-27".into()));
/// assert_eq!(name_date("某省某某条例.md"), None);
/// ```
pub fn name_date(name: &str) -> Option<crate::text::Date> {
    let stem = name.rsplit(['/', '\\']).next().unwrap_or(name);
    crate::text::date::find_all(stem).pop().map(|d| d.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn version_notes_fall_away() {
        for (a, b) in [
            ("甲法(2018修正)", "甲法"),
            ("《中华人民共和国甲法》（试行）", "甲法"),
            ("甲省 乙 条例", "甲省乙条例"),
            ("甲办法（2019年12月修订）", "甲办法"),
        ] {
            assert_eq!(key(a), key(b), "{a}");
        }
        // 括号里不是版本的，是名称的一部分。
        assert_ne!(
            key("关于适用甲法若干问题的解释（二）"),
            key("关于适用甲法若干问题的解释")
        );
        assert_ne!(key("甲暂行条例"), key("甲条例"));
    }

    #[test]
    fn makers_before_about() {
        assert_eq!(
            loose("最高人民法院、最高人民检察院关于办理甲案件的解释"),
            loose("关于办理甲案件的解释")
        );
        // 地方的制定机关是名称的一部分。
        assert_ne!(
            loose("上海市人民代表大会常务委员会关于甲的规定"),
            loose("关于甲的规定")
        );
    }

    #[test]
    fn alike() {
        assert!(likeness("甲省道路运输条例", "甲省道路运输管理条例") > 0.7);
        assert!(likeness("甲省道路运输条例", "甲省献血条例") < 0.5);
    }
}
