//! Registers against the texts of a run: what one has and the other lacks, what stands twice,
//! what differs.
//!
//! A row and a text belong together by 文号 or by name (with and without 关于印发…的通知); the
//! best pairs are made first, each row and each text once within a register.

use super::{Entry, Register, Remark};
use crate::document::Meta;
use crate::law::title;
use crate::text::normalize;
use regex::Regex;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

/// A sheet that was taken as a register.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetSummary {
    /// The file.
    pub path: String,
    /// The sheet; empty for .csv.
    pub sheet: String,
    /// How many documents it lists.
    pub entries: usize,
    /// How many of them have a text in the run.
    pub matched: usize,
    /// What could not be taken as it stands.
    pub remarks: Vec<Remark>,
}

/// A row without a text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Missing {
    /// The register's file.
    pub path: String,
    /// Its sheet.
    pub sheet: String,
    /// The row.
    pub row: u32,
    /// The name in the register.
    pub title: String,
    /// The 文号 in the register.
    pub number: Option<String>,
}

/// A text in no register.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unlisted {
    /// The document's path.
    pub path: String,
    /// Its title.
    pub title: String,
    /// Its 文号.
    pub number: Option<String>,
}

/// The same document twice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Duplicate {
    /// What is the same: 名称, 文号, 名称、文号, 文本
    pub same: String,
    /// The name.
    pub title: String,
    /// The 文号.
    pub number: Option<String>,
    /// Where: “台账.xlsx 目录 第5行” or a document's path.
    pub places: Vec<String>,
}

/// A row that says another thing than its text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Difference {
    /// The register's file.
    pub path: String,
    /// Its sheet.
    pub sheet: String,
    /// The row.
    pub row: u32,
    /// The document's path.
    pub document: String,
    /// 名称, 文号, 公布日期, 施行日期
    pub field: String,
    /// What the register says.
    pub register: String,
    /// What the text says.
    pub text: String,
}

/// Registers against texts.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Reconciliation {
    /// The registers.
    pub sheets: Vec<SheetSummary>,
    /// In a register, without a text.
    pub without_text: Vec<Missing>,
    /// A text that no register lists.
    pub without_entry: Vec<Unlisted>,
    /// Twice in a register, or two texts of one document.
    pub duplicates: Vec<Duplicate>,
    /// Said otherwise in register and text.
    pub differing: Vec<Difference>,
    /// Whether a directory made from this must be stamped 草稿.
    pub draft: bool,
}

/// One text of the run.
struct Text<'a> {
    path: &'a str,
    meta: &'a Meta,
    number: String,
    keys: [String; 3],
}

/// Compares registers with texts, given by path; nothing where there is no register.
pub fn reconcile<'a>(
    registers: &[Register],
    texts: impl Iterator<Item = (&'a str, &'a Meta)>,
) -> Option<Reconciliation> {
    if registers.is_empty() {
        return None;
    }
    let texts: Vec<Text<'a>> = texts
        .map(|(path, meta)| Text {
            path,
            meta,
            number: number_key(meta.number.as_ref().map_or("", |n| &n.value)),
            keys: keys(&meta.title),
        })
        .collect();
    let mut out = Reconciliation::default();
    let mut listed: BTreeSet<usize> = BTreeSet::new();
    for register in registers {
        one(register, &texts, &mut listed, &mut out);
    }
    for (i, t) in texts.iter().enumerate() {
        if !listed.contains(&i) {
            out.without_entry.push(Unlisted {
                path: t.path.to_string(),
                title: t.meta.title.clone(),
                number: t.meta.number.as_ref().map(|n| n.value.clone()),
            });
        }
    }
    twice(&texts, &mut out);
    out.draft = !(out.without_text.is_empty()
        && out.without_entry.is_empty()
        && out.duplicates.is_empty()
        && out.differing.is_empty());
    Some(out)
}

fn one(
    register: &Register,
    texts: &[Text<'_>],
    listed: &mut BTreeSet<usize>,
    out: &mut Reconciliation,
) {
    let entries: Vec<(usize, &Entry)> = register
        .sheets
        .iter()
        .enumerate()
        .flat_map(|(s, sheet)| sheet.entries.iter().map(move |e| (s, e)))
        .collect();
    let numbers: Vec<String> = entries
        .iter()
        .map(|(_, e)| number_key(e.number.as_deref().unwrap_or("")))
        .collect();
    let entry_keys: Vec<[String; 3]> = entries.iter().map(|(_, e)| keys(&e.title)).collect();
    let pairs = pairs(&entry_keys, &numbers, texts);
    let mut of_entry: Vec<Option<usize>> = vec![None; entries.len()];
    let mut of_text: BTreeMap<usize, usize> = BTreeMap::new();
    for (_, e, t) in &pairs {
        if of_entry[*e].is_none() && !of_text.contains_key(t) {
            of_entry[*e] = Some(*t);
            of_text.insert(*t, *e);
        }
    }
    // A second row of a document that has its text, a second text of a row: not missing, twice.
    let second: BTreeSet<usize> = pairs.iter().map(|p| p.1).collect();
    listed.extend(pairs.iter().map(|p| p.2));
    let sheet_name = |s: usize| register.sheets[s].name.clone();
    let mut matched = vec![0usize; register.sheets.len()];
    for (i, (s, e)) in entries.iter().enumerate() {
        match of_entry[i] {
            Some(t) => {
                matched[*s] += 1;
                differ(register, &sheet_name(*s), e, &entry_keys[i], &texts[t], out);
            }
            None if second.contains(&i) => {}
            None => out.without_text.push(Missing {
                path: register.path.clone(),
                sheet: sheet_name(*s),
                row: e.row,
                title: e.title.clone(),
                number: e.number.clone(),
            }),
        }
    }
    for (s, sheet) in register.sheets.iter().enumerate() {
        let mut remarks = sheet.remarks.clone();
        if s == 0 {
            remarks.extend(register.remarks.iter().cloned());
            remarks.sort();
        }
        out.sheets.push(SheetSummary {
            path: register.path.clone(),
            sheet: sheet.name.clone(),
            entries: sheet.entries.len(),
            matched: matched[s],
            remarks,
        });
    }
    rows_twice(register, &entries, &entry_keys, &numbers, out);
}

/// Rows and texts that may belong together, the likeliest first.
fn pairs(
    entry_keys: &[[String; 3]],
    numbers: &[String],
    texts: &[Text<'_>],
) -> Vec<(i32, usize, usize)> {
    let mut by_key: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (t, text) in texts.iter().enumerate() {
        for k in text.keys.iter().chain([&text.number]) {
            let list = by_key.entry(k.as_str()).or_default();
            if !k.is_empty() && list.last() != Some(&t) {
                list.push(t);
            }
        }
    }
    let mut out = Vec::new();
    for (e, keys) in entry_keys.iter().enumerate() {
        let mut near: BTreeSet<usize> = BTreeSet::new();
        for k in keys.iter().chain([&numbers[e]]).filter(|k| !k.is_empty()) {
            near.extend(by_key.get(k.as_str()).into_iter().flatten().take(50));
        }
        for t in near {
            let text = &texts[t];
            let known = !numbers[e].is_empty() && !text.number.is_empty();
            let same_number = known && numbers[e] == text.number;
            let same_title = !keys[0].is_empty() && keys[0] == text.keys[0];
            let alike = keys.iter().any(|k| !k.is_empty() && text.keys.contains(k));
            let score = match (same_number, same_title, alike) {
                (true, true, _) => 6,
                (true, false, true) => 5,
                (false, true, _) if !known => 4,
                (false, false, true) if !known => 3,
                (true, false, false) => 2,
                (false, true, _) => 1,
                _ => continue,
            };
            out.push((score, e, t));
        }
    }
    out.sort_by_key(|(score, e, t)| (std::cmp::Reverse(*score), *e, *t));
    out
}

fn differ(
    register: &Register,
    sheet: &str,
    e: &Entry,
    keys: &[String; 3],
    text: &Text<'_>,
    out: &mut Reconciliation,
) {
    let m = text.meta;
    let mut say = |field: &str, said: &str, text_says: String| {
        out.differing.push(Difference {
            path: register.path.clone(),
            sheet: sheet.to_string(),
            row: e.row,
            document: text.path.to_string(),
            field: field.to_string(),
            register: said.to_string(),
            text: text_says,
        });
    };
    let alike = keys.iter().any(|k| !k.is_empty() && text.keys.contains(k));
    if !alike && !e.title.is_empty() && !m.title.is_empty() {
        say("名称", &e.title, m.title.clone());
    }
    if let (Some(a), Some(b)) = (&e.number, &m.number)
        && number_key(a) != text.number
    {
        say("文号", a, b.value.clone());
    }
    if let (Some(a), Some(b)) = (&e.published, &m.published) {
        let known = [&m.published, &m.adopted, &m.version];
        let same = known
            .iter()
            .filter_map(|d| d.as_ref())
            .any(|d| d.value.to_string() == *a);
        if !same {
            say("公布日期", a, b.value.to_string());
        }
    }
    if let (Some(a), Some(b)) = (&e.effective, &m.effective) {
        let known = [&m.effective, &m.version_effective];
        let same = known
            .iter()
            .filter_map(|d| d.as_ref())
            .any(|d| d.value.to_string() == *a);
        if !same {
            say("施行日期", a, b.value.to_string());
        }
    }
}

/// Rows of one register that name the same document.
fn rows_twice(
    register: &Register,
    entries: &[(usize, &Entry)],
    keys: &[[String; 3]],
    numbers: &[String],
    out: &mut Reconciliation,
) {
    let mut groups: BTreeMap<(bool, &str), Vec<usize>> = BTreeMap::new();
    for i in 0..entries.len() {
        if !numbers[i].is_empty() {
            groups.entry((false, &numbers[i])).or_default().push(i);
        }
        if !keys[i][0].is_empty() {
            groups.entry((true, &keys[i][0])).or_default().push(i);
        }
    }
    let mut said: BTreeSet<Vec<usize>> = BTreeSet::new();
    let mut found = Vec::new();
    for ((by_title, _), list) in groups {
        // The same name under several numbers is a document and its successors.
        let several: BTreeSet<&str> = list.iter().map(|&i| numbers[i].as_str()).collect();
        let distinct = by_title && several.len() == list.len() && !several.contains("");
        if list.len() < 2 || distinct || !said.insert(list.clone()) {
            continue;
        }
        let same_title = list.iter().all(|&i| keys[i][0] == keys[list[0]][0]);
        let same = match (by_title, same_title) {
            (false, true) => "名称、文号",
            (false, false) => "文号",
            _ => "名称",
        };
        found.push((list, same));
    }
    found.sort();
    for (list, same) in found {
        let first = entries[list[0]].1;
        out.duplicates.push(Duplicate {
            same: same.to_string(),
            title: first.title.clone(),
            number: first.number.clone(),
            places: list
                .iter()
                .map(|&i| {
                    let (s, e) = entries[i];
                    place(&register.path, &register.sheets[s].name, e.row)
                })
                .collect(),
        });
    }
}

/// Texts of one document.
fn twice(texts: &[Text<'_>], out: &mut Reconciliation) {
    let mut groups: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (i, t) in texts.iter().enumerate() {
        if !t.keys[0].is_empty() {
            groups.entry(&t.keys[0]).or_default().push(i);
        }
    }
    for list in groups.into_values() {
        let mut numbers: BTreeSet<&str> = list.iter().map(|&i| texts[i].number.as_str()).collect();
        numbers.remove("");
        if list.len() < 2 || numbers.len() > 1 {
            continue;
        }
        let first = texts[list[0]].meta;
        out.duplicates.push(Duplicate {
            same: "文本".to_string(),
            title: first.title.clone(),
            number: first.number.as_ref().map(|n| n.value.clone()),
            places: list.iter().map(|&i| texts[i].path.to_string()).collect(),
        });
    }
}

/// A row as a person finds it.
pub(super) fn place(path: &str, sheet: &str, row: u32) -> String {
    if sheet.is_empty() {
        format!("{path} 第{row}行")
    } else {
        format!("{path} “{sheet}”第{row}行")
    }
}

/// A 文号 for comparing: brackets, white space, 第 and half-width forms made one.
fn number_key(s: &str) -> String {
    normalize::fold(s)
        .chars()
        .filter(|c| *c != '第')
        .map(|c| match c {
            '[' | '［' | '【' | '（' | '〔' => '〔',
            ']' | '］' | '】' | '）' | '〕' => '〕',
            c => c,
        })
        .collect()
}

/// The keys of a title: whole; what 关于印发…的通知 issues; without the body before 关于.
fn keys(s: &str) -> [String; 3] {
    static ISSUES: LazyLock<Regex> = LazyLock::new(|| {
        crate::text::regex(
            r"关于(?:印发|发布|公布|颁布|转发|批转|颁发|修订印发)(?:修订后的|新修订的)?(.{4,}?)的(?:通知|公告|通告|决定|令)$",
        )
    });
    let whole = title::key(s);
    let inner = ISSUES
        .captures(&whole)
        .map_or_else(String::new, |c| title::key(&c[1]));
    let short = match whole.find("关于") {
        Some(at) if at > 0 => whole[at..].to_string(),
        _ => whole.clone(),
    };
    let inner = if inner.is_empty() {
        whole.clone()
    } else {
        inner
    };
    [whole, inner, short]
}
