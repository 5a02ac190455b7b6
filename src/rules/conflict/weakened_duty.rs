//! CON008: a duty of higher law that became a choice.

use super::{Wording, parted, parts};
use crate::conflict::Slot;
use crate::rules::{Context, Findings, Trigger, declare_rule};

declare_rule! {
    /// ## 检查什么
    /// 上位法的“应当”“必须”“不得”，在地方条文中成了“可以”“鼓励”。
    ///
    /// ## 为什么是问题
    /// 地方条文降低了上位法规定的义务，放宽了上位法的禁止。
    ///
    /// ## 例
    /// ```text,higher,某某水库管理条例
    /// 第十条 水库管理单位应当每年对大坝进行安全检测，并公布检测结果。
    /// ```
    /// ```text,finding,地方性法规
    /// 第八条 水库管理单位可以每年对大坝进行安全检测，并公布检测结果。
    /// ```
    /// 改为：
    /// ```text,clean,地方性法规
    /// 第八条 水库管理单位应当每年对大坝进行安全检测，并公布检测结果。
    /// ```
    ///
    /// ## 不报告
    /// 上位法另有条文对同一事项规定可以的。
    ///
    /// ## 限度
    /// 两句是否为同一事项由文字对齐判断，须人工核对。
    ///
    /// ## 依据
    /// - 规定该项义务的上位法条文
    code: "CON008", name: "weakened-duty", kind: Other,
    severity: Warning, confidence: Medium, trigger: Trigger::Clauses
}

fn check(cx: &Context<'_>, out: &mut Findings<'_>) {
    for p in parts(cx, &[Slot::Weaker]) {
        let _ = parted(
            cx,
            out,
            p,
            &Wording {
                message: &|h| {
                    format!(
                        "{h}规定的是“{}”，本条放宽为“{}”",
                        p.words,
                        cx.document.slice(p.local)
                    )
                },
                doubt: "两句是否为同一事项由文字对齐判断，须人工核对。",
                law: None,
                sure: 0.85,
            },
        );
    }
}
