//! Invented files, written by hand as Word writes them; what is written is also checked by a
//! plain reading of the XML, which shares nothing with our reader.

use super::*;
use crate::parse::package::tests::zipped;
use proptest::prelude::*;

const W: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\"";
const NUMBERING: &str = r#"<w:abstractNum w:abstractNumId="0">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:lvlText w:val="第%1条"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>"#;

fn docx(body: &str) -> Vec<u8> {
    let rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let types = "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"xml\" ContentType=\"application/xml\"/></Types>";
    let of = |id: usize, kind: &str| {
        format!("<Relationship Id=\"rId{id}\" Type=\"{rel}/{kind}\" Target=\"{kind}.xml\"/>")
    };
    zipped(&[
        ("[Content_Types].xml", types.as_bytes()),
        ("_rels/.rels", format!("<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"{rel}/officeDocument\" Target=\"word/document.xml\"/></Relationships>").as_bytes()),
        ("word/_rels/document.xml.rels", format!("<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{}{}</Relationships>", of(1, "numbering"), of(2, "settings")).as_bytes()),
        ("word/document.xml", format!("<w:document {W}><w:body>{body}<w:sectPr/></w:body></w:document>").as_bytes()),
        ("word/numbering.xml", format!("<w:numbering {W}>{NUMBERING}</w:numbering>").as_bytes()),
        ("word/settings.xml", format!("<w:settings {W}><w:zoom w:percent=\"100\"/><w:compat/></w:settings>").as_bytes()),
        ("word/media/seal.png", &[137, 80, 0, 255]),
    ])
}

fn p(text: &str) -> String {
    format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
}

fn by() -> By {
    By {
        author: "清源县司法局".into(),
        day: Date::constant(2026, 3, 2),
    }
}

fn part(bytes: &[u8], name: &str) -> String {
    let mut package = crate::parse::package::Package::open(bytes).unwrap();
    String::from_utf8(package.read(name).unwrap().unwrap()).unwrap()
}

fn text(bytes: &[u8]) -> String {
    crate::parse::document("a.docx", bytes).unwrap().text
}

/// One change per pair, each at the first place where the old words stand.
fn changes(text: &str, pairs: &[(&str, &str)]) -> Vec<Change> {
    pairs
        .iter()
        .map(|(old, new)| {
            let start = text.find(old).unwrap();
            // A common head stays, so that `甲` → `甲乙` is an insertion.
            Change {
                name: (*old).into(),
                edits: vec![Edit {
                    start,
                    end: start + old.len(),
                    new: (*new).into(),
                }],
                about: Span::new(start, start + old.len()),
                comment: vec![format!("改“{old}”")],
            }
        })
        .collect()
}

fn mark(body: &str, pairs: &[(&str, &str)]) -> Marked {
    let bytes = docx(body);
    let text = text(&bytes);
    write("a.docx", &bytes, &text, &changes(&text, pairs), &by()).unwrap()
}

/// The main part of a file whose every change goes in.
fn marked(body: &str, pairs: &[(&str, &str)]) -> String {
    let m = mark(body, pairs);
    assert_eq!(m.refused, [], "{}", part(&m.bytes, "word/document.xml"));
    plain(&docx(body), &m);
    part(&m.bytes, "word/document.xml")
}

/// The paragraphs of a part with all changes accepted or rejected, by plain cutting of strings.
fn resolved(xml: &str, accept: bool) -> Vec<String> {
    let (gone, stays) = if accept {
        ("del", "ins")
    } else {
        ("ins", "del")
    };
    let mut out = vec![String::new()];
    let mut hidden = 0usize;
    let (mut in_form, mut merges, mut in_text) = (0usize, false, false);
    for piece in xml.split('<').skip(1) {
        let (tag, after) = piece.split_once('>').unwrap();
        let name = tag.split([' ', '/']).find(|s| !s.is_empty()).unwrap_or("");
        let name = name.trim_start_matches("w:");
        let (close, alone) = (tag.starts_with('/'), tag.ends_with('/'));
        match name {
            "pPr" if !alone => in_form = if close { in_form - 1 } else { in_form + 1 },
            n if n == gone && in_form > 0 && alone => merges = true,
            n if n == gone && in_form == 0 && !alone => {
                hidden = if close { hidden - 1 } else { hidden + 1 };
            }
            "t" | "delText" if !alone => in_text = !close,
            "tab" if hidden == 0 && in_form == 0 => out.last_mut().unwrap().push('\t'),
            "p" if close => {
                if !merges {
                    out.push(String::new());
                }
                merges = false;
            }
            _ => {}
        }
        let _ = stays;
        if in_text && hidden == 0 {
            out.last_mut().unwrap().push_str(after);
        }
    }
    out.into_iter().filter(|l| !l.trim().is_empty()).collect()
}

/// Rejecting by plain cutting gives the paragraphs of the old part, accepting the new text.
fn plain(old: &[u8], m: &Marked) {
    let before = resolved(&part(old, "word/document.xml"), false);
    let xml = part(&m.bytes, "word/document.xml");
    assert_eq!(resolved(&xml, false), before, "{xml}");
    let new = resolved(&xml, true).join("").replace("&amp;", "&");
    let squeeze = normalize::squeeze;
    let mut want = squeeze(&m.text).replace('|', "");
    // Automatic numbers are not in the part.
    for n in ["第一条", "第二条", "第三条"] {
        if !squeeze(&new).contains(n) {
            want = want.replace(n, "");
        }
    }
    assert_eq!(squeeze(&new).replace('|', ""), want, "{xml}");
}

#[test]
fn words_are_replaced_inside_a_run_that_keeps_its_form() {
    let body = "<w:p w:rsidR=\"00A1\"><w:r w:rsidR=\"00A2\"><w:rPr><w:b/></w:rPr><w:t>由运管所 &amp; 局负责。</w:t></w:r></w:p>";
    let xml = marked(body, &[("运管所", "交通局")]);
    assert!(xml.contains(
        "<w:r w:rsidR=\"00A2\"><w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">由</w:t></w:r>"
    ));
    assert!(xml.contains("<w:delText xml:space=\"preserve\">运管所</w:delText>"));
    assert!(xml.contains("w:author=\"清源县司法局\" w:date=\"2026-03-02T00:00:00Z\""));
    assert!(xml.contains("<w:ins "));
    assert!(xml.contains(" &amp; 局负责。"));
}

#[test]
fn a_change_may_cross_runs_links_and_whole_fields() {
    let run = |t: &str, form: &str| format!("<w:r><w:rPr>{form}</w:rPr><w:t>{t}</w:t></w:r>");
    let field = |kind: &str| format!("<w:r><w:fldChar w:fldCharType=\"{kind}\"/></w:r>");
    let body = format!(
        "<w:p>{}<w:hyperlink r:id=\"rId9\">{}</w:hyperlink>{}{}<w:r><w:instrText> REF a </w:instrText></w:r>{}{}{}{}</w:p>",
        run("依照甲", "<w:b/>"),
        run("乙丙", "<w:u w:val=\"single\"/>"),
        run("丁规定", ""),
        field("begin"),
        field("separate"),
        run("附则", ""),
        field("end"),
        run("执行并公布。", "<w:i/>"),
    );
    let xml = marked(&body, &[("甲乙丙丁规", "新"), ("定附则执行", "施行")]);
    assert!(xml.contains("w:delInstrText"), "{xml}");
    assert!(!xml.contains("<w:instrText"), "{xml}");
    // A part of the field's result alone is refused.
    let m = mark(&body, &[("附", "总")]);
    assert!(m.refused[0].why.contains("域（REF）"), "{:?}", m.refused);
    assert_eq!(m.comments, 1);
}

#[test]
fn paragraphs_are_put_in_and_struck_out_with_their_marks() {
    let body = [p("第一条　甲。"), p("第二条　乙。"), p("第三条　丙。")].concat();
    let xml = marked(&body, &[("第一条　甲。", "第一条　甲。\n新的一款。")]);
    assert!(xml.contains("<w:p><w:pPr><w:rPr><w:ins "), "{xml}");
    let xml = marked(&body, &[("第二条　乙。\n", "")]);
    assert!(xml.contains("<w:pPr><w:rPr><w:del "), "{xml}");
    marked(&body, &[("\n第二条　乙。\n第三条　丙。", "")]);
    marked(&body, &[("第三条　丙。", "第三条　丙。\n丁。\n戊。")]);
    marked(&body, &[("第一条", "前言。\n第一条")]);
    marked(&body, &[("甲。\n第二条　", "甲，")]);
    marked(&body, &[("第二条　乙。", "第二条　乙\n一。\n庚。")]);
    marked(
        &body,
        &[("第一条　甲。\n第二条　乙。", "己。"), ("丙", "新丙")],
    );
}

#[test]
fn of_several_lines_those_alike_are_changed_and_the_others_come_and_go() {
    let body = [
        p("第一条　甲机关负责登记。"),
        p("第二条　乙机关负责检查。"),
        p("第三条　丙。"),
    ]
    .concat();
    let old = "第一条　甲机关负责登记。\n第二条　乙机关负责检查。";
    let xml = marked(&body, &[(old, "新款在前。\n第一条　甲机关主管登记。")]);
    assert!(xml.contains("第一条　甲机关</w:t>"), "{xml}");
    assert!(xml.contains(">新款在前。<"), "{xml}");
    // Words put in at the end and the paragraphs behind are one piece, with the old mark last.
    let xml = marked(&body, &[("登记。\n", "登记。但书。\n另款。\n")]);
    let at = xml.find("另款").unwrap();
    // Stamped apart from the words beside it.
    let stamp = &xml[xml[..at].rfind("<w:ins ").unwrap()..at];
    assert!(stamp.contains("T00:05:00Z"), "{xml}");
    assert!(
        !xml[xml[..at].rfind("<w:p>").unwrap()..at].contains("<w:rPr><w:ins"),
        "{xml}"
    );
}

#[test]
fn a_paragraph_is_cut_in_two_with_its_form_and_its_section() {
    let body = "<w:p w14:paraId=\"0A\" w:rsidR=\"1\"><w:pPr><w:jc w:val=\"both\"/><w:sectPr><w:cols/></w:sectPr></w:pPr><w:r><w:t>　　甲乙丙。</w:t></w:r></w:p>".to_string() + &p("丁。");
    let xml = marked(&body, &[("甲", "甲。\n"), ("乙", "乙。\n另段。\n")]);
    assert_eq!(xml.matches("paraId").count(), 1, "{xml}");
    assert_eq!(xml.matches("<w:cols/>").count(), 1, "{xml}");
    assert_eq!(xml.matches("<w:jc w:val=\"both\"/>").count(), 4, "{xml}");
    let section = xml.find("<w:cols/>").unwrap();
    assert!(xml[section..].contains("丙。"), "{xml}");
    assert!(xml.contains(">　　另段。<"), "{xml}");
}

#[test]
fn a_paragraph_put_in_takes_the_form_of_one_like_it() {
    let chapter = "<w:p><w:pPr><w:pStyle w:val=\"Zhang\"/><w:outlineLvl w:val=\"0\"/></w:pPr><w:r><w:t>第一章　总则</w:t></w:r></w:p>";
    let article = "<w:p><w:pPr><w:ind w:firstLine=\"640\"/><w:rPr><w:sz w:val=\"32\"/></w:rPr></w:pPr><w:r><w:rPr><w:sz w:val=\"32\"/></w:rPr><w:t>第二条　乙。</w:t></w:r></w:p>";
    let body = format!("{chapter}{article}");
    let xml = marked(&body, &[("第一章　总则", "第一章　总则\n第一条　甲。")]);
    assert_eq!(xml.matches("Zhang").count(), 1, "{xml}");
    assert_eq!(xml.matches("w:firstLine=\"640\"").count(), 2, "{xml}");
}

#[test]
fn an_automatic_number_is_never_edited() {
    let article = |t: &str| {
        format!(
            "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr><w:r><w:t>{t}</w:t></w:r></w:p>"
        )
    };
    let body = [article("甲。"), article("乙。"), article("丙。")].concat();
    let m = mark(&body, &[("第二条", "第三条"), ("丙", "丁")]);
    assert_eq!(m.taken, [1]);
    assert!(m.refused[0].why.contains("自动编号"), "{:?}", m.refused);
    assert!(part(&m.bytes, "word/comments.xml").contains("没有写入修订"));
    // The words beside a number are free; a new paragraph takes no number.
    marked(&body, &[("乙。", "乙、戊。"), ("丙。", "丙。\n另款。")]);
    // To strike an article out would count the next ones anew, which the edit does not say.
    let m = mark(&body, &[("第二条　乙。\n", "")]);
    assert!(
        m.refused[0].why.contains("全部接受修订后"),
        "{:?}",
        m.refused
    );
    // The last one may go.
    marked(&body, &[("\n第三条　丙。", "")]);
}

#[test]
fn cells_are_edited_but_not_across() {
    let cell = |t: &str| format!("<w:tc><w:p><w:r><w:t>{t}</w:t></w:r></w:p></w:tc>");
    let body = format!(
        "{}<w:tbl><w:tr>{}{}</w:tr><w:tr>{}{}</w:tr></w:tbl>{}",
        p("附表如下："),
        cell("单位"),
        cell("职责"),
        cell("县运管所"),
        cell("处罚"),
        p("完。")
    );
    marked(&body, &[("县运管所", "县交通局"), ("完", "结束")]);
    marked(&body, &[("附表如下：", "附表如下：\n（单位：元）")]);
    let m = mark(&body, &[("运管所 | 处", "甲"), ("职责", "分工")]);
    assert_eq!(m.taken, [1]);
    assert!(m.refused[0].why.contains("单元格"), "{:?}", m.refused);
    marked(&body, &[("处罚", "处罚\n检查")]);
    let m = mark(&body, &[("单位 | 职责\n", "单位 | 职责\n合计\n")]);
    assert!(m.refused[0].why.contains("行与行之间"), "{:?}", m.refused);
}

#[test]
fn earlier_changes_stay_what_they_are() {
    let body = "<w:p><w:r><w:t>甲</w:t></w:r><w:ins w:id=\"1\" w:author=\"某\"><w:r><w:t>乙丙丁</w:t></w:r></w:ins><w:del w:id=\"2\" w:author=\"某\"><w:r><w:delText>旧</w:delText></w:r></w:del><w:r><w:t>负责。</w:t></w:r></w:p>";
    let m = mark(body, &[("乙丙", "乙新丙"), ("丁负", "主")]);
    assert_eq!(m.refused, []);
    let xml = part(&m.bytes, "word/document.xml");
    assert_eq!(resolved(&xml, false), ["甲旧负责。"], "{xml}");
    assert_eq!(resolved(&xml, true), ["甲乙新丙主责。"], "{xml}");
    let ids: Vec<&str> = xml
        .match_indices(" w:id=\"")
        .map(|(i, m)| xml[i + m.len()..].split('"').next().unwrap())
        .collect();
    let own: BTreeSet<&&str> = ids.iter().collect();
    // A comment's number stands three times: start, end, reference.
    assert_eq!(ids.len(), own.len() + 4, "{ids:?}");
}

#[test]
fn comments_carry_reason_and_day_and_the_rest_of_the_package_stays() {
    let bytes = docx(&p("由运管所负责。"));
    let m = mark(&p("由运管所负责。"), &[("运管所", "交通局")]);
    let comments = part(&m.bytes, "word/comments.xml");
    assert!(comments.contains("改“运管所”") && comments.contains("2026-03-02T00:00:00Z"));
    assert!(part(&m.bytes, "word/_rels/document.xml.rels").contains("/comments\""));
    assert!(part(&m.bytes, "[Content_Types].xml").contains("/word/comments.xml"));
    assert!(
        part(&m.bytes, "word/settings.xml")
            .contains("<w:zoom w:percent=\"100\"/><w:trackRevisions/>")
    );
    for same in ["word/numbering.xml", "_rels/.rels"] {
        assert_eq!(part(&m.bytes, same), part(&bytes, same));
    }
    let again = mark(&p("由运管所负责。"), &[("运管所", "交通局")]);
    assert_eq!(m.bytes, again.bytes);
    // A second round joins the comments that are there.
    let text = text(&m.bytes);
    let more = write(
        "a.docx",
        &m.bytes,
        &text,
        &changes(&text, &[("负责", "主管")]),
        &by(),
    )
    .unwrap();
    assert_eq!(
        part(&more.bytes, "word/comments.xml")
            .matches("<w:comment ")
            .count(),
        2
    );
}

#[test]
fn proposals_become_changes_and_findings_without_words_comments() {
    use crate::finding::{Basis, Confidence, Fix, Grade, Kind, Quoted, Severity};
    let bytes = docx(&p("由运管所负责收费。"));
    let text = text(&bytes);
    let finding = |old: &str, new: Option<&str>| {
        let start = text.find(old).unwrap();
        let end = start + old.len();
        Finding {
            rule: "SUB101".into(),
            kind: Kind::Subject,
            severity: Severity::Error,
            confidence: Confidence::High,
            message: "机构已经撤销".into(),
            why: "改革方案撤销了它".into(),
            counter: String::new(),
            place: Quoted {
                place: crate::document::Place::default(),
                quote: old.into(),
                start,
                end,
            },
            basis: vec![Basis {
                law: "清源市机构条例".into(),
                version: Some("2020-01-01".into()),
                article: Some("第三条".into()),
                paragraph: Some(2),
                quote: Some("运管所撤销。".into()),
                source: None,
            }],
            comparison: vec![],
            fix: Some(Fix {
                grade: Grade::Review,
                edits: new
                    .map(|n| Edit {
                        start,
                        end,
                        new: n.into(),
                    })
                    .into_iter()
                    .collect(),
                title: String::new(),
            }),
            baseline: None,
            fingerprint: String::new(),
            asks: None,
        }
    };
    let list = [
        finding("运管所", Some("交通局")),
        finding("所负责", Some("局主管")),
        finding("收费", None),
    ];
    let list: Vec<&Finding> = list.iter().collect();
    let (changes, dropped) = proposed(&text, &list);
    assert_eq!(dropped.len(), 1, "{dropped:?}");
    let m = write("a.docx", &bytes, &text, &changes, &by()).unwrap();
    assert_eq!((m.taken.as_slice(), m.comments), (&[0usize][..], 3));
    let said = part(&m.bytes, "word/comments.xml");
    assert!(
        said.contains("依据：《清源市机构条例》（2020-01-01版本）第三条第二款：“运管所撤销。”"),
        "{said}"
    );
    assert!(said.contains("本项没有写入修订：与"), "{said}");
}

#[test]
fn a_text_that_is_not_the_files_and_other_formats_are_refused() {
    let bytes = docx(&p("由运管所负责。"));
    assert!(write("a.docx", &bytes, "别的文字", &[], &by()).is_err());
    assert!(
        write(
            "a.txt",
            "由运管所负责。".as_bytes(),
            "由运管所负责。",
            &[],
            &by()
        )
        .is_err()
    );
}

#[test]
fn the_proof_sees_a_wrong_file() {
    let bytes = docx(&[p("甲负责。"), p("乙负责。")].concat());
    let (blocks, trace) = parse::traced("a.docx", &bytes, View::Accepted).unwrap();
    let map = Map::new(tree::Tree::read(&trace.xml).unwrap(), &blocks, &trace);
    let job = Job {
        name: "a.docx",
        bytes: &bytes,
        map,
        main: &trace.part,
        original: lines("甲负责。\n乙负责。"),
        changes: &[],
        stamp: Stamp {
            w: "w:".into(),
            author: "某".into(),
            time: "2026-03-02T00:00:00Z".into(),
        },
        space: String::new(),
    };
    assert_eq!(job.wrong(&bytes, "甲负责。\n乙负责。").unwrap(), None);
    assert!(
        job.wrong(&bytes, "甲负责。\n乙主管。")
            .unwrap()
            .unwrap()
            .contains("接受")
    );
    let other = docx(
        &[
            p("甲负责。"),
            "<w:p><w:ins w:id=\"1\"><w:r><w:t>乙负责。</w:t></w:r></w:ins></w:p>".to_string(),
        ]
        .concat(),
    );
    assert!(
        job.wrong(&other, "甲负责。\n乙负责。")
            .unwrap()
            .unwrap()
            .contains("拒绝")
    );
}

/// A paragraph of a generated file: its words cut into runs, some in a link, some inserted before.
fn paragraph() -> impl Strategy<Value = String> {
    let words = prop::collection::vec(("[甲乙丙丁戊、，。]{1,6}", 0..6u8), 1..5);
    (words, 0..8u8).prop_map(|(words, form)| {
        let mut out = String::from("<w:p>");
        match form {
            0 => out.push_str(
                "<w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr>",
            ),
            1 => out.push_str("<w:pPr><w:jc w:val=\"left\"/><w:rPr><w:b/></w:rPr></w:pPr>"),
            2 => out.push_str("<w:pPr/>"),
            _ => {}
        }
        for (text, kind) in words {
            let run = format!("<w:r><w:t>{text}</w:t></w:r>");
            out.push_str(&match kind {
                0 => format!("<w:hyperlink w:anchor=\"a\">{run}</w:hyperlink>"),
                1 => format!("<w:r><w:rPr><w:b/></w:rPr><w:t>{text}</w:t><w:tab/></w:r>"),
                2 => format!("<w:sdt><w:sdtContent>{run}</w:sdtContent></w:sdt>"),
                3 => format!(
                    "<w:bookmarkStart w:id=\"0\" w:name=\"a\"/>{run}<w:bookmarkEnd w:id=\"0\"/>"
                ),
                _ => run,
            });
        }
        out.push_str("</w:p>");
        out
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn random_edits_go_in_and_come_out(
        body in prop::collection::vec((paragraph(), 0..10u8), 2..8),
        cuts in prop::collection::vec((0.0..1.0f64, 0..12usize, "[己庚辛\n]{0,5}"), 1..4),
    ) {
        let body: String = body
            .into_iter()
            .map(|(p, kind)| match kind {
                0 => format!("<w:tbl><w:tr><w:tc>{p}</w:tc><w:tc>{p}</w:tc></w:tr></w:tbl>"),
                _ => p,
            })
            .collect();
        // Words that no edit takes away as a whole: a file without any is told as unreadable, which
        // another test holds.
        let body = format!("{}{body}", p(&"水库管理单位每年检测大坝".repeat(5)));
        let bytes = docx(&body);
        let text = text(&bytes);
        let places: Vec<usize> = text.char_indices().map(|c| c.0).chain([text.len()]).collect();
        let mut edits: Vec<Edit> = cuts
            .iter()
            .map(|(at, len, new)| {
                #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss)]
                let a = (at * places.len() as f64) as usize;
                let b = (a + len).min(places.len() - 1);
                Edit { start: places[a], end: places[b], new: new.clone() }
            })
            .collect();
        edits.sort();
        let mut end = 0;
        edits.retain(|e| {
            let ok = e.start > end || end == 0;
            if ok { end = e.end.max(1); }
            ok
        });
        let changes: Vec<Change> = edits
            .iter()
            .map(|e| Change { name: "改".into(), edits: vec![e.clone()], about: Span::new(e.start, e.end), comment: vec!["理由".into()] })
            .collect();
        let m = write("a.docx", &bytes, &text, &changes, &by()).unwrap();
        prop_assert_eq!(m.taken.len() + m.refused.len(), changes.len());
        let before = resolved(&part(&bytes, "word/document.xml"), false);
        let xml = part(&m.bytes, "word/document.xml");
        prop_assert_eq!(resolved(&xml, false), before, "{}", xml);
        // Without numbers, cells and boxes that can't be cut in two nothing is left to refuse.
        if !["numPr", "tbl", "hyperlink", "sdt"].iter().any(|n| body.contains(n)) {
            prop_assert!(m.refused.is_empty(), "{:?} {}", m.refused, body);
        }
    }
}
