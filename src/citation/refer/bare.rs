//! References with nothing before them: 第三条, 第（五）项, 刑法第五条 without 《》.

use super::back::means_provision;
use super::*;

/// 第…条, 第二款, 第（五）项 with nothing before it, or with a law's name without 《》.
pub(in crate::citation) fn plain(f: &mut Finder<'_>, at: usize) -> Option<usize> {
    let text = f.text;
    let (mut list, end) = provision::list(text, at)?;
    if list[0].article.is_some() {
        if let Some((start, name)) = unbracketed(f, at) {
            let title = Span::new(start, start + name.len());
            let named = match f.defined.get(name).and_then(|m| m.last()) {
                Some(Meaning::Title(t, _)) => Named::Title {
                    title: t.clone(),
                    number: None,
                },
                Some(Meaning::This) => Named::This,
                None => Named::Title {
                    title: name.to_string(),
                    number: None,
                },
            };
            return put(f, start, title, named, list, end);
        }
        if matches!(f.kind, Kind::Title | Kind::History) {
            return None;
        }
        let named = joined(f, at).unwrap_or_else(|| f.this());
        return put(f, at, Span::new(at, at), named, list, end);
    }
    let named = bare(f, &mut list, at, end)?;
    put(f, at, Span::new(at, at), named, list, end)
}

/// The other law that a bare 第…条 goes on with: 《甲条例》第三条的规定和第五条.
fn joined(f: &Finder<'_>, at: usize) -> Option<Named> {
    let c = f
        .out
        .last()
        .filter(|c| c.node == f.id && !c.provisions.is_empty())?;
    if !matches!(c.named, Named::Title { .. }) {
        return None;
    }
    let between = f.text.get(f.done..at)?;
    if between.chars().count() > 24 || between.contains(['。', '；', '，', ';']) {
        return None;
    }
    let tail = between.trim_end();
    ["、", "和", "及", "与", "或者", "以及", "或"]
        .iter()
        .any(|w| tail.ends_with(w))
        .then(|| c.named.clone())
}

/// Places a bare 第二款 or 第（五）项; none where nothing shows that it is a provision.
fn bare(f: &Finder<'_>, list: &mut [Raw], at: usize, end: usize) -> Option<Named> {
    let first = *list.first()?;
    let own = f.layout.article(f.spot.article);
    let sure = means_provision(f.text, end);
    let (named, article, paragraph) = if f.amended.is_some() {
        here(f, at).map(|(n, a, _)| (n, Some(a), None))?
    } else if let Some(p) = first.paragraph {
        // 违反本办法第八条…依照某法第六十三条…处罚；违反第二款: of the article that was violated.
        let violated = f.text[..at].trim_end().ends_with("违反");
        let named_last = |only: bool| {
            f.recent.iter().rev().find_map(|&i| {
                let c = &f.out[i];
                let last = c.provisions.last()?;
                (c.node == f.id
                    && last.article.is_some()
                    && (!only || c.mode == crate::citation::Mode::Violation))
                    .then(|| (c.named.clone(), last.article, None))
            })
        };
        let named_before = violated
            .then(|| named_last(true))
            .flatten()
            .or_else(|| named_last(false));
        let has = own.is_some_and(|a| a.paragraphs.contains(&p));
        let itself = f.spot.paragraph == Some(p) && first.item.is_none();
        let mine = own.map(|a| (Named::This, Some(a.number), None));
        if has && !(itself && named_before.is_some()) {
            mine
        } else if let Some(n) = named_before.filter(|_| sure) {
            Some(n)
        } else {
            mine.filter(|_| sure)
        }?
    } else {
        let item = first.item?;
        let earlier = f.recent.iter().rev().find_map(|&i| {
            let c = &f.out[i];
            let last = c.provisions.last()?;
            let article = f.layout.numbered(f.spot.part, last.article?)?;
            (c.named == Named::This && article.has_item(last.paragraph, item)).then_some((
                Named::This,
                last.article,
                last.paragraph,
            ))
        });
        let mine = own.filter(|a| a.has_item(None, item)).map(|a| {
            (
                Named::This,
                Some(a.number),
                a.paragraph_of(item, f.spot.paragraph),
            )
        });
        let other = || {
            let &i = f.recent.last()?;
            let c = &f.out[i];
            let last = c.provisions.last()?;
            Some((c.named.clone(), last.article, last.paragraph))
        };
        let fallback = || own.map(|a| (Named::This, Some(a.number), f.spot.paragraph));
        earlier
            .or(mine)
            .or_else(|| other().filter(|_| sure))
            .or_else(|| fallback().filter(|_| sure && before_leads(f.text, at)))?
    };
    for r in list.iter_mut().take_while_unset() {
        r.article = article;
        r.paragraph = r.paragraph.or(paragraph);
    }
    Some(named)
}

/// Whether the word before a bare item leads to a provision and not to a thing that is counted.
fn before_leads(text: &str, at: usize) -> bool {
    let head = text[..at].trim_end();
    head.is_empty()
        || [
            "反", "照", "有", "合", "据", "因", "除", "属于", "款", "条", "，", "、", "；", "（",
            "对", "于", "的",
        ]
        .iter()
        .any(|w| head.ends_with(w))
}

/// Names whose characters would be taken for the words that lead to a name.
const WITH_LEADS: [&str; 5] = [
    "对外贸易法",
    "对外关系法",
    "人口与计划生育法",
    "基本医疗卫生与健康促进法",
    "全国人民代表大会和地方各级人民代表大会选举法",
];

/// The law's name without 《》 that ends at `at`, with its start.
fn unbracketed<'t>(f: &Finder<'t>, at: usize) -> Option<(usize, &'t str)> {
    let text = f.text;
    let head = text[f.done..at].trim_end();
    let head = head.strip_suffix('的').unwrap_or(head);
    let piece = look_back(head, 0, head.len(), 44);
    let run_start = piece
        .char_indices()
        .rev()
        .take_while(|&(_, c)| is_han(c))
        .last()
        .map(|x| x.0)?;
    let run = &piece[run_start..];
    let end = f.done + head.len();
    // A name the document defined itself, or a title it cites in 《》.
    let known = f
        .defined
        .keys()
        .chain(&f.cited)
        .filter(|k| k.chars().count() > 1 && run.ends_with(k.as_str()))
        .max_by_key(|k| k.len());
    if let Some(name) = known {
        return Some((end - name.len(), &text[end - name.len()..end]));
    }
    if !["法", "条例", "法典", "细则", "法解释"]
        .iter()
        .any(|w| run.ends_with(w))
        || [
            "办法", "方法", "做法", "本法", "该法", "同法", "依法", "司法", "执法", "非法", "违法",
            "立法", "普法",
        ]
        .iter()
        .any(|w| run.ends_with(w))
        || ["本条例", "该条例", "本细则", "该细则", "同条例"]
            .iter()
            .any(|w| run.ends_with(w))
    {
        return None;
    }
    if let Some(name) = WITH_LEADS.iter().find(|n| run.ends_with(**n)) {
        return Some((end - name.len(), &text[end - name.len()..end]));
    }
    const LEADS: [&str; 37] = [
        "依照", "按照", "根据", "依据", "违反", "适用", "符合", "执行", "遵守", "具有", "构成",
        "参照", "关于", "属于", "考虑", "认定", "包括", "援引", "引用", "或者", "以及", "触犯",
        "我国", "和", "与", "及", "或", "的", "对", "由", "在", "是", "为", "以", "于", "将", "因",
    ];
    let masked = run.replace("中华人民共和国", "中华人民共咊国");
    let mut cut = LEADS
        .iter()
        .filter_map(|w| masked.rfind(w).map(|i| i + w.len()))
        .max()
        .unwrap_or(0);
    if let Some(i) = masked.rfind('有') {
        let tied = masked[i..].starts_with("有组织") || masked[..i].ends_with(['国', '所']);
        if !tied {
            cut = cut.max(i + '有'.len_utf8());
        }
    }
    let name = &run[cut..];
    let chars = name.chars().count();
    (2..=30)
        .contains(&chars)
        .then(|| (end - name.len(), &text[end - name.len()..end]))
}
