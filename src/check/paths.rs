//! What a configuration says of documents by their paths: another rank, another selection.
//!
//! Patterns are read by the crate `glob` (Rust's own): `*` stays within a folder, `**` does not; a
//! pattern that does not begin with `/` fits at any depth.

use super::select::Selection;
use crate::document::Document;
use crate::document::Rank;
use crate::document::meta::Fact;
use crate::error::{Error, Result};
use crate::finding::Kind;
use glob::{MatchOptions, Pattern};

/// A pattern of paths.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PathPattern(Pattern);

impl PathPattern {
    /// Reads a pattern.
    ///
    /// # Errors
    /// Names a pattern that can't be read.
    pub fn parse(s: &str) -> Result<Self> {
        Pattern::new(s).map(Self).map_err(|e| {
            Error::usage(
                format!("路径“{s}”写法不对：{}", e.msg),
                "写成 docs/*.md 或者 docs/** 这样",
            )
        })
    }

    /// Whether a path as the user named it (with `/`) fits.
    pub fn fits(&self, path: &str) -> bool {
        let options = MatchOptions {
            case_sensitive: true,
            require_literal_separator: true,
            require_literal_leading_dot: false,
        };
        let ends = path.match_indices('/').map(|(i, _)| &path[i + 1..]);
        std::iter::once(path)
            .chain(ends)
            .any(|p| self.0.matches_with(p, options))
    }
}

/// What holds for the documents whose paths fit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PathRule {
    /// Which documents.
    pub pattern: PathPattern,
    /// Their rank, whatever the text says.
    pub rank: Option<Rank>,
    /// Their issuer, where the text names none.
    pub issuer: Option<String>,
    /// Their region, where the text names none.
    pub region: Option<String>,
    /// What is wanted of them, within what is wanted of all.
    pub selection: Selection,
}

const SAID: &str = "配置文件按路径指定";

/// Puts what the configuration knows about a path into its document; a later entry wins.
pub(super) fn apply(rules: &[PathRule], path: &str, document: &mut Document) {
    let m = &mut document.meta;
    for r in rules.iter().filter(|r| r.pattern.fits(path)) {
        if let Some(rank) = r.rank {
            m.rank = Some(Fact::new(rank, SAID));
        }
        if let Some(i) = r.issuer.as_ref().filter(|_| m.issuers.is_empty()) {
            m.issuers.push(Fact::new(i.clone(), SAID));
        }
        if let Some(x) = &r.region {
            m.region.get_or_insert_with(|| Fact::new(x.clone(), SAID));
        }
    }
}

/// Whether all entries that fit the path want a finding of this rule and kind.
pub(super) fn takes(rules: &[PathRule], path: &str, rule: &str, kind: Kind) -> bool {
    rules
        .iter()
        .filter(|r| r.pattern.fits(path))
        .all(|r| r.selection.takes(rule, kind))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_star_stays_in_its_folder_and_a_pattern_fits_at_any_depth() {
        let fits = |p: &str, path: &str| PathPattern::parse(p).unwrap().fits(path);
        assert!(fits("docs/*.md", "docs/某办法.md"));
        assert!(fits("docs/*.md", "a/b/docs/某办法.md"));
        assert!(!fits("docs/*.md", "docs/旧/某办法.md"));
        assert!(fits("docs/**/*.md", "docs/旧/某办法.md"));
        assert!(fits("*通知*", "docs/关于某事的通知.docx"));
        assert!(!fits("*通知*", "通知/某办法.docx"));
        assert!(PathPattern::parse("a[").is_err());
    }
}
