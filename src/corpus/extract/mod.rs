//! What one document says of other laws, in its own words: which it ends, which it renames, which
//! provisions it cites. Read once at import; what follows from all of them together is `derive`'s.

mod ending;
mod gap;
mod rename;

use crate::citation;
use crate::document::{Document, NodeId, Number};
use crate::text::Date;
use serde::{Deserialize, Serialize};

/// What a document says of others.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Extract {
    /// Laws it ends.
    pub ends: Vec<End>,
    /// Renames it tells of.
    pub renames: Vec<Rename>,
    /// Provisions it cites.
    pub cites: Vec<Cite>,
}

/// “《…》同时废止”, one for each title.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct End {
    /// Title of the law that ends, without 《》.
    pub title: String,
    /// The day, where the words say one; else the day the document itself came into force.
    pub on: Option<Date>,
    /// The date printed with the title (1994年8月18日国务院发布的《…》): tells which text is meant.
    pub dated: Option<Date>,
    /// Whether the document takes the ended law's place (its own 附则 ends it), not a decision
    /// that only repeals.
    pub replaces: bool,
    /// 第八十条, or the place.
    pub article: String,
    /// The words: a slice of the text.
    pub quote: String,
}

/// A title that was changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rename {
    /// Before, without 《》.
    pub from: String,
    /// After; empty when the document itself is the one renamed.
    pub to: String,
    /// The words that say so.
    pub quote: String,
}

/// A provision cited: an edge of the table “who cites it”.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cite {
    /// Where it is cited.
    pub node: NodeId,
    /// The cited title; empty for the document itself.
    pub title: String,
    /// The article; none for the law as a whole.
    pub article: Option<Number>,
}

/// Reads all of it from a document.
pub fn extract(document: &Document) -> Extract {
    let mut out = Extract {
        ends: ending::ends(document),
        renames: rename::renames(document),
        cites: Vec::new(),
    };
    for c in citation::find(document) {
        let title = match &c.named {
            citation::Named::Title { title, .. } => title.clone(),
            citation::Named::This => continue,
            citation::Named::Number(n) => n.clone(),
        };
        if c.provisions.is_empty() {
            out.cites.push(Cite {
                node: c.node,
                title: title.clone(),
                article: None,
            });
        }
        for p in &c.provisions {
            let cite = Cite {
                node: c.node,
                title: title.clone(),
                article: p.article,
            };
            if out.cites.last() != Some(&cite) {
                out.cites.push(cite);
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::ending::ends;
    use super::rename::same_kind;
    use super::*;

    fn document(text: &str) -> Document {
        crate::parse::document("甲.md", text.as_bytes()).unwrap_or_default()
    }

    fn ended(text: &str) -> Vec<(String, Option<String>, bool)> {
        ends(&document(text))
            .into_iter()
            .map(|e| (e.title, e.on.map(|d| d.to_string()), e.replaces))
            .collect()
    }

    /// What a law has ended is not the law itself.
    #[test]
    fn the_law_that_ends_another_lives() {
        let found = ended(
            "# 甲省渡船条例\n\n第一条 为了渡船安全，制定本条例。\n\n（第三章已于2003年7月8日由《甲省渡口条例》废止。）\n",
        );
        assert_eq!(found, []);
    }

    /// A closing provision ends every law of its list, on the day it starts.
    #[test]
    fn a_closing_provision_ends_its_list() {
        let found = ended(
            "# 甲省渡船条例\n\n第一条 为了渡船安全，制定本条例。\n\n第二条 本条例自2021年5月1日起施行。1998年3月2日甲省人民政府发布的《甲省渡船管理办法》、《甲省渡口管理规定》（甲政发〔1999〕1号）同时废止。\n",
        );
        let day = Some("2021-05-01".to_string());
        assert_eq!(
            found,
            [
                ("甲省渡船管理办法".to_string(), day.clone(), true),
                ("甲省渡口管理规定".to_string(), day, true)
            ]
        );
    }

    /// What only looks like it: a part of a law, a duty to clean up, a condition, a certificate,
    /// the law that is only the basis.
    #[test]
    fn what_only_looks_like_a_repeal() {
        for words in [
            "《甲省渡船管理办法》中有关收费的规定同时废止。",
            "与《甲省渡船管理办法》同时废止的规定，由省人民政府公布。",
            "制定机关应当清理《甲省渡船管理办法》，并及时废止。",
            "《渡船适航证书》自期满之日起失效，《渡船适航证书》失效。",
            "市人民政府可以提请将《甲省渡船管理办法》修改或者废止。",
        ] {
            let text =
                format!("# 甲省渡船条例\n\n第一条 为了渡船安全，制定本条例。\n\n第二条 {words}\n");
            assert_eq!(ended(&text), [], "{words}");
        }
    }

    /// A law doesn't become the local rules that carry it out.
    #[test]
    fn a_law_is_no_earlier_title_of_local_rules() {
        assert!(!same_kind(
            "中华人民共和国渡船法",
            "甲省实施《中华人民共和国渡船法》办法"
        ));
        assert!(!same_kind("渡船安全法", "甲省渡船安全条例"));
        assert!(same_kind("渡船管理暂行办法", "渡船管理办法"));
        assert!(same_kind("渡船安全法", "渡船法"));
    }
}
