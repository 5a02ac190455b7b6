//! One invented measure in the pages of many sites: always the same lines.

use crate::parse::{View, blocks};

const TITLE: &str = "云溪县犬只管理办法";
const LINES: [&str; 10] = [
    "（2020年1月5日云溪县人民政府令第3号公布）",
    "第一章　总则",
    "第一条　为了规范养犬行为，保障公众安全，制定本办法。",
    "第二条　养犬人应当自养犬之日起三十日内，到所在地的村民委员会登记。",
    "登记不得收取费用，村民委员会应当当场办理。",
    "第三条　有下列情形之一的，由村民委员会劝导，情节严重的处一百元罚款：",
    "（一）未登记的；",
    "（二）遛犬不束犬链，经劝导仍不改正的。",
    "第二章　附则",
    "第四条　本办法自2020年2月1日起施行。",
];
const NAV: &str = r##"<div class="hd"><a href="/">网站首页</a><a href="/a">政务公开</a><a href="/b">第一条 新闻</a><a href="/c">互动交流</a></div>"##;
const INFO: &str = r##"<div>发布时间：2020-01-06　来源：县司法局　浏览次数：35　【字体：大 中 小】　打印本页</div>"##;
const END: &str = r##"<div><a href="#">相关文章</a><ul><li><a href="1">县司法局解读犬只管理办法，养犬人须知</a></li><li><a href="2">关于开展犬只免疫工作的通知，请各村遵照执行</a></li></ul></div>
<div>上一篇：<a href="p">关于防汛工作的通知</a></div><div>主办单位：云溪县人民政府　承办单位：县大数据中心　版权所有，未经许可不得转载。<br>云ICP备05012345号</div>"##;

fn wrap(each: &str, end: &str) -> String {
    LINES.iter().map(|l| format!("{each}{l}{end}\n")).collect()
}

fn check(what: &str, body: &str) {
    let html = format!(
        "<html><head><meta charset=utf-8><title>{TITLE}_云溪县政府网</title></head><body>{body}</body></html>"
    );
    let got: Vec<String> = blocks("a.html", html.as_bytes(), View::Accepted)
        .unwrap()
        .blocks
        .into_iter()
        .map(|b| b.text)
        .collect();
    let mut want: Vec<String> = LINES.iter().map(|l| (*l).to_string()).collect();
    want.insert(0, TITLE.into());
    assert_eq!(got, want, "{what}");
}

#[test]
fn names_that_nobody_knows() {
    let p = wrap("<p>　　", "</p>");
    check(
        "unknown names, title inside",
        &format!(
            "{NAV}<div class=x1><div class=x2><h1>{TITLE}</h1>{INFO}<div class=x3>{p}</div></div>{END}</div>"
        ),
    );
}

#[test]
fn lines_in_divs_and_spans_and_breaks() {
    let d = wrap("<div>", "</div>");
    check(
        "divs",
        &format!("{NAV}<h1>{TITLE}</h1>{INFO}<div id=zoom>{d}</div>{END}"),
    );
    let br = wrap("&nbsp;&nbsp;&nbsp;&nbsp;", "<br/>");
    check(
        "breaks",
        &format!("{NAV}<h1>{TITLE}</h1>{INFO}<div id=UCAP-CONTENT>{br}</div>{END}"),
    );
    let one = format!("<p>{br}</p>");
    check(
        "breaks in one p",
        &format!("{NAV}<h2>{TITLE}</h2>{INFO}<div class=con>{one}</div>{END}"),
    );
    let font = wrap("<p><font size=3><span>", "</span></font></p>");
    check(
        "fonts",
        &format!("{NAV}<h1>{TITLE}</h1>{INFO}<div>{font}</div>{END}"),
    );
}

#[test]
fn pages_built_of_tables_and_forms() {
    let p = wrap("<p>", "</p>");
    check(
        "layout tables",
        &format!(
            "<table><tr><td>{NAV}</td></tr><tr><td><table width=100%><tr><td align=center><h1>{TITLE}</h1></td></tr><tr><td>{INFO}</td></tr><tr><td class=bt>{p}</td></tr></table></td></tr><tr><td>{END}</td></tr></table>"
        ),
    );
    check(
        "one form around the page",
        &format!(
            "<form id=form1 action=/x><input type=hidden value=第九条>{NAV}<h1>{TITLE}</h1>{INFO}<div class=detail-content>{p}</div>{END}</form>"
        ),
    );
}

#[test]
fn an_annex_in_a_container_of_its_own_is_not_lost() {
    let p = wrap("<p>", "</p>");
    let html = format!(
        "<body>{NAV}<h1>{TITLE}</h1><div class=TRS_Editor>{p}</div><div class=TRS_Editor><p>附件</p><p>犬只免疫规程</p><p>第一条　犬只应当每年免疫一次。</p></div>{END}</body>"
    );
    let got: Vec<String> = blocks("a.html", html.as_bytes(), View::Accepted)
        .unwrap()
        .blocks
        .into_iter()
        .map(|b| b.text)
        .collect();
    assert_eq!(
        got.last().unwrap(),
        "第一条　犬只应当每年免疫一次。",
        "{got:?}"
    );
    assert!(got.contains(&LINES[3].to_string()));
    assert_eq!(got[0], TITLE);
}

#[test]
fn a_notice_without_articles() {
    let lines = [
        "各乡镇人民政府：",
        "为了做好今年的犬只免疫工作，现就有关事项通知如下。",
        "一、各村应当登记犬只数量，于3月底前报县农业农村局。",
        "二、免疫不得收取任何费用。",
        "云溪县农业农村局",
        "2020年3月1日",
    ];
    let p: String = lines.iter().map(|l| format!("<p>{l}</p>")).collect();
    let html = format!(
        "<head><meta name=ArticleTitle content=关于做好犬只免疫工作的通知></head><body>{NAV}<div class=w><div class=t>关于做好犬只免疫工作的通知</div>{INFO}<div class=c>{p}</div></div>{END}</body>"
    );
    let got: Vec<String> = blocks("a.html", html.as_bytes(), View::Accepted)
        .unwrap()
        .blocks
        .into_iter()
        .map(|b| b.text)
        .collect();
    assert_eq!(got[0], "关于做好犬只免疫工作的通知", "{got:?}");
    assert_eq!(got[1..], lines);
}

#[test]
fn a_second_container_without_articles_is_not_lost() {
    let html = format!(
        "<body>{NAV}<div id=main><h1>关于犬只免疫的通知</h1><div class=TRS_Editor><p>各村应当组织犬只免疫，于三月底前完成。</p><p>免疫所需经费，由县财政列支。</p></div><div class=TRS_Editor><p>附件</p><p>免疫所用疫苗，由县农业农村局统一采购、发放。</p><p>犬只数量，以登记为准。</p></div></div>{END}</body>"
    );
    let got: Vec<String> = blocks("a.html", html.as_bytes(), View::Accepted)
        .unwrap()
        .blocks
        .into_iter()
        .map(|b| b.text)
        .collect();
    assert_eq!(got.len(), 6, "{got:?}");
    assert_eq!(got[5], "犬只数量，以登记为准。");
}

#[test]
fn running_heads_of_a_page_saved_by_an_office_program_are_left_out() {
    let body = format!(
        "<div title=\"header\"><p>云溪县规范性文件汇编</p></div><p>{TITLE}</p>{}\
         <div title=\"footer\"><p>— 1 —</p></div>",
        wrap("<p>", "</p>")
    );
    check("LibreOffice", &body);
}
