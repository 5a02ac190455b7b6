//! EXP002: a plan whose period is over.

use crate::document::{Kind as Node, Rank};
use crate::finding::Outcome;
use crate::rules::{Context, Findings, Trigger, declare_rule};
use crate::text::{Date, Span, date, numeral, regex};
use regex::Regex;
use std::sync::LazyLock;

declare_rule! {
    /// ## 检查什么
    /// 阶段性文件（行动方案、攻坚方案、三年行动、专项整治）写明的行动期限已经届满。
    ///
    /// ## 为什么是问题
    /// 任务已经完成或者期限已过，文件的适用对象消失，应当宣布失效。
    ///
    /// ## 例
    /// ```text,finding
    /// 某县人民政府办公室关于印发扬尘治理三年行动方案的通知
    /// 某政办发〔2017〕3号
    /// 各乡镇人民政府：
    /// 为治理扬尘，制定本方案。
    /// 一、工作目标
    /// 自2017年起至2019年12月底，利用三年时间完成治理。
    /// 某县人民政府办公室
    /// 2017年2月1日
    /// ```
    ///
    /// ## 不报告
    /// 期限未到的，以及没有期限的一般管理文件。
    /// ```text,clean
    /// 某县人民政府办公室关于加强扬尘管理的通知
    /// 某政办发〔2017〕3号
    /// 各乡镇人民政府：
    /// 为加强扬尘管理，通知如下。
    /// 一、各工地应当于2017年12月底前安装喷淋设备。
    /// 某县人民政府办公室
    /// 2017年2月1日
    /// ```
    ///
    /// ## 限度
    /// 只判断标题表明是阶段性任务的规范性文件；条例、规章不判断。
    ///
    /// ## 依据
    /// - 各省规范性文件管理办法：适用期已过或者调整对象消失的，自行失效
    code: "EXP002", name: "finished-task", kind: Expiry,
    severity: Warning, confidence: High, trigger: Trigger::Document
}

static TASK: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"行动|攻坚|专项整治|专项治理|专项工作|集中整治|集中治理|实施方案|工作方案|行动计划|整治方案|治理方案|创建方案|[一二三两五]年",
    )
});
/// 至2016年12月底; 2020年至2022年; 到2019年底.
static END: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?:至|到|—|－|-|～)\s*((?:19|20)\d{2})\s*年\s*(?:(\d{1,2})\s*月\s*)?(?:(\d{1,2})\s*日|底|末)?(?:止|结束|完成|期间|前)?|(?:于|在)\s*((?:19|20)\d{2})\s*年\s*(\d{1,2})\s*月\s*(?:(\d{1,2})\s*日|底|末)?\s*(?:前|之前)?\s*(?:结束|全面完成|完成全部)",
    )
});

fn check(cx: &Context<'_>, out: &mut Findings<'_>) {
    let d = cx.document;
    if !matches!(
        cx.standing.rank,
        Rank::Normative | Rank::Other | Rank::Unknown
    ) {
        return;
    }
    let main = d.main_part();
    let titles: String = d
        .parts
        .iter()
        .enumerate()
        .filter(|(i, _)| *i == 0 || *i == main as usize)
        .map(|(_, p)| p.title.as_str())
        .collect();
    if !TASK.is_match(&titles) {
        return;
    }
    // “2018—2020年” in the title itself, else the aim or the period in the text.
    static SPAN: LazyLock<Regex> = LazyLock::new(|| {
        regex(r"((?:19|20)\d{2})\s*(?:年)?\s*(?:至|到|—|－|-|～|–)\s*((?:19|20)\d{2})\s*年")
    });
    let mut best: Option<(Date, Span)> = None;
    let mut add = |day: Option<Date>, span: Span| {
        if let Some(day) = day
            && best.is_none_or(|b| day > b.0)
        {
            best = Some((day, span));
        }
    };
    for n in d
        .nodes
        .iter()
        .filter(|n| n.kind.is_normative() && n.kind != Node::Row || n.kind == Node::Title)
    {
        let words = d.slice(n.span);
        for c in SPAN.captures_iter(words) {
            let Some(m) = c.get(0) else { continue };
            let y = c.get(2).and_then(|m| numeral::parse(m.as_str()));
            add(
                y.and_then(|y| date::make(y, 12, 31)),
                Span::new(n.span.start + m.start(), n.span.start + m.end()),
            );
        }
        if n.kind == Node::Title {
            continue;
        }
        let period = [
            "利用", "时间", "期限", "行动", "整治", "分", "阶段", "目标", "年底", "月底", "为期",
            "努力",
        ]
        .iter()
        .any(|w| words.contains(w));
        if !period {
            continue;
        }
        for c in END.captures_iter(words) {
            let Some(m) = c.get(0) else { continue };
            let num = |a: usize, b: usize| {
                c.get(a)
                    .or_else(|| c.get(b))
                    .and_then(|m| numeral::parse(m.as_str()))
            };
            let Some(y) = num(1, 4) else { continue };
            let month = num(2, 5).filter(|m| (1..=12).contains(m)).unwrap_or(12);
            let day = num(3, 6).unwrap_or(28);
            let from = words[..m.start()]
                .chars()
                .rev()
                .take(12)
                .collect::<Vec<_>>()
                .into_iter()
                .rev()
                .collect::<String>();
            let start = m.start() - from.len();
            add(
                date::make(y, month, day.clamp(1, 28)),
                Span::new(n.span.start + start, n.span.start + m.end()),
            );
        }
    }
    let published = d.meta.published.as_ref().map(|p| p.value);
    let Some((end, span)) = best else {
        // 三年行动 with nothing but its own year.
        return;
    };
    let later = end
        .checked_add(jiff::Span::new().months(3))
        .is_ok_and(|x| x < cx.as_of);
    if later && published.is_none_or(|p| p < end) {
        let _ = out
            .report(
                span,
                format!("行动期限已于{}年届满，任务属阶段性任务", end.year()),
            )
            .why("阶段性工作完成或者期限届满，文件的适用对象消失，应当宣布失效。")
            .asks(Outcome::Lapse);
    }
}
