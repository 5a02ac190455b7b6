//! The papers of `qingli report`: which, in which formats, on whose decisions; written beside the
//! report in the folder 文书.

use super::common::Config;
use super::inputs::shown;
use super::pdf;
use crate::campaign::Campaign;
use crate::check::{Decisions, Run};
use crate::error::{Error, Result};
use crate::markup;
use crate::paper::{self, Format, Work, write};
use crate::report::view::View;
use crate::text::Date;
use std::path::{Component, Path, PathBuf};

/// The folder below the report's.
const FOLDER: &str = "文书";
/// What was written there, so that the next run takes away no file but its own.
const LIST: &str = "文件清单.txt";

/// Options about the papers.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct Options {
    /// 文书的格式，可以用逗号分开：docx、xlsx、csv、html、md、pdf（none：不写文书）
    #[arg(
        long,
        value_delimiter = ',',
        value_name = "格式",
        default_value = "docx,xlsx"
    )]
    pub format: Vec<String>,
    /// 只写这些文书，可以用逗号分开（默认全部）：清理意见表、清理目录、新旧对照表、汇总统计表、清理整改清单、总报告
    #[arg(long, value_delimiter = ',', value_name = "文书")]
    pub papers: Vec<String>,
    /// 审核记录（TOML）：每件文件审定的处理意见，每处问题采纳、不采纳还是暂缓
    #[arg(long, value_name = "FILE")]
    pub decisions: Option<PathBuf>,
    /// 整治方案：随带方案的名称，或者方案文件（.toml）
    #[arg(long, value_name = "方案")]
    pub campaign: Option<String>,
}

impl Options {
    /// What people decided: the option, then the configuration.
    ///
    /// # Errors
    /// When the file can't be read or is wrong.
    fn decisions(&self, config: &Config) -> Result<Decisions> {
        match self.decisions.as_ref().or(config.decisions.as_ref()) {
            None => Ok(Decisions::default()),
            Some(p) => {
                let text = std::fs::read_to_string(p)
                    .map_err(|e| Error::io("读取审核记录失败", &e).about_file(p))?;
                Decisions::parse(&text).map_err(|e| e.about_file(p))
            }
        }
    }

    /// The formats, in order; none for no papers.
    ///
    /// # Errors
    /// Names the word that is no format.
    fn formats(&self) -> Result<Vec<Format>> {
        let mut out = Vec::new();
        for name in self.format.iter().filter(|n| n.as_str() != "none") {
            let names: Vec<&str> = Format::ALL.iter().map(|f| f.name()).collect();
            out.push(Format::from_name(name).ok_or_else(|| {
                Error::usage(
                    format!("没有“{name}”这种格式"),
                    format!(
                        "写成 {} 之中的，用逗号分开；不要文书的写 none",
                        names.join("、")
                    ),
                )
            })?);
        }
        out.sort_unstable();
        out.dedup();
        Ok(out)
    }

    fn forms(&self) -> Result<Vec<&'static str>> {
        if self.papers.is_empty() {
            return Ok(paper::FORMS.to_vec());
        }
        self.papers
            .iter()
            .map(|name| {
                paper::FORMS.into_iter().find(|f| f == name).ok_or_else(|| {
                    Error::usage(
                        format!("没有“{name}”这种文书"),
                        format!("写成 {} 之中的，用逗号分开", paper::FORMS.join("、")),
                    )
                })
            })
            .collect()
    }

    /// The campaign asked for.
    ///
    /// # Errors
    /// When there is none of that name, or its file is wrong.
    fn campaign(&self) -> Result<Option<Campaign>> {
        self.campaign.as_deref().map(Campaign::named).transpose()
    }
}

/// What was written.
pub struct Made {
    /// Where.
    pub folder: PathBuf,
    /// How many files.
    pub files: usize,
    /// Decided documents without a drafted decision, and why.
    pub undrafted: Vec<String>,
    /// What could not be made: PDF without a program that prints.
    pub left_out: Option<Error>,
}

/// The options as values; wrong ones are refused before any document is read.
pub struct Plan {
    decisions: Decisions,
    formats: Vec<Format>,
    forms: Vec<&'static str>,
    campaign: Option<Campaign>,
    settings: paper::Settings,
}

impl Plan {
    /// From the options, then the configuration.
    ///
    /// # Errors
    /// Names what is wrong.
    pub fn of(options: &Options, config: &Config) -> Result<Self> {
        let known = |name: &str| paper::FORMS.contains(&name) || paper::TABLES.contains(&name);
        if let Some(f) = config.forms.iter().find(|f| !known(&f.name)) {
            return Err(Error::usage(
                format!("配置中的表格“{}”不认识", f.name),
                format!("写成 {} 之一", paper::FORMS.join("、")),
            ));
        }
        Ok(Self {
            decisions: options.decisions(config)?,
            formats: options.formats()?,
            forms: options.forms()?,
            campaign: options.campaign()?,
            settings: paper::Settings {
                forms: config.forms.clone(),
                paper: config.paper.clone(),
            },
        })
    }

    /// What people decided.
    pub const fn decisions(&self) -> &Decisions {
        &self.decisions
    }

    /// The campaign, where one is named.
    pub const fn campaign(&self) -> Option<&Campaign> {
        self.campaign.as_ref()
    }
}

/// Makes and writes the papers.
///
/// # Errors
/// A configured column that a form has not, a total that does not add up, the disk.
pub fn make(plan: &Plan, run: &Run, as_of: Date, dir: &Path) -> Result<Option<Made>> {
    if plan.formats.is_empty() {
        return Ok(None);
    }
    let view = View::of(run);
    let work = Work {
        run,
        view: &view,
        decisions: &plan.decisions,
        campaign: plan.campaign.as_ref(),
        settings: &plan.settings,
        as_of,
    };
    let papers = paper::papers(&work, &plan.forms)?;
    let folder = dir.join(FOLDER);
    let fail = |e: std::io::Error| Error::io("写文书失败", &e).about_file(&folder);
    std::fs::create_dir_all(&folder).map_err(fail)?;
    clear(&folder).map_err(fail)?;
    let mut written: Vec<String> = Vec::new();
    let mut left_out = None;
    for &format in &plan.formats {
        let files = if format == Format::Pdf {
            match printed(&papers, &work) {
                Ok(files) => files,
                Err(e) => {
                    left_out = Some(e);
                    continue;
                }
            }
        } else {
            write::files(&papers, format, &work)?
        };
        for (name, bytes) in files {
            super::common::write_whole(&folder.join(&name), &bytes).map_err(fail)?;
            written.push(name);
        }
    }
    let mut undrafted = Vec::new();
    let organ = run.organ.as_deref().unwrap_or("");
    let again = |path: &str| {
        let bytes = super::inputs::bytes(Path::new(path)).ok()?;
        crate::parse::blocks(path, &bytes, crate::parse::View::Accepted).ok()
    };
    for one in paper::carry::carry(&work, &again) {
        for (name, bytes) in letters(&plan.formats, &one, organ, &work)? {
            super::common::write_whole(&folder.join(&name), &bytes).map_err(fail)?;
            written.push(name);
        }
        for why in &one.dropped {
            undrafted.push(format!("{} 采纳的意见没有写入：{why}", one.path));
        }
        match revision(&one, run, as_of) {
            Ok(None) => {}
            Ok(Some((name, marked))) => {
                super::common::write_whole(&folder.join(&name), &marked.bytes).map_err(fail)?;
                written.push(name);
                for r in &marked.refused {
                    undrafted.push(format!("{} 没有写入修订稿：{} {}", one.path, r.name, r.why));
                }
            }
            Err(e) => undrafted.push(format!("没有写修订稿 {}", e.about(&one.path))),
        }
        if let Some(why) = &one.refused {
            undrafted.push(format!("没有拟出 {} 的修改决定：{why}", one.path));
        }
    }
    let list = written.join("\n") + "\n";
    super::common::write_whole(&folder.join(LIST), list.as_bytes()).map_err(fail)?;
    Ok(Some(Made {
        folder,
        files: written.len(),
        undrafted,
        left_out,
    }))
}

/// The drafted papers of a document in the formats asked for; as plain text too where none of
/// them holds words.
fn letters(
    formats: &[Format],
    one: &paper::carry::Carried,
    organ: &str,
    work: &Work<'_>,
) -> Result<Vec<(String, Vec<u8>)>> {
    let mut out = Vec::new();
    let papers = paper::Papers {
        whole: one.pages(organ),
        each: Vec::new(),
    };
    let mut plain = true;
    for &format in formats {
        match format {
            Format::Docx | Format::Html => out.extend(write::files(&papers, format, work)?),
            Format::Pdf => out.extend(printed(&papers, work).unwrap_or_default()),
            // A decision is read back from its plain words.
            Format::Markdown => continue,
            Format::Xlsx | Format::Csv => continue,
        }
        plain = false;
    }
    if plain || formats.contains(&Format::Markdown) {
        for l in &one.papers {
            let name = format!("{}/{}.md", one.folder, l.name);
            out.push((name, l.text.clone().into_bytes()));
        }
    }
    Ok(out)
}

/// The document itself with the adopted changes as tracked ones; none where nothing was adopted
/// or where it is no .docx.
fn revision(
    one: &paper::carry::Carried,
    run: &Run,
    day: Date,
) -> Result<Option<(String, markup::Marked)>> {
    if one.changes.is_empty() || crate::parse::sniff::extension(&one.path) != "docx" {
        return Ok(None);
    }
    let by = markup::By {
        author: run.organ.clone().unwrap_or_else(|| "qingli".into()),
        day,
    };
    let bytes = super::inputs::bytes(Path::new(&one.path))?;
    let marked = markup::write(&one.path, &bytes, &one.text, &one.changes, &by)?;
    Ok(Some((format!("{}/修订稿.docx", one.folder), marked)))
}

/// The papers as PDF.
fn printed(papers: &paper::Papers, work: &Work<'_>) -> Result<Vec<(String, Vec<u8>)>> {
    let words = write::files(papers, Format::Docx, work)?;
    let pages = write::files(papers, Format::Html, work)?;
    let (names, sources): (Vec<String>, Vec<pdf::Source>) = words
        .into_iter()
        .zip(pages)
        .map(|((name, docx), (_, html))| {
            let stem = name.strip_suffix(".docx").unwrap_or(&name);
            (format!("{stem}.pdf"), pdf::Source { docx, html })
        })
        .unzip();
    let days = work.as_of - crate::text::Date::constant(1970, 1, 1);
    let made = pdf::make(&sources, i64::from(days.get_days()) * 86_400)?;
    Ok(names.into_iter().zip(made).collect())
}

/// The line that says where they are.
pub fn said(made: &Made) -> String {
    let mut s = format!("文书：{}（{}个文件）\n", shown(&made.folder), made.files);
    for why in &made.undrafted {
        s.push_str(&format!("　　　{why}\n"));
    }
    s
}

/// Takes away what the last run wrote: the files on its list, and folders left empty.
fn clear(folder: &Path) -> std::io::Result<()> {
    let list = match std::fs::read_to_string(folder.join(LIST)) {
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => return Ok(()),
        other => other?,
    };
    let mut folders: Vec<PathBuf> = Vec::new();
    for line in list.lines() {
        let path = Path::new(line);
        let inside = path.components().all(|c| matches!(c, Component::Normal(_)));
        if line.is_empty() || !inside {
            continue;
        }
        let full = folder.join(path);
        match std::fs::remove_file(&full) {
            Err(e) if e.kind() != std::io::ErrorKind::NotFound => return Err(e),
            _ => {}
        }
        if let Some(p) = full.parent().filter(|p| *p != folder) {
            folders.push(p.to_path_buf());
        }
    }
    folders.sort();
    folders.dedup();
    for f in folders {
        // One with a file of somebody else's stays.
        let _ = std::fs::remove_dir(f);
    }
    Ok(())
}
