//! CON014: an act punished like the higher one, but without the result that higher law asks for.

use super::{higher, higher_words, of, place, told};
use crate::conflict::Gap;
use crate::finding::{Confidence, Kind};
use crate::norm::MeasureKind;
use crate::rules::{Context, Findings, Trigger, declare_rule};

declare_rule! {
    /// ## 检查什么
    /// 地方条文照用上位法的罚款幅度，却去掉了上位法作为处罚条件的后果（损害……、影响……、造成……）；同时写有扣押、查封的，一并报告。
    ///
    /// ## 为什么是问题
    /// 没有后果的行为，上位法没有规定这样处罚；去掉后果就扩大了应受处罚的行为，也扩大了强制措施的适用条件。
    ///
    /// ## 例
    /// ```text,higher,某某水库管理条例
    /// 第十条 在水库管理范围内堆放砂石，影响水库泄洪的，由水行政主管部门责令改正，处一万元以上五万元以下罚款。
    /// ```
    /// ```text,finding,地方性法规
    /// 第八条 在水库管理范围内堆放砂石的，由县水行政主管部门责令改正，处一万元以上五万元以下罚款。
    /// ```
    /// 改为：
    /// ```text,clean,地方性法规
    /// 第八条 在水库管理范围内堆放砂石，影响水库泄洪的，由县水行政主管部门责令改正，处一万元以上五万元以下罚款。
    /// ```
    ///
    /// ## 不报告
    /// 条文自己写有后果的；罚款与上位法不同的，由别的规则报告。
    ///
    /// ## 限度
    /// 只看幅度相同的罚款；是否同一行为须人工确认。
    ///
    /// ## 依据
    /// - 《中华人民共和国行政处罚法》第十二条；《中华人民共和国行政强制法》第十一条
    /// - 对同一行为作出处罚规定的上位法条文
    code: "CON014", name: "result-left-out", kind: PenaltyRange,
    severity: Warning, confidence: Medium, trigger: Trigger::Penal
}

fn check(cx: &Context<'_>, out: &mut Findings<'_>) {
    for c in of(cx, &[Gap::Result]) {
        let Some(h) = higher(cx, c) else { continue };
        let asked = format!(
            "上位法处罚的是“{}”：“{}”。",
            h.text.trim(),
            higher_words(h, c)
        );
        let doubt = "两个条文所指行为是否相同，须人工核对。";
        let message = format!(
            "罚款与{}相同，却没有该条规定的后果，扩大了应受处罚的行为",
            place(cx, h)
        );
        drop(told(cx, out, c, h, (message, asked.clone(), doubt)));
        // The measures that come with it are wider too.
        for m in &c.local.norm.measures {
            let word = match m.kind {
                MeasureKind::Seize => "扣押",
                MeasureKind::Seal => "查封",
                _ => continue,
            };
            if m.negated || !h.words.contains(word) {
                continue;
            }
            let _ = out
                .report(m.span, format!("{word}没有{}规定的后果条件", place(cx, h)))
                .kind(Kind::Coercion)
                .why(asked.clone())
                .counter(doubt)
                .basis(super::provision(cx, h))
                .basis(cx.law_basis(
                    "中华人民共和国行政强制法",
                    "第十一条",
                    &["不得作出扩大规定"],
                ))
                .confidence(Confidence::Low);
        }
    }
}
