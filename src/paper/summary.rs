//! 总报告: what was cleared, what was found, what is proposed, what is left, in the fixed order of
//! such reports. Its figures are those of 汇总统计表.

use super::Work;
use super::case::Case;
use super::model::{Block, Paper};
use super::statistics::{Counts, NO_PRIORITY};
use crate::check::Authority;
use crate::error::Result;
use crate::finding::Outcome;
use crate::register;
use crate::report::view::{self, DISCLAIMER};
use crate::text::{date, numeral};

/// The form's name.
pub const NAME: &str = "总报告";

/// How many documents a list in the report names; the rest stand in the directories.
const NAMED: usize = 20;

/// The report.
pub(super) fn paper(work: &Work<'_>, cases: &[Case<'_>]) -> Result<Paper> {
    let counts = Counts::of(work, cases)?;
    let own = work.settings.forms.iter().find(|f| f.name == NAME);
    let about = work.campaign.map_or_else(String::new, |c| c.title.clone());
    let title = own
        .and_then(|f| f.title.clone())
        .unwrap_or_else(|| format!("关于{about}文件清理情况的报告"));
    let mut b = Body::default();
    if let Some(to) = &work.settings.paper.addressee {
        b.blocks.push(Block::Addressee(format!(
            "{}：",
            to.trim_end_matches(['：', ':'])
        )));
    }
    basics(&mut b, work, &counts);
    results(&mut b, work, cases, &counts);
    problems(&mut b, work, &counts);
    proposals(&mut b, cases);
    left(&mut b, work, cases, &counts);
    b.heading("下一步工作");
    b.say(next(work, cases, &counts));
    let annexes = super::FORMS.iter().filter(|f| **f != NAME).zip(1usize..);
    for (form, n) in annexes {
        let before = if n == 1 { "附件：" } else { "　　　" };
        b.blocks
            .push(Block::Paragraph(format!("{before}{n}.{form}")));
    }
    let organ = work
        .run
        .organ
        .clone()
        .unwrap_or_else(|| "（机关名称）".into());
    Ok(Paper {
        form: NAME,
        file: NAME.into(),
        annex: own.and_then(|f| f.annex.clone()).filter(|a| !a.is_empty()),
        number: work.settings.paper.number.clone(),
        title,
        draft: work.undecided(cases),
        landscape: false,
        blocks: b.blocks,
        signature: Some((organ, date::chinese(work.as_of))),
        ..Paper::default()
    })
}

#[derive(Default)]
struct Body {
    blocks: Vec<Block>,
    headings: u64,
    second: u64,
}

impl Body {
    fn heading(&mut self, s: &str) {
        self.headings += 1;
        self.second = 0;
        let n = numeral::format(self.headings);
        self.blocks.push(Block::Heading(1, format!("{n}、{s}")));
    }

    fn second(&mut self, s: &str) {
        self.second += 1;
        let n = numeral::format(self.second);
        self.blocks.push(Block::Heading(2, format!("（{n}）{s}")));
    }

    fn say(&mut self, s: String) {
        if !s.is_empty() {
            self.blocks.push(Block::Paragraph(s));
        }
    }
}

/// “甲3处、乙1处”, the groups with none left out.
fn listed<'a>(groups: impl Iterator<Item = (&'a str, usize)>, unit: &str) -> String {
    groups
        .filter(|(_, n)| *n > 0)
        .map(|(name, n)| format!("{name}{n}{unit}"))
        .collect::<Vec<_>>()
        .join("、")
}

fn basics(b: &mut Body, work: &Work<'_>, counts: &Counts) {
    b.heading("基本情况");
    let ranks = listed(
        counts
            .ranks
            .iter()
            .map(|(name, n)| (*name, n[..6].iter().sum())),
        "件",
    );
    b.say(format!(
        "本次清理纳入文件{}件，审查基准日为{}。按位阶：{}。",
        counts.documents(),
        date::chinese(work.as_of),
        ranks
    ));
    if let Some(c) = work.campaign {
        b.say(format!(
            "清理按照{}的部署进行，整治重点为：{}。",
            c.title,
            c.priorities
                .iter()
                .map(|p| p.name.as_str())
                .collect::<Vec<_>>()
                .join("、")
        ));
    }
    b.say(format!(
        "清理依据法律库中的文本{}件，运行规则{}条，逐条对照上位法和有关事实；库中没有的文本没有对照。",
        work.run.library.documents, work.run.tool.rules
    ));
    if let Some(r) = &work.run.register {
        b.say(register::verdict(r));
    }
}

fn results(b: &mut Body, work: &Work<'_>, cases: &[Case<'_>], counts: &Counts) {
    b.heading("清理结果");
    let decided = cases.len() - counts.undecided();
    let of = |want: bool| {
        listed(
            view::OUTCOMES.iter().map(|o| {
                let n = cases
                    .iter()
                    .filter(|c| c.is_decided() == want && c.outcome() == *o)
                    .count();
                (o.shown(), n)
            }),
            "件",
        )
    };
    if decided > 0 {
        b.say(format!("已审定{decided}件：{}。", of(true)));
    }
    if counts.undecided() > 0 {
        b.say(format!(
            "尚未审定{}件，程序建议：{}。建议须经审定才能作为清理结果。",
            counts.undecided(),
            of(false)
        ));
    }
    let lost = work.view.lost().count();
    if lost > 0 {
        b.say(format!("另有{lost}件未能检查，见本报告第五部分。"));
    }
    let authority = listed(
        [
            Authority::Decide,
            Authority::DecideJointly,
            Authority::Propose,
            Authority::Report,
            Authority::NotOurs,
        ]
        .into_iter()
        .map(|a| {
            let n = cases
                .iter()
                .filter(|c| c.view.checked.authority == a)
                .count();
            (view::authority(a), n)
        }),
        "件",
    );
    if !authority.is_empty() {
        b.say(format!("按处理权限：{authority}。"));
    }
}

fn problems(b: &mut Body, work: &Work<'_>, counts: &Counts) {
    b.heading("发现的主要问题");
    let total = counts.all.total();
    if total == 0 {
        b.say("没有发现问题。".into());
        return;
    }
    let [errors, warnings, notes] = counts.all.severities;
    b.say(format!(
        "共发现问题{total}处，涉及文件{}件。其中与上位法不一致的{errors}处，须研究的{warnings}处，文字、格式问题{notes}处。",
        counts.all.documents
    ));
    let [yes, no, later, open] = counts.all.verdicts;
    b.say(if open == total {
        "以上问题均未审定。".into()
    } else {
        format!("经审核采纳{yes}处，不采纳{no}处，暂缓{later}处，未审{open}处。")
    });
    b.second("按问题类型");
    let mut kinds: Vec<_> = counts.kinds.iter().collect();
    kinds.sort_by_key(|(k, c)| (std::cmp::Reverse(c.total()), *k));
    b.say(format!(
        "{}。",
        listed(kinds.iter().map(|(k, c)| (k.shown(), c.total())), "处")
    ));
    b.second("按整治重点");
    let own: usize = counts
        .priorities
        .iter()
        .filter(|(n, _)| n != NO_PRIORITY)
        .map(|(_, c)| c.total())
        .sum();
    if own == 0 {
        b.say("没有发现属于整治重点的问题。".into());
    } else {
        b.say(format!(
            "属于整治重点的{own}处：{}。其余{}处不属于整治重点。",
            listed(
                counts
                    .priorities
                    .iter()
                    .filter(|(n, _)| n != NO_PRIORITY)
                    .map(|(n, c)| (n.as_str(), c.total())),
                "处"
            ),
            total - own
        ));
    }
    let kept_back: usize = work.run.documents.iter().map(|d| d.suppressed.len()).sum();
    if kept_back > 0 {
        b.say(format!("按清单不再提示的{kept_back}处没有计入。"));
    }
}

fn proposals(b: &mut Body, cases: &[Case<'_>]) {
    b.heading("处理意见");
    let groups = [
        (Outcome::Repeal, "废止"),
        (Outcome::Lapse, "宣布失效"),
        (Outcome::Amend, "修改"),
        (Outcome::NotNormative, "不列入规范性文件目录"),
    ];
    let before = b.blocks.len();
    for (outcome, verb) in groups {
        let own: Vec<&Case<'_>> = cases.iter().filter(|c| c.outcome() == outcome).collect();
        if own.is_empty() {
            continue;
        }
        let all_decided = own.iter().all(|c| c.is_decided());
        b.second(&format!(
            "{}{verb}的{}件",
            if all_decided { "审定" } else { "拟" },
            own.len()
        ));
        let names: Vec<String> = own
            .iter()
            .take(NAMED)
            .map(|c| {
                let number = c.number().map_or_else(String::new, |n| format!("（{n}）"));
                let open = if c.is_decided() { "" } else { "〔未审〕" };
                format!("{}{number}{open}", c.quoted())
            })
            .collect();
        let more = if own.len() > NAMED {
            format!("等{}件，详见清理目录", own.len())
        } else {
            String::new()
        };
        b.say(format!("{}{more}。", names.join("、")));
    }
    let kept = cases
        .iter()
        .filter(|c| c.outcome() == Outcome::Retain)
        .count();
    if kept > 0 {
        b.second(&format!("继续有效的{kept}件"));
        b.say("详见清理目录。".into());
    }
    if b.blocks.len() == before {
        b.say("没有可以提出处理意见的文件。".into());
    }
}

fn left(b: &mut Body, work: &Work<'_>, cases: &[Case<'_>], counts: &Counts) {
    b.heading("未检查和需要说明的事项");
    let lost: Vec<_> = work.view.lost().collect();
    if !lost.is_empty() {
        b.second(&format!("未能检查的文件{}件", lost.len()));
        let all: Vec<String> = lost
            .iter()
            .take(NAMED)
            .map(|n| {
                let (reason, next) = view::reason_and_next(n);
                format!("{}（{reason}；{next}）", n.path)
            })
            .collect();
        let more = if lost.len() > NAMED {
            "等，详见清理目录"
        } else {
            ""
        };
        b.say(format!("{}{more}。", all.join("；")));
    }
    let partly: usize = cases
        .iter()
        .filter(|c| !c.view.not_checked.is_empty())
        .count();
    if partly > 0 {
        b.second(&format!("部分事项没有检查的文件{partly}件"));
        b.say("原因逐件列在清理意见表备注和检查报告中，由承办人员人工审查。".into());
    }
    b.second("说明");
    b.say(format!(
        "本报告的数字与《汇总统计表》一致（文件{}件、问题{}处）。{DISCLAIMER}；没有发现问题不等于没有问题。",
        counts.documents(),
        counts.all.total()
    ));
}

fn next(work: &Work<'_>, cases: &[Case<'_>], counts: &Counts) -> String {
    let mut out: Vec<String> = Vec::new();
    if counts.undecided() > 0 {
        out.push(format!(
            "对尚未审定的{}件逐件征求起草部门意见，经合法性审核后提请集体讨论决定",
            counts.undecided()
        ));
    }
    if work.view.lost().next().is_some() {
        out.push("对未能检查的文件补齐可以读取的文本后重新检查".into());
    }
    if work.run.register.as_ref().is_some_and(|r| r.draft) {
        out.push("核清登记表与文件的出入后公布目录".into());
    }
    let amend = cases
        .iter()
        .filter(|c| c.outcome() == Outcome::Amend)
        .count();
    if amend > 0 {
        out.push(format!(
            "对拟修改的{amend}件按权限和程序办理修改，明确责任单位和时限"
        ));
    }
    if let Some(c) = work.campaign
        && let Some(end) = date::parse(&c.to)
        && end >= work.as_of
    {
        out.push(format!("在{}前完成整改", date::chinese(end)));
    }
    if out.is_empty() {
        out.push("按规定公布清理结果并报送备案".into());
    }
    format!("{}。", out.join("；"))
}
