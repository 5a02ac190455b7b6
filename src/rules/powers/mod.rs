//! What a paper without the power sets: penalties, licences, coercion, fees.

pub mod annual_inspection;
pub mod criminal_penalty;
pub mod cuts_off_supply;
pub mod delegated_licence_conditions;
pub mod deposit_without_basis;
pub mod doubled_penalty;
pub mod final_decision;
pub mod fine_without_amount;
pub mod fines_to_treasury;
pub mod forced_execution;
pub mod freezes_deposits;
pub mod interpreted_by_department;
pub mod invoice_by_department;
pub mod late_fee;
pub mod licence_before_registration;
pub mod licence_fee;
pub mod licence_taken_as_penalty;
pub mod local_qualification;
pub mod paper_coercion;
pub mod paper_fee;
pub mod paper_licence;
pub mod paper_penalty;
pub mod paper_right;
pub mod performance_for_looks;
pub mod registered_capital;
pub mod revokes_business_licence;
pub mod rule_exceeds_penalty;
pub mod rule_sets_coercion;
pub mod seized_things_sold;
pub mod seizure_costs;
pub mod seizure_until_paid;
pub mod sets_detention;
pub mod slow_licence;
pub mod surcharge_on_fine;
pub mod suspends_phone;
pub mod tax_relief;

use super::clause::{clauses, is_paper, of_the_centre};
use super::{Context, Findings};
use crate::citation::Mode;
use crate::document::{Document, Rank};
use crate::text::{Span, regex};
use regex::Regex;
use std::sync::LazyLock;

/// Words that forbid or free, and reach over the commas of a list: 不得扣押车辆、扣留证件.
static FORBIDS: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"不得|严禁|禁止|不准|不予|不再|不应|不许|无权|杜绝|坚决纠正|免除|免于|免收|不收|不罚|不搞|未经.{0,12}不得(?:实施|采取)|不需要|无需|不要求",
    )
});
/// Words that turn what they govern, within their own clause: 取消押金, 防止乱罚款.
static GOVERNS: LazyLock<Regex> =
    LazyLock::new(|| regex(r"防止|避免|纠正|清理|取消|停止(?:收取|征收|执行|实施)"));
/// A sentence that points to the law for the measure: 依照《…》第…条…处罚, 依法处罚.
static POINTS: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?:依照|依据|按照|根据|适用|按|由.{0,24}依)[^。；，]{0,6}(?:《[^》]+》|有关法律|法律|法规|国家有关|相关法律|有关规定|相关规定|上述规定)|依法(?:依规)?(?:由|给予|予以|处以|处|进行|实施|从重|从严|从快|采取|查处|处理|处罚|处置|追究|吊销|没收|扣押|查封|扣留|暂扣|强制|拆除|取缔|责令|作出|申请|收取|征收|缴纳|加收|计收|取得|办理|经|批准)",
    )
});
/// Contracts, discipline and statistics are not the business of these rules.
static INTERNAL: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"处分|纪律|问责|通报批评|绩效|考核|评优|扣\s*\d+\s*分|[得加减扣]\d+分|违约金|合同约定|按约定|协议约定",
    )
});

/// The sentences (to 。 or line end) of all living clauses, as spans of the document.
pub(super) fn sentences(document: &Document) -> Vec<Span> {
    sentences_in(document).into_iter().map(|(_, s)| s).collect()
}

/// The sentences, each with its clause.
pub(super) fn sentences_in(document: &Document) -> Vec<(Span, Span)> {
    let mut out = Vec::new();
    for clause in clauses(document) {
        let mut start = clause.span.start;
        for piece in document.slice(clause.span).split_inclusive(['。', '\n']) {
            out.push((clause.span, Span::new(start, start + piece.len())));
            start += piece.len();
        }
    }
    out
}

/// A late charge where nothing is owed (未按期维护的，按日计收滞纳金) is a fee of the paper's own;
/// on money owed it is a means of enforcement.
pub(super) fn owes_money(sentence: &str) -> bool {
    let bare = sentence.replace("滞纳金", "").replace("收费", "");
    let bare = ["计收", "加收", "收取", "征收", "缴纳"]
        .iter()
        .fold(bare, |s, w| s.replace(w, ""));
    ["欠", "缴", "款", "费", "税", "罚", "租金"]
        .iter()
        .any(|w| bare.contains(w))
}

/// Whether a sentence only points to law for its measure (by a cited law, or 依法).
pub(super) fn points_to_law(cx: &Context<'_>, sentence: Span, at: usize) -> bool {
    let text = &cx.document.text;
    // The measure's own part: from the last ； before it.
    let head = &text[sentence.start..at];
    let own = head
        .rfind('；')
        .map_or(sentence.start, |i| sentence.start + i);
    let part_end = text[at..sentence.end]
        .find('；')
        .map_or(sentence.end, |i| at + i);
    let part = &text[own..part_end];
    POINTS.is_match(part)
        || cx.citations.iter().any(|c| {
            own <= c.citation.span.start
                && c.citation.span.end <= part_end
                && c.citation.law
                && c.citation.mode == Mode::Pointer
        })
}

/// Tiers that go on after a part that points to law: “依照《…》第…条处罚；情节严重的，…”.
static TIER: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"情节(?:较重|严重|特别严重|轻微)|拒不改正|逾期(?:不|未)|造成[^，。；]{0,16}的|后果|两次以上|直接负责的主管人员|其他直接责任人员|再次|屡",
    )
});

/// Whether a penalty goes on quoting the law that an earlier part of the same paragraph points
/// to: a tier after ；, or a measure without an amount in a later sentence.
pub(super) fn goes_on_quoting(
    cx: &Context<'_>,
    clause: Span,
    sentence: Span,
    at: usize,
    amount: bool,
) -> bool {
    let text = &cx.document.text;
    let own = text[sentence.start..at]
        .rfind('；')
        .map_or(sentence.start, |i| sentence.start + i + '；'.len_utf8());
    let own_end = text[at..sentence.end]
        .find(['；', '。'])
        .map_or(sentence.end, |i| at + i);
    if !TIER.is_match(&text[own..own_end]) {
        return false;
    }
    // A fine goes on within its sentence only; other measures within the paragraph.
    let from = if amount { sentence.start } else { clause.start };
    from < own
        && cx.citations.iter().any(|c| {
            c.citation.law
                && c.citation.mode == Mode::Pointer
                && from <= c.citation.span.start
                && c.citation.span.end <= own
        })
}

/// Whether the words before a measure negate it, within its own clause (to ，；：).
pub(super) fn negated(text: &str, sentence: Span, at: usize) -> bool {
    let head = &text[sentence.start..at];
    // A negation reaches over commas of the same list, up to eighty characters.
    let near: String = head
        .chars()
        .rev()
        .take(40)
        .collect::<Vec<_>>()
        .into_iter()
        .rev()
        .collect();
    let near = near.rsplit(['。', '；', '\n']).next().unwrap_or("");
    // What a condition denies (未按期清理粪污的，) says nothing of the measure after it.
    let near = near.rsplit("的，").next().unwrap_or(near);
    let clause = near.rsplit('，').next().unwrap_or(near);
    FORBIDS.is_match(near) || GOVERNS.is_match(clause)
}

/// Whether the sentence is about contracts, discipline or marks.
pub(super) fn internal(text: &str) -> bool {
    INTERNAL.is_match(text)
}

/// A benchmark of discretion repeats the law's own ranges.
pub(super) fn is_benchmark(document: &Document) -> bool {
    document.parts.iter().any(|p| p.title.contains("裁量")) || document.meta.title.contains("裁量")
}

/// Says why the rule did not run, where the rank is unknown.
pub(super) fn runs(cx: &Context<'_>, out: &mut Findings<'_>) -> bool {
    if cx.standing.rank == Rank::Unknown {
        out.not_checked("效力位阶未知，不能判断有无设定权");
        return false;
    }
    is_paper(cx) && !of_the_centre(cx)
}

/// Whether a measure is spoken of, not ordered: one of a list of powers (行政处罚、行政强制、行政收费),
/// or what qualifies a noun that follows (查封扣押等执法活动, 强制执行体制).
pub(super) fn spoken_of(text: &str, sentence: Span, start: usize, end: usize) -> bool {
    static NOUN: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"^[^，。；]{0,24}?(?:等[^，。；]{0,16}(?:环节|活动|行为|事项|决定|措施|领域|案件)|体制|职权|职能|(?:的|等)?(?:行政)?执法(?:活动|行为|环节|事项)|款项)|^、行政|^(?:所)?(?:发生|产生|支出)|^[^，。；]{0,10}的(?:，|案件|行政处罚)|^(?:的)?(?:权力|权限|事项清单)",
        )
    });
    text[sentence.start..start].ends_with("行政") || NOUN.is_match(&text[end..sentence.end])
}

/// The quoted measure: from the start of its own clause (after ，；：。) to the end of the match,
/// widened to the next mark.
pub(super) fn measure(document: &Document, start: usize, end: usize) -> Span {
    let text = &document.text;
    let mark = |c: char| matches!(c, '，' | '；' | '。' | '：' | '\n');
    let from = text[..start]
        .char_indices()
        .rev()
        .find(|(_, c)| mark(*c))
        .map_or(0, |(i, c)| i + c.len_utf8());
    let to = text[end..].find(mark).map_or(text.len(), |i| end + i);
    Span::new(from, to)
}
