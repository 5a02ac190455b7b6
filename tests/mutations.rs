//! Mutations: clauses that agree with higher law, changed in one thing. The comparison must see each
//! change and be silent about the unchanged text. Laws of many fields, read in place; each is held
//! against itself only, so this proves the comparison, not the search for the right law.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    clippy::print_stderr
)]

mod support;

use qingli::conflict::{Acts, Floors, Gap, judge};
use qingli::document::meta::Fact;
use qingli::document::{Block, Document, Number, Rank, describe, outline};
use qingli::law::Standing;
use qingli::norm::{self, Basis, Norm, Sanction, SanctionKind, Tier};
use qingli::text::numeral;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// One thing changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Change {
    /// The cap is four times as high.
    CapUp,
    /// The floor is a fifth.
    FloorDown,
    /// 拒不改正的 goes: the fine comes at once.
    OrderDropped,
    /// A licence is revoked besides.
    KindAdded,
    /// A multiple becomes a sum.
    MethodChanged,
}

const ALL: [Change; 5] = [
    Change::CapUp,
    Change::FloorDown,
    Change::OrderDropped,
    Change::KindAdded,
    Change::MethodChanged,
];

impl Change {
    fn seen_as(self, gap: Gap) -> bool {
        match self {
            Change::CapUp => matches!(gap, Gap::Above | Gap::Both),
            Change::FloorDown => matches!(gap, Gap::Below | Gap::Both),
            Change::OrderDropped => gap == Gap::NoPrecondition,
            Change::KindAdded => gap == Gap::Kind,
            Change::MethodChanged => gap == Gap::Method,
        }
    }
}

fn made(text: &str, title: &str, rank: Rank, region: &str) -> Document {
    let blocks: Vec<Block> = text
        .lines()
        .filter(|l| !l.trim().is_empty())
        .map(Block::paragraph)
        .collect();
    let mut d = outline::build(&blocks);
    describe::describe(&mut d, None, &[]);
    d.meta.title = title.to_string();
    d.meta.rank = Some(Fact::new(rank, "测试"));
    d.meta.region = Some(Fact::new(region.to_string(), "测试"));
    d
}

fn sum(n: u64) -> String {
    format!("{}元", numeral::format(n))
}

/// (start, end, new words) of a change to one norm; none where it doesn't apply.
fn edit(d: &Document, n: &Norm, article: &str, change: Change) -> Option<(usize, usize, String)> {
    let fines: Vec<&Sanction> = n
        .sanctions
        .iter()
        .filter(|s| s.kind == SanctionKind::Fine)
        .collect();
    // One fine in one tier: what is changed is then what is seen.
    let [fine] = fines.as_slice() else {
        return None;
    };
    let a = fine.amount.as_ref()?;
    if !n.complete || !d.slice(a.span).ends_with(['下', '元']) {
        return None;
    }
    match change {
        Change::CapUp => {
            let max = a.max? * 4;
            let words = match a.basis {
                Basis::Range => format!("{}以上{}以下", sum(a.min?), sum(max)),
                Basis::UpTo => format!("{}以下", sum(max)),
                _ => return None,
            };
            Some((a.span.start, a.span.end, words))
        }
        Change::FloorDown if a.basis == Basis::Range && a.min? >= 50 => Some((
            a.span.start,
            a.span.end,
            format!("{}以上{}以下", sum(a.min? / 5), sum(a.max?)),
        )),
        Change::OrderDropped if fine.tier == Tier::Refuses => {
            let t = fine.tier_span;
            let before = d.text[..t.start].chars().next_back()?;
            let after = d.text[t.end..].find('，').filter(|&i| i <= 6)?;
            matches!(before, '；' | '，')
                .then(|| (t.start - before.len_utf8(), t.end + after, String::new()))
        }
        Change::KindAdded
            if !["吊销", "暂扣", "撤销", "关闭", "停业"]
                .iter()
                .any(|w| article.contains(w)) =>
        {
            Some((fine.span.end, fine.span.end, "，并吊销许可证".to_string()))
        }
        Change::MethodChanged if a.basis == Basis::Multiple => {
            // 违法所得一倍以上五倍以下: the base goes with the figures.
            let words = d.slice(fine.span);
            let from = words.find("违法所得").or_else(|| words.find("货值"))?;
            let at = fine.span.start + from;
            (at <= a.span.start).then(|| (at, a.span.end, "三万元以上七万元以下".to_string()))
        }
        _ => None,
    }
}

/// The text with every article changed that can be, and their numbers.
fn mutate(d: &Document, change: Change) -> (String, BTreeSet<Number>) {
    let mut edits = Vec::new();
    let mut changed = BTreeSet::new();
    for a in d.articles() {
        let node = d.node(a);
        let Some(number) = node
            .number
            .filter(|_| node.part == d.main_part() && !node.dead)
        else {
            continue;
        };
        let article = d.full_span(a).slice(&d.text);
        let norms = norm::read(d, a);
        let penal: Vec<&Norm> = norms.iter().filter(|n| !n.sanctions.is_empty()).collect();
        // One penal norm an article: nothing else there can be taken for it.
        let [n] = penal.as_slice() else { continue };
        if let Some(e) = edit(d, n, article, change) {
            edits.push(e);
            changed.insert(number);
        }
    }
    edits.sort();
    let mut text = d.text.clone();
    for (start, end, new) in edits.into_iter().rev() {
        text.replace_range(start..end, &new);
    }
    (text, changed)
}

/// The gaps found, by article.
fn found(acts: &Acts, text: &str) -> BTreeMap<Number, Vec<Gap>> {
    let local = made(
        text,
        "岫云市实施条例",
        Rank::LocalRegulation,
        "清源省/岫云市",
    );
    let on = qingli::text::date::make(2026, 11, 24).unwrap();
    let mut out: BTreeMap<Number, Vec<Gap>> = BTreeMap::new();
    for c in judge(
        acts,
        &local,
        &Standing::of(&local),
        &[],
        on,
        Floors::default(),
    ) {
        let at = local.ancestor(c.local.node, qingli::document::Kind::Article);
        if let Some(n) = at.and_then(|a| local.node(a).number) {
            out.entry(n).or_default().push(c.difference.gap);
        }
    }
    out
}

#[test]
fn an_invented_law_and_its_changes() {
    let text = "第一条 擅自拆除水库护栏的，由水行政主管部门责令改正，处二千元以上一万元以下罚款。\n第二条 未按照规定清理水库漂浮物的，由水行政主管部门责令改正；拒不改正的，处一千元以上五千元以下罚款。\n第三条 未经许可从事水库游船经营的，并处违法所得二倍以上五倍以下罚款。";
    let law = made(text, "水库条例", Rank::AdministrativeRegulation, "全国");
    let acts = Acts::of_documents(&[(Standing::of(&law), &law)]);
    assert!(found(&acts, text).is_empty());
    let mut seen = 0;
    for change in ALL {
        let (mutated, changed) = mutate(&law, change);
        let got = found(&acts, &mutated);
        for n in &changed {
            seen += 1;
            assert!(
                got.get(n)
                    .is_some_and(|g| g.iter().any(|&g| change.seen_as(g))),
                "{change:?} {} {got:?}\n{mutated}",
                n.article()
            );
        }
        assert_eq!(got.len(), changed.len(), "{change:?} {got:?}");
    }
    assert!(seen >= 8, "{seen}");
}

#[test]
fn changes_to_real_law_are_seen() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus/national");
    if !root.exists() {
        support::skip("跳过：没有 ../shared/corpus/national");
        return;
    }
    let mut per: BTreeMap<Change, [usize; 2]> = BTreeMap::new();
    let (mut norms, mut accused, mut laws) = (0usize, 0usize, 0);
    let mut missed: Vec<String> = Vec::new();
    let mut titles = BTreeSet::new();
    for f in walkdir::WalkDir::new(&root).sort_by_file_name() {
        let f = f.unwrap();
        let name = f.file_name().to_string_lossy().to_string();
        if !name.ends_with(".md")
            || !(name.contains("条例") || name.contains("法(") || name.contains("法（"))
        {
            continue;
        }
        let bytes = std::fs::read(f.path()).unwrap();
        let Ok(read) = qingli::parse::document(&name, &bytes) else {
            continue;
        };
        if !titles.insert(read.meta.title.clone()) || !read.text.contains("罚款") {
            continue;
        }
        let title = read.meta.title.clone();
        let law = made(&read.text, &title, Rank::AdministrativeRegulation, "全国");
        let acts = Acts::of_documents(&[(Standing::of(&law), &law)]);
        laws += 1;
        norms += acts.acts.len();
        accused += found(&acts, &law.text)
            .values()
            .map(Vec::len)
            .sum::<usize>();
        for change in ALL {
            let (text, changed) = mutate(&law, change);
            if changed.is_empty() {
                continue;
            }
            let got = found(&acts, &text);
            let p = per.entry(change).or_default();
            for n in changed {
                p[0] += 1;
                if got
                    .get(&n)
                    .is_some_and(|g| g.iter().any(|&g| change.seen_as(g)))
                {
                    p[1] += 1;
                } else if missed.len() < 40 {
                    missed.push(format!(
                        "{change:?} {title} {} {:?}",
                        n.article(),
                        got.get(&n)
                    ));
                }
            }
        }
        if laws >= 160 {
            break;
        }
    }
    println!(
        "laws {laws} norms {norms} accused unchanged {accused}; changed, seen: {per:?}\n{}",
        missed.join("\n")
    );
    let all: usize = per.values().map(|p| p[0]).sum();
    assert!(all >= 500, "{all}");
    assert!(
        accused * 20 <= norms,
        "{accused} of {norms} unchanged accused"
    );
    for (change, [n, seen]) in per {
        assert!(seen * 10 >= n * 9, "{change:?}: {seen} of {n}");
    }
}
