//! The structure of what is written, on invented papers. The OASIS schema is not at hand in a
//! build; it was run by hand (README).

use super::*;
use crate::parse::element::{self, Element, Node};
use crate::text::normalize::squeeze;

const LAW: &str = "清源市犬只管理条例\n（2011年3月1日清源市第一届人民代表大会常务委员会第二次会议通过　根据2019年5月6日清源市第三届人民代表大会常务委员会第四次会议《关于修改〈清源市犬只管理条例〉的决定》修正）\n目录\n第一章　总则\n第二章　罚则\n第一章　总则\n第一条　为了管理犬只，制定本条例。\n第二条　登记应当提交下列材料：\n（一）申请书 <样式> & 附图；\n（二）免疫证明，包括：\n1.疫苗名称；\n2.日期。\n前款材料应当真实。\n第二条之一　登记不收费。\n第二章　罚则\n第三条　违反本条例的，处五十元罚款。\n第四条　本条例自2011年6月1日起施行。\n附件1\n收费表\n第一条　表列费用。\n";
const PAPER: &str = "清源县人民政府办公室关于治超工作的通知\n清政办发〔2014〕17号\n各乡镇人民政府：\n为了治超，通知如下：\n一、工作目标\n（一）降低超限率。\n1.设站。\n二、组织领导\n成立领导小组。\n清源县人民政府办公室\n2014年3月6日\n";

fn day(s: &str) -> Date {
    crate::text::date::parse(s).unwrap()
}

fn made(text: &str) -> (Document, String) {
    let document = crate::parse::document("a.txt", text.as_bytes()).unwrap();
    let work = Work {
        versions: vec![day("2011-03-01"), day("2019-05-06")],
        from: Some(day("2011-06-01")),
        repeal: Some((day("2024-01-01"), "清源市养犬条例".into())),
        ..Work::default()
    };
    let xml = render(&document, &work, day("2026-03-02"));
    (document, xml)
}

fn texts(e: &Element, out: &mut String) {
    for c in &e.children {
        match c {
            Node::Text(t) => out.push_str(t),
            Node::Element(e) if e.name != "meta" => texts(e, out),
            Node::Element(_) => {}
        }
    }
}

fn ids(e: &Element, out: &mut Vec<String>) {
    out.extend(e.attribute("eId").map(str::to_string));
    e.elements().for_each(|c| ids(c, out));
}

/// What is wrong with a file: not well-formed, an eId twice, a character lost or moved.
fn wrong(document: &Document, xml: &str) -> Option<String> {
    let root = match element::read(xml.as_bytes(), "测试") {
        Ok(r) => r,
        Err(e) => return Some(e.to_string()),
    };
    let mut list = Vec::new();
    ids(&root, &mut list);
    let mut seen = BTreeSet::new();
    if let Some(twice) = list.iter().find(|i| !seen.insert((*i).clone())) {
        return Some(format!("eId twice: {twice}"));
    }
    let mut text = String::new();
    texts(&root, &mut text);
    // What stands between cells is form.
    let (got, want) = (squeeze(&text), squeeze(&document.text.replace(" | ", "")));
    (got != want).then(|| {
        let at = got
            .chars()
            .zip(want.chars())
            .take_while(|(a, b)| a == b)
            .count();
        let near = |s: &str| {
            s.chars()
                .skip(at.saturating_sub(5))
                .take(20)
                .collect::<String>()
        };
        format!("{} / {}", near(&got), near(&want))
    })
}

#[test]
fn a_law_nests_as_the_naming_convention_has_it() {
    let (document, xml) = made(LAW);
    assert_eq!(wrong(&document, &xml), None, "{xml}");
    for id in [
        "chp_1",
        "art_1",
        "art_2__para_1__point_2__indent_1",
        "art_2-1",
        "art_2__para_2",
        "att_1__art_1",
    ] {
        assert!(xml.contains(&format!("eId=\"{id}\"")), "{id}\n{xml}");
    }
    for part in [
        "<num>第二条之一</num>",
        "<heading>总则</heading>",
        "申请书 &lt;样式&gt; &amp; 附图；",
        "type=\"generation\"",
        "date=\"2019-05-06\" source=\"#rp_",
        "type=\"repeal\"",
        "FRBRcountry value=\"cn\"",
        "/zho@2019-05-06",
        "<attachment eId=\"att_1\">",
        "<container eId=\"container_1\" name=\"目录\">",
    ] {
        assert!(xml.contains(part), "{part}\n{xml}");
    }
}

#[test]
fn a_paper_without_articles_is_a_doc_of_levels() {
    let (document, xml) = made(PAPER);
    assert_eq!(wrong(&document, &xml), None, "{xml}");
    for part in [
        "<doc name=",
        "<mainBody>",
        "eId=\"level_1__level_1__level_1\"",
        "<docNumber>清政办发〔2014〕17号</docNumber>",
        "<conclusions>",
    ] {
        assert!(xml.contains(part), "{part}\n{xml}");
    }
}

#[test]
fn a_note_inside_an_article_stays_where_it_is() {
    let text = "清源市犬只管理条例\n\n第一条　收费如下：\n\n<!-- 注：表 -->\n\n（一）大型犬；\n\n（二）小型犬。\n";
    let document = crate::parse::document("a.md", text.as_bytes()).unwrap();
    assert!(
        document
            .nodes
            .iter()
            .any(|n| n.kind == Kind::Note && n.parent.is_none())
    );
    let xml = render(&document, &Work::default(), day("2026-03-02"));
    assert_eq!(wrong(&document, &xml), None, "{xml}");
}

#[test]
fn the_check_sees_what_is_lost_doubled_or_broken() {
    let (document, xml) = made(LAW);
    assert!(wrong(&document, &xml.replace("登记不收费。", "登记收费。")).is_some());
    assert!(wrong(&document, &xml.replace("eId=\"art_3\"", "eId=\"art_1\"")).is_some());
    assert!(wrong(&document, &xml.replace("</article>", "")).is_some());
}
