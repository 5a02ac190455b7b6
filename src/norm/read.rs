//! From nodes to norms: a 款 is cut in sentences, a list gives one norm an item.

use super::list::list;
use super::penalty::{self, cut, has};
use super::{
    Form, Modality, Norm, Object, Reference, ReferenceKind, amount, body, coerce, duty, expand,
    terms,
};
use crate::document::{Document, Kind, NodeId};
use crate::text::Span;

/// The norms under an article, level or paragraph.
pub(super) fn read(document: &Document, id: NodeId) -> Vec<Norm> {
    let mut out = Vec::new();
    if document.node(id).kind == Kind::Article {
        for p in document.children(id) {
            let n = document.node(p);
            if n.kind == Kind::Paragraph && !n.dead {
                unit(document, p, &mut out);
            }
        }
    } else {
        unit(document, id, &mut out);
    }
    out
}

/// One 款 (or level) with its items.
fn unit(document: &Document, id: NodeId, out: &mut Vec<Norm>) {
    let text = &document.text;
    let span = document.node(id).span;
    let from = out.len();
    let sentences = cut(text, span, &['。', '\n']);
    let items: Vec<NodeId> = document
        .children(id)
        .filter(|&c| {
            matches!(document.node(c).kind, Kind::Item | Kind::Subitem) && !document.node(c).dead
        })
        .collect();
    let last = sentences.len().saturating_sub(1);
    for (i, s) in sentences.iter().enumerate() {
        let s = s.trim(text);
        if items.is_empty() || i != last {
            sentence(document, s, vec![id], out);
            continue;
        }
        list(document, s, &[id], &items, out);
    }
    // “法律、行政法规另有规定的除外” as a sentence of its own is the exception of the one before.
    if out.len() > from + 1
        && let Some(last) = out.pop_if(|n| {
            n.form == Form::Statement
                && !n.exceptions.is_empty()
                && n.span.slice(text).chars().count() <= 40
        })
        && let Some(before) = out.last_mut()
    {
        before.exceptions.extend(last.exceptions);
    }
    if let Some(own) = out.get_mut(from..) {
        inherit(own);
        said_before(text, span.start, id, own);
    }
}

/// “……不得混入其他垃圾。违反规定的，处……”: what is punished stands in the sentences before.
fn said_before(text: &str, from: usize, node: NodeId, norms: &mut [Norm]) {
    for n in norms.iter_mut().filter(|n| !n.sanctions.is_empty()) {
        let pointed = n.references.iter().any(|r| r.kind != ReferenceKind::Other);
        let act = n.act.text.trim_matches(['，', ',', ' ']);
        let bare = ["违反规定的", "违反上述规定的", "违反规定", "违反上述规定"].contains(&act);
        if bare && !pointed && n.span.start > from {
            n.act = terms::act(text, Span::new(from, n.span.start).trim(text), node);
        }
    }
}

/// “对直接负责的主管人员处…” as a sentence of its own has the act of the sentence before.
pub(super) fn inherit(norms: &mut [Norm]) {
    for i in 1..norms.len() {
        let (before, rest) = norms.split_at_mut(i);
        let (Some(a), Some(b)) = (before.last(), rest.first_mut()) else {
            continue;
        };
        let bare = b.act.text.trim_start();
        let empty = bare.is_empty()
            && !b
                .references
                .iter()
                .any(|r| matches!(r.kind, ReferenceKind::Violated | ReferenceKind::ActOf));
        // 情节严重的, 有违法所得的: a tier or bracket alone is no act either.
        let short = bare.chars().count() <= 24 && bare.ends_with('的');
        let only_tier = short
            && (penalty::tier(bare).is_some_and(|(_, s)| s.start == 0)
                || amount::bracket(bare, 0).is_some_and(|(b, _)| b.span.start == 0))
            || bare == "有违法所得的";
        let only_object = bare.starts_with('对')
            && bare.chars().count() <= 32
            && has(
                bare,
                &["人员", "责任人", "负责人", "个人", "单位", "法定代表人"],
            )
            && !bare.ends_with('的');
        if !b.sanctions.is_empty() && !a.sanctions.is_empty() && (empty || only_object || only_tier)
        {
            b.act = a.act.clone();
            b.references.extend(
                a.references
                    .iter()
                    .filter(|r| matches!(r.kind, ReferenceKind::Violated | ReferenceKind::ActOf))
                    .cloned(),
            );
        }
    }
}

/// The form a norm has by what it holds.
pub(super) fn form(n: &Norm, competence: bool) -> Form {
    if !n.sanctions.is_empty()
        || n.references
            .iter()
            .any(|r| r.kind == ReferenceKind::Sanction)
    {
        return Form::Penalty;
    }
    if n.definition.is_some() {
        return Form::Definition;
    }
    match n.modality {
        Modality::MustNot => Form::Prohibition,
        Modality::Must | Modality::Should => Form::Duty,
        Modality::May | Modality::Encourage | Modality::NeedNot => Form::Permission,
        Modality::None if competence => Form::Competence,
        Modality::None => Form::Statement,
    }
}

/// One sentence: its norms (several where it names several acts with their own sanctions).
pub(super) fn sentence(document: &Document, span: Span, nodes: Vec<NodeId>, out: &mut Vec<Norm>) {
    let text = &document.text;
    let words = span.slice(text);
    let Some(&node) = nodes.last() else { return };
    if span.is_empty() {
        return;
    }
    // Duties joined by ； are several norms; sanctions joined by it are cases of one.
    if !penalty::may_set(words) && words.contains(['；', ';']) && !has(words, &["处分", "刑事责任"])
    {
        let parts = cut(text, span, &['；', ';']);
        if parts.len() > 1
            && parts
                .iter()
                .filter(|p| duty::modality(p.slice(text)).is_some())
                .count()
                > 1
        {
            for p in parts {
                sentence(document, p.trim(text), nodes.clone(), out);
            }
            return;
        }
    }
    let modal = duty::modality(words);
    let place = modal.map(|m| m.1).or_else(|| {
        let i = words.find("负责").or_else(|| words.find("主管本"))?;
        Some(Span::new(i, i))
    });
    let actors = body::actors(text, span, place);
    let references = expand::references(document, span, node);
    let walk = if penalty::may_set(words) && !talks_about(words) {
        penalty::walk(text, span)
    } else {
        let mut w = penalty::Walk::default();
        if has(words, &["处分", "刑事责任", "赔偿", "民事责任", "治安管理"]) {
            w = penalty::walk(text, span);
            w.sanctions.clear();
        }
        w
    };
    let penal = !walk.sanctions.is_empty();
    let act_span = match walk.start {
        Some(s) if penal || s > span.start => {
            act_words(text, Span::new(span.start, s.max(span.start)), &references)
        }
        _ => span,
    };
    let mut unread: Vec<Span> = Vec::new();
    if penal {
        for f in amount::figures(words) {
            let s = f.span.shift(span.start);
            if !walk.used.iter().any(|u| u.overlaps(s))
                && s.start >= walk.start.unwrap_or(span.start)
            {
                unread.push(s);
            }
        }
    }
    let mut norm = Norm {
        nodes,
        span,
        lead: None,
        form: Form::Statement,
        actors,
        subject: subject(text, span, &references),
        modality: modal.map_or(Modality::None, |m| m.0),
        modality_span: modal.map_or(Span::new(span.start, span.start), |m| m.1.shift(span.start)),
        act: terms::act(text, act_span, node),
        objects: objects(words),
        order: walk
            .order
            .or_else(|| penalty::order(words).map(|o| o.shift(span.start))),
        sanctions: walk.sanctions,
        measures: coerce::measures(text, span),
        licences: duty::licences(text, span),
        conditions: Vec::new(),
        limits: duty::limits(text, span),
        fees: duty::fees(text, span),
        distances: if words.contains(['米', '里']) {
            duty::distances(text, span)
        } else {
            Vec::new()
        },
        definition: duty::definition(text, span),
        exceptions: duty::exceptions(text, span),
        references,
        other: walk.other,
        complete: unread.is_empty(),
        unread,
    };
    for m in &mut norm.measures {
        m.by = norm.actors.iter().rposition(|a| a.span.end <= m.span.start);
    }
    for s in &mut norm.sanctions {
        s.by = norm.actors.iter().rposition(|a| a.span.end <= s.span.end);
    }
    norm.form = form(&norm, has(words, &["主管", "负责"]));
    // Several acts: each takes the sanctions from its own on.
    let mut parts = Vec::new();
    for (k, (act, from)) in walk.acts.iter().enumerate() {
        let to = walk.acts.get(k + 1).map_or(norm.sanctions.len(), |n| n.1);
        if *from < to && *from > 0 {
            parts.push((*act, *from, to));
        }
    }
    if parts.is_empty() {
        out.push(norm);
        return;
    }
    let first = parts[0].1;
    let bounds: Vec<usize> = parts.iter().map(|p| p.0.start).collect();
    let mut all = vec![norm.clone()];
    all[0].sanctions.truncate(first);
    keep_unread(&mut all[0], span.start, bounds.first().copied());
    if let Some(&end) = bounds.first() {
        all[0].references.retain(|r| r.span.start < end);
    }
    for (k, (act, from, to)) in parts.into_iter().enumerate() {
        let mut n = norm.clone();
        n.act = terms::act(text, act_words(text, act, &norm.references), node);
        n.sanctions = norm.sanctions[from..to].to_vec();
        let end = bounds.get(k + 1).copied();
        n.references.retain(|r: &Reference| {
            r.span.start >= act.start && end.is_none_or(|e| r.span.start < e)
        });
        keep_unread(&mut n, act.start, bounds.get(k + 1).copied());
        all.push(n);
    }
    out.append(&mut all);
}

/// Leaves a norm only the unread figures that stand in its own stretch of the sentence.
fn keep_unread(n: &mut Norm, from: usize, to: Option<usize>) {
    n.unread
        .retain(|u| u.start >= from && to.is_none_or(|t| u.start < t));
    n.complete = n.unread.is_empty();
}

/// Sentences about fines in general set none: 罚款的决定, 罚款代替管理, 收支两条线.
fn talks_about(words: &str) -> bool {
    has(
        words,
        &[
            "以罚款代替",
            "罚没收入",
            "罚款全部上缴",
            "罚款一律上缴",
            "罚款收入",
            "不得罚款",
            "罚款决定与罚款收缴",
            "罚款限额",
            "罚款的限额",
            "减轻或者免除",
            "减免罚款",
            "当场收缴",
            "当场作出",
            "要求听证",
            "举行听证",
            "听证的权利",
        ],
    )
}

/// The words of the act before the consequence: without the citation that leads it.
pub(super) fn act_words(text: &str, span: Span, references: &[Reference]) -> Span {
    let mut from = span.start;
    for r in references {
        if r.kind == ReferenceKind::Violated && r.span.end <= span.end && r.span.end > from {
            from = r.span.end;
        }
    }
    let mut s = Span::new(from, span.end);
    loop {
        let w = s.slice(text);
        let cut = [
            "违反本条例规定",
            "违反本条例的规定",
            "违反本法规定",
            "违反本法的规定",
            "违反本办法规定",
            "违反本规定",
            "的规定",
            "规定",
            "的",
            "，",
            ",",
            " ",
        ]
        .iter()
        .find(|p| w.starts_with(**p))
        .map_or(0, |p| p.len());
        if cut == 0 {
            break;
        }
        s.start += cut;
    }
    loop {
        while let Some(c) = s.slice(text).chars().next_back()
            && matches!(c, '，' | ',' | ' ' | '；')
        {
            s.end -= c.len_utf8();
        }
        if let Some(w) = ["，分别", "，依法", "，可以", "，并"]
            .iter()
            .find(|w| s.slice(text).ends_with(**w))
        {
            s.end -= w.len();
            continue;
        }
        // …擅自经营，违法所得超过二万元的: the bracket is the sanction's.
        let w = s.slice(text);
        let Some(i) = w.rfind(['，', ',']) else {
            break;
        };
        let last = w[i..].trim_start_matches(['，', ',']);
        let own = last.chars().count() <= 30
            && (last == "有违法所得的"
                || amount::bracket(last, 0).is_some_and(|(b, _)| {
                    b.span.start == 0 && (b.from.is_some() || b.below.is_some() || b.none)
                }));
        if !own {
            break;
        }
        s.end = s.start + i;
    }
    s
}

/// The words before 违反, where a provision is cited there and they name someone.
fn subject(text: &str, span: Span, references: &[Reference]) -> Option<Span> {
    references
        .iter()
        .find(|r| r.kind == ReferenceKind::Violated)?;
    let words = span.slice(text);
    let i = words.find("违反")?;
    let own = Span::new(span.start, span.start + i).trim(text);
    let w = own.slice(text);
    (!w.is_empty() && w.chars().count() <= 40 && !w.contains(['。', '；'])).then_some(own)
}

/// Classes of persons and things that a sentence names.
fn objects(words: &str) -> Vec<Object> {
    let mut out = Vec::new();
    for (w, o) in [
        ("个人", Object::Person),
        ("公民", Object::Person),
        ("单位", Object::Unit),
        ("企业", Object::Unit),
        ("个体工商户", Object::Household),
    ] {
        if words.contains(w) && !out.contains(&o) {
            out.push(o);
        }
    }
    for w in [
        "驾驶员",
        "驾驶人",
        "从业人员",
        "乘务员",
        "船员",
        "教练员",
        "押运人员",
    ] {
        if words.contains(w) {
            out.push(Object::Worker(w.to_string()));
        }
    }
    for (i, _) in words.match_indices("经营者") {
        let trade: String = words[..i]
            .chars()
            .rev()
            .take_while(|c| c.is_alphabetic() && !"的对由和或者及，向".contains(*c))
            .take(8)
            .collect::<Vec<_>>()
            .into_iter()
            .rev()
            .collect();
        let o = Object::Operator(format!("{trade}经营者"));
        if !out.contains(&o) {
            out.push(o);
        }
    }
    for w in [
        "出租汽车",
        "网约车",
        "客运车辆",
        "货运车辆",
        "货物运输车辆",
        "危险货物运输车辆",
        "机动车",
        "非机动车",
        "船舶",
        "教练车",
        "公共汽车",
        "电动自行车",
    ] {
        if words.contains(w) {
            out.push(Object::Vehicle(w.to_string()));
        }
    }
    out
}
