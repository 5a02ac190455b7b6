//! PWR021: seizure set by a 规章.

use crate::document::Rank;
use crate::finding::Grade;
use crate::norm::{self, MeasureKind, ReferenceKind};
use crate::rules::{Context, Findings, Trigger, declare_rule, higher};
use crate::text::regex;
use regex::Regex;
use std::sync::LazyLock;

declare_rule! {
    /// ## 检查什么
    /// 地方政府规章自己设定查封、扣押、扣留、冻结等行政强制措施。
    ///
    /// ## 为什么是问题
    /// 行政强制措施由法律设定；法律、法规以外的其他规范性文件（包括规章）不得设定。
    ///
    /// ## 例
    /// ```text,finding,地方政府规章
    /// 第九条 无证经营的，执法部门可以扣押其经营工具。
    /// ```
    /// 改为：
    /// ```text,clean,地方政府规章
    /// 第九条 无证经营的，执法部门责令改正。
    /// ```
    ///
    /// ## 不报告
    /// 转引法律、法规的；引用的法律、法规对同一行为规定了扣押的；暂扣证件的处罚；程序性规定；地方性法规。
    /// ```text,clean,地方政府规章
    /// 第九条 无证经营的，可以依照《某省市场条例》第二十条的规定扣押其经营工具。
    /// ```
    /// ```text,clean,地方性法规
    /// 第九条 未领取犬牌的，公安机关可以扣押犬只。
    /// ```
    ///
    /// ## 限度
    /// 地方性法规就地方性事务可以设定查封、扣押；上位法已有而扩大对象、条件的，由逐条比对的规则判断。没有引用的法律另有规定的，须人工核对。部门规章多依法律规定程序，不在此判断。未复核：现有语料中没有真实的例子。
    ///
    /// ## 依据
    /// - 《中华人民共和国行政强制法》第十条
    code: "PWR021", name: "rule-sets-coercion", kind: Coercion,
    severity: Error, confidence: Low, trigger: Trigger::Document,
    reviewed: false
}

/// Procedure, pointers and reports of the measure set nothing.
static UNLESS: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"依法|依照|按照|根据|程序|清单|期限|解除|文书|通知书|决定书|记录|被(?:查封|扣押|扣留)|法院|采取(?:查封|扣押)|(?:查封|扣押|扣留)(?:的|、冻结的|措施|期间|后)|擅自|转移|损毁|法律、|规定的情形|保管|移交|先行登记|不得|许可证|执照|证书|证件",
    )
});

fn check(cx: &Context<'_>, out: &mut Findings<'_>) {
    match cx.standing.rank {
        Rank::LocalRule => {}
        Rank::Unknown => {
            out.not_checked("效力位阶未知，不能判断有无设定权");
            return;
        }
        _ => return,
    }
    let title = &cx.document.meta.title;
    if ["程序", "行政强制", "行政执法"]
        .iter()
        .any(|w| title.contains(w))
    {
        return;
    }
    for article in cx.document.articles().collect::<Vec<_>>() {
        if cx.document.node(article).dead {
            continue;
        }
        for n in norm::read(cx.document, article) {
            if n.references
                .iter()
                .any(|r| r.kind == ReferenceKind::Sanction)
            {
                continue;
            }
            let Some(m) = n.measures.iter().find(|m| {
                !m.negated
                    && m.may
                    && matches!(
                        m.kind,
                        MeasureKind::Seize | MeasureKind::Seal | MeasureKind::Freeze
                    )
            }) else {
                continue;
            };
            let sentence = crate::rules::clause::sentence(cx.document, m.span.start);
            let words = cx.document.slice(sentence);
            if UNLESS.is_match(words)
                || higher::sets(cx, &["查封", "扣押", "扣留", "暂扣", "冻结"], words, 0.3).is_some()
            {
                continue;
            }
            let _ = out
                .report(
                    crate::rules::said::phrase(cx.document, m.span),
                    "规章设定行政强制措施",
                )
                .why("能设定强制措施的只有法律和法规，规章没有这项权力。")
                .basis(cx.law_basis(
                    "中华人民共和国行政强制法",
                    "第十条",
                    &["不得设定行政强制措施"],
                ))
                .fix(
                    Grade::Display,
                    "删去，或者改为指明有权设定的法律、法规条款",
                    Vec::new(),
                );
        }
    }
}
