//! Markdown → blocks. The printed number is text: `1.` of a list stays as it stands in the source.
//!
//! The structure comes from a CommonMark parser; where Markdown would swallow words of a legal text
//! (ordered lists, indented lines taken for code, definitions of links), the source is taken.

use crate::document::{Block, BlockKind};
use crate::error::Result;
use crate::parse::{Blocks, decode, html, text};
use crate::text::{normalize, regex};
use comrak::nodes::{AstNode, ListType, NodeValue};
use comrak::{Arena, Options, parse_document};
use regex::Regex;
use std::sync::LazyLock;

/// Deeper structure than this is taken as it stands in the source.
const MAX_DEPTH: usize = 64;

/// `=====第一节　一般规定=====`: a heading of a wiki.
static WIKI_HEADING: LazyLock<Regex> = LazyLock::new(|| regex(r"^(={2,6})\s*([^=].*?)\s*={2,6}$"));
/// `[[民法典|本法]]`: a link of a wiki.
static WIKI_LINK: LazyLock<Regex> =
    LazyLock::new(|| regex(r"\[\[(?:([^\[\]|]*)\|)?([^\[\]|]*)\]\]"));

/// Reads a Markdown file.
///
/// # Errors
/// Bytes that are no text.
pub fn read(bytes: &[u8]) -> Result<Blocks> {
    let decoded = decode::text(bytes)?;
    let mut out = Blocks {
        losses: decoded.losses,
        ..Blocks::default()
    };
    for said in decode::hidden(&decoded.text) {
        out.lose(said);
    }
    let whole = normalize::normalize(&decoded.text);
    let body = front_matter(&whole, &mut out);
    blocks(body, &mut out);
    Ok(out)
}

/// Takes the YAML front matter off: its simple lines are claims.
fn front_matter<'a>(whole: &'a str, out: &mut Blocks) -> &'a str {
    let Some(rest) = whole.trim_start_matches('\n').strip_prefix("---\n") else {
        return whole;
    };
    let Some(end) = rest.find("\n---\n").or_else(|| rest.find("\n...\n")) else {
        return whole;
    };
    let yaml = &rest[..end];
    // A rule and text is no front matter.
    let keyed = yaml
        .lines()
        .next()
        .and_then(|l| l.split_once(':'))
        .is_some_and(|(k, _)| {
            !k.is_empty()
                && k.chars()
                    .all(|c| c.is_alphanumeric() || c == '_' || c == '-')
        });
    if !keyed {
        return whole;
    }
    let mut key = String::new();
    for line in yaml.lines() {
        let bare = line.trim();
        if let Some(item) = bare.strip_prefix("- ") {
            out.claims.push((key.clone(), unquote(item)));
        } else if let Some((k, v)) = bare.split_once(':') {
            key = k.trim().to_string();
            let value = unquote(v);
            if key == "title" && !value.is_empty() {
                out.title = Some(value.clone());
            }
            if !value.is_empty() {
                out.claims.push((key.clone(), value));
            }
        }
    }
    &rest[end + 5..]
}

fn unquote(s: &str) -> String {
    let s = s.trim();
    for q in ['"', '\''] {
        if let Some(inner) = s.strip_prefix(q).and_then(|s| s.strip_suffix(q)) {
            return inner.to_string();
        }
    }
    s.to_string()
}

fn blocks(body: &str, out: &mut Blocks) {
    let arena = Arena::new();
    let mut options = Options::default();
    options.extension.table = true;
    options.extension.cjk_friendly_emphasis = true;
    let root = parse_document(&arena, body, &options);
    let mut r = Reader {
        lines: body.split('\n').collect(),
        out: Vec::new(),
        tables: 0,
        at: 1,
    };
    for child in root.children() {
        let pos = child.data().sourcepos;
        r.uncovered(pos.start.line);
        r.block(child, "", 0);
        r.at = r.at.max(pos.end.line + 1);
    }
    r.uncovered(usize::MAX);
    out.blocks = r.out;
}

struct Reader<'a> {
    lines: Vec<&'a str>,
    out: Vec<Block>,
    tables: u32,
    /// The first source line (from 1) that no block has covered yet.
    at: usize,
}

impl Reader<'_> {
    /// Takes source lines that the parser gave to no block (definitions of links and footnotes).
    fn uncovered(&mut self, until: usize) {
        while self.at < until && self.at <= self.lines.len() {
            let line = self.lines[self.at - 1].trim();
            self.at += 1;
            let Some((label, words)) = line.strip_prefix('[').and_then(|l| l.split_once("]:"))
            else {
                if !line.is_empty() {
                    self.push_line(line, true);
                }
                continue;
            };
            let words = words.trim();
            if label.starts_with('^') {
                self.out.push(Block {
                    kind: BlockKind::Note,
                    ..Block::paragraph(words)
                });
            } else if words.chars().any(decode::is_han) {
                self.push_line(line, true);
            }
        }
    }

    /// One line as a block of its own.
    fn push_line(&mut self, line: &str, apart: bool) {
        let line = line.trim();
        if line.is_empty() {
            return;
        }
        if let Some(c) = WIKI_HEADING.captures(line) {
            let level = u8::try_from(c[1].len()).unwrap_or(6);
            self.out.push(Block::heading(level, c[2].to_string()));
            return;
        }
        // [[Category:…]]: the wiki's own filing.
        let link = WIKI_LINK
            .captures(line)
            .is_some_and(|c| c[0].len() == line.len() && line.contains(':'));
        let words = WIKI_LINK.replace_all(line, "$2");
        self.out.push(Block {
            text: words.into_owned(),
            kind: if link {
                BlockKind::Note
            } else {
                BlockKind::Paragraph
            },
            centered: false,
            apart,
        });
    }

    fn block<'n>(&mut self, node: &'n AstNode<'n>, lead: &str, depth: usize) {
        if depth > MAX_DEPTH {
            let pos = node.data().sourcepos;
            for i in pos.start.line..=pos.end.line.min(self.lines.len()) {
                let line = self.lines[i.max(1) - 1];
                self.push_line(line, true);
            }
            return;
        }
        let data = node.data();
        match &data.value {
            NodeValue::Heading(h) => {
                let (level, setext) = (h.level, h.setext);
                let words = inline(node);
                let sentence = words.contains(BREAK) || words.ends_with(['。', '；', '：', '，']);
                if setext && sentence {
                    // A line of dashes below a paragraph is a rule, not a heading's underline.
                    self.paragraph(&words, lead);
                } else if !words.trim().is_empty() {
                    let words = words.replace([BREAK, HARD], "\n");
                    self.out
                        .push(Block::heading(level, format!("{lead}{words}")));
                }
            }
            NodeValue::Paragraph => {
                let words = inline(node);
                self.paragraph(&words, lead);
            }
            NodeValue::List(_) | NodeValue::BlockQuote => {
                for child in node.children() {
                    self.block(child, "", depth + 1);
                }
            }
            NodeValue::Item(list) => {
                let ordered = list.list_type == ListType::Ordered;
                let pos = data.sourcepos;
                let mark = if ordered {
                    self.marker(pos.start.line, pos.start.column)
                } else {
                    String::new()
                };
                let mut lead = format!("{lead}{mark}");
                if node.first_child().is_none() && !lead.is_empty() {
                    self.push_line(&lead, true);
                }
                for child in node.children() {
                    self.block(child, &lead, depth + 1);
                    lead.clear();
                }
            }
            NodeValue::CodeBlock(code) => {
                for (i, line) in code.literal.lines().enumerate() {
                    self.push_line(&format!("{}{line}", if i == 0 { lead } else { "" }), true);
                }
            }
            NodeValue::HtmlBlock(h) => {
                let s = h.literal.trim();
                match s.strip_prefix("<!--") {
                    Some(note) => {
                        let (note, rest) = note.split_once("-->").unwrap_or((note, ""));
                        if !note.trim().is_empty() {
                            self.out.push(Block {
                                kind: BlockKind::Note,
                                ..Block::paragraph(note.trim())
                            });
                        }
                        self.html(rest);
                    }
                    None => self.html(s),
                }
            }
            NodeValue::Table(_) => {
                self.tables += 1;
                for row in node.children() {
                    let cells: Vec<String> = row
                        .children()
                        .map(|c| {
                            let words = inline(c).replace([BREAK, HARD], "\n");
                            WIKI_LINK.replace_all(&words, "$2").into_owned()
                        })
                        .collect();
                    if cells.iter().any(|c| !c.trim().is_empty()) {
                        self.out.push(Block::row(self.tables, &cells));
                    }
                }
            }
            NodeValue::ThematicBreak => {}
            _ => {
                let words = inline(node);
                self.paragraph(&words, lead);
            }
        }
    }

    fn html(&mut self, s: &str) {
        if !s.trim().is_empty() {
            for mut b in html::fragment(s) {
                if let BlockKind::Row(t) = b.kind {
                    b.kind = BlockKind::Row(self.tables + t);
                }
                self.out.push(b);
            }
            self.tables = self
                .out
                .iter()
                .filter_map(|b| match b.kind {
                    BlockKind::Row(t) => Some(t),
                    _ => None,
                })
                .max()
                .unwrap_or(0)
                .max(self.tables);
        }
    }

    /// The number of a list item as it is printed in the source, with its space.
    fn marker(&self, line: usize, column: usize) -> String {
        let source = self.lines.get(line.saturating_sub(1)).unwrap_or(&"");
        let from = source.get(column.saturating_sub(1)..).unwrap_or("");
        let len = from
            .char_indices()
            .find(|(_, c)| !c.is_ascii_digit())
            .map_or(from.len(), |(i, c)| i + c.len_utf8());
        let mark = &from[..len];
        format!("{mark} ")
    }

    /// A paragraph: its lines are one where the source was wrapped, else blocks of their own.
    fn paragraph(&mut self, words: &str, lead: &str) {
        let words = format!("{lead}{words}");
        let mut apart = true;
        let mut open: Option<String> = None;
        let mut was = ' ';
        for piece in words.split_inclusive([BREAK, HARD]) {
            let line = piece.trim_end_matches([BREAK, HARD]);
            let new = indented(line)
                || text::starts_with_label(line)
                || WIKI_HEADING.is_match(line.trim());
            match &mut open {
                Some(before) if !new && was == HARD => {
                    before.push('\n');
                    before.push_str(line.trim());
                }
                // A source wrapped at some width: long lines that end in mid-sentence.
                Some(before)
                    if !new
                        && before.chars().count() >= 20
                        && !before
                            .trim_end()
                            .ends_with(['。', '；', '：', '！', '？', '=']) =>
                {
                    text::join(before, line.trim());
                }
                _ => {
                    if let Some(before) = open.take() {
                        self.push_line_kept(&before, apart);
                        apart = was == HARD || indented(line);
                    }
                    open = Some(line.to_string());
                }
            }
            was = piece.chars().last().unwrap_or(' ');
        }
        if let Some(before) = open {
            self.push_line_kept(&before, apart);
        }
    }

    /// As [`Self::push_line`]; a drawn row is a row.
    fn push_line_kept(&mut self, line: &str, apart: bool) {
        let t = line.trim();
        if t.len() > 2 && t.starts_with('|') && t.ends_with('|') {
            for b in text::lines(t) {
                self.out.push(b);
            }
            return;
        }
        self.push_line(line, apart);
    }
}

fn indented(line: &str) -> bool {
    line.starts_with(['\u{3000}', '\t']) || line.starts_with("  ")
}

/// A soft line break inside a paragraph, while it is being read.
const BREAK: char = '\u{1}';
/// A hard line break.
const HARD: char = '\u{2}';

/// The words of a block's inlines, without markup.
fn inline<'n>(node: &'n AstNode<'n>) -> String {
    let mut out = String::new();
    for child in node.children() {
        spell(child, &mut out, 0);
    }
    out
}

fn spell<'n>(node: &'n AstNode<'n>, out: &mut String, depth: usize) {
    if depth > MAX_DEPTH {
        return;
    }
    let data = node.data();
    let inner = |out: &mut String| {
        for child in node.children() {
            spell(child, out, depth + 1);
        }
    };
    match &data.value {
        NodeValue::Text(t) => out.push_str(t),
        NodeValue::Code(c) => out.push_str(&c.literal),
        NodeValue::SoftBreak => out.push(BREAK),
        NodeValue::LineBreak => out.push(HARD),
        NodeValue::HtmlInline(h) => {
            let tag = h.to_ascii_lowercase();
            if tag.starts_with("<br") {
                out.push(HARD);
            }
        }
        NodeValue::Emph | NodeValue::Strong => {
            // 40*4 and 21*8 in one line are products, not emphasis.
            let mark = if matches!(data.value, NodeValue::Strong) {
                "**"
            } else {
                "*"
            };
            let product = out
                .chars()
                .last()
                .is_some_and(|c| c.is_ascii_alphanumeric());
            if product {
                out.push_str(mark);
            }
            inner(out);
            if product {
                out.push_str(mark);
            }
        }
        _ => inner(out),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(s: &str) -> Vec<Block> {
        read(s.as_bytes()).unwrap().blocks
    }

    fn texts(s: &str) -> Vec<String> {
        parsed(s).into_iter().map(|b| b.text).collect()
    }

    #[test]
    fn headings_notes_and_front_matter() {
        let read = read("---\ntitle: \"云溪县犬只管理办法\"\nstatus: 现行有效\ntags:\n  - 规章\n---\n\n# 云溪县犬只管理办法\n\n2020年1月5日公布\n\n<!-- INFO END -->\n\n##  第一章　总则 \n第一条 为了规范养犬，制定本办法。\n\n养犬人应当登记。\n".as_bytes()).unwrap();
        assert_eq!(read.title.as_deref(), Some("云溪县犬只管理办法"));
        assert!(read.claims.contains(&("status".into(), "现行有效".into())));
        assert!(read.claims.contains(&("tags".into(), "规章".into())));
        let got: Vec<(&str, BlockKind)> = read
            .blocks
            .iter()
            .map(|b| (b.text.as_str(), b.kind))
            .collect();
        assert_eq!(
            got,
            [
                ("云溪县犬只管理办法", BlockKind::Heading(1)),
                ("2020年1月5日公布", BlockKind::Paragraph),
                ("INFO END", BlockKind::Note),
                ("第一章　总则", BlockKind::Heading(2)),
                ("第一条 为了规范养犬，制定本办法。", BlockKind::Paragraph),
                ("养犬人应当登记。", BlockKind::Paragraph),
            ]
        );
    }

    #[test]
    fn printed_numbers_of_lists_are_text() {
        assert_eq!(
            texts(
                "（一）登记：\n\n3. 犬牌每年更换；\n4. 犬牌遗失的补发。\n   补发不收费。\n\n1) 县级；\n\n- 其他材料\n"
            ),
            [
                "（一）登记：",
                "3. 犬牌每年更换；",
                "4. 犬牌遗失的补发。",
                "补发不收费。",
                "1) 县级；",
                "其他材料"
            ]
        );
    }

    #[test]
    fn markup_goes_and_words_stay() {
        assert_eq!(
            texts(
                "**第一条**　依照[《安全法》](http://a.b/c)和《[[养犬法]]》，处1\\*2倍罚款。\n\n**（一）**不得<br>转让；\n\n40*4小时，21*8小时\n\n　　第二条　缩进的。\n\n    第三条　缩进四格的不是代码。\n\n关于修改<养犬法>的决定\n"
            ),
            [
                "第一条　依照《安全法》和《养犬法》，处1*2倍罚款。",
                "（一）不得\n转让；",
                "40*4小时，21*8小时",
                "第二条　缩进的。",
                "第三条　缩进四格的不是代码。",
                "关于修改<养犬法>的决定"
            ]
        );
    }

    #[test]
    fn tables_with_and_without_a_rule_are_rows() {
        let b = parsed(
            "| 项目 | 标准 |\n|---|---|\n| 登记 | 免费 |\n\n| 甲 | 乙 |\n\n<table><tr><td>丙</td><td>丁</td></tr></table>\n",
        );
        let got: Vec<(&str, BlockKind)> = b.iter().map(|b| (b.text.as_str(), b.kind)).collect();
        assert_eq!(got[0], ("项目 | 标准", BlockKind::Row(1)));
        assert_eq!(got[1], ("登记 | 免费", BlockKind::Row(1)));
        assert_eq!(got[2].0, "| 甲 | 乙 |");
        assert_eq!(got[3], ("丙 | 丁", BlockKind::Row(2)));
    }

    #[test]
    fn lines_of_a_paragraph_are_their_own_unless_wrapped() {
        assert_eq!(
            texts(
                "第一条 养犬人应当登记。\n犬只应当免疫。\n\n第二条 养犬人应当自养犬之日起三十日内到所在地的村民\n委员会登记。\n\n第三条 罚款。  \n　　第四条 施行。\n\n第五条 废止\n---\n"
            ),
            [
                "第一条 养犬人应当登记。",
                "犬只应当免疫。",
                "第二条 养犬人应当自养犬之日起三十日内到所在地的村民委员会登记。",
                "第三条 罚款。",
                "第四条 施行。",
                "第五条 废止",
            ]
        );
    }

    #[test]
    fn footnotes_and_deep_quotes_lose_nothing() {
        let t = texts("第一条 养犬[^1]。\n\n[^1]: 本注说明养犬。\n");
        assert!(t.contains(&"本注说明养犬。".to_string()), "{t:?}");
        let t = texts(&format!("{}第一条 养犬。", ">".repeat(5000)));
        assert!(t.concat().contains("第一条 养犬。"));
    }
}
