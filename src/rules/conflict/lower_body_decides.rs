//! CON010: a lower body decides what higher law gives to a higher one.

use super::{Wording, parted, parts};
use crate::conflict::Slot;
use crate::rules::{Context, Findings, Trigger, declare_rule};

declare_rule! {
    /// ## 检查什么
    /// 上位法规定由上一级机关批准的事项，地方条文规定由下级机关批准。
    ///
    /// ## 为什么是问题
    /// 批准权限由上位法确定，地方条文不得改变；依法下放的除外。
    ///
    /// ## 例
    /// ```text,higher,某某水库管理条例
    /// 第十条 在水库管理范围内兴建码头的，应当经省人民政府水行政主管部门批准。
    /// ```
    /// ```text,finding,地方性法规
    /// 第八条 在水库管理范围内兴建码头的，应当经县人民政府水行政主管部门批准。
    /// ```
    /// 改为：
    /// ```text,clean,地方性法规
    /// 第八条 在水库管理范围内兴建码头的，应当经省人民政府水行政主管部门批准。
    /// ```
    ///
    /// ## 不报告
    /// 上位法没有写明级别的。
    ///
    /// ## 限度
    /// 权限可能已经依法下放，须人工核对。
    ///
    /// ## 依据
    /// - 规定批准机关的上位法条文
    code: "CON010", name: "lower-body-decides", kind: Other,
    severity: Warning, confidence: Low, trigger: Trigger::Clauses
}

fn check(cx: &Context<'_>, out: &mut Findings<'_>) {
    for p in parts(cx, &[Slot::Level]) {
        let _ = parted(
            cx,
            out,
            p,
            &Wording {
                message: &|h| format!("{h}规定由{}批准", p.words),
                doubt: "权限可能已经依法下放或者委托。",
                law: None,
                sure: 2.0,
            },
        );
    }
}
