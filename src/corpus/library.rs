//! The open library: answers about works, versions, days.

use super::extract::Extract;
use super::types::{Evidence, Unresolved, Version, VersionId, Work, WorkId};
use super::works::Derived;
use super::{facts, moves, store};
use crate::document::{Document, NodeId, Number, Status};
use crate::error::{Error, Result};
use crate::law::{Standing, region, title};
use crate::text::{Date, hash, normalize};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock};

/// Who cites a title: version, node, article.
type Citers = BTreeMap<String, Vec<(VersionId, NodeId, Option<Number>)>>;

/// The library. Reading is lazy and thread-safe; documents are kept once read.
#[derive(Debug, Default)]
pub struct Library {
    /// All works.
    pub works: Vec<Work>,
    /// All versions.
    pub versions: Vec<Version>,
    /// Sources that contradict their texts, in Chinese.
    pub remarks: Vec<String>,
    dir: PathBuf,
    digest: String,
    keys: BTreeMap<String, Vec<WorkId>>,
    loose: BTreeMap<String, Vec<WorkId>>,
    numbers: BTreeMap<String, Vec<WorkId>>,
    documents: Mutex<BTreeMap<u32, Arc<Document>>>,
    moves: Mutex<BTreeMap<(VersionId, VersionId), Arc<moves::Moves>>>,
    citers: OnceLock<Citers>,
}

impl Library {
    /// Opens the library in a folder.
    ///
    /// # Errors
    /// When there is none, or it is foreign or broken; says how to make one.
    pub fn open(dir: &Path) -> Result<Self> {
        let path = dir.join(store::DERIVED);
        let bytes = std::fs::read(&path).map_err(|_| {
            Error::library(
                "这里没有法律库",
                "先运行 qingli import 文件夹 --library 本文件夹",
            )
            .about_file(dir)
        })?;
        let derived: Derived = store::unpack(&bytes, &path)?;
        Ok(Self::of(derived, dir, hash::of(&[&bytes])))
    }

    /// The digest of the library in a folder, without opening it.
    ///
    /// # Errors
    /// When there is none.
    pub fn digest_of(dir: &Path) -> Result<String> {
        let bytes = std::fs::read(dir.join(store::DERIVED)).map_err(|_| {
            Error::library(
                "这里没有法律库",
                "先运行 qingli import 文件夹 --library 本文件夹",
            )
            .about_file(dir)
        })?;
        Ok(hash::of(&[&bytes]))
    }

    /// A library of derived facts.
    pub(crate) fn of(derived: Derived, dir: &Path, digest: String) -> Self {
        let mut out = Self {
            works: derived.works,
            versions: derived.versions,
            remarks: derived.remarks,
            dir: dir.to_path_buf(),
            digest,
            ..Self::default()
        };
        for (i, w) in out.works.iter().enumerate() {
            let id = WorkId(u32::try_from(i).unwrap_or(u32::MAX));
            out.keys.entry(w.key.clone()).or_default().push(id);
            out.loose
                .entry(title::loose(&w.title))
                .or_default()
                .push(id);
            for f in &w.former_titles {
                out.loose.entry(f.clone()).or_default().push(id);
            }
            for v in &w.versions {
                if let Some(n) = &out.versions[v.0 as usize].meta.number {
                    let list = out.numbers.entry(number_key(&n.value)).or_default();
                    if !list.contains(&id) {
                        list.push(id);
                    }
                }
            }
        }
        out
    }

    /// Digest of what was derived; empty for an empty library.
    pub fn digest(&self) -> &str {
        &self.digest
    }

    /// The folder.
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// A work by id.
    pub fn work(&self, id: WorkId) -> &Work {
        &self.works[id.0 as usize]
    }

    /// A version by id.
    pub fn version(&self, id: VersionId) -> &Version {
        &self.versions[id.0 as usize]
    }

    /// Works of this title, former title or known short title, best first. `near` is the standing
    /// of the citing document: law of another place is never meant.
    pub fn find(&self, named: &str, near: &Standing) -> Vec<WorkId> {
        let key = title::key(named);
        if key.is_empty() {
            return Vec::new();
        }
        let mut list: Vec<WorkId> = self.keys.get(&key).cloned().unwrap_or_default();
        if list.is_empty()
            && let Some(a) = facts::aliases()
                .iter()
                .find(|a| title::key(&a.alias) == key)
        {
            list = self
                .keys
                .get(&title::key(&a.title))
                .cloned()
                .unwrap_or_default();
        }
        if list.is_empty() {
            list = self
                .loose
                .get(&title::loose(named))
                .or_else(|| self.loose.get(&key))
                .cloned()
                .unwrap_or_default();
        }
        let here = near.region.split('/').next().unwrap_or("");
        list.retain(|&id| {
            let r = self.work(id).region.as_str();
            let top = r.split('/').next().unwrap_or("");
            // A title that names its place means the law of that place.
            r.is_empty()
                || top == "全国"
                || here.is_empty()
                || top == here
                || region::of(named).is_some_and(|p| p.split('/').next() == Some(top))
        });
        list.sort_by_key(|&id| {
            let w = self.work(id);
            (
                w.versions.is_empty(),
                w.region != near.region,
                w.region.split('/').next() != Some(here),
                id,
            )
        });
        list
    }

    /// Works issued under this document number.
    pub fn by_number(&self, number: &str) -> Vec<WorkId> {
        self.numbers
            .get(&number_key(number))
            .cloned()
            .unwrap_or_default()
    }

    /// The version of a work in force on a day: the newest one whose force began; a version
    /// without dates only where nothing else is held.
    pub fn in_force(&self, work: WorkId, on: Date) -> Option<VersionId> {
        let w = self.work(work);
        let began = |v: &&VersionId| self.version(**v).from.is_some_and(|f| f <= on);
        w.versions
            .iter()
            .rev()
            .find(|v| began(v) && self.version(**v).doubtful.is_none())
            .or_else(|| w.versions.iter().rev().find(began))
            .or_else(|| {
                w.versions
                    .iter()
                    .rev()
                    .find(|v| self.version(**v).from.is_none())
            })
            .copied()
    }

    /// The state of a work on a day, with the proof where it ended.
    pub fn status(&self, work: WorkId, on: Date) -> (Status, Option<&Evidence>) {
        let w = self.work(work);
        if let Some(r) = w.repeal.as_ref().filter(|r| r.on <= on) {
            return (Status::Repealed, Some(&r.evidence));
        }
        if let Some(v) = self.in_force(work, on) {
            let ran_out = self.version(v).meta.expires.as_ref();
            if ran_out.is_some_and(|e| e.value < on) {
                return (Status::Lapsed, None);
            }
            return (Status::InForce, None);
        }
        if w.versions.is_empty() {
            (Status::Unknown, None)
        } else {
            (Status::NotYet, None)
        }
    }

    /// The standing of a version, for [`crate::law::above()`].
    pub fn standing(&self, id: VersionId) -> Standing {
        let v = self.version(id);
        let w = self.work(v.work);
        Standing {
            rank: w.rank,
            issuer: w.issuer.clone(),
            region: w.region.clone(),
            from: v.from,
            until: v.until,
        }
    }

    /// The document of a version, read once and kept.
    ///
    /// # Errors
    /// When the store is broken.
    pub fn document(&self, id: VersionId) -> Result<Arc<Document>> {
        if let Ok(held) = self.documents.lock()
            && let Some(d) = held.get(&id.0)
        {
            return Ok(Arc::clone(d));
        }
        let d = Arc::new(store::get(&self.dir, &self.version(id).blob)?);
        if let Ok(mut held) = self.documents.lock() {
            held.insert(id.0, Arc::clone(&d));
        }
        Ok(d)
    }

    /// Where the article `number` of the version `from` went in the version `to` (of the same work
    /// or of the one that took its place): the article of like words there, with the likeness from
    /// 0 to 1; none when it vanished. Two texts are aligned once and kept.
    pub fn moved(&self, from: VersionId, to: VersionId, number: Number) -> Option<(Number, f64)> {
        if from == to {
            return Some((number, 1.0));
        }
        let kept = self
            .moves
            .lock()
            .ok()
            .and_then(|m| m.get(&(from, to)).cloned());
        let map = if let Some(map) = kept {
            map
        } else {
            let (a, b) = (self.document(from).ok()?, self.document(to).ok()?);
            let map = Arc::new(moves::align(&articles(&a), &articles(&b)));
            if let Ok(mut m) = self.moves.lock() {
                m.insert((from, to), Arc::clone(&map));
            }
            map
        };
        map.get(&number).copied()
    }

    /// Where an article went in the law that took its law's place (合同法 → 民法典), as the repeal
    /// names it: the version in force on the day, the article, the likeness.
    pub fn moved_across(
        &self,
        from: VersionId,
        number: Number,
        on: Date,
    ) -> Option<(VersionId, Number, f64)> {
        let work = self.version(from).work;
        let successor = self.work(work).repeal.as_ref()?.successor.as_deref()?;
        let next = self
            .find(successor, &self.standing(from))
            .into_iter()
            .find(|w| *w != work)?;
        let to = self.in_force(next, on)?;
        let (n, like) = self.moved(from, to, number)?;
        Some((to, n, like))
    }

    /// Who cites a work (one of its articles): places in held versions.
    pub fn cited_by(&self, work: WorkId, number: Option<Number>) -> Vec<(VersionId, NodeId)> {
        let all = self.citers.get_or_init(|| {
            let path = self.dir.join(store::EXTRACTS);
            let mut out: BTreeMap<String, Vec<(VersionId, NodeId, Option<Number>)>> =
                BTreeMap::new();
            let Ok(bytes) = std::fs::read(&path) else {
                return out;
            };
            let Ok(extracts) = store::unpack::<Vec<Extract>>(&bytes, &path) else {
                return out;
            };
            for (i, v) in self.versions.iter().enumerate() {
                let id = VersionId(u32::try_from(i).unwrap_or(u32::MAX));
                let Some(x) = extracts.get(v.entry as usize) else {
                    continue;
                };
                for c in &x.cites {
                    out.entry(title::key(&c.title))
                        .or_default()
                        .push((id, c.node, c.article));
                }
            }
            out
        });
        let w = self.work(work);
        let mut list: Vec<(VersionId, NodeId)> = all
            .get(&w.key)
            .into_iter()
            .flatten()
            .filter(|(v, _, a)| (number.is_none() || *a == number) && self.version(*v).work != work)
            .map(|(v, n, _)| (*v, *n))
            .collect();
        list.sort();
        list.dedup();
        list
    }

    /// The article of a version.
    ///
    /// # Errors
    /// Why there is none.
    pub fn article(
        &self,
        version: VersionId,
        number: Number,
    ) -> std::result::Result<NodeId, Unresolved> {
        let d = self.document(version).map_err(|_| Unresolved::NoText)?;
        d.article(d.main_part(), number)
            .ok_or(Unresolved::NoArticle)
    }
}

/// A number's key: digits, letters and Han only, brackets and 第 gone.
fn number_key(n: &str) -> String {
    normalize::fold(n)
        .chars()
        .filter(|c| c.is_alphanumeric() && *c != '第')
        .collect::<String>()
        .replace("中华人民共和国", "")
}

/// The living articles of a document's main part with their words, in order.
fn articles(d: &Document) -> Vec<(Number, String)> {
    let main = d.main_part();
    d.articles()
        .filter(|&id| d.node(id).part == main && !d.node(id).dead)
        .filter_map(|id| {
            let words: String = d.descendants(id).map(|n| d.words(n)).collect();
            Some((d.node(id).number?, words))
        })
        .collect()
}
