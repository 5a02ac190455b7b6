//! Plain text → blocks: one line is one paragraph, unless the file is hard-wrapped.
//!
//! Chinese legal texts have a paragraph a line. A file copied from a PDF or a terminal has lines
//! of one width that end in mid-sentence: those are joined again. Lines with the same count of
//! tabs or of ` | ` are rows of one table.

use crate::document::{Block, BlockKind};
use crate::error::Result;
use crate::parse::{Blocks, decode};
use crate::text::normalize;
use regex::Regex;
use std::sync::LazyLock;

/// How a numbered line begins: 第八条, 第一章, （一）, 一、, 1., 附件1.
static LABEL: LazyLock<Regex> = LazyLock::new(|| {
    crate::text::regex(
        r"^[ \t\u{3000}]*(?:[【\[]?第[ \u{3000}]*[一二三四五六七八九十百千零〇○两0-9０-９]+[ \u{3000}]*[编章节条]|[（(][ ]*[一二三四五六七八九十百0-9０-９]+[ ]*[）)]|[一二三四五六七八九十]+、|[0-9０-９]+[.．、)）]|附[件录表则]|目[ \u{3000}]*录)",
    )
});

/// Whether a line begins with a printed number.
pub(crate) fn starts_with_label(line: &str) -> bool {
    LABEL.is_match(line)
}

/// Reads a plain text file.
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
    let text = normalize::normalize(&decoded.text);
    match one_line(&text) {
        Some(divided) => {
            out.lose("全文只有一行，已在条号、项号和句末的空格处分段，请核对");
            out.blocks = lines(&divided);
        }
        None => out.blocks = lines(&text),
    }
    Ok(out)
}

/// A whole law in one line: divided at the blanks before numbers and behind sentences. Nothing
/// where the file has lines, or the line fewer than three articles.
fn one_line(text: &str) -> Option<String> {
    static ARTICLE: LazyLock<Regex> = LazyLock::new(|| {
        crate::text::regex(r"[ \u{3000}]第[一二三四五六七八九十百千零〇0-9]+条[ \u{3000}]")
    });
    if text.lines().filter(|l| !l.trim().is_empty()).count() > 2
        || ARTICLE.find_iter(text).count() < 3
    {
        return None;
    }
    let mut out = String::with_capacity(text.len());
    for (i, c) in text.char_indices() {
        let cut = matches!(c, ' ' | '\u{3000}') && {
            let rest = text[i..].trim_start();
            starts_with_label(rest) || ends_sentence(&out)
        };
        out.push(if cut { '\n' } else { c });
    }
    Some(out)
}

/// The blocks of a normalised text.
pub fn lines(text: &str) -> Vec<Block> {
    let lines: Vec<&str> = text.split('\n').collect();
    let wrapped = Wrap::of(&lines);
    let mut blocks: Vec<Block> = Vec::new();
    let mut table = 0u32;
    let mut apart = true;
    let mut open = false; // the line before was full: the next may go on
    let mut i = 0;
    while i < lines.len() {
        let line = lines[i];
        if line.trim().is_empty() {
            apart = true;
            open = false;
            i += 1;
            continue;
        }
        let rows = table_rows(&lines[i..]);
        if rows > 0 {
            table += 1;
            for row in &lines[i..i + rows] {
                if let Some(cells) = cells(row)
                    && !cells.iter().all(|c| is_rule(c))
                {
                    blocks.push(Block::row(table, &cells));
                }
            }
            (apart, open) = (false, false);
            i += rows;
            continue;
        }
        if open && !apart && wrapped.as_ref().is_some_and(|w| w.goes_on(line)) {
            if let Some(last) = blocks.last_mut() {
                join(&mut last.text, line.trim());
            }
        } else {
            blocks.push(Block {
                text: line.trim().to_string(),
                kind: BlockKind::Paragraph,
                centered: false,
                apart: apart || indented(line),
            });
        }
        open = wrapped.as_ref().is_some_and(|w| w.is_full(line));
        apart = false;
        i += 1;
    }
    blocks
}

/// Puts a continuation behind a line: without a gap, but for two Latin words.
pub(crate) fn join(text: &mut String, more: &str) {
    let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphabetic());
    if latin(text.chars().last()) && latin(more.chars().next()) {
        text.push(' ');
    }
    text.push_str(more);
}

fn indented(line: &str) -> bool {
    line.starts_with(['\u{3000}', '\t']) || line.starts_with("  ")
}

/// The cells of a table row: between ` | `, or between tabs.
fn cells(line: &str) -> Option<Vec<String>> {
    let line = line.trim_matches(' ');
    if line.contains(" | ") || (line.starts_with('|') && line.ends_with('|') && line.len() > 2) {
        let inner = line.strip_prefix('|').unwrap_or(line);
        let inner = inner.strip_suffix('|').unwrap_or(inner);
        return Some(inner.split('|').map(|c| c.trim().to_string()).collect());
    }
    let line = line.trim_end_matches('\t');
    if line.starts_with('\t') || !line.contains('\t') {
        return None;
    }
    let cells: Vec<String> = line.split('\t').map(|c| c.trim().to_string()).collect();
    // 第一条<tab>为了… is a number and its words, not a row.
    let label = cells.len() == 2 && starts_with_label(&format!("{} ", cells[0]));
    (cells.len() > 1 && !label).then_some(cells)
}

/// `---` between the header and the body of a drawn table.
fn is_rule(cell: &str) -> bool {
    !cell.is_empty()
        && cell
            .chars()
            .all(|c| matches!(c, '-' | ':' | '=' | '─' | '━'))
}

/// How many of the lines from here are rows of one table: two or more with the same count of
/// cells, or one with three cells or more.
fn table_rows(lines: &[&str]) -> usize {
    let Some(first) = lines.first().and_then(|l| cells(l)) else {
        return 0;
    };
    let same = lines
        .iter()
        .take_while(|l| cells(l).is_some_and(|c| c.len() == first.len()))
        .count();
    if same >= 2 || first.len() >= 3 {
        same
    } else {
        0
    }
}

/// The width at which a hard-wrapped file is cut.
#[derive(Debug)]
struct Wrap {
    width: usize,
    columns: bool,
    indents: bool,
}

impl Wrap {
    /// The wrap of a file, if it has one: many lines of nearly the greatest width, none wider,
    /// most of them ending in mid-sentence and going on in the next line.
    fn of(lines: &[&str]) -> Option<Self> {
        [false, true].into_iter().find_map(|columns| {
            let mut widths: Vec<usize> = lines
                .iter()
                .filter(|l| !l.trim().is_empty())
                .map(|l| measure(l, columns))
                .collect();
            if widths.len() < 6 {
                return None;
            }
            widths.sort_unstable();
            // The one or two widest lines may hang over (a mark that may not start a line).
            let width = widths[widths.len() - 1 - widths.len() / 50];
            if !(10..=140).contains(&width) {
                return None;
            }
            let wrap = Self {
                width,
                columns,
                indents: false,
            };
            let full: Vec<usize> = (0..lines.len())
                .filter(|&i| wrap.is_full(lines[i]))
                .collect();
            let total = widths.len();
            let open = full
                .iter()
                .filter(|&&i| {
                    !ends_sentence(lines[i])
                        && lines
                            .get(i + 1)
                            .is_some_and(|n| !n.trim().is_empty() && !starts_with_label(n))
                })
                .count();
            let over = widths.iter().filter(|w| **w > width + 4).count();
            let enough = full.len() * 4 >= total && open >= 3 && open * 2 >= full.len();
            (enough && over == 0).then(|| {
                let going: Vec<&&str> = full
                    .iter()
                    .filter_map(|&i| lines.get(i + 1))
                    .filter(|n| !n.trim().is_empty())
                    .collect();
                let flush = going.iter().filter(|n| !indented(n)).count();
                Self {
                    indents: flush * 2 >= going.len()
                        && lines.iter().filter(|l| indented(l)).count() >= 3,
                    ..wrap
                }
            })
        })
    }

    /// Whether a line reaches the margin.
    fn is_full(&self, line: &str) -> bool {
        let w = measure(line, self.columns);
        // A character of two columns may not have fitted; a mark that may not start a line took
        // one with it.
        let slack = if self.columns { 3 } else { 1 };
        w + slack >= self.width && w > 0
    }

    /// Whether a line behind a full one is its continuation.
    fn goes_on(&self, line: &str) -> bool {
        if self.indents {
            return !indented(line);
        }
        !starts_with_label(line) && !indented(line)
    }
}

fn ends_sentence(line: &str) -> bool {
    line.trim_end()
        .ends_with(['。', '；', '：', '！', '？', '…', ';', ':', '”'])
}

/// The width of a line without white space at its end: in characters, or in columns.
fn measure(line: &str, columns: bool) -> usize {
    let line = line.trim_end();
    if columns {
        line.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum()
    } else {
        line.chars().count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(s: &str) -> Vec<String> {
        lines(s).into_iter().map(|b| b.text).collect()
    }

    #[test]
    fn a_line_is_a_paragraph_and_blank_lines_and_indents_set_it_apart() {
        let b = lines(
            "云溪县犬只管理办法\n　　第一条　为了规范养犬，制定本办法。\n养犬人应当登记。\n\n2020年1月1日",
        );
        let got: Vec<(&str, bool)> = b.iter().map(|b| (b.text.as_str(), b.apart)).collect();
        assert_eq!(
            got,
            [
                ("云溪县犬只管理办法", true),
                ("第一条　为了规范养犬，制定本办法。", true),
                ("养犬人应当登记。", false),
                ("2020年1月1日", true)
            ]
        );
    }

    #[test]
    fn hard_wrapped_lines_are_joined_without_a_gap() {
        let s = "云溪县犬只管理办法\n　　第一条　为了规范养犬行为，保\n障公众安全，制定本办法。\n　　第二条　养犬人应当自养犬之日\n起三十日内到村民委员会登记，并在\n每年6月底前接种疫苗。\n　　第三条　违反本办法规定的，处20\n0元以下罚款：\n　　（一）未登记的；\n　　（二）犬只伤人后未及时送医救治\n的。\n　　第四条　本办法自2020年1月1日起\n施行。\n";
        assert_eq!(
            texts(s),
            [
                "云溪县犬只管理办法",
                "第一条　为了规范养犬行为，保障公众安全，制定本办法。",
                "第二条　养犬人应当自养犬之日起三十日内到村民委员会登记，并在每年6月底前接种疫苗。",
                "第三条　违反本办法规定的，处200元以下罚款：",
                "（一）未登记的；",
                "（二）犬只伤人后未及时送医救治的。",
                "第四条　本办法自2020年1月1日起施行。",
            ]
        );
    }

    #[test]
    fn paragraphs_of_their_own_length_are_never_joined() {
        let s = "第一条　为了规范养犬，制定本办法。\n第二条　养犬人应当登记\n第三条　犬只应当接种疫苗并佩戴标识\n第四条　携犬外出应当束犬链\n第五条　本办法由县公安局负责解释\n第六条　本办法自公布之日起施行\n县人民政府";
        assert_eq!(texts(s).len(), 7);
    }

    #[test]
    fn rows_are_tables_but_numbers_before_a_tab_are_not() {
        let b = lines(
            "见下表：\n序号\t项目\t分值\n1\t登记\t20\n2\t免疫\t30\n第一条\t为了规范养犬，制定本办法。\n第二条\t养犬人应当登记。\n名称 | 数量\n犬牌 | 20\n",
        );
        let kinds: Vec<BlockKind> = b.iter().map(|b| b.kind).collect();
        assert_eq!(
            kinds,
            [
                BlockKind::Paragraph,
                BlockKind::Row(1),
                BlockKind::Row(1),
                BlockKind::Row(1),
                BlockKind::Paragraph,
                BlockKind::Paragraph,
                BlockKind::Row(2),
                BlockKind::Row(2),
            ]
        );
        assert_eq!(b[2].text, "1 | 登记 | 20");
    }

    #[test]
    fn a_law_in_one_line_is_divided_with_a_word() {
        let law = "云溪县犬只管理办法 第一条　为了规范养犬，制定本办法。 第二条　养犬人应当登记： （一）提交申请； （二）交验犬只。 登记不收费。 第三条　本办法自公布之日起施行。";
        let read = read(law.as_bytes()).unwrap();
        assert_eq!(read.blocks.len(), 7, "{:?}", read.blocks);
        assert_eq!(read.blocks[5].text, "登记不收费。");
        assert!(read.losses[0].contains("一行"));
    }

    #[test]
    fn old_and_foreign_line_ends_divide_lines() {
        let read =
            read("第一条　甲。\r第二条　乙。\u{2028}第三条　丙。\u{c}第四条　丁。".as_bytes())
                .unwrap();
        assert_eq!(read.blocks.len(), 4);
    }
}
