//! Takes documents into the library.

use super::extract::{Extract, extract};
use super::manifest::{self, Entry};
use super::{store, works};
use crate::document::meta::Fact;
use crate::document::{Document, Kind, Rank};
use crate::error::{Error, Result};
use crate::law::title;
use crate::text::hash;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// One thing to take in: a file's bytes read when needed, or a document made from a database row.
pub struct Source {
    /// Path below the imported folder, or `laws.db#id`.
    pub name: String,
    /// Hash of what it was made from; equal means unchanged.
    pub raw: String,
    /// Makes the document.
    pub read: Box<dyn Fn() -> Result<Document> + Send + Sync>,
}

/// Something that could not be taken in.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Refused {
    /// Its name.
    pub name: String,
    /// Why, in Chinese, with the next step.
    pub reason: String,
}

/// What an import did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Summary {
    /// Documents newly read.
    pub taken: usize,
    /// Documents that were there already.
    pub unchanged: usize,
    /// Documents refused.
    pub refused: Vec<Refused>,
    /// All documents held.
    pub documents: usize,
    /// Articles held.
    pub articles: usize,
    /// Works and versions derived.
    pub works: usize,
    /// Versions derived.
    pub versions: usize,
    /// Repeals known.
    pub repeals: usize,
    /// Characters of the bodies that found no place.
    pub lost: usize,
    /// Remarks on sources that contradict their texts.
    pub remarks: usize,
}

/// Takes the sources into the library in `dir`; what stands there of other sources stays.
///
/// # Errors
/// When the library can't be read or written.
pub fn import(
    dir: &Path,
    sources: Vec<Source>,
    progress: &(dyn Fn(usize) + Sync),
) -> Result<Summary> {
    let path = dir.join(store::MANIFEST);
    let mut old: BTreeMap<String, (Entry, Extract)> = BTreeMap::new();
    if path.exists() {
        let (entries, current) = manifest::read(&path)?;
        let extracts_path = dir.join(store::EXTRACTS);
        if current && let Ok(bytes) = std::fs::read(&extracts_path) {
            let extracts: Vec<Extract> = store::unpack(&bytes, &extracts_path)?;
            for (e, x) in entries.into_iter().zip(extracts) {
                old.insert(e.source.clone(), (e, x));
            }
        }
    }
    let done = std::sync::atomic::AtomicUsize::new(0);
    let mut summary = Summary::default();
    type Read = std::result::Result<(Entry, Extract, bool, usize), Refused>;
    let read: Vec<Read> = sources
        .into_par_iter()
        .map(|s| {
            let out = one(dir, &s, old.get(&s.name));
            progress(done.fetch_add(1, std::sync::atomic::Ordering::Relaxed) + 1);
            out.map_err(|e| Refused {
                name: s.name.clone(),
                reason: format!("{}。下一步：{}", e.reason(), e.next_step()),
            })
        })
        .collect();
    for r in read {
        match r {
            Ok((e, x, fresh, lost)) => {
                if fresh {
                    summary.taken += 1;
                } else {
                    summary.unchanged += 1;
                }
                summary.lost += lost;
                old.insert(e.source.clone(), (e, x));
            }
            Err(e) => {
                old.remove(&e.name);
                summary.refused.push(e);
            }
        }
    }
    summary.refused.sort();
    let (entries, extracts): (Vec<Entry>, Vec<Extract>) = old.into_values().unzip();
    let derived = works::derive(&entries, &extracts);
    summary.documents = entries.len();
    summary.articles = entries.iter().map(|e| e.articles as usize).sum();
    summary.works = derived.works.len();
    summary.versions = derived.versions.len();
    summary.repeals = derived.works.iter().filter(|w| w.repeal.is_some()).count();
    summary.remarks = derived.remarks.len();
    store::write(&dir.join(store::EXTRACTS), &store::pack(&extracts)?)?;
    store::write(&dir.join(store::DERIVED), &store::pack(&derived)?)?;
    store::write(&dir.join(store::FACTS), &facts_lines(&derived)?)?;
    store::write(&path, &manifest::write(&entries)?)?;
    let keep: BTreeSet<String> = entries.iter().map(|e| e.blob.clone()).collect();
    store::sweep(dir, &keep);
    Ok(summary)
}

fn one(
    dir: &Path,
    s: &Source,
    old: Option<&(Entry, Extract)>,
) -> Result<(Entry, Extract, bool, usize)> {
    if let Some((e, x)) = old
        && e.raw == s.raw
        && store::has(dir, &e.blob)
    {
        return Ok((e.clone(), x.clone(), false, 0));
    }
    let mut d = (s.read)()?;
    by_folder(&mut d, &s.name);
    let doubtful = doubtful(&d);
    let parts = d
        .nodes
        .iter()
        .filter(|n| matches!(n.kind, Kind::Paragraph | Kind::Item))
        .count();
    if d.meta.title.is_empty() {
        return Err(Error::unreadable(
            "找不到标题",
            "在正文第一行写明标题后重新导入",
        ));
    }
    let lost: usize = d
        .problems
        .iter()
        .filter(|p| p.what.starts_with("未能归入"))
        .map(|p| d.slice(p.span).chars().count())
        .sum();
    let x = extract(&d);
    let n = |v: usize| u32::try_from(v).unwrap_or(u32::MAX);
    let e = Entry {
        source: s.name.clone(),
        raw: s.raw.clone(),
        blob: store::put(dir, &d)?,
        text: hash::of(&[d.text.as_bytes()]),
        articles: n(d.articles().count()),
        parts: n(parts),
        chars: n(d.text.chars().count()),
        problems: n(d.problems.len()),
        claimed: title::name_date(&s.name),
        meta: d.meta.clone(),
        doubtful,
    };
    Ok((e, x, true, lost))
}

/// A rank that the text doesn't tell, from the collection's folder: a claim, named as such.
fn by_folder(d: &mut Document, name: &str) {
    if d.meta.rank() != Rank::Unknown {
        return;
    }
    let laws = [
        "行政法",
        "刑法",
        "经济法",
        "民法商法",
        "社会法",
        "宪法相关法",
        "诉讼与非诉讼程序法",
        "民法典",
        "法律",
    ];
    for part in name.split('/') {
        let rank = match part {
            "行政法规" => Rank::AdministrativeRegulation,
            "部门规章" => Rank::DepartmentalRule,
            "司法解释" => Rank::JudicialInterpretation,
            "地方性法规" => Rank::LocalRegulation,
            "监察法规" => Rank::SupervisionRegulation,
            p if laws.contains(&p) => Rank::Law,
            _ => continue,
        };
        d.meta.rank = Some(Fact::new(rank, format!("来源文件夹“{part}”")));
        if rank.is_national() {
            d.meta.region = Some(Fact::new("全国".into(), format!("来源文件夹“{part}”")));
        }
        return;
    }
}

/// Why a text can't be relied on for what it lacks.
fn doubtful(d: &Document) -> Option<String> {
    if d.meta.title.starts_with("中华人民共和国民法典") && d.articles().count() < 1000 {
        return Some("只有法典的一编".into());
    }
    if d.nodes.iter().filter(|n| n.kind.is_normative()).count() < 2 {
        return Some("几乎没有正文".into());
    }
    let last = d
        .nodes
        .iter()
        .rev()
        .find(|n| n.kind.is_normative() && n.part == d.main_part())?;
    let words = d.slice(last.span).trim_end();
    if !words.ends_with(['。', '；', '：', '”', '）', ')', '.', '！', '】', '》', '…'])
        && last.kind != Kind::Row
        && d.articles().next().is_some()
    {
        return Some("结尾不完整，可能截断".into());
    }
    None
}

/// Derived facts for people: one JSON line a repeal or rename.
fn facts_lines(d: &works::Derived) -> Result<Vec<u8>> {
    let mut out = String::new();
    let mut line = |v: serde_json::Value| {
        out.push_str(&v.to_string());
        out.push('\n');
    };
    for w in &d.works {
        if let Some(r) = &w.repeal {
            line(
                serde_json::json!({"fact": "repeal", "title": w.title, "region": w.region, "on": r.on.to_string(), "by": r.by, "successor": r.successor, "evidence": r.evidence}),
            );
        }
        for f in &w.former_titles {
            line(serde_json::json!({"fact": "rename", "title": w.title, "former": f}));
        }
    }
    for r in &d.remarks {
        line(serde_json::json!({"fact": "remark", "words": r}));
    }
    Ok(out.into_bytes())
}
