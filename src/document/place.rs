//! Places a person can look up: 第三条第二款第（一）项, or 三、（二） in a paper without articles.

use super::Document;
use super::tree::{Kind, NodeId};
use serde::{Deserialize, Serialize};
use std::fmt;

/// A place in a document by its printed numbers; holds across formats and re-parsing.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub struct Place {
    /// 正文, 附件1 …
    pub part: String,
    /// 第三十五条; a path of headings “三、（二）”; 标题, 主送机关, 前言, 落款, 结尾, “附件2 序号2”.
    pub article: Option<String>,
    /// 款, counted from 1; none where the article has only one or the place is the whole.
    pub paragraph: Option<u32>,
    /// 项 as printed: （一）.
    pub item: Option<String>,
    /// 目 as printed: 1.
    pub subitem: Option<String>,
}

impl Document {
    /// The place of a node.
    pub fn place(&self, id: NodeId) -> Place {
        let node = self.node(id);
        let mut place = Place {
            part: self
                .parts
                .get(node.part as usize)
                .map_or_else(|| "正文".to_string(), |p| p.name.clone()),
            ..Place::default()
        };
        if let Some(article) = self.ancestor(id, Kind::Article) {
            place.article = Some(printed(self.label(article)));
            if let Some(p) = self.ancestor(id, Kind::Paragraph) {
                place.paragraph = self.node(p).number.map(|n| n.main);
            }
            if let Some(i) = self.ancestor(id, Kind::Item) {
                let label = printed(self.label(i));
                // A source may have lost the printed number; the place still has one.
                place.item = if label.is_empty() {
                    self.node(i).number.map(super::Number::item)
                } else {
                    Some(label)
                };
            }
            if let Some(s) = self.ancestor(id, Kind::Subitem) {
                place.subitem = Some(printed(self.label(s)));
            }
            return place;
        }
        place.article = Some(match node.kind {
            Kind::Title => "标题".into(),
            Kind::History | Kind::Letterhead | Kind::DocNumber => "题注".into(),
            Kind::Addressee => "主送机关".into(),
            Kind::Signature | Kind::DateLine | Kind::Publicity => "落款".into(),
            Kind::Row => self.row_path(id),
            Kind::Book | Kind::Chapter | Kind::Section | Kind::Contents => printed(self.label(id)),
            _ => self.heading_path(id),
        });
        place
    }

    /// “三、（二）1.”: the labels of the enclosing levels; 前言 before the first, 结尾 after the last.
    fn heading_path(&self, id: NodeId) -> String {
        let mut labels = Vec::new();
        let mut at = Some(id);
        while let Some(i) = at {
            let n = self.node(i);
            if matches!(
                n.kind,
                Kind::Level1 | Kind::Level2 | Kind::Level3 | Kind::Level4
            ) {
                labels.push(printed(self.label(i)));
            }
            at = n.parent;
        }
        labels.reverse();
        let path = labels.concat();
        if !path.is_empty() {
            return path;
        }
        let part = self.node(id).part;
        let later = self.nodes[id.0 as usize + 1..].iter().any(|n| {
            n.part == part && matches!(n.kind, Kind::Level1 | Kind::Level2 | Kind::Article)
        });
        let earlier = self.nodes[..id.0 as usize].iter().any(|n| {
            n.part == part && matches!(n.kind, Kind::Level1 | Kind::Level2 | Kind::Article)
        });
        if earlier && !later {
            "结尾".into()
        } else {
            "前言".into()
        }
    }

    /// “附件2 序号2”: a table row by its part and its first cell (or its count).
    fn row_path(&self, id: NodeId) -> String {
        let node = self.node(id);
        let part = self
            .parts
            .get(node.part as usize)
            .map_or("正文", |p| p.name.as_str());
        let first = self.words(id).split('|').next().unwrap_or("").trim();
        let number = if !first.is_empty() && first.chars().all(crate::text::numeral::is_numeral) {
            first.to_string()
        } else {
            let table = node.parent;
            self.ids()
                .take_while(|&i| i <= id)
                .filter(|&i| self.node(i).kind == Kind::Row && self.node(i).parent == table)
                .count()
                .saturating_sub(1)
                .to_string()
        };
        let heading = self.heading_path(id);
        if part.starts_with("附件") || heading == "前言" || heading == "结尾" {
            format!("{part} 序号{number}")
        } else {
            heading
        }
    }
}

/// A label without white space.
fn printed(label: &str) -> String {
    label.chars().filter(|c| !c.is_whitespace()).collect()
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let article = self.article.as_deref().unwrap_or("");
        if self.part != "正文" && !self.part.is_empty() && !article.starts_with(&self.part) {
            write!(f, "{} ", self.part)?;
        }
        write!(f, "{article}")?;
        if let Some(p) = self.paragraph {
            write!(f, "第{}款", crate::text::numeral::format(u64::from(p)))?;
        }
        if let Some(i) = &self.item {
            write!(f, "第{i}项")?;
        }
        if let Some(s) = &self.subitem {
            write!(f, "第{s}目")?;
        }
        Ok(())
    }
}
