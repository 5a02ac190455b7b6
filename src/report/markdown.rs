//! The report as Markdown: the same content as the page, for editors and version control.

use super::campaign::Summary;
use super::eval::{Counts, Score, group_shown, shown};
use super::view::{
    self, Card, Coverage, DISCLAIMER, DocumentView, OUTCOMES, SEVERITIES, View, provision,
    reason_and_next, scope,
};
use crate::finding::Finding;
use crate::proposal::diff::{Op, Piece};
use crate::register::{self, Reconciliation};
use std::fmt::Write;

/// Text as Markdown shows it literally.
pub(crate) fn plain(s: &str) -> String {
    let mut out = String::with_capacity(s.len());
    for c in s.chars() {
        match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '>' | '#' | '|' | '~' | '&' | '!' => {
                out.push('\\');
                out.push(c);
            }
            '<' => out.push_str("&lt;"),
            '\n' | '\r' => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

/// Text of several lines inside a quotation or list item.
fn lines(s: &str, indent: &str) -> String {
    s.lines()
        .filter(|l| !l.trim().is_empty())
        .map(plain)
        .collect::<Vec<_>>()
        .join(&format!("  \n{indent}"))
}

fn pieces(list: &[Piece]) -> String {
    list.iter()
        .map(|p| {
            let t = plain(&p.text);
            match p.op {
                Op::Equal => t,
                Op::Delete => format!("<del>{t}</del>"),
                Op::Insert => format!("<ins>{t}</ins>"),
            }
        })
        .collect()
}

/// Renders the report.
pub fn render(v: &View<'_>, score: Option<&Score>) -> String {
    let mut o = String::new();
    head(&mut o, v);
    if let Some(s) = &v.campaign {
        campaign(&mut o, s);
    }
    o.push_str("\n## 文件清单\n\n| 序号 | 文件名称 | 位阶 | 制定机关 | 错误 | 警告 | 提示 | 建议 | 由谁决定 |\n|--:|---|---|---|--:|--:|--:|---|---|\n");
    for d in &v.documents {
        let _ = writeln!(
            o,
            "| {} | {} | {} | {} | {} | {} | {} | {} | {} |",
            d.number,
            plain(d.title()),
            d.rank(),
            plain(d.issuer()),
            d.severities[0],
            d.severities[1],
            d.severities[2],
            outcome(d),
            d.authority
        );
    }
    for (i, n) in v.lost().enumerate() {
        let number = v.documents.len() + i + 1;
        let path = plain(&n.path);
        let _ = writeln!(
            o,
            "| {number} | {path} | — | — | — | — | — | 未能检查 | — |"
        );
    }
    o.push_str("\n## 逐件审查意见\n");
    for d in &v.documents {
        document(&mut o, d);
    }
    o.push_str("\n## 没有检查的内容\n\n");
    if v.not_checked.is_empty() {
        o.push_str("全部文件和规则都已检查。\n");
    } else {
        o.push_str("下列内容没有结论，不能视为没有问题。\n\n| 文件 | 范围 | 原因 | 下一步 |\n|---|---|---|---|\n");
        let read = v.read();
        for n in &v.not_checked {
            let (reason, next) = reason_and_next(n);
            let scope = scope(n, read.contains(n.path.as_str()));
            let _ = writeln!(
                o,
                "| {} | {} | {} | {} |",
                plain(&n.path),
                plain(&scope),
                plain(reason),
                plain(next)
            );
        }
    }
    if let Some(r) = &v.run.register {
        registers(&mut o, r);
    }
    if let Some(s) = score {
        scored(&mut o, s);
    }
    let _ = writeln!(o, "\n{DISCLAIMER}。");
    o
}

fn head(o: &mut String, v: &View<'_>) {
    let r = v.run;
    let _ = writeln!(o, "# 法规规章规范性文件清理报告\n\n**{DISCLAIMER}**\n");
    let _ = writeln!(o, "- 判断日：{}", plain(&r.as_of));
    let _ = writeln!(
        o,
        "- 本机关：{}",
        plain(r.organ.as_deref().unwrap_or("未配置"))
    );
    let _ = writeln!(
        o,
        "- 上位法库：{} 份文本，摘要 {}",
        r.library.documents,
        plain(&r.library.digest)
    );
    let _ = writeln!(
        o,
        "- 程序：{} {}，规则 {} 条\n\n## 总体情况\n",
        plain(&r.tool.name),
        plain(&r.tool.version),
        r.tool.rules
    );
    let _ = writeln!(
        o,
        "| 文件 | 意见 | 错误 | 警告 | 提示 |\n|--:|--:|--:|--:|--:|"
    );
    let s = v.severities;
    let _ = writeln!(
        o,
        "| {} | {} | {} | {} | {} |\n",
        v.all_documents(),
        v.findings(),
        s[0],
        s[1],
        s[2]
    );
    for (c, n) in Coverage::ALL.iter().zip(v.coverage) {
        let _ = writeln!(o, "- {}：{n} 件", c.shown());
    }
    let _ = writeln!(o, "\n| 建议的清理意见 | 件数 |\n|---|--:|");
    for (x, n) in OUTCOMES.iter().zip(v.outcomes) {
        let _ = writeln!(o, "| {} | {n} |", x.shown());
    }
    let _ = writeln!(
        o,
        "\n| 问题种类 | 错误 | 警告 | 提示 | 合计 |\n|---|--:|--:|--:|--:|"
    );
    for (k, n) in &v.kinds {
        let all: usize = n.iter().sum();
        let _ = writeln!(
            o,
            "| {} | {} | {} | {} | {all} |",
            k.shown(),
            n[0],
            n[1],
            n[2]
        );
    }
    let _ = writeln!(
        o,
        "\n| 严重程度 | 把握高 | 把握中 | 把握低 |\n|---|--:|--:|--:|"
    );
    for (s, n) in SEVERITIES.iter().zip(v.grid) {
        let _ = writeln!(o, "| {} | {} | {} | {} |", s.shown(), n[0], n[1], n[2]);
    }
    if !r.resolved.is_empty() {
        let _ = writeln!(o, "\n与上次相比已解决 {} 条。", r.resolved.len());
    }
}

/// A table; cells as they are.
fn table(o: &mut String, head: &[&str], rows: &[Vec<String>]) {
    let _ = writeln!(o, "| {} |", head.join(" | "));
    let _ = writeln!(o, "|{}", "---|".repeat(head.len()));
    for row in rows {
        let cells: Vec<String> = row.iter().map(|c| plain(c)).collect();
        let _ = writeln!(o, "| {} |", cells.join(" | "));
    }
}

fn campaign(o: &mut String, s: &Summary<'_>) {
    let _ = writeln!(
        o,
        "\n## 专项整治\n\n**{}**。{}\n",
        plain(s.title),
        plain(&s.told())
    );
    let (head, rows) = s.table();
    table(o, &head, &rows);
    for p in s.priorities.iter().filter(|p| !p.documents.is_empty()) {
        let _ = writeln!(o, "\n### {}\n", plain(p.name));
        let rows: Vec<Vec<String>> = p
            .documents
            .iter()
            .map(|d| {
                vec![
                    format!("{}. {}", d.number, d.title),
                    d.told(),
                    d.findings.len().to_string(),
                ]
            })
            .collect();
        table(o, &["文件", "条款", "意见"], &rows);
    }
    if !s.due.is_empty() {
        o.push_str("\n### 报送时限\n\n");
        let rows: Vec<Vec<String>> = s
            .due
            .iter()
            .map(|d| vec![d.what.into(), d.told(), d.next_told(), d.basis.into()])
            .collect();
        table(o, &["事项", "时间", "判断日之后的下一次", "依据"], &rows);
    }
    if !s.forms.is_empty() {
        o.push_str("\n### 方案要求的表格\n\n");
        let rows: Vec<Vec<String>> = s
            .forms
            .iter()
            .map(|f| vec![f.name.clone(), f.columns.join("、")])
            .collect();
        table(o, &["表格", "栏目"], &rows);
    }
}

fn outcome(d: &DocumentView<'_>) -> String {
    match (d.coverage, d.checked.decided) {
        (Coverage::NotChecked, _) => "未能检查".into(),
        (_, Some(x)) => format!("已决定：{}", x.shown()),
        _ => d.checked.disposition.shown().into(),
    }
}

fn document(o: &mut String, d: &DocumentView<'_>) {
    let c = d.checked;
    let _ = writeln!(o, "\n### {}. {}\n", d.number, plain(d.title()));
    let _ = writeln!(
        o,
        "{}；{}；{}；{}；文件 {}\n",
        d.rank(),
        plain(d.issuer()),
        view::status(c.status),
        d.authority,
        plain(&c.path)
    );
    let undecided = c.decided.is_none() && d.coverage != Coverage::NotChecked;
    let _ = writeln!(
        o,
        "**建议：{}**{}\n",
        outcome(d),
        if undecided { "（未审）" } else { "" }
    );
    for (i, w) in c.why.iter().enumerate() {
        let _ = writeln!(o, "{}. {}", i + 1, lines(w, "   "));
    }
    for card in &d.cards {
        opinion(o, card);
    }
    if d.cards.is_empty() {
        let _ = writeln!(o, "\n{}。", d.coverage.shown());
    }
    for n in &d.not_checked {
        let (reason, next) = reason_and_next(n);
        let _ = writeln!(
            o,
            "- 没有检查：{}，{}。下一步：{}",
            plain(&scope(n, true)),
            plain(reason),
            plain(next)
        );
    }
}

fn opinion(o: &mut String, card: &Card<'_>) {
    let f = card.lead;
    let many = card.places.len() > 1;
    let (local, higher) = view::differing_cells(f);
    let escaped = |cells: Vec<&str>| cells.into_iter().map(plain).collect::<Vec<_>>();
    let (local, higher) = (escaped(local), escaped(higher));
    let _ = write!(o, "\n#### {}", plain(&f.place.place.to_string()));
    if many {
        let _ = write!(o, " 等 {} 处", card.places.len());
    }
    let _ = writeln!(o, "　{}\n", plain(&f.message));
    let _ = write!(
        o,
        "{}，把握{}，{}，规则 {}",
        f.severity.shown(),
        f.confidence.shown(),
        f.kind.shown(),
        plain(&f.rule)
    );
    if let Some(b) = f.baseline {
        let _ = write!(o, "，{}", view::baseline(b));
    }
    if let Some(x) = f.asks {
        let _ = write!(o, "，全文：{}", x.shown());
    }
    o.push_str("\n\n");
    for p in &card.places {
        let at = if many {
            plain(&p.finding.place.place.to_string())
        } else {
            "本文件".into()
        };
        let _ = writeln!(o, "- {at}：");
        for l in &p.lines {
            let words: String = l
                .runs
                .iter()
                .map(|(m, w)| {
                    if *m {
                        format!("<mark>{}</mark>", marked(&plain(w), &local))
                    } else {
                        plain(w)
                    }
                })
                .collect();
            let _ = writeln!(o, "  > {words}  ");
        }
    }
    for g in view::grounds(&f.basis) {
        let b = g.lead;
        let version = b
            .version
            .as_deref()
            .map_or_else(String::new, |v| format!("（{v} 版本）"));
        let _ = writeln!(o, "- 依据：{}{}", plain(&provision(b)), plain(&version));
        for q in &g.quotes {
            let _ = writeln!(o, "  > {}  ", marked(&lines(q, "  > "), &higher));
        }
        if g.quotes.is_empty() {
            o.push_str("  > 库中无原文\n");
        }
        if !g.sources.is_empty() {
            let _ = writeln!(o, "  事实来源：{}", plain(&g.sources.join("；")));
        }
    }
    compared(o, f);
    if !f.why.is_empty() {
        let _ = writeln!(o, "- 理由：{}", lines(&f.why, "  "));
    }
    if !f.counter.is_empty() {
        let _ = writeln!(o, "- 可能的异议：{}", lines(&f.counter, "  "));
    }
    if let Some(fix) = &f.fix {
        let _ = writeln!(
            o,
            "- 修改建议（{}）{}",
            fix.grade.shown(),
            plain(&fix.title)
        );
        for c in card.places.iter().flat_map(|p| &p.changes) {
            let _ = writeln!(
                o,
                "  - {}：{}",
                plain(&c.place.to_string()),
                pieces(&c.pieces)
            );
        }
    }
}

/// Escaped text with the differing words in bold.
fn marked(text: &str, words: &[String]) -> String {
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    view::differing(text, &words)
        .into_iter()
        .map(|(d, run)| if d { format!("<b>{run}</b>") } else { run })
        .collect()
}

fn compared(o: &mut String, f: &Finding) {
    if f.comparison.is_empty() {
        return;
    }
    let cell = |s: &str| match s {
        "" => "未规定".to_string(),
        s => plain(s),
    };
    o.push_str("- 比较：\n\n  | 比较 | 本文件 | 上位法 | 结论 |\n  |---|---|---|---|\n");
    for r in &f.comparison {
        let _ = writeln!(
            o,
            "  | {} | {} | {} | {} |",
            plain(&r.label),
            cell(&r.local),
            cell(&r.higher),
            if r.differs { "不一致" } else { "—" }
        );
    }
    o.push('\n');
}

fn registers(o: &mut String, r: &Reconciliation) {
    let _ = writeln!(o, "\n## 登记表核对\n\n{}", plain(&register::verdict(r)));
    for t in register::tables(r) {
        let _ = writeln!(o, "\n### {}\n\n| {} |", t.caption, t.head.join(" | "));
        let _ = writeln!(o, "|{}", "---|".repeat(t.head.len()));
        for row in t.rows {
            let cells: Vec<String> = row.iter().map(|c| plain(c)).collect();
            let _ = writeln!(o, "| {} |", cells.join(" | "));
        }
    }
}

fn scored(o: &mut String, s: &Score) {
    let _ = writeln!(
        o,
        "\n## 准确率\n\n{} 件已标注文件；清理意见正确 {} 件，应判 {} 件。\n",
        s.documents, s.dispositions_right, s.dispositions
    );
    o.push_str("| | 检出 | 应检 | 已检 | 精确率 | 一致率 | 依据率 | 召回率 |\n|---|--:|--:|--:|--:|--:|--:|--:|\n");
    let mut row = |name: &str, c: &Counts| {
        let _ = writeln!(
            o,
            "| {} | {} | {} | {} | {} | {} | {} | {} |",
            plain(name),
            c.found,
            c.certain,
            c.hit,
            shown(c.precision()),
            shown(c.agreement()),
            shown(c.basis()),
            shown(c.recall())
        );
    };
    row("实质问题合计", &s.substance);
    row("名称用语合计", &s.term);
    for r in &s.kinds {
        row(&group_shown(&r.name), &r.counts);
    }
    for r in &s.rules {
        row(&r.name, &r.counts);
    }
}
