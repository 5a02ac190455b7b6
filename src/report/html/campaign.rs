//! The campaign's section of the page.

use super::charts;
use crate::report::campaign::Summary;
use maud::{Markup, html};

/// Table, chart, the documents under each priority, what is due, the forms.
pub(super) fn section(s: &Summary<'_>, link: &dyn Fn(usize) -> String) -> Markup {
    let (head, rows) = s.table();
    let bars: Vec<(String, [usize; 3])> = s
        .priorities
        .iter()
        .map(|p| (p.name.to_string(), p.severities))
        .collect();
    html! {
        p.quiet style="margin-bottom:8px" { b { (s.title) } "。" (s.told()) }
        div style="max-width:760px" { (charts::bars("各重点的意见", &bars)) }
        div.scroll style="margin-top:14px" { table {
            thead { tr { @for (i, h) in head.iter().enumerate() { th.n[i > 1] { (h) } } } }
            tbody { @for r in &rows { tr { @for (i, c) in r.iter().enumerate() { td.n[i > 1] { (c) } } } } }
        } }
        @for p in &s.priorities {
            @if !p.documents.is_empty() {
                details.doc.unit style="margin-top:10px" {
                    summary {
                        h3 { (p.name) }
                        span.meta { span.tag { (p.documents.len()) " 件" } }
                    }
                    div.scroll style="border:0" { table {
                        thead { tr { th { "文件" } th { "条款" } th.n { "意见" } } }
                        tbody { @for d in &p.documents { tr {
                            td { a href=(link(d.number)) { (d.title) } }
                            td { (d.told()) }
                            td.n { (d.findings.len()) }
                        } } }
                    } }
                }
            }
        }
        @if !s.due.is_empty() {
            h3 style="margin:18px 0 8px" { "报送时限" }
            div.scroll { table {
                thead { tr { th { "事项" } th { "时间" } th { "判断日之后的下一次" } th { "依据" } } }
                tbody { @for d in &s.due { tr {
                    td { (d.what) } td.nowrap { (d.told()) } td.nowrap { (d.next_told()) } td { (d.basis) }
                } } }
            } }
        }
        @if !s.forms.is_empty() {
            h3 style="margin:18px 0 8px" { "方案要求的表格" }
            div.scroll { table {
                thead { tr { th { "表格" } th { "栏目" } } }
                tbody { @for f in s.forms { tr { td.nowrap { (f.name) } td { (f.columns.join("、")) } } } }
            } }
        }
    }
}
