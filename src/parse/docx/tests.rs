//! Small documents, written by hand as Word writes them.

use super::*;
use crate::document::BlockKind;
use crate::parse::package::tests::zipped;

const NUMBERING: &str = r#"<w:abstractNum w:abstractNumId="0">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:pStyle w:val="Tiao"/><w:lvlText w:val="第%1条"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:suff w:val="nothing"/><w:lvlText w:val="（%2）"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>"#;
const STYLES: &str = r#"<w:style w:type="paragraph" w:styleId="Tiao"><w:name w:val="条"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="H2"><w:name w:val="heading 2"/><w:pPr><w:jc w:val="center"/></w:pPr></w:style>"#;

fn docx(body: &str) -> Vec<u8> {
    let w = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\"";
    let rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    zipped(&[
        ("[Content_Types].xml", b"<Types/>"),
        (
            "_rels/.rels",
            format!("<R><Relationship Type=\"{rel}/officeDocument\" Target=\"word/document2.xml\"/></R>").as_bytes(),
        ),
        (
            "word/_rels/document2.xml.rels",
            format!("<R><Relationship Type=\"{rel}/numbering\" Target=\"numbering.xml\"/><Relationship Type=\"{rel}/styles\" Target=\"../word/styles.xml\"/><Relationship Type=\"{rel}/footnotes\" Target=\"footnotes.xml\"/></R>").as_bytes(),
        ),
        ("word/document2.xml", format!("<w:document {w}><w:body>{body}</w:body></w:document>").as_bytes()),
        ("word/numbering.xml", format!("<w:numbering {w}>{NUMBERING}</w:numbering>").as_bytes()),
        ("word/styles.xml", format!("<w:styles {w}>{STYLES}</w:styles>").as_bytes()),
        (
            "word/footnotes.xml",
            format!("<w:footnotes {w}><w:footnote w:id=\"0\" w:type=\"separator\"><w:p/></w:footnote><w:footnote w:id=\"2\"><w:p><w:r><w:t>指县级机关。</w:t></w:r></w:p></w:footnote></w:footnotes>").as_bytes(),
        ),
    ])
}

fn p(text: &str) -> String {
    format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
}

fn in_view(body: &str, view: View) -> Vec<String> {
    read(&docx(body), view)
        .unwrap()
        .blocks
        .into_iter()
        .map(|b| b.text)
        .filter(|t| !t.trim().is_empty())
        .collect()
}

fn texts(body: &str) -> Vec<String> {
    in_view(body, View::Accepted)
}

#[test]
fn automatic_numbers_are_printed_also_those_of_a_style() {
    let item = |t: &str| {
        format!(
            "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"1\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr><w:r><w:t>{t}</w:t></w:r></w:p>"
        )
    };
    let article = |t: &str| {
        format!("<w:p><w:pPr><w:pStyle w:val=\"Tiao\"/></w:pPr><w:r><w:t>{t}</w:t></w:r></w:p>")
    };
    let body = format!(
        "<w:p><w:pPr><w:pStyle w:val=\"H2\"/></w:pPr><w:r><w:t>第一章　总则</w:t></w:r></w:p>{}{}{}{}{}",
        article("犬只应当登记。"),
        article("登记应当提交："),
        item("申请书；"),
        item("免疫证明。"),
        article("登记不收费。")
    );
    assert_eq!(
        texts(&body),
        [
            "第一章　总则",
            "第一条　犬只应当登记。",
            "第二条　登记应当提交：",
            "（一）申请书；",
            "（二）免疫证明。",
            "第三条　登记不收费。"
        ]
    );
    let first = &read(&docx(&body), View::Accepted).unwrap().blocks[0];
    assert_eq!(first.kind, BlockKind::Heading(2));
    assert!(first.centered);
}

#[test]
fn tracked_changes_give_two_texts() {
    let body = "<w:p><w:r><w:t>处</w:t></w:r><w:del><w:r><w:delText>三千元</w:delText></w:r></w:del><w:ins><w:r><w:t>一千元</w:t></w:r></w:ins><w:r><w:t>以下</w:t></w:r><w:moveFrom><w:r><w:t>的</w:t></w:r></w:moveFrom><w:r><w:t>罚款</w:t></w:r><w:moveTo><w:r><w:t>的</w:t></w:r></w:moveTo></w:p>\
        <w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:del><w:r><w:delText>整段删去。</w:delText></w:r></w:del></w:p>\
        <w:p><w:pPr><w:rPr><w:ins/></w:rPr></w:pPr><w:ins><w:r><w:t>整段新增。</w:t></w:r></w:ins></w:p>\
        <w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>前半段，</w:t></w:r></w:p><w:p><w:r><w:t>后半段。</w:t></w:r></w:p>";
    assert_eq!(
        in_view(body, View::Accepted),
        ["处一千元以下罚款的", "整段新增。", "前半段，后半段。"]
    );
    assert_eq!(
        in_view(body, View::Original),
        ["处三千元以下的罚款", "整段删去。", "前半段，", "后半段。"]
    );
}

#[test]
fn inserted_and_deleted_numbers_do_not_shift_the_articles() {
    let body = "<w:p><w:pPr><w:pStyle w:val=\"Tiao\"/><w:rPr><w:del/></w:rPr></w:pPr><w:del><w:r><w:delText>旧条。</w:delText></w:r></w:del></w:p><w:p><w:pPr><w:pStyle w:val=\"Tiao\"/></w:pPr><w:r><w:t>留下的。</w:t></w:r></w:p>";
    assert_eq!(in_view(body, View::Accepted), ["第一条　留下的。"]);
    assert_eq!(
        in_view(body, View::Original),
        ["第一条　旧条。", "第二条　留下的。"]
    );
}

#[test]
fn fields_show_their_results_only() {
    let body = "<w:p><w:r><w:t>依照第</w:t></w:r><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText> REF _Ref1 \\h </w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>八</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r><w:r><w:t>条</w:t></w:r><w:fldSimple w:instr=\"PAGE\"><w:r><w:t>办理</w:t></w:r></w:fldSimple></w:p>";
    assert_eq!(texts(body), ["依照第八条办理"]);
}

#[test]
fn a_text_box_comes_once_and_a_footnote_is_a_note() {
    let inner = format!(
        "<w:txbxContent>{}</w:txbxContent>",
        p("第五条　框中的条文。")
    );
    let body = format!(
        "<w:p><w:r><w:t>第四条　登记机关</w:t></w:r><w:r><w:footnoteReference w:id=\"2\"/></w:r><w:r><mc:AlternateContent><mc:Choice><w:drawing>{inner}</w:drawing></mc:Choice><mc:Fallback><w:pict>{inner}</w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    );
    let b = read(&docx(&body), View::Accepted).unwrap().blocks;
    let got: Vec<(&str, BlockKind)> = b.iter().map(|b| (b.text.as_str(), b.kind)).collect();
    assert_eq!(
        got,
        [
            ("第四条　登记机关", BlockKind::Paragraph),
            ("第五条　框中的条文。", BlockKind::Paragraph),
            ("指县级机关。", BlockKind::Note),
        ]
    );
}

#[test]
fn tables_are_rows_merged_cells_stay_in_their_column_and_a_frame_is_no_table() {
    let cell = |pr: &str, t: &str| format!("<w:tc><w:tcPr>{pr}</w:tcPr>{}</w:tc>", p(t));
    let body = format!(
        "<w:tbl><w:tr>{}{}</w:tr><w:tr>{}{}</w:tr><w:tr><w:trPr><w:del/></w:trPr>{}</w:tr></w:tbl><w:tbl><w:tr>{}</w:tr></w:tbl>",
        cell("<w:vMerge w:val=\"restart\"/>", "登记"),
        cell("", "免费"),
        cell("<w:vMerge/>", ""),
        cell("", "限期"),
        cell("", "删去的行"),
        cell("", "框里的一段话。")
    );
    let b = read(&docx(&body), View::Accepted).unwrap().blocks;
    let got: Vec<(&str, BlockKind)> = b.iter().map(|b| (b.text.as_str(), b.kind)).collect();
    assert_eq!(
        got,
        [
            ("登记 | 免费", BlockKind::Row(1)),
            (" | 限期", BlockKind::Row(1)),
            ("框里的一段话。", BlockKind::Paragraph),
        ]
    );
}

#[test]
fn hidden_text_is_not_read_and_told() {
    let body = format!(
        "{}<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>看不见</w:t></w:r><w:r><w:rPr><w:vanish w:val=\"0\"/><w:color w:val=\"FFFFFF\"/></w:rPr><w:t>白字</w:t></w:r></w:p>",
        p("第一条&#x3000;甲&amp;乙。")
    );
    let read = read(&docx(&body), View::Accepted).unwrap();
    assert_eq!(read.blocks[0].text, "第一条　甲&乙。");
    assert_eq!(read.blocks[1].text, "白字");
    assert!(read.losses.iter().any(|l| l.contains("3 个字设为隐藏")));
    assert!(read.losses.iter().any(|l| l.contains("白色")));
}

#[test]
fn content_controls_math_breaks_and_symbols() {
    let body = "<w:sdt><w:sdtPr><w:alias w:val=\"标题\"/></w:sdtPr><w:sdtContent><w:p><w:r><w:t>面积</w:t><w:tab/><w:t>为</w:t><w:br/><w:sym w:font=\"Wingdings\" w:char=\"F0FE\"/></w:r><m:oMath xmlns:m=\"http://schemas.openxmlformats.org/officeDocument/2006/math\"><m:r><m:t>S</m:t></m:r></m:oMath><w:r><w:softHyphen/><w:noBreakHyphen/></w:r></w:p></w:sdtContent></w:sdt>";
    assert_eq!(texts(body), ["面积\t为\n☑S-"]);
}

#[test]
fn a_table_of_contents_is_a_note() {
    let body = format!(
        "<w:p><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>TOC \\o</w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>第一章 总则</w:t></w:r></w:p><w:p><w:r><w:t>第二章 附则</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r></w:p>{}",
        p("第一章 总则")
    );
    let kinds: Vec<BlockKind> = read(&docx(&body), View::Accepted)
        .unwrap()
        .blocks
        .iter()
        .map(|b| b.kind)
        .collect();
    assert_eq!(
        kinds,
        [BlockKind::Note, BlockKind::Note, BlockKind::Paragraph]
    );
}

#[test]
fn deep_tables_and_a_package_without_text_are_refused() {
    let deep = format!(
        "{}{}{}",
        "<w:tbl><w:tr><w:tc>".repeat(3000),
        p("深"),
        "</w:tc></w:tr></w:tbl>".repeat(3000)
    );
    assert!(
        read(&docx(&deep), View::Accepted)
            .unwrap_err()
            .reason()
            .contains("嵌套")
    );
    let e = read(&zipped(&[("_rels/.rels", b"<R/>")]), View::Accepted).unwrap_err();
    assert!(e.reason().contains("正文"), "{e}");
}

#[test]
fn tables_in_tables_to_the_limit_are_read() {
    let body = format!(
        "{}{}{}",
        "<w:tbl><w:tr><w:tc>".repeat(80),
        p("第一条　最里面的一段话。"),
        "</w:tc></w:tr></w:tbl>".repeat(80)
    );
    assert_eq!(texts(&body), ["第一条　最里面的一段话。"]);
}

#[test]
fn strict_documents_and_other_prefixes_are_the_same() {
    let strict = "http://purl.oclc.org/ooxml";
    let bytes = zipped(&[
        (
            "_rels/.rels",
            format!("<R><Relationship Type=\"{strict}/officeDocument/relationships/officeDocument\" Target=\"/word/document.xml\"/></R>").as_bytes(),
        ),
        (
            "word/document.xml",
            format!("<x:document xmlns:x=\"{strict}/wordprocessingml/main\"><x:body><x:p><x:r><x:t>第一条　甲。</x:t></x:r></x:p></x:body></x:document>").as_bytes(),
        ),
    ]);
    assert_eq!(
        read(&bytes, View::Accepted).unwrap().blocks[0].text,
        "第一条　甲。"
    );
}
