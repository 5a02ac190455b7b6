//! CUR001: another document repealed this one.

use crate::document::Status;
use crate::finding::{Basis, Kind, Outcome, Severity};
use crate::law::title;
use crate::rules::{Context, Findings, Trigger, declare_rule};
use crate::text::date;

declare_rule! {
    /// ## 检查什么
    /// 本文件已经被另一文件明文废止（“《…》同时废止”、废止决定），依据是库中文本或者同批文件。
    ///
    /// ## 为什么是问题
    /// 已经废止的文件不能继续执行，应当从有效目录中移出。
    ///
    /// ## 例
    /// 由库中文本推出，没有单句示例。
    ///
    /// ## 不报告
    /// 同名新文件废止旧文件的，只对旧文本报告：本文件施行在后的，不报。
    ///
    /// ## 限度
    /// 题名相同、地域相同才认定；只废止个别条款的不报。
    ///
    /// ## 依据
    /// - 废止它的文件的附则或者决定
    code: "CUR001", name: "repealed-document", kind: Expiry,
    severity: Error, confidence: High, trigger: Trigger::Document
}

fn check(cx: &Context<'_>, out: &mut Findings<'_>) {
    let Some(span) = cx.document.title_span() else {
        return;
    };
    let own = cx
        .document
        .meta
        .version_effective
        .as_ref()
        .or(cx.document.meta.effective.as_ref())
        .or(cx.document.meta.version.as_ref())
        .map(|f| f.value);
    let main = cx.document.main_part() as usize;
    let titles: Vec<String> = cx
        .document
        .parts
        .iter()
        .enumerate()
        .filter(|(i, p)| (*i == 0 || *i == main) && !p.title.is_empty())
        .map(|(_, p)| p.title.clone())
        .collect();
    let number = cx.document.meta.number.as_ref().map(|n| n.value.as_str());
    // Another document of this run.
    for r in cx.repealed_here {
        let named = titles.iter().any(|t| {
            title::key(t) == title::key(&r.title)
                || t.contains(&format!("《{}》", r.title))
                || t.contains(&format!("印发{}的通知", r.title))
        });
        // Only a number with its year is one paper's own: 某部令第13号 comes again.
        let numbered = r
            .number
            .as_deref()
            .is_some_and(|n| Some(n) == number && n.contains(['〔', '[', '［']));
        let later =
            r.on.is_none_or(|on| own.is_none_or(|o| o < on) && on <= cx.as_of);
        let same = titles.contains(&r.by);
        let mismatch = r.number.is_some() && number.is_some() && !numbered;
        if (named || numbered) && later && !same && !mismatch {
            let _ = out
                .report(span, format!("本文件已被《{}》废止", r.by))
                .why(format!("{}：“{}”", r.by, r.words))
                .basis(Basis {
                    law: r.by.clone(),
                    version: None,
                    article: None,
                    paragraph: None,
                    quote: None,
                    source: Some(format!("同批文件：{}", r.by_path)),
                })
                .asks(Outcome::Repeal);
            return;
        }
    }
    for t in &titles {
        for w in cx.library.find(t, cx.standing).into_iter().take(1) {
            let work = cx.library.work(w);
            if title::key(&work.title) != title::key(t)
                || work.region != cx.standing.region && !cx.standing.region.is_empty()
            {
                continue;
            }
            if cx.library.status(w, cx.as_of).0 != Status::Repealed {
                continue;
            }
            let Some(r) = &work.repeal else { continue };
            if own.is_some_and(|o| o >= r.on) || r.on > cx.as_of {
                continue;
            }
            let e = &r.evidence;
            let _ = out
                .report(
                    span,
                    format!("本文件已于{}被《{}》废止", date::chinese(r.on), r.by),
                )
                .why(
                    e.quote
                        .clone()
                        .unwrap_or_else(|| e.source.clone().unwrap_or_default()),
                )
                .kind(Kind::Expiry)
                .severity(Severity::Error)
                .basis(cx.evidence_basis(e))
                .asks(Outcome::Repeal);
            return;
        }
    }
}
