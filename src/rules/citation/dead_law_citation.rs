//! CIT001: a citation of a law that is no longer in force.

use super::{dead, dead_basis, renamed, unheld};
use crate::rules::{Context, Findings, Trigger, declare_rule};

declare_rule! {
    /// ## 检查什么
    /// 条文引用了在审查基准日已经废止、失效的法律、法规、规章或者文件。
    ///
    /// ## 为什么是问题
    /// 已经废止的文件不能再作为管理和处罚的依据，适用者会援引失效的条文。
    ///
    /// ## 例
    /// 由库中文本或者法律沿革表推出，没有单句示例。
    ///
    /// ## 不报告
    /// 写明“原”的历史表述、废止条款本身、题注；第一条中的制定依据由 CIT005 报告。
    ///
    /// ## 限度
    /// 只建议换名称，不动条号：新旧条文并非一一对应，须由人核对。
    ///
    /// ## 依据
    /// - 废止该文件的法律的附则、决定，或者法律沿革表所列决定
    code: "CIT001", name: "dead-law-citation", kind: CitationDead,
    severity: Error, confidence: High, trigger: Trigger::Citations
}

fn check(cx: &Context<'_>, out: &mut Findings<'_>) {
    for cited in cx.citations {
        let Some(d) = dead(cx, cited) else { continue };
        if dead_basis::is_basis(cx, cited) {
            continue;
        }
        let span = cited.citation.span;
        let title = cited.citation.title_span;
        let mut report = out
            .report(
                if span.is_empty() { title } else { span },
                format!("《{}》{}", d.title, d.told),
            )
            .why(format!(
                "{}废止了该文件{}。",
                d.by,
                d.successor
                    .map_or(String::new(), |s| format!("，现行规定见《{s}》"))
            ))
            .basis(cx.evidence_basis(d.evidence));
        if let Some(s) = d.successor
            && !title.is_empty()
        {
            let fix = renamed(cx, cited, s);
            report = report.fix(fix.grade, fix.title, fix.edits);
        }
        drop(report);
    }
    let unheld = unheld(cx);
    if !unheld.is_empty() {
        out.not_checked(format!(
            "库中没有下列被引文件，对它们的引用未核对：{}。下一步：导入这些文件后重新检查",
            unheld.join("、")
        ));
    }
}
