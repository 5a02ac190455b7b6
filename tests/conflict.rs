//! Local clauses held against invented higher law, end to end: what the comparison tells and what it
//! leaves alone.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use qingli::check::{Input, Settings, run};
use qingli::corpus::{Library, Source, import};
use qingli::text::date;

/// A law as its text begins: title, adoption, then the articles.
fn law(title: &str, day: &str, articles: &str) -> String {
    format!("# {title}\n\n{day} 国务院令第9001号公布\n\n{articles}\n")
}

fn statute(title: &str, day: &str, articles: &str) -> String {
    format!("# {title}\n\n{day} 第九十届全国人民代表大会常务委员会第二次会议通过\n\n{articles}\n")
}

fn local(title: &str, articles: &str) -> String {
    format!(
        "# {title}\n\n2018年5月4日 岚江省第九届人民代表大会常务委员会第二次会议通过\n\n{articles}\n"
    )
}

fn library(texts: &[(&str, String)]) -> (tempfile::TempDir, Library) {
    let dir = tempfile::tempdir().unwrap();
    let sources: Vec<Source> = texts
        .iter()
        .map(|(name, text)| {
            let (name, text) = ((*name).to_string(), text.clone());
            Source {
                name: name.clone(),
                raw: qingli::text::hash::of(&[text.as_bytes()]),
                read: Box::new(move || qingli::parse::document(&name, text.as_bytes())),
            }
        })
        .collect();
    let s = import(dir.path(), sources, &|_| ()).unwrap();
    assert!(s.refused.is_empty(), "{:?}", s.refused);
    let library = Library::open(dir.path()).unwrap();
    (dir, library)
}

/// The rules of the family that report, with the words they report.
fn told(texts: &[(&str, String)], text: &str) -> Vec<(String, String)> {
    let (_dir, library) = library(texts);
    let input = Input {
        id: None,
        path: "地方.md".into(),
        document: qingli::parse::document("地方.md", text.as_bytes()),
    };
    let settings = Settings::on(date::parse("2026-11-24").unwrap());
    let done = run(vec![input], &library, &settings, &|_| ()).unwrap();
    let mut out: Vec<(String, String)> = done
        .documents
        .iter()
        .flat_map(|d| &d.findings)
        .filter(|f| f.rule.starts_with("CON"))
        .map(|f| (f.rule.to_string(), f.place.quote.clone()))
        .collect();
    out.sort();
    out
}

/// The same where one text is all the higher law there is.
fn against(high: String, text: &str) -> Vec<(String, String)> {
    told(&[("a.md", high)], text)
}

fn rules(found: &[(String, String)]) -> Vec<&str> {
    found.iter().map(|f| f.0.as_str()).collect()
}

const BOATS: &str =
    "第一条 未取得许可证从事水库游船经营的，由水行政主管部门责令改正，处一万元以上五万元以下罚款。";

#[test]
fn a_fine_below_the_higher_one_is_told() {
    let high = law("水库管理条例", "2020年1月2日", BOATS);
    let text = local(
        "岚江省水库管理条例",
        "第一条 未取得许可证从事水库游船经营的，由水行政主管部门责令改正，处二千元以上五千元以下罚款。",
    );
    assert_eq!(rules(&against(high, &text)), ["CON001"]);
}

#[test]
fn acts_of_another_sort_are_not_the_same() {
    let high = law("水库管理条例", "2020年1月2日", BOATS);
    let text = local(
        "岚江省水库管理条例",
        "第一条 超越许可证范围从事水库游船经营的，由水行政主管部门责令改正，处二千元以上五千元以下罚款。",
    );
    let found = against(high, &text);
    assert!(found.is_empty(), "{found:?}");
}

#[test]
fn a_statute_clears_what_a_regulation_says_otherwise() {
    let high = law("水库管理条例", "2020年1月2日", BOATS);
    let top = statute(
        "水库法",
        "2015年1月2日",
        "第一条 未取得许可证从事水库游船经营活动的，由水行政主管部门责令改正，处二千元以上五千元以下罚款。",
    );
    let text = local(
        "岚江省水库管理条例",
        "第一条 未取得许可证从事水库游船经营的，由水行政主管部门责令改正，处二千元以上五千元以下罚款。",
    );
    let found = told(&[("a.md", high), ("b.md", top)], &text);
    assert!(found.is_empty(), "{found:?}");
}

#[test]
fn what_a_law_leaves_to_the_provinces_is_not_held_against_it() {
    let high = law(
        "水库管理条例",
        "2020年1月2日",
        &format!("{BOATS}\n\n第二条 水库竹筏经营的具体管理办法由省、自治区、直辖市制定。"),
    );
    let clause = "第一条 未取得许可证从事水库游船经营的，由水行政主管部门责令改正，处二千元以上五千元以下罚款。";
    let found = against(high, &local("岚江省水库竹筏管理条例", clause));
    assert!(found.is_empty(), "{found:?}");
}

#[test]
fn the_law_of_a_river_reaches_no_further() {
    let high = law("长江水库管理条例", "2020年1月2日", BOATS);
    let clause = "第一条 未取得许可证从事水库游船经营的，由水行政主管部门责令改正，处二千元以上五千元以下罚款。";
    let found = told(
        &[("a.md", high.clone())],
        &local("岚江省水库管理条例", clause),
    );
    assert!(found.is_empty(), "{found:?}");
    let there = format!("{clause}\n\n第二条 本条例适用于长江流域的水库。");
    let found = against(high, &local("岚江省水库管理条例", &there));
    assert_eq!(rules(&found), ["CON001"]);
}

#[test]
fn the_law_that_follows_a_cited_one_is_of_the_matter() {
    // The local text rests on a law that is repealed; the code that follows it bears another name.
    let old = statute("游船安全法", "2005年1月2日", "第一条 游船应当配备救生衣。");
    let code = statute(
        "水上活动法典",
        "2022年1月2日",
        "第一条 未按照规定配备救生衣的，由水行政主管部门责令改正，处一万元以上五万元以下罚款。\n\n第二条 本法自2022年3月1日起施行。《游船安全法》同时废止。",
    );
    let text = local(
        "岚江省景区管理条例",
        "第一条 根据《游船安全法》，制定本条例。\n\n第二条 未按照规定配备救生衣的，由水行政主管部门责令改正，处二千元以上五千元以下罚款。",
    );
    let found = told(&[("a.md", old), ("b.md", code)], &text);
    assert_eq!(rules(&found), ["CON001"]);
}

#[test]
fn organs_duties_are_no_citizens() {
    let high = law(
        "水库管理条例",
        "2020年1月2日",
        "第一条 水行政主管部门未公布水库水位信息的，处一万元以上五万元以下罚款。",
    );
    let text = local(
        "岚江省水库管理条例",
        "第一条 经营者未公布水库水位信息的，处二千元以上五千元以下罚款。",
    );
    let found = against(high, &text);
    assert!(found.is_empty(), "{found:?}");
}

#[test]
fn an_act_struck_out_of_the_higher_law_is_told() {
    let old = law(
        "水库管理条例",
        "2015年1月2日",
        "第一条 为了管理水库，制定本条例。\n\n第二条 未随船携带水库游船检验簿的，由水行政主管部门处二百元以下罚款。\n\n第三条 破坏水库护栏的，由水行政主管部门处五千元以下罚款。",
    );
    let new = law(
        "水库管理条例",
        "2023年1月2日",
        "第一条 为了管理水库，制定本条例。\n\n第二条 破坏水库护栏的，由水行政主管部门处五千元以下罚款。",
    );
    let text = local(
        "岚江省水库管理条例",
        "第一条 未随船携带水库游船检验簿的，由县水行政主管部门处一百元罚款。",
    );
    let found = told(
        &[
            ("水库管理条例(2015).md", old),
            ("水库管理条例(2023).md", new.clone()),
        ],
        &text,
    );
    assert_eq!(rules(&found), ["CON011"]);
    // Without the older version there is nothing that it was struck out of.
    assert!(told(&[("a.md", new)], &text).is_empty());
}

#[test]
fn a_measure_that_the_law_knows_for_like_things_is_lawful() {
    let act = "第一条 未经许可驾驶机动船舶进入水库核心区的，由水行政主管部门责令改正，处一千元以上五千元以下罚款。";
    let text = local(
        "岚江省水库管理条例",
        "第一条 未经许可驾驶机动船舶进入水库核心区的，由水行政主管部门责令改正，可以扣押船舶。",
    );
    let bare = law("水库管理条例", "2020年1月2日", act);
    assert_eq!(rules(&told(&[("a.md", bare)], &text)), ["CON012"]);
    let knows = law(
        "水库管理条例",
        "2020年1月2日",
        &format!("{act}\n\n第二条 水行政主管部门检查时可以扣押违法船舶。"),
    );
    let found = told(&[("a.md", knows)], &text);
    assert!(found.is_empty(), "{found:?}");
}

#[test]
fn acts_of_those_left_to_the_provinces_are_not_the_laws() {
    let high = law(
        "游船条例",
        "2020年1月2日",
        "第一条 向乘客出售过期饮料、变质食品和失效药品的，由水行政主管部门责令改正，处一万元以上五万元以下罚款。\n\n第二条 竹筏摊贩的具体管理办法由省、自治区、直辖市制定。",
    );
    let clause = |who: &str| {
        local(
            "岚江省游船条例",
            &format!(
                "第一条 {who}向乘客出售过期饮料、变质食品和失效药品的，由水行政主管部门责令改正，处二百元以上五百元以下罚款。"
            ),
        )
    };
    let found = against(high.clone(), &clause("经营者"));
    assert_eq!(rules(&found), ["CON001"]);
    let found = against(high, &clause("竹筏摊贩"));
    assert!(found.is_empty(), "{found:?}");
}

#[test]
fn things_that_exclude_each_other_are_held_apart() {
    let high = law(
        "车辆条例",
        "2020年1月2日",
        "第一条 在坝顶道路上逆向驾驶机动车的，由水行政主管部门处一千元以上五千元以下罚款。",
    );
    let clause = |thing: &str| {
        local(
            "岚江省车辆条例",
            &format!(
                "第一条 在坝顶道路上逆向驾驶{thing}的，由水行政主管部门处五十元以上二百元以下罚款。"
            ),
        )
    };
    let found = against(high.clone(), &clause("机动车"));
    assert_eq!(rules(&found), ["CON001"]);
    let found = against(high, &clause("非机动车"));
    assert!(found.is_empty(), "{found:?}");
}

#[test]
fn a_law_of_another_matter_says_nothing() {
    let high = law(
        "戏曲演出条例",
        "2020年1月2日",
        "第一条 未取得许可证从事营业性戏曲演出的，由文化主管部门处一万元以上五万元以下罚款。",
    );
    let text = local(
        "岚江省水库管理条例",
        "第一条 未取得许可证从事营业性水库游船的，由水行政主管部门处二千元以上五千元以下罚款。",
    );
    let found = against(high, &text);
    assert!(found.is_empty(), "{found:?}");
}

#[test]
fn an_article_on_one_thing_is_not_held_against_the_other() {
    let high = law(
        "车辆条例",
        "2020年1月2日",
        "第一条 有下列行为之一的，由水行政主管部门处一千元以上五千元以下罚款：\n\n（一）驾驶拼装的机动车进入坝区的；\n\n（二）在坝顶道路上逆向行驶的。",
    );
    let clause = |thing: &str| {
        local(
            "岚江省车辆条例",
            &format!(
                "第一条 {thing}在坝顶道路上逆向行驶的，由水行政主管部门处五十元以上二百元以下罚款。"
            ),
        )
    };
    let found = against(high.clone(), &clause("车辆"));
    assert_eq!(rules(&found), ["CON001"]);
    let found = against(high, &clause("自行车"));
    assert!(found.is_empty(), "{found:?}");
}

#[test]
fn a_kind_that_another_law_on_the_act_sets_is_not_added() {
    let fines = law(
        "游船条例",
        "2020年1月2日",
        "第一条 使用电鱼器具在水库捕鱼的，由水行政主管部门处一千元以上五千元以下罚款。",
    );
    let seizes = law(
        "水库渔业条例",
        "2020年1月2日",
        "第一条 使用电鱼器具在水库捕鱼的，由水行政主管部门没收电鱼器具。",
    );
    let text = local(
        "岚江省游船条例",
        "第一条 根据《水库渔业条例》，制定本条例。\n\n第二条 使用电鱼器具在水库捕鱼的，由水行政主管部门没收电鱼器具，并处一千元以上五千元以下罚款。",
    );
    let found = told(&[("a.md", fines.clone())], &text);
    assert_eq!(rules(&found), ["CON004"]);
    let found = told(&[("a.md", fines), ("b.md", seizes)], &text);
    assert!(found.is_empty(), "{found:?}");
}

#[test]
fn a_paper_named_in_marks_may_be_what_the_act_is_done_to() {
    let high = law(
        "游船条例",
        "2020年1月2日",
        "第一条 冒用《游船检验簿》的，由水行政主管部门处一千元以上五千元以下罚款。",
    );
    let text = local(
        "岚江省游船条例",
        "第一条 冒用《游船检验簿》的，由水行政主管部门处二百元以上五百元以下罚款。",
    );
    assert_eq!(rules(&against(high, &text)), ["CON001"]);
}

#[test]
fn what_a_sentence_punishes_may_stand_before_it() {
    let high = law(
        "水库管理条例",
        "2020年1月2日",
        "第一条 将变质饲料投入水库养鱼网箱的，由水行政主管部门处一万元以上五万元以下罚款。",
    );
    let text = local(
        "岚江省水库管理条例",
        "第一条 不得将变质饲料投入水库养鱼网箱。违反规定的，由水行政主管部门处二百元以上五百元以下罚款。",
    );
    assert_eq!(
        against(high, &text),
        [(
            "CON001".to_string(),
            "处二百元以上五百元以下罚款".to_string()
        )]
    );
}

#[test]
fn a_sanction_by_a_name_that_higher_law_has_not_is_told() {
    let high = law(
        "水库管理条例",
        "2020年1月2日",
        "第一条 将变质饲料投入水库养鱼网箱的，由水行政主管部门处一万元以上五万元以下罚款；情节严重的，吊销水库养鱼许可证。",
    );
    let clause = |word: &str| {
        local(
            "岚江省水库管理条例",
            &format!(
                "第一条 将变质饲料投入水库养鱼网箱的，由水行政主管部门处一万元以上五万元以下罚款；情节严重的，{word}。"
            ),
        )
    };
    let found = against(high.clone(), &clause("吊销水库养鱼许可证"));
    assert!(found.is_empty(), "{found:?}");
    let found = against(high, &clause("取消其水库养鱼资格"));
    assert_eq!(
        found,
        [("CON004".to_string(), "取消其水库养鱼资格".to_string())]
    );
}

/// 泵站 and 游船 share nothing but 未经批准; the law on the matter is there, and it says another thing.
#[test]
fn the_law_on_the_matter_is_not_held_against_another_act() {
    let high = law(
        "水库管理条例",
        "2020年1月2日",
        "第一条 未经批准在坝顶堆放石料的，由水行政主管部门处一万元以上五万元以下罚款。",
    );
    let text = local(
        "岚江省水库管理条例",
        "第一条 未经批准更换泵站铭牌的，由水行政主管部门处二百元以上五百元以下罚款。",
    );
    let found = against(high, &text);
    assert!(found.is_empty(), "{found:?}");
}

#[test]
fn a_bracket_named_with_the_act_is_no_other_method() {
    let high = law(
        "水库管理条例",
        "2020年1月2日",
        "第一条 未经许可从事水库游船经营的，处违法所得二倍以上十倍以下罚款；没有违法所得或者违法所得不足二万元的，处一万元以上十万元以下罚款。",
    );
    let clause = |bracket: &str| {
        local(
            "岚江省水库管理条例",
            &format!("第一条 未经许可从事水库游船经营{bracket}的，处一万元以上十万元以下罚款。"),
        )
    };
    let found = against(high.clone(), &clause(""));
    assert_eq!(rules(&found), ["CON002"]);
    let found = against(high, &clause("，没有违法所得或者违法所得不足二万元"));
    assert!(found.is_empty(), "{found:?}");
}

#[test]
fn a_result_left_out_is_told_with_the_measure_that_hung_on_it() {
    let high = law(
        "水库管理条例",
        "2020年1月2日",
        "第一条 在水库管理范围内堆放砂石，影响水库泄洪的，由水行政主管部门责令改正，可以扣押作业船舶，并处一万元以上五万元以下罚款。",
    );
    let act = |result: &str| {
        local(
            "岚江省水库管理条例",
            &format!(
                "第一条 在水库管理范围内堆放砂石{result}的，由水行政主管部门责令改正，可以扣押作业船舶，并处一万元以上五万元以下罚款。"
            ),
        )
    };
    let found = against(high.clone(), &act(""));
    assert_eq!(rules(&found), ["CON014", "CON014"], "{found:?}");
    assert!(found.iter().any(|f| f.1 == "扣押"), "{found:?}");
    // With the result, in these words or others, nothing is left out.
    assert!(against(high.clone(), &act("，影响水库泄洪")).is_empty());
    assert!(against(high, &act("，造成泄洪不畅")).is_empty());
}
