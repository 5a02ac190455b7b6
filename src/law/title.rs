//! Titles of laws and the keys under which one law is one work.

use crate::text::normalize::fold_char;

/// The key of a title: without 《》, white space, 中华人民共和国, bracketed version notes
/// (2021年修订) and （试行）/（暂行）, brackets folded; equal keys name one work of one maker.
///
/// ```
/// use qingli::law::title::key;
/// assert_eq!(key("《中华人民共和国公路法》"), key("公路法（2017年修正）"));
/// assert_ne!(key("山东省公路条例"), key("公路条例"));
/// ```
pub fn key(title: &str) -> String {
    let mut s: String = title
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '《' | '》' | '〈' | '〉'))
        .map(fold_char)
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
    s.strip_prefix("中华人民共和国")
        .map_or(s.clone(), str::to_string)
}
