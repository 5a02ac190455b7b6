//! CON005: approval for what higher law only wants filed or reported.

use super::{Wording, parted, parts};
use crate::conflict::Slot;
use crate::rules::{Context, Findings, Trigger, declare_rule};

declare_rule! {
    /// ## 检查什么
    /// 上位法对同一事项只要求备案、报告或者告知，地方条文要求批准、同意。
    ///
    /// ## 为什么是问题
    /// 上位法未采用许可方式管理的事项，地方条文改为批准，是增设行政许可。
    ///
    /// ## 例
    /// ```text,higher,某某水库管理条例
    /// 第十条 水库经营单位需要暂停游船航线的，应当提前十日报告水行政主管部门，并向社会公告。
    /// ```
    /// ```text,finding,地方性法规
    /// 第八条 水库经营单位需要暂停游船航线的，应当经县水行政主管部门批准，并向社会公告。
    /// ```
    /// 改为：
    /// ```text,clean,地方性法规
    /// 第八条 水库经营单位需要暂停游船航线的，应当提前十日报告县水行政主管部门，并向社会公告。
    /// ```
    ///
    /// ## 不报告
    /// 上位法另有条文对同一事项规定批准的；句中写明依照法律、行政法规办理的。
    ///
    /// ## 限度
    /// 两句是否为同一事项由文字对齐判断，须人工核对。
    ///
    /// ## 依据
    /// - 《中华人民共和国行政许可法》第十六条
    /// - 对同一事项作出规定的上位法条文
    code: "CON005", name: "approval-for-filing", kind: LicenceAdded,
    severity: Warning, confidence: Medium, trigger: Trigger::Clauses
}

fn check(cx: &Context<'_>, out: &mut Findings<'_>) {
    for p in parts(cx, &[Slot::Licence]) {
        let _ = parted(
            cx,
            out,
            p,
            &Wording {
                message: &|h| format!("{h}对同一事项只要求“{}”，本条要求批准", p.words),
                doubt: "两句是否为同一事项由文字对齐判断，须人工核对。",
                law: Some(super::NO_LICENCE),
                sure: 0.75,
            },
        );
    }
}
