//! CIT007: a dead law named without 《》: “依照演示管理条例的规定”.

use crate::corpus::WorkId;
use crate::document::Status;
use crate::law::title;
use crate::rules::clause::clauses;
use crate::rules::{Context, Findings, Trigger, declare_rule};
use crate::text::{Span, regex};
use regex::Regex;
use std::sync::LazyLock;

declare_rule! {
    /// ## 检查什么
    /// 条文不用书名号而转引已经废止的法律、法规：“依照某某条例的规定”，或者只说事项
    /// 的“按照某某管理的有关规定”。
    ///
    /// ## 为什么是问题
    /// 转引的法律已经废止，转引落空。
    ///
    /// ## 例
    /// 由库中文本或者法律沿革表推出，没有单句示例。
    ///
    /// ## 不报告
    /// 写明“原”的历史表述、废止条款；只说事项、而库中还有名称包含该事项的有效法律文件的。
    ///
    /// ## 限度
    /// 只认“依照……的规定”一类句式；只说事项的，须与废止文件的名称完全相同（不计“条例”“办法”等字）。
    ///
    /// ## 依据
    /// - 废止该文件的法律的附则、决定，或者法律沿革表所列决定
    code: "CIT007", name: "dead-law-unmarked", kind: CitationDead,
    severity: Warning, confidence: Medium, trigger: Trigger::Literals(&["规定"])
}

/// What a law's name ends with.
const FORMS: [&str; 6] = ["条例", "法", "办法", "规定", "暂行条例", "暂行办法"];

fn check(cx: &Context<'_>, out: &mut Findings<'_>) {
    static REFERS: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"(?:按照|依照|依据|根据|适用|参照|遵守|符合|违反)(?:国家|国务院)?(?:有关|关于)?([\p{Han}]{4,24}?)(?:的?(?:有关|相关)规定|的规定)",
        )
    });
    for unit in clauses(cx.document) {
        for c in REFERS.captures_iter(cx.document.slice(unit.span)) {
            let Some(name) = c.get(1) else { continue };
            let Some(work) = dead(cx, name.as_str()) else {
                continue;
            };
            let w = cx.library.work(work);
            let Some(r) = &w.repeal else { continue };
            let span = Span::new(
                unit.span.start + name.start(),
                unit.span.start + c.get(0).map_or(name.end(), |m| m.end()),
            );
            let cited = |s: Span| s.start < span.end && span.start < s.end;
            if super::historical(cx, span) || cx.citations.iter().any(|x| cited(x.citation.span)) {
                continue;
            }
            let _ = out
                .report(span, format!("转引的《{}》{}，转引落空", w.title, r.told()))
                .why(format!(
                    "{}废止了该文件{}。",
                    r.by,
                    r.successor
                        .as_deref()
                        .map_or(String::new(), |s| format!("，现行规定见《{s}》"))
                ))
                .counter("接替的法律对同一事项仍有规定的，适用者可以查到新规定。")
                .basis(cx.evidence_basis(&r.evidence));
        }
    }
}

/// The dead national law that is meant by a name without 《》: named in full, or by its matter where
/// no living law's title holds the matter.
fn dead(cx: &Context<'_>, name: &str) -> Option<WorkId> {
    let gone = |title: &str| {
        let list = cx.library.find(title, cx.standing);
        let living = list
            .iter()
            .any(|&w| cx.library.status(w, cx.as_of).0 != Status::Repealed);
        let first = *list.first().filter(|_| !living)?;
        let w = cx.library.work(first);
        let same = title::key(&w.title) == title::key(title);
        let ended = w.repeal.as_ref().is_some_and(|r| r.on <= cx.as_of);
        (same && ended && w.rank.is_national()).then_some(first)
    };
    if FORMS.iter().any(|f| name.ends_with(f)) {
        return gone(name);
    }
    let found = FORMS.iter().find_map(|f| gone(&format!("{name}{f}")))?;
    let matter = name.trim_end_matches("管理");
    let living = cx.library.works.iter().enumerate().any(|(i, w)| {
        w.key.contains(matter)
            && u32::try_from(i)
                .is_ok_and(|i| cx.library.status(WorkId(i), cx.as_of).0 != Status::Repealed)
    });
    (!living && matter.chars().count() >= 4).then_some(found)
}
