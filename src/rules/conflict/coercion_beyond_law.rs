//! CON012: 查封 or 扣押 for an act on which higher law has no such measure.

use super::place;
use crate::finding::Confidence;
use crate::rules::{Context, Findings, Trigger, declare_rule};

declare_rule! {
    /// ## 检查什么
    /// 法律、行政法规已经规定了同一行为及其处罚，没有规定查封、扣押，地方条文规定可以查封、扣押。
    ///
    /// ## 为什么是问题
    /// 尚未制定法律、行政法规的地方性事务，地方性法规才可以设定查封、扣押；法律没有设定的，地方性法规不得设定。
    ///
    /// ## 例
    /// ```text,higher,某某水库管理条例
    /// 第十条 未经许可驾驶机动船舶进入水库核心区的，由水行政主管部门责令改正，处一千元以上五千元以下罚款。
    /// ```
    /// ```text,finding,地方性法规
    /// 第八条 未经许可驾驶机动船舶进入水库核心区的，由县水行政主管部门责令改正，可以扣押船舶。
    /// ```
    /// 改为：
    /// ```text,clean,地方性法规
    /// 第八条 未经许可驾驶机动船舶进入水库核心区的，由县水行政主管部门责令改正，处一千元以上五千元以下罚款。
    /// ```
    ///
    /// ## 不报告
    /// 上位法对同类物品有查封、扣押规定的；“依法扣押”而写明依据的。
    ///
    /// ## 限度
    /// 行为由文字对齐；上位法的措施也可能在别的法律中，须人工核对。
    ///
    /// ## 依据
    /// - 《中华人民共和国行政强制法》第十条、第十一条
    /// - 规定同一行为的上位法条文
    code: "CON012", name: "coercion-beyond-law", kind: Coercion,
    severity: Warning, confidence: Medium, trigger: Trigger::Clauses
}

fn check(cx: &Context<'_>, out: &mut Findings<'_>) {
    let Some(acts) = cx.acts else { return };
    for w in cx.wider() {
        let Some(h) = acts.acts.get(w.pair.act as usize) else {
            continue;
        };
        let sentence =
            crate::rules::clause::sentence(cx.document, w.words.start).slice(&cx.document.text);
        if sentence.contains("依法扣押")
            || sentence.contains("依法查封")
            || sentence.contains("依照《")
            || sentence.contains("根据《")
            || sentence.contains("法律、行政法规")
        {
            continue;
        }
        let _ = out
            .report(
                w.words,
                format!("{}对这一行为没有规定查封、扣押", place(cx, h)),
            )
            .why(format!("上位法原文：“{}”。", h.words.trim()))
            .counter("行为是否相同，别的法律、行政法规有无同样措施，须人工核对。")
            .basis(super::provision(cx, h))
            .basis(cx.law_basis(
                "中华人民共和国行政强制法",
                "第十条",
                &["尚未制定法律、行政法规，且属于地方性事务"],
            ))
            .basis(cx.law_basis(
                "中华人民共和国行政强制法",
                "第十一条",
                &["不得设定行政强制措施"],
            ))
            .confidence(if w.pair.like >= 0.6 && w.pair.near >= 0.6 {
                Confidence::Medium
            } else {
                Confidence::Low
            });
    }
}
