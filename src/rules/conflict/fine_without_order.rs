//! CON003: a fine at once where higher law fines only after an order is refused.

use super::{higher, higher_words, of, place, told};
use crate::conflict::Gap;
use crate::rules::{Context, Findings, Trigger, declare_rule};

declare_rule! {
    /// ## 检查什么
    /// 上位法规定先责令改正、拒不改正的才处罚款，地方条文在责令改正的同时就处罚款。
    ///
    /// ## 为什么是问题
    /// 拒不改正是上位法规定的处罚条件，地方条文取消这一条件，扩大了应受处罚的行为。
    ///
    /// ## 例
    /// ```text,higher,某某水库管理条例
    /// 第十条 未按照规定设置水库警示标志的，由水行政主管部门责令改正；拒不改正的，处一千元以上五千元以下罚款。
    /// ```
    /// ```text,finding,地方性法规
    /// 第八条 未按照规定设置水库警示标志的，由县水行政主管部门责令改正，处一千元以上五千元以下罚款。
    /// ```
    /// 改为：
    /// ```text,clean,地方性法规
    /// 第八条 未按照规定设置水库警示标志的，由县水行政主管部门责令改正；拒不改正的，处一千元以上五千元以下罚款。
    /// ```
    ///
    /// ## 不报告
    /// 上位法对同一行为可以直接处罚款的。
    ///
    /// ## 限度
    /// 行为由文字对齐；是否同一行为须人工确认。
    ///
    /// ## 依据
    /// - 《中华人民共和国行政处罚法》第十二条
    /// - 对同一行为作出处罚规定的上位法条文
    code: "CON003", name: "fine-without-order", kind: PenaltyRange,
    severity: Warning, confidence: Medium, trigger: Trigger::Penal
}

fn check(cx: &Context<'_>, out: &mut Findings<'_>) {
    for c in of(cx, &[Gap::NoPrecondition]) {
        let Some(h) = higher(cx, c) else { continue };
        let _ = told(
            cx,
            out,
            c,
            h,
            (
                format!("{}规定拒不改正的才处罚款，本条直接处罚款", place(cx, h)),
                format!(
                    "本条：“{}”；上位法（拒不改正的）：“{}”。",
                    cx.document.slice(c.difference.local),
                    higher_words(h, c)
                ),
                "两个条文所指行为是否相同，须人工核对。",
            ),
        );
    }
}
