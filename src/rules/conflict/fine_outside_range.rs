//! CON001: a fine outside the range that higher law sets for the same act.

use super::{amount_fix, higher, higher_words, of, place, told};
use crate::conflict::Gap;
use crate::finding::{Edit, Grade};
use crate::rules::{Context, Findings, Trigger, declare_rule};

declare_rule! {
    /// ## 检查什么
    /// 地方条文对某一行为规定的罚款，超出上位法对同一行为、同一对象、同一档次规定的幅度：上限更高，或者下限更低。
    ///
    /// ## 为什么是问题
    /// 上位法已经对违法行为作出处罚规定的，地方只能在其规定的行为、种类和幅度的范围内具体规定。
    ///
    /// ## 例
    /// ```text,higher,某某水库管理条例
    /// 第十条 违反本条例规定，在水库内炸鱼、电鱼的，由水行政主管部门责令改正，处一千元以上五千元以下罚款。
    /// ```
    /// ```text,finding,地方性法规
    /// 第八条 在水库内炸鱼、电鱼的，由县水行政主管部门责令改正，处五百元以上二千元以下罚款。
    /// ```
    /// 改为：
    /// ```text,clean,地方性法规
    /// 第八条 在水库内炸鱼、电鱼的，由县水行政主管部门责令改正，处一千元以上五千元以下罚款。
    /// ```
    ///
    /// ## 不报告
    /// 落在上位法幅度以内的，包括只抬高下限、只压低上限。
    /// ```text,clean,地方性法规
    /// 第八条 在水库内炸鱼、电鱼的，由县水行政主管部门责令改正，处二千元以上五千元以下罚款。
    /// ```
    /// 条文给法律、行政法规的另外规定留了余地的。
    /// ```text,clean,地方性法规
    /// 第八条 在水库内炸鱼、电鱼的，处五百元以上二千元以下罚款；法律、行政法规另有规定的，从其规定。
    /// ```
    ///
    /// ## 限度
    /// 行为由文字对齐，写法差别大的对不上；对齐不够肯定、档次对象不能对应的，置信度降低。
    ///
    /// ## 依据
    /// - 《中华人民共和国行政处罚法》第十二条
    /// - 对同一行为作出处罚规定的上位法条文
    code: "CON001", name: "fine-outside-range", kind: PenaltyRange,
    severity: Error, confidence: Medium, trigger: Trigger::Penal
}

fn check(cx: &Context<'_>, out: &mut Findings<'_>) {
    for c in of(cx, &[Gap::Above, Gap::Below, Gap::Both]) {
        let Some(h) = higher(cx, c) else { continue };
        let how = match c.difference.gap {
            Gap::Above => "上限高于",
            Gap::Below => "下限低于",
            _ => "上下限都超出",
        };
        let mut r = told(
            cx,
            out,
            c,
            h,
            (
                format!("罚款{how}{}对同一行为规定的幅度", place(cx, h)),
                format!(
                    "本条（{}）：“{}”；上位法：“{}”。",
                    c.difference.tier.shown(),
                    cx.document.slice(c.difference.local),
                    higher_words(h, c)
                ),
                "两个条文所指行为、对象或者档次是否相同，须人工核对。",
            ),
        );
        if !c.item
            && let Some((span, new)) = amount_fix(cx, c, h)
        {
            r = r.fix(
                Grade::Review,
                "改为上位法规定的幅度",
                vec![Edit {
                    start: span.start,
                    end: span.end,
                    new,
                }],
            );
        }
        drop(r);
    }
}
