//! The papers of a clean-up: they say what the run says, add up, are drafts until people have
//! decided, hold no formula, and are the same bytes every time.
#![allow(clippy::unwrap_used, clippy::expect_used)]

#[path = "../report/fixture.rs"]
#[allow(dead_code)]
mod fixture;
mod files;

use calamine::{Data, Reader, Xlsx};
use qingli::campaign::Campaign;
use qingli::check::{Decisions, Run};
use qingli::finding::Kind;
use qingli::paper::model::{Block, Cell, Mark, Paper, Table};
use qingli::paper::write::{Format, files};
use qingli::paper::{
    FORMS, FormConfig, PaperConfig, Papers, Settings, Work, directory, opinion, papers, rectify,
    sides, statistics, summary,
};
use qingli::report::view::View;
use qingli::text::date;
use std::collections::BTreeMap;
use std::io::Cursor;

/// Makes the papers of a run and hands them on.
fn with<T>(
    run: &Run,
    decisions: &Decisions,
    campaign: Option<&Campaign>,
    settings: &Settings,
    then: impl Fn(&Papers, &Work<'_>) -> T,
) -> T {
    let view = View::of(run);
    let work = Work {
        run,
        view: &view,
        decisions,
        campaign,
        settings,
        as_of: date::parse(&run.as_of).unwrap(),
    };
    then(&papers(&work, &FORMS).unwrap(), &work)
}

fn plain(run: &Run) -> Papers {
    with(
        run,
        &Decisions::default(),
        None,
        &Settings::default(),
        |p, _| p.clone(),
    )
}

fn whole<'a>(p: &'a Papers, form: &str) -> &'a Paper {
    p.whole.iter().find(|x| x.form == form).unwrap()
}

fn headings(t: &Table) -> Vec<&str> {
    t.columns.iter().map(|c| c.heading.as_str()).collect()
}

fn words(row: &[Cell]) -> Vec<String> {
    row.iter().map(Cell::text).collect()
}

/// Decides every document of the fixture as suggested.
fn all_decided(run: &Run) -> Decisions {
    let text: String = run
        .documents
        .iter()
        .map(|d| {
            format!(
                "[[document]]\npath = '{}'\ndecided = \"{}\"\n",
                d.path,
                d.disposition.shown()
            )
        })
        .collect();
    Decisions::parse(&text).unwrap()
}

fn sheets(bytes: &[u8]) -> BTreeMap<String, Vec<Vec<Data>>> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes.to_vec())).unwrap();
    book.sheet_names()
        .into_iter()
        .map(|n| {
            assert!(
                book.worksheet_formula(&n).unwrap().is_empty(),
                "工作表“{n}”有公式"
            );
            let rows = book
                .worksheet_range(&n)
                .unwrap()
                .rows()
                .map(<[Data]>::to_vec)
                .collect();
            (n, rows)
        })
        .collect()
}

/// The rows under the heading that begins with these words.
fn below<'a>(rows: &'a [Vec<Data>], first: &str) -> &'a [Vec<Data>] {
    let head = rows
        .iter()
        .position(|r| r[0] == first)
        .unwrap_or_else(|| panic!("没有表头“{first}”"));
    &rows[head + 1..]
}

#[test]
fn the_columns_are_those_of_the_forms() {
    let p = plain(&fixture::run());
    let of = |form: &str| headings(whole(&p, form).tables().next().unwrap()).join(" ");
    assert_eq!(
        of(opinion::NAME),
        "文件名称 文号 制定机关 起草(实施)部门 公布日期 施行日期 有效期 主要依据 上位依据变动情况 存在问题的条款 问题类型 上位法依据(条文) 清理意见 修改内容 征求意见及采纳情况 责任人 备注"
    );
    assert_eq!(
        of(directory::NAME),
        "序号 文件名称 发布机关及文号 公布日期 说明(理由)"
    );
    assert_eq!(
        of(rectify::NAME),
        "序号 问题类别(五个方面) 具体表现形式 来源渠道 原因剖析 整改措施 整改时限 责任单位 责任人 完成情况"
    );
    let one = p.each.iter().find(|x| x.form == sides::NAME).unwrap();
    assert_eq!(
        headings(one.tables().next().unwrap()).join(" "),
        "条款 现行规定 修改后 修改理由及依据"
    );
}

#[test]
fn the_totals_of_the_workbook_are_those_of_the_findings() {
    let run = fixture::run();
    let campaign = &Campaign::shipped().unwrap()[0];
    for campaign in [None, Some(campaign)] {
        let bytes = with(
            &run,
            &Decisions::default(),
            campaign,
            &Settings::default(),
            |p, w| {
                let name = format!("{}（草稿）.xlsx", statistics::NAME);
                let all = files(p, Format::Xlsx, w).unwrap();
                all.into_iter().find(|f| f.0 == name).unwrap().1
            },
        );
        let sheets = sheets(&bytes);
        let found: usize = run.documents.iter().map(|d| d.findings.len()).sum();
        for (sheet, first) in [("问题类型", "问题类型"), ("整治重点", "整治重点")] {
            let rows = below(&sheets[sheet], first);
            let total = rows
                .iter()
                .position(|r| r[0] == Data::String("合计".into()))
                .unwrap();
            let count = |r: &[Data], i: usize| match &r[i] {
                Data::Float(n) => *n as usize,
                other => panic!("不是数：{other:?}"),
            };
            assert_eq!(count(&rows[total], 4), found, "{sheet}");
            for i in [1, 2, 3, 4, 6, 7, 8, 9] {
                let sum: usize = rows[..total].iter().map(|r| count(r, i)).sum();
                assert_eq!(sum, count(&rows[total], i), "{sheet} 第{}列", i + 1);
            }
            for r in &rows[..=total] {
                assert_eq!(count(r, 1) + count(r, 2) + count(r, 3), count(r, 4));
                assert_eq!(
                    count(r, 6) + count(r, 7) + count(r, 8) + count(r, 9),
                    count(r, 4)
                );
            }
            // Each kind by itself.
            if sheet == "问题类型" {
                for k in Kind::ALL {
                    let own = run
                        .documents
                        .iter()
                        .flat_map(|d| &d.findings)
                        .filter(|f| f.kind == k)
                        .count();
                    let row = rows.iter().find(|r| r[0] == k.shown());
                    assert_eq!(row.map_or(0, |r| count(r, 4)), own, "{}", k.shown());
                }
            }
        }
        // Four documents and one that could not be read.
        let rows = below(&sheets["位阶和处理意见"], "位阶");
        let total = rows.iter().find(|r| r[0] == "合计").unwrap();
        assert_eq!(total[7], Data::Float(5.0));
        assert_eq!(total[6], Data::Float(1.0));
        assert_eq!(total[8], Data::Float(4.0));
    }
}

#[test]
fn without_decisions_every_paper_is_a_draft_that_says_why() {
    let p = plain(&fixture::run());
    assert!(p.whole.iter().chain(&p.each).all(|x| x.draft.is_some()));
    let d = whole(&p, directory::NAME);
    let why = d.draft.as_ref().unwrap();
    assert!(
        why.contains("4件文件的处理意见尚未审定") && why.contains("1件文件未能检查"),
        "{why}"
    );
    let rows: Vec<Vec<String>> = d
        .tables()
        .filter(|t| t.caption != "未能检查的文件")
        .flat_map(|t| &t.rows)
        .map(|r| words(r))
        .collect();
    assert_eq!(rows.len(), 4);
    assert!(rows.iter().all(|r| r[4].contains("未审")), "{rows:?}");
}

#[test]
fn a_directory_is_final_only_when_all_is_decided_read_and_registered() {
    let mut run = fixture::run();
    run.not_checked.retain(|n| n.rule.is_some());
    let decisions = all_decided(&run);
    assert!(decisions.apply(&mut run).is_empty());
    let draft = |run: &Run| {
        with(run, &decisions, None, &Settings::default(), |p, _| {
            whole(p, directory::NAME).draft.clone()
        })
    };
    assert_eq!(draft(&run), None);
    run.register = Some(qingli::register::Reconciliation {
        draft: true,
        ..Default::default()
    });
    assert!(draft(&run).unwrap().contains("登记表"));
    run.register = None;
    run.documents[2].decided = None;
    assert!(draft(&run).unwrap().contains("1件"));
}

#[test]
fn what_was_turned_down_is_in_no_paper_but_in_the_counts() {
    let mut run = fixture::run();
    let fee = run.documents[0]
        .findings
        .iter()
        .find(|f| f.kind == Kind::Fee)
        .unwrap()
        .clone();
    let profit = run.documents[0]
        .findings
        .iter()
        .find(|f| f.kind == Kind::CampaignProfit)
        .unwrap()
        .clone();
    let decisions = Decisions::parse(&format!(
        "[[finding]]\nfingerprint = '{}'\nverdict = '不采纳'\n[[finding]]\nfingerprint = '{}'\nverdict = '采纳'\n",
        fee.fingerprint, profit.fingerprint
    ))
    .unwrap();
    assert!(decisions.apply(&mut run).is_empty());
    let p = with(&run, &decisions, None, &Settings::default(), |p, _| {
        p.clone()
    });
    let text = |x: &Paper| -> String {
        x.tables()
            .flat_map(|t| &t.rows)
            .flat_map(|r| words(r))
            .collect()
    };
    assert!(!text(whole(&p, opinion::NAME)).contains(&fee.message));
    assert!(text(whole(&p, opinion::NAME)).contains("不采纳1处"));
    assert!(!text(whole(&p, sides::NAME)).contains(&fee.message));
    // What only shows the direction stands in the comparison once it is adopted.
    assert!(text(whole(&p, sides::NAME)).contains(&profit.message));
    let before = plain(&fixture::run());
    assert!(!text(whole(&before, sides::NAME)).contains(&profit.message));
    assert!(text(whole(&before, sides::NAME)).contains(&fee.message));
    let kinds = whole(&p, statistics::NAME).tables().nth(1).unwrap();
    let row = kinds
        .rows
        .iter()
        .find(|r| r[0].text() == Kind::Fee.shown())
        .unwrap();
    assert_eq!(words(row)[4..], ["1", "1", "0", "1", "0", "0"]);
    let list = whole(&p, rectify::NAME).tables().next().unwrap();
    assert_eq!(list.rows.len(), 1);
    assert_eq!(list.rows[0][9].text(), "已采纳，待办理");
}

#[test]
fn the_comparison_holds_the_old_words_and_the_new_ones_marked() {
    let p = plain(&fixture::run());
    let one = p.each.iter().find(|x| x.form == sides::NAME).unwrap();
    let rows = &one.tables().next().unwrap().rows;
    let fine = rows
        .iter()
        .find(|r| r[0].text().contains("第六条"))
        .unwrap();
    let marked = |c: &Cell, mark: Mark| match c {
        Cell::Words(runs) => runs
            .iter()
            .filter(|r| r.mark == mark)
            .map(|r| r.text.clone())
            .collect::<Vec<_>>(),
        Cell::Number(_) => Vec::new(),
    };
    assert!(marked(&fine[1], Mark::Deleted).contains(&"三万元".to_string()));
    assert!(marked(&fine[2], Mark::Inserted).contains(&"一万元".to_string()));
    assert!(fine[1].text().contains("处三万元以上十万元以下罚款"));
    assert!(fine[2].text().contains("处一万元以上五万元以下罚款"));
    assert!(fine[3].text().contains(fixture::HIGHER));
    assert!(fine[3].text().contains("【未审】"));
}

#[test]
fn a_person_s_own_words_replace_the_clause() {
    let mut run = fixture::run();
    let f = run.documents[0]
        .findings
        .iter()
        .find(|f| f.rule == "PEN301")
        .unwrap();
    let decisions = Decisions::parse(&format!(
        "[[finding]]\nfingerprint = '{}'\nverdict = '采纳'\nnew = '第六条　依照上位条例处罚。'\n",
        f.fingerprint
    ))
    .unwrap();
    decisions.apply(&mut run);
    let p = with(&run, &decisions, None, &Settings::default(), |p, _| {
        p.clone()
    });
    let one = p.each.iter().find(|x| x.form == sides::NAME).unwrap();
    let rows = &one.tables().next().unwrap().rows;
    let row = rows
        .iter()
        .find(|r| r[0].text().contains("第六条"))
        .unwrap();
    assert_eq!(row[2].text(), "第六条　依照上位条例处罚。");
}

#[test]
fn no_cell_is_a_formula_in_any_table() {
    let mut run = fixture::run();
    let evil = "=HYPERLINK(\"http://x\",\"渡口\")";
    run.documents[0].title = evil.into();
    run.documents[0].findings[0].message = "+1+1".into();
    with(
        &run,
        &Decisions::default(),
        None,
        &Settings::default(),
        |p, w| {
            for (name, bytes) in files(p, Format::Xlsx, w).unwrap() {
                let held = sheets(&bytes);
                assert!(!held.is_empty(), "{name}");
                let mut zip = zip::ZipArchive::new(Cursor::new(&bytes)).unwrap();
                for i in 0..zip.len() {
                    let mut text = String::new();
                    let mut f = zip.by_index(i).unwrap();
                    std::io::Read::read_to_string(&mut f, &mut text).unwrap();
                    assert!(
                        !text.contains("<f>") && !text.contains("<hyperlink"),
                        "{name}"
                    );
                }
            }
            let all = files(p, Format::Csv, w).unwrap();
            let (_, opinion) = all.iter().find(|f| f.0.starts_with(opinion::NAME)).unwrap();
            let text = String::from_utf8(opinion.clone()).unwrap();
            assert!(text.contains("\"'=HYPERLINK(\"\"http"), "{text}");
            for (name, bytes) in &all {
                assert!(bytes.starts_with(&[0xEF, 0xBB, 0xBF]), "{name}");
                let mut rows = csv::ReaderBuilder::new().from_reader(&bytes[3..]);
                for r in rows.records() {
                    for cell in &r.unwrap() {
                        assert!(!cell.starts_with(['=', '+', '-', '@']), "{name}：{cell}");
                    }
                }
            }
        },
    );
}

#[test]
fn the_same_run_gives_the_same_bytes() {
    let run = fixture::run();
    let make = || {
        with(
            &run,
            &Decisions::default(),
            None,
            &Settings::default(),
            |p, w| {
                Format::ALL
                    .into_iter()
                    .flat_map(|f| files(p, f, w).unwrap())
                    .collect::<Vec<_>>()
            },
        )
    };
    let first = make();
    assert!(first.len() > 5);
    assert!(first == make());
    // No two files of one name.
    let names: std::collections::BTreeSet<&str> = first.iter().map(|f| f.0.as_str()).collect();
    assert_eq!(names.len(), first.len());
}

#[test]
fn titles_and_columns_are_the_user_s() {
    let config: FormConfig = toml::from_str(
        "name = \"清理目录\"\ntitle = \"岫云县行政规范性文件清理目录\"\nannex = \"附件1\"\ncolumns = [\"文件名称\", { blank = \"分管领导意见\" }]",
    )
    .unwrap();
    let settings = Settings {
        forms: vec![config],
        ..Settings::default()
    };
    let run = fixture::run();
    let p = with(&run, &Decisions::default(), None, &settings, |p, _| {
        p.clone()
    });
    let d = whole(&p, directory::NAME);
    assert_eq!(d.title, "岫云县行政规范性文件清理目录");
    assert_eq!(d.annex.as_deref(), Some("附件1"));
    assert_eq!(
        headings(d.tables().next().unwrap()),
        ["文件名称", "分管领导意见"]
    );
}

#[test]
fn the_report_s_figures_are_those_of_the_findings() {
    let run = fixture::run();
    let campaign = &Campaign::shipped().unwrap()[0];
    let p = with(
        &run,
        &Decisions::default(),
        Some(campaign),
        &Settings::default(),
        |p, _| p.clone(),
    );
    let text: String = whole(&p, summary::NAME)
        .blocks
        .iter()
        .filter_map(|b| match b {
            Block::Paragraph(s) | Block::Heading(_, s) => Some(format!("{s}\n")),
            _ => None,
        })
        .collect();
    let number = |before: &str, after: &str| -> usize {
        let from = text
            .find(before)
            .unwrap_or_else(|| panic!("没有“{before}”：{text}"))
            + before.len();
        let to = from + text[from..].find(after).unwrap();
        text[from..to].parse().unwrap()
    };
    let found: usize = run.documents.iter().map(|d| d.findings.len()).sum();
    assert_eq!(number("共发现问题", "处"), found);
    assert_eq!(number("纳入文件", "件"), 5);
    let three =
        number("与上位法不一致的", "处") + number("须研究的", "处") + number("格式问题", "处");
    assert_eq!(three, found);
    assert_eq!(
        number("属于整治重点的", "处") + number("。其余", "处"),
        found
    );
    // The kinds add up too.
    let kinds = text
        .split("（一）按问题类型\n")
        .nth(1)
        .unwrap()
        .lines()
        .next()
        .unwrap();
    let sum: usize = kinds
        .trim_end_matches('。')
        .split('、')
        .map(|g| g.chars().filter(char::is_ascii_digit).collect::<String>())
        .filter(|n| !n.is_empty())
        .map(|n| n.parse::<usize>().unwrap())
        .sum();
    assert_eq!(sum, found);
    assert!(text.contains("辅助意见，以制定机关决定为准"));
}
