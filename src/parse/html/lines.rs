//! An element → blocks: paragraphs, headings, rows; then the page's furniture at both ends goes.

use super::body::{Chosen, hides, never};
use crate::document::{Block, BlockKind};
use crate::parse::Blocks;
use crate::parse::text::starts_with_label;
use crate::text::regex;
use ego_tree::NodeId;
use ego_tree::NodeRef;
use regex::Regex;
use scraper::node::Element;
use scraper::{ElementRef, Html, Node};
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// The most columns that a rowspan is carried over.
const MAX_COLUMNS: usize = 200;

/// Lines of a page that are no document; only at its beginning and end.
static FURNITURE: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"^(?:(?:您|你)?(?:现在|当前|所在)的?位置|首页\s*[>＞»]|设为首页|加入收藏|索\s*引\s*号|信息来源|来源\s*[：:]|发布(?:时间|日期)\s*[：:]|浏览(?:次数|量)|点击(?:数|率|量)|访问量|字\s*[体号]\s*[：:【\[]|【?字体|打印(?:本页|此页)?$|[【\[](?:打印|关闭|字体|大|我要)|关闭(?:本页|窗口)|分享(?:到|至)|扫一扫|相关(?:文章|链接|阅读|新闻|信息|稿件|解读|文件|附件)|上一[篇条]|下一[篇条]|附件下载|主办(?:单位)?\s*[：:]|承办(?:单位)?\s*[：:]|版权所有|网站(?:地图|标识码|声明)|联系我们|责任编辑|编辑\s*[：:]|政策解读|一图读懂|.{0,20}ICP备|.{0,4}公网安备|无障碍)",
    )
});
/// Cells that a page's index of a document has.
static INDEX_CELL: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"^(?:索引号|发布机构|发文机关|发文单位|发文字号|文号|发布文号|成文日期|发文日期|发布日期|公开日期|生成日期|生效日期|主题分类|主题词|有效性|效力状态|公开方式|公开范围|公开形式|信息名称|统一编号|名称|标题|体裁分类|组配分类|信息分类|废止日期|失效日期)[：:]?$",
    )
});

/// What a line inherits from the elements around it.
#[derive(Debug, Clone, Copy, Default)]
struct Style {
    heading: Option<u8>,
    centered: bool,
    /// A line break stays inside the block: a short centred title over two lines.
    keep_breaks: bool,
    pre: bool,
}

struct Reader<'a> {
    dropped: &'a BTreeSet<NodeId>,
    blocks: Vec<Block>,
    line: String,
    style: Style,
    tables: u32,
    claims: Vec<(String, String)>,
    pictures: usize,
    frames: usize,
}

/// Reads the chosen element into `out`.
pub(super) fn read(page: &Html, chosen: &Chosen, out: &mut Blocks) {
    let dropped: BTreeSet<NodeId> = chosen.dropped.iter().copied().collect();
    let mut r = Reader {
        dropped: &dropped,
        blocks: Vec::new(),
        line: String::new(),
        style: Style::default(),
        tables: 0,
        claims: Vec::new(),
        pictures: 0,
        frames: 0,
    };
    for id in &chosen.before {
        if let Some(e) = page.tree.get(*id).and_then(ElementRef::wrap) {
            r.blocks.push(Block::heading(1, super::words(e)));
        }
    }
    if let Some(root) = page.tree.get(chosen.root) {
        r.children(root, Style::default());
        r.flush();
    }
    let mut blocks = r.blocks;
    if chosen.page {
        trim(&mut blocks);
    }
    out.blocks = blocks;
    out.claims.extend(r.claims);
    if chosen.hidden >= 4 {
        out.lose(format!("网页里有 {} 个字设为不显示，没有读", chosen.hidden));
    }
    if chosen.outside > 0 {
        out.lose(format!(
            "网页里另有约 {} 个字不在正文里（导航、相关文章等），没有读，请核对",
            chosen.outside
        ));
    }
    if r.frames > 0 {
        out.lose(format!("网页里嵌有 {} 个别的网页，没有读", r.frames));
    }
    if r.pictures > 0 && out.blocks.is_empty() {
        out.lose("网页的正文是图片，没有文字");
    }
}

/// Takes off lines that are the page's, from both ends.
fn trim(blocks: &mut Vec<Block>) {
    let is = |b: &Block| {
        let t = b.text.trim();
        t.chars().count() < 300 && FURNITURE.is_match(t)
    };
    while blocks.last().is_some_and(&is) {
        blocks.pop();
    }
    // A title may stand before the page's line of source and date.
    let mut i = 0;
    while i < blocks.len().min(12) {
        if is(&blocks[i]) {
            blocks.remove(i);
        } else {
            if starts_with_label(&blocks[i].text) {
                break;
            }
            i += 1;
        }
    }
}

impl Reader<'_> {
    fn children(&mut self, n: NodeRef<'_, Node>, style: Style) {
        for c in n.children() {
            self.node(c, style);
        }
    }

    fn node(&mut self, n: NodeRef<'_, Node>, style: Style) {
        match n.value() {
            Node::Text(t) => {
                self.style = style;
                if style.pre {
                    for (i, l) in t.split('\n').enumerate() {
                        if i > 0 {
                            self.flush();
                            self.style = style;
                        }
                        self.line.push_str(l);
                    }
                } else {
                    self.line.push_str(t);
                }
            }
            Node::Element(e) => self.element(n, e, style),
            _ => {}
        }
    }

    fn element(&mut self, n: NodeRef<'_, Node>, e: &Element, outer: Style) {
        if never(e) {
            self.frames += usize::from(
                e.name() == "iframe" && e.attr("src").is_some_and(|s| !s.trim().is_empty()),
            );
            return;
        }
        if hides(e) || self.dropped.contains(&n.id()) {
            return;
        }
        match e.name() {
            "br" => {
                if outer.keep_breaks && !self.line.trim().is_empty() {
                    self.line.push('\u{2028}');
                } else {
                    self.flush();
                }
                return;
            }
            "img" => self.pictures += 1,
            "table" => {
                self.flush();
                self.table(n, inherit(n, e, outer));
                self.flush();
                return;
            }
            "ol" => {
                self.flush();
                self.ordered(n, e, inherit(n, e, outer));
                self.flush();
                return;
            }
            _ => {}
        }
        if !is_block(e) {
            self.children(n, outer);
            return;
        }
        self.flush();
        self.children(n, inherit(n, e, outer));
        self.flush();
    }

    /// Ends the line: white space as a browser shows it, but none where a line of the source
    /// ends between two Chinese characters.
    fn flush(&mut self) {
        let raw = std::mem::take(&mut self.line);
        let text = collapse(&raw);
        if text.trim().is_empty() {
            return;
        }
        self.blocks.push(Block {
            text: text.trim().to_string(),
            kind: self
                .style
                .heading
                .map_or(BlockKind::Paragraph, BlockKind::Heading),
            centered: self.style.centered,
            apart: true,
        });
    }

    /// An ordered list: the browser prints its numbers, so they are text.
    fn ordered(&mut self, list: NodeRef<'_, Node>, e: &Element, style: Style) {
        let plain = e
            .attr("style")
            .is_some_and(|s| s.replace(' ', "").contains("list-style:none") || s.contains("none"));
        let mut n: i64 = e
            .attr("start")
            .and_then(|s| s.trim().parse().ok())
            .unwrap_or(1);
        for c in list.children() {
            let Node::Element(item) = c.value() else {
                self.node(c, style);
                continue;
            };
            if item.name() != "li" || plain {
                self.node(c, style);
                continue;
            }
            if let Some(v) = item.attr("value").and_then(|s| s.trim().parse().ok()) {
                n = v;
            }
            let from = self.blocks.len();
            self.node(c, style);
            self.flush();
            if let Some(first) = self.blocks.get_mut(from)
                && !starts_with_label(&first.text)
            {
                first.text = format!("{}. {}", marker(e.attr("type"), n), first.text);
            }
            n += 1;
        }
    }

    fn table(&mut self, table: NodeRef<'_, Node>, style: Style) {
        let rows = rows_of(table);
        if is_layout(&rows) {
            for c in table.children() {
                self.node(c, style);
                self.flush();
            }
            return;
        }
        if let Some(caption) = table
            .children()
            .filter_map(ElementRef::wrap)
            .find(|c| c.value().name() == "caption" && !never(c.value()))
        {
            self.node(*caption, style);
            self.flush();
        }
        self.tables += 1;
        let number = self.tables;
        let mut spans: Vec<usize> = Vec::new();
        let mut out = Vec::new();
        for row in rows {
            let mut cells: Vec<String> = Vec::new();
            let mut next: Vec<usize> = Vec::new();
            let mut given = row.iter();
            loop {
                let column = cells.len();
                if let Some(left) = spans.get(column).copied().filter(|l| *l > 0) {
                    cells.push(String::new());
                    next.push(left - 1);
                    continue;
                }
                let Some(cell) = given.next() else { break };
                let text = self.cell(**cell, style);
                let down = cell
                    .attr("rowspan")
                    .and_then(|s| s.trim().parse::<usize>().ok())
                    .unwrap_or(1);
                cells.push(text);
                next.push(if column < MAX_COLUMNS {
                    down.saturating_sub(1)
                } else {
                    0
                });
            }
            spans = next;
            if cells.iter().any(|c| !c.is_empty()) {
                out.push(cells);
            }
        }
        let label = |s: &String| {
            INDEX_CELL.is_match(&s.chars().filter(|c| !c.is_whitespace()).collect::<String>())
        };
        let labels = out.iter().flatten().filter(|c| label(c)).count();
        let cells = out.iter().flatten().count();
        // Two labels and a value each: the page's index of the document, facts and no text.
        if labels >= 2 && labels * 3 >= cells {
            for pair in out.concat().chunks(2) {
                if let [name, value] = pair {
                    let name: String = name.chars().filter(|c| !c.is_whitespace()).collect();
                    if label(&name) {
                        self.claims.push((
                            name.trim_end_matches(['：', ':']).to_string(),
                            value.clone(),
                        ));
                    }
                }
            }
            return;
        }
        self.blocks
            .extend(out.iter().map(|cells| Block::row(number, cells)));
    }

    /// The text of a cell, its paragraphs one a line; a table inside gives its rows as lines.
    fn cell(&mut self, cell: NodeRef<'_, Node>, style: Style) -> String {
        let mut inner = Reader {
            dropped: self.dropped,
            blocks: Vec::new(),
            line: String::new(),
            style,
            tables: 0,
            claims: Vec::new(),
            pictures: 0,
            frames: 0,
        };
        inner.children(cell, Style::default());
        inner.flush();
        self.pictures += inner.pictures;
        self.frames += inner.frames;
        inner
            .blocks
            .iter()
            .map(|b| b.text.replace(" | ", "\t"))
            .collect::<Vec<_>>()
            .join("\n")
    }
}

/// The cells of each row of a table, not of tables inside it.
fn rows_of(table: NodeRef<'_, Node>) -> Vec<Vec<ElementRef<'_>>> {
    let cells = |row: ElementRef<'_>| -> Vec<NodeId> {
        row.child_elements()
            .filter(|c| matches!(c.value().name(), "td" | "th") && !hides(c.value()))
            .map(|c| c.id())
            .collect()
    };
    let mut out = Vec::new();
    for part in table.children().filter_map(ElementRef::wrap) {
        let rows: Vec<ElementRef<'_>> = match part.value().name() {
            "tr" => vec![part],
            "thead" | "tbody" | "tfoot" => part
                .child_elements()
                .filter(|r| r.value().name() == "tr")
                .collect(),
            _ => continue,
        };
        for row in rows.into_iter().filter(|r| !hides(r.value())) {
            out.push(
                cells(row)
                    .into_iter()
                    .filter_map(|id| part.tree().get(id).and_then(ElementRef::wrap))
                    .collect(),
            );
        }
    }
    out
}

/// Whether a table only places things on the page: one column, or a cell that holds a paper.
fn is_layout(rows: &[Vec<ElementRef<'_>>]) -> bool {
    if rows.iter().all(|r| r.len() <= 1) {
        return true;
    }
    rows.iter().flatten().any(|cell| {
        let articles = cell
            .descendent_elements()
            .filter(|e| matches!(e.value().name(), "p" | "div" | "h2" | "h3" | "br" | "table"))
            .count();
        let labelled = cell
            .text()
            .filter(|t| starts_with_label(t) && t.trim_start().starts_with('第'))
            .count();
        articles >= 3 && labelled >= 2
    })
}

fn is_block(e: &Element) -> bool {
    matches!(
        e.name(),
        "p" | "div"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "center"
            | "section"
            | "article"
            | "main"
            | "header"
            | "aside"
            | "ul"
            | "li"
            | "dl"
            | "dt"
            | "dd"
            | "tr"
            | "td"
            | "th"
            | "tbody"
            | "thead"
            | "tfoot"
            | "caption"
            | "blockquote"
            | "pre"
            | "hr"
            | "form"
            | "fieldset"
            | "legend"
            | "address"
            | "figure"
            | "figcaption"
            | "details"
            | "summary"
            | "body"
            | "html"
            | "ucapcontent"
    )
}

fn inherit(n: NodeRef<'_, Node>, e: &Element, outer: Style) -> Style {
    let mut s = outer;
    let align = e.attr("align").map(str::to_ascii_lowercase);
    let css: String = e
        .attr("style")
        .unwrap_or("")
        .chars()
        .filter(|c| !c.is_whitespace())
        .map(|c| c.to_ascii_lowercase())
        .collect();
    if e.name() == "center"
        || align.as_deref() == Some("center")
        || css.contains("text-align:center")
    {
        s.centered = true;
    } else if align.is_some() || css.contains("text-align:") {
        s.centered = false;
    }
    if let Some(level) = e
        .name()
        .strip_prefix('h')
        .and_then(|l| l.parse::<u8>().ok())
    {
        s.heading = Some(level);
    }
    s.pre = s.pre || e.name() == "pre";
    s.keep_breaks = (s.centered || s.heading.is_some())
        && ElementRef::wrap(n)
            .is_some_and(|e| e.text().map(|t| t.chars().count()).sum::<usize>() < 120);
    s
}

/// A list marker as browsers print it.
fn marker(kind: Option<&str>, n: i64) -> String {
    let letter = |base: u8| match u8::try_from(n - 1) {
        Ok(k) if k < 26 => char::from(base + k).to_string(),
        _ => n.to_string(),
    };
    match kind {
        Some("a") => letter(b'a'),
        Some("A") => letter(b'A'),
        _ => n.to_string(),
    }
}

fn collapse(raw: &str) -> String {
    let mut out = String::with_capacity(raw.len());
    let mut chars = raw.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            ' ' | '\t' | '\r' | '\n' | '\u{c}' => {
                let mut broken = c == '\n' || c == '\r';
                while let Some(n) =
                    chars.next_if(|n| matches!(n, ' ' | '\t' | '\r' | '\n' | '\u{c}'))
                {
                    broken |= n == '\n' || n == '\r';
                }
                let wide = |c: Option<char>| c.is_some_and(|c| !c.is_ascii() && c != '\u{a0}');
                if !(broken && wide(out.chars().last()) && wide(chars.peek().copied())) {
                    out.push(' ');
                }
            }
            '\u{2028}' => out.push('\n'),
            c => out.push(c),
        }
    }
    out
}
