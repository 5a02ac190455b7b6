//! Accepted changes → the checked .docx itself with true tracked changes and comments.
//!
//! The file is patched, not made anew: only the runs and paragraph marks that change are written,
//! with `w:ins` and `w:del`, and every other byte of the part and of the package stays. So accepting
//! all gives the new text and rejecting all the old one; [`write`] proves both by reading its own
//! output back in both views before anyone sees it. A change that can't be placed (an automatic
//! number, the result of a field, across cells) is left out and named, never guessed.

mod lines;
mod map;
mod package;
mod paragraph;
mod plan;
mod run;
#[cfg(test)]
mod tests;
mod tree;
mod write;

use crate::error::{Error, Result};
use crate::finding::{Edit, Finding};
use crate::parse::{self, View, docx::NOWHERE};
use crate::proposal;
use crate::text::{Date, Span, normalize};
pub use lines::between;
use map::Map;
use package::{Comment, Packed};
use plan::{NewParagraph, Plan};
use std::collections::{BTreeMap, BTreeSet};
use write::{Anchor, Ids, Stamp};

/// Who makes the changes, and on which day.
#[derive(Debug, Clone)]
pub struct By {
    /// The name that stands at each change and comment.
    pub author: String,
    /// The day of judgment.
    pub day: Date,
}

/// One change: its edits go in together or not at all.
#[derive(Debug, Clone, Default)]
pub struct Change {
    /// What it is called where it can't be placed.
    pub name: String,
    /// Edits of the text as read with all earlier changes accepted; none for a mere comment.
    pub edits: Vec<Edit>,
    /// The words that the comment is about, where there are no edits.
    pub about: Span,
    /// The comment, one paragraph each; none without a comment.
    pub comment: Vec<String>,
}

/// A change that is not in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// Its index in the list given.
    pub change: usize,
    /// Its name.
    pub name: String,
    /// Why, in Chinese.
    pub why: String,
}

/// A file with tracked changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Marked {
    /// The file.
    pub bytes: Vec<u8>,
    /// The text that accepting all gives.
    pub text: String,
    /// The changes with edits that are in it, by index.
    pub taken: Vec<usize>,
    /// Those that are not.
    pub refused: Vec<Refused>,
    /// How many comments were added.
    pub comments: usize,
    /// What else a user must know, in Chinese.
    pub notes: Vec<String>,
}

/// The changes that findings propose, as [`proposal::apply`] takes them: of two that want the same
/// words the lesser is left out, with the reason. A finding without edits is a comment.
pub fn proposed(text: &str, findings: &[&Finding]) -> (Vec<Change>, Vec<Refused>) {
    let applied = proposal::apply(text, findings);
    let mut refused = Vec::new();
    let changes = findings
        .iter()
        .enumerate()
        .map(|(i, f)| {
            let name = format!("{} {}", f.rule, f.place.place);
            // A fix may only say what is to be done, without words for it.
            let fix = f.fix.as_ref().filter(|x| !x.edits.is_empty());
            let mut comment = comment(f);
            let dropped = applied.dropped.iter().find(|d| d.finding == i);
            if let Some(d) = dropped.filter(|_| fix.is_some()) {
                comment.push(format!("本项没有写入修订：{}", d.reason));
                refused.push(Refused {
                    change: i,
                    name: name.clone(),
                    why: d.reason.clone(),
                });
            }
            Change {
                name,
                edits: match fix {
                    Some(fix) if dropped.is_none() => fix.edits.clone(),
                    _ => Vec::new(),
                },
                about: Span::new(f.place.start, f.place.end),
                comment,
            }
        })
        .collect();
    (changes, refused)
}

/// What a comment says of a finding: the reason and the basis.
fn comment(f: &Finding) -> Vec<String> {
    let mut out = vec![format!(
        "【{}】{}（{}，把握{}）",
        f.rule,
        f.message,
        f.severity.shown(),
        f.confidence.shown()
    )];
    if !f.why.is_empty() {
        out.push(format!("理由：{}", f.why));
    }
    for b in &f.basis {
        let mut said = format!("依据：《{}》", b.law);
        if let Some(version) = &b.version {
            said.push_str(&format!("（{version}版本）"));
        }
        if let Some(article) = &b.article {
            said.push_str(article);
        }
        if let Some(n) = b.paragraph {
            said.push_str(&format!("第{}款", crate::text::numeral::format(n.into())));
        }
        match (&b.quote, &b.source) {
            (Some(q), _) => said.push_str(&format!("：“{}”", q.trim())),
            (None, Some(s)) => said.push_str(&format!("（{s}）")),
            (None, None) => said.push_str("（库中无原文）"),
        }
        out.push(said);
    }
    if !f.counter.is_empty() {
        out.push(format!("另请注意：{}", f.counter));
    }
    if let Some(fix) = &f.fix {
        let title = if fix.title.is_empty() {
            String::new()
        } else {
            format!("{}，", fix.title)
        };
        out.push(format!("修改建议：{title}{}", fix.grade.shown()));
    }
    out
}

/// Lines as readers give them: normalised, without white space at the ends, none empty.
fn lines(text: &str) -> Vec<String> {
    normalize::normalize(text)
        .split('\n')
        .map(|l| l.trim().to_string())
        .filter(|l| !l.is_empty())
        .collect()
}

fn text_of(blocks: &parse::Blocks) -> String {
    let texts: Vec<&str> = blocks.blocks.iter().map(|b| b.text.as_str()).collect();
    texts.join("\n")
}

/// Writes the changes into the file they were found in. `text` is the text in which the edits
/// count: the document's.
///
/// # Errors
/// A file that is no .docx or that says something else than `text`; a broken proof, in which case
/// there is no file.
pub fn write(name: &str, bytes: &[u8], text: &str, changes: &[Change], by: &By) -> Result<Marked> {
    let (blocks, trace) = parse::traced(name, bytes, View::Accepted)?;
    let original = text_of(&parse::blocks(name, bytes, View::Original)?);
    let map = Map::new(tree::Tree::read(&trace.xml)?, &blocks, &trace);
    if map.text != text {
        return Err(Error::internal("文件读回的文字与检查时的不同，没有写修订稿").about(name));
    }
    let (prefix, space) = namespace(&map.tree)?;
    let job = Job {
        name,
        bytes,
        map,
        main: &trace.part,
        original: lines(&original),
        changes,
        stamp: Stamp {
            w: prefix,
            author: by.author.clone(),
            time: format!("{}T00:00:00Z", by.day),
        },
        space,
    };
    job.run()
}

/// The prefix to write with, and the namespace.
fn namespace(tree: &tree::Tree<'_>) -> Result<(String, String)> {
    let tag = tree.slice(tree.els[0].open.clone());
    let declared = |name: &str| {
        let i = tag.find(&format!("{name}="))? + name.len() + 1;
        let quote = tag[i..].chars().next()?;
        tag[i + 1..].split(quote).next()
    };
    let odd = || {
        Error::usage(
            "文件的 XML 写法少见（命名空间没有前缀），修订不能可靠地写进去",
            "用 Word 或者 WPS 打开后另存为 .docx，再检查一遍",
        )
    };
    let bare = tree.prefix.trim_end_matches(':');
    if bare.is_empty() {
        return Err(odd());
    }
    let space = declared(&format!("xmlns:{bare}")).ok_or_else(odd)?;
    Ok((tree.prefix.clone(), space.to_string()))
}

struct Job<'a> {
    name: &'a str,
    bytes: &'a [u8],
    map: Map<'a>,
    main: &'a str,
    original: Vec<String>,
    changes: &'a [Change],
    stamp: Stamp,
    space: String,
}

/// The plans of all edits that can be made.
type Plans = BTreeMap<Edit, Plan>;

impl Job<'_> {
    fn run(&self) -> Result<Marked> {
        let mut plans = Plans::new();
        let mut refused: BTreeMap<usize, String> = BTreeMap::new();
        let mut wanted = Vec::new();
        for (i, c) in self.changes.iter().enumerate() {
            if c.edits.is_empty() {
                continue;
            }
            let mut own = Vec::new();
            for e in &c.edits {
                match plan::plan(&self.map, e) {
                    Ok(p) => own.push((e.clone(), p)),
                    Err(why) => {
                        refused.entry(i).or_insert(why);
                    }
                }
            }
            if !refused.contains_key(&i) {
                plans.extend(own);
                wanted.push(i);
            }
        }
        let mut taken = Vec::new();
        self.settle(&plans, &wanted, &mut taken, &mut refused)?;
        let (bytes, text, comments) = self.build(&plans, &taken, &refused)?;
        // The guard: whatever was settled above, what leaves must be right.
        if let Some(why) = self.wrong(&bytes, &text)? {
            return Err(Error::internal(format!("修订稿没有写出：{why}")).about(self.name));
        }
        let mut notes = Vec::new();
        if Packed::open(self.bytes, self.main)?.signed() {
            notes.push("原文件有电子签名，写入修订后签名失效".to_string());
        }
        Ok(Marked {
            bytes,
            text,
            taken,
            refused: refused
                .into_iter()
                .map(|(change, why)| Refused {
                    change,
                    name: self.changes[change].name.clone(),
                    why,
                })
                .collect(),
            comments,
            notes,
        })
    }

    /// Takes as many changes as the proof bears: all, else halves, down to the one that fails.
    fn settle(
        &self,
        plans: &Plans,
        list: &[usize],
        taken: &mut Vec<usize>,
        refused: &mut BTreeMap<usize, String>,
    ) -> Result<()> {
        if list.is_empty() {
            return Ok(());
        }
        let mut all = taken.clone();
        all.extend(list);
        all.sort_unstable();
        let (bytes, text, _) = self.build(plans, &all, &BTreeMap::new())?;
        let Some(why) = self.wrong(&bytes, &text)? else {
            *taken = all;
            return Ok(());
        };
        if let [one] = list {
            refused.insert(*one, why);
            return Ok(());
        }
        let (a, b) = list.split_at(list.len() / 2);
        self.settle(plans, a, taken, refused)?;
        self.settle(plans, b, taken, refused)
    }

    /// The file with these changes, the text it must give, and how many comments are in it.
    fn build(
        &self,
        plans: &Plans,
        taken: &[usize],
        refused: &BTreeMap<usize, String>,
    ) -> Result<(Vec<u8>, String, usize)> {
        let edits: BTreeSet<&Edit> = taken.iter().flat_map(|i| &self.changes[*i].edits).collect();
        let mut new: Vec<NewParagraph> = Vec::new();
        let mut starts: BTreeMap<&Edit, usize> = BTreeMap::new();
        let mut chosen: Vec<&Plan> = Vec::new();
        for e in &edits {
            if let Some(p) = plans.get(*e) {
                starts.insert(e, new.len());
                new.extend(p.paragraphs.iter().cloned());
                chosen.push(p);
            }
        }
        let mut packed = Packed::open(self.bytes, self.main)?;
        let mut used = self.map.tree.ids.clone();
        used.extend(packed.comment_ids()?);
        let mut ids = Ids::new(used);
        let (mut anchors, mut comments) = (Vec::new(), Vec::new());
        for (i, c) in self.changes.iter().enumerate() {
            if c.comment.is_empty() {
                continue;
            }
            let mut anchor = Anchor::default();
            if taken.contains(&i) {
                for e in &c.edits {
                    let Some(p) = plans.get(e) else { continue };
                    anchor.chars.extend(&p.struck);
                    anchor.chars.extend(p.put.iter().map(|x| x.at));
                    let first = starts.get(e).copied().unwrap_or(0);
                    anchor.paragraphs.extend(first..first + p.paragraphs.len());
                }
            } else {
                anchor.chars = self.near(c.about);
            }
            if anchor.chars.is_empty() && anchor.paragraphs.is_empty() {
                continue;
            }
            anchor.id = ids.fresh();
            let mut lines = c.comment.clone();
            if let Some(why) = refused.get(&i) {
                lines.push(format!("本项没有写入修订：{why}"));
            }
            comments.push(Comment {
                id: anchor.id,
                lines,
            });
            anchors.push(anchor);
        }
        let part = write::write(&self.map, &chosen, &new, &anchors, &self.stamp, ids);
        packed.replace_main(&part)?;
        let Stamp { author, time, .. } = &self.stamp;
        packed.add_comments(&comments, author, time, &self.space)?;
        packed.track()?;
        Ok((packed.finish()?, self.edited(&edits), comments.len()))
    }

    /// The characters of a span that a comment can be set on; where it has none, the one before.
    fn near(&self, about: Span) -> BTreeSet<usize> {
        let Some(range) = self.map.range(about.start, about.end) else {
            return BTreeSet::new();
        };
        let fits = |i: &usize| self.map.from[*i] != NOWHERE && self.map.fixed(*i).is_none();
        let inside: BTreeSet<usize> = range.clone().filter(fits).collect();
        if !inside.is_empty() {
            return inside;
        }
        (0..range.start).rev().find(fits).into_iter().collect()
    }

    fn edited(&self, edits: &BTreeSet<&Edit>) -> String {
        let text = &self.map.text;
        let mut out = String::with_capacity(text.len() + 256);
        let mut at = 0;
        for e in edits {
            out.push_str(text.get(at..e.start).unwrap_or(""));
            out.push_str(&e.new);
            at = e.end.max(at);
        }
        out.push_str(text.get(at..).unwrap_or(""));
        out
    }

    /// What our own reader finds wrong with a file of ours; nothing when both views are right.
    fn wrong(&self, bytes: &[u8], text: &str) -> Result<Option<String>> {
        let read = |view| parse::blocks(self.name, bytes, view).map(|b| lines(&text_of(&b)));
        let new = read(View::Accepted)?;
        if let Some(at) = differs(&new, &lines(text)) {
            return Ok(Some(format!(
                "全部接受修订后读回的文字与修改后的不同（{at}）"
            )));
        }
        let old = read(View::Original)?;
        Ok(differs(&old, &self.original)
            .map(|at| format!("全部拒绝修订后读回的文字与原文不同（{at}）")))
    }
}

/// Where two texts first differ.
fn differs(got: &[String], want: &[String]) -> Option<String> {
    if got == want {
        return None;
    }
    let at = got.iter().zip(want).take_while(|(a, b)| a == b).count();
    let shown = |l: Option<&String>| match l {
        Some(s) => format!("“{}”", s.chars().take(30).collect::<String>()),
        None => "没有文字".to_string(),
    };
    Some(format!(
        "第{}行读到{}，应为{}",
        at + 1,
        shown(got.get(at)),
        shown(want.get(at))
    ))
}
