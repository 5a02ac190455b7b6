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

use qingli::conflict::{Acts, Floors, Gap, Parting, Prior, Slot, judge, pair, part};
use qingli::corpus::Library;
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

/// The day of judgment.
fn day() -> qingli::text::Date {
    qingli::text::date::make(2026, 11, 24).unwrap()
}

/// The gaps found, by article.
fn found(acts: &Acts, text: &str) -> BTreeMap<Number, Vec<Gap>> {
    let local = made(
        text,
        "岫云市实施条例",
        Rank::LocalRegulation,
        "清源省/岫云市",
    );
    let on = day();
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
    let acts = Acts::of_documents(&[(Standing::of(&law), &law)], day());
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
        let acts = Acts::of_documents(&[(Standing::of(&law), &law)], day());
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

/// One thing changed in a clause that is no penalty.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Turn {
    /// 应当 becomes 可以.
    Weaker,
    /// The authority takes three times as long.
    Longer,
    /// The exception goes.
    ExceptionDropped,
    /// A county decides for the state or the province.
    BodyMoved,
    /// A condition more.
    ConditionAdded,
}

const TURNS: [Turn; 5] = [
    Turn::Weaker,
    Turn::Longer,
    Turn::ExceptionDropped,
    Turn::BodyMoved,
    Turn::ConditionAdded,
];

impl Turn {
    fn slot(self) -> Slot {
        match self {
            Turn::Weaker => Slot::Weaker,
            Turn::Longer => Slot::Limit,
            Turn::ExceptionDropped => Slot::Exception,
            Turn::BodyMoved => Slot::Level,
            Turn::ConditionAdded => Slot::Condition,
        }
    }
}

/// (start, end, new words) of a change to one clause; none where it doesn't apply.
fn turn(d: &Document, n: &Norm, turn: Turn) -> Option<(usize, usize, String)> {
    let words = d.slice(n.span);
    if !n.sanctions.is_empty() || n.form == norm::Form::Penalty || words.contains("依法") {
        return None;
    }
    match turn {
        Turn::Weaker => {
            let s = n.modality_span;
            (d.slice(s) == "应当" && words.matches("应当").count() == 1 && !words.contains("可以"))
                .then(|| (s.start, s.end, "可以".to_string()))
        }
        Turn::Longer => {
            let [l] = n.limits.as_slice() else {
                return None;
            };
            let at = d.slice(l.span);
            let head = d.text.get(n.span.start..l.span.start)?;
            let own = head.rsplit(['，', '；']).next()?;
            if l.before || !(own.contains("部门") || own.contains("机关")) {
                return None;
            }
            let figure = l.max.filter(|_| l.min.is_none() || l.min == l.max)?;
            let old = numeral::format(figure);
            let i = at.find(&old)?;
            Some((
                l.span.start + i,
                l.span.start + i + old.len(),
                numeral::format(figure * 3),
            ))
        }
        Turn::ExceptionDropped => {
            let [e] = n.exceptions.as_slice() else {
                return None;
            };
            let at = d.slice(*e);
            if at.contains("另有规定") || at.contains("从其规定") || at.contains("另有约定")
            {
                return None;
            }
            let before = d.text.get(n.span.start..e.start)?.rfind('，')?;
            let mut from = n.span.start + before;
            for w in ["但是", "但"] {
                if d.text[..from].ends_with(w) {
                    from -= w.len();
                    from -= d.text[..from].chars().next_back()?.len_utf8();
                }
            }
            let before = from - n.span.start.min(from);
            let rest = d.text[e.end..n.span.end.max(e.end)].trim();
            (rest.is_empty() && before > 60).then(|| (from, e.end, String::new()))
        }
        Turn::BodyMoved => {
            let l = n
                .licences
                .iter()
                .find(|l| l.rank == norm::LicenceRank::Approve && !l.negated)?;
            let by = l.by.as_ref()?;
            let new = match by.level {
                norm::Level::State => by.text.replacen("国务院", "县级人民政府", 1),
                norm::Level::Province => by
                    .text
                    .replacen("省、自治区、直辖市人民政府", "县人民政府", 1)
                    .replacen("省级", "县级", 1),
                _ => return None,
            };
            (new != by.text && d.slice(by.span) == by.text).then_some((
                by.span.start,
                by.span.end,
                new,
            ))
        }
        Turn::ConditionAdded => {
            let last = n.conditions.last()?;
            (words.contains("条件") && n.conditions.len() >= 2).then(|| {
                (
                    last.start,
                    last.end,
                    "在当地缴纳税款满三周年并设有培训基地".to_string(),
                )
            })
        }
    }
}

/// The text with every clause changed that can be, at most one an article, and their articles.
fn turned(d: &Document, how: Turn) -> (String, BTreeSet<Number>) {
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
        if let Some(e) = norm::read(d, a).iter().find_map(|n| turn(d, n, how)) {
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

/// The slots in which clauses part, by article.
fn parted(acts: &Acts, text: &str) -> BTreeMap<Number, Vec<Slot>> {
    let local = made(
        text,
        "岫云市实施条例",
        Rank::LocalRegulation,
        "清源省/岫云市",
    );
    let on = day();
    let mut out: BTreeMap<Number, Vec<Slot>> = BTreeMap::new();
    let library = Library::default();
    let got = compared_with(acts, &library, &local, on);
    for p in got {
        let node = local.node_at(p.local.start).unwrap();
        let at = local.ancestor(node, qingli::document::Kind::Article);
        if let Some(n) = at.and_then(|a| local.node(a).number) {
            out.entry(n).or_default().push(p.slot);
        }
    }
    out
}

/// The clauses that part, the law taken for the document's own.
fn compared_with(
    acts: &Acts,
    library: &Library,
    local: &Document,
    on: qingli::text::Date,
) -> Vec<Parting> {
    let standing = Standing::of(local);
    let relation = acts
        .sources
        .iter()
        .map(|s| Some(qingli::law::above(&s.standing, &standing, on)))
        .collect();
    let prior = Prior {
        relation,
        near: vec![1.0; acts.sources.len()],
    };
    part(acts, library, local, &pair::norms(local), &prior)
}

#[test]
fn clauses_of_an_invented_law_and_their_changes() {
    let text = "第一条 水库管理单位应当每年对大坝进行安全检测并公布检测结果。\n第二条 水行政主管部门应当自收到游船经营申请之日起二十日内作出是否许可的决定。\n第三条 任何单位和个人不得在水库管理范围内驾驶机动船舶，但是执行防汛抢险任务的除外。\n第四条 从事水库游船经营的，应当具备下列条件：\n（一）有与经营规模相适应的船舶；\n（二）有健全的安全管理制度；\n（三）有持证的驾驶人员。";
    let law = made(text, "水库条例", Rank::AdministrativeRegulation, "全国");
    let acts = Acts::of_documents(&[(Standing::of(&law), &law)], day());
    assert!(parted(&acts, text).is_empty(), "{:?}", parted(&acts, text));
    for how in TURNS {
        let (text, changed) = turned(&law, how);
        let got = parted(&acts, &text);
        for n in &changed {
            assert!(
                got.get(n).is_some_and(|s| s.contains(&how.slot())),
                "{how:?} {} {got:?}\n{text}",
                n.article()
            );
        }
        assert_eq!(got.len(), changed.len(), "{how:?} {got:?}");
    }
}

#[test]
fn changes_to_real_clauses_are_seen() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus/national");
    if !root.exists() {
        support::skip("跳过：没有 ../shared/corpus/national");
        return;
    }
    let mut per: BTreeMap<Turn, [usize; 2]> = BTreeMap::new();
    let (mut clauses, mut accused, mut laws) = (0usize, 0usize, 0);
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
        if !titles.insert(read.meta.title.clone()) {
            continue;
        }
        let title = read.meta.title.clone();
        let law = made(&read.text, &title, Rank::AdministrativeRegulation, "全国");
        let acts = Acts::of_documents(&[(Standing::of(&law), &law)], day());
        laws += 1;
        clauses += qingli::conflict::clauses::read(&law, &acts).len();
        let unchanged = parted(&acts, &law.text);
        accused += unchanged.values().map(Vec::len).sum::<usize>();
        for how in TURNS {
            let (text, changed) = turned(&law, how);
            if changed.is_empty() {
                continue;
            }
            let got = parted(&acts, &text);
            let p = per.entry(how).or_default();
            for n in changed {
                p[0] += 1;
                if got.get(&n).is_some_and(|s| s.contains(&how.slot())) {
                    p[1] += 1;
                } else if missed.len() < 60 && how != Turn::Weaker {
                    missed.push(format!("{how:?} {title} {} {:?}", n.article(), got.get(&n)));
                }
            }
        }
        if laws >= 160 {
            break;
        }
    }
    println!(
        "laws {laws} clauses {clauses} accused unchanged {accused}; changed, seen: {per:?}\n{}",
        missed.join("\n")
    );
    let all: usize = per.values().map(|p| p[0]).sum();
    assert!(all >= 500, "{all}");
    assert!(
        accused * 20 <= clauses,
        "{accused} of {clauses} unchanged accused"
    );
    for (how, [n, seen]) in per {
        assert!(seen * 10 >= n * 9, "{how:?}: {seen} of {n}");
    }
}
