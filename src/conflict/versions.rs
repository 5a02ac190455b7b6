//! Whether an earlier text of the higher provision agrees with a local clause that parts from the
//! one in force: then the local text follows law that has since been amended or replaced.

use super::acts::{self, Act, Acts};
use super::compare;
use super::judge::Conflict;
use crate::align::held;
use crate::corpus::{Library, VersionId};
use crate::finding::Basis;
use crate::law::title;
use crate::norm::{Sanction, SanctionKind};
use crate::text::{Date, date};

/// Two acts of one article in two versions share at least this part of the smaller one's pairs.
const SAME_ACT: f32 = 0.6;
/// Across laws the words must be nearer.
const SAME_ACROSS: f32 = 0.8;

/// An earlier text that the local clause agrees with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Former {
    /// Title of the earlier law.
    pub law: String,
    /// The day of that text.
    pub date: Option<Date>,
    /// The words of the sanction agreed with, a slice of that text.
    pub sanction: String,
    /// From this day the text that the clause parts from is in force.
    pub since: Option<Date>,
    /// The norm's sentence then.
    pub basis: Basis,
}

impl Former {
    /// What a reader is told; `now` is the title of the law in force.
    pub fn told(&self, now: &str) -> String {
        let which = self.date.map_or_else(
            || "以前的文本".into(),
            |d| format!("{}的文本", date::chinese(d)),
        );
        let since = self
            .since
            .map_or_else(String::new, |d| format!("{}起施行的", date::chinese(d)));
        let ended = if self.law == now {
            String::new()
        } else {
            format!("（由《{now}》取代）")
        };
        format!(
            "本条与《{}》{which}{ended}{}“{}”一致，与{since}现行规定不一致。",
            self.law,
            self.basis.article.as_deref().unwrap_or(""),
            self.sanction
        )
    }
}

/// The newest earlier text of the higher provision whose sanction is the local one where that of
/// the text in force isn't. `h` is the act the conflict was paired with.
pub fn former(library: &Library, acts: &Acts, c: &Conflict, h: &Act) -> Option<Former> {
    let now = acts.source(h);
    let versions = &library.works.get(now.work.0 as usize)?.versions;
    let at = versions.iter().position(|&v| v == now.version)?;
    let sound = |v: &VersionId| library.version(*v).doubtful.is_none();
    let mut newer = now.version;
    for v in versions[..at].iter().rev().copied().filter(sound) {
        let number = library.moved(now.version, v, h.article).map(|m| m.0);
        let found = number.and_then(|n| agrees(library, v, c, h, SAME_ACT, |a| a.article == n));
        if let Some(mut f) = found {
            f.since = library.version(newer).from;
            return Some(f);
        }
        newer = v;
    }
    // The laws whose place it took.
    let first = library.version(*versions.first()?).from;
    library
        .works
        .iter()
        .filter(|w| {
            w.repeal.as_ref().is_some_and(|r| {
                r.successor
                    .as_deref()
                    .is_some_and(|s| title::key(s) == now.key)
            })
        })
        .filter_map(|w| w.versions.last().copied())
        .filter(sound)
        .find_map(|v| agrees(library, v, c, h, SAME_ACROSS, |_| true))
        .map(|f| Former { since: first, ..f })
}

/// The act of a version most like `h`, where its sanctions are the local one's.
fn agrees(
    library: &Library,
    v: VersionId,
    c: &Conflict,
    h: &Act,
    least: f32,
    wanted: impl Fn(&Act) -> bool,
) -> Option<Former> {
    let document = library.document(v).ok()?;
    let local = c.local.sanctions.get(c.difference.sanction)?;
    let like = |a: &Act| {
        let (a, b) = (&a.grams, &h.grams);
        if a.len() < b.len() {
            held(a, b)
        } else {
            held(b, a)
        }
    };
    let all: Vec<Act> = acts::read_all(&document)
        .into_iter()
        .filter(|a| wanted(a))
        .collect();
    let mut best: Option<(&Act, f32)> = None;
    for a in &all {
        let l = like(a);
        if l >= least && best.is_none_or(|b| l > b.1) {
            best = Some((a, l));
        }
    }
    let (head, _) = best.filter(|b| b.0.norm.complete)?;
    let sanctions: Vec<&Sanction> = all
        .iter()
        .filter(|a| a.article == head.article && like(a) >= least)
        .flat_map(|a| &a.sanctions)
        .collect();
    let differs = compare::differences(&c.local.sanctions, &sanctions, true)
        .iter()
        .any(|d| d.sanction == c.difference.sanction);
    if differs {
        return None;
    }
    let figures = |s: &Sanction| s.amount.as_ref().map(|a| (a.basis, a.min, a.max, a.cap));
    let i = head.sanctions.iter().position(|s| {
        s.kind == local.kind && (s.kind != SanctionKind::Fine || figures(s) == figures(local))
    })?;
    let version = library.version(v);
    let law = library.work(version.work).title.clone();
    Some(Former {
        date: version.date,
        sanction: head.sanction_words.get(i)?.trim().to_string(),
        since: None,
        basis: Basis {
            law: law.clone(),
            version: version.date.map(|d| d.to_string()),
            article: Some(head.article.article()),
            paragraph: head.paragraph,
            quote: Some(head.words.trim().to_string()),
            source: None,
        },
        law,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::conflict::{Floors, judge};
    use crate::corpus::{Source, import};
    use crate::document::Rank;
    use crate::law::Standing;

    const HEAD: &str =
        "# 演示渡口法\n\n2012年3月1日 演示国第一届全国人民代表大会常务委员会第二次会议通过\n\n";
    const OLD: &str = "第一条 为了管理渡口，制定本法。\n\n第二条 渡船未按照核定的载客定额载客的，由渡口主管部门责令改正，处五百元以上二千元以下罚款。\n\n第三条 本法自2012年6月1日起施行。\n";
    const NEW: &str = "2023年3月1日 演示国第三届全国人民代表大会常务委员会第八次会议修订\n\n第一条 为了管理渡口，制定本法。\n\n第二条 渡船开航前应当鸣钟。\n\n第三条 渡船未按照核定的载客定额载客的，由渡口主管部门责令改正，处五千元以上二万元以下罚款。\n\n第四条 本法自2023年6月1日起施行。\n";

    fn found(sanction: &str) -> Vec<Option<Former>> {
        let dir = tempfile::tempdir().unwrap();
        let texts = [
            ("法律/演示渡口法(2012).md", format!("{HEAD}{OLD}")),
            ("法律/演示渡口法(2023).md", format!("{HEAD}{NEW}")),
        ];
        let sources = texts
            .into_iter()
            .map(|(name, text)| Source {
                name: name.to_string(),
                raw: crate::text::hash::of(&[text.as_bytes()]),
                read: Box::new(move || crate::parse::document(name, text.as_bytes())),
            })
            .collect();
        import(dir.path(), sources, &|_| ()).unwrap();
        let library = Library::open(dir.path()).unwrap();
        let on = date::parse("2024-01-01").unwrap();
        let acts = Acts::build(&library, on);
        let local = format!(
            "浙江省演示渡口条例\n\n第一条 根据《演示渡口法》，制定本条例。\n\n第二条 渡船未按照核定的载客定额载客的，由县级渡口主管部门责令改正，{sanction}。\n"
        );
        let document = crate::parse::document("某条例.txt", local.as_bytes()).unwrap();
        let standing = Standing {
            rank: Rank::LocalRegulation,
            issuer: String::new(),
            region: "浙江省".into(),
            from: None,
            until: None,
        };
        let citations = crate::citation::find(&document);
        let citations: Vec<_> = citations.iter().collect();
        judge(
            &acts,
            &document,
            &standing,
            &citations,
            on,
            Floors::default(),
        )
        .iter()
        .map(|c| former(&library, &acts, c, &acts.acts[c.pair.act as usize]))
        .collect()
    }

    /// The clause has the figures of the 2012 text, one article earlier.
    #[test]
    fn the_clause_follows_the_earlier_text() {
        let list = found("处五百元以上二千元以下罚款");
        assert_eq!(list.len(), 1);
        let f = list[0].as_ref().unwrap();
        assert_eq!(f.date, date::parse("2012-03-01"));
        assert_eq!(f.since, date::parse("2023-06-01"));
        assert_eq!(f.basis.article.as_deref(), Some("第二条"));
        assert!(f.basis.quote.as_ref().unwrap().contains("载客定额"));
        assert_eq!(
            f.told("演示渡口法"),
            "本条与《演示渡口法》2012年3月1日的文本第二条“处五百元以上二千元以下罚款”一致，与2023年6月1日起施行的现行规定不一致。"
        );
    }

    /// With figures of its own nothing is said, inside the earlier range or outside both.
    #[test]
    fn other_figures_follow_no_text() {
        assert_eq!(found("处六百元以上一千元以下罚款"), vec![None]);
        assert_eq!(found("处一百元以上五万元以下罚款"), vec![None]);
    }
}
