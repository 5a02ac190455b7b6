//! CON013: a licence revoked in a trade that is only filed.

use crate::finding::Confidence;
use crate::norm::{self, Norm, Sanction, SanctionKind};
use crate::registry::{Row, registry};
use crate::rules::{Context, Findings, Trigger, declare_rule};
use crate::text::date;

declare_rule! {
    /// ## 检查什么
    /// 经营事项已经改为备案或者不再许可，地方条文仍对其经营者规定吊销、暂扣许可证。
    ///
    /// ## 为什么是问题
    /// 没有许可证可以吊销；上位法对同一行为规定的是责令改正、停业整顿等。
    ///
    /// ## 例
    /// ```text,finding,地方性法规
    /// 第八条 机动车维修业户有下列行为之一的，处一千元以上五千元以下罚款；情节严重的，吊销其经营许可证：
    /// （一）使用假冒伪劣配件的。
    /// ```
    /// 改为：
    /// ```text,clean,地方性法规
    /// 第八条 机动车维修业户有下列行为之一的，处一千元以上五千元以下罚款；情节严重的，责令停业整顿：
    /// （一）使用假冒伪劣配件的。
    /// ```
    ///
    /// ## 不报告
    /// 吊销营业执照、驾驶证的；同一条文中另有仍须许可的经营者而不能分清的，只提示复核。
    ///
    /// ## 限度
    /// 许可沿革是事实表（`corpus/registry/licences.toml`），每行有依据和日期。
    ///
    /// ## 依据
    /// - 《中华人民共和国行政处罚法》第十二条
    /// - 表中各行所列现行条文
    code: "CON013", name: "revokes-filed-licence", kind: PenaltyKind,
    severity: Warning, confidence: Medium, trigger: Trigger::Literals(&["吊销", "暂扣", "撤销", "注销", "取消"])
}

fn check(cx: &Context<'_>, out: &mut Findings<'_>) {
    let rows: Vec<&Row> = registry()
        .licences
        .iter()
        .filter(|r| r.state == "to_filing" && r.is_certain() && r.date <= cx.as_of)
        .collect();
    let mut told = std::collections::BTreeSet::new();
    for article in cx.document.living_articles() {
        for n in norm::read(cx.document, article) {
            for s in n.sanctions.iter().filter(|s| takes_licence(cx, s)) {
                let Some((row, sure)) = trade(cx, &n, &rows) else {
                    continue;
                };
                if told.insert(s.span) {
                    report(cx, out, s, row, sure);
                }
            }
        }
    }
}

/// 吊销 or 暂扣 of a licence for a trade; a business licence (营业执照) is another matter.
fn takes_licence(cx: &Context<'_>, s: &Sanction) -> bool {
    let words = cx.document.slice(s.span);
    matches!(
        s.kind,
        SanctionKind::RevokeLicence | SanctionKind::SuspendLicence
    ) && (words.contains("许可") || words.contains("经营"))
}

/// The trade whose licence is gone, and whether the norm speaks of that trade only: its own words
/// or the document's title name it.
fn trade<'r>(cx: &Context<'_>, n: &Norm, rows: &[&'r Row]) -> Option<(&'r Row, bool)> {
    let named = |r: &Row, t: &str| {
        r.activities.iter().any(|a| t.contains(a.as_str()))
            && !r.unless.iter().any(|u| t.contains(u.as_str()))
    };
    let own = cx.document.slice(n.span);
    let lead = n.lead.map_or("", |s| cx.document.slice(s));
    let acts = norm::expand(cx.document, n).acts;
    rows.iter().find_map(|&r| {
        // Several subjects in one sentence: the licence may be another's.
        let alone = named(r, own) && own.matches("经营者").count() < 2;
        let whole = alone || named(r, &cx.document.meta.title);
        let part = named(r, own) || named(r, lead) || acts.iter().any(|a| named(r, &a.text));
        (whole || part).then_some((r, whole))
    })
}

fn report(cx: &Context<'_>, out: &mut Findings<'_>, s: &Sanction, row: &Row, sure: bool) {
    let _ = out
        .report(
            s.span,
            format!("{}，没有许可证可以吊销、暂扣", changed(row)),
        )
        .why(format!("{}（{}）。", row.source, date::chinese(row.date)))
        .basis(cx.basis_or_source(&row.source, row.article.as_deref(), "备案", "许可沿革表"))
        .basis(cx.law_basis(super::LIMIT.0, super::LIMIT.1, super::LIMIT.2))
        .confidence(if sure {
            Confidence::Medium
        } else {
            Confidence::Low
        });
}

fn changed(row: &Row) -> String {
    if row.new.is_empty() || row.new.starts_with('（') {
        format!("{}已经取消", row.old)
    } else {
        format!("{}已改为{}", row.old, row.new)
    }
}
