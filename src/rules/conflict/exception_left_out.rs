//! CON009: an exception of higher law that the clause leaves out.

use super::{Wording, parted, parts};
use crate::conflict::Slot;
use crate::rules::{Context, Findings, Trigger, declare_rule};

declare_rule! {
    /// ## 检查什么
    /// 上位法对同一禁止或者义务规定了例外，地方条文照写而没有写例外。
    ///
    /// ## 为什么是问题
    /// 漏写例外，扩大了禁止、义务的范围。
    ///
    /// ## 例
    /// ```text,higher,某某水库管理条例
    /// 第十条 任何单位和个人不得在水库管理范围内驾驶机动船舶，但是执行防汛任务的除外。
    /// ```
    /// ```text,finding,地方性法规
    /// 第八条 任何单位和个人不得在水库管理范围内驾驶机动船舶。
    /// ```
    /// 改为：
    /// ```text,clean,地方性法规
    /// 第八条 任何单位和个人不得在水库管理范围内驾驶机动船舶，但是执行防汛任务的除外。
    /// ```
    ///
    /// ## 不报告
    /// 例外只是“法律、法规另有规定”的。
    ///
    /// ## 限度
    /// 例外可能写在地方文件的别处，须人工核对。
    ///
    /// ## 依据
    /// - 规定例外的上位法条文
    code: "CON009", name: "exception-left-out", kind: RightReduced,
    severity: Info, confidence: Low, trigger: Trigger::Clauses
}

fn check(cx: &Context<'_>, out: &mut Findings<'_>) {
    for p in parts(cx, &[Slot::Exception]) {
        let _ = parted(
            cx,
            out,
            p,
            &Wording {
                message: &|h| format!("{h}有例外：“{}”，本条没有写", p.words),
                doubt: "例外可能写在本文件的其他条文。",
                law: None,
                sure: 2.0,
            },
        );
    }
}
