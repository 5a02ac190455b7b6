//! A rule's page, read from its doc comment.

use super::Rule;

/// The page of a rule: headings, examples, bases.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// First sentence under 检查什么.
    pub summary: String,
    /// The whole page as Markdown, with a heading that names the rule.
    pub markdown: String,
}

impl Page {
    /// Reads the page of a rule.
    pub fn of(rule: &Rule) -> Page {
        let body: String = rule
            .page
            .lines()
            .map(|l| l.strip_prefix(' ').unwrap_or(l))
            .collect::<Vec<_>>()
            .join("\n");
        let summary = body
            .lines()
            .skip_while(|l| !l.starts_with("## 检查什么"))
            .skip(1)
            .find(|l| !l.trim().is_empty())
            .unwrap_or("")
            .to_string();
        Page {
            markdown: format!("# {} {}\n\n{}\n", rule.code, rule.name, body.trim_end()),
            summary,
        }
    }
}
