//! The wording of each paper.

use super::table::{Act, Kind};
use crate::document::{Document, Rank};
use crate::text::date;

/// What a paper is about.
#[derive(Debug, Clone)]
pub struct Case<'a> {
    /// The document as it stands.
    pub old: &'a Document,
    /// What is decided.
    pub act: Act,
    /// The drafting organ, as it names itself.
    pub organ: &'a str,
    /// Whom the paper goes to; the maker where empty.
    pub to: &'a str,
    /// The proved decision, where there is one.
    pub decision: Option<&'a str>,
    /// The accepted text, where there is one.
    pub new: Option<&'a Document>,
    /// What changes and why: (provision, reason with its basis).
    pub reasons: &'a [(String, String)],
    /// 自2026年1月1日起; 自公布之日起 where empty.
    pub from: &'a str,
}

/// Blanks that only the organ can fill.
const GAP: &str = "　　";
const DAY: &str = "　　年　月　日";

/// Lines put under each other with blank lines between.
fn page(lines: Vec<String>) -> String {
    let mut s = lines.join("\n\n");
    s.push('\n');
    s
}

impl Case<'_> {
    fn title(&self) -> &str {
        match self.act {
            Act::Amend => crate::draft::named(self.old),
            _ => &self.old.meta.title,
        }
    }

    /// The title inside 《》.
    fn inner(&self) -> String {
        self.title().replace('《', "〈").replace('》', "〉")
    }

    fn verb(&self) -> &'static str {
        match self.act {
            Act::Amend => "修改",
            Act::Repeal => "废止",
            Act::Lapse => "宣布失效",
        }
    }

    fn from(&self) -> &str {
        if self.from.is_empty() {
            "自公布之日起"
        } else {
            self.from
        }
    }

    /// The maker's name, or a blank.
    fn maker(&self) -> &str {
        let m = self.old.meta.issuer();
        if m.is_empty() { GAP } else { m }
    }

    fn to(&self) -> &str {
        if self.to.is_empty() {
            self.maker()
        } else {
            self.to
        }
    }

    /// The decision's name: 关于修改《…》的决定.
    fn decision(&self) -> String {
        match self.act {
            Act::Lapse => format!("关于宣布《{}》失效的决定", self.inner()),
            _ => format!("关于{}《{}》的决定", self.verb(), self.inner()),
        }
    }

    /// （2015年3月1日…公布）, as a repealing decision cites it.
    fn source(&self) -> String {
        let m = &self.old.meta;
        if let Some(n) = &m.number {
            return format!("（{}）", n.value);
        }
        match (&m.adopted, &m.published) {
            (Some(d), _) if m.rank() == Rank::LocalRegulation => {
                format!("（{}{}通过）", date::chinese(d.value), m.issuer())
            }
            (_, Some(d)) | (Some(d), None) => {
                format!("（{}{}公布）", date::chinese(d.value), m.issuer())
            }
            (None, None) => String::new(),
        }
    }

    /// （一）…；（二）…: what changes, with its reason.
    fn points(&self) -> Vec<String> {
        self.reasons
            .iter()
            .enumerate()
            .map(|(k, (at, why))| {
                let n = crate::text::numeral::format(u64::try_from(k).unwrap_or(0) + 1);
                format!("（{n}）{at}。{}。", why.trim_end_matches('。'))
            })
            .collect()
    }

    fn signed(&self) -> [String; 2] {
        [self.organ.to_string(), DAY.to_string()]
    }
}

/// The paper's text; none where what it needs is not there (no proved decision, no accepted text).
pub fn write(kind: Kind, case: &Case<'_>) -> Option<String> {
    Some(match kind {
        Kind::Amending => case.decision?.to_string(),
        Kind::Repealing => repealing(case),
        Kind::Reissue => reissue(case)?,
        Kind::Explanation => explanation(case),
        Kind::Proclamation => proclamation(case),
        Kind::Order => order(case),
        Kind::Notice => notice(case),
        Kind::Motion => motion(case),
        Kind::Approval => approval(case),
        Kind::Request => request(case),
        Kind::Report => report(case),
        Kind::Letter => letter(case),
    })
}

fn repealing(c: &Case<'_>) -> String {
    let maker = if c.maker() == GAP { c.organ } else { c.maker() };
    let ordered = match c.act {
        Act::Lapse => format!("{maker}决定，《{}》{}失效。", c.inner(), c.source()),
        _ => format!("{maker}决定废止《{}》{}。", c.inner(), c.source()),
    };
    page(vec![
        format!("{maker}{}", c.decision()),
        ordered,
        format!("本决定{}施行。", c.from()),
    ])
}

fn reissue(c: &Case<'_>) -> Option<String> {
    let new = c.new?;
    let number = c.old.meta.number.as_ref().map_or("", |n| n.value.as_str());
    let old = if number.is_empty() {
        format!("原《{}》", c.inner())
    } else {
        format!("原《{}》（{number}）", c.inner())
    };
    let mut lines = vec![
        format!(
            "{}关于重新印发《{}》的通知",
            c.organ,
            crate::draft::named(new)
        ),
        format!("{GAP}〔　　〕　号"),
        format!("{GAP}："),
        format!(
            "《{}》已经修改，现重新印发给你们，请遵照执行。本文件{}施行，有效期至{DAY}。{old}同时废止。",
            crate::draft::named(new),
            c.from()
        ),
    ];
    lines.extend(c.signed());
    lines.extend(
        new.text
            .get(crate::draft::begins(new)..)
            .unwrap_or("")
            .lines()
            .map(str::trim_end)
            .filter(|l| !l.trim().is_empty())
            .map(String::from),
    );
    Some(page(lines))
}

fn explanation(c: &Case<'_>) -> String {
    let mut lines = vec![
        format!(
            "关于《{}{}（草案）》的说明",
            c.maker().trim(),
            c.decision().replace('《', "〈").replace('》', "〉")
        ),
        format!("现对《{}》{}的有关情况作如下说明：", c.inner(), c.verb()),
        format!("一、{}的必要性", c.verb()),
        format!(
            "《{}》{}。根据清理的结果，为维护法制统一，有必要予以{}。",
            c.inner(),
            c.old.meta.effective.as_ref().map_or_else(
                || format!("自{DAY}起施行"),
                |d| format!("自{}起施行", date::chinese(d.value))
            ),
            c.verb()
        ),
        format!("二、{}的主要内容和依据", c.verb()),
    ];
    let points = c.points();
    if points.is_empty() {
        lines.push(GAP.to_string());
    }
    lines.extend(points);
    lines.push("三、征求意见和审核的情况".to_string());
    lines.push(GAP.to_string());
    lines.push("以上说明，连同草案，请予审议。".to_string());
    page(lines)
}

fn proclamation(c: &Case<'_>) -> String {
    let maker = c.maker();
    let mut lines = vec![
        format!("{maker}公告"),
        "第　　号".to_string(),
        format!(
            "《{maker}{}》已由{maker}第　　次会议于{DAY}通过，现予公布，{}施行。",
            c.decision().replace('《', "〈").replace('》', "〉"),
            c.from()
        ),
    ];
    lines.extend([maker.to_string(), DAY.to_string()]);
    page(lines)
}

fn order(c: &Case<'_>) -> String {
    let maker = c.maker();
    page(vec![
        format!("{maker}令"),
        "第　　号".to_string(),
        format!(
            "《{maker}{}》已经{DAY}{maker}第　　次会议审议通过，现予公布，{}施行。",
            c.decision().replace('《', "〈").replace('》', "〉"),
            c.from()
        ),
        format!("负责人　{GAP}"),
        DAY.to_string(),
    ])
}

fn notice(c: &Case<'_>) -> String {
    let list = match c.act {
        Act::Amend => "修改的行政规范性文件目录",
        Act::Repeal => "废止的行政规范性文件目录",
        Act::Lapse => "宣布失效的行政规范性文件目录",
    };
    let mut lines = vec![
        format!("{}关于公布行政规范性文件清理结果的公告", c.organ),
        format!(
            "根据清理工作要求，{}对制发的行政规范性文件进行了清理。经清理，决定对下列文件予以{}，{}施行。现将目录公布如下：",
            c.organ,
            c.verb(),
            c.from()
        ),
        list.to_string(),
        format!("1．{}{}", c.title(), c.source()),
    ];
    lines.extend(c.signed());
    page(lines)
}

fn motion(c: &Case<'_>) -> String {
    let mut lines = vec![
        format!(
            "{}关于提请审议《{}{}（草案）》的议案",
            c.organ,
            c.maker().trim(),
            c.decision().replace('《', "〈").replace('》', "〉")
        ),
        format!("{}：", c.to()),
        format!(
            "为维护法制统一，{}拟订了《{}{}（草案）》，已经{DAY}{}第　　次常务会议讨论通过，现提请审议。",
            c.organ,
            c.maker().trim(),
            c.decision().replace('《', "〈").replace('》', "〉"),
            c.organ
        ),
        format!("负责人　{GAP}"),
    ];
    lines.push(DAY.to_string());
    page(lines)
}

fn approval(c: &Case<'_>) -> String {
    let mut lines = vec![
        format!(
            "{}关于报请批准《{}{}》的报告",
            c.organ,
            c.maker().trim(),
            c.decision().replace('《', "〈").replace('》', "〉")
        ),
        format!("{GAP}人民代表大会常务委员会："),
        format!(
            "《{}{}》已由{}第　　次会议于{DAY}通过，现报请批准。",
            c.maker().trim(),
            c.decision().replace('《', "〈").replace('》', "〉"),
            c.maker()
        ),
    ];
    lines.extend(c.signed());
    page(lines)
}

/// The points that a paper to another body makes.
fn findings(c: &Case<'_>, lines: &mut Vec<String>) {
    let points = c.points();
    if points.is_empty() {
        lines.push(GAP.to_string());
    }
    lines.extend(points);
}

fn request(c: &Case<'_>) -> String {
    let mut lines = vec![
        format!("{}关于提请{}《{}》的请示", c.organ, c.verb(), c.inner()),
        format!("{}：", c.to()),
        format!(
            "经清理，《{}》需要予以{}，主要情况如下：",
            c.inner(),
            c.verb()
        ),
    ];
    findings(c, &mut lines);
    lines.push(format!(
        "我单位拟订了{}的草案和说明（征求意见和合法性审核情况：{GAP}），现予呈报。",
        c.decision()
    ));
    lines.push("妥否，请批示。".to_string());
    lines.push(format!("附件：1．{}（草案）", c.decision()));
    lines.push("　　　2．说明".to_string());
    lines.extend(c.signed());
    page(lines)
}

fn report(c: &Case<'_>) -> String {
    let mut lines = vec![
        format!("{}关于建议{}《{}》的报告", c.organ, c.verb(), c.inner()),
        format!("{}：", c.to()),
        format!(
            "在清理工作中，发现《{}》有下列问题，建议予以{}：",
            c.inner(),
            c.verb()
        ),
    ];
    findings(c, &mut lines);
    lines.push("特此报告。".to_string());
    lines.extend(c.signed());
    page(lines)
}

fn letter(c: &Case<'_>) -> String {
    let mut lines = vec![
        format!("{}关于建议{}《{}》的函", c.organ, c.verb(), c.inner()),
        format!("{}：", c.to()),
        format!(
            "在清理工作中，发现《{}》有下列问题，建议你单位予以{}：",
            c.inner(),
            c.verb()
        ),
    ];
    findings(c, &mut lines);
    lines.push("以上意见供研究，请将处理结果函复。".to_string());
    lines.extend(c.signed());
    page(lines)
}
