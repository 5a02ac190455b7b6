//! A database of laws (tables `laws`, `articles`) → one document a law.
//!
//! The file is not trusted: it is opened read-only and immutable, its views, triggers and functions
//! are never used, and what is wrong with its tables is said before anything is read.
//!
//! Traps of such databases: an article's text mostly lacks its number; decisions are cut into
//! 条目一, 条目二 (printed 一、二、) or stand whole under 全文; numbers may come twice or be
//! missing; 编 are not kept, so chapters may start anew.

use crate::document::Block;
use crate::error::{Error, Result};
use crate::parse::{Blocks, tidy};
use crate::text::numeral;
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags, Row};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// The largest database read, in bytes.
const MAX_BYTES: u64 = 2 * 1024 * 1024 * 1024;
/// The most articles read.
const MAX_ARTICLES: usize = 2_000_000;

/// Columns of `laws` that become claims, where they are there.
const FACTS: [&str; 8] = [
    "doc_type",
    "level",
    "issuing_body",
    "publish_date",
    "effective_date",
    "version_date",
    "status",
    "law_department",
];

fn damaged(e: &rusqlite::Error) -> Error {
    Error::unreadable(
        format!("数据库已损坏或者读不出（{e}）"),
        "重新取一份数据库再试",
    )
}

/// Reads all laws of a database, in the database's order, each with its id.
///
/// # Errors
/// A file that is no such database, with the table or column that is missing; a damaged file.
pub fn read_laws(path: &Path) -> Result<Vec<(String, Blocks)>> {
    let size = std::fs::metadata(path)
        .map_err(|e| Error::io("打开数据库失败", &e).about_file(path))?
        .len();
    if size > MAX_BYTES {
        return Err(Error::unreadable(
            format!("数据库有 {} MB，超过上限", size / 1024 / 1024),
            "拆成小一些的数据库",
        )
        .about_file(path));
    }
    read_from(path).map_err(|e| e.about_file(path))
}

fn read_from(path: &Path) -> Result<Vec<(String, Blocks)>> {
    let db = open(path).map_err(|e| damaged(&e))?;
    sound(&db)?;
    let tables = tables(&db).map_err(|e| damaged(&e))?;
    for (table, needed) in [
        ("laws", &["law_id", "law_name"][..]),
        ("articles", &["law_id", "article_no", "article_text"][..]),
    ] {
        let Some(columns) = tables.get(table) else {
            return Err(Error::unreadable(
                format!("数据库里没有 {table} 表"),
                "确认选对了数据库：需要 laws 和 articles 两个表",
            ));
        };
        for column in needed {
            if !columns.contains(*column) {
                return Err(Error::unreadable(
                    format!("{table} 表缺少 {column} 列"),
                    "换用列齐全的数据库",
                ));
            }
        }
    }
    let mut laws = laws(&db, &tables["laws"]).map_err(|e| damaged(&e))?;
    articles(&db, &tables["articles"], &mut laws)?;
    Ok(laws
        .into_iter()
        .map(|law| {
            let mut blocks = law.blocks;
            if law.articles == 0 {
                blocks.lose("数据库里没有这部法的条文");
            }
            let raw = blocks.clone();
            (law.id, tidy(blocks).unwrap_or(raw))
        })
        .collect())
}

/// Refuses a database some page of which is damaged: what can still be read may not be all.
fn sound(db: &Connection) -> Result<()> {
    let said: String = db
        .query_row("PRAGMA quick_check(1)", [], |r| r.get(0))
        .map_err(|e| damaged(&e))?;
    if said == "ok" {
        return Ok(());
    }
    Err(Error::unreadable(
        "数据库已损坏（有的页读不出，条文可能不全）",
        "重新取一份数据库再试",
    ))
}

fn open(path: &Path) -> rusqlite::Result<Connection> {
    // A path in a URI: what would end it is escaped.
    let name: String = path
        .to_string_lossy()
        .chars()
        .map(|c| match c {
            '%' => "%25".to_string(),
            '?' => "%3f".to_string(),
            '#' => "%23".to_string(),
            c => c.to_string(),
        })
        .collect();
    let db = Connection::open_with_flags(
        format!("file:{name}?mode=ro&immutable=1"),
        OpenFlags::SQLITE_OPEN_READ_ONLY
            | OpenFlags::SQLITE_OPEN_URI
            | OpenFlags::SQLITE_OPEN_NO_MUTEX,
    )?;
    db.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    db.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, false)?;
    db.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_VIEW, false)?;
    db.execute_batch(
        "PRAGMA trusted_schema=OFF; PRAGMA query_only=ON; PRAGMA cell_size_check=ON; PRAGMA mmap_size=0;",
    )?;
    Ok(db)
}

/// The tables (no views) with their columns, in lower case.
fn tables(db: &Connection) -> rusqlite::Result<BTreeMap<String, BTreeSet<String>>> {
    let mut out = BTreeMap::new();
    let mut find = db.prepare("SELECT name FROM sqlite_master WHERE type = 'table'")?;
    let names: Vec<String> = find
        .query_map([], |r| r.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    for name in names {
        let mut find = db.prepare("SELECT name FROM pragma_table_info(?1)")?;
        let columns = find
            .query_map([&name], |r| r.get::<_, String>(0))?
            .map(|c| c.map(|c| c.to_lowercase()))
            .collect::<rusqlite::Result<_>>()?;
        out.insert(name.to_lowercase(), columns);
    }
    Ok(out)
}

/// One law while it is read.
struct Law {
    id: String,
    blocks: Blocks,
    chapter: String,
    section: String,
    last_chapter: u64,
    articles: usize,
}

impl Law {
    fn new(id: String, name: &str) -> Self {
        let mut blocks = Blocks {
            title: Some(name.to_string()),
            ..Blocks::default()
        };
        blocks.blocks.push(Block::heading(1, name));
        blocks.claims.push(("law_id".into(), id.clone()));
        Self {
            id,
            blocks,
            chapter: String::new(),
            section: String::new(),
            last_chapter: 0,
            articles: 0,
        }
    }

    /// Puts an article behind the others, under its headings.
    fn push(&mut self, chapter: String, section: String, number: &str, text: &str) {
        if chapter != self.chapter {
            if !chapter.is_empty() {
                let n = ordinal(&chapter);
                if n > 0 && n <= self.last_chapter {
                    self.blocks
                        .lose("章号重新开始：数据库里没有编的名称，请对照官方文本");
                }
                self.last_chapter = n;
                self.blocks.blocks.push(Block::heading(2, chapter.clone()));
            }
            self.chapter = chapter;
            self.section.clear();
        }
        if section != self.section {
            if !section.is_empty() {
                self.blocks.blocks.push(Block::heading(3, section.clone()));
            }
            self.section = section;
        }
        let label = match number.strip_prefix("条目") {
            Some(n) => format!("{n}、"),
            None if number.starts_with('第') => format!("{number}\u{3000}"),
            None => String::new(),
        };
        let has = text
            .trim_start()
            .starts_with(label.trim_end_matches('\u{3000}'));
        let whole = if has {
            text.to_string()
        } else {
            format!("{label}{}", text.trim_start())
        };
        self.blocks.blocks.extend(
            whole
                .lines()
                .filter(|l| !l.trim().is_empty())
                .map(Block::paragraph),
        );
        self.articles += 1;
    }
}

/// 第三章 … → 3.
fn ordinal(chapter: &str) -> u64 {
    chapter
        .strip_prefix('第')
        .and_then(|c| c.split_once('章'))
        .and_then(|(n, _)| numeral::parse(n))
        .unwrap_or(0)
}

/// A cell as text, whatever its type; no text for NULL.
fn cell(row: &Row<'_>, i: usize) -> rusqlite::Result<String> {
    use rusqlite::types::ValueRef;
    Ok(match row.get_ref(i)? {
        ValueRef::Null => String::new(),
        ValueRef::Integer(n) => n.to_string(),
        ValueRef::Real(x) => x.to_string(),
        ValueRef::Text(b) | ValueRef::Blob(b) => String::from_utf8_lossy(b).into_owned(),
    })
}

fn laws(db: &Connection, columns: &BTreeSet<String>) -> rusqlite::Result<Vec<Law>> {
    let facts: Vec<&str> = FACTS.into_iter().filter(|f| columns.contains(*f)).collect();
    let list: String = facts.iter().map(|f| format!(", \"{f}\"")).collect();
    let mut find = db.prepare(&format!(
        "SELECT law_id, law_name{list} FROM laws ORDER BY rowid"
    ))?;
    let mut rows = find.query([])?;
    let mut out = Vec::new();
    while let Some(row) = rows.next()? {
        let mut law = Law::new(cell(row, 0)?, &cell(row, 1)?);
        for (i, fact) in facts.iter().enumerate() {
            let value = cell(row, i + 2)?;
            if !value.trim().is_empty() {
                law.blocks.claims.push(((*fact).to_string(), value));
            }
        }
        out.push(law);
    }
    Ok(out)
}

fn articles(db: &Connection, columns: &BTreeSet<String>, laws: &mut Vec<Law>) -> Result<()> {
    let or_null = |name: &str| {
        if columns.contains(name) {
            format!("\"{name}\"")
        } else {
            "NULL".to_string()
        }
    };
    let order = if columns.contains("id") {
        "id"
    } else {
        "rowid"
    };
    let sql = format!(
        "SELECT law_id, article_no, article_text, {}, {}, {} FROM articles ORDER BY {order}",
        or_null("chapter"),
        or_null("section"),
        or_null("law_name")
    );
    let mut at: BTreeMap<String, usize> = laws
        .iter()
        .enumerate()
        .map(|(i, l)| (l.id.clone(), i))
        .collect();
    let mut read = || -> rusqlite::Result<usize> {
        let mut find = db.prepare(&sql)?;
        let mut rows = find.query([])?;
        let mut count = 0;
        while let Some(row) = rows.next()? {
            count += 1;
            if count > MAX_ARTICLES {
                break;
            }
            let id = cell(row, 0)?;
            let index = match at.get(&id) {
                Some(i) => *i,
                None => {
                    // An article of a law that the table of laws does not have.
                    let mut law = Law::new(id.clone(), &cell(row, 5)?);
                    law.blocks.lose("laws 表里没有这部法，只有它的条文");
                    laws.push(law);
                    at.insert(id, laws.len() - 1);
                    laws.len() - 1
                }
            };
            laws[index].push(
                cell(row, 3)?.trim().to_string(),
                cell(row, 4)?.trim().to_string(),
                cell(row, 1)?.trim(),
                &cell(row, 2)?,
            );
        }
        Ok(count)
    };
    if read().map_err(|e| damaged(&e))? > MAX_ARTICLES {
        return Err(Error::unreadable(
            format!("条文超过 {MAX_ARTICLES} 条"),
            "拆成小一些的数据库",
        ));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::BlockKind;

    fn database(sql: &str) -> tempfile::TempDir {
        let dir = tempfile::tempdir().unwrap();
        Connection::open(dir.path().join("laws.db"))
            .unwrap()
            .execute_batch(sql)
            .unwrap();
        dir
    }

    fn read_all(sql: &str) -> Result<Vec<(String, Blocks)>> {
        read_laws(&database(sql).path().join("laws.db"))
    }

    const TABLES: &str = "CREATE TABLE laws (LAW_ID TEXT, law_name TEXT, status TEXT, extra INT);
        CREATE TABLE articles (id INTEGER, law_id TEXT, chapter TEXT, section TEXT, article_no TEXT, article_text TEXT);
        INSERT INTO laws VALUES ('a', '云溪县犬只管理条例', '现行有效', 1), ('b', '关于修改《云溪县犬只管理条例》的决定', NULL, 2);";

    #[test]
    fn a_law_has_title_headings_articles_and_claims() {
        let laws = read_all(&format!(
            "{TABLES} INSERT INTO articles VALUES (2,'a','第一章 总则',NULL,'第二条','第二条　犬只应当登记。
不得收费。'),(1,'a','第一章 总则',NULL,'第一条','为了规范养犬，制定本条例。'),(3,'a','第二章 附则','第一节 其他','第二条之一','自公布之日起施行。'),(4,'b',NULL,NULL,'条目一','将第一条修改为：“略。”')"
        ))
        .unwrap();
        let got: Vec<(&str, BlockKind)> = laws[0]
            .1
            .blocks
            .iter()
            .map(|b| (b.text.as_str(), b.kind))
            .collect();
        assert_eq!(
            got,
            [
                ("云溪县犬只管理条例", BlockKind::Heading(1)),
                ("第一章 总则", BlockKind::Heading(2)),
                ("第一条　为了规范养犬，制定本条例。", BlockKind::Paragraph),
                ("第二条　犬只应当登记。", BlockKind::Paragraph),
                ("不得收费。", BlockKind::Paragraph),
                ("第二章 附则", BlockKind::Heading(2)),
                ("第一节 其他", BlockKind::Heading(3)),
                ("第二条之一　自公布之日起施行。", BlockKind::Paragraph),
            ]
        );
        assert!(
            laws[0]
                .1
                .claims
                .contains(&("status".into(), "现行有效".into()))
        );
        assert_eq!(laws[1].1.blocks[1].text, "一、将第一条修改为：“略。”");
    }

    #[test]
    fn what_is_missing_is_named() {
        let said = |sql: &str| read_all(sql).unwrap_err().to_string();
        assert!(said("CREATE TABLE laws (law_id, law_name)").contains("articles 表"));
        assert!(
            said(
                "CREATE TABLE laws (law_id, law_name); CREATE TABLE articles (law_id, article_no)"
            )
            .contains("article_text")
        );
        // A view is no table.
        assert!(
            said(
                "CREATE TABLE x (a); CREATE VIEW laws AS SELECT a AS law_id, a AS law_name FROM x"
            )
            .contains("laws 表")
        );
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a?b.db");
        std::fs::write(&path, b"SQLite format 3\0 and noise").unwrap();
        assert!(read_laws(&path).unwrap_err().is_unreadable());
    }
}
