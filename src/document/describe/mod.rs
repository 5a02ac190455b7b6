//! Fills the meta of a document from its own words: title, number, issuers, rank, region, dates,
//! validity, history. What the words don't say stays unknown.

mod history;
mod place;
mod rank;
mod validity;

use super::meta::{Act, Fact};
use super::tree::Kind;
use super::{Document, Status};
use crate::text::{Span, date, normalize, regex};
use regex::Regex;
use std::sync::LazyLock;

/// Facts that come with the file but not in its words: (name, value) of front matter or a row.
pub type Claims<'a> = &'a [(String, String)];

static ORDER_NUMBER: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?:中华人民共和国)?[\p{Han}、 ]{2,40}?(?:令|公告)\s*(?:[〔\[（(]?\d{4}[〕\]）)]?年?)?\s*第?\s*[\d一二三四五六七八九十百〇零]{1,5}\s*号|[\p{Han}]{1,12}[〔\[［（(]\s*(?:19|20)\d{2}\s*[〕\]］）)]\s*\d{1,5}\s*号",
    )
});

/// Describes a document. `title` is the format's own title, used where the text has none.
pub fn describe(document: &mut Document, title: Option<&str>, claims: Claims<'_>) {
    let claim = |names: &[&str]| {
        claims
            .iter()
            .find(|(k, v)| names.contains(&k.as_str()) && !v.trim().is_empty())
            .map(|(k, v)| Fact::new(v.trim().to_string(), format!("来源字段“{k}”")))
    };
    let lines = |d: &Document, kind: Kind, part: u16| -> Vec<String> {
        d.nodes
            .iter()
            .filter(|n| n.kind == kind && n.part == part)
            .map(|n| d.slice(n.span).to_string())
            .collect()
    };
    let main = document.main_part();
    // Title.
    let mut name = document
        .parts
        .first()
        .map_or(String::new(), |p| p.title.clone());
    if name.is_empty()
        && let Some(t) = title
    {
        name = normalize::squeeze(t);
    }
    document.meta.title = name;
    // History: of the head, and of the paper itself where a notice issues it.
    let mut words = lines(document, Kind::History, 0);
    if main != 0 {
        words.extend(lines(document, Kind::History, main));
    }
    let history = words.join("\n");
    document.meta.history = history::events(&history);
    // Number.
    let numbers = lines(document, Kind::DocNumber, 0);
    document.meta.number = numbers
        .first()
        .map(|n| {
            Fact::new(
                normalize::squeeze(n)
                    .trim_matches(['（', '）', '(', ')'])
                    .to_string(),
                n.clone(),
            )
        })
        .or_else(|| {
            ORDER_NUMBER.find(&history).map(|m| {
                let words = m.as_str().trim();
                let bare = words
                    .find('日')
                    .map_or(words, |i| words[i + '日'.len_utf8()..].trim());
                Fact::new(normalize::squeeze(bare), words.to_string())
            })
        });
    let letterhead = lines(document, Kind::Letterhead, 0);
    let signatures = lines(document, Kind::Signature, 0);
    document.meta.issuers = rank::issuers(&document.meta, &letterhead, &signatures, &history);
    if document.meta.issuers.is_empty()
        && let Some(c) = claim(&["issuing_body", "issuer", "office"])
    {
        document.meta.issuers.push(c);
    }
    dates(document, &history);
    // Dates only from outside the text.
    let from_claim = |names: &[&str]| {
        claim(names).and_then(|f| {
            Some(Fact::new(
                date::parse(&f.value)?,
                format!("{}：{}", f.evidence, f.value),
            ))
        })
    };
    if document.meta.published.is_none() {
        document.meta.published = from_claim(&["publish_date", "published"]);
    }
    if document.meta.version.is_none() {
        document.meta.version =
            from_claim(&["version_date"]).or_else(|| document.meta.published.clone());
    }
    if document.meta.effective.is_none() {
        document.meta.effective = from_claim(&["effective_date"]);
    }
    document.meta.claimed_status = claim(&["status"]).map(|c| {
        let s = match c.value.as_str() {
            v if v.contains("现行") || v.contains("有效") => Status::InForce,
            v if v.contains("废止") => Status::Repealed,
            v if v.contains("失效") => Status::Lapsed,
            v if v.contains("修改") || v.contains("历史") => Status::Amended,
            v if v.contains("尚未") => Status::NotYet,
            _ => Status::Unknown,
        };
        Fact::new(s, format!("{}：{}", c.evidence, c.value))
    });
    let kind_claim = claim(&["level", "category", "doc_type"]);
    let rank = rank::rank(document, &letterhead, &history, kind_claim.as_ref());
    document.meta.rank = rank;
    document.meta.region = place::region(document);
    validity::validity(document);
}

/// Adoption, publication, version and force.
fn dates(document: &mut Document, history: &str) {
    let events = document.meta.history.clone();
    let first = |act: Act| {
        events
            .iter()
            .find(|e| e.act == act)
            .map(|e| Fact::new(e.date, e.words.clone()))
    };
    document.meta.adopted = first(Act::Adopted);
    document.meta.published = first(Act::Published).or_else(|| first(Act::Adopted));
    let version = events
        .iter()
        .filter(|e| {
            matches!(
                e.act,
                Act::Adopted | Act::Approved | Act::Amended | Act::Revised
            )
        })
        .max_by_key(|e| e.date)
        .or_else(|| {
            events
                .iter()
                .filter(|e| e.act == Act::Published)
                .max_by_key(|e| e.date)
        });
    document.meta.version = version.map(|e| Fact::new(e.date, e.words.clone()));
    // The signature's date of a paper.
    let signed = document
        .nodes
        .iter()
        .filter(|n| n.kind == Kind::DateLine && n.part == 0)
        .filter_map(|n| {
            let words = document.slice(n.span);
            Some(Fact::new(date::find(words)?.0, words.trim().to_string()))
        })
        .next_back()
        .or_else(|| {
            // A date alone under the title.
            document
                .nodes
                .iter()
                .filter(|n| n.kind == Kind::History && n.part == 0)
                .map(|n| document.slice(n.span).trim())
                .find(|w| date::find(w).is_some_and(|(_, s)| s.len() + 6 >= w.len()))
                .and_then(|w| Some(Fact::new(date::find(w)?.0, w.to_string())))
        });
    if document.meta.published.is_none() {
        document.meta.published = signed.clone();
    }
    if document.meta.version.is_none() {
        document.meta.version = signed.or_else(|| document.meta.published.clone());
    }
    let (effective, whole) = validity::effective(document, history);
    // The closing article of a revised text speaks of the revised text.
    let last_whole = events
        .iter()
        .filter(|e| {
            matches!(
                e.act,
                Act::Adopted | Act::Revised | Act::Approved | Act::Published
            )
        })
        .max_by_key(|e| e.date)
        .map(|e| e.date);
    let last = document.meta.version.as_ref().map(|v| v.value);
    if let Some(e) = &effective
        && whole
        && events
            .iter()
            .all(|x| x.act != Act::Amended || last_whole.is_some_and(|w| w >= x.date))
    {
        document.meta.version_effective = Some(e.clone());
    }
    if document.meta.version_effective.is_none()
        && let Some(v) = last
        && events.iter().any(|x| x.act == Act::Amended && x.date == v)
    {
        document.meta.version_effective =
            Some(Fact::new(v, "修正决定通过之日（推定：决定未载明施行日期）"));
    }
    document.meta.effective = effective;
}

impl Document {
    /// The part that holds the norm: the main text, or the paper that a notice of a few lines
    /// issues (印发通知).
    pub fn main_part(&self) -> u16 {
        let articles = |p: u16| {
            self.nodes
                .iter()
                .filter(|n| n.part == p && matches!(n.kind, Kind::Article | Kind::Level1))
                .count()
        };
        if articles(0) > 0 || self.parts.len() == 1 {
            return 0;
        }
        (1..u16::try_from(self.parts.len()).unwrap_or(1))
            .filter(|&p| {
                !self.parts[p as usize].name.starts_with('附')
                    || self.parts[p as usize].name == "附文"
            })
            .find(|&p| articles(p) > 0)
            .unwrap_or(0)
    }

    /// The span of the title of the main paper, for findings about the whole document.
    pub fn title_span(&self) -> Option<Span> {
        let main = self.main_part();
        self.nodes
            .iter()
            .find(|n| n.kind == Kind::Title && n.part == main)
            .or_else(|| self.nodes.iter().find(|n| n.kind == Kind::Title))
            .map(|n| n.span)
    }
}
