//! A document as the papers see it: what was found, what people said of it, what is to be changed.

use super::accept;
use super::model::{Cell, Mark, Run};
use crate::check::{Authority, Decisions, OnDocument, Verdict};
use crate::citation::{self, Mode, Named};
use crate::document::Place;
use crate::finding::{Edit, Finding, Fix, Grade, Kind, Outcome};
use crate::proposal::{self, Clause, diff};
use crate::report::view::{self, Card, DocumentView};
use crate::text::{Date, Span, date, numeral};
use std::collections::BTreeSet;

/// Stands where the text does not say.
pub(super) const UNSAID: &str = "未载明";

/// A document with what people said of it.
pub(super) struct Case<'a> {
    /// The document as a report shows it.
    pub(super) view: &'a DocumentView<'a>,
    /// What people said of the document.
    pub(super) said: Option<&'a OnDocument>,
    /// Opinions that nobody has turned down, with the places that stand.
    pub(super) problems: Vec<Problem<'a>>,
    /// Findings turned down.
    pub(super) rejected: usize,
}

/// An opinion with its places and what was said of each.
pub(super) struct Problem<'a> {
    /// The opinion.
    pub(super) card: &'a Card<'a>,
    /// The findings that stand.
    pub(super) places: Vec<(&'a Finding, Option<Verdict>)>,
}

/// A clause that changes, with the findings that change it.
pub(super) struct Change<'a> {
    /// The clause and its pieces.
    pub(super) clause: Clause,
    /// Why.
    pub(super) findings: Vec<(&'a Finding, Option<Verdict>)>,
}

impl<'a> Case<'a> {
    /// Puts a document and what was said of it together.
    pub(super) fn of(view: &'a DocumentView<'a>, decisions: &'a Decisions) -> Self {
        let checked = view.checked;
        let mut rejected = 0;
        let mut problems = Vec::new();
        for card in &view.cards {
            let mut places = Vec::new();
            for p in &card.places {
                let verdict = decisions.on_finding(p.finding).map(|d| d.verdict);
                if verdict == Some(Verdict::Reject) {
                    rejected += 1;
                } else {
                    places.push((p.finding, verdict));
                }
            }
            if !places.is_empty() {
                problems.push(Problem { card, places });
            }
        }
        Self {
            view,
            said: decisions.on_document(&checked.path, &checked.title),
            problems,
            rejected,
        }
    }

    /// The outcome: decided, else suggested.
    pub(super) fn outcome(&self) -> Outcome {
        self.view
            .checked
            .decided
            .unwrap_or(self.view.checked.disposition)
    }

    /// Whether a person has decided.
    pub(super) fn is_decided(&self) -> bool {
        self.view.checked.decided.is_some()
    }

    /// The outcome in words, and that it is a suggestion where nobody has decided.
    pub(super) fn outcome_shown(&self) -> String {
        let name = self.outcome().shown();
        if self.is_decided() {
            name.to_string()
        } else {
            format!("未审（建议：{name}）")
        }
    }

    /// 《title》 without doubled marks.
    pub(super) fn title(&self) -> String {
        bare(self.view.title()).to_string()
    }

    /// The title in 《》, those within it as 〈〉.
    pub(super) fn quoted(&self) -> String {
        format!(
            "《{}》",
            self.title().replace('《', "〈").replace('》', "〉")
        )
    }

    /// 文号
    pub(super) fn number(&self) -> Option<&'a str> {
        self.view
            .checked
            .document
            .meta
            .number
            .as_ref()
            .map(|n| n.value.as_str())
    }

    /// All makers.
    pub(super) fn issuers(&self) -> String {
        let all: Vec<&str> = self
            .view
            .checked
            .document
            .meta
            .issuers
            .iter()
            .map(|i| i.value.as_str())
            .collect();
        match (all.is_empty(), self.view.checked.issuer.is_empty()) {
            (false, _) => all.join("、"),
            (true, false) => self.view.checked.issuer.clone(),
            (true, true) => UNSAID.into(),
        }
    }

    /// 公布日期
    pub(super) fn published(&self) -> Option<Date> {
        let m = &self.view.checked.document.meta;
        m.published.as_ref().or(m.adopted.as_ref()).map(|d| d.value)
    }

    /// 施行日期
    pub(super) fn effective(&self) -> Option<Date> {
        let m = &self.view.checked.document.meta;
        m.version_effective
            .as_ref()
            .or(m.effective.as_ref())
            .map(|d| d.value)
    }

    /// 有效期
    pub(super) fn validity(&self) -> String {
        let m = &self.view.checked.document.meta;
        match (&m.expires, &m.validity) {
            (Some(e), _) => format!("至{}", date::chinese(e.value)),
            (None, Some(words)) => words.clone(),
            (None, None) => UNSAID.into(),
        }
    }

    /// The laws it says it was made on.
    pub(super) fn bases(&self) -> Vec<String> {
        let mut seen = BTreeSet::new();
        citation::find(&self.view.checked.document)
            .into_iter()
            .filter(|c| c.law && c.mode == Mode::Basis)
            .filter_map(|c| match c.named {
                Named::Title { title, number } => {
                    let number = number.map_or_else(String::new, |n| format!("（{n}）"));
                    Some(format!("《{title}》{number}"))
                }
                Named::Number(n) => Some(n),
                Named::This => None,
            })
            .filter(|s| seen.insert(s.clone()))
            .collect()
    }

    /// 上位依据变动情况
    pub(super) fn moved_bases(&self) -> Vec<String> {
        let mut out: Vec<String> = Vec::new();
        for p in &self.problems {
            let lead = p.card.lead;
            if matches!(lead.kind, Kind::CitationDead | Kind::CitationMoved)
                && !out.contains(&lead.message)
            {
                out.push(lead.message.clone());
            }
        }
        if out.is_empty() {
            let unknown = self
                .view
                .not_checked
                .iter()
                .any(|n| n.rule.as_ref().is_none_or(|r| r.starts_with("CIT")));
            out.push(if unknown {
                "部分依据没有核对（见备注）".into()
            } else {
                "未发现变动".into()
            });
        }
        out
    }

    /// Who may decide.
    pub(super) fn authority(&self) -> Option<&'static str> {
        match self.view.checked.authority {
            Authority::Unknown => None,
            a => Some(view::authority(a)),
        }
    }

    /// The findings adopted, with the words that were adopted for them.
    pub(super) fn adopted(&self, decisions: &Decisions) -> Vec<(Finding, &'a Finding)> {
        let document = &self.view.checked.document;
        let mut out = Vec::new();
        for (f, verdict) in self.problems.iter().flat_map(|p| &p.places) {
            if *verdict != Some(Verdict::Accept) {
                continue;
            }
            let mut own = accept::plain((*f).clone(), document);
            if let Some(new) = decisions.on_finding(f).and_then(|d| d.new.as_ref()) {
                if accept::is_deletion(new) {
                    own.fix = accept::deletion(document, f);
                    out.push((own, *f));
                    continue;
                }
                let span = proposal::clause_span(document, Span::new(f.place.start, f.place.end));
                own.fix = Some(Fix {
                    grade: Grade::Review,
                    edits: vec![Edit {
                        start: span.start,
                        end: span.end,
                        new: new.clone(),
                    }],
                    title: String::new(),
                });
            }
            out.push((own, *f));
        }
        out
    }

    /// The clauses that change: what was adopted first, then what nobody has spoken on as far as
    /// it leaves that alone. What only shows the direction counts once it is adopted.
    pub(super) fn changes(&self, decisions: &Decisions) -> Vec<Change<'a>> {
        let document = &self.view.checked.document;
        let adopted = self.adopted(decisions);
        let mut open: Vec<(Finding, &'a Finding)> = self
            .problems
            .iter()
            .flat_map(|p| &p.places)
            .filter(|(f, verdict)| {
                *verdict != Some(Verdict::Accept)
                    && f.fix.as_ref().is_some_and(|x| x.grade != Grade::Display)
            })
            .map(|(f, _)| (accept::plain((*f).clone(), document), *f))
            .collect();
        let first: Vec<&Finding> = adopted.iter().map(|(own, _)| own).collect();
        let kept = proposal::apply(&document.text, &first).edits;
        open.retain(|(own, _)| {
            own.fix.as_ref().is_none_or(|x| {
                x.edits.iter().all(|e| {
                    kept.iter()
                        .all(|k| k == e || k.end < e.start || e.end < k.start)
                })
            })
        });
        let all: Vec<(Finding, &'a Finding)> = adopted.into_iter().chain(open).collect();
        let list: Vec<&Finding> = all.iter().map(|(own, _)| own).collect();
        let applied = proposal::apply(&document.text, &list);
        proposal::clauses(document, &applied.edits)
            .into_iter()
            .map(|clause| {
                let inside = |e: &Edit| clause.span.start <= e.start && e.end <= clause.span.end;
                let findings = applied
                    .taken
                    .iter()
                    .filter(|&&i| {
                        all[i]
                            .0
                            .fix
                            .as_ref()
                            .is_some_and(|x| x.edits.iter().any(inside))
                    })
                    .map(|&i| {
                        let f = all[i].1;
                        (f, decisions.on_finding(f).map(|d| d.verdict))
                    })
                    .collect();
                Change { clause, findings }
            })
            .collect()
    }
}

impl Problem<'_> {
    /// Where it stands: 第三条、第五条第二款.
    pub(super) fn where_shown(&self) -> String {
        let mut out: Vec<String> = Vec::new();
        for (f, _) in &self.places {
            let place = place(&f.place.place);
            if !out.contains(&place) {
                out.push(place);
            }
        }
        out.join("、")
    }

    /// The provisions of higher law it rests on, with their words.
    pub(super) fn bases(&self) -> String {
        bases(self.card.lead)
    }

    /// What was said of it: 未审, or 采纳2处、未审1处.
    pub(super) fn verdicts(&self) -> String {
        let mut counts: Vec<(&str, usize)> = Vec::new();
        for (_, v) in &self.places {
            let name = Verdict::shown(*v);
            match counts.iter_mut().find(|(n, _)| *n == name) {
                Some((_, n)) => *n += 1,
                None => counts.push((name, 1)),
            }
        }
        match counts.as_slice() {
            [(name, _)] => (*name).to_string(),
            many => {
                let all: Vec<String> = many.iter().map(|(n, c)| format!("{n}{c}处")).collect();
                all.join("、")
            }
        }
    }

    /// What is to be done: 将“…”修改为“…”, from the edits; the fix's own words where it only shows
    /// the direction.
    pub(super) fn proposed(&self, text: &str, decisions: &Decisions) -> String {
        let mut out: Vec<String> = Vec::new();
        let mut say = |s: String| {
            if !out.contains(&s) {
                out.push(s);
            }
        };
        for (f, verdict) in &self.places {
            if *verdict == Some(Verdict::Accept)
                && let Some(new) = decisions.on_finding(f).and_then(|d| d.new.as_ref())
            {
                let at = place(&f.place.place);
                say(if accept::is_deletion(new) {
                    format!("删去{at}")
                } else {
                    format!("{at}修改为：“{new}”")
                });
                continue;
            }
            let Some(fix) = &f.fix else { continue };
            if fix.grade == Grade::Display && *verdict != Some(Verdict::Accept) {
                let what = if fix.title.is_empty() {
                    "见报告"
                } else {
                    &fix.title
                };
                say(format!("{what}（{}）", fix.grade.shown()));
                continue;
            }
            for e in &fix.edits {
                let gone = Edit {
                    new: String::new(),
                    ..e.clone()
                };
                let e = if accept::is_deletion(&e.new) {
                    &gone
                } else {
                    e
                };
                say(ordered(text, e));
            }
        }
        out.join("；")
    }
}

/// An edit as the field words it.
fn ordered(text: &str, e: &Edit) -> String {
    let old = text.get(e.start..e.end).unwrap_or("").trim();
    let new = e.new.trim();
    match (old.is_empty(), new.is_empty()) {
        (false, true) => format!("删去“{old}”"),
        (true, _) => format!("增加“{new}”"),
        _ => format!("将“{old}”修改为“{new}”"),
    }
}

/// A finding's bases: 《…》第十条：“…”.
pub(super) fn bases(f: &Finding) -> String {
    let all: Vec<String> = f
        .basis
        .iter()
        .map(|b| {
            let at = view::provision(b);
            match (&b.quote, &b.source) {
                (Some(q), _) => format!("{at}：“{}”", q.trim()),
                (None, Some(source)) => format!("{at}（{source}）"),
                (None, None) => format!("{at}（库中无原文）"),
            }
        })
        .collect();
    all.join("；")
}

/// The two sides of a change as cells: the old words with what goes, the new with what comes.
pub(super) fn sides(clause: &Clause) -> (Cell, Cell) {
    let side = |gone: diff::Op, mark: Mark| {
        let mut runs: Vec<Run> = Vec::new();
        for p in clause.pieces.iter().filter(|p| p.op != gone) {
            let mark = if p.op == diff::Op::Equal {
                Mark::Plain
            } else {
                mark
            };
            match runs.last_mut() {
                Some(last) if last.mark == mark => last.text.push_str(&p.text),
                _ => runs.push(Run {
                    mark,
                    text: p.text.clone(),
                }),
            }
        }
        runs
    };
    let old = Cell::Words(side(diff::Op::Insert, Mark::Deleted));
    let new = if clause.is_deleted() {
        Cell::words("（删去）")
    } else {
        Cell::Words(side(diff::Op::Delete, Mark::Inserted))
    };
    (old, new)
}

/// A place as a table names it: 第二部分（一） for 二、（一）, which would end in a stray 、.
pub(super) fn place(p: &Place) -> String {
    let shown = p.to_string();
    match shown.split_once('、') {
        Some((n, rest)) if !n.is_empty() && n.chars().all(numeral::is_numeral) => {
            format!("第{n}部分{rest}")
        }
        _ => shown,
    }
}

/// A title without its 《》.
pub(super) fn bare(title: &str) -> &str {
    let t = title.trim();
    match t.strip_prefix('《').and_then(|x| x.strip_suffix('》')) {
        Some(inside) if !inside.contains(['《', '》']) => inside,
        _ => t,
    }
}

/// A date in figures, or that it is not said.
pub(super) fn day(d: Option<Date>) -> String {
    d.map_or_else(|| UNSAID.to_string(), |d| d.to_string())
}

#[cfg(test)]
mod tests {
    use super::place;
    use crate::document::Place;

    #[test]
    fn a_place_without_articles_is_named_by_its_part() {
        let at = |article: &str| {
            place(&Place {
                part: "正文".into(),
                article: Some(article.into()),
                ..Place::default()
            })
        };
        assert_eq!(at("二、"), "第二部分");
        assert_eq!(at("二、（一）"), "第二部分（一）");
        assert_eq!(at("第三条"), "第三条");
        assert_eq!(at("落款"), "落款");
    }
}
