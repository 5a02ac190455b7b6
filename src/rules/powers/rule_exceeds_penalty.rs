//! PWR010: a penalty beyond what a 地方政府规章 may set.

use crate::document::{Document, Kind, NodeId, Rank};
use crate::norm::{self, Basis as Reckoned, Form, Norm, ReferenceKind, Sanction, SanctionKind};
use crate::rules::{Context, Findings, Trigger, declare_rule, higher};
use crate::text::regex;
use regex::Regex;
use std::sync::LazyLock;

declare_rule! {
    /// ## 检查什么
    /// 地方政府规章设定警告、通报批评、罚款以外的处罚（没收、暂扣或者吊销许可证件、责令停产停业、限制从业等），或者罚款超过规章可以设定的限额。
    ///
    /// ## 为什么是问题
    /// 尚未制定法律、法规的，地方政府规章只能设定警告、通报批评和一定数额的罚款，限额由省级人大常委会规定。
    ///
    /// ## 例
    /// ```text,finding,地方政府规章
    /// 第九条 擅自摆卖的，没收违法所得；情节严重的，责令停产停业。
    /// ```
    /// 改为：
    /// ```text,clean,地方政府规章
    /// 第九条 擅自摆卖的，给予警告，处五百元以下罚款。
    /// ```
    ///
    /// ## 不报告
    /// 转引上位法处罚的；引用的法律、法规对同一行为规定了该处罚的；地方性法规。
    /// ```text,clean,地方政府规章
    /// 第九条 擅自摆卖的，依照《某省市场条例》第二十条的规定没收违法所得。
    /// ```
    /// ```text,clean,地方性法规
    /// 第九条 擅自摆卖的，没收违法所得。
    /// ```
    ///
    /// ## 限度
    /// 限额只在库中有本省关于规章罚款限额的决定时比较，取其中最高的一档；没有引用的法律、法规另有规定的，须人工核对，可信度低。部门规章多依行政法规规定处罚，须逐条比对，不在此判断。责令改正、责令停止违法行为不是处罚。
    ///
    /// ## 依据
    /// - 《中华人民共和国行政处罚法》第十四条
    /// - 各省关于规章设定罚款限额的规定
    code: "PWR010", name: "rule-exceeds-penalty-power", kind: PenaltyKind,
    severity: Error, confidence: Low, trigger: Trigger::Document
}

/// The decisions of the provinces on the limit: titles are facts, the amounts stand in the texts.
const LIMITS: [&str; 4] = [
    "北京市规章设定罚款限额规定",
    "山东省地方政府规章设定罚款限额规定",
    "浙江省人民代表大会常务委员会关于政府规章设定罚款限额的规定",
    "河南省规章设定罚款限额规定",
];

fn check(cx: &Context<'_>, out: &mut Findings<'_>) {
    match cx.standing.rank {
        Rank::LocalRule => {}
        Rank::Unknown => {
            out.not_checked("效力位阶未知，不能判断有无设定权");
            return;
        }
        _ => return,
    };
    // Rules on procedure and on supervision speak of penalties without setting any.
    let title = &cx.document.meta.title;
    if ["程序", "行政执法", "行政处罚", "裁量", "听证"]
        .iter()
        .any(|w| title.contains(w))
    {
        return;
    }
    let limit = limit(cx);
    for node in cx.document.articles().collect::<Vec<_>>() {
        if cx.document.node(node).dead {
            continue;
        }
        for n in norm::read(cx.document, node) {
            if points(&n) || n.form != Form::Penalty {
                continue;
            }
            let Some((s, why)) = n
                .sanctions
                .iter()
                .find_map(|s| Some((s, beyond(s, limit)?)))
            else {
                continue;
            };
            let act = act(cx.document, &n, node);
            if higher::sets(cx, words(s.kind), &act, 0.4).is_some() || pointed(cx, s) {
                continue;
            }
            let _ = out
                .report(s.span, why)
                .why("规章只能设定警告、通报批评和限额以内的罚款。")
                .basis(cx.law_basis("中华人民共和国行政处罚法", "第十四条", &["警告、通报批评"]));
        }
    }
}

/// Whether the sentence only points to the law for its sanction.
fn points(n: &Norm) -> bool {
    n.references
        .iter()
        .any(|r| r.kind == ReferenceKind::Sanction)
}

/// 依法吊销, 依照…规定处罚 before the sanction in its own sentence.
fn pointed(cx: &Context<'_>, s: &Sanction) -> bool {
    static POINTS: LazyLock<Regex> = LazyLock::new(|| regex(r"依法|依照|按照|根据|建议|提请|被"));
    let sentence = crate::rules::clause::sentence(cx.document, s.span.start);
    POINTS.is_match(&cx.document.text[sentence.start..s.span.end])
}

fn beyond(s: &Sanction, limit: Option<u64>) -> Option<String> {
    match s.kind {
        SanctionKind::Fine => {
            let a = s.amount.as_ref()?;
            let max = match a.basis {
                Reckoned::Fixed | Reckoned::Range | Reckoned::UpTo => a.max?,
                _ => return None,
            };
            let limit = limit.filter(|&l| max > l)?;
            Some(format!("罚款{max}元超过规章可以设定的限额{limit}元"))
        }
        SanctionKind::ForfeitYield
        | SanctionKind::ForfeitThings
        | SanctionKind::SuspendLicence
        | SanctionKind::LowerGrade
        | SanctionKind::RevokeLicence
        | SanctionKind::StopBusiness
        | SanctionKind::CloseDown
        | SanctionKind::BanTrade
        | SanctionKind::Restrict => Some("规章设定警告、通报批评、罚款以外的处罚".to_string()),
        SanctionKind::Warning
        | SanctionKind::Criticism
        | SanctionKind::StopAct
        | SanctionKind::Detain => None,
    }
}

/// The words by which a law sets a sanction of this kind.
const fn words(kind: SanctionKind) -> &'static [&'static str] {
    match kind {
        SanctionKind::ForfeitYield => &["没收违法所得", "没收非法所得", "没收其违法所得"],
        SanctionKind::ForfeitThings => &["没收"],
        SanctionKind::SuspendLicence => &["暂扣"],
        SanctionKind::RevokeLicence => &["吊销", "撤销"],
        SanctionKind::LowerGrade => &["降低资质"],
        SanctionKind::StopBusiness => &["停产", "停业"],
        SanctionKind::CloseDown => &["关闭", "取缔"],
        SanctionKind::Fine => &["罚款"],
        _ => &["不得"],
    }
}

fn act(document: &Document, n: &Norm, article: NodeId) -> String {
    let own = document.slice(n.act.span);
    if own.chars().count() > 6 {
        return own.to_string();
    }
    document.slice(document.full_span(article)).to_string()
}

/// The highest limit that the province's decision names.
fn limit(cx: &Context<'_>) -> Option<u64> {
    static YUAN: LazyLock<Regex> = LazyLock::new(|| regex(r"([\d一二三四五六七八九十两]+)万元"));
    let work = LIMITS
        .iter()
        .find_map(|t| cx.library.find(t, cx.standing).first().copied())?;
    let version = cx.library.in_force(work, cx.as_of)?;
    let d = cx.library.document(version).ok()?;
    d.ids()
        .filter(|&i| d.node(i).kind == Kind::Paragraph)
        .flat_map(|i| {
            YUAN.captures_iter(d.words(i))
                .filter_map(|c| crate::text::numeral::parse(c.get(1)?.as_str()))
                .collect::<Vec<_>>()
        })
        .max()
        .map(|wan| wan * 10_000)
}
