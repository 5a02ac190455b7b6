//! Options that commands share, and how they become values.

use super::judging::PathConfig;
use crate::check::Organ;
use crate::corpus::Library;
use crate::error::{Error, Result};
use crate::paper::{FormConfig, PaperConfig};
use crate::text::{Date, date};
use std::io::Write as _;
use std::path::{Path, PathBuf};

/// Writes a file whole or not at all: beside its place first, then by a rename. Makes its folder.
///
/// # Errors
/// When the folder or the file can't be written.
pub(super) fn write_whole(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let dir = path
        .parent()
        .filter(|d| !d.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    std::fs::create_dir_all(dir)?;
    let mut t = tempfile::NamedTempFile::new_in(dir)?;
    t.write_all(bytes)?;
    crate::report::readable(t.path())?;
    t.persist(path).map_err(|e| e.error)?;
    Ok(())
}

/// Options of every command that judges.
#[derive(Debug, Clone, clap::Args)]
pub struct Common {
    /// 法律库所在的文件夹（默认：qingli.toml 旁的 corpus/library，否则在用户数据文件夹）
    #[arg(long, value_name = "DIR")]
    pub library: Vec<PathBuf>,
    /// 审查基准日，如 2026-11-24（默认：今天）
    #[arg(long = "as-of", value_name = "DATE")]
    pub as_of: Option<String>,
    /// 本机关的名称
    #[arg(long, value_name = "NAME")]
    pub organ: Option<String>,
    /// 配置文件（默认：当前文件夹的 qingli.toml）
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// 线程数（默认：全部）
    #[arg(long, value_name = "N")]
    pub threads: Option<usize>,
    /// 不显示进度
    #[arg(long)]
    pub quiet: bool,
}

/// `qingli.toml`
#[derive(Debug, Clone, Default, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// 本机关
    #[serde(default, rename = "本机关", alias = "organ")]
    pub organ: Organ,
    /// Folders of libraries.
    #[serde(default)]
    pub library: Vec<PathBuf>,
    /// Day of judgment.
    #[serde(default)]
    pub as_of: Option<String>,
    /// Only these rules and kinds.
    #[serde(default)]
    pub select: Vec<String>,
    /// Not these.
    #[serde(default)]
    pub ignore: Vec<String>,
    /// Least severity.
    #[serde(default)]
    pub min_severity: Option<String>,
    /// Least confidence.
    #[serde(default)]
    pub min_confidence: Option<String>,
    /// The list of what a person has judged.
    #[serde(default)]
    pub suppressions: Option<PathBuf>,
    /// What holds for some paths only.
    #[serde(default, rename = "path", alias = "路径")]
    pub paths: Vec<PathConfig>,
    /// What people decided.
    #[serde(default, alias = "审核记录")]
    pub decisions: Option<PathBuf>,
    /// Columns and headings of the forms.
    #[serde(default, rename = "form", alias = "表格")]
    pub forms: Vec<FormConfig>,
    /// What stands on the papers.
    #[serde(default, alias = "文书")]
    pub paper: PaperConfig,
}

impl Common {
    /// Reads the configuration file, if there is one.
    ///
    /// # Errors
    /// When a named file is absent or wrong.
    pub fn config(&self) -> Result<Config> {
        let path = match &self.config {
            Some(p) => p.clone(),
            None if Path::new("qingli.toml").is_file() => PathBuf::from("qingli.toml"),
            None => return Ok(Config::default()),
        };
        let text = std::fs::read_to_string(&path)
            .map_err(|e| Error::io("读取配置失败", &e).about_file(&path))?;
        const NEXT: &str = "对照 README 的“配置”一节改正";
        let config: Config = toml::from_str(&text)
            .map_err(|e| Error::usage(format!("配置文件写法不对：{e}"), NEXT).about_file(&path))?;
        match config.organ.wrong() {
            None => Ok(config),
            Some(w) => Err(Error::usage(format!("[本机关]{w}"), NEXT).about_file(&path)),
        }
    }

    /// The day of judgment: the option, the configuration, today.
    ///
    /// # Errors
    /// When the words are no date.
    pub fn as_of(&self, config: &Config) -> Result<Date> {
        match self.as_of.as_deref().or(config.as_of.as_deref()) {
            Some(s) => date::parse(s)
                .ok_or_else(|| Error::usage(format!("“{s}”不是日期"), "写成 2026-11-24 这样")),
            None => Ok(today()),
        }
    }

    /// 本机关: the configured one; another name on the command line is another organ.
    pub fn organ(&self, config: &Config) -> Option<Organ> {
        let organ = match &self.organ {
            Some(name) if *name != config.organ.name => Organ {
                name: name.clone(),
                ..Organ::default()
            },
            _ => config.organ.clone(),
        };
        Some(organ).filter(|o| !o.name.is_empty())
    }

    /// The folders of the library: options, configuration, beside the configuration, user's data.
    pub fn library_dirs(&self, config: &Config) -> Vec<PathBuf> {
        if !self.library.is_empty() {
            return self.library.clone();
        }
        if !config.library.is_empty() {
            return config.library.clone();
        }
        let beside = Path::new("corpus/library");
        if Path::new("qingli.toml").is_file() || Path::new("corpus").is_dir() {
            return vec![beside.to_path_buf()];
        }
        let home = std::env::var_os("XDG_DATA_HOME")
            .map(PathBuf::from)
            .or_else(|| std::env::var_os("HOME").map(|h| PathBuf::from(h).join(".local/share")))
            .or_else(|| std::env::var_os("LOCALAPPDATA").map(PathBuf::from));
        vec![home.map_or_else(|| beside.to_path_buf(), |h| h.join("qingli/library"))]
    }

    /// Opens the library; an absent default library is an empty one, said on standard error.
    ///
    /// # Errors
    /// When a named library can't be opened.
    pub fn open_library(&self, config: &Config) -> Result<Library> {
        let dirs = self.library_dirs(config);
        let Some(dir) = dirs.first() else {
            return Ok(Library::default());
        };
        if !dir.exists() && self.library.is_empty() && config.library.is_empty() {
            self.say(&format!("提示：没有法律库（{}），与上位法对照的规则不能运行。先用 qingli import 导入法律文本。", dir.display()));
            return Ok(Library::default());
        }
        Library::open(dir)
    }

    /// Sets the number of threads.
    pub fn threads(&self) {
        if let Some(n) = self.threads {
            let _ = rayon::ThreadPoolBuilder::new()
                .num_threads(n.max(1))
                .build_global();
        }
    }

    /// A line on standard error, unless quiet.
    pub fn say(&self, line: &str) {
        if !self.quiet {
            eprintln!("{line}");
        }
    }
}

/// Today in the system's time zone; the only clock of the program.
pub fn today() -> Date {
    let secs = std::time::SystemTime::now()
        .duration_since(std::time::UNIX_EPOCH)
        .map_or(0, |d| d.as_secs());
    // China Standard Time, where the users sit.
    let days = i64::try_from((secs + 8 * 3600) / 86_400).unwrap_or(0);
    Date::constant(1970, 1, 1)
        .checked_add(jiff::Span::new().days(days))
        .unwrap_or(Date::constant(1970, 1, 1))
}

/// Prints an error and gives exit code 2.
pub fn fail(e: &Error) -> std::process::ExitCode {
    eprintln!("错误：{e}");
    std::process::ExitCode::from(2)
}

/// Writes to standard output; a closed pipe is success.
pub fn print(s: &str) -> std::process::ExitCode {
    use std::io::Write;
    let mut out = std::io::stdout().lock();
    match out.write_all(s.as_bytes()).and_then(|()| out.flush()) {
        Ok(()) => std::process::ExitCode::SUCCESS,
        Err(e) if e.kind() == std::io::ErrorKind::BrokenPipe => std::process::ExitCode::SUCCESS,
        Err(e) => fail(&Error::io("写标准输出失败", &e)),
    }
}

/// A progress bar on standard error, hidden when quiet or not a terminal.
pub fn bar(len: usize, what: &'static str, quiet: bool) -> indicatif::ProgressBar {
    if quiet {
        return indicatif::ProgressBar::hidden();
    }
    let bar = indicatif::ProgressBar::new(len as u64);
    if let Ok(style) = indicatif::ProgressStyle::with_template("{msg} {wide_bar} {pos}/{len}") {
        bar.set_style(style);
    }
    bar.set_message(what);
    bar
}
