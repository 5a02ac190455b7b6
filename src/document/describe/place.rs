//! The region of a document: where its issuer rules.
//!
//! The table of divisions decides ([`region::of`]): by the issuer, else by the title. A place that
//! the table lacks (a fictional county, one long gone) is taken only from the name of a body:
//! 清源县交通运输局, 沧江市人民政府. What neither tells stays unknown.

use super::rank::congress;
use crate::document::meta::{Act, Fact};
use crate::document::{Document, region};
use crate::text::regex;
use regex::Regex;
use std::sync::LazyLock;

/// The region as far as the document's own words tell: 全国, 山东省, 山东省/青岛市, 清源县.
pub(super) fn region(document: &Document) -> Option<Fact<String>> {
    let meta = &document.meta;
    let rank = meta.rank();
    if rank.is_national() {
        return Some(Fact::new(region::NATION.into(), rank.name().to_string()));
    }
    let (issuer, title) = (meta.issuer(), meta.title.as_str());
    if let Some(path) = region::of(issuer).or_else(|| by_form(issuer)) {
        return Some(Fact::new(approved(document, path), issuer.to_string()));
    }
    let path = region::of(title).or_else(|| {
        by_form(title).filter(|p| names_body(&document.text, p.rsplit('/').next().unwrap_or(p)))
    })?;
    Some(Fact::new(approved(document, path), title.to_string()))
}

/// The place at the head of a body's name, by the form of the name alone.
fn by_form(name: &str) -> Option<String> {
    static PLACE: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"^([\p{Han}]{1,5}?(?:省|特别行政区|自治区))?([\p{Han}]{1,5}?(?:自治州|地区|盟|市|州))?([\p{Han}]{1,6}?(?:自治县|自治旗|县|区|旗|市))?",
        )
    });
    let body = ["人民代表大会", "人民政府", "公安局"]
        .iter()
        .find_map(|w| name.find(w))
        .map_or(name, |i| &name[..i]);
    let found = PLACE.captures(body)?;
    let path: Vec<&str> = (1..=3)
        .filter_map(|k| found.get(k))
        .map(|m| m.as_str())
        .filter(|p| !p.is_empty())
        .collect();
    let rest = &body[found.get(0)?.end()..];
    // 城市管理局, 文化市场…, 各县区…: a common noun, no place.
    let common = rest.starts_with(['场', '政', '容', '民', '级', '域', '内', '外'])
        || path.iter().any(|p| {
            p.chars().count() < 2
                || [
                    "城市", "都市", "城区", "郊区", "市区", "辖区", "县区", "地区",
                ]
                .contains(p)
                || p.starts_with(['各', '全', '本', '关', '市', '县', '区'])
                || p.ends_with("保护区")
                || p.ends_with("开发区")
        });
    (!path.is_empty() && !common).then(|| path.join("/"))
}

/// Whether the text names a body of the place.
fn names_body(text: &str, place: &str) -> bool {
    text.match_indices(place).any(|(i, _)| {
        let after = &text[i + place.len()..];
        ["人民政府", "人民代表大会", "人大常委会"]
            .iter()
            .any(|b| after.starts_with(b))
    })
}

/// The path with the province before it that approved a city's regulation.
fn approved(document: &Document, path: String) -> String {
    let top = path.split('/').next().unwrap_or("");
    let province = |p: &str| p.ends_with('省') || p.ends_with("自治区");
    if top == region::NATION || province(top) || region::of(top).as_deref() == Some(top) {
        return path;
    }
    document
        .meta
        .history
        .iter()
        .filter(|e| e.act == Act::Approved || e.words.contains("批准"))
        .filter_map(|e| congress(&e.words, ""))
        .filter_map(|name| {
            let body = name.split("人民代表大会").next().unwrap_or("");
            region::of(body).or_else(|| by_form(body))
        })
        .find(|p| province(p))
        .map_or(path.clone(), |p| format!("{p}/{path}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_by_form_is_a_body_s() {
        for (name, path) in [
            ("清源县交通运输局", Some("清源县")),
            ("沧江市人民政府", Some("沧江市")),
            ("江海省沧江市清源县人民政府", Some("江海省/沧江市/清源县")),
            ("城市管理局", None),
            ("县交通运输局", None),
            ("文化市场综合执法支队", None),
            ("各县区人民政府", None),
            ("饮用水水源保护区管理处", None),
        ] {
            assert_eq!(by_form(name).as_deref(), path, "{name}");
        }
    }

    #[test]
    fn a_title_without_a_known_place_names_none() {
        let region_of = |text: &str| {
            let d = crate::parse::document("演示.txt", text.as_bytes()).unwrap();
            d.meta.region().to_string()
        };
        assert_eq!(
            region_of("房屋建筑和市政工程管理办法\n第一条 为了管理工程，制定本办法。\n"),
            ""
        );
        assert_eq!(
            region_of("上海市技术市场条例\n第一条 为了管理市场，制定本条例。\n"),
            "上海市"
        );
        let known = "清源县犬只管理办法\n第一条 为了管理犬只，制定本办法。\n第二条 清源县人民政府负责管理。\n";
        assert_eq!(region_of(known), "清源县");
        assert_eq!(region_of(&known.replace("清源县人民政府", "公安机关")), "");
    }
}
