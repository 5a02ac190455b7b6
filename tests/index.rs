//! The index: what a search must find. The texts are invented; a lawyer can read them.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod support;

#[path = "index/fixture.rs"]
mod fixture;
use fixture::*;
use qingli::corpus::{VersionId, WorkId};
use qingli::document::{Rank, Status};
use qingli::index::grams::find_all;
use qingli::index::{Ended, Filter, Index, Kind, Query, Sort};
use qingli::law::title;
use qingli::text::normalize::fold;
use qingli::text::{Date, Span};
use std::path::{Path, PathBuf};

#[test]
fn quoted_words_are_found_across_line_breaks_and_in_both_widths() {
    let (_dir, index) = built();
    let hits = index.search(&query("\"以下罚款\"")).unwrap();
    assert_eq!(hits.kind, Kind::Exact);
    // Both versions say it; they are one provision for the reader, shown by the one in force.
    assert_eq!(hits.total, 2);
    assert_eq!(places(&hits), ["渡口管理法第九条"]);
    assert_eq!(hits.hits[0].others, 1);
    assert_eq!(hits.hits[0].status, Status::InForce);
    let marks: Vec<&str> = hits.hits[0]
        .highlights
        .iter()
        .map(|s| s.slice(&hits.hits[0].text))
        .collect();
    assert_eq!(marks, ["以下\n　　罚款"]);
    assert_eq!(
        search(&index, "“驾驶的，依照前款(一)”"),
        ["渡口管理法第九条"]
    );
}

#[test]
fn every_quoted_word_must_stand_there() {
    let (_dir, index) = built();
    assert_eq!(
        search(&index, "\"渡船\" \"犬只\""),
        ["某省某市犬只管理条例第四条"]
    );
    assert_eq!(search(&index, "\"渡船\" \"没收\""), Vec::<String>::new());
    // One character, also the last of a text.
    assert_eq!(search(&index, "\"嘴\""), ["某省某市犬只管理条例第四条"]);
    assert_eq!(index.search(&query("\"。\"")).unwrap().total, 9);
    // Words that only follow one another across two articles are none.
    assert!(search(&index, "\"登记。第四条\"").is_empty());
}

#[test]
fn a_citation_goes_to_the_article() {
    let (_dir, index) = built();
    for q in [
        "渡口管理法9",
        "渡口管理法第九条",
        "《渡口管理法》第9条",
        "中华人民共和国渡口管理法第九条",
    ] {
        let hits = index.search(&query(q)).unwrap();
        assert_eq!(hits.kind, Kind::Citation, "{q}");
        assert_eq!(places(&hits)[0], "渡口管理法第九条", "{q}");
    }
    assert_eq!(
        search(&index, "渡口管理法第九条之一"),
        ["渡口管理法第九条之一"]
    );
    let none = index.search(&query("渡口管理法第九十条")).unwrap();
    assert!(none.hits.is_empty());
    assert_eq!(
        none.note.as_deref(),
        Some("《中华人民共和国渡口管理法》没有第九十条")
    );
    // Another law's article is no answer for a law nobody has.
    let absent = index.search(&query("桥梁管理法第九条")).unwrap();
    assert_eq!((absent.kind, absent.total), (Kind::Citation, 0));
    assert_eq!(
        absent.note.as_deref(),
        Some("库中没有《桥梁管理法》，没有可以列出的条文")
    );
    // Nor is anything else one for a number under which nothing that is held was issued.
    let absent = index.search(&query("国务院令第901号第九条")).unwrap();
    assert_eq!((absent.kind, absent.total), (Kind::Citation, 0));
    assert_eq!(
        absent.note.as_deref(),
        Some("库中没有以“国务院令901号”发布的文件，没有可以列出的条文")
    );
    // A bare number after words is no citation.
    assert_eq!(
        index.search(&query("渡船罚款200")).unwrap().kind,
        Kind::Ranked
    );
}

#[test]
fn a_paragraph_that_is_not_there_is_told() {
    let (_dir, index) = built();
    let note = |q: &str| index.search(&query(q)).unwrap().note;
    assert_eq!(
        note("渡口管理法第九条第七款").as_deref(),
        Some("《中华人民共和国渡口管理法》第九条没有第七款")
    );
    assert_eq!(
        note("渡口管理法第九条第（四）项").as_deref(),
        Some("《中华人民共和国渡口管理法》第九条没有第（四）项")
    );
    assert_eq!(note("渡口管理法第九条第一款"), None);
    assert_eq!(note("渡口管理法第九条"), None);
}

#[test]
fn the_law_that_a_query_names_stands_first() {
    let (_dir, index) = built();
    // The city's rule says both words nearer together, but the law was asked for.
    let hits = index.search(&query("渡口管理法 乘坐渡船")).unwrap();
    let own = places(&hits)
        .iter()
        .take_while(|p| p.starts_with("渡口管理法"))
        .count();
    assert!(own > 0, "{:?}", places(&hits));
    assert!(places(&hits).contains(&"某省某市犬只管理条例第四条".to_string()));
    let note = format!("前 {own} 条出自《渡口管理法》，其后按整个问题的相关程度列出");
    assert_eq!(hits.note, Some(note));
    // A question that mentions a law asks about more than that law.
    let hits = index
        .search(&query("渡口管理法，乘坐渡船怎么罚？"))
        .unwrap();
    assert_eq!(hits.note.filter(|n| n.contains("出自")), None);
    // A law that doesn't speak of the words says nothing of them.
    let hits = index.search(&query("渡口管理法 犬只")).unwrap();
    assert!(hits.note.as_ref().is_none_or(|n| !n.contains("出自")));
    assert!(places(&hits).contains(&"某省某市犬只管理条例第四条".to_string()));
}

#[test]
fn a_question_with_quoted_words_is_answered_beyond_them() {
    let (_dir, index) = built();
    let hits = index.search(&query("渡船“超员”怎么罚款？")).unwrap();
    assert_eq!((hits.kind, hits.total), (Kind::Exact, 0));
    assert!(places(&hits).contains(&"渡口管理法第九条".to_string()));
    assert_eq!(
        hits.note.as_deref(),
        Some("没有条文含有“超员”，以下按整个问题的相关程度列出")
    );
    // What holds the words stands first and alone is counted.
    let hits = index.search(&query("“网络预约渡船”怎么罚款？")).unwrap();
    assert_eq!(
        (hits.total, places(&hits)[0].as_str()),
        (1, "渡口管理法第九条之一")
    );
    assert!(hits.hits.len() > 1);
    // Words that only stand beside are exact.
    assert!(search(&index, "“超员” 罚款").is_empty());
}

#[test]
fn everyday_words_find_the_provision_that_says_most() {
    let (_dir, index) = built();
    assert_eq!(search(&index, "渡船 超过人数 罚款")[0], "渡口管理法第九条");
    assert_eq!(
        search(&index, "狗狗坐船要戴嘴套吗")[0],
        "某省某市犬只管理条例第四条"
    );
    // 网约 is everyday for 网络预约: the table of synonyms must know 无证.
    let hits = index.search(&query("无证摆渡")).unwrap();
    assert_eq!(places(&hits)[0], "某省渡口管理办法第十条");
    assert!(search(&index, "囧囧").is_empty());
    assert!(search(&index, "").is_empty());
    assert!(search(&index, "？！").is_empty());
}

#[test]
fn filters_leave_out_what_they_say() {
    let (_dir, index) = built();
    let with = |f: Filter| {
        let q = Query {
            filter: f,
            ..query("\"渡船\"")
        };
        let mut places = places(&index.search(&q).unwrap());
        places.sort();
        places
    };
    let rank = |r| Filter {
        ranks: vec![r],
        ..Filter::default()
    };
    assert_eq!(with(rank(Rank::LocalRule)), ["某省渡口管理办法第九条"]);
    let region = |r: &str| Filter {
        region: Some(r.into()),
        ..Filter::default()
    };
    assert_eq!(with(region("某省")).len(), 2);
    assert_eq!(with(region("某省/某市")), ["某省某市犬只管理条例第四条"]);
    assert_eq!(
        with(region("全国")),
        ["渡口管理法第九条", "渡口管理法第九条之一"]
    );
    let issuer = Filter {
        issuer: Some("某市".into()),
        ..Filter::default()
    };
    assert_eq!(with(issuer), ["某省某市犬只管理条例第四条"]);
    let field = |f: &str| Filter {
        fields: vec![f.into()],
        ..Filter::default()
    };
    assert_eq!(with(field("交通运输")).len(), 3);
    assert_eq!(
        with(field("公安和道路交通安全")),
        ["某省某市犬只管理条例第四条"]
    );
    assert!(with(field("水利")).is_empty());
    let repealed = Filter {
        statuses: vec![Status::Repealed],
        ..Filter::default()
    };
    assert_eq!(with(repealed), ["某省渡口管理办法第九条"]);
    let then = Filter {
        in_force_on: Some(day(2015, 6, 1)),
        ..Filter::default()
    };
    assert_eq!(with(then), ["某省渡口管理办法第九条", "渡口管理法第八条"]);
    let works = Filter {
        works: Some([WorkId(3)].into()),
        ..Filter::default()
    };
    assert_eq!(with(works), ["某省某市犬只管理条例第四条"]);
}

#[test]
fn similar_clauses_come_best_first() {
    let (_dir, index) = built();
    let clause = "渡船载客超过核定人数的，由交通运输部门责令改正，可以处二百元以上一千元以下罚款。";
    let filter = Filter {
        ranks: vec![Rank::Law],
        ..Filter::default()
    };
    let found = index
        .similar(clause, &filter, day(2026, 11, 24), 3)
        .unwrap();
    assert_eq!((found[0].0, found[0].1.0), (VersionId(1), 1));
    assert!(found.windows(2).all(|w| w[0].2 >= w[1].2));
    assert!(found.iter().all(|f| f.0.0 < 2));
}

#[test]
fn a_build_keeps_what_has_not_changed() {
    let dir = tempfile::tempdir().unwrap();
    let mut all = laws();
    let first = build(dir.path(), "a", &all);
    assert_eq!(
        (first.added, first.removed, first.kept, first.records),
        (4, 0, 0, 9)
    );
    let again = build(dir.path(), "a", &all);
    assert_eq!(
        (again.added, again.removed, again.kept, again.records),
        (0, 0, 4, 9)
    );
    // The dog regulation goes, a ferry rule comes, and the law is repealed without a word changed.
    all.pop();
    all[1].slot.until = Some(day(2026, 1, 1));
    all[1].slot.ended = Some(Ended::Repealed);
    all.push(law(
        4,
        "某省渡船规定",
        Rank::LocalRule,
        "某省",
        day(2024, 1, 1),
        &[("第一条", "第一条　渡船应当编号。")],
    ));
    all[3].slot.version = VersionId(3);
    let third = build(dir.path(), "b", &all);
    assert_eq!(
        (third.added, third.removed, third.kept, third.records),
        (1, 1, 3, 8)
    );
    let index = Index::open(dir.path(), "b").unwrap();
    assert!(search(&index, "\"犬只\"").is_empty());
    assert_eq!(search(&index, "\"编号\""), ["某省渡船规定第一条"]);
    let hits = index.search(&query("\"核定人数\"")).unwrap();
    assert!(
        hits.hits
            .iter()
            .all(|h| h.status == Status::Repealed || h.status == Status::Amended)
    );
    // As good as new: the same answers as an index built afresh.
    let fresh = tempfile::tempdir().unwrap();
    build(fresh.path(), "b", &all);
    let other = Index::open(fresh.path(), "b").unwrap();
    for q in ["\"渡船\"", "渡船超过人数", "渡口管理法第一条", "\"渡\""] {
        assert_eq!(
            index.search(&query(q)).unwrap(),
            other.search(&query(q)).unwrap(),
            "{q}"
        );
    }
}

#[test]
fn a_stale_or_foreign_index_is_refused_with_the_way_out() {
    let dir = tempfile::tempdir().unwrap();
    let refused = |digest: &str| {
        let e = Index::open(dir.path(), digest).err().unwrap();
        assert!(
            e.is_library() && e.next_step().contains("qingli index"),
            "{e}"
        );
        e.to_string()
    };
    assert!(refused("a").contains("没有索引"));
    build(dir.path(), "a", &laws());
    assert!(Index::open(dir.path(), "a").is_ok());
    assert!(refused("b").contains("不一致"));
    let path = dir.path().join("BUILD.json");
    let good = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, good.replace("\"schema\": ", "\"schema\": 9")).unwrap();
    assert!(refused("a").contains("另一个版本"));
    std::fs::write(&path, good.replace("\"analyzer\": \"", "\"analyzer\": \"0")).unwrap();
    assert!(refused("a").contains("词表"));
    std::fs::write(&path, "{}").unwrap();
    assert!(refused("a").contains("不是本程序的索引"));
    // Building again mends it.
    build(dir.path(), "a", &laws());
    assert!(Index::open(dir.path(), "a").is_ok());
    // A folder with somebody's papers is never emptied.
    std::fs::write(dir.path().join("论文.txt"), "内容").unwrap();
    std::fs::remove_file(&path).unwrap();
    let load = |_: usize| Ok(Vec::new());
    let e = Index::build_from(dir.path(), "a", Vec::new(), &load, &|_, _| {}).unwrap_err();
    assert!(e.to_string().contains("论文.txt"), "{e}");
    assert!(dir.path().join("论文.txt").exists());
}

#[test]
fn a_slip_in_a_name_still_finds_the_law_and_says_so() {
    let (_dir, index) = built();
    let hits = index.search(&query("渡口管里法第九条")).unwrap();
    assert_eq!(places(&hits), ["渡口管理法第九条"]);
    assert!(hits.note.is_some_and(|n| n.contains("您是不是要找")));
    let hits = index.search(&query("渡口官理法")).unwrap();
    assert_eq!(hits.suggested, ["中华人民共和国渡口管理法"]);
    // A right name, or none at all, suggests nothing.
    for q in ["渡口管理法", "渡船超载怎么罚"] {
        let hits = index.search(&query(q)).unwrap();
        assert_eq!(hits.suggested, Vec::<String>::new(), "{q}");
    }
    // Another region's law is no slip.
    let mut all = laws();
    all[3].slot.title = "湖北省犬只管理条例".into();
    all[3].slot.key = title::key("湖北省犬只管理条例");
    let dir = tempfile::tempdir().unwrap();
    build(dir.path(), "a", &all);
    let index = Index::open(dir.path(), "a").unwrap();
    let suggested = |q: &str| index.search(&query(q)).unwrap().suggested;
    assert_eq!(suggested("湖北省犬只管里条例"), ["湖北省犬只管理条例"]);
    assert_eq!(suggested("河北省犬只管理条例"), Vec::<String>::new());
}

#[test]
fn a_document_number_goes_to_its_paper() {
    let mut all = laws();
    all[3].slot.number = "国务院令900号".into();
    let dir = tempfile::tempdir().unwrap();
    build(dir.path(), "a", &all);
    let index = Index::open(dir.path(), "a").unwrap();
    for q in [
        "国令第900号",
        "国务院令第900号",
        "中华人民共和国国务院令 第900号",
    ] {
        let hits = index.search(&query(q)).unwrap();
        assert_eq!(hits.kind, Kind::Citation, "{q}");
        assert_eq!(hits.hits[0].title, "某省某市犬只管理条例", "{q}");
    }
    assert_eq!(
        search(&index, "国务院令第900号第四条"),
        ["某省某市犬只管理条例第四条"]
    );
    let none = index.search(&query("国务院令第901号")).unwrap();
    assert_eq!((none.kind, none.total), (Kind::Exact, 0));
    assert!(none.note.is_some_and(|n| n.contains("没有条文提到它")));
}

#[test]
fn an_answer_is_sorted_and_counted_as_asked() {
    let (_dir, index) = built();
    let q = Query {
        sort: Sort::Date,
        facets: true,
        ..query("\"渡船\"")
    };
    let hits = index.search(&q).unwrap();
    let days: Vec<Option<Date>> = hits.hits.iter().map(|h| h.date).collect();
    let mut sorted = days.clone();
    sorted.sort_by(|a, b| b.cmp(a));
    assert_eq!(days, sorted);
    let f = hits.facets.unwrap();
    let sum = |counts: Vec<usize>| counts.iter().sum::<usize>();
    assert_eq!(sum(f.ranks.iter().map(|x| x.1).collect()), hits.total);
    assert_eq!(sum(f.years.iter().map(|x| x.1).collect()), hits.total);
    assert_eq!(sum(f.statuses.iter().map(|x| x.1).collect()), hits.total);
    assert_eq!(f.years[0].0, 2021);
    assert_eq!(f.fields[0], ("交通运输".to_string(), hits.total - 1));
    let q = Query {
        filter: Filter {
            years: Some((2015, 2020)),
            ..Filter::default()
        },
        ..query("\"渡船\"")
    };
    assert_eq!(
        places(&index.search(&q).unwrap()),
        ["某省某市犬只管理条例第四条"]
    );
    let by_rank = Query {
        sort: Sort::Rank,
        ..query("\"渡船\"")
    };
    assert_eq!(index.search(&by_rank).unwrap().hits[0].rank, Rank::Law);
}

#[test]
fn a_clause_finds_clauses_like_it() {
    let (_dir, index) = built();
    let q = query("渡船载客超过核定人数的，由港口机关责令改正，并处罚款。");
    let hits = index.alike(&q).unwrap();
    assert_eq!(hits.kind, Kind::Similar);
    assert_eq!(places(&hits)[0], "渡口管理法第九条");
}

#[test]
fn the_committed_schema_is_the_code_s() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("index/schema.json");
    let made = qingli::index::schema_json().unwrap();
    // To write it after a change: QINGLI_BLESS=1 cargo test --test index
    if std::env::var_os("QINGLI_BLESS").is_some() {
        std::fs::write(&file, serde_json::to_string_pretty(&made).unwrap() + "\n").unwrap();
    }
    let text = std::fs::read_to_string(file).unwrap();
    let committed: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(committed, made);
}

/// Every eighth Markdown file of the corpus, cut at 第…条.
fn corpus() -> Option<Vec<Law>> {
    let shared = std::env::var_os("QINGLI_SHARED").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared"),
        PathBuf::from,
    );
    let mut files: Vec<PathBuf> = walkdir::WalkDir::new(shared.join("corpus"))
        .into_iter()
        .flatten()
        .map(walkdir::DirEntry::into_path)
        .filter(|p| p.extension().is_some_and(|e| e == "md"))
        .collect();
    files.sort();
    if files.is_empty() {
        support::skip("跳过：没有 ../shared");
        return None;
    }
    let all = files
        .iter()
        .step_by(8)
        .enumerate()
        .map(|(i, f)| {
            let text = std::fs::read_to_string(f).unwrap_or_default();
            let id = u32::try_from(i).unwrap();
            let mut l = law(
                id,
                &f.display().to_string(),
                Rank::Unknown,
                "",
                day(2020, 1, 1),
                &[],
            );
            l.slot.version = VersionId(id);
            for line in text.lines() {
                match l.articles.last_mut() {
                    Some((_, words)) if !line.trim_start().starts_with('第') => {
                        words.push('\n');
                        words.push_str(line);
                    }
                    _ => l.articles.push(("", line.to_string())),
                }
            }
            l
        })
        .collect();
    Some(all)
}

/// The promise: a quoted query finds exactly what a plain scan of the texts finds.
#[test]
fn quoted_queries_equal_a_plain_scan_of_real_law() {
    let Some(laws) = corpus() else { return };
    let dir = tempfile::tempdir().unwrap();
    build(dir.path(), "a", &laws);
    let index = Index::open(dir.path(), "a").unwrap();
    let texts: Vec<String> = laws
        .iter()
        .flat_map(|l| l.articles.iter().map(|a| fold(&a.1)))
        .collect();
    // Words from everywhere in the corpus, one to twenty characters, whatever they are.
    let mut phrases: Vec<String> = Vec::new();
    let step = texts.len() / 150;
    for (i, t) in texts.iter().step_by(step.max(1)).enumerate() {
        let chars: Vec<char> = t.chars().collect();
        let size = i % 20 + 1;
        if chars.len() > size && !chars.contains(&'"') {
            let at = (i * 37) % (chars.len() - size);
            phrases.push(chars[at..at + size].iter().collect());
        }
    }
    phrases.extend(
        [
            "没收违法所得",
            "罚",
            "，",
            "的",
            "囧",
            "县级以上地方人民政府",
            "条第二款规定",
        ]
        .map(String::from),
    );
    assert!(phrases.len() > 100);
    let mut found = 0;
    for p in &phrases {
        let there = texts.iter().filter(|t| t.contains(p.as_str())).count();
        let hits = index
            .search(&Query {
                limit: 3,
                ..query(&format!("「{p}」"))
            })
            .unwrap();
        assert_eq!(hits.total, there, "{p}");
        for h in &hits.hits {
            let marks: Vec<Span> = find_all(&h.text, p);
            assert!(
                !marks.is_empty() && marks.iter().all(|m| fold(m.slice(&h.text)) == *p),
                "{p}"
            );
        }
        found += there;
    }
    println!(
        "{} 个检索词，{} 条条文，{found} 处",
        phrases.len(),
        texts.len()
    );
    let v = index.verify("「没收违法所得」").unwrap();
    assert!(v.scan > 50 && v.lost == 0 && v.wrong == 0, "{v:?}");
}
