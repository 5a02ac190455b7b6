//! One model of a paper: what the forms make and the writers write.

/// A paper: a title, perhaps a 文号, then headings, paragraphs and tables.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Paper {
    /// The form's name: 清理意见表.
    pub form: &'static str,
    /// The stem of its files; with `/` where a form makes one paper a document.
    pub file: String,
    /// The mark above the title: 附件4.
    pub annex: Option<String>,
    /// The title as printed.
    pub title: String,
    /// The head of a paper that is issued.
    pub head: Option<Head>,
    /// The line of the 文号, where one is given.
    pub number: Option<String>,
    /// Why it is no more than a draft; then every page is stamped 草稿.
    pub draft: Option<String>,
    /// Whether the page lies on its side: tables of many columns.
    pub landscape: bool,
    /// What it says.
    pub blocks: Vec<Block>,
    /// Who signs, and the day; nobody for tables.
    pub signature: Option<(String, String)>,
    /// What the paper issues, on a page of its own behind the signature: title and lines.
    pub behind: Vec<String>,
    /// 版记, at the foot of the last page.
    pub imprint: Option<Imprint>,
}

/// 版头: whose name stands at the head in red, and how.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Head {
    /// …文件, the number in the middle over the red line.
    File(String),
    /// …文件 to a body above: number left, 签发人 right.
    Upward(String),
    /// 信函格式: double red lines, the number at the right under the first.
    Letter(String),
    /// 命令（令）格式: the name is the title, the number below; no line.
    Order(String),
}

/// 版记: who prints the paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Imprint {
    /// Whether a line is left for 抄送机关.
    pub copies: bool,
    /// The organ that issues.
    pub organ: String,
}

/// A piece of a paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// 一、 (1), （一） (2), 1. (3); the number is in the words.
    Heading(u8, String),
    /// To whom it goes: at the edge, with a colon.
    Addressee(String),
    /// A paragraph of the body.
    Paragraph(String),
    /// A small line: what a table rests on.
    Note(String),
    /// A table.
    Table(Table),
}

/// A table: a list under column headings, or a form of labels and values.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Table {
    /// What it lists; the name of its sheet and file.
    pub caption: String,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows, each with a cell a column.
    pub rows: Vec<Vec<Cell>>,
    /// Whether it is printed as a form: the columns downwards, one block a row.
    pub form: bool,
    /// Whether the last row is the total.
    pub total: bool,
}

/// A column's heading and width.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Column {
    /// The heading.
    pub heading: String,
    /// Its width in Chinese characters.
    pub width: f64,
}

impl Eq for Column {}

/// A cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// Words, runs of them marked as taken out or put in.
    Words(Vec<Run>),
    /// A count.
    Number(u64),
}

/// A run of words with one mark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// What happens to the words.
    pub mark: Mark,
    /// The words; a line end begins a new line in the cell.
    pub text: String,
}

/// What happens to words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// They stay.
    Plain,
    /// They are taken out.
    Deleted,
    /// They are put in.
    Inserted,
}

impl Cell {
    /// Words without marks.
    pub fn words(text: impl Into<String>) -> Self {
        Self::Words(vec![Run {
            mark: Mark::Plain,
            text: text.into(),
        }])
    }

    /// A count.
    pub fn count(n: usize) -> Self {
        Self::Number(n as u64)
    }

    /// Several texts in one cell, numbered where there is more than one.
    pub fn list(items: &[String]) -> Self {
        match items {
            [] => Self::words(""),
            [one] => Self::words(one.clone()),
            all => {
                let lines: Vec<String> = all
                    .iter()
                    .zip(1usize..)
                    .map(|(t, n)| format!("{n}. {t}"))
                    .collect();
                Self::words(lines.join("\n"))
            }
        }
    }

    /// Its words without marks.
    pub fn text(&self) -> String {
        match self {
            Self::Words(runs) => runs.iter().map(|r| r.text.as_str()).collect(),
            Self::Number(n) => n.to_string(),
        }
    }
}

impl Paper {
    /// The title with the word 草稿 where it is one.
    pub fn shown_title(&self) -> String {
        if self.draft.is_some() {
            format!("{}（草稿）", self.title)
        } else {
            self.title.clone()
        }
    }

    /// Its tables.
    pub fn tables(&self) -> impl Iterator<Item = &Table> {
        self.blocks.iter().filter_map(|b| match b {
            Block::Table(t) => Some(t),
            _ => None,
        })
    }
}
