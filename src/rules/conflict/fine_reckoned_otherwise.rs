//! CON002: a fine reckoned in another way than higher law reckons it.

use super::{higher, higher_words, of, place, told};
use crate::conflict::Gap;
use crate::rules::{Context, Findings, Trigger, declare_rule};

declare_rule! {
    /// ## 检查什么
    /// 上位法对同一行为按违法所得、货值的倍数处罚款，地方条文按固定数额处罚款，或者相反。
    ///
    /// ## 为什么是问题
    /// 计算方式不同，处罚结果就会落在上位法规定的幅度以外。
    ///
    /// ## 例
    /// ```text,higher,某某水库管理条例
    /// 第十条 未经许可从事水库垂钓经营的，没收违法所得，并处违法所得二倍以上十倍以下罚款。
    /// ```
    /// ```text,finding,地方性法规
    /// 第八条 未经许可从事水库垂钓经营的，没收违法所得，并处五千元以上三万元以下罚款。
    /// ```
    /// 改为：
    /// ```text,clean,地方性法规
    /// 第八条 未经许可从事水库垂钓经营的，没收违法所得，并处违法所得二倍以上十倍以下罚款。
    /// ```
    ///
    /// ## 不报告
    /// 地方条文同时规定了倍数罚款的。
    ///
    /// ## 限度
    /// 行为由文字对齐；是否构成不一致须人工确认。
    ///
    /// ## 依据
    /// - 《中华人民共和国行政处罚法》第十二条
    /// - 对同一行为作出处罚规定的上位法条文
    code: "CON002", name: "fine-reckoned-otherwise", kind: PenaltyRange,
    severity: Warning, confidence: Medium, trigger: Trigger::Penal
}

fn check(cx: &Context<'_>, out: &mut Findings<'_>) {
    for c in of(cx, &[Gap::Method]) {
        let Some(h) = higher(cx, c) else { continue };
        let _ = told(
            cx,
            out,
            c,
            h,
            (
                format!("罚款的计算方式与{}对同一行为的规定不一致", place(cx, h)),
                format!(
                    "本条：“{}”；上位法：“{}”。",
                    cx.document.slice(c.difference.local),
                    higher_words(h, c)
                ),
                "两个条文所指行为是否相同，须人工核对。",
            ),
        );
    }
}
