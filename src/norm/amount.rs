//! Figures and amounts: 三千元以上三万元以下, 一至五倍, 百分之五以上百分之十以下, 每辆次二千元.

use super::{Amount, Basis, Bracket};
use crate::text::{Span, numeral, regex};
use regex::Regex;
use std::sync::LazyLock;

/// What a figure counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum What {
    /// 元; the value is in 元.
    Yuan,
    /// 倍; the value is in thousandths.
    Times,
    /// 百分之, 千分之, %: the value is in thousandths.
    Percent,
}

/// A figure with its unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Figure {
    pub(super) span: Span,
    pub(super) value: u64,
    pub(super) what: What,
}

const NUM: &str = r"[0-9０-９一二两三四五六七八九十百千万亿零〇壹贰叁肆伍陆柒捌玖拾佰仟][0-9０-９一二两三四五六七八九十百千万亿零〇壹贰叁肆伍陆柒捌玖拾佰仟,.．点]*";

static FIGURE: LazyLock<Regex> = LazyLock::new(|| {
    regex(&format!(
        r"(?P<lone>{NUM})\s*(?:至|—|－|-|–|~|～|到)\s*(?P<to>{NUM})\s*(?P<tounit>元|倍|[%％])|(?P<hundred>百分之|千分之|万分之)(?P<frac>{NUM})|(?P<num>{NUM})\s*(?P<unit>元|倍|[%％])"
    ))
});

/// A numeral with decimals, in thousandths: 1.5万 is 15000000.
fn thousandths(s: &str) -> Option<u64> {
    let s: String = s
        .chars()
        .filter(|c| *c != ',')
        .map(|c| if c == '．' || c == '点' { '.' } else { c })
        .collect();
    let s = s.trim_matches('.');
    let Some((whole, rest)) = s.split_once('.') else {
        return numeral::parse(s)?.checked_mul(1000);
    };
    let cut = rest
        .char_indices()
        .find(|(_, c)| numeral::digit(*c).is_none())
        .map_or(rest.len(), |(i, _)| i);
    let (digits, tail) = rest.split_at(cut);
    let mut value = numeral::parse(whole)?.checked_mul(1000)?;
    let mut place = 100;
    for c in digits.chars().take(3) {
        value = value.checked_add(numeral::digit(c)? * place)?;
        place /= 10;
    }
    let factor = match tail {
        "" => 1,
        "百" => 100,
        "千" => 1000,
        "万" => 10_000,
        "十万" => 100_000,
        "百万" => 1_000_000,
        "亿" => 100_000_000,
        _ => return None,
    };
    value.checked_mul(factor)
}

/// The figures of a text in order; spans count in `text`.
pub(super) fn figures(text: &str) -> Vec<Figure> {
    if !text.contains(['元', '倍', '%', '％']) && !text.contains("分之") {
        return Vec::new();
    }
    let mut out = Vec::new();
    for c in FIGURE.captures_iter(text) {
        let unit = |u: &str| match u {
            "元" => What::Yuan,
            "倍" => What::Times,
            _ => What::Percent,
        };
        let settle = |t: u64, w: What, scale: u64| match w {
            What::Yuan => t / 1000,
            What::Times => t,
            What::Percent => t * scale / 1000,
        };
        let Some(whole) = c.get(0) else { continue };
        let whole = Span::new(whole.start(), whole.end());
        if let (Some(a), Some(b), Some(u)) = (c.name("lone"), c.name("to"), c.name("tounit")) {
            let w = unit(u.as_str());
            let (Some(mut x), Some(y)) = (thousandths(a.as_str()), thousandths(b.as_str())) else {
                continue;
            };
            // 五至十万元: the first borrows 万 of the second.
            if b.as_str().ends_with('万')
                && !a.as_str().contains(['千', '百', '万', '仟', '佰'])
                && x < y / 10_000
            {
                x *= 10_000;
            }
            out.push(Figure {
                span: Span::new(a.start(), a.end()),
                value: settle(x, w, 10),
                what: w,
            });
            out.push(Figure {
                span: Span::new(b.start(), u.end()),
                value: settle(y, w, 10),
                what: w,
            });
        } else if let (Some(h), Some(f)) = (c.name("hundred"), c.name("frac")) {
            let scale = match h.as_str() {
                "百分之" => 10_000,
                "千分之" => 1000,
                _ => 100,
            };
            if let Some(t) = thousandths(f.as_str()) {
                out.push(Figure {
                    span: whole,
                    value: t.saturating_mul(scale) / 1_000_000,
                    what: What::Percent,
                });
            }
        } else if let (Some(n), Some(u)) = (c.name("num"), c.name("unit")) {
            let w = unit(u.as_str());
            if let Some(t) = thousandths(n.as_str()) {
                out.push(Figure {
                    span: whole,
                    value: settle(t, w, 10),
                    what: w,
                });
            }
        }
    }
    out
}

static PER: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?:每|按)(?:延误|逾期|超过|超载|超)?(?:一|1)?(辆次|车次|人次|平方米|立方米|千瓦时|公斤|千克|公里|千米|车|辆|吨|日|天|米|人|株|棵|只|头|条|件|处|次|起|张|部|个|台|套|户|亩|枚|架|艘|份|册|幅|车位|标准箱|百分之[一二三四五])",
    )
});

/// The words before a multiple or percentage that say of what it is.
static BASE: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"((?:违法|非法)(?:所得|经营额|收入|收益)|货值(?:金额)?|[\p{Han}]{0,12}(?:价款|票价|造价|费用|金额|总额|营业额|销售额|收入|价值|税款|投资额|损失|数额|租金|价格|标准|经费|余额|产值|费额|对价|差价|公积金|款项|资金|费|款|额))(?:的)?\s*[^，；。]{0,6}$",
    )
});

/// Reads the amount that stands in `text` (a piece such as “处三千元以上三万元以下”), whose first
/// byte is `at` in the document. Gives the amount and the figures used.
pub(super) fn read(text: &str, at: usize) -> Option<(Amount, Vec<Span>)> {
    let all = figures(text);
    let first = *all.first()?;
    // Two figures of one kind with nothing but 以上, 至 and brackets between are a range.
    let second = all.get(1).copied().filter(|s| {
        let between = &text[first.span.end..s.span.start];
        (s.what == first.what || (first.what == What::Percent && s.what == What::Times))
            && joins(between)
    });
    let last = second.unwrap_or(first);
    let tail = after(&text[last.span.end..]);
    let up_to = tail.starts_with("以下") || tail.starts_with("以内") || tail.starts_with("之内");
    let at_least = second.is_none() && tail.starts_with("以上");
    let head = text[..first.span.start].trim_end();
    let capped = head.ends_with("不超过")
        || head.ends_with("最高")
        || head.ends_with("不得超过")
        || head.ends_with("至多");
    let mut min = None;
    let mut max = None;
    if let Some(s) = second {
        min = Some(first.value);
        max = Some(s.value);
    } else if up_to || capped {
        max = Some(first.value);
    } else if at_least {
        min = Some(first.value);
    } else {
        min = Some(first.value);
        max = Some(first.value);
    }
    // 货值金额等值以上三倍以下.
    if first.what == What::Times && head.ends_with("等值以上") && second.is_none() {
        min = Some(1000);
    }
    let head = head.trim_end_matches("等值以上");
    let mut base = String::new();
    let per = PER
        .captures_iter(text)
        .find(|c| c.get(0).is_some_and(|m| m.start() <= last.span.end + 12));
    // 每机动车位一万元: any other unit.
    let each = head.rfind('每').map(|i| &head[i..]).filter(|e| {
        let n = e.chars().count();
        (2..=9).contains(&n)
            && e.chars().all(|c| c.is_alphabetic() || "（）()".contains(c))
            && !e.contains(['处', '罚', '按'])
    });
    let basis = match first.what {
        What::Times => Basis::Multiple,
        What::Percent => Basis::Percent,
        What::Yuan if per.is_some() || each.is_some() => Basis::PerUnit,
        What::Yuan if second.is_some() => Basis::Range,
        What::Yuan if up_to || capped => Basis::UpTo,
        What::Yuan if at_least => Basis::AtLeast,
        What::Yuan => Basis::Fixed,
    };
    match basis {
        Basis::Multiple | Basis::Percent => {
            if let Some(m) = BASE.captures(head).and_then(|c| c.get(1)) {
                base = strip_lead(m.as_str()).to_string();
            } else {
                // The last words before the figure.
                let tail: Vec<char> = head
                    .chars()
                    .rev()
                    .take_while(|c| c.is_alphabetic() && !"处以按罚".contains(*c))
                    .take(12)
                    .collect();
                base = tail.into_iter().rev().collect();
            }
        }
        Basis::PerUnit => {
            if let Some(m) = per.as_ref().and_then(|c| c.get(1)) {
                base = format!("每{}", m.as_str());
            } else if let Some(e) = each {
                base = e.to_string();
            }
        }
        _ => {}
    }
    let mut used: Vec<Span> = vec![first.span.shift(at)];
    if let Some(s) = second {
        used.push(s.span.shift(at));
    }
    // 最高不超过十万元 after the amount, in the same piece.
    let mut cap = None;
    if matches!(basis, Basis::Multiple | Basis::PerUnit | Basis::Percent)
        && let Some(c) = all
            .iter()
            .find(|f| f.span.start >= last.span.end && f.what == What::Yuan)
        && text[last.span.end..c.span.start].contains("超过")
    {
        cap = Some(c.value);
        used.push(c.span.shift(at));
    }
    let end = last.span.end
        + if up_to || at_least {
            (text[last.span.end..].len() - tail.len()) + "以下".len()
        } else {
            0
        };
    Some((
        Amount {
            span: Span::new(first.span.start + at, end + at),
            basis,
            min,
            max,
            base,
            cap,
            bracket: None,
        },
        used,
    ))
}

/// What follows a figure, without a bracket “（含五百元）” and white space.
fn after(s: &str) -> &str {
    let s = s.trim_start();
    if let Some(rest) = s.strip_prefix('（')
        && let Some(i) = rest.find('）')
    {
        return rest[i + '）'.len_utf8()..].trim_start();
    }
    s
}

/// Whether the words between two figures make them one range.
fn joins(between: &str) -> bool {
    let s = after(between);
    if let Some(rest) = s.strip_prefix("以上") {
        let rest = after(rest.trim_start());
        // 一万元以上不满十万元.
        let rest = ["不满", "不足", "不超过", "至"]
            .iter()
            .find_map(|w| rest.strip_prefix(w))
            .unwrap_or(rest);
        return rest.is_empty() || rest == "，" || rest == "、" || rest == "至";
    }
    matches!(s, "至" | "—" | "－" | "-" | "–" | "~" | "～" | "到" | "——")
}

/// 处违法所得 → 违法所得.
fn strip_lead(s: &str) -> &str {
    let mut s = s;
    for w in [
        "可以并处",
        "可以处",
        "并处以",
        "并处",
        "处以",
        "或者",
        "按照",
        "并",
        "处",
        "以",
        "按",
        "其",
        "相当于",
    ] {
        if let Some(i) = s.rfind(w) {
            let rest = &s[i + w.len()..];
            if rest.chars().count() >= 2 {
                s = rest;
            }
        }
    }
    s
}

static BRACKET: LazyLock<Regex> = LazyLock::new(|| {
    const SUM: &str =
        "(?:所得|经营额|收入|收益|货值(?:金额)?|价值|价款|金额|数额|营业额|销售额|票款|费用)";
    regex(&format!(
        r"(?:没有|无)[\p{{Han}}]{{0,10}}(?:{SUM}|猎获物)|[\p{{Han}}]{{0,14}}{SUM}(?:数额|金额)?(?:无法|难以|不能)(?:计算|确定)|[\p{{Han}}]{{0,14}}{SUM}(?:数额|金额)?(?:在)?(?:不足|不满|低于|超过|达到)?\s*(?:人民币)?[0-9０-９一二两三四五六七八九十百千万亿零〇]*\s*万?元?"
    ))
});

/// Reads a bracket by yield (“没有违法所得或者违法所得不足二万元的”) from a piece of a sentence.
pub(super) fn bracket(text: &str, at: usize) -> Option<(Bracket, Vec<Span>)> {
    if ![
        "所得", "货值", "额", "收入", "收益", "价值", "价款", "票款", "费用",
    ]
    .iter()
    .any(|w| text.contains(w))
    {
        return None;
    }
    if text.contains("没收") || text.contains("罚款") {
        return None;
    }
    let m = BRACKET.find(text)?;
    let none = [
        "没有违法所得",
        "没有非法所得",
        "无违法所得",
        "无非法所得",
        "无法计算",
        "难以计算",
        "难以确定",
        "无法确定",
        "不能计算",
    ]
    .iter()
    .any(|w| text.contains(w));
    let all: Vec<Figure> = figures(text)
        .into_iter()
        .filter(|f| f.what == What::Yuan)
        .collect();
    let none = none
        || ["没有", "无"]
            .iter()
            .any(|w| text.find(w).is_some_and(|i| i >= m.start() && i < m.end()))
            && m.as_str().chars().count() >= 4;
    if all.is_empty() && !none && !(text.contains("有违法所得") || text.contains("有非法所得"))
    {
        return None;
    }
    let (mut from, mut below) = (None, None);
    for f in &all {
        let head = text[..f.span.start].trim_end();
        let tail = after(&text[f.span.end..]);
        if head.ends_with("不足")
            || head.ends_with("不满")
            || head.ends_with("低于")
            || tail.starts_with("以下")
        {
            below = Some(f.value);
        } else if head.ends_with("超过") || head.ends_with("达到") || tail.starts_with("以上")
        {
            from = Some(f.value);
        } else {
            below = below.or(Some(f.value));
        }
    }
    Some((
        Bracket {
            span: Span::new(m.start() + at, text.trim_end().len() + at),
            from,
            below,
            none,
        },
        all.iter().map(|f| f.span.shift(at)).collect(),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn amount(s: &str) -> (Basis, Option<u64>, Option<u64>, String) {
        let (a, _) = read(s, 0).unwrap();
        (a.basis, a.min, a.max, a.base)
    }

    #[test]
    fn amounts_in_every_usual_form() {
        let none = String::new;
        for (text, want) in [
            (
                "处三千元以上三万元以下",
                (Basis::Range, Some(3000), Some(30_000), none()),
            ),
            ("处三万元以下", (Basis::UpTo, None, Some(30_000), none())),
            ("处五百元", (Basis::Fixed, Some(500), Some(500), none())),
            (
                "处1000元以上5000元以下",
                (Basis::Range, Some(1000), Some(5000), none()),
            ),
            (
                "处１万元以上10万元以下",
                (Basis::Range, Some(10_000), Some(100_000), none()),
            ),
            (
                "处1.5万元以上3万元以下",
                (Basis::Range, Some(15_000), Some(30_000), none()),
            ),
            (
                "处五至十万元",
                (Basis::Range, Some(50_000), Some(100_000), none()),
            ),
            (
                "处一千元至一万元",
                (Basis::Range, Some(1000), Some(10_000), none()),
            ),
            ("处一万元以上", (Basis::AtLeast, Some(10_000), None, none())),
            (
                "处违法所得一倍以上五倍以下",
                (Basis::Multiple, Some(1000), Some(5000), "违法所得".into()),
            ),
            (
                "处违法所得一至五倍",
                (Basis::Multiple, Some(1000), Some(5000), "违法所得".into()),
            ),
            (
                "处工程造价百分之五以上百分之十以下",
                (Basis::Percent, Some(50), Some(100), "工程造价".into()),
            ),
            (
                "处合同价款5%以上10%以下",
                (Basis::Percent, Some(50), Some(100), "合同价款".into()),
            ),
            (
                "按每辆次二千元处以",
                (Basis::PerUnit, Some(2000), Some(2000), "每辆次".into()),
            ),
            (
                "处每平方米五十元以上一百元以下",
                (Basis::PerUnit, Some(50), Some(100), "每平方米".into()),
            ),
            (
                "处最高不超过十万元",
                (Basis::UpTo, None, Some(100_000), none()),
            ),
        ] {
            assert_eq!(amount(text), want, "{text}");
        }
    }

    #[test]
    fn brackets_of_yield() {
        let (b, _) = bracket("没有违法所得或者违法所得不足二万元的", 0).unwrap();
        assert_eq!((b.from, b.below, b.none), (None, Some(20_000), true));
        let (b, _) = bracket("违法所得二万元以上的", 0).unwrap();
        assert_eq!((b.from, b.below, b.none), (Some(20_000), None, false));
        assert!(bracket("没收违法所得", 0).is_none());
    }
}
