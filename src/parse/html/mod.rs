//! A web page → blocks: only the document, without the page around it.
//!
//! ```text
//!  bytes ──decode──▶ tree ──body::choose──▶ the element that holds the document ──lines──▶ blocks
//! ```

mod body;
mod lines;
#[cfg(test)]
#[path = "tests.rs"]
mod pages;

use crate::document::Block;
use crate::error::Result;
use crate::parse::{Blocks, decode};
use crate::text::normalize;
use scraper::{ElementRef, Html};

/// The deepest nesting that is kept; deeper elements lose their tags, not their text.
const MAX_DEPTH: usize = 200;

/// Reads a web page.
///
/// # Errors
/// Bytes that are no text.
pub fn read(bytes: &[u8]) -> Result<Blocks> {
    let decoded = decode::declared(bytes, charset(bytes).as_deref())?;
    let mut out = Blocks {
        losses: decoded.losses,
        ..Blocks::default()
    };
    let (text, cut) = flatten(&decoded.text);
    if cut {
        out.lose(format!(
            "网页嵌套超过 {MAX_DEPTH} 层，更深的只取了文字，分段可能不准"
        ));
    }
    let page = Html::parse_document(&text);
    heads(&page, &mut out);
    let chosen = body::choose(&page, out.title.as_deref());
    lines::read(&page, &chosen, &mut out);
    Ok(out)
}

/// The blocks of a piece of HTML inside another format; nothing is left out as page furniture.
pub(crate) fn fragment(html: &str) -> Vec<Block> {
    let (text, _) = flatten(html);
    let page = Html::parse_document(&text);
    let mut out = Blocks::default();
    lines::read(&page, &body::Chosen::all(&page), &mut out);
    out.blocks
}

/// The encoding that the page declares.
fn charset(bytes: &[u8]) -> Option<String> {
    let head: String = bytes[..bytes.len().min(4096)]
        .iter()
        .map(|b| b.to_ascii_lowercase() as char)
        .collect();
    let at = head.find("charset=")? + "charset=".len();
    let label: String = head[at..]
        .trim_start_matches(['"', '\'', ' '])
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
        .collect();
    (!label.is_empty()).then_some(label)
}

/// Takes the tags off elements nested deeper than [`MAX_DEPTH`]: the parser's work grows with the
/// square of the depth, and readers recurse.
fn flatten(html: &str) -> (std::borrow::Cow<'_, str>, bool) {
    // Elements that are never closed, or that the parser closes of itself.
    const LOOSE: [&str; 28] = [
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param",
        "source", "track", "wbr", "p", "li", "td", "th", "tr", "dd", "dt", "thead", "tbody",
        "tfoot", "option", "html", "head", "body",
    ];
    let bytes = html.as_bytes();
    let mut depth = 0usize;
    let mut cuts: Vec<(usize, usize)> = Vec::new();
    let mut i = 0;
    while let Some(at) = html[i..].find('<').map(|p| p + i) {
        if html[at..].starts_with("<!--") {
            i = html[at..].find("-->").map_or(html.len(), |p| at + p + 3);
            continue;
        }
        let closing = bytes.get(at + 1) == Some(&b'/');
        let from = at + 1 + usize::from(closing);
        let len = bytes[from..]
            .iter()
            .take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b':' | b'-'))
            .count();
        let name = html[from..from + len].to_ascii_lowercase();
        if len == 0 {
            i = at + 1;
            continue;
        }
        let end = html[from..].find('>').map_or(html.len(), |p| from + p + 1);
        if matches!(name.as_str(), "script" | "style") && !closing {
            let close = format!("</{name}");
            i = bytes[end..]
                .windows(close.len())
                .position(|w| w.eq_ignore_ascii_case(close.as_bytes()))
                .map_or(html.len(), |p| end + p);
            continue;
        }
        if !LOOSE.contains(&name.as_str()) && !html[at..end].ends_with("/>") {
            if closing {
                if depth > MAX_DEPTH {
                    cuts.push((at, end));
                }
                depth = depth.saturating_sub(1);
            } else {
                depth += 1;
                if depth > MAX_DEPTH {
                    cuts.push((at, end));
                }
            }
        }
        i = end;
    }
    if cuts.is_empty() {
        return (html.into(), false);
    }
    let mut out = String::with_capacity(html.len());
    let mut from = 0;
    for (a, b) in cuts {
        out.push_str(&html[from..a]);
        from = b;
    }
    out.push_str(&html[from..]);
    (out.into(), true)
}

/// The title and the facts in the page's head.
fn heads(page: &Html, out: &mut Blocks) {
    let mut article = None;
    let mut page_title = None;
    for e in page
        .root_element()
        .descendent_elements()
        .take_while(|e| e.value().name() != "body")
    {
        match e.value().name() {
            "meta" => {
                let name = e.attr("name").or_else(|| e.attr("property"));
                let (Some(name), Some(value)) = (name, e.attr("content")) else {
                    continue;
                };
                let value = normalize::normalize(value).trim().to_string();
                match name.to_ascii_lowercase().as_str() {
                    _ if value.is_empty() => {}
                    "articletitle" => article = Some(value),
                    "og:title" if article.is_none() => article = Some(value),
                    "pubdate" | "contentsource" | "sitename" => {
                        out.claims.push((name.to_string(), value));
                    }
                    _ => {}
                }
            }
            "title" if page_title.is_none() => page_title = Some(words(e)),
            _ => {}
        }
    }
    out.title = article.or_else(|| {
        let t = page_title?;
        let first = t
            .split(['_', '|', '-', '–', '—'])
            .map(str::trim)
            .find(|s| !s.is_empty())?;
        Some(first.to_string())
    });
}

/// All text below an element, white space collapsed.
fn words(e: ElementRef<'_>) -> String {
    normalize::normalize(&e.text().collect::<String>())
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::BlockKind;
    use crate::parse::{View, blocks};

    fn texts(html: &str) -> Vec<String> {
        blocks("a.html", html.as_bytes(), View::Accepted)
            .unwrap()
            .blocks
            .into_iter()
            .map(|b| b.text)
            .collect()
    }

    const PAGE: &str = r##"<!DOCTYPE html><html><head><meta charset="utf-8">
<meta name="ArticleTitle" content="云溪县犬只管理办法"><title>云溪县犬只管理办法_政策文件_云溪县人民政府</title></head><body>
<div class="top"><a href="#">设为首页</a> | <a href="#">加入收藏</a></div>
<ul class="nav"><li><a href="/1">首页</a></li><li><a href="/2">第一条新闻</a></li></ul>
<div>当前位置：<a href="/">首页</a> &gt; <a href="/z">政策文件</a></div>
<table><tr><td>索&nbsp;引&nbsp;号：</td><td>1137/2020-0001</td><td>发布机构：</td><td>云溪县人民政府</td></tr></table>
<h1>云溪县犬只管理办法</h1>
<div class="info">来源：县政府办公室　发布时间：2020-01-05　浏览次数：12次　字体：【<a>大</a> <a>中</a> <a>小</a>】</div>
<div class="article-con">
<p align="center">（2020年1月5日云溪县人民政府公布）</p>
<p>&nbsp;&nbsp;&nbsp;&nbsp;<b>第一条</b>&nbsp;为了规范养犬<span>行为</span>，
保障公众安全，制定本办法。</p>
<p>　　第二条　养犬人应当登记，依照<a href="/law">《云溪县公共安全条例》</a>办理。<br>　　登记不得收费。</p>
<p style="display:none">　　第九条　看不见的。</p>
<table border="1"><tr><th>项目</th><th>标准</th></tr><tr><td rowspan="2">登记</td><td>免费</td></tr><tr><td>限期三十日</td></tr></table>
<p>　　第三条　本办法自2020年2月1日起施行。</p></div>
<div class="share">分享到：<a href="#">微信</a></div>
<div>上一篇：<a href="p.html">关于做好防汛工作的通知</a></div>
<div>主办：云溪县人民政府　版权所有　<a>网站地图</a></div>
</body></html>"##;

    #[test]
    fn of_a_government_page_only_the_document_stays() {
        assert_eq!(
            texts(PAGE),
            [
                "云溪县犬只管理办法",
                "（2020年1月5日云溪县人民政府公布）",
                "第一条 为了规范养犬行为，保障公众安全，制定本办法。",
                "第二条　养犬人应当登记，依照《云溪县公共安全条例》办理。",
                "登记不得收费。",
                "项目 | 标准",
                "登记 | 免费",
                "| 限期三十日",
                "第三条　本办法自2020年2月1日起施行。",
            ]
        );
        let read = read(PAGE.as_bytes()).unwrap();
        assert_eq!(read.title.as_deref(), Some("云溪县犬只管理办法"));
        assert!(
            read.losses.iter().any(|l| l.contains("不显示")),
            "{:?}",
            read.losses
        );
    }

    #[test]
    fn lines_divided_by_br_are_paragraphs_and_a_broken_title_is_one() {
        let b = read(
            "<body><p style='text-align:center'>云溪县人民政府<br>关于犬只管理的通知</p>各乡镇人民政府：<BR>&nbsp;&nbsp;一、加强登记。<BR>&nbsp;&nbsp;二、加强免疫。<BR></body>"
                .as_bytes(),
        )
        .unwrap()
        .blocks;
        assert_eq!(b.len(), 4);
        assert!(b[0].centered && b[0].text.contains('\n'));
    }

    #[test]
    fn headings_keep_their_level_and_a_layout_table_is_no_table() {
        let b = read(
            "<table><tr><td><h2>第一章　总则</h2><p>第一条　为了规范养犬，制定本办法。</p><p>第二条　养犬人应当登记。</p></td></tr></table>"
                .as_bytes(),
        )
        .unwrap()
        .blocks;
        assert_eq!(b[0].kind, BlockKind::Heading(2));
        assert_eq!(b[1].kind, BlockKind::Paragraph);
        assert_eq!(b.len(), 3);
    }

    #[test]
    fn fifty_thousand_nested_elements_are_no_danger() {
        let html = format!(
            "<body>{}<p>第一条　为了规范养犬，制定本办法。</p>{}",
            "<div>".repeat(50_000),
            "</div>".repeat(50_000)
        );
        let read = read(html.as_bytes()).unwrap();
        assert_eq!(
            read.blocks[0].text.trim(),
            "第一条　为了规范养犬，制定本办法。"
        );
        assert!(read.losses[0].contains("嵌套"));
    }

    #[test]
    fn tables_in_tables_to_the_limit_are_read() {
        for cells in ["<td>", "<td>甲</td><td>"] {
            let html = format!(
                "<body>{}<p>第一条　为了规范养犬，制定本办法。</p>",
                format!("<table><tr>{cells}").repeat(250)
            );
            let read = read(html.as_bytes()).unwrap();
            let all: String = read.blocks.iter().map(|b| b.text.as_str()).collect();
            assert!(all.contains("制定本办法。"));
        }
    }

    #[test]
    fn scripts_templates_and_huge_spans_give_nothing() {
        let t = texts(
            "<body><script>document.write('第七条')</script><template>第八条</template><!-- 第九条 --><p>第一条　为了规范养犬，制定本办法。</p><table><tr><td rowspan=99999999 colspan=99999999>甲</td><td>乙</td></tr></table><p>第二条　&lt;b&gt;为示例&#65;&#0;&#xFFFFFFF;。",
        );
        assert_eq!(t[0], "第一条　为了规范养犬，制定本办法。");
        assert_eq!(t[1], "甲 | 乙");
        assert!(t[2].starts_with("第二条　<b>为示例A"), "{t:?}");
    }

    #[test]
    fn automatic_list_numbers_are_printed() {
        let t = texts(
            "<body><p>申请人应当提交下列材料：</p><ol start=2><li>申请书；</li><li>身份证明。</li></ol>",
        );
        assert_eq!(t[1..], ["2. 申请书；", "3. 身份证明。"]);
    }
}
