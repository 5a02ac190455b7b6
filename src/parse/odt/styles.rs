//! Styles of an .odt: which paragraphs are centred or hidden, how lists count.

use super::super::counting::Counting;
use super::super::element::Element;
use std::collections::BTreeMap;

/// One level of a list.
#[derive(Debug, Clone, Default)]
pub(super) struct Level {
    pub(super) counting: Counting,
    pub(super) start: u32,
    /// 第%1%条; built from prefix, number and suffix where the file has none.
    pub(super) format: String,
    /// Whether a blank follows the number.
    pub(super) blank: bool,
}

#[derive(Debug, Clone, Default)]
struct Paragraph {
    parent: String,
    centered: Option<bool>,
    hidden: Option<bool>,
}

/// All styles of a file.
#[derive(Debug, Default)]
pub(super) struct Styles {
    paragraphs: BTreeMap<String, Paragraph>,
    lists: BTreeMap<String, BTreeMap<usize, Level>>,
    outline: BTreeMap<usize, Level>,
}

impl Styles {
    pub(super) fn new(common: Option<&Element>, content: &Element) -> Self {
        let mut s = Self::default();
        for root in common.into_iter().chain([content]) {
            for e in root.all("style") {
                s.paragraph(e);
            }
            for e in root.all("list-style") {
                if let Some(name) = e.attribute("name") {
                    s.lists.insert(name.to_string(), levels(e));
                }
            }
            for e in root.all("outline-style") {
                s.outline = levels(e);
            }
        }
        s
    }

    fn paragraph(&mut self, e: &Element) {
        let Some(name) = e.attribute("name") else {
            return;
        };
        let align = e
            .child("paragraph-properties")
            .and_then(|p| p.attribute("text-align"));
        let display = e
            .child("text-properties")
            .and_then(|p| p.attribute("display"));
        self.paragraphs.insert(
            name.to_string(),
            Paragraph {
                parent: e
                    .attribute("parent-style-name")
                    .unwrap_or_default()
                    .to_string(),
                centered: align.map(|a| a == "center"),
                hidden: display.map(|d| d == "none"),
            },
        );
    }

    fn ask(&self, name: &str, what: impl Fn(&Paragraph) -> Option<bool>) -> bool {
        let mut name = name;
        // A chain of parents may be a circle.
        for _ in 0..32 {
            let Some(p) = self.paragraphs.get(name) else {
                return false;
            };
            if let Some(answer) = what(p) {
                return answer;
            }
            name = &p.parent;
        }
        false
    }

    pub(super) fn centered(&self, name: &str) -> bool {
        self.ask(name, |p| p.centered)
    }

    pub(super) fn hidden(&self, name: &str) -> bool {
        self.ask(name, |p| p.hidden)
    }

    pub(super) fn level(&self, list: &str, level: usize) -> Option<&Level> {
        self.lists.get(list)?.get(&level)
    }

    pub(super) fn outline(&self, level: usize) -> Option<&Level> {
        self.outline.get(&level)
    }
}

fn levels(style: &Element) -> BTreeMap<usize, Level> {
    let mut out = BTreeMap::new();
    for e in style.elements() {
        let Some(n) = e.attribute("level").and_then(|l| l.parse::<usize>().ok()) else {
            continue;
        };
        let numbered = matches!(
            e.name.as_str(),
            "list-level-style-number" | "outline-level-style"
        );
        let counting = if numbered {
            Counting::from_odf(e.attribute("num-format").unwrap_or_default())
        } else {
            Counting::None
        };
        let prefix = e.attribute("num-prefix").unwrap_or_default();
        let suffix = e.attribute("num-suffix").unwrap_or_default();
        let format = match e.attribute("num-list-format") {
            Some(format) => format.to_string(),
            None => {
                let shown = e
                    .attribute("display-levels")
                    .and_then(|d| d.parse::<usize>().ok())
                    .unwrap_or(1)
                    .clamp(1, n.max(1));
                let numbers: Vec<String> = (n + 1 - shown..=n).map(|l| format!("%{l}%")).collect();
                format!("{prefix}{}{suffix}", numbers.join("."))
            }
        };
        let follows = e
            .path(&["list-level-properties", "list-level-label-alignment"])
            .and_then(|a| a.attribute("label-followed-by"));
        out.insert(
            n,
            Level {
                counting,
                start: e
                    .attribute("start-value")
                    .and_then(|s| s.parse().ok())
                    .unwrap_or(1),
                format,
                blank: matches!(follows, Some("space" | "listtab")),
            },
        );
    }
    out
}
