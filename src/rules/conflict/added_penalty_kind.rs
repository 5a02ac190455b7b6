//! CON004: a kind of penalty that higher law doesn't set for the same act.

use super::{bases, grade, higher, of, place, quoted, table};
use crate::conflict::Gap;
use crate::norm::SanctionKind;
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
    severity: Warning, confidence: Medium, trigger: Trigger::Literals(&["罚", "没收", "吊销", "暂扣", "责令停", "关闭", "年内不"])
}

/// The kind as a user reads it.
fn shown(kind: SanctionKind) -> &'static str {
    use SanctionKind as K;
    match kind {
        K::Warning => "警告",
        K::Criticism => "通报批评",
        K::Fine => "罚款",
        K::ForfeitYield => "没收违法所得",
        K::ForfeitThings => "没收非法财物",
        K::SuspendLicence => "暂扣许可证件",
        K::LowerGrade => "降低资质等级",
        K::RevokeLicence => "吊销许可证件",
        K::Restrict => "限制开展生产经营活动",
        K::StopBusiness => "责令停产停业",
        K::StopAct => "责令停止",
        K::CloseDown => "责令关闭",
        K::BanTrade => "限制从业",
        K::Detain => "行政拘留",
    }
}

fn check(cx: &Context<'_>, out: &mut Findings<'_>) {
    for c in of(cx, &[Gap::Kind]) {
        let Some(h) = higher(cx, c) else { continue };
        let mut r = out
            .report(
                quoted(cx, c),
                format!(
                    "{}对同一行为没有规定{}，本条增加了处罚种类",
                    place(cx, h),
                    shown(c.difference.kind)
                ),
            )
            .why(format!(
                "本条：“{}”；上位法对该行为规定的是：“{}”。",
                cx.document.slice(c.difference.local),
                h.sanction_words.join("”“")
            ))
            .counter("上位法其他条文是否对同一行为规定了这种处罚，须人工核对。");
        r = r.compare(table(cx, c, h));
        for b in bases(cx, h) {
            r = r.basis(b);
        }
        let _ = grade(r, c);
    }
}
