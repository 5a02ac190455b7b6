//! CON006: a condition that the higher list on the same licence lacks.

use super::{Wording, parted, parts};
use crate::conflict::Slot;
use crate::rules::{Context, Findings, Trigger, declare_rule};

declare_rule! {
    /// ## 检查什么
    /// 上位法对同一许可、从业事项列有条件，地方条文所列条件中有上位法没有的一项。
    ///
    /// ## 为什么是问题
    /// 对上位法设定的行政许可作具体规定，不得增设违反上位法的其他条件。
    ///
    /// ## 例
    /// ```text,higher,某某水库管理条例
    /// 第十条 从事水库游船经营的，应当具备下列条件：
    /// （一）有与经营规模相适应的船舶；
    /// （二）有健全的安全管理制度；
    /// （三）有持证的驾驶人员。
    /// ```
    /// ```text,finding,地方性法规
    /// 第八条 从事水库游船经营的，应当具备下列条件：
    /// （一）有与经营规模相适应的船舶；
    /// （二）有健全的安全管理制度；
    /// （三）经营场所面积五百平方米以上。
    /// ```
    /// 改为：
    /// ```text,clean,地方性法规
    /// 第八条 从事水库游船经营的，应当具备下列条件：
    /// （一）有与经营规模相适应的船舶；
    /// （二）有健全的安全管理制度；
    /// （三）有持证的驾驶人员。
    /// ```
    ///
    /// ## 不报告
    /// 与上位法任何一项相近的条件；上位法对该事项没有列条件的。
    ///
    /// ## 限度
    /// 上位法授权地方规定具体条件的，须人工核对。
    ///
    /// ## 依据
    /// - 《中华人民共和国行政许可法》第十六条
    /// - 列有条件的上位法条文
    code: "CON006", name: "added-condition", kind: LicenceAdded,
    severity: Warning, confidence: Medium, trigger: Trigger::Clauses
}

fn check(cx: &Context<'_>, out: &mut Findings<'_>) {
    for p in parts(cx, &[Slot::Condition]) {
        let _ = parted(
            cx,
            out,
            p,
            &Wording {
                message: &|h| format!("{h}所列条件中没有这一项"),
                doubt: "上位法是否授权另定条件，须人工核对。",
                law: Some(super::NO_CONDITION),
                sure: 1.1,
            },
        );
    }
}
