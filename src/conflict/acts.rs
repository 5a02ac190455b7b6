//! The acts that higher law punishes: every penal norm of every work in force on the day, its two
//! hops made, with an inverted index over the content of the act.

use super::clauses::Shelves;
use super::gone::{self, Gone};
use super::sort;
use super::wording;
use crate::align::{Engine, Gram, terms as grams};
use crate::corpus::{Library, VersionId, WorkId};
use crate::document::{Document, NodeId, Number};
use crate::law::{Standing, title};
use crate::norm::{self, Expanded, Norm, Sanction};
use crate::text::{Date, Span};
use rayon::prelude::*;
use std::collections::BTreeMap;

/// A work whose penal norms are in the index.
#[derive(Debug, Clone)]
pub struct Source {
    /// The work.
    pub work: WorkId,
    /// Its version in force on the day.
    pub version: VersionId,
    /// The version's day.
    pub date: Option<Date>,
    /// Its standing.
    pub standing: Standing,
    /// Its full title.
    pub title: String,
    /// Its key ([`title::key`]).
    pub key: String,
    /// The pairs of its title's matter.
    pub core: Vec<Gram>,
    /// Their weight.
    pub core_mass: f32,
    /// Keys of repealed laws that it follows, by their own closing provisions or its own.
    pub follows: Vec<String>,
    /// What it leaves to the provinces to order (“…的具体管理办法由省、自治区、直辖市制定”).
    pub delegates: Vec<Vec<Gram>>,
    /// The pairs of that which its own acts don't hold, sorted: 小作, 作坊, 摊贩.
    pub left: Vec<Gram>,
}

/// One act with its sanctions in higher law.
#[derive(Debug, Clone)]
pub struct Act {
    /// Index into [`Acts::sources`].
    pub source: u32,
    /// The article.
    pub article: Number,
    /// The 款 or 项 that the norm is read from.
    pub node: NodeId,
    /// The norm's sentence in the version's text.
    pub span: Span,
    /// The sentence that leads its list, where it is an item.
    pub lead: Option<Span>,
    /// The act's own words or those of the provision it names.
    pub text: String,
    /// Whether the words stand in another provision that the norm points to.
    pub borrowed: bool,
    /// The sanctions, its own or borrowed.
    pub sanctions: Vec<Sanction>,
    /// The norm.
    pub norm: Norm,
    /// The norm's sentence, as printed.
    pub words: String,
    /// The sentence that leads its list, as printed; empty where there is none.
    pub lead_words: String,
    /// The words of each sanction, as printed.
    pub sanction_words: Vec<String>,
    /// The 款 of the norm.
    pub paragraph: Option<u32>,
    /// Content pairs, sorted, without repeats.
    pub grams: Vec<Gram>,
    /// The weight of all its pairs.
    pub mass: f32,
    /// The act and its ways, weighed.
    pub bags: Bags,
}

/// Content pairs with their weights, sorted.
#[derive(Debug, Clone, Default)]
pub struct Bag {
    /// Each pair with its weight.
    pub pairs: Vec<(Gram, f32)>,
    /// Their sum.
    pub mass: f32,
}

impl Bag {
    /// How like the two are, from 0 to 1: twice the weight they share over all.
    pub fn like(&self, other: &Self) -> f32 {
        2.0 * self.shared(other) / (self.mass + other.mass).max(1e-6)
    }

    /// The weight of what both hold.
    pub fn shared(&self, other: &Self) -> f32 {
        let (mut i, mut j, mut sum) = (0, 0, 0.0);
        while let (Some(a), Some(b)) = (self.pairs.get(i), other.pairs.get(j)) {
            match a.0.cmp(&b.0) {
                std::cmp::Ordering::Less => i += 1,
                std::cmp::Ordering::Greater => j += 1,
                std::cmp::Ordering::Equal => {
                    sum += a.1.min(b.1);
                    i += 1;
                    j += 1;
                }
            }
        }
        sum
    }
}

/// An act's words, weighed; those of its subject count for less.
#[derive(Debug, Clone, Default)]
pub struct Bags {
    /// The whole act.
    pub body: Bag,
    /// Its pairs without the subject's, sorted.
    pub told: Vec<Gram>,
    /// Those of its subject, sorted.
    pub subject: Vec<Gram>,
    /// Its ways ([`wording`]), the body among them.
    pub ways: Vec<Bag>,
    /// What sort of act it is ([`sort::sorts`]); none where the words don't tell.
    pub sorts: u16,
    /// What classes of things it is done to ([`sort::classes`]).
    pub classes: [u16; 3],
}

impl Bags {
    /// Whether the two are of sorts that are not each other.
    pub fn of_another_sort(&self, other: &Self) -> bool {
        self.sorts != 0 && other.sorts != 0 && self.sorts & other.sorts == 0
    }
}

/// What a word of the subject counts for beside one of the act.
const SUBJECT: f32 = 0.5;

/// A work as read: what it punishes and what it no longer does.
type Read = (Source, Vec<Act>, Vec<Gone>);

/// How many of a text's acts hold a pair: words that all acts of a law hold don't tell them apart.
#[derive(Debug, Clone, Default)]
pub struct Common {
    held: std::collections::BTreeMap<Gram, u32>,
    acts: u32,
}

impl Common {
    /// Counts the pairs of a text's acts.
    pub fn of<'g>(acts: impl Iterator<Item = &'g [Gram]>) -> Self {
        let mut out = Self::default();
        for a in acts {
            out.acts += 1;
            for &g in a {
                *out.held.entry(g).or_insert(0) += 1;
            }
        }
        out
    }

    /// Whether any act holds the pair.
    pub fn holds(&self, gram: Gram) -> bool {
        self.held.contains_key(&gram)
    }

    /// How well a pair tells the text's acts apart, from 0 (all hold it) to 1 (one does).
    #[allow(clippy::cast_precision_loss)]
    pub fn tells(&self, gram: Gram) -> f32 {
        let n = self.acts.max(8) as f32;
        let df = self.held.get(&gram).copied().unwrap_or(1).max(1) as f32;
        let t = ((n + 1.0) / df).ln() / (n + 1.0).ln();
        t.max(0.0)
    }
}

/// The index.
#[derive(Debug, Default)]
pub struct Acts {
    /// The works.
    pub sources: Vec<Source>,
    /// The acts.
    pub acts: Vec<Act>,
    grams: Vec<Gram>,
    starts: Vec<u32>,
    postings: Vec<u32>,
    weights: Vec<f32>,
    /// The same laws as alignment reads them.
    pub engine: Option<Engine>,
    /// The sources' clauses that are no penalties.
    pub shelves: Shelves,
    /// Acts that the sources once punished and no longer do, by source.
    pub gone: Vec<Gone>,
}

/// The words of a norm's act without the provisions it points to.
fn own_words(document: &Document, norm: &Norm) -> String {
    let span = norm.act.span;
    let mut out = String::new();
    let mut at = span.start;
    for r in &norm.references {
        // 《动物检疫合格证明》 may be what the act is done to.
        let thing = r.title.is_some() && r.kind == norm::ReferenceKind::Other;
        if !thing && r.span.start >= at && r.span.end <= span.end {
            out.push_str(Span::new(at, r.span.start).slice(&document.text));
            out.push('，');
            at = r.span.end;
        }
    }
    out.push_str(Span::new(at, span.end).slice(&document.text));
    // 有第…条规定情形的, 除第…款规定情形外: what was cut out is the act. 一年内被处罚三次的 names none.
    if out.contains("被处罚") && out.contains('次')
        || ["有，规定", "有，所列", "除，规定", "有，的"]
            .iter()
            .any(|w| out.contains(w))
    {
        return String::new();
    }
    let mut words = out.as_str();
    loop {
        let cut = words
            .trim_start_matches([
                '，', ',', '、', ' ', '的', '第', '（', '）', '和', '或', '者',
            ])
            .trim_start_matches("规定")
            .trim_start_matches("违反")
            .trim_start_matches("本条例")
            .trim_start_matches("本办法")
            .trim_start_matches("本法");
        if cut.len() == words.len() {
            break;
        }
        words = cut;
    }
    // 有本条例第…条规定行为之一的: what is left of it says nothing.
    let said = [
        "本条例",
        "本办法",
        "本法",
        "规定",
        "所列",
        "行为",
        "情形",
        "之一",
        "有",
        "的",
        "，",
    ]
    .iter()
    .fold(words.to_string(), |w, x| w.replace(x, ""));
    if said.chars().count() < 3 {
        return String::new();
    }
    words.to_string()
}

/// The acts of a norm: its own words, or where it has none, those of the provisions it names.
pub fn acts_of(document: &Document, norm: &Norm, e: &Expanded) -> Vec<(String, bool)> {
    let words = own_words(document, norm);
    let own = grams(&words);
    let mut out: Vec<(String, bool)> = Vec::new();
    if own.len() >= 3 {
        out.push((words, false));
        return out;
    }
    for a in &e.acts {
        if a.span != norm.act.span && grams(&a.text).len() >= 3 && out.iter().all(|o| o.0 != a.text)
        {
            out.push((a.text.clone(), true));
        }
    }
    if out.is_empty() && !own.is_empty() {
        out.push((words, false));
    }
    out
}

/// The penal norms of an article with what they punish.
fn read(document: &Document, article: NodeId, source: u32, out: &mut Vec<Act>) {
    let Some(number) = document.node(article).number else {
        return;
    };
    for n in norm::read(document, article) {
        // Crimes are no administrative acts.
        if ["有期徒刑", "拘役", "罚金", "无期徒刑"].iter().any(|w| {
            document.slice(n.span).contains(w)
                || n.lead.is_some_and(|l| document.slice(l).contains(w))
        }) {
            continue;
        }
        let penal = !n.sanctions.is_empty()
            || n.references
                .iter()
                .any(|r| r.title.is_none() && r.kind == norm::ReferenceKind::Sanction);
        if !penal {
            continue;
        }
        let e = norm::expand(document, &n);
        if e.sanctions.is_empty() {
            continue;
        }
        for (text, borrowed) in acts_of(document, &n, &e) {
            // Whose task it is, or what organs must do: no act of a citizen.
            if text.starts_with("本条") || text.starts_with("本章") || wording::of_organs(&text)
            {
                continue;
            }
            out.push(Act {
                source,
                article: number,
                node: n.nodes.last().copied().unwrap_or(article),
                span: n.span,
                lead: n.lead,
                grams: grams(&text),
                mass: 0.0,
                bags: Bags::default(),
                text,
                borrowed,
                sanction_words: e
                    .sanctions
                    .iter()
                    .map(|s| document.slice(s.span).to_string())
                    .collect(),
                words: document.slice(n.span).to_string(),
                lead_words: n.lead.map_or("", |s| document.slice(s)).to_string(),
                paragraph: document
                    .place(n.nodes.last().copied().unwrap_or(article))
                    .paragraph,
                sanctions: e.sanctions.clone(),
                norm: n.clone(),
            });
        }
    }
}

/// What a law leaves to the provinces to order.
fn delegates(document: &Document) -> Vec<Vec<Gram>> {
    let mut out = Vec::new();
    for sentence in document.text.split(['。', '；', '\n']) {
        if sentence.contains("由省、自治区、直辖市")
            && ["制定", "规定", "确定"]
                .iter()
                .any(|w| sentence.contains(w))
            && sentence.contains("办法")
        {
            let matter = sentence.split("由省、自治区、直辖市").next().unwrap_or("");
            let g = grams(matter);
            if !g.is_empty() {
                out.push(g);
            }
        }
    }
    out
}

/// The penal norms of all living articles of a document's main part.
pub(super) fn read_all(document: &Document) -> Vec<Act> {
    let mut acts = Vec::new();
    for a in document.living_articles() {
        let words = document.full_span(a).slice(&document.text);
        if norm::may_set(words) {
            read(document, a, 0, &mut acts);
        }
    }
    acts
}

impl Acts {
    /// Reads the penal norms of all works in force on a day. Works whose text can't be read are
    /// left out.
    pub fn build(library: &Library, on: Date) -> Self {
        let works: Vec<(WorkId, VersionId)> = (0..library.works.len())
            .filter_map(|i| {
                let id = WorkId(u32::try_from(i).ok()?);
                if library.work(id).repeal.as_ref().is_some_and(|r| r.on <= on) {
                    return None;
                }
                Some((id, library.in_force(id, on)?))
            })
            .collect();
        let mut followed: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for w in &library.works {
            if let Some(r) = w.repeal.as_ref().filter(|r| r.on <= on) {
                let by = r.successor.as_ref().unwrap_or(&r.by);
                followed
                    .entry(title::key(by))
                    .or_default()
                    .push(w.key.clone());
            }
        }
        let read: Vec<Option<Read>> = works
            .par_iter()
            .map(|&(work, version)| {
                let w = library.work(work);
                if title::is_decision(&w.title) {
                    return None;
                }
                let document = library.document(version).ok()?;
                let s = Source {
                    work,
                    version,
                    date: library.version(version).date,
                    standing: library.standing(version),
                    title: w.title.clone(),
                    key: w.key.clone(),
                    core: grams(&title::matter(&w.title, &w.region)),
                    core_mass: 0.0,
                    delegates: delegates(&document),
                    follows: followed.get(&w.key).cloned().unwrap_or_default(),
                    left: Vec::new(),
                };
                let acts = read_all(&document);
                let gone = gone::read(library, work, version, &acts);
                Some((s, acts, gone))
            })
            .collect();
        let mut out = Self::from(read.into_iter().flatten());
        out.engine = Some(Engine::build(library, on));
        out
    }

    /// From documents at hand (examples, tests) in force on a day: each with its standing, in the
    /// order given.
    pub fn of_documents(documents: &[(Standing, &Document)], on: Date) -> Self {
        let mut out = Self::from(documents.iter().enumerate().map(|(i, (standing, d))| {
            let i = u32::try_from(i).unwrap_or(u32::MAX);
            let s = Source {
                work: WorkId(i),
                version: VersionId(i),
                date: None,
                standing: standing.clone(),
                title: d.meta.title.clone(),
                key: title::key(&d.meta.title),
                core: grams(&title::matter(&d.meta.title, &standing.region)),
                core_mass: 0.0,
                delegates: delegates(d),
                follows: Vec::new(),
                left: Vec::new(),
            };
            (s, read_all(d), Vec::new())
        }));
        for (i, (_, d)) in documents.iter().enumerate() {
            out.shelves.put(&out, i, d);
        }
        out.engine = Some(Engine::of_documents(documents, on));
        out
    }

    fn from(read: impl Iterator<Item = Read>) -> Self {
        let mut out = Self::default();
        for (s, acts, gone) in read {
            let k = u32::try_from(out.sources.len()).unwrap_or(u32::MAX);
            out.sources.push(s);
            out.acts.extend(acts.into_iter().map(|mut a| {
                a.source = k;
                a
            }));
            out.gone.extend(gone.into_iter().map(|mut g| {
                g.source = k;
                g
            }));
        }
        out.index();
        let mut gone = std::mem::take(&mut out.gone);
        gone::weigh(&out, &mut gone);
        out.gone = gone;
        out
    }

    #[allow(clippy::cast_precision_loss)]
    fn index(&mut self) {
        let mut pairs: Vec<(Gram, u32)> = Vec::new();
        for (i, a) in self.acts.iter().enumerate() {
            let i = u32::try_from(i).unwrap_or(u32::MAX);
            pairs.extend(a.grams.iter().map(|&g| (g, i)));
        }
        pairs.sort_unstable();
        let n = self.acts.len().max(1) as f32;
        for (g, i) in pairs {
            if self.grams.last() != Some(&g) {
                self.grams.push(g);
                self.starts
                    .push(u32::try_from(self.postings.len()).unwrap_or(u32::MAX));
            }
            self.postings.push(i);
        }
        self.starts
            .push(u32::try_from(self.postings.len()).unwrap_or(u32::MAX));
        for w in self.starts.windows(2) {
            let df = (w[1] - w[0]) as f32;
            self.weights.push((1.0 + (n - df + 0.5) / (df + 0.5)).ln());
        }
        for i in 0..self.acts.len() {
            self.acts[i].mass = self.mass(&self.acts[i].grams);
        }
        for i in 0..self.sources.len() {
            self.sources[i].core_mass = self.mass(&self.sources[i].core);
        }
        self.shelves = Shelves::new(self.sources.len());
        let mut at = 0;
        while at < self.acts.len() {
            let source = self.acts[at].source;
            let end = at + self.acts[at..].partition_point(|a| a.source == source);
            let common = Common::of(self.acts[at..end].iter().map(|a| a.grams.as_slice()));
            let s = &mut self.sources[source as usize];
            s.left = s.delegates.iter().flatten().copied().collect();
            s.left
                .retain(|g| !common.holds(*g) && s.core.binary_search(g).is_err());
            s.left.sort_unstable();
            s.left.dedup();
            for i in at..end {
                self.acts[i].bags = self.bags(&self.acts[i].text, &common);
            }
            at = end;
        }
    }

    /// The weight of a pair: rare ones weigh more; one that no act has weighs as the rarest.
    #[allow(clippy::cast_precision_loss)]
    pub fn weight(&self, gram: Gram) -> f32 {
        match self.grams.binary_search(&gram) {
            Ok(i) => self.weights[i],
            Err(_) => (1.0 + 2.0 * self.acts.len().max(50) as f32).ln(),
        }
    }

    /// An act's words, weighed; `among` are the acts it has to be told from.
    pub fn bags(&self, text: &str, among: &Common) -> Bags {
        let w = wording::read(text);
        let subject = grams(&w.subject);
        let mut ways: Vec<Bag> = Vec::new();
        for way in &w.ways {
            let g = grams(way);
            if g.len() < 3 {
                continue;
            }
            let bag = self.bag(&g, &subject, among);
            if !ways.iter().any(|b| b.pairs == bag.pairs) {
                ways.push(bag);
            }
        }
        let told = grams(&w.body);
        Bags {
            body: self.bag(&told, &subject, among),
            told,
            subject,
            ways,
            sorts: sort::sorts(text),
            classes: sort::classes(text),
        }
    }

    /// The pairs of an act and of its subject with their weights.
    fn bag(&self, act: &[Gram], subject: &[Gram], among: &Common) -> Bag {
        let mut pairs: Vec<(Gram, f32)> = act.iter().map(|&g| (g, 1.0)).collect();
        for &g in subject {
            if act.binary_search(&g).is_err() {
                pairs.push((g, SUBJECT));
            }
        }
        pairs.sort_unstable_by_key(|p| p.0);
        for p in &mut pairs {
            p.1 *= self.weight(p.0) * among.tells(p.0);
        }
        Bag {
            mass: pairs.iter().map(|p| p.1).sum(),
            pairs,
        }
    }

    /// Pairs with their weights; `among` are the sentences they have to be told from.
    pub fn weighed(&self, grams: &[Gram], among: &Common) -> Bag {
        self.bag(grams, &[], among)
    }

    /// The weight of all of them.
    pub fn mass(&self, grams: &[Gram]) -> f32 {
        grams.iter().map(|&g| self.weight(g)).sum()
    }

    /// The weight of what two sorted lists share.
    pub fn shared(&self, a: &[Gram], b: &[Gram]) -> f32 {
        a.iter()
            .filter(|g| b.binary_search(g).is_ok())
            .map(|&g| self.weight(g))
            .sum()
    }

    /// For each act that shares a pair with the question: the weight shared, in order of the acts.
    pub fn touched(&self, grams: &[Gram]) -> Vec<(u32, f32)> {
        // A place for each act is faster than a map: common pairs stand in thousands of acts.
        let mut score = vec![0.0_f32; self.acts.len()];
        for g in grams {
            let Ok(i) = self.grams.binary_search(g) else {
                continue;
            };
            let list = &self.postings[self.starts[i] as usize..self.starts[i + 1] as usize];
            for &a in list {
                score[a as usize] += self.weights[i];
            }
        }
        (0..)
            .zip(score)
            .filter(|&(_, weight)| weight > 0.0)
            .collect()
    }

    /// The acts of a source.
    pub fn of(&self, source: u32) -> &[Act] {
        let from = self.acts.partition_point(|a| a.source < source);
        let to = self.acts.partition_point(|a| a.source <= source);
        &self.acts[from..to]
    }

    /// The source of an act.
    pub fn source(&self, act: &Act) -> &Source {
        &self.sources[act.source as usize]
    }
}
