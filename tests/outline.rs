//! What the outline promises, in texts that a lawyer can read; and that no character is lost.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use proptest::prelude::*;
use qingli::document::{Block, Document, Kind, Number, describe, outline};

fn read(lines: &[&str]) -> Document {
    let blocks: Vec<Block> = lines.iter().map(|l| Block::paragraph(*l)).collect();
    let mut d = outline::build(&blocks);
    describe::describe(&mut d, None, &[]);
    assert!(d.unaccounted().is_empty(), "{:?}", d.unaccounted());
    d
}

/// Kinds and words, one a line: “款1 经营者应当亮照经营。”
fn shape(d: &Document) -> Vec<String> {
    d.ids()
        .map(|i| {
            let n = d.node(i);
            let label = d.label(i);
            let number = if label.is_empty() {
                n.number.map_or(String::new(), |n| n.to_string())
            } else {
                label.to_string()
            };
            format!(
                "{}{number} {}",
                n.kind.name(),
                d.words(i).replace('\n', "⏎")
            )
            .trim()
            .to_string()
        })
        .collect()
}

#[test]
fn a_heading_after_a_blank_may_begin_with_any_word() {
    let d = read(&[
        "演示集市管理办法",
        "第一章　总则",
        "第一条　为了规范集市，制定本办法。",
        "第二章　规划和建设",
        "第二条　集市由县统一规划。",
        "第三章规范经营",
        "第三条　摊主的义务适用",
        "第二章规定的条件。",
    ]);
    let shape = shape(&d);
    assert!(
        shape.contains(&"章第二章 规划和建设".to_string()),
        "{shape:?}"
    );
    assert!(
        shape.contains(&"章第三章 规范经营".to_string()),
        "{shape:?}"
    );
    assert_eq!(
        d.ids().filter(|i| d.node(*i).kind == Kind::Chapter).count(),
        3
    );
}

#[test]
fn an_item_of_several_paragraphs_is_one_item_and_what_follows_the_list_is_a_paragraph() {
    let d = read(&[
        "演示集市管理办法",
        "第一条 摊主应当遵守下列规定：",
        "（一）亮照经营；",
        "照应当挂在摊位正面。",
        "（二）按时收摊。",
        "集市开办人负责监督。",
        "第二条 本办法自2020年1月1日起施行。",
    ]);
    assert_eq!(
        shape(&d)[1..7],
        [
            "条第一条",
            "款1 摊主应当遵守下列规定：",
            "项（一） 亮照经营；⏎照应当挂在摊位正面。",
            "项（二） 按时收摊。",
            "款2 集市开办人负责监督。",
            "条第二条"
        ]
    );
}

#[test]
fn a_cross_reference_at_the_start_of_a_line_is_no_heading() {
    let d = read(&[
        "演示集市管理办法",
        "第一条 违反本办法",
        "第三条规定的，由县市场监督管理局责令改正。",
        "第二条 集市开办人应当设立公平秤。",
        "第三条 摊主应当亮照经营。",
    ]);
    assert_eq!(d.articles().count(), 3, "{:#?}", shape(&d));
}

#[test]
fn a_deleted_article_is_dead() {
    let d = read(&[
        "演示集市管理办法",
        "第一条 摊主应当亮照经营。",
        "第二条 摊主应当缴纳摊位保证金。（2010年12月23日删除）",
        "第三条 本办法自公布之日起施行。",
    ]);
    let dead: Vec<bool> = d.articles().map(|a| d.node(a).dead).collect();
    assert_eq!(dead, [false, true, false]);
}

#[test]
fn a_notice_and_the_paper_it_issues_are_two_parts() {
    let d = read(&[
        "演示县人民政府办公室文件",
        "演政办发〔2020〕3号",
        "演示县人民政府办公室关于印发演示县集市管理办法的通知",
        "各乡镇人民政府：",
        "现将《演示县集市管理办法》印发给你们，请遵照执行。",
        "演示县人民政府办公室",
        "2020年3月1日",
        "演示县集市管理办法",
        "第一条 为了管理集市，制定本办法。",
        "第二条 本办法有效期五年。",
        "附件1",
        "集市摊位登记表",
    ]);
    let parts: Vec<&str> = d.parts.iter().map(|p| p.name.as_str()).collect();
    assert_eq!(parts, ["正文", "办法", "附件1"]);
    assert_eq!(d.meta.rank().name(), "规范性文件");
    assert_eq!(d.meta.issuer(), "演示县人民政府办公室");
    let kinds: Vec<Kind> = d.nodes.iter().map(|n| n.kind).take(6).collect();
    assert_eq!(
        kinds,
        [
            Kind::Letterhead,
            Kind::DocNumber,
            Kind::Title,
            Kind::Addressee,
            Kind::Para,
            Kind::Signature
        ]
    );
}

#[test]
fn papers_without_articles_have_levels() {
    let d = read(&[
        "演示县交通运输局关于加强集市周边秩序的通知",
        "演交发〔2021〕8号",
        "一、工作目标",
        "（一）摸清底数。各镇应当建立台账。",
        "1.摊位数量；",
        "（1）固定摊位。",
        "本通知自印发之日起施行。",
    ]);
    let labels: Vec<(Kind, &str)> = d
        .ids()
        .filter(|&i| !d.label(i).is_empty())
        .map(|i| (d.node(i).kind, d.label(i)))
        .collect();
    assert_eq!(
        labels,
        [
            (Kind::Level1, "一、"),
            (Kind::Level2, "（一）"),
            (Kind::Level3, "1."),
            (Kind::Level4, "（1）")
        ]
    );
    let last = d.ids().next_back_or_last();
    assert_eq!(d.place(last).article.as_deref(), Some("结尾"));
}

/// The last id; `ids` runs forward only.
trait Last: Iterator {
    fn next_back_or_last(self) -> Self::Item;
}
impl<I: Iterator<Item = qingli::document::NodeId>> Last for I {
    fn next_back_or_last(self) -> Self::Item {
        self.last().unwrap()
    }
}

#[test]
fn contents_are_not_chapters() {
    let d = read(&[
        "演示集市条例",
        "目录",
        "第一章 总则",
        "第二章 摊位",
        "第一章 总则",
        "第一条 为了管理集市，制定本条例。",
        "第二章 摊位",
        "第二条 摊位应当编号。",
    ]);
    assert_eq!(
        d.nodes.iter().filter(|n| n.kind == Kind::Chapter).count(),
        2
    );
    assert_eq!(
        d.nodes.iter().filter(|n| n.kind == Kind::Contents).count(),
        3
    );
    assert!(d.article(0, Number::new(2)).is_some());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]
    /// Soup of the words that steer the outline: it never panics, and no character is lost.
    #[test]
    fn no_character_of_any_soup_is_lost(
        lines in prop::collection::vec(
            prop::collection::vec(
                prop::sample::select(vec![
                    "第一条", "第二条", "第十七条之一", "第三章", "第一节", "（一）", "（二）", "一、", "1.", "①", "附件", "附件1：",
                    "目录", "：", "。", "“", "”", "；", " ", "　", "2020年1月1日", "（2010年12月23日删除）", "演示县人民政府", "关于", "通知",
                    "摊主应当亮照经营", "《演示法》", "第三条的规定", "抄送：",
                ]),
                1..7,
            ),
            0..24,
        )
    ) {
        let blocks: Vec<Block> = lines.iter().map(|l| Block::paragraph(l.concat())).collect();
        let mut d = outline::build(&blocks);
        describe::describe(&mut d, None, &[]);
        prop_assert!(d.unaccounted().is_empty());
        for n in &d.nodes {
            prop_assert!(d.text.is_char_boundary(n.span.start) && d.text.is_char_boundary(n.span.end));
        }
    }
}

#[test]
fn a_regulation_of_a_place_without_a_head_has_its_rank() {
    let rank = |title: &str| {
        let d = read(&[
            title,
            "第一条 为了管理水库垂钓，制定本条例。",
            "第二条 本条例自2001年1月1日起施行。",
        ]);
        d.meta.rank.map(|f| f.value)
    };
    use qingli::document::Rank::LocalRegulation;
    assert_eq!(rank("清源省水库垂钓管理条例"), Some(LocalRegulation));
    assert_eq!(
        rank("岫云市水库垂钓管理条例（修正）"),
        Some(LocalRegulation)
    );
    // A 办法 may be anybody's, a county makes no regulation, a national one has no place.
    assert_eq!(rank("清源省水库垂钓管理办法"), None);
    assert_eq!(rank("岫云县水库垂钓管理条例"), None);
    assert_eq!(rank("水库垂钓管理条例"), None);
}

#[test]
fn a_first_section_behind_articles_without_a_gap_is_no_contents() {
    let d = read(&[
        "演示集市管理办法",
        "第一章　总则",
        "第一条为了规范集市，制定本办法。",
        "第二章　经营",
        "第一节　摊位",
        "第二条摊位由集市开办者编号。",
        "第三章　管理",
        "第一节　检查",
        "第三条检查应当有记录。",
    ]);
    let shape = shape(&d);
    assert_eq!(d.articles().count(), 3, "{shape:?}");
    assert!(!shape.iter().any(|s| s.starts_with("目录")), "{shape:?}");
}

#[test]
fn a_line_of_the_history_may_be_broken_inside_a_title() {
    let d = read(&[
        "演示集市管理条例",
        "（1991年6月29日演示市人民代表大会常务委员会《关于修改〈演示集市管理条例〉第三条",
        "第四条的决定》修正）",
        "第一条　为了规范集市，制定本条例。",
    ]);
    let shape = shape(&d);
    assert!(
        shape.contains(&"题注 第四条的决定》修正）".to_string()),
        "{shape:?}"
    );
}
