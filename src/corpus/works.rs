//! From documents to works: which texts are one law, in which order, until when, ended by what.

use super::extract::Extract;
use super::facts;
use super::manifest::Entry;
use super::types::{Evidence, Repeal, Version, VersionId, Work, WorkId};
use crate::document::Rank;
use crate::law::{region, title};
use crate::text::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What is derived from all documents together.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct Derived {
    pub works: Vec<Work>,
    pub versions: Vec<Version>,
    /// Sources that contradict their texts, in Chinese.
    pub remarks: Vec<String>,
}

/// Key of a work: the title's key and the province (全国 for national law).
type Key = (String, String);

fn place(rank: Rank, path: &str) -> String {
    if rank.is_national() || path.is_empty() || path == "全国" {
        "全国".into()
    } else {
        path.split('/').next().unwrap_or("").to_string()
    }
}

/// The day of a text: what its words say; the source's claim where they say nothing, or where the
/// head plainly lacks a later amendment.
fn day(e: &Entry, remarks: &mut Vec<String>) -> Option<Date> {
    let said = e.meta.version.as_ref().map(|v| v.value);
    match (said, e.claimed) {
        (Some(s), Some(c)) if c > s => {
            let near = s
                .checked_add(jiff::Span::new().days(200))
                .is_ok_and(|d| c <= d);
            if near || e.meta.history.iter().any(|h| h.date == c) {
                if near && !e.meta.history.iter().any(|h| h.date == c) {
                    remarks.push(format!(
                        "{}：来源标注日期{c}，正文为{s}，以正文为准",
                        e.source
                    ));
                }
                Some(s)
            } else {
                remarks.push(format!(
                    "{}：题注只到{s}，来源标注{c}，题注缺最近一次修改，按来源标注",
                    e.source
                ));
                Some(c)
            }
        }
        (Some(s), Some(c)) => {
            if c != s && !e.meta.history.iter().any(|h| h.date == c) {
                remarks.push(format!(
                    "{}：来源标注日期{c}，正文为{s}，以正文为准",
                    e.source
                ));
            }
            Some(s)
        }
        (Some(s), None) => Some(s),
        (None, c) => c,
    }
}

/// In force from: the closing provision of a text made whole, else the day of the text.
fn from(e: &Entry, date: Option<Date>) -> Option<Date> {
    let m = &e.meta;
    let own = m.version_effective.as_ref().map(|f| f.value);
    match (own, date) {
        (Some(o), Some(d)) if o >= d => Some(o),
        (Some(o), None) => Some(o),
        (_, Some(d)) => match m.effective.as_ref().map(|f| f.value) {
            Some(f) if f >= d => Some(f),
            _ => Some(d),
        },
        (None, None) => m.effective.as_ref().map(|f| f.value),
    }
}

/// Derives works and versions.
pub(crate) fn derive(entries: &[Entry], extracts: &[Extract]) -> Derived {
    let mut remarks = Vec::new();
    let mut groups: BTreeMap<Key, Vec<usize>> = BTreeMap::new();
    let mut renamed: Vec<(Key, Key)> = Vec::new();
    let key_of = |e: &Entry| -> Key {
        (
            title::key(&e.meta.title),
            place(e.meta.rank(), e.meta.region()),
        )
    };
    for (i, e) in entries.iter().enumerate() {
        let key = key_of(e);
        if key.0.is_empty() {
            continue;
        }
        groups.entry(key.clone()).or_default().push(i);
        for r in extracts.get(i).map_or(&[][..], |x| &x.renames) {
            let old = (title::key(&r.from), key.1.clone());
            if r.to.is_empty() {
                renamed.push((old, key.clone()));
            } else {
                renamed.push((old, (title::key(&r.to), key.1.clone())));
            }
        }
    }
    let mut former: BTreeMap<Key, Vec<String>> = BTreeMap::new();
    for (old, new) in renamed {
        if old == new || !groups.contains_key(&new) {
            continue;
        }
        if let Some(list) = groups.remove(&old) {
            groups.entry(new.clone()).or_default().extend(list);
        }
        let names = former.entry(new).or_default();
        if !names.contains(&old.0) {
            names.push(old.0);
        }
    }
    let mut out = Derived::default();
    let mut by_key: BTreeMap<Key, WorkId> = BTreeMap::new();
    for (key, list) in groups {
        let id = WorkId(u32::try_from(out.works.len()).unwrap_or(u32::MAX));
        // One text a day: the more complete one.
        let mut best: BTreeMap<Option<Date>, usize> = BTreeMap::new();
        for i in list {
            let d = day(&entries[i], &mut remarks);
            let weight = |k: usize| {
                let e = &entries[k];
                (
                    e.doubtful.is_none(),
                    !e.meta.history.is_empty(),
                    e.articles,
                    e.parts,
                    e.chars,
                )
            };
            best.entry(d)
                .and_modify(|k| {
                    if weight(i) > weight(*k) {
                        *k = i;
                    }
                })
                .or_insert(i);
        }
        let mut ids = Vec::new();
        for (date, i) in &best {
            let e = &entries[*i];
            let v = VersionId(u32::try_from(out.versions.len()).unwrap_or(u32::MAX));
            out.versions.push(Version {
                work: id,
                date: *date,
                from: from(e, *date),
                until: None,
                meta: e.meta.clone(),
                hash: e.text.clone(),
                source: e.source.clone(),
                doubtful: e.doubtful.clone(),
                entry: u32::try_from(*i).unwrap_or(u32::MAX),
                blob: e.blob.clone(),
                articles: e.articles,
            });
            ids.push(v);
        }
        for w in 1..ids.len() {
            let next = out.versions[ids[w].0 as usize].from;
            out.versions[ids[w - 1].0 as usize].until = next;
        }
        let Some(&newest) = ids.last() else { continue };
        let m = &out.versions[newest.0 as usize].meta;
        let pick = |f: &dyn Fn(VersionId) -> String| {
            ids.iter()
                .rev()
                .map(|&v| f(v))
                .find(|s| !s.is_empty())
                .unwrap_or_default()
        };
        let rank = ids
            .iter()
            .rev()
            .map(|&v| out.versions[v.0 as usize].meta.rank())
            .find(|r| *r != Rank::Unknown)
            .unwrap_or_default();
        out.works.push(Work {
            title: m.title.clone(),
            key: key.0.clone(),
            rank,
            region: pick(&|v| out.versions[v.0 as usize].meta.region().to_string()),
            issuer: pick(&|v| out.versions[v.0 as usize].meta.issuer().to_string()),
            versions: ids.clone(),
            repeal: None,
            former_titles: former.get(&key).cloned().unwrap_or_default(),
        });
        by_key.insert(key, id);
    }
    repeals(entries, extracts, &mut out, &mut by_key);
    registry(&mut out, &mut by_key);
    for w in &out.works {
        let (Some(r), Some(&last)) = (&w.repeal, w.versions.last()) else {
            continue;
        };
        let v = &mut out.versions[last.0 as usize];
        v.until = Some(v.until.map_or(r.on, |u| u.min(r.on)));
    }
    remarks.sort();
    remarks.dedup();
    out.remarks = remarks;
    out
}

/// A work known only from the words that end it.
fn stub(
    out: &mut Derived,
    by_key: &mut BTreeMap<Key, WorkId>,
    key: Key,
    title: &str,
    rank: Rank,
    region: &str,
) -> WorkId {
    if let Some(&id) = by_key.get(&key) {
        return id;
    }
    let id = WorkId(u32::try_from(out.works.len()).unwrap_or(u32::MAX));
    out.works.push(Work {
        title: title.to_string(),
        key: key.0.clone(),
        rank,
        region: region.to_string(),
        issuer: String::new(),
        versions: Vec::new(),
        repeal: None,
        former_titles: Vec::new(),
    });
    by_key.insert(key, id);
    id
}

/// The day of a work's newest version.
fn newest(versions: &[Version], work: &Work) -> Option<Date> {
    work.versions
        .iter()
        .filter_map(|v| versions[v.0 as usize].date)
        .max()
}

/// Repeals that the texts tell.
fn repeals(
    entries: &[Entry],
    extracts: &[Extract],
    out: &mut Derived,
    by_key: &mut BTreeMap<Key, WorkId>,
) {
    // Only texts that are held as versions prove something: their words can be read again.
    let held: std::collections::BTreeSet<u32> = out.versions.iter().map(|v| v.entry).collect();
    for (i, e) in entries.iter().enumerate() {
        let Some(x) = extracts.get(i) else { continue };
        if x.ends.is_empty() || !u32::try_from(i).is_ok_and(|n| held.contains(&n)) {
            continue;
        }
        let own = title::key(&e.meta.title);
        let here = place(e.meta.rank(), e.meta.region());
        let date = e.meta.version.as_ref().map(|v| v.value).or(e.claimed);
        for end in &x.ends {
            let target = title::key(&end.title);
            if target.is_empty() || target == own {
                continue;
            }
            let Some(on) = end.on.or_else(|| from(e, date)) else {
                continue;
            };
            // A local text ends local law of its own place; a national one national law.
            let found = by_key
                .get(&(target.clone(), here.clone()))
                .copied()
                .or_else(|| {
                    let other = region::of(&end.title)
                        .map(|r| r.split('/').next().unwrap_or("").to_string());
                    other.and_then(|r| by_key.get(&(target.clone(), r)).copied())
                });
            let id = match found {
                Some(id) => id,
                None => stub(
                    out,
                    by_key,
                    (target.clone(), here.clone()),
                    &end.title,
                    Rank::Unknown,
                    if here == "全国" {
                        "全国"
                    } else {
                        e.meta.region()
                    },
                ),
            };
            let w = &mut out.works[id.0 as usize];
            // A text made or amended after the repeal is another law of the same name.
            let newest = newest(&out.versions, w);
            if newest.is_some_and(|n| n >= on) {
                continue;
            }
            if w.rank == Rank::Law
                && matches!(
                    e.meta.rank(),
                    Rank::DepartmentalRule
                        | Rank::AdministrativeRegulation
                        | Rank::Normative
                        | Rank::Unknown
                )
            {
                continue;
            }
            let better = w
                .repeal
                .as_ref()
                .is_none_or(|r| on < r.on || on == r.on && r.successor.is_none() && end.replaces);
            if better {
                w.repeal = Some(Repeal {
                    on,
                    exact: true,
                    by: e.meta.title.clone(),
                    successor: end.replaces.then(|| e.meta.title.clone()),
                    evidence: Evidence {
                        title: e.meta.title.clone(),
                        version: date,
                        article: Some(end.article.clone()),
                        quote: Some(end.quote.clone()),
                        source: None,
                    },
                });
            }
        }
    }
}

/// Repeals of the registry, where the texts tell none.
fn registry(out: &mut Derived, by_key: &mut BTreeMap<Key, WorkId>) {
    for law in facts::dead_laws() {
        let Some(on) = law.on() else { continue };
        let place = region::of(&law.title).map_or_else(
            || "全国".to_string(),
            |r| r.split('/').next().unwrap_or("全国").to_string(),
        );
        let key = (title::key(&law.title), place.clone());
        let id = stub(out, by_key, key, &law.title, Rank::Unknown, &place);
        let w = &mut out.works[id.0 as usize];
        let newest = newest(&out.versions, w);
        if newest.is_some_and(|n| n >= on) {
            continue;
        }
        let successor = (!law.successor.is_empty()).then(|| law.successor.clone());
        match &mut w.repeal {
            Some(r) => r.successor = r.successor.take().or(successor),
            none => {
                *none = Some(Repeal {
                    on,
                    exact: !law.repealed_on.is_empty(),
                    by: if law.by.is_empty() {
                        law.source.clone()
                    } else {
                        law.by.clone()
                    },
                    successor,
                    evidence: Evidence {
                        title: law.source.clone(),
                        version: None,
                        article: None,
                        quote: None,
                        source: Some(format!("法律沿革表：{}", law.title)),
                    },
                });
            }
        }
    }
}
