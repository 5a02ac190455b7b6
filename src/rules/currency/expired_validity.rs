//! EXP001: the document's own validity has run out.

use crate::finding::{Confidence, Outcome, Severity};
use crate::rules::{Context, Findings, Trigger, declare_rule};
use crate::text::{Span, date};

declare_rule! {
    /// ## 检查什么
    /// 文件写明的有效期、试行期或者截止日期在审查基准日已经届满。
    ///
    /// ## 为什么是问题
    /// 有效期届满，文件自动失效，不能再作为管理依据；应当宣布失效或者重新制定。
    ///
    /// ## 例
    /// ```text,finding
    /// 第一条 本办法所称市场，是指集贸市场。
    /// 第二条 本办法自2010年1月1日起施行，有效期五年。
    /// ```
    ///
    /// ## 不报告
    /// 有效期未满的；许可证、证书的有效期。
    /// ```text,clean
    /// 第一条 本办法所称市场，是指集贸市场。
    /// 第二条 本办法自2025年1月1日起施行，有效期至2035年12月31日。
    /// ```
    /// ```text,clean
    /// 第一条 许可证有效期五年。
    /// 第二条 本办法自2010年1月1日起施行。
    /// ```
    ///
    /// ## 限度
    /// “（试行）”“（暂行）”没有写明期限的，施行满五年才提示须评估，不认定失效。
    ///
    /// ## 依据
    /// - 国务院办公厅关于加强行政规范性文件制定和监督管理工作的通知（国办发〔2018〕37号）；各省规范性文件管理办法关于有效期的规定
    code: "EXP001", name: "expired-validity", kind: Expiry,
    severity: Warning, confidence: High, trigger: Trigger::Document
}

fn check(cx: &Context<'_>, out: &mut Findings<'_>) {
    let m = &cx.document.meta;
    if let Some(e) = &m.expires {
        if e.value < cx.as_of {
            let Some(at) = cx.document.text.rfind(e.evidence.as_str()) else {
                return;
            };
            let _ = out
                .report(
                    Span::new(at, at + e.evidence.len()),
                    format!("有效期已于{}届满", date::chinese(e.value)),
                )
                .why("有效期届满的文件自动失效；仍需继续执行的，应当评估后重新公布。")
                .asks(Outcome::Lapse);
        }
        return;
    }
    let (Some(v), Some(from)) = (&m.validity, m.effective.as_ref().or(m.published.as_ref())) else {
        return;
    };
    let Some(title) = cx.document.title_span() else {
        return;
    };
    let old = from
        .value
        .checked_add(jiff::Span::new().years(5))
        .is_ok_and(|d| d < cx.as_of);
    if (v == "试行" || v == "暂行") && old && !cx.standing.rank.is_national() {
        let paper = matches!(cx.standing.rank, crate::document::Rank::Normative);
        let words = title.slice(&cx.document.text);
        let Some(i) = words.find(v.as_str()) else {
            return;
        };
        let span = Span::new(title.start + i, title.start + i + v.len());
        let wide = if span.len() < 12 { title } else { span };
        let _ = out
            .report(
                wide,
                format!(
                    "“{v}”文件自{}起已施行五年以上，没有写明期限",
                    date::chinese(from.value)
                ),
            )
            .why("暂行、试行的文件应当有期限；长期试行的，应当评估后修改为正式文件或者宣布失效。")
            .severity(if paper {
                Severity::Warning
            } else {
                Severity::Info
            })
            .confidence(if paper {
                Confidence::Medium
            } else {
                Confidence::Low
            });
    }
}
