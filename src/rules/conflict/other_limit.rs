//! CON007: another limit than higher law sets, to the disadvantage of the party.

use super::{Wording, parted, parts};
use crate::conflict::Slot;
use crate::rules::{Context, Findings, Trigger, declare_rule};

declare_rule! {
    /// ## 检查什么
    /// 同一事项的期限与上位法不同，且对当事人不利：机关办理的期限更长、提前告知的天数不同、当事人办理的期限更短，或者由“收到”起算改为“受理”起算。
    ///
    /// ## 为什么是问题
    /// 期限是上位法给当事人的保障，地方条文不得作不利的改变。
    ///
    /// ## 例
    /// ```text,higher,某某水库管理条例
    /// 第十条 水行政主管部门应当自收到游船经营申请之日起十五日内作出是否许可的决定。
    /// ```
    /// ```text,finding,地方性法规
    /// 第八条 县水行政主管部门应当自收到游船经营申请之日起三十日内作出是否许可的决定。
    /// ```
    /// 改为：
    /// ```text,clean,地方性法规
    /// 第八条 县水行政主管部门应当自收到游船经营申请之日起十五日内作出是否许可的决定。
    /// ```
    ///
    /// ## 不报告
    /// 期限相同或者对当事人有利的；一句中有几个期限，对应关系不明的。
    ///
    /// ## 限度
    /// 两句是否为同一事项由文字对齐判断，须人工核对。
    ///
    /// ## 依据
    /// - 对同一期限作出规定的上位法条文
    code: "CON007", name: "other-limit", kind: TimeLimit,
    severity: Warning, confidence: Medium, trigger: Trigger::Clauses
}

fn check(cx: &Context<'_>, out: &mut Findings<'_>) {
    for p in parts(cx, &[Slot::Limit, Slot::LimitFrom]) {
        let _ = parted(
            cx,
            out,
            p,
            &Wording {
                message: &|h| format!("{h}的期限为“{}”", p.words),
                doubt: "两句是否为同一事项由文字对齐判断，须人工核对。",
                law: None,
                sure: 0.85,
            },
        );
    }
}
