//! Tests.

use super::*;
use std::io::Write;

/// An .odt with this office:text and these automatic styles.
fn odt(styles: &str, text: &str) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    zip.start_file("content.xml", options).unwrap();
    let xml = format!(
        "<o:document-content xmlns:o='o' xmlns:t='t' xmlns:s='s' xmlns:f='f' xmlns:tb='tb' xmlns:d='d'>\
         <o:automatic-styles>{styles}</o:automatic-styles><o:body><o:text>{text}</o:text></o:body></o:document-content>"
    );
    zip.write_all(xml.as_bytes()).unwrap();
    zip.finish().unwrap().into_inner()
}

fn lines(bytes: &[u8], view: View) -> Vec<String> {
    read(bytes, view)
        .unwrap()
        .blocks
        .into_iter()
        .map(|b| b.text)
        .collect()
}

const ARTICLES: &str = "<t:list-style s:name='L'>\
    <t:list-level-style-number t:level='1' s:num-prefix='第' s:num-suffix='条' s:num-format='一, 二, 三, ...'>\
      <s:list-level-properties><s:list-level-label-alignment t:label-followed-by='space'/></s:list-level-properties></t:list-level-style-number>\
    <t:list-level-style-number t:level='2' s:num-prefix='（' s:num-suffix='）' s:num-format='一, 二, 三, ...'/>\
    </t:list-style>";

#[test]
fn articles_and_items_are_counted_over_paragraphs_between_them() {
    let text = "<t:list t:style-name='L'><t:list-item><t:p>申请人应当具备下列条件：</t:p>\
        <t:list><t:list-item><t:p>有车辆；</t:p></t:list-item><t:list-item><t:p>有场地。</t:p></t:list-item></t:list>\
        </t:list-item></t:list><t:p>前款条件由县交通局核实。</t:p>\
        <t:list t:style-name='L' t:continue-numbering='true'><t:list-item><t:p>本办法自公布之日起施行。</t:p></t:list-item></t:list>";
    assert_eq!(
        lines(&odt(ARTICLES, text), View::Accepted),
        [
            "第一条 申请人应当具备下列条件：",
            "（一）有车辆；",
            "（二）有场地。",
            "前款条件由县交通局核实。",
            "第二条 本办法自公布之日起施行。"
        ]
    );
}

#[test]
fn changes_are_read_as_accepted_or_as_original() {
    let text = "<t:tracked-changes>\
        <t:changed-region t:id='i'><t:insertion/></t:changed-region>\
        <t:changed-region t:id='d'><t:deletion><t:p>三千元</t:p></t:deletion></t:changed-region>\
        <t:changed-region t:id='e'><t:deletion><t:p>整段删去。</t:p><t:p/></t:deletion></t:changed-region>\
        </t:tracked-changes>\
        <t:p>处<t:change t:change-id='d'/><t:change-start t:change-id='i'/>五千元<t:change-end t:change-id='i'/>以下罚款。</t:p>\
        <t:p><t:change t:change-id='e'/>保留的一段。</t:p>";
    let file = odt("", text);
    assert_eq!(
        lines(&file, View::Accepted),
        ["处五千元以下罚款。", "保留的一段。"]
    );
    assert_eq!(
        lines(&file, View::Original),
        ["处三千元以下罚款。", "整段删去。", "保留的一段。"]
    );
}

#[test]
fn an_inserted_paragraph_does_not_stand_in_the_original() {
    let text = "<t:tracked-changes><t:changed-region t:id='i'><t:insertion/></t:changed-region></t:tracked-changes>\
        <t:p>前一段。</t:p><t:p><t:change-start t:change-id='i'/>新增的一段。</t:p><t:p><t:change-end t:change-id='i'/>后一段。</t:p>";
    let file = odt("", text);
    assert_eq!(
        lines(&file, View::Accepted),
        ["前一段。", "新增的一段。", "后一段。"]
    );
    assert_eq!(lines(&file, View::Original), ["前一段。", "后一段。"]);
}

#[test]
fn rows_are_rows_and_comments_are_left_out() {
    let text = "<t:p>甲<o:annotation><t:p>批注</t:p></o:annotation>乙<t:s t:c='2'/>丙</t:p>\
        <tb:table><tb:table-row><tb:table-cell><t:p>项目</t:p></tb:table-cell><tb:table-cell><t:p>分值</t:p></tb:table-cell></tb:table-row></tb:table>";
    let blocks = read(&odt("", text), View::Accepted).unwrap().blocks;
    assert_eq!(blocks[0].text, "甲乙  丙");
    assert_eq!(blocks[1].text, "项目 | 分值");
    assert_eq!(blocks[1].kind, BlockKind::Row(1));
}

#[test]
fn a_cell_that_goes_on_below_leaves_the_columns_in_place() {
    let cell = |words: &str| format!("<tb:table-cell><t:p>{words}</t:p></tb:table-cell>");
    let text = format!(
        "<tb:table><tb:table-row><tb:table-cell tb:number-rows-spanned='2'><t:p>县交通局</t:p></tb:table-cell>{}{}</tb:table-row>\
         <tb:table-row><tb:covered-table-cell/>{}{}</tb:table-row>\
         <tb:table-row><tb:table-cell tb:number-columns-spanned='2'><t:p>县财政局</t:p></tb:table-cell><tb:covered-table-cell/>{}</tb:table-row></tb:table>",
        cell("编制规划"),
        cell("三月"),
        cell("指导建设"),
        cell("六月"),
        cell("长期"),
    );
    assert_eq!(
        lines(&odt("", &text), View::Accepted),
        [
            "县交通局 | 编制规划 | 三月",
            " | 指导建设 | 六月",
            "县财政局 | 长期"
        ]
    );
}
