//! Issuers and rank, from adoption clause, number, letterhead and kind of paper.

use crate::document::body::is_body;
use crate::document::meta::{Act, Fact, Meta};
use crate::document::tree::Kind;
use crate::document::{Document, Rank};
use crate::text::numeral::is_numeral;
use crate::text::{normalize, regex};
use regex::Regex;
use std::sync::LazyLock;

/// A people's congress or its standing committee with its session: 山东省第十三届人民代表大会常务委员会第五次会议.
static CONGRESS: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"([\p{Han}]{0,14}?)第?([一二三四五六七八九十\d]{1,4})届\s*(?:([\p{Han}]{0,8}?)(人民代表大会|人大)(常务委员会|常委会)?)",
    )
});
static GOVERNMENT_ORDER: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"([\p{Han}]{2,12}(?:省|自治区|市|自治州|盟))(?:人民)?政府(?:令|第\s*[\d一二三四五六七八九十百]+\s*(?:号令|次))|(?:^|[日\s　（(])(省|市|自治区)(?:人民)?政府令",
    )
});
static MINISTRY_ORDER: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"((?:中华人民共和国)?(?:国家)?[\p{Han}]{2,14}(?:部|委员会|总局|局|署|会|委|办公室|银行|办))\s*(?:[、\s　][\p{Han}、\s　]{2,80}?)?\s*(?:令|第\s*[\d一二三四五六七八九十百]+\s*号令|[〔\[（(]\d{4}[〕\]）)]第?\d+号令|\d{4}年第\s*\d+\s*号令)",
    )
});

/// The issuing bodies, the leading one first.
pub(super) fn issuers(
    meta: &Meta,
    letterhead: &[String],
    signatures: &[String],
    history: &str,
) -> Vec<Fact<String>> {
    let mut out: Vec<Fact<String>> = Vec::new();
    fn put(out: &mut Vec<Fact<String>>, name: String, evidence: &str) {
        if !name.is_empty() && out.iter().all(|f| f.value != name) {
            out.push(Fact::new(name, evidence.trim().to_string()));
        }
    }
    // A congress that adopted (not the one that approved).
    for e in meta
        .history
        .iter()
        .filter(|e| matches!(e.act, Act::Adopted | Act::Revised | Act::Amended))
    {
        if let Some(name) = congress(&e.words, &meta.title) {
            put(&mut out, name, &e.words);
            return out;
        }
    }
    if let Some(name) = congress(history, &meta.title) {
        put(&mut out, name, history.lines().next().unwrap_or(""));
        return out;
    }
    if history.contains("国务院令") || history.contains("中华人民共和国国务院") {
        let line = history
            .lines()
            .find(|l| l.contains("国务院"))
            .unwrap_or(history);
        put(&mut out, "国务院".into(), line);
        return out;
    }
    if let Some(c) = GOVERNMENT_ORDER.captures(history) {
        let name = c.get(1).map_or("", |m| after_date(history, m.range()));
        if !name.is_empty() {
            put(&mut out, format!("{name}人民政府"), &c[0]);
            return out;
        }
    }
    if let Some(c) = MINISTRY_ORDER.captures(history)
        && let Some(m) = c.get(1)
    {
        let name = after_date(history, m.range()).trim();
        put(
            &mut out,
            name.trim_start_matches("中华人民共和国").to_string(),
            &c[0],
        );
        return out;
    }
    for l in letterhead {
        for name in l.split(|c: char| c.is_whitespace() || c == '、') {
            let name = name
                .trim()
                .trim_end_matches("文件")
                .trim_end_matches("公告")
                .trim_end_matches("通告")
                .trim_end_matches("办公会议纪要")
                .trim_end_matches("专题会议纪要")
                .trim_end_matches("会议纪要")
                .trim_end_matches('令');
            if is_body(name) {
                put(&mut out, name.to_string(), l);
            }
        }
    }
    for l in signatures {
        for name in l.split(|c: char| c.is_whitespace() || c == '、') {
            if is_body(name.trim()) {
                put(&mut out, name.trim().to_string(), l);
            }
        }
    }
    if out.is_empty() {
        // “清源县人民政府关于…的通知”: the title begins with its issuer.
        if let Some(i) = meta.title.find("关于").filter(|&i| i > 0) {
            let name = &meta.title[..i];
            // 国发〔2002〕17号国务院关于…
            let name = match name.split_once('号') {
                Some((number, after)) if number.contains(['〔', '[']) => after,
                _ => name,
            };
            if is_body(name) && name.chars().count() <= 24 {
                put(&mut out, name.to_string(), &meta.title);
            }
        }
    }
    if out.is_empty()
        && (history.contains("国务院")
            && (history.contains("批准") || history.contains("发布") || history.contains("公布")))
    {
        put(
            &mut out,
            "国务院".into(),
            history.lines().next().unwrap_or(""),
        );
    }
    out
}

/// What a match says behind the date it began in: 31日日照市 → 日照市.
fn after_date(words: &str, range: std::ops::Range<usize>) -> &str {
    let end = words[..range.end]
        .char_indices()
        .rfind(|&(i, c)| {
            c == '日'
                && i + c.len_utf8() > range.start
                && words[..i].chars().next_back().is_some_and(is_numeral)
        })
        .map_or(range.start, |(i, c)| i + c.len_utf8());
    &words[end.max(range.start)..range.end]
}

/// The congress named in words: 全国人民代表大会常务委员会, 青岛市人民代表大会常务委员会.
pub(super) fn congress(words: &str, title: &str) -> Option<String> {
    let c = CONGRESS.captures(words)?;
    let place = c.get(1).map_or("", |m| after_date(words, m.range()));
    let place = place.rsplit(['经', '由', '据']).next().unwrap_or("").trim();
    let place = place.trim_start_matches("根据");
    let inner = c.get(3).map_or("", |m| m.as_str());
    let committee = c.get(5).is_some();
    let mut place = if inner.is_empty() { place } else { inner }.to_string();
    if place.is_empty() || place == "省" || place == "市" || place == "自治区" {
        // “省十二届人大常委会”: the title names the place.
        let unit = if place.is_empty() {
            '省'
        } else {
            place.chars().next()?
        };
        place = title
            .find(unit)
            .filter(|&i| i > 0 && i <= 24)
            .map(|i| title[..i + unit.len_utf8()].to_string())?;
    }
    let body = if committee {
        "人民代表大会常务委员会"
    } else {
        "人民代表大会"
    };
    Some(format!("{place}{body}"))
}

/// The rank with its reason.
pub(super) fn rank(
    document: &Document,
    letterhead: &[String],
    history: &str,
    claim: Option<&Fact<String>>,
) -> Option<Fact<Rank>> {
    let meta = &document.meta;
    let title = &meta.title;
    let issuer = meta.issuer();
    let number = meta.number.as_ref().map_or("", |n| n.value.as_str());
    let evidence = |why: &str| why.trim().chars().take(120).collect::<String>();
    let fact = |rank, why: &str| Some(Fact::new(rank, evidence(why)));
    let first_article = document
        .nodes
        .iter()
        .find(|n| n.kind == Kind::Paragraph)
        .map_or("", |n| document.slice(n.span));
    let head: String = letterhead.join(" ");

    // Papers that are never norms of this kind: 会议纪要, 批复, 函 to one addressee, personnel.
    let bare = normalize::fold(title);
    if bare.ends_with("纪要") || head.contains("纪要") {
        return fact(Rank::Other, "会议纪要");
    }
    if issuer.starts_with("中共")
        || issuer.contains("党委")
        || issuer.ends_with("党组")
        || issuer.contains("中国共产党")
        || title.starts_with("中共")
        || head.contains("中共")
        || title.starts_with("中国共产党")
    {
        return fact(Rank::PartyDocument, &format!("{head} {issuer} {title}"));
    }
    if bare == "中华人民共和国宪法" || bare == "宪法" || bare.contains("宪法修正案")
    {
        return fact(Rank::Constitution, title);
    }
    if issuer.contains("人民法院")
        || issuer.contains("人民检察院")
        || title.contains("最高人民法院")
        || title.contains("最高人民检察院")
        || title.starts_with("人民法院")
        || title.starts_with("人民检察院")
        || number.contains("法释")
        || history.contains("最高人民法院")
        || history.contains("最高人民检察院")
        || history.contains("法释")
    {
        return fact(
            Rank::JudicialInterpretation,
            &format!("{issuer} {number} {history}"),
        );
    }
    if issuer.contains("国家监察委员会") || history.contains("国家监察委员会公告") {
        return fact(Rank::SupervisionRegulation, history);
    }
    if issuer.contains("人民代表大会") {
        if issuer.contains("全国人民代表大会") {
            return fact(Rank::Law, &format!("{issuer}通过：{history}"));
        }
        let approved =
            meta.history.iter().any(|e| e.act == Act::Approved) || history.contains("批准");
        let autonomous =
            (issuer.contains("自治州") || issuer.contains("自治县") || issuer.contains("自治旗"))
                && !issuer.contains("常务委员会");
        if autonomous && title.contains("自治条例") {
            return fact(
                Rank::AutonomyRegulation,
                &format!("{issuer}通过：{history}"),
            );
        }
        if autonomous && approved {
            return fact(
                Rank::SeparateRegulation,
                &format!("{issuer}通过并报经批准：{history}"),
            );
        }
        if title.contains("经济特区") {
            return fact(Rank::SpecialZoneRegulation, &format!("{title}；{issuer}"));
        }
        if title.contains("海南自由贸易港") && issuer.starts_with("海南") {
            return fact(Rank::HainanPortRegulation, &format!("{title}；{issuer}"));
        }
        if issuer.starts_with("上海")
            && title.contains("浦东新区")
            && (first_article.contains("基本原则") || document.text.contains("浦东新区法规"))
        {
            return fact(Rank::PudongRegulation, &format!("{title}；{first_article}"));
        }
        return fact(Rank::LocalRegulation, &format!("{issuer}通过：{history}"));
    }
    let order = history.contains('令') || number.contains('令') || head.contains('令');
    if issuer == "国务院" {
        if order
            || history.contains("国务院批准")
            || history.contains("国务院常务会议")
            || history.contains("国务院发布")
            || history.contains("国务院公布")
            || history.contains("国务院颁布")
            || history.contains("国务院通过")
            || history.contains("次修订")
            || history.contains("次修正")
        {
            return fact(Rank::AdministrativeRegulation, history);
        }
        if number.starts_with("国发") || number.starts_with("国办发") || head.contains("文件")
        {
            return fact(Rank::Normative, number);
        }
    }
    if let Some(c) = claim {
        let r = match c.value.as_str() {
            "法律" | "修改决定" | "立法解释" | "修正案" => Some(Rank::Law),
            "宪法" => Some(Rank::Constitution),
            "行政法规" => Some(Rank::AdministrativeRegulation),
            "监察法规" => Some(Rank::SupervisionRegulation),
            "司法解释" => Some(Rank::JudicialInterpretation),
            "地方性法规" => Some(Rank::LocalRegulation),
            _ => None,
        };
        if let Some(r) = r {
            return fact(r, &format!("{}：{}", c.evidence, c.value));
        }
    }
    if issuer.ends_with("人民政府") && order {
        // Only a province, a city divided into districts or a 自治州 makes 规章.
        let county = issuer.contains('县')
            || issuer.contains('区') && !issuer.contains("自治区")
            || issuer.contains("乡")
            || issuer.contains("镇");
        return if county {
            fact(Rank::Normative, &format!("{issuer}无规章制定权"))
        } else {
            fact(Rank::LocalRule, &format!("{issuer}令：{history}{number}"))
        };
    }
    if order
        && MINISTRY_ORDER.is_match(&format!("{history} {head} {number}"))
        && !local_body(issuer)
    {
        return fact(Rank::DepartmentalRule, &format!("{history}{number}"));
    }
    if history.contains("国务院批准") && !history.contains("印发") {
        return fact(Rank::AdministrativeRegulation, history);
    }
    let numbered = number.contains(['〔', '[', '［', '（', '(']);
    let paper = [
        "通知", "公告", "通告", "意见", "方案", "办法", "规定", "细则", "措施", "规则", "制度",
        "标准", "规程", "要点", "计划", "基准", "预案", "指引", "导则",
    ]
    .iter()
    .any(|w| {
        normalize::fold(title)
            .split('（')
            .next()
            .unwrap_or("")
            .ends_with(w)
    });
    if !issuer.is_empty() && (numbered || paper) {
        if bare.ends_with("批复")
            || bare.ends_with("的函")
            || bare.contains("任免")
            || bare.contains("任职")
        {
            return fact(Rank::Other, title);
        }
        return fact(Rank::Normative, &format!("{issuer} {number} {title}"));
    }
    if numbered && paper {
        return fact(Rank::Normative, &format!("{number} {title}"));
    }
    // A text without a head: a province's or city's 条例 is its congress's, for no 规章 may be
    // called so (规章制定程序条例 第七条, 2017), and no paper of a lower rank makes one.
    static OF_A_PLACE: LazyLock<Regex> = LazyLock::new(|| {
        regex(r"^[\p{Han}]{2,9}?(?:省|自治区|市|自治州)[^（(]{2,40}条例(?:[（(].*)?$")
    });
    if issuer.is_empty()
        && number.is_empty()
        && OF_A_PLACE.is_match(&normalize::fold(title))
        && document.text.contains("本条例")
    {
        return fact(
            Rank::LocalRegulation,
            &format!("{title}（规章不得称“条例”：规章制定程序条例第七条）"),
        );
    }
    None
}

/// Whether a body's name begins with a place (a province, city, county).
fn local_body(name: &str) -> bool {
    static PLACE: LazyLock<Regex> =
        LazyLock::new(|| regex(r"^[\p{Han}]{2,9}?(?:省|自治区|市|州|盟|县|区|旗|镇|乡)"));
    // 住房和城乡建设部: the 乡 of 城乡 is no place.
    PLACE.is_match(&name.replace("城乡", "")) && !name.starts_with("国家")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_no_part_of_a_name() {
        for words in [
            "2020年12月31日日照市第十八届人民代表大会常务委员会第三次会议通过",
            "2020年12月31日 日照市第十八届人民代表大会常务委员会第三次会议通过",
            "二〇二〇年十二月三十一日日照市第十八届人民代表大会常务委员会第三次会议通过",
        ] {
            assert_eq!(
                congress(words, "").as_deref(),
                Some("日照市人民代表大会常务委员会"),
                "{words}"
            );
        }
    }
}
