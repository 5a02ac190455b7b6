//! What people adopted → the accepted text: words in their places, provisions taken out with the
//! numbers and references that follow, and by name whatever could not go in.
//!
//! The file's own blocks are edited and read again, so that tables, annexes and centred titles
//! stay what they are; where the file is not at hand the text alone is read again.

use super::case::{self, Case};
use crate::amend::{self, Action, Amendment, Decision, Op, Place};
use crate::check::Decisions;
use crate::document::{Block, Document, Kind, NodeId};
use crate::finding::{Edit, Finding, Fix, Grade};
use crate::markup::{self, Change};
use crate::parse::{self, Blocks};
use crate::proposal;
use crate::text::Span;

/// Words in a decisions file that take the whole provision out.
pub(super) fn is_deletion(new: &str) -> bool {
    let bare = new.trim().trim_matches(['（', '）', '(', ')']);
    matches!(
        bare,
        "" | "删去" | "删除" | "删去本条" | "删去该条" | "删去本款" | "删去本项"
    )
}

/// The accepted text of a document.
#[derive(Debug, Clone, Default)]
pub(super) struct Accepted {
    /// The document as it stands, read as the new one is.
    pub(super) old: Document,
    /// The document as adopted.
    pub(super) new: Document,
    /// The changes for the tracked file.
    pub(super) changes: Vec<Change>,
    /// Adopted findings that are not in the text: where, and why.
    pub(super) dropped: Vec<String>,
}

/// Makes the accepted text.
///
/// # Errors
/// Why there is none, in Chinese.
pub(super) fn accept(
    c: &Case<'_>,
    decisions: &Decisions,
    blocks: Option<&Blocks>,
) -> Result<Accepted, String> {
    let document = &c.view.checked.document;
    let adopted = c.adopted(decisions);
    let list: Vec<&Finding> = adopted.iter().map(|(own, _)| own).collect();
    let applied = proposal::apply(&document.text, &list);
    let mut dropped = Vec::new();
    for d in &applied.dropped {
        let f = list[d.finding];
        // Without words of its own it is met where the clause gets new ones.
        let met = f.fix.as_ref().is_none_or(|x| x.edits.is_empty())
            && applied
                .edits
                .iter()
                .any(|e| e.start <= f.place.start && f.place.end <= e.end);
        if !met {
            dropped.push(lost(f, &d.reason));
        }
    }
    for f in list.iter().filter(|f| f.fix.is_none()) {
        let met = applied
            .edits
            .iter()
            .any(|e| e.start <= f.place.start && f.place.end <= e.end);
        if !met {
            dropped.push(lost(f, "没有修改内容"));
        }
    }
    if applied.edits.is_empty() {
        return Err("没有采纳的修改".into());
    }
    let out: Vec<NodeId> = deletions(document, &adopted, &applied.taken);
    let (places, _): (Vec<NodeId>, Vec<NodeId>) = out
        .into_iter()
        .partition(|id| place_of(document, *id).is_some());
    let gone = |e: &Edit| places.iter().any(|id| taken_out(document, *id) == *e);

    let words: Vec<Edit> = applied.edits.iter().filter(|e| !gone(e)).cloned().collect();
    let reader = Reader::of(document, blocks)?;
    let old = reader.old;
    let mut new = (reader.read)(&words)?;
    new.meta.title = title(&new, document);
    let mut orders = String::new();
    if !places.is_empty() {
        let ops: Vec<Op> = places
            .iter()
            .filter_map(|id| place_of(document, *id))
            .map(|place| Op {
                action: Action::Delete { place },
                span: Span::default(),
            })
            .collect();
        let part = Amendment {
            ops,
            reorder: true,
            adjust: true,
            ..Amendment::default()
        };
        let made = amend::apply(&new, &Decision::default(), &part, None);
        if let Some(n) = made.notes.iter().find(|n| n.left_out) {
            return Err(format!("删去的条款：{}", n.why));
        }
        orders = made
            .notes
            .iter()
            .map(|n| n.why.clone())
            .collect::<Vec<_>>()
            .join("；");
        let middle = Document {
            text: made.text.clone(),
            ..Document::default()
        };
        // From the old words to the last ones in one step, for the reader and the tracked file.
        let edits: Vec<Edit> = markup::between(&old, &middle)
            .into_iter()
            .flat_map(|c| c.edits)
            .collect();
        new = (reader.read)(&edits)?;
        new.meta.title = title(&new, document);
        if amend::body(&new) != made.body {
            return Err("删去条款后的文本写出后读回来不同，须另拟".into());
        }
    }
    if !orders.is_empty() {
        dropped.push(format!("请核对：{orders}"));
    }
    let changes = if places.is_empty() {
        let (changes, _) = markup::proposed(&document.text, &list);
        changes
    } else {
        // Numbers that follow have no finding of their own: the changes are those of the texts,
        // the findings stand beside them as comments.
        let mut all = markup::between(&old, &new);
        let bare: Vec<Finding> = adopted
            .iter()
            .map(|(own, _)| Finding {
                fix: None,
                ..own.clone()
            })
            .collect();
        let bare: Vec<&Finding> = bare.iter().collect();
        all.extend(markup::proposed(&document.text, &bare).0);
        all
    };
    Ok(Accepted {
        old,
        new,
        changes,
        dropped,
    })
}

fn lost(f: &Finding, why: &str) -> String {
    format!("{} {}：{why}", f.rule, case::place(&f.place.place))
}

fn title(new: &Document, old: &Document) -> String {
    if new.meta.title.is_empty() {
        old.meta.title.clone()
    } else {
        new.meta.title.clone()
    }
}

/// The provisions that adopted findings take out.
fn deletions(document: &Document, adopted: &[(Finding, &Finding)], taken: &[usize]) -> Vec<NodeId> {
    let mut out: Vec<NodeId> = Vec::new();
    for &i in taken {
        let (own, f) = &adopted[i];
        let Some([e]) = own.fix.as_ref().map(|x| x.edits.as_slice()) else {
            continue;
        };
        if let Some(id) = provision(document, f.place.start)
            && *e == taken_out(document, id)
            && !out.contains(&id)
        {
            out.push(id);
        }
    }
    out
}

/// A finding whose fix says （删去）, with the words truly taken out: the provision where nothing
/// else stands in it, else the words alone.
pub(super) fn plain(mut f: Finding, document: &Document) -> Finding {
    let said = |e: &Edit| !e.new.is_empty() && is_deletion(&e.new);
    let Some(fix) = f.fix.as_mut().filter(|x| x.edits.iter().any(said)) else {
        return f;
    };
    if let [e] = fix.edits.as_slice()
        && let Some(id) = document.node_at(e.start)
        && left_bare(document, id, e)
        && let Some(id) = provision(document, e.start)
    {
        fix.edits = vec![taken_out(document, id)];
        return f;
    }
    for e in fix.edits.iter_mut().filter(|e| said(e)) {
        e.new.clear();
    }
    f
}

/// Whether nothing but marks is left of a provision's own words without those of an edit, and
/// nothing stands under it.
fn left_bare(document: &Document, id: NodeId, e: &Edit) -> bool {
    let span = document.node(id).span;
    let rest = [(span.start, e.start), (e.end, span.end)];
    document.children(id).next().is_none()
        && rest.iter().all(|(a, b)| {
            let words = document.text.get(*a..*b).unwrap_or("");
            words.chars().all(|c| !c.is_alphanumeric())
        })
}

/// The provision that goes where a finding's clause does: the article of a lone 款, else the 款, 项
/// or 目 itself.
fn provision(document: &Document, at: usize) -> Option<NodeId> {
    let id = document.node_at(at)?;
    let node = document.node(id);
    if node.kind != Kind::Paragraph {
        return Some(id);
    }
    let article = document.ancestor(id, Kind::Article)?;
    let lone = document
        .children(article)
        .filter(|k| document.node(*k).kind == Kind::Paragraph)
        .count()
        == 1;
    Some(if lone { article } else { id })
}

/// The edit that takes a provision with all under it out of the text.
fn taken_out(document: &Document, id: NodeId) -> Edit {
    let node = document.node(id);
    let end = document
        .descendants(id)
        .map(|k| document.node(k))
        .chain([node])
        .map(|n| n.span.end.max(n.label.end))
        .max()
        .unwrap_or(node.span.end);
    let first = node.first_byte();
    let head = document.text.get(..first).unwrap_or("");
    let start = head.trim_end().len();
    if head.get(start..).is_some_and(|s| s.contains('\n')) || start == 0 {
        return Edit {
            start,
            end,
            new: String::new(),
        };
    }
    // It stands behind the article's number: what follows takes its place.
    let tail = document.text.get(end..).unwrap_or("");
    let next = end + tail.len() - tail.trim_start().len();
    Edit {
        start: first,
        end: next,
        new: String::new(),
    }
}

/// The fix that an adopted （删去） is.
pub(super) fn deletion(document: &Document, f: &Finding) -> Option<Fix> {
    let id = provision(document, f.place.start)?;
    Some(Fix {
        grade: Grade::Review,
        edits: vec![taken_out(document, id)],
        title: String::new(),
    })
}

/// A provision of the main part as the grammar names it; none where no decision can order it so.
fn place_of(document: &Document, id: NodeId) -> Option<Place> {
    let main = document.articles().next()?;
    let node = document.node(id);
    if node.part != document.node(main).part {
        return None;
    }
    let article = match node.kind {
        Kind::Article => id,
        _ => document.ancestor(id, Kind::Article)?,
    };
    let mut out = Place::article(document.node(article).number?);
    let number = |id: NodeId| document.node(id).number;
    let paragraph = match node.kind {
        Kind::Paragraph => Some(id),
        _ => document.ancestor(id, Kind::Paragraph),
    };
    if node.kind == Kind::Article {
        return Some(out);
    }
    out.paragraph = paragraph.and_then(number).map(|n| n.main);
    match node.kind {
        Kind::Paragraph => {}
        Kind::Item => out.item = number(id),
        _ => return None,
    }
    Some(out)
}

type Read<'a> = Box<dyn Fn(&[Edit]) -> Result<Document, String> + 'a>;

/// Reads a text again after edits.
struct Reader<'a> {
    /// The document without any.
    old: Document,
    read: Read<'a>,
}

impl<'a> Reader<'a> {
    fn of(document: &'a Document, blocks: Option<&'a Blocks>) -> Result<Self, String> {
        let words = |b: &Blocks| {
            let all: Vec<&str> = b.blocks.iter().map(|b| b.text.as_str()).collect();
            all.join("\n")
        };
        if let Some(b) = blocks.filter(|b| words(b) == document.text) {
            return Ok(Self {
                old: document.clone(),
                read: Box::new(move |edits| {
                    let made = Blocks {
                        blocks: edited(&b.blocks, edits),
                        ..b.clone()
                    };
                    Ok(parse::built(&made))
                }),
            });
        }
        let again = |text: &str| {
            parse::document("正文.md", text.replace('\n', "\n\n").as_bytes())
                .map_err(|e| format!("文本读不回来：{e}"))
        };
        let mut old = again(&document.text)?;
        if amend::body(&old) != amend::body(document) {
            return Err("原文写出后读回来不同，须另拟".into());
        }
        old.meta = document.meta.clone();
        Ok(Self {
            old,
            read: Box::new(move |edits| {
                let mut text = document.text.clone();
                for e in edits.iter().rev() {
                    text.replace_range(e.start..e.end, &e.new);
                }
                again(&text)
            }),
        })
    }
}

/// Blocks after sorted edits that count in their texts, joined by line ends.
fn edited(blocks: &[Block], edits: &[Edit]) -> Vec<Block> {
    let mut out: Vec<Block> = blocks.to_vec();
    let mut starts = Vec::with_capacity(blocks.len());
    let mut at = 0;
    for b in blocks {
        starts.push(at);
        at += b.text.len() + 1;
    }
    let find = |at: usize| starts.partition_point(|s| *s <= at).saturating_sub(1);
    for e in edits.iter().rev() {
        let (i, mut j) = (find(e.start), find(e.end));
        let (Some(first), Some(last)) = (out.get(i).cloned(), blocks.get(j)) else {
            continue;
        };
        j = j.max(i);
        let head = first.text.get(..e.start - starts[i]).unwrap_or("");
        // The last block may have been edited behind this edit already.
        let now = &out[j].text;
        let tail = now.get((e.end - starts[j]).min(now.len())..).unwrap_or("");
        let like = if head.is_empty() && e.new.is_empty() {
            last.clone()
        } else {
            first.clone()
        };
        let whole = format!("{head}{}{tail}", e.new);
        let inside = e.new.contains('\n');
        let lines: Vec<&str> = if inside {
            whole.split('\n').collect()
        } else {
            vec![whole.as_str()]
        };
        let made: Vec<Block> = lines
            .into_iter()
            .map(|text| Block {
                text: text.to_string(),
                ..like.clone()
            })
            .collect();
        // Later blocks have gone through their edits: only those of this edit are replaced. Their
        // count before it is the original one, for edits run from the end.
        out.splice(i..=j, made);
    }
    out.retain(|b| !b.text.trim().is_empty());
    out
}
