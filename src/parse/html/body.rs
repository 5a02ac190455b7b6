//! Which element of a page holds the document.
//!
//! Prose decides: text with sentence marks outside links. From the body downwards, as long as one
//! container holds nearly all prose and every line that begins with an article's number, it is
//! the page of the page. Containers that content systems name so are taken earlier.

use crate::parse::decode::is_han;
use crate::text::regex;
use ego_tree::NodeId;
use ego_tree::iter::Edge;
use regex::Regex;
use scraper::node::Element;
use scraper::{ElementRef, Html, Node};
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Names that common content systems give the element with the text.
static NAMED: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?i)^(?:trs_editor|trs_ueditor|view|zoom|zoomcon|ucap-content|pages_content|article|article[-_]?(?:con|content|body|main|text)|artical\w*|content|contenttext|con[-_]?(?:text|txt)|news[-_]?(?:con|content|text)|detail[-_]?(?:con|content|text)?|main[-_]?(?:text|content)|text[-_]?con(?:tent)?|xxgk[-_]?content|rich[-_]?text|easysite-news-text|wp_articlecontent|v_news_content)$",
    )
});
/// Names of what stands around it, whatever it says.
static AROUND: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?i)^(?:nav\w*|menu\w*|crumbs?|breadcrumbs?|share\w*|bdshare\w*|bshare\w*|related\w*|recommend\w*|footer\w*|copyright|search\w*|login\w*|pager?|pagination|qrcode|erweima|friendlink\w*)$",
    )
});
/// Names of what may stand around it, or be the document's own.
static FURNITURE: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?i)^(?:nav\w*|menu\w*|crumbs?|breadcrumbs?|position|location|share\w*|bdshare\w*|bshare\w*|related\w*|recommend\w*|footer\w*|foot|top|topbar|header|sidebar\w*|side|toolbar|print\w*|prev|next|pager?|pagination|qrcode|erweima|copyright|info|article[-_]?info|source|fj|fjxz|attach\w*|download\w*|search\w*|login\w*|comment\w*|friendlink\w*|zwxl\w*)$",
    )
});
static ARTICLE: LazyLock<Regex> = LazyLock::new(|| {
    regex(r"^[\s\u{3000}\u{a0}]*第[一二三四五六七八九十百千零〇0-9]+条[\s\u{3000}\u{a0}]")
});

/// The choice.
pub(super) struct Chosen {
    /// The element with the document.
    pub root: NodeId,
    /// Elements below it that are not the document.
    pub dropped: Vec<NodeId>,
    /// Headings before it that belong to the document (its title).
    pub before: Vec<NodeId>,
    /// Characters of prose outside it, where they are many.
    pub outside: usize,
    /// Characters that the page hides.
    pub hidden: usize,
    /// Whether furniture may be told by its words at both ends.
    pub page: bool,
}

impl Chosen {
    /// Everything, for a piece of HTML.
    pub(super) fn all(page: &Html) -> Self {
        Self {
            root: page.root_element().id(),
            dropped: Vec::new(),
            before: Vec::new(),
            outside: 0,
            hidden: 0,
            page: false,
        }
    }
}

/// Elements that never hold text of a document.
pub(super) fn never(e: &Element) -> bool {
    matches!(
        e.name(),
        "script"
            | "style"
            | "noscript"
            | "template"
            | "head"
            | "iframe"
            | "object"
            | "embed"
            | "svg"
            | "canvas"
            | "input"
            | "button"
            | "select"
            | "textarea"
            | "option"
            | "nav"
            | "footer"
            | "audio"
            | "video"
            | "map"
            | "rt"
            | "rp"
    )
}

/// Whether the page does not show an element.
pub(super) fn hides(e: &Element) -> bool {
    if e.attr("hidden").is_some() {
        return true;
    }
    // LibreOffice saves the running heads of the pages so.
    if e.name() == "div" && matches!(e.attr("title"), Some("header" | "footer")) {
        return true;
    }
    let Some(style) = e.attr("style") else {
        return false;
    };
    let style: String = style
        .chars()
        .filter(|c| !c.is_whitespace())
        .map(|c| c.to_ascii_lowercase())
        .collect();
    style.contains("display:none") || style.contains("visibility:hidden")
}

/// What is known of an element with all below it.
#[derive(Debug, Clone, Copy, Default)]
struct Weight {
    prose: usize,
    text: usize,
    linked: usize,
    articles: usize,
}

impl Weight {
    fn add(&mut self, other: Self) {
        self.prose += other.prose;
        self.text += other.text;
        self.linked += other.linked;
        self.articles += other.articles;
    }
}

fn names(e: &Element) -> impl Iterator<Item = &str> {
    e.id().into_iter().chain(e.classes())
}

/// Chooses.
pub(super) fn choose(page: &Html, title: Option<&str>) -> Chosen {
    let mut weights: BTreeMap<NodeId, Weight> = BTreeMap::new();
    let mut hidden = 0;
    weigh(page, &mut weights, &mut hidden);
    let weight = |id: NodeId| weights.get(&id).copied().unwrap_or_default();
    let start = page
        .root_element()
        .child_elements()
        .find(|e| e.value().name() == "body")
        .unwrap_or_else(|| page.root_element());
    let total = weight(start.id());
    let mut root = start;
    // A named container with most of the prose, the deepest one.
    for e in start.descendent_elements() {
        let w = weight(e.id());
        if w.prose > 0
            && w.prose * 4 >= total.prose * 3
            && w.articles == total.articles
            && e.ancestors().any(|a| a.id() == root.id())
            && holds_blocks(e.value())
            && names(e.value()).any(|n| NAMED.is_match(n))
        {
            root = e;
        }
    }
    // And from there (or from the body) down to where the prose parts.
    while let Some(next) = root.child_elements().find(|c| {
        let w = weight(c.id());
        let all = weight(root.id());
        holds_blocks(c.value())
            && w.prose * 20 >= all.prose * 17
            && w.prose > 0
            && w.articles == total.articles
            && !titled_before(root, *c, title)
    }) {
        root = next;
    }
    let all = weight(root.id());
    let dropped: Vec<NodeId> = root
        .descendent_elements()
        .filter(|e| {
            let w = weight(e.id());
            let small = w.prose * 10 <= all.prose || w.linked * 2 > w.text;
            let named = names(e.value()).any(|n| {
                AROUND.is_match(n)
                    || FURNITURE.is_match(n) && (w.prose <= 40 || w.linked * 2 > w.text)
            });
            let links = w.text > 0 && w.linked * 10 > w.text * 7 && w.text < 400;
            let list = matches!(e.value().name(), "ul" | "ol" | "div" | "dl");
            e.id() != root.id()
                && w.articles == 0
                && small
                && (named && w.text > 0 || links && list && w.prose * 20 <= all.prose)
        })
        .map(|e| e.id())
        .collect();
    let outside = total.prose.saturating_sub(all.prose);
    Chosen {
        root: root.id(),
        outside: if outside >= 100 && outside * 10 > total.prose {
            outside
        } else {
            0
        },
        dropped,
        before: before(page, root, title),
        hidden,
        page: true,
    }
}

/// Elements that can hold a whole document.
fn holds_blocks(e: &Element) -> bool {
    matches!(
        e.name(),
        "div"
            | "section"
            | "article"
            | "main"
            | "table"
            | "tbody"
            | "tr"
            | "td"
            | "form"
            | "center"
            | "ucapcontent"
            | "span"
            | "font"
            | "ul"
            | "li"
            | "dd"
            | "dl"
    )
}

/// Whether going down into `child` would leave behind a title or a note of enactment.
fn titled_before(root: ElementRef<'_>, child: ElementRef<'_>, title: Option<&str>) -> bool {
    root.child_elements()
        .take_while(|e| e.id() != child.id())
        .any(|e| {
            let words = super::words(e);
            let short = words.chars().count() < 200;
            short
                && !matches!(e.value().name(), "h1" | "h2")
                && title.is_none_or(|t| t != words)
                && NOTE.is_match(words.trim())
        })
}

/// A note of enactment or a document number, as it stands below a title.
static NOTE: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?:^[（(]?\d{4}年\d{1,2}月\d{1,2}日.{2,}(?:通过|公布|发布|修正|修订|批准|施行)[）)]?$|^\S{1,12}〔\d{4}〕\d+号$|^(?:令|第?\d+号令?)$)",
    )
});

/// The headings outside the chosen element that give the document's title.
fn before(page: &Html, root: ElementRef<'_>, title: Option<&str>) -> Vec<NodeId> {
    let squeeze = |s: &str| s.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    let wanted = title.map(squeeze);
    let inside: String = squeeze(&super::words(root)).chars().take(600).collect();
    let outer: Vec<NodeId> = root.ancestors().map(|n| n.id()).collect();
    for e in page.root_element().descendent_elements() {
        if e.id() == root.id() {
            break;
        }
        if outer.contains(&e.id()) || never(e.value()) {
            continue;
        }
        let words = squeeze(&super::words(e));
        if words.chars().filter(|c| is_han(*c)).count() < 4 || inside.contains(&words) {
            continue;
        }
        let heading = matches!(e.value().name(), "h1");
        if wanted.as_deref() == Some(words.as_str()) && e.value().name() != "title"
            || heading && words.chars().count() < 100
        {
            let in_head = e
                .ancestors()
                .filter_map(ElementRef::wrap)
                .any(|a| never(a.value()) || a.value().name() == "a");
            if !in_head && e.value().name() != "a" {
                return vec![e.id()];
            }
        }
    }
    Vec::new()
}

/// Weighs every element, from the leaves up, without recursion.
fn weigh(page: &Html, weights: &mut BTreeMap<NodeId, Weight>, hidden: &mut usize) {
    let mut stack: Vec<Weight> = vec![Weight::default()];
    let (mut skip, mut hide, mut link) = (0usize, 0usize, 0usize);
    for edge in page.tree.root().traverse() {
        match edge {
            Edge::Open(n) => match n.value() {
                Node::Element(e) => {
                    stack.push(Weight::default());
                    skip += usize::from(never(e));
                    hide += usize::from(hides(e));
                    link += usize::from(e.name() == "a");
                }
                Node::Text(t) if skip == 0 => {
                    let han = t.chars().filter(|c| is_han(*c)).count();
                    if hide > 0 {
                        *hidden += han;
                    } else if let Some(top) = stack.last_mut() {
                        top.text += han;
                        if link > 0 {
                            top.linked += han;
                        } else {
                            let marks = t.contains(['，', '。', '；', '：', '、']);
                            top.prose += if marks { han } else { han / 4 };
                            top.articles += usize::from(ARTICLE.is_match(t));
                        }
                    }
                }
                _ => {}
            },
            Edge::Close(n) => {
                if let Node::Element(e) = n.value() {
                    skip -= usize::from(never(e));
                    hide -= usize::from(hides(e));
                    link -= usize::from(e.name() == "a");
                    let w = stack.pop().unwrap_or_default();
                    weights.insert(n.id(), w);
                    if let Some(top) = stack.last_mut() {
                        top.add(w);
                    }
                }
            }
        }
    }
}
