//! CON011: an act punished that higher law once punished and struck out.

use crate::finding::{Basis, Confidence};
use crate::rules::{Context, Findings, Trigger, declare_rule};

declare_rule! {
    /// ## 检查什么
    /// 地方条文处罚的行为，上位法的前一版本曾经处罚，现行版本已经删去，别的上位法也没有规定处罚。
    ///
    /// ## 为什么是问题
    /// 上位法修改时放弃了对该行为的处罚，地方条文失去依据；照旧处罚，超出上位法规定的应受处罚行为的范围。
    ///
    /// ## 例
    /// 上位法的新旧两个版本都在法律库中才能比较，本页不附例子。
    ///
    /// ## 不报告
    /// 现行上位法仍处罚同一或者相近行为的。
    ///
    /// ## 限度
    /// 2021年修订的行政处罚法第十二条第三款允许地方性法规为实施上位法补充设定行政处罚；是否属于补充设定，须人工核对。
    ///
    /// ## 依据
    /// - 《中华人民共和国行政处罚法》第十二条
    /// - 删去该行为的上位法条文
    code: "CON011", name: "act-struck-out", kind: PenaltyAct,
    severity: Warning, confidence: Medium, trigger: Trigger::Penal
}

fn check(cx: &Context<'_>, out: &mut Findings<'_>) {
    let Some(acts) = cx.acts else { return };
    for d in cx.dropped() {
        let Some(g) = acts.gone.get(d.gone) else {
            continue;
        };
        let Some(source) = acts.sources.get(g.source as usize) else {
            continue;
        };
        let was = g.was.map_or_else(String::new, crate::text::date::chinese);
        let mut r = out
            .report(
                d.local.norm.act.span,
                format!(
                    "《{}》{was}的版本{}处罚这一行为，现行版本已经删去",
                    source.title,
                    g.article.article()
                ),
            )
            .why(format!("原规定：“{}”。", g.words.trim()))
            .counter("地方性法规可以为实施上位法补充设定行政处罚（行政处罚法第十二条第三款），本条是否属于补充设定，须人工核对。")
            .basis(Basis {
                law: source.title.clone(),
                version: source.date.map(|d| d.to_string()),
                article: g.now.map(|n| n.article()),
                paragraph: None,
                quote: None,
                source: Some(format!("{was}版本与现行版本对照")),
            });
        if let Some(now) = g.now {
            let words: Vec<&str> = acts
                .of(g.source)
                .iter()
                .filter(|a| a.article == now)
                .map(|a| {
                    if a.lead_words.is_empty() {
                        a.words.as_str()
                    } else {
                        a.lead_words.as_str()
                    }
                })
                .take(1)
                .collect();
            if let Some(w) = words.first() {
                let short: String = w.chars().take(16).collect();
                r = r.basis(cx.law_basis(&source.title, &now.article(), &[&short]));
            }
        }
        let _ = r
            .basis(cx.law_basis(super::LIMIT.0, super::LIMIT.1, super::LIMIT.2))
            .confidence(if d.like >= 0.75 {
                Confidence::Medium
            } else {
                Confidence::Low
            });
    }
}
