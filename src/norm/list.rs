//! Lists: a sentence that leads items gives one norm an item, each with what the lead says of all.

use super::penalty::{self, cut, has};
use super::read::{act_words, form, inherit, sentence};
use super::{Form, Modality, Norm, ReferenceKind, Sanction, Tier, expand, terms};
use crate::document::{Document, Kind, NodeId};
use crate::text::Span;

/// A sentence that leads a list.
pub(super) fn list(
    document: &Document,
    lead: Span,
    nodes: &[NodeId],
    items: &[NodeId],
    out: &mut Vec<Norm>,
) {
    let text = &document.text;
    let words = lead.slice(text);
    let mut own = Vec::new();
    sentence(document, lead, nodes.to_vec(), &mut own);
    let mut own = own.into_iter();
    let Some(mut head) = own.next() else {
        return;
    };
    // What looks like several acts in a lead is one consequence.
    for n in own {
        head.sanctions.extend(n.sanctions);
        head.unread.extend(n.unread);
        head.complete &= n.complete;
    }
    // 应当具备下列条件: one norm with its conditions.
    if has(
        words,
        &[
            "下列条件",
            "以下条件",
            "下列要求",
            "下列材料",
            "下列文件",
            "下列内容",
        ],
    ) && head.sanctions.is_empty()
    {
        let mut n = head;
        n.conditions = items
            .iter()
            .map(|&i| document.node(i).span.trim(text))
            .collect();
        out.push(n);
        return;
    }
    // 逾期不改正的，按照下列规定处罚: the last case of the lead is the items'.
    let tier = has(words, &["下列规定", "以下规定"])
        .then(|| {
            let last = cut(text, lead, &['；', ';']).pop()?;
            cut(text, last, &['，', ','])
                .into_iter()
                .rev()
                .find_map(|p| penalty::tier(p.slice(text)).map(|(t, s)| (t, s.shift(p.start))))
        })
        .flatten()
        .filter(|(t, _)| *t == Tier::Refuses || *t == Tier::Serious);
    for &i in items {
        let span = document.node(i).span.trim(text);
        let mut inner = Vec::new();
        let deeper: Vec<NodeId> = document
            .children(i)
            .filter(|&c| {
                matches!(document.node(c).kind, Kind::Item | Kind::Subitem)
                    && !document.node(c).dead
            })
            .collect();
        if deeper.is_empty() {
            let mut nodes = nodes.to_vec();
            nodes.push(i);
            for s in cut(text, span, &['。', '\n']) {
                sentence(document, s.trim(text), nodes.clone(), &mut inner);
            }
        } else {
            let mut nodes = nodes.to_vec();
            nodes.push(i);
            list(document, span, &nodes, &deeper, &mut inner);
        }
        inherit(&mut inner);
        if inner.is_empty() {
            continue;
        }
        for mut n in inner {
            n.lead = Some(lead);
            // The item's own sanctions stand before the lead's, which hold where it sets none.
            let inherited = n.sanctions.is_empty() && !head.sanctions.is_empty();
            if !n.sanctions.is_empty() {
                // 逾期不改正的，按照下列规定处罚: the lead's tier holds for all.
                if let Some((t, at)) = tier {
                    for s in n.sanctions.iter_mut().filter(|s| s.tier == Tier::First) {
                        (s.tier, s.tier_span) = (t, at);
                    }
                }
                // 给予警告，并按照下列规定处罚: the lead's come on top.
                let more: Vec<_> = head
                    .sanctions
                    .iter()
                    .filter(|s| n.sanctions.iter().all(|o| o.kind != s.kind))
                    .cloned()
                    .collect();
                if tier.is_some() || has(words, &["并按照下列", "并依照下列", "并按下列"])
                {
                    n.sanctions
                        .splice(0..0, more.into_iter().map(|s| Sanction { by: None, ..s }));
                }
                for s in &mut n.sanctions {
                    s.after_order |= head.order.is_some();
                }
            } else {
                let number = document.node(i).number.map(|n| n.main);
                n.sanctions = head
                    .sanctions
                    .iter()
                    .filter(|s| meant_for(text, lead, s.span.start, number))
                    .cloned()
                    .collect();
                n.complete &= head.complete;
                n.unread.extend(head.unread.iter().copied());
                if !n.sanctions.is_empty() && deeper.is_empty() {
                    n.act = terms::act(text, act_words(text, n.span, &n.references), i);
                }
            }
            n.order = n.order.or(head.order);
            n.subject = n.subject.or(head.subject);
            if n.actors.is_empty() || inherited && !head.actors.is_empty() {
                n.actors = head.actors.clone();
            }
            if head.modality != Modality::None
                && (n.modality == Modality::None || head.modality == Modality::MustNot)
            {
                n.modality = head.modality;
                n.modality_span = head.modality_span;
            }
            if n.measures.is_empty() {
                n.measures = head.measures.clone();
            }
            let narrowed = narrow(document, &mut n, &head);
            for r in &head.references {
                let taken = narrowed && r.kind == ReferenceKind::Violated;
                if !taken && !n.references.contains(r) {
                    n.references.push(r.clone());
                }
            }
            n.form = form(&n, false);
            if let (Form::Statement, f) = (n.form, head.form) {
                n.form = f;
            }
            out.push(n);
        }
    }
    // Subitems are read with their item's words only; deeper lists are rare.
}

/// “违反第十七条规定，有下列行为之一的：（一）违反第六项规定的”: the item's numbers are those of the
/// provision that its lead names. Whether it was so.
fn narrow(document: &Document, n: &mut Norm, head: &Norm) -> bool {
    let under: Vec<NodeId> = head
        .references
        .iter()
        .filter(|r| r.kind == ReferenceKind::Violated)
        .flat_map(|r| r.targets.iter().copied())
        .collect();
    let mut narrowed = false;
    if under.is_empty() {
        return false;
    }
    for r in &mut n.references {
        let words = r.span.slice(&document.text);
        if r.kind != ReferenceKind::Violated
            || words.contains(['条', '款'])
            || !words.contains('项')
        {
            continue;
        }
        let wanted = expand::numbers(words);
        let targets: Vec<NodeId> = under
            .iter()
            .flat_map(|&u| document.descendants(u))
            .filter(|&d| {
                let d = document.node(d);
                d.kind == Kind::Item && d.number.is_some_and(|k| wanted.contains(&k.main))
            })
            .collect();
        if !targets.is_empty() {
            r.targets = targets;
            narrowed = true;
        }
    }
    narrowed
}

/// Whether a sanction of a lead is meant for the item with this number: “有第四项行为的，…” names
/// its items, anything else is meant for all.
fn meant_for(text: &str, lead: Span, at: usize, number: Option<u32>) -> bool {
    let Some(number) = number else { return true };
    let head = Span::new(lead.start, at).slice(text);
    let own = head.rfind(['；', ';', '。']).map_or(head, |i| &head[i..]);
    let Some(i) = own.rfind('项') else {
        return true;
    };
    let tail = &own[i + '项'.len_utf8()..];
    if !["行为", "规定", "情形", "所列"]
        .iter()
        .any(|w| tail.starts_with(w))
    {
        return true;
    }
    let Some(j) = own[..i].find('第') else {
        return true;
    };
    let list = &own[j..i];
    if list.contains(['条', '款', '，']) {
        return true;
    }
    let named = expand::numbers(list);
    named.is_empty() || named.contains(&number)
}
