//! CON004: a kind of penalty that higher law doesn't set for the same act.

use super::{higher, of, place, told};
use crate::conflict::Gap;
use crate::rules::{Context, Findings, Trigger, declare_rule};

declare_rule! {
    /// ## 检查什么
    /// 上位法已对同一行为规定处罚，地方条文增加了上位法没有规定的处罚种类：罚款、没收、吊销、暂扣、停业、限制从业等。
    ///
    /// ## 为什么是问题
    /// 地方只能在上位法规定的处罚种类的范围内具体规定。
    ///
    /// ## 例
    /// ```text,higher,某某水库管理条例
    /// 第十条 未按照规定设置水库警示标志的，由水行政主管部门责令改正，处一千元以上五千元以下罚款。
    /// ```
    /// ```text,finding,地方性法规
    /// 第八条 未按照规定设置水库警示标志的，由县水行政主管部门责令改正，处一千元以上五千元以下罚款；情节严重的，吊销取水许可证。
    /// ```
    /// 改为：
    /// ```text,clean,地方性法规
    /// 第八条 未按照规定设置水库警示标志的，由县水行政主管部门责令改正，处一千元以上五千元以下罚款。
    /// ```
    ///
    /// ## 不报告
    /// 警告、通报批评、没收违法所得、责令停止违法行为。
    /// ```text,clean,地方性法规
    /// 第八条 未按照规定设置水库警示标志的，由县水行政主管部门责令改正，给予警告，处一千元以上五千元以下罚款。
    /// ```
    ///
    /// ## 限度
    /// 上位法在别的法律里对同一行为规定了这种处罚而没有对齐到的，会误报；须人工确认。
    ///
    /// ## 依据
    /// - 《中华人民共和国行政处罚法》第十二条
    /// - 对同一行为作出处罚规定的上位法条文
    code: "CON004", name: "added-penalty-kind", kind: PenaltyKind,
    severity: Warning, confidence: Medium, trigger: Trigger::Penal
}

fn check(cx: &Context<'_>, out: &mut Findings<'_>) {
    for c in of(cx, &[Gap::Kind]) {
        let Some(h) = higher(cx, c) else { continue };
        let _ = told(
            cx,
            out,
            c,
            h,
            (
                format!(
                    "{}对同一行为没有规定{}，本条增加了处罚种类",
                    place(cx, h),
                    c.difference.kind.shown()
                ),
                format!(
                    "本条：“{}”；上位法对该行为规定的是：“{}”。",
                    cx.document.slice(c.difference.local),
                    h.sanction_words.join("”“")
                ),
                "上位法其他条文是否对同一行为规定了这种处罚，须人工核对。",
            ),
        );
    }
}
