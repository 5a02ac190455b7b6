//! What the file says of itself: FRBR names, the life of the work, who and what is referred to.

use super::{Out, Work};
use crate::document::meta::Act;
use crate::document::{Document, Rank};
use crate::text::xml::escaped;
use crate::text::{Date, normalize};

/// The names of work and expression.
pub(super) struct Names {
    pub(super) work: String,
    pub(super) expression: String,
    title: String,
    /// The first day of the work that is known, and of what it is.
    day: Option<(Date, &'static str)>,
    version: Option<Date>,
}

/// A part of a name: no blanks, no characters that have a meaning in it.
fn part(text: &str) -> String {
    normalize::squeeze(text)
        .chars()
        .filter(|c| !"/#?%@!<>\"'\\^`{|}&[]~:;".contains(*c))
        .collect()
}

fn href(kind: &str, day: Option<Date>, title: &str) -> String {
    let year = day.map_or_else(|| "nodate".to_string(), |d| d.to_string());
    format!("/akn/cn/{kind}/{year}/{}", part(title))
}

impl Names {
    pub(super) fn of(document: &Document, work: &Work, kind: &str) -> Self {
        let meta = &document.meta;
        let title = if work.title.is_empty() {
            normalize::squeeze(&meta.title)
        } else {
            work.title.clone()
        };
        let first = meta.history.iter().map(|e| e.date).min();
        let of = |d: &Option<crate::document::meta::Fact<Date>>| d.as_ref().map(|f| f.value);
        let day = of(&meta.adopted)
            .map(|d| (d, "通过"))
            .or_else(|| of(&meta.published).map(|d| (d, "公布")))
            .or_else(|| first.map(|d| (d, "通过")))
            .or_else(|| work.versions.first().map(|d| (*d, "文本日期")))
            .or_else(|| of(&meta.version).map(|d| (d, "文本日期")))
            .or_else(|| of(&meta.effective).map(|d| (d, "施行")));
        let version = work
            .version
            .or_else(|| of(&meta.version))
            .or(day.map(|d| d.0));
        let uri = href(kind, day.map(|d| d.0), &title);
        let at = version.map_or_else(String::new, |d| d.to_string());
        Self {
            expression: format!("{uri}/zho@{at}"),
            work: uri,
            title,
            day,
            version,
        }
    }
}

/// Writes the meta element of the paper called `component`.
pub(super) fn write(
    out: &mut Out,
    document: &Document,
    work: &Work,
    names: &Names,
    component: &str,
    day: Date,
) {
    let meta = &document.meta;
    let issuer = meta.issuer();
    let main = component == "!main";
    out.open("meta", "");
    out.open("identification", "source=\"#qingli\"");
    let author = if issuer.is_empty() {
        "href=\"#unknown\" as=\"#author\"".to_string()
    } else {
        "href=\"#issuer\" as=\"#author\"".to_string()
    };
    let core = |out: &mut Out, this: String, uri: String, date: (Date, &str), author: &str| {
        out.empty("FRBRthis", &format!("value=\"{}\"", escaped(&this)));
        out.empty("FRBRuri", &format!("value=\"{}\"", escaped(&uri)));
        if this.starts_with(&format!("{}/!", names.work)) {
            let title = escaped(&names.title);
            out.empty("FRBRalias", &format!("name=\"title\" value=\"{title}\""));
        }
        out.empty(
            "FRBRdate",
            &format!("date=\"{}\" name=\"{}\"", date.0, date.1),
        );
        out.empty("FRBRauthor", author);
    };
    // The schema wants a day; where the text says none, the day of the file stands, and says so.
    let unknown = (day, "文本没有日期，此为导出日");
    let first = names.day.unwrap_or(unknown);
    out.open("FRBRWork", "");
    let this = format!("{}/{component}", names.work);
    core(out, this, names.work.clone(), first, &author);
    out.empty("FRBRcountry", "value=\"cn\"");
    if meta.rank() != Rank::Unknown {
        let rank = escaped(meta.rank().name());
        out.empty("FRBRsubtype", &format!("value=\"{rank}\""));
    }
    if let Some(n) = &meta.number {
        out.empty("FRBRnumber", &format!("value=\"{}\"", escaped(&n.value)));
    }
    out.empty("FRBRname", &format!("value=\"{}\"", escaped(&names.title)));
    out.close("FRBRWork");
    out.open("FRBRExpression", "");
    let this = format!("{}/{component}", names.expression);
    let version = names.version.map_or(unknown, |d| (d, "文本日期"));
    core(out, this, names.expression.clone(), version, &author);
    out.empty("FRBRlanguage", "language=\"zho\"");
    out.close("FRBRExpression");
    out.open("FRBRManifestation", "");
    let this = format!("{}/{component}.xml", names.expression);
    let uri = format!("{}.xml", names.expression);
    let by = "href=\"#qingli\" as=\"#editor\"";
    core(out, this, uri, (day, "导出"), by);
    out.empty("FRBRformat", "value=\"application/akn+xml\"");
    out.close("FRBRManifestation");
    out.close("identification");
    // The papers beside the main one refer to the main one's list.
    if main {
        life(out, document, work, names);
    }
    out.close("meta");
}

/// An event of the work's life.
struct Happened {
    day: Date,
    kind: Option<&'static str>,
    by: String,
}

/// The life of the work as the text and the library know it, oldest first.
fn events(document: &Document, work: &Work, names: &Names) -> Vec<Happened> {
    let mut out: Vec<Happened> = Vec::new();
    let mut add = |day: Date, kind: Option<&'static str>, by: &str| {
        if let Some(e) = out.iter_mut().find(|e| e.day == day && e.kind == kind) {
            if e.by.is_empty() {
                e.by = by.to_string();
            }
            return;
        }
        out.push(Happened {
            day,
            kind,
            by: by.to_string(),
        });
    };
    if let Some((day, _)) = names.day {
        add(day, Some("generation"), "");
    }
    for e in &document.meta.history {
        let kind = match e.act {
            Act::Adopted => Some("generation"),
            Act::Amended | Act::Revised => Some("amendment"),
            Act::Repealed => Some("repeal"),
            Act::Approved | Act::Published => continue,
        };
        // Only the first adoption begins the work; a later one is of a decision on it.
        if kind == Some("generation") && names.day.is_some_and(|d| d.0 != e.date) {
            continue;
        }
        add(e.date, kind, &e.decision);
    }
    for v in &work.versions {
        if names.day.is_none_or(|d| d.0 < *v) {
            add(*v, Some("amendment"), "");
        }
    }
    for day in [work.from, work.until].into_iter().flatten() {
        add(day, None, "");
    }
    if let Some((day, by)) = &work.repeal {
        add(*day, Some("repeal"), by);
    }
    out.sort_by_key(|e| (e.day, e.kind));
    out
}

fn life(out: &mut Out, document: &Document, work: &Work, names: &Names) {
    let meta = &document.meta;
    if let Some(day) = &meta.published {
        let number = meta.number.as_ref().map_or_else(String::new, |n| {
            format!(" number=\"{}\"", escaped(&n.value))
        });
        out.empty(
            "publication",
            &format!(
                "date=\"{}\" name=\"公布\" showAs=\"公布\"{number}",
                day.value
            ),
        );
    }
    let events = events(document, work, names);
    if !events.is_empty() {
        out.open("lifecycle", "source=\"#qingli\"");
        for (i, e) in events.iter().enumerate() {
            let source = if e.by.is_empty() {
                "#ro_1".to_string()
            } else {
                format!("#rp_{}", i + 1)
            };
            let kind = e
                .kind
                .map_or_else(String::new, |k| format!(" type=\"{k}\""));
            out.empty(
                "eventRef",
                &format!(
                    "eId=\"eref_{}\" date=\"{}\" source=\"{source}\"{kind}",
                    i + 1,
                    e.day
                ),
            );
        }
        out.close("lifecycle");
    }
    let at = |day: Option<Date>| {
        let day = day?;
        let i = events
            .iter()
            .position(|e| e.day == day && e.kind.is_none())?;
        Some(format!("#eref_{}", i + 1))
    };
    if let Some(start) = at(work.from) {
        let end = at(work.until).map_or_else(String::new, |e| format!(" end=\"{e}\""));
        out.open("temporalData", "source=\"#qingli\"");
        out.open("temporalGroup", "eId=\"tmpg_1\"");
        out.empty(
            "timeInterval",
            &format!("start=\"{start}\"{end} refersTo=\"#inforce\""),
        );
        out.close("temporalGroup");
        out.close("temporalData");
    }
    references(out, document, names, &events, &work.versions);
}

fn references(
    out: &mut Out,
    document: &Document,
    names: &Names,
    events: &[Happened],
    versions: &[Date],
) {
    out.open("references", "source=\"#qingli\"");
    let named = |out: &mut Out, element: &str, id: &str, href: &str, shown: &str| {
        out.empty(
            element,
            &format!(
                "eId=\"{id}\" href=\"{}\" showAs=\"{}\"",
                escaped(href),
                escaped(shown)
            ),
        );
    };
    named(out, "original", "ro_1", &names.work, &names.title);
    for (i, e) in events.iter().enumerate().filter(|(_, e)| !e.by.is_empty()) {
        let to = href("act", Some(e.day), &e.by);
        named(out, "passiveRef", &format!("rp_{}", i + 1), &to, &e.by);
    }
    let others = versions.iter().filter(|v| Some(**v) != names.version);
    for (i, v) in others.enumerate() {
        let to = format!("{}/zho@{v}", names.work);
        out.empty(
            "TLCReference",
            &format!(
                "eId=\"version_{}\" name=\"version\" href=\"{}\" showAs=\"{v}文本\"",
                i + 1,
                escaped(&to)
            ),
        );
    }
    let issuer = document.meta.issuer();
    let (id, shown) = if issuer.is_empty() {
        ("unknown", "制定机关不详")
    } else {
        ("issuer", issuer)
    };
    let to = format!("/akn/ontology/organization/cn/{}", part(shown));
    named(out, "TLCOrganization", id, &to, shown);
    let to = "/akn/ontology/organization/qingli";
    named(out, "TLCOrganization", "qingli", to, "qingli");
    named(
        out,
        "TLCRole",
        "author",
        "/akn/ontology/role/author",
        "制定机关",
    );
    named(
        out,
        "TLCRole",
        "editor",
        "/akn/ontology/role/editor",
        "编排",
    );
    named(
        out,
        "TLCConcept",
        "inforce",
        "/akn/ontology/concept/inforce",
        "施行",
    );
    out.close("references");
}
