//! SUB001: a body that is abolished, merged or renamed.

use crate::document::{Document, Kind as Node};
use crate::finding::{Basis, Edit, Grade};
use crate::registry::{Certainty, Hit, Place, Row, Scan, Scope, scan};
use crate::rules::clause::{Clause, basis_words, clauses};
use crate::rules::{Context, Findings, Trigger, declare_rule};
use crate::text::{Date, Span, regex};
use regex::Regex;
use std::collections::BTreeSet;
use std::sync::LazyLock;

declare_rule! {
    /// ## 检查什么
    /// 条文写了已经撤销、合并或者更名的机构，包括部门列举中的简称（“工商、质监、环保等部门”）和文件自己定义的简称。
    ///
    /// ## 为什么是问题
    /// 机构名称过时，职责由谁行使不清楚；执法主体写错的，执法行为会被质疑。
    ///
    /// ## 例
    /// ```text,finding
    /// 第三条 县工商行政管理部门负责集贸市场的监督管理。
    /// ```
    /// 改为：
    /// ```text,clean
    /// 第三条 县市场监督管理部门负责集贸市场的监督管理。
    /// ```
    ///
    /// ## 不报告
    /// 写明“原”的历史表述、书名号内的题名，以及不是行政机关的名称。
    /// ```text,clean
    /// 第九条 原工商行政管理部门核发的营业执照继续有效。
    /// ```
    /// ```text,clean
    /// 第十条 鼓励工商联和行业协会参与市场建设。
    /// ```
    /// ```text,clean
    /// 第十一条 依照《工商行政管理机关行政赔偿实施办法》办理。
    /// ```
    ///
    /// ## 限度
    /// 机构沿革是事实表（`corpus/registry/institutions.toml`），每行有依据和日期；职责拆分给数个机构的，只提示，由人确定接替机关。
    /// 第一条所依据的现行法律仍用旧名的，降为提示，须与上位法一并规范。
    ///
    /// ## 依据
    /// - 国务院机构改革方案（2018年3月17日第十三届全国人民代表大会第一次会议批准）及表中各行所列依据
    code: "SUB001", name: "outdated-body", kind: Subject,
    severity: Warning, confidence: High, trigger: Trigger::Document
}

fn check(cx: &Context<'_>, out: &mut Findings<'_>) {
    let document = cx.document;
    let basis = basis_words(document);
    let mut units = clauses(document);
    // A paper signed by a body that is gone.
    units.extend(
        document
            .ids()
            .filter(|&i| matches!(document.node(i).kind, Node::Signature))
            .map(|i| Clause {
                node: i,
                span: document.node(i).span,
            }),
    );
    let base = Scan {
        region: cx.standing.region.as_str(),
        as_of: cx.as_of,
        basis: &basis,
        defined: &[],
    };
    let defined = defined_names(document, &base);
    let scanner = Scan {
        defined: &defined,
        ..base
    };
    let amended = document.meta.version.as_ref().map(|v| v.value);
    let mut once = BTreeSet::new();
    for unit in units {
        let words = document.slice(unit.span);
        let hits: Vec<Hit> = scan(words, &scanner)
            .into_iter()
            .filter(|h| h.body && !kept_after_reform(h.row, amended) && !quiet_by_basis(h, &basis))
            .collect();
        report_unit(cx, out, unit, &hits, &basis, &mut once);
    }
}

/// One finding a row and clause; one for each enumeration.
fn report_unit(
    cx: &Context<'_>,
    out: &mut Findings<'_>,
    unit: Clause,
    hits: &[Hit],
    basis: &str,
    once: &mut BTreeSet<&'static str>,
) {
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    let mut lists: BTreeSet<usize> = BTreeSet::new();
    for h in hits {
        match h.place {
            Place::Form => {
                if !seen.insert(h.row.old.as_str())
                    || h.row.once && !once.insert(h.row.old.as_str())
                {
                    continue;
                }
                one(cx, out, unit, std::slice::from_ref(h), basis);
            }
            Place::List(at) => {
                if !lists.insert(at) {
                    continue;
                }
                let group: Vec<Hit> = hits
                    .iter()
                    .filter(|x| x.place == Place::List(at))
                    .cloned()
                    .collect();
                if group.iter().all(|g| seen.contains(g.row.old.as_str())) {
                    continue;
                }
                for g in &group {
                    seen.insert(g.row.old.as_str());
                }
                one(cx, out, unit, &group, basis);
            }
        }
    }
}

fn one(cx: &Context<'_>, out: &mut Findings<'_>, unit: Clause, group: &[Hit], basis: &str) {
    let (Some(first), Some(last)) = (group.first(), group.last()) else {
        return;
    };
    let text = cx.document.text.as_str();
    let mut span = Span::new(
        unit.span.start + first.span.start,
        unit.span.start + last.span.end,
    );
    // The name as printed has its place before it: 县工商局. A short name in an enumeration takes
    // the words after it along, so that the quote can be found.
    if first.place == Place::Form {
        let lead = text[unit.span.start..span.start]
            .chars()
            .next_back()
            .filter(|c| "省市县区州盟旗镇乡".contains(*c));
        span.start -= lead.map_or(0, char::len_utf8);
    }
    if span.slice(text).chars().count() < 4 {
        let more: usize = text[span.end..unit.span.end]
            .chars()
            .take(4)
            .take_while(|c| !matches!(c, '，' | '。' | '；' | '\n' | '|'))
            .map(char::len_utf8)
            .sum();
        span.end += more;
    }
    // The field's law may still say the very name: the table can't list every law.
    let held: Vec<Option<String>> = group
        .iter()
        .map(|h| {
            demoted_by(h.row, basis).map(str::to_string).or_else(|| {
                let at = Span::new(unit.span.start + h.span.start, unit.span.start + h.span.end);
                let name = at.slice(text);
                (h.place == Place::Form && name.ends_with("部门"))
                    .then(|| crate::rules::higher::field_says(cx, name))
                    .flatten()
            })
        })
        .collect();
    let certain = group
        .iter()
        .zip(&held)
        .any(|(h, still)| h.row.certainty == Certainty::Certain && still.is_none());
    let still = held
        .iter()
        .flatten()
        .next()
        .map(|t| t.trim_start_matches("中华人民共和国"));
    let names: Vec<&str> = {
        let mut seen = BTreeSet::new();
        group
            .iter()
            .map(|h| h.row.old.as_str())
            .filter(|o| seen.insert(*o))
            .collect()
    };
    let row = first.row;
    let message = if group.len() == 1 {
        format!("“{}”已不存在，现为{}", row.old, row.new)
    } else {
        format!(
            "列举的部门名称过时：{}",
            group
                .iter()
                .map(|h| format!("{}（现{}）", h.row.old, h.row.new))
                .collect::<Vec<_>>()
                .join("、")
        )
    };
    let duty: Vec<&str> = group
        .iter()
        .flat_map(|h| h.row.duty.iter().map(String::as_str))
        .collect();
    let why = format!(
        "{}：{}起不再使用{}。{}",
        row.source,
        crate::text::date::chinese(row.date),
        names.join("、"),
        if duty.is_empty() {
            String::new()
        } else {
            format!("职责划分：{}。", duty.join("；"))
        }
    );
    let counter = still.map_or(String::new(), |law| {
        format!("本文件依据的《{law}》现行文本仍使用旧名称，属一并规范的名称问题，可以与上位法同步修改。")
    });
    let manual = group
        .iter()
        .any(|h| h.row.split || !h.row.duty.is_empty() || h.row.new.contains(['（', '、', '或']));
    let edits: Vec<Edit> = group
        .iter()
        .map(|h| Edit {
            start: unit.span.start + h.span.start,
            end: unit.span.start + h.span.end,
            new: replacement(h, text, unit.span.start),
        })
        .collect();
    let mut report = out
        .report(span, message)
        .why(why)
        .counter(counter)
        .graded(certain);
    for h in group.iter().take(3) {
        report = report.basis(Basis {
            law: h.row.source.clone(),
            version: None,
            article: h.row.article.clone(),
            paragraph: None,
            quote: None,
            source: Some(format!("机构沿革表：{}→{}", h.row.old, h.row.new)),
        });
    }
    if !manual && !edits.is_empty() {
        let grade = if group.len() == 1 {
            Grade::Review
        } else {
            Grade::Display
        };
        let _ = report.fix(grade, "换为现名称", merge(edits, text));
    }
}

/// In an enumeration the new name loses its 部门.
fn replacement(h: &Hit, text: &str, offset: usize) -> String {
    let new = h.row.new.as_str();
    match h.place {
        Place::Form => {
            let old = text
                .get(offset + h.span.start..offset + h.span.end)
                .unwrap_or("");
            // 县工商局 → 县市场监督管理局
            if old.ends_with('局') && new.ends_with("部门") {
                format!(
                    "{}局",
                    new.trim_end_matches("主管部门").trim_end_matches("部门")
                )
            } else {
                new.to_string()
            }
        }
        Place::List(_) => new
            .trim_end_matches("主管部门")
            .trim_end_matches("部门")
            .to_string(),
    }
}

/// Each new name once in an enumeration: equal neighbours become one (工商、质监 → 市场监督管理), and
/// one that the enumeration names already, or gets by an earlier edit, goes with its mark.
fn merge(edits: Vec<Edit>, text: &str) -> Vec<Edit> {
    let mark = '、'.len_utf8();
    let listed: Vec<&str> = match (edits.first(), edits.last()) {
        (Some(a), Some(b)) if edits.len() > 1 => {
            let ends = ['，', '。', '；', '：', '\n'];
            let from = text[..a.start].rfind(ends).map_or(0, |i| {
                i + text[i..].chars().next().map_or(1, char::len_utf8)
            });
            let to = text[b.end..].find(ends).map_or(text.len(), |i| b.end + i);
            text[from..to]
                .split(['、', '和', '及', '与', '等'])
                .map(|n| n.trim().trim_start_matches(['由', '经', '向', '会']))
                .collect()
        }
        _ => Vec::new(),
    };
    let mut out: Vec<Edit> = Vec::new();
    for e in edits {
        if let Some(last) = out
            .last_mut()
            .filter(|l| l.new == e.new && e.start >= l.end && e.start - l.end <= mark)
        {
            last.end = e.end;
            continue;
        }
        if listed.contains(&e.new.as_str()) || out.iter().any(|o| o.new == e.new) {
            let free = out.last().is_none_or(|l| l.end + mark <= e.start);
            let before = free && text[..e.start].ends_with('、');
            let after = text[e.end..].starts_with('、');
            if before || after {
                out.push(Edit {
                    start: e.start - if before { mark } else { 0 },
                    end: e.end + if before { 0 } else { mark },
                    new: String::new(),
                });
                continue;
            }
        }
        out.push(e);
    }
    out
}

/// The law named in the basis that still uses the old name today.
fn demoted_by<'r>(row: &'r Row, basis: &str) -> Option<&'r str> {
    row.still_used_by.iter().map(String::as_str).find(|t| {
        basis.contains(&format!("《{t}》")) || basis.contains(&format!("《中华人民共和国{t}》"))
    })
}

/// An arguable full form is not reported where the basis still says it.
fn quiet_by_basis(h: &Hit, basis: &str) -> bool {
    h.row.certainty == Certainty::Arguable
        && h.place == Place::Form
        && demoted_by(h.row, basis).is_some()
}

/// A text amended more than a year after a usual (not nationwide) reform has looked at its names.
fn kept_after_reform(row: &Row, amended: Option<Date>) -> bool {
    row.scope == Scope::Usual
        && row.certainty == Certainty::Arguable
        && amended.is_some_and(|a| {
            row.date
                .checked_add(jiff::Span::new().years(1))
                .is_ok_and(|d| a > d)
        })
}

/// Short names that the document defines for a stale body: “…运输管理处（以下简称市运管处）”.
fn defined_names(document: &Document, scanner: &Scan<'_>) -> Vec<(String, &'static Row)> {
    static DEFINED: LazyLock<Regex> = LazyLock::new(|| {
        regex(r#"([\p{Han}、]{2,60})（以下(?:统称|简称|称)为?[“"]?([^）”"\n]{2,20})[”"]?）"#)
    });
    static BODY: LazyLock<Regex> =
        LazyLock::new(|| regex(r"(?:部门|机构|处|所|局|署|队|机关|办|站|（所）)$"));
    let mut out: Vec<(String, &'static Row)> = Vec::new();
    if !document.text.contains("以下") {
        return out;
    }
    let text = crate::registry::mask(&document.text);
    for c in DEFINED.captures_iter(&text) {
        let (Some(long), Some(short)) = (c.get(1), c.get(2)) else {
            continue;
        };
        let short = short.as_str().trim();
        if !BODY.is_match(short)
            || ["交通运输", "市场监督", "综合行政执法"]
                .iter()
                .any(|w| short.contains(w))
        {
            continue;
        }
        let hits = scan(long.as_str(), scanner);
        let Some(h) = hits
            .iter()
            .rfind(|h| h.body && h.span.end + 6 >= long.as_str().len())
        else {
            continue;
        };
        // The short name must share the old stem, else it is a functional name (供热主管部门).
        if shares_stem(h.span.slice(long.as_str()), short) && out.iter().all(|(n, _)| n != short) {
            out.push((short.to_string(), h.row));
        }
    }
    out.sort_by(|a, b| b.0.len().cmp(&a.0.len()).then(a.0.cmp(&b.0)));
    out
}

fn shares_stem(old: &str, short: &str) -> bool {
    static COMMON: LazyLock<Regex> =
        LazyLock::new(|| regex("行政|主管|管理|监督|部门|机构|机关|人民政府|[市县区省、]"));
    let stem: Vec<char> = COMMON.replace_all(old, "").chars().collect();
    let short = COMMON.replace_all(short, "");
    stem.windows(2)
        .any(|w| short.contains(&w.iter().collect::<String>()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn merged(text: &str, swaps: &[(&str, &str)]) -> String {
        let edits = swaps
            .iter()
            .filter_map(|(old, new)| {
                let start = text.find(old)?;
                Some(Edit {
                    start,
                    end: start + old.len(),
                    new: (*new).to_string(),
                })
            })
            .collect();
        let mut made = text.to_string();
        for e in merge(edits, text).iter().rev() {
            made.replace_range(e.start..e.end, &e.new);
        }
        made
    }

    #[test]
    fn an_enumeration_names_each_body_once() {
        let market = [("工商", "市场监督管理"), ("质监", "市场监督管理")];
        for (old, new) in [
            ("由工商、质监等部门负责", "由市场监督管理等部门负责"),
            (
                "由工商、公安、质监等部门负责",
                "由市场监督管理、公安等部门负责",
            ),
            (
                "工商、公安、市场监督管理、质监等部门",
                "公安、市场监督管理等部门",
            ),
        ] {
            assert_eq!(merged(old, &market), new);
        }
    }
}
