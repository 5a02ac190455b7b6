//! The package around the part: comments, their relation and type, 修订 switched on; every other
//! member is copied as it is packed.
//!
//! `zip` copies members raw, so that what is not changed keeps its bytes, its name and its time.

use super::tree::{Tree, patched};
use crate::error::{Error, Result};
use crate::parse::package::Package;
use crate::parse::xml;
use crate::text::xml::escaped;
use std::collections::BTreeSet;
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

/// A comment to write.
#[derive(Debug, Clone)]
pub(super) struct Comment {
    pub(super) id: u32,
    /// One paragraph each.
    pub(super) lines: Vec<String>,
}

/// The package being changed.
pub(super) struct Packed<'a> {
    bytes: &'a [u8],
    package: Package<'a>,
    main: String,
    changed: Vec<(String, Vec<u8>)>,
}

/// How a part is encoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Encoding {
    Utf8 { mark: bool },
    Utf16 { big: bool },
}

impl Encoding {
    fn of(raw: &[u8], text: &str) -> Option<Self> {
        if raw.starts_with(b"\xff\xfe") {
            return Some(Self::Utf16 { big: false });
        }
        if raw.starts_with(b"\xfe\xff") {
            return Some(Self::Utf16 { big: true });
        }
        let body = raw.strip_prefix(b"\xef\xbb\xbf");
        let mark = body.is_some();
        (body.unwrap_or(raw) == text.as_bytes()).then_some(Self::Utf8 { mark })
    }

    fn encode(self, text: &str) -> Vec<u8> {
        match self {
            Self::Utf8 { mark } => {
                let mut out = if mark {
                    b"\xef\xbb\xbf".to_vec()
                } else {
                    Vec::new()
                };
                out.extend_from_slice(text.as_bytes());
                out
            }
            Self::Utf16 { big } => std::iter::once(0xfeff)
                .chain(text.encode_utf16())
                .flat_map(|u| {
                    if big {
                        u.to_be_bytes()
                    } else {
                        u.to_le_bytes()
                    }
                })
                .collect(),
        }
    }
}

fn odd(what: &str) -> Error {
    Error::usage(
        format!("文件的{what}写法少见，修订不能可靠地写进去"),
        "用 Word 或者 WPS 打开后另存为 .docx，再检查一遍",
    )
}

impl<'a> Packed<'a> {
    pub(super) fn open(bytes: &'a [u8], main: &str) -> Result<Self> {
        Ok(Self {
            bytes,
            package: Package::open(bytes)?,
            main: main.to_string(),
            changed: Vec::new(),
        })
    }

    /// Whether a signature is in the package, which no change leaves valid.
    pub(super) fn signed(&self) -> bool {
        self.package
            .names()
            .iter()
            .any(|n| n.starts_with("_xmlsignatures/") && n.ends_with(".xml"))
    }

    fn text(&mut self, path: &str) -> Result<Option<(String, Encoding)>> {
        let Some(raw) = self.package.read(path)? else {
            return Ok(None);
        };
        let (text, bad) = xml::decode(&raw);
        let encoding = Encoding::of(&raw, &text)
            .filter(|_| !bad)
            .ok_or_else(|| odd("编码"))?;
        Ok(Some((text.into_owned(), encoding)))
    }

    /// The member's name as the directory has it.
    fn member(&self, path: &str) -> String {
        let names = self.package.names();
        names
            .iter()
            .find(|n| *n == path)
            .or_else(|| names.iter().find(|n| n.eq_ignore_ascii_case(path)))
            .cloned()
            .unwrap_or_else(|| path.to_string())
    }

    fn set(&mut self, path: &str, text: &str, encoding: Encoding) {
        let name = self.member(path);
        self.changed.push((name, encoding.encode(text)));
    }

    /// Replaces the main part.
    pub(super) fn replace_main(&mut self, text: &str) -> Result<()> {
        let main = self.main.clone();
        let (_, encoding) = self.text(&main)?.ok_or_else(|| odd("结构"))?;
        self.set(&main, text, encoding);
        Ok(())
    }

    fn relations(&self) -> String {
        let (dir, file) = self.main.rsplit_once('/').unwrap_or(("", &self.main));
        format!("{dir}/_rels/{file}.rels")
            .trim_start_matches('/')
            .to_string()
    }

    /// The path of the part that the main part has of a kind.
    fn related(&mut self, kind: &str) -> Result<Option<String>> {
        let dir = self.main.rsplit_once('/').map_or("", |d| d.0).to_string();
        let rels = self.relations();
        let found = crate::parse::docx::relations(&mut self.package, &rels, &dir)?;
        Ok(found.into_iter().find(|r| r.0 == kind).map(|r| r.1))
    }

    /// The numbers that comments have.
    pub(super) fn comment_ids(&mut self) -> Result<BTreeSet<u32>> {
        let Some(path) = self.related("comments")? else {
            return Ok(BTreeSet::new());
        };
        Ok(match self.text(&path)? {
            Some((text, _)) => Tree::read(&text)?.ids,
            None => BTreeSet::new(),
        })
    }

    /// Adds comments. `space` is the namespace of the main part.
    pub(super) fn add_comments(
        &mut self,
        comments: &[Comment],
        author: &str,
        time: &str,
        space: &str,
    ) -> Result<()> {
        if comments.is_empty() {
            return Ok(());
        }
        if let Some(path) = self.related("comments")?
            && let Some((text, encoding)) = self.text(&path)?
        {
            let prefix = Tree::read(&text)?.prefix;
            if prefix.is_empty() {
                return Err(odd("批注部分"));
            }
            let new = append(&text, &rendered(comments, author, time, &prefix))?;
            self.set(&path, &new, encoding);
            return Ok(());
        }
        let dir = self
            .main
            .rsplit_once('/')
            .map_or(String::new(), |d| format!("{}/", d.0));
        let file = (0..)
            .map(|n| match n {
                0 => "comments.xml".to_string(),
                n => format!("comments{n}.xml"),
            })
            .find(|f| !self.package.has(&format!("{dir}{f}")))
            .unwrap_or_default();
        let plain = Encoding::Utf8 { mark: false };
        let head = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
        let body = rendered(comments, author, time, "w:");
        let part = format!("{head}<w:comments xmlns:w=\"{space}\">{body}</w:comments>");
        self.set(&format!("{dir}{file}"), &part, plain);
        self.relate(&file, space)?;
        let Some((types, encoding)) = self.text("[Content_Types].xml")? else {
            return Err(odd("结构"));
        };
        let prefix = Tree::read(&types)?.prefix;
        let over = format!(
            "<{prefix}Override PartName=\"/{dir}{file}\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml\"/>"
        );
        let types = append(&types, &over)?;
        self.set("[Content_Types].xml", &types, encoding);
        Ok(())
    }

    /// Makes the relation from the main part to the comments.
    fn relate(&mut self, file: &str, space: &str) -> Result<()> {
        let base = if space.contains("purl.oclc.org") {
            "http://purl.oclc.org/ooxml/officeDocument/relationships"
        } else {
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        };
        let rels = self.relations();
        let (text, encoding) = self.text(&rels)?.unwrap_or_else(|| {
            (
                "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"></Relationships>".into(),
                Encoding::Utf8 { mark: false },
            )
        });
        let id = (1..)
            .map(|n| format!("rIdQ{n}"))
            .find(|id| !text.contains(&format!("\"{id}\"")))
            .unwrap_or_default();
        let prefix = Tree::read(&text)?.prefix;
        let new = append(
            &text,
            &format!(
                "<{prefix}Relationship Id=\"{id}\" Type=\"{base}/comments\" Target=\"{file}\"/>"
            ),
        )?;
        self.set(&rels, &new, encoding);
        Ok(())
    }

    /// Switches 修订 on, so that what is typed next is tracked too.
    pub(super) fn track(&mut self) -> Result<()> {
        /// What the schema has before `trackRevisions`.
        const BEFORE: [&str; 29] = [
            "writeProtection",
            "view",
            "zoom",
            "removePersonalInformation",
            "removeDateAndTime",
            "doNotDisplayPageBoundaries",
            "displayBackgroundShape",
            "printPostScriptOverText",
            "printFractionalCharacterWidth",
            "printFormsData",
            "embedTrueTypeFonts",
            "embedSystemFonts",
            "saveSubsetFonts",
            "saveFormsData",
            "mirrorMargins",
            "alignBordersAndEdges",
            "bordersDoNotSurroundHeader",
            "bordersDoNotSurroundFooter",
            "gutterAtTop",
            "hideSpellingErrors",
            "hideGrammaticalErrors",
            "activeWritingStyle",
            "proofState",
            "formsDesign",
            "attachedTemplate",
            "linkStyles",
            "stylePaneFormatFilter",
            "stylePaneSortMethod",
            "documentType",
        ];
        const ALSO: [&str; 2] = ["mailMerge", "revisionView"];
        let Some(path) = self.related("settings")? else {
            return Ok(());
        };
        let Some((text, encoding)) = self.text(&path)? else {
            return Ok(());
        };
        let tree = Tree::read(&text)?;
        if tree.prefix.is_empty() || tree.child(0, "trackRevisions").is_some() {
            return Ok(());
        }
        let mark = format!("<{}trackRevisions/>", tree.prefix);
        if tree.els[0].closes_itself() {
            let new = append(&text, &mark)?;
            self.set(&path, &new, encoding);
            return Ok(());
        }
        let at = tree.els[0]
            .children
            .iter()
            .filter(|c| {
                let name = tree.els[**c].name.as_str();
                BEFORE.contains(&name) || ALSO.contains(&name)
            })
            .map(|c| tree.els[*c].close.end)
            .max()
            .unwrap_or(tree.els[0].open.end);
        let new = patched(&text, vec![(at..at, mark)]);
        self.set(&path, &new, encoding);
        Ok(())
    }

    /// The package with what was changed.
    pub(super) fn finish(self) -> Result<Vec<u8>> {
        let failed = |_| Error::internal("修订稿打不成压缩包");
        let mut old = ZipArchive::new(Cursor::new(self.bytes)).map_err(failed)?;
        let mut out = ZipWriter::new(Cursor::new(Vec::new()));
        let mut left = self.changed;
        for i in 0..old.len() {
            let file = old.by_index_raw(i).map_err(failed)?;
            let name = file.name().map_err(failed)?.into_owned();
            match left.iter().position(|c| c.0 == name.replace('\\', "/")) {
                None => out.raw_copy_file(file).map_err(failed)?,
                Some(at) => {
                    let mut options = SimpleFileOptions::default()
                        .compression_method(CompressionMethod::Deflated);
                    if let Some(time) = file.last_modified() {
                        options = options.last_modified_time(time);
                    }
                    drop(file);
                    out.start_file(name, options).map_err(failed)?;
                    let (_, bytes) = left.remove(at);
                    out.write_all(&bytes)
                        .map_err(|e| Error::io("修订稿写不出", &e))?;
                }
            }
        }
        for (name, bytes) in left {
            let options =
                SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
            out.start_file(name, options).map_err(failed)?;
            out.write_all(&bytes)
                .map_err(|e| Error::io("修订稿写不出", &e))?;
        }
        Ok(out.finish().map_err(failed)?.into_inner())
    }
}

/// Puts XML in at the end of a part's root.
fn append(text: &str, new: &str) -> Result<String> {
    let tree = Tree::read(text)?;
    let root = &tree.els[0];
    if !root.closes_itself() {
        return Ok(patched(
            text,
            vec![(root.close.start..root.close.start, new.to_string())],
        ));
    }
    let tag = tree.slice(root.open.clone());
    let name = tag
        .trim_start_matches('<')
        .split(|c: char| c.is_whitespace() || c == '/' || c == '>')
        .next()
        .unwrap_or("");
    let open = tag.trim_end_matches('>').trim_end_matches('/');
    Ok(patched(
        text,
        vec![(root.open.clone(), format!("{open}>{new}</{name}>"))],
    ))
}

fn rendered(comments: &[Comment], author: &str, time: &str, w: &str) -> String {
    let author = escaped(author);
    let initials: String = author.chars().take(1).collect();
    let mut out = String::new();
    for c in comments {
        out.push_str(&format!(
            "<{w}comment {w}id=\"{}\" {w}author=\"{author}\" {w}date=\"{time}\" {w}initials=\"{initials}\">",
            c.id
        ));
        for (i, line) in c.lines.iter().enumerate() {
            let mark = if i == 0 {
                format!("<{w}r><{w}annotationRef/></{w}r>")
            } else {
                String::new()
            };
            out.push_str(&format!(
                "<{w}p>{mark}<{w}r><{w}t xml:space=\"preserve\">{}</{w}t></{w}r></{w}p>",
                escaped(&line.replace(['\n', '\t'], " "))
            ));
        }
        out.push_str(&format!("</{w}comment>"));
    }
    out
}
